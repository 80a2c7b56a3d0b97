//! JSON Lines in, JSON Lines out, one line for one, in order: what other engines can run.

use std::io::{BufRead, Write};

use serde::Serialize;

use super::Options;
use super::finishing::{Finisher, Listener};
use super::paper::{Held, record_of};
use super::pipeline::Jobs;
use super::summary::Failure;
use crate::error::{Error, Result};
use crate::output::render::Shape;
use crate::source::{Source, dip};
use crate::structure::Inquiry;

/// Lines are worked on together, so many at a time …
const CHUNK_LINES: usize = 256;

/// … or so many bytes.
const CHUNK_BYTES: usize = 4 << 20;

/// What stands in the place of a record.
#[derive(Serialize)]
struct Failed {
    error: Reason,
}

#[derive(Serialize)]
struct Reason {
    /// Counted from 1, in this input.
    line: u64,
    #[serde(flatten)]
    failure: Failure,
}

/// What a filter did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Filtered {
    /// Lines read, and written.
    pub lines: u64,
    /// Of these, lines with an error.
    pub failed: u64,
}

/// Reads lines, writes a line for each: its record, or its error.
///
/// # Errors
/// Only of the streams themselves.
pub fn filter(input: &mut dyn BufRead, output: &mut dyn Write, options: Options, jobs: &Jobs) -> Result<Filtered> {
    let nobody = Listener { failed: &|_| {}, record: &|_| {} };
    let finisher = Finisher::new(&nobody, options, Shape::Line);
    let mut done = Filtered::default();
    loop {
        let lines = chunk(input)?;
        if lines.is_empty() {
            return output.flush().map(|()| done).map_err(|cause| Error::write("standard output", cause));
        }
        let numbered: Vec<_> = lines.into_iter().zip(done.lines + 1..).collect();
        for result in jobs.map(numbered, |(line, number)| answer(&line, number, &finisher)) {
            done.lines += 1;
            let bytes = result.unwrap_or_else(|failed| {
                done.failed += 1;
                failed
            });
            output.write_all(&bytes).map_err(|cause| Error::write("standard output", cause))?;
        }
    }
}

fn chunk(input: &mut dyn BufRead) -> Result<Vec<Vec<u8>>> {
    let (mut lines, mut held) = (Vec::new(), 0);
    while lines.len() < CHUNK_LINES && held < CHUNK_BYTES {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line).map_err(|cause| Error::io("standard input", cause))? == 0 {
            break;
        }
        held += line.len();
        lines.push(line);
    }
    Ok(lines)
}

/// The record's line, or the error's.
fn answer(line: &[u8], number: u64, finisher: &Finisher<'_>) -> Result<Vec<u8>, Vec<u8>> {
    record(line, number, finisher).map_err(|error| {
        let reason = Reason { line: number, failure: Failure::from(&error) };
        let mut bytes = serde_json::to_vec(&Failed { error: reason }).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    })
}

fn record(line: &[u8], number: u64, finisher: &Finisher<'_>) -> Result<Vec<u8>> {
    let place = format!("line {number}");
    let mut all = dip::documents(line, &place, &place);
    let one = if all.len() == 1 { all.pop() } else { None };
    let dip::Read { source, inquiry } = one.unwrap_or_else(|| {
        Err(Error::Json {
            place: place.clone(),
            message: "expected one document on the line".to_owned(),
            help: "a page of the API goes through `drucksachen convert`",
        })
    })?;
    let held = match inquiry.filter(|_| finisher.options.companions) {
        Some(text) => inquiry_of(text)?.map(Held::new),
        None => None,
    };
    let (rendered, _) = finisher.finish(record_of(&source, held)?, &source)?;
    Ok(rendered.into_bytes())
}

/// The inquiry that the caller sends along with an answer.
fn inquiry_of(text: String) -> Result<Option<Inquiry>> {
    let source = Source::from_text("inquiry", text)?;
    record_of(&source, None).map(|record| Inquiry::of(&record))
}
