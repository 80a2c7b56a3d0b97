//! What stands at the head of a line: „12. “, „a) “, „Anlage 2“.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n, take_while1};
use nom::character::complete::{char, satisfy, u32};
use nom::combinator::{eof, not, opt, peek, recognize, verify};
use nom::sequence::{delimited, pair, preceded, terminated};

use super::numbers::paper_number;
use super::{Read, any_of, gap, word_end};
use crate::cleaning::words::names_month;
use crate::id::Part;

/// The most digits of a question's number: Große Anfragen reach 300.
const NUMBER_DIGITS: usize = 3;

/// „12“: the digits of a question's number.
pub(super) fn numeral(input: &str) -> Read<'_, u32> {
    let digits = take_while_m_n(1, NUMBER_DIGITS, |c: char| c.is_ascii_digit());
    verify(digits, |digits: &str| !digits.starts_with('0')).and_then(u32).parse(input)
}

/// „12. Wie viele“, „1.Welche“, „7.“ alone, „3. a) Trifft“: a question's number. The rest begins with its first word.
///
/// What follows is a capital, a quotation mark, a bracket, a figure or a label: „20. wurde“ is the end of a date, and
/// „1. Oktober“, „20. Wahlperiode“ are ordinals.
pub(crate) fn question_number(input: &str) -> Read<'_, u32> {
    let (behind, number) = numeral(input)?;
    // Printed twice, „3. 3.Wo“, „3.3.Wo“. Another number behind it is no question: „1. 2. Halbjahr“.
    let again = (verify(u32, |again| *again == number), opt(gap), char('.'), opt(gap), not(counted), peek(satisfy(char::is_uppercase)));
    let twice: Read<'_, _> = preceded((opt(gap), char('.'), opt(gap)), again).parse(behind);
    if let Ok((rest, _)) = twice {
        return Ok((rest, number));
    }
    // „266.⏎1.htm“: a small letter that touches the stop belongs to an address.
    let mut stop = (opt(gap), char('.'), not(satisfy(|c| c.is_ascii_digit())), not(file_ending), opt(gap));
    let opens = peek(alt((
        eof.map(|_| ()),
        satisfy(|c| c.is_uppercase() || matches!(c, '„' | '“' | '"' | '‚' | '(' | '[' | '«' | '»' | '›' | '§' | '–')).map(|_| ()),
        label.map(|_| ()),
        (take_while1(|c: char| c.is_ascii_digit()), not(satisfy(|c| c == '.'))).map(|_| ()),
        lower_word,
    )));
    let (rest, _) = stop.parse(behind)?;
    (not(counted), opens).map(|_| number).parse(rest)
}

/// „5) Wie viele“, „5: Wie“, „5, Wie“, „5 Wie“, „Frage 5: Wie“, „Frage 5“ alone: what is a question's number where it has lost its
/// stop, and much else.
pub(crate) fn misprinted_number(input: &str) -> Read<'_, u32> {
    let mark = || satisfy(|c| matches!(c, ')' | ':' | ','));
    let named = preceded((tag("Frage"), gap, opt((tag("Nr."), gap))), terminated(numeral, opt((opt(gap), alt((mark(), char('.')))))));
    let bare = terminated(numeral, opt(mark()));
    let behind = alt((eof.map(|_| ()), (gap, peek(satisfy(char::is_uppercase))).map(|_| ())));
    terminated(alt((named, terminated(bare, not(eof)))), behind).parse(input)
}

/// „II. Verkehr“, „B) Umwelt“, „Themenkomplex 2: Verkehr“, „Komplex 2“, „II.“ above „Verkehr“: the mark of a chapter's heading, a number
/// or a capital.
pub(crate) fn chapter_mark(words: &str) -> Option<&str> {
    let capitals = take_while1::<_, _, ()>(|c: char| c.is_ascii_uppercase());
    let titled = alt((eof.map(|_| ()), (gap, satisfy(char::is_uppercase)).map(|_| ())));
    let marked = terminated(capitals, (satisfy(|c| c == '.' || c == ')'), titled));
    let chapter = any_of(&[
        "Themenkomplex",
        "Themenblock",
        "Themenfeld",
        "Fragenkomplex",
        "Fragenblock",
        "Komplex",
        "Block",
        "Abschnitt",
        "Kapitel",
        "Teil",
    ]);
    let mark = take_while1(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit());
    let dash = satisfy(|c| matches!(c, ':' | '.' | '–' | '-'));
    let title = (opt(gap), dash, gap, satisfy(|c: char| c.is_uppercase() || c == '„')).map(|_| ());
    let named = delimited((chapter, gap), mark, alt((title, (opt(char(':')), eof).map(|_| ()))));
    alt((marked, named)).parse(words).ok().map(|(_, mark)| mark)
}

/// „Oktober“, „Wahlperiode“, „Legislaturperiode“, „Halbjahr“: what an ordinal counts; „– 8.4.2022“ behind „6.“, the last of the days.
pub(crate) fn counted(input: &str) -> Read<'_, ()> {
    let word = take_while1(char::is_alphabetic);
    let named = verify(word, |word: &str| names_month(word) || word.ends_with("ahlperiode") || word.ends_with("egislaturperiode"));
    // „2. Quartal für Quartal sinkt die Menge, warum?“
    let of_year = (any_of(&["Halbjahr", "Quartal"]), alt((eof.map(|_| ()), (gap, satisfy(|c| c.is_ascii_digit())).map(|_| ()))));
    let last_day = (char('–'), opt(gap), take_while1(|c: char| c.is_ascii_digit()), char('.'));
    alt((named.map(|_| ()), last_day.map(|_| ()), of_year.map(|_| ()))).parse(input)
}

/// „htm&anchor=…“, „pdf).“, „html“: what a full stop in an address is followed by.
fn file_ending(input: &str) -> Read<'_, ()> {
    let file = (any_of(&["html", "htm", "pdf", "php", "xlsx"]), not(satisfy(char::is_alphabetic)));
    let host = (any_of(&["de", "eu", "org", "com"]), char('/'));
    alt((file.map(|_| ()), host.map(|_| ()))).parse(input)
}

/// A word in small letters: „1. wie viele …“, met in older papers.
fn lower_word(input: &str) -> Read<'_, ()> {
    take_while1(char::is_lowercase).map(|_| ()).parse(input)
}

/// „a) “, „aa)“, „(a) “, „3a) Wie“: a sub-question's label, printed with its bracket.
pub(crate) fn label(input: &str) -> Read<'_, Part> {
    set_label.map(|(_, part)| part).parse(input)
}

/// How a label is set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum LabelForm {
    /// „a)“
    Plain,
    /// „(a)“
    Bracketed,
    /// „3a)“, with the number of its question.
    Numbered(u32),
}

/// A label and how it is set.
pub(crate) fn set_label(input: &str) -> Read<'_, (LabelForm, Part)> {
    let letters = || take_while_m_n(1, 2, |c: char| c.is_ascii_lowercase()).map_opt(Part::read);
    let plain = terminated(letters(), (opt(gap), char(')'), opt(gap))).map(|part| (LabelForm::Plain, part));
    let bracketed = delimited(char('('), letters(), (char(')'), gap)).map(|part| (LabelForm::Bracketed, part));
    // „Fragen⏎3a) und 3b)“
    let named = any_of(&["und", "oder", "bis", "sowie"]);
    let numbered =
        terminated((numeral, letters()), (char(')'), gap, not((named, gap)))).map(|(number, part)| (LabelForm::Numbered(number), part));
    alt((plain, bracketed, numbered)).parse(input)
}

/// „Anlage“, „Anlage 1“, „Anlage 1 zu Frage 3“, „Anlage zu BT-Drs. 21/1472“, „Anlage 1 Antwort zur Frage 3“, „Anhang Kleine
/// Anfrage 21/12“, „Anhang 2:“, „Tabellenanhang zu der Kleinen Anfrage 21/12“: the label of an annex, if the whole line is one.
pub(crate) fn annex_heading(input: &str) -> Read<'_, &str> {
    let word = any_of(&["Anlagen", "Anlage", "Anhang", "ANLAGE", "Tabellenanhang"]);
    let part = (satisfy(|c| c.is_ascii_lowercase()), word_end);
    let number =
        (preceded(gap, take_while1(|c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X' | '.'))), opt(part), not(char('/')));
    let letter = preceded(gap, satisfy(|c| c.is_ascii_uppercase())).and(word_end);
    let label = recognize(pair(word, opt(alt((recognize(number), recognize(letter))))));
    let to = (
        gap,
        any_of(&["zur", "zu", "Zur", "Zu", "der", "auf", "–", "-"]),
        gap,
        verify(nom::combinator::rest, |rest: &str| {
            is_heading(rest) || quotes_question(rest) || names_paper(rest) || belongs_to_question(rest)
        }),
    );
    let inquiry = (any_of(&["Kleine Anfrage", "Große Anfrage", "KA"]), gap, opt((tag("Nr."), gap)));
    // Text that was set again has the annex's title behind the paper.
    let title = preceded(gap, verify(nom::combinator::rest, |rest: &str| rest.starts_with(char::is_uppercase) && is_heading(rest)));
    let named = (inquiry, paper_number, alt((eof.map(|_| ()), title.map(|_| ())))).map(|_| ());
    let paper = preceded(gap, alt((named, (paper_number, eof).map(|_| ()))));
    let answer = (opt(char(',')), gap, tag("Antwort"), gap, any_of(&["zur", "zu", "auf"]), gap, verify(nom::combinator::rest, is_heading));
    let behind = alt((
        (opt(char(':')), eof).map(|_| ()),
        (char(':'), gap, verify(nom::combinator::rest, |rest: &str| rest.len() < LONGEST_HEADING)).map(|_| ()),
        to.map(|_| ()),
        paper.map(|_| ()),
        answer.map(|_| ()),
    ));
    // „Tabellenanhang“ alone is an item of a list.
    let item = (tag("Tabellenanhang"), opt(char(':')), eof);
    preceded((not(plant), not(item)), alt((terminated(label, behind), terminated(annex_page, eof)))).parse(input)
}

/// „Anlagen der Industrie in der Region“, „Anlage zur Gewinnung von Wasserstoff“, „Anlagen auf See“: one that is built, and
/// belongs to no paper or question.
fn plant(input: &str) -> Read<'_, &str> {
    const BELONGS: [&str; 6] = ["Frage", "nfrage", "KA", "ntwort", "Drs", "rucksache"];
    let belongs = |rest: &str| BELONGS.iter().any(|word| rest.contains(word));
    let is_use = |rest: &str| rest.split(' ').next().is_some_and(|word| word.ends_with("ung")) && rest.contains(' ');
    let several = preceded((tag("Anlagen"), gap, any_of(&["zur", "zu", "der", "auf"]), gap), nom::combinator::rest);
    let one = preceded((tag("Anlage"), gap, tag("zur"), gap), verify(nom::combinator::rest, is_use));
    let place = preceded((tag("Anlage"), gap, tag("auf"), gap), nom::combinator::rest);
    verify(alt((several, one, place)), |rest: &str| !belongs(rest)).parse(input)
}

/// „Anlage 1 Seite 3 von 12“: the head of an annex's page, and what runs on behind it.
pub(crate) fn annex_page(input: &str) -> Read<'_, &str> {
    let digits = || take_while1(|c: char| c.is_ascii_digit());
    let label = recognize((any_of(&["Anlage", "Anhang", "ANLAGE"]), opt((gap, digits()))));
    let page = (gap, tag("Seite"), gap, digits(), gap, tag("von"), gap, digits(), alt((gap.map(|_| ()), eof.map(|_| ()))));
    terminated(label, page).parse(input)
}

/// Headings take a line or two.
const LONGEST_HEADING: usize = 120;

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
    fn reads_marks_of_chapters() {
        for (words, mark) in [
            ("II. Verkehr", Some("II")),
            ("B) Umwelt", Some("B")),
            ("Themenkomplex 1: Betrieb", Some("1")),
            ("Abschnitt II – Verkehr", Some("II")),
            ("Komplex 3. „Stege“", Some("3")),
            ("Fragenkomplex A: Betrieb", Some("A")),
            ("Komplex 3", Some("3")),
            ("II.", Some("II")),
            ("Teil 2 Satz 1", None),
            ("Abschnitt 3 gilt", None),
            ("III", None),
            ("I. wie viele", None),
            ("A 20 wird gebaut", None),
            ("Abschnitt", None),
        ] {
            assert_eq!(chapter_mark(words), mark, "{words}");
        }
    }

    #[test]
    fn reads_numbers_of_questions() {
        for (text, number, rest) in [
            ("12. Wie viele", 12, "Wie viele"),
            ("1.Welche", 1, "Welche"),
            ("7.", 7, ""),
            ("3. a) Trifft", 3, "a) Trifft"),
            ("3. 3.Wo", 3, "Wo"),
            ("2.2.Welche", 2, "Welche"),
            ("4. „Wer", 4, "„Wer"),
            ("5. 2024 wurden", 5, "2024 wurden"),
            ("8 . Ist", 8, "Ist"),
        ] {
            assert_eq!(question_number(text), Ok((rest, number)), "{text}");
        }
        for text in [
            "0. Wie",
            "1. 2. Halbjahr",
            "1234. Wie",
            "12 Wie",
            "3.5 Millionen",
            "12.08.2024",
            "a. Wie",
            "1. Oktober 2024",
            "31. Dezember",
            "6. – 8.4.2022 Ufer",
            "1.htm&anchor=Y3).",
            "20. Wahlperiode",
            "19. Legislaturperiode",
        ] {
            assert!(question_number(text).is_err(), "{text}");
        }
    }

    #[test]
    fn misprinted_numbers_lack_their_stop() {
        for (text, number) in [("5) Wie", 5), ("5: Wie", 5), ("5, Wie", 5), ("5 Wie", 5), ("Frage 5: Wie", 5), ("Frage Nr. 5", 5)] {
            assert_eq!(misprinted_number(text).map(|(_, number)| number), Ok(number), "{text}");
        }
        for text in ["5. Wie", "5 wie", "5", "2023 Wie", "Fragen 5", "05 Wie", "5Wie"] {
            assert!(misprinted_number(text).is_err(), "{text}");
        }
    }

    #[test]
    fn labels_are_set_in_three_ways() {
        for (text, form) in [
            ("a) Wie", LabelForm::Plain),
            ("a ) Wie", LabelForm::Plain),
            ("(a) der", LabelForm::Bracketed),
            ("3a) Wie", LabelForm::Numbered(3)),
        ] {
            assert_eq!(set_label(text).map(|(_, (form, part))| (form, part)), Ok((form, Part::FIRST)), "{text}");
        }
        for text in ["(a)b", "3a) und 3b)", "(3a) Wie", "3a Wie", "(ab) Wie", "A) Wie"] {
            assert!(set_label(text).is_err(), "{text}");
        }
    }

    #[test]
    fn reads_labels() {
        assert_eq!(label("a) Wie"), Ok(("Wie", Part::FIRST)));
        assert_eq!(label("bb)").map(|(_, part)| part.to_string()).ok().as_deref(), Some("bb"));
        assert!(["a. Wie", "ab) Wie", "A) Wie", ") Wie"].iter().all(|text| label(text).is_err()));
    }

    #[test]
    fn reads_heads_of_annex_pages() {
        let read = |text| annex_page(text).ok();
        assert_eq!(read("Anlage 1 Seite 3 von 12 Brücke Baujahr"), Some(("Brücke Baujahr", "Anlage 1")));
        assert_eq!(read("Anlage Seite 3 von 12"), Some(("", "Anlage")));
        assert_eq!(read("Anlage 1 Seite 3 nennt"), None);
    }

    #[test]
    fn reads_annex_headings() {
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
            assert_eq!(annex_heading(text).map(|(_, label)| label), Ok(label));
        }
        for text in [
            "Anlage 1 enthält die Angaben.",
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
            assert!(annex_heading(text).is_err(), "{text}");
        }
    }
}
