//! Directory and body say the same twice: each is held against the other.

use std::collections::BTreeSet;

use super::CollectedQuestion;
use super::directory::{Directory, sorted_words};
use super::marks::{DepartmentHeading, Mark};
use super::rows::Sheet;
use crate::diagnostic::{Code, Diagnostic};
use crate::paper::Asker;

impl Directory {
    /// Who asks what.
    pub(super) fn compare(&self, questions: &[CollectedQuestion], marks: &[Mark], sheet: Sheet<'_, '_>) -> Vec<Diagnostic> {
        if self.by_number.is_empty() {
            return Vec::new();
        }
        let listed = |number: u32, asker: &Option<Asker>| match (self.by_number.get(&number), asker) {
            (Some((name, group)), Some(asker)) => {
                let same = sorted_words(name) == sorted_words(&asker.name) && asker.group.as_ref() == Some(group);
                let printed = asker.group.as_deref().unwrap_or("no group");
                (!same).then(|| {
                    format!("the directory lists question {number} under {name} ({group}), the body under {} ({printed})", asker.name)
                })
            }
            (None, _) => Some(format!("the directory does not list question {number}")),
            (Some(_), None) => None,
        };
        let mismatched = questions.iter().zip(marks).filter_map(|(question, mark)| {
            let message = listed(question.id.number(), &question.asker)?;
            Some(Diagnostic::warning(Code::DirectoryMismatch, sheet.place(mark.row), message))
        });
        let printed: BTreeSet<u32> = questions.iter().map(|question| question.id.number()).collect();
        let missing = self.by_number.iter().filter(|(number, _)| !printed.contains(number));
        let missing: Vec<String> = missing.map(|(number, (name, _))| format!("{number} ({name})")).collect();
        let missing = (!missing.is_empty()).then(|| {
            let message = format!("the directory lists questions that the body does not print: {}", missing.join(", "));
            Diagnostic::warning(Code::DirectoryMismatch, None, message)
        });
        mismatched.chain(missing).collect()
    }

    /// Who asks in which department.
    pub(super) fn compare_departments(
        &self,
        marks: &[Mark],
        headings: &[Option<DepartmentHeading>],
        sheet: Sheet<'_, '_>,
    ) -> Vec<Diagnostic> {
        let mut doubts = Vec::new();
        let mut now: Option<(&DepartmentHeading, BTreeSet<String>)> = None;
        for (mark, heading) in marks.iter().zip(headings) {
            if let Some(heading) = heading {
                now = self.askers_of(&heading.words).map(|askers| (heading, askers));
            }
            let Some((asker, (heading, askers))) = mark.asker.as_ref().zip(now.as_ref()) else { continue };
            if !askers.contains(&sorted_words(&asker.name)) {
                let message = format!("the directory does not list {} under {}", asker.name, heading.words);
                doubts.push(Diagnostic::warning(Code::DirectoryMismatch, sheet.place(mark.row), message));
            }
        }
        doubts
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
