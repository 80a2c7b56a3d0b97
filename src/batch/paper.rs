//! A paper of a run: where it stands, the inquiry that is held for it, its record.

use std::panic::{AssertUnwindSafe, catch_unwind};

use encoding_rs::Encoding;

use crate::diagnostic::{Code, Diagnostic};
use crate::error::{Error, Result};
use crate::id::PaperNumber;
use crate::record::Record;
use crate::source::walk::Item;
use crate::source::{Source, dip};
use crate::structure::{Companions, Inquiry};

/// Where a paper stands: the item, and which of its papers.
pub(super) type PaperPlace = (u64, u32);

/// The papers of an item, each by itself.
pub(super) fn papers(item: Item, encoding: Option<&'static Encoding>) -> impl Iterator<Item = (PaperPlace, Result<Source>)> {
    let (ordinal, place) = (item.ordinal, item.place().to_owned());
    let texts = catch(&place, || item.read(encoding)).unwrap_or_else(|error| vec![Err(error)]);
    let split = move |read: Result<dip::Read>| match read.and_then(|read| catch(&place, || crate::papers(read.source))) {
        Ok(sources) => sources.into_iter().map(Ok).collect(),
        Err(error) => vec![Err(error)],
    };
    (0..).map(move |index| (ordinal, index)).zip(texts.into_iter().flat_map(split))
}

/// An inquiry for an answer.
pub(super) struct Held {
    /// All that it says to the answer, as bytes.
    pub evidence: Vec<u8>,
    pub inquiry: Inquiry,
    pub several_editions: bool,
}

impl Held {
    /// An inquiry that the caller holds.
    pub(super) fn new(inquiry: Inquiry) -> Self {
        Self { evidence: Vec::new(), inquiry, several_editions: false }
    }

    /// As the parser takes it, and what is to be said about it.
    pub(super) fn into_companions(self) -> (Companions, Vec<Diagnostic>) {
        let number = self.inquiry.number;
        let note = self.several_editions.then(|| newest_taken(number));
        (Companions { inquiry: Some(self.inquiry) }, note.into_iter().collect())
    }
}

pub(super) fn newest_taken(number: PaperNumber) -> Diagnostic {
    Diagnostic::info(Code::NewerEdition, None, format!("several editions of {number} are in this run; the newest was taken"))
}

/// The record of a paper as it is without the rest of the run, but for its companion.
pub(super) fn record_of(source: &Source, held: Option<Held>) -> Result<Record> {
    let (companions, notes) = held.map(Held::into_companions).unwrap_or_default();
    let mut record = catch(source.name(), || crate::parse(source, &companions))?;
    record.note(notes);
    Ok(record)
}

/// A bug that one paper meets costs no other its record.
fn catch<T>(place: &str, work: impl FnOnce() -> T) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Error::Bug { place: place.to_owned() })
}
