//! What a page adds to the words: heads, page numbers, the note at the margin, the imprint, form feeds.
//!
//! „Drucksache 21/971 – 2 – Deutscher Bundestag – 21. Wahlperiode“ stands between two halves of a sentence, and
//! extractors set it in one line or in three, in any order. The blank lines around it are the page's, too: they say
//! nothing about paragraphs. The head of the first page („Deutscher Bundestag Drucksache 21/971“, with the date) is
//! the title's and stays free.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use memchr::{memchr, memchr_iter, memmem};

use crate::cleaning::words::roman;
use crate::ledger::{Ledger, Role, Rule};
use crate::lines::{Line, Lines};
use crate::span::{Span, offset};

/// Gives the page's additions their roles. Linear in the length of the text.
pub(crate) fn assign(text: &str, lines: &Lines, ledger: &mut Ledger) {
    let page = Printed { text, lines };
    page.margin_notes(ledger);
    if page.heads(ledger) <= QUOTED_HEADS {
        page.bare_numbers(ledger);
    }
    page.counted_pages(ledger);
    page.counted_pages_in_lines(ledger);
    page.imprint(ledger);
    page.form_feeds(ledger);
}

/// A text whose pages have no heads may still print one that stood in a table or an annex.
const QUOTED_HEADS: usize = 1;
/// How far apart the lines of one imprint may stand: each of its lines is one to three long ones.
const IMPRINT_CONTINUATION: usize = 2;
/// The most lines of an imprint: printer, typesetter, distributor, number, each with its continuation.
const IMPRINT_LINES: usize = 12;
/// A note that is scattered between other lines has at most so many of them between two of its fragments.
const FOREIGN_LINES: usize = 2;
/// Papers are set in 45 to 60 lines a page; extractors drop or add some, footnotes and tables have more.
const PAGE_LINES: std::ops::RangeInclusive<usize> = 20..=100;
/// So many page numbers in order are no chance, though the pages of an annex behind them have none.
const SURE_PAGES: usize = 4;
/// A line of running text is longer than this; a table's cell is not.
const RUNNING_TEXT: u32 = 40;

/// The words of one source and their lines.
#[derive(Clone, Copy)]
struct Printed<'a> {
    text: &'a str,
    lines: &'a Lines,
}

impl<'a> Printed<'a> {
    fn words(self, line: &Line) -> &'a str {
        self.text.get(line.words.range()).unwrap_or_default()
    }

    fn first_byte(self, line: &Line) -> Option<u8> {
        self.text.as_bytes().get(line.words.start() as usize).copied().filter(|_| !line.is_blank())
    }

    fn window(self) -> Span {
        let (first, last) = (self.lines.get(0), self.lines.get(self.lines.len().wrapping_sub(1)));
        first.zip(last).map_or(Span::new(0, 0), |(first, last)| first.full.cover(last.full))
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
}

// Margin notes.

/// The notes of advance copies, without spaces: of this period, and of those before 2013.
const NOTES: [&str; 7] = [
    "Vorabfassung-wirddurchdielektorierteFassungersetzt.",
    "Vorabfassung-wirddurchdielektorierteVersionersetzt.",
    "Vorabfassung-wirddurchdieendgültigelektorierteFassungersetzt.",
    "Vorabfassung-wirddurchdieendgültigeFassungersetzt.",
    "elektronischeVorabfassung*",
    "ElektronischeVorab-Fassung*",
    "*WirdnachVorliegenderlektoriertenDruckfassungdurchdieseersetzt.",
];

/// A note as it may stand in a text: its letters forward, or backward (upright text that was read from above).
static SPELLINGS: LazyLock<Vec<Vec<char>>> = LazyLock::new(|| {
    let forward = NOTES.iter().map(|note| note.chars().collect::<Vec<_>>());
    let backward = NOTES.iter().take(4).flat_map(|note| {
        let letters: Vec<char> = note.chars().rev().collect();
        [letters.get(1..).unwrap_or_default().to_vec(), letters]
    });
    forward.chain(backward).collect()
});

/// The last word of those notes, backward.
const BEGINS_BACKWARD: [&str; 2] = [".tztesre", "tztesre"];

/// The first byte of „–“ and its like in UTF-8.
const FIRST_OF_DASHES: u8 = 0xe2;

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '\u{2010}' | '\u{2011}')
}

/// How many of `letters` the words spell, spaces left out; none where they differ or go on.
fn spelled(words: &str, letters: &[char]) -> Option<usize> {
    let mut count = 0;
    for c in words.chars().filter(|c| !c.is_whitespace()) {
        let want = *letters.get(count)?;
        if want != c && !(want == '-' && is_dash(c)) {
            return None;
        }
        count += 1;
    }
    Some(count)
}

/// Where the letters end that begin at the start of `words`, spaces and line ends between them left out. A missing
/// full stop at their end is forgiven.
fn spells_on(words: &str, letters: &[char]) -> Option<usize> {
    let (mut left, mut end) = (letters.iter(), 0);
    for (at, c) in words.char_indices() {
        if c.is_whitespace() {
            continue;
        }
        match left.clone().next() {
            Some(&want) if want == c || want == '-' && is_dash(c) => {
                left.next();
                end = at + c.len_utf8();
            }
            _ => break,
        }
    }
    matches!(left.as_slice(), [] | ['.']).then_some(end)
}

impl Printed<'_> {
    fn margin_notes(self, ledger: &mut Ledger) {
        let window = self.window();
        let part = self.text.get(window.range()).unwrap_or_default();
        let mut done = 0;
        for at in memchr_iter(b'V', part.as_bytes()) {
            let from = part.get(at..).unwrap_or_default();
            if at < done || from.chars().filter(|c| !c.is_whitespace()).nth(1).is_none_or(|c| c != 'o') {
                continue;
            }
            if let Some(end) = SPELLINGS.iter().find_map(|letters| spells_on(from, letters)) {
                done = at + end;
                let start = window.start() + offset(at);
                self.take(Span::new(start, start + offset(end)), Role::PageHead, Rule::MarginNote, ledger);
            }
        }
        let mut at = 0;
        while let Some(line) = self.lines.get(at) {
            let may_begin = match self.first_byte(line) {
                Some(b'V' | b'*' | b'E' | b'e') => true,
                // Backward a letter a line, or a word.
                Some(b'.' | b't') => line.words.len() == 1 || BEGINS_BACKWARD.contains(&self.words(line)),
                _ => false,
            };
            at = if may_begin && let Some(last) = self.note_in_lines(at, ledger) { last + 1 } else { at + 1 };
        }
    }

    /// A note whose fragments fill lines, from line `first` on, maybe with other lines between. Returns its last line.
    fn note_in_lines(self, first: usize, ledger: &mut Ledger) -> Option<usize> {
        let (fragments, last) = SPELLINGS.iter().find_map(|letters| self.fragments(first, letters))?;
        for (from, to) in fragments {
            if let Some(span) = self.with_blanks(from, to) {
                ledger.assign(span, Role::PageHead, Rule::MarginNote);
            }
        }
        Some(last)
    }

    /// The runs of lines, first and last of each, that spell the letters.
    fn fragments(self, first: usize, letters: &[char]) -> Option<(Vec<(usize, usize)>, usize)> {
        let mut count = spelled(self.words(self.lines.get(first)?), letters).filter(|&count| count > 0)?;
        let (mut runs, mut foreign, mut at) = (vec![(first, first)], 0, first);
        while count < letters.len() {
            let Some(next) = self.next_full(at) else { break };
            at = next;
            match spelled(self.words(self.lines.get(at)?), letters.get(count..)?) {
                Some(more) => {
                    count += more;
                    match runs.last_mut() {
                        Some(run) if foreign == 0 => run.1 = at,
                        _ => runs.push((at, at)),
                    }
                    foreign = 0;
                }
                None if matches!(letters.get(count..), Some(['.'])) => break,
                None if foreign == FOREIGN_LINES => return None,
                None => foreign += 1,
            }
        }
        let last = runs.last()?.1;
        matches!(letters.get(count..), Some([] | ['.'])).then_some((runs, last))
    }
}

// Page heads.

/// What of a page head stands in a line (or in several).
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
struct Head {
    /// „Drucksache 21/971“: its number.
    paper: Option<(u32, u32)>,
    /// „Drucksache“ alone.
    word: bool,
    /// „– 2 –“.
    page: Option<u32>,
    /// „Deutscher Bundestag“.
    house: bool,
    /// „21. Wahlperiode“.
    period: bool,
    /// „Deutscher Bundestag – 21. Wahlperiode“ with its dash: the first page has none.
    dashed: bool,
}

impl Head {
    fn with(self, other: Self) -> Self {
        Self {
            paper: self.paper.or(other.paper),
            word: self.word || other.word,
            page: self.page.or(other.page),
            house: self.house || other.house,
            period: self.period || other.period,
            dashed: self.dashed || other.dashed,
        }
    }

    /// Whether these parts cannot be the first page's head: that has no page number and no dash.
    fn is_certain(self) -> bool {
        self.dashed || self.page.is_some() && (self.paper.is_some() || self.house && self.period)
    }

    fn is_complete(self) -> bool {
        self.page.is_some() && self.paper.is_some() && self.house && self.period
    }

    fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// The parts of a page head at the start of the words, in any order, and the rest.
fn head(words: &str) -> (Head, &str) {
    let (mut head, mut rest) = (Head::default(), words);
    loop {
        let at = rest.trim_start();
        let parts = [paper(at), page(at), house(at)];
        match parts.into_iter().flatten().find(|(new, _)| !overlaps(*new, head)) {
            Some((new, left)) => (head, rest) = (head.with(new), left),
            None => break,
        }
    }
    (head, rest.trim_start())
}

/// Each part stands once.
fn overlaps(a: Head, b: Head) -> bool {
    a.paper.is_some() && b.paper.is_some() || a.page.is_some() && b.page.is_some() || a.house && b.house || a.period && b.period
}

/// What stands behind a word of a head, which a line end may break: „Bun-⏎destag“.
fn word<'a>(words: &'a str, word: &str) -> Option<&'a str> {
    if let Some(rest) = words.strip_prefix(word) {
        return Some(rest);
    }
    let (half, rest) = words.split_at_checked(memchr(b'-', words.as_bytes().get(..word.len())?)?)?;
    let left = word.strip_prefix(half).filter(|_| !half.is_empty())?;
    rest.strip_prefix('-')?.trim_start_matches([' ', '\r']).strip_prefix('\n')?.strip_prefix(left)
}

fn number(words: &str) -> Option<(u32, &str)> {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    Some((words.strip_suffix(rest)?.parse().ok()?, rest))
}

/// „Drucksache 21/971“, „Drucksache 21/971 (neu)“, „Drucksache“ and „21/971“ alone.
fn paper(words: &str) -> Option<(Head, &str)> {
    let after = word(words, "Drucksache");
    let bare = after.unwrap_or(words).trim_start();
    let numbers = number(bare).and_then(|(period, rest)| {
        let (paper, rest) = number(rest.strip_prefix('/')?.trim_start())?;
        Some(((period, paper), edition(rest)))
    });
    match (after, numbers) {
        (after, Some((numbers, rest))) if !rest.starts_with(char::is_alphanumeric) => {
            Some((Head { paper: Some(numbers), word: after.is_some(), ..Head::default() }, rest))
        }
        (Some(rest), _) if rest.trim_start().is_empty() => Some((Head { word: true, ..Head::default() }, rest)),
        _ => None,
    }
}

fn edition(words: &str) -> &str {
    let inner = words.trim_start().strip_prefix("(neu").and_then(|rest| rest.split_once(')'));
    inner.filter(|(counted, _)| counted.trim().chars().all(|c| c.is_ascii_digit())).map_or(words, |(_, rest)| rest)
}

/// „– 2 –“, „–2–“, „- 2 -“; „– IV –“ on the pages of a directory.
fn page(words: &str) -> Option<(Head, &str)> {
    let counted = words.strip_prefix(is_dash)?.trim_start();
    let (page, rest) = number(counted).or_else(|| roman(counted))?;
    let rest = rest.trim_start().strip_prefix(is_dash)?;
    Some((Head { page: Some(page), ..Head::default() }, rest))
}

/// „Deutscher Bundestag – 21. Wahlperiode“, „… – 17 . Wahlperiode“, and its halves alone.
fn house(words: &str) -> Option<(Head, &str)> {
    let bundestag = word(words, "Deutscher").and_then(|rest| word(rest.trim_start(), "Bundestag"));
    let behind = bundestag.unwrap_or(words).trim_start();
    let dash = behind.strip_prefix(is_dash);
    let period = number(dash.unwrap_or(behind).trim_start())
        .and_then(|(_, rest)| word(rest.trim_start().strip_prefix('.')?.trim_start(), "Wahlperiode"))
        .filter(|rest| !rest.starts_with(char::is_alphanumeric));
    match (bundestag, period) {
        (Some(_), Some(rest)) => Some((Head { house: true, period: true, dashed: dash.is_some(), ..Head::default() }, rest)),
        (None, Some(rest)) => Some((Head { period: true, ..Head::default() }, rest)),
        (Some(_), None) => Some((Head { house: true, ..Head::default() }, dash.filter(|rest| rest.is_empty()).unwrap_or(behind))),
        (None, None) => None,
    }
}

impl Printed<'_> {
    /// Assigns the page heads and returns how many there were.
    fn heads(self, ledger: &mut Ledger) -> usize {
        let in_lines = self.heads_in_lines(ledger);
        let (mut heads, mut strays) = (Vec::new(), Vec::new());
        let mut at = 0;
        while let Some(line) = self.lines.get(at) {
            if !self.first_byte(line).is_some_and(|first| matches!(first, b'D' | b'0'..=b'9' | b'-' | FIRST_OF_DASHES)) {
                at += 1;
                continue;
            }
            let words = self.words(line);
            let (first, rest) = head(words);
            if !rest.is_empty() || first.is_empty() {
                if first.is_complete() {
                    let taken = offset(words.len() - rest.len());
                    let start = line.words.start();
                    if !ledger.assign(Span::new(start, start + taken), Role::PageHead, Rule::PageHead).is_empty() {
                        heads.push(first);
                    }
                }
                at += 1;
                continue;
            }
            let (group, last) = self.group(at, first);
            if group.is_certain() {
                if let Some(span) = self.with_blanks(at, last) {
                    ledger.assign(span, Role::PageHead, Rule::PageHead);
                }
                heads.push(group);
            } else {
                strays.push((at, last, group, heads.len()));
            }
            at = last + 1;
        }
        let mut title = None;
        for (first, last, stray, before) in strays {
            let again = title.is_some() && stray.paper == title && stray.word;
            title = title.or(stray.paper);
            if (before > 0 || again)
                && completes(stray, &heads, before)
                && let Some(span) = self.with_blanks(first, last)
            {
                ledger.assign(span, Role::PageHead, Rule::PageHead);
            }
        }
        in_lines + heads.len()
    }

    /// Whole heads in the midst of text that was set again, where they may begin and end anywhere: „… die geleisteten
    /// Drucksache 21/971 – 2 – Deutscher Bun-⏎destag – 21. Wahlperiode Zahlungen …“. They name the paper's own number, which stands
    /// first in it; what names another paper is a citation.
    fn heads_in_lines(self, ledger: &mut Ledger) -> usize {
        const MOST_LINES: usize = 3;
        let window = self.window();
        let part = self.text.get(window.range()).unwrap_or_default();
        let number_at = |at: usize| paper(part.get(at..)?)?.0.paper;
        let Some(own) = memmem::find_iter(part.as_bytes(), "Drucksache").find_map(number_at) else { return 0 };
        let mut count = 0;
        for opening in ["Drucksache", "Deutscher"] {
            for at in memmem::find_iter(part.as_bytes(), opening) {
                let from = part.get(at..).unwrap_or_default();
                let (found, rest) = head(from);
                let words = from.get(..from.len() - rest.len()).unwrap_or_default().trim_end();
                let start = window.start() + offset(at);
                let span = Span::new(start, start + offset(words.len()));
                let begins = || self.lines.get(self.lines.index_of(start)).is_none_or(|line| line.words.start() == start);
                let whole = found.is_complete() && found.dashed && found.paper == Some(own);
                if whole && words.lines().nth(MOST_LINES).is_none() && !begins() {
                    ledger.assign(span, Role::PageHead, Rule::PageHead);
                    count += 1;
                }
            }
        }
        count
    }

    /// Head lines that follow one another, blank lines and margin notes between them left out.
    fn group(self, first: usize, parts: Head) -> (Head, usize) {
        let (mut group, mut last) = (parts, first);
        while let Some(next) = self.next_full(last) {
            let Some(line) = self.lines.get(next) else { break };
            let (more, rest) = head(self.words(line));
            if !rest.is_empty() || more.is_empty() || overlaps(group, more) {
                break;
            }
            group = group.with(more);
            group.dashed |= more.period && self.lines.get(last).is_some_and(|line| self.words(line).ends_with(is_dash));
            last = next;
        }
        (group, last)
    }
}

/// Whether a part that an extractor set elsewhere on the page is one that a head lacks („Deutscher Bundestag – 21.
/// Wahlperiode“, „– 2 –“ of the head before or behind it), or the paper's own number, as all heads have it.
fn completes(stray: Head, heads: &[Head], before: usize) -> bool {
    let same = |head: &Head| head.paper.is_none() || head.paper == stray.paper;
    let own = stray.word && stray.paper.is_some() && heads.first().is_some_and(same);
    let near = [before.checked_sub(1).and_then(|at| heads.get(at)), heads.get(before)];
    own || near.into_iter().flatten().any(|head| {
        let lacks_page = head.page.is_none() && stray.page.is_some();
        let lacks_house = !head.house && stray.house;
        (lacks_page || lacks_house) && !overlaps(stray, *head)
    })
}

// Page numbers without a head.

impl Printed<'_> {
    /// Page numbers alone on their lines: beside form feeds, or one by one through the whole text.
    fn bare_numbers(self, ledger: &mut Ledger) {
        let numbers: Vec<(usize, u32)> =
            self.lines.iter().enumerate().filter_map(|(at, line)| Some((at, bare_number(self.words(line))?))).collect();
        if numbers.is_empty() {
            return;
        }
        let beside = self.beside_page_breaks(&numbers);
        let pages = if beside.is_empty() { self.one_by_one(&numbers) } else { beside };
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
            if numbers.next_if(|(number, _)| *number == at).is_none() {
                continue;
            }
            let first = line.page_break || at > 0 && self.lines.get(at - 1).is_some_and(|before| before.page_break && before.is_blank());
            let last = self.next_full(at).and_then(|next| self.lines.get(next)).is_some_and(|next| next.page_break);
            if first || last {
                let value = bare_number(self.words(line)).unwrap_or_default();
                found.push((at, i64::from(value) - i64::from(breaks)));
            }
        }
        let shifts = || found.iter().map(|&(_, shift)| shift);
        let Some(shift) = shifts().max_by_key(|shift| shifts().take(64).filter(|other| other == shift).count()) else {
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

    /// 2, 3, 4 … a page apart, from the first page to the last, or so many that it is no chance. A single one must be the
    /// text's only such line and stand in running text.
    fn one_by_one(self, numbers: &[(usize, u32)]) -> Vec<usize> {
        let (mut chain, mut from) = (Vec::new(), 0);
        for &(at, number) in numbers {
            let apart = self.full_between(from, at);
            if apart > *PAGE_LINES.end() {
                break;
            }
            if number == 2 + offset(chain.len()) && apart >= *PAGE_LINES.start() {
                chain.push(at);
                from = at;
            }
        }
        let covers = self.full_between(from, self.lines.len()) <= *PAGE_LINES.end();
        let sure = chain.len() > 1 || numbers.len() == 1 && chain.iter().all(|&at| self.in_running_text(at));
        let others = numbers.iter().filter(|&&(at, _)| at <= from).count() - chain.len();
        let surer = chain.len() >= SURE_PAGES && others < chain.len();
        if covers && sure || surer { chain } else { Vec::new() }
    }

    /// „Seite 7 von 66“ by itself: annexes keep the page numbers that their ministry's program counted. „-- 7 of 66 --“ is an
    /// extractor's own.
    fn counted_pages(self, ledger: &mut Ledger) {
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
    fn counted_pages_in_lines(self, ledger: &mut Ledger) {
        let window = self.window();
        let part = self.text.get(window.range()).unwrap_or_default();
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
                let (from, to) = (window.start() + offset(words.start), window.start() + offset(words.end));
                self.take(Span::new(from, to), Role::PageHead, Rule::PageNumber, ledger);
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
    /// One after the other.
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

/// „2“, „– 2 –“: at most four digits.
fn bare_number(words: &str) -> Option<u32> {
    if words.is_empty() || words.len() > 12 || !words.starts_with(|c: char| c.is_ascii_digit() || is_dash(c)) {
        return None;
    }
    let plain = number(words).filter(|(value, rest)| rest.is_empty() && (1..10_000).contains(value) && words.len() <= 4);
    plain.map(|(value, _)| value).or_else(|| page(words).filter(|(_, rest)| rest.is_empty()).and_then(|(head, _)| head.page))
}

// Imprint.

/// What begins a line of an imprint.
pub(crate) const IMPRINT_OPENERS: [&str; 6] = ["Gesamtherstellung:", "Herstellung:", "Satz:", "Druck:", "Satz und Druck:", "Vertrieb:"];

impl Printed<'_> {
    /// „Gesamtherstellung: …“, „Vertrieb: …“, „ISSN …“ at the last page's foot, in any order.
    fn imprint(self, ledger: &mut Ledger) {
        let window = self.window();
        let part = self.text.get(window.range()).unwrap_or_default();
        for word in ["ISSN", "Gesamtherstellung:", "Vertrieb:"] {
            let mut done = 0;
            for at in memmem::find_iter(part.as_bytes(), word) {
                let line = self.lines.index_of(window.start() + offset(at));
                if line < done || !self.lines.get(line).is_some_and(|line| self.is_imprint(line)) {
                    continue;
                }
                let (first, last, kinds) = self.imprint_around(line);
                done = last + 1;
                if kinds > 1
                    && let Some(span) = self.with_blanks(first, last)
                {
                    ledger.assign(span, Role::Imprint, Rule::Imprint);
                }
            }
        }
    }

    fn is_imprint(self, line: &Line) -> bool {
        let words = self.words(line);
        words.starts_with("ISSN") || IMPRINT_OPENERS.iter().any(|opener| words.starts_with(opener))
    }

    /// The lines of an imprint around one of them, and how many openers they have.
    fn imprint_around(self, line: usize) -> (usize, usize, usize) {
        let (mut first, mut last, mut kinds) = (line, line, 1);
        let full = |at: &usize| self.lines.get(*at).is_some_and(|line| !line.is_blank());
        let opens = |at: usize| self.lines.get(at).is_some_and(|line| self.is_imprint(line));
        let mut between = 0;
        for at in (0..line).rev().filter(full).take(IMPRINT_LINES) {
            if opens(at) {
                (first, between, kinds) = (at, 0, kinds + 1);
            } else if between == IMPRINT_CONTINUATION {
                break;
            } else {
                between += 1;
            }
        }
        between = 0;
        for at in (line + 1..self.lines.len()).filter(full).take(IMPRINT_LINES) {
            if opens(at) {
                (last, between, kinds) = (at, 0, kinds + 1);
            } else if between == IMPRINT_CONTINUATION {
                break;
            } else {
                between += 1;
            }
        }
        (first, last, kinds)
    }

    fn form_feeds(self, ledger: &mut Ledger) {
        let window = self.window();
        let part = self.text.get(window.range()).unwrap_or_default();
        for at in memchr_iter(b'\x0c', part.as_bytes()) {
            let start = window.start() + offset(at);
            ledger.assign(Span::new(start, start + 1), Role::PageHead, Rule::FormFeed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text that is left, and the rules that took something.
    fn left(text: &str) -> (String, Vec<&'static str>) {
        let window = Span::of(0..text.len());
        let mut ledger = Ledger::new(window);
        assign(text, &Lines::cut(text, window), &mut ledger);
        let free = ledger.free().iter().map(|span| &text[span.range()]).collect();
        let mut rules: Vec<_> = ledger.entries().filter(|entry| entry.role != Role::Unassigned).map(|entry| entry.rule.name()).collect();
        rules.dedup();
        (free, rules)
    }

    #[test]
    fn page_heads_go_in_every_shape() {
        for head in [
            "Drucksache 21/971 – 2 – Deutscher Bundestag – 21. Wahlperiode\n",
            "Deutscher Bundestag – 21. Wahlperiode – 3 – Drucksache 21/971 (neu)\n",
            "Drucksache 21/971 – IV – Deutscher Bundestag – 21. Wahlperiode\n",
            "    Drucksache 21/971        –2–        Deutscher Bundestag – 21. Wahlperiode\n\n\n",
            "\nDrucksache 21/971\n\n–2–\n\nDeutscher Bundestag – 21. Wahlperiode\n\n",
            "– 14 –\n\nDeutscher Bundestag – 21. Wahlperiode\n\nDrucksache 21/971 (neu 2)\n\n",
            "Drucksache\n21/971\n- 2 -\nDeutscher Bundestag –\n21. Wahlperiode\n",
            "Deutscher Bundestag – 21. Wahlperiode\n",
            "Deutscher Bundestag – 21 . Wahlperiode\n",
            "Drucksache 21/971 – 2 – Deutscher Bundestag – 21 . Wahlperiode\n",
        ] {
            let text = format!("Die Brücken werden ge-\n{head}prüft.\n");
            assert_eq!(left(&text), ("Die Brücken werden ge-\nprüft.\n".to_owned(), vec!["page-head"]), "{head}");
        }
    }

    #[test]
    fn a_head_that_runs_into_the_text_gives_up_its_own_bytes_only() {
        let (free, _) = left("ge-\nDrucksache 21/9 – 2 – Deutscher Bundestag – 21. Wahlperiode prüft\n");
        assert_eq!(free, "ge-\nprüft\n");
    }

    #[test]
    fn heads_in_the_midst_of_lines_go() {
        for head in [
            "Drucksache 21/9 – 2 – Deutscher Bundestag – 21. Wahlperiode",
            "Deutscher Bun-\ndestag – 21. Wahlperiode – 3 – Drucksache 21/9 (neu)",
            "Drucksache \n21/9 (neu) – 2 – Deutscher Bundestag – 21. Wahlperiode",
            "Deutscher Bundestag – 21. Wahlperi-\node – 3 – Drucksache 21/9",
        ] {
            let text = format!("Drucksache 21/9\nDie Brücken {head} werden geprüft.\n");
            let (free, rules) = left(&text);
            let want = "Drucksache 21/9\nDie Brücken werden geprüft.\n";
            assert_eq!((free.replace("  ", " "), rules), (want.to_owned(), vec!["page-head"]), "{head}");
        }
        for text in [
            "Die Drucksache 21/9 – 2 Seiten – nennt der Deutsche Bundestag.\n",
            "in Drucksache 21/9 (Deutscher Bundestag – 21. Wahlperiode)\n",
            "Drucksache 21/9\nVgl. Deutscher Bundestag – 19. Wahlperiode – 3 – Drucksache 19/12, Seite 3.\n",
            "in Drucksache 21/9 des Deut-\nschen Bundestages der 21. Wahlperiode\n",
        ] {
            assert_eq!(left(text), (text.to_owned(), vec![]));
        }
    }

    #[test]
    fn a_part_that_stands_elsewhere_on_the_page_goes_too() {
        let (free, _) = left("eins\n–2–\n\nDeutscher Bundestag – 21. Wahlperiode\n\nzwei\n\nDrucksache 21/9\n\ndrei\n");
        assert_eq!(free, "eins\nzweidrei\n".replace("zwei", "zwei\n"));
    }

    #[test]
    fn the_first_page_s_head_stays() {
        for text in [
            "Deutscher Bundestag Drucksache 21/971\n21. Wahlperiode 23.07.2025\nAntwort\nder Bundesregierung\n",
            "Deutscher Bundestag\n\n21. Wahlperiode\n\nDrucksache 21/971\n\n23.07.2025\n\nAntwort\n",
            "– Drucksache 21/799 –\n",
            "In der 20. Wahlperiode\n20. Wahlperiode wurde\nDrucksache 21/5 wird\n",
        ] {
            assert_eq!(left(text), (text.to_owned(), vec![]));
        }
    }

    #[test]
    fn margin_notes_go_wherever_they_stand() {
        let upright: String =
            "Vorabfassung – wird durch die lektorierte Fassung ersetzt.".chars().rev().fold(String::new(), |mut all, c| {
                all.push(c);
                all.push('\n');
                all
            });
        let by_words = "Vorabfassung - wird durch die lektorierte Fassung ersetzt.";
        let by_words: String = by_words.split(' ').rev().map(|word| word.chars().rev().chain(['\n']).collect::<String>()).collect();
        for note in [
            &by_words,
            "Vorabfassung – wird durch die lektorierte Version ersetzt.\n",
            "\nVorabfassung - wird durch die lektorierte Fassung ersetzt.\n\n",
            "V\norabfassung - w\nird durch die lektorierte F\nassung ersetzt.\n",
            &upright,
        ] {
            assert_eq!(left(&format!("Die Brücken\n{note}sind gesperrt.\n")).0, "Die Brücken\nsind gesperrt.\n", "{note}");
        }
        let beside = "Die Brücken      Vorabfassung – wird durch die lektorierte Fassung ersetzt.\nsind\n";
        assert_eq!(left(beside).0, "Die Brücken      \nsind\n");
        let scattered = "V\nDie\norabfassung - w\nBrücken\nird durch die lektorierte Fas\nsung ersetzt.\nsind\n";
        assert_eq!(left(scattered), ("Die\nBrücken\nsind\n".to_owned(), vec!["margin-note"]));
    }

    #[test]
    fn what_only_begins_like_a_note_stays() {
        for text in ["V\nDie\nBrücken\nsind\ngesperrt\n", "Die Vorabfassung – wird sie ersetzt?\n", "t\nz\nt\n", ".\nt\n"] {
            assert_eq!(left(text), (text.to_owned(), vec![]));
        }
    }

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

    #[test]
    fn the_imprint_goes_and_what_follows_stays() {
        let text = "Ende.\n\nGesamtherstellung: Druckerei Muster, Weg 1, 12103 Berlin\nVertrieb: Verlag GmbH, Postfach 1,\n50445 Köln\n\n\
                    ISSN 0722-8333\n\nAnlage 1\n";
        assert_eq!(left(text), ("Ende.\nAnlage 1\n".to_owned(), vec!["imprint"]));
        let table = "Vertrieb: 12 Stellen\nEinkauf: 13 Stellen\n";
        assert_eq!(left(table), (table.to_owned(), vec![]));
    }
}
