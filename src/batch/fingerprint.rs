//! Everything that a record is made from, as one number.

use sha2::{Digest, Sha256};

use super::Options;
use super::paper::Held;
use crate::record::build::GENERATOR;
use crate::source::Source;

/// SHA-256 over program version, options, source, metadata and companion, 64 hexadecimal digits.
///
/// What the rest of the run knows is not in it: `resolution` is as of the run that wrote the record.
pub(super) fn of(source: &Source, held: Option<&Held>, options: Options) -> String {
    let mut hash = Sha256::new();
    let mut field = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    field(GENERATOR.as_bytes());
    field(format!("{options:?}").as_bytes());
    field(source.name().as_bytes());
    field(source.sha256().as_bytes());
    field(format!("{:?}", source.part()).as_bytes());
    field(&serde_json::to_vec(&source.metadata()).unwrap_or_default());
    // Two ways of decoding can give one text, but not the same notes.
    field(&serde_json::to_vec(source.notes()).unwrap_or_default());
    field(held.map_or(&[][..], |held| &held.evidence));
    crate::source::hex(&hash.finalize())
}
