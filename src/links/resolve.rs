//! References learn what became of them: in the paper, and in an [`Index`] of the run.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::element::Element;
use crate::grammar::annexes;
use crate::id::{PaperNumber, QuestionId};
use crate::record::{Answer, PrefaceOf, Record, Reference, ReferenceKind, Resolution};
use crate::voice::Voice;

/// What is known of a paper: what a reference to it can name.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Outline {
    /// Ids of its questions and sub-questions, sorted.
    questions: Vec<QuestionId>,
    /// Whose prefaces it has.
    prefaces: Vec<Voice>,
    /// Labels of its annexes as printed.
    annexes: Vec<String>,
    /// Whether it is a collection, whose annexes belong to single questions.
    collection: bool,
}

impl Outline {
    /// Of a record.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        let parts = record.questions.iter().flat_map(|question| question.sub_questions.iter().map(|part| part.id));
        let mut questions: Vec<QuestionId> = record.questions.iter().map(|question| question.id).chain(parts).collect();
        questions.sort_unstable();
        Self {
            questions,
            prefaces: record.prefaces.iter().map(|preface| preface.by).collect(),
            annexes: record.annexes.iter().map(|annex| annex.label.clone()).collect(),
            collection: record.questions.iter().any(|question| question.asker.is_some()),
        }
    }

    /// Whether it has all of these questions.
    fn has_questions(&self, ids: &[QuestionId]) -> bool {
        ids.iter().all(|id| self.questions.binary_search(id).is_ok())
    }

    fn has_preface(&self, of: Option<PrefaceOf>) -> bool {
        match of {
            Some(PrefaceOf::Askers) => self.prefaces.contains(&Voice::Askers),
            Some(PrefaceOf::Government) => self.prefaces.contains(&Voice::Government),
            Some(PrefaceOf::Unspecified) | None => !self.prefaces.is_empty(),
        }
    }

    /// „Anlage“ means any; „Anlagen 5 bis 9“ is there if an annex carries its first number; „Anlage 1“ is the only annex,
    /// headed „Anlage“. In a collection an annex that names a question is that question's: `asked` are those that the
    /// reference stands in, or that its answer answers.
    fn has_annex(&self, label: &str, asked: &[u32]) -> bool {
        let wanted = annexes::number(label);
        let lone = self.annexes.len() == 1;
        self.annexes.iter().any(|annex| {
            let number = annexes::number(annex);
            let meant = match (wanted, number) {
                (None, _) => true,
                (Some("1"), None) if lone => true,
                (Some(_), None) => false,
                (Some(wanted), Some(number)) => wanted == number,
            };
            meant && (!self.collection || is_annex_of(annex, asked))
        })
    }
}

/// Whether the label of a collection's annex names one of the questions, or none at all. „Schriftliche Frage 8/310“ counts
/// by month, and which of the paper's questions that is, the paper does not say.
fn is_annex_of(label: &str, asked: &[u32]) -> bool {
    match annexes::label_in_collection(label) {
        Ok((_, Some(question))) => asked.contains(&question),
        _ => !label.contains("Frage"),
    }
}

/// What is known of the other papers of a run: numbers and ids, no texts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Index(BTreeMap<PaperNumber, Outline>);

impl Index {
    /// Of a run of one paper.
    #[must_use]
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// What the index keeps of a record; `None` where its number could not be read.
    #[must_use]
    pub fn entry_of(record: &Record) -> Option<(PaperNumber, Outline)> {
        Some((record.paper.number?, Outline::of(record)))
    }

    /// Adds a paper; one of the same number is replaced, so the newest edition goes last.
    pub fn insert(&mut self, number: PaperNumber, outline: Outline) {
        self.0.insert(number, outline);
    }

    /// What is known of a paper.
    #[must_use]
    pub fn get(&self, number: PaperNumber) -> Option<&Outline> {
        self.0.get(&number)
    }

    /// How many papers it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Settles what became of every reference of a record, with what is known of the other papers of the run.
///
/// It can run again with another index: it replaces what it said before. What it says is info, so a record's status
/// does not depend on the run. A missing question of the paper itself is info too: nearly always the paper is
/// misprinted there, and a question that we lost leaves a gap in the numbers, which has its own warning.
pub fn resolve_in(record: &mut Record, index: &Index) {
    let own = Outline::of(record);
    let number = record.paper.number;
    record.diagnostics.retain(|diagnostic| diagnostic.code != Code::ReferenceAbsent);
    let asked_in: Vec<Vec<u32>> = record.references.iter().map(|reference| asked_in(reference.from, &record.answers)).collect();
    let mut doubts = Vec::new();
    for (reference, asked) in record.references.iter_mut().zip(asked_in) {
        reference.resolution = resolution(reference, number, &own, &asked, index);
        if reference.resolution == Resolution::Absent
            && let Some(message) = absent(reference, !own.questions.is_empty())
        {
            doubts.push(Diagnostic::info(Code::ReferenceAbsent, reference.spans.hull(), message));
        }
    }
    record.note(doubts);
}

/// The questions whose text or answer an element is.
fn asked_in(element: Element, answers: &[Answer]) -> Vec<u32> {
    match element {
        Element::Question(id) => vec![id.number()],
        Element::Answer(id) => {
            let answered = answers.iter().filter(|answer| answer.id == id).flat_map(|answer| &answer.questions);
            answered.map(|question| question.number()).collect()
        }
        Element::Preface(_) | Element::Body => Vec::new(),
    }
}

fn resolution(reference: &Reference, number: Option<PaperNumber>, own: &Outline, asked: &[u32], index: &Index) -> Resolution {
    let here = |there: bool| if there { Resolution::Paper } else { Resolution::Absent };
    match reference.kind {
        ReferenceKind::Question => here(own.has_questions(&reference.questions)),
        ReferenceKind::Preface => here(own.has_preface(reference.of)),
        ReferenceKind::Annex => here(own.has_annex(reference.label.as_deref().unwrap_or_default(), asked)),
        ReferenceKind::Bundesrat | ReferenceKind::Plenary => Resolution::Outside,
        ReferenceKind::Paper => {
            let paper: Option<PaperNumber> = reference.paper.as_deref().and_then(|paper| paper.parse().ok());
            match paper.map(|paper| (paper, index.get(paper))) {
                Some((paper, _)) if Some(paper) == number => here(own.has_questions(&reference.questions)),
                Some((_, Some(outline))) if outline.has_questions(&reference.questions) => Resolution::Batch,
                Some((_, Some(_))) => Resolution::Absent,
                Some((_, None)) | None => Resolution::Outside,
            }
        }
    }
}

/// What there is to say of a reference into the void. Annexes are seldom printed with their paper, prefaces that are
/// headed otherwise are common, and a paper that we did not structure has no questions to miss.
fn absent(reference: &Reference, structured: bool) -> Option<String> {
    let named = || reference.questions.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    match reference.kind {
        ReferenceKind::Question if structured => Some(format!("this paper has no question {}", named())),
        ReferenceKind::Preface if structured => Some(format!("this paper has no preface as „{}“ names it", reference.text)),
        ReferenceKind::Paper => Some(format!("{} has no question {}", reference.paper.as_deref().unwrap_or_default(), named())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::references::expand::{Holds, Home, references};
    use crate::references::find::{Found, in_text};
    use crate::span::Spans;

    fn ids(names: &str) -> Vec<QuestionId> {
        names.split(' ').filter_map(|name| name.parse().ok()).collect()
    }

    fn outline(questions: &str, prefaces: &[Voice], annexes: &[&str]) -> Outline {
        Outline {
            questions: ids(questions),
            prefaces: prefaces.to_vec(),
            annexes: annexes.iter().map(|&label| label.to_owned()).collect(),
            collection: false,
        }
    }

    fn reference_to(words: &str) -> Reference {
        let found = in_text(words).into_iter().map(|(range, target)| Found { from: Element::Body, target, range, spans: Spans::none() });
        let (references, _) = references(found.collect(), words, Home { printed: &[], holds: Holds::Collection });
        references.into_iter().next().expect("a reference")
    }

    #[test]
    fn references_are_settled_in_the_paper_and_in_the_run() {
        let own = outline("1 2 2a", &[Voice::Government], &["Anlage 1"]);
        let mut index = Index::new();
        index.insert(PaperNumber::new(20, 7), outline("1 2 3", &[], &[]));
        for (words, want) in [
            ("siehe Antwort zu Frage 2a", Resolution::Paper),
            ("siehe Antwort zu Frage 2b", Resolution::Absent),
            ("die Fragen 1 bis 3", Resolution::Absent),
            ("auf die Vorbemerkung der Bundesregierung verwiesen", Resolution::Paper),
            ("auf die Vorbemerkung der Fragesteller verwiesen", Resolution::Absent),
            ("in der Vorbemerkung genannt", Resolution::Paper),
            ("der Anlage 1 zu entnehmen", Resolution::Paper),
            ("der Anlage 2 zu entnehmen", Resolution::Absent),
            ("Antwort zu Frage 3 auf Bundestagsdrucksache 20/7", Resolution::Batch),
            ("Antwort zu Frage 4 auf Bundestagsdrucksache 20/7", Resolution::Absent),
            ("Bundestagsdrucksache 20/7", Resolution::Batch),
            ("Bundestagsdrucksache 20/8", Resolution::Outside),
            ("Frage 2 auf Bundestagsdrucksache 21/5", Resolution::Paper),
            ("Bundesratsdrucksache 20/7", Resolution::Outside),
            ("Plenarprotokoll 20/7", Resolution::Outside),
        ] {
            assert_eq!(resolution(&reference_to(words), Some(PaperNumber::new(21, 5)), &own, &[], &index), want, "{words}");
        }
    }

    #[test]
    fn an_annex_is_that_of_its_question() {
        for (annexes, collection, label, asked, want) in [
            (&["Anlage"][..], false, "Anlage 1", &[][..], true),
            (&["Anlage"], false, "Anlage 2", &[], false),
            (&["Anlage", "Anlage 2"], false, "Anlage 1", &[], false),
            (&["Anlage zu Frage 4"], false, "Anlage", &[9], true),
            (&["Anlage zu Frage 4"], true, "Anlage", &[4], true),
            (&["Anlage zu Frage 4"], true, "Anlage", &[9], false),
            (&["Anlage zu Frage 4"], true, "Anlage", &[3, 4], true),
            (&["Anlage 2 zu Frage 4"], true, "Anlage 1", &[4], false),
            (&["Anlage zur Schriftlichen Frage 8 / 31"], true, "Anlage", &[8], false),
            (&["Anlage"], true, "Anlage", &[9], true),
            (&[], true, "Anlage", &[9], false),
        ] {
            let own = Outline { collection, ..outline("1 2", &[], annexes) };
            assert_eq!(own.has_annex(label, asked), want, "{label} in {annexes:?}, {asked:?}");
        }
    }

    #[test]
    fn resolving_again_replaces_what_was_said() {
        let source = crate::Source::from_text("x.txt", "").expect("a source");
        let mut record = crate::parse(&source, &crate::Companions::default());
        record.diagnostics.clear();
        record.paper.number = Some(PaperNumber::new(21, 5));
        record.references = vec![reference_to("Antwort zu Frage 4 auf Bundestagsdrucksache 20/7")];
        let status = record.status;
        let mut index = Index::new();
        index.insert(PaperNumber::new(20, 7), outline("1 2 3", &[], &[]));
        for (index, want, said) in
            [(&index, Resolution::Absent, 1), (&index, Resolution::Absent, 1), (&Index::new(), Resolution::Outside, 0)]
        {
            resolve_in(&mut record, index);
            assert_eq!(record.references.first().map(|one| one.resolution), Some(want));
            assert_eq!(record.diagnostics.len(), said);
            assert!(record.diagnostics.iter().all(|one| one.severity == crate::Severity::Info));
            assert_eq!(record.status, status);
        }
    }
}
