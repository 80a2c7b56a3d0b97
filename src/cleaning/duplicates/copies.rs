//! Where two copies begin and end, and which of them is kept.

use std::ops::Range;

use super::runs::{LONGEST_CHANGE, Pair, SHORTEST_COPY};
use super::words::Words;
use super::{Difference, Similarity, Twice};
use crate::span::Spans;

/// A copy has so many words between blanks: a web address that is cited twice has as many marks, but is one.
const FEWEST_BLANKS: usize = 25;
/// Share of a copy's words, in hundredths, that must stand in the other one: editions differ in one of ten at most, what the
/// government says again of other questions in one of four.
const LEAST_SIMILAR: usize = 85;
/// So many words at the end of the copy may be other ones than the original's.
const CHANGED_END: usize = 10;
/// Of running text at least so many in a hundred words and marks are words of [`LONG_WORD`] letters: seven or eight of ten. Of
/// tables it is the smaller part, of letters that stand one by one none.
const LEAST_PROSE: usize = 60;
/// Letters with which a word and its misspelling begin: prefixes („un-“, „Ost-“) tell words apart.
const SAME_HEAD: usize = 2;
/// So many letters of a word may be wrong, missing or too many.
const MISSPELT: usize = 2;
/// A noun of fewer letters is a name or a month as like as not, and another one a single letter off.
const LONG_NAME: usize = 6;
/// Letters from which on a word is no mark, number or remnant.
const LONG_WORD: usize = 3;

/// Words of the two copies, and which is kept.
pub(super) struct Copies {
    first: Range<usize>,
    second: Range<usize>,
    keep_first: bool,
}

impl Words<'_> {
    /// The copies where they are editions of one text; none if they are not similar enough.
    pub fn edition(&self, pairs: &[Pair]) -> Option<Copies> {
        let (&(a0, b0), &(a1, b1)) = (pairs.first()?, pairs.last()?);
        let (mut first, mut second) = (a0..a1 + 1, b0..b1 + 1);
        if !self.alike(pairs, &first) || !self.alike(pairs, &second) {
            return None;
        }
        let between = second.start - first.end;
        let begins_anew = between > 0 && self.ends_sentence(a1) && self.print(a1 + 1).starts_with(char::is_uppercase);
        let keep_first = !(first.start == 0 && self.begins_in_mid_sentence(&first) && begins_anew);
        if between > 0 && between <= LONGEST_CHANGE && keep_first {
            // What stands up to a sentence's end is the first copy's last words, the rest the second one's first.
            let end = (first.end..second.start).rev().find(|&at| self.ends_sentence(at)).map_or(first.end, |at| at + 1);
            (first.end, second.start) = (end, end);
        }
        let left = self.words.len() - second.end;
        let unfinished = first.end > a1 + 1 || !self.ends_sentence(second.end.saturating_sub(1));
        if left <= CHANGED_END && unfinished && keep_first {
            second.end = self.words.len();
        }
        Some(Copies { first, second, keep_first })
    }

    /// The copies where the second stands right behind the first, in running text, and differs from it by slips; what is said again
    /// elsewhere, or of others, is said again. With the pairs at their edges.
    pub fn slip(&self, pairs: Vec<Pair>) -> Option<(Copies, Vec<Pair>)> {
        let (&(a0, b0), &(a1, b1)) = (pairs.first()?, pairs.last()?);
        let (first, second, pairs) = self.closed((a0..a1 + 1, b0..b1 + 1), pairs)?;
        let are_copies = self.alike(&pairs, &first)
            && self.alike(&pairs, &second)
            && self.are_prose(&pairs)
            && self.differ_by_slips(&first, &second, &pairs);
        are_copies.then_some((Copies { first, second, keep_first: true }, pairs))
    }

    /// The copies without words between them: few that are left are the changed end of the first and the changed begin of the second.
    fn closed(&self, (first, second): (Range<usize>, Range<usize>), pairs: Vec<Pair>) -> Option<(Range<usize>, Range<usize>, Vec<Pair>)> {
        let between = second.start - first.end;
        if between == 0 {
            return Some((first, second, pairs));
        }
        let counterparts = |words: usize| if words == 0 { 0..1 } else { words.saturating_sub(1).max(1)..words + 2 };
        let splits = (0..=between).filter(|_| between <= CHANGED_END);
        let tried = splits.flat_map(|tail| {
            let heads = counterparts(between - tail);
            counterparts(tail).flat_map(move |behind| heads.clone().map(move |before| (tail, behind, before)))
        });
        tried.into_iter().find_map(|(tail, behind, before)| {
            let border = first.end + tail;
            let (head_of_first, tail_of_second) = (first.start.checked_sub(before)?..first.start, second.end..second.end + behind);
            let mut all = Vec::new();
            self.common(head_of_first.clone(), border..second.start, &mut all);
            all.extend(&pairs);
            self.common(first.end..border, tail_of_second.clone(), &mut all);
            let (first, second) = (head_of_first.start..border, border..tail_of_second.end);
            (second.end <= self.words.len() && self.differ_by_slips(&first, &second, &all)).then_some((first, second, all))
        })
    }

    /// Whether what stands between the pairs says the same.
    fn differ_by_slips(&self, first: &Range<usize>, second: &Range<usize>, pairs: &[Pair]) -> bool {
        let ends = pairs.iter().copied().chain([(first.end, second.end)]);
        let begins = [(first.start, second.start)].into_iter().chain(pairs.iter().map(|&(a, b)| (a + 1, b + 1)));
        begins.zip(ends).all(|((a, b), (next_a, next_b))| self.is_slip(a..next_a, b..next_b))
    }

    /// Whether two readings of a place say the same: words are missing, or otherwise spelt.
    fn is_slip(&self, a: Range<usize>, b: Range<usize>) -> bool {
        let lacks = (a.is_empty() || b.is_empty()) && a.len() + b.len() <= CHANGED_END;
        let figures = [&a, &b].iter().any(|words| self.printed((*words).clone()).contains(char::is_numeric));
        !figures && (lacks || a.len() == b.len() && a.zip(b).all(|(a, b)| is_misspelt(self.print(a), self.print(b))))
    }

    fn alike(&self, pairs: &[Pair], copy: &Range<usize>) -> bool {
        copy.len() >= SHORTEST_COPY && self.blanks(copy) >= FEWEST_BLANKS && pairs.len() * 100 >= copy.len() * LEAST_SIMILAR
    }

    fn begins_in_mid_sentence(&self, copy: &Range<usize>) -> bool {
        self.print(copy.start).starts_with(char::is_lowercase)
    }

    /// Whether the equal words are running text.
    fn are_prose(&self, pairs: &[Pair]) -> bool {
        let is_long = |&&(at, _): &&Pair| self.print(at).chars().filter(|c| c.is_alphabetic()).count() >= LONG_WORD;
        pairs.iter().filter(is_long).count() * 100 >= pairs.len() * LEAST_PROSE
    }

    /// What became of the copies, word by word.
    pub fn twice(&self, text: &str, extent: &Spans, pairs: &[Pair], copies: &Copies) -> Twice {
        let mut differences = Vec::new();
        let (mut a, mut b) = (copies.first.start, copies.second.start);
        for &(i, j) in pairs.iter().chain(std::iter::once(&(copies.first.end, copies.second.end))) {
            if a < i || b < j {
                let ((first, first_span), (second, second_span)) = (self.passage(a..i), self.passage(b..j));
                differences.push(if copies.keep_first {
                    Difference { kept: first, kept_span: first_span, dropped: second, dropped_span: second_span }
                } else {
                    Difference { kept: second, kept_span: second_span, dropped: first, dropped_span: first_span }
                });
            }
            (a, b) = (i + 1, j + 1);
        }
        let dropped = if copies.keep_first { &copies.second } else { &copies.first };
        let similarity = Similarity(u8::try_from(pairs.len() * 100 / dropped.len().max(1)).unwrap_or(100).min(100));
        Twice { dropped: extent.within(self.with_space(text, extent, dropped)), similarity, differences }
    }
}

/// Whether two words are one, misspelt in one of them: not „Juni“ and „Juli“, „BMI“ and „BMF“, „keine“ and „eine“.
fn is_misspelt(one: &str, other: &str) -> bool {
    let letters = |word: &str| word.chars().count();
    let same_head = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let shorter = letters(one).min(letters(other));
    let same_tail = one.chars().rev().zip(other.chars().rev()).take_while(|(a, b)| a == b).count().min(shorter - same_head);
    let is_name =
        |word: &str| word.starts_with(char::is_uppercase) && letters(word) < LONG_NAME || word.chars().skip(1).any(char::is_uppercase);
    same_head >= SAME_HEAD && letters(one).max(letters(other)) <= same_head + same_tail + MISSPELT && !is_name(one) && !is_name(other)
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
        for (from, to, differences) in [
            ("", "", vec![]),
            ("Das Bundesamt für ", "", vec![]),
            ("Gewässer", "Gewässern", vec![("Gewässer", "Gewässern")]),
            ("weitere ", "", vec![("weitere", "")]),
            ("Das Bundesamt", "Das Bundesam", vec![("Bundesamt", "Bundesam")]),
            ("nicht benötigt", "nicht benötig", vec![("benötigt", "benötig")]),
        ] {
            let text = format!("Zu den Wehren gilt: {SAID}\n{}\nAlles Weitere ist offen.\n", SAID.replacen(from, to, 1));
            let (dropped, found) = dropped(&text).unwrap_or_else(|| panic!("no copy: {text}"));
            let want: Vec<(String, String)> = differences.into_iter().map(|(a, b): (&str, &str)| (a.to_owned(), b.to_owned())).collect();
            assert_eq!((dropped.trim_end(), found), (SAID.replacen(from, to, 1).as_str(), want), "{from} {to}");
        }
    }

    #[test]
    fn what_is_said_again_is_no_copy() {
        let again = |from: &str, to: &str| format!("{SAID}\n{}\n", SAID.replace(from, to));
        for text in [
            again("Gewässer", "Straßen"),
            again("unteren Havel", "unteren Hase"),
            again("nicht benötigt", "erst später benötigt"),
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
            ("keine", "eine", false),
            ("Ostdeutschland", "Westdeutschland", false),
            ("Bayern", "Berlin", false),
            ("a", "b", false),
        ] {
            assert_eq!(is_misspelt(one, other), same, "{one} {other}");
        }
    }
}
