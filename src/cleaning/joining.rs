//! What becomes of a line end: a space, nothing, a paragraph.
//!
//! A typesetter's hyphen goes („Sach-⏎stand“), a word's own stays („KI-⏎gestützt“, „Forschungs-⏎und Entwicklung“),
//! a broken web address is put together. The evidence is in the paper itself: whether its lines keep the space after
//! their last word, whether it breaks words at all, and which words it prints unbroken elsewhere.

use std::cell::{OnceCell, RefCell};
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use memchr::{memchr2, memchr2_iter, memmem};

use crate::cleaning::furniture::IMPRINT_OPENERS;
use crate::id::Part;
use crate::lines::widths::{BLANK, Em, width};
use crate::lines::{Line, Lines};

/// What stands between two pieces of text once the line end is undone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Joint {
    /// A blank.
    Space,
    /// Nothing, and the hyphen goes too: „Sach-⏎stand“.
    Weld,
    /// Nothing, and the hyphen stays: „KI-⏎gestützt“.
    Keep,
    /// Nothing; there was no hyphen: „www.bundes⏎tag.de“, „90/⏎DIE“.
    Touch,
    /// A line of its own: list items, table rows.
    Line,
    /// A blank line.
    Paragraph,
}

/// One side of a line end.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The words of the line (or of the piece of it that is meant), trimmed.
    pub words: &'a str,
    /// How wide they were set.
    pub width: Em,
    /// The last word as far as it is put together: a web address may have begun lines above.
    pub token: &'a str,
    /// Whether a space follows the last word.
    pub trailing_space: bool,
    /// Whether blank lines follow.
    pub blank_after: bool,
    /// Whether other words (a note, a page head) stand between.
    pub parted: bool,
}

/// Share of a paper's prose lines that break a word before a small letter, from which on its hyphens are the
/// typesetter's. Papers set at any width break one line in three, and hardly one fewer than one in twenty; DIP's text,
/// whose broken words are whole again, has one in thirty at most: words that have a hyphen of their own.
const HYPHENATED_SHARE: f32 = 0.045;

/// Share of lines with a trailing space from which on a line without one says something. DIP's text has it on two of
/// three lines, PDF extractors on nearly all or none.
const TRAILING_SHARE: f32 = 0.2;

/// Bytes from which on a line is running text; a table's rows are shorter, and say nothing about trailing spaces.
const RUNNING_TEXT: usize = 50;

/// By how much a line may stay short of its column before its end must be the writer's: the next word would have
/// fitted. Covers the difference between the real font's metrics and ours.
const SLACK: Em = Em(0.5);

/// Running lines from which on a paper's text alone tells its habits.
const ENOUGH_LINES: usize = 20;

/// Prose lines (running text without figures, so no rows of a table) from which on they tell whether words are broken
/// though long tables have none.
const ENOUGH_PROSE: u32 = 10;
/// More prose lines tell nothing new.
const PLENTY_OF_PROSE: u32 = 400;

/// By how much the parts of a question, list items and quotations are set in, at most.
const SET_IN: Em = Em(2.4);

/// Figures at a line's end that make it a row of a table where a line without a trailing space says something: prose has
/// at most „im Jahr 2024 12⏎Fälle“, and its line keeps the space.
const FIGURES: usize = 2;

/// Figures that make it one where only the words tell.
pub(crate) const FIGURES_ALONE: usize = 3;

/// How many lines a paper has down to its imprint: what stands behind are annexes, whose tables have other habits than the
/// text and can be a hundred times longer. All lines where no imprint stands below enough running text.
fn body(text: &str, lines: &Lines) -> usize {
    let words = |line: &Line| text.get(line.words.range()).unwrap_or_default();
    let imprint = lines.iter().position(|line| IMPRINT_OPENERS.iter().any(|opener| words(line).starts_with(opener)));
    let running = |end: usize| lines.iter().take(end).filter(|line| words(line).len() > RUNNING_TEXT).take(ENOUGH_LINES).count();
    imprint.filter(|&end| running(end) == ENOUGH_LINES).unwrap_or(lines.len())
}

/// How one paper breaks its lines.
pub struct Joining<'a> {
    text: &'a str,
    hyphenated: bool,
    trailing: bool,
    /// Whether so many words are broken that a list of all words is sooner made than they are searched for.
    many_broken: bool,
    words: OnceCell<Vocabulary<'a>>,
    /// The broken words that were looked up, their halves parted by a line feed.
    seen: RefCell<HashMap<String, Option<Joint>>>,
}

impl<'a> Joining<'a> {
    /// Measures a paper's habits. `text` is the source text, `lines` the lines of the paper.
    #[must_use]
    pub fn measure(text: &'a str, lines: &Lines) -> Self {
        let (mut all, mut running, mut spaced, mut trailing) = (0u32, 0u32, 0u32, 0u32);
        let (mut broken, mut prose, mut broken_prose) = (0u32, 0u32, 0u32);
        let full = lines.iter().take(body(text, lines)).filter(|line| !line.is_blank());
        for (line, next) in full.clone().zip(full.skip(1)) {
            let words = text.get(line.words.range()).unwrap_or_default();
            all += 1;
            spaced += u32::from(line.trailing_space);
            if words.len() > RUNNING_TEXT {
                running += 1;
                trailing += u32::from(line.trailing_space);
            }
            let small = |next: &str| next.starts_with(char::is_lowercase) && !is_conjunction(first_token(next));
            let breaks = ends_with_hyphen(words) && text.get(next.words.range()).is_some_and(small);
            broken += u32::from(breaks);
            if prose < PLENTY_OF_PROSE && words.len() > RUNNING_TEXT && !words.bytes().any(|byte| byte.is_ascii_digit()) {
                prose += 1;
                broken_prose += u32::from(breaks);
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "counts of lines")]
        let share = |part: u32, all: u32| if all == 0 { 0.0 } else { part as f32 / all as f32 };
        let told_by_prose = prose >= ENOUGH_PROSE && share(broken_prose, prose) > HYPHENATED_SHARE;
        let hyphenated = told_by_prose || share(broken, all) > HYPHENATED_SHARE;
        let trailing = if running == 0 { share(spaced, all) } else { share(trailing, running) } > TRAILING_SHARE;
        let hyphens = lines.iter().filter(|line| text.get(line.words.range()).is_some_and(ends_with_hyphen)).count();
        Self { text, hyphenated, trailing, many_broken: hyphens > SEARCHES, words: OnceCell::new(), seen: RefCell::default() }
    }

    /// Whether a line without a space after its last word says something: it ends a paragraph, or its last word was
    /// put together from two lines.
    #[must_use]
    pub const fn trailing_spaces_tell(&self) -> bool {
        self.trailing
    }

    /// Whether the typesetter's hyphens are still at the line ends.
    #[must_use]
    pub const fn hyphenated(&self) -> bool {
        self.hyphenated
    }

    /// What becomes of the line end between `left` and `right`, in a column of this width.
    #[must_use]
    pub fn joint(&self, left: Side<'_>, right: &str, column: Em) -> Joint {
        if right.is_empty() || left.words.is_empty() {
            return Joint::Space;
        }
        let spaced = self.trailing && left.trailing_space;
        let ends_in_word = left.words.ends_with(|c: char| c.is_ascii_graphic() && !matches!(c, '-' | '/'));
        if spaced && ends_in_word && !left.blank_after && !right.starts_with('/') {
            return if address_is_torn(left.token, first_token(right)) { Joint::Touch } else { Joint::Space };
        }
        let first = first_token(right);
        if left.words.ends_with('\u{ad}') {
            return Joint::Weld;
        }
        if ends_with_hyphen(left.words) && left.token.len() > 1 && !starts_list_item(right) {
            return self.hyphen(left, first);
        }
        if left.words.ends_with('/') && !left.words.ends_with(" /") && !(left.blank_after && ends_sentence(left.words)) {
            return if spaced && is_address(left.token) { Joint::Space } else { Joint::Touch };
        }
        if first.starts_with('/') && first.len() > 1 {
            return Joint::Touch;
        }
        if !spaced && binds(left.token, first) {
            return Joint::Touch;
        }
        if !spaced && !left.blank_after && (only_closes(first) || self.address_goes_on(left.token, first)) {
            return Joint::Touch;
        }
        // Some extractors set blank lines within a paragraph.
        if left.blank_after && (address_is_torn(left.token, first) || only_closes(first) && is_address(left.token)) {
            return Joint::Touch;
        }
        self.layout(left, right, first, column)
    }

    /// A space within a paragraph, or the paragraph's end.
    fn layout(&self, left: Side<'_>, right: &str, first: &str, column: Em) -> Joint {
        if self.trailing && left.trailing_space && !left.blank_after {
            return Joint::Space;
        }
        if is_number_alone(left.words) && right.starts_with(char::is_alphabetic) {
            return Joint::Space;
        }
        if is_table_row(left.words, if self.trailing { FIGURES } else { FIGURES_ALONE }) {
            return Joint::Line;
        }
        let reach = left.width + BLANK + width(first);
        let short = reach.0 <= (column - SLACK).0;
        let sentence = ends_sentence(left.words);
        let ended = short || self.writer_ended(left, first);
        if !(ended || left.blank_after && sentence || starts_list_item(right)) {
            return Joint::Space;
        }
        if starts_list_item(right) && (short || sentence || left.words.ends_with([',', ';'])) {
            return Joint::Line;
        }
        match (sentence, left.blank_after || ended) {
            (true, true) => Joint::Paragraph,
            (false, true) if short && !right.starts_with(char::is_lowercase) => self.within_sentence(left, right, reach, column),
            _ => Joint::Space,
        }
    }

    /// Where trailing spaces tell, a line has none where the writer ended it, or where the first word of the next line was
    /// broken and is whole again. „Die“, „Für“, „Zur“ cannot be broken. At a page's end no line has one.
    fn writer_ended(&self, left: Side<'_>, first: &str) -> bool {
        self.trailing && !left.trailing_space && !left.parted && is_unbreakable(first)
    }

    /// A capital or a figure behind a line that ends no sentence: a heading, a cell, an item without a mark. Not behind
    /// „in der“, „und“; nor where the line may have been full in a list or a question's part, which are set in.
    fn within_sentence(&self, left: Side<'_>, right: &str, reach: Em, column: Em) -> Joint {
        let short_set_in = reach.0 <= (column - SET_IN - SLACK).0;
        let figure = || self.trailing && !left.trailing_space && !left.parted && right.starts_with(|c: char| c.is_ascii_digit());
        let ended = short_set_in || is_table_row(right, FIGURES) || self.writer_ended(left, first_token(right)) || figure();
        if ended && !leads_on(left.words) { Joint::Line } else { Joint::Space }
    }

    /// The line ends with a hyphen.
    fn hyphen(&self, left: Side<'_>, first: &str) -> Joint {
        let stem = left.token.trim_end_matches(HYPHENS);
        if self.trailing && left.trailing_space {
            // The space after a suspended hyphen is kept: „Forschungs- ⏎und“.
            return Joint::Space;
        }
        if is_address(left.token) || is_path(left.token) || is_address(first) && first.starts_with(char::is_lowercase) {
            return self.hyphen_in_address(left.token, first);
        }
        if is_conjunction(first) {
            return Joint::Space;
        }
        let (before, behind) = (word_at_end(stem), word_at_start(first));
        if before.is_empty() || behind.is_empty() {
            return Joint::Keep;
        }
        // Even where words are whole again, those that a note at the page's foot tore apart are not.
        let words_own = self.trailing && !self.hyphenated && !left.parted
            || !first.starts_with(char::is_lowercase)
            || stem.ends_with(|c: char| c.is_uppercase() || c.is_numeric())
            || are_adjectives(before, behind)
            || is_compound_adjective(before, behind)
            || negates_compound(before, behind)
            || names_land(before, behind);
        self.seen(before, behind).unwrap_or(if words_own { Joint::Keep } else { Joint::Weld })
    }

    /// A hyphen within an address is its own, but for what addresses quote of a text („#:~:text=Die%20Br%C3%BCcken“), whose
    /// own hyphens they write as „%2D“, and for a word that the paper prints unbroken elsewhere.
    fn hyphen_in_address(&self, token: &str, first: &str) -> Joint {
        let stem = token.trim_end_matches(HYPHENS);
        let (before, behind) = (word_at_end(stem), word_at_start(first));
        let letters = !before.is_empty() && first.starts_with(char::is_lowercase);
        let quoted = || token.rsplit_once('/').map_or(token, |(_, last)| last).contains(":~:text=");
        let welded = || !before.contains('-') && self.seen(before, behind) == Some(Joint::Weld);
        if self.hyphenated && letters && (quoted() || welded()) { Joint::Weld } else { Joint::Keep }
    }

    /// What the paper prints elsewhere, unbroken: „DIE LIN-⏎KE“ is „LINKE“ there, „Start-⏎ups“ is „Start-up“.
    fn seen(&self, left: &str, right: &str) -> Option<Joint> {
        let mut seen = self.seen.borrow_mut();
        *seen.entry([left, "\n", right].concat()).or_insert_with(|| self.look_up(left, right))
    }

    fn look_up(&self, left: &str, right: &str) -> Option<Joint> {
        let sought = Sought { left, welded: &[left, right].concat(), compound: &[left, "-", right].concat() };
        let (welded, kept) =
            if self.many_broken { self.words.get_or_init(|| Vocabulary::of(self.text)).has(&sought) } else { sought.search(self.text) };
        // DIP has welded some („LongCOVID“), and only before small letters is that the likelier print.
        match (welded, kept) {
            (true, true) if !right.starts_with(char::is_lowercase) => Some(Joint::Keep),
            (true, _) => Some(Joint::Weld),
            (false, true) => Some(Joint::Keep),
            (false, false) => None,
        }
    }

    /// Whether a web address at the line end goes on in the next line: „www.koalitio⏎nsvertrag2025.de“,
    /// „h⏎arald-thome.de“, „…/bericht.p⏎df“. The line end has no space then, where the paper has any.
    fn address_goes_on(&self, token: &str, first: &str) -> bool {
        let may_be_address = |words: &str| memchr2(b'.', b':', words.as_bytes()).is_some();
        let bare = if token.ends_with("www.") { token } else { token.strip_suffix('.').unwrap_or(token) };
        if !may_be_address(bare) && !may_be_address(first) {
            return false;
        }
        if first.starts_with("www.") || first.starts_with("http") {
            return false;
        }
        let piece = first.trim_end_matches(CLOSERS);
        if !is_address(token) {
            return self.address_begins(token, piece);
        }
        if is_closed(token) && !completes_ending(token, piece) {
            return false;
        }
        let looks_on = piece.contains(['/', '_', '=', '&', '%', '#'])
            || has_host(piece)
            || is_slug(piece)
            || goes_on_in_capitals(token, piece)
            || piece.starts_with('.')
            || piece.as_bytes().windows(3).any(|w| matches!(w, [a, b'.', b] if a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric()));
        if looks_on || completes_ending(token, piece) {
            return true;
        }
        let bare = token.trim_end_matches(CLOSERS);
        let whole = token.ends_with('.') || ENDINGS.iter().any(|ending| bare.ends_with(ending));
        if token.ends_with("www.") || token.ends_with("://") || token.ends_with(['_', '=', '&', '%', '#', '~', '-']) {
            return true;
        }
        let goes_on = piece.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
        let long = || token.len() > LONG_ADDRESS && token.trim_end_matches('/').matches('/').count() > 1;
        goes_on && (lacks_domain(token) || !whole && (self.trailing || long() || is_torn_number(token, first, piece)))
    }

    /// Whether a line end stands in the first letters of an address: „w⏎ww.amt.de“, „datapol⏎is.org“.
    fn address_begins(&self, token: &str, piece: &str) -> bool {
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
        self.trailing
            && token.len() < LONG_ADDRESS
            && piece.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
            && has_host(piece)
            && !token.ends_with(['.', '('])
            && token.chars().all(small)
            && !piece.contains('@')
    }
}

/// „www.wasserst“, „https://statistik.“: no address ends before its domain.
fn lacks_domain(token: &str) -> bool {
    let host = token.split_once("www.").or_else(|| token.split_once("://")).map(|(_, host)| host);
    host.is_some_and(|host| !host.trim_end_matches('.').contains(['.', '/']))
}

/// „/DL32⏎83.“, „rows=2⏎5).“: figures on both sides, and a mark behind them, as numbers in a sentence have none.
fn is_torn_number(token: &str, first: &str, piece: &str) -> bool {
    token.ends_with(|c: char| c.is_ascii_digit()) && piece.len() < first.len() && piece.bytes().all(|b| b.is_ascii_digit())
}

/// „www.amt lich.de/a“, „www.amt.de/die_ lage_2.pdf“: an address without its end, and what can only be its rest, though
/// a space or a blank line stands between. Stricter than at a line end: „www.amt.de und/oder“ are words.
pub(crate) fn address_is_torn(token: &str, first: &str) -> bool {
    if first.contains("www.") || first.contains("://") {
        return false;
    }
    if !token.contains('.') {
        return token.ends_with('(') && is_address(first) || is_hyphenated_name(token) && first.contains('/') && has_host(first);
    }
    if token.ends_with("www.") {
        return first.starts_with(|c: char| c.is_ascii_alphanumeric());
    }
    let named = token.find("www.").map(|at| at + 4).or_else(|| token.find("://").map(|at| at + 3));
    let host = token.get(named.unwrap_or(0)..).unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host).trim_start_matches('(');
    let piece = first.trim_end_matches(CLOSERS);
    let may_go_on = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_=&%?#./:".contains(c);
    if !first.starts_with(may_go_on) && !is_coded(piece) {
        return false;
    }
    match host.split_once('/') {
        None if host.is_empty() => piece.starts_with(|c: char| c.is_ascii_alphanumeric()),
        None if named.is_some() => !has_host(host) && (has_host(piece) || has_path(piece) || !host.contains('.') && has_domain(piece)),
        None if has_host(host) => false,
        None => is_dotted(host) && piece.contains('/') && has_host(piece),
        Some((before, _)) if named.is_none() && !has_host(before) && !has_path(host) => false,
        Some((_, path)) => path_is_torn(path, piece),
    }
}

/// The path of an address (behind its first „/“), and what can only be its rest.
fn path_is_torn(path: &str, piece: &str) -> bool {
    let (slashes, hyphens) = (piece.matches('/').count(), piece.matches('-').count());
    if path.is_empty() || path.ends_with('/') {
        let long = piece.split_once('/').is_some_and(|(part, rest)| part.len() > LONGEST_CODE || rest.is_empty() && part.len() > 1);
        return long || hyphens > 1;
    }
    let whole = path.ends_with(CLOSERS) || ENDINGS.iter().any(|ending| path.ends_with(ending));
    let files = [".html", ".htm", ".pdf"].iter().any(|ending| piece.ends_with(ending));
    let looks_on = slashes > 1
        || slashes == 1 && piece.len() > 2 && piece.ends_with('/')
        || hyphens > 1
        || files
        || is_coded(piece)
        || begins_in_word(path, piece);
    looks_on && !whole || completes_ending(path, piece)
}

/// „n-sperren“ behind „die-bruecke“, „b7c2“ behind „-04d8“, „7.netze9“ behind „K3“: what no word begins with.
fn begins_in_word(path: &str, piece: &str) -> bool {
    let is_code = |words: &str| words.contains(|c: char| c.is_ascii_digit()) && words.contains(|c: char| c.is_ascii_lowercase());
    let letter = piece.split_once('-').is_some_and(|(letter, _)| letter.len() == 1 && !matches!(letter, "e" | "x"));
    let last = path.rsplit(['-', '/', '=']).next().unwrap_or_default();
    let inner = piece.split_once('.').is_some_and(|(number, word)| {
        number.bytes().all(|b| b.is_ascii_digit()) && word.bytes().take_while(u8::is_ascii_lowercase).count() > SHORTEST_WORD
    });
    letter && path.contains('-') && piece.starts_with(|c: char| c.is_ascii_lowercase())
        || is_code(last) && is_code(piece) && piece.starts_with(|c: char| c.is_ascii_lowercase())
        || inner && path.ends_with(|c: char| c.is_ascii_alphanumeric())
}

/// „B4471C09D2.netze9“, „Bericht/lage_2“: a capital begins no word here.
fn is_coded(piece: &str) -> bool {
    let counts = |c: char| c.is_ascii_digit();
    piece.contains(['_', '=', '%', '&'])
        || piece.len() > LONGEST_CODE
            && piece.starts_with(|c: char| c.is_ascii_uppercase() || counts(c))
            && piece.contains(counts)
            && piece.contains('.')
            && piece.contains(|c: char| c.is_ascii_alphabetic())
}

/// „die-bruecken-am“: few words are written in small letters with two hyphens.
fn is_hyphenated_name(token: &str) -> bool {
    let name = token.trim_start_matches('(');
    name.matches('-').count() > 1 && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') && !name.ends_with('-')
}

/// „B12.3“ may stand for itself; what is longer is a piece of something.
const LONGEST_CODE: usize = 8;

/// „z.at/lage“: a dot between letters, then a path.
fn has_domain(piece: &str) -> bool {
    piece.split_once('/').and_then(|(host, _)| host.rsplit_once('.')).is_some_and(|(name, ending)| {
        name.ends_with(|c: char| c.is_ascii_alphanumeric()) && ending.len() > 1 && ending.bytes().all(|b| b.is_ascii_lowercase())
    })
}

/// „hr-steht-an-der-bruecke-still“, „558-204-7“: the piece of a path, which no word looks like.
fn is_slug(piece: &str) -> bool {
    const HYPHENS_OF_WORDS: usize = 2;
    let hyphens = piece.matches('-').count();
    let counted = piece.contains(|c: char| c.is_ascii_digit());
    piece.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && (hyphens > HYPHENS_OF_WORDS || counted && hyphens == HYPHENS_OF_WORDS)
}

/// „…/BRUECKE⏎N-im-ganzen-Land“: no compound begins with one capital and three hyphens behind another capital.
fn goes_on_in_capitals(token: &str, piece: &str) -> bool {
    let one = piece.split_once('-').is_some_and(|(letter, _)| letter.len() == 1);
    let is_capital = |c: char| c.is_ascii_uppercase();
    one && piece.starts_with(is_capital) && token.ends_with(is_capital) && piece.matches('-').count() > 2
}

/// „berichte.amt.⏎de/lage“: the line end stands before the last part of a host that has a path.
fn ends_before_domain(token: &str, piece: &str) -> bool {
    let Some(host) = token.trim_start_matches('(').strip_suffix('.') else { return false };
    let domain = piece.split_once('/').map(|(domain, _)| domain);
    let known = |domain: &str| ENDINGS.iter().any(|ending| ending.strip_prefix('.') == Some(domain));
    is_dotted(host) && domain.is_some_and(known)
}

/// „berichte.amt“, „berichte.a“: words of an address, the last maybe broken behind its first letter. „z.B“ and „Nr.5“ are
/// abbreviations.
fn is_dotted(host: &str) -> bool {
    const SHORTEST_LABEL: usize = 3;
    let small = |label: &str| label.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let whole = |label: &str| label.len() >= SHORTEST_LABEL && small(label);
    host.rsplit_once('.').is_some_and(|(labels, last)| labels.split('.').all(whole) && (last.len() == 1 && small(last) || whole(last)))
}

/// What ends a line with a hyphen.
const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{2011}'];

/// What may close a sentence or a parenthesis behind an address.
const CLOSERS: [char; 12] = [')', ']', '.', ',', ';', ':', '!', '?', '“', '”', '"', '>'];

/// Addresses that are broken within a word of their path are longer than this; shorter ones fit the line.
const LONG_ADDRESS: usize = 30;

/// So many searches through a paper take no longer than a list of all its words; few papers need more.
const SEARCHES: usize = 96;

/// A broken word, put together in both ways.
struct Sought<'a> {
    left: &'a str,
    welded: &'a str,
    compound: &'a str,
}

impl Sought<'_> {
    /// Whether the text prints it as one word, and whether as a compound.
    fn search(&self, text: &str) -> (bool, bool) {
        let bare = uninflected(self.compound);
        let (mut welded, mut kept) = (false, false);
        for at in memmem::find_iter(text.as_bytes(), self.left) {
            let Some(word) = word_from(text, at).filter(|word| proves(word)) else { continue };
            welded |= word == self.welded;
            kept |= word == self.compound || word.contains('-') && uninflected(word) == bare;
        }
        (welded, kept)
    }
}

/// The words of a paper that stand unbroken in a line, as far as they begin like one that a line end breaks.
struct Vocabulary<'a> {
    text: &'a str,
    broken: Beginnings,
    /// As they are printed, compounds with hyphens as one word.
    whole: WordSet<'a>,
    /// Compounds with hyphens without their inflection: „Start-up“ for „Start-ups“.
    compounds: WordSet<'a>,
}

/// Words, for looking them up.
type WordSet<'a> = HashSet<&'a str, BuildHasherDefault<WordHasher>>;

/// Eight bytes at a time, multiplied and rotated. Many words of a paper are hashed, and the standard hasher, which
/// withstands attackers, takes longer for that than all else here.
#[derive(Default)]
pub(crate) struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        const ODD: u64 = 0x9e37_79b9_7f4a_7c15;
        let (chunks, rest) = bytes.as_chunks::<8>();
        let last = rest.iter().fold(0, |word, &byte| word << 8 | u64::from(byte));
        for word in chunks.iter().map(|chunk| u64::from_le_bytes(*chunk)).chain(std::iter::once(last)) {
            self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(ODD);
        }
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
}

impl<'a> Vocabulary<'a> {
    fn of(text: &'a str) -> Self {
        let broken = Beginnings::of_broken_words(text);
        let (mut whole, mut compounds) = (WordSet::default(), WordSet::default());
        for word in broken.words(text).into_iter().filter(|word| proves(word)) {
            whole.insert(word);
            if word.contains('-') {
                compounds.insert(uninflected(word));
            }
        }
        Self { text, broken, whole, compounds }
    }

    /// Whether the text prints it as one word, and whether as a compound.
    fn has(&self, sought: &Sought<'_>) -> (bool, bool) {
        if !self.broken.has(sought.left.as_bytes()) {
            // Its first half is put together of several pieces.
            return sought.search(self.text);
        }
        let kept = self.whole.contains(sought.compound) || self.compounds.contains(uninflected(sought.compound));
        (self.whole.contains(sought.welded), kept)
    }
}

/// With which three letters words begin, as far as five bits of each tell.
struct Beginnings(Vec<bool>);

impl Beginnings {
    const LETTERS: usize = 3;
    const BITS: usize = 5;
    const MASK: usize = (1 << Self::BITS) - 1;
    const PLACES: usize = 1 << (Self::LETTERS * Self::BITS);

    /// The words that a hyphen and a line end break. What shorter ones are put together with may be any letters.
    fn of_broken_words(text: &str) -> Self {
        let mut all = vec![false; Self::PLACES];
        let mut start = 0;
        for end in memchr2_iter(b'\n', b'\r', text.as_bytes()) {
            let line = text.get(start..end).unwrap_or_default().trim_end();
            start = end + 1;
            let stem = line.trim_end_matches(HYPHENS);
            let word = word_at_end(stem);
            if stem.len() < line.len() && !word.is_empty() {
                let any = 1 << (Self::LETTERS.saturating_sub(word.len()) * Self::BITS);
                all.iter_mut().skip(Self::place(word.as_bytes())).take(any).for_each(|begins| *begins = true);
            }
        }
        Self(all)
    }

    fn has(&self, word: &[u8]) -> bool {
        self.0.get(Self::place(word)) == Some(&true)
    }

    fn place(word: &[u8]) -> usize {
        let bits = |at: usize| word.get(at).map_or(0, |byte| usize::from(*byte) & Self::MASK);
        (0..Self::LETTERS).fold(0, |place, at| place << Self::BITS | bits(at))
    }

    /// The runs of letters, figures and hyphens that begin so.
    fn words<'a>(&self, text: &'a str) -> Vec<&'a str> {
        let mut words = Vec::new();
        let mut place = 0;
        for (byte, end) in text.bytes().zip(1..) {
            place = (place << Self::BITS | usize::from(byte) & Self::MASK) & (Self::PLACES - 1);
            if self.0.get(place) == Some(&true) {
                words.extend(word_from(text, end.max(Self::LETTERS) - Self::LETTERS));
            }
        }
        words
    }
}

/// The run of letters, figures and hyphens that begins at a byte, if one does.
fn word_from(text: &str, at: usize) -> Option<&str> {
    let (before, rest) = text.split_at_checked(at)?;
    rest.get(..end_of_word(rest)).filter(|_| !before.ends_with(is_inner))
}

/// Whether a printed word says how a broken one is printed: it is none itself, and not too short.
fn proves(word: &str) -> bool {
    word.len() > SHORTEST_WORD && !word.ends_with('-')
}

fn is_inner(c: char) -> bool {
    c.is_alphanumeric() || c == '-'
}

/// Where the run of letters, figures and hyphens at the text's head ends.
pub(crate) fn end_of_word(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at += bytes.get(at..).unwrap_or_default().iter().take_while(|byte| INNER.get(usize::from(**byte)) == Some(&true)).count();
        match bytes.get(at..) {
            None | Some([] | [..0x80, ..]) => return at,
            // „ä“, „ß“, „é“; not „×“, „÷“.
            Some([0xc3, 0x80..=0x96 | 0x98..=0xb6 | 0xb8..=0xbf, ..]) => at += 2,
            Some(_) => match text.get(at..).and_then(|rest| rest.chars().next()).filter(|c| is_inner(*c)) {
                Some(letter) => at += letter.len_utf8(),
                None => return at,
            },
        }
    }
}

/// Letters, figures and the hyphen, as far as they are one byte.
const INNER: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0u8;
    while byte < 0x80 {
        table[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'-';
        byte += 1;
    }
    table
};

/// Shorter words prove nothing about a broken one.
const SHORTEST_WORD: usize = 3;

/// „Start-up“ of „Start-ups“, „öffentlich-rechtlich“ of „öffentlich-rechtlichen“.
fn uninflected(word: &str) -> &str {
    ["en", "er", "es", "em", "e", "s", "n"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

/// „schwarz-⏎roten“, „rot-⏎grüne“: coalitions.
const COLOURS: [&str; 7] = ["schwarz", "rot", "gelb", "grün", "blau", "weiß", "orange"];

/// „politisch-⏎strategischen“, „öffentlich-⏎rechtliche“: two adjectives. A typesetter breaks „politi-schen“, never
/// behind „isch“; „veröffentlich-⏎ten“ and „deutsch-⏎sprachig“ are single words.
fn are_adjectives(left: &str, right: &str) -> bool {
    let adjective = |word: &str| ["isch", "lich", "ig", "ell", "al", "iv", "är", "ös"].iter().any(|ending| word.ends_with(ending));
    let bare = uninflected(right);
    if !left.starts_with(char::is_lowercase) || right.chars().count() < 5 {
        return false;
    }
    COLOURS.contains(&left) && COLOURS.contains(&bare)
        || left.ends_with("isch") && (adjective(bare) || bare.ends_with("end")) && !bare.ends_with("sprachig") && !bare.ends_with("stämmig")
        || left == "deutsch" && bare.ends_with("isch")
        || left.ends_with("lich") && (bare.ends_with("lich") || bare.ends_with("isch"))
}

/// „Corona-⏎bedingt“, „Smart-Grid-⏎fähige“: an adjective that is written in one word begins with a small letter.
fn is_compound_adjective(left: &str, right: &str) -> bool {
    const SECOND_PARTS: [&str; 10] =
        ["bedingt", "basiert", "fähig", "gestützt", "orientiert", "konform", "relevant", "spezifisch", "bezogen", "kompatibel"];
    let bare = |part: &str| right.strip_prefix(part).is_some_and(|ending| ["", "e", "er", "es", "en", "em"].contains(&ending));
    left.starts_with(char::is_uppercase) && SECOND_PARTS.iter().any(|part| bare(part))
}

/// „nicht-⏎KI-gestützte“, „nicht-⏎tarif-gebundene“: before a compound with hyphens „nicht“ has one too.
fn negates_compound(left: &str, right: &str) -> bool {
    matches!(left, "nicht" | "Nicht") && right.contains('-')
}

/// „sachsen-⏎anhaltischen“: the Länder with two names keep their hyphen as adjectives.
fn names_land(left: &str, right: &str) -> bool {
    const LAENDER: [(&str, &str); 6] = [
        ("baden", "württemberg"),
        ("mecklenburg", "vorpommer"),
        ("nordrhein", "westfäl"),
        ("rheinland", "pfälz"),
        ("sachsen", "anhalt"),
        ("schleswig", "holstein"),
    ];
    LAENDER.iter().any(|(first, second)| left.ends_with(first) && right.starts_with(second))
}

/// „presse/die-lage-der-bruecken-“: a path whose host stands apart.
fn is_path(token: &str) -> bool {
    // „Bund-/Länder-Arbeitsgemein-“ are words.
    let words = token.contains("-/") || token.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    token.contains('/') && token.matches('-').count() > 2 && !words
}

/// „www.amt.de/a)“, „(www.amt.de/a)?“, „www.amt.de/a“.“: a mark behind an address ends it, whatever marks follow.
fn is_closed(token: &str) -> bool {
    let closed = [')', ',', ';', ']', '“', '”', '>', '"'];
    token.ends_with(closed) || token.trim_end_matches(['.', '?', '!', ':']).ends_with(closed)
}

/// Whether a word cannot be broken: it begins with a capital and has one syllable („Die“, „Zur“, „Auch“).
fn is_unbreakable(first: &str) -> bool {
    let word = word_at_start(first.trim_start_matches('„'));
    word.starts_with(char::is_uppercase) && !word.contains('-') && syllables(word) < 2
}

/// How many vowels and diphthongs a word has.
fn syllables(word: &str) -> usize {
    let (mut count, mut before) = (0, None);
    for letter in word.chars().flat_map(char::to_lowercase) {
        let vowel = matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ä' | 'ö' | 'ü');
        let second = matches!(
            (before, letter),
            (Some('a' | 'ä' | 'e'), 'u') | (Some('e' | 'a'), 'i') | (Some('i' | 'e'), 'e') | (Some('a'), 'a') | (Some('o'), 'o')
        );
        count += usize::from(vowel && !second);
        before = (vowel && !second).then_some(letter);
    }
    count
}

/// Articles, prepositions, conjunctions: the sentence goes on behind them.
const LEADING_ON: [&str; 78] = [
    "der",
    "die",
    "das",
    "den",
    "dem",
    "des",
    "ein",
    "eine",
    "einer",
    "eines",
    "einem",
    "einen",
    "kein",
    "keine",
    "keiner",
    "keinen",
    "keinem",
    "in",
    "im",
    "ins",
    "an",
    "am",
    "auf",
    "aus",
    "bei",
    "beim",
    "mit",
    "nach",
    "von",
    "vom",
    "vor",
    "zu",
    "zum",
    "zur",
    "für",
    "durch",
    "gegen",
    "ohne",
    "um",
    "über",
    "unter",
    "zwischen",
    "seit",
    "bis",
    "ab",
    "als",
    "wie",
    "und",
    "oder",
    "sowie",
    "bzw.",
    "dass",
    "ob",
    "wenn",
    "weil",
    "welche",
    "welcher",
    "welches",
    "welchen",
    "welchem",
    "deren",
    "dessen",
    "diese",
    "dieser",
    "dieses",
    "diesen",
    "diesem",
    "ihre",
    "ihrer",
    "ihren",
    "ihrem",
    "seine",
    "seiner",
    "seinen",
    "seinem",
    "wegen",
    "gemäß",
    "hinsichtlich",
];

/// „die Lage in der“, „und“: no line that was meant to end ends so.
fn leads_on(words: &str) -> bool {
    let last = words.rsplit(char::is_whitespace).next().unwrap_or_default();
    LEADING_ON.contains(&last.trim_start_matches(['(', '„']))
}

/// „Bayern 24 52 85“: a row of a table ends in figures. „5 000“ is one figure; „2021 – 2025“, „am 3. 4.“ and „2019, 2020“
/// are prose.
pub(crate) fn is_table_row(words: &str, least: usize) -> bool {
    if !words.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '%' | '€' | '*' | '–' | '-' | '/')) {
        return false;
    }
    let empty = |cell: &str| matches!(cell, "–" | "-" | "—" | "/");
    let group = |cell: &str| cell.split(',').next().is_some_and(|whole| whole.len() == 3 && whole.bytes().all(|b| b.is_ascii_digit()));
    let (mut all, mut filled) = (0, 0);
    // From the right: all but the leftmost group of „1 000 000“ have three digits.
    let (mut in_groups, mut before_is_group, mut second_is_empty) = (true, true, false);
    for cell in words.rsplit(char::is_whitespace).filter(|cell| !matches!(*cell, "" | "%" | "€")) {
        let figure = is_figure(cell);
        if !figure && !empty(cell) {
            break;
        }
        in_groups &= before_is_group;
        before_is_group = group(cell);
        second_is_empty |= all == 1 && !figure;
        filled += usize::from(figure);
        all += 1;
    }
    in_groups &= all <= LONGEST_FIGURE;
    let range = filled == FIGURES && second_is_empty;
    filled >= FIGURES && all >= least && !in_groups && !range
}

/// Groups of a figure in the millions: „1 000 000“.
const LONGEST_FIGURE: usize = 3;

/// „1.204“, „-3,5“, „49,0%“, „2019/2020“, „12*“.
fn is_figure(cell: &str) -> bool {
    let bare = cell.trim_start_matches(['+', '-', '–', '<', '>', '±']).trim_end_matches(['%', '*', '€']);
    bare.starts_with(|c: char| c.is_ascii_digit())
        && bare.ends_with(|c: char| c.is_ascii_digit())
        && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ':' | '/' | '-' | '–'))
}

/// „).“, „,“: nothing but marks that close.
fn only_closes(first: &str) -> bool {
    !first.is_empty() && first.chars().all(|c| CLOSERS.contains(&c))
}

/// The endings of hosts and files that papers cite.
const ENDINGS: [&str; 18] = [
    ".de", ".eu", ".com", ".org", ".net", ".info", ".int", ".gov", ".ch", ".at", ".uk", ".fr", ".io", ".html", ".htm", ".pdf", ".xlsx",
    ".php",
];

/// „….p⏎df“, „….htm⏎l“, „chatgpt.⏎com“: the line end stands in the ending of a host or a file.
fn completes_ending(token: &str, piece: &str) -> bool {
    let Some((_, begun)) = token.rsplit_once('.') else { return false };
    let rest = piece.find(|c: char| !c.is_ascii_alphanumeric()).and_then(|at| piece.get(..at)).unwrap_or(piece);
    let is_known = |word: &str| ENDINGS.iter().any(|ending| ending.strip_prefix('.') == Some(word));
    !rest.is_empty() && begun.len() + rest.len() <= 5 && is_known(&[begun, rest].concat())
}

/// „.html).“: the ending of a host or a file, and what closes behind it.
pub(crate) fn is_ending(token: &str) -> bool {
    token.starts_with('.') && ENDINGS.contains(&token.trim_end_matches(CLOSERS))
}

/// „3.“, the day of a date or an item's number, on a line of its own. „2027.“ ends a sentence.
fn is_number_alone(words: &str) -> bool {
    const DIGITS: std::ops::RangeInclusive<usize> = 1..=2;
    words.strip_suffix('.').is_some_and(|digits| DIGITS.contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// „Aus-“; not the dash of an empty cell.
pub(crate) fn ends_with_hyphen(words: &str) -> bool {
    words.ends_with(HYPHENS) && !words.ends_with(" -") && !words.ends_with("--")
}

/// The words up to the first space of any kind.
pub(crate) fn first_token(words: &str) -> &str {
    let end = match words.bytes().position(|byte| MAY_BE_SPACE.get(usize::from(byte)) == Some(&true)) {
        Some(at) if words.as_bytes().get(at).is_some_and(u8::is_ascii) => Some(at),
        Some(_) => words.find(char::is_whitespace),
        None => None,
    };
    end.and_then(|end| words.get(..end)).unwrap_or(words)
}

/// Spaces, and the first bytes of those beyond ASCII.
const MAY_BE_SPACE: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = matches!(byte, 0x09..=0x0d | 0x20 | 0xc2 | 0xe1..=0xe3);
        byte += 1;
    }
    table
};

fn word_at_end(token: &str) -> &str {
    token.rsplit(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or_default()
}

fn word_at_start(token: &str) -> &str {
    token.split(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or_default()
}

/// „Forschungs- und Entwicklung“: a suspended hyphen stands before a conjunction. More words make it worse („so-⏎wie“).
fn is_conjunction(first: &str) -> bool {
    matches!(first.trim_end_matches(','), "und" | "oder" | "bzw." | "beziehungsweise" | "sowie" | "u." | "o." | "und/oder")
}

/// „ 174–⏎184l“, „Lübeck–⏎Hamburg“, „(Weiter-)⏎Bildung“, „[⏎Anlage“: what has no space on one side has none on the other.
fn binds(last: &str, first: &str) -> bool {
    let mut end = last.chars().rev();
    let before = (end.next(), end.next());
    match before {
        (Some('–'), Some(c)) => c.is_alphanumeric() && first.starts_with(char::is_alphanumeric),
        (Some(')'), Some('-')) => first.starts_with(char::is_alphabetic),
        (Some('(' | '[' | '„'), _) => true,
        _ => false,
    }
}

/// A web address, or its beginning.
fn is_address(token: &str) -> bool {
    let dotted = || token.contains("www.") || has_host(token) || has_path(token);
    token.contains('.') && dotted() || token.contains(':') && token.contains("://")
}

/// „ungarn.hu/news“: a host of any country, told by its path.
fn has_path(token: &str) -> bool {
    let Some((host, _)) = token.split_once('/') else { return false };
    let Some((name, ending)) = host.rsplit_once('.') else { return false };
    (2..=4).contains(&ending.len())
        && ending.bytes().all(|b| b.is_ascii_lowercase())
        && name.len() > 1
        && name.ends_with(|c: char| c.is_ascii_alphanumeric())
}

/// „arald-thome.de“, „bundestag.de/x“: a host with one of the endings that the papers cite.
fn has_host(token: &str) -> bool {
    let ends_here = |rest: &str| {
        let behind = ENDINGS.iter().filter_map(|ending| rest.strip_prefix(ending));
        behind.into_iter().any(|behind| !behind.starts_with(char::is_alphabetic))
    };
    token.bytes().enumerate().skip(1).any(|(at, byte)| byte == b'.' && token.get(at..).is_some_and(ends_here))
}

/// Whether the words end a sentence, or open a list.
pub(crate) fn ends_sentence(words: &str) -> bool {
    if words.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        return false;
    }
    let bare = words.trim_end_matches(['“', '”', '"', ')', ']', '*', '’', '‘', '¹', '²', '³']);
    bare.ends_with(['.', '?', '!', ':'])
}

/// „– “, „• “, „a) “, „1. “, „(1) “.
pub(crate) fn starts_list_item(words: &str) -> bool {
    let mut chars = words.chars();
    match chars.next() {
        Some('–' | '-' | '—' | '•' | '●' | '▪' | '■' | '○' | '◦' | '*' | '\u{f0b7}' | '‒' | '·' | '►' | '➢' | '✓') => {
            chars.next().is_some_and(char::is_whitespace)
        }
        Some(c) if c.is_ascii_digit() => {
            let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
            words.len() - rest.len() <= 2 && (rest.starts_with(". ") || rest.starts_with(") "))
        }
        Some(c) if c.is_ascii_lowercase() => {
            let rest = words.trim_start_matches(|c: char| c.is_ascii_lowercase());
            rest.starts_with(") ") && words.strip_suffix(rest).and_then(Part::read).is_some()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn joint(habit: &str, left: &str, right: &str) -> Joint {
        let lines = Lines::cut(habit, Span::of(0..habit.len()));
        let words = left.trim_end();
        let token = words.rsplit(' ').next().unwrap_or_default();
        let side = Side { words, width: width(words), token, trailing_space: left.ends_with(' '), blank_after: false, parted: false };
        Joining::measure(habit, &lines).joint(side, right, Em(32.0))
    }

    #[test]
    fn broken_words_are_welded_and_own_hyphens_kept() {
        let hyphenated = "Der Aus-\nbau geht gut vor-\nan. Das Start-up und der Ausbau der Netze.\n";
        for (left, right, want) in [
            ("der gesell-", "schaftlichen Lage", Joint::Weld),
            ("mit KI-", "gestützten Mitteln", Joint::Keep),
            ("die KI-", "Forschung", Joint::Keep),
            ("Forschungs-", "und Entwicklung", Joint::Space),
            ("ein Start-", "up aus Jena", Joint::Keep),
            ("der Aus-", "bau", Joint::Weld),
            ("einer politisch-", "strategischen Lage", Joint::Keep),
            ("haben veröffentlich-", "ten Angaben", Joint::Weld),
            ("auf Postkar-", "te) und", Joint::Weld),
            ("www.amt.de/die-", "seite", Joint::Keep),
            ("www.amt.de/die-sei-", "te#:~:text=Lage", Joint::Keep),
            ("www.amt.de/a#:~:text=Die%20Br%C3%BCcken%20ge-", "sperrt%20sind", Joint::Weld),
            ("www.amt.de/a?id=aus-", "bau&v=7", Joint::Keep),
            ("www.amt.de/a?id=net-", "ze&v=7", Joint::Keep),
            ("www.amt.de/bruecken", "N-im-ganzen-Land", Joint::Line),
            ("(vgl. www.amt.de/br", "uecken-in-der-stadt).", Joint::Touch),
            ("(vgl. www.amt.de/s41", "558-021-7).", Joint::Touch),
            ("(vgl. www.amt.de/br", "face-to-face", Joint::Space),
            ("www.amt.de/bruecken--", "gesperrt", Joint::Touch),
            ("(vgl. berichte.amt.", "de/lage).", Joint::Touch),
            ("www.amt.de/BRUECKE", "N-im-ganzen-Land", Joint::Touch),
            ("das Corona-", "bedingte Verbot", Joint::Keep),
            ("mit Smart-Grid-", "fähigen Zählern", Joint::Keep),
            ("die Leistungs-", "fähigkeit", Joint::Weld),
            ("der corona-", "bedingten Lage", Joint::Weld),
            ("des schwarz-", "roten Vertrags", Joint::Keep),
            ("der schwarz-", "arbeitenden", Joint::Weld),
            ("der schleswig-", "holsteinischen Küste", Joint::Keep),
            ("der nicht-", "KI-gestützten Prüfung", Joint::Keep),
            ("der nicht-", "öffentlichen Sitzung", Joint::Weld),
            ("(vgl. www.wasserst", "rassen", Joint::Touch),
            ("(vgl. https://statistik.", "arbeitsam", Joint::Touch),
            ("(vgl. www.amt.de/L47", "11).", Joint::Touch),
            ("(vgl. www.amt.de/L47", "11 Brücken", Joint::Line),
            ("der Bund-/Länder-Arbeitsgemein-", "schaft", Joint::Weld),
        ] {
            assert_eq!(joint(hyphenated, left, right), want, "{left}⏎{right}");
        }
    }

    #[test]
    fn where_words_are_whole_every_hyphen_is_the_words_own() {
        let whole = "Der Ausbau der \nNetze geht nach \nPlan weiter.\n";
        for (left, right, want) in [
            ("Chancen-", "Aufenthaltsrecht", Joint::Keep),
            ("deutsch-", "französischen", Joint::Keep),
            ("Forschungs- ", "und Entwicklung", Joint::Space),
            ("www.amt", "lich.de/seite", Joint::Touch),
            ("die Seite h", "arald-thome.de", Joint::Touch),
            ("(ct/ ", "kWh)", Joint::Touch),
            ("§§ 174–", "184l StGB", Joint::Touch),
            ("die Strecke Lübeck–", "Hamburg", Joint::Touch),
            ("zur (Weiter-)", "Bildung", Joint::Touch),
            ("(vgl. www.amt.de/bericht.p", "df).", Joint::Touch),
            ("unter www.amt.de/bericht", ").", Joint::Touch),
            ("unter x.com/amt_be", "richt/1", Joint::Touch),
            ("auf www.amt.de ", "und im Netz", Joint::Space),
            ("auf www.amt.de/a, ", "www.amt.de/b", Joint::Space),
            ("im Jahr – ", "so die Angabe –", Joint::Space),
            ("wird (www.amt.de/lage)?", "a) Welche", Joint::Line),
            ("wird (www.amt.de/lage).", "b) Welche", Joint::Line),
            ("unter www.amt.de/a_(b).ht", "ml steht", Joint::Touch),
        ] {
            assert_eq!(joint(whole, left, right), want, "{left}⏎{right}");
        }
    }

    #[test]
    fn searching_and_listing_say_the_same() {
        let text = "Die Start-ups und das Startup, ein Start-\nup; Nicht-Start-up, KI, öffentlich-rechtlichen Über-Ich, Nicht-\n\
            Ich, öffentlich-\neinig, Über-\nwurf, K-\nUhr, up-\nIch\n";
        let vocabulary = Vocabulary::of(text);
        for (left, right, want) in [
            ("Start", "up", (true, true)),
            ("Start", "ups", (false, true)),
            ("Nicht", "Start-up", (false, true)),
            ("öffentlich", "rechtlicher", (false, true)),
            ("Über", "Ich", (false, true)),
            ("up", "s", (false, false)),
            ("K", "I", (false, false)),
        ] {
            let sought = Sought { left, welded: &[left, right].concat(), compound: &[left, "-", right].concat() };
            assert!(vocabulary.broken.has(left.as_bytes()), "{left}");
            assert_eq!((sought.search(text), vocabulary.has(&sought)), (want, want), "{left} {right}");
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
            ("(berichte.am", "tlich.de/lage", false),
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
            ("www.amt.de/die-lage-der-bruecke", "n-sperren).", true),
            ("www.amt.de/die-bruecken", "e-mail", false),
            ("www.amt.de/lage-04d8", "b7c2),", true),
            ("www.amt.de/lage;id=K3", "B4471C09D2.netze9).", true),
            ("www.amt.de/lage;id=E8", "5.netze9)?", true),
            ("www.amt.de/lage", "5.2.2025", false),
            ("www.amt.de/lage", "Bericht", false),
            ("www.amt.de/lage", "z.B.", false),
        ] {
            assert_eq!(address_is_torn(token, first), torn, "{token} {first}");
        }
    }

    #[test]
    fn a_short_line_ends_a_paragraph() {
        let whole = "Der Ausbau der \nNetze geht nach \nPlan weiter.\n";
        for (left, right, want) in [
            ("Das trifft zu.", "Die Bundesregierung plant", Joint::Paragraph),
            ("Folgende Länder:", "– Bayern", Joint::Line),
            ("Bayern 12", "Hessen 13", Joint::Line),
            ("Das trifft nicht ", "zu.", Joint::Space),
            ("3.", "August 2026 endet", Joint::Space),
            ("3.", "4 Brücken", Joint::Paragraph),
            ("2027.", "Die Länder", Joint::Paragraph),
        ] {
            assert_eq!(joint(whole, left, right), want, "{left}⏎{right}");
        }
    }

    #[test]
    fn a_full_line_ends_a_paragraph_where_the_next_word_cannot_be_broken() {
        let whole = "Der Ausbau der \nNetze geht nach \nPlan weiter.\n";
        let spaceless = "Der Ausbau der\nNetze geht nach\nPlan weiter.\n";
        let full = "Die Netze in den Städten und auf dem Land werden bis zum Ende des Jahres ausgebaut.";
        for (habit, left, right, want) in [
            (whole, full, "Die Länder", Joint::Paragraph),
            (whole, full, "„Im Land", Joint::Paragraph),
            (whole, full, "Bundesweit", Joint::Space),
            (whole, full, "E-Autos", Joint::Space),
            (whole, full, "die Länder", Joint::Space),
            (whole, &[full, " "].concat(), "Die Länder", Joint::Space),
            (whole, full.trim_end_matches('.'), "Die Länder", Joint::Space),
            (spaceless, full, "Die Länder", Joint::Space),
        ] {
            assert_eq!(joint(habit, left, right), want, "{left}⏎{right}");
        }
    }

    #[test]
    fn syllables_are_counted() {
        for (word, want) in
            [("Die", 1), ("Auch", 1), ("Für", 1), ("Eine", 2), ("Über", 2), ("Dazu", 2), ("BMVg", 0), ("Union", 3), ("Häuser", 2)]
        {
            assert_eq!(syllables(word), want, "{word}");
        }
    }

    #[test]
    fn a_sentence_goes_on_behind_a_function_word_and_in_a_column_set_in() {
        let whole = "Der Ausbau der \nNetze geht nach \nPlan weiter.\n";
        for (left, right, want) in [
            ("die Netze in der", "Praxis", Joint::Space),
            ("die Netze und", "Praxis", Joint::Space),
            ("die Netze (von", "Praxis", Joint::Space),
            ("Netze der Länder", "Praxis", Joint::Line),
            ("und der zweiten Leitung, die im Oktober gebaut wurde und steht, wird", "Praxis", Joint::Space),
            ("und der zweiten Leitung, die im Oktober gebaut wurde und steht, wird", "Rom", Joint::Line),
            ("und der zweiten Leitung, die im Oktober gebaut wurde und steht, wird", "2022:", Joint::Line),
            ("und der zweiten Leitung, die im Oktober gebaut wurde und steht, wird", "Hessen 24 52 85", Joint::Line),
        ] {
            assert_eq!(joint(whole, left, right), want, "{left}⏎{right}");
        }
    }

    #[test]
    fn a_row_of_a_table_is_a_line() {
        let (row, alone, prose) = ((true, true), (true, false), (false, false));
        for (words, want) in [
            ("Bayern 24 52 85", row),
            ("Unfälle 175 426 510 424", row),
            ("Anteil 49,0% 48,3 % -3,5*", row),
            ("Bayern 12 – –", (false, false)),
            ("Bayern 12 14 –", row),
            ("2019/2020 2020/2021", alone),
            ("im Jahr 2024 12", alone),
            ("Es waren 5 000", prose),
            ("Es waren 1 000 000", prose),
            ("Es waren 12 345,50 €", prose),
            ("den Jahren 2019, 2020", prose),
            ("des Vertrags 2021 – 2025", prose),
            ("am 3. 4.", prose),
            ("im Jahr 2019 –", prose),
        ] {
            assert_eq!((is_table_row(words, FIGURES), is_table_row(words, FIGURES_ALONE)), want, "{words}");
        }
    }

    #[test]
    fn habits_are_measured_above_the_imprint() {
        let text = "Der Ausbau der Netze geht nach Plan weiter und wird im \n".repeat(ENOUGH_LINES);
        let table = "Der Ausbau der Netze geht nach Plan weiter und wird im\n".repeat(9 * ENOUGH_LINES);
        let tells = |text: &str| Joining::measure(text, &Lines::cut(text, Span::of(0..text.len()))).trailing_spaces_tell();
        assert!(tells(&[&text, "Gesamtherstellung: Eine Druckerei\n", &table].concat()));
        assert!(!tells(&[text.as_str(), &table].concat()));
        assert!(!tells(&["Gesamtherstellung: Eine Druckerei\n", &text, &table].concat()));
    }
}
