//! Lines that stand on every page: „Bundesministerium für Verkehr“, an address, a rule. Ministries, browsers and extractors print them
//! above or below the text, where they part its sentences. They are told where form feeds tell the pages: without these, words that
//! questions repeat stand as regularly.

use std::collections::BTreeMap;

use super::Printed;
use super::page_numbers::RUNNING_TEXT;
use crate::ledger::{Ledger, Role, Rule};
use crate::span::Span;

/// A page has so many of them at most, above and below its text.
const MOST_A_PAGE: usize = 4;
/// Two pages may begin with the same words of questions that repeat one another.
const FEWEST: usize = 3;
/// One of so many pages breaks off in mid-sentence at least; most end in tables, lists and with paragraphs.
const BROKEN_PAGES: usize = 8;
/// Of a hundred of them so many stand first or last on a page.
const BESIDE_BREAKS: usize = 90;

/// A line whose words are free.
#[derive(Clone, Copy)]
struct Open<'a> {
    /// Index of the line.
    at: usize,
    words: &'a str,
    /// Whether a page begins with it.
    opens_page: bool,
}

impl Printed<'_> {
    /// Finds them among the lines that are free.
    pub(super) fn running_lines(self, ledger: &mut Ledger) {
        let breaks = self.lines.iter().filter(|line| line.page_break).count();
        if breaks < FEWEST {
            return;
        }
        for _ in 0..MOST_A_PAGE {
            let found = running(&self.open_lines(ledger));
            if found.is_empty() {
                return;
            }
            for at in found {
                if let Some(span) = self.with_blanks(at, at) {
                    ledger.assign(span, Role::PageHead, Rule::RunningLine);
                }
            }
        }
    }

    fn open_lines(&self, ledger: &Ledger) -> Vec<Open<'_>> {
        let free = ledger.free_in(ledger.whole());
        let mut free = free.iter().peekable();
        let mut is_free = |words: Span| {
            while free.next_if(|span| span.end() <= words.start()).is_some() {}
            free.peek().is_some_and(|span| span.start() <= words.start() && words.end() <= span.end())
        };
        let mut page_break = false;
        let mut open = Vec::with_capacity(self.lines.len());
        for (at, line) in self.lines.iter().enumerate() {
            page_break |= line.page_break;
            if !line.is_blank() && is_free(line.words) {
                open.push(Open { at, words: self.words(line), opens_page: std::mem::take(&mut page_break) });
            }
        }
        open
    }
}

/// Indexes of the lines that stand first or last on most pages, letter for letter, and part a sentence there.
fn running(open: &[Open<'_>]) -> Vec<usize> {
    let words = |at: usize| open.get(at).map_or("", |line| line.words);
    let opens = |at: usize| open.get(at).is_some_and(|line| line.opens_page);
    let beside_break = |at: usize| opens(at) || opens(at + 1);
    let breaks = open.iter().filter(|line| line.opens_page).count();
    let mut candidates: Vec<usize> = (0..open.len()).filter(|&at| beside_break(at)).collect();
    candidates.sort_by(|&a, &b| words(a).cmp(words(b)).then(a.cmp(&b)));
    let runs: Vec<&[usize]> =
        candidates.chunk_by(|&a, &b| words(a) == words(b)).filter(|run| run.len() >= FEWEST && 2 * run.len() >= breaks).collect();
    let repeats = |line: &str| runs.iter().any(|run| run.first().is_some_and(|&at| words(at) == line));
    // What stands above and below the repeated lines of a page; the head of a table may have a second line.
    let above = |at: usize| (0..at).rev().take(MOST_A_PAGE).map(words).find(|line| !repeats(line)).unwrap_or_default();
    let below = |at: usize| (at + 1..open.len()).take(MOST_A_PAGE).map(words).find(|line| !repeats(line)).unwrap_or_default();
    let parts_sentence = |at: usize| breaks_off(above(at)) && below(at).starts_with(char::is_lowercase);
    let mut found = Vec::new();
    for run in &runs {
        let all: Vec<usize> = (0..open.len()).filter(|&at| run.first().is_some_and(|&first| words(at) == words(first))).collect();
        // „Lfd. Nr. Bezeichnung⏎der Maßnahme“ has the same line below it on each page.
        let belows = all.iter().fold(BTreeMap::<&str, usize>::new(), |mut counts, &at| {
            *counts.entry(below(at)).or_default() += 1;
            counts
        });
        let parting = all.iter().filter(|&&at| parts_sentence(at) && belows.get(below(at)) == Some(&1)).count();
        let runs_on = all.first().is_some_and(|&at| may_run(words(at))) && 100 * run.len() >= BESIDE_BREAKS * all.len();
        if runs_on && parting > 0 && BROKEN_PAGES * parting >= all.len() {
            found.extend(all.iter().filter_map(|&at| open.get(at)).map(|line| line.at));
        }
    }
    found
}

/// Whether words can be a running line: they are no note, head no annex, and go on with no sentence.
fn may_run(words: &str) -> bool {
    let is_address = || words.starts_with("http") || words.starts_with("www");
    let heads = || ["Anlage", "Anhang", "Tabelle", "Frage", "Zu "].iter().any(|opening| words.starts_with(opening));
    !may_be_note(words) && !heads() && (!words.starts_with(char::is_lowercase) || is_address())
}

/// „* Von einer Drucklegung …“, „2 Vgl. ebd.“: notes stand at the feet of pages, too.
fn may_be_note(words: &str) -> bool {
    let mark = words.split(' ').next().unwrap_or_default();
    let numbered = mark.len() <= 2 && mark.bytes().all(|byte| byte.is_ascii_digit());
    numbered || words.starts_with(|c: char| matches!(c, '*' | '¹' | '²' | '³' | '⁴'..='⁹'))
}

/// Whether a line of running text ends in mid-sentence.
fn breaks_off(words: &str) -> bool {
    words.len() > RUNNING_TEXT as usize && words.ends_with(|c: char| c.is_lowercase() || matches!(c, ',' | '-'))
}

#[cfg(test)]
mod tests {
    use super::super::tests::left;

    /// Pages of running text, each with a head, and how many of these are left.
    fn heads_left(head: &str, pages: usize, page_break: &str) -> usize {
        let line = |at: usize| format!("in Stufe {} wurden alle Brücken im Norden des Landes geprüft und\n", "v".repeat(at + 1));
        let page = |number: usize| format!("{page_break}{head}\n{}", (0..40).map(|at| line(number * 40 + at)).collect::<String>());
        let text: String = (0..=pages).map(page).collect::<String>().split_off(page_break.len() + head.len() + 1);
        left(&text).0.lines().filter(|line| line.trim() == head.trim()).count()
    }

    #[test]
    fn lines_that_part_sentences_on_every_page_go() {
        for head in ["Bundesministerium für Verkehr", "https://www.stege.example/21/971.pdf", "________"] {
            for pages in [3, 6] {
                assert_eq!(heads_left(head, pages, "\u{c}"), 0, "{head:?}");
            }
        }
        // Few pages, no page breaks, notes.
        assert_eq!(heads_left("Bundesministerium für Verkehr", 2, "\u{c}"), 2);
        assert_eq!(heads_left("Bundesministerium für Verkehr", 6, ""), 6);
        assert_eq!(heads_left("* Stand: Mai 2025", 6, "\u{c}"), 6);
    }

    #[test]
    fn heads_of_tables_and_annexes_stay() {
        for (page, line, pages) in [
            (
                "\u{c}Land Brücken Wehre\nBrandenburg # 12\nBremen 7 #\nLand Bremen mit der alten Brücke, derzeit wegen Bauarbeiten geschlossen\n",
                "Land Brücken Wehre",
                8,
            ),
            (
                "\u{c}Lfd. Nr. Bezeichnung\nder Maßnahme Ort\n# Brücke, derzeit wegen Bauarbeiten am Ufer geschlossen\n",
                "Lfd. Nr. Bezeichnung",
                8,
            ),
            ("\u{c}Anlage #\nzu Frage #\nLand Bremen mit der alten Brücke, derzeit wegen Bauarbeiten geschlossen\n", "Anlage", 5),
            (
                "\u{c}#. Wie viele Brücken betreibt der Bund\nin seinen Häfen und an seinen Wasserstraßen, soweit er sie kennt\n",
                "Wie viele",
                5,
            ),
        ] {
            let text: String = (1..=pages).map(|number: usize| page.replace('#', &number.to_string())).collect();
            assert_eq!(left(&text).0.matches(line).count(), pages, "{line}");
        }
    }
}
