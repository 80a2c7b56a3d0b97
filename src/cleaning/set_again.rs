//! What lines lose or keep when their text is set again: a blank that is gone, a line end's hyphen in mid-line.

use std::ops::Range;

use memchr::memchr2_iter;

use crate::cleaning::joining::{Joining, closes_field};
use crate::cleaning::words::{word_at_end, word_at_start};

/// A few bytes of a line that are wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Flaw {
    /// Where they stand in the words.
    pub at: Range<usize>,
    /// What should stand there.
    pub right: &'static str,
}

/// The first flaw in the words.
pub(super) fn flaw(words: &str, joining: &Joining<'_>) -> Option<Flaw> {
    memchr2_iter(b'/', b'-', words.as_bytes()).find_map(|at| {
        let (before, behind) = (words.get(..at)?, words.get(at + 1..)?);
        if words.as_bytes().get(at) == Some(&b'/') {
            let end = number_behind(before, behind).or_else(|| small_word_behind(before, behind))?;
            return Some(Flaw { at: at + 1 + end..at + 1 + end, right: " " });
        }
        if behind.starts_with(char::is_alphabetic) && closes_field(words.get(..=at)?) {
            return Some(Flaw { at: at + 1..at + 1, right: " " });
        }
        is_line_ends(before, behind, joining).then_some(Flaw { at: at..at + 1, right: "" })
    })
}

/// „auf Bundestagsdrucksache 21/12verwiesen“: where the paper's number ends. „1/16stel“ is none, „2024/25er“ is a word.
fn number_behind(before: &str, behind: &str) -> Option<usize> {
    const FEWEST_LETTERS: usize = 4;
    const FEWEST_DIGITS: usize = 2;
    let period = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let begins = period.len() < before.len() && (period.is_empty() || period.ends_with([' ', '(']));
    let rest = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = behind.len() - rest.len();
    let welded = rest.chars().take_while(|c| c.is_lowercase()).count() >= FEWEST_LETTERS && !rest.starts_with("stel");
    (begins && digits >= FEWEST_DIGITS && welded).then_some(digits)
}

/// „und/oderErwerbsfähigkeit“, „seiner/ihrerLage“: where the small word ends.
fn small_word_behind(before: &str, behind: &str) -> Option<usize> {
    const FEWEST_LETTERS: usize = 3;
    let small = |text: &str| text.chars().take_while(|c| c.is_lowercase()).map(char::len_utf8).sum::<usize>();
    let stem = before.trim_end_matches(char::is_lowercase);
    let first = before.len() - stem.len() >= FEWEST_LETTERS && (stem.is_empty() || stem.ends_with(' '));
    let (word, rest) = behind.split_at_checked(small(behind))?;
    let noun = rest.starts_with(char::is_uppercase) && small(rest.get(1..).unwrap_or_default()) >= FEWEST_LETTERS;
    (first && noun && word.len() >= FEWEST_LETTERS).then_some(word.len())
}

/// „Sach-stand“: a line ended at the hyphen before the text was set again, and the paper prints the word without it
/// elsewhere. „Bund-Länder“, „E-Mail“ are written so.
fn is_line_ends(before: &str, behind: &str, joining: &Joining<'_>) -> bool {
    // No word is longer.
    const LONGEST: usize = 120;
    let of_address = |byte: u8| matches!(byte, b'/' | b'@' | b'=');
    let in_address = || {
        let mut token_before = before.bytes().rev().take_while(|byte| *byte != b' ').take(LONGEST);
        let mut token_behind = behind.bytes().take_while(|byte| *byte != b' ').take(LONGEST);
        token_before.any(|byte| of_address(byte) || byte == b'.') || token_behind.any(of_address)
    };
    joining.is_of_line_end(word_at_end(before), word_at_start(behind)) && !in_address()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::Lines;
    use crate::span::Span;

    #[test]
    fn flaws_are_found() {
        let text = "Der Aus-\nbau geht gut vor-\nan. Der Sachstand der EPSAS, der Sachstand der EPSAS, sowie der Stege, sowie der Netze.\n\
                    Der deutsch-dänische Steg, der Sach-stand der EP-SAS so-wie deutschdänisch.\n";
        let lines = Lines::cut(text, Span::of(0..text.len()));
        let joining = Joining::measure(text, &lines);
        let mended = |words: &str| {
            let mut mended = words.to_owned();
            if let Some(flaw) = flaw(words, &joining) {
                mended.replace_range(flaw.at, flaw.right);
            }
            mended
        };
        for (words, want) in [
            ("auf Bundestagsdrucksache 21/12verwiesen.", "auf Bundestagsdrucksache 21/12 verwiesen."),
            ("(21/1234veröffentlichte Zahlen)", "(21/1234 veröffentlichte Zahlen)"),
            ("die Wohn- und/oderArbeitsstätten", "die Wohn- und/oder Arbeitsstätten"),
            ("aus seiner/ihrerLage", "aus seiner/ihrer Lage"),
            ("der PMK -rechts-zugeordnet", "der PMK -rechts- zugeordnet"),
            ("der Sach-stand der Stege", "der Sachstand der Stege"),
            ("der EP-SAS", "der EPSAS"),
            ("so-wie der Stege", "sowie der Stege"),
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
        ] {
            assert_eq!(mended(whole), whole);
        }
    }
}
