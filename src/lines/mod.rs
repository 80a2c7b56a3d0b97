//! The lines of a source: where they begin and end, what stands before and after, how wide they are. No roles.

pub mod letters;
pub mod widths;

use memchr::memchr2_iter;

use self::widths::Look;
use crate::span::{Span, offset};

/// One line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// With its leading space and its end.
    pub full: Span,
    /// Without leading and trailing space; empty for a blank line.
    pub words: Span,
    /// Whether a space (or several) stands between the last word and the line end.
    pub trailing_space: bool,
    /// Whether a form feed stands before its words.
    pub page_break: bool,
    /// What one look at its words tells.
    pub look: Look,
}

impl Line {
    /// Whether it has no words.
    #[must_use]
    pub const fn is_blank(&self) -> bool {
        self.words.is_empty()
    }
}

/// All lines of a span of a source, a partition of it. Where text that was turned by a quarter is put together, a line has
/// line ends between its words.
#[derive(Clone, Debug)]
pub struct Lines {
    lines: Vec<Line>,
    /// What lines say that were put together, by their index.
    turned: Vec<(usize, String)>,
}

impl Lines {
    /// Cuts at line feeds and carriage returns (a pair is one end).
    #[must_use]
    pub fn cut(text: &str, window: Span) -> Self {
        let part = text.get(window.range()).unwrap_or_default();
        let bytes = part.as_bytes();
        let base = window.start();
        let mut lines = Vec::with_capacity(part.len() / 64 + 1);
        let mut start = 0;
        for at in memchr2_iter(b'\n', b'\r', bytes) {
            if bytes.get(at) == Some(&b'\r') && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            lines.push(line(part, base, start, at + 1));
            start = at + 1;
        }
        if start < part.len() {
            lines.push(line(part, base, start, part.len()));
        }
        Self { lines, turned: Vec::new() }
    }

    /// Lines of which some were put together from several: what they say, by their index.
    pub(crate) const fn put_together(lines: Vec<Line>, turned: Vec<(usize, String)>) -> Self {
        Self { lines, turned }
    }

    /// All lines in order.
    pub(crate) fn as_slice(&self) -> &[Line] {
        &self.lines
    }

    /// The line with this index.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&Line> {
        self.lines.get(index)
    }

    /// What a line says that was put together from turned pieces; `None` for every other line.
    #[must_use]
    pub fn turned(&self, index: usize) -> Option<&str> {
        let at = self.turned.binary_search_by_key(&index, |(line, _)| *line).ok()?;
        self.turned.get(at).map(|(_, words)| words.as_str())
    }

    /// All lines in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Line> {
        self.lines.iter()
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Index of the line that holds the byte.
    #[must_use]
    pub fn index_of(&self, at: u32) -> usize {
        self.lines.partition_point(|line| line.full.end() <= at).min(self.lines.len().saturating_sub(1))
    }
}

impl<'a> IntoIterator for &'a Lines {
    type Item = &'a Line;
    type IntoIter = std::slice::Iter<'a, Line>;

    fn into_iter(self) -> Self::IntoIter {
        self.lines.iter()
    }
}

fn line(part: &str, base: u32, start: usize, end: usize) -> Line {
    let raw = part.get(start..end).unwrap_or_default();
    let content = raw.trim_end_matches(['\n', '\r']);
    let kept = trim_end(content);
    let words = kept.trim_start();
    let lead = kept.len() - words.len();
    let from = start + if words.is_empty() { 0 } else { lead };
    Line {
        full: Span::new(base + offset(start), base + offset(end)),
        words: Span::new(base + offset(from), base + offset(from + words.len())),
        trailing_space: !kept.is_empty() && kept.len() < content.len(),
        page_break: content.get(..if words.is_empty() { content.len() } else { lead }).is_some_and(|space| space.contains('\u{c}')),
        look: Look::at(words),
    }
}

/// Without the spaces at the end: none or a single blank, but for a few lines in a hundred.
fn trim_end(words: &str) -> &str {
    let bare = words.strip_suffix(' ').unwrap_or(words);
    if bare.ends_with(|c: char| c.is_ascii_graphic()) { bare } else { bare.trim_end() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_partition_the_text() {
        let text = "\u{c} 1. Wie \r\nviele?\n\n  ä\rlast";
        let lines = Lines::cut(text, Span::of(0..text.len()));
        let words: Vec<_> = lines.iter().map(|line| &text[line.words.range()]).collect();
        assert_eq!(words, ["1. Wie", "viele?", "", "ä", "last"]);
        assert!(lines.iter().zip(lines.iter().skip(1)).all(|(a, b)| a.full.end() == b.full.start()));
        let first = lines.get(0).expect("five lines");
        assert!(first.page_break && first.trailing_space);
        assert_eq!(lines.index_of(14), 1);
    }
}
