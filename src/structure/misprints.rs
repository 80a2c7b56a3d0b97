//! Questions whose numbers are misprinted, misread in a scan, or lost: the numbers that are missing tell which they are.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::announced::Announced;
use super::outline::{Outline, Place, Step};
use super::rows::{LONGEST_QUESTION, Row, above, begins};
use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::markers::{label, misread_number};
use crate::grammar::openings::{Opening, ends_in_mid_sentence, opening_of};
use crate::id::QuestionId;

/// Where more numbers are missing, they were not misprinted: a page is missing, or the numbers are another list's.
const MOST_MISSING: usize = 5;

/// A number that is mended shows others that are missing; not without end.
const ROUNDS: usize = 3;

/// A row that must have the number that is missing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Mended {
    at: usize,
    number: u32,
    /// Where the words behind the number begin, in bytes of the row's words.
    text: usize,
}

impl Mended {
    /// What is to be said where it is a question now.
    fn mended(&self, rows: &[Row<'_>]) -> Option<Diagnostic> {
        let message = format!("a question {} was read as question {}, which is missing", self.printed(rows)?, self.number);
        Some(Diagnostic::warning(Code::QuestionMisnumbered, rows.get(self.at)?.span, message))
    }

    /// What is to be said where it stays in the answer above, as a line of a list would.
    fn refused(&self, rows: &[Row<'_>]) -> Option<Diagnostic> {
        let message = format!("a line {} was read as text, and may be question {}, which is missing", self.printed(rows)?, self.number);
        Some(Diagnostic::warning(Code::UncertainBoundary, rows.get(self.at)?.span, message))
    }

    fn printed(&self, rows: &[Row<'_>]) -> Option<String> {
        Some(match rows.get(self.at)?.words.get(..self.text)?.trim() {
            "" => "without a number".to_owned(),
            number => format!("with the number „{number}“"),
        })
    }
}

/// The outline that `search` finds of the rows when the numbers that it lacks are mended, and those rows.
pub(super) fn mend<'a>(rows: Vec<Row<'a>>, announced: &[Announced], search: impl Fn(&[Row<'a>]) -> Outline) -> (Vec<Row<'a>>, Outline) {
    let mut outline = search(&rows);
    let (mut rows, mut told, mut refused) = (rows, Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let found = find(&rows, &outline.steps, announced);
        let look = |mended: &[Mended]| {
            let numbered = number(&rows, mended);
            let outline = search(&numbered);
            (numbered, outline)
        };
        if found.is_empty() {
            refused.clear();
            break;
        }
        let (mut numbered, mut again) = look(&found);
        let mended = taken(&found, &again.steps);
        refused = found.iter().filter(|one| !mended.contains(one)).copied().collect();
        if mended.is_empty() {
            break;
        }
        if !refused.is_empty() {
            // One that is none must not cost the others theirs.
            (numbered, again) = look(&mended);
        }
        told.extend(taken(&mended, &again.steps).iter().filter_map(|one| one.mended(&numbered)));
        (rows, outline) = (numbered, again);
    }
    // The search says it itself of a line that prints its number.
    let misread = |one: &&Mended| rows.get(one.at).is_some_and(|row| row.number != Some(one.number));
    told.extend(refused.iter().filter(misread).filter_map(|one| one.refused(&rows)));
    outline.doubts.splice(0..0, told);
    (rows, outline)
}

/// The rows that can only have the numbers that the outline lacks.
fn find(rows: &[Row<'_>], steps: &[Step], announced: &[Announced]) -> Vec<Mended> {
    let is_announced = |number: u32| announced.iter().any(|one| one.questions.covers(QuestionId::whole(number)));
    let questions = questions(steps);
    let mut mended = misnumbered(rows, &questions, is_announced);
    // What an annex asks is not the paper's.
    let annex = steps.iter().find(|step| step.place == Place::Annex).map_or(rows.len(), |step| step.row);
    for gap in gaps(&questions, annex) {
        let is_own = |at: usize| rows.get(at).and_then(|row| row.number).is_some_and(&is_announced);
        let free: Vec<usize> = gap.rows.clone().filter(|&at| may_begin(rows, at) && !is_own(at)).collect();
        let misread = misread(rows, &free, &gap);
        let lost = if misread.is_empty() && gap.is_of_one() { without_number(rows, &free, &gap) } else { None };
        mended.extend(misread.into_iter().chain(lost));
    }
    mended
}

/// The rows with these numbers.
fn number<'a>(rows: &[Row<'a>], mended: &[Mended]) -> Vec<Row<'a>> {
    let mut rows = rows.to_vec();
    for &Mended { at, number, text } in mended {
        if let Some(row) = rows.get_mut(at) {
            row.said.number_by(number, row.words.get(text..).unwrap_or_default());
        }
    }
    rows
}

/// Those that an outline has taken for questions.
fn taken(mended: &[Mended], steps: &[Step]) -> Vec<Mended> {
    let questions: BTreeSet<(usize, u32)> = questions(steps).into_iter().collect();
    mended.iter().copied().filter(|one| questions.contains(&(one.at, one.number))).collect()
}

/// Numbers that are missing between two questions, or behind the last one.
struct Gap {
    missing: Range<u32>,
    rows: Range<usize>,
    /// Whether no question follows: then nothing tells that a number is missing.
    open: bool,
}

impl Gap {
    fn is_of_one(&self) -> bool {
        !self.open && self.missing.len() == 1
    }
}

/// Where the questions begin, and their numbers, as they are printed.
fn questions(steps: &[Step]) -> Vec<(usize, u32)> {
    steps.iter().filter_map(|step| Some((step.row, step.whole_question()?))).collect()
}

fn gaps(questions: &[(usize, u32)], rows: usize) -> Vec<Gap> {
    let numbers: BTreeSet<u32> = questions.iter().map(|&(_, number)| number).collect();
    let are_missing = |missing: &Range<u32>| (1..=MOST_MISSING).contains(&missing.len()) && numbers.range(missing.clone()).next().is_none();
    let (mut gaps, mut from, mut last) = (Vec::new(), 0, 0);
    for &(row, number) in questions {
        let missing = last + 1..number;
        if are_missing(&missing) {
            gaps.push(Gap { missing, rows: from..row, open: false });
        }
        (from, last) = (row + 1, number);
    }
    let next = last + 1..last + 2;
    if last > 0 && are_missing(&next) {
        gaps.push(Gap { missing: next, rows: from..rows, open: true });
    }
    gaps
}

/// „1. …“, „2. …“, „13. …“, „4. …“: what stands between two questions that one number parts is that one, where its own is another's
/// or far from all others. Questions that are answered together are printed ahead of their turn.
fn misnumbered(rows: &[Row<'_>], questions: &[(usize, u32)], is_announced: impl Fn(u32) -> bool) -> Vec<Mended> {
    let numbers: BTreeSet<u32> = questions.iter().map(|&(_, number)| number).collect();
    let far = |number: u32| numbers.range(number.saturating_sub(1)..).all(|&other| other == number);
    let mut begun: BTreeMap<u32, usize> = BTreeMap::new();
    for number in rows.iter().filter(|row| row.begins_question()).filter_map(|row| row.number) {
        *begun.entry(number).or_default() += 1;
    }
    let is_anothers = |number: u32| begun.get(&number).is_some_and(|&rows| rows > 1);
    let above = std::iter::once(0).chain(questions.iter().map(|&(_, number)| number));
    let found = above.zip(questions).zip(questions.iter().skip(1)).filter_map(|((before, &(at, number)), &(_, next))| {
        let due = before + 1;
        let between = number != due && next == due + 1 && !numbers.contains(&due);
        let row = rows.get(at).filter(|_| between && (far(number) || is_anothers(number)) && !is_announced(number))?;
        Some(Mended { at, number: due, text: row.number_end as usize })
    });
    found.collect()
}

/// The rows that are numbered nearly as those that are missing, in their order.
fn misread(rows: &[Row<'_>], free: &[usize], gap: &Gap) -> Vec<Mended> {
    let mut found: Vec<Mended> = Vec::new();
    for number in gap.missing.clone() {
        let behind = found.last().map_or(0, |last| last.at + 1);
        let read =
            free.iter().filter(|&&at| at >= behind).filter_map(|&at| Some(Mended { at, number, text: misread_at(rows, at, number)? }));
        found.extend(only(read));
    }
    found
}

/// Where the words begin behind a number at the row's head that is nearly this one.
fn misread_at(rows: &[Row<'_>], at: usize, number: u32) -> Option<usize> {
    let row = rows.get(at)?;
    let (text, ()) = misread_number(number, row.words).ok()?;
    let opening = if text.is_empty() { rows.get(at + 1)?.opening } else { opening_of(text) };
    let begin = row.words.len() - text.len();
    // „3 Länder“ is anything, and so is „z.⏎B. Bayern“.
    let printed = row.words.get(..begin).unwrap_or_default().trim_end();
    let sure = printed.ends_with(|c: char| !c.is_alphanumeric()) && printed.contains(|c: char| c.is_ascii_digit());
    let opens = opening == Opening::Question || label(text).is_ok() || text.starts_with(char::is_uppercase) && sure && begins(rows, at);
    opens.then_some(begin)
}

/// The row that is worded as a question, and has a number that fits nowhere or, where something has been answered above it, none.
fn without_number(rows: &[Row<'_>], free: &[usize], gap: &Gap) -> Option<Mended> {
    let answers = |row: &Row<'_>| row.ends_sentence() && !row.asks && !row.ends_in_request();
    let answered = |at: usize| {
        let mut above = rows.get(gap.rows.start.saturating_sub(1)..at).unwrap_or_default().iter().skip_while(|row| !row.asks);
        above.any(answers)
    };
    let worded =
        free.iter().filter_map(|&at| Some((at, rows.get(at).filter(|row| row.opening == Opening::Question && asks_at_once(rows, at))?)));
    let (at, row) = only(worded.filter(|(_, row)| row.number.is_some() || row.label.is_none()))?;
    // „5Welche“ has one.
    let has_none = row.words.starts_with(char::is_alphabetic);
    (row.number.is_some() || has_none && answered(at)).then(|| Mended { at, number: gap.missing.start, text: row.number_end as usize })
}

/// Whether the sentence that begins with the row is the one that asks: „Sofern ein Land prüft, zahlt der Bund. Wer noch?“ states.
fn asks_at_once(rows: &[Row<'_>], at: usize) -> bool {
    let sentence = rows.get(at..).unwrap_or_default().iter().take(LONGEST_QUESTION);
    let mut open = sentence
        .enumerate()
        .skip_while(|(below, row)| !row.stops && !row.asks && row.inner_stops() == 0 && (*below == 0 || !row.is_head()));
    open.next().is_some_and(|(below, row)| row.asks && row.inner_stops() == 0 && (below == 0 || !row.is_head()))
}

/// Whether a question may begin with the row: the line above has ended, and a question mark follows before the next number. Behind a
/// colon another's words stand.
fn may_begin(rows: &[Row<'_>], at: usize) -> bool {
    let ends = |above: &Row<'_>| above.has_ended() || !above.broken && !ends_in_mid_sentence(above.words) && !above.open;
    let ended = above(rows, at).is_none_or(|above| ends(above) && !above.words.ends_with(':'));
    let behind = rows.get(at..).filter(|_| ended).unwrap_or_default().iter().take(LONGEST_QUESTION).enumerate();
    behind.take_while(|(below, row)| *below == 0 || row.number.is_none()).any(|(_, row)| row.asks)
}

/// The only one of them.
fn only<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    all.next().filter(|_| all.next().is_none())
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Code, Severity};
    use crate::{Companions, Source, Status, parse};

    const HEAD: &str = "Deutscher Bundestag Drucksache 22/20\n22. Wahlperiode 15.02.2027\nAntwort\nder Bundesregierung\n\
        auf die Kleine Anfrage der Abgeordneten Ina Feld und der Fraktion der SPD\n– Drucksache 22/12 –\nZustand der Stege\n";

    /// Questions and answers in short, and how many numbers were mended.
    fn read(body: &str) -> (String, usize) {
        let source = Source::from_text("x.txt", format!("{HEAD}{body}")).expect("a small text");
        let record = parse(&source, &Companions::default());
        let mended = record.diagnostics.iter().filter(|one| one.code == Code::QuestionMisnumbered).count();
        let said = record.diagnostics.iter().any(|one| one.severity == Severity::Warning);
        assert_eq!(record.status == Status::Partial, said, "{body}");
        let answer = |id| record.answers.iter().find(|answer| answer.questions.contains(&id)).map_or("-", |answer| answer.text.as_str());
        let shown = record.questions.iter().map(|question| format!("{} {} {}", question.id, question.text, answer(question.id)));
        (shown.collect::<Vec<_>>().join(" | "), mended)
    }

    #[test]
    fn the_number_that_is_missing_tells_which_question_it_is() {
        let want = "1 Wie viele Stege gibt es? Neun. | 2 Wer prüft sie jedes Jahr? Die Ämter. | 3 Welche sind gesperrt? Keine.";
        for second in ["2, ", "Z. ", "2.. ", "'2. ", "2) ", "2 ", "12. ", "1. ", "2"] {
            let body = format!(
                "1. Wie viele Stege gibt es?\nNeun.\n{second}Wer prüft sie jedes Jahr?\nDie Ämter.\n3. Welche sind gesperrt?\nKeine.\n"
            );
            assert_eq!(read(&body), (want.to_owned(), 1), "{body}");
        }
        for first in ["l. ", "I. ", "1, "] {
            let body = format!(
                "{first}Wie viele Stege gibt es?\nNeun.\n2. Wer prüft sie jedes Jahr?\nDie Ämter.\n3. Welche sind gesperrt?\nKeine.\n"
            );
            assert_eq!(read(&body), (want.to_owned(), 1), "{body}");
        }
        let lost = "1. Wie viele Stege gibt es?\nDie Ämter zählen neun Stege.\nWer prüft sie jedes Jahr?\nDie Ämter.\n3. Welche sind gesperrt?\nKeine.\n";
        assert_eq!(read(lost), (want.replace("Neun.", "Die Ämter zählen neun Stege."), 1));
        let last = "1. Wie viele Stege gibt es?\nNeun.\n2. Wer prüft sie jedes Jahr?\nDie Ämter.\n3, Welche sind gesperrt?\nKeine.\n";
        assert_eq!(read(last), (want.to_owned(), 1));
    }

    #[test]
    fn what_may_be_something_else_stays() {
        for body in [
            // Nothing is missing.
            "1. Wie viele Stege gibt es?\nNeun.\n2. Wer prüft sie?\nDie Ämter.\nWelche sind gesperrt?\nKeine.\n",
            // Two may be it.
            "1. Wie viele Stege gibt es?\nNeun.\nWer prüft sie jedes Jahr?\nDie Ämter.\nWelche sind gesperrt?\nKeine.\n3. Wo liegen sie?\nAm Ufer.\n",
            // It asks nothing.
            "1. Wie viele Stege gibt es?\nNeun.\n2, Die Ämter prüfen sie.\n3. Welche sind gesperrt?\nKeine.\n",
            "1. Wie viele Stege gibt es?\nDas sind\n2 Stege.\n3. Welche sind gesperrt?\nKeine.\n",
            "1. Wie viele Stege gab es zum Stichtag\n2. Dezember 2024 in den Häfen?\nNeun.\n",
            "1. Wie viele kosten mehr als\n2,- Euro?\nNeun.\n",
            "1. Wie viele Stege gibt es an Ufern, z.\nB. Am Main?\nNeun.\n",
            "1. Wie viele Stege gibt es?\nSofern ein Land nicht zählt, zählt der Bund.\n3. Welche sind gesperrt?\nKeine.\n",
            // Others ask.
            "1. Wie viele Stege gibt es?\nDie Ämter wurden gefragt:\n17. Wie viele Stege sind es?\nNeun.\n3. Welche sind gesperrt?\nKeine.\n",
            "1. Was fragt das Formular?\nSiehe Anlage 1.\nAnlage 1\nFragebogen\n2) Sind Sie Eigentümer eines Steges?\nJa oder nein.\n",
            // The announcement names it.
            "1. Wie viele Stege gibt es?\nNeun.\n2. Wer prüft sie?\n9. Wer zahlt sie?\nDie Fragen 2 und 9 werden gemeinsam beantwortet.\nDer Bund.\n4. Wo liegen sie?\nAm Ufer.\n",
        ] {
            assert_eq!(read(body).1, 0, "{body}");
        }
    }
}
