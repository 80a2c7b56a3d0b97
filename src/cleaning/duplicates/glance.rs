//! Whether a text is worth being compared with itself: most are not, and the source's words are compared faster than a Reading's.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use memchr::memchr2_iter;

use super::words::{BYTES_A_WORD, mix};
use crate::cleaning::vocabulary::WordHasher;
use crate::span::Spans;

/// So many rows of words at least are the same in two copies of the shortest length.
const FEWEST_EQUAL: usize = 4;
/// Of a text that stands right behind itself one row of words in so many bytes is the same at least: of each two one is looked at,
/// and slips and words that line ends break make others of two in three. Luck may halve what is left.
const BYTES_AN_EQUAL: usize = 16 * BYTES_A_WORD;
/// Copies of the shortest length are that many bytes apart.
const SHORTEST_SHIFT: usize = 100;
/// Bytes by which slips may move the rest of a copy, and more.
const SLACK: usize = 128;

/// Whether some rows of words stand in the text earlier, too.
pub(super) fn has_equal_places(text: &str, extent: &Spans) -> bool {
    equal_places(text, extent).take(FEWEST_EQUAL).count() == FEWEST_EQUAL
}

/// Whether rows of words stand in the text earlier, too, as far away as the passage is long that they make up.
pub(super) fn has_equal_neighbours(text: &str, extent: &Spans) -> bool {
    let mut shifts: HashMap<usize, usize, BuildHasherDefault<WordHasher>> = HashMap::default();
    equal_places(text, extent).any(|shift| {
        let equal = shifts.entry(shift / SLACK).or_default();
        *equal += 1;
        *equal * BYTES_AN_EQUAL >= shift.max(SHORTEST_SHIFT)
    })
}

/// How many bytes above it each row of three words stands that stands in the text earlier, too; of one in two.
fn equal_places<'a>(text: &'a str, extent: &'a Spans) -> impl Iterator<Item = usize> + 'a {
    let mut seen: HashMap<u64, usize, BuildHasherDefault<WordHasher>> =
        HashMap::with_capacity_and_hasher(extent.bytes() as usize / (2 * BYTES_A_WORD), Default::default());
    let pieces = extent.iter().filter_map(|span| text.as_bytes().get(span.range())).scan(0, |above, bytes| {
        let begin = *above;
        *above += bytes.len();
        Some((begin, bytes))
    });
    let words = pieces.flat_map(|(begin, bytes)| words(bytes).map(move |(at, word)| (begin + at, word)));
    let rows = words.scan((0, 0), |(first, second), (at, word)| {
        let third = key(word);
        let row = mix(mix(*first, *second), third);
        (*first, *second) = (*second, third);
        Some((at, row))
    });
    let looked_at = rows.filter(|(_, row)| row >> 63 == 0);
    looked_at.filter_map(move |(at, row)| seen.insert(row, at).map(|earlier| at - earlier))
}

/// What stands between spaces and line ends, and where.
fn words(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let ended = memchr2_iter(b' ', b'\n', bytes).scan(0, move |from, end| {
        let begin = std::mem::replace(from, end + 1);
        Some((begin, bytes.get(begin..end).unwrap_or_default()))
    });
    ended.filter(|(_, word)| !word.is_empty())
}

/// The length of a word and its first letters.
fn key(word: &[u8]) -> u64 {
    let first = word.first_chunk::<8>().map(|first| u64::from_le_bytes(*first));
    let letters = first.unwrap_or_else(|| word.iter().fold(0, |letters, &byte| letters << 8 | u64::from(byte)));
    letters ^ (word.len() as u64) << 58
}
