//! Announcements of joint answers, and heads of answers: where they stand, and which questions they name.

use std::ops::Range;

use nom::Parser;
use nom::combinator::{consumed, opt, recognize};

use super::mode::Mode;
use super::rows::{self, Row, begins, words_of};
use crate::cleaning::reading::Pages;
use crate::grammar::announcements::{announcement, answer_headed, answer_heading, answer_mark, may_announce, may_give_reason};
use crate::grammar::openings::Opening;
use crate::id::QuestionList;
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
    /// How it is printed.
    pub form: Form,
}

/// How an announcement is printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    /// „Die Fragen 3 und 4 werden gemeinsam beantwortet.“
    Sentence,
    /// „Zu den Fragen 3 und 4“, „Zu Frage 3“ at an answer's head. One that leaves out what is asked divides the answer, and is none.
    Heading,
    /// „Zu Frage 3“, „Zu Nr. 3: …“ or „3. …“: one of those that give each of the questions printed above them its answer.
    Division,
}

/// An announcement takes so many lines at most.
const LONGEST: usize = 5;

/// The announcements that begin at a line's head. In an inquiry only quotations have „Zu Frage 3: Nein.“
pub(crate) fn announcements(pages: &Pages<'_>, rows: &[Row<'_>], mode: Mode) -> Vec<Announced> {
    let below = |at: usize| rows.get(at + 1).map_or("", |next| next.words);
    let may_announce =
        |at: usize, row: &Row<'_>| may_announce(row.words, below(at)) || begins(rows, at) && may_give_reason(row.words, below(at));
    let candidates = rows.iter().enumerate().filter(|(at, row)| may_announce(*at, row));
    candidates.filter_map(|(at, _)| heading(pages, rows, at, mode).or_else(|| sentence(pages, rows, at))).collect()
}

/// „Zu den Fragen 3 und 4:“, „Zu Frage 3“ behind a sentence or a question; in mid-sentence („… wird auf die⏎Antwort zu den Fragen 3 und 4⏎
/// verwiesen“) it is a reference.
fn heading(pages: &Pages<'_>, rows: &[Row<'_>], at: usize, mode: Mode) -> Option<Announced> {
    let row = rows.get(at).filter(|row| row.number.is_none())?;
    let behind_question = rows::above(rows, at).is_some_and(|above| above.asks);
    let (rest, questions) = match answer_heading(row.words, behind_question) {
        Some(questions) => ("", questions),
        None if mode == Mode::Answered => answer_headed(row.words).ok()?,
        None => return None,
    };
    // „b) Wehre,⏎Zu Frage 3b:“
    let behind_part = || row.words.contains(':') && rows::above(rows, at).is_some_and(|above| above.open && !above.broken);
    let apart = (begins(rows, at) || behind_part()) && (!rest.is_empty() || ends(rows, at)) && !row.is_turned();
    let spans = Span::new(row.span.start(), row.begin_of(pages.text, rest)).into();
    apart.then_some(Announced { row: at, questions, spans, form: Form::Heading })
}

/// The announcements that begin in a range of rows. They are in order.
pub(super) fn in_rows(announced: &[Announced], rows: Range<usize>) -> &[Announced] {
    let [from, to] = [rows.start, rows.end].map(|row| announced.partition_point(|one| one.row < row));
    announced.get(from..to).unwrap_or_default()
}

/// Whether what stands below a row does not go on with it.
pub(super) fn ends(rows: &[Row<'_>], at: usize) -> bool {
    rows.get(at + 1).is_some_and(|next| next.opening != Opening::Small)
}

fn sentence(pages: &Pages<'_>, rows: &[Row<'_>], at: usize) -> Option<Announced> {
    let reading = pages.flat(&words_of(rows.iter().skip(at).take(LONGEST)));
    let text = reading.text();
    let (_, (mark, (printed, questions))) = (recognize(opt(answer_mark)), consumed(announcement)).parse(text).ok()?;
    Some(Announced { row: at, questions, spans: reading.to_source(mark.len()..mark.len() + printed.len()), form: Form::Sentence })
}
