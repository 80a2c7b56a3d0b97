//! Why a source gives no record at all. What a paper says is never an error.

use std::io;
use std::path::PathBuf;

/// What keeps a source from being read.
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
}

/// `Result` with our [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;
