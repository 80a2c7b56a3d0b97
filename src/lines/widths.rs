//! How wide a line was on the page: the papers are set in Times, and its letters' advance widths (the public AFM
//! metrics) tell in which column a line was set. Counting characters instead keeps less than half of that.

use std::iter::Sum;
use std::ops::{Add, Sub};
use std::sync::LazyLock;

use memchr::memchr2_iter;

use super::letters::are_clean;

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

/// The column of answers and prefaces in the papers.
pub const ANSWER_COLUMN: Em = Em(32.0);
/// The column of their questions, which are set in.
pub const QUESTION_COLUMN: Em = Em(29.5);

/// A blank between words.
pub const BLANK: Em = Em(0.25);

/// The width of the words as Times sets them. Some extractors put two blanks for one that was set wide.
#[must_use]
pub fn width(words: &str) -> Em {
    Look::at(words).width
}

/// What one look at a line's words tells, which most later questions to it need.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Look {
    /// How wide they were set.
    pub width: Em,
    /// Whether they can be taken as they are, see [`are_clean`].
    pub clean: bool,
    /// Whether they hold no „/“, „-“, „[“ or „?“, and no „www“, which several rules look for. Long words may not say.
    pub plain: bool,
}

impl Look {
    /// Looks at the words. The sum over the bytes settles nearly every line; of others the letters are looked at.
    #[must_use]
    pub fn at(words: &str) -> Self {
        let table: &[u64; 256] = &BYTES;
        let bytes = words.as_bytes();
        let pairs = bytes.iter().zip(bytes.iter().skip(1));
        let blanks = pairs.clone().map(|(&a, &b)| u8::from((a == b' ') & (b == b' ')));
        let doubled = blanks.clone().fold(0, |found, pair| found | pair) != 0;
        let no_www = pairs.map(|(&a, &b)| u8::from((a == b'w') & (b == b'w'))).fold(0, |found, pair| found | pair) == 0;
        let all: u64 = bytes.iter().take(LONGEST).map(|&byte| table.get(usize::from(byte)).copied().unwrap_or_default()).sum();
        let (signs, sum) = (all / SIGN, all % SIGN);
        let known = if bytes.len() > LONGEST {
            None
        } else if sum < MARK {
            Some(sum)
        } else {
            with_marks(words, sum)
        };
        let mut thousandths = known.unwrap_or_else(|| words.chars().map(|c| u64::from(advance(c))).sum());
        let clean = !doubled && (known.is_some() || are_clean(words));
        if doubled {
            thousandths -= blanks.map(u64::from).sum::<u64>() * u64::from(ASCII[0]);
        }
        #[expect(clippy::cast_precision_loss, reason = "exact for every line of print")]
        Self { width: Em(thousandths as f32 / 1000.0), clean, plain: signs == 0 && no_www && bytes.len() <= LONGEST }
    }
}

/// The width of words that hold dashes, quotation marks, „§“ or „€“, too, from the sum over their bytes; none if they hold
/// others.
fn with_marks(words: &str, sum: u64) -> Option<u64> {
    let of_byte = |byte: &u8| BYTES.get(usize::from(*byte)).copied().unwrap_or_default();
    let [dashes, signs] = FIRST_OF_MARKS;
    let marks = memchr2_iter(dashes, signs, words.as_bytes());
    let corrected = marks.map(|at| words.get(at..)).try_fold(sum % MARK, |sum, rest| {
        let mark = rest?.chars().next().filter(|mark| matches!(mark, '\u{2010}'..='\u{2027}' | '§' | '€'))?;
        let counted: u64 = rest?.as_bytes().iter().take(mark.len_utf8()).skip(1).map(of_byte).sum();
        Some(sum + u64::from(advance(mark)) - counted)
    });
    corrected.filter(|_| sum < OTHER_LETTER)
}

/// Times Roman's advance widths, in thousandths of an em, from space to tilde.
const ASCII: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278,
    278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722,
    722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500,
    500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

/// The widths by byte. Of „ä“, „é“ and their like (U+00C0 to U+00FF, all composed) the second byte has it, since papers
/// print few other letters beyond ASCII; the first byte of those has [`OTHER_LETTER`], and so have control characters.
static BYTES: LazyLock<[u64; 256]> = LazyLock::new(|| {
    std::array::from_fn(|byte| match u8::try_from(byte) {
        Ok(byte @ 0x80..0xc0) => u64::from(advance(char::from(byte + 0x40))),
        Ok(byte @ (b'/' | b'-' | b'[' | b'?')) => SIGN + u64::from(advance(char::from(byte))),
        Ok(byte @ b' '..=b'~') => u64::from(advance(char::from(byte))),
        Ok(FIRST_OF_UMLAUTS) => 0,
        Ok(byte) if FIRST_OF_MARKS.contains(&byte) => MARK,
        _ => OTHER_LETTER,
    })
});

/// The widths of longer lines add up to a mark, and as many signs to more than a number holds.
const LONGEST: usize = (1 << 16) - 1;

/// The first byte of „ä“, „é“ and their like.
const FIRST_OF_UMLAUTS: u8 = 0xc3;

/// The first byte of dashes and quotation marks (U+2010 to U+2027, three bytes), of „€“ and of the narrow spaces before them;
/// that of „§“ and the hard space.
const FIRST_OF_MARKS: [u8; 2] = [0xe2, 0xc2];

/// More than the width of any line: marks are to be looked at.
const MARK: u64 = 1 << 32;

/// More than 255 marks: the bytes do not tell it.
const OTHER_LETTER: u64 = 1 << 40;

/// More than 255 other letters: the bytes do not tell that there is none.
const SIGN: u64 = 1 << 48;

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
        '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{300}'..='\u{36f}' => 0,
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
    fn a_look_tells_what_can_be_taken() {
        for (words, clean) in [
            ("Wie viele – „Brücken“ (à 5 €)", true),
            ("", true),
            ("Wie  viele", false),
            ("Wie\u{a0}viele", false),
            ("Wie\tviele", false),
            ("Brü\u{ad}cken", false),
            ("„Bru\u{308}cken“", false),
            ("Łódź, Ǻ", true),
            ("§ 4 – 20 €", true),
            ("§\u{a0}4 €", false),
            ("§ 4\u{202f}€", false),
        ] {
            assert_eq!(Look::at(words).clean, clean, "{words}");
        }
    }

    #[test]
    fn plain_words_hold_no_signs() {
        assert!(
            ["", "Wie viele", "„Brücken“ – 5 €, w w.", "Wir wwissen"].map(|words| Look::at(words).plain).eq(&[true, true, true, false])
        );
        assert!(
            ["a/b", "a-b", "[a", "a?", "www. a", &"a".repeat(1 << 16), &format!("{}?", "ſ".repeat(300))]
                .iter()
                .all(|words| !Look::at(words).plain)
        );
    }

    #[test]
    fn adds_up_the_metrics() {
        let near = |words: &str, em: f32| (width(words).0 - em).abs() < 0.001;
        assert!(near("", 0.0) && near("Wie", 0.944 + 0.278 + 0.444) && near("ü – ~", 0.5 + 0.25 + 0.5 + 0.25 + 0.541));
        assert!(near("ü  –   ~", 0.5 + 0.25 + 0.5 + 0.25 + 0.541));
        assert!(near("Ä\t…", 0.722 + 0.5 + 1.0) && near("u\u{308}", 0.5));
        assert!(near("§ 4\u{a0}€", 0.5 + 0.25 + 0.5 + 0.25 + 0.5) && near("§ 4 €", 0.5 + 0.25 + 0.5 + 0.25 + 0.5));
    }
}
