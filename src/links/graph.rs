//! The graph of references as an edge list, and what a run has to say of it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::id::{PaperNumber, QuestionId};
use crate::record::{Element, PrefaceOf, Record, ReferenceKind, Resolution};

/// One reference as an edge of the graph.
///
/// The questions are a list, or, for formats whose columns hold no lists, a text ([`Edge::joined`]).
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Edge<'a, Questions = &'a [QuestionId]> {
    /// The paper that it stands in; null where its number could not be read.
    pub paper: Option<PaperNumber>,
    /// The source that the paper was read from.
    pub source: &'a str,
    /// The element that it stands in: „answer:4“.
    pub element: Element,
    /// What kind of thing it points to.
    pub kind: ReferenceKind,
    /// The paper that it points to: the paper itself where it names no other.
    pub target_paper: Option<String>,
    /// The questions that it points to.
    pub target_questions: Questions,
    /// The preface or annex of the paper that it points to: „government“, „Anlage 2“.
    pub target_part: Option<&'a str>,
    /// What became of it.
    pub resolution: Resolution,
    /// As printed.
    pub text: &'a str,
    /// Where its first word stands, in bytes of the source text.
    pub offset: Option<u32>,
}

/// The references of a record, in the order of print.
pub fn edges(record: &Record) -> impl Iterator<Item = Edge<'_>> {
    let own = record.paper.number;
    record.references.iter().map(move |reference| Edge {
        paper: own,
        source: &record.source.name,
        element: reference.from,
        kind: reference.kind,
        target_paper: reference.paper.clone().or_else(|| own.map(|number| number.to_string())),
        target_questions: reference.questions.as_slice(),
        target_part: reference.label.as_deref().or(reference.of.map(PrefaceOf::name)),
        resolution: reference.resolution,
        text: &reference.text,
        offset: reference.spans.first().map(crate::Span::start),
    })
}

impl<'a> Edge<'a> {
    /// The same with its questions as one text, parted by blanks: „3 4 5“.
    #[must_use]
    pub fn joined(self) -> Edge<'a, String> {
        Edge {
            paper: self.paper,
            source: self.source,
            element: self.element,
            kind: self.kind,
            target_paper: self.target_paper,
            target_questions: self.target_questions.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
            target_part: self.target_part,
            resolution: self.resolution,
            text: self.text,
            offset: self.offset,
        }
    }
}

/// What a run's references came to. Records can be added in any order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    by_kind: BTreeMap<(ReferenceKind, Resolution), u64>,
    cited: BTreeMap<PaperNumber, u64>,
}

impl Tally {
    /// Counts a record's references. A paper that cites itself is not cited by that.
    pub fn add(&mut self, record: &Record) {
        for reference in &record.references {
            *self.by_kind.entry((reference.kind, reference.resolution)).or_default() += 1;
            let paper = reference.paper.as_deref().filter(|_| reference.kind == ReferenceKind::Paper);
            let paper = paper.and_then(|paper| paper.parse().ok()).filter(|&paper| Some(paper) != record.paper.number);
            if let Some(paper) = paper {
                *self.cited.entry(paper).or_default() += 1;
            }
        }
    }

    /// How many references of each kind came to what.
    pub fn by_kind(&self) -> impl Iterator<Item = (ReferenceKind, Resolution, u64)> + '_ {
        self.by_kind.iter().map(|(&(kind, resolution), &count)| (kind, resolution, count))
    }

    /// The papers that are cited most, with the number of citations, equals by their numbers.
    #[must_use]
    pub fn most_cited(&self, at_most: usize) -> Vec<(PaperNumber, u64)> {
        let mut cited: Vec<_> = self.cited.iter().map(|(&paper, &count)| (paper, count)).collect();
        cited.sort_by_key(|&(paper, count)| (std::cmp::Reverse(count), paper));
        cited.truncate(at_most);
        cited
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Reference;
    use crate::span::Span;

    fn reference(kind: ReferenceKind, paper: Option<&str>, questions: &[u32], resolution: Resolution) -> Reference {
        Reference {
            from: Element::Answer(QuestionId::whole(4)),
            kind,
            text: "Antwort".to_owned(),
            spans: Span::new(7, 14).into(),
            questions: questions.iter().map(|&number| QuestionId::whole(number)).collect(),
            paper: paper.map(str::to_owned),
            of: (kind == ReferenceKind::Preface).then_some(PrefaceOf::Government),
            label: None,
            resolution,
        }
    }

    fn record() -> Record {
        let source = crate::Source::from_text("x.txt", "").expect("a source");
        let mut record = crate::parse(&source, &crate::Companions::default());
        record.paper.number = Some(PaperNumber::new(21, 5));
        record.references = vec![
            reference(ReferenceKind::Question, None, &[1, 2], Resolution::Paper),
            reference(ReferenceKind::Preface, None, &[], Resolution::Absent),
            reference(ReferenceKind::Paper, Some("20/7"), &[3], Resolution::Outside),
            reference(ReferenceKind::Paper, Some("20/7"), &[], Resolution::Outside),
            reference(ReferenceKind::Paper, Some("20/6"), &[], Resolution::Batch),
            reference(ReferenceKind::Paper, Some("21/5"), &[1], Resolution::Paper),
            reference(ReferenceKind::Plenary, Some("20/7"), &[], Resolution::Outside),
        ];
        record
    }

    #[test]
    fn an_edge_names_both_ends() {
        let record = record();
        let shown: Vec<String> = edges(&record).take(3).filter_map(|edge| serde_json::to_string(&edge.joined()).ok()).collect();
        let edge = |kind: &str, paper: &str, questions: &str, part: &str, resolution: &str| {
            format!(
                r#"{{"paper":"21/5","source":"x.txt","element":"answer:4","kind":"{kind}","target_paper":"{paper}","target_questions":"{questions}","target_part":{part},"resolution":"{resolution}","text":"Antwort","offset":7}}"#
            )
        };
        let want = [
            edge("question", "21/5", "1 2", "null", "paper"),
            edge("preface", "21/5", "", r#""government""#, "absent"),
            edge("paper", "20/7", "3", "null", "outside"),
        ];
        assert_eq!(shown, want);
    }

    #[test]
    fn a_tally_counts_what_is_cited_and_what_became_of_it() {
        let mut tally = Tally::default();
        tally.add(&record());
        assert_eq!(tally.most_cited(9), [(PaperNumber::new(20, 7), 2), (PaperNumber::new(20, 6), 1)]);
        let want = [
            (ReferenceKind::Question, Resolution::Paper, 1),
            (ReferenceKind::Preface, Resolution::Absent, 1),
            (ReferenceKind::Paper, Resolution::Paper, 1),
            (ReferenceKind::Paper, Resolution::Batch, 1),
            (ReferenceKind::Paper, Resolution::Outside, 2),
            (ReferenceKind::Plenary, Resolution::Outside, 1),
        ];
        assert_eq!(tally.by_kind().collect::<Vec<_>>(), want);
    }
}
