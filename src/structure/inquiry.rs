//! A companion's questions as evidence: where the answer paper prints them letter for letter, their extent is proven.
//!
//! Inquiry and answer break the same words into lines at different places, so both are compared without spaces, hyphens
//! and quotation marks. What is not found letter for letter (a misprint, another wording) proves nothing.

use memchr::memmem;

use super::rows::Row;
use crate::grammar::markers;
use crate::id::{PaperNumber, Part, QuestionId};

/// An inquiry's questions.
#[derive(Clone, Debug)]
pub struct Inquiry {
    /// Its number.
    pub number: PaperNumber,
    /// Its questions and their texts (as in its record), in order.
    pub questions: Vec<(QuestionId, String)>,
}

/// What is proven of a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Proof {
    /// A question or part begins here.
    Begins(QuestionId),
    /// The question with this number goes on.
    GoesOn(u32),
    /// No question stands here.
    Outside,
}

/// By row; `None` where nothing is proven.
pub(crate) type Proofs = Vec<Option<Proof>>;

/// Shorter questions („Wie viele?“) stand in answers, too.
pub(super) const SHORTEST: usize = 12;

/// Where the rows print the inquiry's questions. Empty without an inquiry.
pub(crate) fn proofs(rows: &[Row<'_>], inquiry: Option<&Inquiry>) -> Proofs {
    let Some(inquiry) = inquiry else { return Vec::new() };
    let flat = Flat::of(rows);
    let mut proofs: Proofs = vec![None; rows.len()];
    let found: Vec<bool> = inquiry.questions.iter().map(|(id, text)| flat.prove(rows, *id, text, &mut proofs)).collect();
    if found.iter().all(|found| *found) {
        for proof in &mut proofs {
            proof.get_or_insert(Proof::Outside);
        }
    } else {
        close(&mut proofs);
    }
    proofs
}

/// Behind a proven question something else begins, though not everything is proven.
fn close(proofs: &mut Proofs) {
    for at in (1..proofs.len()).rev() {
        let (Some(before), Some(here)) = (proofs.get(at - 1).copied(), proofs.get(at).copied()) else { continue };
        if here.is_none()
            && before.is_some_and(|before| before != Proof::Outside)
            && let Some(slot) = proofs.get_mut(at)
        {
            *slot = Some(Proof::Outside);
        }
    }
}

/// The rows' letters without spaces, hyphens and quotation marks, with the row that each byte comes from.
struct Flat {
    letters: String,
    /// By row: where its letters begin.
    begins: Vec<usize>,
}

impl Flat {
    fn of(rows: &[Row<'_>]) -> Self {
        let mut letters = String::with_capacity(rows.iter().map(|row| row.words.len()).sum());
        let mut begins = Vec::with_capacity(rows.len());
        for row in rows {
            begins.push(letters.len());
            row.words.split(|c| !is_letter(c)).for_each(|piece| letters.push_str(piece));
        }
        Self { letters, begins }
    }

    fn row_of(&self, at: usize) -> usize {
        self.begins.partition_point(|begin| *begin <= at).saturating_sub(1)
    }

    /// Marks the rows of a question, printed in one piece or in its stem and parts.
    fn prove(&self, rows: &[Row<'_>], id: QuestionId, text: &str, proofs: &mut Proofs) -> bool {
        if let Some((first, last)) = self.place(rows, id, text, 0, proofs) {
            mark(proofs, id, first, last);
            return true;
        }
        let pieces = pieces(id, text);
        if pieces.len() < 2 {
            return false;
        }
        let mut places = Vec::new();
        let mut from = 0;
        for (piece, words) in pieces {
            let Some((first, last)) = self.place(rows, piece, words, from, proofs) else { return false };
            from = last + 1;
            places.push((piece, first, last));
        }
        for (piece, first, last) in places {
            mark(proofs, piece, first, last);
        }
        true
    }

    /// The rows from `from` on that print the words, behind the number or label of `id`, whole.
    fn place(&self, rows: &[Row<'_>], id: QuestionId, words: &str, from: usize, proofs: &Proofs) -> Option<(usize, usize)> {
        let needle: String = letters(words).collect();
        if needle.len() < SHORTEST {
            return None;
        }
        let begin = *self.begins.get(from)?;
        let haystack = self.letters.get(begin..)?;
        memmem::find_iter(haystack.as_bytes(), needle.as_bytes()).map(|at| at + begin).find_map(|at| {
            let (first, last) = (self.row_of(at), self.row_of(at + needle.len() - 1));
            let row = rows.get(first)?;
            let head = self.letters.get(*self.begins.get(first)?..at)?;
            let ends_row = self.begins.get(last + 1).is_none_or(|next| *next == at + needle.len());
            let free = proofs.get(first..=last)?.iter().all(Option::is_none);
            (headed(row, head, id) && ends_row && free).then_some((first, last))
        })
    }
}

/// Whether what stands before the words in their first row is the number (or the label) and nothing else.
fn headed(row: &Row<'_>, head: &str, id: QuestionId) -> bool {
    if id.is_whole() {
        row.number == Some(id.number()) && head.trim_end_matches(['.', ')', ':']).ends_with(&id.number().to_string())
    } else {
        row.label == Some(id.part()) && head.is_empty()
    }
}

fn mark(proofs: &mut Proofs, id: QuestionId, first: usize, last: usize) {
    for (at, slot) in proofs.iter_mut().enumerate().take(last + 1).skip(first) {
        *slot = Some(if at == first { Proof::Begins(id) } else { Proof::GoesOn(id.number()) });
    }
}

/// The stem of a question and its parts, as they may be printed apart; a part with its label.
fn pieces(id: QuestionId, text: &str) -> Vec<(QuestionId, &str)> {
    let mut pieces = Vec::new();
    let (mut from, mut piece, mut next) = (0, id, Some(Part::FIRST));
    let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
    for at in lines {
        let label = text.get(at..).and_then(|line| markers::label(line).ok()).map(|(_, part)| part);
        if let Some(part) = label.filter(|_| label == next) {
            if at > from {
                pieces.push((piece, text.get(from..at).unwrap_or_default()));
            }
            (from, piece, next) = (at, QuestionId::part_of(id.number(), part), part.next());
        }
    }
    pieces.push((piece, text.get(from..).unwrap_or_default()));
    pieces
}

/// Words without spaces, hyphens and quotation marks.
pub(super) fn letters(words: &str) -> impl Iterator<Item = char> {
    words.chars().filter(|c| is_letter(*c))
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || !c.is_whitespace()
            && !matches!(c, '-' | '–' | '—' | '\u{ad}' | '\u{2010}' | '\u{2011}' | '−' | '„' | '“' | '”' | '"' | '\'' | '‚' | '‘' | '’')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_falls_into_stem_and_parts() {
        let got = pieces(QuestionId::whole(2), "Wie hoch ist\na) der Turm,\nb) das Haus?");
        let names: Vec<String> = got.iter().map(|(id, text)| format!("{id}: {}", text.trim())).collect();
        assert_eq!(names, ["2: Wie hoch ist", "2a: a) der Turm,", "2b: b) das Haus?"]);
    }
}
