//! Flat tables for spreadsheets and databases: `papers.csv`, `questions.csv`, `answers.csv`, `references.csv`,
//! `diagnostics.csv`.
//!
//! Their columns are stable: new ones come at the end. UTF-8 with a byte order mark, commas, CR LF, which is what Excel
//! opens without asking. A cell that Excel would take for a formula gets an apostrophe before it; a text that is
//! longer than Excel's cells is cut, and `text_cut` says so. The whole is in the JSON.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::sink::Sink;
use crate::error::Result;
use crate::record::{PrefaceOf, Record, Reference};

/// How many tables there are.
pub const COUNT: usize = 5;

/// Their names, without `.csv`.
pub const NAMES: [&str; COUNT] = ["papers", "questions", "answers", "references", "diagnostics"];

/// Their columns. `paper` is the paper's number and `source` the name of its source, which together tell papers apart.
pub const COLUMNS: [&[&str]; COUNT] = [
    &[
        "paper",
        "source",
        "part",
        "status",
        "type",
        "legislative_period",
        "date",
        "title",
        "inquiry_type",
        "inquiry",
        "askers",
        "groups",
        "ministry",
        "transmitted",
        "originators",
        "edition",
        "questions",
        "answers",
        "warnings",
        "sha256",
    ],
    &[
        "paper",
        "source",
        "part",
        "question",
        "sub_question_of",
        "answered_by",
        "text",
        "text_cut",
        "asker",
        "asker_group",
        "department",
        "start",
        "end",
    ],
    &[
        "paper",
        "source",
        "part",
        "answer",
        "questions",
        "text",
        "text_cut",
        "announcement",
        "refers_only",
        "answered_by_name",
        "answered_by_office",
        "date",
        "start",
        "end",
    ],
    &["paper", "source", "part", "from", "kind", "text", "to_paper", "to_question", "of", "label", "resolution", "start", "end"],
    &["paper", "source", "part", "code", "severity", "message", "start", "end"],
];

/// Excel's cells hold 32,767 characters, counted in UTF-16.
const LONGEST_CELL: usize = 32_767;

/// The tables of a run.
pub struct Tables {
    folder: PathBuf,
    sinks: Vec<Sink>,
}

impl Tables {
    /// Tables in this folder.
    ///
    /// # Errors
    /// [`crate::Error::Write`] if they cannot be created.
    pub fn create(folder: &Path) -> Result<Self> {
        let mut sinks = Vec::with_capacity(COUNT);
        for (name, columns) in NAMES.iter().zip(COLUMNS) {
            let mut sink = Sink::create(&folder.join(format!("{name}.csv")))?;
            sink.write("\u{feff}".as_bytes())?;
            let mut head = Table::default();
            head.row(columns);
            sink.write(&head.0)?;
            sinks.push(sink);
        }
        Ok(Self { folder: folder.to_path_buf(), sinks })
    }

    /// What they were opened in.
    pub(super) fn path(&self) -> &Path {
        &self.folder
    }

    /// Adds the rows of a record.
    ///
    /// # Errors
    /// [`crate::Error::Write`] of the disk.
    pub fn write(&mut self, rows: &[Vec<u8>; COUNT]) -> Result<()> {
        self.sinks.iter_mut().zip(rows).try_for_each(|(sink, rows)| sink.write(rows))
    }

    /// Gives them their names.
    ///
    /// # Errors
    /// [`crate::Error::Write`] of the disk.
    pub fn finish(self) -> Result<()> {
        self.sinks.into_iter().try_for_each(Sink::finish)
    }
}

/// The rows of a record in each table.
#[must_use]
pub fn rows(record: &Record) -> [Vec<u8>; COUNT] {
    [papers(record), questions(record), answers(record), references(record), diagnostics(record)].map(|table| table.0)
}

/// „21/971“, the source's name, the part of the source: the first three columns of every table.
fn key(record: &Record) -> [String; 3] {
    [shown(record.paper.number), record.source.name.clone(), shown(record.source.part.map(|part| part.index))]
}

fn shown(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

fn list<T: ToString>(values: &[T]) -> String {
    values.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

fn ends(spans: &crate::span::Spans) -> [String; 2] {
    let hull = spans.hull();
    [shown(hull.map(|span| span.start())), shown(hull.map(|span| span.end()))]
}

fn papers(record: &Record) -> Table {
    let (paper, [number, source, part]) = (&record.paper, key(record));
    let askers: Vec<_> = paper.askers.iter().map(|asker| asker.name.as_str()).collect();
    let inquiry = paper.inquiry.as_ref();
    let warnings = record.diagnostics.iter().filter(|note| note.severity == crate::Severity::Warning).count();
    let mut table = Table::default();
    table.row(&[
        number,
        source,
        part,
        record.status.name().to_owned(),
        shown(paper.kind.as_deref()),
        shown(paper.legislative_period),
        shown(paper.date),
        shown(paper.title.as_deref()),
        shown(inquiry.map(|inquiry| inquiry.kind.as_str())),
        shown(inquiry.and_then(|inquiry| inquiry.number)),
        list(&askers),
        list(&paper.groups),
        shown(paper.ministry.as_deref()),
        shown(paper.transmitted),
        list(&paper.originators),
        shown(paper.edition.as_deref()),
        record.questions.len().to_string(),
        record.answers.len().to_string(),
        warnings.to_string(),
        record.source.sha256.clone(),
    ]);
    table
}

fn questions(record: &Record) -> Table {
    let [number, source, part] = key(record);
    let mut table = Table::default();
    for question in &record.questions {
        let asker = question.asker.as_ref();
        let by = [
            shown(asker.map(|asker| asker.name.as_str())),
            shown(asker.and_then(|asker| asker.group.as_deref())),
            shown(question.department.as_deref()),
        ];
        let mut row = |id: String, of: String, answered_by: String, text: &str, spans| {
            let (text, cut) = fitting(text);
            let [start, end] = ends(spans);
            let key = [number.clone(), source.clone(), part.clone()];
            table.row(&[&key[..], &[id, of, answered_by, text, cut], &by, &[start, end]].concat());
        };
        row(question.id.to_string(), String::new(), shown(question.answered_by), &question.text, &question.spans);
        for sub in &question.sub_questions {
            row(sub.id.to_string(), question.id.to_string(), shown(sub.answered_by), &sub.text, &sub.spans);
        }
    }
    table
}

fn answers(record: &Record) -> Table {
    let [number, source, part] = key(record);
    let mut table = Table::default();
    for answer in &record.answers {
        let (text, cut) = fitting(&answer.text);
        let [start, end] = ends(&answer.spans);
        let by = answer.by.as_ref();
        table.row(&[
            number.clone(),
            source.clone(),
            part.clone(),
            answer.id.to_string(),
            list(&answer.questions),
            text,
            cut,
            shown(answer.announcement.as_ref().map(|announcement| announcement.text.as_str())),
            answer.refers_only.to_string(),
            shown(by.map(|by| by.name.as_str())),
            shown(by.map(|by| by.office.as_str())),
            shown(answer.date.flatten()),
            start,
            end,
        ]);
    }
    table
}

/// One row for every question that a reference names, one for a reference that names none.
fn references(record: &Record) -> Table {
    let [number, source, part] = key(record);
    let mut table = Table::default();
    for reference in &record.references {
        let mut row = |to: String| {
            let [start, end] = ends(&reference.spans);
            let Reference { from, kind, text, paper, of, label, resolution, .. } = reference;
            table.row(&[
                number.clone(),
                source.clone(),
                part.clone(),
                from.to_string(),
                kind.name().to_owned(),
                text.clone(),
                shown(paper.as_deref()),
                to,
                shown(of.map(PrefaceOf::name)),
                shown(label.as_deref()),
                resolution.name().to_owned(),
                start,
                end,
            ]);
        };
        if reference.questions.is_empty() {
            row(String::new());
        }
        reference.questions.iter().for_each(|question| row(question.to_string()));
    }
    table
}

fn diagnostics(record: &Record) -> Table {
    let [number, source, part] = key(record);
    let mut table = Table::default();
    for note in &record.diagnostics {
        table.row(&[
            number.clone(),
            source.clone(),
            part.clone(),
            note.code.name().to_owned(),
            note.severity.name().to_owned(),
            note.message.clone(),
            shown(note.span.map(|span| span.start())),
            shown(note.span.map(|span| span.end())),
        ]);
    }
    table
}

/// Rows as bytes.
#[derive(Default)]
struct Table(Vec<u8>);

impl Table {
    fn row(&mut self, cells: &[impl AsRef<str>]) {
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                self.0.push(b',');
            }
            self.cell(cell.as_ref());
        }
        self.0.extend_from_slice(b"\r\n");
    }

    /// In quotes where it has to be, with an apostrophe where Excel would compute.
    fn cell(&mut self, text: &str) {
        let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
        if !formula && !text.contains([',', '"', '\n', '\r']) {
            self.0.extend_from_slice(text.as_bytes());
            return;
        }
        self.0.push(b'"');
        if formula {
            self.0.push(b'\'');
        }
        let _ = self.0.write_all(text.replace('"', "\"\"").as_bytes());
        self.0.push(b'"');
    }
}

/// A text that fits into a cell, and whether it had to be cut for that: „true“ or „false“.
fn fitting(text: &str) -> (String, String) {
    let mut units = 0;
    // One less than fits, for the apostrophe.
    let end = text.char_indices().find_map(|(at, c)| {
        units += c.len_utf16();
        (units >= LONGEST_CELL).then_some(at)
    });
    match end {
        Some(end) => (text.get(..end).unwrap_or_default().to_owned(), "true".to_owned()),
        None => (text.to_owned(), "false".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> String {
        let mut table = Table::default();
        table.row(cells);
        String::from_utf8(table.0).expect("UTF-8")
    }

    #[test]
    fn cells_are_safe() {
        assert_eq!(row(&["a", "b,c", "d\"e", "f\ng"]), "a,\"b,c\",\"d\"\"e\",\"f\ng\"\r\n");
        assert_eq!(row(&["=1+1", "- Punkt", "–"]), "\"'=1+1\",\"'- Punkt\",–\r\n");
    }

    #[test]
    fn long_texts_are_cut_and_say_so() {
        assert_eq!(fitting("ä"), ("ä".to_owned(), "false".to_owned()));
        let (text, cut) = fitting(&"🚆".repeat(20_000));
        assert_eq!((text.encode_utf16().count(), cut.as_str()), (LONGEST_CELL - 1, "true"));
    }

    #[test]
    fn a_row_has_as_many_cells_as_its_table_has_columns() {
        let text = "Deutscher Bundestag Drucksache 22/1622\n22. Wahlperiode 04.06.2027\nAntwort\nder Bundesregierung\nauf die Kleine Anfrage \
                    des Abgeordneten Torben Kallmeyer und der Fraktion der FDP\n– Drucksache 22/1501 –\nFörderung alter Obstsorten\n \
                    1. Wie viele Streuobstwiesen wurden gefördert?\nEs wird auf die Antwort zu Frage 2 verwiesen.\n \
                    2. Welche Mittel wurden dafür ausgezahlt, und wann?\nAusgezahlt wurden 2,3 Mio. Euro.\n";
        let source = crate::Source::from_text("x.txt", text).expect("small");
        let mut record = crate::parse(&source, &crate::Companions::default());
        record.diagnostics.push(crate::Diagnostic::info(crate::Code::Encoding, None, "x"));
        for ((rows, columns), name) in rows(&record).iter().zip(COLUMNS).zip(NAMES) {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(rows.as_slice());
            let lengths: Vec<_> = reader.records().map(|row| row.expect("a row").len()).collect();
            assert!(!lengths.is_empty() && lengths.iter().all(|&length| length == columns.len()), "{name}: {lengths:?}");
        }
    }
}
