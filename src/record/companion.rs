//! What an inquiry's record says to its answer.

use super::Record;
use crate::structure::Inquiry;

impl Inquiry {
    /// What an inquiry's record says that is evidence for its answer; `None` for another kind of paper, or one without
    /// questions.
    #[must_use]
    pub fn of(record: &Record) -> Option<Self> {
        let number = record.paper.number?;
        let is_inquiry = record.paper.kind.as_deref().is_some_and(|kind| kind == "Kleine Anfrage" || kind == "Große Anfrage");
        let questions = record.questions.iter().map(|question| (question.id, question.text.clone()));
        (is_inquiry && !record.questions.is_empty()).then(|| Self { number, questions: questions.collect() })
    }
}
