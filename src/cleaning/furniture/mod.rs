//! What a page adds to the words: heads, page numbers, the note at the margin, the imprint, form feeds, and marks of Markdown.
//!
//! „Drucksache 21/971 – 2 – Deutscher Bundestag – 21. Wahlperiode“ stands between two halves of a sentence, and
//! extractors set it in one line or in three, in any order. The blank lines around it are the page's, too: they say
//! nothing about paragraphs. The head of the first page („Deutscher Bundestag Drucksache 21/971“, with the date) is
//! the title's and stays free.

mod imprint;
mod margin_notes;
mod markup;
mod page_heads;
mod page_numbers;
mod running_lines;

use std::ops::Range;

use memchr::memchr_iter;

pub(crate) use self::imprint::IMPRINT_OPENERS;
pub(crate) use self::margin_notes::is_margin_note;
use self::page_numbers::Form;
pub(crate) use self::page_numbers::counted_page;

use crate::ledger::{Ledger, Role, Rule};
use crate::lines::{Line, Lines};
use crate::span::{Span, offset};

/// Gives the page's additions their roles. Linear in the length of the text.
pub(crate) fn assign(text: &str, lines: &Lines, ledger: &mut Ledger) {
    let page = Printed::of(text, lines);
    page.markup(ledger);
    page.margin_notes(ledger);
    if page.heads(ledger) <= QUOTED_HEADS {
        page.numbers(Form::Bare, ledger);
        page.numbers(Form::Named, ledger);
    }
    page.numbers(Form::Framed, ledger);
    page.counted_pages(ledger);
    page.counted_pages_in_lines(ledger);
    page.imprint(ledger);
    page.running_lines(ledger);
    page.form_feeds(ledger);
}

/// A text whose pages have no heads may still print one that stood in a table or an annex.
const QUOTED_HEADS: usize = 1;

/// The words of one source and their lines.
#[derive(Clone, Copy)]
struct Printed<'a> {
    text: &'a str,
    lines: &'a Lines,
    /// What of the text the lines are.
    part: &'a str,
    /// Where that begins.
    start: u32,
}

impl<'a> Printed<'a> {
    fn of(text: &'a str, lines: &'a Lines) -> Self {
        let mut all = lines.iter().map(|line| line.full);
        let window = all.next().map_or(Span::new(0, 0), |first| first.cover(all.next_back().unwrap_or(first)));
        Self { text, lines, part: text.get(window.range()).unwrap_or_default(), start: window.start() }
    }

    /// Where bytes of the part stand in the source.
    fn span(self, bytes: Range<usize>) -> Span {
        Span::new(self.start + offset(bytes.start), self.start + offset(bytes.end))
    }

    fn words(self, line: &Line) -> &'a str {
        self.text.get(line.words.range()).unwrap_or_default()
    }

    fn first_byte(self, line: &Line) -> Option<u8> {
        self.text.as_bytes().get(line.words.start() as usize).copied().filter(|_| !line.is_blank())
    }

    /// The bytes from line `first` to line `last`, blank lines around them included.
    fn with_blanks(self, first: usize, last: usize) -> Option<Span> {
        let blank = |at: usize| self.lines.get(at).is_some_and(Line::is_blank);
        let (mut from, mut to) = (first, last);
        while from > 0 && blank(from - 1) {
            from -= 1;
        }
        while blank(to + 1) {
            to += 1;
        }
        Some(self.lines.get(from)?.full.cover(self.lines.get(to)?.full))
    }

    /// Assigns whole lines where the words fill them, and only the words otherwise.
    fn take(self, words: Span, role: Role, rule: Rule, ledger: &mut Ledger) {
        let (first, last) = (self.lines.index_of(words.start()), self.lines.index_of(words.end().saturating_sub(1).max(words.start())));
        let whole_lines = self.lines.get(first).is_some_and(|line| line.words.start() >= words.start())
            && self.lines.get(last).is_some_and(|line| line.words.end() <= words.end());
        let span = if whole_lines { self.with_blanks(first, last).unwrap_or(words) } else { words };
        ledger.assign(span, role, rule);
    }

    /// Index of the next line with words after `at`.
    fn next_full(self, at: usize) -> Option<usize> {
        (at + 1..self.lines.len()).find(|&next| self.lines.get(next).is_some_and(|line| !line.is_blank()))
    }

    fn form_feeds(self, ledger: &mut Ledger) {
        for at in memchr_iter(b'\x0c', self.part.as_bytes()) {
            ledger.assign(self.span(at..at + 1), Role::PageHead, Rule::FormFeed);
        }
    }
}

/// The first byte of „–“ and its like in UTF-8.
const FIRST_OF_DASHES: u8 = 0xe2;

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '\u{2010}' | '\u{2011}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text that is left, and the rules that took something.
    pub(super) fn left(text: &str) -> (String, Vec<&'static str>) {
        let window = Span::of(0..text.len());
        let mut ledger = Ledger::new(window);
        assign(text, &Lines::cut(text, window), &mut ledger);
        let free = ledger.free().iter().map(|span| &text[span.range()]).collect();
        let mut rules: Vec<_> = ledger.entries().filter(|entry| entry.role != Role::Unassigned).map(|entry| entry.rule.name()).collect();
        rules.dedup();
        (free, rules)
    }
}
