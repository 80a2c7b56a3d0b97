//! Ledger → Record. The texts are Readings of the ledger's entries.

use super::{Paper, Record, SCHEMA_VERSION, SourceInfo, Status};
use crate::ledger::{Ledger, Role};
use crate::source::Source;
use crate::structure::Companions;

/// The name and version that records carry.
pub(crate) const GENERATOR: &str = concat!("drucksachen ", env!("CARGO_PKG_VERSION"));

/// Reads a paper.
pub(crate) fn record(source: &Source, _companions: &Companions) -> Record {
    let mut ledger = Ledger::new(source.span());
    ledger.finish(source.text(), Role::Body);
    Record {
        schema_version: SCHEMA_VERSION,
        generator: GENERATOR,
        status: Status::Unstructured,
        source: SourceInfo {
            name: source.name().to_owned(),
            format: source.format(),
            bytes: crate::span::offset(source.text().len()),
            sha256: source.sha256().to_owned(),
            part: source.part(),
            companions: Vec::new(),
        },
        paper: Paper::default(),
        prefaces: Vec::new(),
        questions: Vec::new(),
        answers: Vec::new(),
        footnotes: Vec::new(),
        annexes: Vec::new(),
        references: Vec::new(),
        duplicates: Vec::new(),
        diagnostics: source.notes().to_vec(),
        ledger: Some(ledger.entries().map(Into::into).collect()),
    }
}
