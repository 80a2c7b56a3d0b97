//! What is inside zip and tar archives.

use std::fs::File;
use std::io::{self, BufRead, Read, Seek};
use std::ops::ControlFlow;

use super::walk::{MOST_SPOOLED, Named, Walk, damaged, ending};

/// Entries that archivers of some systems add and nobody means: „__MACOSX/…“, „.DS_Store“.
fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.') && part != "." && part != ".." || part == "__MACOSX")
}

impl Walk<'_> {
    /// The entries of a zip archive, in the order of its directory.
    pub(super) fn zip(&mut self, file: File, what: &Named, depth: usize) -> ControlFlow<()> {
        let mut archive = match zip::ZipArchive::new(io::BufReader::new(file)) {
            Ok(archive) => archive,
            Err(error) => return self.failed(what.clone(), damaged(&what.place, &io::Error::other(error))),
        };
        for index in 0..archive.len() {
            let entry = match archive.by_index(index) {
                Ok(entry) => entry,
                Err(error) => {
                    let place = format!("{}: entry {}", what.place, index + 1);
                    self.failed(what.clone(), damaged(&place, &io::Error::other(error)))?;
                    continue;
                }
            };
            let path = entry.name().map_or_else(|_| String::from_utf8_lossy(entry.name_raw()).into_owned(), |name| name.into_owned());
            if entry.is_file() && !is_hidden(&path) && self.is_read(&ending(&path)) {
                self.stream(entry, what.entry(&path), depth + 1)?;
            }
        }
        ControlFlow::Continue(())
    }

    /// A zip archive on standard input or in another archive: its directory is at its end, so it goes to a temporary file.
    pub(super) fn spooled_zip(&mut self, input: impl Read, what: Named, depth: usize) -> ControlFlow<()> {
        let spooled = tempfile::tempfile().and_then(|mut file| {
            let taken = io::copy(&mut input.take(MOST_SPOOLED + 1), &mut file)?;
            if taken > MOST_SPOOLED {
                let message = format!("more than {} GiB in an archive that is not a file", MOST_SPOOLED >> 30);
                return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
            }
            file.rewind()?;
            Ok(file)
        });
        match spooled {
            Ok(file) => self.zip(file, &what, depth),
            Err(cause) => {
                let error = damaged(&what.place, &cause);
                self.failed(what, error)
            }
        }
    }

    /// The entries of a tar archive, in its order.
    pub(super) fn tar(&mut self, input: impl BufRead, what: &Named, depth: usize) -> ControlFlow<()> {
        let mut archive = tar::Archive::new(input);
        let entries = match archive.entries() {
            Ok(entries) => entries,
            Err(cause) => return self.failed(what.clone(), damaged(&what.place, &cause)),
        };
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                // The next header cannot be found behind a damaged one.
                Err(cause) => return self.failed(what.clone(), damaged(&what.place, &cause)),
            };
            let path = String::from_utf8_lossy(&entry.path_bytes()).trim_start_matches("./").to_owned();
            if entry.header().entry_type().is_file() && !is_hidden(&path) && self.is_read(&ending(&path)) {
                self.stream(entry, what.entry(&path), depth + 1)?;
            }
        }
        ControlFlow::Continue(())
    }
}
