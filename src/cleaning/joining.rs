//! What becomes of a line end: a space, nothing, a paragraph.
//!
//! A typesetter's hyphen goes („Sach-⏎stand“), a word's own stays („KI-⏎gestützt“, „Forschungs-⏎und Entwicklung“),
//! a broken web address is put together. The evidence is in the paper itself: whether its lines keep the space after
//! their last word, whether it breaks words at all, and which words it prints unbroken elsewhere.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use crate::cleaning::addresses::{CLOSERS, Seam, has_domain, is_address, is_closed, is_path, is_said_of_addresses, may_be_host};
use crate::cleaning::compounds::{breaks_name, closes_field, may_be_one_word, parts_compound};
use crate::cleaning::habits::Habits;
use crate::cleaning::vocabulary::{Addresses, Alone, Hyphened, SEARCHES, Sought, Spelled, Vocabulary, may_go_on_with};
use crate::cleaning::words::{
    FIGURES, FIGURES_ALONE, HYPHENS, binds, ends_sentence, ends_with_hyphen, first_bytes, first_token, holds_next, is_conjunction,
    is_ordinal, is_table_row, is_unbreakable, last_bytes, leads_on, letters_at_end, letters_at_start, names_month, starts_list_item,
    word_at_end, word_at_start,
};
use crate::lines::Lines;
use crate::lines::widths::{BLANK, Em, width};

/// What stands between two pieces of text once the line end is undone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Joint {
    /// A blank.
    Space,
    /// Nothing, and the hyphen goes too: „Sach-⏎stand“.
    Weld,
    /// The same where nothing in the paper proves it: it breaks words, and prints this one nowhere else.
    LikelyWeld,
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

/// A line end, and what stands on both sides.
#[derive(Clone, Copy)]
struct LineEnd<'a> {
    left: Side<'a>,
    right: &'a str,
    /// Between the last word on the left and the first on the right.
    seam: Seam<'a>,
    /// Whether a space stands behind the last word on the left, in a paper whose spaces tell.
    spaced: bool,
}

impl LineEnd<'_> {
    /// „die „Kann“-⏎Bestimmung“, „Lübeck–⏎Hamburg“, „[⏎Anlage“: two words that no blank parts anywhere.
    fn touches(self) -> Option<Joint> {
        let Seam { token, first, .. } = self.seam;
        let held = !self.left.blank_after && holds_next(token, first);
        (held || !self.spaced && binds(token, first)).then_some(Joint::Touch)
    }
}

/// By how much a line may stay short of its column before its end must be the writer's: the next word would have
/// fitted. Covers the difference between the real font's metrics and ours.
const SLACK: Em = Em(0.5);

/// By how much the parts of a question, list items and quotations are set in, at most.
const SET_IN: Em = Em(2.4);

/// How one paper breaks its lines.
pub struct Joining<'a> {
    text: &'a str,
    hyphenated: bool,
    trailing: bool,
    /// Whether so many words are broken that a list of all words is sooner made than they are searched for.
    many_broken: bool,
    words: OnceCell<Vocabulary<'a>>,
    /// Its words as web addresses spell them, once they are asked for.
    spelled: OnceCell<Spelled>,
    alone: Alone<'a>,
    /// The broken words that were looked up, their halves parted by a line feed.
    seen: RefCell<HashMap<String, Option<Joint>>>,
    /// The words that it prints with a hyphen in mid-line and without, once they are asked for.
    hyphened: OnceCell<Hyphened>,
    addresses: OnceCell<Addresses>,
}

impl<'a> Joining<'a> {
    /// Measures a paper's habits. `text` is the source text, `lines` the lines of the paper.
    #[must_use]
    pub fn measure(text: &'a str, lines: &Lines) -> Self {
        let habits = Habits::of(text, lines);
        let hyphens = lines.iter().filter(|line| text.get(line.words.range()).is_some_and(ends_with_hyphen)).count();
        Self {
            text,
            hyphenated: habits.hyphenated(),
            trailing: habits.trailing_tells(),
            many_broken: hyphens > SEARCHES,
            words: OnceCell::new(),
            spelled: OnceCell::new(),
            alone: Alone::in_text(text),
            seen: RefCell::default(),
            hyphened: OnceCell::new(),
            addresses: OnceCell::new(),
        }
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
        let seam = Seam::between(left.words, left.token, first_token(right));
        let end = LineEnd { left, right, seam, spaced: self.trailing && left.trailing_space };
        end.touches()
            .or_else(|| self.behind_space(end))
            .or_else(|| self.behind_hyphen(end))
            .or_else(|| self.at_slash(end))
            .or_else(|| self.in_address(end))
            .unwrap_or_else(|| self.layout(end, column))
    }

    /// „die Brücken ⏎der Stadt“: where spaces tell, one behind a word says that it is whole. Only what some extractors made of
    /// an address is not („www.amt ⏎lich.de/a“).
    fn behind_space(&self, end: LineEnd<'_>) -> Option<Joint> {
        let ends_in_word = end.left.words.ends_with(|c: char| c.is_ascii_graphic() && !matches!(c, '-' | '/'));
        let whole = end.spaced && ends_in_word && !end.left.blank_after && !end.right.starts_with('/');
        whole.then(|| if self.is_torn(end.seam) { Joint::Touch } else { Joint::Space })
    }

    /// „Sach-⏎stand“, „KI-⏎gestützt“, „Forschungs-⏎und Entwicklung“; not „Zahl: -⏎1. Stege“. A soft hyphen is the typesetter's.
    fn behind_hyphen(&self, end: LineEnd<'_>) -> Option<Joint> {
        if end.left.words.ends_with('\u{ad}') {
            return Some(Joint::Weld);
        }
        let hyphened = ends_with_hyphen(end.left.words) && end.left.token.len() > 1 && !starts_list_item(end.right);
        hyphened.then(|| self.hyphen(end))
    }

    /// „90/⏎DIE“, „90⏎/DIE“; „unter www.amt.de/lage/⏎abrufbar“ is two words.
    fn at_slash(&self, end: LineEnd<'_>) -> Option<Joint> {
        let (words, Seam { token, first, .. }) = (end.left.words, end.seam);
        if words.ends_with('/') && !words.ends_with(" /") && !(end.left.blank_after && ends_sentence(words)) {
            let parted = end.spaced && !self.is_torn(end.seam) || is_said_of_addresses(first) || is_conjunction(first);
            return Some(if parted && is_address(token) { Joint::Space } else { Joint::Touch });
        }
        (first.starts_with('/') && first.len() > 1).then_some(Joint::Touch)
    }

    /// „www.koalitio⏎nsvertrag2025.de“, „…/bericht.pdf⏎).“. Some extractors set blank lines within a paragraph, and what goes on
    /// behind one must be surer: „(www.amt.de/die-lage-der-brue⏎⏎ckensperrungen).“
    fn in_address(&self, end: LineEnd<'_>) -> Option<Joint> {
        let (seam, blank_after) = (end.seam, end.left.blank_after);
        if end.spaced && !blank_after {
            return None;
        }
        let closes = only_closes(seam.first);
        let goes_on = if blank_after { closes && is_address(seam.token) } else { closes || seam.goes_on(self.trailing) };
        let ends = || blank_after && seam.may_stand_before_end() && !self.spells(word_at_start(seam.first));
        (goes_on || self.is_torn(seam) || ends()).then_some(Joint::Touch)
    }

    /// Whether what stands behind a seam can only be the rest of the web address before it, though a blank stands between.
    pub(super) fn is_torn(&self, seam: Seam<'_>) -> bool {
        let Seam { token, first, .. } = seam;
        if !token.bytes().any(|byte| matches!(byte, b'.' | b':')) && !first.bytes().any(|byte| matches!(byte, b'.' | b'/')) {
            return false;
        }
        seam.is_torn()
            || self.word_is_torn(seam)
            || (is_address(token) || may_be_host(token) || has_domain(first)) && !is_closed(token) && self.prints_address(token, first)
            || seam.may_be_in_first_word() && !leads_on(token) && !self.alone.has_twice(token.trim_start_matches('('))
            || seam.may_end_path() && !self.spells(letters_at_start(first))
    }

    /// Whether the paper prints an address elsewhere that is whole where this one is in two. What stands on both sides of the seam
    /// tells, as long as it is no ending that many addresses share.
    fn prints_address(&self, left: &str, right: &str) -> bool {
        const BEFORE: usize = 16;
        const BEHIND: usize = 8;
        const SHORTEST_SEAM: usize = 12;
        const SHORTEST_BEHIND: usize = 3;
        let begun = first_bytes(right.trim_end_matches(CLOSERS), BEHIND);
        let seam = [last_bytes(left.trim_start_matches('('), BEFORE), begun].concat();
        let tells = seam.len() >= SHORTEST_SEAM && begun.len() >= SHORTEST_BEHIND && begun.contains(char::is_alphanumeric);
        tells && self.addresses.get_or_init(|| Addresses::of(self.text)).print(&seam)
    }

    /// „www.amt.de/die-verei⏎nigung“: two halves of a word that the paper prints, of which the second is none. Addresses have no
    /// umlauts.
    fn word_is_torn(&self, seam: Seam<'_>) -> bool {
        seam.halves().is_some_and(|(left, right)| {
            left.len() + right.len() > SHORTEST_BROKEN
                && right.is_ascii()
                && self.may_be_half(right)
                && !self.spells(right)
                && self.spells(&[left, right].concat())
        })
    }

    /// Most of what stands behind an address is a word of every page, or the end of none: a search tells sooner what the list of
    /// all words would say, too, which has no lone letters.
    fn may_be_half(&self, right: &str) -> bool {
        self.alone.were_many() || !self.alone.has(right) && may_go_on_with(self.text, right)
    }

    /// Whether the paper prints a word, spelled as web addresses do.
    fn spells(&self, word: &str) -> bool {
        self.spelled.get_or_init(|| Spelled::of(self.text)).has(word)
    }

    /// How the lines were set decides: a space within a paragraph, or the end of a table's row, of an item, of the paragraph.
    fn layout(&self, end: LineEnd<'_>, column: Em) -> Joint {
        let LineEnd { left, right, seam, spaced } = end;
        if spaced && !left.blank_after {
            return Joint::Space;
        }
        if is_ordinal(left.words) && right.starts_with(char::is_alphabetic) {
            return Joint::Space;
        }
        if is_table_row(left.words, if self.trailing { FIGURES } else { FIGURES_ALONE }) {
            return Joint::Line;
        }
        let item = starts_list_item(right);
        let next = if item && !self.trailing && !starts_list_item(left.words) { with_its_word(right) } else { seam.first };
        let reach = left.width + BLANK + width(next);
        let short = reach.0 <= (column - SLACK).0;
        let goes_on = sentence_goes_on(left.words, right);
        let sentence = ends_sentence(left.words) && !goes_on;
        let ended = short || self.writer_ended(end);
        if !(ended || left.blank_after && sentence || item) {
            return Joint::Space;
        }
        if item && !goes_on_with_ordinal(left.words, right) && (short || sentence || left.words.ends_with([',', ';'])) {
            return Joint::Line;
        }
        match (sentence, left.blank_after || ended) {
            (true, true) => Joint::Paragraph,
            (false, true) if short && !goes_on && !right.starts_with(char::is_lowercase) => self.within_sentence(end, reach, column),
            _ => Joint::Space,
        }
    }

    /// Where trailing spaces tell, a line has none where the writer ended it, or where the first word of the next line was
    /// broken and is whole again. „Die“, „Für“, „Zur“ cannot be broken. At a page's end no line has one.
    fn writer_ended(&self, end: LineEnd<'_>) -> bool {
        self.has_no_space(end.left) && is_unbreakable(end.seam.first)
    }

    /// Whether a space is missing where it would tell that the line was broken.
    fn has_no_space(&self, left: Side<'_>) -> bool {
        self.trailing && !left.trailing_space && !left.parted
    }

    /// A capital or a figure behind a line that ends no sentence: a heading, a cell, an item without a mark. Not where the
    /// line may have been full in a list or a question's part, which are set in.
    fn within_sentence(&self, end: LineEnd<'_>, reach: Em, column: Em) -> Joint {
        let short_set_in = reach.0 <= (column - SET_IN - SLACK).0;
        let figure = || self.has_no_space(end.left) && end.right.starts_with(|c: char| c.is_ascii_digit());
        let ended = short_set_in || is_table_row(end.right, FIGURES) || self.writer_ended(end) || figure();
        if ended { Joint::Line } else { Joint::Space }
    }

    /// What becomes of a hyphen at the line's end.
    fn hyphen(&self, end: LineEnd<'_>) -> Joint {
        let (left, Seam { token, first, .. }) = (end.left, end.seam);
        let stem = token.trim_end_matches(HYPHENS);
        if end.spaced {
            // The space after a suspended hyphen is kept: „Forschungs- ⏎und“.
            return Joint::Space;
        }
        let within = is_address(token) || is_path(token) || end.seam.is_behind_www();
        if within || is_address(first) && first.starts_with(char::is_lowercase) {
            return self.hyphen_in_address(end.seam);
        }
        if is_conjunction(first) || closes_field(left.words) {
            return Joint::Space;
        }
        let (before, behind) = (word_at_end(stem), word_at_start(first));
        if before.is_empty() || behind.is_empty() {
            return Joint::Keep;
        }
        // Even where words are whole again, those that a note at the page's foot tore apart are not.
        let words_own = self.trailing && !self.hyphenated && !left.parted
            || !first.starts_with(char::is_lowercase)
            || stem.ends_with(|c: char| c.is_uppercase() || c.is_numeric());
        if parts_compound(before, behind) {
            return Joint::Keep;
        }
        if breaks_name(before, behind) {
            return Joint::Weld;
        }
        self.seen(before, behind).unwrap_or(if words_own { Joint::Keep } else { Joint::LikelyWeld })
    }

    /// A hyphen within an address is its own, but for what addresses quote of a text („#:~:text=Die%20Br%C3%BCcken“), whose
    /// own hyphens they write as „%2D“, and for a word that the paper prints unbroken elsewhere.
    fn hyphen_in_address(&self, seam: Seam<'_>) -> Joint {
        let Seam { token, first, .. } = seam;
        let stem = token.trim_end_matches(HYPHENS);
        let (before, behind) = (word_at_end(stem), word_at_start(first));
        if self.prints_address(token, first) {
            return Joint::Keep;
        }
        let letters = !before.is_empty() && first.starts_with(char::is_lowercase);
        let quoted = || token.rsplit_once('/').map_or(token, |(_, last)| last).contains(":~:text=");
        let seen =
            || !before.contains('-') && self.seen(before, behind) == Some(Joint::Weld) && !(seam.is_in_host() && self.spells(behind));
        let welded = || seen() || self.breaks_word(stem, first);
        if self.hyphenated && letters && (quoted() || welded()) { Joint::Weld } else { Joint::Keep }
    }

    /// „…/die-haus⏎halte“ is a word that the paper prints, „…/die-haushalts⏎lage“ may be two.
    fn breaks_word(&self, stem: &str, first: &str) -> bool {
        let (left, right) = (letters_at_end(stem), letters_at_start(first));
        let known = |from: usize| left.get(from..).is_some_and(|half| self.spells(&[half, right].concat()));
        if left.is_empty() || right.is_empty() || left.len() + right.len() <= SHORTEST_BROKEN {
            return false;
        }
        if known(0) {
            // „…/lage-der-⏎zeit“, „…/bau-⏎gruben“: names of pages part what the paper writes in one word.
            return !(leads_on(left) || self.spells(left) && self.spells(right));
        }
        // „…/fragenant⏎worten“: the last part of a compound.
        let parts = 1..left.len().saturating_sub(SHORTEST_HALF);
        !self.spells(left) && !self.spells(right) && parts.into_iter().any(known)
    }

    /// Whether a hyphen in mid-line is one of a line end: the paper prints the word once so, and whole elsewhere.
    pub(super) fn is_of_line_end(&self, left: &str, right: &str) -> bool {
        breaks_name(left, right)
            || may_be_one_word(left, right) && self.hyphened.get_or_init(|| Hyphened::of(self.text, may_be_one_word)).has(left, right)
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
}

/// „in“, „des“: two halves of a broken word have more letters.
const SHORTEST_BROKEN: usize = 6;

/// „amt“ in „hauptamt⏎liche“: fewer letters before the line end tell no part of a compound.
const SHORTEST_HALF: usize = 3;

/// „19. Juli“, „– VSA)“: an ordinal or a dash with the word behind it, for in a sentence typesetters keep them on one line.
fn with_its_word(right: &str) -> &str {
    let (mark, behind) = behind_mark(right);
    if !is_ordinal(mark) && !mark.chars().all(|c| matches!(c, '–' | '-' | '—')) {
        return mark;
    }
    right.get(..right.len() - behind.len() + first_token(behind).len()).unwrap_or(mark)
}

/// The first word, and what stands behind it.
fn behind_mark(right: &str) -> (&str, &str) {
    let mark = first_token(right);
    (mark, right.get(mark.len()..).unwrap_or_default().trim_start())
}

/// „vom⏎19. Juli“, „im⏎16. Bericht“: an ordinal in a sentence, where „durch⏎1. mehr Personal“ is an item.
fn goes_on_with_ordinal(left: &str, right: &str) -> bool {
    let (mark, behind) = behind_mark(right);
    is_ordinal(mark) && (names_month(behind) && leads_on(left) || behind.starts_with(char::is_uppercase) && ends_with_article(left))
}

/// What stands before an ordinal in a sentence.
fn ends_with_article(words: &str) -> bool {
    const ARTICLES: [&str; 11] = ["am", "das", "dem", "den", "der", "des", "die", "im", "vom", "zum", "zur"];
    let last = word_at_end(words);
    ARTICLES.iter().any(|article| last.eq_ignore_ascii_case(article))
}

/// „bis zum 1.⏎Januar“, „der 20.⏎Wahlperiode“, „(vgl.⏎Anlage 3)“.
fn sentence_goes_on(left: &str, right: &str) -> bool {
    match left.rsplit_once(' ') {
        Some((before, ordinal)) if is_ordinal(ordinal) => names_month(right) || ends_with_article(before),
        _ => leads_on(left),
    }
}

/// „).“, „,“: nothing but marks that close.
fn only_closes(first: &str) -> bool {
    !first.is_empty() && first.chars().all(|c| CLOSERS.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cleaning::words::last_token;
    use crate::span::Span;

    fn joint(habit: &str, left: &str, right: &str) -> Joint {
        let lines = Lines::cut(habit, Span::of(0..habit.len()));
        let words = left.trim_end();
        let token = last_token(words);
        let side = Side { words, width: width(words), token, trailing_space: left.ends_with(' '), blank_after: false, parted: false };
        Joining::measure(habit, &lines).joint(side, right, Em(32.0))
    }

    #[test]
    fn broken_words_are_welded_and_own_hyphens_kept() {
        let hyphenated = "Der Aus-\nbau geht gut vor-\nan. Das Start-up und der Ausbau der Netze, die Leitung, Stadt, das Stadtgut.\n";
        for (left, right, want) in [
            ("der gesell-", "schaftlichen Lage", Joint::LikelyWeld),
            ("mit KI-", "gestützten Mitteln", Joint::Keep),
            ("die KI-", "Forschung", Joint::Keep),
            ("Forschungs-", "und Entwicklung", Joint::Space),
            ("ein Start-", "up aus Jena", Joint::Keep),
            ("der Aus-", "bau", Joint::Weld),
            ("BÜNDNIS 90/DIE GRÜ-", "NEN und", Joint::Weld),
            ("der CDU-", "CSU und", Joint::Keep),
            ("einer politisch-", "strategischen Lage", Joint::Keep),
            ("haben veröffentlich-", "ten Angaben", Joint::LikelyWeld),
            ("auf Postkar-", "te) und", Joint::LikelyWeld),
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
            ("mit KI-sicherheits-", "relevanten Zählern", Joint::LikelyWeld),
            ("die Leistungs-", "fähigkeit", Joint::LikelyWeld),
            ("der corona-", "bedingten Lage", Joint::LikelyWeld),
            ("des schwarz-", "roten Vertrags", Joint::Keep),
            ("der schwarz-", "arbeitenden", Joint::LikelyWeld),
            ("der schleswig-", "holsteinischen Küste", Joint::Keep),
            ("der nicht-", "KI-gestützten Prüfung", Joint::Keep),
            ("der nicht-", "öffentlichen Sitzung", Joint::LikelyWeld),
            ("(vgl. www.wasserst", "rassen", Joint::Touch),
            ("(vgl. https://statistik.", "arbeitsam", Joint::Touch),
            ("(vgl. www.amt.de/L47", "11).", Joint::Touch),
            ("(vgl. www.amt.de/L47", "11 Brücken", Joint::Line),
            ("der Bund-/Länder-Arbeitsgemein-", "schaft", Joint::LikelyWeld),
            ("der PMK -religiöse Ideologie-", "zugeordnet", Joint::Space),
            ("der PMK -rechts-", "zugeordnet", Joint::Space),
            ("der Prüfung und -be-", "arbeitung", Joint::LikelyWeld),
            ("der PMK -religiöse Ideo-", "logie- zugeordnet", Joint::LikelyWeld),
            ("der PMK -rechts- im Sach-", "stand", Joint::LikelyWeld),
            ("der Rechts-", "lage", Joint::LikelyWeld),
            ("die Alexander-", "von-Steg-Stiftung", Joint::Keep),
            ("die Gas-", "und-Dampf-Kraftwerke", Joint::Keep),
            ("die In-", "vitro-Diagnostik", Joint::Keep),
            ("die personell-", "administrative Lage", Joint::Keep),
            ("www.amt.de/die-vorauss-", "ichten-der-netze", Joint::Keep),
            ("www.amt.de/lage-der-leit-", "ungen-im-land", Joint::Weld),
            ("www.amt.de/die-stadtleit-", "ung-im-land", Joint::Weld),
            ("www.amt.de/start-", "up-lage", Joint::Keep),
            ("www.amt.de/stadt-", "gut-lage", Joint::Keep),
            ("www.stadt-", "gut.de/lage", Joint::Keep),
            ("www.stadtleit-", "ung.de/lage", Joint::Weld),
            ("unter www-", "netze.amt.de", Joint::Keep),
            ("www.amt.de/bericht?__blob=pu-", "blicationFile", Joint::Weld),
            ("die-lage-der-bruecken-im-", "land", Joint::Keep),
            ("www.amt.de/die-netze-der-", "aus", Joint::Keep),
            ("unter www.amt.de/die-lage/", "abrufbar.", Joint::Space),
            ("unter www.amt.de/die-lage/", "bericht.", Joint::Touch),
            ("(www.amt.de/die-lage-der-aus", "baus-im-land", Joint::Touch),
        ] {
            assert_eq!(joint(hyphenated, left, right), want, "{left}⏎{right}");
        }
    }

    #[test]
    fn where_words_are_whole_every_hyphen_is_the_words_own() {
        let whole = "Der Ausbau der \nNetze geht nach \nPlan weiter.\n";
        for (left, right, want) in [
            ("Chancen-", "Aufenthaltsrecht", Joint::Keep),
            ("die „Kann“- ", "Bestimmung", Joint::Touch),
            ("die „Kann“- ", "und „Muss“-Regeln", Joint::Space),
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
    fn a_line_that_leads_on_ends_no_paragraph() {
        let whole = "Der Ausbau der\nNetze geht nach\nPlan weiter.\n";
        let nearly_full = "Die Länder haben dem Bund die Zahl der Stege und Brücken genannt, viel";
        for (left, right, want) in [
            ("Die Lage änderte sich bis zum", "1. Oktober 2025 nicht.", Joint::Space),
            ("Das gilt bis zum 1.", "Oktober 2025.", Joint::Space),
            ("Die Zahl der Stege in der 20.", "Wahlperiode", Joint::Space),
            ("Es sind 20.", "Die Länder", Joint::Paragraph),
            ("bei der Beschaffung (vgl.", "Anlage 3)", Joint::Space),
            ("bei der Prüfung bzw.", "Aufnahme", Joint::Space),
            ("mit Holz, z. B.", "Stege", Joint::Space),
            ("Das trifft zu. Im", "Übrigen nicht", Joint::Space),
            ("Brücken: Keine", "Stege: 4", Joint::Line),
            ("Folgendes:", "1. Brücken", Joint::Line),
            ("Das geschieht durch", "1. mehr Stege,", Joint::Line),
            ("2. den Bau von Stegen und", "3. den von Brücken", Joint::Line),
            ("Das steht im", "16. Bericht", Joint::Space),
            ("Es waren bei 20.", "Mainz hat keine", Joint::Paragraph),
            (nearly_full, "4. Klasse", Joint::Space),
            (nearly_full, "– gezählt", Joint::Space),
            (nearly_full, "• Stege", Joint::Line),
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
    fn spaces_behind_every_hyphen_say_nothing() {
        let text = |end: &str| {
            format!("Der Ausbau der Netze geht nach Plan weiter, und die Län-{end}\nder wurden im März einzeln unterrichtet, auch die an der See. \n").repeat(4)
        };
        let told = |end: &str| {
            let text = text(end);
            let joining = Joining::measure(&text, &Lines::cut(&text, Span::of(0..text.len())));
            let side = Side {
                words: "die Län-",
                width: Em(4.0),
                token: "Län-",
                trailing_space: !end.is_empty(),
                blank_after: false,
                parted: false,
            };
            (joining.trailing_spaces_tell(), joining.joint(side, "der wurden", Em(32.0)))
        };
        assert_eq!(told(" "), (false, Joint::LikelyWeld));
        assert_eq!(told(""), (true, Joint::LikelyWeld));
    }

    #[test]
    fn a_space_behind_every_line_says_nothing() {
        let tells = |end: &str| {
            let text = format!("Der Ausbau der Netze geht nach Plan weiter und wird im \nMai fertig?{end}\n").repeat(4);
            Joining::measure(&text, &Lines::cut(&text, Span::of(0..text.len()))).trailing_spaces_tell()
        };
        assert!(tells("") && !tells(" "));
    }

    #[test]
    fn what_was_asked_before_changes_no_joint() {
        let places: Vec<(String, String)> = (0..2 * SEARCHES)
            .map(|i| format!("{i}").bytes().map(|digit| char::from(b'a' + digit - b'0')).collect())
            .map(|name: String| (format!("Das ist (vgl. boruc{name}"), format!("ken-im-land.de/lage-{name}), so das Amt.")))
            .chain((0..SEARCHES).map(|_| ("Das ist (vgl. netze".to_owned(), "amt.de/lage), so das Amt.".to_owned())))
            .chain([("(vgl. www.amt.de/die-verei".to_owned(), "nigung).".to_owned())])
            .collect();
        let text: String = places.iter().map(|(left, right)| format!("{left}\n{right}\n")).collect();
        let text = [&text, "Das Amt plant netze und baut netze aus. Die Vereinigung\n"].concat();
        let lines = Lines::cut(&text, Span::of(0..text.len()));
        let joint = |joining: &Joining<'_>, (words, right): &(String, String)| {
            let token = last_token(words);
            let side = Side { words, width: width(words), token, trailing_space: false, blank_after: false, parted: false };
            joining.joint(side, right, Em(32.0))
        };
        let (one, other) = (Joining::measure(&text, &lines), Joining::measure(&text, &lines));
        let forwards: Vec<Joint> = places.iter().map(|place| joint(&one, place)).collect();
        let mut backwards: Vec<Joint> = places.iter().rev().map(|place| joint(&other, place)).collect();
        backwards.reverse();
        assert_eq!(forwards, backwards);
        for (place, told) in places.iter().zip(forwards) {
            let torn = place.0.contains("boruc") || place.0.ends_with("verei");
            assert_eq!(told == Joint::Touch, torn, "{place:?}");
        }
    }
}
