//! Which words a paper prints unbroken: the evidence for those that its line ends break.

use std::cell::{Cell, OnceCell};
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use memchr::{memchr_iter, memchr2, memchr2_iter, memmem};

use crate::cleaning::addresses::{is_address, is_path};
use crate::cleaning::words::{HYPHENS, LONGEST_WORD, SHORTEST_WORD, end_of_word, is_inner, word_at_end};

/// So many searches through a paper take no longer than a list of all its words; few papers need more.
pub(super) const SEARCHES: usize = 96;

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
                let in_capitals = run.bytes().skip(1).any(|byte| byte.is_ascii_uppercase());
                if run.len() > 1 && !in_capitals && (runs.peek().is_some() || !torn) {
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

/// The web addresses of a paper that have a path, each once, one a line.
pub(super) struct Addresses {
    lines: String,
    searched: Cell<usize>,
}

impl Addresses {
    /// More bytes than the searches of any paper take; a text of nothing but addresses must not cost its length for each.
    const MOST_SEARCHED: usize = 1 << 30;

    pub fn of(text: &str) -> Self {
        let mut known: HashSet<&str, BuildHasherDefault<WordHasher>> = HashSet::default();
        let (mut lines, mut end) = (String::new(), 0);
        // What is as long as a seam has a path.
        for slash in memchr_iter(b'/', text.as_bytes()) {
            if slash < end {
                continue;
            }
            let before = text.get(end..slash).unwrap_or_default();
            let start = slash - before.rsplit([' ', '\n']).next().unwrap_or_default().len();
            end = memchr2(b' ', b'\n', text.as_bytes().get(slash..).unwrap_or_default()).map_or(text.len(), |blank| slash + blank);
            let token = text.get(start..end).unwrap_or_default();
            if is_address(token) && known.insert(token) {
                lines.extend([token, "\n"]);
            }
        }
        Self { lines, searched: Cell::new(0) }
    }

    /// Whether one of them holds these bytes.
    pub fn print(&self, seam: &str) -> bool {
        let searched = self.searched.replace(self.searched.get().saturating_add(self.lines.len()));
        searched < Self::MOST_SEARCHED && memmem::find(self.lines.as_bytes(), seam.as_bytes()).is_some()
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

/// The words that a text prints between blanks, and not behind what may be the beginning of a web address.
///
/// Each is searched for, until so many were that a list of all is sooner made: the answers are the same.
pub(super) struct Alone<'a> {
    text: &'a str,
    searched: Cell<usize>,
    listed: OnceCell<HashMap<&'a str, usize, BuildHasherDefault<WordHasher>>>,
}

impl<'a> Alone<'a> {
    pub fn in_text(text: &'a str) -> Self {
        Self { text, searched: Cell::new(0), listed: OnceCell::new() }
    }

    /// Whether the text prints a word.
    pub fn has(&self, word: &str) -> bool {
        self.has_times(word, 1)
    }

    /// Whether it prints the word twice.
    pub fn has_twice(&self, word: &str) -> bool {
        self.has_times(word, 2)
    }

    /// Whether so many words were asked for that another search takes too long.
    pub fn were_many(&self) -> bool {
        self.searched.get() >= SEARCHES
    }

    fn has_times(&self, word: &str, times: usize) -> bool {
        if self.were_many() {
            return self.listed.get_or_init(|| self.list()).get(word).is_some_and(|&count| count >= times);
        }
        self.searched.set(self.searched.get() + 1);
        let stands = |&at: &usize| word_alone(self.text, at) == Some(word);
        memmem::find_iter(self.text.as_bytes(), word).filter(stands).nth(times - 1).is_some()
    }

    fn list(&self) -> HashMap<&'a str, usize, BuildHasherDefault<WordHasher>> {
        let mut counts = HashMap::default();
        for word in memchr_iter(b' ', self.text.as_bytes()).filter_map(|blank| word_alone(self.text, blank + 1)) {
            *counts.entry(word).or_default() += 1;
        }
        counts
    }
}

/// The word behind a blank and a word of letters, if a blank, a comma or the line's end stands behind it.
fn word_alone(text: &str, at: usize) -> Option<&str> {
    let (before, rest) = text.split_at_checked(at)?;
    let before = before.strip_suffix(' ').filter(|_| !rest.starts_with(char::is_whitespace))?.trim_end();
    let (word, behind) = rest.split_at_checked(rest.find([' ', ',', '\n'])?)?;
    let last = before.bytes().rev().take_while(|byte| !byte.is_ascii_whitespace());
    let stands_alone = behind.strip_prefix(',').unwrap_or(behind).starts_with([' ', '\n']) && before.ends_with(char::is_alphabetic);
    (stands_alone && last.into_iter().all(|byte| byte.is_ascii_alphabetic() || byte > 0x7f)).then_some(word)
}

/// The words that a text prints with a hyphen once, and whole elsewhere: „Sach-stand“ beside „Sachstand“.
pub(super) struct Hyphened(HashSet<String, BuildHasherDefault<WordHasher>>);

impl Hyphened {
    /// So many searches through a text take no longer than a look at each of its words.
    const SEARCHES: usize = 48;

    /// `may_be` says whether two halves may be those of one word.
    pub fn of(text: &str, may_be: impl Fn(&str, &str) -> bool) -> Self {
        let mut counts: HashMap<&str, usize, BuildHasherDefault<WordHasher>> = HashMap::default();
        let mut end = 0;
        for hyphen in memchr_iter(b'-', text.as_bytes()) {
            if hyphen < end {
                continue;
            }
            let start = hyphen - word_at_end(text.get(end..hyphen).unwrap_or_default()).len();
            if let Some(word) = word_from(text, start) {
                end = start + word.len();
                if word.len() <= LONGEST_WORD {
                    *counts.entry(word).or_default() += 1;
                }
            }
        }
        let once = counts.into_iter().filter(|(_, count)| *count == 1);
        let halves = once.flat_map(|(word, _)| word.match_indices('-').filter_map(|(at, _)| Some((word.get(..at)?, word.get(at + 1..)?))));
        let sought = halves.filter(|(left, right)| left.len() + right.len() >= SHORTEST_WORD && may_be(left, right));
        let sought: Vec<(String, String)> = sought.map(|(left, right)| ([left, right].concat(), Self::key(left, right))).collect();
        let whole: WordSet<'_> = if sought.len() > Self::SEARCHES {
            Beginnings::of(sought.iter().map(|(welded, _)| welded.as_str())).words(text).into_iter().collect()
        } else {
            sought.iter().map(|(welded, _)| welded.as_str()).filter(|welded| is_printed(text, welded)).collect()
        };
        Self(sought.iter().filter(|(welded, _)| whole.contains(welded.as_str())).map(|(_, key)| key.clone()).collect())
    }

    /// Whether the halves are those of one.
    pub fn has(&self, left: &str, right: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&Self::key(left, right))
    }

    fn key(left: &str, right: &str) -> String {
        [left, "-", right].concat()
    }
}

/// Whether the text prints a word as a whole one.
fn is_printed(text: &str, word: &str) -> bool {
    memmem::find_iter(text.as_bytes(), word).any(|at| word_from(text, at) == Some(word))
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
            Self::allow(&mut all, word_at_end(stem.trim_end_matches(HYPHENS)));
        }
        Self(all)
    }

    fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut all = vec![false; Self::PLACES];
        words.for_each(|word| Self::allow(&mut all, word));
        Self(all)
    }

    fn allow(all: &mut [bool], word: &str) {
        if !word.is_empty() {
            let any = 1 << (Self::LETTERS.saturating_sub(word.len()) * Self::BITS);
            all.iter_mut().skip(Self::place(word.as_bytes())).take(any).for_each(|begins| *begins = true);
        }
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
        let goes_on = |letters: &str| may_go_on_with("Die Straßen und Brücken im Flächenverbrauch, die Überlage", letters);
        assert!(
            goes_on("brauchs")
                && goes_on("ecken")
                && goes_on("sen")
                && goes_on("aechen")
                && goes_on("lage")
                && !goes_on("flut")
                && !goes_on("Steg")
        );
        assert!(!has("flaechen") && !has("verbrauch") && !has("verei") && !has("nigung") && !has("tellende"));
    }

    #[test]
    fn words_that_stand_alone_are_searched_for_and_listed_alike() {
        let text = "Die Lage und www.amt.de/a brauch der Leute, im Land, das an und in,www.amt.de/b liegt\nEnde";
        let alone = Alone::in_text(text);
        let listed = Alone::in_text(text);
        listed.searched.set(SEARCHES);
        for (word, want) in [
            ("und", (true, true)),
            ("Leute", (true, false)),
            ("an", (true, false)),
            ("liegt", (false, false)),
            ("brauch", (false, false)),
            ("eute", (false, false)),
            ("in", (false, false)),
            ("Ende", (false, false)),
        ] {
            for alone in [&alone, &listed] {
                assert_eq!((alone.has(word), alone.has_twice(word)), want, "{word}");
            }
        }
    }

    #[test]
    fn addresses_are_kept_once_and_whole() {
        let text = "Siehe (www.amt.de/lage/netze), www.amt.de/lage/netze und\nund/oder stege.example/a;\nwww.amt.de/lage/netze";
        let addresses = Addresses::of(text);
        assert_eq!(addresses.lines, "(www.amt.de/lage/netze),\nwww.amt.de/lage/netze\n");
        assert!(addresses.print("amt.de/lage/ne") && !addresses.print("und/oder"));
        assert_eq!(Addresses::of("/").lines, "");
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
