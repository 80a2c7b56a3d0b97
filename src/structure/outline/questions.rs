//! How a question or a part of one begins, goes on and ends.

use super::search::{Search, Site};
use super::sequence::{Ahead, answered_apart, is_set_as_labels_are, part_announced};
use super::state::{Labels, State, behind};
use super::{Place, Step, price};
use crate::grammar::openings::Opening;
use crate::id::{Part, QuestionId};
use crate::ledger::Rule;
use crate::structure::mode::Mode;
use crate::structure::rows::Row;

impl Search<'_> {
    /// A question or part begins at the row, at this price.
    fn ask(&mut self, state: &State, site: &Site<'_>, id: QuestionId, rule: Rule, cost: f32) -> State {
        let after = self.enter(state, Step { row: site.at, place: Place::Question(id), rule }, cost);
        State { id, asked: site.row.asks, brackets: site.brackets().1, ..after }
    }

    pub(super) fn begin_question(&mut self, state: &State, site: &Site<'_>, number: u32) -> Option<State> {
        if state.place == Place::Annex {
            return None;
        }
        let row = site.row;
        let (order, rule) = self.order(state, site, number);
        let mut cost = order;
        if let Place::Question(_) = state.place {
            cost += self.end_of_question(state, site.before, false);
        } else {
            cost += in_sentence(site.before);
        }
        if state.place == Place::Answer && site.before.is_some_and(|before| before.asks && !before.broken) {
            cost += price::ANSWER_ENDS_AS_QUESTION;
        }
        if !self.set_as_numbers_are(row, number) {
            cost += price::NUMBER_UNPADDED;
        }
        cost += match row.opening {
            Opening::Small => price::NUMBER_THEN_SMALL,
            Opening::Question => 0.0,
            _ => price::NUMBER_THEN_OTHER,
        };
        cost += site.misfits.first;
        let ends_unasked = matches!(state.place, Place::Question(before) if before.is_whole() && !state.asked);
        let mut after = State {
            unasked: if ends_unasked { state.id.number() } else { state.unasked },
            used: self.used_with(state, number),
            passed: 0,
            pending: state.pending.saturating_add(1),
            next_part: Part::FIRST,
            labels: Labels::default(),
            passed_part: Part::STEM,
            one_by_one: false,
            ..self.ask(state, site, QuestionId::whole(number), rule, cost)
        };
        if row.label == Some(Part::FIRST) {
            (after.next_part, after.form) = (behind(row.label), row.form);
            after.labels.add(Part::FIRST);
        }
        Some(after)
    }

    /// The first part of a question that ended without its mark begins behind another one's answer.
    pub(super) fn take_up_stem(&mut self, state: &State, site: &Site<'_>, part: Part) -> Option<State> {
        if part != Part::FIRST || state.unasked == 0 || state.place != Place::Answer {
            return None;
        }
        self.begin_part_of(state, site, QuestionId::part_of(state.unasked, part), price::STEM_TAKEN_UP)
    }

    pub(super) fn begin_part(&mut self, state: &State, site: &Site<'_>, part: Part) -> Option<State> {
        if state.labels.has(part) || state.id.number() == 0 || !is_set_as_labels_are(state, site, part) {
            return None;
        }
        let asked = site.row.opening == Opening::Question && site.closes_soon;
        let order = if part == state.next_part || part == state.labels.lowest_free() {
            0.0
        } else if part_announced(state, site, part) {
            price::NUMBER_ANNOUNCED
        } else if state.labels != Labels::default() && (asked || answered_apart(state, site)) {
            price::LABEL_AHEAD
        } else if Some(part) == state.next_part.next() && Some(part) != Part::FIRST.next() {
            price::LABEL_SKIPPED
        } else {
            return None;
        };
        self.begin_part_of(state, site, QuestionId::part_of(state.id.number(), part), order)
    }

    fn begin_part_of(&mut self, state: &State, site: &Site<'_>, id: QuestionId, order: f32) -> Option<State> {
        let (part, row) = (id.part(), site.row);
        let (cost, rule) = match state.place {
            Place::Question(_) => {
                let cost = match site.before {
                    Some(before) if before.broken => price::ENDS_BROKEN,
                    Some(before) if part != Part::FIRST && before.ends_sentence() && !before.asks => price::PART_STOPPED,
                    _ => 0.0,
                };
                (cost, Rule::LabelInSequence)
            }
            Place::Answer => {
                let known = if part == Part::FIRST && state.asked { price::LABEL_AFTER_ANSWER } else { price::LABEL_AFTER_PART };
                let asks = if site.closes_soon { 0.0 } else { price::UNASKED };
                let known = if row.opening == Opening::Question { known * price::LABELLED_QUESTION } else { known };
                let ends = if self.ends_as_question(state, site) { price::ANSWER_ENDS_AS_QUESTION } else { 0.0 };
                (known + in_sentence(site.before) + asks + ends, Rule::LabelAfterAnswer)
            }
            Place::Preface(_) | Place::Annex => return None,
        };
        let cost = cost + order + site.misfits.part;
        let mut after = State { next_part: behind(Some(part)), passed_part: Part::STEM, ..self.ask(state, site, id, rule, cost) };
        if id.number() != state.id.number() {
            (after.labels, after.unasked) = (Labels::default(), 0);
        }
        if state.place == Place::Answer {
            (after.pending, after.one_by_one) = (1, true);
        } else if state.one_by_one {
            after.pending = state.pending.saturating_add(1);
        }
        after.labels.add(part);
        if part == Part::FIRST {
            after.form = row.form;
        }
        Some(after)
    }

    /// Whether an answer ends as the part above it does, which had no mark of its own. A list may have „,“ at each line's end.
    fn ends_as_question(&self, state: &State, site: &Site<'_>) -> bool {
        let ends = |row: &Row<'_>| (row.open || row.asks) && !row.broken;
        let above = site.at.checked_sub(2).filter(|&above| above >= state.since).and_then(|above| self.rows.get(above));
        !state.listing && !state.asked && site.before.is_some_and(ends) && !above.is_some_and(|above| above.open && !above.broken)
    }

    /// The only question of a paper has no number.
    pub(super) fn begin_single(&mut self, state: &State, site: &Site<'_>) -> Option<State> {
        let Place::Preface(_) = state.place else { return None };
        let after = self.ask(state, site, QuestionId::whole(1), Rule::SingleQuestion, price::SINGLE_QUESTION);
        Some(State { used: self.used_with(state, 1), pending: 1, ..after })
    }

    pub(super) fn question_goes_on(&self, id: QuestionId, state: &mut State, site: &Site<'_>, passed: bool) {
        let row = site.row;
        let mut cost = if id.is_whole() { site.misfits.question } else { site.misfits.part };
        cost += self.past_mark(state, site);
        if site.announced.is_some() || site.marks_answer {
            cost += price::ANNOUNCEMENT_PASSED;
        }
        let named = !site.broken && row.number.is_some_and(|number| self.named_next(state, site, number));
        if passed || named {
            cost += self.passing(true, site).max(price::NEXT_NUMBER_PASSED) + price::PAST_MARK_QUESTION;
        } else if self.passing_ahead(state, site) == Some(Ahead::Question) {
            cost += price::QUESTION_PASSED;
        }
        if let Some(before) = site.before.filter(|before| !before.broken) {
            cost += self.writers_end_passed(id, state, site, before);
        }
        if !site.broken {
            if *site.figures.get_or_init(|| row.ends_in_figures()) {
                cost += price::FIGURES_PASSED;
            }
            if let Some(passed) = self.label_passed(state, site) {
                cost += passed;
                state.passed_part = behind(row.label);
            }
        }
        cost += f32::from(site.inner_stops()) * price::STOP_PASSED;
        let (closed, open) = site.brackets();
        state.brackets = state.brackets.saturating_sub(closed).saturating_add(open);
        state.asked |= row.asks;
        state.cost += cost;
    }

    /// The price of going on with a question where the writer, not the typesetter, ended the line `before`.
    fn writers_end_passed(&self, id: QuestionId, state: &State, site: &Site<'_>, before: &Row<'_>) -> f32 {
        let row = site.row;
        let mut cost = 0.0;
        if self.blanks_tell && row.blank_before && !row.page_before && state.asked && before.asks {
            cost += price::BLANK_PASSED;
        }
        if row.sentence && !before.stops && !before.is_number_alone() {
            cost += price::SENTENCE_PASSED;
        }
        if row.sentence && before.words.ends_with(':') && self.goes_on_behind(state, site.at) {
            cost += price::COLON_PASSED;
        }
        if matches!(row.opening, Opening::Answer | Opening::Other) {
            if before.open && !id.is_whole() && (parts_off(before.words) || self.ended(before, id)) {
                cost += price::OPEN_PART_PASSED;
            } else if before.stops && !before.asks {
                cost += price::STOP_PASSED;
            }
        }
        if self.mode == Mode::Answered && !before.asks && *site.formula.get_or_init(|| row.is_formula()) {
            cost += price::FORMULA_PASSED;
        }
        cost
    }

    /// The price of going on behind a question mark.
    fn past_mark(&self, state: &State, site: &Site<'_>) -> f32 {
        if self.mode == Mode::Asked || !site.before.is_some_and(|before| before.asks && !before.broken) || !state.asked {
            return 0.0;
        }
        match site.row.opening {
            _ if site.requests => price::PAST_MARK_SMALL,
            Opening::Small | Opening::Bracket => price::PAST_MARK_SMALL,
            Opening::Question if !site.states => price::PAST_MARK_QUESTION,
            Opening::Question | Opening::Other | Opening::Bullet => price::PAST_MARK_OTHER,
            Opening::Answer => price::PAST_MARK_ANSWER,
        }
    }

    /// Whether the next number or label behind a row is the next label of this question: what stands before it is the
    /// answer to its stem or to the part before.
    pub(super) fn goes_on_behind(&self, state: &State, at: usize) -> bool {
        let head = self.next_head.get(at + 1).and_then(|&head| self.rows.get(head));
        head.is_some_and(|row| row.number.is_none() && row.label == Some(state.next_part))
    }

    /// The price of ending a question or part behind the row `before`.
    pub(super) fn end_of_question(&self, state: &State, before: Option<&Row<'_>>, goes_on: bool) -> f32 {
        let Some(before) = before else { return 0.0 };
        // „(bitte angeben für: a) …“: the bracket holds the parts.
        let in_bracket = state.brackets > 0 && !before.asks && !before.words.ends_with(':');
        let mut cost = if in_bracket { price::ENDS_IN_BRACKET } else { 0.0 };
        if before.broken {
            cost += if before.asks { price::NUMBER_BEHIND_STOP } else { price::ENDS_BROKEN };
        }
        // „… in welchen Ländern?⏎– Bayern⏎– Hessen“: what is listed behind the mark has none.
        if state.asked && before.opening == Opening::Bullet && !before.stops && !before.asks && !before.broken {
            return cost + price::ASKED_THEN_REQUEST;
        }
        if before.open {
            if !state.id.is_whole() {
                let ended = state.one_by_one || parts_off(before.words) || self.ended(before, state.id);
                return cost + if ended { price::PART_ENDS_OPEN } else { price::PART_ENDS_OPEN_FULL };
            }
            cost += price::ENDS_OPEN;
        } else if !before.stops && !before.broken && !self.ended(before, state.id) {
            cost += price::ENDS_FULL;
        }
        if !before.asks && self.mode == Mode::Answered {
            let requests = before.stops && before.ends_in_request();
            cost += if state.asked && (requests || before.words.ends_with(')') || before.words.ends_with(").")) {
                price::ASKED_THEN_REQUEST
            } else if requests {
                price::REQUEST_STOPPED
            } else if goes_on {
                price::UNASKED_BUT_GOES_ON
            } else if before.stops {
                price::UNASKED_BUT_STOPPED
            } else {
                price::UNASKED
            };
        }
        cost
    }

    /// Whether a question's line was surely ended by the writer: the next word would have fitted.
    fn ended(&self, row: &Row<'_>, id: QuestionId) -> bool {
        !row.broken && self.edges().is_none_or(|edges| row.reach < if id.is_whole() { edges.question } else { edges.part })
    }
}

/// The price of a number or label behind the row `before`.
fn in_sentence(before: Option<&Row<'_>>) -> f32 {
    match before {
        Some(before) if before.broken && before.stops => price::NUMBER_BEHIND_STOP,
        Some(before) if before.broken => price::NUMBER_IN_SENTENCE,
        _ => 0.0,
    }
}

/// Whether a line ends as parts of a list do and lists of words don't: with „;“ or „, und“.
fn parts_off(words: &str) -> bool {
    words.ends_with(';') || [", und", ", oder", ", sowie"].iter().any(|end| words.ends_with(end))
}
