//! How an answer or an annex begins, and how an answer goes on.

use super::search::{Search, Site};
use super::state::{State, behind};
use super::{Place, Step, price};
use crate::grammar::openings::Opening;
use crate::ledger::Rule;
use crate::structure::announced::Form;
use crate::structure::rows::{Row, above};
use crate::voice::Voice;

/// Behind so many numbers that began no question a list is what it is.
const LIST: u32 = 4;

/// So many lines of a question at most stand behind one that looks like its last.
const LATE_MARK: usize = 10;

/// The first lines of an answer.
const FIRST_LINES: usize = 4;

impl Search<'_> {
    pub(super) fn begin_answer(&mut self, state: &State, site: &Site<'_>) -> Option<State> {
        let Place::Question(id) = state.place else { return None };
        let row = site.row;
        let mut cost = self.end_of_question(state, site.before, self.goes_on_behind(state, site.at));
        let mut rule = if site.before.is_some_and(|before| before.asks) { Rule::EndsAtQuestionMark } else { Rule::EndsWithoutMark };
        cost += if row.opening == Opening::Bullet { site.misfits.listed } else { site.misfits.answer };
        if row.asks {
            cost += price::ANSWER_ASKS;
        }
        if self.blanks_tell && !row.blank_before && !row.page_before {
            cost += price::NO_BLANK;
        }
        if let Some(passed) = self.label_passed(state, site) {
            cost += passed + price::OPENS_AS_QUESTION;
        }
        let passed = row.number.is_some_and(|number| self.expected(state, number)) && row.opening != Opening::Small;
        if passed && site.asks_soon {
            cost += self.passing(passed, site) + price::OPENS_AS_QUESTION;
        }
        if !passed && row.number.is_some_and(|number| self.set_ahead(state, site, number)) {
            cost += price::AHEAD_PASSED;
        }
        match site.announced {
            None if site.marks_answer => {
                cost += price::ANSWER_ANNOUNCED;
                rule = Rule::EndsBeforeAnnouncement;
            }
            Some(one) if one.questions.is_empty() || one.questions.covers(id) => {
                cost += price::ANSWER_ANNOUNCED;
                rule = Rule::EndsBeforeAnnouncement;
            }
            Some(one) => {
                // „Zu Frage 3“ above the first of several answers names what was asked further up.
                cost += if one.form == Form::Heading { 0.0 } else { price::ANNOUNCES_OTHERS };
                rule = Rule::EndsBeforeAnnouncement;
            }
            None => {
                cost += f32::from(state.pending.saturating_sub(1).min(price::PENDING_AT_MOST)) * price::JOINT_UNANNOUNCED;
                cost += match row.opening {
                    _ if site.requests => price::OPENS_AS_REQUEST,
                    Opening::Answer => price::OPENS_AS_ANSWER,
                    Opening::Question if !site.states => price::OPENS_AS_QUESTION,
                    Opening::Small | Opening::Bracket => price::OPENS_SMALL,
                    Opening::Bullet | Opening::Other | Opening::Question => 0.0,
                };
            }
        }
        let passed = if passed { row.number.unwrap_or(0) } else { state.passed };
        let after = self.enter(state, Step { row: site.at, place: Place::Answer, rule }, cost);
        Some(State { passed, pending: 0, listing: site.misfits.lists(false), ..after })
    }

    /// Whether the mark at a row's end is rather that of the question, which broke off above without one. What an answer quotes
    /// or lists has marks of its own.
    fn asks_for_question(&self, state: &State, site: &Site<'_>) -> bool {
        let broke_off = |row: &Row<'_>| !row.stops && !row.words.ends_with(':');
        let last = above(self.rows, state.since);
        let opens = self.rows.get(state.since).is_some_and(|row| row.opening == Opening::Answer);
        let quoted = site.row.opening == Opening::Bullet || site.row.words.contains(['„', '“']);
        !state.asked && !opens && !quoted && site.at < state.since + LATE_MARK && last.is_some_and(broke_off)
    }

    pub(super) fn begin_annex(&mut self, state: &State, site: &Site<'_>) -> Option<State> {
        if state.id.number() == 0 || state.place == Place::Annex {
            return None;
        }
        let mut cost = if site.behind_imprint { 0.0 } else { price::ANNEX_BEGINS };
        if let Place::Question(_) = state.place {
            cost += self.end_of_question(state, site.before, false) + price::UNANSWERED_AT_END;
        }
        Some(self.enter(state, Step { row: site.at, place: Place::Annex, rule: Rule::AnnexHeading }, cost))
    }

    pub(super) fn answer_goes_on(&self, state: &mut State, site: &Site<'_>, passed: bool) {
        let row = site.row;
        let mut cost = lists_on(state, site);
        if let Some(passed) = self.label_passed(state, site).filter(|_| !site.broken && site.closes_soon) {
            cost += if state.id.is_whole() { passed } else { passed + price::LABEL_AFTER_PART };
            if !state.asked {
                cost += price::UNASKED_PART_PASSED;
            }
            if !state.asked || row.opening == Opening::Question {
                state.passed_part = behind(row.label);
            }
        }
        let passing = self.passing(passed, site);
        let listed = row.number == Some(state.passed + 1) && state.passed >= self.used(state).highest + LIST;
        cost += if listed { passing.min(price::LIST_GOES_ON) } else { passing };
        if let Some(ahead) = self.passing_ahead(state, site).filter(|_| !passed) {
            cost += ahead.price();
            // The one behind it is the next.
            state.passed = row.number.unwrap_or(state.passed);
        }
        if site.asks_by_itself {
            cost += price::SINGLE_QUESTION_LATER;
        }
        if row.asks && (site.at < state.since + FIRST_LINES || self.asks_for_question(state, site)) {
            cost += price::ANSWER_ASKS;
        }
        if site.heads_annex {
            cost += price::ANNEX_PASSED;
        }
        if site.behind_imprint && site.before.is_some() {
            cost += price::BEHIND_IMPRINT;
        }
        state.cost += cost;
    }
}

/// The price of a further row in the answers' column, in a list or out of it. The askers' preface is set in their type.
pub(super) fn lists_on(state: &mut State, site: &Site<'_>) -> f32 {
    let cost = if state.listing || site.row.opening == Opening::Bullet { site.misfits.listed } else { site.misfits.answer };
    let cost = if state.place == Place::Preface(Voice::Askers) { cost.min(site.misfits.first) } else { cost };
    state.listing = site.misfits.lists(state.listing);
    state.misfitting(cost)
}
