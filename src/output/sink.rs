//! One file that appears under its name only when it is whole, or a stream.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// How much is gathered before the system is asked to write.
const BUFFER: usize = 256 << 10;

/// A stream or a file in the making.
pub struct Sink {
    writer: Writer,
    /// What it was opened as; none for somebody else's stream.
    path: Option<PathBuf>,
    /// The name that it has until it is whole; none for a stream.
    beside: Option<PathBuf>,
}

enum Writer {
    Plain(BufWriter<Box<dyn Write + Send>>),
    #[cfg(feature = "archives")]
    Gzip(flate2::write::GzEncoder<BufWriter<Box<dyn Write + Send>>>),
    #[cfg(feature = "archives")]
    Zstd(zstd::Encoder<'static, BufWriter<Box<dyn Write + Send>>>),
    Closed,
}

impl Sink {
    /// Into a stream that is somebody else's.
    #[must_use]
    pub fn to(stream: Box<dyn Write + Send>) -> Self {
        Self { writer: Writer::Plain(BufWriter::with_capacity(BUFFER, stream)), path: None, beside: None }
    }

    /// Into a file, compressed if its name ends in `.gz` or `.zst`. Until it is whole it is called `.NAME.part`; a pipe or a
    /// device is written to as it is.
    ///
    /// # Errors
    /// [`Error::Write`] if its folder cannot be made or written to, [`Error::Usage`] where compression is not built in.
    pub fn create(path: &Path) -> Result<Self> {
        let failed = |cause| Error::write(path, cause);
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        let beside = (!is_stream(path)).then(|| beside(path));
        let opened = beside.as_deref().unwrap_or(path);
        let file: Box<dyn Write + Send> = Box::new(File::create(opened).map_err(failed)?);
        let file = BufWriter::with_capacity(BUFFER, file);
        let writer = match path.extension().and_then(|ending| ending.to_str()) {
            #[cfg(feature = "archives")]
            Some("gz") => Writer::Gzip(flate2::write::GzEncoder::new(file, flate2::Compression::default())),
            #[cfg(feature = "archives")]
            Some("zst") => Writer::Zstd(zstd::Encoder::new(file, zstd::DEFAULT_COMPRESSION_LEVEL).map_err(failed)?),
            #[cfg(not(feature = "archives"))]
            Some("gz" | "zst") => {
                return Err(Error::Usage {
                    message: "this build does not compress".to_owned(),
                    help: "build with `--features archives`, or pipe the output through gzip or zstd".to_owned(),
                });
            }
            _ => Writer::Plain(file),
        };
        Ok(Self { writer, path: Some(path.to_path_buf()), beside })
    }

    /// What it was opened as.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Whether it becomes a file.
    pub(super) const fn is_file(&self) -> bool {
        self.beside.is_some()
    }

    /// Adds bytes.
    ///
    /// # Errors
    /// [`Error::Write`] of the disk or the stream.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let written = match &mut self.writer {
            Writer::Plain(writer) => writer.write_all(bytes),
            #[cfg(feature = "archives")]
            Writer::Gzip(writer) => writer.write_all(bytes),
            #[cfg(feature = "archives")]
            Writer::Zstd(writer) => writer.write_all(bytes),
            Writer::Closed => Ok(()),
        };
        written.map_err(|cause| Error::write(self.shown(), cause))
    }

    /// Writes what is left and gives the file its name.
    ///
    /// # Errors
    /// [`Error::Write`] of the disk or the stream.
    pub fn finish(mut self) -> Result<()> {
        let shown = self.shown();
        let failed = |cause| Error::write(&shown, cause);
        close(std::mem::replace(&mut self.writer, Writer::Closed)).map_err(failed)?;
        if let (Some(beside), Some(path)) = (self.beside.take(), &self.path) {
            fs::rename(&beside, path).map_err(failed)?;
        }
        Ok(())
    }

    fn shown(&self) -> PathBuf {
        self.path.clone().unwrap_or_else(|| PathBuf::from("standard output"))
    }
}

fn close(writer: Writer) -> io::Result<()> {
    let mut inner = match writer {
        Writer::Plain(writer) => writer,
        #[cfg(feature = "archives")]
        Writer::Gzip(writer) => writer.finish()?,
        #[cfg(feature = "archives")]
        Writer::Zstd(writer) => writer.finish()?,
        Writer::Closed => return Ok(()),
    };
    inner.flush()
}

/// What was not finished leaves nothing behind.
impl Drop for Sink {
    fn drop(&mut self) {
        if let Some(beside) = self.beside.take() {
            let _ = fs::remove_file(beside);
        }
    }
}

/// Whether a path names a pipe or a device, which no other file can take the place of.
#[must_use]
pub fn is_stream(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|what| !what.is_file() && !what.is_dir())
}

/// „a/.x.json.part“ for „a/x.json“: in the same folder, so that giving it its name is one step.
pub(super) fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    path.with_file_name(format!(".{name}.part"))
}
