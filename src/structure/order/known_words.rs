//! What a paper prints elsewhere: evidence for how the pieces of a line follow one another.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use crate::cleaning::addresses::CLOSERS;
use crate::cleaning::vocabulary::WordHasher;
use crate::cleaning::words::{first_token, last_token, tokens};
use crate::structure::rows::Row;

/// The words of a paper. Few papers need them, so they are read when they are asked for.
pub(super) struct KnownWords<'a> {
    text: &'a str,
    words: OnceCell<Set<&'a str>>,
    /// Words of a line, one behind the other.
    pairs: OnceCell<Set<(&'a str, &'a str)>>,
}

/// What may stand before a word.
const OPENERS: [char; 3] = ['(', '„', '‚'];

type Set<T> = HashSet<T, BuildHasherDefault<WordHasher>>;

impl<'a> KnownWords<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, words: OnceCell::new(), pairs: OnceCell::new() }
    }

    /// Whether the word that breaks between two rows stands elsewhere; nothing if none does.
    pub(super) fn broken_word(&self, left: &Row<'_>, right: &Row<'_>) -> Option<bool> {
        let half = last_token(left.words).trim_start_matches(OPENERS).strip_suffix('-')?;
        let first = first_token(right.words).trim_end_matches(CLOSERS);
        let broken = first.starts_with(char::is_lowercase) && half.chars().all(char::is_alphabetic);
        broken.then(|| self.words().contains(&*[half, first].concat()))
    }

    /// Whether the last word of a row and the first of the next stand so elsewhere.
    pub(super) fn pair(&self, left: &Row<'_>, right: &Row<'_>) -> bool {
        let pair = |(first, second): (&'a str, &'a str)| (first, second.trim_end_matches(CLOSERS));
        let pairs = || self.text.lines().flat_map(|line| tokens(line).zip(tokens(line).skip(1))).map(pair).collect();
        let second = first_token(right.words).trim_end_matches(CLOSERS);
        self.pairs.get_or_init(pairs).contains(&(last_token(left.words), second))
    }

    fn words(&self) -> &Set<&'a str> {
        self.words
            .get_or_init(|| self.text.split_whitespace().map(|word| word.trim_start_matches(OPENERS).trim_end_matches(CLOSERS)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::KnownWords;
    use crate::structure::rows::Row;

    #[test]
    fn a_broken_word_is_known_where_a_line_has_it() {
        let known = KnownWords::of("Die (Planung der Stege,\nwie bekannt.");
        let word = |left, right| known.broken_word(&Row::of(left), &Row::of(right));
        assert_eq!((word("die „Pla-", "nung."), word("die Pla-", "für die")), (Some(true), Some(false)));
        // No half of a word.
        assert_eq!([word("die Pla", "für"), word("(www.amt.de/die-", "für"), word("die Pla-", "Für")], [None; 3]);
        let pair = |left, right| known.pair(&Row::of(left), &Row::of(right));
        assert!(pair("am (Planung", "der Wehre") && !pair("der Stege,", "wie"));
    }
}
