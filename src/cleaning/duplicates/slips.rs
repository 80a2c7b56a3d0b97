//! What was set twice by a slip, and what the government says again.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;
use std::ops::Range;

use super::copies::Copies;
use super::runs::{Pair, SHINGLE, row_key};
use super::words::Words;
use crate::cleaning::vocabulary::WordHasher;

/// Of running text at least so many in a hundred words and marks are words of [`LONG_WORD`] letters: seven or eight of ten. Of
/// tables it is the smaller part, of letters that stand one by one none.
const LEAST_PROSE: usize = 60;
/// Letters from which on a word is no mark, number or remnant.
const LONG_WORD: usize = 3;
/// A list of like entries says one thing many times: of its rows of words more than one in so many stand in it earlier.
const ENTRIES: usize = 4;
/// Lines of a sentence that were set twice, word by word: nothing else reads so.
pub(super) const SHORTEST_TORN: usize = 15;
/// Letters with which a word and its misspelling begin: prefixes („un-“, „Ost-“) tell words apart.
const SAME_HEAD: usize = 2;
/// So many letters of a word may be wrong, missing or too many.
const MISSPELT: usize = 2;
/// Shorter words are others („von“, „vor“), or numerals („ii“, „iii“).
const SHORTEST_MISSPELT: usize = 4;
/// A shorter noun is another a few letters off: „Ausgaben“, „Aufgaben“; „Beitrag“, „Betrag“; names.
const SHORTEST_NOUN: usize = 12;
/// Where one of these is missing, the opposite is said, or less.
const LIMITS: [&str; 10] = ["nicht", "nie", "nur", "ohne", "weder", "kaum", "teilweise", "erste", "zweite", "dritte"];

impl Words<'_> {
    /// The copies where the second stands right behind the first, in running text, and differs from it by slips, with their pairs. What
    /// is said again elsewhere is said again; and so is what is said of others, who are named in the first sentence. A copy that begins
    /// or ends in the midst of one says nothing by itself.
    pub fn slip(&self, pairs: Vec<Pair>) -> Option<(Copies, Vec<Pair>)> {
        let pairs = self.turned(pairs);
        let (&(a0, b0), &(a1, b1)) = (pairs.first()?, pairs.last()?);
        let (first, second) = (a0..a1 + 1, b0..b1 + 1);
        let whole = self.is_whole(&first);
        let torn = !whole && pairs.len() == first.len() && pairs.len() == second.len() && pairs.len() >= SHORTEST_TORN;
        let are_copies = first.end == second.start
            && (torn || self.alike(&pairs, &first) && self.alike(&pairs, &second))
            && self.are_prose(&pairs)
            && !self.lists(&first)
            && (!whole || self.same_sentence(&pairs))
            && self.are_slips(&first, &second, &pairs);
        are_copies.then_some((Copies { first, second, keep_first: true }, pairs))
    }

    /// Whether a passage is made of whole sentences, or of entries of a list: marks other than a comma stand at its borders.
    fn is_whole(&self, passage: &Range<usize>) -> bool {
        let is_mark = |at: usize| !self.print(at).starts_with(|c: char| c.is_alphanumeric() || c == ',');
        let entry = is_mark(passage.start);
        let begins = entry || passage.start.checked_sub(1).is_none_or(is_mark);
        begins && (entry || is_mark(passage.end - 1))
    }

    /// „….⏎Die Ämter …⏎Die Ämter ….“: the full stop above is not the first copy's, but the one behind the second one is its own.
    fn turned(&self, mut pairs: Vec<Pair>) -> Vec<Pair> {
        let (Some(&(a0, b0)), Some(&(a1, b1))) = (pairs.first(), pairs.last()) else { return pairs };
        if self.ends_sentence(a0) && a1 + 1 == b0 && self.equal(b0, b1 + 1) {
            pairs.remove(0);
            pairs.push((a1 + 1, b1 + 1));
        }
        pairs
    }

    /// Whether the first sentences are the same, word by word.
    fn same_sentence(&self, pairs: &[Pair]) -> bool {
        let Some(&(a, b)) = pairs.first() else { return false };
        let ends = |&(at, _): &Pair| self.ends_sentence(at) || self.print(at) == ":";
        let sentence = pairs.iter().position(ends).unwrap_or(pairs.len());
        pairs.iter().take(sentence + 1).enumerate().all(|(words, &pair)| pair == (a + words, b + words))
    }

    /// Whether the equal words are running text.
    fn are_prose(&self, pairs: &[Pair]) -> bool {
        let is_long = |&&(at, _): &&Pair| self.print(at).chars().filter(|c| c.is_alphabetic()).count() >= LONG_WORD;
        pairs.iter().filter(is_long).count() * 100 >= pairs.len() * LEAST_PROSE
    }

    /// Whether a passage says the same many times.
    fn lists(&self, passage: &Range<usize>) -> bool {
        let words = self.words.get(passage.clone()).unwrap_or_default();
        let mut seen: HashSet<u64, BuildHasherDefault<WordHasher>> = HashSet::default();
        let again = words.windows(SHINGLE).filter(|row| !seen.insert(row_key(row))).count();
        again * ENTRIES > words.len()
    }

    /// Whether all in which two copies differ are slips.
    pub fn are_slips(&self, first: &Range<usize>, second: &Range<usize>, pairs: &[Pair]) -> bool {
        let begins = std::iter::once((first.start, second.start)).chain(pairs.iter().map(|&(a, b)| (a + 1, b + 1)));
        let ends = pairs.iter().copied().chain([(first.end, second.end)]);
        begins.zip(ends).all(|((a, b), (next_a, next_b))| self.is_slip(a..next_a, b..next_b))
    }

    /// Whether two readings of a place say the same: a word of no weight is missing, or words are misspelt.
    fn is_slip(&self, a: Range<usize>, b: Range<usize>) -> bool {
        match (a.len(), b.len()) {
            (0, 1) => self.is_light(b.start),
            (1, 0) => self.is_light(a.start),
            (one, other) => one == other && a.zip(b).all(|(a, b)| is_misspelt(self.print(a), self.print(b))),
        }
    }

    /// „bei“, „,“: what says nothing by itself. Not what limits, and no mark of a note or of what stands in brackets.
    fn is_light(&self, at: usize) -> bool {
        let word = self.print(at);
        let limits = LIMITS.iter().any(|limit| word.starts_with(limit)) || word.starts_with("kein");
        matches!(word, "," | ";" | "." | ":") || word.chars().all(char::is_lowercase) && !limits
    }
}

/// Whether two words are one, misspelt in one of them: not „Juni“ and „Juli“, „BMI“ and „BMF“, „keine“ and „eine“.
fn is_misspelt(one: &str, other: &str) -> bool {
    let letters = |word: &str| word.chars().count();
    let same_head = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let (shorter, longer) = (letters(one).min(letters(other)), letters(one).max(letters(other)));
    let same_tail = one.chars().rev().zip(other.chars().rev()).take_while(|(a, b)| a == b).count().min(shorter - same_head);
    let may_be = |word: &str| {
        let least = if word.starts_with(char::is_lowercase) { SHORTEST_MISSPELT } else { SHORTEST_NOUN };
        longer >= least && word.chars().all(char::is_alphabetic) && !word.chars().skip(1).any(char::is_uppercase)
    };
    same_head >= SAME_HEAD && longer <= same_head + same_tail + MISSPELT && may_be(one) && may_be(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cleaning::duplicates::find_slip;
    use crate::cleaning::reading::in_pages;
    use crate::span::Span;

    const SAID: &str = "Das Bundesamt für Gewässer prüft die Wehre an der unteren Havel seit dem Frühjahr und hat dazu mit den Ländern einen Plan \
        vereinbart. Er sieht vor, dass schadhafte Wehre zuerst gesichert werden. Die Arbeiten sollen noch in diesem Jahr beginnen; weitere \
        Mittel werden dafür nicht benötigt.";

    /// What is dropped of a text, and the words that differ.
    fn dropped(text: &str) -> Option<(String, Vec<(String, String)>)> {
        let twice = in_pages(text, |pages| find_slip(pages, &Span::of(0..text.len()).into()))?;
        let dropped = twice.dropped.iter().map(|span| &text[span.range()]).collect();
        Some((dropped, twice.differences.into_iter().map(|one| (one.kept, one.dropped)).collect()))
    }

    #[test]
    fn what_stands_twice_by_a_slip_is_kept_once() {
        let torn = SAID.split_once("Wehre ").expect("a word").1;
        for (copied, from, to, differences) in [
            (SAID, "", "", vec![]),
            (SAID, "Das Bundesamt für Gewässer ", "", vec![]),
            (SAID, "weitere ", "", vec![("weitere", "")]),
            (SAID, "nicht benötigt", "nicht benötig", vec![("benötigt", "benötig")]),
            (torn, "dazu ", "", vec![("dazu", "")]),
            (torn, "hat dazu", "hatte dazu", vec![("hat", "hatte")]),
        ] {
            let copy = copied.replacen(from, to, 1);
            let text = format!("Zu den Wehren gilt: {SAID}\n{copy}\nAlles Weitere ist offen.\n");
            let (dropped, found) = dropped(&text).unwrap_or_else(|| panic!("no copy: {text}"));
            let want: Vec<(String, String)> = differences.into_iter().map(|(a, b): (&str, &str)| (a.to_owned(), b.to_owned())).collect();
            assert_eq!((dropped.trim_end(), found), (copy.as_str(), want), "{from} {to}");
        }
    }

    #[test]
    fn lines_that_stand_twice_within_a_sentence_are_fewer() {
        let lines = "sieht vor, dass schadhafte Wehre zuerst gesichert werden. Die Arbeiten sollen noch in diesem Jahr ";
        let text = SAID.replace(lines, &format!("{lines}\n{lines}\n"));
        assert_eq!(dropped(&text), Some((format!("{lines}\n"), Vec::new())));
        assert_eq!(dropped(&SAID.replace(lines, &format!("{lines}\n{}\n", lines.replace("schadhafte ", "")))), None);
    }

    #[test]
    fn what_is_said_again_is_no_copy() {
        let again = |from: &str, to: &str| format!("{SAID}\n{}\n", SAID.replace(from, to));
        for text in [
            again("Gewässer", "Straßen"),
            again("unteren Havel", "unteren Hase"),
            again("nicht benötigt", "erst später benötigt"),
            again("dafür nicht benötigt", "dafür benötigt"),
            again("weitere Mittel", "weitere* Mittel"),
            again("dafür nicht", "dafür (vgl. Frage 1) nicht"),
            again("für Gewässer", "für Gewässer in Bayern"),
            again("untere", "untersten"),
            again("diesem Jahr", "1-2 Jahren") + &SAID.replace("diesem Jahr", "12 Jahren"),
            "– Dem Amt liegen dazu keine statistischen Daten im Sinne der gestellten Frage vor.\n".repeat(8),
            "– Dem Amt liegen dazu keine Daten im Sinne der gestellten Frage vor, da sie bei den Ländern nicht erhoben werden,\n".repeat(2),
            format!("{SAID}\n{}\n{0}\n", SAID.split_once(". ").expect("a sentence").0),
            format!("Zu Buchstabe a: {SAID}\nZu Buchstabe b: {SAID}\n"),
            format!("Der BND teilt mit: {SAID}\nDer MAD teilt mit: {SAID}\n"),
            format!("Im Jahr 2024: {SAID}\nIm Jahr 2025: {SAID}\n"),
            format!("{SAID}\nAuf die Länder entfällt die Hälfte der Kosten.\n{SAID}\n"),
            format!("{SAID} Dafür stehen 12 Mio. Euro bereit.\n{SAID} Dafür stehen 13 Mio. Euro bereit.\n"),
            "Hafen 12 3 4 Wehr 7 8 9 Steg 1 2 3 Kai 4 5 6 Amt 7 8 9 Ort 1 2 3 Ufer 5 5 5 Zug 1 1 1 Weg 2 2 2 Bau 3 3 3\n".repeat(2),
        ] {
            assert_eq!(dropped(&text), None, "{text}");
        }
    }

    #[test]
    fn a_misspelt_word_is_the_same_word() {
        for (one, other, same) in [
            ("fördern", "fördert", true),
            ("Haushaltsplanung", "Haushaltplanung", true),
            ("Juni", "Juli", false),
            ("BMI", "BMF", false),
            ("ii", "iii", false),
            ("keine", "eine", false),
            ("Ausgaben", "Aufgaben", false),
            ("Ostdeutschland", "Westdeutschland", false),
            ("Freiberg", "Freiburg", false),
            ("a", "b", false),
        ] {
            assert_eq!(is_misspelt(one, other), same, "{one} {other}");
        }
    }
}
