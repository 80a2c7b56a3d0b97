//! A passage that stands twice in small variation.
//!
//! Old archives hold two editions of a preface one behind the other, the second often from mid-sentence on: the copy is
//! found by runs of equal words, put beside the original word by word, and every difference is kept. Compared are only
//! the bytes that the caller gives, so never across questions: equal short answers are normal there.
//!
//! In a question or an answer much is said again that is no copy: of two years, of two offices, in two tables of other
//! figures. There a copy is what stands right behind its original, in running text, and differs from it by slips only.

mod copies;
mod glance;
mod runs;
mod slips;
mod words;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use self::copies::Copies;
use self::glance::{has_equal_neighbours, has_equal_places};
use self::runs::{Pair, SHORTEST_COPY};
use self::slips::SHORTEST_TORN;
use self::words::Words;
use crate::cleaning::reading::Pages;
use crate::lines::widths::ANSWER_COLUMN;
use crate::span::{Span, Spans};

/// A share in hundredths, as a number from 0 to 1 in JSON.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Similarity(pub u8);

impl Serialize for Similarity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 100.0)
    }
}

impl JsonSchema for Similarity {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Similarity".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "minimum": 0, "maximum": 1 })
    }
}

/// A word in which two copies differ.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// The words of the kept passage; empty where the other has more.
    pub kept: String,
    /// Where they stand, or would stand.
    pub kept_span: Span,
    /// The words of the copy; empty where the kept passage has more.
    pub dropped: String,
    /// Where they stand, or would stand.
    pub dropped_span: Span,
}

/// Two copies of a passage.
#[derive(Clone, Debug)]
pub(crate) struct Twice {
    /// The copy that is not kept.
    pub dropped: Spans,
    /// Share of its words that stand in the kept one too.
    pub similarity: Similarity,
    /// Every word in which they differ.
    pub differences: Vec<Difference>,
}

/// Fewer bytes cannot hold two copies.
const FEWEST_BYTES: u32 = 200;

/// The second edition of a preface in `extent`, if there is one.
#[must_use]
pub(crate) fn find_edition(pages: &Pages<'_>, extent: &Spans) -> Option<Twice> {
    let worth = extent.bytes() >= FEWEST_BYTES && has_equal_places(pages.text, extent);
    let copies = |words: &Words<'_>| {
        let pairs = words.pairs(SHORTEST_COPY)?;
        Some((words.edition(&pairs)?, pairs))
    };
    worth.then(|| find(pages, extent, copies)).flatten()
}

/// The passage of a question or an answer that was set twice in `extent` by mistake, if there is one.
#[must_use]
pub(crate) fn find_slip(pages: &Pages<'_>, extent: &Spans) -> Option<Twice> {
    let worth = extent.bytes() >= FEWEST_BYTES && has_equal_neighbours(pages.text, extent);
    let copies = |words: &Words<'_>| words.slip(words.begun_above(words.ended_later(words.pairs(SHORTEST_TORN)?)));
    worth.then(|| find(pages, extent, copies)).flatten()
}

/// A passage that says what a `first` one above it says, word by word.
#[must_use]
pub(crate) fn compare(pages: &Pages<'_>, first: &Spans, second: &Spans) -> Twice {
    let both: Spans = first.iter().chain(second.iter()).collect();
    let reading = pages.read(&both, ANSWER_COLUMN);
    let words = Words::of(&reading);
    let (copies, pairs) = words.beside(second);
    Twice { dropped: second.clone(), ..words.twice(pages.text, &both, &pairs, &copies) }
}

/// Whether they differ by slips only: a word of no weight is missing, or words are misspelt.
#[must_use]
pub(crate) fn differ_by_slips(pages: &Pages<'_>, first: &Spans, second: &Spans) -> bool {
    let reading = pages.read(&first.iter().chain(second.iter()).collect(), ANSWER_COLUMN);
    let words = Words::of(&reading);
    let (copies, pairs) = words.beside(second);
    words.are_slips(&copies.first, &copies.second, &pairs)
}

fn find(pages: &Pages<'_>, extent: &Spans, copies: impl FnOnce(&Words<'_>) -> Option<(Copies, Vec<Pair>)>) -> Option<Twice> {
    let reading = pages.read(extent, ANSWER_COLUMN);
    let words = Words::of(&reading);
    let (copies, pairs) = copies(&words)?;
    Some(words.twice(pages.text, extent, &pairs, &copies))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cleaning::reading::in_pages;

    fn twice(text: &str) -> Option<Twice> {
        in_pages(text, |pages| find_edition(pages, &Span::of(0..text.len()).into()))
    }

    const FIRST: &str = "Die Brücken im Land sind in die Jahre gekommen, und viele sind für schwere Fahrzeuge gesperrt. Der Bund hat \
        deshalb ein Programm aufgelegt, das in zehn Jahren alle Bauwerke prüfen, sanieren und, wo nötig, ersetzen soll. \
        Die Länder wirken daran mit und tragen ein Drittel der Kosten, auch der Haushaltsplanung wegen. Die Mittel fließen \
        seit dem Jahr 2019, doch ist nach Ansicht der Fragesteller offen, welche Bauwerke zuerst an die Reihe kommen.";

    #[test]
    fn a_copy_from_mid_sentence_on_is_dropped_with_every_difference() {
        let second = "und viele sind für schwere Fahrzeuge gesperrt. Der Bund hat ein Programm aufgelegt, das in zehn Jahren \
            alle Bauwerke prüfen, sanieren und wo nötig, ersetzen soll. Die Länder wirken daran mit und tragen ein \
            Drittel der Kosten, auch der Haushaltplanung wegen. Die Mittel fließen schon seit dem Jahr 2019, doch ist nach Ansicht der \
            Frage-\nsteller offen, welche Bauwerke zuerst an die Reihe kommen.\n";
        let text = format!("{FIRST}\n {second}");
        let found = twice(&text).expect("a copy");
        let shown: Vec<_> = found.differences.iter().map(|d| (d.kept.as_str(), d.dropped.as_str())).collect();
        assert_eq!(shown, [("deshalb", ""), (",", ""), ("Haushaltsplanung", "Haushaltplanung"), ("", "schon")]);
        for difference in &found.differences {
            assert_eq!(&text[difference.kept_span.range()], difference.kept);
            assert_eq!(&text[difference.dropped_span.range()], difference.dropped);
        }
        let dropped: String = found.dropped.iter().map(|span| &text[span.range()]).collect();
        assert_eq!(dropped, format!(" {second}"));
        assert!(found.similarity.0 > 90);
    }

    #[test]
    fn a_copy_that_soon_differs_begins_where_its_words_begin() {
        let second = FIRST.split_once("gekommen, ").expect("a comma").1.replace("schwere Fahrzeuge", "alle Fahrzeuge");
        let text = format!("{FIRST}\n {second}\n");
        let found = twice(&text).expect("a copy");
        let shown: Vec<_> = found.differences.iter().map(|d| (d.kept.as_str(), d.dropped.as_str())).collect();
        assert_eq!(shown, [("schwere", "alle")]);
        let dropped: String = found.dropped.iter().map(|span| &text[span.range()]).collect();
        assert_eq!(dropped, format!(" {second}\n"));
    }

    #[test]
    fn what_is_cited_twice_does_not_hide_the_head_of_a_copy() {
        let cited = " (vgl. www.amt.de/lage?art=alle&jahr=19).";
        let list = "Die Liste der Bauwerke nennt für jedes den Zustand, das Baujahr, die Kosten und die Zahl der Fahrzeuge an einem Tag";
        let first = format!("{}{cited} {list}{cited}", FIRST.trim_end_matches('.'));
        let second = first.split_once("in die Jahre ").expect("words").1.replace("ein Drittel", "alle Drittel");
        let found = twice(&format!("{first}\n {second}\n")).expect("a copy");
        let shown: Vec<_> = found.differences.iter().map(|d| (d.kept.as_str(), d.dropped.as_str())).collect();
        assert_eq!((found.dropped.bytes() as usize, shown), (second.len() + 2, vec![("ein", "alle")]));
    }

    #[test]
    fn words_that_stand_often_do_not_begin_a_copy() {
        let first = FIRST.replace("gekommen,", "gekommen (vgl. ebd., S. 4).").replace("Reihe kommen.", "Reihe kommen (vgl. ebd., S. 4).");
        let second = first.split_once("Die Brücken im ").expect("words").1;
        let text = format!("{first}\n {second}\n");
        let dropped: String = twice(&text).expect("a copy").dropped.iter().map(|span| &text[span.range()]).collect();
        assert_eq!(dropped, format!(" {second}\n"));
    }

    #[test]
    fn a_copy_that_begins_in_mid_sentence_and_stands_first_is_dropped() {
        let text = format!("{}\n\n{FIRST}\n", FIRST.split_once("gekommen, ").expect("a comma").1);
        let found = twice(&text).expect("a copy");
        assert!(found.dropped.first().is_some_and(|span| span.start() == 0));
        assert!(found.differences.is_empty());
    }

    #[test]
    fn what_stands_once_is_no_duplicate() {
        let other = FIRST.replace("Brücken", "Straßen").split(' ').rev().collect::<Vec<_>>().join(" ");
        let quoted = format!("{FIRST} {other} Der Bund hat deshalb ein Programm aufgelegt, das in zehn Jahren alle Bauwerke prüfen soll.");
        let address = "(www.amt.de/lage/stege/im_land/2025/02/07/0600/stege_und_wehre/am_ufer/oder_im_fluss/lage_am_wehr_0720.html, zuletzt \
            abgerufen am 25. August 2025)";
        let cited = format!("Die Brücken sind gesperrt {address}. Auch viele Stege sind es nach Ansicht der Fragesteller {address}.");
        let next_year = format!("{FIRST} {}", FIRST.replace("2019", "2020"));
        for text in [FIRST, &format!("{FIRST}\n{other}"), &quoted, &cited, &next_year, ""] {
            assert!(twice(text).is_none(), "{text}");
        }
    }
}
