//! Ministries and offices out of the genitive: „des Bundesministeriums der Finanzen“ → „Bundesministerium der Finanzen“.
//!
//! Names of ministries change with every government, so they are read by their grammar: an article, adjectives and a
//! noun are declined, and whatever depends on the noun („für Arbeit und Soziales“) stays as it is.

use nom::Parser;
use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::char;
use nom::combinator::{not, opt, peek, recognize, verify};
use nom::multi::many0;
use nom::sequence::{preceded, terminated};

use super::{Read, any_of, fail, gap};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Gender {
    Masculine,
    Neuter,
    Feminine,
}

/// A noun that was declined.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Noun {
    nominative: String,
    gender: Gender,
}

/// How names of offices and authorities end, in the nominative. A noun that ends otherwise is a subject or anything
/// else: „des Bundeskanzlers und des Bundeskanzleramtes“ are two authorities, „der Justiz und des Innern“ none.
const OFFICES: [&str; 17] = [
    "amt",
    "beauftragte",
    "beauftragter",
    "behörde",
    "bevollmächtigte",
    "bevollmächtigter",
    "chef",
    "kanzler",
    "koordinator",
    "leiter",
    "minister",
    "präsident",
    "regierung",
    "rium",
    "sekretär",
    "sprecher",
    "vertreter",
];

/// The nominative of „des Auswärtigen Amts“ or „der Beauftragten der Bundesregierung für Kultur und Medien“, without
/// its article. `None` where the words are no genitive of an office or authority.
pub(crate) fn nominative(genitive: &str) -> Option<String> {
    let (rest, (mut name, feminine)) = office_head(genitive.trim()).ok()?;
    name.push_str(&coordinated(rest, feminine));
    Some(name)
}

/// „Auswärtiges Amt“ of „Das Auswärtige Amt“, „Bundesminister der Finanzen“ of „Der Bundesminister der Finanzen“: as a title
/// stands without its article. `None` where the words are no office or authority.
pub(crate) fn without_article(nominative: &str) -> Option<String> {
    let (rest, ending) =
        terminated(alt((tag("Der").map(|_| "r"), tag("Die").map(|_| ""), tag("Das").map(|_| "s"))), gap).parse(nominative.trim()).ok()?;
    let mut name = String::with_capacity(rest.len() + 1);
    let mut left = rest;
    loop {
        let (behind, word) = word(left).ok().filter(|(_, word)| word.starts_with(char::is_uppercase))?;
        let participle = word.ends_with("tigte") || word.ends_with("tragte");
        name.push_str(word);
        if participle || word.ends_with('e') && !is_office(word) {
            name.push_str(ending);
        }
        if is_office(word) {
            name.push_str(behind);
            return Some(name);
        }
        left = behind.strip_prefix(' ')?;
        name.push(' ');
    }
}

/// „Parlamentarischer Staatssekretär“ and „Christoph de Vries“ of „des Parlamentarischen Staatssekretärs Christoph de
/// Vries“. A second office may stand before the name: „der Beauftragten der Bundesregierung für Kultur, Staatsministerin …“.
pub(crate) fn office_and_name(genitive: &str) -> Option<(String, &str)> {
    let words = genitive.trim();
    let (rest, (mut office, feminine)) = office_head(words).ok()?;
    let (rest, between) = dependents(rest).ok()?;
    office.push_str(&coordinated(between, feminine));
    let second = (preceded((char(','), gap), head(feminine)), dependents);
    let (name, second) = opt(second).parse(rest).ok()?;
    if let Some((title, between)) = second {
        office.push_str(", ");
        office.push_str(&title);
        office.push_str(&coordinated(between, feminine));
    }
    let name = name.trim_start_matches(|c: char| c.is_whitespace() || c == ',').trim_end();
    (!name.is_empty()).then_some((office, name))
}

/// „des Parlamentarischen Staatssekretärs“, „der Staatsministerin“, „des Presse- und Informationsamtes“: declined, and
/// whether it is feminine.
fn office_head(input: &str) -> Read<'_, (String, bool)> {
    let (rest, feminine) = terminated(alt((tag("des").map(|_| false), tag("der").map(|_| true))), gap).parse(input)?;
    head(feminine).map(|name| (name, feminine)).parse(rest)
}

/// Adjectives and noun behind an article: „Auswärtigen Amts“.
fn head<'a>(feminine: bool) -> impl Parser<&'a str, Output = String, Error = ()> {
    (many0(terminated(adjective, gap)), opt(first_part), noun(feminine)).map(|(adjectives, first_part, noun)| {
        let ending = match noun.gender {
            Gender::Masculine => "er",
            Gender::Neuter => "es",
            Gender::Feminine => "e",
        };
        let mut name = String::new();
        for stem in adjectives {
            name.push_str(stem);
            name.push_str(ending);
            name.push(' ');
        }
        name.push_str(first_part.unwrap_or_default());
        name.push_str(&noun.nominative);
        name
    })
}

/// „Auswärtig(en)“ before another capital: the stem of an adjective. „Beauftragten“ is a noun.
fn adjective(input: &str) -> Read<'_, &str> {
    let (rest, stem) = word.map_opt(|word: &str| word.strip_suffix("en").filter(|stem| !stem.is_empty())).parse(input)?;
    let (_, _) = peek((gap, verify(word, |next: &str| next.starts_with(char::is_uppercase)))).parse(rest)?;
    if declined(input.strip_suffix(rest).unwrap_or_default(), false).is_some() { fail(input) } else { Ok((rest, stem)) }
}

/// „Presse- und “ of „Presse- und Informationsamt“, „Parl. “ of „Parl. Staatssekretär“: not declined.
fn first_part(input: &str) -> Read<'_, &str> {
    let compound = recognize((verify(word, |word: &str| word.ends_with('-')), gap, tag("und"), gap));
    alt((compound, recognize((tag("Parl."), gap)))).parse(input)
}

/// The noun that carries the case.
fn noun<'a>(feminine: bool) -> impl Parser<&'a str, Output = Noun, Error = ()> {
    word.map_opt(move |word| declined(word, feminine))
}

/// „Bundeskanzleramtes“ → „Bundeskanzleramt“, „Staatssekretärs“ → „Staatssekretär“, „Beauftragten“ → „Beauftragte(r)“.
///
/// A genitive that lost its ending in print („des Bundesministerium für …“, „des Bundesminister der …“) is taken where the
/// noun is plain.
fn declined(word: &str, feminine: bool) -> Option<Noun> {
    if !word.starts_with(char::is_uppercase) || word.ends_with('-') {
        return None;
    }
    let participle = word.strip_suffix('n').filter(|word| word.ends_with("tigte") || word.ends_with("tragte")).map(str::to_owned);
    let (nominative, gender) = if feminine {
        (participle.or_else(|| (!word.ends_with("en")).then(|| word.to_owned()))?, Gender::Feminine)
    } else if let Some(mut participle) = participle {
        participle.push('r');
        (participle, Gender::Masculine)
    } else {
        let plain = [("amtes", 2), ("Amtes", 2), ("sidenten", 2), ("s", 1)]
            .into_iter()
            .find_map(|(ending, inflection)| word.ends_with(ending).then(|| word.get(..word.len() - inflection)).flatten());
        let name =
            plain.or_else(|| ["ministerium", "minister", "sekretär", "amt"].iter().any(|noun| word.ends_with(noun)).then_some(word))?;
        let neuter = ["amt", "Amt", "um"].iter().any(|ending| name.ends_with(ending));
        (name.to_owned(), if neuter { Gender::Neuter } else { Gender::Masculine })
    };
    is_office(&nominative).then_some(Noun { nominative, gender })
}

/// „Bundesministerium“, „Bundesministerin“.
fn is_office(noun: &str) -> bool {
    let lower = noun.to_lowercase();
    let bare = lower.strip_suffix("in").unwrap_or(&lower);
    OFFICES.iter().any(|office| lower.ends_with(office) || bare.ends_with(office))
}

/// The rest of a name, in which „und des Bundeskanzleramtes“ and „und Chefs des …“ are declined too.
///
/// An office without an article of its own is of the first one's gender. „Presse- und Informationsamt“ is one.
fn coordinated(rest: &str, feminine: bool) -> String {
    let mut out = String::with_capacity(rest.len());
    let mut done = 0;
    for (at, und) in rest.match_indices(" und ") {
        let behind = at + und.len();
        let Some(next) = rest.get(behind..).filter(|_| at >= done && !rest.get(..at).unwrap_or_default().ends_with('-')) else { continue };
        let article = opt(terminated(alt((tag::<_, _, ()>("des"), tag("der"))), gap)).parse(next);
        let Ok((phrase, article)) = article else { continue };
        if let Ok((left, name)) = head(article.map_or(feminine, |article| article == "der")).parse(phrase) {
            out.push_str(rest.get(done..behind).unwrap_or_default());
            out.push_str(&name);
            done = rest.len() - left.len();
        }
    }
    out.push_str(rest.get(done..).unwrap_or_default());
    out
}

/// All that hangs on an office.
fn dependents(input: &str) -> Read<'_, &str> {
    recognize(many0(preceded(gap, dependent))).parse(input)
}

/// What hangs on an office before the name: „beim Bundeskanzler“, „des Bundespresseamts“, „für Kultur und Medien“,
/// „im Auswärtigen Amt“, „und Beauftragten der Bundesregierung“.
fn dependent(input: &str) -> Read<'_, &str> {
    let small = verify(word, |word: &str| matches!(word, "beim" | "bei" | "im" | "in" | "für" | "des" | "der" | "dem" | "den" | "und"));
    let phrase = (small, gap, opt((any_of(&["der", "des", "dem", "den"]), gap)), opt((attribute, gap)), capital);
    let no_office = not(alt((head(false), head(true))));
    let more = (alt((recognize((gap, tag("und"), gap)), recognize((tag(","), gap)))), no_office, capital);
    recognize((phrase, many0(more))).parse(input)
}

/// „Auswärtigen“, „wirtschaftliche“: an attribute before a noun.
fn attribute(input: &str) -> Read<'_, &str> {
    let endings = ["igen", "ischen", "lichen", "iche", "ische", "ere", "are"];
    verify(word, |word: &str| endings.iter().any(|ending| word.ends_with(ending))).parse(input)
}

fn capital(input: &str) -> Read<'_, &str> {
    verify(word, |word: &str| word.starts_with(char::is_uppercase)).parse(input)
}

fn word(input: &str) -> Read<'_, &str> {
    take_while1(|c: char| c.is_alphabetic() || c == '-').parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declines_offices_and_authorities() {
        for (genitive, want) in [
            ("des Bundesministeriums für Arbeit und Soziales", "Bundesministerium für Arbeit und Soziales"),
            ("des Bundesministeriums des Innern, für Bau und Heimat", "Bundesministerium des Innern, für Bau und Heimat"),
            ("des Bundesministeriums der Justiz und für Verbraucherschutz", "Bundesministerium der Justiz und für Verbraucherschutz"),
            ("des Bundesministerium für Verkehr", "Bundesministerium für Verkehr"),
            ("des Bundesminister der Verteidigung", "Bundesminister der Verteidigung"),
            ("des Chefs des Presse- und Informationsamts", "Chef des Presse- und Informationsamts"),
            ("des Auswärtigen Amts", "Auswärtiges Amt"),
            ("des Auswärtigen Amtes", "Auswärtiges Amt"),
            ("des Bundeskanzleramtes", "Bundeskanzleramt"),
            ("des Bundeskanzlers und des Bundeskanzleramtes", "Bundeskanzler und Bundeskanzleramt"),
            ("der Bundeskanzlerin und des Bundeskanzleramtes", "Bundeskanzlerin und Bundeskanzleramt"),
            ("des Presse- und Informationsamtes der Bundesregierung", "Presse- und Informationsamt der Bundesregierung"),
            ("der Beauftragten der Bundesregierung für Kultur und Medien", "Beauftragte der Bundesregierung für Kultur und Medien"),
            ("des Beauftragten der Bundesregierung für Kultur und Medien", "Beauftragter der Bundesregierung für Kultur und Medien"),
            ("des Bundesministers der Finanzen", "Bundesminister der Finanzen"),
            (
                "des Bundesministers für besondere Aufgaben und Chefs des Bundeskanzleramtes",
                "Bundesminister für besondere Aufgaben und Chef des Bundeskanzleramtes",
            ),
            ("des Staatssekretärs", "Staatssekretär"),
            ("der Staatsministerin", "Staatsministerin"),
            ("der Parlamentarischen Staatssekretärin", "Parlamentarische Staatssekretärin"),
            ("des Parlamentarischen Staatssekretärs", "Parlamentarischer Staatssekretär"),
            ("des Chefs des Bundespresseamts", "Chef des Bundespresseamts"),
            ("des Präsidenten des Bundesrechnungshofes", "Präsident des Bundesrechnungshofes"),
            ("der Bundesregierung", "Bundesregierung"),
        ] {
            assert_eq!(nominative(genitive).as_deref(), Some(want), "{genitive}");
        }
    }

    #[test]
    fn titles_stand_without_their_article() {
        for (nominative, want) in [
            ("Der Bundesminister der Finanzen", Some("Bundesminister der Finanzen")),
            ("Die Bundesministerin für Frauen und Jugend", Some("Bundesministerin für Frauen und Jugend")),
            ("Das Auswärtige Amt", Some("Auswärtiges Amt")),
            (
                "Der Parlamentarische Staatssekretär beim Bundesminister für Verkehr",
                Some("Parlamentarischer Staatssekretär beim Bundesminister für Verkehr"),
            ),
            ("Die Parlamentarische Staatssekretärin", Some("Parlamentarische Staatssekretärin")),
            ("Der Beauftragte der Bundesregierung", Some("Beauftragter der Bundesregierung")),
            ("Der Chef des Bundeskanzleramtes", Some("Chef des Bundeskanzleramtes")),
            ("Die Länder", None),
            ("Der alte Minister", None),
            ("Das", None),
            ("des Bundesministers", None),
        ] {
            assert_eq!(without_article(nominative).as_deref(), want, "{nominative}");
        }
    }

    #[test]
    fn refuses_what_is_no_genitive_of_an_office() {
        for words in ["des Innern", "Bundesministerium der Finanzen", "der Finanzen", "des laufenden Jahres 2025", "", "des", "dessen Amts"]
        {
            assert_eq!(nominative(words), None, "{words}");
        }
    }

    #[test]
    fn parts_office_and_name() {
        for (genitive, office, name) in [
            ("des Parlamentarischen Staatssekretärs Jan de Boer", "Parlamentarischer Staatssekretär", "Jan de Boer"),
            ("der Staatsministerin Dr. Eva von Berg", "Staatsministerin", "Dr. Eva von Berg"),
            ("des Staatsministers beim Bundeskanzler Karl Feld", "Staatsminister beim Bundeskanzler", "Karl Feld"),
            ("der Staatsministerin bei der Bundeskanzlerin Ina Feld", "Staatsministerin bei der Bundeskanzlerin", "Ina Feld"),
            ("des Staatsministers im Auswärtigen Amt Dr. Karl Feld", "Staatsminister im Auswärtigen Amt", "Dr. Karl Feld"),
            ("des Chefs des Bundespresseamts Uwe Tal", "Chef des Bundespresseamts", "Uwe Tal"),
            (
                "der Staatsministerin und Beauftragten der Bundesregierung für Kultur und Medien Ina Feld",
                "Staatsministerin und Beauftragte der Bundesregierung für Kultur und Medien",
                "Ina Feld",
            ),
            (
                "der Beauftragten der Bundesregierung für Stege, Brücken und Wege, Staatsministerin Dr. Ina Feld",
                "Beauftragte der Bundesregierung für Stege, Brücken und Wege, Staatsministerin",
                "Dr. Ina Feld",
            ),
            (
                "des Beauftragten der Bundesregierung für Stege, Parlamentarischen Staatssekretärs beim Bundesminister der Finanzen Karl Tal",
                "Beauftragter der Bundesregierung für Stege, Parlamentarischer Staatssekretär beim Bundesminister der Finanzen",
                "Karl Tal",
            ),
            (
                "des Chefs des Presse- und Informationsamts der Bundesregierung Uwe Tal",
                "Chef des Presse- und Informationsamts der Bundesregierung",
                "Uwe Tal",
            ),
        ] {
            assert_eq!(office_and_name(genitive), Some((office.to_owned(), name)), "{genitive}");
        }
        for words in ["des Staatssekretärs", "der", "Staatssekretär Karl Feld"] {
            assert_eq!(office_and_name(words), None, "{words}");
        }
    }
}
