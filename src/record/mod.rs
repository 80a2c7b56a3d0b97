//! The record: what a paper says, as one JSON object.

pub(crate) mod build;
pub(crate) mod collected;
mod companion;
mod elements;
pub(crate) mod facts;
pub(crate) mod metadata;
mod schema;
mod types;

pub use crate::cleaning::duplicates::{Difference, Similarity};
pub use crate::date::Date;
pub use crate::ledger::PrefaceOf;
pub use schema::{SCHEMA_VERSION, schema};
pub use types::*;
