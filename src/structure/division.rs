//! Answers to questions that are printed together, where each of them has its head or its number: „Zu Frage 1: …“, „1. …“.

use std::collections::BTreeSet;
use std::ops::Range;

use super::announced::{Announced, Form, ends, in_rows};
use super::outline::{Place, Step, stretches};
use super::rows::{Row, begins};
use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::announcements::{answer_mark, answer_parted, part_answered};
use crate::grammar::dates::spoken_date;
use crate::id::{Part, QuestionId, QuestionList, QuestionRange};
use crate::span::Span;

/// Parts an answer where its heads name each of the questions above it, and no others. Where they leave one out, or name one twice, they
/// stand in the answer, and that is said, as it is where they name the parts of a question: its answer stays whole.
pub(super) fn divide(text: &str, steps: &mut Vec<Step>, rows: &[Row<'_>], announced: &mut Vec<Announced>) -> Vec<Diagnostic> {
    let mut doubts = Vec::new();
    let (mut asked, mut parts, mut again, mut told) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut divided = Vec::with_capacity(steps.len());
    for (step, stretch) in stretches(steps, rows.len()) {
        divided.push(*step);
        match step.place {
            Place::Question(id) if step.asked_again().is_some() => again.extend(id.is_whole().then_some(id)),
            Place::Question(_) => {
                let (whole, labelled): (Vec<_>, Vec<_>) = step.asks(rows).partition(|id| id.is_whole());
                asked.extend(whole);
                parts.extend(labelled.into_iter().map(QuestionId::part));
            }
            Place::Answer => {
                let parts = std::mem::take(&mut parts);
                // What is printed again below a list of all questions is answered by itself.
                let (listed, again) = (std::mem::take(&mut asked), std::mem::take(&mut again));
                let asked = if again.is_empty() { listed } else { again };
                let begin = stretch.start;
                match division(text, rows, stretch.clone(), &asked) {
                    Division::Told(heads) => {
                        divided.extend(heads.iter().skip(1).map(|head| Step { row: head.row, ..*step }));
                        told.extend(heads);
                    }
                    Division::Doubt(head) if !in_rows(announced, begin..begin + 1).iter().any(|one| announces(one, &asked)) => {
                        let message =
                            "heads or numbers in this answer name questions that stand above it, but it could not be parted by them";
                        doubts.push(Diagnostic::warning(Code::AnnouncementMismatch, head.spans.first(), message));
                    }
                    Division::Doubt(_) => {}
                    Division::Parts(head) => doubts.push(heads_of_parts(head)),
                    Division::None => doubts.extend(lettered(rows, stretch, &asked, &parts).map(heads_of_parts)),
                }
            }
            Place::Preface(_) | Place::Annex => {}
        }
    }
    *steps = divided;
    let heads: BTreeSet<usize> = told.iter().map(|head| head.row).collect();
    announced.retain(|one| !heads.contains(&one.row));
    announced.extend(told);
    announced.sort_by_key(|one| one.row);
    doubts
}

fn heads_of_parts(first: Span) -> Diagnostic {
    let message = "heads in this answer name the parts of its question; it was not parted by them";
    Diagnostic::info(Code::AnnouncementMismatch, first, message)
}

/// What heads make of an answer.
enum Division {
    /// They part it.
    Told(Vec<Announced>),
    /// They name what was asked, but not each question once.
    Doubt(Announced),
    /// They name parts of what was asked.
    Parts(Span),
    /// There are none.
    None,
}

fn division(text: &str, rows: &[Row<'_>], answer: Range<usize>, asked: &[QuestionId]) -> Division {
    // „Antwort:“ may stand above the first.
    let is_mark = |row: &Row<'_>| row.marks_answer && answer_mark(row.words).is_ok_and(|(rest, ())| rest.is_empty());
    let begin = answer.start + usize::from(rows.get(answer.start).is_some_and(is_mark));
    let heads = heads_among(text, rows, answer.clone());
    if names_each(&heads, begin, asked) {
        return Division::Told(heads);
    }
    let of_part = heads.iter().find(|head| names_part(head, asked)).and_then(|head| head.spans.first());
    let none = of_part.map_or(Division::None, Division::Parts);
    // Those in mid-sentence are none, though a table or its source, which end no sentence, may stand above one.
    let apart: Vec<Announced> = heads.into_iter().filter(|head| begins(rows, head.row)).collect();
    if names_each(&apart, begin, asked) {
        return Division::Told(apart);
    }
    if asked.len() < 2 {
        return none;
    }
    let is_asked = |head: &&Announced| asked.iter().any(|id| head.questions.ranges().iter().any(|range| range.from == *id));
    if let Some(head) = apart.iter().find(is_asked) {
        return Division::Doubt(head.clone());
    }
    let numbers = numbers_among(text, rows, answer);
    let names_all = asked.iter().all(|id| numbers.iter().any(|one| one.questions.covers(*id)));
    match numbers.first().filter(|first| first.row == begin && names_all) {
        Some(_) if numbers.iter().all(|one| begins(rows, one.row)) && names_each(&numbers, begin, asked) => Division::Told(numbers),
        Some(first) => Division::Doubt(first.clone()),
        None => none,
    }
}

/// Whether a head names a part of what was asked: „Zu Frage 3a:“.
fn names_part(head: &Announced, asked: &[QuestionId]) -> bool {
    head.questions.ends().all(|id| asked.contains(&id.stem())) && head.questions.ends().any(|id| !id.is_whole())
}

/// The first of the rows that name, one after the other, all `parts` of a question: „Zu a)“, „a) …“.
fn lettered(rows: &[Row<'_>], answer: Range<usize>, asked: &[QuestionId], parts: &[Part]) -> Option<Span> {
    let answer = rows.get(answer).filter(|_| asked.len() == 1 && !parts.is_empty())?;
    let mut heads = answer.iter().filter_map(|row| Some((row.span, part_answered(row.words).ok()?.1))).peekable();
    let first = heads.peek()?.0;
    heads.map(|(_, part)| part).eq(parts.iter().copied()).then_some(first)
}

/// The rows that begin with what heads a part of an answer.
fn heads_among(text: &str, rows: &[Row<'_>], answer: Range<usize>) -> Vec<Announced> {
    named(text, rows, answer, |row| answer_parted(row.words).ok())
}

/// „1. Neun. 2. Keine.“: letters answer what they list above by its numbers.
fn numbers_among(text: &str, rows: &[Row<'_>], answer: Range<usize>) -> Vec<Announced> {
    named(text, rows, answer, |row| {
        let id = QuestionId::whole(row.number.filter(|_| spoken_date(row.words).is_err())?);
        Some((row.words.get(row.number_end as usize..)?, vec![QuestionRange::of_one(id)].into()))
    })
}

/// The rows that begin with what names questions, as `head` reads it from the rest.
fn named<'a>(
    text: &str,
    rows: &[Row<'a>],
    answer: Range<usize>,
    head: impl Fn(&Row<'a>) -> Option<(&'a str, QuestionList)>,
) -> Vec<Announced> {
    let named = answer.filter_map(|at| {
        let row = rows.get(at).filter(|row| !row.is_turned())?;
        let (rest, questions) = head(row)?;
        let spans = Span::new(row.span.start(), row.begin_of(text, rest)).into();
        (!rest.is_empty() || ends(rows, at)).then_some(Announced { row: at, questions, spans, form: Form::Division })
    });
    named.collect()
}

/// Whether heads, the first of which begins the answer, name each question once, and nothing else. „Zu den Fragen 3a und 3c“ divides the
/// answer to their question.
fn names_each(heads: &[Announced], answer: usize, asked: &[QuestionId]) -> bool {
    let ranges = || heads.iter().flat_map(|head| head.questions.ranges());
    let are_whole = || ranges().all(|range| range.from.is_whole() && range.to.is_whole() && range.from <= range.to);
    if heads.first().is_none_or(|first| first.row != answer) || !are_whole() {
        return false;
    }
    // „1 bis 4000000000“ names too many.
    let numbers = ranges().flat_map(|range| range.from.number()..=range.to.number()).take(asked.len() + 1);
    let mut named: Vec<QuestionId> = numbers.map(QuestionId::whole).collect();
    named.sort_unstable();
    named.iter().eq(asked.iter().collect::<BTreeSet<_>>())
}

/// Whether an announcement is to all that was asked.
fn announces(one: &Announced, asked: &[QuestionId]) -> bool {
    one.form == Form::Sentence || asked.iter().all(|id| one.questions.covers(*id))
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Code, Severity};
    use crate::structure::tests::answer as answer_paper;

    /// Which questions are answered with what, and whether anything is in doubt.
    fn read(lines: &str) -> (String, bool) {
        let record = answer_paper(lines);
        let answers = record.answers.iter().map(|answer| {
            let ids: Vec<String> = answer.questions.iter().map(ToString::to_string).collect();
            format!("{}: {}", ids.join(" "), answer.text.replace('\n', "¶"))
        });
        (answers.collect::<Vec<_>>().join("|"), record.diagnostics.iter().any(|one| one.severity == Severity::Warning))
    }

    const ASKED: &str = "1. Wie viele Stege gibt es?\n2. Wer zahlt sie?\n";

    #[test]
    fn heads_and_numbers_part_an_answer_if_they_name_each_question_once() {
        for answer in [
            "Zu Frage 1: Neun.\nZu Frage 2: Der Bund.\n",
            "Zu 1:\nNeun.\nZu 2.:\nDer Bund.\n",
            "Frage 1:\nNeun.\nFrage 2:\nDer Bund.\n",
            "1. Neun.\n2. Der Bund.\n",
            "Antwort:\n1. Neun.\n2. Der Bund.\n",
        ] {
            assert_eq!(read(&format!("{ASKED}{answer}")), ("1: Neun.|2: Der Bund.".to_owned(), false), "{answer}");
        }
        assert_eq!(read(&format!("{ASKED}Zu 1 und 2: Neun.\n")), ("1 2: Neun.".to_owned(), false));
        assert_eq!(read("1. Wie viele Stege gibt es?\nZu Nr. 1: Neun.\n"), ("1: Neun.".to_owned(), false));
    }

    #[test]
    fn what_names_others_too_or_stands_in_a_sentence_parts_nothing() {
        for answer in [
            // A longer list, a bill's numbers, a range that runs backwards.
            "1. Neun.\n2. Der Bund.\n3. Nichts.\n",
            "Zu Nummer 1: Sie gilt.\nZu Nummer 2: Sie gilt.\nZu Nummer 3: Sie gilt.\n",
            "Zu 1: Neun.\nZu 2 bis 1: Der Bund.\n",
            // Ordinals, rows of a table, items.
            "1. Die Stadt baut nach der\n2. Verordnung.\n",
            "1. Nord 4\n2. Ost 5\n",
            "1. Stege,\n2. Wehre.\n",
        ] {
            let (answers, doubt) = read(&format!("{ASKED}{answer}"));
            assert!(answers.starts_with("1 2: ") && !answers.contains('|') && doubt, "{answers}");
        }
        // What is said of a bill, of items or of a day.
        for answer in
            ["Zu Nr. 1: Sie gilt.\nZu Nr. 2: Sie gilt.\n", "Zu 1. Mai 2027 liegt nichts vor.\n", "Antwort 1: Ja.\nAntwort 2: Nein.\n"]
        {
            let (answers, doubt) = read(&format!("1. Wie viele Stege gibt es?\n{answer}"));
            assert_eq!((answers.replace("¶¶", "¶"), doubt), (format!("1: {}", answer.trim_end().replace('\n', "¶")), false));
        }
    }

    #[test]
    fn heads_of_parts_are_told() {
        let asked = "1. Stege\na) Wie viele gibt es?\nb) Wer zahlt sie?\n";
        for (answer, told) in [
            ("Zu 1a: Neun.\nZu 1b: Der Bund.\n", true),
            ("Es gibt Zahlen.\nAntwort zu Frage 1b:\nDer Bund.\n", true),
            ("Zu a):\nNeun.\nZu b):\nDer Bund.\n", true),
            ("Zu Buchstabe a:\nNeun.\nZu Buchstabe b:\nDer Bund.\n", true),
            ("a) Neun.\nb) Der Bund.\n", true),
            ("Neun. Zu a: der Bund.\n", false),
            ("Sie zahlen:\na) der Bund.\nb) die Länder.\nc) die Orte.\n", false),
            ("Zu 2a: Neun.\n", false),
        ] {
            let record = answer_paper(&format!("{asked}{answer}"));
            let codes: Vec<_> = record.diagnostics.iter().map(|one| (one.code, one.severity)).collect();
            let want = [(Code::AnnouncementMismatch, Severity::Info)];
            assert_eq!(codes, if told { &want[..] } else { &[] }, "{answer}");
        }
    }

    #[test]
    fn what_is_answered_above_goes_on_there() {
        let lines = "1. Wie viele Stege gibt es?\nDie Fragen 1 und 3 werden gemeinsam beantwortet.\nNeun.\n2. Wer zahlt?\n3. Wo?\nZu 2: Der \
                     Bund.\nZu 3: Am Ufer.\n";
        assert_eq!(read(lines), ("1 3: Neun.¶¶Zu 3: Am Ufer.|2: Der Bund.".to_owned(), true));
        // A list of all questions, then each with its own, one of which holds items.
        let [first, second] = ["1. Wie viele Stege gibt es?\n", "2. Wer zahlt sie?\n"];
        let lines = format!("{first}{second}{first}1. Es gibt alte.\n2. Es gibt neue.\n{second}Der Bund zahlt.\n");
        assert_eq!(read(&lines), ("1: 1. Es gibt alte.¶2. Es gibt neue.|2: Der Bund zahlt.".to_owned(), false));
    }
}
