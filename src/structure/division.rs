//! Answers to questions that are printed together, where each of them has its head or its number: „Zu Frage 1: …“, „1. …“.

use std::collections::BTreeSet;
use std::ops::Range;

use super::joint::{Announced, Form, begins, ends};
use super::outline::{Place, Step, stretches};
use super::rows::Row;
use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::announcements::answer_parted;
use crate::grammar::dates::spoken_date;
use crate::id::{QuestionId, QuestionList, QuestionRange};
use crate::span::Span;

/// Parts an answer where its heads name each of the questions above it. Where they leave one out, or name one twice, they stand in the
/// answer, and that is said.
pub(super) fn divide(text: &str, steps: &mut Vec<Step>, rows: &[Row<'_>], announced: &mut Vec<Announced>) -> Vec<Diagnostic> {
    let mut doubts = Vec::new();
    let mut asked: Vec<u32> = Vec::new();
    let mut divided = Vec::with_capacity(steps.len());
    for (step, stretch) in stretches(steps, rows.len()) {
        divided.push(*step);
        asked.extend(step.whole_question());
        if step.place != Place::Answer {
            continue;
        }
        let asked = std::mem::take(&mut asked);
        let heads = heads_among(text, rows, stretch.clone(), &asked);
        // A table or its source, which end no sentence, may stand above some.
        let apart: Vec<Announced> = heads.iter().filter(|head| begins(rows, head.row)).cloned().collect();
        let numbers = numbers_among(text, rows, stretch, &asked);
        if let Some(told) = [&apart, &heads, &numbers].into_iter().find(|heads| names_each(heads, step.row, &asked)) {
            divided.extend(told.iter().skip(1).map(|head| Step { row: head.row, ..*step }));
            announced.retain(|one| !told.iter().any(|head| head.row == one.row));
            announced.extend_from_slice(told);
            continue;
        }
        let all = |names: &dyn Fn(QuestionId) -> bool| asked.iter().all(|&number| names(QuestionId::whole(number)));
        let announces = |one: &Announced| one.row == step.row && (one.form == Form::Sentence || all(&|id| one.questions.covers(id)));
        let counts = |first: &&Announced| first.row == step.row && all(&|id| numbers.iter().any(|one| one.questions.covers(id)));
        let first = apart.first().or_else(|| numbers.first().filter(counts));
        if let Some(first) = first.filter(|_| asked.len() > 1 && !announced.iter().any(announces)) {
            let message = "headings or numbers in this answer name questions that stand above it, but it could not be parted by them";
            doubts.push(Diagnostic::warning(Code::AnnouncementMismatch, first.spans.first(), message));
        }
    }
    *steps = divided;
    doubts
}

/// The heads in an answer that name what was asked above it.
fn heads_among(text: &str, rows: &[Row<'_>], answer: Range<usize>, asked: &[u32]) -> Vec<Announced> {
    // What few lines begin with is seen faster than that no head stands there.
    let may_be = |row: &Row<'_>| row.words.starts_with(['Z', 'A', 'G']);
    named(text, rows, answer, asked, |row| if may_be(row) { answer_parted(row.words).ok() } else { None })
}

/// „1. Neun. 2. Keine.“: letters answer what they list above by its numbers. A single number may be anything's.
fn numbers_among(text: &str, rows: &[Row<'_>], answer: Range<usize>, asked: &[u32]) -> Vec<Announced> {
    if asked.len() < 2 {
        return Vec::new();
    }
    named(text, rows, answer, asked, |row| {
        let id = QuestionId::whole(row.number.filter(|_| spoken_date(row.words).is_err())?);
        Some((row.words.get(row.number_end as usize..)?, QuestionList(vec![QuestionRange { from: id, to: id }])))
    })
}

/// The rows that begin with what names questions that were asked, as `head` reads it from the rest.
fn named<'a>(
    text: &str,
    rows: &[Row<'a>],
    answer: Range<usize>,
    asked: &[u32],
    head: impl Fn(&Row<'a>) -> Option<(&'a str, QuestionList)>,
) -> Vec<Announced> {
    // „Zu den Fragen 3a und 3c“ divides the answer to their question.
    let is_asked = |id: &QuestionId| id.is_whole() && asked.contains(&id.number());
    let named = answer.filter_map(|at| {
        let row = rows.get(at).filter(|row| !row.is_turned())?;
        let (rest, questions) = head(row)?;
        let fits = questions.0.iter().all(|range| is_asked(&range.from) && is_asked(&range.to)) && (!rest.is_empty() || ends(rows, at));
        let spans = Span::new(row.span.start(), row.begin_of(text, rest)).into();
        fits.then_some(Announced { row: at, questions, spans, form: Form::Division })
    });
    named.collect()
}

/// Whether heads, the first of which begins the answer, name each question once.
fn names_each(heads: &[Announced], answer: usize, asked: &[u32]) -> bool {
    let ranges = heads.iter().flat_map(|head| &head.questions.0);
    let mut numbers: Vec<u32> = ranges.flat_map(|range| range.from.number()..=range.to.number()).take(asked.len() + 1).collect();
    numbers.sort_unstable();
    let begins = heads.first().is_some_and(|first| first.row == answer);
    begins && numbers.iter().eq(asked.iter().collect::<BTreeSet<_>>())
}
