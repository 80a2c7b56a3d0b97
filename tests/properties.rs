//! The laws on text that nobody wrote: whatever a source says, there is a record and it keeps them.

mod chance;
mod laws;

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use drucksachen::{Companions, Source};
use proptest::prelude::*;
use proptest::sample::Index;

use laws::Laws;

static LAWS: LazyLock<Laws> = LazyLock::new(Laws::new);

/// The papers of all fixtures.
static PAPERS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folders = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/papers")).expect("fixtures/papers");
    let mut paths: Vec<_> = folders.map(|entry| entry.expect("an entry").path().join("paper.txt")).collect();
    paths.sort_unstable();
    paths.iter().map(|path| fs::read_to_string(path).expect("paper.txt")).collect()
});

/// What the rules of the program look for, to be put together at random.
const PIECES: &[&str] = &[
    "1. ",
    "\u{2002}2. ",
    "3.",
    "1. a) ",
    "a) ",
    "b) ",
    "aa) ",
    "Wie viele?",
    "Welche Kosten entstehen",
    ", und",
    "?",
    "?\n",
    ".\n",
    " \n",
    "\n",
    "\n\n",
    "\r\n",
    "\u{c}",
    "-\n",
    "V o r b e m e r k u n g  d e r  F r a g e s t e l l e r\n",
    "Vorbemerkung der Bundesregierung\n",
    "Wir fragen die Bundesregierung:\n",
    "Die Fragen 1 bis 3 werden gemeinsam beantwortet.",
    "Die Fragen 2 und 1b",
    "Die Antwort wurde namens der Bundesregierung mit Schreiben des ",
    "Bundesministeriums der Finanzen vom 3. Mai 2027 übermittelt.\n",
    "Drucksache 22/1 – 2 – Deutscher Bundestag – 22. Wahlperiode\n",
    "Deutscher Bundestag Drucksache 22/1\n22. Wahlperiode 03.05.2027\n",
    "Antwort \nder Bundesregierung \nauf die Kleine Anfrage der Fraktion der SPD\n– Drucksache 22/2 –\n",
    "Kleine Anfrage\n",
    "Schriftliche Fragen\n",
    "Fragen\nfür die Fragestunde",
    "Verzeichnis der Fragenden\n",
    "Geschäftsbereich des Bundesministeriums der Finanzen\n",
    "1. Abgeordnete\nUte Brenner\n(SPD)\n",
    "Antwort des Staatssekretärs Olaf Reimann \nvom 9. März 2027\n",
    "Anlage 1\n",
    "4294967295. Abgeordnete\n",
    "Anlage 4294967295\nWehr Nord Anlage 4\n",
    "* Stand: Mai.\n",
    "Stand*",
    "Berlin, den 3. Mai 2027\n",
    "Gesamtherstellung: Musterdruck\n",
    "ISSN 0722-8333",
    "Vorabfassung – wird durch die lektorierte Fassung ersetzt.\n",
    "Die Zahlen aller Stege und Brücken am Ufer der Stadt nennt seit dem letzten Jahr das \n",
    "(vgl. www.amt.example/zahl-der-\n",
    "Amt selbst \n",
    "\n\nneue \n\n",
    "Es wird auf die Antwort zu Frage 3 verwiesen.",
    "Fragen 1 bis 4000000000",
    "auf Bundestagsdrucksache 20/2496",
    "www.bund.de/a-\nb",
    "u\u{308}",
    "\u{ad}",
    "\u{feff}",
    "\0",
    "\u{a0}",
    "Die Bundesregierung prüft dies.",
    "Zu Frage 1\n",
    "Fragen 1 und 2\n",
    "(a) Welche Stege?\n",
    "(b) der Verordnung\n",
    "2a) Welche Wehre?\n",
    "3) Wie viele?\n",
    "Frage 3: Wie viele?\n",
    " 7. Welche Tore?\n",
    "Verkehr\n",
    "Wehre und Stege\n",
    "– Bremen\n",
    "Die Zahlen bitte nach Ländern aufschlüsseln.\n",
    "Nach Ansicht der Fragesteller genügt das nicht. Wie bewertet sie dies?\n",
    "Die Antworten zu den Fragen 1 und 2 erfolgen gemeinsam.\n",
    "Die Fragen 1 bis 30 werden gemeinsam beantwortet.\n",
    "Allgemeine Vorbemerkung der Bundesregierung\n",
    "Ada Muster und Fraktion\n",
    "Antwort:\n",
];

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![6 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => "\\PC{0,12}", 1 => "[a-zäöüß]{1,12}[ .,]"];
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

/// Every paper of a text keeps the laws.
fn keeps_the_laws(text: &str) -> Result<(), TestCaseError> {
    let source = Source::from_text("any.txt", text).expect("a small text");
    let parts = drucksachen::papers(source);
    let ends: Vec<_> = parts.iter().map(|part| part.span().end() as usize).collect();
    prop_assert_eq!(ends.last(), Some(&text.len()), "the last paper ends with the text");
    for part in parts {
        let (_, broken) = LAWS.read(&part, &Companions::default());
        prop_assert!(broken.is_empty(), "{}", broken.join("\n"));
    }
    Ok(())
}

proptest! {
    #![proptest_config(chance::config(256))]

    #[test]
    fn any_text(text in any::<String>()) {
        keeps_the_laws(&text)?;
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        keeps_the_laws(&String::from_utf8_lossy(&bytes))?;
    }

    #[test]
    fn what_the_rules_look_for_in_any_order(text in pieces()) {
        keeps_the_laws(&text)?;
    }

    #[test]
    fn a_paper_cut_off_anywhere(paper in any::<Index>(), from in any::<Index>(), to in any::<Index>()) {
        let paper = paper.get(&PAPERS);
        let mut at = [0, paper.len()];
        at[1] = to.index(paper.len() + 1);
        at[0] = if from.index(2) == 0 { 0 } else { from.index(at[1] + 1) };
        let [from, to] = at.map(|at| (0..=at).rev().find(|&at| paper.is_char_boundary(at)).unwrap_or(0));
        keeps_the_laws(&paper[from..to])?;
    }

    #[test]
    fn lines_shuffled_doubled_and_lost(paper in any::<Index>(), order in prop::collection::vec(any::<Index>(), 0..90)) {
        let lines: Vec<&str> = paper.get(&PAPERS).split_inclusive('\n').collect();
        keeps_the_laws(&order.iter().map(|at| *at.get(&lines)).collect::<String>())?;
    }

    #[test]
    fn two_lines_change_places(paper in any::<Index>(), a in any::<Index>(), b in any::<Index>()) {
        let mut lines: Vec<&str> = paper.get(&PAPERS).split_inclusive('\n').collect();
        let (a, b) = (a.index(lines.len()), b.index(lines.len()));
        lines.swap(a, b);
        keeps_the_laws(&lines.concat())?;
    }

    #[test]
    fn a_paper_set_in_other_line_ends(paper in any::<Index>(), end in prop::sample::select(vec!["\r\n", "\r", " \n", "\n\n", "\u{c}", "-\n"])) {
        keeps_the_laws(&paper.get(&PAPERS).replace('\n', end))?;
    }
}
