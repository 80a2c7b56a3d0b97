//! Directory and body say the same twice: each is held against the other.

use std::collections::BTreeSet;

use super::CollectedQuestion;
use super::directory::{Directory, sorted_words};
use super::marks::{Heading, Mark};
use super::rows::Row;
use crate::diagnostic::{Code, Diagnostic};

impl Directory {
    /// Directory and body prove each other.
    pub(super) fn compare(&self, questions: &[CollectedQuestion], rows: &[Row], marks: &[Mark], diagnostics: &mut Vec<Diagnostic>) {
        if self.by_number.is_empty() {
            return;
        }
        for (question, mark) in questions.iter().zip(marks) {
            let at = rows.get(mark.row).map(|row| row.words);
            let number = question.id.number();
            match (self.by_number.get(&number), &question.asker) {
                (Some((name, group)), Some(asker))
                    if sorted_words(name) == sorted_words(&asker.name) && asker.group.as_ref() == Some(group) => {}
                (Some((name, group)), Some(asker)) => {
                    let printed = asker.group.as_deref().unwrap_or("no group");
                    let message =
                        format!("the directory lists question {number} under {name} ({group}), the body under {} ({printed})", asker.name);
                    diagnostics.push(Diagnostic::warning(Code::DirectoryMismatch, at, message));
                }
                (None, _) => {
                    diagnostics.push(Diagnostic::warning(
                        Code::DirectoryMismatch,
                        at,
                        format!("the directory does not list question {number}"),
                    ));
                }
                (Some(_), None) => {}
            }
        }
        let printed: BTreeSet<u32> = questions.iter().map(|question| question.id.number()).collect();
        let missing: Vec<String> = self
            .by_number
            .iter()
            .filter(|(number, _)| !printed.contains(number))
            .map(|(number, (name, _))| format!("{number} ({name})"))
            .collect();
        if !missing.is_empty() {
            let message = format!("the directory lists questions that the body does not print: {}", missing.join(", "));
            diagnostics.push(Diagnostic::warning(Code::DirectoryMismatch, None, message));
        }
    }

    /// Directory and body prove each other: who asks in which department.
    pub(super) fn compare_departments(
        &self,
        marks: &[Mark],
        headings: &[Option<Heading>],
        rows: &[Row],
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let mut now: Option<(&Heading, BTreeSet<String>)> = None;
        for (mark, heading) in marks.iter().zip(headings) {
            if let Some(heading) = heading {
                now = self.askers_of(&heading.words).map(|askers| (heading, askers));
            }
            let Some((asker, (heading, askers))) = mark.asker.as_ref().zip(now.as_ref()) else { continue };
            if !askers.contains(&sorted_words(&asker.name)) {
                let at = rows.get(mark.row).map(|row| row.words);
                let message = format!("the directory does not list {} under {}", asker.name, heading.words);
                diagnostics.push(Diagnostic::warning(Code::DirectoryMismatch, at, message));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code;
    use crate::structure::collections::tests::{REPLY, TITLE, seen};

    #[test]
    fn directory_and_body_prove_each_other() {
        let directory =
            "Verzeichnis der Fragenden\nAbgeordnete Nummer\nder Frage\nFeld, Ina (SPD) . . . 1\nTal, Karl von, Dr. (AfD) . . 2, 3\n";
        let body = "1. Abgeordnete\nIna Feld\n(SPD)\nWer?\n2. Abgeordneter\nDr. Karl von Tal\n(FDP)\nWo?\n";
        let mismatched = seen(&[TITLE, directory, body, REPLY, "Hier.\n"].concat());
        assert_eq!(mismatched.codes, [Code::JointUnannounced, Code::DirectoryMismatch, Code::DirectoryMismatch]);
        assert_eq!(mismatched.ledger, "title directory question1 question2 answer1");
        let proven = seen(&[TITLE, &directory.replace("2, 3", "2"), &body.replace("FDP", "AfD"), REPLY, "Hier.\n"].concat());
        assert_eq!(proven.codes, [Code::JointUnannounced]);
    }
}
