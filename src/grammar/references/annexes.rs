//! Annexes: „Anlage 1“, „Anlagen 5 bis 9“, „Anlage 1 zu Frage 3“, but no annex of a law.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while1};
use nom::character::complete::{char, digit1, one_of, satisfy};
use nom::combinator::{consumed, eof, not, opt, recognize, value, verify};
use nom::multi::separated_list1;
use nom::sequence::{preceded, terminated};

use super::belonging::of_another_paper;
use super::questions::question_words;
use super::{Mention, Target};
use crate::cleaning::words::one_line;
use crate::grammar::numbers::{list_mark, number_signs, range_mark};
use crate::grammar::{Read, any_of, gap, word_end};

/// „Anlage 1“, „Anlagen 5 bis 9“, „Anlage 1 zu Frage 3“; without a number only what is said of no plant: [`super::refers`]
/// looks at the words before. An annex of a law or of another paper gives nothing.
pub(super) fn annex(input: &str) -> Read<'_, Vec<Mention<'_>>> {
    let (numbered, (label, numbers)) = consumed(annex_words).parse(input)?;
    let (rest, _) = take_while(|c| matches!(c, '*' | '¹' | '²' | '³')).parse(numbered)?;
    let noted = rest.len() < numbered.len();
    let nothing_said = numbers == 0 && !noted && not(bare_annex_ends).parse(rest).is_ok();
    if nothing_said || of_a_law(rest).is_ok() || of_another_paper(rest).is_ok() {
        return Ok((rest, Vec::new()));
    }
    let target = Target::Annex(one_line(label));
    let scope = (gap, any_of(&["zu", "zur"]), opt((gap, any_of(&["den", "der"]))), gap);
    let (rest, scoped) = opt(preceded(scope, question_words)).parse(rest)?;
    let end = if scoped.is_some() { rest } else { numbered };
    Ok((rest, vec![Mention { from: input, rest: end, target }]))
}

/// „Anlage“, „Anlagen 5 bis 9“, „Anhang Nr. 2“: how many numbers there are.
fn annex_words(input: &str) -> Read<'_, usize> {
    let word = any_of(&["Anlagen", "Anlage", "Anhänge", "Anhang", "Tabellenanhang"]);
    let sign = (gap, opt((number_signs, gap)));
    let numbers = preceded(sign, separated_list1(alt((range_mark, list_mark)), annex_number));
    let no_compound = not(satisfy(|c| c.is_alphanumeric() || c == '-'));
    (word, no_compound, opt(numbers)).map(|(_, (), numbers)| numbers.map_or(0, |numbers| numbers.len())).parse(input)
}

/// „1“, „2a“, „IV“, „A“; not „1.1.“ or „20 000“.
fn annex_number(input: &str) -> Read<'_, &str> {
    let letter = || terminated(satisfy(|c| c.is_ascii_lowercase()), word_end);
    let arabic = recognize((verify(digit1, |digits: &str| digits.len() <= 3), opt(letter())));
    let roman = take_while1(|c| matches!(c, 'I' | 'V' | 'X'));
    let capital = recognize(satisfy(|c| c.is_ascii_uppercase()));
    let closed = not(alt((recognize(satisfy(|c| c.is_alphanumeric() || c == '&')), recognize((one_of(".,/"), digit1)))));
    terminated(alt((arabic, roman, capital)), closed).parse(input)
}

/// „ entnommen werden“, „ beigefügt“, „ verwiesen“, „)“: an annex without a number is one where it is said to hold
/// or to be added something.
fn bare_annex_ends(input: &str) -> Read<'_, ()> {
    let verb = any_of(&[
        "zu entnehmen",
        "entnommen",
        "beigefügt",
        "verwiesen",
        "ersichtlich",
        "aufgeführt",
        "dargestellt",
        "aufgelistet",
        "enthalten",
        "zu dieser Antwort",
        "zur Antwort",
        "zu Frage",
        "zu den Fragen",
        "(Tabelle",
        "Tabelle",
    ]);
    let spoken = (opt(gap), verb).map(|_| ());
    alt((spoken, value((), (one_of(").;"), opt(gap))), value((), eof))).parse(input)
}

/// „ des SGB VI“, „ zu § 5“, „ der Verordnung“, „ BImSchV“, „ Nummer 3“: an annex of a law.
fn of_a_law(input: &str) -> Read<'_, ()> {
    let article = any_of(&["des", "der", "zum", "zur", "zu den", "zu dem", "zu der", "vom"]);
    let noun = || any_of(&["Antwort", "Anfrage", "Beantwortung", "Frage", "Drucksache", "Bundesregierung", "Bundestag"]);
    let ours = alt((noun(), preceded((take_while1(char::is_alphabetic), gap), noun())));
    let possessed = (article, gap, not(ours), satisfy(|c| c.is_alphanumeric() || c == '§' || c == '„')).map(|_| ());
    let section =
        any_of(&["zu §", "§", "Nummer", "Nr.", "Absatz", "Abs.", "Abschnitt", "Abbildung", "Teil ", "Kapitel", "Ziffer", "Spalte", "Satz"])
            .map(|_| ());
    let abbreviated = verify(take_while1(char::is_alphanumeric), is_law_abbreviation).map(|_| ());
    let bracket = (char('('), opt(tag("zu ")), char('§')).map(|_| ());
    value((), (opt(char(',')), gap, alt((possessed, section, bracket, abbreviated)))).parse(input)
}

/// „BImSchV“, „SGB“, „AufenthG“: capitals within or throughout, at least two.
fn is_law_abbreviation(word: &str) -> bool {
    word.chars().count() > 2 && word.chars().filter(|c| c.is_uppercase()).count() >= 2 && word.ends_with(['G', 'V', 'B', 'O'])
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, refuses};

    #[test]
    fn annexes_of_papers_and_laws() {
        check(&[
            ("Anlage 1 zu entnehmen", "annex Anlage 1 [Anlage 1]", " zu entnehmen"),
            ("Anlagen 5 bis 9* dargestellt", "annex Anlagen 5 bis 9 [Anlagen 5 bis 9]", " dargestellt"),
            ("Anlage 1* zu den Fragen 1 und 2 verwiesen", "annex Anlage 1 [Anlage 1* zu den Fragen 1 und 2]", " verwiesen"),
            ("Anlage* entnommen werden", "annex Anlage [Anlage]", " entnommen werden"),
            ("Anlage 1 des Beispielgesetzes", "", " des Beispielgesetzes"),
            ("Anlage 2 zu § 5 der Verordnung", "", " zu § 5 der Verordnung"),
            ("Anlage 4 BspV sofort", "", " BspV sofort"),
            ("Anlage 3 zur Antwort", "annex Anlage 3 [Anlage 3]", " zur Antwort"),
            ("Anlage 3 auf Bundestagsdrucksache 20/4", "", " auf Bundestagsdrucksache 20/4"),
            ("Anlagen A&B 22", "", " A&B 22"),
            ("Anlage in Beispielstadt", "", " in Beispielstadt"),
        ]);
    }

    #[test]
    fn refuses_plants() {
        refuses(&["Anlagenbau 3"]);
    }
}
