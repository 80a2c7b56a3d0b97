//! A line that is set wide because of a web address has gaps. Some extractors take the pieces before them for columns of
//! their own and print them behind the paragraph, each for itself: „zu“, „stege.html)?“, „bauen“, „(vgl. www.amt.de/alle-“ for
//! „zu   bauen   (vgl. www.amt.de/alle-⏎stege.html)?“. The bracket tells, which the paragraph closes and they open.

use super::moving::move_into;
use super::torn_lines::WIDEST_LINE;
use crate::cleaning::addresses::lines::may_go_on;
use crate::cleaning::words::last_token;
use crate::lines::widths::{BLANK, Em};
use crate::structure::rows::{NARROWEST, Row};

/// The most pieces that are printed behind a paragraph.
const MOST_PIECES: usize = 3;
/// The most lines from the gap to the paragraph's end.
const TO_END: usize = 5;

/// Puts pieces that stand behind a paragraph before the line that goes on with their address.
pub(super) fn read_pieces_behind(rows: &mut [Row<'_>]) {
    for end in 0..rows.len() {
        if let Some((count, place)) = found_behind(rows, end) {
            move_into(rows, end, count, place);
        }
    }
}

/// How many rows behind the one that ends a paragraph are pieces of its lines, and the row before which they are read.
fn found_behind(rows: &[Row<'_>], end: usize) -> Option<(usize, usize)> {
    let ended = rows.get(end).is_some_and(Row::has_ended);
    let is_piece = |row: &&Row<'_>| row.blank_before && !row.stops && !row.is_marked() && row.width < WIDEST_LINE;
    let count = rows.iter().skip(end + 1).take(MOST_PIECES + 1).take_while(is_piece).count();
    let lines = rows.get((end + 1).saturating_sub(TO_END)..=end)?;
    if count == 0 || !closes_unopened(lines) {
        return None;
    }
    (1..=count.min(MOST_PIECES)).find_map(|count| {
        let pieces = rows.get(end + 1..=end + count)?;
        let opens = pieces.iter().fold((0, 0), |all, piece| add(all, piece.brackets())) == (0, 1);
        let apart = rows.get(end + 1 + count).is_none_or(|next| next.blank_before);
        let token = last_token(pieces.last()?.words);
        let wide = pieces.iter().map(|piece| piece.width + BLANK).sum::<Em>();
        let fits = |place: usize| {
            let (above, below) = (rows.get(place - 1)?, rows.get(place)?);
            let piece = below.words.split(' ').next().unwrap_or_default();
            let gap = above.width < NARROWEST && !above.stops && above.width + wide < WIDEST_LINE;
            let within = token.ends_with(['–', '-']) && closes_only(below);
            (gap && (ended && may_go_on(token, piece) || within)).then_some(place)
        };
        let from = (end + 2).saturating_sub(TO_END).max(1);
        let place = (from..=end).find_map(fits).filter(|_| opens && apart)?;
        Some((count, place))
    })
}

/// „bauten-Verordnung – StegV)“, no mark of an item.
fn closes_only(row: &Row<'_>) -> bool {
    const FEWEST_LETTERS: usize = 3;
    let last = row.words.split(')').next().unwrap_or_default();
    row.brackets() == (1, 0) && last.chars().rev().take_while(|c| c.is_alphabetic()).count() >= FEWEST_LETTERS
}

/// Whether lines close a bracket that they did not open.
fn closes_unopened(lines: &[Row<'_>]) -> bool {
    lines.iter().fold((0, 0), |all, line| add(all, line.brackets())).0 > 0
}

/// The brackets that two stretches close and open, one behind the other.
fn add((closed, open): (u8, u8), (closes, opens): (u8, u8)) -> (u8, u8) {
    (closed.saturating_add(closes.saturating_sub(open)), open.saturating_sub(closes).saturating_add(opens))
}

#[cfg(test)]
mod tests {
    use crate::structure::order::tests::read;

    #[test]
    fn pieces_behind_a_paragraph_are_read_before_the_rest_of_their_address() {
        for (lines, want) in [
            // In one piece, two lines above the end.
            (
                "1. Wie viele Stege hat die Stadt \nam Ufer \nichte/lage-der-\nstege.html), und wo stehen sie?\n\n(www.amt.de/ber \n\nDie Stadt hat \
                 neun Stege.",
                "1. Wie viele Stege hat die Stadt|am Ufer|(www.amt.de/ber|ichte/lage-der-|stege.html), und wo stehen sie?|Die Stadt hat \
                 neun Stege.",
            ),
            // In two.
            (
                "1. Will die Stadt Stege \nam Ufer \nstege.html)?\n\nbauen \n\n(vgl. www.amt.de/alle-\n\nDie Stadt hat neun Stege.",
                "1. Will die Stadt Stege|am Ufer|bauen|(vgl. www.amt.de/alle-|stege.html)?|Die Stadt hat neun Stege.",
            ),
            // A short name behind its dash, and a date below.
            (
                "3 Verordnung über den Bau von \nStegen und Brücken \nStegBauV)\n01.08.2022\n\n(Steg- und Brückenbauverordnung \n\n– \n\n\
                 4  Verordnung über Netze",
                "3 Verordnung über den Bau von|Stegen und Brücken|(Steg- und Brückenbauverordnung|–|StegBauV)|01.08.2022|4  Verordnung über Netze",
            ),
            (
                "3 Verordnung über \nBauten-Verordnung – StegBauV)\n01.08.2022\n\nStege und Brücken (Steg-\n\n4  Verordnung über Netze",
                "3 Verordnung über|Stege und Brücken (Steg-|Bauten-Verordnung – StegBauV)|01.08.2022|4  Verordnung über Netze",
            ),
            // An item.
            ("c) Stege\n12)\n\n(Steg\n\n–\n\nder Bau", "c) Stege|12)|(Steg|–|der Bau"),
            // Another paragraph.
            (
                "1. Will die Stadt Stege \nam Ufer \nbauen (alle)?\n\nDie Stadt \n\n(www.amt.de/stege) hat neun.",
                "1. Will die Stadt Stege|am Ufer|bauen (alle)?|Die Stadt|(www.amt.de/stege) hat neun.",
            ),
        ] {
            assert_eq!(read(&format!("Die Bauten.\n\n{lines}\n")), format!("Die Bauten.|{want}"));
        }
    }
}
