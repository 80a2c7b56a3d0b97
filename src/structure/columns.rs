//! The typesetter's columns: answers are set wider than questions, and nearly every line tells in which one it stood.
//!
//! In the papers' own face (see [`crate::lines::widths`]) answers fill 32.0 em sharply, questions end at about 29.5,
//! their parts at about 27. A line that was broken reaches past the column's edge with its next word. Other extractors
//! and periods set other columns, so they are estimated from each paper, and where the two cannot be told apart they
//! are no evidence.

use super::rows::Row;
use crate::lines::widths::Em;

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

/// The answers' column in DIP's text.
const ANSWER_EDGE: Em = Em(32.0);
/// The questions' column in DIP's text.
const QUESTION_EDGE: Em = Em(29.5);
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
/// Lines that an estimate needs on each side.
const ENOUGH: usize = 12;
/// Lines of a question at most, for the estimate.
const LONGEST: usize = 14;
/// Share of the lines that stay below the edge: the rest are tables and addresses.
const EDGE_SHARE: f32 = 0.95;

impl Columns {
    /// Estimates the columns from the lines of a paper, or `None` where they cannot be told apart.
    pub(crate) fn estimate(rows: &[Row<'_>], spaces_tell: bool) -> Option<Self> {
        let (questions, answers) = widths(rows);
        let (question, answer) = match (edge(questions), edge(answers)) {
            (Some(question), Some(answer)) if near(question, QUESTION_EDGE) && near(answer, ANSWER_EDGE) => (QUESTION_EDGE, ANSWER_EDGE),
            (Some(question), Some(answer)) if (answer - question).0 > APART.0 && answer.0 < question.0 * WIDEST => (question, answer),
            _ if spaces_tell => (QUESTION_EDGE, ANSWER_EDGE),
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

fn near(a: Em, b: Em) -> bool {
    (a - b).0.abs() < APART.0
}

/// The widths of broken lines that are surely in questions (from a number in order to the first question mark), and of
/// the others.
fn widths(rows: &[Row<'_>]) -> (Vec<f32>, Vec<f32>) {
    let (mut questions, mut answers) = (Vec::new(), Vec::new());
    let mut next = 1;
    let mut at = 0;
    while let Some(row) = rows.get(at) {
        if row.number == Some(next) && row.label.is_none() {
            next += 1;
            let length = rows.iter().skip(at).take(LONGEST).position(|row| row.asks);
            if let Some(length) = length {
                questions.extend(rows.iter().skip(at + 1).take(length.saturating_sub(1)).filter(|row| row.broken && row.pure).map(|row| row.width.0));
                at += length + 1;
                continue;
            }
        } else if row.broken && row.pure && next > 1 {
            answers.push(row.width.0);
        }
        at += 1;
    }
    (questions, answers)
}

fn edge(mut widths: Vec<f32>) -> Option<Em> {
    if widths.len() < ENOUGH {
        return None;
    }
    widths.sort_unstable_by(f32::total_cmp);
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index into the lines of a paper")]
    let at = (widths.len() as f32 * EDGE_SHARE) as usize;
    widths.get(at).copied().map(Em)
}
