//! `drucksachen filter`

use std::io::{self, BufReader};

use drucksachen::Error;
use drucksachen::batch::{self, Jobs, Options};

use super::exit::Exit;
use super::report;

/// Read JSON Lines, write JSON Lines: one line for one, in order. For Spark, Ray, parallel and the like.
///
/// A line is `{"name": …, "text": …}` or a document of the DIP API; `"inquiry": "its text"` sends an answer's inquiry
/// along. A line that gives no record gives `{"error": {"line", "message", "help"}}`, and the exit status stays 0, since
/// engines give up a whole task for one that is not. References to other papers stay `outside`: resolve them afterwards
/// by a join.
#[derive(clap::Args)]
pub struct Filter {
    /// Add the ledger to every record: what became of each byte, and by which rule
    #[arg(long)]
    ledger: bool,
    /// Take no notice of `inquiry`
    #[arg(long)]
    no_companions: bool,
    /// Check every record against the JSON Schema
    #[arg(long)]
    validate: bool,
    /// Workers; 0 is one for each core. Engines start a process a core themselves, so one is the rule here
    #[arg(long, short, value_name = "N", default_value_t = 1)]
    jobs: usize,
    /// Say nothing at the end
    #[arg(long, short)]
    quiet: bool,
}

impl Filter {
    /// Filters standard input.
    pub fn run(&self) -> Result<Exit, Error> {
        let options = Options { ledger: self.ledger, companions: !self.no_companions, resolve: false, validate: self.validate };
        let mut input = BufReader::with_capacity(1 << 18, io::stdin().lock());
        let done = batch::filter(&mut input, &mut io::stdout().lock(), options, &Jobs::new(self.jobs)?)?;
        if done.failed > 0 && !self.quiet {
            report::say(&format!("{} of {} lines have an error instead of a record", done.failed, done.lines));
        }
        Ok(Exit::AllWritten)
    }
}
