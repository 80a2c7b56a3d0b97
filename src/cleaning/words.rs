//! What single words, and the ends of lines, look like.

use crate::id::Part;

/// Figures at a line's end that make it a row of a table where a line without a trailing space says something: prose has
/// at most „im Jahr 2024 12⏎Fälle“, and its line keeps the space.
pub(crate) const FIGURES: usize = 2;

/// Figures that make it one where only the words tell.
pub(crate) const FIGURES_ALONE: usize = 3;

/// No word is longer, in bytes; a row of dashes is none.
pub(super) const LONGEST_WORD: usize = 120;

/// Shorter words prove nothing about a broken one.
pub(super) const SHORTEST_WORD: usize = 3;

/// What ends a line with a hyphen.
pub(super) const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{2011}'];

pub(super) fn is_inner(c: char) -> bool {
    c.is_alphanumeric() || c == '-'
}

/// Where the run of letters, figures and hyphens at the text's head ends.
pub(super) fn end_of_word(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at += bytes.get(at..).unwrap_or_default().iter().take_while(|byte| INNER.get(usize::from(**byte)) == Some(&true)).count();
        match bytes.get(at..) {
            None | Some([] | [..0x80, ..]) => return at,
            // „ä“, „ß“, „é“; not „×“, „÷“.
            Some([0xc3, 0x80..=0x96 | 0x98..=0xb6 | 0xb8..=0xbf, ..]) => at += 2,
            Some(_) => match text.get(at..).and_then(|rest| rest.chars().next()).filter(|c| is_inner(*c)) {
                Some(letter) => at += letter.len_utf8(),
                None => return at,
            },
        }
    }
}

/// Letters, figures and the hyphen, as far as they are one byte.
const INNER: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0u8;
    while byte < 0x80 {
        table[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'-';
        byte += 1;
    }
    table
};

/// Whether a word cannot be broken: it begins with a capital and has one syllable („Die“, „Zur“, „Auch“).
pub(super) fn is_unbreakable(first: &str) -> bool {
    let word = word_at_start(first.trim_start_matches('„'));
    word.starts_with(char::is_uppercase) && !word.contains('-') && syllables(word) < 2
}

/// How many vowels and diphthongs a word has.
fn syllables(word: &str) -> usize {
    let (mut count, mut before) = (0, None);
    for letter in word.chars().flat_map(char::to_lowercase) {
        let vowel = matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ä' | 'ö' | 'ü');
        let second = matches!(
            (before, letter),
            (Some('a' | 'ä' | 'e'), 'u') | (Some('e' | 'a'), 'i') | (Some('i' | 'e'), 'e') | (Some('a'), 'a') | (Some('o'), 'o')
        );
        count += usize::from(vowel && !second);
        before = (vowel && !second).then_some(letter);
    }
    count
}

/// Articles, prepositions, conjunctions, abbreviations of what follows: the sentence goes on behind them. Of those that begin a
/// sentence „Keine“, „Aus“, „Zu“ are cells of tables, too, and not here. Sorted.
const LEADING_ON: [&str; 120] = [
    "Bei",
    "Beim",
    "Das",
    "Dem",
    "Den",
    "Der",
    "Des",
    "Die",
    "Dr.",
    "Durch",
    "Eine",
    "Einem",
    "Einen",
    "Einer",
    "Eines",
    "Für",
    "Gemäß",
    "Im",
    "In",
    "Laut",
    "Lfd.",
    "Mit",
    "Nach",
    "Nr.",
    "Prof.",
    "Stand:",
    "Vom",
    "Von",
    "Zum",
    "Zur",
    "ab",
    "als",
    "am",
    "an",
    "auf",
    "aus",
    "bei",
    "beim",
    "bis",
    "bzw.",
    "ca.",
    "d.h.",
    "das",
    "dass",
    "dem",
    "den",
    "der",
    "deren",
    "des",
    "dessen",
    "die",
    "diese",
    "diesem",
    "diesen",
    "dieser",
    "dieses",
    "durch",
    "ein",
    "eine",
    "einem",
    "einen",
    "einer",
    "eines",
    "einschl.",
    "für",
    "gegen",
    "gemäß",
    "ggf.",
    "hinsichtlich",
    "ihre",
    "ihrem",
    "ihren",
    "ihrer",
    "im",
    "in",
    "inkl.",
    "ins",
    "insb.",
    "kein",
    "keine",
    "keinem",
    "keinen",
    "keiner",
    "lfd.",
    "mit",
    "nach",
    "ob",
    "oder",
    "ohne",
    "rd.",
    "seine",
    "seinem",
    "seinen",
    "seiner",
    "seit",
    "sog.",
    "sowie",
    "um",
    "und",
    "unter",
    "vgl.",
    "vom",
    "von",
    "vor",
    "wegen",
    "weil",
    "welche",
    "welchem",
    "welchen",
    "welcher",
    "welches",
    "wenn",
    "wie",
    "z.B.",
    "zu",
    "zum",
    "zur",
    "zwischen",
    "zzgl.",
    "über",
];

/// „die Lage in der“, „und“: no line that was meant to end ends so.
pub(crate) fn leads_on(words: &str) -> bool {
    const IN_TWO_WORDS: [&str; 3] = ["z. B.", "d. h.", "i. V. m."];
    let last = words.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = last.trim_start_matches(['(', '„']);
    LEADING_ON.binary_search(&word).is_ok() || IN_TWO_WORDS.iter().any(|abbreviation| words.ends_with(abbreviation))
}

/// „Bayern 24 52 85“: a row of a table ends in figures. „5 000“ is one figure; „2021 – 2025“, „am 3. 4.“ and „2019, 2020“
/// are prose.
pub(crate) fn is_table_row(words: &str, least: usize) -> bool {
    if !words.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '%' | '€' | '*' | '–' | '-' | '/')) {
        return false;
    }
    let empty = |cell: &str| matches!(cell, "–" | "-" | "—" | "/");
    let group = |cell: &str| cell.split(',').next().is_some_and(|whole| whole.len() == 3 && whole.bytes().all(|b| b.is_ascii_digit()));
    let (mut all, mut filled) = (0, 0);
    // From the right: all but the leftmost group of „1 000 000“ have three digits.
    let (mut in_groups, mut before_is_group, mut second_is_empty) = (true, true, false);
    for cell in words.rsplit(char::is_whitespace).filter(|cell| !matches!(*cell, "" | "%" | "€")) {
        let figure = is_figure(cell);
        if !figure && !empty(cell) {
            break;
        }
        in_groups &= before_is_group;
        before_is_group = group(cell);
        second_is_empty |= all == 1 && !figure;
        filled += usize::from(figure);
        all += 1;
    }
    in_groups &= all <= LONGEST_FIGURE;
    let range = filled == FIGURES && second_is_empty;
    filled >= FIGURES && all >= least && !in_groups && !range
}

/// Groups of a figure in the millions: „1 000 000“.
const LONGEST_FIGURE: usize = 3;

/// „1.204“, „-3,5“, „49,0%“, „2019/2020“, „12*“.
fn is_figure(cell: &str) -> bool {
    let bare = cell.trim_start_matches(['+', '-', '–', '<', '>', '±']).trim_end_matches(['%', '*', '€']);
    bare.starts_with(|c: char| c.is_ascii_digit())
        && bare.ends_with(|c: char| c.is_ascii_digit())
        && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ':' | '/' | '-' | '–'))
}

/// „3.“, „20.“: an ordinal, the day of a date, the mark of an item. „2027.“ ends a sentence.
pub(super) fn is_ordinal(words: &str) -> bool {
    const DIGITS: std::ops::RangeInclusive<usize> = 1..=2;
    words.strip_suffix('.').is_some_and(|digits| DIGITS.contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// „Aus-“; not the dash of an empty cell, nor one of two around a figure: „Schäden: -0-“.
pub(crate) fn ends_with_hyphen(words: &str) -> bool {
    let is_figure = |word: &str| word.starts_with(HYPHENS) && !word.contains(char::is_alphabetic);
    words.ends_with(HYPHENS) && !words.ends_with("--") && !is_figure(last_token(words))
}

/// The letters that words begin with as long as they belong, and what follows them.
pub(crate) fn leading(words: &str, belongs: impl Fn(char) -> bool) -> (&str, &str) {
    words.split_at_checked(words.find(|c| !belongs(c)).unwrap_or(words.len())).unwrap_or((words, ""))
}

/// What stands behind the last blank.
pub(crate) fn last_token(words: &str) -> &str {
    words.rsplit(' ').next().unwrap_or_default()
}

/// The words between blanks.
pub(crate) fn tokens(words: &str) -> impl DoubleEndedIterator<Item = &str> + Clone {
    words.split(' ').filter(|token| !token.is_empty())
}

/// The words up to the first space of any kind.
pub(crate) fn first_token(words: &str) -> &str {
    let end = match words.bytes().position(|byte| MAY_BE_SPACE.get(usize::from(byte)) == Some(&true)) {
        Some(at) if words.as_bytes().get(at).is_some_and(u8::is_ascii) => Some(at),
        Some(_) => words.find(char::is_whitespace),
        None => None,
    };
    end.and_then(|end| words.get(..end)).unwrap_or(words)
}

/// „II“, „IV“, „XIX“: a small Roman number, and what follows it.
pub(crate) fn roman(words: &str) -> Option<(u32, &str)> {
    const LONGEST: usize = 6;
    let (letters, rest) = leading(words, |c| matches!(c, 'I' | 'V' | 'X'));
    if letters.is_empty() || letters.len() > LONGEST {
        return None;
    }
    let value = |letter| match letter {
        b'X' => 10,
        b'V' => 5,
        _ => 1,
    };
    let following = letters.bytes().skip(1).map(value).chain([0]);
    let (more, less) = letters
        .bytes()
        .map(value)
        .zip(following)
        .fold((0, 0), |(more, less), (value, next)| if value < next { (more, less + value) } else { (more + value, less) });
    (more > less).then(|| (more - less, rest))
}

/// Spaces, and the first bytes of those beyond ASCII.
const MAY_BE_SPACE: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = matches!(byte, 0x09..=0x0d | 0x20 | 0xc2 | 0xe1..=0xe3);
        byte += 1;
    }
    table
};

pub(super) fn word_at_end(token: &str) -> &str {
    token.rsplit(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or_default()
}

pub(super) fn word_at_start(token: &str) -> &str {
    token.split(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or_default()
}

/// At most so many bytes from the end of the text.
pub(crate) fn last_bytes(text: &str, most: usize) -> &str {
    let from = (text.len().saturating_sub(most)..text.len()).find(|&at| text.is_char_boundary(at));
    from.and_then(|from| text.get(from..)).unwrap_or_default()
}

/// At most so many bytes from the head of the text.
pub(crate) fn first_bytes(text: &str, most: usize) -> &str {
    let to = (0..=most.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
    to.and_then(|to| text.get(..to)).unwrap_or_default()
}

/// „kosten“ of „www.amt.de/2-kosten“.
pub(super) fn letters_at_end(token: &str) -> &str {
    token.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default()
}

/// „kosten“ of „kosten-2.html“.
pub(super) fn letters_at_start(token: &str) -> &str {
    token.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default()
}

/// „Forschungs- und Entwicklung“: a suspended hyphen stands before a conjunction. More words make it worse („so-⏎wie“).
pub(crate) fn is_conjunction(first: &str) -> bool {
    matches!(first.trim_end_matches(','), "und" | "oder" | "bzw." | "beziehungsweise" | "sowie" | "u." | "o." | "und/oder")
}

/// „(Weiter-) Bildung“, „die „Kann“- Bestimmung“, „LGBTIQ+- Personen“, „35-Mio.- Euro-Etat“: behind what is no letter a hyphen
/// suspends nothing, so the noun behind it is the compound's; „„Soll“- statt“ stands before none.
pub(super) fn holds_next(token: &str, first: &str) -> bool {
    match token.strip_suffix('-') {
        Some(stem) => {
            let holds = stem.ends_with(['“', '”', '"', '+']) || stem.ends_with('.') && stem.contains('-');
            holds && first.starts_with(char::is_uppercase)
        }
        None => token.starts_with('(') && token.ends_with("-)") && first.starts_with(char::is_alphabetic) && !is_conjunction(first),
    }
}

/// „ 174–⏎184l“, „Lübeck–⏎Hamburg“, „(Weiter- und Fort-)⏎Bildung“, „[⏎Anlage“: what has no space on one side has none on the other.
pub(super) fn binds(last: &str, first: &str) -> bool {
    let mut end = last.chars().rev();
    let before = (end.next(), end.next());
    match before {
        (Some('–'), Some(c)) => c.is_alphanumeric() && first.starts_with(char::is_alphanumeric),
        (Some(')'), Some('-')) => first.starts_with(char::is_alphabetic),
        (Some('(' | '[' | '„'), _) => true,
        _ => false,
    }
}

/// Whether the words end a sentence, or open a list.
pub(crate) fn ends_sentence(words: &str) -> bool {
    !words.ends_with(|c: char| c.is_ascii_alphanumeric()) && without_closers(words).ends_with(['.', '?', '!', ':'])
}

/// Words without the quotation marks, brackets and notes' marks that stand behind their stop.
pub(crate) fn without_closers(words: &str) -> &str {
    words.trim_end_matches(['“', '”', '"', ')', ']', '*', '’', '‘', '¹', '²', '³', '»', '«'])
}

/// The signs that items of lists begin with.
pub(crate) const BULLETS: [char; 15] = ['–', '-', '—', '‒', '•', '●', '▪', '■', '○', '◦', '·', '►', '➢', '✓', '\u{f0b7}'];

/// The months, in their order.
pub(crate) const MONTHS: [&str; 12] =
    ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];

/// „Januar 2025“, not „Mainz“.
pub(crate) fn names_month(words: &str) -> bool {
    MONTHS.contains(&words.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default())
}

/// „– “, „• “, „a) “, „1. “, „1) “, „** “. What begins „(1) “ is a paragraph of a law.
pub(super) fn starts_list_item(words: &str) -> bool {
    let mut chars = words.chars();
    match chars.next() {
        Some('*') => words.trim_start_matches('*').starts_with(char::is_whitespace),
        Some(sign) if BULLETS.contains(&sign) => chars.next().is_some_and(char::is_whitespace),
        Some(c) if c.is_ascii_digit() => {
            let (figures, rest) = leading(words, |c| c.is_ascii_digit());
            figures.len() <= 2 && (rest.starts_with(". ") || rest.starts_with(") "))
        }
        Some(c) if c.is_ascii_lowercase() => {
            let (letters, rest) = leading(words, |c| c.is_ascii_lowercase());
            rest.starts_with(") ") && Part::read(letters).is_some()
        }
        _ => false,
    }
}

/// Words of a Reading with every gap as one blank.
pub(crate) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorted_words_are_found() {
        assert!(LEADING_ON.is_sorted() && leads_on("die Lage (z. B.") && leads_on("„Der") && !leads_on("Keine"));
    }

    #[test]
    fn syllables_are_counted() {
        for (word, want) in
            [("Die", 1), ("Auch", 1), ("Für", 1), ("Eine", 2), ("Über", 2), ("Dazu", 2), ("BMVg", 0), ("Union", 3), ("Häuser", 2)]
        {
            assert_eq!(syllables(word), want, "{word}");
        }
    }

    #[test]
    fn a_row_of_a_table_is_a_line() {
        let (row, alone, prose) = ((true, true), (true, false), (false, false));
        for (words, want) in [
            ("Bayern 24 52 85", row),
            ("Unfälle 175 426 510 424", row),
            ("Anteil 49,0% 48,3 % -3,5*", row),
            ("Bayern 12 – –", (false, false)),
            ("Bayern 12 14 –", row),
            ("2019/2020 2020/2021", alone),
            ("im Jahr 2024 12", alone),
            ("Es waren 5 000", prose),
            ("Es waren 1 000 000", prose),
            ("Es waren 12 345,50 €", prose),
            ("den Jahren 2019, 2020", prose),
            ("des Vertrags 2021 – 2025", prose),
            ("am 3. 4.", prose),
            ("im Jahr 2019 –", prose),
        ] {
            assert_eq!((is_table_row(words, FIGURES), is_table_row(words, FIGURES_ALONE)), want, "{words}");
        }
    }
}
