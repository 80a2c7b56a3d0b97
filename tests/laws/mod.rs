//! What holds for every record, whatever its source says: checked on fixtures, on arbitrary text, on real papers.

use std::collections::{BTreeMap, BTreeSet};

use drucksachen::record::{Element, LedgerEntry, Record};
use drucksachen::{Code, Companions, QuestionId, Rule, Severity, Source, Span, Spans, Status};
use unicode_normalization::UnicodeNormalization as _;

/// The laws, with the schema compiled once.
pub struct Laws {
    #[cfg(feature = "validate")]
    validator: jsonschema::Validator,
}

impl Laws {
    pub fn new() -> Self {
        Self {
            #[cfg(feature = "validate")]
            validator: jsonschema::draft202012::new(drucksachen::record::schema().as_value()).expect("the schema is a schema"),
        }
    }

    /// Reads a source twice, and says which laws its record breaks.
    pub fn read(&self, source: &Source, companions: &Companions) -> (Record, Vec<String>) {
        let record = drucksachen::parse(source, companions);
        let mut broken = self.broken(source, &record);
        if json(&drucksachen::parse(source, companions)) != json(&record) {
            broken.push("the same source gives another record the second time".to_owned());
        }
        (record, broken)
    }

    /// The laws that a record breaks.
    pub fn broken(&self, source: &Source, record: &Record) -> Vec<String> {
        let mut broken = Vec::new();
        let ledger = record.ledger.as_deref().expect("parse gives the ledger");
        partition(source, ledger, &mut broken);
        ids(record, &mut broken);
        answered(record, &mut broken);
        let entries = Entries::gather(ledger);
        spans(record, &entries, &mut broken);
        texts(source.text(), record, &mut broken);
        references(record, &entries, &mut broken);
        diagnostics(source, record, &mut broken);
        self.schema(record, &mut broken);
        broken
    }

    #[cfg(feature = "validate")]
    fn schema(&self, record: &Record, broken: &mut Vec<String>) {
        let value = serde_json::to_value(record).expect("a record serialises");
        broken.extend(self.validator.iter_errors(&value).take(3).map(|error| format!("schema: {} at {}", error, error.instance_path())));
    }

    #[cfg(not(feature = "validate"))]
    #[expect(clippy::unused_self, reason = "the same call with and without the feature")]
    fn schema(&self, _: &Record, _: &mut Vec<String>) {}
}

fn json(record: &Record) -> Vec<u8> {
    serde_json::to_vec(record).expect("a record serialises")
}

/// Whether a role has an id, and how it reads.
fn id_fits(role: &str, id: Option<&str>) -> bool {
    let is_question = |id: &str| id.parse::<QuestionId>().is_ok();
    let is_voice = |id: &str| matches!(id, "askers" | "government");
    let is_original =
        |id: &str| is_voice(id) || id.strip_prefix("question:").or_else(|| id.strip_prefix("answer:")).is_some_and(is_question);
    match role {
        "question" | "answer" | "announcement" => id.is_some_and(is_question),
        "preface" => id.is_some_and(is_voice),
        "duplicate" => id.is_some_and(is_original),
        "title" | "transmittal" | "request" | "footnote" | "annex" | "directory" | "heading" | "signature" | "imprint" | "pagehead"
        | "body" | "other" => id.is_none(),
        _ => false,
    }
}

/// Every byte of the source, or of its part, is in exactly one entry; entries are in order and on character borders.
fn partition(source: &Source, ledger: &[LedgerEntry], broken: &mut Vec<String>) {
    let whole = source.span();
    let mut at = whole.start();
    for entry in ledger {
        if entry.span.start() != at || entry.span.is_empty() {
            broken.push(format!("partition: an entry at {:?}, where one at {at} was due", entry.span));
        }
        if !source.text().is_char_boundary(entry.span.end() as usize) {
            broken.push(format!("partition: {:?} ends inside a character", entry.span));
        }
        if !id_fits(entry.role, entry.id.as_deref()) {
            broken.push(format!("ledger: role {} with id {:?}", entry.role, entry.id));
        }
        if !Rule::ALL.iter().any(|rule| rule.name() == entry.rule) {
            broken.push(format!("ledger: no rule is called {}", entry.rule));
        }
        let is_hyphen = |words: &str| words.chars().count() == 1 && !words.contains(char::is_alphanumeric);
        if entry.rule == Rule::HyphenUnproven.name() && !is_hyphen(source.get(entry.span)) {
            broken.push(format!("ledger: {:?} is no hyphen: {}", entry.span, source.get(entry.span)));
        }
        at = entry.span.end();
    }
    if at != whole.end() {
        broken.push(format!("partition: it ends at {at}, the source at {}", whole.end()));
    }
}

/// Every id of a record: questions, each followed by its parts.
fn all_ids(record: &Record) -> Vec<QuestionId> {
    record
        .questions
        .iter()
        .flat_map(|question| std::iter::once(question.id).chain(question.sub_questions.iter().map(|part| part.id)))
        .collect()
}

/// Ids are unique and in order; a part belongs to its question; an answer is called after the first id that it answers.
fn ids(record: &Record, broken: &mut Vec<String>) {
    let ids = all_ids(record);
    for (before, after) in ids.iter().zip(ids.iter().skip(1)) {
        if before >= after {
            broken.push(format!("ids: {after} behind {before}"));
        }
    }
    for question in &record.questions {
        if !question.id.is_whole() {
            broken.push(format!("ids: question {} is a part", question.id));
        }
        for part in question.sub_questions.iter().filter(|part| part.id.stem() != question.id || part.id.is_whole()) {
            broken.push(format!("ids: {} is no part of {}", part.id, question.id));
        }
    }
    for answer in &record.answers {
        if answer.questions.first() != Some(&answer.id) {
            broken.push(format!("ids: answer {} answers {:?}", answer.id, answer.questions));
        }
    }
}

/// An id is in at most one answer, every id that an answer names was asked, and `answered_by` says the same.
fn answered(record: &Record, broken: &mut Vec<String>) {
    let asked: BTreeSet<QuestionId> = all_ids(record).into_iter().collect();
    let mut by: BTreeMap<QuestionId, QuestionId> = BTreeMap::new();
    for answer in &record.answers {
        for &id in &answer.questions {
            if !asked.contains(&id) {
                broken.push(format!("answers: answer {} answers {id}, which nobody asked", answer.id));
            }
            if let Some(other) = by.insert(id, answer.id) {
                broken.push(format!("answers: {id} is answered by {other} and by {}", answer.id));
            }
        }
    }
    let said = record.questions.iter().flat_map(|question| {
        std::iter::once((question.id, question.answered_by)).chain(question.sub_questions.iter().map(|part| (part.id, part.answered_by)))
    });
    for (id, answered_by) in said.filter(|(id, answered_by)| by.get(id) != answered_by.as_ref()) {
        broken.push(format!("answers: {id} says that it is answered by {answered_by:?}, the answers say {:?}", by.get(&id)));
    }
}

/// The spans of every role and id in the ledger.
struct Entries(BTreeMap<(&'static str, Option<String>), Spans>);

impl Entries {
    fn gather(ledger: &[LedgerEntry]) -> Self {
        let mut all: BTreeMap<_, Spans> = BTreeMap::new();
        for entry in ledger {
            all.entry((entry.role, entry.id.clone())).or_default().push(entry.span);
        }
        Self(all)
    }

    fn of(&self, role: &'static str, id: Option<String>) -> Spans {
        self.0.get(&(role, id)).cloned().unwrap_or_default()
    }

    /// A question and its parts.
    fn whole_question(&self, id: QuestionId) -> Spans {
        let of_it = self.0.iter().filter(|((role, _), _)| *role == "question");
        let of_it = of_it
            .filter(|((_, part), _)| part.as_deref().and_then(|part| part.parse().ok()).is_some_and(|part: QuestionId| part.stem() == id));
        let mut spans: Vec<Span> = of_it.flat_map(|(_, spans)| spans.iter()).collect();
        spans.sort_unstable();
        spans.into_iter().collect()
    }

    /// The spans that references from an element can lie in.
    fn element(&self, element: Element) -> Spans {
        match element {
            Element::Preface(voice) => self.of("preface", Some(voice.name().to_owned())),
            Element::Question(id) => self.whole_question(id.stem()),
            Element::Answer(id) => self.of("answer", Some(id.to_string())),
            Element::Body => self.of("body", None),
        }
    }
}

/// An element's spans are the ledger's entries of its role, joined; and every such entry has its element.
fn spans(record: &Record, entries: &Entries, broken: &mut Vec<String>) {
    let mut same = |what: String, said: &Spans, ledger: Spans| {
        if *said != ledger {
            broken.push(format!("spans: {what} has {said:?}, the ledger {ledger:?}"));
        }
    };
    for preface in &record.prefaces {
        same(format!("preface {}", preface.by.name()), &preface.spans, entries.element(Element::Preface(preface.by)));
    }
    for question in &record.questions {
        same(format!("question {}", question.id), &question.spans, entries.whole_question(question.id));
        for part in &question.sub_questions {
            same(format!("question {}", part.id), &part.spans, entries.of("question", Some(part.id.to_string())));
        }
    }
    for answer in &record.answers {
        same(format!("answer {}", answer.id), &answer.spans, entries.element(Element::Answer(answer.id)));
        if let Some(announcement) = &answer.announcement {
            same(format!("announcement {}", answer.id), &announcement.spans, entries.of("announcement", Some(answer.id.to_string())));
        }
    }
    let union = |all: &mut dyn Iterator<Item = &Spans>| -> Spans {
        let mut spans: Vec<Span> = all.flat_map(Spans::iter).collect();
        spans.sort_unstable();
        spans.into_iter().collect()
    };
    same("all footnotes".to_owned(), &union(&mut record.footnotes.iter().map(|note| &note.spans)), entries.of("footnote", None));
    same("all annexes".to_owned(), &union(&mut record.annexes.iter().map(|annex| &annex.spans)), entries.of("annex", None));
    for of in record.duplicates.iter().map(|duplicate| duplicate.of).collect::<BTreeSet<_>>() {
        let copies = record.duplicates.iter().filter(|duplicate| duplicate.of == of);
        let id = of.to_string().trim_start_matches("preface:").to_owned();
        same(format!("duplicates of {of}"), &union(&mut copies.map(|copy| &copy.spans)), entries.of("duplicate", Some(id)));
    }
    let known: BTreeSet<String> = all_ids(record).iter().map(|id| format!("question {id}")).collect();
    let known = known.into_iter().chain(record.answers.iter().map(|answer| format!("answer {}", answer.id)));
    let known = known
        .chain(record.answers.iter().filter(|answer| answer.announcement.is_some()).map(|answer| format!("announcement {}", answer.id)));
    let known: BTreeSet<String> = known.chain(record.prefaces.iter().map(|preface| format!("preface {}", preface.by.name()))).collect();
    for ((role, id), spans) in &entries.0 {
        let name = format!("{role} {}", id.as_deref().unwrap_or_default());
        if matches!(*role, "question" | "answer" | "announcement" | "preface") && !known.contains(&name) {
            broken.push(format!("spans: the ledger has {name} at {spans:?}, the record does not"));
        }
    }
}

/// The text of an element says what its spans say, letter by letter: spaces and hyphens aside, and less its head.
fn texts(source: &str, record: &Record, broken: &mut Vec<String>) {
    let printed = |spans: &Spans| squashed(&spans.iter().map(|span| &source[span.range()]).collect::<Vec<_>>().join(" "));
    let moved = Moved::of(record);
    let mut same = |what: String, text: &str, spans: &Spans, name: &str, is_head: &dyn Fn(&str) -> bool| {
        if text.contains(['\r', '\u{ad}', '\u{a0}', '\u{c}']) || text.trim() != text || text.contains("  ") {
            broken.push(format!("texts: {what} is not clean: {text:?}"));
        }
        let (read, printed) = (squashed(text), printed(spans));
        let says = if moved.touch(spans) {
            Moved::lacking(&printed, &read).is_some_and(|head| is_head(&head) || Moved::is_made_of(&head, name))
        } else {
            printed.strip_suffix(&read).is_some_and(is_head)
        };
        if !says {
            broken.push(format!("texts: {what} reads {read:?}, but prints {printed:?}"));
        }
    };
    let nothing = |head: &str| head.is_empty();
    for question in &record.questions {
        // Some papers print it twice: „19. 19.Welche“. In collections the asker stands below it.
        let digits = question.id.number().to_string();
        let number = |head: &str| {
            let collected = head.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(".Abgeordnete");
            // A paper's only question is 1, whatever it prints.
            let only = record.questions.len() == 1 && head.trim_start_matches(|c: char| c.is_ascii_digit()) == ".";
            // „Frage Nr. 3:“, „(3)“, „3.**“
            let named = head.strip_prefix("Frage").map_or(head, |named| named.trim_start_matches("Nr."));
            // A misread number is the one that its warning prints.
            let told = |text: String| text.contains(&format!("„{head}“wasreadasquestion{digits},"));
            let misread = record.diagnostics.iter().any(|one| one.code == Code::QuestionMisnumbered && told(squashed(&one.message)));
            collected || only || misread || named.replace(&digits, "").trim_matches(['.', '(', ')', ':', '*', '\\']).is_empty()
        };
        same(format!("question {}", question.id), &question.text, &question.spans, &digits, &number);
        for part in &question.sub_questions {
            let label = squashed(&part.label);
            same(format!("question {}", part.id), &part.text, &part.spans, &label, &|head| head == label);
        }
    }
    for answer in &record.answers {
        let by = |head: &str| head.is_empty() || head.starts_with("Antwortde");
        same(format!("answer {}", answer.id), &answer.text, &answer.spans, "", &by);
        if let Some(announcement) = &answer.announcement {
            same(format!("announcement {}", answer.id), &announcement.text, &announcement.spans, "", &nothing);
        }
    }
    for note in &record.footnotes {
        let mark = squashed(&note.mark);
        same(format!("footnote {}", note.mark), &note.text, &note.spans, &mark, &|head| head == mark);
    }
    for reference in &record.references {
        // A mark that composes with a last digit is printed, but not read.
        let (read, printed) = (squashed(&reference.text), printed(&reference.spans));
        if !moved.touch(&reference.spans) && !printed.starts_with(&read) {
            broken.push(format!("texts: reference from {} reads {read:?}, but prints {printed:?}", reference.from));
        }
    }
    for preface in &record.prefaces {
        let (read, printed) = (squashed(&preface.text), printed(&preface.spans));
        let says = if moved.touch(&preface.spans) {
            Moved::lacking(&without_headings(&printed), &without_headings(&read)).is_some_and(|head| head.is_empty())
        } else {
            is_less_headings(&read, &printed)
        };
        if !says {
            broken.push(format!("texts: preface {} reads {read:?}, but prints {printed:?}", preface.by.name()));
        }
    }
    for annex in &record.annexes {
        // The line of its heading is in no text, nor are the headings that its pages repeat.
        let (label, read, printed) = (squashed(&annex.label), squashed(&annex.text), printed(&annex.spans));
        let under_heading = printed.starts_with(&label) && printed.ends_with(&read);
        let under_heading = under_heading || moved.touch(&annex.spans);
        if !under_heading && (label.is_empty() || read.replace(&label, "") != printed.replace(&label, "")) {
            broken.push(format!("texts: annex {label} reads {read:?}, but prints {printed:?}"));
        }
    }
}

/// What is read elsewhere than it stands.
struct Moved(Spans);

impl Moved {
    fn of(record: &Record) -> Self {
        let entries = record.ledger.iter().flatten().filter(|entry| entry.rule == Rule::SetElsewhere.name());
        Self(entries.map(|entry| entry.span).collect())
    }

    fn touch(&self, spans: &Spans) -> bool {
        spans.iter().any(|span| !self.0.within(span).is_empty())
    }

    /// The letters that a text lacks, if it says every other one that is printed, in whatever order.
    fn lacking(printed: &str, read: &str) -> Option<String> {
        let mut letters: BTreeMap<char, usize> = BTreeMap::new();
        for letter in read.chars() {
            *letters.entry(letter).or_default() += 1;
        }
        // From the end: what is left over then stands in front.
        let lacking = |letter: &char| match letters.get_mut(letter) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        };
        let head: Vec<char> = printed.chars().rev().filter(lacking).collect();
        letters.values().all(|count| *count == 0).then(|| head.into_iter().rev().collect())
    }

    /// Whether letters that a text lacks are those of its head, printed once or twice, in whatever order: which of two equal
    /// letters is the head's cannot be told.
    fn is_made_of(head: &str, name: &str) -> bool {
        let letters = |words: &str| {
            let mut letters: Vec<char> = words.chars().filter(|c| !matches!(c, '.' | ')')).collect();
            letters.sort_unstable();
            letters
        };
        !name.is_empty() && (1..=2).any(|times| letters(head) == letters(&name.repeat(times)))
    }
}

/// A preface whose lines stand in another order has its headings anywhere.
fn without_headings(squashed: &str) -> String {
    ["AllgemeineVorbemerkungderBundesregierung", "VorbemerkungderFragesteller", "VorbemerkungderBundesregierung"]
        .iter()
        .fold(squashed.to_owned(), |rest, heading| rest.replace(heading, ""))
}

/// Whether a preface reads what it prints, less its heading; a torn paper prints that in the middle, or twice.
fn is_less_headings(read: &str, printed: &str) -> bool {
    const LONGEST: usize = 60;
    let same = read.bytes().zip(printed.bytes()).take_while(|(a, b)| a == b).count();
    if same == printed.len() {
        return same == read.len();
    }
    // Spread headings have typing errors, but not in both halves of the word.
    let is_heading = |words: &str| words.contains("Vorbem") || words.contains("merkung");
    let reach = (same..=printed.len()).find(|&at| at > same && printed.is_char_boundary(at)).unwrap_or(printed.len());
    let general = |at: usize| printed[..at].strip_suffix("Allgemeine").map_or(at, str::len);
    let begins = printed.rmatch_indices('V').map(|(at, _)| [at, general(at)]);
    let begins = begins.flatten().filter(|&at| at <= reach && at + LONGEST > same);
    begins.into_iter().any(|at| {
        let ends = (at..=printed.len()).take(LONGEST).skip(1).filter(|&end| printed.is_char_boundary(end));
        let mut ends = ends.filter(|&end| is_heading(&printed[at..end]));
        read.get(at..).is_some_and(|read| ends.any(|end| is_less_headings(read, &printed[end..])))
    })
}

/// Composed letters without spaces and hyphens: what every reading of a passage must agree on.
fn squashed(text: &str) -> String {
    let is_hyphen = |c: char| matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{ad}');
    let is_invisible = |c: char| matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}') || c.is_control();
    text.chars().filter(|&c| !c.is_whitespace() && !is_hyphen(c) && !is_invisible(c)).nfc().collect()
}

/// References stand in the order of print, each inside its element.
fn references(record: &Record, entries: &Entries, broken: &mut Vec<String>) {
    for reference in &record.references {
        let around = entries.element(reference.from);
        let inside = reference.spans.iter().all(|span| around.within(span).bytes() == span.len());
        if !inside || reference.spans.is_empty() {
            broken.push(format!("references: {:?} at {:?} leaves its {}", reference.text, reference.spans, reference.from));
        }
    }
    let starts: Vec<_> = record.references.iter().map(|reference| reference.spans.first()).collect();
    if !starts.is_sorted() {
        broken.push("references: out of order".to_owned());
    }
}

/// The status follows from the diagnostics, which point into the source, in its order, and none twice.
fn diagnostics(source: &Source, record: &Record, broken: &mut Vec<String>) {
    let warned = record.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Warning);
    let fits = match record.status {
        Status::Complete => !warned && !record.questions.is_empty(),
        Status::Partial => warned && !record.questions.is_empty(),
        Status::Unstructured => record.questions.is_empty(),
    };
    if !fits {
        broken.push(format!("status: {:?} with {} questions, warned: {warned}", record.status, record.questions.len()));
    }
    for diagnostic in &record.diagnostics {
        let outside = diagnostic.span.is_some_and(|span| span.start() < source.span().start() || span.end() > source.span().end());
        if outside || diagnostic.span.is_some_and(|span| !source.text().is_char_boundary(span.start() as usize)) {
            broken.push(format!("diagnostics: {} at {:?}", diagnostic.code.name(), diagnostic.span));
        }
    }
    for (before, after) in record.diagnostics.iter().zip(record.diagnostics.iter().skip(1)) {
        if before == after || (before.span, before.code) > (after.span, after.code) {
            broken.push(format!("diagnostics: {after:?} behind {before:?}"));
        }
    }
}
