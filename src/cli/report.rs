//! What people read on standard error.

use std::fmt::Write as _;
use std::io::Write as _;

use drucksachen::Error;
use drucksachen::batch::Summary;
use drucksachen::record::Status;

/// `error: papers/21_12.zip: entry 21_13.txt: damaged: …` and what to do.
pub fn error(error: &Error) {
    say(&shown(error));
}

/// An error and its help, on two lines.
pub fn shown(error: &Error) -> String {
    let mut text = format!("error: {error}");
    if let Some(help) = error.help() {
        let _ = write!(text, "\n  help: {help}");
    }
    text
}

/// A line on standard error. If that is gone, nobody is there to hear of it.
pub fn say(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// What the run did, for the end.
pub fn summary(summary: &Summary, seconds: f64) -> String {
    let mut text = format!("{} {}", summary.records, if summary.records == 1 { "record" } else { "records" });
    let by = Status::ALL.iter().map(|&status| (summary.with_status(status), status.name()));
    let parts: Vec<_> = by.filter(|(count, _)| *count > 0).map(|(count, name)| format!("{count} {name}")).collect();
    if !parts.is_empty() {
        let _ = write!(text, " ({})", parts.join(", "));
    }
    if summary.unchanged > 0 {
        let _ = write!(text, ", {} of them unchanged", summary.unchanged);
    }
    #[expect(clippy::cast_precision_loss, reason = "shown to a tenth of a megabyte")]
    let megabytes = summary.bytes as f64 / 1e6;
    let _ = write!(text, ", {megabytes:.1} MB of text in {seconds:.1} s");
    if summary.failed > 0 {
        let _ = write!(text, "; {} without a record", summary.failed);
    }
    for (code, by) in &summary.diagnostics {
        for (severity, count) in by {
            let _ = write!(text, "\n  {severity}[{code}]: {count}");
        }
    }
    if !summary.passed_over.is_empty() {
        let kinds = summary.passed_over.iter().map(|(ending, count)| format!(".{ending} {count}"));
        let _ = write!(text, "\n  files of other kinds, passed over: {}", kinds.collect::<Vec<_>>().join(", "));
    }
    text
}
