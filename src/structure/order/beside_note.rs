//! The note at the margin of advance copies stands upright beside the text. Some extractors take the lines beside its end
//! for a column of their own and print them last on the page, behind the note: their sentence then breaks off at the page's
//! head and goes on at its foot. Nothing in the words of the note tells; what tells is that the page reads better with
//! those lines further up.

use std::collections::HashSet;

use memchr::memmem;

use super::known_words::KnownWords;
use crate::cleaning::furniture::counted_page;
use crate::cleaning::reading::Pages;
use crate::cleaning::words::{FIGURES, ends_sentence, first_token, is_table_row, last_token, leads_on};
use crate::grammar::dates::spoken_date;
use crate::grammar::openings::{Opening, opens_with_any};
use crate::id::QuestionId;
use crate::ledger::{Ledger, Role, Rule};
use crate::span::Span;
use crate::structure::announced::{Announced, announcements};
use crate::structure::mode::Mode;
use crate::structure::rows::{self, LONGEST_QUESTION, NARROWEST, Row};

/// The lines beside the end of the note, and those that stand above them on their page, are a few: a paragraph's.
const BESIDE_NOTE: usize = 8;
/// How lines begin where an extractor kept the layout; others set nothing in.
const INDENT: &[u8] = b"\n    ";
/// So many lines of the next page tell whether its questions are answered there.
const NEXT_LINES: usize = 24;
/// No line of a question holds more: a row that does is several lines, which an extractor that joins broken words joins, too.
const WIDEST_QUESTION: f32 = 42.5;
/// Questions are set smaller: no other line holds more.
const WIDEST_ANSWER: f32 = 40.0;
/// A line that ends a sentence and is no wider ends its paragraph.
const SHORT_OF_FULL: f32 = 31.0;

/// Where other pages prove that lines are meant, they may read worse by what a place in a block costs.
const WORST_GAIN: i64 = -(price::IN_BLOCK as i64);

/// Prices of what does not fit where one line follows another.
mod price {
    /// A sentence goes on behind its end, or breaks off.
    pub(super) const BROKEN: u32 = 6;
    /// Words that seldom stand in mid-sentence.
    pub(super) const UNLIKELY: u32 = 4;
    /// An announcement without a question, a label behind another's words.
    pub(super) const LOOSE: u32 = 3;
    /// A question that nothing answers.
    pub(super) const UNANSWERED: u32 = 1;
    /// A number before the label of a part: its stem stands elsewhere, if it has one.
    pub(super) const STEM_MISSED: u32 = 2;
    /// Words behind the imprint.
    pub(super) const BEHIND_IMPRINT: u32 = 2;
    /// A number or label that is lower than the one above it.
    pub(super) const DESCENT: u32 = 4;
    /// A number or label that is left out.
    pub(super) const GAP: u32 = 2;
    /// A place between two lines of a block: no blank line stands there.
    pub(super) const IN_BLOCK: u32 = 2;
    /// A place between two lines of a question: it is one paragraph.
    pub(super) const IN_QUESTION: u32 = 2;
    /// A line twice, one right below the other.
    pub(super) const TWICE: u32 = 3;
    /// What a line that stands elsewhere in the paper beside the same line is worth.
    pub(super) const KNOWN: u32 = 3;
    /// What words that stand in this order elsewhere in the paper are worth.
    pub(super) const KNOWN_WORDS: u32 = 2;
    /// A line between the note's end and where the block would have to meet it.
    pub(super) const OFF_NOTE: u32 = 2;
}

/// Heights on a page, in tenths of a line: where the upper end of the note is, and what blocks take.
mod height {
    /// A line.
    pub(super) const LINE: u32 = 10;
    /// What paragraphs are set apart by.
    pub(super) const PARAGRAPH: u32 = 3;
    /// From the first line of text down to the note's end.
    pub(super) const NOTE_END: u32 = 60;
    /// What is below it for certain: paragraphs that are set apart by more end further up in lines.
    pub(super) const SURELY_BELOW: u32 = 50;
}

/// A page of rows; behind `note` an extractor set what may belong further up.
#[derive(Clone, Copy, Debug)]
struct Page {
    begin: usize,
    note: usize,
    end: usize,
}

/// A paper is read in one way: all its pages together must read better.
pub(super) fn read_beside_note<'a>(pages: &Pages<'_>, rows: &mut [Row<'a>], ledger: &Ledger, known: &KnownWords<'a>) {
    let noted = noted_pages(pages.text, rows, ledger);
    if noted.is_empty() {
        return;
    }
    let announced = announcements(pages, rows, Mode::Answered);
    let pairs = Pairs::of(rows, known);
    let mut moves: Vec<Move> = Vec::new();
    for page in noted {
        // What the page before is read with last, if what stands behind its note is moved.
        let is_before = |one: &&Move| one.page.end == page.begin && one.gain >= WORST_GAIN;
        let above = moves.last().filter(is_before).map(Move::ends_with);
        let last = above.or(page.begin.checked_sub(1));
        moves.extend(best_move(rows, &announced, &pairs, page, last));
    }
    let gain: i64 = moves.iter().map(|one| one.gain).sum();
    // An extractor that keeps the layout prints lines from above. Others print what stands beside the note's end last, though
    // it reads as well there.
    if gain < 0 || gain == 0 && memmem::find(pages.text.as_bytes(), INDENT).is_some() {
        return;
    }
    let least = if gain > 0 { WORST_GAIN } else { 0 };
    for one in moves.into_iter().filter(|one| one.gain >= least) {
        move_up(rows, one);
    }
}

/// What stands behind a page's note, read further up.
struct Move {
    page: Page,
    place: usize,
    /// How much better the page reads with the lines where no price is lower, be it where heights do not allow them.
    gain: i64,
}

impl Move {
    /// The row that the page ends with then.
    fn ends_with(&self) -> usize {
        let end = if self.place < self.page.note { self.page.note } else { self.page.end };
        end.saturating_sub(1)
    }
}

/// What ends between two rows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Between {
    Note,
    Page,
}

/// The pages that have a note at the margin in their midst.
fn noted_pages(text: &str, rows: &[Row<'_>], ledger: &Ledger) -> Vec<Page> {
    // „Seite 2 von 9“ of an annex stands anywhere on its page.
    let is_counted = |span: Span| text.get(span.range()).is_some_and(|words| counted_page(words.trim()).is_some());
    let marks: Vec<(Span, Between)> = ledger
        .entries()
        .filter(|entry| entry.role == Role::PageHead && !is_counted(entry.span))
        .map(|entry| (entry.span, if entry.rule == Rule::MarginNote { Between::Note } else { Between::Page }))
        .collect();
    // Where no page's end is known (archives print neither heads nor form feeds) what stands behind a note is the next page.
    let has = |wanted| marks.iter().any(|(_, mark)| *mark == wanted);
    if !has(Between::Note) || !has(Between::Page) {
        return Vec::new();
    }
    let mut marks = marks.into_iter().peekable();
    let mut found = Vec::new();
    let (mut begin, mut note) = (0, None);
    for at in 0..=rows.len() {
        let start = rows.get(at).map_or(u32::MAX, |row| row.span.start());
        let mut between = None;
        while let Some((_, mark)) = marks.next_if(|(span, _)| span.start() < start) {
            between = if between == Some(Between::Page) { between } else { Some(mark) };
        }
        match between {
            Some(Between::Note) if at < rows.len() => note = Some(at),
            _ if between == Some(Between::Page) || at == rows.len() => {
                found.extend(note.take().map(|note| Page { begin, note, end: at }));
                begin = at;
            }
            _ => {}
        }
    }
    // What stands beside the note's end is less than a page's other text, or stands behind its imprint. Rows of some extractors
    // are several lines.
    let lines = |rows: Option<&[Row<'_>]>| height_of(rows.unwrap_or_default().iter());
    let beside = |page: &Page| {
        let (above, below) = (page.begin..page.note, page.note..page.end);
        let less = above.len() > below.len() || above.len() == below.len() && lines(rows.get(above)) > lines(rows.get(below.clone()));
        (less || is_torn_off(rows, *page)) && below.len() <= BESIDE_NOTE
    };
    found.retain(beside);
    found
}

/// Whether the imprint stands before the note, but behind the page's other text.
fn is_torn_off(rows: &[Row<'_>], page: Page) -> bool {
    let behind_imprint = |at: usize| rows.get(at).is_some_and(|row| row.behind_imprint && !row.annex);
    behind_imprint(page.note) && page.note.checked_sub(1).is_some_and(|above| !behind_imprint(above))
}

/// Where what stands behind a page's note fits best, and by how much better it can be read than where it is.
fn best_move<'a>(rows: &[Row<'a>], announced: &[Announced], pairs: &Pairs<'_, 'a>, page: Page, last: Option<usize>) -> Option<Move> {
    let next = page.end..rows.len().min(page.end + NEXT_LINES);
    // What the page before asks last may be answered here.
    let before = last.and_then(|last| rows.get(last));
    let asking = last.filter(|_| before.is_some_and(|row| row.asks)).and_then(|last| {
        let from = last.saturating_sub(LONGEST_QUESTION);
        rows.get(from..=last)?.iter().rposition(|row| question_number(row).is_some()).map(|at| from + at)
    });
    let price_at = |place: usize| {
        let above = last.into_iter().flat_map(|last| asking.unwrap_or(last)..=last).chain(page.begin..page.begin + place);
        let read: Vec<usize> = above.chain(page.note..page.end).chain(page.begin + place..page.note).chain(next.clone()).collect();
        price_of(rows, announced, &read)
    };
    let head = rows.get(page.begin..page.note)?;
    let block = rows.get(page.note..page.end)?;
    let in_block = |place: usize| place > 0 && head.get(place).is_some_and(|row| !row.blank_before);
    let asks = block.last().is_some_and(|row| row.asks);
    let price_of_place = |place: usize| {
        let (above, below) = (rows::above(head, place).or(before), head.get(place).or_else(|| rows.get(page.end)));
        let parts_block = if in_block(place) { price::IN_BLOCK } else { 0 };
        let parts_question = if !asks && in_question(head, place) { price::IN_QUESTION } else { 0 };
        let parts_words = if pairs.has_words(above, below) { price::KNOWN_WORDS } else { 0 };
        i64::from(price_at(place) + parts_block + parts_question + parts_words) - i64::from(pairs.worth(above, block, below))
    };
    let stays = price_of_place(head.len()) + if is_torn_off(rows, page) { i64::from(price::BEHIND_IMPRINT) } else { 0 };
    let places: Vec<(usize, i64)> = (0..=head.len().min(BESIDE_NOTE)).map(|place| (place, price_of_place(place))).collect();
    let least = places.iter().map(|&(_, price)| price).min()?;
    let (place, _) = places.into_iter().min_by_key(|&(place, price)| {
        let Beside { off, above } = beside_note(head, block, place);
        (price * i64::from(height::LINE) + i64::from(off) * i64::from(price::OFF_NOTE), above)
    })?;
    Some(Move { page, place: page.begin + place, gain: stays - least })
}

/// What follows one another in a paper.
struct Pairs<'r, 'a> {
    /// Lines, with nothing of a page between them.
    lines: HashSet<(&'a str, &'a str)>,
    words: &'r KnownWords<'a>,
}

impl<'r, 'a> Pairs<'r, 'a> {
    fn of(rows: &[Row<'a>], words: &'r KnownWords<'a>) -> Self {
        let neighbours = rows.iter().zip(rows.iter().skip(1)).filter(|(_, below)| !below.page_before);
        Self { lines: neighbours.map(|(above, below)| (above.words, below.words)).collect(), words }
    }

    /// What it is worth that a block stands between two rows.
    fn worth(&self, above: Option<&Row<'a>>, block: &[Row<'a>], below: Option<&Row<'a>>) -> u32 {
        let (first, last) = (block.first(), block.last());
        // Where a table's head stands on each of its pages, the lines beside it are the same.
        let alike = |one: Option<&Row<'_>>, other: Option<&Row<'_>>| one.map(|row| row.words) == other.map(|row| row.words);
        let begins = !alike(first, below) && self.has(above.filter(|row| !counts(row)), first);
        let ends = !alike(last, above) && self.has(last, below);
        let lines = u32::from(begins) + u32::from(ends);
        let words = u32::from(self.has_words(above, first)) + u32::from(self.has_words(last, below));
        lines * price::KNOWN + words * price::KNOWN_WORDS
    }

    /// Whether the paper has two lines in this order elsewhere.
    fn has(&self, above: Option<&Row<'a>>, below: Option<&Row<'a>>) -> bool {
        above.zip(below).is_some_and(|(above, below)| self.lines.contains(&(above.words, below.words)))
    }

    /// Whether the paper has the last word of a line and the first of the next one in this order elsewhere.
    fn has_words(&self, above: Option<&Row<'a>>, below: Option<&Row<'a>>) -> bool {
        above
            .zip(below)
            .is_some_and(|(above, below)| proves(last_token(above.words), first_token(below.words)) && self.words.pair(above, below))
    }
}

/// Whether two words can prove that lines belong together: one with a capital, no figures and no labels. „der von“ proves nothing, nor
/// does what begins behind a sentence: „verwiesen. Die“.
fn proves(first: &str, second: &str) -> bool {
    let is_word = |word: &str| word.chars().filter(|c| c.is_alphabetic()).nth(1).is_some();
    let has_name = first.starts_with(char::is_uppercase) || second.starts_with(char::is_uppercase);
    has_name && is_word(first) && is_word(second) && !ends_sentence(first)
}

/// Whether a question that begins on the page goes on at a place above its end.
fn in_question(head: &[Row<'_>], place: usize) -> bool {
    let mut above = head.get(..place).unwrap_or_default().iter().rev().take(LONGEST_QUESTION);
    let begun = above.find(|row| row.asks || heads(row)).is_some_and(|row| question_number(row).is_some() && !row.asks);
    begun && place < head.len()
}

/// How a block would stand to the upper end of the note, in tenths of a line.
struct Beside {
    /// How far it reaches below the note's end, or what follows it misses that.
    off: u32,
    /// How far above the note's end it ends.
    above: u32,
}

/// The block that an extractor prints behind the note is the last one that ends above the note's end, so what follows it
/// reaches below that.
fn beside_note(head: &[Row<'_>], block: &[Row<'_>], place: usize) -> Beside {
    let (before, behind) = head.split_at(place.min(head.len()));
    let begins = |pair: &(&Row<'_>, &Row<'_>)| begins_paragraph(pair.0, pair.1);
    let parts = before.iter().zip(before.iter().skip(1)).filter(begins).count() + usize::from(place > 0);
    let parted = parts.try_into().unwrap_or(u32::MAX).saturating_mul(height::PARAGRAPH);
    let ends = height_of(before.iter().chain(block)).saturating_add(parted);
    let paragraph = behind.iter().zip(behind.iter().skip(1)).position(|pair| begins(&pair)).map(|at| at + 1);
    let follows = paragraph.map_or(u32::MAX, |length| height_of(behind.iter().take(length)));
    Beside {
        off: ends.saturating_sub(height::NOTE_END) + height::SURELY_BELOW.saturating_sub(ends.saturating_add(follows)),
        above: ends.abs_diff(height::NOTE_END),
    }
}

/// How much of the page rows take, be they several lines each.
fn height_of<'r>(rows: impl Iterator<Item = &'r Row<'r>>) -> u32 {
    let (mut asking, mut numbered) = (false, false);
    rows.fold(0, |sum, row| {
        asking |= row.begins_question();
        let widest = if asking { WIDEST_QUESTION } else { WIDEST_ANSWER };
        asking &= !row.asks;
        let lines = std::iter::successors(Some(row.width.0), |left| Some(left - widest)).skip(1).take_while(|left| *left > 0.0);
        // „12.“ stands on its question's line.
        let first = u32::from(!std::mem::replace(&mut numbered, row.is_number_alone()));
        sum + height::LINE * lines.fold(first, |count, _| count + 1)
    })
}

/// Whether a paragraph begins with `below`.
fn begins_paragraph(above: &Row<'_>, below: &Row<'_>) -> bool {
    let marked = heads(below) || below.label.is_some() || below.opening == Opening::Bullet;
    !above.is_number_alone() && (below.blank_before || marked || above.has_ended() && above.width.0 < SHORT_OF_FULL)
}

fn move_up(rows: &mut [Row<'_>], Move { page, place, .. }: Move) {
    let Some(lines) = rows.get_mut(place..page.end) else { return };
    let length = page.end - page.note;
    let behind_imprint = lines.first().is_some_and(|row| row.behind_imprint);
    lines.rotate_right(length);
    for row in lines.iter_mut().take(length) {
        row.behind_imprint = behind_imprint;
    }
    // Nobody knows whether a blank line stood there.
    for at in [place, place + length] {
        if let Some(row) = rows.get_mut(at) {
            row.page_before = true;
        }
    }
}

/// What does not fit where rows follow one another in this order.
fn price_of(rows: &[Row<'_>], announced: &[Announced], order: &[usize]) -> u32 {
    let read = || order.iter().filter_map(|&at| Some((at, rows.get(at)?)));
    let mut sum: u32 = read().zip(read().skip(1)).map(|((_, above), (_, below))| misfit(above, below)).sum();
    let mut counted: Option<(u32, u32)> = None;
    let mut unanswered = None;
    for ((_, row), next) in read().zip(read().skip(1)) {
        if let Some(head) = head_of(row, counted) {
            sum += counted.map_or(0, |above| out_of_order(above, head));
            counted = Some(head);
        }
        if let (true, true, Some((number, _))) = (row.asks, heads(next.1), counted) {
            unanswered.get_or_insert_with(Vec::new).push(number);
        }
        if row.asks && !heads(next.1) {
            let here = announced.get(announced.partition_point(|one| one.row < next.0)..).unwrap_or_default();
            let here = here.iter().take_while(|one| one.row == next.0);
            let covers = |number: &u32| here.clone().any(|one| one.questions.covers(QuestionId::whole(*number)));
            let open = unanswered.take().unwrap_or_default();
            sum += price::UNANSWERED * open.iter().filter(|number| !covers(number)).fold(0, |count, _| count + 1);
        }
    }
    // No paper ends with a question.
    let ends_paper = order.iter().max().is_some_and(|last| last + 1 == rows.len());
    let asks = order.last().and_then(|&last| rows.get(last)).is_some_and(|row| row.asks);
    sum + if ends_paper && asks { price::UNANSWERED } else { 0 }
}

/// Whether a question begins, or what has a heading.
fn heads(row: &Row<'_>) -> bool {
    question_number(row).is_some() || row.heading.is_some() || row.annex
}

/// „4. Welche“; „4. November 2020“ goes on.
fn question_number(row: &Row<'_>) -> Option<u32> {
    row.number.filter(|_| row.opening != Opening::Small && spoken_date(row.words).is_err())
}

/// The number of a row, or its label with the number above it.
fn head_of(row: &Row<'_>, above: Option<(u32, u32)>) -> Option<(u32, u32)> {
    let label = row.label.map_or(0, |label| label.index() + 1);
    match question_number(row) {
        Some(number) => Some((number, label)),
        None if label > 0 => Some((above.map_or(0, |(number, _)| number), label)),
        _ => None,
    }
}

fn out_of_order(above: (u32, u32), below: (u32, u32)) -> u32 {
    if below <= above {
        return price::DESCENT;
    }
    let counts = |above: u32, below: u32| above.checked_add(1) == Some(below);
    let next = below.0 == above.0 && counts(above.1, below.1) || counts(above.0, below.0) && below.1 <= 1;
    if next { 0 } else { price::GAP }
}

/// What does not fit where `below` follows `above`.
fn misfit(above: &Row<'_>, below: &Row<'_>) -> u32 {
    let small = below.opens_small();
    if above.is_number_alone() {
        return match below.opening {
            Opening::Question if below.label.is_none() => 0,
            Opening::Question => price::STEM_MISSED,
            _ => price::UNLIKELY,
        };
    }
    let announces = opens_with_any(below.words, &["Die Fragen ", "Die Frage "]);
    let ends = above.stops
        || above.asks
        || above.heading.is_some()
        || ends_at_note_mark(above.words)
        || is_table(above)
        || heads(below) && (is_cell(above) || is_legend(above.words));
    if small {
        return if ends { price::BROKEN } else { 0 };
    }
    if !ends && heads(below) {
        return price::BROKEN;
    }
    if !ends && (below.sentence || below.opening == Opening::Question || above.words.ends_with('-')) {
        return price::UNLIKELY;
    }
    if above.words == below.words && above.words.contains(' ') && above.words.contains(char::is_alphabetic) {
        return price::TWICE;
    }
    if !ends && (leads_on(above.words) && counts(below) || is_caption(below.words) && !counts(above)) {
        return price::UNLIKELY;
    }
    let label_alone = !ends && below.label.is_some() && !above.open;
    let answers_nothing = above.asks && names_source(below.words);
    let out_of_place = announces != above.asks && (announces || below.heading.is_some() || below.annex) || answers_nothing;
    if label_alone || out_of_place { price::LOOSE } else { 0 }
}

/// „… zeigt Anlage 2.*“
fn ends_at_note_mark(words: &str) -> bool {
    let bare = words.trim_end_matches('*');
    bare.len() < words.len() && bare.ends_with(['.', ')', ':', '?'])
}

/// „* keine Angabe“
fn is_legend(words: &str) -> bool {
    words.strip_prefix('*').is_some_and(|rest| rest.starts_with(' '))
}

/// Whether a row ends in figures, be they only two.
fn counts(row: &Row<'_>) -> bool {
    is_table_row(row.words, FIGURES)
}

/// „Tabelle 3: Stege nach Ländern“
fn is_caption(words: &str) -> bool {
    let number = words.strip_prefix("Tabelle ").and_then(|rest| rest.split_once(':'));
    number.is_some_and(|(number, _)| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// „Bundespolizei 320“: no line of text that goes on is so narrow.
fn is_cell(row: &Row<'_>) -> bool {
    row.width < NARROWEST && row.words.ends_with(|c: char| c.is_ascii_digit()) && !row.annex
}

/// „Quelle: Amt für Statistik“
fn names_source(words: &str) -> bool {
    ["Quelle: ", "Quellen: ", "Datenquelle: ", "Datenbasis: "].iter().any(|opening| words.starts_with(opening))
}

/// Whether a row is a table's, or names its source.
fn is_table(row: &Row<'_>) -> bool {
    row.ends_in_figures() || names_source(row.words)
}

#[cfg(test)]
mod tests {
    use super::{Row, height, height_of, misfit, price, rows};
    use crate::cleaning::reading::in_pages;
    use crate::ledger::Ledger;
    use crate::span::Span;
    use crate::structure::order::tests::read;

    const NOTE: &str = "\n\nVorabfassung - wird durch die lektorierte Fassung ersetzt.\n\n";
    const PAGE: &str = "\n\n\u{c}Drucksache 21/9 – 2 – Deutscher Bundestag – 21. Wahlperiode\n\n";

    #[test]
    fn what_is_set_behind_the_note_is_read_further_up() {
        for (page, want) in [
            // A sentence breaks off at the page's head and goes on behind the note.
            (
                "Die Stege wurden im Jahr\n\n2. Wie viele?\nNeun\nStege.NOTE2020 gebaut.",
                "Die Stege wurden im Jahr|2020 gebaut.|2. Wie viele?|Neun|Stege.",
            ),
            // A question is printed behind the one that follows it.
            (
                "1. Wie viele?\n\n3. Seit wann?\nDie Zahl derNOTE2. Welche Stege?",
                "1. Wie viele?|2. Welche Stege?|3. Seit wann?|Die Zahl der",
            ),
            // A number stands before its question, not before a part of it.
            (
                "Neun Stege sind neu.\nAlle sind gut.\nWelche davon wurden geprüft?\na) Wann wurden sie gebaut?\nb) Wo stehen sie?\nAlle.NOTE2.",
                "Neun Stege sind neu.|Alle sind gut.|2.|Welche davon wurden geprüft?|a) Wann wurden sie gebaut?|b) Wo stehen sie?|Alle.",
            ),
            // As many rows stand above the note, but they are more lines: broken words were joined in one.
            (
                "Die Stege wurden im Jahr\n\n2. Wie viele Stege am Ufer sind gut, und wie viele Stege am Wehr, die im letzten Jahr gebaut \
                 wurden, sind besser als dieNOTE2020 gebaut.\nDas ist gut.",
                "Die Stege wurden im Jahr|2020 gebaut.|Das ist gut.|2. Wie viele Stege am Ufer sind gut, und wie viele Stege am Wehr, die im \
                 letzten Jahr gebaut wurden, sind besser als die",
            ),
            // It goes on with the page before.
            ("2. Wie viele?\nNeun\nStege.NOTEwuchsen.", "wuchsen.|2. Wie viele?|Neun|Stege."),
        ] {
            let text = format!("Die Bauten{PAGE}{}{PAGE}Stege stieg.\n", page.replace("NOTE", NOTE));
            assert_eq!(read(&text), format!("Die Bauten|{want}|Stege stieg."));
        }
    }

    #[test]
    fn where_words_do_not_tell_heights_do() {
        let told = "Die Stege wurden im Jahr\n\n2. Wie viele?\nNeun\nStege.NOTE2020 gebaut.";
        for (page, want) in [
            // Rows of a table read as well in any order: this one is the last that ends above the note's end.
            (
                "Nord 1 2 3\nOst 4 5 6\nSüd 7 8 9\nWest 1 4 7\n\nDie Stadt hat alle Stege gezählt.\nNeun\nStege fehlen.NOTEMitte 2 5 8",
                "Nord 1 2 3|Ost 4 5 6|Süd 7 8 9|West 1 4 7|Mitte 2 5 8|Die Stadt hat alle Stege gezählt.|Neun|Stege fehlen.",
            ),
            // A row in which words were joined takes many lines.
            (
                "Stege am Ufer, Stege am Hafen, Stege an der Mündung und am Wehr, Stege am Deich, Stege an Fähren, Stege in Werften, Stege \
                 an Schleusen, Stege an Seen und Teichen, Stege in Mooren und Sümpfen, Stege an allen Kanälen des Landes und alle übrigen, \
                 die in keiner Liste der Stadt stehen, nebst allen Treppen und Rampen 7 8 9\n\nWest 1 4 7\n\nOst 4 5 6\nSumme 7 7 7NOTEMitte",
                "Stege am Ufer, Stege am Hafen, Stege an der Mündung und am Wehr, Stege am Deich, Stege an Fähren, Stege in Werften, Stege \
                 an Schleusen, Stege an Seen und Teichen, Stege in Mooren und Sümpfen, Stege an allen Kanälen des Landes und alle übrigen, \
                 die in keiner Liste der Stadt stehen, nebst allen Treppen und Rampen 7 8 9|Mitte|West 1 4 7|Ost 4 5 6|Summe 7 7 7",
            ),
            // A question is one paragraph.
            (
                "Stege\nam Ufer\n3. Welche Stege werden heute durch die\nStadt gepflegt?\n\nAlle Stege werden gepflegt.\nNeun\n\
                 Stege fehlen.NOTENeun Stege 20 Euro",
                "Stege|am Ufer|Neun Stege 20 Euro|3. Welche Stege werden heute durch die|Stadt gepflegt?|Alle Stege werden gepflegt.|\
                 Neun|Stege fehlen.",
            ),
            // No line stands twice in a row.
            (
                "Verein der Stege\nNord 1 2 3\n\nBund der Ufer\nSüd 1 2 3\nOst 4 5 6\nSumme 5 7 9NOTEBund der Ufer",
                "Verein der Stege|Nord 1 2 3|Bund der Ufer|Süd 1 2 3|Bund der Ufer|Ost 4 5 6|Summe 5 7 9",
            ),
        ] {
            let [told, page] = [told, page].map(|page| page.replace("NOTE", NOTE));
            let text = format!("Die Bauten{PAGE}{told}{PAGE}{page}{PAGE}Das ist alles.\n");
            let head = "Die Bauten|Die Stege wurden im Jahr|2020 gebaut.|2. Wie viele?|Neun|Stege.";
            assert_eq!(read(&text), format!("{head}|{want}|Das ist alles."));
        }
    }

    #[test]
    fn a_tie_is_decided_by_heights_where_the_layout_was_not_kept() {
        let page = "Nord 1 2 3\nOst 4 5 6\nSüd 7 8 9\nWest 1 4 7\n\nDie Stadt hat alle Stege gezählt.\nNeun\nStege fehlen.NOTEMitte 2 5 8";
        let page = page.replace("NOTE", NOTE);
        let table = "Nord 1 2 3|Ost 4 5 6|Süd 7 8 9|West 1 4 7";
        let behind = "Die Stadt hat alle Stege gezählt.|Neun|Stege fehlen.";
        let read = |first: &str| read(&format!("{first}{PAGE}{page}{PAGE}Das ist alles.\n"));
        assert_eq!(read("Die Bauten."), format!("Die Bauten.|{table}|Mitte 2 5 8|{behind}|Das ist alles."));
        assert_eq!(read("Die\n    Bauten."), format!("Die|Bauten.|{table}|{behind}|Mitte 2 5 8|Das ist alles."));
    }

    #[test]
    fn what_reads_a_little_worse_further_up_is_meant_where_other_pages_prove_it() {
        let told = "Die Stege wurden im Jahr\n\n2. Wie viele?\nNeun\nStege.NOTE2020 gebaut.";
        let page = "Die Stadt hat\nviele\nStege.\nDer Bund hat die Stege\nder Stadt gebaut.\nAuch die Länder haben\nneue\nsowie alte\nWehreNOTE\
                    erneuert, nicht aber die Häfen";
        let [told, page] = [told, page].map(|page| page.replace("NOTE", NOTE));
        let behind = "und Deiche gebaut.";
        let want = "Die Stadt hat|viele|Stege.|Der Bund hat die Stege|erneuert, nicht aber die Häfen|der Stadt gebaut.|Auch die Länder \
                    haben|neue|sowie alte|Wehre";
        let head = "Die Bauten|Die Stege wurden im Jahr|2020 gebaut.|2. Wie viele?|Neun|Stege.";
        let proven = format!("Die Bauten{PAGE}{told}{PAGE}{page}{PAGE}{behind}\n");
        assert_eq!(read(&proven), format!("{head}|{want}|{behind}"));
        let alone = format!("Die Bauten.{PAGE}{page}{PAGE}{behind}\n");
        assert!(read(&alone).contains("|sowie alte|Wehre|erneuert, nicht aber die Häfen|und Deiche"));
    }

    #[test]
    fn what_the_page_before_asks_is_answered_further_up() {
        let page = "2. Wie alt sind die Stege der Stadt,\nund welche davon\nwerden saniert?\n\nAcht Jahre.\nNeun\nStege.NOTE\
                    Es sind neun,\nund sie stehen\nalle am Ufer.";
        let page = page.replace("NOTE", NOTE);
        let text =
            format!("1. Wie viele Stege hat die Stadt,\n    und welche?{PAGE}{page}{PAGE}3. Wie hoch sind sie?\nEs sind drei Meter.\n");
        let want = "1. Wie viele Stege hat die Stadt,|und welche?|Es sind neun,|und sie stehen|alle am Ufer.|2. Wie alt sind die Stege der \
                    Stadt,|und welche davon|werden saniert?|Acht Jahre.|Neun|Stege.|3. Wie hoch sind sie?|Es sind drei Meter.";
        assert_eq!(read(&text), want);
    }

    #[test]
    fn what_stands_elsewhere_in_the_paper_stands_so_here() {
        // The head of a table is printed on each of its pages.
        let first = "Alle Zahlen stehen hier:\nJahr Ufer Stege\nAnzahl\n2020 Nord 1\n2021 Nord 2\nDas ist alles.";
        let page =
            "Alle Zahlen stehen hier:\nAnzahl\n2020 Ost 1\n2021 Ost 2\n2022 Ost 3\n2023 Ost 4NOTEJahr Ufer Stege".replace("NOTE", NOTE);
        let text = format!("{first}{PAGE}{page}{PAGE}Das ist das Ende.\n");
        let want = format!(
            "{}|Alle Zahlen stehen hier:|Jahr Ufer Stege|Anzahl|2020 Ost 1|2021 Ost 2|2022 Ost 3|2023 Ost 4|Das ist das Ende.",
            first.replace('\n', "|")
        );
        assert_eq!(read(&text), want);
    }

    #[test]
    fn a_caption_stands_behind_a_table_and_goes_on_with_words() {
        let page = "Süd 2 3\nSumme: 4 5\nLand im Januar 2025\nUfer davon Häfen\nNord 0 1\nOst 0 2\nWest 0 3NOTETabelle 3: Alle Stege im"
            .replace("NOTE", NOTE);
        let text = format!("Die Zahl der Stege:\nNord 1 2{PAGE}{page}{PAGE}Das ist alles.\n");
        let want = "Die Zahl der Stege:|Nord 1 2|Süd 2 3|Summe: 4 5|Tabelle 3: Alle Stege im|Land im Januar 2025|Ufer davon Häfen|Nord 0 1|\
                    Ost 0 2|West 0 3|Das ist alles.";
        assert_eq!(read(&text), want);
    }

    #[test]
    fn a_page_that_an_annex_counts_ends_no_page() {
        let page =
            "Alle Stege am Ufer\nsind neu.\nAnlage zur Kleinen Anfrage\nSeite 1 von 9\nNord 1 2 3\nSüd 1 2 3\nOst 4 5 6NOTEStege stieg.";
        let text = format!("Die Zahl der{PAGE}{}{PAGE}Summe 5 7 9\n", page.replace("NOTE", NOTE));
        let want =
            "Die Zahl der|Stege stieg.|Alle Stege am Ufer|sind neu.|Anlage zur Kleinen Anfrage|Nord 1 2 3|Süd 1 2 3|Ost 4 5 6|Summe 5 7 9";
        assert_eq!(read(&text), want);
    }

    #[test]
    fn words_that_stand_so_elsewhere_belong_together() {
        let page = "Der Bund hat gestern alle\nBrücken gezählt, ferner\nWehre erneuert.\nNeun\nStege fehlen.NOTEStege am Ufer sowie die";
        let told = "Die Stege wurden im Jahr\n\n2. Wie viele?\nNeun\nStege.NOTE2020 gebaut.";
        let [told, page] = [told, page].map(|page| page.replace("NOTE", NOTE));
        let want = "Die Stege wurden im Jahr|2020 gebaut.|2. Wie viele?|Neun|Stege.|Der Bund hat gestern alle|Stege am Ufer sowie die|\
                    Brücken gezählt, ferner|Wehre erneuert.|Neun|Stege fehlen.|Das ist alles.";
        let text = format!("Alle loben die Brücken,\nnur der Bund{PAGE}{told}{PAGE}{page}{PAGE}Das ist alles.\n");
        assert_eq!(read(&text), format!("Alle loben die Brücken,|nur der Bund|{want}"));
    }

    #[test]
    fn a_page_follows_what_the_page_before_is_read_with_last() {
        let [first, second] = [
            "errichtet von Bauleuten.\n\n2. Wie viele?\nNeun\nStege.NOTESie wurden geplant und",
            "3.\nWie alt sind sie?NOTEDie Stege sind alt.",
        ]
        .map(|page| page.replace("NOTE", NOTE));
        let want = "Die Stege sind neu.|Sie wurden geplant und|errichtet von Bauleuten.|2. Wie viele?|Neun|Stege.|3.|Wie alt sind sie?|\
                    Die Stege sind alt.";
        assert_eq!(read(&format!("Die Stege sind neu.{PAGE}{first}{PAGE}{second}\n")), want);
    }

    /// What the rows of a text tell.
    fn told<T>(text: &str, tell: impl FnOnce(&[Row<'_>]) -> T) -> T {
        in_pages(text, |pages| tell(&rows::rows(pages, &Ledger::new(Span::of(0..text.len())), 0, &[])))
    }

    #[test]
    fn what_begins_with_a_number_breaks_no_legend_and_no_cell_and_goes_on_with_a_day() {
        let misfit = |text| told(text, |rows| misfit(&rows[0], &rows[1]));
        for (text, want) in [
            ("Die Stege am Ufer\n2. Wie viele?\n", price::BROKEN),
            ("* keine Angabe\n2. Wie viele?\n", 0),
            ("* Alle Stege werden vom\nzuständigen Amt geprüft\n", 0),
            ("Die Stege am Ufer\nAnlage 2\n", price::BROKEN),
            ("Stege 12\nAnlage 2\n", 0),
            ("Anlage 1\nAnlage 2\n", price::BROKEN),
            ("Die Stege am Ufer wurden am\n4. November 2020 eröffnet\n", 0),
        ] {
            assert_eq!(misfit(text), want, "{text}");
        }
    }

    #[test]
    fn the_number_of_a_question_stands_on_its_line() {
        for (text, lines) in [("12.\nWie viele Stege?\n", 1), ("12. Wie viele Stege?\n", 1), ("12.\n", 1), ("Alle Stege\nsind neu.\n", 2)] {
            assert_eq!(told(text, |rows| height_of(rows.iter())), lines * height::LINE, "{text}");
        }
    }

    #[test]
    fn nothing_stands_above_the_first_page() {
        let first =
            format!("Alle Stege sind neu.\n1. Wie viele\n    Stege?\nNeun.\n2. Wo?\nHier.{NOTE}Alle sind gut.{PAGE}3. Seit wann?\n");
        assert_eq!(read(&first), "Alle Stege sind neu.|1. Wie viele|Stege?|Neun.|2. Wo?|Hier.|Alle sind gut.|3. Seit wann?");
    }

    #[test]
    fn what_reads_well_stays() {
        let sentences = format!("Die Stege{PAGE}wurden gebaut.\n\n2. Wie viele?\nEs sind\nneun Stege, die{NOTE}verfallen.{PAGE}3. Wo?\n");
        let head = format!("Die Stege{PAGE}wurden{NOTE}gebaut.\n\n2. Wie viele?\nEs sind\nneun Stege.{PAGE}3. Wo?\n");
        for text in [sentences, head] {
            let printed = read(&text);
            assert!(printed.starts_with("Die Stege|wurden") && printed.ends_with(".|3. Wo?"), "{printed}");
        }
    }
}
