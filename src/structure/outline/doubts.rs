//! Where a reading that is nearly as good as the best does something else.

use std::fmt;

use super::search::Search;
use super::{Place, Step, stretches};
use crate::grammar::markers::misprinted_number;
use crate::grammar::openings::{Opening, opening_of};
use crate::id::QuestionId;
use crate::ledger::Rule;
use crate::structure::rows::begins;
use crate::voice::Voice;

/// Two readings whose costs differ by less are in doubt.
pub(super) const DOUBT: f32 = 1.2;

/// Two readings part at a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Doubt {
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

impl Doubt {
    /// A row goes on with what it stands in, and may begin a question.
    fn missed(row: usize, place: Place, number: u32) -> Self {
        let other = Turn { place: Place::Question(QuestionId::whole(number)), begins: true };
        Self { row, read: Turn { place, begins: false }, other }
    }
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
        let highest = highest(steps)?;
        let single = steps.iter().any(|step| step.rule == Rule::SingleQuestion);
        let may_be = |step: &Step, at: usize, number: u32| match step.place {
            Place::Question(_) => at > step.row && self.rows.get(at - 1).is_some_and(|before| before.asks),
            Place::Answer => (highest + 1..=highest + FAR).contains(&number),
            Place::Preface(_) => single,
            Place::Annex => false,
        };
        let before = Step { row: 0, place: Place::Preface(Voice::Askers), rule: Rule::BeforeFirstQuestion };
        let first = steps.first().map_or(0, |step| step.row);
        std::iter::once((&before, 0..first)).chain(stretches(steps, self.rows.len())).find_map(|(step, mut rows)| {
            let missed = |at| self.misprinted_at(at).filter(|&number| may_be(step, at, number));
            rows.find_map(|at| Some(Doubt::missed(at, step.place, missed(at)?)))
        })
    }

    /// The first line that asks of a paper in which a single question was found, if more ask than rhetoric does: its questions are
    /// numbered in a way that is not read („1.) Wie viele“, „F1: Wie viele“).
    pub(super) fn numbered_otherwise(&self, steps: &[Step]) -> Option<Doubt> {
        const RHETORICAL: usize = 2;
        steps.iter().find(|step| step.rule == Rule::SingleQuestion)?;
        let before = Step { row: 0, place: Place::Preface(Voice::Askers), rule: Rule::BeforeFirstQuestion };
        let first = steps.first().map_or(0, |step| step.row);
        let read = std::iter::once((&before, 0..first)).chain(stretches(steps, self.rows.len()));
        let others = read.filter(|(step, _)| step.question().is_none() && step.place != Place::Annex);
        let asks = |at: &usize| self.rows.get(*at).is_some_and(|row| row.asks);
        let mut asking = others.flat_map(|(step, rows)| rows.filter(asks).map(|at| (at, step.place)));
        let (at, place) = asking.next()?;
        (asking.count() >= RHETORICAL).then(|| Doubt::missed(at, place, 1))
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
        let highest = highest(steps)?;
        let missed = |at: usize| {
            let row = self.rows.get(at).filter(|row| !row.behind_imprint && row.opening == Opening::Question)?;
            let number = row.number.filter(|number| (highest + 1..=highest + FAR).contains(number))?;
            // Its mark may be lost.
            (self.set_as_numbers_are(row, number) && (begins(self.rows, at) || self.site(at, row).closes_soon)).then_some(number)
        };
        let last = stretches(steps, self.rows.len()).skip_while(|(step, _)| step.question().is_none_or(|id| id.number() != highest));
        last.filter(|(step, _)| step.place != Place::Annex)
            .find_map(|(step, mut rows)| rows.find_map(|at| Some(Doubt::missed(at, step.place, missed(at)?))))
    }
}

/// The highest number of a question.
fn highest(steps: &[Step]) -> Option<u32> {
    steps.iter().filter_map(Step::question).map(QuestionId::number).max()
}
