//! Headings between questions: Große Anfragen and older papers group their questions in chapters, „II. Verkehr“.

use std::ops::Range;

use super::outline::{Mode, Place, Step};
use super::rows::{LONGEST_QUESTION, Opening, Row};
use crate::cleaning::words::roman;
use crate::grammar::markers::chapter_mark;

/// Lines of a heading at most, with that of the part of the paper that begins with it: „B. Umwelt⏎I. Nordsee“.
const LONGEST_HEADING: usize = 3;
/// Lines of a heading that has no mark.
const LONGEST_UNMARKED: usize = 2;
/// Rows of the headings that stand right above questions.
///
/// A marked one is told by its series: „I.“ above a question, „II.“ above another. In an inquiry a noun behind a question's
/// mark is one, too; what an answer ends with may be a table's last line.
pub(super) fn headings(rows: &[Row<'_>], steps: &[Step], mode: Mode) -> Vec<Range<usize>> {
    let befores = std::iter::once(0).chain(steps.iter().map(|step| step.row + 1));
    let questions = steps.iter().zip(befores).filter(|(step, _)| matches!(step.place, Place::Question(id) if id.is_whole()));
    let (mut marked, mut unmarked) = (Vec::new(), Vec::new());
    for (step, before) in questions {
        let tail = unended(rows, before..step.row);
        let marks: Vec<(usize, &str)> = tail.clone().filter_map(|at| Some((at, chapter_mark(rows.get(at)?.words)?))).collect();
        let ends = marks.iter().skip(1).map(|&(at, _)| at).chain([step.row]);
        if !marks.is_empty() {
            marked.extend(marks.iter().zip(ends).map(|(&(at, mark), end)| (at..end, mark)));
        } else if mode == Mode::Asked && is_noun_behind_mark(rows, &tail) {
            unmarked.push(tail);
        }
    }
    let (roman, letters) = (in_series(marked.iter().map(|(_, mark)| number(mark))), in_series(marked.iter().map(|(_, mark)| letter(mark))));
    let proven = marked.into_iter().zip(roman.into_iter().zip(letters)).filter(|(_, (roman, letter))| *roman || *letter);
    proven.map(|((range, _), _)| range).chain(unmarked).collect()
}

/// The rows at the end of a stretch that end no sentence.
fn unended(rows: &[Row<'_>], stretch: Range<usize>) -> Range<usize> {
    let last = rows.get(stretch.clone()).unwrap_or_default().iter().rev().take(LONGEST_HEADING);
    stretch.end - last.take_while(|row| !row.stops && !row.asks).count()..stretch.end
}

/// „… gesperrt?⏎Schäden an Stegen“
fn is_noun_behind_mark(rows: &[Row<'_>], tail: &Range<usize>) -> bool {
    let asked = tail.start.checked_sub(1).and_then(|at| rows.get(at)).is_some_and(|row| row.asks && !row.broken);
    let lines = rows.get(tail.clone()).filter(|lines| lines.len() <= LONGEST_UNMARKED).unwrap_or_default();
    let begins = lines.first().is_some_and(|row| row.opening == Opening::Other && row.label.is_none() && row.number.is_none());
    asked && begins && lines.last().is_some_and(|row| !row.words.ends_with([')', ':', ',']))
}

/// „IV“ → 4.
fn number(mark: &str) -> Option<u32> {
    roman(mark).filter(|(_, rest)| rest.is_empty()).map(|(number, _)| number)
}

/// „D“ → 4.
fn letter(mark: &str) -> Option<u32> {
    let &[letter @ b'A'..=b'Z'] = mark.as_bytes() else { return None };
    Some(u32::from(letter - b'A') + 1)
}

/// Which of the marks run on from the first, or begin anew with it, in a series that has a second.
fn in_series(places: impl Iterator<Item = Option<u32>>) -> Vec<bool> {
    let (mut last, mut goes_on) = (0, false);
    let mut runs: Vec<bool> = places
        .map(|place| {
            let next = place.filter(|&place| place == 1 || last > 0 && place == last + 1);
            last = next.unwrap_or(last);
            goes_on |= next.is_some_and(|next| next > 1);
            next.is_some()
        })
        .collect();
    runs.iter_mut().for_each(|runs| *runs &= goes_on);
    runs
}

/// The row in which questions are numbered anew from 1 on, as in each chapter of some Große Anfragen: behind a chapter's
/// heading, or with a question 2 below it.
pub(super) fn begun_anew(rows: &[Row<'_>], steps: &[Step]) -> Option<usize> {
    let asks = |at: usize, number: u32| {
        let begins =
            rows.get(at).is_some_and(|row| row.number == Some(number) && row.begins_question() && !row.behind_imprint && !row.annex);
        begins && rows.iter().skip(at).take(LONGEST_QUESTION).any(|row| row.asks)
    };
    let headed = |at: usize| {
        (at.saturating_sub(LONGEST_HEADING)..at)
            .any(|above| rows.get(above).is_some_and(|row| !row.stops && chapter_mark(row.words).is_some()))
    };
    let ends = steps.iter().skip(1).map(|step| step.row).chain([rows.len()]);
    let stretches = steps.iter().zip(ends).filter(|(step, _)| matches!(step.place, Place::Question(_) | Place::Answer));
    stretches.skip(1).find_map(|(step, end)| {
        let last_second = (step.row + 1..end).rev().find(|&at| asks(at, 2));
        (step.row + 1..end).find(|&at| asks(at, 1) && (headed(at) || last_second > Some(at)))
    })
}

#[cfg(test)]
mod tests {
    use super::{in_series, letter, number};

    #[test]
    fn marks_run_on_in_their_series() {
        let told = |marks: &[&str]| in_series(marks.iter().map(|mark| number(mark)));
        assert_eq!(told(&["I", "II", "IV", "III"]), [true, true, false, true]);
        assert_eq!(told(&["I", "II", "I", "II"]), [true; 4]);
        assert_eq!(told(&["I"]), [false]);
        assert_eq!(told(&["A", "B"]), [false, false]);
        assert_eq!(in_series(["A", "B", "I"].into_iter().map(letter)), [true, true, false]);
    }
}
