//! Annexes: what follows the answers under „Anlage“. They can be a hundred times longer than the answers.

use super::outline::{Place, Step};
use super::rows::{Opening, Row};
use crate::cleaning::reading::Pages;
use crate::grammar::markers::annex_heading;
use crate::ledger::Rule;
use crate::span::Span;

/// Where an annex begins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Heading<'a> {
    /// „Anlage 1“; empty where an annex has no heading.
    pub label: &'a str,
    /// The heading's line, or nothing.
    pub line: Span,
    /// Where the annex begins to be read; the heading may stand below.
    pub from: u32,
}

/// Lines of an answer that only refers to an annex.
const LONGEST_REFERRAL: usize = 4;
/// An annex that stands under no heading has at least so many lines: fewer are a table of the answer.
const SHORTEST_UNHEADED: usize = 20;
/// Of a hundred lines of such an annex at most so many end a sentence.
const SENTENCES: usize = 25;

/// „Die Werte zeigt Anlage 4.“ ends what the government says; a title and a table behind it are the annex, though no
/// „Anlage“ (or only one further down, at the margin of the page) stands above them.
pub(crate) fn begin_unheaded(steps: &mut Vec<Step>, rows: &[Row<'_>]) {
    let Some(answer) = steps.iter().rposition(|step| step.place == Place::Answer) else { return };
    let Some(Step { row: from, .. }) = steps.get(answer).copied() else { return };
    if steps.iter().skip(answer + 1).any(|step| step.place != Place::Annex) {
        return;
    }
    let Some(begin) = behind_referral(rows.get(from..).unwrap_or_default()).map(|at| from + at) else { return };
    match steps.get_mut(answer + 1) {
        Some(annex) if annex.row <= begin => {}
        Some(annex) => annex.row = begin,
        None => steps.push(Step { row: begin, place: Place::Annex, rule: Rule::BehindReferral }),
    }
}

/// The first row behind an answer that only refers to an annex, if a title stands there and a table follows.
fn behind_referral(rows: &[Row<'_>]) -> Option<usize> {
    let ends = |end: usize| rows.get(end - 1).is_some_and(|row| row.stops && !row.broken);
    let end = (1..=LONGEST_REFERRAL).find(|&end| ends(end) && rows.get(..end).is_some_and(refers))?;
    let rest = rows.get(end..)?;
    let title = rest.first()?;
    let sentences = rest.iter().filter(|row| row.stops).count();
    let table = rest.len() >= SHORTEST_UNHEADED && sentences * 100 <= rest.len() * SENTENCES;
    let opens = title.opening == Opening::Other && title.label.is_none() && !title.broken && !title.stops && !title.is_formula();
    (table && opens).then_some(end)
}

/// Whether lines refer to an annex.
fn refers(referral: &[Row<'_>]) -> bool {
    const VERBS: [&str; 7] = ["verwiesen", "entnehmen", "entnommen", "iehe ", "ersichtlich", "dargestellt", "aufgeführt"];
    let says = |words: &[&str]| referral.iter().any(|row| words.iter().any(|word| row.words.contains(word)));
    says(&["Anlage", "Anhang"]) && says(&VERBS)
}

/// Rows at an annex's head in which its label may stand at the end of a line.
const HEAD_ROWS: usize = 3;

/// The headings in a stretch of annexes. Its pages repeat their heading, so only another label begins another annex.
pub(crate) fn headings<'a>(pages: &Pages<'_>, stretch: &[Row<'a>]) -> Vec<Heading<'a>> {
    let mut found: Vec<Heading<'a>> = Vec::new();
    for (at, row) in stretch.iter().enumerate() {
        let label = if row.annex { annex_heading::<()>(row.words).map(|(_, label)| label).ok() } else { None };
        match label {
            Some(label) if found.last().is_none_or(|last| last.label != label) && !row.words.is_empty() => {
                let known = found.iter().any(|one| one.label == label);
                if !known {
                    found.push(Heading { label, line: row.full, from: pages.place_of(row.full) });
                }
            }
            None if at == 0 => found.push(begun_without(pages, stretch, row)),
            None => {
                let next = label_at_end(row).filter(|label| found.last().is_some_and(|last| follows(last.label, label)));
                found.extend(next.map(|label| Heading::without_line(pages, label, row)));
            }
            _ => {}
        }
    }
    found
}

/// An annex whose first line is no heading. Its label can stand at the end of a line („Pegelstände Anlage 1“) or below, as
/// some extractors give what stands at a page's margin behind the page: then it is the first one's, or only page numbers
/// stand above it. Such a line stays in the text, in whose midst it stands.
fn begun_without<'a>(pages: &Pages<'_>, stretch: &[Row<'a>], first: &Row<'a>) -> Heading<'a> {
    if let Some(label) = stretch.iter().take(HEAD_ROWS).find_map(label_at_end) {
        return Heading::without_line(pages, label, first);
    }
    let below = stretch.iter().position(|row| row.annex).and_then(|at| stretch.get(..at).zip(stretch.get(at)));
    let below = below.and_then(|(above, row)| Some((above, annex_heading::<()>(row.words).ok()?.1)));
    let is_number = |row: &Row<'_>| row.words.bytes().all(|byte| byte.is_ascii_digit());
    let belongs = |(above, label): &(&[Row<'a>], &str)| number(label).is_none_or(|number| number == 1) || above.iter().all(is_number);
    Heading::without_line(pages, below.filter(belongs).map_or("", |(_, label)| label), first)
}

impl<'a> Heading<'a> {
    /// Of an annex that begins with a row which stays in its text.
    fn without_line(pages: &Pages<'_>, label: &'a str, first: &Row<'a>) -> Self {
        let from = pages.place_of(first.full);
        Self { label, line: Span::new(from, from), from }
    }
}

/// „Wehr Nord Anlage 4“: the label at a heading's end. „Zahlen in Anlage 4“ is in a sentence.
fn label_at_end<'a>(row: &Row<'a>) -> Option<&'a str> {
    let (before, number) = row.words.rsplit_once(" Anlage ")?;
    let counts = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let last = before.rsplit(' ').next().unwrap_or_default();
    let names = (last.starts_with(char::is_uppercase) || last.ends_with(')')) && !matches!(last, "Siehe" | "Vgl.");
    let label = row.words.get(before.len() + 1..)?;
    (counts && names && !row.broken).then_some(label)
}

/// „Anlage 2“ behind „Anlage 1“.
fn follows(last: &str, label: &str) -> bool {
    number(label).zip(number(last)).is_some_and(|(this, last)| this == last + 1)
}

fn number(label: &str) -> Option<u32> {
    label.rsplit(' ').next()?.parse().ok()
}
