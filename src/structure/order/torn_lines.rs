//! A web address with a blank in it, or a blank behind it, leaves a gap in a line that is set wide. Some extractors take
//! that gap for the one between two columns and print the right piece of the line before the left one: „… (www.amt.de/a“,
//! „der-stege).“, „lle-bruecken-und- “ for „… (www.amt.de/a⏎lle-bruecken-und-   der-stege).“

use super::moving::swap_pieces;
use crate::cleaning::addresses::lines::may_go_on;
use crate::cleaning::addresses::{CLOSERS, Seam, is_closed};
use crate::cleaning::reading::Pages;
use crate::cleaning::words::tokens;
use crate::lines::widths::{BLANK, Em, width};
use crate::structure::rows::{NARROWEST, Row, breaks_behind};

/// No line is wider, gaps included: two pieces that are do not stand in one.
pub(super) const WIDEST_LINE: Em = Em(44.0);
/// The most words behind the end of an address that a gap sets apart.
const WORDS_BEHIND: usize = 3;
/// The most lines from the bracket before an address to a line that breaks off in it.
const TO_BRACKET: usize = 4;

/// Puts the left piece of a line before the right one, where both stand behind a line that breaks off in an address.
pub(super) fn turn_torn_lines(pages: &Pages<'_>, rows: &mut [Row<'_>]) {
    for at in 0..rows.len() {
        if is_printed_from_right(pages.text, rows, at) {
            swap_pieces(rows, at + 1);
        }
    }
}

/// Whether the two rows behind one that breaks off in an address are the pieces of one line, the right one first.
fn is_printed_from_right(text: &str, rows: &[Row<'_>], at: usize) -> bool {
    let [Some(above), Some(right), Some(left)] = [at, at + 1, at + 2].map(|at| rows.get(at)) else { return false };
    let begins = |row: &Row<'_>| row.is_marked() || row.asks;
    let spaced = |row: &Row<'_>| breaks_behind(text, row.span.end());
    if left.blank_before || !spaced(left) || begins(left) || begins(right) {
        return false;
    }
    // A gap stands behind the left piece.
    let (piece, behind) = left.words.split_once(' ').unwrap_or((left.words, ""));
    if !piece.contains(')') && right.words.contains(' ') {
        return false;
    }
    let mut tokens = tokens(above.words).rev();
    let token = tokens.next().unwrap_or_default();
    let mut torn = || tokens.next().is_some_and(|before| !is_closed(before) && Seam::between(before, before, token).is_torn());
    if spaced(above) && !token.ends_with('/') || is_closed(token) || !(may_go_on(token, piece) || torn()) {
        return false;
    }
    // Neither fills a line, though the second could have begun in the line of the first. No address begins within another one.
    let head = piece.find(['-', '/', '.', '=', '%', '_']).and_then(|end| piece.get(..=end));
    let short = right.width + width(head.unwrap_or(piece)) < NARROWEST;
    let within = right.words.starts_with("www.") && left.words.ends_with([',', ';']);
    if !short && !within || right.width + BLANK + left.width > WIDEST_LINE {
        return false;
    }
    let ended = closes_bracket(piece);
    let one = !right.words.contains(' ') && behind.is_empty();
    match (ended, closes_bracket(right.words)) {
        // „…), “ stands behind an address that goes on to its bracket's end.
        (true, _) => spaced(right) && is_behind_address(right.words) && is_behind_address(behind) && in_bracket(rows, at),
        // Nothing of an address stands behind the end of its bracket.
        (false, true) => one && in_bracket(rows, at) && right.words.contains(['-', '/', '.', '=', '&', '_']),
        (false, false) => one && !spaced(right) && right.words.contains(['-', '/']),
    }
}

/// „…-stege).“, not „(…)“.
fn closes_bracket(words: &str) -> bool {
    let bare = words.trim_end_matches(CLOSERS);
    words.get(bare.len()..).is_some_and(|marks| marks.contains(')')) && !bare.contains('(')
}

/// „Das“, „und der“: words with a blank behind them, as no address has.
fn is_behind_address(words: &str) -> bool {
    tokens(words).count() <= WORDS_BEHIND && words.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | ','))
}

/// Whether a bracket is open at the end of a row.
fn in_bracket(rows: &[Row<'_>], at: usize) -> bool {
    let lines = rows.get((at + 1).saturating_sub(TO_BRACKET)..=at).unwrap_or_default();
    let last = lines.iter().rev().find_map(|row| row.words.rfind(['(', ')']).and_then(|at| row.words.get(at..)));
    last.is_some_and(|words| words.starts_with('('))
}

#[cfg(test)]
mod tests {
    use crate::structure::order::tests::read;

    fn within(lines: &str) -> String {
        format!("Das gilt.|Die Zahlen aller neuen Stege und Brücken der Stadt nennt {lines}|Das genügt.")
    }

    fn read_within(lines: &str) -> String {
        let lines = lines.replace('|', "\n");
        read(&format!("Das gilt.\n\nDie Zahlen aller neuen Stege und Brücken der Stadt nennt {lines}\n\nDas genügt.\n"))
    }

    #[test]
    fn the_left_piece_of_a_line_is_read_first() {
        for (lines, want) in [
            // Within the address, which a page may break off.
            (
                "(www.amt.de/ber|ueber-alle-stege-|icht/statistik/lage-und- |der-stadt).",
                "(www.amt.de/ber|icht/statistik/lage-und-|ueber-alle-stege-|der-stadt).",
            ),
            ("(statist|alle-stege-|ik.de/bericht/lage-und- |der-stadt).", "(statist|ik.de/bericht/lage-und-|alle-stege-|der-stadt)."),
            // A blank stands in the address before, too.
            (
                "(www.amt.de/ber  icht-2-2020-|ueber-alle-stege-|statistik/lage-und- |der-stadt).",
                "(www.amt.de/ber  icht-2-2020-|statistik/lage-und-|ueber-alle-stege-|der-stadt).",
            ),
            // No address begins within another one, however long it is.
            (
                "(www.amt.de/alle-stege-am|www.stadt.de/lage-der-stege-und-bruecken-und-wehre-|ufer-2025, |der-stadt).",
                "(www.amt.de/alle-stege-am|ufer-2025,|www.stadt.de/lage-der-stege-und-bruecken-und-wehre-|der-stadt).",
            ),
            // A word with a blank behind it stands behind the bracket.
            ("(www.amt.de/ber|Das |icht-ueber-alle-stege). |Amt zählt sie.", "(www.amt.de/ber|icht-ueber-alle-stege).|Das|Amt zählt sie."),
            (
                "(www.amt.de/ber|Amt zählt |icht-ueber-alle-stege). Das |sie seit 2020.",
                "(www.amt.de/ber|icht-ueber-alle-stege). Das|Amt zählt|sie seit 2020.",
            ),
            // Nothing of an address stands behind the bracket.
            (
                "(www.amt.de/ber|stege=1) |icht-ueber-alle-2/lage?n=2&a= |und gezählt.",
                "(www.amt.de/ber|icht-ueber-alle-2/lage?n=2&a=|stege=1)|und gezählt.",
            ),
        ] {
            assert_eq!(read_within(lines), within(want));
        }
    }

    #[test]
    fn what_reads_well_stays() {
        for lines in [
            "(www.amt.de/ber|icht/statistik/lage-und- |ueber-alle-stege-|der-stadt).",
            "(www.amt.de/ber|icht-ueber-alle-stege). |Das |Amt zählt sie.",
            "(www.amt.de/ber|icht-ueber-alle-2/lage?n=2&a= |stege=1) |und gezählt.",
            // The first fills its line.
            "(www.amt.de/ber|icht-ueber-alle-stege-und-alle-bruecken-und-alle-rampen-|der-stadt/lage-und- |der-stege).",
            // The address is whole.
            "(www.amt.de/bericht).|Stege-|icht/statistik/lage-und- |der-stadt.",
        ] {
            assert_eq!(read_within(lines), within(&lines.replace(" |", "|")));
        }
    }
}
