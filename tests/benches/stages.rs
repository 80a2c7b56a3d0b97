//! Bytes a second, by stage and dialect, and time against size: `cargo bench`.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use drucksachen::output::render::{Shape, render};
use drucksachen::source::{decode, dip};
use drucksachen::{Companions, Source, parse};

fn main() {
    divan::main();
}

/// How the same paper is set.
#[derive(Clone, Copy, Debug)]
enum Dialect {
    /// The API's text: a line that goes on ends with a blank, words are whole.
    Dip,
    /// A PDF's text: hard hyphens, page heads, form feeds.
    Pdf,
    /// Old archives: hard hyphens, blank lines, letterspaced headings.
    Archive,
}

const DIALECTS: [Dialect; 3] = [Dialect::Dip, Dialect::Pdf, Dialect::Archive];

/// Lines of a page.
const PAGE: usize = 60;

/// An answer of our own with this many questions, about a kilobyte each.
fn paper(dialect: Dialect, questions: usize) -> String {
    let (on, torn) = match dialect {
        Dialect::Dip => (" \n", "Brückenprüfung "),
        Dialect::Pdf | Dialect::Archive => ("\n", "Brücken-\nprüfung "),
    };
    let heading = "V o r b e m e r k u n g  d e r  F r a g e s t e l l e r\n";
    let mut text = match dialect {
        Dialect::Dip | Dialect::Pdf => format!(
            "Deutscher Bundestag Drucksache 21/971\n21. Wahlperiode 12.08.2025\nAntwort{on}der Bundesregierung{on}auf die Kleine Anfrage der \
             Abgeordneten Erika Muster und der Fraktion Die Linke\n– Drucksache 21/799 –\n"
        ),
        Dialect::Archive => " ".to_owned(),
    };
    text.push_str("Zustand der Brücken im Land\n");
    text.push_str(heading);
    text.push_str("Viele Brücken im Land sind alt, und ihre Erneuerung dauert.\n");
    for number in 1..=questions {
        text.push_str(&format!(
            " {number}. Wie viele Brücken wurden nach Kenntnis der Bundesregierung im Jahr{on}2024 gesperrt, und welche Kosten entstanden dadurch \
             den Ländern?\n"
        ));
        for _ in 0..6 {
            text.push_str(&format!(
                "Der Bundesregierung liegen dazu keine eigenen Erkenntnisse vor, da die{on}{torn}Aufgabe der Länder ist. Auf die Antwort zu \
                 Frage {number} wird{on}verwiesen.\n"
            ));
        }
    }
    match dialect {
        Dialect::Pdf => paged(&text),
        Dialect::Dip | Dialect::Archive => text,
    }
}

fn paged(text: &str) -> String {
    let lines: Vec<_> = text.lines().collect();
    let pages = lines.chunks(PAGE).zip(1..);
    let head = |page: usize| format!("\u{c}Drucksache 21/971 – {page} – Deutscher Bundestag – 21. Wahlperiode\n");
    pages.map(|(lines, page)| if page == 1 { lines.join("\n") + "\n" } else { head(page) + &lines.join("\n") + "\n" }).collect()
}

fn source(dialect: Dialect, questions: usize) -> Source {
    Source::from_text("x.txt", paper(dialect, questions)).expect("small")
}

/// Bytes → text.
#[divan::bench(args = ["utf-8", "windows-1252", "utf-16"])]
fn decodes(bencher: Bencher, encoding: &str) {
    let text = paper(Dialect::Dip, 40);
    let bytes = match encoding {
        "utf-8" => text.into_bytes(),
        "windows-1252" => encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
        _ => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
    };
    bencher
        .counter(BytesCount::of_slice(&bytes))
        .with_inputs(|| bytes.clone())
        .bench_values(|bytes| black_box(decode::decode(bytes, None, "x").expect("text")));
}

/// JSON → text.
#[divan::bench]
fn reads_json(bencher: Bencher) {
    let json = serde_json::json!({"dokumentnummer": "21/971", "text": paper(Dialect::Dip, 40)}).to_string();
    bencher.counter(BytesCount::of_str(&json)).bench(|| black_box(dip::documents(json.as_bytes(), "x", "x")));
}

/// Text → record.
#[divan::bench(args = DIALECTS)]
fn parses(bencher: Bencher, dialect: Dialect) {
    let source = source(dialect, 40);
    bencher.counter(BytesCount::of_str(source.text())).bench(|| black_box(parse(&source, &Companions::default())));
}

/// Text → record, longer and longer: the bytes a second must stay.
#[divan::bench(args = [40, 160, 640])]
fn parses_longer(bencher: Bencher, questions: usize) {
    let source = source(Dialect::Dip, questions);
    bencher.counter(BytesCount::of_str(source.text())).bench(|| black_box(parse(&source, &Companions::default())));
}

/// Record → JSON.
#[divan::bench]
fn renders(bencher: Bencher) {
    let source = source(Dialect::Dip, 40);
    let record = parse(&source, &Companions::default());
    bencher.counter(BytesCount::of_str(source.text())).bench(|| black_box(render(&record, &source, Shape::Line)));
}
