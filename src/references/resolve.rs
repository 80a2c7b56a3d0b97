//! References learn what became of them.

use crate::id::PaperNumber;
use crate::record::Record;

/// What a paper has that can be pointed to.
pub struct Outline;

/// The papers of a run.
#[derive(Default)]
pub struct Index(std::collections::BTreeMap<PaperNumber, Outline>);

impl Index {
    /// Of no paper.
    pub const fn new() -> Self {
        Self(std::collections::BTreeMap::new())
    }

    /// A paper's entry.
    pub fn entry_of(record: &Record) -> Option<(PaperNumber, Outline)> {
        record.paper.number.map(|number| (number, Outline))
    }

    /// Adds a paper.
    pub fn insert(&mut self, number: PaperNumber, outline: Outline) {
        self.0.insert(number, outline);
    }
}

/// Resolves a record's references.
pub fn resolve_in(_record: &mut Record, _index: &Index) {}
