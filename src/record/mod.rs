//! The record: what a paper says, as one JSON object.

pub(crate) mod build;
pub(crate) mod collected;
mod elements;
pub(crate) mod metadata;
mod schema;
mod types;

pub use schema::{SCHEMA_VERSION, schema};
pub use types::*;
