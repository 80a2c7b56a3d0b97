//! Bytes become texts. The only rooms that read a disk or standard input; none looks inside a paper.
//!
//! | file | what it does |
//! |---|---|
//! | `walk` | arguments, folders, lists, standard input, gzip, zstd → items in a fixed order |
//! | `archive` | zip, tar: what is inside, as items |
//! | `dip` | JSON of the parliament's API → documents, cut out of streams of any length |
//! | `decode` | bytes → UTF-8, whatever they were |
//! | `signature` | first bytes → the kind of a file that is no plain text |
//! | `pdf` | a PDF's text (feature `pdf`) |

#[cfg(feature = "archives")]
mod archive;
pub mod decode;
pub mod dip;
#[cfg(feature = "pdf")]
mod pdf;
mod signature;
pub mod walk;

use std::sync::{Arc, OnceLock};

use schemars::JsonSchema;
use serde::Serialize;
use sha2::{Digest, Sha256};

pub use self::dip::DipMetadata;
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::span::Span;

/// How a source text came to us.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// A text file, or text on standard input.
    Text,
    /// The `text` field of a document of the parliament's DIP API.
    Dip,
    /// A PDF's text.
    Pdf,
}

/// Where a paper stands in a source that holds several.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourcePart {
    /// Counted from 1.
    pub index: u32,
    /// How many papers the source holds.
    pub of: u32,
    /// Its bytes.
    pub span: Span,
}

/// The text of one paper (or of one part of a file that holds several), never altered.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    format: Format,
    text: Arc<String>,
    /// Made when it is first asked for: a look at a text does not need it.
    sha256: Arc<OnceLock<String>>,
    part: Option<SourcePart>,
    notes: Vec<Diagnostic>,
    metadata: Option<Arc<DipMetadata>>,
}

impl Source {
    /// Texts must be smaller than this many bytes, so that an offset has 32 bits.
    pub const MOST_BYTES: u64 = u32::MAX as u64;

    /// A source from text at hand.
    ///
    /// # Errors
    /// [`Error::TooLarge`] for texts of 4 GiB and more.
    pub fn from_text(name: impl Into<String>, text: impl Into<String>) -> Result<Self> {
        Self::new(name.into(), Format::Text, text.into(), Vec::new())
    }

    /// A source with what its decoding had to say.
    ///
    /// # Errors
    /// [`Error::TooLarge`] for texts of 4 GiB and more.
    pub fn new(name: String, format: Format, text: String, notes: Vec<Diagnostic>) -> Result<Self> {
        if text.len() as u64 >= Self::MOST_BYTES {
            return Err(Error::TooLarge { place: name, most: Self::MOST_BYTES - 1 });
        }
        Ok(Self { name, format, text: Arc::new(text), sha256: Arc::default(), part: None, notes, metadata: None })
    }

    /// The same text, of which only `part` is meant.
    #[must_use]
    pub fn with_part(&self, part: SourcePart) -> Self {
        Self { part: Some(part), ..self.clone() }
    }

    /// The same text with what DIP knows about the paper; [`crate::parse`] fills with it what the text lacks.
    #[must_use]
    pub fn with_metadata(self, metadata: DipMetadata) -> Self {
        Self { metadata: Some(Arc::new(metadata)), ..self }
    }

    /// What DIP knows about the paper, where the text came with it.
    #[must_use]
    pub fn metadata(&self) -> Option<&DipMetadata> {
        self.metadata.as_deref()
    }

    /// The path or name it was given by.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How it came to us.
    #[must_use]
    pub const fn format(&self) -> Format {
        self.format
    }

    /// The whole text, other parts included.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// SHA-256 of the whole text in UTF-8, 64 hexadecimal digits.
    #[must_use]
    pub fn sha256(&self) -> &str {
        self.sha256.get_or_init(|| hex(&Sha256::digest(self.text.as_bytes())))
    }

    /// Which part of the text is meant, if it holds several papers.
    #[must_use]
    pub const fn part(&self) -> Option<SourcePart> {
        self.part
    }

    /// What its decoding had to say.
    #[must_use]
    pub fn notes(&self) -> &[Diagnostic] {
        &self.notes
    }

    /// The bytes that are meant: those of its part, or all.
    #[must_use]
    pub fn span(&self) -> Span {
        self.part.map_or_else(|| Span::of(0..self.text.len()), |part| part.span)
    }

    /// The text of a span; empty where the span cuts a character or leaves the text.
    #[must_use]
    pub fn get(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| DIGITS.get(usize::from(value)).map_or('0', |&digit| char::from(digit));
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_that_cuts_a_character_is_empty() -> Result<()> {
        let source = Source::from_text("x.txt", "für")?;
        assert_eq!(source.get(Span::new(0, 3)), "fü");
        assert_eq!(source.get(Span::new(0, 2)), "");
        assert_eq!(source.get(Span::new(2, 90)), "");
        assert_eq!(source.sha256().len(), 64);
        Ok(())
    }
}
