//! Text that was set again runs together what was printed apart. Where what begins within a line is told by the line itself, and
//! by what stands behind it, it is cut here, before any row is read.

use memchr::{memchr, memchr_iter};

use crate::cleaning::words::last_token;
use crate::grammar::openings::{Opening, opening_of, opens_broken, opens_with_any};
use crate::grammar::sentences::ends_abbreviated;
use crate::grammar::{annexes, headings};

/// Where something begins within the words of a line, of which `plain` ones hold no sign; `behind` stands behind them.
pub(super) fn cut(words: &str, behind: &str, plain: bool) -> Option<usize> {
    let announced = if plain { None } else { announcement_behind_question(words, behind) };
    announced
        .or_else(|| text_behind_heading(words))
        .or_else(|| heading_behind_text(words, behind))
        .or_else(|| answer_behind_request(words))
        .or_else(|| number_behind_cell(words, behind))
        .or_else(|| if plain { None } else { note_in_text(words) })
}

/// „… in den * Von einer Drucklegung der Anlage wird abgesehen. Diese ist auf … abrufbar. Ländern …“: where a page's note begins or
/// ends that text which was set again has within a line.
fn note_in_text(words: &str) -> Option<usize> {
    const BEGINS: &str = "* Von einer Drucklegung";
    const ENDS: &str = "abrufbar. ";
    let at = memchr(b'*', words.as_bytes()).and_then(|_| words.find(BEGINS))?;
    if at > 0 { Some(at) } else { words.find(ENDS).map(|end| end + ENDS.len()) }
}

/// Where an announcement begins behind a question's mark in the same line: text that was set again runs them together, and
/// its line end (`behind` the words) may break the first word.
fn announcement_behind_question(words: &str, behind: &str) -> Option<usize> {
    const OPENINGS: [&str; 3] = ["Die Fragen ", "Aufgrund de", "Wegen de"];
    let opens = |rest: &str| opens_with_any(rest, &OPENINGS) || opens_broken(rest, behind, &OPENINGS);
    behind_marks(words).find(|&at| words.get(at..).is_some_and(opens))
}

/// „Suhl 1 3.“, a blank line, „Wie viele …“: where a question's number begins that an extractor put behind the last cell of the
/// table above it.
fn number_behind_cell(words: &str, behind: &str) -> Option<usize> {
    let number = Some(last_token(words.strip_suffix('.')?)).filter(|number| number.len() <= 2)?;
    let before = words.get(..words.len() - number.len() - 1)?;
    let is_cell = before.trim_end().ends_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | '%'));
    let mut lines = behind.lines().skip(1).skip_while(|line| line.trim().is_empty());
    let apart = behind.lines().nth(1).is_some_and(|line| line.trim().is_empty());
    let counts = number.bytes().all(|byte| byte.is_ascii_digit()) && is_cell && apart;
    (counts && opening_of(lines.next()?.trim()) == Opening::Question).then_some(before.len())
}

/// Where the text begins that runs in the same line behind a spread heading or the head of an annex's page („Anlage 1 Seite 1
/// von 12 Brücke Baujahr“), as it does where text was set again.
fn text_behind_heading(words: &str) -> Option<usize> {
    let rest = match words.as_bytes().first() {
        Some(b'V') => headings::behind_heading(words),
        Some(b'A') => annexes::page(words).map(|(rest, _)| rest).ok(),
        _ => None,
    };
    // „… zeigt⏎Anlage 1 Seite 1 von 2 in der Mitte.“ is a sentence.
    rest.filter(|rest| !rest.is_empty() && !rest.starts_with(char::is_lowercase)).map(|rest| words.len() - rest.len())
}

/// „… der Regeln (ebd.). Vorbemerkung der Bundesregierung“: where the heading begins that runs on behind a paragraph's last sentence,
/// where text was set again. „… (vgl. Vorbemerkung der Bundesregierung“ goes on in the next line (`behind` the words).
fn heading_behind_text(words: &str, behind: &str) -> Option<usize> {
    const LAST_WORDS: [&str; 2] = ["Bundesregierung", "Fragesteller"];
    if !LAST_WORDS.iter().any(|last| words.ends_with(last)) {
        return None;
    }
    let at = words.rfind(". Vorbemerkung")? + 1;
    let (before, heading) = (words.get(..at)?, words.get(at..)?.trim_start());
    let begins = behind.trim_start().starts_with(char::is_uppercase);
    let heads = begins && !ends_abbreviated(before) && headings::preface_heading(heading).is_some();
    heads.then(|| words.len() - heading.len())
}

/// „(Bitte begründen.) Die Länder …“: where the answer begins behind what only askers say, where text was set again.
fn answer_behind_request(words: &str) -> Option<usize> {
    if !words.starts_with("(Bitte ") && !words.starts_with("(bitte ") {
        return None;
    }
    let mut open = 0_usize;
    let closes = |(at, byte): (usize, u8)| {
        open = if byte == b'(' { open + 1 } else { open.saturating_sub(usize::from(byte == b')')) };
        (open == 0).then_some(at + 1)
    };
    let end = words.bytes().enumerate().find_map(closes)?;
    let rest = words.get(end..)?.strip_prefix(' ')?;
    rest.starts_with(char::is_uppercase).then_some(end + 1)
}

/// Where words begin behind the question marks in a line, however many blanks stand between.
pub(super) fn behind_marks(words: &str) -> impl Iterator<Item = usize> + '_ {
    memchr_iter(b'?', words.as_bytes()).filter_map(|mark| {
        let behind = words.get(mark + 1..)?;
        let rest = behind.trim_start_matches(' ');
        (rest.len() < behind.len()).then(|| words.len() - rest.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_behind_the_last_cell() {
        assert_eq!(number_behind_cell("Stege 1 3.", "\n\nWelche Stege gibt es?"), Some("Stege 1 ".len()));
        for (words, behind) in [
            ("Stege 1 3.", "\nWelche Stege gibt es?"),
            ("Stege 1 3.", "\n\nBrücken 4"),
            ("Das gilt ab Seite 3.", "\n\nWelche Stege gibt es?"),
            ("Stege 2025.", "\n\nWelche Stege gibt es?"),
        ] {
            assert_eq!(number_behind_cell(words, behind), None, "{words}");
        }
    }

    #[test]
    fn an_answer_begins_behind_a_request() {
        assert_eq!(answer_behind_request("(Bitte begründen.) Die Länder"), Some("(Bitte begründen.) ".len()));
        assert_eq!(answer_behind_request("(bitte nach Art (Stege usw.) ordnen) Die"), Some("(bitte nach Art (Stege usw.) ordnen) ".len()));
        let none = ["(Bitte begründen.)", "(bitte begründen), und", "(Siehe oben.) Die", "(bitte nach Art (Stege usw.) Anzahl"];
        assert!(none.iter().all(|words| answer_behind_request(words).is_none()));
    }

    #[test]
    fn a_heading_begins_behind_a_paragraph_s_last_sentence() {
        let words = "der Stege (ebd.). Vorbemerkung der Bundesregierung";
        assert_eq!(heading_behind_text(words, "\n\nDie Stege"), Some("der Stege (ebd.). ".len()));
        for (words, behind) in [
            (words, "\nverwiesen."),
            ("der Stege (vgl. Vorbemerkung der Fragesteller", "\nDie Stege"),
            ("Siehe auch Vorbemerkung der Bundesregierung", "\nDie Stege"),
        ] {
            assert_eq!(heading_behind_text(words, behind), None, "{words}{behind}");
        }
    }

    #[test]
    fn an_announcement_begins_behind_the_mark() {
        for (words, behind, want) in [
            ("statt?  Aufgrund  des Zusammenhangs", "", Some("statt?  ".len())),
            ("Wo? Seit wann? Die Fragen 1 und 2", "", Some("Wo? Seit wann? ".len())),
            ("statt? Auf-", "\ngrund des Zusammenhangs", Some("statt? ".len())),
            ("statt? Auf-", "\ngrund eines Fehlers", None),
            ("statt? Auf-", "\nbau der Netze", None),
            ("statt? Aufgrund eines Fehlers", "", None),
        ] {
            assert_eq!(announcement_behind_question(words, behind), want, "{words}{behind}");
        }
    }
}
