//! The note at the foot of an answer's first page: who sent it, and when.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_until};
use nom::combinator::{opt, verify};
use nom::error::ParseError;
use nom::sequence::preceded;
use nom::{IResult, Parser};

use super::dates::date;
use super::gap;
use crate::record::Date;

/// What the note says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Transmittal<'a> {
    /// „des Bundesministeriums des Innern“, in the genitive.
    pub ministry: &'a str,
    /// When it was sent; the first date, whatever was corrected later.
    pub date: Option<Date>,
}

/// „Die Antwort wurde namens der Bundesregierung mit Schreiben des Bundesministeriums der Finanzen vom 3. Juli 2025
/// übermittelt …“, „Die Antwort wurde namens des Bundeskanzleramtes vom 3. Juli 2025 übermittelt.“
pub(crate) fn transmittal<'a, E: ParseError<&'a str>>(input: &'a str) -> IResult<&'a str, Transmittal<'a>, E> {
    let opening = (tag("Die Antwort"), gap, alt((tag("wurde"), tag("ist"))), gap, tag("namens"), gap);
    let letter =
        (opt((tag("der Bundesregierung"), gap)), opt((alt((tag("mit Schreiben"), tag("durch Schreiben"), tag("mit dem Schreiben"))), gap)));
    let ministry = verify(take_until(" vom "), |words: &str| words.len() < 250);
    let sent = preceded((gap, tag("vom"), gap), opt(date));
    let (rest, (ministry, date)) = preceded((opening, letter), (ministry, sent)).parse(input)?;
    Ok((rest, Transmittal { ministry, date }))
}

/// „Die Antwort wurde namens“: the note's first words, at a line's head.
pub(crate) fn opens_transmittal(words: &str) -> bool {
    let opening: IResult<&str, _> = (tag("Die Antwort "), alt((tag("wurde"), tag("ist"))), gap, tag("namens")).parse(words);
    opening.is_ok()
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
                "Die Antwort wurde namens der Bundesregierung mit Schreiben des Auswärtigen Amts vom 40. Juli 2025 übermittelt",
                "des Auswärtigen Amts",
                None,
            ),
        ] {
            let (_, got) = transmittal::<nom::error::Error<&str>>(text).expect(text);
            assert_eq!((got.ministry, got.date.map(|date| date.to_string()).as_deref()), (ministry, date));
        }
        assert!(transmittal::<()>("Die Antwort wurde der Presse vom 3. Juli 2025 übermittelt.").is_err());
    }
}
