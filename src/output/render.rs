//! A record becomes bytes.

use super::tables;
use crate::record::Record;

/// What a record is made into.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// JSON on one line.
    Line,
    /// JSON for people.
    Pretty,
    /// Rows of the flat tables.
    Tables,
}

/// The bytes of a record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Rendered {
    /// JSON with a line feed at its end.
    Whole(Vec<u8>),
    /// Rows of each table, in the order of [`tables::NAMES`].
    Tables([Vec<u8>; tables::COUNT]),
}

/// JSON is about this much longer than its source: spans, ids and a ledger stand beside the text.
const GROWTH: usize = 3;

/// Renders a record. Serialising into memory cannot fail: every key is a string and every number finite.
#[must_use]
pub fn render(record: &Record, shape: Shape) -> Rendered {
    let mut bytes = Vec::with_capacity(record.source.bytes as usize * GROWTH);
    let written = match shape {
        Shape::Line => serde_json::to_writer(&mut bytes, record),
        Shape::Pretty => serde_json::to_writer_pretty(&mut bytes, record),
        Shape::Tables => return Rendered::Tables(tables::rows(record)),
    };
    debug_assert!(written.is_ok(), "a record always serialises");
    bytes.push(b'\n');
    Rendered::Whole(bytes)
}
