//! What stands at the head of a line: „12. “, „a) “, „II. “.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n, take_while1};
use nom::character::complete::{char, satisfy, u32};
use nom::combinator::{eof, not, opt, peek, verify};
use nom::sequence::{delimited, preceded, terminated};

use super::{Read, any_of, gap};
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
    // „266.⏎1.htm“: a small letter that touches the stop belongs to an address. „1\\.“, „**1.** Wie“ are Markdown.
    let mut stop = (opt(gap), opt(char('\\')), char('.'), opt(tag("**")), not(satisfy(|c| c.is_ascii_digit())), not(file_ending), opt(gap));
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

/// „l2.“, „I2.“, „'12.“, „12..“, „1.2.“, „12, Wie“, „12Wie“: a question's number as a reader of scans may have it, where `number` is
/// due: letters for figures, other marks than its stop. What stands behind it.
pub(crate) fn misread_number(number: u32, input: &str) -> Read<'_, ()> {
    /// Longer words are no numbers.
    const MARKS: usize = 3;
    const LOOKS_LIKE: [(&str, char); 7] = [("lI|!", '1'), ("OoQD", '0'), ("S", '5'), ("B", '8'), ("Z", '2'), ("T", '7'), ("bG", '6')];
    let figure = |c: char| LOOKS_LIKE.iter().find(|(letters, _)| letters.contains(c)).map_or(c, |&(_, figure)| figure);
    let due = number.to_string();
    // „6,- Euro“, „6% der“
    let is_number = |c: char| c.is_alphanumeric() || ".,:;'’`´·*|!()".contains(c);
    let reads = |word: &&str| {
        // „b)“ is a label.
        let marked = word.ends_with(|c: char| !c.is_alphanumeric() && c != ')') || word.contains(|c: char| c.is_ascii_digit());
        let figures = word.chars().filter(|c| c.is_alphanumeric() || *c == '|').map(figure);
        marked && word.chars().all(is_number) && word.chars().count() <= due.len() + MARKS && figures.eq(due.chars())
    };
    let word = verify(take_while1(|c: char| !c.is_whitespace()), |word: &str| reads(&word));
    let opens = (not(counted), peek(alt((satisfy(|c| !c.is_lowercase()).map(|_| ()), label.map(|_| ())))));
    let behind = alt((eof.map(|_| ()), (gap, opens).map(|_| ())));
    let glued = terminated(tag(due.as_str()), peek(satisfy(char::is_uppercase)));
    alt((terminated(word.map(|_| ()), behind), glued.map(|_| ()))).parse(input)
}

/// How the number of a question is set where it is not „12.“, as in all papers of the Bundestag that were seen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum NumberForm {
    /// „Frage 12:“, „Frage Nr. 12“
    Named,
    /// „Nr. 12:“
    Signed,
    /// „12)“
    Closed,
    /// „12.)“
    Stopped,
    /// „**12.**“, in Markdown
    Emphasised,
    /// „(12)“
    Bracketed,
    /// „12 Wie viele“
    Bare,
}

/// „Frage 12: Wie viele“, „12.) Wie viele“, „(12) Wie viele“, „12 Wie viele“: a question's number that is set in a `form` of its own.
/// Alone in its line „12“ can be any figure.
pub(crate) fn number_set(form: NumberForm, input: &str) -> Read<'_, u32> {
    let sign = || (any_of(&["Nr.", "Nummer"]), gap);
    let small = (not(label), satisfy(char::is_lowercase));
    let mut behind = alt((eof.map(|_| ()), (gap, not(small)).map(|_| ())));
    let (rest, number) = match form {
        NumberForm::Named => {
            delimited((tag("Frage"), gap, opt(sign())), numeral, opt((opt(gap), satisfy(|c| matches!(c, ':' | '.'))))).parse(input)
        }
        NumberForm::Signed => delimited(sign(), numeral, (opt(gap), char(':'))).parse(input),
        NumberForm::Closed => terminated(numeral, char(')')).parse(input),
        NumberForm::Stopped => terminated(numeral, tag(".)")).parse(input),
        NumberForm::Emphasised => delimited(tag("**"), numeral, tag(".**")).parse(input),
        NumberForm::Bracketed => delimited(char('('), numeral, char(')')).parse(input),
        NumberForm::Bare => terminated(numeral, not(eof)).parse(input),
    }?;
    let (rest, ()) = behind.parse(rest)?;
    Ok((rest, number))
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

/// „a) “, „aa)“, „a.) “, „(a) “, „3a) Wie“, „3 a) Wie“: a sub-question's label, printed with its bracket.
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
    /// „a.“
    Stopped,
    /// „A)“
    Capital,
}

/// A label and how it is set.
pub(crate) fn set_label(input: &str) -> Read<'_, (LabelForm, Part)> {
    let letters = || take_while_m_n(1, 2, |c: char| c.is_ascii_lowercase()).map_opt(Part::read);
    let plain = terminated(letters(), (opt(gap), opt(satisfy(|c| c == '\\' || c == '.')), char(')'), opt(tag("**")), opt(gap)))
        .map(|part| (LabelForm::Plain, part));
    let bracketed = delimited(char('('), letters(), (char(')'), gap)).map(|part| (LabelForm::Bracketed, part));
    // „Fragen⏎3a) und 3b)“
    let named = any_of(&["und", "oder", "bis", "sowie"]);
    let numbered = terminated((terminated(numeral, opt(gap)), letters()), (opt(char('.')), char(')'), gap, not((named, gap))))
        .map(|(number, part)| (LabelForm::Numbered(number), part));
    alt((plain, bracketed, numbered)).parse(input)
}

/// „a. Wie viele“, „A) Wie viele“: a label in a form that is met as something else, too („z. B.“, „B) Umwelt“).
pub(crate) fn rare_label(input: &str) -> Read<'_, (LabelForm, Part)> {
    let behind = || alt((gap.map(|_| ()), eof.map(|_| ())));
    let stopped = (satisfy(|c| c.is_ascii_lowercase()), char('.'), behind()).map(|(letter, ..)| (LabelForm::Stopped, letter));
    let capital = (satisfy(|c| c.is_ascii_uppercase()), char(')'), behind()).map(|(letter, ..)| (LabelForm::Capital, letter));
    let part = |letter: char| Part::read(letter.to_ascii_lowercase().encode_utf8(&mut [0; 1]));
    alt((stopped, capital)).map_opt(|(form, letter)| Some((form, part(letter)?))).parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_in_other_forms() {
        use NumberForm::{Bare, Bracketed, Closed, Emphasised, Named, Signed, Stopped};
        for (form, words, number, rest) in [
            (Named, "Frage 12: Wie viele", 12, "Wie viele"),
            (Named, "Frage Nr. 12", 12, ""),
            (Named, "Frage 12. Wie viele", 12, "Wie viele"),
            (Signed, "Nr. 12: Wie viele", 12, "Wie viele"),
            (Closed, "12) a) Wie viele", 12, "a) Wie viele"),
            (Closed, "12)", 12, ""),
            (Stopped, "12.) Wie viele", 12, "Wie viele"),
            (Emphasised, "**12.** Wie viele", 12, "Wie viele"),
            (Bracketed, "(12) Wie viele", 12, "Wie viele"),
            (Bare, "12 Wie viele", 12, "Wie viele"),
        ] {
            assert_eq!(number_set(form, words), Ok((rest, number)), "{words}");
        }
        for (form, words) in [
            (Named, "Frage 12 wurde"),
            (Named, "Fragen 12: Wie"),
            (Named, "Nr. 12: Wie"),
            (Signed, "Nr. 12 Wie"),
            (Closed, "12.) Wie"),
            (Stopped, "12. Wie"),
            (Closed, "12) und"),
            (Bracketed, "(12)f"),
            (Bare, "12"),
            (Bare, "0 Wie"),
        ] {
            assert!(number_set(form, words).is_err(), "{words}");
        }
    }

    #[test]
    fn reads_labels_in_other_forms() {
        assert_eq!(rare_label("b. Wie viele"), Ok(("Wie viele", (LabelForm::Stopped, Part::at(2)))));
        assert_eq!(rare_label("A) Wie viele"), Ok(("Wie viele", (LabelForm::Capital, Part::FIRST))));
        assert!(["b.Wie", "ab. Wie", "B. Wie", "b) Wie"].iter().all(|words| rare_label(words).is_err()));
    }

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
    fn misread_numbers_look_like_the_one_that_is_due() {
        for (number, words) in [
            (1, "l. Wie viele"),
            (11, "Il. Wie viele"),
            (12, "l2. a) Wie"),
            (12, "1.2. Wie"),
            (10, "1O. Wie"),
            (5, "S. Wie"),
            (5, "5, Wie"),
            (5, "5) „Wie"),
            (5, "'5. Wie"),
            (5, "5.. Wie"),
            (5, "5"),
            (5, "5 Länder"),
            (5, "5Wie"),
        ] {
            assert!(misread_number(number, words).is_ok(), "{number} {words}");
        }
        for (number, words) in [
            (5, "6. Wie"),
            (5, "55. Wie"),
            (5, "5. wie"),
            (5, "So Wie"),
            (50, "So Wie"),
            (1, "I Wie"),
            (6, "b) Wie"),
            (1, "Wie"),
            (5, "5...... Wie"),
            (5, "5,- Euro"),
            (5, "5% Der"),
            (2, "2. Dezember"),
        ] {
            assert!(misread_number(number, words).is_err(), "{number} {words}");
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
    fn labels_are_set_in_several_ways() {
        for (text, form) in [
            ("a) Wie", LabelForm::Plain),
            ("a ) Wie", LabelForm::Plain),
            ("a.) Wie", LabelForm::Plain),
            ("(a) der", LabelForm::Bracketed),
            ("3a) Wie", LabelForm::Numbered(3)),
            ("3 a) Wie", LabelForm::Numbered(3)),
        ] {
            assert_eq!(set_label(text).map(|(_, (form, part))| (form, part)), Ok((form, Part::FIRST)), "{text}");
        }
        for text in ["(a)b", "3a) und 3b)", "3 Jahre)", "a. Wie", "(3a) Wie", "3a Wie", "(ab) Wie", "A) Wie"] {
            assert!(set_label(text).is_err(), "{text}");
        }
    }

    #[test]
    fn reads_labels() {
        assert_eq!(label("a) Wie"), Ok(("Wie", Part::FIRST)));
        assert_eq!(label("bb)").map(|(_, part)| part.to_string()).ok().as_deref(), Some("bb"));
        assert!(["a. Wie", "ab) Wie", "A) Wie", ") Wie"].iter().all(|text| label(text).is_err()));
    }
}
