//! What the search knows: of the paper, of a row as it comes to it, and of the steps and numbers of its states.

use std::cell::OnceCell;

use super::Step;
use super::misfits::Misfits;
use super::state::{State, Trail, Used};
use crate::cleaning::words::leads_on;
use crate::grammar::headings::{may_head_preface, preface_to_questions};
use crate::grammar::openings::{Opening, requests_behind_question, tells_views_of_askers};
use crate::grammar::sentences::end_surely_within;
use crate::id::QuestionList;
use crate::span::offset;
use crate::structure::announced::Announced;
use crate::structure::columns::{Columns, Edges};
use crate::structure::mode::Mode;
use crate::structure::rows::{LONGEST_QUESTION, NARROWEST, Row, above};
use crate::voice::Voice;

/// What askers say before they ask again takes few lines.
const SHORT_FOLLOW_UP: usize = 6;

/// A part that is out of order ends within so many lines.
const SHORT_PART: usize = 3;

/// Of a hundred one-digit numbers so many have a space before them where it tells: an extractor keeps some of them only.
const PADDED: u32 = 75;

/// Of a hundred numbers of questions (and of lines behind question marks) so many have a blank line above where blank
/// lines part blocks; the rest stand at a page's head.
const BLANK_ABOVE_NUMBERS: usize = 75;
/// Of a hundred other lines at most so many: one extractor sets a blank line under every second line.
const BLANK_ABOVE_OTHERS: usize = 40;

pub(super) struct Search<'a> {
    pub rows: &'a [Row<'a>],
    announced: &'a [Announced],
    columns: Option<Columns>,
    /// As far as the paper tells.
    edges: OnceCell<Option<Edges>>,
    pub mode: Mode,
    /// Whether the paper sets a space before one-digit numbers.
    pub padding_tells: bool,
    /// Whether blank lines part questions from answers.
    pub blanks_tell: bool,
    /// Whether any line carries the number 1 and asks.
    numbered: bool,
    /// By row: the next row that asks.
    pub next_mark: Vec<usize>,
    /// By row: the next row that begins with a number or a label.
    pub next_head: Vec<usize>,
    /// By row: the next row that ends as parts of questions do.
    next_close: Vec<usize>,
    /// By row: the next row that ends a sentence.
    next_stop: Vec<usize>,
    /// By row: the first announcement at or behind it.
    next_announcement: Vec<usize>,
    /// By row: what it costs in each column.
    misfits: Vec<Misfits>,
    pub trails: Vec<Trail>,
    /// The sets of numbers that states have used.
    pub sets: Vec<Used>,
}

/// A row as the search comes to it: what every state asks of it, answered once.
pub(super) struct Site<'a> {
    pub at: usize,
    pub row: &'a Row<'a>,
    pub before: Option<&'a Row<'a>>,
    /// Whether the typesetter broke the line above.
    pub broken: bool,
    pub misfits: Misfits,
    /// The first announcement at the row or behind it.
    pub next_announced: Option<&'a Announced>,
    /// The one at the row.
    pub announced: Option<&'a Announced>,
    /// Whether „Antwort:“ stands here; in an inquiry it is quoted.
    pub marks_answer: bool,
    pub asks_soon: bool,
    /// Whether a part that begins here ends as parts do: with a question mark, or with „,“ and „und“.
    pub closes_soon: bool,
    /// The same, and it is short.
    pub closes_shortly: bool,
    /// Whether a question without a number may begin here.
    pub asks_by_itself: bool,
    /// Whether a sentence begins here that is worded as a question and ends with a full stop: „Welche Kosten entstanden, ist
    /// nicht bekannt.“
    pub states: bool,
    /// Whether askers ask on here, so that no answer begins.
    pub requests: bool,
    /// Whose preface it heads, to which questions: „Vorbemerkung der Bundesregierung zu den Fragen 5 bis 8“.
    pub heads_preface: Option<(Voice, QuestionList)>,
    /// Whether it is the first row behind the imprint.
    pub behind_imprint: bool,
    /// Whether it is the heading of an annex, and no sentence's.
    pub heads_annex: bool,
    /// Whether an annex may begin here.
    pub opens_annex: bool,
    pub formula: OnceCell<bool>,
    pub figures: OnceCell<bool>,
    inner_stops: OnceCell<u8>,
    /// How many brackets its words close that they did not open, and open that they do not close.
    brackets: OnceCell<(u8, u8)>,
}

impl Site<'_> {
    /// See [`Row::inner_stops`].
    pub(super) fn inner_stops(&self) -> u8 {
        *self.inner_stops.get_or_init(|| u8::try_from(self.row.inner_stops()).unwrap_or(u8::MAX))
    }

    /// See [`Row::brackets`].
    pub(super) fn brackets(&self) -> (u8, u8) {
        *self.brackets.get_or_init(|| self.row.brackets())
    }
}

impl<'a> Search<'a> {
    pub(super) fn new(rows: &'a [Row<'a>], announced: &'a [Announced], columns: Option<Columns>, mode: Mode) -> Self {
        let next_mark = next(rows, |row| row.asks);
        let next_head = next(rows, |row| row.is_head());
        let next_close = next(rows, |row| row.asks || row.open && !row.broken);
        let next_stop = next(rows, |row| row.stops);
        let next_announcement = (0..rows.len()).map(|at| announced.partition_point(|one| one.row < at)).collect();
        let asks_soon = |at: usize| next_mark.get(at).is_some_and(|mark| mark.saturating_sub(at) <= LONGEST_QUESTION);
        let candidates = rows
            .iter()
            .enumerate()
            .filter(|(at, row)| row.number.is_some_and(|number| number < 10) && row.opening == Opening::Question && asks_soon(*at));
        // On a page that is set in as a whole, the next line is, too.
        let padded = |at: usize, row: &Row<'_>| row.padded && rows.get(at + 1).is_none_or(|next| !next.padded);
        let (all, padded) = candidates.fold((0, 0), |(all, sum), (at, row)| (all + 1, sum + u32::from(padded(at, row))));
        let padding_tells = 100 * padded >= PADDED * all && padded > 0;
        let numbered = rows.iter().enumerate().any(|(at, row)| row.number == Some(1) && asks_soon(at));
        let misfits = rows.iter().map(|row| Misfits::of(row, columns.as_ref())).collect();
        let blanks_tell = blanks_tell(rows, &asks_soon);
        Self {
            rows,
            announced,
            columns,
            edges: OnceCell::new(),
            mode,
            padding_tells,
            blanks_tell,
            numbered,
            next_mark,
            next_head,
            next_close,
            next_stop,
            next_announcement,
            misfits,
            trails: Vec::new(),
            sets: vec![Used::default()],
        }
    }

    pub(super) fn site(&self, at: usize, row: &'a Row<'a>) -> Site<'a> {
        let before = above(self.rows, at);
        let broken = before.is_some_and(|before| before.broken);
        let next_announced = self.next_announcement.get(at).and_then(|&index| self.announced.get(index));
        let soon = |next: &[usize], within: usize| next.get(at).is_some_and(|next| next.saturating_sub(at) <= within);
        // „1. Halbjahr“ or „a) Die Stege“ some lines above a question asks nothing: the mark is that question's.
        let words_no_question = row.number.is_none() || row.opening != Opening::Question;
        let is_its = |later: &Row<'_>| {
            later.number.is_some() && (later.number == row.number || later.opening == Opening::Question && words_no_question)
        };
        let begins = row.is_head();
        let anothers = |next: &[usize]| {
            let between = next.get(at).and_then(|&mark| self.rows.get(at + 1..=mark)).unwrap_or_default();
            begins && between.iter().any(is_its)
        };
        let asks_soon = soon(&self.next_mark, LONGEST_QUESTION) && !anothers(&self.next_mark);
        let closes_soon = soon(&self.next_close, LONGEST_QUESTION - 1) && !anothers(&self.next_close);
        let states = row.opening == Opening::Question && !begins && self.next_stop.get(at).is_some_and(|&stop| self.states(at, stop));
        let behind_imprint = row.behind_imprint && before.is_none_or(|before| !before.behind_imprint);
        let heads_annex = row.annex && stands_apart(row, before, self.rows.get(at + 1), broken);
        Site {
            at,
            row,
            before,
            broken,
            misfits: self.misfits.get(at).copied().unwrap_or_default(),
            next_announced,
            announced: next_announced.filter(|one| one.row == at),
            marks_answer: self.mode == Mode::Answered && before.is_some_and(|before| row.marks_answer_behind(before)),
            asks_soon,
            closes_soon,
            closes_shortly: soon(&self.next_close, SHORT_PART - 1),
            asks_by_itself: !self.numbered && row.number.is_none() && row.opening == Opening::Question && !broken && asks_soon,
            states,
            requests: self.goes_on_asking(at, row, before),
            heads_preface: self.heads_preface(row, before, self.rows.get(at + 1)),
            behind_imprint,
            heads_annex,
            opens_annex: behind_imprint || heads_annex,
            formula: OnceCell::new(),
            figures: OnceCell::new(),
            inner_stops: OnceCell::new(),
            brackets: OnceCell::new(),
        }
    }

    /// Whether askers go on here: with a request, or with items of a list.
    fn goes_on_asking(&self, at: usize, row: &Row<'_>, before: Option<&Row<'_>>) -> bool {
        let Some(before) = before else { return row.requests() };
        let is_item = |row: &Row<'_>| row.opening == Opening::Bullet;
        let in_list = is_item(row) && (is_item(before) && !before.stops || before.words.ends_with(':') && before.words.contains("itte "));
        let asked = before.asks && !before.broken && !row.is_head();
        row.requests() || in_list || asked && (requests_behind_question(row.words) || self.asks_again(at) || self.lists_what_is_asked(at))
    }

    /// „Nach Ansicht der Fragesteller genügt das nicht. Wie bewertet das die Bundesregierung?“: askers say what they think, and ask
    /// again. „… ist zu klären: Wer haftet?“ is quoted by an answer.
    fn asks_again(&self, at: usize) -> bool {
        let says = self.rows.get(at).is_some_and(|row| tells_views_of_askers(row.words));
        let mark = self.next_mark.get(at).copied().filter(|&mark| says && mark <= at + SHORT_FOLLOW_UP);
        let rows = mark.and_then(|mark| self.rows.get(at..=mark)).unwrap_or_default();
        let ends = |row: &Row<'_>| row.stops && !row.asks || end_surely_within(row.words);
        rows.iter().any(ends) && !rows.iter().skip(1).any(Row::is_head) && !rows.iter().any(|row| row.words.contains(':'))
    }

    /// Whether the question above a row announced the items that begin with it, which are no sentences: „… in folgenden
    /// Ländern?⏎– Bayern⏎– Hessen⏎Die Länder nennen …“. Answers may begin with items, too.
    fn lists_what_is_asked(&self, at: usize) -> bool {
        const ANNOUNCE: [&str; 4] = ["folgende", "nachstehende", "nachfolgende", "und zwar"];
        let items = self.rows.iter().skip(at).take_while(|row| row.opening == Opening::Bullet && !row.stops).count();
        let behind = self.rows.get(at + items).filter(|_| items > 1 && items < LONGEST_QUESTION);
        let said = behind.is_some_and(|row| !row.is_head() && (row.sentence || row.opening == Opening::Answer));
        let apart = self.rows.get(at).is_some_and(|row| row.blank_before);
        let announces = |row: &Row<'_>| ANNOUNCE.iter().any(|word| row.words.contains(word));
        let question = || {
            let above = self.rows.get(..at).unwrap_or_default();
            above.get(above.iter().rposition(Row::is_head).unwrap_or(0)..).unwrap_or_default()
        };
        said && !apart && question().iter().any(announces)
    }

    fn heads_preface(&self, row: &Row<'_>, before: Option<&Row<'_>>, next: Option<&Row<'_>>) -> Option<(Voice, QuestionList)> {
        if !may_head_preface(row.words) {
            return None;
        }
        let ended = before.is_none_or(Row::has_ended) && next.is_none_or(|next| next.opening != Opening::Small);
        let broken = before.is_some_and(|before| before.broken);
        let (voice, questions) = preface_to_questions(row.words).filter(|(voice, _)| ended || voice.is_some() && !broken)?;
        let who = if self.mode == Mode::Answered { Voice::Government } else { Voice::Askers };
        Some((voice.unwrap_or(who), questions))
    }

    pub(super) fn edges(&self) -> Option<Edges> {
        *self.edges.get_or_init(|| Edges::of(self.columns.as_ref(), self.rows))
    }

    /// Whether rows up to the `stop` are a statement. „(bitte aufschlüsseln).“ ends a question.
    fn states(&self, at: usize, stop: usize) -> bool {
        let rows = self.rows.get(at..=stop).filter(|rows| rows.len() <= LONGEST_QUESTION).unwrap_or_default();
        let ends = rows.last().and_then(|row| row.words.strip_suffix('.')).is_some_and(|bare| bare.ends_with(char::is_alphabetic));
        ends && !rows.iter().any(|row| row.words.contains('?') || row.words.contains("bitte ") || row.words.starts_with("Bitte "))
    }

    pub(super) fn enter(&mut self, state: &State, step: Step, cost: f32) -> State {
        let trail = offset(self.trails.len());
        self.trails.push(Trail { step, before: state.tail });
        State { cost: state.cost + cost, place: step.place, tail: Some(trail), listing: false, misfit: 0.0, since: step.row, ..*state }
    }

    pub(super) fn used(&self, state: &State) -> &Used {
        const NONE: &Used = &Used { bits: [0; 6], highest: 0 };
        self.sets.get(state.used as usize).unwrap_or(NONE)
    }

    /// The set of a state with one number more.
    pub(super) fn used_with(&mut self, state: &State, number: u32) -> u32 {
        let mut used = *self.used(state);
        used.add(number);
        self.sets.push(used);
        offset(self.sets.len() - 1)
    }

    /// The steps that led to the one at `tail`.
    pub(super) fn steps(&self, mut tail: Option<u32>) -> Vec<Step> {
        let mut steps = Vec::new();
        while let Some(trail) = tail.and_then(|at| self.trails.get(at as usize)) {
            steps.push(trail.step);
            tail = trail.before;
        }
        steps.reverse();
        steps
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
    let asking = |at: usize, row: &Row<'_>| row.begins_question() && asks_soon(at);
    let behind_mark = |at: usize, row: &Row<'_>| above(rows, at).is_some_and(|before| before.asks && !before.broken) && !row.is_head();
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

/// Whether the heading of an annex is no part of the line above („… wird auf die⏎Anlage zur …“). One that looks `broken` may
/// be a table's: there only a label („Anlage 1“) or what stands behind a blank line is alone in its line, and no sentence
/// goes on below.
fn stands_apart(row: &Row<'_>, before: Option<&Row<'_>>, next: Option<&Row<'_>>, broken: bool) -> bool {
    let goes_into = before.is_some_and(|before| leads_on(before.words) || broken && before.words.ends_with(['-', ',', '(']));
    let goes_on = || next.is_some_and(Row::opens_small);
    let alone = || row.is_annex_label() || row.blank_before && row.width < NARROWEST;
    !goes_into && (!broken || alone() && !goes_on())
}
