//! The labels of annexes: „Anlage 2“, „A n l a g e  2“, „Anlage 1 zu Frage 3“, „Anhang Kleine Anfrage 21/12“, „Anlage 1 Seite 3 von 12“. What points to
//! an annex from running text is a reference.

use std::borrow::Cow;

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while1};
use nom::character::complete::{char, digit1, satisfy, u32};
use nom::combinator::{eof, map_opt, not, opt, peek, recognize, rest, verify};
use nom::multi::many0;
use nom::sequence::{delimited, preceded, terminated};

use super::numbers::paper_number;
use super::{Read, any_of, fail, gap, word_end};

/// Headings take a line or two.
const LONGEST_HEADING: usize = 120;

/// „Anlage“, „Anlage 1 zu Frage 3“, „Anlage 1 Antwort zur Frage 3“, „Anhang Kleine Anfrage 21/12“, „Anhang 2:“: the label of an annex,
/// if the whole line is its heading.
pub(crate) fn heading(input: &str) -> Read<'_, &str> {
    // „Tabellenanhang“ alone is an item of a list.
    let item = (tag("Tabellenanhang"), opt(char(':')), eof);
    let headed = terminated(label, alt((title, belonging, paper, answer)));
    preceded((not(plant), not(item)), alt((headed, terminated(page, eof), lone_annex))).parse(input)
}

/// „Annex“, „Annex 1:“, „Annex II“; with more behind it the law of the Union has it („Annex VI der Verordnung …“), or a list.
fn lone_annex(input: &str) -> Read<'_, &str> {
    let number = take_while1(|c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X'));
    terminated(recognize((tag("Annex"), opt((gap, number)))), (opt(char(':')), eof)).parse(input)
}

/// „1“ of „Anlage 1“, „Anlage 1 zu Frage 3“, „5“ of „Anlagen 5 bis 9“; none of „Anlage“, „Anlage zu Frage 3“.
pub(crate) fn number(label: &str) -> Option<&str> {
    let behind = match spread_word(label) {
        Ok((behind, _)) => behind.split_whitespace().next(),
        Err(_) => label.split_whitespace().nth(1),
    };
    let number = behind?.trim_end_matches([':', '*', ',', '.']);
    (!number.starts_with(char::is_lowercase)).then_some(number)
}

/// „Anlage 1“ of „A n l a g e  1“.
pub(crate) fn plain(label: &str) -> Cow<'_, str> {
    match spread_word(label) {
        Ok((behind, word)) => [word, behind.trim()].join(" ").trim_end().to_owned().into(),
        Err(_) => label.into(),
    }
}

/// „A n l a g e“, with how many blanks ever; what is put between words is put behind it.
fn spread_word(input: &str) -> Read<'_, &'static str> {
    const WORDS: [&str; 7] = ["Anlagen", "Anlage", "Anhang", "Annex", "ANLAGEN", "ANLAGE", "ANHANG"];
    let behind = |word: &str| {
        let mut letters = word.chars();
        let first = input.strip_prefix(letters.next()?)?;
        letters.try_fold(first, |rest, letter| gap(rest).ok()?.0.strip_prefix(letter))
    };
    let read = WORDS.into_iter().find_map(|word| behind(word).map(|rest| (rest, word)));
    read.filter(|(rest, _)| word_end(rest).is_ok()).map_or_else(|| fail(input), Ok)
}

/// „Anlage“, „Anlagen“, „Anhang“, „Tabellenanhang“ with or without its number: „Anlage 2“, „Anlage 4b“, „Anhang IV“,
/// „Anlage A“, „A n l a g e  1“.
fn label(input: &str) -> Read<'_, &str> {
    let word = alt((any_of(&["Anlagen", "Anlage", "Anhang", "ANLAGE", "Tabellenanhang"]).map(|_| ()), spread_word.map(|_| ())));
    let part = (satisfy(|c| c.is_ascii_lowercase()), word_end);
    let figures = take_while1(|c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X' | '.'));
    let number = (gap, figures, opt(part), not(char('/')));
    let letter = (gap, satisfy(|c| c.is_ascii_uppercase()), word_end);
    recognize((word, opt(alt((recognize(number), recognize(letter)))))).parse(input)
}

/// Nothing, „:“, „: Stege nach Ländern“.
fn title(input: &str) -> Read<'_, ()> {
    let alone = (opt(char(':')), eof).map(|_| ());
    let titled = (char(':'), gap, verify(rest, |title: &str| title.len() < LONGEST_HEADING)).map(|_| ());
    alt((alone, titled)).parse(input)
}

/// „ zu Frage 3“, „ zu BT-Drs. 21/1472“, „ zur Kleinen Anfrage der Abgeordneten …“, „ – Übersicht der Stege“: what it belongs to.
fn belonging(input: &str) -> Read<'_, ()> {
    let toward = any_of(&["zur", "zu", "Zur", "Zu", "der", "auf", "–", "-"]);
    let named = |words: &str| is_heading(words) || quotes_question(words) || names_paper(words) || belongs_to_question(words);
    (gap, toward, gap, verify(rest, named)).map(|_| ()).parse(input)
}

/// „ Kleine Anfrage Nr. 21/12“, „ KA 21/9 Übersicht der Stege“, „ 21/9“: the paper's number alone. Text that was set again has the
/// annex's title behind the paper.
fn paper(input: &str) -> Read<'_, ()> {
    let inquiry = (any_of(&["Kleine Anfrage", "Große Anfrage", "KA"]), gap, opt((tag("Nr."), gap)));
    let title = (gap, verify(rest, |title: &str| title.starts_with(char::is_uppercase) && is_heading(title))).map(|_| ());
    let named = (inquiry, paper_number, alt((eof.map(|_| ()), title))).map(|_| ());
    preceded(gap, alt((named, (paper_number, eof).map(|_| ())))).parse(input)
}

/// „ Antwort zur Frage 9“, „, Antwort zu Frage 5 (Kleine Anfrage 21/9)“.
fn answer(input: &str) -> Read<'_, ()> {
    (opt(char(',')), gap, tag("Antwort"), gap, any_of(&["zur", "zu", "auf"]), gap, verify(rest, is_heading)).map(|_| ()).parse(input)
}

/// „Anlagen der Industrie in der Region“, „Anlage zur Gewinnung von Wasserstoff“, „Anlagen auf See“: one that is built, and
/// belongs to no paper or question.
fn plant(input: &str) -> Read<'_, &str> {
    const BELONGS: [&str; 6] = ["Frage", "nfrage", "KA", "ntwort", "Drs", "rucksache"];
    let belongs = |words: &str| BELONGS.iter().any(|word| words.contains(word));
    let is_use = |words: &str| words.split(' ').next().is_some_and(|word| word.ends_with("ung")) && words.contains(' ');
    let several = preceded((tag("Anlagen"), gap, any_of(&["zur", "zu", "der", "auf"]), gap), rest);
    let one = preceded((tag("Anlage"), gap, tag("zur"), gap), verify(rest, is_use));
    let place = preceded((tag("Anlage"), gap, tag("auf"), gap), rest);
    verify(alt((several, one, place)), |words: &str| !belongs(words)).parse(input)
}

/// „Anlage 1 Seite 3 von 12“: the head of an annex's page, and what runs on behind it.
pub(crate) fn page(input: &str) -> Read<'_, &str> {
    let digits = || take_while1(|c: char| c.is_ascii_digit());
    let label = recognize((any_of(&["Anlage", "Anhang", "ANLAGE"]), opt((gap, digits()))));
    let page = (gap, tag("Seite"), gap, digits(), gap, tag("von"), gap, digits(), alt((gap.map(|_| ()), eof.map(|_| ()))));
    terminated(label, page).parse(input)
}

/// „Anlage zu Frage 104“, „Anlage 2 zur Schriftlichen Frage 9/171“, „Anlage“: the label of an annex, alone on its line.
/// Returns the question that it names.
pub(crate) fn label_in_collection(input: &str) -> Read<'_, Option<u32>> {
    let number = opt(preceded(gap, digit1));
    let toward = preceded((gap, any_of(&["zur", "zu"]), many0(preceded(gap, carrier))), opt(preceded(gap, own_number)));
    let end = alt((eof, peek(tag(":")), peek(tag("("))));
    delimited(
        (tag("Anlage"), number),
        opt(toward).map(Option::flatten),
        (take_while(|c: char| c == '/' || c == ' ' || c.is_ascii_digit()), end),
    )
    .parse(input)
}

/// „Frage“, „Antwort auf die Schriftliche Frage“: the words before the number.
fn carrier(input: &str) -> Read<'_, &str> {
    let words = ["Antwort", "auf", "die", "der", "den", "zu", "Schriftlichen", "Schriftliche", "Fragen", "Frage", "Nummer", "Nr."];
    verify(take_while1(|c: char| c.is_alphabetic() || c == '.'), move |word: &str| words.contains(&word)).parse(input)
}

/// A question's number in this paper; „9/171“ counts by month.
fn own_number(input: &str) -> Read<'_, u32> {
    map_opt((u32, opt((opt(gap), char('/')))), |(number, slash)| slash.is_none().then_some(number)).parse(input)
}

/// Headings are short and end no sentence: „Anlage 2 zu entnehmen.*“ is the end of one, „auf BT-Drs.“ goes on below.
fn is_heading(words: &str) -> bool {
    words.len() < LONGEST_HEADING
        && (stop_ends_nothing(words) || !words.trim_end_matches(['*', ')']).ends_with('.'))
        && !["entnehmen", "finden", "ersehen"].iter().any(|verb| words.starts_with(verb))
}

/// „auf BT-Drs.“, „des Abgeordneten Dr.“: the full stop ends no sentence.
fn stop_ends_nothing(words: &str) -> bool {
    [" u. a.", "Drs.", " Nr.", " Dr."].iter().any(|end| words.ends_with(end))
}

/// „… zur Kleinen Anfrage der Abgeordneten Erika Muster und der Fraktion A – Stege und Brücken“, „… zur Antwort der
/// Bundesregierung auf …“: who asked and the paper's title make a heading as long as they are.
fn names_paper(words: &str) -> bool {
    let named = ["Kleinen Anfrage ", "Großen Anfrage ", "Antwort der Bundesregierung "].iter().any(|paper| words.starts_with(paper));
    named && (!words.ends_with('.') || stop_ends_nothing(words))
}

/// „… zu Frage Nr. 1 Frage 1: Wie viele Brücken …“: a heading that repeats its question goes on as long as that.
fn quotes_question(words: &str) -> bool {
    let Ok((rest, number)) = numbered_question(words) else { return false };
    numbered_question(rest.trim_start()).is_ok_and(|(rest, quoted)| quoted == number && rest.starts_with(':'))
}

/// „… zur Frage 8 der Kleinen Anfrage 21/12 Welche Stege …“, „… Zur Beantwortung der Frage 3/3a: Bundesamt …“: in text that was set
/// again the annex runs on behind what it belongs to.
fn belongs_to_question(words: &str) -> bool {
    let answers = words.strip_prefix("Beantwortung der ");
    let Ok((rest, _)) = numbered_question(answers.unwrap_or(words)) else { return false };
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '/');
    let inquiry = |rest| (tag(" der Kleinen Anfrage "), paper_number, gap).parse(rest);
    let runs_on = answers.is_some() && rest.starts_with(": ") || inquiry(rest).is_ok_and(|(rest, _)| rest.starts_with(char::is_uppercase));
    runs_on && !words.ends_with('.')
}

/// „Frage 1“, „Frage Nr. 1“: the digits.
fn numbered_question(input: &str) -> Read<'_, &str> {
    preceded((tag("Frage"), gap, opt((tag("Nr."), gap))), take_while1(|c: char| c.is_ascii_digit())).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_leave_what_stands_behind() {
        for (text, printed, behind) in [
            ("Anlage", "Anlage", ""),
            ("Anlage 2 zu Frage 3", "Anlage 2", " zu Frage 3"),
            ("Anlage 4b", "Anlage 4b", ""),
            ("Anhang IV:", "Anhang IV", ":"),
            ("ANLAGE A", "ANLAGE A", ""),
            ("Anlage Antwort", "Anlage", " Antwort"),
            ("Anlage 21/9", "Anlage", " 21/9"),
            ("A n l a g e", "A n l a g e", ""),
            ("A n l a g e n  1", "A n l a g e n  1", ""),
        ] {
            assert_eq!(label(text), Ok((behind, printed)), "{text}");
        }
        assert!(["Anhänge", "Die Anlage", "2", "A n l a u f", "A nlage"].iter().all(|text| label(text).is_err()));
    }

    #[test]
    fn labels_have_numbers() {
        for (label, printed) in [
            ("Anlage 1", Some("1")),
            ("Anlage 1: zu Frage 3", Some("1")),
            ("Anlagen 5 bis 9", Some("5")),
            ("Anlage IV", Some("IV")),
            ("Anlage 4b", Some("4b")),
            ("Anlage", None),
            ("Anlage zu Frage 3", None),
            ("A n l a g e  4b", Some("4b")),
            ("A n l a g e", None),
            ("", None),
        ] {
            assert_eq!(number(label), printed, "{label}");
        }
        for (label, printed) in [("A n l a g e  1", "Anlage 1"), ("A  n  h  a  n  g", "Anhang"), ("Anlage 1", "Anlage 1")] {
            assert_eq!(plain(label), printed);
        }
    }

    #[test]
    fn reads_heads_of_pages() {
        let read = |text| page(text).ok();
        assert_eq!(read("Anlage 1 Seite 3 von 12 Brücke Baujahr"), Some(("Brücke Baujahr", "Anlage 1")));
        assert_eq!(read("Anlage Seite 3 von 12"), Some(("", "Anlage")));
        assert_eq!(read("Anlage 1 Seite 3 nennt"), None);
    }

    #[test]
    fn reads_headings() {
        for (text, label) in [
            ("Anlage", "Anlage"),
            ("Anlage 1 zu Frage 3", "Anlage 1"),
            ("Anlage zu Nummer 3", "Anlage"),
            ("Anlage zur KA", "Anlage"),
            ("Anlage zur Übersicht der Stege", "Anlage"),
            ("Anlage zur Beantwortung der Frage 3", "Anlage"),
            ("Anlage 4b", "Anlage 4b"),
            ("Anlage 2 Zur Beantwortung der Frage 7", "Anlage 2"),
            ("Anlage 3 zu der Kleinen Anfrage der Abgeordneten Ada Muster u. a.", "Anlage 3"),
            ("Anhang 2:", "Anhang 2"),
            ("Anlage zu BT-Drs. 21/1", "Anlage"),
            ("Tabellenanhang zu der Kleinen Anfrage 21/9", "Tabellenanhang"),
            ("Anlage   21/9", "Anlage"),
            ("Anhang Kleine Anfrage Nr. 21/9", "Anhang"),
            ("Anlage 3        KA 21/9", "Anlage 3"),
            ("Anlage Kleine Anfrage Nr. 21/9 Übersicht der Stege", "Anlage"),
            ("Anlage 2  Antwort zur Frage 9", "Anlage 2"),
            ("Anlage 2 Seite 1 von 54", "Anlage 2"),
            ("A n l a g e 2", "A n l a g e 2"),
            ("A n l a g e n", "A n l a g e n"),
            ("A n l a g e  1 zu Frage 3", "A n l a g e  1"),
            ("Annex", "Annex"),
            ("Annex 1:", "Annex 1"),
            ("Annex II", "Annex II"),
            ("Anlage 1, Antwort zu Frage 5 (Kleine Anfrage 21/9)", "Anlage 1"),
            (
                "Anlage zur Kleinen Anfrage der Abgeordneten Ada Muster, Bodo Beispiel, weiterer Abgeordneter und der Fraktion A – Stege, \
                 Brücken und Wehre im Jahr 2025",
                "Anlage",
            ),
            ("Anlage 1 zur Antwort der Bundesregierung zur Kleinen Anfrage des Abgeordneten Dr.", "Anlage 1"),
            (
                "Anlage zur Frage 8 der Kleinen Anfrage 21/9 Welche Stege und Brücken wurden seit dem Jahr 2016 gebaut (bitte nach Jahren \
                 und Ländern aufschlüsseln)? Jahr Land Kosten",
                "Anlage",
            ),
            (
                "Anlage 1 Zur Beantwortung der Frage 3/3a: Bundesamt für Stege und Brücken mit allen seinen nachgeordneten Ämtern und \
                 Werkstätten Jahr Land Kosten der Stege und Brücken im ganzen Land",
                "Anlage 1",
            ),
            (
                "Anlage 1 zur Frage Nr. 2 Frage 2: Wie viele Stege wurden seit dem Jahr 2016 insgesamt gebaut (bitte nach Jahren, Ländern und \
                 Kosten aufschlüsseln)? Jahr Land Kosten",
                "Anlage 1",
            ),
        ] {
            assert_eq!(heading(text).map(|(_, label)| label), Ok(label));
        }
        for text in [
            "Anlage 1 enthält die Angaben.",
            "Annex 1 enthält die Angaben.",
            "Annex VI der Verordnung der Kommission und des",
            "Annex I: Berichte nach Ländern",
            "Annexion",
            "A n l a g e 1 2",
            "Tabellenanhang",
            "Anlagen wurden gebaut",
            "Anlage liefert",
            "Anlage 2 zu entnehmen.*",
            "Anlage 3 zu entnehmen und",
            "Anlage zur Kleinen Anfrage wird nicht gedruckt.",
            "Anlage zur Antwort der Bundesregierung auf die Kleine Anfrage zu Stegen in Afrika.",
            "Anlage Antwort",
            "Anlagen der Industrie in der Region stehen. Bei den Bauten",
            "Anlage zur Gewinnung von Wasserstoff",
            "Anlage 2 Seite 1 von 54 nennt",
            "Anlage 1 zu Frage 2: Die Daten liegen nicht vor.",
            "Anlage zur Frage 8 der Kleinen Anfrage 21/9 nennt alle Stege, die seit dem Jahr 2016 in den Ländern des Bundes gebaut wurden, und \
             was Bund und Länder dazu gaben",
            "Anlage 1 zu Frage 2 nennt alle Stege, die seit dem Jahr 2016 in den Ländern des Bundes gebaut wurden, und was Bund, Länder und \
             Gemeinden jeweils dazu gaben",
        ] {
            assert!(heading(text).is_err(), "{text}");
        }
    }

    #[test]
    fn reads_labels_in_collections() {
        for (text, question) in [
            ("Anlage zu Frage 104", Some(104)),
            ("Anlage 2 zur Schriftlichen Frage 7", Some(7)),
            ("Anlage zur Antwort auf Schriftliche Frage 9/171", None),
            ("Anlage zur Schriftlichen Frage 8 / 31 (Stand: 3. Mai)", None),
            ("Anlage zu Frage 63: Ergebnisse", Some(63)),
            ("Anlage", None),
            ("Anlage 1", None),
        ] {
            assert_eq!(label_in_collection(text).ok().map(|(_, question)| question), Some(question), "{text}");
        }
        assert!(
            ["Anlagen gemeint ist", "Anlage 1 des Gesetzes", "Anlage zu Frage 3 wird"]
                .iter()
                .all(|text| label_in_collection(text).is_err())
        );
    }
}
