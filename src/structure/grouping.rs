//! Which questions each answer answers.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::again::Again;
use super::announced::{Announced, Form, in_rows};
use super::lacks::{answers_nothing_open, joined, repeated, unannounced, unanswered};
use super::mode::Mode;
use super::outline::{Place, Step, stretches};
use super::rows::Row;
use crate::diagnostic::{Code, Diagnostic};
use crate::id::QuestionId;
use crate::span::{Span, Spans};

/// An answer and what it answers.
#[derive(Clone, Debug)]
pub(crate) struct AnswerGroup {
    /// The first question that it answers.
    pub id: QuestionId,
    /// Every question that it answers, in their order.
    pub questions: Vec<QuestionId>,
    /// Its announcement.
    pub announcement: Option<Spans>,
    /// The outline's steps in which it is printed.
    pub steps: Vec<usize>,
    /// Where it goes on behind a question, in bytes of the source, in order.
    pub resumed: Vec<u32>,
}

impl AnswerGroup {
    /// The answer goes on in a step, which begins in a row.
    fn go_on(&mut self, step: usize, row: Option<&Row<'_>>) {
        self.steps.push(step);
        self.resumed.extend(row.map(|row| row.full.start()));
    }

    /// Whether it is to these questions. Parts that are printed behind it are not meant where their question is announced.
    fn is_to(&self, answered: &BTreeSet<QuestionId>) -> bool {
        let is_stem = |id: QuestionId| id.is_whole() && answered.iter().any(|part| part.stem() == id);
        let is_extra = |id: &QuestionId| id.is_whole() && !self.questions.contains(id);
        self.questions.iter().all(|id| answered.contains(id) || is_stem(*id)) && !answered.iter().any(is_extra)
    }

    /// Takes questions that it answers, too, where it goes on, and what announces that.
    fn take(&mut self, questions: Vec<QuestionId>, announcement: Option<&Announced>) {
        self.questions.extend(questions);
        self.questions.sort_unstable();
        self.id = self.questions.first().copied().unwrap_or(self.id);
        if let Some(one) = announcement {
            self.announcement.get_or_insert_default().extend(one.spans.iter());
        }
    }
}

/// Gives every answer of the outline its questions.
///
/// An answer answers what was asked since the one before it, unless its announcement says otherwise: then that wins.
/// Questions that it names and that are printed later belong to it too; what is printed behind them is its next part, as is what is
/// printed behind questions that are printed again. The second are doubts.
pub(crate) fn group(
    steps: &[Step],
    rows: &[Row<'_>],
    announced: &[Announced],
    again: &[Again],
    mode: Mode,
) -> (Vec<AnswerGroup>, Vec<Diagnostic>) {
    let asked = steps.iter().enumerate().flat_map(|(at, step)| step.asks(rows).map(move |id| (at, id))).collect();
    let mut grouping = Grouping { steps, rows, announced, mode, asked, groups: Vec::new(), owner: BTreeMap::new(), doubts: Vec::new() };
    let mut since = 0;
    for (at, (step, stretch)) in stretches(steps, rows.len()).enumerate().filter(|(_, (step, _))| step.place == Place::Answer) {
        let begun = steps.get(since).map_or(0, |step| step.row);
        grouping.read(Answer {
            step: at,
            place: rows.get(step.row).map(|row| row.span),
            asked: grouping.asked.iter().filter(|(place, _)| (since..at).contains(place)).map(|&(_, id)| id).collect(),
            again: printed_again(again, begun..step.row),
            rows: stretch,
        });
        since = at;
    }
    grouping.finish()
}

/// What is printed again in a range of rows.
fn printed_again(again: &[Again], rows: Range<usize>) -> Vec<QuestionId> {
    let from = again.partition_point(|one| one.rows.start < rows.start);
    let printed = again.iter().skip(from).take_while(|one| one.rows.start < rows.end);
    printed.flat_map(|one| &one.ids).copied().collect()
}

/// An answer of the outline.
struct Answer {
    step: usize,
    rows: Range<usize>,
    /// Where its first row stands.
    place: Option<Span>,
    /// What was asked since the answer before it.
    asked: Vec<QuestionId>,
    /// What was printed again since then.
    again: Vec<QuestionId>,
}

/// The answers so far, and what they answer.
struct Grouping<'a> {
    steps: &'a [Step],
    rows: &'a [Row<'a>],
    announced: &'a [Announced],
    mode: Mode,
    /// Each id with the step that asks it.
    asked: Vec<(usize, QuestionId)>,
    groups: Vec<AnswerGroup>,
    /// Index of the answer, by what it answers.
    owner: BTreeMap<QuestionId, usize>,
    doubts: Vec<Diagnostic>,
}

impl<'a> Grouping<'a> {
    fn read(&mut self, mut answer: Answer) {
        if let Some(&group) = answer.again.first().and_then(|id| self.owner.get(id)) {
            return self.go_on_below_print(group, &answer);
        }
        if !answer.again.is_empty() {
            // Behind a list of all questions the second print is the one that is answered.
            self.doubts.push(repeated(&answer.again, true, answer.place));
            answer.asked = std::mem::take(&mut answer.again);
        }
        let announcement = self.announcement_at(&answer);
        let questions = self.questions_of(&answer, announcement);
        match questions.first() {
            Some(&id) => self.begin(id, questions, &answer, announcement),
            None => self.go_on_above(&answer, announcement),
        }
    }

    /// What stands below questions that are printed again goes on with the answer to the first of them.
    fn go_on_below_print(&mut self, index: usize, answer: &Answer) {
        let announcement = announcement_of(self.announced, answer.rows.clone(), &[answer.again.as_slice(), &answer.asked].concat());
        let answered: BTreeSet<QuestionId> = match announcement.filter(|one| !one.questions.is_empty()) {
            Some(one) => self.asked_above(answer.step).filter(|id| one.questions.covers(*id)).collect(),
            None => answer.again.iter().chain(&answer.asked).copied().collect(),
        };
        let open: Vec<QuestionId> = answered.iter().copied().filter(|id| self.is_open(*id)).collect();
        let Some(group) = self.groups.get_mut(index) else { return };
        self.doubts.push(repeated(&answer.again, group.is_to(&answered), answer.place));
        self.owner.extend(open.iter().map(|&id| (id, index)));
        group.go_on(answer.step, self.rows.get(answer.rows.start));
        group.take(open, announcement);
    }

    /// An answer that names what another one has, or above which nothing is open, goes on with that.
    fn go_on_above(&mut self, answer: &Answer, announcement: Option<&Announced>) {
        let named: BTreeSet<QuestionId> = match announcement {
            Some(one) => self.asked_above(answer.step).filter(|id| one.questions.covers(*id)).collect(),
            None => BTreeSet::new(),
        };
        let above = named.iter().chain(&answer.asked).find_map(|id| self.owner.get(id));
        let Some(group) = above.and_then(|&index| self.groups.get_mut(index)) else {
            return self.doubts.push(answers_nothing_open(false, answer.place));
        };
        if !named.is_empty() && !group.is_to(&named) {
            self.doubts.push(answers_nothing_open(true, answer.place));
        }
        group.go_on(answer.step, self.rows.get(answer.rows.start));
    }

    fn begin(&mut self, id: QuestionId, questions: Vec<QuestionId>, answer: &Answer, announcement: Option<&Announced>) {
        let whole: Vec<QuestionId> = questions.iter().copied().filter(|id| id.is_whole()).collect();
        if announcement.is_none() && whole.len() > 1 && self.mode == Mode::Answered {
            self.doubts.push(unannounced(&whole, answer.place));
        }
        self.owner.extend(questions.iter().map(|&question| (question, self.groups.len())));
        let announcement = announcement.map(|one| one.spans.clone());
        self.groups.push(AnswerGroup { id, questions, announcement, steps: vec![answer.step], resumed: Vec::new() });
    }

    fn finish(mut self) -> (Vec<AnswerGroup>, Vec<Diagnostic>) {
        self.groups.iter_mut().for_each(|group| group.resumed.sort_unstable());
        if self.mode == Mode::Answered {
            let open = self.asked.iter().filter(|(_, id)| self.is_open(*id));
            let place = |step: usize| Some(self.rows.get(self.steps.get(step)?.row)?.span);
            let lacking: Vec<Diagnostic> = open.map(|&(step, id)| unanswered(id, place(step))).collect();
            self.doubts.extend(lacking);
        }
        (self.groups, self.doubts)
    }

    fn is_open(&self, id: QuestionId) -> bool {
        !self.owner.contains_key(&id)
    }

    /// What is asked above a step.
    fn asked_above(&self, step: usize) -> impl Iterator<Item = QuestionId> {
        self.asked.iter().filter(move |(place, _)| *place < step).map(|&(_, id)| id)
    }

    /// What an announcement names of the questions above a step that wait for an answer.
    fn named_above(&self, one: &Announced, step: usize) -> impl Iterator<Item = QuestionId> {
        self.asked_above(step).filter(|&id| one.questions.covers(id) && self.is_open(id))
    }

    /// The announcement or the head of an answer. „Antwort:“ may stand above it.
    fn announcement_at(&self, answer: &Answer) -> Option<&'a Announced> {
        let Range { start, end } = answer.rows;
        let here = in_rows(self.announced, start..start + 1);
        let marked = self.rows.get(start).is_some_and(|row| row.marks_answer);
        let head = if marked && here.is_empty() { start + 1 } else { start };
        let division = here.iter().find(|one| one.form == Form::Division);
        division.or_else(|| announcement_of(self.announced, head..end, &answer.asked))
    }

    /// The questions of an answer, in their order.
    fn questions_of(&mut self, answer: &Answer, announcement: Option<&Announced>) -> Vec<QuestionId> {
        let mut questions: Vec<QuestionId> = match announcement {
            Some(one) if one.form == Form::Division => self.named_above(one, answer.step).collect(),
            Some(one) if !one.questions.is_empty() => self.announced_by(one, answer),
            _ => answer.asked.iter().copied().filter(|id| self.is_open(*id)).collect(),
        };
        // A stem that an announcement left out goes with the answer to its first part.
        let left_out = |id: &QuestionId| id.is_whole() && self.is_open(*id) && questions.iter().any(|part| part.stem() == *id);
        let stems: Vec<QuestionId> = self.asked_above(answer.step).filter(left_out).collect();
        questions.extend(stems);
        questions.sort_unstable();
        questions.dedup();
        questions
    }

    /// The questions that an announcement means.
    fn announced_by(&mut self, one: &Announced, answer: &Answer) -> Vec<QuestionId> {
        let is_later = |&(step, id): &(usize, QuestionId)| {
            step > answer.step && one.questions.names_itself(id) && !self.is_announced_again(id, step) && self.is_open(id)
        };
        let later = self.asked.iter().copied().filter(is_later).map(|(_, id)| id);
        let mut named: Vec<QuestionId> = self.named_above(one, answer.step).chain(later).collect();
        let unnamed = answer.asked.iter().copied().filter(|id| !named.contains(id) && self.is_open(*id));
        // A stem stands before its parts and has no answer of its own.
        let (stems, left): (Vec<_>, Vec<_>) = unnamed.partition(|id| id.is_whole() && named.iter().any(|part| part.stem() == *id));
        if let Some(meant) = self.meant_by_misprint(one, answer, &named, !stems.is_empty() || !left.is_empty()) {
            self.doubts.push(misprinted(one, &meant));
            return meant;
        }
        if !left.is_empty() {
            let message = format!("the announcement names {}, but not {}, which stand before it too", one.questions, joined(&left));
            self.doubts.push(Diagnostic::warning(Code::AnnouncementMismatch, one.spans.first(), message));
        }
        named.extend(stems);
        named.sort_unstable();
        named.dedup();
        let in_range = named.iter().copied().filter(|&id| id.is_whole() && one.questions.names_in_range(id));
        let by_itself: Vec<QuestionId> = in_range.filter(|&id| self.is_answered_by_itself(id, answer.step)).collect();
        if !by_itself.is_empty() {
            let message =
                format!("the announcement names {}, but {} seems to have an answer of its own", one.questions, joined(&by_itself));
            self.doubts.push(Diagnostic::warning(Code::AnnouncementMismatch, one.spans.first(), message));
        }
        named
    }

    /// What a misprinted announcement can only mean: what stands open above it. `named` is what it names, `leaves` whether more is open.
    fn meant_by_misprint(&self, one: &Announced, answer: &Answer, named: &[QuestionId], leaves: bool) -> Option<Vec<QuestionId>> {
        let names_above = answer.asked.iter().any(|id| named.contains(id));
        let is_unknown = |id: QuestionId| !named.iter().any(|one| *one == id || one.stem() == id);
        let is_absent = |id: QuestionId| !self.asked.iter().any(|&(_, asked)| asked == id || asked.stem() == id);
        let names_absent = one.questions.ends().any(is_absent);
        let names_wrong = leaves && (one.questions.ends().any(is_unknown) || one.questions.names_twice());
        if names_above && !names_absent && !names_wrong {
            return None;
        }
        // „1, 4 und 14“ means 4 all the same; where „1 bis 30“ ends nobody knows.
        let others = named.iter().filter(|id| names_absent && names_above && one.questions.names_singly(**id));
        let open = answer.asked.iter().filter(|id| self.is_open(**id)).chain(others);
        Some(open.copied().collect::<BTreeSet<_>>().into_iter().collect())
    }

    /// Whether the answer to what is asked in a step has an announcement of its own that names it.
    fn is_announced_again(&self, id: QuestionId, step: usize) -> bool {
        let answer = self.steps.iter().skip(step).find(|step| step.place == Place::Answer);
        answer.and_then(|step| self.announced.iter().find(|one| one.row == step.row)).is_some_and(|one| one.questions.covers(id))
    }

    /// Whether a question is printed behind a step, and an answer right behind it.
    fn is_answered_by_itself(&self, id: QuestionId, behind: usize) -> bool {
        let step = self.asked.iter().find(|(_, asked)| *asked == id).map(|(step, _)| *step).filter(|step| *step > behind);
        step.and_then(|step| self.steps.get(step + 1)).is_some_and(|next| next.place == Place::Answer)
    }
}

fn misprinted(one: &Announced, meant: &[QuestionId]) -> Diagnostic {
    let message = match meant {
        [] => format!("the announcement names {}, which nothing here still asks", one.questions),
        meant => format!("the announcement names {}, but {} stand before it and were taken", one.questions, joined(meant)),
    };
    Diagnostic::warning(Code::AnnouncementMisprint, one.spans.first(), message)
}

/// The announcement at an answer's head; or, rarely, behind its text, if it names what was asked. A heading names nothing but
/// what was asked right above it.
fn announcement_of<'a>(announced: &'a [Announced], answer: Range<usize>, run: &[QuestionId]) -> Option<&'a Announced> {
    let row = answer.start;
    let whole: Vec<u32> = run.iter().filter(|id| id.is_whole()).map(|id| id.number()).collect();
    let is_asked = |id: QuestionId| whole.contains(&id.number()) || run.contains(&id);
    let names_others = |one: &Announced| !one.questions.ends().all(is_asked);
    let divides = |one: &Announced| {
        one.form == Form::Heading && (one.row != row || names_others(one) || !run.iter().all(|&id| one.questions.covers(id)))
    };
    let within = in_rows(announced, answer).iter().filter(|one| !divides(one));
    within
        .clone()
        .find(|one| one.row == row)
        .or_else(|| within.clone().find(|one| run.len() > 1 && !one.questions.is_empty() && run.iter().all(|&id| one.questions.covers(id))))
}
