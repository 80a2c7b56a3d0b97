//! How wide the columns of questions and answers were set.

use super::rows::{USUAL_COLUMNS, slice};
use crate::cleaning::reading::Pages;
use crate::ledger::{Ledger, Role};
use crate::lines::widths::{BLANK, Em, width};
use crate::span::Spans;

/// A narrower line may be a table's cell; the columns of running text are all wider.
const RUNNING_TEXT: Em = Em(14.0);
/// One line in so many was broken before it was full: of questions, which are single paragraphs, a few; of answers, with
/// their lists and quotations in narrower columns, more.
const NARROWER_LINES: (usize, usize) = (50, 10);
/// So many lines make a measure.
const FEWEST_LINES: usize = 20;

/// The columns of questions and answers, measured: a line in mid-sentence was broken because the next word did not fit,
/// so line, blank and word together are at least as wide as the column.
pub(super) fn columns(pages: &Pages<'_>, ledger: &Ledger, heads: &Spans) -> (Em, Em) {
    let (mut questions, mut answers) = (Vec::new(), Vec::new());
    let full = pages.lines.iter().filter(|line| !line.is_blank());
    for (line, next) in full.clone().zip(full.skip(1)) {
        let role = ledger.role_at(line.words.start());
        let (left, right) = (slice(pages, line.words), slice(pages, next.words));
        let broken = left.ends_with(|c: char| c.is_alphabetic() || c == ',') && right.starts_with(char::is_lowercase);
        if !broken || line.look.width < RUNNING_TEXT || role != ledger.role_at(next.words.start()) || !heads.within(line.words).is_empty() {
            continue;
        }
        let reached = line.look.width + BLANK + right.split_whitespace().next().map_or(Em(0.0), width);
        match role {
            Role::Question(_) => questions.push(reached),
            Role::Answer(_) => answers.push(reached),
            _ => {}
        }
    }
    (column(questions, NARROWER_LINES.0, USUAL_COLUMNS.0), column(answers, NARROWER_LINES.1, USUAL_COLUMNS.1))
}

fn column(mut reached: Vec<Em>, narrower: usize, usual: Em) -> Em {
    if reached.len() < FEWEST_LINES {
        return usual;
    }
    reached.sort_by(|a, b| a.0.total_cmp(&b.0));
    reached.get(reached.len() / narrower).copied().unwrap_or(usual)
}
