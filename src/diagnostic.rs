//! What a record says about its own doubts. A diagnostic is data: it never stops a paper.

use std::cmp::{Ordering, Reverse};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::names::names;
use crate::span::Span;

names! {
    /// How much a diagnostic weighs. A `warning` makes a record `partial`.
    #[derive(Deserialize)]
    Severity:
    /// Worth knowing; nothing in the record is in doubt because of it.
    Info => "info",
    /// Something in the record is in doubt, at the span.
    Warning => "warning",
}

names! {
    /// Every kind of diagnostic, stable, in kebab-case in JSON.
    #[derive(Deserialize)]
    Code:
    /// A number is missing between the questions.
    QuestionGap => "question-gap",
    /// A question or sub-question has no answer.
    Unanswered => "unanswered",
    /// Two readings of a place are nearly equally good.
    UncertainBoundary => "uncertain-boundary",
    /// An announcement names other questions than those that stand before it.
    AnnouncementMismatch => "announcement-mismatch",
    /// Several questions stand before an answer, and no announcement says that it answers all of them.
    JointUnannounced => "joint-unannounced",
    /// An announcement is misprinted and was read as what it can only mean.
    AnnouncementMisprint => "announcement-misprint",
    /// A question of the paper is printed twice.
    QuestionRepeated => "question-repeated",
    /// A question's number does not fit the sequence and was read as the one that is missing.
    QuestionMisnumbered => "question-misnumbered",
    /// The answer names its own number as that of its inquiry.
    OwnNumberAsInquiry => "own-number-as-inquiry",
    /// A part of the title block could not be read.
    TitleUnread => "title-unread",
    /// The transmittal note could not be read.
    TransmittalUnread => "transmittal-unread",
    /// A date is misprinted.
    DateUnread => "date-unread",
    /// No questions were found in a paper of a kind that has them.
    NothingFound => "nothing-found",
    /// Words that no rule could give a role.
    UnreadText => "unread-text",
    /// The directory of a collection and its body disagree.
    DirectoryMismatch => "directory-mismatch",
    /// A reference names more questions than are listed.
    RangeTooLong => "range-too-long",
    /// A reference points to a question, preface or annex that the paper does not have.
    ReferenceAbsent => "reference-absent",
    /// An answer only points to an answer that itself only points on.
    ReferenceChain => "reference-chain",
    /// Answers point at each other in a circle, and none says anything.
    ReferenceCircle => "reference-circle",
    /// Several editions of a paper were at hand; the newest was taken.
    NewerEdition => "newer-edition",
    /// The text was not UTF-8, or an extractor wrote hyphens as control characters; how it was read.
    Encoding => "encoding",
    /// Bytes that no encoding explains were replaced.
    InvalidBytes => "invalid-bytes",
    /// UTF-8 that had been read as Windows-1252 („fÃ¼r“) was repaired.
    Mojibake => "mojibake",
    /// DIP's metadata and the text disagree.
    MetadataMismatch => "metadata-mismatch",
}

/// One doubt or remark.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Diagnostic {
    /// Which kind.
    pub code: Code,
    /// How much it weighs.
    pub severity: Severity,
    /// What is, in the paper's words and numbers. For people; may change between versions.
    pub message: String,
    /// Where, in bytes of the source text; null where the whole paper is meant.
    pub span: Option<Span>,
}

impl Diagnostic {
    /// Something in the record is in doubt.
    #[must_use]
    pub fn warning(code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self { code, severity: Severity::Warning, message: message.into(), span: span.into() }
    }

    /// Worth knowing, changes no status.
    #[must_use]
    pub fn info(code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self { code, severity: Severity::Info, message: message.into(), span: span.into() }
    }

    fn place(&self) -> (Option<Span>, Code, Reverse<Severity>, &str) {
        (self.span, self.code, Reverse(self.severity), &self.message)
    }
}

/// In the order of the source, those of the whole paper first; at one place by their codes, warnings before infos.
impl Ord for Diagnostic {
    fn cmp(&self, other: &Self) -> Ordering {
        self.place().cmp(&other.place())
    }
}

impl PartialOrd for Diagnostic {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
