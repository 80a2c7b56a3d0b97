//! A justified line with few words has wide gaps, be it for an address or for one long word behind it. Some extractors take
//! such gaps for those between columns and print what stands between two of them alone, behind or before the paragraph:
//! „selbst“ behind „… nennt das Amt⏎(www.amt.de/bericht-der-⏎stadt).“ What tells is that one line of the paragraph ends too
//! early, and is full with just these words, in an order that reads better. The order in which several of them were printed
//! tells nothing: wide ones come first.

use std::cmp::Reverse;
use std::ops::Range;

use super::known_words::KnownWords;
use super::moving::read_at;
use super::torn_lines::WIDEST_LINE;
use super::turned_pieces::{LINE_OF_TEXT, across, is_cited, is_spaced, orders};
use super::{begins, begins_block};
use crate::cleaning::addresses::{is_address, is_closed};
use crate::cleaning::reading::Pages;
use crate::cleaning::words::{FIGURES, first_token, is_table_row, last_token, leads_on};
use crate::lines::widths::{BLANK, Em, width};
use crate::structure::rows::Row;

/// The most pieces that stand alone on one side of a paragraph, and of one line.
const MOST_ALONE: usize = 3;
/// The most lines of a paragraph that lack pieces.
const MOST_LINES: usize = 3;
/// The most pieces of a line. Every order of four is tried, of five those that begin with the first printed and end with the second.
const MOST_PIECES: usize = 5;
const ALL_ORDERS: usize = 4;
/// A longer paragraph is a table.
const LONGEST_PARAGRAPH: usize = 40;
/// So many lines around a paragraph tell how wide its column is.
const AROUND: usize = 6;
/// Lines of a paragraph differ by as much: a word that is set apart, a sign whose width is not known.
const SLACK: Em = Em(2.0);
/// What stands alone and is wider is a line.
const WIDEST_PIECE: Em = Em(30.0);
/// By so much the paragraph must read better with the pieces in it.
const LEAST_GAIN: u32 = 4;

/// Prices of what does not fit, beside those of neighbouring pieces.
mod price {
    /// The next word would have stood in the line, too.
    pub(super) const EARLY: u32 = 2;
    /// Pieces that are no paragraph stand alone.
    pub(super) const ALONE: u32 = 1;
    /// Each of them.
    pub(super) const EACH_ALONE: u32 = 1;
    /// A sentence begins behind „des“, a bracket opens behind „politischen“.
    pub(super) const CUT: u32 = 2;
    /// What stands alone does so for the gaps on both sides: at the end of its line it would stand in the paragraph.
    pub(super) const AT_END: u32 = 1;
}

/// Puts pieces that stand alone into the line that lacks them.
pub(super) fn read_loose_pieces<'a>(pages: &Pages<'_>, rows: &mut Vec<Row<'a>>, known: &KnownWords<'a>) {
    for _ in 0..MOST_LINES {
        let places = places(pages.text, rows, known);
        if places.is_empty() {
            break;
        }
        read_at(rows, &places.into_iter().map(|place| (place.line.start, place.read)).collect::<Vec<_>>());
    }
}

/// The lines that lack pieces, one a paragraph, from above. No piece is of two.
fn places<'a>(text: &str, rows: &[Row<'a>], known: &KnownWords<'a>) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    let mut begin = 0;
    while begin < rows.len() {
        let end = (begin + 1..rows.len()).find(|&at| begins_block(rows, at)).unwrap_or(rows.len());
        if (2..=LONGEST_PARAGRAPH).contains(&(end - begin)) {
            let alone = |at: &usize| is_alone(text, rows, *at);
            let behind: Vec<usize> = (end..rows.len()).take(MOST_ALONE).take_while(alone).collect();
            let before: Vec<usize> = (0..begin).rev().take(MOST_ALONE).take_while(alone).collect();
            if !behind.is_empty() || !before.is_empty() {
                let paragraph = Paragraph::of(text, rows, known, begin..end);
                let both = if before.is_empty() { None } else { paragraph.best_place(&[before, behind.clone()].concat()) };
                choose(&mut places, paragraph.best_place(&behind), both);
            }
        }
        begin = end;
    }
    places
}

/// Adds the place in a paragraph of pieces that stand behind it, or of those on both sides. What stands between two paragraphs is
/// of the first, if both read better then.
fn choose(places: &mut Vec<Place>, behind: Option<Place>, both: Option<Place>) {
    let gain = |place: Option<&Place>| place.map_or(0, |place| place.worth.gain);
    let shared = places.last().filter(|above| both.iter().flat_map(|both| &both.read).any(|at| above.read.contains(at)));
    let (above, apart) = (gain(shared), gain(shared) + gain(behind.as_ref()));
    if gain(both.as_ref()) < apart || above > 0 && gain(both.as_ref()) == apart {
        places.extend(behind);
        return;
    }
    if above > 0 {
        places.pop();
    }
    places.extend(both);
}

/// Whether a row is a piece that stands alone.
fn is_alone(text: &str, rows: &[Row<'_>], at: usize) -> bool {
    let is_piece = |row: &Row<'_>| {
        let open = is_spaced(text, row) || row.words.ends_with('-');
        let worded = row.words.contains(char::is_alphabetic) && !is_cells(row);
        open && worded && !begins(row) && !row.asks && !row.stops && !row.page_before && row.width < WIDEST_PIECE
    };
    begins_block(rows, at) && begins_block(rows, at + 1) && rows.get(at).is_some_and(is_piece)
}

/// „Stege 20 - 14“, „Stege    Wehre“
fn is_cells(row: &Row<'_>) -> bool {
    is_table_row(row.words, FIGURES) || row.words.contains("   ") || row.words.contains(" - ")
}

/// What speaks for an order, the strongest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Worth {
    /// By how much it reads better.
    gain: u32,
    /// How many pieces no longer stand alone.
    alone: usize,
    /// How many words stand so elsewhere.
    pairs: usize,
    /// Whether the left piece was printed first in the paragraph.
    left_first: bool,
    /// How many pieces that stand alone end in a verb before others: a clause ends in it.
    verbs_before: Reverse<usize>,
    /// How many pieces of the paragraph were not printed from the right, or stand before those that stand alone.
    unusual: Reverse<usize>,
    /// How many pieces that stand alone were printed in this order: wide ones come first.
    as_printed: Reverse<usize>,
}

/// A line of a paragraph with the pieces that it lacks.
struct Place {
    /// Its rows in the paragraph.
    line: Range<usize>,
    /// All its rows in reading order.
    read: Vec<usize>,
    worth: Worth,
}

/// Rows without a blank line between them.
struct Paragraph<'r, 'a> {
    text: &'r str,
    rows: &'r [Row<'a>],
    known: &'r KnownWords<'a>,
    span: Range<usize>,
    /// The width of its widest line.
    column: Em,
    /// That of the widest one in it or around it.
    widest: Em,
}

impl<'r, 'a> Paragraph<'r, 'a> {
    fn of(text: &'r str, rows: &'r [Row<'a>], known: &'r KnownWords<'a>, span: Range<usize>) -> Self {
        let widest = |rows: Option<&[Row<'_>]>| {
            let widths = rows.into_iter().flatten().map(|row| row.width.0).filter(|&width| width <= WIDEST_LINE.0);
            Em(widths.fold(0.0, f32::max))
        };
        let around = span.start.saturating_sub(AROUND)..(span.end + AROUND).min(rows.len());
        Self { text, rows, known, column: widest(rows.get(span.clone())), widest: widest(rows.get(around)), span }
    }

    /// The line that lacks some of the pieces that stand alone around the paragraph.
    fn best_place(&self, alone: &[usize]) -> Option<Place> {
        let some = |set: usize| alone.iter().enumerate().filter(move |(nth, _)| set >> nth & 1 == 1).map(|(_, &at)| at).collect();
        let sets: Vec<Vec<usize>> = (1..1_usize << alone.len()).map(some).filter(|set: &Vec<usize>| set.len() <= MOST_ALONE).collect();
        let spans = self.span.clone().flat_map(|at| (at + 1..=self.span.end.min(at + MOST_PIECES - 1)).map(move |end| at..end));
        let places = spans.filter_map(|span| self.line(span)).flat_map(|line| {
            let places: Vec<Place> = sets.iter().filter_map(|alone| self.place(&line, alone)).collect();
            places
        });
        places.max_by_key(|place| (place.worth, Reverse(place.line.start)))
    }

    /// Some rows, if they stand in running text and nothing begins in them.
    fn line(&self, span: Range<usize>) -> Option<Line<'r, 'a>> {
        let printed = self.rows.get(span.clone())?;
        let begins = printed.iter().skip(1).any(|row| begins(row) || row.page_before) || printed.iter().any(is_cells);
        let width = self.width(&span.clone().collect::<Vec<_>>());
        if begins || width > self.widest + SLACK || !self.stands_in_text(&span) {
            return None;
        }
        let above = if span.start > self.span.start { self.rows.get(span.start - 1) } else { None };
        Some(Line { span, width, above })
    }

    /// The best order of the rows of a line and of pieces that stand alone, if together they fill it.
    fn place(&self, line: &Line<'r, 'a>, alone: &[usize]) -> Option<Place> {
        let pieces: Vec<usize> = line.span.clone().chain(alone.iter().copied()).collect();
        let wide = self.width(&pieces);
        if pieces.len() > MOST_PIECES || wide > self.widest + SLACK {
            return None;
        }
        let below = self.below(line, alone)?;
        let stays = self.as_printed(line, below, alone)?;
        if stays < LEAST_GAIN || self.early(wide, below) > 0 {
            return None;
        }
        let places = self.orders(&pieces).filter_map(|read| {
            let (first, last) = read.first().zip(read.last())?;
            // The left piece of a line stands in its paragraph, and what was printed before that is not the right one.
            if !line.span.contains(first) || *last < line.span.start {
                return None;
            }
            let at_end = if line.span.contains(last) { 0 } else { price::AT_END };
            let gain = stays.saturating_sub(self.price(line, below, &read)? + at_end);
            let place = || Place { worth: self.worth(gain, &read, &line.span), line: line.span.clone(), read: read.clone() };
            (gain >= LEAST_GAIN).then(place)
        });
        places.max_by_key(|place| place.worth)
    }

    /// Lines of running text stand above and below a line, and most around it are some: cells of a table are narrow. The last line
    /// of a paragraph and the rest of an address may be, too.
    fn stands_in_text(&self, line: &Range<usize>) -> bool {
        let is_line = |row: &Row<'_>| row.width >= LINE_OF_TEXT;
        let others = || self.span.clone().filter(|at| !line.contains(at)).filter_map(|at| self.rows.get(at));
        let above = line.start == self.span.start || self.rows.get(line.start - 1).is_some_and(is_line);
        let below =
            line.end + 1 >= self.span.end || self.rows.get(line.end).is_some_and(|row| is_line(row) || is_cited(first_token(row.words)));
        above && below && self.column >= LINE_OF_TEXT && others().filter(|row| is_line(row)).count() * 2 >= others().count()
    }

    /// The row below a line. Below the last line of a page the next page begins.
    fn below(&self, line: &Line<'_, '_>, alone: &[usize]) -> Option<&'r Row<'a>> {
        let (_, below) = self.rows.iter().enumerate().skip(line.span.end).find(|(at, _)| !alone.contains(at))?;
        (line.span.end < self.span.end || below.page_before).then_some(below)
    }

    /// What does not fit as it was printed: each row a line of its own, and pieces alone. Nothing where no line ends early: it lacks
    /// none.
    fn as_printed(&self, line: &Line<'_, '_>, below: &Row<'_>, alone: &[usize]) -> Option<u32> {
        let printed = || self.rows.get(line.span.clone()).into_iter().flatten();
        let lines = || line.above.into_iter().chain(printed()).chain([below]);
        let early: u32 = lines().zip(lines().skip(1)).map(|(row, next)| self.ends_early(row, next)).sum();
        let room = self.early(line.width, below);
        if early + room == 0 {
            return None;
        }
        let separately = early + lines().zip(lines().skip(1)).map(|(row, next)| self.seam(row, next)).sum::<u32>();
        // Pieces before a paragraph must do more than its own could in another order: they may be of the one above.
        let before = alone.iter().any(|&at| at < line.span.start);
        let turned = if before { self.turned(line, below).map(|price| price + room) } else { None };
        let alone: u32 = alone.iter().map(|&at| price::EACH_ALONE + self.broken_off(at)).sum();
        Some(separately.min(turned.unwrap_or(u32::MAX)) + price::ALONE + alone)
    }

    /// What does not fit in a line without the pieces that stand alone, in its best order.
    fn turned(&self, line: &Line<'_, '_>, below: &Row<'_>) -> Option<u32> {
        let pieces: Vec<usize> = line.span.clone().collect();
        self.orders(&pieces).filter_map(|read| self.price(line, below, &read)).min()
    }

    /// The orders of pieces that are tried.
    fn orders(&self, pieces: &[usize]) -> impl Iterator<Item = Vec<usize>> {
        let pieces = pieces.to_vec();
        let orders = if pieces.len() > ALL_ORDERS { between_first_and_second(pieces.len()) } else { orders(pieces.len()) };
        orders.into_iter().map(move |order| order.into_iter().filter_map(|at| pieces.get(at).copied()).collect())
    }

    /// How wide pieces are in one line.
    fn width(&self, pieces: &[usize]) -> Em {
        pieces.iter().filter_map(|&at| self.rows.get(at)).map(|row| row.width + BLANK).sum::<Em>() - BLANK
    }

    /// What it costs that a piece which stands alone breaks off in a word or behind „und“.
    fn broken_off(&self, at: usize) -> u32 {
        let pair = self.rows.get(at).zip(self.rows.get(at + 1));
        pair.map_or(0, |(piece, next)| self.seam(piece, next))
    }

    /// What it costs that a line of this width ends before a row, of whose address a part would have had room.
    fn early(&self, wide: Em, below: &Row<'_>) -> u32 {
        let token = first_token(below.words);
        let part = token.find('-').filter(|_| is_cited(token)).and_then(|hyphen| token.get(..=hyphen));
        let first = part.map_or(below.first, width);
        if wide + BLANK + first + SLACK < self.column { price::EARLY } else { 0 }
    }

    /// The same of a row. An address breaks anywhere.
    fn ends_early(&self, row: &Row<'_>, below: &Row<'_>) -> u32 {
        let token = last_token(row.words);
        if is_cited(token) && !is_closed(token) { 0 } else { self.early(row.width, below) }
    }

    /// What does not fit where one row follows another.
    fn seam(&self, left: &Row<'_>, right: &Row<'_>) -> u32 {
        let sentence = leads_on(left.words) && right.sentence;
        let bracket = right.words.starts_with('(') && ends_with_adjective(left.words);
        let source = left.words.ends_with("vgl.") && right.opens_small() && !is_address(first_token(right.words));
        let cut = if sentence || bracket || source { price::CUT } else { 0 };
        across(self.text, Some(self.known), left, right) + cut
    }

    /// What does not fit where pieces are one line in this order; nothing if one that ends its line stands before another.
    fn price(&self, line: &Line<'_, '_>, below: &Row<'_>, read: &[usize]) -> Option<u32> {
        let pieces = || read.iter().filter_map(|&at| self.rows.get(at));
        let (first, last) = pieces().next().zip(pieces().next_back())?;
        if !pieces().take(read.len() - 1).all(|row| is_spaced(self.text, row)) {
            return None;
        }
        let within: u32 = pieces().zip(pieces().skip(1)).map(|(left, right)| self.seam(left, right)).sum();
        let begins = line.above.map_or(0, |above| self.seam(above, first) + self.ends_early(above, first));
        Some(begins + within + self.seam(last, below))
    }

    /// What speaks for an order of the pieces of a line.
    fn worth(&self, gain: u32, read: &[usize], line: &Range<usize>) -> Worth {
        let (within, alone): (Vec<usize>, Vec<usize>) = read.iter().partition(|at| line.contains(at));
        let pieces = |ats: &[usize]| ats.iter().filter_map(|&at| self.rows.get(at)).collect::<Vec<_>>();
        let from_left = pairs(within.get(1..).unwrap_or_default(), |left, right| left < right);
        Worth {
            gain,
            alone: alone.len(),
            pairs: pairs(&pieces(read), |left, right| self.known.pair(left, right)),
            left_first: within.first() == Some(&line.start),
            verbs_before: Reverse(pairs(&pieces(&alone), |left, right| ends_clause(left.words, right.words))),
            unusual: Reverse(from_left + read.iter().skip(1).take_while(|at| line.contains(at)).count()),
            as_printed: Reverse(pairs(&alone, |left, right| left < right)),
        }
    }
}

/// How many neighbours hold something.
fn pairs<T: Copy>(items: &[T], hold: impl Fn(T, T) -> bool) -> usize {
    items.iter().zip(items.iter().skip(1)).filter(|(left, right)| hold(**left, **right)).count()
}

/// Whether some words rather end a clause than others: „ist“ than „geplant“, „einsetzen“ than „von Mitteln“. A bracket opens behind
/// it.
fn ends_clause(words: &str, others: &str) -> bool {
    const AUXILIARIES: [&str; 12] =
        ["haben", "hat", "ist", "kann", "können", "sind", "soll", "sollen", "werden", "wird", "wurde", "wurden"];
    let small = |words: &str| last_token(words).starts_with(char::is_lowercase);
    let opens = |words: &str| words.starts_with('(') && !words.contains(')');
    if opens(words) || opens(others) {
        return opens(words);
    }
    AUXILIARIES.contains(&words) || small(words) && !small(others)
}

/// Rows of a paragraph that may be one line.
struct Line<'r, 'a> {
    span: Range<usize>,
    width: Em,
    above: Option<&'r Row<'a>>,
}

/// The orders of so many pieces that begin with the first and end with the second.
fn between_first_and_second(count: usize) -> Vec<Vec<usize>> {
    let inner = orders(count.saturating_sub(2)).into_iter();
    inner.map(|order| [0].into_iter().chain(order.into_iter().map(|piece| piece + 2)).chain([1]).collect()).collect()
}

/// „die rechtspolitischen“
fn ends_with_adjective(words: &str) -> bool {
    const ENDINGS: [&str; 5] = ["ische", "ischem", "ischen", "ischer", "isches"];
    let word = last_token(words);
    word.starts_with(char::is_lowercase) && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::read_loose_pieces;
    use crate::cleaning::reading::in_pages;
    use crate::ledger::Ledger;
    use crate::span::Span;
    use crate::structure::order::known_words::KnownWords;
    use crate::structure::rows;

    /// The rows behind the end of a sentence as they are read; „|“ parts lines, „||“ blocks.
    fn restored(lines: &str) -> String {
        let text = format!("Das gilt.\n\n{}\n\nDas genügt.\n", lines.replace('|', "\n"));
        let read = in_pages(&text, |pages| {
            let mut rows = rows::rows(pages, &Ledger::new(Span::of(0..text.len())), 0, &[]);
            read_loose_pieces(pages, &mut rows, &KnownWords::of(pages.text));
            rows.iter().map(|row| row.words).collect::<Vec<_>>().join("|")
        });
        let within = read.strip_prefix("Das gilt.|").and_then(|rest| rest.strip_suffix("|Das genügt."));
        within.unwrap_or(&read).to_owned()
    }

    const ABOVE: &str = "Die Zahl aller Stege und Brücken, die im letzten Jahr von der Stadt gebaut wurden, nennt den";
    const ADDRESS: &str = "(www.amt.de/statistik/der-lange-bericht-ueber-alle-neuen-und-alten-";
    const BELOW: &str = "stege-der-stadt.html). Dort steht auch, wer sie gebaut hat und wer sie im Jahr prüft.";

    #[test]
    fn a_piece_that_stands_alone_is_read_in_the_line_that_lacks_it() {
        for (lines, want) in [
            // Between two pieces that were printed from the right.
            (format!("{ABOVE} |{ADDRESS}|Räten |{BELOW}||jedes  Jahr "), format!("{ABOVE}|Räten|jedes  Jahr|{ADDRESS}|{BELOW}")),
            // A clause ends in its verb, and no bracket opens behind „sie zu“.
            (
                format!("{ABOVE} |Räten |{ADDRESS}|{BELOW}||nannte ||der  Länder "),
                format!("{ABOVE}|Räten|der  Länder|nannte|{ADDRESS}|{BELOW}"),
            ),
            (
                format!("{ABOVE} |Räten |{ADDRESS}|{BELOW}||zeigen ||vor,  um  sie  zu "),
                format!("{ABOVE}|Räten|vor,  um  sie  zu|zeigen|{ADDRESS}|{BELOW}"),
            ),
            // A bracket opens behind that.
            (
                format!("{ABOVE} |Räten |siehe www.amt.de/der-lange-bericht-ueber-alle-neuen-und-alten-|{BELOW}||(Auszug ||ist "),
                format!("{ABOVE}|Räten|ist|(Auszug|siehe www.amt.de/der-lange-bericht-ueber-alle-neuen-und-alten-|{BELOW}"),
            ),
            // The first half of a word.
            (
                format!("{ABOVE} |Räten die Seite (www.amt.de/statistik/lange-berichte/alle-stege-der-stadt.html) |nommen werden.||ent-"),
                format!("{ABOVE}|Räten die Seite (www.amt.de/statistik/lange-berichte/alle-stege-der-stadt.html)|ent-|nommen werden."),
            ),
            // Before the paragraph.
            (
                format!("Amt ||{ABOVE} |das |(vgl. www.amt.de/statistik/der-lange-bericht-ueber-alle-neuen-und-alten-|{BELOW}"),
                format!("{ABOVE}|das|Amt|(vgl. www.amt.de/statistik/der-lange-bericht-ueber-alle-neuen-und-alten-|{BELOW}"),
            ),
        ] {
            assert_eq!(restored(&lines), want);
        }
    }

    #[test]
    fn what_no_line_lacks_stays_alone() {
        for lines in [
            // The line is full.
            format!("{ABOVE} |Räten der Stadt und allen Ämtern der Länder das Blatt (vgl. www.amt.de/alle-|{BELOW}||jedes  Jahr "),
            // A sentence, a bullet, figures.
            format!("{ABOVE} |Räten |{ADDRESS}|{BELOW}||Das Amt prüft."),
            format!("{ABOVE} |Räten |{ADDRESS}|{BELOW}||– die Ämter "),
            format!("{ABOVE} |Räten |{ADDRESS}|{BELOW}||17 "),
            // Cells of a table.
            "Stege am Ufer |neun |Brücken am Wehr |zwei |drei||jedes  Jahr ".to_owned(),
        ] {
            assert_eq!(restored(&lines), lines.replace(" |", "|").replace("||", "|").trim_end());
        }
    }
}
