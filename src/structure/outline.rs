//! The one hard decision: which free line begins a question, a part of one, or an answer.
//!
//! Questions and answers follow one another without a mark, numbers stand in lists and tables too, and no order of
//! evidence decides every case: a number out of sequence is right where an announcement names it, a question mark in an
//! answer ends nothing. So this is one search from left to right over the lines. A state says where we are (preface,
//! question, part, answer, annex) and which numbers were used; every step has a cost with a name ([`Evidence`]), and the
//! cheapest few states are kept. The name of a step is the rule in the ledger.

use std::cell::OnceCell;
use std::fmt;

use super::columns::{Column, Columns};
use super::evidence::Evidence;
use super::inquiry::{Proof, Proofs};
use super::joint::Announced;
use super::rows::{LONGEST_QUESTION, NARROWEST, Opening, Row};
use crate::cleaning::words::leads_on;
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

/// A reading that is dearer than the best by more has never come back: ten questions in a row would have to speak for it.
const HOPELESS: f32 = 30.0;

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
    /// By row: what it costs in each column.
    misfits: Vec<Misfits>,
    trails: Vec<Trail>,
    /// The sets of numbers that states have used.
    sets: Vec<Used>,
}

/// A row as the search comes to it: what every state asks of it, answered once.
struct Site<'a> {
    at: usize,
    row: &'a Row<'a>,
    before: Option<&'a Row<'a>>,
    /// Whether the typesetter broke the line above.
    broken: bool,
    misfits: Misfits,
    /// The first announcement at the row or behind it.
    next_announced: Option<&'a Announced>,
    /// The one at the row.
    announced: Option<&'a Announced>,
    asks_soon: bool,
    /// Whether a part that begins here ends as parts do: with a question mark, or with „,“ and „und“.
    closes_soon: bool,
    /// The same, and it is short.
    closes_shortly: bool,
    /// Whether a question without a number may begin here.
    asks_by_itself: bool,
    /// Whether it is the first row behind the imprint.
    behind_imprint: bool,
    /// Whether it is the heading of an annex, and no sentence's.
    heads_annex: bool,
    /// Whether an annex may begin here.
    opens_annex: bool,
    formula: OnceCell<bool>,
    figures: OnceCell<bool>,
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
    doubts.extend(search.passed_over(&steps));
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
    let least = order.first().map_or(0.0, |&(cost, _)| cost);
    for state in order.iter().take_while(|&&(cost, _)| cost < least + HOPELESS).filter_map(|&(_, at)| states.get(at)) {
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
        let misfits = rows.iter().map(|row| Misfits::of(row, columns.as_ref())).collect();
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
            misfits,
            trails: Vec::new(),
            sets: vec![Used::default()],
        }
    }

    fn site(&self, at: usize, row: &'a Row<'a>) -> Site<'a> {
        let before = at.checked_sub(1).and_then(|at| self.rows.get(at));
        let broken = before.is_some_and(|before| before.broken);
        let next_announced = self.next_announcement.get(at).and_then(|&index| self.announced.get(index));
        let soon = |next: &[usize], within: usize| next.get(at).is_some_and(|next| next.saturating_sub(at) <= within);
        let asks_soon = soon(&self.next_mark, LONGEST_QUESTION);
        let behind_imprint = row.behind_imprint && before.is_none_or(|before| !before.behind_imprint);
        let heads_annex = row.annex && (!broken || stands_apart(row, before, self.rows.get(at + 1)));
        Site {
            at,
            row,
            before,
            broken,
            misfits: self.misfits.get(at).copied().unwrap_or_default(),
            next_announced,
            announced: next_announced.filter(|one| one.row == at),
            asks_soon,
            closes_soon: soon(&self.next_close, LONGEST_QUESTION - 1),
            closes_shortly: soon(&self.next_close, SHORT_PART - 1),
            asks_by_itself: !self.numbered && row.number.is_none() && row.opening == Opening::Question && !broken && asks_soon,
            behind_imprint,
            heads_annex,
            opens_annex: behind_imprint || heads_annex,
            formula: OnceCell::new(),
            figures: OnceCell::new(),
        }
    }

    /// Leads a state over a row: it goes on, and what may begin there instead is pushed.
    fn expand(&mut self, state: &mut State, site: &Site<'_>, begun: &mut Vec<State>) {
        if let (Some(voice), Place::Preface(_)) = (site.row.heading, state.place) {
            *state = self.enter(state, Step { row: site.at, place: Place::Preface(voice), rule: Rule::PrefaceHeading }, 0.0);
            return;
        }
        if let Some(number) = site.row.number {
            self.begin_question(state, site, number, begun);
        } else if let Some(part) = site.row.label {
            self.begin_part(state, site, part, begun);
        }
        if site.asks_by_itself {
            self.begin_single(state, site, begun);
        }
        if self.mode == Mode::Answered {
            self.begin_answer(state, site, begun);
            if site.opens_annex {
                self.begin_annex(state, site, begun);
            }
        }
        self.go_on(state, site);
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
            Place::Preface(_) => state.cost += lists_on(state, site) + self.passing(passed, site),
            Place::Question(id) => self.question_goes_on(id, state, site, passed),
            Place::Answer => self.answer_goes_on(state, site, passed),
            Place::Annex => {
                if passed && site.asks_soon && !row.behind_imprint {
                    state.cost += Evidence::NextNumberPassed.cost();
                }
            }
        }
        if passed {
            state.passed = row.number.unwrap_or(state.passed);
        }
    }

    fn question_goes_on(&self, id: QuestionId, state: &mut State, site: &Site<'_>, passed: bool) {
        let row = site.row;
        let mut cost = if id.is_whole() { site.misfits.question } else { site.misfits.part };
        cost += self.past_mark(state, site);
        if site.announced.is_some() {
            cost += Evidence::AnnouncementPassed.cost();
        }
        let named = !site.broken && row.number.is_some_and(|number| self.named_next(state, site, number));
        if passed || named {
            cost += self.passing(true, site).max(Evidence::NextNumberPassed.cost()) + Evidence::PastMarkQuestion.cost();
        }
        if let Some(before) = site.before.filter(|before| !before.broken) {
            cost += self.writers_end_passed(id, state, site, before);
        }
        if !site.broken {
            if *site.figures.get_or_init(|| row.ends_in_figures()) {
                cost += Evidence::FiguresPassed.cost();
            }
            if let Some(passed) = self.label_passed(state, site) {
                cost += passed;
                state.passed_part = row.label.map_or(Part::STEM, Part::next);
            }
        }
        state.asked |= row.asks;
        state.cost += cost;
    }

    /// The price of going on with a question where the writer, not the typesetter, ended the line `before`.
    fn writers_end_passed(&self, id: QuestionId, state: &State, site: &Site<'_>, before: &Row<'_>) -> f32 {
        let row = site.row;
        let mut cost = 0.0;
        if self.blanks_tell && row.blank_before && !row.page_before && state.asked && before.asks {
            cost += Evidence::BlankPassed.cost();
        }
        if row.sentence && !before.stops && !before.is_number_alone() {
            cost += Evidence::SentencePassed.cost();
        }
        if row.sentence && before.words.ends_with(':') && self.goes_on_behind(state, site.at) {
            cost += Evidence::ColonPassed.cost();
        }
        if matches!(row.opening, Opening::Answer | Opening::Other) {
            if before.open && !id.is_whole() && (parts_off(before.words) || self.ended(before, id)) {
                cost += Evidence::OpenPartPassed.cost();
            } else if before.stops && !before.asks {
                cost += Evidence::StopPassed.cost();
            }
        }
        if self.mode == Mode::Answered && !before.asks && *site.formula.get_or_init(|| row.is_formula()) {
            cost += Evidence::FormulaPassed.cost();
        }
        cost
    }

    fn answer_goes_on(&self, state: &mut State, site: &Site<'_>, passed: bool) {
        let row = site.row;
        let mut cost = lists_on(state, site);
        if let Some(passed) = self.label_passed(state, site).filter(|_| !site.broken && site.closes_soon) {
            cost += if state.id.is_whole() { passed } else { passed + Evidence::LabelAfterPart.cost() };
            if !state.asked {
                cost += Evidence::UnaskedPartPassed.cost();
            }
            if !state.asked || row.opening == Opening::Question {
                state.passed_part = row.label.map_or(Part::STEM, Part::next);
            }
        }
        let passing = self.passing(passed, site);
        let listed = row.number == Some(state.passed + 1) && state.passed >= self.used(state).highest + LIST;
        cost += if listed { passing.min(Evidence::ListGoesOn.cost()) } else { passing };
        let ahead = |number: u32| !self.used(state).has(number) && self.set_ahead(state, site, number);
        if !passed && !site.broken && row.number.is_some_and(ahead) {
            cost += Evidence::AheadPassed.cost();
        }
        if site.asks_by_itself {
            cost += Evidence::SingleQuestionLater.cost();
        }
        if row.asks && site.at < state.since + FIRST_LINES {
            cost += Evidence::AnswerAsks.cost();
        }
        if site.heads_annex {
            cost += Evidence::AnnexPassed.cost();
        }
        if site.behind_imprint && site.before.is_some() {
            cost += Evidence::BehindImprint.cost();
        }
        state.cost += cost;
    }

    /// The price of taking a line for no part, though its label was not used and is the next or worded as a question.
    fn label_passed(&self, state: &State, site: &Site<'_>) -> Option<f32> {
        let row = site.row;
        let part = row.label.filter(|&part| row.number.is_none() && !state.labels.has(part) && state.id.number() != 0)?;
        if part == state.next_part || part == state.passed_part {
            return Some(Evidence::NextLabelPassed.cost());
        }
        let expected = part == state.labels.lowest_free() || part_announced(state, site, part);
        let worded = !state.id.is_whole() && row.opening == Opening::Question && site.closes_soon;
        (expected || worded || answered_apart(state, site)).then(|| Evidence::LabelPassed.cost())
    }

    /// The price of taking a line for no question whose number is the next.
    fn passing(&self, passed: bool, site: &Site<'_>) -> f32 {
        let set = || site.row.number.is_some_and(|number| self.set_as_numbers_are(site.row, number));
        let set_as_question = || site.row.opening == Opening::Question && site.closes_soon && set();
        match passed {
            true if set_as_question() => Evidence::QuestionPassed.cost(),
            true if site.asks_soon => Evidence::NextNumberPassed.cost(),
            _ => 0.0,
        }
    }

    /// The row that has the number behind all those that were read and is set and worded as a question, but begins none:
    /// a list in the last answer, or a question that the search has lost.
    fn passed_over(&self, steps: &[Step]) -> Option<Doubt> {
        let highest = steps.iter().filter_map(|step| if let Place::Question(id) = step.place { Some(id.number()) } else { None }).max()?;
        let first = steps.iter().position(|step| matches!(step.place, Place::Question(id) if id.number() == highest))?;
        let ends = steps.iter().skip(first + 1).map(|step| step.row).chain([self.rows.len()]);
        let mut stretches = steps.iter().skip(first).zip(ends).filter(|(step, _)| step.place != Place::Annex);
        stretches.find_map(|(step, end)| {
            let row = (step.row..end).find(|&at| {
                let Some(row) = self.rows.get(at).filter(|row| row.number == Some(highest + 1) && !row.behind_imprint) else {
                    return false;
                };
                row.opening == Opening::Question && self.site(at, row).closes_soon && self.set_as_numbers_are(row, highest + 1)
            })?;
            let turn = |place, begins| Turn { place, begins };
            Some(Doubt { row, read: turn(step.place, false), other: turn(Place::Question(QuestionId::whole(highest + 1)), true) })
        })
    }

    /// The price of going on behind a question mark.
    fn past_mark(&self, state: &State, site: &Site<'_>) -> f32 {
        if self.mode == Mode::Asked || !site.before.is_some_and(|before| before.asks && !before.broken) || !state.asked {
            return 0.0;
        }
        match site.row.opening {
            Opening::Small | Opening::Bracket => Evidence::PastMarkSmall.cost(),
            Opening::Question => Evidence::PastMarkQuestion.cost(),
            Opening::Other | Opening::Bullet => Evidence::PastMarkOther.cost(),
            Opening::Answer => Evidence::PastMarkAnswer.cost(),
        }
    }

    fn begin_question(&mut self, state: &State, site: &Site<'_>, number: u32, begun: &mut Vec<State>) {
        if state.place == Place::Annex {
            return;
        }
        let row = site.row;
        let (order, rule) = self.order(state, site, number);
        let mut cost = order;
        if let Place::Question(_) = state.place {
            cost += self.end_of_question(state, site.before, false);
        } else {
            cost += in_sentence(site.before);
        }
        if !self.set_as_numbers_are(row, number) {
            cost += Evidence::NumberUnpadded.cost();
        }
        cost += match row.opening {
            Opening::Small => Evidence::NumberThenSmall.cost(),
            Opening::Question => 0.0,
            _ => Evidence::NumberThenOther.cost(),
        };
        cost += site.misfits.first;
        let id = QuestionId::whole(number);
        let mut after = self.enter(state, Step { row: site.at, place: Place::Question(id), rule }, cost);
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
        begun.push(after);
    }

    /// Whether a number is set as the numbers of questions are: with a space before one digit, where that tells.
    fn set_as_numbers_are(&self, row: &Row<'_>, number: u32) -> bool {
        const TWO_DIGITS: u32 = 10;
        !self.padding_tells || row.padded || number >= TWO_DIGITS
    }

    /// What a number costs by its place in the sequence.
    fn order(&self, state: &State, site: &Site<'_>, number: u32) -> (f32, Rule) {
        let used = self.used(state);
        if used.has(number) {
            return (Evidence::NumberRepeated.cost(), Rule::NumberOutOfOrder);
        }
        if self.expected(state, number) {
            return (0.0, Rule::NumberInSequence);
        }
        if self.named_next(state, site, number) {
            return (Evidence::NumberAnnounced.cost(), Rule::NumberAnnounced);
        }
        let evidence = if self.set_ahead(state, site, number) { Evidence::NumberAhead } else { Evidence::NumberOutOfOrder };
        (evidence.cost(), Rule::NumberOutOfOrder)
    }

    /// Whether a number is some way ahead, and set and worded as questions are.
    fn set_ahead(&self, state: &State, site: &Site<'_>, number: u32) -> bool {
        let used = self.used(state);
        let near = number > used.lowest_free() && number <= used.highest + JUMP;
        near && site.row.opening == Opening::Question && site.asks_soon && self.set_as_numbers_are(site.row, number)
    }

    /// Whether the next announcement names a number that was not used.
    fn named_next(&self, state: &State, site: &Site<'_>, number: u32) -> bool {
        !self.used(state).has(number) && site.next_announced.is_some_and(|one| one.questions.covers(QuestionId::whole(number)))
    }

    /// The number after the last one, or the lowest that is missing.
    fn expected(&self, state: &State, number: u32) -> bool {
        let used = self.used(state);
        !used.has(number) && (number == state.id.number() + 1 || number == used.lowest_free() || number == used.highest + 1)
    }

    fn begin_part(&mut self, state: &State, site: &Site<'_>, part: Part, begun: &mut Vec<State>) {
        if part == Part::FIRST && state.unasked != 0 && state.place == Place::Answer {
            self.begin_part_of(state, site, QuestionId::part_of(state.unasked, part), Evidence::StemTakenUp.cost(), begun);
        }
        if state.labels.has(part) || state.id.number() == 0 {
            return;
        }
        let asked = site.row.opening == Opening::Question && site.closes_soon;
        let order = if part == state.next_part || part == state.labels.lowest_free() {
            0.0
        } else if part_announced(state, site, part) {
            Evidence::NumberAnnounced.cost()
        } else if state.labels != Labels::default() && (asked || answered_apart(state, site)) {
            Evidence::LabelAhead.cost()
        } else if part == state.next_part.next() && part != Part::FIRST.next() {
            Evidence::LabelSkipped.cost()
        } else {
            return;
        };
        self.begin_part_of(state, site, QuestionId::part_of(state.id.number(), part), order, begun);
    }

    fn begin_part_of(&mut self, state: &State, site: &Site<'_>, id: QuestionId, order: f32, begun: &mut Vec<State>) {
        let (part, row) = (id.part(), site.row);
        let (cost, rule) = match state.place {
            Place::Question(_) => {
                let stopped = |before: &&Row<'_>| before.stops && !before.asks && !before.words.ends_with(':');
                let cost = match site.before {
                    Some(before) if before.broken => Evidence::EndsBroken.cost(),
                    Some(before) if part != Part::FIRST && stopped(&before) => Evidence::PartStopped.cost(),
                    _ => 0.0,
                };
                (cost, Rule::LabelInSequence)
            }
            Place::Answer => {
                let known = if part == Part::FIRST && state.asked { Evidence::LabelAfterAnswer } else { Evidence::LabelAfterPart };
                let asks = if site.closes_soon { 0.0 } else { Evidence::Unasked.cost() };
                let known = if row.opening == Opening::Question { known.cost() / 2.0 } else { known.cost() };
                (known + in_sentence(site.before) + asks, Rule::LabelAfterAnswer)
            }
            Place::Preface(_) | Place::Annex => return,
        };
        let cost = cost + order + site.misfits.part;
        let mut after = self.enter(state, Step { row: site.at, place: Place::Question(id), rule }, cost);
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
        begun.push(after);
    }

    /// The only question of a paper has no number.
    fn begin_single(&mut self, state: &State, site: &Site<'_>, begun: &mut Vec<State>) {
        let Place::Preface(_) = state.place else { return };
        let id = QuestionId::whole(1);
        let step = Step { row: site.at, place: Place::Question(id), rule: Rule::SingleQuestion };
        let mut after = self.enter(state, step, Evidence::SingleQuestion.cost());
        after.id = id;
        after.used = self.used_with(state, 1);
        after.pending = 1;
        after.asked = site.row.asks;
        begun.push(after);
    }

    fn begin_answer(&mut self, state: &State, site: &Site<'_>, begun: &mut Vec<State>) {
        let Place::Question(id) = state.place else { return };
        let row = site.row;
        let mut cost = self.end_of_question(state, site.before, self.goes_on_behind(state, site.at));
        let mut rule = if site.before.is_some_and(|before| before.asks) { Rule::EndsAtQuestionMark } else { Rule::EndsWithoutMark };
        cost += if row.opening == Opening::Bullet { site.misfits.listed } else { site.misfits.answer };
        if row.asks {
            cost += Evidence::AnswerAsks.cost();
        }
        if self.blanks_tell && !row.blank_before && !row.page_before {
            cost += Evidence::NoBlank.cost();
        }
        if let Some(passed) = self.label_passed(state, site) {
            cost += passed + Evidence::OpensAsQuestion.cost();
        }
        let passed = row.number.is_some_and(|number| self.expected(state, number)) && row.opening != Opening::Small;
        if passed && site.asks_soon {
            cost += self.passing(passed, site) + Evidence::OpensAsQuestion.cost();
        }
        if !passed && row.number.is_some_and(|number| !self.used(state).has(number) && self.set_ahead(state, site, number)) {
            cost += Evidence::AheadPassed.cost();
        }
        match site.announced {
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
                    Opening::Bracket if is_request(row.words) => Evidence::OpensAsRequest.cost(),
                    Opening::Small | Opening::Bracket => Evidence::OpensSmall.cost(),
                    Opening::Bullet | Opening::Other => 0.0,
                };
            }
        }
        let mut after = self.enter(state, Step { row: site.at, place: Place::Answer, rule }, cost);
        after.passed = if passed { row.number.unwrap_or(0) } else { state.passed };
        after.pending = 0;
        after.listing = site.misfits.lists(false);
        begun.push(after);
    }

    fn begin_annex(&mut self, state: &State, site: &Site<'_>, begun: &mut Vec<State>) {
        if state.id.number() == 0 || state.place == Place::Annex {
            return;
        }
        let mut cost = if site.behind_imprint { 0.0 } else { Evidence::AnnexBegins.cost() };
        if let Place::Question(_) = state.place {
            cost += self.end_of_question(state, site.before, false) + Evidence::UnansweredAtEnd.cost();
        }
        begun.push(self.enter(state, Step { row: site.at, place: Place::Annex, rule: Rule::AnnexHeading }, cost));
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

    /// Whether a question's line was surely ended by the writer: the next word would have fitted.
    fn ended(&self, row: &Row<'_>, id: QuestionId) -> bool {
        let edge = |columns: &Columns| if id.is_whole() { columns.question.most } else { columns.part_edge };
        !row.broken && self.columns.as_ref().is_none_or(|columns| row.reach < edge(columns))
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

/// „(bitte nach Ländern aufschlüsseln)“: only askers ask so. Text that was set again has the answer behind it in the line.
fn is_request(words: &str) -> bool {
    let goes_on = words.split_once(") ").is_some_and(|(_, behind)| !behind.is_empty());
    !goes_on && ["(bitte ", "(Bitte "].iter().any(|opening| words.starts_with(opening))
}

/// Whether the heading of an annex is no part of the line above, though that is broken: cells of tables look so, too. Only a
/// label („Anlage 1“) or what stands behind a blank line is alone in its line, and no sentence goes on below.
fn stands_apart(row: &Row<'_>, before: Option<&Row<'_>>, next: Option<&Row<'_>>) -> bool {
    let goes_into = before.is_some_and(|before| before.words.ends_with(['-', ',', '(']) || leads_on(before.words));
    let goes_on = next.is_some_and(|next| next.opening == Opening::Small && next.label.is_none());
    (row.is_annex_label() || row.blank_before && row.width < NARROWEST) && !goes_into && !goes_on
}

/// The price of a further row in the answers' column, in a list or out of it. The askers' preface is set in their type.
fn lists_on(state: &mut State, site: &Site<'_>) -> f32 {
    let cost = if state.listing || site.row.opening == Opening::Bullet { site.misfits.listed } else { site.misfits.answer };
    let cost = if state.place == Place::Preface(Voice::Askers) { cost.min(site.misfits.first) } else { cost };
    state.listing = site.misfits.lists(state.listing);
    cost
}

/// The price of a number or label behind the row `before`.
fn in_sentence(before: Option<&Row<'_>>) -> f32 {
    match before {
        Some(before) if before.broken && before.stops => Evidence::NumberBehindStop.cost(),
        Some(before) if before.broken => Evidence::NumberInSentence.cost(),
        _ => 0.0,
    }
}

/// Whether the parts of a question are answered one by one, and a line soon ends as they do: any label may
/// begin here.
fn answered_apart(state: &State, site: &Site<'_>) -> bool {
    state.place == Place::Answer && !state.id.is_whole() && site.closes_shortly
}

/// Whether the next announcement names a part of the last question.
fn part_announced(state: &State, site: &Site<'_>, part: Part) -> bool {
    site.next_announced.is_some_and(|one| one.questions.covers(QuestionId::part_of(state.id.number(), part)))
}

/// Whether a line ends as parts of a list do and lists of words don't: with „;“ or „, und“.
fn parts_off(words: &str) -> bool {
    words.ends_with(';') || [", und", ", oder", ", sowie"].iter().any(|end| words.ends_with(end))
}

/// What a row costs in each column, against the column that it fits best: a table's row fits none, and says nothing.
///
/// Lists and tables are narrower than the column. They begin with an item or with a line that was broken early, and go on
/// until a line fills the column.
#[derive(Clone, Copy, Default)]
struct Misfits {
    answer: f32,
    /// In a list of an answer.
    listed: f32,
    question: f32,
    /// In the line with a question's number.
    first: f32,
    part: f32,
    /// Whether a list begins with the row at the latest.
    opens_list: bool,
    /// Whether the row fills the answers' column.
    full: bool,
}

impl Misfits {
    fn of(row: &Row<'_>, columns: Option<&Columns>) -> Self {
        let item = row.opening == Opening::Bullet || row.label.is_some() || row.number.is_some();
        let Some(columns) = columns else { return Self { opens_list: item || row.broken, ..Self::default() } };
        let [answer, question, first, part] =
            [columns.answer, columns.question, columns.first, columns.part].map(|column| misfit(row, column, false));
        let least = answer.min(question).min(first).min(part);
        let listed = misfit(row, columns.answer, true);
        let full = row.broken && row.reach >= columns.answer.least;
        Self {
            answer: answer - least,
            listed: (listed - least).max(0.0),
            question: question - least,
            first: first - least,
            part: part - least,
            opens_list: item || row.broken && !full,
            full,
        }
    }

    /// Whether an answer is in a list behind the row, if it was in one before it or not.
    fn lists(self, listing: bool) -> bool {
        self.opens_list || listing && !self.full
    }
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
