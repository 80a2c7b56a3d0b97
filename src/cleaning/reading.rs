//! A Reading: clean text made from given spans of a source, with the exact way back.
//!
//! It is the only maker of clean text. Line ends are undone, words put together, every kind of space is one blank,
//! soft hyphens go, letters are NFC. What stands between the spans (a page head, a transmittal note) is not there for
//! a Reading, so an announcement or a reference that was torn apart is one sentence for whoever reads it.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use memchr::memchr;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::cleaning::addresses::{Seam, has_inner_dot, is_address, is_ending};
use crate::cleaning::joining::{Joining, Joint, Side};
use crate::cleaning::set_again;
use crate::cleaning::words::{first_token, is_conjunction, last_bytes};
use crate::lines::Lines;
use crate::lines::letters::{are_clean, is_invisible};
use crate::lines::widths::{Em, Look, width};
use crate::span::{Span, Spans};

/// No web address is longer; a text without blanks must not cost its length at every line end.
const LONGEST_TOKEN: usize = 600;

/// A line of running text is two pieces, its words and its end.
const BYTES_OF_PIECE: usize = 32;

/// A stretch of the clean text and the bytes of the source that it comes from.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Where it begins in the clean text.
    at: u32,
    /// Where it comes from.
    source: Span,
    /// Whether its bytes are the source's, one by one.
    copied: bool,
}

/// Clean text with the way back to its source.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    text: String,
    pieces: Vec<Piece>,
}

/// Words that an extractor set elsewhere on their page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Moved {
    /// Where they stand.
    pub span: Span,
    /// The byte before which they are read.
    pub before: u32,
}

/// All of them, in the order of the source, each with its place in the order in which those before one byte are read.
#[derive(Clone, Debug)]
pub struct Moves {
    moves: Vec<(usize, Moved)>,
    /// The most bytes that one takes.
    longest: u32,
}

impl Moves {
    /// `moved` in the order in which they are read.
    #[must_use]
    pub fn of_reading(moved: Vec<Moved>) -> Self {
        let mut moves: Vec<(usize, Moved)> = moved.into_iter().enumerate().collect();
        moves.sort_by_key(|(_, moved)| moved.span.start());
        let longest = moves.iter().map(|(_, moved)| moved.span.len()).max().unwrap_or(0);
        Self { moves, longest }
    }

    /// The first move that took a part of this passage elsewhere. One may lie within another.
    fn of(&self, passage: Span) -> Option<&(usize, Moved)> {
        let behind = self.moves.partition_point(|(_, moved)| moved.span.start() < passage.end());
        let near = self.moves.get(..behind)?.iter().rev().take_while(|(_, moved)| moved.span.start() + self.longest > passage.start());
        near.filter(|(_, moved)| moved.span.overlap(passage).is_some()).min_by_key(|(order, _)| *order)
    }
}

/// What a Reading is made from: a source's text, its lines, and how they are broken.
#[derive(Clone, Copy)]
pub struct Pages<'a> {
    /// The source text.
    pub text: &'a str,
    /// Its lines.
    pub lines: &'a Lines,
    /// What becomes of their ends.
    pub joining: &'a Joining<'a>,
    /// What is read elsewhere than it stands, once that is known.
    pub moved: &'a OnceCell<Moves>,
}

/// A piece of a line.
#[derive(Clone, Copy)]
struct Fragment {
    /// Its words, trimmed.
    words: Span,
    /// The span that it was cut from.
    within: Span,
    /// Index of its line.
    line: usize,
    /// Where it holds the line's last word: whether a space follows that.
    line_end: Option<bool>,
    /// What one look at its words tells.
    look: Look,
    /// Whether blank lines stand before it.
    blank_before: bool,
}

impl Pages<'_> {
    /// Reads the words of `spans`, which were set in a column of this width.
    #[must_use]
    pub fn read(&self, spans: &Spans, column: Em) -> Reading {
        self.read_parts(spans, &[], column)
    }

    /// Reads words whose paragraphs tell nothing: no line is short in a column without width.
    #[must_use]
    pub fn flat(&self, spans: &Spans) -> Reading {
        self.read(spans, Em(0.0))
    }

    /// Reads them with a line of its own for what begins at each of `borders` (bytes of the source, in order).
    #[must_use]
    pub fn read_parts(&self, spans: &Spans, borders: &[u32], column: Em) -> Reading {
        let bytes = spans.bytes() as usize;
        let mut reading = Reading { text: String::with_capacity(bytes), pieces: Vec::with_capacity(bytes / BYTES_OF_PIECE + 1) };
        let mut before: Option<Fragment> = None;
        for fragment in self.fragments(self.in_order(spans).iter().flat_map(|span| cut(*span, borders))) {
            if let Some(left) = before {
                let joint = match self.joint(left, reading.last_token(), fragment, column) {
                    Joint::Paragraph => Joint::Paragraph,
                    _ if is_border(borders, left, fragment) => Joint::Line,
                    joint => joint,
                };
                reading.join(joint, left, fragment);
            }
            if self.lines.turned(fragment.line).is_some() {
                reading.copy_turned(self.text, fragment.words);
            } else {
                reading.copy(self.text, self.joining, fragment);
            }
            before = Some(fragment);
        }
        reading
    }

    /// Whether a passage is read elsewhere than it stands.
    #[must_use]
    pub fn is_moved(&self, passage: Span) -> bool {
        self.moved.get().is_some_and(|moves| moves.of(passage).is_some())
    }

    /// The byte at which a passage is read: where it stands, or the one before which it was moved.
    #[must_use]
    pub fn place_of(&self, passage: Span) -> u32 {
        self.moved.get().and_then(|moves| moves.of(passage)).map_or(passage.start(), |(_, moved)| moved.before)
    }

    /// What of the spans is read within a window, whether it stands there or not.
    #[must_use]
    pub fn read_within(&self, spans: &Spans, window: Span) -> Spans {
        if self.moved.get().is_none() {
            return spans.within(window);
        }
        let ordered = self.in_order(spans);
        let parts = ordered.iter().flat_map(|piece| cut(*piece, &[window.start(), window.end()]).collect::<Vec<_>>());
        let mut pieces: Vec<Span> = parts.filter(|part| window.contains(self.place_of(*part))).collect();
        pieces.sort_by_key(|piece| piece.start());
        pieces.into_iter().collect()
    }

    /// The spans in the order in which they are read.
    fn in_order<'s>(&self, spans: &'s Spans) -> Cow<'s, [Span]> {
        let Some((moves, hull)) = self.moved.get().zip(spans.hull()).filter(|(moves, hull)| moves.of(*hull).is_some()) else {
            return Cow::Borrowed(spans.as_slice());
        };
        let mut borders: Vec<u32> = moves
            .moves
            .iter()
            .flat_map(|(_, moved)| [moved.before, moved.span.start(), moved.span.end()])
            .filter(|border| hull.start() < *border && *border < hull.end())
            .collect();
        borders.sort_unstable();
        borders.dedup();
        let mut pieces: Vec<Span> = spans.iter().flat_map(|span| cut(span, &borders)).collect();
        pieces.sort_by_key(|piece| moves.of(*piece).map_or((piece.start(), usize::MAX), |(order, moved)| (moved.before, *order)));
        Cow::Owned(pieces)
    }

    fn joint(&self, left: Fragment, token: &str, right: Fragment, column: Em) -> Joint {
        // What follows on the same line may be another's (a margin note): then the next line is as good as behind it.
        let other_line = left.line != right.line;
        if other_line && left.line_end.is_none() && self.torn_at_note(left.words, right.words) {
            return Joint::Touch;
        }
        if let Some(trailing_space) = left.line_end.or(other_line.then_some(false)) {
            // Its width is the line's, whatever other words (a margin note) begin that.
            let start = self.lines.get(left.line).map_or(left.words.start(), |line| line.words.start());
            let all = Span::new(start, left.words.end());
            let side = Side {
                words: self.slice(all),
                width: if all == left.words { left.look.width } else { width(self.slice(all)) },
                token,
                trailing_space,
                blank_after: right.blank_before && !self.is_moved(left.words) && !self.is_moved(right.words),
                parted: left.within != right.within,
            };
            return self.joining.joint(side, self.slice(right.words), column);
        }
        let behind = Span::new(left.words.end(), right.words.start());
        if self.slice(behind).starts_with(char::is_whitespace) { Joint::Space } else { Joint::Touch }
    }

    /// „… nach ihrer VerantDie Antwort wurde … übermittelt.⏎wortung“: another's words touch the first half of a word.
    /// A whole word would have its space behind it.
    fn torn_at_note(&self, left: Span, right: Span) -> bool {
        let touched = self.text.get(left.end() as usize..).is_some_and(|behind| behind.starts_with(char::is_uppercase));
        let halves = self.slice(left).ends_with(char::is_lowercase) && self.slice(right).starts_with(char::is_lowercase);
        touched && halves && self.joining.trailing_spaces_tell()
    }

    /// Without the space around it, and what is invisible; nothing if there is nothing else.
    fn trimmed(&self, words: Span) -> Option<Span> {
        let cut = self.slice(words);
        if cut.as_bytes().first().zip(cut.as_bytes().last()).is_some_and(|(a, b)| a.is_ascii_graphic() && b.is_ascii_graphic()) {
            return Some(words);
        }
        let begun = cut.trim_start_matches(is_blank);
        let (start, end) = (words.end() - crate::span::offset(begun.len()), words.start() + crate::span::offset(trim_end(cut).len()));
        (!begun.is_empty()).then(|| Span::new(start, end))
    }

    fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    fn fragments(&self, spans: impl Iterator<Item = Span>) -> impl Iterator<Item = Fragment> {
        let mut blank = false;
        let pieces = spans.flat_map(move |span| {
            let first = self.lines.index_of(span.start());
            let lines = self.lines.iter().enumerate().skip(first).take_while(move |(_, line)| line.full.start() < span.end());
            lines.map(move |(at, line)| (span, at, *line))
        });
        pieces.filter_map(move |(span, at, line)| {
            let Some(words) = line.words.overlap(span) else {
                blank |= line.is_blank();
                return None;
            };
            let whole = words == line.words && line.look.clean;
            let words = if whole { words } else { self.trimmed(words)? };
            let look = if words == line.words { line.look } else { Look::at(self.slice(words)) };
            let line_end = (words.end() == line.words.end()).then_some(line.trailing_space);
            Some(Fragment { words, within: span, line: at, line_end, look, blank_before: std::mem::take(&mut blank) })
        })
    }
}

/// Whether one of the borders stands before the words on the right, wherever those on the left stand.
fn is_border(borders: &[u32], left: Fragment, right: Fragment) -> bool {
    let before = right.within.start()..=right.words.start();
    left.within != right.within && borders.iter().any(|border| before.contains(border))
}

/// The pieces of a span between the borders that lie in it.
fn cut(span: Span, borders: &[u32]) -> impl Iterator<Item = Span> {
    let inner = borders.iter().copied().filter(move |at| span.start() < *at && *at < span.end());
    let starts = std::iter::once(span.start()).chain(inner.clone());
    starts.zip(inner.chain(std::iter::once(span.end()))).map(|(start, end)| Span::new(start, end))
}

impl Reading {
    /// The clean text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The clean text, owned.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }

    /// What stands behind the last blank, at most [`LONGEST_TOKEN`] bytes.
    fn last_token(&self) -> &str {
        let tail = last_bytes(&self.text, LONGEST_TOKEN);
        // A Reading has no other spaces.
        let token = tail.bytes().rev().take_while(|byte| !matches!(byte, b' ' | b'\n')).count();
        tail.get(tail.len() - token..).unwrap_or(tail)
    }

    /// The bytes of the source that a range of the clean text comes from.
    #[must_use]
    pub fn to_source(&self, range: Range<usize>) -> Spans {
        let (from, to) = (crate::span::offset(range.start), crate::span::offset(range.end));
        let first = self.pieces.partition_point(|piece| piece.at <= from).saturating_sub(1);
        let mut spans = Spans::none();
        for (i, piece) in self.pieces.iter().enumerate().skip(first) {
            if piece.at >= to {
                break;
            }
            let end = self.pieces.get(i + 1).map_or_else(|| crate::span::offset(self.text.len()), |next| next.at);
            let strictly_inside = from < piece.at;
            if end <= from && !(end == piece.at && strictly_inside) {
                continue;
            }
            if piece.copied {
                let start = piece.source.start() + from.saturating_sub(piece.at);
                spans.push(Span::new(start, piece.source.end() - end.saturating_sub(to)));
            } else {
                spans.push(piece.source);
            }
        }
        spans
    }

    /// Adds a joint between two fragments; a hyphen that goes is taken back.
    fn join(&mut self, joint: Joint, left: Fragment, right: Fragment) {
        let mut gap_start = left.words.end();
        // A soft hyphen is not in the text.
        let hyphenated = self.pieces.last().is_some_and(|last| (last.at as usize) < self.text.len());
        if joint == Joint::Weld
            && hyphenated
            && let Some(hyphen) = self.text.pop()
        {
            gap_start -= crate::span::offset(hyphen.len_utf8());
            if let Some(last) = self.pieces.last_mut() {
                last.source = Span::new(last.source.start(), last.source.end().min(gap_start).max(last.source.start()));
            }
        }
        let between = match joint {
            Joint::Space => " ",
            Joint::Weld | Joint::Keep | Joint::Touch => "",
            Joint::Line => "\n",
            Joint::Paragraph => "\n\n",
        };
        if left.within == right.within {
            self.push(between, Span::new(gap_start, right.words.start()), false);
        } else {
            self.push(between, Span::new(gap_start, left.within.end()), false);
            self.push("", Span::new(right.within.start(), right.words.start()), false);
        }
    }

    fn push(&mut self, words: &str, source: Span, copied: bool) {
        self.pieces.push(Piece { at: crate::span::offset(self.text.len()), source, copied });
        self.text.push_str(words);
    }

    /// Copies words that were put together from pieces on lines of their own: their line ends are nothing.
    fn copy_turned(&mut self, text: &str, fragment: Span) {
        let mut at = fragment.start();
        for piece in text.get(fragment.range()).unwrap_or_default().split_inclusive(['\n', '\r']) {
            let doubled = if self.text.ends_with(' ') { piece.len() - piece.trim_start_matches(' ').len() } else { 0 };
            let bare = piece.trim_end_matches(['\n', '\r']);
            let (from, to) = (at + crate::span::offset(doubled.min(bare.len())), at + crate::span::offset(bare.len()));
            let end = at + crate::span::offset(piece.len());
            self.push("", Span::new(at, from), false);
            self.copy_part(bare.get(doubled..).unwrap_or_default(), Span::new(from, to), false);
            self.push("", Span::new(to, end), false);
            at = end;
        }
    }

    /// Copies the words of a piece of a line, spaces folded, soft hyphens left out, letters composed.
    fn copy(&mut self, text: &str, joining: &Joining<'_>, fragment: Fragment) {
        let words = text.get(fragment.words.range()).unwrap_or_default();
        let has = |mark: u8, words: &str| memchr(mark, words.as_bytes()).is_some();
        let Look { clean, plain, .. } = fragment.look;
        if plain && clean && !has(b'/', self.last_token()) {
            self.push(words, fragment.words, true);
            return;
        }
        let slash = has(b'/', words);
        let may_gap = slash || has(b'[', words) || has(b'/', self.last_token());
        let may_be_flawed = slash || has(b'-', words);
        if !may_gap && !words.contains(HOST_APART) {
            if may_be_flawed {
                self.copy_mended(words, fragment.words, clean, joining);
            } else {
                self.copy_part(words, fragment.words, clean);
            }
            return;
        }
        let behind = text.get(fragment.words.end() as usize..).unwrap_or_default();
        let (mut rest, mut at) = (words, fragment.words.start());
        while let Some((end, next)) = self.false_gap(rest, behind, joining) {
            let (left, right) = (rest.get(..end).unwrap_or_default(), rest.get(next..).unwrap_or_default());
            let gap = at + crate::span::offset(end);
            self.copy_mended(left, Span::new(at, gap), clean, joining);
            at += crate::span::offset(next);
            self.push("", Span::new(gap, at), false);
            rest = right;
        }
        self.copy_mended(rest, Span::new(at, fragment.words.end()), clean, joining);
    }

    /// Copies words without what went wrong when they were set again.
    fn copy_mended(&mut self, words: &str, source: Span, clean: bool, joining: &Joining<'_>) {
        let (mut rest, mut at) = (words, source.start());
        while let Some(flaw) = set_again::flaw(rest, self.last_token(), joining) {
            let (from, to) = (at + crate::span::offset(flaw.at.start), at + crate::span::offset(flaw.at.end));
            self.copy_part(rest.get(..flaw.at.start).unwrap_or_default(), Span::new(at, from), clean);
            self.push(flaw.right, Span::new(from, to), false);
            rest = rest.get(flaw.at.end..).unwrap_or_default();
            at = to;
        }
        self.copy_part(rest, Span::new(at, source.end()), clean);
    }

    /// The first gap in the words that stands where none can be, its begin and its end: within an address, behind „[“ or
    /// „Bund-/“. Text that was set again keeps a blank where a line end was. `behind` follows the words in the source.
    fn false_gap(&self, words: &str, behind: &str, joining: &Joining<'_>) -> Option<(usize, usize)> {
        let mut at = 0;
        while let Some(gap) = words.get(at..).and_then(|rest| rest.find(' ')) {
            let end = at + gap;
            let (before, next) = (words.get(..end)?, words.get(end..)?.trim_start_matches(' '));
            let begun = words.get(at..end)?;
            let goes_on = begun.len() == before.len() && !self.text.ends_with(char::is_whitespace);
            let host_behind = || first_token(next).contains('/') && begun.ends_with(|c: char| c.is_ascii_lowercase());
            let may_tear = begun.contains(['.', '-', ':']) || goes_on || begun.ends_with('(') || host_behind();
            let token = if goes_on { Cow::Owned([self.last_token(), begun].concat()) } else { Cow::Borrowed(begun) };
            let torn = begun.ends_with('[')
                || takes_next(&token, first_token(next))
                || may_tear && joining.is_torn(Seam::between(before, &token, &piece(next, behind)));
            at = words.len() - next.len();
            if torn {
                return Some((end, at));
            }
        }
        None
    }

    /// Copies a word with its letters composed, in the smallest pieces that compose by themselves.
    fn compose(&mut self, word: &str, source: Span) {
        let (mut rest, mut at) = (word, source.start());
        while !rest.is_empty() {
            let (piece, behind) = rest.split_at_checked(composes_alone(rest)).unwrap_or((rest, ""));
            let end = at + crate::span::offset(piece.len());
            if piece.is_ascii() {
                self.push(piece, Span::new(at, end), true);
            } else {
                self.push(&piece.nfc().collect::<String>(), Span::new(at, end), false);
            }
            (rest, at) = (behind, end);
        }
    }

    /// Copies words, spaces folded; those that were found `clean` are copied as they are.
    fn copy_part(&mut self, words: &str, fragment: Span, clean: bool) {
        if clean || are_clean(words) {
            self.push(words, fragment, true);
            return;
        }
        let base = fragment.start();
        let mut rest = 0;
        while let Some(piece) = words.get(rest..).filter(|piece| !piece.is_empty()) {
            let (len, kind) = stretch(piece);
            let source = Span::new(base + crate::span::offset(rest), base + crate::span::offset(rest + len));
            let taken = piece.get(..len).unwrap_or_default();
            match kind {
                Stretch::Words => match is_nfc_quick(taken.chars()) {
                    IsNormalized::Yes => self.push(taken, source, true),
                    _ => self.compose(taken, source),
                },
                // Something invisible may stand between two blanks.
                Stretch::Spaces => self.push(if self.text.ends_with(' ') { "" } else { " " }, source, false),
                Stretch::Invisible => self.push("", source, false),
            }
            rest += len.max(1);
        }
    }
}

/// How many bytes at the head of a word compose by themselves: ASCII up to the letter that the first mark can join, or
/// that letter and what is not ASCII behind it.
fn composes_alone(word: &str) -> usize {
    let ascii = word.find(|c: char| !c.is_ascii()).unwrap_or(word.len());
    if ascii == word.len() || ascii > 1 {
        return if ascii == word.len() { ascii } else { ascii - 1 };
    }
    let behind = word.get(ascii..).unwrap_or_default();
    ascii + behind.find(|c: char| c.is_ascii()).unwrap_or(behind.len())
}

/// „Länder/ Gemeinden“, „und/ oder“: a slash with nothing before it has nothing behind it either, as at a line's end.
fn takes_next(token: &str, next: &str) -> bool {
    let ends_in_word = |word: &str| word.strip_suffix('-').unwrap_or(word).ends_with(char::is_alphanumeric);
    let word = token.strip_suffix('/').filter(|word| ends_in_word(word) && !word.contains('.'));
    let goes_on = next.starts_with(char::is_alphabetic) && (!is_conjunction(next) || word.is_some_and(is_conjunction));
    word.is_some() && goes_on && !is_address(token)
}

/// „www. amt.de“.
const HOST_APART: &str = "www. ";

/// The first word of the words, and what goes on with it in the next line (`behind`): behind a hyphen, „brueck.d⏎e/lage“,
/// „amt.de⏎/lage“; or its „.html“.
fn piece<'a>(words: &'a str, behind: &str) -> Cow<'a, str> {
    let (piece, rest) = words.split_once(' ').unwrap_or((words, ""));
    let next = || first_token(behind.trim_start());
    if rest.is_empty() && words.len() == piece.len() {
        if piece.ends_with('-') {
            return Cow::Owned([piece.trim_end_matches('-'), next()].concat());
        }
        let in_host = has_inner_dot(piece) && piece.ends_with(char::is_alphanumeric) && next().contains('/');
        if in_host || next().starts_with(['.', '/']) {
            return Cow::Owned([piece, next()].concat());
        }
    }
    let ending = first_token(rest);
    if is_ending(ending) { Cow::Owned([piece, ending].concat()) } else { Cow::Borrowed(piece) }
}

enum Stretch {
    Words,
    Spaces,
    Invisible,
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Without the spaces at its end, and what is invisible behind them. A soft hyphen behind a word stays.
fn trim_end(words: &str) -> &str {
    let words = words.trim_end();
    let bare = words.trim_end_matches(is_invisible);
    if bare.ends_with(char::is_whitespace) { bare.trim_end_matches(is_blank) } else { words }
}

fn stretch(words: &str) -> (usize, Stretch) {
    let first = words.chars().next().unwrap_or(' ');
    let run = |same: fn(char) -> bool| words.find(|c: char| !same(c)).unwrap_or(words.len());
    if first.is_whitespace() {
        (run(char::is_whitespace), Stretch::Spaces)
    } else if is_invisible(first) {
        (run(is_invisible), Stretch::Invisible)
    } else {
        (run(|c| !c.is_whitespace() && !is_invisible(c)), Stretch::Words)
    }
}

/// A text with nothing moved, for tests to look at.
#[cfg(test)]
pub(crate) fn in_pages<T>(text: &str, look: impl FnOnce(&Pages<'_>) -> T) -> T {
    let lines = Lines::cut(text, Span::of(0..text.len()));
    let joining = Joining::measure(text, &lines);
    look(&Pages { text, lines: &lines, joining: &joining, moved: &OnceCell::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, spans: &[(u32, u32)]) -> Reading {
        let spans = spans.iter().copied().map(Span::from).collect();
        in_pages(text, |pages| pages.read(&spans, Em(32.0)))
    }

    fn whole(text: &str) -> Reading {
        read(text, &[(0, crate::span::offset(text.len()))])
    }

    #[test]
    fn text_is_clean() {
        for (source, want) in [
            ("Wie\u{2009}viele  \u{a0}Brücken \nsind gesperrt?", "Wie viele Brücken sind gesperrt?"),
            ("Sach-\nstand des Aus-\nbaus", "Sachstand des Ausbaus"),
            ("Sach\u{ad}stand", "Sachstand"),
            ("Sach\u{ad}\nstand", "Sachstand"),
            ("Ende.\n\u{feff} \nAnfang.", "Ende.\n\nAnfang."),
            ("u\u{308}ber", "über"),
            ("„Ländern“", "„Ländern“"),
            (
                "(www.amt.de/be richte-zur-lage-\nder-bruecken-im-la nd_2.html). Und",
                "(www.amt.de/berichte-zur-lage-der-bruecken-im-land_2.html). Und",
            ),
            (
                "(www.amt.de/lage#:~:text=Die%20Br%C3%BC cken%20ge-\nprueft%20sind).",
                "(www.amt.de/lage#:~:text=Die%20Br%C3%BCcken%20geprueft%20sind).",
            ),
            ("unter www.amt.de/brueck e .html zu finden", "unter www.amt.de/bruecke.html zu finden"),
            ("(GPS [ Ortung]) im La-\nbor", "(GPS [Ortung]) im Labor"),
            ("im Netz ( amt.de/lage) und ( bitte Aus-\nbau)", "im Netz (amt.de/lage) und ( bitte Ausbau)"),
        ] {
            assert_eq!(whole(source).text(), want);
        }
    }

    #[test]
    fn the_way_back_is_exact() {
        let source = "\u{2002}1. Sach-\nstand der u\u{308}ber \nBrücken?";
        let reading = whole(source);
        assert_eq!(reading.text(), "1. Sachstand der über Brücken?");
        for (piece, want) in [
            ("Sachstand", "Sach-\nstand"),
            ("über", "u\u{308}ber"),
            ("ber", "ber"),
            ("ü", "u\u{308}"),
            ("der über Brücken", "der u\u{308}ber \nBrücken"),
            ("1.", "1."),
        ] {
            let at = reading.text().find(piece).expect(piece);
            let spans = reading.to_source(at..at + piece.len());
            let back: String = spans.iter().map(|span| &source[span.range()]).collect();
            assert_eq!(back, want);
        }
    }

    #[test]
    fn what_stands_between_spans_is_not_there() {
        let source = "Die Frage-\n- 2 -\nn 3 und 4";
        let reading = read(source, &[(0, 11), (17, 26)]);
        assert_eq!(reading.text(), "Die Fragen 3 und 4");
        assert_eq!(format!("{:?}", reading.to_source(4..10)), "[4..11, 17..18]");
    }

    #[test]
    fn a_note_that_touches_a_word_tears_it() {
        let long = "Die Länder prüfen die Brücken im Rahmen ihrer eigenen \n";
        for (torn, want) in
            [("VerantDie Note.\nwortung, die", "eigenen Verantwortung, die"), ("Sicht, Die Note.\ndie", "eigenen Sicht, die")]
        {
            let source = format!("{long}{long}{long}{torn}");
            let at = |words: &str| crate::span::offset(source.find(words).expect(words));
            let end = crate::span::offset(source.len());
            let reading = read(&source, &[(0, at("Die Note")), (at("Note.") + 5, end)]);
            assert!(reading.text().ends_with(want), "{}", reading.text());
        }
    }

    #[test]
    fn a_note_within_a_line_ends_no_paragraph() {
        let text = "Die Brücken der Stadt sind nach den Berichten der KomNOTIZmission im letzten\nJahr alt.";
        let (from, to) = (text.find("NOTIZ").expect("the note"), text.find("mission").expect("its end"));
        let spans = [(0, crate::span::offset(from)), (crate::span::offset(to), crate::span::offset(text.len()))];
        assert_eq!(read(text, &spans).text(), text.replace("NOTIZ", "").replace('\n', " "));
    }

    #[test]
    fn what_begins_at_a_border_stands_on_its_own_line() {
        let source = "Wie viele Netze wurden in den Jahren \na) in Bayern,\nb) in \nHessen gebaut c) und wo\n(bitte auflisten)?";
        let at = |words: &str| crate::span::offset(source.find(words).expect(words));
        let borders = ["a) ", "b) ", "c) ", "(bitte"].map(at);
        let all = Span::of(0..source.len()).into();
        let read = in_pages(source, |pages| pages.read_parts(&all, &borders, Em(20.0)));
        assert_eq!(read.text(), "Wie viele Netze wurden in den Jahren\na) in Bayern,\nb) in Hessen gebaut\nc) und wo\n(bitte auflisten)?");
        let label = read.text().find("c) ").expect("c)");
        assert_eq!(read.to_source(label..label + 9).first(), Some(Span::new(at("c) "), at("c) ") + 9)));
    }

    #[test]
    fn no_border_stands_before_words_that_were_moved_across_it() {
        let source = "a) in der Au-\nb) in Hessen?\ngust-Straße,\n";
        let at = |words: &str| crate::span::offset(source.find(words).expect(words));
        let all = Span::of(0..source.len()).into();
        let text = in_pages(source, |pages| {
            let rest = Moved { span: Span::new(at("gust"), crate::span::offset(source.len())), before: at("b) ") };
            assert!(pages.moved.set(Moves::of_reading(vec![rest])).is_ok());
            pages.read_parts(&all, &[at("a) "), at("b) ")], Em(20.0)).into_text()
        });
        assert_eq!(text, "a) in der August-Straße,\nb) in Hessen?");
    }
}
