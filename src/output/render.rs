//! A record becomes bytes.

use serde::Serialize;

use super::doubts::doubts;
use super::tables;
use crate::links::graph::edges;
use crate::record::Record;
use crate::source::Source;

/// What a record is made into.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// JSON on one line.
    Line,
    /// JSON for people.
    Pretty,
    /// Rows of the flat tables.
    Tables,
    /// Its references as edges, a JSON object a line.
    EdgeLines,
    /// Its references as edges, in CSV.
    EdgeRows,
    /// Its diagnostics in the text, for people.
    Doubts {
        /// For a terminal.
        colour: bool,
    },
}

/// The columns of [`Shape::EdgeRows`]: the fields of an edge in their order.
pub const EDGE_COLUMNS: &str = "paper,source,element,kind,target_paper,target_questions,target_part,resolution,text,offset";

/// The bytes of a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Rendered {
    /// JSON, edges or doubts, with a line feed at its end; without an edge nothing.
    Whole(Vec<u8>),
    /// Rows of each table, in the order of [`tables::NAMES`].
    Tables([Vec<u8>; tables::COUNT]),
}

impl Rendered {
    /// All bytes, those of the tables one behind the other.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        match self {
            Self::Whole(bytes) => bytes,
            Self::Tables(tables) => tables.concat(),
        }
    }
}

/// JSON is about this much longer than its source: spans, ids and a ledger stand beside the text.
const GROWTH: usize = 3;

/// Renders a record of this source. Serialising into memory cannot fail: every key is a string and every number finite.
#[must_use]
pub fn render(record: &Record, source: &Source, shape: Shape) -> Rendered {
    let room = || Vec::with_capacity(record.source.bytes as usize * GROWTH);
    Rendered::Whole(match shape {
        Shape::Line => line(room(), record),
        Shape::Pretty => {
            let mut bytes = room();
            let written = serde_json::to_writer_pretty(&mut bytes, record);
            debug_assert!(written.is_ok(), "a record always serialises");
            bytes.push(b'\n');
            bytes
        }
        Shape::Tables => return Rendered::Tables(tables::rows(record)),
        Shape::EdgeLines => edges(record).fold(Vec::new(), |bytes, edge| line(bytes, &edge)),
        Shape::EdgeRows => edge_rows(record),
        Shape::Doubts { colour } => doubts(record, source, colour),
    })
}

fn line(mut bytes: Vec<u8>, value: &impl Serialize) -> Vec<u8> {
    let written = serde_json::to_writer(&mut bytes, value);
    debug_assert!(written.is_ok(), "what we write always serialises");
    bytes.push(b'\n');
    bytes
}

fn edge_rows(record: &Record) -> Vec<u8> {
    let mut rows = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    for edge in edges(record) {
        let written = rows.serialize(edge.joined());
        debug_assert!(written.is_ok(), "an edge has no lists once its questions are joined");
    }
    rows.into_inner().unwrap_or_default()
}
