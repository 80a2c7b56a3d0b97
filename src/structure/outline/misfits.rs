//! What a line costs in a column that it does not fit.

use super::price;
use crate::grammar::openings::Opening;
use crate::structure::columns::{Column, Columns};
use crate::structure::rows::Row;

/// What a row costs in each column, against the column that it fits best: a table's row fits none, and says nothing.
///
/// Lists and tables are narrower than the column. They begin with an item or with a line that was broken early, and go on
/// until a line fills the column.
#[derive(Clone, Copy, Default)]
pub(super) struct Misfits {
    pub answer: f32,
    /// In a list of an answer.
    pub listed: f32,
    pub question: f32,
    /// In the line with a question's number.
    pub first: f32,
    pub part: f32,
    /// Whether a list begins with the row at the latest.
    opens_list: bool,
    /// Whether the row fills the answers' column.
    full: bool,
}

impl Misfits {
    pub(super) fn of(row: &Row<'_>, columns: Option<&Columns>) -> Self {
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
    pub(super) fn lists(self, listing: bool) -> bool {
        self.opens_list || listing && !self.full
    }
}

fn misfit(row: &Row<'_>, column: Column, in_list: bool) -> f32 {
    if row.pure && row.width > column.most {
        price::TOO_WIDE
    } else if row.broken && row.reach < column.least {
        if in_list { price::BROKEN_EARLY_IN_LIST } else { price::BROKEN_EARLY }
    } else {
        0.0
    }
}
