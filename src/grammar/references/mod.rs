//! References: „Antwort zu Frage 3“, „Vorbemerkung der Bundesregierung“, „Frage 25 auf Bundestagsdrucksache 17/4631“.
//!
//! [`mentions`] reads one phrase from its first word on. A phrase can name several papers, so it gives a list; the
//! list is empty where the phrase was understood and names nothing that a record knows („Schriftliche Frage 12“
//! without its paper). Every look ahead is bounded by [`belonging::FILLING_AT_MOST`].

mod annexes;
mod belonging;
mod context;
mod houses;
mod papers;
mod parliaments;
mod prefaces;
mod questions;

use std::ops::Range;

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::char;
use nom::combinator::{opt, peek, value};
use nom::multi::many0;
use nom::sequence::{preceded, terminated};

use super::{Read, any_of, gap, word_end};
use crate::id::{PaperNumber, QuestionList};
use crate::voice::Voice;

pub(crate) use self::context::{Context, of_an_inquiry, refers};
pub(crate) use self::papers::{questions_behind_bracket, remark};

/// What a phrase points to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Target {
    /// Questions of this paper, as printed.
    Question(QuestionList),
    /// Questions of a collection that is not named: of this paper if it is one.
    Collected(QuestionList),
    /// A preface of this paper, and whose where the phrase says so.
    Preface(Option<Voice>),
    /// Another Drucksache, and its questions where the phrase names them.
    Paper(PaperNumber, QuestionList),
    /// A Drucksache of the Bundesrat, as printed: „123/24“, „123/1/24“.
    Bundesrat(String),
    /// A Plenarprotokoll: „20/12“.
    Plenary(PaperNumber),
    /// An annex, as printed without marks: „Anlage 2“, „Anlagen 5 bis 9“.
    Annex(String),
}

/// A target and the words that name it.
struct Mention<'a> {
    /// The input from the first word that carries it.
    from: &'a str,
    /// The input behind its last number.
    rest: &'a str,
    /// What it points to.
    target: Target,
}

/// What [`mentions`] can begin with, letter for letter.
pub(crate) const FIRST_WORDS: &[&str] = &[
    "Antwort",
    "AW ",
    "Frage",
    "Teilfrage",
    "Unterfrage",
    "Schriftliche",
    "schriftliche",
    "Mündliche",
    "mündliche",
    "Vorbemerkung",
    "Bundes",
    "BT",
    "Bt",
    "BR",
    "Drucks",
    "Drs",
    "drs",
    "DRS",
    "Ds.",
    "Kleine Anfrage",
    "Kleinen Anfrage",
    "Große Anfrage",
    "Großen Anfrage",
    "Kl. Anfrage",
    "Gr. Anfrage",
    "KA ",
    "Plenarprotokoll",
    "PlPr",
    "Stenografische",
    "Anlage",
    "Anhang",
    "Anhäng",
    "Tabellenanhang",
    "Landtags",
    "LT-",
];

/// One phrase, from its first word on: what it names, and in which bytes of the input, from the first word that carries it to
/// its last number.
pub(crate) fn mentions(input: &str) -> Read<'_, Vec<(Range<usize>, Target)>> {
    let at = |place: &str| input.len() - place.len();
    let (rest, phrase) = alt((
        questions::answer,
        questions::question,
        prefaces::preface,
        papers::papers,
        parliaments::foreign_papers,
        houses::bundesrat,
        houses::plenary,
        annexes::annex,
    ))
    .parse(input)?;
    Ok((rest, phrase.into_iter().map(|mention| (at(mention.from)..at(mention.rest), mention.target)).collect()))
}

/// What a parser reads as a mention of its own.
fn mention<'a>(target: impl Parser<&'a str, Output = Target, Error = ()>) -> impl Parser<&'a str, Output = Mention<'a>, Error = ()> {
    (peek(nom::combinator::rest), target, peek(nom::combinator::rest)).map(|(from, target, rest)| Mention { from, rest, target })
}

/// A phrase that begins with these words: its first mention carries them.
fn beginning<'a>(from: &'a str, mut phrase: Vec<Mention<'a>>) -> Vec<Mention<'a>> {
    if let Some(first) = phrase.first_mut() {
        first.from = from;
    }
    phrase
}

/// „Plenarprotokolle 20/12 und 20/14 und“: the first item and those that follow. A mark behind the last is given back.
fn listed<'a, Item, Mark>(
    first: impl Parser<&'a str, Output = Item, Error = ()>,
    mark: impl Parser<&'a str, Output = Mark, Error = ()>,
    item: impl Parser<&'a str, Output = Item, Error = ()>,
) -> impl Parser<&'a str, Output = Vec<Item>, Error = ()> {
    (first, many0(preceded(mark, item))).map(|(first, more)| std::iter::once(first).chain(more).collect())
}

/// „Nr.“, „Nummer“: the sign before a number.
fn number_sign(input: &str) -> Read<'_, &str> {
    any_of(&["Nummer", "Nr."]).parse(input)
}

/// „ den“, „ der“, „ die“, or nothing.
fn article(input: &str) -> Read<'_, ()> {
    value((), opt((gap, any_of(&["den", "der", "die"])))).parse(input)
}

/// „zu “, „zur “, „zu den “, „auf die “: what leads to the questions that are meant.
fn toward(input: &str) -> Read<'_, ()> {
    value((), (any_of(&["zu", "zur", "auf"]), article, gap)).parse(input)
}

/// „Antwort“, „Antworten“.
fn answer_word(input: &str) -> Read<'_, &str> {
    any_of(&["Antworten", "Antwort"]).parse(input)
}

/// „Kleine Anfrage“, „Großen Anfragen“, „Kl. Anfrage“, „KA“.
fn inquiry(input: &str) -> Read<'_, ()> {
    let size = alt((terminated(any_of(&["Kleinen", "Kleine", "Großen", "Große"]), gap), terminated(any_of(&["Kl.", "Gr."]), opt(gap))));
    let full = value((), (size, tag("Anfrage"), opt(char('n'))));
    alt((full, value((), (any_of(&["KA", "GA"]), word_end)))).parse(input)
}

#[cfg(test)]
mod tests {
    use nom::character::complete::digit1;

    use super::*;

    /// What a phrase names and what it leaves: „question 3 [Antwort zu Frage 3]“.
    fn read(text: &str) -> Option<(String, &str)> {
        let (rest, found) = mentions(text).ok()?;
        let shown = found.iter().map(|(range, target)| {
            let target = match target {
                Target::Question(list) => format!("question {list}"),
                Target::Collected(list) => format!("collected {list}"),
                Target::Preface(Some(voice)) => format!("preface {}", voice.name()),
                Target::Preface(None) => "preface".to_owned(),
                Target::Paper(number, list) => format!("paper {number} {list}").trim_end().to_owned(),
                Target::Bundesrat(number) => format!("bundesrat {number}"),
                Target::Plenary(number) => format!("plenary {number}"),
                Target::Annex(label) => format!("annex {label}"),
            };
            format!("{target} [{}]", &text[range.clone()])
        });
        Some((shown.collect::<Vec<_>>().join("; "), rest))
    }

    /// Each row: a text, what its phrase names, what it leaves.
    pub(super) fn check(table: &[(&str, &str, &str)]) {
        for &(text, want, rest) in table {
            assert_eq!(read(text), Some((want.to_owned(), rest)), "{text}");
        }
    }

    /// None of the texts begins with a phrase.
    pub(super) fn refuses(texts: &[&str]) {
        for text in texts {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn lists_give_their_last_mark_back() {
        let number = || digit1::<&str, ()>;
        for (text, count, rest) in [("1, 2, 3", 3, ""), ("1, 2, und", 2, ", und"), ("1", 1, ""), ("1; 2", 1, "; 2")] {
            let (left, items) = listed(number(), tag(", "), number()).parse(text).expect(text);
            assert_eq!((items.len(), left), (count, rest), "{text}");
        }
        assert!(listed(number(), tag(", "), number()).parse("und 1").is_err());
    }

    #[test]
    fn refuses_bare_numbers() {
        refuses(&["Seite 2/4", "20/2"]);
    }
}
