//! Arguments, folders, lists of files and standard input become items, always in the same order.
//!
//! An item is what one worker reads: a file that is one text, a document cut out of a stream, an entry of an archive.
//! Cutting is cheap and happens in one thread; decoding and reading JSON is for the workers ([`Item::read`]).

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use walkdir::WalkDir;

use super::dip::{self, Documents, TooLong};
use super::signature::Signature;
use super::{Format, Source, decode};
use crate::error::{Error, Result};

/// What must be read twice or from its end, standard input or an archive in a stream, is put into a temporary file up to this
/// size.
pub const MOST_SPOOLED: u64 = 8 << 30;

/// JSON files up to this size are left to a worker as a whole; larger ones are cut into their documents.
const WHOLE_JSON: u64 = 1 << 20;

/// How much of a stream is read at once.
const BUFFER: usize = 256 << 10;

/// How many bytes tell what a stream is: a tar archive says so at byte 257.
const HEAD: usize = 512;

/// Archives in archives in archives: deeper is a trap, not a delivery.
const DEEPEST: usize = 4;

/// Endings of files that are read in folders and archives, the empty one among them; others are passed over and counted.
pub const ENDINGS: [&str; 13] = ["", "gz", "gzip", "json", "jsonl", "ndjson", "pdf", "tar", "text", "tgz", "txt", "zip", "zst"];

/// An argument.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Argument {
    /// A file or a folder.
    Path(PathBuf),
    /// `-`: standard input.
    Stdin,
}

/// Everything that a run reads.
#[derive(Debug)]
pub struct Inputs {
    arguments: Vec<Argument>,
    encoding: Option<&'static Encoding>,
    spooled: Option<File>,
    own: Vec<PathBuf>,
}

/// What was seen on the way beside the items.
#[derive(Clone, Debug, Default)]
pub struct Walked {
    /// Files of other kinds in folders and archives, counted by their ending.
    pub passed_over: BTreeMap<String, u64>,
}

/// One thing for one worker to read.
#[derive(Debug)]
pub struct Item {
    /// Counted from 0, the same in every walk over the same inputs.
    pub ordinal: u64,
    /// Bytes of the input that it stands for, for the progress.
    pub weight: u64,
    name: String,
    place: String,
    body: Body,
}

#[derive(Debug)]
enum Body {
    /// A file that one worker reads as a whole.
    File(PathBuf),
    /// The bytes of a text or a PDF.
    Text(Vec<u8>),
    /// One JSON value.
    Json(Vec<u8>),
    /// Of no interest in this walk.
    PassedOver,
    Failed(Error),
}

impl Inputs {
    /// These arguments in this order; `encoding` forces how plain texts are decoded.
    #[must_use]
    pub const fn new(arguments: Vec<Argument>, encoding: Option<&'static Encoding>) -> Self {
        Self { arguments, encoding, spooled: None, own: Vec::new() }
    }

    /// Passes over this file or folder where it is found in a folder: it is the run's own output, of this time or an earlier one.
    pub fn pass_over(&mut self, output: &Path) {
        self.own.extend(output.canonicalize());
    }

    /// The encoding that is forced on plain texts.
    #[must_use]
    pub const fn encoding(&self) -> Option<&'static Encoding> {
        self.encoding
    }

    /// Makes sure that everything can be read twice: standard input goes to a temporary file.
    ///
    /// # Errors
    /// Of the disk, or if there is more than [`MOST_SPOOLED`].
    pub fn make_rereadable(&mut self) -> Result<()> {
        if !self.arguments.contains(&Argument::Stdin) || self.spooled.is_some() {
            return Ok(());
        }
        let failed = |cause| Error::io("standard input, kept in a temporary file", cause);
        let mut file = tempfile::tempfile().map_err(failed)?;
        let taken = io::copy(&mut io::stdin().lock().take(MOST_SPOOLED + 1), &mut file).map_err(failed)?;
        if taken > MOST_SPOOLED {
            return Err(Error::Usage {
                message: format!("more than {} GiB on standard input, which is read twice", MOST_SPOOLED >> 30),
                help: "write it to a file and give that, or read it once with --one-pass".to_owned(),
            });
        }
        self.spooled = Some(file);
        Ok(())
    }

    /// Bytes on disk of all arguments, as far as that can be known before they are read.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        let size =
            |path: &PathBuf| files(path, &self.own).filter_map(|entry| entry.ok()?.metadata().ok()).map(|found| found.len()).sum::<u64>();
        let paths = self.arguments.iter().filter_map(|argument| if let Argument::Path(path) = argument { Some(path) } else { None });
        let spooled = self.spooled.as_ref().and_then(|file| file.metadata().ok()).map_or(0, |found| found.len());
        paths.map(size).sum::<u64>() + spooled
    }

    /// Hands every item to `take`, until that says to stop. What cannot be read is an item too; items that are not `wanted`,
    /// by their ordinal, are not read and hold nothing.
    pub fn each(&self, wanted: &dyn Fn(u64) -> bool, take: &mut dyn FnMut(Item) -> ControlFlow<()>) -> Walked {
        let mut walk = Walk { wanted, take, ordinal: 0, walked: Walked::default() };
        for argument in &self.arguments {
            let flow = match argument {
                Argument::Path(path) => walk.argument(path, &self.own),
                Argument::Stdin => self.stdin(&mut walk),
            };
            if flow.is_break() {
                break;
            }
        }
        walk.walked
    }

    fn stdin(&self, walk: &mut Walk<'_>) -> ControlFlow<()> {
        let what = Named { name: "stdin".to_owned(), place: "standard input".to_owned() };
        let Some(spooled) = &self.spooled else { return walk.stream(io::stdin().lock(), what, 0) };
        match spooled.try_clone().and_then(|mut file| file.seek(SeekFrom::Start(0)).map(|_| file)) {
            Ok(file) => walk.file(file, what, 0),
            Err(cause) => walk.failed(what, Error::io("standard input", cause)),
        }
    }
}

/// The arguments of a list: one path a line, or parted by NULs as `find -print0` writes them.
///
/// # Errors
/// [`Error::Io`] if the list cannot be read.
pub fn list(path: &Path) -> Result<Vec<Argument>> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().lock().read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|mut file| file.read_to_end(&mut bytes))
    };
    read.map_err(|cause| Error::io(path, cause))?;
    let mark = if bytes.contains(&0) { 0 } else { b'\n' };
    let paths = bytes.split(|&byte| byte == mark).map(|path| if mark == b'\n' { path.trim_ascii_end() } else { path });
    Ok(paths.filter(|path| !path.is_empty()).map(|path| Argument::Path(path_of(path))).collect())
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

/// What a stream is called in records, and in errors.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) place: String,
}

impl Named {
    /// An entry of this archive.
    #[cfg(feature = "archives")]
    pub(super) fn entry(&self, path: &str) -> Self {
        Self { name: path.to_owned(), place: format!("{}: {path}", self.place) }
    }

    /// What is compressed in it.
    #[cfg(feature = "archives")]
    fn unpacked(self) -> Self {
        let name = match self.name.rsplit_once('.') {
            Some((stem, ending)) if ending.eq_ignore_ascii_case("tgz") => format!("{stem}.tar"),
            Some((stem, ending)) if ["gz", "gzip", "zst"].iter().any(|known| ending.eq_ignore_ascii_case(known)) => stem.to_owned(),
            _ => self.name,
        };
        Self { name, ..self }
    }

    fn ending(&self) -> String {
        ending(&self.name)
    }
}

/// „txt“ of „a/b.TXT“, nothing of „a/b“.
pub(super) fn ending(name: &str) -> String {
    Path::new(name).extension().map_or_else(String::new, |ending| ending.to_string_lossy().to_lowercase())
}

/// What a stream holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Zip,
    Gzip,
    Zstd,
    Tar,
    /// Documents, wherever they stand.
    Json,
    /// A JSON value on every line.
    JsonLines,
    /// A text or a PDF.
    Text,
}

impl Kind {
    /// By its first bytes; only whether a text is JSON depends on the ending too.
    fn of(head: &[u8], ending: &str) -> Self {
        match (Signature::of(head), ending) {
            (Some(Signature::Zip), _) => Self::Zip,
            (Some(Signature::Gzip), _) => Self::Gzip,
            (Some(Signature::Zstd), _) => Self::Zstd,
            _ if head.get(257..262) == Some(b"ustar") => Self::Tar,
            (_, "json") => Self::Json,
            // A page that is printed over many lines is no JSON Lines, whatever its ending.
            (_, "jsonl" | "ndjson") if first_line(head).is_none_or(|line| line.len() > 1) => Self::JsonLines,
            (_, "jsonl" | "ndjson") => Self::Json,
            (_, "txt" | "text") => Self::Text,
            _ if begins_as_json(head) => Self::Json,
            _ => Self::Text,
        }
    }
}

fn first_line(head: &[u8]) -> Option<&[u8]> {
    head.split(|&byte| byte == b'\n').next().filter(|line| line.len() < head.len()).map(<[u8]>::trim_ascii)
}

/// `{"`, `[{`: no paper begins like this.
fn begins_as_json(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let after = |rest: &[u8], marks: &[u8]| rest.trim_ascii_start().first().is_none_or(|byte| marks.contains(byte));
    match head.split_first() {
        Some((b'{', rest)) => after(rest, b"\"}"),
        Some((b'[', rest)) => after(rest, b"{]"),
        _ => false,
    }
}

/// A walk in progress.
pub(super) struct Walk<'a> {
    wanted: &'a dyn Fn(u64) -> bool,
    take: &'a mut dyn FnMut(Item) -> ControlFlow<()>,
    ordinal: u64,
    walked: Walked,
}

/// The files of a folder in the order of their names, hidden ones and the run's `own` left out; a file by itself.
fn files(path: &Path, own: &[PathBuf]) -> impl Iterator<Item = walkdir::Result<walkdir::DirEntry>> {
    let is_own = move |entry: &walkdir::DirEntry| {
        own.iter().any(|own| own.file_name() == Some(entry.file_name()) && entry.path().canonicalize().is_ok_and(|path| path == *own))
    };
    let is_hidden = |entry: &walkdir::DirEntry| entry.file_name().to_string_lossy().starts_with('.');
    let visible = move |entry: &walkdir::DirEntry| entry.depth() == 0 || !is_hidden(entry) && !is_own(entry);
    let walk = WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter().filter_entry(visible);
    walk.filter(|entry| entry.as_ref().map_or(true, |found| !found.file_type().is_dir()))
}

impl Walk<'_> {
    fn argument(&mut self, argument: &Path, own: &[PathBuf]) -> ControlFlow<()> {
        for entry in files(argument, own) {
            match entry {
                Ok(found) => self.found(argument, &found)?,
                Err(error) => {
                    let path = error.path().unwrap_or(argument).to_path_buf();
                    let what = Named { name: path.to_string_lossy().into_owned(), place: path.to_string_lossy().into_owned() };
                    let cause = error.into_io_error().unwrap_or_else(|| io::Error::other("a link leads back to a folder above it"));
                    self.failed(what, Error::io(path, cause))?;
                }
            }
        }
        ControlFlow::Continue(())
    }

    fn found(&mut self, argument: &Path, found: &walkdir::DirEntry) -> ControlFlow<()> {
        let path = found.path();
        let relative = path.strip_prefix(argument).unwrap_or(path);
        let name = if found.depth() == 0 { found.file_name().to_string_lossy().into_owned() } else { slashed(relative) };
        let what = Named { name, place: path.to_string_lossy().into_owned() };
        let ending = what.ending();
        if found.depth() > 0 && !self.is_read(&ending) {
            return ControlFlow::Continue(());
        }
        let size = || found.metadata().map_or(0, |data| data.len());
        match ending.as_str() {
            "txt" | "text" | "pdf" => self.give(what, size(), Body::File(path.to_path_buf())),
            "json" if size() <= WHOLE_JSON => self.give(what, size(), Body::File(path.to_path_buf())),
            _ => match File::open(path) {
                Ok(file) => self.file(file, what, 0),
                Err(cause) => self.failed(what, Error::io(path, cause)),
            },
        }
    }

    /// Whether files of this ending are read; counts the others.
    pub(super) fn is_read(&mut self, ending: &str) -> bool {
        let read = ENDINGS.contains(&ending);
        if !read {
            *self.walked.passed_over.entry(ending.to_owned()).or_default() += 1;
        }
        read
    }

    /// A file, in which one can go back: what a zip archive needs.
    fn file(&mut self, mut file: File, what: Named, depth: usize) -> ControlFlow<()> {
        let mut head = Vec::with_capacity(HEAD);
        let looked = (&file).take(HEAD as u64).read_to_end(&mut head).and_then(|_| file.seek(SeekFrom::Start(0)));
        if let Err(cause) = looked {
            // A pipe or a device: what was read of it stands before the rest.
            if cause.kind() == io::ErrorKind::NotSeekable {
                return self.stream(Cursor::new(head).chain(BufReader::new(file)), what, depth);
            }
            let path = what.place.clone();
            return self.failed(what, Error::io(path, cause));
        }
        if Kind::of(&head, &what.ending()) == Kind::Zip {
            return self.zip(file, &what, depth);
        }
        self.stream(BufReader::with_capacity(BUFFER, file), what, depth)
    }

    /// Anything that can be read once, from its start.
    pub(super) fn stream(&mut self, mut input: impl Read, what: Named, depth: usize) -> ControlFlow<()> {
        if depth > DEEPEST {
            let place = what.place.clone();
            return self.failed(what, too_deep(place));
        }
        let mut head = Vec::with_capacity(HEAD);
        if let Err(cause) = (&mut input).take(HEAD as u64).read_to_end(&mut head) {
            let error = damaged(&what.place, &cause);
            return self.failed(what, error);
        }
        let kind = Kind::of(&head, &what.ending());
        let mark = Encoding::for_bom(&head).map(|(encoding, _)| encoding);
        // A text is read in one go, past the buffer.
        let buffer = if kind == Kind::Text { 0 } else { BUFFER };
        let input: Box<dyn BufRead + '_> = Box::new(BufReader::with_capacity(buffer, Cursor::new(head).chain(input)));
        match kind {
            Kind::Zip | Kind::Gzip | Kind::Zstd | Kind::Tar => self.packed(kind, input, what, depth),
            Kind::Json | Kind::JsonLines if mark == Some(UTF_16LE) || mark == Some(UTF_16BE) => self.json_in_utf_16(input, what),
            Kind::Json => self.json(input, &what, 0),
            Kind::JsonLines => self.json_lines(input, &what, 0),
            Kind::Text => self.text(input, what),
        }
    }

    #[cfg(feature = "archives")]
    fn packed(&mut self, kind: Kind, input: Box<dyn BufRead + '_>, what: Named, depth: usize) -> ControlFlow<()> {
        match kind {
            Kind::Gzip => self.stream(flate2::bufread::MultiGzDecoder::new(input), what.unpacked(), depth + 1),
            Kind::Zstd => match zstd::Decoder::with_buffer(input) {
                Ok(decoder) => self.stream(decoder, what.unpacked(), depth + 1),
                Err(cause) => {
                    let error = damaged(&what.place, &cause);
                    self.failed(what, error)
                }
            },
            Kind::Tar => self.tar(input, &what, depth),
            _ => self.spooled_zip(input, what, depth),
        }
    }

    #[cfg(not(feature = "archives"))]
    fn packed(&mut self, _kind: Kind, _input: Box<dyn BufRead + '_>, what: Named, _depth: usize) -> ControlFlow<()> {
        let error = Error::Archive {
            place: what.place.clone(),
            message: "is an archive or compressed, which this build does not read".to_owned(),
            help: "build with `--features archives`, or unpack it first",
        };
        self.failed(what, error)
    }

    #[cfg(not(feature = "archives"))]
    fn zip(&mut self, file: File, what: &Named, depth: usize) -> ControlFlow<()> {
        self.packed(Kind::Zip, Box::new(BufReader::new(file)), what.clone(), depth)
    }

    fn text(&mut self, input: impl Read, what: Named) -> ControlFlow<()> {
        if !self.wants_next() {
            return self.pass_over(0);
        }
        match whole(input) {
            Ok(bytes) => self.give(what, bytes.len() as u64, Body::Text(bytes)),
            Err(cause) => {
                let error = damaged(&what.place, &cause);
                self.failed(what, error)
            }
        }
    }

    /// Documents wherever they stand; from the first one that stands by itself on a line it is JSON Lines.
    fn json(&mut self, input: Box<dyn BufRead + '_>, what: &Named, documents_before: u64) -> ControlFlow<()> {
        let mut documents = Documents::new(input);
        let (mut count, mut value) = (documents_before, Vec::new());
        loop {
            count += 1;
            match documents.next(&mut value) {
                // The API's last page has no documents; a file without anything is no page.
                Ok(false) if count == 1 && !documents.begun() => {
                    return self.failed(what.clone(), empty(&what.place, "there is no document in it"));
                }
                Ok(false) => return ControlFlow::Continue(()),
                Ok(true) => {
                    let one_line = count == 1 && documents.at_top() && !value.contains(&b'\n');
                    self.value(what, || format!("document {count}"), &mut value)?;
                    if one_line {
                        let mut input = documents.into_inner();
                        // The rest of its line.
                        let mut rest = Vec::new();
                        return match dip::next_line(&mut input, &mut rest) {
                            Ok(_) if rest.trim_ascii().is_empty() => self.json_lines(input, what, 1),
                            Ok(_) => self.json(Box::new(Cursor::new(rest).chain(Cursor::new(b"\n")).chain(input)), what, 1),
                            Err(cause) => self.failed(what.clone(), damaged(&what.place, &cause)),
                        };
                    }
                }
                Err(cause) => {
                    let after = if count > 1 { format!(": after document {}", count - 1) } else { String::new() };
                    return self.failed(what.clone(), dip::broken(&format!("{}{after}", what.place), &cause));
                }
            }
        }
    }

    fn json_lines(&mut self, mut input: impl BufRead, what: &Named, lines_before: u64) -> ControlFlow<()> {
        let (mut count, mut line) = (lines_before, Vec::new());
        loop {
            count += 1;
            match dip::next_line(&mut input, &mut line) {
                Ok(false) => return ControlFlow::Continue(()),
                Ok(true) if line.trim_ascii().is_empty() => {}
                Ok(true) => self.value(what, || format!("line {count}"), &mut line)?,
                Err(cause) => {
                    let place = format!("{}: line {count}", what.place);
                    return self.failed(what.clone(), damaged(&place, &cause));
                }
            }
        }
    }

    fn json_in_utf_16(&mut self, input: impl Read, what: Named) -> ControlFlow<()> {
        let read = whole(input).map_err(|cause| damaged(&what.place, &cause)).and_then(|bytes| decode::decode(bytes, None, &what.place));
        match read {
            Ok((text, _)) => self.json(Box::new(Cursor::new(text)), &what, 0),
            Err(error) => self.failed(what, error),
        }
    }

    /// Takes a JSON value out of its buffer, which is used again where the value is passed over.
    fn value(&mut self, what: &Named, place: impl FnOnce() -> String, json: &mut Vec<u8>) -> ControlFlow<()> {
        let weight = json.len() as u64;
        if !self.wants_next() {
            return self.pass_over(weight);
        }
        let named = Named { name: what.name.clone(), place: format!("{}: {}", what.place, place()) };
        self.give(named, weight, Body::Json(std::mem::take(json)))
    }

    fn wants_next(&self) -> bool {
        (self.wanted)(self.ordinal)
    }

    fn pass_over(&mut self, weight: u64) -> ControlFlow<()> {
        self.give(Named { name: String::new(), place: String::new() }, weight, Body::PassedOver)
    }

    pub(super) fn failed(&mut self, what: Named, error: Error) -> ControlFlow<()> {
        self.give(what, 0, Body::Failed(error))
    }

    fn give(&mut self, what: Named, weight: u64, body: Body) -> ControlFlow<()> {
        let body = if self.wants_next() { body } else { Body::PassedOver };
        let item = Item { ordinal: self.ordinal, weight, name: what.name, place: what.place, body };
        self.ordinal += 1;
        (self.take)(item)
    }
}

fn slashed(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// All of a stream that holds one text.
fn whole(input: impl Read) -> io::Result<Vec<u8>> {
    at_most(dip::MOST_BYTES, input)
}

fn at_most(most: usize, input: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(most as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > most { Err(io::Error::other(TooLong)) } else { Ok(bytes) }
}

/// What stopped the reading, if it was our own limit.
fn too_large(place: &str, cause: &io::Error) -> Option<Error> {
    let ours = cause.get_ref().is_some_and(|inner| inner.is::<TooLong>());
    ours.then(|| Error::TooLarge { place: place.to_owned(), most: dip::MOST_BYTES as u64 })
}

pub(super) fn damaged(place: &str, cause: &io::Error) -> Error {
    too_large(place, cause).unwrap_or_else(|| Error::Archive {
        place: place.to_owned(),
        message: format!("damaged: {cause}"),
        help: "fetch the file again; what stands before this place was read",
    })
}

fn empty(place: &str, what: &'static str) -> Error {
    Error::NoText { place: place.to_owned(), what, help: "leave it out, or fetch it again" }
}

fn too_deep(place: String) -> Error {
    Error::Archive { place, message: "archives in archives, too deep".to_owned(), help: "unpack the outer ones first" }
}

impl Item {
    /// The file or entry, and the place in it, for messages.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// How many bytes of memory it takes until it is read.
    #[must_use]
    pub fn held(&self) -> u64 {
        match &self.body {
            Body::Text(bytes) | Body::Json(bytes) => bytes.len() as u64,
            Body::File(_) => self.weight,
            Body::PassedOver | Body::Failed(_) => 0,
        }
    }

    /// The texts in it, each with what the caller sent along.
    pub fn read(self, encoding: Option<&'static Encoding>) -> Vec<Result<dip::Read>> {
        let Self { name, place, body, .. } = self;
        match body {
            Body::PassedOver => Vec::new(),
            Body::Failed(error) => vec![Err(error)],
            Body::Json(json) => dip::documents(&json, &place, &place),
            Body::Text(bytes) => vec![text(bytes, name, &place, encoding)],
            Body::File(path) => match File::open(&path).and_then(whole) {
                Err(cause) => vec![Err(too_large(&place, &cause).unwrap_or_else(|| Error::io(path, cause)))],
                Ok(bytes) if ending(&name) == "json" && !matches!(Signature::of(&bytes), Some(Signature::Zip | Signature::Gzip)) => {
                    read_json(bytes, &name, &place)
                }
                Ok(bytes) => vec![text(bytes, name, &place, encoding)],
            },
        }
    }
}

/// A small JSON file as a whole, read as a stream of it is.
fn read_json(bytes: Vec<u8>, name: &str, place: &str) -> Vec<Result<dip::Read>> {
    let mut all = Vec::new();
    let mut take = |item: Item| {
        all.extend(item.read(None));
        ControlFlow::Continue(())
    };
    let mut walk = Walk { wanted: &|_| true, take: &mut take, ordinal: 0, walked: Walked::default() };
    let what = Named { name: name.to_owned(), place: place.to_owned() };
    let _ = walk.stream(Cursor::new(bytes), what, 0);
    all
}

fn text(bytes: Vec<u8>, name: String, place: &str, encoding: Option<&'static Encoding>) -> Result<dip::Read> {
    let (format, text, notes) = match pdf_text(&bytes, place) {
        Some(text) => (Format::Pdf, text?, Vec::new()),
        None => {
            let (text, notes) = decode::decode(bytes, encoding, place)?;
            (Format::Text, text, notes)
        }
    };
    if text.trim().is_empty() {
        return Err(match format {
            Format::Pdf => {
                Error::NoText { place: place.to_owned(), what: "the PDF has no text, only pictures", help: "run it through OCR first" }
            }
            _ => empty(place, "there is no word in it"),
        });
    }
    Ok(dip::Read { source: Source::new(name, format, text, notes)?, inquiry: None })
}

#[cfg(feature = "pdf")]
fn pdf_text(bytes: &[u8], place: &str) -> Option<Result<String>> {
    (Signature::of(bytes) == Some(Signature::Pdf)).then(|| super::pdf::text(bytes, place))
}

#[cfg(not(feature = "pdf"))]
fn pdf_text(_bytes: &[u8], _place: &str) -> Option<Result<String>> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_streams_by_their_first_bytes() {
        for (head, ending, kind) in [
            (&b"PK\x03\x04..."[..], "txt", Kind::Zip),
            (b"\x1f\x8b\x08", "", Kind::Gzip),
            (b"{\"text\":1}", "", Kind::Json),
            (b" [ {", "", Kind::Json),
            (b"[1] Fussnote", "", Kind::Text),
            (b"{\"text\"", "txt", Kind::Text),
            (b"{\"text\":1}\n", "jsonl", Kind::JsonLines),
            (b"{\n  \"documents\": [", "jsonl", Kind::Json),
            (b"Deutscher Bundestag", "", Kind::Text),
            (b"", "", Kind::Text),
        ] {
            assert_eq!(Kind::of(head, ending), kind, "{}", String::from_utf8_lossy(head));
        }
    }

    #[test]
    fn a_text_over_the_limit_is_too_large_and_not_damaged() {
        assert_eq!(at_most(3, &b"abc"[..]).ok().as_deref(), Some(&b"abc"[..]));
        let cause = at_most(2, &b"abc"[..]).expect_err("three bytes");
        for error in [damaged("x.zip: a.txt", &cause), dip::broken("x.zip: a.txt", &cause)] {
            assert_eq!(error.to_string(), "x.zip: a.txt: more than 536870912 bytes, which is the most that one text can have");
            assert!(error.help().is_some());
        }
        assert!(too_large("a.txt", &io::Error::other("x")).is_none());
    }

    #[test]
    fn what_is_not_wanted_keeps_its_place_and_is_not_read() {
        let shown = |content: &str, name: &str, wanted: &dyn Fn(u64) -> bool| {
            let mut all = Vec::new();
            let mut take = |item: Item| {
                let (ordinal, held) = (item.ordinal, item.held() > 0);
                let names = item
                    .read(None)
                    .into_iter()
                    .map(|read| read.map_or_else(|error| error.to_string(), |read| read.source.name().to_owned()));
                all.push((ordinal, held, names.collect::<String>()));
                ControlFlow::Continue(())
            };
            let mut walk = Walk { wanted, take: &mut take, ordinal: 0, walked: Walked::default() };
            let _ = walk.stream(Cursor::new(content.to_owned()), Named { name: name.to_owned(), place: name.to_owned() }, 0);
            all
        };
        let lines = "{\"name\":\"a\",\"text\":\"A\"}\n\n7\n{\"name\":\"c\",\"text\":\"C\"}\n";
        let left_out = |ordinal| (ordinal, false, String::new());
        for name in ["x.jsonl", "x.json"] {
            assert_eq!(shown(lines, name, &|ordinal| ordinal == 2), [left_out(0), left_out(1), (2, true, "c".to_owned())], "{name}");
        }
        assert_eq!(shown("", "x.json", &|_| true), [(0, false, "x.json: there is no document in it".to_owned())]);
        assert_eq!(shown("{\"documents\":[]}", "x.json", &|_| true), []);
        assert_eq!(shown("Text", "x.txt", &|_| true), [(0, true, "x.txt".to_owned())]);
        assert_eq!(shown("Text", "x.txt", &|_| false), [left_out(0)]);
    }

    #[cfg(feature = "archives")]
    #[test]
    fn names_what_is_inside() {
        let named = |name: &str| Named { name: name.to_owned(), place: String::new() }.unpacked().name;
        assert_eq!(
            (named("a/x.txt.gz"), named("x.tgz"), named("x.jsonl.zst"), named("x")),
            ("a/x.txt".into(), "x.tar".into(), "x.jsonl".into(), "x".into())
        );
    }
}
