//! The lines of a collection that no pass before has read, cut where two columns stand side by side.

use crate::cleaning::joining::Joint;
use crate::cleaning::reading::{Pages, Reading};
use crate::grammar::collections::{asker_mark, member};
use crate::ledger::Ledger;
use crate::lines::widths::Em;
use crate::span::{Span, Spans};

/// By how many letters the same column may begin earlier or later from line to line in a text laid out by blanks.
pub(super) const GUTTER_SWAY: usize = 3;
/// The columns that collections are set in where a paper is too short to measure them.
pub(super) const USUAL_COLUMNS: (Em, Em) = (Em(20.2), Em(29.0));

/// What is free of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct FreeLine {
    /// Words that have no role yet; the first piece where something cuts the line.
    pub words: Span,
    /// The whole line.
    pub full: Span,
}

/// A collection's pages, and what is free of their lines.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'a, 'p> {
    pub pages: &'a Pages<'p>,
    pub rows: &'a [FreeLine],
}

impl<'p> Sheet<'_, 'p> {
    /// The words of a row; none behind the last one.
    pub(super) fn words(self, at: usize) -> &'p str {
        self.place(at).map_or("", |place| slice(self.pages, place))
    }

    /// Where they stand.
    pub(super) fn place(self, at: usize) -> Option<Span> {
        self.rows.get(at).map(|row| row.words)
    }

    /// „8.“ alone on its line, with „Abgeordnete“ alone below: some extractors part them.
    pub(super) fn parted_number(self, at: usize) -> Option<u32> {
        let digits = self.words(at).strip_suffix('.').filter(|digits| digits.len() <= 3)?;
        let (rest, _) = member(self.words(at + 1)).ok()?;
        digits.parse().ok().filter(|&number| number > 0 && rest.is_empty())
    }
}

pub(super) fn slice<'a>(pages: &Pages<'a>, span: Span) -> &'a str {
    pages.text.get(span.range()).unwrap_or_default()
}

/// The lines that have free words.
pub(super) fn free_rows(pages: &Pages<'_>, ledger: &Ledger) -> Vec<FreeLine> {
    let free = ledger.free();
    let mut rows = Vec::new();
    for line in pages.lines.iter().filter(|line| !line.is_blank()) {
        let first = free.within(line.words).iter().find_map(|piece| trimmed(pages, piece));
        if let Some(words) = first {
            rows.push(FreeLine { words, full: line.full });
        }
    }
    rows
}

pub(super) fn trimmed(pages: &Pages<'_>, span: Span) -> Option<Span> {
    let words = slice(pages, span);
    let lead = words.len() - words.trim_start().len();
    let kept = words.trim();
    let start = span.start() as usize + lead;
    (!kept.is_empty()).then(|| Span::of(start..start + kept.len()))
}

/// What is free of some rows, in order.
pub(super) fn free_of(rows: &[FreeLine]) -> Spans {
    rows.iter().map(|row| row.words).collect()
}

/// Words without line ends that matter: frames and names.
pub(super) fn plain(pages: &Pages<'_>, spans: &Spans) -> Reading {
    pages.read(spans, USUAL_COLUMNS.1)
}

/// The same with each row on a line of its own, for lists.
pub(super) fn by_rows(pages: &Pages<'_>, spans: &Spans) -> Reading {
    let starts: Vec<u32> = spans.iter().map(Span::start).collect();
    pages.read_parts(spans, &starts, Joint::Line, USUAL_COLUMNS.1)
}

/// A line cut where two columns stand side by side.
pub(super) fn cells(pages: &Pages<'_>, row: FreeLine, gutter: &str) -> (Span, Option<Span>) {
    let text = slice(pages, row.words);
    let cut = text.find(gutter).and_then(|at| {
        let left = Span::of(row.words.start() as usize..row.words.start() as usize + at);
        Some((left, trimmed(pages, Span::new(left.end(), row.words.end()))?))
    });
    cut.map_or((row.words, None), |(left, right)| (left, Some(right)))
}

/// How many letters stand before a cell in its line.
pub(super) fn indent(pages: &Pages<'_>, row: FreeLine, cell: Span) -> usize {
    slice(pages, Span::new(row.full.start(), cell.start())).chars().count()
}

pub(super) fn mark_number(row: &str) -> Option<(u32, &str)> {
    asker_mark(row).ok().map(|(rest, number)| (number, rest))
}
