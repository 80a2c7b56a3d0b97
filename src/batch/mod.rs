//! Many papers at once: in order, in parallel, in bounded memory.
//!
//! ```
//! use drucksachen::batch::{self, Jobs, Listener, Options, Progress};
//! use drucksachen::output::Output;
//! use drucksachen::source::walk::{Argument, Inputs};
//!
//! # let folder = tempfile::tempdir()?;
//! # let (papers, records) = (folder.path().to_path_buf(), folder.path().join("records.jsonl"));
//! # std::fs::write(papers.join("22_1622.txt"), "Deutscher Bundestag Drucksache 22/1622\n")?;
//! let mut inputs = Inputs::new(vec![Argument::Path(papers)], None);
//! let output = Output::lines(&records)?;
//! let listener = Listener { failed: &|error| eprintln!("{error}"), record: &|_| {} };
//! let summary = batch::convert(&mut inputs, Options::default(), &Jobs::new(0)?, output, &Progress::default(), &listener)?;
//!
//! assert_eq!((summary.records, summary.failed), (1, 0));
//! assert_eq!(std::fs::read_to_string(records)?.lines().count(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # One look or two
//! A record needs two things from other papers of the run: an answer takes its inquiry's questions as evidence, and a
//! reference to another paper's question is looked up there. Neither needs the other paper's text when the record is
//! made. So a run walks its inputs more than once, and each walk does as little as it can:
//!
//! 1. `survey`: every text is decoded and its head glanced at: which paper is it, and which papers does it mention? No
//!    paper is parsed. What stays is some bytes a paper.
//! 2. `known`: the papers that are in the run *and* mentioned by another one are parsed, inquiries first, then the
//!    others with their inquiries. What stays is their question ids; the inquiries' questions go to a temporary file, and
//!    so does the record of a paper that cites none of the run: it is ready.
//! 3. `convert`: every paper is parsed with its companion, its references are resolved, the record is written.
//!
//! Items that a walk does not want are not decoded, and only a paper that is cited and itself cites another one of the run
//! is parsed twice. Without companions and resolution (`--one-pass`) only the third walk takes place, and then
//! even standard input is never kept.
//!
//! Every walk works in chunks: the calling thread cuts items, each worker takes one chunk after the other, one thread
//! writes in the order of the input. What is under way is bounded in bytes, and nothing depends on which worker was faster,
//! so the bytes are the same at any number of jobs.

mod convert;
mod filter;
mod fingerprint;
mod finishing;
mod glance;
mod known;
mod paper;
mod pipeline;
mod summary;
mod survey;
mod validate;

use std::sync::atomic::{AtomicU64, Ordering};

pub use self::convert::convert;
pub use self::filter::{Filtered, filter};
pub use self::finishing::Listener;
pub use self::pipeline::Jobs;
pub use self::summary::{Failure, Summary};

/// What the records of a run hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    /// Whether records hold their ledger.
    pub ledger: bool,
    /// Whether an answer is read with its inquiry, where the run holds it.
    pub companions: bool,
    /// Whether references are looked up in the other papers of the run.
    pub resolve: bool,
    /// Whether every record is checked against the schema before it is written.
    pub validate: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { ledger: false, companions: true, resolve: true, validate: false }
    }
}

/// How far a run has come; for whoever draws it.
#[derive(Debug, Default)]
pub struct Progress {
    papers: AtomicU64,
    bytes: AtomicU64,
    failures: AtomicU64,
    walks: AtomicU64,
}

/// A look at a [`Progress`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Reached {
    /// Records written, or found to be there.
    pub papers: u64,
    /// Bytes of the input that this walk has seen.
    pub bytes: u64,
    /// Papers without a record.
    pub failures: u64,
    /// Which walk it is, counted from 1; the last one writes.
    pub walk: u64,
}

impl Progress {
    /// How far it is now.
    #[must_use]
    pub fn reached(&self) -> Reached {
        let load = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Reached { papers: load(&self.papers), bytes: load(&self.bytes), failures: load(&self.failures), walk: load(&self.walks) }
    }

    fn begin_walk(&self) {
        self.bytes.store(0, Ordering::Relaxed);
        self.walks.fetch_add(1, Ordering::Relaxed);
    }

    fn seen(&self, bytes: u64) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    fn done(&self, records: u64, failures: u64) {
        self.papers.fetch_add(records, Ordering::Relaxed);
        self.failures.fetch_add(failures, Ordering::Relaxed);
    }
}
