//! The head of a paper: number, period, date, kind, whom it answers.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while1};
use nom::character::complete::{char, satisfy, u16};
use nom::combinator::{opt, verify};
use nom::sequence::{delimited, preceded, terminated};

use super::dates::spoken_date;
use super::numbers::{edition, paper_number};
use super::openings::opens_with_any;
use super::{Read, gap};
use crate::cleaning::words::{last_token, one_line};
use crate::date::Date;
use crate::id::PaperNumber;

/// What a kind of paper is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Shape {
    /// Questions with answers.
    Answer,
    /// Questions without.
    Inquiry,
    /// „Schriftliche Fragen“: questions of many members, with answers.
    WrittenQuestions,
    /// „Fragen“ for the Fragestunde: questions of many members, without answers.
    OralQuestions,
    /// A kind that we do not structure.
    Other,
}

/// A kind of paper by DIP's own word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Kind {
    /// „Kleine Anfrage“.
    pub name: &'static str,
    /// What it is made of.
    pub shape: Shape,
}

const fn other(name: &'static str) -> Kind {
    Kind { name, shape: Shape::Other }
}

/// The kinds as their line in the title block begins; a longer name stands before the one that it begins with.
const KINDS: [Kind; 25] = [
    Kind { name: "Antwort", shape: Shape::Answer },
    Kind { name: "Kleine Anfrage", shape: Shape::Inquiry },
    Kind { name: "Große Anfrage", shape: Shape::Inquiry },
    Kind { name: "Schriftliche Fragen", shape: Shape::WrittenQuestions },
    Kind { name: "Fragen", shape: Shape::OralQuestions },
    Kind { name: "Dringliche Fragen", shape: Shape::OralQuestions },
    other("Antrag"),
    other("Gesetzentwurf"),
    other("Unterrichtung"),
    other("Beschlussempfehlung und Bericht"),
    other("Beschlussempfehlung"),
    other("Beschlußempfehlung und Bericht"),
    other("Beschlußempfehlung"),
    other("Entschließungsantrag"),
    other("Änderungsantrag"),
    other("Wahlvorschlag"),
    other("Verordnung"),
    other("Zweite Beschlussempfehlung"),
    other("Dritte Beschlussempfehlung"),
    other("Ergänzung zu den Beschlussempfehlungen"),
    other("Zusammenstellung"),
    other("Ergänzende Beschlussempfehlung"),
    other("Bericht"),
    other("Sammelübersicht"),
    other("Mitteilung"),
];

/// Whether a line is nothing but the name of a kind.
pub(crate) fn is_kind(line: &str, kind: Kind) -> bool {
    line.split_whitespace().eq(kind.name.split(' '))
}

/// „Kleine Anfrage“, „Antwort“: the kind, if the line is nothing but its name (or goes on with „der …“). „mit den in der Woche
/// vom …“ goes on with „Schriftliche Fragen“, where extractors lose that line.
pub(crate) fn kind(line: &str) -> Option<Kind> {
    let line = one_line(line);
    let written = ["mit den in der Woche vom ", "mit den in der Zeit vom "].iter().any(|goes_on| line.starts_with(goes_on));
    let goes_on = |rest: &str| [" der ", " des ", " für die Fragestunde", " mit den in der"].iter().any(|next| rest.starts_with(next));
    // „Sammelübersicht 12“, „Bericht gemäß § 96 …“
    let says_more = |rest: &str| {
        let number = rest.strip_prefix(' ').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
        number || [" gemäß ", " auf ", " nach ", " zu dem ", " zu den ", " zu der "].iter().any(|next| rest.starts_with(next))
    };
    let names = |kind: &Kind| {
        let rest = line.strip_prefix(kind.name);
        rest.is_some_and(|rest| rest.is_empty() || goes_on(rest) || kind.shape == Shape::Other && says_more(rest))
    };
    KINDS.into_iter().find(|kind| if written { kind.shape == Shape::WrittenQuestions } else { names(kind) })
}

/// „21. Wahlperiode“.
pub(crate) fn period(input: &str) -> Read<'_, u16> {
    terminated(u16, (char('.'), opt(gap), tag("Wahlperiode"))).parse(input)
}

/// „21. Wahlperiode 3. März 2027“: a day in words is the paper's where it stands behind the period.
pub(crate) fn spoken_day(input: &str) -> Read<'_, Date> {
    preceded((period, gap), spoken_date).parse(input)
}

/// „Drucksache 21/971“, „Drucksache 21/309 (neu)“.
pub(crate) fn own_number(input: &str) -> Read<'_, (PaperNumber, Option<&str>)> {
    preceded((tag("Drucksache"), gap), (paper_number, opt(edition))).parse(input)
}

/// „Drucksache⏎17. Wahlperiode⏎17/971“: where an extractor printed the period between them, it proves the number.
pub(crate) fn number_apart(head: &str) -> Option<PaperNumber> {
    let parted = |input| (tag::<_, _, ()>("Drucksache"), gap, period, gap, paper_number).parse(input);
    first(head, parted)
        .map(|(_, (.., period, _, number), _)| (period, number))
        .filter(|(period, number)| number.period() == *period)
        .map(|(_, number)| number)
}

/// „– Drucksache 21/799 –“, „– Drucksachen 19/1, 19/2 –“: the paper that is answered; the first one.
pub(crate) fn answered_number(input: &str) -> Read<'_, PaperNumber> {
    let is_dash = |c: char| matches!(c, '–' | '-' | '—' | '\u{2212}');
    let dash = || satisfy(is_dash);
    let word = verify(take_while1(char::is_alphabetic), is_drucksache);
    let more = take_while(|c: char| !is_dash(c));
    delimited((dash(), opt(gap), word, gap), paper_number, (more, dash())).parse(input)
}

/// „Drucksache“, „Drucksachen“, „Bundestagsdrucksache“; also „Druckache“, as one of them was printed.
fn is_drucksache(word: &str) -> bool {
    (word.starts_with("Dru") || word.starts_with("Bundestagsdru")) && word.trim_end_matches('n').ends_with("ache")
}

/// „auf die Kleine Anfrage “: the kind of paper that is answered.
pub(crate) fn answered_kind(input: &str) -> Read<'_, &'static str> {
    let kind = alt((tag("Kleine").map(|_| "Kleine Anfrage"), tag("Große").map(|_| "Große Anfrage")));
    delimited((tag("auf die"), gap), kind, (gap, tag("Anfrage"))).parse(input)
}

/// The first place where `parser` succeeds at a word's start, with the bytes before it and the rest behind.
pub(crate) fn first<'a, O>(input: &'a str, parser: impl Fn(&'a str) -> Read<'a, O>) -> Option<(usize, O, &'a str)> {
    let starts = std::iter::once(0).chain(input.match_indices(char::is_whitespace).map(|(at, space)| at + space.len()));
    starts
        .filter_map(|at| input.get(at..).map(|tail| (at, tail)))
        .find_map(|(at, tail)| parser(tail).ok().map(|(rest, value)| (at, value, rest)))
}

/// With what the text of papers begins that we do not structure.
pub(crate) fn opens_text(line: &str) -> bool {
    const OPENINGS: [&str; 12] = [
        "Der Bundestag wolle",
        "Der Bundestag möge",
        "A. Problem",
        "Berlin, den",
        "Inhaltsverzeichnis",
        "Vorbemerkung",
        "Der Deutsche Bundestag",
        "Verzeichnis der Fragenden",
        "Mit Schreiben",
        "Bericht der Abgeordneten",
        "Bericht des Abgeordneten",
        "Bericht des Vorsitzenden",
    ];
    opens_with_any(line, &OPENINGS)
}

/// „der Abgeordneten …“, „durch die Präsidentin …“: what leads from the kind to those whose paper it is.
pub(crate) fn introduces(line: &str) -> bool {
    ["der ", "des ", "durch ", "der\u{a0}", "zu ", "zur "].iter().any(|word| line.starts_with(word))
}

/// „der Abgeordneten Ina Feld …“, „der Fraktion der SPD“.
pub(crate) fn names_askers(line: &str) -> bool {
    ["der Abgeordneten ", "des Abgeordneten ", "der Fraktion "].iter().any(|word| line.starts_with(word))
}

/// „… und der Fraktion“, „Ina Feld,“: the list of askers goes on below.
pub(crate) fn leaves_asker_open(line: &str) -> bool {
    line.ends_with([',', '/', '-']) || ["der", "die", "DIE", "und", "Fraktion", "Fraktionen"].iter().any(|word| line.ends_with(word))
}

/// „Präsidentin …“ of „durch die Präsidentin …“.
pub(crate) fn without_lead(words: &str) -> &str {
    ["durch den ", "durch die ", "durch das ", "der ", "des "].iter().find_map(|article| words.strip_prefix(article)).unwrap_or(words)
}

/// „zu der dritten Beratung des Gesetzentwurfs …“, „gemäß § 96 der Geschäftsordnung“, „– Drucksache 21/12 –“: behind those
/// who ask or report stands what the paper concerns.
pub(crate) fn opens_concern(words: &str) -> bool {
    ["zu der ", "zu dem ", "zu den ", "zur ", "zum ", "gemäß ", "– Drucksache", "Entwurf eine"]
        .iter()
        .any(|opening| words.starts_with(opening))
}

/// „durch die Präsidentin des Deutschen Bundestages“, „des Auswärtigen Ausschusses (3. Ausschuss)“: an organ's name is whole.
pub(crate) fn is_organ(words: &str) -> bool {
    const ORGANS: [&str; 6] = ["Deutschen Bundestages", "Bundesregierung", "Bundesrat", "Bundesrates", "Bundesrechnungshof", " Ausschuss)"];
    ORGANS.iter().any(|organ| words.ends_with(organ))
}

/// The names of the groups that the Bundestag has had since 1990 tell where line ends say nothing, or keep their space
/// everywhere.
pub(crate) fn ends_with_group(words: &str) -> bool {
    const GROUPS: [&str; 12] =
        ["AfD", "SPD", "CSU", "FDP", "F.D.P.", "GRÜNEN", "Die Linke", "LINKE", "LINKE.", "PDS", "PDS/Linke Liste", "BSW"];
    GROUPS.iter().any(|group| words.ends_with(group))
}

/// „Dr. Jan van der Feld“, „Ina Feld (Altona)“: who is proposed, alone on a line.
pub(crate) fn is_person(line: &str) -> bool {
    /// First name and surname; with titles, particles and a place at most six.
    const WORDS: std::ops::RangeInclusive<usize> = 2..=6;
    const PARTICLES: [&str; 16] = ["von", "vom", "van", "zu", "zum", "zur", "der", "den", "de", "del", "di", "do", "dos", "du", "la", "da"];
    let part_of_name = |word: &str| {
        let bare = word.trim_start_matches('(');
        bare.starts_with(char::is_uppercase) && !word.ends_with(',') || PARTICLES.contains(&word) || matches!(word, "h." | "c.")
    };
    WORDS.contains(&line.split(' ').count()) && line.split(' ').all(part_of_name)
}

/// Whether a title may end here: titles end with a noun, a name or a long word, not with „der“ or „und“.
pub(crate) fn ends_in_noun(words: &str) -> bool {
    const LONGEST_PARTICLE: usize = 5;
    let last = last_token(words);
    last.starts_with(|c: char| !c.is_lowercase()) || last.len() > LONGEST_PARTICLE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_kinds() {
        for (line, name) in [
            ("Antwort ", Some("Antwort")),
            ("Kleine Anfrage", Some("Kleine Anfrage")),
            ("Beschlussempfehlung und Bericht ", Some("Beschlussempfehlung und Bericht")),
            ("Antwort der Bundesregierung", Some("Antwort")),
            ("Fragen für die Fragestunde der 3. Sitzung", Some("Fragen")),
            ("Fragen zum Haushalt", None),
            ("mit den in der Woche vom 8. März 2027", Some("Schriftliche Fragen")),
            ("Berichte", None),
            ("Kleine\u{a0}Anfrage", Some("Kleine Anfrage")),
            ("Sammelübersicht 12", Some("Sammelübersicht")),
            ("Bericht gemäß § 96 der Geschäftsordnung", Some("Bericht")),
            ("Antwort 12", None),
            ("Bericht zweier Länder", None),
        ] {
            assert_eq!(kind(line).map(|kind| kind.name), name, "{line}");
        }
    }

    #[test]
    fn a_day_in_words_stands_behind_the_period() {
        assert_eq!(spoken_day("21. Wahlperiode 3. März 2027").map(|(_, day)| day.to_string()), Ok("2027-03-03".to_owned()));
        assert!(spoken_day("3. März 2027").is_err() && spoken_day("21. Wahlperiode vom 3. März 2027").is_err());
    }

    #[test]
    fn finds_numbers() {
        let head = "Deutscher Bundestag Drucksache 21/309 (neu) 21. Wahlperiode auf die Große Anfrage – Drucksache 21/12 –";
        let (at, (number, edition), _) = first(head, own_number).expect("own number");
        assert_eq!((at, number.to_string().as_str(), edition), (20, "21/309", Some("neu")));
        assert_eq!(first(head, period).map(|(_, period, _)| period), Some(21));
        assert_eq!(first(head, answered_kind).map(|(_, kind, _)| kind), Some("Große Anfrage"));
        assert_eq!(first(head, answered_number).map(|(_, number, rest)| (number.to_string(), rest)), Some(("21/12".to_owned(), "")));
        assert!(answered_number("– Druck 21/12 –").is_err() && answered_number("– Seite 21/12 –").is_err());
        assert!(answered_number("– Druckache 21/12 –").is_ok());
        let apart = |head| number_apart(head).map(|number| number.to_string());
        assert_eq!(apart("Deutscher Bundestag Drucksache 17. Wahlperiode 17/971 15. 02. 2013").as_deref(), Some("17/971"));
        assert!(
            ["Drucksache 17. Wahlperiode 16/971", "Drucksache 17. Wahlperiode zu 17/971"].iter().all(|head| number_apart(head).is_none())
        );
    }

    #[test]
    fn lines_of_the_title_block_are_told_apart() {
        assert!(["Dr. Jan van der Feld", "Ina Feld (Altona)", "Prof. Dr. h. c. Ole Tor"].iter().all(|line| is_person(line)));
        assert!(["Feld", "Ina Feld, Altona", "Wahl der Mitglieder des Kuratoriums", "ina Feld"].iter().all(|line| !is_person(line)));
        assert!(ends_in_noun("Zustand der Brücken") && ends_in_noun("Brücken stärken") && !ends_in_noun("Brücken und"));
        assert!(leaves_asker_open("Ina Feld,") && leaves_asker_open("und der Fraktion") && !leaves_asker_open("der SPD"));
        assert!(opens_text("Der Bundestag wolle beschließen:") && !opens_text("Der Bundestag und seine Stege"));
        assert_eq!(without_lead("durch die Präsidentin"), "Präsidentin");
    }
}
