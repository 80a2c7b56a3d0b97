//! What points where: found in Readings, expanded, resolved in the paper and across a run.
//!
//! An element's Reading gives `find` what it points to; `resolve` writes the ranges out, without
//! knowing any other paper; [`resolve::resolve_in`] settles what became of each, as often as a run likes, on finished
//! records; [`graph`] is what readers of many records want of them.

pub(crate) mod chains;
pub(crate) mod find;
pub mod graph;
pub(crate) mod refers_only;
pub(crate) mod resolve;

pub use resolve::{Index, Outline, resolve_in};
