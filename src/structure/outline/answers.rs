//! How an answer or an annex begins, and how an answer goes on.

use super::evidence::Evidence;
use super::search::{Search, Site};
use super::state::{State, behind};
use super::{Place, Step};
use crate::grammar::openings::Opening;
use crate::ledger::{Rule, Voice};
use crate::structure::joint::Form;
use crate::structure::rows::Row;

/// Behind so many numbers that began no question a list is what it is.
const LIST: u32 = 4;

/// So many lines of a question at most stand behind one that looks like its last.
const LATE_MARK: usize = 10;

/// The first lines of an answer.
const FIRST_LINES: usize = 4;

impl Search<'_> {
    pub(super) fn begin_answer(&mut self, state: &State, site: &Site<'_>, begun: &mut Vec<State>) {
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
            Some(one) => {
                // „Zu Frage 3“ above the first of several answers names what was asked further up.
                cost += if one.form == Form::Heading { 0.0 } else { Evidence::AnnouncesOthers.cost() };
                rule = Rule::EndsBeforeAnnouncement;
            }
            None => {
                cost += f32::from(state.pending.saturating_sub(1).min(3)) * Evidence::JointUnannounced.cost();
                cost += match row.opening {
                    _ if site.requests => Evidence::OpensAsRequest.cost(),
                    Opening::Answer => Evidence::OpensAsAnswer.cost(),
                    Opening::Question if !site.states => Evidence::OpensAsQuestion.cost(),
                    Opening::Small | Opening::Bracket => Evidence::OpensSmall.cost(),
                    Opening::Bullet | Opening::Other | Opening::Question => 0.0,
                };
            }
        }
        let mut after = self.enter(state, Step { row: site.at, place: Place::Answer, rule }, cost);
        after.passed = if passed { row.number.unwrap_or(0) } else { state.passed };
        after.pending = 0;
        after.listing = site.misfits.lists(false);
        begun.push(after);
    }

    /// Whether the mark at a row's end is rather that of the question, which broke off above without one. What an answer quotes
    /// or lists has marks of its own.
    fn asks_for_question(&self, state: &State, site: &Site<'_>) -> bool {
        let broke_off = |row: &Row<'_>| !row.stops && !row.words.ends_with(':');
        let last = state.since.checked_sub(1).and_then(|last| self.rows.get(last));
        let opens = self.rows.get(state.since).is_some_and(|row| row.opening == Opening::Answer);
        let quoted = site.row.opening == Opening::Bullet || site.row.words.contains(['„', '“']);
        !state.asked && !opens && !quoted && site.at < state.since + LATE_MARK && last.is_some_and(broke_off)
    }

    pub(super) fn begin_annex(&mut self, state: &State, site: &Site<'_>, begun: &mut Vec<State>) {
        if state.id.number() == 0 || state.place == Place::Annex {
            return;
        }
        let mut cost = if site.behind_imprint { 0.0 } else { Evidence::AnnexBegins.cost() };
        if let Place::Question(_) = state.place {
            cost += self.end_of_question(state, site.before, false) + Evidence::UnansweredAtEnd.cost();
        }
        begun.push(self.enter(state, Step { row: site.at, place: Place::Annex, rule: Rule::AnnexHeading }, cost));
    }

    pub(super) fn answer_goes_on(&self, state: &mut State, site: &Site<'_>, passed: bool) {
        let row = site.row;
        let mut cost = lists_on(state, site);
        if let Some(passed) = self.label_passed(state, site).filter(|_| !site.broken && site.closes_soon) {
            cost += if state.id.is_whole() { passed } else { passed + Evidence::LabelAfterPart.cost() };
            if !state.asked {
                cost += Evidence::UnaskedPartPassed.cost();
            }
            if !state.asked || row.opening == Opening::Question {
                state.passed_part = behind(row.label);
            }
        }
        let passing = self.passing(passed, site);
        let listed = row.number == Some(state.passed + 1) && state.passed >= self.used(state).highest + LIST;
        cost += if listed { passing.min(Evidence::ListGoesOn.cost()) } else { passing };
        if let Some(evidence) = self.passing_ahead(state, site).filter(|_| !passed) {
            cost += evidence.cost();
            // The one behind it is the next.
            state.passed = row.number.unwrap_or(state.passed);
        }
        if site.asks_by_itself {
            cost += Evidence::SingleQuestionLater.cost();
        }
        if row.asks && (site.at < state.since + FIRST_LINES || self.asks_for_question(state, site)) {
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
}

/// The price of a further row in the answers' column, in a list or out of it. The askers' preface is set in their type.
pub(super) fn lists_on(state: &mut State, site: &Site<'_>) -> f32 {
    let cost = if state.listing || site.row.opening == Opening::Bullet { site.misfits.listed } else { site.misfits.answer };
    let cost = if state.place == Place::Preface(Voice::Askers) { cost.min(site.misfits.first) } else { cost };
    state.listing = site.misfits.lists(state.listing);
    state.misfitting(cost)
}
