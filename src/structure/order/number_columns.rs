//! Numbers that hang out of their questions are a column: two of them can stand above the texts of both.

use crate::cleaning::moves::Moved;
use crate::grammar::openings::Opening;
use crate::structure::rows::{Row, above};

/// The most numbers below the first one in a column: the questions between them have a line or two.
const FURTHER_NUMBERS: usize = 3;

/// Puts numbers that stand one above the other before the texts that follow: the first text is the first number's, the next
/// begins with words of a question behind its mark.
pub(super) fn part_number_columns(rows: &mut [Row<'_>]) -> Vec<Moved> {
    let mut moved = Vec::new();
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
                let (Some(number), Some(text)) = (rows.get(at + down).copied(), rows.get(place).copied()) else { break };
                if let Some(between) = rows.get_mut(at + down..place) {
                    between.rotate_left(1);
                }
                moved.push(Moved { span: number.full, before: text.full.start() });
            }
        }
        at += further + 1;
    }
    moved
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
}
