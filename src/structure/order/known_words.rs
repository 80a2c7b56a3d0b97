//! What a paper prints elsewhere: evidence for how the pieces of a line follow one another.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use crate::cleaning::addresses::CLOSERS;
use crate::cleaning::vocabulary::WordHasher;
use crate::cleaning::words::{first_token, last_token, leads_on, tokens};
use crate::structure::rows::Row;

/// The words of a paper. Few papers need them, so they are read when they are asked for.
pub(super) struct KnownWords<'a> {
    text: &'a str,
    words: OnceCell<Set<&'a str>>,
    /// Words of a line, one behind the other.
    pairs: OnceCell<Set<(&'a str, &'a str)>>,
}

type Set<T> = HashSet<T, BuildHasherDefault<WordHasher>>;

/// The most that [`KnownWords::doubt`] costs.
pub(super) const MOST_DOUBT: u32 = 2;

impl<'a> KnownWords<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self { text, words: OnceCell::new(), pairs: OnceCell::new() }
    }

    /// How unlikely it is that a word breaks between two rows: it stands nowhere else, and what would be its second half is a
    /// word: „Pla-“, „für“.
    pub(super) fn doubt(&self, left: &Row<'_>, right: &Row<'_>) -> u32 {
        let first = first_token(right.words).trim_end_matches(CLOSERS);
        match last_token(left.words).strip_suffix('-') {
            Some(half) if first.starts_with(char::is_lowercase) && half.chars().all(char::is_alphabetic) => {
                let known = self.words().contains(&*[half, first].concat());
                if known { 0 } else { if leads_on(first) { MOST_DOUBT } else { 1 } }
            }
            _ => 0,
        }
    }

    /// Whether the last word of a row and the first of the next stand so elsewhere.
    pub(super) fn pair(&self, left: &Row<'_>, right: &Row<'_>) -> bool {
        let lines = || self.text.lines().flat_map(|line| tokens(line).zip(tokens(line).skip(1)));
        self.pairs.get_or_init(|| lines().collect()).contains(&(last_token(left.words), first_token(right.words)))
    }

    fn words(&self) -> &Set<&'a str> {
        self.words.get_or_init(|| self.text.split_whitespace().map(|word| word.trim_end_matches(CLOSERS)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::KnownWords;
    use crate::structure::rows::Row;

    #[test]
    fn a_broken_word_is_doubted_where_no_line_has_it() {
        let known = KnownWords::of("Die Planung der Stege,\nwie bekannt.");
        let doubt = |left, right| known.doubt(&Row::of(left), &Row::of(right));
        assert_eq!(doubt("die Pla-", "nung."), 0);
        assert_eq!(doubt("die Pla-", "gen der"), 1);
        assert_eq!(doubt("die Pla-", "für die"), 2);
        // No half of a word.
        assert_eq!(doubt("die Pla", "für die") + doubt("(www.amt.de/die-", "für die") + doubt("die Pla-", "Für"), 0);
        let pair = |left, right| known.pair(&Row::of(left), &Row::of(right));
        assert!(pair("die Planung", "der Wehre") && !pair("der Stege,", "wie"));
    }
}
