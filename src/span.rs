//! Places in a source text: half-open ranges of bytes.

use std::fmt;
use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

/// A half-open range of bytes of a source text, `start <= end`. In JSON `[410, 2251]`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(into = "(u32, u32)")]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The bytes from `start` up to `end`. Ends in the wrong order are turned.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        if start <= end { Self { start, end } } else { Self { start: end, end: start } }
    }

    /// The same from the `usize` offsets of a `&str`. Sources are smaller than 4 GiB, see [`crate::Source`].
    pub(crate) fn of(range: Range<usize>) -> Self {
        Self::new(offset(range.start), offset(range.end))
    }

    /// First byte.
    #[must_use]
    pub const fn start(self) -> u32 {
        self.start
    }

    /// One past the last byte.
    #[must_use]
    pub const fn end(self) -> u32 {
        self.end
    }

    /// Number of bytes.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether there is no byte in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range for slicing.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `offset` is one of its bytes.
    #[must_use]
    pub const fn contains(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// The bytes that are in both, if any.
    #[must_use]
    pub fn overlap(self, other: Self) -> Option<Self> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(Self { start, end })
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A byte offset as we store it. Sources of 4 GiB and more are refused when they are read.
pub(crate) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl From<Span> for (u32, u32) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

impl From<(u32, u32)> for Span {
    fn from((start, end): (u32, u32)) -> Self {
        Self::new(start, end)
    }
}

/// Several spans: in order, disjoint, none empty, neighbours merged.
#[derive(Clone, PartialEq, Eq, Default, Hash, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct Spans(Vec<Span>);

impl Spans {
    /// No byte at all.
    #[must_use]
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// Adds a span; what overlaps or touches is merged, the empty is dropped.
    pub fn push(&mut self, span: Span) {
        if !self.append(span) {
            self.restore_order();
        }
    }

    /// Adds a span at the end; says whether that is its place.
    fn append(&mut self, span: Span) -> bool {
        match self.0.last_mut() {
            _ if span.is_empty() => true,
            Some(last) if (last.start..=last.end).contains(&span.start) => {
                last.end = last.end.max(span.end);
                true
            }
            last => {
                let in_order = last.is_none_or(|last| last.end < span.start);
                self.0.push(span);
                in_order
            }
        }
    }

    fn restore_order(&mut self) {
        self.0.sort_unstable();
        let sorted = std::mem::take(&mut self.0);
        for span in sorted {
            self.push(span);
        }
    }

    /// The spans in order.
    #[must_use]
    pub fn as_slice(&self) -> &[Span] {
        &self.0
    }

    /// The spans in order, one by one.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Span> + ExactSizeIterator + '_ {
        self.0.iter().copied()
    }

    /// The first span.
    #[must_use]
    pub fn first(&self) -> Option<Span> {
        self.0.first().copied()
    }

    /// The last span.
    #[must_use]
    pub fn last(&self) -> Option<Span> {
        self.0.last().copied()
    }

    /// Whether there is no span in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Number of bytes in all spans.
    #[must_use]
    pub fn bytes(&self) -> u32 {
        self.0.iter().map(|span| span.len()).sum()
    }

    /// From the first byte to the last, gaps included.
    #[must_use]
    pub fn hull(&self) -> Option<Span> {
        Some(self.first()?.cover(self.last()?))
    }

    /// What of `window` is in one of the spans.
    #[must_use]
    pub fn within(&self, window: Span) -> Self {
        let from = self.0.partition_point(|span| span.end <= window.start);
        self.0.iter().skip(from).map_while(|span| span.overlap(window)).collect()
    }

    /// What of these spans is not in `holes`.
    #[must_use]
    pub fn without(&self, holes: &Self) -> Self {
        let mut left = Self::none();
        for span in self.iter() {
            let mut at = span.start;
            for hole in holes.within(span).iter() {
                left.push(Span::new(at, hole.start));
                at = hole.end;
            }
            left.push(Span::new(at, span.end));
        }
        left
    }
}

impl fmt::Debug for Spans {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.0).finish()
    }
}

impl FromIterator<Span> for Spans {
    fn from_iter<I: IntoIterator<Item = Span>>(spans: I) -> Self {
        let mut all = Self::none();
        all.extend(spans);
        all
    }
}

impl Extend<Span> for Spans {
    fn extend<I: IntoIterator<Item = Span>>(&mut self, spans: I) {
        let mut in_order = true;
        for span in spans {
            in_order &= self.append(span);
        }
        if !in_order {
            self.restore_order();
        }
    }
}

impl IntoIterator for Spans {
    type Item = Span;
    type IntoIter = std::vec::IntoIter<Span>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Spans {
    type Item = Span;
    type IntoIter = std::iter::Copied<std::slice::Iter<'a, Span>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().copied()
    }
}

impl From<Span> for Spans {
    fn from(span: Span) -> Self {
        std::iter::once(span).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_stay_sorted_disjoint_and_merged() {
        let spans: Spans = [(4, 6), (6, 9), (12, 12), (20, 30), (1, 2)].map(Span::from).into_iter().collect();
        assert_eq!(format!("{spans:?}"), "[1..2, 4..9, 20..30]");
        assert_eq!(format!("{:?}", spans.within(Span::new(5, 21))), "[5..9, 20..21]");
        assert_eq!(spans.bytes(), 16);
        assert_eq!(spans.hull(), Some(Span::new(1, 30)));
    }

    #[test]
    fn holes_are_cut_out() {
        let spans: Spans = [(0, 10), (20, 30)].map(Span::from).into_iter().collect();
        let holes: Spans = [(0, 2), (8, 24), (40, 50)].map(Span::from).into_iter().collect();
        assert_eq!(format!("{:?}", spans.without(&holes)), "[2..8, 24..30]");
        assert_eq!(spans.without(&Spans::none()), spans);
    }

    #[test]
    fn json_is_a_pair() {
        assert_eq!(serde_json::to_string(&Span::new(410, 2251)).ok().as_deref(), Some("[410,2251]"));
    }
}
