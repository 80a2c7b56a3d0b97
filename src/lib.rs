//! Bundestag papers (Drucksachen) from raw text to structured records.
//!
//! A [`Source`] goes in, with the inquiry that it answers if that is at hand ([`Companions`]); a [`Record`] comes out.
//! What a paper says is never an error: doubts are [`Diagnostic`]s in the record, and [`Status`] sums them up.
//!
//! ```
//! use drucksachen::{Companions, Source, Status, parse};
//!
//! let text = "\
//! Deutscher Bundestag Drucksache 22/1622
//! 22. Wahlperiode 04.06.2027
//! Antwort
//! der Bundesregierung
//! auf die Kleine Anfrage des Abgeordneten Torben Kallmeyer und der Fraktion der FDP
//! – Drucksache 22/1501 –
//! Förderung alter Obstsorten
//!  1. Wie viele Streuobstwiesen wurden gefördert?
//!  3. In welchen Ländern liegen sie?
//! Die Fragen 1 und 3 werden gemeinsam beantwortet.
//! Gefördert wurden 214 Streuobstwiesen in Hessen und Thüringen.
//!  2. Welche Mittel wurden dafür ausgezahlt?
//! Es wurden 2,3 Mio. Euro ausgezahlt.
//! ";
//! let source = Source::from_text("22_1622.txt", text)?;
//! let record = parse(&source, &Companions::default());
//!
//! assert_eq!(record.paper.title.as_deref(), Some("Förderung alter Obstsorten"));
//! let asked: Vec<_> = record.questions.iter().map(|question| question.text.as_str()).collect();
//! assert_eq!(asked[1], "Welche Mittel wurden dafür ausgezahlt?"); // in the order of the numbers
//!
//! let joint = &record.answers[0];
//! assert_eq!(joint.questions.iter().map(ToString::to_string).collect::<Vec<_>>(), ["1", "3"]);
//! assert_eq!(joint.text, "Gefördert wurden 214 Streuobstwiesen in Hessen und Thüringen.");
//!
//! // Spans are bytes of the source, line ends included.
//! let span = joint.spans.iter().next().ok_or("no span")?;
//! assert_eq!(source.get(span).trim(), joint.text);
//! assert_eq!(record.status, Status::Complete);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A text that may hold several papers is parted by [`papers`] first. Whole folders, archives and API dumps, read in parallel and
//! in order, are the business of [`batch`]; how a record is written, of [`output`]. The library prints nothing.
#![deny(missing_docs)]
#![deny(clippy::print_stdout, clippy::print_stderr)]

mod date;
mod diagnostic;
mod element;
mod error;
mod id;
mod ledger;
mod names;
mod paper;
mod span;
mod voice;

// The rooms in the order in which a text goes through them: each knows those above it in this list, and none below.
pub mod source;

mod lines;

mod cleaning;

mod grammar;

mod structure;

mod references;

pub mod record;

pub mod links;

pub mod output;

pub mod batch;

pub use crate::diagnostic::{Code, Diagnostic, Severity};
pub use crate::error::{Error, Result};
pub use crate::id::{BadId, PaperNumber, Part, QuestionId};
pub use crate::ledger::Rule;
pub use crate::record::{Record, Status};
pub use crate::source::Source;
pub use crate::span::{Span, Spans};
pub use crate::structure::{Companions, Inquiry};
pub use crate::voice::Voice;

/// Reads one paper. What the paper says is never an error: doubts are diagnostics in the record.
#[must_use]
pub fn parse(source: &Source, companions: &Companions) -> Record {
    let mut record = record::build::record(source, companions);
    links::settle(&mut record);
    if let Some(known) = source.metadata() {
        record::metadata::apply(&mut record, known);
    }
    record
}

/// The papers that a text holds, in order: usually the one, given back as it is.
#[must_use]
pub fn papers(source: Source) -> Vec<Source> {
    structure::papers::split(source)
}
