//! Words that are read elsewhere than they stand.

use std::borrow::Cow;

use crate::span::{Span, Spans};

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

    /// Whether a part of the passage was moved.
    pub fn hold(&self, passage: Span) -> bool {
        self.of(passage).is_some()
    }

    /// The byte at which a passage is read: where it stands, or the one before which it was moved.
    pub fn place_of(&self, passage: Span) -> u32 {
        self.of(passage).map_or(passage.start(), |(_, moved)| moved.before)
    }

    /// What of the spans is read within a window, whether it stands there or not.
    pub fn read_within(&self, spans: &Spans, window: Span) -> Spans {
        let ordered = self.in_order(spans);
        let parts = ordered.iter().flat_map(|piece| cut(*piece, &[window.start(), window.end()]).collect::<Vec<_>>());
        parts.filter(|part| window.contains(self.place_of(*part))).collect()
    }

    /// The spans in the order in which they are read.
    pub fn in_order<'s>(&self, spans: &'s Spans) -> Cow<'s, [Span]> {
        let Some(hull) = spans.hull().filter(|hull| self.hold(*hull)) else { return Cow::Borrowed(spans.as_slice()) };
        let all = self.moves.iter().flat_map(|(_, moved)| [moved.before, moved.span.start(), moved.span.end()]);
        let mut borders: Vec<u32> = all.filter(|border| hull.start() < *border && *border < hull.end()).collect();
        borders.sort_unstable();
        borders.dedup();
        let mut pieces: Vec<Span> = spans.iter().flat_map(|span| cut(span, &borders)).collect();
        pieces.sort_by_key(|piece| self.of(*piece).map_or((piece.start(), usize::MAX), |(order, moved)| (moved.before, *order)));
        Cow::Owned(pieces)
    }

    /// The first move that took a part of this passage elsewhere. One may lie within another.
    fn of(&self, passage: Span) -> Option<&(usize, Moved)> {
        let behind = self.moves.partition_point(|(_, moved)| moved.span.start() < passage.end());
        let near = self.moves.get(..behind)?.iter().rev().take_while(|(_, moved)| moved.span.start() + self.longest > passage.start());
        near.filter(|(_, moved)| moved.span.overlap(passage).is_some()).min_by_key(|(order, _)| *order)
    }
}

/// The pieces of a span between the borders that lie in it. They are in order.
pub(super) fn cut(span: Span, borders: &[u32]) -> impl Iterator<Item = Span> {
    let from = borders.partition_point(|at| *at <= span.start());
    let inner = borders.iter().skip(from).copied().take_while(move |at| *at < span.end());
    let starts = std::iter::once(span.start()).chain(inner.clone());
    starts.zip(inner.chain(std::iter::once(span.end()))).map(|(start, end)| Span::new(start, end))
}
