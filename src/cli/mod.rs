//! The command line. One file a subcommand; all that the program prints is printed here.

mod check;
mod completions;
mod convert;
mod exit;
mod filter;
mod given;
mod man;
mod progress;
mod references;
mod report;
mod schema;
mod target;

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use drucksachen::Error;

use self::exit::Exit;

/// Turns Bundestag papers (Drucksachen) from raw text into structured JSON.
#[derive(Parser)]
#[command(name = "drucksachen", version, arg_required_else_help = true, after_help = AFTER, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const AFTER: &str = "\
Examples:
  drucksachen convert papers/ -o records.jsonl       a folder into one file, a record a line
  drucksachen convert papers/ -o records/            … into a folder, a file a paper
  drucksachen convert dump.json archive.zip          … to standard output
  drucksachen convert papers/ --to csv -o tables/    … into tables for a spreadsheet
  drucksachen check papers/                          what is in doubt, with the lines
  pdftotext -layout 21_971.pdf - | drucksachen convert -

Exit status: 0 all papers have a record, 1 some have none, 2 wrong usage or nothing readable, 3 denied by --deny or --fail-on.";

#[derive(Subcommand)]
enum Command {
    Convert(Box<convert::Convert>),
    Check(check::Check),
    Filter(filter::Filter),
    References(references::References),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Man(man::Man),
}

/// Parses the arguments, does what they say.
pub fn run() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Convert(command) => command.run(),
        Command::Check(command) => command.run(),
        Command::Filter(command) => command.run(),
        Command::References(command) => command.run(),
        Command::Schema(command) => command.run(),
        Command::Completions(command) => command.run(),
        Command::Man(command) => command.run(),
    };
    match done {
        Ok(exit) => exit.code(),
        // Whoever reads us has enough.
        Err(error) if error.is_closed_pipe() => Exit::AllWritten.code(),
        Err(error) => {
            report::error(&error);
            Exit::Unusable.code()
        }
    }
}

/// A failure of standard output.
fn on_stdout(cause: io::Error) -> Error {
    Error::Write { path: "standard output".into(), cause, stays: false }
}

/// Words on the command line that cannot be meant.
fn usage(message: &str, help: &str) -> Error {
    Error::Usage { message: message.to_owned(), help: help.to_owned() }
}
