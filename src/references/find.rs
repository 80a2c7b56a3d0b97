//! References in a Reading: a regular expression finds where one may begin, the grammar reads it.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::cleaning::reading::Reading;
use crate::cleaning::words::{first_bytes, last_bytes};
use crate::element::Element;
use crate::grammar::references::{Context, FIRST_WORDS, Target, mentions, of_an_inquiry, questions_behind_bracket, refers};
use crate::span::Spans;

/// Where a phrase may begin: so few literals are searched for many bytes at a time.
static CANDIDATES: LazyLock<Regex> = LazyLock::new(|| {
    let words: Vec<String> = FIRST_WORDS.iter().map(|word| regex::escape(word)).collect();
    Regex::new(&words.join("|")).expect("literals are a regular expression")
});

/// „Kleine Anfrage 20/12“ names a paper, „Kleine Anfrage der Fraktion“ none.
fn names_no_paper(word: &str, input: &str) -> bool {
    let Some(behind) = word.ends_with("Anfrage").then(|| input.get(word.len()..)).flatten() else { return false };
    let number = behind.strip_prefix('n').unwrap_or(behind).strip_prefix(' ');
    !number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
}

/// A reference as found: nothing expanded, nothing resolved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Found {
    /// Where it stands.
    pub from: Element,
    /// What it points to.
    pub target: Target,
    /// Its words, in bytes of the Reading's text: from the first that carries it to its last number.
    pub range: Range<usize>,
    /// Its words in the source.
    pub spans: Spans,
}

/// Every reference of an element, in the order of its text.
#[must_use]
pub(crate) fn find(reading: &Reading, from: Element) -> Vec<Found> {
    let found = in_text(reading.text());
    found.into_iter().map(|(range, target)| Found { from, target, spans: reading.to_source(range.clone()), range }).collect()
}

/// Every reference of a clean text.
pub(crate) fn in_text(text: &str) -> Vec<(Range<usize>, Target)> {
    let mut all = Vec::new();
    let mut done = 0;
    for word in CANDIDATES.find_iter(text) {
        let at = word.start();
        let (Some(before), Some(input)) = (text.get(..at), text.get(at..)) else { continue };
        if at < done || names_no_paper(word.as_str(), input) || !begins_word(before, word.as_str()) {
            continue;
        }
        let Ok((rest, mut phrase)) = mentions(input) else { continue };
        let rest = with_questions_behind_bracket(before, input, rest, &mut phrase);
        done = at + input.len() - rest.len();
        for (range, target) in phrase {
            let range = without_outer_bracket(text, at + range.start..at + range.end);
            if refers(&target, context(text, before, &range)) {
                all.push((range, target));
            }
        }
    }
    all
}

/// „Kleine Anfrage (Bundestagsdrucksache 20/2) in Frage 3“: the questions behind the bracket are its paper's, where an inquiry or
/// an answer stands before it; behind other words („die Angaben (Bundestagsdrucksache 20/2) in Frage 3“) that is open.
fn with_questions_behind_bracket<'a>(before: &str, input: &str, rest: &'a str, phrase: &mut [(Range<usize>, Target)]) -> &'a str {
    if let [(range, Target::Paper(_, questions))] = phrase
        && questions.ranges().is_empty()
        && of_an_inquiry(before)
        && let Ok((behind, list)) = questions_behind_bracket(rest)
    {
        *questions = list;
        range.end = input.len() - behind.len();
        return behind;
    }
    rest
}

/// „6a)“ is printed with its bracket, but that of „(im Sinne von Frage 6a)“ ends what was opened before.
fn without_outer_bracket(text: &str, range: Range<usize>) -> Range<usize> {
    const NEAR: usize = 400;
    let words = text.get(range.clone()).unwrap_or_default();
    if !words.ends_with(')') || words.contains('(') {
        return range;
    }
    let before = text.get(..range.start).unwrap_or_default();
    let mut depth = 0u32;
    for c in before.chars().rev().take(NEAR).take_while(|c| *c != '\n') {
        match c {
            ')' => depth += 1,
            '(' if depth == 0 => return range.start..range.end - 1,
            '(' => depth -= 1,
            _ => {}
        }
    }
    range
}

/// „Landtagsdrucksache“, „LNG-Anlage“ and „…/Anlage“ in an address are other words. Extractors lose blanks: a capital
/// behind a small letter begins a word („inFrage 6“).
fn begins_word(before: &str, word: &str) -> bool {
    let lost_blank = before.ends_with(char::is_lowercase) && word.starts_with(['F', 'B', 'D', 'V']);
    lost_blank || !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '‑' | '_' | '=' | '%' | '#' | '&'))
}

/// A mention of the phrase behind `before`, with what stands around it, on its line and beyond.
fn context<'a>(text: &'a str, before: &'a str, range: &Range<usize>) -> Context<'a> {
    const LONGEST_LEAD: usize = 40;
    const ENOUGH_TO_TELL: usize = 12;
    let near = last_bytes(text.get(..range.start).unwrap_or_default(), LONGEST_LEAD);
    let lead = match near.rsplit_once('\n') {
        Some((_, lead)) => lead,
        None if near.len() == range.start => near,
        None => "… …",
    };
    let behind = text.get(range.end..).unwrap_or_default();
    let rest = first_bytes(behind, ENOUGH_TO_TELL).split('\n').next().unwrap_or_default();
    Context { before, lead, near, words: text.get(range.clone()).unwrap_or_default(), rest, behind }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cleaning::reading::in_pages;
    use crate::lines::widths::Em;
    use crate::span::Span;

    fn found(text: &str) -> Vec<&str> {
        in_text(text).into_iter().map(|(range, _)| &text[range]).collect()
    }

    #[test]
    fn finds_every_reference_in_order() {
        let text = "Es wird auf die Vorbemerkung der Bundesregierung sowie die Antwort zu Frage 3 und auf die Antwort zu Frage 7 auf \
                    Bundestagsdrucksache 20/17 verwiesen (vgl. Plenarprotokoll 20/3, S. 4, und Anlage 2).";
        let want = [
            "Vorbemerkung der Bundesregierung",
            "Antwort zu Frage 3",
            "Antwort zu Frage 7 auf Bundestagsdrucksache 20/17",
            "Plenarprotokoll 20/3",
            "Anlage 2",
        ];
        assert_eq!(found(text), want);
    }

    #[test]
    fn every_first_word_begins_a_phrase() {
        let phrases = [
            "Antwort zu Frage 3",
            "AW zu Frage 3",
            "Frage 3",
            "Teilfrage 3a",
            "Unterfrage 3a",
            "Schriftliche Frage 3",
            "schriftliche Frage 3",
            "Mündliche Frage 3",
            "mündliche Frage 3",
            "Vorbemerkung der Fragesteller",
            "Bundestagsdrucksache 20/2",
            "BT-Drs. 20/2",
            "Bt-Drs. 20/2",
            "BR-Drs. 123/24",
            "Drucksache 20/2",
            "Drs. 20/2",
            "drs. 20/2",
            "DRS 20/2",
            "Ds. 20/2",
            "Kleine Anfrage 20/2",
            "Kleinen Anfrage 20/2",
            "Große Anfrage 20/2",
            "Großen Anfrage 20/2",
            "Kl. Anfrage 20/2",
            "Gr. Anfrage 20/2",
            "KA 20/2",
            "Plenarprotokoll 20/3",
            "PlPr. 20/3",
            "Stenografischer Bericht 20/3",
            "Anlage 2",
            "Anhang 2",
            "Anhänge 2 und 3",
            "Tabellenanhang 2",
        ];
        let foreign = ["Landtagsdrucksache 20/2", "LT-Drs. 20/2"];
        for (word, phrase) in FIRST_WORDS.iter().zip(phrases.into_iter().chain(foreign)) {
            assert!(phrase.starts_with(word), "{phrase}");
            let want = if foreign.contains(&phrase) { vec![] } else { vec![phrase] };
            assert_eq!(found(&format!("Es steht in: {phrase} genau.")), want);
        }
        assert_eq!(phrases.len() + foreign.len(), FIRST_WORDS.len());
        assert_eq!(found("auf Frage 1 der Kleinen Anfrage der SPD auf drs. 20/7"), ["Frage 1 der Kleinen Anfrage der SPD auf drs. 20/7"]);
    }

    #[test]
    fn headings_and_titles_hold_no_references() {
        for (text, want) in [
            ("Zu Frage 3:\n\nDie Brücke steht.", vec![]),
            ("Frage 3\nDie Brücke steht.", vec![]),
            ("Zu Frage 3: Die Brücke steht.", vec!["Frage 3"]),
            ("Vorbemerkung der Bundesregierung zu den Fragen 1 bis 4\nDer Begriff", vec![]),
            ("… so die Verwaltung. Vorbemerkung der Bundesregierung zu den Fragen 1 bis 4\nDer Begriff", vec![]),
            ("Tabelle 2 zu Frage 3a: Anträge", vec![]),
            ("Tabelle zu Frage 3", vec![]),
            ("Die Tabelle zu Frage 3 zeigt", vec!["Frage 3"]),
            ("Tabelle 2 zu Frage 3 zeigt die Anträge", vec!["Frage 3"]),
            ("Antwort zu Frage 3", vec!["Antwort zu Frage 3"]),
        ] {
            assert_eq!(found(text), want, "{text}");
        }
    }

    #[test]
    fn leaves_aside_what_belongs_elsewhere() {
        for text in [
            "Landtag Musterland, Drucksache 7/12",
            "Landtagsdrucksache 7/12",
            "Landtagsdrucksache 7/12, dort Frage 3",
            "Landtag Musterland, Drs. 7/12 und 7/13",
            "Abgeordnetenhaus Musterstadt, Drucksache 19/12, Frage 3",
            "auf die Antwort der Landesregierung zu Frage 3 der Kleinen Anfrage im Landtag Musterland (Landtagsdrucksache 7/12) verwiesen",
            "die dortige Vorbemerkung der Bundesregierung",
            "§ 5 i. V. m. Anlage 1 gilt",
            "§ 5 in Verbindung mit Anlage 1 gilt",
            "eine LNG-Anlage 2 wird",
            "eine Anlage zur Herstellung",
            "Sie betreibt die Anlage.",
            "in den Jahren 2023/2024, Seite 2/4, 11/2024",
            "https://example.org/Anlage_1",
            "am 3. Mai 2024, S. 37, Tabelle 1",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn questions_behind_a_bracket_are_its_papers() {
        for (text, want) in [
            ("auf die Kleine Anfrage (Drucksache 20/2) in Frage 3 und Frage 4 dazu", vec!["Drucksache 20/2) in Frage 3 und Frage 4"]),
            (
                "in der Antwort auf die Kleine Anfrage der Fraktion der Mitte (BT-Drs. 20/2) unter Frage 3",
                vec!["BT-Drs. 20/2) unter Frage 3"],
            ),
            ("nach den Angaben (BT-Drs. 20/2) in Frage 3", vec!["BT-Drs. 20/2", "Frage 3"]),
            ("auf die Kleine Anfrage (BT-Drs. 20/2) und Frage 3", vec!["BT-Drs. 20/2", "Frage 3"]),
            ("auf die Kleine Anfrage (BT-Drs. 20/2) in Frage 3 dieser Anfrage", vec!["BT-Drs. 20/2", "Frage 3"]),
        ] {
            assert_eq!(found(text), want, "{text}");
        }
    }

    #[test]
    fn a_lost_blank_hides_nothing() {
        assert_eq!(found("der Termin inFrage 6 genannt"), ["Frage 6"]);
        assert_eq!(found("die Prüffrage 6"), Vec::<&str>::new());
    }

    #[test]
    fn a_bracket_opened_before_stays_outside() {
        for (text, want) in [
            ("Brücken (im Sinne von Frage 6a) haben", "Frage 6a"),
            ("Brücken (und Tunnel) im Sinne von Frage 6a) haben", "Frage 6a)"),
            ("Brücken im Sinne von Frage 6a) haben", "Frage 6a)"),
            ("(Frage 3)", "Frage 3"),
        ] {
            assert_eq!(found(text), [want], "{text}");
        }
    }

    #[test]
    fn a_list_of_papers_is_the_bundestags_behind_another_parliament() {
        let found =
            in_text("In Berlin hat das Abgeordnetenhaus entschieden. Auf die Bundestagsdrucksachen 20/1234 und 20/1235 wird verwiesen.");
        assert_eq!(found.len(), 2);
        assert_eq!(in_text("Landtag Brandenburg, Drucksachen 7/12 und 7/13").len(), 0);
    }

    #[test]
    fn the_spans_lead_back_over_a_page_head() {
        let source = "Es wird auf die Antwort zu\nFra-\n- 2 -\ngen 3 und 4\nverwiesen.\n";
        let free = [Span::new(0, 32), Span::new(38, 61)].into_iter().collect();
        let reading = in_pages(source, |pages| pages.read(&free, Em(32.0)));
        let found = find(&reading, Element::Body);
        let back: Vec<String> = found.iter().map(|one| one.spans.iter().map(|span| &source[span.range()]).collect()).collect();
        assert_eq!(back, ["Antwort zu\nFra-\ngen 3 und 4"]);
    }
}
