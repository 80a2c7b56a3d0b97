//! A reference, as records hold it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::element::Element;
use crate::id::QuestionId;
use crate::names::names;
use crate::span::Spans;
use crate::voice::Voice;

names! {
    /// What kind of thing a reference points to.
    ReferenceKind:
    /// A question or answer of this paper.
    Question => "question",
    /// A Vorbemerkung of this paper.
    Preface => "preface",
    /// Another Drucksache.
    Paper => "paper",
    /// A Drucksache of the Bundesrat.
    Bundesrat => "bundesrat",
    /// A Plenarprotokoll.
    Plenary => "plenary",
    /// An Anlage.
    Annex => "annex",
}

names! {
    /// What became of a reference.
    Resolution:
    /// Found in this record.
    Paper => "paper",
    /// Found in another record of this run.
    Batch => "batch",
    /// The paper is at hand, but has no such question, preface or annex.
    Absent => "absent",
    /// The paper is not in this run.
    Outside => "outside",
}

names! {
    /// Whose preface a reference means.
    PrefaceOf:
    /// „Vorbemerkung der Fragesteller“.
    Askers => "askers",
    /// „Vorbemerkung der Bundesregierung“.
    Government => "government",
    /// „die Vorbemerkung“.
    Unspecified => "unspecified",
}

impl From<Option<Voice>> for PrefaceOf {
    fn from(voice: Option<Voice>) -> Self {
        match voice {
            Some(Voice::Askers) => Self::Askers,
            Some(Voice::Government) => Self::Government,
            None => Self::Unspecified,
        }
    }
}

/// Something that points somewhere.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// Where it stands.
    pub from: Element,
    /// What it points to.
    pub kind: ReferenceKind,
    /// As printed, line ends undone.
    pub text: String,
    /// From the first word that carries it to its last number.
    pub spans: Spans,
    /// The questions it names, ranges expanded.
    pub questions: Vec<QuestionId>,
    /// The paper it names: „20/2496“; the Bundesrat's „123/24“; the protocol's „20/12“.
    pub paper: Option<String>,
    /// Whose preface; kind `preface` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<PrefaceOf>,
    /// As printed: „Anlage 2“; kind `annex` only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What became of it.
    pub resolution: Resolution,
}
