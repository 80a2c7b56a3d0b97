//! Seams: line ends and blanks that may stand within an address, and what tells that they do.

use memchr::memchr2;

use super::codes::{breaks_escape, is_capital_code, is_coded, is_long_code, is_rest_of_number, is_torn_number, is_value};
use super::hosts::{
    begins_with_domain, begins_with_label, completes_ending, ends_before_domain, has_domain, has_ending, has_host, has_inner_dot, has_path,
    is_dotted, lacks_country, lacks_domain, may_be_host, may_lack_domain, names_host,
};
use super::paths::{ends_as_file, goes_on_in_capitals, is_hyphenated_name, is_hyphened, is_lone_letter_of_file, is_slug, path_is_torn};
use super::{CLOSERS, is_address, is_closed, is_said_of_addresses, is_small, is_small_or_figure};
use crate::cleaning::words::{is_conjunction, letters_at_end, letters_at_start};

/// Addresses that are broken within a word of their path are longer than this; shorter ones fit the line.
const LONG_ADDRESS: usize = 30;

/// A line end or a blank, and what stands on both sides.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seam<'a> {
    /// The words before it, which end with the token.
    line: &'a str,
    /// The last word before it, as far as it is put together.
    pub token: &'a str,
    /// The first word behind it.
    pub first: &'a str,
    /// The same without the marks that close a sentence or a parenthesis.
    piece: &'a str,
}

/// As much of an address as stands before a seam.
#[derive(Clone, Copy)]
struct Begun<'a> {
    /// Whether „www.“ or „://“ says that it is one.
    named: bool,
    host: &'a str,
    /// What stands behind the first „/“ of a host.
    path: Option<&'a str>,
}

impl<'a> Seam<'a> {
    /// The seam between the words of a line, which end with `token`, and `first`.
    pub(crate) fn between(line: &'a str, token: &'a str, first: &'a str) -> Self {
        Self { line, token, first, piece: first.trim_end_matches(CLOSERS) }
    }

    /// „).“ of „panel).“
    fn marks(self) -> &'a str {
        self.first.get(self.piece.len()..).unwrap_or_default()
    }

    /// The token without the bracket that it opens.
    fn name(self) -> &'a str {
        self.token.trim_start_matches('(')
    }

    fn begun(self) -> Begun<'a> {
        let named = ["www.", "www-", "://"].iter().find_map(|begin| Some(self.token.find(begin)? + begin.len()));
        let whole = self.token.get(named.unwrap_or(0)..).unwrap_or_default();
        let whole = whole.strip_prefix("www.").unwrap_or(whole).trim_start_matches('(');
        let (host, path) = whole.split_once('/').map_or((whole, None), |(host, path)| (host, Some(path)));
        Begun { named: named.is_some(), host, path }
    }

    /// Whether a web address at the line end goes on in the next line: „www.koalitio⏎nsvertrag2025.de“,
    /// „h⏎arald-thome.de“, „…/bericht.p⏎df“. Where the paper has spaces at its line ends (`trailing`), this one has none.
    pub(in crate::cleaning) fn goes_on(self, trailing: bool) -> bool {
        let Self { token, first, piece, .. } = self;
        let may_be_address = |words: &str| memchr2(b'.', b':', words.as_bytes()).is_some();
        let bare = if token.ends_with("www.") { token } else { token.strip_suffix('.').unwrap_or(token) };
        if !may_be_address(bare) && !may_be_address(first)
            || first.starts_with("www.")
            || first.starts_with("http")
            || is_conjunction(first)
        {
            return false;
        }
        if !is_address(token) {
            return self.begins(trailing);
        }
        if completes_ending(token, piece) {
            return true;
        }
        if is_closed(token) {
            return false;
        }
        if self.looks_on(trailing)
            || token.ends_with("www.")
            || token.ends_with("://")
            || token.ends_with(['_', '=', '&', '%', '#', '~', '-'])
        {
            return true;
        }
        let whole = token.ends_with('.') || has_ending(token.trim_end_matches(CLOSERS));
        let long = || token.len() > LONG_ADDRESS && token.trim_end_matches('/').matches('/').count() > 1;
        let torn = || lacks_domain(token) || !whole && (trailing || long() || is_torn_number(token, first, piece));
        piece.starts_with(is_small_or_figure) && torn()
    }

    /// „bericht_2“, „-der-netze“, „ABLE2A“ behind „?Code=T“: what looks like the rest of the address before it.
    fn looks_on(self, trailing: bool) -> bool {
        let Self { token, piece, .. } = self;
        let in_value = || token.contains('=') || token.starts_with('(') && !self.marks().is_empty() && !has_ending(token);
        piece.contains(['/', '_', '=', '&', '%', '#'])
            || has_host(piece)
            || is_slug(piece)
            || is_hyphened(piece) && !has_ending(token)
            || breaks_escape(token) && piece.starts_with(|c: char| c.is_ascii_alphanumeric())
            || trailing && is_value(piece) && in_value()
            || is_long_code(piece)
            || goes_on_in_capitals(token, piece)
            || piece.starts_with('.')
            || has_inner_dot(piece)
    }

    /// Whether a line end stands in the first letters of an address: „w⏎ww.amt.de“, „datapol⏎is.org“.
    fn begins(self, trailing: bool) -> bool {
        const STARTS: [&str; 10] = ["ww.", "w.", "ttp://", "ttps://", "tp://", "tps://", "p://", "ps://", "s://", "://"];
        let Self { token, piece, .. } = self;
        if token.ends_with(['h', 't', 'p', 's', 'w'])
            && piece.starts_with(['w', 't', 'p', 's', ':'])
            && STARTS.iter().any(|start| piece.starts_with(start))
        {
            return true;
        }
        if piece.starts_with('.') && has_host(&[token, piece].concat()) || ends_before_domain(token, piece) {
            return true;
        }
        trailing
            && token.len() < LONG_ADDRESS
            && piece.starts_with(is_small_or_figure)
            && has_host(piece)
            && !token.ends_with(['.', '('])
            && token.chars().all(|c| is_small_or_figure(c) || matches!(c, '-' | '.' | '('))
            && !piece.contains('@')
    }

    /// „www.amt lich.de/a“, „www.amt.de/die_ lage_2.pdf“: an address without its end, and what can only be its rest, though
    /// a space or a blank line stands between. Stricter than at a line end: „www.amt.de und/oder“ are words.
    pub(crate) fn is_torn(self) -> bool {
        let Self { token, first, piece, .. } = self;
        let begins = || first.contains("www.") || first.contains("://");
        if file_is_torn(token, piece) && !begins() {
            return true;
        }
        if !(token.contains('.') || token.contains(':') && token.contains("://")) {
            let goes_on = || first.contains('/') && (is_hyphenated_name(token) || self.is_begun_with_www()) && has_host(first);
            let www = || self.name() == "www" && first.starts_with('.');
            return (token.ends_with('(') && is_address(first) || goes_on() || www()) && !begins();
        }
        let has_www = || token.as_bytes().windows(3).any(|letters| letters == b"www");
        if !first.contains('/') && !token.contains('/') && !has_www() {
            return lacks_country(self.name(), piece);
        }
        if begins() {
            return false;
        }
        if token.ends_with("www.") {
            return first.starts_with(|c: char| c.is_ascii_alphanumeric());
        }
        token.ends_with('.') && may_lack_domain(token) && begins_with_domain(piece) || self.may_go_on() && self.is_torn_behind(self.begun())
    }

    /// Whether no word begins like what stands behind it, or many an address goes on so.
    fn may_go_on(self) -> bool {
        let Self { token, first, piece, .. } = self;
        first.starts_with(|c: char| is_small_or_figure(c) || "-_=&%?#./:".contains(c))
            || breaks_escape(token)
            || is_coded(piece)
            || is_lone_letter_of_file(piece)
            || is_capital_code(piece.trim_end_matches('/'))
            || is_long_code(piece)
            || ends_as_file(piece)
    }

    fn is_torn_behind(self, begun: Begun<'_>) -> bool {
        let (Begun { named, host, path }, piece) = (begun, self.piece);
        match path {
            None if host.is_empty() => piece.starts_with(|c: char| c.is_ascii_alphanumeric()),
            None if named && piece.starts_with('.') => !has_host(host) && has_host(&[host, piece].concat()),
            // „www.b a h n.de“ was set apart.
            None if named && !host.contains('.') && piece.len() == 1 => true,
            None if has_host(host) => false,
            None if named => has_host(piece) || has_path(piece) || !host.contains('.') && (has_domain(piece) || begins_with_label(piece)),
            None if may_be_host(host) && piece.contains('/') && completes_ending(host, piece) => true,
            None => is_dotted(host) && piece.contains('/') && has_host(piece),
            Some(_) if !named && !has_host(host) && !names_host(host) => false,
            Some(path) => path_is_torn(path, piece),
        }
    }

    /// „www-net ze.amt.de/lage“: a host that begins with „www-“. „Die www-Seite amt.de/lage“ has a host of its own.
    fn is_begun_with_www(self) -> bool {
        const FEWEST_DOTS: usize = 2;
        let host = self.first.split('/').next().unwrap_or_default();
        self.name().starts_with("www-") && !self.token.contains(char::is_uppercase) && host.matches('.').count() >= FEWEST_DOTS
    }

    /// „www-⏎netze.amt.de“.
    pub(in crate::cleaning) fn is_behind_www(self) -> bool {
        self.name() == "www-" && has_inner_dot(self.first)
    }

    /// „(https://www.netz-“: it stands in the host.
    pub(in crate::cleaning) fn is_in_host(self) -> bool {
        self.begun().path.is_none()
    }

    /// „(vgl. bruec ken-im-land.de/lage“, „(c arbonwatch.org/a“: letters behind what only an address follows, and what is a host
    /// with a path. A word of the paper must be told from them.
    pub(in crate::cleaning) fn may_be_in_first_word(self) -> bool {
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
        let Self { line, token, first, .. } = self;
        let name = self.name();
        let is_name = name.starts_with(is_small) && name.chars().all(|c| is_small(c) || c == '-');
        let goes_on = first.starts_with(|c| is_small(c) || c == '-') && !first.starts_with("www.");
        let leads = |before: &str| LEADING.iter().any(|words| before.trim_end().ends_with(words));
        let opened = || token.starts_with('(') || line.strip_suffix(token).is_some_and(leads);
        let said = || BEFORE_ADDRESSES.contains(&name) || is_said_of_addresses(name);
        is_name && goes_on && has_domain(first) && !first.contains("://") && opened() && !said()
    }

    /// „(www.amt.de/lage-1-p anel)“, „…/netze-am-fl uss-netz“, „…-177 5964)“: behind a path that breaks off behind a letter or
    /// two what closes a bracket, or has a hyphen; behind a number the rest of it. A word of the paper must be told from it.
    pub(in crate::cleaning) fn may_end_path(self) -> bool {
        const MOST_LETTERS: usize = 2;
        const WORDS: [&str; 14] = ["ab", "am", "an", "da", "de", "en", "er", "es", "im", "in", "so", "um", "wo", "zu"];
        let Self { token, piece, .. } = self;
        if piece.is_empty() || !token.contains('/') {
            return false;
        }
        let Some(path) = self.begun().path else { return false };
        let closes = self.marks().starts_with(')');
        let last = letters_at_end(path);
        let torn = (1..=MOST_LETTERS).contains(&last.len())
            && path.strip_suffix(last).is_some_and(|before| before.ends_with(['-', '/', '_']))
            && !WORDS.contains(&last);
        let letters = || closes && piece.chars().all(is_small);
        let small = |c: char| is_small_or_figure(c) || c == '-';
        let hyphened = || piece.matches('-').count() == 1 && !piece.starts_with('-') && !piece.ends_with('-') && piece.chars().all(small);
        let ends = torn && (letters() || hyphened()) || closes && is_rest_of_number(path, piece);
        ends && !has_ending(path) && is_address(token) && !is_said_of_addresses(piece)
    }

    /// What may be two halves of a word where it stands within an address („…/die-verei⏎nigung“) or within the first word of one
    /// („(brueck⏎en-im-land.de/lage“).
    pub(in crate::cleaning) fn halves(self) -> Option<(&'a str, &'a str)> {
        let Self { token, first, .. } = self;
        if !first.starts_with(char::is_lowercase) || !token.contains(['.', ':']) && !first.contains('/') {
            return None;
        }
        let (left, right) = (letters_at_end(token), letters_at_start(first));
        let begins = || self.name() == left && left.chars().all(is_small) && first.contains('/') && has_host(first);
        (!left.is_empty() && (is_address(token) || begins())).then_some((left, right))
    }

    /// „(www.amt.de/die-lage-der-brue⏎⏎ckensperrungen).“: a long address before a blank line, and behind it what may close its
    /// bracket. A word of the paper must be told from it.
    pub(in crate::cleaning) fn may_stand_before_end(self) -> bool {
        let Self { token, piece, .. } = self;
        let closes = self.marks().starts_with([')', ',', ';']);
        let begins = piece.starts_with(is_small) && piece.is_ascii();
        let within = token.ends_with(|c: char| c.is_ascii_alphanumeric()) && !has_ending(token);
        closes && begins && within && token.len() > LONG_ADDRESS && is_address(token) && !is_said_of_addresses(piece)
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cleaning::words::last_token;

    fn seam<'a>(token: &'a str, first: &'a str) -> Seam<'a> {
        Seam::between(token, token, first)
    }

    #[test]
    fn an_address_goes_on_with_its_hyphen() {
        assert!(seam("www.amt.de/lage/stege-und-wehre/zahl", "-von-stegen.").goes_on(true));
        assert!(!seam("www.amt.de/lage/stege-und-wehre/zahl", "- von Stegen").goes_on(true));
        assert!(!seam("www.amt.de/lage/stege.pdf", "-Stege im Norden").goes_on(true));
        assert!(!seam("Zahl", "-von-stegen.").goes_on(true));
    }

    #[test]
    fn an_address_goes_on_in_codes_and_not_before_a_conjunction() {
        assert!(seam("www.amt.de/a?Code=T", "ABLE2A").goes_on(true));
        assert!(!seam("www.amt.de/a?Code=T", "ABLE2A").goes_on(false));
        assert!(!seam("www.amt.de/a?Code=T", "Abel").goes_on(true));
        assert!(seam("www.amt.de/a?uri=%3", "A0201").goes_on(false));
        assert!(!seam("www.amt.de/lage-der-netze-im-land/merz", "bzw.").goes_on(true));
    }

    #[test]
    fn letters_may_begin_a_host() {
        for (line, first) in [("so (bruec", "ken.de/lage"), ("so (vgl. c", "arbon.org/lage"), ("so (vgl. feps-eu", "pe.eu/lage")] {
            assert!(Seam::between(line, last_token(line), first).may_be_in_first_word(), "{line} {first}");
        }
        for (line, first) in [
            ("(siehe", "amt.de/a"),
            ("vgl. abrufbar", "amt.de/a"),
            ("vgl. Netz", "amt.de/a"),
            ("(bruec", "www.amt.de/a"),
            ("(bruec", "ken."),
            ("Das berichtet", "amt.de/a"),
        ] {
            assert!(!Seam::between(line, last_token(line), first).may_be_in_first_word(), "{line} {first}");
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
            assert!(seam(token, first).may_end_path(), "{token} {first}");
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
            assert!(!seam(token, first).may_end_path(), "{token} {first}");
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
            assert_eq!(seam(token, first).is_torn(), torn, "{token} {first}");
        }
    }
}
