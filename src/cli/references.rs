//! `drucksachen references`

use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use clap::ValueEnum;
use drucksachen::batch::Options;
use drucksachen::output::{EdgeForm, Output};
use drucksachen::references::graph::Tally;
use drucksachen::{Error, Record};

use super::exit::Exit;
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
        let tally = Mutex::new(Tally::default());
        let count = |record: &Record| tally.lock().unwrap_or_else(PoisonError::into_inner).add(record);
        let options = Options { ledger: false, companions: self.inputs.companions(), resolve: true, validate: false };
        let summary = self.inputs.convert(options, self.open()?, &count)?;
        if !self.inputs.quiet() {
            say(&tally.into_inner().unwrap_or_else(PoisonError::into_inner));
        }
        self.inputs.complain_if_nothing(&summary);
        Ok(match (summary.records, summary.failed) {
            (0, _) => Exit::Unusable,
            (_, 0) => Exit::AllWritten,
            _ => Exit::SomeFailed,
        })
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

fn say(tally: &Tally) {
    let counts: Vec<_> =
        tally.by_kind().map(|(kind, resolution, count)| format!("  {} {}: {count}", kind.name(), resolution.name())).collect();
    report::say(&format!("references by kind and what became of them\n{}", counts.join("\n")));
    let cited: Vec<_> = tally.most_cited(NAMED).into_iter().map(|(paper, count)| format!("{paper} ({count})")).collect();
    if !cited.is_empty() {
        report::say(&format!("cited most: {}", cited.join(", ")));
    }
}
