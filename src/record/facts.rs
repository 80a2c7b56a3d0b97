//! What a run counts of a record.

use serde::{Deserialize, Serialize};

use super::{Record, Status};
use crate::diagnostic::{Code, Severity};

/// A record in numbers. It outlives the run beside the record's file, for runs that keep that.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Facts {
    pub(crate) status: Status,
    pub(crate) notes: Vec<(Code, Severity)>,
    /// Of the source text, or of its part.
    pub(crate) bytes: u32,
}

impl Facts {
    pub(crate) fn of(record: &Record) -> Self {
        let bytes = record.source.part.map_or(record.source.bytes, |part| part.span.len());
        let notes = record.diagnostics.iter().map(|note| (note.code, note.severity)).collect();
        Self { status: record.status, notes, bytes }
    }
}
