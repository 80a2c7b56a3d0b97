//! The printed lists of askers: who asks what, and in which department.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::{FreeLine, GUTTER_SWAY, Sheet, by_rows, cells, indent, mark_number, slice};
use crate::cleaning::reading::Pages;
use crate::grammar::collections::{begins_department, begins_directory, ends_title};
use crate::grammar::directories::{Listed, all_listed};
use crate::span::Spans;

/// Where no block is found, the heading of a directory stands within the first lines; the words also occur in texts.
const MOST_TITLE_ROWS: usize = 20;
/// Blanks between two columns that were set side by side („pdftotext -layout“); words and leaders stand closer.
const GUTTER: &str = "   ";

/// Where the directories stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct DirectoryRows {
    /// Their first row: right behind the title, because extractors may print entries before their heading.
    pub first: usize,
    /// „Verzeichnis der Fragenden“, in older papers „… der Fragesteller“.
    heading: usize,
    /// The first block; the number of rows if none was found.
    body: usize,
}

impl DirectoryRows {
    /// The rows from the first directory to the first block.
    pub(super) fn find(sheet: Sheet<'_, '_>) -> Option<Self> {
        let opens_block = |&at: &usize| mark_number(sheet.words(at)).is_some() || sheet.parted_number(at).is_some();
        let block = (0..sheet.rows.len()).find(opens_block);
        let reach = block.unwrap_or(sheet.rows.len().min(MOST_TITLE_ROWS));
        let heading = (0..reach).find(|&at| begins_directory(sheet.words(at)))?;
        let title = (0..heading).rfind(|&at| ends_title(sheet.words(at)));
        Some(Self { first: title.map_or(heading, |at| at + 1), heading, body: block.unwrap_or(sheet.rows.len()) })
    }
}

/// Who asks what, and in which department, as the directories list it.
#[derive(Default)]
pub(super) struct Directory {
    pub by_number: BTreeMap<u32, (String, String)>,
    pub groups: BTreeSet<String>,
    /// „… des Auswärtigen Amts“ and the entries under it, row by row; empty where the directory is set in columns side by
    /// side, whose order the text does not tell.
    by_department: Vec<String>,
}

impl Directory {
    /// Reads the rows of both directories.
    pub(super) fn read(sheet: Sheet<'_, '_>, DirectoryRows { first, heading, body }: DirectoryRows) -> Self {
        let Sheet { pages, rows } = sheet;
        let ends = |at: &usize| begins_directory(sheet.words(*at)) || begins_department(sheet.words(*at));
        let end = (heading + 1..body).find(ends).unwrap_or(body);
        let mut directory = Self::default();
        for part in [rows.get(first..heading), rows.get(heading + 1..end)] {
            let askers = ListColumns::part(pages, part.unwrap_or_default());
            for spans in [&askers.left, &askers.right] {
                directory.entries(by_rows(pages, spans).text());
            }
        }
        let departments = ListColumns::part(pages, rows.get(end..body).unwrap_or_default());
        if departments.right.is_empty() {
            let text = by_rows(pages, &departments.left);
            directory.by_department = text.text().split("Geschäftsbereich ").skip(1).map(str::to_owned).collect();
        }
        directory
    }

    fn entries(&mut self, text: &str) {
        for entry in all_listed(text) {
            for &number in &entry.numbers {
                self.by_number.insert(number, (entry.name.clone(), entry.group.clone()));
            }
            if !entry.numbers.is_empty() {
                self.groups.insert(entry.group);
            }
        }
    }

    /// Who asks in a department, by the second directory; `None` where it does not list the department by its askers, or
    /// lists topics below each. A bracket that the first directory does not know for a group ends a topic („Kredite der
    /// Förderbank (FB) . . . 1“).
    pub(super) fn askers_of(&self, heading: &str) -> Option<BTreeSet<String>> {
        let department = heading.strip_prefix("Geschäftsbereich ")?;
        let listed = self.by_department.iter().filter_map(|listed| behind(listed, department)).flat_map(all_listed);
        let listed: Vec<Listed> = listed.filter(|entry| self.groups.contains(&entry.group)).collect();
        let by_askers = !listed.is_empty() && listed.iter().all(|entry| !entry.numbers.is_empty());
        by_askers.then(|| listed.iter().map(|entry| sorted_words(&entry.name)).collect())
    }
}

/// What follows some words at the head of a text in which they may be broken over lines.
fn behind<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let letters = |c: &char| !c.is_whitespace() && *c != '-';
    let mut printed = text.char_indices().filter(|(_, c)| letters(c));
    for want in words.chars().filter(letters) {
        printed.next().filter(|&(_, c)| c == want)?;
    }
    printed.next().map_or(Some(""), |(at, _)| text.get(at..))
}

/// The rows of a directory, each column read downwards.
struct ListColumns {
    left: Spans,
    right: Spans,
}

impl ListColumns {
    fn part(pages: &Pages<'_>, rows: &[FreeLine]) -> Self {
        let mut columns = Self { left: Spans::none(), right: Spans::none() };
        let mut gutter = usize::MAX;
        for row in rows {
            let (cell, beside) = cells(pages, *row, GUTTER);
            gutter = beside.map_or(gutter, |beside| gutter.min(indent(pages, *row, beside)));
            if !is_column_head(slice(pages, cell)) {
                let behind_gutter = indent(pages, *row, cell).saturating_add(GUTTER_SWAY) >= gutter;
                if behind_gutter { &mut columns.right } else { &mut columns.left }.push(cell);
            }
            if let Some(beside) = beside.filter(|beside| !is_column_head(slice(pages, *beside))) {
                columns.right.push(beside);
            }
        }
        columns
    }
}

/// „Abgeordnete Nummer“, „der Frage“, „Seite“: above a directory's columns.
fn is_column_head(cell: &str) -> bool {
    cell.split_whitespace().all(|word| matches!(word, "Abgeordnete" | "Abgeordneter" | "Nummer" | "der" | "Frage" | "Fragen" | "Seite"))
}

/// „Notz, Konstantin von, Dr.“ and „Dr. Konstantin von Notz“ are the same words.
pub(super) fn sorted_words(name: &str) -> String {
    let mut words: Vec<&str> = name.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code;
    use crate::structure::collections::tests::{REPLY, TITLE, seen};

    #[test]
    fn columns_side_by_side_are_read_downwards() {
        let directory = "Verzeichnis der Fragenden\nAbgeordnete            Nummer     Abgeordnete          Nummer\n\
            Feld, Ina (SPD) . . . . . . 1     Uhl, Eva\nTal, Karl                         (BÜNDNIS 90/DIE GRÜNEN) . 3\n\
            (BÜNDNIS 90/DIE GRÜNEN) . . 2\n";
        let block = |number: u32, name: &str, group: &str| format!("{number}. Abgeordnete\n{name}\n({group})\nWie lange?\n");
        let green = "BÜNDNIS 90/\nDIE GRÜNEN";
        let blocks = [block(1, "Ina Feld", "SPD"), block(2, "Karl Tal", green), block(3, "Eva Uhl", green)].concat();
        let seen = seen(&[TITLE, directory, &blocks, REPLY, "Lange.\n"].concat());
        assert_eq!(seen.codes, [Code::JointUnannounced]);
    }

    const BLOCKS: &str = "1. Abgeordnete\nIna\nFeld\n(Altona)\n(SPD)\nWie lange?\n2. Abgeordneter\nKarl Tal\n(AfD)\nWie breit?\n";

    #[test]
    fn entries_may_stand_before_their_heading() {
        let directory = "Feld, Ina (Altona)\n(SPD) . . . 1\nTal, Karl (AfD) . . . 2\nVerzeichnis der Fragenden\nAbgeordnete Nummer\n";
        let many = directory.replace("Tal, Karl", &"Uhl, Eva (AfD) . . . 2\n".repeat(20)).replace("\n (AfD)", "\nTal, Karl (AfD)");
        for directory in [directory, &many] {
            let seen = seen(&[TITLE, directory, BLOCKS, REPLY, "Lange.\n"].concat());
            assert_eq!((seen.codes, seen.ledger.as_str()), (vec![Code::JointUnannounced], "title directory question1 question2 answer1"));
            assert_eq!(seen.collected.questions.len(), 2);
        }
    }

    #[test]
    fn topics_of_the_second_directory_are_no_askers() {
        let askers = "Verzeichnis der Fragenden\nFeld, Ina (Altona) . . . 1\n(SPD)\nTal, Karl (AfD) . . . 2\n";
        let heading = "Geschäftsbereich des Bundesministeriums der Finanzen\n";
        let topics = "Feld, Ina (Altona)\n(SPD)\nKredite der Förderbank\n(FB) . . . 1\nTal, Karl (AfD)\nStege an der A 1 . . . 1\n";
        for (listed, codes) in [
            (topics, vec![Code::JointUnannounced]),
            ("Feld, Ina (Altona) . . . 1\n(SPD)\nTal, Karl (AfD) . . . 1\n", vec![Code::JointUnannounced]),
            ("Feld, Ina (Altona) . . . 1\n(SPD)\n", vec![Code::JointUnannounced, Code::DirectoryMismatch]),
        ] {
            let text = [TITLE, askers, "Verzeichnis der Fragen\nSeite\n", heading, listed, heading, BLOCKS, REPLY, "Lange.\n"].concat();
            assert_eq!(seen(&text).codes, codes, "{listed}");
        }
    }
}
