//! What the head of a text says at a glance: which paper is it, and which inquiry does it answer?
//!
//! A hint for the run, never part of a record: a paper that a glance misreads is converted without its companion.

use std::collections::BTreeSet;

use memchr::{memchr_iter, memmem};

use crate::cleaning::words::first_bytes;
use crate::grammar::numbers;
use crate::id::PaperNumber;
use crate::source::Source;

/// The title block ends within this many bytes, also where lists of names are long.
const HEAD: usize = 4096;

/// How many digits a period („21“) and a number within it („10006“) have at most.
const DIGITS: [usize; 2] = [2, 5];

/// What a head says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Glance {
    /// The paper's number.
    pub number: Option<PaperNumber>,
    /// 0 for the first edition, 1 for „(neu)“, 2 for „(neu) (2)“ …
    pub edition: u32,
    /// Whether it is a Kleine or Große Anfrage.
    pub is_inquiry: bool,
    /// Of an answer: the inquiry's number.
    pub inquiry: Option<PaperNumber>,
}

/// Looks at the head of the paper that the source means.
pub(super) fn glance(source: &Source) -> Glance {
    let text = source.get(source.span());
    let head = first_bytes(text, HEAD);
    let mut found = Glance::default();
    for at in memmem::find_iter(head.as_bytes(), "Drucksache ") {
        let (before, rest) = (head.get(..at).unwrap_or_default(), head.get(at + "Drucksache ".len()..).unwrap_or_default());
        let Ok((rest, number)) = numbers::paper_number(rest.trim_start()) else { continue };
        // „– Drucksache 21/799 –“. Page heads have a dash on one side only.
        if before.trim_end().ends_with(DASHES) && rest.trim_start().starts_with(DASHES) {
            found.inquiry.get_or_insert(number);
        } else if found.number.is_none() {
            found.number = Some(number);
            found.edition = edition(rest);
        }
    }
    let kind = head.lines().find_map(kind);
    let known = source.metadata();
    let called = known.filter(|known| known.publisher.as_deref() != Some("BR")).and_then(|known| known.number.as_deref());
    found.number = found.number.or_else(|| called?.parse().ok());
    found.is_inquiry = match kind {
        Some(is_inquiry) => is_inquiry,
        None => known.and_then(|known| known.kind.as_deref()).is_some_and(|kind| kind.ends_with("Anfrage")),
    };
    if found.is_inquiry {
        found.inquiry = None;
    }
    found
}

const DASHES: [char; 3] = ['–', '-', '—'];

/// „ (neu)“, „ (neu) (2)“, „ (neu 2)“.
fn edition(rest: &str) -> u32 {
    let Ok((behind, words)) = numbers::edition(rest) else { return 0 };
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>().parse().ok();
    let bracket = behind.trim_start().strip_prefix('(').and_then(|inside| inside.split(')').next());
    digits(words).or_else(|| bracket.and_then(digits)).unwrap_or(1)
}

/// „Antwort“, „Kleine Anfrage“, „Große Anfrage“ alone on a line, also letterspaced: whether it is an inquiry.
fn kind(line: &str) -> Option<bool> {
    // Letterspaced, with a gap of three.
    const LONGEST: usize = 64;
    if line.len() > LONGEST {
        return None;
    }
    let letters: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    match letters.as_str() {
        "Antwort" => Some(false),
        "KleineAnfrage" | "GroßeAnfrage" => Some(true),
        _ => None,
    }
}

/// The papers that a text mentions in any way („20/2496“), but for itself. Fractions and days are among them; they are
/// only looked up.
///
/// The number of its own inquiry counts where it stands once more than in the title block.
pub(super) fn mentions(text: &str, glance: &Glance) -> BTreeSet<PaperNumber> {
    let bytes = text.as_bytes();
    let mut all = BTreeSet::new();
    let mut inquiry = 0;
    for at in memchr_iter(b'/', bytes) {
        let before = bytes.get(..at).unwrap_or_default();
        let after = bytes.get(at + 1..).unwrap_or_default().trim_ascii_start();
        let period = before.iter().rev().take_while(|byte| byte.is_ascii_digit()).take(DIGITS[0] + 1).count();
        let number = after.iter().take_while(|byte| byte.is_ascii_digit()).take(DIGITS[1] + 1).count();
        if period == 0 || number == 0 || period > DIGITS[0] || number > DIGITS[1] {
            continue;
        }
        let digits = |bytes: &[u8]| bytes.iter().fold(0u32, |value, digit| value * 10 + u32::from(digit - b'0'));
        let period = digits(before.get(at - period..).unwrap_or_default());
        let paper = PaperNumber::new(u16::try_from(period).unwrap_or(u16::MAX), digits(after.get(..number).unwrap_or_default()));
        if Some(paper) == glance.inquiry {
            inquiry += 1;
        } else if Some(paper) != glance.number {
            all.insert(paper);
        }
    }
    if inquiry > 1 {
        all.extend(glance.inquiry);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<PaperNumber> {
        text.parse().ok()
    }

    #[test]
    fn sees_what_a_paper_is() {
        for (text, expected) in [
            (
                "Deutscher Bundestag Drucksache 21/971\n21. Wahlperiode\nAntwort \nder Bundesregierung\nauf die Kleine Anfrage\n– Drucksache 21/799 –\n",
                Glance { number: number("21/971"), inquiry: number("21/799"), ..Glance::default() },
            ),
            (
                "Deutscher Bundestag Drucksache 21/799 (neu)\n21. Wahlperiode 1.1.2025\nKleine Anfrage\nder Abgeordneten\nauf Bundestagsdrucksache 20/1\n",
                Glance { number: number("21/799"), edition: 1, is_inquiry: true, ..Glance::default() },
            ),
            (
                "Deutscher Bundestag – 19. Wahlperiode – 3 – Drucksache 19/12\nA n t w o r t\n- Drucksache 19/ 7 -",
                Glance { number: number("19/12"), inquiry: number("19/7"), ..Glance::default() },
            ),
            ("V o r b e m e r k u n g", Glance::default()),
        ] {
            assert_eq!(glance(&Source::from_text("x", text).expect("small")), expected, "{text}");
        }
    }

    #[test]
    fn sees_what_is_mentioned() {
        let glance = Glance { number: number("21/9"), inquiry: number("21/7"), ..Glance::default() };
        let shown = |text| format!("{:?}", mentions(text, &glance));
        assert_eq!(shown("Drucksache 21/9, – 21/7 –, BT-Drs. 20/2496 und 19/\n8258, 2024/25, 1/123456, a/b, /3"), "{19/8258, 20/2496}");
        assert_eq!(shown("– 21/7 –, siehe 21/7"), "{21/7}");
    }
}
