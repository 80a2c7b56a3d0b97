//! Why a source gives no record at all. What a paper says is never an error.

use std::io;
use std::path::PathBuf;

/// What keeps a source from being read, or a record from being written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file system said no.
    #[error("{path}: {cause}", path = path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// The text is too large for byte offsets of 32 bits.
    #[error("{name}: {bytes} bytes of text, at most {most} can be read")]
    TooLarge {
        /// The source's name.
        name: String,
        /// Its size.
        bytes: u64,
        /// The limit.
        most: u64,
    },
    /// The bytes are of a kind that holds no text.
    #[error("{place}: is {kind}, not text")]
    NotText {
        /// The file, and the entry of an archive.
        place: String,
        /// What it looks like.
        kind: &'static str,
        /// What to do.
        help: &'static str,
    },
    /// There is no word in it.
    #[error("{place}: {what}")]
    NoText {
        /// The file, and the document or entry.
        place: String,
        /// What is missing: the document's `text`, or every word.
        what: &'static str,
        /// What to do.
        help: &'static str,
    },
    /// JSON that does not read.
    #[error("{place}: {message}")]
    Json {
        /// The file and the line or document.
        place: String,
        /// What the reader said.
        message: String,
        /// What to do.
        help: &'static str,
    },
    /// An archive, or a compressed file, that is damaged or of an unknown kind.
    #[error("{place}: {message}")]
    Archive {
        /// The file and the entry.
        place: String,
        /// What the reader said.
        message: String,
        /// What to do.
        help: &'static str,
    },
    /// A PDF without a text that can be had.
    #[error("{place}: {message}")]
    Pdf {
        /// The file.
        place: String,
        /// What the extractor said.
        message: String,
    },
    /// A record that does not fit the schema; a bug of this program.
    #[error("{place}: the record does not fit the schema at {at}: {message}")]
    Invalid {
        /// The source's name.
        place: String,
        /// The place in the record, a JSON pointer.
        at: String,
        /// What the validator said.
        message: String,
    },
    /// A record's file that could not be written.
    #[error("{path}: {cause}", path = path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// The parser panicked; a bug of this program.
    #[error("{place}: the paper could not be read, by a fault of this program")]
    Bug {
        /// The source's name.
        place: String,
    },
    /// Words on the command line, or of an option, that cannot be meant.
    #[error("{message}")]
    Usage {
        /// What is wrong.
        message: String,
        /// What to do.
        help: String,
    },
}

impl Error {
    /// A failure of the file system at `path`.
    pub(crate) fn io(path: impl Into<PathBuf>, cause: io::Error) -> Self {
        Self::Io { path: path.into(), cause }
    }

    /// What the reader can do about it: one sentence, lower case.
    #[must_use]
    pub fn help(&self) -> Option<&str> {
        match self {
            Self::Io { cause, .. } => match cause.kind() {
                io::ErrorKind::NotFound => Some("check the spelling; a folder is read with everything in it"),
                io::ErrorKind::PermissionDenied => Some("the file must be readable for the user who runs the program"),
                _ => None,
            },
            Self::TooLarge { .. } => Some("cut the text into its papers"),
            Self::NotText { help, .. } | Self::NoText { help, .. } | Self::Json { help, .. } | Self::Archive { help, .. } => Some(help),
            Self::Pdf { .. } => Some("extract the text with `pdftotext -layout -enc UTF-8` and convert that"),
            Self::Write { .. } => Some("free some room there, then start again with --skip-existing"),
            Self::Invalid { .. } | Self::Bug { .. } => Some("please report this with the paper: it is a bug of drucksachen"),
            Self::Usage { help, .. } => Some(help),
        }
    }

    /// Whether the other end of a pipe has gone: no failure, the reader has enough.
    #[must_use]
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Io { cause, .. } | Self::Write { cause, .. } if cause.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// `Result` with our [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;
