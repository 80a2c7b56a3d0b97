//! Where a question's last part ends and the text goes back to the whole question.

use super::rows::Row;
use crate::cleaning::words::first_token;
use crate::grammar::openings::Opening;
use crate::lines::widths::Em;

/// The lines behind the last part, of which `part` are all lines from its label on. Below `edge` the next word would have
/// fitted into its line; `tells` says whether the lines themselves tell that they were broken.
pub(super) fn behind<'r, 'a>(part: &'r [Row<'a>], edge: Em, tells: bool) -> &'r [Row<'a>] {
    let asks = part.first().is_some_and(|row| row.opening == Opening::Question);
    let ends = |(row, next): (&Row<'_>, &Row<'_>)| {
        let broken = row.broken && (tells || row.words.ends_with('-'));
        !broken
            && !row.is_label_alone()
            && next.label.is_none()
            && (ends_sentence(row, next) || !asks && row.reach < edge && ends_item(row, next))
    };
    let last = part.iter().zip(part.iter().skip(1)).position(ends);
    last.and_then(|at| part.get(at + 1..)).unwrap_or_default()
}

/// A part that asks by itself („Welche Brücken …?“) goes on until its sentence ends.
fn ends_sentence(row: &Row<'_>, next: &Row<'_>) -> bool {
    row.asks || row.stops && next.opening == Opening::Bracket
}

/// Where the question's sentence runs on through its parts, a request in brackets, a conjunction or its verb follows them:
/// „b) Stege,⏎und wie viele davon (bitte auflisten)?“, „b) Stege⏎gebaut?“ Behind „b) Stege und“ another part follows, and
/// „b) Schiffe,⏎die“ goes on with a clause.
fn ends_item(row: &Row<'_>, next: &Row<'_>) -> bool {
    const CLAUSES: [&str; 7] = ["das", "dem", "den", "der", "deren", "dessen", "die"];
    let comma = row.words.ends_with([',', ';']);
    match next.opening {
        Opening::Bracket => next.words.contains("bitte") || next.words.starts_with("(Bitte"),
        Opening::Small if comma => !CLAUSES.contains(&first_token(next.words)),
        Opening::Small => !row.open,
        _ => comma,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::rows::settle;

    #[test]
    fn the_whole_question_goes_on_behind_its_last_part() {
        for (lines, tail) in [
            ("b) Stege\n(bitte nach Ländern auflisten)?", 1),
            ("b) Stege\nwurden gebaut?", 1),
            ("b)\nStege\nwurden gebaut?", 1),
            ("b)\nwelche Stege?", 0),
            ("b) Stege,\nund wie viele davon aus Holz?", 1),
            ("b) Stege im ganzen Land an den großen Seen,\nund wie viele davon aus Holz?", 0),
            ("b) Stege und\nFähren", 0),
            ("b) Stege\n(ohne Brücken)?", 0),
            ("b) Schiffe,\ndie fahren?", 0),
            ("b) Stege und\nihre Fähren", 0),
            ("b) Welche Stege sind\ngebaut worden?", 0),
            ("b) Welche Stege sind, soweit bekannt,\ngebaut worden?\nBitte auflisten.", 1),
            ("b) Welche Stege gibt es?\n(bitte nach Ländern auflisten)", 1),
            ("b) Welche Stege gibt es an den\nSeen, und welche\n(bitte auflisten) an den Flüssen?", 0),
        ] {
            let mut rows: Vec<Row<'_>> = lines.lines().map(Row::of).collect();
            settle(&mut rows, false);
            assert_eq!(behind(&rows, Em(15.0), false).len(), tail, "{lines}");
        }
    }
}
