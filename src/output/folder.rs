//! One file a paper, under names that never meet, and a list that lets a later run go on where one stopped.
//!
//! The list (`.drucksachen-state.jsonl`) has a line for every file: its name, a fingerprint of all that the record was made from,
//! and what a run counts of it. It grows with the run, file by file; a file that is written anew is struck from it before. At the
//! end it is written anew, in the order of the names, with what earlier runs wrote and is still there.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::sink::{Sink, beside};
use crate::cleaning::words::first_bytes;
use crate::error::{Error, Result};
use crate::record::facts::Facts;
use crate::source::Source;

/// The name of the list.
const STATE: &str = ".drucksachen-state.jsonl";

/// File systems take names of 255 bytes. This is less, since „.part-2“, „~2“, „.json“ and the „.….part“ of a file in the
/// making come to it.
const LONGEST_NAME: usize = 200;

/// A folder of records, in three parts, since names are given, files written and notes taken by different threads.
pub struct Folder {
    /// Gives names, in the order of the input.
    pub(crate) names: Names,
    /// Writes files; for workers.
    pub(crate) shelf: Shelf,
    /// Keeps the list, in the order of the input.
    pub(crate) state: State,
}

/// The names that were given.
#[derive(Default)]
pub(crate) struct Names {
    taken: HashSet<String>,
}

/// Where the files are, and which of an earlier run may be kept.
pub(crate) struct Shelf {
    root: PathBuf,
    existing: Existing,
    before: Arc<HashMap<String, Kept>>,
    list: File,
}

/// The list of the files.
pub(crate) struct State {
    root: PathBuf,
    path: PathBuf,
    file: BufWriter<File>,
    before: Arc<HashMap<String, Kept>>,
    done: BTreeMap<String, Kept>,
}

/// A line of the list.
#[derive(Serialize, Deserialize, Clone)]
struct Line {
    file: String,
    #[serde(flatten)]
    kept: Kept,
}

/// What the list knows about a file.
#[derive(Serialize, Deserialize, Clone)]
pub(crate) struct Kept {
    pub(crate) fingerprint: String,
    #[serde(flatten)]
    pub(crate) facts: Facts,
}

/// A line of the list on a file that is about to be written anew: should the run be killed, what stood above is no longer so.
#[derive(Serialize, Deserialize)]
struct Struck<'a> {
    struck: Cow<'a, str>,
}

/// Whether a file that an earlier run wrote is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Existing {
    /// Written again.
    Replace,
    /// Kept where it was made from the same, see [`Folder`].
    Skip,
}

impl Folder {
    /// Opens a folder, makes it if need be.
    ///
    /// # Errors
    /// [`Error::Write`] if it cannot be made or written to.
    pub fn open(root: &Path, existing: Existing) -> Result<Self> {
        fs::create_dir_all(root).map_err(|cause| Error::write_in_folder(root, cause))?;
        let path = root.join(STATE);
        let failed = |cause| Error::write_in_folder(&path, cause);
        let before = Arc::new(read_state(&path).map_err(failed)?);
        let file = OpenOptions::new().append(true).create(true).open(&path).map_err(failed)?;
        let list = file.try_clone().map_err(failed)?;
        let shelf = Shelf { root: root.to_path_buf(), existing, before: Arc::clone(&before), list };
        let state = State { root: root.to_path_buf(), path, file: BufWriter::new(file), before, done: BTreeMap::new() };
        Ok(Self { names: Names::default(), shelf, state })
    }

    /// What it was opened as.
    pub(super) fn path(&self) -> &Path {
        &self.shelf.root
    }

    /// Writes the list anew, in order.
    ///
    /// # Errors
    /// [`Error::Write`] of the disk.
    pub fn finish(self) -> Result<()> {
        self.state.finish()
    }
}

impl Names {
    /// A name for this paper's file that no other paper of the run has: „antwort/21_971.json“, then „antwort/21_971~2.json“.
    ///
    /// Names are given in the order of the input, so they are the same at every run.
    pub(crate) fn give(&mut self, source: &Source) -> String {
        let stem = stem(source);
        let mut name = format!("{stem}.json");
        let mut copy = 1;
        // Some file systems take „A“ and „a“ for the same.
        while !self.taken.insert(name.to_lowercase()) {
            copy += 1;
            name = format!("{stem}~{copy}.json");
        }
        name
    }
}

impl Shelf {
    /// What is to be counted of this file, if an earlier run wrote it from the same source with the same program, options and
    /// companions.
    pub(crate) fn has(&self, name: &str, fingerprint: &str) -> Option<&Facts> {
        let kept = self.before.get(name).filter(|kept| self.existing == Existing::Skip && kept.fingerprint == fingerprint)?;
        self.root.join(name).is_file().then_some(&kept.facts)
    }

    /// Writes a file beside its name, then gives it that name.
    pub(crate) fn put(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.root.join(name);
        let beside = beside(&path);
        let write = || {
            fs::write(&beside, bytes)?;
            self.strike(name)?;
            fs::rename(&beside, &path)
        };
        let written = write().or_else(|cause| {
            if cause.kind() != io::ErrorKind::NotFound {
                return Err(cause);
            }
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            write()
        });
        if written.is_err() {
            let _ = fs::remove_file(&beside);
        }
        written.map_err(|cause| Error::write_in_folder(path, cause))
    }

    /// Says in the list that what it says of a file is no longer so.
    fn strike(&self, name: &str) -> io::Result<()> {
        if !self.before.contains_key(name) {
            return Ok(());
        }
        let line = serde_json::to_string(&Struck { struck: name.into() }).unwrap_or_default();
        (&self.list).write_all(format!("\n{line}\n").as_bytes())
    }
}

impl State {
    /// Notes that a file is there.
    pub(crate) fn note(&mut self, file: String, kept: Kept) -> Result<()> {
        let line = Line { file, kept };
        // A run that was killed may have left half a line.
        let begun = if self.done.is_empty() { self.file.write_all(b"\n") } else { Ok(()) };
        begun.and_then(|()| self.file.write_all(&line.bytes())).map_err(|cause| Error::write_in_folder(&self.path, cause))?;
        self.done.insert(line.file, line.kept);
        Ok(())
    }

    /// Hands the list to the system, after every few files.
    pub(crate) fn flush(&mut self) -> Result<()> {
        self.file.flush().map_err(|cause| Error::write_in_folder(&self.path, cause))
    }

    fn finish(mut self) -> Result<()> {
        self.flush()?;
        if self.done.is_empty() {
            return Ok(());
        }
        let before = self.before.iter().filter(|(file, _)| self.root.join(file).is_file());
        let all: BTreeMap<_, _> = before.chain(&self.done).collect();
        let mut sink = Sink::create(&self.path)?;
        for (file, kept) in all {
            sink.write(&Line { file: file.clone(), kept: kept.clone() }.bytes())?;
        }
        sink.finish()
    }
}

impl Line {
    /// Strings and numbers always serialise.
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

fn read_state(path: &Path) -> io::Result<HashMap<String, Kept>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(HashMap::new()),
        Err(error) => return Err(error),
    };
    let mut before = HashMap::new();
    for line in BufReader::new(file).split(b'\n') {
        let line = line?;
        // Half a line of a run that was killed says nothing.
        if let Ok(Line { file, kept }) = serde_json::from_slice(&line) {
            before.insert(file, kept);
        } else if let Ok(Struck { struck }) = serde_json::from_slice(&line) {
            before.remove(struck.as_ref());
        }
    }
    Ok(before)
}

/// „antwort/21_971“ of „antwort/21_971.txt“, „alle.part-2“ of the second paper of „alle.txt“.
fn stem(source: &Source) -> String {
    let name = source.name();
    let (folder, file) = name.rsplit_once('/').map_or(("", name), |(folder, file)| (folder, file));
    let parts = folder.split(['/', '\\']).filter(|part| !part.is_empty() && *part != "." && *part != "..");
    let mut path: Vec<String> = parts.map(safe).collect();
    let file = match file.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ["txt", "text", "pdf"].iter().any(|known| ending.eq_ignore_ascii_case(known)) => stem,
        _ => file,
    };
    let mut file = safe(file);
    if let Some(part) = source.part() {
        file.push_str(&format!(".part-{}", part.index));
    }
    path.push(file);
    path.join("/")
}

/// Signs that some file system refuses, and a dot that would hide the file, become „_“; the rest of a long name goes.
fn safe(part: &str) -> String {
    let mut safe: String = part
        .chars()
        .map(|c| if c.is_control() || matches!(c, ':' | '\\' | '*' | '?' | '"' | '<' | '>' | '|' | '/') { '_' } else { c })
        .collect();
    if safe.starts_with('.') || safe.is_empty() {
        safe.insert(0, '_');
    }
    let end = first_bytes(&safe, LONGEST_NAME).len();
    safe.truncate(end);
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Status;
    use crate::{Code, Severity};

    #[test]
    fn names_stay_in_the_folder_and_never_meet() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut output = Folder::open(folder.path(), Existing::Replace).expect("opens");
        let mut name = |given: &str| output.names.give(&Source::from_text(given, "x").expect("small"));
        assert_eq!(name("a/21_1.txt"), "a/21_1.json");
        assert_eq!(name("A/21_1.TXT"), "A/21_1~2.json");
        assert_eq!(name("a/21_1.pdf"), "a/21_1~3.json");
        assert_eq!(name("UP.Text"), "UP.json");
        assert_eq!(name("../../etc/passwd"), "etc/passwd.json");
        assert_eq!(name("d.jsonl: line 3"), "d.jsonl_ line 3.json");
        assert_eq!(name(".txt"), "_.txt.json");
        let long = format!("x{}", "ä".repeat(130));
        let cut = format!("x{}", "ä".repeat(99));
        assert_eq!(name(&format!("{long}.txt")), format!("{cut}.json"));
        assert_eq!(name(&format!("{long}/{long}1.txt")), format!("{cut}/{cut}.json"));
        assert_eq!(name(&format!("{long}2.txt")), format!("{cut}~2.json"));
    }

    fn kept(fingerprint: &str) -> Kept {
        let facts = Facts { status: Status::Partial, notes: vec![(Code::QuestionGap, Severity::Warning)], bytes: 7 };
        Kept { fingerprint: fingerprint.to_owned(), facts }
    }

    #[test]
    fn keeps_what_was_made_from_the_same() -> Result<()> {
        let folder = tempfile::tempdir().expect("a folder");
        let mut first = Folder::open(folder.path(), Existing::Replace)?;
        first.shelf.put("a/x.json", b"{}\n")?;
        first.state.note("a/x.json".into(), kept("f1"))?;
        first.state.flush()?;
        drop(first);
        std::fs::OpenOptions::new()
            .append(true)
            .open(folder.path().join(STATE))
            .and_then(|mut file| file.write_all(b"{\"file\":\"b"))
            .expect("half a line");
        let second = Folder::open(folder.path(), Existing::Skip)?;
        assert_eq!(second.shelf.has("a/x.json", "f1"), Some(&kept("f1").facts));
        assert!(second.shelf.has("a/x.json", "f2").is_none() && second.shelf.has("b", "f1").is_none());
        // Killed behind a file and before its note.
        second.shelf.put("a/x.json", b"[]\n")?;
        drop(second);
        let third = Folder::open(folder.path(), Existing::Skip)?;
        assert!(third.shelf.has("a/x.json", "f1").is_none());
        Ok(())
    }
}
