//! Ledger → Record. Every text is a Reading of the ledger's entries; what can be derived is derived here.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{
    Annex, Announcement, Answer, Duplicate, Element, Footnote, LedgerEntry, Paper, Preface, Question, Record, Reference, SCHEMA_VERSION,
    SourceInfo, Status, SubQuestion,
};
use crate::cleaning::duplicates::Twice;
use crate::cleaning::joining::Joining;
use crate::cleaning::reading::{Pages, Reading};
use crate::diagnostic::{Diagnostic, Severity};
use crate::grammar::title_block::Shape;
use crate::id::QuestionId;
use crate::ledger::{Entry, Original, Role, Voice};
use crate::lines::Lines;
use crate::lines::widths::Em;
use crate::references::find::find;
use crate::references::refers_only::{chains, refers_only};
use crate::references::resolve::{self, Holds, Home, Index, resolve_in};
use crate::source::Source;
use crate::span::{Span, Spans};
use crate::structure::{self, Companions, Structure};

/// The name and version that records carry.
pub(crate) const GENERATOR: &str = concat!("drucksachen ", env!("CARGO_PKG_VERSION"));

/// The column of answers and prefaces, for telling where their paragraphs end.
const TEXT_COLUMN: Em = Em(32.0);
/// The column of questions.
const QUESTION_COLUMN: Em = Em(29.5);
/// Notes run over the whole page.
const NOTE_COLUMN: Em = Em(42.0);

/// Reads a paper.
pub(crate) fn record(source: &Source, companions: &Companions) -> Record {
    let window = source.span();
    let lines = Lines::cut(source.text(), window);
    let joining = Joining::measure(source.text(), &lines);
    let pages = Pages { text: source.text(), lines: &lines, joining: &joining };
    let structure = structure::read(&pages, window, companions);
    let elements = Elements::gather(structure.ledger.entries());
    let mut pointers = Pointers::new(&structure, &elements);
    let builder = Builder { pages, structure: &structure, elements: &elements };
    let prefaces = builder.prefaces(&mut pointers);
    let (questions, answers, annexes) = match &structure.collected {
        Some(collected) => super::collected::elements(&pages, &structure.ledger, collected, &mut pointers),
        None => (builder.questions(&mut pointers), builder.answers(&mut pointers), builder.annexes()),
    };
    if questions.is_empty() {
        pointers.read(Element::Body, &pages.read(&elements.body, TEXT_COLUMN));
    }
    let (references, doubts) = pointers.in_order();
    let said = source.notes().iter().chain(&structure.diagnostics).cloned();
    let diagnostics = in_order(said.chain(doubts).collect());
    let mut record = Record {
        schema_version: SCHEMA_VERSION,
        generator: GENERATOR,
        status: status(&structure, !questions.is_empty(), &diagnostics),
        source: SourceInfo {
            name: source.name().to_owned(),
            format: source.format(),
            bytes: crate::span::offset(source.text().len()),
            sha256: source.sha256().to_owned(),
            part: source.part(),
            companions: companions.inquiry.iter().map(|inquiry| inquiry.number).collect(),
        },
        paper: paper(&pages, &structure),
        prefaces,
        answers,
        questions,
        footnotes: builder.footnotes(),
        annexes,
        references,
        duplicates: structure.twice.iter().map(|(voice, twice)| duplicate(*voice, twice, &elements)).collect(),
        diagnostics,
        ledger: Some(structure.ledger.entries().map(LedgerEntry::from).collect()),
    };
    resolve_in(&mut record, &Index::new());
    let circles = chains(&record);
    record.diagnostics.extend(circles);
    record.diagnostics = in_order(record.diagnostics);
    record
}

/// The references of a record, as its elements are read.
pub(super) struct Pointers {
    printed: Vec<QuestionId>,
    holds: Holds,
    found: Vec<Reference>,
    doubts: Vec<Diagnostic>,
}

impl Pointers {
    fn new(structure: &Structure<'_>, elements: &Elements) -> Self {
        let holds = if structure.collected.is_some() { Holds::Collection } else { Holds::Inquiry };
        Self { printed: elements.questions.keys().copied().collect(), holds, found: Vec::new(), doubts: Vec::new() }
    }

    /// Reads the references of an element, and returns where in its text they stand.
    pub(super) fn read(&mut self, from: Element, reading: &Reading) -> Vec<Range<usize>> {
        let found = find(reading, from);
        let ranges = found.iter().map(|one| one.range.clone()).collect();
        let (mut references, mut doubts) = resolve::references(found, reading.text(), Home { printed: &self.printed, holds: self.holds });
        self.found.append(&mut references);
        self.doubts.append(&mut doubts);
        ranges
    }

    fn in_order(mut self) -> (Vec<Reference>, Vec<Diagnostic>) {
        self.found.sort_by_key(|reference| reference.spans.first());
        (self.found, self.doubts)
    }
}

fn duplicate(voice: Voice, twice: &Twice, elements: &Elements) -> Duplicate {
    Duplicate {
        of: Element::Preface(voice),
        spans: elements.duplicates.get(&voice).unwrap_or(&twice.dropped).clone(),
        similarity: twice.similarity,
        differences: twice.differences.clone(),
    }
}

/// What the head says; a collection's title is its whole title block.
fn paper(pages: &Pages<'_>, structure: &Structure<'_>) -> Paper {
    let mut paper = structure.paper.clone();
    if let Some((_, kind)) = structure.collected.as_ref().zip(paper.kind.as_deref()) {
        paper.title = super::collected::title(pages, &structure.ledger, kind).or(paper.title);
    }
    paper
}

/// `unstructured` where nothing was found or looked for, `partial` where a warning says so.
fn status(structure: &Structure<'_>, asks: bool, diagnostics: &[Diagnostic]) -> Status {
    let structured = matches!(structure.shape, Some(Shape::Answer | Shape::Inquiry | Shape::WrittenQuestions | Shape::OralQuestions));
    if !structured || !asks {
        Status::Unstructured
    } else if diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Warning) {
        Status::Partial
    } else {
        Status::Complete
    }
}

fn in_order(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span.map(Span::start), diagnostic.code));
    diagnostics.dedup();
    diagnostics
}

/// The spans of every element.
#[derive(Default)]
struct Elements {
    prefaces: BTreeMap<Voice, Spans>,
    questions: BTreeMap<QuestionId, Spans>,
    answers: BTreeMap<QuestionId, Spans>,
    announcements: BTreeMap<QuestionId, Spans>,
    duplicates: BTreeMap<Voice, Spans>,
    footnotes: Spans,
    annexes: Spans,
    body: Spans,
}

impl Elements {
    fn gather(entries: impl Iterator<Item = Entry>) -> Self {
        let mut all = Self::default();
        for entry in entries {
            let spans = match entry.role {
                Role::Preface(voice) => all.prefaces.entry(voice).or_default(),
                Role::Question(id) => all.questions.entry(id).or_default(),
                Role::Answer(id) => all.answers.entry(id).or_default(),
                Role::Announcement(id) => all.announcements.entry(id).or_default(),
                Role::Duplicate(Original::Preface(voice)) => all.duplicates.entry(voice).or_default(),
                Role::Footnote => &mut all.footnotes,
                Role::Annex => &mut all.annexes,
                Role::Body => &mut all.body,
                Role::Unassigned
                | Role::Title
                | Role::Transmittal
                | Role::Request
                | Role::Directory
                | Role::Heading
                | Role::Signature
                | Role::Imprint
                | Role::PageHead
                | Role::Duplicate(Original::Question(_) | Original::Answer(_))
                | Role::Other => continue,
            };
            spans.push(entry.span);
        }
        all
    }

    /// A question and all its parts.
    fn whole_question(&self, id: QuestionId) -> Spans {
        let mut spans: Vec<Span> = self.parts(id).flat_map(|(_, spans)| spans.iter()).collect();
        spans.sort_unstable();
        spans.into_iter().collect()
    }

    fn parts(&self, id: QuestionId) -> impl Iterator<Item = (QuestionId, &Spans)> {
        self.questions.range(id.stem()..).take_while(move |(part, _)| part.number() == id.number()).map(|(part, spans)| (*part, spans))
    }
}

struct Builder<'a, 's> {
    pages: Pages<'a>,
    structure: &'s Structure<'a>,
    elements: &'s Elements,
}

impl Builder<'_, '_> {
    fn read(&self, spans: &Spans, column: Em) -> Reading {
        self.pages.read(spans, column)
    }

    fn read_without(&self, spans: &Spans, head: Option<Span>, column: Em) -> Reading {
        match head {
            Some(head) => self.read(&without(spans, head), column),
            None => self.read(spans, column),
        }
    }

    fn prefaces(&self, pointers: &mut Pointers) -> Vec<Preface> {
        let mut found: Vec<Preface> = self
            .elements
            .prefaces
            .iter()
            .map(|(&by, spans)| {
                let body = self.structure.headings.iter().fold(spans.clone(), |body, heading| without(&body, heading));
                let reading = self.read(&body, TEXT_COLUMN);
                pointers.read(Element::Preface(by), &reading);
                Preface { by, text: reading.into_text(), spans: spans.clone() }
            })
            .collect();
        found.sort_by_key(|preface| preface.spans.first());
        found
    }

    fn questions(&self, pointers: &mut Pointers) -> Vec<Question> {
        let answered_by = self.answered_by();
        let mut stems: Vec<QuestionId> = self.elements.questions.keys().map(|id| id.stem()).collect();
        stems.dedup();
        stems
            .into_iter()
            .map(|id| {
                let spans = self.elements.whole_question(id);
                let sub_questions = self
                    .elements
                    .parts(id)
                    .filter(|(part, _)| !part.is_whole())
                    .map(|(part, spans)| self.sub_question(part, spans, &answered_by));
                let sub_questions: Vec<SubQuestion> = sub_questions.collect();
                let answer = answered_by.get(&id).copied().or_else(|| sub_questions.first().and_then(|part| part.answered_by));
                let head = self.structure.heads.get(&id).copied();
                let borders = borders(self.elements.parts(id));
                let own = head.map_or_else(|| spans.clone(), |head| without(&spans, head));
                let reading = self.pages.read_parts(&own, &borders, QUESTION_COLUMN);
                pointers.read(Element::Question(id), &reading);
                Question { id, text: reading.into_text(), spans, answered_by: answer, sub_questions, asker: None, department: None }
            })
            .collect()
    }

    fn sub_question(&self, id: QuestionId, spans: &Spans, answered_by: &BTreeMap<QuestionId, QuestionId>) -> SubQuestion {
        let head = self.structure.heads.get(&id).copied();
        let label = head.map(|head| self.pages.text.get(head.range()).unwrap_or_default().trim().to_owned());
        SubQuestion {
            id,
            label: label.unwrap_or_default(),
            text: self.read_without(spans, head, QUESTION_COLUMN).into_text(),
            spans: spans.clone(),
            answered_by: answered_by.get(&id).copied(),
        }
    }

    fn answered_by(&self) -> BTreeMap<QuestionId, QuestionId> {
        self.structure.answers.iter().flat_map(|group| group.questions.iter().map(|&question| (question, group.id))).collect()
    }

    fn answers(&self, pointers: &mut Pointers) -> Vec<Answer> {
        let none = Spans::none();
        self.structure
            .answers
            .iter()
            .map(|group| {
                let spans = self.elements.answers.get(&group.id).unwrap_or(&none);
                let announced = self.elements.announcements.get(&group.id);
                let announcement = announced.map(|spans| Announcement { text: flat(self.read(spans, Em(0.0))), spans: spans.clone() });
                let reading = self.read(spans, TEXT_COLUMN);
                let pointing = pointers.read(Element::Answer(group.id), &reading);
                Answer {
                    id: group.id,
                    questions: group.questions.clone(),
                    announcement,
                    refers_only: refers_only(reading.text(), &pointing),
                    text: reading.into_text(),
                    spans: spans.clone(),
                    by: None,
                    date: None,
                }
            })
            .collect()
    }

    fn footnotes(&self) -> Vec<Footnote> {
        let notes = self.structure.notes.iter().filter_map(|note| Some((note.mark, note.spans.first()?.start())));
        let ends = notes.clone().skip(1).map(|(_, start)| start).chain(self.elements.footnotes.last().map(Span::end));
        notes
            .zip(ends)
            .map(|((mark, start), end)| {
                let spans = self.elements.footnotes.within(Span::new(start, end));
                let text = flat(self.read(&spans, NOTE_COLUMN));
                let bare = text.strip_prefix(mark).map_or(text.as_str(), str::trim_start).to_owned();
                Footnote { mark: mark.to_owned(), text: bare, spans }
            })
            .collect()
    }

    fn annexes(&self) -> Vec<Annex> {
        let headings = &self.structure.annexes;
        let ends = headings.iter().skip(1).map(|heading| heading.from).chain(self.elements.annexes.last().map(Span::end));
        headings
            .iter()
            .zip(ends)
            .map(|(heading, end)| {
                let spans = self.elements.annexes.within(Span::new(heading.from, end));
                Annex { label: heading.label.to_owned(), text: self.read(&without(&spans, heading.line), TEXT_COLUMN).into_text(), spans }
            })
            .collect()
    }
}

/// Where a question goes over from its stem to a part, to the next one, or to what follows the parts.
pub(super) fn borders<'s>(parts: impl Iterator<Item = (QuestionId, &'s Spans)>) -> Vec<u32> {
    let mut owned: Vec<(Span, QuestionId)> = parts.flat_map(|(part, spans)| spans.iter().map(move |span| (span, part))).collect();
    owned.sort_unstable_by_key(|(span, _)| *span);
    owned.iter().zip(owned.iter().skip(1)).filter(|((_, before), (_, part))| before != part).map(|(_, (span, _))| span.start()).collect()
}

/// The spans less one stretch of them.
fn without(spans: &Spans, gone: Span) -> Spans {
    spans
        .iter()
        .flat_map(|span| {
            [
                Span::new(span.start(), span.end().min(gone.start()).max(span.start())),
                Span::new(span.start().max(gone.end()).min(span.end()), span.end()),
            ]
        })
        .collect()
}

/// On one line.
fn flat(reading: Reading) -> String {
    let text = reading.into_text();
    if text.contains('\n') { text.split_whitespace().collect::<Vec<_>>().join(" ") } else { text }
}
