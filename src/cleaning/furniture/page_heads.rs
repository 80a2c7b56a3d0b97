//! Page heads: „Drucksache 21/971 – 2 – Deutscher Bundestag – 21. Wahlperiode“, in any shape.

use memchr::{memchr, memmem};

use super::{FIRST_OF_DASHES, Printed, is_dash};
use crate::cleaning::words::{leading, roman};
use crate::ledger::{Ledger, Role, Rule};
use crate::span::{Span, offset};

/// What of a page head stands in a line (or in several).
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// „Drucksache 21/971“: its number.
    paper: Option<(u32, u32)>,
    /// „Drucksache“ alone.
    word: bool,
    /// „– 2 –“.
    pub(super) page: Option<u32>,
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
    a.paper.is_some() && (b.paper.is_some() || b.word) || a.page.is_some() && b.page.is_some() || a.house && b.house || a.period && b.period
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

pub(super) fn number(words: &str) -> Option<(u32, &str)> {
    let (figures, rest) = leading(words, |c| c.is_ascii_digit());
    Some((figures.parse().ok()?, rest))
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
pub(super) fn page(words: &str) -> Option<(Head, &str)> {
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
    pub(super) fn heads(self, ledger: &mut Ledger) -> usize {
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
        let part = self.part;
        let number_at = |at: usize| paper(part.get(at..)?)?.0.paper;
        let Some(own) = memmem::find_iter(part.as_bytes(), "Drucksache").find_map(number_at) else { return 0 };
        let mut count = 0;
        for opening in ["Drucksache", "Deutscher"] {
            for at in memmem::find_iter(part.as_bytes(), opening) {
                let from = part.get(at..).unwrap_or_default();
                let (found, rest) = head(from);
                let words = from.get(..from.len() - rest.len()).unwrap_or_default().trim_end();
                let span = self.span(at..at + words.len());
                let begins = || self.lines.get(self.lines.index_of(span.start())).is_none_or(|line| line.words.start() == span.start());
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

#[cfg(test)]
mod tests {
    use super::super::tests::left;

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
    fn each_part_of_a_head_stands_once() {
        let (free, _) = left("art=Bundestag-\nDrucksache 21/9 – 2 – Deutscher Bundestag – 21. Wahlperiode\nDrucksache\n&rows=2\n");
        assert_eq!(free, "art=Bundestag-\nDrucksache\n&rows=2\n");
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
}
