//! What the words around a mention make of it: „die dortige Vorbemerkung“ is another paper's, „§ 5 i. V. m. Anlage 1“ is a
//! law's, „Zu Frage 3:“ alone on its line is a heading.

use super::Target;
use super::parliaments::{name_another_parliament, names_other_parliament};
use crate::cleaning::words::last_bytes;

/// The words of a mention and those around it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Context<'a> {
    /// All that stands before its phrase.
    pub before: &'a str,
    /// What stands before it on its line.
    pub lead: &'a str,
    /// What stands right before it, on whatever line.
    pub near: &'a str,
    /// Its own words.
    pub words: &'a str,
    /// What stands behind it on its line, or the head of that.
    pub rest: &'a str,
    /// All that stands behind it.
    pub behind: &'a str,
}

/// Whether the words around a mention let it point to its target: no heading or title holds references, and neither do words
/// about another paper, another day, a law or a plant.
pub(crate) fn refers(target: &Target, around: Context<'_>) -> bool {
    let before = around.before;
    match target {
        Target::Question(_) => !is_heading(around) && !is_title(around) && !elsewhere(before),
        Target::Collected(_) => !is_heading(around) && !of_another_day(around),
        Target::Preface(_) => !is_heading(around) && !is_subheading(around) && !elsewhere(before),
        Target::Annex(label) => !is_heading(around) && !elsewhere(before) && !in_a_law(before) && is_our_annex(label, around),
        Target::Paper(..) => says_bundestag(around) || !of_another_parliament(before) && !name_another_parliament(around.words),
        Target::Bundesrat(_) | Target::Plenary(_) => true,
    }
}

/// The last `count` words before a place, at most 90 bytes away, the last one first.
fn words_before(before: &str, count: usize) -> impl Iterator<Item = &str> {
    const NEAR: usize = 90;
    last_bytes(before, NEAR).split_whitespace().rev().take(count)
}

/// „Bundestagsdrucksache“, „BT-Drs.“; a further number of a list („19/8 und 20/10“) stands behind them.
fn says_bundestag(around: Context<'_>) -> bool {
    let said = |words: &str| ["Bundes", "BT", "Bt"].iter().any(|house| words.contains(house));
    said(around.words) || around.words.starts_with(|c: char| c.is_ascii_digit()) && said(around.near)
}

/// „Landtag Brandenburg, Drucksache 7/12“.
fn of_another_parliament(before: &str) -> bool {
    const AS_FAR_AS: usize = 4;
    words_before(before, AS_FAR_AS).any(names_other_parliament)
}

/// „die dortige Vorbemerkung“, „der damaligen Frage 3“, „(dort insbesondere die Antwort zu Frage 3)“: of the paper named before.
fn elsewhere(before: &str) -> bool {
    words_before(before, 1).any(|word| ["dortige", "damalige", "seinerzeitige"].iter().any(|there| word.starts_with(there)))
        || pointed_there(before)
}

/// „… Bericht, dort“, „… Drucksache (dort insbesondere die“: it points from what was named before. „stehen dort (Frage 3)“ does not, nor
/// does „In Mali, dort in Frage 3 genannte …“.
fn pointed_there(before: &str) -> bool {
    const AS_FAR_AS: usize = 12;
    const WRITTEN: [&str; 9] = ["rucksache", "Drs", "ericht", "nfrage", "ntwort", "rotokoll", "Dokument", "plan", "apitel"];
    const BETWEEN: [&str; 10] = ["auf", "den", "der", "die", "in", "insbesondere", "speziell", "unter", "zu", "zur"];
    let mut words = words_before(before, AS_FAR_AS).skip_while(|word| BETWEEN.contains(word)).peekable();
    let apart = match words.next() {
        Some("(dort") => true,
        Some("dort") => words.peek().is_some_and(|word| word.ends_with([',', ';'])),
        _ => false,
    };
    apart && words.any(|word| WRITTEN.iter().any(|written| word.contains(written)))
}

/// „ihrer Antwort auf die Kleine Anfrage der Fraktion … (“: a bracket that holds the paper of the inquiry before it.
pub(crate) fn of_an_inquiry(before: &str) -> bool {
    const AS_FAR_AS: usize = 10;
    const SMALL: [&str; 8] = ["auf", "der", "des", "die", "und", "von", "zu", "zur"];
    let said = |word: &&str| word.starts_with(char::is_uppercase) || SMALL.contains(word);
    let words = before.strip_suffix('(').map(|before| words_before(before, AS_FAR_AS).take_while(said));
    words.is_some_and(|mut words| words.any(|word| matches!(word, "Anfrage" | "Antwort" | "KA")))
}

/// „Ihre Schriftliche Frage 12“, „Antwort vom 3. Mai 2024 auf die Schriftliche Frage 12“: of an earlier collection.
fn of_another_day(around: Context<'_>) -> bool {
    let dated = around.words.contains(" vom ");
    dated || words_before(around.before, 1).any(|word| word.starts_with("Ihre") || word.starts_with("meine"))
}

/// „§ 5 i. V. m. Anlage 1“, „SGB VI, Anlage 2“: an annex of a law.
fn in_a_law(before: &str) -> bool {
    const AS_FAR_AS: usize = 4;
    let last: Vec<&str> = words_before(before, AS_FAR_AS).collect();
    matches!(last.as_slice(), ["mit", "Verbindung", ..] | ["m.", "V.", ..] | ["V.m.", ..] | [_, "§", ..])
        || last.first().is_some_and(|word| is_law(word.trim_end_matches(',')))
}

/// „BImSchV“, „AEntG“: more than two capitals.
fn is_law(word: &str) -> bool {
    word.ends_with(['V', 'G']) && word.chars().filter(|c| c.is_uppercase()).count() > 2
}

/// An annex without a number is one where it is pointed to („siehe Anlage“, „als Anlage“, „beigefügten Anlage“), noted
/// („Anlage*“), or said to hold something („der Anlage zu entnehmen“); else „Anlage“ is a plant. „Anhang“ is none.
fn is_our_annex(label: &str, around: Context<'_>) -> bool {
    const POINTING: [&str; 16] = [
        "(siehe",
        "(vgl.",
        "Siehe",
        "Vgl.",
        "als",
        "beigefügte",
        "beigefügten",
        "beiliegende",
        "beiliegenden",
        "eingestufte",
        "eingestuften",
        "gesonderte",
        "gesonderten",
        "siehe",
        "tabellarische",
        "vgl.",
    ];
    const ARTICLES: [&str; 8] = ["Die", "dem", "den", "der", "die", "im", "in", "zur"];
    let Context { before, behind, .. } = around;
    let lead = words_before(before, 1).next().unwrap_or_default();
    let holds = behind.starts_with(' ') || label != "Anlage";
    label.contains(' ') || behind.starts_with('*') || before.ends_with('(') || POINTING.contains(&lead) || holds && ARTICLES.contains(&lead)
}

/// „Zu Frage 3:“, „Vorbemerkung der Bundesregierung“, „Anlage 1 zu Frage 3“ alone on their line. „Antwort zu Frage 3“ may be all
/// that is said.
fn is_heading(around: Context<'_>) -> bool {
    const LEADS: [&str; 8] = ["", "Zu", "Zu den", "Zu der", "Zur", "In Bezug zu", "In Bezug zu den", "In Bezug auf"];
    let whole_text = around.before.is_empty() && around.behind.is_empty();
    LEADS.contains(&around.lead.trim())
        && matches!(around.rest.trim(), "" | ":" | "*" | "*:")
        && !(whole_text && around.words.starts_with("Antwort"))
}

/// „… (ebd.). Vorbemerkung der Bundesregierung zu den Fragen 1 bis 4“ before a line end: nothing verbal is left of the
/// sentence, so it is a heading whose line end before was undone.
fn is_subheading(around: Context<'_>) -> bool {
    matches!(around.rest, "" | ":") && around.before.trim_end().ends_with(['.', '?', '!', ':'])
}

/// „Tabelle 1 zu Frage 3a: Anträge“: a title's line begins with what it names and goes on behind a colon or ends.
fn is_title(around: Context<'_>) -> bool {
    const NAMES: [&str; 8] = ["Tabelle", "Tabellen", "Abbildung", "Übersicht", "Liste", "Grafik", "Anlage", "Anhang"];
    let mut words = around.lead.split_whitespace();
    let named = words.next().is_some_and(|word| NAMES.contains(&word.trim_end_matches([':', '*'])));
    let number_or_zu =
        |word: &str| matches!(word, "zu" | "zur" | "den" | "der" | "–" | "-") || word.starts_with(|c: char| c.is_ascii_digit());
    let rest = around.rest.trim_start();
    named && words.all(number_or_zu) && (rest.is_empty() || rest.starts_with([':', '–', '-']))
}

#[cfg(test)]
mod tests {
    use super::super::mentions;
    use super::*;

    /// Whether what stands between the bars refers to what it names: „die dortige |Frage 3| ist“.
    fn read(text: &str) -> bool {
        let [before, words, behind] = text.split('|').collect::<Vec<_>>().try_into().expect("two bars");
        let (_, found) = mentions(words).expect(text);
        let (_, target) = found.first().expect(text);
        let lead = before.rsplit('\n').next().unwrap_or_default();
        let rest = behind.split('\n').next().unwrap_or_default();
        refers(target, Context { before, lead, near: lead, words, rest, behind })
    }

    #[test]
    fn words_around_decide() {
        for text in [
            "auf die |Antwort zu Frage 3| verwiesen",
            "|Antwort zu Frage 3|",
            "Die Tabelle zu |Frage 3| zeigt",
            "Ina Feld, |Schriftliche Frage 12| auf",
            "in der |Vorbemerkung der Bundesregierung|.",
            "Es steht auf |Drucksache 20/2|.",
            "Landtag Musterland, |Bundestagsdrucksache 20/2|",
            "siehe |Anlage|)",
            "der |Anlage| zu entnehmen",
            "nach |Anlage 2| der",
            "Welche Stege stehen dort (|Frage 3|)?",
            "Gibt es dort nach |Frage 3| Stege?",
            "Das Programm läuft bis 2027 (dort die in der |Antwort zu Frage 3| genannten Mittel).",
            "In Mali, dort die in |Frage 3| genannte Region, gibt es keine.",
            "Landtag Musterland, |Frage 3 auf Bundestagsdrucksache 20/2| nennt",
        ] {
            assert!(read(text), "{text}");
        }
        for text in [
            "Zu |Frage 3|:\nDer Steg",
            "|Antwort zu Frage 3|\nDer Steg",
            "Tabelle 2 zu |Frage 3a|: Stege",
            "der damaligen |Frage 3| nach",
            "auf Ihre |Schriftliche Frage 12| hin",
            "Der Steg steht. |Vorbemerkung der Bundesregierung|:\nDer Steg",
            "die dortige |Vorbemerkung der Bundesregierung| nennt",
            "Landtag Musterland, |Drucksache 7/12|",
            "Landtag Musterland, |Kleine Anfrage 7/12|",
            "Landtag Musterland, |Frage 3 auf Drucksache 7/12| nennt",
            "auf die |Antwort der Landesregierung zu Frage 3 (Drucksache 7/12|) hin",
            "auf |Frage 3 der Kleinen Anfrage im Landtag Musterland (Drucksache 7/12|) hin",
            "auf den Bericht verwiesen (dort |Frage 3|).",
            "auf den Bericht, dort insbesondere die |Antwort zu Frage 3|, hin",
            "§ 5 i. V. m. |Anlage 1| gilt",
            "§ 5 in Verbindung mit |Anlage 1| gilt",
            "nach § 5 |Anlage 1| gilt",
            "der BspStegV, |Anlage 2| gilt",
            "betreibt die |Anlage|.",
        ] {
            assert!(!read(text), "{text}");
        }
    }
}
