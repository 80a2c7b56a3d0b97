//! `fixtures/cases`: what needs no whole paper. Each case is set into the smallest paper that brings it to its rule.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use drucksachen::record::{Record, ReferenceKind};
use drucksachen::{Companions, QuestionId, Source};

fn cases(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cases").join(name)).expect(name)
}

fn parse(text: &str) -> Record {
    drucksachen::parse(&Source::from_text("case.txt", text).expect("a small text"), &Companions::default())
}

/// All that differ at once.
fn compare(cases: impl Iterator<Item = (String, String, String)>) {
    let (mut count, mut wrong) = (0, Vec::new());
    for (case, got, want) in cases {
        count += 1;
        if got != want {
            wrong.push(format!("{case}\n    got  {got}\n    want {want}"));
        }
    }
    assert!(count > 5, "only {count} cases were found");
    assert!(wrong.is_empty(), "{} of {count} cases:\n  {}", wrong.len(), wrong.join("\n  "));
}

#[test]
fn joining() {
    let text = cases("joining.txt");
    let paragraphs = text.split("\n\n").skip(1);
    compare(paragraphs.map(|paragraph| {
        let (printed, clean) = paragraph.split_once("\n=> ").expect("a case has a „=>“");
        let printed = printed.lines().filter(|line| !line.starts_with('#')).map(|line| line.replace('·', " ") + "\n").collect::<String>();
        let record = parse(&format!(
            "Deutscher Bundestag Drucksache 22/1\n22. Wahlperiode 03.05.2027\nKleine Anfrage\nder Fraktion der SPD\nZustand der Brücken\n\
             Die Fragesteller haben den Zustand der Brücken des Bundes im vergangenen Jahr \nschon einmal erfragt und darauf eine Antwort erhalten, die sie für nicht \n\
             ausreichend halten.\n{printed}Wir fragen die Bundesregierung:\n\u{2002}1. Wie viele Brücken sind gesperrt?\nBerlin, den 3. Mai 2027\nIna Petersen und Fraktion\n"
        ));
        let preface = record.prefaces.first().map(|preface| preface.text.clone()).unwrap_or_default();
        let last = preface.rsplit("\n\n").next().unwrap_or_default().to_owned();
        (paragraph.lines().next().unwrap_or_default().to_owned(), last, clean.trim_end().to_owned())
    }));
}

/// The head of an answer.
const HEAD: &str = "Deutscher Bundestag Drucksache 22/2\n22. Wahlperiode 03.05.2027\nAntwort \nder Bundesregierung \n\
    auf die Kleine Anfrage der Fraktion der SPD\n– Drucksache 22/1 –\nZustand der Brücken\n";

fn lines_of_cases(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| line.split_once(" => ").expect("a case has a „=>“"))
}

fn printed_question(out: &mut String, id: QuestionId) {
    let label = if id.is_whole() { format!("{id}.") } else { format!("{})", id.part()) };
    let _ = writeln!(out, "{label} Wie viele Brücken der Gruppe {id} sind gesperrt?");
}

#[test]
fn announcements() {
    let text = cases("announcements.txt");
    compare(lines_of_cases(&text).map(|(case, want)| {
        let (asked, answer) = case.split_once(" | ").expect("questions, then the announcement");
        let mut paper = HEAD.to_owned();
        for id in asked.split(' ') {
            printed_question(&mut paper, id.parse().expect("an id"));
        }
        paper.push_str(&answer.replace('¶', "\n"));
        let record = parse(&paper);
        let got = record.answers.iter().map(|answer| {
            let ids: Vec<String> = answer.questions.iter().map(ToString::to_string).collect();
            format!("{} | {}", ids.join(" "), answer.text.replace("\n\n", "\n").replace('\n', "¶"))
        });
        (case.to_owned(), got.collect::<Vec<_>>().join("; "), want.to_owned())
    }));
}

#[test]
fn references() {
    let text = cases("references.txt");
    compare(lines_of_cases(&text).map(|(case, want)| {
        let mut paper = format!(
            "{HEAD}Vorbemerkung der Fragesteller\nDie Brücken sind alt.\nVorbemerkung der Bundesregierung\nDie Brücken werden geprüft.\n"
        );
        for id in ["1", "1a", "1b", "2", "3", "4", "5", "6", "7", "8", "9"] {
            printed_question(&mut paper, id.parse().expect("an id"));
            match id {
                "1" | "1a" => {}
                "2" => paper.push_str(&format!("{case}\n")),
                _ => paper.push_str("Die Bundesregierung hat dazu keine Angaben.\n"),
            }
        }
        let record = parse(&paper);
        let got = record.references.iter().map(|reference| {
            let kind = match reference.kind {
                ReferenceKind::Question => "question",
                ReferenceKind::Preface => "preface",
                ReferenceKind::Paper => "paper",
                ReferenceKind::Bundesrat => "bundesrat",
                ReferenceKind::Plenary => "plenary",
                ReferenceKind::Annex => "annex",
            };
            let of = reference.of.map(|of| format!("{of:?}").to_lowercase());
            let words = [Some(kind.to_owned()), of, reference.label.clone(), reference.paper.clone()].into_iter().flatten();
            words.chain(reference.questions.iter().map(ToString::to_string)).collect::<Vec<_>>().join(" ")
        });
        let got = got.collect::<Vec<_>>().join("; ");
        (case.to_owned(), if got.is_empty() { "-".to_owned() } else { got }, want.to_owned())
    }));
}
