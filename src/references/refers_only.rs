//! Answers that say nothing of their own, and where they lead.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::pointing::{REFERENCE, only_points};
use crate::id::QuestionId;
use crate::record::{Element, Record, ReferenceKind};

/// Whether a text only points elsewhere: each of its sentences is one of pointing, whose only verb points and whose
/// object is one of the `references` (ranges of `text`, in order).
#[must_use]
pub(crate) fn refers_only(text: &str, references: &[Range<usize>]) -> bool {
    if references.is_empty() {
        return false;
    }
    only_points(&mask(text, references))
}

/// The text with one letter for each reference, and without note marks.
fn mask(text: &str, references: &[Range<usize>]) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    let copy = |from: usize, to: usize, masked: &mut String| {
        text.get(from..to).unwrap_or_default().split(['*', '¹', '²', '³']).for_each(|words| masked.push_str(words));
    };
    for range in references.iter().filter(|range| range.start < range.end) {
        if range.start < at {
            continue;
        }
        copy(at, range.start, &mut masked);
        masked.push(REFERENCE);
        at = range.end;
    }
    copy(at, text.len(), &mut masked);
    masked
}

/// What a record has to say of its answers that only point: chains of them, and circles. All of it is info: what
/// the paper prints is not in doubt.
#[must_use]
pub(crate) fn chains(record: &Record) -> Vec<Diagnostic> {
    let graph = Pointers::of(record);
    let lead_on: Vec<bool> = graph.lead_somewhere();
    let mut said = Vec::new();
    let mut in_circle = vec![false; graph.answers.len()];
    for start in 0..graph.answers.len() {
        if graph.is_pointer(start) && !lead_on.get(start).copied().unwrap_or(true) && !in_circle.get(start).copied().unwrap_or(true) {
            let circle = graph.circle_from(start);
            let fresh = circle.iter().all(|&at| !in_circle.get(at).copied().unwrap_or(true));
            for &at in circle.iter().chain(std::iter::once(&start)) {
                if let Some(seen) = in_circle.get_mut(at) {
                    *seen = true;
                }
            }
            if fresh && !circle.is_empty() {
                let names = graph.names(&circle);
                let message = format!("the answers to {names} only point at each other; none says anything");
                said.push(Diagnostic::info(Code::ReferenceCircle, graph.span(circle.first().copied()), message));
            }
        }
    }
    for at in 0..graph.answers.len() {
        let Some(targets) = graph.targets.get(at) else { continue };
        let only_pointers =
            !targets.is_empty() && !graph.outward.get(at).copied().unwrap_or(true) && targets.iter().all(|&next| graph.is_pointer(next));
        if graph.is_pointer(at) && only_pointers && lead_on.get(at).copied().unwrap_or(false) {
            let message = format!("the answer to {} only points at {}, which only points on", graph.names(&[at]), graph.names(targets));
            said.push(Diagnostic::info(Code::ReferenceChain, graph.span(Some(at)), message));
        }
    }
    said
}

/// Which answer points at which, by their places in the record.
struct Pointers<'a> {
    answers: &'a [crate::record::Answer],
    targets: Vec<Vec<usize>>,
    /// Whether an answer points out of the answers too: at a preface, an annex, a paper.
    outward: Vec<bool>,
}

impl<'a> Pointers<'a> {
    fn of(record: &'a Record) -> Self {
        let places: BTreeMap<QuestionId, usize> = record.answers.iter().enumerate().map(|(at, answer)| (answer.id, at)).collect();
        let of_question: BTreeMap<QuestionId, usize> =
            record.answers.iter().enumerate().flat_map(|(at, answer)| answer.questions.iter().map(move |&id| (id, at))).collect();
        let mut targets = vec![Vec::new(); record.answers.len()];
        let mut outward = vec![false; record.answers.len()];
        for reference in &record.references {
            let Element::Answer(id) = reference.from else { continue };
            let Some(&from) = places.get(&id) else { continue };
            let named = reference.questions.iter().filter_map(|id| of_question.get(id).copied());
            match (targets.get_mut(from), outward.get_mut(from)) {
                (Some(targets), _) if reference.kind == ReferenceKind::Question => targets.extend(named),
                (_, Some(outward)) => *outward = true,
                _ => {}
            }
        }
        for list in &mut targets {
            list.sort_unstable();
            list.dedup();
        }
        Self { answers: &record.answers, targets, outward }
    }

    fn is_pointer(&self, at: usize) -> bool {
        self.answers.get(at).is_some_and(|answer| answer.refers_only)
    }

    /// Which answers say something or lead to one that does, or out of the answers. Each edge is walked once.
    fn lead_somewhere(&self) -> Vec<bool> {
        let mut sources = vec![Vec::new(); self.answers.len()];
        for (from, targets) in self.targets.iter().enumerate() {
            for &to in targets {
                if let Some(list) = sources.get_mut(to) {
                    list.push(from);
                }
            }
        }
        let says = |at: usize| {
            let nowhere = self.targets.get(at).is_none_or(Vec::is_empty);
            !self.is_pointer(at) || nowhere || self.outward.get(at).copied().unwrap_or(true)
        };
        let mut leads: Vec<bool> = (0..self.answers.len()).map(says).collect();
        let mut open: Vec<usize> = leads.iter().enumerate().filter_map(|(at, &leads)| leads.then_some(at)).collect();
        while let Some(at) = open.pop() {
            for &from in sources.get(at).into_iter().flatten() {
                if let Some(known) = leads.get_mut(from)
                    && !*known
                {
                    *known = true;
                    open.push(from);
                }
            }
        }
        leads
    }

    /// The circle that following the first targets from `start` runs into.
    fn circle_from(&self, start: usize) -> Vec<usize> {
        let mut path = Vec::new();
        let mut place = BTreeMap::new();
        let mut at = start;
        loop {
            if let Some(&since) = place.get(&at) {
                return path.get(since..).unwrap_or_default().to_vec();
            }
            place.insert(at, path.len());
            path.push(at);
            match self.targets.get(at).and_then(|targets| targets.first()) {
                Some(&next) => at = next,
                None => return Vec::new(),
            }
        }
    }

    fn names(&self, places: &[usize]) -> String {
        let name = |&at: &usize| self.answers.get(at).map(|answer| answer.id.to_string());
        places.iter().filter_map(name).collect::<Vec<_>>().join(", ")
    }

    fn span(&self, at: Option<usize>) -> Option<crate::Span> {
        at.and_then(|at| self.answers.get(at)).and_then(|answer| answer.spans.hull())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::references::find::in_text;

    fn says_nothing(text: &str) -> bool {
        let ranges: Vec<_> = in_text(text).into_iter().map(|(range, _)| range).collect();
        refers_only(text, &ranges)
    }

    #[test]
    fn sentences_that_only_point() {
        for text in [
            "Es wird auf die Antwort zu Frage 3 verwiesen.",
            "Auf die Antwort zu den Fragen 3 bis 5 wird verwiesen.",
            "Siehe Antwort zu Frage 3.",
            "Vgl. Antwort zu 3a.",
            "Auf die Vorbemerkung der Bundesregierung wird verwiesen.",
            "Es wird auf die Vorbemerkung der Bundesregierung und die Antwort zu Frage 2 verwiesen.",
            "Es wird auf die Antwort zu Frage 3 verwiesen. Im Übrigen wird auf die Vorbemerkung der Bundesregierung hingewiesen.",
            "Insoweit wird auf die Antwort der Bundesregierung zu Frage 4 der Kleinen Anfrage der Fraktion der Mitte auf Bundestagsdrucksache 19/12 verwiesen.",
            "Die Bundesregierung verweist auf ihre Antwort zu Frage 1.",
            "Hierzu verweist die Bundesregierung auf die Antwort zu Frage 1.",
            "Zu den Kosten wird auf die Antwort zu Frage 9 verwiesen.",
            "Hinsichtlich der Förderung wird auf die Antwort zu Frage 9 verwiesen.*",
            "Es wird auf Bundestagsdrucksache 20/17, S. 4 verwiesen.",
            "Es wird auf die Antworten zu den Fragen 1 und 2 sowie auf die Antwort zu Frage 7 verwiesen.",
            "Es auf die Antwort zu Frage 12 verwiesen.",
            "Die erfragten Angaben können der Anlage 2 entnommen werden.*",
            "Die Antwort ergibt sich aus Anlage 1.",
            "Auf die Antwort zu Frage 2, zweiter Spiegelstrich, wird verwiesen.",
            "Es wird auf den Bericht auf Bundestagsdrucksache 20/17 verwiesen",
            "Es wird auf die Antwort der Bundesregierung auf die Kleine Anfrage der Fraktion der Mitte auf Bundestagsdrucksache 19/12 verwiesen.",
        ] {
            assert!(says_nothing(text), "{text}");
        }
    }

    #[test]
    fn sentences_that_say_something() {
        for text in [
            "Ja. Es wird auf die Antwort zu Frage 3 verwiesen.",
            "Ja, es wird auf die Antwort zu Frage 3 verwiesen.",
            "Nein. Siehe Antwort zu Frage 3.",
            "Es wird auf die Antwort zu Frage 3 verwiesen. Die Brücke bleibt gesperrt.",
            "Es wird auf die Antwort zu Frage 3 verwiesen, wonach die Brücke gesperrt bleibt.",
            "Da keine Zahlen vorliegen, wird auf die Antwort zu Frage 3 verwiesen.",
            "Die Bundesregierung plant dies und verweist auf die Antwort zu Frage 1.",
            "Wie in der Antwort zu Frage 3 dargelegt, ist die Brücke gesperrt.",
            "Es wird auf die Internetseite des Ministeriums verwiesen.",
            "Der Bundesregierung liegen keine Erkenntnisse vor.",
            "Es werden 40 Brücken gebaut, im Übrigen wird auf die Antwort zu Frage 3 verwiesen.",
            "",
        ] {
            assert!(!says_nothing(text), "{text}");
        }
    }

    /// A record of answers that only point: „3>4“ is one to 3 that points at 4, „3>“ one that points out of the
    /// paper, „3“ one that says something.
    fn record(answers: &str) -> Record {
        let source = crate::Source::from_text("x.txt", "").expect("a source");
        let mut record = crate::parse(&source, &crate::Companions::default());
        record.diagnostics.clear();
        for answer in answers.split(' ') {
            let (id, targets) = answer.split_once('>').map_or((answer, None), |(id, targets)| (id, Some(targets)));
            let id: QuestionId = id.parse().expect("an id");
            for target in targets.into_iter().flat_map(|targets| targets.split(',')) {
                let questions: Vec<QuestionId> = target.parse().into_iter().collect();
                record.references.push(crate::record::Reference {
                    from: Element::Answer(id),
                    kind: if questions.is_empty() { ReferenceKind::Paper } else { ReferenceKind::Question },
                    text: String::new(),
                    spans: crate::Spans::none(),
                    questions,
                    paper: None,
                    of: None,
                    label: None,
                    resolution: crate::record::Resolution::Paper,
                });
            }
            record.answers.push(crate::record::Answer {
                id,
                questions: vec![id],
                announcement: None,
                text: String::new(),
                spans: crate::Spans::none(),
                refers_only: targets.is_some(),
                by: None,
                date: None,
            });
        }
        record
    }

    #[test]
    fn chains_and_circles() {
        for (answers, want) in [
            ("1 2>1", ""),
            ("1> 2>1", "chain 2"),
            ("1 2>1 3>2", "chain 3"),
            ("1 2>1 3>2,1", ""),
            ("1>1", "circle 1"),
            ("1>2 2>1", "circle 1, 2"),
            ("1>2 2>3 3>2", "circle 2, 3"),
            ("1>2 2>1,3 3", "chain 1"),
            ("1>2 2>1 3>4 4>3", "circle 1, 2; circle 3, 4"),
            ("1>9", ""),
        ] {
            let said = chains(&record(answers));
            let shown = said.iter().map(|diagnostic| {
                let kind = if diagnostic.code == Code::ReferenceChain { "chain" } else { "circle" };
                let names =
                    diagnostic.message.trim_start_matches("the answers to ").trim_start_matches("the answer to ").split(" only").next();
                format!("{kind} {}", names.unwrap_or_default())
            });
            assert_eq!(shown.collect::<Vec<_>>().join("; "), want, "{answers}");
        }
    }
}
