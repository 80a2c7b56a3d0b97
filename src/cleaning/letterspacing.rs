//! Words that the typesetter spread: „V o r b e m e r k u n g  d e r  F r a g e s t e l l e r“.
//!
//! Extractors give them letter by letter, with two blanks between words or with one, with every blank doubled, or as
//! plain words; the printed ones have typing errors („F r a g e t e l l e r“). Pure functions on one line.

/// A line counts as spread when it has at least so many letters that stand alone; „a b c“ in a table has fewer.
const FEWEST_LETTERS: usize = 6;

/// A spread heading may differ from the known ones in so many letters: they are typed by hand.
pub(crate) const TYPING_ERRORS: usize = 2;

/// Whether the line is spread: nearly all its words are single letters („§ 3 a b“ is not).
#[must_use]
pub(crate) fn is_spread(line: &str) -> bool {
    let (mut single, mut long) = (0, 0);
    // A letter and its blank are two bytes.
    let too_many_long = line.len() / 20;
    for word in line.split_whitespace() {
        let mut chars = word.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if c.is_alphabetic() => single += 1,
            (Some(c), None) if c.is_ascii_punctuation() => {}
            // The colon may stand at the last letter.
            (Some(c), Some(':')) if c.is_alphabetic() && chars.next().is_none() => single += 1,
            _ if long == too_many_long => return false,
            _ => long += 1,
        }
    }
    single >= FEWEST_LETTERS && long * 10 <= single
}

/// Its letters, without blanks and marks.
pub(crate) fn letters(line: &str) -> String {
    line.chars().filter(|c| c.is_alphabetic()).collect()
}

/// Whether the words are the letters, blanks and commas left out.
pub(crate) fn same_letters(words: &str, letters: &str) -> bool {
    printed_letters(words).eq(letters.chars())
}

/// What is printed, blanks and commas left out.
pub(crate) fn printed_letters(words: &str) -> impl Iterator<Item = char> {
    words.chars().filter(|c| !c.is_whitespace() && *c != ',')
}

/// Whether a spread line is a word of so many letters, but for typing errors.
pub(crate) fn is_nearly(letters: &str, word: &str) -> bool {
    distance(letters, word) <= TYPING_ERRORS
}

/// In how many letters two words differ (put in, left out, other ones).
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > TYPING_ERRORS {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let (mut diagonal, mut left) = (i, i + 1);
        for (y, cell) in b.iter().zip(row.iter_mut().skip(1)) {
            let best = (diagonal + usize::from(x != y)).min(left + 1).min(*cell + 1);
            diagonal = std::mem::replace(cell, best);
            left = best;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spread_lines_are_told_from_words() {
        for (line, spread) in [
            ("V o r b e m e r k u n g  d e r", true),
            ("  V  o  r  b  e  m  e  r  k  u  n  g  :", true),
            ("W i r  f r a g e n:", true),
            ("Die Brücken sind gesperrt", false),
            ("a b c", false),
            ("1 2 3 4 5 6 7 8", false),
        ] {
            assert_eq!(is_spread(line), spread, "{line}");
        }
    }

    #[test]
    fn counts_typing_errors() {
        for (a, b, errors) in [("Frage", "Frage", 0), ("Fage", "Frage", 1), ("Frgae", "Frage", 2), ("", "ab", 2), ("a", "abcd", usize::MAX)]
        {
            assert_eq!(distance(a, b), errors);
        }
    }
}
