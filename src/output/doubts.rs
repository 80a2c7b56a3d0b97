//! What is in doubt, for people: every diagnostic of a paper with the lines of its text that it points to.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use memchr::memchr_iter;

use crate::cleaning::words::{first_bytes, last_bytes};
use crate::diagnostic::{Diagnostic, Severity};
use crate::record::Record;
use crate::source::Source;
use crate::span::Span;

/// Of a longer place only so many lines are shown.
const MOST_LINES: usize = 8;

/// Of a longer line only so many bytes are shown before and behind what is pointed to; its columns count from there.
const MOST_BYTES: usize = 4000;

/// „21/971 complete“ on a line, then its diagnostics, if it has any, with a blank line behind each.
pub(super) fn doubts(record: &Record, source: &Source, colour: bool) -> Vec<u8> {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let name = record.paper.number.map_or_else(|| record.source.name.clone(), |number| number.to_string());
    let mut text = format!("{name} {}\n", record.status.name());
    for note in &record.diagnostics {
        text.push_str(&renderer.render(&[report(note, source)]));
        text.push_str("\n\n");
    }
    text.into_bytes()
}

fn report<'a>(note: &'a Diagnostic, source: &'a Source) -> Group<'a> {
    let level = match note.severity {
        Severity::Info => Level::INFO,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(&note.message).id(note.code.name());
    let Some(Excerpt { lines, first, marked }) = note.span.map(|span| excerpt(source, span)) else { return Group::with_title(title) };
    let mark = AnnotationKind::Primary.span(marked);
    title.element(Snippet::source(lines).path(source.name()).line_start(first).annotation(mark))
}

/// Whole lines of a text.
#[derive(PartialEq, Eq, Debug)]
struct Excerpt<'a> {
    lines: &'a str,
    /// The number of the first, counted from 1.
    first: usize,
    /// What is pointed to, in bytes of `lines`.
    marked: Range<usize>,
}

/// The lines of a span, without the blanks around it.
fn excerpt(source: &Source, span: Span) -> Excerpt<'_> {
    let text = source.text();
    let words = source.get(span).trim_start();
    let start = span.range().end - words.len();
    let before = last_bytes(text.get(..start).unwrap_or_default(), MOST_BYTES);
    let from = start - before.len() + before.rfind('\n').map_or(0, |at| at + 1);
    let words = first_bytes(words, MOST_LINES * MOST_BYTES);
    let words = words.match_indices('\n').nth(MOST_LINES - 1).and_then(|(at, _)| words.get(..at)).unwrap_or(words).trim_end();
    let end = start + words.len();
    let behind = first_bytes(text.get(end..).unwrap_or_default(), MOST_BYTES);
    let to = end + behind.find('\n').unwrap_or(behind.len());
    let before = text.get(..from).unwrap_or_default();
    Excerpt {
        lines: text.get(from..to).unwrap_or_default(),
        first: 1 + memchr_iter(b'\n', before.as_bytes()).count(),
        marked: start - from..end - from,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_of_whole_lines() {
        let text = format!("eins\n zwei drei\nvier\n{}", "x\n".repeat(20));
        let source = Source::from_text("x.txt", text.as_str()).expect("small");
        let of = |range: Range<usize>| excerpt(&source, Span::of(range));
        assert_eq!(of(0..4), Excerpt { lines: "eins", first: 1, marked: 0..4 });
        assert_eq!(of(4..11), Excerpt { lines: " zwei drei", first: 2, marked: 1..5 });
        assert_eq!(of(11..20), Excerpt { lines: " zwei drei\nvier", first: 2, marked: 6..15 });
        assert_eq!(of(8..8), Excerpt { lines: " zwei drei", first: 2, marked: 3..3 });
        assert_eq!(of(21..text.len()).lines.lines().count(), MOST_LINES);
        assert_eq!(of(text.len()..text.len()).lines, "");
    }
}
