//! Which words a paper prints unbroken: the evidence for those that its line ends break.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

use memchr::{memchr2_iter, memmem};

use crate::cleaning::addresses::{is_address, is_path};
use crate::cleaning::words::{HYPHENS, SHORTEST_WORD, end_of_word, is_inner, word_at_end};

/// A broken word, put together in both ways.
pub(super) struct Sought<'a> {
    pub left: &'a str,
    pub welded: &'a str,
    pub compound: &'a str,
}

impl Sought<'_> {
    /// Whether the text prints it as one word, and whether as a compound.
    pub fn search(&self, text: &str) -> (bool, bool) {
        let bare = uninflected(self.compound);
        let (mut welded, mut kept) = (false, false);
        for at in memmem::find_iter(text.as_bytes(), self.left) {
            let Some(word) = word_from(text, at).filter(|word| proves(word)) else { continue };
            welded |= word == self.welded;
            kept |= word == self.compound || word.contains('-') && uninflected(word) == bare;
        }
        (welded, kept)
    }
}

/// The words of a paper that stand unbroken in a line, as far as they begin like one that a line end breaks.
pub(super) struct Vocabulary<'a> {
    text: &'a str,
    broken: Beginnings,
    /// As they are printed, compounds with hyphens as one word.
    whole: WordSet<'a>,
    /// Compounds with hyphens without their inflection: „Start-up“ for „Start-ups“.
    compounds: WordSet<'a>,
}

/// Words, for looking them up.
type WordSet<'a> = HashSet<&'a str, BuildHasherDefault<WordHasher>>;

/// Eight bytes at a time, multiplied and rotated. Many words of a paper are hashed, and the standard hasher, which
/// withstands attackers, takes longer for that than all else here.
#[derive(Default)]
pub(crate) struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
        let (chunks, rest) = bytes.as_chunks::<8>();
        let last = rest.iter().fold(0, |word, &byte| word << 8 | u64::from(byte));
        for word in chunks.iter().map(|chunk| u64::from_le_bytes(*chunk)).chain(std::iter::once(last)) {
            self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(ODD);
        }
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
}

impl<'a> Vocabulary<'a> {
    pub fn of(text: &'a str) -> Self {
        let broken = Beginnings::of_broken_words(text);
        let (mut whole, mut compounds) = (WordSet::default(), WordSet::default());
        for word in broken.words(text).into_iter().filter(|word| proves(word)) {
            whole.insert(word);
            if word.contains('-') {
                compounds.insert(uninflected(word));
            }
        }
        Self { text, broken, whole, compounds }
    }

    /// Whether the text prints it as one word, and whether as a compound.
    pub fn has(&self, sought: &Sought<'_>) -> (bool, bool) {
        if !self.broken.has(sought.left.as_bytes()) {
            // Its first half is put together of several pieces.
            return sought.search(self.text);
        }
        let kept = self.whole.contains(sought.compound) || self.compounds.contains(uninflected(sought.compound));
        (self.whole.contains(sought.welded), kept)
    }
}

/// The words of a paper as web addresses spell them: „strassen“ for „Straßen“, without inflection. Halves of broken words are
/// none, and neither is what the pieces of addresses begin and end with.
pub(super) struct Spelled(HashSet<String, BuildHasherDefault<WordHasher>>);

impl Spelled {
    /// Whatever is cited, „?__blob=publicationFile“ is how the sites of the ministries end an address.
    const OF_ADDRESSES: [&str; 1] = ["publicationfile"];

    pub fn of(text: &str) -> Self {
        let mut words: HashSet<String, _> = Self::OF_ADDRESSES.iter().map(|word| uninflected(word).to_owned()).collect();
        let (mut goes_on, mut word) = (false, String::new());
        for token in text.split_whitespace() {
            let in_address =
                is_address(token) || is_path(token) || token.contains(['=', '&', '%', '_']) || goes_on && token.contains(['-', '/']);
            let torn = token.ends_with(HYPHENS) || in_address;
            let runs = token.split(|c: char| !c.is_alphabetic()).filter(|run| !run.is_empty());
            let mut runs = runs.skip(usize::from(goes_on || in_address)).peekable();
            while let Some(run) = runs.next() {
                if run.len() > 1 && (runs.peek().is_some() || !torn) {
                    spell(run, &mut word);
                    if !words.contains(uninflected(&word)) {
                        words.insert(uninflected(&word).to_owned());
                    }
                }
            }
            goes_on = torn;
        }
        Self(words)
    }

    pub fn has(&self, word: &str) -> bool {
        let mut spelled = String::new();
        spell(word, &mut spelled);
        self.0.contains(uninflected(&spelled))
    }
}

/// „strassen“ for „Straßen“, into room that is used again.
fn spell(word: &str, spelled: &mut String) {
    spelled.clear();
    if word.is_ascii() {
        spelled.push_str(word);
        spelled.make_ascii_lowercase();
        return;
    }
    for letter in word.chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' => spelled.push_str("ae"),
            'ö' => spelled.push_str("oe"),
            'ü' => spelled.push_str("ue"),
            'ß' => spelled.push_str("ss"),
            _ => spelled.push(letter),
        }
    }
}

/// Whether a word of the text may go on with these letters, whatever its umlauts are spelled like.
pub(super) fn may_go_on_with(text: &str, letters: &str) -> bool {
    let bare = uninflected(letters).trim_start_matches(['e', 's']);
    let spelled = ["ae", "oe", "ue", "ss"].iter().any(|pair| bare.contains(pair));
    let within = |at: usize| text.get(..at).is_some_and(|before| before.ends_with(char::is_alphabetic));
    spelled || bare.len() < SHORTEST_WORD || memmem::find_iter(text.as_bytes(), bare).any(within)
}

/// Whether the text prints a word between blanks, and not behind what may be the beginning of a web address.
pub(super) fn prints(text: &str, word: &str) -> bool {
    memmem::find_iter(text.as_bytes(), word).any(|at| {
        let (before, behind) = (text.get(..at).unwrap_or_default(), text.get(at + word.len()..).unwrap_or_default());
        let stands_alone = before.ends_with(' ') && behind.starts_with([' ', ',', '\n']);
        let last = before.trim_end().bytes().rev().take_while(|byte| !byte.is_ascii_whitespace());
        stands_alone
            && before.trim_end().ends_with(char::is_alphabetic)
            && last.into_iter().all(|byte| byte.is_ascii_alphabetic() || byte > 0x7f)
    })
}

/// Where the text prints a word as a whole one.
pub(super) fn printed<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    memmem::find_iter(text.as_bytes(), word).filter(move |at| word_from(text, *at) == Some(word))
}

/// With which three letters words begin, as far as five bits of each tell.
struct Beginnings(Vec<bool>);

impl Beginnings {
    const LETTERS: usize = 3;
    const BITS: usize = 5;
    const MASK: usize = (1 << Self::BITS) - 1;
    const PLACES: usize = 1 << (Self::LETTERS * Self::BITS);

    /// The words that a hyphen and a line end break. What shorter ones are put together with may be any letters.
    fn of_broken_words(text: &str) -> Self {
        let mut all = vec![false; Self::PLACES];
        let mut start = 0;
        for end in memchr2_iter(b'\n', b'\r', text.as_bytes()) {
            let line = text.get(start..end).unwrap_or_default().trim_end();
            start = end + 1;
            let Some(stem) = line.strip_suffix(HYPHENS) else { continue };
            let word = word_at_end(stem.trim_end_matches(HYPHENS));
            if !word.is_empty() {
                let any = 1 << (Self::LETTERS.saturating_sub(word.len()) * Self::BITS);
                all.iter_mut().skip(Self::place(word.as_bytes())).take(any).for_each(|begins| *begins = true);
            }
        }
        Self(all)
    }

    fn has(&self, word: &[u8]) -> bool {
        self.0.get(Self::place(word)) == Some(&true)
    }

    fn place(word: &[u8]) -> usize {
        let bits = |at: usize| word.get(at).map_or(0, |byte| usize::from(*byte) & Self::MASK);
        (0..Self::LETTERS).fold(0, |place, at| place << Self::BITS | bits(at))
    }

    /// The runs of letters, figures and hyphens that begin so.
    fn words<'a>(&self, text: &'a str) -> Vec<&'a str> {
        let mut words = Vec::new();
        let mut place = 0;
        for (byte, end) in text.bytes().zip(1..) {
            place = (place << Self::BITS | usize::from(byte) & Self::MASK) & (Self::PLACES - 1);
            if self.0.get(place) == Some(&true) {
                words.extend(word_from(text, end.max(Self::LETTERS) - Self::LETTERS));
            }
        }
        words
    }
}

/// The run of letters, figures and hyphens that begins at a byte, if one does.
fn word_from(text: &str, at: usize) -> Option<&str> {
    let (before, rest) = text.split_at_checked(at)?;
    rest.get(..end_of_word(rest)).filter(|_| !before.ends_with(is_inner))
}

/// Whether a printed word says how a broken one is printed: it is none itself, and not too short.
fn proves(word: &str) -> bool {
    word.len() > SHORTEST_WORD && !word.ends_with('-')
}

/// „Start-up“ of „Start-ups“, „öffentlich-rechtlich“ of „öffentlich-rechtlichen“.
pub(super) fn uninflected(word: &str) -> &str {
    ["en", "er", "es", "em", "e", "s", "n"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_spelled_as_addresses_have_them() {
        let spelled = Spelled::of(
            "Straßen und Brücken im Flächen-\nverbrauch, www.amt.de/lage-verei nigung und Ufer, \
             (dars tellende.de/kunst-am-bau) oder Steg",
        );
        let has = |word: &str| spelled.has(word);
        assert!(has("strassen") && has("bruecke") && has("lage") && has("Ufer") && has("im") && has("kunst") && has("publicationFile"));
        let goes_on = |letters: &str| may_go_on_with("Die Straßen und Brücken im Flächenverbrauch", letters);
        assert!(goes_on("brauchs") && goes_on("ecken") && goes_on("sen") && goes_on("aechen") && !goes_on("flut") && !goes_on("Straßen"));
        let prints_word = |word: &str| prints("Die Lage und www.amt.de/a brauch der Leute, im Land", word);
        assert!(prints_word("und") && prints_word("Leute") && !prints_word("brauch") && !prints_word("Land") && !prints_word("eute"));
        assert!(!has("flaechen") && !has("verbrauch") && !has("verei") && !has("nigung") && !has("tellende"));
    }

    #[test]
    fn searching_and_listing_say_the_same() {
        let text = "Die Start-ups und das Startup, ein Start-\nup; Nicht-Start-up, KI, öffentlich-rechtlichen Über-Ich, Nicht-\n\
            Ich, öffentlich-\neinig, Über-\nwurf, K-\nUhr, up-\nIch\n";
        let vocabulary = Vocabulary::of(text);
        for (left, right, want) in [
            ("Start", "up", (true, true)),
            ("Start", "ups", (false, true)),
            ("Nicht", "Start-up", (false, true)),
            ("öffentlich", "rechtlicher", (false, true)),
            ("Über", "Ich", (false, true)),
            ("up", "s", (false, false)),
            ("K", "I", (false, false)),
        ] {
            let sought = Sought { left, welded: &[left, right].concat(), compound: &[left, "-", right].concat() };
            assert!(vocabulary.broken.has(left.as_bytes()), "{left}");
            assert_eq!((sought.search(text), vocabulary.has(&sought)), (want, want), "{left} {right}");
        }
    }
}
