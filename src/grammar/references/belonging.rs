//! What questions, prefaces and annexes belong to: „ auf Bundestagsdrucksache 20/2“, „ der Kleinen Anfrage der Fraktion … auf
//! Bundestagsdrucksache 20/2“, „ des Abgeordneten …“.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{char, digit1, one_of};
use nom::combinator::{not, opt, peek, recognize, value, verify};
use nom::sequence::{preceded, terminated};

use super::papers::{paper_word, papers};
use super::parliaments::{foreign_paper, in_another_parliament};
use super::{Mention, answer_word, article, inquiry};
use crate::grammar::numbers::paper_number;
use crate::grammar::{Read, any_of, fail, gap, sentences, word_end};

/// How many bytes may stand between a question's number and the paper that it belongs to: „der Kleinen Anfrage der
/// Fraktion … „title of the inquiry“ auf“. Titles run to four lines of some 90 bytes.
pub(super) const FILLING_AT_MOST: usize = 480;

/// What questions belong to, behind their list: „ auf Bundestagsdrucksache 20/2“, „ der Kleinen Anfrage der Fraktion
/// … auf Bundestagsdrucksache 20/2“, „, Bundestagsdrucksache 20/2“.
pub(super) fn paper_of(input: &str) -> Read<'_, Vec<Mention<'_>>> {
    belonging_to(papers, input)
}

/// The same as a look ahead: whether a paper follows that the words before belong to. Reads no further than its
/// number, so that it can stand within [`papers`].
pub(super) fn paper_follows(input: &str) -> Read<'_, ()> {
    belonging_to(paper_begins, input)
}

/// „Bundestagsdrucksache 20/2“, whatever comes then.
fn paper_begins(input: &str) -> Read<'_, ()> {
    value((), (paper_word, paper_number)).parse(input)
}

/// A paper, as `paper` reads it, that a preposition or a mark leads to („ auf …“, „ (…“), or that stands behind an [`owner`].
fn belonging_to<'a, O>(paper: impl Fn(&'a str) -> Read<'a, O>, input: &'a str) -> Read<'a, O> {
    let preposition = any_of(&["auf", "aus", "in", "von", "zur", "zu", "der", "des", "–", "-"]);
    let spoken = (gap, preposition, article, gap).map(|_| ());
    let mark = (opt(gap), opt(one_of(",;:/")), opt(gap), opt(one_of("([")), opt((one_of("vV"), tag("gl."), gap))).map(|_| ());
    alt((preceded(alt((spoken, mark)), &paper), preceded(peek(owner), |input| behind_filling(&paper, input)))).parse(input)
}

/// „ der Kleinen Anfrage“, „ des Abgeordneten“, „ aus der Großen Anfrage“, „ in ihrer Antwort“: whose questions they are.
fn owner(input: &str) -> Read<'_, ()> {
    let way = any_of(&["der", "des", "aus", "in", "auf", "zur", "zu", "von", "an"]);
    let article = opt((gap, any_of(&["die", "den", "der", "dem", "das", "ihrer", "jener", "jene"])));
    let genitive = value((), tag("jener"));
    value((), (opt(char(',')), gap, alt((genitive, value((), (way, article)))), opt((gap, earlier)), gap, owner_noun)).parse(input)
}

/// „früheren“, „vorangegangenen“, „damaligen“: of an inquiry before this one.
fn earlier(input: &str) -> Read<'_, &str> {
    any_of(&[
        "vorangegangenen",
        "vorausgegangenen",
        "vorherigen",
        "vorigen",
        "früheren",
        "damaligen",
        "dortigen",
        "seinerzeitigen",
        "ersten",
        "letzten",
    ])
    .parse(input)
}

/// „Kleinen Anfrage“, „Abgeordneten“, „Fraktion“: the head of the word is enough.
fn owner_noun(input: &str) -> Read<'_, &str> {
    let inquiry = recognize((any_of(&["Kleine", "Große", "kleine", "große"]), opt(char('n'))));
    let short = alt((recognize((any_of(&["Kl.", "Gr."]), opt(gap), tag("Anfrage"))), terminated(any_of(&["KA", "GA"]), word_end)));
    alt((
        inquiry,
        short,
        tag("Anfrage"),
        tag("Abgeordnete"),
        tag("MdB"),
        tag("Fraktion"),
        tag("Gruppe"),
        tag("Antwort"),
        tag("Schriftlichen Frage"),
        tag("Mündlichen Frage"),
        tag("Bundestagsfraktion"),
    ))
    .parse(input)
}

/// „ des Abgeordneten …“: a member's question, of a collection.
pub(super) fn members(input: &str) -> Read<'_, ()> {
    value((), (gap, any_of(&["des", "der"]), gap, any_of(&["Abgeordnete", "MdB"]))).parse(input)
}

/// „ der Kleinen Anfrage der Fraktion …“, „ jener Anfrage“, „ des Fragebogens“ without a paper: another inquiry's, and nobody can
/// tell which.
pub(super) fn another_inquirys(input: &str) -> Read<'_, ()> {
    let article = || (gap, any_of(&["des", "der", "zur"]), gap);
    let who = || any_of(&["Abgeordnete", "Fraktion", "Gruppe", "CDU", "SPD", "AfD", "FDP"]);
    let asked = value((), (article(), opt((inquiry, article())), not(tag("Abgeordnete")), who()));
    let way = || opt((any_of(&["in", "aus", "zu", "auf", "von"]), gap));
    let that = value((), (any_of(&["jener", "jene"]), opt((gap, earlier))));
    let former = value((), (any_of(&["der", "ihrer", "unserer", "einer", "die"]), gap, earlier));
    let other = value((), (gap, way(), alt((that, former)), gap, alt((inquiry, value((), tag("Anfrage"))))));
    alt((asked, other, value((), (gap, questionnaire)), another_parliaments)).parse(input)
}

/// „des Fragebogens“, „im Fragebogen der Kommission“, „der Umfrage“: who is asked there, is not the government.
fn questionnaire(input: &str) -> Read<'_, ()> {
    let way = alt((terminated(any_of(&["in", "aus", "auf", "von"]), (gap, any_of(&["dem", "der"]))), any_of(&["des", "im", "der", "vom"])));
    let noun = any_of(&["Fragebogens", "Fragebogen", "Umfrage", "Befragung"]);
    value((), (way, gap, opt((verify(take_while1(char::is_alphabetic), is_attribute), gap)), noun, word_end)).parse(input)
}

/// „europäischen“, „zweiten“; not „vorliegenden“: an adjective between an article and its noun.
fn is_attribute(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && word.ends_with("en") && !matches!(word, "vorliegenden" | "hiesigen")
}

/// „ der Kleinen Anfrage im Landtag“, „ auf Landtagsdrucksache 7/12“: asked in another parliament.
fn another_parliaments(input: &str) -> Read<'_, ()> {
    let behind_owner = preceded((gap, any_of(&["der", "zur", "aus der", "auf die"]), gap, inquiry), in_another_parliament);
    let filled = preceded(peek(owner), |input| behind_filling(foreign_paper, input));
    alt((in_another_parliament, behind_owner, filled)).parse(input)
}

/// „ der Kleinen Anfrage“: whose, is not said.
pub(super) fn an_inquirys(input: &str) -> Read<'_, ()> {
    value((), (gap, any_of(&["der", "zur", "auf die", "aus der"]), gap, alt((inquiry, value((), tag("Anfrage")))))).parse(input)
}

/// „ dieser Anfrage“, „ der vorliegenden Kleinen Anfrage“: this paper's.
pub(super) fn this_inquirys(input: &str) -> Read<'_, ()> {
    let this = alt((
        any_of(&["dieser", "diese"]),
        terminated(any_of(&["der", "die"]), (gap, any_of(&["vorliegende", "hiesige"]), opt(char('n')))),
    ));
    let way = opt((any_of(&["in", "zu", "aus", "auf"]), gap));
    value((), (gap, way, this, gap, alt((inquiry, value((), tag("Anfrage")))))).parse(input)
}

/// „ auf Bundestagsdrucksache 18/9719“, „ in ihrer Antwort auf die Kleine Anfrage … auf Bundestagsdrucksache 18/2“.
pub(super) fn of_another_paper(input: &str) -> Read<'_, ()> {
    let possessive = any_of(&["ihrer", "Ihrer", "ihren", "ihre", "den", "der", "die", "seiner"]);
    let answer = (gap, any_of(&["in", "zu", "zur", "auf", "aus"]), opt((gap, possessive)), gap, any_of(&["Antwort", "Beantwortung"]));
    let government = (gap, tag("der Bundesregierung"));
    let behind = preceded(peek(alt((value((), answer), value((), government)))), |input| behind_filling(paper_begins, input));
    alt((paper_follows, behind)).parse(input)
}

/// The paper behind a filling that stays in the sentence and names no other question or answer.
fn behind_filling<'a, O>(paper: impl Fn(&'a str) -> Read<'a, O>, input: &'a str) -> Read<'a, O> {
    let window = sentence(input);
    let mut previous = ' ';
    for (at, c) in window.char_indices() {
        let begins =
            !previous.is_alphanumeric() && matches!(c, 'B' | 'D' | 'd' | 'F' | 'A' | 'K' | 'G' | 'L' | 'S' | 's' | 'u' | 'v' | '2' | '1');
        if begins && let Some(rest) = input.get(at..) {
            if let Ok(found) = paper(rest) {
                return Ok(found);
            }
            if another_clause(rest).is_ok() {
                break;
            }
        }
        previous = c;
    }
    fail(input)
}

/// „Frage 7“, „Antwort zu“, „verwiesen“, „sowie auf“, „Landtagsdrucksache 7/12“: from here on it is another reference's.
fn another_clause(input: &str) -> Read<'_, ()> {
    let frage = (tag("Frage"), opt(char('n')), gap, digit1).map(|_| ());
    let antwort = (answer_word, gap, tag("zu")).map(|_| ());
    let and = (any_of(&["und", "sowie"]), gap, any_of(&["auf", "die Antwort", "die Vorbemerkung"])).map(|_| ());
    let verb = any_of(&["verwiesen", "verweist"]).map(|_| ());
    alt((frage, antwort, and, verb, foreign_paper)).parse(input)
}

/// The head of the input that is in one sentence and in one bracket, at most [`FILLING_AT_MOST`] bytes.
fn sentence(input: &str) -> &str {
    let mut depth = 0i32;
    let mut quoted = false;
    for (at, c) in input.char_indices() {
        let behind = || input.get(at + c.len_utf8()..).unwrap_or_default();
        match c {
            _ if at > FILLING_AT_MOST => return input.get(..at).unwrap_or_default(),
            '(' => depth += 1,
            ')' if depth == 0 => return input.get(..at).unwrap_or_default(),
            ')' => depth -= 1,
            '„' => quoted = true,
            '“' | '”' => quoted = false,
            '.' | '?' | '!' | ':' if !quoted && sentences::ends_at(input.get(..at).unwrap_or_default(), c, behind()) => {
                return input.get(..at).unwrap_or_default();
            }
            '\n' if behind().starts_with('\n') => return input.get(..at).unwrap_or_default(),
            _ => {}
        }
    }
    input
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn a_paper_behind_whose_questions_they_are() {
        check(&[
            (
                "Antwort der Bundesregierung zu Frage 4 der Kleinen Anfrage der Fraktion DIE LINKE. auf Bundestagsdrucksache 19/21)",
                "paper 19/21 4 [Antwort der Bundesregierung zu Frage 4 der Kleinen Anfrage der Fraktion DIE LINKE. auf Bundestagsdrucksache 19/21]",
                ")",
            ),
            (
                "Frage 3 der Kleinen Anfrage der Fraktion der Mitte „Was kosten Brücken? – Nachfrage“ (Bundestagsdrucksache 19/21) und",
                "paper 19/21 3 [Frage 3 der Kleinen Anfrage der Fraktion der Mitte „Was kosten Brücken? – Nachfrage“ (Bundestagsdrucksache 19/21]",
                ") und",
            ),
            (
                "Schriftliche Frage 48 des Abgeordneten Dr. Max Muster (XYZ) auf Bundestagsdrucksache 20/2",
                "paper 20/2 48 [Schriftliche Frage 48 des Abgeordneten Dr. Max Muster (XYZ) auf Bundestagsdrucksache 20/2]",
                "",
            ),
            (
                "Antwort zu Frage 8, insbesondere Tabelle 4, der Großen Anfrage 20/6 auf Bundestagsdrucksache 20/9",
                "paper 20/6 8 [Antwort zu Frage 8, insbesondere Tabelle 4, der Großen Anfrage 20/6]",
                " auf Bundestagsdrucksache 20/9",
            ),
            (
                "Frage 9 der Schriftlichen Frage der Abgeordneten Erika Muster auf Bundestagsdrucksache 20/2",
                "paper 20/2 9 [Frage 9 der Schriftlichen Frage der Abgeordneten Erika Muster auf Bundestagsdrucksache 20/2]",
                "",
            ),
            (
                "Antwort zu Frage 8 in ihrer Antwort auf die Kleine Anfrage der Fraktion der Mitte auf Bundestagsdrucksache 20/2.",
                "paper 20/2 8 [Antwort zu Frage 8 in ihrer Antwort auf die Kleine Anfrage der Fraktion der Mitte auf Bundestagsdrucksache 20/2]",
                ".",
            ),
            ("Antwort zu Frage 8 in ihrer Antwort bejaht", "question 8 [Antwort zu Frage 8]", " in ihrer Antwort bejaht"),
            ("Frage 3 der Kl. Anfrage 20/17)", "paper 20/17 3 [Frage 3 der Kl. Anfrage 20/17]", ")"),
            ("Frage 3 der KA 20/17)", "paper 20/17 3 [Frage 3 der KA 20/17]", ")"),
            ("Frage 3 der KA auf BT-Drs. 20/17)", "paper 20/17 3 [Frage 3 der KA auf BT-Drs. 20/17]", ")"),
            (
                "Frage 3 der Kl. Anfrage der Fraktion der Mitte (BT-Drs. 20/17)",
                "paper 20/17 3 [Frage 3 der Kl. Anfrage der Fraktion der Mitte (BT-Drs. 20/17]",
                ")",
            ),
            (
                "Antwort zu Frage 3 jener Anfrage auf BT-Drs. 20/17)",
                "paper 20/17 3 [Antwort zu Frage 3 jener Anfrage auf BT-Drs. 20/17]",
                ")",
            ),
            (
                "Frage 3 der früheren Kleinen Anfrage (BT-Drs. 20/17)",
                "paper 20/17 3 [Frage 3 der früheren Kleinen Anfrage (BT-Drs. 20/17]",
                ")",
            ),
            (
                "Fragen 2 und 3 der Kleinen Anfrage 20/17 der Fraktion",
                "paper 20/17 2, 3 [Fragen 2 und 3 der Kleinen Anfrage 20/17]",
                " der Fraktion",
            ),
        ]);
    }

    #[test]
    fn questions_stay_apart_from_papers_that_are_not_theirs() {
        check(&[
            (
                "Frage 3 und auf die Antwort zu Frage 5 auf Bundestagsdrucksache 20/2",
                "question 3 [Frage 3]",
                " und auf die Antwort zu Frage 5 auf Bundestagsdrucksache 20/2",
            ),
            ("Frage 3 verwiesen. Auf Drs. 20/2 steht", "question 3 [Frage 3]", " verwiesen. Auf Drs. 20/2 steht"),
            ("Frage 3) handelte (wie auf Drs. 20/2)", "question 3 [Frage 3]", ") handelte (wie auf Drs. 20/2)"),
            ("Frage 3 der Kleinen Anfrage der Fraktion der Mitte ist", "", " der Kleinen Anfrage der Fraktion der Mitte ist"),
            ("Frage 3 jener Anfrage ist", "", " jener Anfrage ist"),
            ("Antwort zu Frage 3 in jener Kleinen Anfrage ist", "", " in jener Kleinen Anfrage ist"),
            ("Frage 3 der früheren Anfrage ist", "", " der früheren Anfrage ist"),
            ("Frage 3 unserer vorangegangenen Kleinen Anfrage ist", "", " unserer vorangegangenen Kleinen Anfrage ist"),
            ("Frage 3 der damaligen Kl. Anfrage ist", "", " der damaligen Kl. Anfrage ist"),
            ("Frage 3 des Fragebogens ist", "", " des Fragebogens ist"),
            ("Frage 3 im europäischen Fragebogen ist", "", " im europäischen Fragebogen ist"),
            ("Frage 3 der Umfrage ist", "", " der Umfrage ist"),
            ("Frage 3 des vorliegenden Fragebogens ist", "question 3 [Frage 3]", " des vorliegenden Fragebogens ist"),
            ("Frage 3 dieser Anfrage ist", "question 3 [Frage 3]", " dieser Anfrage ist"),
            ("Frage 3 der vorliegenden Kleinen Anfrage ist", "question 3 [Frage 3]", " der vorliegenden Kleinen Anfrage ist"),
            ("Frage 3 der Anfrage ist", "question 3 [Frage 3]", " der Anfrage ist"),
            ("Frage 3 der ersten Übersicht ist", "question 3 [Frage 3]", " der ersten Übersicht ist"),
            ("Schriftliche Frage 48 des Abgeordneten Muster ist", "collected 48 [Schriftliche Frage 48]", " des Abgeordneten Muster ist"),
        ]);
    }
}
