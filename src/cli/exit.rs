//! What the exit status says.

use std::process::ExitCode;

use clap::ValueEnum;
use drucksachen::Code;
use drucksachen::batch::Summary;
use drucksachen::record::Status;

/// | status | meaning |
/// |---|---|
/// | 0 | every paper has its record |
/// | 1 | some papers have no record; the others are written |
/// | 2 | wrong usage, nothing readable, or the output cannot be written |
/// | 3 | denied by `--deny` or `--fail-on`; everything is written nevertheless |
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
#[derive(clap::Args)]
pub struct Limits {
    /// Exit with 3 if any record has this diagnostic
    #[arg(long, value_name = "CODE", value_parser = code)]
    deny: Vec<Code>,
    /// Exit with 3 if a record is partial (or a paper without a record), or only if a paper is without one
    #[arg(long, value_enum, value_name = "WHAT")]
    fail_on: Option<FailOn>,
}

/// What is a failure of the run.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Records with a warning, and papers without a record
    Partial,
    /// Papers without a record
    Error,
}

fn code(name: &str) -> Result<Code, String> {
    serde_json::from_value(name.into()).map_err(|error| error.to_string())
}

impl Limits {
    /// The status of a run that did this.
    pub fn exit(&self, summary: &Summary) -> Exit {
        let denied = self.deny.iter().any(|code| summary.count(code.name()) > 0)
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
