//! How rows change places. What stood before the first of the pieces, a blank line or a page's end, stands before all of them.

use std::collections::HashSet;

use crate::structure::rows::Row;

/// Puts the left piece of a line before the right one, which was printed first, in the row `right`.
pub(super) fn swap_pieces(rows: &mut [Row<'_>], right: usize) {
    let Some([right, left]) = rows.get_mut(right..right + 2) else { return };
    std::mem::swap(right, left);
    std::mem::swap(&mut right.blank_before, &mut left.blank_before);
    std::mem::swap(&mut right.page_before, &mut left.page_before);
}

/// Puts the rows from `at` on in an order.
pub(super) fn put_in_order(rows: &mut [Row<'_>], at: usize, order: &[usize]) {
    let Some(pieces) = rows.get_mut(at..at + order.len()) else { return };
    let printed = pieces.to_vec();
    for (place, row) in pieces.iter_mut().zip(order.iter().filter_map(|&piece| printed.get(piece))) {
        *place = Row { blank_before: false, page_before: false, ..*row };
    }
    if let Some((first, was)) = pieces.first_mut().zip(printed.first()) {
        (first.blank_before, first.page_before) = (was.blank_before, was.page_before);
    }
}

/// Moves the rows behind the `end` of a paragraph to their place in it.
pub(super) fn move_into(rows: &mut [Row<'_>], end: usize, count: usize, place: usize) {
    let Some(turned) = rows.get_mut(place..=end + count) else { return };
    turned.rotate_right(count);
    for row in turned.iter_mut().take(count + 1) {
        (row.blank_before, row.page_before) = (false, false);
    }
}

/// Puts rows in the lines that they are read in: at each of some rows, from above, others and maybe that one itself.
pub(super) fn read_at(rows: &mut Vec<Row<'_>>, lines: &[(usize, Vec<usize>)]) {
    let taken: HashSet<usize> = lines.iter().flat_map(|(_, pieces)| pieces).copied().collect();
    let mut lines = lines.iter().peekable();
    let mut read = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        while let Some((_, pieces)) = lines.next_if(|(line, _)| *line <= at) {
            let pieces =
                pieces.iter().filter_map(|&piece| rows.get(piece)).map(|piece| Row { blank_before: false, page_before: false, ..*piece });
            let first = read.len();
            read.extend(pieces);
            if taken.contains(&at)
                && let Some(first) = read.get_mut(first)
            {
                (first.blank_before, first.page_before) = (row.blank_before, row.page_before);
            }
        }
        if !taken.contains(&at) {
            read.push(*row);
        }
    }
    *rows = read;
}
