//! What other houses and the plenum print: „BR-Drs. 365/1/25 und 366/25“, „Plenarprotokoll 20/12“.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::{char, digit1, one_of};
use nom::combinator::{opt, peek, recognize, verify};
use nom::sequence::{preceded, terminated};

use super::papers::{LAST_PERIOD, remark};
use super::{Mention, Target, listed, mention, number_sign};
use crate::grammar::numbers::{list_mark, paper_number};
use crate::grammar::{Read, any_of, gap, word_end};

/// „Bundesratsdrucksache 123/24“, „BR-Drs. 365/1/25 und 366/25“, „Drucksache 365/25 des Bundesrates“.
pub(super) fn bundesrat(input: &str) -> Read<'_, Vec<Mention<'_>>> {
    let house = any_of(&["Bundesrats", "Bundesrat", "BR.-", "BR"]);
    let sign = || (opt(gap), opt((number_sign, gap)));
    let drucksache = || alt((recognize((one_of("Dd"), tag("rucksache"), opt(char('n')))), recognize((tag("Drs"), opt(char('.'))))));
    let named = preceded((house, opt(one_of("-–‑")), opt(gap), drucksache(), sign()), bundesrat_number);
    let said = terminated(bundesrat_number, peek((gap, tag("des"), gap, tag("Bundesrat"))));
    let beyond = verify(bundesrat_number, |number: &str| first_number(number) > LAST_PERIOD);
    let first = alt((named, preceded((drucksache(), sign()), alt((said, beyond)))));
    let target = |number: &str| Target::Bundesrat(number.to_owned());
    listed(mention(first.map(target)), list_mark, mention(bundesrat_number.map(target))).parse(input)
}

/// „123/24“, „123/1/24“: number and year.
fn bundesrat_number(input: &str) -> Read<'_, &str> {
    let parts = (digit1, char('/'), digit1, opt((char('/'), digit1)), word_end);
    recognize(parts).parse(input)
}

/// 123 of „123/24“.
fn first_number(number: &str) -> u16 {
    number.split('/').next().and_then(|first| first.parse().ok()).unwrap_or(u16::MAX)
}

/// „Plenarprotokoll 20/12“, „Plenarprotokolle 20/12 und 20/14“, „PlPr. 20/12“.
pub(super) fn plenary(input: &str) -> Read<'_, Vec<Mention<'_>>> {
    let protocol =
        (any_of(&["Plenarprotokoll", "Bundestagsplenarprotokoll", "BT-Plenarprotokoll"]), opt(any_of(&["en", "es", "e", "s"]))).map(|_| ());
    let report = (tag("Stenografische"), opt(one_of("rnm")), gap, tag("Bericht"), opt(one_of("es"))).map(|_| ());
    let short = (opt(tag("BT-")), tag("PlPr"), opt(char('.'))).map(|_| ());
    let sign = (opt(char(':')), gap, opt((number_sign, gap)));
    let number = || paper_number.map(Target::Plenary);
    let first = preceded((alt((protocol, report, short)), sign), number());
    listed(mention(first), (opt(remark), list_mark), mention(number())).parse(input)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, refuses};

    #[test]
    fn numbers_of_other_houses() {
        check(&[
            ("Bundesratsdrucksache 12/24)", "bundesrat 12/24 [Bundesratsdrucksache 12/24]", ")"),
            ("BR-Drs. 365/1/25 und 366/25", "bundesrat 365/1/25 [BR-Drs. 365/1/25]; bundesrat 366/25 [366/25]", ""),
            ("Drucksache 12/1/24 des Bundesrates", "bundesrat 12/1/24 [Drucksache 12/1/24]", " des Bundesrates"),
            ("Drucksache 365/25 wird", "bundesrat 365/25 [Drucksache 365/25]", " wird"),
            ("Plenarprotokoll 20/12, S. 4", "plenary 20/12 [Plenarprotokoll 20/12]", ", S. 4"),
            ("Plenarprotokolle 20/12 und 20/14 der", "plenary 20/12 [Plenarprotokolle 20/12]; plenary 20/14 [20/14]", " der"),
        ]);
    }

    #[test]
    fn refuses_days() {
        refuses(&["Plenarprotokoll vom 3. Mai 2024", "Drucksache 365/25a", "BR-Drs. von 2024"]);
    }
}
