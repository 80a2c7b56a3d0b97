//! What papers and collections may lack alike, in the same words.

use crate::diagnostic::{Code, Diagnostic};
use crate::id::QuestionId;
use crate::span::Span;

/// Numbers must run from 1 without a gap. They are given as they rise, each with its place.
pub(super) fn gaps(numbers: impl IntoIterator<Item = (u32, Option<Span>)>) -> Vec<Diagnostic> {
    let mut before = 0;
    let gap = |(number, place): (u32, Option<Span>)| {
        let first = std::mem::replace(&mut before, number) + 1;
        let missing = match number.checked_sub(first)? {
            0 => return None,
            1 => format!("question {first} is missing"),
            _ => format!("questions {first} to {} are missing", number - 1),
        };
        Some(Diagnostic::warning(Code::QuestionGap, place, missing))
    };
    numbers.into_iter().filter_map(gap).collect()
}

/// A question without an answer, and its place.
pub(super) fn unanswered(id: QuestionId, place: Option<Span>) -> Diagnostic {
    Diagnostic::warning(Code::Unanswered, place, format!("question {id} has no answer"))
}

/// Questions that share an answer, and its place, without an announcement.
pub(super) fn unannounced(questions: &[QuestionId], answer: Option<Span>) -> Diagnostic {
    let message = format!("{} stand before this answer, and no announcement says that it answers all of them", joined(questions));
    Diagnostic::info(Code::JointUnannounced, answer, message)
}

/// „3, 4, 4a“.
pub(super) fn joined(ids: &[QuestionId]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
