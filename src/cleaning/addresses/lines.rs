//! Lines of addresses: which begin with one, break off in one, go on with one.

use super::hosts::is_domain;
use super::paths::{ends_as_file, is_path};
use super::{CLOSERS, is_address, is_small_or_figure};
use crate::cleaning::words::{last_token, tokens};

/// „d.h.“, „12.5.“ and „u.a.“ are no addresses.
const SHORT_WORD: usize = 8;

/// „www.amt.de/lage“, „https://amt.de“.
pub(crate) fn begins_with_address(words: &str) -> bool {
    words.starts_with("www.") || words.starts_with("http")
}

/// „Siehe www.amt.de/lage“.
pub(crate) fn ends_in_address(words: &str) -> bool {
    is_address(last_token(words))
}

/// Whether a line is nearly nothing but a web address that begins in it: „(www.amt.de/lage/bericht-zu-“, „(vgl. amt.de/a/“.
/// A host alone („bei amt.de“) makes no line wide.
pub(crate) fn is_begun_address(words: &str) -> bool {
    const BEFORE: usize = 1;
    tokens(words).take(BEFORE + 1).filter(|token| token.contains(['.', ':'])).any(|token| {
        let host = token.split_once('/').map_or("", |(host, _)| host);
        let named = token.split_once("www.").is_some_and(|(_, host)| !host.is_empty());
        token.contains("://") || named || host.rsplit_once('.').is_some_and(|(_, last)| is_domain(last))
    })
}

/// „file&v=4).“: the last piece of an address that a bracket closes.
pub(crate) fn ends_address(words: &str) -> bool {
    let bare = words.trim_end_matches(|c: char| !c.is_alphanumeric());
    let closed = words.get(bare.len()..).is_some_and(|marks| marks.starts_with(')'));
    closed && !bare.contains([' ', '(']) && bare.contains(['=', '&', '_', '%'])
}

/// „bericht-ueber-alle-stege“: one word that may be of an address.
pub(crate) fn is_slug(words: &str) -> bool {
    !words.contains(' ') && words.matches('-').count() > 1
}

/// „www.amt.de/statistik/bericht-ueber-“: long words, two at most, that break off at a hyphen.
pub(crate) fn breaks_off(words: &str) -> bool {
    words.ends_with('-') && words.len() > 2 * SHORT_WORD && tokens(words).nth(2).is_none()
}

/// Whether a line goes on with an address: „bericht-2.html). Der“, „Bericht-zu-den-Stegen-2.html).“, „V01.html).“
pub(crate) fn continues_address(words: &str) -> bool {
    const HYPHENS_OF_NAMES: usize = 2;
    let first = words.split(' ').next().unwrap_or_default();
    let inside = first.trim_end_matches(|c: char| !c.is_alphanumeric());
    let slug = || inside.matches('-').count() > HYPHENS_OF_NAMES && inside.is_ascii() && inside.contains('.');
    let begins = first.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, '%' | '_' | '=' | '&' | '#'));
    // „(digital)⏎/Beratung“ is prose.
    let path = || first.strip_prefix('/').is_some_and(|path| path.is_ascii() && path.contains(['/', '=', '_']));
    let long = || inside.contains(['.', '/', '-', '_', '%']) && inside.contains(char::is_alphabetic) && first.len() > SHORT_WORD;
    (begins || slug() || path()) && long() || inside.is_ascii() && ends_as_file(inside)
}

/// „alle-stege/lage.html). Der“, „/stege/lage“, „n=2“, „alle%20Stege“, „100.html)?“: whether a line can only go on with an
/// address that another broke off.
pub(crate) fn is_rest_of_address(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or_default();
    let sure = first.contains(['/', '=']) || has_code(first) || ends_as_file(first.trim_end_matches(|c: char| !c.is_alphanumeric()));
    sure && continues_address(words) && !is_address(first)
}

/// „alle%20Stege“: a sign as addresses write it.
fn has_code(word: &str) -> bool {
    word.as_bytes().windows(3).any(|sign| matches!(sign, [b'%', first, second] if first.is_ascii_hexdigit() && second.is_ascii_hexdigit()))
}

/// Whether a line closes the bracket in which an address above it broke at its hyphen: „(vgl. www.amt.de/lage-der-“,
/// „stege).“
pub(crate) fn closes_address(address: &str, words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or_default();
    let word = first.trim_end_matches([')', '.', ',', ';', '?']);
    let closed = first.get(word.len()..).is_some_and(|marks| marks.starts_with(')'));
    let small = !word.is_empty() && word.chars().all(is_small_or_figure);
    address.ends_with('-') && address.starts_with('(') && !address.contains(')') && closed && small
}

/// „… www.amt.de/lage-der-“, „stege-2025.html“: an address goes on behind its hyphen in a line of its own.
pub(crate) fn breaks_address(words: &str, next: &str) -> bool {
    let token = last_token(words);
    token.ends_with('-') && is_address(token) && !next.contains(' ') && may_go_on(token, next)
}

/// Whether a piece goes on with the address that a line breaks off in: „www.amt.de/lage-der-“, „stege-2025.html“.
pub(crate) fn may_go_on(token: &str, piece: &str) -> bool {
    let marked = piece.trim_end_matches(CLOSERS).contains(['-', '/', '.', '=', '&', '_']);
    marked && (is_path(token) || is_address(token) || is_address(&[token, piece].concat()))
}
