//! Annexes: what follows the answers under „Anlage“. They can be a hundred times longer than the answers.

use super::rows::Row;
use crate::grammar::markers::annex_heading;
use crate::span::Span;

/// Where an annex begins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Heading<'a> {
    /// „Anlage 1“; empty where an annex has no heading.
    pub label: &'a str,
    /// The heading's line, or nothing.
    pub line: Span,
}

/// The headings in a stretch of annexes. Its pages repeat their heading, so only another label begins another annex.
pub(crate) fn headings<'a>(stretch: &[Row<'a>]) -> Vec<Heading<'a>> {
    let mut found: Vec<Heading<'a>> = Vec::new();
    for (at, row) in stretch.iter().enumerate() {
        let label = if row.annex { annex_heading::<()>(row.words).map(|(_, label)| label).ok() } else { None };
        match label {
            Some(label) if found.last().is_none_or(|last| last.label != label) && !row.words.is_empty() => {
                let known = found.iter().any(|one| one.label == label);
                if !known {
                    found.push(Heading { label, line: row.full });
                }
            }
            None if at == 0 => found.push(Heading { label: "", line: Span::new(row.full.start(), row.full.start()) }),
            _ => {}
        }
    }
    found
}
