//! Why a source gives no record at all. What a paper says is never an error.

use std::io::{self, ErrorKind};
use std::path::PathBuf;

/// What keeps a source from being read, or a record from being written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An input, or a temporary file, at which the file system said no.
    #[error("{path}: {cause}", path = path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// The text is too large: for memory, or for byte offsets of 32 bits.
    #[error("{place}: more than {most} bytes, which is the most that one text can have")]
    TooLarge {
        /// The source's name, or the file and the place in it.
        place: String,
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
    /// Output that could not be written.
    #[error("{path}: cannot be written: {cause}", path = path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
        /// Whether what was written until then stays, and another run can go on from there.
        stays: bool,
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
    /// A failure to read `path`.
    pub(crate) fn io(path: impl Into<PathBuf>, cause: io::Error) -> Self {
        Self::Io { path: path.into(), cause }
    }

    /// A failure to write a stream, or a file that is nothing until it is whole.
    pub(crate) fn write(path: impl Into<PathBuf>, cause: io::Error) -> Self {
        Self::Write { path: path.into(), cause, stays: false }
    }

    /// A failure to write into a folder of records.
    pub(crate) fn write_in_folder(path: impl Into<PathBuf>, cause: io::Error) -> Self {
        Self::Write { path: path.into(), cause, stays: true }
    }

    /// What the reader can do about it: one sentence, lower case.
    #[must_use]
    pub fn help(&self) -> Option<&str> {
        match self {
            Self::Io { cause, .. } => Some(help_reading(cause.kind())),
            Self::Write { cause, stays, .. } => Some(help_writing(cause.kind(), *stays)),
            Self::TooLarge { .. } => Some("cut the text into its papers"),
            Self::NotText { help, .. } | Self::NoText { help, .. } | Self::Json { help, .. } | Self::Archive { help, .. } => Some(help),
            Self::Pdf { .. } => Some("extract the text with `pdftotext -layout -enc UTF-8` and convert that"),
            Self::Invalid { .. } | Self::Bug { .. } => Some("please report this with the paper: it is a bug of drucksachen"),
            Self::Usage { help, .. } => Some(help),
        }
    }

    /// Whether the system refuses this one name, and may take others beside it.
    pub(crate) fn is_of_one_name(&self) -> bool {
        use ErrorKind::{AlreadyExists, InvalidFilename, IsADirectory, NotADirectory};
        matches!(self, Self::Write { cause, .. } if matches!(cause.kind(), AlreadyExists | InvalidFilename | IsADirectory | NotADirectory))
    }

    /// Whether the other end of a pipe has gone: no failure, the reader has enough.
    #[must_use]
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Io { cause, .. } | Self::Write { cause, .. } if cause.kind() == ErrorKind::BrokenPipe)
    }
}

/// What to do about an input that the system does not give.
const fn help_reading(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::NotFound | ErrorKind::NotADirectory => "check the spelling; a folder is read with everything in it",
        ErrorKind::PermissionDenied => "the file must be readable for the user who runs the program",
        ErrorKind::StorageFull => "free some room in the folder for temporary files, or name another one in TMPDIR",
        _ => "see whether another program can read it",
    }
}

/// What to do about a place that the system does not take output at.
const fn help_writing(kind: ErrorKind, stays: bool) -> &'static str {
    match kind {
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            "check the spelling; what stands before a `/` must be a folder, or not be there yet"
        }
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "name a place that is writable for the user who runs the program",
        ErrorKind::IsADirectory if stays => "a folder stands there; move it away, or name another folder for the records",
        ErrorKind::IsADirectory => "a folder stands there; name a file in it, or another one",
        ErrorKind::InvalidFilename => "give a shorter name, of letters and digits",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded if stays => "free some room there, then start again with --skip-existing",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "free some room there, then start again",
        _ => "see whether another program can write there, or name another place",
    }
}

/// `Result` with our [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_of_the_system_says_what_to_do() {
        let io = |kind: ErrorKind| Error::io("x", kind.into());
        let write = |kind: ErrorKind| Error::write("x", kind.into());
        let in_folder = |kind: ErrorKind| Error::write_in_folder("x", kind.into());
        for (error, shown, help) in [
            (io(ErrorKind::NotFound), "x: entity not found", "spelling"),
            (io(ErrorKind::PermissionDenied), "x: permission denied", "must be readable"),
            (io(ErrorKind::StorageFull), "x: no storage space", "TMPDIR"),
            (io(ErrorKind::Other), "x: other error", "another program can read"),
            (write(ErrorKind::NotFound), "x: cannot be written: entity not found", "must be a folder"),
            (write(ErrorKind::NotADirectory), "x: cannot be written: not a directory", "must be a folder"),
            (write(ErrorKind::PermissionDenied), "x: cannot be written: permission denied", "writable"),
            (write(ErrorKind::IsADirectory), "x: cannot be written: is a directory", "a folder stands there"),
            (write(ErrorKind::InvalidFilename), "x: cannot be written: invalid filename", "a shorter name"),
            (write(ErrorKind::StorageFull), "x: cannot be written: no storage space", "room there, then start again"),
            (in_folder(ErrorKind::IsADirectory), "x: cannot be written: is a directory", "move it away"),
            (in_folder(ErrorKind::StorageFull), "x: cannot be written: no storage space", "--skip-existing"),
            (write(ErrorKind::Other), "x: cannot be written: other error", "name another place"),
        ] {
            assert_eq!(error.to_string(), shown);
            let said = error.help().expect("help");
            assert!(said.contains(help), "{shown}: {said}");
            assert_eq!(said.contains("--skip-existing"), help == "--skip-existing", "{shown}");
        }
    }
}
