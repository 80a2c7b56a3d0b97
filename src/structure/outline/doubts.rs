//! Where a reading that is nearly as good as the best does something else.

use std::fmt;

use super::search::Search;
use super::{Place, Step};
use crate::grammar::markers::misprinted_number;
use crate::grammar::openings::{Opening, opening_of};
use crate::id::QuestionId;
use crate::ledger::{Rule, Voice};

/// Two readings whose costs differ by less are in doubt.
pub(super) const DOUBT: f32 = 1.2;

/// Two readings part at a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Doubt {
    /// Index of the row.
    pub row: usize,
    read: Turn,
    other: Turn,
}

/// What a reading makes of the row where it parts from another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Turn {
    place: Place,
    begins: bool,
}

impl fmt::Display for Turn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Place::Preface(_) => f.write_str("the preface")?,
            Place::Question(id) => write!(f, "question {id}")?,
            Place::Answer => f.write_str(if self.begins { "an answer" } else { "the answer" })?,
            Place::Annex => f.write_str(if self.begins { "an annex" } else { "the annex" })?,
        }
        f.write_str(if self.begins { " begins" } else { " goes on" })
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "read as if {} here; that {} is nearly as likely", self.read, self.other)
    }
}

/// Another way to a state's place that cost nearly as little.
pub(super) struct Rival {
    pub tail: Option<u32>,
    pub before: Option<u32>,
}

/// Where two readings part first.
pub(super) fn first_difference(best: &[Step], rival: &[Step]) -> Option<Doubt> {
    let same = best.iter().zip(rival).take_while(|(a, b)| a.row == b.row && a.place == b.place).count();
    let row = [best, rival].iter().filter_map(|steps| steps.get(same)).map(|step| step.row).min()?;
    let before = same.checked_sub(1).and_then(|at| best.get(at)).map_or(Place::Preface(Voice::Askers), |step| step.place);
    let at_row = |steps: &[Step]| match steps.get(same) {
        Some(step) if step.row == row => Turn { place: step.place, begins: true },
        _ => Turn { place: before, begins: false },
    };
    Some(Doubt { row, read: at_row(best), other: at_row(rival) })
}

/// How far behind the last number that was read another may be a question's; „212 Welche“ is a figure.
const FAR: u32 = 20;

impl Search<'_> {
    /// The row that begins as questions whose number has lost its stop („5) Wie viele“, „Frage 5“), and asks, in a question that has
    /// asked already or in an answer, with a number behind all those that were read.
    pub(super) fn number_misprinted(&self, steps: &[Step]) -> Option<Doubt> {
        let highest = steps.iter().filter_map(|step| if let Place::Question(id) = step.place { Some(id.number()) } else { None }).max()?;
        let single = steps.iter().any(|step| step.rule == Rule::SingleQuestion);
        let ends = steps.iter().skip(1).map(|step| step.row).chain([self.rows.len()]);
        let before = Step { row: 0, place: Place::Preface(Voice::Askers), rule: Rule::BeforeFirstQuestion };
        let first = steps.first().map_or(0, |step| step.row);
        let stretches = std::iter::once((&before, first)).filter(|_| first > 0).chain(steps.iter().zip(ends));
        let mut lost = stretches.filter_map(|(step, end)| {
            let may_be = |number: u32, at: usize| match step.place {
                Place::Question(_) => at > step.row && self.rows.get(at - 1).is_some_and(|before| before.asks),
                Place::Answer => (highest + 1..=highest + FAR).contains(&number),
                Place::Preface(_) => single,
                Place::Annex => false,
            };
            let row = (step.row..end).find(|&at| self.misprinted_at(at).is_some_and(|number| may_be(number, at)))?;
            let number = self.misprinted_at(row)?;
            let turn = |place, begins| Turn { place, begins };
            Some(Doubt { row, read: turn(step.place, false), other: turn(Place::Question(QuestionId::whole(number)), true) })
        });
        lost.next()
    }

    /// The misprinted number of a question that begins with the row.
    fn misprinted_at(&self, at: usize) -> Option<u32> {
        let row = self.rows.get(at).filter(|row| row.number.is_none())?;
        let (rest, number) = misprinted_number(row.words).ok()?;
        let opens = if rest.is_empty() { self.rows.get(at + 1).map(|next| next.opening) } else { Some(opening_of(rest)) };
        (opens == Some(Opening::Question) && self.site(at, row).asks_soon).then_some(number)
    }

    /// The row that has a number behind all those that were read and is set and worded as a question, but begins none:
    /// a list in the last answer, or a question that the search has lost.
    pub(super) fn passed_over(&self, steps: &[Step]) -> Option<Doubt> {
        let highest = steps.iter().filter_map(|step| if let Place::Question(id) = step.place { Some(id.number()) } else { None }).max()?;
        let first = steps.iter().position(|step| matches!(step.place, Place::Question(id) if id.number() == highest))?;
        let ends = steps.iter().skip(first + 1).map(|step| step.row).chain([self.rows.len()]);
        let mut stretches = steps.iter().skip(first).zip(ends).filter(|(step, _)| step.place != Place::Annex);
        stretches.find_map(|(step, end)| {
            let row = (step.row..end).find(|&at| {
                let Some(row) = self.rows.get(at).filter(|row| !row.behind_imprint && row.opening == Opening::Question) else {
                    return false;
                };
                let behind = row.number.filter(|number| (highest + 1..=highest + FAR).contains(number));
                behind.is_some_and(|number| self.set_as_numbers_are(row, number)) && self.site(at, row).closes_soon
            })?;
            let number = self.rows.get(row)?.number?;
            let turn = |place, begins| Turn { place, begins };
            Some(Doubt { row, read: turn(step.place, false), other: turn(Place::Question(QuestionId::whole(number)), true) })
        })
    }
}
