//! Headings and requests, spread or plain: „V o r b e m e r k u n g  d e r  F r a g e s t e l l e r“, „Wir fragen die
//! Bundesregierung:“, „Begründung“. Pure functions on one line.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::char;
use nom::combinator::{all_consuming, opt, rest, verify};
use nom::sequence::{delimited, preceded};

use super::ministries::nominative;
use super::numbers::question_list;
use super::{Read, any_of, gap};
use crate::cleaning::letterspacing::{TYPING_ERRORS, distance, is_nearly, is_spread, letters, printed_letters, same_letters};
use crate::id::QuestionList;
use crate::voice::Voice;

/// Whose „Vorbemerkung“ begins under this line, if the whole line is a heading.
///
/// A plain line must be the heading letter for letter (a colon may follow), but for how it names women and men and for capitals
/// throughout; „Vorbemerkung der Fragesteller)?“ ends a question. A spread one may have typing errors.
#[must_use]
pub(crate) fn preface_heading(line: &str) -> Option<Voice> {
    let line = line.trim();
    if !may_head_preface(line) {
        return None;
    }
    if is_spread(line) {
        return spread_heading(line);
    }
    let bare = line.trim_end_matches(':').trim_end();
    let bare = without_general(bare);
    let bare = bare.strip_suffix("zu allen Fragen").map_or(bare, str::trim_end);
    let capitals = is_in_capitals(bare);
    if !printed_letters(bare).take(PREFACE.len()).eq(PREFACE.chars()) && !capitals {
        return None;
    }
    speaker(&said_of_all(bare), capitals).or_else(|| group_s_heading(bare).ok().map(|(_, ())| Voice::Askers))
}

/// The same of words that running text may have in a line of its own, too, so that the place must tell: „Vorbemerkung
/// Bundesregierung“, „Einleitende Bemerkungen der Bundesregierung“, „Vorbemerkung zur Antwort“, „Vorbemerkung des Bundesministeriums
/// der Finanzen“.
#[must_use]
pub(crate) fn placed_preface_heading(line: &str) -> Option<Voice> {
    let line = line.trim();
    if !may_head_preface(line) || is_spread(line) {
        return None;
    }
    let general = || (any_of(&GENERAL), gap);
    let remarks = alt(((opt(general()), any_of(&PREFACES)).map(|_| ()), (general(), any_of(&["Bemerkungen", "Bemerkung"])).map(|_| ())));
    let read: Read<'_, _> = preceded((remarks, opt(char(':')), gap), rest).parse(line.trim_end_matches(':').trim_end());
    let (_, who) = read.ok()?;
    let said = said_of_all(who);
    let article = |who: &'static str| ["der", "des"].iter().find_map(|article| who.strip_prefix(article)).unwrap_or(who);
    let speaker = SPEAKERS.iter().find(|(known, _)| *known == said || article(known) == said).map(|(_, voice)| *voice);
    speaker.or_else(|| (is_ministry(who) || TO_ANSWER.contains(&said.as_str())).then_some(Voice::Government))
}

/// Whose preface begins under a heading of two lines: „Vorbemerkung der⏎Bundesregierung“, „Vorbemerkung der Bundes-⏎regierung“,
/// „Vorbemerkung der Fragestellerinnen⏎und Fragesteller“. Where the first line is a heading, a sentence would begin below it.
#[must_use]
pub(crate) fn torn_preface_heading(line: &str, below: &str) -> Option<Voice> {
    let line = line.trim();
    if !may_head_preface(line) {
        return None;
    }
    let heading = |line: &str| preface_heading(line).or_else(|| placed_preface_heading(line));
    if is_spread(line) && below.split_whitespace().all(|word| word.chars().nth(1).is_none()) {
        let said = letters(line);
        return if speaker(&said, false).is_some() { None } else { speaker(&[said, letters(below)].concat(), false) };
    }
    if heading(line).is_some() && (is_spread(line) || !below.starts_with(char::is_lowercase)) {
        return None;
    }
    match line.strip_suffix('-') {
        Some(torn) => heading(&[torn, below].concat()),
        None => heading(&[line, below].join(" ")),
    }
}

/// Whether a line may be the heading of a preface: what most lines don't begin with.
#[must_use]
pub(crate) fn may_head_preface(line: &str) -> bool {
    line.starts_with('V') || GENERAL.iter().any(|word| line.starts_with(word)) || line.starts_with("A ") && is_spread(line)
}

/// „V o r b e m e r k u n g  d e r  F r a g e t e l l e r“
fn spread_heading(line: &str) -> Option<Voice> {
    let letters = letters(line);
    let letters = without_general(&letters);
    let likely = || {
        let headings = PREFACES.into_iter().flat_map(|preface| SPEAKERS.iter().map(move |who| (preface, who)));
        let errors = headings.map(|(preface, (who, voice))| (distance(letters, &[preface, who].concat()), *voice));
        errors.min_by_key(|(errors, _)| *errors).filter(|(errors, _)| *errors <= TYPING_ERRORS).map(|(_, voice)| voice)
    };
    speaker(letters, is_in_capitals(line)).or_else(likely)
}

/// Who speaks under „VorbemerkungderFragesteller“, letter for letter, but for `capitals` throughout.
fn speaker(heading: &str, capitals: bool) -> Option<Voice> {
    let same = |known: &str, said: &str| known == said || capitals && known.eq_ignore_ascii_case(said);
    let behind = |preface: &str| heading.split_at_checked(preface.len()).filter(|(said, _)| same(preface, said)).map(|(_, who)| who);
    let mut who = PREFACES.into_iter().filter_map(behind);
    who.find_map(|said| SPEAKERS.iter().find(|(known, _)| same(known, said))).map(|(_, voice)| *voice)
}

/// „Vorbemerkung der Fraktion der CDU/CSU“
fn group_s_heading(words: &str) -> Read<'_, ()> {
    let name = verify(rest, |name: &str| is_name(name));
    (any_of(&PREFACES), gap, tag("der"), gap, tag("Fraktion"), gap, name).map(|_| ()).parse(words)
}

/// „des Bundesministeriums der Finanzen“, „des Auswärtigen Amts“, and nothing else.
fn is_ministry(genitive: &str) -> bool {
    const FEDERAL: [&str; 3] = ["Bundesministerium", "Auswärtiges Amt", "Bundeskanzleramt"];
    is_name(genitive) && nominative(genitive).is_some_and(|name| FEDERAL.iter().any(|office| name.starts_with(office)))
}

/// „der CDU/CSU und SPD“, „BÜNDNIS 90/DIE GRÜNEN“, „des Bundesministeriums für Verkehr“: no sentence, and whole.
fn is_name(words: &str) -> bool {
    let belongs = |word: &str| !word.starts_with(char::is_lowercase) || matches!(word, "der" | "des" | "für" | "und");
    let last = words.split_whitespace().next_back().unwrap_or_default();
    words.split_whitespace().all(belongs) && last.starts_with(char::is_uppercase) && last.ends_with(char::is_alphabetic)
}

/// What is printed, „Fragesteller/-innen“ as „Fragestellerinnen“.
fn said_of_all(words: &str) -> String {
    let both = WOMEN_AND_MEN
        .iter()
        .find_map(|sign| words.split_once(sign).or_else(|| words.split_once(&sign.to_uppercase())))
        .map(|(who, behind)| [who, "innen", behind].concat());
    printed_letters(both.as_deref().unwrap_or(words)).collect()
}

/// „Vorbemerkung der Bundesregierung“ of „Allgemeine Vorbemerkung der Bundesregierung“
fn without_general(heading: &str) -> &str {
    GENERAL.iter().find_map(|word| heading.strip_prefix(word)).map_or(heading, str::trim_start)
}

/// „VORBEMERKUNG“
fn is_in_capitals(words: &str) -> bool {
    !words.contains(char::is_lowercase)
}

/// „Allgemeine Vorbemerkung der Bundesregierung“: what others to some questions may follow.
const GENERAL: [&str; 3] = ["Allgemeine", "Einleitende", "Grundsätzliche"];

/// How a preface to the answer is headed, which is the government's.
const TO_ANSWER: [&str; 5] =
    ["zurAntwort", "zurBeantwortung", "zuderAntwort", "zurAntwortderBundesregierung", "zurBeantwortungderKleinenAnfrage"];

/// How „Fragesteller/-innen“ name women and men.
const WOMEN_AND_MEN: [&str; 7] = ["/-innen", "/innen", "*innen", ":innen", "_innen", "(innen)", "-innen"];

/// Whether the whole line is „Vorbemerkung“, „Allgemeine Vorbemerkung“, spread or plain: a heading that does not say whose text stands under it, or the
/// last word of a sentence that was broken there.
#[must_use]
pub(crate) fn is_bare_preface_heading(line: &str) -> bool {
    const BARE: [&str; 4] = [PREFACE, "Vorbemerkungen", "VORBEMERKUNG", "VORBEMERKUNGEN"];
    let bare = line.trim().trim_end_matches(':').trim_end();
    if !may_head_preface(bare) {
        return false;
    }
    if is_spread(line) {
        let letters = letters(line);
        return BARE.iter().any(|heading| is_nearly(without_general(&letters), heading));
    }
    BARE.contains(&without_general(bare))
}

/// Whose „Vorbemerkung der Bundesregierung zu den Fragen 5 bis 8:“ begins under this line, if it says no more, and to which
/// questions. „Vorbemerkung zu Frage 3“ names nobody.
#[must_use]
pub(crate) fn preface_to_questions(line: &str) -> Option<(Option<Voice>, QuestionList)> {
    let (heading, scope) = line.split_once(" zu")?;
    let voice = if is_bare_preface_heading(heading) { None } else { Some(preface_heading(heading)?) };
    let to = (opt(char('r')), gap, opt((tag("den"), gap)), any_of(&["Fragen", "Frage"]), gap);
    let read: Read<'_, _> = all_consuming(delimited(to, question_list, (opt(gap), opt(char(':'))))).parse(scope);
    read.ok().map(|(_, questions)| (voice, questions))
}

/// What stands behind a spread heading in its line: „V o r b e m e r k u n g  d e r  F r a g e s t e l l e r Die Brücken …“.
/// A plain one must touch it: „Vorbemerkung der FragestellerDie Brücken …“.
#[must_use]
pub(crate) fn behind_heading(line: &str) -> Option<&str> {
    spread_behind(line).or_else(|| touching(line))
}

/// What begins with a capital right behind the last letter of a heading.
fn touching(line: &str) -> Option<&str> {
    let behind = |preface: &str, who: &str| {
        let mut letters = line.char_indices().filter(|(_, c)| !c.is_whitespace());
        let same = preface.chars().chain(who.chars()).all(|letter| letters.next().is_some_and(|(_, c)| c == letter));
        let (end, _) = letters.next().filter(|(_, c)| same && c.is_uppercase())?;
        let (heading, rest) = line.split_at_checked(end)?;
        let inner = ["Innen", "INNEN"].iter().any(|ending| rest.starts_with(ending));
        (!inner && (!heading.ends_with(char::is_whitespace) || is_spread(line))).then_some(rest)
    };
    let letters_touch = |pair: &[u8]| matches!(pair, [a, b] if a.is_ascii_lowercase() && b.is_ascii_uppercase());
    let may_touch = || line.as_bytes().windows(2).any(letters_touch) || is_spread(line);
    if !printed_letters(line).take(PREFACE.len()).eq(PREFACE.chars()) || !may_touch() {
        return None;
    }
    SPEAKERS.iter().find_map(|(who, _)| PREFACES.iter().find_map(|preface| behind(preface, who)))
}

/// What stands behind a spread heading and is not spread.
fn spread_behind(line: &str) -> Option<&str> {
    // The last letters may touch: „r u ng Die“.
    const TOUCHING: usize = 3;
    let belongs = |word: &str| match word.len() {
        0..=1 => true,
        letters => letters <= TOUCHING && word.bytes().all(|byte| byte.is_ascii_lowercase()),
    };
    if !line.strip_prefix('V')?.starts_with(char::is_whitespace) {
        return None;
    }
    let mut rest = line;
    while let Some((_, behind)) = rest.split_once(' ').filter(|(word, _)| belongs(word)) {
        rest = behind;
    }
    let heading = line.get(..line.len() - rest.len())?;
    let begins = !belongs(rest) && !rest.starts_with(char::is_lowercase);
    (begins && is_spread(heading) && preface_heading(heading).is_some()).then_some(rest)
}

/// Whether the whole line is „Wir fragen die Bundesregierung:“ or one of its like, spread or plain.
#[must_use]
pub(crate) fn request(line: &str) -> bool {
    let bare = line.trim().trim_end_matches([':', '.']).trim_end();
    if !bare.starts_with(['A', 'D', 'F', 'H', 'I', 'V', 'W']) {
        return false;
    }
    // „Die Fraktion der Freien fragt die Bundesregierung:“
    let by_name = ["Die Fraktion ", "Die Gruppe ", "Die Abgeordneten "].iter().any(|who| bare.starts_with(who));
    if by_name && [" fragt die Bundesregierung", " fragen die Bundesregierung"].iter().any(|asks| bare.ends_with(asks)) {
        return true;
    }
    if is_spread(line) {
        let letters = letters(line);
        return REQUESTS.iter().any(|request| is_nearly(&letters, request));
    }
    if is_in_capitals(bare) {
        let said: String = printed_letters(bare).collect();
        return REQUESTS.iter().any(|request| request.eq_ignore_ascii_case(&said));
    }
    let short = || bare.len() < line.trim().len() && SHORT_REQUESTS.iter().any(|request| same_letters(bare, request));
    REQUESTS.iter().any(|request| same_letters(bare, request)) || short()
}

/// Whether the whole line is „Begründung“: until 1998 the askers' reasons stood behind their questions and signatures.
#[must_use]
pub(crate) fn is_reasons_heading(line: &str) -> bool {
    const HEADING: &str = "Begründung";
    let bare = line.trim().trim_end_matches(':').trim_end();
    bare.starts_with('B') && (bare == HEADING || is_spread(line) && is_nearly(&letters(line), HEADING))
}

/// With what all headings begin.
const PREFACE: &str = "Vorbemerkung";

/// What heads a preface, the longer word first.
const PREFACES: [&str; 2] = ["Vorbemerkungen", PREFACE];

/// Who speaks under a heading, without blanks.
const SPEAKERS: [(&str, Voice); 15] = [
    ("derFragesteller", Voice::Askers),
    ("derFragestellerin", Voice::Askers),
    ("derFragestellerinnen", Voice::Askers),
    ("derFragestellerInnen", Voice::Askers),
    ("derFragestellerinnenundFragesteller", Voice::Askers),
    ("derFragestellerundFragestellerinnen", Voice::Askers),
    ("derFragestellenden", Voice::Askers),
    ("derFragenden", Voice::Askers),
    ("derAnfragenden", Voice::Askers),
    ("desFragestellers", Voice::Askers),
    ("derfragestellendenFraktion", Voice::Askers),
    ("deranfragendenFraktion", Voice::Askers),
    ("derFraktion", Voice::Askers),
    ("derAbgeordneten", Voice::Askers),
    ("derBundesregierung", Voice::Government),
];

/// The requests without their blanks.
const REQUESTS: [&str; 18] = [
    "WirfragendieBundesregierung",
    "WirfragendieBundesregierungdaher",
    "WirfragendieBundesregierungdeshalb",
    "WirfragendieBundesregierungweiter",
    "WirfragennundieBundesregierung",
    "AusdiesemGrundfragenwirdieBundesregierung",
    "AußerdemfragenwirdieBundesregierung",
    "FernerfragenwirdieBundesregierung",
    "IndiesemZusammenhangfragenwirdieBundesregierung",
    "WeiterhinfragenwirdieBundesregierung",
    "WirfragendaherdieBundesregierung",
    "WirfragendeshalbdieBundesregierung",
    "DaherfragenwirdieBundesregierung",
    "DeshalbfragenwirdieBundesregierung",
    "DarumfragenwirdieBundesregierung",
    "DiesvorausgeschicktfragenwirdieBundesregierung",
    "VordiesemHintergrundfragenwirdieBundesregierung",
    "HiermitfragenwirdieBundesregierung",
];

/// Those that do not say who is asked, if a colon says that they end.
const SHORT_REQUESTS: [&str; 4] = ["Daherfragenwir", "Deshalbfragenwir", "Wirfragendaher", "Wirfragendeshalb"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_whole_lines() {
        for (line, voice) in [
            ("V o r b e m e r k u n g  d e r  F r a g e s t e l l e r", Some(Voice::Askers)),
            ("V o r b e m e r k u n g d e r F r a g e t e l l e r", Some(Voice::Askers)),
            ("V  o  r  b  e  m  e  r  k  u  n  g    d  e  r    B  u  n  d  e  s  r  e  g  i  e  r  u  n  g  :", Some(Voice::Government)),
            ("Vorbemerkungen der Fragestellerinnen und Fragesteller", Some(Voice::Askers)),
            ("  Vorbemerkung der  Bundesregierung :", Some(Voice::Government)),
            ("Vorbemerkung der Fragesteller/-innen", Some(Voice::Askers)),
            ("VORBEMERKUNG DER FRAGESTELLER*INNEN:", Some(Voice::Askers)),
            ("Allgemeine Vorbemerkung der Bundesregierung", Some(Voice::Government)),
            ("A l l g e m e i n e  V o r b e m e r k u n g  d e r  B u n d e s r e g i e r u n g", Some(Voice::Government)),
            ("Vorbemerkung der Bundesregierung zu allen Fragen", Some(Voice::Government)),
            ("Vorbe merkung der Bundesregierung", Some(Voice::Government)),
            ("Vorbemerkung der Fraktion der CDU/CSU", Some(Voice::Askers)),
            ("Vorbemerkungen der anfragenden Fraktion", Some(Voice::Askers)),
            ("Allgemeine Vorbemerkung", None),
            ("Vorbemerkung der Fragesteller)?", None),
            ("Vorbemerkung der Bundesregierung verwiesen.", None),
            ("Vorbemerkung der Bundesregierung.", None),
            ("Vorbemerkung der Fragesteler", None),
            ("V o r b e r e i t u n g  d e r  F r a g e n", None),
            ("Vorbemerkung", None),
            ("", None),
        ] {
            assert_eq!(preface_heading(line), voice, "{line}");
        }
    }

    #[test]
    fn the_place_tells_some_headings() {
        for (line, voice) in [
            ("Vorbemerkung Bundesregierung", Some(Voice::Government)),
            ("Vorbemerkungen: Bundesregierung", Some(Voice::Government)),
            ("Vorbemerkung Fragestellerinnen und Fragesteller:", Some(Voice::Askers)),
            ("Vorbemerkung Fragesteller*innen", Some(Voice::Askers)),
            ("Einleitende Bemerkungen der Bundesregierung", Some(Voice::Government)),
            ("Grundsätzliche Vorbemerkung Bundesregierung", Some(Voice::Government)),
            ("Vorbemerkung des Bundesministeriums der Finanzen", Some(Voice::Government)),
            ("Vorbemerkungen des Bundesministeriums für Umwelt, Naturschutz und Fähren:", Some(Voice::Government)),
            ("Vorbemerkung des Auswärtigen Amts", Some(Voice::Government)),
            ("Vorbemerkung zur Antwort der Bundesregierung", Some(Voice::Government)),
            ("Vorbemerkung zur Beantwortung", Some(Voice::Government)),
            ("Bemerkungen der Bundesregierung", None),
            ("Vorbemerkung des Bundesministeriums der Finanzen verwiesen", None),
            ("Vorbemerkung des Bundesministeriums der Finanzen.", None),
            ("Vorbemerkung des Bundesministeriums für", None),
            ("Vorbemerkung der Behörde", None),
            ("Vorbemerkung der Landesregierung", None),
            ("Vorbemerkung Bundesregierung genannt", None),
            ("Vorbemerkung", None),
            ("Einleitende Bemerkungen", None),
        ] {
            assert_eq!(placed_preface_heading(line), voice, "{line}");
        }
    }

    #[test]
    fn headings_may_be_torn() {
        for (line, below, voice) in [
            ("Vorbemerkung der", "Bundesregierung", Some(Voice::Government)),
            ("Vorbemerkung", "der Bundesregierung:", Some(Voice::Government)),
            ("Vorbemerkung der", "Fragesteller", Some(Voice::Askers)),
            ("Vorbemerkung der Frage-", "stellerinnen und Fragesteller", Some(Voice::Askers)),
            ("Vorbemerkung der Fragestellerinnen", "und Fragesteller", Some(Voice::Askers)),
            ("V o r b e m e r k u n g  d e r  B u n d e s r e g i e r u n", "g", Some(Voice::Government)),
            ("V o r b e m e r k u n g  d e r  B u n d e s r e g i e r u n g", "A", None),
            ("Vorbe-", "merkung der Bundesregierung", Some(Voice::Government)),
            ("V o r b e m e r k u n g  d e r", "B u n d e s r e g i e r u n g", Some(Voice::Government)),
            ("Allgemeine Vorbemerkung", "der Bundesregierung", Some(Voice::Government)),
            ("Vorbemerkung des Bundesministeriums", "für Fähren und Stege", Some(Voice::Government)),
            ("Vorbemerkung der Fraktion", "der AfD", Some(Voice::Askers)),
            ("Vorbemerkung der Fraktion", "die Stege kennt", None),
            ("Vorbemerkung der", "Bundesregierung genannten", None),
            ("Vorbemerkung der", "Bundesregierung.", None),
            ("Vorbemerkung der Fragesteller", "Die Stege", None),
            ("Vorbemerkung des Bundesministeriums der Finanzen", "Stege", None),
            ("V o r b e m e r k u n g  d e r  F r a g e s t e l l e r", "a b", None),
            ("in der Vorbemerkung der", "Bundesregierung", None),
        ] {
            assert_eq!(torn_preface_heading(line, below), voice, "{line}⏎{below}");
        }
    }

    #[test]
    fn bare_headings_are_whole_lines() {
        for line in [
            "Vorbemerkung",
            " Vorbemerkungen:",
            "V o r b e m e r k u n g",
            "V o r b e m e r k u n g e n :",
            "Allgemeine Vorbemerkung",
            "Einleitende Vorbemerkungen:",
        ] {
            assert!(is_bare_preface_heading(line), "{line}");
        }
        for line in
            ["Vorbemerkung.", "Vorbemerkung der Fragesteller", "Die Vorbemerkung", "Vorbemerkungstext", "V o r b e r e i t u n g", ""]
        {
            assert!(!is_bare_preface_heading(line), "{line}");
        }
    }

    #[test]
    fn text_runs_on_behind_spread_headings() {
        for (line, rest) in [
            ("V o r b e m e r k u n g  d e r  F r a g e s t e l l e r Die Brücken", Some("Die Brücken")),
            ("V o r b e m e r k u n g d e r B u n d e s r e g i e r u n g „Brücken“", Some("„Brücken“")),
            ("V o r b e m e r k u n g  d e r  B u n d e s r e g i e r u ng Die Brücken", Some("Die Brücken")),
            ("V o r b e m e r k u n g  d e r  B u n d e s r e g i e r u ng", None),
            ("V o r b e r e i t u n g  d e r  F r a g e n Die Brücken", None),
            ("V o r b e m e r k u n g  d e r  F r a g e s t e l l e r", None),
            ("V o r b e m e r k u n g  d e r  F r a g e s t e l l e r-", None),
            ("Vorbemerkung der Fragesteller Die Brücken", None),
            ("Vorbemerkung der FragestellerDie Brücken", Some("Die Brücken")),
            ("V o r b e m e r k u n g   d e r   F r a g e s t e l l e r D i e B r ü c k e n", Some("D i e B r ü c k e n")),
            ("Vorbemerkung der Fragestellerinnen", None),
            ("Vorbemerkung der FragestellerInnen und Fragesteller", None),
            ("Vorbemerkung der FragestelleR Die Brücken", None),
        ] {
            assert_eq!(behind_heading(line), rest, "{line}");
        }
    }

    #[test]
    fn prefaces_may_be_to_some_questions() {
        for (line, voice) in [
            ("Vorbemerkung der Bundesregierung zu den Fragen 5 bis 8", Some((Some(Voice::Government), "5..8"))),
            ("Vorbemerkung der Fragesteller zur Frage 3:", Some((Some(Voice::Askers), "3"))),
            ("Vorbemerkung zu den Fragen 2 und 3", Some((None, "2, 3"))),
            ("Vorbemerkung der Bundesregierung", None),
            ("Vorbemerkung der Bundesregierung zu den Fragen 5 bis 8 verwiesen.", None),
            ("Vorbemerkung der Bundesregierung zum Thema", None),
            ("die Vorbemerkung der Bundesregierung zu Frage 3", None),
        ] {
            let read = preface_to_questions(line).map(|(voice, list)| (voice, list.to_string()));
            assert_eq!(read.as_ref().map(|(voice, list)| (*voice, list.as_str())), voice, "{line}");
        }
    }

    #[test]
    fn reasons_have_a_heading() {
        assert!(["Begründung", "Begründung:", "B e g r ü n d u n g"].iter().all(|line| is_reasons_heading(line)));
        assert!(["Begründung.", "Zur Begründung", "Begründungen", "B e g r i f f e"].iter().all(|line| !is_reasons_heading(line)));
    }

    #[test]
    fn requests_are_whole_lines() {
        for line in [
            "Wir fragen die Bundesregierung:",
            "W i r  f r a g e n  d i e  B u n d e s r e g i e r u n g :",
            "Daher fragen wir die Bundesregierung",
            "Wir fragen die Bundesregierung weiter:",
            "In diesem Zusammenhang fragen wir die Bundesregierung:",
            "Daher fragen wir:",
        ] {
            assert!(request(line), "{line}");
        }
        for line in ["Wir fragen die Bundesregierung, ob", "Die Bundesregierung:", "W i r  f r a g e n", "Daher fragen wir"] {
            assert!(!request(line), "{line}");
        }
    }
}
