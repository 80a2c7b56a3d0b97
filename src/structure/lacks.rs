//! What papers and collections may lack alike, in the same words.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::id::{Part, QuestionId};
use crate::span::Span;

/// Numbers must run from 1 without a gap, and labels from „a)“. Each has its place.
pub(super) fn gaps(heads: &BTreeMap<QuestionId, Option<Span>>) -> Vec<Diagnostic> {
    let (mut numbers, mut labels) = (0, (QuestionId::whole(0), 0));
    let mut gaps = Vec::new();
    for (&id, &place) in heads {
        if id.is_whole() {
            gaps.extend(gap(place, std::mem::replace(&mut numbers, id.number()), id.number(), QuestionId::whole));
            continue;
        }
        let above = if labels.0 == id.stem() { labels.1 } else { 0 };
        gaps.extend(gap(place, above, id.part().index(), |label| QuestionId::part_of(id.number(), Part::at(label))));
        labels = (id.stem(), id.part().index());
    }
    gaps
}

/// What is missing between two numbers or labels, at the place of the second.
fn gap(place: Option<Span>, above: u32, below: u32, name: impl Fn(u32) -> QuestionId) -> Option<Diagnostic> {
    let first = name(above + 1);
    let missing = match below.checked_sub(above + 1)? {
        0 => return None,
        1 => format!("question {first} is missing"),
        _ => format!("questions {first} to {} are missing", name(below - 1)),
    };
    Some(Diagnostic::warning(Code::QuestionGap, place, missing))
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

/// Questions that are printed again, above an answer at its place. It goes on with that to the first of them, which may be one to other
/// questions, too, or not to all.
pub(super) fn repeated(questions: &[QuestionId], agrees: bool, answer: Option<Span>) -> Diagnostic {
    let again = joined(questions);
    if agrees {
        Diagnostic::info(Code::QuestionRepeated, answer, format!("{again}: printed again above this answer"))
    } else {
        let message = format!("{again}: printed again above this answer, which goes on with one that is not to the same questions");
        Diagnostic::warning(Code::QuestionRepeated, answer, message)
    }
}

/// An answer to nothing that is open, at its place, and whether it goes on with another one.
pub(super) fn answers_nothing_open(goes_on: bool, answer: Option<Span>) -> Diagnostic {
    let message = if goes_on {
        "what this answer names is answered above; it was taken for more of that answer"
    } else {
        "nothing tells which question this is the answer to"
    };
    Diagnostic::warning(Code::AnnouncementMismatch, answer, message)
}

/// „3, 4, 4a“.
pub(super) fn joined(ids: &[QuestionId]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
