//! Text that was set turned by a quarter: tables across the page, with the questions that stand there.
//!
//! Extractors give it in pieces of one to four letters, each on a line of its own, as the typesetter kerned them:
//! „Wo“, „ l“, „ag“, „en“. Between two pieces the line end is no end, and a blank at the head or the end of
//! a piece parts two words. What begins in mid-air (a capital behind a small letter, a number or label of a question)
//! was another line of the print.

use std::ops::Range;

use crate::cleaning::furniture::is_margin_note;
use crate::lines::widths::Look;
use crate::lines::{Line, Lines};
use crate::span::{Span, offset};

/// Letters and blanks of the longest piece.
const LONGEST_PIECE: usize = 4;
/// The same in bytes.
const LONGEST_BYTES: u32 = 16;
/// Columns of short words („ja“, „nein“) are turned less often than upright: so many pieces must follow one another.
const ENOUGH_PIECES: usize = 24;
/// So many different pieces must go on with a small letter what the one before them began. A column has few words.
const ENOUGH_TORN: usize = 10;

/// Puts lines together that were one line before the page was turned.
pub(crate) fn put_upright(text: &str, lines: Lines) -> Lines {
    let all = lines.as_slice();
    let runs = turned_runs(text, all);
    if runs.is_empty() {
        return lines;
    }
    let (mut kept, mut joined) = (Vec::with_capacity(all.len()), Vec::new());
    let mut from = 0;
    for run in runs {
        kept.extend(all.get(from..run.start).unwrap_or_default());
        from = run.end;
        for (line, words) in put_together(text, all.get(run).unwrap_or_default()) {
            joined.extend(words.map(|words| (kept.len(), words)));
            kept.push(line);
        }
    }
    kept.extend(all.get(from..).unwrap_or_default());
    Lines::put_together(kept, joined)
}

/// The runs of lines that are pieces of turned ones.
fn turned_runs(text: &str, lines: &[Line]) -> Vec<Range<usize>> {
    let is_piece = |line: &&Line| {
        let words = || content(text, line);
        line.words.len() <= LONGEST_BYTES && !words().is_empty() && words().chars().nth(LONGEST_PIECE).is_none()
    };
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(rest) = lines.get(at..).filter(|rest| !rest.is_empty()) {
        let length = rest.iter().take_while(is_piece).count();
        if length >= ENOUGH_PIECES && rest.get(..length).is_some_and(|run| is_turned(text, run)) {
            runs.push(at..at + length);
        }
        at += length + 1;
    }
    runs
}

/// A line without its end.
fn content<'a>(text: &'a str, line: &Line) -> &'a str {
    text.get(line.full.range()).unwrap_or_default().trim_end_matches(['\n', '\r'])
}

fn is_turned(text: &str, run: &[Line]) -> bool {
    let pieces = || run.iter().map(|line| content(text, line));
    let torn = pieces().zip(pieces().skip(1)).filter(|(a, b)| a.ends_with(char::is_alphabetic) && b.starts_with(char::is_lowercase));
    let mut different: Vec<&str> = torn.map(|(_, piece)| piece).collect();
    different.sort_unstable();
    different.dedup();
    if different.len() < ENOUGH_TORN {
        return false;
    }
    let letters: String = pieces().flat_map(str::chars).filter(|c| !c.is_whitespace()).collect();
    !is_margin_note(&letters)
}

/// A line that is put together.
struct Begun {
    line: Line,
    words: String,
    pieces: usize,
    /// Whether a blank stands between its words.
    spaced: bool,
    lettered: bool,
}

impl Begun {
    fn with(line: Line, piece: &str) -> Self {
        let mut begun = Self { line, words: String::new(), pieces: 0, spaced: false, lettered: false };
        begun.add(piece);
        begun
    }

    fn add(&mut self, piece: &str) {
        let parted = self.words.ends_with(' ') || piece.starts_with(' ');
        let begun = !self.words.trim_start().is_empty();
        self.spaced |= parted && begun && !piece.trim().is_empty() || piece.trim().contains(' ');
        self.lettered |= piece.contains(char::is_alphabetic);
        self.words.push_str(piece);
        self.pieces += 1;
    }

    fn finish(self) -> (Line, Option<String>) {
        match self.pieces {
            1 => (self.line, None),
            // It stood in no column.
            _ => (Line { trailing_space: false, look: Look::default(), ..self.line }, Some(self.words.trim().to_owned())),
        }
    }
}

/// The lines of a run as they were before the page was turned. Words only where several pieces make one line.
fn put_together(text: &str, run: &[Line]) -> Vec<(Line, Option<String>)> {
    let pieces: Vec<&str> = run.iter().map(|line| content(text, line)).collect();
    let mut lines: Vec<Begun> = Vec::new();
    for (at, (line, piece)) in run.iter().zip(&pieces).enumerate() {
        let behind = pieces.get(at + 1..).unwrap_or_default();
        // The number of a page, behind its form feed, was not turned.
        let is_page = |line: &Line, piece: &str| line.page_break && is_number(piece.trim());
        match lines.last_mut() {
            Some(begun) if !is_page(line, piece) && !is_page(&begun.line, &begun.words) && goes_on(begun, piece, behind) => {
                let whole = &mut begun.line;
                whole.full = whole.full.cover(line.full);
                if !line.is_blank() {
                    whole.words = if whole.is_blank() { line.words } else { whole.words.cover(line.words) };
                }
                begun.add(piece);
            }
            _ => lines.push(Begun::with(*line, piece)),
        }
    }
    lines.into_iter().map(Begun::finish).collect()
}

/// Whether a piece goes on with the line that was begun.
fn goes_on(begun: &Begun, piece: &str, behind: &[&str]) -> bool {
    let words = begun.words.as_str();
    if begins_question(piece, behind) || begins_part(words, piece, behind) {
        return false;
    }
    let (Some(last), Some(first)) = (words.chars().next_back(), piece.chars().next()) else { return false };
    let running = begun.spaced && begun.lettered;
    let heads = || is_number(words.trim()) || is_label(words.trim());
    match (last, first) {
        // An answer, most of all.
        ('?', _) if piece.trim_start().starts_with(char::is_uppercase) => false,
        _ if last.is_whitespace() || first.is_whitespace() => begun.lettered || piece.contains(char::is_alphabetic),
        (a, b) if a.is_alphabetic() && b.is_lowercase() => true,
        (a, b) if a.is_uppercase() && b.is_uppercase() => true,
        ('(' | '[' | '„' | '/' | '–' | '-' | '\u{ad}' | '§', _) => true,
        (_, '.' | ',' | ';' | ':' | '?' | '!' | ')' | ']' | '“' | '%' | '/' | '–' | '-' | '\u{ad}') => true,
        (a, b) if a.is_ascii_digit() && (b.is_ascii_digit() || b.is_lowercase()) => running,
        (',' | '.', b) if b.is_ascii_digit() => words.trim_end_matches([',', '.']).ends_with(|c: char| c.is_ascii_digit()),
        ('.' | ')', b) if b.is_uppercase() || b.is_ascii_digit() => heads(),
        (_, b) => b.is_lowercase(),
    }
}

/// „ 4“, „.“, „Wo“: a number, its stop, and a capital that touches it; in a date („1“, „.“, „ M“) a blank stands there.
fn begins_question(piece: &str, behind: &[&str]) -> bool {
    let (number, next) = match piece.trim_start().strip_suffix('.') {
        Some(number) => (number, behind.first()),
        None if behind.first() == Some(&".") => (piece.trim_start(), behind.get(1)),
        None => return false,
    };
    let counts = (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    counts && next.is_some_and(|next| next.starts_with(char::is_uppercase))
}

/// „dort“, „a)“, „Im“: a label between two words that it touches, or behind the end of a sentence.
fn begins_part(words: &str, piece: &str, behind: &[&str]) -> bool {
    let labels = is_label(piece) && behind.first().is_some_and(|next| next.starts_with(char::is_alphabetic));
    labels && words.ends_with(|c: char| c.is_alphabetic() || matches!(c, ',' | ';' | '.' | '?' | ':' | ')'))
}

fn is_label(words: &str) -> bool {
    words.strip_suffix(')').is_some_and(|label| label.len() == 1 && label.bytes().all(|byte| byte.is_ascii_lowercase()))
}

fn is_number(words: &str) -> bool {
    words.strip_suffix('.').is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The place in the source of the byte `at` of a turned line's words: they are the source's without its line ends.
pub(crate) fn place(text: &str, words: Span, at: usize) -> u32 {
    let source = text.get(words.range()).unwrap_or_default();
    let kept = source.bytes().enumerate().filter(|(_, byte)| !matches!(byte, b'\n' | b'\r'));
    words.start() + offset(kept.map(|(place, _)| place).nth(at).unwrap_or(source.len()))
}

#[cfg(test)]
mod tests {
    use crate::lines::Lines;
    use crate::span::Span;

    /// What the lines say, those that were put together marked with a bar.
    fn lines(text: &str) -> Vec<String> {
        let lines = super::put_upright(text, Lines::cut(text, Span::of(0..text.len())));
        let say = |(at, line): (usize, &crate::lines::Line)| match lines.turned(at) {
            Some(words) => format!("|{words}"),
            None => text.get(line.words.range()).unwrap_or_default().to_owned(),
        };
        lines.iter().enumerate().map(say).collect()
    }

    #[test]
    fn pieces_make_the_lines_that_they_were() {
        let text = "Im Bericht:\n 7\n.\nW\nie\n v\nie\nle\n B\nrü\nck\nen\n w\nur\nde\nn \nge\nbau\nt\na)\nim\n N\nor\nde\nn,\nD\nie\n Z\nah\nle\nn \nsi\nnd\n de\nr T\nab\nel\nle\n z\nu\n e\nnt\nne\nhm\nen\n.\n20\n10\n7\n";
        let want = [
            "Im Bericht:",
            "|7.Wie viele Brücken wurden gebaut",
            "|a)im Norden,",
            "|Die Zahlen sind der Tabelle zu entnehmen.",
            "20",
            "10",
            "7",
        ];
        assert_eq!(lines(text), want);
    }

    #[test]
    fn behind_a_question_mark_another_line_begins() {
        let text =
            "2\n.\nWo\n l\nie\nge\nn \ndi\ne B\nrü\nck\nen\n u\nnd\n w\nas\n k\nos\nte\nn s\nie\n?\n D\nie\n Z\nah\nle\nn f\neh\nle\nn.\n";
        assert_eq!(lines(text), ["|2.Wo liegen die Brücken und was kosten sie?", "|Die Zahlen fehlen."]);
    }

    #[test]
    fn columns_of_short_words_stay() {
        let column = "ja\nnein\n".repeat(20);
        assert_eq!(lines(&column).len(), 40);
        let figures = "8 \n32 \n11 \n".repeat(20);
        assert_eq!(lines(&figures).len(), 60);
        let note: String = "Vorabfassung - wird durch die lektorierte Fassung ersetzt.".chars().map(|c| format!("{c}\n")).collect();
        assert_eq!(lines(&note).len(), 58);
    }

    #[test]
    fn the_way_back_leads_over_line_ends() {
        let text = "7\n.\r\nIn\n w";
        let words = Span::of(0..text.len());
        assert_eq!([0, 1, 2, 3, 9].map(|at| super::place(text, words, at)), [0, 2, 5, 6, 10]);
    }
}
