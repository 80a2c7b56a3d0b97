//! Chains and circles: answers that only point at answers that only point.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::id::QuestionId;
use crate::record::{Answer, Element, Record, ReferenceKind};

/// What a record has to say of its answers that only point: circles of them, and chains. All of it is info: what
/// the paper prints is not in doubt.
#[must_use]
pub(crate) fn chains(record: &Record) -> Vec<Diagnostic> {
    let mut graph = Graph::of(record);
    graph.lead();
    let circles = graph.circles();
    let circular = circles.iter().map(|circle| {
        let message = format!("the answers to {} only point at each other; none says anything", graph.names(circle));
        let first = circle.first().and_then(|&at| graph.0.get(at));
        Diagnostic::info(Code::ReferenceCircle, first.and_then(|node| node.answer.spans.hull()), message)
    });
    let chained = graph.0.iter().filter(|node| graph.points_at_pointers(node)).map(|node| {
        let (name, targets) = (node.answer.id, graph.names(&node.targets));
        let message = format!("the answer to {name} only points at {targets}, which only points on");
        Diagnostic::info(Code::ReferenceChain, node.answer.spans.hull(), message)
    });
    circular.chain(chained).collect()
}

/// An answer, and where it points.
struct Node<'a> {
    answer: &'a Answer,
    /// The answers that it points at, by their places.
    targets: Vec<usize>,
    /// Whether it points out of the answers, too: at a preface, an annex, a paper.
    outward: bool,
    /// Whether it says something, or leads to one that does, or out of the answers.
    leads: bool,
    /// Whether the circle that it leads into is known.
    in_circle: bool,
}

/// The answers of a record, by their places.
struct Graph<'a>(Vec<Node<'a>>);

impl<'a> Graph<'a> {
    fn of(record: &'a Record) -> Self {
        let answers = || record.answers.iter().enumerate();
        let places: BTreeMap<QuestionId, usize> = answers().map(|(at, answer)| (answer.id, at)).collect();
        let of_question: BTreeMap<QuestionId, usize> =
            answers().flat_map(|(at, answer)| answer.questions.iter().map(move |&id| (id, at))).collect();
        let node = |answer| Node { answer, targets: Vec::new(), outward: false, leads: false, in_circle: false };
        let mut nodes: Vec<Node<'a>> = record.answers.iter().map(node).collect();
        for reference in &record.references {
            let Element::Answer(id) = reference.from else { continue };
            let Some(node) = places.get(&id).and_then(|&at| nodes.get_mut(at)) else { continue };
            if reference.kind == ReferenceKind::Question {
                node.targets.extend(reference.questions.iter().filter_map(|id| of_question.get(id)));
            } else {
                node.outward = true;
            }
        }
        for node in &mut nodes {
            node.targets.sort_unstable();
            node.targets.dedup();
        }
        Self(nodes)
    }

    /// Finds out which answers lead somewhere. Each edge is walked once.
    fn lead(&mut self) {
        let mut sources = vec![Vec::new(); self.0.len()];
        for (from, node) in self.0.iter().enumerate() {
            for &to in &node.targets {
                if let Some(list) = sources.get_mut(to) {
                    list.push(from);
                }
            }
        }
        let says = |(at, node): (usize, &Node<'_>)| (!node.answer.refers_only || node.targets.is_empty() || node.outward).then_some(at);
        let mut open: Vec<usize> = self.0.iter().enumerate().filter_map(says).collect();
        while let Some(at) = open.pop() {
            if let Some(node) = self.0.get_mut(at).filter(|node| !node.leads) {
                node.leads = true;
                open.extend(sources.get(at).into_iter().flatten());
            }
        }
    }

    /// Each circle of answers that lead nowhere, once.
    fn circles(&mut self) -> Vec<Vec<usize>> {
        let mut circles = Vec::new();
        for start in 0..self.0.len() {
            if self.0.get(start).is_some_and(|node| node.leads || node.in_circle) {
                continue;
            }
            let circle = self.circle_from(start);
            let is_known = circle.iter().any(|&at| self.0.get(at).is_some_and(|node| node.in_circle));
            for &at in circle.iter().chain([&start]) {
                if let Some(node) = self.0.get_mut(at) {
                    node.in_circle = true;
                }
            }
            if !is_known && !circle.is_empty() {
                circles.push(circle);
            }
        }
        circles
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
            match self.0.get(at).and_then(|node| node.targets.first()) {
                Some(&next) => at = next,
                None => return Vec::new(),
            }
        }
    }

    /// Whether an answer leads somewhere, but only through others that only point.
    fn points_at_pointers(&self, node: &Node<'_>) -> bool {
        let is_pointer = |&at: &usize| self.0.get(at).is_some_and(|node| node.answer.refers_only);
        node.answer.refers_only && node.leads && !node.outward && !node.targets.is_empty() && node.targets.iter().all(is_pointer)
    }

    fn names(&self, places: &[usize]) -> String {
        let name = |&at: &usize| self.0.get(at).map(|node| node.answer.id.to_string());
        places.iter().filter_map(name).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Reference, Resolution};
    use crate::span::Spans;

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
                record.references.push(Reference {
                    from: Element::Answer(id),
                    kind: if questions.is_empty() { ReferenceKind::Paper } else { ReferenceKind::Question },
                    text: String::new(),
                    spans: Spans::none(),
                    questions,
                    paper: None,
                    of: None,
                    label: None,
                    resolution: Resolution::Paper,
                });
            }
            record.answers.push(Answer {
                id,
                questions: vec![id],
                announcement: None,
                text: String::new(),
                spans: Spans::none(),
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
