//! Records become files. Nothing here knows how a record came to be.
//!
//! | file | what it does |
//! |---|---|
//! | `render` | a record → bytes, in the worker that made it |
//! | `sink` | one file that appears under its name only when it is whole; compression |
//! | `folder` | one file a paper, names that never meet, and what a later run needs to know |
//! | `tables` | flat tables for spreadsheets |
//! | `doubts` | diagnostics with the lines that they point to, for people |

mod doubts;
pub mod folder;
pub mod render;
mod sink;
pub mod tables;

use std::io::Write;
use std::path::Path;

pub use self::folder::Folder;
pub use self::render::{Rendered, Shape};
pub use self::sink::{Sink, is_stream};
pub use self::tables::Tables;
use crate::error::Result;

/// Where the records of a run go.
pub enum Output {
    /// One record a line.
    Lines(Sink),
    /// One JSON array.
    Array(Array),
    /// One pretty file a paper.
    Folder(Folder),
    /// Five CSV files.
    Tables(Tables),
    /// The references of all records.
    Edges(Edges),
    /// What is in doubt in them, for people.
    Doubts(Doubts),
}

/// Diagnostics in their text.
pub struct Doubts {
    sink: Sink,
    colour: bool,
}

/// An edge list.
pub struct Edges {
    sink: Sink,
    form: EdgeForm,
}

/// How an edge list is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EdgeForm {
    /// A JSON object a line.
    Lines,
    /// CSV with a head.
    Rows,
}

/// `[…]` around pretty records, so that the file is one JSON value.
pub struct Array {
    sink: Sink,
    any: bool,
}

impl Output {
    /// JSON Lines into a file; compressed if its name ends in `.gz` or `.zst`.
    ///
    /// # Errors
    /// [`crate::Error::Write`] if it cannot be created.
    pub fn lines(path: &Path) -> Result<Self> {
        Sink::create(path).map(Self::Lines)
    }

    /// JSON Lines into a stream.
    #[must_use]
    pub fn lines_to(stream: Box<dyn Write + Send>) -> Self {
        Self::Lines(Sink::to(stream))
    }

    /// A JSON array into a file.
    ///
    /// # Errors
    /// [`crate::Error::Write`] if it cannot be created.
    pub fn array(path: &Path) -> Result<Self> {
        Sink::create(path).map(|sink| Self::Array(Array { sink, any: false }))
    }

    /// A JSON array into a stream.
    #[must_use]
    pub fn array_to(stream: Box<dyn Write + Send>) -> Self {
        Self::Array(Array { sink: Sink::to(stream), any: false })
    }

    /// An edge list into a file.
    ///
    /// # Errors
    /// [`crate::Error::Write`] if it cannot be created.
    pub fn edges(path: &Path, form: EdgeForm) -> Result<Self> {
        Self::edges_in(Sink::create(path)?, form)
    }

    /// An edge list into a stream.
    ///
    /// # Errors
    /// [`crate::Error::Write`] of the stream.
    pub fn edges_to(stream: Box<dyn Write + Send>, form: EdgeForm) -> Result<Self> {
        Self::edges_in(Sink::to(stream), form)
    }

    fn edges_in(mut sink: Sink, form: EdgeForm) -> Result<Self> {
        if form == EdgeForm::Rows {
            sink.write(render::EDGE_COLUMNS.as_bytes())?;
            sink.write(b"\n")?;
        }
        Ok(Self::Edges(Edges { sink, form }))
    }

    /// What is in doubt, into a stream.
    #[must_use]
    pub fn doubts_to(stream: Box<dyn Write + Send>, colour: bool) -> Self {
        Self::Doubts(Doubts { sink: Sink::to(stream), colour })
    }

    /// How its records are rendered.
    #[must_use]
    pub const fn shape(&self) -> Shape {
        match self {
            Self::Lines(_) => Shape::Line,
            Self::Array(_) | Self::Folder(_) => Shape::Pretty,
            Self::Tables(_) => Shape::Tables,
            Self::Edges(Edges { form: EdgeForm::Lines, .. }) => Shape::EdgeLines,
            Self::Edges(Edges { form: EdgeForm::Rows, .. }) => Shape::EdgeRows,
            Self::Doubts(Doubts { colour, .. }) => Shape::Doubts { colour: *colour },
        }
    }

    /// The file or folder that it was opened as; none for somebody else's stream.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Lines(sink) | Self::Array(Array { sink, .. }) | Self::Edges(Edges { sink, .. }) | Self::Doubts(Doubts { sink, .. }) => {
                sink.path()
            }
            Self::Folder(folder) => Some(folder.path()),
            Self::Tables(tables) => Some(tables.path()),
        }
    }

    /// Adds a rendered record. A folder's files are written by the workers.
    ///
    /// # Errors
    /// [`crate::Error::Write`] of the disk or the stream.
    pub fn write(&mut self, record: &Rendered) -> Result<()> {
        match (self, record) {
            (Self::Lines(sink) | Self::Edges(Edges { sink, .. }) | Self::Doubts(Doubts { sink, .. }), Rendered::Whole(bytes)) => {
                sink.write(bytes)
            }
            (Self::Array(array), Rendered::Whole(bytes)) => array.write(bytes),
            (Self::Tables(tables), Rendered::Tables(rows)) => tables.write(rows),
            _ => Ok(()),
        }
    }

    /// Puts everything under its final name. A file with no record in it gets none: it would only replace a better one.
    ///
    /// # Errors
    /// [`crate::Error::Write`] of the disk or the stream.
    pub fn finish(self, records: u64) -> Result<()> {
        match self {
            Self::Lines(sink) | Self::Array(Array { sink, .. }) | Self::Edges(Edges { sink, .. }) if records == 0 && sink.is_file() => {
                Ok(())
            }
            Self::Tables(_) if records == 0 => Ok(()),
            Self::Lines(sink) | Self::Edges(Edges { sink, .. }) | Self::Doubts(Doubts { sink, .. }) => sink.finish(),
            Self::Array(array) => array.finish(),
            Self::Folder(folder) => folder.finish(),
            Self::Tables(tables) => tables.finish(),
        }
    }
}

impl Array {
    fn write(&mut self, record: &[u8]) -> Result<()> {
        self.sink.write(if self.any { b",\n" } else { b"[\n" })?;
        self.any = true;
        self.sink.write(record.trim_ascii_end())
    }

    fn finish(mut self) -> Result<()> {
        self.sink.write(if self.any { b"\n]\n" } else { b"[]\n" })?;
        self.sink.finish()
    }
}
