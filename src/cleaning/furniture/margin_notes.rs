//! The note at the margin of advance copies, whole or scattered letter by letter.

use std::sync::LazyLock;

use memchr::memchr_iter;

use super::{Printed, is_dash};
use crate::ledger::{Ledger, Role, Rule};

/// A note that is scattered between other lines has at most so many of them between two of its fragments.
const FOREIGN_LINES: usize = 2;

/// The notes of advance copies, without spaces. They stand upright at the margin, so that extractors may read them backward.
const UPRIGHT: [&str; 4] = [
    "Vorabfassung-wirddurchdielektorierteFassungersetzt.",
    "Vorabfassung-wirddurchdielektorierteVersionersetzt.",
    "Vorabfassung-wirddurchdieendgültigelektorierteFassungersetzt.",
    "Vorabfassung-wirddurchdieendgültigeFassungersetzt.",
];

/// Those of the periods before 2013, which lie.
const LYING: [&str; 3] =
    ["elektronischeVorabfassung*", "ElektronischeVorab-Fassung*", "*WirdnachVorliegenderlektoriertenDruckfassungdurchdieseersetzt."];

/// A note as it may stand in a text: its letters forward, or backward (upright text that was read from above).
static SPELLINGS: LazyLock<Vec<Vec<char>>> = LazyLock::new(|| {
    let forward = UPRIGHT.iter().chain(&LYING).map(|note| note.chars().collect::<Vec<_>>());
    let backward = UPRIGHT.iter().flat_map(|note| {
        let letters: Vec<char> = note.chars().rev().collect();
        [letters.get(1..).unwrap_or_default().to_vec(), letters]
    });
    forward.chain(backward).collect()
});

/// The last word of those notes, backward.
const BEGINS_BACKWARD: [&str; 2] = [".tztesre", "tztesre"];

/// Whether letters without spaces, which may stand upright, hold a note, read from below or from above.
pub(crate) fn is_margin_note(letters: &str) -> bool {
    const WITHIN: [&str; 2] = ["orabfassung", "gnussafbaro"];
    WITHIN.iter().any(|word| letters.contains(word))
}

/// How many of `letters` the words begin with, spaces and line ends left out, and where the last of these ends.
fn begun(words: &str, letters: &[char]) -> (usize, usize) {
    let (mut count, mut end) = (0, 0);
    for (at, c) in words.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        match letters.get(count) {
            Some(&want) if want == c || want == '-' && is_dash(c) => (count, end) = (count + 1, at + c.len_utf8()),
            _ => break,
        }
    }
    (count, end)
}

/// How many of `letters` the words spell; none where they differ or go on.
fn spelled(words: &str, letters: &[char]) -> Option<usize> {
    let (count, end) = begun(words, letters);
    words.get(end..)?.trim_start().is_empty().then_some(count)
}

/// Where the letters end that begin at the start of `words`. A missing full stop at their end is forgiven.
fn spells_on(words: &str, letters: &[char]) -> Option<usize> {
    let (count, end) = begun(words, letters);
    matches!(letters.get(count..), Some([] | ['.'])).then_some(end)
}

impl Printed<'_> {
    pub(super) fn margin_notes(self, ledger: &mut Ledger) {
        let mut done = 0;
        for at in memchr_iter(b'V', self.part.as_bytes()) {
            let from = self.part.get(at..).unwrap_or_default();
            if at < done || from.chars().filter(|c| !c.is_whitespace()).nth(1).is_none_or(|c| c != 'o') {
                continue;
            }
            if let Some(end) = SPELLINGS.iter().find_map(|letters| spells_on(from, letters)) {
                done = at + end;
                self.take(self.span(at..at + end), Role::PageHead, Rule::MarginNote, ledger);
            }
        }
        let mut at = 0;
        while let Some(line) = self.lines.get(at) {
            let may_begin = match self.first_byte(line) {
                Some(b'V' | b'*' | b'E' | b'e') => true,
                // Backward a letter a line, or a word.
                Some(b'.' | b't') => line.words.len() == 1 || BEGINS_BACKWARD.contains(&self.words(line)),
                _ => false,
            };
            at = if may_begin && let Some(last) = self.note_in_lines(at, ledger) { last + 1 } else { at + 1 };
        }
    }

    /// A note whose fragments fill lines, from line `first` on, maybe with other lines between. Returns its last line.
    fn note_in_lines(self, first: usize, ledger: &mut Ledger) -> Option<usize> {
        let (fragments, last) = SPELLINGS.iter().find_map(|letters| self.fragments(first, letters))?;
        for (from, to) in fragments {
            if let Some(span) = self.with_blanks(from, to) {
                ledger.assign(span, Role::PageHead, Rule::MarginNote);
            }
        }
        Some(last)
    }

    /// The runs of lines, first and last of each, that spell the letters.
    fn fragments(self, first: usize, letters: &[char]) -> Option<(Vec<(usize, usize)>, usize)> {
        let mut count = spelled(self.words(self.lines.get(first)?), letters).filter(|&count| count > 0)?;
        let (mut runs, mut foreign, mut at) = (vec![(first, first)], 0, first);
        while count < letters.len() {
            let Some(next) = self.next_full(at) else { break };
            at = next;
            match spelled(self.words(self.lines.get(at)?), letters.get(count..)?) {
                Some(more) => {
                    count += more;
                    match runs.last_mut() {
                        Some(run) if foreign == 0 => run.1 = at,
                        _ => runs.push((at, at)),
                    }
                    foreign = 0;
                }
                None if matches!(letters.get(count..), Some(['.'])) => break,
                None if foreign == FOREIGN_LINES => return None,
                None => foreign += 1,
            }
        }
        let last = runs.last()?.1;
        matches!(letters.get(count..), Some([] | ['.'])).then_some((runs, last))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::left;

    #[test]
    fn margin_notes_go_wherever_they_stand() {
        let upright: String =
            "Vorabfassung – wird durch die lektorierte Fassung ersetzt.".chars().rev().fold(String::new(), |mut all, c| {
                all.push(c);
                all.push('\n');
                all
            });
        let by_words = "Vorabfassung - wird durch die lektorierte Fassung ersetzt.";
        let by_words: String = by_words.split(' ').rev().map(|word| word.chars().rev().chain(['\n']).collect::<String>()).collect();
        for note in [
            &by_words,
            "Vorabfassung – wird durch die lektorierte Version ersetzt.\n",
            "\nVorabfassung - wird durch die lektorierte Fassung ersetzt.\n\n",
            "V\norabfassung - w\nird durch die lektorierte F\nassung ersetzt.\n",
            &upright,
        ] {
            assert_eq!(left(&format!("Die Brücken\n{note}sind gesperrt.\n")).0, "Die Brücken\nsind gesperrt.\n", "{note}");
        }
        let beside = "Die Brücken      Vorabfassung – wird durch die lektorierte Fassung ersetzt.\nsind\n";
        assert_eq!(left(beside).0, "Die Brücken      \nsind\n");
        let scattered = "V\nDie\norabfassung - w\nBrücken\nird durch die lektorierte Fas\nsung ersetzt.\nsind\n";
        assert_eq!(left(scattered), ("Die\nBrücken\nsind\n".to_owned(), vec!["margin-note"]));
    }

    #[test]
    fn what_only_begins_like_a_note_stays() {
        for text in ["V\nDie\nBrücken\nsind\ngesperrt\n", "Die Vorabfassung – wird sie ersetzt?\n", "t\nz\nt\n", ".\nt\n"] {
            assert_eq!(left(text), (text.to_owned(), vec![]));
        }
    }
}
