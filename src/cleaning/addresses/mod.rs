//! Web addresses, and what line ends do to them.
//!
//! An address has no hyphen of the typesetter's; it breaks anywhere: „www.koalitio⏎nsvertrag2025.de“, „….p⏎df“.

mod codes;
mod hosts;
pub(crate) mod lines;
mod paths;
mod seams;

pub(super) use self::hosts::{has_domain, has_inner_dot, is_ending, may_be_host};
use self::hosts::{has_host, has_path};
pub(super) use self::paths::is_path;
pub(crate) use self::seams::Seam;

/// What may close a sentence or a parenthesis behind an address.
pub(crate) const CLOSERS: [char; 12] = [')', ']', '.', ',', ';', ':', '!', '?', '“', '”', '"', '>'];

/// A web address, or its beginning.
pub(crate) fn is_address(token: &str) -> bool {
    let dotted = || token.contains("www.") || has_host(token) || has_path(token);
    token.contains('.') && dotted() || token.contains(':') && token.contains("://")
}

/// „www.amt.de/a)“, „(www.amt.de/a)?“, „www.amt.de/a“.“: a mark behind an address ends it, whatever marks follow.
pub(crate) fn is_closed(token: &str) -> bool {
    let closed = [')', ',', ';', ']', '“', '”', '>', '"'];
    token.ends_with(closed) || token.trim_end_matches(['.', '?', '!', ':']).ends_with(closed)
}

/// „… unter www.amt.de/lage/ abrufbar“: what sentences say behind an address.
pub(super) fn is_said_of_addresses(word: &str) -> bool {
    const SAID: [&str; 12] = [
        "abgerufen",
        "abrufbar",
        "aufgerufen",
        "einsehbar",
        "entnommen",
        "erreichbar",
        "hinterlegt",
        "nachlesbar",
        "nachzulesen",
        "verfügbar",
        "veröffentlicht",
        "zugänglich",
    ];
    SAID.contains(&word.trim_end_matches(CLOSERS))
}

/// A small letter of ASCII, as hosts and most paths are written in.
fn is_small(c: char) -> bool {
    c.is_ascii_lowercase()
}

fn is_small_or_figure(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit()
}
