//! The one hard decision: which free line begins a question, a part of one, or an answer.
//!
//! Questions and answers follow one another without a mark, numbers stand in lists and tables too, and no order of
//! evidence decides every case: a number out of sequence is right where an announcement names it, a question mark in an
//! answer ends nothing. So this is one search from left to right over the lines. A state says where we are (preface,
//! question, part, answer, annex) and which numbers were used; every step has a cost with a name ([`price`]), and the
//! cheapest few states are kept. The name of a step is the rule in the ledger.
//!
//! The files build on one another in this order: `price`, `state`, `misfits`, `search`, `sequence`, `questions`, `answers`, `doubts`.
//! The loop over the lines stands here.

mod answers;
mod doubts;
mod misfits;
mod price;
mod questions;
mod search;
mod sequence;
mod state;

use std::ops::Range;

use self::answers::lists_on;
use self::doubts::{DOUBT, Doubt, Rival, first_difference};
use self::search::{Search, Site};
use self::sequence::part_passed;
use self::state::{State, Used};
use super::announced::Announced;
use super::columns::Columns;
use super::inquiry::{Proof, Proofs};
use super::mode::Mode;
use super::rows::Row;
use crate::diagnostic::Diagnostic;
use crate::grammar::openings::Opening;
use crate::id::{Part, QuestionId};
use crate::ledger::Rule;
use crate::span::offset;
use crate::voice::Voice;

/// What a stretch of lines is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    /// A Vorbemerkung.
    Preface(Voice),
    /// A question or a part of one.
    Question(QuestionId),
    /// An answer to what was asked before it.
    Answer,
    /// An annex.
    Annex,
}

/// A stretch of lines begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Step {
    /// Index of its first row.
    pub row: usize,
    /// What it is.
    pub place: Place,
    /// Why it begins here.
    pub rule: Rule,
}

impl Step {
    /// The question, or the part of one, that begins, for the first time.
    pub(crate) fn question(&self) -> Option<QuestionId> {
        self.printed().filter(|_| self.rule != Rule::AskedAgain)
    }

    /// The question, or the part of one, that was asked above and is printed again.
    pub(crate) fn asked_again(&self) -> Option<QuestionId> {
        self.printed().filter(|_| self.rule == Rule::AskedAgain)
    }

    /// The question, or the part of one, that begins, be it for the first time or not.
    pub(crate) const fn printed(&self) -> Option<QuestionId> {
        if let Place::Question(id) = self.place { Some(id) } else { None }
    }

    /// What it asks: „1. a)“ in one line is a question and a part.
    pub(crate) fn asks(&self, rows: &[Row<'_>]) -> impl Iterator<Item = QuestionId> + use<> {
        let id = self.question();
        let whole = id.filter(|id| id.is_whole()).zip(rows.get(self.row)).filter(|(_, row)| row.number.is_some());
        let part = whole.filter(|(_, row)| row.label == Some(Part::FIRST)).map(|(id, _)| QuestionId::part_of(id.number(), Part::FIRST));
        id.into_iter().chain(part)
    }

    /// The number of the question that begins; none for a part of one.
    pub(crate) fn whole_question(&self) -> Option<u32> {
        self.question().filter(|id| id.is_whole()).map(QuestionId::number)
    }
}

/// Each step with its rows, of so many: up to the next step.
pub(crate) fn stretches(steps: &[Step], rows: usize) -> impl Iterator<Item = (&Step, Range<usize>)> {
    let ends = steps.iter().skip(1).map(|step| step.row).chain(std::iter::once(rows));
    steps.iter().zip(ends).map(|(step, end)| (step, step.row..end))
}

/// The best reading of a paper's lines.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outline {
    /// Its steps, in order.
    pub steps: Vec<Step>,
    /// Where a reading that is nearly as good does something else.
    pub doubts: Vec<Diagnostic>,
}

/// How many states are kept from line to line. Sixty are no better than five; one alone loses one paper in twelve.
const BEAM: usize = 8;

/// A reading that is dearer than the best by more has never come back: ten questions in a row would have to speak for it.
const HOPELESS: f32 = 30.0;

/// Finds the best reading of the rows.
pub(crate) fn search(rows: &[Row<'_>], announced: &[Announced], columns: Option<Columns>, mode: Mode, proofs: &Proofs) -> Outline {
    let mut search = Search::new(rows, announced, columns, mode);
    let mut states = vec![State::at_start()];
    let mut rivals: Vec<Rival> = Vec::new();
    let (mut begun, mut kept, mut order) = (Vec::new(), Vec::with_capacity(BEAM), Vec::new());
    for (at, row) in rows.iter().enumerate() {
        let site = search.site(at, row);
        let begins = search.trails.len();
        for state in &mut states {
            search.expand(state, &site, &mut begun);
        }
        states.append(&mut begun);
        if let Some(&Some(proof)) = proofs.get(at) {
            for state in &mut states {
                state.cost += disproven(proof, state, at);
            }
        }
        if search.trails.len() > begins {
            keep_best(&states, &search.sets, &mut order, &mut kept, &mut rivals);
            std::mem::swap(&mut states, &mut kept);
        } else if !states.is_sorted_by(|a, b| a.cost <= b.cost) {
            // Nothing begins here: states that only went on are as different as they were.
            states.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        }
    }
    for state in &mut states {
        state.cost += search.at_end(state);
    }
    states.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    let Some(best) = states.first() else { return Outline::default() };
    let mut steps = search.steps(best.tail);
    for step in &mut steps {
        if matches!((proofs.get(step.row), step.place), (Some(&Some(Proof::Begins(proven))), Place::Question(id)) if proven == id) {
            step.rule = Rule::ProvenByInquiry;
        }
    }
    let to_the_end = states.iter().skip(1).take_while(|state| state.cost - best.cost < DOUBT).map(|state| state.tail);
    let met = std::iter::successors(best.rival.and_then(|at| rivals.get(at as usize)), |rival| rivals.get(rival.before? as usize));
    let tails = to_the_end.chain(met.map(|rival| rival.tail));
    let mut doubts: Vec<Doubt> = tails.filter_map(|tail| first_difference(&steps, &search.steps(tail))).collect();
    let missed = [search.passed_over(&steps), search.number_misprinted(&steps), search.numbered_otherwise(&steps)];
    doubts.extend(missed.into_iter().flatten());
    doubts.sort_by_key(|doubt| doubt.row);
    doubts.dedup_by_key(|doubt| doubt.row);
    let doubts = doubts.iter().filter_map(|doubt| Some(rows.get(doubt.row)?.doubt(doubt.to_string()))).collect();
    Outline { steps, doubts }
}

/// The price of a state against what the inquiry proves of the row.
fn disproven(proof: Proof, state: &State, at: usize) -> f32 {
    let agrees = match (proof, state.place) {
        (Proof::Begins(proven), Place::Question(id)) => id == proven && state.since == at,
        (Proof::GoesOn(number), Place::Question(id)) => id.number() == number,
        (Proof::Outside, Place::Question(_)) => false,
        (Proof::Outside, _) => true,
        (Proof::Begins(_) | Proof::GoesOn(_), _) => false,
    };
    if agrees { 0.0 } else { price::DISPROVEN }
}

/// Of states that stand at the same place with the same numbers used the cheapest is enough. `order` is room to sort in:
/// costs are moved there, states only once.
fn keep_best(states: &[State], sets: &[Used], order: &mut Vec<(f32, usize)>, kept: &mut Vec<State>, rivals: &mut Vec<Rival>) {
    let same = |a: u32, b: u32| a == b || sets.get(a as usize) == sets.get(b as usize);
    order.clear();
    order.extend(states.iter().map(|state| state.cost).zip(0..));
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    kept.clear();
    let least = order.first().map_or(0.0, |&(cost, _)| cost);
    for state in order.iter().take_while(|&&(cost, _)| cost < least + HOPELESS).filter_map(|&(_, at)| states.get(at)) {
        let standing = state.standing();
        match kept.iter_mut().find(|other| other.standing() == standing && same(other.used, state.used)) {
            Some(better) if state.cost - better.cost < DOUBT && better.tail != state.tail => {
                rivals.push(Rival { tail: state.tail, before: better.rival });
                better.rival = Some(offset(rivals.len() - 1));
            }
            Some(_) => {}
            None => kept.push(*state),
        }
        if kept.len() == BEAM {
            break;
        }
    }
}

impl Search<'_> {
    /// Leads a state over a row: it goes on, and what may begin there instead is pushed.
    fn expand(&mut self, state: &mut State, site: &Site<'_>, begun: &mut Vec<State>) {
        if let Some(voice) = self.heading(state, site) {
            *state = self.enter(state, Step { row: site.at, place: Place::Preface(voice), rule: Rule::PrefaceHeading }, 0.0);
            return;
        }
        if let Some(number) = site.row.number {
            begun.extend(self.begin_question(state, site, number));
        } else if let Some(part) = site.row.label {
            begun.extend(self.take_up_stem(state, site, part));
            begun.extend(self.begin_part(state, site, part));
        }
        if site.asks_by_itself {
            begun.extend(self.begin_single(state, site));
        }
        if self.mode == Mode::Answered {
            begun.extend(self.begin_answer(state, site));
            if site.opens_annex {
                begun.extend(self.begin_annex(state, site));
            }
        }
        self.go_on(state, site);
    }

    /// Whose preface begins here. One to some questions stands before them, behind the answer to others; under the heading of the
    /// same voice its own heading is one of the preface's text, and says which part of that is meant for what.
    fn heading(&self, state: &State, site: &Site<'_>) -> Option<Voice> {
        if site.row.heading.is_none() && site.heads_preface.is_none() {
            return None;
        }
        let to_questions = site
            .heads_preface
            .as_ref()
            .filter(|(_, questions)| !questions.ranges().iter().any(|range| self.used(state).has(range.from.number())));
        let to_questions = to_questions.map(|(voice, _)| *voice);
        match state.place {
            Place::Preface(now) => site.row.heading.or(to_questions.filter(|voice| *voice != now)),
            Place::Answer => to_questions,
            Place::Question(_) => to_questions.filter(|_| self.mode == Mode::Asked),
            Place::Annex => None,
        }
    }

    /// The row goes on with what the one before it was.
    fn go_on(&self, state: &mut State, site: &Site<'_>) {
        let row = site.row;
        let begins_none = |number| {
            let used = self.used(state);
            !used.has(number) && (self.expected(state, number) || number == state.passed + 1 || number < used.highest)
        };
        let passed = row.number.is_some_and(begins_none)
            && site.before.is_none_or(|before| !before.broken || before.stops)
            && row.opening != Opening::Small;
        match state.place {
            Place::Preface(_) => state.cost += lists_on(state, site) + self.passing(passed, site) + part_passed(state, site),
            Place::Question(id) => self.question_goes_on(id, state, site, passed),
            Place::Answer => self.answer_goes_on(state, site, passed),
            Place::Annex => {
                if passed && site.asks_soon && !row.behind_imprint {
                    state.cost += price::NEXT_NUMBER_PASSED;
                }
            }
        }
        // „1. Land %“, the head of a table, does not begin to count again.
        if let Some(number) = row.number.filter(|number| passed && (site.asks_soon || *number > state.passed)) {
            state.passed = number;
        }
    }

    fn at_end(&self, state: &State) -> f32 {
        let missing = self.used(state).missing().min(price::MISSING_AT_MOST.into());
        let mut cost = f32::from(u8::try_from(missing).unwrap_or(price::MISSING_AT_MOST)) * price::MISSING_AT_END;
        if matches!(state.place, Place::Preface(_)) && self.next_mark.first().is_some_and(|&mark| mark < self.rows.len()) {
            cost += price::NOTHING_BEGUN;
        }
        if self.mode == Mode::Answered && matches!(state.place, Place::Question(_)) {
            cost += price::UNANSWERED_AT_END + self.end_of_question(state, self.rows.last(), false);
        }
        cost
    }
}
