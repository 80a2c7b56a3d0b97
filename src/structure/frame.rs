//! What stands around the questions of an inquiry: preface, request, signatures, and until 1998 the reasons.

use std::ops::Range;

use super::rows::{Row, above};
use crate::grammar::headings;
use crate::grammar::sentences::end_within;
use crate::grammar::transmittal::opens_signature;

/// The parts of an inquiry, as rows.
#[derive(Debug)]
pub(super) struct Frame {
    /// All above the request.
    pub preface: Range<usize>,
    /// „Wir fragen die Bundesregierung:“
    pub request: Range<usize>,
    /// The questions.
    pub questions: Range<usize>,
    /// „Berlin, den …“ and the names below.
    pub signature: Range<usize>,
    /// „Begründung“ and what stands under it, above the signatures or behind them.
    pub reasons: Range<usize>,
}

impl Frame {
    /// Of the rows below the title.
    pub(super) fn of(rows: &[Row<'_>]) -> Self {
        let headed = rows.iter().position(|row| headings::request(row.words)).map(|at| (at, at + 1));
        let (asked, begin) = headed.or_else(|| worded_request(rows)).unwrap_or((0, 0));
        let reasons = reasons(rows).unwrap_or(rows.len());
        let last_signed = |rows: &[Row<'_>]| rows.iter().rposition(|row| opens_signature(row.words));
        let above = rows.get(begin..reasons).and_then(last_signed).map(|at| begin + at);
        let behind = || rows.get(reasons..).and_then(last_signed).map(|at| reasons + at);
        let signature = above.or_else(behind).or_else(|| names(rows)).unwrap_or(rows.len());
        let end = signature.min(reasons).max(begin);
        let (signature, reasons) =
            if signature < reasons { (end..reasons, reasons..rows.len()) } else { (signature..rows.len(), reasons..signature) };
        Self { preface: 0..asked, request: asked..begin, questions: begin..end, signature, reasons }
    }
}

/// The row of „Begründung“ behind the last question: under a signature, or where a sentence ended above it. It may be the last
/// column that a question asks for.
fn reasons(rows: &[Row<'_>]) -> Option<usize> {
    let last_question = rows.iter().rposition(Row::begins_question).unwrap_or(0);
    let above = |at: usize| rows.get(last_question..at).unwrap_or_default();
    let headed = |at: &usize| rows.get(*at).is_some_and(|row| headings::is_reasons_heading(row.words));
    let begins = |at: &usize| above(*at).last().is_none_or(|row| row.stops) || above(*at).iter().any(|row| opens_signature(row.words));
    (last_question..rows.len()).find(|at| headed(at) && begins(at))
}

/// The row behind the last question mark, where nothing but names of a group's leaders stands behind it: „Ada Muster und Fraktion“.
fn names(rows: &[Row<'_>]) -> Option<usize> {
    const MOST: usize = 12;
    let last = rows.iter().rposition(|row| row.asks)?;
    let behind = rows.get(last + 1..).filter(|rows| rows.len() <= MOST)?;
    let signs = |row: &Row<'_>| row.words.ends_with("und Fraktion") || row.words.ends_with("und Gruppe");
    behind.iter().any(signs).then_some(last + 1)
}

/// „Aus diesem Grund erfragen die Fragesteller den Stand der folgenden Vorhaben:“: the sentence right above the first
/// question asks, in whatever words, and ends with a colon. Its rows, if it begins with one.
fn worded_request(rows: &[Row<'_>]) -> Option<(usize, usize)> {
    const LONGEST: usize = 4;
    let end = rows.iter().position(|row| row.number == Some(1))?;
    above(rows, end).filter(|row| row.words.ends_with(':'))?;
    let begins = |at: usize| above(rows, at).is_none_or(|above| above.stops && !above.broken);
    let begin = (end.saturating_sub(LONGEST)..end).rev().find(|&at| begins(at))?;
    let sentence = rows.get(begin..end)?;
    let says = |words: &[&str]| sentence.iter().any(|row| words.iter().any(|word| row.words.contains(word)));
    let one = sentence.iter().all(|row| !end_within(row.words));
    let asks = says(&["fragen", "bitten", "Fragen"]) && says(&["Bundesregierung", "Fragestell", "wir ", "Wir "]);
    (one && asks).then_some((begin, end))
}
