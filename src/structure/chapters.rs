//! Headings between questions: Große Anfragen and older papers group their questions in chapters, „II. Verkehr“.

use std::collections::BTreeSet;
use std::ops::Range;

use super::announced::{Announced, Form};
use super::outline::{Place, Step, stretches};
use super::rows::{self, LONGEST_QUESTION, Row};
use crate::cleaning::words::{last_token, roman};
use crate::diagnostic::Diagnostic;
use crate::grammar::headings;
use crate::grammar::openings::Opening;
use crate::id::QuestionId;

/// Lines of a heading at most, with that of the part of the paper that begins with it: „B. Umwelt⏎I. Nordsee“.
const LONGEST_HEADING: usize = 3;

/// A heading, which is told by its series.
struct Marked {
    rows: Range<usize>,
    number: Option<u32>,
    letter: Option<u32>,
    /// The question below it, by its row.
    above: usize,
}

/// What groups the questions of a paper.
pub(super) struct Chapters {
    /// Rows of the headings.
    pub headings: Vec<Range<usize>>,
    /// Where questions are numbered anew, or asked again, and lines that may be headings.
    pub doubts: Vec<Diagnostic>,
}

impl Chapters {
    pub(super) fn read(rows: &[Row<'_>], steps: &[Step], announced: &[Announced]) -> Self {
        let anew = begun_anew(rows, steps);
        let (at, message) = match anew {
            Some(_) => (anew, "questions are numbered anew from here on, and not told from what stands above them"),
            None => (
                asked_again(rows, steps, announced),
                "questions with numbers that were read above are asked and answered here: these may be the paper's, and those quoted",
            ),
        };
        let counted = at.and_then(|at| rows.get(at)).map(|row| row.doubt(message));
        let found = [marked(rows, steps, anew), unmarked(rows, steps)];
        let single = found.iter().flat_map(|found| &found.single).filter_map(|heading| rows.get(heading.start));
        let single = single.map(|row| row.doubt("this may be a heading between questions"));
        let in_answers =
            stretches(steps, rows.len()).filter(|(step, _)| step.place == Place::Answer).filter_map(|(_, stretch)| rows.get(stretch));
        let prefaces =
            in_answers.flatten().filter(|row| row.heading.is_some()).map(|row| row.doubt("a preface may begin here, in an answer"));
        let doubts = counted.into_iter().chain(single).chain(prefaces).collect();
        Self { headings: found.into_iter().flat_map(|found| found.told).collect(), doubts }
    }
}

/// What is set and worded as headings, by their rows.
#[derive(Default)]
struct Found {
    /// Others tell that these are headings.
    told: Vec<Range<usize>>,
    /// No others do.
    single: Vec<Range<usize>>,
}

/// Headings that stand right above questions, told by their series: „I.“ above the first question, „II.“ above another, which may be
/// the one that is numbered `anew`.
fn marked(rows: &[Row<'_>], steps: &[Step], anew: Option<usize>) -> Found {
    let befores = std::iter::once(0).chain(steps.iter().map(|step| step.row + 1));
    let questions = steps.iter().zip(befores).filter(|(step, _)| step.whole_question().is_some());
    let begun = anew.map(|at| (at, at.saturating_sub(LONGEST_HEADING)));
    let mut stretches: Vec<(usize, usize)> = questions.map(|(step, before)| (step.row, before)).chain(begun).collect();
    stretches.sort_unstable();
    let Some(&(first, _)) = stretches.first() else { return Found::default() };
    let marked: Vec<Marked> = stretches.into_iter().flat_map(|(question, before)| above(rows, before..question)).collect();
    let (roman, letters) = (in_series(&marked, first, |one| one.number), in_series(&marked, first, |one| one.letter));
    let proven = roman.into_iter().zip(letters).map(|(roman, letter)| roman || letter);
    // What is numbered anew is not told apart, so its heading stays with it.
    let mut found = Found::default();
    for (one, proven) in marked.into_iter().zip(proven).filter(|(one, _)| Some(one.above) != anew) {
        if proven { &mut found.told } else { &mut found.single }.push(one.rows);
    }
    found
}

/// Headings without a mark, „Verkehr“, behind prefaces, questions and answers. Sources, names and cells end answers, too: chapters begin
/// above the first question, differ, and have two questions or more, but for some.
fn unmarked(rows: &[Row<'_>], steps: &[Step]) -> Found {
    const FEWEST: usize = 3;
    let asks = |step: &Step| step.printed().is_some_and(QuestionId::is_whole);
    let befores = std::iter::once(None).chain(steps.iter().map(Some));
    let tails = befores.zip(steps).filter(|(_, next)| asks(next)).filter_map(|(step, next)| {
        let at = next.row.checked_sub(1).filter(|&at| step.is_none_or(|step| step.place != Place::Annex && at > step.row))?;
        let (above, row) = (rows::above(rows, at), rows.get(at)?);
        // What goes on with a question stands behind a stop, too.
        let in_question = step.is_some_and(|step| step.question().is_some());
        let ends = |above: &Row<'_>| (above.ends_sentence() || headings::request(above.words)) && !above.broken && !above.ends_in_figures();
        let ended = above.is_none_or(|above| ends(above) && (above.asks || !in_question));
        let worded = matches!(row.opening, Opening::Other | Opening::Answer | Opening::Question)
            && !row.is_marked()
            && row.chapter_mark().is_none()
            && !row.annex;
        let title = row.words.strip_suffix(':').unwrap_or(row.words);
        let open = row.requests() || row.stops && title == row.words || row.asks || row.broken || row.open || title.contains([':', ';']);
        (ended && worded && !open && title.ends_with(|c: char| c.is_alphabetic() || c == ')')).then_some(at)
    });
    let tails: Vec<usize> = tails.collect();
    let first = steps.iter().find(|step| asks(step)).map(|step| step.row);
    let above_first = first.is_some_and(|first| tails.iter().any(|&at| at + 1 == first));
    let questions = steps.iter().filter(|step| asks(step)).count();
    let distinct: BTreeSet<&str> = tails.iter().filter_map(|&at| rows.get(at)).map(|row| row.words).collect();
    let colons = distinct.iter().filter(|words| words.ends_with(':')).count();
    let set_alike = colons == 0 || colons == distinct.len();
    let are_headings =
        above_first && distinct.len() >= FEWEST && distinct.len() == tails.len() && 2 * tails.len() <= questions && set_alike;
    let whole = |at: usize| at..at + 1;
    if are_headings {
        return Found { told: tails.into_iter().map(whole).collect(), single: Vec::new() };
    }
    let worded = |at: &usize| rows.get(*at).is_some_and(|row| row.opening == Opening::Other && !row.sentence || names(row.words));
    Found { told: Vec::new(), single: tails.into_iter().filter(worded).map(whole).collect() }
}

/// „Zur Lage der Häfen“, „Die Rolle der Länder“: a line that begins as a sentence names something where it ends in a noun, or in a
/// bracket behind one. Sentences that lack their stop end in verbs, or are longer.
fn names(words: &str) -> bool {
    const LONGEST: usize = 60;
    words.len() <= LONGEST && last_token(words).starts_with(|c: char| c.is_uppercase() || c == '(')
}

/// The marked rows at the end of a stretch, each with the line that goes on with it, if a sentence ended above them: one, or
/// a letter with the first number below it. Several of one kind are a list.
fn above(rows: &[Row<'_>], stretch: Range<usize>) -> Vec<Marked> {
    let lines = rows.get(stretch.clone()).unwrap_or_default();
    let unended =
        lines.iter().rev().take(LONGEST_HEADING).take_while(|row| !row.stops && !row.asks || row.chapter_mark().is_some()).count();
    let tail = stretch.end - unended..stretch.end;
    let marks: Vec<(usize, &str)> = tail.filter_map(|at| Some((at, rows.get(at)?.chapter_mark()?))).collect();
    let fits = match marks.as_slice() {
        [_] => true,
        [(_, part), (_, mark)] => letter(part).is_some() && number(mark) == Some(1),
        _ => false,
    };
    let Some(&(first, _)) = marks.first().filter(|_| fits) else { return Vec::new() };
    let ends = |row: &Row<'_>| !row.broken && (row.ends_sentence() || row.asks || row.heading.is_some() || headings::request(row.words));
    let ended = rows::above(rows, first).is_none_or(ends);
    let ends = marks.iter().skip(1).map(|&(at, _)| at).chain([stretch.end]);
    let whole: Vec<Marked> = marks
        .iter()
        .zip(ends)
        .filter(|((at, _), end)| is_whole(rows, *at..*end))
        .map(|(&(at, mark), end)| Marked { rows: at..end, number: number(mark), letter: letter(mark), above: stretch.end })
        .collect();
    if ended && whole.len() == marks.len() { whole } else { Vec::new() }
}

/// „II. Anleger und⏎ihre Zufahrten“, „II.⏎Anleger“, „Kapitel 2⏎Anleger“: what stands between a mark and the next, or the question, goes on
/// with it.
fn is_whole(rows: &[Row<'_>], heading: Range<usize>) -> bool {
    let heading = rows.get(heading).unwrap_or_default();
    let Some(first) = heading.first() else { return false };
    // „Kapitel 2“ may have no title.
    let named = || first.chapter_mark().is_some_and(|mark| first.words.trim_end_matches(':').ends_with(mark)) && heading.len() > 1;
    let titled = 1 + usize::from(first.is_chapter_mark_alone() || named());
    heading.len() >= titled && heading.iter().skip(titled).all(Row::opens_small)
}

/// „IV“ → 4, „4“ → 4.
fn number(mark: &str) -> Option<u32> {
    mark.parse().ok().or_else(|| roman_number(mark))
}

fn roman_number(mark: &str) -> Option<u32> {
    roman(mark).filter(|(_, rest)| rest.is_empty()).map(|(number, _)| number)
}

/// „D“ → 4.
fn letter(mark: &str) -> Option<u32> {
    let &[letter @ b'A'..=b'Z'] = mark.as_bytes() else { return None };
    Some(u32::from(letter - b'A') + 1)
}

/// Which headings run on from the one above the question `first`, or begin anew, in a series that has a second.
fn in_series(marked: &[Marked], first: usize, place: impl Fn(&Marked) -> Option<u32>) -> Vec<bool> {
    let (mut last, mut goes_on) = (0, false);
    let mut runs: Vec<bool> = marked
        .iter()
        .map(|one| {
            let follows = |place: &u32| if last == 0 { *place == 1 && one.above == first } else { *place == 1 || *place == last + 1 };
            let next = place(one).filter(follows);
            goes_on |= next.is_some_and(|next| next > 1);
            last = next.unwrap_or(last);
            next.is_some()
        })
        .collect();
    runs.iter_mut().for_each(|runs| *runs &= goes_on);
    runs
}

/// The row in which questions are numbered anew from 1 on behind a chapter's heading, as in some Große Anfragen.
fn begun_anew(rows: &[Row<'_>], steps: &[Step]) -> Option<usize> {
    let asks = |at: usize| {
        let begins = rows.get(at).is_some_and(|row| row.number == Some(1) && row.begins_question() && !row.behind_imprint && !row.annex);
        begins && rows.iter().skip(at).take(LONGEST_QUESTION).any(|row| row.asks)
    };
    let read = stretches(steps, rows.len()).filter(|(step, _)| step.question().is_some() || step.place == Place::Answer);
    read.skip(1).find_map(|(step, stretch)| stretch.skip(1).find(|&at| asks(at) && !above(rows, step.row + 1..at).is_empty()))
}

/// The row from which on an answer prints questions with answers of their own, under numbers that were read above it: two or more in a
/// row, one behind the end of a sentence, or one that an announcement names there. Lists of questions that an answer quotes stand
/// behind a colon, and have no answers between them.
fn asked_again(rows: &[Row<'_>], steps: &[Step], announced: &[Announced]) -> Option<usize> {
    let used = |number: u32| steps.iter().any(|step| step.whole_question() == Some(number));
    // Where one was told, others may have gone unnoticed: a word is another one.
    let told = steps.iter().any(|step| step.asked_again().is_some());
    // „(Mehrfachnennungen möglich)“ and „a) ja b) nein“ stand in questionnaires.
    let answers = |row: &Row<'_>| !row.is_head() && matches!(row.opening, Opening::Answer | Opening::Other);
    stretches(steps, rows.len()).filter(|(step, _)| step.place == Place::Answer).find_map(|(step, stretch)| {
        let lines = rows.get(stretch.clone()).unwrap_or_default();
        let is_answered = |at: usize| {
            let mark = lines.iter().skip(at).take(LONGEST_QUESTION).position(|row| row.asks).map(|mark| at + mark);
            mark.and_then(|mark| lines.get(mark + 1)).is_some_and(answers)
        };
        let again = lines.iter().enumerate().filter(|(_, row)| row.begins_question() && row.number.is_some_and(used));
        let within = announced.iter().filter(|one| one.form == Form::Sentence && one.row > step.row && stretch.contains(&one.row));
        let names = |one: &Announced, row: &Row<'_>| row.number.is_some_and(|number| one.questions.covers(QuestionId::whole(number)));
        let named = again.clone().find(|&(at, row)| within.clone().any(|one| one.row > step.row + at && names(one, row)));
        if let Some((at, _)) = named {
            return Some(step.row + at);
        }
        let again: Vec<(usize, Option<u32>)> = again.map(|(at, row)| (at, row.number)).filter(|(at, _)| is_answered(*at)).collect();
        let in_order = again.iter().zip(again.iter().skip(1)).find(|((_, one), (_, next))| one.map(|one| one + 1) == *next);
        let behind_answer = |at: usize| rows::above(lines, at).is_some_and(|above| above.ends_sentence() && !above.asks);
        let alone = again.iter().find(|(at, _)| told || behind_answer(*at));
        in_order.map(|(one, _)| one).or(alone).map(|(at, _)| step.row + at)
    })
}

#[cfg(test)]
mod tests {
    use crate::{Companions, Source, parse};

    fn record(lines: &str) -> crate::Record {
        let text = format!(
            "Deutscher Bundestag Drucksache 12/3\n12. Wahlperiode 03.05.1992\nAntwort \nder Bundesregierung \nauf die Große Anfrage der \
             Fraktion der SPD\n– Drucksache 12/1 –\nStege\n{lines}"
        );
        parse(&Source::from_text("x.txt", text).expect("a small text"), &Companions::default())
    }

    /// The first answer of a paper with these lines.
    fn told(lines: &str) -> String {
        let record = record(lines);
        record.answers.first().map(|answer| answer.text.replace("\n\n", "\n")).unwrap_or_default()
    }

    #[test]
    fn a_series_above_questions_is_of_headings() {
        for (lines, want) in [
            ("I. Stege\n1. Wie viele?\nNeun.\nII. Wehre\n2. Wie viele?\nZwei.\n", "Neun."),
            ("A. Stege\n1. Wie viele?\nNeun.\nB. Wehre und\nihre Tore\n2. Wie viele?\nZwei.\n", "Neun."),
            ("I.\nStege\n1. Wie viele?\nNeun.\nII.\nWehre\n2. Wie viele?\nZwei.\n", "Neun."),
            ("Fragenkomplex 1\n1. Wie viele?\nNeun.\nFragenkomplex 2\n2. Wie viele?\nZwei.\n", "Neun."),
            (
                "Vorbemerkung der Fragesteller\nStege altern.\nWir fragen die Bundesregierung:\nKapitel 1\nStege\n1. Wo?\nHier.\n\
                 Kapitel 2\nWehre\n2. Wo?\nDa.\n",
                "Hier.",
            ),
            (
                "Vorbemerkung der Fragesteller\nStege altern.\nWir fragen die Bundesregierung:\nKomplex 1:\n1. Wo?\nHier.\nKomplex 2:\n2. Wo?\nDa.\n",
                "Hier.",
            ),
            ("Themenkomplex 1: Stege\n1. Wie viele?\nNeun.\nThemenkomplex 2: Wehre\n2. Wie viele?\nZwei.\n", "Neun."),
            // A list, its lines, a single one, another number.
            ("1. Wie viele?\nNeun.\nI. Stege\nII. Wehre\n2. Wie viele?\nZwei.\n", "Neun.\nI. Stege\nII. Wehre"),
            ("1. Wie viele?\nNeun.\nI. Stege\n2. Wie viele?\nZwei.\nII. Wehre\n12 Tore\n3. Wo?\nHier.\n", "Neun.\nI. Stege"),
            ("1. Wie viele?\nDiese:\nI. Stege\n2. Wie viele?\nZwei.\nII. Wehre\n3. Wo?\nHier.\n", "Diese:\nI. Stege"),
            ("I. Stege\n1. Wie viele?\nNeun.\nIV. Wehre\n2. Wo?\nHier.\n", "Neun.\nIV. Wehre"),
            ("1. Wie viele?\nNeun.\nI. Quartal\n2. Wie viele?\nZwei.\nII. Quartal\n3. Wo?\nHier.\n", "Neun.\nI. Quartal"),
            ("I. Stege\n1. Wie viele?\nNeun.\nII. Klasse 12\n2. Wo?\nHier.\n", "Neun.\nII. Klasse 12"),
        ] {
            assert_eq!(told(lines), want, "{lines}");
        }
    }

    #[test]
    fn headings_without_a_mark_differ_and_begin_above_the_first_question() {
        let heads = |heads: [&str; 6]| {
            let block = |(at, head): (usize, &str)| {
                let head = if head.is_empty() { String::new() } else { format!("{head}\n") };
                format!("{head}{}. Wo ist das?\nHier.\n", at + 1)
            };
            let body: String = heads.into_iter().enumerate().map(block).collect();
            let record = record(&format!("Vorbemerkung der Fragesteller\nStege altern.\n{body}"));
            record.answers.iter().filter(|answer| answer.text.contains('\n')).count()
        };
        assert_eq!(heads(["Stege", "", "Wehre", "", "Tore", ""]), 0);
        assert_eq!(heads(["Stege:", "", "Wehre:", "", "Tore:", ""]), 0);
        assert_eq!(heads(["Stege:", "", "Wehre", "", "Tore", ""]), 2);
        // Not above the first; twice the same; too many; too few.
        assert_eq!(heads(["", "Amt", "", "Land", "", "Bund"]), 3);
        assert_eq!(heads(["Amt", "", "Amt", "", "Tore", ""]), 2);
        assert_eq!(heads(["Amt", "Land", "Bund", "Stadt", "", ""]), 3);
        assert_eq!(heads(["Stege", "", "", "Wehre", "", ""]), 1);
    }

    #[test]
    fn a_line_that_may_be_a_heading_is_said() {
        let said = |heading: &str| {
            let record = record(&format!("1. Wie viele?\nNeun Stege.\n{heading}\n2. Wo?\nHier.\n"));
            record.diagnostics.iter().filter(|one| one.message.contains("may be a heading")).count()
        };
        for heading in
            ["Wehre und Tore", "Wehre und Tore:", "II. Wehre", "Zum Haushalt", "Die Rolle der Länder", "Kosten (Bund und Länder)"]
        {
            assert_eq!(said(heading), 1, "{heading}");
        }
        for line in [
            "Es sind alte.",
            "Im Norden sind es zwei",
            "Das wird geprüft",
            "Stege 9",
            "Quelle: Statistisches Amt",
            "und zwei Wehre",
            "– Wehre",
        ] {
            assert_eq!(said(line), 0, "{line}");
        }
    }

    #[test]
    fn questions_that_are_answered_again_are_in_doubt() {
        let asked = "1. Was wurde gefragt?\nDiese Fragen wurden gestellt:\n";
        let real = "2. Welche Stege sind alt?\nDie im Norden.\n3. Werden sie ersetzt?\nNein.\n";
        for (quoted, doubts) in [
            ("1. Wie alt sind sie?\n2. Wie breit sind sie?\n3. Wer zahlt?\nDie Länder schweigen.\n", 1),
            ("1. Wie alt sind sie?\n(Mehrfachnennungen möglich)\n2. Wie breit sind sie?\n(in Metern)\nMehr nicht.\n", 0),
            ("1. Wie alt sind sie?\na) neu\nb) alt\n2. Wie breit sind sie?\na) breit\nb) schmal\nMehr nicht.\n", 0),
            ("Dies prüft das Amt.\n1. Wie alt sind sie?\nDie Länder schweigen.\n", 1),
            ("", 0),
        ] {
            let record = record(&[asked, quoted, real].concat());
            let again = record.diagnostics.iter().filter(|one| one.message.contains("asked and answered here"));
            assert_eq!(again.count(), doubts, "{quoted}");
        }
    }
}
