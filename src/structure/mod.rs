//! The passes that give every byte its role, in their order.

pub(crate) mod papers;

use crate::id::{PaperNumber, QuestionId};

/// The inquiry that an answer answers, as far as it is evidence: its questions, letter for letter.
#[derive(Clone, Debug, Default)]
pub struct Companions {
    /// The inquiry, if the caller holds it.
    pub inquiry: Option<Inquiry>,
}

/// An inquiry's questions.
#[derive(Clone, Debug)]
pub struct Inquiry {
    /// Its number.
    pub number: PaperNumber,
    /// Its questions and their texts, in order.
    pub questions: Vec<(QuestionId, String)>,
}

impl Inquiry {
    /// The questions of an inquiry's record; none for papers of another kind.
    #[must_use]
    pub fn of(record: &crate::Record) -> Option<Self> {
        let number = record.paper.number?;
        let is_inquiry = record.paper.kind.as_deref().is_some_and(|kind| kind == "Kleine Anfrage" || kind == "Große Anfrage");
        let questions = record.questions.iter().map(|question| (question.id, question.text.clone()));
        (is_inquiry && !record.questions.is_empty()).then(|| Self { number, questions: questions.collect() })
    }
}
