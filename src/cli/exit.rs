//! What the exit status says.

use std::process::ExitCode;

use clap::ValueEnum;
use clap::builder::PossibleValuesParser;
use drucksachen::Code;
use drucksachen::batch::Summary;
use drucksachen::record::Status;

/// | status | meaning |
/// |---|---|
/// | 0 | every paper has its record |
/// | 1 | some papers have none; the others are written |
/// | 2 | wrong usage, nothing readable, or the output cannot be written |
/// | 3 | `--deny CODE` (as often as you like) or `--fail-on partial\|error` found something; everything is written nevertheless |
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    /// 0
    AllWritten,
    /// 1
    SomeFailed,
    /// 2
    Unusable,
    /// 3
    Denied,
}

impl Exit {
    /// As the system takes it.
    pub fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::AllWritten => 0,
            Self::SomeFailed => 1,
            Self::Unusable => 2,
            Self::Denied => 3,
        })
    }
}

/// What a run must not find.
#[derive(clap::Args, Default)]
pub struct Limits {
    /// Exit with 3 if any record has this diagnostic; can be given several times
    #[arg(long, value_name = "CODE", value_parser = PossibleValuesParser::new(codes()))]
    deny: Vec<String>,
    /// Exit with 3 if a paper is not as it should be
    #[arg(long, value_enum, value_name = "WHAT")]
    fail_on: Option<FailOn>,
}

/// What is a failure of the run.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// A paper has no record, or one with a warning
    Partial,
    /// A paper has no record
    Error,
}

fn codes() -> impl Iterator<Item = &'static str> {
    Code::ALL.iter().map(|code| code.name())
}

impl Limits {
    /// The status of a run that did this.
    pub fn exit(&self, summary: &Summary) -> Exit {
        let denied = self.deny.iter().any(|code| summary.count(code) > 0)
            || match self.fail_on {
                Some(FailOn::Partial) => summary.with_status(Status::Partial) + summary.failed > 0,
                Some(FailOn::Error) => summary.failed > 0,
                None => false,
            };
        match summary {
            Summary { records: 0, .. } => Exit::Unusable,
            _ if denied => Exit::Denied,
            Summary { failed: 0, .. } => Exit::AllWritten,
            _ => Exit::SomeFailed,
        }
    }
}
