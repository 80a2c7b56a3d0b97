//! Web addresses, and what line ends do to them.
//!
//! An address has no hyphen of the typesetter's; it breaks anywhere: „www.koalitio⏎nsvertrag2025.de“, „….p⏎df“.

mod codes;
mod hosts;
mod paths;

use memchr::memchr2;

use self::codes::{breaks_escape, is_capital_code, is_coded, is_long_code, is_rest_of_number, is_torn_number, is_value};
use self::hosts::{
    begins_with_domain, begins_with_label, completes_ending, ends_before_domain, has_ending, has_host, has_path, is_dotted, lacks_country,
    lacks_domain, may_lack_domain,
};
pub(super) use self::hosts::{has_domain, has_inner_dot, is_ending, may_be_host};
pub(crate) use self::paths::{ends_as_file, is_path};
use self::paths::{goes_on_in_capitals, is_hyphenated_name, is_hyphened, is_lone_letter_of_file, is_slug, path_is_torn};
use crate::cleaning::words::{is_conjunction, letters_at_end, letters_at_start};

/// Whether a web address at the line end goes on in the next line: „www.koalitio⏎nsvertrag2025.de“,
/// „h⏎arald-thome.de“, „…/bericht.p⏎df“. Where the paper has spaces at its line ends (`trailing`), this one has none.
pub(super) fn address_goes_on(token: &str, first: &str, trailing: bool) -> bool {
    let may_be_address = |words: &str| memchr2(b'.', b':', words.as_bytes()).is_some();
    let bare = if token.ends_with("www.") { token } else { token.strip_suffix('.').unwrap_or(token) };
    if !may_be_address(bare) && !may_be_address(first) {
        return false;
    }
    if first.starts_with("www.") || first.starts_with("http") || is_conjunction(first) {
        return false;
    }
    let piece = first.trim_end_matches(CLOSERS);
    if !is_address(token) {
        return address_begins(token, piece, trailing);
    }
    if is_closed(token) && !completes_ending(token, piece) {
        return false;
    }
    let looks_on = piece.contains(['/', '_', '=', '&', '%', '#'])
        || has_host(piece)
        || is_slug(piece)
        || is_hyphened(piece) && !has_ending(token)
        || breaks_escape(token) && piece.starts_with(|c: char| c.is_ascii_alphanumeric())
        || trailing
            && is_value(piece)
            && (token.contains('=') || token.starts_with('(') && first.len() > piece.len() && !has_ending(token))
        || is_long_code(piece)
        || goes_on_in_capitals(token, piece)
        || piece.starts_with('.')
        || has_inner_dot(piece);
    if looks_on || completes_ending(token, piece) {
        return true;
    }
    let bare = token.trim_end_matches(CLOSERS);
    let whole = token.ends_with('.') || has_ending(bare);
    if token.ends_with("www.") || token.ends_with("://") || token.ends_with(['_', '=', '&', '%', '#', '~', '-']) {
        return true;
    }
    let goes_on = piece.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
    let long = || token.len() > LONG_ADDRESS && token.trim_end_matches('/').matches('/').count() > 1;
    goes_on && (lacks_domain(token) || !whole && (trailing || long() || is_torn_number(token, first, piece)))
}

/// Whether a line end stands in the first letters of an address: „w⏎ww.amt.de“, „datapol⏎is.org“.
fn address_begins(token: &str, piece: &str, trailing: bool) -> bool {
    let starts = ["ww.", "w.", "ttp://", "ttps://", "tp://", "tps://", "p://", "ps://", "s://", "://"];
    if token.ends_with(['h', 't', 'p', 's', 'w'])
        && piece.starts_with(['w', 't', 'p', 's', ':'])
        && starts.iter().any(|start| piece.starts_with(start))
    {
        return true;
    }
    if piece.starts_with('.') && has_host(&[token, piece].concat()) || ends_before_domain(token, piece) {
        return true;
    }
    let small = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.' | '(');
    trailing
        && token.len() < LONG_ADDRESS
        && piece.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && has_host(piece)
        && !token.ends_with(['.', '('])
        && token.chars().all(small)
        && !piece.contains('@')
}

/// Whether a piece goes on with the address that a line breaks off in: „www.amt.de/lage-der-“, „stege-2025.html“.
pub(crate) fn goes_on(token: &str, piece: &str) -> bool {
    let marked = piece.trim_end_matches(CLOSERS).contains(['-', '/', '.', '=', '&', '_']);
    marked && (is_path(token) || is_address(token) || is_address(&[token, piece].concat()))
}

/// „www.amt lich.de/a“, „www.amt.de/die_ lage_2.pdf“: an address without its end, and what can only be its rest, though
/// a space or a blank line stands between. Stricter than at a line end: „www.amt.de und/oder“ are words.
pub(crate) fn address_is_torn(token: &str, first: &str) -> bool {
    let schemed = token.contains(':') && token.contains("://");
    let bare = || !token.contains('/') && !token.as_bytes().windows(3).any(|letters| letters == b"www");
    let begins = || first.contains("www.") || first.contains("://");
    if file_is_torn(token, first.trim_end_matches(CLOSERS)) && !begins() {
        return true;
    }
    if !token.contains('.') && !schemed {
        let goes_on = || first.contains('/') && (is_hyphenated_name(token) || is_begun_with_www(token, first)) && has_host(first);
        let www = || token.trim_start_matches('(') == "www" && first.starts_with('.');
        return (token.ends_with('(') && is_address(first) || goes_on() || www()) && !begins();
    }
    let piece = first.trim_end_matches(CLOSERS);
    if !first.contains('/') && bare() {
        return lacks_country(token.trim_start_matches('('), piece);
    }
    if begins() {
        return false;
    }
    if token.ends_with("www.") {
        return first.starts_with(|c: char| c.is_ascii_alphanumeric());
    }
    if token.ends_with('.') && may_lack_domain(token) && begins_with_domain(piece) {
        return true;
    }
    let named = ["www.", "www-", "://"].iter().find_map(|begin| Some(token.find(begin)? + begin.len()));
    let host = token.get(named.unwrap_or(0)..).unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host).trim_start_matches('(');
    let may_go_on = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_=&%?#./:".contains(c);
    if !first.starts_with(may_go_on)
        && !breaks_escape(token)
        && !is_coded(piece)
        && !is_lone_letter_of_file(piece)
        && !is_capital_code(piece.trim_end_matches('/'))
        && !is_long_code(piece)
        && !ends_as_file(piece)
    {
        return false;
    }
    match host.split_once('/') {
        None if host.is_empty() => piece.starts_with(|c: char| c.is_ascii_alphanumeric()),
        None if named.is_some() && piece.starts_with('.') => !has_host(host) && has_host(&[host, piece].concat()),
        // „www.b a h n.de“ was set apart.
        None if named.is_some() && !host.contains('.') && piece.len() == 1 => true,
        None if named.is_some() => {
            !has_host(host)
                && (has_host(piece) || has_path(piece) || !host.contains('.') && (has_domain(piece) || begins_with_label(piece)))
        }
        None if has_host(host) => false,
        None if may_be_host(host) && piece.contains('/') && completes_ending(host, piece) => true,
        None => is_dotted(host) && piece.contains('/') && has_host(piece),
        Some((before, _)) if named.is_none() && !has_host(before) && !has_path(host) => false,
        Some((_, path)) => path_is_torn(path, piece),
    }
}

/// „www-net ze.amt.de/lage“: a host that begins with „www-“. „Die www-Seite amt.de/lage“ has a host of its own.
fn is_begun_with_www(token: &str, first: &str) -> bool {
    const FEWEST_DOTS: usize = 2;
    let host = first.split('/').next().unwrap_or_default();
    token.trim_start_matches('(').starts_with("www-") && !token.contains(char::is_uppercase) && host.matches('.').count() >= FEWEST_DOTS
}

/// „www-⏎netze.amt.de“.
pub(super) fn breaks_behind_www(token: &str, first: &str) -> bool {
    token.trim_start_matches('(') == "www-" && has_inner_dot(first)
}

/// „(https://www.netz-“: the line end stands in the host.
pub(super) fn in_host(token: &str) -> bool {
    !token.split_once("://").map_or(token, |(_, host)| host).contains('/')
}

/// „(Lage_der_ Netze.pdf“, „(BUND_Lage_der_Net ze_final.pdf)“: names of files that stand without an address. No word has a „_“.
fn file_is_torn(token: &str, piece: &str) -> bool {
    let Some((before, behind)) = token.rsplit_once('_') else { return false };
    let named = before.ends_with(|c: char| c.is_ascii_alphanumeric()) && !is_closed(token) && !has_ending(token);
    let goes_on = piece.starts_with(|c: char| c.is_ascii_alphanumeric());
    // „AfD_BT-Drs. 21/9_Stege“ was written with a blank.
    let within = behind.ends_with(|c: char| c.is_ascii_alphanumeric()) && (piece.contains('_') || ends_as_file(piece));
    named && goes_on && (behind.is_empty() || within)
}

/// „(vgl. bruec ken-im-land.de/lage“, „(c arbonwatch.org/a“: letters behind what only an address follows, and what is a host with a
/// path. `line` ends with the token. A word of the paper must be told from them.
pub(super) fn may_begin_host(line: &str, token: &str, first: &str) -> bool {
    const BEFORE_ADDRESSES: [&str; 18] = [
        "vgl",
        "siehe",
        "auch",
        "unter",
        "etwa",
        "online",
        "hier",
        "laut",
        "so",
        "dazu",
        "hierzu",
        "zuletzt",
        "bspw",
        "beispielsweise",
        "insbesondere",
        "oder",
        "sowie",
        "und",
    ];
    const LEADING: [&str; 4] = ["vgl.", "siehe", "siehe auch", ";"];
    let name = token.trim_start_matches('(');
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase()) && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let goes_on = first.starts_with(|c: char| c.is_ascii_lowercase() || c == '-') && !first.starts_with("www.");
    let leads = |before: &str| LEADING.iter().any(|words| before.trim_end().ends_with(words));
    let opened = || token.starts_with('(') || line.strip_suffix(token).is_some_and(leads);
    let said = || BEFORE_ADDRESSES.contains(&name) || is_said_of_addresses(name);
    is_name && goes_on && has_domain(first) && !first.contains("://") && opened() && !said()
}

/// „(www.amt.de/lage-1-p anel)“, „…/netze-am-fl uss-netz“, „…-177 5964)“: behind a path that breaks off behind a letter or two
/// what closes a bracket, or has a hyphen; behind a number the rest of it. A word of the paper must be told from it.
pub(super) fn may_end_path(token: &str, first: &str) -> bool {
    const MOST_LETTERS: usize = 2;
    const WORDS: [&str; 14] = ["ab", "am", "an", "da", "de", "en", "er", "es", "im", "in", "so", "um", "wo", "zu"];
    let piece = first.trim_end_matches(CLOSERS);
    let closes = first.get(piece.len()..).is_some_and(|marks| marks.starts_with(')'));
    let Some((_, path)) = token.split_once("//").map_or(token, |(_, host)| host).split_once('/') else { return false };
    let last = letters_at_end(path);
    let torn = (1..=MOST_LETTERS).contains(&last.len())
        && path.strip_suffix(last).is_some_and(|before| before.ends_with(['-', '/', '_']))
        && !WORDS.contains(&last);
    let letters = closes && piece.bytes().all(|b| b.is_ascii_lowercase());
    let small = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    let hyphened = piece.matches('-').count() == 1 && !piece.starts_with('-') && !piece.ends_with('-') && piece.bytes().all(small);
    let number = || closes && is_rest_of_number(path, piece);
    let ends = torn && (letters || hyphened) || number();
    !piece.is_empty() && ends && !has_ending(path) && is_address(token) && !is_said_of_addresses(piece)
}

/// What may be two halves of a word where a line end or a blank stands within an address („…/die-verei⏎nigung“) or within its
/// first word („(brueck⏎en-im-land.de/lage“).
pub(super) fn halves_in_address<'a>(token: &'a str, first: &'a str) -> Option<(&'a str, &'a str)> {
    if !first.starts_with(char::is_lowercase) || !token.contains(['.', ':']) && !first.contains('/') {
        return None;
    }
    let (left, right) = (letters_at_end(token), letters_at_start(first));
    let begins = || {
        let whole = token.trim_start_matches('(') == left && left.bytes().all(|b| b.is_ascii_lowercase());
        whole && first.contains('/') && has_host(first)
    };
    (!left.is_empty() && (is_address(token) || begins())).then_some((left, right))
}

/// „(www.amt.de/die-lage-der-brue⏎⏎ckensperrungen).“: a long address before a blank line, and behind it what may close its
/// bracket. A word of the paper must be told from it.
pub(super) fn address_breaks_off(token: &str, first: &str) -> bool {
    let piece = first.trim_end_matches(CLOSERS);
    let closes = first.get(piece.len()..).is_some_and(|marks| marks.starts_with([')', ',', ';']));
    let begins = piece.starts_with(|c: char| c.is_ascii_lowercase()) && piece.is_ascii();
    let within = token.ends_with(|c: char| c.is_ascii_alphanumeric()) && !has_ending(token);
    is_address(token) && token.len() > LONG_ADDRESS && within && begins && closes && !is_said_of_addresses(piece)
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

/// What may close a sentence or a parenthesis behind an address.
pub(crate) const CLOSERS: [char; 12] = [')', ']', '.', ',', ';', ':', '!', '?', '“', '”', '"', '>'];

/// Addresses that are broken within a word of their path are longer than this; shorter ones fit the line.
const LONG_ADDRESS: usize = 30;

/// „www.amt.de/a)“, „(www.amt.de/a)?“, „www.amt.de/a“.“: a mark behind an address ends it, whatever marks follow.
pub(crate) fn is_closed(token: &str) -> bool {
    let closed = [')', ',', ';', ']', '“', '”', '>', '"'];
    token.ends_with(closed) || token.trim_end_matches(['.', '?', '!', ':']).ends_with(closed)
}

/// A web address, or its beginning.
pub(crate) fn is_address(token: &str) -> bool {
    let dotted = || token.contains("www.") || has_host(token) || has_path(token);
    token.contains('.') && dotted() || token.contains(':') && token.contains("://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_goes_on_with_its_hyphen() {
        assert!(address_goes_on("www.amt.de/lage/stege-und-wehre/zahl", "-von-stegen.", true));
        assert!(!address_goes_on("www.amt.de/lage/stege-und-wehre/zahl", "- von Stegen", true));
        assert!(!address_goes_on("www.amt.de/lage/stege.pdf", "-Stege im Norden", true));
        assert!(!address_goes_on("Zahl", "-von-stegen.", true));
    }

    #[test]
    fn an_address_goes_on_in_codes_and_not_before_a_conjunction() {
        assert!(address_goes_on("www.amt.de/a?Code=T", "ABLE2A", true));
        assert!(!address_goes_on("www.amt.de/a?Code=T", "ABLE2A", false));
        assert!(!address_goes_on("www.amt.de/a?Code=T", "Abel", true));
        assert!(address_goes_on("www.amt.de/a?uri=%3", "A0201", false));
        assert!(!address_goes_on("www.amt.de/lage-der-netze-im-land/merz", "bzw.", true));
    }

    #[test]
    fn letters_may_begin_a_host() {
        for (line, first) in [("so (bruec", "ken.de/lage"), ("so (vgl. c", "arbon.org/lage"), ("so (vgl. feps-eu", "pe.eu/lage")] {
            assert!(may_begin_host(line, line.rsplit(' ').next().unwrap_or_default(), first), "{line} {first}");
        }
        for (line, first) in [
            ("(siehe", "amt.de/a"),
            ("vgl. abrufbar", "amt.de/a"),
            ("vgl. Netz", "amt.de/a"),
            ("(bruec", "www.amt.de/a"),
            ("(bruec", "ken."),
            ("Das berichtet", "amt.de/a"),
        ] {
            assert!(!may_begin_host(line, line.rsplit(' ').next().unwrap_or_default(), first), "{line} {first}");
        }
    }

    #[test]
    fn what_stands_behind_a_path_may_end_it() {
        for (token, first) in [
            ("(www.amt.de/lage-1-p", "anel)"),
            ("(https://www.amt.de/netze-f", "luss),"),
            ("www.amt.de/lage-177", "5964)"),
            ("www.amt.de/die-lage-am-fl", "uss-netz"),
        ] {
            assert!(may_end_path(token, first), "{token} {first}");
        }
        for (token, first) in [
            ("(www.amt.de/lage-a", "abgerufen)"),
            ("(www.amt.de", "anel)"),
            ("(www.amt.de/lage.html", "anel)"),
            ("(www.amt.de/lage", "englisch)"),
            ("(www.amt.de/netze/", "englisch)"),
            ("(www.amt.de/lage-im", "netz)"),
            ("(www.amt.de/lage-2a", "netz)"),
            ("(www.amt.de/lage-p", "Netze)"),
            ("(www.amt.de/lage-p", "anel"),
            ("www.amt.de/lage", "ad-hoc"),
            ("(www.amt.de/lage-2022", "2023)"),
            ("(www.amt.de/lage-20", "12)"),
        ] {
            assert!(!may_end_path(token, first), "{token} {first}");
        }
    }

    #[test]
    fn torn_addresses_are_told_from_words() {
        for (token, first, torn) in [
            ("(www.", "amt.de/a", true),
            ("www.amtl", "ich.de/seite", true),
            ("https://www.amt.de/berichte_", "zur_lage.pdf)", true),
            ("www.amt.de/berichte/die", "-lage-der-bruecken/1).", true),
            ("www.amt.de/bericht.p", "df).", true),
            ("(berichte.am", "tlich.de/lage", true),
            ("(berichte.amt", "lich.de/lage", true),
            ("amt.de/berichte-ueber-die", "-lage_der_netze", true),
            ("z.B", "amt.de/lage", false),
            ("www.amt.de/bericht", "und/oder", false),
            ("www.amt.de", "amtlich.de/a", false),
            ("www.amt.de/a.html", "die_lage", false),
            ("www.amt.de/a", "www.amt.de/b_c", false),
            ("(siehe", "amt.de/a_b", false),
            ("www.", "amt.de/a", true),
            ("(", "amt.de/a", true),
            ("(", "bitte", false),
            ("www.netz", "e.cz/).", true),
            ("(berichte.amt.e", "c.europa.eu/lage-und", true),
            ("die-bruecken-am", "fluss.de/lage", true),
            ("die-bruecken", "fluss.de/lage", false),
            ("amt.de/", "bruecken/).", true),
            ("amt.de/", "und/oder", false),
            ("www.amt.de/lage/", "bruecken-und-netze", true),
            ("www.amt.de/lage-der", "end-to-end", false),
            ("https://br", "uecken.amt.de/lage", true),
            ("https://br", "uecken.d", true),
            ("www.amt.de/netz", "e/stege-im-land", true),
            ("(https://netze.", "org/lage-der-netze", true),
            ("https://", "netze.org/lage", true),
            ("(x.", "com/lage", true),
            ("vgl.", "com/lage", false),
            ("bzw.", "info/presse", false),
            ("werden.", "de/lage/netze", false),
            ("(netze.", "de/en", false),
            ("https://netz", "z.B.", false),
            ("https://netz", "2.500", false),
            ("www.amt.de/lage", "step-by-step-netz", false),
            ("(www", ".amt.ie/lage", true),
            ("netze.ec.europa.e", "u/de/lage", true),
            ("www.amt.de/lage_arti", "cle1748160036.ht", true),
            ("www.amt.de/lage-KGG7ZUGI3", "LF6V7WBLPPP", true),
            ("www.amt.de/lage-KGG7ZUGI3", "BNETZA", false),
            ("www.amt.de/Y3JpZDovL2Rhc2V", "QgYXVzIGJlcmxpbi8yMDI1LTA).", true),
            ("www.amt.de/DE/", "Lage/_netze.html", true),
            ("www.amt.de/DE/", "Lage/Netze", false),
            ("www.amt.de/lage%2F09%", "2F30)?", true),
            ("www.amt.de/kontakt", "e-mail/telefon", false),
            ("www.amt.de/die-lage", "und/oder-stege", false),
            ("www.amt.de/die-lage-der-bruecke", "n-sperren).", true),
            ("www.amt.de/die-bruecken", "e-mail", false),
            ("www.amt.de/lage-04d8", "b7c2),", true),
            ("www.amt.de/lage;id=K3", "B4471C09D2.netze9).", true),
            ("www.amt.de/lage;id=E8", "5.netze9)?", true),
            ("www.amt.de/lage-04d8e", "8666cb6;", true),
            ("www.amt.de/lage-04d8e", "13a", false),
            ("www.amt.de/lage-8", "66cb643baf;", true),
            ("www.amt.de/lage-8", "2022", false),
            ("www.amt.de/lage", "-bruecken).", true),
            ("www.amt.de/lage", "- bruecken", false),
            ("www.amt.de/lage.pdf", "?__blob=a", true),
            ("www.amt.de/KGG7", "M.html)", true),
            ("www.b", "r", true),
            ("www.amt", ".de/lage", true),
            ("(bruecken.", "de,", true),
            ("bruecken.", "des", false),
            ("www.amt.de", "r", false),
            ("www.amt.de/lage", "5.2.2025", false),
            ("www.amt.de/lage", "Bericht", false),
            ("www.amt.de/lage", "z.B.", false),
            ("www-netz", "e.bund.de/lage", true),
            ("www.netze.amtli", "d.h", false),
            ("https://netze.berlin", "s.o.", false),
            ("www-Seite", "amt.de/lage", false),
            ("www-seite", "amt.de/lage", false),
            ("(Lage_der_", "Netze.pdf)", true),
            ("(BUND-E_Lage", "der_Netze.pdf)", true),
            ("(BUND-E_Lage.pdf", "der_Netze.pdf)", false),
            ("____", "Ort", false),
            ("BUND_Lage-Nr.", "21/9_Netze", false),
            ("amt.de/lage/n", "etze/020-027).", true),
            ("amt.de/lage/n", "und/oder", false),
            ("www.amt.de/lage-1", "2/3", false),
            ("www.amt.de/lage-2", "t/km2", false),
            ("www.amt.de/?title=lage+der+net", "ze+in+,", true),
            ("www.amt.de/lage", "Stege+Wehre", false),
            ("www.amt.de/lage+netz", "rot+gelb", false),
            ("www.amt.de/lage/JORF", "XT000034290626/)", true),
            ("www.amt.de/lage/Netze", "XT000034290626)", false),
            ("https://doi.org/10.212/225.", "2023.00.00.1.0", true),
            ("www.amt.de/lage/225.", "1.000.000.000", false),
            ("www.amt.de/lage/", "#:~:text=Die%20Netze", true),
            ("amt.de/lage/!", "6092374/;", true),
            ("amt.de/lage/!", "2025", false),
            ("x.com/_BMUKN", "174.000", false),
            ("www.amt.de/lage-im-netz", "20GWh", false),
        ] {
            assert_eq!(address_is_torn(token, first), torn, "{token} {first}");
        }
    }
}
