//! What lines lose or keep when their text is set again: a blank that is gone, a line end's hyphen in mid-line.

use std::ops::Range;

use memchr::memchr2_iter;

use crate::cleaning::compounds::closes_field;
use crate::cleaning::joining::Joining;
use crate::cleaning::words::{
    LONGEST_WORD, first_bytes, first_token, holds_next, last_bytes, last_token, leading, word_at_end, word_at_start,
};

/// A few bytes of a line that are wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Flaw {
    /// Where they stand in the words.
    pub at: Range<usize>,
    /// What should stand there.
    pub right: &'static str,
}

/// The first flaw in the words. `begun` is what stands before them without a blank.
pub(super) fn flaw(words: &str, begun: &str, joining: &Joining<'_>) -> Option<Flaw> {
    memchr2_iter(b'/', b'-', words.as_bytes()).find_map(|at| {
        let (before, behind) = (last_bytes(words.get(..at)?, LONGEST_WORD), first_bytes(words.get(at + 1..)?, LONGEST_WORD));
        let begins = begun.is_empty() && before.len() == at;
        if words.as_bytes().get(at) == Some(&b'/') {
            let end = number_behind(before, behind, begins).or_else(|| small_word_behind(before, behind, begins))?;
            return Some(Flaw { at: at + 1 + end..at + 1 + end, right: " " });
        }
        if let Some(blank) = blank_held(before, behind) {
            return Some(Flaw { at: at + 1 + blank.start..at + 1 + blank.end, right: "" });
        }
        if behind.starts_with(char::is_alphabetic) && closes_field(before) {
            return Some(Flaw { at: at + 1..at + 1, right: " " });
        }
        let begun = || if before.contains(' ') { "" } else { begun };
        let in_address = || [begun(), last_token(before), first_token(behind)].into_iter().any(is_of_address);
        let one = joining.is_of_line_end(word_at_end(before), word_at_start(behind)) && !in_address();
        one.then_some(Flaw { at: at..at + 1, right: "" })
    })
}

/// „„Kann“- Bestimmung“, „(Weiter-) Bildung“: the blank behind the hyphen, or behind its bracket.
fn blank_held(before: &str, behind: &str) -> Option<Range<usize>> {
    let bracket = usize::from(behind.starts_with(')'));
    let next = behind.get(bracket..)?.trim_start_matches(' ');
    let blank = bracket..behind.len() - next.len();
    let token = || [last_token(before), "-", behind.get(..bracket).unwrap_or_default()].concat();
    (!blank.is_empty() && holds_next(&token(), first_token(next))).then_some(blank)
}

/// „amt.de/a“, „a@amt.de“, „id=1“; not „Steg.“.
fn is_of_address(token: &str) -> bool {
    let inner = |(at, _): (usize, &str)| token.get(at + 1..).is_some_and(|behind| behind.starts_with(char::is_alphanumeric));
    token.contains(['/', '@', '=']) || token.match_indices('.').any(inner)
}

/// „auf Bundestagsdrucksache 21/12verwiesen“: where the paper's number ends. „1/16stel“, „12/24stündig“ are words.
fn number_behind(before: &str, behind: &str, begins: bool) -> Option<usize> {
    const NAMED: [&str; 6] = ["rucksache ", "rucksachen ", "Drs. ", "Nr. ", "EU ", "("];
    const WORDS: [&str; 6] = ["stel", "stünd", "tägig", "jährig", "prozent", "fach"];
    const FEWEST_LETTERS: usize = 4;
    const FEWEST_DIGITS: usize = 2;
    // At a line's head, where nothing says that it is a paper's.
    const SURE_DIGITS: usize = 3;
    let period = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let (figures, rest) = leading(behind, |c| c.is_ascii_digit());
    let digits = figures.len();
    let named = NAMED.iter().any(|name| period.ends_with(name)) || period.is_empty() && begins && digits >= SURE_DIGITS;
    let welded =
        rest.chars().take_while(|c| c.is_lowercase()).count() >= FEWEST_LETTERS && !WORDS.iter().any(|word| rest.starts_with(word));
    (period.len() < before.len() && named && digits >= FEWEST_DIGITS && welded).then_some(digits)
}

/// „und/oderErwerbsfähigkeit“, „seiner/ihrerLage“: where the small word ends.
fn small_word_behind(before: &str, behind: &str, begins: bool) -> Option<usize> {
    const FEWEST_LETTERS: usize = 3;
    let small = |text: &str| text.chars().take_while(|c| c.is_lowercase()).count();
    let stem = before.trim_end_matches(char::is_lowercase);
    let first = small(before.get(stem.len()..)?) >= FEWEST_LETTERS && (stem.is_empty() && begins || stem.ends_with(' '));
    let (word, rest) = leading(behind, char::is_lowercase);
    let mut noun = rest.chars();
    let capital = noun.next().is_some_and(char::is_uppercase) && small(noun.as_str()) >= FEWEST_LETTERS;
    (first && capital && small(word) >= FEWEST_LETTERS && !is_of_address(first_token(rest))).then_some(word.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::Lines;
    use crate::span::Span;

    #[test]
    fn flaws_are_found() {
        let text = "Der Aus-\nbau geht gut vor-\nan. Der Sachstand der EPSAS, der Sachstand der EPSAS, sowie der Stege, sowie der Netze.\n\
                    Der deutsch-dänische Steg, der Sach-stand der EP-SAS so-wie deutschdänisch.\n\
                    Die EUKommission, die Schülerinnen.\n";
        let lines = Lines::cut(text, Span::of(0..text.len()));
        let joining = Joining::measure(text, &lines);
        let mended = |words: &str| {
            let mut mended = words.to_owned();
            if let Some(flaw) = flaw(words, "", &joining) {
                mended.replace_range(flaw.at, flaw.right);
            }
            mended
        };
        for (words, want) in [
            ("auf Bundestagsdrucksache 21/12verwiesen.", "auf Bundestagsdrucksache 21/12 verwiesen."),
            ("(21/1234veröffentlichte Zahlen)", "(21/1234 veröffentlichte Zahlen)"),
            ("die Wohn- und/oderArbeitsstätten", "die Wohn- und/oder Arbeitsstätten"),
            ("aus seiner/ihrerLage", "aus seiner/ihrer Lage"),
            ("und/oderÄmter", "und/oder Ämter"),
            ("die Fraktion BÜND-NIS 90", "die Fraktion BÜNDNIS 90"),
            ("der PMK -rechts-zugeordnet", "der PMK -rechts- zugeordnet"),
            ("der Sach-stand der Stege", "der Sachstand der Stege"),
            ("der EP-SAS", "der EPSAS"),
            ("so-wie der Stege", "sowie der Stege"),
            ("die „Kann“- Bestimmung", "die „Kann“-Bestimmung"),
            ("die (Weiter-) Bildung", "die (Weiter-)Bildung"),
            ("LGBTIQ+- Personen", "LGBTIQ+-Personen"),
            ("dem 35-Mio.- Euro-Etat", "dem 35-Mio.-Euro-Etat"),
        ] {
            assert_eq!(mended(words), want);
            assert_eq!(mended(want), want);
        }
        for whole in [
            "ein 1/16stel, das Jahr 2024/25er, 24/7betrieb, amt.de/21/12verwiesen",
            "der Rechts-Links-Streit",
            "Kinder/zuständigDie, vor/nachBR",
            "der deutsch-dänische Steg",
            "der Sach-Stand der Stege",
            "www.amt.de/sach-stand",
            "sach-stand.example",
            "die EU-Kommission, Schüler-innen",
            "12/24stündig, (10/15jährige Verträge)",
            "lange/dienstDaten.html",
            "die „Kann“- und „Muss“-Regeln",
            "die (über-) oder",
            "die „Soll“- statt der „Ist“-Werte",
            "Kinder- Jugend- und Netzhilfe",
        ] {
            assert_eq!(mended(whole), whole);
        }
        assert!(flaw("so-wie.html", "www.amt.de/", &joining).is_none());
    }
}
