//! The sentence above the answers of older periods, which says who answered the inquiry with which letter.

use super::rows::{self, Row, above, words_of};
use super::transmittal::Sent;
use crate::cleaning::reading::Pages;
use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::headings::is_bare_preface_heading;
use crate::grammar::title_block::{self, Shape};
use crate::grammar::{ministries, transmittal};
use crate::ledger::{Ledger, Role, Rule};
use crate::span::Spans;

/// Lines that the sentence takes at most.
const LONGEST: usize = 6;

/// „Der Bundesminister für Verkehr hat mit Schreiben vom 3. Mai 1987 – A 12 – die Kleine Anfrage namens der Bundesregierung wie
/// folgt beantwortet:“ on lines of its own right behind the title block, or before it: in a preface or an answer it tells of
/// another.
pub(super) fn read(pages: &Pages<'_>, ledger: &mut Ledger, rows: &[Row<'_>]) -> Option<Sent> {
    if rows.iter().find_map(|row| title_block::kind(row.words)).is_some_and(|kind| kind.shape != Shape::Answer) {
        return None;
    }
    let begins_text = |row: &Row<'_>| row.number == Some(1) || row.heading.is_some() || is_bare_preface_heading(row.words);
    let text = rows.iter().position(begins_text).unwrap_or(rows.len());
    let opens = |row: &Row<'_>| ["Der ", "Die ", "Das "].iter().any(|article| row.words.starts_with(article));
    let follows_text = |at: usize| above(rows, at).is_some_and(|above| above.stops);
    let heads = rows.iter().enumerate().take(text).filter(|&(at, row)| opens(row) && !follows_text(at));
    let (spans, found) = heads.filter_map(|(at, _)| letter_at(pages, rows.get(at..)?)).next()?;
    let at = spans.first();
    let mut doubts = Vec::new();
    if found.ministry.is_none() {
        doubts.push(Diagnostic::warning(Code::TransmittalUnread, at, "the letter names no ministry that we can read"));
    }
    if found.date.is_none() {
        doubts.push(Diagnostic::warning(Code::DateUnread, at, "the date of the letter is misprinted"));
    }
    ledger.assign_all(&spans, Role::Transmittal, Rule::TransmittalFrame);
    Some(Sent { doubts, ..found })
}

/// The lines of the sentence that begins with the first row, if it ends with one.
fn letter_at(pages: &Pages<'_>, rows: &[Row<'_>]) -> Option<(Spans, Sent)> {
    let end = rows.iter().take(LONGEST).position(|row| row.words.contains("beantwortet"))? + 1;
    let note = rows.get(..end)?;
    let reading = pages.flat(&words_of(note));
    let text = reading.text().replace('\n', " ");
    let (_, found) = transmittal::letter(&text).ok().filter(|(rest, _)| rest.trim().is_empty())?;
    let ministry = ministries::without_article(found.ministry);
    let sent = Sent { ministry, date: found.date, doubts: Vec::new(), title_end: note.first().map(|row| row.span.start()) };
    Some((rows::full(note), sent))
}

#[cfg(test)]
mod tests {
    use crate::{Companions, Source, parse};

    const HEAD: &str = "Deutscher Bundestag Drucksache 11/20\n11. Wahlperiode 15.02.1988\nAntwort\nder Bundesregierung\n\
        auf die Kleine Anfrage der Abgeordneten Frau Feld und der Fraktion der SPD\n– Drucksache 11/12 –\nZustand der Stege\n";
    const LETTER: &str = "Der Bundesminister für Verkehr hat mit Schreiben vom 9. Februar\n\
        1988 – A 14 – die Kleine Anfrage namens der Bundesregierung wie\nfolgt beantwortet:\n";
    const ASKED: &str = "1. Wie viele Stege sind gesperrt?\nKeiner.\n2. Seit wann?\nSeit dem Mai.\n";

    /// Title, ministry, date, prefaces and the last answer.
    fn told(text: &str) -> String {
        let record = parse(&Source::from_text("x.txt", text).expect("a small text"), &Companions::default());
        let paper = record.paper;
        let date = paper.transmitted.map(|date| date.to_string()).unwrap_or_default();
        let prefaces: Vec<String> = record.prefaces.into_iter().map(|preface| preface.text).collect();
        let last = record.answers.last().map(|answer| answer.text.replace("\n\n", "\n")).unwrap_or_default();
        [paper.title.unwrap_or_default(), paper.ministry.unwrap_or_default(), date, prefaces.join("/"), last].join("|")
    }

    #[test]
    fn the_letter_stands_above_the_text_wherever_it_was_set() {
        let says = "Bundesminister für Verkehr|1988-02-09";
        for (text, want) in [
            (format!("{HEAD}{LETTER}{ASKED}"), format!("Zustand der Stege|{says}||Seit dem Mai.")),
            (format!("{LETTER}{HEAD}{ASKED}"), format!("Zustand der Stege|{says}||Seit dem Mai.")),
            (
                format!("{HEAD}{LETTER}Stege altern seit dem Krieg.\n{ASKED}"),
                format!("Zustand der Stege|{says}|Stege altern seit dem Krieg.|Seit dem Mai."),
            ),
            (
                format!("{HEAD}{LETTER}Vorbemerkung der Fragesteller\nStege altern.\n{ASKED}"),
                format!("Zustand der Stege|{says}|Stege altern.|Seit dem Mai."),
            ),
        ] {
            assert_eq!(told(&text), want, "{text}");
        }
    }

    #[test]
    fn elsewhere_it_is_a_quotation() {
        let quoted = told(&format!("{HEAD}{ASKED}{LETTER}"));
        assert_eq!(quoted.split('|').nth(1), Some(""));
        assert!(quoted.contains("Seit dem Mai.\nDer Bundesminister für Verkehr hat"), "{quoted}");
        let inquiry = HEAD.replace("Antwort\nder Bundesregierung\nauf die Kleine Anfrage ", "Kleine Anfrage\n");
        assert_eq!(told(&format!("{inquiry}{LETTER}{ASKED}")).split('|').nth(1), Some(""));
    }
}
