//! A justified line with few words has wide gaps, be it for an address or for one long word behind it. Some extractors take
//! such a gap for the one between two columns and print the pieces of the line from the right: „… nennt das Ge-“,
//! „über die Stege “, „setz “ for „… nennt das Ge-⏎setz   über die Stege“. What tells is that the paragraph reads better with
//! its neighbouring pieces in another order.

use std::ops::Range;

use super::known_words::KnownWords;
use super::moving::put_in_order;
use super::torn_lines::WIDEST_LINE;
use super::{begins, begins_block};
use crate::cleaning::addresses::lines::{
    begins_with_address, closes_address, continues_address, is_begun_address, is_rest_of_address, may_go_on,
};
use crate::cleaning::addresses::{is_address, is_closed};
use crate::cleaning::reading::Pages;
use crate::cleaning::words::{ends_with_hyphen, first_token, is_conjunction, last_token, leads_on};
use crate::lines::widths::Em;
use crate::structure::rows::{Row, breaks_behind};

/// The most pieces of a line.
const MOST_PIECES: usize = 4;
/// As many lines around tell how wide the column is.
const AROUND: usize = 6;
/// A gap that parts a line is as wide at least.
const PARTING_GAP: Em = Em(0.5);
/// A line of running text is as wide, a cell of a table is not.
pub(super) const LINE_OF_TEXT: Em = Em(26.0);
/// Cells of a table are narrow: with fewer lines of text among the rows around they are cells.
const CELLS_TO_A_LINE: usize = 4;
/// By so much an order must read better than the printed one.
const LEAST_GAIN: u32 = 3;

/// Prices of what does not fit where one piece follows another.
mod price {
    /// An address breaks off, and something else follows, or it goes on behind something else.
    pub(super) const ADDRESS: u32 = 4;
    /// What follows the first half of a word cannot be its other half.
    pub(super) const HALF: u32 = 4;
    /// It is a short word: „Pla-⏎für“, but also „so-⏎wie“.
    pub(super) const HALF_WORD: u32 = 2;
    /// The paper has the word nowhere else.
    pub(super) const UNKNOWN: u32 = 1;
    /// It begins with a capital: „be-⏎Anti“, but also „IAB-⏎Forum“.
    pub(super) const HALF_CAPITAL: u32 = 1;
    /// A sentence goes on behind its end, or a paragraph begins in its midst or with a bracket: „(Bitte begründen.)“
    pub(super) const BROKEN: u32 = 2;
    /// What a source is named in stands behind „die“ or „mit“: „mit (vgl. …“. „der (zuständigen) Behörde“ is prose.
    pub(super) const LEFT_OPEN: u32 = 3;
    /// A bracket closes that no piece opened.
    pub(super) const UNOPENED: u32 = 2;
    /// The last piece of a line breaks off in an address and has a blank behind it, which another piece has not.
    pub(super) const NOT_LAST: u32 = 3;
}

/// Puts neighbouring pieces of a line in the order in which they are read.
pub(super) fn turn_pieces<'a>(pages: &Pages<'_>, rows: &mut [Row<'a>], known: Option<&KnownWords<'a>>) {
    let mut at = 0;
    while at < rows.len() {
        let order =
            (2..=fitting(rows, at)).filter_map(|count| better_order(pages.text, rows, known, at, count)).max_by_key(|found| found.gain);
        at += order.map_or(1, |order| {
            put_in_order(rows, at, &order.read);
            order.read.len()
        });
    }
}

/// How many rows stand in one line at most.
fn fitting(rows: &[Row<'_>], at: usize) -> usize {
    let mut left = WIDEST_LINE.0;
    let fits = |row: &&Row<'_>| {
        left -= row.width.0 + PARTING_GAP.0;
        left >= 0.0
    };
    rows.iter().skip(at).take(MOST_PIECES).take_while(fits).count()
}

/// An order in which pieces read better than as they were printed.
struct Order {
    /// Which of them is read first, second, …
    read: Vec<usize>,
    gain: u32,
}

/// The best order of some rows, if it reads better than the printed one.
fn better_order<'a>(text: &str, rows: &[Row<'a>], known: Option<&KnownWords<'a>>, at: usize, count: usize) -> Option<Order> {
    let line = Line::of(text, known, rows, at, count)?;
    let printed: Vec<usize> = (0..count).collect();
    let stays = line.price(&printed);
    if stays < LEAST_GAIN {
        return None;
    }
    let orders = orders(count).into_iter().filter(|read| line.may_be(read));
    let gains = orders.map(|read| Order { gain: stays.saturating_sub(line.price(&read)), read });
    // Most are printed from the right.
    let best = gains.max_by_key(|order| (order.gain, order.read.iter().rev().eq(&printed)))?;
    (best.gain >= LEAST_GAIN).then_some(best)
}

/// Every order of so many pieces.
pub(super) fn orders(count: usize) -> Vec<Vec<usize>> {
    (0..count).fold(vec![Vec::new()], |orders, piece| {
        let with_piece = |order: Vec<usize>| {
            (0..=order.len()).map(move |place| {
                let mut order = order.clone();
                order.insert(place, piece);
                order
            })
        };
        orders.into_iter().flat_map(with_piece).collect()
    })
}

/// Rows that may be the pieces of one line.
struct Line<'r, 'a> {
    text: &'r str,
    /// What the paper prints elsewhere, if that tells.
    known: Option<&'r KnownWords<'a>>,
    pieces: &'r [Row<'a>],
    /// The line above, and the one below in its paragraph.
    above: Option<&'r Row<'a>>,
    below: Option<&'r Row<'a>>,
}

impl<'r, 'a> Line<'r, 'a> {
    /// Some rows, if they stand in running text and fit in a line, and nothing begins or ends in them.
    fn of(text: &'r str, known: Option<&'r KnownWords<'a>>, rows: &'r [Row<'a>], at: usize, count: usize) -> Option<Self> {
        let pieces = rows.get(at..at + count)?;
        let spaced = pieces.iter().filter(|row| is_spaced(text, row)).count();
        if spaced + 1 < count || pieces.iter().any(|row| begins(row) || row.asks) || pieces.iter().skip(1).any(|row| row.page_before) {
            return None;
        }
        // Behind the end of a sentence a blank line ends a paragraph.
        let ends = |(row, next): (&Row<'_>, &Row<'_>)| next.blank_before && row.has_ended();
        if pieces.iter().zip(pieces.iter().skip(1)).any(ends) {
            return None;
        }
        // What stands alone may be of any line above.
        let apart = |at: usize| rows.get(at).is_none_or(|row| row.blank_before && !row.page_before);
        if apart(at + count - 1) && apart(at + count) {
            return None;
        }
        let paragraph = paragraph(rows, at, count);
        let (above, below) = (rows.get(paragraph.start..at)?, rows.get(at + count..paragraph.end)?);
        let is_line = |row: &&Row<'_>| row.width >= LINE_OF_TEXT && row.width <= WIDEST_LINE;
        let lines = || above.iter().chain(below).filter(is_line);
        // „… und wo sind die⏎(www.amt.de/…“: the leftmost piece may stand where it is read, below a line of text.
        let is_piece = |row: &Row<'_>| row.width < LINE_OF_TEXT && is_spaced(text, row);
        let left = usize::from(above.last().is_some_and(is_piece));
        let next_to = above.iter().rev().nth(left).or(below.first());
        let in_text = next_to.is_some_and(|row| is_line(&row));
        let widest = lines().map(|row| row.width.0).fold(0.0, f32::max);
        let least = pieces.iter().map(|row| row.width + PARTING_GAP).sum::<Em>();
        let fits = least.0 <= widest && lines().count() * CELLS_TO_A_LINE >= above.len() + below.len();
        (in_text && fits).then(|| Self { text, known, pieces, above: above.last(), below: below.first() })
    }

    /// Whether all pieces but the last have a blank behind them.
    fn may_be(&self, order: &[usize]) -> bool {
        let spaced = |piece: &usize| self.pieces.get(*piece).is_some_and(|row| is_spaced(self.text, row));
        order.split_last().is_some_and(|(_, others)| others.iter().all(spaced))
    }

    /// What does not fit where the pieces are read in an order.
    fn price(&self, order: &[usize]) -> u32 {
        let read = || order.iter().filter_map(|&piece| self.pieces.get(piece));
        let within = read().zip(read().skip(1)).map(|(left, right)| misfit(self.text, self.known, left, right)).sum::<u32>();
        let (unopened, _) = read().fold((0, 0), |(unopened, open), row| {
            let (closes, opens) = row.brackets();
            (unopened + u32::from(closes.saturating_sub(open)), open.saturating_sub(closes).saturating_add(opens))
        });
        let begins = read().next().map_or(0, |first| self.at_begin(first));
        let ends = read().next_back().map_or(0, |last| self.at_end(last));
        within + begins + ends + unopened * price::UNOPENED
    }

    fn at_begin(&self, first: &Row<'_>) -> u32 {
        match self.above {
            Some(above) => across(self.text, self.known, above, first),
            None if first.opens_small() || first.words.starts_with('(') => price::BROKEN,
            None => 0,
        }
    }

    fn at_end(&self, last: &Row<'_>) -> u32 {
        let behind = self.below.map_or(0, |below| across(self.text, self.known, last, below));
        let token = last_token(last.words);
        let goes_on = |below: &Row<'_>| continues_address(below.words);
        let breaks_off = is_cited(token) && !is_closed(token) && (ends_with_hyphen(token) || self.below.is_some_and(goes_on));
        let not_last = || self.pieces.iter().any(|row| !is_spaced(self.text, row) && is_cited(last_token(row.words)));
        behind + if breaks_off && is_spaced(self.text, last) && not_last() { price::NOT_LAST } else { 0 }
    }
}

/// The rows of the paragraph around some, as far as they tell how wide it is.
fn paragraph(rows: &[Row<'_>], at: usize, count: usize) -> Range<usize> {
    let (first, behind) = (at.saturating_sub(AROUND), at + count);
    let begin = (first..=at).rev().find(|&at| begins_block(rows, at)).unwrap_or(first);
    let end = (behind..behind + AROUND).find(|&at| begins_block(rows, at)).unwrap_or(behind + AROUND);
    begin..end
}

/// What does not fit where a line ends between two rows: no other piece can stand there, as it can within a line.
pub(super) fn across(text: &str, known: Option<&KnownWords<'_>>, left: &Row<'_>, right: &Row<'_>) -> u32 {
    // „… weist die Bank auch Gewinne aus (vgl. …“: clauses end in the first half of a verb.
    const PREFIXES: [&str; 6] = ["ab", "an", "auf", "aus", "ein", "vor"];
    const SOURCES: [&str; 8] = ["vgl.", "www.", "http", "siehe", "Quelle", "Drucksache", "Bundestagsdrucksache", "Bundesratsdrucksache"];
    let source = right.words.strip_prefix('(').is_some_and(|words| SOURCES.iter().any(|opening| words.starts_with(opening)));
    let open = leads_on(left.words) && !PREFIXES.contains(&last_token(left.words));
    misfit(text, known, left, right) + if source && open { price::LEFT_OPEN } else { 0 }
}

/// Whether a row has the blank of a broken line behind it.
pub(super) fn is_spaced(text: &str, row: &Row<'_>) -> bool {
    breaks_behind(text, row.span.end())
}

/// „www.amt.de/lage“, „alle-stege-“: whether a word is of an address.
pub(super) fn is_cited(token: &str) -> bool {
    is_address(token) || continues_address(token)
}

/// „0“ between „…/uploads/2023/“ and „6/lage.pdf“.
fn is_figures(words: &str) -> bool {
    words.bytes().all(|byte| byte.is_ascii_digit())
}

/// What does not fit where `right` follows `left`.
fn misfit(text: &str, known: Option<&KnownWords<'_>>, left: &Row<'_>, right: &Row<'_>) -> u32 {
    let token = last_token(left.words);
    let first = first_token(right.words);
    // „e/na“ is of an address where it is all that a line has.
    let cited = (is_cited(token) || token.contains('/') && token == left.words) && !is_closed(token);
    let open = cited && (ends_with_hyphen(token) || !is_spaced(text, left) || token.ends_with("www."));
    let goes_on = continues_address(right.words) || closes_address(left.words, right.words);
    if open {
        let other = begins_with_address(first) || token.contains('/') && is_begun_address(first);
        return if !other && (goes_on || is_figures(right.words) || may_go_on(token, first)) { 0 } else { price::ADDRESS };
    }
    if ends_with_hyphen(left.words) {
        let broken = known.and_then(|known| known.broken_word(left, right));
        let doubt = if broken == Some(false) { price::UNKNOWN } else { 0 };
        return match first.chars().next() {
            _ if broken == Some(true) => 0,
            Some(c) if c.is_lowercase() && leads_on(first) && !is_conjunction(first) => price::HALF_WORD + doubt,
            Some(c) if c.is_lowercase() && is_begun_address(first) => price::HALF_WORD,
            Some(c) if c.is_lowercase() => doubt,
            Some(c) if c.is_alphanumeric() && !is_address(first) && !right.sentence => price::HALF_CAPITAL,
            _ => price::HALF,
        };
    }
    if !cited && !is_figures(left.words) && is_rest_of_address(right.words) {
        return price::ADDRESS;
    }
    if left.has_ended() && right.opens_small() && !continues_address(right.words) {
        return price::BROKEN;
    }
    0
}

#[cfg(test)]
mod tests {
    use super::{KnownWords, across, misfit, orders, price};
    use crate::structure::order::tests::read;
    use crate::structure::rows::Row;

    const ABOVE: &str = "Die Stadt hat alle Stege am Ufer und alle Brücken am Wehr gezählt, auch die am See,";
    const BELOW: &str = "und nennt ihre Zahl in dem Blatt, das sie in jedem Jahr im Mai den Räten vorlegt.";

    /// The pieces between two lines of a paragraph, as they are read; „|“ parts lines, „||“ blocks.
    fn turned(lines: &str) -> String {
        let all = format!("Das gilt.\n\n{ABOVE} \n{}\n{BELOW}\n\nDas genügt.\n", lines.replace('|', "\n"));
        let read = read(&all);
        let within = read.strip_prefix(&format!("Das gilt.|{ABOVE}|")).and_then(|rest| rest.strip_suffix(&format!("|{BELOW}|Das genügt.")));
        within.unwrap_or(&read).to_owned()
    }

    #[test]
    fn pieces_that_were_printed_from_the_right_are_turned() {
        for (lines, want) in [
            // No bracket opens behind „mit“.
            (
                "wie es im Bericht des Amtes für das letzte Jahr steht, und zwar mit |(vgl. www.amt.de/stege; |großer Sorgfalt ",
                "wie es im Bericht des Amtes für das letzte Jahr steht, und zwar mit|großer Sorgfalt|(vgl. www.amt.de/stege;",
            ),
            // Half a word, and an address that goes on below.
            (
                "wie es im Bericht des Amtes für das letzte Jahr steht, auch die der Län-|(www.amt.de/stege/zahl-der-|der und Städte |stege.html)",
                "wie es im Bericht des Amtes für das letzte Jahr steht, auch die der Län-|der und Städte|(www.amt.de/stege/zahl-der-|stege.html)",
            ),
            // An address that breaks off without a hyphen.
            (
                "wie es im Bericht des Amtes für das letzte Jahr im weiten Netz steht (www.stege|neun |amt.de/zahl/alle.html) und ",
                "wie es im Bericht des Amtes für das letzte Jahr im weiten Netz steht (www.stege|amt.de/zahl/alle.html) und|neun",
            ),
            // Three of them.
            (
                "wie es im Bericht des Amtes für das letzte Jahr steht, und zwar seit es die |(www.amt.de/zahl-der-|hat |Aufsicht |stege.html)",
                "wie es im Bericht des Amtes für das letzte Jahr steht, und zwar seit es die|Aufsicht|hat|(www.amt.de/zahl-der-|stege.html)",
            ),
            // A paragraph begins with a sentence, and a blank line stands between the pieces.
            (
                "nach Ländern.||(Stegebericht) als auch die Online-||Die Zahlen nennt der Bericht |Sammlung der Stadt, die alle Stege am Ufer und alle Brücken am Wehr nennt,",
                "nach Ländern.|Die Zahlen nennt der Bericht|(Stegebericht) als auch die Online-|Sammlung der Stadt, die alle Stege am Ufer und alle Brücken am Wehr nennt,",
            ),
        ] {
            assert_eq!(turned(lines), want);
        }
    }

    #[test]
    fn what_follows_an_address_or_half_a_word_has_its_price() {
        for (left, right, want) in [
            // No address with a path goes on with another host, which itself may break.
            ("(www.amt.de/die-", "stege.de/lage", price::ADDRESS),
            ("(www.stege-", "der-stadt.de/lage", 0),
            // What is all that a line has is of an address, if a path.
            ("e/na", "chrichten/alle-stege", 0),
            ("Stege e/na", "chrichten/alle-stege", price::ADDRESS),
            // Only an address goes on so.
            ("der Stege", "/Steuern/lage", price::ADDRESS),
            ("der Stege", "%20alle%20Stege", price::ADDRESS),
            ("der Stege", "/Steuerungen und", 0),
            ("der Stege", "alle Stege", 0),
            // „(www.“ opens an address, „der Län-“ none.
            ("(www.", "ab", price::ADDRESS),
            ("(www.", "amt.de/lage", 0),
            ("der Län-", "amt.de/lage", price::HALF_WORD),
            ("der Län-", "der", price::HALF_WORD),
            ("der Län-", "dern", 0),
        ] {
            // A blank stands behind the first where the line was broken, not within it.
            let text = format!("{left} ");
            assert_eq!(misfit(&text, None, &Row::of(left), &Row::of(right)), want, "{left} {right}");
        }
        let known = KnownWords::of("Die Länder planen die Planung.");
        let broken = |left, right| misfit(left, Some(&known), &Row::of(left), &Row::of(right));
        let (whole, doubted, small) = (broken("die Pla-", "nung"), broken("die Pla-", "gen"), broken("die Pla-", "für"));
        assert_eq!((whole, doubted, small), (0, price::UNKNOWN, price::HALF_WORD + price::UNKNOWN));
        let open = |left, right| across(left, None, &Row::of(left), &Row::of(right));
        assert_eq!((open("Laut", "(vgl. www.amt.de)"), open("zeigt auf", "(vgl. www.amt.de)")), (price::LEFT_OPEN, 0));
    }

    #[test]
    fn what_reads_well_or_stands_in_no_line_stays() {
        for lines in [
            "wie es im Bericht des Amtes für das letzte Jahr steht, und zwar mit |großer Sorgfalt |(vgl. www.amt.de/stege; ",
            // The right piece fills its line.
            "wie es im Bericht des Amtes für das letzte Jahr steht, und zwar mit |(vgl. den Bericht über alle Stege am Ufer und am Wehr unter www.amt.de/a; |großer Sorgfalt ",
            // The first has no blank behind it, nor has the second.
            "wie es im Bericht des Amtes für das letzte Jahr steht, und zwar mit |(vgl. www.amt.de/stege;|großer Sorgfalt",
            // A bracket in mid-sentence behind an article, below the end of a paragraph.
            "und so weiter.|Die Zahlen für die Zählungen in allen Ländern nennen die Berichte der |(zuständigen) Behörden, die sie im Mai \
             den Räten der Länder vorgelegt haben, ",
            "und so weiter.||(Bitte begründen.)||Die Zahlen für die Länder nennt seit dem letzten Jahr das zuständige |Zentrum für die \
             Stege am Ufer und am Wehr in seinem Bericht für die Räte, ",
            // A suspended hyphen has a blank behind it.
            "wie bekannt |ist, und die das Amt |mit den Zahlen der Forschungs- |und Entwicklungsvorhaben in den Berichten für die Räte der Stadt vergleicht, ",
            // A bracket closes behind the one that opens it.
            "wie es im Bericht des Amtes für das letzte Jahr steht, auch die der |(siehe die Zahlen des letzten|Jahres) am See |die",
            // Figures of an address on a line of their own.
            "wie es im Bericht des Amtes für das letzte Jahr im Netz steht (www.amt.de/zahl/2023/|0|6/stege-am-ufer.pdf). Danach zählt das Amt alle \
             Stege der Stadt und der ",
            // Cells of a table.
            "Länder mit |(Stege) |neun |(Wehre) |zwei |(Ufer) |drei |(Seen) |vier |(Moore) |fünf ",
        ] {
            assert_eq!(turned(lines), lines.replace(" |", "|").replace("||", "|").trim_end());
        }
    }

    #[test]
    fn every_order_is_tried_once() {
        let all = orders(4);
        let distinct: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!((all.len(), distinct.len()), (24, 24));
    }
}
