//! Schriftliche Fragen and Fragen für die Fragestunde: directories, then question blocks under departments.
//!
//! A block begins with its mark („8. Abgeordnete“), which answers never print on a line of its own; name, group and text
//! follow, and in Schriftliche Fragen a reply frame („Antwort des … vom …“) that ends its line, with the answer.
//! Questions without a reply before the next mark share the next reply. The directory tells the same numbers and
//! askers once more, and proves the body.
//!
//! The files build on one another in this order: `rows`, `directory`, `marks`, `comparison`, `body`, `columns`.

mod body;
mod columns;
mod comparison;
mod directory;
mod marks;
mod rows;

use std::collections::BTreeMap;

use self::body::Body;
use self::columns::columns;
use self::directory::{Directory, DirectoryRows};
use self::marks::{DepartmentHeading, block_start, drop_repeated, heading_before, marks, renumber};
use self::rows::{FreeLine, Sheet, free_rows};
use crate::cleaning::reading::Pages;
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic};
use crate::id::QuestionId;
use crate::ledger::{Ledger, Role, Rule};
use crate::lines::widths::Em;
use crate::paper::{Answerer, Asker};
use crate::span::{Span, Spans};
use crate::structure::lacks::gaps;
use crate::structure::mode::Mode;

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

/// Reads a collection: gives every free byte of its body a role.
pub(crate) fn read(pages: &Pages<'_>, ledger: &mut Ledger, mode: Mode) -> Collected {
    let rows = free_rows(pages, ledger);
    let sheet = Sheet { pages, rows: &rows };
    let listed = DirectoryRows::find(sheet);
    let directory = listed.map(|rows| Directory::read(sheet, rows)).unwrap_or_default();
    let mut marks = marks(sheet, &directory);
    let mut diagnostics = renumber(&mut marks, sheet);
    diagnostics.extend(drop_repeated(&mut marks, sheet));
    let headings: Vec<Option<DepartmentHeading>> = marks.iter().map(|mark| heading_before(sheet, mark.row)).collect();
    front(ledger, &rows, listed, block_start(marks.first(), headings.first()).unwrap_or(rows.len()));
    let mut body = Body { sheet, ledger, mode, questions: Vec::new(), replies: Vec::new(), open: Vec::new(), diagnostics };
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
    diagnostics.extend(directory.compare(&questions, &marks, sheet));
    diagnostics.extend(directory.compare_departments(&marks, &headings, sheet));
    if questions.is_empty() {
        diagnostics.push(Diagnostic::warning(Code::NothingFound, None, "no question block was found"));
    }
    let mut numbers: BTreeMap<QuestionId, Option<Span>> =
        marks.iter().map(|mark| (QuestionId::whole(mark.number), sheet.place(mark.row))).collect();
    numbers.extend(questions.iter().flat_map(|question| &question.parts).map(|(part, label)| (*part, Some(*label))));
    diagnostics.extend(gaps(&numbers));
    let heads = questions.iter().flat_map(|question| &question.head).collect();
    let (question_column, answer_column) = columns(pages, ledger, &heads);
    Collected { questions, replies, annexes, question_column, answer_column, diagnostics }
}

/// Title block and directories: what stands before the first department.
fn front(ledger: &mut Ledger, rows: &[FreeLine], directory: Option<DirectoryRows>, body: usize) {
    let whole = ledger.whole();
    let end = rows.get(body).map_or(whole.end(), |row| row.full.start());
    let first = directory.map(|directory| directory.first).filter(|&first| first < body);
    let directory = first.and_then(|first| rows.get(first)).map_or(end, |row| row.full.start());
    if body < rows.len() {
        ledger.assign(Span::new(whole.start(), directory), Role::Title, Rule::TitleBlock);
        ledger.assign(Span::new(directory, end), Role::Directory, Rule::DirectoryHeading);
    }
}

#[cfg(test)]
mod tests {
    use super::rows::plain;
    use super::*;
    use crate::cleaning::reading::in_pages;
    use crate::cleaning::words::one_line;

    pub(super) const TITLE: &str =
        "Schriftliche Fragen\nmit den in der Woche vom 8. März 2027\neingegangenen Antworten der Bundesregierung\n";
    pub(super) const REPLY: &str = "Antwort des Staatssekretärs Karl Feld\nvom 9. März 2027\n";

    /// What was read, the texts of its questions and answers, and the ledger in short.
    pub(super) struct Seen {
        pub collected: Collected,
        pub questions: Vec<String>,
        pub answers: Vec<String>,
        pub codes: Vec<Code>,
        pub ledger: String,
    }

    pub(super) fn seen(text: &str) -> Seen {
        in_pages(text, seen_in)
    }

    fn seen_in(pages: &Pages<'_>) -> Seen {
        let text = pages.text;
        let mut ledger = Ledger::new(Span::of(0..text.len()));
        let collected = read(pages, &mut ledger, Mode::Answered);
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

    pub(super) fn askers(seen: &Seen) -> Vec<String> {
        let shown = |asker: &Asker| format!("{} ({})", asker.name, asker.group.as_deref().unwrap_or_default());
        seen.collected.questions.iter().map(|question| question.asker.as_ref().map(shown).unwrap_or_default()).collect()
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
    fn blanks_are_doubled_or_hard_and_letters_taken_apart() {
        let paper = "Deutscher Bundestag Drucksache 22/7\n22. Wahlperiode 12.03.2027\nSchriftliche Fragen\nmit den in der Woche vom 8. März \
                     2027\neingegangenen Antworten der Bundesregierung\nVerzeichnis der Fragenden\nAbgeordnete Nummer\nder Frage\n\
                     Feld, Ina (SPD) . . . 1\nTal, Karl (AfD) . . . 2\nGeschäftsbereich des Bundesministeriums für Verkehr\n\
                     1. Abgeordnete\nIna Feld\n(SPD)\nWie viele Stege gibt es?\nAntwort des Staatssekretärs Jan Wehr\nvom 9. März 2027\n\
                     Neun.\nGeschäftsbereich des Auswärtigen Amts\n2. Abgeordneter\nKarl Tal\n(AfD)\nWo stehen sie?\n\
                     Antwort des Staatsministers Ole Tor\nvom 10. März 2027\nAn der Grenze.\n";
        let told = |text: &str| {
            let source = crate::Source::from_text("x.txt", text).expect("a small text");
            let record = crate::parse(&source, &crate::Companions::default());
            let asked = record.questions.iter().map(|question| format!("{:?} {}", question.department, question.text));
            let answered = record.answers.iter().map(|answer| answer.text.clone());
            format!("{:?} {:?}", record.paper.title, asked.chain(answered).collect::<Vec<_>>())
        };
        let plain = told(paper);
        assert!(plain.contains("Auswärtiges Amt") && plain.contains("An der Grenze.\"]") && !plain.contains("Verzeichnis"), "{plain}");
        for set in [paper.replace(' ', "  "), paper.replace(' ', "\u{a0}"), paper.replace('ä', "a\u{308}").replace('ü', "u\u{308}")] {
            assert_eq!(told(&set), plain, "{set}");
        }
    }
}
