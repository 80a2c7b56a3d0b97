//! What points where: an element's Reading gives `find` what it points to, `expand` writes the ranges out. No other paper is known here.

pub(crate) mod expand;
pub(crate) mod find;
mod reference;
pub(crate) mod refers_only;

pub use reference::{PrefaceOf, Reference, ReferenceKind, Resolution};
