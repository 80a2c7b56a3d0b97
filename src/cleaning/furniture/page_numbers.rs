//! Page numbers without a head: „2“, „Seite 7 von 66“.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use memchr::memmem;

use super::page_heads::{number, page};
use super::{Printed, is_dash};
use crate::ledger::{Ledger, Role, Rule};
use crate::lines::Line;
use crate::span::offset;

/// Papers are set in 45 to 60 lines a page; extractors drop or add some, footnotes and tables have more.
const PAGE_LINES: std::ops::RangeInclusive<usize> = 20..=100;
/// So many page numbers in order are no chance, though the pages of an annex behind them have none.
const SURE_PAGES: usize = 4;
/// How pages are counted shows on so many of them; a text of thousands must not cost their square.
const ENOUGH_PAGES: usize = 64;
/// A line of running text is longer than this; a table's cell is not.
pub(super) const RUNNING_TEXT: u32 = 40;

/// How a page's number is set on a line of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// „2“, as cells of tables are.
    Bare,
    /// „Seite 2“, „2/12“, which may be an answer.
    Named,
    /// „[Seite 2]“, „--- Page 2 of 12 ---“: programs set it.
    Framed,
}

impl Form {
    fn read(self, words: &str) -> Option<u32> {
        match self {
            Self::Bare => bare_number(words),
            Self::Named => named_number(words),
            Self::Framed => framed(words).and_then(named_number),
        }
    }
}

impl Printed<'_> {
    /// Page numbers alone on their lines: beside form feeds, or one by one through the whole text.
    pub(super) fn numbers(self, form: Form, ledger: &mut Ledger) {
        let numbers: Vec<(usize, u32)> =
            self.lines.iter().enumerate().filter_map(|(at, line)| Some((at, form.read(self.words(line))?))).collect();
        if numbers.is_empty() {
            return;
        }
        let beside = self.beside_page_breaks(&numbers);
        let pages = if beside.is_empty() { self.one_by_one(&numbers, form) } else { beside };
        for at in pages {
            if let Some(span) = self.with_blanks(at, at) {
                ledger.assign(span, Role::PageHead, Rule::PageNumber);
            }
        }
    }

    /// The numbers that stand first or last on their pages and count as the pages do.
    fn beside_page_breaks(self, numbers: &[(usize, u32)]) -> Vec<usize> {
        let (mut breaks, mut found) = (0u32, Vec::new());
        let mut numbers = numbers.iter().peekable();
        for (at, line) in self.lines.iter().enumerate() {
            breaks += u32::from(line.page_break);
            let Some(&(_, number)) = numbers.next_if(|(line, _)| *line == at) else { continue };
            let first = line.page_break || at > 0 && self.lines.get(at - 1).is_some_and(|before| before.page_break && before.is_blank());
            let last = self.next_full(at).and_then(|next| self.lines.get(next)).is_some_and(|next| next.page_break);
            if first || last {
                found.push((at, i64::from(number) - i64::from(breaks)));
            }
        }
        let shifts = || found.iter().map(|&(_, shift)| shift);
        let Some(shift) = shifts().max_by_key(|shift| shifts().take(ENOUGH_PAGES).filter(|other| other == shift).count()) else {
            return Vec::new();
        };
        let counted: Vec<usize> = found.iter().filter(|(_, other)| *other == shift).map(|&(at, _)| at).collect();
        let rising = rising(&found);
        if rising.len() >= SURE_PAGES && rising.len() > 2 * counted.len() {
            return rising;
        }
        // The pages of an annex may have none, those in letters that are scattered line by line may be lost.
        let enough = counted.len() >= SURE_PAGES || 2 * counted.len() > breaks as usize;
        if enough && (counted.len() > 1 || shift == 1) { counted } else { Vec::new() }
    }

    /// 2, 3, 4 … a page apart, from the first page to the last, or so many that it is no chance; the first page may have its
    /// „Seite 1“. A single one must be the text's only such line, and stand in running text or in a frame.
    fn one_by_one(self, numbers: &[(usize, u32)], form: Form) -> Vec<usize> {
        let (mut chain, mut from) = (Vec::new(), 0);
        let counts_first = match numbers {
            [(first, 1), (second, 2), ..] if form != Form::Bare => {
                self.full_between(0, *first) <= *PAGE_LINES.end() && PAGE_LINES.contains(&self.full_between(*first, *second))
            }
            _ => false,
        };
        let begin = if counts_first { 1 } else { 2 };
        for &(at, number) in numbers {
            let apart = self.full_between(from, at);
            if apart > *PAGE_LINES.end() {
                break;
            }
            // Some pages hold little but a picture.
            let short = counts_first && chain.is_empty() || form != Form::Bare && chain.len() >= SURE_PAGES;
            if number == begin + offset(chain.len()) && (short || apart >= *PAGE_LINES.start()) {
                chain.push(at);
                from = at;
            }
        }
        let covers = self.full_between(from, self.lines.len()) <= *PAGE_LINES.end();
        let single = || match form {
            Form::Bare => chain.iter().all(|&at| self.in_running_text(at)),
            Form::Named => false,
            Form::Framed => true,
        };
        let sure = chain.len() > 1 || numbers.len() == 1 && single();
        let others = numbers.iter().filter(|&&(at, _)| at <= from).count().saturating_sub(chain.len());
        let surer = chain.len() >= SURE_PAGES && others < chain.len();
        if covers && sure || surer { chain } else { Vec::new() }
    }

    /// „Seite 7 von 66“ by itself: annexes keep the page numbers that their ministry's program counted. „-- 7 of 66 --“ is an
    /// extractor's own.
    pub(super) fn counted_pages(self, ledger: &mut Ledger) {
        for (at, line) in self.lines.iter().enumerate() {
            if (counted_page(self.words(line)).is_some() || ends_page(self.words(line)))
                && let Some(span) = self.with_blanks(at, at)
            {
                ledger.assign(span, Role::PageHead, Rule::PageNumber);
            }
        }
    }

    /// „… Drucksache 21/152) Seite 1 von 1“, „Seite 2 von 9 Gewalttaten …“: such numbers in the midst of text that was set
    /// again. Other pages have them, too, and they stand at a line's head or behind a bracket, as they do in no sentence.
    pub(super) fn counted_pages_in_lines(self, ledger: &mut Ledger) {
        let part = self.part;
        let read = |at: usize| part.get(at..).and_then(counted).map(|(counted, rest)| (at..part.len() - rest.len(), counted));
        let found: Vec<_> = memmem::find_iter(part.as_bytes(), "Seite ").filter_map(read).collect();
        let mut first: HashMap<u32, u32> = HashMap::new();
        let is_one_of_several = |(_, counted): &&(Range<usize>, Counted)| {
            counted.pages == 1 || *first.entry(counted.pages).or_insert(counted.page) != counted.page
        };
        let several: HashSet<u32> = found.iter().filter(is_one_of_several).map(|(_, counted)| counted.pages).collect();
        let begins_text = |c: char| c.is_uppercase() || c.is_ascii_digit();
        for (words, _) in found.iter().filter(|(_, counted)| several.contains(&counted.pages)) {
            let above = part.get(..words.start).unwrap_or_default().trim_end_matches(' ');
            let before = above.rsplit([' ', '\n']).next().unwrap_or_default();
            let next = part.get(words.end..).unwrap_or_default().trim_start_matches(' ');
            let (begins_line, ends_line) = (before.is_empty(), next.is_empty() || next.starts_with(['\n', '\r']));
            let begins = ends_line || next.starts_with(begins_text) && !next.starts_with("Seite");
            let ended = begins_line || before.ends_with(')');
            if !(begins_line && ends_line) && begins && ended {
                self.take(self.span(words.clone()), Role::PageHead, Rule::PageNumber, ledger);
            }
        }
    }

    fn full_between(self, from: usize, to: usize) -> usize {
        self.lines.iter().take(to).skip(from).filter(|line| !line.is_blank()).count()
    }

    fn in_running_text(self, at: usize) -> bool {
        let long = |line: Option<&Line>| line.is_some_and(|line| line.words.len() > RUNNING_TEXT);
        let before = (0..at).rev().find_map(|before| self.lines.get(before).filter(|line| !line.is_blank()));
        let behind = self.next_full(at).and_then(|next| self.lines.get(next));
        long(before) || long(behind)
    }
}

/// Of numbers, each with how far it runs ahead of its page, those that count on though some pages are lost between them, as in
/// tables that are scattered letter by letter.
fn rising(found: &[(usize, i64)]) -> Vec<usize> {
    /// So many pages in a row may have lost their number.
    const MOST_LOST: i64 = 3;
    let mut lost = 1;
    let goes_on = |&&(_, shift): &&(usize, i64)| {
        let goes_on = (lost..=lost + MOST_LOST).contains(&shift);
        lost = if goes_on { shift } else { lost };
        goes_on
    };
    let chain: Vec<_> = found.iter().filter(goes_on).collect();
    // Most pages are there. The numbers of a table's rows rise by as many on each page.
    let next = chain.windows(2).filter(|pair| matches!(pair, [(_, a), (_, b)] if a == b)).count();
    if 2 * next < chain.len().saturating_sub(1) { Vec::new() } else { chain.into_iter().map(|&(at, _)| at).collect() }
}

/// „Seite 7 von 66“.
#[derive(Clone, Copy)]
struct Counted {
    page: u32,
    pages: u32,
}

/// „Seite 7 von 66“, and what follows: no page behind the last one.
fn counted(words: &str) -> Option<(Counted, &str)> {
    let (page, rest) = number(words.strip_prefix("Seite ")?.trim_start())?;
    let (pages, rest) = number(rest.trim_start().strip_prefix("von ")?.trim_start())?;
    (1..=pages).contains(&page).then_some((Counted { page, pages }, rest))
}

/// „Seite 7 von 66“ and nothing else: the page.
pub(crate) fn counted_page(words: &str) -> Option<u32> {
    counted(words).filter(|(_, rest)| rest.is_empty()).map(|(counted, _)| counted.page)
}

/// „-- 7 of 66 --“: what extractors for JavaScript print behind each page.
fn ends_page(words: &str) -> bool {
    let counted = || {
        let (page, rest) = number(words.strip_prefix("-- ")?)?;
        let (pages, rest) = number(rest.strip_prefix(" of ")?)?;
        Some(rest == " --" && (1..=pages).contains(&page))
    };
    counted().unwrap_or(false)
}

/// „Seite 3“, „S. 3 von 12“, „3/12“, „Page 3 of 12“: a number with its word or with that of all pages.
fn named_number(words: &str) -> Option<u32> {
    const LONGEST: usize = 24;
    // „3/2025“ is a month.
    const MOST_PAGES: u32 = 1900;
    let may_be = words.ends_with(|c: char| c.is_ascii_digit()) && words.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'S' | 'P'));
    if words.len() > LONGEST || !may_be {
        return None;
    }
    let named = ["Seite", "SEITE", "Page", "S."].iter().find_map(|name| words.strip_prefix(name));
    let (page, rest) = number(named.unwrap_or(words).trim_start())?;
    let rest = rest.trim();
    let of = ["/", "von ", "of "].iter().find_map(|of| rest.strip_prefix(of));
    let all = of.and_then(|of| number(of.trim_start())).filter(|&(all, rest)| rest.is_empty() && page <= all && all < MOST_PAGES);
    (page > 0 && (all.is_some() || named.is_some() && rest.is_empty())).then_some(page)
}

/// What stands in a frame: „--- Seite 3 ---“, „[Seite 3]“, „== Page 3 ==“.
fn framed(words: &str) -> Option<&str> {
    const FRAME: [char; 12] = [' ', '-', '–', '—', '=', '_', '*', '#', '[', ']', '|', ':'];
    let may_be = words.starts_with(FRAME) && words.ends_with(FRAME);
    may_be.then(|| words.trim_matches(FRAME))
}

/// Four digits between two dashes and blanks, in bytes.
const LONGEST_NUMBER: usize = 12;

/// „2“, „– 2 –“: at most four digits.
fn bare_number(words: &str) -> Option<u32> {
    if words.is_empty() || words.len() > LONGEST_NUMBER || !words.starts_with(|c: char| c.is_ascii_digit() || is_dash(c)) {
        return None;
    }
    let plain = number(words).filter(|(value, rest)| rest.is_empty() && (1..10_000).contains(value) && words.len() <= 4);
    plain.map(|(value, _)| value).or_else(|| page(words).filter(|(_, rest)| rest.is_empty()).and_then(|(head, _)| head.page))
}

#[cfg(test)]
mod tests {
    use super::super::tests::left;

    #[test]
    fn page_numbers_need_evidence() {
        let page = "Die Brücke wird im Auftrag des Bundes geprüft und saniert.\n".repeat(40);
        let annex = page.repeat(4);
        for (text, numbers) in [
            (format!("{page}2\n{page}3\n{page}4\n{page}"), true),
            (format!("{page}\u{c}2\n{page}\u{c}3\n{page}"), true),
            (format!("{page}2\n{page}"), true),
            (format!("{page}2\n{page}3\n{page}4\n{page}5\n{annex}"), true),
            (format!("{page}2\n{page}3\n{annex}"), false),
            (format!("{page}\u{c}2\n{page}\u{c}3\n{page}\u{c}4\n{page}\u{c}5\n{}", "\u{c}Brücke 7\n".repeat(9)), true),
            (format!("{page}2\n7\n{page}"), false),
            (format!("{page}12\n{page}7\n{page}"), false),
            // Pages between them were lost.
            ([2, 3, 5, 6, 8, 9, 11, 12].map(|number| format!("{page}\u{c}{number}\n")).concat() + &page, true),
            // Numbers of rows, three on each page.
            ([4, 7, 10, 13, 16, 19].map(|number| format!("{page}\u{c}{number}\n")).concat() + &page, false),
            (format!("{page}\u{c}17\n{page}\u{c}3\n{page}"), false),
            (format!("{page}2\n{page}{page}{page}{page}"), false),
        ] {
            assert_eq!(left(&text).1.contains(&"page-number"), numbers, "{}", text.replace(&page, "…"));
        }
    }

    #[test]
    fn named_numbers_count_as_pages_do() {
        let page = "Die Brücke wird im Auftrag des Bundes geprüft und saniert.\n".repeat(40);
        for (marks, numbers) in [
            (["Seite 1", "Seite 2", "Seite 3"], 3),
            (["--- Page 2 of 4 ---", "--- Page 3 of 4 ---", "--- Page 4 of 4 ---"], 3),
            (["[S. 2]", "[S. 3]", "[S. 4]"], 3),
            (["1/2025", "2/2025", "3/2025"], 0),
            (["2/4", "3/4", "4/4"], 3),
            (["Seite 4", "Seite 9", "Seite 2"], 0),
            (["Tabelle 2", "Tabelle 3", "Tabelle 4"], 0),
            (["4/2", "5/2", "6/2"], 0),
        ] {
            let text = marks.map(|mark| format!("{page}{mark}\n")).concat() + &page;
            let free = left(&text).0;
            assert_eq!(marks.iter().filter(|mark| !free.contains(*mark)).count(), numbers, "{marks:?}");
        }
        for (mark, taken) in [("[Seite 2]", true), ("Seite 2", false), ("2/3", false)] {
            assert_eq!(!left(&format!("{page}{mark}\n{page}")).0.contains(mark), taken, "{mark}");
        }
        assert!(left(&format!("{page}1\n{page}2\n{page}")).0.contains("\n1\n"), "two figures are cells");
    }

    #[test]
    fn counted_pages_go() {
        for page in ["Seite 7 von 66", "-- 7 of 66 --"] {
            assert_eq!(left(&format!("Die Brücke\n{page} \nwird geprüft.\n")).0, "Die Brücke\nwird geprüft.\n");
        }
        let annex = "(Drucksache 21/12) Seite 1 von 2\nDie Brücke\nSeite 2 von 2 Zahlen\n";
        assert_eq!(left(annex).0, "(Drucksache 21/12) \nDie Brücke\n Zahlen\n");
        for text in [
            "Seite 7 von 6\n",
            "-- 7 of 6 --\n",
            "7 of 66\n",
            "Seite 7 von 66 Seiten\n",
            "Gutachten Seite 7 von 66 Zahlen\n",
            "auf Seite 7 von 66\ndie Seite 8 von 66\n",
            "(Gutachten, Seite 7 von 66)\n(Gutachten, Seite 8 von 66)\n",
            "im Gutachten Seite 7 von 66\nim Gutachten Seite 8 von 66\n",
        ] {
            assert_eq!(left(text), (text.to_owned(), vec![]));
        }
    }
}
