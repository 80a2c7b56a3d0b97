//! Questions that a paper prints again, with a further answer each: once a ministry, or behind a list of all of them.

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::inquiry::{Proof, Proofs, SHORTEST, letters};
use super::outline::{Place, Step, stretches};
use super::rows::{LONGEST_QUESTION, Row, above, full};
use crate::cleaning::duplicates::{Twice, compare, differ_by_slips};
use crate::cleaning::reading::Pages;
use crate::cleaning::words::leads_on;
use crate::element::Element;
use crate::grammar::openings::Opening;
use crate::id::QuestionId;
use crate::ledger::Rule;

/// A print with more lines than two long questions is no question's.
const LONGEST_PRINT: usize = 2 * LONGEST_QUESTION;
/// By so many hundredths of its letters a print may be shorter or longer than the first.
const OTHER_LENGTH: usize = 10;

/// No answer is to more questions at once.
const MOST_AT_ONCE: usize = 64;

/// A question that is printed again.
pub(super) struct Again {
    /// What its print asks: the question, the parts that are printed with it, or a part that is printed by itself.
    pub ids: Vec<QuestionId>,
    first: Range<usize>,
    /// Its rows.
    pub rows: Range<usize>,
}

impl Again {
    /// What its print begins with.
    fn id(&self) -> Option<QuestionId> {
        self.ids.first().copied()
    }

    /// What it repeats, and its rows beside those of its first print.
    pub(super) fn compared(&self, pages: &Pages<'_>, rows: &[Row<'_>]) -> Option<(Element, Twice)> {
        let [first, again] = [&self.first, &self.rows].map(|range| full(rows.get(range.clone()).unwrap_or_default()));
        Some((Element::Question(self.id()?), compare(pages, &first, &again)))
    }
}

/// Where a question is printed.
struct Print {
    rows: Range<usize>,
    /// What it says, as [`letters`] has it.
    letters: Vec<char>,
}

impl Print {
    /// None where it is too long or says too little.
    fn of(rows: &[Row<'_>], print: Range<usize>) -> Option<Self> {
        let lines = rows.get(print.clone()).filter(|lines| lines.len() <= LONGEST_PRINT)?;
        let first = lines.first().map(behind_number);
        let letters: Vec<char> = first.into_iter().chain(lines.iter().skip(1).map(|row| row.words)).flat_map(letters).collect();
        (letters.len() >= SHORTEST).then_some(Self { rows: print, letters })
    }

    /// Behind which row the question ends if the rows from `at` on print it, but for slips.
    fn end_of_another(&self, pages: &Pages<'_>, rows: &[Row<'_>], at: usize) -> Option<usize> {
        let other = self.letters.len() * OTHER_LENGTH / 100;
        let mut printed = Vec::with_capacity(self.letters.len());
        for (line, row) in rows.get(at..)?.iter().enumerate().take(LONGEST_PRINT) {
            printed.extend(letters(if line == 0 { behind_number(row) } else { row.words }));
            let end = at + line + 1;
            if printed == self.letters {
                return Some(end);
            }
            if printed.len() > self.letters.len() + other {
                return None;
            }
            let may_be = row.asks && printed.len() + other >= self.letters.len();
            if may_be && differ_by_slips(pages, &full(rows.get(self.rows.clone())?), &full(rows.get(at..end)?)) {
                return Some(end);
            }
        }
        None
    }
}

/// The questions that are printed again in answers, and answered there. What an answer quotes stands behind a colon or in mid-sentence.
fn find(pages: &Pages<'_>, rows: &[Row<'_>], steps: &[Step]) -> Vec<Again> {
    // Few papers need them: only those in which a question's number stands again.
    let prints = LazyCell::new(|| prints(rows, steps));
    let mut found: Vec<Again> = Vec::new();
    // What was asked again since a question was asked for the first time.
    let mut since = 0;
    for (step, stretch) in stretches(steps, rows.len()) {
        if !matches!(step.place, Place::Question(_) | Place::Answer) {
            continue;
        }
        let begins = step.whole_question().is_some();
        if begins {
            since = found.len();
        }
        let mut quoted = false;
        for at in stretch.start + usize::from(begins)..stretch.end {
            let Some(row) = rows.get(at).filter(|row| row.is_head() && !quoted) else { continue };
            if found.last().is_some_and(|last| at < last.rows.end) {
                continue;
            }
            let recent = found.get(since..).unwrap_or_default();
            let again = ids_of(row, recent).find_map(|id| {
                let (ids, print) = prints.get(&id).filter(|(_, print)| print.rows.start < at)?;
                let (first, end) = print_at(pages, rows, print, at)?;
                Some(Again { ids: ids.clone(), first, rows: at..end })
            });
            if let Some(again) = again {
                // The questions behind one that is quoted are, too.
                quoted = above(rows, at).is_some_and(|above| above.words.ends_with(':') || leads_on(above.words));
                if !quoted {
                    found.push(again);
                }
            }
        }
    }
    answered(rows, found)
}

/// What a row would ask; „a)“ is a part of what was asked again of late.
fn ids_of<'f>(row: &Row<'_>, recent: &'f [Again]) -> impl Iterator<Item = QuestionId> + use<'f> {
    let (whole, label) = (row.number.map(QuestionId::whole), row.label.filter(|_| row.number.is_none()));
    let parts = recent.iter().rev().take(MOST_AT_ONCE).filter_map(move |one| Some(QuestionId::part_of(one.id()?.number(), label?)));
    whole.into_iter().chain(parts)
}

/// Those that an answer follows, be it behind others that it answers, too.
fn answered(rows: &[Row<'_>], found: Vec<Again>) -> Vec<Again> {
    let asks_on = |row: &Row<'_>| row.opening == Opening::Question && row.asks;
    let answers = |row: &Row<'_>| !row.begins_question() && row.label.is_none() && !row.annex && !asks_on(row) && !row.opens_small();
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

/// The first print of each question, with those of its parts that stand there, too, and of each part that stands by itself.
fn prints(rows: &[Row<'_>], steps: &[Step]) -> BTreeMap<QuestionId, (Vec<QuestionId>, Print)> {
    let mut prints: Vec<(Vec<QuestionId>, Range<usize>)> = Vec::new();
    for (step, stretch) in stretches(steps, rows.len()) {
        let Some(id) = step.question() else { continue };
        let is_its = |ids: &[QuestionId]| ids.iter().all(|own| own.number() == id.number());
        match prints.last_mut().filter(|(ids, print)| print.end == stretch.start && is_its(ids)) {
            Some((ids, print)) => {
                ids.extend(step.asks(rows));
                print.end = stretch.end;
            }
            None => prints.push((step.asks(rows).collect(), stretch)),
        }
    }
    prints.into_iter().filter_map(|(ids, print)| Some((*ids.first()?, (ids, Print::of(rows, print)?)))).collect()
}

/// The rows of a question's first print, and the row behind which its print from `at` on ends. Where that stands in what was read as the
/// question, the first print ends further up, behind a question mark.
fn print_at(pages: &Pages<'_>, rows: &[Row<'_>], first: &Print, at: usize) -> Option<(Range<usize>, usize)> {
    if first.rows.end <= at {
        return Some((first.rows.clone(), first.end_of_another(pages, rows, at)?));
    }
    let asks = |end: &usize| rows.get(end - 1).is_some_and(|row| row.asks);
    let mut shorter = (first.rows.start + 1..at).filter(asks).filter_map(|end| Print::of(rows, first.rows.start..end));
    shorter.find_map(|print| print.end_of_another(pages, rows, at).map(|end| (print.rows, end)))
}

fn behind_number<'a>(row: &Row<'a>) -> &'a str {
    row.words.get(row.number_end as usize..).unwrap_or_default()
}

/// Rows without numbers and labels where an outline shows that a question is printed again, proven to be none: its parts would be taken
/// for another question's, and an answer of few words above it for more of the question. Nothing if none is.
pub(super) fn set_aside<'a>(pages: &Pages<'_>, rows: &[Row<'a>], steps: &[Step], proofs: &mut Proofs) -> Option<Vec<Row<'a>>> {
    let again = find(pages, rows, steps);
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
pub(super) fn part_answers(pages: &Pages<'_>, steps: &mut Vec<Step>, rows: &[Row<'_>]) -> Vec<Again> {
    let mut found = find(pages, rows, steps).into_iter().peekable();
    let (mut parted, mut all) = (Vec::new(), Vec::with_capacity(steps.len()));
    for (step, stretch) in stretches(steps, rows.len()) {
        all.push(*step);
        while let Some(again) = found.next_if(|one| one.rows.start < stretch.end) {
            let Range { start, end } = again.rows;
            let Some(id) = again.id().filter(|_| step.place == Place::Answer && end < stretch.end) else { continue };
            // An answer may begin with it.
            all.pop_if(|answer: &mut Step| answer.row == start);
            let asks = rows.get(end - 1).is_some_and(|row| row.asks);
            let rule = if asks { Rule::EndsAtQuestionMark } else { Rule::EndsWithoutMark };
            all.extend([Step { row: start, place: Place::Question(id), rule: Rule::AskedAgain }, Step { row: end, rule, ..*step }]);
            parted.push(again);
        }
    }
    *steps = all;
    parted
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Severity;
    use crate::structure::tests::answer;

    /// Which questions are answered with what, what stands twice, and what is in doubt.
    fn read(lines: &str) -> String {
        let record = answer(lines);
        let answers = record.answers.iter().map(|answer| {
            let ids: Vec<String> = answer.questions.iter().map(ToString::to_string).collect();
            format!("{}: {}", ids.join(" "), answer.text.replace("\n\n", "¶"))
        });
        let twice = record.duplicates.iter().map(|copy| format!("{} {}", copy.of, copy.similarity.0));
        let doubts = record.diagnostics.iter().filter(|one| one.severity == Severity::Warning).map(|one| one.message.clone());
        answers.chain(twice).chain(doubts).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_question_that_is_printed_again_is_answered_further() {
        let (first, second) = ("1. Wie viele Stege hat das Bundesministerium gebaut?\n", "2. Was haben sie gekostet?\n");
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
                format!(
                    "{first}Neun.\n{second}Neun Euro.\n1. Wie viele Stege hat das\nBundesministerum gebaut?\nDas BMI hat zwei gebaut.\n"
                ),
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
    fn a_part_of_a_new_question_is_its_own() {
        let part = "a) Wenn ja, wie viele sind das?\n";
        let lines = format!(
            "1. Hat die Stadt am Ufer Stege?\nDie Stadt hat Stege.\n{part}Es sind neun.\n2. Was haben sie gekostet?\nSie waren teuer.\n\
             1. Hat die Stadt am Ufer Stege?\nAuch das Land hat dort Stege.\n3. Sind weitere Stege geplant?\nEs sind weitere geplant.\n\
             {part}Es sind zwei.\n"
        );
        let want = "1: Die Stadt hat Stege.¶Auch das Land hat dort Stege.|1a: Es sind neun.|2: Sie waren teuer.|3: Es sind weitere geplant.|\
                    3a: Es sind zwei.|question:1 100";
        assert_eq!(read(&lines), want);
    }

    #[test]
    fn an_answer_to_other_questions_than_before_is_told() {
        let (first, second) = ("1. Wie viele Stege hat das Ministerium gebaut?\n", "2. Was haben sie gekostet?\n");
        let joint = "Die Fragen 1 und 2 werden gemeinsam beantwortet.\n";
        let lines = format!("{first}{second}{joint}Neun für neun Euro.\n{first}{second}{joint}Zwei für zwei Euro.\n");
        assert_eq!(read(&lines), "1 2: Neun für neun Euro.¶Zwei für zwei Euro.|question:1 100|question:2 100");
        let third = "3. Wer hat sie bezahlt?\n";
        for (lines, want) in [
            // Together, where they were answered apart.
            (format!("{first}Neun.\n{second}Neun Euro.\n{first}{second}{joint}Zwei.\n"), "1: Neun.¶Zwei.|2: Neun Euro.|"),
            // Its announcement names others.
            (format!("{first}Neun.\n{second}Neun Euro.\n{first}{joint}Zwei.\n"), "1: Neun.¶Zwei.|2: Neun Euro.|"),
            // With a new one.
            (
                format!("{first}Neun.\n{second}Neun Euro.\n{third}{first}Die Fragen 1 und 3 werden gemeinsam beantwortet.\nDer Bund.\n"),
                "1 3: Neun.¶Der Bund.|2: Neun Euro.|",
            ),
            // A sentence stands behind the list of all.
            (
                format!("{first}{second}Die Regierung antwortet wie folgt.\n{first}Neun.\n{second}Neun Euro.\n"),
                "1 2: Die Regierung antwortet wie folgt.¶Neun.¶Neun Euro.|",
            ),
        ] {
            let got = read(&lines);
            assert!(got.starts_with(want) && got.contains("not to the same questions"), "{got}");
        }
    }

    #[test]
    fn what_is_quoted_or_not_answered_or_another_question_is_not_printed_again() {
        let first = "1. Wie viele Stege hat das Ministerium im Jahr 2024 gebaut?\nNeun.\n2. Was haben sie gekostet?\nSie waren teuer.\n";
        for again in [
            // A questionnaire and its answers.
            format!("Die Länder haben mitgeteilt:\n{first}"),
            "Verwiesen wird auf die Antwort zu\n2. Was haben sie gekostet?\nund auf den Bericht.\n".to_owned(),
            "1. Wie viele Stege hat das Ministerium im Jahr 2025 gebaut?\nEs waren zehn.\n".to_owned(),
            "1. Wie viele Wehre hat die Stadt am Ufer?\nEs sind neun.\n".to_owned(),
            "2. Was haben sie gekostet?\nWer hat sie bezahlt?\nDas Land.\n".to_owned(),
            "2. Was haben sie gekostet?\n".to_owned(),
        ] {
            let read = read(&format!("{first}3. Wer zahlt?\nDer Bund zahlt.\n{again}"));
            assert!(!read.contains("question:"), "{read}");
        }
    }
}
