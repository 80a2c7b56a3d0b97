//! Copies the words of lines into a Reading: spaces folded, letters composed, false gaps closed, flaws mended.

use std::borrow::Cow;

use memchr::memchr;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::cleaning::addresses::{Seam, has_inner_dot, is_address, is_ending};
use crate::cleaning::joining::Joining;
use crate::cleaning::reading::Reading;
use crate::cleaning::set_again;
use crate::cleaning::words::{first_token, is_conjunction};
use crate::lines::letters::{are_clean, is_invisible};
use crate::lines::widths::Look;
use crate::span::{Span, offset};

/// Copies from a source text to the end of a Reading.
pub(super) struct Copier<'r, 'a> {
    pub reading: &'r mut Reading,
    pub text: &'a str,
    pub joining: &'a Joining<'a>,
}

impl Copier<'_, '_> {
    /// Copies words that were put together from pieces on lines of their own: their line ends are nothing.
    pub fn copy_turned(&mut self, fragment: Span) {
        let mut at = fragment.start();
        for piece in self.text.get(fragment.range()).unwrap_or_default().split_inclusive(['\n', '\r']) {
            let doubled = if self.reading.text().ends_with(' ') { piece.len() - piece.trim_start_matches(' ').len() } else { 0 };
            let bare = piece.trim_end_matches(['\n', '\r']);
            let (from, to) = (at + offset(doubled.min(bare.len())), at + offset(bare.len()));
            let end = at + offset(piece.len());
            self.reading.push("", Span::new(at, from), false);
            self.copy_part(bare.get(doubled..).unwrap_or_default(), Span::new(from, to), false);
            self.reading.push("", Span::new(to, end), false);
            at = end;
        }
    }

    /// Copies the words of a piece of a line, spaces folded, soft hyphens left out, letters composed.
    pub fn copy(&mut self, source: Span, look: Look) {
        let words = self.text.get(source.range()).unwrap_or_default();
        let has = |mark: u8, words: &str| memchr(mark, words.as_bytes()).is_some();
        let Look { clean, plain, .. } = look;
        if plain && clean && !has(b'/', self.reading.last_token()) {
            self.reading.push(words, source, true);
            return;
        }
        let slash = has(b'/', words);
        let may_gap = slash || has(b'[', words) || has(b'/', self.reading.last_token());
        let may_be_flawed = slash || has(b'-', words);
        if !may_gap && !words.contains(HOST_APART) {
            if may_be_flawed {
                self.copy_mended(words, source, clean);
            } else {
                self.copy_part(words, source, clean);
            }
            return;
        }
        let behind = self.text.get(source.end() as usize..).unwrap_or_default();
        let (mut rest, mut at) = (words, source.start());
        while let Some((end, next)) = self.false_gap(rest, behind) {
            let (left, right) = (rest.get(..end).unwrap_or_default(), rest.get(next..).unwrap_or_default());
            let gap = at + offset(end);
            self.copy_mended(left, Span::new(at, gap), clean);
            at += offset(next);
            self.reading.push("", Span::new(gap, at), false);
            rest = right;
        }
        self.copy_mended(rest, Span::new(at, source.end()), clean);
    }

    /// Copies words without what went wrong when they were set again.
    fn copy_mended(&mut self, words: &str, source: Span, clean: bool) {
        let (mut rest, mut at) = (words, source.start());
        while let Some(flaw) = set_again::flaw(rest, self.reading.last_token(), self.joining) {
            let (from, to) = (at + offset(flaw.at.start), at + offset(flaw.at.end));
            self.copy_part(rest.get(..flaw.at.start).unwrap_or_default(), Span::new(at, from), clean);
            self.reading.push(flaw.right, Span::new(from, to), false);
            rest = rest.get(flaw.at.end..).unwrap_or_default();
            at = to;
        }
        self.copy_part(rest, Span::new(at, source.end()), clean);
    }

    /// The first gap in the words that stands where none can be, its begin and its end: within an address, behind „[“ or
    /// „Bund-/“. Text that was set again keeps a blank where a line end was. `behind` follows the words in the source.
    fn false_gap(&self, words: &str, behind: &str) -> Option<(usize, usize)> {
        let mut at = 0;
        while let Some(gap) = words.get(at..).and_then(|rest| rest.find(' ')) {
            let end = at + gap;
            let (before, next) = (words.get(..end)?, words.get(end..)?.trim_start_matches(' '));
            let begun = words.get(at..end)?;
            let goes_on = begun.len() == before.len() && !self.reading.text().ends_with(char::is_whitespace);
            let host_behind = || first_token(next).contains('/') && begun.ends_with(|c: char| c.is_ascii_lowercase());
            let may_tear = begun.contains(['.', '-', ':']) || goes_on || begun.ends_with('(') || host_behind();
            let token = if goes_on { Cow::Owned([self.reading.last_token(), begun].concat()) } else { Cow::Borrowed(begun) };
            let torn = begun.ends_with('[')
                || takes_next(&token, first_token(next))
                || may_tear && self.joining.is_torn(Seam::between(before, &token, &piece(next, behind)));
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
            let end = at + offset(piece.len());
            if piece.is_ascii() {
                self.reading.push(piece, Span::new(at, end), true);
            } else {
                self.reading.push(&piece.nfc().collect::<String>(), Span::new(at, end), false);
            }
            (rest, at) = (behind, end);
        }
    }

    /// Copies words, spaces folded; those that were found `clean` are copied as they are.
    fn copy_part(&mut self, words: &str, source: Span, clean: bool) {
        if clean || are_clean(words) {
            self.reading.push(words, source, true);
            return;
        }
        let base = source.start();
        let mut rest = 0;
        while let Some(piece) = words.get(rest..).filter(|piece| !piece.is_empty()) {
            let (len, kind) = stretch(piece);
            let source = Span::new(base + offset(rest), base + offset(rest + len));
            let taken = piece.get(..len).unwrap_or_default();
            match kind {
                Stretch::Words => match is_nfc_quick(taken.chars()) {
                    IsNormalized::Yes => self.reading.push(taken, source, true),
                    _ => self.compose(taken, source),
                },
                // Something invisible may stand between two blanks.
                Stretch::Spaces => self.reading.push(if self.reading.text().ends_with(' ') { "" } else { " " }, source, false),
                Stretch::Invisible => self.reading.push("", source, false),
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
