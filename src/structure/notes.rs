//! Footnotes: lines that begin with a mark at a page's foot, often in mid-sentence of the running text.

use memchr::memmem;

use super::rows::{NARROWEST, Row, above};
use crate::cleaning::addresses::lines::{self, begins_with_address, ends_in_address};
use crate::cleaning::joining::{Joint, Side};
use crate::cleaning::reading::Pages;
use crate::cleaning::words::last_token;
use crate::grammar::headings;
use crate::grammar::openings::Opening;
use crate::ledger::{Ledger, Role, Rule};
use crate::lines::widths::Em;
use crate::span::Spans;

/// A note in the text.
#[derive(Clone, Debug)]
pub(crate) struct Note<'a> {
    /// „*“, „1“, „²“.
    pub mark: &'a str,
    /// Its bytes, mark included.
    pub spans: Spans,
    /// „Von einer Drucklegung der Anlage wird abgesehen.“
    pub not_printed: bool,
}

impl<'a> Note<'a> {
    /// The note that stands in these rows, which get its role.
    fn taken<'r>(mark: Mark<'a>, rows: impl Iterator<Item = &'r Row<'a>>, ledger: &mut Ledger) -> Self
    where
        'a: 'r,
    {
        let spans = ledger.assign_all(rows.map(|row| row.full), Role::Footnote, Rule::NoteMark);
        Self { mark: mark.printed, spans, not_printed: mark.says_not_printed() }
    }
}

/// Notes are set smaller, over the whole page: a line of a note that goes on is wider than any column of text.
const NOTE_LINE: Em = Em(38.0);
/// No page has a line so wide: DIP's text gives most notes in one.
const WHOLE_NOTE: Em = Em(60.0);
/// Lines of a note at most.
const LONGEST: usize = 12;
/// Bytes of a numbered note at least: „2 Nordrhein“ is a cell.
const SHORTEST: usize = 13;
/// Most questions end within so many lines.
const SHORT_QUESTION: usize = 4;
/// How far above a note its mark can stand in the text: a page's lines.
const PAGE: usize = 60;

/// A note under a table has as many lines at most.
const TABLE_NOTE: usize = 2;

/// How far the number of a note can be from that of the note before it: some are not met by the rules.
const GAP: u32 = 3;
/// What most notes of answers say: a note wherever it stands, though it cuts a table in two.
const NOT_PRINTED: &str = "Von einer Drucklegung";
/// It takes so many lines, where they are narrow.
const NOT_PRINTED_LINES: usize = 5;
/// „* Das Bundesministerium des Innern hat die Antwort als „VS-Nur für den Dienstgebrauch“ eingestuft.“: as often.
const CLASSIFIED: &str = " hat die Antwort als „VS";

/// Gives notes their role and returns them.
pub(crate) fn assign<'a>(pages: &Pages<'_>, rows: &[Row<'a>], ledger: &mut Ledger) -> Vec<Note<'a>> {
    let mut notes: Vec<Note<'a>> = Vec::new();
    let (mut at, mut numbered, mut cut) = (0, 0, false);
    // The last mark, and the row behind its note.
    let mut noted: Option<(Mark<'a>, usize)> = None;
    while let Some(row) = rows.get(at) {
        // The notes of a page stand together: „*“, then „**“.
        let above = noted.filter(|(_, end)| *end == at && !row.page_before).map(|(mark, _)| mark);
        let is_next = |mark: &Mark<'_>| above.is_some_and(|above| mark.follows(above)) && marked_above(rows, at, *mark);
        let Some(mark) = Mark::at(rows, at).filter(|mark| is_next(mark) || is_note(pages, rows, at, *mark)) else {
            at += 1;
            continue;
        };
        // Numbered notes run on through the paper: „15 Monate“ at a line's head is none.
        if let Some(number) = mark.number {
            let begins_again = number == 1 && (row.width > NOTE_LINE || mark.cites_address());
            if (number <= numbered || number > numbered + GAP) && !begins_again {
                at += 1;
                continue;
            }
            numbered = number;
        }
        cut = if above.is_some() { cut } else { cuts_sentence(rows, at) };
        let length = lines_up_to_next(rows, at, mark, cut).unwrap_or_else(|| length(pages, rows, at, cut));
        notes.push(Note::taken(mark, rows.iter().skip(at).take(length), ledger));
        at += length;
        noted = Some((mark, at));
    }
    notes
}

/// Gives the notes of a collection their role and returns them. Its columns are narrow, so what is wider and begins with a
/// mark that stands above is a note, and its second line, as wide, goes on with it.
pub(crate) fn assign_in_collection<'a>(pages: &Pages<'_>, rows: &[Row<'a>], ledger: &mut Ledger) -> Vec<Note<'a>> {
    let mut notes = Vec::new();
    let (mut at, mut numbered) = (0, 0);
    while let Some(row) = rows.get(at) {
        let found = Mark::of(row.words).filter(|mark| !mark.is_bracketed());
        let due = |mark: &Mark<'_>| mark.number.is_some_and(|number| number > numbered && number <= numbered + GAP);
        let is_note = |mark: &Mark<'_>| mark.says_not_printed() || due(mark) && row.width > NOTE_LINE && marked_above(rows, at, *mark);
        let Some(mark) = found.filter(is_note) else {
            at += 1;
            continue;
        };
        numbered = mark.number.unwrap_or(numbered);
        let wide = rows.iter().skip(at + 1).take_while(|row| row.width > NOTE_LINE && Mark::of(row.words).is_none()).count();
        let length = length(pages, rows, at, false).max(wide + 1).min(LONGEST);
        notes.push(Note::taken(mark, rows.iter().skip(at).take(length), ledger));
        at += length;
    }
    notes
}

/// The mark at the head of a note.
#[derive(Clone, Copy)]
struct Mark<'a> {
    /// „*“, „**“, „*)“, „¹“, „12“, „1)“.
    printed: &'a str,
    /// The same without its bracket.
    bare: &'a str,
    /// 12.
    number: Option<u32>,
    /// The words behind it.
    note: &'a str,
}

impl<'a> Mark<'a> {
    /// The mark at the head of a row, or alone in it above a long address.
    fn at(rows: &[Row<'a>], at: usize) -> Option<Self> {
        let row = rows.get(at)?;
        let alone = || {
            let mark = Self::alone(row.words, rows.get(at + 1)?)?;
            (!is_one_of_several(rows, at) && marked_above(rows, at, mark)).then_some(mark)
        };
        Self::of(row.words).or_else(alone)
    }

    /// „**⏎www.amt.de/…“: an address that did not fit behind its mark, on the same page.
    fn alone(words: &'a str, below: &Row<'a>) -> Option<Self> {
        let cites = !below.page_before && below.first >= NARROWEST && begins_with_address(below.words);
        (is_star(words) && cites).then_some(Self { printed: words, bare: words, number: None, note: below.words })
    }

    /// „* “, „** “, „*) “, „¹ “, „12 “, „1) “ at the head of a line.
    fn of(words: &'a str) -> Option<Self> {
        let is_star = |c: char| c == '*';
        let is_raised = |c: char| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
        let first = words.chars().next()?;
        let end = if is_star(first) {
            words.find(|c| !is_star(c))?
        } else if is_raised(first) {
            words.find(|c| !is_raised(c))?
        } else if first.is_ascii_digit() {
            words.find(|c: char| !c.is_ascii_digit()).filter(|&end| end <= 3)?
        } else {
            return None;
        };
        let (bare, rest) = words.split_at_checked(end)?;
        let rest = rest.strip_prefix(')').unwrap_or(rest);
        let note = rest.trim_start();
        let spaced = note.len() < rest.len();
        let worded = note.starts_with(|c: char| c.is_uppercase() || c == '„') || note.starts_with("vgl") || begins_with_address(note);
        let printed = words.get(..words.len() - rest.len())?;
        (worded && (spaced || is_star(first))).then(|| Self { printed, bare, number: bare.parse().ok(), note })
    }

    fn is_bracketed(self) -> bool {
        self.printed.ends_with(')')
    }

    /// „**“ behind „*“, „2“ behind „1“.
    fn follows(self, last: Self) -> bool {
        let counted = last.number.zip(self.number).is_some_and(|(last, number)| last.checked_add(1) == Some(number));
        counted || self.bare.strip_suffix('*') == Some(last.bare)
    }

    /// „2 www.amt.de/lage.pdf“: no text and no table begins a line so.
    fn cites_address(self) -> bool {
        begins_with_address(self.note)
    }

    /// „* Von einer Drucklegung der Anlage wird abgesehen.“
    fn says_not_printed(self) -> bool {
        self.note.starts_with(NOT_PRINTED)
    }
}

/// „*“, „**“: nothing but a mark.
fn is_star(words: &str) -> bool {
    !words.is_empty() && words.bytes().all(|byte| byte == b'*')
}

/// Whether a star alone is one of several: items of a list have the same, notes of a page have not.
fn is_one_of_several(rows: &[Row<'_>], at: usize) -> bool {
    let around = rows.iter().skip(at.saturating_sub(LONGEST)).take(2 * LONGEST);
    rows.get(at).is_some_and(|row| around.filter(|other| other.words == row.words).count() > 1)
}

/// How many lines a numbered note takes whose page has another one: the marks of a page stand above its notes, so what is
/// between the two belongs to the first, though it ended a sentence.
fn lines_up_to_next(rows: &[Row<'_>], at: usize, first: Mark<'_>, cut: bool) -> Option<usize> {
    first.number?;
    let cited = |below: usize| above(rows, below).is_some_and(|row| ends_in_address(row.words));
    let ends = |below: usize, row: &Row<'_>| row.page_before || ends_notes(rows, below) || cut && cited(below) && is_running_text(row);
    let mut below = rows.iter().enumerate().skip(at + 1).take(LONGEST).take_while(|&(at, row)| !ends(at, row));
    let (next, mark) = below.find_map(|(next, row)| Some((next, Mark::of(row.words).filter(|mark| mark.follows(first))?)))?;
    marked_above(rows, at, mark).then_some(next - at)
}

/// Whether what begins in a row cannot go on with a note: a heading, a request, a question or a part of one. „2. Auflage.“ and
/// „b) Satz 2“ ask nothing.
fn ends_notes(rows: &[Row<'_>], at: usize) -> bool {
    let Some(row) = rows.get(at) else { return true };
    let below = || rows.iter().skip(at + 1).take(SHORT_QUESTION).take_while(|row| !row.is_head());
    let asks = || std::iter::once(row).chain(below()).find(|row| row.stops).is_some_and(|row| row.asks);
    let parts = || row.label.is_some() && row.open;
    row.annex || row.heading.is_some() || headings::request(row.words) || row.begins_question() || row.is_head() && (parts() || asks())
}

/// What stands around a line with a mark.
struct Around<'r, 'a> {
    row: &'r Row<'a>,
    above: Option<&'r Row<'a>>,
    /// Below the notes of the page.
    below: Option<&'r Row<'a>>,
    /// Whether the line cuts a sentence in two.
    cuts: bool,
}

/// A line with a mark is a note where the mark stands behind a word above, or where it cuts a sentence in two. Under a
/// table it belongs to the table.
fn is_note(pages: &Pages<'_>, rows: &[Row<'_>], at: usize, mark: Mark<'_>) -> bool {
    let Some(row) = rows.get(at) else { return false };
    let (above, below) = (above(rows, at), rows.get(end_of_run(pages, rows, at, mark)));
    let word_goes_on = || below.is_some_and(|below| below.opening == Opening::Small);
    let goes_on = |above: &Row<'_>| if cuts_word(above) { word_goes_on() } else { above.broken };
    let cuts = above.is_some_and(goes_on) && below.is_none_or(|below| below.opening != Opening::Bullet);
    let around = Around { row, above, below, cuts };
    if mark.number.is_some() { is_numbered_note(rows, at, mark, &around) } else { is_starred_note(pages, rows, at, mark, &around) }
}

fn is_numbered_note(rows: &[Row<'_>], at: usize, mark: Mark<'_>, &Around { row, above, below, cuts }: &Around<'_, '_>) -> bool {
    // „… gezählt?1⏎1 Vgl. die Zählung …“: its mark is the last sign above it.
    let closes = above.and_then(|above| above.words.strip_suffix(mark.printed)).is_some_and(carries_number);
    // „2 Syrien 13.929 35.756“, „3 Türkei …“: rows of a table.
    let in_table = !closes && above.is_some_and(|above| above.words.ends_with(char::is_numeric));
    let goes_on = below.is_some_and(|below| !below.is_head() && !below.is_formula());
    let in_text = cuts && goes_on && !above.is_some_and(|above| awaits_number(above.words));
    // „folgende Seiten1:⏎1 www.amt.de/nord⏎2 www.amt.de/sued“ is a list.
    let cites = mark.cites_address() && !above.is_some_and(|above| above.words.ends_with(':'));
    // „1)“ stands under tables, too, as wide as it likes; there it cuts no word.
    let sure =
        if mark.is_bracketed() { in_text && above.is_some_and(cuts_word) } else { in_text || row.width > NOTE_LINE || cites || closes };
    sure && (!in_table || cites) && row.label.is_none() && marked_above(rows, at, mark) && row.words.len() >= SHORTEST
}

fn is_starred_note(
    pages: &Pages<'_>,
    rows: &[Row<'_>],
    at: usize,
    mark: Mark<'_>,
    &Around { row, above, below, cuts }: &Around<'_, '_>,
) -> bool {
    let in_list =
        rows.get(at + 1).is_some_and(|next| next.words.starts_with("* ")) && above.is_some_and(|above| above.words.ends_with(':'));
    let under_table = above.is_some_and(|above| !above.broken && !above.stops && !above.open && above.opening != Opening::Answer);
    let starred = |row: &Row<'_>| row.words.starts_with('*');
    let in_table = rows.iter().take(at).rev().take(TABLE_NOTE).any(starred) && under_table
        || at > 1 && rows.iter().take(at).skip(at - 2).all(is_narrow_row);
    let at_foot = below.is_some_and(|below| below.page_before);
    let says_so = mark.says_not_printed() || row.words.contains(CLASSIFIED);
    !in_list
        && (says_so
            || at_foot && marked_above(rows, at, mark)
            || cuts
            || is_wide(pages, row) && !in_table
            || !under_table && marked_above(rows, at, mark))
}

/// Whether a word goes on behind a line.
fn cuts_word(above: &Row<'_>) -> bool {
    above.words.ends_with('-')
}

/// The row behind a note and those of its page that follow it.
fn end_of_run(pages: &Pages<'_>, rows: &[Row<'_>], at: usize, mark: Mark<'_>) -> usize {
    let cut = cuts_sentence(rows, at);
    let (mut end, mut last) = (at + length(pages, rows, at, cut), mark);
    while let Some(next) = Mark::at(rows, end).filter(|next| next.follows(last) && marked_above(rows, at, *next)) {
        (end, last) = (end + length(pages, rows, end, cut), next);
    }
    end
}

/// Whether a line fills the page. Where spaces don't tell that it was broken, its next word tells that it did not fit.
fn is_wide(pages: &Pages<'_>, row: &Row<'_>) -> bool {
    row.width > NOTE_LINE || !pages.joining.trailing_spaces_tell() && row.reach > NOTE_LINE
}

/// A table's rows are narrow, hold figures and end no sentence.
fn is_narrow_row(row: &Row<'_>) -> bool {
    row.width < NARROWEST && !row.broken && !row.stops && row.words.contains(|c: char| c.is_ascii_digit())
}

/// Whether the mark stands behind a word in the text above.
fn marked_above(rows: &[Row<'_>], at: usize, mark: Mark<'_>) -> bool {
    let sign = if mark.number.is_some() { mark.printed } else { mark.bare };
    let finder = memmem::Finder::new(sign);
    rows.iter().take(at).rev().take(PAGE).any(|row| {
        finder.find_iter(row.words.as_bytes()).any(|found| {
            let before = row.words.get(..found).unwrap_or_default();
            let after = row.words.get(found + sign.len()..).and_then(|after| after.chars().next());
            let glued = if sign.starts_with('*') {
                before.ends_with(is_marked) || before.ends_with(char::is_numeric)
            } else {
                carries_number(before) && !(matches!(sign, "2" | "3") && ends_in_measure(before))
            };
            glued && after.is_none_or(|c| !c.is_alphanumeric() && c != '*')
        })
    })
}

/// „nach § 30 Abs.⏎1 Satz 2“: the number that begins the next line belongs to the last word. Whole words („in diesem
/// Absatz“) stand without one, too.
fn awaits_number(words: &str) -> bool {
    const NUMBERED: [&str; 7] = ["§", "§§", "Abs.", "Art.", "Buchst.", "Nr.", "Tz."];
    NUMBERED.contains(&last_token(words).trim_start_matches('('))
}

/// Behind what a mark stands.
fn is_marked(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '.' | ',' | ')' | '“' | ';' | ':' | '?')
}

/// „300 m2“, „14 km2“.
fn ends_in_measure(before: &str) -> bool {
    before.rsplit(|c: char| !c.is_alphabetic()).next().is_some_and(|word| ["m", "cm", "km", "mm"].contains(&word))
}

/// Whether a number behind these words is a mark: it is none in „CO2“, „1,1“ and „§ 4.1“.
fn carries_number(before: &str) -> bool {
    const SHORTEST_NAME: usize = 3;
    let mut letters = before.chars().rev();
    match letters.next() {
        Some(c) if c.is_uppercase() => letters.take(SHORTEST_NAME - 1).filter(|c| c.is_uppercase()).count() == SHORTEST_NAME - 1,
        Some(c) if c.is_alphabetic() => true,
        Some(c) if is_marked(c) => letters.next().is_some_and(|c| !c.is_numeric()),
        _ => false,
    }
}

/// Whether a word or a web address goes on in the next line, which then is the note's too.
fn is_torn(pages: &Pages<'_>, row: &Row<'_>, next: &Row<'_>) -> bool {
    let token = last_token(row.words);
    let side = Side { words: row.words, width: row.width, token, trailing_space: false, blank_after: next.blank_before, parted: false };
    token.contains('.') && pages.joining.joint(side, next.words, Em(0.0)) == Joint::Touch
}

/// „… www.amt.de/lage-der-⏎stege-2025.html“, be it on the next page.
fn breaks_address(row: &Row<'_>, next: &Row<'_>) -> bool {
    !next.is_marked() && lines::breaks_address(row.words, next.words)
}

/// „Abgerufen am 11. Juni 2025 unter www.amt.de.“, „zuletzt abgerufen am …“: what only notes say, behind what they cite.
fn tells_when_read(row: &Row<'_>) -> bool {
    const OPENINGS: [&str; 4] = ["bgerufen am ", "bgerufen unter ", "brufbar unter ", "uletzt abgerufen "];
    row.words.strip_prefix(['A', 'a', 'Z', 'z']).is_some_and(|rest| OPENINGS.iter().any(|opening| rest.starts_with(opening)))
}

/// Whether the sentence above a note goes on below it.
fn cuts_sentence(rows: &[Row<'_>], at: usize) -> bool {
    above(rows, at).is_some_and(|before| before.broken || !before.stops)
}

/// „kauft. Weitere Stege …“, but not „stege-2025.html“: running text, and no piece of an address.
fn is_running_text(row: &Row<'_>) -> bool {
    let first = row.words.split_once(' ').map(|(first, _)| first.trim_end_matches(['.', ',']));
    row.opening == Opening::Small && first.is_some_and(|first| first.chars().all(char::is_alphabetic))
}

/// How many lines a note takes; `cut`: it stands in the midst of a sentence.
fn length(pages: &Pages<'_>, rows: &[Row<'_>], at: usize, cut: bool) -> usize {
    // A sentence of the note can end where its line does.
    let as_wide = |row: &Row<'_>| row.width > NOTE_LINE && row.width < WHOLE_NOTE && !row.is_head();
    let goes_on = |row: &Row<'_>, next: &Row<'_>| {
        row.broken
            || tells_when_read(next)
            || is_wide(pages, row) && (!row.stops || as_wide(row) && as_wide(next) && Mark::of(next.words).is_none())
    };
    let lines = rows.iter().skip(at).take(LONGEST);
    let tells = pages.joining.trailing_spaces_tell();
    let closed = |row: &Row<'_>, next: &Row<'_>| {
        let narrow = next.width <= NOTE_LINE && !(tells && row.broken);
        // „… Betriebe ver-⏎1 www.amt.de/lage.html⏎kauft werden“: what the note cuts in two.
        let goes_on = cut && ends_in_address(row.words) && is_running_text(next);
        // „… S. 14 bis 31⏎Die Länder …“
        let begins = next.sentence && narrow && !cut && (row.words.ends_with(|c: char| c.is_ascii_digit()) || ends_in_address(row.words));
        (goes_on || begins) && !tells_when_read(next)
    };
    // It ends with „… abrufbar.“, though the text goes on below with half a word, and however narrow it was set.
    let not_printed = rows.get(at).and_then(|row| Mark::of(row.words)).is_some_and(Mark::says_not_printed);
    let own = lines.clone().enumerate().take_while(|(line, row)| *line == 0 || !row.page_before && !row.is_head());
    if let Some((line, _)) = own.take(NOT_PRINTED_LINES).find(|(_, row)| row.words.ends_with("abrufbar.")).filter(|_| not_printed) {
        return line + 1;
    }
    let full = lines
        .clone()
        .zip(rows.iter().skip(at + 1))
        .zip(at + 1..)
        .take_while(|&((row, next), below)| {
            let alone = below == at + 1 && is_star(row.words);
            ((alone || goes_on(row, next) || is_torn(pages, row, next)) && !next.page_before || breaks_address(row, next))
                && !closed(row, next)
                && !ends_notes(rows, below)
                && Mark::at(rows, below).is_none_or(|mark| mark.number.is_some() && !mark.cites_address())
        })
        .count();
    full + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_behind_a_formula_or_a_comma_is_no_mark() {
        for (before, marks) in
            [("Die Brücken", true), ("saniert.", true), ("das BMV", true), ("CO", false), ("rund 1,", false), ("", false)]
        {
            assert_eq!(carries_number(before), marks, "{before}");
        }
    }

    /// A paper with this page.
    fn record(page: &str) -> crate::Record {
        let text = format!(
            "Deutscher Bundestag Drucksache 22/3017\n22. Wahlperiode 08.11.2027\nAntwort \nder Bundesregierung \nauf die Kleine Anfrage der \
             Abgeordneten Wiebke Harms und der Fraktion der SPD\n– Drucksache 22/2960 –\nStege\n1. Wie viele Stege werden im Norden \
             betrieben?\n{page}\n2. Welche Stege werden ersetzt?\nErsetzt werden zwei Stege.\n"
        );
        let source = crate::Source::from_text("x.txt", &text).expect("a small text");
        crate::parse(&source, &crate::Companions::default())
    }

    /// Its questions and notes.
    fn told(page: &str) -> String {
        let record = record(page);
        let notes: Vec<String> = record.footnotes.iter().map(|note| format!("{} {}", note.mark, note.text)).collect();
        format!("{} questions|{}", record.questions.len(), notes.join("|"))
    }

    #[test]
    fn a_page_ends_a_note_unless_its_address_is_broken_by_a_hyphen() {
        let head = "Deutscher Bundestag – 22. Wahlperiode – 3 – Drucksache 22/3017";
        for (page, want) in [
            (
                format!("Es sind 14 Stege*.\n* Abrufbar unter https://www.amt.example/stege/\n{head}"),
                "2 questions|* Abrufbar unter https://www.amt.example/stege/",
            ),
            (
                format!("Es sind 14 Stege*.\n* Abrufbar unter www.amt.example/stege/lage-der-\n{head}\nihre Zahl steigt."),
                "2 questions|* Abrufbar unter www.amt.example/stege/lage-der-",
            ),
            (
                format!("Es sind 14 Stege*.\n* Abrufbar unter www.amt.example/stege/lage-der-\n{head}\nstege-2027.html"),
                "2 questions|* Abrufbar unter www.amt.example/stege/lage-der-stege-2027.html",
            ),
            // Links are listed so, too.
            (
                "Im Norden* sind es 14 Stege. Sie stehen hier:\n*\nwww.amt.example/stege/lage-der-stege-und-der-wehre-im-norden.html\n*\n\
                 www.amt.example/stege/lage-der-stege-und-der-wehre-im-sueden.html"
                    .to_owned(),
                "2 questions|",
            ),
            (format!("Es sind 14 Stege*.\n*\n{head}\nwww.amt.example/stege/lage-der-stege-und-der-wehre.html"), "2 questions|"),
            ("Es sind 14 Stege*.\n*\nwww.amt.example nennt ihre Zahl.".to_owned(), "2 questions|"),
            (
                // An address that does not fit behind its mark stands below it.
                "Es sind 14 Stege* und Wehre**.\n* Stand: Mai.\n**\nwww.amt.example/stege/lage-der-stege-und-der-wehre.html".to_owned(),
                "2 questions|* Stand: Mai.|** www.amt.example/stege/lage-der-stege-und-der-wehre.html",
            ),
            (
                "Es sind 14 Stege*.\n* Abrufbar unter https://www.amt.example/stege/2027-019-09566-5".to_owned(),
                "2 questions|* Abrufbar unter https://www.amt.example/stege/2027-019-09566-5",
            ),
        ] {
            assert_eq!(told(&page), want);
        }
    }

    #[test]
    fn a_note_with_one_star_more_is_the_pages_next() {
        let page = |mark: &str| {
            format!(
                "Es sind 14 Stege*, neun{mark} davon alt. \nSie stehen am Ufer der Elbe und im Watt, wo sie das Amt im \n* Stand: Mai 2026.\n\
                 ** Stand: Juni\nJahr 2024 geprüft hat."
            )
        };
        assert_eq!(told(&page("**")), "2 questions|* Stand: Mai 2026.|** Stand: Juni");
        assert_eq!(told(&page("")), "2 questions|* Stand: Mai 2026.");
    }

    #[test]
    fn the_notes_of_a_page_stand_together() {
        for (page, want) in [
            // A note may end a sentence before it ends, and the next one may be short.
            (
                "Es sind 14 Stege1, neun2 davon alt. Sie wurden ver-\n1 Feld, Ada: „Stege im Norden.“ Eine Übersicht über ihre Lage, \
                 ihr Alter, ihre Länge, ihre Tragkraft und ihren Zustand.\nUferblatt 4 (2020): 71\n2 www.amt.example/stege\nkauft, soweit es ging.",
                "2 questions|1 Feld, Ada: „Stege im Norden.“ Eine Übersicht über ihre Lage, ihr Alter, ihre Länge, ihre Tragkraft und \
                 ihren Zustand. Uferblatt 4 (2020): 71|2 www.amt.example/stege",
            ),
            // No mark above says that the second is a note.
            ("Es sind 14 Stege1.\n1 www.amt.example/stege\nBezirke:\n2 Nord", "2 questions|1 www.amt.example/stege"),
            ("Es sind 14 Stege1 am Ufer und sie wer-\n1 www.amt.example/stege\nden geprüft.", "2 questions|1 www.amt.example/stege"),
            (
                "Es sind 14 Stege1 am Ufer und sie\n1 www.amt.example/stege\nabgerufen am 3. Mai 2027.\nwerden geprüft.",
                "2 questions|1 www.amt.example/stege abgerufen am 3. Mai 2027.",
            ),
            ("Es sind 14 Stege1). Sie wer-\n1) Stand: Mai 2027.\nden geprüft.", "2 questions|1) Stand: Mai 2027."),
            ("Stege1)\nNord 14\n1) Stand: Mai 2027 nach den Angaben der Länder und der Gemeinden an der Küste.", "2 questions|"),
        ] {
            assert_eq!(told(page), want, "{page}");
        }
    }

    #[test]
    fn a_note_ends_before_what_is_not_its_own() {
        const WIDE: &str =
            "Vgl. Amt für Wasserwege: „Bericht über die Stege im Norden, ihren Zustand und ihre Nutzung“, Bonn 2025, S. 14 bis 31";
        for (above, below, answer) in [
            ("Es sind 14 Stege1.", "2. Nach Angaben des Amtes altern Stege – welche sind das?\nZwei.", "Es sind 14 Stege1."),
            ("Es sind 14 Stege1.", "b) im Süden?\nZwei.", "Es sind 14 Stege1.\nb) im Süden?\nZwei."),
            ("Es sind 14 Stege1.", "Die Länder pflegen sie.", "Es sind 14 Stege1.\nDie Länder pflegen sie."),
            (
                "Es sind 300 m2 und 14 Stege1.",
                "Die Pflege kostet rund\n2 Mio. Euro im Jahr.",
                "Es sind 300 m2 und 14 Stege1.\nDie Pflege kostet rund\n2 Mio. Euro im Jahr.",
            ),
        ] {
            let record = record(&format!("{above}\n1 {WIDE}\n{below}"));
            let notes: Vec<&str> = record.footnotes.iter().map(|note| note.text.as_str()).collect();
            let text = record.answers.first().map(|answer| answer.text.replace("\n\n", "\n"));
            assert_eq!((notes, text.as_deref()), (vec![WIDE], Some(answer)));
        }
        assert_eq!(told("Siehe folgende Seiten1:\n1 www.amt.example/nord\n2 www.amt.example/sued"), "2 questions|");
    }

    #[test]
    fn a_note_may_stand_right_below_its_mark() {
        for above in ["Es sind 14 Stege.1", "Es sind 14 Stege1"] {
            assert_eq!(
                told(&format!("{above}\n1 Vgl. die Zählung des Amtes\nSie stehen am Ufer.")),
                "2 questions|1 Vgl. die Zählung des Amtes"
            );
        }
        assert_eq!(told("Es sind 14 Stege nach Anlage 1\n1 Tabelle der Stege am Ufer\nSie stehen dort."), "2 questions|");
    }

    #[test]
    fn what_is_not_printed_is_told_in_any_width() {
        let note = "* Von einer Drucklegung der Anlage wird abgesehen. Diese ist auf Bundestagsdrucksache 22/3017 auf der Internetseite des \
                    Deutschen Bundestages abrufbar.";
        let narrow = note.replace("Anlage ", "Anlage\n").replace("auf der ", "auf\nder ");
        for page in [
            format!("Die Liste steht in der Anlage*, die das Amt \n{note}\nführt."),
            format!("Die Liste steht in der Anlage*, die das Amt \n{narrow}\nführt."),
            format!("Die Liste steht in der Anlage*, die {note} das Amt führt."),
        ] {
            assert_eq!(told(&page), format!("2 questions|{note}"), "{page}");
        }
    }

    #[test]
    fn a_number_of_a_law_that_begins_a_line_is_no_note() {
        let page = |last: &str| {
            format!(
                "Das Amt1 prüft alle Stege am Ufer der Elbe und im Watt nach {last} \n1 Satz 2 der Ordnung, \ndie dafür gilt, und nach keiner anderen."
            )
        };
        assert_eq!(told(&page("§ 30 Abs.")), "2 questions|");
        for last in ["dem", "diesem Absatz"] {
            assert_eq!(told(&page(last)), "2 questions|1 Satz 2 der Ordnung,");
        }
    }

    #[test]
    fn a_note_goes_on_with_the_day_of_reading() {
        let tells = |words: &'static str| tells_when_read(&Row::of(words));
        assert!(tells("Abgerufen am 3. Mai 2028 unter www.amt.de.") && tells("Abrufbar unter www.amt.de."));
        assert!(!tells("Abgerufene Mittel") && !tells("Die Seite wurde zuletzt abgerufen am 3. Mai."));
    }

    #[test]
    fn reads_marks() {
        for (words, want) in [
            ("* Die Anlage ist abrufbar.", Some("*")),
            ("** Stand: Mai", Some("**")),
            ("*) Stand: Mai", Some("*)")),
            ("² Vgl. dazu", Some("²")),
            ("1 Vgl. dazu", Some("1")),
            ("1. Wie viele", None),
            ("2024 wurden", None),
            ("Stand*", None),
        ] {
            assert_eq!(Mark::of(words).map(|mark| mark.printed), want, "{words}");
        }
    }
}
