//! Joint answers: where they are announced, and which questions they answer.

use nom::Parser;
use nom::combinator::consumed;

use super::rows::Row;
use crate::cleaning::reading::Pages;
use crate::grammar::announcements::announcement;
use crate::id::QuestionList;
use crate::lines::widths::Em;
use crate::span::{Span, Spans};

/// An announcement in the text.
#[derive(Clone, Debug)]
pub(crate) struct Announced {
    /// The row that it begins in.
    pub row: usize,
    /// The questions that it names; none for „Die Fragen werden gemeinsam beantwortet.“
    pub questions: QuestionList,
    /// Where it stands.
    pub spans: Spans,
}

/// An announcement takes four lines at most.
const LONGEST: usize = 5;

/// With which words an announcement begins; the grammar decides.
const OPENINGS: [&str; 14] =
    ["Die Frage", "Die Antwort", "Die beiden Fragen", "Die genannten Fragen", "Fragen ", "Frage ", "Aufgrund ", "Auf Grund ", "Wegen ", "Daher ", "In Anbetracht ", "Zu den Fragen ", "Die vorstehenden", "Die Teilfragen"];

/// The announcements that begin at a line's head.
pub(crate) fn announcements(pages: &Pages<'_>, rows: &[Row<'_>]) -> Vec<Announced> {
    let candidates = rows.iter().enumerate().filter(|(_, row)| OPENINGS.iter().any(|opening| row.words.starts_with(opening)));
    candidates.filter_map(|(at, _)| read(pages, rows, at)).collect()
}

fn read(pages: &Pages<'_>, rows: &[Row<'_>], at: usize) -> Option<Announced> {
    let spans: Spans = rows.iter().skip(at).take(LONGEST).map(|row| Span::new(row.span.start(), row.full.end())).collect();
    let reading = pages.read(&spans, Em(0.0));
    let text = reading.text();
    let (_, (printed, questions)) = consumed(announcement::<()>).parse(text).ok()?;
    Some(Announced { row: at, questions, spans: reading.to_source(0..printed.len()) })
}
