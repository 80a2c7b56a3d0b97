//! Where one paper ends and the next begins in a text that holds several.
//!
//! A paper begins with the head of its first page, „Deutscher Bundestag Drucksache 21/971 / 21. Wahlperiode
//! 23.07.2025“, in whatever lines an extractor set it. The heads of its other pages have a dash and no date. Archives
//! leave the head away; there an answer begins with its kind, „Antwort / der Bundesregierung / auf die Kleine Anfrage“.

use memchr::{memchr, memmem};

use crate::grammar::headings::preface_heading;
use crate::grammar::transmittal::{LONGEST_NOTE, SENT, ends_note, opens_transmittal};
use crate::grammar::{dates, title_block};
use crate::id::PaperNumber;
use crate::source::{Source, SourcePart};
use crate::span::{Span, offset};
use crate::voice::Voice;

/// Words before the first head that are more than a note (transmittal, advance copy) are a paper without a head.
const LONGEST_PRELUDE: usize = 1500;

/// The head of a first page has at most so many lines.
const HEAD_LINES: usize = 5;

/// A head is shorter than this many bytes, blank lines included.
const HEAD_BYTES: usize = 300;

/// The papers of a source: itself, or one source a part.
#[must_use]
pub(crate) fn split(source: Source) -> Vec<Source> {
    let text = source.text();
    let starts = if source.part().is_some() { Vec::new() } else { starts(text) };
    if starts.len() < 2 {
        return vec![source];
    }
    let ends = starts.iter().skip(1).copied().chain(std::iter::once(text.len()));
    let of = offset(starts.len());
    let parts = starts.iter().zip(ends).zip(1..);
    parts.map(|((&from, to), index)| source.with_part(SourcePart { index, of, span: Span::of(from..to) })).collect()
}

/// Where papers begin; the first at the text's first byte.
fn starts(text: &str) -> Vec<usize> {
    let mut heads: Vec<(usize, (PaperNumber, Option<&str>))> = Vec::new();
    let mut facsimiles = Vec::new();
    for at in memmem::find_iter(text.as_bytes(), "Deutscher") {
        let Some(line) = line_start(text, at) else { continue };
        let Some(number) = text.get(at..).and_then(first_page_head) else { continue };
        match heads.last() {
            // The paper's own first page among its annexes begins no other paper.
            Some(&(_, last)) if last == number => facsimiles.push(line),
            _ => heads.push((line, number)),
        }
    }
    let mut starts: Vec<usize> = heads.iter().map(|&(at, _)| at).collect();
    for at in memmem::find_iter(text.as_bytes(), "Antwort") {
        let below = |&head: &usize| text.get(head..at).is_some_and(is_short);
        if text.get(at..).is_some_and(opens_answer)
            && !starts.iter().chain(&facsimiles).any(below)
            && let Some(line) = line_start(text, at)
        {
            starts.push(line);
        }
    }
    starts.sort_unstable();
    second_prefaces(text, &mut starts);
    leading_notes(text, &mut starts);
    let before = starts.first().and_then(|&first| text.get(..first)).unwrap_or_default();
    match starts.first_mut() {
        Some(first) if before.trim().len() <= LONGEST_PRELUDE => *first = 0,
        Some(_) => starts.insert(0, 0),
        None => {}
    }
    starts
}

/// A spread „V o r b e m e r k u n g  d e r  F r a g e s t e l l e r“ behind questions begins another paper: each has
/// one. Archives print only the title above it, or nothing.
fn second_prefaces(text: &str, starts: &mut Vec<usize>) {
    let mut found = Vec::new();
    for at in memmem::find_iter(text.as_bytes(), "V o r b e m") {
        let line = text.get(at..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        if preface_heading(line) != Some(Voice::Askers) {
            continue;
        }
        let known = starts.iter().chain(&found).filter(|&&start| start <= at).max().copied().unwrap_or(0);
        if text.get(known..at).is_some_and(asks_first)
            && let Some(start) = line_start(text, at)
        {
            // What stands before the first preface has questions: it is a paper, however short.
            found.extend((known == 0 && !starts.contains(&0) && found.is_empty()).then_some(0));
            found.push(title_above(text, start));
        }
    }
    starts.extend(found);
    starts.sort_unstable();
    starts.dedup();
}

/// „Die Antwort wurde namens … übermittelt. … Fragetext.“ above a paper's head or title is that paper's, where archives
/// put it first. At the foot of a last page it is the paper's before: then that has no other.
fn leading_notes(text: &str, starts: &mut [usize]) {
    let notes = |from: usize, to: usize| text.get(from..to).is_some_and(|paper| paper.lines().any(|line| opens_transmittal(line.trim())));
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain(std::iter::once(text.len())).collect();
    let first = text.lines().map(str::trim).find(|line| !line.is_empty()).is_some_and(opens_transmittal);
    let mut before = 0;
    for (start, end) in starts.iter_mut().zip(ends) {
        if let Some(note) = note_above(text, *start).filter(|&note| note > before) {
            let inquiry = text.get(before..note).is_some_and(|paper| paper.contains(REQUEST));
            if inquiry || notes(before, note) || first && !notes(*start, end) {
                *start = note;
            }
        }
        before = *start;
    }
}

/// Only inquiries have it, and they have no note.
const REQUEST: &str = "Wir fragen die Bundesregierung";

/// The start of the transmittal note that ends right above a line.
fn note_above(text: &str, line: usize) -> Option<usize> {
    let (mut start, mut lines) = (line, 0);
    for raw in text.get(..line)?.split_inclusive('\n').rev() {
        let words = raw.trim();
        start -= raw.len();
        lines += usize::from(!words.is_empty());
        if opens_transmittal(words) {
            return Some(start);
        }
        let last = ends_note(words) || words.ends_with(SENT);
        if lines == 1 && !last && !words.is_empty() || lines == LONGEST_NOTE {
            return None;
        }
    }
    None
}

/// Whether a first question stands in the text, to its mark. „1. Halbjahr 2027“ may begin a title.
fn asks_first(text: &str) -> bool {
    let behind = |first: &[u8]| memmem::find(text.as_bytes(), first).and_then(|at| text.as_bytes().get(at..));
    FIRST_QUESTION.iter().filter_map(|first| behind(first)).any(|question| memchr(b'?', question).is_some())
}

/// How the line of a first question begins.
const FIRST_QUESTION: [&[u8]; 4] = [b"\n1. ", b"\n 1. ", "\n\u{2002}1. ".as_bytes(), b"\n1.\n"];

/// A title has at most so many lines.
const TITLE_LINES: usize = 6;

/// The start of the title above a line: up to a page break (a leading space or a form feed), a blank line or the end of
/// a sentence. A blank line parts title and heading.
fn title_above(text: &str, line: usize) -> usize {
    let (mut start, mut words) = (line, 0);
    let above = text.get(..line).unwrap_or_default();
    for raw in above.split_inclusive('\n').rev().take(TITLE_LINES + 2) {
        let line = raw.trim();
        let blank = line.is_empty();
        if blank && words > 0 || !blank && line.ends_with(['.', '?', '!', ':', ',', ';', '-']) || words == TITLE_LINES {
            break;
        }
        start -= raw.len();
        words += usize::from(!blank);
        if !blank && raw.starts_with([' ', '\u{c}']) {
            break;
        }
    }
    if words == 0 { line } else { start }
}

/// Whether nothing but a head can stand here.
fn is_short(words: &str) -> bool {
    words.len() < HEAD_BYTES && words.lines().filter(|line| !line.trim().is_empty()).count() <= HEAD_LINES
}

/// The start of the line that has its first word at `at`.
fn line_start(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?.trim_end_matches([' ', '\t', '\u{c}', '\u{a0}']);
    (before.is_empty() || before.ends_with(['\n', '\r'])).then_some(before.len())
}

/// „Deutscher Bundestag“, „Drucksache 21/971 (neu)“, „21. Wahlperiode“ and a date, all four in any order and nothing
/// else: the number and its edition.
fn first_page_head(text: &str) -> Option<(PaperNumber, Option<&str>)> {
    let (mut house, mut number, mut period, mut date, mut kind) = (false, None, false, false, false);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()).take(HEAD_LINES) {
        // Some extractors set the kind between the head's two columns.
        if !kind && line.split_whitespace().count() <= 2 && line.chars().all(|c| c.is_alphabetic() || c == ' ') && !is_head_word(line) {
            kind = true;
            continue;
        }
        let mut rest = line;
        while !rest.is_empty() {
            let left = if let Some(left) = rest.strip_prefix("Deutscher").and_then(|left| left.trim_start().strip_prefix("Bundestag")) {
                house = true;
                left
            } else if rest.starts_with("Drucksache") {
                let (left, printed) = title_block::own_number(rest).ok()?;
                number = number.or(Some(printed));
                left
            } else if let Ok((left, _)) = title_block::period(rest) {
                period = true;
                left
            } else {
                date = true;
                dates::printed_day(rest).ok()?.0
            };
            rest = left.trim_start();
        }
        if house && period && date && number.is_some() {
            return number;
        }
    }
    None
}

fn is_head_word(line: &str) -> bool {
    ["Deutscher", "Bundestag", "Drucksache"].iter().any(|word| line.starts_with(word))
}

/// „Antwort / der Bundesregierung / auf die Kleine Anfrage“: its first line is the one word.
fn opens_answer(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.next() == Some("Antwort")
        && lines.next() == Some("der Bundesregierung")
        && lines.next().is_some_and(|line| line.starts_with("auf die Kleine Anfrage") || line.starts_with("auf die Große Anfrage"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const INQUIRY: &str = "Deutscher Bundestag Drucksache 21/799\n21. Wahlperiode 03.07.2025\nKleine Anfrage\nder Fraktion Rot\n\
        Brücken\nWir fragen die Bundesregierung:\n1. Wie viele?\nBerlin, den 3. Juli 2025\n";
    const ANSWER: &str = "\u{c}Deutscher Bundestag\n\n21. Wahlperiode\n\nDrucksache 21/971 (neu)\n\n23. 07. 2025\n\nAntwort\n\
        der Bundesregierung\nauf die Kleine Anfrage der Fraktion Rot\n– Drucksache 21/799 –\n1. Wie viele?\nZwölf.\n\
        Deutscher Bundestag – 21. Wahlperiode – 3 – Drucksache 21/971\nEnde.\n";

    fn parts(text: &str) -> Vec<String> {
        let source = Source::from_text("x.txt", text).expect("a small text");
        split(source).iter().map(|part| text[part.span().range()].to_owned()).collect()
    }

    #[test]
    fn papers_are_cut_at_their_first_pages() {
        let headless = ANSWER.split_once("2025\n\n").expect("a date").1;
        let other = &INQUIRY.replace("21/799", "21/800");
        let archive =
            " Zustand der Brücken\n\nV o r b e m e r k u n g  d e r  F r a g e s t e l l e r\n\nText.\n\n 1. Wie viele?\n\nZwölf.\n";
        let untitled = "V o r b e m e r k u n g  d e r  F r a g e s t e l l e r\n\nText.\n\n 1. Wann?\n\nBald.\n";
        for text in [
            [INQUIRY, ANSWER, other],
            [ANSWER, INQUIRY, ANSWER],
            [INQUIRY, headless, other],
            [archive, archive, untitled],
            [INQUIRY, archive, ANSWER],
        ] {
            assert_eq!(parts(&text.concat()), text);
        }
    }

    #[test]
    fn a_note_above_a_paper_is_its_own() {
        let note = "Die Antwort wurde namens der Bundesregierung mit Schreiben des Bundesministeriums für Verkehr\n\
            vom 5. Mai 2025 übermittelt.\nDie Drucksache enthält zusätzlich – in kleinerer Schrifttype – den Fragetext.\n";
        let archive =
            " Zustand der Brücken\n\nV o r b e m e r k u n g  d e r  F r a g e s t e l l e r\n\nText.\n\n 1. Wie viele?\n\nZwölf.\n";
        let (first, at_foot) = ([note, archive].concat(), [archive, note].concat());
        let headed = [note, ANSWER.trim_start()].concat();
        for parted in [
            [first.as_str(), &first, &first],
            [&at_foot, &at_foot, &at_foot],
            [INQUIRY, &first, &first],
            [archive, &at_foot, &at_foot],
            [INQUIRY, &headed, &headed.replace("21/971", "21/972")],
        ] {
            assert_eq!(parts(&parted.concat()), parted);
        }
    }

    #[test]
    fn a_single_paper_is_whole() {
        let facsimile = format!("{ANSWER}Anlage 1\n{ANSWER}");
        let noted = format!("Vorabfassung – wird durch die lektorierte Fassung ersetzt.\n{ANSWER}");
        let cited = format!("{ANSWER}Antwort\nder Bundesregierung\nzu Frage 3\nDeutscher Bundestag Drucksache 21/3\nwurde\n");
        let twice = "V o r b e m e r k u n g  d e r  F r a g e s t e l l e r\nText.\n".repeat(2);
        for text in [INQUIRY, ANSWER, &facsimile, &noted, &cited, &twice, ""] {
            assert_eq!(parts(text), [text]);
        }
        let source = Source::from_text("x.txt", INQUIRY).expect("a small text");
        assert!(split(source).first().is_some_and(|only| only.part().is_none()));
    }

    #[test]
    fn a_misprinted_day_hides_no_head() {
        for day in ["31.02.2025", "12.03.25", "12.03.202"] {
            let misprinted = INQUIRY.replace("03.07.2025", day);
            assert_eq!(parts(&[ANSWER, &misprinted].concat()), [ANSWER, &misprinted]);
        }
    }

    #[test]
    fn parts_are_counted() {
        let source = Source::from_text("x.txt", [INQUIRY, ANSWER].concat()).expect("a small text");
        let counted: Vec<_> = split(source).iter().filter_map(Source::part).map(|part| (part.index, part.of)).collect();
        assert_eq!(counted, [(1, 2), (2, 2)]);
    }
}
