//! What records say of each other: each reference is looked up in its paper and in the run, as often as a run likes.
//!
//! [`resolve_in`] settles what became of the references of a finished record, `chains` follows answers that only point at answers;
//! [`graph`] is what readers of many records want of them.

mod chains;
pub mod graph;
mod resolve;

pub use resolve::{Index, Outline, resolve_in};

use crate::record::Record;

/// Looks the references of a record up in itself, and says where answers only point at each other.
pub(crate) fn settle(record: &mut Record) {
    resolve_in(record, &Index::new());
    let circles = chains::chains(record);
    record.note(circles);
}
