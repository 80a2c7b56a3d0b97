//! Hosts: „www.amt.de“, their endings and those of files, and what is left of either beside a seam.

use super::{CLOSERS, is_small, is_small_or_figure};
use crate::cleaning::words::SHORTEST_WORD;

/// „www.wasserst“, „https://statistik.“: no address ends before its domain.
pub(super) fn lacks_domain(token: &str) -> bool {
    let host = token.split_once("www.").or_else(|| token.split_once("://")).map(|(_, host)| host);
    host.is_some_and(|host| !host.trim_end_matches('.').contains(['.', '/']))
}

/// „(bruecken. de,“: no German word is „de“.
pub(super) fn lacks_country(host: &str, piece: &str) -> bool {
    let name = host.strip_suffix('.').unwrap_or_default();
    piece == "de" && name.len() > SHORTEST_WORD && name.chars().all(is_small)
}

/// „(berichte.amt.d“: a host in small letters, or its beginning.
pub(in crate::cleaning) fn may_be_host(token: &str) -> bool {
    has_inner_dot(token) && !token.contains(char::is_uppercase) && token.trim_start_matches('(').starts_with(is_small)
}

/// „uecken.d“; „z.B.“ and „2.500“ are none.
pub(super) fn begins_with_label(piece: &str) -> bool {
    const SHORTEST_LABEL: usize = 3;
    piece
        .split_once('.')
        .is_some_and(|(label, rest)| label.len() >= SHORTEST_LABEL && label.chars().all(is_small) && rest.starts_with(is_small))
}

/// „brueck.d“.
pub(in crate::cleaning) fn has_inner_dot(piece: &str) -> bool {
    piece.as_bytes().windows(3).any(|w| matches!(w, [a, b'.', b] if a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric()))
}

/// „de“, „info“: what the name of a host ends with.
pub(super) fn is_domain(word: &str) -> bool {
    word.len() > 1 && word.chars().all(is_small)
}

/// „z.at/lage“: a dot between letters, then a path.
pub(in crate::cleaning) fn has_domain(piece: &str) -> bool {
    piece
        .split_once('/')
        .and_then(|(host, _)| host.rsplit_once('.'))
        .is_some_and(|(name, ending)| name.ends_with(|c: char| c.is_ascii_alphanumeric()) && is_domain(ending))
}

/// „berichte.amt.⏎de/lage“: the line end stands before the last part of a host that has a path.
pub(super) fn ends_before_domain(token: &str, piece: &str) -> bool {
    let Some(host) = token.trim_start_matches('(').strip_suffix('.') else { return false };
    is_dotted(host) && (begins_with_domain(piece) || has_domain(piece))
}

/// „(netze.“, „https://netze.“: what „org/lage“ may stand behind. „bzw.“ and „werden.“ are words.
pub(super) fn may_lack_domain(token: &str) -> bool {
    let open = token.trim_start_matches('(').trim_end_matches('.');
    let name = open.split_once("://").map_or(open, |(_, name)| name);
    let small = name.chars().all(|c| is_small_or_figure(c) || matches!(c, '-' | '.'));
    small && name.len() < token.trim_end_matches('.').len() && !matches!(name, "" | "vgl")
}

/// „org/lage“; „de/en“ are two languages.
pub(super) fn begins_with_domain(piece: &str) -> bool {
    piece.split_once('/').is_some_and(|(domain, path)| is_known_ending(domain) && path.len() > 2)
}

/// „berichte.amt“, „berichte.a“: words of an address, the last maybe broken. „z.B“ and „Nr.5“ are abbreviations.
pub(super) fn is_dotted(host: &str) -> bool {
    const SHORTEST_LABEL: usize = 3;
    let small = |label: &str| label.starts_with(is_small) && label.chars().all(|c| is_small_or_figure(c) || c == '-');
    let whole = |label: &str| label.len() >= SHORTEST_LABEL && small(label);
    host.rsplit_once('.').is_some_and(|(labels, last)| labels.split('.').all(whole) && small(last))
}

/// The endings of hosts and files that papers cite.
const ENDINGS: [&str; 18] = [
    ".de", ".eu", ".com", ".org", ".net", ".info", ".int", ".gov", ".ch", ".at", ".uk", ".fr", ".io", ".html", ".htm", ".pdf", ".xlsx",
    ".php",
];

/// „….p⏎df“, „….htm⏎l“, „chatgpt.⏎com“: the line end stands in the ending of a host or a file.
pub(super) fn completes_ending(token: &str, piece: &str) -> bool {
    // „.html“
    const LONGEST: usize = 5;
    let Some((_, begun)) = token.rsplit_once('.') else { return false };
    let rest = piece.find(|c: char| !c.is_ascii_alphanumeric()).and_then(|at| piece.get(..at)).unwrap_or(piece);
    !rest.is_empty() && begun.len() + rest.len() < LONGEST && is_known_ending(&[begun, rest].concat())
}

/// „de“, „html“.
fn is_known_ending(word: &str) -> bool {
    ENDINGS.iter().any(|ending| ending.strip_prefix('.') == Some(word))
}

/// „www.amt.de“, „…/bericht.pdf“.
pub(super) fn has_ending(address: &str) -> bool {
    ENDINGS.iter().any(|ending| address.ends_with(ending))
}

/// „.html).“: the ending of a host or a file, and what closes behind it.
pub(in crate::cleaning) fn is_ending(token: &str) -> bool {
    token.starts_with('.') && ENDINGS.contains(&token.trim_end_matches(CLOSERS))
}

/// „ungarn.hu/news“: a host of any country, told by its path.
pub(super) fn has_path(token: &str) -> bool {
    token.split_once('/').is_some_and(|(host, _)| names_host(host))
}

/// „ungarn.hu“.
pub(super) fn names_host(host: &str) -> bool {
    let Some((name, ending)) = host.rsplit_once('.') else { return false };
    (2..=4).contains(&ending.len()) && ending.chars().all(is_small) && name.len() > 1 && name.ends_with(|c: char| c.is_ascii_alphanumeric())
}

/// „arald-thome.de“, „bundestag.de/x“: a host with one of the endings that the papers cite.
pub(super) fn has_host(token: &str) -> bool {
    let ends_here = |rest: &str| {
        let behind = ENDINGS.iter().filter_map(|ending| rest.strip_prefix(ending));
        behind.into_iter().any(|behind| !behind.starts_with(char::is_alphabetic))
    };
    token.bytes().enumerate().skip(1).any(|(at, byte)| byte == b'.' && token.get(at..).is_some_and(ends_here))
}
