//! Bundestag papers (Drucksachen) from raw text to structured records.
#![deny(missing_docs)]
#![deny(clippy::print_stdout, clippy::print_stderr)]

mod error;

mod span;

mod id;

mod diagnostic;

mod ledger;

pub mod source;

mod lines;

mod cleaning;

mod grammar;

mod structure;

pub mod references;

pub mod record;

pub mod output;

pub mod batch;

pub use crate::diagnostic::{Code, Diagnostic, Severity};
pub use crate::error::{Error, Result};
pub use crate::id::{PaperNumber, Part, QuestionId, QuestionList, QuestionRange};
pub use crate::ledger::{Entry, Ledger, Original, Role, Rule, Voice};
pub use crate::record::{Record, Status};
pub use crate::source::Source;
pub use crate::span::{Span, Spans};
pub use crate::structure::{Companions, Inquiry};

/// Reads one paper. What the paper says is never an error: doubts are diagnostics in the record.
#[must_use]
pub fn parse(source: &Source, companions: &Companions) -> Record {
    record::build::record(source, companions)
}

/// The papers that a text holds, in order: usually the one, given back as it is.
#[must_use]
pub fn papers(source: Source) -> Vec<Source> {
    structure::papers::split(source)
}
