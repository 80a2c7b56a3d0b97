//! References: „Antwort zu Frage 3“, „Vorbemerkung der Bundesregierung“, „Frage 25 auf Bundestagsdrucksache 17/4631“.
//!
//! [`mentions`] reads one phrase from its first word on. A phrase can name several papers, so it gives a list; the
//! list is empty where the phrase was understood and names nothing that a record knows („Schriftliche Frage 12“
//! without its paper). Every look ahead is bounded by [`FILLING_AT_MOST`].

use std::ops::Range;

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while_m_n, take_while1};
use nom::character::complete::{char, digit1, one_of, satisfy, u32};
use nom::combinator::{consumed, eof, not, opt, peek, recognize, value, verify};
use nom::multi::{many0, separated_list1};
use nom::sequence::{preceded, terminated};

use super::dates::date;
use super::numbers::{edition, following, list_mark, paper_number, question_list, range_mark};
use super::{Read, any_of, fail, gap, sentences};
use crate::cleaning::words::{one_line, roman};
use crate::id::{PaperNumber, QuestionList};
use crate::ledger::PrefaceOf;

/// What a phrase points to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Target {
    /// Questions of this paper, as printed.
    Question(QuestionList),
    /// Questions of a collection that is not named: of this paper if it is one.
    Collected(QuestionList),
    /// A preface of this paper.
    Preface(PrefaceOf),
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

/// How many bytes may stand between a question's number and the paper that it belongs to: „der Kleinen Anfrage der
/// Fraktion … „title of the inquiry“ auf“. Titles run to four lines of some 90 bytes.
const FILLING_AT_MOST: usize = 480;

/// How many bytes may stand between „Antwort“ and „zu Frage 3“: who answers, on what day.
const ANSWERER_AT_MOST: usize = 160;

/// Legislative periods last four years: a number beyond this before the slash is none („Drucksache 365/25“ is the
/// Bundesrat's).
const LAST_PERIOD: u16 = 50;

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
    "Plenarprotokoll",
    "PlPr",
    "Stenografische",
    "Anlage",
    "Anhang",
    "Anhäng",
    "Tabellenanhang",
];

/// One phrase, from its first word on: what it names, and in which bytes of the input, from the first word that carries it to
/// its last number.
pub(crate) fn mentions(input: &str) -> Read<'_, Vec<(Range<usize>, Target)>> {
    let at = |place: &str| input.len() - place.len();
    let (rest, phrase) = alt((answer, question, preface, papers, bundesrat, plenary, annex)).parse(input)?;
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

/// „Antwort zu Frage 3“, „Antworten der Bundesregierung auf die Fragen 2 bis 7“, „Antwort zu 17b“; with the paper
/// where one follows.
fn answer(input: &str) -> Read<'_, Vec<Mention<'_>>> {
    let word = (any_of(&["Antworten", "Antwort", "AW"]), opt((gap, tag("BReg"))));
    let (rest, _) = (word, peek(gap)).parse(input)?;
    let (rest, _) = opt(answerer).parse(rest)?;
    let zu = (
        gap,
        opt((tag("zu"), peek(tag(" auf ")), gap)),
        any_of(&["zur", "zu", "auf", "für"]),
        opt((gap, any_of(&["den", "der", "die"]))),
        gap,
    );
    let points = any_of(&["Nummern", "Nummer", "Nrn.", "Nr.", "Ziffern", "Ziffer"]);
    let zu_only = (gap, tag("zu"), opt((gap, tag("den"))), gap, opt((points, gap)));
    let (rest, phrase) = alt((preceded(zu, question), preceded(zu_only, numbers_alone))).parse(rest)?;
    Ok((rest, beginning(input, phrase)))
}

/// „Frage 3 a“, „Schriftliche Frage 48 des Abgeordneten … auf Bundestagsdrucksache 20/2“: questions and what they belong to.
fn question(input: &str) -> Read<'_, Vec<Mention<'_>>> {
    let (rest, (asked, questions)) = question_words(input)?;
    let on_page = (opt((gap, following)), opt((remark, opt(char(',')))), opt(pointed_out));
    if let Ok((rest, papers)) = preceded(on_page, paper_of).parse(rest) {
        return Ok((rest, beginning(input, with_questions(papers, &questions))));
    }
    let of_a_member = members(rest).is_ok();
    let target = match asked {
        Asked::Nothing => None,
        Asked::Inquiry if another_inquirys(rest).is_ok() => None,
        Asked::Inquiry if !of_a_member => Some(Target::Question(questions)),
        Asked::Inquiry | Asked::Collection => Some(Target::Collected(questions)),
    };
    Ok((rest, target.map(|target| Mention { from: input, rest, target }).into_iter().collect()))
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

/// „17b“ in „Antwort zu 17b“: the word Frage is missing, so what follows must not be counted by the number.
fn numbers_alone(input: &str) -> Read<'_, Vec<Mention<'_>>> {
    let verb = (gap, any_of(&["verwiesen", "wird", "hingewiesen", "verweis"])).map(|_| ());
    let closed = alt((verb, value((), one_of(".,;)")), value((), eof)));
    mention(terminated(question_list, peek(closed)).map(Target::Question)).map(|one| vec![one]).parse(input)
}

/// What kind of question the words mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Asked {
    /// „Frage 3“.
    Inquiry,
    /// „Schriftliche Frage 3“, „Mündliche Frage 3“.
    Collection,
    /// „Frage 3 Prozent“: the number counted something.
    Nothing,
}

/// „Frage 3“, „den Fragen 1 bis 4“, „Schriftlichen Frage Nr. 48“.
fn question_words(input: &str) -> Read<'_, (Asked, QuestionList)> {
    let asked = any_of(&["Schriftliche", "schriftliche", "Mündliche", "mündliche"]);
    let collection = terminated((asked, opt(char('n')), opt((tag(" und "), any_of(&["Mündliche", "mündliche"]), opt(char('n'))))), gap);
    let word = any_of(&["Fragen", "Fragennummern", "Fragenummern", "Frage", "Teilfragen", "Teilfrage", "Unterfragen", "Unterfrage"]);
    let number_sign = (opt(any_of(&["Nummern", "Nummer", "Nrn.", "Nr.", "zu"])), opt(gap));
    let (rest, collection) = opt(collection).parse(input)?;
    let (rest, questions) = preceded((word, opt(gap), number_sign), question_list).parse(rest)?;
    let asked = match collection {
        _ if measure(rest).is_ok() => Asked::Nothing,
        Some(_) => Asked::Collection,
        None => Asked::Inquiry,
    };
    Ok((rest, (asked, questions)))
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

/// What questions belong to, behind their list: „ auf Bundestagsdrucksache 20/2“, „ der Kleinen Anfrage der Fraktion
/// … auf Bundestagsdrucksache 20/2“, „, Bundestagsdrucksache 20/2“.
fn paper_of(input: &str) -> Read<'_, Vec<Mention<'_>>> {
    belonging_to(papers, input)
}

/// The same as a look ahead: whether a paper follows that the words before belong to. Reads no further than its
/// number, so that it can stand within [`papers`].
fn paper_follows(input: &str) -> Read<'_, ()> {
    belonging_to(paper_begins, input)
}

/// „Bundestagsdrucksache 20/2“, whatever comes then.
fn paper_begins(input: &str) -> Read<'_, ()> {
    value((), (paper_word, paper_number)).parse(input)
}

fn belonging_to<'a, O>(paper: impl Fn(&'a str) -> Read<'a, O>, input: &'a str) -> Read<'a, O> {
    let article = opt((gap, any_of(&["den", "der", "die"])));
    let preposition = any_of(&["auf", "aus", "in", "von", "zur", "zu", "der", "des", "–", "-"]);
    let spoken = (gap, preposition, article, gap).map(|_| ());
    let mark = (opt(gap), opt(one_of(",;:/")), opt(gap), opt(one_of("([")), opt((one_of("vV"), tag("gl."), gap))).map(|_| ());
    alt((preceded(alt((spoken, mark)), &paper), preceded(peek(owner), |input| behind_filling(&paper, input)))).parse(input)
}

/// „ der Kleinen Anfrage“, „ des Abgeordneten“, „ aus der Großen Anfrage“, „ in ihrer Antwort“: whose questions they are.
fn owner(input: &str) -> Read<'_, ()> {
    let way = any_of(&["der", "des", "aus", "in", "auf", "zur", "zu", "von", "an"]);
    let article = opt((gap, any_of(&["die", "den", "der", "dem", "das", "ihrer"])));
    let quality = opt((gap, any_of(&["vorangegangenen", "vorherigen", "früheren", "ersten", "letzten"])));
    value((), (opt(char(',')), gap, way, article, quality, gap, owner_noun)).parse(input)
}

fn owner_noun(input: &str) -> Read<'_, &str> {
    let inquiry = recognize((any_of(&["Kleine", "Große", "kleine", "große"]), opt(char('n'))));
    alt((
        inquiry,
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
fn members(input: &str) -> Read<'_, ()> {
    value((), (gap, any_of(&["des", "der"]), gap, any_of(&["Abgeordnete", "MdB"]))).parse(input)
}

/// „ der Kleinen Anfrage der Fraktion …“ without a paper: another inquiry's, and nobody can tell which.
fn another_inquirys(input: &str) -> Read<'_, ()> {
    let article = || (gap, any_of(&["des", "der", "zur"]), gap);
    let who = || any_of(&["Abgeordnete", "Fraktion", "Gruppe", "CDU", "SPD", "AfD", "FDP"]);
    let inquiry = (any_of(&["Kleine", "Große"]), opt(char('n')), gap, tag("Anfrage"), opt(char('n')));
    value((), (article(), opt((inquiry, article())), not(tag("Abgeordnete")), who())).parse(input)
}

/// The paper behind a filling that stays in the sentence and names no other question or answer.
fn behind_filling<'a, O>(paper: impl Fn(&'a str) -> Read<'a, O>, input: &'a str) -> Read<'a, O> {
    let window = sentence(input);
    let mut previous = ' ';
    for (at, c) in window.char_indices() {
        let begins =
            !previous.is_alphanumeric() && matches!(c, 'B' | 'D' | 'd' | 'F' | 'A' | 'K' | 'G' | 'S' | 's' | 'u' | 'v' | '2' | '1');
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

/// „Frage 7“, „Antwort zu“, „verwiesen“, „sowie auf“: from here on it is another reference's.
fn another_clause(input: &str) -> Read<'_, ()> {
    let frage = (tag("Frage"), opt(char('n')), gap, digit1).map(|_| ());
    let antwort = (tag("Antwort"), opt(tag("en")), gap, tag("zu")).map(|_| ());
    let and = (any_of(&["und", "sowie"]), gap, any_of(&["auf", "die Antwort", "die Vorbemerkung"])).map(|_| ());
    let verb = any_of(&["verwiesen", "verweist"]).map(|_| ());
    alt((frage, antwort, and, verb)).parse(input)
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

/// „Bundestagsdrucksachen 19/8 und 20/10“, „Drs. 20/2 (neu), S. 4“, „Bundestagsdrucksache 20/2, Frage 8“.
fn papers(input: &str) -> Read<'_, Vec<Mention<'_>>> {
    let article = opt((any_of(&["den", "der", "die"]), gap));
    let again = opt((any_of(&["auf", "vom"]), gap, article));
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

/// A paper's number with its edition, its questions or its preface behind it.
fn with_own<'a>(number: impl Parser<&'a str, Output = PaperNumber, Error = ()>) -> impl Parser<&'a str, Output = Target, Error = ()> {
    let questions = preceded(opt(remark), own_questions);
    let own = alt((questions, opt(own_preface).map(|_| QuestionList::default())));
    (number, opt(edition), own).map(|(number, _, questions)| Target::Paper(number, questions))
}

/// „, S. 48 ff.“, „ vom 3. Mai 2024“: on which page, of what day.
pub(crate) fn remark(input: &str) -> Read<'_, ()> {
    let more = (opt(gap), following);
    let page = (opt(char(',')), opt(gap), any_of(&["Seiten", "Seite", "S."]), opt(gap), digit1, opt((one_of("-–"), digit1)), opt(more))
        .map(|_| ());
    let day = (opt(char(',')), gap, tag("vom"), gap, date).map(|_| ());
    alt((page, day)).parse(input)
}

/// „, Frage 8“, „ (Antwort zu Frage 37)“, „ zu den Fragen 2 und 3“ behind a paper's number, but not where those
/// questions are another paper's.
fn own_questions(input: &str) -> Read<'_, QuestionList> {
    let pointing = any_of(&["dort", "hier", "siehe", "vgl.", "jeweils", "insbesondere", "dortige"]);
    let mark = (opt(gap), one_of(",(;:"), opt(gap), opt((pointing, gap))).map(|_| ());
    let preposition = || (any_of(&["zu", "auf", "zur"]), opt((gap, any_of(&["den", "der", "die"]))), gap);
    let answer = (any_of(&["Antworten", "Antwort"]), opt((gap, tag("der Bundesregierung"))), gap, preposition());
    let marked = preceded((mark, opt(alt((value((), answer), value((), preposition()))))), question_words);
    let spoken = preceded((gap, preposition()), question_words);
    let (rest, (_, questions)) = alt((marked, spoken)).parse(input)?;
    let (_, ()) = not(paper_follows).parse(rest)?;
    Ok((rest, questions))
}

/// „, Vorbemerkung der Bundesregierung“ behind a paper's number: a preface of that paper.
fn own_preface(input: &str) -> Read<'_, ()> {
    let mark = (opt(gap), one_of(",("), opt(gap), opt((any_of(&["dort", "hier", "siehe"]), gap)));
    value((), (mark, opt((tag("die"), gap)), tag("Vorbemerkung"), opt(tag("en")), opt(preface_owner))).parse(input)
}

/// Whose paper the words mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum House {
    /// „Bundestagsdrucksache“, „Drucksache des Deutschen Bundestages“, „Kleine Anfrage“.
    Bundestag,
    /// „Drucksache“: it may be another parliament's.
    Unsaid,
}

/// „Bundestagsdrucksache “, „BT-Drs. “, „Bt.-Drs. “, „BT-Ds. “, „Bundestagsdrucks. “, „Drucksachen Nr. “, „Drucksache des
/// Deutschen Bundestages “, „Kleine Anfrage “: the words before a paper's number.
fn paper_word(input: &str) -> Read<'_, House> {
    let house = any_of(&["Bundestags", "Bundestag", "Bundes", "BT.-", "BT."]);
    let short = (any_of(&["BT", "Bt"]), opt(char('.')), opt(one_of("-–‑")));
    let prefix = alt((recognize((house, opt(one_of("-‑")), opt(gap))), recognize((short, opt(gap)))));
    let drucksache = (one_of("Dd"), tag("rucksache"), opt(any_of(&["nnummern", "nnummer", "n"]))).map(|_| ());
    let shortened = any_of(&["Drs", "drs", "DRS", "Drucks.", "drucks.", "Ds."]);
    let drs = (shortened, opt(char('n')), opt(char('.')), opt((opt(one_of("-–")), any_of(&["Nr.", "Nummer"])))).map(|_| ());
    let of_house = opt((gap, tag("des"), gap, opt((tag("Deutschen"), gap)), any_of(&["Bundestages", "Bundestags"])));
    // A word of its own has its capital; „drs.“ is typed in haste.
    let begun = alt((prefix.map(Some), value(None, not(tag("drucks")))));
    let named = (begun, alt((drucksache, drs)), of_house).map(|(prefix, (), of_house)| match (prefix, of_house) {
        (None, None) => House::Unsaid,
        _ => House::Bundestag,
    });
    let number_sign = (opt(one_of(":.")), opt(gap), opt((any_of(&["Nummern", "Nummer", "Nrn.", "Nr."]), opt(gap))), opt(char('/')));
    let inquiry = (any_of(&["Kleinen", "Kleine", "Großen", "Große"]), gap, tag("Anfrage"), opt(char('n')), gap);
    alt((terminated(named, number_sign), value(House::Bundestag, terminated(inquiry, peek(paper_number))))).parse(input)
}

/// „ des Landtags“, „ des Abgeordnetenhauses“: another parliament's paper.
fn foreign(input: &str) -> Read<'_, ()> {
    let house = take_while(|c: char| c.is_alphabetic());
    let named = verify(house, is_other_parliament);
    let state = opt((take_while1(|c: char| c.is_alphabetic()), gap));
    value(
        (),
        (
            any_of(&[" des ", " der ", ", ", " ("]),
            alt((value((), named), value((), (state, verify(take_while(char::is_alphabetic), is_other_parliament))))),
        ),
    )
    .parse(input)
}

/// „Landtag“, „Landtags“, „Abgeordnetenhauses“, „Bürgerschaft“.
pub(crate) fn is_other_parliament(word: &str) -> bool {
    const HOUSES: [&str; 6] = ["Landtag", "Landtags", "Landtages", "Abgeordnetenhaus", "Abgeordnetenhauses", "Bürgerschaft"];
    HOUSES.contains(&word)
}

/// „Bundesratsdrucksache 123/24“, „BR-Drs. 365/1/25 und 366/25“, „Drucksache 365/25 des Bundesrates“.
fn bundesrat(input: &str) -> Read<'_, Vec<Mention<'_>>> {
    let house = any_of(&["Bundesrats", "Bundesrat", "BR.-", "BR"]);
    let sign = || (opt(gap), opt((any_of(&["Nr.", "Nummer"]), gap)));
    let drucksache = || alt((recognize((one_of("Dd"), tag("rucksache"), opt(char('n')))), recognize((tag("Drs"), opt(char('.'))))));
    let named = preceded((house, opt(one_of("-–‑")), opt(gap), drucksache(), sign()), bundesrat_number);
    let said = terminated(bundesrat_number, peek((gap, tag("des"), gap, tag("Bundesrat"))));
    let beyond = verify(bundesrat_number, |number: &str| first_number(number) > LAST_PERIOD);
    let first = alt((named, preceded((drucksache(), sign()), alt((said, beyond)))));
    let target = |number: &str| Target::Bundesrat(number.to_owned());
    listed(mention(first.map(target)), list_mark, mention(bundesrat_number.map(target))).parse(input)
}

/// „123/24“, „123/1/24“: number and year.
fn bundesrat_number(input: &str) -> Read<'_, &str> {
    let parts = (digit1, char('/'), digit1, opt((char('/'), digit1)), not(satisfy(char::is_alphanumeric)));
    recognize(parts).parse(input)
}

/// 123 of „123/24“.
fn first_number(number: &str) -> u16 {
    number.split('/').next().and_then(|first| first.parse().ok()).unwrap_or(u16::MAX)
}

/// „Plenarprotokoll 20/12“, „Plenarprotokolle 20/12 und 20/14“, „PlPr. 20/12“.
fn plenary(input: &str) -> Read<'_, Vec<Mention<'_>>> {
    let protocol =
        (any_of(&["Plenarprotokoll", "Bundestagsplenarprotokoll", "BT-Plenarprotokoll"]), opt(any_of(&["en", "es", "e", "s"]))).map(|_| ());
    let report = (tag("Stenografische"), opt(one_of("rnm")), gap, tag("Bericht"), opt(one_of("es"))).map(|_| ());
    let short = (opt(tag("BT-")), tag("PlPr"), opt(char('.'))).map(|_| ());
    let sign = (opt(char(':')), gap, opt((any_of(&["Nr.", "Nummer"]), gap)));
    let number = || paper_number.map(Target::Plenary);
    let first = preceded((alt((protocol, report, short)), sign), number());
    listed(mention(first), (opt(remark), list_mark), mention(number())).parse(input)
}

/// „Vorbemerkung der Fragesteller“, „Vorbemerkung der Bundesregierung zu den Fragen 1 bis 4“, „Vorbemerkung“. One of
/// another paper names that paper only, so the phrase gives nothing and leaves the paper in the rest.
fn preface(input: &str) -> Read<'_, Vec<Mention<'_>>> {
    let (rest, _) = (tag("Vorbemerkung"), opt(tag("en")), not(satisfy(char::is_alphanumeric))).parse(input)?;
    let (rest, of) = opt(preface_owner).parse(rest)?;
    let scope = (gap, opt((tag("in Bezug"), gap)), any_of(&["zur", "zu", "auf"]), opt((gap, any_of(&["den", "der", "die"]))), gap);
    let (rest, _) = opt(preceded(scope, question_words)).parse(rest)?;
    let with_answers = opt(and_their_answers).parse(rest).map_or(rest, |(behind, _)| behind);
    if of_another_paper(rest).is_ok() || with_answers.len() < rest.len() && of_another_paper(with_answers).is_ok() {
        return Ok((rest, Vec::new()));
    }
    Ok((rest, vec![Mention { from: input, rest, target: Target::Preface(of.unwrap_or(PrefaceOf::Unspecified)) }]))
}

/// „ und auf ihre Antwort zu Frage 1“ behind „ihre Vorbemerkung“: both stand where is said next.
fn and_their_answers(input: &str) -> Read<'_, ()> {
    let theirs = (gap, any_of(&["und", "sowie"]), gap, opt((tag("auf"), gap)), any_of(&["ihre", "Ihre"]), gap);
    let answers = (any_of(&["Antworten", "Antwort"]), gap, tag("zu"), opt((gap, tag("den"))), gap, question_words);
    value((), (theirs, answers)).parse(input)
}

/// „ der Fragesteller“, „ der Bundesregierung“, „ der Kleinen Anfrage“, „ ihrer Antwort“.
fn preface_owner(input: &str) -> Read<'_, PrefaceOf> {
    let word_end = || take_while(|c: char| c.is_alphanumeric() || matches!(c, '*' | ':' | '_' | '/' | '-'));
    let article = || any_of(&["der", "des", "die", "durch die", "von"]);
    let askers = any_of(&["Fragestell", "Fragesteller", "Anfragestell", "Antragstell", "Abgeordnete", "Fraktion", "Fragenden"]);
    let asked = preceded((gap, article(), gap, opt((tag("anfragenden"), gap))), terminated(askers, word_end()));
    let government = preceded((gap, article(), gap), tag("Bundesregierung"));
    let which = || opt((any_of(&["vorliegenden", "hiesigen"]), gap));
    let small = || opt((any_of(&["Kleinen", "Großen"]), gap));
    let inquiry =
        (gap, any_of(&["der", "dieser", "zur", "zu dieser"]), gap, which(), small(), tag("Anfrage"), not(satisfy(char::is_alphanumeric)));
    let answer =
        (gap, any_of(&["der", "dieser", "ihrer", "zur", "zu dieser"]), gap, which(), tag("Antwort"), not(satisfy(char::is_alphanumeric)));
    alt((
        value(PrefaceOf::Askers, asked),
        value(PrefaceOf::Government, government),
        value(PrefaceOf::Askers, inquiry),
        value(PrefaceOf::Government, answer),
    ))
    .parse(input)
}

/// „ auf Bundestagsdrucksache 18/9719“, „ in ihrer Antwort auf die Kleine Anfrage … auf Bundestagsdrucksache 18/2“.
fn of_another_paper(input: &str) -> Read<'_, ()> {
    let possessive = any_of(&["ihrer", "Ihrer", "ihren", "ihre", "den", "der", "die", "seiner"]);
    let answer = (gap, any_of(&["in", "zu", "zur", "auf", "aus"]), opt((gap, possessive)), gap, any_of(&["Antwort", "Beantwortung"]));
    let government = (gap, tag("der Bundesregierung"));
    let behind = preceded(peek(alt((value((), answer), value((), government)))), |input| behind_filling(paper_begins, input));
    alt((paper_follows, behind)).parse(input)
}

/// „Anlage 1“, „Anlagen 5 bis 9“, „Anlage 1 zu Frage 3“; without a number only what is said of no plant: the caller
/// looks at the words before. An annex of a law or of another paper gives nothing.
fn annex(input: &str) -> Read<'_, Vec<Mention<'_>>> {
    let (numbered, (label, numbers)) = consumed(annex_words).parse(input)?;
    let (rest, _) = take_while(|c| matches!(c, '*' | '¹' | '²' | '³')).parse(numbered)?;
    let noted = rest.len() < numbered.len();
    let nothing_said = numbers == 0 && !noted && not(bare_annex_ends).parse(rest).is_ok();
    if nothing_said || of_a_law(rest).is_ok() || of_another_paper(rest).is_ok() {
        return Ok((rest, Vec::new()));
    }
    let target = Target::Annex(one_line(label));
    let scope = (gap, any_of(&["zu", "zur"]), opt((gap, any_of(&["den", "der"]))), gap);
    let (rest, scoped) = opt(preceded(scope, question_words)).parse(rest)?;
    let end = if scoped.is_some() { rest } else { numbered };
    Ok((rest, vec![Mention { from: input, rest: end, target }]))
}

/// „Anlage“, „Anlagen 5 bis 9“, „Anhang Nr. 2“: how many numbers there are.
fn annex_words(input: &str) -> Read<'_, usize> {
    let word = any_of(&["Anlagen", "Anlage", "Anhänge", "Anhang", "Tabellenanhang"]);
    let sign = (gap, opt((any_of(&["Nummern", "Nummer", "Nr."]), gap)));
    let numbers = preceded(sign, separated_list1(alt((range_mark, list_mark)), annex_number));
    let word_end = not(satisfy(|c| c.is_alphanumeric() || c == '-'));
    (word, word_end, opt(numbers)).map(|(_, (), numbers)| numbers.map_or(0, |numbers| numbers.len())).parse(input)
}

/// „1“, „2a“, „IV“, „A“; not „1.1.“ or „20 000“.
fn annex_number(input: &str) -> Read<'_, &str> {
    let letter = || terminated(satisfy(|c| c.is_ascii_lowercase()), not(satisfy(char::is_alphanumeric)));
    let arabic = recognize((verify(digit1, |digits: &str| digits.len() <= 3), opt(letter())));
    let roman = take_while1(|c| matches!(c, 'I' | 'V' | 'X'));
    let capital = recognize(satisfy(|c| c.is_ascii_uppercase()));
    let closed = not(alt((recognize(satisfy(|c| c.is_alphanumeric() || c == '&')), recognize((one_of(".,/"), digit1)))));
    terminated(alt((arabic, roman, capital)), closed).parse(input)
}

/// „ entnommen werden“, „ beigefügt“, „ verwiesen“, „)“: an annex without a number is one where it is said to hold
/// or to be added something.
fn bare_annex_ends(input: &str) -> Read<'_, ()> {
    let verb = any_of(&[
        "zu entnehmen",
        "entnommen",
        "beigefügt",
        "verwiesen",
        "ersichtlich",
        "aufgeführt",
        "dargestellt",
        "aufgelistet",
        "enthalten",
        "zu dieser Antwort",
        "zur Antwort",
        "zu Frage",
        "zu den Fragen",
        "(Tabelle",
        "Tabelle",
    ]);
    let spoken = (opt(gap), verb).map(|_| ());
    alt((spoken, value((), (one_of(").;"), opt(gap))), value((), eof))).parse(input)
}

/// „ des SGB VI“, „ zu § 5“, „ der Verordnung“, „ BImSchV“, „ Nummer 3“: an annex of a law.
fn of_a_law(input: &str) -> Read<'_, ()> {
    let article = any_of(&["des", "der", "zum", "zur", "zu den", "zu dem", "zu der", "vom"]);
    let noun = || any_of(&["Antwort", "Anfrage", "Beantwortung", "Frage", "Drucksache", "Bundesregierung", "Bundestag"]);
    let ours = alt((noun(), preceded((take_while1(char::is_alphabetic), gap), noun())));
    let possessed = (article, gap, not(ours), satisfy(|c| c.is_alphanumeric() || c == '§' || c == '„')).map(|_| ());
    let section =
        any_of(&["zu §", "§", "Nummer", "Nr.", "Absatz", "Abs.", "Abschnitt", "Abbildung", "Teil ", "Kapitel", "Ziffer", "Spalte", "Satz"])
            .map(|_| ());
    let abbreviated = verify(take_while1(char::is_alphanumeric), is_law_abbreviation).map(|_| ());
    let bracket = (char('('), opt(tag("zu ")), char('§')).map(|_| ());
    value((), (opt(char(',')), gap, alt((possessed, section, bracket, abbreviated)))).parse(input)
}

/// „BImSchV“, „SGB“, „AufenthG“: capitals within or throughout, at least two.
fn is_law_abbreviation(word: &str) -> bool {
    word.chars().count() > 2 && word.chars().filter(|c| c.is_uppercase()).count() >= 2 && word.ends_with(['G', 'V', 'B', 'O'])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a phrase names and what it leaves: „question 3 [Antwort zu Frage 3]“.
    fn read(text: &str) -> Option<(String, &str)> {
        let (rest, found) = mentions(text).ok()?;
        let shown = found.iter().map(|(range, target)| {
            let target = match target {
                Target::Question(list) => format!("question {list}"),
                Target::Collected(list) => format!("collected {list}"),
                Target::Preface(of) => format!("preface {of:?}"),
                Target::Paper(number, list) => format!("paper {number} {list}").trim_end().to_owned(),
                Target::Bundesrat(number) => format!("bundesrat {number}"),
                Target::Plenary(number) => format!("plenary {number}"),
                Target::Annex(label) => format!("annex {label}"),
            };
            format!("{target} [{}]", &text[range.clone()])
        });
        Some((shown.collect::<Vec<_>>().join("; "), rest))
    }

    fn check(table: &[(&str, &str, &str)]) {
        for &(text, want, rest) in table {
            assert_eq!(read(text), Some((want.to_owned(), rest)), "{text}");
        }
    }

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
            ("Frage 8 für das Jahr 2023 auf BT-Drs. 20/2", "paper 20/2 8 [Frage 8 für das Jahr 2023 auf BT-Drs. 20/2]", ""),
            (
                "Schriftlichen Fragen 4 (Polen) und 5 (Malta) auf Bundestagsdrucksache 20/2",
                "paper 20/2 4, 5 [Schriftlichen Fragen 4 (Polen) und 5 (Malta) auf Bundestagsdrucksache 20/2]",
                "",
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
            ("Frage 8, S. 4 f., auf BT-Drs. 20/2", "paper 20/2 8 [Frage 8, S. 4 f., auf BT-Drs. 20/2]", ""),
            ("Frage 8Bundestagsdrucksache 20/2", "paper 20/2 8 [Frage 8Bundestagsdrucksache 20/2]", ""),
            (
                "Fragen 2 und 3 der Kleinen Anfrage 20/17 der Fraktion",
                "paper 20/17 2, 3 [Fragen 2 und 3 der Kleinen Anfrage 20/17]",
                " der Fraktion",
            ),
            (
                "Antworten zu Frage 3 auf den Bundestagsdrucksachen 19/8 und 20/10)",
                "paper 19/8 3 [Antworten zu Frage 3 auf den Bundestagsdrucksachen 19/8]; paper 20/10 3 [20/10]",
                ")",
            ),
            ("Bundestagsdrucksache 20/2, dort Frage 5)", "paper 20/2 5 [Bundestagsdrucksache 20/2, dort Frage 5]", ")"),
            (
                "Bundestagsdrucksache 20/2 (Antwort zu Frage 37) genannt",
                "paper 20/2 37 [Bundestagsdrucksache 20/2 (Antwort zu Frage 37]",
                ") genannt",
            ),
            ("Bundestagsdrucksache 20/2 (Antwort zur Frage 37)", "paper 20/2 37 [Bundestagsdrucksache 20/2 (Antwort zur Frage 37]", ")"),
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
            (
                "Bundestagsdrucksache 20/4, Antwort zu Frage 7 auf Bundestagsdrucksache 20/5",
                "paper 20/4 [Bundestagsdrucksache 20/4]",
                ", Antwort zu Frage 7 auf Bundestagsdrucksache 20/5",
            ),
            ("Frage 3 der Kleinen Anfrage der Fraktion der Mitte ist", "", " der Kleinen Anfrage der Fraktion der Mitte ist"),
            ("Schriftliche Frage 48 des Abgeordneten Muster ist", "collected 48 [Schriftliche Frage 48]", " des Abgeordneten Muster ist"),
            ("Frage 3 Prozent", "", " Prozent"),
        ]);
    }

    #[test]
    fn papers() {
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
            ("Bundesratsdrucksache 12/24)", "bundesrat 12/24 [Bundesratsdrucksache 12/24]", ")"),
            ("BR-Drs. 365/1/25 und 366/25", "bundesrat 365/1/25 [BR-Drs. 365/1/25]; bundesrat 366/25 [366/25]", ""),
            ("Drucksache 365/25 wird", "bundesrat 365/25 [Drucksache 365/25]", " wird"),
            ("Plenarprotokoll 20/12, S. 4", "plenary 20/12 [Plenarprotokoll 20/12]", ", S. 4"),
            ("Plenarprotokolle 20/12 und 20/14 der", "plenary 20/12 [Plenarprotokolle 20/12]; plenary 20/14 [20/14]", " der"),
        ]);
    }

    #[test]
    fn prefaces() {
        check(&[
            ("Vorbemerkung der Bundesregierung verwiesen", "preface Government [Vorbemerkung der Bundesregierung]", " verwiesen"),
            ("Vorbemerkung der Fragestellerinnen und", "preface Askers [Vorbemerkung der Fragestellerinnen]", " und"),
            ("Vorbemerkung genannt", "preface Unspecified [Vorbemerkung]", " genannt"),
            (
                "Vorbemerkung der Bundesregierung in Bezug zu den Fragen 1 bis 4 verwiesen",
                "preface Government [Vorbemerkung der Bundesregierung in Bezug zu den Fragen 1 bis 4]",
                " verwiesen",
            ),
            ("Vorbemerkung dieser Kleinen Anfrage ist", "preface Askers [Vorbemerkung dieser Kleinen Anfrage]", " ist"),
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
                "preface Unspecified [Vorbemerkung]",
                " und auf ihre Antwort zu Frage 2 wird verwiesen",
            ),
            (
                "Vorbemerkung der Bundesregierung und die Antwort zu Frage 2 auf Drs. 18/11",
                "preface Government [Vorbemerkung der Bundesregierung]",
                " und die Antwort zu Frage 2 auf Drs. 18/11",
            ),
            (
                "Vorbemerkung der Bundesregierung. Auf Drs. 18/11",
                "preface Government [Vorbemerkung der Bundesregierung]",
                ". Auf Drs. 18/11",
            ),
        ]);
    }

    #[test]
    fn annexes() {
        check(&[
            ("Anlage 1 zu entnehmen", "annex Anlage 1 [Anlage 1]", " zu entnehmen"),
            ("Anlagen 5 bis 9* dargestellt", "annex Anlagen 5 bis 9 [Anlagen 5 bis 9]", " dargestellt"),
            ("Anlage 1* zu den Fragen 1 und 2 verwiesen", "annex Anlage 1 [Anlage 1* zu den Fragen 1 und 2]", " verwiesen"),
            ("Anlage* entnommen werden", "annex Anlage [Anlage]", " entnommen werden"),
            ("Anlage 1 des Beispielgesetzes", "", " des Beispielgesetzes"),
            ("Anlage 2 zu § 5 der Verordnung", "", " zu § 5 der Verordnung"),
            ("Anlage 4 BspV sofort", "", " BspV sofort"),
            ("Anlage 3 zur Antwort", "annex Anlage 3 [Anlage 3]", " zur Antwort"),
            ("Anlage 3 auf Bundestagsdrucksache 20/4", "", " auf Bundestagsdrucksache 20/4"),
            ("Anlagen A&B 22", "", " A&B 22"),
            ("Anlage in Beispielstadt", "", " in Beispielstadt"),
        ]);
    }

    #[test]
    fn refuses_other_words_and_numbers() {
        for text in [
            "Frage des Datenschutzes",
            "Fragen 2,5 Millionen",
            "Frage 11/2024",
            "Antwort der Bundesregierung fehlt",
            "Antwort zu 40 Prozent",
            "Drucksache enthält",
            "Drucksache VII/12",
            "Drucksache des Bundestages fehlt",
            "Drucks. folgt in 20/2",
            "Drucksache 18/12 des Landtags",
            "Drucksache 20(8)49",
            "Bundesregierung",
            "Vorbemerkungstext",
            "Plenarprotokoll vom 3. Mai 2024",
            "Anlagenbau 3",
            "Seite 2/4",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
