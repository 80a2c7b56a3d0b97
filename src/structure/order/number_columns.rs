//! Numbers that hang out of their questions are a column: two of them can stand above the texts of both, and one below the
//! first line of its own.

use super::begins_block;
use super::moving::swap_pieces;
use crate::grammar::openings::Opening;
use crate::structure::rows::{Row, above};

/// The most numbers below the first one in a column: the questions between them have a line or two.
const FURTHER_NUMBERS: usize = 3;

/// Puts numbers that stand one above the other before the texts that follow: the first text is the first number's, the next
/// begins with words of a question behind its mark.
pub(super) fn part_number_columns(rows: &mut [Row<'_>]) {
    let mut at = 0;
    while let Some(first) = rows.get(at) {
        let number = first.number.filter(|_| first.is_number_alone());
        let follows = |length: &u32| {
            let next = rows.get(at + *length as usize);
            next.is_some_and(|row| row.is_number_alone() && row.number == number.and_then(|number| number.checked_add(*length)))
        };
        let further = if number.is_some() { (1..).take(FURTHER_NUMBERS).take_while(follows).fold(0, |count, _| count + 1) } else { 0 };
        if further > 0
            && let Some(places) = texts_behind(rows, at + further + 1, further)
        {
            // From the last one on: each that goes down takes the texts above its place up by one.
            for (down, place) in (1..=further).rev().zip(places.into_iter().rev()) {
                let place = place.saturating_sub(further - down);
                if let Some(between) = rows.get_mut(at + down..place) {
                    between.rotate_left(1);
                }
            }
        }
        at += further + 1;
    }
}

/// Puts a number that stands below the first line of its question before that: „Wie viele Stege“, „4.“, „hat die Stadt?“
pub(super) fn lift_numbers(rows: &mut [Row<'_>]) {
    let mut last: u32 = 0;
    for at in 0..rows.len() {
        // „1.“ above „Legislaturperiode“ was told to be none.
        let number = rows
            .get(at + 1)
            .and_then(|row| row.words.strip_suffix('.')?.parse().ok())
            .filter(|number| Some(*number) == last.checked_add(1));
        if number.is_some() && stands_in_question(rows, at) {
            swap_pieces(rows, at);
            if let Some(row) = rows.get_mut(at) {
                row.said.number = number;
            }
        }
        last = rows.get(at).and_then(|row| row.number).unwrap_or(last);
    }
}

/// Whether the row behind one stands between two lines of a question, of which the one is the first: it begins as questions do,
/// behind the end of a sentence, and the other goes on with it.
fn stands_in_question(rows: &[Row<'_>], at: usize) -> bool {
    let [Some(text), Some(below)] = [at, at + 2].map(|at| rows.get(at)) else { return false };
    let ended = above(rows, at).is_none_or(|above| above.has_ended() || above.heading.is_some());
    let begins = text.opening == Opening::Question && !text.is_marked() && !text.stops && !text.asks;
    let goes_on = below.opening != Opening::Question && !below.is_marked() && !below.sentence && !begins_block(rows, at + 2);
    ended && begins && goes_on && begins_block(rows, at) && begins_block(rows, at + 1)
}

/// The rows in which the second to last of the texts behind a column of numbers begin.
fn texts_behind(rows: &[Row<'_>], from: usize, count: usize) -> Option<Vec<usize>> {
    let heads = |row: &Row<'_>| row.number.is_some() || row.heading.is_some();
    let end = rows.get(from..)?.iter().position(heads).map_or(rows.len(), |length| from + length);
    rows.get(from).filter(|first| first.opening == Opening::Question)?;
    let begins = |at: &usize| {
        let asked = above(rows, *at).is_some_and(|above| above.asks);
        asked && rows.get(*at).is_some_and(|row| row.opening == Opening::Question && row.label.is_none())
    };
    let places: Vec<usize> = (from + 1..end).filter(begins).collect();
    (places.len() == count).then_some(places)
}

#[cfg(test)]
mod tests {
    use crate::structure::order::tests::read;

    #[test]
    fn numbers_in_a_column_go_to_their_texts() {
        for (text, want) in [
            (
                "4.\n5.\nWie viele Stege?\nSeit wann gibt es sie?\nWelche Stege?\n6.\nWo?\n",
                "4.|5.|Wie viele Stege?|Seit wann gibt es sie?|Welche Stege?|6.|Wo?",
            ),
            ("4.\n5.\nWie viele\nStege?\nWelche Stege?\n6.\nWo?\n", "4.|Wie viele|Stege?|5.|Welche Stege?|6.|Wo?"),
            ("4.\n5.\n6.\nWie viele?\nWelche Stege?\nWo stehen sie?\n", "4.|Wie viele?|5.|Welche Stege?|6.|Wo stehen sie?"),
            ("4.\n5.\nStege\nBrücken\n", "4.|5.|Stege|Brücken"),
        ] {
            assert_eq!(read(text), want);
        }
    }

    #[test]
    fn a_number_below_the_first_line_of_its_question_goes_above_it() {
        for (lines, want) in [
            ("3. Wo?\n\nWie viele Stege\n\n4.\nhat die Stadt?\n", "3. Wo?|4.|Wie viele Stege|hat die Stadt?"),
            ("3. Wo?\n\nWas tat der Rat in der\n\n4.\nWahlperiode?\n", "3. Wo?|4.|Was tat der Rat in der|Wahlperiode?"),
            // Another number, an end above it, a question below it.
            ("3. Wo?\n\nWie viele Stege\n\n5.\nhat die Stadt?\n", "3. Wo?|Wie viele Stege|5.|hat die Stadt?"),
            ("3. Wo?\n\nWie viele Stege?\n\n4.\nWehre der Stadt?\n", "3. Wo?|Wie viele Stege?|4.|Wehre der Stadt?"),
            ("3. Wo?\n\nWie viele Stege\n\n4.\nWelche Wehre?\n", "3. Wo?|Wie viele Stege|4.|Welche Wehre?"),
            ("3. Wo?\n\nStege am Ufer\n\n4.\nhat die Stadt?\n", "3. Wo?|Stege am Ufer|4.|hat die Stadt?"),
        ] {
            assert_eq!(read(lines), want);
        }
    }
}
