//! Numbers and labels in their sequence: which may come next, and what it costs to pass one over.

use super::search::{Search, Site};
use super::state::State;
use super::{Place, price};
use crate::cleaning::words::last_token;
use crate::grammar::markers::LabelForm;
use crate::grammar::openings::Opening;
use crate::id::{Part, QuestionId, QuestionRange};
use crate::ledger::Rule;
use crate::structure::rows::Row;

/// Questions that are answered together are printed together, so numbers jump ahead by some and come back.
const JUMP: u32 = 12;

/// A line that begins no question, though its number is some way ahead.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ahead {
    /// It may be an item of a list.
    Item,
    /// It is set and worded as questions are.
    Question,
}

impl Ahead {
    /// What it costs to take it so.
    pub(super) const fn price(self) -> f32 {
        match self {
            Self::Item => price::AHEAD_PASSED,
            Self::Question => price::QUESTION_PASSED,
        }
    }
}

impl Search<'_> {
    /// What a number costs by its place in the sequence.
    pub(super) fn order(&self, state: &State, site: &Site<'_>, number: u32) -> (f32, Rule) {
        let used = self.used(state);
        if used.has(number) {
            return (price::NUMBER_REPEATED, Rule::NumberOutOfOrder);
        }
        if self.expected(state, number) {
            return (0.0, Rule::NumberInSequence);
        }
        if self.named_next(state, site, number) {
            return (price::NUMBER_ANNOUNCED, Rule::NumberAnnounced);
        }
        let cost = if self.set_ahead(state, site, number) { price::NUMBER_AHEAD } else { price::NUMBER_OUT_OF_ORDER };
        (cost, Rule::NumberOutOfOrder)
    }

    /// The number after the last one, or the lowest that is missing.
    pub(super) fn expected(&self, state: &State, number: u32) -> bool {
        let used = self.used(state);
        !used.has(number) && (number == state.id.number() + 1 || number == used.lowest_free() || number == used.highest + 1)
    }

    /// Whether the next announcement names a number that was not used.
    pub(super) fn named_next(&self, state: &State, site: &Site<'_>, number: u32) -> bool {
        !self.used(state).has(number) && site.next_announced.is_some_and(|one| one.questions.covers(QuestionId::whole(number)))
    }

    /// Whether a number is some way ahead, and set and worded as questions are.
    pub(super) fn set_ahead(&self, state: &State, site: &Site<'_>, number: u32) -> bool {
        let used = self.used(state);
        let near = !used.has(number) && number > used.lowest_free() && number <= used.highest + JUMP;
        near && site.row.opening == Opening::Question && site.asks_soon && self.set_as_numbers_are(site.row, number)
    }

    /// Whether a number is set as the numbers of questions are: with a space before one digit, where that tells.
    pub(super) fn set_as_numbers_are(&self, row: &Row<'_>, number: u32) -> bool {
        const TWO_DIGITS: u32 = 10;
        !self.padding_tells || row.padded || number >= TWO_DIGITS
    }

    /// The price of taking a line for no question whose number is the next.
    pub(super) fn passing(&self, passed: bool, site: &Site<'_>) -> f32 {
        let set = || site.row.number.is_some_and(|number| self.set_as_numbers_are(site.row, number));
        let set_as_question = || site.row.opening == Opening::Question && site.closes_soon && set();
        let apart = || site.row.opening == Opening::Question && !site.broken && set();
        match passed {
            true if set_as_question() => price::QUESTION_PASSED,
            true if site.asks_soon || apart() => price::NEXT_NUMBER_PASSED,
            _ => 0.0,
        }
    }

    /// What a line is taken for that begins no question though its number is some way ahead. Behind a colon, and behind one of their own,
    /// such lines are a list.
    pub(super) fn passing_ahead(&self, state: &State, site: &Site<'_>) -> Option<Ahead> {
        let number = site.row.number.filter(|&number| !site.broken && self.set_ahead(state, site, number))?;
        let above = self.rows.get(state.since + 1..site.at).unwrap_or_default();
        let listed = above.iter().rev().find_map(|row| row.number).is_some_and(|before| before + 1 == number);
        let announced = site.before.is_some_and(|before| before.words.ends_with(':'));
        Some(if listed || announced || !site.closes_soon { Ahead::Item } else { Ahead::Question })
    }

    /// The price of taking a line for no part, though its label was not used and is the next or worded as a question.
    pub(super) fn label_passed(&self, state: &State, site: &Site<'_>) -> Option<f32> {
        let row = site.row;
        let part = row.label.filter(|&part| row.number.is_none() && !state.labels.has(part) && state.id.number() != 0)?;
        if !is_set_as_labels_are(state, site, part) {
            return None;
        }
        if part == state.next_part || part == state.passed_part {
            return Some(price::NEXT_LABEL_PASSED);
        }
        let expected = part == state.labels.lowest_free() || part_announced(state, site, part);
        let worded = !state.id.is_whole() && row.opening == Opening::Question && site.closes_soon;
        (expected || worded || answered_apart(state, site)).then_some(price::LABEL_PASSED)
    }
}

/// Whether a label may be set so: „(b)“ follows „(a)“, and „3b)“ stands in question 3; in mid-sentence („Buchstabe⏎(b) der Verordnung“)
/// neither is one.
pub(super) fn is_set_as_labels_are(state: &State, site: &Site<'_>, part: Part) -> bool {
    const CITED: [&str; 7] = ["Absatz", "Artikel", "Buchstabe", "Buchstaben", "Nummer", "Satz", "§"];
    let form = site.row.form;
    let apart = || {
        site.before.is_none_or(|before| {
            // „… im Hinblick auf⏎(a) die Kosten“; answers end with cells of tables, too.
            let asks = site.row.opening == Opening::Question && site.closes_soon;
            let may_end = before.stops && !before.broken || asks || matches!(state.place, Place::Question(_));
            may_end && !CITED.contains(&last_token(before.words))
        })
    };
    let follows = part == Part::FIRST || form == state.form;
    match form {
        LabelForm::Plain => true,
        LabelForm::Stopped | LabelForm::Capital => follows,
        LabelForm::Bracketed => follows && apart(),
        LabelForm::Numbered(number) => number == state.id.number() && follows && apart(),
    }
}

/// The price of taking a line of a preface for no part, though it is worded as one and a question was passed over above it. Prefaces
/// quote questions, hardly their parts.
pub(super) fn part_passed(state: &State, site: &Site<'_>) -> f32 {
    let row = site.row;
    let is_part = row.number.is_none() && row.label.is_some() && row.opening == Opening::Question && site.closes_soon;
    if state.passed > 0 && is_part { price::NEXT_LABEL_PASSED } else { 0.0 }
}

/// Whether the parts of a question are answered one by one, and a line soon ends as they do: any label may
/// begin here.
pub(super) fn answered_apart(state: &State, site: &Site<'_>) -> bool {
    state.place == Place::Answer && !state.id.is_whole() && site.closes_shortly
}

/// Whether the next announcement names a part of the last question: „Die Fragen 3a bis 3c“. One of whole numbers tells nothing of
/// their parts.
pub(super) fn part_announced(state: &State, site: &Site<'_>, part: Part) -> bool {
    let id = QuestionId::part_of(state.id.number(), part);
    let names_parts = |range: &QuestionRange| [range.from, range.to].iter().any(|end| end.stem() == id.stem() && !end.is_whole());
    site.next_announced.is_some_and(|one| one.questions.ranges().iter().any(|range| names_parts(range) && range.covers(id)))
}

#[cfg(test)]
mod tests {
    use crate::{Companions, Record, Source, parse};

    #[test]
    fn labels_of_a_question_are_set_alike() {
        let paper = |lines: &str| {
            format!(
                "Deutscher Bundestag Drucksache 22/3\n22. Wahlperiode 03.05.2027\nAntwort \nder Bundesregierung \nauf die Kleine Anfrage der \
                 Fraktion der SPD\n– Drucksache 22/1 –\nStege\n{lines}\n2. Wie alt sind sie?\nSie sind alt.\n"
            )
        };
        for (lines, want) in [
            ("1. Wie steht es um die Stege?\na) Wie viele sind es?\nNeun.\nb) Wo stehen sie?\nIm Norden.", "1a 1b"),
            ("1. (a) Wie viele Stege sind es?\nNeun.\n(b) Wo stehen sie?\nIm Norden.", "1a 1b"),
            ("1. Wie steht es um die Stege?\n1a) Wie viele sind es?\nNeun.\n1b) Wo stehen sie?\nIm Norden.", "1a 1b"),
            ("1. a) Wie viele Stege sind es?\nNeun.\n(b) Wo stehen sie?\nIm Norden.", "1a"),
            ("1. Wie steht es um die Stege?\nNach Buchstabe\n(a) der Verordnung sind es neun.", ""),
        ] {
            assert_eq!(parts(&read(paper(lines))), want, "{lines}");
        }
        // The announcement of whole numbers makes no label of „d)“ in mid-sentence.
        let together = "1. Wie viele Stege stehen a) im Norden, b) im Süden, c) im Osten,\nd) im Westen?";
        let joint = paper(together).replace("Sie sind alt.", "Die Fragen 1 und 2 werden gemeinsam beantwortet.\nSie sind alt.");
        assert_eq!(parts(&read(joint)), "");
        let skipped = read(paper("1. Wie steht es um die Stege?\na) Wie viele sind es?\nNeun.\nc) Wo stehen sie?\nIm Norden."));
        let doubts: Vec<&str> = skipped.diagnostics.iter().map(|one| one.message.as_str()).collect();
        assert_eq!((parts(&skipped), doubts), ("1a 1c".to_owned(), vec!["question 1b is missing"]));
    }

    fn read(text: String) -> Record {
        parse(&Source::from_text("x.txt", text).expect("a small text"), &Companions::default())
    }

    fn parts(record: &Record) -> String {
        let parts = record.questions.iter().flat_map(|question| &question.sub_questions).map(|part| part.id.to_string());
        parts.collect::<Vec<_>>().join(" ")
    }
}
