//! Dates: „3. September 2025“, „31.07.2025“, „15. 02. 2013“.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::take_while1;
use nom::character::complete::{char, digit1, u8, u16};
use nom::combinator::{map_opt, not, opt, recognize, verify};
use nom::sequence::terminated;

use super::{Read, gap};
use crate::cleaning::words::MONTHS;
use crate::date::Date;

/// „3. September 2025“.
pub(crate) fn spoken_date(input: &str) -> Read<'_, Date> {
    let day = terminated(u8, (char('.'), gap));
    map_opt((day, terminated(month, gap), year), |(day, month, year)| Date::new(year, month, day)).parse(input)
}

/// „Mai“, as its number.
pub(super) fn month(input: &str) -> Read<'_, u8> {
    map_opt(take_while1(char::is_alphabetic), month_number).parse(input)
}

/// „31.07.2025“, „15. 02. 2013“.
pub(crate) fn numeric_date(input: &str) -> Read<'_, Date> {
    let dotted = || terminated(u8, (char('.'), opt(gap)));
    map_opt((dotted(), dotted(), year), |(day, month, year)| Date::new(year, month, day)).parse(input)
}

/// „14. 06. 96“ in the heads of papers until 1998.
pub(crate) fn short_date(input: &str) -> Read<'_, Date> {
    let dotted = || terminated(u8, (char('.'), opt(gap)));
    map_opt((dotted(), dotted(), short_year), |(day, month, year)| Date::new(year, month, day)).parse(input)
}

/// What is printed where a day is due, „31. 02. 2027“ and „12.03.202“, too.
pub(crate) fn printed_day(input: &str) -> Read<'_, &str> {
    let dotted = || terminated(digit1, (char('.'), opt(gap)));
    recognize((dotted(), dotted(), digit1)).parse(input)
}

/// Either.
pub(crate) fn date(input: &str) -> Read<'_, Date> {
    alt((spoken_date, numeric_date)).parse(input)
}

/// Four digits and no fifth.
fn year(input: &str) -> Read<'_, u16> {
    terminated(verify(u16, |year| (1900..2200).contains(year)), not(digit1)).parse(input)
}

/// „96“: two digits and no third. The first papers are of 1949, so „19 92“ is none.
fn short_year(input: &str) -> Read<'_, u16> {
    const FIRST: u16 = 49;
    let two = terminated(verify(digit1, |digits: &str| digits.len() == 2), not(digit1));
    two.map_opt(|digits: &str| digits.parse().ok()).map_opt(|year: u16| (year >= FIRST).then_some(1900 + year)).parse(input)
}

fn month_number(name: &str) -> Option<u8> {
    let at = MONTHS.iter().position(|month| *month == name)?;
    u8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates() {
        for (text, want, rest) in [
            ("3. September 2025 übermittelt", "2025-09-03", " übermittelt"),
            ("31.07.2025", "2025-07-31", ""),
            ("15. 02. 2013\n", "2013-02-15", "\n"),
            ("1. März 2024.", "2024-03-01", "."),
        ] {
            let (left, got) = date(text).expect(text);
            assert_eq!((got.to_string().as_str(), left), (want, rest));
        }
    }

    #[test]
    fn reads_short_years() {
        for (text, want) in [("14. 06. 96", "1996-06-14"), ("07.09.90\n", "1990-09-07")] {
            assert_eq!(short_date(text).ok().map(|(_, date)| date.to_string()).as_deref(), Some(want));
        }
        for text in ["14. 06. 9", "14. 06. 966", "14. 13. 96", "11.03.20", "11.03.19 92", "15. 02. 2013"] {
            assert!(short_date(text).is_err() && date("14. 06. 96").is_err(), "{text}");
        }
    }

    #[test]
    fn refuses_misprints() {
        for text in ["19. November2025", "12. Mai 20626", "31. Februar 2025", "0. Mai 2025", "3. Sept 2025", "12. 2025"] {
            assert!(date(text).is_err(), "{text}");
        }
    }
}
