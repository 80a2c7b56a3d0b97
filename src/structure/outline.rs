//! The one hard decision: which free line begins a question, a part of one, or an answer.
//!
//! Questions and answers follow one another without a mark, numbers stand in lists and tables too, and no order of
//! evidence decides every case: a number out of sequence is right where an announcement names it, a question mark in an
//! answer ends nothing. So this is one search from left to right over the lines. A state says where we are (preface,
//! question, part, answer, annex) and which numbers were used; every step has a cost with a name ([`Evidence`]), and the
//! cheapest few states are kept. The name of a step is the rule in the ledger.

use std::fmt;

use super::columns::{Column, Columns};
use super::evidence::Evidence;
use super::inquiry::{Proof, Proofs};
use super::joint::Announced;
use super::rows::{Opening, Row};
use crate::id::{Part, QuestionId};
use crate::ledger::{Rule, Voice};

/// Whether a paper has answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mode {
    /// Questions with answers.
    Answered,
    /// An inquiry: questions only.
    Asked,
}

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

/// The best reading of a paper's lines.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outline {
    /// Its steps, in order.
    pub steps: Vec<Step>,
    /// Where a reading that is nearly as good does something else, by row.
    pub doubts: Vec<Doubt>,
}

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

/// How many states are kept from line to line. Sixty are no better than five; one alone loses one paper in twelve.
const BEAM: usize = 8;

/// A question mark follows a question's number within this many lines, but for a few in a hundred.
const LONGEST_QUESTION: usize = 16;

/// Questions that are answered together are printed together, so numbers jump ahead by some and come back.
const JUMP: u32 = 12;

/// Behind so many numbers that began no question a list is what it is.
const LIST: u32 = 4;

/// A part that is out of order ends within so many lines.
const SHORT_PART: usize = 3;

/// Of a hundred one-digit numbers so many have a space before them where it tells: an extractor keeps some of them only.
const PADDED: u32 = 75;

/// Of a hundred numbers of questions (and of lines behind question marks) so many have a blank line above where blank
/// lines part blocks; the rest stand at a page's head.
const BLANK_ABOVE_NUMBERS: usize = 75;
/// Of a hundred other lines at most so many: one extractor sets a blank line under every second line.
const BLANK_ABOVE_OTHERS: usize = 40;

/// The first lines of an answer.
const FIRST_LINES: usize = 4;

/// Two readings whose costs differ by less are in doubt.
const DOUBT: f32 = 1.2;

#[derive(Clone, Copy, Debug)]
struct State {
    cost: f32,
    place: Place,
    /// The last question begun.
    id: QuestionId,
    /// The label behind the last one.
    next_part: Part,
    /// The labels that were used.
    labels: Labels,
    /// The label behind the last one that began no part.
    passed_part: Part,
    /// The last question that ended without its mark and has no parts yet; 0 if there is none.
    unasked: u32,
    /// Which numbers were used: index of the set among the search's, which most states share.
    used: u32,
    /// Questions (by number) asked since the last answer.
    pending: u16,
    /// Whether a part of this question is printed behind an answer: its parts are answered one by one.
    one_by_one: bool,
    /// Whether the question or part has had its question mark.
    asked: bool,
    /// Whether an answer is in a list, whose lines are set in.
    listing: bool,
    /// The last number in sequence that began no question.
    passed: u32,
    /// The row in which this place began.
    since: usize,
    /// The step that led here.
    tail: Option<u32>,
    /// The last rival that came to the same place at nearly the same price.
    rival: Option<u32>,
}

/// A set of small numbers, up to its capacity; above it numbers must rise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Used {
    bits: [u64; 6],
    highest: u32,
}

impl Used {
    fn has(&self, number: u32) -> bool {
        match self.bits.get(number as usize / 64) {
            Some(word) => word >> (number % 64) & 1 == 1,
            None => number <= self.highest,
        }
    }

    fn add(&mut self, number: u32) {
        if let Some(word) = self.bits.get_mut(number as usize / 64) {
            *word |= 1 << (number % 64);
        }
        self.highest = self.highest.max(number);
    }

    fn lowest_free(&self) -> u32 {
        let words = self.bits.iter().zip((0..).step_by(64)).map(|(word, first)| (if first == 0 { word | 1 } else { *word }, first));
        let free = words.filter(|(word, _)| *word != u64::MAX).map(|(word, first)| first + word.trailing_ones()).next();
        free.unwrap_or(self.highest + 1)
    }

    fn missing(&self) -> u32 {
        (1..=self.highest).filter(|&number| !self.has(number)).fold(0, |count, _| count + 1)
    }
}

/// The labels of a question's parts that were used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Labels(u64);

impl Labels {
    fn has(self, part: Part) -> bool {
        self.0 >> part.index() & 1 == 1
    }

    fn add(&mut self, part: Part) {
        self.0 |= 1 << part.index();
    }

    /// The first label that was not used.
    fn lowest_free(self) -> Part {
        std::iter::successors(Some(Part::FIRST), |part| Some(part.next())).take(63).find(|part| !self.has(*part)).unwrap_or(Part::FIRST)
    }
}

struct Trail {
    step: Step,
    before: Option<u32>,
}

/// Another way to a state's place that cost nearly as little.
struct Rival {
    tail: Option<u32>,
    before: Option<u32>,
}

struct Search<'a> {
    rows: &'a [Row<'a>],
    announced: &'a [Announced],
    columns: Option<Columns>,
    mode: Mode,
    /// Whether the paper sets a space before one-digit numbers.
    padding_tells: bool,
    /// Whether blank lines part questions from answers.
    blanks_tell: bool,
    /// Whether any line carries the number 1 and asks.
    numbered: bool,
    /// By row: the next row that asks.
    next_mark: Vec<usize>,
    /// By row: the next row that begins with a number or a label.
    next_head: Vec<usize>,
    /// By row: the next row that ends as parts of questions do.
    next_close: Vec<usize>,
    /// By row: the first announcement at or behind it.
    next_announcement: Vec<usize>,
    /// By row: what it costs in the column that it fits best.
    least_misfit: Vec<f32>,
    trails: Vec<Trail>,
    /// The sets of numbers that states have used.
    sets: Vec<Used>,
}

/// Finds the best reading of the rows.
pub(crate) fn search(rows: &[Row<'_>], announced: &[Announced], columns: Option<Columns>, mode: Mode, proofs: &Proofs) -> Outline {
    let mut search = Search::new(rows, announced, columns, mode);
    let mut states = vec![State {
        cost: 0.0,
        place: Place::Preface(Voice::Askers),
        id: QuestionId::whole(0),
        next_part: Part::FIRST,
        labels: Labels::default(),
        passed_part: Part::STEM,
        unasked: 0,
        used: 0,
        pending: 0,
        one_by_one: false,
        asked: true,
        listing: false,
        passed: 0,
        since: 0,
        tail: None,
        rival: None,
    }];
    let mut rivals: Vec<Rival> = Vec::new();
    let (mut next, mut order) = (Vec::with_capacity(4 * BEAM), Vec::with_capacity(4 * BEAM));
    for at in 0..rows.len() {
        next.clear();
        let begun = search.trails.len();
        for state in &states {
            search.expand(state, at, &mut next);
        }
        if let Some(&Some(proof)) = proofs.get(at) {
            for state in &mut next {
                state.cost += disproven(proof, state, at);
            }
        }
        if search.trails.len() == begun {
            // Nothing begins here: states that only went on are as different as they were.
            std::mem::swap(&mut states, &mut next);
            states.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        } else {
            keep_best(&next, &search.sets, &mut order, &mut states, &mut rivals);
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
    doubts.sort_by_key(|doubt| doubt.row);
    doubts.dedup_by_key(|doubt| doubt.row);
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
    if agrees { 0.0 } else { Evidence::Disproven.cost() }
}

/// Where two readings part first.
fn first_difference(best: &[Step], rival: &[Step]) -> Option<Doubt> {
    let same = best.iter().zip(rival).take_while(|(a, b)| a.row == b.row && a.place == b.place).count();
    let row = [best, rival].iter().filter_map(|steps| steps.get(same)).map(|step| step.row).min()?;
    let before = same.checked_sub(1).and_then(|at| best.get(at)).map_or(Place::Preface(Voice::Askers), |step| step.place);
    let at_row = |steps: &[Step]| match steps.get(same) {
        Some(step) if step.row == row => Turn { place: step.place, begins: true },
        _ => Turn { place: before, begins: false },
    };
    Some(Doubt { row, read: at_row(best), other: at_row(rival) })
}

/// Of states that stand at the same place with the same numbers used the cheapest is enough. `order` is room to sort in:
/// costs are moved there, states only once.
fn keep_best(states: &[State], sets: &[Used], order: &mut Vec<(f32, usize)>, kept: &mut Vec<State>, rivals: &mut Vec<Rival>) {
    let same = |a: u32, b: u32| a == b || sets.get(a as usize) == sets.get(b as usize);
    order.clear();
    order.extend(states.iter().map(|state| state.cost).zip(0..));
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    kept.clear();
    for state in order.iter().filter_map(|&(_, at)| states.get(at)) {
        let twin = kept.iter_mut().find(|other| {
            other.place == state.place
                && other.id == state.id
                && other.pending == state.pending
                && other.next_part == state.next_part
                && other.labels == state.labels
                && other.one_by_one == state.one_by_one
                && same(other.used, state.used)
        });
        match twin {
            Some(better) if state.cost - better.cost < DOUBT && better.tail != state.tail => {
                rivals.push(Rival { tail: state.tail, before: better.rival });
                better.rival = Some(crate::span::offset(rivals.len() - 1));
            }
            Some(_) => {}
            None => kept.push(*state),
        }
        if kept.len() == BEAM {
            break;
        }
    }
}

/// Blank lines part questions from answers where most numbers and most lines behind question marks have one above, and
/// most other lines none.
fn blanks_tell(rows: &[Row<'_>], asks_soon: &dyn Fn(usize) -> bool) -> bool {
    let share = |of: &dyn Fn(usize, &Row<'_>) -> bool| {
        let (all, blank) = rows
            .iter()
            .enumerate()
            .filter(|(at, row)| of(*at, row))
            .fold((0_usize, 0_usize), |(all, blank), (_, row)| (all + 1, blank + usize::from(row.blank_before)));
        (blank * 100).checked_div(all).unwrap_or(0)
    };
    let asking = |at: usize, row: &Row<'_>| row.number.is_some() && row.opening == Opening::Question && asks_soon(at);
    let behind_mark = |at: usize, row: &Row<'_>| {
        let asked = at.checked_sub(1).and_then(|before| rows.get(before)).is_some_and(|before| before.asks && !before.broken);
        asked && row.number.is_none() && row.label.is_none()
    };
    let others = |at: usize, row: &Row<'_>| !asking(at, row) && !behind_mark(at, row);
    share(&asking) >= BLANK_ABOVE_NUMBERS && share(&behind_mark) >= BLANK_ABOVE_NUMBERS && share(&others) <= BLANK_ABOVE_OTHERS
}

/// By row: the next one, or itself, that is so.
fn next(rows: &[Row<'_>], is_so: impl Fn(&Row<'_>) -> bool) -> Vec<usize> {
    let mut next = vec![usize::MAX; rows.len()];
    let mut found = usize::MAX;
    for ((at, row), slot) in rows.iter().enumerate().zip(&mut next).rev() {
        if is_so(row) {
            found = at;
        }
        *slot = found;
    }
    next
}

impl<'a> Search<'a> {
    fn new(rows: &'a [Row<'a>], announced: &'a [Announced], columns: Option<Columns>, mode: Mode) -> Self {
        let next_mark = next(rows, |row| row.asks);
        let next_head = next(rows, |row| row.number.is_some() || row.label.is_some());
        let next_close = next(rows, |row| row.asks || row.open && !row.broken);
        let next_announcement = (0..rows.len()).map(|at| announced.partition_point(|one| one.row < at)).collect();
        let asks_soon = |at: usize| next_mark.get(at).is_some_and(|mark| mark.saturating_sub(at) <= LONGEST_QUESTION);
        let candidates = rows
            .iter()
            .enumerate()
            .filter(|(at, row)| row.number.is_some_and(|number| number < 10) && row.opening == Opening::Question && asks_soon(*at));
        let (all, padded) = candidates.fold((0, 0), |(all, padded), (_, row)| (all + 1, padded + u32::from(row.padded)));
        let padding_tells = 100 * padded >= PADDED * all && padded > 0;
        let numbered = rows.iter().enumerate().any(|(at, row)| row.number == Some(1) && asks_soon(at));
        let least_misfit = columns.iter().flat_map(|columns| rows.iter().map(|row| least_misfit(row, columns))).collect();
        let blanks_tell = blanks_tell(rows, &asks_soon);
        Self {
            rows,
            announced,
            columns,
            mode,
            padding_tells,
            blanks_tell,
            numbered,
            next_mark,
            next_head,
            next_close,
            next_announcement,
            least_misfit,
            trails: Vec::new(),
            sets: vec![Used::default()],
        }
    }

    /// All steps that lead from a state over the row `at`.
    fn expand(&mut self, state: &State, at: usize, next: &mut Vec<State>) {
        let rows = self.rows;
        let Some(row) = rows.get(at) else { return };
        let before = at.checked_sub(1).and_then(|at| rows.get(at));
        if let (Some(voice), Place::Preface(_)) = (row.heading, state.place) {
            let step = Step { row: at, place: Place::Preface(voice), rule: Rule::PrefaceHeading };
            next.push(self.enter(state, step, 0.0));
            return;
        }
        self.go_on(state, at, row, before, next);
        if let Some(number) = row.number {
            self.begin_question(state, at, row, number, before, next);
        } else if let Some(part) = row.label {
            self.begin_part(state, at, row, part, before, next);
        }
        self.begin_single(state, at, row, before, next);
        if self.mode == Mode::Answered {
            self.begin_answer(state, at, row, before, next);
            self.begin_annex(state, at, row, before, next);
        }
    }

    fn enter(&mut self, state: &State, step: Step, cost: f32) -> State {
        let trail = crate::span::offset(self.trails.len());
        self.trails.push(Trail { step, before: state.tail });
        State { cost: state.cost + cost, place: step.place, tail: Some(trail), listing: false, since: step.row, ..*state }
    }

    fn used(&self, state: &State) -> &Used {
        const NONE: &Used = &Used { bits: [0; 6], highest: 0 };
        self.sets.get(state.used as usize).unwrap_or(NONE)
    }

    /// The set of a state with one number more.
    fn used_with(&mut self, state: &State, number: u32) -> u32 {
        let mut used = *self.used(state);
        used.add(number);
        self.sets.push(used);
        crate::span::offset(self.sets.len() - 1)
    }

    /// The row goes on with what the one before it was.
    fn go_on(&self, state: &State, at: usize, row: &Row<'_>, before: Option<&Row<'_>>, next: &mut Vec<State>) {
        let mut after = *state;
        let begins_none = |number| {
            let used = self.used(state);
            !used.has(number) && (self.expected(state, number) || number == state.passed + 1 || number < used.highest)
        };
        let passed = row.number.is_some_and(begins_none)
            && before.is_none_or(|before| !before.broken || before.stops)
            && row.opening != Opening::Small;
        if passed {
            after.passed = row.number.unwrap_or(state.passed);
        }
        match state.place {
            Place::Preface(_) => {
                after.listing = self.listing(state, row);
                after.cost += self.column(row, at, |columns| columns.answer, state.listing || row.opening == Opening::Bullet);
                after.cost += self.passing(passed, row, at);
            }
            Place::Question(id) => self.question_goes_on(id, state, &mut after, at, row, before, passed),
            Place::Answer => self.answer_goes_on(state, &mut after, at, row, before, passed),
            Place::Annex => {
                if passed && self.asks_soon(at) && !row.behind_imprint {
                    after.cost += Evidence::NextNumberPassed.cost();
                }
            }
        }
        next.push(after);
    }

    #[expect(clippy::too_many_arguments, reason = "a step is a state and a row with its neighbour")]
    fn question_goes_on(
        &self,
        id: QuestionId,
        state: &State,
        after: &mut State,
        at: usize,
        row: &Row<'_>,
        before: Option<&Row<'_>>,
        passed: bool,
    ) {
        after.cost += self.column(row, at, |columns| if id.is_whole() { columns.question } else { columns.part }, false);
        after.cost += self.past_mark(row, before, state);
        if self.announcement_at(at).is_some() {
            after.cost += Evidence::AnnouncementPassed.cost();
        }
        if let Some(before) = before.filter(|before| !before.broken) {
            after.cost += self.writers_end_passed(id, state, at, row, before);
        }
        if before.is_none_or(|before| !before.broken) {
            if row.figures {
                after.cost += Evidence::FiguresPassed.cost();
            }
            if let Some(cost) = self.label_passed(state, row, at) {
                after.cost += cost;
                after.passed_part = row.label.map_or(Part::STEM, Part::next);
            }
        }
        let named = row.number.is_some_and(|number| self.named_next(state, at, number)) && before.is_none_or(|before| !before.broken);
        if passed || named {
            after.cost += self.passing(true, row, at).max(Evidence::NextNumberPassed.cost()) + Evidence::PastMarkQuestion.cost();
        }
        after.asked |= row.asks;
    }

    /// The price of going on with a question where the writer, not the typesetter, ended the line `before`.
    fn writers_end_passed(&self, id: QuestionId, state: &State, at: usize, row: &Row<'_>, before: &Row<'_>) -> f32 {
        let mut cost = 0.0;
        if self.blanks_tell && row.blank_before && !row.page_before && state.asked && before.asks {
            cost += Evidence::BlankPassed.cost();
        }
        if row.sentence && !before.stops && !before.is_number_alone() {
            cost += Evidence::SentencePassed.cost();
        }
        if row.sentence && before.words.ends_with(':') && self.goes_on_behind(state, at) {
            cost += Evidence::ColonPassed.cost();
        }
        if matches!(row.opening, Opening::Answer | Opening::Other) {
            if before.open && !id.is_whole() && (parts_off(before.words) || self.ended(before, id)) {
                cost += Evidence::OpenPartPassed.cost();
            } else if before.stops && !before.asks {
                cost += Evidence::StopPassed.cost();
            }
        }
        if row.formula && self.mode == Mode::Answered && !before.asks {
            cost += Evidence::FormulaPassed.cost();
        }
        cost
    }

    fn answer_goes_on(&self, state: &State, after: &mut State, at: usize, row: &Row<'_>, before: Option<&Row<'_>>, passed: bool) {
        let broken = before.is_some_and(|before| before.broken);
        after.listing = self.listing(state, row);
        after.cost += self.column(row, at, |columns| columns.answer, state.listing || row.opening == Opening::Bullet);
        if let Some(cost) = self.label_passed(state, row, at).filter(|_| !broken && self.closes_soon(at)) {
            after.cost += if state.id.is_whole() { cost } else { cost + Evidence::LabelAfterPart.cost() };
            if !state.asked {
                after.cost += Evidence::UnaskedPartPassed.cost();
            }
            if !state.asked || row.opening == Opening::Question {
                after.passed_part = row.label.map_or(Part::STEM, Part::next);
            }
        }
        let passing = self.passing(passed, row, at);
        let listed = row.number == Some(state.passed + 1) && state.passed >= self.used(state).highest + LIST;
        after.cost += if listed { passing.min(Evidence::ListGoesOn.cost()) } else { passing };
        if !passed && !broken && row.number.is_some_and(|number| !self.used(state).has(number) && self.set_ahead(state, at, row, number)) {
            after.cost += Evidence::AheadPassed.cost();
        }
        if !self.numbered && self.asks_by_itself(row, at, before) {
            after.cost += Evidence::SingleQuestionLater.cost();
        }
        if row.asks && at < state.since + FIRST_LINES {
            after.cost += Evidence::AnswerAsks.cost();
        }
        if row.annex && !broken {
            after.cost += Evidence::AnnexPassed.cost();
        }
        if row.behind_imprint && before.is_some_and(|before| !before.behind_imprint) {
            after.cost += Evidence::BehindImprint.cost();
        }
    }

    /// The price of taking a line for no part, though its label was not used and is the next or worded as a question.
    fn label_passed(&self, state: &State, row: &Row<'_>, at: usize) -> Option<f32> {
        let part = row.label.filter(|&part| row.number.is_none() && !state.labels.has(part) && state.id.number() != 0)?;
        if part == state.next_part || part == state.passed_part {
            return Some(Evidence::NextLabelPassed.cost());
        }
        let expected = part == state.labels.lowest_free() || self.part_announced(state, at, part);
        let worded = !state.id.is_whole() && row.opening == Opening::Question && self.closes_soon(at);
        (expected || worded || self.answered_apart(state, at)).then(|| Evidence::LabelPassed.cost())
    }

    /// Whether the parts of this question are answered one by one, and a line soon ends as they do: the label in this row
    /// may be any.
    fn answered_apart(&self, state: &State, at: usize) -> bool {
        let closes = || self.next_close.get(at).is_some_and(|close| close.saturating_sub(at) < SHORT_PART);
        state.place == Place::Answer && !state.id.is_whole() && closes()
    }

    /// Whether the next announcement names a part.
    fn part_announced(&self, state: &State, at: usize, part: Part) -> bool {
        let announced = self.next_announcement.get(at).and_then(|&index| self.announced.get(index));
        announced.is_some_and(|one| one.questions.covers(QuestionId::part_of(state.id.number(), part)))
    }

    /// The price of taking a line for no question whose number is the next.
    fn passing(&self, passed: bool, row: &Row<'_>, at: usize) -> f32 {
        let set = || row.number.is_some_and(|number| self.set_as_numbers_are(row, number));
        let set_as_question = || row.opening == Opening::Question && self.closes_soon(at) && set();
        match passed {
            true if set_as_question() => Evidence::QuestionPassed.cost(),
            true if self.asks_soon(at) => Evidence::NextNumberPassed.cost(),
            _ => 0.0,
        }
    }

    /// The price of going on behind a question mark.
    fn past_mark(&self, row: &Row<'_>, before: Option<&Row<'_>>, state: &State) -> f32 {
        if self.mode == Mode::Asked || !before.is_some_and(|before| before.asks && !before.broken) || !state.asked {
            return 0.0;
        }
        match row.opening {
            Opening::Small | Opening::Bracket => Evidence::PastMarkSmall.cost(),
            Opening::Question => Evidence::PastMarkQuestion.cost(),
            Opening::Other | Opening::Bullet => Evidence::PastMarkOther.cost(),
            Opening::Answer => Evidence::PastMarkAnswer.cost(),
        }
    }

    fn begin_question(&mut self, state: &State, at: usize, row: &Row<'_>, number: u32, before: Option<&Row<'_>>, next: &mut Vec<State>) {
        if state.place == Place::Annex {
            return;
        }
        let (order, rule) = self.order(state, at, row, number);
        let mut cost = order;
        if let Place::Question(_) = state.place {
            cost += self.end_of_question(state, before, false);
        } else {
            cost += self.in_sentence(before);
        }
        if !self.set_as_numbers_are(row, number) {
            cost += Evidence::NumberUnpadded.cost();
        }
        cost += match row.opening {
            Opening::Small => Evidence::NumberThenSmall.cost(),
            Opening::Question => 0.0,
            _ => Evidence::NumberThenOther.cost(),
        };
        cost += self.column(row, at, |columns| columns.first, false);
        let id = QuestionId::whole(number);
        let mut after = self.enter(state, Step { row: at, place: Place::Question(id), rule }, cost);
        if matches!(state.place, Place::Question(before) if before.is_whole() && !state.asked) {
            after.unasked = state.id.number();
        }
        after.id = id;
        after.used = self.used_with(state, number);
        after.passed = 0;
        after.pending = state.pending.saturating_add(1);
        after.asked = row.asks;
        (after.next_part, after.labels, after.passed_part, after.one_by_one) = (Part::FIRST, Labels::default(), Part::STEM, false);
        if let Some(label) = row.label.filter(|&label| label == Part::FIRST) {
            after.next_part = label.next();
            after.labels.add(label);
        }
        next.push(after);
    }

    /// Whether a number is set as the numbers of questions are: with a space before one digit, where that tells.
    fn set_as_numbers_are(&self, row: &Row<'_>, number: u32) -> bool {
        const TWO_DIGITS: u32 = 10;
        !self.padding_tells || row.padded || number >= TWO_DIGITS
    }

    /// What a number costs by its place in the sequence.
    fn order(&self, state: &State, at: usize, row: &Row<'_>, number: u32) -> (f32, Rule) {
        let used = self.used(state);
        if used.has(number) {
            return (Evidence::NumberRepeated.cost(), Rule::NumberOutOfOrder);
        }
        if self.expected(state, number) {
            return (0.0, Rule::NumberInSequence);
        }
        if self.named_next(state, at, number) {
            return (Evidence::NumberAnnounced.cost(), Rule::NumberAnnounced);
        }
        let evidence = if self.set_ahead(state, at, row, number) { Evidence::NumberAhead } else { Evidence::NumberOutOfOrder };
        (evidence.cost(), Rule::NumberOutOfOrder)
    }

    /// Whether a number is some way ahead, and set and worded as questions are.
    fn set_ahead(&self, state: &State, at: usize, row: &Row<'_>, number: u32) -> bool {
        let used = self.used(state);
        let near = number > used.lowest_free() && number <= used.highest + JUMP;
        near && row.opening == Opening::Question && self.asks_soon(at) && self.set_as_numbers_are(row, number)
    }

    /// Whether the next announcement names a number that was not used.
    fn named_next(&self, state: &State, at: usize, number: u32) -> bool {
        let announced = self.next_announcement.get(at).and_then(|&index| self.announced.get(index));
        !self.used(state).has(number) && announced.is_some_and(|one| one.questions.covers(QuestionId::whole(number)))
    }

    /// The number after the last one, or the lowest that is missing.
    fn expected(&self, state: &State, number: u32) -> bool {
        let used = self.used(state);
        !used.has(number) && (number == state.id.number() + 1 || number == used.lowest_free() || number == used.highest + 1)
    }

    fn begin_part(&mut self, state: &State, at: usize, row: &Row<'_>, part: Part, before: Option<&Row<'_>>, next: &mut Vec<State>) {
        if part == Part::FIRST && state.unasked != 0 && state.place == Place::Answer {
            self.begin_part_of(state, QuestionId::part_of(state.unasked, part), Evidence::StemTakenUp.cost(), at, row, before, next);
        }
        if state.labels.has(part) || state.id.number() == 0 {
            return;
        }
        let asked = row.opening == Opening::Question && self.closes_soon(at);
        let order = if part == state.next_part || part == state.labels.lowest_free() {
            0.0
        } else if self.part_announced(state, at, part) {
            Evidence::NumberAnnounced.cost()
        } else if state.labels != Labels::default() && (asked || self.answered_apart(state, at)) {
            Evidence::LabelAhead.cost()
        } else if part == state.next_part.next() && part != Part::FIRST.next() {
            Evidence::LabelSkipped.cost()
        } else {
            return;
        };
        self.begin_part_of(state, QuestionId::part_of(state.id.number(), part), order, at, row, before, next);
    }

    #[expect(clippy::too_many_arguments, reason = "one place for what every part costs")]
    fn begin_part_of(
        &mut self,
        state: &State,
        id: QuestionId,
        order: f32,
        at: usize,
        row: &Row<'_>,
        before: Option<&Row<'_>>,
        next: &mut Vec<State>,
    ) {
        let part = id.part();
        let (cost, rule) = match state.place {
            Place::Question(_) => {
                let stopped = |before: &&Row<'_>| before.stops && !before.asks && !before.words.ends_with(':');
                let cost = match before {
                    Some(before) if before.broken => Evidence::EndsBroken.cost(),
                    Some(before) if part != Part::FIRST && stopped(&before) => Evidence::PartStopped.cost(),
                    _ => 0.0,
                };
                (cost, Rule::LabelInSequence)
            }
            Place::Answer => {
                let known = if part == Part::FIRST && state.asked { Evidence::LabelAfterAnswer } else { Evidence::LabelAfterPart };
                let broken = self.in_sentence(before);
                let asks = if self.closes_soon(at) { 0.0 } else { Evidence::Unasked.cost() };
                let known = if row.opening == Opening::Question { known.cost() / 2.0 } else { known.cost() };
                (known + broken + asks, Rule::LabelAfterAnswer)
            }
            Place::Preface(_) | Place::Annex => return,
        };
        let cost = cost + order + self.column(row, at, |columns| columns.part, false);
        let mut after = self.enter(state, Step { row: at, place: Place::Question(id), rule }, cost);
        if id.number() != state.id.number() {
            (after.labels, after.unasked) = (Labels::default(), 0);
        }
        if state.place == Place::Answer {
            (after.pending, after.one_by_one) = (1, true);
        } else if state.one_by_one {
            after.pending = state.pending.saturating_add(1);
        }
        after.id = id;
        after.asked = row.asks;
        (after.next_part, after.passed_part) = (part.next(), Part::STEM);
        after.labels.add(part);
        next.push(after);
    }

    /// The only question of a paper has no number.
    fn begin_single(&mut self, state: &State, at: usize, row: &Row<'_>, before: Option<&Row<'_>>, next: &mut Vec<State>) {
        let Place::Preface(_) = state.place else { return };
        if self.numbered || !self.asks_by_itself(row, at, before) {
            return;
        }
        let id = QuestionId::whole(1);
        let mut after =
            self.enter(state, Step { row: at, place: Place::Question(id), rule: Rule::SingleQuestion }, Evidence::SingleQuestion.cost());
        after.id = id;
        after.used = self.used_with(state, 1);
        after.pending = 1;
        after.asked = row.asks;
        next.push(after);
    }

    /// Whether a question without a number may begin at a row.
    fn asks_by_itself(&self, row: &Row<'_>, at: usize, before: Option<&Row<'_>>) -> bool {
        row.number.is_none() && row.opening == Opening::Question && !before.is_some_and(|before| before.broken) && self.asks_soon(at)
    }

    fn begin_answer(&mut self, state: &State, at: usize, row: &Row<'_>, before: Option<&Row<'_>>, next: &mut Vec<State>) {
        let Place::Question(id) = state.place else { return };
        let mut cost = self.end_of_question(state, before, self.goes_on_behind(state, at));
        let mut rule = if before.is_some_and(|before| before.asks) { Rule::EndsAtQuestionMark } else { Rule::EndsWithoutMark };
        cost += self.column(row, at, |columns| columns.answer, row.opening == Opening::Bullet);
        if row.asks {
            cost += Evidence::AnswerAsks.cost();
        }
        if self.blanks_tell && !row.blank_before && !row.page_before {
            cost += Evidence::NoBlank.cost();
        }
        if let Some(passed) = self.label_passed(state, row, at) {
            cost += passed + Evidence::OpensAsQuestion.cost();
        }
        let passed = row.number.is_some_and(|number| self.expected(state, number)) && row.opening != Opening::Small;
        if passed && self.asks_soon(at) {
            cost += self.passing(passed, row, at) + Evidence::OpensAsQuestion.cost();
        }
        match self.announcement_at(at) {
            Some(one) if one.questions.is_empty() || one.questions.covers(id) => {
                cost += Evidence::AnswerAnnounced.cost();
                rule = Rule::EndsBeforeAnnouncement;
            }
            Some(_) => {
                cost += Evidence::AnnouncesOthers.cost();
                rule = Rule::EndsBeforeAnnouncement;
            }
            None => {
                cost += f32::from(state.pending.saturating_sub(1).min(3)) * Evidence::JointUnannounced.cost();
                cost += match row.opening {
                    Opening::Answer => Evidence::OpensAsAnswer.cost(),
                    Opening::Question => Evidence::OpensAsQuestion.cost(),
                    Opening::Small | Opening::Bracket => Evidence::OpensSmall.cost(),
                    Opening::Bullet | Opening::Other => 0.0,
                };
            }
        }
        let mut after = self.enter(state, Step { row: at, place: Place::Answer, rule }, cost);
        after.passed = if passed { row.number.unwrap_or(0) } else { state.passed };
        after.pending = 0;
        after.listing = self.listing(&after, row);
        next.push(after);
    }

    fn begin_annex(&mut self, state: &State, at: usize, row: &Row<'_>, before: Option<&Row<'_>>, next: &mut Vec<State>) {
        let first_behind_imprint = row.behind_imprint && before.is_none_or(|before| !before.behind_imprint);
        if !(row.annex || first_behind_imprint) || state.id.number() == 0 || state.place == Place::Annex {
            return;
        }
        if before.is_some_and(|before| before.broken) && !first_behind_imprint {
            return;
        }
        let mut cost = if first_behind_imprint { 0.0 } else { Evidence::AnnexBegins.cost() };
        if let Place::Question(_) = state.place {
            cost += self.end_of_question(state, before, false) + Evidence::UnansweredAtEnd.cost();
        }
        next.push(self.enter(state, Step { row: at, place: Place::Annex, rule: Rule::AnnexHeading }, cost));
    }

    /// Whether the next number or label behind a row is the next label of this question: what stands before it is the
    /// answer to its stem or to the part before.
    fn goes_on_behind(&self, state: &State, at: usize) -> bool {
        let head = self.next_head.get(at + 1).and_then(|&head| self.rows.get(head));
        head.is_some_and(|row| row.number.is_none() && row.label == Some(state.next_part))
    }

    /// The price of ending a question or part behind the row `before`.
    fn end_of_question(&self, state: &State, before: Option<&Row<'_>>, goes_on: bool) -> f32 {
        let Some(before) = before else { return 0.0 };
        let mut cost = 0.0;
        if before.broken {
            cost += if before.asks { Evidence::NumberBehindStop.cost() } else { Evidence::EndsBroken.cost() };
        }
        if before.open {
            if !state.id.is_whole() {
                let evidence = if state.one_by_one || parts_off(before.words) || self.ended(before, state.id) {
                    Evidence::PartEndsOpen
                } else {
                    Evidence::PartEndsOpenFull
                };
                return cost + evidence.cost();
            }
            cost += Evidence::EndsOpen.cost();
        } else if !before.stops && !before.broken && !self.ended(before, state.id) {
            cost += Evidence::EndsFull.cost();
        }
        if !before.asks && self.mode == Mode::Answered {
            let evidence = if state.asked && before.words.ends_with(')') | before.words.ends_with(").") | before.words.ends_with(".)") {
                Evidence::AskedThenBracket
            } else if goes_on {
                Evidence::UnaskedButGoesOn
            } else if before.stops {
                Evidence::UnaskedButStopped
            } else {
                Evidence::Unasked
            };
            cost += evidence.cost();
        }
        cost
    }

    fn at_end(&self, state: &State) -> f32 {
        let missing = self.used(state).missing().min(8);
        let mut cost = f32::from(u8::try_from(missing).unwrap_or(u8::MAX)) * Evidence::MissingAtEnd.cost();
        if matches!(state.place, Place::Preface(_)) && self.next_mark.first().is_some_and(|&mark| mark < self.rows.len()) {
            cost += Evidence::NothingBegun.cost();
        }
        if self.mode == Mode::Answered && matches!(state.place, Place::Question(_)) {
            cost += Evidence::UnansweredAtEnd.cost() + self.end_of_question(state, self.rows.last(), false);
        }
        cost
    }

    fn announcement_at(&self, at: usize) -> Option<&'a Announced> {
        let one = self.announced.get(*self.next_announcement.get(at)?)?;
        (one.row == at).then_some(one)
    }

    /// Whether a part that begins at a row ends as parts do: with a question mark, or with „,“ and „und“.
    fn closes_soon(&self, at: usize) -> bool {
        self.next_close.get(at).is_some_and(|close| close.saturating_sub(at) < LONGEST_QUESTION)
    }

    fn asks_soon(&self, at: usize) -> bool {
        self.next_mark.get(at).is_some_and(|mark| mark.saturating_sub(at) <= LONGEST_QUESTION)
    }

    /// The price of a number or label behind the row `before`.
    fn in_sentence(&self, before: Option<&Row<'_>>) -> f32 {
        match before {
            Some(before) if before.broken && before.stops => Evidence::NumberBehindStop.cost(),
            Some(before) if before.broken => Evidence::NumberInSentence.cost(),
            _ => 0.0,
        }
    }

    /// Whether a question's line was surely ended by the writer: the next word would have fitted.
    fn ended(&self, row: &Row<'_>, id: QuestionId) -> bool {
        let edge = |columns: &Columns| if id.is_whole() { columns.question.most } else { columns.part_edge };
        !row.broken && self.columns.as_ref().is_none_or(|columns| row.reach < edge(columns))
    }

    /// What a row costs in a column, against the column that it fits best: a table's row fits none, and says nothing.
    fn column(&self, row: &Row<'_>, at: usize, which: impl Fn(&Columns) -> Column, in_list: bool) -> f32 {
        let Some((columns, least)) = self.columns.as_ref().zip(self.least_misfit.get(at)) else { return 0.0 };
        (misfit(row, which(columns), in_list) - least).max(0.0)
    }

    /// Lists and tables are narrower than the column. They begin with an item or with a line that was broken early, and go
    /// on until a line fills the column.
    fn listing(&self, state: &State, row: &Row<'_>) -> bool {
        let full = |columns: &Columns| row.broken && row.reach >= columns.answer.least;
        let begins = row.opening == Opening::Bullet || row.label.is_some() || row.number.is_some();
        begins || row.broken && !self.columns.as_ref().is_some_and(full) || state.listing && !self.columns.as_ref().is_some_and(full)
    }

    /// The steps that led to the one at `tail`.
    fn steps(&self, mut tail: Option<u32>) -> Vec<Step> {
        let mut steps = Vec::new();
        while let Some(trail) = tail.and_then(|at| self.trails.get(at as usize)) {
            steps.push(trail.step);
            tail = trail.before;
        }
        steps.reverse();
        steps
    }
}

/// Whether a line ends as parts of a list do and lists of words don't: with „;“ or „, und“.
fn parts_off(words: &str) -> bool {
    words.ends_with(';') || [", und", ", oder", ", sowie"].iter().any(|end| words.ends_with(end))
}

fn least_misfit(row: &Row<'_>, columns: &Columns) -> f32 {
    let all = [columns.answer, columns.question, columns.first, columns.part];
    all.into_iter().map(|column| misfit(row, column, false)).fold(f32::INFINITY, f32::min)
}

fn misfit(row: &Row<'_>, column: Column, in_list: bool) -> f32 {
    if row.pure && row.width > column.most {
        Evidence::TooWide.cost()
    } else if row.broken && row.reach < column.least {
        if in_list { Evidence::BrokenEarlyInList.cost() } else { Evidence::BrokenEarly.cost() }
    } else {
        0.0
    }
}
