//! Text that was set again runs together what was printed apart: a question and its answer, a table and the next question.
//! Where a mark is missed at the head of the lines it is looked for within them, once all of them are known.

use memchr::memmem;

use super::cuts::behind_marks;
use super::rows::{LONGEST_QUESTION, Row, brackets};
use crate::grammar::openings::{Opening, begins_sentence, is_request, opening_of};

/// „… gesperrt? Nach Angaben der Länder …“: text that was set again runs question and answer together. Where no line down to
/// the next number or label asks, a question mark before words that ask nothing ends the question in mid-line, and so does the
/// comma of a part before words that begin a sentence.
pub(crate) fn part_welded_answers(text: &str, rows: &mut Vec<Row<'_>>) {
    let heads: Vec<usize> = (0..rows.len()).filter(|&at| rows.get(at).is_some_and(Row::is_head)).collect();
    let ends = heads.iter().copied().skip(1).chain(std::iter::once(rows.len()));
    let welded = heads.iter().zip(ends).filter_map(|(&head, end)| {
        let question = rows.get(head..end).filter(|question| !question.iter().any(|row| row.asks))?;
        let is_part = question.first()?.label.is_some();
        question.iter().take(LONGEST_QUESTION).enumerate().find_map(|(line, row)| {
            let below = question.get(line + 1..)?;
            let answers = |at: &usize| row.words.split_at_checked(*at).is_some_and(|(asked, said)| begins_answer(asked, said, row, below));
            let mut behind = behind_marks(row.words).filter(answers);
            let at = behind.next().or_else(|| if is_part { behind_comma(row, below) } else { None })?;
            Some((head + line, row.parted_at(text, at)?))
        })
    });
    let welded: Vec<_> = welded.collect();
    part(rows, welded);
}

/// Whether what stands behind a question mark is an answer: it opens as answers do, or it is no quotation („„Marode? Brücken
/// heute“ zeigt …“), ends in a sentence, and neither asks nor requests any more („Gründe bitte nennen.“).
fn begins_answer(asked: &str, said: &str, row: &Row<'_>, below: &[Row<'_>]) -> bool {
    let quotes = || asked.matches('„').count() > asked.matches(['“', '”']).count();
    let asks = || said.contains('?') || below.iter().any(|row| row.words.contains('?'));
    let requests = || is_request(said) || said.split(' ').any(|word| word == "bitte");
    match opening_of(said) {
        Opening::Answer => !requests(),
        Opening::Other => !quotes() && !asks() && !requests() && ends_in_sentence(row, below),
        _ => false,
    }
}

/// „… gesperrt waren, Die Länder nennen …“: where a sentence begins behind the comma of a part. In a bracket, and where none
/// ends, words are named („die Diakonie, Der Paritätische und andere,“).
fn behind_comma(row: &Row<'_>, below: &[Row<'_>]) -> Option<usize> {
    let begins = |at: &usize| {
        let parted = row.words.split_at_checked(*at);
        parted.is_some_and(|(before, behind)| begins_sentence(behind) && brackets(before).1 == 0)
    };
    let at = memmem::find_iter(row.words.as_bytes(), ", ").map(|at| at + 2).find(begins)?;
    ends_in_sentence(row, below).then_some(at)
}

/// Whether a sentence ends with a line or further down, and no part does before it: „a) der SPD, Die Rechte und andere,⏎Die
/// Zahlen fehlen.“
fn ends_in_sentence(row: &Row<'_>, below: &[Row<'_>]) -> bool {
    let lines = std::iter::once(row).chain(below);
    let mut ends = lines.zip(below.iter().map(Some).chain(std::iter::once(None))).map(|(line, next)| {
        let part_ends = line.open && next.is_none_or(|next| next.sentence || next.opening == Opening::Answer);
        let stops = line.ends_sentence();
        (part_ends || stops).then_some(stops)
    });
    ends.find_map(|end| end).unwrap_or(false)
}

/// „ungeklärt 9 % - 3. Welche Länder …“: extractors that join broken words join a line that ends with the dash of an empty
/// cell, too, and lose the dash at times („-0-“: „Stege: -03. Welche Länder …“); where a sign was lost a gap of two blanks
/// stands. A number that no line begins with is looked for between those before and behind it, or behind the last one; words
/// of a question follow it, and a question mark before the next question.
pub(crate) fn part_welded_questions(text: &str, rows: &mut Vec<Row<'_>>) {
    let asks_from = |at: usize| {
        let own = rows.iter().skip(at + 1).take(LONGEST_QUESTION - 1).take_while(|row| !row.begins_question());
        rows.get(at).into_iter().chain(own).any(|row| row.asks)
    };
    let mut welded = Vec::new();
    let (mut next, mut from) = (1, 0);
    let heads = rows.iter().enumerate().filter(|(at, row)| row.begins_question() && asks_from(*at));
    let heads = heads.filter_map(|(at, row)| Some((at, row.number?))).map(Some).chain(std::iter::once(None));
    for head in heads {
        let (end, number) = head.unwrap_or((rows.len(), next + 1));
        if number == next + 1 {
            let mark = format!("{next}. ");
            let mark = memmem::Finder::new(&mark);
            let mut answers = rows.iter().enumerate().take(end).skip(from).take_while(|(_, row)| !row.annex);
            let found = answers.find_map(|(at, row)| {
                let cut = begins_within(row.words, &mark).filter(|_| asks_from(at))?;
                Some((at, row.parted_at(text, cut)?))
            });
            welded.extend(found);
        }
        if number == next || number == next + 1 {
            (next, from) = (number + 1, end + 1);
        }
    }
    part(rows, welded);
}

/// Where a question with this number („3. “) begins in the midst of words: behind a cell or a gap, not in a sentence.
fn begins_within(words: &str, mark: &memmem::Finder<'_>) -> Option<usize> {
    let is_cell = |c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | '%' | ' ');
    let is_apart = |before: &str| match before.strip_suffix(' ') {
        Some(cell) => cell.ends_with(is_cell),
        // „-0-“, whose second dash was lost; „-12. “ is one number.
        None => before.ends_with(" -0"),
    };
    let parted = |at: usize| words.get(..at).zip(words.get(at + mark.needle().len()..));
    let begins = |at: &usize| parted(*at).is_some_and(|(before, behind)| is_apart(before) && opening_of(behind) == Opening::Question);
    mark.find_iter(words.as_bytes()).find(begins)
}

/// Puts the two parts of rows in their place.
fn part<'a>(rows: &mut Vec<Row<'a>>, welded: Vec<(usize, [Row<'a>; 2])>) {
    if welded.is_empty() {
        return;
    }
    let mut welded = welded.into_iter().peekable();
    for (at, row) in std::mem::take(rows).into_iter().enumerate() {
        match welded.next_if(|(line, _)| *line == at) {
            Some((_, parts)) => rows.extend(parts),
            None => rows.push(row),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn parted(lines: &[&'static str], part: fn(&str, &mut Vec<Row<'_>>)) -> String {
        let mut at = 0;
        let mut rows = Vec::new();
        for line in lines {
            let span = Span::of(at..at + line.len());
            rows.push(Row { full: span, span, ..Row::of(line) });
            at += line.len();
        }
        part(&lines.concat(), &mut rows);
        rows.iter().map(|row| row.words).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_welded_answer_is_parted_where_nothing_else_asks() {
        for (lines, want) in [
            (
                ["1. Wie viele sind gesperrt? Nach Angaben", "der Länder zwölf.", "2. Seit"],
                "1. Wie viele sind gesperrt?|Nach Angaben|der Länder zwölf.|2. Seit",
            ),
            (
                ["1. Wie viele sind gesperrt? Nach Angaben", "der Länder zwölf?", "2. Seit"],
                "1. Wie viele sind gesperrt? Nach Angaben|der Länder zwölf?|2. Seit",
            ),
            (
                ["1. Wie viele sind gesperrt? Bitte nach", "Ländern ordnen.", "Zwölf."],
                "1. Wie viele sind gesperrt? Bitte nach|Ländern ordnen.|Zwölf.",
            ),
            (
                ["1. Wie viele sind gesperrt? Brücken sperren", "nur die Länder.", "2. Seit"],
                "1. Wie viele sind gesperrt?|Brücken sperren|nur die Länder.|2. Seit",
            ),
            (
                ["a) die gesperrt sind, Die Länder nennen", "zwölf.", "b) die neu sind?"],
                "a) die gesperrt sind,|Die Länder nennen|zwölf.|b) die neu sind?",
            ),
            (
                ["a) die SPD, Die Linke und andere seit", "2016 gebaut haben,", "b) die neu sind?"],
                "a) die SPD, Die Linke und andere seit|2016 gebaut haben,|b) die neu sind?",
            ),
            (
                ["a) der SPD, Die Rechte und andere,", "Die Zahlen fehlen.", "b) der FDP?"],
                "a) der SPD, Die Rechte und andere,|Die Zahlen fehlen.|b) der FDP?",
            ),
            (
                ["a) im Rat (mit Ja, Nein oder Enthaltung),", "Die Stege sind neu.", "b) im Land?"],
                "a) im Rat (mit Ja, Nein oder Enthaltung),|Die Stege sind neu.|b) im Land?",
            ),
            (
                ["1. Wie viele sind nach „Marode? Brücken", "heute“ gesperrt (alle).", "2. Seit"],
                "1. Wie viele sind nach „Marode? Brücken|heute“ gesperrt (alle).|2. Seit",
            ),
            (
                ["1. Wie viele sind gesperrt? Gründe bitte", "nach Ländern ordnen.", "2. Seit"],
                "1. Wie viele sind gesperrt? Gründe bitte|nach Ländern ordnen.|2. Seit",
            ),
            (
                ["1. Wie viele sind gesperrt? Getrennt nach", "a) Brücken,", "b) Stegen?"],
                "1. Wie viele sind gesperrt? Getrennt nach|a) Brücken,|b) Stegen?",
            ),
        ] {
            assert_eq!(parted(&lines, part_welded_answers), want);
        }
    }

    #[test]
    fn a_question_that_no_line_begins_is_looked_for_within_them() {
        for (lines, want) in [
            (
                ["1. Wie viele Stege gibt es?", "Nord 9 % - 2. Welche Stege", "sind neu?", "3. Wo stehen sie?"],
                "1. Wie viele Stege gibt es?|Nord 9 % -|2. Welche Stege|sind neu?|3. Wo stehen sie?",
            ),
            // The last one.
            (
                ["1. Wie viele Stege gibt es?", "Nord 9 %", "Süd - 2. Welche Stege sind", "neu?"],
                "1. Wie viele Stege gibt es?|Nord 9 %|Süd -|2. Welche Stege sind|neu?",
            ),
            // A dash was lost.
            (
                ["1. Wie viele Stege gibt es?", "Nord 9", "Süd 1 2. Welche Stege sind", "neu?"],
                "1. Wie viele Stege gibt es?|Nord 9|Süd 1|2. Welche Stege sind|neu?",
            ),
            (
                ["1. Wie viele Stege gibt es?", "Nord: -9-, Süd: -02. Welche Stege", "sind neu?", "3. Wo stehen sie?"],
                "1. Wie viele Stege gibt es?|Nord: -9-, Süd: -0|2. Welche Stege|sind neu?|3. Wo stehen sie?",
            ),
            (
                ["1. Wie viele Stege gibt es?", "Nord: 02. Welche Stege sind das?", "2. Welche", "Stege sind neu?"],
                "1. Wie viele Stege gibt es?|Nord: 02. Welche Stege sind das?|2. Welche|Stege sind neu?",
            ),
            // In a sentence.
            (
                ["1. Wie viele Stege gibt es?", "Gefragt wurde: 1. Wie viele?", "2. Welche Stege", "sind neu?"],
                "1. Wie viele Stege gibt es?|Gefragt wurde: 1. Wie viele?|2. Welche Stege|sind neu?",
            ),
            (
                ["1. Wie viele Stege gibt es?", "Die Länder fragten: Wie viele? 2. Welche", "sind neu?", "Das ist offen."],
                "1. Wie viele Stege gibt es?|Die Länder fragten: Wie viele? 2. Welche|sind neu?|Das ist offen.",
            ),
            // The mark is another question's.
            (
                ["1. Wie viele Stege gibt es?", "Nord 9 - 2. Welche das sind, ist offen.", "3. Wo stehen sie?", "Am Ufer."],
                "1. Wie viele Stege gibt es?|Nord 9 - 2. Welche das sind, ist offen.|3. Wo stehen sie?|Am Ufer.",
            ),
            // It begins a line further down.
            (
                ["1. Wie viele Stege gibt es?", "Zu 2. Welche das sind, ist offen.", "2. Welche Stege sind neu?", "Alle."],
                "1. Wie viele Stege gibt es?|Zu 2. Welche das sind, ist offen.|2. Welche Stege sind neu?|Alle.",
            ),
            // No question.
            (
                ["1. Wie viele Stege gibt es?", "Im 2. Quartal waren es neun.", "Am 2. Mai wurden es mehr.", "Alle."],
                "1. Wie viele Stege gibt es?|Im 2. Quartal waren es neun.|Am 2. Mai wurden es mehr.|Alle.",
            ),
        ] {
            assert_eq!(parted(&lines, part_welded_questions), want);
        }
    }
}
