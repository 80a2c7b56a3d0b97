//! Time grows in line with the size of a paper. In a test of its own, so that no other one runs beside it.

use std::time::{Duration, Instant};

use drucksachen::{Companions, Source};

const HEAD: &str = "Deutscher Bundestag Drucksache 22/1\n22. Wahlperiode 03.05.2027\nAntwort \nder Bundesregierung \n\
    auf die Kleine Anfrage der Fraktion der SPD\n– Drucksache 22/2 –\nBrücken\n";

/// So many questions, each with an answer that has a reference, a torn word and a list.
fn questions(count: usize) -> String {
    let question = |number: usize| {
        format!(
            "{number}. Wie viele Brücken im Zuständigkeitsbereich des Bundes wurden \nim Jahr 2026 gesperrt?\n\
             Es wird auf die Antwort zu Frage {} verwiesen. Im Übrigen wurden die Brü-\ncken nach Maßgabe der Richtlinien geprüft.\n\
             1. Erste Brücke 17\n2. Zweite Brücke 4\n",
            count - number + 1
        )
    };
    (1..=count).map(question).collect()
}

/// A question, and an annex of so many rows that begin with numbers.
fn annex(count: usize) -> String {
    let row = |number: usize| format!("{number}. Brücke {number} bei Kilometer {}\n", number * 7 % 100);
    "1. Wie viele?\nZwölf.\nAnlage 1\n".chars().chain((1..=count).flat_map(|number| row(number).chars().collect::<Vec<_>>())).collect()
}

/// An answer that is so many references in one paragraph.
fn references(count: usize) -> String {
    let reference = "die Antworten zu den Fragen 1 bis 4000000000 auf Bundestagsdrucksache 20/17, die Frage 1 und die Vorbemerkung der \n";
    format!("1. Wie viele?\nEs wird verwiesen auf \n{}Bundesregierung.\n", reference.repeat(count))
}

/// A line of so many letters without a blank, and as many blanks.
fn one_line(count: usize) -> String {
    format!("1. Wie viele?\nwww.bund.de/{}{}Ende-\n", "a-b/c.".repeat(count), " ".repeat(count))
}

/// So many times a page's head, in one line with what stands around it.
fn heads_in_a_line(count: usize) -> String {
    format!("1. Wie viele?\n{}\n", "– Drucksache 22/1 – 2 – und Stege I – 22. Wahlperiode ".repeat(count))
}

/// A whole paper's questions in one line.
fn lost_lines(count: usize) -> String {
    questions(count).replace('\n', " ")
}

/// One word of so many halves.
fn one_word(count: usize) -> String {
    format!("1. Wie viele?\nDie {}ab sind bekannt.\n", "ab-rechts-".repeat(count))
}

/// A preface of so many sentences that resemble one another.
fn preface(count: usize) -> String {
    let sentence = |number: usize| {
        format!("Die Brücke Nummer {number} wurde im vergangenen Jahr geprüft, und die Prüfung ergab, dass sie sicher ist. \n")
    };
    format!("Vorbemerkung der Fragesteller\n{}Ende.\n1. Wie viele?\nZwölf.\n", (0..count).map(sentence).collect::<String>())
}

/// An imprint, and behind it an annex of so many lines that each break another word.
fn torn_annex(count: usize) -> String {
    let name = |number: usize| format!("{number:06}").bytes().map(|digit| char::from(digit - b'0' + b'a')).collect::<String>();
    let row =
        |number: usize| format!("Die Zahl der Brücken und der Stege über dem Kanal wächst seit Jahren, meldet {}-\nbau.\n", name(number));
    let text = "Die Länder prüfen ihre Brücken und Stege nach den Richtlinien und melden dem Bund \n".repeat(20);
    format!(
        "1. Wie viele?\n{text}Gesamtherstellung: Eine Druckerei, Buchgasse 7, 12345 Musterstadt\nISSN 0722-8333\n{}",
        (0..count).map(row).collect::<String>()
    )
}

/// A page that was turned by a quarter, in so many times thirty pieces.
fn turned(count: usize) -> String {
    let pieces =
        "Wo\n l\nie\nge\nn \ndi\ne B\nrü\nck\nen\n u\nnd\n w\nas\n k\nos\nte\nn s\nie\n n\nac\nh d\nen\n Z\nah\nle\nn d\nes\n B\nund\n";
    format!("1. Wie viele?\nZwölf.\n{}", pieces.repeat(count))
}

/// So many web addresses, each before a word that stands nowhere else.
fn addresses(count: usize) -> String {
    let letter = |number: usize, place: usize| char::from(b"abcdefghijklmnop"[(number >> (4 * place)) % 16]);
    let word = |number: usize| (0..4).map(|place| letter(number, place)).collect::<String>();
    let line =
        |number: usize| format!("Das Amt nennt die Lage unter www.amt.de/bericht/netz {}rung, und die Länder prüfen sie.\n", word(number));
    format!("1. Wie ist die Lage?\n{}", (0..count).map(line).collect::<String>())
}

/// So many web addresses that each leave the line above with pieces of it, without a blank line.
fn wide_lines(count: usize) -> String {
    let lines = "Das sagt die \n(www.amt.de/statistik/bericht-ueber-\nselbst \nAmt \nalle-stege.html). Das ist alles.\n";
    format!("1. Wie ist die Lage?\nDie Lage ist gut.\n\nDie Zahlen nennt der Bericht.\n{}", lines.repeat(count))
}

/// So many paragraphs that are set wide, each with two pieces behind it that no line lacks.
fn loose_pieces(count: usize) -> String {
    let line = "Die  Länder  prüfen  ihre  Brücken  und  alle  Stege  und  melden  dem  Bund  ihre  Zahl \nund \n";
    let paragraph = format!("{}das.\n\nneue \n\nBrücken-\n\n", line.repeat(10));
    format!("1. Wie ist die Lage?\nDie Lage ist gut.\n\n{}", paragraph.repeat(count))
}

/// So many annexes.
fn annexes(count: usize) -> String {
    format!("1. Wie ist die Lage?\nSie ist gut.\n{}", (1..=count).map(|number| format!("Anlage {number}\nSteg 1 2\n")).collect::<String>())
}

/// So many pages with a note at the margin, and behind it two lines that belong further up.
fn noted(count: usize) -> String {
    let line = "Die Länder prüfen ihre Brücken und Stege nach den Richtlinien und melden dem Bund\n".repeat(20);
    let note = "Vorabfassung - wird durch die lektorierte Fassung ersetzt.";
    let page = |number: usize| {
        format!(
            "{number}. Wie viele Brücken wurden im Jahr\n\n{line}\n\n{note}\n\n2026 geprüft?\nZwölf.\n\n\
             \u{c}Drucksache 22/1 – {number} – Deutscher Bundestag – 22. Wahlperiode\n\n"
        )
    };
    (1..=count).map(page).collect()
}

/// The shortest of several runs: the others were disturbed.
fn shortest(text: &str) -> Duration {
    let source = Source::from_text("long.txt", [HEAD, text].concat()).expect("a small text");
    let run = || {
        let begun = Instant::now();
        let record = drucksachen::parse(&source, &Companions::default());
        assert!(record.ledger.is_some());
        begun.elapsed()
    };
    (0..5).map(|_| run()).min().expect("five runs")
}

/// A text of so many repetitions.
type Shape = fn(usize) -> String;

/// Sixteen times the text takes sixteen times the time; four times that is allowed for a machine that does other work.
/// A step that compares every line with every other would take 256 times.
#[test]
fn time_grows_in_line_with_size() {
    const GROWTH: usize = 16;
    const ALLOWANCE: u32 = 4;
    /// What grows too fast does so every time; a machine that is busy with something else is not so for ever.
    const TRIES: usize = 3;
    let shapes: [(&str, Shape, usize); 15] = [
        ("questions", questions, 60),
        ("annex", annex, 600),
        ("references", references, 60),
        ("one line", one_line, 4000),
        ("heads in a line", heads_in_a_line, 400),
        ("lost lines", lost_lines, 60),
        ("one word", one_word, 4000),
        ("preface", preface, 60),
        ("torn annex", torn_annex, 120),
        ("turned page", turned, 60),
        ("noted pages", noted, 20),
        ("wide lines", wide_lines, 200),
        ("loose pieces", loose_pieces, 20),
        ("annexes", annexes, 1000),
        ("addresses", addresses, 200),
    ];
    let allowed = u32::try_from(GROWTH).expect("a small number") * ALLOWANCE;
    let mut slow = Vec::new();
    for (name, shape, size) in shapes {
        let grows_in_line = (0..TRIES).any(|_| {
            let (short, long) = (shortest(&shape(size)), shortest(&shape(size * GROWTH)));
            eprintln!("{name}: {short:?}, {GROWTH} times the text {long:?}");
            long <= short * allowed
        });
        if !grows_in_line {
            slow.push(name);
        }
    }
    assert!(slow.is_empty(), "too slow each time: {}", slow.join(", "));
}
