//! In which form a paper sets the numbers of its questions and the labels of their parts, where not as most do.
//!
//! The Bundestag's editors set „12.“ and „a)“. Typed papers, and those of other parliaments, have „Frage 12:“, „12)“ or „a.“, which in
//! a line by itself can be anything; a paper that counts so from the first on tells it.

use crate::grammar::markers::{self, LabelForm, NumberForm};
use crate::grammar::openings::{Opening, opening_of};
use crate::id::Part;
use crate::structure::rows::{LONGEST_QUESTION, Row, above};

/// The other forms, by how little else they mean.
const OTHER_FORMS: [NumberForm; 7] = [
    NumberForm::Named,
    NumberForm::Signed,
    NumberForm::Emphasised,
    NumberForm::Stopped,
    NumberForm::Closed,
    NumberForm::Bracketed,
    NumberForm::Bare,
];

/// A paper that numbers its first and its second question in a form numbers so, if no question has the usual one.
const FEWEST: u32 = 2;

/// Gives the rows the numbers and labels that the paper sets in a form of its own. Whether there are any.
pub(super) fn read(rows: &mut [Row<'_>]) -> bool {
    let numbered = read_numbers(rows);
    let labelled = read_labels(rows);
    read_marks(rows);
    numbered || labelled
}

fn read_numbers(rows: &mut [Row<'_>]) -> bool {
    // Lists in answers and those that answers quote are numbered, too.
    if rows.iter().any(|row| row.number == Some(1) && (row.opening == Opening::Question || row.label.is_some())) {
        return false;
    }
    // What an annex asks is not the paper's.
    let annex = rows.iter().enumerate().position(|(at, row)| row.annex && above(rows, at).is_none_or(|above| above.stops && !above.broken));
    let body = rows.get(..annex.unwrap_or(rows.len())).unwrap_or_default();
    let counts = OTHER_FORMS.map(|form| (form, Count::of(body, form)));
    let told = counts.into_iter().filter(|(_, count)| count.numbers >= FEWEST && 2 * count.worded >= count.numbers);
    // The first of those that count as far: „Frage 12“ is less of anything else than „12)“.
    let Some((form, _)) = told.reduce(|best, other| if other.1.numbers > best.1.numbers { other } else { best }) else { return false };
    let heads: Vec<(usize, Head<'_>)> = (0..rows.len()).filter_map(|at| Some((at, Head::at(rows, at, form)?))).collect();
    for (at, head) in heads {
        // „… waren⏎3 Jahre alt“
        let ended = |above: &Row<'_>| !above.broken && (head.worded || above.has_ended());
        let begins = form != NumberForm::Bare || above(rows, at).is_none_or(ended);
        if let Some(row) = rows.get_mut(at).filter(|_| begins) {
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
    /// „Wie beurteilt sie die Fragen der Verbände⏎1) Wie viele …“ lists in a question, and is not the first.
    fn of(rows: &[Row<'_>], form: NumberForm) -> Self {
        let mut count = Self::default();
        let in_question = |at: usize| {
            let open = rows.iter().take(at).rev().take(LONGEST_QUESTION).take_while(|row| !row.stops && !row.asks && row.heading.is_none());
            open.last().is_some_and(|first| first.opening == Opening::Question)
        };
        for (at, head) in (0..rows.len()).filter_map(|at| Some((at, Head::at(rows, at, form)?))) {
            // „2 Länder“ is anything.
            let counts = head.worded || form != NumberForm::Bare;
            let begins = head.number != 1 || !in_question(at);
            if counts && begins && head.number == count.numbers + 1 {
                count.numbers += 1;
                count.worded += u32::from(head.worded);
            }
        }
        count
    }
}

/// Labels count from „a“ on within questions, where the parts of none have the usual ones.
fn read_labels(rows: &mut [Row<'_>]) -> bool {
    let mut found = false;
    let mut questions: Vec<usize> = rows.iter().enumerate().filter(|(_, row)| row.number.is_some()).map(|(at, _)| at).collect();
    questions.push(rows.len());
    let usual = |rows: &[Row<'_>]| rows.iter().filter_map(|row| row.label).take(2).eq([Part::at(1), Part::at(2)]);
    if questions.windows(2).any(|pair| matches!(pair, [from, to] if rows.get(*from..*to).is_some_and(usual))) {
        return false;
    }
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

/// The rows of a question that begin with „a.“, „b.“, „c.“ or with „A)“, „B)“, each with its label. The first stands in the question:
/// behind its stem, which no sentence of an answer ended; and where that has asked already, each asks by itself.
fn series(question: &[Row<'_>]) -> Vec<(usize, LabelForm, Part)> {
    let mut series: Vec<(usize, LabelForm, Part)> = Vec::new();
    let (mut asked, mut in_note) = (false, false);
    for (at, row) in question.iter().enumerate() {
        // Notes at a page's foot are not told yet.
        if in_note || row.words.starts_with('*') {
            in_note = !row.stops;
            continue;
        }
        if let Ok((text, (form, part))) = markers::rare_label(row.text()) {
            let due = series.last().map_or(Some(Part::FIRST), |(.., last)| last.next());
            let worded = !asked || opening_of(text) == Opening::Question;
            if Some(part) == due && worded && series.iter().all(|&(_, other, _)| other == form) {
                series.push((at, form, part));
            }
        }
        if series.is_empty() {
            if row.stops && !row.asks && !row.words.ends_with(':') {
                break;
            }
            asked |= row.asks;
        }
    }
    series
}

/// „Antwort:“ marks answers where it stands above one in four questions at least, and twice; two questions may share the only one. Else it
/// is a quotation's, or a table's.
fn read_marks(rows: &mut [Row<'_>]) {
    const SHARED: usize = 4;
    let questions = rows.iter().filter(|row| row.number.is_some() && row.opening == Opening::Question).count();
    let marks = rows.iter().enumerate().filter(|(at, row)| above(rows, *at).is_some_and(|above| row.marks_answer_behind(above)));
    let (count, colons) = marks.fold((0, 0), |(count, colons), (_, row)| (count + 1, colons + usize::from(row.words.contains(':'))));
    let shares_one = questions <= 2 && colons == 1;
    if SHARED * count < questions || count < 2 && !shares_one {
        for row in rows {
            row.said.marks_answer = false;
        }
    }
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
            ("1. Wie viele?\n1) Wo?\n2. Wer?\n2) Wann?\n3) Welche?\n4) Welche?", "1 - 2 - - -"),
            ("Wie viele?\nNeun.\nAnlage 1\n1) Wie viele?\n2) Welche?", "- - - - -"),
            ("1 Wie viele Stege waren\n2 Jahre alt?\n2 Welche sind älter?", "1 - 2"),
            ("1) Wie viele?\n3) Wo?", "- -"),
            ("Was folgt aus den Fragen der Verbände\n1) Wie viele?\n2) Welche?", "- - -"),
            ("1) Stege\n2) Wehre\n3) Welche?", "- - -"),
        ] {
            assert_eq!(marks(lines), want, "{lines}");
        }
    }

    #[test]
    fn marks_of_answers_are_a_papers_habit() {
        let marked = |lines: &str| {
            let mut rows: Vec<Row<'_>> = lines.lines().map(Row::of).collect();
            read(&mut rows);
            rows.iter().filter(|row| row.marks_answer).count()
        };
        for (lines, count) in [
            ("1. Wie viele?\nAntwort:\nNeun.\n2. Wo sind sie?\nAntwort: Hier.", 2),
            ("1. Wie viele?\n2. Wo sind sie?\nAntwort:\nNeun, hier.", 1),
            ("1. Wie viele?\nAntwort\nNeun.\n2. Wo sind sie?\nHier.", 0),
            ("1. Wie viele?\nNeun.\n2. Wo sind sie?\nHier.\n3. Wer sagt das?\nAntwort:\nDer Minister.", 0),
        ] {
            assert_eq!(marked(lines), count, "{lines}");
        }
    }

    #[test]
    fn labels_are_a_series_in_a_question() {
        for (lines, want) in [
            ("1. Stege,\na. wie viele,\nb. wo?\nz. B. hier.\n2. Wo?", "1 a b - 2"),
            ("1. Stege\nA) Wie viele?\nB) Wo?", "1 a b"),
            ("1. a. Wie viele?\nb. Wo?\nA) Wer?", "1a b -"),
            ("1. Wie viele?\na. D. Muster\n2. Wo?\nb. Stege", "1 - 2 -"),
            ("1. Welche Kriterien gelten?\nA) Höhe\nDie Höhe zählt.\nB) Farbe\n2. Wo?", "1 - - - 2"),
            ("1. Was gilt?\nEs gelten zwei Fragen.\na. Wie hoch?\nb. Wie breit?", "1 - - -"),
            ("1. Stege\na) wie viele,\nb) wo?\na. hier\nb. da", "1 a b - -"),
        ] {
            assert_eq!(marks(lines), want, "{lines}");
        }
    }
}
