//! The sentence that says which questions are answered together.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_until, take_while_m_n};
use nom::character::complete::{char, satisfy};
use nom::combinator::{opt, peek, recognize, verify};
use nom::error::ParseError;
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use super::gap;
use super::numbers::question_list;
use crate::id::QuestionList;

/// Ministries need at most two lines for the reason; beyond that the verb is another sentence's.
const LONGEST_FILLING: usize = 300;

/// Any of the sentences. An empty list means „Die Fragen werden gemeinsam beantwortet.“: those that stand before it.
pub(crate) fn announcement<'a, E: ParseError<&'a str>>(input: &'a str) -> IResult<&'a str, QuestionList, E> {
    alt((answered_together, reason_first, answers_put_together, with_each_other, without_numbers)).parse(input)
}

/// „Die Fragen 3 bis 5 werden aufgrund ihres Sachzusammenhangs gemeinsam beantwortet.“
///
/// Ministries word the reason in more than a hundred ways, so this reads the frame and skips the filling. The full stop
/// may be missing, and „Die“ too. What follows on the same line is the answer and stays in the rest.
fn answered_together<'a, E: ParseError<&'a str>>(input: &'a str) -> IResult<&'a str, QuestionList, E> {
    let subject = (opt((alt((tag("Die"), tag("Zu den"))), gap)), questions_word, gap);
    let verb = (opt(char(')')), opt(char(',')), gap, alt((tag("werden"), tag("können"), tag("sollen"))), gap);
    verify(delimited(subject, question_list, (opt(aside), verb, filling, verb_end)), several).parse(input)
}

/// „, einschließlich der jeweiligen Unterfragen“: up to its second comma.
fn aside<'a, E: ParseError<&'a str>>(input: &'a str) -> IResult<&'a str, &'a str, E> {
    let with = alt((tag("einschließlich"), tag("inklusive"), tag("samt"), tag("mit"), tag("und deren"), tag("und ihre")));
    let words = take_while_m_n(1, 80, |c| !matches!(c, ',' | '.'));
    terminated(recognize((opt(char(',')), gap, with, words)), peek(char(','))).parse(input)
}

/// „Aufgrund des Sachzusammenhangs werden die Fragen 3 und 4 gemeinsam beantwortet.“
fn reason_first<'a, E: ParseError<&'a str>>(input: &'a str) -> IResult<&'a str, QuestionList, E> {
    let reason = verify(take_until("werden die "), |words: &str| {
        words.len() < LONGEST_FILLING && words.starts_with(char::is_uppercase) && !ends_a_sentence(words)
    });
    let subject = (peek(satisfy(char::is_uppercase)), reason, tag("werden die "), questions_word, gap);
    verify(delimited(subject, question_list, (gap, filling, verb_end)), several).parse(input)
}

/// „Die Antworten zu den Fragen 3 und 4 werden zusammengefasst.“, „… zusammengefasst und für jedes Land beantwortet.“
fn answers_put_together<'a, E: ParseError<&'a str>>(input: &'a str) -> IResult<&'a str, QuestionList, E> {
    let subject = (tag("Die Antwort"), opt(tag("en")), gap, alt((tag("zu den"), tag("auf die"), tag("der"))), gap, questions_word, gap);
    let verb = alt((tag("zusammengefasst"), tag("zusammen dargestellt"), tag("zusammen gegeben")));
    let filling = verify(take_until("zusammen"), |words: &str| words.len() < LONGEST_FILLING && !ends_a_sentence(words));
    let passive = alt((tag("werden"), tag("wird")));
    // „…, und die Nachfrage wird beantwortet“ is another sentence.
    let same = verify(self::filling, |words: &str| !words.contains(',') && !words.contains("wird"));
    let end = alt(((same, verb_end).map(|_| ()), opt(char('.')).map(|_| ())));
    verify(delimited(subject, question_list, (gap, passive, filling, verb, end)), several).parse(input)
}

/// „Frage 3 wird zusammen mit Frage 4 beantwortet.“
fn with_each_other<'a, E: ParseError<&'a str>>(input: &'a str) -> IResult<&'a str, QuestionList, E> {
    let subject = (opt((tag("Die"), gap)), tag("Frage"), gap);
    let together = alt((tag("gemeinsam"), tag("zusammen"), tag("im Zusammenhang")));
    let (rest, first) = preceded(subject, question_list).parse(input)?;
    let link = (gap, tag("wird"), gap, together, gap, tag("mit"), gap, opt((tag("der"), gap)), opt((tag("den"), gap)), questions_word, gap);
    let (rest, second) = delimited(link, question_list, (gap, filling, verb_end)).parse(rest)?;
    Ok((rest, QuestionList([first.0, second.0].concat())))
}

/// „Die Fragen werden gemeinsam beantwortet.“
fn without_numbers<'a, E: ParseError<&'a str>>(input: &'a str) -> IResult<&'a str, QuestionList, E> {
    let subject =
        (tag("Die"), gap, opt((alt((tag("beiden"), tag("vorstehenden"), tag("genannten"))), gap)), tag("Fragen"), gap, tag("werden"), gap);
    let together = verify(filling, |words: &str| ["gemeinsam", "zusammen", "Zusammenhang"].iter().any(|word| words.contains(word)));
    (subject, together, verb_end).map(|_| QuestionList::default()).parse(input)
}

fn questions_word<'a, E: ParseError<&'a str>>(input: &'a str) -> IResult<&'a str, &'a str, E> {
    alt((tag("Teilfragen"), tag("Unterfragen"), tag("Fragen"), tag("Frage"))).parse(input)
}

/// „beantwortet.“, „beantwortet werden.“, „beantwortet, da sie denselben Sachverhalt betreffen.“
fn verb_end<'a, E: ParseError<&'a str>>(input: &'a str) -> IResult<&'a str, (), E> {
    let stop = alt((reason_behind, alt((char('.'), char(':'))).map(|_| ())));
    (tag("beantwortet"), opt((gap, tag("werden"))), opt(stop)).map(|_| ()).parse(input)
}

/// „, da sie denselben Sachverhalt betreffen.“: the reason as a clause, to the end of the sentence.
fn reason_behind<'a, E: ParseError<&'a str>>(input: &'a str) -> IResult<&'a str, (), E> {
    let conjunction = (char(','), gap, alt((tag("da"), tag("weil"), tag("sofern"), tag("soweit"))), gap);
    let words = verify(take_until("."), |words: &str| words.len() < LONGEST_FILLING);
    (conjunction, words, char('.')).map(|_| ()).parse(input)
}

/// „wegen des Sachzusammenhangs gemeinsam “: whatever stays in the sentence; past its end the verb is another one's.
fn filling<'a, E: ParseError<&'a str>>(input: &'a str) -> IResult<&'a str, &'a str, E> {
    verify(take_until("beantwortet"), |words: &str| words.len() < LONGEST_FILLING && !ends_a_sentence(words) && !denies(words)).parse(input)
}

/// „Die Fragen 3 und 4 können nicht beantwortet werden.“
fn denies(words: &str) -> bool {
    words.split_whitespace().any(|word| word == "nicht")
}

/// A stop and a capital. A stop and a small letter is an abbreviation: „zusammen bzw. nacheinander“.
fn ends_a_sentence(words: &str) -> bool {
    [". ", "? ", ": "].iter().any(|stop| words.split(stop).skip(1).any(|next| next.starts_with(char::is_uppercase)))
}

/// More than one question: „Die Frage 3 wird beantwortet“ announces nothing.
fn several(list: &QuestionList) -> bool {
    list.0.len() > 1 || list.0.iter().any(|range| range.from != range.to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_frame_whatever_the_filling() {
        for (text, questions, rest) in [
            ("Die Fragen 1, 8 und 9 werden zusammen bzw. einzeln beantwortet", "1, 8, 9", ""),
            ("Die Fragen 1 bis 1c werden beantwortet. Der Bund zahlte", "1..1c", " Der Bund zahlte"),
            ("Die Fragen 5 und 6 werden zusammen beantwortet, da sie dasselbe betreffen. Nein.", "5, 6", " Nein."),
            ("Die Fragen 1 bis 4000000000 werden zusammen beantwortet.", "1..4000000000", ""),
            ("Die Frage 2 bis 4 werden gemeinsame beantwortet.", "2..4", ""),
            ("Fragen 2 und 3 können wie folgt zusammen beantwortet werden.", "2, 3", ""),
            ("Die Fragen 2 bis 4, einschließlich der Unterfragen, werden gemeinsam beantwortet. Ja.", "2..4", " Ja."),
            ("Wegen des engen Zusammenhangs werden die Fragen 5 und 6 zusammen beantwortet.", "5, 6", ""),
            ("Die Antworten zu den Fragen 5 und 6 werden zusammengefasst. Es", "5, 6", " Es"),
            ("Die Antworten zu den Fragen 5 und 6 werden zusammengefasst beantwortet. Es wird beantwortet", "5, 6", " Es wird beantwortet"),
            ("Die Antworten auf die Fragen 5 und 6 werden zusammengefasst und für jedes Land beantwortet:", "5, 6", ""),
            (
                "Die Antworten zu den Fragen 5 und 6 werden zusammengefasst. Die Frage 7 wird beantwortet.",
                "5, 6",
                " Die Frage 7 wird beantwortet.",
            ),
            (
                "Die Antworten zu den Fragen 5 und 6 werden zusammengefasst, und dies wird beantwortet.",
                "5, 6",
                ", und dies wird beantwortet.",
            ),
            ("Frage 5 wird gemeinsam mit Frage 6 beantwortet.", "5, 6", ""),
            ("Die Fragen werden im Zusammenhang beantwortet.", "", ""),
            ("Die Fragen 1) bis 3) werden gemeinsam beantwortet.", "1..3", ""),
        ] {
            let (left, list) = announcement::<nom::error::Error<&str>>(text).expect(text);
            assert_eq!((list.to_string().as_str(), left), (questions, rest), "{text}");
        }
    }

    #[test]
    fn leaves_alone_what_announces_nothing() {
        for text in [
            "Die Fragen 3 und 4 werden geprüft. Frage 5 wird beantwortet.",
            "Die Fragen der Vorbemerkung werden gemeinsam beantwortet.",
            "Die Frage 3 wird in Anlage 2 beantwortet.",
            "Die Fragen 3 und 4 können nicht beantwortet werden.",
            "Die Fragen werden noch heute beantwortet.",
            "Wenn Frage 3 mit Ja beantwortet wird",
        ] {
            assert!(announcement::<()>(text).is_err(), "{text}");
        }
    }
}
