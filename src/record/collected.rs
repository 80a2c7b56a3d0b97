//! Ledger → Record for collections: Schriftliche Fragen, and Fragen for the Fragestunde.

use super::elements::{Builder, Elements, Findings};
use super::{Annex, Answer, Question};
use crate::cleaning::reading::Pages;
use crate::cleaning::words::one_line;
use crate::lines::widths::Em;
use crate::span::Spans;
use crate::structure::collections::{Collected, CollectedAnnex};

/// Questions in the order of their numbers, answers, annexes.
pub(super) fn elements<'a>(
    pages: &Pages<'a>,
    elements: &'a Elements,
    collected: &Collected,
    findings: &mut Findings,
) -> (Vec<Question>, Vec<Answer>, Vec<Annex>) {
    let heads = collected.questions.iter().flat_map(|question| {
        let labels = question.parts.iter().map(|&(id, label)| (id, label.into()));
        std::iter::once((question.id, question.head.clone())).chain(labels)
    });
    let answered = collected.replies.iter().flat_map(|reply| reply.questions.iter().map(|&id| (id, reply.id)));
    let builder = Builder {
        pages: *pages,
        elements,
        heads: heads.collect(),
        answered_by: answered.collect(),
        question_column: collected.question_column,
        answer_column: collected.answer_column,
    };
    let questions = collected.questions.iter().map(|question| Question {
        asker: question.asker.clone(),
        department: question.department.clone(),
        ..builder.question(question.id, findings)
    });
    let mut questions: Vec<Question> = questions.collect();
    questions.sort_by_key(|question| question.id);
    let answers = collected.replies.iter().map(|reply| Answer {
        by: reply.by.clone(),
        date: Some(reply.date),
        ..builder.answer(reply.id, &reply.questions, &reply.head, &[], findings)
    });
    (questions, answers.collect(), collected.annexes.iter().map(|found| annex(&builder, found, findings)).collect())
}

/// „Schriftliche Fragen mit den in der Woche vom … eingegangenen Antworten der Bundesregierung“, „Fragen für die
/// Fragestunde der … Sitzung des Deutschen Bundestages am …“: a collection's title begins with its kind.
pub(super) fn title(pages: &Pages<'_>, block: &Spans, kind: &str) -> Option<String> {
    let text = one_line(pages.read(block, Em(f32::INFINITY)).text());
    let at = text.match_indices(kind).map(|(at, _)| at).find(|at| {
        let more = text.get(at + kind.len()..).unwrap_or_default();
        more.starts_with(" mit ") || more.starts_with(" für ")
    })?;
    text.get(at..).map(str::to_owned)
}

fn annex(builder: &Builder<'_>, annex: &CollectedAnnex, findings: &mut Findings) -> Annex {
    let spans: Spans = annex.spans.iter().flat_map(|span| builder.elements.annexes.within(span).iter().collect::<Vec<_>>()).collect();
    let label = annex.labels.first().and_then(|label| builder.pages.text.get(label.range())).unwrap_or("Anlage");
    let reading = builder.pages.read(&spans.without(&annex.labels), builder.answer_column);
    findings.keep(&reading);
    Annex { label: one_line(label), text: reading.into_text(), spans }
}
