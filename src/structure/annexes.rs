//! Annexes: what follows the answers under „Anlage“. They can be a hundred times longer than the answers.

use std::collections::HashSet;

use super::outline::{Place, Step};
use super::rows::Row;
use crate::cleaning::reading::Pages;
use crate::cleaning::words::last_token;
use crate::diagnostic::Diagnostic;
use crate::grammar::annexes;
use crate::grammar::openings::Opening;
use crate::ledger::Rule;
use crate::span::Span;

/// Where an annex begins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AnnexHeading<'a> {
    /// „Anlage 1“ as printed; empty where an annex has no heading.
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
/// Lines above a table that may announce it.
const ANNOUNCEMENT: usize = 4;
/// The most lines that name the inquiry above a heading in whose line the table begins.
const NAME_OF_INQUIRY: usize = 3;
/// No sentence takes so many lines: where none ends for so long there is no running text.
const LONGEST_SENTENCE: usize = 12;
/// Of a hundred lines of a table at most so many begin with a small letter.
const SMALL: usize = 20;
/// Of a hundred lines of such an annex at most so many end a sentence.
const SENTENCES: usize = 25;

/// What stands behind the last answer under no heading, or only under one further down, at the margin of the page.
enum Unheaded {
    /// An annex begins with the row.
    Annex(usize, Rule),
    /// One may.
    Doubt(usize),
}

/// A title and a table behind the last answer are the annex where „Die Werte zeigt Anlage 4.“ ends what the government says,
/// and where a note says that the annex is not printed, for DIP's text has it all the same. Returns the doubt where one may
/// begin or not.
pub(crate) fn begin_unheaded(steps: &mut Vec<Step>, rows: &[Row<'_>], not_printed: bool) -> Option<Diagnostic> {
    let (answer, from) = last_answer(steps)?;
    let headed = steps.get(answer + 1).map(|annex| annex.row.saturating_sub(from));
    let (before, rest) = rows.split_at_checked(from)?;
    let (begin, rule) = match unheaded(before, rest, headed, not_printed)? {
        Unheaded::Annex(at, rule) => (from + at, rule),
        Unheaded::Doubt(at) => {
            return Some(rest.get(at)?.doubt("the annex that the paper does not print may begin here, or further down"));
        }
    };
    let step = Step { row: begin, place: Place::Annex, rule };
    match steps.get_mut(answer + 1) {
        Some(annex) if annex.row <= begin => {}
        Some(annex) => *annex = step,
        None => steps.push(step),
    }
    None
}

/// What the rows from the last answer on have under no heading. `headed` is the row of the first heading.
fn unheaded(before: &[Row<'_>], rows: &[Row<'_>], headed: Option<usize>, not_printed: bool) -> Option<Unheaded> {
    if let Some(at) = behind_referral(rows) {
        return Some(Unheaded::Annex(at, Rule::BehindReferral));
    }
    if !not_printed {
        return None;
    }
    if let Some(at) = named_in_line(rows).filter(|&at| headed.is_none_or(|head| at < head)) {
        return Some(Unheaded::Annex(at, Rule::NotPrinted));
    }
    match behind_sentences(rows, headed) {
        Some(at) if headed.is_some() || names_itself(before, rows.get(at..)?) => Some(Unheaded::Annex(at, Rule::NotPrinted)),
        Some(at) => Some(Unheaded::Doubt(at)),
        None => (headed.is_none() && ends_in_table(rows)).then_some(Unheaded::Doubt(0)),
    }
}

/// „Anlage der Behörde zu Frage 6“, or „Tabelle 1: Bojen nach Häfen“ where an answer names „Tabelle 1 im Anhang“: without such
/// a line a table may be the answer's.
fn names_itself(before: &[Row<'_>], rest: &[Row<'_>]) -> bool {
    let begins = |name: &&str| {
        let mut behind = rest.iter().filter_map(|row| row.words.strip_prefix(*name));
        behind.any(|behind| !behind.starts_with(char::is_alphanumeric))
    };
    let in_annex = |pair: &[Row<'_>]| say(pair, &["abelle", "bersicht"]) && say(pair, &["Anhang", "Anlage"]);
    ["Anlage", "Anhang"].iter().any(begins) || ["Tabelle", "Übersicht"].iter().any(begins) && before.windows(2).any(in_annex)
}

/// „Kleine Anfrage 21/9⏎⏎Anlage Ufer Zahl der Stege“: a heading that the table runs on behind, as in text that was set again,
/// with the lines above it that end no sentence. Returns the first of them.
fn named_in_line(rows: &[Row<'_>]) -> Option<usize> {
    // „… in der kerntechnischen⏎Anlage Gorleben. Dort …“ is a sentence.
    let runs_on = |row: &Row<'_>| row.words.strip_prefix("Anlage ").is_some_and(|rest| rest.trim_start().starts_with(char::is_uppercase));
    let parted = |above: &Row<'_>, row: &Row<'_>| {
        row.blank_before || !above.broken && (above.stops || above.words.ends_with(|c: char| c.is_ascii_digit()))
    };
    let heads = |rows: &[Row<'_>]| match rows {
        [above, row, below] => {
            let goes_on = below.opening == Opening::Small && !row.words.ends_with('-');
            runs_on(row) && parted(above, row) && !goes_on && !row.stops && row.inner_stops() == 0
        }
        _ => false,
    };
    let named = rows.windows(3).position(heads)? + 1;
    let ends = rows.get(..named)?.iter().rposition(|row| row.stops && !row.broken)?;
    (named - ends <= NAME_OF_INQUIRY).then_some(ends + 1)
}

/// Whether lines hold one of the words.
fn say(rows: &[Row<'_>], words: &[&str]) -> bool {
    rows.iter().any(|row| words.iter().any(|word| row.words.contains(word)))
}

fn ends_in_table(rows: &[Row<'_>]) -> bool {
    let end = rows.len().checked_sub(SHORTEST_UNHEADED).and_then(|from| rows.get(from..));
    end.is_some_and(|end| is_table(end.len(), sentences(end)))
}

/// The step that begins the last answer, and its row, if only annexes follow.
fn last_answer(steps: &[Step]) -> Option<(usize, usize)> {
    let answer = steps.iter().rposition(|step| step.place != Place::Annex)?;
    steps.get(answer).filter(|step| step.place == Place::Answer).map(|step| (answer, step.row))
}

/// The first row behind an answer that only refers to an annex, if a title stands there and a table follows.
fn behind_referral(rows: &[Row<'_>]) -> Option<usize> {
    let ends = |end: usize| rows.get(end - 1).is_some_and(|row| row.stops && !row.broken);
    let end = (1..=LONGEST_REFERRAL).find(|&end| ends(end) && rows.get(..end).is_some_and(refers))?;
    let rest = rows.get(end..)?;
    let table = is_table(rest.len(), sentences(rest));
    (table && rest.first().is_some_and(|title| is_title(title) && !title.broken)).then_some(end)
}

/// The first row behind the end of a sentence that begins a table with its title, unless the sentence announces it. Above
/// the heading of an annex only a table belongs to it.
fn behind_sentences(rows: &[Row<'_>], headed: Option<usize>) -> Option<usize> {
    let spoken = headed.and_then(|end| rows.get(..end)?.iter().rposition(ends_sentence)).unwrap_or(0);
    let mut left = sentences(rows);
    for (at, last) in rows.iter().enumerate().filter(|(_, row)| row.stops) {
        left -= 1;
        let rest = rows.get(at + 1..).unwrap_or_default();
        let ends = at >= spoken && !last.broken && last.ends_sentence() && is_table(rest.len(), left);
        let prose = || match headed.and_then(|end| rows.get(at + 1..end)) {
            Some(above) => is_prose(above),
            None => rest.iter().take(LONGEST_SENTENCE).any(ends_sentence),
        };
        if ends && rest.first().is_some_and(is_title) && !prose() {
            let said = rows.get((at + 1).saturating_sub(ANNOUNCEMENT)..=at)?;
            return (!announces_table(said)).then_some(at + 1);
        }
    }
    None
}

/// How many lines end a sentence.
fn sentences(rows: &[Row<'_>]) -> usize {
    rows.iter().filter(|row| row.stops).count()
}

/// Whether lines, of which so many end a sentence, are a table's.
fn is_table(lines: usize, sentences: usize) -> bool {
    lines >= SHORTEST_UNHEADED && sentences * 100 <= lines * SENTENCES
}

/// Whether lines in which no sentence ends are one nevertheless: „… sind wie folgt vorgesehen:“, and a list.
fn is_prose(rows: &[Row<'_>]) -> bool {
    let goes_on = |pair: &(&Row<'_>, &Row<'_>)| !pair.0.words.ends_with('-') && pair.1.opening == Opening::Small;
    let small = rows.iter().zip(rows.iter().skip(1)).filter(goes_on).count();
    small * 100 > rows.len() * SMALL || rows.iter().any(|row| row.words.ends_with(':'))
}

/// Whether a sentence ends in the line, or at its end.
fn ends_sentence(row: &Row<'_>) -> bool {
    row.inner_stops() > 0 || row.ends_sentence()
}

fn is_title(row: &Row<'_>) -> bool {
    row.opening == Opening::Other && row.label.is_none() && !row.ends_sentence() && !row.is_formula() && !row.sentence
}

/// „… zeigt die nachstehende Tabelle.“: the table is the answer's.
fn announces_table(said: &[Row<'_>]) -> bool {
    say(said, &["olgend", "achstehend", "ntenstehend", "unten stehend", "abelle", "bersicht", "wie folgt"])
}

/// Whether lines refer to an annex.
fn refers(referral: &[Row<'_>]) -> bool {
    const VERBS: [&str; 7] = ["verwiesen", "entnehmen", "entnommen", "iehe ", "ersichtlich", "dargestellt", "aufgeführt"];
    // „Auf die Anlage zur Antwort auf Bundestagsdrucksache 20/12 wird verwiesen.“: another paper's.
    say(referral, &["Anlage", "Anhang"]) && say(referral, &VERBS) && !say(referral, &["rucksache"])
}

/// Rows at an annex's head in which its label may stand at the end of a line.
const HEAD_ROWS: usize = 3;

/// The headings in a stretch of annexes. Its pages repeat their heading, so only another label begins another annex.
pub(crate) fn headings<'a>(pages: &Pages<'_>, stretch: &[Row<'a>]) -> Vec<AnnexHeading<'a>> {
    let mut found: Vec<AnnexHeading<'a>> = Vec::new();
    let mut known = HashSet::new();
    for (at, row) in stretch.iter().enumerate() {
        let label = if row.annex { annexes::heading(row.words).map(|(_, label)| label).ok() } else { None };
        let begun = match label {
            Some(label) if !known.contains(&annexes::plain(label)) => {
                Some(AnnexHeading { label, line: row.full, from: pages.place_of(row.full) })
            }
            Some(_) => None,
            None if at == 0 => Some(begun_without(pages, stretch, row)),
            None => {
                let next = label_at_end(row).filter(|label| found.last().is_some_and(|last| follows(last.label, label)));
                next.map(|label| AnnexHeading::without_line(pages, label, row))
            }
        };
        if let Some(heading) = begun {
            known.insert(annexes::plain(heading.label));
            found.push(heading);
        }
    }
    found
}

/// An annex whose first line is no heading. Its label can stand at the end of a line („Pegelstände Anlage 1“) or below, as
/// some extractors give what stands at a page's margin behind the page: then it is the first one's, or only page numbers
/// stand above it. Such a line stays in the text, in whose midst it stands.
fn begun_without<'a>(pages: &Pages<'_>, stretch: &[Row<'a>], first: &Row<'a>) -> AnnexHeading<'a> {
    if let Some(label) = stretch.iter().take(HEAD_ROWS).find_map(label_at_end) {
        return AnnexHeading::without_line(pages, label, first);
    }
    let below = stretch.iter().position(|row| row.annex).and_then(|at| stretch.get(..at).zip(stretch.get(at)));
    let below = below.and_then(|(above, row)| Some((above, annexes::heading(row.words).ok()?.1)));
    let is_number = |row: &Row<'_>| row.words.bytes().all(|byte| byte.is_ascii_digit());
    let belongs = |(above, label): &(&[Row<'a>], &str)| number(label).is_none_or(|number| number == 1) || above.iter().all(is_number);
    AnnexHeading::without_line(pages, below.filter(belongs).map_or("", |(_, label)| label), first)
}

impl<'a> AnnexHeading<'a> {
    /// Of an annex that begins with a row which stays in its text.
    fn without_line(pages: &Pages<'_>, label: &'a str, first: &Row<'a>) -> Self {
        let from = pages.place_of(first.full);
        Self { label, line: Span::new(from, from), from }
    }
}

/// „Wehr Nord Anlage 4“: the label at a heading's end. „Zahlen in Anlage 4“ is in a sentence.
fn label_at_end<'a>(row: &Row<'a>) -> Option<&'a str> {
    let unnumbered = row.words.trim_end_matches(|c: char| c.is_ascii_digit());
    let before = unnumbered.strip_suffix(" Anlage ").filter(|_| unnumbered.len() < row.words.len())?;
    let last = last_token(before);
    let names = (last.starts_with(char::is_uppercase) || last.ends_with(')')) && !matches!(last, "Siehe" | "Vgl.");
    let label = row.words.get(before.len() + 1..)?;
    (names && !row.broken).then_some(label)
}

/// „Anlage 2“ behind „Anlage 1“.
fn follows(last: &str, label: &str) -> bool {
    number(label).zip(number(last)).is_some_and(|(this, last)| last.checked_add(1) == Some(this))
}

fn number(label: &str) -> Option<u32> {
    annexes::number(label)?.parse().ok()
}
