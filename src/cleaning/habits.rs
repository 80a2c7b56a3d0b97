//! How a paper's lines end: whether words are broken there, and whether a space behind the last word tells anything.

use crate::cleaning::furniture::IMPRINT_OPENERS;
use crate::cleaning::words::{ends_with_hyphen, first_token, is_conjunction};
use crate::lines::{Line, Lines};

/// Bytes from which on a line is running text; a table's rows are shorter, and say nothing about trailing spaces.
const RUNNING_TEXT: usize = 50;

/// Running lines from which on a paper's text alone tells its habits.
const ENOUGH_LINES: usize = 20;

/// How many of some lines are such.
#[derive(Clone, Copy, Default)]
struct Share {
    part: u32,
    all: u32,
}

impl Share {
    fn count(&mut self, is_such: bool) {
        self.part += u32::from(is_such);
        self.all += 1;
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of lines")]
    fn value(self) -> f32 {
        if self.all == 0 { 0.0 } else { self.part as f32 / self.all as f32 }
    }
}

/// Shares of a paper's full lines.
#[derive(Clone, Copy, Default)]
pub(super) struct Habits {
    /// Of all, those that break a word before a small letter.
    broken: Share,
    /// Of those of running text without figures (no rows of a table), the same.
    broken_prose: Share,
    /// Of all, those with a trailing space.
    spaced: Share,
    /// Of running text.
    spaced_running: Share,
    /// Of those that end with a question mark.
    spaced_ends: Share,
    /// Of those that break a word.
    spaced_hyphens: Share,
}

impl Habits {
    /// `text` is the source text, `lines` the lines of the paper.
    pub fn of(text: &str, lines: &Lines) -> Self {
        /// More prose lines tell nothing new.
        const PLENTY_OF_PROSE: u32 = 400;
        let mut habits = Self::default();
        let full = lines.iter().take(body(text, lines)).filter(|line| !line.is_blank());
        for (line, next) in full.clone().zip(full.skip(1)) {
            let words = text.get(line.words.range()).unwrap_or_default();
            let small = |next: &str| next.starts_with(char::is_lowercase) && !is_conjunction(first_token(next));
            let breaks = ends_with_hyphen(words) && text.get(next.words.range()).is_some_and(small);
            habits.broken.count(breaks);
            habits.spaced.count(line.trailing_space);
            if words.ends_with('?') {
                habits.spaced_ends.count(line.trailing_space);
            }
            if breaks {
                habits.spaced_hyphens.count(line.trailing_space);
            }
            if words.len() > RUNNING_TEXT {
                habits.spaced_running.count(line.trailing_space);
                if habits.broken_prose.all < PLENTY_OF_PROSE && !words.bytes().any(|byte| byte.is_ascii_digit()) {
                    habits.broken_prose.count(breaks);
                }
            }
        }
        habits
    }

    /// Whether the typesetter's hyphens are still at the line ends. Papers set at any width break one line in three, and hardly
    /// one fewer than one in twenty; DIP's text, whose broken words are whole again, has one in thirty at most: words that have
    /// a hyphen of their own.
    pub fn hyphenated(&self) -> bool {
        const HYPHENATED: f32 = 0.045;
        // Prose alone tells it though long tables have no hyphens.
        const ENOUGH_PROSE: u32 = 10;
        let told_by_prose = self.broken_prose.all >= ENOUGH_PROSE && self.broken_prose.value() > HYPHENATED;
        told_by_prose || self.broken.value() > HYPHENATED
    }

    /// Whether a line without a trailing space says something. DIP's text has one on two of three lines, PDF extractors on
    /// nearly all or none.
    pub fn trailing_tells(&self) -> bool {
        const TRAILING: f32 = 0.2;
        let share = if self.spaced_running.all == 0 { self.spaced } else { self.spaced_running };
        share.value() > TRAILING && !self.spaced_at_hyphens() && !self.spaced_at_ends()
    }

    /// Typesetters break words without a space behind the hyphen. Where so many have one, and most of them, every line does, as
    /// some scanners' texts have it.
    fn spaced_at_hyphens(&self) -> bool {
        const ENOUGH: u32 = 3;
        self.spaced_hyphens.part >= ENOUGH && 2 * self.spaced_hyphens.part > self.spaced_hyphens.all
    }

    /// Questions end where the writer ended them: of their last lines DIP's text has a space on a tenth, other text that tells on
    /// four in ten at most. Where some extractors set one behind every line, it says nothing. So few lines with a question mark
    /// tell that; or one, where nearly all lines have a space.
    fn spaced_at_ends(&self) -> bool {
        const FEWEST: u32 = 3;
        const OF_ENDS: f32 = 0.6;
        const OF_ALL: f32 = 0.9;
        let ends = self.spaced_ends;
        let each = ends.all > 0 && ends.part == ends.all;
        each && self.spaced.value() > OF_ALL || ends.all >= FEWEST && ends.value() > OF_ENDS
    }
}

/// How many lines a paper has down to its imprint: what stands behind are annexes, whose tables have other habits than the
/// text and can be a hundred times longer. All lines where no imprint stands below enough running text.
fn body(text: &str, lines: &Lines) -> usize {
    let words = |line: &Line| text.get(line.words.range()).unwrap_or_default();
    let imprint = lines.iter().position(|line| IMPRINT_OPENERS.iter().any(|opener| words(line).starts_with(opener)));
    let running = |end: usize| lines.iter().take(end).filter(|line| words(line).len() > RUNNING_TEXT).take(ENOUGH_LINES).count();
    imprint.filter(|&end| running(end) == ENOUGH_LINES).unwrap_or(lines.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn habits_are_measured_above_the_imprint() {
        let text = "Der Ausbau der Netze geht nach Plan weiter und wird im \n".repeat(ENOUGH_LINES);
        let table = "Der Ausbau der Netze geht nach Plan weiter und wird im\n".repeat(9 * ENOUGH_LINES);
        let tells = |text: &str| Habits::of(text, &Lines::cut(text, Span::of(0..text.len()))).trailing_tells();
        assert!(tells(&[&text, "Gesamtherstellung: Eine Druckerei\n", &table].concat()));
        assert!(!tells(&[text.as_str(), &table].concat()));
        assert!(!tells(&["Gesamtherstellung: Eine Druckerei\n", &text, &table].concat()));
    }
}
