//! What the README says of the program is so: its example, its diagnostics, its endings, its links.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use drucksachen::{Companions, Source, parse};
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).expect("README.md")
}

/// The first block of a language below a marker.
fn block(readme: &str, marker: &str, language: &str) -> String {
    let (_, rest) = readme.split_once(marker).unwrap_or_else(|| panic!("no {marker}"));
    let (_, code) = rest.split_once(&format!("```{language}\n")).unwrap_or_else(|| panic!("no {language} below {marker}"));
    code.split_once("```").expect("an end").0.to_owned()
}

#[test]
fn the_example_is_what_the_program_gives() {
    let marker = "<!-- example: joint-answer-far-apart -->";
    let paper = fs::read_to_string(root().join("fixtures/papers/joint-answer-far-apart/paper.txt")).expect("the fixture");
    assert!(paper.contains(&block(&readme(), marker, "text")), "the example is not in the fixture");
    let record = parse(&Source::from_text("paper.txt", paper).expect("a source"), &Companions::default());
    let shown: Value = serde_json::from_str(&block(&readme(), marker, "json")).expect("JSON");
    assert_eq!(serde_json::to_value(&record.answers[0]).expect("JSON"), shown);
}

/// Every code that some rule reports is in the README's table, and no other.
#[test]
fn the_diagnostics_are_those_of_the_schema() {
    let readme = readme();
    let (_, section) = readme.split_once("\n## Diagnostics\n").expect("the section");
    let table = section.split("\n## ").next().expect("a section");
    let rows = table.lines().filter(|line| line.starts_with("| `")).filter_map(|line| line.split('|').nth(1));
    let listed: BTreeSet<_> = rows.flat_map(|cell| cell.split('`').skip(1).step_by(2)).map(ToOwned::to_owned).collect();
    let schema = fs::read_to_string(root().join("schemas/record-1.0.json")).expect("the schema");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let codes = schema["$defs"]["Code"]["oneOf"].as_array().expect("codes");
    let known: BTreeSet<_> = codes.iter().filter_map(|code| code["const"].as_str()).map(ToOwned::to_owned).collect();
    assert_eq!(listed, known);
}

#[test]
fn the_exit_statuses_are_in_the_table() {
    let readme = readme();
    let (_, section) = readme.split_once("\n## Exit status\n").expect("the section");
    let table = section.split("\n## ").next().expect("a section");
    let documented = fs::read_to_string(root().join("src/cli/exit.rs")).expect("the statuses");
    let rows: Vec<_> =
        documented.lines().filter_map(|line| line.strip_prefix("/// ")).filter(|row| row.starts_with("| ")).skip(1).collect();
    assert_eq!(rows.len(), 4);
    assert_eq!(rows, table.lines().filter(|line| line.starts_with("| ")).skip(1).collect::<Vec<_>>());
}

#[test]
fn the_endings_are_those_that_are_read() {
    let readme = readme();
    let row = readme.lines().find(|line| line.starts_with("| a folder |")).expect("the row");
    let listed: BTreeSet<_> = row.split('`').nth(1).expect("a list").split(' ').filter_map(|ending| ending.strip_prefix('.')).collect();
    assert_eq!(listed, drucksachen::source::walk::ENDINGS.into_iter().filter(|ending| !ending.is_empty()).collect());
}

#[test]
fn links_lead_somewhere() {
    let readme = readme();
    let anchors: BTreeSet<_> = readme
        .lines()
        .filter_map(|line| line.strip_prefix('#'))
        .map(|line| line.trim_start_matches('#').trim().to_lowercase().replace(", ", " ").replace(' ', "-"))
        .collect();
    for target in readme.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        match target.strip_prefix('#') {
            Some(anchor) => assert!(anchors.contains(anchor), "no heading #{anchor}"),
            None => assert!(root().join(target).exists(), "no file {target}"),
        }
    }
}
