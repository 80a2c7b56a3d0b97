//! Other parliaments and their papers: „Landtagsdrucksache 7/12“, „Drucksache 7/12 des Landtags“, „der Kleinen Anfrage im Landtag
//! Musterland“. Their numbers look like the Bundestag's, and their questions are none of this paper's.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{char, one_of, satisfy};
use nom::combinator::{opt, peek, value, verify};
use nom::sequence::preceded;

use super::papers::{House, own_questions, paper_word};
use super::{Mention, number_sign};
use crate::grammar::numbers::{edition, list_mark, paper_number};
use crate::grammar::{Read, any_of, gap};

/// „Landtagsdrucksache 7/12, dort Frage 3“, „LT-Drs. 7/12 und 7/13“, „Drucksache 7/12 des Landtags (Frage 3)“: papers of another
/// parliament, and their questions, give nothing.
pub(super) fn foreign_papers(input: &str) -> Read<'_, Vec<Mention<'_>>> {
    let land = opt((gap, peek(satisfy(char::is_uppercase)), take_while1(|c: char| c.is_alphabetic() || c == '-')));
    let housed = (unsaid_paper, foreign, land).map(|_| ());
    let more = opt((list_mark, paper_number));
    value((), (alt((foreign_paper, housed)), more, opt(edition), opt(own_questions))).map(|()| Vec::new()).parse(input)
}

/// „Drucksache 7/12“: whose, is not said.
fn unsaid_paper(input: &str) -> Read<'_, ()> {
    value((), (verify(paper_word, |house| *house == House::Unsaid), paper_number)).parse(input)
}

/// „Landtagsdrucksache 7/12“, „LT-Drs. 7/12“, „Abgeordnetenhaus-Drucksache 19/12“.
pub(super) fn foreign_paper(input: &str) -> Read<'_, ()> {
    let house = any_of(&["Landtags", "Landtag", "LT", "Abgeordnetenhaus", "Bürgerschafts"]);
    let word = alt((
        value((), (one_of("Dd"), tag("rucksache"), opt(char('n')))),
        value((), (any_of(&["Drs", "drs", "Drucks", "drucks"]), opt(char('.')), opt((one_of("-–"), number_sign)))),
    ));
    let sign = (opt(gap), opt((number_sign, opt(gap))));
    value((), (house, opt(one_of("-–‑ ")), word, sign, paper_number)).parse(input)
}

/// „ des Landtags“, „ des Abgeordnetenhauses“, „, Thüringer Landtag“: another parliament's paper.
pub(super) fn foreign(input: &str) -> Read<'_, ()> {
    value((), (any_of(&[" des ", " der ", ", ", " ("]), house)).parse(input)
}

/// „Landtags“, „Sächsischen Landtag“
fn house(input: &str) -> Read<'_, ()> {
    let named = || verify(take_while1(char::is_alphabetic), is_other_parliament);
    let state = (take_while1(|c: char| c.is_alphabetic() || c == '-'), gap);
    alt((value((), named()), value((), (state, named())))).parse(input)
}

/// „ im Landtag“, „ aus dem Sächsischen Landtag“, „ der Hamburgischen Bürgerschaft“, „ (Landtagsdrucksache 7/12“: right behind
/// questions or their inquiry, in whose house they were asked.
pub(super) fn in_another_parliament(input: &str) -> Read<'_, ()> {
    let way = any_of(&["im", "in der", "aus dem", "aus der", "des", "der", "vor dem", "an den", "an die"]);
    let asked = value((), (opt(char(',')), gap, way, gap, house));
    let lead = (opt(one_of(",;:")), opt(gap), opt(one_of("([")), opt((any_of(&["auf", "aus", "in", "vgl.", "siehe"]), gap)));
    let article = opt((any_of(&["der", "den"]), gap));
    let paper = preceded((lead, article), alt((foreign_paper, value((), (unsaid_paper, foreign)))));
    alt((asked, paper)).parse(input)
}

/// „Landtag“, „Landtags“, „Abgeordnetenhauses“, „Bürgerschaft“.
fn is_other_parliament(word: &str) -> bool {
    const HOUSES: [&str; 6] = ["Landtag", "Landtags", "Landtages", "Abgeordnetenhaus", "Abgeordnetenhauses", "Bürgerschaft"];
    HOUSES.contains(&word)
}

/// „(Landtag“, „LT,“: the same of a word of running text, marks at its ends; compounds count, too.
pub(super) fn names_other_parliament(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    is_other_parliament(bare) || bare == "LT" || bare.ends_with("landtag")
}

/// „Landesregierung“, „Staatsregierung“, „Senats“: it answers the inquiries of another parliament.
pub(super) fn is_land_government(word: &str) -> bool {
    const GOVERNMENTS: [&str; 4] = ["Landesregierung", "Staatsregierung", "Senat", "Senats"];
    GOVERNMENTS.contains(&word)
}

/// Whether words speak of another parliament or of who answers there. A title in quotation marks tells nothing of who asked.
pub(super) fn name_another_parliament(words: &str) -> bool {
    let mut quoted = false;
    words.split_whitespace().any(|word| {
        quoted |= word.contains('„');
        let said = !quoted;
        quoted &= !word.contains(['“', '”']);
        said && (names_other_parliament(word) || is_land_government(word.trim_matches(|c: char| !c.is_alphanumeric())))
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, refuses};

    #[test]
    fn papers_of_other_parliaments_give_nothing() {
        check(&[
            ("Landtagsdrucksache 7/12 wird", "", " wird"),
            ("Landtagsdrucksachen 7/12 und 7/13 zeigen", "", " zeigen"),
            ("Landtagsdrucksache 7/12, dort Frage 3)", "", ")"),
            ("LT-Drs. 7/12, Antwort zu Frage 3)", "", ")"),
            ("LT-Drs.-Nr. 7/12 (Frage 3)", "", ")"),
            ("Abgeordnetenhaus-Drucksache 19/12 zu Frage 3.", "", "."),
            ("Drucksache 7/12 des Landtags Musterland, Frage 3)", "", ")"),
            ("Drucksache 7/12 der Bürgerschaft zu den Fragen 3 und 4.", "", "."),
            ("Drucksache 7/12, Thüringer Landtag", "", ""),
            ("Drucksache 7/12 des Landtags", "", ""),
        ]);
    }

    #[test]
    fn questions_of_another_parliament_give_nothing() {
        check(&[
            ("Frage 3 im Landtag Musterland ist", "", " im Landtag Musterland ist"),
            ("Frage 3 der Kleinen Anfrage im Landtag ist", "", " der Kleinen Anfrage im Landtag ist"),
            ("Frage 3 der Großen Anfrage des Sächsischen Landtags ist", "", " der Großen Anfrage des Sächsischen Landtags ist"),
            ("Frage 3 der Hamburgischen Bürgerschaft ist", "", " der Hamburgischen Bürgerschaft ist"),
            ("Frage 3 auf Landtagsdrucksache 7/12 ist", "", " auf Landtagsdrucksache 7/12 ist"),
            ("Antwort zu Frage 3 (LT-Drs. 7/12) ist", "", " (LT-Drs. 7/12) ist"),
            ("Frage 3 auf Drucksache 7/12 des Landtags ist", "", " auf Drucksache 7/12 des Landtags ist"),
            (
                "Antwort der Landesregierung zu Frage 3 der Kleinen Anfrage im Landtag (Landtagsdrucksache 7/12), siehe BT-Drs. 20/2",
                "",
                " der Kleinen Anfrage im Landtag (Landtagsdrucksache 7/12), siehe BT-Drs. 20/2",
            ),
            ("Antwort des Senats zu Frage 3 der Kleinen Anfrage ist", "", " der Kleinen Anfrage ist"),
            ("Frage 3 der Kleinen Anfrage bejaht", "question 3 [Frage 3]", " der Kleinen Anfrage bejaht"),
            ("Frage 3 im Land", "question 3 [Frage 3]", " im Land"),
            ("Antwort der Landesregierung zu Frage 3 fehlt", "question 3 [Antwort der Landesregierung zu Frage 3]", " fehlt"),
            (
                "Antwort der Landesregierung zu Frage 3 dieser Kleinen Anfrage fehlt",
                "question 3 [Antwort der Landesregierung zu Frage 3]",
                " dieser Kleinen Anfrage fehlt",
            ),
            (
                "Frage 3 der Kleinen Anfrage der Fraktion der Mitte „Brücken zum Landtag“ auf Drucksache 20/2",
                "paper 20/2 3 [Frage 3 der Kleinen Anfrage der Fraktion der Mitte „Brücken zum Landtag“ auf Drucksache 20/2]",
                "",
            ),
        ]);
    }

    #[test]
    fn refuses_other_words() {
        refuses(&["Landtagswahl 2024", "LT-Drucksache fehlt", "Landtag in 7/12"]);
    }
}
