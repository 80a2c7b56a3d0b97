//! Prefaces: „Vorbemerkung der Bundesregierung“, „Vorbemerkung der Fragesteller zu den Fragen 1 bis 4“.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while};
use nom::combinator::{opt, value};
use nom::sequence::{preceded, terminated};

use super::belonging::of_another_paper;
use super::questions::question_words;
use super::{Mention, Target, answer_word, toward};
use crate::grammar::{Read, any_of, gap, word_end};
use crate::voice::Voice;

/// „Vorbemerkung der Fragesteller“, „Vorbemerkung der Bundesregierung zu den Fragen 1 bis 4“, „Vorbemerkung“. One of
/// another paper names that paper only, so the phrase gives nothing and leaves the paper in the rest.
pub(super) fn preface(input: &str) -> Read<'_, Vec<Mention<'_>>> {
    let (rest, _) = (tag("Vorbemerkung"), opt(tag("en")), word_end).parse(input)?;
    let (rest, of) = opt(preface_owner).parse(rest)?;
    let scope = (gap, opt((tag("in Bezug"), gap)), toward);
    let (rest, _) = opt(preceded(scope, question_words)).parse(rest)?;
    let with_answers = opt(and_their_answers).parse(rest).map_or(rest, |(behind, _)| behind);
    if of_another_paper(rest).is_ok() || with_answers.len() < rest.len() && of_another_paper(with_answers).is_ok() {
        return Ok((rest, Vec::new()));
    }
    Ok((rest, vec![Mention { from: input, rest, target: Target::Preface(of) }]))
}

/// „ und auf ihre Antwort zu Frage 1“ behind „ihre Vorbemerkung“: both stand where is said next.
fn and_their_answers(input: &str) -> Read<'_, ()> {
    let theirs = (gap, any_of(&["und", "sowie"]), gap, opt((tag("auf"), gap)), any_of(&["ihre", "Ihre"]), gap);
    let answers = (answer_word, gap, tag("zu"), opt((gap, tag("den"))), gap, question_words);
    value((), (theirs, answers)).parse(input)
}

/// „ der Fragesteller“, „ der Bundesregierung“, „ der Kleinen Anfrage“, „ ihrer Antwort“.
pub(super) fn preface_owner(input: &str) -> Read<'_, Voice> {
    let ending = || take_while(|c: char| c.is_alphanumeric() || matches!(c, '*' | ':' | '_' | '/' | '-'));
    let article = || any_of(&["der", "des", "die", "durch die", "von"]);
    let askers = any_of(&["Fragestell", "Fragesteller", "Anfragestell", "Antragstell", "Abgeordnete", "Fraktion", "Fragenden"]);
    let asked = preceded((gap, article(), gap, opt((tag("anfragenden"), gap))), terminated(askers, ending()));
    let government = preceded((gap, article(), gap), tag("Bundesregierung"));
    let which = || opt((any_of(&["vorliegenden", "hiesigen"]), gap));
    let small = || opt((any_of(&["Kleinen", "Großen"]), gap));
    let inquiry = (gap, any_of(&["der", "dieser", "zur", "zu dieser"]), gap, which(), small(), tag("Anfrage"), word_end);
    let answer = (gap, any_of(&["der", "dieser", "ihrer", "zur", "zu dieser"]), gap, which(), tag("Antwort"), word_end);
    alt((
        value(Voice::Askers, asked),
        value(Voice::Government, government),
        value(Voice::Askers, inquiry),
        value(Voice::Government, answer),
    ))
    .parse(input)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, refuses};

    #[test]
    fn prefaces_and_their_papers() {
        check(&[
            ("Vorbemerkung der Bundesregierung verwiesen", "preface government [Vorbemerkung der Bundesregierung]", " verwiesen"),
            ("Vorbemerkung der Fragestellerinnen und", "preface askers [Vorbemerkung der Fragestellerinnen]", " und"),
            ("Vorbemerkung genannt", "preface [Vorbemerkung]", " genannt"),
            (
                "Vorbemerkung der Bundesregierung in Bezug zu den Fragen 1 bis 4 verwiesen",
                "preface government [Vorbemerkung der Bundesregierung in Bezug zu den Fragen 1 bis 4]",
                " verwiesen",
            ),
            ("Vorbemerkung dieser Kleinen Anfrage ist", "preface askers [Vorbemerkung dieser Kleinen Anfrage]", " ist"),
            ("Vorbemerkung der Bundesregierung auf Bundestagsdrucksache 18/97", "", " auf Bundestagsdrucksache 18/97"),
            (
                "Vorbemerkung der Bundesregierung in ihrer Antwort auf die Kleine Anfrage der Fraktion DIE LINKE. auf Drs. 18/11)",
                "",
                " in ihrer Antwort auf die Kleine Anfrage der Fraktion DIE LINKE. auf Drs. 18/11)",
            ),
            (
                "Vorbemerkung und auf ihre Antwort zu Frage 2 in ihrer Antwort auf die Kleine Anfrage der Fraktion DIE LINKE. auf Drs. 18/11)",
                "",
                " und auf ihre Antwort zu Frage 2 in ihrer Antwort auf die Kleine Anfrage der Fraktion DIE LINKE. auf Drs. 18/11)",
            ),
            (
                "Vorbemerkung und auf ihre Antwort zu Frage 2 wird verwiesen",
                "preface [Vorbemerkung]",
                " und auf ihre Antwort zu Frage 2 wird verwiesen",
            ),
            (
                "Vorbemerkung der Bundesregierung und die Antwort zu Frage 2 auf Drs. 18/11",
                "preface government [Vorbemerkung der Bundesregierung]",
                " und die Antwort zu Frage 2 auf Drs. 18/11",
            ),
            (
                "Vorbemerkung der Bundesregierung. Auf Drs. 18/11",
                "preface government [Vorbemerkung der Bundesregierung]",
                ". Auf Drs. 18/11",
            ),
        ]);
    }

    #[test]
    fn refuses_other_words() {
        refuses(&["Vorbemerkungstext"]);
    }
}
