//! Every folder of `fixtures/papers`: first the laws, then two snapshots beside the paper, the record and the ledger as
//! a margin beside the text.

mod laws;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use drucksachen::record::Record;
use drucksachen::{Companions, Inquiry, Rule, Source};
use serde_json::Value;

use laws::Laws;

/// One test a fixture, and the list of all.
macro_rules! fixtures {
    ($($name:ident)+) => {
        const LISTED: &[&str] = &[$(stringify!($name)),+];
        $(#[test] fn $name() { check(&stringify!($name).replace('_', "-")); })+
    };
}

fixtures! {
    address_in_a_wide_line
    annex_after_imprint
    annex_before_imprint
    annex_behind_cells
    annex_heading_behind_margin_note
    annex_in_doubt
    annex_label_at_margin
    annex_not_printed
    annex_runs_on
    annex_without_heading
    announcement_alone
    announcement_broken_behind_mark
    announcement_misprinted
    announcement_torn_by_note
    answer_behind_colon
    answer_in_parts
    answer_plain
    answer_set_twice
    answers_headed_in_line
    answers_under_headings
    answers_under_numbers
    antrag
    archive_preface_twice
    asker_broken_at_hyphen
    block_behind_margin_note
    chapters
    chapters_numbered_anew
    collection_of_older_period
    collection_with_notes
    counted_pages
    day_alone_on_a_line
    doubled_blanks
    edition_neu
    follow_up_paragraphs
    footnote_in_mid_sentence
    fragen_without_answers
    grosse_anfrage_answered
    headings_torn
    headings_without_marks
    heads_of_parts
    inquiry_and_answer
    inquiry_asks_in_its_title
    joint_answer_announced_twice
    joint_answer_far_apart
    joint_answer_of_later_part
    kleine_anfrage
    labels_out_of_order
    letter_above_bare_prefaces
    marks_of_markdown
    note_above_second_paper
    note_in_an_address
    note_of_two_sentences
    notes_under_a_table
    number_ahead
    number_and_label_on_one_line
    number_at_line_head
    numbered_list_in_answer
    numbered_notes_of_a_page
    numbers_in_a_column
    numbers_misread
    older_period
    other_numbers_and_labels
    page_head_in_mid_line
    part_ahead
    part_goes_on_with_a_noun
    part_in_a_bracket
    part_of_twenty_lines
    parts_answered_one_by_one
    parts_ending_in_commas
    pdf_numbers_alone
    pdf_pages
    period_at_line_start
    preface_of_the_government
    question_mark_in_answer
    question_of_joined_lines
    question_unanswered
    question_without_mark
    questionnaire_in_an_answer
    questions_asked_again
    questions_with_marks
    references_in_the_paper
    references_to_other_papers
    refers_only_chain_and_circle
    schriftliche_fragen
    single_question
    stem_left_out
    stem_without_mark
    table_rows_with_numbers
    table_up_to_the_question
    text_after_open_part
    text_after_parts
    text_set_again
    title_as_wide_as_the_column
    title_before_plain_preface
    turned_page
    two_notes_at_a_foot
    two_papers_in_one_file
    words_set_again
}

#[test]
fn every_folder_is_listed_and_says_why() {
    let mut folders = BTreeSet::new();
    for entry in fs::read_dir(papers()).expect("fixtures/papers") {
        let folder = entry.expect("an entry").path();
        let name = folder.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        let why = fs::read_to_string(folder.join("why.md")).unwrap_or_else(|_| panic!("{name} has no why.md"));
        let (said, open): (Vec<_>, Vec<_>) = why.lines().partition(|line| !line.starts_with("Open: "));
        assert_eq!(said.len(), 3, "{name}/why.md: the layout, what goes wrong without the rule, the rule's name");
        assert!(open.len() <= 1, "{name}/why.md: one line for what the snapshots show to be wrong still");
        folders.insert(name.replace('-', "_"));
    }
    assert_eq!(folders, LISTED.iter().map(|&name| name.to_owned()).collect());
}

fn papers() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/papers")
}

fn source(folder: &Path, file: &str) -> Option<Source> {
    let text = fs::read_to_string(folder.join(file)).ok()?;
    Some(Source::from_text(file, text).expect("a small text"))
}

fn check(name: &str) {
    let folder = papers().join(name);
    let laws = Laws::new();
    let mut broken = Vec::new();
    let mut read = |source: &Source, companions: &Companions| {
        let (record, found) = laws.read(source, companions);
        broken.extend(found.into_iter().map(|law| format!("{}: {law}", source.name())));
        record
    };
    let inquiry = source(&folder, "inquiry.txt").map(|inquiry| {
        let record = read(&inquiry, &Companions::default());
        Inquiry::of(&record).expect("inquiry.txt is an inquiry")
    });
    let companions = Companions { inquiry };
    let paper = source(&folder, "paper.txt").expect("paper.txt");
    let (mut records, mut margin, mut rules) = (Vec::new(), Vec::new(), BTreeSet::new());
    for part in drucksachen::papers(paper) {
        if companions.inquiry.is_some() {
            read(&part, &Companions::default());
        }
        let record = read(&part, &companions);
        rules.extend(record.ledger.iter().flatten().map(|entry| entry.rule));
        records.push(pretty(&record));
        margin.push(beside(part.text(), &record));
    }
    assert!(broken.is_empty(), "{name}:\n  {}", broken.join("\n  "));
    let idle: Vec<_> = rules_named(&folder).into_iter().filter(|rule| !rules.contains(rule)).collect();
    assert!(idle.is_empty(), "{name}/why.md names {idle:?}, which gave no passage its role");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(&folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::assert_snapshot!("ledger", margin.join("\n"));
        insta::assert_snapshot!("record", records.join("\n"));
    });
}

/// The ledger's rules that the last of the three lines names; it may also name rules that give no role.
fn rules_named(folder: &Path) -> Vec<&'static str> {
    let why = fs::read_to_string(folder.join("why.md")).expect("why.md");
    let line = why.lines().filter(|line| !line.starts_with("Open: ")).nth(2).expect("three lines");
    let words: BTreeSet<&str> = line.split(|c: char| !c.is_ascii_lowercase() && c != '-').collect();
    Rule::ALL.iter().map(|rule| rule.name()).filter(|name| words.contains(name)).collect()
}

/// Longer values are broken over lines.
const WIDTH: usize = 180;

/// The record without its ledger and without what changes with every version; short values on one line.
fn pretty(record: &Record) -> String {
    let mut value = serde_json::to_value(record).expect("a record serialises");
    let fields = value.as_object_mut().expect("an object");
    for changing in ["ledger", "generator", "schema_version"] {
        fields.remove(changing);
    }
    let mut out = String::new();
    write_value(&mut out, &value, 0);
    out
}

fn write_value(out: &mut String, value: &Value, indent: usize) {
    let flat = value.to_string();
    let items: Vec<(Option<&String>, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(name, value)| (Some(name), value)).collect(),
        Value::Array(items) => items.iter().map(|value| (None, value)).collect(),
        _ => Vec::new(),
    };
    if items.is_empty() || indent > 0 && flat.chars().count() + 2 * indent <= WIDTH {
        out.push_str(&flat);
        return;
    }
    let (open, close) = if value.is_object() { ('{', '}') } else { ('[', ']') };
    out.push(open);
    for (at, (name, item)) in items.iter().enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        out.push_str(&"  ".repeat(indent + 1));
        if let Some(name) = name {
            let _ = write!(out, "\"{name}\": ");
        }
        write_value(out, item, indent + 1);
    }
    let _ = write!(out, "\n{}{close}", "  ".repeat(indent));
}

/// Each line of the source behind its role and the rule that gave it. „…“ marks where an entry begins within a line.
fn beside(text: &str, record: &Record) -> String {
    let mut out = String::new();
    for entry in record.ledger.iter().flatten() {
        let role = entry.id.as_ref().map_or_else(|| entry.role.to_owned(), |id| format!("{} {id}", entry.role));
        let mut at = entry.span.start() as usize;
        for line in text[entry.span.range()].split_inclusive('\n') {
            if line.trim().is_empty() {
                at += line.len();
                continue;
            }
            let within = if at == 0 || text[..at].ends_with('\n') { " " } else { "…" };
            let words = line.trim_end().replace('\u{c}', "␌");
            let _ = writeln!(out, "{}", format!("{role:<18} {:<24} │{within}{words}", entry.rule).trim_end());
            at += line.len();
        }
    }
    out
}
