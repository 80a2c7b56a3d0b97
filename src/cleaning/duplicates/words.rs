//! A Reading as words and marks that can be compared.

use std::ops::Range;

use crate::cleaning::reading::Reading;
use crate::cleaning::words::end_of_word;
use crate::span::{Span, Spans, offset};

/// A word and its blank, about: for what is set aside.
pub(super) const BYTES_A_WORD: usize = 6;

/// A word (hyphens at line ends may differ, so they do not count) or a punctuation mark.
#[derive(Clone, Copy)]
pub(super) struct Word {
    pub from: usize,
    pub to: usize,
    pub key: u64,
}

/// A text in words.
pub(super) struct Words<'a> {
    pub reading: &'a Reading,
    pub words: Vec<Word>,
}

impl<'a> Words<'a> {
    pub fn of(reading: &'a Reading) -> Self {
        let text = reading.text();
        let mut words = Vec::with_capacity(text.len() / BYTES_A_WORD + 1);
        let mut rest = text.trim_start();
        while let Some(first) = rest.chars().next() {
            let len = if first.is_alphanumeric() { end_of_word(rest) } else { first.len_utf8() };
            let from = text.len() - rest.len();
            words.push(Word { from, to: from + len, key: key(rest.get(..len).unwrap_or_default()) });
            rest = rest.get(len..).unwrap_or_default().trim_start();
        }
        Self { reading, words }
    }

    fn key(&self, at: usize) -> Option<u64> {
        self.words.get(at).map(|word| word.key)
    }

    pub fn equal(&self, a: usize, b: usize) -> bool {
        self.key(a).is_some_and(|key| Some(key) == self.key(b))
    }

    pub fn print(&self, at: usize) -> &str {
        self.words.get(at).and_then(|word| self.reading.text().get(word.from..word.to)).unwrap_or_default()
    }

    /// Before how many of the words a blank stands.
    pub fn blanks(&self, words: &Range<usize>) -> usize {
        let before = |word: &&Word| word.from.checked_sub(1).and_then(|at| self.reading.text().as_bytes().get(at));
        self.words.get(words.clone()).unwrap_or_default().iter().filter(|word| before(word).is_some_and(u8::is_ascii_whitespace)).count()
    }

    pub fn ends_sentence(&self, at: usize) -> bool {
        matches!(self.print(at), "." | "?" | "!")
    }

    /// How many of the words stand above a byte of the source.
    pub fn above(&self, byte: u32) -> usize {
        self.words.partition_point(|word| self.source(word).start() < byte)
    }

    /// Words as they are read, and where they stand; none stand before the next word.
    pub fn passage(&self, words: Range<usize>) -> (String, Span) {
        let taken = self.words.get(words.clone()).unwrap_or_default();
        let (Some(first), Some(last)) = (taken.first(), taken.last()) else {
            let end = || self.words.last().map_or(0, |word| self.source(word).end());
            let at = self.words.get(words.start).map_or_else(end, |word| self.source(word).start());
            return (String::new(), Span::new(at, at));
        };
        let print = self.reading.text().get(first.from..last.to).unwrap_or_default();
        (print.to_owned(), self.source(first).cover(self.source(last)))
    }

    fn source(&self, word: &Word) -> Span {
        self.reading.to_source(word.from..word.to).hull().unwrap_or(Span::new(0, 0))
    }

    /// From the space before a copy's first word to the next word behind it.
    pub fn with_space(&self, text: &str, extent: &Spans, copy: &Range<usize>) -> Span {
        let begin = self.words.get(copy.start).map_or(0, |word| self.source(word).start());
        let end = self.words.get(copy.end).map(|word| self.source(word).start());
        let end = end.or_else(|| extent.last().map(Span::end)).unwrap_or(begin);
        let lead = |to: u32| {
            let before = text.get(..to as usize).unwrap_or_default();
            to - offset(before.len() - before.trim_end_matches([' ', '\u{c}', '\t']).len())
        };
        Span::new(lead(begin), if self.words.get(copy.end).is_some() { lead(end).max(begin) } else { end })
    }
}

/// FNV-1a over the letters, hyphens left out; not those between figures, „10-15“.
fn key(word: &str) -> u64 {
    let counts = word.len() == 1 || word.bytes().any(|byte| byte.is_ascii_digit());
    let letters = word.bytes().filter(|&byte| byte != b'-' || counts);
    letters.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The key of some words in a row, with that of the next one.
pub(super) fn mix(hash: u64, key: u64) -> u64 {
    (hash.rotate_left(5) ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
