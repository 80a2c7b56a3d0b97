//! The transmittal note, wherever it was set, and the remark on the file that stands above it.

use std::ops::Range;

use memchr::memchr_iter;

use super::rows::Row;
use crate::cleaning::reading::Pages;
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::ministries;
use crate::grammar::openings::opens_with_any;
use crate::grammar::transmittal::{LONGEST_NOTE, SENT, ends_note, opens_transmittal, transmittal, transmittal_in};
use crate::ledger::{Ledger, Role, Rule};
use crate::span::{Span, Spans, offset};

/// The note is set at the foot of the first page: within so many lines of the paper's head.
const FIRST_PAGE: usize = 160;
/// Lines of the remark on the file that stands above the note.
const LONGEST_REMARK: usize = 4;
/// With what the remark begins.
const REMARK: &str = "Die an den Deutschen Bundestag übermittelte Ursprungsdatei ermöglicht";
/// How the remark goes on and ends.
const REMARK_ENDS: &str = "keine Weiterverarbeitung zu einer barrierefreien Bundestagsdrucksache";
/// What may follow it: the paper's number stands behind „Bundestagsdrucksache“.
const ON_ANNEXES: [&str; 2] = [
    "Von einer Drucklegung der Anlage wird abgesehen Diese ist auf Bundestagsdrucksache auf der Internetseite des Deutschen Bundestages abrufbar",
    "Von einer Drucklegung der Anlagen wird abgesehen Diese sind auf Bundestagsdrucksache auf der Internetseite des Deutschen Bundestages abrufbar",
];
/// The first rows, in which all of the note stands.
pub(super) const ENDS_BEFORE: usize = FIRST_PAGE + LONGEST_NOTE;

/// Who sent an answer, and when.
#[derive(Clone, Debug, Default)]
pub(super) struct Sent {
    /// Who.
    pub ministry: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// What could not be read.
    pub doubts: Vec<Diagnostic>,
    /// The byte before which the title has ended, if that is told.
    pub title_end: Option<u32>,
}

impl Sent {
    /// This, or another where it says nothing; its doubts stay.
    pub(super) fn or_else(self, other: impl FnOnce() -> Option<Self>) -> Self {
        if self.ministry.is_some() || self.date.is_some() {
            return self;
        }
        match other() {
            Some(other) => Self { doubts: [self.doubts, other.doubts].concat(), ..other },
            None => self,
        }
    }
}

/// „Die Antwort wurde namens … übermittelt. Die Drucksache enthält zusätzlich – in kleinerer Schrifttype – den Fragetext.“
///
/// It stands at the foot of the first page, so in mid-sentence of whatever runs there, or before everything else.
pub(super) fn read(pages: &Pages<'_>, ledger: &mut Ledger, rows: &[Row<'_>]) -> Sent {
    let found = note_start(rows);
    read_remark(ledger, rows, found.map(|(row, _)| row));
    let Some((first, start)) = found else {
        read_inner_remark(ledger, rows, 0..0);
        return Sent::default();
    };
    let note = rows.iter().skip(first).take(LONGEST_NOTE);
    let length = note
        .clone()
        .position(|row| ends_note(row.words))
        .or_else(|| note.clone().position(|row| row.words.ends_with(SENT)))
        .map_or(2, |at| at + 1);
    read_inner_remark(ledger, rows, first..first + length);
    let spans: Spans = note.take(length).map(|row| Span::new(row.full.start().max(start), row.full.end())).collect();
    ledger.assign_all(&spans, Role::Transmittal, Rule::TransmittalFrame);
    let reading = pages.flat(&spans);
    let text = reading.text().replace('\n', " ");
    let at = spans.first();
    let Ok((_, note)) = transmittal(&text) else {
        let doubt = Diagnostic::warning(Code::TransmittalUnread, at, "the transmittal note could not be read");
        return Sent { doubts: vec![doubt], ..Sent::default() };
    };
    let ministry = ministries::nominative(note.ministry);
    let mut doubts = Vec::new();
    if ministry.is_none() {
        let message = format!("the transmittal note names no ministry that we can read: „{}“", note.ministry);
        doubts.push(Diagnostic::warning(Code::TransmittalUnread, at, message));
    }
    if note.date.is_none() {
        doubts.push(Diagnostic::warning(Code::DateUnread, at, "the date of the transmittal note is misprinted"));
    }
    Sent { ministry, date: note.date, doubts, title_end: None }
}

/// The row in which the note begins, and the byte. In other words, or behind the line that runs there and whose word goes on
/// below, only its last words prove it.
fn note_start(rows: &[Row<'_>]) -> Option<(usize, u32)> {
    let first_page = rows.iter().take(FIRST_PAGE);
    if let Some((at, row)) = first_page.clone().enumerate().find(|(_, row)| opens_transmittal(row.words)) {
        return Some((at, row.full.start()));
    }
    first_page.enumerate().filter(|(_, row)| !row.is_turned()).find_map(|(at, row)| {
        let start = transmittal_in(row.words, rows.get(at + 1).map_or("", |below| below.words))?;
        let proven = rows.iter().skip(at).take(LONGEST_NOTE).any(|row| ends_note(row.words));
        let byte = if start == 0 { row.full.start() } else { row.span.start() + offset(start) };
        proven.then_some((at, byte))
    })
}

/// „Die an den Deutschen Bundestag übermittelte Ursprungsdatei ermöglicht keine Weiterverarbeitung zu einer barrierefreien
/// Bundestagsdrucksache.“ stands above the note (at row `note`), maybe with a remark on the annex.
fn read_remark(ledger: &mut Ledger, rows: &[Row<'_>], note: Option<usize>) {
    let page = rows.get(..note.unwrap_or(FIRST_PAGE).min(rows.len())).unwrap_or_default();
    let Some(first) = page.iter().position(|row| opens_with_any(row.words, &[REMARK])) else { return };
    let remark = page.get(first..).unwrap_or_default();
    let ends = remark
        .iter()
        .take(LONGEST_REMARK)
        .position(|row| ["Bundestagsdrucksache.", "abrufbar."].iter().any(|end| row.words.ends_with(end)));
    let length = match ends {
        Some(end) => end + 1,
        None if remark.len() <= LONGEST_REMARK && note.is_some() => remark.len(),
        None => return,
    };
    ledger.assign_all(remark.iter().take(length).map(|row| row.full), Role::Transmittal, Rule::TransmittalFrame);
}

/// The remark in mid-line of the text, where extractors have set its words and the text's as one paragraph. Letter by letter
/// it is told from whatever runs there; the rows of the note, if one stands in between, are not its own.
fn read_inner_remark(ledger: &mut Ledger, rows: &[Row<'_>], note: Range<usize>) {
    let page = rows.iter().take(FIRST_PAGE).enumerate().filter(|(at, row)| !note.contains(at) && !row.is_turned());
    let page: Vec<&Row<'_>> = page.map(|(_, row)| row).collect();
    for (at, row) in page.iter().enumerate() {
        let behind = |start: usize| row.words.get(start..).and_then(|rest| rest.strip_prefix("Die"));
        let opens = |start: &usize| {
            behind(*start).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ') && rest.trim_start().starts_with("an"))
        };
        for start in memchr_iter(b'D', row.words.as_bytes()).filter(opens) {
            let remark = remark_from(page.get(at..).unwrap_or_default(), start);
            ledger.assign_all(remark.into_iter().flatten(), Role::Transmittal, Rule::TransmittalFrame);
        }
    }
}

/// The bytes of the remark from a byte of the first row's words on.
fn remark_from(rows: &[&Row<'_>], start: usize) -> Option<Spans> {
    let with_annexes = ON_ANNEXES.iter().find_map(|on_annexes| spelled(rows, start, &[REMARK, REMARK_ENDS, on_annexes]));
    with_annexes.or_else(|| spelled(rows, start, &[REMARK, REMARK_ENDS]))
}

/// The bytes that spell sentences, whatever stands between their letters: line ends, hyphens, a paper's number.
fn spelled(rows: &[&Row<'_>], start: usize, sentences: &[&str]) -> Option<Spans> {
    let mut left = sentences.iter().flat_map(|words| words.chars()).filter(|c| c.is_alphabetic()).peekable();
    let mut spans = Spans::none();
    let mut from = start;
    for row in rows.iter().take(LONGEST_REMARK + 1) {
        let begin = if from == 0 { row.full.start() } else { row.span.start() + offset(from) };
        for (at, c) in row.words.get(from..)?.char_indices() {
            if left.peek().is_none() && c == '.' {
                let end = from + at + 1;
                let ends_row = end == row.words.len();
                let end = if ends_row { row.full.end() } else { row.span.start() + offset(end) };
                spans.push(Span::new(begin, end));
                return Some(spans);
            }
            if c.is_alphabetic() && left.next() != Some(c) {
                return None;
            }
        }
        spans.push(Span::new(begin, row.full.end()));
        from = 0;
    }
    None
}
