//! The inverse: a paper is made up, set in a dialect, and must come out as it was: `parse(typeset(paper)) == paper`.

use drucksachen::{Companions, Source, parse};
use proptest::prelude::*;

/// What every dialect must give back.
#[derive(Debug, PartialEq)]
struct Paper {
    preface: String,
    questions: Vec<String>,
    answers: Vec<(Vec<String>, String)>,
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
}

#[derive(Debug, Clone, Copy)]
enum Head {
    OneLine,
    ThreeLines,
}

const PAGE: usize = 45;
/// The columns of the papers' own face, in thousandths of an em.
const ANSWER_COLUMN: usize = 32_000;
const QUESTION_COLUMN: usize = 29_500;
const SMALL_COLUMN: usize = 35_000;
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

fn paper(seed: u64) -> Paper {
    let mut dice = Dice(seed);
    let count = 2 + dice.roll(9);
    let questions: Vec<String> = (0..count).map(|_| question(&mut dice)).collect();
    let mut answers = Vec::new();
    let mut next = 1;
    while next <= count {
        let joint = (1 + usize::from(dice.roll(4) == 0)).min(count + 1 - next);
        let sentences: Vec<String> = (0..1 + dice.roll(3)).map(|_| statement(&mut dice)).collect();
        answers.push(((next..next + joint).map(|n| n.to_string()).collect(), sentences.join(" ")));
        next += joint;
    }
    let preface =
        format!("{} {}", statement(&mut dice).replace("Die Bundesregierung weist", "Die Fragesteller weisen"), statement(&mut dice));
    Paper { preface, questions, answers }
}

/// About what Times needs, in thousandths of an em.
fn width(words: &str) -> usize {
    let letter = |c: char| match c {
        ' ' | '.' | ',' => 250,
        'i' | 'j' | 'l' | 't' => 278,
        'f' | 'r' | '-' => 333,
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

fn typeset(paper: &Paper, setting: Setting) -> String {
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
    let question_column = if setting.small_questions { SMALL_COLUMN } else { QUESTION_COLUMN };
    lines.push(heading("Vorbemerkung der Fragesteller", setting));
    lines.extend(wrap(&paper.preface, ANSWER_COLUMN, setting));
    for (ids, answer) in &paper.answers {
        for id in ids {
            let number: usize = id.parse().expect("a number");
            lines.extend(wrap(&format!("{id}. {}", paper.questions[number - 1]), question_column, setting));
        }
        if let [first, .., last] = ids.as_slice() {
            lines.push(format!("Die Fragen {first} und {last} werden gemeinsam beantwortet."));
        }
        lines.extend(wrap(answer, ANSWER_COLUMN, setting));
    }
    let Some(head) = setting.head else { return lines.join("\n") + "\n" };
    let mut text = String::new();
    for (index, page) in lines.chunks(PAGE).enumerate() {
        if index > 0 {
            let number = index + 1;
            text += &match head {
                Head::OneLine => format!("Drucksache 21/4711 – {number} – Deutscher Bundestag – 21. Wahlperiode\n"),
                Head::ThreeLines => format!("\u{c}Deutscher Bundestag – 21. Wahlperiode\n\n–{number}–\n\nDrucksache 21/4711\n\n"),
            };
        }
        text += &(page.join("\n") + "\n");
        if setting.margin_note {
            text += "V\norabfassung - w\nird durch die lektorierte F\nassung ersetzt.\n";
        }
    }
    text
}

fn read(text: &str) -> Paper {
    let source = Source::from_text("paper.txt", text).expect("a small text");
    let record = serde_json::to_value(parse(&source, &Companions::default())).expect("a record");
    let list = |name: &str| record[name].as_array().cloned().unwrap_or_default();
    let text = |element: &serde_json::Value| element["text"].as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    let ids = |element: &serde_json::Value| {
        let ids = element["questions"].as_array().cloned().unwrap_or_default();
        ids.iter().filter_map(|id| id.as_str().map(String::from)).collect::<Vec<_>>()
    };
    Paper {
        preface: list("prefaces").iter().map(&text).collect::<Vec<_>>().join(" "),
        questions: list("questions").iter().map(&text).collect(),
        answers: list("answers").iter().map(|answer| (ids(answer), text(answer))).collect(),
    }
}

fn settings() -> impl Strategy<Value = Setting> {
    let head = prop_oneof![Just(None), Just(Some(Head::OneLine)), Just(Some(Head::ThreeLines))];
    (any::<bool>(), any::<bool>(), head, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(hyphens, trailing, head, margin_note, spread, small)| Setting {
            hyphens,
            // Text without broken words is DIP's, and that keeps its spaces.
            trailing: trailing || !hyphens,
            head,
            margin_note,
            spread,
            small_questions: small && hyphens,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_paper_comes_out_as_it_was_set(seed in any::<u64>(), setting in settings()) {
        let paper = paper(seed);
        prop_assert_eq!(read(&typeset(&paper, setting)), paper);
    }
}
