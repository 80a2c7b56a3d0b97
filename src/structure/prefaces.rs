//! Headings of prefaces that their place tells: „Vorbemerkung“ alone, which does not say whose text stands under it, as papers of
//! older periods have it; „Vorbemerkung Bundesregierung“; „Vorbemerkung der⏎Bundesregierung“.

use super::rows::{self, NARROWEST, Row, words_of};
use crate::cleaning::letterspacing::is_spread;
use crate::cleaning::reading::Pages;
use crate::diagnostic::Diagnostic;
use crate::grammar::headings::{is_bare_preface_heading, placed_preface_heading, torn_preface_heading};
use crate::grammar::openings::Opening;
use crate::grammar::prefaces::{names_askers, speaks_as_askers, speaks_as_government};
use crate::voice::Voice;

/// Lines under a heading that its text's first words take at most.
const FIRST_WORDS: usize = 3;

/// Makes headings of what stands in their place before the first question. Bare ones head the askers' preface, which stands first.
pub(super) fn head_by_place(rows: &mut [Row<'_>]) {
    let asked = rows.iter().position(Row::begins_question).or_else(|| rows.iter().position(|row| row.number == Some(1)));
    let mut headed = false;
    for at in 0..asked.unwrap_or_default() {
        let heading = heading_in_place(rows, at, headed);
        let Some(row) = rows.get_mut(at) else { return };
        if let Some((voice, torn)) = heading {
            (row.said.heading, row.said.torn) = (Some(voice), torn);
        }
        headed |= row.heading.is_some();
    }
}

/// Whose preface a row heads that has the place for it, and whether the heading ends in the row below.
fn heading_in_place(rows: &[Row<'_>], at: usize, headed: bool) -> Option<(Voice, bool)> {
    let row = rows.get(at)?;
    let placed = |lines: usize| {
        let above = rows::above(rows, at);
        let goes_on = |next: &Row<'_>| next.opening == Opening::Small || next.number.is_some() || next.heading.is_some();
        has_ended(above, headed) && rows.get(at + lines).is_some_and(|next| !goes_on(next))
    };
    if let Some(voice) = rows.get(at + 1).and_then(|below| torn_preface_heading(row.words, below.words)).filter(|_| placed(2)) {
        return Some((voice, true));
    }
    if let Some(voice) = placed_preface_heading(row.words).filter(|_| placed(1)) {
        return Some((voice, false));
    }
    heads_text(rows, at, headed).then_some((Voice::Askers, false))
}

/// Whether the text above a heading has ended. Behind another heading it ends a sentence; a title does not.
fn has_ended(above: Option<&Row<'_>>, headed: bool) -> bool {
    above.is_none_or(|above| !above.broken && (above.stops || !headed))
}

/// Whether the row is a bare heading with running text under it: „… wird auf die⏎Vorbemerkung⏎verwiesen“ goes on, and a
/// directory or a table has no text there. Behind a heading the text above must have ended.
fn heads_text(rows: &[Row<'_>], at: usize, headed: bool) -> bool {
    let Some(row) = rows.get(at).filter(|row| is_bare_preface_heading(row.words)) else { return false };
    let ended = is_spread(row.words) || has_ended(rows::above(rows, at), headed);
    let runs = |next: &Row<'_>| next.stops || next.width >= NARROWEST;
    let text = |next: &Row<'_>| {
        next.opening != Opening::Small
            && next.number.is_none()
            && next.heading.is_none()
            && !is_bare_preface_heading(next.words)
            && runs(next)
    };
    ended && rows.get(at + 1).is_some_and(text)
}

/// Gives the bare headings of an answer, whose body the rows are, the voice that speaks under them: the government's where
/// it says what only it says, or where the askers' preface stands above already; the askers' else. Where nothing tells,
/// the record says so.
pub(super) fn give_voices(pages: &Pages<'_>, rows: &mut [Row<'_>]) -> Vec<Diagnostic> {
    let mut doubts = Vec::new();
    let heads: Vec<usize> = (0..rows.len()).filter(|&at| rows.get(at).is_some_and(|row| row.heading.is_some())).collect();
    let unheaded = rows.get(..heads.first().copied().unwrap_or_default()).unwrap_or_default();
    let mut asked = unheaded.iter().any(|row| row.stops);
    for (index, &head) in heads.iter().enumerate() {
        let next = heads.get(index + 1).copied();
        let text = rows.get(head + 1..next.unwrap_or(rows.len())).unwrap_or_default();
        let Some(bare) = rows.get(head).filter(|row| row.heading == Some(Voice::Askers) && is_bare_preface_heading(row.words)) else {
            asked |= rows.get(head).is_some_and(|row| row.heading == Some(Voice::Askers));
            continue;
        };
        let asked_from = text.iter().position(Row::begins_question).unwrap_or(text.len());
        let says = |told: fn(&str) -> bool| text.iter().take(asked_from).any(|row| told(row.words));
        // Both of them name those who ask, so only another heading is a proof: the askers' preface stands first.
        let below = next.and_then(|next| rows.get(next));
        let first_of_two = below.is_some_and(|row| row.heading == Some(Voice::Government) || is_bare_preface_heading(row.words));
        let as_government = !first_of_two && speaks_as_government(&first_words(pages, text));
        if asked || as_government && !says(names_askers) && !says(speaks_as_askers) {
            if let Some(row) = rows.get_mut(head) {
                row.said.heading = Some(Voice::Government);
            }
            continue;
        }
        asked = true;
        if !first_of_two && (as_government || !says(speaks_as_askers)) {
            let message = "„Vorbemerkung“ does not say whose it is, nor does its text; it was read as the askers'";
            doubts.push(bare.doubt(message));
        }
    }
    doubts
}

/// The first words of a text, in one line.
fn first_words(pages: &Pages<'_>, text: &[Row<'_>]) -> String {
    pages.flat(&words_of(text.iter().take(FIRST_WORDS))).into_text()
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code;
    use crate::{Companions, Source, parse};

    const HEAD: &str = "Deutscher Bundestag Drucksache 13/20\n13. Wahlperiode 15. 02. 1996\nAntwort\nder Bundesregierung\n\
        auf die Kleine Anfrage der Abgeordneten Ina Feld und der Fraktion der SPD\n– Drucksache 13/12 –\nZustand der Stege\n";
    const ASKED: &str = "1. Wie viele Stege sind gesperrt?\nKeiner.\n2. Seit wann?\nSeit dem Mai.\n";

    /// The prefaces, by voice, and how many doubts there are.
    fn prefaces(body: &str) -> (String, usize) {
        let source = Source::from_text("x.txt", format!("{HEAD}{body}{ASKED}")).expect("a small text");
        let record = parse(&source, &Companions::default());
        assert_eq!(record.paper.title.as_deref(), Some("Zustand der Stege"), "{body}");
        let shown = record.prefaces.iter().map(|preface| format!("{:?}: {}", preface.by, preface.text));
        let doubts = record.diagnostics.iter().filter(|one| one.code == Code::UncertainBoundary);
        (shown.collect::<Vec<_>>().join(" | "), doubts.count())
    }

    #[test]
    fn a_bare_heading_has_the_voice_that_speaks_under_it() {
        for (body, want, doubts) in [
            ("Vorbemerkung\nDie Fragesteller halten Stege für alt.\n", "Askers: Die Fragesteller halten Stege für alt.", 1),
            (
                "Vorbemerkung\nDie Bundesregierung legt Pläne vor, die nach Ansicht der Fragesteller zu spät kommen.\n",
                "Askers: Die Bundesregierung legt Pläne vor, die nach Ansicht der Fragesteller zu spät kommen.",
                1,
            ),
            ("Vorbemerkung:\nWir halten Stege für alt.\n", "Askers: Wir halten Stege für alt.", 0),
            ("V o r b e m e r k u n g\nWir halten Stege für alt.\n", "Askers: Wir halten Stege für alt.", 0),
            ("Vorbemerkung\nStege altern.\n", "Askers: Stege altern.", 1),
            (
                "Vorbemerkung\nDie Bundesregierung misst den Stegen eine große Bedeutung bei.\n",
                "Government: Die Bundesregierung misst den Stegen eine große Bedeutung bei.",
                0,
            ),
            (
                "Vorbemerkung der Fragesteller\nStege altern.\nVorbemerkung\nDie Stege werden geprüft.\n",
                "Askers: Stege altern. | Government: Die Stege werden geprüft.",
                0,
            ),
            (
                "Vorbemerkung\nStege altern.\nVorbemerkung\nDie Stege werden geprüft.\n",
                "Askers: Stege altern. | Government: Die Stege werden geprüft.",
                0,
            ),
            (
                "Vorbemerkung\nStege altern.\nVorbemerkung der Bundesregierung\nDie Stege werden geprüft.\n",
                "Askers: Stege altern. | Government: Die Stege werden geprüft.",
                0,
            ),
            (
                "Vorbemerkung der Fragesteller\nZu Stegen verweisen wir auf die\nVorbemerkung\nder Antwort.\n",
                "Askers: Zu Stegen verweisen wir auf die Vorbemerkung der Antwort.",
                0,
            ),
            (
                "Vorbemerkung der Fragesteller\nStege altern.\nTeil\nVorbemerkung\nAnfang\nEnde\n",
                "Askers: Stege altern.\nTeil\nVorbemerkung\nAnfang\nEnde",
                0,
            ),
            (
                "Vorbemerkung der\nFragesteller\nStege altern.\nVorbemerkung der\nBundesregierung\nDie Stege werden geprüft.\n",
                "Askers: Stege altern. | Government: Die Stege werden geprüft.",
                0,
            ),
            (
                "Vorbemerkung der Fragesteller\nStege altern.\nVorbemerkung Bundesregierung\nDie Stege werden geprüft.\n",
                "Askers: Stege altern. | Government: Die Stege werden geprüft.",
                0,
            ),
            (
                "Vorbemerkung der Fragesteller\nStege altern.\nAllgemeine Vorbemerkung\nDie Stege werden geprüft.\n",
                "Askers: Stege altern. | Government: Die Stege werden geprüft.",
                0,
            ),
            (
                "Vorbemerkung der Fragesteller\nStege altern, wie es in der\nVorbemerkung der\nBundesregierung\ngenannten Liste steht.\n",
                "Askers: Stege altern, wie es in der Vorbemerkung der Bundesregierung genannten Liste steht.",
                0,
            ),
            (
                "Vorbemerkung der Fragesteller\nStege altern nach der\nVorbemerkung Bundesregierung\nStege und Wehre genannt.\n",
                "Askers: Stege altern nach der Vorbemerkung Bundesregierung\nStege und Wehre genannt.",
                0,
            ),
        ] {
            let (got, said) = prefaces(body);
            assert_eq!((got.replace("\n\n", "\n").as_str(), said), (want, doubts), "{body}");
        }
    }

    #[test]
    fn in_an_answer_it_is_text() {
        let body = format!("{ASKED}3. Warum?\nVorbemerkung\nDie Stege altern.\n");
        let text = format!("{HEAD}{body}");
        let record = parse(&Source::from_text("x.txt", text).expect("a small text"), &Companions::default());
        assert!(record.prefaces.is_empty());
        assert_eq!(
            record.answers.last().map(|answer| answer.text.replace("\n\n", "\n")).as_deref(),
            Some("Vorbemerkung\nDie Stege altern.")
        );
    }

    #[test]
    fn in_an_inquiry_it_is_the_askers() {
        let inquiry = "Deutscher Bundestag Drucksache 13/20\n13. Wahlperiode 15. 02. 1996\nKleine Anfrage\nder Abgeordneten Ina Feld \
            und der Fraktion der SPD\nZustand der Stege\nVorbemerkung\nDie Bundesregierung teilt diese Sorge nicht.\n";
        for (heading, request) in [
            ("Vorbemerkung", "Wir fragen die Bundesregierung:\n"),
            ("Vorbemerkung", ""),
            ("Vorbemerkung der\nFragesteller", "Wir fragen die Bundesregierung:\n"),
        ] {
            let inquiry = inquiry.replace("Vorbemerkung", heading);
            let text = format!("{inquiry}{request}1. Wie viele Stege sind gesperrt?\n2. Seit wann?\nBonn, den 3. Mai 1996\nIna Feld\n");
            let record = parse(&Source::from_text("x.txt", text).expect("a small text"), &Companions::default());
            let shown: Vec<String> = record.prefaces.iter().map(|preface| format!("{:?}: {}", preface.by, preface.text)).collect();
            assert_eq!(shown, ["Askers: Die Bundesregierung teilt diese Sorge nicht."]);
            assert_eq!(record.paper.title.as_deref(), Some("Zustand der Stege"));
        }
    }
}
