//! Answers that say nothing of their own, and where they lead.

use std::collections::BTreeMap;
use std::ops::Range;

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{char, digit1, one_of, satisfy};
use nom::combinator::{all_consuming, not, opt, value, verify};
use nom::error::ParseError;
use nom::multi::{many0, many1, separated_list1};
use nom::sequence::{pair, preceded, terminated};
use nom::{IResult, Parser};

use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::gap;
use crate::grammar::references::{ends_sentence, remark};
use crate::id::QuestionId;
use crate::record::{Element, Record, ReferenceKind};

/// Stands for a reference in the sentences that the grammar reads; no paper has it.
const REFERENCE: char = '\u{fffc}';

/// A sentence longer than this says something: the longest that only point name five papers in full.
const POINTING_SENTENCE_AT_MOST: usize = 900;

/// Whether a text only points elsewhere: each of its sentences is one of pointing, whose only verb points and whose
/// object is one of the `references` (ranges of `text`, in order).
#[must_use]
pub(crate) fn refers_only(text: &str, references: &[Range<usize>]) -> bool {
    if references.is_empty() {
        return false;
    }
    let masked = mask(text, references);
    let mut all = sentences(&masked).peekable();
    all.peek().is_some() && all.all(|sentence| sentence.len() <= POINTING_SENTENCE_AT_MOST && pointing::<()>(sentence).is_ok())
}

/// The text with one letter for each reference, and without note marks.
fn mask(text: &str, references: &[Range<usize>]) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    let copy = |from: usize, to: usize, masked: &mut String| {
        text.get(from..to).unwrap_or_default().split(['*', '¹', '²', '³']).for_each(|words| masked.push_str(words));
    };
    for range in references.iter().filter(|range| range.start < range.end) {
        if range.start < at {
            continue;
        }
        copy(at, range.start, &mut masked);
        masked.push(REFERENCE);
        at = range.end;
    }
    copy(at, text.len(), &mut masked);
    masked
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
                    reference && !abbreviated || ends_sentence(before, c, behind)
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
fn pointing<'a, E: ParseError<&'a str>>(input: &'a str) -> IResult<&'a str, (), E> {
    all_consuming(alt((passive, active, imperative, found_there))).parse(input)
}

/// „Im Übrigen wird auf ￼ und ￼ verwiesen“, „Auf ￼ wird verwiesen“; „Es auf ￼ verwiesen“ without its verb is met too.
fn passive<'a, E: ParseError<&'a str>>(input: &'a str) -> IResult<&'a str, (), E> {
    let verb = || alt((tag("wird"), tag("werden"), tag("sei"), tag("darf"), tag("kann"), tag("ist")));
    let participle = || {
        (
            opt((adverbs, gap)),
            alt((tag("verwiesen"), tag("hingewiesen"), tag("Bezug genommen"), tag("zu verweisen"))),
            opt((gap, alt((tag("werden"), tag("sein"))))),
        )
    };
    let inner =
        (opener, gap, opt((verb(), gap)), opt((adverbs, gap)), tag("auf"), gap, targets, opt(char(',')), gap, participle()).map(|_| ());
    let front = (
        opt((adverbs_capital, gap)),
        alt((tag("Auf"), tag("auf"))),
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
fn active<'a, E: ParseError<&'a str>>(input: &'a str) -> IResult<&'a str, (), E> {
    let who = || alt((tag("ie Bundesregierung"), tag("as Bundesministerium"), tag("ir")));
    let verb = || alt((tag("verweist"), tag("verweisen")));
    let plain = (satisfy(|c| matches!(c, 'D' | 'W')), who(), gap, verb()).map(|_| ());
    let turned = (opener, gap, verb(), gap, satisfy(|c| matches!(c, 'd' | 'w')), who()).map(|_| ());
    value((), (alt((plain, turned)), opt((gap, adverbs)), gap, tag("auf"), gap, targets)).parse(input)
}

/// „Siehe hierzu ￼“, „Vgl. auch ￼“, „￼“ alone.
fn imperative<'a, E: ParseError<&'a str>>(input: &'a str) -> IResult<&'a str, (), E> {
    let verb = alt((tag("Siehe"), tag("siehe"), tag("Vgl."), tag("vgl."), tag("Vergleiche"), tag("S."), tag("s.")));
    let lead = (opt(char('(')), verb, gap, opt((adverbs, gap)));
    value((), (opt(lead), targets, opt(char(')')))).parse(input)
}

/// „Die Angaben können ￼ entnommen werden“, „Die Antwort ergibt sich aus ￼“: the subject is what was asked for and
/// nothing else.
fn found_there<'a, E: ParseError<&'a str>>(input: &'a str) -> IResult<&'a str, (), E> {
    let article = alt((tag("Die"), tag("Das"), tag("Eine"), tag("Nähere"), tag("Weitere"), tag("Alle")));
    let asked = alt((
        tag("erfragten"),
        tag("erbetenen"),
        tag("entsprechenden"),
        tag("gewünschten"),
        tag("angefragten"),
        tag("erfragte"),
        tag("erbetene"),
        tag("entsprechende"),
        tag("jeweiligen"),
    ));
    let noun = alt((
        tag("Antworten"),
        tag("Antwort"),
        tag("Angaben"),
        tag("Daten"),
        tag("Zahlen"),
        tag("Werte"),
        tag("Informationen"),
        tag("Übersicht"),
        tag("Aufstellung"),
        tag("Auflistung"),
        tag("Aufschlüsselung"),
        tag("Einzelheiten"),
        tag("Beantwortung"),
    ));
    let subject = (article, gap, opt((asked, gap)), noun).map(|_| ());
    let bare = alt((tag("Einzelheiten"), tag("Näheres"), tag("Angaben hierzu"), tag("Details"))).map(|_| ());
    let verb = alt((tag("können"), tag("kann"), tag("sind"), tag("ist")));
    let taken = alt((
        tag("entnommen werden"),
        tag("zu entnehmen"),
        tag("dargestellt"),
        tag("aufgeführt"),
        tag("enthalten"),
        tag("ersichtlich"),
        tag("beigefügt"),
    ));
    let modal =
        (verb, gap, opt((adverbs, gap)), opt((alt((tag("in"), tag("aus"), tag("als"), tag("auf"))), gap)), targets, gap, taken).map(|_| ());
    let found = alt((tag("ergeben sich aus"), tag("ergibt sich aus"), tag("finden sich in"), tag("findet sich in")));
    let lies = (found, gap, targets).map(|_| ());
    value((), (alt((subject, bare)), gap, alt((modal, lies)))).parse(input)
}

/// „die ￼, die dortige ￼ sowie auf ￼“: at least one reference; between them what has no verb.
fn targets<'a, E: ParseError<&'a str>>(input: &'a str) -> IResult<&'a str, (), E> {
    let mark = || {
        value((), (opt(char(',')), gap, alt((tag("und"), tag("sowie"), tag("bzw."), tag("oder"))), gap, opt((tag("auf"), gap))))
            .or(value((), (char(','), gap, opt((tag("auf"), gap)))))
    };
    value((), terminated(separated_list1(mark(), target), opt((char(','), gap, page)))).parse(input)
}

/// „die ￼“, „die dazu ergangene Antwort der Bundesregierung auf die Kleine Anfrage … (￼)“, „￼, S. 4“.
fn target<'a, E: ParseError<&'a str>>(input: &'a str) -> IResult<&'a str, (), E> {
    let lead = many0(pair(verify(word, |word: &str| stays_a_phrase(word)), gap));
    let bracket = (
        opt(gap),
        char('('),
        opt((alt((tag("vgl."), tag("siehe"), tag("Bundestagsdrucksache"))), gap)),
        opt(char(REFERENCE)),
        many0(one_of("0123456789/., S")),
        char(')'),
    )
        .map(|_| ());
    let reference = preceded(opt(one_of("(„")), char(REFERENCE)).and(opt(one_of(")“")));
    let more = (char(','), gap, page).map(|_| ());
    let tail = preceded(
        gap,
        alt((tag("dieser Antwort"), tag("dieser Kleinen Anfrage"), tag("der vorliegenden Kleinen Anfrage"), tag("der Kleinen Anfrage"))),
    )
    .map(|_| ());
    value((), (lead, reference, opt(alt((bracket, more, tail))))).parse(input)
}

/// „S. 4 ff.“, „Spiegelstrich 2“, „zweiter Spiegelstrich“.
fn page<'a, E: ParseError<&'a str>>(input: &'a str) -> IResult<&'a str, (), E> {
    let item = (alt((tag("Spiegelstrich"), tag("Absatz"))), gap, digit1).map(|_| ());
    let ordinal =
        (alt((tag("erster"), tag("zweiter"), tag("dritter"), tag("vierter"))), gap, alt((tag("Spiegelstrich"), tag("Absatz")))).map(|_| ());
    alt((remark, item, ordinal)).parse(input)
}

fn word<'a, E: ParseError<&'a str>>(input: &'a str) -> IResult<&'a str, &'a str, E> {
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
fn opener<'a, E: ParseError<&'a str>>(input: &'a str) -> IResult<&'a str, (), E> {
    let es = value((), (tag("Es"), not(satisfy(char::is_alphanumeric))));
    let preposition = alt((
        tag("Zu"),
        tag("Zur"),
        tag("Zum"),
        tag("Hinsichtlich"),
        tag("Bezüglich"),
        tag("Im Hinblick auf"),
        tag("In Bezug auf"),
        tag("Mit Blick auf"),
        tag("Bei"),
        tag("Für"),
        tag("Betreffend"),
        tag("In diesem"),
        tag("An dieser"),
        tag("Wegen"),
    ));
    let about =
        (preposition, many1((gap, verify(word, |word: &str| !matches!(word, "wird" | "werden" | "verweist" | "verweisen"))))).map(|_| ());
    let repeats = alt((tag("Um Wiederholungen zu vermeiden,"), tag("Zur Vermeidung von Wiederholungen"))).map(|_| ());
    alt((es, adverbs_capital, repeats, about)).parse(input)
}

/// „Im Übrigen“, „Darüber hinaus“, „Zudem“: at the head of a sentence.
fn adverbs_capital<'a, E: ParseError<&'a str>>(input: &'a str) -> IResult<&'a str, (), E> {
    let first = alt((
        alt((
            tag("Im Übrigen"),
            tag("Im übrigen"),
            tag("Darüber hinaus"),
            tag("Des Weiteren"),
            tag("Im Weiteren"),
            tag("Ansonsten"),
            tag("Außerdem"),
        )),
        alt((
            tag("Ferner"),
            tag("Zudem"),
            tag("Zunächst"),
            tag("Ergänzend"),
            tag("Hierzu"),
            tag("Hierfür"),
            tag("Hierbei"),
            tag("Dazu"),
            tag("Dabei"),
        )),
        alt((
            tag("Diesbezüglich"),
            tag("Insofern"),
            tag("Insoweit"),
            tag("Weiterhin"),
            tag("Auch"),
            tag("Daher"),
            tag("Deshalb"),
            tag("Zusätzlich"),
        )),
        alt((
            tag("Weiter"),
            tag("Überdies"),
            tag("Entsprechend"),
            tag("Somit"),
            tag("Soweit"),
            tag("Vorab"),
            tag("Grundsätzlich"),
            tag("Allgemein"),
        )),
    ));
    value((), (first, opt((gap, adverbs)), not(satisfy(char::is_alphanumeric)))).parse(input)
}

/// „hierzu“, „im Übrigen auch“, „insoweit“: within a sentence.
fn adverbs<'a, E: ParseError<&'a str>>(input: &'a str) -> IResult<&'a str, (), E> {
    let one = || {
        alt((
            alt((
                tag("im Übrigen"),
                tag("im übrigen"),
                tag("darüber hinaus"),
                tag("außerdem"),
                tag("ferner"),
                tag("zudem"),
                tag("zunächst"),
                tag("ergänzend"),
            )),
            alt((
                tag("hierzu"),
                tag("dazu"),
                tag("diesbezüglich"),
                tag("insofern"),
                tag("insoweit"),
                tag("weiterhin"),
                tag("auch"),
                tag("daher"),
                tag("deshalb"),
            )),
            alt((
                tag("zusätzlich"),
                tag("entsprechend"),
                tag("in diesem Zusammenhang"),
                tag("an dieser Stelle"),
                tag("ebenfalls"),
                tag("inhaltlich"),
            )),
            alt((
                tag("vollumfänglich"),
                tag("vollinhaltlich"),
                tag("nochmals"),
                tag("erneut"),
                tag("bereits"),
                tag("somit"),
                tag("insgesamt"),
                tag("jeweils"),
            )),
        ))
    };
    let whole = move || terminated(one(), not(satisfy(char::is_alphanumeric)));
    value((), separated_list1(gap, whole())).parse(input)
}

/// What a record has to say of its answers that only point: chains of them, and circles. All of it is info: what
/// the paper prints is not in doubt.
#[must_use]
pub(crate) fn chains(record: &Record) -> Vec<Diagnostic> {
    let graph = Pointers::of(record);
    let lead_on: Vec<bool> = graph.lead_somewhere();
    let mut said = Vec::new();
    let mut in_circle = vec![false; graph.answers.len()];
    for start in 0..graph.answers.len() {
        if graph.is_pointer(start) && !lead_on.get(start).copied().unwrap_or(true) && !in_circle.get(start).copied().unwrap_or(true) {
            let circle = graph.circle_from(start);
            let fresh = circle.iter().all(|&at| !in_circle.get(at).copied().unwrap_or(true));
            for &at in circle.iter().chain(std::iter::once(&start)) {
                if let Some(seen) = in_circle.get_mut(at) {
                    *seen = true;
                }
            }
            if fresh && !circle.is_empty() {
                let names = graph.names(&circle);
                let message = format!("the answers to {names} only point at each other; none says anything");
                said.push(Diagnostic::info(Code::ReferenceCircle, graph.span(circle.first().copied()), message));
            }
        }
    }
    for at in 0..graph.answers.len() {
        let Some(targets) = graph.targets.get(at) else { continue };
        let only_pointers =
            !targets.is_empty() && !graph.outward.get(at).copied().unwrap_or(true) && targets.iter().all(|&next| graph.is_pointer(next));
        if graph.is_pointer(at) && only_pointers && lead_on.get(at).copied().unwrap_or(false) {
            let message = format!("the answer to {} only points at {}, which only points on", graph.names(&[at]), graph.names(targets));
            said.push(Diagnostic::info(Code::ReferenceChain, graph.span(Some(at)), message));
        }
    }
    said
}

/// Which answer points at which, by their places in the record.
struct Pointers<'a> {
    answers: &'a [crate::record::Answer],
    targets: Vec<Vec<usize>>,
    /// Whether an answer points out of the answers too: at a preface, an annex, a paper.
    outward: Vec<bool>,
}

impl<'a> Pointers<'a> {
    fn of(record: &'a Record) -> Self {
        let places: BTreeMap<QuestionId, usize> = record.answers.iter().enumerate().map(|(at, answer)| (answer.id, at)).collect();
        let of_question: BTreeMap<QuestionId, usize> =
            record.answers.iter().enumerate().flat_map(|(at, answer)| answer.questions.iter().map(move |&id| (id, at))).collect();
        let mut targets = vec![Vec::new(); record.answers.len()];
        let mut outward = vec![false; record.answers.len()];
        for reference in &record.references {
            let Element::Answer(id) = reference.from else { continue };
            let Some(&from) = places.get(&id) else { continue };
            let named = reference.questions.iter().filter_map(|id| of_question.get(id).copied());
            match (targets.get_mut(from), outward.get_mut(from)) {
                (Some(targets), _) if reference.kind == ReferenceKind::Question => targets.extend(named),
                (_, Some(outward)) => *outward = true,
                _ => {}
            }
        }
        for list in &mut targets {
            list.sort_unstable();
            list.dedup();
        }
        Self { answers: &record.answers, targets, outward }
    }

    fn is_pointer(&self, at: usize) -> bool {
        self.answers.get(at).is_some_and(|answer| answer.refers_only)
    }

    /// Which answers say something or lead to one that does, or out of the answers. Each edge is walked once.
    fn lead_somewhere(&self) -> Vec<bool> {
        let mut sources = vec![Vec::new(); self.answers.len()];
        for (from, targets) in self.targets.iter().enumerate() {
            for &to in targets {
                if let Some(list) = sources.get_mut(to) {
                    list.push(from);
                }
            }
        }
        let says = |at: usize| {
            let nowhere = self.targets.get(at).is_none_or(Vec::is_empty);
            !self.is_pointer(at) || nowhere || self.outward.get(at).copied().unwrap_or(true)
        };
        let mut leads: Vec<bool> = (0..self.answers.len()).map(says).collect();
        let mut open: Vec<usize> = leads.iter().enumerate().filter_map(|(at, &leads)| leads.then_some(at)).collect();
        while let Some(at) = open.pop() {
            for &from in sources.get(at).into_iter().flatten() {
                if let Some(known) = leads.get_mut(from)
                    && !*known
                {
                    *known = true;
                    open.push(from);
                }
            }
        }
        leads
    }

    /// The circle that following the first targets from `start` runs into.
    fn circle_from(&self, start: usize) -> Vec<usize> {
        let mut path = Vec::new();
        let mut place = BTreeMap::new();
        let mut at = start;
        loop {
            if let Some(&since) = place.get(&at) {
                return path.get(since..).unwrap_or_default().to_vec();
            }
            place.insert(at, path.len());
            path.push(at);
            match self.targets.get(at).and_then(|targets| targets.first()) {
                Some(&next) => at = next,
                None => return Vec::new(),
            }
        }
    }

    fn names(&self, places: &[usize]) -> String {
        let name = |&at: &usize| self.answers.get(at).map(|answer| answer.id.to_string());
        places.iter().filter_map(name).collect::<Vec<_>>().join(", ")
    }

    fn span(&self, at: Option<usize>) -> Option<crate::Span> {
        at.and_then(|at| self.answers.get(at)).and_then(|answer| answer.spans.hull())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::references::find::in_text;

    fn says_nothing(text: &str) -> bool {
        let ranges: Vec<_> = in_text(text).into_iter().map(|(range, _)| range).collect();
        refers_only(text, &ranges)
    }

    #[test]
    fn small_words_are_sorted_and_unique() {
        assert!(SMALL_WORDS.iter().zip(SMALL_WORDS.iter().skip(1)).all(|(a, b)| a < b));
    }

    #[test]
    fn sentences_that_only_point() {
        for text in [
            "Es wird auf die Antwort zu Frage 3 verwiesen.",
            "Auf die Antwort zu den Fragen 3 bis 5 wird verwiesen.",
            "Siehe Antwort zu Frage 3.",
            "Vgl. Antwort zu 3a.",
            "Auf die Vorbemerkung der Bundesregierung wird verwiesen.",
            "Es wird auf die Vorbemerkung der Bundesregierung und die Antwort zu Frage 2 verwiesen.",
            "Es wird auf die Antwort zu Frage 3 verwiesen. Im Übrigen wird auf die Vorbemerkung der Bundesregierung hingewiesen.",
            "Insoweit wird auf die Antwort der Bundesregierung zu Frage 4 der Kleinen Anfrage der Fraktion der Mitte auf Bundestagsdrucksache 19/12 verwiesen.",
            "Die Bundesregierung verweist auf ihre Antwort zu Frage 1.",
            "Hierzu verweist die Bundesregierung auf die Antwort zu Frage 1.",
            "Zu den Kosten wird auf die Antwort zu Frage 9 verwiesen.",
            "Hinsichtlich der Förderung wird auf die Antwort zu Frage 9 verwiesen.*",
            "Es wird auf Bundestagsdrucksache 20/17, S. 4 verwiesen.",
            "Es wird auf die Antworten zu den Fragen 1 und 2 sowie auf die Antwort zu Frage 7 verwiesen.",
            "Es auf die Antwort zu Frage 12 verwiesen.",
            "Die erfragten Angaben können der Anlage 2 entnommen werden.*",
            "Die Antwort ergibt sich aus Anlage 1.",
            "Auf die Antwort zu Frage 2, zweiter Spiegelstrich, wird verwiesen.",
            "Es wird auf den Bericht auf Bundestagsdrucksache 20/17 verwiesen",
            "Es wird auf die Antwort der Bundesregierung auf die Kleine Anfrage der Fraktion der Mitte auf Bundestagsdrucksache 19/12 verwiesen.",
        ] {
            assert!(says_nothing(text), "{text}");
        }
    }

    #[test]
    fn sentences_that_say_something() {
        for text in [
            "Ja. Es wird auf die Antwort zu Frage 3 verwiesen.",
            "Ja, es wird auf die Antwort zu Frage 3 verwiesen.",
            "Nein. Siehe Antwort zu Frage 3.",
            "Es wird auf die Antwort zu Frage 3 verwiesen. Die Brücke bleibt gesperrt.",
            "Es wird auf die Antwort zu Frage 3 verwiesen, wonach die Brücke gesperrt bleibt.",
            "Da keine Zahlen vorliegen, wird auf die Antwort zu Frage 3 verwiesen.",
            "Die Bundesregierung plant dies und verweist auf die Antwort zu Frage 1.",
            "Wie in der Antwort zu Frage 3 dargelegt, ist die Brücke gesperrt.",
            "Es wird auf die Internetseite des Ministeriums verwiesen.",
            "Der Bundesregierung liegen keine Erkenntnisse vor.",
            "Es werden 40 Brücken gebaut, im Übrigen wird auf die Antwort zu Frage 3 verwiesen.",
            "",
        ] {
            assert!(!says_nothing(text), "{text}");
        }
    }

    /// A record of answers that only point: „3>4“ is one to 3 that points at 4, „3>“ one that points out of the
    /// paper, „3“ one that says something.
    fn record(answers: &str) -> Record {
        let source = crate::Source::from_text("x.txt", "").expect("a source");
        let mut record = crate::parse(&source, &crate::Companions::default());
        record.diagnostics.clear();
        for answer in answers.split(' ') {
            let (id, targets) = answer.split_once('>').map_or((answer, None), |(id, targets)| (id, Some(targets)));
            let id: QuestionId = id.parse().expect("an id");
            for target in targets.into_iter().flat_map(|targets| targets.split(',')) {
                let questions: Vec<QuestionId> = target.parse().into_iter().collect();
                record.references.push(crate::record::Reference {
                    from: Element::Answer(id),
                    kind: if questions.is_empty() { ReferenceKind::Paper } else { ReferenceKind::Question },
                    text: String::new(),
                    spans: crate::Spans::none(),
                    questions,
                    paper: None,
                    of: None,
                    label: None,
                    resolution: crate::record::Resolution::Paper,
                });
            }
            record.answers.push(crate::record::Answer {
                id,
                questions: vec![id],
                announcement: None,
                text: String::new(),
                spans: crate::Spans::none(),
                refers_only: targets.is_some(),
                by: None,
                date: None,
            });
        }
        record
    }

    #[test]
    fn chains_and_circles() {
        for (answers, want) in [
            ("1 2>1", ""),
            ("1> 2>1", "chain 2"),
            ("1 2>1 3>2", "chain 3"),
            ("1 2>1 3>2,1", ""),
            ("1>1", "circle 1"),
            ("1>2 2>1", "circle 1, 2"),
            ("1>2 2>3 3>2", "circle 2, 3"),
            ("1>2 2>1,3 3", "chain 1"),
            ("1>2 2>1 3>4 4>3", "circle 1, 2; circle 3, 4"),
            ("1>9", ""),
        ] {
            let said = chains(&record(answers));
            let shown = said.iter().map(|diagnostic| {
                let kind = if diagnostic.code == Code::ReferenceChain { "chain" } else { "circle" };
                let names =
                    diagnostic.message.trim_start_matches("the answers to ").trim_start_matches("the answer to ").split(" only").next();
                format!("{kind} {}", names.unwrap_or_default())
            });
            assert_eq!(shown.collect::<Vec<_>>().join("; "), want, "{answers}");
        }
    }
}
