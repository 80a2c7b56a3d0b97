//! The inverse: a paper is made up, set in a dialect, and must come out as it was: `parse(typeset(paper)) == paper`.

mod chance;

use drucksachen::{Companions, Source, parse};
use proptest::prelude::*;

/// What every dialect must give back.
#[derive(Debug, PartialEq)]
struct Paper {
    preface: String,
    /// Whole questions as printed, with their parts.
    questions: Vec<String>,
    /// By question: each part's id and text.
    parts: Vec<Vec<(String, String)>>,
    answers: Vec<(Vec<String>, String)>,
    /// Marks and texts.
    footnotes: Vec<(String, String)>,
    /// Ministry and date of the transmittal note.
    transmitted: Option<(String, String)>,
    /// What stands twice, and the word that its second copy lacks.
    lacking: Vec<(String, String)>,
    /// The questions that are printed again at the end, above the last sentence of their answer.
    again: Vec<String>,
}

/// How a paper is set; every oddity is a switch of its own.
#[derive(Debug, Clone, Copy)]
struct Setting {
    /// Broken words keep their hyphens; otherwise they are whole, as in DIP's text.
    hyphens: bool,
    /// A line that was broken at a space keeps it.
    trailing: bool,
    /// Lines a page, and how its head is set; none for text without pages.
    head: Option<Head>,
    /// The note of advance copies, in fragments at every page's foot.
    margin_note: bool,
    /// Headings letter by letter.
    spread: bool,
    /// Questions in smaller type, so in a wider column than answers: other settings than DIP's.
    small_questions: bool,
    /// The transmittal note before everything, as archives have it, or at the first page's foot.
    note_first: bool,
    /// What stands around a question's number, and around the label of a part.
    numbers: (&'static str, &'static str),
    labels: (&'static str, &'static str),
    /// „Antwort:“ above each answer.
    marked: bool,
}

/// The forms of numbers and labels; the first are the Bundestag's own.
const NUMBERS: [(&str, &str); 5] = [("", "."), ("Frage ", ":"), ("Frage Nr. ", ""), ("", ")"), ("(", ")")];
const LABELS: [(&str, &str); 3] = [("", ")"), ("(", ")"), ("", ".")];

#[derive(Debug, Clone, Copy)]
enum Head {
    OneLine,
    ThreeLines,
    /// Archives keep a blank line and a leading space of it.
    Space,
    /// What programs print between two pages.
    Named,
}

const PAGE: usize = 45;
/// The columns of the papers' own face, in thousandths of an em.
const ANSWER_COLUMN: usize = 32_000;
const QUESTION_COLUMN: usize = 29_500;
const SMALL_COLUMN: usize = 35_000;
/// How far the parts of questions are set in.
const PART_INDENT: usize = 2_400;
/// Notes are set small, across the page.
const NOTE_COLUMN: usize = 42_000;
/// Where a text without pages has the note of the first page's foot.
const FIRST_FOOT: usize = 12;
/// The word that a second copy lacks.
const LACKING: &str = "weitere";
const NOUNS: [&str; 8] = ["Brücken", "Schleusen", "Bahnhöfe", "Radwege", "Leuchttürme", "Wetterstationen", "Messstellen", "Hafenanlagen"];
const VERBS: [&str; 5] = ["saniert", "stillgelegt", "instandgesetzt", "vermessen", "ausgeschrieben"];
const PLACES: [&str; 5] =
    ["im Norden des Landes", "an der Küste", "in den Mittelgebirgen", "entlang der Bundesstraßen", "im Zuständigkeitsbereich des Bundes"];
const ASIDES: [&str; 4] =
    [" mit KI-gestützten Verfahren", " durch Forschungs- und Entwicklungsvorhaben", " nach öffentlich-rechtlichen Vorgaben", ""];

/// A small generator, so that a seed is all that a failure needs.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }
}

fn question(dice: &mut Dice) -> String {
    let (noun, place, verb, aside) = (dice.pick(&NOUNS), dice.pick(&PLACES), dice.pick(&VERBS), dice.pick(&ASIDES));
    let count = 3 + dice.roll(90);
    format!(
        "Wie viele {noun} wurden nach Kenntnis der Bundesregierung {place}{aside} in den letzten {count} Monaten {verb}, und welche Kosten entstanden dabei?"
    )
}

fn statement(dice: &mut Dice) -> String {
    let (noun, place, verb, aside) = (dice.pick(&NOUNS), dice.pick(&PLACES), dice.pick(&VERBS), dice.pick(&ASIDES));
    let count = 3 + dice.roll(900);
    format!(
        "Die Bundesregierung weist darauf hin, dass {count} {noun} {place}{aside} {verb} wurden und weitere Arbeiten vorbereitet werden."
    )
}

/// No sentence is like another: a preface that repeats itself would stand twice in part.
fn preface(dice: &mut Dice) -> String {
    let (noun, other, place, verb, aside) =
        (dice.pick(&NOUNS), dice.pick(&NOUNS), dice.pick(&PLACES), dice.pick(&VERBS), dice.pick(&ASIDES));
    let count = 3 + dice.roll(900);
    format!(
        "Nach Auffassung der Fragesteller hat der Zustand vieler {noun} {place} in den vergangenen Jahren gelitten. Gutachten{aside} zählen \
         {count} Schäden und nennen {LACKING} Ursachen, darunter Frost, Salz und den wachsenden Verkehr der Lastwagen. Es fehlt ein Plan, der \
         sagt, welche {other} zuerst {verb} werden sollen und wer dafür aufkommt."
    )
}

/// The same of an answer.
fn report(dice: &mut Dice) -> String {
    let (noun, place, verb, aside) = (dice.pick(&NOUNS), dice.pick(&PLACES), dice.pick(&VERBS), dice.pick(&ASIDES));
    let count = 3 + dice.roll(900);
    format!(
        "Zuletzt sind {count} {noun} {place} geprüft worden. Wo Mängel bestanden, hat das zuständige Amt sie{aside} {verb} oder {LACKING} \
         Prüfungen veranlasst; über deren Kosten liegen noch keine Zahlen vor. Sobald das Gutachten der Länder abgeschlossen ist, wird dem \
         Haushaltsausschuss berichtet."
    )
}

/// A stem and its parts, the last of which asks.
fn parted_question(dice: &mut Dice) -> (String, Vec<String>) {
    let (noun, verb) = (dice.pick(&NOUNS), dice.pick(&VERBS));
    let count = 2 + dice.roll(3);
    let parts = (1..=count).map(|at| {
        let (place, months) = (dice.pick(&PLACES), 3 + dice.roll(90));
        let end = if at == count { "?" } else { "," };
        format!("in den letzten {months} Monaten {place} und in den angrenzenden Gebieten der Nachbarstaaten{end}")
    });
    let parts = parts.collect();
    (format!("Wie viele {noun} wurden nach Kenntnis der Bundesregierung {verb}"), parts)
}

fn paper(seed: u64) -> Paper {
    let mut dice = Dice(seed);
    let count = 2 + dice.roll(9);
    let (mut questions, mut parts) = (Vec::new(), Vec::new());
    for number in 1..=count {
        if dice.roll(5) > 0 {
            questions.push(question(&mut dice));
            parts.push(Vec::new());
            continue;
        }
        let (stem, texts) = parted_question(&mut dice);
        let labelled: Vec<(char, String)> = ('a'..='z').zip(texts).collect();
        questions.push(labelled.iter().fold(stem, |all, (label, text)| format!("{all} {label}) {text}")));
        parts.push(labelled.into_iter().map(|(label, text)| (format!("{number}{label}"), text)).collect());
    }
    let (mut answers, mut footnotes): (Vec<(Vec<String>, String)>, Vec<_>) = (Vec::new(), Vec::new());
    let mut next = 1;
    while next <= count {
        let joint = (1 + usize::from(dice.roll(4) == 0)).min(count + 1 - next);
        let mut sentences: Vec<String> = (0..1 + dice.roll(3)).map(|_| statement(&mut dice)).collect();
        if footnotes.is_empty() && sentences.len() > 2 {
            sentences[0] = sentences[0].replace(" hin,", " hin*,");
            let (noun, place) = (dice.pick(&NOUNS), dice.pick(&PLACES));
            let note = format!(
                "Die Angaben beruhen auf einer Umfrage unter den Ländern, die auch {noun} {place} einschließt und jedes Jahr wiederholt wird."
            );
            footnotes.push(("*".to_owned(), note));
        }
        let ids = (next..next + joint).flat_map(|n| {
            let parts = parts.get(n - 1).into_iter().flatten().map(|(id, _): &(String, String)| id.clone());
            std::iter::once(n.to_string()).chain(parts).collect::<Vec<_>>()
        });
        answers.push((ids.collect(), sentences.join(" ")));
        next += joint;
    }
    let preface = preface(&mut dice);
    let transmitted = (dice.roll(3) > 0).then(|| ("Bundesministerium für Verkehr".to_owned(), format!("2025-09-{:02}", 1 + dice.roll(28))));
    let twice = |of: &str| (of.to_owned(), LACKING.to_owned());
    let mut lacking = if dice.roll(3) == 0 { vec![twice("preface:askers")] } else { Vec::new() };
    if let Some((ids, text)) = answers.first_mut().filter(|(_, text)| !text.contains('*') && dice.roll(3) == 0) {
        *text = report(&mut dice);
        lacking.push(twice(&format!("answer:{}", ids[0])));
    }
    let twice = |id: &String| lacking.iter().any(|(of, _)| *of == format!("answer:{id}"));
    let may_go_on = |(ids, text): &&(Vec<String>, String)| text.contains(". ") && !text.contains('*') && !twice(&ids[0]);
    let said: Vec<_> = answers.iter().filter(may_go_on).collect();
    let chosen = said.get(dice.roll(3 * said.len().max(1)));
    let again = chosen.into_iter().flat_map(|(ids, _)| ids.iter().filter(|id| id.parse::<u32>().is_ok()).cloned()).collect();
    Paper { preface, questions, parts, answers, footnotes, transmitted, lacking, again }
}

/// About what Times needs, in thousandths of an em.
fn width(words: &str) -> usize {
    let letter = |c: char| match c {
        ' ' | '.' | ',' => 250,
        'i' | 'j' | 'l' | 't' => 278,
        'f' | 'r' | '-' | '(' | ')' => 333,
        'm' => 778,
        'w' => 722,
        's' => 389,
        'a' | 'c' | 'e' | 'z' | 'ä' | '?' => 444,
        c if c.is_uppercase() => 680,
        _ => 500,
    };
    words.chars().map(letter).sum()
}

/// Breaks a paragraph into lines. Words of letters only are broken in their middle.
fn wrap(text: &str, column: usize, setting: Setting) -> Vec<String> {
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in text.split(' ') {
        let room = column.saturating_sub(width(&line) + 250);
        if line.is_empty() || width(word) <= room {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
            continue;
        }
        let own = word.find('-').map(|at| at + 1).filter(|&at| at < word.len() && width(&word[..at]) <= room);
        let soft = (setting.hyphens && word.len() > 9 && word.bytes().all(|b| b.is_ascii_alphabetic())).then_some(word.len() / 2);
        match own.or(soft.filter(|&at| width(&word[..at]) + 333 <= room)) {
            Some(at) => {
                let hyphen = if own.is_some() { "" } else { "-" };
                lines.push(format!("{line} {}{hyphen}", &word[..at]));
                word[at..].clone_into(&mut line);
            }
            None => {
                lines.push(line + if setting.trailing { " " } else { "" });
                line = word.to_owned();
            }
        }
    }
    lines.push(line);
    lines
}

fn heading(words: &str, setting: Setting) -> String {
    if !setting.spread {
        return words.to_owned();
    }
    let spread = |word: &str| word.chars().map(String::from).collect::<Vec<_>>().join(" ");
    words.split(' ').map(spread).collect::<Vec<_>>().join("  ")
}

/// „Die Antwort wurde namens …“ in the lines of the page's foot.
fn transmittal(paper: &Paper, setting: Setting) -> Vec<String> {
    let Some((_, date)) = &paper.transmitted else { return Vec::new() };
    let day = date.rsplit('-').next().unwrap_or_default().trim_start_matches('0');
    let sent = format!(
        "Die Antwort wurde namens der Bundesregierung mit Schreiben des Bundesministeriums für Verkehr vom {day}. September 2025 übermittelt."
    );
    let mut lines = wrap(&sent, NOTE_COLUMN, setting);
    lines.push("Die Drucksache enthält zusätzlich – in kleinerer Schrifttype – den Fragetext.".to_owned());
    lines
}

/// The lines of the text, and of the note whose mark stands in one of them.
struct Set {
    lines: Vec<String>,
    note: Option<(usize, Vec<String>)>,
}

fn set(paper: &Paper, setting: Setting) -> Set {
    let mut lines: Vec<String> = [
        "Deutscher Bundestag Drucksache 21/4711",
        "21. Wahlperiode 12.09.2025",
        "Antwort",
        "der Bundesregierung",
        "auf die Kleine Anfrage der Abgeordneten Anna Muster, Bernd Beispiel und der Fraktion Die Linke",
        "– Drucksache 21/4500 –",
        "Zustand der Bauwerke",
    ]
    .map(String::from)
    .into();
    let column = if setting.small_questions { SMALL_COLUMN } else { QUESTION_COLUMN };
    lines.push(heading("Vorbemerkung der Fragesteller", setting));
    lines.extend(wrap(&paper.preface, ANSWER_COLUMN, setting));
    let twice = |of: &str| paper.lacking.iter().any(|(element, _)| element == of);
    if twice("preface:askers") {
        lines.extend(wrap(&paper.preface.replace(&format!(" {LACKING} "), " "), ANSWER_COLUMN, setting));
    }
    let mut note = None;
    let ask = |lines: &mut Vec<String>, ids: &[String]| {
        let numbers: Vec<usize> = ids.iter().filter_map(|id| id.parse().ok()).collect();
        for &number in &numbers {
            let (question, parts) = (&paper.questions[number - 1], &paper.parts[number - 1]);
            let stem = question.split_once(" a) ").map_or(question.as_str(), |(stem, _)| stem);
            let ((open, close), (open_label, close_label)) = (setting.numbers, setting.labels);
            lines.extend(wrap(&format!("{open}{number}{close} {stem}"), column, setting));
            for (id, text) in parts {
                let label = id.trim_start_matches(|c: char| c.is_ascii_digit());
                lines.extend(wrap(&format!("{open_label}{label}{close_label} {text}"), column - PART_INDENT, setting));
            }
        }
        if setting.marked {
            lines.push("Antwort:".to_owned());
        }
        if let [first, .., last] = numbers.as_slice() {
            lines.push(format!("Die Fragen {first} und {last} werden gemeinsam beantwortet."));
        }
    };
    let mut further = None;
    for (ids, answer) in &paper.answers {
        ask(&mut lines, ids);
        let begin = lines.len();
        let (first, last) = answer.rsplit_once(". ").filter(|_| paper.again.first() == ids.first()).unzip();
        lines.extend(wrap(&first.map_or_else(|| answer.clone(), |first| format!("{first}.")), ANSWER_COLUMN, setting));
        further = further.or(last);
        if twice(&format!("answer:{}", ids[0])) {
            lines.extend(wrap(&answer.replacen(&format!(" {LACKING} "), " ", 1), ANSWER_COLUMN, setting));
        }
        if let Some((mark, text)) = paper.footnotes.first().filter(|_| answer.contains('*')) {
            let marked = lines.iter().skip(begin).position(|line| line.contains('*')).unwrap_or(0);
            note = Some((begin + marked, wrap(&format!("{mark} {text}"), NOTE_COLUMN, setting)));
        }
    }
    if let Some(further) = further {
        ask(&mut lines, &paper.again);
        lines.extend(wrap(further, ANSWER_COLUMN, setting));
    }
    Set { lines, note }
}

fn typeset(paper: &Paper, setting: Setting) -> String {
    let Set { lines, note } = set(paper, setting);
    let mut pages: Vec<Vec<String>> =
        lines.chunks(if setting.head.is_some() { PAGE } else { usize::MAX }).map(<[String]>::to_vec).collect();
    let sent = transmittal(paper, setting);
    // A note stands at its page's foot; text without pages has it behind the line that follows the mark.
    if let Some((marked, note)) = note {
        if setting.head.is_some() {
            pages[marked / PAGE].extend(note);
        } else {
            let at = (marked + 2).min(lines.len());
            pages[0].splice(at..at, note);
        }
    }
    if setting.note_first {
        pages[0].splice(0..0, sent);
    } else {
        let foot = if setting.head.is_some() { pages[0].len() } else { FIRST_FOOT.min(pages[0].len()) };
        pages[0].splice(foot..foot, sent);
    }
    let mut text = String::new();
    for (index, page) in pages.iter().enumerate() {
        if let (Some(head), 1..) = (setting.head, index) {
            let number = index + 1;
            text += &match head {
                Head::Space => "\n ".to_owned(),
                Head::OneLine => format!("Drucksache 21/4711 – {number} – Deutscher Bundestag – 21. Wahlperiode\n"),
                Head::Named => format!("[Seite {number}]\n"),
                Head::ThreeLines => format!("\u{c}Deutscher Bundestag – 21. Wahlperiode\n\n–{number}–\n\nDrucksache 21/4711\n\n"),
            };
        }
        text += &(page.join("\n") + "\n");
        if setting.margin_note && setting.head.is_some() {
            text += "V\norabfassung - w\nird durch die lektorierte F\nassung ersetzt.\n";
        }
    }
    text
}

fn record(text: &str) -> serde_json::Value {
    let source = Source::from_text("paper.txt", text).expect("a small text");
    serde_json::to_value(parse(&source, &Companions::default())).expect("a record")
}

fn read(record: &serde_json::Value) -> Paper {
    let list = |name: &str| record[name].as_array().cloned().unwrap_or_default();
    let text = |element: &serde_json::Value| element["text"].as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let ids = |element: &serde_json::Value| {
        let ids = element["questions"].as_array().cloned().unwrap_or_default();
        ids.iter().filter_map(|id| id.as_str().map(String::from)).collect::<Vec<_>>()
    };
    let string = |value: &serde_json::Value| value.as_str().map(String::from);
    let parts = |question: &serde_json::Value| {
        let parts = question["sub_questions"].as_array().cloned().unwrap_or_default();
        parts.iter().filter_map(|part| Some((string(&part["id"])?, text(part)))).collect::<Vec<_>>()
    };
    let kept = list("duplicates").into_iter().flat_map(|copy| {
        let differences = copy["differences"].as_array().cloned().unwrap_or_default();
        let kept = differences.into_iter().filter_map(|difference| string(&difference["kept"]).filter(|_| difference["dropped"] == ""));
        kept.zip(std::iter::repeat(string(&copy["of"]).unwrap_or_default())).map(|(kept, of)| (of, kept)).collect::<Vec<_>>()
    });
    let again = list("duplicates").into_iter().filter_map(|copy| Some(string(&copy["of"])?.strip_prefix("question:")?.to_owned()));
    Paper {
        preface: list("prefaces").iter().map(&text).collect::<Vec<_>>().join(" "),
        questions: list("questions").iter().map(&text).collect(),
        parts: list("questions").iter().map(&parts).collect(),
        answers: list("answers").iter().map(|answer| (ids(answer), text(answer))).collect(),
        footnotes: list("footnotes").iter().map(|note| (string(&note["mark"]).unwrap_or_default(), text(note))).collect(),
        transmitted: string(&record["paper"]["ministry"]).zip(string(&record["paper"]["transmitted"])),
        lacking: kept.collect(),
        again: again.collect(),
    }
}

fn settings() -> impl Strategy<Value = Setting> {
    let head =
        prop_oneof![Just(None), Just(Some(Head::OneLine)), Just(Some(Head::ThreeLines)), Just(Some(Head::Space)), Just(Some(Head::Named))];
    // Half of the papers count as the Bundestag's do.
    let usual = Just((NUMBERS[0], LABELS[0], false));
    let forms = prop_oneof![usual, (proptest::sample::select(&NUMBERS[..]), proptest::sample::select(&LABELS[..]), any::<bool>())];
    (any::<bool>(), any::<bool>(), head, any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(), forms).prop_map(
        |(hyphens, trailing, head, margin_note, spread, small, note_first, (numbers, labels, marked))| Setting {
            hyphens,
            // Text without broken words is DIP's, and that keeps its spaces.
            trailing: trailing || !hyphens,
            head,
            margin_note,
            spread,
            small_questions: small && hyphens,
            note_first,
            numbers,
            labels,
            marked,
        },
    )
}

/// One broken word in thirty lines that keep their spaces is read as a word's own hyphen, as in DIP's text.
fn is_plainly_hyphenated(text: &str) -> bool {
    let broken = text.lines().zip(text.lines().skip(1)).filter(|(line, next)| line.ends_with('-') && next.starts_with(char::is_lowercase));
    broken.count() * 20 > text.lines().count()
}

proptest! {
    #![proptest_config(chance::config(300))]

    #[test]
    fn a_paper_comes_out_as_it_was_set(seed in any::<u64>(), setting in settings()) {
        let mut paper = paper(seed);
        let text = typeset(&paper, setting);
        let (open, close) = setting.labels;
        for question in &mut paper.questions {
            *question = ('a'..='d').fold(std::mem::take(question), |all, label| all.replace(&format!(" {label}) "), &format!(" {open}{label}{close} ")));
        }
        prop_assume!(!setting.hyphens || !setting.trailing || is_plainly_hyphenated(&text));
        prop_assert_eq!(read(&record(&text)), paper);
    }

    #[test]
    fn a_misread_number_is_told(seed in any::<u64>(), setting in settings(), form in 0..MISREAD.len()) {
        // Printed again, its number would be read there.
        let paper = Paper { again: Vec::new(), ..paper(seed) };
        let setting = Setting { numbers: NUMBERS[0], labels: LABELS[0], marked: false, ..setting };
        let text = typeset(&paper, setting);
        prop_assume!(!setting.hyphens || !setting.trailing || is_plainly_hyphenated(&text));
        let number = 1 + seed % paper.questions.len() as u64;
        let misread = text.replacen(&format!("\n{number}. Wie"), &format!("\n{} Wie", MISREAD[form](number)), 1);
        prop_assume!(misread != text);
        let record = record(&misread);
        prop_assert_eq!(&record["status"], "partial");
        let mended = record["diagnostics"].as_array().into_iter().flatten().any(|one| one["code"] == "question-misnumbered");
        prop_assert!(mended || read(&record) != paper, "told as missing, though nothing is");
        prop_assert!(!mended || read(&record) == paper, "{:#}", record["diagnostics"]);
    }
}

/// What a scan's reader makes of „1.“
const MISREAD: [fn(u64) -> String; 5] = [
    |number| format!("{number}.").replace('1', "l").replace('5', "S"),
    |number| format!("{number},"),
    |number| format!("'{number}."),
    |number| format!("{number}.."),
    |number| format!("{}.", number + 10),
];

/// The last question is set wider than the few before it, so the search takes it for a list in the answer above.
#[test]
fn a_question_that_is_lost_is_warned_of() {
    let setting = Setting {
        hyphens: true,
        trailing: false,
        head: None,
        margin_note: false,
        spread: false,
        small_questions: false,
        note_first: false,
        numbers: NUMBERS[0],
        labels: LABELS[0],
        marked: false,
    };
    let paper = paper(2_457_380_130_611_885_590);
    let record = record(&typeset(&paper, setting));
    assert_ne!(read(&record).questions, paper.questions);
    assert_eq!(record["status"], "partial", "{:#}", record["diagnostics"]);
}
