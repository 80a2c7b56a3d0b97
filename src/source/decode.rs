//! Bytes of a text file become UTF-8, whatever they were; what had to be guessed or mended is said.
//!
//! In this order: an encoding that the caller forces; a byte order mark; UTF-16 without one, told by its NULs; UTF-8;
//! UTF-8 with a few damaged places; Windows-1252, which Latin-1 is a part of. No text is lost for its encoding.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::{memchr, memchr_iter, memchr3_iter, memmem};

use super::signature::Signature;
use crate::diagnostic::{Code, Diagnostic};
use crate::error::{Error, Result};
use crate::span::Span;

/// How many bytes of a file are looked at to tell what it is.
const HEAD: usize = 4096;

/// More than one control character in this many bytes: programs and pictures have them, texts do not.
const BYTES_PER_CONTROL: usize = 20;

/// The bytes of „ÄÖÜäöüß“ in Windows-1252: what stands alone in broken UTF-8 is most often one of them.
const GERMAN_LETTERS: &[u8] = &[0xc4, 0xd6, 0xdc, 0xe4, 0xf6, 0xfc, 0xdf];

/// An encoding named by the user: „windows-1252“, „latin1“, „utf-16le“.
///
/// # Errors
/// [`Error::Usage`] for a name that the Encoding Standard does not have.
pub fn encoding(label: &str) -> Result<&'static Encoding> {
    Encoding::for_label(label.as_bytes()).ok_or_else(|| Error::Usage {
        message: format!("`{label}` is no encoding that is known"),
        help: "the usual ones are utf-8, windows-1252, utf-16le, utf-16be".to_owned(),
    })
}

/// The text of a file, and what its decoding had to say. `place` is for errors.
///
/// # Errors
/// [`Error::NotText`] for files of another kind: pictures, PDFs, archives, programs.
pub fn decode(bytes: Vec<u8>, forced: Option<&'static Encoding>, place: &str) -> Result<(String, Vec<Diagnostic>)> {
    if let Some(kind) = Signature::of(&bytes) {
        return Err(not_text(place, kind));
    }
    if let Some(encoding) = forced {
        let (text, _, damaged) = encoding.decode(&bytes);
        let notes = damaged.then(|| replaced(&text, encoding)).into_iter().collect();
        return Ok((text.into_owned(), notes));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes)
        && encoding != UTF_8
    {
        return Ok(transcoded(bytes.get(mark..).unwrap_or_default(), encoding));
    }
    if let Some(encoding) = utf_16_without_mark(&bytes) {
        return Ok(transcoded(&bytes, encoding));
    }
    if looks_binary(&bytes) {
        return Err(not_text(place, Signature::Other("binary data")));
    }
    let bytes = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => rest.to_vec(),
        None => bytes,
    };
    let (text, mut notes) = match String::from_utf8(bytes) {
        Ok(text) => (text, Vec::new()),
        Err(error) if is_damaged_utf_8(error.as_bytes()) => mended(error.as_bytes()),
        Err(error) => transcoded(error.as_bytes(), WINDOWS_1252),
    };
    let text = mend(text, &mut notes);
    Ok((text, notes))
}

/// Text that is UTF-8 already (JSON is) without NULs, mojibake and swallowed line ends.
#[must_use]
pub fn mend(text: String, notes: &mut Vec<Diagnostic>) -> String {
    let text = without_mojibake(text, notes);
    with_line_ends(without_nuls(text, notes), notes)
}

fn not_text(place: &str, kind: Signature) -> Error {
    Error::NotText { place: place.to_owned(), kind: kind.name(), help: kind.help() }
}

fn transcoded(bytes: &[u8], encoding: &'static Encoding) -> (String, Vec<Diagnostic>) {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let mut notes = vec![Diagnostic::info(Code::Encoding, None, format!("the text was read as {}", encoding.name()))];
    if damaged {
        notes.push(replaced(&text, encoding));
    } else if encoding == WINDOWS_1252
        && let Some((at, control)) = text.char_indices().find(|(_, c)| ('\u{80}'..='\u{9f}').contains(c))
    {
        let span = Span::of(at..at + control.len_utf8());
        notes.push(Diagnostic::warning(Code::InvalidBytes, span, "a byte here has no letter in windows-1252"));
    }
    (text.into_owned(), notes)
}

fn replaced(text: &str, encoding: &'static Encoding) -> Diagnostic {
    let places = text.matches('\u{fffd}').count();
    let span = text.find('\u{fffd}').map(|at| Span::of(at..at + '\u{fffd}'.len_utf8()));
    Diagnostic::warning(Code::InvalidBytes, span, format!("{places} places are not valid {} and read U+FFFD", encoding.name()))
}

/// A text of mostly ASCII letters in UTF-16 has a NUL in every second byte, always on the same side.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(HEAD))?;
    let (mut even, mut odd) = (0usize, 0usize);
    for at in memchr_iter(0, head) {
        if at % 2 == 0 { even += 1 } else { odd += 1 }
    }
    // A quarter of all bytes: half of the letters have their NUL on this side. The other side has next to none.
    let enough = head.len() / 4;
    if head.len() >= 4 && odd > enough && even * 8 < odd {
        Some(UTF_16LE)
    } else if head.len() >= 4 && even > enough && odd * 8 < even {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Control characters that no text has; NULs are counted by themselves, since some exports pad with them.
fn looks_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    let controls =
        head.iter().filter(|&&byte| byte < 0x20 && !matches!(byte, 0 | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1a..=0x1f)).count();
    controls * BYTES_PER_CONTROL > head.len()
}

/// Whether as many letters are right UTF-8 as bytes are wrong. Windows-1252 practically never has a valid sequence.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    right >= wrong
}

/// UTF-8 in which single bytes are wrong: a German letter of Windows-1252 where one stands alone, else U+FFFD.
fn mended(bytes: &[u8]) -> (String, Vec<Diagnostic>) {
    let mut text = String::with_capacity(bytes.len() + 16);
    let (mut places, mut first) = (0usize, None);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if chunk.invalid().is_empty() {
            continue;
        }
        let at = text.len();
        match *chunk.invalid() {
            [byte] if GERMAN_LETTERS.contains(&byte) => text.push(char::from(byte)),
            _ => text.push('\u{fffd}'),
        }
        places += 1;
        first.get_or_insert(Span::of(at..text.len()));
    }
    let message = format!("{places} places are not valid UTF-8: single bytes of umlauts were read as windows-1252, others are U+FFFD");
    (text, vec![Diagnostic::warning(Code::InvalidBytes, first, message)])
}

/// NULs are read as blanks, byte for byte.
fn without_nuls(text: String, notes: &mut Vec<Diagnostic>) -> String {
    let Some(first) = memchr(0, text.as_bytes()) else { return text };
    let places = memchr_iter(0, text.as_bytes()).count();
    notes.push(Diagnostic::warning(Code::InvalidBytes, Span::of(first..first + 1), format!("{places} NUL bytes were read as blanks")));
    text.replace('\0', " ")
}

/// How pdfium writes the hyphen at a line's end, behind which it leaves the line end out; older versions wrote the second.
const SWALLOWED: [char; 2] = ['\u{2}', '\u{fffe}'];

/// „wur\u{2}den“: a hyphen and a line end, as all other extractors print them. Elsewhere the sign means something else.
fn with_line_ends(text: String, notes: &mut Vec<Diagnostic>) -> String {
    if SWALLOWED.iter().all(|c| memmem::find(text.as_bytes(), c.encode_utf8(&mut [0; 4]).as_bytes()).is_none()) {
        return text;
    }
    let mut whole = String::with_capacity(text.len());
    let (mut places, mut first) = (0_usize, None);
    let mut signs = text.split_inclusive(SWALLOWED).peekable();
    while let Some(part) = signs.next() {
        let next = signs.peek().and_then(|next| next.chars().next());
        let word = part.strip_suffix(SWALLOWED).filter(|word| word.ends_with(char::is_alphanumeric));
        let hyphen = match next {
            Some('\r' | '\n') => "-",
            Some(c) if c.is_alphanumeric() || matches!(c, '(' | '„') => "-\n",
            _ => "",
        };
        match word.filter(|_| !hyphen.is_empty()) {
            Some(word) => {
                whole.push_str(word);
                first.get_or_insert(Span::of(whole.len()..whole.len() + 1));
                whole.push_str(hyphen);
                places += 1;
            }
            None => whole.push_str(part),
        }
    }
    if places > 0 {
        notes.push(Diagnostic::info(Code::Encoding, first, format!("{places} hyphens at line ends were written as U+0002 or U+FFFE")));
    }
    whole
}

/// „fÃ¼r“ is „für“: UTF-8 that somebody read as Windows-1252 and wrote as UTF-8 again.
///
/// Line by line, since exports mix; only lines that come out as valid UTF-8 as a whole are changed.
fn without_mojibake(text: String, notes: &mut Vec<Diagnostic>) -> String {
    if !has_mojibake(&text) {
        return text;
    }
    let mut whole = String::with_capacity(text.len());
    let (mut lines, mut first) = (0usize, None);
    for line in text.split_inclusive('\n') {
        match repaired(line) {
            Some(right) => {
                let at = whole.len();
                whole.push_str(&right);
                lines += 1;
                first.get_or_insert(Span::of(at..whole.len()));
            }
            None => whole.push_str(line),
        }
    }
    if lines > 0 {
        let message = format!("{lines} lines of UTF-8 that had been read as windows-1252 („fÃ¼r“) were repaired");
        notes.push(Diagnostic::info(Code::Mojibake, first, message));
    }
    whole
}

/// „Ã“ (U+00C3), „Â“ before a sign, „â€“: what umlauts, no-break spaces, quotes and dashes turn into.
fn has_mojibake(text: &str) -> bool {
    // Their second bytes are rare, their first is that of every umlaut.
    memchr3_iter(0x82, 0x83, 0xa2, text.as_bytes()).any(|second| {
        let found = second.checked_sub(1).and_then(|first| text.get(first..)).unwrap_or_default();
        ["Ã", "â€", "Â\u{a0}", "Â§"].iter().any(|mark| found.starts_with(mark))
    })
}

fn repaired(line: &str) -> Option<String> {
    if !has_mojibake(line) {
        return None;
    }
    let bytes: Option<Vec<u8>> = line.chars().map(windows_1252_byte).collect();
    String::from_utf8(bytes?).ok()
}

/// The byte that Windows-1252, or Latin-1 for the control characters that it has there, writes for a letter.
fn windows_1252_byte(letter: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(letter) {
        return Some(byte);
    }
    let mut buffer = [0; 4];
    match WINDOWS_1252.encode(letter.encode_utf8(&mut buffer)) {
        (Cow::Owned(bytes), _, false) => bytes.first().copied(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Vec<Code>) {
        let (text, notes) = decode(bytes.to_vec(), None, "x.txt").expect("text");
        (text, notes.iter().map(|note| note.code).collect())
    }

    fn utf_16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn reads_every_usual_encoding_of_the_same_words() {
        let words = "Wie hoch sind die Zuschüsse für Gemeinden – und „Städte“?\n";
        let (latin, ..) = WINDOWS_1252.encode(words);
        let marked = |mark: &[u8], rest: Vec<u8>| [mark, &rest].concat();
        for (name, bytes, codes) in [
            ("utf-8", words.as_bytes().to_vec(), vec![]),
            ("utf-8 with mark", marked(b"\xef\xbb\xbf", words.into()), vec![]),
            ("windows-1252", latin.to_vec(), vec![Code::Encoding]),
            ("utf-16le", utf_16(words, false), vec![Code::Encoding]),
            ("utf-16be", utf_16(words, true), vec![Code::Encoding]),
            ("utf-16le with mark", marked(b"\xff\xfe", utf_16(words, false)), vec![Code::Encoding]),
            ("utf-16be with mark", marked(b"\xfe\xff", utf_16(words, true)), vec![Code::Encoding]),
            ("mojibake", "Wie hoch sind die ZuschÃ¼sse fÃ¼r Gemeinden â€“ und â€žStÃ¤dteâ€œ?\n".into(), vec![Code::Mojibake]),
        ] {
            assert_eq!(read(&bytes), (words.to_owned(), codes), "{name}");
        }
    }

    #[test]
    fn mends_single_places_and_says_where() {
        let (text, notes) = decode(b"Stra\xc3\x9fe f\xfcr \xc3\x84mter \xe2\x80 ende".to_vec(), None, "x").expect("text");
        assert_eq!(text, "Straße für Ämter \u{fffd} ende");
        assert_eq!(notes.iter().map(|note| (note.code, note.span)).collect::<Vec<_>>(), [(Code::InvalidBytes, Some(Span::new(9, 11)))]);
        assert_eq!(read(b"Der\0Bund"), ("Der Bund".to_owned(), vec![Code::InvalidBytes]));
    }

    #[test]
    fn leaves_right_letters_alone() {
        for text in ["São Tomé, Ärzte, Île", "Ã allein bleibt, für Ämter", ""] {
            assert_eq!(read(text.as_bytes()), (text.to_owned(), vec![]), "{text}");
        }
    }

    #[test]
    fn sets_swallowed_line_ends_again() {
        for (printed, want) in [
            ("Die Län\u{2}der bauen ihre Stege.", "Die Län-\nder bauen ihre Stege."),
            ("Die Län\u{fffe}der und KI\u{fffe}Netze.", "Die Län-\nder und KI-\nNetze."),
            ("Die Län\u{2}\r\nder bauen ihre Stege.", "Die Län-\r\nder bauen ihre Stege."),
        ] {
            let (text, notes) = decode(printed.as_bytes().to_vec(), None, "x.txt").expect("text");
            assert_eq!(text, want);
            assert_eq!(notes.iter().map(|note| note.code).collect::<Vec<_>>(), [Code::Encoding]);
        }
        for bullet in ["Die Stege:\n\u{2} Nord\n\u{2} Süd und Ost am Ufer", "Im Süden.\u{2}Das gilt auch hier."] {
            assert_eq!(decode(bullet.as_bytes().to_vec(), None, "x.txt").expect("text"), (bullet.to_owned(), vec![]));
        }
    }

    #[test]
    fn a_forced_encoding_is_obeyed() {
        let (text, _) = decode(b"f\xfcr".to_vec(), Some(encoding("latin1").expect("known")), "x").expect("text");
        assert_eq!(text, "für");
        assert!(encoding("klingonisch").is_err());
    }

    #[test]
    fn says_what_is_no_text() {
        for (bytes, kind) in
            [(&b"%PDF-1.7 x"[..], "a PDF"), (b"\x89PNG\r\n", "a picture (PNG)"), (&[1, 2, 3, 0, 0, 7, 8, 1], "binary data")]
        {
            match decode(bytes.to_vec(), None, "a/b") {
                Err(Error::NotText { kind: got, .. }) => assert_eq!(got, kind),
                other => panic!("{other:?}"),
            }
        }
    }
}
