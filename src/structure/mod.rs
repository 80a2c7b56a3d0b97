//! The passes that give every byte its role, in their order.

pub(crate) mod collections;
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
