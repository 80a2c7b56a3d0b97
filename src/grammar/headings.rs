//! Headings and requests, spread or plain: „V o r b e m e r k u n g  d e r  F r a g e s t e l l e r“, „Wir fragen die
//! Bundesregierung:“, „Begründung“. Pure functions on one line.

use nom::Parser;
use nom::bytes::complete::tag;
use nom::character::complete::char;
use nom::combinator::{all_consuming, opt};
use nom::sequence::delimited;

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
        let letters = letters(line);
        let letters = letters.strip_prefix(GENERAL).unwrap_or(&letters);
        if let Some((_, voice)) =
            HEADINGS.iter().find(|(heading, _)| *heading == letters || is_in_capitals(line) && heading.eq_ignore_ascii_case(letters))
        {
            return Some(*voice);
        }
        let likely = HEADINGS.iter().map(|(heading, voice)| (distance(letters, heading), *voice)).min_by_key(|(errors, _)| *errors);
        return likely.filter(|(errors, _)| *errors <= TYPING_ERRORS).map(|(_, voice)| voice);
    }
    let bare = line.trim_end_matches(':').trim_end();
    let bare = bare.strip_prefix(GENERAL).map_or(bare, str::trim_start);
    let bare = bare.strip_suffix("zu allen Fragen").map_or(bare, str::trim_end);
    let capitals = is_in_capitals(bare);
    if !printed_letters(bare).take(HEADINGS_BEGIN.len()).eq(HEADINGS_BEGIN.chars()) && !capitals {
        return None;
    }
    if bare.starts_with("Vorbemerkung der Fraktion ") && bare.ends_with(char::is_alphabetic) {
        return Some(Voice::Askers);
    }
    let both = WOMEN_AND_MEN
        .iter()
        .find_map(|sign| bare.split_once(sign).or_else(|| bare.split_once(&sign.to_uppercase())))
        .map(|(who, behind)| [who, "innen", behind].concat());
    let said: String = printed_letters(both.as_deref().unwrap_or(bare)).collect();
    let is_it = |heading: &str| heading == said || capitals && heading.eq_ignore_ascii_case(&said);
    HEADINGS.iter().find(|(heading, _)| is_it(heading)).map(|(_, voice)| *voice)
}

/// Whether a line may be the heading of a preface: what most lines don't begin with.
#[must_use]
pub(crate) fn may_head_preface(line: &str) -> bool {
    line.starts_with('V') || line.starts_with(GENERAL) || line.starts_with("A ") && is_spread(line)
}

/// „VORBEMERKUNG“
fn is_in_capitals(words: &str) -> bool {
    !words.contains(char::is_lowercase)
}

/// „Allgemeine Vorbemerkung der Bundesregierung“: what others to some questions may follow.
const GENERAL: &str = "Allgemeine";

/// How „Fragesteller/-innen“ name women and men.
const WOMEN_AND_MEN: [&str; 7] = ["/-innen", "/innen", "*innen", ":innen", "_innen", "(innen)", "-innen"];

/// Whether the whole line is „Vorbemerkung“, spread or plain: a heading that does not say whose text stands under it, or the
/// last word of a sentence that was broken there.
#[must_use]
pub(crate) fn is_bare_preface_heading(line: &str) -> bool {
    const BARE: [&str; 4] = [HEADINGS_BEGIN, "Vorbemerkungen", "VORBEMERKUNG", "VORBEMERKUNGEN"];
    let bare = line.trim().trim_end_matches(':').trim_end();
    if !bare.starts_with('V') {
        return false;
    }
    if is_spread(line) {
        let letters = letters(line);
        return BARE.iter().any(|heading| is_nearly(&letters, heading));
    }
    BARE.contains(&bare)
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
    let behind = |heading: &str| {
        let mut letters = line.char_indices().filter(|(_, c)| !c.is_whitespace());
        let same = heading.chars().all(|letter| letters.next().is_some_and(|(_, c)| c == letter));
        let (end, _) = letters.next().filter(|(_, c)| same && c.is_uppercase())?;
        let (heading, rest) = line.split_at_checked(end)?;
        let inner = ["Innen", "INNEN"].iter().any(|ending| rest.starts_with(ending));
        (!inner && (!heading.ends_with(char::is_whitespace) || is_spread(line))).then_some(rest)
    };
    let letters_touch = |pair: &[u8]| matches!(pair, [a, b] if a.is_ascii_lowercase() && b.is_ascii_uppercase());
    let may_touch = || line.as_bytes().windows(2).any(letters_touch) || is_spread(line);
    if !printed_letters(line).take(HEADINGS_BEGIN.len()).eq(HEADINGS_BEGIN.chars()) || !may_touch() {
        return None;
    }
    HEADINGS.iter().find_map(|(heading, _)| behind(heading))
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
    REQUESTS.iter().any(|request| same_letters(bare, request))
}

/// Whether the whole line is „Begründung“: until 1998 the askers' reasons stood behind their questions and signatures.
#[must_use]
pub(crate) fn is_reasons_heading(line: &str) -> bool {
    const HEADING: &str = "Begründung";
    let bare = line.trim().trim_end_matches(':').trim_end();
    bare.starts_with('B') && (bare == HEADING || is_spread(line) && is_nearly(&letters(line), HEADING))
}

/// With what all headings begin.
const HEADINGS_BEGIN: &str = "Vorbemerkung";

/// The headings without their blanks.
const HEADINGS: [(&str, Voice); 23] = [
    ("VorbemerkungderFragesteller", Voice::Askers),
    ("VorbemerkungderFragestellerin", Voice::Askers),
    ("VorbemerkungderFragestellerinnen", Voice::Askers),
    ("VorbemerkungderFragestellerInnen", Voice::Askers),
    ("VorbemerkungderFragestellerinnenundFragesteller", Voice::Askers),
    ("VorbemerkungderFragestellerundFragestellerinnen", Voice::Askers),
    ("VorbemerkungderFragestellenden", Voice::Askers),
    ("VorbemerkungdesFragestellers", Voice::Askers),
    ("VorbemerkungderfragestellendenFraktion", Voice::Askers),
    ("VorbemerkungderanfragendenFraktion", Voice::Askers),
    ("VorbemerkungderFraktion", Voice::Askers),
    ("VorbemerkungderAbgeordneten", Voice::Askers),
    ("VorbemerkungenderFragesteller", Voice::Askers),
    ("VorbemerkungenderFragestellerin", Voice::Askers),
    ("VorbemerkungenderFragestellerinnen", Voice::Askers),
    ("VorbemerkungenderFragestellerInnen", Voice::Askers),
    ("VorbemerkungenderFragestellerinnenundFragesteller", Voice::Askers),
    ("VorbemerkungenderFragestellerundFragestellerinnen", Voice::Askers),
    ("VorbemerkungenderFragestellenden", Voice::Askers),
    ("VorbemerkungendesFragestellers", Voice::Askers),
    ("VorbemerkungenderfragestellendenFraktion", Voice::Askers),
    ("VorbemerkungderBundesregierung", Voice::Government),
    ("VorbemerkungenderBundesregierung", Voice::Government),
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
    fn bare_headings_are_whole_lines() {
        for line in ["Vorbemerkung", " Vorbemerkungen:", "V o r b e m e r k u n g", "V o r b e m e r k u n g e n :"] {
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
        ] {
            assert!(request(line), "{line}");
        }
        for line in ["Wir fragen die Bundesregierung, ob", "Die Bundesregierung:", "W i r  f r a g e n"] {
            assert!(!request(line), "{line}");
        }
    }
}
