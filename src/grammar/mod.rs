//! The German that papers are made of, as nom parsers on the `&str` of a Reading: pure, without offsets or roles.
//!
//! One file a family. Each parser's comment quotes the German that it reads. Parsers are *tried* where a candidate
//! stands, so failure is normal and costs nothing: they are generic over the error type and run with `()`.

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
pub mod title_block;
pub mod transmittal;

use nom::bytes::complete::take_while1;
use nom::error::{ErrorKind, ParseError};
use nom::{IResult, Parser};

/// One or more spaces of any kind; in a Reading a single blank.
pub(crate) fn gap<'a, E: ParseError<&'a str>>(input: &'a str) -> IResult<&'a str, &'a str, E> {
    take_while1(char::is_whitespace).parse(input)
}

/// Refuses, where a parser of ours looked further than nom does.
fn fail<'a, O, E: ParseError<&'a str>>(input: &'a str) -> IResult<&'a str, O, E> {
    Err(nom::Err::Error(E::from_error_kind(input, ErrorKind::Verify)))
}
