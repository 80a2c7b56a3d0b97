//! The German that papers are made of, as nom parsers on the `&str` of a Reading: pure, without offsets or roles.
//!
//! One file a family. Each parser's comment quotes the German that it reads. Parsers are *tried* where a candidate
//! stands, so failure is normal and costs nothing: its error says nothing.

pub mod annexes;
pub mod announcements;
pub mod collections;
pub mod dates;
pub mod directories;
pub mod headings;
pub mod markers;
pub mod ministries;
pub mod names;
pub mod numbers;
pub mod openings;
pub mod pointing;
pub mod prefaces;
pub mod references;
pub mod sentences;
pub mod title_block;
pub mod transmittal;

use nom::Parser;
use nom::bytes::complete::take_while1;
use nom::character::complete::satisfy;
use nom::combinator::not;

/// What is left of the input, and what was read.
pub(crate) type Read<'a, O> = nom::IResult<&'a str, O, ()>;

/// One or more spaces of any kind; in a Reading a single blank.
pub(crate) fn gap(input: &str) -> Read<'_, &str> {
    take_while1(char::is_whitespace).parse(input)
}

/// No letter and no figure follows: the word ends here.
pub(crate) fn word_end(input: &str) -> Read<'_, ()> {
    not(satisfy(char::is_alphanumeric)).parse(input)
}

/// The longest of some words that stands here.
pub(crate) fn any_of(words: &'static [&'static str]) -> impl Fn(&str) -> Read<'_, &str> {
    move |input| {
        let first = input.as_bytes().first();
        let stands = |word: &&&str| word.as_bytes().first() == first && input.starts_with(**word);
        let word = words.iter().filter(stands).max_by_key(|word| word.len());
        word.and_then(|word| input.split_at_checked(word.len())).map_or_else(|| fail(input), |(word, rest)| Ok((rest, word)))
    }
}

/// Refuses, where a parser of ours looked further than nom does.
fn fail<O>(input: &str) -> Read<'_, O> {
    nom::combinator::fail().parse(input)
}
