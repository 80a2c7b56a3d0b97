//! Headings that the typesetter spread: „V o r b e m e r k u n g  d e r  F r a g e s t e l l e r“.
//!
//! Extractors give them letter by letter, with two blanks between words or with one, with every blank doubled, or as
//! plain words; the printed ones have typing errors („F r a g e t e l l e r“). Pure functions on one line.

use crate::ledger::Voice;

/// A line counts as spread when it has at least so many letters that stand alone; „a b c“ in a table has fewer.
const FEWEST_LETTERS: usize = 6;

/// A spread heading may differ from the known ones in so many letters: they are typed by hand.
const TYPING_ERRORS: usize = 2;

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

/// Whose „Vorbemerkung“ begins under this line, if the whole line is a heading.
///
/// A plain line must be the heading letter for letter (a colon may follow); „Vorbemerkung der Fragesteller)?“ ends a
/// question. A spread one may have typing errors.
#[must_use]
pub(crate) fn preface_heading(line: &str) -> Option<Voice> {
    if !line.trim_start().starts_with('V') {
        return None;
    }
    if is_spread(line) {
        let letters = letters(line);
        if let Some((_, voice)) = HEADINGS.iter().find(|(heading, _)| *heading == letters) {
            return Some(*voice);
        }
        let likely = HEADINGS.iter().map(|(heading, voice)| (distance(&letters, heading), *voice)).min_by_key(|(errors, _)| *errors);
        return likely.filter(|(errors, _)| *errors <= TYPING_ERRORS).map(|(_, voice)| voice);
    }
    let bare = line.trim().trim_end_matches(':').trim_end();
    if !printed_letters(bare).take(HEADINGS_BEGIN.len()).eq(HEADINGS_BEGIN.chars()) {
        return None;
    }
    HEADINGS.iter().find(|(heading, _)| same_letters(bare, heading)).map(|(_, voice)| *voice)
}

/// Whether the whole line is „Vorbemerkung“, spread or plain: a heading that does not say whose text stands under it, or the
/// last word of a sentence that was broken there.
#[must_use]
pub(crate) fn is_bare_preface_heading(line: &str) -> bool {
    const BARE: [&str; 2] = [HEADINGS_BEGIN, "Vorbemerkungen"];
    let bare = line.trim().trim_end_matches(':').trim_end();
    if !bare.starts_with('V') {
        return false;
    }
    if is_spread(line) {
        let letters = letters(line);
        return BARE.iter().any(|heading| distance(&letters, heading) <= TYPING_ERRORS);
    }
    BARE.contains(&bare)
}

/// What stands behind a spread heading in its line: „V o r b e m e r k u n g  d e r  F r a g e s t e l l e r Die Brücken …“.
/// A plain one must touch it: „Vorbemerkung der FragestellerDie Brücken …“.
#[must_use]
pub(crate) fn behind_heading(line: &str) -> Option<&str> {
    spread_behind(line).or_else(|| touching(line))
}

/// What begins with a capital right behind the last letter of a heading.
fn touching(line: &str) -> Option<&str> {
    let behind = |heading: &str| {
        let mut letters = line.char_indices().filter(|(_, c)| !c.is_whitespace());
        let same = heading.chars().all(|letter| letters.next().is_some_and(|(_, c)| c == letter));
        let (end, _) = letters.next().filter(|(_, c)| same && c.is_uppercase())?;
        let (heading, rest) = line.split_at_checked(end)?;
        let inner = ["Innen", "INNEN"].iter().any(|ending| rest.starts_with(ending));
        (!inner && (!heading.ends_with(char::is_whitespace) || is_spread(line))).then_some(rest)
    };
    let letters_touch = |pair: &[u8]| matches!(pair, [a, b] if a.is_ascii_lowercase() && b.is_ascii_uppercase());
    let may_touch = || line.as_bytes().windows(2).any(letters_touch) || is_spread(line);
    if !printed_letters(line).take(HEADINGS_BEGIN.len()).eq(HEADINGS_BEGIN.chars()) || !may_touch() {
        return None;
    }
    HEADINGS.iter().find_map(|(heading, _)| behind(heading))
}

/// What stands behind a spread heading and is not spread.
fn spread_behind(line: &str) -> Option<&str> {
    // The last letters may touch: „r u ng Die“.
    const TOUCHING: usize = 3;
    let belongs = |word: &str| match word.len() {
        0..=1 => true,
        letters => letters <= TOUCHING && word.bytes().all(|byte| byte.is_ascii_lowercase()),
    };
    if !line.strip_prefix('V')?.starts_with(char::is_whitespace) {
        return None;
    }
    let mut rest = line;
    while let Some((_, behind)) = rest.split_once(' ').filter(|(word, _)| belongs(word)) {
        rest = behind;
    }
    let heading = line.get(..line.len() - rest.len())?;
    let begins = !belongs(rest) && !rest.starts_with(char::is_lowercase);
    (begins && is_spread(heading) && preface_heading(heading).is_some()).then_some(rest)
}

/// Whether the whole line is „Wir fragen die Bundesregierung:“ or one of its like, spread or plain.
#[must_use]
pub(crate) fn request(line: &str) -> bool {
    let bare = line.trim().trim_end_matches(':').trim_end();
    if !bare.starts_with(['W', 'D', 'H', 'V']) {
        return false;
    }
    if is_spread(line) {
        let letters = letters(line);
        return REQUESTS.iter().any(|request| distance(&letters, request) <= TYPING_ERRORS);
    }
    REQUESTS.iter().any(|request| same_letters(bare, request))
}

/// With what all headings begin.
const HEADINGS_BEGIN: &str = "Vorbemerkung";

/// The headings without their blanks.
const HEADINGS: [(&str, Voice); 20] = [
    ("VorbemerkungderFragesteller", Voice::Askers),
    ("VorbemerkungderFragestellerin", Voice::Askers),
    ("VorbemerkungderFragestellerinnen", Voice::Askers),
    ("VorbemerkungderFragestellerInnen", Voice::Askers),
    ("VorbemerkungderFragestellerinnenundFragesteller", Voice::Askers),
    ("VorbemerkungderFragestellerundFragestellerinnen", Voice::Askers),
    ("VorbemerkungderFragestellenden", Voice::Askers),
    ("VorbemerkungdesFragestellers", Voice::Askers),
    ("VorbemerkungderfragestellendenFraktion", Voice::Askers),
    ("VorbemerkungenderFragesteller", Voice::Askers),
    ("VorbemerkungenderFragestellerin", Voice::Askers),
    ("VorbemerkungenderFragestellerinnen", Voice::Askers),
    ("VorbemerkungenderFragestellerInnen", Voice::Askers),
    ("VorbemerkungenderFragestellerinnenundFragesteller", Voice::Askers),
    ("VorbemerkungenderFragestellerundFragestellerinnen", Voice::Askers),
    ("VorbemerkungenderFragestellenden", Voice::Askers),
    ("VorbemerkungendesFragestellers", Voice::Askers),
    ("VorbemerkungenderfragestellendenFraktion", Voice::Askers),
    ("VorbemerkungderBundesregierung", Voice::Government),
    ("VorbemerkungenderBundesregierung", Voice::Government),
];

/// The requests without their blanks.
const REQUESTS: [&str; 9] = [
    "WirfragendieBundesregierung",
    "WirfragendaherdieBundesregierung",
    "WirfragendeshalbdieBundesregierung",
    "DaherfragenwirdieBundesregierung",
    "DeshalbfragenwirdieBundesregierung",
    "DarumfragenwirdieBundesregierung",
    "DiesvorausgeschicktfragenwirdieBundesregierung",
    "VordiesemHintergrundfragenwirdieBundesregierung",
    "HiermitfragenwirdieBundesregierung",
];

fn letters(line: &str) -> String {
    line.chars().filter(|c| c.is_alphabetic()).collect()
}

/// Whether the words are the letters, blanks and commas left out.
fn same_letters(words: &str, letters: &str) -> bool {
    printed_letters(words).eq(letters.chars())
}

fn printed_letters(words: &str) -> impl Iterator<Item = char> {
    words.chars().filter(|c| !c.is_whitespace() && *c != ',')
}

/// In how many letters two words differ (put in, left out, other ones).
fn distance(a: &str, b: &str) -> usize {
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
    fn headings_are_whole_lines() {
        for (line, voice) in [
            ("V o r b e m e r k u n g  d e r  F r a g e s t e l l e r", Some(Voice::Askers)),
            ("V o r b e m e r k u n g d e r F r a g e t e l l e r", Some(Voice::Askers)),
            ("V  o  r  b  e  m  e  r  k  u  n  g    d  e  r    B  u  n  d  e  s  r  e  g  i  e  r  u  n  g  :", Some(Voice::Government)),
            ("Vorbemerkungen der Fragestellerinnen und Fragesteller", Some(Voice::Askers)),
            ("  Vorbemerkung der  Bundesregierung :", Some(Voice::Government)),
            ("Vorbemerkung der Fragesteller)?", None),
            ("Vorbemerkung der Bundesregierung verwiesen.", None),
            ("Vorbemerkung der Bundesregierung.", None),
            ("Vorbemerkung der Fragesteler", None),
            ("V o r b e r e i t u n g  d e r  F r a g e n", None),
            ("Vorbemerkung", None),
            ("", None),
        ] {
            assert_eq!(preface_heading(line), voice, "{line}");
        }
    }

    #[test]
    fn bare_headings_are_whole_lines() {
        for line in ["Vorbemerkung", " Vorbemerkungen:", "V o r b e m e r k u n g", "V o r b e m e r k u n g e n :"] {
            assert!(is_bare_preface_heading(line), "{line}");
        }
        for line in
            ["Vorbemerkung.", "Vorbemerkung der Fragesteller", "Die Vorbemerkung", "Vorbemerkungstext", "V o r b e r e i t u n g", ""]
        {
            assert!(!is_bare_preface_heading(line), "{line}");
        }
    }

    #[test]
    fn text_runs_on_behind_spread_headings() {
        for (line, rest) in [
            ("V o r b e m e r k u n g  d e r  F r a g e s t e l l e r Die Brücken", Some("Die Brücken")),
            ("V o r b e m e r k u n g d e r B u n d e s r e g i e r u n g „Brücken“", Some("„Brücken“")),
            ("V o r b e m e r k u n g  d e r  B u n d e s r e g i e r u ng Die Brücken", Some("Die Brücken")),
            ("V o r b e m e r k u n g  d e r  B u n d e s r e g i e r u ng", None),
            ("V o r b e r e i t u n g  d e r  F r a g e n Die Brücken", None),
            ("V o r b e m e r k u n g  d e r  F r a g e s t e l l e r", None),
            ("V o r b e m e r k u n g  d e r  F r a g e s t e l l e r-", None),
            ("Vorbemerkung der Fragesteller Die Brücken", None),
            ("Vorbemerkung der FragestellerDie Brücken", Some("Die Brücken")),
            ("V o r b e m e r k u n g   d e r   F r a g e s t e l l e r D i e B r ü c k e n", Some("D i e B r ü c k e n")),
            ("Vorbemerkung der Fragestellerinnen", None),
            ("Vorbemerkung der FragestellerInnen und Fragesteller", None),
            ("Vorbemerkung der FragestelleR Die Brücken", None),
        ] {
            assert_eq!(behind_heading(line), rest, "{line}");
        }
    }

    #[test]
    fn requests_are_whole_lines() {
        for line in [
            "Wir fragen die Bundesregierung:",
            "W i r  f r a g e n  d i e  B u n d e s r e g i e r u n g :",
            "Daher fragen wir die Bundesregierung",
        ] {
            assert!(request(line), "{line}");
        }
        for line in ["Wir fragen die Bundesregierung, ob", "Die Bundesregierung:", "W i r  f r a g e n"] {
            assert!(!request(line), "{line}");
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
