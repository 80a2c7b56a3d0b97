//! Schriftliche Fragen and Fragen für die Fragestunde: directories, then question blocks under departments.
//!
//! A block begins with its mark („8. Abgeordnete“), which answers never print on a line of its own; name, group and text
//! follow, and in Schriftliche Fragen a reply frame („Antwort des … vom …“) that ends its line, with the answer.
//! Questions without a reply before the next mark share the next reply. The directory tells the same numbers and
//! askers once more, and proves the body.

use std::collections::{BTreeMap, BTreeSet};

use crate::cleaning::reading::{Pages, Reading};
use crate::cleaning::words::ends_sentence;
use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::collections::{
    Listed, annex_label, asker, asker_mark, asker_with_town, department, is_name, joint_announcement, listed, member, narrow_name,
    one_line, part_label, reply_frame,
};
use crate::grammar::dates::date;
use crate::id::{Part, QuestionId};
use crate::ledger::{Ledger, Role, Rule};
use crate::lines::widths::{BLANK, Em, width};
use crate::record::{Answerer, Asker, Date};
use crate::span::{Span, Spans};

/// Which collection.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// „Schriftliche Fragen mit den in der Woche vom … eingegangenen Antworten der Bundesregierung“.
    Written,
    /// „Fragen für die Fragestunde der 3. Sitzung des Deutschen Bundestages“, answered orally.
    QuestionTime,
}

/// A collection, read. The texts are in the ledger: an element's are its bytes less the heads that stand here.
#[derive(Clone, Debug)]
pub(crate) struct Collected {
    /// In the order of print.
    pub questions: Vec<CollectedQuestion>,
    /// In the order of print.
    pub replies: Vec<Reply>,
    /// What follows the last answer.
    pub annexes: Vec<CollectedAnnex>,
    /// The column in which questions are set.
    pub question_column: Em,
    /// The column in which answers are set.
    pub answer_column: Em,
    /// Doubts and remarks.
    pub diagnostics: Vec<Diagnostic>,
}

/// A question of a collection.
#[derive(Clone, Debug)]
pub(crate) struct CollectedQuestion {
    /// Its number.
    pub id: QuestionId,
    /// Who asks; `None` where name and group could not be read.
    pub asker: Option<Asker>,
    /// In the nominative.
    pub department: Option<String>,
    /// Number, name and group: its bytes, but not its text.
    pub head: Spans,
    /// Its labelled parts in order, each with its label's bytes.
    pub parts: Vec<(QuestionId, Span)>,
}

/// An answer and its frame.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    /// The first question that it answers.
    pub id: QuestionId,
    /// Every question and part that it answers, in the order of print.
    pub questions: Vec<QuestionId>,
    /// Who answers; `None` where the frame could not be read.
    pub by: Option<Answerer>,
    /// When; `None` where it is misprinted.
    pub date: Option<Date>,
    /// „Antwort des … vom …“: its bytes, but not its text.
    pub head: Spans,
}

/// An annex behind the answers.
#[derive(Clone, Debug)]
pub(crate) struct CollectedAnnex {
    /// „Anlage zu Frage 104“, wherever it is printed in the annex (pages repeat it as their head).
    pub labels: Spans,
    /// All of it, labels included.
    pub spans: Spans,
}

/// What is free of a line.
#[derive(Clone, Copy, Debug)]
struct Row {
    /// Words that have no role yet; the first piece where something cuts the line.
    words: Span,
    /// The whole line.
    full: Span,
}

/// Where a block begins.
#[derive(Clone, Debug)]
struct Mark {
    /// Index of its first row.
    row: usize,
    number: u32,
    /// Number, „Abgeordnete“, name, group.
    head: Spans,
    asker: Option<Asker>,
    /// Index of the first row that may hold the reply.
    text_row: usize,
}

/// A „Geschäftsbereich …“ before a mark.
#[derive(Clone, Debug)]
struct Heading {
    row: usize,
    /// As printed, on one line.
    words: String,
    department: Option<String>,
}

/// Name and group fill two to four lines, with a town or a third given name five.
const MOST_HEAD_ROWS: usize = 6;
/// The longest department, „… für Umwelt, Naturschutz, nukleare Sicherheit und Verbraucherschutz“, fills three lines.
const MOST_HEADING_ROWS: usize = 4;
/// „Antwort des Parlamentarischen Staatssekretärs … vom …“ fills two lines, with a long office three.
const MOST_FRAME_ROWS: usize = 4;
/// The directory stands behind the title, within the first lines; the words also occur in texts.
const MOST_TITLE_ROWS: usize = 20;
/// An announcement fills one to three lines.
const MOST_ANNOUNCEMENT_ROWS: usize = 3;
/// Blanks between two columns that were set side by side („pdftotext -layout“); words and leaders stand closer.
const GUTTER: &str = "   ";
/// Blanks between an asker's block and the question beside it: the block is narrow, the gutter may be, too.
const NARROW_GUTTER: &str = "  ";
/// By how many letters the same column may begin earlier or later from line to line in a text laid out by blanks.
const GUTTER_SWAY: usize = 3;
/// A narrower line may be a table's cell; the columns of running text are all wider.
const RUNNING_TEXT: Em = Em(14.0);
/// One line in so many was broken before it was full: of questions, which are single paragraphs, a few; of answers, with
/// their lists and quotations in narrower columns, more.
const NARROWER_LINES: (usize, usize) = (50, 10);
/// The columns that collections are set in where a paper is too short to measure them.
const USUAL_COLUMNS: (Em, Em) = (Em(20.2), Em(29.0));
/// So many lines make a measure.
const FEWEST_LINES: usize = 20;

/// Reads a collection: gives every free byte of its body a role.
pub(crate) fn read(pages: &Pages<'_>, ledger: &mut Ledger, kind: Kind) -> Collected {
    let rows = free_rows(pages, ledger);
    let mut diagnostics = Vec::new();
    let directory = directory_row(pages, &rows).map(|first| Directory::read(pages, &rows, first)).unwrap_or_default();
    let mut marks = marks(pages, &rows, &directory);
    renumber(&mut marks, &mut diagnostics, &rows);
    drop_repeated(&mut marks, &mut diagnostics, &rows);
    let headings: Vec<Option<Heading>> = marks.iter().map(|mark| heading_before(pages, &rows, mark.row)).collect();
    front(pages, ledger, &rows, block_start(marks.first(), headings.first()).unwrap_or(rows.len()));
    let mut body = Body { pages, ledger, rows: &rows, kind, questions: Vec::new(), replies: Vec::new(), open: Vec::new(), diagnostics };
    let mut now = None;
    for (at, (mark, heading)) in marks.iter().zip(&headings).enumerate() {
        let end = block_start(marks.get(at + 1), headings.get(at + 1)).unwrap_or(rows.len());
        if let Some(heading) = heading {
            body.open_department(heading, mark);
            now.clone_from(&heading.department);
        }
        body.block(mark, now.clone(), end);
    }
    let annexes = body.tail(marks.last().map(|mark| mark.text_row));
    body.leave_unanswered();
    let Body { questions, replies, mut diagnostics, .. } = body;
    directory.compare(&questions, &rows, &marks, &mut diagnostics);
    directory.compare_departments(&marks, &headings, &rows, &mut diagnostics);
    if questions.is_empty() {
        diagnostics.push(Diagnostic::warning(Code::NothingFound, None, "no question block was found"));
    }
    gaps(&marks, &rows, &mut diagnostics);
    let heads = questions.iter().flat_map(|question| question.head.iter().collect::<Vec<_>>()).collect();
    let (question_column, answer_column) = columns(pages, ledger, &heads);
    Collected { questions, replies, annexes, question_column, answer_column, diagnostics }
}

fn slice<'a>(pages: &Pages<'a>, span: Span) -> &'a str {
    pages.text.get(span.range()).unwrap_or_default()
}

fn words<'a>(pages: &Pages<'a>, rows: &[Row], at: usize) -> &'a str {
    rows.get(at).map_or("", |row| slice(pages, row.words))
}

/// The lines that have free words.
fn free_rows(pages: &Pages<'_>, ledger: &Ledger) -> Vec<Row> {
    let free = ledger.free();
    let mut rows = Vec::new();
    for line in pages.lines.iter().filter(|line| !line.is_blank()) {
        let first = free.within(line.words).iter().find_map(|piece| trimmed(pages, piece));
        if let Some(words) = first {
            rows.push(Row { words, full: line.full });
        }
    }
    rows
}

fn trimmed(pages: &Pages<'_>, span: Span) -> Option<Span> {
    let words = slice(pages, span);
    let lead = words.len() - words.trim_start().len();
    let kept = words.trim();
    let start = span.start() as usize + lead;
    (!kept.is_empty()).then(|| Span::of(start..start + kept.len()))
}

/// What is free of some rows, in order.
fn free_of(rows: &[Row]) -> Spans {
    rows.iter().map(|row| row.words).collect()
}

/// Words without line ends that matter: frames and names.
fn plain(pages: &Pages<'_>, spans: &Spans) -> Reading {
    pages.read(spans, USUAL_COLUMNS.1)
}

/// Row of „Verzeichnis der Fragenden“, in older papers „… der Fragesteller“.
fn directory_row(pages: &Pages<'_>, rows: &[Row]) -> Option<usize> {
    (0..rows.len().min(MOST_TITLE_ROWS)).find(|&at| words(pages, rows, at).starts_with("Verzeichnis der Frage"))
}

/// Who asks what, and in which department, as the directories list it.
#[derive(Default)]
struct Directory {
    by_number: BTreeMap<u32, (String, String)>,
    groups: BTreeSet<String>,
    /// „Geschäftsbereich …“ and the entries under it, each on one line; empty where the directory is set in columns
    /// side by side, whose order the text does not tell.
    by_department: Vec<String>,
}

/// The rows of a directory, each column read downwards.
struct Columns {
    left: Spans,
    right: Spans,
}

impl Columns {
    fn part(pages: &Pages<'_>, rows: &[Row]) -> Self {
        let mut columns = Self { left: Spans::none(), right: Spans::none() };
        let mut gutter = usize::MAX;
        for row in rows {
            let (cell, beside) = cells(pages, *row, GUTTER);
            gutter = beside.map_or(gutter, |beside| gutter.min(indent(pages, *row, beside)));
            if !is_column_head(slice(pages, cell)) {
                let behind_gutter = indent(pages, *row, cell).saturating_add(GUTTER_SWAY) >= gutter;
                if behind_gutter { &mut columns.right } else { &mut columns.left }.push(cell);
            }
            if let Some(beside) = beside.filter(|beside| !is_column_head(slice(pages, *beside))) {
                columns.right.push(beside);
            }
        }
        columns
    }
}

impl Directory {
    /// Reads from its heading to the body, which begins at the row `body` at the latest.
    fn read(pages: &Pages<'_>, rows: &[Row], first: usize) -> Self {
        let body = (first + 1..rows.len()).find(|&at| mark_number(words(pages, rows, at)).is_some()).unwrap_or(rows.len());
        let ends = |at: &usize| ["Verzeichnis der", "Geschäftsbereich"].iter().any(|word| words(pages, rows, *at).starts_with(word));
        let end = (first + 1..body).find(ends).unwrap_or(body);
        let mut directory = Self::default();
        let askers = Columns::part(pages, rows.get(first + 1..end).unwrap_or_default());
        for spans in [&askers.left, &askers.right] {
            directory.entries(plain(pages, spans).text());
        }
        let departments = Columns::part(pages, rows.get(end..body).unwrap_or_default());
        if departments.right.is_empty() {
            let text = one_line(plain(pages, &departments.left).text());
            directory.by_department = text.split("Geschäftsbereich ").skip(1).map(str::to_owned).collect();
        }
        directory
    }

    fn entries(&mut self, text: &str) {
        for entry in all_listed(text) {
            let (name, group) = (narrow_name(entry.name), narrow_name(entry.group));
            for number in entry.numbers {
                self.by_number.insert(number, (name.clone(), group.clone()));
            }
            self.groups.insert(group);
        }
    }

    /// Directory and body prove each other.
    fn compare(&self, questions: &[CollectedQuestion], rows: &[Row], marks: &[Mark], diagnostics: &mut Vec<Diagnostic>) {
        if self.by_number.is_empty() {
            return;
        }
        for (question, mark) in questions.iter().zip(marks) {
            let at = rows.get(mark.row).map(|row| row.words);
            let number = question.id.number();
            match (self.by_number.get(&number), &question.asker) {
                (Some((name, group)), Some(asker))
                    if sorted_words(name) == sorted_words(&asker.name) && asker.group.as_ref() == Some(group) => {}
                (Some((name, group)), Some(asker)) => {
                    let printed = asker.group.as_deref().unwrap_or("no group");
                    let message =
                        format!("the directory lists question {number} under {name} ({group}), the body under {} ({printed})", asker.name);
                    diagnostics.push(Diagnostic::warning(Code::DirectoryMismatch, at, message));
                }
                (None, _) => {
                    diagnostics.push(Diagnostic::warning(
                        Code::DirectoryMismatch,
                        at,
                        format!("the directory does not list question {number}"),
                    ));
                }
                (Some(_), None) => {}
            }
        }
        let printed: BTreeSet<u32> = questions.iter().map(|question| question.id.number()).collect();
        let missing: Vec<String> = self
            .by_number
            .iter()
            .filter(|(number, _)| !printed.contains(number))
            .map(|(number, (name, _))| format!("{number} ({name})"))
            .collect();
        if !missing.is_empty() {
            let message = format!("the directory lists questions that the body does not print: {}", missing.join(", "));
            diagnostics.push(Diagnostic::warning(Code::DirectoryMismatch, None, message));
        }
    }

    /// Who asks in a department, by the second directory; `None` where it does not list the department by its askers.
    fn askers_of(&self, heading: &str) -> Option<BTreeSet<String>> {
        let department = heading.strip_prefix("Geschäftsbereich ")?;
        let listed = self.by_department.iter().filter_map(|listed| listed.strip_prefix(department));
        let askers: BTreeSet<String> = listed.flat_map(all_listed).map(|entry| sorted_words(&narrow_name(entry.name))).collect();
        (!askers.is_empty()).then_some(askers)
    }

    /// Directory and body prove each other: who asks in which department.
    fn compare_departments(&self, marks: &[Mark], headings: &[Option<Heading>], rows: &[Row], diagnostics: &mut Vec<Diagnostic>) {
        let mut now: Option<(&Heading, BTreeSet<String>)> = None;
        for (mark, heading) in marks.iter().zip(headings) {
            if let Some(heading) = heading {
                now = self.askers_of(&heading.words).map(|askers| (heading, askers));
            }
            let Some((asker, (heading, askers))) = mark.asker.as_ref().zip(now.as_ref()) else { continue };
            if !askers.contains(&sorted_words(&asker.name)) {
                let at = rows.get(mark.row).map(|row| row.words);
                let message = format!("the directory does not list {} under {}", asker.name, heading.words);
                diagnostics.push(Diagnostic::warning(Code::DirectoryMismatch, at, message));
            }
        }
    }
}

/// All entries of a directory; words between them are passed over one by one.
fn all_listed(mut text: &str) -> Vec<Listed<'_>> {
    let mut entries = Vec::new();
    while !text.is_empty() {
        text = if let Ok((rest, entry)) = listed::<()>(text) {
            entries.push(entry);
            rest
        } else {
            let next = text.char_indices().skip(1).find(|&(_, c)| c.is_whitespace());
            next.and_then(|(at, _)| text.get(at..)).map_or("", str::trim_start)
        };
    }
    entries
}

/// „Abgeordnete Nummer“, „der Frage“, „Seite“: above a directory's columns.
fn is_column_head(cell: &str) -> bool {
    cell.split_whitespace().all(|word| matches!(word, "Abgeordnete" | "Abgeordneter" | "Nummer" | "der" | "Frage" | "Fragen" | "Seite"))
}

/// „Notz, Konstantin von, Dr.“ and „Dr. Konstantin von Notz“ are the same words.
fn sorted_words(name: &str) -> String {
    let mut words: Vec<&str> = name.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.join(" ")
}

/// A line cut where two columns stand side by side.
fn cells(pages: &Pages<'_>, row: Row, gutter: &str) -> (Span, Option<Span>) {
    let text = slice(pages, row.words);
    let cut = text.find(gutter).and_then(|at| {
        let left = Span::of(row.words.start() as usize..row.words.start() as usize + at);
        Some((left, trimmed(pages, Span::new(left.end(), row.words.end()))?))
    });
    cut.map_or((row.words, None), |(left, right)| (left, Some(right)))
}

/// How many letters stand before a cell in its line.
fn indent(pages: &Pages<'_>, row: Row, cell: Span) -> usize {
    slice(pages, Span::new(row.full.start(), cell.start())).chars().count()
}

fn mark_number(row: &str) -> Option<(u32, &str)> {
    asker_mark::<()>(row).ok().map(|(rest, number)| (number, rest))
}

/// „8.“ alone on its line: some extractors part it from „Abgeordnete“.
fn lone_number(row: &str) -> Option<u32> {
    row.strip_suffix('.').filter(|digits| digits.len() <= 3).and_then(|digits| digits.parse().ok()).filter(|&number| number > 0)
}

/// All marks, in the order of print.
fn marks(pages: &Pages<'_>, rows: &[Row], directory: &Directory) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        if let Some(mark) = mark_at(pages, rows, at, directory) {
            at = mark.text_row.max(at + 1);
            marks.push(mark);
        } else {
            at += 1;
        }
    }
    marks
}

/// The mark that begins at a row: „8. Abgeordnete“ alone on it, with the name behind it, or with the text beside it.
fn mark_at(pages: &Pages<'_>, rows: &[Row], at: usize, directory: &Directory) -> Option<Mark> {
    let row = *rows.get(at)?;
    let text = slice(pages, row.words);
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let Some((number, rest)) = mark_number(text) else {
        let number = lone_number(text)?;
        let below = words(pages, rows, at + 1);
        let (rest, _) = member::<()>(below).ok()?;
        return rest.is_empty().then(|| named_below(pages, rows, (at, at + 2), number, directory));
    };
    if rest.is_empty() {
        return Some(named_below(pages, rows, (at, at + 1), number, directory));
    }
    if rest.starts_with(NARROW_GUTTER) {
        let beside = trimmed(pages, Span::new(row.words.end() - crate::span::offset(rest.len()), row.words.end()))?;
        return Some(named_beside(pages, rows, at, number, beside, directory));
    }
    let behind = Span::new(row.words.end() - crate::span::offset(rest.len()), row.words.end());
    let (asker, name) = read_asker(pages, Spans::from(behind), rows.get(at + 1..at + MOST_HEAD_ROWS).unwrap_or_default(), directory)?;
    let mut head = Spans::from(Span::new(row.words.start(), behind.start()));
    name.iter().for_each(|span| head.push(span));
    Some(Mark { row: at, number, text_row: row_behind(rows, at, &head), head, asker: Some(asker) })
}

/// Name and group stand below the mark, which fills the rows `from..to`.
fn named_below(pages: &Pages<'_>, rows: &[Row], (from, to): (usize, usize), number: u32, directory: &Directory) -> Mark {
    let mut head = free_of(rows.get(from..to).unwrap_or_default());
    let below = rows.get(to..(to + MOST_HEAD_ROWS).min(rows.len())).unwrap_or_default();
    let read = read_asker(pages, Spans::none(), below, directory);
    let asker = read.map(|(asker, name)| {
        name.iter().for_each(|span| head.push(span));
        asker
    });
    Mark { row: from, number, text_row: row_behind(rows, from, &head), head, asker }
}

/// Name and group stand below the mark, in a column of their own, beside the question.
fn named_beside(pages: &Pages<'_>, rows: &[Row], at: usize, number: u32, beside: Span, directory: &Directory) -> Mark {
    let column = rows.get(at).map_or(0, |row| indent(pages, *row, beside));
    let first = rows.get(at).map_or(beside, |row| Span::new(row.words.start(), beside.start()));
    let mut left = Spans::none();
    let mut found = None;
    for row in rows.iter().skip(at + 1).take(MOST_HEAD_ROWS) {
        let (cell, _) = cells(pages, *row, NARROW_GUTTER);
        if indent(pages, *row, cell) + GUTTER_SWAY < column {
            left.push(cell);
            found = asker_in(&plain(pages, &left), directory);
            if found.is_some() {
                break;
            }
        }
    }
    let mut head: Spans = trimmed(pages, first).into_iter().collect();
    if found.is_some() {
        left.iter().for_each(|span| head.push(span));
    }
    Mark { row: at, number, head, asker: found.map(|(asker, _)| asker), text_row: at + 1 }
}

/// Name and group at the head of some words, and their bytes.
fn read_asker(pages: &Pages<'_>, mut spans: Spans, rows: &[Row], directory: &Directory) -> Option<(Asker, Spans)> {
    rows.iter().for_each(|row| spans.push(row.words));
    let reading = plain(pages, &spans);
    let (asker, end) = asker_in(&reading, directory)?;
    Some((asker, reading.to_source(0..end)))
}

/// Name and group at the head of a Reading, and where they end. A first bracket that is no group of the directory is a
/// town.
fn asker_in(reading: &Reading, directory: &Directory) -> Option<(Asker, usize)> {
    let text = reading.text();
    let plain = asker::<()>(text).ok()?;
    let known = |(_, (_, group)): &(&str, (&str, &str))| directory.groups.contains(&narrow_name(group));
    let town = if known(&plain) { None } else { asker_with_town::<()>(text).ok().filter(known) };
    let (rest, (name, group)) = town.unwrap_or(plain);
    let name = narrow_name(name);
    let without_town = name.split('(').next().unwrap_or_default();
    is_name(without_town).then(|| (Asker { name, group: Some(narrow_name(group)) }, text.len() - rest.len()))
}

/// Index of the first row that begins behind the head.
fn row_behind(rows: &[Row], from: usize, head: &Spans) -> usize {
    let end = head.last().map_or(0, Span::end);
    (from + 1..rows.len()).find(|&at| rows.get(at).is_some_and(|row| row.words.start() >= end)).unwrap_or(rows.len())
}

/// Reads a number that breaks the sequence as the missing one where the next mark goes on behind it: 44, 54, 46.
fn renumber(marks: &mut [Mark], diagnostics: &mut Vec<Diagnostic>, rows: &[Row]) {
    let numbers: Vec<u32> = marks.iter().map(|mark| mark.number).collect();
    let present: BTreeSet<u32> = numbers.iter().copied().collect();
    for (at, mark) in marks.iter_mut().enumerate() {
        let before = at.checked_sub(1).and_then(|at| numbers.get(at)).copied().unwrap_or(0);
        let due = before + 1;
        let goes_on = numbers.get(at + 1) == Some(&(due + 1));
        if mark.number != due && goes_on && !present.contains(&due) {
            let at = rows.get(mark.row).map(|row| row.words);
            let message = format!("question {} stands between {before} and {} and was read as {due}", mark.number, due + 1);
            diagnostics.push(Diagnostic::warning(Code::QuestionMisnumbered, at, message));
            mark.number = due;
        }
    }
}

/// A number that stood before stays in the text that it stands in: one id, one question.
fn drop_repeated(marks: &mut Vec<Mark>, diagnostics: &mut Vec<Diagnostic>, rows: &[Row]) {
    let mut seen = BTreeSet::new();
    marks.retain(|mark| {
        let first = seen.insert(mark.number);
        if !first {
            let at = rows.get(mark.row).map(|row| row.words);
            let message = format!("question {} is printed a second time; its text went with the block before it", mark.number);
            diagnostics.push(Diagnostic::warning(Code::QuestionRepeated, at, message));
        }
        first
    });
}

/// Numbers that no mark has.
fn gaps(marks: &[Mark], rows: &[Row], diagnostics: &mut Vec<Diagnostic>) {
    let numbers: BTreeMap<u32, usize> = marks.iter().map(|mark| (mark.number, mark.row)).collect();
    let mut before = 0;
    for (&number, &row) in &numbers {
        let message = match number - before {
            0 | 1 => None,
            2 => Some(format!("question {} is missing", before + 1)),
            _ => Some(format!("questions {} to {} are missing", before + 1, number - 1)),
        };
        let at = rows.get(row).map(|row| row.words);
        diagnostics.extend(message.map(|message| Diagnostic::warning(Code::QuestionGap, at, message)));
        before = number;
    }
}

/// „Geschäftsbereich …“ directly before a mark. Elsewhere the words belong to a text.
fn heading_before(pages: &Pages<'_>, rows: &[Row], mark: usize) -> Option<Heading> {
    let first = (mark.saturating_sub(MOST_HEADING_ROWS)..mark).rev().find(|&at| words(pages, rows, at).starts_with("Geschäftsbereich"))?;
    let reading = plain(pages, &free_of(rows.get(first..mark).unwrap_or_default()));
    department(reading.text()).map(|department| Heading { row: first, words: one_line(reading.text()), department })
}

fn block_start(mark: Option<&Mark>, heading: Option<&Option<Heading>>) -> Option<usize> {
    heading.and_then(|heading| heading.as_ref().map(|heading| heading.row)).or(mark.map(|mark| mark.row))
}

/// Title block and directories: what stands before the first department.
fn front(pages: &Pages<'_>, ledger: &mut Ledger, rows: &[Row], body: usize) {
    let whole = ledger.whole();
    let end = rows.get(body).map_or(whole.end(), |row| row.full.start());
    let directory = directory_row(pages, rows).filter(|&first| first < body);
    let directory = directory.and_then(|first| rows.get(first)).map_or(end, |row| row.full.start());
    if body < rows.len() {
        ledger.assign(Span::new(whole.start(), directory), Role::Title, Rule::TitleBlock);
        ledger.assign(Span::new(directory, end), Role::Directory, Rule::DirectoryHeading);
    }
}

/// The body while its blocks are read.
struct Body<'a, 'p> {
    pages: &'a Pages<'p>,
    ledger: &'a mut Ledger,
    rows: &'a [Row],
    kind: Kind,
    questions: Vec<CollectedQuestion>,
    replies: Vec<Reply>,
    /// Questions that wait for a reply.
    open: Vec<QuestionId>,
    diagnostics: Vec<Diagnostic>,
}

impl Body<'_, '_> {
    /// The first byte of a row's line; the end of the paper behind the last row.
    fn start_of(&self, row: usize) -> u32 {
        self.rows.get(row).map_or(self.ledger.whole().end(), |row| row.full.start())
    }

    fn open_department(&mut self, heading: &Heading, mark: &Mark) {
        self.leave_unanswered();
        let span = Span::new(self.start_of(heading.row), self.start_of(mark.row));
        self.ledger.assign(span, Role::Heading, Rule::DepartmentHeading);
        if heading.department.is_none() {
            self.diagnostics.push(Diagnostic::info(Code::TitleUnread, span, "the department could not be put into the nominative"));
        }
    }

    /// A question and, if one follows before `end`, its reply.
    fn block(&mut self, mark: &Mark, department: Option<String>, end: usize) {
        let id = QuestionId::whole(mark.number);
        if mark.asker.is_none() {
            let at = self.rows.get(mark.row).map(|row| row.words);
            self.diagnostics.push(Diagnostic::warning(
                Code::UnreadText,
                at,
                format!("name and group of question {id}'s asker could not be read"),
            ));
        }
        let reply =
            if self.kind == Kind::Written { (mark.text_row..end).find_map(|at| self.reply_at(at, end, mark.text_row)) } else { None };
        let question_end = reply.as_ref().map_or(end, |(row, _, _)| *row);
        self.ledger.assign(Span::new(self.start_of(mark.row), self.start_of(question_end)), Role::Question(id), Rule::AskerBlock);
        if !self.has_text(mark, question_end) {
            let at = mark.head.first();
            self.diagnostics.push(Diagnostic::warning(Code::UnreadText, at, format!("question {id} has no text where it is due")));
        }
        let parts = self.parts(mark, question_end);
        self.open.push(id);
        self.open.extend(parts.iter().map(|&(id, _)| id));
        self.questions.push(CollectedQuestion { id, asker: mark.asker.clone(), department, head: mark.head.clone(), parts });
        if let Some((row, behind, frame)) = reply {
            self.reply(frame, (row, behind), end);
        }
    }

    /// Whether words stand between an asker and the end of the block. Extractors that sort a page by columns print the
    /// askers first, then all texts.
    fn has_text(&self, mark: &Mark, end: usize) -> bool {
        let rows = self.rows.get(mark.row..end).unwrap_or_default();
        rows.iter().filter_map(|row| outside(row.words, &mark.head)).any(|left| trimmed(self.pages, left).is_some())
    }

    /// A reply frame that begins at a row and ends with a line. Returns its row, the row behind it, and what it says.
    fn reply_at(&self, at: usize, end: usize, text_row: usize) -> Option<(usize, usize, Frame)> {
        let first = words(self.pages, self.rows, at);
        if !first.starts_with("Antwort") || !(first == "Antwort" || first.starts_with("Antwort de")) {
            return None;
        }
        let rows = self.rows.get(at..(at + MOST_FRAME_ROWS).min(end)).unwrap_or_default();
        let reading = plain(self.pages, &free_of(rows));
        let (rest, frame) = reply_frame::<()>(reading.text()).ok()?;
        let head = reading.to_source(0..reading.text().len() - rest.len());
        let last = head.last()?.end();
        let behind = rows.iter().position(|row| row.words.end() == last)? + at + 1;
        let by = frame.by.map(|(office, name)| Answerer { name: one_line(name), office: one_line(&office) });
        let follows_sentence = at > text_row && at.checked_sub(1).is_some_and(|before| ends_sentence(words(self.pages, self.rows, before)));
        (by.is_some() || follows_sentence).then_some((at, behind, Frame { head, by, date: frame.date }))
    }

    fn reply(&mut self, frame: Frame, (row, behind): (usize, usize), end: usize) {
        let Some(&id) = self.open.first() else { return };
        self.ledger.assign(Span::new(self.start_of(row), self.start_of(behind)), Role::Answer(id), Rule::ReplyFrame);
        self.announcement(id, behind, end);
        self.ledger.assign(Span::new(self.start_of(behind), self.start_of(end)), Role::Answer(id), Rule::ReplyFrame);
        let at = frame.head.hull();
        if frame.date.is_none() {
            self.diagnostics.push(Diagnostic::warning(
                Code::DateUnread,
                at,
                format!("the day of the answer to question {id} is misprinted"),
            ));
        }
        if frame.by.is_none() {
            self.diagnostics.push(Diagnostic::warning(Code::UnreadText, at, format!("who answers question {id} could not be read")));
        }
        let questions = std::mem::take(&mut self.open);
        self.replies.push(Reply { id, questions, by: frame.by, date: frame.date, head: frame.head });
    }

    /// „Die Fragen 3 und 4 werden gemeinsam beantwortet.“ at the head of an answer, held against the questions that
    /// wait for it.
    fn announcement(&mut self, id: QuestionId, from: usize, end: usize) {
        if !words(self.pages, self.rows, from).starts_with("Die ") {
            return;
        }
        let rows = self.rows.get(from..(from + MOST_ANNOUNCEMENT_ROWS).min(end)).unwrap_or_default();
        let reading = plain(self.pages, &free_of(rows));
        let Ok((rest, named)) = joint_announcement::<()>(reading.text()) else { return };
        let spans = reading.to_source(0..reading.text().len() - rest.len());
        let unnamed = self.open.iter().any(|&id| !named.covers(id));
        let elsewhere = named.0.iter().any(|range| [range.from, range.to].iter().any(|id| !self.open.contains(&id.stem())));
        if unnamed || elsewhere {
            let waiting = self.open.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let message = format!("the announcement names {named}, but the questions before it are {waiting}");
            self.diagnostics.push(Diagnostic::warning(Code::AnnouncementMismatch, spans.hull(), message));
        }
        if let Some(hull) = spans.hull() {
            self.ledger.assign(hull, Role::Announcement(id), Rule::AnnouncementFrame);
        }
    }

    /// The labelled parts of a question's text: „a)“, „b)“ … at line starts, in order, at least two.
    fn parts(&mut self, mark: &Mark, end: usize) -> Vec<(QuestionId, Span)> {
        let mut due = Part::FIRST;
        let mut found = Vec::new();
        for row in self.rows.get(mark.row..end).unwrap_or_default() {
            let Some(cell) = outside(row.words, &mark.head).and_then(|cell| trimmed(self.pages, cell)) else { continue };
            let text = slice(self.pages, cell);
            let Some(rest) = part_label::<()>(text).ok().filter(|(_, letters)| Part::read(letters) == Some(due)).map(|(rest, _)| rest)
            else {
                continue;
            };
            found.push((QuestionId::part_of(mark.number, due), Span::new(cell.start(), cell.end() - crate::span::offset(rest.len()))));
            due = due.next();
        }
        if found.len() < 2 {
            return Vec::new();
        }
        let ends: Vec<u32> = found.iter().skip(1).map(|(_, label)| label.start()).chain([self.start_of(end)]).collect();
        for (&(part, label), end) in found.iter().zip(ends) {
            let mut at = label.start();
            for hole in mark.head.iter().filter(|hole| hole.start() > label.start() && hole.end() <= end).chain([Span::new(end, end)]) {
                let span = Span::new(at, hole.start());
                self.ledger.refine(span, Role::Question(part.stem()), Role::Question(part), Rule::LabelInSequence);
                at = hole.end();
            }
        }
        found
    }

    /// Questions that wait in vain.
    fn leave_unanswered(&mut self) {
        for id in std::mem::take(&mut self.open) {
            if self.kind == Kind::Written {
                let at = self.questions.iter().rev().find(|question| question.id == id.stem()).and_then(|question| question.head.first());
                self.diagnostics.push(Diagnostic::warning(Code::Unanswered, at, format!("question {id} has no answer")));
            }
        }
    }

    /// „Berlin, den …“ behind the last block, and the annexes behind it.
    fn tail(&mut self, text_row: Option<usize>) -> Vec<CollectedAnnex> {
        let Some(from) = text_row else { return Vec::new() };
        let dated = |at: &usize| {
            let place = words(self.pages, self.rows, *at).strip_prefix("Berlin, den ");
            place.is_some_and(|day| date::<()>(day).is_ok_and(|(rest, _)| rest.trim_matches('.').is_empty()))
        };
        let labelled = |at: &usize| annex_label::<()>(words(self.pages, self.rows, *at)).is_ok();
        let signature = (from..self.rows.len()).find(dated);
        let annex = signature.map_or_else(|| (from..self.rows.len()).find(labelled), |row| Some(row + 1));
        let last = self.questions.last().map(|question| question.id);
        let present: Vec<Role> =
            self.replies.last().map(|reply| Role::Answer(reply.id)).into_iter().chain(last.map(Role::Question)).collect();
        let annex = annex.unwrap_or(self.rows.len());
        let (foot, behind) = (self.start_of(signature.unwrap_or(annex)), self.start_of(annex));
        for role in present {
            self.ledger.refine(Span::new(foot, behind), role, Role::Signature, Rule::SignatureFrame);
            self.ledger.refine(Span::new(behind, self.ledger.whole().end()), role, Role::Annex, Rule::AnnexHeading);
        }
        self.annexes(annex)
    }

    /// The rows behind the answers, parted where another label begins. What stands before the first label is its, too:
    /// extractors may print a page's head behind its table.
    fn annexes(&self, from: usize) -> Vec<CollectedAnnex> {
        let mut annexes: Vec<(String, CollectedAnnex)> = Vec::new();
        for at in from..self.rows.len() {
            let row = words(self.pages, self.rows, at);
            let span = Span::new(self.start_of(at), self.start_of(at + 1));
            let printed = annex_label::<()>(row).ok().map(|(rest, _)| row.strip_suffix(rest).unwrap_or(row));
            let label = printed.map(one_line);
            let start = self.rows.get(at).map(|row| row.words.start());
            let words = start.zip(printed).map(|(start, printed)| Span::new(start, start + crate::span::offset(printed.trim_end().len())));
            match (annexes.last_mut(), label) {
                (Some((name, annex)), Some(label)) if name.is_empty() || *name == label => {
                    *name = label;
                    words.into_iter().for_each(|words| annex.labels.push(words));
                    annex.spans.push(span);
                }
                (Some((_, annex)), None) => annex.spans.push(span),
                (_, label) => {
                    let labels = if label.is_some() { words.into_iter().collect() } else { Spans::none() };
                    annexes.push((label.unwrap_or_default(), CollectedAnnex { labels, spans: span.into() }));
                }
            }
        }
        annexes.into_iter().map(|(_, annex)| annex).collect()
    }
}

/// What a reply frame says.
struct Frame {
    head: Spans,
    by: Option<Answerer>,
    date: Option<Date>,
}

/// The part of a row's words behind the pieces of the head in it.
fn outside(words: Span, head: &Spans) -> Option<Span> {
    let start = head.within(words).last().map_or(words.start(), Span::end);
    (start < words.end()).then(|| Span::new(start, words.end()))
}

/// The columns of questions and answers, measured: a line in mid-sentence was broken because the next word did not fit,
/// so line, blank and word together are at least as wide as the column.
fn columns(pages: &Pages<'_>, ledger: &Ledger, heads: &Spans) -> (Em, Em) {
    let (mut questions, mut answers) = (Vec::new(), Vec::new());
    let full = pages.lines.iter().filter(|line| !line.is_blank());
    for (line, next) in full.clone().zip(full.skip(1)) {
        let role = ledger.role_at(line.words.start());
        let (left, right) = (slice(pages, line.words), slice(pages, next.words));
        let broken = left.ends_with(|c: char| c.is_alphabetic() || c == ',') && right.starts_with(char::is_lowercase);
        if !broken || line.look.width < RUNNING_TEXT || role != ledger.role_at(next.words.start()) || !heads.within(line.words).is_empty() {
            continue;
        }
        let reached = line.look.width + BLANK + right.split_whitespace().next().map_or(Em(0.0), width);
        match role {
            Role::Question(_) => questions.push(reached),
            Role::Answer(_) => answers.push(reached),
            _ => {}
        }
    }
    (column(questions, NARROWER_LINES.0, USUAL_COLUMNS.0), column(answers, NARROWER_LINES.1, USUAL_COLUMNS.1))
}

fn column(mut reached: Vec<Em>, narrower: usize, usual: Em) -> Em {
    if reached.len() < FEWEST_LINES {
        return usual;
    }
    reached.sort_by(|a, b| a.0.total_cmp(&b.0));
    reached.get(reached.len() / narrower).copied().unwrap_or(usual)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cleaning::reading::in_pages;

    const TITLE: &str = "Schriftliche Fragen\nmit den in der Woche vom 8. März 2027\neingegangenen Antworten der Bundesregierung\n";
    const REPLY: &str = "Antwort des Staatssekretärs Karl Feld\nvom 9. März 2027\n";

    /// What was read, the texts of its questions and answers, and the ledger in short.
    struct Seen {
        collected: Collected,
        questions: Vec<String>,
        answers: Vec<String>,
        codes: Vec<Code>,
        ledger: String,
    }

    fn seen(text: &str) -> Seen {
        in_pages(text, seen_in)
    }

    fn seen_in(pages: &Pages<'_>) -> Seen {
        let text = pages.text;
        let mut ledger = Ledger::new(Span::of(0..text.len()));
        let collected = read(pages, &mut ledger, Kind::Written);
        ledger.finish(text, Role::Other);
        let spans = |role: Role| ledger.entries().filter(|entry| entry.role == role).map(|entry| entry.span).collect::<Spans>();
        let text_of = |role: Role, head: &Spans| {
            let behind = head.last().map_or(0, Span::end);
            let left: Spans = spans(role).iter().filter_map(|span| span.overlap(Span::new(behind, u32::MAX))).collect();
            one_line(plain(pages, &left).text())
        };
        let questions = collected.questions.iter().map(|question| text_of(Role::Question(question.id), &question.head)).collect();
        let answers = collected.replies.iter().map(|reply| text_of(Role::Answer(reply.id), &reply.head)).collect();
        let codes = collected.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
        let entries: Vec<_> = ledger.entries().map(|entry| [entry.role.name(), &entry.role.id().unwrap_or_default()].concat()).collect();
        Seen { collected, questions, answers, codes, ledger: entries.join(" ") }
    }

    fn askers(seen: &Seen) -> Vec<String> {
        let shown = |asker: &Asker| format!("{} ({})", asker.name, asker.group.as_deref().unwrap_or_default());
        seen.collected.questions.iter().map(|question| question.asker.as_ref().map(shown).unwrap_or_default()).collect()
    }

    #[test]
    fn blocks_are_read_however_the_extractor_sets_the_asker() {
        for block in [
            "1. Abgeordneter\nDr. Tim Oswald-\nKlee\n(BÜNDNIS 90/\nDIE GRÜNEN)\nWie viele Brücken\nsind gesperrt?\n",
            "1.\nAbgeordneter\nDr. Tim\nOswald-Klee\n(BÜNDNIS 90/DIE GRÜNEN)\n\nWie viele Brücken\nsind gesperrt?\n",
            "1. Abgeordneter Dr. Tim Oswald-Klee (BÜNDNIS 90/DIE GRÜNEN)\nWie viele Brücken sind gesperrt?\n",
            " 1. Abgeordneter          Wie viele\n    Dr. Tim Oswald-       Brücken\n    Klee                  sind\n    (BÜNDNIS 90/          gesperrt?\n    DIE GRÜNEN)\n",
        ] {
            let seen = seen(&[TITLE, block, "      ", REPLY, "      Drei.\n"].concat());
            assert_eq!(askers(&seen), ["Dr. Tim Oswald-Klee (BÜNDNIS 90/DIE GRÜNEN)"], "{block}");
            assert_eq!((seen.answers.as_slice(), seen.codes.as_slice()), (["Drei.".to_owned()].as_slice(), [].as_slice()), "{block}");
            assert_eq!(seen.ledger, "title question1 answer1");
        }
    }

    #[test]
    fn a_question_beside_its_asker_keeps_its_words() {
        let text = [
            TITLE,
            "1. Abgeordnete           Wie viele\n   Ina Feld              Brücken sind\n   (SPD)                 gesperrt?\n",
            REPLY,
            "Drei.\n",
        ]
        .concat();
        let seen = seen(&text);
        let head: Vec<_> =
            seen.collected.questions.iter().flat_map(|question| question.head.iter()).map(|span| &text[span.range()]).collect();
        assert_eq!(head, ["1. Abgeordnete", "Ina Feld", "(SPD)"]);
    }

    #[test]
    fn questions_without_a_reply_share_the_next_one_of_their_department() {
        let block = |number: u32| format!("{number}. Abgeordnete\nIna Feld\n(SPD)\nWie lange?\n");
        let heading = "Geschäftsbereich des Bundesministeriums der\nFinanzen\n";
        let seen = seen(
            &[TITLE, &block(1), heading, &block(2), &block(3), REPLY, "Die Fragen 2 bis 4 werden gemeinsam beantwortet. Lange.\n"].concat(),
        );
        let shared: Vec<_> = seen.collected.replies.iter().map(|reply| format!("{:?}", reply.questions)).collect();
        assert_eq!(shared, ["[2, 3]"]);
        assert_eq!(seen.codes, [Code::Unanswered, Code::AnnouncementMismatch]);
        assert_eq!(seen.answers, ["Lange."]);
        assert_eq!(seen.ledger, "title question1 heading question2 question3 answer2 announcement2 answer2");
        let department = |at: usize| seen.collected.questions.get(at).and_then(|question| question.department.as_deref());
        assert_eq!((department(0), department(2)), (None, Some("Bundesministerium der Finanzen")));
    }

    #[test]
    fn what_only_looks_like_a_reply_or_a_heading_is_text() {
        let question = "1. Abgeordnete\nIna Feld\n(SPD)\nWird die\nAntwort der Bundesregierung vom 3. Mai 2026\nergänzt, die den\n";
        let more = "Geschäftsbereich des Bundesministeriums der Finanzen betraf?\n";
        let answer =
            "Es bleibt bei der\nAntwort der Bundesregierung vom 3. Mai 2026 im\nGeschäftsbereich des Bundesministeriums der Finanzen.\n";
        let seen = seen(&[TITLE, question, more, REPLY, answer, "2. Abgeordnete\nIna Feld\n(SPD)\nWarum?\n", REPLY, "Darum.\n"].concat());
        assert_eq!(seen.codes, []);
        assert_eq!(seen.ledger, "title question1 answer1 question2 answer2");
        assert!(seen.questions.iter().any(|text| text.ends_with("Finanzen betraf?")));
    }

    #[test]
    fn misprinted_days_and_numbers_are_told() {
        let block = |number: u32| format!("{number}. Abgeordnete\nIna Feld\n(SPD)\nWie lange?\n{REPLY}Lange.\n");
        let misprinted = block(3).replace("vom 9. März 2027", "vom 9. März2027");
        let seen = seen(&[TITLE, &block(1), &block(22), &misprinted, &block(3), &block(6)].concat());
        let ids: Vec<_> = seen.collected.questions.iter().map(|question| question.id.to_string()).collect();
        let days: Vec<_> = seen.collected.replies.iter().map(|reply| reply.date.is_some()).collect();
        assert_eq!(ids, ["1", "2", "3", "6"]);
        assert_eq!(days, [true, true, false, true]);
        assert_eq!(seen.codes, [Code::QuestionMisnumbered, Code::QuestionRepeated, Code::DateUnread, Code::QuestionGap]);
    }

    #[test]
    fn a_question_whose_text_stands_elsewhere_is_in_doubt() {
        let heads = "1. Abgeordnete\nIna Feld\n(SPD)\n2. Abgeordnete\nEva Uhl\n(SPD)\nWer?\nWo?\n";
        let seen = seen(&[TITLE, heads, REPLY, "Hier.\n"].concat());
        assert_eq!((seen.codes, seen.questions), (vec![Code::UnreadText], vec![String::new(), "Wer? Wo?".to_owned()]));
    }

    #[test]
    fn directory_and_body_prove_each_other() {
        let directory =
            "Verzeichnis der Fragenden\nAbgeordnete Nummer\nder Frage\nFeld, Ina (SPD) . . . 1\nTal, Karl von, Dr. (AfD) . . 2, 3\n";
        let body = "1. Abgeordnete\nIna Feld\n(SPD)\nWer?\n2. Abgeordneter\nDr. Karl von Tal\n(FDP)\nWo?\n";
        let mismatched = seen(&[TITLE, directory, body, REPLY, "Hier.\n"].concat());
        assert_eq!(mismatched.codes, [Code::DirectoryMismatch, Code::DirectoryMismatch]);
        assert_eq!(mismatched.ledger, "title directory question1 question2 answer1");
        let proven = seen(&[TITLE, &directory.replace("2, 3", "2"), &body.replace("FDP", "AfD"), REPLY, "Hier.\n"].concat());
        assert_eq!(proven.codes, []);
    }

    #[test]
    fn columns_side_by_side_are_read_downwards() {
        let directory = "Verzeichnis der Fragenden\nAbgeordnete            Nummer     Abgeordnete          Nummer\n\
            Feld, Ina (SPD) . . . . . . 1     Uhl, Eva\nTal, Karl                         (BÜNDNIS 90/DIE GRÜNEN) . 3\n\
            (BÜNDNIS 90/DIE GRÜNEN) . . 2\n";
        let block = |number: u32, name: &str, group: &str| format!("{number}. Abgeordnete\n{name}\n({group})\nWie lange?\n");
        let green = "BÜNDNIS 90/\nDIE GRÜNEN";
        let blocks = [block(1, "Ina Feld", "SPD"), block(2, "Karl Tal", green), block(3, "Eva Uhl", green)].concat();
        let seen = seen(&[TITLE, directory, &blocks, REPLY, "Lange.\n"].concat());
        assert_eq!(seen.codes, []);
    }

    #[test]
    fn a_town_belongs_to_the_name_where_the_directory_knows_the_group() {
        let directory = "Verzeichnis der Fragenden\nFeld, Ina (Altona) (SPD) . . . 1\n";
        let seen = seen(&[TITLE, directory, "1. Abgeordnete\nIna Feld (Altona)\n(SPD)\nWer?\n", REPLY, "Wir.\n"].concat());
        assert_eq!((askers(&seen), seen.codes), (vec!["Ina Feld (Altona) (SPD)".to_owned()], vec![]));
    }

    #[test]
    fn annexes_stand_behind_the_signature() {
        let block = "1. Abgeordnete\nIna Feld\n(SPD)\nWie lange?\n";
        let tail = "Berlin, den 12. März 2027\nAnlage zu Frage 1\nLänge 3\nAnlage zu Frage 1\nHöhe 4\nAnlage zu Frage 2\nTiefe 5\n";
        let seen = seen(&[TITLE, block, REPLY, "Siehe Anlage.\n", tail].concat());
        assert_eq!(seen.ledger, "title question1 answer1 signature annex");
        assert_eq!(seen.collected.annexes.iter().map(|annex| annex.labels.iter().len()).collect::<Vec<_>>(), [2, 1]);
    }
}
