//! What a paper's questions and answers lack once all are read.

use std::collections::{BTreeMap, BTreeSet};

use super::grouping::AnswerGroup;
use super::inquiry::Inquiry;
use super::lacks::gaps;
use crate::diagnostic::{Code, Diagnostic};
use crate::id::QuestionId;
use crate::ledger::{Entry, Ledger, Role};
use crate::span::{Span, Spans};

/// Of a paper, whose questions have these `heads`, and whose text below the title begins at `from`.
pub(super) fn doubts(
    text: &str,
    ledger: &Ledger,
    heads: &BTreeMap<QuestionId, Span>,
    answers: &[AnswerGroup],
    from: Option<Span>,
) -> Vec<Diagnostic> {
    let asks = heads.keys().any(|id| id.is_whole()) || ledger.entries().any(|entry| matches!(entry.role, Role::Question(_)));
    let mut doubts = gaps(&heads.iter().map(|(id, head)| (*id, Some(*head))).collect());
    if !asks {
        doubts.push(Diagnostic::warning(Code::NothingFound, from, "no question was found"));
    }
    doubts.extend(without_words(text, ledger, heads));
    doubts.extend(without_answers(text, ledger, answers));
    doubts
}

/// Questions that the inquiry has behind the last one that was found: nothing in the answer itself tells that they are missing.
pub(super) fn behind_last(ledger: &Ledger, inquiry: &Inquiry) -> Option<Diagnostic> {
    let number = |entry: Entry| if let Role::Question(id) = entry.role { Some(id.number()) } else { None };
    let last = ledger.entries().filter_map(number).max()?;
    let asked: BTreeSet<u32> = inquiry.questions.iter().map(|(id, _)| id.number()).filter(|&number| number > last).collect();
    let message = match (asked.first()?, asked.last()?) {
        (first, last) if first == last => format!("the inquiry has question {first}, too"),
        (first, last) => format!("the inquiry has questions up to {last}, too; {first} is the first that is missing"),
    };
    Some(Diagnostic::warning(Code::QuestionGap, None, message))
}

/// A number without words, with parts or without: extractors print numbers elsewhere on their page.
fn without_words(text: &str, ledger: &Ledger, heads: &BTreeMap<QuestionId, Span>) -> Vec<Diagnostic> {
    let worded = ledger.entries().filter_map(|entry| {
        let Role::Question(id) = entry.role else { return None };
        let head = heads.get(&id).filter(|head| entry.span.contains(head.start()));
        let words = Span::new(head.map_or(entry.span.start(), |head| head.end()), entry.span.end());
        says(text, words).then_some(id.number())
    });
    let worded: BTreeSet<u32> = worded.collect();
    let bare = heads.iter().filter(|(id, _)| id.is_whole() && !worded.contains(&id.number()));
    let doubt =
        |(id, &head): (_, &Span)| Diagnostic::warning(Code::UncertainBoundary, head, format!("question {id} stands here without words"));
    bare.map(doubt).collect()
}

/// „Die Fragen 10 und 11 werden gemeinsam beantwortet.“, and the next question follows: the paper itself lacks the answer.
/// „… in der Anlage beantwortet.“, „… gemeinsam mit Frage 1 beantwortet.“ and „… beantwortet.*“ tell where it stands.
fn without_answers(text: &str, ledger: &Ledger, answers: &[AnswerGroup]) -> Vec<Diagnostic> {
    const ELSEWHERE: [&str; 5] = ["Anlage", " mit ", "Vorbemerkung", "Drucksache", "*"];
    let said = ledger.entries().filter_map(|entry| match entry.role {
        Role::Answer(id) if says(text, entry.span) => Some(id),
        _ => None,
    });
    let said: BTreeSet<QuestionId> = said.collect();
    let announced = answers.iter().filter(|answer| !said.contains(&answer.id)).filter_map(|answer| answer.announcement.as_ref());
    let stands_elsewhere = |span: &Span| text.get(span.range()).is_some_and(|words| ELSEWHERE.iter().any(|place| words.contains(place)));
    let lacking = announced.filter_map(Spans::hull).filter(|span| !stands_elsewhere(span));
    lacking.map(|span| Diagnostic::info(Code::Unanswered, span, "no answer follows its announcement")).collect()
}

/// Whether words stand there.
fn says(text: &str, span: Span) -> bool {
    text.get(span.range()).is_some_and(|words| !words.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use crate::{Code, Companions, Inquiry, Source, Status, parse};

    #[test]
    fn a_question_that_only_the_inquiry_has_is_told() {
        let answer = "Deutscher Bundestag Drucksache 22/20\n22. Wahlperiode 15.02.2027\nAntwort\nder Bundesregierung\n\
            auf die Kleine Anfrage der Abgeordneten Ina Feld und der Fraktion der SPD\n– Drucksache 22/12 –\nZustand der Stege\n\
            1. Wie viele Stege gibt es?\nNeun.\n2. Wer prüft sie?\nDie Ämter.\nUnd wo liegen sie?\nAm Ufer.\n";
        let read = |last: u32| {
            let questions = ["Wie viele Stege gibt es?", "Wer prüft sie?", "Und wo liegen sie?"].map(String::from);
            let questions = (1..=last).map(crate::QuestionId::whole).zip(questions).collect();
            let companions = Companions { inquiry: Some(Inquiry { number: "22/12".parse().expect("a number"), questions }) };
            parse(&Source::from_text("x.txt", answer).expect("a small text"), &companions)
        };
        assert_eq!(read(2).status, Status::Complete);
        let lacking = read(3);
        let told: Vec<_> = lacking.diagnostics.iter().map(|one| (one.code, one.message.as_str())).collect();
        assert_eq!((lacking.status, told), (Status::Partial, vec![(Code::QuestionGap, "the inquiry has question 3, too")]));
    }
}
