//! Questions that a paper prints again, with a further answer each: once a ministry, or behind a list of all of them.

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::inquiry::{Proof, Proofs, letters};
use super::outline::{Place, Step, stretches};
use super::rows::{LONGEST_QUESTION, Row, above, full};
use crate::cleaning::duplicates::{Twice, compare};
use crate::cleaning::reading::Pages;
use crate::element::Element;
use crate::id::QuestionId;
use crate::ledger::Rule;

/// Share of its letters, in hundredths, that a question has in common with its first print: a word is misspelt, or another one.
const LEAST_ALIKE: usize = 90;
/// Shorter questions („Wie viele?“) stand in answers, too.
const FEWEST_LETTERS: usize = 12;

/// A question that is printed again.
pub(super) struct Again {
    /// What its print begins with: the question, or one of its parts.
    id: QuestionId,
    first: Range<usize>,
    rows: Range<usize>,
}

impl Again {
    /// What it repeats.
    pub(super) const fn element(&self) -> Element {
        Element::Question(self.id)
    }

    /// Its rows beside those of its first print.
    pub(super) fn compared(&self, pages: &Pages<'_>, rows: &[Row<'_>]) -> Twice {
        let [first, again] = [&self.first, &self.rows].map(|range| full(rows.get(range.clone()).unwrap_or_default()));
        compare(pages, &first, &again)
    }
}

/// The questions that are printed again between others or in answers, and answered there. What an answer quotes stands behind a colon.
fn find(rows: &[Row<'_>], steps: &[Step]) -> Vec<Again> {
    // Few papers have a number that may be one's.
    let prints = LazyCell::new(|| prints(rows, steps));
    let mut found: Vec<Again> = Vec::new();
    let read = stretches(steps, rows.len()).filter_map(|(step, stretch)| match step.place {
        Place::Question(id) if id.is_whole() => Some(stretch.start + 1..stretch.end),
        Place::Question(_) | Place::Answer => Some(stretch),
        Place::Preface(_) | Place::Again(_) | Place::Annex => None,
    });
    for at in read.flatten() {
        let quotes = || above(rows, at).is_some_and(|above| above.words.ends_with(':') || above.open);
        let last = found.last();
        if last.is_some_and(|last| at < last.rows.end) {
            continue;
        }
        if let Some(id) = rows.get(at).and_then(|row| id_of(row, last))
            && let Some(first) = prints.get(&id).filter(|first| first.start < at && !quotes())
            && let Some((first, end)) = print_at(rows, first, at)
        {
            found.push(Again { id, first, rows: at..end });
        }
    }
    answered(rows, found)
}

/// What a row would ask; „a)“ is a part of what was asked again `last`.
fn id_of(row: &Row<'_>, last: Option<&Again>) -> Option<QuestionId> {
    match (row.number, row.label) {
        (Some(number), _) => Some(QuestionId::whole(number)),
        (None, Some(part)) => Some(QuestionId::part_of(last?.id.number(), part)),
        (None, None) => None,
    }
}

/// Those that an answer follows, be it behind others that it answers, too.
fn answered(rows: &[Row<'_>], found: Vec<Again>) -> Vec<Again> {
    let answers = |row: &Row<'_>| !row.begins_question() && row.label.is_none() && !row.annex;
    let mut answered: Vec<Again> = Vec::with_capacity(found.len());
    for one in found.into_iter().rev() {
        let goes_on = answered.last().is_some_and(|next| next.rows.start == one.rows.end);
        if goes_on || rows.get(one.rows.end).is_some_and(answers) {
            answered.push(one);
        }
    }
    answered.reverse();
    answered
}

/// Where each question, or part that is printed by itself, stands first.
fn prints(rows: &[Row<'_>], steps: &[Step]) -> BTreeMap<QuestionId, Range<usize>> {
    let mut prints: BTreeMap<QuestionId, Range<usize>> = BTreeMap::new();
    let mut last: Option<QuestionId> = None;
    for (step, stretch) in stretches(steps, rows.len()) {
        let id = step.question();
        match (id, last.and_then(|last| prints.get_mut(&last))) {
            (Some(id), Some(print)) if last.is_some_and(|last| last.number() == id.number()) && print.end == stretch.start => {
                print.end = stretch.end;
            }
            _ => {
                last = id;
                prints.extend(id.map(|id| (id, stretch)));
            }
        }
    }
    prints
}

/// A question's first print and the row behind which its print from `at` on ends. Where the answer between them was read as the
/// question's, that was too long.
fn print_at(rows: &[Row<'_>], first: &Range<usize>, at: usize) -> Option<(Range<usize>, usize)> {
    let asks = |end: &usize| rows.get(end - 1).is_some_and(|row| row.asks);
    let ends: Vec<usize> = match first.end {
        end if end <= at => vec![end],
        _ => (first.start + 1..at).take(LONGEST_QUESTION).filter(asks).collect(),
    };
    let prints = ends.into_iter().map(|end| first.start..end);
    prints.filter_map(|first| end_of_print(rows, &first, at).map(|end| (first, end))).next()
}

/// Behind which row the question that was printed `first` elsewhere ends, if the rows from `at` on print it.
fn end_of_print(rows: &[Row<'_>], first: &Range<usize>, at: usize) -> Option<usize> {
    let wanted = letters_of(rows.get(first.clone())?);
    let mut printed = Vec::with_capacity(wanted.len());
    let lines = rows.get(at..rows.len().min(at + 2 * first.len().max(LONGEST_QUESTION)))?;
    let ends = lines.iter().enumerate().map_while(|(line, row)| {
        printed.extend(letters(if line == 0 { behind_number(row) } else { row.words }));
        let ended = (row.asks || printed == wanted).then(|| (alike(&wanted, &printed), at + line + 1));
        (printed.len() * LEAST_ALIKE <= wanted.len() * 100).then_some(ended)
    });
    let (alike, end) = ends.flatten().max_by_key(|&(alike, end)| (alike, std::cmp::Reverse(end)))?;
    (alike >= LEAST_ALIKE && wanted.len() >= FEWEST_LETTERS).then_some(end)
}

fn letters_of(rows: &[Row<'_>]) -> Vec<char> {
    let first = rows.first().map(behind_number);
    first.into_iter().chain(rows.iter().skip(1).map(|row| row.words)).flat_map(letters).collect()
}

fn behind_number<'a>(row: &Row<'a>) -> &'a str {
    row.words.get(row.number_end as usize..).unwrap_or_default()
}

/// What two prints begin and end with alike, in hundredths of the longer one.
fn alike(one: &[char], other: &[char]) -> usize {
    let (shorter, longer) = (one.len().min(other.len()), one.len().max(other.len()));
    let head = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let tail = one.iter().rev().zip(other.iter().rev()).take(shorter - head).take_while(|(a, b)| a == b).count();
    ((head + tail) * 100).checked_div(longer).unwrap_or(0)
}

/// Rows without numbers and labels where an outline shows that a question is printed again, proven to be none: its parts would be taken
/// for another question's, and an answer of few words above it for more of the question. Nothing if none is.
pub(super) fn set_aside<'a>(rows: &[Row<'a>], steps: &[Step], proofs: &mut Proofs) -> Option<Vec<Row<'a>>> {
    let again = find(rows, steps);
    let mut rows = (!again.is_empty()).then(|| rows.to_vec())?;
    proofs.resize(rows.len(), None);
    for at in again.into_iter().flat_map(|one| one.rows) {
        if let (Some(row), Some(proof)) = (rows.get_mut(at), proofs.get_mut(at)) {
            (row.said.number, row.said.label) = (None, None);
            *proof = Some(Proof::Outside);
        }
    }
    Some(rows)
}

/// Parts answers where questions are printed again in them, and returns these.
pub(super) fn part_answers(steps: &mut Vec<Step>, rows: &[Row<'_>]) -> Vec<Again> {
    let mut again = find(rows, steps);
    again.retain(|Again { id, rows, .. }| {
        let next = steps.partition_point(|step| step.row <= rows.start);
        let Some(at) = next.checked_sub(1) else { return false };
        let ends = steps.get(next).is_some_and(|next| next.row <= rows.end);
        let Some(&answer) = steps.get(at).filter(|step| step.place == Place::Answer && !ends) else { return false };
        let from = if answer.row == rows.start { at } else { next };
        let parted = [
            Step { row: rows.start, place: Place::Again(*id), rule: Rule::AskedAgain },
            Step { row: rows.end, rule: Rule::EndsAtQuestionMark, ..answer },
        ];
        steps.splice(from..next, parted);
        true
    });
    again
}

#[cfg(test)]
mod tests {
    use crate::{Companions, Source, parse};

    /// Which questions are answered with what, what stands twice, and what is in doubt.
    fn read(lines: &str) -> String {
        let text = format!(
            "Deutscher Bundestag Drucksache 22/3\n22. Wahlperiode 03.05.2027\nAntwort \nder Bundesregierung \nauf die Kleine Anfrage der \
             Fraktion der SPD\n– Drucksache 22/1 –\nStege\n{lines}"
        );
        let record = parse(&Source::from_text("x.txt", text).expect("a small text"), &Companions::default());
        let answers = record.answers.iter().map(|answer| {
            let ids: Vec<String> = answer.questions.iter().map(ToString::to_string).collect();
            format!("{}: {}", ids.join(" "), answer.text.replace("\n\n", "¶"))
        });
        let twice = record.duplicates.iter().map(|copy| format!("{} {}", copy.of, copy.similarity.0));
        let doubts = record.diagnostics.iter().filter(|one| one.code.name() != "question-repeated").map(|one| one.message.clone());
        answers.chain(twice).chain(doubts).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_question_that_is_printed_again_is_answered_further() {
        let (first, second) = ("1. Wie viele Stege hat das Ministerium gebaut?\n", "2. Was haben sie gekostet?\n");
        for (lines, want) in [
            // A ministry behind the other.
            (
                format!("{first}Das BMF hat neun gebaut.\n{second}Neun Euro.\n{first}Das BMI hat zwei gebaut.\n{second}Zwei Euro.\n"),
                "1: Das BMF hat neun gebaut.¶Das BMI hat zwei gebaut.|2: Neun Euro.¶Zwei Euro.|question:1 100|question:2 100",
            ),
            // A question behind the other, with a short answer.
            (
                format!("{first}BMF: neun Stege\n{first}Das BMI hat zwei gebaut.\n{second}Neun Euro.\n"),
                "1: BMF: neun Stege¶Das BMI hat zwei gebaut.|2: Neun Euro.|question:1 100",
            ),
            // A list of all questions, then each with its answer.
            (
                format!("{first}{second}{first}Das BMF hat neun gebaut.\n{second}Neun Euro.\n"),
                "1: Das BMF hat neun gebaut.|2: Neun Euro.|question:1 100|question:2 100",
            ),
            // In other lines, and misspelt.
            (
                format!("{first}Neun.\n{second}Neun Euro.\n1. Wie viele Stege hat das\nMinisteriun gebaut?\nDas BMI hat zwei gebaut.\n"),
                "1: Neun.¶Das BMI hat zwei gebaut.|2: Neun Euro.|question:1 90",
            ),
        ] {
            assert_eq!(read(&lines), want, "{lines}");
        }
    }

    #[test]
    fn parts_that_are_printed_again_are_no_parts_of_the_question_above() {
        let first = "1. Wie viele Stege hat die Stadt\na) am Ufer,\nb) am Wehr?\n";
        let second = "2. Was haben sie gekostet\na) im Jahr 2026?\n";
        let lines = format!("{first}Neun und zwei.\n{second}Neun Euro.\n{first}Nach einer zweiten Zählung sind es mehr.\n");
        let want = "1 1a 1b: Neun und zwei.¶Nach einer zweiten Zählung sind es mehr.|2 2a: Neun Euro.|question:1 100";
        assert_eq!(read(&lines), want);
        // They are answered one by one, both times.
        let first = ["1. Wie viele Stege hat die Stadt?\n", "a) Wie viele davon sind neu?\n"];
        let lines = |answers: [&str; 2]| format!("{}{}{}{}", first[0], answers[0], first[1], answers[1]);
        let lines =
            format!("{}{}", lines(["Die Stadt hat neun.\n", "Neu sind drei.\n"]), lines(["Das Land hat zwei.\n", "Neu ist keiner.\n"]));
        assert_eq!(
            read(&lines),
            "1: Die Stadt hat neun.¶Das Land hat zwei.|1a: Neu sind drei.¶Neu ist keiner.|question:1 100|question:1a 100"
        );
    }

    #[test]
    fn questions_that_are_answered_together_are_told_where_they_were_not_before() {
        let (first, second) = ("1. Wie viele Stege hat das Ministerium gebaut?\n", "2. Was haben sie gekostet?\n");
        let joint = "Die Fragen 1 und 2 werden gemeinsam beantwortet.\n";
        let lines = format!("{first}{second}{joint}Neun für neun Euro.\n{first}{second}{joint}Zwei für zwei Euro.\n");
        assert_eq!(read(&lines), "1 2: Neun für neun Euro.¶Zwei für zwei Euro.|question:1 100|question:2 100");
        let source = format!("{first}Neun.\n{second}Neun Euro.\n{first}{second}{joint}Zwei für zwei Euro.\n");
        assert!(read(&source).starts_with("1: Neun.¶Zwei für zwei Euro.|2: Neun Euro.|"));
    }

    #[test]
    fn what_is_quoted_or_not_answered_is_not_printed_again() {
        let first = "1. Wie viele Stege hat das Ministerium gebaut?\n";
        for again in [
            format!("Die Bundesregierung versteht die Frage so:\n{first}Das ist gemeint.\n"),
            "Zu prüfen war dies.\n1. Wie viele Wehre hat die Stadt am Ufer?\nEs sind neun.\n".to_owned(),
            format!("Das ist alles.\n{first}"),
        ] {
            assert!(!read(&format!("{first}{again}")).contains("question:1"), "{again}");
        }
    }
}
