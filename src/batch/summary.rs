//! What a run did.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::error::Error;
use crate::record::Status;
use crate::record::facts::Facts;

/// How many failures are kept with their reasons; more are counted.
const MOST_FAILURES: usize = 100_000;

/// What a run did, in numbers.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Summary {
    /// Records written, or found unchanged.
    pub records: u64,
    /// Of these, written by an earlier run and kept. They count like the others.
    pub unchanged: u64,
    /// Records by status.
    pub status: BTreeMap<&'static str, u64>,
    /// Diagnostics by code and severity: „question-gap“ → „warning“ → 3.
    pub diagnostics: BTreeMap<&'static str, BTreeMap<&'static str, u64>>,
    /// Bytes of source texts.
    pub bytes: u64,
    /// Papers without a record.
    pub failed: u64,
    /// Where and why; the first 100,000.
    pub failures: Vec<Failure>,
    /// Files of other kinds that were passed over in folders and archives, by their ending.
    pub passed_over: BTreeMap<String, u64>,
}

/// A paper without a record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Failure {
    /// File, place and reason.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl From<&Error> for Failure {
    fn from(error: &Error) -> Self {
        Self { message: error.to_string(), help: error.help().map(ToOwned::to_owned) }
    }
}

impl Summary {
    pub(super) fn add(&mut self, facts: &Facts) {
        self.records += 1;
        self.bytes += u64::from(facts.bytes);
        *self.status.entry(facts.status.name()).or_default() += 1;
        for (code, severity) in &facts.notes {
            *self.diagnostics.entry(code.name()).or_default().entry(severity.name()).or_default() += 1;
        }
    }

    pub(super) fn add_failure(&mut self, error: &Error) {
        self.failed += 1;
        if self.failures.len() < MOST_FAILURES {
            self.failures.push(error.into());
        }
    }

    /// How many diagnostics of this code there are.
    #[must_use]
    pub fn count(&self, code: &str) -> u64 {
        self.diagnostics.get(code).map_or(0, |by| by.values().sum())
    }

    /// How many records have this status.
    #[must_use]
    pub fn with_status(&self, status: Status) -> u64 {
        self.status.get(status.name()).copied().unwrap_or(0)
    }
}
