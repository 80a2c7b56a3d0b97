//! `drucksachen completions`

use clap::CommandFactory;
use clap_complete::Shell;
use drucksachen::Error;
use std::io::Write;

use super::exit::Exit;
use super::{Cli, on_stdout};

/// Print completions for a shell, for example `drucksachen completions bash > /etc/bash_completion.d/drucksachen`.
#[derive(clap::Args)]
pub struct Completions {
    /// The shell.
    shell: Shell,
}

impl Completions {
    /// Prints them.
    pub fn run(&self) -> Result<Exit, Error> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "drucksachen", &mut script);
        std::io::stdout().lock().write_all(&script).map_err(on_stdout)?;
        Ok(Exit::AllWritten)
    }
}
