//! Papers: „Bundestagsdrucksachen 19/8 und 20/10“, „BT-Drs. 20/2 (neu), S. 4“, „Bundestagsdrucksache 20/2, Frage 8“.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::{char, digit1, one_of, satisfy, u32};
use nom::combinator::{not, opt, peek, recognize, value, verify};
use nom::sequence::{preceded, terminated};

use super::belonging::{paper_follows, this_inquirys};
use super::parliaments::foreign;
use super::prefaces::preface_owner;
use super::questions::question_words;
use super::{Mention, Target, answer_word, article, inquiry, listed, mention, number_sign, toward};
use crate::cleaning::words::roman;
use crate::grammar::dates::date;
use crate::grammar::numbers::{edition, following, list_mark, number_signs, paper_number, range_mark};
use crate::grammar::{Read, any_of, fail, gap};
use crate::id::{PaperNumber, QuestionList};

/// Legislative periods last four years: a number beyond this before the slash is none („Drucksache 365/25“ is the
/// Bundesrat's).
pub(super) const LAST_PERIOD: u16 = 50;

/// „Bundestagsdrucksachen 19/8 und 20/10“, „Drs. 20/2 (neu), S. 4“, „Bundestagsdrucksache 20/2, Frage 8“.
pub(super) fn papers(input: &str) -> Read<'_, Vec<Mention<'_>>> {
    let again = opt((any_of(&["auf", "vom"]), article, gap));
    let mark = (opt(remark), alt((list_mark, (char(';'), opt(gap)).map(|_| ()), range_mark)), again);
    listed(mention(first_paper), mark, mention(alt((preceded(paper_word, named_paper), bare_paper)))).parse(input)
}

/// „Bundestagsdrucksache 19/8“, „Drucksache 19/8“, but not „Drucksache 19/8 des Landtags“.
fn first_paper(input: &str) -> Read<'_, Target> {
    let (rest, house) = paper_word(input)?;
    let (rest, paper) = named_paper(rest)?;
    if house == House::Unsaid && foreign(rest).is_ok() { fail(input) } else { Ok((rest, paper)) }
}

/// „V/2873“ or „20/2 (neu), S. 4“ right behind „Drucksache“.
fn named_paper(input: &str) -> Read<'_, Target> {
    alt((bare_paper, with_own(roman_paper_number))).parse(input)
}

/// „20/2 (neu), S. 4“: a number and what is said about it.
fn bare_paper(input: &str) -> Read<'_, Target> {
    with_own(verify(paper_number, |number| number.period() <= LAST_PERIOD)).parse(input)
}

/// A paper's number with its edition, its questions or its preface behind it.
fn with_own<'a>(number: impl Parser<&'a str, Output = PaperNumber, Error = ()>) -> impl Parser<&'a str, Output = Target, Error = ()> {
    let questions = preceded(opt(remark), own_questions);
    let own = alt((questions, opt(own_preface).map(|_| QuestionList::default())));
    (number, opt(edition), own).map(|(number, _, questions)| Target::Paper(number, questions))
}

/// „V/2873“ right behind „Drucksache“: so the papers of the first six periods are numbered in print. Further down a list
/// „II/2021“ is a quarter.
fn roman_paper_number(input: &str) -> Read<'_, PaperNumber> {
    const LAST: u32 = 6;
    let Some((period, rest)) = roman(input).filter(|(period, _)| *period <= LAST) else {
        return fail(input);
    };
    let period = u16::try_from(period).unwrap_or_default();
    let number = terminated(verify(u32, |&number| number > 0), not(satisfy(|c| c.is_alphanumeric() || c == '/')));
    preceded(char('/'), number).map(|number| PaperNumber::new(period, number)).parse(rest)
}

/// „, S. 48 ff.“, „ vom 3. Mai 2024“: on which page, of what day.
pub(crate) fn remark(input: &str) -> Read<'_, ()> {
    let more = (opt(gap), following);
    let page = (opt(char(',')), opt(gap), any_of(&["Seiten", "Seite", "S."]), opt(gap), digit1, opt((one_of("-–"), digit1)), opt(more))
        .map(|_| ());
    let day = (opt(char(',')), gap, tag("vom"), gap, date).map(|_| ());
    alt((page, day)).parse(input)
}

/// „, Frage 8“, „ (Antwort zu Frage 37)“, „ zu den Fragen 2 und 3“, „ unter Frage 3“, „ und die dortige Antwort zu Frage 3“ behind
/// a paper's number, but not where those questions are another paper's. „(Antwort zu Frage 1 der vorliegenden Anfrage)“ is an earlier
/// answer to what is asked again.
pub(super) fn own_questions(input: &str) -> Read<'_, QuestionList> {
    let pointing = any_of(&["dort", "hier", "siehe", "vgl.", "jeweils", "insbesondere", "dortige"]);
    let mark = || (opt(gap), one_of(",(;:"), opt(gap)).map(|_| ());
    let answer = || (answer_word, opt((gap, tag("der Bundesregierung"))), gap, toward).map(|_| ());
    let marked = preceded((mark(), opt((pointing, gap)), opt(alt((answer(), toward)))), question_words);
    let joined = (opt(char(',')), gap, opt((any_of(&["und", "sowie", "mit"]), gap))).map(|_| ());
    let there = preceded((alt((mark(), joined)), there, opt(alt((answer(), toward, within)))), question_words);
    let placed = preceded((gap, within), question_words);
    let spoken = preceded((gap, toward), question_words);
    let (rest, (_, questions)) = alt((marked, spoken, terminated(alt((there, placed)), not(this_inquirys)))).parse(input)?;
    let (_, ()) = not(paper_follows).parse(rest)?;
    Ok((rest, questions))
}

/// „dort insbesondere die “, „auf die dortige “, „dort auf “, „insbesondere auf die “: from the paper just named to its questions.
fn there(input: &str) -> Read<'_, ()> {
    let way = || opt((any_of(&["auf", "zu", "in", "aus", "nach"]), gap));
    let the = || opt((any_of(&["der", "den", "dem", "die"]), gap));
    let more = || opt((any_of(&["insbesondere", "speziell", "konkret", "vor allem", "jeweils", "auch"]), gap));
    let seen = opt((any_of(&["siehe", "vgl.", "s."]), gap));
    let place = alt((tag("dort"), preceded(peek((tag("insbesondere"), gap, way(), any_of(&["der", "den", "die"]))), tag("insbesondere"))));
    let adverb = (place, gap, more(), way(), the()).map(|_| ());
    let adjective = (way(), the(), any_of(&["dortigen", "dortiger", "dortige"]), gap).map(|_| ());
    value((), (seen, alt((adverb, adjective)))).parse(input)
}

/// „in “, „unter den “, „in der Antwort zu “: where in the paper just named.
fn within(input: &str) -> Read<'_, ()> {
    let answer = (gap, any_of(&["der", "den", "ihrer"]), gap, answer_word, opt((gap, tag("der Bundesregierung"))), gap, toward).map(|_| ());
    let place = (any_of(&["in", "unter", "bei"]), alt((answer, (article, gap).map(|_| ())))).map(|_| ());
    let answer_to = (tag("als"), gap, answer_word, gap, toward).map(|_| ());
    alt((place, answer_to)).parse(input)
}

/// „) in Frage 3“, „) unter den Fragen 3 und 4“ behind a paper's number in brackets.
pub(crate) fn questions_behind_bracket(input: &str) -> Read<'_, QuestionList> {
    let (rest, (_, questions)) = preceded((char(')'), gap, within), question_words).parse(input)?;
    let (_, ()) = not(alt((paper_follows, this_inquirys))).parse(rest)?;
    Ok((rest, questions))
}

/// „, Vorbemerkung der Bundesregierung“ behind a paper's number: a preface of that paper.
fn own_preface(input: &str) -> Read<'_, ()> {
    let mark = (opt(gap), one_of(",("), opt(gap), opt((any_of(&["dort", "hier", "siehe"]), gap)));
    value((), (mark, opt((tag("die"), gap)), tag("Vorbemerkung"), opt(tag("en")), opt(preface_owner))).parse(input)
}

/// Whose paper the words mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum House {
    /// „Bundestagsdrucksache“, „Drucksache des Deutschen Bundestages“, „Kleine Anfrage“.
    Bundestag,
    /// „Drucksache“: it may be another parliament's.
    Unsaid,
}

/// „Bundestagsdrucksache “, „BT-Drs. “, „Bt.-Drs. “, „BT-Ds. “, „Bundestagsdrucks. “, „Drucksachen Nr. “, „Drucksache des
/// Deutschen Bundestages “, „Kleine Anfrage “: the words before a paper's number.
pub(super) fn paper_word(input: &str) -> Read<'_, House> {
    let house = any_of(&["Bundestags", "Bundestag", "Bundes", "BT.-", "BT."]);
    let short = (any_of(&["BT", "Bt"]), opt(char('.')), opt(one_of("-–‑")));
    let prefix = alt((recognize((house, opt(one_of("-‑")), opt(gap))), recognize((short, opt(gap)))));
    let drucksache = (one_of("Dd"), tag("rucksache"), opt(any_of(&["nnummern", "nnummer", "n"]))).map(|_| ());
    let shortened = any_of(&["Drs", "drs", "DRS", "Drucks.", "drucks.", "Ds."]);
    let drs = (shortened, opt(char('n')), opt(char('.')), opt((opt(one_of("-–")), number_sign))).map(|_| ());
    let of_house = opt((gap, tag("des"), gap, opt((tag("Deutschen"), gap)), any_of(&["Bundestages", "Bundestags"])));
    // A word of its own has its capital; „drs.“ is typed in haste.
    let begun = alt((prefix.map(Some), value(None, not(tag("drucks")))));
    let named = (begun, alt((drucksache, drs)), of_house).map(|(prefix, (), of_house)| match (prefix, of_house) {
        (None, None) => House::Unsaid,
        _ => House::Bundestag,
    });
    let sign = (opt(one_of(":.")), opt(gap), opt((number_signs, opt(gap))), opt(char('/')));
    alt((terminated(named, sign), value(House::Bundestag, terminated((inquiry, gap), peek(paper_number))))).parse(input)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, refuses};

    #[test]
    fn papers_alone_and_in_lists() {
        check(&[
            ("Bundestagsdrucksache 20/2 verwiesen", "paper 20/2 [Bundestagsdrucksache 20/2]", " verwiesen"),
            ("Bundestagsdrucksache 20/10 (neu) vom", "paper 20/10 [Bundestagsdrucksache 20/10 (neu)]", " vom"),
            ("BT-Drs. 20/2, S. 4, und 20/3", "paper 20/2 [BT-Drs. 20/2]; paper 20/3 [20/3]", ""),
            (
                "Bundestagsdrucksache 20/2 bzw. auf Bundestagsdrucksache 20/3?",
                "paper 20/2 [Bundestagsdrucksache 20/2]; paper 20/3 [Bundestagsdrucksache 20/3]",
                "?",
            ),
            ("Drucksachen 20/2; 20/3; 20/4", "paper 20/2 [Drucksachen 20/2]; paper 20/3 [20/3]; paper 20/4 [20/4]", ""),
            ("Drucksache Nr. 20/2 nicht", "paper 20/2 [Drucksache Nr. 20/2]", " nicht"),
            ("BT- Drs. 20/2", "paper 20/2 [BT- Drs. 20/2]", ""),
            ("BT-Ds. 20/2)", "paper 20/2 [BT-Ds. 20/2]", ")"),
            ("BT-DRS. 20/2)", "paper 20/2 [BT-DRS. 20/2]", ")"),
            ("Bt.-Drs. 20/2)", "paper 20/2 [Bt.-Drs. 20/2]", ")"),
            ("Bundestagsdrs. 20/2)", "paper 20/2 [Bundestagsdrs. 20/2]", ")"),
            ("Bundestagsdrucks. 20/2)", "paper 20/2 [Bundestagsdrucks. 20/2]", ")"),
            ("Drucksache des Deutschen Bundestages 20/2 vom", "paper 20/2 [Drucksache des Deutschen Bundestages 20/2]", " vom"),
            ("Drucksache V/28, II/2021)", "paper 5/28 [Drucksache V/28]", ", II/2021)"),
            ("Drucksache 20/2 Nr. 12)", "paper 20/2 [Drucksache 20/2]", " Nr. 12)"),
        ]);
    }

    #[test]
    fn questions_behind_their_paper() {
        check(&[
            ("Bundestagsdrucksache 20/2, dort Frage 5)", "paper 20/2 5 [Bundestagsdrucksache 20/2, dort Frage 5]", ")"),
            (
                "Bundestagsdrucksache 20/2 (Antwort zu Frage 37) genannt",
                "paper 20/2 37 [Bundestagsdrucksache 20/2 (Antwort zu Frage 37]",
                ") genannt",
            ),
            (
                "Bundestagsdrucksache 20/2 (Antwort zu Frage 7 der vorliegenden Anfrage)",
                "paper 20/2 7 [Bundestagsdrucksache 20/2 (Antwort zu Frage 7]",
                " der vorliegenden Anfrage)",
            ),
            ("Bundestagsdrucksache 20/2 (Antwort zur Frage 37)", "paper 20/2 37 [Bundestagsdrucksache 20/2 (Antwort zur Frage 37]", ")"),
            (
                "Bundestagsdrucksache 20/4, Antwort zu Frage 7 auf Bundestagsdrucksache 20/5",
                "paper 20/4 [Bundestagsdrucksache 20/4]",
                ", Antwort zu Frage 7 auf Bundestagsdrucksache 20/5",
            ),
        ]);
    }

    #[test]
    fn questions_there() {
        check(&[
            (
                "Bundestagsdrucksache 20/2, dort insbesondere die Antwort zu Frage 5 wird",
                "paper 20/2 5 [Bundestagsdrucksache 20/2, dort insbesondere die Antwort zu Frage 5]",
                " wird",
            ),
            (
                "Bundestagsdrucksache 20/2, dort die Antworten der Bundesregierung zu den Fragen 5 und 6",
                "paper 20/2 5, 6 [Bundestagsdrucksache 20/2, dort die Antworten der Bundesregierung zu den Fragen 5 und 6]",
                "",
            ),
            (
                "Bundestagsdrucksache 20/2, insbesondere auf die Antwort zu Frage 5",
                "paper 20/2 5 [Bundestagsdrucksache 20/2, insbesondere auf die Antwort zu Frage 5]",
                "",
            ),
            ("Bundestagsdrucksache 20/2, siehe dort Frage 5)", "paper 20/2 5 [Bundestagsdrucksache 20/2, siehe dort Frage 5]", ")"),
            ("Bundestagsdrucksache 20/2, dort unter Frage 5", "paper 20/2 5 [Bundestagsdrucksache 20/2, dort unter Frage 5]", ""),
            (
                "Bundestagsdrucksache 20/2 (dort in der Antwort zu Frage 5)",
                "paper 20/2 5 [Bundestagsdrucksache 20/2 (dort in der Antwort zu Frage 5]",
                ")",
            ),
            (
                "Bundestagsdrucksache 20/2 und die dortige Antwort zu Frage 5",
                "paper 20/2 5 [Bundestagsdrucksache 20/2 und die dortige Antwort zu Frage 5]",
                "",
            ),
            (
                "Bundestagsdrucksache 20/2 und auf die dortigen Antworten zu den Fragen 5 bis 7",
                "paper 20/2 5..7 [Bundestagsdrucksache 20/2 und auf die dortigen Antworten zu den Fragen 5 bis 7]",
                "",
            ),
            (
                "Bundestagsdrucksache 20/2 mit der dortigen Antwort zu Frage 5",
                "paper 20/2 5 [Bundestagsdrucksache 20/2 mit der dortigen Antwort zu Frage 5]",
                "",
            ),
            (
                "Bundestagsdrucksache 20/2 sowie dort auf die Antwort zu Frage 5",
                "paper 20/2 5 [Bundestagsdrucksache 20/2 sowie dort auf die Antwort zu Frage 5]",
                "",
            ),
            ("Bundestagsdrucksache 20/2 unter Frage 5 ausgeführt", "paper 20/2 5 [Bundestagsdrucksache 20/2 unter Frage 5]", " ausgeführt"),
            (
                "Bundestagsdrucksache 20/2 in Frage 5 und Frage 6 genannt",
                "paper 20/2 5, 6 [Bundestagsdrucksache 20/2 in Frage 5 und Frage 6]",
                " genannt",
            ),
            (
                "Bundestagsdrucksache 20/2 in den Antworten zu den Fragen 5 und 6",
                "paper 20/2 5, 6 [Bundestagsdrucksache 20/2 in den Antworten zu den Fragen 5 und 6]",
                "",
            ),
            ("Bundestagsdrucksache 20/2 zu Frage 5", "paper 20/2 5 [Bundestagsdrucksache 20/2 zu Frage 5]", ""),
            ("Bundestagsdrucksache 20/2 als Antwort auf Frage 5", "paper 20/2 5 [Bundestagsdrucksache 20/2 als Antwort auf Frage 5]", ""),
            (
                "Bundestagsdrucksache 20/2 und die Antwort zu Frage 5",
                "paper 20/2 [Bundestagsdrucksache 20/2]",
                " und die Antwort zu Frage 5",
            ),
            ("Bundestagsdrucksache 20/2 sowie auf Frage 5", "paper 20/2 [Bundestagsdrucksache 20/2]", " sowie auf Frage 5"),
            ("Bundestagsdrucksache 20/2, die Antwort zu Frage 5", "paper 20/2 [Bundestagsdrucksache 20/2]", ", die Antwort zu Frage 5"),
            (
                "Bundestagsdrucksache 20/2 in Frage 5 dieser Kleinen Anfrage",
                "paper 20/2 [Bundestagsdrucksache 20/2]",
                " in Frage 5 dieser Kleinen Anfrage",
            ),
            (
                "Bundestagsdrucksache 20/2 in der in Frage 5 genannten",
                "paper 20/2 [Bundestagsdrucksache 20/2]",
                " in der in Frage 5 genannten",
            ),
            (
                "Bundestagsdrucksache 20/2 in Frage 5 auf Bundestagsdrucksache 20/3",
                "paper 20/2 [Bundestagsdrucksache 20/2]",
                " in Frage 5 auf Bundestagsdrucksache 20/3",
            ),
            ("Bundestagsdrucksache 20/2) in Frage 5", "paper 20/2 [Bundestagsdrucksache 20/2]", ") in Frage 5"),
            ("Kl. Anfrage 20/2, Frage 5", "paper 20/2 5 [Kl. Anfrage 20/2, Frage 5]", ""),
            ("KA 20/2, dort Frage 5", "paper 20/2 5 [KA 20/2, dort Frage 5]", ""),
        ]);
    }

    #[test]
    fn refuses_other_papers() {
        refuses(&[
            "Drucksache enthält",
            "Drucksache VII/12",
            "Drucksache des Bundestages fehlt",
            "Drucks. folgt in 20/2",
            "Drucksache 20(8)49",
            "Bundesregierung",
            "KA der Fraktion",
            "Kl. Anfrage",
        ]);
    }
}
