//! The second walk: what papers of the run know about each other.

use std::collections::{BTreeSet, HashMap};
use std::io::{Read, Seek, SeekFrom, Write};
use std::sync::{Mutex, PoisonError};

use tempfile::SpooledTempFile;

use super::Progress;
use super::finishing::Finisher;
use super::glance::glance;
use super::paper::{Held, PaperPlace, newest_taken, papers, record_of};
use super::pipeline::{self, Jobs};
use super::survey::survey;
use crate::error::{Error, Result};
use crate::id::{PaperNumber, QuestionId};
use crate::links::{Index, Outline, resolve_in};
use crate::output::render::Rendered;
use crate::record::facts::Facts;
use crate::record::{Record, ReferenceKind, Resolution};
use crate::source::Source;
use crate::source::walk::Inputs;
use crate::structure::Inquiry;

/// Up to this size what is kept stays in memory.
const IN_MEMORY: usize = 1 << 20;

/// What a run knows about its papers.
#[derive(Default)]
pub(super) struct Known {
    inquiries: HashMap<PaperNumber, Stretch>,
    questions: Spool,
    index: Index,
    ready: HashMap<PaperPlace, (Stretch, Facts)>,
    records: Spool,
    resolves: bool,
    needed: BTreeSet<PaperNumber>,
    editions: BTreeSet<PaperNumber>,
}

/// Bytes that are kept in a temporary file, one stretch after the other.
struct Spool {
    end: u64,
    file: Mutex<SpooledTempFile>,
}

/// Where a stretch begins, and its length.
type Stretch = (u64, usize);

/// What one paper adds.
struct Entry {
    place: PaperPlace,
    outline: Option<(PaperNumber, Outline)>,
    inquiry: Option<Inquiry>,
    /// Its record, where nothing else in the run can change it.
    ready: Option<(Vec<u8>, Facts)>,
}

impl Known {
    /// Walks over the inputs, as often as it takes. Records that are ready by then are rendered by `finisher`.
    ///
    /// # Errors
    /// Of the temporary files.
    pub(super) fn gather(inputs: &mut Inputs, finisher: &Finisher<'_>, jobs: &Jobs, progress: &Progress) -> Result<Self> {
        inputs.make_rereadable()?;
        let options = finisher.options;
        let needed = survey(inputs, options, jobs, progress)?;
        let mut known = Self { resolves: options.resolve, editions: needed.editions, needed: needed.numbers, ..Self::default() };
        // Inquiries stand by themselves; other papers are read as they will be read when they are written.
        known.read(inputs, finisher, jobs, progress, &needed.inquiries)?;
        if options.resolve {
            known.read(inputs, finisher, jobs, progress, &needed.others)?;
        }
        Ok(known)
    }

    fn read(
        &mut self,
        inputs: &Inputs,
        finisher: &Finisher<'_>,
        jobs: &Jobs,
        progress: &Progress,
        places: &BTreeSet<PaperPlace>,
    ) -> Result<()> {
        if places.is_empty() {
            return Ok(());
        }
        let mut questions = Spool::default();
        let mut records = std::mem::take(&mut self.records);
        let (mut inquiries, mut index, mut ready) = (HashMap::new(), Vec::new(), HashMap::new());
        let known = &*self;
        let wanted = |ordinal| places.range((ordinal, 0)..=(ordinal, u32::MAX)).next().is_some();
        let parse = |(place, paper): (PaperPlace, Result<Source>)| {
            let source = paper.ok()?;
            let record = record_of(&source, known.companion_of(&source).ok()?).ok()?;
            Some(known.entry(place, record, &source, finisher))
        };
        let read = |item| papers(item, inputs.encoding()).filter(|(place, _)| places.contains(place)).filter_map(parse);
        let note = |entries: Vec<Entry>| {
            for Entry { place, outline, inquiry, ready: bytes } in entries {
                if let Some(inquiry) = inquiry {
                    let bytes = serde_json::to_vec(&inquiry.questions).unwrap_or_default();
                    inquiries.insert(inquiry.number, questions.add(&bytes)?);
                }
                if let Some((bytes, facts)) = bytes {
                    ready.insert(place, (records.add(&bytes)?, facts));
                }
                index.extend(outline);
            }
            Ok(())
        };
        pipeline::walk(inputs, jobs, progress, &wanted, |_, items| items.into_iter().flat_map(read).collect::<Vec<_>>(), note)?;
        self.records = records;
        self.ready.extend(ready);
        index.into_iter().for_each(|(number, outline)| self.index.insert(number, outline));
        if !inquiries.is_empty() {
            (self.inquiries, self.questions) = (inquiries, questions);
        }
        Ok(())
    }

    fn entry(&self, place: PaperPlace, mut record: Record, source: &Source, finisher: &Finisher<'_>) -> Entry {
        // Only what the survey saw is looked up, so a record is ready if it cites nothing of that.
        let outline = Index::entry_of(&record).filter(|(number, _)| self.resolves && self.needed.contains(number));
        let inquiry = Inquiry::of(&record).filter(|inquiry| finisher.options.companions && self.needed.contains(&inquiry.number));
        let own = record.paper.number;
        let cites = record.references.iter().filter(|reference| reference.kind == ReferenceKind::Paper);
        let mut cites = cites.filter_map(|reference| reference.paper.as_deref()?.parse().ok()).filter(|paper| Some(*paper) != own);
        let ready = if self.resolves && cites.any(|paper| self.needed.contains(&paper)) {
            None
        } else {
            self.resolve(&mut record);
            match finisher.finish(record, source) {
                Ok((Rendered::Whole(bytes), facts)) => Some((bytes, facts)),
                // What fails here fails again when it is written, and is reported there.
                Ok((Rendered::Tables(_), _)) | Err(_) => None,
            }
        };
        Entry { place, outline, inquiry, ready }
    }

    /// A record that is rendered already.
    ///
    /// # Errors
    /// Of the temporary file.
    pub(super) fn ready(&self, place: PaperPlace) -> Result<Option<(Rendered, Facts)>> {
        let Some((stretch, facts)) = self.ready.get(&place) else { return Ok(None) };
        Ok(Some((Rendered::Whole(self.records.get(*stretch)?), facts.clone())))
    }

    /// The inquiry of an answer, if the run holds it.
    ///
    /// # Errors
    /// Of the temporary file.
    pub(super) fn companion_of(&self, source: &Source) -> Result<Option<Held>> {
        if self.inquiries.is_empty() {
            return Ok(None);
        }
        let Some(number) = glance(source).inquiry else { return Ok(None) };
        let Some(stretch) = self.inquiries.get(&number) else { return Ok(None) };
        let evidence = self.questions.get(*stretch)?;
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
        record.note(numbers.intersection(&self.editions).copied().map(newest_taken));
    }
}

impl Default for Spool {
    fn default() -> Self {
        Self { end: 0, file: Mutex::new(SpooledTempFile::new(IN_MEMORY)) }
    }
}

impl Spool {
    fn add(&mut self, bytes: &[u8]) -> Result<Stretch> {
        let file = self.file.get_mut().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.end)).and_then(|_| file.write_all(bytes)).map_err(keeping)?;
        let stretch = (self.end, bytes.len());
        self.end += bytes.len() as u64;
        Ok(stretch)
    }

    fn get(&self, (at, length): Stretch) -> Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(at)).and_then(|_| file.read_exact(&mut bytes)).map_err(keeping)?;
        Ok(bytes)
    }
}

fn keeping(cause: std::io::Error) -> Error {
    Error::io("temporary file beside the run", cause)
}
