//! In which form a paper sets the numbers of its questions and the labels of their parts, where not as most do.
//!
//! The Bundestag's editors set „12.“ and „a)“. Typed papers, and those of other parliaments, have „Frage 12:“, „12)“ or „a.“, which in
//! a line by itself can be anything; a paper that counts so from the first on tells it.

use crate::grammar::markers::{self, LabelForm, NumberForm};
use crate::grammar::openings::{Opening, opening_of};
use crate::id::Part;
use crate::structure::rows::Row;

/// The other forms, by how little else they mean.
const OTHER_FORMS: [NumberForm; 4] = [NumberForm::Named, NumberForm::Closed, NumberForm::Bracketed, NumberForm::Bare];

/// A paper that numbers two questions in a form, the first and the second, numbers all of them so.
const FEWEST: u32 = 2;

/// Gives the rows the numbers and labels that the paper sets in a form of its own. Whether there are any.
pub(super) fn read(rows: &mut [Row<'_>]) -> bool {
    let numbered = read_numbers(rows);
    read_labels(rows) || numbered
}

fn read_numbers(rows: &mut [Row<'_>]) -> bool {
    let usual = Count::of(rows, NumberForm::Stopped).numbers;
    let counts = OTHER_FORMS.map(|form| (form, Count::of(rows, form)));
    let told =
        counts.into_iter().filter(|(_, count)| count.numbers >= FEWEST && count.numbers > usual && 2 * count.worded >= count.numbers);
    // The first of those that count as far: „Frage 12“ is less of anything else than „12)“.
    let Some((form, _)) = told.reduce(|best, other| if other.1.numbers > best.1.numbers { other } else { best }) else { return false };
    for at in 0..rows.len() {
        if let (Some(head), Some(row)) = (Head::at(rows, at, form), rows.get_mut(at)) {
            row.said.number_by(head.number, head.text);
        }
    }
    true
}

/// A number at a row's head.
struct Head<'a> {
    number: u32,
    /// What stands behind it.
    text: &'a str,
    /// Whether a question or a part's label opens there, or in the next row.
    worded: bool,
}

impl<'a> Head<'a> {
    fn at(rows: &[Row<'a>], at: usize, form: NumberForm) -> Option<Self> {
        let (text, number) = markers::number_set(form, rows.get(at)?.words).ok()?;
        let opening = if text.is_empty() { rows.get(at + 1).map(|next| next.opening) } else { Some(opening_of(text)) };
        let worded = opening == Some(Opening::Question) || markers::label(text).is_ok();
        Some(Self { number, text, worded })
    }
}

/// How far lines count in a form.
#[derive(Clone, Copy, Default)]
struct Count {
    /// From 1 on.
    numbers: u32,
    /// So many of them open with words of a question.
    worded: u32,
}

impl Count {
    fn of(rows: &[Row<'_>], form: NumberForm) -> Self {
        let mut count = Self::default();
        for head in (0..rows.len()).filter_map(|at| Head::at(rows, at, form)) {
            // „2 Länder“ is anything.
            let counts = head.worded || form != NumberForm::Bare;
            if counts && head.number == count.numbers + 1 {
                count.numbers += 1;
                count.worded += u32::from(head.worded);
            }
        }
        count
    }
}

/// Labels count from „a“ on within a question that has none of the usual ones.
fn read_labels(rows: &mut [Row<'_>]) -> bool {
    let mut found = false;
    let mut questions: Vec<usize> = rows.iter().enumerate().filter(|(_, row)| row.number.is_some()).map(|(at, _)| at).collect();
    questions.push(rows.len());
    for pair in questions.windows(2) {
        let [from, to] = pair else { continue };
        let Some(question) = rows.get_mut(*from..*to) else { continue };
        let series = series(question);
        if series.len() > 1 {
            found = true;
            for (at, form, part) in series {
                let Some(row) = question.get_mut(at) else { continue };
                if let Ok((text, _)) = markers::rare_label(row.text()) {
                    row.said.label_by(form, part, text);
                }
            }
        }
    }
    found
}

/// The rows of a question that begin with „a.“, „b.“, „c.“ or with „A)“, „B)“, each with its label.
fn series(question: &[Row<'_>]) -> Vec<(usize, LabelForm, Part)> {
    let mut series: Vec<(usize, LabelForm, Part)> = Vec::new();
    if question.iter().any(|row| row.label.is_some()) {
        return series;
    }
    for (at, row) in question.iter().enumerate() {
        let Ok((_, (form, part))) = markers::rare_label(row.text()) else { continue };
        let due = series.last().map_or(Some(Part::FIRST), |(.., last)| last.next());
        if Some(part) == due && series.iter().all(|&(_, other, _)| other == form) {
            series.push((at, form, part));
        }
    }
    series
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::rows::settle;

    /// Numbers and labels, as they are read.
    fn marks(lines: &str) -> String {
        let mut rows: Vec<Row<'_>> = lines.lines().map(Row::of).collect();
        if read(&mut rows) {
            settle(&mut rows, false);
        }
        let marks = rows.iter().map(|row| match (row.number, row.label) {
            (Some(number), Some(part)) => format!("{number}{part}"),
            (Some(number), None) => number.to_string(),
            (None, Some(part)) => part.to_string(),
            (None, None) => "-".to_owned(),
        });
        marks.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_paper_that_counts_from_one_on_tells_its_form() {
        for (lines, want) in [
            ("Frage 1: Wie viele?\nNeun.\nFrage 2: Wo?\nDie Antwort\nFrage 1 gilt.", "1 - 2 - -"),
            ("1) Wie viele?\n2)\nWo sind sie?\n3) Stege?", "1 2 - 3"),
            ("(1) a) Wie viele?\n(2) Wo?", "1a 2"),
            ("1 Wie viele?\n2 Wo sind sie?\n3 Stege", "1 2 3"),
            // The usual form, one number only, and what asks nothing.
            ("1. Wie viele?\n1) Wo?\n2. Wer?\n2) Wann?", "1 - 2 -"),
            ("1) Wie viele?\n3) Wo?", "- -"),
            ("1) Stege\n2) Wehre\n3) Welche?", "- - -"),
        ] {
            assert_eq!(marks(lines), want, "{lines}");
        }
    }

    #[test]
    fn labels_are_a_series_in_a_question() {
        for (lines, want) in [
            ("1. Stege,\na. wie viele,\nb. wo?\nz. B. hier.\n2. Wo?", "1 a b - 2"),
            ("1. Stege\nA) Wie viele?\nB) Wo?", "1 a b"),
            ("1. a. Wie viele?\nb. Wo?\nA) Wer?", "1a b -"),
            ("1. Wie viele?\na. D. Muster\n2. Wo?\nb. Stege", "1 - 2 -"),
            ("1. Stege\na) wie viele,\nb) wo?\na. hier\nb. da", "1 a b - -"),
        ] {
            assert_eq!(marks(lines), want, "{lines}");
        }
    }
}
