//! Ledger → Record for collections: Schriftliche Fragen, and Fragen for the Fragestunde.

use std::collections::{BTreeMap, HashMap};

use super::build::{Pointers, borders};
use super::{Annex, Announcement, Answer, Element, Question, SubQuestion};
use crate::cleaning::reading::Pages;
use crate::grammar::collections::one_line;
use crate::id::QuestionId;
use crate::ledger::{Ledger, Role};
use crate::lines::widths::Em;
use crate::references::refers_only::refers_only;
use crate::span::{Span, Spans};
use crate::structure::collections::{Collected, CollectedAnnex, CollectedQuestion, Reply};

/// Questions in the order of their numbers, answers, annexes.
pub(super) fn elements(
    pages: &Pages<'_>,
    ledger: &Ledger,
    collected: &Collected,
    pointers: &mut Pointers,
) -> (Vec<Question>, Vec<Answer>, Vec<Annex>) {
    let places = places(ledger);
    let Collected { questions, replies, annexes, question_column, answer_column, .. } = collected;
    let answered = replies.iter().flat_map(|reply| reply.questions.iter().map(|&id| (id, reply.id))).collect();
    let text = Texts { pages, places: &places, answered, question_column: *question_column, answer_column: *answer_column };
    let mut questions: Vec<Question> = questions.iter().map(|question| text.question(question, pointers)).collect();
    questions.sort_by_key(|question| question.id);
    let answers = replies.iter().map(|reply| text.answer(reply, pointers)).collect();
    (questions, answers, annexes.iter().map(|annex| text.annex(annex)).collect())
}

/// „Schriftliche Fragen mit den in der Woche vom … eingegangenen Antworten der Bundesregierung“, „Fragen für die
/// Fragestunde der … Sitzung des Deutschen Bundestages am …“: a collection's title begins with its kind.
pub(crate) fn title(pages: &Pages<'_>, ledger: &Ledger, kind: &str) -> Option<String> {
    let block = ledger.entries().filter(|entry| entry.role == Role::Title).map(|entry| entry.span).collect();
    let text = one_line(pages.read(&block, Em(f32::INFINITY)).text());
    let at = text.match_indices(kind).map(|(at, _)| at).find(|at| {
        let more = text.get(at + kind.len()..).unwrap_or_default();
        more.starts_with(" mit ") || more.starts_with(" für ")
    })?;
    text.get(at..).map(str::to_owned)
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

    fn question(&self, question: &CollectedQuestion, pointers: &mut Pointers) -> Question {
        let spans = self.spans(Role::Question(question.id));
        let of_parts: Vec<(QuestionId, Spans)> = question.parts.iter().map(|&(id, _)| (id, self.spans(Role::Question(id)))).collect();
        let stem = of_parts.iter().fold(spans.clone(), |stem, (_, part)| without(&stem, part));
        let borders = borders(of_parts.iter().map(|(id, spans)| (*id, spans)).chain(std::iter::once((question.id, &stem))));
        let parts = question.parts.iter().map(|&(id, label)| {
            let spans = self.spans(Role::Question(id));
            SubQuestion {
                id,
                label: self.pages.text.get(label.range()).unwrap_or_default().to_owned(),
                text: self.pages.read(&without(&spans, &label.into()), self.question_column).into_text(),
                spans,
                answered_by: self.answered_by(id),
            }
        });
        let reading = self.pages.read_parts(&without(&spans, &question.head), &borders, self.question_column);
        pointers.read(Element::Question(question.id), &reading);
        Question {
            id: question.id,
            text: reading.into_text(),
            answered_by: self.answered_by(question.id),
            sub_questions: parts.collect(),
            asker: question.asker.clone(),
            department: question.department.clone(),
            spans,
        }
    }

    fn answer(&self, reply: &Reply, pointers: &mut Pointers) -> Answer {
        let spans = self.spans(Role::Answer(reply.id));
        let announced = self.spans(Role::Announcement(reply.id));
        let announcement = (!announced.is_empty())
            .then(|| Announcement { text: self.pages.read(&announced, self.answer_column).into_text(), spans: announced });
        let reading = self.pages.read(&without(&spans, &reply.head), self.answer_column);
        let pointing = pointers.read(Element::Answer(reply.id), &reading);
        Answer {
            id: reply.id,
            questions: reply.questions.clone(),
            announcement,
            refers_only: refers_only(reading.text(), &pointing),
            text: reading.into_text(),
            spans,
            by: reply.by.clone(),
            date: Some(reply.date),
        }
    }

    fn annex(&self, annex: &CollectedAnnex) -> Annex {
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
