//! The record: what a paper says, as one JSON object.
//!
//! It is made by [`crate::parse`] and written, never read back: [`Record`] is `Serialize` and not `Deserialize`. Programs that read
//! records go by the [`schema()`].

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
pub use crate::element::Element;
pub use crate::paper::{Answerer, Asker, InquiryInfo, Paper, Person};
pub use crate::references::{PrefaceOf, Reference, ReferenceKind, Resolution};
pub use schema::{SCHEMA_VERSION, schema};
pub use types::*;
