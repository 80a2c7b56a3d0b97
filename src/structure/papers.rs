//! Where one paper ends and the next begins in a text that holds several.

use crate::source::Source;

/// The papers of a source: itself, or one source a part.
#[must_use]
pub(crate) fn split(source: Source) -> Vec<Source> {
    vec![source]
}
