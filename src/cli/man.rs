//! `drucksachen man`

use std::io::Write;

use clap::CommandFactory;
use drucksachen::Error;

use super::exit::Exit;
use super::{Cli, on_stdout, usage};

/// Print the man page, for example `drucksachen man | man -l -`.
///
/// Without a name it is that of the program; `drucksachen man convert` is that of the subcommand.
#[derive(clap::Args)]
pub struct Man {
    /// A subcommand.
    subcommand: Option<String>,
}

impl Man {
    /// Prints it.
    pub fn run(&self) -> Result<Exit, Error> {
        let mut command = Cli::command();
        command.build();
        if let Some(name) = &self.subcommand {
            let unknown = || usage(&format!("there is no subcommand `{name}`"), "see `drucksachen --help`");
            command = command.find_subcommand(name).cloned().ok_or_else(unknown)?;
        }
        let mut page = Vec::new();
        clap_mangen::Man::new(command).render(&mut page).map_err(on_stdout)?;
        std::io::stdout().lock().write_all(&page).map_err(on_stdout)?;
        Ok(Exit::AllWritten)
    }
}
