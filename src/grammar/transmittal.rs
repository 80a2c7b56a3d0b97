//! The note at the foot of an answer's first page, the sentence above older ones, the signature of an inquiry: who sent it,
//! and when.

use memchr::memchr_iter;
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_until, take_while1};
use nom::character::complete::{char, digit1};
use nom::combinator::{all_consuming, opt, peek, recognize, rest, verify};
use nom::sequence::preceded;

use super::dates::{date, month};
use super::sentences::end_within;
use super::{Read, any_of, gap};
use crate::date::Date;

/// No ministry has a longer name, in bytes.
const LONGEST_OFFICE: usize = 250;

/// What the note says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Transmittal<'a> {
    /// „des Bundesministeriums des Innern“, in the genitive; „Der Bundesminister des Innern“ of a letter.
    pub ministry: &'a str,
    /// When it was sent; the first date, whatever was corrected later.
    pub date: Option<Date>,
}

/// „Die Antwort wurde namens der Bundesregierung mit Schreiben des Bundesministeriums der Finanzen vom 3. Juli 2025
/// übermittelt …“, „Die Antwort wurde namens des Bundeskanzleramtes vom 3. Juli 2025 übermittelt.“, „… namens des
/// Bundeskanzleramtes mit Schreiben vom …“, „Die Antwort wurde mit Schreiben des Bundeskanzleramtes vom …“
pub(crate) fn transmittal<'a>(input: &'a str) -> Read<'a, Transmittal<'a>> {
    let opening = (tag("Die Antwort"), gap, any_of(&["wurde", "ist"]), gap, alt(((tag("namens"), gap).map(|_| ()), peek(letter_word))));
    let letter = (opt((tag("der Bundesregierung"), gap)), opt((letter_word, gap)));
    // „namens des Bundeskanzleramtes mit Schreiben vom …“: its writer stands first.
    let written = |words: &'a str| LETTERS.iter().find_map(|letter| words.strip_suffix(letter)).unwrap_or(words).trim_end();
    let ministry = verify(take_until(" vom "), |words: &str| words.len() < LONGEST_OFFICE && words.starts_with("de")).map(written);
    let sent = preceded((gap, tag("vom"), gap), opt(date));
    let (rest, (ministry, date)) = preceded((opening, letter), (ministry, sent)).parse(input)?;
    Ok((rest, Transmittal { ministry, date }))
}

/// „Der Bundesminister für Verkehr hat mit Schreiben vom 3. Mai 1987 – A 12 – die Kleine Anfrage namens der Bundesregierung wie
/// folgt beantwortet:“, „Der Parlamentarische Staatssekretär beim Bundesminister der Finanzen – I S 2 – hat namens der
/// Bundesregierung die Kleine Anfrage mit Schreiben vom … beantwortet.“
///
/// Up to the 12th period it stands between the title and the answers. Where the reference number and the paper's own stand
/// differs.
pub(crate) fn letter<'a>(input: &'a str) -> Read<'a, Transmittal<'a>> {
    const LONGEST: usize = 400;
    let article = any_of(&["Der", "Die", "Das"]);
    let office = verify(recognize((article, gap, take_until(" hat "))), |words: &str| words.len() < LONGEST_OFFICE && !end_within(words));
    let within =
        |words: &str| words.len() < LONGEST && words.contains("Anfrage") && words.contains("der Bundesregierung") && !end_within(words);
    let sentence = verify(take_until("beantwortet"), within);
    let (rest, (office, said)) = (office, sentence).parse(input)?;
    let (rest, _) = (tag("beantwortet"), opt(alt((char(':'), char('.'))))).parse(rest)?;
    let (behind, _) = preceded(take_until("mit Schreiben"), (letter_word, gap, tag("vom"), gap)).parse(said)?;
    let (_, date) = opt(date).parse(behind)?;
    let ministry = DASHES.iter().find_map(|dash| office.split_once(dash)).map_or(office, |(office, _)| office).trim_end();
    Ok((rest, Transmittal { ministry, date }))
}

/// How a reference number is set apart.
const DASHES: [&str; 3] = [" – ", " — ", " - "];

/// „Die Antwort wurde namens“: the note's first words, at a line's head.
pub(crate) fn opens_transmittal(words: &str) -> bool {
    let opening: Read<'_, _> = (tag("Die"), gap, tag("Antwort"), gap, any_of(&["wurde", "ist"]), gap, tag("namens")).parse(words);
    opening.is_ok()
}

/// Lines that the note takes at most.
pub(crate) const LONGEST_NOTE: usize = 6;

/// „… übermittelt.“: the end of its first sentence, in which some notes end.
pub(crate) const SENT: &str = "übermittelt.";

/// „… den Fragetext.“ ends the note.
pub(crate) fn ends_note(words: &str) -> bool {
    words.trim_end_matches('.').ends_with("Fragetext")
}

/// „mit Schreiben“.
fn letter_word(input: &str) -> Read<'_, ()> {
    any_of(&LETTERS).map(|_| ()).parse(input)
}

/// How a letter is named.
const LETTERS: [&str; 3] = ["mit Schreiben", "durch Schreiben", "mit dem Schreiben"];

/// „Die Antwort wurde“.
fn answered(input: &str) -> Read<'_, ()> {
    (tag("Die"), gap, tag("Antwort"), gap, tag("wurde")).map(|_| ()).parse(input)
}

/// Where the note begins in a line that may hold other words before it, or whose note is worded without „namens“. Behind a
/// colon or a quotation mark it is quoted. Its first words may go on in the line `below`: „Die Antwort wurde na-⏎mens der
/// Bundesregierung“, „Die Antwort wurde⏎namens“, where it was set again with the text.
pub(crate) fn transmittal_in(words: &str, below: &str) -> Option<usize> {
    fn begins(text: &str) -> bool {
        let writer = (any_of(&["mit", "durch"]), gap, tag("Schreiben"), gap, tag("de")).map(|_| ());
        (answered, gap, alt(((tag("namens"), gap).map(|_| ()), writer))).parse(text).is_ok()
    }
    let goes_on = |rest: &str| match rest.strip_suffix('-') {
        Some(half) => begins(&[half, below].concat()),
        None => begins(&[rest, " ", below].concat()),
    };
    let opens = |at: &usize| {
        let rest = words.get(*at..).unwrap_or_default();
        begins(rest) || answered(rest).is_ok() && goes_on(rest)
    };
    let at = memchr_iter(b'D', words.as_bytes()).find(opens)?;
    let before = words.get(..at)?;
    (!before.trim_end().ends_with([':', '„', '"', '»', '‚'])).then_some(at)
}

/// „Berlin, den 7. Mai 2025“.
pub(crate) fn opens_signature(words: &str) -> bool {
    behind_signature(words).is_some()
}

/// What follows „Berlin, den 7. Mai 2025“, and with a misprint in the date „den 7. Mai.2025“, at the head of some words.
pub(crate) fn behind_signature(words: &str) -> Option<&str> {
    const LONGEST_DATE: usize = 24;
    let misprinted = |rest: &str| {
        rest.len() <= LONGEST_DATE
            && rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.get(rest.len().saturating_sub(4)..).is_some_and(|year| year.starts_with("19") || year.starts_with("20"))
    };
    let date = alt((date.map(|_| ()), verify(rest, |rest: &str| misprinted(rest)).map(|_| ())));
    // „… am⏎Freitag, den 11. Juli 2025 beraten“
    const DAYS: [&str; 8] = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonnabend", "Sonntag"];
    let city = verify(take_while1::<_, _, ()>(char::is_alphabetic), |word: &str| !DAYS.contains(&word));
    let mut place = (city, char(','), gap, tag("den"), gap, date);
    place.parse(words).ok().map(|(rest, _)| rest).or_else(|| behind_loose_signature(words))
}

/// „Berlin, 7. Mai 2025“, „Berlin den 7. Mai 2025“, „Bonn, im Mai 1993“, where a line says no more.
fn behind_loose_signature(words: &str) -> Option<&str> {
    let city = any_of(&["Berlin", "Bonn"]);
    let day = alt((date.map(|_| ()), (tag("im"), gap, month, gap, digit1).map(|_| ())));
    all_consuming((city, opt(char(',')), gap, opt((tag("den"), gap)), day)).parse(words).ok().map(|(rest, _)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_ministry_and_date() {
        for (text, ministry, date) in [
            (
                "Die Antwort wurde namens der Bundesregierung mit Schreiben des Bundesministeriums für Arbeit und Soziales vom 3. Juli 2025 übermittelt.",
                "des Bundesministeriums für Arbeit und Soziales",
                Some("2025-07-03"),
            ),
            ("Die Antwort wurde namens des Bundeskanzleramtes vom 4. Mai 2012 übermittelt.", "des Bundeskanzleramtes", Some("2012-05-04")),
            (
                "Die Antwort wurde namens des Bundeskanzleramtes mit Schreiben vom 4. Mai 2012 übermittelt.",
                "des Bundeskanzleramtes",
                Some("2012-05-04"),
            ),
            (
                "Die Antwort wurde mit Schreiben des Bundeskanzleramtes vom 4. Mai 2012 übermittelt.",
                "des Bundeskanzleramtes",
                Some("2012-05-04"),
            ),
            (
                "Die Antwort wurde namens der Bundesregierung mit Schreiben des Auswärtigen Amts vom 40. Juli 2025 übermittelt",
                "des Auswärtigen Amts",
                None,
            ),
        ] {
            let (_, got) = transmittal(text).expect(text);
            assert_eq!((got.ministry, got.date.map(|date| date.to_string()).as_deref()), (ministry, date));
        }
        assert!(transmittal("Die Antwort wurde der Presse vom 3. Juli 2025 übermittelt.").is_err());
    }

    #[test]
    fn finds_the_note_behind_a_broken_word() {
        for (line, below, at) in [
            ("Die Antwort wurde mit Schreiben des Bundeskanzleramtes vom 4. Mai", "2012", Some(0)),
            ("BrückenDie Antwort wurde namens der Bundesregierung", "", Some(8)),
            ("Ufer-Die Antwort wurde namens der Bundesregierung", "", Some(5)),
            ("BrückenDie Antwort wurde na-", "mens der Bundesregierung", Some(8)),
            ("BrückenDie Antwort wurde-", "namens der", None),
            ("BrückenDie Antwort wurde", "namens der Bundesregierung", Some(8)),
            ("BrückenDie Antwort wurde", "am 3. Mai gegeben.", None),
            ("Brücken? Die Antwort wurde mit", "Schreiben des Amtes", Some(10)),
            ("Brücken\0Die Antwort wurde namens der Bundesregierung", "", Some(9)),
            ("Brücken.  Die Antwort wurde namens der Bundesregierung", "", Some(11)),
            // Set wide.
            ("Die  Antwort  wurde  mit  Schreiben  des  Bundeskanzleramtes  vom", "", Some(0)),
            ("Die  Antwort  wurde", "namens  der  Bundesregierung", Some(0)),
            ("Sie sagt: Die Antwort wurde namens der Bundesregierung", "", None),
            ("Sie sagt »Die Antwort wurde namens der Bundesregierung", "", None),
            ("Die Antwort wurde mit Schreiben vom 4. Mai erteilt", "", None),
        ] {
            assert_eq!(transmittal_in(line, below), at, "{line}");
        }
    }

    #[test]
    fn reads_the_letter_above_older_answers() {
        for (text, ministry, date, rest) in [
            (
                "Der Bundesminister für Stege und Ufer hat mit Schreiben vom 3. Mai 1987 — A II 3 — 30 11/5 — die Kleine Anfrage namens der Bundesregierung wie folgt beantwortet:",
                "Der Bundesminister für Stege und Ufer",
                Some("1987-05-03"),
                "",
            ),
            (
                "Der Parlamentarische Staatssekretär beim Bundesminister der Ufer – A 2 – hat namens der Bundesregierung die Kleine Anfrage mit Schreiben vom 3. Mai 1987 beantwortet. Es",
                "Der Parlamentarische Staatssekretär beim Bundesminister der Ufer",
                Some("1987-05-03"),
                " Es",
            ),
            (
                "Das Auswärtige Amt hat mit Schreiben vom 40. Mai 1987 die Große Anfrage namens der Bundesregierung wie folgt beantwortet:",
                "Das Auswärtige Amt",
                None,
                "",
            ),
        ] {
            let (left, got) = letter(text).expect(text);
            assert_eq!((got.ministry, got.date.map(|date| date.to_string()).as_deref(), left), (ministry, date, rest));
        }
        for text in [
            "Der Bundesminister der Ufer hat mit Schreiben vom 3. Mai 1987 die Länder unterrichtet.",
            "Der Bundesminister der Ufer hat die Kleine Anfrage beantwortet.",
            "Der Bundesminister der Ufer hat mit Schreiben vom 3. Mai 1987 die Kleine Anfrage beantwortet.",
            "Der Bundesminister der Ufer schwieg. Das Amt hat mit Schreiben vom 3. Mai 1987 die Kleine Anfrage beantwortet.",
            "Ein Amt hat mit Schreiben vom 3. Mai 1987 die Kleine Anfrage beantwortet:",
        ] {
            assert!(letter(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_weekday_signs_nothing() {
        assert!(opens_signature("Berlin, den 11. Juli 2025") && opens_signature("Bonn, im Mai 1993"));
        assert!(!opens_signature("Freitag, den 11. Juli 2025 beraten") && !opens_signature("Mittwoch, den 9. Juli 2025"));
    }
}
