//! Where one reading of the lines above stands, and which numbers and labels it used.

use super::{Place, Step, price};
use crate::grammar::markers::LabelForm;
use crate::id::{Part, QuestionId};
use crate::voice::Voice;

#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    pub cost: f32,
    pub place: Place,
    /// The last question begun.
    pub id: QuestionId,
    /// The label behind the last one; `STEM` if none is.
    pub next_part: Part,
    /// The labels that were used.
    pub labels: Labels,
    /// Whether the first of them stands between brackets, „(a)“, or behind the question's number, „3a)“.
    pub form: LabelForm,
    /// The label behind the last one that began no part; `STEM` if none is.
    pub passed_part: Part,
    /// The last question that ended without its mark and has no parts yet; 0 if there is none.
    pub unasked: u32,
    /// Which numbers were used: index of the set among the search's, which most states share.
    pub used: u32,
    /// Questions (by number) asked since the last answer.
    pub pending: u16,
    /// Whether a part of this question is printed behind an answer: its parts are answered one by one.
    pub one_by_one: bool,
    /// Whether the question or part has had its question mark.
    pub asked: bool,
    /// How many brackets of the question or part are open.
    pub brackets: u8,
    /// Whether an answer is in a list, whose lines are set in.
    pub listing: bool,
    /// What lines of an answer have cost that don't fit its column.
    pub misfit: f32,
    /// The last number in sequence that began no question.
    pub passed: u32,
    /// The row in which this place began.
    pub since: usize,
    /// The step that led here.
    pub tail: Option<u32>,
    /// The last rival that came to the same place at nearly the same price.
    pub rival: Option<u32>,
}

impl State {
    /// Above the first row: words without a heading are the askers' preface.
    pub(super) fn at_start() -> Self {
        Self {
            cost: 0.0,
            place: Place::Preface(Voice::Askers),
            id: QuestionId::whole(0),
            next_part: Part::FIRST,
            labels: Labels::default(),
            form: LabelForm::Plain,
            passed_part: Part::STEM,
            unasked: 0,
            used: 0,
            pending: 0,
            one_by_one: false,
            asked: true,
            brackets: 0,
            listing: false,
            misfit: 0.0,
            passed: 0,
            since: 0,
            tail: None,
            rival: None,
        }
    }

    /// Where it stands; which numbers it used is told by their sets.
    pub(super) const fn standing(&self) -> Standing {
        let Self { place, id, pending, next_part, labels, one_by_one, .. } = *self;
        Standing { place, id, pending, next_part, labels, one_by_one }
    }

    /// The price of one more line of an answer that does not fit its column. Where several don't it was set in another one, as
    /// answers between the parts of a question are.
    pub(super) fn misfitting(&mut self, cost: f32) -> f32 {
        // Two lines tell: one that is too wide, one that was broken early.
        const MOST: f32 = price::TOO_WIDE + price::BROKEN_EARLY;
        let more = cost.min(MOST - self.misfit);
        self.misfit += more;
        more
    }
}

/// What the steps to come see of a state, but for its numbers.
#[derive(PartialEq, Eq)]
pub(super) struct Standing {
    place: Place,
    id: QuestionId,
    pending: u16,
    next_part: Part,
    labels: Labels,
    one_by_one: bool,
}

/// A set of small numbers, up to its capacity; above it numbers must rise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Used {
    pub bits: [u64; 6],
    pub highest: u32,
}

impl Used {
    pub(super) fn has(&self, number: u32) -> bool {
        match self.bits.get(number as usize / 64) {
            Some(word) => word >> (number % 64) & 1 == 1,
            None => number <= self.highest,
        }
    }

    pub(super) fn add(&mut self, number: u32) {
        if let Some(word) = self.bits.get_mut(number as usize / 64) {
            *word |= 1 << (number % 64);
        }
        self.highest = self.highest.max(number);
    }

    pub(super) fn lowest_free(&self) -> u32 {
        let words = self.bits.iter().zip((0..).step_by(64)).map(|(word, first)| (if first == 0 { word | 1 } else { *word }, first));
        let free = words.filter(|(word, _)| *word != u64::MAX).map(|(word, first)| first + word.trailing_ones()).next();
        free.unwrap_or(self.highest + 1)
    }

    pub(super) fn missing(&self) -> u32 {
        (1..=self.highest).filter(|&number| !self.has(number)).fold(0, |count, _| count + 1)
    }
}

/// The labels of a question's parts that were used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Labels(u64);

impl Labels {
    pub(super) fn has(self, part: Part) -> bool {
        self.0 >> part.index() & 1 == 1
    }

    pub(super) fn add(&mut self, part: Part) {
        self.0 |= 1 << part.index();
    }

    /// The first label that was not used.
    pub(super) fn lowest_free(self) -> Part {
        std::iter::successors(Some(Part::FIRST), |part| part.next()).find(|part| !self.has(*part)).unwrap_or(Part::FIRST)
    }
}

/// The label that follows; `STEM`, which no label is, if none does.
pub(super) fn behind(label: Option<Part>) -> Part {
    label.and_then(Part::next).unwrap_or(Part::STEM)
}

pub(super) struct Trail {
    pub step: Step,
    pub before: Option<u32>,
}
