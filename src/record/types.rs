//! The output model. The JSON Schema is generated from these types; what stands here is the promise.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::cleaning::duplicates::{Difference, Similarity};
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::element::Element;
use crate::id::{PaperNumber, QuestionId};
use crate::ledger::Entry;
use crate::names::names;
use crate::paper::{Answerer, Asker, Paper};
use crate::references::Reference;
use crate::source::{Format, SourcePart};
use crate::span::{Span, Spans};
use crate::voice::Voice;

/// One paper.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "drucksachen record")]
pub struct Record {
    /// Rises in its second place when fields are added, in its first when one changes or goes.
    pub schema_version: &'static str,
    /// Program and version.
    pub generator: &'static str,
    /// How far the record can be trusted.
    pub status: Status,
    /// The text that it was made from.
    pub source: SourceInfo,
    /// What the title block and the transmittal note say.
    pub paper: Paper,
    /// The Vorbemerkungen, in the order of print.
    pub prefaces: Vec<Preface>,
    /// The questions, in the order of their numbers.
    pub questions: Vec<Question>,
    /// The answers, in the order of print.
    pub answers: Vec<Answer>,
    /// Notes at page feet.
    pub footnotes: Vec<Footnote>,
    /// What follows the answers under „Anlage“.
    pub annexes: Vec<Annex>,
    /// Everything in prefaces, questions and answers that points somewhere, in the order of print.
    pub references: Vec<Reference>,
    /// Passages that stand twice.
    pub duplicates: Vec<Duplicate>,
    /// Doubts and remarks, in the order of the source.
    pub diagnostics: Vec<Diagnostic>,
    /// What became of every byte; only when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ledger: Option<Vec<LedgerEntry>>,
}

impl Record {
    /// Adds to the diagnostics. They stay in their order, and none is said twice.
    pub(crate) fn note(&mut self, more: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(more);
        self.diagnostics.sort_unstable();
        self.diagnostics.dedup();
    }
}

names! {
    /// How far a record can be trusted.
    #[derive(Deserialize)]
    Status:
    /// A paper of a kind that we structure, and nothing in it is in doubt.
    Complete => "complete",
    /// Something is in doubt: at least one diagnostic of severity `warning` says what and where.
    Partial => "partial",
    /// A kind that we do not structure, or a text in which we found none: metadata, references and a ledger with role `body`.
    Unstructured => "unstructured",
}

/// The text that a record was made from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceInfo {
    /// The path relative to the argument that it was found under; of a DIP document „21_971.txt“.
    pub name: String,
    /// How the text came to us.
    pub format: Format,
    /// Length of the source text in bytes of UTF-8.
    pub bytes: u32,
    /// SHA-256 of the source text in UTF-8.
    #[schemars(regex(pattern = r"^[0-9a-f]{64}$"))]
    pub sha256: String,
    /// Which part of the text the paper is; only where a source holds several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<SourcePart>,
    /// Other papers that this record was read with: the inquiry of an answer.
    pub companions: Vec<PaperNumber>,
}

/// A Vorbemerkung.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Preface {
    /// Whose.
    pub by: Voice,
    /// Without its heading.
    pub text: String,
    /// With its heading.
    pub spans: Spans,
}

/// A question.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// „1“.
    pub id: QuestionId,
    /// The whole question as printed, sub-questions with their labels, without its number.
    pub text: String,
    /// Of the question and all its parts, number included.
    pub spans: Spans,
    /// The id of the answer to the whole question; null where it has none.
    pub answered_by: Option<QuestionId>,
    /// Its labelled parts once more.
    pub sub_questions: Vec<SubQuestion>,
    /// Who asks; collections only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asker: Option<Asker>,
    /// Under which department it stands, in the nominative; collections only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
}

/// A labelled part of a question.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SubQuestion {
    /// „1a“.
    pub id: QuestionId,
    /// As printed: „a)“.
    pub label: String,
    /// Without its label.
    pub text: String,
    /// Label included.
    pub spans: Spans,
    /// The id of its answer; null where it has none.
    pub answered_by: Option<QuestionId>,
}

/// An answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The first question that it answers.
    pub id: QuestionId,
    /// Every question and sub-question that it answers.
    pub questions: Vec<QuestionId>,
    /// The sentence that says what is answered together.
    pub announcement: Option<Announcement>,
    /// Without the announcement.
    pub text: String,
    /// Of the text; several where it is printed in parts.
    pub spans: Spans,
    /// Whether the answer says nothing of its own and only points elsewhere: every sentence in it is a reference with a
    /// verb of pointing („Es wird auf die Antwort zu Frage 3 verwiesen.“, „Siehe Antwort zu Frage 3.“, „Die Angaben können
    /// der Anlage 2 entnommen werden.“).
    pub refers_only: bool,
    /// Who answers; collections only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Answerer>,
    /// When; collections only. Null where it is misprinted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Option<Date>>,
}

/// „Die Fragen 3 bis 5 werden gemeinsam beantwortet.“
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Announcement {
    /// As printed.
    pub text: String,
    /// Where.
    pub spans: Spans,
}

/// A note at a page's foot.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Footnote {
    /// „*“, „1“, „²“.
    pub mark: String,
    /// Without the mark.
    pub text: String,
    /// Mark included.
    pub spans: Spans,
}

/// An Anlage.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Annex {
    /// „Anlage 1“, as printed.
    pub label: String,
    /// Without its heading.
    pub text: String,
    /// With its heading.
    pub spans: Spans,
}

/// A passage that stands twice.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Duplicate {
    /// What it repeats: the element that was kept.
    pub of: Element,
    /// The copy that was not kept.
    pub spans: Spans,
    /// Share of its words that stand in the kept one too, to two places.
    pub similarity: Similarity,
    /// Every word in which they differ.
    pub differences: Vec<Difference>,
}

/// An entry of the ledger.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LedgerEntry {
    /// Bytes of the source.
    pub span: Span,
    /// What they are.
    pub role: &'static str,
    /// Of which element: a question's id, a preface's voice, what a duplicate repeats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The heuristic that decided.
    pub rule: &'static str,
}

impl From<Entry> for LedgerEntry {
    fn from(entry: Entry) -> Self {
        Self { span: entry.span, role: entry.role.name(), id: entry.role.id(), rule: entry.rule.name() }
    }
}
