//! Ledger → elements: the bytes of each, and its text as a Reading of them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Announcement, Answer, Element, Question, Reference, SubQuestion};
use crate::cleaning::joining::Joint;
use crate::cleaning::reading::{Pages, Reading};
use crate::cleaning::words::one_line;
use crate::diagnostic::Diagnostic;
use crate::id::QuestionId;
use crate::ledger::{Entry, Role};
use crate::lines::widths::Em;
use crate::references::expand::{Holds, Home, references};
use crate::references::find::find;
use crate::references::refers_only::refers_only;
use crate::span::{Span, Spans};
use crate::voice::Voice;

/// The spans of every element.
#[derive(Default)]
pub(super) struct Elements {
    pub prefaces: BTreeMap<Voice, Spans>,
    pub questions: BTreeMap<QuestionId, Spans>,
    answers: BTreeMap<QuestionId, Spans>,
    announcements: BTreeMap<QuestionId, Spans>,
    pub duplicates: BTreeMap<Element, Spans>,
    pub title: Spans,
    pub footnotes: Spans,
    pub annexes: Spans,
    pub body: Spans,
}

impl Elements {
    pub(super) fn gather(entries: impl Iterator<Item = Entry>) -> Self {
        let mut all = Self::default();
        for entry in entries {
            let spans = match entry.role {
                Role::Preface(voice) => all.prefaces.entry(voice).or_default(),
                Role::Question(id) => all.questions.entry(id).or_default(),
                Role::Answer(id) => all.answers.entry(id).or_default(),
                Role::Announcement(id) => all.announcements.entry(id).or_default(),
                Role::Duplicate(element) => all.duplicates.entry(element).or_default(),
                Role::Title => &mut all.title,
                Role::Footnote => &mut all.footnotes,
                Role::Annex => &mut all.annexes,
                Role::Body => &mut all.body,
                Role::Unassigned
                | Role::Transmittal
                | Role::Request
                | Role::Directory
                | Role::Heading
                | Role::Signature
                | Role::Imprint
                | Role::PageHead
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

/// What the Readings of a record's elements tell besides their texts: references, and hyphens that nothing proves.
pub(super) struct Findings {
    printed: Vec<QuestionId>,
    holds: Holds,
    found: Vec<Reference>,
    doubts: Vec<Diagnostic>,
    unproven: Vec<Span>,
}

impl Findings {
    pub(super) fn new(elements: &Elements, holds: Holds) -> Self {
        Self { printed: elements.questions.keys().copied().collect(), holds, found: Vec::new(), doubts: Vec::new(), unproven: Vec::new() }
    }

    /// Reads the references of an element, and returns where in its text they stand.
    pub(super) fn read(&mut self, from: Element, reading: &Reading) -> Vec<Range<usize>> {
        self.keep(reading);
        let found = find(reading, from);
        let ranges = found.iter().map(|one| one.range.clone()).collect();
        let (mut references, mut doubts) = references(found, reading.text(), Home { printed: &self.printed, holds: self.holds });
        self.found.append(&mut references);
        self.doubts.append(&mut doubts);
        ranges
    }

    /// Keeps what a Reading tells in which nobody looks for references.
    pub(super) fn keep(&mut self, reading: &Reading) {
        self.unproven.extend(reading.unproven());
    }

    /// Where a hyphen went that nothing proves to be the typesetter's.
    pub(super) fn unproven(&mut self) -> Spans {
        self.unproven.sort_unstable();
        self.unproven.drain(..).collect()
    }

    pub(super) fn in_order(mut self) -> (Vec<Reference>, Vec<Diagnostic>) {
        self.found.sort_by_key(|reference| reference.spans.first());
        (self.found, self.doubts)
    }
}

/// Makes questions and answers, in papers and in collections.
pub(super) struct Builder<'a> {
    pub pages: Pages<'a>,
    pub elements: &'a Elements,
    /// What stands before the text of a question or part: its number, its label, who asks.
    pub heads: BTreeMap<QuestionId, Spans>,
    /// Which answer answers what.
    pub answered_by: BTreeMap<QuestionId, QuestionId>,
    /// In which column questions are set.
    pub question_column: Em,
    /// In which column answers are set.
    pub answer_column: Em,
}

impl Builder<'_> {
    /// A question with its parts; who asks is not known here.
    pub(super) fn question(&self, id: QuestionId, findings: &mut Findings) -> Question {
        let parts = self.elements.parts(id).filter(|(part, _)| !part.is_whole());
        let sub_questions: Vec<SubQuestion> = parts.map(|(part, spans)| self.sub_question(part, spans)).collect();
        let answered_by = self.answered_by(id);
        let spans = self.elements.whole_question(id);
        let reading =
            self.pages.read_parts(&self.own(id, &spans), &self.borders(self.elements.parts(id)), Joint::Line, self.question_column);
        findings.read(Element::Question(id), &reading);
        Question { id, text: reading.into_text(), spans, answered_by, sub_questions, asker: None, department: None }
    }

    fn sub_question(&self, id: QuestionId, spans: &Spans) -> SubQuestion {
        let head = self.heads.get(&id).and_then(Spans::hull);
        let label = head.and_then(|head| self.pages.text.get(head.range()));
        SubQuestion {
            id,
            label: label.unwrap_or_default().trim().to_owned(),
            text: self.pages.read(&self.own(id, spans), self.question_column).into_text(),
            spans: spans.clone(),
            answered_by: self.answered_by(id),
        }
    }

    fn answered_by(&self, id: QuestionId) -> Option<QuestionId> {
        self.answered_by.get(&id).copied()
    }

    /// Where a question goes over from its stem to a part, to the next one, or to what follows the parts, as they are read.
    fn borders<'s>(&self, parts: impl Iterator<Item = (QuestionId, &'s Spans)>) -> Vec<u32> {
        let mut owned: Vec<(Span, QuestionId)> = parts.flat_map(|(part, spans)| spans.iter().map(move |span| (span, part))).collect();
        owned.sort_by_cached_key(|(span, _)| (self.pages.place_of(*span), !self.pages.is_moved(*span), *span));
        let goes_over = owned.iter().zip(owned.iter().skip(1)).filter(|((_, before), (_, part))| before != part);
        let mut borders: Vec<u32> = goes_over.map(|(_, (span, _))| span.start()).collect();
        borders.sort_unstable();
        borders
    }

    /// The spans without what stands before the text.
    fn own(&self, id: QuestionId, spans: &Spans) -> Spans {
        self.heads.get(&id).map_or_else(|| spans.clone(), |head| spans.without(head))
    }

    /// An answer without its `head`, which goes on behind questions where it is `resumed`; who gave it is not known here.
    pub(super) fn answer(
        &self,
        id: QuestionId,
        questions: &[QuestionId],
        head: &Spans,
        resumed: &[u32],
        findings: &mut Findings,
    ) -> Answer {
        let spans = self.elements.answers.get(&id).cloned().unwrap_or_default();
        let announced = self.elements.announcements.get(&id);
        let announcement = announced.map(|spans| {
            let reading = self.pages.flat(spans);
            findings.keep(&reading);
            Announcement { text: one_line(reading.text()), spans: spans.clone() }
        });
        let reading = self.pages.read_parts(&spans.without(head), resumed, Joint::Paragraph, self.answer_column);
        let pointing = findings.read(Element::Answer(id), &reading);
        Answer {
            id,
            questions: questions.to_vec(),
            announcement,
            refers_only: refers_only(reading.text(), &pointing),
            text: reading.into_text(),
            spans,
            by: None,
            date: None,
        }
    }
}
