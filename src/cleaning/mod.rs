//! What the page added to the words: heads, notes at the margin, copies, spread headings, line ends.

pub mod addresses;
mod compounds;
mod copying;
pub mod duplicates;
pub mod furniture;
mod habits;
pub mod joining;
pub mod letterspacing;
pub mod moves;
pub mod reading;
mod set_again;
pub(crate) mod turned;
pub mod vocabulary;
pub mod words;
