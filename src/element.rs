//! What a record is made of, by name.

use std::fmt;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::id::QuestionId;
use crate::voice::Voice;

/// An element of a record: „preface:askers“, „question:3“, „answer:4“.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Element {
    /// A Vorbemerkung.
    Preface(Voice),
    /// A question.
    Question(QuestionId),
    /// An answer.
    Answer(QuestionId),
    /// The text of a paper that we do not structure.
    Body,
}

impl fmt::Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Preface(voice) => write!(f, "preface:{}", voice.name()),
            Self::Question(id) => write!(f, "question:{id}"),
            Self::Answer(id) => write!(f, "answer:{id}"),
            Self::Body => f.write_str("body"),
        }
    }
}

impl Serialize for Element {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for Element {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Element".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^(preface:(askers|government)|(question|answer):[0-9]+[a-z]{0,2}|body)$",
            "description": "An element of the record; `body` is the text of a paper that is not structured."
        })
    }
}
