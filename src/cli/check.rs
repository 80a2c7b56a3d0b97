//! `drucksachen check`

use std::io::{self, IsTerminal};
use std::time::Instant;

use drucksachen::Error;
use drucksachen::batch::Options;
use drucksachen::output::Output;

use super::exit::{Exit, Limits};
use super::given::Given;

/// Show what is in doubt in papers: each diagnostic with the lines that it points to.
///
/// Inputs are those of `convert`. A paper without doubts takes one line. Nothing is written but this.
#[derive(clap::Args)]
pub struct Check {
    #[command(flatten)]
    inputs: Given,
    #[command(flatten)]
    limits: Limits,
}

impl Check {
    /// Shows it.
    pub fn run(&self) -> Result<Exit, Error> {
        let began = Instant::now();
        let options = Options { companions: self.inputs.companions(), ..Options::default() };
        let colour = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        let summary = self.inputs.convert(options, Output::doubts_to(Box::new(io::stdout()), colour), None, &|_| {})?;
        self.inputs.sum_up(&summary, began.elapsed());
        Ok(self.limits.exit(&summary))
    }
}
