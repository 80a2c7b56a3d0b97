//! How the words of a line begin and end: as questions do, as answers do, in mid-sentence.
//!
//! What stands in the lists is the German of the papers: how ministries answer, how members ask.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use memchr::memrchr;

use crate::cleaning::vocabulary::WordHasher;
use crate::cleaning::words::{BULLETS, first_token};

/// How a line begins, as far as words tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Opening {
    /// „Die Bundesregierung …“, „Es wird auf …“, „Nein.“
    Answer,
    /// „Wie viele …“, „Welche …“, „Und wenn ja …“
    Question,
    /// „(bitte nach Ländern aufschlüsseln)“
    Bracket,
    /// „– “, „• “
    Bullet,
    /// A small letter: the sentence goes on.
    Small,
    /// Anything else.
    Other,
}

/// How questions begin: question words, and verbs that stand first.
const QUESTION_OPENINGS: [&str; 159] = [
    "Arbeitet",
    "Beabsichtigt",
    "Befinden",
    "Befindet",
    "Beinhaltet",
    "Bestand",
    "Bestehen",
    "Besteht",
    "Betrachtet",
    "Bewertet",
    "Bezieht",
    "Bitte",
    "Bleibt",
    "Braucht",
    "Darf",
    "Dürfen",
    "Dürfte",
    "Enthält",
    "Entspricht",
    "Erachtet",
    "Erfolgt",
    "Ergeben",
    "Ergreift",
    "Erhält",
    "Erhielt",
    "Erhielten",
    "Erwägt",
    "Erwartet",
    "Existieren",
    "Existiert",
    "Falls",
    "Fand",
    "Fanden",
    "Findet",
    "Fließen",
    "Fördert",
    "Führt",
    "Gab",
    "Gedenkt",
    "Gehen",
    "Gehören",
    "Geht",
    "Gelten",
    "Gibt",
    "Gilt",
    "Ging",
    "Gingen",
    "Haben",
    "Hält",
    "Handelt",
    "Hat",
    "Hatte",
    "Hätte",
    "Hatten",
    "Hätten",
    "Inwiefern",
    "Inwieweit",
    "Ist",
    "Jeweils",
    "Kam",
    "Kamen",
    "Kann",
    "Kennt",
    "Kommt",
    "Können",
    "Konnte",
    "Könnte",
    "Konnten",
    "Könnten",
    "Lag",
    "Lagen",
    "Lassen",
    "Lässt",
    "Leistet",
    "Liegen",
    "Liegt",
    "Möchte",
    "Muss",
    "Müssen",
    "Müsste",
    "Müssten",
    "Nimmt",
    "Nutzt",
    "Plant",
    "Prüft",
    "Rechnet",
    "Sah",
    "Schließt",
    "Setzt",
    "Sieht",
    "Sind",
    "Sofern",
    "Soll",
    "Sollen",
    "Sollte",
    "Sollten",
    "Spielt",
    "Stammen",
    "Stehen",
    "Steht",
    "Stellt",
    "Stimmt",
    "Strebt",
    "Teilt",
    "Treffen",
    "Trifft",
    "Umfasst",
    "Und",
    "Unternimmt",
    "Unterstützt",
    "Verfolgt",
    "Verfügen",
    "Verfügt",
    "Verwendet",
    "Wann",
    "War",
    "Wäre",
    "Waren",
    "Warum",
    "Was",
    "Welche",
    "Welchem",
    "Welchen",
    "Welcher",
    "Welches",
    "Wem",
    "Wen",
    "Wenn",
    "Wer",
    "Werden",
    "Weshalb",
    "Wessen",
    "Weswegen",
    "Wie",
    "Wieso",
    "Wieviel",
    "Wieweit",
    "Will",
    "Wird",
    "Wirkt",
    "Wo",
    "Wodurch",
    "Wofür",
    "Woher",
    "Wohin",
    "Wollen",
    "Womit",
    "Woran",
    "Worauf",
    "Woraus",
    "Worin",
    "Worüber",
    "Wovon",
    "Wozu",
    "Wurde",
    "Würde",
    "Wurden",
    "Würden",
    "Zieht",
];

/// „In welchem“, „Seit wann“, „Mit wie vielen“, „Durch wen“: the question word stands second.
const ASKED_SECOND: [&str; 8] = ["welche", "wie vielen", "wie viele", "wessen", "wann ", "wem ", "wen ", "was "];

/// „Bis zu welchem“, „In Höhe welchen“, „Auf Basis welcher“: it stands third, behind a preposition.
const ASKED_THIRD: [&str; 4] = ["welchem ", "welchen ", "welcher ", "welches "];

const PREPOSITIONS: [&str; 18] =
    ["Ab", "Am", "An", "Auf", "Aus", "Bei", "Bis", "Durch", "Für", "Im", "In", "Mit", "Nach", "Seit", "Unter", "Von", "Zu", "Zur"];

/// How answers of the government begin.
const ANSWER_OPENINGS: [&str; 32] = [
    "Alle",
    "Am",
    "Angaben",
    "Auf",
    "Bei",
    "Bezüglich",
    "Das",
    "Daten",
    "Dazu",
    "Dem",
    "Den",
    "Der",
    "Derzeit",
    "Die",
    "Dies",
    "Dieser",
    "Ein",
    "Eine",
    "Entsprechende",
    "Es",
    "Gemäß",
    "Hierzu",
    "Im",
    "Ja",
    "Ja.",
    "Keine",
    "Laut",
    "Nach",
    "Nein",
    "Nein.",
    "Seitens",
    "Siehe",
];

/// Formulas of the government that no question begins with.
const FORMULAS: [&str; 16] = [
    "Es wird auf",
    "Auf die Antwort",
    "Auf die Vorbemerkung",
    "Siehe Antwort",
    "Der Bundesregierung liegen",
    "Der Bundesregierung ist",
    "Die Bundesregierung",
    "Dazu liegen",
    "Hierzu liegen",
    "Nein.",
    "Ja.",
    "Im Übrigen wird",
    "Es liegen",
    "Die Fragen ",
    "Zur Beantwortung",
    "Hierzu wird",
];

/// Of them those that have their capital in mid-sentence, too.
const NOUNS: [&str; 2] = ["Angaben", "Daten"];

/// Further articles, pronouns, prepositions and adverbs: in mid-sentence they have a small letter.
const SENTENCE_OPENINGS: [&str; 46] = [
    "Ab",
    "An",
    "Auch",
    "Aufgrund",
    "Aus",
    "Bereits",
    "Bis",
    "Bisher",
    "Bislang",
    "Da",
    "Dabei",
    "Dagegen",
    "Daher",
    "Darüber",
    "Diese",
    "Dieses",
    "Durch",
    "Ebenfalls",
    "Ebenso",
    "Ferner",
    "Für",
    "Gleiches",
    "In",
    "Insgesamt",
    "Jedoch",
    "Mit",
    "Neben",
    "Seit",
    "Sie",
    "Sofern",
    "Soweit",
    "Sowohl",
    "Um",
    "Unter",
    "Von",
    "Vor",
    "Wegen",
    "Weitere",
    "Weiterhin",
    "Während",
    "Zu",
    "Zudem",
    "Zum",
    "Zur",
    "Zwar",
    "Über",
];

/// What the first word of a line says.
#[derive(Clone, Copy, Default)]
pub(crate) struct FirstWord {
    pub asks: bool,
    pub answers: bool,
    /// It has its capital only where a sentence begins.
    pub begins_sentence: bool,
}

static FIRST_WORDS: LazyLock<HashMap<&str, FirstWord, BuildHasherDefault<WordHasher>>> = LazyLock::new(|| {
    let mut words: HashMap<_, FirstWord, _> = HashMap::default();
    for word in QUESTION_OPENINGS {
        words.entry(word).or_default().asks = true;
    }
    for word in ANSWER_OPENINGS {
        words.entry(word).or_default().answers = true;
    }
    for word in ANSWER_OPENINGS.into_iter().filter(|word| !NOUNS.contains(word)).chain(SENTENCE_OPENINGS) {
        words.entry(word).or_default().begins_sentence = true;
    }
    words
});

impl FirstWord {
    /// All that are known have a capital.
    pub(crate) fn of(first: &str) -> Self {
        if first.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit()) {
            return Self::default();
        }
        FIRST_WORDS.get(first.trim_end_matches([',', '?'])).copied().unwrap_or_default()
    }
}

pub(crate) fn opening_of(words: &str) -> Opening {
    let first = first_token(words);
    opening(words, first, FirstWord::of(first))
}

/// Whether the first word has a capital only where a sentence begins.
pub(crate) fn begins_sentence(words: &str) -> bool {
    FirstWord::of(first_token(words)).begins_sentence
}

/// The words behind their first token.
fn behind<'a>(words: &'a str, token: &str) -> &'a str {
    words.get(token.len()..).unwrap_or_default().trim_start()
}

/// How words begin, the first of which is `first`.
pub(crate) fn opening(words: &str, first: &str, said: FirstWord) -> Opening {
    let asks_second = || {
        let next = behind(words, first);
        next.as_bytes().first().is_some_and(|&first| first == b'w') && ASKED_SECOND.iter().any(|word| next.starts_with(word))
    };
    let asks_third = || {
        let rest = behind(words, first);
        let second = first_token(rest);
        !second.ends_with(',') && ASKED_THIRD.iter().any(|word| behind(rest, second).starts_with(word))
    };
    let mut chars = first.chars();
    match chars.next() {
        Some('(' | '[') => Opening::Bracket,
        Some(sign) if (sign == '*' || BULLETS.contains(&sign)) && chars.next().is_none() => Opening::Bullet,
        // „a. Prüfung der Anträge“
        Some(c) if c.is_ascii_lowercase() && chars.as_str() == "." => Opening::Bullet,
        Some(c) if c.is_lowercase() => Opening::Small,
        Some(_) if asks_second() => Opening::Question,
        Some(_) if said.asks => Opening::Question,
        Some(_) if PREPOSITIONS.contains(&first) && asks_third() => Opening::Question,
        Some(_) if said.answers => Opening::Answer,
        _ => Opening::Other,
    }
}

/// What askers ask for behind „Bitte“. Ministries guide their readers with it: „Bitte entnehmen Sie …“, „Bitte beachten Sie …“
const ASKED_FOR: [&str; 20] = [
    "angeb",
    "anführ",
    "aufführ",
    "aufglieder",
    "auflist",
    "aufschlüssel",
    "ausführ",
    "begründ",
    "beleg",
    "benenn",
    "beschreib",
    "beziffer",
    "darleg",
    "darstell",
    "differenzier",
    "erläuter",
    "nenn",
    "quantifizier",
    "tabellarisch",
    "unterscheid",
];
/// Or how, where the verb stands in the next line.
const ASKED_HOW: [&str; 4] = ["einzeln", "geben", "jeweils", "nach"];
/// „Nennen Sie …“
const BIDS: [&str; 6] = ["Begründen", "Benennen", "Erläutern", "Geben", "Listen", "Nennen"];

/// „(bitte nach Ländern aufschlüsseln)“, „Bitte begründen.“, „Nennen Sie die Gründe.“: only askers ask so.
pub(crate) fn is_request(words: &str) -> bool {
    if !words.starts_with(['(', 'B', 'D', 'E', 'F', 'G', 'L', 'N', 'U', 'W']) {
        return false;
    }
    let Some((first, rest)) = words.split_once(' ') else { return false };
    match first {
        "(Bitte" | "(bitte" => true,
        "Wenn" | "Falls" => ["ja", "nein"]
            .iter()
            .any(|said| rest.strip_prefix(said).is_some_and(|next| next.trim_start_matches(',').starts_with(" bitte "))),
        "Die" | "Der" => {
            rest.starts_with("Fragestell")
                && rest.contains(" bitte")
                && rest.split_once(" um ").is_some_and(|(_, what)| names_what_is_asked_for(what))
        }
        "Um" => rest.contains("wird gebeten") && names_what_is_asked_for(rest),
        "Es" => rest.strip_prefix("wird um ").is_some_and(names_what_is_asked_for),
        "Wir" => rest.strip_prefix("bitten um ").is_some_and(names_what_is_asked_for),
        "Bitte" if ["unter Angabe", "mit Angabe", "mit Begründung"].iter().any(|how| rest.starts_with(how)) => true,
        "Bitte" => says_what_is_asked_for(rest) || says_how(rest),
        _ => rest.starts_with("Sie ") && BIDS.contains(&first),
    }
}

/// „Auflistung …“, „eine Aufschlüsselung …“
fn names_what_is_asked_for(words: &str) -> bool {
    const AT_ONCE: usize = 2;
    let begins = |word: &str, stem: &str| word.get(..stem.len()).is_some_and(|begun| begun.eq_ignore_ascii_case(stem));
    let is_asked_for = |word: &str| word.ends_with("ung") && ASKED_FOR.iter().any(|stem| begins(word, stem)) || word == "Angabe";
    words.split(' ').take(AT_ONCE).any(is_asked_for)
}

/// „… aufschlüsseln“
fn says_what_is_asked_for(words: &str) -> bool {
    words.split(' ').any(|word| ASKED_FOR.iter().any(|stem| word.starts_with(stem)))
}

fn says_how(words: &str) -> bool {
    words.split(' ').any(|word| ASKED_HOW.contains(&word))
}

/// How questions go on behind „Wenn ja, “: answers may open so, too („Wenn ja, werden die Daten gelöscht.“).
const ASKING: [&str; 16] = [
    "aus welch",
    "bis wann",
    "durch w",
    "für w",
    "in welch",
    "inwie",
    "mit welch",
    "seit wann",
    "von w",
    "wann ",
    "warum",
    "welch",
    "wer ",
    "weshalb",
    "wie",
    "wo",
];

/// „Die Zahlen bitte nach Ländern aufschlüsseln.“, „Wenn nein, warum nicht.“, „Quelle: www.amt.de“: the same where a question stands before
/// the words. „Einzelheiten entnehmen Sie bitte …“ guides readers.
pub(crate) fn requests_behind_question(words: &str) -> bool {
    let condition = ["Wenn ja, ", "Wenn nein, ", "Falls ja, ", "Falls nein, "].iter().find_map(|condition| words.strip_prefix(condition));
    if condition.is_some_and(|asked| ASKING.iter().any(|word| asked.starts_with(word))) {
        return true;
    }
    if words.starts_with("Quelle:") && ["www.", "http"].iter().any(|address| words.contains(address)) {
        return true;
    }
    let asked = words.split_once(" bitte ").filter(|(before, _)| !before.ends_with("Sie") && !before.contains("ntnehm"));
    asked.is_some_and(|(_, rest)| says_what_is_asked_for(rest) || says_how(rest))
}

/// „Nach Ansicht der Fragesteller …“
pub(crate) fn tells_views_of_askers(words: &str) -> bool {
    let view = words.strip_prefix("Nach ").and_then(|rest| rest.split_once(" der Fragestell"));
    view.is_some_and(|(view, _)| matches!(view, "Ansicht" | "Auffassung" | "Einschätzung" | "Meinung" | "Kenntnis" | "Überzeugung"))
}

/// Whether words begin as only answers do: „Der Bundesregierung liegen …“.
pub(crate) fn is_formula(words: &str) -> bool {
    opens_with_any(words, &FORMULAS)
}

/// Whether words begin with one of the phrases, whatever blanks an extractor put between their words: two, or hard ones.
pub(crate) fn opens_with_any(words: &str, phrases: &[&str]) -> bool {
    // Nearly all words differ in their first two letters, and no phrase has its blank before, or begins small.
    let two = |words: &str| words.as_bytes().first_chunk::<2>().copied().map(u16::from_ne_bytes);
    let Some(head) = two(words).filter(|_| !words.starts_with(|c: char| c.is_ascii_lowercase())) else { return false };
    let mut alike = phrases.iter().filter(|phrase| two(phrase) == Some(head)).peekable();
    if alike.peek().is_none() {
        return false;
    }
    let spaced = words.contains("  ") || words.contains('\u{a0}');
    alike.any(|phrase| words.starts_with(phrase) || spaced && opens_spaced(words, phrase))
}

fn opens_spaced(words: &str, phrase: &str) -> bool {
    let behind = phrase.split_inclusive(' ').try_fold(words, |left, word| {
        let rest = left.trim_start().strip_prefix(word.trim_end())?;
        (!word.ends_with(' ') || rest.starts_with(char::is_whitespace)).then_some(rest)
    });
    behind.is_some()
}

/// „Auf-⏎grund des“: whether words are the first half of one that begins one of the phrases, whose rest stands `behind` them.
pub(crate) fn opens_broken(words: &str, behind: &str, phrases: &[&str]) -> bool {
    let half = words.strip_suffix('-').filter(|half| !half.is_empty() && !half.contains(' '));
    half.is_some_and(|half| {
        let rest = |phrase: &&str| phrase.strip_prefix(half).is_some_and(|rest| behind.trim_start().starts_with(rest));
        phrases.iter().any(rest)
    })
}

/// Articles and prepositions, sorted.
const NEVER_LAST: [&str; 25] = [
    "am", "aus", "bis", "das", "dem", "den", "der", "des", "die", "ein", "eine", "einem", "einen", "einer", "eines", "für", "im", "in",
    "ins", "seit", "vom", "von", "zum", "zur", "zwischen",
];

/// Whether words end with an article or a preposition that nothing ends with: „im⏎1. Halbjahr“, „der⏎20. Wahlperiode“.
pub(crate) fn ends_in_mid_sentence(words: &str) -> bool {
    memrchr(b' ', words.as_bytes()).and_then(|blank| words.get(blank + 1..)).is_some_and(|last| NEVER_LAST.binary_search(&last).is_ok())
}

/// Behind a part that is not the last, be it alone in the part's last line. „Überwachungs- und“ stands in mid-sentence.
pub(crate) fn ends_with_conjunction(words: &str) -> bool {
    let (before, last) = words.split_at(memrchr(b' ', words.as_bytes()).map_or(0, |blank| blank + 1));
    matches!(last, "und" | "oder" | "sowie") && !before.ends_with("- ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_a_word_once() {
        let lists: [&[&str]; 4] = [&QUESTION_OPENINGS, &ANSWER_OPENINGS, &SENTENCE_OPENINGS, &FORMULAS];
        for list in lists {
            let words: std::collections::BTreeSet<_> = list.iter().collect();
            assert_eq!(words.len(), list.len(), "{list:?}");
        }
        assert!(NEVER_LAST.is_sorted());
    }

    #[test]
    fn only_askers_ask_for_something() {
        for words in [
            "(bitte nach Ländern)",
            "Bitte begründen.",
            "Wir bitten um eine Aufschlüsselung nach Ländern.",
            "Es wird um Angabe der Quellen",
            "Bitte geben Sie an,",
            "Bitte unter Angabe der Länder.",
            "Nennen Sie die Gründe.",
            "Wenn ja, bitte nach Jahren auflisten.",
            "Falls nein bitte begründen.",
            "Die Fragesteller bitten um eine Aufschlüsselung nach Jahren.",
            "Um Auflistung nach Ländern wird gebeten.",
            "Es wird um Auflistung gebeten.",
        ] {
            assert!(is_request(words), "{words}");
        }
        for words in ["Die Zahlen bitte nach Ländern aufschlüsseln.", "Wenn nein, warum nicht.", "Quelle: www.amt.de"] {
            assert!(requests_behind_question(words), "{words}");
        }
        for words in ["Wenn jahrelang gebaut wird, bitte.", "Wenn ja, werden die Daten gelöscht.", "Quelle: Amt für Statistik, Stand: Mai"]
        {
            assert!(!requests_behind_question(words), "{words}");
        }
        assert!(!requests_behind_question("Die Länder bitten um Geld.") && !requests_behind_question("Das bitte ich zu beachten."));
        assert!(!requests_behind_question("Einzelheiten entnehmen Sie bitte der nach Ländern getrennten Übersicht."));
        for words in [
            "Bitte beachten Sie:",
            "Bitte entnehmen Sie",
            "Bitte auch die Antwort zu Frage 2 beachten.",
            "Bitte um Verständnis",
            "Wenn ja, prüft sie das Amt.",
            "Die Fragesteller irren.",
            "Um Verständnis wird gebeten.",
            "Um eine Klärung herbeizuführen, hat sie die Länder gebeten.",
            "Es wird um Nachsicht gebeten, dass eine Auflistung fehlt.",
            "Bitte entnehmen Sie die Angaben der Darstellung in Anlage 1.",
            "Die Fragesteller bitten die Länder.",
            "Die Fragesteller übersehen in ihrer Bitte das Recht.",
            "Es wird auf die Anlage verwiesen.",
            "Die Bitte",
            "Stege, die Sie",
            "Haben Sie Kenntnis",
        ] {
            assert!(!is_request(words), "{words}");
        }
    }

    #[test]
    fn a_question_word_stands_first_second_or_third() {
        let asks = ["Welche Stege", "Seit wann gibt es", "Bis zu welchem Tag", "Auf Basis welcher Zahlen"];
        let says_nothing = ["Im Amt, welches", "Amt bzw. welches Land", "Ob und welche Stege", "Für Boote welche neu sind"];
        assert!(asks.iter().all(|words| opening_of(words) == Opening::Question));
        assert!(says_nothing.iter().all(|words| opening_of(words) != Opening::Question));
    }

    #[test]
    fn a_number_behind_an_article_is_in_mid_sentence() {
        let ends = ["galten im", "Bauten der", "die Jahre von"];
        let may_end = ["Bauten der Stege", "Stege", "lehnt sie ab", "im"];
        assert!(ends.iter().all(|words| ends_in_mid_sentence(words)) && !may_end.iter().any(|words| ends_in_mid_sentence(words)));
    }

    #[test]
    fn a_part_that_is_not_the_last_ends_with_a_conjunction() {
        for (words, ends) in [("die Stege und", true), ("sowie", true), ("Überwachungs- und", false), ("der Hund", false)] {
            assert_eq!(ends_with_conjunction(words), ends, "{words}");
        }
    }

    #[test]
    fn doubled_blanks_are_one() {
        assert!(opens_with_any("Die  Fragen  3", &["Es", "Die Fragen "]) && opens_with_any("Es wird auf", &["Es wird auf"]));
        assert!(opens_with_any("Die\u{a0}Fragen\u{a0}3", &["Die Fragen "]) && !opens_with_any("Die\u{a0}Fragenden", &["Die Fragen "]));
        assert!(!opens_with_any("Die  Frage", &["Die Fragen "]) && !opens_with_any("Die", &["Die Frage"]) && !opens_with_any("", &["Es"]));
    }

    #[test]
    fn tells_how_lines_begin() {
        for (words, want) in [
            ("Die Bundesregierung plant", Opening::Answer),
            ("Wie viele Brücken", Opening::Question),
            ("In welchen Ländern", Opening::Question),
            ("(bitte nach Ländern)", Opening::Bracket),
            ("– Bayern", Opening::Bullet),
            ("und wenn ja", Opening::Small),
            ("Brücken sind", Opening::Other),
        ] {
            assert_eq!(opening_of(words), want, "{words}");
        }
    }
}
