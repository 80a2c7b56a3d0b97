//! The order in which lines are read, where an extractor printed some of them elsewhere on their page.
//!
//! Eight rules, one behind the other, each for lines that an extractor takes for a column of their own: those beside the
//! note at the margin, pieces alone that fill a line, neighbouring pieces of a line, pieces alone that a line above an
//! address lacks, pieces within an address, behind its paragraph, pieces of lines that are narrow for their paragraph, and
//! numbers that hang out of their questions.

mod beside_note;
mod known_words;
mod loose_pieces;
mod moving;
mod number_columns;
mod parted_lines;
mod pieces_behind;
mod torn_lines;
mod turned_pieces;
mod wide_lines;

use self::beside_note::read_beside_note;
use self::known_words::KnownWords;
use self::loose_pieces::read_loose_pieces;
use self::number_columns::{lift_numbers, part_number_columns};
use self::parted_lines::join_parted_lines;
use self::pieces_behind::read_pieces_behind;
use self::torn_lines::turn_torn_lines;
use self::turned_pieces::turn_pieces;
use self::wide_lines::join_wide_lines;
use super::rows::{Row, above};
use crate::cleaning::moves::Moved;
use crate::cleaning::reading::Pages;
use crate::grammar::openings::Opening;
use crate::ledger::Ledger;
use crate::span::{Span, offset};

/// So many lines are set wide at least where gaps show.
const FEWEST_WIDE: usize = 3;
/// Two blanks in a row of a table say nothing: it has few gaps.
const FEWEST_GAPS: usize = 4;

/// Puts rows in the order in which they are read, and tells which were moved.
pub(super) fn restore<'a>(pages: &Pages<'a>, rows: &mut Vec<Row<'a>>, ledger: &Ledger) -> Vec<Moved> {
    let known = KnownWords::of(pages.text);
    read_beside_note(pages, rows, ledger, &known);
    // Extractors that look for columns set blank lines between what they take for blocks.
    if rows.iter().any(|row| row.blank_before) {
        let known = shows_gaps(rows).then_some(&known);
        if let Some(known) = known {
            read_loose_pieces(pages, rows, known);
        }
        turn_pieces(pages, rows, known);
        join_wide_lines(pages, rows);
        turn_torn_lines(pages, rows);
        read_pieces_behind(rows);
        join_parted_lines(pages, rows);
    }
    lift_numbers(rows);
    part_number_columns(rows);
    moves(pages.text, rows)
}

/// The rows that are read before one that was printed above them, or within a paragraph though they were printed alone. Numbers in
/// a column go down to their texts.
fn moves(text: &str, rows: &[Row<'_>]) -> Vec<Moved> {
    if rows.is_sorted_by_key(|row| row.full.start()) {
        return Vec::new();
    }
    let mut before = rows.iter().map(|row| row.full.end()).max().unwrap_or_default();
    let mut moved: Vec<Moved> = Vec::new();
    for (at, row) in rows.iter().enumerate().rev() {
        let within = at > 0 && !row.blank_before && !row.page_before && was_alone(text, row.full);
        let goes_down = row.is_number_alone() && above(rows, at).is_some_and(|above| above.full.start() > row.full.start());
        if row.full.start() < before && !within && !goes_down {
            before = row.full.start();
            continue;
        }
        let span = with_blanks(text, row.full);
        match moved.last_mut().filter(|below| below.before == before && below.span.start() == span.end()) {
            Some(below) => below.span = span.cover(below.span),
            None => moved.push(Moved { span, before }),
        }
    }
    moved.reverse();
    moved
}

/// Whether blank lines stand above and below a line.
fn was_alone(text: &str, line: Span) -> bool {
    let above = text.get(..line.start() as usize).and_then(|above| above.strip_suffix('\n')).unwrap_or_default();
    let below = text.get(line.end() as usize..).unwrap_or_default();
    above.trim_end_matches([' ', '\r']).ends_with('\n') && below.trim_start_matches([' ', '\r']).starts_with('\n')
}

/// Whether an extractor prints wide gaps as two blanks each.
fn shows_gaps(rows: &[Row<'_>]) -> bool {
    rows.iter().filter(|row| is_set_wide(row.words)).nth(FEWEST_WIDE - 1).is_some()
}

/// „Die  Stadt  hat  neun  Stege“
fn is_set_wide(words: &str) -> bool {
    let gaps = || words.split(|c: char| c != ' ').map(str::len).filter(|&gap| gap > 0);
    // Few lines have two blanks anywhere, which is seen faster than that no gap has.
    words.contains("  ") && gaps().nth(FEWEST_GAPS - 1).is_some() && gaps().all(|gap| gap == 2)
}

/// The span with the blank lines behind it, which go where it goes.
fn with_blanks(text: &str, span: Span) -> Span {
    let behind = text.get(span.end() as usize..).unwrap_or_default();
    let blanks = behind.len() - behind.trim_start_matches([' ', '\n', '\r']).len();
    let lines = behind.get(..blanks).and_then(|blanks| blanks.rfind('\n')).map_or(0, |end| end + 1);
    Span::new(span.start(), span.end() + offset(lines))
}

/// Whether a blank line or another page stands before a row, or nothing is left.
fn begins_block(rows: &[Row<'_>], at: usize) -> bool {
    rows.get(at).is_none_or(|row| row.blank_before || row.page_before)
}

/// Whether something begins in a row that no line before it goes on with.
fn begins(row: &Row<'_>) -> bool {
    row.is_marked() || row.annex || row.opening == Opening::Bullet
}

#[cfg(test)]
mod tests {
    use super::{is_set_wide, restore};
    use crate::cleaning::furniture;
    use crate::cleaning::moves::Moves;
    use crate::cleaning::reading::in_pages;
    use crate::ledger::Ledger;
    use crate::span::Span;
    use crate::structure::rows::{self, Row};

    /// The rows of a text in the order in which they are read.
    pub(super) fn read(text: &str) -> String {
        in_pages(text, |pages| {
            let mut ledger = Ledger::new(Span::of(0..text.len()));
            furniture::assign(text, pages.lines, &mut ledger);
            let mut rows = rows::rows(pages, &ledger, 0, &[]);
            let moves = Moves::of_reading(restore(pages, &mut rows, &ledger));
            // The moves put the lines in the order of the rows.
            let spans = rows::full(&rows);
            let lines = moves.in_order(&spans);
            let place = |row: &Row<'_>| lines.iter().position(|line| line.contains(row.full.start()));
            let places: Vec<_> = rows.iter().map(|row| (place(row), row.full.start())).collect();
            assert!(places.is_sorted(), "{text}");
            rows.iter().map(|row| row.words).collect::<Vec<_>>().join("|")
        })
    }

    #[test]
    fn lines_that_are_set_wide_have_two_blanks_in_each_gap() {
        assert!(is_set_wide("Die  Stadt  hat  neun  Stege"));
        assert!(!["Die Stadt hat neun Stege", "Stege  neun  Wehre", "Stege   neun  Wehre  zwei  Ufer"].into_iter().any(is_set_wide));
    }

    #[test]
    fn moves_that_follow_one_another_leave_the_order_of_the_rows() {
        const WIDE: &str = "Die  Stadt  hat  alle  Stege  am  Ufer  und  alle  Brücken  am  Wehr  gezählt  und  nennt  die  Zahl ";
        let lines = [
            WIDE,
            "(www.amt.de/statistik/bericht-ueber-",
            "selbst ",
            "Amt und die ",
            "alle-stege.html). Das gilt.",
            "",
            "(vgl. ",
            "4.",
            "Wie viele Stege?",
            "sanieren“ ",
        ];
        // Each number is another order of the lines.
        for order in 0..2000_usize {
            let mut left: Vec<&str> = lines.to_vec();
            let mut order = order.wrapping_mul(7919);
            let mut text = format!("{WIDE}\n{WIDE}\n{WIDE}\n");
            while !left.is_empty() {
                text.push_str(left.remove(order % left.len()));
                text.push('\n');
                order = order / 2 + order % 3 * 1000;
            }
            read(&text);
        }
    }
}
