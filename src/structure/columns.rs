//! The typesetter's columns: answers are set wider than questions, and nearly every line tells in which one it stood.
//!
//! In the papers' own face (see [`crate::lines::widths`]) answers fill 32.0 em sharply, questions end at about 29.5,
//! their parts at about 27. A line that was broken reaches past the column's edge with its next word. Other extractors
//! and periods set other columns (questions in smaller type over the whole page hold more em than answers), so they are
//! estimated from each paper, and where the two cannot be told apart they are no evidence.

use super::rows::{NARROWEST, Row};
use crate::lines::widths::{ANSWER_COLUMN, Em, QUESTION_COLUMN};

/// One column: what a line in it can be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Column {
    /// No line is wider.
    pub most: Em,
    /// A broken line reaches at least this far with its next word.
    pub least: Em,
}

/// The columns of a paper.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Columns {
    /// The government's text.
    pub answer: Column,
    /// Questions.
    pub question: Column,
    /// The line with the question's number, which hangs out to the left.
    pub first: Column,
    /// Sub-questions, set in further.
    pub part: Column,
    /// Where their lines end: beyond it the next word did not fit.
    pub part_edge: Em,
}

/// How far a number hangs out of its question.
const NUMBER_HANGS: Em = Em(1.5);
/// How far a label's text is set in.
const PART_INDENT: Em = Em(2.4);
/// Kerning, and blanks that were set narrower.
const ABOVE: Em = Em(0.6);
/// Answers are sharper: half of a narrow letter.
const ABOVE_ANSWER: Em = Em(0.3);
/// A word that would just have fitted is sometimes carried over.
const BELOW: Em = Em(0.7);
/// Columns nearer than this cannot be told apart by a line.
const APART: Em = Em(1.2);
/// Answers wider than this against the questions are tables set across the page.
const WIDEST: f32 = 1.3;
/// Questions in smaller type (10 points against 11) hold more em by so much; beyond it the answers' edge is a list's.
const SMALLER_TYPE: f32 = 1.12;
/// Lines that must agree on an edge.
const ENOUGH: usize = 6;
/// Of a hundred broken lines so many agree; the rest are tables, lists and parts, which are set in.
const AGREE: usize = 50;
/// Of a hundred lines of questions at most so many are wider than their column: else it is that of their parts.
const WIDER: usize = 10;
/// Lines of a question at most, for the estimate.
const LONGEST: usize = 14;
impl Columns {
    /// Estimates the columns from the lines of a paper, or `None` where they cannot be told apart.
    pub(crate) fn estimate(rows: &[Row<'_>], spaces_tell: bool) -> Option<Self> {
        let (questions, answers) = intervals(rows);
        let question = edge(&questions).filter(|&edge| holds(&questions, edge));
        let (question, answer) = match (question, edge(&answers)) {
            (Some(question), Some(answer)) if near(question, QUESTION_COLUMN) && near(answer, ANSWER_COLUMN) => {
                (QUESTION_COLUMN, ANSWER_COLUMN)
            }
            (Some(question), Some(answer)) if (answer - question).0 > APART.0 && answer.0 < question.0 * WIDEST => (question, answer),
            _ if spaces_tell => (QUESTION_COLUMN, ANSWER_COLUMN),
            (Some(question), Some(answer)) if (question - answer).0 > APART.0 && question.0 < answer.0 * SMALLER_TYPE => (question, answer),
            _ => return None,
        };
        Some(Self {
            answer: Column { most: answer + ABOVE_ANSWER, least: answer - BELOW },
            question: Column { most: question + ABOVE, least: question - BELOW },
            first: Column { most: question + NUMBER_HANGS + ABOVE, least: question + NUMBER_HANGS - BELOW - ABOVE },
            part_edge: question - PART_INDENT + ABOVE,
            part: Column { most: question + ABOVE, least: question - PART_INDENT - BELOW },
        })
    }
}

/// Beyond these the next word did not fit into its line.
#[derive(Clone, Copy)]
pub(crate) struct Edges {
    /// In a question.
    pub question: Em,
    /// In a part of one.
    pub part: Em,
}

impl Edges {
    /// Where the two columns cannot be told apart both end where most lines do. `None` if those don't agree.
    pub(crate) fn of(columns: Option<&Columns>, rows: &[Row<'_>]) -> Option<Self> {
        if let Some(columns) = columns {
            return Some(Self { question: columns.question.most, part: columns.part_edge });
        }
        let (mut lines, answers) = intervals(rows);
        lines.extend(answers);
        edge(&lines).map(|edge| Self { question: edge + ABOVE, part: edge - PART_INDENT + ABOVE })
    }
}

/// Beyond this the next word did not fit into a line of a question's parts; below it the writer ended the line. Where the
/// paper does not tell, the widest line of the question does, if all that go on below reach near it. `asked` are its stem and
/// parts before the last.
pub(crate) fn edge_of_parts(columns: Option<&Columns>, asked: &[&[Row<'_>]], last: &[Row<'_>]) -> Em {
    if let Some(columns) = columns {
        return columns.part_edge;
    }
    let before = || asked.iter().copied();
    let edge = widest(before().flatten().chain(last)) - PART_INDENT - BELOW;
    let goes_on = |row: &Row<'_>, next: &Row<'_>| !row.stops && next.opens_small();
    let ragged = before().any(|rows| rows.iter().zip(rows.iter().skip(1)).any(|(row, next)| goes_on(row, next) && row.reach < edge));
    if ragged { Em(0.0) } else { edge }
}

pub(super) fn widest<'r, 'a: 'r>(rows: impl IntoIterator<Item = &'r Row<'a>>) -> Em {
    rows.into_iter().map(|row| row.width).fold(Em(0.0), |widest, width| if width > widest { width } else { widest })
}

fn near(a: Em, b: Em) -> bool {
    (a - b).0.abs() < APART.0
}

/// How wide a broken line is, and how wide it would have been with its next word: the column's edge lies between.
#[derive(Clone, Copy)]
struct Interval {
    from: Em,
    to: Em,
}

impl Interval {
    fn of(row: &Row<'_>) -> Self {
        Self { from: row.width, to: row.reach }
    }
}

/// The intervals of broken lines that are surely in questions (from a number in order to the first question mark), and of
/// the others.
fn intervals(rows: &[Row<'_>]) -> (Vec<Interval>, Vec<Interval>) {
    let tells = |row: &&Row<'_>| row.broken && row.pure && row.reach >= NARROWEST;
    let (mut questions, mut answers) = (Vec::new(), Vec::new());
    let mut next = 1;
    let mut at = 0;
    while let Some(row) = rows.get(at) {
        if row.number == Some(next) && row.label.is_none() {
            next += 1;
            let length = rows.iter().skip(at).take(LONGEST).position(|row| row.asks);
            if let Some(length) = length {
                questions.extend(rows.iter().skip(at + 1).take(length.saturating_sub(1)).filter(tells).map(Interval::of));
                at += length + 1;
                continue;
            }
        } else if tells(&row) && next > 1 {
            answers.push(Interval::of(row));
        }
        at += 1;
    }
    (questions, answers)
}

/// Whether hardly a line is wider than the edge.
fn holds(intervals: &[Interval], edge: Em) -> bool {
    intervals.iter().filter(|interval| interval.from > edge + ABOVE).count() * 100 <= intervals.len() * WIDER
}

/// The width that lies in the most intervals: tables and lists have their edges elsewhere and cannot move it, so a few
/// lines are enough. `None` if there are fewer, or if they don't agree.
fn edge(intervals: &[Interval]) -> Option<Em> {
    let mut turns: Vec<(f32, i32)> = intervals.iter().flat_map(|interval| [(interval.from.0, 1), (interval.to.0, -1)]).collect();
    turns.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    let (mut open, mut best, mut found) = (0, 0, None);
    for (index, &(at, turn)) in turns.iter().enumerate() {
        open += turn;
        if open > best {
            best = open;
            found = turns.get(index + 1).map(|&(end, _)| Em(f32::midpoint(at, end)));
        }
    }
    let agree = usize::try_from(best).unwrap_or(0);
    found.filter(|_| agree >= ENOUGH && agree * 100 >= intervals.len() * AGREE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::rows::settle;

    fn interval(from: f32, to: f32) -> Interval {
        Interval { from: Em(from), to: Em(to) }
    }

    #[test]
    fn finds_the_edge_that_most_lines_agree_on() {
        let mut lines: Vec<Interval> = [(34.0, 37.0), (35.8, 38.0), (33.0, 36.4), (35.0, 36.8), (34.4, 40.0), (35.5, 37.1)]
            .map(|(from, to)| interval(from, to))
            .to_vec();
        let found = edge(&lines).expect("six lines agree");
        assert!((35.8..36.4).contains(&found.0), "{found:?}");
        lines.extend([interval(50.0, 52.0), interval(12.0, 13.0), interval(20.0, 24.0)]);
        assert_eq!(edge(&lines), Some(found), "a table's lines don't move it");
    }

    #[test]
    fn a_question_tells_where_its_parts_end() {
        let rows = |lines: &'static str| -> Vec<Row<'static>> {
            let mut rows: Vec<_> = lines.lines().map(Row::of).collect();
            settle(&mut rows, false);
            rows
        };
        let full = rows("1. Wie viele der Stege an den großen Seen des ganzen Landes sind seit\nlangem gesperrt?");
        let last = rows("b) Stege");
        assert_eq!(edge_of_parts(None, &[&full], &last), widest(&full) - PART_INDENT - BELOW);
        let ragged = rows("1. Wie viele der Stege an den großen Seen des ganzen Landes\nsind\nseit langem gesperrt?");
        assert_eq!(edge_of_parts(None, &[&ragged], &last), Em(0.0));
    }

    #[test]
    fn an_edge_that_lines_pass_is_that_of_the_parts() {
        let parts = [interval(30.0, 33.0); 12];
        assert!(holds(&parts, Em(32.0)));
        let questions: Vec<Interval> = parts.into_iter().chain([interval(34.0, 37.0); 4]).collect();
        assert!(!holds(&questions, Em(32.0)));
    }

    #[test]
    fn tells_nothing_where_lines_do_not_agree() {
        let table: Vec<Interval> = [1.0, 5.0, 9.0, 13.0, 17.0, 21.0, 25.0, 29.0].map(|at| interval(at, at + 3.0)).to_vec();
        assert_eq!(edge(&table), None);
        assert_eq!(edge(&[interval(30.0, 33.0); 3]), None, "three lines are too few");
    }
}
