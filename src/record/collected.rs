//! Ledger → Record for collections: Schriftliche Fragen, and Fragen for the Fragestunde.

use std::collections::{BTreeMap, HashMap};

use super::{Annex, Announcement, Answer, Paper, Question, Record, SCHEMA_VERSION, SourceInfo, Status, SubQuestion};
use crate::cleaning::reading::Pages;
use crate::diagnostic::Severity;
use crate::grammar::collections::one_line;
use crate::grammar::dates::numeric_date;
use crate::grammar::numbers::{edition, paper_number};
use crate::id::QuestionId;
use crate::ledger::{Ledger, Role};
use crate::lines::widths::Em;
use crate::source::Source;
use crate::span::{Span, Spans};
use crate::structure::collections::{Collected, CollectedAnnex, CollectedQuestion, Kind, Reply};

/// The record of a collection, without references and footnotes. `ledger` is finished; its entries are in the record.
pub(crate) fn record(source: &Source, pages: &Pages<'_>, ledger: &Ledger, collected: Collected, paper: Paper) -> Record {
    let places = places(ledger);
    let Collected { questions, replies, annexes, question_column, answer_column, diagnostics, .. } = collected;
    let answered = replies.iter().flat_map(|reply| reply.questions.iter().map(|&id| (id, reply.id))).collect();
    let text = Texts { pages, places: &places, answered, question_column, answer_column };
    let all: Vec<_> = source.notes().iter().cloned().chain(diagnostics).collect();
    let doubtful = all.iter().any(|diagnostic| diagnostic.severity == Severity::Warning);
    let mut read: Vec<Question> = questions.into_iter().map(|question| text.question(question)).collect();
    read.sort_by_key(|question| question.id);
    Record {
        schema_version: SCHEMA_VERSION,
        generator: super::build::GENERATOR,
        status: match (read.is_empty(), doubtful) {
            (true, _) => Status::Unstructured,
            (false, true) => Status::Partial,
            (false, false) => Status::Complete,
        },
        source: SourceInfo {
            name: source.name().to_owned(),
            format: source.format(),
            bytes: crate::span::offset(source.text().len()),
            sha256: source.sha256().to_owned(),
            part: source.part(),
            companions: Vec::new(),
        },
        paper,
        prefaces: Vec::new(),
        questions: read,
        answers: replies.iter().map(|reply| text.answer(reply)).collect(),
        footnotes: Vec::new(),
        annexes: annexes.into_iter().map(|annex| text.annex(annex)).collect(),
        references: Vec::new(),
        duplicates: Vec::new(),
        diagnostics: all,
        ledger: Some(ledger.entries().map(Into::into).collect()),
    }
}

/// What the title block of a collection says: number, date, and the title, which begins with the kind's own words.
pub(crate) fn paper(pages: &Pages<'_>, ledger: &Ledger, kind: Kind) -> Paper {
    let end = ledger.entries().find(|entry| entry.role == Role::Directory || entry.role == Role::Heading || is_question(entry.role));
    let front = Span::new(ledger.whole().start(), end.map_or(ledger.whole().start(), |entry| entry.span.start()));
    let reading = pages.read(&Spans::from(front), Em(f32::INFINITY));
    let text = one_line(reading.text());
    let words = || text.match_indices(' ').map(|(at, blank)| at + blank.len()).chain([0]).filter_map(|at| text.get(at..));
    let number =
        text.match_indices("Drucksache ").filter_map(|(at, word)| text.get(at + word.len()..)).find_map(|at| paper_number::<()>(at).ok());
    let date = words().find_map(|at| numeric_date::<()>(at).ok());
    let title = text.match_indices(kind.name()).find_map(|(at, name)| {
        let from = text.get(..at).and_then(|before| before.strip_suffix("Dringliche ")).map_or(at, str::len);
        let more = text.get(at + name.len()..)?;
        (more.starts_with(" mit den ") || more.starts_with(" für die ")).then(|| text.get(from..)).flatten()
    });
    Paper {
        number: number.map(|(_, number)| number),
        edition: number.and_then(|(rest, _)| edition::<()>(rest).ok()).map(|(_, edition)| edition.to_owned()),
        legislative_period: number.map(|(_, number)| number.period()),
        date: date.map(|(_, date)| date),
        kind: Some(kind.name().to_owned()),
        title: title.map(|title| title.trim().to_owned()),
        ..Paper::default()
    }
}

const fn is_question(role: Role) -> bool {
    matches!(role, Role::Question(_))
}

/// The bytes of every element, a question's with those of its parts.
fn places(ledger: &Ledger) -> HashMap<Role, Spans> {
    let mut places: HashMap<Role, Spans> = HashMap::new();
    for entry in ledger.entries() {
        places.entry(entry.role).or_default().push(entry.span);
        if let Role::Question(id) = entry.role
            && !id.is_whole()
        {
            places.entry(Role::Question(id.stem())).or_default().push(entry.span);
        }
    }
    places
}

/// The texts of elements.
struct Texts<'a, 'p> {
    pages: &'a Pages<'p>,
    places: &'a HashMap<Role, Spans>,
    answered: BTreeMap<QuestionId, QuestionId>,
    question_column: Em,
    answer_column: Em,
}

impl Texts<'_, '_> {
    fn spans(&self, role: Role) -> Spans {
        self.places.get(&role).cloned().unwrap_or_default()
    }

    fn answered_by(&self, id: QuestionId) -> Option<QuestionId> {
        self.answered.get(&id).copied()
    }

    fn question(&self, question: CollectedQuestion) -> Question {
        let spans = self.spans(Role::Question(question.id));
        let parts = question.parts.into_iter().map(|(id, label)| {
            let spans = self.spans(Role::Question(id));
            SubQuestion {
                id,
                label: self.pages.text.get(label.range()).unwrap_or_default().to_owned(),
                text: self.pages.read(&without(&spans, &label.into()), self.question_column).into_text(),
                spans,
                answered_by: self.answered_by(id),
            }
        });
        Question {
            id: question.id,
            text: self.pages.read(&without(&spans, &question.head), self.question_column).into_text(),
            answered_by: self.answered_by(question.id),
            sub_questions: parts.collect(),
            asker: question.asker,
            department: question.department,
            spans,
        }
    }

    fn answer(&self, reply: &Reply) -> Answer {
        let spans = self.spans(Role::Answer(reply.id));
        let announced = self.spans(Role::Announcement(reply.id));
        let announcement = (!announced.is_empty())
            .then(|| Announcement { text: self.pages.read(&announced, self.answer_column).into_text(), spans: announced });
        Answer {
            id: reply.id,
            questions: reply.questions.clone(),
            announcement,
            text: self.pages.read(&without(&spans, &reply.head), self.answer_column).into_text(),
            spans,
            refers_only: false,
            by: reply.by.clone(),
            date: reply.date,
        }
    }

    fn annex(&self, annex: CollectedAnnex) -> Annex {
        let spans: Spans = annex.spans.iter().flat_map(|span| self.spans(Role::Annex).within(span).iter().collect::<Vec<_>>()).collect();
        let label = annex.labels.first().and_then(|label| self.pages.text.get(label.range())).unwrap_or("Anlage");
        Annex { label: one_line(label), text: self.pages.read(&without(&spans, &annex.labels), self.answer_column).into_text(), spans }
    }
}

/// What of `spans` is not in `holes`.
fn without(spans: &Spans, holes: &Spans) -> Spans {
    let mut left = Spans::none();
    for span in spans.iter() {
        let mut at = span.start();
        for hole in holes.within(span).iter() {
            left.push(Span::new(at, hole.start()));
            at = hole.end();
        }
        left.push(Span::new(at, span.end()));
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_are_cut_out() {
        let spans: Spans = [(0, 10), (20, 30)].map(Span::from).into_iter().collect();
        let holes: Spans = [(0, 2), (8, 24), (40, 50)].map(Span::from).into_iter().collect();
        assert_eq!(format!("{:?}", without(&spans, &holes)), "[2..8, 24..30]");
    }
}
