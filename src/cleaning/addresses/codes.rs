//! Codes in addresses: numbers, escapes, values of queries. No word looks like one.

/// „/DL32⏎83.“, „rows=2⏎5).“: figures on both sides, and a mark behind them, as numbers in a sentence have none.
pub(super) fn is_torn_number(token: &str, first: &str, piece: &str) -> bool {
    token.ends_with(|c: char| c.is_ascii_digit()) && piece.len() < first.len() && piece.bytes().all(|b| b.is_ascii_digit())
}

/// „177⏎5964“; „2024 2025“ are years.
pub(super) fn is_rest_of_number(path: &str, piece: &str) -> bool {
    const LONGER_THAN_A_YEAR: usize = 6;
    let counts = |c: char| c.is_ascii_digit();
    let begun = path.len() - path.trim_end_matches(counts).len();
    let is_year = |digits: &str| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    begun > 0 && piece.bytes().all(|b| b.is_ascii_digit()) && !is_year(piece) && begun + piece.len() > LONGER_THAN_A_YEAR
}

/// „666cb643baf“: the rest of a long number to the base of sixteen.
pub(super) fn is_hex(piece: &str) -> bool {
    let digits = piece.bytes().filter(u8::is_ascii_digit).count();
    let letters = piece.bytes().filter(|b| matches!(b, b'a'..=b'f')).count();
    digits > 1 && letters > 1 && digits + letters == piece.len() && piece.len() > LONGEST_CODE
}

/// „B4471C09D2.netze9“, „Bericht/lage_2“: a capital begins no word here.
pub(super) fn is_coded(piece: &str) -> bool {
    let counts = |c: char| c.is_ascii_digit();
    piece.contains(['_', '=', '%', '&'])
        || piece.len() > LONGEST_CODE
            && piece.starts_with(|c: char| c.is_ascii_uppercase() || counts(c))
            && piece.contains(counts)
            && piece.contains('.')
            && piece.contains(|c: char| c.is_ascii_alphabetic())
}

/// „…%2F09%“, „…?via%3“: a percent sign begins two figures.
pub(super) fn breaks_escape(address: &str) -> bool {
    let mut end = address.bytes().rev();
    let last = end.next();
    last == Some(b'%') || last.is_some_and(|b| b.is_ascii_hexdigit()) && end.next() == Some(b'%')
}

/// „ABLE2A“, „ELEX:02018R1862“: capitals and figures, as the values of a query have them.
pub(super) fn is_value(piece: &str) -> bool {
    let has = |is: fn(&u8) -> bool| piece.bytes().any(|b| is(&b));
    piece.is_ascii() && piece.starts_with(|c: char| c.is_ascii_uppercase()) && has(u8::is_ascii_digit)
}

/// „KGG7ZUGI3JG2RG“.
pub(super) fn is_capital_code(piece: &str) -> bool {
    piece.len() > LONGEST_CODE
        && piece.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        && piece.contains(|c: char| c.is_ascii_digit())
}

/// „QgYXVzIGJlcmxpbi8yMDI1“: letters of both kinds and figures, longer than any word of such.
pub(super) fn is_long_code(piece: &str) -> bool {
    const LONGEST_WITH_FIGURES: usize = 16;
    let has = |is: fn(&u8) -> bool| piece.bytes().any(|b| is(&b));
    piece.len() > LONGEST_WITH_FIGURES
        && piece.bytes().all(|b| b.is_ascii_alphanumeric())
        && has(u8::is_ascii_digit)
        && has(u8::is_ascii_lowercase)
        && has(u8::is_ascii_uppercase)
}

/// „cle1748160036.ht“: no word has so many figures.
pub(super) fn is_numbered(piece: &str) -> bool {
    const FIGURES: usize = 5;
    piece.bytes().filter(u8::is_ascii_digit).count() >= FIGURES && piece.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.')
}

/// „B12.3“ may stand for itself; what is longer is a piece of something.
pub(super) const LONGEST_CODE: usize = 8;

/// „10.212/225. 2023.00.00.1.0“: a DOI („10.“) goes on with figures that have more dots than a date has.
pub(super) fn goes_on_in_figures(path: &str, piece: &str) -> bool {
    const DOTS_OF_DATES: usize = 2;
    let counted = path.strip_suffix('.').is_some_and(|path| path.ends_with(|c: char| c.is_ascii_digit()));
    path.starts_with("10.")
        && counted
        && piece.matches('.').count() > DOTS_OF_DATES
        && piece.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}
