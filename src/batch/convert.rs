//! The last walk: every paper becomes its record.

use encoding_rs::Encoding;

use super::finishing::{Finisher, Listener};
use super::known::Known;
use super::paper::{Held, PaperPlace, papers, record_of};
use super::pipeline::{self, InTurn, Jobs};
use super::summary::Summary;
use super::{Options, Progress, fingerprint};
use crate::error::{Error, Result};
use crate::output::folder::{Kept, Names, Shelf};
use crate::output::render::Rendered;
use crate::output::{Folder, Output};
use crate::record::facts::Facts;
use crate::source::Source;
use crate::source::walk::{Inputs, Item, Walked};

/// Converts everything that the inputs hold.
///
/// # Errors
/// Only what ends a run: a disk that is full, a pipe that is closed, standard input that cannot be kept.
pub fn convert(
    inputs: &mut Inputs,
    options: Options,
    jobs: &Jobs,
    mut output: Output,
    progress: &Progress,
    listener: &Listener<'_>,
) -> Result<Summary> {
    if let Some(path) = output.path() {
        inputs.pass_over(path);
    }
    let finisher = Finisher::new(listener, options, output.shape());
    let known = if options.companions || options.resolve { Known::gather(inputs, &finisher, jobs, progress)? } else { Known::default() };
    let worker = Worker { known: &known, finisher: &finisher, encoding: inputs.encoding() };
    let mut book = Book { summary: Summary::default(), progress, failed: listener.failed };
    let walked = match &mut output {
        Output::Folder(folder) => into_folder(inputs, jobs, &worker, folder, &mut book)?,
        _ => into_stream(inputs, jobs, &worker, &mut output, &mut book)?,
    };
    output.finish(book.summary.records)?;
    Ok(Summary { passed_over: walked.passed_over, ..book.summary })
}

fn into_stream(inputs: &Inputs, jobs: &Jobs, worker: &Worker<'_>, output: &mut Output, book: &mut Book<'_>) -> Result<Walked> {
    let progress = book.progress;
    let work = |_, items| {
        let papers = worker.papers(items);
        papers.map(|(place, paper)| worker.convert(place, &paper?)).collect::<Vec<_>>()
    };
    let write = |done: Vec<Result<(Rendered, Facts)>>| {
        for result in done {
            match result {
                Ok((rendered, facts)) => {
                    output.write(&rendered)?;
                    book.written(&facts);
                }
                Err(error) => book.failed(&error),
            }
        }
        Ok(())
    };
    pipeline::walk(inputs, jobs, progress, &|_| true, work, write)
}

/// A file of the folder, as a worker left it.
struct Put {
    name: String,
    kept: Kept,
    /// Whether an earlier run wrote it.
    unchanged: bool,
}

fn into_folder(inputs: &Inputs, jobs: &Jobs, worker: &Worker<'_>, folder: &mut Folder, book: &mut Book<'_>) -> Result<Walked> {
    let progress = book.progress;
    let Folder { names, shelf, state } = folder;
    let shelf = &*shelf;
    let names = InTurn::new(names);
    let work = |turn, items| {
        let papers: Vec<_> = worker.papers(items).collect();
        let named = |names: &mut &mut Names| -> Vec<_> {
            papers.into_iter().map(|(place, paper)| paper.map(|source| (place, names.give(&source), source))).collect()
        };
        let put = |paper: Result<(PaperPlace, String, Source)>| {
            let (place, name, source) = paper?;
            worker.put(place, name, &source, shelf)
        };
        names.at(turn, named).into_iter().map(put).collect()
    };
    let write = |done: Vec<Result<Put>>| {
        for result in done {
            match result {
                Ok(Put { name, kept, unchanged }) => {
                    book.put(&kept.facts, unchanged);
                    state.note(name, kept)?;
                }
                // Nothing more can be written where one file could not, but for reasons of its name.
                Err(error @ Error::Write { .. }) if !error.is_of_one_name() => return Err(error),
                Err(error) => book.failed(&error),
            }
        }
        state.flush()
    };
    pipeline::walk(inputs, jobs, progress, &|_| true, work, write)
}

/// Keeps count.
struct Book<'a> {
    summary: Summary,
    progress: &'a Progress,
    failed: &'a (dyn Fn(&Error) + Sync),
}

impl Book<'_> {
    fn written(&mut self, facts: &Facts) {
        self.summary.add(facts);
        self.progress.done(1, 0);
    }

    fn put(&mut self, facts: &Facts, unchanged: bool) {
        self.written(facts);
        self.summary.unchanged += u64::from(unchanged);
    }

    fn failed(&mut self, error: &Error) {
        (self.failed)(error);
        self.summary.add_failure(error);
        self.progress.done(0, 1);
    }
}

/// What all workers share.
struct Worker<'a> {
    known: &'a Known,
    finisher: &'a Finisher<'a>,
    encoding: Option<&'static Encoding>,
}

impl Worker<'_> {
    fn papers(&self, items: Vec<Item>) -> impl Iterator<Item = (PaperPlace, Result<Source>)> {
        items.into_iter().flat_map(|item| papers(item, self.encoding))
    }

    fn convert(&self, place: PaperPlace, source: &Source) -> Result<(Rendered, Facts)> {
        match self.known.ready(place)? {
            Some(ready) => Ok(ready),
            None => self.convert_with(source, self.known.companion_of(source)?),
        }
    }

    fn convert_with(&self, source: &Source, held: Option<Held>) -> Result<(Rendered, Facts)> {
        let mut record = record_of(source, held)?;
        self.known.resolve(&mut record);
        self.finisher.finish(record, source)
    }

    fn put(&self, place: PaperPlace, name: String, source: &Source, shelf: &Shelf) -> Result<Put> {
        let held = self.known.companion_of(source)?;
        let fingerprint = fingerprint::of(source, held.as_ref(), self.finisher.options);
        if let Some(facts) = shelf.has(&name, &fingerprint).cloned() {
            return Ok(Put { name, kept: Kept { fingerprint, facts }, unchanged: true });
        }
        let (rendered, facts) = match self.known.ready(place)? {
            Some(ready) => ready,
            None => self.convert_with(source, held)?,
        };
        if let Rendered::Whole(bytes) = rendered {
            shelf.put(&name, &bytes)?;
        }
        Ok(Put { name, kept: Kept { fingerprint, facts }, unchanged: false })
    }
}
