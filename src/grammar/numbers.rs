//! Numbers of questions and papers: „17b“, „3 bis 5“, „1, 4 und 7 bis 9“, „21/971“.

use std::ops::RangeInclusive;

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n, take_while1};
use nom::character::complete::{char, digit1, satisfy, u16, u32};
use nom::combinator::{not, opt, verify};
use nom::multi::separated_list1;
use nom::sequence::{delimited, preceded, separated_pair, terminated};

use super::dates::date;
use super::markers::numeral;
use super::{Read, any_of, gap};
use crate::id::{PaperNumber, Part, QuestionId, QuestionList, QuestionRange};

/// „in Frage 3, 2024 beantwortet“: no paper asks so many questions, so these are years.
const YEARS: RangeInclusive<u32> = 1900..=2100;

/// „1“, „17b“, „3 a“, „2aa“, „4 c)“.
///
/// The letters may stand apart, but then a word must not begin there („7 bis“, „3 a priori“ is not met in papers).
pub(crate) fn question_id(input: &str) -> Read<'_, QuestionId> {
    let number = verify(u32, |number| *number > 0 && !YEARS.contains(number));
    // „(Frage 3)“ keeps its bracket.
    let letters = terminated(alt((part, preceded((gap, not(following), not(tag("u."))), part))), opt(char(')')));
    (number, not_a_decimal, opt(letters)).map(|(number, (), part)| QuestionId::part_of(number, part.unwrap_or(Part::STEM))).parse(input)
}

/// „19/4“, „3,5“ and „1.000“ are no numbers of questions; „3,4 und 7“ is a list without its space.
fn not_a_decimal(input: &str) -> Read<'_, ()> {
    let goes_on = any_of(&[",", " und ", " bis ", " sowie ", " werden "]);
    let fraction = (char(','), digit1, not(goes_on)).map(|_| ());
    let other = (satisfy(|c| matches!(c, '/' | '.' | '%')), satisfy(|c| c.is_ascii_digit())).map(|_| ());
    not(alt((fraction, other))).parse(input)
}

/// „f.“, „ff.“ behind a number: „Fragen 28 f.“, and the next.
pub(super) fn following(input: &str) -> Read<'_, &str> {
    any_of(&["ff.", "f."]).parse(input)
}

/// „a“, „hh“: one or two small letters, and no word; „a-3b“ is a range.
fn part(input: &str) -> Read<'_, Part> {
    let word = (opt(char('-')), satisfy(char::is_alphabetic)).map(|_| ());
    let other = satisfy(|c| c.is_ascii_digit()).map(|_| ());
    terminated(take_while_m_n(1, 2, |c: char| c.is_ascii_lowercase()), not(alt((word, other)))).map_opt(Part::read).parse(input)
}

/// „b“ in „1a, b und c“ or „9. a bis c“: the number is that of the id before.
fn part_of<'a>(number: u32) -> impl Parser<&'a str, Output = QuestionId, Error = ()> {
    terminated(part, (opt(char(')')), not((char('.'), satisfy(char::is_alphabetic))))).map(move |part| QuestionId::part_of(number, part))
}

/// „ bis “, „ bis einschließlich “, „–“, „ - “: from the first to the last.
pub(crate) fn range_mark(input: &str) -> Read<'_, ()> {
    let bis = delimited(gap, (tag("bis"), opt((gap, tag("einschließlich")))), gap).map(|_| ());
    let dash = delimited(opt(gap), satisfy(|c| matches!(c, '-' | '–' | '‑')), opt(gap)).map(|_| ());
    alt((bis, dash)).parse(input)
}

/// „, “, „ und “, „ sowie “, „ bzw. “, „ oder “, „ und zu Frage “: between the items of a list.
pub(crate) fn list_mark(input: &str) -> Read<'_, ()> {
    let word = any_of(&["und", "sowie", "bzw.", "beziehungsweise", "oder", "als auch", "u.", "&"]);
    let spoken = delimited(opt(char(',')).and(gap), word, gap).map(|_| ());
    let comma = (opt(gap), char(','), opt(gap)).map(|_| ());
    let again = opt((opt((tag("zu"), gap)), opt((any_of(&["den", "der", "die"]), gap)), any_of(&["Fragen", "Frage"]), gap));
    (alt((spoken, comma)), again).map(|_| ()).parse(input)
}

/// „3 bis 5“, „2a bis 2c“, „9a bis c“, „7“, „1) bis 10)“.
fn question_range(input: &str) -> Read<'_, QuestionRange> {
    let closed = || terminated(question_id, char(')'));
    if let Ok((rest, (from, to))) = separated_pair(closed(), range_mark, closed()).parse(input) {
        return Ok((rest, QuestionRange { from, to }));
    }
    let (rest, from) = question_id(input)?;
    let same_number = part_of(from.number());
    let (rest, to) = opt(preceded(range_mark, alt((question_id, same_number)))).parse(rest)?;
    Ok((rest, QuestionRange { from, to: to.unwrap_or(from) }))
}

/// „b“, „b bis d“ behind „1a, “.
fn parts_of<'a>(number: u32) -> impl Parser<&'a str, Output = QuestionRange, Error = ()> {
    (part_of(number), opt(preceded(range_mark, part_of(number)))).map(|(from, to)| QuestionRange { from, to: to.unwrap_or(from) })
}

/// „ (Slowakei)“ in „49 (Slowakei) und 50 (Ungarn)“: what an item of a list is about.
fn aside(input: &str) -> Read<'_, ()> {
    const LONGEST: usize = 30;
    let words = take_while_m_n(1, LONGEST, |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '/'));
    delimited((gap, char('(')), words, char(')')).map(|_| ()).parse(input)
}

/// „1, 4 und 7 bis 9“, „1a, b und c“, „12 und 13“, „49 (Slowakei) und 50“.
///
/// A trailing separator is given back: „3 und 4 und die Länder“ leaves „ und die Länder“.
pub(crate) fn question_list(input: &str) -> Read<'_, QuestionList> {
    let (mut rest, first) = question_range(input)?;
    let mut ranges = vec![first];
    let next = |number: u32| preceded((opt(aside), list_mark, not(date)), alt((question_range, parts_of(number))));
    while let Ok((left, range)) = next(ranges.last().map_or(0, |range| range.to.number())).parse(rest) {
        ranges.push(range);
        rest = left;
    }
    Ok((rest, ranges.into()))
}

/// „3/4“, „3a / 3b / 4“ behind „Fragen“, where no paper's number stands.
pub(super) fn slashed_list(input: &str) -> Read<'_, QuestionList> {
    let id = (numeral, opt(part)).map(|(number, part)| QuestionId::part_of(number, part.unwrap_or(Part::STEM)));
    let list = separated_list1((opt(gap), char('/'), opt(gap)), id.map(|id| QuestionRange { from: id, to: id }));
    verify(list, |list: &Vec<_>| list.len() > 1).map(QuestionList::from).parse(input)
}

/// „Nr.“, „Nrn.“, „Nummern“: the sign before one number or several.
pub(super) fn number_signs(input: &str) -> Read<'_, &str> {
    any_of(&["Nummern", "Nummer", "Nrn.", "Nr."]).parse(input)
}

/// „21/971“, „19/ 8258“, „19 / 8258“. Not „19/10/2“ and not a date.
pub(crate) fn paper_number(input: &str) -> Read<'_, PaperNumber> {
    let period = verify(u16, |period| (1..100).contains(period));
    let number = verify(u32, |&number| number > 0);
    let closed =
        not(alt((satisfy(|c| c.is_alphanumeric()).map(|_| ()), (satisfy(|c| c == '/'), satisfy(|c| c.is_ascii_digit())).map(|_| ()))));
    (terminated(period, (opt(gap), char('/'), opt(gap))), terminated(number, closed))
        .map(|(period, number)| PaperNumber::new(period, number))
        .parse(input)
}

/// „(neu)“, „(neu 2)“: the edition behind a paper's number.
pub(crate) fn edition(input: &str) -> Read<'_, &str> {
    delimited((opt(gap), char('(')), verify(take_while1(|c| c != ')'), |words: &str| words.starts_with("neu")), char(')')).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_lists_and_leaves_the_rest() {
        for (text, list, rest) in [
            ("3", "3", ""),
            ("17b verwiesen", "17b", " verwiesen"),
            ("7 bis 9 und", "7..9", " und"),
            ("1 bis 1c werden", "1..1c", " werden"),
            ("1, 4 und 7 bis 9", "1, 4, 7..9", ""),
            ("9a bis c werden", "9a..9c", " werden"),
            ("1a, b und c", "1a, 1b, 1c", ""),
            ("3 a und 3 b.", "3a, 3b", "."),
            ("2a) und 2b) sind", "2a, 2b", " sind"),
            ("3) und", "3", ") und"),
            ("3 und 4 und die Länder", "3, 4", " und die Länder"),
            ("1 bis 4000000000 wird", "1..4000000000", " wird"),
            ("12 und zu Frage 14", "12, 14", ""),
            ("5 sowie 8, 9", "5, 8, 9", ""),
            ("4, die", "4", ", die"),
            ("3,4 und 7", "3, 4, 7", ""),
            ("4, 2024 wurden", "4", ", 2024 wurden"),
            ("4, 12. Mai 2024", "4", ", 12. Mai 2024"),
            ("10–12", "10..12", ""),
            ("28 f. auf", "28", " f. auf"),
            ("28 ff. auf", "28", " ff. auf"),
            ("28f. Der", "28f", ". Der"),
            ("1) bis 10) wird", "1..10", " wird"),
            ("3) bis 10 Tage", "3", ") bis 10 Tage"),
            ("3a-3c werden", "3a..3c", " werden"),
            ("3 a-priori", "3", " a-priori"),
        ] {
            let (left, got) = question_list(text).expect(text);
            assert_eq!((got.to_string().as_str(), left), (list, rest), "{text}");
        }
    }

    #[test]
    fn refuses_other_numbers() {
        for text in ["0", "2024", "19/4631", "1.000", "4000000000000", "a", ""] {
            assert!(question_list(text).is_err(), "{text}");
        }
    }

    #[test]
    fn reads_paper_numbers() {
        let (rest, got) = paper_number("20/ 1048 (neu)").expect("a number");
        assert_eq!((got.to_string().as_str(), rest), ("20/1048", " (neu)"));
        assert_eq!(edition(" (neu) vom").ok(), Some((" vom", "neu")));
        assert!(["2/4/7", "20/", "20/12a", "2025", "120/3"].iter().all(|text| paper_number(text).is_err()));
    }
}
