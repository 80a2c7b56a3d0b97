//! The second walk: what papers of the run know about each other.

use std::collections::{BTreeSet, HashMap};
use std::io::{Read, Seek, SeekFrom, Write};
use std::sync::{Mutex, PoisonError};

use tempfile::SpooledTempFile;

use super::convert::{papers, record_of};
use super::glance::glance;
use super::pipeline::{self, Jobs};
use super::survey::{Place, survey};
use super::{Options, Progress};
use crate::diagnostic::{Code, Diagnostic};
use crate::error::{Error, Result};
use crate::id::{PaperNumber, QuestionId};
use crate::record::{Record, Resolution};
use crate::references::resolve::{Index, resolve_in};
use crate::source::Source;
use crate::source::walk::{Inputs, Item};
use crate::structure::{Companions, Inquiry};

/// Up to this size the inquiries' questions stay in memory.
const IN_MEMORY: usize = 8 << 20;

/// What a run knows about its papers.
#[derive(Default)]
pub(super) struct Known {
    inquiries: Option<Inquiries>,
    index: Index,
    resolves: bool,
    editions: BTreeSet<PaperNumber>,
}

/// The questions of inquiries, one after the other in a temporary file.
struct Inquiries {
    places: HashMap<PaperNumber, (u64, usize)>,
    end: u64,
    file: Mutex<SpooledTempFile>,
}

/// An inquiry for an answer.
pub(super) struct Held {
    evidence: Vec<u8>,
    inquiry: Inquiry,
    several_editions: bool,
}

impl Held {
    /// An inquiry that the caller holds.
    pub(super) fn new(inquiry: Inquiry) -> Self {
        Self { evidence: Vec::new(), inquiry, several_editions: false }
    }

    /// All that it says to the answer, as bytes.
    pub(super) fn evidence(&self) -> &[u8] {
        &self.evidence
    }

    /// As the parser takes it, and what is to be said about it.
    pub(super) fn into_companions(self) -> (Companions, Vec<Diagnostic>) {
        let number = self.inquiry.number;
        let note = self.several_editions.then(|| newest_taken(number));
        (Companions { inquiry: Some(self.inquiry) }, note.into_iter().collect())
    }
}

fn newest_taken(number: PaperNumber) -> Diagnostic {
    Diagnostic::info(Code::NewerEdition, None, format!("several editions of {number} are in this run; the newest was taken"))
}

/// What one paper adds.
type Entry = (Record, Option<Inquiry>);

impl Known {
    /// Walks over the inputs, as often as it takes.
    ///
    /// # Errors
    /// Of the temporary files.
    pub(super) fn gather(inputs: &mut Inputs, options: Options, jobs: &Jobs, progress: &Progress) -> Result<Self> {
        inputs.make_rereadable()?;
        let needed = survey(inputs, options, jobs, progress)?;
        let mut known = Self { resolves: options.resolve, editions: needed.editions, ..Self::default() };
        // Inquiries stand by themselves; other papers are read as they will be read when they are written.
        let mut inquiries = Inquiries::new();
        let mut index = Index::new();
        let mut note = |entries: Vec<Entry>| {
            for (record, inquiry) in entries {
                if let Some(inquiry) = inquiry.filter(|_| options.companions) {
                    inquiries.add(&inquiry)?;
                }
                if let Some((number, outline)) = Index::entry_of(&record).filter(|_| options.resolve) {
                    index.insert(number, outline);
                }
            }
            Ok(())
        };
        known.read(inputs, jobs, progress, &needed.inquiries, &mut note)?;
        known.inquiries = Some(inquiries);
        if options.resolve {
            let mut note = |entries: Vec<Entry>| {
                for (number, outline) in entries.iter().filter_map(|(record, _)| Index::entry_of(record)) {
                    index.insert(number, outline);
                }
                Ok(())
            };
            known.read(inputs, jobs, progress, &needed.others, &mut note)?;
        }
        known.index = index;
        Ok(known)
    }

    fn read(
        &self,
        inputs: &Inputs,
        jobs: &Jobs,
        progress: &Progress,
        places: &BTreeSet<Place>,
        note: &mut (dyn FnMut(Vec<Entry>) -> Result<()> + Send),
    ) -> Result<()> {
        if places.is_empty() {
            return Ok(());
        }
        let read = |item: Item| {
            let ordinal = item.ordinal;
            let mut indices = places.range((ordinal, 0)..=(ordinal, u32::MAX)).map(|&(_, index)| index).peekable();
            if indices.peek().is_none() {
                return Vec::new();
            }
            let mut papers: Vec<_> = papers(item, inputs.encoding()).into_iter().map(Some).collect();
            let parse = |index: u32| {
                let source = papers.get_mut(index as usize)?.take()?.ok()?;
                let record = record_of(&source, self.companion_of(&source).ok()?).ok()?;
                let inquiry = Inquiry::of(&record);
                Some((record, inquiry))
            };
            indices.filter_map(parse).collect()
        };
        let work = |items| jobs.map(items, read).into_iter().flatten().collect::<Vec<_>>();
        pipeline::walk(inputs, jobs, progress, work, note).map(|_| ())
    }

    /// The inquiry of an answer, if the run holds it.
    ///
    /// # Errors
    /// Of the temporary file.
    pub(super) fn companion_of(&self, source: &Source) -> Result<Option<Held>> {
        let Some(inquiries) = &self.inquiries else { return Ok(None) };
        let Some(number) = glance(source).inquiry else { return Ok(None) };
        let Some(evidence) = inquiries.get(number)? else { return Ok(None) };
        let questions: Vec<(QuestionId, String)> = serde_json::from_slice(&evidence).unwrap_or_default();
        let several_editions = self.editions.contains(&number);
        Ok(Some(Held { evidence, inquiry: Inquiry { number, questions }, several_editions }))
    }

    /// Looks the references of a record up in the run.
    pub(super) fn resolve(&self, record: &mut Record) {
        if !self.resolves {
            return;
        }
        resolve_in(record, &self.index);
        if self.editions.is_empty() {
            return;
        }
        let found = record.references.iter().filter(|reference| reference.resolution == Resolution::Batch);
        let numbers: BTreeSet<PaperNumber> = found.filter_map(|reference| reference.paper.as_deref()?.parse().ok()).collect();
        record.diagnostics.extend(numbers.intersection(&self.editions).copied().map(newest_taken));
    }
}

impl Inquiries {
    fn new() -> Self {
        Self { places: HashMap::new(), end: 0, file: Mutex::new(SpooledTempFile::new(IN_MEMORY)) }
    }

    fn add(&mut self, inquiry: &Inquiry) -> Result<()> {
        let bytes = serde_json::to_vec(&inquiry.questions).unwrap_or_default();
        let file = self.file.get_mut().unwrap_or_else(PoisonError::into_inner);
        file.write_all(&bytes).map_err(spooling)?;
        self.places.insert(inquiry.number, (self.end, bytes.len()));
        self.end += bytes.len() as u64;
        Ok(())
    }

    fn get(&self, number: PaperNumber) -> Result<Option<Vec<u8>>> {
        let Some(&(at, length)) = self.places.get(&number) else { return Ok(None) };
        let mut bytes = vec![0; length];
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(at)).and_then(|_| file.read_exact(&mut bytes)).map_err(spooling)?;
        Ok(Some(bytes))
    }
}

fn spooling(cause: std::io::Error) -> Error {
    Error::io("temporary file of the inquiries", cause)
}
