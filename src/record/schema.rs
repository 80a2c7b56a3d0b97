//! The JSON Schema, generated from the types.

use schemars::Schema;
use schemars::generate::SchemaSettings;

use super::Record;

/// The version of the record's shape.
pub const SCHEMA_VERSION: &str = "1.0";

/// The JSON Schema (draft 2020-12) of a [`Record`] as it is written: what `schemas/record-1.0.json` holds.
#[must_use]
pub fn schema() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Record>()
}
