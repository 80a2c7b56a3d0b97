//! Which words of two passages are the same, in the same order.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Range;

use super::words::{Word, Words, mix};
use crate::cleaning::vocabulary::WordHasher;

/// Equal words: index in the first copy, index in the second.
pub(super) type Pair = (usize, usize);

/// Words and marks in a row that must be equal before two places are compared at all.
pub(super) const SHINGLE: usize = 5;
/// A copy has at least so many words and marks: sentences are quoted twice, passages are not.
pub(super) const SHORTEST_COPY: usize = 40;
/// Two places belong to the same pair of copies if no more words than this were changed between them.
pub(super) const LONGEST_CHANGE: usize = 40;
/// A second copy may have so many words before its run begins: a row of words that stood twice by chance („?a=b).“) hides what
/// follows it, and up to the next change that is no run of its own.
const LONGEST_HEAD: usize = 2 * LONGEST_CHANGE;
/// The same of the words at its head, of which one that was changed is a larger share.
const LEAST_SIMILAR_HEAD: usize = 75;

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

impl Words<'_> {
    /// The words of the longest passage that stands twice.
    pub fn pairs(&self, shortest: usize) -> Option<Vec<Pair>> {
        let run = self.extended(without_stray_head(self.longest_run(shortest)?));
        Some(self.begun_earlier(self.filled(run)))
    }

    /// The longest row of places whose shingles stand earlier in the text, in the same order.
    fn longest_run(&self, shortest: usize) -> Option<Vec<Pair>> {
        let mut first_seen: HashMap<u64, usize, BuildHasherDefault<WordHasher>> =
            HashMap::with_capacity_and_hasher(self.words.len(), Default::default());
        let (mut best, mut run): (Vec<Pair>, Vec<Pair>) = (Vec::new(), Vec::new());
        for (at, shingle) in self.words.windows(SHINGLE).enumerate() {
            let seen = *first_seen.entry(row_key(shingle)).or_insert(at);
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
        (longest.len() + SHINGLE > shortest).then_some(longest)
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

    /// With the words between the copies that stand behind the second one, too: where a word near the end is another one, the run
    /// ends before it.
    pub fn ended_later(&self, mut pairs: Vec<Pair>) -> Vec<Pair> {
        let (Some(&(_, second)), Some(&(last_a, last_b))) = (pairs.first(), pairs.last()) else { return pairs };
        let between = last_a + 1..second;
        if between.len() <= LONGEST_CHANGE {
            let behind = last_b + 1..last_b + 1 + 2 * between.len();
            self.common(between, behind, &mut pairs);
        }
        pairs
    }

    /// With the words between the copies that stand before the first one, too, if they are all there.
    pub fn begun_above(&self, pairs: Vec<Pair>) -> Vec<Pair> {
        let (Some(&(first, second)), Some(&(last, _))) = (pairs.first(), pairs.last()) else { return pairs };
        let between = last + 1..second;
        if between.len() > LONGEST_CHANGE {
            return pairs;
        }
        let mut all = Vec::new();
        self.common(first.saturating_sub(between.len() + 1)..first, between.clone(), &mut all);
        if all.first().is_none_or(|&(_, at)| at != between.start) {
            return pairs;
        }
        all.extend(pairs);
        all
    }

    /// The longest common row of words of two short ranges.
    pub fn common(&self, a: Range<usize>, b: Range<usize>, into: &mut Vec<Pair>) {
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
}

/// Words in a row as one number.
pub(super) fn row_key(row: &[Word]) -> u64 {
    row.iter().fold(0, |hash, word| mix(hash, word.key))
}
