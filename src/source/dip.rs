//! JSON as the parliament's DIP API gives it: a page (`{"numFound":…,"documents":[…]}`), a document, an array of
//! documents, or JSON Lines of any of these. Also `{"name":…,"text":…}`, which other programs write easily.
//!
//! A stream is cut into documents without reading it as a whole ([`Documents`]), so a dump of any length takes no more
//! memory than its largest document; the documents are then read one by one, where they may fail one by one.

use std::io::{self, BufRead};

use memchr::{memchr, memchr2};
use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::error::Category;

use super::walk::damaged;
use super::{Format, Source, decode};
use crate::error::{Error, Result};

/// A document larger than this is no paper: the largest with all annexes are some megabytes.
pub(super) const MOST_BYTES: usize = 512 << 20;

/// What DIP knows about a paper. Evidence beside the text, which it never overrules.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct DipMetadata {
    /// `dokumentnummer`: „21/971“.
    pub number: Option<String>,
    /// `herausgeber`: „BT“ or „BR“; the Bundesrat's numbers look like the Bundestag's.
    pub publisher: Option<String>,
    /// `wahlperiode`.
    pub legislative_period: Option<u16>,
    /// `datum`, ISO 8601.
    pub date: Option<String>,
    /// `drucksachetyp`: „Antwort“.
    pub kind: Option<String>,
    /// `titel`.
    pub title: Option<String>,
    /// `urheber[].titel`: „Bundesregierung“, „Fraktion der AfD“.
    pub originators: Vec<String>,
    /// `ressort[].titel`, the leading one (`federfuehrend`) first.
    pub ministries: Vec<String>,
    /// `autoren_anzeige[].autor_titel`: „Enrico Komning“.
    pub authors: Vec<String>,
}

/// One JSON object, as far as it matters.
#[derive(Deserialize)]
#[serde(expecting = "a document")]
struct Document {
    #[serde(default)]
    text: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    name: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    inquiry: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    dokumentnummer: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    herausgeber: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    wahlperiode: Option<u16>,
    #[serde(default, deserialize_with = "loose")]
    datum: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    drucksachetyp: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    titel: Option<String>,
    #[serde(default, deserialize_with = "loose")]
    urheber: Option<Vec<Titled>>,
    #[serde(default, deserialize_with = "loose")]
    ressort: Option<Vec<Titled>>,
    #[serde(default, deserialize_with = "loose")]
    autoren_anzeige: Option<Vec<Author>>,
    #[serde(default)]
    documents: Option<IgnoredAny>,
    #[serde(default)]
    schema_version: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Titled {
    #[serde(default)]
    titel: Option<String>,
    #[serde(default)]
    federfuehrend: bool,
}

#[derive(Deserialize)]
struct Author {
    #[serde(default)]
    autor_titel: Option<String>,
}

/// A field of an unexpected type is no reason to lose the text beside it.
fn loose<'de, D: Deserializer<'de>, T: DeserializeOwned>(deserializer: D) -> Result<Option<T>, D::Error> {
    Ok(serde_json::from_value(serde_json::Value::deserialize(deserializer)?).ok())
}

/// A document with its text.
pub struct Read {
    /// The text and what DIP knows about it.
    pub source: Source,
    /// `inquiry`: the text of the inquiry that it answers, where the caller sends it along.
    pub inquiry: Option<String>,
}

/// The papers of one JSON value: a document, or those of a page or an array.
///
/// `file` names the file or entry and `place` the value in it; documents without a name of their own are called by it.
///
/// ```
/// use drucksachen::{Companions, parse, source::dip};
///
/// let page = r#"{"documents": [{"dokumentnummer": "22/1622", "datum": "2027-06-04", "text": "Die Drucksache"}, {"text": null}]}"#;
/// let mut all = dip::documents(page.as_bytes(), "page.json", "page.json").into_iter();
///
/// let source = all.next().ok_or("no document")??.source;
/// let record = parse(&source, &Companions::default());
/// assert_eq!(record.paper.number, Some("22/1622".parse()?)); // what the text does not say, DIP does
/// assert!(all.next().is_some_and(|read| read.is_err()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn documents(json: &[u8], file: &str, place: &str) -> Vec<Result<Read>> {
    let value = json.trim_ascii();
    if value.first() == Some(&b'[') {
        return each_document(value, file, place);
    }
    match document(value, place) {
        Ok(found) if found.documents.is_some() => each_document(value, file, place),
        Ok(found) => vec![found.read(place)],
        Err(error) => vec![Err(error)],
    }
}

/// What documents look like, for those who gave something else.
const DOCUMENT: &str = "a document is `{\"text\": …}` with the fields of the DIP API; JSON Lines have one on each line";

fn each_document(json: &[u8], file: &str, place: &str) -> Vec<Result<Read>> {
    let mut all = Vec::new();
    let mut cutter = Documents::new(json);
    let mut value = Vec::new();
    let mut count = 0;
    loop {
        count += 1;
        let within = format!("{place}: document {count}");
        match cutter.next(&mut value) {
            Ok(false) => return all,
            // Nothing was cut out of it.
            Ok(true) if value == json => {
                let message = "its `documents` are no list".to_owned();
                return vec![Err(Error::Json { place: place.to_owned(), message, help: DOCUMENT })];
            }
            Ok(true) => all.push(document(&value, &within).and_then(|found| found.read(&within))),
            Err(error) => {
                all.push(Err(broken(file, &error)));
                return all;
            }
        }
    }
}

fn document(json: &[u8], place: &str) -> Result<Document> {
    let read = |text: &str| serde_json::from_str(text).map_err(|error| unread(&error, place));
    match std::str::from_utf8(json) {
        Ok(text) => read(text),
        Err(_) => read(&decode::decode(json.to_vec(), None, place)?.0),
    }
}

/// A value that is no document. It stands on a line by itself as a rule, so a line within it is only said where there are more.
fn unread(error: &serde_json::Error, place: &str) -> Error {
    let (line, column) = (error.line(), error.column());
    let said = error.to_string();
    let said = said.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&said);
    let at = if line > 1 { format!("in its line {line}, column {column}") } else { format!("in column {column}") };
    let (what, help) = match error.classify() {
        Category::Data => ("this is no document", DOCUMENT),
        Category::Eof => ("the JSON breaks off", AGAIN),
        Category::Syntax | Category::Io => ("the JSON does not read", DOCUMENT),
    };
    Error::Json { place: place.to_owned(), message: format!("{what}: {said}, {at}"), help }
}

/// What to do about a file that ends too early.
const AGAIN: &str = "fetch the file again; the documents before this place were read";

/// A stream that cannot be cut into documents: it ends in one of them, holds something else, or cannot be read.
pub(super) fn broken(place: &str, error: &io::Error) -> Error {
    let (what, help) = match error.get_ref() {
        Some(inner) if inner.is::<NoDocument>() => ("this is no list of documents", DOCUMENT),
        _ if error.kind() == io::ErrorKind::UnexpectedEof => ("the JSON breaks off", AGAIN),
        _ => return damaged(place, error),
    };
    Error::Json { place: place.to_owned(), message: format!("{what}: {error}"), help }
}

/// A text, document or line of more than [`MOST_BYTES`].
#[derive(Debug, thiserror::Error)]
#[error("more than {} MiB in one text", MOST_BYTES >> 20)]
pub(super) struct TooLong;

/// Something else where a document must stand.
#[derive(Debug, thiserror::Error)]
#[error("expected a document, found {0}")]
struct NoDocument(String);

impl NoDocument {
    /// The JSON that begins with this byte.
    fn found(byte: u8) -> Self {
        Self(match byte {
            b'"' => "a string".to_owned(),
            b'-' | b'0'..=b'9' => "a number".to_owned(),
            _ => format!("`{}`", char::from(byte).escape_default()),
        })
    }
}

impl Document {
    fn read(self, place: &str) -> Result<Read> {
        if self.schema_version.is_some() {
            return Err(Error::NoText {
                place: place.to_owned(),
                what: "is a record that drucksachen wrote, not a paper",
                help: "keep the folder of the output apart from that of the input",
            });
        }
        let metadata = DipMetadata {
            number: self.dokumentnummer,
            publisher: self.herausgeber,
            legislative_period: self.wahlperiode,
            date: self.datum,
            kind: self.drucksachetyp,
            title: self.titel,
            originators: titles(self.urheber),
            ministries: titles(self.ressort),
            authors: self.autoren_anzeige.into_iter().flatten().filter_map(|author| author.autor_titel).collect(),
        };
        let called = metadata.number.as_deref();
        let Some(text) = self.text.filter(|text| !text.trim().is_empty()) else {
            return Err(Error::NoText {
                place: called.map_or_else(|| place.to_owned(), |number| format!("{place} ({number})")),
                what: "the document has no `text`",
                help: "fetch it from the endpoint `drucksache-text`; DIP has no text of some papers, then convert the PDF",
            });
        };
        let (format, name) = match (called, self.name) {
            (Some(number), _) => (Format::Dip, format!("{}.txt", number.replace('/', "_"))),
            (None, Some(name)) => (Format::Text, name),
            (None, None) => (Format::Dip, place.to_owned()),
        };
        let mut notes = Vec::new();
        let text = decode::mend(text, &mut notes);
        let source = Source::new(name, format, text, notes)?;
        let source = if metadata == DipMetadata::default() { source } else { source.with_metadata(metadata) };
        Ok(Read { source, inquiry: self.inquiry })
    }
}

/// The titles of a list, leading ones first.
fn titles(list: Option<Vec<Titled>>) -> Vec<String> {
    let mut list = list.unwrap_or_default();
    list.sort_by_key(|titled| !titled.federfuehrend);
    list.into_iter().filter_map(|titled| titled.titel).collect()
}

/// What the cutter is in the middle of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// `[…]`
    Array,
    /// The `documents` of a page; behind them come the rest of the page's fields.
    Page,
}

/// Cuts a stream of JSON into its documents: the objects at the top, in arrays, and in the `documents` of pages.
///
/// It only counts brackets and skips strings; whether a document is right JSON its reader finds out.
pub struct Documents<R> {
    input: R,
    inside: Vec<Inside>,
    begun: bool,
}

impl<R: BufRead> Documents<R> {
    /// Cuts this stream.
    pub const fn new(input: R) -> Self {
        Self { input, inside: Vec::new(), begun: false }
    }

    /// Gives the stream back, behind the last document.
    pub fn into_inner(self) -> R {
        self.input
    }

    /// Whether there was a page or an array, be it without a document.
    pub const fn begun(&self) -> bool {
        self.begun
    }

    /// Whether the last document stood by itself, neither in an array nor on a page.
    pub const fn at_top(&self) -> bool {
        self.inside.is_empty()
    }

    /// Puts the next document into `value`; `false` at the end of the stream.
    ///
    /// # Errors
    /// Of the stream, or where something else than a document stands, or it ends inside one.
    pub fn next(&mut self, value: &mut Vec<u8>) -> io::Result<bool> {
        loop {
            value.clear();
            match self.peek()? {
                None if self.inside.is_empty() => return Ok(false),
                None => return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the list of documents has no end")),
                Some(byte) if byte.is_ascii_whitespace() || byte == b',' => self.input.consume(1),
                // A byte order mark.
                Some(0xef | 0xbb | 0xbf) => self.input.consume(1),
                Some(b'[') => {
                    self.input.consume(1);
                    self.inside.push(Inside::Array);
                    self.begun = true;
                }
                Some(b']') => {
                    self.input.consume(1);
                    if self.inside.pop() == Some(Inside::Page) {
                        self.object(1, value)?;
                    }
                }
                Some(b'{') => {
                    if self.object(0, value)? {
                        self.inside.push(Inside::Page);
                        self.begun = true;
                    } else {
                        return Ok(true);
                    }
                }
                Some(byte) => return Err(io::Error::new(io::ErrorKind::InvalidData, NoDocument::found(byte))),
            }
        }
    }

    fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.input.fill_buf()?.first().copied())
    }

    /// Copies an object up to its closing bracket, `depth` brackets being open already. `true` if it is a page: then
    /// what stands before its first document is in `value`, and the stream stands at that.
    fn object(&mut self, mut depth: usize, value: &mut Vec<u8>) -> io::Result<bool> {
        let (mut in_string, mut escaped) = (false, false);
        loop {
            let bytes = self.input.fill_buf()?;
            if bytes.is_empty() {
                return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "a document has no end"));
            }
            let mut at = 0;
            let mut end = None;
            while let Some(&byte) = bytes.get(at) {
                if in_string {
                    if escaped {
                        escaped = false;
                        at += 1;
                        continue;
                    }
                    match memchr2(b'"', b'\\', bytes.get(at..).unwrap_or_default()) {
                        Some(next) => {
                            at += next;
                            escaped = bytes.get(at) == Some(&b'\\');
                            in_string = escaped;
                        }
                        None => {
                            at = bytes.len();
                            continue;
                        }
                    }
                } else {
                    match byte {
                        b'"' => in_string = true,
                        b'[' if depth == 1 && opens_documents(value, bytes.get(..at).unwrap_or_default()) => {
                            end = Some(true);
                        }
                        b'{' | b'[' => depth += 1,
                        b'}' | b']' => {
                            depth -= 1;
                            if depth == 0 {
                                end = Some(false);
                            }
                        }
                        _ => {}
                    }
                }
                at += 1;
                if end.is_some() {
                    break;
                }
            }
            value.extend_from_slice(bytes.get(..at).unwrap_or_default());
            self.input.consume(at);
            if let Some(page) = end {
                return Ok(page);
            }
            if value.len() > MOST_BYTES {
                return Err(io::Error::other(TooLong));
            }
        }
    }
}

/// Whether what stands before a bracket ends with `"documents":`.
fn opens_documents(before: &[u8], here: &[u8]) -> bool {
    const KEY: &[u8] = b"\"documents\"";
    // The key, a colon and some blanks; more blanks than this nobody writes.
    const ENOUGH: usize = 64;
    let missing = ENOUGH.saturating_sub(here.len());
    let tail = [
        before.get(before.len().saturating_sub(missing)..).unwrap_or_default(),
        here.get(here.len().saturating_sub(ENOUGH)..).unwrap_or_default(),
    ]
    .concat();
    tail.trim_ascii_end().strip_suffix(b":").is_some_and(|key| key.trim_ascii_end().ends_with(KEY))
}

/// Cuts lines out of a stream, without their ends; `false` at its end. Lines of more than [`MOST_BYTES`] are an error.
pub(super) fn next_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    loop {
        let bytes = input.fill_buf()?;
        if bytes.is_empty() {
            return Ok(!line.is_empty());
        }
        let end = memchr(b'\n', bytes);
        line.extend_from_slice(bytes.get(..end.unwrap_or(bytes.len())).unwrap_or_default());
        let taken = end.map_or(bytes.len(), |at| at + 1);
        input.consume(taken);
        if end.is_some() {
            return Ok(true);
        }
        if line.len() > MOST_BYTES {
            return Err(io::Error::other(TooLong));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads with a buffer of `size` bytes, so that every cut is met.
    fn cut(json: &str, size: usize) -> Result<Vec<String>, String> {
        let mut cutter = Documents::new(io::BufReader::with_capacity(size, json.as_bytes()));
        let (mut all, mut value) = (Vec::new(), Vec::new());
        loop {
            match cutter.next(&mut value) {
                Ok(true) => all.push(String::from_utf8_lossy(&value).into_owned()),
                Ok(false) => return Ok(all),
                Err(error) => return Err(error.to_string()),
            }
        }
    }

    #[test]
    fn finds_the_documents_of_every_shape() {
        let (one, two) = (r#"{"text":"a \"}\" [","x":[{}]}"#, r#"{"text":"ü\\","documents":3}"#);
        for json in [
            format!("{one}\n{two}\n"),
            format!("[{one}, {two}]"),
            format!("{{\"numFound\": 2, \"documents\" : [ {one},\n {two} ], \"cursor\": \"]}}\"}}"),
            format!("{{\"documents\":[{one}],\"cursor\":\"A\"}}\n{{\"documents\":[{two}]}}"),
            format!("\u{feff}[{{\"documents\":[{one},{two}]}}]"),
        ] {
            for size in [1, 2, 7, 4096] {
                assert_eq!(cut(&json, size).as_deref(), Ok(&[one.to_owned(), two.to_owned()][..]), "{json} by {size}");
            }
        }
    }

    #[test]
    fn says_where_a_stream_breaks() {
        for (json, message) in [
            ("[{}, 7]", "expected a document, found a number"),
            ("\"a\"", "expected a document, found a string"),
            ("[{}, true]", "expected a document, found `t`"),
            ("{\"text\":\"a", "a document has no end"),
            ("[{}", "the list of documents has no end"),
        ] {
            assert_eq!(cut(json, 8), Err(message.to_owned()));
        }
        assert_eq!(cut(" \n", 8), Ok(vec![]));
    }

    #[test]
    fn reads_what_the_api_knows() {
        let json = r#"{"dokumentnummer":"21/971","wahlperiode":21,"datum":"2025-07-23","drucksachetyp":"Antwort","titel":"T","text":"Text",
            "urheber":[{"einbringer":false,"titel":"Bundesregierung"}],"ressort":[{"federfuehrend":false,"titel":"B"},{"federfuehrend":true,"titel":"A"}],
            "autoren_anzeige":7,"vorgangsbezug":[{"titel":"V"}],"neu":null}"#;
        let all = documents(json.as_bytes(), "x.json", "x.json");
        let [Ok(Read { source, .. })] = all.as_slice() else { panic!("one paper") };
        assert_eq!((source.name(), source.format(), source.text()), ("21_971.txt", Format::Dip, "Text"));
        let known = source.metadata().expect("metadata");
        assert_eq!((known.legislative_period, known.date.as_deref()), (Some(21), Some("2025-07-23")));
        assert_eq!((known.ministries.join(","), known.originators.join(",")), ("A,B".to_owned(), "Bundesregierung".to_owned()));
    }

    #[test]
    fn json_of_another_shape_does_not_break_off() {
        for (json, message) in [
            ("[1,2]", "this is no list of documents: expected a document, found a number"),
            ("\"a\"", "this is no document: invalid type: string \"a\", expected a document, in column 3"),
            ("{\"documents\":{\"a\":1}}", "its `documents` are no list"),
            ("[{\"a\":1},{\"text\": oops}]", "document 2: the JSON does not read: expected value, in column 10"),
            ("{\n\"text\": oops}", "the JSON does not read: expected value, in its line 2, column 9"),
            ("{\"text\": \"a", "the JSON breaks off: EOF while parsing a string, in column 11"),
            ("[{},", "the JSON breaks off: the list of documents has no end"),
        ] {
            let shown = documents(json.as_bytes(), "x", "x").pop().and_then(|read| read.err().map(|error| error.to_string()));
            let shown = shown.expect("an error");
            assert_eq!(shown, format!("x: {message}"));
        }
    }

    #[test]
    fn reports_what_has_no_text() {
        let json =
            r#"{"documents":[{"dokumentnummer":"21/1","text":null},{"name":"b.txt","text":"B"},{"text":3},{"schema_version":"1.0"}]}"#;
        let shown: Vec<_> = documents(json.as_bytes(), "p.json", "p.json")
            .into_iter()
            .map(|read| read.map_or_else(|error| error.to_string(), |read| read.source.name().to_owned()))
            .collect();
        assert_eq!(shown[0], "p.json: document 1 (21/1): the document has no `text`");
        assert_eq!(shown[1], "b.txt");
        assert_eq!(shown[2], "p.json: document 3: this is no document: invalid type: integer `3`, expected a string, in column 9");
        assert!(shown[3].contains("a record that drucksachen wrote"), "{}", shown[3]);
    }
}
