//! What letters are invisible, and which words can be taken as they are.

use unicode_normalization::{IsNormalized, is_nfc_quick};

/// What no reader sees: soft hyphens, zero-width spaces and joiners, byte order marks, control characters.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}') || c.is_control() && !c.is_whitespace()
}

/// Whether words have single blanks and no other space, nothing invisible, and composed letters.
#[must_use]
pub fn are_clean(words: &str) -> bool {
    let (mut blank, mut composed) = (false, true);
    for c in words.chars() {
        match c {
            ' ' if blank => return false,
            ' ' => blank = true,
            // Letters of the West, dashes and quotation marks: nearly all that papers print.
            '!'..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{2010}'..='\u{2027}' | '€' => blank = false,
            _ if c.is_whitespace() || is_invisible(c) => return false,
            _ => (blank, composed) = (false, composed && c < '\u{300}'),
        }
    }
    composed || matches!(is_nfc_quick(words.chars()), IsNormalized::Yes)
}
