//! A web address that does not fit in a line leaves the line above it with few words, set wide apart. Some extractors take
//! such a gap for the one between two columns: pieces of that line then stand alone before or behind the paragraph, each
//! with the space of a broken line behind it.

use std::collections::HashSet;

use super::moving::read_at;
use super::{begins, begins_block};
use crate::cleaning::addresses::lines::{breaks_off, continues_address, ends_address, is_begun_address, is_slug};
use crate::cleaning::reading::Pages;
use crate::cleaning::words::{last_token, leads_on};
use crate::grammar::openings::Opening;
use crate::structure::rows::{NARROWEST, Row, above, breaks_behind};

/// The most pieces of a wide line on either side of the paragraph's end.
const PIECES: usize = 3;
/// The most lines of a paragraph above an address, and below it.
const PARAGRAPH: usize = 40;

/// Puts the pieces of wide lines together, before the address that made them wide.
pub(super) fn join_wide_lines(pages: &Pages<'_>, rows: &mut Vec<Row<'_>>) {
    let lines: Vec<(usize, Vec<usize>)> = (1..rows.len())
        .filter_map(|at| {
            if rows.get(at).is_some_and(begins_address) {
                return WideLine { text: pages.text, rows, address: at }.pieces();
            }
            is_line_behind(rows, at + 1).then(|| (at, vec![at + 1]))
        })
        .filter(|(_, pieces)| !pieces.is_empty())
        .collect();
    if lines.is_empty() {
        return;
    }
    let mut taken = HashSet::new();
    let lines: Vec<(usize, Vec<usize>)> =
        lines.into_iter().map(|(at, pieces)| (at, pieces.into_iter().filter(|&piece| taken.insert(piece)).collect())).collect();
    read_at(rows, &lines);
}

/// A line above an address, of which an extractor printed pieces elsewhere.
#[derive(Clone, Copy)]
struct WideLine<'r, 'a> {
    text: &'r str,
    rows: &'r [Row<'a>],
    /// The row in which the address begins.
    address: usize,
}

impl<'r, 'a> WideLine<'r, 'a> {
    /// The rows that are its pieces, in reading order, and the row before which they are read.
    fn pieces(self) -> Option<(usize, Vec<usize>)> {
        if !self.is_narrow(self.address) || self.is_another() {
            return None;
        }
        let below = self.below();
        if below.is_empty() {
            return Some((self.address, self.all_before()));
        }
        let closing = |at: usize| self.row(at).is_some_and(|row| closes_quotation(row.words));
        // The source of a quotation stands right behind it.
        let left = self.address - 1;
        let place = if closing(left) && !below.iter().any(|&at| closing(at)) { left } else { self.address };
        let closed = place == left || below.iter().any(|&at| closing(at));
        let before = self.one_before().filter(|&at| closing(at) && !closed && self.is_in_quotation() || self.is_out_of_place(at));
        let mut pieces: Vec<usize> = before.into_iter().chain(below).collect();
        // Extractors print what stands further left in a line first.
        if before.is_none() {
            pieces.sort_by_key(|&at| closing(at));
        }
        Some((place, pieces))
    }

    /// The pieces that stand alone behind the paragraph.
    fn below(self) -> Vec<usize> {
        let behind = self.address + 1;
        let end = (behind..behind + PARAGRAPH).find(|&at| self.begins_block(at)).unwrap_or(behind);
        let mut below: Vec<usize> = (end..self.rows.len()).take(PIECES).take_while(|&at| self.is_alone(at)).collect();
        // An article stands before no bracket: these were printed from the left.
        let ends_open = |at: Option<&usize>| at.and_then(|&at| self.row(at)).is_some_and(|row| ends_with_article(row.words));
        if !ends_open(below.first()) || ends_open(below.last()) {
            below.reverse();
        }
        below
    }

    /// Whether the pieces are another line's: of two wide lines the one that cannot have ended there lacks its words:
    /// „… für⏎(www.amt.de/…“
    fn is_another(self) -> bool {
        let cannot_end = |address: usize| self.above(address).is_some_and(|above| leads_on(above.words));
        let begins = |at: usize| self.row(at).is_some_and(begins_address);
        let mut others = (self.address + 1..self.rows.len()).take(PARAGRAPH).take_while(|&at| !self.begins_block(at));
        !cannot_end(self.address) && others.any(|at| begins(at) && self.is_narrow(at) && cannot_end(at))
    }

    /// The pieces that stand alone before the paragraph.
    fn all_before(self) -> Vec<usize> {
        let begin = self.paragraph().unwrap_or(0);
        (0..begin).rev().take(PIECES).take_while(|&at| self.is_alone(at) && !self.answers(at)).collect()
    }

    /// The row right before the paragraph, if it stands alone.
    fn one_before(self) -> Option<usize> {
        self.paragraph()?.checked_sub(1).filter(|&at| self.is_alone(at))
    }

    /// „… „Die Stege am⏎(www.amt.de/…“: what ends the quotation may stand before the paragraph.
    fn is_in_quotation(self) -> bool {
        let lines = self.paragraph().and_then(|begin| self.rows.get(begin..self.address)).unwrap_or_default();
        let open = lines.iter().rev().find_map(|row| row.words.rfind(['„', '“']).and_then(|at| row.words.get(at..)));
        open.is_some_and(|words| words.starts_with('„'))
    }

    /// Behind the end of a sentence no paragraph is „in Neustadt“.
    fn is_out_of_place(self, at: usize) -> bool {
        let worded = |row: &Row<'_>| row.opening == Opening::Small && row.words.ends_with(char::is_alphabetic);
        let ended = self.above(at).is_some_and(Row::has_ended);
        ended && self.row(at).is_some_and(worded) && !self.answers(at)
    }

    fn row(self, at: usize) -> Option<&'r Row<'a>> {
        self.rows.get(at)
    }

    fn above(self, at: usize) -> Option<&'r Row<'a>> {
        above(self.rows, at)
    }

    /// Where the paragraph begins.
    fn paragraph(self) -> Option<usize> {
        (0..self.address).rev().take(PARAGRAPH).find(|&at| self.begins_block(at))
    }

    fn begins_block(self, at: usize) -> bool {
        begins_block(self.rows, at)
    }

    /// A few words that neither begin nor end anything.
    fn is_piece(self, at: usize) -> bool {
        self.row(at).is_some_and(|row| {
            let ends = row.asks || row.ends_sentence();
            let of_address = begins_address(row) || is_slug(row.words) || ends_address(row.words);
            let worded = row.words.contains(char::is_alphanumeric) && !of_address;
            breaks_behind(self.text, row.span.end()) && row.width < NARROWEST && worded && !begins(row) && !ends
        })
    }

    fn is_alone(self, at: usize) -> bool {
        self.is_piece(at) && self.begins_block(at) && self.begins_block(at + 1)
    }

    /// „nein“ stands between two questions.
    fn answers(self, at: usize) -> bool {
        let asked = self.above(at).is_some_and(|above| above.asks);
        asked && self.row(at + 1).is_some_and(|next| next.is_head())
    }

    /// A line of running text stands above a wide one, whose left pieces stand above the address; above a cell of a table
    /// stands another.
    fn is_narrow(self, address: usize) -> bool {
        let left = (0..address).rev().take(PIECES).take_while(|&at| self.is_piece(at)).count();
        let text = address.checked_sub(left + 1).filter(|_| left > 0).and_then(|above| self.row(above));
        text.is_some_and(|above| above.width >= NARROWEST)
    }
}

/// Whether a row alone behind its paragraph is a line of an address that the paragraph's last line goes on with.
fn is_line_behind(rows: &[Row<'_>], at: usize) -> bool {
    let last = above(rows, at).filter(|last| continues_address(last.words) && !last.words.ends_with('-'));
    if last.is_none() || !rows.get(at).is_some_and(|row| breaks_off(row.words)) {
        return false;
    }
    let goes_on = rows.get(at + 1).is_some_and(|next| next.opens_small());
    begins_block(rows, at) && begins_block(rows, at + 1) && !goes_on
}

fn begins_address(row: &Row<'_>) -> bool {
    !row.plain && is_begun_address(row.words)
}

/// „die Stege der“: what no bracket stands behind.
fn ends_with_article(words: &str) -> bool {
    const ARTICLES: [&str; 11] = ["das", "dem", "den", "der", "des", "die", "ein", "eine", "einem", "einen", "einer"];
    ARTICLES.contains(&last_token(words))
}

/// Whether a quotation ends in the words that begins above them.
fn closes_quotation(words: &str) -> bool {
    words.ends_with('“') && !words.contains('„')
}

#[cfg(test)]
mod tests {
    use crate::structure::order::tests::read;

    #[test]
    fn pieces_of_a_wide_line_are_read_before_the_address() {
        for (text, want) in [
            // One piece is left above the address, one stands alone behind the paragraph.
            (
                "Die Zahlen aller Stege und Brücken der Stadt nennt seit dem Jahr das \nAmt \n(www.amt.de/statistik/bericht-ueber-\nalle-stege.html).\n\nselbst \n\nDas genügt.\n",
                "Die Zahlen aller Stege und Brücken der Stadt nennt seit dem Jahr das|Amt|selbst|\
                 (www.amt.de/statistik/bericht-ueber-|alle-stege.html).|Das genügt.",
            ),
            // The pieces stand in the address, from the right.
            (
                "Die Zahlen aller Stege und Brücken der Stadt nennt seit dem Jahr das \n(www.amt.de/statistik/bericht-ueber-\nselbst \nAmt \nalle-stege.html).\n\nDas genügt.\n",
                "Die Zahlen aller Stege und Brücken der Stadt nennt seit dem Jahr das|Amt|selbst|(www.amt.de/statistik/bericht-ueber-|alle-stege.html).|Das genügt.",
            ),
            // Of two wide lines in a paragraph one cannot have ended where it does.
            (
                "Das gilt.\n\nBrücken \n\nDie Zahlen aller Stege der Stadt und des Landes nennt seit dem Jahr das \nAmt \n(www.amt.de/statistik/a-\n                 bericht.html). Das gilt in der ganzen Stadt und auf dem Land für Stege \nund \n(www.amt.de/statistik/b-\nbericht.html).\n\nDas genügt.\n",
                "Das gilt.|Die Zahlen aller Stege der Stadt und des Landes nennt seit dem Jahr das|Amt|(www.amt.de/statistik/a-|\
                 bericht.html). Das gilt in der ganzen Stadt und auf dem Land für Stege|und|Brücken|(www.amt.de/statistik/b-|bericht.html).|Das genügt.",
            ),
            // The address ends with a short name of a file.
            (
                "Die Zahlen aller Stege und Brücken der Stadt nennt seit dem Jahr das \n(www.amt.de/statistik/bericht/2055-\nAmt \nV01.html).\n\nselbst \n\nDas genügt.\n",
                "Die Zahlen aller Stege und Brücken der Stadt nennt seit dem Jahr das|Amt|selbst|(www.amt.de/statistik/bericht/2055-|V01.html).|Das genügt.",
            ),
            // The address goes on with a capital.
            (
                "Die Zahlen aller Stege und Brücken der Stadt nennt seit dem Jahr das \n(www.amt.de/statistik/Bericht-\nAmt \nUeber-alle-Stege-der-Stadt.html).\n\nselbst \n\nDas genügt.\n",
                "Die Zahlen aller Stege und Brücken der Stadt nennt seit dem Jahr das|Amt|selbst|(www.amt.de/statistik/Bericht-|Ueber-alle-Stege-der-Stadt.html).|Das genügt.",
            ),
            // A bracket closes behind the last word of the address.
            (
                "Die Zahlen aller Stege und Brücken der Stadt nennt seit dem Jahr das \n(vgl. www.amt.de/statistik/bericht-der-\nAmt selbst \nstege).\n\nDas genügt.\n",
                "Die Zahlen aller Stege und Brücken der Stadt nennt seit dem Jahr das|Amt selbst|(vgl. www.amt.de/statistik/bericht-der-|stege).|Das genügt.",
            ),
            // „www.“ alone is one of the pieces.
            (
                "Die Zahlen aller Stege und Brücken der Stadt nennt seit dem Jahr das \nAmt \namt.de/statistik/bericht-ueber-\nalle-stege.html).\n\n(www. \n\nselbst \n\nDas genügt.\n",
                "Die Zahlen aller Stege und Brücken der Stadt nennt seit dem Jahr das|Amt|selbst|(www.|\
                 amt.de/statistik/bericht-ueber-|alle-stege.html).|Das genügt.",
            ),
            // A line of the address stands behind the paragraph.
            (
                "Die Zahlen nennt \nalle-stege-der-stadt.html.\n\nwww.amt.de/statistik/bericht-ueber-\n\nDas genügt.\n",
                "Die Zahlen nennt|www.amt.de/statistik/bericht-ueber-|alle-stege-der-stadt.html.|Das genügt.",
            ),
            // A blank line stands within the pieces, and a broken word goes on behind it.
            (
                "Die Zahlen aller Stege und Brücken der Stadt nennt seit dem Jahr das Brücken-\n(www.amt.de/statistik/bericht-ueber-\n\namt 1 \nalle-stege.html).\n\nDas genügt.\n",
                "Die Zahlen aller Stege und Brücken der Stadt nennt seit dem Jahr das Brücken-|amt 1|(www.amt.de/statistik/bericht-ueber-|alle-stege.html).|Das genügt.",
            ),
            // The address goes on with a mark.
            (
                "Die Zahlen aller Stege und Brücken der Stadt nennt seit dem Jahr das \n(www.amt.de/statistik/Bericht-\nAmt \n%E2%80%93-Stege.html).\n\nDas genügt.\n",
                "Die Zahlen aller Stege und Brücken der Stadt nennt seit dem Jahr das|Amt|(www.amt.de/statistik/Bericht-|%E2%80%93-Stege.html).|Das genügt.",
            ),
            // No article stands before a bracket: the pieces were printed from the left.
            (
                "Die Zahlen aller Stege und Brücken der Stadt nennt seit dem Jahr nur \ndas \n(www.amt.de/statistik/bericht-ueber-\nalle-stege.html).\n\nAmt der \n\nStadt selbst \n\nDas genügt.\n",
                "Die Zahlen aller Stege und Brücken der Stadt nennt seit dem Jahr nur|das|Amt der|Stadt selbst|\
                 (www.amt.de/statistik/bericht-ueber-|alle-stege.html).|Das genügt.",
            ),
            // What ends a quotation stands right before its source, wherever it was printed.
            (
                "Die Stadt plant nach dem Bericht seit dem Jahr 2020, „alle Stege zu \n(www.amt.de/statistik/bericht-ueber-\nsanieren“ \nalle-stege.html).\n\nschnell \n\nDas genügt.\n",
                "Die Stadt plant nach dem Bericht seit dem Jahr 2020, „alle Stege zu|schnell|sanieren“|(www.amt.de/statistik/bericht-ueber-|alle-stege.html).|Das genügt.",
            ),
            (
                "Das gilt.\n\nsanieren“ \n\nDie Stadt plant nach dem Bericht seit dem Jahr 2020, „alle Stege zu \n(www.amt.de/statistik/bericht-ueber-\nschnell \nalle-stege.html).\n\nDas genügt.\n",
                "Das gilt.|Die Stadt plant nach dem Bericht seit dem Jahr 2020, „alle Stege zu|schnell|sanieren“|(www.amt.de/statistik/bericht-ueber-|alle-stege.html).|Das genügt.",
            ),
            // It was printed before the paragraph, so it stands further left.
            (
                "Das gilt.\n\nStege“ \n\nDie Zahlen nennt seit dem letzten Jahr das neue Amt der Stadt mit Namen „Amt \nder \n(www.amt.de/statistik/bericht-ueber-\nalle-stege.html).\n\nselbst \n\nDas genügt.\n",
                "Das gilt.|Die Zahlen nennt seit dem letzten Jahr das neue Amt der Stadt mit Namen „Amt|der|Stege“|selbst|\
                 (www.amt.de/statistik/bericht-ueber-|alle-stege.html).|Das genügt.",
            ),
            // No paragraph begins with a small letter behind the end of another.
            (
                "Das gilt.\n\nin Neustadt \n\nDie Zahlen aller Stege und Brücken der Stadt nennt seit dem Jahr das Brücken-\n(www.amt.de/statistik/bericht-ueber-\namt \nalle-stege.html).\n\nDas genügt.\n",
                "Das gilt.|Die Zahlen aller Stege und Brücken der Stadt nennt seit dem Jahr das Brücken-|amt|in Neustadt|(www.amt.de/statistik/bericht-ueber-|alle-stege.html).|Das genügt.",
            ),
            // A word answers a question.
            (
                "1. Sind Stege neu?\n\nnein \n\n2. Wer nennt die Zahlen aller Stege und Brücken der Stadt seit dem Jahr, das \nAmt \n(www.amt.de/statistik/bericht-ueber-\nalle-stege.html)?\n\nDas Amt.\n",
                "1. Sind Stege neu?|nein|2. Wer nennt die Zahlen aller Stege und Brücken der Stadt seit dem Jahr, das|Amt|\
                 (www.amt.de/statistik/bericht-ueber-|alle-stege.html)?|Das Amt.",
            ),
            // Cells of a table have no address between them.
            ("Stege \nBrücken \nwww.amt.de/statistik/stege\n\nNeun \n", "Stege|Brücken|www.amt.de/statistik/stege|Neun"),
        ] {
            assert_eq!(read(text), want);
        }
    }
}
