//! The free lines of a paper as the outline sees them: what each begins and ends with, and how wide it was set.

use std::ops::Deref;

use memchr::{memchr_iter, memchr2_iter};

use super::cuts::{behind_marks, cut};
use crate::cleaning::reading::Pages;
use crate::cleaning::turned;
use crate::cleaning::words::{FIGURES_ALONE, ends_sentence, ends_with_hyphen, first_token, is_table_row, without_closers};
use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::announcements::answer_mark;
use crate::grammar::markers::{self, LabelForm};
use crate::grammar::openings::{self, FirstWord, Opening, ends_in_mid_sentence, ends_with_conjunction, is_request, opening, opening_of};
use crate::grammar::sentences::ends_abbreviated;
use crate::grammar::{annexes, headings};
use crate::id::Part;
use crate::ledger::{Ledger, Role};
use crate::lines::Line;
use crate::lines::widths::{BLANK, Em, Look, width};
use crate::span::{Span, Spans};
use crate::voice::Voice;

/// One free line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    /// The line with its space and end, as far as it is free.
    pub full: Span,
    /// Its words.
    pub span: Span,
    /// The space behind the line's words, with its end.
    pub space: Span,
    /// What they say.
    pub said: Said<'a>,
    /// Its width with the next line's first word.
    pub reach: Em,
    /// Whether the width is the printed one: no part of a broken word was moved to or from it.
    pub pure: bool,
    /// Whether the typesetter broke the line here: a space stands behind the last word, or the word goes on.
    pub broken: bool,
    /// Whether blank lines stand before it.
    pub blank_before: bool,
    /// Whether something that is not free (a page head, a note) or an archive's page break stands before it: a page may
    /// begin here.
    pub page_before: bool,
    /// Whether space stands before its first word.
    pub padded: bool,
    /// Whether the imprint stands above it.
    pub behind_imprint: bool,
}

/// What the words of a line say by themselves.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said<'a> {
    /// The words as text; of a line that was turned, without the line ends in it.
    pub words: &'a str,
    /// How wide they were set; nothing for a line that was turned, which stood in no column.
    pub width: Em,
    /// Whether they hold no sign that rules look for, see [`Look`].
    pub plain: bool,
    /// The width of the first one.
    pub first: Em,
    /// The number of a question.
    pub number: Option<u32>,
    /// The label of a sub-question, behind the number if there is one.
    pub label: Option<Part>,
    /// How that is set.
    pub form: LabelForm,
    /// Where the number ends, in bytes of the words.
    pub number_end: u32,
    /// Where their text begins, behind number and label.
    pub text_start: u32,
    /// Whether they end with a question mark.
    pub asks: bool,
    /// Whether they end a sentence in any way.
    pub stops: bool,
    /// Whether they end with „,“, „;“, „und“ or „oder“: a part that is not the last.
    pub open: bool,
    /// How they begin, behind number and label.
    pub opening: Opening,
    /// Whether the first one has a capital only where a sentence begins: „Der“, „Im“, „Es“.
    pub sentence: bool,
    /// Whether they are the heading of a preface.
    pub heading: Option<Voice>,
    /// Whether that ends in the row below: „Vorbemerkung der⏎Bundesregierung“.
    pub torn: bool,
    /// Whether they are the heading of an annex.
    pub annex: bool,
    /// Whether they begin with „Antwort:“, or are that alone.
    pub marks_answer: bool,
}

impl<'a> Deref for Row<'a> {
    type Target = Said<'a>;

    fn deref(&self) -> &Said<'a> {
        &self.said
    }
}

/// The row above another.
pub(super) fn above<'r, 'a>(rows: &'r [Row<'a>], at: usize) -> Option<&'r Row<'a>> {
    at.checked_sub(1).and_then(|above| rows.get(above))
}

/// The free lines behind the byte `from`. `known` are those of an earlier look, or none: where the same words are free, what they
/// say is not read again, and stays as it was decided since (whose preface a bare heading heads, what number is none).
pub(crate) fn rows<'a>(pages: &Pages<'a>, ledger: &Ledger, from: u32, known: &[Row<'a>]) -> Vec<Row<'a>> {
    first_rows(pages, ledger, from, known, usize::MAX)
}

/// The lines of the rows, joined where they follow one another.
pub(crate) fn full(rows: &[Row<'_>]) -> Spans {
    rows.iter().map(|row| row.full).collect()
}

/// The lines of the preface's heading that the rows begin with.
pub(super) fn heading_lines(rows: &[Row<'_>]) -> impl Iterator<Item = Span> {
    let lines = rows.first().map_or(0, |row| 1 + usize::from(row.torn));
    rows.iter().take(lines).map(|row| row.full)
}

/// Rows as they are where nothing stands before them.
pub(crate) fn alone<'a>(rows: &[Row<'a>]) -> Vec<Row<'a>> {
    let mut rows = rows.to_vec();
    if let Some(first) = rows.first_mut() {
        (first.pure, first.blank_before, first.page_before) = (true, false, false);
    }
    rows
}

/// A line is cut so often at most, as around a note in its midst; more would take long where all is one line.
const MOST_CUTS: usize = 2;

/// The same as [`rows`], but no more than some.
pub(crate) fn first_rows<'a>(pages: &Pages<'a>, ledger: &Ledger, from: u32, known: &[Row<'a>], most: usize) -> Vec<Row<'a>> {
    let tells = pages.joining.trailing_spaces_tell();
    let mut rows: Vec<Row<'a>> = Vec::with_capacity(pages.lines.len().min(most));
    let free: Vec<Span> = ledger.free_in(Span::new(from.min(ledger.whole().end()), ledger.whole().end())).iter().collect();
    let imprint = ledger.entries().find(|entry| entry.role == Role::Imprint).map(|entry| entry.span.start());
    let mut blank_before = false;
    let mut at = 0;
    let mut known = known.iter().peekable();
    for (index, line) in pages.lines.iter().enumerate().skip(pages.lines.index_of(from)) {
        while free.get(at).is_some_and(|span| span.end() <= line.words.start()) {
            at += 1;
        }
        let left = free.get(at..).unwrap_or_default();
        let Some(span) = left.first().filter(|_| rows.len() < most) else { break };
        if line.is_blank() {
            blank_before = true;
            continue;
        }
        let Some(part) = line.words.overlap(*span) else { continue };
        let part = free_words(left, line.words, part);
        let text: &'a str = pages.text;
        let slice = text.get(part.range()).unwrap_or_default();
        let lead = if part == line.words { 0 } else { slice.len() - slice.trim_start().len() };
        let words = if part == line.words { slice } else { slice.trim() };
        if words.is_empty() {
            continue;
        }
        let start = part.start() + crate::span::offset(lead);
        let span = Span::new(start, start + crate::span::offset(words.len()));
        let full = Span::new(line.full.start().max(from), line.full.end());
        let turned = pages.lines.turned(index).filter(|_| part == line.words);
        let words = turned.unwrap_or(words);
        let hyphen = ends_with_hyphen(words) && pages.joining.hyphenated();
        let trailing = tells && turned.is_none() && part.end() == line.words.end() && breaks_behind(text, line.words.end());
        while known.next_if(|row| row.span.start() < span.start()).is_some() {}
        let said = known.next_if(|row| row.span == span).map(|row| row.said);
        let blank_before = std::mem::take(&mut blank_before);
        let page_before = blank_before && is_page_break(text, line)
            || rows.last().is_some_and(|before: &Row<'_>| parted(text, before.full.end(), full.start()));
        let mut row = Row {
            full,
            span,
            space: Span::new(line.words.end(), full.end()),
            said: said.unwrap_or_else(|| Said::of(words, if part == line.words { line.look } else { Look::at(words) })),
            reach: Em(0.0),
            pure: true,
            broken: hyphen || trailing,
            blank_before,
            page_before,
            padded: line.words.start() > line.full.start(),
            behind_imprint: imprint.is_some_and(|at| at < span.start()),
        };
        let behind = text.get(line.words.end() as usize..).unwrap_or_default();
        for _ in 0..MOST_CUTS {
            let Some([first, rest]) = cut(row.words, behind, row.plain).and_then(|at| row.parted_at(text, at)) else { break };
            rows.push(first);
            row = rest;
        }
        rows.push(row);
    }
    settle(&mut rows, tells);
    rows
}

/// What archives leave of a page's end and head: a blank line and, in the next one, a leading space.
fn is_page_break(text: &str, behind_blank: &Line) -> bool {
    text.get(behind_blank.full.start() as usize..behind_blank.words.start() as usize) == Some(" ")
}

/// Whether words that are not free stand between two rows.
fn parted(text: &str, from: u32, to: u32) -> bool {
    from < to && text.get(from as usize..to as usize).is_some_and(|between| !between.trim().is_empty())
}

/// From the first to the last free byte of a line's words.
fn free_words(free: &[Span], line: Span, first: Span) -> Span {
    free.iter().take_while(|span| span.start() < line.end()).filter_map(|span| span.overlap(line)).fold(first, Span::cover)
}

/// What most lines don't begin with.
fn may_head_annex(words: &str) -> bool {
    words.starts_with('A') || words.starts_with("Tabellenanhang")
}

/// A question mark follows a question's number or a part's label within this many lines, but for a few in a thousand.
pub(super) const LONGEST_QUESTION: usize = 24;

/// „VIII.“
const LONGEST_MARK: usize = 5;

impl<'a> Row<'a> {
    /// The row up to a byte of its words, and what stands behind.
    pub(super) fn parted_at(self, text: &str, at: usize) -> Option<[Self; 2]> {
        let (above, below) = (self.words.get(..at)?.trim_end(), self.words.get(at..)?);
        let (end, cut) = (self.begin_of(text, self.words.get(above.len()..)?), self.begin_of(text, below));
        let say = |words| Said::of(words, if self.is_turned() { Look::default() } else { Look::at(words) });
        let (first, rest) = (say(above), say(below));
        let first = Row {
            full: Span::new(self.full.start(), cut),
            span: Span::new(self.span.start(), end),
            space: Span::new(end, cut),
            said: first,
            reach: first.width + BLANK + rest.first,
            pure: true,
            broken: false,
            ..self
        };
        let rest = Row {
            full: Span::new(cut, self.full.end()),
            span: Span::new(cut, self.span.end()),
            said: rest,
            reach: self.reach - self.width + rest.width,
            pure: true,
            blank_before: false,
            page_before: false,
            padded: false,
            ..self
        };
        Some([first, rest])
    }

    /// A doubt about what begins with the row.
    pub(super) fn doubt(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::warning(Code::UncertainBoundary, self.span, message)
    }

    /// „12. …“, „a) …“
    pub(super) fn is_head(&self) -> bool {
        self.number.is_some() || self.label.is_some()
    }

    /// The same, or „Vorbemerkung der Bundesregierung“: what begins something.
    pub(super) fn is_marked(&self) -> bool {
        self.is_head() || self.heading.is_some()
    }

    /// Whether it ends a sentence, and does not lead on with a colon.
    pub(super) fn ends_sentence(&self) -> bool {
        self.stops && !self.words.ends_with(':')
    }

    /// Whether it begins with a small letter that is no label: a sentence goes on.
    pub(super) fn opens_small(&self) -> bool {
        self.opening == Opening::Small && self.label.is_none()
    }

    /// „12. Welche Stege“
    pub(super) fn begins_question(&self) -> bool {
        self.number.is_some() && self.opening == Opening::Question
    }

    /// „II“ of „II. Verkehr“: what may head a chapter ends no sentence and, without a word before its mark, in no figure.
    pub(super) fn chapter_mark(&self) -> Option<&'a str> {
        let in_figure = self.words.ends_with(|c: char| c.is_ascii_digit());
        let stops = self.ends_sentence() && !self.is_chapter_mark_alone();
        markers::chapter_mark(self.words).filter(|mark| !(stops || in_figure && self.words.starts_with(mark)))
    }

    /// „II.“ on a line of its own, above the title of its chapter.
    pub(super) fn is_chapter_mark_alone(&self) -> bool {
        let mark = self.words.strip_suffix('.');
        mark.is_some_and(|mark| !mark.is_empty() && mark.bytes().all(|byte| byte.is_ascii_uppercase())) && self.words.len() <= LONGEST_MARK
    }

    /// „12.“ on a line of its own, as some extractors set the numbers of questions.
    pub(super) fn is_number_alone(&self) -> bool {
        self.number.is_some() && self.label.is_none() && self.text().is_empty()
    }

    /// „b)“ on a line of its own.
    pub(super) fn is_label_alone(&self) -> bool {
        self.label.is_some() && self.text().is_empty()
    }

    /// Whether „Antwort:“ opens it behind a question, a sentence or a part; „Antwort“ only behind a question.
    pub(super) fn marks_answer_behind(&self, above: &Row<'_>) -> bool {
        self.marks_answer && (above.asks || (above.stops || above.open) && self.words.contains(':'))
    }

    /// „Anlage 1“: the heading of an annex that says no more.
    pub(super) fn is_annex_label(&self) -> bool {
        self.annex && annexes::heading(self.words).is_ok_and(|(_, label)| label.len() == self.words.len())
    }

    /// Whether its words lack the line ends that stand between them in the source.
    pub(super) fn is_turned(&self) -> bool {
        self.words.len() < self.span.len() as usize
    }

    /// The byte of the source that the `rest` of its words begins at.
    pub(super) fn begin_of(&self, text: &str, rest: &str) -> u32 {
        match self.words.len().checked_sub(rest.len()) {
            Some(at) if self.is_turned() => turned::place(text, self.span, at),
            _ => self.span.end() - crate::span::offset(rest.len()),
        }
    }

    /// Whether it begins with words that only answers begin with, behind number and label.
    pub(super) fn is_formula(&self) -> bool {
        openings::is_formula(self.text())
    }

    /// Whether a sentence or a question ends with it.
    pub(crate) fn has_ended(&self) -> bool {
        self.stops || self.asks
    }

    /// See [`is_request`].
    pub(super) fn requests(&self) -> bool {
        is_request(if self.is_head() { self.text() } else { self.words })
    }

    /// The same of its last sentence: „… gesperrt? Bitte begründen.“
    pub(super) fn ends_in_request(&self) -> bool {
        self.requests() || behind_marks(self.words).last().and_then(|at| self.words.get(at..)).is_some_and(is_request)
    }

    /// How many sentences end within the line: „… ist. Der …“. „e. V. Bonn“ and „abs. in %“ are no ends.
    pub(super) fn inner_stops(&self) -> usize {
        // Abbreviations are shorter.
        const SHORTEST_WORD: usize = 5;
        let small = |before: &str| before.chars().rev().take_while(|c| c.is_lowercase()).count() >= SHORTEST_WORD;
        let stops = memchr_iter(b'.', self.words.as_bytes()).filter_map(|at| self.words.get(..at).zip(self.words.get(at + 1..)));
        let stops = stops.filter(|(_, behind)| behind.starts_with(' '));
        stops.filter(|(before, behind)| small(before) && behind.trim_start().starts_with(char::is_uppercase)).count()
    }

    /// See [`brackets`]. The bracket of a label is none.
    pub(super) fn brackets(&self) -> (u8, u8) {
        brackets(if self.label.is_some() { self.text() } else { self.words })
    }

    /// Whether it ends in figures, as rows of tables do.
    pub(super) fn ends_in_figures(&self) -> bool {
        is_table_row(self.words, FIGURES_ALONE)
    }
}

/// What the rows print, with the line ends between them.
pub(super) fn words_of<'r, 'a: 'r>(rows: impl IntoIterator<Item = &'r Row<'a>>) -> Spans {
    rows.into_iter().flat_map(|row| [row.span, row.space]).collect()
}

/// How many brackets words close that they did not open, and open that they do not close.
pub(super) fn brackets(words: &str) -> (u8, u8) {
    memchr2_iter(b'(', b')', words.as_bytes()).fold((0_u8, 0_u8), |(closed, open), at| match words.as_bytes().get(at) {
        Some(b'(') => (closed, open.saturating_add(1)),
        _ if open == 0 => (closed.saturating_add(1), 0),
        _ => (closed, open - 1),
    })
}

/// Whether the typesetter broke a line behind its last word: one blank stands there. Two, or a figure space, were set by
/// the writer.
pub(super) fn breaks_behind(text: &str, end: u32) -> bool {
    let behind = text.get(end as usize..).and_then(|rest| rest.strip_prefix(' '));
    behind.is_some_and(|rest| rest.is_empty() || rest.starts_with(['\n', '\r', '\u{c}']))
}

/// No column of text is narrower: a line that stays below with its next word was ended by the writer, though a space
/// stands behind its last word, as in cells of tables.
pub(super) const NARROWEST: Em = Em(22.0);

/// What needs the next line: how far a line reaches, whether it was broken, whether its width is the printed one. Where
/// rows were moved it is told again.
pub(super) fn settle(rows: &mut [Row<'_>], tells: bool) {
    let mut moved = false;
    for at in 0..rows.len() {
        let below = rows.get(at + 1);
        let asks_below = below.is_some_and(|next| next.opening == Opening::Question && next.number.is_none());
        let counted_below =
            rows.get(at).is_some_and(Row::is_number_alone) && below.is_some_and(|next| markers::counted(next.words).is_ok());
        let next = below.map(|next| {
            let goes_on = next.label.is_none() && !next.is_number_alone() && next.opening != Opening::Bullet;
            (next.first, next.opens_small(), goes_on)
        });
        let Some(row) = rows.get_mut(at) else { break };
        row.pure = !moved;
        if counted_below {
            // „4.⏎August 2025“.
            row.said.number = None;
        } else if asks_below && (row.is_number_alone() || row.is_label_alone()) {
            row.said.opening = Opening::Question;
        }
        // What was told by the line that it was printed above is told by the one that it is read above.
        row.broken &= tells || ends_with_hyphen(row.words);
        if let Some((first, small, goes_on)) = next {
            let hyphen = row.words.ends_with('-') && row.broken;
            row.reach = if hyphen { row.width + first } else { row.width + BLANK + first };
            row.broken &= hyphen || row.reach >= NARROWEST;
            if !tells && !row.stops && (small || goes_on && ends_in_mid_sentence(row.words)) {
                row.broken = true;
            }
        }
        moved = tells && !row.broken && !row.stops;
    }
}

/// The number that words begin with, and what stands behind it.
fn number(words: &str) -> (Option<u32>, &str) {
    let counts = words.starts_with(|c: char| c.is_ascii_digit());
    match counts.then(|| markers::question_number(words)) {
        Some(Ok((rest, number))) => (Some(number), rest),
        _ => (None, words),
    }
}

/// The label that words begin with, and what stands behind it.
fn label(words: &str) -> (LabelForm, Option<Part>, &str) {
    match words.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '(').then(|| markers::set_label(words)) {
        // „….ht⏎m)?“ closes a bracket.
        Some(Ok((rest, (form, part)))) if !rest.starts_with(['?', ')']) || words.contains(") ") => (form, Some(part), rest),
        _ => (LabelForm::Plain, None, words),
    }
}

impl<'a> Said<'a> {
    /// Behind number and label.
    pub(super) fn text(&self) -> &'a str {
        self.words.get(self.text_start as usize..).unwrap_or_default()
    }

    /// Takes what stands before a `rest` of the words for the number of a question.
    pub(super) fn number_by(&mut self, number: u32, rest: &'a str) {
        let (form, label, text) = label(rest);
        (self.number, self.number_end) = (Some(number), self.offset(rest));
        (self.form, self.label, self.text_start) = (form, label, self.offset(text));
        self.opening = opening_of(text);
    }

    /// Takes what stands before a `text` for the label of a part.
    pub(super) fn label_by(&mut self, form: LabelForm, part: Part, text: &'a str) {
        (self.form, self.label, self.text_start) = (form, Some(part), self.offset(text));
        self.opening = opening_of(text);
    }

    /// Where a rest of the words begins.
    fn offset(&self, rest: &str) -> u32 {
        crate::span::offset(self.words.len() - rest.len())
    }

    /// What words say, and a look at them.
    pub(super) fn of(words: &'a str, look: Look) -> Self {
        let (number, behind_number) = number(words);
        let (form, label, rest) = label(behind_number);
        let first = first_token(words);
        let opens = FirstWord::of(first);
        Self {
            words,
            width: look.width,
            plain: look.plain,
            first: width(first),
            number,
            label,
            form,
            number_end: crate::span::offset(words.len() - behind_number.len()),
            text_start: crate::span::offset(words.len() - rest.len()),
            asks: ends_asking(words),
            stops: ends_sentence(words) && !ends_abbreviated(words),
            open: words.ends_with([',', ';']) || ends_with_conjunction(words),
            opening: if rest.len() == words.len() { opening(rest, first, opens) } else { opening_of(rest) },
            sentence: opens.begins_sentence,
            heading: if headings::may_head_preface(words) { headings::preface_heading(words) } else { None },
            torn: false,
            annex: may_head_annex(words) && annexes::heading(words).is_ok(),
            marks_answer: words.starts_with("Antwort") && answer_mark(words).is_ok(),
        }
    }
}

/// „Wer zahlt?“, „Wer zahlt?“)“, „Wer zahlt?1“, „Wer zahlt?[1]“, „Wer zahlt? (www.amt.de)“
fn ends_asking(words: &str) -> bool {
    match words.as_bytes().last() {
        None => false,
        Some(b'0'..=b'9') => without_mark(words).ends_with('?'),
        Some(b']') if without_mark(words).ends_with('?') => true,
        Some(b')') if words.rfind(" (").and_then(|at| words.get(..at)).is_some_and(|before| before.ends_with('?')) => true,
        Some(last) => !last.is_ascii_alphanumeric() && without_closers(words).trim_end().ends_with('?'),
    }
}

/// Without the mark of a note at its end, „1“ or „[1]“.
fn without_mark(words: &str) -> &str {
    const LONGEST: usize = 2;
    let bare = words.strip_suffix(']').unwrap_or(words);
    let before = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    let marked = (1..=LONGEST).contains(&(bare.len() - before.len()));
    let opened = if bare.len() < words.len() { before.strip_suffix('[') } else { Some(before) };
    opened.filter(|_| marked).unwrap_or(words)
}

/// Whether what stands above a row has ended.
pub(crate) fn begins(rows: &[Row<'_>], at: usize) -> bool {
    above(rows, at).is_none_or(Row::has_ended)
}

#[cfg(test)]
impl<'a> Row<'a> {
    /// Words at the head of a text.
    pub(super) fn of(words: &'a str) -> Self {
        let span = Span::of(0..words.len());
        Row {
            full: span,
            span,
            space: Span::new(span.end(), span.end()),
            said: Said::of(words, Look::at(words)),
            reach: Em(0.0),
            pure: true,
            broken: false,
            blank_before: false,
            page_before: false,
            padded: false,
            behind_imprint: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_tells_its_brackets_and_the_sentences_that_end_in_it() {
        let row = Row::of;
        assert_eq!(row("a) Stege (neu) und Wehre (bitte nach").brackets(), (0, 1));
        assert_eq!(row("Ländern), auch (alte)) ordnen (").brackets(), (2, 1));
        assert_eq!(row("Stege e. V. Die Länder haben gebaut. Der Bund zahlt abs. Mittel").inner_stops(), 1);
        assert_eq!(row("Stege und Wehre.").inner_stops(), 0);
        assert!(row("Das prüft das Amt (BMF).").stops && !row("Das prüft das BMF, Nr.").stops);
    }

    #[test]
    fn a_row_goes_on_with_the_one_that_it_is_read_above() {
        let mut rows = ["Quelle: Amt für Statistik", "stege der Stadt.", "10. Wie viele?"].map(Row::of);
        settle(&mut rows, false);
        assert!(rows[0].broken);
        rows.swap(1, 2);
        settle(&mut rows, false);
        assert!(!rows[0].broken);
    }
}
