//! A Reading: clean text made from given spans of a source, with the exact way back.
//!
//! It is the only maker of clean text. Line ends are undone, words put together, every kind of space is one blank,
//! soft hyphens go, letters are NFC. What stands between the spans (a page head, a transmittal note) is not there for
//! a Reading, so an announcement or a reference that was torn apart is one sentence for whoever reads it.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use crate::cleaning::copying::Copier;
use crate::cleaning::joining::{Joining, Joint, Side};
use crate::cleaning::moves::{Moves, cut};
use crate::cleaning::words::last_bytes;
use crate::lines::Lines;
use crate::lines::letters::is_invisible;
use crate::lines::widths::{Em, Look, width};
use crate::span::{Span, Spans, offset};

/// No web address is longer; a text without blanks must not cost its length at every line end.
const LONGEST_TOKEN: usize = 600;

/// A line of running text is two pieces, its words and its end.
const BYTES_OF_PIECE: usize = 32;

/// A stretch of the clean text and the bytes of the source that it comes from.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Where it begins in the clean text.
    at: u32,
    /// Where it comes from.
    source: Span,
    /// Whether its bytes are the source's, one by one.
    copied: bool,
}

/// Clean text with the way back to its source.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    text: String,
    pieces: Vec<Piece>,
    unproven: Vec<Span>,
}

/// What a Reading is made from: a source's text, its lines, and how they are broken.
#[derive(Clone, Copy)]
pub struct Pages<'a> {
    /// The source text.
    pub text: &'a str,
    /// Its lines.
    pub lines: &'a Lines,
    /// What becomes of their ends.
    pub joining: &'a Joining<'a>,
    /// What is read elsewhere than it stands, once that is known.
    pub moved: &'a OnceCell<Moves>,
}

/// A piece of a line.
#[derive(Clone, Copy)]
struct Fragment {
    /// Its words, trimmed.
    words: Span,
    /// The span that it was cut from.
    within: Span,
    /// Index of its line.
    line: usize,
    /// Where it holds the line's last word: whether a space follows that.
    line_end: Option<bool>,
    /// What one look at its words tells.
    look: Look,
    /// Whether blank lines stand before it.
    blank_before: bool,
}

impl Pages<'_> {
    /// Reads the words of `spans`, which were set in a column of this width.
    #[must_use]
    pub fn read(&self, spans: &Spans, column: Em) -> Reading {
        self.read_parts(spans, &[], Joint::Line, column)
    }

    /// Reads words whose paragraphs tell nothing: no line is short in a column without width.
    #[must_use]
    pub fn flat(&self, spans: &Spans) -> Reading {
        self.read(spans, Em(0.0))
    }

    /// Reads them with a line or paragraph of its own for what begins at each of `borders` (bytes of the source, in order).
    #[must_use]
    pub fn read_parts(&self, spans: &Spans, borders: &[u32], apart: Joint, column: Em) -> Reading {
        let bytes = spans.bytes() as usize;
        let mut reading =
            Reading { text: String::with_capacity(bytes), pieces: Vec::with_capacity(bytes / BYTES_OF_PIECE + 1), unproven: Vec::new() };
        let mut before: Option<Fragment> = None;
        let ordered = self.moved.get().map_or(Cow::Borrowed(spans.as_slice()), |moves| moves.in_order(spans));
        for fragment in self.fragments(ordered.iter().flat_map(|span| cut(*span, borders))) {
            if let Some(left) = before {
                let joint = match self.joint(left, reading.last_token(), fragment, column) {
                    Joint::Paragraph => Joint::Paragraph,
                    _ if is_border(borders, left, fragment) => apart,
                    joint => joint,
                };
                reading.join(joint, left, fragment);
            }
            let mut copier = Copier { reading: &mut reading, text: self.text, joining: self.joining };
            if self.lines.turned(fragment.line).is_some() {
                copier.copy_turned(fragment.words);
            } else {
                copier.copy(fragment.words, fragment.look);
            }
            before = Some(fragment);
        }
        reading
    }

    /// Whether a passage is read elsewhere than it stands.
    #[must_use]
    pub fn is_moved(&self, passage: Span) -> bool {
        self.moved.get().is_some_and(|moves| moves.hold(passage))
    }

    /// The byte at which a passage is read: where it stands, or the one before which it was moved.
    #[must_use]
    pub fn place_of(&self, passage: Span) -> u32 {
        self.moved.get().map_or(passage.start(), |moves| moves.place_of(passage))
    }

    /// What of the spans is read within a window, whether it stands there or not.
    #[must_use]
    pub fn read_within(&self, spans: &Spans, window: Span) -> Spans {
        self.moved.get().map_or_else(|| spans.within(window), |moves| moves.read_within(spans, window))
    }

    fn joint(&self, left: Fragment, token: &str, right: Fragment, column: Em) -> Joint {
        // What follows on the same line may be another's (a margin note): then the next line is as good as behind it.
        let other_line = left.line != right.line;
        if other_line && left.line_end.is_none() && self.torn_at_note(left.words, right.words) {
            return Joint::Touch;
        }
        if let Some(trailing_space) = left.line_end.or(other_line.then_some(false)) {
            // Its width is the line's, whatever other words (a margin note) begin that.
            let start = self.lines.get(left.line).map_or(left.words.start(), |line| line.words.start());
            let all = Span::new(start, left.words.end());
            let side = Side {
                words: self.slice(all),
                width: if all == left.words { left.look.width } else { width(self.slice(all)) },
                token,
                trailing_space,
                blank_after: right.blank_before && !self.is_moved(left.words) && !self.is_moved(right.words),
                parted: left.within != right.within,
            };
            return self.joining.joint(side, self.slice(right.words), column);
        }
        let behind = Span::new(left.words.end(), right.words.start());
        if self.slice(behind).starts_with(char::is_whitespace) { Joint::Space } else { Joint::Touch }
    }

    /// „… nach ihrer VerantDie Antwort wurde … übermittelt.⏎wortung“: another's words touch the first half of a word.
    /// A whole word would have its space behind it.
    fn torn_at_note(&self, left: Span, right: Span) -> bool {
        let touched = self.text.get(left.end() as usize..).is_some_and(|behind| behind.starts_with(char::is_uppercase));
        let halves = self.slice(left).ends_with(char::is_lowercase) && self.slice(right).starts_with(char::is_lowercase);
        touched && halves && self.joining.trailing_spaces_tell()
    }

    /// Without the space around it, and what is invisible; nothing if there is nothing else.
    fn trimmed(&self, words: Span) -> Option<Span> {
        let cut = self.slice(words);
        if cut.as_bytes().first().zip(cut.as_bytes().last()).is_some_and(|(a, b)| a.is_ascii_graphic() && b.is_ascii_graphic()) {
            return Some(words);
        }
        let begun = cut.trim_start_matches(is_blank);
        let (start, end) = (words.end() - offset(begun.len()), words.start() + offset(trim_end(cut).len()));
        (!begun.is_empty()).then(|| Span::new(start, end))
    }

    fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    fn fragments(&self, spans: impl Iterator<Item = Span>) -> impl Iterator<Item = Fragment> {
        let mut blank = false;
        let pieces = spans.flat_map(move |span| {
            let first = self.lines.index_of(span.start());
            let lines = self.lines.iter().enumerate().skip(first).take_while(move |(_, line)| line.full.start() < span.end());
            lines.map(move |(at, line)| (span, at, *line))
        });
        pieces.filter_map(move |(span, at, line)| {
            let Some(words) = line.words.overlap(span) else {
                blank |= line.is_blank();
                return None;
            };
            let whole = words == line.words && line.look.clean;
            let words = if whole { words } else { self.trimmed(words)? };
            let look = if words == line.words { line.look } else { Look::at(self.slice(words)) };
            let line_end = (words.end() == line.words.end()).then_some(line.trailing_space);
            Some(Fragment { words, within: span, line: at, line_end, look, blank_before: std::mem::take(&mut blank) })
        })
    }
}

/// Whether one of the borders stands before the words on the right, wherever those on the left stand.
fn is_border(borders: &[u32], left: Fragment, right: Fragment) -> bool {
    let before = right.within.start()..=right.words.start();
    let next = borders.get(borders.partition_point(|border| border < before.start()));
    left.within != right.within && next.is_some_and(|border| before.contains(border))
}

impl Reading {
    /// The clean text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The clean text, owned.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }

    /// The hyphens of the source that went though nothing in the paper proves that they are the typesetter's.
    #[must_use]
    pub fn unproven(&self) -> &[Span] {
        &self.unproven
    }

    /// What stands behind the last blank, at most [`LONGEST_TOKEN`] bytes.
    pub(super) fn last_token(&self) -> &str {
        let tail = last_bytes(&self.text, LONGEST_TOKEN);
        // A Reading has no other spaces.
        let token = tail.bytes().rev().take_while(|byte| !matches!(byte, b' ' | b'\n')).count();
        tail.get(tail.len() - token..).unwrap_or(tail)
    }

    /// The bytes of the source that a range of the clean text comes from.
    #[must_use]
    pub fn to_source(&self, range: Range<usize>) -> Spans {
        let (from, to) = (offset(range.start), offset(range.end));
        let first = self.pieces.partition_point(|piece| piece.at <= from).saturating_sub(1);
        let mut spans = Spans::none();
        for (i, piece) in self.pieces.iter().enumerate().skip(first) {
            if piece.at >= to {
                break;
            }
            let end = self.pieces.get(i + 1).map_or_else(|| offset(self.text.len()), |next| next.at);
            let strictly_inside = from < piece.at;
            if end <= from && !(end == piece.at && strictly_inside) {
                continue;
            }
            if piece.copied {
                let start = piece.source.start() + from.saturating_sub(piece.at);
                spans.push(Span::new(start, piece.source.end() - end.saturating_sub(to)));
            } else {
                spans.push(piece.source);
            }
        }
        spans
    }

    /// Adds a joint between two fragments; a hyphen that goes is taken back.
    fn join(&mut self, joint: Joint, left: Fragment, right: Fragment) {
        let mut gap_start = left.words.end();
        // A soft hyphen is not in the text.
        let hyphenated = self.pieces.last().is_some_and(|last| (last.at as usize) < self.text.len());
        if matches!(joint, Joint::Weld | Joint::LikelyWeld)
            && hyphenated
            && let Some(hyphen) = self.text.pop()
        {
            gap_start -= offset(hyphen.len_utf8());
            if joint == Joint::LikelyWeld {
                self.unproven.push(Span::new(gap_start, left.words.end()));
            }
            if let Some(last) = self.pieces.last_mut() {
                last.source = Span::new(last.source.start(), last.source.end().min(gap_start).max(last.source.start()));
            }
        }
        let between = match joint {
            Joint::Space => " ",
            Joint::Weld | Joint::LikelyWeld | Joint::Keep | Joint::Touch => "",
            Joint::Line => "\n",
            Joint::Paragraph => "\n\n",
        };
        if left.within == right.within {
            self.push(between, Span::new(gap_start, right.words.start()), false);
        } else {
            self.push(between, Span::new(gap_start, left.within.end()), false);
            self.push("", Span::new(right.within.start(), right.words.start()), false);
        }
    }

    /// Adds words that come from `source`, maybe byte by byte.
    pub(super) fn push(&mut self, words: &str, source: Span, copied: bool) {
        self.pieces.push(Piece { at: offset(self.text.len()), source, copied });
        self.text.push_str(words);
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Without the spaces at its end, and what is invisible behind them. A soft hyphen behind a word stays.
fn trim_end(words: &str) -> &str {
    let words = words.trim_end();
    let bare = words.trim_end_matches(is_invisible);
    if bare.ends_with(char::is_whitespace) { bare.trim_end_matches(is_blank) } else { words }
}

/// A text with nothing moved, for tests to look at.
#[cfg(test)]
pub(crate) fn in_pages<T>(text: &str, look: impl FnOnce(&Pages<'_>) -> T) -> T {
    use crate::cleaning::turned::put_upright;
    let lines = put_upright(text, Lines::cut(text, Span::of(0..text.len())));
    let joining = Joining::measure(text, &lines);
    look(&Pages { text, lines: &lines, joining: &joining, moved: &OnceCell::new() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cleaning::moves::Moved;

    fn read(text: &str, spans: &[(u32, u32)]) -> Reading {
        let spans = spans.iter().copied().map(Span::from).collect();
        in_pages(text, |pages| pages.read(&spans, Em(32.0)))
    }

    fn whole(text: &str) -> Reading {
        read(text, &[(0, crate::span::offset(text.len()))])
    }

    #[test]
    fn text_is_clean() {
        for (source, want) in [
            ("Wie\u{2009}viele  \u{a0}Brücken \nsind gesperrt?", "Wie viele Brücken sind gesperrt?"),
            ("Sach-\nstand des Aus-\nbaus", "Sachstand des Ausbaus"),
            ("Sach\u{ad}stand", "Sachstand"),
            ("Sach\u{ad}\nstand", "Sachstand"),
            ("Ende.\n\u{feff} \nAnfang.", "Ende.\n\nAnfang."),
            ("u\u{308}ber", "über"),
            ("„Ländern“", "„Ländern“"),
            (
                "(www.amt.de/be richte-zur-lage-\nder-bruecken-im-la nd_2.html). Und",
                "(www.amt.de/berichte-zur-lage-der-bruecken-im-land_2.html). Und",
            ),
            (
                "(www.amt.de/lage#:~:text=Die%20Br%C3%BC cken%20ge-\nprueft%20sind).",
                "(www.amt.de/lage#:~:text=Die%20Br%C3%BCcken%20geprueft%20sind).",
            ),
            ("unter www.amt.de/brueck e .html zu finden", "unter www.amt.de/bruecke.html zu finden"),
            ("(GPS [ Ortung]) im La-\nbor", "(GPS [Ortung]) im Labor"),
            ("im Netz ( amt.de/lage) und ( bitte Aus-\nbau)", "im Netz (amt.de/lage) und ( bitte Ausbau)"),
        ] {
            assert_eq!(whole(source).text(), want);
        }
    }

    #[test]
    fn the_way_back_is_exact() {
        let source = "\u{2002}1. Sach-\nstand der u\u{308}ber \nBrücken?";
        let reading = whole(source);
        assert_eq!(reading.text(), "1. Sachstand der über Brücken?");
        for (piece, want) in [
            ("Sachstand", "Sach-\nstand"),
            ("über", "u\u{308}ber"),
            ("ber", "ber"),
            ("ü", "u\u{308}"),
            ("der über Brücken", "der u\u{308}ber \nBrücken"),
            ("1.", "1."),
        ] {
            let at = reading.text().find(piece).expect(piece);
            let spans = reading.to_source(at..at + piece.len());
            let back: String = spans.iter().map(|span| &source[span.range()]).collect();
            assert_eq!(back, want);
        }
    }

    #[test]
    fn what_stands_between_spans_is_not_there() {
        let source = "Die Frage-\n- 2 -\nn 3 und 4";
        let reading = read(source, &[(0, 11), (17, 26)]);
        assert_eq!(reading.text(), "Die Fragen 3 und 4");
        assert_eq!(format!("{:?}", reading.to_source(4..10)), "[4..11, 17..18]");
    }

    #[test]
    fn a_note_that_touches_a_word_tears_it() {
        let long = "Die Länder prüfen die Brücken im Rahmen ihrer eigenen \n";
        for (torn, want) in
            [("VerantDie Note.\nwortung, die", "eigenen Verantwortung, die"), ("Sicht, Die Note.\ndie", "eigenen Sicht, die")]
        {
            let source = format!("{long}{long}{long}{torn}");
            let at = |words: &str| crate::span::offset(source.find(words).expect(words));
            let end = crate::span::offset(source.len());
            let reading = read(&source, &[(0, at("Die Note")), (at("Note.") + 5, end)]);
            assert!(reading.text().ends_with(want), "{}", reading.text());
        }
    }

    #[test]
    fn a_note_within_a_line_ends_no_paragraph() {
        let text = "Die Brücken der Stadt sind nach den Berichten der KomNOTIZmission im letzten\nJahr alt.";
        let (from, to) = (text.find("NOTIZ").expect("the note"), text.find("mission").expect("its end"));
        let spans = [(0, crate::span::offset(from)), (crate::span::offset(to), crate::span::offset(text.len()))];
        assert_eq!(read(text, &spans).text(), text.replace("NOTIZ", "").replace('\n', " "));
    }

    #[test]
    fn what_begins_at_a_border_stands_on_its_own_line() {
        let source = "Wie viele Netze wurden in den Jahren \na) in Bayern,\nb) in \nHessen gebaut c) und wo\n(bitte auflisten)?";
        let at = |words: &str| crate::span::offset(source.find(words).expect(words));
        let borders = ["a) ", "b) ", "c) ", "(bitte"].map(at);
        let all = Span::of(0..source.len()).into();
        let read = in_pages(source, |pages| pages.read_parts(&all, &borders, Joint::Line, Em(20.0)));
        assert_eq!(read.text(), "Wie viele Netze wurden in den Jahren\na) in Bayern,\nb) in Hessen gebaut\nc) und wo\n(bitte auflisten)?");
        let label = read.text().find("c) ").expect("c)");
        assert_eq!(read.to_source(label..label + 9).first(), Some(Span::new(at("c) "), at("c) ") + 9)));
    }

    #[test]
    fn no_border_stands_before_words_that_were_moved_across_it() {
        let source = "a) in der Au-\nb) in Hessen?\ngust-Straße,\n";
        let at = |words: &str| crate::span::offset(source.find(words).expect(words));
        let all = Span::of(0..source.len()).into();
        let text = in_pages(source, |pages| {
            let rest = Moved { span: Span::new(at("gust"), crate::span::offset(source.len())), before: at("b) ") };
            assert!(pages.moved.set(Moves::of_reading(vec![rest])).is_ok());
            pages.read_parts(&all, &[at("a) "), at("b) ")], Joint::Line, Em(20.0)).into_text()
        });
        assert_eq!(text, "a) in der August-Straße,\nb) in Hessen?");
    }
}
