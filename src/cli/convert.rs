//! `drucksachen convert`

use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::ValueEnum;
use drucksachen::Error;
use drucksachen::batch::{Options, Summary};
use drucksachen::output::folder::Existing;
use drucksachen::output::{Folder, Output, Sink, Tables};

use super::exit::{Exit, Limits};
use super::given::Given;
use super::target::{Target, unclear};
use super::usage;

/// Convert papers into records.
///
/// Inputs are files, folders with everything in them, or `-` for standard input: plain text, JSON as the DIP API gives it
/// (a page, a document, an array, JSON Lines), zip, tar and tar.gz with any of these inside, gzip and zstd files. Answers
/// whose inquiry is among the inputs are read with it, and references are looked up in all of them.
#[derive(clap::Args)]
#[command(after_help = AFTER)]
pub struct Convert {
    #[command(flatten)]
    inputs: Given,
    /// `FILE.jsonl`, `FILE.json` (also `.gz`, `.zst`), or a folder: `DIR/`. Standard output without it
    #[arg(long, short, value_name = "FILE|DIR/")]
    output: Option<PathBuf>,
    /// What to write; told by --output where it is not given
    #[arg(long, value_enum, value_name = "FORMAT")]
    to: Option<To>,
    /// Add the ledger to every record: what became of each byte, and by which rule
    #[arg(long)]
    ledger: bool,
    /// Read the inputs once: no companions, and references to other papers stay `outside`
    #[arg(long)]
    one_pass: bool,
    /// Keep files in `DIR/` that an earlier run made from the same source, companions, options and program
    #[arg(long)]
    skip_existing: bool,
    /// Check every record against the JSON Schema before it is written
    #[arg(long)]
    validate: bool,
    #[command(flatten)]
    limits: Limits,
    /// Write the summary as JSON; `-` is standard output
    #[arg(long, value_name = "FILE.json")]
    summary: Option<PathBuf>,
}

const AFTER: &str = "\
Examples:
  drucksachen convert papers/ -o records.jsonl.zst
  drucksachen convert dump.json -o records/ --skip-existing
  drucksachen convert papers/ | jq -r '.paper.number'
  find papers -name '*.txt' -print0 | drucksachen convert --files-from - -o records.jsonl

Exit status: 0 all papers have a record, 1 some have none, 2 wrong usage or nothing readable, 3 denied by --deny or --fail-on.";

/// A form of output.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum To {
    /// Pretty JSON: a file a paper in a folder, an array in a file
    Json,
    /// A record a line
    Jsonl,
    /// Flat tables in a folder: papers, questions, answers, references, diagnostics
    Csv,
}

impl Convert {
    /// Converts.
    pub fn run(&self) -> Result<Exit, Error> {
        let began = Instant::now();
        let options = Options {
            ledger: self.ledger,
            companions: self.inputs.companions() && !self.one_pass,
            resolve: !self.one_pass,
            validate: self.validate,
        };
        let target = Target::of(self.output.as_ref());
        let sink = self.summary.as_ref().map(|path| summary_at(path, target == Target::Stdout)).transpose()?;
        let output = self.open(&target)?;
        if let (Target::File(records, _), Some(summary)) = (&target, &self.summary)
            && is_same(records, summary)
        {
            return Err(usage("records and summary cannot both go to one file", "give the summary a file of its own"));
        }
        let summary = self.inputs.convert(options, output, sink.as_ref(), &|_| {})?;
        self.inputs.sum_up(&summary, began.elapsed());
        if let Some(sink) = sink {
            write_summary(sink, &summary)?;
        }
        Ok(self.limits.exit(&summary))
    }

    fn open(&self, target: &Target<'_>) -> Result<Output, Error> {
        if self.skip_existing && (!matches!(target, Target::Folder(_)) || self.to == Some(To::Csv)) {
            return Err(usage("--skip-existing works on folders of records", "give one with --output DIR/; a file is written as a whole"));
        }
        let stdout = || Box::new(io::stdout());
        match (target, self.to) {
            (Target::Folder(path), None | Some(To::Json)) => Folder::open(path, self.existing()).map(Output::Folder),
            (Target::Folder(path), Some(To::Csv)) => Tables::create(path).map(Output::Tables),
            (Target::Folder(_), Some(To::Jsonl)) => Err(usage("--to jsonl writes one file", "name it: --output DIR/records.jsonl")),
            (_, Some(To::Csv)) => Err(several()),
            (Target::Stdout, None | Some(To::Jsonl)) => Ok(Output::lines_to(stdout())),
            (Target::Stdout, Some(To::Json)) => Ok(Output::array_to(stdout())),
            (Target::Stream(path), to) => file(path, to.unwrap_or(To::Jsonl)),
            (Target::File(path, ending), to) => match (ending.as_str(), to) {
                ("jsonl" | "ndjson", None) => file(path, To::Jsonl),
                ("json", None) => file(path, To::Json),
                ("jsonl" | "ndjson" | "json", Some(to)) => file(path, to),
                ("csv", None) => Err(several()),
                _ => Err(unclear(path, "name a file .jsonl or .json (.gz, .zst behind it), a folder with `/` at its end")),
            },
        }
    }

    const fn existing(&self) -> Existing {
        if self.skip_existing { Existing::Skip } else { Existing::Replace }
    }
}

/// Tables are asked for where one file is named.
fn several() -> Error {
    usage("--to csv writes several files", "give a folder: --to csv -o DIR/")
}

fn file(path: &Path, to: To) -> Result<Output, Error> {
    match to {
        To::Json => Output::array(path),
        _ => Output::lines(path),
    }
}

/// Whether two paths name one file in folders that are there.
fn is_same(one: &Path, other: &Path) -> bool {
    let whole = |path: &Path| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some((folder.canonicalize().ok()?, path.file_name()?.to_owned()))
    };
    whole(one).is_some_and(|one| whole(other) == Some(one))
}

/// Where the summary goes; found out before the run, which it must not cost.
fn summary_at(path: &PathBuf, records_on_stdout: bool) -> Result<Sink, Error> {
    match Target::of(Some(path)) {
        Target::Stdout if records_on_stdout => {
            Err(usage("records and summary cannot both go to standard output", "give a file with --output or --summary"))
        }
        Target::Stdout => Ok(Sink::to(Box::new(io::stdout()))),
        Target::Stream(path) | Target::File(path, _) => Sink::create(path),
        Target::Folder(path) => Err(unclear(path, "name a file: --summary FILE.json")),
    }
}

fn write_summary(mut sink: Sink, summary: &Summary) -> Result<(), Error> {
    let mut json = serde_json::to_vec_pretty(summary).unwrap_or_default();
    json.push(b'\n');
    sink.write(&json)?;
    sink.finish()
}
