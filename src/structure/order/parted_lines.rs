//! A justified line with few words has wide gaps, be it for an address or for one long word behind it. Some extractors take
//! such a gap for the one between two columns: they print the right piece of the line first, or pieces alone behind the
//! paragraph. How wide the paper's lines are tells: within a paragraph no line is narrow, so what is narrow is a piece.

use super::moving::{move_into, swap_pieces};
use super::{FEWEST_WIDE, begins, begins_block, is_set_wide};
use crate::cleaning::reading::Pages;
use crate::cleaning::words::tokens;
use crate::grammar::openings::Opening;
use crate::lines::widths::{BLANK, Em};
use crate::structure::rows::{NARROWEST, Row, breaks_behind};

/// A wider gap between two words parts a line.
const WIDEST_GAP: Em = Em(1.0);
/// Those between its pieces are as wide at most.
const PARTING_GAP: Em = Em(3.0);
/// Lines of a paragraph differ by as much: a word that is set apart, a sign whose width is not known.
const SLACK: Em = Em(2.0);
/// A paragraph whose widest line is narrower is a list or a table.
const NARROWEST_PARAGRAPH: Em = Em(30.0);
/// One full line in so many is set wide where gaps show.
const MOST_FULL: usize = 20;
/// The most pieces that stand alone behind a paragraph.
const MOST_PIECES: usize = 3;

/// Puts the pieces of lines where they are read.
pub(super) fn join_parted_lines(pages: &Pages<'_>, rows: &mut [Row<'_>]) {
    let Some(usual) = usual_column(rows) else { return };
    let mut begin = 0;
    while begin < rows.len() {
        let end = (begin + 1..rows.len()).find(|&at| begins_block(rows, at)).unwrap_or(rows.len());
        let widest = rows.get(begin..end).unwrap_or_default().iter().map(|row| row.width.0).fold(0.0, f32::max);
        if widest >= NARROWEST.0 {
            let column = if widest < NARROWEST_PARAGRAPH.0 { usual } else { Em(widest) };
            let block = Block { text: pages.text, begin, end, column };
            for at in begin..end {
                if block.is_turned(rows, at) {
                    swap_pieces(rows, at);
                }
            }
            block.fill(rows);
        }
        begin = end;
    }
}

/// How wide the middle one of the paper's full lines is, if its extractor prints wide gaps as two blanks each.
fn usual_column(rows: &[Row<'_>]) -> Option<Em> {
    let mut full: Vec<f32> = rows.iter().map(|row| row.width.0).filter(|width| *width >= NARROWEST_PARAGRAPH.0).collect();
    let wide = rows.iter().filter(|row| row.width >= NARROWEST_PARAGRAPH && is_set_wide(row.words)).count();
    if wide < FEWEST_WIDE || wide * MOST_FULL < full.len() {
        return None;
    }
    full.sort_by(f32::total_cmp);
    full.get(full.len() / 2).copied().map(Em)
}

/// Rows without a blank line between them.
struct Block<'a> {
    text: &'a str,
    begin: usize,
    end: usize,
    /// The width of its widest row.
    column: Em,
}

impl Block<'_> {
    /// Whether a row is the right piece of a line and the next one the left: the right one ends the line, so it has no blank
    /// behind it.
    fn is_turned(&self, rows: &[Row<'_>], at: usize) -> bool {
        let lines = at.checked_sub(1).filter(|_| at + 2 < self.end).and_then(|above| rows.get(above..)?.first_chunk());
        let Some([above, right, left, next]) = lines else { return false };
        let fits = right.width + BLANK + left.width <= self.column && left.width + BLANK + next.width > self.column;
        // A piece between the two may stand alone behind the paragraph.
        let alone = rows.get(self.end).filter(|row| self.is_alone(rows, self.end) && right.width + row.width + left.width <= self.column);
        let one = fits && self.fill_line([right, left].into_iter().chain(alone)) && !above.words.ends_with(':');
        let ended = above.has_ended();
        let ends_line = if at == self.begin {
            ended && left.opening != Opening::Small && (right.opening == Opening::Small || right.words.starts_with('('))
        } else {
            !self.is_piece(above) && !breaks_behind(self.text, right.span.end())
        };
        let begins = [right, left, next].into_iter().any(|row| begins(row) || row.asks);
        one && ends_line && !begins && self.is_piece(left) && breaks_behind(self.text, left.span.end())
    }

    /// Puts the pieces that stand alone behind the paragraph into its line that lacks them.
    fn fill(&self, rows: &mut [Row<'_>]) {
        let count = (self.end..rows.len()).take(MOST_PIECES).take_while(|&at| self.is_alone(rows, at)).count();
        let found = (1..=count).rev().find_map(|count| {
            let pieces = rows.get(self.end..self.end + count)?;
            let mut places = (self.begin..self.end - 1).filter(|&at| self.lacks(rows, at, pieces));
            places.next().filter(|_| places.next().is_none()).map(|place| (count, place))
        });
        if let Some((count, place)) = found {
            move_into(rows, self.end - 1, count, place + 1);
        }
    }

    /// Whether a row is a piece that stands alone behind a paragraph.
    fn is_alone(&self, rows: &[Row<'_>], at: usize) -> bool {
        let is_piece = |row: &Row<'_>| self.is_piece(row) && !row.stops && is_torn_off(row.words);
        begins_block(rows, at) && begins_block(rows, at + 1) && rows.get(at).is_some_and(is_piece)
    }

    /// Whether the pieces fill the line that a row begins.
    fn lacks(&self, rows: &[Row<'_>], at: usize, pieces: &[Row<'_>]) -> bool {
        let (Some(row), Some(next)) = (rows.get(at), rows.get(at + 1)) else { return false };
        let above_is_full = at == self.begin || rows.get(at - 1).is_some_and(|above| !self.is_piece(above));
        if !above_is_full || !self.is_piece(row) || row.stops || begins(next) || next.asks || !breaks_behind(self.text, row.span.end()) {
            return false;
        }
        let rest = (self.is_piece(next) && at + 2 < self.end).then_some(next);
        let all = || std::iter::once(row).chain(pieces).chain(rest);
        let natural = all().map(|row| row.width + BLANK).sum::<Em>();
        natural <= self.column + SLACK && self.fill_line(all())
    }

    /// Whether pieces reach from one end of the line to the other, the gaps between them as wide as they may be.
    fn fill_line<'r>(&self, pieces: impl Iterator<Item = &'r Row<'r>>) -> bool {
        pieces.map(|piece| self.widest(piece) + PARTING_GAP).sum::<Em>() >= self.column
    }

    /// Whether a row is narrower than any line of the paragraph, however wide its gaps.
    fn is_piece(&self, row: &Row<'_>) -> bool {
        let narrow = row.width < NARROWEST || !row.words.contains(' ');
        narrow && self.widest(row) + SLACK < self.column && !begins(row) && !row.asks && row.words.contains(char::is_alphabetic)
    }

    /// How wide a row can be set without being parted.
    fn widest(&self, row: &Row<'_>) -> Em {
        let gaps = tokens(row.words).count().saturating_sub(1);
        #[expect(clippy::cast_precision_loss, reason = "words of a line")]
        let gaps = gaps as f32;
        row.width + Em(gaps * (WIDEST_GAP.0 - BLANK.0))
    }
}

/// „im  Jahr  2021“, „und“, „(Drucksache“: words that were set wide, or one that begins no paragraph.
fn is_torn_off(words: &str) -> bool {
    match words.split_once(' ') {
        Some(_) => !words.replace("  ", "").contains(' '),
        None => words.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, '(' | '„')),
    }
}

#[cfg(test)]
mod tests {
    use crate::structure::order::tests::read;

    const WIDE: &str = "Die  Stadt  hat  alle  Stege  am  Ufer,  alle  Brücken  am  Wehr  und  alle  Wege  im  Moor  gezählt\n\
                        und  nennt  die  Zahl  der  Bauten,  die  sie  im  letzten  Jahr  an  allen  Ufern  gebaut  hat,  im  Bericht  der\n\
                        Ämter,  den  sie  in  jedem  Jahr  im  Mai  den  Räten  der  Stadt  vorlegt,  und  in  dem  Blatt  der  Stadt,  das\n\
                        jeder liest.\n\n";

    #[test]
    fn the_left_piece_of_a_line_is_read_first() {
        for (lines, want) in [
            // The right piece ends with the line, so no blank stands behind it.
            (
                "Die Zahl der Stege am Ufer, die im letzten Jahr von der Stadt gebaut wurden, nennt das Ge-\n\
                 über  die  Ordnung  aller  neuen  und  alten  Bauwerksverwaltungsordnungen\nsetz \n\
                 der Stadt und der Länder, das im Mai des letzten Jahres in allen Städten in Kraft trat und gilt.",
                "Die Zahl der Stege am Ufer, die im letzten Jahr von der Stadt gebaut wurden, nennt das Ge-|setz|\
                 über  die  Ordnung  aller  neuen  und  alten  Bauwerksverwaltungsordnungen|\
                 der Stadt und der Länder, das im Mai des letzten Jahres in allen Städten in Kraft trat und gilt.",
            ),
            // A sentence begins with the left piece.
            (
                "im  Bereich  des  Bauwerksgesetzes  der  Länder \nFehlen  Stege  am  Ufer \n\
                 der Stadt und der Länder, so gilt das Gesetz, das im Mai des letzten Jahres in Kraft trat und gilt.",
                "Fehlen  Stege  am  Ufer|im  Bereich  des  Bauwerksgesetzes  der  Länder|\
                 der Stadt und der Länder, so gilt das Gesetz, das im Mai des letzten Jahres in Kraft trat und gilt.",
            ),
            // Rows that do not fill a line.
            (
                "Die Zahl der Stege am Ufer, die im letzten Jahr von der Stadt gebaut wurden, nennt die Tabelle hier\n\
                 Hessen und Thüringen\nneun Stege \n\
                 und alle Brücken der Stadt und der Länder, die im Mai des letzten Jahres am Wehr gebaut wurden",
                "Die Zahl der Stege am Ufer, die im letzten Jahr von der Stadt gebaut wurden, nennt die Tabelle hier|\
                 Hessen und Thüringen|neun Stege|\
                 und alle Brücken der Stadt und der Länder, die im Mai des letzten Jahres am Wehr gebaut wurden",
            ),
            // Cells of a table have blanks behind them.
            (
                "Die Zahl der Stege am Ufer, die im letzten Jahr von der Stadt gebaut wurden, nennt die Tabelle hier:\n\
                 Stege am Ufer \nneun \n\
                 und alle Brücken der Stadt und der Länder, die im Mai des letzten Jahres am Wehr gebaut wurden",
                "Die Zahl der Stege am Ufer, die im letzten Jahr von der Stadt gebaut wurden, nennt die Tabelle hier:|\
                 Stege am Ufer|neun|\
                 und alle Brücken der Stadt und der Länder, die im Mai des letzten Jahres am Wehr gebaut wurden",
            ),
        ] {
            let wide = WIDE.trim_end().replace('\n', "|");
            assert_eq!(read(&format!("{WIDE}{lines}\n")), format!("{wide}|{want}"));
            // Where gaps don't show, nobody knows.
            let plain = WIDE.replace("  ", " ");
            assert_eq!(
                read(&format!("{plain}{lines}\n")),
                format!("{plain}{lines}").replace("\n\n", "|").replace(" \n", "\n").replace('\n', "|")
            );
        }
    }

    #[test]
    fn a_piece_behind_the_paragraph_fills_the_line_that_lacks_it() {
        let lines = "Die Zahl der Stege am Ufer, die im letzten Jahr von der Stadt gebaut wurden, nennt der\nBericht  der  Stadt \n\
                     (2024) und der Länder.\n\nüber  alle  Bauwerke  am  Wehr  und  am  Ufer\n\nDas genügt.";
        let want = "Die Zahl der Stege am Ufer, die im letzten Jahr von der Stadt gebaut wurden, nennt der|Bericht  der  Stadt|\
                    über  alle  Bauwerke  am  Wehr  und  am  Ufer|(2024) und der Länder.|Das genügt.";
        assert_eq!(read(&format!("{WIDE}{lines}\n")), format!("{}|{want}", WIDE.trim_end().replace('\n', "|")));
        // The right piece was printed before the left one.
        let turned = "Die Zahl der Stege am Ufer, die im letzten Jahr von der Stadt gebaut wurden, nennt das Ge-\n\
                      Bauwerksverwaltungsordnungen\nsetz \n\
                      der Stadt und der Länder, das im Mai des letzten Jahres in allen Städten in Kraft trat und gilt.\n\n\
                      über  die  Ordnung  aller  neuen  und  alten \n\nDas genügt.";
        let in_order =
            "nennt das Ge-|setz|über  die  Ordnung  aller  neuen  und  alten|Bauwerksverwaltungsordnungen|der Stadt und der Länder";
        assert!(read(&format!("{WIDE}{turned}\n")).contains(in_order));
        // One long word lacks the next.
        let long = "Die Zahl der Stege am Ufer, die im letzten Jahr von der Stadt gebaut wurden, nennt die Seite\n\
                    (www.amt.de/lage/die_stege_und_die_bruecken_am_ufer_und_am_wehr_der_stadt) \ngenannt.\n\nund \n\nDas genügt.";
        assert!(read(&format!("{WIDE}{long}\n")).ends_with("_der_stadt)|und|genannt.|Das genügt."));
        // What stands alone was not set wide.
        let signed = lines.replace("über  alle  Bauwerke  am  Wehr  und  am  Ufer", "Die Bauministerin der Stadt und der Länder");
        assert!(read(&format!("{WIDE}{signed}\n")).ends_with("und der Länder.|Die Bauministerin der Stadt und der Länder|Das genügt."));
        // Too short to fill it.
        let lines = lines.replace("über  alle  Bauwerke  am  Wehr  und  am  Ufer", "am  Ufer");
        assert!(read(&format!("{WIDE}{lines}\n")).ends_with("und der Länder.|am  Ufer|Das genügt."));
    }
}
