//! Where sentences end: „… dar. Sie …“, not „Dr. Muster“, „3. Mai“, „bzw. Sie“. Pure functions on words.

use super::markers::counted;
use crate::cleaning::words::BULLETS;

/// Abbreviations with a vowel, and the group whose name has a stop. What has none, or one letter only, needs no list.
const ABBREVIATIONS: [&str; 21] = [
    "Abs", "Art", "Drs", "Kap", "LINKE", "Mio", "Prof", "Ziff", "ca", "einschl", "evtl", "exkl", "gem", "ggf", "inkl", "insb", "insbes",
    "lit", "max", "sog", "usw",
];

/// „vgl.“, „z. B.“, „u.a.“, „Nr.“, „20.“: a full stop that ends no sentence, whatever follows.
pub(crate) fn ends_abbreviated(words: &str) -> bool {
    let bare = words.strip_suffix('.').filter(|bare| !bare.ends_with([')', '“']));
    bare.is_some_and(|bare| is_ordinal(token_at_end(bare)) || is_abbreviation(token_at_end(bare)))
}

/// Whether the mark `stop` between the two ends a sentence: nothing or a capital follows, on the next line also a figure or an item,
/// and it is no abbreviation's or day's.
pub(crate) fn ends_at(before: &str, stop: char, behind: &str) -> bool {
    let next = behind.trim_start();
    if next.is_empty() {
        return true;
    }
    let item = |c: char| c.is_ascii_digit() || BULLETS.contains(&c);
    let begins = next.len() < behind.len() && next.starts_with(|c: char| c.is_uppercase() || c == '„');
    let token = token_at_end(before);
    let goes_on = || is_abbreviation(token) || is_ordinal(token) && counted(next).is_ok();
    (begins || behind.starts_with('\n') && next.starts_with(item)) && (stop != '.' || !goes_on())
}

/// Whether words hold the end of a sentence and the beginning of another: „… dar. Sie …“, „… nach Frage 5. Sie …“.
pub(crate) fn end_within(words: &str) -> bool {
    ends(words).any(|(before, stop, behind)| !behind.trim_start().is_empty() && ends_at(before, stop, behind))
}

/// The same, but nothing that may go on: „1. und 2. Teil“, „Folgendes: Stege“.
pub(crate) fn end_surely_within(words: &str) -> bool {
    ends(words).any(|(before, stop, behind)| {
        stop == '.' && behind.starts_with(' ') && !is_ordinal(token_at_end(before)) && ends_at(before, stop, behind)
    })
}

/// The marks that can end a sentence, each with the words on both its sides.
fn ends(words: &str) -> impl Iterator<Item = (&str, char, &str)> {
    words.match_indices(['.', '?', '!', ':']).filter_map(|(at, mark)| Some((words.get(..at)?, mark.chars().next()?, words.get(at + 1..)?)))
}

/// „B“ of „(z. B“, „20“ of „(20“: what stands behind the last blank or opening bracket.
fn token_at_end(words: &str) -> &str {
    words.rsplit([' ', '\n', '(']).next().unwrap_or_default()
}

/// „20“ of „20. Wahlperiode“.
fn is_ordinal(token: &str) -> bool {
    const MOST_FIGURES: usize = 3;
    (1..=MOST_FIGURES).contains(&token.len()) && token.bytes().all(|byte| byte.is_ascii_digit())
}

/// Abbreviations are short or have no vowel; acronyms and units („GmbH“, „NRW“, „TWh“, „m²“) have no full stop of their own, and none
/// of theirs stands behind a bracket.
fn is_abbreviation(token: &str) -> bool {
    const WHOLE: [&str; 12] = ["GWh", "Hz", "Kfz", "Lkw", "MWh", "Pkw", "TWh", "cm", "kWh", "kg", "km", "mm"];
    if token.ends_with([')', ']', '“', '”', '"']) || WHOLE.contains(&token) {
        return false;
    }
    let word = token.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let letter = || word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    let vowel = |c: char| "aeiouyäöüAEIOUYÄÖÜ".contains(c);
    let lettered = || token.contains(char::is_alphabetic) && token.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-'));
    let clipped = || !token.contains(vowel) && !is_acronym(token);
    lettered() && (letter() || clipped()) || ABBREVIATIONS.binary_search(&word).is_ok()
}

/// „GmbH“, „NRW“; not „z.B“, „BGBl“.
fn is_acronym(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    capitals > 1 && word.chars().all(char::is_alphabetic) && word.ends_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_sorted() {
        assert!(ABBREVIATIONS.is_sorted());
    }

    #[test]
    fn abbreviations_end_no_sentence() {
        for words in ["vgl.", "die Länder (z. B.", "u.a.", "Nr.", "der 20.", "Mio.", "von Prof.", "DIE LINKE."] {
            assert!(ends_abbreviated(words), "{words}");
        }
        for words in ["das Land.", "die GmbH.", "(Abs. 3).", "in NRW.", "im Jahr 2024.", ""] {
            assert!(!ends_abbreviated(words), "{words}");
        }
    }

    #[test]
    fn a_sentence_ends_within_words() {
        for words in [
            "Zuständig ist das Amt (BMF). Auf Grund",
            "mit Lkw. Die",
            "9 TWh. Die",
            "5 m². Die",
            "30 km/h. Die",
            "auf Sylt. Die",
            "Amt.\n12 Stege",
            "Amt.\n– Im Bericht",
        ] {
            assert!(end_within(words), "{words}");
        }
        for words in ["Das ist zu hoch. Wie viele", "nach Frage 5. Sie werden", "Warum?\nDie Länder", "wie folgt: Die Brücke"] {
            assert!(end_within(words), "{words}");
        }
        for words in [
            "bzw. Stege",
            "am 3. Mai 2024",
            "mit Dr. Muster",
            "z. B. Bayern",
            "i. S. d. Grundsatzes",
            "5 Mio. Euro",
            "der 20. Wahlperiode",
            "vom 3.5.2024",
            "vom 3. 5. 2024",
            "Abs. 3 Satz 1",
            "(BGBl.\nI S. 3)",
            "mit Stand Okt. 2026",
            "Muster et al. – Drucksache",
            "Sie.",
        ] {
            assert!(!end_within(words), "{words}");
        }
        assert!(end_surely_within("Das ist zu hoch. Wie viele") && !end_surely_within("bzw. Stege, vgl. Anlage 1. und 2. Teil."));
    }
}
