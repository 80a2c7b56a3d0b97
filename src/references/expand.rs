//! What was found becomes references: ranges become lists. What became of them is not known yet.

use std::collections::BTreeSet;

use super::find::Found;
use super::reference::{Reference, ReferenceKind, Resolution};
use crate::cleaning::words::one_line;
use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::references::Target;
use crate::id::{QuestionId, QuestionList, QuestionRange};
use crate::span::offset;

/// How many ids a range, and a whole list, is written out to; beyond that the two ends stand for it. No paper asks
/// as many questions but a Große Anfrage now and then.
const WRITTEN_OUT_AT_MOST: u32 = 200;

/// The ids that a list names, and whether a range of it was too long to write out.
///
/// „2 bis 7“ is 2, 3 … 7, no parts; „31 bis 31b“ is 31, 31a, 31b. Where a range runs over the parts of several
/// questions („10a bis 11b“), `printed`, the sorted ids of the paper meant, says which parts there are.
#[must_use]
fn expand(list: &QuestionList, printed: &[QuestionId]) -> (Vec<QuestionId>, bool) {
    let mut ids: Vec<QuestionId> = Vec::new();
    let mut seen = BTreeSet::new();
    let mut add = |ids: &mut Vec<QuestionId>, more: &mut dyn Iterator<Item = QuestionId>| ids.extend(more.filter(|&id| seen.insert(id)));
    let mut too_long = false;
    for &range in list.ranges() {
        let room = WRITTEN_OUT_AT_MOST.saturating_sub(offset(ids.len()));
        if range.from >= range.to || range.to.number() - range.from.number() > room {
            too_long |= range.from < range.to;
            add(&mut ids, &mut [range.from, range.to].into_iter());
        } else if range.from.is_whole() && range.to.is_whole() {
            add(&mut ids, &mut (range.from.number()..=range.to.number()).map(QuestionId::whole));
        } else if range.from.number() == range.to.number() {
            add(&mut ids, &mut parts(range.from, range.to));
        } else {
            add(&mut ids, &mut over_parts(range, printed).into_iter());
        }
    }
    (ids, too_long)
}

/// 31, 31a, 31b.
fn parts(from: QuestionId, to: QuestionId) -> impl Iterator<Item = QuestionId> {
    std::iter::successors(Some(from.part()), |part| part.next())
        .take_while(move |&part| part <= to.part())
        .map(move |part| QuestionId::part_of(from.number(), part))
}

/// „10a bis 11b“: those that the paper prints between the two, else the ends, whole numbers, and the last one's parts.
fn over_parts(range: QuestionRange, printed: &[QuestionId]) -> Vec<QuestionId> {
    let (first, last) = (printed.partition_point(|id| *id < range.from), printed.partition_point(|id| *id <= range.to));
    let between = printed.get(first..last).unwrap_or_default();
    if between.first() == Some(&range.from) && between.last() == Some(&range.to) {
        return between.iter().copied().take(WRITTEN_OUT_AT_MOST as usize).collect();
    }
    let wholes = (range.from.number() + 1..range.to.number()).map(QuestionId::whole);
    std::iter::once(range.from).chain(wholes).chain(parts(range.to.stem(), range.to)).collect()
}

/// The references of a record from what was found in its elements, and what their ranges gave cause to say.
#[must_use]
pub(crate) fn references(found: Vec<Found>, reading_text: &str, home: Home<'_>) -> (Vec<Reference>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let references = found.into_iter().filter_map(|found| reference(found, reading_text, home, &mut diagnostics)).collect();
    (references, diagnostics)
}

/// What of the paper itself decides what its references mean.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Home<'a> {
    /// Ids of its questions and sub-questions, sorted.
    pub printed: &'a [QuestionId],
    /// What it holds.
    pub holds: Holds,
}

/// Whose questions a paper holds: a „Schriftliche Frage 12“ without a paper is this one's only in a collection.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Holds {
    /// An inquiry's, or none.
    Inquiry,
    /// Those of many members: Schriftliche Fragen, Fragen for the Fragestunde.
    Collection,
}

fn reference(found: Found, reading_text: &str, home: Home<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Reference> {
    let text = reading_text.get(found.range.clone()).unwrap_or_default();
    let mut reference = Reference {
        from: found.from,
        kind: ReferenceKind::Question,
        text: one_line(text),
        spans: found.spans,
        questions: Vec::new(),
        paper: None,
        of: None,
        label: None,
        resolution: Resolution::Outside,
    };
    let mut too_long = false;
    match found.target {
        Target::Collected(_) if home.holds == Holds::Inquiry => return None,
        Target::Question(list) | Target::Collected(list) => (reference.questions, too_long) = expand(&list, home.printed),
        Target::Preface(of) => (reference.kind, reference.of) = (ReferenceKind::Preface, Some(of.into())),
        Target::Paper(number, list) => {
            (reference.questions, too_long) = expand(&list, &[]);
            (reference.kind, reference.paper) = (ReferenceKind::Paper, Some(number.to_string()));
        }
        Target::Bundesrat(number) => (reference.kind, reference.paper) = (ReferenceKind::Bundesrat, Some(number)),
        Target::Plenary(number) => (reference.kind, reference.paper) = (ReferenceKind::Plenary, Some(number.to_string())),
        Target::Annex(label) => (reference.kind, reference.label) = (ReferenceKind::Annex, Some(label)),
    }
    if too_long {
        let message =
            format!("„{}“ names more than {WRITTEN_OUT_AT_MOST} questions; only the ends of its range are listed", reference.text);
        diagnostics.push(Diagnostic::info(Code::RangeTooLong, reference.spans.hull(), message));
    }
    Some(reference)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::numbers::question_list;

    fn ids(names: &str) -> Vec<QuestionId> {
        names.split(' ').filter_map(|name| name.parse().ok()).collect()
    }

    #[test]
    fn ranges_become_the_ids_that_they_name() {
        let printed = ids("9 10 10a 10b 10c 11 11a 11b 12");
        for (text, want, long) in [
            ("2 bis 7", "2 3 4 5 6 7", false),
            ("31 bis 31b", "31 31a 31b", false),
            ("2b bis 2d", "2b 2c 2d", false),
            ("10a bis 11b", "10a 10b 10c 11 11a 11b", false),
            ("20a bis 22b", "20a 21 22 22a 22b", false),
            ("33 und 24", "33 24", false),
            ("5 bis 3", "5 3", false),
            ("4, 4 und 5", "4 5", false),
            ("1 bis 4000000000", "1 4000000000", true),
            ("1 bis 300 und 7", "1 300 7", true),
        ] {
            let (_, list) = question_list(text).expect(text);
            assert_eq!(expand(&list, &printed), (ids(want), long), "{text}");
        }
    }

    #[test]
    fn a_long_list_is_bounded_as_a_whole() {
        let many = "1 bis 150, 151 bis 300, 301 bis 450, ".repeat(3) + "7";
        let (_, list) = question_list(&many).expect("a list");
        let (ids, long) = expand(&list, &[]);
        assert!(long && ids.len() < 200, "{}", ids.len());
    }
}
