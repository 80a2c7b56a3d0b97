//! Questions: „Antwort zu Frage 3“, „Antworten zu den Fragen 2 bis 7“, „Schriftliche Frage 48 des Abgeordneten …“.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::{char, digit1, one_of, satisfy};
use nom::combinator::{eof, not, opt, peek, recognize, value, verify};
use nom::sequence::{preceded, terminated};

use super::belonging::{an_inquirys, another_inquirys, members, paper_of};
use super::papers::remark;
use super::parliaments::is_land_government;
use super::{Mention, Target, answer_word, article, beginning, mention};
use crate::grammar::numbers::{following, list_mark, number_signs, question_list, slashed_list};
use crate::grammar::{Read, any_of, fail, gap};
use crate::id::{QuestionId, QuestionList};

/// How many bytes may stand between „Antwort“ and „zu Frage 3“: who answers, on what day.
const ANSWERER_AT_MOST: usize = 160;

/// „Antwort zu Frage 3“, „Antworten der Bundesregierung auf die Fragen 2 bis 7“, „Antwort zu 17b“; with the paper
/// where one follows.
pub(super) fn answer(input: &str) -> Read<'_, Vec<Mention<'_>>> {
    let word = (alt((answer_word, tag("AW"))), opt((gap, tag("BReg"))));
    let (rest, _) = (word, peek(gap)).parse(input)?;
    let (rest, who) = opt(recognize(answerer)).parse(rest)?;
    let zu = (gap, opt((tag("zu"), peek(tag(" auf ")), gap)), any_of(&["zur", "zu", "auf", "für"]), article, gap);
    let points = alt((number_signs, any_of(&["Ziffern", "Ziffer"])));
    let zu_only = (gap, tag("zu"), opt((gap, tag("den"))), gap, opt((points, gap)));
    let (rest, phrase) = alt((preceded(zu, question), preceded(zu_only, numbers_alone))).parse(rest)?;
    let of_a_land = || who.is_some_and(|who| who.split_whitespace().any(is_land_government));
    if matches!(phrase.as_slice(), [Mention { target: Target::Question(_), .. }]) && an_inquirys(rest).is_ok() && of_a_land() {
        return Ok((rest, Vec::new()));
    }
    Ok((rest, beginning(input, phrase)))
}

/// „Frage 3 a“, „Schriftliche Frage 48 des Abgeordneten … auf Bundestagsdrucksache 20/2“: questions and what they belong to.
pub(super) fn question(input: &str) -> Read<'_, Vec<Mention<'_>>> {
    let (rest, (asked, questions)) = question_words(input)?;
    let on_page = (opt((gap, following)), opt((remark, opt(char(',')))), opt(pointed_out));
    if let Ok((rest, papers)) = preceded(on_page, paper_of).parse(rest) {
        return Ok((rest, beginning(input, with_questions(papers, &questions))));
    }
    let target = match asked {
        Asked::Nothing => None,
        Asked::Inquiry if another_inquirys(rest).is_ok() => None,
        Asked::Inquiry if members(rest).is_err() => Some(Target::Question(questions)),
        Asked::Inquiry | Asked::Collection => Some(Target::Collected(questions)),
    };
    Ok((rest, target.map(|target| Mention { from: input, rest, target }).into_iter().collect()))
}

/// The questions of the phrase belong to every paper that has none of its own: „Antworten zu Frage 3 auf den
/// Bundestagsdrucksachen 19/8 und 20/10“.
fn with_questions<'a>(mut papers: Vec<Mention<'a>>, questions: &QuestionList) -> Vec<Mention<'a>> {
    for paper in &mut papers {
        if let Target::Paper(_, own) = &mut paper.target
            && own.is_empty()
        {
            own.clone_from(questions);
        }
    }
    papers
}

/// „17b“ in „Antwort zu 17b“: the word Frage is missing, so what follows must not be counted by the number.
fn numbers_alone(input: &str) -> Read<'_, Vec<Mention<'_>>> {
    let verb = (gap, any_of(&["verwiesen", "wird", "hingewiesen", "verweis"])).map(|_| ());
    let closed = alt((verb, value((), one_of(".,;)")), value((), eof)));
    mention(terminated(question_list, peek(closed)).map(Target::Question)).map(|one| vec![one]).parse(input)
}

/// „, insbesondere Anlage 19,“, „ (Ungarn)“, „ für das Jahr 2023“: what of the question is meant.
fn pointed_out(input: &str) -> Read<'_, ()> {
    const LONGEST: usize = 60;
    let word = any_of(&["insbesondere", "dort", "hier", "siehe", "einschließlich"]);
    let clause = value((), (char(','), gap, word, gap, take_while_m_n(1, LONGEST, |c| !matches!(c, ',' | '.' | ';')), peek(char(','))));
    let bracket = value((), (gap, char('('), take_while_m_n(1, LONGEST, |c: char| c.is_alphabetic() || matches!(c, ' ' | '-')), char(')')));
    let years = (gap, tag("für"), gap, opt((any_of(&["das Jahr", "die Jahre"]), gap)), digit1, opt((gap, tag("und"), gap, digit1)));
    alt((clause, bracket, value((), years))).parse(input)
}

/// What kind of question the words mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Asked {
    /// „Frage 3“.
    Inquiry,
    /// „Schriftliche Frage 3“, „Mündliche Frage 3“.
    Collection,
    /// „Frage 3 Prozent“: the number counted something.
    Nothing,
}

/// „Frage 3“, „den Fragen 1 bis 4“, „Schriftlichen Frage Nr. 48“.
pub(super) fn question_words(input: &str) -> Read<'_, (Asked, QuestionList)> {
    let asked = any_of(&["Schriftliche", "schriftliche", "Mündliche", "mündliche"]);
    let collection = terminated((asked, opt(char('n')), opt((tag(" und "), any_of(&["Mündliche", "mündliche"]), opt(char('n'))))), gap);
    let word = any_of(&["Fragen", "Fragennummern", "Fragenummern", "Frage", "Teilfragen", "Teilfrage", "Unterfragen", "Unterfrage"]);
    let number_sign = (opt(alt((number_signs, tag("zu")))), opt(gap));
    let (rest, collection) = opt(collection).parse(input)?;
    let (rest, questions) = preceded((word, opt(gap), number_sign), alt((slashed, question_list))).parse(rest)?;
    let asked = match collection {
        _ if measure(rest).is_ok() => Asked::Nothing,
        Some(_) => Asked::Collection,
        None => Asked::Inquiry,
    };
    Ok((rest, (asked, questions)))
}

/// „3/4“, „3a/3b“: neighbours, for „8/484“ counts the questions of a month, and „20/4321“ is a paper.
fn slashed(input: &str) -> Read<'_, QuestionList> {
    const APART_AT_MOST: u32 = 5;
    let near = |before: &QuestionId, after: &QuestionId| before < after && after.number() - before.number() <= APART_AT_MOST;
    let list = verify(slashed_list, move |list: &QuestionList| {
        let ids: Vec<QuestionId> = list.ranges().iter().map(|range| range.from).collect();
        ids.iter().zip(ids.iter().skip(1)).all(|(before, after)| near(before, after))
    });
    terminated(list, not(alt((recognize(satisfy(char::is_alphanumeric)), recognize((list_mark, digit1, char('/'))))))).parse(input)
}

/// „ Prozent“, „ Jahre“: the number counted something.
fn measure(input: &str) -> Read<'_, ()> {
    let unit = any_of(&["Prozent", "%", "Euro", "Mio", "Mrd", "Million", "Milliard", "Uhr"]);
    value((), (gap, unit)).parse(input)
}

/// „ der Bundesregierung“, „ des Parlamentarischen Staatssekretärs … vom 3. Mai 2024“: names and small function
/// words. Any other small word is a verb or an adverb, and another clause.
fn answerer(input: &str) -> Read<'_, ()> {
    const SMALL: [&str; 14] = ["beim", "das", "dem", "den", "der", "des", "die", "für", "im", "in", "seitens", "und", "vom", "von"];
    let mut at = 0;
    let mut words = 0;
    for piece in input.split_inclusive(char::is_whitespace) {
        let word = piece.trim();
        let (small, known) = (word.starts_with(char::is_lowercase), SMALL.contains(&word));
        if small && !known {
            break;
        }
        if word.ends_with(['?', '!', ':', ';', '(']) || word.starts_with("Frage") || at + piece.len() > ANSWERER_AT_MOST {
            return fail(input);
        }
        at += piece.len();
        words += usize::from(!word.is_empty());
    }
    let taken = input.get(..at).map_or(0, |taken| taken.trim_end().len());
    let opens = input.trim_start().starts_with(['d', 'v', 's', 'i', 'B']);
    match input.get(taken..) {
        Some(rest) if words > 0 && opens => Ok((rest, ())),
        _ => fail(input),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, refuses};

    #[test]
    fn questions_of_this_paper() {
        check(&[
            ("Antwort zu Frage 3 verwiesen", "question 3 [Antwort zu Frage 3]", " verwiesen"),
            ("Antworten zu den Fragen 2 bis 7.", "question 2..7 [Antworten zu den Fragen 2 bis 7]", "."),
            ("Antwort der Bundesregierung auf die Frage 3 a)", "question 3a [Antwort der Bundesregierung auf die Frage 3 a)]", ""),
            ("Antwort zu 17b. Der", "question 17b [Antwort zu 17b]", ". Der"),
            ("Antworten zu den Nummern 4 und 5 verwiesen", "question 4, 5 [Antworten zu den Nummern 4 und 5]", " verwiesen"),
            ("Antwort zu auf Frage 9 verwiesen", "question 9 [Antwort zu auf Frage 9]", " verwiesen"),
            ("Antworten zu den Fragen zu 1 und 5 wird", "question 1, 5 [Antworten zu den Fragen zu 1 und 5]", " wird"),
            ("Antwort zu den Fragennummern 2 und 3.", "question 2, 3 [Antwort zu den Fragennummern 2 und 3]", "."),
            ("Frage 4 bejaht", "question 4 [Frage 4]", " bejaht"),
            (
                "Fragen 7 und 8 sowie zu den Fragen 9 und 10 verwiesen",
                "question 7, 8, 9, 10 [Fragen 7 und 8 sowie zu den Fragen 9 und 10]",
                " verwiesen",
            ),
            ("Frage 3 der Kleinen Anfrage bezieht sich", "question 3 [Frage 3]", " der Kleinen Anfrage bezieht sich"),
            ("Fragen 1 bis 4000000000 wird", "question 1..4000000000 [Fragen 1 bis 4000000000]", " wird"),
            ("Frage 12 und der Haltung", "question 12 [Frage 12]", " und der Haltung"),
            ("Antwort zu den Fragen 3/4 verwiesen", "question 3, 4 [Antwort zu den Fragen 3/4]", " verwiesen"),
            ("Fragen 3 / 4 / 5.", "question 3, 4, 5 [Fragen 3 / 4 / 5]", "."),
            ("Fragen 3a/3b)", "question 3a, 3b [Fragen 3a/3b]", ")"),
            ("Fragen 3/4 auf BT-Drs. 20/2", "paper 20/2 3, 4 [Fragen 3/4 auf BT-Drs. 20/2]", ""),
            ("Frage 3 Prozent", "", " Prozent"),
        ]);
    }

    #[test]
    fn questions_of_other_papers_are_one_entry() {
        check(&[
            (
                "Antwort zu Frage 25 auf Bundestagsdrucksache 17/46 verwiesen",
                "paper 17/46 25 [Antwort zu Frage 25 auf Bundestagsdrucksache 17/46]",
                " verwiesen",
            ),
            ("Frage 8 für das Jahr 2023 auf BT-Drs. 20/2", "paper 20/2 8 [Frage 8 für das Jahr 2023 auf BT-Drs. 20/2]", ""),
            (
                "Schriftlichen Fragen 4 (Polen) und 5 (Malta) auf Bundestagsdrucksache 20/2",
                "paper 20/2 4, 5 [Schriftlichen Fragen 4 (Polen) und 5 (Malta) auf Bundestagsdrucksache 20/2]",
                "",
            ),
            ("Frage 8, S. 4 f., auf BT-Drs. 20/2", "paper 20/2 8 [Frage 8, S. 4 f., auf BT-Drs. 20/2]", ""),
            ("Frage 8Bundestagsdrucksache 20/2", "paper 20/2 8 [Frage 8Bundestagsdrucksache 20/2]", ""),
            (
                "Antworten zu Frage 3 auf den Bundestagsdrucksachen 19/8 und 20/10)",
                "paper 19/8 3 [Antworten zu Frage 3 auf den Bundestagsdrucksachen 19/8]; paper 20/10 3 [20/10]",
                ")",
            ),
        ]);
    }

    #[test]
    fn refuses_other_numbers() {
        refuses(&[
            "Frage des Datenschutzes",
            "Fragen 2,5 Millionen",
            "Frage 11/2024",
            "Fragen 8/484",
            "Fragen 8/9 und 8/10",
            "Fragen 4/3",
            "Fragen 20/4321",
            "Antwort der Bundesregierung fehlt",
            "Antwort zu 40 Prozent",
        ]);
    }
}
