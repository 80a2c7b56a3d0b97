//! The head of a paper: its title block.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::all_consuming;

use super::columns::widest;
use super::rows::{Row, words_of};
use crate::cleaning::reading::Pages;
use crate::cleaning::words::one_line;
use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::names::{Askers, askers};
use crate::grammar::openings::Opening;
use crate::grammar::sentences::end_surely_within;
use crate::grammar::title_block::{self, Kind, Shape};
use crate::grammar::{dates, headings};
use crate::lines::widths::Em;
use crate::paper::{InquiryInfo, Paper, Person};
use crate::span::Span;

/// What the head of a paper says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Front {
    /// Its fields.
    pub paper: Paper,
    /// What the paper is made of, if its title block names its kind.
    pub shape: Option<Shape>,
    /// Number of rows that the title block takes.
    pub rows: usize,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
}

/// Rows that a title block takes at most: seven lines of head and askers, and a long title.
const LONGEST_BLOCK: usize = 60;
/// Number, period and date stand in the first rows.
const HEAD_ROWS: usize = 4;
/// Titles are set bold and larger than the lines above them: a column holds so many times fewer em.
const TITLE_TYPE: f32 = 1.2;
/// Lines that a title takes at most where nothing marks its end.
const LONGEST_TITLE: usize = 6;

/// Lines that a title takes at most where the text's first words mark its end.
const LONGEST_PROVEN_TITLE: usize = 12;

/// Reads the title block at the head of the rows, which ends at the row `title_end` at the latest.
pub(crate) fn read_title(pages: &Pages<'_>, rows: &[Row<'_>], title_end: Option<usize>) -> Front {
    let block_end = rows.iter().take(title_end.unwrap_or(LONGEST_BLOCK).min(LONGEST_BLOCK)).position(opens_body).or(title_end);
    let block_end = block_end.map(|end| first_chapter(rows, end).unwrap_or(end));
    let block = rows.get(..block_end.unwrap_or(LONGEST_BLOCK).min(LONGEST_BLOCK).min(rows.len())).unwrap_or_default();
    let named = block.iter().enumerate().find_map(|(at, row)| Some((at, title_block::kind(row.words)?)));
    let kind = named.map(|(_, kind)| kind);
    // The archive of text files says in one sentence what the paper is, and prints its title block below.
    let bare = kind.and_then(|kind| block.iter().position(|row| title_block::is_kind(row.words, kind)));
    let kind_row = bare.or(named.map(|(at, _)| at));
    let mut front = Front { shape: kind.map(|kind| kind.shape), ..Front::default() };
    let kind_row = kind_row.map(|at| at + rows.iter().skip(at + 1).take_while(|row| is_head_line(row.words)).count());
    // A kind that is not known hides no head.
    let period = || rows.iter().take(HEAD_ROWS).position(|row| title_block::first(row.words, title_block::period).is_some());
    let head_rows = kind_row.map(|at| at + 1).or(block_end).or_else(|| period().map(|at| at + 1)).unwrap_or(0);
    read_head(&mut front, &flat(pages, rows.get(..head_rows).unwrap_or_default()), rows.first().map(|row| row.span));
    front.paper.kind = kind.map(|kind| kind.name.to_owned());
    match (kind, kind_row) {
        (Some(Kind { shape: Shape::Answer, .. }), Some(at)) => read_answer_block(&mut front, pages, rows, at, block_end),
        (Some(Kind { shape: Shape::Inquiry | Shape::Other, .. }), Some(at)) => read_inquiry_block(&mut front, pages, rows, at),
        (Some(_), Some(at)) => front.rows = at + 1,
        _ => read_bare_title(&mut front, pages, rows, block_end),
    }
    front
}

/// The title block ends where the text begins: at a preface's heading, the request, or the first question.
fn opens_body(row: &Row<'_>) -> bool {
    row.heading.is_some() || headings::request(row.words) || row.number == Some(1) && !row.words.contains("Wahlperiode")
}

/// The row of „I. Fähren“ right above the first question, where „II. …“ or „B. …“ stands right above another.
fn first_chapter(rows: &[Row<'_>], question: usize) -> Option<usize> {
    let is_marked = |at: usize, mark: &str| rows.get(at).is_some_and(|row| row.chapter_mark() == Some(mark));
    let row = |at: usize| rows.get(at);
    // „II. Anleger und⏎ihre Zufahrten“, „II.⏎Anleger“
    let goes_down =
        |at: usize| row(at + 1).is_some_and(|row| row.opening == Opening::Small) || row(at).is_some_and(Row::is_chapter_mark_alone);
    let marked_above = |question: usize, mark: &str| {
        let (last, above) = (question.checked_sub(1), question.checked_sub(2));
        let titled = |at: usize| !row(at).is_some_and(Row::is_chapter_mark_alone);
        last.filter(|&at| is_marked(at, mark) && titled(at)).or(above.filter(|&at| is_marked(at, mark) && goes_down(at)))
    };
    row(question).filter(|row| row.number == Some(1))?;
    let series = [["I", "II"], ["A", "B"], ["1", "2"]];
    let (above, next) = series.into_iter().find_map(|[first, next]| Some((marked_above(question, first)?, next)))?;
    let mut others = (question + 1..rows.len()).filter(|&at| rows.get(at).is_some_and(Row::begins_question));
    let part = above.checked_sub(1).filter(|&part| is_marked(part, "A"));
    others.any(|at| marked_above(at, next).is_some()).then_some(part.unwrap_or(above))
}

/// „Drucksache 21/971“, „31.07.2025“ by itself: a part of the head, though an extractor may set it behind the kind.
fn is_head_line(words: &str) -> bool {
    let number = title_block::own_number.map(|_| ());
    let date = alt((dates::numeric_date, dates::short_date)).map(|_| ());
    alt((all_consuming(number), all_consuming(date))).parse(words).is_ok()
}

/// Number, edition, period and date. A head that lacks one of them says so.
fn read_head(front: &mut Front, text: &str, at: Option<Span>) {
    let paper = &mut front.paper;
    if let Some((_, (number, edition), _)) = title_block::first(text, title_block::own_number) {
        paper.number = Some(number);
        paper.edition = edition.map(str::to_owned);
        paper.legislative_period = Some(number.period());
    }
    if let Some((_, period, _)) = title_block::first(text, title_block::period) {
        paper.legislative_period = paper.legislative_period.or(Some(period));
    }
    paper.number = paper.number.or_else(|| title_block::number_apart(text));
    let date = title_block::first(text, dates::numeric_date).or_else(|| title_block::first(text, dates::short_date));
    let date = date.or_else(|| title_block::first(text, title_block::spoken_day));
    paper.date = date.map(|(_, date, _)| date);
    if paper.legislative_period.is_some() {
        let lacks = [(paper.number.is_none(), "number"), (paper.date.is_none(), "date")];
        let said =
            lacks.into_iter().filter(|(lacking, _)| *lacking).map(|(_, what)| format!("the paper's head has no {what} that can be read"));
        front.diagnostics.extend(said.map(|message| Diagnostic::info(Code::TitleUnread, at, message)));
    }
}

/// „Antwort der Bundesregierung auf die Kleine Anfrage der Abgeordneten … – Drucksache 21/799 – Title“.
fn read_answer_block(front: &mut Front, pages: &Pages<'_>, rows: &[Row<'_>], kind_row: usize, block_end: Option<usize>) {
    let reach = block_end.unwrap_or_else(|| rows.len().min(LONGEST_BLOCK));
    let block = rows.get(kind_row..reach).unwrap_or_default();
    let text = flat(pages, block);
    let answered = title_block::first(&text, title_block::answered_kind);
    let number = title_block::first(&text, title_block::answered_number);
    if let Some((_, kind, rest)) = answered {
        let end = number.map_or_else(|| asked_until(pages, block), |(at, _, _)| at).saturating_sub(text.len() - rest.len());
        set_askers(&mut front.paper, &askers(rest.get(..end).unwrap_or(rest)));
        front.paper.inquiry = Some(InquiryInfo { kind: kind.to_owned(), number: number.map(|(_, number, _)| number) });
    }
    let span = rows.get(kind_row).map(|row| row.span);
    let Some((_, answered_number, title)) = number else {
        front.diagnostics.push(Diagnostic::warning(Code::TitleUnread, span, "the title block names no paper that this one answers"));
        front.rows = kind_row + block_end.map_or(1, |end| end - kind_row);
        return;
    };
    if front.paper.number == Some(answered_number) {
        let message = format!("the paper names its own number, {answered_number}, as that of its inquiry");
        front.diagnostics.push(Diagnostic::warning(Code::OwnNumberAsInquiry, span, message));
    }
    let number_row = kind_row + answered_row(pages, block).unwrap_or(0);
    let title_rows = reach.saturating_sub(number_row + 1);
    let below = rows.get(number_row + 1..reach).unwrap_or_default();
    if block_end.is_some() && title_rows <= LONGEST_TITLE && !is_worded(below) {
        front.rows = reach;
        front.paper.title = named(title);
    } else {
        let column = widest(rows.get(kind_row..number_row).unwrap_or_default());
        let (count, _) = paragraph(pages, rows.get(number_row + 1..).unwrap_or_default(), column);
        let count = count.min(LONGEST_TITLE);
        let count = count + subtitle(rows.get(number_row + 1 + count..).unwrap_or_default());
        front.rows = number_row + 1 + count;
        front.paper.title = named(&flat(pages, rows.get(number_row + 1..front.rows).unwrap_or_default()));
    }
}

/// Where the askers end in the text of a block that names no paper.
fn asked_until(pages: &Pages<'_>, block: &[Row<'_>]) -> usize {
    let first = block.iter().position(|row| row.words.contains("Anfrage")).unwrap_or(0);
    let count = askers_end(pages, block.get(first..).unwrap_or_default());
    flat(pages, block.get(..first + count).unwrap_or_default()).len()
}

/// The row in which „– Drucksache 21/799 –“ ends: behind it stands the title.
fn answered_row(pages: &Pages<'_>, block: &[Row<'_>]) -> Option<usize> {
    const MOST_ROWS: usize = 3;
    let holds = |rows: &[Row<'_>]| title_block::first(&flat(pages, rows), title_block::answered_number).is_some();
    let may_begin = |row: &Row<'_>| row.words.contains("ruck") || row.words.ends_with(['–', '-', '—']);
    let rows_from = |at: usize| (1..=MOST_ROWS).find(|&count| block.get(at..at + count).is_some_and(holds));
    let mut begins = block.iter().enumerate().filter(|(_, row)| may_begin(row)).map(|(at, _)| at);
    begins.find_map(|at| Some(at + rows_from(at)? - 1))
}

/// „Kleine Anfrage / der Abgeordneten … und der Fraktion … / title / preface …“; other kinds likewise.
fn read_inquiry_block(front: &mut Front, pages: &Pages<'_>, rows: &[Row<'_>], kind_row: usize) {
    let behind = rows.get(kind_row + 1..).unwrap_or_default();
    let introduced = behind.first().is_some_and(|row| title_block::introduces(row.words));
    let asker_rows = if introduced { askers_end(pages, behind) } else { 0 };
    // What is set in smaller type than the kind stands above it in some texts.
    let above = rows.get(..kind_row).unwrap_or_default();
    let above = above.iter().position(|row| title_block::names_askers(row.words));
    let named_in = if introduced { kind_row + 1..kind_row + 1 + asker_rows } else { above.unwrap_or(kind_row)..kind_row };
    let named_by = flat(pages, rows.get(named_in).unwrap_or_default());
    let found = askers(&named_by);
    if found == Askers::default() && !named_by.is_empty() {
        front.paper.originators = originators(&named_by);
    }
    set_askers(&mut front.paper, &found);
    let asker_rows = asker_rows + concerned(behind.get(asker_rows..).unwrap_or_default());
    let rest = behind.get(asker_rows..).unwrap_or_default();
    let column = widest(behind.get(..asker_rows).unwrap_or_default());
    let title_rows = match (front.shape, rest.iter().position(ends_title)) {
        (Some(Shape::Other), Some(end)) if (1..=LONGEST_PROVEN_TITLE).contains(&end) && !is_worded(rest.get(..end).unwrap_or_default()) => {
            end
        }
        (_, end) => {
            let most = end.unwrap_or(usize::MAX);
            let (count, is_sure) = paragraph(pages, rest, column);
            if !is_sure {
                let message = "the title may end further up or down: no line tells where the text begins";
                front.diagnostics.push(Diagnostic::warning(Code::TitleUnread, rest.first().map(|row| row.span), message));
            }
            let count = count.min(most);
            let count = if count > LONGEST_TITLE {
                narrow_paragraph(rest, column, |_, next| next.opening == Opening::Small).min(most)
            } else {
                count
            };
            count + subtitle(rest.get(count..).unwrap_or_default())
        }
    };
    let proposes = front.paper.kind.as_deref() == Some("Wahlvorschlag");
    let title_rows = if proposes { title_rows.min(proposed(rest)) } else { title_rows };
    front.paper.title = named(&flat(pages, rest.get(..title_rows).unwrap_or_default()));
    front.rows = kind_row + 1 + asker_rows + title_rows;
    let at = behind.first().map(|row| row.span);
    if front.paper.title.is_none() {
        front.diagnostics.push(Diagnostic::warning(Code::TitleUnread, at, "no title stands in the title block"));
    }
    if front.shape == Some(Shape::Inquiry)
        && let Some(message) = misread_askers(&front.paper)
    {
        front.diagnostics.push(Diagnostic::warning(Code::TitleUnread, at, message));
    }
}

/// No title ends a sentence: where a row does, a preface without a heading stands behind the title.
fn is_worded(rows: &[Row<'_>]) -> bool {
    rows.iter().any(|row| row.stops && row.words.ends_with('.'))
}

/// „zu dem Antrag der Fraktion … / – Drucksachen 21/12, 21/34 –“ above a title says which papers it concerns: the rows up to
/// their numbers' dash.
fn concerned(rows: &[Row<'_>]) -> usize {
    const MOST: usize = 8;
    const NUMBER_LINES: usize = 3;
    let page = rows.iter().take(MOST).take_while(|row| !ends_title(row));
    let Some(first) = page.clone().position(|row| row.words.starts_with("– Drucksache")) else { return 0 };
    let ends = rows.iter().skip(first).take(NUMBER_LINES).position(|row| row.words.ends_with('–'));
    ends.map_or(0, |end| first + end + 1)
}

/// „(Nachfrage zur Antwort auf Bundestagsdrucksache 21/12)“ below a title: its rows.
fn subtitle(rows: &[Row<'_>]) -> usize {
    const LONGEST: usize = 4;
    if rows.first().is_none_or(|row| !row.words.starts_with('(')) {
        return 0;
    }
    let closes = rows.iter().take(LONGEST).position(|row| row.words.contains(')'));
    closes.filter(|&at| rows.get(at).is_some_and(|row| row.words.ends_with(')'))).map_or(0, |at| at + 1)
}

/// Inquiries are a Fraktion's or Gruppe's: where none was found, or the title names it, the list of askers ended too early.
fn misread_askers(paper: &Paper) -> Option<&'static str> {
    let names_group =
        |title: &str| [" und der Fraktion", " und der Gruppe"].iter().any(|group| title.contains(group) && title.contains(", "));
    if paper.title.as_deref().is_some_and(names_group) {
        Some("askers stand in the title")
    } else if paper.groups.is_empty() {
        Some("the title block names no group that asks")
    } else {
        None
    }
}

/// Whether the title ends above a row.
fn ends_title(row: &Row<'_>) -> bool {
    title_block::opens_text(row.words) || row.heading.is_some() || headings::request(row.words)
}

/// Rows up to the end of the list of askers: the first paragraph end behind a Fraktion or Gruppe. A name may be broken at
/// its hyphen, which keeps no space behind it.
fn askers_end(pages: &Pages<'_>, rows: &[Row<'_>]) -> usize {
    const MOST: usize = 30;
    let names_group = |row: &Row<'_>| row.words.contains("Fraktion") || row.words.contains("Gruppe");
    let end = rows.iter().take(MOST).position(opens_body).unwrap_or(MOST);
    let tells = pages.joining.trailing_spaces_tell();
    let mut named_group = false;
    for (at, row) in rows.iter().enumerate().take(end) {
        named_group |= names_group(row);
        let next = rows.get(at + 1);
        let at_group = title_block::ends_with_group(row.words);
        let ends = if tells { !row.broken || named_group && at_group } else { next.is_none_or(|next| next.blank_before) || at_group };
        let goes_on = next.is_some_and(|next| {
            next.opening == Opening::Small
                || next.words.starts_with("DIE GRÜNEN")
                || next.words.starts_with('(') && next.words.ends_with("Ausschuss)")
        });
        let unfinished = title_block::leaves_asker_open(row.words);
        let concerns = next.is_some_and(|next| title_block::opens_concern(next.words));
        let surely = !tells && named_group && at_group;
        if surely || !unfinished && (concerns || (ends || title_block::is_organ(row.words)) && !goes_on) {
            return at + 1;
        }
    }
    // Of a group that nobody knows the name stands in its line.
    let introduces = |row: &Row<'_>| ["und der Fraktion ", "und der Gruppe "].iter().any(|group| row.words.contains(group));
    rows.iter().take(end).position(introduces).map_or(1, |at| at + 1).min(rows.len())
}

/// „des Ausschusses für Wirtschaft und Energie (9. Ausschuss)“, „der Bundesregierung“, „durch die Präsidentin …“.
fn originators(text: &str) -> Vec<String> {
    named(title_block::without_lead(text).trim()).into_iter().collect()
}

/// Rows of the title that stands above those who are proposed: each of them on a line, by name.
fn proposed(rows: &[Row<'_>]) -> usize {
    let first = rows.iter().zip(rows.iter().skip(1)).position(|(title, row)| {
        title_block::ends_in_noun(title.words) && !title_block::is_organ(row.words) && title_block::is_person(row.words)
    });
    first.map_or(usize::MAX, |at| at + 1)
}

/// Rows of the paragraph at the head of these rows, and whether that is sure. A line ends it whose end is the writer's: nothing behind
/// its last word in a paper whose broken lines keep their space; in the others a blank line follows, or the next word would have
/// fitted into the column that the lines above were set in. There a title ends before a word which has a capital only where a
/// sentence begins; and what ends a sentence, or is longer than titles are, is more than a title, which ended where it may have.
fn paragraph(pages: &Pages<'_>, rows: &[Row<'_>], column: Em) -> (usize, bool) {
    // One title in a hundred has so many lines, none more.
    const MOST: usize = 4;
    let goes_on = |row: &Row<'_>, next: &Row<'_>| {
        next.opening == Opening::Small || row.words.ends_with(['-', '–', '/', ',']) || row.words.ends_with(" und")
    };
    let pairs = || rows.iter().zip(rows.iter().skip(1));
    if pages.joining.trailing_spaces_tell() {
        let ends = pairs().position(|(row, next)| !row.broken && !goes_on(row, next));
        return (up_to(ends, rows), true);
    }
    let count = narrow_paragraph(rows, column, goes_on);
    let may_end = |row: &Row<'_>, next: &Row<'_>| !goes_on(row, next) && title_block::ends_in_noun(row.words);
    let sentence = pairs().take(count).position(|(row, next)| next.sentence && may_end(row, next));
    let first = pairs().take(count).position(|(row, next)| may_end(row, next));
    let title = rows.get(..count).unwrap_or_default();
    let worded = || count > MOST || is_worded(title) || title.iter().any(|row| end_surely_within(row.words));
    match (sentence, first) {
        (Some(at), _) => (at + 1, true),
        (None, Some(at)) if worded() => (at + 1, false),
        _ => (count, true),
    }
}

/// Rows of the paragraph at the head where line ends don't tell: a blank line follows, or the next word would have fitted behind its
/// last.
fn narrow_paragraph(rows: &[Row<'_>], column: Em, goes_on: impl Fn(&Row<'_>, &Row<'_>) -> bool) -> usize {
    let mut edge = column.0 / TITLE_TYPE;
    let ends = rows.iter().zip(rows.iter().skip(1)).position(|(row, next)| {
        edge = edge.max(row.width.0);
        next.blank_before || row.reach.0 < edge && !goes_on(row, next) && title_block::ends_in_noun(row.words)
    });
    up_to(ends, rows)
}

/// Rows up to the one that ends a paragraph; the first where none does.
fn up_to(end: Option<usize>, rows: &[Row<'_>]) -> usize {
    end.map_or(rows.len().min(1), |at| at + 1)
}

/// A paper without a head: only its title, or nothing, stands before its text.
fn read_bare_title(front: &mut Front, pages: &Pages<'_>, rows: &[Row<'_>], block_end: Option<usize>) {
    let Some(end) = block_end.filter(|&end| end <= LONGEST_TITLE) else { return };
    front.rows = end;
    let block = rows.get(..end).unwrap_or_default();
    let text = flat(pages, block);
    if front.paper.number.is_none() {
        front.paper.title = named(&text);
    }
}

fn set_askers(paper: &mut Paper, found: &Askers<'_>) {
    paper.askers = found.members.iter().map(|name| Person { name: (*name).to_owned() }).collect();
    paper.groups = found.groups.iter().map(|group| group.replace("/ ", "/")).collect();
}

/// The rows as one line of clean text.
fn flat(pages: &Pages<'_>, rows: &[Row<'_>]) -> String {
    one_line(pages.flat(&words_of(rows)).text())
}

fn named(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use crate::paper::Paper;
    use crate::{Companions, Source, parse};

    fn paper(text: &str) -> Paper {
        parse(&Source::from_text("x.txt", text).expect("a small text"), &Companions::default()).paper
    }

    /// Number, date, kind, askers, groups, answered kind and number, title.
    fn told(text: &str) -> String {
        let paper = paper(text);
        let shown = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
        let askers: Vec<String> = paper.askers.into_iter().map(|person| person.name).collect();
        let inquiry = paper.inquiry.map(|inquiry| format!("{} {}", inquiry.kind, shown(inquiry.number.map(|number| number.to_string()))));
        [
            shown(paper.number.map(|number| number.to_string())),
            shown(paper.date.map(|date| date.to_string())),
            shown(paper.kind),
            askers.join(", "),
            paper.groups.join(", "),
            shown(inquiry),
            shown(paper.title),
        ]
        .join("|")
    }

    const BODY: &str =
        "Vorbemerkung der Fragesteller\nBrücken altern.\n1. Wie viele Brücken sind gesperrt?\nZwölf.\n2. Seit wann?\nSeit dem Mai.\n";
    const NOTE: &str = "Die Antwort wurde namens der Bundesregierung mit Schreiben des Bundesministeriums des Innern, für Bau und Heimat\n\
        vom 5. März 2019 übermittelt.\nDie Drucksache enthält zusätzlich – in kleinerer Schrifttype – den Fragetext.\n";

    #[test]
    fn reads_heads_of_every_period() {
        for (head, want) in [
            (
                "Deutscher Bundestag Drucksache 17/1234\n17. Wahlperiode 15. 02. 2013\nAntwort\nder Bundesregierung\n\
                 auf die Kleine Anfrage der Abgeordneten Ada Muster, Bert Probe, weiterer\nAbgeordneter und der Fraktion DIE LINKE. \
                 sowie der Abgeordneten Cora Fall,\nweiterer Abgeordneter und der Fraktion BÜNDNIS 90/DIE GRÜNEN\n– Drucksache 17/1200 –\nZustand der Brücken\n",
                "17/1234|2013-02-15|Antwort|Ada Muster, Bert Probe, Cora Fall|DIE LINKE., BÜNDNIS 90/DIE GRÜNEN|Kleine Anfrage 17/1200|Zustand der Brücken",
            ),
            (
                "Deutscher Bundestag\nDrucksache\n16/1234\n16. Wahlperiode\n15. 02. 2008\nAntwort\nder Bundesregierung\n\
                 auf die Große Anfrage der Fraktion der FDP\n– Drucksache 16/1200 –\nZustand der\nBrücken\n",
                "16/1234|2008-02-15|Antwort||FDP|Große Anfrage 16/1200|Zustand der Brücken",
            ),
            (
                "Deutscher Bundestag\n21. Wahlperiode\n\nAntwort\n\nDrucksache 21/971\n23.07.2025\n\nder Bundesregierung auf die Kleine Anfrage der Gruppe\nDie Bunten\n\n\
                 – Drucksache 21/799 –\n\nZustand der Brücken\n\n",
                "21/971|2025-07-23|Antwort||Die Bunten|Kleine Anfrage 21/799|Zustand der Brücken",
            ),
            // The year has two digits, the number its own line.
            (
                "Deutscher Bundestag\nDrucksache\n12. Wahlperiode\n12/1234\n15. 02. 93\nAntwort\nder Bundesregierung\n\
                 auf die Kleine Anfrage der Abgeordneten Ada Muster und der Gruppe der PDS/Linke Liste\n– Drucksache 12/1200 –\nZustand der Brücken\n",
                "12/1234|1993-02-15|Antwort|Ada Muster|PDS/Linke Liste|Kleine Anfrage 12/1200|Zustand der Brücken",
            ),
            // An archive says first what the paper is.
            (
                "Deutscher Bundestag: Drucksache 14/1234 vom 15.02.1999\n\nAntwort der Bundesregierung auf die Kleine Anfrage der Fraktion der FDP\n\
                 Zustand der Brücken =\n\n15.02.1999 - 1234\n\n14/1234\n\nAntwort\nder Bundesregierung\n\
                 auf die Kleine Anfrage der Abgeordneten Ada Muster und der Fraktion der FDP\n- Drucksache 14/1200 -\nZustand der Brücken\n\n",
                "14/1234|1999-02-15|Antwort|Ada Muster|FDP|Kleine Anfrage 14/1200|Zustand der Brücken",
            ),
            // A subtitle names papers, too.
            (
                "Deutscher Bundestag Drucksache 17/1234\n17. Wahlperiode 15. 02. 2013\nAntwort\nder Bundesregierung\n\
                 auf die Kleine Anfrage der Fraktion der SPD\n– Drucksache\n17/1200 –\nZustand der Brücken\n(Nachfrage zu Drucksache 17/600)\n",
                "17/1234|2013-02-15|Antwort||SPD|Kleine Anfrage 17/1200|Zustand der Brücken (Nachfrage zu Drucksache 17/600)",
            ),
        ] {
            assert_eq!(told(&format!("{head}{BODY}")), want);
        }
    }

    #[test]
    fn a_head_that_names_no_inquiry_names_those_who_asked() {
        let text = "Deutscher Bundestag Drucksache 14/1234\n14. Wahlperiode 15.02.2000\nAntwort\nder Bundesregierung\n\
            auf die Kleine Anfrage der Abgeordneten Ada Muster und der Fraktion der PDS\n– Drs. 14/1200 –\nZustand der Brücken\n";
        let paper = paper(&format!("{text}{BODY}"));
        assert_eq!((paper.groups, paper.title), (vec!["PDS".to_owned()], None));
    }

    #[test]
    fn a_preface_without_a_heading_may_cite_papers() {
        let text = "Deutscher Bundestag Drucksache 14/1234\n14. Wahlperiode 15.02.2000\nAntwort\nder Bundesregierung\n\
            auf die Kleine Anfrage der Abgeordneten Ada Muster und der Fraktion der PDS\n– Drucksache 14/1200 –\nZustand der Brücken\n\
            Die Fragesteller haben schon einmal nach den Brücken im Land gefragt (siehe\nDrucksache 14/600) und dabei auf gesperrte Brücken verwiesen.\n\
            1. Wie viele Brücken sind gesperrt?\nKeine.\n2. Seit wann?\nSeit dem Mai.\n";
        let record = parse(&Source::from_text("x.txt", text).expect("a small text"), &Companions::default());
        assert_eq!(record.paper.title.as_deref(), Some("Zustand der Brücken"));
        assert!(record.prefaces.iter().any(|preface| preface.text.starts_with("Die Fragesteller")) && record.questions.len() == 2);
    }

    #[test]
    fn a_title_ends_before_a_sentence() {
        for (below, title, doubts) in [
            (
                "Zustand der Brücken und Stege an den Wasserstraßen des Landes\nDie Brücken altern nach Angaben\nder Länder seit Jahren.",
                1,
                0,
            ),
            (
                "Zustand der Brücken und Stege an den Wasserstraßen des Landes\nBrücken altern nach Angaben der Länder seit langem. Das\nAmt zählt sie.",
                1,
                1,
            ),
            ("Zustand der Brücken und Stege an den Wasserstraßen des\nLandes und der Gemeinden", 2, 0),
        ] {
            let text = format!(
                "Deutscher Bundestag Drucksache 19/1234\n19. Wahlperiode 07.03.2019\nKleine Anfrage\nder Abgeordneten Ada Muster, Bert Probe, Cora Fall, Dora Gut\n\
                 und der Fraktion der AfD\n{below}\nWir fragen die Bundesregierung:\n1. Wie viele Brücken gibt es?\nBerlin, den 7. März 2019\n"
            );
            let record = parse(&Source::from_text("x.txt", &text).expect("a small text"), &Companions::default());
            let want = below.lines().take(title).collect::<Vec<_>>().join(" ");
            assert_eq!((record.paper.title.as_deref(), record.diagnostics.len()), (Some(want.as_str()), doubts), "{below}");
        }
    }

    #[test]
    fn reads_the_note_before_everything() {
        let head = "Deutscher Bundestag Drucksache 19/1234\n19. Wahlperiode 07.03.2019\nAntwort\nder Bundesregierung\n\
            auf die Kleine Anfrage der Fraktion der AfD\n– Drucksache 19/1200 –\nZustand der Brücken\n";
        let paper = paper(&format!("{NOTE}{head}{BODY}"));
        assert_eq!(paper.ministry.as_deref(), Some("Bundesministerium des Innern, für Bau und Heimat"));
        assert_eq!(paper.transmitted.map(|date| date.to_string()).as_deref(), Some("2019-03-05"));
        assert_eq!(paper.title.as_deref(), Some("Zustand der Brücken"));
    }

    #[test]
    fn the_remark_goes_wherever_it_was_set() {
        let head = "Deutscher Bundestag Drucksache 19/1234\n19. Wahlperiode 07.03.2019\nAntwort\nder Bundesregierung\n\
            auf die Kleine Anfrage der Fraktion der AfD\n– Drucksache 19/1200 –\nZustand der Brücken\n";
        let remark =
            "Die an den Deut-\nschen Bundestag übermittelte Ursprungsdatei ermöglicht keine Weiterverarbeitung zu einer barriere-\n";
        let (before, behind) =
            ("Vorbemerkung der Fragesteller\nDie Brücken altern. Darum können ", "die Län-\nder planen.\n1. Wie viele?\nZwölf.\n");
        for text in [
            format!("{head}{before}{remark}freien Bundestagsdrucksache. {behind}{NOTE}"),
            format!("{head}{before}{remark}{NOTE}freien Bundestagsdrucksache.\n{behind}"),
            format!("{head}{before}{}freien Bundestagsdrucksache. {behind}{NOTE}", remark.replacen("Die an", "Die\nan", 1)),
            format!("{head}{before}{}freien Bundestagsdrucksache. {behind}{NOTE}", remark.replace(' ', "  ")),
            format!("{head}{before}\n{}{NOTE}{behind}", remark.replace("barriere-\n", "barrierefreien Bundestagsdrucksache.\n")),
            format!(
                "{head}{before}{remark}freien Bundestagsdrucksache. Von einer Drucklegung der Anlage wird abge-\nsehen. Diese ist auf \
                 Bundestagsdrucksache 19/1234 auf der Internetseite des Deutschen Bundestages abruf-\nbar. {behind}{NOTE}"
            ),
        ] {
            let record = parse(&Source::from_text("x.txt", text.as_str()).expect("a small text"), &Companions::default());
            let prefaces: Vec<&str> = record.prefaces.iter().map(|preface| preface.text.as_str()).collect();
            assert_eq!(prefaces, ["Die Brücken altern. Darum können die Länder planen."], "{text}");
        }
        let quoted = format!("{head}{before}Die an den Deutschen Bundestag übermittelte Datei lesen. {behind}");
        let record = parse(&Source::from_text("x.txt", quoted).expect("a small text"), &Companions::default());
        assert!(record.prefaces.iter().any(|preface| preface.text.contains("Die an den Deutschen Bundestag übermittelte Datei lesen.")));
    }

    #[test]
    fn reads_inquiries_of_groups_without_askers() {
        let text = "Deutscher Bundestag Drucksache 18/1200\n18. Wahlperiode 03.07.2015\nGroße Anfrage\nder Fraktionen DIE LINKE. und BÜNDNIS 90/DIE GRÜNEN\n\
            Zustand der Brücken\nBrücken altern. \nWir fragen die Bundesregierung:\n1. Wie viele Brücken sind gesperrt?\n2. Seit wann?\nBerlin, den 3. Juli 2015\nAda Muster\n";
        assert_eq!(told(text), "18/1200|2015-07-03|Große Anfrage||DIE LINKE., BÜNDNIS 90/DIE GRÜNEN|-|Zustand der Brücken");
        // Those who ask stand above the kind, a question is the title, and no preface follows.
        let text = "Deutscher Bundestag Drucksache 18/1200\n18. Wahlperiode 03.07.2015\nder Abgeordneten Ada Muster, Bert Probe und der Fraktion DIE\nLINKE.\n\
            Kleine Anfrage\nWas geschieht mit den Brücken?\nWir fragen die Bundesregierung:\n1. Wie viele Brücken sind gesperrt?\nBerlin, den 3. Juli 2015\nAda Muster\n";
        assert_eq!(told(text), "18/1200|2015-07-03|Kleine Anfrage|Ada Muster, Bert Probe|DIE LINKE.|-|Was geschieht mit den Brücken?");
    }

    #[test]
    fn askers_end_with_their_group() {
        const HEAD: &str = "Deutscher Bundestag Drucksache 22/12\n22. Wahlperiode 03.07.2027\n";
        // Long lines with a space at their end: it tells which ends are the writer's.
        let text = "Die Brücken des Landes sind in die Jahre gekommen, wie der Bericht der Kommission \n\
            zeigt, und die Mittel reichen bei weitem nicht, um sie alle in Stand zu setzen, \n\
            weshalb die Länder seit langem ein Programm des Bundes fordern.\n"
            .repeat(12);
        for (block, want) in [
            (
                "Kleine Anfrage\nder Abgeordneten Ada Muster, Bert Probe, Cora Fall, Dörte Muster-\nWiesental, Emil Test und der Fraktion der SPD\n\
                 Zustand der Brücken\n",
                "Kleine Anfrage|Ada Muster, Bert Probe, Cora Fall, Dörte Muster-Wiesental, Emil Test|SPD||Zustand der Brücken",
            ),
            (
                "Kleine Anfrage\nder Abgeordneten Ada Muster, Bert Probe und der Fraktion der SPD\nZustand der Brücken\n\
                 (Nachfrage zur Antwort der Bundesregierung auf die Kleine Anfrage auf \nBundestagsdrucksache 22/7)\n",
                "Kleine Anfrage|Ada Muster, Bert Probe|SPD||Zustand der Brücken (Nachfrage zur Antwort der Bundesregierung auf die \
                 Kleine Anfrage auf Bundestagsdrucksache 22/7)",
            ),
            (
                "Entschließungsantrag \nder Abgeordneten Ada Muster, Bert Probe, Cora Fall und der Fraktion Die Linke \n\
                 zu der dritten Beratung des Gesetzentwurfs der Fraktionen der CDU/CSU und SPD \n– Drucksachen 22/3, 22/9 – \n\
                 Entwurf eines Gesetzes über die Brücken und zur  \nÄnderung des Wegegesetzes \nDer Bundestag wolle beschließen: \n",
                "Entschließungsantrag|Ada Muster, Bert Probe, Cora Fall|Die Linke||Entwurf eines Gesetzes über die Brücken und zur \
                 Änderung des Wegegesetzes",
            ),
            (
                "Bericht \ndes Ausschusses für Wege und Brücken  \n(7. Ausschuss) \nzur Auslegung der Satzung \n\
                 Bericht des Vorsitzenden des 7. Ausschusses, Bert Probe \n",
                "Bericht|||Ausschusses für Wege und Brücken (7. Ausschuss)|zur Auslegung der Satzung",
            ),
            (
                "Antrag \nder Abgeordneten Ada Muster, Bert Probe und der Fraktion der AfD \nBrücken erhalten \nDer Bundestag wolle beschließen: \n",
                "Antrag|Ada Muster, Bert Probe|AfD||Brücken erhalten",
            ),
            (
                "Unterrichtung \ndurch die Präsidentin des Deutschen Bundestages \nBericht über die Brücken \nMit Schreiben vom 3. Mai \n",
                "Unterrichtung|||Präsidentin des Deutschen Bundestages|Bericht über die Brücken",
            ),
        ] {
            let paper = paper(&format!("{HEAD}{block}{text}"));
            let askers: Vec<String> = paper.askers.into_iter().map(|person| person.name).collect();
            let told = [
                paper.kind.unwrap_or_default(),
                askers.join(", "),
                paper.groups.join(", "),
                paper.originators.join(", "),
                paper.title.unwrap_or_default(),
            ];
            assert_eq!(told.join("|"), want);
        }
    }

    #[test]
    fn askers_end_where_their_group_is_parted_or_unknown() {
        for (block, want) in [
            ("und der Fraktion der CDU/\nCSU", "CDU/CSU"),
            ("und der Fraktion BÜNDNIS 90/DIE\nGRÜNEN", "BÜNDNIS 90/DIE GRÜNEN"),
            ("und der Gruppe Die Bunten", "Die Bunten"),
        ] {
            let paper = paper(&format!(
                "Deutscher Bundestag Drucksache 22/12\n22. Wahlperiode 03.07.2027\nKleine Anfrage\nder Abgeordneten Ada Muster, Bert Probe {block}\n\
                 Zustand der Brücken\nBrücken altern, und der Bund hat darauf bisher nicht geantwortet.\nWir fragen die Bundesregierung:\n1. Wie viele?\n2. Wo?\n"
            ));
            assert_eq!((paper.groups.join(", ").as_str(), paper.title.as_deref()), (want, Some("Zustand der Brücken")));
        }
    }

    #[test]
    fn a_head_without_number_or_date_says_so() {
        for (head, want) in [
            ("Deutscher Bundestag Drucksache 22/12\n22. Wahlperiode 03.07.2027", vec![]),
            ("Deutscher Bundestag Drucksache 22/12\n22. Wahlperiode 33.07.2027", vec!["the paper's head has no date that can be read"]),
            ("Deutscher Bundestag Drucksache 22.12\n22. Wahlperiode 03.07.2027", vec!["the paper's head has no number that can be read"]),
        ] {
            let text = format!("{head}\nKleine Anfrage\nder Fraktion der SPD\n\nStege\n\nWir fragen die Bundesregierung:\n1. Wie viele?\n");
            let record = parse(&Source::from_text("x.txt", text).expect("a small text"), &Companions::default());
            let said: Vec<&str> = record.diagnostics.iter().map(|note| note.message.as_str()).collect();
            assert_eq!(said, want, "{head}");
        }
    }

    #[test]
    fn an_inquiry_of_nobody_is_in_doubt() {
        for (block, want) in [
            ("der Fraktion der SPD\nZustand der Brücken", None),
            ("des Abgeordneten Bert Probe\n\nZustand der Brücken", Some("the title block names no group that asks")),
        ] {
            let text = format!(
                "Deutscher Bundestag Drucksache 22/12\n22. Wahlperiode 03.07.2027\nKleine Anfrage\n{block}\nWir fragen die Bundesregierung:\n1. Wie viele?\n"
            );
            let record = parse(&Source::from_text("x.txt", text).expect("a small text"), &Companions::default());
            let said = record.diagnostics.iter().find(|note| note.code == crate::diagnostic::Code::TitleUnread);
            assert_eq!(said.map(|note| note.message.as_str()), want, "{block}");
        }
    }
}
