//! The printed lists of askers: who asks what, and in which department.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::{GUTTER_SWAY, Row, cells, indent, mark_number, plain, slice, words};
use crate::cleaning::reading::Pages;
use crate::grammar::collections::{Listed, listed, narrow_name, one_line};
use crate::span::Spans;

/// The directory stands behind the title, within the first lines; the words also occur in texts.
const MOST_TITLE_ROWS: usize = 20;
/// Blanks between two columns that were set side by side („pdftotext -layout“); words and leaders stand closer.
const GUTTER: &str = "   ";

/// Row of „Verzeichnis der Fragenden“, in older papers „… der Fragesteller“.
pub(super) fn directory_row(pages: &Pages<'_>, rows: &[Row]) -> Option<usize> {
    (0..rows.len().min(MOST_TITLE_ROWS)).find(|&at| words(pages, rows, at).starts_with("Verzeichnis der Frage"))
}

/// Who asks what, and in which department, as the directories list it.
#[derive(Default)]
pub(super) struct Directory {
    pub by_number: BTreeMap<u32, (String, String)>,
    pub groups: BTreeSet<String>,
    /// „Geschäftsbereich …“ and the entries under it, each on one line; empty where the directory is set in columns
    /// side by side, whose order the text does not tell.
    by_department: Vec<String>,
}

impl Directory {
    /// Reads from its heading to the body, which begins at the row `body` at the latest.
    pub(super) fn read(pages: &Pages<'_>, rows: &[Row], first: usize) -> Self {
        let body = (first + 1..rows.len()).find(|&at| mark_number(words(pages, rows, at)).is_some()).unwrap_or(rows.len());
        let ends = |at: &usize| ["Verzeichnis der", "Geschäftsbereich"].iter().any(|word| words(pages, rows, *at).starts_with(word));
        let end = (first + 1..body).find(ends).unwrap_or(body);
        let mut directory = Self::default();
        let askers = Columns::part(pages, rows.get(first + 1..end).unwrap_or_default());
        for spans in [&askers.left, &askers.right] {
            directory.entries(plain(pages, spans).text());
        }
        let departments = Columns::part(pages, rows.get(end..body).unwrap_or_default());
        if departments.right.is_empty() {
            let text = one_line(plain(pages, &departments.left).text());
            directory.by_department = text.split("Geschäftsbereich ").skip(1).map(str::to_owned).collect();
        }
        directory
    }

    fn entries(&mut self, text: &str) {
        for entry in all_listed(text) {
            let (name, group) = (narrow_name(entry.name), narrow_name(entry.group));
            for number in entry.numbers {
                self.by_number.insert(number, (name.clone(), group.clone()));
            }
            self.groups.insert(group);
        }
    }

    /// Who asks in a department, by the second directory; `None` where it does not list the department by its askers.
    pub(super) fn askers_of(&self, heading: &str) -> Option<BTreeSet<String>> {
        let department = heading.strip_prefix("Geschäftsbereich ")?;
        let listed = self.by_department.iter().filter_map(|listed| listed.strip_prefix(department));
        let askers: BTreeSet<String> = listed.flat_map(all_listed).map(|entry| sorted_words(&narrow_name(entry.name))).collect();
        (!askers.is_empty()).then_some(askers)
    }
}

/// The rows of a directory, each column read downwards.
struct Columns {
    left: Spans,
    right: Spans,
}

impl Columns {
    fn part(pages: &Pages<'_>, rows: &[Row]) -> Self {
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

/// All entries of a directory; words between them are passed over one by one.
fn all_listed(mut text: &str) -> Vec<Listed<'_>> {
    let mut entries = Vec::new();
    while !text.is_empty() {
        text = if let Ok((rest, entry)) = listed::<()>(text) {
            entries.push(entry);
            rest
        } else {
            let next = text.char_indices().skip(1).find(|&(_, c)| c.is_whitespace());
            next.and_then(|(at, _)| text.get(at..)).map_or("", str::trim_start)
        };
    }
    entries
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
        assert_eq!(seen.codes, []);
    }
}
