//! Who asks: members, Fraktionen and Gruppen, as title blocks list them.

use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use nom::multi::many1_count;
use nom::sequence::terminated;

use super::{Read, any_of, gap};
use crate::cleaning::words::last_token;

/// Members and groups in the order of print.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Askers<'a> {
    /// „Dr. Gregor Gysi“, „Thomas Seitz (Lahr)“; without „weiterer Abgeordneter“.
    pub members: Vec<&'a str>,
    /// „AfD“, „BÜNDNIS 90/DIE GRÜNEN“, „DIE LINKE.“
    pub groups: Vec<&'a str>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Listed {
    Members,
    Groups,
}

/// „der Abgeordneten A, B, weiterer Abgeordneter und der Fraktion der AfD sowie der Abgeordneten C und der Gruppe D“.
///
/// Reads to the end of its input; what is no such list gives nothing.
pub(crate) fn askers(input: &str) -> Askers<'_> {
    let mut found = Askers::default();
    let mut rest = input.trim();
    while let Ok((body, listed)) = list_head(rest) {
        let end = next_head(body);
        let (list, behind) = (body.get(..end).unwrap_or(body), body.get(end..).unwrap_or_default());
        let into = if listed == Listed::Members { &mut found.members } else { &mut found.groups };
        into.extend(items(list));
        rest = behind.trim_start();
    }
    found
}

/// „der Abgeordneten “, „des Abgeordneten “, „der der Abgeordneten “, „und der Fraktion der “, „sowie der Gruppe “.
fn list_head(input: &str) -> Read<'_, Listed> {
    let joined = opt(terminated(any_of(&[", und", ", sowie", "und", "sowie", ","]), gap));
    let article = many1_count(terminated(any_of(&["der", "des", "den"]), gap));
    let members = terminated(any_of(&["Abgeordneten", "Abgeordnete"]), gap).map(|_| Listed::Members);
    let group = any_of(&["Fraktionen", "Fraktion", "Gruppen", "Gruppe"]);
    let groups = (group, gap, opt((any_of(&["der", "des"]), gap))).map(|_| Listed::Groups);
    (joined, article, alt((members, groups))).map(|(_, _, listed)| listed).parse(input)
}

/// Where the next list begins, at a word's start.
fn next_head(body: &str) -> usize {
    let starts = body.match_indices([' ', ',']).map(|(at, _)| at);
    starts.filter(|&at| body.get(at..).is_some_and(|rest| list_head(rest.trim_start_matches(' ')).is_ok())).min().unwrap_or(body.len())
}

/// „A, B und C, weiterer Abgeordneter“ → A, B, C.
fn items(list: &str) -> impl Iterator<Item = &str> {
    list.split(", ").flat_map(joined).map(without_others).filter(|name| !name.is_empty())
}

/// „B und C“ → B, C; „C Freiherr von und zu D“ is one name, whose „und“ joins its prepositions.
fn joined(names: &str) -> impl Iterator<Item = &str> {
    let inner = |before: &str, behind: &str| before.ends_with(" von") && behind.starts_with("zu ");
    let mut left = Some(names);
    std::iter::from_fn(move || {
        let names = left.take()?;
        let parts = names.match_indices(" und ").map(|(at, und)| (names.get(..at), names.get(at + und.len()..)));
        let parted = parts.filter_map(|(before, behind)| before.zip(behind)).find(|(before, behind)| !inner(before, behind));
        left = parted.map(|(_, behind)| behind);
        Some(parted.map_or(names, |(before, _)| before))
    })
}

/// „weiterer Abgeordneter“ and its misprints („weitrerer Abgeordneter“, „weiterer“ alone), „u. a.“ stand for names that are
/// not printed.
fn without_others(item: &str) -> &str {
    const OTHERS: [&str; 7] = ["weiterer", "weitere", "weiteren", "anderer", "andere", "u. a.", "u.a."];
    let item = item.trim().trim_end_matches(',').trim_start_matches("und ");
    let name = match item.find("Abgeordnete") {
        Some(at) => {
            let before = item.get(..at).unwrap_or_default().trim_end();
            before.strip_suffix(last_token(before)).unwrap_or_default().trim_end()
        }
        None => item,
    };
    let alone = |name: &&str| name.is_empty() || name.ends_with(' ');
    OTHERS.iter().find_map(|others| name.strip_suffix(others).filter(alone)).map_or(name, str::trim_end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_members_and_groups() {
        for (text, members, groups) in [
            (
                "der Abgeordneten Ada Muster, Dr. h. c. Bert Probe, weiterer Abgeordneter und der Fraktion der XYZ",
                "Ada Muster|Dr. h. c. Bert Probe",
                "XYZ",
            ),
            ("des Abgeordneten Bert Probe (Südstadt) und der Fraktion DIE BUNTEN.", "Bert Probe (Südstadt)", "DIE BUNTEN."),
            ("der Fraktionen der ABC/DEF und GHI", "", "ABC/DEF|GHI"),
            ("der Gruppe Die Bunten", "", "Die Bunten"),
            ("der Abgeordneten Ada Muster, Bert Probe, weiterer und der Fraktion der XYZ", "Ada Muster|Bert Probe", "XYZ"),
            ("der Abgeordneten Ada Muster, Bert Probe und anderer und der Fraktion der XYZ", "Ada Muster|Bert Probe", "XYZ"),
            ("der Abgeordneten Ada Muster u. a. und der Fraktion DIE BUNTEN.", "Ada Muster", "DIE BUNTEN."),
            ("der Abgeordneten Ada Muster, Bert Probe u.a. und der Fraktion XYZ", "Ada Muster|Bert Probe", "XYZ"),
            (
                "der Abgeordneten Cem Graf von und zu Steg und Dora von Ufer, weiterer Abgeordneter und der Fraktion XYZ",
                "Cem Graf von und zu Steg|Dora von Ufer",
                "XYZ",
            ),
            ("der Abgeordneten Ada Zander und Bert Lewandere", "Ada Zander|Bert Lewandere", ""),
            ("der der Abgeordneten Ada Muster weitrerer Abgeordneter und der Fraktion XYZ", "Ada Muster", "XYZ"),
            (
                "der Abgeordneten Ada Muster, weiterer Abgeordneter und der Fraktion DIE BUNTEN. sowie der Abgeordneten Bert Probe, Cem Test, weiterer Abgeordneter und der Fraktion BUND 90/DIE X",
                "Ada Muster|Bert Probe|Cem Test",
                "DIE BUNTEN.|BUND 90/DIE X",
            ),
        ] {
            let got = askers(text);
            assert_eq!((got.members.join("|").as_str(), got.groups.join("|").as_str()), (members, groups), "{text}");
        }
        assert_eq!(askers("die Bundesregierung"), Askers::default());
    }
}
