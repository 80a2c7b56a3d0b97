//! `drucksachen references`

use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use clap::ValueEnum;
use drucksachen::batch::Options;
use drucksachen::links::graph::Tally;
use drucksachen::output::{EdgeForm, Output};
use drucksachen::record::{ReferenceKind, Resolution};
use drucksachen::{Error, Record};

use super::exit::{Exit, Limits};
use super::given::Given;
use super::report;
use super::target::{Target, unclear};

/// How many of the papers that are cited most are named.
const NAMED: usize = 10;

/// List the references of papers as edges: what points where, and what became of it.
///
/// Inputs are those of `convert`. A line (or row) is a reference: the paper and element that it stands in, the paper and
/// questions that it points to, its text and the byte where it stands.
#[derive(clap::Args)]
pub struct References {
    #[command(flatten)]
    inputs: Given,
    /// `FILE.csv` or `FILE.jsonl` (also `.gz`, `.zst`). Standard output without it
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// What to write; told by --output where it is not given, else jsonl
    #[arg(long, value_enum, value_name = "FORMAT")]
    to: Option<To>,
}

/// A form of edge list.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum To {
    /// A JSON object a line
    Jsonl,
    /// CSV with a head; several questions are parted by blanks
    Csv,
}

impl References {
    /// Lists them.
    pub fn run(&self) -> Result<Exit, Error> {
        let began = Instant::now();
        let tally = Mutex::new(Tally::default());
        let count = |record: &Record| tally.lock().unwrap_or_else(PoisonError::into_inner).add(record);
        let options = Options { ledger: false, companions: self.inputs.companions(), resolve: true, validate: false };
        let summary = self.inputs.convert(options, self.open()?, None, &count)?;
        if !self.inputs.quiet() && summary.records > 0 {
            report::say(&shown(&tally.into_inner().unwrap_or_else(PoisonError::into_inner)));
        }
        self.inputs.sum_up(&summary, began.elapsed());
        Ok(Limits::default().exit(&summary))
    }

    fn open(&self) -> Result<Output, Error> {
        let form = |by_name| match self.to {
            Some(To::Csv) => EdgeForm::Rows,
            Some(To::Jsonl) => EdgeForm::Lines,
            None => by_name,
        };
        match Target::of(self.output.as_ref()) {
            Target::Stdout => Output::edges_to(Box::new(io::stdout()), form(EdgeForm::Lines)),
            Target::Stream(path) => Output::edges(path, form(EdgeForm::Lines)),
            Target::File(path, ending) if ending == "csv" => Output::edges(path, form(EdgeForm::Rows)),
            Target::File(path, ending) if ending == "jsonl" || ending == "ndjson" => Output::edges(path, form(EdgeForm::Lines)),
            Target::File(path, _) | Target::Folder(path) => Err(unclear(path, "name a file .csv or .jsonl (.gz, .zst behind it)")),
        }
    }
}

/// „11 to papers: outside this run“, a line each, and the papers that are cited most.
fn shown(tally: &Tally) -> String {
    let mut rows: Vec<_> =
        tally.by_kind().map(|(kind, resolution, count)| format!("  {count} {}: {}", to(kind), became(resolution))).collect();
    if rows.is_empty() {
        return "no references".to_owned();
    }
    let cited: Vec<_> = tally.most_cited(NAMED).into_iter().map(|(paper, count)| format!("{paper} ({count})")).collect();
    if !cited.is_empty() {
        rows.push(format!("  cited most: {}", cited.join(", ")));
    }
    format!("references\n{}", rows.join("\n"))
}

/// What a reference points to.
const fn to(kind: ReferenceKind) -> &'static str {
    match kind {
        ReferenceKind::Question => "to questions",
        ReferenceKind::Preface => "to prefaces",
        ReferenceKind::Annex => "to annexes",
        ReferenceKind::Paper => "to papers",
        ReferenceKind::Bundesrat => "to papers of the Bundesrat",
        ReferenceKind::Plenary => "to plenary minutes",
    }
}

/// What became of a reference.
const fn became(resolution: Resolution) -> &'static str {
    match resolution {
        Resolution::Paper => "found in the same paper",
        Resolution::Batch => "found in another paper of this run",
        Resolution::Absent => "not in the paper that they name",
        Resolution::Outside => "outside this run",
    }
}
