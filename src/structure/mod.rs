//! The passes that give every byte its role, in their order.

mod again;
mod annexes;
mod announced;
mod assign;
mod chapters;
mod checks;
pub(crate) mod collections;
mod columns;
mod cuts;
mod division;
mod frame;
mod front;
mod grouping;
mod inquiry;
mod lacks;
mod letter;
mod misprints;
mod mode;
mod notes;
mod numbering;
mod order;
mod outline;
pub(crate) mod papers;
mod parts;
mod prefaces;
mod rows;
mod transmittal;
mod welded;

use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memmem;

use self::announced::Announced;
use self::chapters::Chapters;
use self::columns::Columns;
use self::frame::Frame;
use self::grouping::AnswerGroup;
pub use self::inquiry::Inquiry;
use self::mode::Mode;
pub(crate) use self::notes::Note;
use self::outline::Outline;
use self::rows::Row;
use crate::cleaning::duplicates::Twice;
use crate::cleaning::furniture;
use crate::cleaning::moves::Moves;
use crate::cleaning::reading::Pages;
use crate::diagnostic::{Code, Diagnostic};
use crate::element::Element;
use crate::grammar::headings;
use crate::grammar::title_block::Shape;
use crate::id::QuestionId;
use crate::ledger::{Ledger, Role, Rule};
use crate::paper::Paper;
use crate::span::{Span, Spans};
use crate::voice::Voice;

pub(crate) use self::annexes::AnnexHeading;

/// The inquiry that an answer answers, as far as it is evidence: its questions, letter for letter.
#[derive(Clone, Debug, Default)]
pub struct Companions {
    /// The inquiry, if the caller holds it.
    pub inquiry: Option<Inquiry>,
}

/// A paper whose every byte has a role.
#[derive(Clone, Debug)]
pub(crate) struct Structure<'a> {
    /// The partition.
    pub ledger: Ledger,
    /// What the head says.
    pub paper: Paper,
    /// What the paper is made of; `None` where nothing tells.
    pub shape: Option<Shape>,
    /// Headings of prefaces: not in their texts.
    pub headings: Spans,
    /// Number of each question and label of each part: not in their own texts.
    pub heads: BTreeMap<QuestionId, Span>,
    /// Which answers answer what, in the order of print.
    pub answers: Vec<AnswerGroup>,
    /// Notes at page feet.
    pub notes: Vec<Note<'a>>,
    /// Headings of annexes.
    pub annexes: Vec<AnnexHeading<'a>>,
    /// Passages that stand twice, by what they repeat.
    pub twice: Vec<(Element, Twice)>,
    /// A collection's questions and replies.
    pub collected: Option<collections::Collected>,
    /// Doubts.
    pub diagnostics: Vec<Diagnostic>,
}

/// Gives every byte of `window` a role.
pub(crate) fn read<'a>(pages: &Pages<'a>, window: Span, companions: &Companions) -> Structure<'a> {
    let mut ledger = Ledger::new(window);
    furniture::assign(pages.text, pages.lines, &mut ledger);

    let rows = rows::first_rows(pages, &ledger, window.start(), &[], transmittal::ENDS_BEFORE);
    let sent = transmittal::read(pages, &mut ledger, &rows).or_else(|| letter::read(pages, &mut ledger, &rows));
    let mut rows = rows::rows(pages, &ledger, window.start(), &rows);
    if numbering::read(&mut rows) {
        rows::settle(&mut rows, pages.joining.trailing_spaces_tell());
    }
    prefaces::head_by_place(&mut rows);
    let title_end = sent.title_end.map(|begin| rows.partition_point(|row| row.span.start() < begin)).filter(|&row| row > 0);
    let front = front::read_title(pages, &rows, title_end);
    let mut diagnostics = [sent.doubts, front.diagnostics].concat();
    let shape = front.shape.or_else(|| guess(&rows));
    if shape.is_none() && has_lost_lines(pages) {
        let message = "the line ends of the text are lost, and papers are read by their lines: extract it again with them";
        diagnostics.push(Diagnostic::warning(Code::NothingFound, None, message));
    }
    if shape == Some(Shape::Answer) {
        diagnostics.extend(prefaces::give_voices(pages, rows.get_mut(front.rows..).unwrap_or_default()));
    }
    let mut structure = Structure {
        ledger,
        paper: Paper { ministry: sent.ministry, transmitted: sent.date, ..front.paper },
        shape,
        headings: Spans::none(),
        heads: BTreeMap::new(),
        answers: Vec::new(),
        notes: Vec::new(),
        annexes: Vec::new(),
        twice: Vec::new(),
        collected: None,
        diagnostics,
    };
    let (head, body) = rows.split_at(front.rows.min(rows.len()));
    structure.ledger.assign_all(head.iter().map(|row| row.full), Role::Title, Rule::TitleBlock);
    match shape {
        Some(Shape::Answer) => {
            structure.notes = notes::assign(pages, body, &mut structure.ledger);
            structure.read_questions(pages, body, Mode::Answered, companions.inquiry.as_ref());
        }
        Some(Shape::Inquiry) => structure.read_inquiry(pages, body),
        Some(Shape::WrittenQuestions) => structure.read_collection(pages, body, Mode::Answered),
        Some(Shape::OralQuestions) => structure.read_collection(pages, body, Mode::Asked),
        Some(Shape::Other) | None => {}
    }
    structure.finish(pages)
}

/// Whether most of a paper's text was put into a line, as some websites store texts.
fn has_lost_lines(pages: &Pages<'_>) -> bool {
    const LONGEST: u32 = 2000;
    let (all, longest) =
        pages.lines.iter().map(|line| line.words.len()).fold((0, 0), |(all, longest), line| (all + line, longest.max(line)));
    let is_paper = || memmem::find(pages.text.as_bytes(), b"Wahlperiode").is_some();
    longest > LONGEST && 2 * longest > all && is_paper()
}

/// A text without a title block is an inquiry if it has a request and no answers, an answer if it numbers questions.
fn guess(rows: &[Row<'_>]) -> Option<Shape> {
    let requests = rows.iter().any(|row| headings::request(row.words));
    let answered = rows.iter().any(|row| row.heading == Some(Voice::Government) || row.words.contains("beantwortet"));
    let numbered = rows.iter().any(|row| row.number == Some(1));
    match (requests, answered, numbered || rows.iter().any(|row| row.heading.is_some())) {
        (true, false, _) => Some(Shape::Inquiry),
        (_, _, true) => Some(Shape::Answer),
        _ => None,
    }
}

/// The outline of rows. Where questions are printed again, it is searched without these prints: they are for nothing else.
fn outline_of(
    pages: &Pages<'_>,
    rows: &[Row<'_>],
    announced: &[Announced],
    columns: Option<Columns>,
    mode: Mode,
    inquiry: Option<&Inquiry>,
) -> Outline {
    let mut proofs = inquiry::proofs(rows, inquiry);
    let outline = outline::search(rows, announced, columns, mode, &proofs);
    let aside = if mode == Mode::Answered { again::set_aside(pages, rows, &outline.steps, &mut proofs) } else { None };
    aside.map_or(outline, |rows| outline::search(&rows, announced, columns, mode, &proofs))
}

impl<'a> Structure<'a> {
    /// Notes, directories, then blocks under departments.
    fn read_collection(&mut self, pages: &Pages<'a>, rows: &[Row<'a>], mode: Mode) {
        self.notes = notes::assign_in_collection(pages, rows, &mut self.ledger);
        let mut collected = collections::read(pages, &mut self.ledger, mode);
        self.diagnostics.append(&mut collected.diagnostics);
        self.collected = Some(collected);
        self.refine_copies(pages);
    }

    /// Title, preface, request, questions, signature.
    fn read_inquiry(&mut self, pages: &Pages<'a>, rows: &[Row<'a>]) {
        self.notes = notes::assign(pages, rows, &mut self.ledger);
        let frame = Frame::of(rows);
        let part = |range: &Range<usize>| rows.get(range.clone()).unwrap_or_default();
        for (range, role, rule) in [
            (&frame.preface, Role::Preface(Voice::Askers), Rule::BeforeRequest),
            (&frame.request, Role::Request, Rule::RequestFrame),
            (&frame.signature, Role::Signature, Rule::SignatureFrame),
            (&frame.reasons, Role::Preface(Voice::Askers), Rule::PrefaceHeading),
        ] {
            self.ledger.assign_all(rows::full(part(range)), role, rule);
        }
        // Some Große Anfragen print one above each chapter.
        let requests = part(&frame.questions).iter().filter(|row| headings::request(row.words));
        self.ledger.assign_all(requests.map(|row| row.full), Role::Request, Rule::RequestFrame);
        let preface = part(&frame.preface);
        let headed =
            (0..preface.len()).filter_map(|at| preface.get(at..)).filter(|rows| rows.first().is_some_and(|row| row.heading.is_some()));
        self.headings.extend(headed.flat_map(rows::heading_lines).chain(part(&frame.reasons).first().map(|row| row.full)));
        self.read_questions(pages, part(&frame.questions), Mode::Asked, None);
    }

    /// The outline of questions and answers, then who answers what. The notes are known.
    fn read_questions(&mut self, pages: &Pages<'a>, body: &[Row<'a>], mode: Mode, inquiry: Option<&Inquiry>) {
        let rows = self.rows_of(pages, body, mode);
        let mut announced = announced::announcements(pages, &rows, mode);
        let columns = Columns::estimate(&rows, pages.joining.trailing_spaces_tell() && !pages.joining.hyphenated());
        let search = |rows: &[Row<'a>]| outline_of(pages, rows, &announced, columns, mode, inquiry);
        let (rows, Outline { mut steps, doubts }) = misprints::mend(rows, &announced, search);
        self.diagnostics.extend(doubts);
        let not_printed = self.notes.iter().any(|note| note.not_printed);
        self.diagnostics.extend(annexes::begin_unheaded(&mut steps, &rows, not_printed));
        let again = if mode == Mode::Answered { again::part_answers(pages, &mut steps, &rows) } else { Vec::new() };
        let chapters = Chapters::read(&rows, &steps, &announced);
        self.diagnostics.extend(chapters.doubts);
        for heading in chapters.headings {
            self.assign_rows(pages, rows.get(heading).unwrap_or_default(), Role::Heading, Rule::ChapterHeading);
        }
        self.diagnostics.extend(division::divide(pages.text, &mut steps, &rows, &mut announced));
        let (answers, doubts) = grouping::group(&steps, &rows, &announced, &again, mode);
        self.diagnostics.extend(doubts);
        self.assign_steps(pages, &steps, &rows, &answers, columns.as_ref());
        self.twice.extend(again.iter().filter_map(|one| one.compared(pages, &rows)));
        self.answers = answers;
        self.refine_copies(pages);
        self.refine_announcements();
        let from = rows.first().map(|row| row.span);
        self.diagnostics.extend(checks::doubts(pages.text, &self.ledger, &self.heads, &self.answers, from));
        self.diagnostics.extend(inquiry.and_then(|inquiry| checks::behind_last(&self.ledger, inquiry)));
    }

    /// The rows of the body that are free behind the notes, in the order in which they are read, parted where text that was set again
    /// runs questions and answers together.
    fn rows_of(&self, pages: &Pages<'a>, body: &[Row<'a>], mode: Mode) -> Vec<Row<'a>> {
        let from = body.first().map_or(self.ledger.whole().end(), |row| row.full.start());
        let to = body.last().map_or(from, |row| row.full.end());
        let unchanged = self.notes.is_empty() && mode == Mode::Answered;
        let mut rows = if unchanged { rows::alone(body) } else { rows::rows(pages, &self.ledger, from, body) };
        rows.truncate(rows.partition_point(|row| row.full.start() < to));
        let moved = order::restore(pages, &mut rows, &self.ledger);
        if !moved.is_empty() {
            rows::settle(&mut rows, pages.joining.trailing_spaces_tell());
            pages.moved.get_or_init(|| Moves::of_reading(moved));
        }
        if mode == Mode::Answered {
            welded::part_welded_questions(pages.text, &mut rows);
            welded::part_welded_answers(pages.text, &mut rows);
        }
        rows
    }

    fn finish(mut self, pages: &Pages<'a>) -> Self {
        let structured = self.ledger.entries().any(|entry| matches!(entry.role, Role::Question(_)));
        let rest = if structured { Role::Other } else { Role::Body };
        let left = self.ledger.finish(pages.text, rest);
        if structured {
            let unread = |span| Diagnostic::warning(Code::UnreadText, span, "no rule gives these words a role");
            self.diagnostics.extend(left.iter().map(unread));
        }
        self
    }
}

#[cfg(test)]
mod tests {
    /// The record of an answer that has these lines below its title.
    pub(super) fn answer(lines: &str) -> crate::Record {
        let text = format!(
            "Deutscher Bundestag Drucksache 22/3\n22. Wahlperiode 03.05.2027\nAntwort \nder Bundesregierung \nauf die Kleine Anfrage der \
             Fraktion der SPD\n– Drucksache 22/1 –\nStege\n{lines}"
        );
        crate::parse(&crate::Source::from_text("x.txt", text).expect("a small text"), &crate::Companions::default())
    }

    #[test]
    fn a_text_in_one_line_says_what_it_lacks() {
        let paper = "Deutscher Bundestag Drucksache 22/3 22. Wahlperiode 03.05.2027 Antwort der Bundesregierung 1. Welche Stege? Zwei. ";
        let told = |text: &str| {
            let source = crate::Source::from_text("x.txt", text).expect("a small text");
            let record = crate::parse(&source, &crate::Companions::default());
            record.diagnostics.into_iter().map(|one| one.code).collect::<Vec<_>>()
        };
        assert_eq!(told(&paper.repeat(30)), [crate::diagnostic::Code::NothingFound]);
        assert_eq!(told(&format!("{paper}\n").repeat(30)), []);
    }

    #[test]
    fn a_number_without_words_is_told() {
        let told = |number: &str| {
            let record = answer(&format!("{number}\n2. Welche Stege werden ersetzt?\nErsetzt werden zwei Stege.\n"));
            record.diagnostics.into_iter().map(|one| one.message).collect::<Vec<_>>()
        };
        assert_eq!(told("Wie viele?\n1.\nDie Bundesregierung zählt neun."), ["question 1 stands here without words"]);
        assert_eq!(told("1. Wie viele?\nNeun."), [""; 0]);
        assert_eq!(told("1. a) Wie viele?\nb) Wo?\nHier."), [""; 0]);
    }

    fn prefaces(text: &str) -> String {
        let source = crate::Source::from_text("x.txt", text).expect("a small text");
        let record = crate::parse(&source, &crate::Companions::default());
        let prefaces = record.prefaces.iter().map(|preface| format!("{}: {}", preface.by.name(), preface.text.replace("\n\n", "¶")));
        let answers = record.answers.iter().map(|answer| answer.text.clone());
        prefaces.chain(answers).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_preface_may_stand_before_some_questions_only() {
        let paper = |heading: &str| {
            format!(
                "Deutscher Bundestag Drucksache 22/3\n22. Wahlperiode 03.05.2027\nAntwort \nder Bundesregierung \nauf die Kleine Anfrage der \
                 Fraktion der SPD\n– Drucksache 22/1 –\nStege\nVorbemerkung der Bundesregierung\nStege stehen am Ufer.\n1. Wie viele Stege gibt \
                 es?\nNeun.\n{heading}\nStege kosten Geld.\n2. Wie viel?\nWenig.\n3. Wie lange?\nLange.\n"
            )
        };
        for heading in ["Vorbemerkung der Bundesregierung zu den Fragen 2 und 3", "Vorbemerkung zu den Fragen 2 und 3:"] {
            assert_eq!(prefaces(&paper(heading)), "government: Stege stehen am Ufer.¶Stege kosten Geld.|Neun.|Wenig.|Lange.");
        }
        // To what was asked already, or in mid-sentence, it is none.
        let to_first = paper("Vorbemerkung zu Frage 1");
        assert_eq!(
            prefaces(&to_first),
            "government: Stege stehen am Ufer.|Neun.\n\nVorbemerkung zu Frage 1\nStege kosten Geld.|Wenig.|Lange."
        );
        assert!(!prefaces(&paper("Das gilt laut\nVorbemerkung zu Frage 3")).contains("government: Stege stehen am Ufer.¶"));
        let askers = "government: Stege stehen am Ufer.|askers: Stege kosten Geld.|Neun.|Wenig.|Lange.";
        assert_eq!(prefaces(&paper("Vorbemerkung der Fragesteller zu Frage 2")), askers);
    }

    #[test]
    fn reasons_stand_behind_the_signatures() {
        let paper = "Deutscher Bundestag Drucksache 11/3\n11. Wahlperiode 03.05.1988\nKleine Anfrage\nder Fraktion der SPD\nStege\n\
             Wir fragen die Bundesregierung:\n1. Wie viele Stege gibt es?\n2. Wo?\nBonn, den 3. Mai 1988\nAda Feld und Fraktion\n";
        assert_eq!(prefaces(paper), "");
        assert_eq!(prefaces(&format!("{paper}Begründung\nStege stehen am Ufer.\n")), "askers: Stege stehen am Ufer.");
        let column = paper.replace("2. Wo?", "2. Wo (bitte angeben):\nDatum\nBegründung\nDauer?");
        assert_eq!(prefaces(&column), "");
        assert_eq!(prefaces(&paper.replace("Bonn,", "Begründung\nStege stehen am Ufer.\nBonn,")), "askers: Stege stehen am Ufer.");
    }
}
