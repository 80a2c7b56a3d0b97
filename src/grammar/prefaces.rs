//! How a preface speaks whose heading does not say whose it is.

use nom::Parser;
use nom::bytes::complete::{tag, take_while1};
use nom::combinator::verify;

use super::{Read, gap};

/// What the government says of itself and its judgement in the present tense. Askers tell what it has done or plans.
const STANCES: [&str; 20] = [
    "begrüßt",
    "bekennt",
    "bekräftigt",
    "bewertet",
    "dankt",
    "erhebt",
    "erinnert",
    "geht",
    "hält",
    "legt",
    "misst",
    "mißt",
    "nimmt",
    "sieht",
    "stimmt",
    "teilt",
    "unterstreicht",
    "verweist",
    "weist",
    "äußert",
];

/// „Die Bundesregierung misst den Stegen große Bedeutung bei.“: so only its own preface begins.
pub(crate) fn speaks_as_government(preface: &str) -> bool {
    let word = take_while1::<_, _, ()>(char::is_alphabetic);
    let stance = verify(word, |word: &str| STANCES.binary_search(&word).is_ok());
    let read: Read<'_, _> = (tag("Die"), gap, tag("Bundesregierung"), gap, stance).parse(preface.trim_start());
    read.is_ok()
}

/// „nach Ansicht der Fragesteller“: both may name them, so a stance of the government is proof only where nobody does.
pub(crate) fn names_askers(line: &str) -> bool {
    words(line).any(|word| word.starts_with("Fragestell") || word == "Fragenden")
}

/// „Wir halten …“, „nach unserer Ansicht“: so askers speak.
pub(crate) fn speaks_as_askers(line: &str) -> bool {
    words(line).any(|word| word.starts_with("unser") || matches!(word, "Wir" | "wir" | "uns"))
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stances_are_sorted() {
        assert!(STANCES.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn the_government_is_told_by_its_stance() {
        for text in [
            "Die Bundesregierung misst den Stegen große Bedeutung bei.",
            "Die Bundesregierung weist darauf hin, dass Stege altern.",
            "Die  Bundesregierung\nteilt diese Sorge.",
        ] {
            assert!(speaks_as_government(text), "{text}");
        }
        for text in [
            "Die Bundesregierung hat ein Programm für Stege angekündigt.",
            "Die Bundesregierung plant Stege.",
            "Die Bundesregierungen messen den Stegen Bedeutung bei.",
            "Das Land misst den Stegen große Bedeutung bei.",
            "Nach dem Bericht misst die Bundesregierung den Stegen Bedeutung bei.",
        ] {
            assert!(!speaks_as_government(text), "{text}");
        }
    }

    #[test]
    fn askers_name_themselves() {
        assert!(names_askers("haben die Fragestellerinnen gefragt") && !names_askers("die Fragen der Länder"));
        assert!(speaks_as_askers("Wir halten das für falsch") && speaks_as_askers("(nach unserer Ansicht)"));
        assert!(!speaks_as_askers("Wirkung und Unserheit"));
    }
}
