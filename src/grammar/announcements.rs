//! The sentence that says which questions are answered together.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_until, take_while, take_while_m_n};
use nom::character::complete::{anychar, char, satisfy};
use nom::combinator::{all_consuming, eof, not, opt, peek, recognize, value, verify};
use nom::multi::{many_till, separated_list1};
use nom::sequence::{delimited, preceded, terminated};

use super::dates::month;
use super::markers::label;
use super::numbers::{list_mark, number_signs, question_id, question_list, range_mark, slashed_list};
use super::openings::{opens_broken, opens_with_any};
use super::sentences::end_within;
use super::{Read, any_of, fail, gap};
use crate::cleaning::words::last_token;
use crate::id::{Part, QuestionList, QuestionRange};

/// Ministries need at most two lines for the reason; beyond that the verb is another sentence's.
const LONGEST_FILLING: usize = 300;

/// Whether a line may begin an announcement, with the line `below`.
pub(crate) fn may_announce(line: &str, below: &str) -> bool {
    opens_with_any(line, &FIRST_WORDS) || opens_broken(line, below, &FIRST_WORDS)
}

/// The same of a line behind the end of a sentence. Reasons open announcements in more than a hundred ways („Zur Vermeidung von
/// Wiederholungen werden die Fragen …“); the questions stand in the line then, or in that below.
pub(crate) fn may_give_reason(line: &str, below: &str) -> bool {
    static ASKED: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new("ragen"));
    line.starts_with(char::is_uppercase) && [line, below].iter().any(|words| ASKED.find(words.as_bytes()).is_some())
}

/// What announcements begin with that may name their questions further down, or not at all.
const FIRST_WORDS: [&str; 18] = [
    "Aus diesem ",
    "Die Frage",
    "DieFrage",
    "Die Antwort",
    "Frage ",
    "Aufgrund ",
    "Auf Grund ",
    "Wegen ",
    "Daher ",
    "In Anbetracht ",
    "Die Beantwortung der ",
    "Die Bundesregierung beantwortet ",
    "Das Bundesministerium beantwortet ",
    "Ich beantworte ",
    "Wir beantworten ",
    "Antwort",
    "Gemeinsame Antwort ",
    "Zu ",
];

/// Any of the sentences. An empty list means „Die Fragen werden gemeinsam beantwortet.“: those that stand before it.
pub(crate) fn announcement(input: &str) -> Read<'_, QuestionList> {
    alt((
        answered_together,
        told_at_once,
        pointed_at,
        reason_first,
        other_reason_first,
        answers_put_together,
        answers_given,
        reason_before_answers,
        with_each_other,
        without_numbers,
        spoken_by_who_answers,
        spoken_behind_questions,
        answer_in_common,
        position_taken,
        answer_given,
        questions_in_reason,
    ))
    .parse(input)
}

/// „Zu den Fragen 3 und 4:“, „Zu Frage 3“, „Zu 3 und 4“, „Zu 3.:“, „Antwort zu den Fragen 3 und 4“, „Gemeinsame Antwort auf die
/// Fragen 3 und 4:“, „Fragen 3 und 4:“, where a whole `line` says no more.
///
/// Without a colon or a preposition it is a cell, but right `behind_question`s.
pub(crate) fn answer_heading(line: &str, behind_question: bool) -> Option<QuestionList> {
    let colon = || (opt(gap), char(':'));
    // „Zu 21/971“ is another paper's number.
    let bare = preceded((tag("Zu"), gap), alt((counted_list, question_list)));
    let told = terminated(alt((answer_to_questions, bare)), opt(colon()));
    let closed = verify(opt(colon()), |colon| colon.is_some() || behind_question);
    let marked = delimited((questions_word, gap), asked_list, closed);
    let heading: Read<'_, QuestionList> = all_consuming(alt((told, marked))).parse(line);
    heading.ok().map(|(_, list)| list)
}

/// „Zu Frage 3: Nein.“, „Antwort zu den Fragen 3 und 4: Nein.“: a heading in the first line of its answer, which is the rest.
/// „Zu 1: Der erste Punkt.“ may be an item of a list.
pub(crate) fn answer_headed(input: &str) -> Read<'_, QuestionList> {
    terminated(answer_to_questions, (opt(gap), char(':'), gap, not(satisfy(char::is_lowercase)))).parse(input)
}

/// „Zu Frage 3: Nein.“, „Zu 3. und 4.: Nein.“, „Zu Nr. 3“, „Zu Ziffer 3“, „Antwort zu 3:“, „Antwort 3:“: what gives a question its answer where
/// each of several that are printed together has such a head; the rest is the answer's first words, if they stand there. Without a
/// colon it fills its line: „Zu 1. Januar …“ is none; so does „Fragen 3 und 4:“, for „Frage 3: Wie viele?“ asks.
pub(crate) fn answer_parted(input: &str) -> Read<'_, QuestionList> {
    // „Zu“, „Antwort“, „Gemeinsame Antwort“, „Fragen“, „Teilfragen“, „Unterfragen“, „Schriftliche“ and „Mündliche Fragen“: most lines
    // begin with none.
    if !input.starts_with(['Z', 'A', 'G', 'F', 'T', 'U', 'S', 'M']) {
        return fail(input);
    }
    let sign = alt((number_signs, any_of(&["Ziffern", "Ziffer"])));
    let word = any_of(&["Zu den", "Zu", "Antwort zu", "Antwort auf", "Antwort"]);
    let bare = preceded((word, gap, opt((sign, gap))), alt((counted_list, question_list)));
    let colon = || (opt(gap), char(':'));
    let told = terminated(alt((answer_to_questions, bare)), alt((eof.map(|_| ()), (colon(), begins_or_ends).map(|_| ()))));
    let marked = delimited((questions_word, gap), asked_list, (colon(), eof));
    alt((told, marked)).parse(input)
}

/// „Zu a)“, „Zu Buchstabe b:“, „ad c):“, „a) Nein.“: what gives a part of a question its answer within that of the whole.
pub(crate) fn part_answered(input: &str) -> Read<'_, Part> {
    let word = (any_of(&["Zu Buchstabe", "Zu Punkt", "Zu", "ad", "Ad"]), gap);
    let letter = || satisfy(|c| c.is_ascii_lowercase()).map_opt(|letter| Part::read(letter.encode_utf8(&mut [0; 1])));
    let named = terminated(letter(), (opt(char(')')), alt((eof.map(|_| ()), (opt(gap), char(':')).map(|_| ())))));
    alt((preceded(word, alt((named, label))), label)).parse(input)
}

/// A gap before what begins, or the line's end.
fn begins_or_ends(input: &str) -> Read<'_, ()> {
    alt((eof.map(|_| ()), (gap, not(satisfy(char::is_lowercase))).map(|_| ()))).parse(input)
}

/// „Antwort:“, „Antwort der Bundesregierung:“ above an answer or before its first word; without a colon only as a whole line.
pub(crate) fn answer_mark(input: &str) -> Read<'_, ()> {
    let words = (tag("Antwort"), opt((gap, tag("der"), gap, tag("Bundesregierung"))), opt(gap));
    let colon = (char(':'), begins_or_ends).map(|_| ());
    (words, alt((colon, eof.map(|_| ())))).map(|_| ()).parse(input)
}

/// „Zu den Fragen 3 und 4“, „Antwort auf Frage 3“, „Zur Beantwortung der Fragen 3 und 4“
fn answer_to_questions(input: &str) -> Read<'_, QuestionList> {
    let link = any_of(&["zu den", "auf die", "auf", "zur", "zu"]);
    let answer = any_of(&["Gemeinsame Antwort", "Antworten", "Antwort"]);
    let named = (alt(((answer, gap, link).map(|_| ()), tag("Zur Beantwortung der").map(|_| ()))), gap, questions_word, gap).map(|_| ());
    let titled = (tag("Zu"), gap, opt((tag("den"), gap)), questions_word, gap).map(|_| ());
    preceded(alt((named, titled)), asked_list).parse(input)
}

/// „Die Fragen 3 bis 5 werden aufgrund ihres Sachzusammenhangs gemeinsam beantwortet.“
///
/// Ministries word the reason in more than a hundred ways, so this reads the frame and skips the filling. The full stop
/// may be missing, and „Die“ too. What follows on the same line is the answer and stays in the rest.
fn answered_together(input: &str) -> Read<'_, QuestionList> {
    let verb = (opt(char(')')), opt(char(',')), gap, auxiliary, opt(char(',')), gap);
    verify(delimited(the_questions, asked_list, (opt(aside), verb, filling, verb_end)), several).parse(input)
}

/// „Die nachfolgenden Fragen 3 bis 5 werden aufgrund ihres Zusammenhangs gemeinsam beantwortet.“: the sentence points at them, and must
/// say that it is done at once.
fn pointed_at(input: &str) -> Read<'_, QuestionList> {
    let verb = (opt(aside), opt(char(',')), gap, auxiliary, opt(char(',')), gap);
    verify(delimited(these_questions, asked_list, (verb, at_once, verb_end)), several).parse(input)
}

/// „werden“, also as it is mistyped, „können“, „sollen“.
fn auxiliary(input: &str) -> Read<'_, &str> {
    any_of(&["werden", "weden", "können", "sollen"]).parse(input)
}

/// „Die Fragen 3 und 4 betreffen denselben Sachverhalt und werden daher gemeinsam beantwortet.“, „… wird gemeinsam beantwortet.“,
/// „… lassen sich gemeinsam beantworten.“, „… sind gemeinsam zu beantworten.“, „… werden in einer gemeinsamen Antwort
/// zusammengefasst.“: where another verb stands, its clause must say that it is done at once.
fn told_at_once(input: &str) -> Read<'_, QuestionList> {
    const VERBS: [&str; 4] = ["beantwortet", "beantworten", "behandelt", "behandeln"];
    let words = verify(sentence_to_its_end, |words: &str| {
        let clause = words.rsplit(',').next().unwrap_or(words);
        let said = clause.split(|c: char| !c.is_alphabetic());
        // „… sind nach Ansicht der Länder gemeinsam zu beantworten“ says what others think.
        let is_to_be = clause.starts_with("sind ") && clause.contains(" zu be") && clause.split(' ').count() <= 5;
        let auxiliary = is_to_be || said.clone().any(|word| matches!(word, "werden" | "wird" | "können" | "lassen"));
        let done = is_done_at_once(clause) && said.clone().any(|word| VERBS.contains(&word));
        let put_together = clause.contains("zusammengefa") && clause.contains("ntwort");
        auxiliary && (done || put_together) && !denies(words) && !names_company(clause) && !words.contains("rucksache")
    });
    let subject = alt((the_questions, these_questions));
    verify(delimited(subject, asked_list, (opt(char(',')), gap, words, end_of_sentence)), several).parse(input)
}

/// „zusammen mit den Ländern“, „gemeinsam mit dem Bericht“: not the questions are together.
fn names_company(words: &str) -> bool {
    words.contains("gemeinsam mit ") || words.contains("zusammen mit ")
}

/// „Die Fragen “, „Zu den Fragen “, „Fragen “, „Die Fragen zu “; extractors lose the blanks.
fn the_questions(input: &str) -> Read<'_, ()> {
    let blank = alt((gap.map(|_| ()), peek(satisfy(|c| c.is_ascii_digit())).map(|_| ())));
    (opt((any_of(&["Die", "Ihre", "Zu den"]), opt(gap))), questions_word, blank, opt((tag("zu"), gap))).map(|_| ()).parse(input)
}

/// „Die nachfolgenden Fragen “, „Die beiden Fragen “, „Ihre o. g. Fragen “.
fn these_questions(input: &str) -> Read<'_, ()> {
    const WHICH: [&str; 16] = [
        "beiden",
        "folgenden",
        "genannten",
        "nachfolgenden",
        "nachstehenden",
        "o. g.",
        "o.g.",
        "oben genannten",
        "obengenannten",
        "obenstehenden",
        "obigen",
        "vorangehenden",
        "vorangestellten",
        "vorgenannten",
        "vorhergehenden",
        "vorstehenden",
    ];
    (any_of(&["Die", "Ihre"]), gap, any_of(&WHICH), gap, questions_word, gap).map(|_| ()).parse(input)
}

/// „, einschließlich der jeweiligen Unterfragen“: up to its second comma.
fn aside(input: &str) -> Read<'_, &str> {
    let with = any_of(&["einschließlich", "inklusive", "samt", "mit", "und deren", "und ihre"]);
    // „einschließlich der jeweiligen Unterfragen und Spiegelstriche“
    const LONGEST: usize = 80;
    let words = take_while_m_n(1, LONGEST, |c| !matches!(c, ',' | '.'));
    terminated(recognize((opt(char(',')), gap, with, words)), peek(char(','))).parse(input)
}

/// „Aufgrund des Sachzusammenhangs werden die Fragen 3 und 4 gemeinsam beantwortet.“, „Es werden die Fragen …“
fn reason_first(input: &str) -> Read<'_, QuestionList> {
    if !(opens_with_any(input, &FIRST_WORDS) || input.starts_with("Es ")) {
        return fail(input);
    }
    verify(delimited(reason_for_questions, asked_list, (gap, filling, verb_end)), several).parse(input)
}

/// „Zur Vermeidung von Wiederholungen werden die Fragen 3 und 4 gemeinsam beantwortet.“: behind any other reason it must be said that
/// it is done at once. „In der Anlage werden die Fragen 3 und 4 beantwortet.“ tells where.
fn other_reason_first(input: &str) -> Read<'_, QuestionList> {
    // „die Fragen 3 und 4 des Fragebogens“
    let own = (gap, not(any_of(&["des ", "der "])));
    let end = (answered, opt((gap, any_of(&["werden", "wie folgt"]))), alt((reason_behind, stop)));
    verify(delimited(reason_for_questions, asked_list, (own, at_once, end)), several).parse(input)
}

/// „wegen des Sachzusammenhangs gemeinsam “: a filling that says that it is done at once.
fn at_once(input: &str) -> Read<'_, &str> {
    verify(filling, |words: &str| is_done_at_once(words) && !names_company(words)).parse(input)
}

/// „Da die Fragen 3 bis 5 in engem Zusammenhang stehen, werden sie gemeinsam beantwortet.“, „Wegen des Zusammenhangs der Fragen 3 und 4
/// werden diese zusammen beantwortet.“: the reason names the questions, and what is done at once is said of them.
fn questions_in_reason(input: &str) -> Read<'_, QuestionList> {
    let conjunction = any_of(&["Da ", "Weil ", "Nachdem ", "Aufgrund ", "Auf Grund ", "Wegen ", "Angesichts ", "In Anbetracht "]);
    let before = (conjunction, verify(up_to(recognize((questions_word, gap, asked_list))), stays_in_sentence), questions_word, gap);
    // „… auf Bundestagsdrucksache 20/7“ are another paper's.
    let reason = verify(up_to(recognize(said_of_them)), |words: &str| stays_in_sentence(words) && !words.contains("rucksache"));
    verify(delimited(before, asked_list, (reason, said_of_them)), several).parse(input)
}

/// „, werden sie gemeinsam beantwortet.“, „, beantwortet die Bundesregierung diese gemeinsam.“, „, werden die Antworten
/// zusammengefasst.“, „, erfolgt eine gemeinsame Antwort.“
fn said_of_them(input: &str) -> Read<'_, ()> {
    let them = || any_of(&["diese Fragen", "diese beiden Fragen", "die Fragen", "beide Fragen", "diese", "beide", "sie"]);
    // „…, werden die Fragen 5 und 6 …“ names them.
    let filling = verify(at_once, |words: &str| !words.contains(|c: char| c.is_ascii_digit()));
    let passive = (auxiliary, gap, them(), gap, filling, verb_end).map(|_| ());
    let active = (who_answers, gap, them(), together_to_the_end).map(|_| ());
    let answers = (tag("werden"), gap, tag("die Antworten"), put_together).map(|_| ());
    preceded((opt(char(',')), gap), alt((passive, active, answers, common_answer))).parse(input)
}

/// „beantwortet die Bundesregierung“
fn who_answers(input: &str) -> Read<'_, &str> {
    any_of(&["beantworte ich", "beantworten wir", "beantwortet die Bundesregierung"]).parse(input)
}

/// „erfolgt eine gemeinsame Antwort.“, „wird folgende gemeinsame Antwort gegeben:“, „erfolgt die Beantwortung gemeinsam.“: to the end of
/// the sentence.
fn common_answer(input: &str) -> Read<'_, ()> {
    const ENDS: [&str; 7] = [
        "gemeinsame Antwort",
        "gemeinsame Beantwortung",
        "ntwort gemeinsam",
        "ntwortung gemeinsam",
        "ntwort zusammen",
        "ntwortung zusammen",
        "ntwortung im Zusammenhang",
    ];
    let says = verify(sentence_to_its_end, |words: &str| {
        let bare = [" gegeben", " erteilt"].iter().find_map(|verb| words.strip_suffix(verb)).unwrap_or(words);
        ENDS.iter().any(|end| bare.ends_with(end)) && !denies(words) && !words.contains("keine ")
    });
    (any_of(&["erfolgt", "ergeht", "wird"]), gap, says, end_of_sentence).map(|_| ()).parse(input)
}

/// „Aufgrund des Sachzusammenhangs werden die Fragen “
fn reason_for_questions(input: &str) -> Read<'_, ()> {
    (reason_up_to("werden die "), tag("werden die "), questions_word, gap).map(|_| ()).parse(input)
}

/// „Aufgrund des Sachzusammenhangs “: what begins a sentence, up to its verb.
fn reason_up_to<'a>(verb: &'static str) -> impl Parser<&'a str, Output = &'a str, Error = ()> {
    let reason = verify(take_until(verb), stays_in_sentence);
    preceded(peek(satisfy(char::is_uppercase)), reason)
}

/// „Die Antworten zu den Fragen 3 und 4 werden zusammengefasst.“, „… zusammengefaßt:“, „… zusammengefasst und für jedes Land
/// beantwortet.“
fn answers_put_together(input: &str) -> Read<'_, QuestionList> {
    let passive = any_of(&["werden", "wird"]);
    verify(delimited((tag("Die "), answer_to), asked_list, (gap, passive, put_together)), several).parse(input)
}

/// „Die Antworten zu den Fragen 3 und 4 erfolgen gemeinsam.“, „Die Antwort auf die Fragen 3 und 4 wird wegen des Zusammenhangs
/// gemeinsam erteilt.“ „… werden zusammen mit … eingestuft.“ says something else.
fn answers_given(input: &str) -> Read<'_, QuestionList> {
    const LAST: [&str; 6] = ["gemeinsam", "zusammen", "Zusammenhang", "folgt", "erteilt", "gegeben"];
    let verb = any_of(&["erfolgen", "erfolgt", "werden", "wird"]);
    let words = verify(sentence_to_its_end, |words: &str| {
        let last = LAST.contains(&last_token(words));
        last && is_done_at_once(words) && !names_company(words)
    });
    verify(delimited((tag("Die "), answer_to), asked_list, (gap, verb, gap, words, end_of_sentence)), several).parse(input)
}

/// „Wegen des Sachzusammenhangs werden die Antworten zu den Fragen 3 und 4 zusammengefasst.“
fn reason_before_answers(input: &str) -> Read<'_, QuestionList> {
    let subject = (reason_up_to("werden die "), tag("werden die "), answer_to);
    verify(delimited(subject, asked_list, put_together), several).parse(input)
}

/// „Antworten zu den Fragen “, „Antwort auf die Fragen “.
fn answer_to(input: &str) -> Read<'_, ()> {
    let link = any_of(&["zu den", "auf die", "der"]);
    (tag("Antwort"), opt(tag("en")), gap, link, gap, questions_word, gap).map(|_| ()).parse(input)
}

/// „ wegen ihres Zusammenhangs zusammengefasst.“: also in the old spelling, and with what is done then.
fn put_together(input: &str) -> Read<'_, ()> {
    let verb = || any_of(&["zusammengefasst", "zusammengefaßt", "zusammen dargestellt", "zusammen gegeben"]);
    // „wegen ihres Sachzusammenhangs“ is another word.
    let before = verify(up_to(verb()), stays_in_sentence);
    // „…, und die Nachfrage wird beantwortet“ is another sentence.
    let same = verify(filling, |words: &str| !words.contains(',') && !words.contains("wird"));
    let end = alt(((same, verb_end).map(|_| ()), opt(stop).map(|_| ())));
    (before, verb(), end).map(|_| ()).parse(input)
}

/// „Frage 3 wird zusammen mit Frage 4 beantwortet.“
fn with_each_other(input: &str) -> Read<'_, QuestionList> {
    let subject = (opt((tag("Die"), gap)), tag("Frage"), gap);
    let (rest, first) = preceded(subject, asked_list).parse(input)?;
    let link = (gap, tag("wird"), gap, jointly, gap, tag("mit"), gap, opt((tag("der"), gap)), opt((tag("den"), gap)), questions_word, gap);
    let (rest, second) = delimited(link, asked_list, (gap, filling, verb_end)).parse(rest)?;
    Ok((rest, [first.ranges(), second.ranges()].concat().into()))
}

/// „Die Fragen werden gemeinsam beantwortet.“, „Beide Fragen werden …“
fn without_numbers(input: &str) -> Read<'_, QuestionList> {
    let which = (any_of(&["Die", "Ihre"]), opt((gap, any_of(&["beiden", "vorstehenden", "genannten"]))));
    let subject = (alt((value((), which), value((), tag("Beide")))), gap, tag("Fragen"), gap, tag("werden"), gap);
    let together = verify(filling, is_done_at_once);
    (subject, together, verb_end).map(|_| QuestionList::default()).parse(input)
}

/// „Ich beantworte die Fragen 3 und 4 gemeinsam.“, „Die Bundesregierung beantwortet die Fragen 3 bis 5 wie folgt:“
fn spoken_by_who_answers(input: &str) -> Read<'_, QuestionList> {
    let who = any_of(&["Ich beantworte", "Wir beantworten", "Die Bundesregierung beantwortet", "Das Bundesministerium beantwortet"]);
    let subject = (who, gap, tag("die"), gap, questions_word, gap);
    let follows = (gap, tag("wie folgt:")).map(|_| ());
    verify(delimited(subject, asked_list, alt((follows, together_to_the_end))), several).parse(input)
}

/// „Die Fragen 3 und 4 beantworte ich wegen ihres Zusammenhangs gemeinsam.“, „… beantwortet die Bundesregierung gemeinsam wie
/// folgt:“
fn spoken_behind_questions(input: &str) -> Read<'_, QuestionList> {
    let subject = (opt((tag("Die"), gap)), questions_word, gap);
    verify(delimited(subject, asked_list, (gap, who_answers, together_to_the_end)), several).parse(input)
}

/// „Auf die Fragen 3 und 4 wird gemeinsam geantwortet.“, „Die Beantwortung der Fragen 3 und 4 erfolgt gemeinsam.“, „Wegen des
/// Zusammenhangs erfolgt die Antwort auf die Fragen 3 und 4 zusammen.“
fn answer_in_common(input: &str) -> Read<'_, QuestionList> {
    let subject = |opening| (tag(opening), gap, questions_word, gap);
    let words = verify(take_until("geantwortet"), |words: &str| is_done_at_once(words) && stays_in_sentence(words));
    let passive = delimited(subject("Auf die"), asked_list, (gap, tag("wird"), words, tag("geantwortet"), opt(stop)));
    let noun = delimited(subject("Die Beantwortung der"), asked_list, (gap, tag("erfolgt"), together_to_the_end));
    let done = (reason_up_to("erfolgt die "), tag("erfolgt die "), alt((answer_to, value((), subject("Beantwortung der")))));
    // „… zusammen mit der Antwort auf Bundestagsdrucksache 20/7“ says where it is.
    let at_once = (gap, jointly, opt((gap, tag("wie folgt"))), end_of_sentence);
    let reasoned = delimited(done, asked_list, at_once);
    verify(alt((passive, noun, reasoned)), several).parse(input)
}

/// „Zu den Fragen 3 und 4 nimmt die Bundesregierung wie folgt Stellung:“, „… wird zusammen Stellung genommen.“, „… teilt die
/// Bundesregierung gemeinsam Folgendes mit:“
fn position_taken(input: &str) -> Read<'_, QuestionList> {
    let subject = (tag("Zu den"), gap, questions_word, gap);
    let how = || (gap, opt((jointly, gap)), opt((tag("wie folgt"), gap)));
    let active = (tag("nimmt die Bundesregierung"), how(), tag("Stellung")).map(|_| ());
    let passive = (tag("wird"), how(), tag("Stellung genommen")).map(|_| ());
    let told =
        (tag("teilt die Bundesregierung"), gap, jointly, gap, opt((any_of(&["Folgendes", "folgendes"]), gap)), tag("mit")).map(|_| ());
    verify(delimited(subject, asked_list, (gap, alt((active, passive, told)), stop)), several).parse(input)
}

/// „Für die Fragen 3 und 4 wird folgende gemeinsame Antwort gegeben:“, „Zu den Fragen 3 bis 5 erfolgt eine gemeinsame Antwort.“
fn answer_given(input: &str) -> Read<'_, QuestionList> {
    let subject = (any_of(&["Für die", "Zu den", "Auf die"]), gap, questions_word, gap);
    verify(delimited(subject, asked_list, (gap, common_answer)), several).parse(input)
}

/// „ wegen ihres Zusammenhangs gemeinsam.“: the sentence to its end, which says that it is done at once.
fn together_to_the_end(input: &str) -> Read<'_, ()> {
    let says = verify(sentence_to_its_end, is_done_at_once);
    (gap, says, end_of_sentence).map(|_| ()).parse(input)
}

/// The words up to what may end a sentence.
fn sentence_to_its_end(input: &str) -> Read<'_, &str> {
    let sentence = take_while(|c| !matches!(c, '.' | ':' | '?' | '\n'));
    verify(sentence, |words: &str| words.len() < LONGEST_FILLING).parse(input)
}

/// The stop, which may be missing at a line's end.
fn end_of_sentence(input: &str) -> Read<'_, ()> {
    // „… unter Hinweis auf Art. 3“ and „… vom 3. Mai“ go on.
    let stops = terminated(
        stop,
        alt((peek(char('\n')).map(|_| ()), eof.map(|_| ()), peek((gap, not(month), satisfy(char::is_uppercase))).map(|_| ()))),
    );
    alt((stops, peek(char('\n')).map(|_| ()), eof.map(|_| ()))).parse(input)
}

/// „gemeinsam“, „im Zusammenhang“
fn jointly(input: &str) -> Read<'_, &str> {
    any_of(&["gemeinsam", "zusammen", "im Zusammenhang"]).parse(input)
}

/// „ wie folgt gemeinsam“, „ zusammen“, „ im Zusammenhang“ as a word of its own; not „ trotz ihres Zusammenhangs getrennt“.
fn is_done_at_once(words: &str) -> bool {
    let is_word = |wanted: &str| words.split(|c: char| !c.is_alphabetic()).any(|word| word == wanted);
    let at_once = is_word("gemeinsam") || is_word("zusammen") || words.trim_end().ends_with("im Zusammenhang");
    at_once && !["nicht", "getrennt", "einzeln", "gesondert"].iter().any(|word| is_word(word))
}

fn stop(input: &str) -> Read<'_, ()> {
    alt((char('.'), char(':'))).map(|_| ()).parse(input)
}

/// „3 und 4“, „Nr. 3 und 4“, „von 3 bis 5“; „3. und 4.“ as older papers count; „3/4“.
fn asked_list(input: &str) -> Read<'_, QuestionList> {
    let sign = (alt((number_signs, any_of(&["von", "mit den Nummern"]))), gap);
    preceded(opt(sign), alt((counted_list, slashed_list, question_list))).parse(input)
}

/// „3. und 4.“, „1. bis 3.“
fn counted_list(input: &str) -> Read<'_, QuestionList> {
    let id = || terminated(question_id, char('.'));
    let range = (id(), opt(preceded(range_mark, id()))).map(|(from, to)| QuestionRange { from, to: to.unwrap_or(from) });
    separated_list1(list_mark, range).map(QuestionList::from).parse(input)
}

/// „Fragen“, „Schriftlichen Fragen“ of collections.
fn questions_word(input: &str) -> Read<'_, &str> {
    preceded(opt((any_of(&["Schriftlichen", "Mündlichen"]), gap)), any_of(&["Teilfragen", "Unterfragen", "Fragen", "Frage"])).parse(input)
}

/// „beantwortet.“, „beantwortet werden.“, „beantwortet wie folgt:“, „beantwortet, da sie denselben Sachverhalt betreffen.“
fn verb_end(input: &str) -> Read<'_, ()> {
    (answered, opt((gap, any_of(&["werden", "wie folgt"]))), opt(alt((reason_behind, stop)))).map(|_| ()).parse(input)
}

/// „beantwortet“, also as it is mistyped.
fn answered(input: &str) -> Read<'_, &str> {
    any_of(&["beantwortet", "beanwortet", "beantworttet"]).parse(input)
}

/// „, da sie denselben Sachverhalt betreffen.“: the reason as a clause, to the end of the sentence.
fn reason_behind(input: &str) -> Read<'_, ()> {
    let conjunction = (char(','), gap, any_of(&["da", "weil", "sofern", "soweit"]), gap);
    let words = verify(take_until("."), |words: &str| words.len() < LONGEST_FILLING);
    (conjunction, words, char('.')).map(|_| ()).parse(input)
}

/// „wegen des Sachzusammenhangs gemeinsam “: whatever stays in the sentence; past its end the verb is another one's.
fn filling(input: &str) -> Read<'_, &str> {
    verify(up_to(answered), |words: &str| stays_in_sentence(words) && !denies(words)).parse(input)
}

fn stays_in_sentence(words: &str) -> bool {
    words.len() < LONGEST_FILLING && !end_within(words)
}

/// What stands before a verb.
fn up_to<'a>(verb: impl Parser<&'a str, Output = &'a str, Error = ()>) -> impl Parser<&'a str, Output = &'a str, Error = ()> {
    recognize(many_till(anychar, peek(verb)))
}

/// „Die Fragen 3 und 4 können nicht beantwortet werden.“
fn denies(words: &str) -> bool {
    words.split(|c: char| !c.is_alphabetic()).any(|word| word == "nicht")
}

/// More than one question: „Die Frage 3 wird beantwortet“ announces nothing.
fn several(list: &QuestionList) -> bool {
    list.ranges().len() > 1 || list.ranges().iter().any(|range| !range.is_single())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_frame_whatever_the_filling() {
        for (text, questions, rest) in [
            ("Die Fragen 1, 8 und 9 werden zusammen bzw. einzeln beantwortet", "1, 8, 9", ""),
            ("Die Fragen 7 und 8 werden gemeinsam (vgl. Bundestagsdrucksache 20/2) beantwortet.", "7, 8", ""),
            ("Die Fragen 7 und 8 werden nach Absprache mit Dr. Muster gemeinsam beantwortet.", "7, 8", ""),
            ("Die Mündlichen Fragen 7 und 8 werden gemeinsam beantwortet.", "7, 8", ""),
            ("Die Unterfragen 7a und 7b werden gemeinsam beantwortet.", "7a, 7b", ""),
            ("Zur Vermeidung von Wiederholungen werden die Fragen 7 und 8 gemeinsam beantwortet.", "7, 8", ""),
            ("Im Folgenden werden die Fragen 7 und 8 gemeinsam beantwortet, da sie dasselbe betreffen. Ja.", "7, 8", " Ja."),
            ("Die Fragen 7 und 8 werden mit Stand Okt. 2026 gemeinsam beantwortet.", "7, 8", ""),
            ("Die Fragen 1 bis 1c werden beantwortet. Der Bund zahlte", "1..1c", " Der Bund zahlte"),
            ("Die Fragen 5 und 6 werden zusammen beantwortet, da sie dasselbe betreffen. Nein.", "5, 6", " Nein."),
            ("Die Fragen 1 bis 4000000000 werden zusammen beantwortet.", "1..4000000000", ""),
            ("Die Frage 2 bis 4 werden gemeinsame beantwortet.", "2..4", ""),
            ("Fragen 2 und 3 können wie folgt zusammen beantwortet werden.", "2, 3", ""),
            ("Die Fragen 2 bis 4, einschließlich der Unterfragen, werden gemeinsam beantwortet. Ja.", "2..4", " Ja."),
            ("Wegen des engen Zusammenhangs werden die Fragen 5 und 6 zusammen beantwortet.", "5, 6", ""),
            ("Wegen ihres Zusammenhangs erfolgt die Antwort auf die Fragen 5 und 6 zusammen", "5, 6", ""),
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
            ("Die Antworten zu den Fragen 5 und 6 werden zusammengefaßt. Es", "5, 6", " Es"),
            ("Die Antworten zu den Fragen 5 und 6 werden zusammengefasst:\nEs", "5, 6", "\nEs"),
            ("Die Antwort auf die Fragen 5 und 6 wird zusammengefaßt\nEs", "5, 6", "\nEs"),
            ("Die Fragen 5 und 6 werden zusammengefaßt beantwortet. Es", "5, 6", " Es"),
            ("Wegen ihres Zusammenhangs werden die Antworten zu den Fragen 5 und 6 zusammengefasst. Es", "5, 6", " Es"),
            ("Wegen des Sachzusammenhangs werden die Fragen 5 und 6 gemeinsam beantwortet:\nEs", "5, 6", "\nEs"),
            ("Ich beantworte die Fragen 5 und 6 gemeinsam. Es", "5, 6", " Es"),
            ("Ich beantworte die Fragen 5 und 6 im Zusammenhang\nEs", "5, 6", "\nEs"),
            ("Die Bundesregierung beantwortet die Fragen 5 bis 7 gemeinsam wie folgt:\nEs", "5..7", "\nEs"),
            ("Die Fragen 5 und 6 beantworte ich wie folgt zusammen: Es", "5, 6", " Es"),
            ("Die Fragen 5 und 6 beantwortet die Bundesregierung gemeinsam.", "5, 6", ""),
            ("Auf die Fragen 5 und 6 wird gemeinsam geantwortet.", "5, 6", ""),
            ("Die Beantwortung der Fragen 5 und 6 erfolgt gemeinsam. Es", "5, 6", " Es"),
            ("Die Fragen werden im Zusammenhang beantwortet.", "", ""),
            ("Die Fragen 1) bis 3) werden gemeinsam beantwortet.", "1..3", ""),
            ("Die Schriftlichen Fragen 5 bis 7 werden zusammen beantwortet. Es", "5..7", " Es"),
            ("Die Fragen Nr. 5 und 6 werden gemeinsam beantwortet.", "5, 6", ""),
            ("Die Fragen 5. und 6. werden gemeinsam beantwortet.", "5, 6", ""),
            ("Wegen ihres Zusammenhangs erfolgt die Antwort auf die Fragen 5 und 6 zusammen. Es", "5, 6", " Es"),
            ("Aus diesem Grund erfolgt die Beantwortung der Fragen 5 und 6 gemeinsam.", "5, 6", ""),
            ("Zu den Fragen 5 und 6 nimmt die Bundesregierung gemeinsam wie folgt Stellung:\nEs", "5, 6", "\nEs"),
            ("Zu den Fragen 5 und 6 wird wie folgt Stellung genommen: Es", "5, 6", " Es"),
            ("Die Antworten zu den Fragen 5 und 6 werden wegen des Sachzusammenhangs zusammengefasst. Es", "5, 6", " Es"),
            ("Die Antworten zu den Fragen 5 und 6 erfolgen gemeinsam. Es", "5, 6", " Es"),
            ("Die Antwort auf die Fragen 5 und 6 erfolgt im Zusammenhang.", "5, 6", ""),
            ("Die Antworten zu den Fragen 5 und 6 werden gemeinsam erteilt.", "5, 6", ""),
            ("Die Fragen 5 und 6 werden, da sie dasselbe betreffen, gemeinsam beantwortet. Es", "5, 6", " Es"),
            ("Die Fragen 5 und 6 wird gemeinsam beantwortet.", "5, 6", ""),
            ("Die Fragen zu 5 und 6 werden gemeinsam beantwortet.", "5, 6", ""),
            ("Die Fragen5 und 6 werden gemeinsam beantwortet.", "5, 6", ""),
            ("DieFragen 5 und 6 weden gemeinsam beantwortet.", "5, 6", ""),
            ("Es werden die Fragen 5 und 6 gemeinsam beantwortet.", "5, 6", ""),
            ("Die Fragen 5 u. 6 werden gemeinsam beantwortet.", "5, 6", ""),
            ("Für die Fragen 5 und 6 wird folgende gemeinsame Antwort gegeben:\nEs", "5, 6", "\nEs"),
            ("Die Fragen von 5 bis 7 werden gemeinsam beantwortet.", "5..7", ""),
            ("Die Fragen 5 und 6 werden gemeinsam beanwortet. Es", "5, 6", " Es"),
            ("Die Fragen 5 und 6 werden gemeinsam behandelt. Es", "5, 6", " Es"),
            ("Die Fragen 5 und 6 lassen sich gemeinsam beantworten: Es", "5, 6", " Es"),
            ("Die Fragen 5 und 6 betreffen dasselbe und werden daher gemeinsam beantwortet. Es", "5, 6", " Es"),
            ("Die Fragen 5 und 6 werden in einer gemeinsamen Antwort zusammengefasst.", "5, 6", ""),
            ("Ihre Fragen 5 und 6 werden gemeinsam beantwortet. Es", "5, 6", " Es"),
            ("Die Schriftlichen Fragen 5 und 6 werden gemeinsam beantwortet. Es", "5, 6", " Es"),
            ("Ihre beiden Fragen werden gemeinsam beantwortet. Es", "", " Es"),
            ("Beide Fragen werden gemeinsam beantwortet.", "", ""),
            ("Die Fragen 5 und 6 werden gemeinsam beantwortet wie folgt:\nEs", "5, 6", "\nEs"),
            ("Die Fragen 5/6 werden gemeinsam beantwortet. Es", "5, 6", " Es"),
            ("Die Fragen 5 / 6 / 8 werden zusammen beantwortet.", "5, 6, 8", ""),
            ("Die Bundesregierung beantwortet die Fragen 5 und 6 wie folgt:\nEs", "5, 6", "\nEs"),
            ("Die Fragen 5 und 6 sind gemeinsam zu beantworten. Es", "5, 6", " Es"),
            ("Die Fragen 5 und 6 sowie 8 werden gemeinsam beantwortet. Es", "5, 6, 8", " Es"),
            ("Die Fragen mit den Nummern 5 bis 7 werden gemeinsam beantwortet.", "5..7", ""),
            ("Die nachfolgenden Fragen 5 bis 7 werden gemeinsam beantwortet. Es", "5..7", " Es"),
            ("Die beiden Fragen 5 und 6 werden, da sie dasselbe betreffen, zusammen beantwortet.", "5, 6", ""),
            ("Die o. g. Fragen 5 und 6 werden gemeinsam beantwortet, weil sie dasselbe betreffen. Es", "5, 6", " Es"),
            ("Die vorstehenden Fragen 5 und 6 lassen sich gemeinsam beantworten. Es", "5, 6", " Es"),
            ("Da die Fragen 5 bis 7 in engem Zusammenhang stehen, werden sie gemeinsam beantwortet. Es", "5..7", " Es"),
            ("Da die Fragen 5 und 6 sachlich zusammenhängen, werden diese zusammen beantwortet.", "5, 6", ""),
            ("Weil sich die Fragen 5, 6 und 8 überschneiden, beantwortet die Bundesregierung diese gemeinsam. Es", "5, 6, 8", " Es"),
            ("Da zwischen den Fragen 5 und 6 ein Zusammenhang besteht, können sie gemeinsam beantwortet werden.", "5, 6", ""),
            ("Da die Fragen 5 und 6 nicht zu trennen sind, werden die Antworten zusammengefasst. Es", "5, 6", " Es"),
            ("Da sich die Fragen 5 und 6 ähneln, erfolgt eine gemeinsame Antwort.", "5, 6", ""),
            ("Wegen des Zusammenhangs der Fragen 5 und 6 werden diese gemeinsam beantwortet. Es", "5, 6", " Es"),
            ("Da die Fragen 3 und 4 offen sind, werden die Fragen 5 und 6 gemeinsam beantwortet.", "5, 6", ""),
            ("Zu den Fragen 5 bis 7 erfolgt eine gemeinsame Antwort. Es", "5..7", " Es"),
            ("Auf die Fragen 5 und 6 wird daher eine gemeinsame Antwort gegeben:\nEs", "5, 6", "\nEs"),
            ("Zu den Fragen 5 und 6 erfolgt wegen des Zusammenhangs die Beantwortung gemeinsam.", "5, 6", ""),
            ("Zu den Fragen 5 und 6 teilt die Bundesregierung gemeinsam Folgendes mit:\nEs", "5, 6", "\nEs"),
        ] {
            let (left, list) = announcement(text).expect(text);
            assert!(may_announce(text, "") || may_give_reason(text, ""), "{text}");
            assert_eq!((list.to_string().as_str(), left), (questions, rest), "{text}");
        }
    }

    #[test]
    fn other_reasons_must_say_that_it_is_done_at_once() {
        for text in [
            "Nach Auskunft des Amtes werden die Fragen 3 und 4 von den Ländern beantwortet.",
            "In der Anlage werden die Fragen 3 und 4 beantwortet.",
            "Sofern die Länder zustimmen, werden die Fragen 3 und 4 im Herbst beantwortet.",
            "Bis wann werden die Fragen 3 und 4 gemeinsam beantwortet?",
            "In Hessen werden die Fragen 3 und 4 des Formulars gemeinsam beantwortet.",
            "Warum werden die Fragen 3 und 5 des Bogens zusammen beantwortet, und durch wen?",
            "Es wird auf den Bericht verwiesen.\n– Im Amt werden die Fragen 3 und 4 gemeinsam beantwortet.",
            "Zuständig ist das Amt (BMF). Auf Grund dessen werden die Fragen 3 und 4 gemeinsam beantwortet.",
        ] {
            assert!(announcement(text).is_err(), "{text}");
        }
        assert!(!may_announce("Der Bericht liegt vor.", "Er ist lang.") && !may_announce("Im Folgenden werden die Fragen", ""));
        assert!(!may_give_reason("Der Bericht liegt vor.", "Er ist lang.") && !may_give_reason("die Fragen", ""));
    }

    #[test]
    fn leaves_alone_what_announces_nothing() {
        for text in [
            "Die Fragen 3 und 4 werden geprüft. Frage 5 wird beantwortet.",
            "Die Fragen der Vorbemerkung werden gemeinsam beantwortet.",
            "Die Frage 3 wird in Anlage 2 beantwortet.",
            "Die Fragen 3 und 4 werden geprüft. Sie werden beantwortet.",
            "Die Fragen 3 und 4 können nicht beantwortet werden.",
            "Die Fragen werden noch heute beantwortet.",
            "Wenn Frage 3 mit Ja beantwortet wird",
            "Die Fragen 3 und 4 wurden bereits beantwortet auf Bundestagsdrucksache 20/2.",
            "Die Fragen 3 und 4 wurden gemeinsam beantwortet.",
            "Die Fragen 3 und 4 beantwortet die Bundesregierung gern.",
            "Die Fragen 3 und 4 werden in der Anlage behandelt.",
            "Die Fragen 3 und 4 werden zusammen mit den Ländern behandelt.",
            "Die Fragen 3 und 4 werden in der Tabelle zusammengefasst.",
            "Die Fragen 3 und 4 hängen zusammen, werden aber je für sich beantwortet.",
            "Die Fragen 3 und 4 betreffen Verfahren, die gemeinsam geführt werden, und können daher erst später beantwortet werden.",
            "Die Antworten zu den Fragen 3 und 4 werden zusammen mit der Antwort zu Frage 5 als Verschlusssache eingestuft.",
            "Die Antworten zu den Fragen 3 und 4 werden gemeinsam eingestuft.",
            "Frage 3 und 4 wird mit dem Hinweis auf Anlage 1 beantwortet.",
            "Es werden die Fragen 3 und 4 des Fragebogens nicht, wie erbeten, beantwortet.",
            "Die Fragen 3 und 4 werden gemeinsam mit den Ländern geprüft.",
            "Die Fragen 3 und 4 lassen sich nicht gemeinsam beantworten.",
            "Die Fragen 3 und 4 sind zu beantworten.",
            "Die Fragen 3 und 4 sind nach Ansicht der Länder gemeinsam zu beantworten.",
            "Die Fragen 3 und 4 sind gemeinsam beantwortet worden.",
            "Die Bundesregierung beantwortet die Fragen 3 und 4.",
            "Die Fragen 3 und 4 werden auf Bundestagsdrucksache 20/2 gemeinsam behandelt.",
            "Die Fragen 3 und 4 betreffen die Länder. Sie werden gemeinsam beantwortet.",
            "Die Antworten zu den Fragen 3 und 4 erfolgen nicht gemeinsam.",
            "Die Fragen 3 und 4 beantworte ich nicht gemeinsam.",
            "Ich beantworte die Frage 3 gemeinsam mit dem Land.",
            "Die Bundesregierung beantwortet die Fragen 3 und 4. Gemeinsam mit dem Land",
            "Auf die Fragen 3 und 4 wird geantwortet.",
            "Die Antworten zu den Fragen 3 und 4 werden geprüft.",
            "Zu den Fragen 3 und 4 nimmt die Bundesregierung nicht Stellung.",
            "Zu den Fragen 3 und 4 nimmt die Bundesregierung Stellung, sobald sie kann.",
            "Im Mai erfolgt die Antwort auf die Fragen 3 und 4.",
            "Wegen des Umfangs erfolgt die Antwort auf die Fragen 3 und 4 zusammen mit der Antwort auf Bundestagsdrucksache 20/7.",
            "Wegen des Umfangs erfolgt die Antwort auf die Fragen 3 und 4 zusammen in der Anlage.",
            "Die nachfolgenden Fragen 3 bis 5 werden in der Anlage beantwortet.",
            "Die nachfolgenden Fragen 3 bis 5 werden gemeinsam mit den Ländern beantwortet.",
            "Die nachfolgenden Fragen 3 und 4 können nicht gemeinsam beantwortet werden.",
            "Da die Fragen 3 bis 5 in engem Zusammenhang stehen, werden sie im Mai beantwortet.",
            "Da die Fragen 3 und 4 die Länder betreffen, werden sie gemeinsam mit diesen beantwortet.",
            "Da die Fragen 3 und 4 nicht zusammenhängen, werden sie nicht gemeinsam beantwortet.",
            "Da die Fragen 3 und 4 auf Bundestagsdrucksache 20/7 dasselbe betrafen, werden sie gemeinsam beantwortet.",
            "Da die Fragen 3 und 4 offen sind, wird berichtet. Später werden sie gemeinsam beantwortet.",
            "Da die Frage 3 offen ist, werden diese gemeinsam beantwortet.",
            "Zu den Fragen 3 bis 5 erfolgt eine Antwort.",
            "Zu den Fragen 3 bis 5 erfolgt eine gemeinsame Antwort der Länder.",
            "Zu den Fragen 3 und 4 erfolgt keine gemeinsame Antwort.",
            "Zu den Fragen 3 bis 5 erfolgte eine gemeinsame Antwort.",
            "Zu den Fragen 3 und 4 teilt die Bundesregierung mit, dass Stege altern.",
            "Das trifft zu.\n\nAus diesem Grund werden die Fragen 3 und 4 gemeinsam beantwortet.",
        ] {
            assert!(announcement(text).is_err(), "{text}");
        }
    }

    #[test]
    fn headings_of_answers_are_whole_lines() {
        for (line, questions) in [
            ("Zu den Fragen 5 und 6", Some("5, 6")),
            ("Zu den Fragen 5 bis 7:", Some("5..7")),
            ("Zu 5 und 6:", Some("5, 6")),
            ("Antwort zu den Fragen 5 und 6", Some("5, 6")),
            ("Gemeinsame Antwort auf die Fragen 5 und 6 :", Some("5, 6")),
            ("Fragen 5 und 6:", Some("5, 6")),
            ("Fragen 5 und 6", None),
            ("Zu den Fragen 5 und 6 hat sie Stellung genommen.", None),
            ("Zu Frage 5", Some("5")),
            ("Zu 5", Some("5")),
            ("Zu 5.:", Some("5")),
            ("Zu 5. und 6.", Some("5, 6")),
            ("Antwort zur Frage 5:", Some("5")),
            ("Antwort auf Frage 5 und 6:", Some("5, 6")),
            ("Zur Beantwortung der Fragen 5 und 6:", Some("5, 6")),
            ("Frage 5:", Some("5")),
            ("Zu den Fragen 5 bis 5b:", Some("5..5b")),
            ("Zu den Fragen 5a und 5c:", Some("5a, 5c")),
            ("Zu Frage 5a", Some("5a")),
            ("Zu den Fragen 5/6:", Some("5, 6")),
            ("Frage 5", None),
            ("Zu den Fragen 5 und 6: Nein.", None),
        ] {
            assert_eq!(answer_heading(line, false).map(|list| list.to_string()).as_deref(), questions, "{line}");
            // What heads an answer parts several, too.
            let parts = answer_parted(line).ok().filter(|(rest, _)| rest.is_empty());
            assert_eq!(parts.map(|(_, list)| list.to_string()).as_deref(), questions, "{line}");
        }
        assert!(answer_heading("Fragen 5 und 6", true).is_some());
    }

    #[test]
    fn heads_of_parted_answers_have_many_forms() {
        let parted = |line| answer_parted(line).ok().map(|(rest, list)| (list.to_string(), rest));
        for (line, want) in [
            ("Zu Frage 5: Nein.", ("5", "Nein.")),
            ("Zu den Fragen 5 und 6", ("5, 6", "")),
            ("Zu 5: Nein.", ("5", "Nein.")),
            ("Zu 5. und 6.: Nein.", ("5, 6", "Nein.")),
            ("Zu Nr. 5:", ("5", "")),
            ("Zu Ziffer 5:", ("5", "")),
            ("Antwort zu 5:", ("5", "")),
            ("Antwort 5: Nein.", ("5", "Nein.")),
        ] {
            assert_eq!(parted(line), Some((want.0.to_owned(), want.1)), "{line}");
        }
        for line in [
            "Zu 5 hat sie berichtet.",
            "Zu 5 Prozent",
            "Zu 5. Mai 2027 liegt nichts vor.",
            "Zu 21/971",
            "Antworten",
            "Zu 5: siehe oben.",
            "Frage 5: Wie viele?",
        ] {
            assert!(parted(line).is_none(), "{line}");
        }
    }

    #[test]
    fn headings_may_stand_in_the_first_line() {
        let headed = |line| answer_headed(line).ok().map(|(rest, list)| (list.to_string(), rest));
        assert_eq!(headed("Zu Frage 5: Nein."), Some(("5".to_owned(), "Nein.")));
        assert_eq!(headed("Antwort zu den Fragen 5 und 6b: Nein."), Some(("5, 6b".to_owned(), "Nein.")));
        for line in [
            "Zu 5: Nein.",
            "Zu 5: Die Frage ist offen.",
            "Zu Frage 5 hat sie berichtet: Nein.",
            "Zu Frage 5: siehe oben.",
            "Frage 5: Wie viele?",
        ] {
            assert!(headed(line).is_none(), "{line}");
        }
        for (line, rest) in [("Antwort:", ""), ("Antwort", ""), ("Antwort der Bundesregierung :", ""), ("Antwort: Nein.", "Nein.")] {
            assert_eq!(answer_mark(line), Ok((rest, ())), "{line}");
        }
        for line in ["Antwort: siehe oben.", "Antworten:", "Antwort des Ministers:", "Antwort der Bundesregierung vom 3. Mai"] {
            assert!(answer_mark(line).is_err(), "{line}");
        }
    }
}
