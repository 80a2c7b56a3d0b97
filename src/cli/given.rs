//! What the subcommands that read papers have in common: their inputs, and the run over them.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use drucksachen::batch::{self, Jobs, Listener, Options, Progress, Summary};
use drucksachen::output::{Output, Sink};
use drucksachen::source::walk::{self, Argument, Inputs};
use drucksachen::{Error, Record};

use super::progress::Bar;
use super::{report, usage};

/// How many failures are shown one by one.
const SHOWN: u64 = 20;

/// Inputs and how they are read.
#[derive(clap::Args)]
pub struct Given {
    /// Files, folders, or `-` for standard input
    #[arg(required_unless_present = "files_from")]
    paths: Vec<PathBuf>,
    /// Read paths from a file, one a line or parted by NUL (`find -print0`); `-` is standard input
    #[arg(long, value_name = "FILE")]
    files_from: Option<PathBuf>,
    /// Read answers without their inquiries
    #[arg(long)]
    no_companions: bool,
    /// Workers; 0 is one for each core. The output is the same at any number
    #[arg(long, short, value_name = "N", default_value_t = 0)]
    jobs: usize,
    /// Decode plain texts as this (`windows-1252`, `utf-16le` …) instead of finding out
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// No progress and no summary; errors are still said
    #[arg(long, short)]
    quiet: bool,
}

impl Given {
    /// Whether answers are read with their inquiries.
    pub const fn companions(&self) -> bool {
        !self.no_companions
    }

    /// Whether only errors are said.
    pub const fn quiet(&self) -> bool {
        self.quiet
    }

    /// Reads everything but what the run itself writes, its summary too; says what fails. `record` hears of each record.
    pub fn convert(
        &self,
        options: Options,
        output: Output,
        summary: Option<&Sink>,
        record: &(dyn Fn(&Record) + Sync),
    ) -> Result<Summary, Error> {
        let mut inputs = self.inputs()?;
        if let Some(path) = summary.and_then(Sink::path) {
            inputs.pass_over(path);
        }
        let jobs = Jobs::new(self.jobs)?;
        // What is shown on the terminal and a bar would write over each other.
        let shown = output.path().is_none() && io::stdout().is_terminal();
        let bar = Bar::new(self.quiet || shown, || inputs.bytes());
        let progress = Progress::default();
        let said = AtomicU64::new(0);
        let failed = |error: &Error| match said.fetch_add(1, Ordering::Relaxed) {
            count if count < SHOWN => bar.say(&report::shown(error)),
            SHOWN => bar.say("error: more papers without a record; `convert --summary FILE.json` has them all"),
            _ => {}
        };
        let listener = Listener { failed: &failed, record };
        bar.during(&progress, || batch::convert(&mut inputs, options, &jobs, output, &progress, &listener))
    }

    /// Says at the end what the run did.
    pub fn sum_up(&self, summary: &Summary, took: Duration) {
        if !self.quiet {
            report::say(&report::summary(summary, took.as_secs_f64()));
        }
        self.complain_if_nothing(summary);
    }

    /// Nothing was read, and nothing failed: the inputs are empty.
    fn complain_if_nothing(&self, summary: &Summary) {
        if summary.records == 0 && summary.failed == 0 {
            let endings: Vec<_> = walk::ENDINGS.iter().filter(|ending| !ending.is_empty()).map(|ending| format!(".{ending}")).collect();
            let help = if self.paths.iter().any(|path| path.is_dir()) || !summary.passed_over.is_empty() {
                format!("in folders and archives these are read: {}, and names without an ending", endings.join(" "))
            } else {
                "give a text, or JSON with documents in it".to_owned()
            };
            let place = match self.paths.as_slice() {
                [path] => path.to_string_lossy(),
                _ => "the inputs".into(),
            };
            report::error(&usage(&format!("there is nothing to read in {place}"), &help));
        }
    }

    fn inputs(&self) -> Result<Inputs, Error> {
        let encoding = self.encoding.as_deref().map(drucksachen::source::decode::encoding).transpose()?;
        let argument = |path: &PathBuf| if path == Path::new("-") { Argument::Stdin } else { Argument::Path(path.clone()) };
        let mut arguments: Vec<_> = self.paths.iter().map(argument).collect();
        if let Some(list) = &self.files_from {
            arguments.extend(walk::list(list)?);
        }
        let stdins = arguments.iter().filter(|argument| **argument == Argument::Stdin).count();
        if stdins + usize::from(self.files_from.as_deref() == Some(Path::new("-"))) > 1 {
            return Err(usage("standard input can be read only once", "give `-` once, or write the list to a file"));
        }
        Ok(Inputs::new(arguments, encoding))
    }
}
