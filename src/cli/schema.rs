//! `drucksachen schema`

use std::io::Write;

use drucksachen::{Error, record};

use super::exit::Exit;
use super::on_stdout;

/// Print the JSON Schema (draft 2020-12) that every record fits.
#[derive(clap::Args)]
pub struct Schema {}

impl Schema {
    /// Prints it.
    #[expect(clippy::unused_self, reason = "called as the other subcommands are")]
    pub fn run(&self) -> Result<Exit, Error> {
        let mut out = std::io::stdout().lock();
        serde_json::to_writer_pretty(&mut out, &record::schema()).map_err(|error| on_stdout(error.into()))?;
        writeln!(out).and_then(|()| out.flush()).map_err(on_stdout)?;
        Ok(Exit::AllWritten)
    }
}
