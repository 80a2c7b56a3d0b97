//! The order in which lines are read, where an extractor printed some of them elsewhere on their page.
//!
//! Six rules, one behind the other, each for lines that an extractor takes for a column of their own: those beside the
//! note at the margin, pieces of a line above an address that made it wide, within it, behind its paragraph, pieces of lines
//! that are narrow for their paragraph, and numbers that hang out of their questions.

mod beside_note;
mod number_columns;
mod parted_lines;
mod pieces_behind;
mod torn_lines;
mod wide_lines;

use self::beside_note::read_beside_note;
use self::number_columns::part_number_columns;
use self::parted_lines::join_parted_lines;
use self::pieces_behind::read_pieces_behind;
use self::torn_lines::turn_torn_lines;
use self::wide_lines::join_wide_lines;
use super::rows::Row;
use crate::cleaning::moves::Moved;
use crate::cleaning::reading::Pages;
use crate::ledger::Ledger;

/// Moves rows to where they are read, and tells which were moved.
pub(super) fn restore(pages: &Pages<'_>, rows: &mut Vec<Row<'_>>, ledger: &Ledger) -> Vec<Moved> {
    let mut moved = read_beside_note(pages, rows, ledger);
    // Extractors that look for columns set blank lines between what they take for blocks.
    if rows.iter().any(|row| row.blank_before) {
        moved.extend(join_wide_lines(pages, rows));
        moved.extend(turn_torn_lines(pages, rows));
        moved.extend(read_pieces_behind(rows));
        moved.extend(join_parted_lines(pages, rows));
    }
    moved.extend(part_number_columns(rows));
    moved
}

/// Whether a blank line or another page stands before a row, or nothing is left.
fn begins_block(rows: &[Row<'_>], at: usize) -> bool {
    rows.get(at).is_none_or(|row| row.blank_before || row.page_before)
}

#[cfg(test)]
mod tests {
    use super::restore;
    use crate::cleaning::furniture;
    use crate::cleaning::reading::in_pages;
    use crate::ledger::Ledger;
    use crate::span::Span;
    use crate::structure::rows;

    /// The rows of a text in the order in which they are read.
    pub(super) fn read(text: &str) -> String {
        in_pages(text, |pages| {
            let mut ledger = Ledger::new(Span::of(0..text.len()));
            furniture::assign(text, pages.lines, &mut ledger);
            let mut rows = rows::rows(pages, &ledger, 0, &[]);
            restore(pages, &mut rows, &ledger);
            rows.iter().map(|row| row.words).collect::<Vec<_>>().join("|")
        })
    }
}
