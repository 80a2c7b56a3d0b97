//! What the collections print around their questions: „8. Abgeordnete“, „(Die Linke)“, „Antwort des Staatssekretärs …
//! vom 29. Juli 2025“.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_till1, take_while_m_n, take_while1};
use nom::character::complete::{char, digit1, satisfy};
use nom::combinator::{opt, peek, recognize, verify};
use nom::multi::many1;
use nom::sequence::{delimited, preceded, terminated};

use super::dates::date;
use super::markers::numeral;
use super::ministries::{nominative, office_and_name};
use super::openings::opens_with_any;
use super::{Read, any_of, gap, word_end};
use crate::cleaning::words::one_line;
use crate::date::Date;

/// „Antwort des Parlamentarischen Staatssekretärs Christoph de Vries vom 29. Juli 2025“.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct ReplyFrame<'a> {
    /// Office in the nominative, and name. `None` where the words are no office that we can decline.
    pub by: Option<(String, &'a str)>,
    /// The day; `None` where it is misprinted.
    pub date: Option<Date>,
}

/// „eingegangenen Antworten der Bundesregierung“, „am Mittwoch, dem 14. Mai 2025“: the line that ends a collection's title.
pub(crate) fn ends_title(line: &str) -> bool {
    let day = line.rsplit_once(", dem ").is_some_and(|(_, day)| date(day).is_ok_and(|(rest, _)| rest.is_empty()));
    day || line.ends_with("Antworten der Bundesregierung")
}

/// „8. Abgeordneter“, „12. Abgeordnete“, „3. Abg.“: the number of a question and the first word about its asker.
pub(crate) fn asker_mark(input: &str) -> Read<'_, u32> {
    terminated(numeral, (char('.'), opt(gap), member)).parse(input)
}

/// „Abgeordneter“, „Abgeordnete“, „Abg.“ as a word of its own.
pub(crate) fn member(input: &str) -> Read<'_, &str> {
    let word = any_of(&["Abgeordneter", "Abgeordnete", "Abg."]);
    terminated(word, word_end).parse(input)
}

/// „Dr. Michael Kaufmann (AfD)“: name and group of an asker.
pub(crate) fn asker(input: &str) -> Read<'_, (&str, &str)> {
    (preceded(opt(gap), recognize((opt(given_title), name)).map(str::trim_end)), group).parse(input)
}

/// „Karl Feld (Südpfalz) (SPD)“: a member whose town is printed, to tell two of one name apart.
pub(crate) fn asker_with_town(input: &str) -> Read<'_, (&str, &str)> {
    let with_town = recognize((name, group, gap)).map(str::trim_end);
    (preceded(opt(gap), with_town), group).parse(input)
}

/// „Dr. h. c. (Univ Altona) “: a title, with who gave it, before the name.
fn given_title(input: &str) -> Read<'_, &str> {
    let title = verify(take_till1(|c: char| c == '(' || c.is_whitespace()), |word: &str| word.ends_with('.'));
    recognize((many1((title, gap)), group, gap)).parse(input)
}

/// The longest names of members, titles included, have some sixty bytes.
const LONGEST_NAME: usize = 100;

/// „Dr. Michael Kaufmann“, „Kaufmann, Michael, Dr.“: what stands before a bracket.
fn name(input: &str) -> Read<'_, &str> {
    let words = take_while_m_n(1, LONGEST_NAME, |c: char| c != '(' && c != ')' && !c.is_ascii_digit()).map(str::trim);
    verify(words, |name: &str| name.starts_with(char::is_alphabetic)).parse(input)
}

/// „(BÜNDNIS 90/DIE GRÜNEN)“, „(DIE LINKE.)“, „(fraktionslos)“.
pub(super) fn group(input: &str) -> Read<'_, &str> {
    delimited(char('('), take_till1(|c| c == '(' || c == ')').map(str::trim), char(')')).parse(input)
}

/// „Verzeichnis der Fragenden“, „Verzeichnis der Fragen nach Geschäftsbereichen“.
pub(crate) fn begins_directory(line: &str) -> bool {
    opens_with_any(line, &["Verzeichnis der Frage"])
}

/// „Geschäftsbereich …“ at a line's head, as it is printed; some extractors part the letter from its dots.
pub(crate) fn begins_department(line: &str) -> bool {
    opens_with_any(line, &["Geschäftsbereich", "Gescha\u{308}ftsbereich"])
}

/// „Geschäftsbereich des Bundesministeriums der Finanzen“: the department in the nominative. `None` inside for one that
/// we cannot decline. The heading is the whole text, and no sentence.
pub(crate) fn department(heading: &str) -> Option<Option<String>> {
    let (genitive, _) = (tag::<_, _, ()>("Geschäftsbereich"), gap).parse(heading.trim()).ok()?;
    let article = genitive.starts_with("des ") || genitive.starts_with("der ");
    let sentence = genitive.ends_with(['.', '?', '!', ':', ',', ';', ')']) || genitive.contains(". ");
    (article && !sentence).then(|| nominative(&one_line(genitive)))
}

/// „Antwort des Staatssekretärs Karl Feld vom 29. Juli 2025“. What follows on the line is left: then it was no frame,
/// but a sentence („Antwort der Bundesregierung vom 3. Mai 2024 auf meine Frage“).
///
/// Of a misprinted day („19. November2025“, „12. Mai 20626“, „von 20. Januar“) only the extent is read. „von“ before a
/// day that is printed in full harms nothing.
pub(crate) fn reply_frame<'a>(input: &'a str) -> Read<'a, ReplyFrame<'a>> {
    let (rest, _) = (tag("Antwort"), opt(char(':')), gap).parse(input)?;
    let (behind, genitive) = before_day(rest)?;
    let (behind, date) = alt((terminated(date, word_end).map(Some), misprinted_day.map(|()| None))).parse(behind)?;
    let (behind, _) = opt(satisfy(|c| matches!(c, '.' | ':'))).parse(behind)?;
    Ok((behind, ReplyFrame { by: office_and_name(genitive).filter(|(_, name)| is_name(name)), date }))
}

/// The longest „des Parlamentarischen Staatssekretärs beim Bundesminister der Finanzen Dr. …“ that papers print has
/// some hundred bytes; what is longer is a sentence.
const LONGEST_ANSWERER: usize = 200;

/// „des Staatssekretärs Karl von Feld“ up to „ vom 2“, „ von 2“ or „ 2“: a day follows.
fn before_day(input: &str) -> Read<'_, &str> {
    let words = recognize((any_of(&["des", "der"]), gap, take_while1(|c: char| !c.is_ascii_digit() && c != '?')));
    let (rest, words) =
        verify(words, |words: &str| words.len() <= LONGEST_ANSWERER && words.ends_with(char::is_whitespace)).parse(input)?;
    peek(digit1).parse(rest)?;
    let words = words.trim_end();
    let preposition = [" vom", " von", " am", " den", "\nvom", "\nvon", "\nden"].iter().find_map(|word| words.strip_suffix(word));
    Ok((rest, preposition.unwrap_or(words).trim_end_matches(',')))
}

/// „19. November2025“, „12. Mai 20626“, „20. Januar“, „3. 13. 2025“: something like a day.
fn misprinted_day(input: &str) -> Read<'_, ()> {
    let month = alt((take_while1(|c: char| c.is_alphabetic()), digit1));
    (digit1, opt(char('.')), opt(gap), month, opt(char('.')), opt((opt(gap), digit1)), word_end).map(|_| ()).parse(input)
}

/// „Dr. med. Christoph de Vries“: words with a capital, the small ones of nobility and abbreviations.
pub(crate) fn is_name(words: &str) -> bool {
    words.split_whitespace().all(|word| word.starts_with(char::is_uppercase) || is_small(word) || is_abbreviated(word))
}

/// „von“, „in der“: the small words before a surname.
pub(super) fn is_small(word: &str) -> bool {
    matches!(word, "von" | "van" | "de" | "der" | "den" | "in" | "zu" | "zur" | "zum" | "vom" | "und")
}

/// „h.“, „c.“, „med.“, „v.“
fn is_abbreviated(word: &str) -> bool {
    const LONGEST_ABBREVIATION: usize = 5;
    word.ends_with('.') && word.len() <= LONGEST_ABBREVIATION
}

/// A name or a group that stood on several lines of a narrow column: „BÜNDNIS 90/ DIE GRÜNEN“, „Kappert- Gonther“,
/// „Schmidt- bauer“ have no blank there.
pub(crate) fn narrow_name(words: &str) -> String {
    let mut name = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if name.ends_with('-') && word.starts_with(char::is_lowercase) {
            name.pop();
        } else if !name.is_empty() && !name.ends_with(['-', '/']) {
            name.push(' ');
        }
        name.push_str(word);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_asker_marks() {
        for (text, number, rest) in
            [("8. Abgeordneter", 8, ""), ("12.\u{2002}Abgeordnete", 12, ""), ("3.Abg.", 3, ""), ("4. Abgeordnete Ina Feld", 4, " Ina Feld")]
        {
            assert_eq!(asker_mark(text), Ok((rest, number)));
        }
        for text in ["Abgeordneter", "8. Abgeordneten", "0. Abgeordnete", "8 Abgeordnete", "8. Abgabe", "4294967295. Abgeordnete"] {
            assert!(asker_mark(text).is_err(), "{text}");
        }
    }

    #[test]
    fn reads_askers() {
        for (text, name, group, rest) in [
            ("Dr. Ina Feld (AfD)", "Dr. Ina Feld", "AfD", ""),
            ("Karl von Tal\n(BÜNDNIS 90/DIE GRÜNEN) Wie", "Karl von Tal", "BÜNDNIS 90/DIE GRÜNEN", " Wie"),
            ("Ina Feld (DIE LINKE.)", "Ina Feld", "DIE LINKE.", ""),
            ("Dr. h. c. (Univ Altona)\nIna Feld (SPD)", "Dr. h. c. (Univ Altona)\nIna Feld", "SPD", ""),
        ] {
            assert_eq!(asker(text), Ok((rest, (name, group))));
        }
        assert_eq!(asker_with_town("Karl Tal (Altona)\n(SPD) Wie"), Ok((" Wie", ("Karl Tal (Altona)", "SPD"))));
        assert!(["(AfD)", "Ina Feld", "Ina Feld (AfD", ""].iter().all(|text| asker(text).is_err()));
    }

    #[test]
    fn tells_names() {
        for name in ["Ina Feld", "Jan in der Au", "Dr. h. c. Eva v. Tal", "Prof. Dr. med. Karl Feld"] {
            assert!(is_name(name), "{name}");
        }
        assert!(["Ina Feld fragt", "Ina Feld ist verwiesen.", "Brücken am Rhein"].iter().all(|words| !is_name(words)));
    }

    #[test]
    fn reads_departments() {
        let named = |heading| department(heading).flatten();
        assert_eq!(named("Geschäftsbereich des Bundesministeriums der\nFinanzen").as_deref(), Some("Bundesministerium der Finanzen"));
        assert_eq!(named("Geschäftsbereich des Auswärtigen Amts").as_deref(), Some("Auswärtiges Amt"));
        assert_eq!(department("Geschäftsbereich des Deutschen Bundestages"), Some(None));
        for text in
            ["Geschäftsbereich des Bundesministeriums des Innern.", "Geschäftsbereich", "Geschäftsbereiche des Amts", "im Geschäftsbereich"]
        {
            assert_eq!(department(text), None, "{text}");
        }
    }

    #[test]
    fn reads_reply_frames() {
        for (text, office, name, date, rest) in [
            ("Antwort des Staatssekretärs Karl Feld vom 29. Juli 2025", "Staatssekretär", "Karl Feld", "2025-07-29", ""),
            ("Antwort des Staatsministers Karl Feld,\nden 3. Mai 2025\nDas", "Staatsminister", "Karl Feld", "2025-05-03", "\nDas"),
            ("Antwort der Staatsministerin Ina von Tal\nvom 3. Mai 2025\nDas", "Staatsministerin", "Ina von Tal", "2025-05-03", "\nDas"),
            ("Antwort des Parl. Staatssekretärs Karl Feld von 3. Mai 2025", "Parl. Staatssekretär", "Karl Feld", "2025-05-03", ""),
            ("Antwort des Staatssekretärs Karl Feld vom 19. November2025 Die", "Staatssekretär", "Karl Feld", "", " Die"),
            ("Antwort des Staatssekretärs Karl Feld vom 12. Mai 20626", "Staatssekretär", "Karl Feld", "", ""),
            ("Antwort des Staatssekretärs Karl Feld von 20. Januar", "Staatssekretär", "Karl Feld", "", ""),
            ("Antwort des Staatssekretärs Karl Feld vom 31. Februar 2025", "Staatssekretär", "Karl Feld", "", ""),
        ] {
            let (left, frame) = reply_frame(text).expect(text);
            let day = frame.date.map(|date| date.to_string()).unwrap_or_default();
            assert_eq!((frame.by, day.as_str(), left), (Some((office.to_owned(), name)), date, rest), "{text}");
        }
        let (rest, frame) = reply_frame("Antwort der Bundesregierung vom 3. Mai 2024 auf meine Frage").expect("a day");
        assert_eq!((rest, frame.by), (" auf meine Frage", None));
        for text in ["Antwort der Bundesregierung auf die Frage", "Antwort vom 3. Mai 2025", "Antworten des Amts vom 3. Mai 2025"] {
            assert!(reply_frame(text).is_err(), "{text}");
        }
    }

    #[test]
    fn puts_narrow_names_together() {
        for (text, want) in [
            ("BÜNDNIS 90/\nDIE GRÜNEN", "BÜNDNIS 90/DIE GRÜNEN"),
            ("Dr. Ina  Feld- Tal", "Dr. Ina Feld-Tal"),
            ("Karl Schmidt- bauer", "Karl Schmidtbauer"),
            ("", ""),
        ] {
            assert_eq!(narrow_name(text), want);
        }
    }
}
