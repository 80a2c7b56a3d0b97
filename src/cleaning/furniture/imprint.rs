//! The imprint at the last page's foot.

use memchr::memmem;

use super::Printed;
use crate::ledger::{Ledger, Role, Rule};
use crate::lines::Line;
use crate::span::offset;

/// How far apart the lines of one imprint may stand: each of its lines is one to three long ones.
const IMPRINT_CONTINUATION: usize = 2;
/// The most lines of an imprint: printer, typesetter, distributor, number, each with its continuation.
const IMPRINT_LINES: usize = 12;

/// What begins a line of an imprint.
pub(crate) const IMPRINT_OPENERS: [&str; 6] = ["Gesamtherstellung:", "Herstellung:", "Satz:", "Druck:", "Satz und Druck:", "Vertrieb:"];

impl Printed<'_> {
    /// „Gesamtherstellung: …“, „Vertrieb: …“, „ISSN …“ at the last page's foot, in any order.
    pub(super) fn imprint(self, ledger: &mut Ledger) {
        for word in ["ISSN", "Gesamtherstellung:", "Vertrieb:"] {
            let mut done = 0;
            for at in memmem::find_iter(self.part.as_bytes(), word) {
                let line = self.lines.index_of(self.start + offset(at));
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
        let full = |at: &usize| self.lines.get(*at).is_some_and(|line| !line.is_blank());
        let opens = |at: usize| self.lines.get(at).is_some_and(|line| self.is_imprint(line));
        // The farthest opener, and how many stand on the way.
        let reach = |lines: &mut dyn Iterator<Item = usize>| {
            let (mut farthest, mut kinds, mut between) = (line, 0, 0);
            for at in lines.filter(full).take(IMPRINT_LINES) {
                if opens(at) {
                    (farthest, kinds, between) = (at, kinds + 1, 0);
                } else if between == IMPRINT_CONTINUATION {
                    break;
                } else {
                    between += 1;
                }
            }
            (farthest, kinds)
        };
        let ((first, above), (last, below)) = (reach(&mut (0..line).rev()), reach(&mut (line + 1..self.lines.len())));
        (first, last, above + 1 + below)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::left;

    #[test]
    fn the_imprint_goes_and_what_follows_stays() {
        let text = "Ende.\n\nGesamtherstellung: Druckerei Muster, Weg 1, 12103 Berlin\nVertrieb: Verlag GmbH, Postfach 1,\n50445 Köln\n\n\
                    ISSN 0722-8333\n\nAnlage 1\n";
        assert_eq!(left(text), ("Ende.\nAnlage 1\n".to_owned(), vec!["imprint"]));
        let table = "Vertrieb: 12 Stellen\nEinkauf: 13 Stellen\n";
        assert_eq!(left(table), (table.to_owned(), vec![]));
    }
}
