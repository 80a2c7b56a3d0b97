//! Where two copies begin and end, and which of them is kept.

use std::ops::Range;

use super::runs::{LONGEST_CHANGE, Pair, SHORTEST_COPY};
use super::words::Words;
use super::{Difference, Similarity, Twice};
use crate::span::{Span, Spans};

/// A copy has so many words between blanks: a web address that is cited twice has as many marks, but is one.
const FEWEST_BLANKS: usize = 25;
/// Share of a copy's words, in hundredths, that must stand in the other one: editions differ in one of ten at most, what the
/// government says again of other questions in one of four.
const LEAST_SIMILAR: usize = 85;
/// So many words at the end of the copy may be other ones than the original's.
const CHANGED_END: usize = 10;

/// Words of the two copies, and which is kept.
pub(super) struct Copies {
    pub first: Range<usize>,
    pub second: Range<usize>,
    pub keep_first: bool,
}

impl Words<'_> {
    /// The copies where they are editions of one text; none if they are not similar enough.
    pub fn edition(&self, pairs: &[Pair]) -> Option<Copies> {
        let (&(a0, b0), &(a1, b1)) = (pairs.first()?, pairs.last()?);
        let (mut first, mut second) = (a0..a1 + 1, b0..b1 + 1);
        if !self.alike(pairs, &first) || !self.alike(pairs, &second) || self.count_otherwise(pairs) {
            return None;
        }
        let between = second.start - first.end;
        let begins_anew = between > 0 && self.ends_sentence(a1) && self.print(a1 + 1).starts_with(char::is_uppercase);
        let in_mid_sentence = self.print(first.start).starts_with(char::is_lowercase);
        let keep_first = !(first.start == 0 && in_mid_sentence && begins_anew);
        if between > 0 && between <= LONGEST_CHANGE && keep_first {
            // What stands up to a sentence's end is the first copy's last words, the rest the second one's first.
            let end = (first.end..second.start).rev().find(|&at| self.ends_sentence(at)).map_or(first.end, |at| at + 1);
            (first.end, second.start) = (end, end);
        }
        let left = self.words.len() - second.end;
        let unfinished = first.end > a1 + 1 || !self.ends_sentence(second.end.saturating_sub(1));
        if left <= CHANGED_END && unfinished && keep_first {
            second.end = self.words.len();
        }
        Some(Copies { first, second, keep_first })
    }

    /// Whether the copies differ in a figure, as what is said of two years or two offices does: editions differ in words.
    fn count_otherwise(&self, pairs: &[Pair]) -> bool {
        let figures =
            |words: Range<usize>| -> String { words.flat_map(|at| self.print(at).chars()).filter(char::is_ascii_digit).collect() };
        pairs.windows(2).any(|pair| match *pair {
            [(a, b), (next_a, next_b)] if next_a > a + 1 && next_b > b + 1 => {
                let (first, second) = (figures(a + 1..next_a), figures(b + 1..next_b));
                !first.is_empty() && !second.is_empty() && first != second
            }
            _ => false,
        })
    }

    /// The words above a passage and its own as copies, with their equal words.
    pub fn beside(&self, second: &Spans) -> (Copies, Vec<Pair>) {
        let border = self.above(second.first().map_or(u32::MAX, Span::start));
        let copies = Copies { first: 0..border, second: border..self.words.len(), keep_first: true };
        let mut pairs = Vec::new();
        self.common(copies.first.clone(), copies.second.clone(), &mut pairs);
        (copies, pairs)
    }

    /// Whether a copy is long enough, and most of its words stand in the other one.
    pub fn alike(&self, pairs: &[Pair], copy: &Range<usize>) -> bool {
        copy.len() >= SHORTEST_COPY && self.blanks(copy) >= FEWEST_BLANKS && pairs.len() * 100 >= copy.len() * LEAST_SIMILAR
    }

    /// What became of the copies, word by word.
    pub fn twice(&self, text: &str, extent: &Spans, pairs: &[Pair], copies: &Copies) -> Twice {
        let mut differences = Vec::new();
        let (mut a, mut b) = (copies.first.start, copies.second.start);
        for &(i, j) in pairs.iter().chain(std::iter::once(&(copies.first.end, copies.second.end))) {
            if a < i || b < j {
                let ((first, first_span), (second, second_span)) = (self.passage(a..i), self.passage(b..j));
                differences.push(if copies.keep_first {
                    Difference { kept: first, kept_span: first_span, dropped: second, dropped_span: second_span }
                } else {
                    Difference { kept: second, kept_span: second_span, dropped: first, dropped_span: first_span }
                });
            }
            (a, b) = (i + 1, j + 1);
        }
        let dropped = if copies.keep_first { &copies.second } else { &copies.first };
        let similarity = Similarity(u8::try_from(pairs.len() * 100 / dropped.len().max(1)).unwrap_or(100).min(100));
        Twice { dropped: extent.within(self.with_space(text, extent, dropped)), similarity, differences }
    }
}
