//! Paths: what stands behind the host, and what can only be the rest of one.

use super::codes::{LONGEST_CODE, breaks_escape, goes_on_in_figures, is_capital_code, is_coded, is_hex, is_long_code, is_numbered};
use super::hosts::{completes_ending, has_ending};
use super::{CLOSERS, is_small, is_small_or_figure};
use crate::cleaning::words::SHORTEST_WORD;

/// The path of an address (behind its first „/“), and what can only be its rest.
pub(super) fn path_is_torn(path: &str, piece: &str) -> bool {
    let slashes = piece.matches('/').count();
    let counts = |c: char| c.is_ascii_digit();
    if path.ends_with("/!") {
        // „taz.de/Lage-der-Netze/!6092374/“: no year.
        const FEWEST_FIGURES: usize = 5;
        return piece.chars().take_while(|&c| counts(c)).count() >= FEWEST_FIGURES;
    }
    if goes_on_in_figures(path, piece) || piece.starts_with("#:") {
        return true;
    }
    if path.is_empty() || path.ends_with('/') {
        let long = piece.split_once('/').is_some_and(|(part, rest)| part.len() > LONGEST_CODE || rest.is_empty() && part.len() > 1);
        return long || is_name_of_page(piece) || piece.contains('/') && ends_as_file(piece);
    }
    let whole = path.ends_with(CLOSERS) || has_ending(path);
    let files = ends_as_file(piece);
    let last = path.rsplit(['-', '/', '_']).next().unwrap_or_default();
    let in_code = || {
        is_long_code(piece)
            || is_capital_code(last) && is_capital_code(piece)
            || last.bytes().chain(piece.bytes().take(1)).all(|b| b.is_ascii_uppercase()) && is_numbered(piece.trim_end_matches('/'))
            || piece.starts_with(is_small) && is_numbered(piece)
    };
    let escaped = || breaks_escape(path) && piece.starts_with(|c: char| c.is_ascii_alphanumeric());
    let asks = piece.strip_prefix('?').is_some_and(|query| query.contains('='));
    let looks_on = slashes > 1
        || is_hyphened(piece)
        || is_hex(piece)
        || slashes == 1 && piece.len() > 2 && piece.ends_with('/')
        || slashes == 1 && last.len() == 1 && piece.contains(counts) && begins_with_part(piece)
        || path.contains('+') && path.contains('=') && piece.contains('+')
        || is_name_of_page(piece)
        || files
        || is_coded(piece)
        || is_way(piece)
        || in_code()
        || begins_in_word(path, piece);
    looks_on && !whole || escaped() || asks || completes_ending(path, piece)
}

/// „bruecken-und-netze“; „face-to-face“ and „step-by-step“ are words.
fn is_name_of_page(piece: &str) -> bool {
    let mut parts = piece.split('-').skip(1);
    let (second, third) = (parts.next(), parts.next());
    third.is_some() && !second.is_some_and(|part| matches!(part, "to" | "by"))
}

/// „g/netze-im-land“: no word is one letter.
fn is_way(piece: &str) -> bool {
    let small = |part: &str| part.chars().all(|c| is_small_or_figure(c) || matches!(c, '-' | '.'));
    piece.split_once('/').is_some_and(|(letter, rest)| letter.len() == 1 && small(letter) && small(rest) && rest.contains('-'))
}

/// „-von-stegen“: no word begins so, only the items of a list may („-Stege“).
pub(super) fn is_hyphened(piece: &str) -> bool {
    piece.strip_prefix('-').is_some_and(|word| word.starts_with(char::is_alphanumeric))
}

/// „n-sperren“ behind „die-bruecke“, „b7c2“ behind „-04d8“, „7.netze9“ behind „K3“: what no word begins with.
fn begins_in_word(path: &str, piece: &str) -> bool {
    let is_code = |words: &str| words.contains(|c: char| c.is_ascii_digit()) && words.contains(is_small);
    let letter = piece.split_once('-').is_some_and(|(letter, _)| {
        letter.len() == 1 && (path.contains('-') || !matches!(letter, "k" | "n" | "s")) && !matches!(letter, "e" | "x")
    });
    let last = path.rsplit(['-', '/', '=']).next().unwrap_or_default();
    let inner = piece.split_once('.').is_some_and(|(number, word)| {
        number.bytes().all(|b| b.is_ascii_digit()) && word.bytes().take_while(u8::is_ascii_lowercase).count() > SHORTEST_WORD
    });
    // „13a“ counts, „8a5b“ does not.
    let in_code = || piece.len() > SHORTEST_WORD && piece.chars().all(is_small_or_figure);
    letter && piece.starts_with(is_small)
        || is_code(last) && is_code(piece) && (piece.starts_with(is_small) || in_code())
        || inner && path.ends_with(|c: char| c.is_ascii_alphanumeric())
}

/// „M.html“: the last letter of a file's name.
pub(super) fn is_lone_letter_of_file(piece: &str) -> bool {
    piece.split_once('.').is_some_and(|(letter, ending)| letter.len() == 1 && matches!(ending, "html" | "htm" | "pdf"))
}

/// „die-bruecken-am“: few words are written in small letters with two hyphens.
pub(super) fn is_hyphenated_name(token: &str) -> bool {
    let name = token.trim_start_matches('(');
    name.matches('-').count() > 1 && name.chars().all(|c| is_small(c) || c == '-') && !name.ends_with('-')
}

/// „hr-steht-an-der-bruecke-still“, „558-204-7“: the piece of a path, which no word looks like.
pub(super) fn is_slug(piece: &str) -> bool {
    const HYPHENS_OF_WORDS: usize = 2;
    let hyphens = piece.matches('-').count();
    let counted = piece.contains(|c: char| c.is_ascii_digit());
    piece.chars().all(|c| is_small_or_figure(c) || c == '-') && (hyphens > HYPHENS_OF_WORDS || counted && hyphens == HYPHENS_OF_WORDS)
}

/// „…/BRUECKE⏎N-im-ganzen-Land“: no compound begins with one capital and three hyphens behind another capital.
pub(super) fn goes_on_in_capitals(token: &str, piece: &str) -> bool {
    let one = piece.split_once('-').is_some_and(|(letter, _)| letter.len() == 1);
    let is_capital = |c: char| c.is_ascii_uppercase();
    one && piece.starts_with(is_capital) && token.ends_with(is_capital) && piece.matches('-').count() > 2
}

/// „presse/die-lage-der-bruecken-“, „presse/die-lage-“, „die-lage-der-bruecken-im-“: a path whose host stands apart.
pub(in crate::cleaning) fn is_path(token: &str) -> bool {
    const HYPHENS_OF_NAMES: usize = 4;
    // „Bund-/Länder-Arbeitsgemein-“ are words.
    let words = || token.contains("-/") || token.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    let small = || token.chars().all(|c| is_small_or_figure(c) || matches!(c, '-' | '/'));
    let hyphens = token.matches('-').count();
    match (token.contains('/'), hyphens) {
        (true, 3..) => !words(),
        (true, 2) => small() && !words(),
        (false, _) => hyphens > HYPHENS_OF_NAMES && small(),
        _ => false,
    }
}

/// „V01.html“: the end of a file's name.
pub(super) fn ends_as_file(piece: &str) -> bool {
    [".html", ".htm", ".pdf", ".php"].iter().any(|ending| piece.ends_with(ending))
}

/// „etze/020-027“: the rest of a word, then another part of the path. „2/3“ and „t/km2“ are none.
fn begins_with_part(piece: &str) -> bool {
    piece.split('/').next().is_some_and(|part| part.len() > 2 && part.chars().all(|c| is_small(c) || c == '-'))
}
