//! Ledger → Record. Every text is a Reading of the ledger's entries; what can be derived is derived here.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use super::elements::{Builder, Elements, Findings};
use super::{
    Annex, Answer, Duplicate, Element, Footnote, LedgerEntry, Paper, Preface, Question, Record, SCHEMA_VERSION, SourceInfo, Status,
};
use crate::cleaning::duplicates::Twice;
use crate::cleaning::joining::Joining;
use crate::cleaning::reading::Pages;
use crate::cleaning::turned::put_upright;
use crate::cleaning::words::one_line;
use crate::diagnostic::{Diagnostic, Severity};
use crate::grammar::annexes;
use crate::grammar::title_block::Shape;
use crate::id::QuestionId;
use crate::ledger::Rule;
use crate::lines::Lines;
use crate::lines::widths::{ANSWER_COLUMN, Em, QUESTION_COLUMN};
use crate::references::expand::Holds;
use crate::source::Source;
use crate::span::{Span, Spans, offset};
use crate::structure::{self, Companions, Structure};

/// The name and version that records carry.
pub(crate) const GENERATOR: &str = concat!("drucksachen ", env!("CARGO_PKG_VERSION"));

/// Notes run over the whole page.
const NOTE_COLUMN: Em = Em(42.0);

/// Reads a paper. What became of its references is not settled yet.
pub(crate) fn record(source: &Source, companions: &Companions) -> Record {
    let window = source.span();
    let lines = put_upright(source.text(), Lines::cut(source.text(), window));
    let joining = Joining::measure(source.text(), &lines);
    let moved = OnceCell::new();
    let pages = Pages { text: source.text(), lines: &lines, joining: &joining, moved: &moved };
    let mut structure = structure::read(&pages, window, companions);
    let elements = Elements::gather(structure.ledger.entries());
    let holds = if structure.collected.is_some() { Holds::Collection } else { Holds::Inquiry };
    let mut findings = Findings::new(&elements, holds);
    let prefaces = prefaces(&pages, &structure, &elements, &mut findings);
    let (questions, answers, annexes) = match &structure.collected {
        Some(collected) => super::collected::elements(&pages, &elements, collected, &mut findings),
        None => answered(&pages, &structure, &elements, &mut findings),
    };
    if questions.is_empty() {
        findings.read(Element::Body, &pages.read(&elements.body, ANSWER_COLUMN));
    }
    let footnotes = footnotes(&pages, &structure, &elements, &mut findings);
    structure.ledger.restate(&findings.unproven(), Rule::HyphenUnproven);
    let (references, doubts) = findings.in_order();
    let said = source.notes().iter().chain(&structure.diagnostics).cloned();
    let diagnostics: Vec<Diagnostic> = said.chain(doubts).collect();
    Record {
        schema_version: SCHEMA_VERSION,
        generator: GENERATOR,
        status: status(&structure, !questions.is_empty(), &diagnostics),
        source: SourceInfo {
            name: source.name().to_owned(),
            format: source.format(),
            bytes: offset(source.text().len()),
            sha256: source.sha256().to_owned(),
            part: source.part(),
            companions: companions.inquiry.iter().map(|inquiry| inquiry.number).collect(),
        },
        paper: paper(&pages, &structure, &elements),
        prefaces,
        answers,
        questions,
        footnotes,
        annexes,
        references,
        duplicates: duplicates(&structure, &elements),
        diagnostics,
        ledger: Some(structure.ledger.entries().map(LedgerEntry::from).collect()),
    }
}

/// The copies that were not kept, each with the bytes that the ledger has of it: up to the next copy of the same element.
fn duplicates(structure: &Structure<'_>, elements: &Elements) -> Vec<Duplicate> {
    let begin = |twice: &Twice| twice.dropped.first().map_or(0, Span::start);
    let mut begins: BTreeMap<Element, BTreeSet<u32>> = BTreeMap::new();
    for (of, twice) in &structure.twice {
        begins.entry(*of).or_default().insert(begin(twice));
    }
    let duplicate = |(of, twice): &(Element, Twice)| {
        let begin = begin(twice);
        let end = begins.get(of).and_then(|begins| begins.range(begin + 1..).next().copied()).unwrap_or(u32::MAX);
        let spans = elements.duplicates.get(of).map(|spans| spans.within(Span::new(begin, end))).unwrap_or_default();
        Duplicate { of: *of, spans, similarity: twice.similarity, differences: twice.differences.clone() }
    };
    structure.twice.iter().map(duplicate).collect()
}

/// What the head says; a collection's title is its whole title block.
fn paper(pages: &Pages<'_>, structure: &Structure<'_>, elements: &Elements) -> Paper {
    let mut paper = structure.paper.clone();
    if let Some((_, kind)) = structure.collected.as_ref().zip(paper.kind.as_deref()) {
        paper.title = super::collected::title(pages, &elements.title, kind).or(paper.title);
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

/// Questions and answers of a paper, in the order of their numbers and of print.
fn answered<'a>(
    pages: &Pages<'a>,
    structure: &Structure<'_>,
    elements: &'a Elements,
    findings: &mut Findings,
) -> (Vec<Question>, Vec<Answer>, Vec<Annex>) {
    let groups = &structure.answers;
    let builder = Builder {
        pages: *pages,
        elements,
        heads: structure.heads.iter().map(|(&id, &head)| (id, head.into())).collect(),
        answered_by: groups.iter().flat_map(|group| group.questions.iter().map(|&question| (question, group.id))).collect(),
        question_column: QUESTION_COLUMN,
        answer_column: ANSWER_COLUMN,
    };
    let mut asked: Vec<QuestionId> = elements.questions.keys().map(|id| id.stem()).collect();
    asked.dedup();
    let questions = asked.into_iter().map(|id| builder.question(id, findings)).collect();
    let answers = groups.iter().map(|group| builder.answer(group.id, &group.questions, &Spans::none(), &group.resumed, findings)).collect();
    (questions, answers, annexes(pages, structure, elements, findings))
}

fn prefaces(pages: &Pages<'_>, structure: &Structure<'_>, elements: &Elements, findings: &mut Findings) -> Vec<Preface> {
    let found = elements.prefaces.iter().map(|(&by, spans)| {
        let reading = pages.read(&spans.without(&structure.headings), ANSWER_COLUMN);
        findings.read(Element::Preface(by), &reading);
        Preface { by, text: reading.into_text(), spans: spans.clone() }
    });
    let mut found: Vec<Preface> = found.collect();
    found.sort_by_key(|preface| preface.spans.first());
    found
}

fn footnotes(pages: &Pages<'_>, structure: &Structure<'_>, elements: &Elements, findings: &mut Findings) -> Vec<Footnote> {
    let notes = structure.notes.iter().filter_map(|note| Some((note.mark, note.spans.first()?.start())));
    let ends = notes.clone().skip(1).map(|(_, start)| start).chain(elements.footnotes.last().map(Span::end));
    let footnote = |((mark, start), end): ((&str, u32), u32)| {
        let spans = elements.footnotes.within(Span::new(start, end));
        let reading = pages.read(&spans, NOTE_COLUMN);
        findings.keep(&reading);
        let text = one_line(reading.text());
        let bare = text.strip_prefix(mark).map_or(text.as_str(), str::trim_start).to_owned();
        Footnote { mark: mark.to_owned(), text: bare, spans }
    };
    notes.zip(ends).map(footnote).collect()
}

fn annexes(pages: &Pages<'_>, structure: &Structure<'_>, elements: &Elements, findings: &mut Findings) -> Vec<Annex> {
    let headings = &structure.annexes;
    let ends = headings.iter().skip(1).map(|heading| heading.from).chain(elements.annexes.last().map(Span::end));
    let annex = |(heading, end): (&structure::AnnexHeading<'_>, u32)| {
        let spans = pages.read_within(&elements.annexes, Span::new(heading.from, end));
        let reading = pages.read(&spans.without(&heading.line.into()), ANSWER_COLUMN);
        findings.keep(&reading);
        Annex { label: annexes::plain(heading.label).into_owned(), text: reading.into_text(), spans }
    };
    headings.iter().zip(ends).map(annex).collect()
}
