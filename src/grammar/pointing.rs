//! Sentences that only point: „Es wird auf die Antwort zu Frage 3 verwiesen.“ They are read with one letter for each reference.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{char, digit1, one_of, satisfy};
use nom::combinator::{all_consuming, opt, value, verify};
use nom::multi::{many0, many1, separated_list1};
use nom::sequence::{pair, preceded, terminated};

use super::references::remark;
use super::sentences::ends_at;
use super::{Read, any_of, gap, word_end};

/// Stands for a reference; no paper has it.
pub(crate) const REFERENCE: char = '\u{fffc}';

/// A sentence longer than this says something: the longest that only point name five papers in full.
const LONGEST_SENTENCE: usize = 900;

/// Whether each sentence of a text, in which one letter stands for each reference, is one of pointing: its only verb points, and
/// its object is a reference.
pub(crate) fn only_points(text: &str) -> bool {
    let mut all = sentences(text).peekable();
    all.peek().is_some() && all.all(|sentence| sentence.len() <= LONGEST_SENTENCE && pointing(sentence).is_ok())
}

/// The sentences of a text, without their stops. A paragraph ends a sentence too.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n")
        .flat_map(|paragraph| {
            let mut rest = paragraph;
            std::iter::from_fn(move || {
                let whole = rest;
                if whole.is_empty() {
                    return None;
                }
                let stop = whole.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?')).find(|&(at, c)| {
                    let before = whole.get(..at).unwrap_or_default();
                    let behind = whole.get(at + c.len_utf8()..).unwrap_or_default();
                    let reference = behind.trim_start().starts_with(REFERENCE) && behind.starts_with(char::is_whitespace);
                    let abbreviated = ["Vgl", "vgl", "S", "s", "Nr"].iter().any(|short| before.ends_with(short));
                    reference && !abbreviated || ends_at(before, c, behind)
                });
                let (sentence, left) = match stop {
                    Some((at, c)) => (whole.get(..at).unwrap_or_default(), whole.get(at + c.len_utf8()..).unwrap_or_default()),
                    None => (whole, ""),
                };
                rest = left.trim_start();
                Some(sentence.trim())
            })
        })
        .filter(|sentence| !sentence.is_empty())
}

/// „Es wird auf ￼ verwiesen“, „Auf ￼ wird hingewiesen“, „Die Bundesregierung verweist auf ￼“, „Siehe ￼“.
fn pointing(input: &str) -> Read<'_, ()> {
    all_consuming(alt((passive, active, imperative, found_there))).parse(input)
}

/// „Im Übrigen wird auf ￼ und ￼ verwiesen“, „Auf ￼ wird verwiesen“; „Es auf ￼ verwiesen“ without its verb is met too.
fn passive(input: &str) -> Read<'_, ()> {
    let verb = || any_of(&["wird", "werden", "sei", "darf", "kann", "ist"]);
    let participle = || {
        (
            opt((adverbs, gap)),
            any_of(&["verwiesen", "hingewiesen", "Bezug genommen", "zu verweisen"]),
            opt((gap, any_of(&["werden", "sein"]))),
        )
    };
    let inner =
        (opener, gap, opt((verb(), gap)), opt((adverbs, gap)), tag("auf"), gap, targets, opt(char(',')), gap, participle()).map(|_| ());
    let front = (
        opt((adverbs_capital, gap)),
        any_of(&["Auf", "auf"]),
        gap,
        targets,
        opt(char(',')),
        gap,
        verb(),
        opt((gap, adverbs)),
        gap,
        participle(),
    )
        .map(|_| ());
    alt((front, inner)).parse(input)
}

/// „Die Bundesregierung verweist hierzu auf ￼“, „Hierzu verweist die Bundesregierung auf ￼“.
fn active(input: &str) -> Read<'_, ()> {
    let who = || any_of(&["ie Bundesregierung", "as Bundesministerium", "ir"]);
    let verb = || any_of(&["verweist", "verweisen"]);
    let plain = (satisfy(|c| matches!(c, 'D' | 'W')), who(), gap, verb()).map(|_| ());
    let turned = (opener, gap, verb(), gap, satisfy(|c| matches!(c, 'd' | 'w')), who()).map(|_| ());
    value((), (alt((plain, turned)), opt((gap, adverbs)), gap, tag("auf"), gap, targets)).parse(input)
}

/// „Siehe hierzu ￼“, „Vgl. auch ￼“, „￼“ alone.
fn imperative(input: &str) -> Read<'_, ()> {
    let verb = any_of(&["Siehe", "siehe", "Vgl.", "vgl.", "Vergleiche", "S.", "s."]);
    let lead = (opt(char('(')), verb, gap, opt((adverbs, gap)));
    value((), (opt(lead), targets, opt(char(')')))).parse(input)
}

/// „Die Angaben können ￼ entnommen werden“, „Die Antwort ergibt sich aus ￼“: the subject is what was asked for and
/// nothing else.
fn found_there(input: &str) -> Read<'_, ()> {
    let article = any_of(&["Die", "Das", "Eine", "Nähere", "Weitere", "Alle"]);
    let asked = any_of(&[
        "erfragten",
        "erbetenen",
        "entsprechenden",
        "gewünschten",
        "angefragten",
        "erfragte",
        "erbetene",
        "entsprechende",
        "jeweiligen",
    ]);
    let noun = any_of(&[
        "Antworten",
        "Antwort",
        "Angaben",
        "Daten",
        "Zahlen",
        "Werte",
        "Informationen",
        "Übersicht",
        "Aufstellung",
        "Auflistung",
        "Aufschlüsselung",
        "Einzelheiten",
        "Beantwortung",
    ]);
    let subject = (article, gap, opt((asked, gap)), noun).map(|_| ());
    let bare = any_of(&["Einzelheiten", "Näheres", "Angaben hierzu", "Details"]).map(|_| ());
    let verb = any_of(&["können", "kann", "sind", "ist"]);
    let taken = any_of(&["entnommen werden", "zu entnehmen", "dargestellt", "aufgeführt", "enthalten", "ersichtlich", "beigefügt"]);
    let modal = (verb, gap, opt((adverbs, gap)), opt((any_of(&["in", "aus", "als", "auf"]), gap)), targets, gap, taken).map(|_| ());
    let found = any_of(&["ergeben sich aus", "ergibt sich aus", "finden sich in", "findet sich in"]);
    let lies = (found, gap, targets).map(|_| ());
    value((), (alt((subject, bare)), gap, alt((modal, lies)))).parse(input)
}

/// „die ￼, die dortige ￼ sowie auf ￼“: at least one reference; between them what has no verb.
fn targets(input: &str) -> Read<'_, ()> {
    let mark = || {
        value((), (opt(char(',')), gap, any_of(&["und", "sowie", "bzw.", "oder"]), gap, opt((tag("auf"), gap))))
            .or(value((), (char(','), gap, opt((tag("auf"), gap)))))
    };
    value((), terminated(separated_list1(mark(), target), opt((char(','), gap, page)))).parse(input)
}

/// „die ￼“, „die dazu ergangene Antwort der Bundesregierung auf die Kleine Anfrage … (￼)“, „￼, S. 4“.
fn target(input: &str) -> Read<'_, ()> {
    let lead = many0(pair(verify(word, |word: &str| stays_a_phrase(word)), gap));
    let bracket = (
        opt(gap),
        char('('),
        opt((any_of(&["vgl.", "siehe", "Bundestagsdrucksache"]), gap)),
        opt(char(REFERENCE)),
        many0(one_of("0123456789/., S")),
        char(')'),
    )
        .map(|_| ());
    let reference = preceded(opt(one_of("(„")), char(REFERENCE)).and(opt(one_of(")“")));
    let more = (char(','), gap, page).map(|_| ());
    let tail =
        preceded(gap, any_of(&["dieser Antwort", "dieser Kleinen Anfrage", "der vorliegenden Kleinen Anfrage", "der Kleinen Anfrage"]))
            .map(|_| ());
    value((), (lead, reference, opt(alt((bracket, more, tail))))).parse(input)
}

/// „S. 4 ff.“, „Spiegelstrich 2“, „zweiter Spiegelstrich“.
fn page(input: &str) -> Read<'_, ()> {
    let item = (any_of(&["Spiegelstrich", "Absatz"]), gap, digit1).map(|_| ());
    let ordinal = (any_of(&["erster", "zweiter", "dritter", "vierter"]), gap, any_of(&["Spiegelstrich", "Absatz"])).map(|_| ());
    alt((remark, item, ordinal)).parse(input)
}

fn word(input: &str) -> Read<'_, &str> {
    take_while1(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '.' | '„' | '“' | '’')).parse(input)
}

/// Articles, prepositions, names: a small word outside this list may be a verb, and then a clause begins.
fn stays_a_phrase(word: &str) -> bool {
    !word.starts_with(char::is_lowercase) || SMALL_WORDS.binary_search(&word).is_ok()
}

/// Sorted.
const SMALL_WORDS: [&str; 39] = [
    "auch",
    "auf",
    "aus",
    "ausführliche",
    "ausführlichen",
    "beim",
    "das",
    "dem",
    "den",
    "der",
    "des",
    "die",
    "dort",
    "dortige",
    "dortigen",
    "durch",
    "entsprechende",
    "entsprechenden",
    "für",
    "gemeinsame",
    "hierzu",
    "ihre",
    "ihrer",
    "im",
    "in",
    "insbesondere",
    "jeweilige",
    "jeweiligen",
    "obige",
    "seitens",
    "und",
    "vom",
    "von",
    "vorstehende",
    "vorstehenden",
    "zu",
    "zuletzt",
    "zum",
    "zur",
];

/// What stands before the verb: „Es“, „Im Übrigen“, „Zu den Kosten“, „Hinsichtlich der Förderung“.
fn opener(input: &str) -> Read<'_, ()> {
    let es = value((), (tag("Es"), word_end));
    let preposition = any_of(&[
        "Zu",
        "Zur",
        "Zum",
        "Hinsichtlich",
        "Bezüglich",
        "Im Hinblick auf",
        "In Bezug auf",
        "Mit Blick auf",
        "Bei",
        "Für",
        "Betreffend",
        "In diesem",
        "An dieser",
        "Wegen",
    ]);
    let about =
        (preposition, many1((gap, verify(word, |word: &str| !matches!(word, "wird" | "werden" | "verweist" | "verweisen"))))).map(|_| ());
    let repeats = any_of(&["Um Wiederholungen zu vermeiden,", "Zur Vermeidung von Wiederholungen"]).map(|_| ());
    alt((es, adverbs_capital, repeats, about)).parse(input)
}

/// „Im Übrigen“, „Darüber hinaus“, „Zudem“: at the head of a sentence.
fn adverbs_capital(input: &str) -> Read<'_, ()> {
    let first = alt((
        any_of(&["Im Übrigen", "Im übrigen", "Darüber hinaus", "Des Weiteren", "Im Weiteren", "Ansonsten", "Außerdem"]),
        any_of(&["Ferner", "Zudem", "Zunächst", "Ergänzend", "Hierzu", "Hierfür", "Hierbei", "Dazu", "Dabei"]),
        any_of(&["Diesbezüglich", "Insofern", "Insoweit", "Weiterhin", "Auch", "Daher", "Deshalb", "Zusätzlich"]),
        any_of(&["Weiter", "Überdies", "Entsprechend", "Somit", "Soweit", "Vorab", "Grundsätzlich", "Allgemein"]),
    ));
    value((), (first, opt((gap, adverbs)), word_end)).parse(input)
}

/// „hierzu“, „im Übrigen auch“, „insoweit“: within a sentence.
fn adverbs(input: &str) -> Read<'_, ()> {
    let one = || {
        alt((
            any_of(&["im Übrigen", "im übrigen", "darüber hinaus", "außerdem", "ferner", "zudem", "zunächst", "ergänzend"]),
            any_of(&["hierzu", "dazu", "diesbezüglich", "insofern", "insoweit", "weiterhin", "auch", "daher", "deshalb"]),
            any_of(&["zusätzlich", "entsprechend", "in diesem Zusammenhang", "an dieser Stelle", "ebenfalls", "inhaltlich"]),
            any_of(&["vollumfänglich", "vollinhaltlich", "nochmals", "erneut", "bereits", "somit", "insgesamt", "jeweils"]),
        ))
    };
    let whole = move || terminated(one(), word_end);
    value((), separated_list1(gap, whole())).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_are_sorted_and_unique() {
        assert!(SMALL_WORDS.iter().zip(SMALL_WORDS.iter().skip(1)).all(|(a, b)| a < b));
    }

    #[test]
    fn what_points_says_nothing_else() {
        let points = [
            "Es wird auf ￼ verwiesen.",
            "Zur Höhe der Kosten wird auf ￼ verwiesen.",
            "Siehe ￼. Im Übrigen wird auf ￼ und ￼ hingewiesen.",
            "Die Bundesregierung verweist auf ￼",
        ];
        let says = ["Ja. Siehe ￼.", "Es wird auf ￼ verwiesen. Die Brücke bleibt gesperrt.", "Es wird auf die Internetseite verwiesen.", ""];
        assert!(points.iter().all(|text| only_points(text)) && !says.iter().any(|text| only_points(text)));
    }
}
