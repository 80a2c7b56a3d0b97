//! The order in which lines are read, where an extractor printed some of them elsewhere on their page.
//!
//! The note at the margin of advance copies stands upright beside the text. Some extractors take the lines beside its end
//! for a column of their own and print them last on the page, behind the note: their sentence then breaks off at the page's
//! head and goes on at its foot. Nothing in the words of the note tells; what tells is that the page reads better with
//! those lines further up.
//!
//! A web address that does not fit in a line leaves the line above it with few words, set wide apart. Some extractors take
//! such a gap for the one between two columns: the pieces of that line then stand within the address, or alone behind the
//! paragraph, each with the space of a broken line behind it.
//!
//! Numbers that hang out of their questions are a column, too: two of them can stand above the texts of both.

use memchr::memmem;

use super::joint::{self, Announced};
use super::rows::{LONGEST_QUESTION, NARROWEST, Opening, Row, breaks_behind, opens_with_any};
use crate::cleaning::furniture::counted_page;
use crate::cleaning::reading::{Moved, Pages};
use crate::cleaning::words::leads_on;
use crate::id::QuestionId;
use crate::ledger::{Ledger, Role, Rule};
use crate::span::Span;

/// The lines beside the end of the note, and those that stand above them on their page, are a few: a paragraph's.
const BESIDE_NOTE: usize = 8;
/// How lines begin where an extractor kept the layout; others set nothing in.
const INDENT: &[u8] = b"\n    ";
/// So many lines of the next page tell whether its questions are answered there.
const NEXT_LINES: usize = 24;
/// No line of any column holds more: a row that does is several lines, which an extractor that joins broken words joins, too.
const WIDEST_LINE: f32 = 40.0;
/// A line that ends a sentence and is no wider ends its paragraph.
const SHORT_OF_FULL: f32 = 32.0;
/// The most pieces of a wide line on either side of the paragraph's end.
const PIECES: usize = 3;
/// The most lines from an address to the end of its paragraph, behind which further pieces stand.
const TO_PARAGRAPH_END: usize = 6;
/// The most lines of a paragraph above an address.
const PARAGRAPH: usize = 40;
/// The most numbers below the first one in a column: the questions between them have a line or two.
const FURTHER_NUMBERS: usize = 3;

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

/// Moves rows to where they are read, and tells which were moved.
pub(super) fn restore(pages: &Pages<'_>, rows: &mut Vec<Row<'_>>, ledger: &Ledger) -> Vec<Moved> {
    let mut moved = read_beside_note(pages, rows, ledger);
    // Extractors that look for columns set blank lines between what they take for blocks.
    if rows.iter().any(|row| row.blank_before) {
        moved.extend(join_wide_lines(pages, rows));
    }
    moved.extend(part_number_columns(rows));
    moved
}

/// A paper is read in one way: all its pages together must read better.
fn read_beside_note(pages: &Pages<'_>, rows: &mut [Row<'_>], ledger: &Ledger) -> Vec<Moved> {
    let noted = noted_pages(pages.text, rows, ledger);
    if noted.is_empty() {
        return Vec::new();
    }
    let announced = joint::announcements(pages, rows);
    let moves: Vec<Move> = noted.into_iter().filter_map(|page| best_move(rows, &announced, page)).collect();
    let gain: i64 = moves.iter().map(|one| one.gain).sum();
    // An extractor that keeps the layout prints lines from above. Others print what stands beside the note's end last, though
    // it reads as well there.
    if gain < 0 || gain == 0 && memmem::find(pages.text.as_bytes(), INDENT).is_some() {
        return Vec::new();
    }
    moves.into_iter().filter(|one| one.gain >= 0).filter_map(|one| move_up(rows, one)).collect()
}

/// What stands behind a page's note, read further up.
struct Move {
    page: Page,
    place: usize,
    /// How much better that reads.
    gain: i64,
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
    let beside = |page: &Page| page.end - page.note <= BESIDE_NOTE && page.note - page.begin > page.end - page.note;
    found.retain(beside);
    found
}

/// Where what stands behind a page's note fits best, and by how much better it can be read than where it is.
fn best_move(rows: &[Row<'_>], announced: &[Announced], page: Page) -> Option<Move> {
    let next = page.end..rows.len().min(page.end + NEXT_LINES);
    // What the page before asks last may be answered here.
    let last = page.begin.saturating_sub(1);
    let asking = rows.get(last).filter(|row| row.asks).and_then(|_| {
        let from = last.saturating_sub(LONGEST_QUESTION);
        rows.get(from..=last)?.iter().rposition(|row| row.number.is_some()).map(|at| from + at)
    });
    let price_at = |place: usize| {
        let before = asking.unwrap_or(last)..page.begin + place;
        let read: Vec<usize> = before.chain(page.note..page.end).chain(page.begin + place..page.note).chain(next.clone()).collect();
        price_of(rows, announced, &read)
    };
    let head = rows.get(page.begin..page.note)?;
    let block = rows.get(page.note..page.end)?;
    let behind_imprint = |at: usize| rows.get(at).is_some_and(|row| row.behind_imprint && !row.annex);
    let torn_off = behind_imprint(page.note) && !behind_imprint(page.note - 1);
    let stays = price_at(head.len()) + if torn_off { price::BEHIND_IMPRINT } else { 0 };
    let in_block = |place: usize| place > 0 && head.get(place).is_some_and(|row| !row.blank_before);
    let asks = block.last().is_some_and(|row| row.asks);
    let price_of_place = |place: usize| {
        let parts_block = if in_block(place) { price::IN_BLOCK } else { 0 };
        let parts_question = if !asks && in_question(head, place) { price::IN_QUESTION } else { 0 };
        price_at(place) + parts_block + parts_question
    };
    let places: Vec<(usize, u32)> = (0..=head.len().min(BESIDE_NOTE)).map(|place| (place, price_of_place(place))).collect();
    let least = places.iter().map(|&(_, price)| price).min()?;
    let (place, _) = places.into_iter().min_by_key(|&(place, price)| {
        let Beside { off, above } = beside_note(head, block, place);
        (price * height::LINE + off * price::OFF_NOTE, above)
    })?;
    Some(Move { page, place: page.begin + place, gain: i64::from(stays) - i64::from(least) })
}

/// Whether a question that begins on the page goes on at a place.
fn in_question(head: &[Row<'_>], place: usize) -> bool {
    let above = head.get(..place).unwrap_or_default().iter().rev();
    above.take(LONGEST_QUESTION).find(|row| row.asks || heads(row)).is_some_and(|row| row.number.is_some() && !row.asks)
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

fn height_of<'r>(rows: impl Iterator<Item = &'r Row<'r>>) -> u32 {
    rows.fold(0, |sum, row| {
        let lines = std::iter::successors(Some(row.width.0), |left| Some(left - WIDEST_LINE)).skip(1).take_while(|left| *left > 0.0);
        sum + height::LINE * lines.fold(1, |count, _| count + 1)
    })
}

/// Whether a paragraph begins with `below`.
fn begins_paragraph(above: &Row<'_>, below: &Row<'_>) -> bool {
    let marked = heads(below) || below.label.is_some() || below.opening == Opening::Bullet;
    below.blank_before || marked || (above.stops || above.asks) && above.width.0 < SHORT_OF_FULL
}

fn move_up(rows: &mut [Row<'_>], Move { page, place, .. }: Move) -> Option<Moved> {
    let (first, last) = (rows.get(page.note)?.full, rows.get(page.end - 1)?.full);
    let before = rows.get(place)?.full.start();
    let behind_imprint = rows.get(place)?.behind_imprint;
    rows.get_mut(place..page.end)?.rotate_right(page.end - page.note);
    let length = page.end - page.note;
    for row in rows.get_mut(place..place + length)? {
        row.behind_imprint = behind_imprint;
    }
    // Nobody knows whether a blank line stood there.
    for at in [place, place + length] {
        if let Some(row) = rows.get_mut(at) {
            row.page_before = true;
        }
    }
    Some(Moved { span: first.cover(last), before })
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
            let covers = |number: &u32| announced.iter().any(|one| one.row == next.0 && one.questions.covers(QuestionId::whole(*number)));
            let open = unanswered.take().unwrap_or_default();
            sum += price::UNANSWERED * open.iter().filter(|number| !covers(number)).fold(0, |count, _| count + 1);
        }
    }
    sum
}

/// Whether a question begins, or what has a heading.
fn heads(row: &Row<'_>) -> bool {
    row.number.is_some() && row.opening != Opening::Small || row.heading.is_some() || row.annex
}

/// The number of a row, or its label with the number above it.
fn head_of(row: &Row<'_>, above: Option<(u32, u32)>) -> Option<(u32, u32)> {
    let label = row.label.map_or(0, |label| label.index() + 1);
    match row.number {
        Some(number) if row.opening != Opening::Small => Some((number, label)),
        None if label > 0 => Some((above.map_or(0, |(number, _)| number), label)),
        _ => None,
    }
}

fn out_of_order(above: (u32, u32), below: (u32, u32)) -> u32 {
    if below <= above {
        return price::DESCENT;
    }
    let next = below.0 == above.0 && below.1 == above.1 + 1 || below.0 == above.0 + 1 && below.1 <= 1;
    if next { 0 } else { price::GAP }
}

/// What does not fit where `below` follows `above`.
fn misfit(above: &Row<'_>, below: &Row<'_>) -> u32 {
    let small = below.opening == Opening::Small && below.label.is_none();
    if above.is_number_alone() {
        return if below.opening == Opening::Question { 0 } else { price::UNLIKELY };
    }
    let announces = opens_with_any(below.words, &["Die Fragen ", "Die Frage "]);
    let ends = above.stops || above.asks || above.heading.is_some() || ends_at_note_mark(above.words) || is_table(above);
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
    let label_alone = !ends && below.label.is_some() && !above.open;
    let out_of_place = announces != above.asks && (announces || below.heading.is_some() || below.annex);
    if label_alone || out_of_place { price::LOOSE } else { 0 }
}

/// „… zeigt Anlage 2.*“
fn ends_at_note_mark(words: &str) -> bool {
    let bare = words.trim_end_matches('*');
    bare.len() < words.len() && bare.ends_with(['.', ')', ':', '?'])
}

/// Whether a row is a table's, or names its source.
fn is_table(row: &Row<'_>) -> bool {
    row.ends_in_figures() || row.words.starts_with("Quelle: ")
}

/// Puts the pieces of wide lines together, before the address that made them wide.
fn join_wide_lines(pages: &Pages<'_>, rows: &mut Vec<Row<'_>>) -> Vec<Moved> {
    let lines: Vec<(usize, Vec<usize>)> = (1..rows.len())
        .filter_map(|at| {
            let pieces = if rows.get(at).is_some_and(|row| begins_address(row.words)) {
                pieces_of_line(pages.text, rows, at)
            } else if is_line_behind(rows, at + 1) {
                vec![at + 1]
            } else {
                Vec::new()
            };
            (!pieces.is_empty()).then_some((at, pieces))
        })
        .collect();
    if lines.is_empty() {
        return Vec::new();
    }
    let (mut moved, mut order, mut taken) = (Vec::new(), Vec::with_capacity(rows.len()), vec![false; rows.len()]);
    let mut take = |at: &usize| taken.get_mut(*at).is_some_and(|taken| !std::mem::replace(taken, true));
    let lines: Vec<(usize, Vec<usize>)> =
        lines.into_iter().map(|(at, pieces)| (at, pieces.into_iter().filter(&mut take).collect())).collect();
    let mut lines = lines.into_iter().peekable();
    for (at, row) in rows.iter().enumerate() {
        if let Some((_, pieces)) = lines.next_if(|(line, _)| *line == at) {
            for piece in pieces.into_iter().filter_map(|piece| rows.get(piece)) {
                moved.push(Moved { span: piece.full, before: row.full.start() });
                order.push(*piece);
            }
        }
        if !taken.get(at).copied().unwrap_or(false) {
            order.push(*row);
        }
    }
    *rows = order;
    moved
}

/// Puts numbers that stand one above the other before the texts that follow: the first text is the first number's, the next
/// begins with words of a question behind its mark.
fn part_number_columns(rows: &mut [Row<'_>]) -> Vec<Moved> {
    let mut moved = Vec::new();
    let mut at = 0;
    while let Some(first) = rows.get(at) {
        let number = first.number.filter(|_| first.is_number_alone());
        let follows = |length: &u32| {
            let next = rows.get(at + *length as usize);
            next.is_some_and(|row| row.is_number_alone() && row.number == number.and_then(|number| number.checked_add(*length)))
        };
        let further = if number.is_some() { (1..).take(FURTHER_NUMBERS).take_while(follows).fold(0, |count, _| count + 1) } else { 0 };
        if further > 0
            && let Some(places) = texts_behind(rows, at + further + 1, further)
        {
            // From the last one on: each that goes down takes the texts above its place up by one.
            for (down, place) in (1..=further).rev().zip(places.into_iter().rev()) {
                let place = place.saturating_sub(further - down);
                let (Some(number), Some(text)) = (rows.get(at + down).copied(), rows.get(place).copied()) else { break };
                if let Some(between) = rows.get_mut(at + down..place) {
                    between.rotate_left(1);
                }
                moved.push(Moved { span: number.full, before: text.full.start() });
            }
        }
        at += further + 1;
    }
    moved
}

/// The rows in which the second to last of the texts behind a column of numbers begin.
fn texts_behind(rows: &[Row<'_>], from: usize, count: usize) -> Option<Vec<usize>> {
    let heads = |row: &Row<'_>| row.number.is_some() || row.heading.is_some();
    let end = rows.get(from..)?.iter().position(heads).map_or(rows.len(), |length| from + length);
    rows.get(from).filter(|first| first.opening == Opening::Question)?;
    let begins = |at: &usize| {
        let asked = at.checked_sub(1).and_then(|above| rows.get(above)).is_some_and(|above| above.asks);
        asked && rows.get(*at).is_some_and(|row| row.opening == Opening::Question && row.label.is_none())
    };
    let places: Vec<usize> = (from + 1..end).filter(begins).collect();
    (places.len() == count).then_some(places)
}

/// The rows that are pieces of the line above an address, in reading order: those that stand in the address, then those
/// alone behind the paragraph. Each group is printed from the right.
fn pieces_of_line(text: &str, rows: &[Row<'_>], address: usize) -> Vec<usize> {
    let is_piece = |at: &usize| {
        rows.get(*at).is_some_and(|row| {
            let begins = row.number.is_some() || row.label.is_some() || row.heading.is_some();
            let ends = row.asks || row.stops && !row.words.ends_with(':');
            let slug = !row.words.contains(' ') && row.words.matches('-').count() > 1;
            let worded = row.words.contains(char::is_alphabetic) && !begins_address(row.words) && !slug;
            breaks_behind(text, row.span.end()) && row.width < NARROWEST && worded && !begins && !ends
        })
    };
    let parted = |at: usize| rows.get(at).is_none_or(|row| row.blank_before || row.page_before);
    let begun = rows.get(address).map_or("", |row| row.words);
    let goes_on = |at: usize| rows.get(at).is_some_and(|row| continues_address(row.words) || closes_address(begun, row.words));
    let run = (address + 1..).take(PIECES).take_while(|at| is_piece(at) && !parted(*at) && !goes_on(*at)).count();
    let behind = address + 1 + run;
    let within: Vec<usize> = if goes_on(behind) { (address + 1..behind).rev().collect() } else { Vec::new() };
    // A line of running text stands above a wide one; above a cell of a table stands another.
    let narrow = |address: usize| {
        let in_text = address.checked_sub(2).and_then(|above| rows.get(above)).is_some_and(|above| above.width >= NARROWEST);
        in_text && address.checked_sub(1).is_some_and(|above| is_piece(&above))
    };
    if within.is_empty() && !narrow(address) {
        return within;
    }
    let end = (behind..behind + TO_PARAGRAPH_END).find(|&at| parted(at)).unwrap_or(behind);
    let alone = |at: &usize| is_piece(at) && parted(*at) && parted(at + 1) && rows.get(*at).is_some_and(|row| row.reach < NARROWEST);
    let below = (end..rows.len()).take(PIECES).take_while(alone).count();
    if within.is_empty() && below == 0 {
        // Of two wide lines in a paragraph the one that cannot have ended there lacks its words: „… für⏎(www.amt.de/…“
        let cannot_end =
            |address: usize| address.checked_sub(1).and_then(|above| rows.get(above)).is_some_and(|above| leads_on(above.words));
        let begins = |at: usize| rows.get(at).is_some_and(|row| begins_address(row.words));
        let mut others = (behind..rows.len()).take(PARAGRAPH).take_while(|&at| !parted(at));
        if !cannot_end(address) && others.any(|at| begins(at) && narrow(at) && cannot_end(at)) {
            return within;
        }
        let begin = (0..address).rev().take(PARAGRAPH).find(|&at| parted(at)).unwrap_or(0);
        return (0..begin).rev().take(PIECES).take_while(alone).collect();
    }
    within.into_iter().chain((end..end + below).rev()).collect()
}

/// Whether a row alone behind its paragraph is a line of an address that the paragraph's last line goes on with.
fn is_line_behind(rows: &[Row<'_>], at: usize) -> bool {
    let parted = |at: usize| rows.get(at).is_none_or(|row| row.blank_before || row.page_before);
    let Some(row) = rows.get(at).filter(|row| row.words.ends_with('-') && row.words.len() > 2 * SHORT_WORD) else { return false };
    let last = at.checked_sub(1).and_then(|at| rows.get(at)).filter(|row| continues_address(row.words));
    let Some(last) = last else { return false };
    let torn = row.words.split(' ').filter(|token| !token.is_empty()).count() <= 2;
    let goes_on = rows.get(at + 1).is_some_and(|next| next.opening == Opening::Small && next.label.is_none());
    torn && !last.words.ends_with('-') && parted(at) && parted(at + 1) && !goes_on
}

/// Whether a line is nearly nothing but a web address that begins in it: „(www.amt.de/lage/bericht-zu-“, „(vgl. amt.de/a/“.
/// A host alone („bei amt.de“) makes no line wide.
fn begins_address(words: &str) -> bool {
    const BEFORE: usize = 1;
    let mut tokens = words.split(' ').filter(|token| !token.is_empty());
    tokens.by_ref().take(BEFORE + 1).filter(|token| token.contains(['.', ':'])).any(|token| {
        let host = token.split_once('/').map_or("", |(host, _)| host);
        let named = token.split_once("www.").is_some_and(|(_, host)| !host.is_empty());
        token.contains("://") || named || host.rsplit_once('.').is_some_and(|(_, last)| is_domain(last))
    })
}

/// „de“, „info“: what the name of a host ends with.
fn is_domain(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Whether a line goes on with an address: „bericht-2.html). Der“, „Bericht-zu-den-Stegen-2.html).“
fn continues_address(words: &str) -> bool {
    const HYPHENS_OF_NAMES: usize = 2;
    let first = words.split(' ').next().unwrap_or_default();
    let inside = first.trim_end_matches(|c: char| !c.is_alphanumeric());
    let slug = || inside.matches('-').count() > HYPHENS_OF_NAMES && inside.is_ascii() && inside.contains('.');
    let begins = first.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()) || slug();
    begins && inside.contains(['.', '/', '-', '_', '%']) && inside.contains(char::is_alphabetic) && first.len() > SHORT_WORD
}

/// Whether a line closes the bracket in which an address above it broke at its hyphen: „(vgl. www.amt.de/lage-der-“,
/// „stege).“
fn closes_address(address: &str, words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or_default();
    let word = first.trim_end_matches([')', '.', ',', ';', '?']);
    let closed = first.get(word.len()..).is_some_and(|marks| marks.starts_with(')'));
    let small = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    address.ends_with('-') && address.starts_with('(') && !address.contains(')') && closed && small
}

/// „d.h.“, „12.5.“ and „u.a.“ are no addresses.
const SHORT_WORD: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cleaning::furniture;
    use crate::cleaning::reading::in_pages;
    use crate::structure::rows;

    const NOTE: &str = "\n\nVorabfassung - wird durch die lektorierte Fassung ersetzt.\n\n";
    const PAGE: &str = "\n\n\u{c}Drucksache 21/9 – 2 – Deutscher Bundestag – 21. Wahlperiode\n\n";

    fn read(text: &str) -> String {
        in_pages(text, |pages| {
            let mut ledger = Ledger::new(Span::of(0..text.len()));
            furniture::assign(text, pages.lines, &mut ledger);
            let mut rows = rows::rows(pages, &ledger, 0, &[]);
            restore(pages, &mut rows, &ledger);
            rows.iter().map(|row| row.words).collect::<Vec<_>>().join("|")
        })
    }

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
    fn a_page_that_an_annex_counts_ends_no_page() {
        let page =
            "Alle Stege am Ufer\nsind neu.\nAnlage zur Kleinen Anfrage\nSeite 1 von 9\nNord 1 2 3\nSüd 1 2 3\nOst 4 5 6NOTEStege stieg.";
        let text = format!("Die Zahl der{PAGE}{}{PAGE}Summe 5 7 9\n", page.replace("NOTE", NOTE));
        let want =
            "Die Zahl der|Stege stieg.|Alle Stege am Ufer|sind neu.|Anlage zur Kleinen Anfrage|Nord 1 2 3|Süd 1 2 3|Ost 4 5 6|Summe 5 7 9";
        assert_eq!(read(&text), want);
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

    #[test]
    fn pieces_of_a_wide_line_are_read_before_the_address() {
        for (text, want) in [
            // One piece is left above the address, one stands alone behind the paragraph.
            (
                "Die Zahlen aller Stege und Brücken der Stadt nennt seit dem Jahr das \nAmt \n(www.amt.de/statistik/bericht-ueber-\nalle-stege.html).\n\nselbst \n\nDas genügt.\n",
                "Die Zahlen aller Stege und Brücken der Stadt nennt seit dem Jahr das|Amt|selbst|\
                 (www.amt.de/statistik/bericht-ueber-|alle-stege.html).|Das genügt.",
            ),
            // The pieces stand in the address, from the right.
            (
                "Die Zahlen nennt das \n(www.amt.de/statistik/bericht-ueber-\nselbst \nAmt \nalle-stege.html).\n\nDas genügt.\n",
                "Die Zahlen nennt das|Amt|selbst|(www.amt.de/statistik/bericht-ueber-|alle-stege.html).|Das genügt.",
            ),
            // Of two wide lines in a paragraph one cannot have ended where it does.
            (
                "Das gilt.\n\nBrücken \n\nDie Zahlen aller Stege der Stadt und des Landes nennt seit dem Jahr das \nAmt \n(www.amt.de/statistik/a-\n                 bericht.html). Das gilt in der ganzen Stadt und auf dem Land für Stege \nund \n(www.amt.de/statistik/b-\nbericht.html).\n\nDas genügt.\n",
                "Das gilt.|Die Zahlen aller Stege der Stadt und des Landes nennt seit dem Jahr das|Amt|(www.amt.de/statistik/a-|\
                 bericht.html). Das gilt in der ganzen Stadt und auf dem Land für Stege|und|Brücken|(www.amt.de/statistik/b-|bericht.html).|Das genügt.",
            ),
            // The address goes on with a capital.
            (
                "Die Zahlen nennt das \n(www.amt.de/statistik/Bericht-\nAmt \nUeber-alle-Stege-der-Stadt.html).\n\nselbst \n\nDas genügt.\n",
                "Die Zahlen nennt das|Amt|selbst|(www.amt.de/statistik/Bericht-|Ueber-alle-Stege-der-Stadt.html).|Das genügt.",
            ),
            // A bracket closes behind the last word of the address.
            (
                "Die Zahlen nennt das \n(vgl. www.amt.de/statistik/bericht-der-\nAmt selbst \nstege).\n\nDas genügt.\n",
                "Die Zahlen nennt das|Amt selbst|(vgl. www.amt.de/statistik/bericht-der-|stege).|Das genügt.",
            ),
            // „www.“ alone is one of the pieces.
            (
                "Die Zahlen aller Stege und Brücken der Stadt nennt seit dem Jahr das \nAmt \namt.de/statistik/bericht-ueber-\nalle-stege.html).\n\n(www. \n\nselbst \n\nDas genügt.\n",
                "Die Zahlen aller Stege und Brücken der Stadt nennt seit dem Jahr das|Amt|selbst|(www.|\
                 amt.de/statistik/bericht-ueber-|alle-stege.html).|Das genügt.",
            ),
            // A line of the address stands behind the paragraph.
            (
                "Die Zahlen nennt \nalle-stege-der-stadt.html.\n\nwww.amt.de/statistik/bericht-ueber-\n\nDas genügt.\n",
                "Die Zahlen nennt|www.amt.de/statistik/bericht-ueber-|alle-stege-der-stadt.html.|Das genügt.",
            ),
            // Cells of a table have no address between them.
            ("Stege \nBrücken \nwww.amt.de/statistik/stege\n\nNeun \n", "Stege|Brücken|www.amt.de/statistik/stege|Neun"),
        ] {
            assert_eq!(read(text), want);
        }
    }

    #[test]
    fn numbers_in_a_column_go_to_their_texts() {
        for (text, want) in [
            (
                "4.\n5.\nWie viele Stege?\nSeit wann gibt es sie?\nWelche Stege?\n6.\nWo?\n",
                "4.|5.|Wie viele Stege?|Seit wann gibt es sie?|Welche Stege?|6.|Wo?",
            ),
            ("4.\n5.\nWie viele\nStege?\nWelche Stege?\n6.\nWo?\n", "4.|Wie viele|Stege?|5.|Welche Stege?|6.|Wo?"),
            ("4.\n5.\n6.\nWie viele?\nWelche Stege?\nWo stehen sie?\n", "4.|Wie viele?|5.|Welche Stege?|6.|Wo stehen sie?"),
            ("4.\n5.\nStege\nBrücken\n", "4.|5.|Stege|Brücken"),
        ] {
            assert_eq!(read(text), want);
        }
    }
}
