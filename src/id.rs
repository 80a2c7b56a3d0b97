//! What papers and questions are called: „21/971“, „1“, „1a“, „3 bis 5“.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The letters of a sub-question: „a“ … „z“, „aa“ … „zz“, none for the question itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Part(u16);

impl Part {
    /// The question itself.
    pub const STEM: Self = Self(0);
    /// „a“.
    pub const FIRST: Self = Self(1);
    const LETTERS: u16 = 26;
    /// „zz“.
    const LAST: Self = Self(2 * Self::LETTERS);

    /// Reads one or two small letters as lists count them: „a“ to „z“, then „aa“, „bb“ … „hh“ as the papers print them.
    #[must_use]
    pub fn read(letters: &str) -> Option<Self> {
        match *letters.as_bytes() {
            [a @ b'a'..=b'z'] => Some(Self(u16::from(a - b'a') + 1)),
            [a @ b'a'..=b'z', b] if a == b => Some(Self(u16::from(a - b'a') + 1 + Self::LETTERS)),
            _ => None,
        }
    }

    /// The label that follows: „b“ after „a“, „aa“ after „z“; none after „zz“.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        (self < Self::LAST).then(|| Self(self.0 + 1))
    }

    /// The label at a place among them; the last one behind that.
    pub(crate) fn at(index: u32) -> Self {
        u16::try_from(index).map_or(Self::LAST, |index| Self(index).min(Self::LAST))
    }

    /// Its place among the labels: 1 for „a“, 27 for „aa“.
    pub(crate) const fn index(self) -> u32 {
        self.0 as u32
    }

    /// Whether this is the question itself.
    #[must_use]
    pub const fn is_stem(self) -> bool {
        self.0 == 0
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 {
            return Ok(());
        }
        let index = self.0 - 1;
        let letter = char::from(b'a' + u8::try_from(index % Self::LETTERS).unwrap_or(0));
        if index < Self::LETTERS { write!(f, "{letter}") } else { write!(f, "{letter}{letter}") }
    }
}

/// A question or sub-question of a paper: „1“, „1a“, „1aa“. Ordered 1 < 1a < 1z < 1aa < 2.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionId {
    number: u32,
    part: Part,
}

impl QuestionId {
    /// The whole question.
    #[must_use]
    pub const fn whole(number: u32) -> Self {
        Self { number, part: Part::STEM }
    }

    /// A sub-question of it, or itself.
    #[must_use]
    pub const fn part_of(number: u32, part: Part) -> Self {
        Self { number, part }
    }

    /// The question's number.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.number
    }

    /// The sub-question's letters.
    #[must_use]
    pub const fn part(self) -> Part {
        self.part
    }

    /// The question that this is a part of; itself for a whole one.
    #[must_use]
    pub const fn stem(self) -> Self {
        Self::whole(self.number)
    }

    /// Whether this names the whole question.
    #[must_use]
    pub const fn is_whole(self) -> bool {
        self.part.is_stem()
    }
}

impl fmt::Display for QuestionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.number, self.part)
    }
}

impl fmt::Debug for QuestionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What does not read as an id or a number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id: `{0}`")]
pub struct BadId(String);

impl FromStr for QuestionId {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let bad = || BadId(text.to_owned());
        let letters = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = text.strip_suffix(letters).and_then(|digits| digits.parse().ok()).ok_or_else(bad)?;
        let part = if letters.is_empty() { Part::STEM } else { Part::read(letters).ok_or_else(bad)? };
        Ok(Self { number, part })
    }
}

/// „3 bis 5“, or a single id: two ends, never a list, so „1 bis 4000000000“ costs nothing.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct QuestionRange {
    /// First id named.
    pub from: QuestionId,
    /// Last id named, the same as `from` for a single one.
    pub to: QuestionId,
}

impl QuestionRange {
    /// A single id.
    #[must_use]
    pub const fn of_one(id: QuestionId) -> Self {
        Self { from: id, to: id }
    }

    /// Whether it names a single id.
    #[must_use]
    pub fn is_single(self) -> bool {
        self.from == self.to
    }

    /// Whether the range names this id, sub-questions of its whole numbers included.
    #[must_use]
    pub fn covers(self, id: QuestionId) -> bool {
        self.from <= id && (id <= self.to || self.to.is_whole() && id.number == self.to.number)
    }
}

impl fmt::Display for QuestionRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_single() { write!(f, "{}", self.from) } else { write!(f, "{}..{}", self.from, self.to) }
    }
}

impl fmt::Debug for QuestionRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// „1, 4 und 7 bis 9“, as printed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Hash)]
pub struct QuestionList(Vec<QuestionRange>);

impl QuestionList {
    /// The ids and ranges, as printed.
    #[must_use]
    pub fn ranges(&self) -> &[QuestionRange] {
        &self.0
    }

    /// Both ends of each range.
    pub fn ends(&self) -> impl Iterator<Item = QuestionId> + Clone {
        self.0.iter().flat_map(|range| [range.from, range.to])
    }

    /// Whether it names this id by itself, in no range.
    #[must_use]
    pub fn names_singly(&self, id: QuestionId) -> bool {
        self.0.iter().any(|range| *range == QuestionRange::of_one(id))
    }

    /// Whether it names this id in a range, by itself it may be named, too.
    #[must_use]
    pub fn names_in_range(&self, id: QuestionId) -> bool {
        self.0.iter().any(|range| range.from < range.to && range.covers(id))
    }

    /// Whether it names this very id, which a sub-question of a number that it names is not.
    #[must_use]
    pub fn names_itself(&self, id: QuestionId) -> bool {
        self.0.iter().any(|range| range.from == id || range.to == id || range.covers(id) && id.is_whole())
    }

    /// „Die Fragen 5 und 5 werden gemeinsam beantwortet“: whether it names an id by itself, and again.
    #[must_use]
    pub fn names_twice(&self) -> bool {
        let single = || self.0.iter().filter(|range| range.is_single());
        single().enumerate().any(|(at, id)| single().skip(at + 1).any(|other| other == id))
    }

    /// Whether it names this id, sub-questions of its whole numbers included.
    #[must_use]
    pub fn covers(&self, id: QuestionId) -> bool {
        self.0.iter().any(|range| range.covers(id))
    }

    /// Whether no id is named.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Vec<QuestionRange>> for QuestionList {
    fn from(ranges: Vec<QuestionRange>) -> Self {
        Self(ranges)
    }
}

impl fmt::Display for QuestionList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, range) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str(", ")?;
            }
            write!(f, "{range}")?;
        }
        Ok(())
    }
}

/// A Drucksache's number: „21/971“ is paper 971 of the 21st legislative period.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PaperNumber {
    period: u16,
    number: u32,
}

impl PaperNumber {
    /// Paper `number` of the legislative period `period`.
    #[must_use]
    pub const fn new(period: u16, number: u32) -> Self {
        Self { period, number }
    }

    /// The legislative period.
    #[must_use]
    pub const fn period(self) -> u16 {
        self.period
    }

    /// The number within the period.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.number
    }
}

impl fmt::Display for PaperNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.period, self.number)
    }
}

impl fmt::Debug for PaperNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for PaperNumber {
    type Err = BadId;

    fn from_str(text: &str) -> Result<Self, BadId> {
        let bad = || BadId(text.to_owned());
        let (period, number) = text.split_once('/').ok_or_else(bad)?;
        Ok(Self { period: period.parse().map_err(|_| bad())?, number: number.parse().map_err(|_| bad())? })
    }
}

/// Serialises as the printed form, with a pattern in the schema.
macro_rules! as_text {
    ($type:ident, $pattern:literal, $about:literal) => {
        impl Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": $pattern, "description": $about })
            }
        }
    };
}

as_text!(
    QuestionId,
    "^[0-9]+([a-z]|aa|bb|cc|dd|ee|ff|gg|hh|ii|jj|kk|ll|mm|nn|oo|pp|qq|rr|ss|tt|uu|vv|ww|xx|yy|zz)?$",
    "A question („1“) or sub-question („1a“, „1aa“)."
);
as_text!(PaperNumber, "^[0-9]+/[0-9]+$", "A Drucksache's number: legislative period and number, „21/971“ (DIP: dokumentnummer).");

impl<'de> Deserialize<'de> for QuestionId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> QuestionId {
        text.parse().expect(text)
    }

    #[test]
    fn ids_are_ordered_as_papers_print_them() {
        let printed = ["1", "1a", "1z", "1aa", "1hh", "2", "10", "11b"];
        assert!(printed.windows(2).all(|pair| id(pair[0]) < id(pair[1])));
        assert!(printed.iter().all(|text| id(text).to_string() == *text));
        assert_eq!(id("1z").part().next(), Part::read("aa"));
        assert_eq!(id("1zz").part().next(), None);
    }

    #[test]
    fn refuses_what_is_no_id() {
        assert!(["", "a", "1ab", "1A", "1abc", "-1"].iter().all(|text| text.parse::<QuestionId>().is_err()));
        assert!(["21", "21/", "/9", "x/1"].iter().all(|text| text.parse::<PaperNumber>().is_err()));
    }

    #[test]
    fn a_whole_number_takes_in_its_parts() {
        let range = QuestionRange { from: id("3"), to: id("5") };
        assert!(range.covers(id("3")) && range.covers(id("4a")) && range.covers(id("5c")) && !range.covers(id("6")));
        let parts = QuestionRange { from: id("2a"), to: id("2c") };
        assert!(!parts.covers(id("2")) && parts.covers(id("2b")) && !parts.covers(id("2d")));
    }
}
