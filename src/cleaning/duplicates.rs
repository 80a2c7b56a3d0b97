//! A passage that stands twice in small variation.
//!
//! Old archives hold two editions of a preface one behind the other, the second often from mid-sentence on: the copy is
//! found by runs of equal words, put beside the original word by word, and every difference is kept. Compared are only
//! the bytes that the caller gives, so never across questions: equal short answers are normal there.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Range;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::cleaning::reading::{Pages, Reading};
use crate::cleaning::vocabulary::WordHasher;
use crate::cleaning::words::end_of_word;
use crate::lines::widths::ANSWER_COLUMN;
use crate::span::{Span, Spans, offset};

/// A share in hundredths, as a number from 0 to 1 in JSON.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Similarity(pub u8);

impl Serialize for Similarity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 100.0)
    }
}

impl JsonSchema for Similarity {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Similarity".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "minimum": 0, "maximum": 1 })
    }
}

/// A word in which two copies differ.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// The words of the kept passage; empty where the other has more.
    pub kept: String,
    /// Where they stand, or would stand.
    pub kept_span: Span,
    /// The words of the copy; empty where the kept passage has more.
    pub dropped: String,
    /// Where they stand, or would stand.
    pub dropped_span: Span,
}

/// Two copies of a passage.
#[derive(Clone, Debug)]
pub(crate) struct Twice {
    /// The copy that is not kept.
    pub dropped: Spans,
    /// Share of its words that stand in the kept one too.
    pub similarity: Similarity,
    /// Every word in which they differ.
    pub differences: Vec<Difference>,
}

/// Words and marks in a row that must be equal before two places are compared at all.
const SHINGLE: usize = 5;
/// Two places belong to the same pair of copies if no more words than this were changed between them.
const LONGEST_CHANGE: usize = 40;
/// A second copy may have so many words before its run begins: a row of words that stood twice by chance („?a=b).“) hides what
/// follows it, and up to the next change that is no run of its own.
const LONGEST_HEAD: usize = 2 * LONGEST_CHANGE;
/// A copy has at least so many words and marks: sentences are quoted twice, passages are not.
const SHORTEST_COPY: usize = 40;
/// And so many words between blanks: a web address that is cited twice has as many marks, but is one.
const FEWEST_BLANKS: usize = 25;
/// Share of a copy's words, in hundredths, that must stand in the other one: editions differ in one of ten at most, what the
/// government says again of other questions in one of four.
const LEAST_SIMILAR: usize = 85;
/// The same of the words at its head, of which one that was changed is a larger share.
const LEAST_SIMILAR_HEAD: usize = 75;
/// So many words at the end of the copy may be other ones than the original's.
const CHANGED_END: usize = 10;
/// Fewer bytes cannot hold two copies.
const FEWEST_BYTES: u32 = 400;

/// The passage that stands twice in `extent`, if there is one.
#[must_use]
pub(crate) fn find(pages: &Pages<'_>, extent: &Spans) -> Option<Twice> {
    if extent.bytes() < FEWEST_BYTES {
        return None;
    }
    let reading = pages.read(extent, ANSWER_COLUMN);
    let words = Words::of(&reading);
    let pairs = words.begun_earlier(words.filled(words.extended(without_stray_head(words.longest_run()?))));
    let copies = words.copies(&pairs)?;
    Some(words.twice(pages.text, extent, &pairs, &copies))
}

/// A run without what it begins with by chance: few words („(vgl. ebd.)“) that stand farther from the rest in one copy than
/// in the other by more words than they are.
fn without_stray_head(mut run: Vec<Pair>) -> Vec<Pair> {
    let shift = |(a, b): Pair| b - a;
    let strays = |(index, pair): (usize, &[Pair])| match *pair {
        [before, behind] => shift(before).abs_diff(shift(behind)) > index + SHINGLE,
        _ => false,
    };
    let head = run.windows(2).enumerate().take(SHORTEST_COPY).rfind(|&pair| strays(pair)).map(|(index, _)| index + 1);
    run.drain(..head.unwrap_or(0));
    run
}

/// A word (hyphens at line ends may differ, so they do not count) or a punctuation mark.
#[derive(Clone, Copy)]
struct Word {
    from: usize,
    to: usize,
    key: u64,
}

struct Words<'a> {
    reading: &'a Reading,
    words: Vec<Word>,
}

/// Equal words: index in the first copy, index in the second.
type Pair = (usize, usize);

/// Words of the two copies, and which is kept.
struct Copies {
    first: Range<usize>,
    second: Range<usize>,
    keep_first: bool,
}

impl<'a> Words<'a> {
    fn of(reading: &'a Reading) -> Self {
        let text = reading.text();
        let mut words = Vec::with_capacity(text.len() / 6 + 1);
        let mut rest = text.trim_start();
        while let Some(first) = rest.chars().next() {
            let len = if first.is_alphanumeric() { end_of_word(rest) } else { first.len_utf8() };
            let from = text.len() - rest.len();
            words.push(Word { from, to: from + len, key: key(rest.get(..len).unwrap_or_default()) });
            rest = rest.get(len..).unwrap_or_default().trim_start();
        }
        Self { reading, words }
    }

    fn key(&self, at: usize) -> Option<u64> {
        self.words.get(at).map(|word| word.key)
    }

    fn equal(&self, a: usize, b: usize) -> bool {
        self.key(a).is_some_and(|key| Some(key) == self.key(b))
    }

    fn print(&self, at: usize) -> &str {
        self.words.get(at).and_then(|word| self.reading.text().get(word.from..word.to)).unwrap_or_default()
    }

    /// Before how many of the words a blank stands.
    fn blanks(&self, words: &Range<usize>) -> usize {
        let before = |word: &&Word| word.from.checked_sub(1).and_then(|at| self.reading.text().as_bytes().get(at));
        self.words.get(words.clone()).unwrap_or_default().iter().filter(|word| before(word).is_some_and(u8::is_ascii_whitespace)).count()
    }

    fn ends_sentence(&self, at: usize) -> bool {
        matches!(self.print(at), "." | "?" | "!")
    }

    /// The longest row of places whose shingles stand earlier in the text, in the same order.
    fn longest_run(&self) -> Option<Vec<Pair>> {
        let mut first_seen: HashMap<u64, usize, BuildHasherDefault<WordHasher>> =
            HashMap::with_capacity_and_hasher(self.words.len(), Default::default());
        let (mut best, mut run): (Vec<Pair>, Vec<Pair>) = (Vec::new(), Vec::new());
        for (at, shingle) in self.words.windows(SHINGLE).enumerate() {
            let hash = shingle.iter().fold(0, |hash, word| mix(hash, word.key));
            let seen = *first_seen.entry(hash).or_insert(at);
            let place = match (run.first(), run.last()) {
                (Some(&(_, begin)), Some(&(last, before))) => {
                    if at - before > LONGEST_CHANGE || run.len() < SHINGLE && seen < at && seen <= last {
                        if run.len() > best.len() {
                            best = std::mem::take(&mut run);
                        }
                        run.clear();
                        (seen < at).then_some(seen)
                    } else if before + 1 == at && last + 1 < begin && self.equal(last + 1, at) {
                        Some(last + 1)
                    } else {
                        (last < seen && seen <= last + LONGEST_CHANGE && seen < begin).then_some(seen)
                    }
                }
                _ => (seen < at).then_some(seen),
            };
            if let Some(place) = place {
                run.push((place, at));
            }
        }
        let longest = if run.len() > best.len() { run } else { best };
        (longest.len() + SHINGLE > SHORTEST_COPY).then_some(longest)
    }

    /// The run with the equal words before it and behind it.
    fn extended(&self, run: Vec<Pair>) -> Vec<Pair> {
        let (Some(&(mut first, mut second)), Some(&last)) = (run.first(), run.last()) else { return run };
        let end_of_first = last.0;
        let mut before = Vec::new();
        while first > 0 && second > end_of_first + 1 && self.equal(first - 1, second - 1) {
            (first, second) = (first - 1, second - 1);
            before.push((first, second));
        }
        before.reverse();
        before.extend(run);
        let start_of_second = second;
        let (mut a, mut b) = (last.0 + 1, last.1 + 1);
        while a < start_of_second && self.equal(a, b) {
            before.push((a, b));
            (a, b) = (a + 1, b + 1);
        }
        before
    }

    /// The equal words between the places of a run, too: each gap is short, so its words are compared one by one.
    fn filled(&self, run: Vec<Pair>) -> Vec<Pair> {
        let mut all: Vec<Pair> = Vec::with_capacity(run.len());
        for (a, b) in run {
            if let Some(&(last_a, last_b)) = all.last() {
                self.common(last_a + 1..a, last_b + 1..b, &mut all);
            }
            all.push((a, b));
        }
        all
    }

    /// With the words between the copies that stand before the first one's, too: a second copy that begins in mid-sentence
    /// may soon differ, so that no run reaches up to its beginning.
    fn begun_earlier(&self, pairs: Vec<Pair>) -> Vec<Pair> {
        let (Some(&(first, second)), Some(&(last, _))) = (pairs.first(), pairs.last()) else { return pairs };
        let between = last + 1..second;
        if between.is_empty() || between.len() > LONGEST_HEAD {
            return pairs;
        }
        let mut before = Vec::new();
        self.common(first.saturating_sub(between.len())..first, between, &mut before);
        let is_copy = |(index, &(_, at)): (usize, &Pair)| {
            let alike = before.len() - index;
            alike > 1 && self.print(at).starts_with(char::is_alphanumeric) && alike * 100 >= (second - at) * LEAST_SIMILAR_HEAD
        };
        let begin = before.iter().enumerate().position(is_copy).unwrap_or(before.len());
        before.drain(..begin);
        before.extend(pairs);
        before
    }

    /// The longest common row of words of two short ranges.
    fn common(&self, a: Range<usize>, b: Range<usize>, into: &mut Vec<Pair>) {
        if a.is_empty() || b.is_empty() {
            return;
        }
        let width = b.len() + 1;
        let mut lengths = vec![0u32; (a.len() + 1) * width];
        let cell = |i: usize, j: usize| (i - a.start) * width + (j - b.start);
        for i in a.clone().rev() {
            for j in b.clone().rev() {
                let at = |i, j| lengths.get(cell(i, j)).copied().unwrap_or_default();
                let best = if self.equal(i, j) { at(i + 1, j + 1) + 1 } else { at(i + 1, j).max(at(i, j + 1)) };
                if let Some(length) = lengths.get_mut(cell(i, j)) {
                    *length = best;
                }
            }
        }
        let at = |i, j| lengths.get(cell(i, j)).copied().unwrap_or_default();
        let (mut i, mut j) = (a.start, b.start);
        while i < a.end && j < b.end {
            if self.equal(i, j) {
                into.push((i, j));
                (i, j) = (i + 1, j + 1);
            } else if at(i + 1, j) >= at(i, j + 1) {
                i += 1;
            } else {
                j += 1;
            }
        }
    }

    /// Where the copies begin and end, and which is the complete one; none if they are not similar enough.
    fn copies(&self, pairs: &[Pair]) -> Option<Copies> {
        let (&(a0, b0), &(a1, b1)) = (pairs.first()?, pairs.last()?);
        let (mut first, mut second) = (a0..a1 + 1, b0..b1 + 1);
        let long = |copy: &Range<usize>| copy.len() >= SHORTEST_COPY && self.blanks(copy) >= FEWEST_BLANKS;
        let similar = |copy: &Range<usize>| long(copy) && pairs.len() * 100 >= copy.len() * LEAST_SIMILAR;
        if !similar(&first) || !similar(&second) {
            return None;
        }
        let between = second.start - first.end;
        let in_mid_sentence = self.print(first.start).starts_with(char::is_lowercase);
        let begins_anew = between > 0 && self.ends_sentence(a1) && self.print(a1 + 1).starts_with(char::is_uppercase);
        let keep_first = !(first.start == 0 && in_mid_sentence && begins_anew);
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

    fn twice(&self, text: &str, extent: &Spans, pairs: &[Pair], copies: &Copies) -> Twice {
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

    /// Words as they are read, and where they stand; none stand before the next word.
    fn passage(&self, words: Range<usize>) -> (String, Span) {
        let taken = self.words.get(words.clone()).unwrap_or_default();
        let (Some(first), Some(last)) = (taken.first(), taken.last()) else {
            let end = || self.words.last().map_or(0, |word| self.source(word).end());
            let at = self.words.get(words.start).map_or_else(end, |word| self.source(word).start());
            return (String::new(), Span::new(at, at));
        };
        let print = self.reading.text().get(first.from..last.to).unwrap_or_default();
        (print.to_owned(), self.source(first).cover(self.source(last)))
    }

    fn source(&self, word: &Word) -> Span {
        self.reading.to_source(word.from..word.to).hull().unwrap_or(Span::new(0, 0))
    }

    /// From the space before a copy's first word to the next word behind it.
    fn with_space(&self, text: &str, extent: &Spans, copy: &Range<usize>) -> Span {
        let begin = self.words.get(copy.start).map_or(0, |word| self.source(word).start());
        let end = self.words.get(copy.end).map(|word| self.source(word).start());
        let end = end.or_else(|| extent.last().map(Span::end)).unwrap_or(begin);
        let lead = |to: u32| {
            let before = text.get(..to as usize).unwrap_or_default();
            to - offset(before.len() - before.trim_end_matches([' ', '\u{c}', '\t']).len())
        };
        Span::new(lead(begin), if self.words.get(copy.end).is_some() { lead(end).max(begin) } else { end })
    }
}

/// FNV-1a over the letters, hyphens left out.
fn key(word: &str) -> u64 {
    let letters = word.bytes().filter(|&b| b != b'-' || word.len() == 1);
    letters.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn mix(hash: u64, key: u64) -> u64 {
    (hash.rotate_left(5) ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cleaning::reading::in_pages;

    fn twice(text: &str) -> Option<Twice> {
        in_pages(text, |pages| find(pages, &Span::of(0..text.len()).into()))
    }

    const FIRST: &str = "Die Brücken im Land sind in die Jahre gekommen, und viele sind für schwere Fahrzeuge gesperrt. Der Bund hat \
        deshalb ein Programm aufgelegt, das in zehn Jahren alle Bauwerke prüfen, sanieren und, wo nötig, ersetzen soll. \
        Die Länder wirken daran mit und tragen ein Drittel der Kosten, auch der Haushaltsplanung wegen. Die Mittel fließen \
        seit dem Jahr 2019, doch ist nach Ansicht der Fragesteller offen, welche Bauwerke zuerst an die Reihe kommen.";

    #[test]
    fn a_copy_from_mid_sentence_on_is_dropped_with_every_difference() {
        let second = "und viele sind für schwere Fahrzeuge gesperrt. Der Bund hat ein Programm aufgelegt, das in zehn Jahren \
            alle Bauwerke prüfen, sanieren und wo nötig, ersetzen soll. Die Länder wirken daran mit und tragen ein \
            Drittel der Kosten, auch der Haushaltplanung wegen. Die Mittel fließen schon seit dem Jahr 2019, doch ist nach Ansicht der \
            Frage-\nsteller offen, welche Bauwerke zuerst an die Reihe kommen.\n";
        let text = format!("{FIRST}\n {second}");
        let found = twice(&text).expect("a copy");
        let shown: Vec<_> = found.differences.iter().map(|d| (d.kept.as_str(), d.dropped.as_str())).collect();
        assert_eq!(shown, [("deshalb", ""), (",", ""), ("Haushaltsplanung", "Haushaltplanung"), ("", "schon")]);
        for difference in &found.differences {
            assert_eq!(&text[difference.kept_span.range()], difference.kept);
            assert_eq!(&text[difference.dropped_span.range()], difference.dropped);
        }
        let dropped: String = found.dropped.iter().map(|span| &text[span.range()]).collect();
        assert_eq!(dropped, format!(" {second}"));
        assert!(found.similarity.0 > 90);
    }

    #[test]
    fn a_copy_that_soon_differs_begins_where_its_words_begin() {
        let second = FIRST.split_once("gekommen, ").expect("a comma").1.replace("schwere Fahrzeuge", "alle Fahrzeuge");
        let text = format!("{FIRST}\n {second}\n");
        let found = twice(&text).expect("a copy");
        let shown: Vec<_> = found.differences.iter().map(|d| (d.kept.as_str(), d.dropped.as_str())).collect();
        assert_eq!(shown, [("schwere", "alle")]);
        let dropped: String = found.dropped.iter().map(|span| &text[span.range()]).collect();
        assert_eq!(dropped, format!(" {second}\n"));
    }

    #[test]
    fn what_is_cited_twice_does_not_hide_the_head_of_a_copy() {
        let cited = " (vgl. www.amt.de/lage?art=alle&jahr=19).";
        let list = "Die Liste der Bauwerke nennt für jedes den Zustand, das Baujahr, die Kosten und die Zahl der Fahrzeuge an einem Tag";
        let first = format!("{}{cited} {list}{cited}", FIRST.trim_end_matches('.'));
        let second = first.split_once("in die Jahre ").expect("words").1.replace("ein Drittel", "alle Drittel");
        let found = twice(&format!("{first}\n {second}\n")).expect("a copy");
        let shown: Vec<_> = found.differences.iter().map(|d| (d.kept.as_str(), d.dropped.as_str())).collect();
        assert_eq!((found.dropped.bytes() as usize, shown), (second.len() + 2, vec![("ein", "alle")]));
    }

    #[test]
    fn words_that_stand_often_do_not_begin_a_copy() {
        let first = FIRST.replace("gekommen,", "gekommen (vgl. ebd., S. 4).").replace("Reihe kommen.", "Reihe kommen (vgl. ebd., S. 4).");
        let second = first.split_once("Die Brücken im ").expect("words").1;
        let text = format!("{first}\n {second}\n");
        let dropped: String = twice(&text).expect("a copy").dropped.iter().map(|span| &text[span.range()]).collect();
        assert_eq!(dropped, format!(" {second}\n"));
    }

    #[test]
    fn a_copy_that_begins_in_mid_sentence_and_stands_first_is_dropped() {
        let text = format!("{}\n\n{FIRST}\n", FIRST.split_once("gekommen, ").expect("a comma").1);
        let found = twice(&text).expect("a copy");
        assert!(found.dropped.first().is_some_and(|span| span.start() == 0));
        assert!(found.differences.is_empty());
    }

    #[test]
    fn what_stands_once_is_no_duplicate() {
        let other = FIRST.replace("Brücken", "Straßen").split(' ').rev().collect::<Vec<_>>().join(" ");
        let quoted = format!("{FIRST} {other} Der Bund hat deshalb ein Programm aufgelegt, das in zehn Jahren alle Bauwerke prüfen soll.");
        let address = "(www.amt.de/lage/stege/im_land/2025/02/07/0600/stege_und_wehre/am_ufer/oder_im_fluss/lage_am_wehr_0720.html, zuletzt \
            abgerufen am 25. August 2025)";
        let cited = format!("Die Brücken sind gesperrt {address}. Auch viele Stege sind es nach Ansicht der Fragesteller {address}.");
        for text in [FIRST, &format!("{FIRST}\n{other}"), &quoted, &cited, ""] {
            assert!(twice(text).is_none(), "{text}");
        }
    }
}
