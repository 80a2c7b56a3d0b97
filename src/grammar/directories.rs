//! The directories of collections: „Ebner, Harald (BÜNDNIS 90/DIE GRÜNEN) . . . 53, 54“.
//!
//! An entry that is longer than its row goes on in the next one, before its group or, behind its numbers, with its group
//! alone; and a text that reads two columns across has the pieces of two entries in one row. So each row is read as
//! pieces, and a piece without a name belongs to an entry of the row above.

use std::ops::Range;

use nom::Parser;
use nom::bytes::complete::{take_while, take_while1};
use nom::character::complete::{char, u32};
use nom::combinator::{opt, verify};
use nom::multi::{many0, separated_list1};
use nom::sequence::preceded;

use super::collections::{group, is_small, narrow_name};
use super::{Read, gap};

/// Who listed questions under which numbers: „Ebner, Harald (BÜNDNIS 90/DIE GRÜNEN) . . . 53, 54“.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Listed {
    /// „Ebner, Harald“, „Feld, Ina (Altona)“, on one line.
    pub name: String,
    /// „BÜNDNIS 90/DIE GRÜNEN“, on one line.
    pub group: String,
    /// Of questions, or of pages; none where topics with numbers of their own stand below.
    pub numbers: Vec<u32>,
}

/// What stands together of an entry: name, brackets and numbers, or some of them in this order.
#[derive(Clone, Default)]
struct Piece<'a> {
    /// As printed, a part a row.
    name: Vec<&'a str>,
    /// A town, if one is printed, and a group.
    brackets: Vec<&'a str>,
    numbers: Vec<u32>,
}

/// All entries of a directory, whose rows are the lines of a text.
pub(crate) fn all_listed(text: &str) -> Vec<Listed> {
    let mut entries: Vec<Piece<'_>> = Vec::new();
    let mut above = 0..0;
    for row in rows(text) {
        let begun = entries.len();
        let mut broken = behind_numbers(&entries, &above, &row).into_iter();
        for piece in row {
            let last = entries.len().checked_sub(1).filter(|&last| last >= begun);
            let last_is_open = last.and_then(|last| entries.get(last)).is_some_and(|entry| entry.numbers.is_empty());
            let at = if piece.name.is_empty() && last_is_open {
                last
            } else if piece.is_lone_bracket() {
                broken.next()
            } else if last.is_some() && piece.brackets.is_empty() && piece.name.is_empty() {
                // „Stege an der A 1 . . . 5“: a number within a topic.
                None
            } else {
                above.clone().find(|&at| entries.get(at).is_some_and(|entry| entry.goes_on_with(&piece)))
            };
            match at.and_then(|at| entries.get_mut(at)) {
                Some(entry) => entry.append(piece),
                None if piece.name.is_empty() => {}
                None => entries.push(piece),
            }
        }
        if entries.len() > begun {
            above = begun..entries.len();
        }
    }
    entries.iter().filter_map(Piece::listed).collect()
}

/// „Feld, Ina (Altona) . . . 1, 4 ⏎ (SPD)“: to which entries of the row above the brackets belong that stand alone in a
/// row. Where they are fewer than the entries, nothing tells whose they are.
fn behind_numbers(entries: &[Piece<'_>], above: &Range<usize>, row: &[Piece<'_>]) -> Vec<usize> {
    let lone = row.iter().filter(|piece| piece.is_lone_bracket()).count();
    let open = |&at: &usize| entries.get(at).is_some_and(|entry| entry.brackets.len() < 2);
    let open: Vec<usize> = above.clone().filter(open).collect();
    match open.as_slice() {
        &[one] => vec![one; lone],
        _ if open.len() == lone => open,
        _ => Vec::new(),
    }
}

impl<'a> Piece<'a> {
    fn is_lone_bracket(&self) -> bool {
        self.name.is_empty() && self.numbers.is_empty()
    }

    /// Whether a piece of the row below belongs to this entry: the rest of its name, or what it lacks before its numbers.
    fn goes_on_with(&self, below: &Piece<'_>) -> bool {
        let has_comma = |piece: &Piece<'_>| piece.name.iter().any(|part| part.contains(','));
        match (below.name.is_empty(), self.brackets.is_empty()) {
            (false, bare) => bare && self.numbers.is_empty() && !(has_comma(self) && has_comma(below)),
            (true, bare) => self.numbers.is_empty() && !(bare && below.brackets.is_empty()),
        }
    }

    fn append(&mut self, below: Self) {
        self.name.extend(below.name);
        self.brackets.extend(below.brackets);
        self.numbers.extend(below.numbers);
    }

    /// The entry, if it has name and group. Of several brackets the last one is the group.
    fn listed(&self) -> Option<Listed> {
        let (group, towns) = self.brackets.split_last()?;
        let towns = towns.iter().map(|town| format!("({town})"));
        let name = self.name.iter().map(|&part| part.to_owned()).chain(towns).collect::<Vec<_>>().join(" ");
        (!self.name.is_empty()).then(|| Listed { name: narrow_name(&name), group: narrow_name(group), numbers: self.numbers.clone() })
    }
}

/// The pieces of each row; what is none is passed over letter by letter.
fn rows(text: &str) -> Vec<Vec<Piece<'_>>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut left = text;
    while let Some(next) = left.chars().next() {
        if let Ok((rest, found)) = piece(left) {
            row.extend(parted(found));
            left = rest;
            continue;
        }
        if next == '\n' && !row.is_empty() {
            rows.push(std::mem::take(&mut row));
        }
        left = left.get(next.len_utf8()..).unwrap_or_default();
    }
    rows.push(row);
    rows
}

/// „Ebner, Harald (BÜNDNIS 90/DIE GRÜNEN) . . . 53, 54“, or as much of it as stands in a row. A bracket or a list of
/// numbers that is open at the row's end goes on.
fn piece<'a>(input: &'a str) -> Read<'a, Piece<'a>> {
    let numbers = separated_list1((opt(gap), char(','), opt(gap)), u32);
    let pieces = (opt(name), many0(preceded(blanks, group)), opt(preceded(leaders, numbers)));
    let piece =
        pieces.map(|(name, brackets, numbers)| Piece { name: name.into_iter().collect(), brackets, numbers: numbers.unwrap_or_default() });
    verify(piece, |piece: &Piece<'_>| !(piece.is_lone_bracket() && piece.brackets.is_empty())).parse(input)
}

/// „Ebner, Harald“ up to a bracket, a number, or leaders.
fn name(input: &str) -> Read<'_, &str> {
    let words = take_while1(|c: char| !matches!(c, '(' | ')' | '\n') && !c.is_ascii_digit()).map(without_leaders);
    verify(words, |name: &str| name.starts_with(char::is_alphabetic)).parse(input)
}

/// „Feld, Ina“ of „Feld, Ina . . . . “; „Tal, Karl, Dr.“ keeps its stop.
fn without_leaders(words: &str) -> &str {
    let leaders = [" .", "..", "…", "_"].iter().filter_map(|leader| words.find(leader)).min();
    words.get(..leaders.unwrap_or(words.len())).unwrap_or_default().trim()
}

fn blanks(input: &str) -> Read<'_, &str> {
    take_while(|c: char| c != '\n' && c.is_whitespace()).parse(input)
}

/// „ . . . . “, „……“, „____“.
fn leaders(input: &str) -> Read<'_, &str> {
    take_while(|c: char| matches!(c, '.' | '…' | '_') || c != '\n' && c.is_whitespace()).parse(input)
}

/// Read across two columns, „Tal, Karl Uhl, Eva (SPD) 4“ is „Tal, Karl“, whose group stands below, and „Uhl, Eva (SPD) 4“;
/// „(SPD) (AfD)“ are the groups of two.
fn parted(piece: Piece<'_>) -> Vec<Piece<'_>> {
    if piece.is_lone_bracket() {
        return piece.brackets.into_iter().map(|bracket| Piece { brackets: vec![bracket], ..Piece::default() }).collect();
    }
    match piece.name.first().and_then(|words| two_names(words)) {
        Some((left, right)) => vec![Piece { name: vec![left], ..Piece::default() }, Piece { name: vec![right], ..piece }],
        None => vec![piece],
    }
}

/// „Tal, Karl von Uhl, Eva“: a second comma parts the surname of a second name from its given names, unless only a title
/// follows („Tal, Karl von, Dr.“). A surname is the word before its comma, with what belongs before it: „Dr. von der“.
fn two_names(words: &str) -> Option<(&str, &str)> {
    let (surname, behind) = words.split_once(", ")?;
    let (middle, given) = behind.split_once(", ")?;
    if given.split_whitespace().all(|word| word.ends_with('.')) {
        return None;
    }
    // An initial has a stop, too: „Karl H.“.
    let leads = |word: &str| is_small(word) || word.ends_with('.') && word.chars().count() > 2;
    let (mut first, last) = middle.rsplit_once(' ').filter(|(_, last)| last.starts_with(char::is_uppercase))?;
    let mut second = last.len();
    while let Some((before, word)) = first.rsplit_once(' ').filter(|(_, word)| leads(word)) {
        (first, second) = (before, second + word.len() + 1);
    }
    let cut = surname.len() + 2 + middle.len() - second;
    words.split_at_checked(cut).map(|(left, right)| (left.trim_end(), right))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// „name (group) numbers“, an entry a line.
    fn told(text: &str) -> String {
        let shown = |entry: Listed| format!("{} [{}] {:?}", entry.name, entry.group, entry.numbers);
        all_listed(text).into_iter().map(shown).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn reads_entries() {
        for (text, want) in [
            ("Feld, Ina (AfD) . . . . 8", "Feld, Ina [AfD] [8]"),
            (
                "Tal, Karl von, Dr.\n(BÜNDNIS 90/DIE GRÜNEN) . . 3, 14,\n15\nUhl, Eva (SPD) 2",
                "Tal, Karl von, Dr. [BÜNDNIS 90/DIE GRÜNEN] [3, 14, 15]\nUhl, Eva [SPD] [2]",
            ),
            ("Tal, Karl (Altona) (SPD) . 8", "Tal, Karl (Altona) [SPD] [8]"),
            ("Feld, Ina (DIE LINKE.)… 8", "Feld, Ina [DIE LINKE.] [8]"),
            ("Feld, Ina\n(BÜNDNIS 90/\nDIE GRÜNEN)\n. . . 8", "Feld, Ina [BÜNDNIS 90/DIE GRÜNEN] [8]"),
            ("Gräfin von\nFeld, Ina (SPD) 8\nOswald-\nKlee, Tim\n(AfD) 9", "Gräfin von Feld, Ina [SPD] [8]\nOswald-Klee, Tim [AfD] [9]"),
            ("Feld, Ina (AfD)\nStege an der A 1\n(ohne Brücken) . . 8", "Feld, Ina [AfD] []"),
            ("Uhl, Eva-\nMaria (SPD) 8*)\nFeld, Ina () (AfD) 9", "Uhl, Eva-Maria [SPD] [8]\nFeld, Ina [AfD] [9]"),
        ] {
            assert_eq!(told(text), want, "{text}");
        }
        assert!(["Abgeordnete Nummer", "(AfD) 8", "12, 13", "Feld, Ina 8"].iter().all(|text| told(text).is_empty()));
    }

    #[test]
    fn a_group_may_stand_behind_the_numbers() {
        for (text, want) in [
            ("Feld, Ina (Altona) . . 1, 4\n(SPD)\nTal, Karl (AfD) 2", "Feld, Ina (Altona) [SPD] [1, 4]\nTal, Karl [AfD] [2]"),
            ("Feld, Ina, Dr. . . . 1\n(SPD)", "Feld, Ina, Dr. [SPD] [1]"),
            ("Feld, Ina . . . 1\n(Altona) (SPD)", "Feld, Ina (Altona) [SPD] [1]"),
            ("Feld, Ina (Altona) .. 1 Tal, Karl (Stade) .. 2\n(SPD) (AfD)", "Feld, Ina (Altona) [SPD] [1]\nTal, Karl (Stade) [AfD] [2]"),
            // Whose group it is, nothing tells.
            ("Feld, Ina (SPD) .. 1 Tal, Karl (Stade) .. 2\n(AfD)", "Feld, Ina [SPD] [1]\nTal, Karl [Stade] [2]"),
        ] {
            assert_eq!(told(text), want, "{text}");
        }
    }

    #[test]
    fn columns_read_across_are_parted() {
        for (text, want) in [
            ("Feld, Ina (Altona) Uhl, Eva\n(SPD) 2, 3 (AfD) 5", "Feld, Ina (Altona) [SPD] [2, 3]\nUhl, Eva [AfD] [5]"),
            ("Feld, Ina H. Dr. von Uhl, Eva\n(SPD) 2 (AfD) 5", "Feld, Ina H. [SPD] [2]\nDr. von Uhl, Eva [AfD] [5]"),
            (
                "Feld, Ina Uhl, Eva (FDP) 4\n(SPD) 2, 3 Tal, Karl, Dr.\nUlm, Jan (SPD) 6 (AfD) 5",
                "Feld, Ina [SPD] [2, 3]\nUhl, Eva [FDP] [4]\nTal, Karl, Dr. [AfD] [5]\nUlm, Jan [SPD] [6]",
            ),
        ] {
            assert_eq!(told(text), want, "{text}");
        }
    }
}
