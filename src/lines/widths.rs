//! How wide a line was on the page: the papers are set in Times, and its letters' advance widths (the public AFM
//! metrics) tell in which column a line was set. Counting characters instead keeps less than half of that.

use std::iter::Sum;
use std::ops::{Add, Sub};
use std::sync::LazyLock;

/// A width in em, the type size.
#[derive(Clone, Copy, PartialEq, PartialOrd, Debug, Default)]
pub struct Em(pub f32);

impl Add for Em {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Em {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Sum for Em {
    fn sum<I: Iterator<Item = Self>>(widths: I) -> Self {
        widths.fold(Self(0.0), Add::add)
    }
}

/// A blank between words.
pub const BLANK: Em = Em(0.25);

/// The width of the words as Times sets them. Some extractors put two blanks for one that was set wide.
#[must_use]
pub fn width(words: &str) -> Em {
    let bytes: &[u64; 256] = &BYTES;
    let sum: u64 = words.bytes().map(|byte| bytes.get(usize::from(byte)).copied().unwrap_or_default()).sum();
    let pairs = words.as_bytes().iter().zip(words.as_bytes().iter().skip(1));
    let doubled: u64 = pairs.map(|(&a, &b)| u64::from((a == b' ') & (b == b' '))).sum::<u64>() * u64::from(ASCII[0]);
    let thousandths = if sum < OTHER_LETTER { sum } else { words.chars().map(|c| u64::from(advance(c))).sum() } - doubled;
    #[expect(clippy::cast_precision_loss, reason = "a line's width in thousandths of an em is far below 2^24")]
    Em(thousandths as f32 / 1000.0)
}

/// Times Roman's advance widths, in thousandths of an em, from space to tilde.
const ASCII: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278,
    278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722,
    722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500,
    500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

/// The widths by byte. Of „ä“, „é“ and their like (U+00C0 to U+00FF) the second byte has it, since papers print few other
/// letters beyond ASCII; the first byte of those has [`OTHER_LETTER`].
static BYTES: LazyLock<[u64; 256]> = LazyLock::new(|| {
    std::array::from_fn(|byte| match u8::try_from(byte) {
        Ok(byte @ 0x80..0xc0) => u64::from(advance(char::from(byte + 0x40))),
        Ok(byte) if byte.is_ascii() => u64::from(advance(char::from(byte))),
        Ok(FIRST_OF_UMLAUTS) => 0,
        _ => OTHER_LETTER,
    })
});

/// The first byte of „ä“, „é“ and their like.
const FIRST_OF_UMLAUTS: u8 = 0xc3;

/// More than the width of any line: the bytes do not tell it.
const OTHER_LETTER: u64 = 1 << 40;

/// Any other letter.
const OTHER: u16 = 500;

/// The width of a letter.
fn advance(c: char) -> u16 {
    if let Some(at) = (c as usize).checked_sub(0x20)
        && let Some(&advance) = ASCII.get(at)
    {
        return advance;
    }
    match c {
        '\u{ad}' | '\u{200b}' | '\u{feff}' => 0,
        '\u{a0}' | '\u{202f}' | '\u{2009}' => 250,
        'Ä' | 'Ö' | 'Ü' => 722,
        '…' | '—' => 1000,
        'ä' | 'é' | 'è' | 'ç' | 'á' | 'à' | '„' | '“' | '”' => 444,
        '•' => 350,
        '²' | '³' | '¹' => 300,
        '‚' | '‘' | '’' => 333,
        '°' => 400,
        c if c.is_uppercase() => 700,
        _ => OTHER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds_up_the_metrics() {
        let near = |words: &str, em: f32| (width(words).0 - em).abs() < 0.001;
        assert!(near("", 0.0) && near("Wie", 0.944 + 0.278 + 0.444) && near("ü – ~", 0.5 + 0.25 + 0.5 + 0.25 + 0.541));
        assert!(near("ü  –   ~", 0.5 + 0.25 + 0.5 + 0.25 + 0.541));
        assert!(near("Ä\t…", 0.722 + 0.5 + 1.0));
    }
}
