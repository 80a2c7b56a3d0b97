//! Where blocks begin: numbers and askers at the heads of questions, and the departments above them.

use std::collections::BTreeSet;

use super::directory::Directory;
use super::rows::{FreeLine, GUTTER_SWAY, Sheet, cells, free_of, indent, mark_number, plain, slice, trimmed};
use crate::cleaning::reading::{Pages, Reading};
use crate::cleaning::words::one_line;
use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::collections::{asker, asker_with_town, begins_department, department, is_name, narrow_name};
use crate::paper::Asker;
use crate::span::{Span, Spans, offset};

/// Name and group fill two to four lines, with a town or a third given name five.
const MOST_HEAD_ROWS: usize = 6;
/// The longest department, „… für Umwelt, Naturschutz, nukleare Sicherheit und Verbraucherschutz“, fills three lines.
const MOST_HEADING_ROWS: usize = 4;
/// Blanks between an asker's block and the question beside it: the block is narrow, the gutter may be, too.
const NARROW_GUTTER: &str = "  ";

/// Where a block begins.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// Index of its first row.
    pub row: usize,
    pub number: u32,
    /// Number, „Abgeordnete“, name, group.
    pub head: Spans,
    pub asker: Option<Asker>,
    /// Index of the first row that may hold the reply.
    pub text_row: usize,
}

/// A „Geschäftsbereich …“ before a mark.
#[derive(Clone, Debug)]
pub(super) struct DepartmentHeading {
    pub row: usize,
    /// As printed, on one line.
    pub words: String,
    pub department: Option<String>,
}

/// All marks, in the order of print.
pub(super) fn marks(sheet: Sheet<'_, '_>, directory: &Directory) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut at = 0;
    while at < sheet.rows.len() {
        if let Some(mark) = mark_at(sheet, at, directory) {
            at = mark.text_row.max(at + 1);
            marks.push(mark);
        } else {
            at += 1;
        }
    }
    marks
}

/// The mark that begins at a row: „8. Abgeordnete“ alone on it, with the name behind it, or with the text beside it.
fn mark_at(sheet: Sheet<'_, '_>, at: usize, directory: &Directory) -> Option<Mark> {
    let Sheet { pages, rows } = sheet;
    let row = *rows.get(at)?;
    let text = slice(pages, row.words);
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let Some((number, rest)) = mark_number(text) else {
        return sheet.parted_number(at).map(|number| named_below(sheet, (at, at + 2), number, directory));
    };
    if rest.is_empty() {
        return Some(named_below(sheet, (at, at + 1), number, directory));
    }
    if rest.starts_with(NARROW_GUTTER) {
        let beside = trimmed(pages, Span::new(row.words.end() - offset(rest.len()), row.words.end()))?;
        return Some(named_beside(sheet, at, number, beside, directory));
    }
    let behind = Span::new(row.words.end() - offset(rest.len()), row.words.end());
    let below = rows.get(at + 1..at + MOST_HEAD_ROWS).unwrap_or_default();
    let (asker, name) = read_asker(pages, &[behind].into_iter().chain(below.iter().map(|row| row.words)).collect(), directory)?;
    let mut head = Spans::from(Span::new(row.words.start(), behind.start()));
    head.extend(name);
    Some(Mark { row: at, number, text_row: row_behind(rows, at, &head), head, asker: Some(asker) })
}

/// Name and group stand below the mark, which fills the rows `from..to`.
fn named_below(Sheet { pages, rows }: Sheet<'_, '_>, (from, to): (usize, usize), number: u32, directory: &Directory) -> Mark {
    let mut head = free_of(rows.get(from..to).unwrap_or_default());
    let below = rows.get(to..(to + MOST_HEAD_ROWS).min(rows.len())).unwrap_or_default();
    let asker = read_asker(pages, &free_of(below), directory).map(|(asker, name)| {
        head.extend(name);
        asker
    });
    Mark { row: from, number, text_row: row_behind(rows, from, &head), head, asker }
}

/// Name and group stand below the mark, in a column of their own, beside the question.
fn named_beside(Sheet { pages, rows }: Sheet<'_, '_>, at: usize, number: u32, beside: Span, directory: &Directory) -> Mark {
    let column = rows.get(at).map_or(0, |row| indent(pages, *row, beside));
    let first = rows.get(at).map_or(beside, |row| Span::new(row.words.start(), beside.start()));
    let left = rows.iter().skip(at + 1).take(MOST_HEAD_ROWS).filter_map(|row| {
        let (cell, _) = cells(pages, *row, NARROW_GUTTER);
        (indent(pages, *row, cell) + GUTTER_SWAY < column).then_some(cell)
    });
    let mut head: Spans = trimmed(pages, first).into_iter().collect();
    let asker = read_asker(pages, &left.collect(), directory).map(|(asker, name)| {
        head.extend(name);
        asker
    });
    Mark { row: at, number, head, asker, text_row: at + 1 }
}

/// Name and group at the head of some words, and their bytes.
fn read_asker(pages: &Pages<'_>, words: &Spans, directory: &Directory) -> Option<(Asker, Spans)> {
    let reading = plain(pages, words);
    let (asker, end) = asker_in(&reading, directory)?;
    Some((asker, reading.to_source(0..end)))
}

/// Name and group at the head of a Reading, and where they end. A bracket right before another one is a town, unless the
/// directory knows it, and not the other, for a group: then the other one opens the question.
fn asker_in(reading: &Reading, directory: &Directory) -> Option<(Asker, usize)> {
    let text = reading.text();
    let plain = asker(text).ok()?;
    let known = |(_, (_, group)): &(&str, (&str, &str))| directory.groups.contains(&narrow_name(group));
    let town = asker_with_town(text).ok().filter(|town| known(town) || !known(&plain));
    let (rest, (name, group)) = town.unwrap_or(plain);
    let name = narrow_name(name);
    let outside_brackets = name.split(['(', ')']).step_by(2).all(is_name);
    outside_brackets.then(|| (Asker { name, group: Some(narrow_name(group)) }, text.len() - rest.len()))
}

/// Index of the first row that begins behind the head.
fn row_behind(rows: &[FreeLine], from: usize, head: &Spans) -> usize {
    let end = head.last().map_or(0, Span::end);
    (from + 1..rows.len()).find(|&at| rows.get(at).is_some_and(|row| row.words.start() >= end)).unwrap_or(rows.len())
}

/// Reads a number that breaks the sequence as the missing one where the next mark goes on behind it: 44, 54, 46.
pub(super) fn renumber(marks: &mut [Mark], sheet: Sheet<'_, '_>) -> Vec<Diagnostic> {
    let mut doubts = Vec::new();
    let numbers: Vec<u32> = marks.iter().map(|mark| mark.number).collect();
    let present: BTreeSet<u32> = numbers.iter().copied().collect();
    for (at, mark) in marks.iter_mut().enumerate() {
        let before = at.checked_sub(1).and_then(|at| numbers.get(at)).copied().unwrap_or(0);
        let due = before + 1;
        let goes_on = numbers.get(at + 1) == Some(&(due + 1));
        if mark.number != due && goes_on && !present.contains(&due) {
            let message = format!("question {} stands between {before} and {} and was read as {due}", mark.number, due + 1);
            doubts.push(Diagnostic::warning(Code::QuestionMisnumbered, sheet.place(mark.row), message));
            mark.number = due;
        }
    }
    doubts
}

/// A number that stood before stays in the text that it stands in: one id, one question.
pub(super) fn drop_repeated(marks: &mut Vec<Mark>, sheet: Sheet<'_, '_>) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let repeated = marks.extract_if(.., |mark| !seen.insert(mark.number)).map(|mark| {
        let message = format!("question {} is printed a second time; its text went with the block before it", mark.number);
        Diagnostic::warning(Code::QuestionRepeated, sheet.place(mark.row), message)
    });
    repeated.collect()
}

/// „Geschäftsbereich …“ directly before a mark. Elsewhere the words belong to a text.
pub(super) fn heading_before(sheet: Sheet<'_, '_>, mark: usize) -> Option<DepartmentHeading> {
    let first = (mark.saturating_sub(MOST_HEADING_ROWS)..mark).rev().find(|&at| begins_department(sheet.words(at)))?;
    let reading = plain(sheet.pages, &free_of(sheet.rows.get(first..mark).unwrap_or_default()));
    department(reading.text()).map(|department| DepartmentHeading { row: first, words: one_line(reading.text()), department })
}

pub(super) fn block_start(mark: Option<&Mark>, heading: Option<&Option<DepartmentHeading>>) -> Option<usize> {
    heading.and_then(|heading| heading.as_ref().map(|heading| heading.row)).or(mark.map(|mark| mark.row))
}

#[cfg(test)]
mod tests {
    use crate::structure::collections::tests::{REPLY, TITLE, askers, seen};

    #[test]
    fn blocks_are_read_however_the_extractor_sets_the_asker() {
        for block in [
            "1. Abgeordneter\nDr. Tim Oswald-\nKlee\n(BÜNDNIS 90/\nDIE GRÜNEN)\nWie viele Brücken\nsind gesperrt?\n",
            "1.\nAbgeordneter\nDr. Tim\nOswald-Klee\n(BÜNDNIS 90/DIE GRÜNEN)\n\nWie viele Brücken\nsind gesperrt?\n",
            "1. Abgeordneter Dr. Tim Oswald-Klee (BÜNDNIS 90/DIE GRÜNEN)\nWie viele Brücken sind gesperrt?\n",
            " 1. Abgeordneter          Wie viele\n    Dr. Tim Oswald-       Brücken\n    Klee                  sind\n    (BÜNDNIS 90/          gesperrt?\n    DIE GRÜNEN)\n",
        ] {
            let seen = seen(&[TITLE, block, "      ", REPLY, "      Drei.\n"].concat());
            assert_eq!(askers(&seen), ["Dr. Tim Oswald-Klee (BÜNDNIS 90/DIE GRÜNEN)"], "{block}");
            assert_eq!((seen.answers.as_slice(), seen.codes.as_slice()), (["Drei.".to_owned()].as_slice(), [].as_slice()), "{block}");
            assert_eq!(seen.ledger, "title question1 answer1");
        }
    }

    #[test]
    fn a_question_beside_its_asker_keeps_its_words() {
        let text = [
            TITLE,
            "1. Abgeordnete           Wie viele\n   Ina Feld              Brücken sind\n   (SPD)                 gesperrt?\n",
            REPLY,
            "Drei.\n",
        ]
        .concat();
        let seen = seen(&text);
        let head: Vec<_> =
            seen.collected.questions.iter().flat_map(|question| question.head.iter()).map(|span| &text[span.range()]).collect();
        assert_eq!(head, ["1. Abgeordnete", "Ina Feld", "(SPD)"]);
    }

    #[test]
    fn a_town_belongs_to_the_name() {
        let directory = "Verzeichnis der Fragenden\nFeld, Ina (Altona) (SPD) . . . 1\n";
        for (before, block) in [
            (directory, "1. Abgeordnete\nIna Feld (Altona)\n(SPD)\nWer?\n"),
            ("", "1. Abgeordnete\nIna\nFeld\n(Altona)\n(SPD)\nWer?\n"),
            ("", "1. Abgeordnete Ina Feld (Altona) (SPD)\nWer?\n"),
            ("", " 1. Abgeordnete   Wer?\n    Ina\n    Feld\n    (Altona)\n    (SPD)\n"),
        ] {
            let seen = seen(&[TITLE, before, block, "      ", REPLY, "      Wir.\n"].concat());
            assert_eq!((askers(&seen), seen.codes), (vec!["Ina Feld (Altona) (SPD)".to_owned()], vec![]), "{block}");
        }
    }

    #[test]
    fn a_bracket_behind_a_known_group_opens_the_question() {
        let directory = "Verzeichnis der Fragenden\nFeld, Ina (SPD) . . . 1\n";
        let seen = seen(&[TITLE, directory, "1. Abgeordnete\nIna Feld\n(SPD)\n(Stand: Mai) Wer?\n", REPLY, "Wir.\n"].concat());
        assert_eq!((askers(&seen), seen.questions), (vec!["Ina Feld (SPD)".to_owned()], vec!["(Stand: Mai) Wer?".to_owned()]));
    }
}
