//! Joint answers: where they are announced, and which questions they answer.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use nom::Parser;
use nom::combinator::{consumed, opt, recognize};

use super::again::Again;
use super::lacks::{answers_nothing_open, joined, repeated, unannounced, unanswered};
use super::mode::Mode;
use super::outline::{Place, Step, stretches};
use super::rows::{self, Row, words_of};
use crate::cleaning::reading::Pages;
use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::announcements::{announcement, answer_headed, answer_heading, answer_mark, may_announce, may_give_reason};
use crate::grammar::openings::Opening;
use crate::id::{QuestionId, QuestionList};
use crate::span::{Span, Spans};

/// An announcement in the text.
#[derive(Clone, Debug)]
pub(crate) struct Announced {
    /// The row that it begins in.
    pub row: usize,
    /// The questions that it names; none for „Die Fragen werden gemeinsam beantwortet.“
    pub questions: QuestionList,
    /// Where it stands.
    pub spans: Spans,
    /// How it is printed.
    pub form: Form,
}

/// How an announcement is printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    /// „Die Fragen 3 und 4 werden gemeinsam beantwortet.“
    Sentence,
    /// „Zu den Fragen 3 und 4“, „Zu Frage 3“ at an answer's head. One that leaves out what is asked divides the answer, and is none.
    Heading,
    /// „Zu Frage 3“, „Zu Nr. 3: …“ or „3. …“: one of those that give each of the questions printed above them its answer.
    Division,
}

/// An announcement takes so many lines at most.
const LONGEST: usize = 5;

/// The announcements that begin at a line's head. In an inquiry only quotations have „Zu Frage 3: Nein.“
pub(crate) fn announcements(pages: &Pages<'_>, rows: &[Row<'_>], mode: Mode) -> Vec<Announced> {
    let below = |at: usize| rows.get(at + 1).map_or("", |next| next.words);
    let may_announce =
        |at: usize, row: &Row<'_>| may_announce(row.words, below(at)) || begins(rows, at) && may_give_reason(row.words, below(at));
    let candidates = rows.iter().enumerate().filter(|(at, row)| may_announce(*at, row));
    candidates.filter_map(|(at, _)| heading(pages, rows, at, mode).or_else(|| sentence(pages, rows, at))).collect()
}

/// „Zu den Fragen 3 und 4:“, „Zu Frage 3“ behind a sentence or a question; in mid-sentence („… wird auf die⏎Antwort zu den Fragen 3 und 4⏎
/// verwiesen“) it is a reference.
fn heading(pages: &Pages<'_>, rows: &[Row<'_>], at: usize, mode: Mode) -> Option<Announced> {
    let row = rows.get(at).filter(|row| row.number.is_none())?;
    let behind_question = rows::above(rows, at).is_some_and(|above| above.asks);
    let (rest, questions) = match answer_heading(row.words, behind_question) {
        Some(questions) => ("", questions),
        None if mode == Mode::Answered => answer_headed(row.words).ok()?,
        None => return None,
    };
    // „b) Wehre,⏎Zu Frage 3b:“
    let behind_part = || row.words.contains(':') && rows::above(rows, at).is_some_and(|above| above.open && !above.broken);
    let apart = (begins(rows, at) || behind_part()) && (!rest.is_empty() || ends(rows, at)) && !row.is_turned();
    let spans = Span::new(row.span.start(), row.begin_of(pages.text, rest)).into();
    apart.then_some(Announced { row: at, questions, spans, form: Form::Heading })
}

/// The announcements that begin in a range of rows. They are in order.
pub(super) fn in_rows(announced: &[Announced], rows: Range<usize>) -> &[Announced] {
    let [from, to] = [rows.start, rows.end].map(|row| announced.partition_point(|one| one.row < row));
    announced.get(from..to).unwrap_or_default()
}

/// Whether what stands above a row has ended.
pub(super) fn begins(rows: &[Row<'_>], at: usize) -> bool {
    rows::above(rows, at).is_none_or(|above| above.stops || above.asks)
}

/// Whether what stands below a row does not go on with it.
pub(super) fn ends(rows: &[Row<'_>], at: usize) -> bool {
    rows.get(at + 1).is_some_and(|next| next.opening != Opening::Small)
}

fn sentence(pages: &Pages<'_>, rows: &[Row<'_>], at: usize) -> Option<Announced> {
    let reading = pages.flat(&words_of(rows.iter().skip(at).take(LONGEST)));
    let text = reading.text();
    let (_, (mark, (printed, questions))) = (recognize(opt(answer_mark)), consumed(announcement)).parse(text).ok()?;
    Some(Announced { row: at, questions, spans: reading.to_source(mark.len()..mark.len() + printed.len()), form: Form::Sentence })
}

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
    let mut diagnostics = Vec::new();
    let asked: Vec<(usize, QuestionId)> = steps.iter().enumerate().flat_map(|(at, step)| step.asks(rows).map(move |id| (at, id))).collect();
    let mut groups: Vec<AnswerGroup> = Vec::new();
    let mut owner: BTreeMap<QuestionId, usize> = BTreeMap::new();
    let mut since = 0;
    for (at, (step, stretch)) in stretches(steps, rows.len()).enumerate().filter(|(_, (step, _))| step.place == Place::Answer) {
        let mut run: Vec<QuestionId> = asked.iter().filter(|(place, _)| (since..at).contains(place)).map(|&(_, id)| id).collect();
        let begun = steps.get(since).map_or(0, |step| step.row);
        let printed = printed_again(again, begun..step.row);
        since = at;
        let (first, place) = (rows.get(step.row), rows.get(step.row).map(|row| row.span));
        let earlier = printed.first().and_then(|id| owner.get(id)).copied();
        if let Some((index, group)) = earlier.and_then(|index| Some((index, groups.get_mut(index)?))) {
            let announcement = announcement_of(announced, step.row..stretch.end, &[printed.as_slice(), &run].concat());
            let above = asked.iter().filter(|(place, _)| *place < at).map(|&(_, id)| id);
            let answered: BTreeSet<QuestionId> = match announcement.filter(|one| !one.questions.is_empty()) {
                Some(one) => above.filter(|id| one.questions.covers(*id)).collect(),
                None => printed.iter().chain(&run).copied().collect(),
            };
            diagnostics.push(repeated(&printed, group.is_to(&answered), place));
            let open: Vec<QuestionId> = answered.into_iter().filter(|id| !owner.contains_key(id)).collect();
            owner.extend(open.iter().map(|&id| (id, index)));
            group.go_on(at, first);
            group.take(open, announcement);
            continue;
        }
        if !printed.is_empty() {
            diagnostics.push(repeated(&printed, true, place));
            run = printed;
        }
        let here = in_rows(announced, step.row..step.row + 1);
        let division = here.iter().find(|one| one.form == Form::Division);
        let marked = rows.get(step.row).is_some_and(|row| row.marks_answer);
        let head = if marked && here.is_empty() { step.row + 1 } else { step.row };
        let announcement = division.or_else(|| announcement_of(announced, head..stretch.end, &run));
        let asking = Asking { steps, asked: &asked, announced, owner: &owner };
        let mut questions: Vec<QuestionId> = match announcement {
            Some(one) if one.form == Form::Division => asking.named_above(one, at).collect(),
            Some(one) if !one.questions.is_empty() => asking.named_by(one, &run, at, &mut diagnostics),
            _ => run.iter().copied().filter(|id| asking.is_open(*id)).collect(),
        };
        // A stem that an announcement left out goes with the answer to its first part.
        let left_out = |id: QuestionId| id.is_whole() && !owner.contains_key(&id) && questions.iter().any(|part| part.stem() == id);
        let stems: Vec<QuestionId> = asked.iter().filter(|&&(place, id)| place < at && left_out(id)).map(|&(_, id)| id).collect();
        questions.extend(stems);
        questions.sort_unstable();
        questions.dedup();
        if questions.is_empty() {
            // It names what another answer has, or nothing is open.
            let named =
                |one: &Announced| asked.iter().filter(|(place, id)| *place < at && one.questions.covers(*id)).map(|&(_, id)| id).collect();
            let named: BTreeSet<QuestionId> = announcement.map(named).unwrap_or_default();
            let earlier = named.iter().chain(&run).find_map(|id| owner.get(id).copied());
            match earlier.and_then(|index| groups.get_mut(index)) {
                Some(group) => {
                    if !named.is_empty() && !group.is_to(&named) {
                        diagnostics.push(answers_nothing_open(true, place));
                    }
                    group.go_on(at, first);
                }
                None => diagnostics.push(answers_nothing_open(false, place)),
            }
            continue;
        }
        let Some(&id) = questions.first() else { continue };
        let whole: Vec<QuestionId> = questions.iter().copied().filter(|id| id.is_whole()).collect();
        if announcement.is_none() && whole.len() > 1 && mode == Mode::Answered {
            diagnostics.push(unannounced(&whole, place));
        }
        for &question in &questions {
            owner.insert(question, groups.len());
        }
        groups.push(AnswerGroup {
            id,
            questions,
            announcement: announcement.map(|one| one.spans.clone()),
            steps: vec![at],
            resumed: Vec::new(),
        });
    }
    groups.iter_mut().for_each(|group| group.resumed.sort_unstable());
    if mode == Mode::Answered {
        for (place, id) in asked {
            if !owner.contains_key(&id) {
                let span = steps.get(place).and_then(|step| rows.get(step.row)).map(|row| row.span);
                diagnostics.push(unanswered(id, span));
            }
        }
    }
    (groups, diagnostics)
}

/// What is printed again in a range of rows.
fn printed_again(again: &[Again], rows: Range<usize>) -> Vec<QuestionId> {
    let from = again.partition_point(|one| one.rows.start < rows.start);
    let printed = again.iter().skip(from).take_while(|one| one.rows.start < rows.end);
    printed.flat_map(|one| &one.ids).copied().collect()
}

/// The announcement at an answer's head; or, rarely, behind its text, if it names what was asked. A heading names nothing but
/// what was asked right above it.
fn announcement_of<'a>(announced: &'a [Announced], answer: Range<usize>, run: &[QuestionId]) -> Option<&'a Announced> {
    let row = answer.start;
    let whole: Vec<u32> = run.iter().filter(|id| id.is_whole()).map(|id| id.number()).collect();
    let is_asked = |id: &QuestionId| whole.contains(&id.number()) || run.contains(id);
    let names_others = |one: &Announced| one.questions.0.iter().any(|range| ![range.from, range.to].iter().all(is_asked));
    let divides = |one: &Announced| {
        one.form == Form::Heading && (one.row != row || names_others(one) || !run.iter().all(|&id| one.questions.covers(id)))
    };
    let within = in_rows(announced, answer).iter().filter(|one| !divides(one));
    within
        .clone()
        .find(|one| one.row == row)
        .or_else(|| within.clone().find(|one| run.len() > 1 && !one.questions.is_empty() && run.iter().all(|&id| one.questions.covers(id))))
}

/// What a paper asks, and what of it is answered already.
struct Asking<'a> {
    steps: &'a [Step],
    /// Each id with the step that asks it.
    asked: &'a [(usize, QuestionId)],
    announced: &'a [Announced],
    /// Index of the answer, by what it answers.
    owner: &'a BTreeMap<QuestionId, usize>,
}

impl Asking<'_> {
    fn is_open(&self, id: QuestionId) -> bool {
        !self.owner.contains_key(&id)
    }

    /// Whether the answer to what is asked in a step has an announcement of its own that names it.
    fn is_named_again(&self, id: QuestionId, step: usize) -> bool {
        let answer = self.steps.iter().skip(step).find(|step| step.place == Place::Answer);
        answer.and_then(|step| self.announced.iter().find(|one| one.row == step.row)).is_some_and(|one| one.questions.covers(id))
    }

    /// What an announcement names of the questions above the step `at` that wait for an answer.
    fn named_above(&self, one: &Announced, at: usize) -> impl Iterator<Item = QuestionId> {
        let above = self.asked.iter().filter(move |&&(step, id)| step < at && one.questions.covers(id) && self.is_open(id));
        above.map(|&(_, id)| id)
    }

    /// The questions that the announcement at the step `at` means, above which the `run` was asked.
    fn named_by(&self, one: &Announced, run: &[QuestionId], at: usize, diagnostics: &mut Vec<Diagnostic>) -> Vec<QuestionId> {
        let span = one.spans.first();
        let is_later =
            |&&(step, id): &&(usize, QuestionId)| step > at && names_itself(&one.questions, id) && !self.is_named_again(id, step);
        let later = self.asked.iter().filter(is_later).map(|&(_, id)| id).filter(|id| self.is_open(*id));
        let mut named: Vec<QuestionId> = self.named_above(one, at).chain(later).collect();
        let in_run = run.iter().filter(|id| named.contains(id)).count();
        let left: Vec<QuestionId> = run.iter().copied().filter(|id| !named.contains(id) && self.is_open(*id)).collect();
        let ends = one.questions.0.iter().flat_map(|range| [range.from, range.to]);
        let unknown = ends.clone().any(|id| !named.iter().any(|one| *one == id || one.stem() == id));
        let is_asked = |id: QuestionId| self.asked.iter().any(|&(_, asked)| asked == id || asked.stem() == id);
        let names_absent = ends.into_iter().any(|id| !is_asked(id));
        if in_run == 0 || names_absent || !left.is_empty() && (unknown || names_twice(&one.questions)) {
            // „1, 4 und 14“ means 4 all the same; where „1 bis 30“ ends nobody knows.
            let singly = |id: &QuestionId| one.questions.0.iter().any(|range| range.from == *id && range.to == *id);
            let others = named.iter().copied().filter(|id| names_absent && in_run > 0 && singly(id));
            let open: BTreeSet<QuestionId> = run.iter().copied().filter(|id| self.is_open(*id)).chain(others).collect();
            let read: Vec<QuestionId> = open.into_iter().collect();
            let message = if read.is_empty() {
                format!("the announcement names {}, which nothing here still asks", one.questions)
            } else {
                format!("the announcement names {}, but {} stand before it and were taken", one.questions, joined(&read))
            };
            diagnostics.push(Diagnostic::warning(Code::AnnouncementMisprint, span, message));
            return read;
        }
        // A stem stands before its parts and has no answer of its own.
        let stems = left.iter().copied().filter(|id| id.is_whole() && named.iter().any(|part| part.stem() == *id));
        let stems: Vec<QuestionId> = stems.collect();
        if left.len() > stems.len() {
            let rest: Vec<QuestionId> = left.iter().copied().filter(|id| !stems.contains(id)).collect();
            let message = format!("the announcement names {}, but not {}, which stand before it too", one.questions, joined(&rest));
            diagnostics.push(Diagnostic::warning(Code::AnnouncementMismatch, span, message));
        }
        named.extend(stems);
        named.sort_unstable();
        named.dedup();
        let in_range = |id: QuestionId| one.questions.0.iter().any(|range| range.from < range.to && range.covers(id));
        let whole = named.iter().copied().filter(|&id| id.is_whole() && in_range(id));
        let by_itself: Vec<QuestionId> = whole.filter(|&id| self.is_answered_by_itself(id, at)).collect();
        if !by_itself.is_empty() {
            let message =
                format!("the announcement names {}, but {} seems to have an answer of its own", one.questions, joined(&by_itself));
            diagnostics.push(Diagnostic::warning(Code::AnnouncementMismatch, span, message));
        }
        named
    }

    /// Whether a question is printed behind the step `at`, and an answer right behind it.
    fn is_answered_by_itself(&self, id: QuestionId, at: usize) -> bool {
        let step = self.asked.iter().find(|(_, asked)| *asked == id).map(|(step, _)| *step).filter(|step| *step > at);
        step.and_then(|step| self.steps.get(step + 1)).is_some_and(|next| next.place == Place::Answer)
    }
}

/// „Die Fragen 5 und 5 werden gemeinsam beantwortet“: one of them is another's number.
fn names_twice(list: &QuestionList) -> bool {
    let single = || list.0.iter().filter(|range| range.from == range.to).map(|range| range.from);
    single().enumerate().any(|(at, id)| single().skip(at + 1).any(|other| other == id))
}

/// Whether a list names this id itself: of what is printed later only that belongs to an answer.
fn names_itself(list: &QuestionList, id: QuestionId) -> bool {
    list.0.iter().any(|range| range.from == id || range.to == id || range.covers(id) && id.is_whole())
}
