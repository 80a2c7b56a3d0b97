//! What DIP knows about a paper, beside what its text says. The text is never overruled: it is what was printed.
//!
//! Fields that the text lacks are filled. Where both speak and disagree, a diagnostic says so: a warning for the paper's
//! number, since then the text may belong to another paper; an info for the others, which DIP edits.

use super::{Date, Paper, Person, Record, Status};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::DipMetadata;

/// Fills what the text lacks, notes what disagrees.
pub(crate) fn apply(record: &mut Record, known: &DipMetadata) {
    // The Bundesrat's papers have numbers of another kind.
    if known.publisher.as_deref() == Some("BR") {
        return;
    }
    let mut notes = Vec::new();
    let paper = &mut record.paper;
    let number = known.number.as_deref().and_then(|number| number.parse().ok());
    fill(&mut paper.number, number, Severity::Warning, "number", &mut notes);
    fill(&mut paper.legislative_period, known.legislative_period, Severity::Info, "legislative period", &mut notes);
    fill(&mut paper.date, known.date.as_deref().and_then(date), Severity::Info, "date", &mut notes);
    fill_words(&mut paper.kind, known.kind.clone(), "type", &mut notes);
    fill_words(&mut paper.title, known.title.clone(), "title", &mut notes);
    fill_people(paper, known);
    record.note(notes);
    if record.status == Status::Complete && record.diagnostics.iter().any(|note| note.severity == Severity::Warning) {
        record.status = Status::Partial;
    }
}

fn fill<T: PartialEq + ToString>(field: &mut Option<T>, known: Option<T>, weight: Severity, name: &str, notes: &mut Vec<Diagnostic>) {
    let Some(known) = known else { return };
    match field {
        None => *field = Some(known),
        Some(printed) if *printed == known => {}
        Some(printed) => {
            let message = format!("the {name} is {} in the text, {} in DIP", printed.to_string(), known.to_string());
            notes.push(Diagnostic { code: Code::MetadataMismatch, severity: weight, message, span: None });
        }
    }
}

/// Words are the same if their letters and digits are: DIP sets other quotes, dashes and spaces.
fn fill_words(field: &mut Option<String>, known: Option<String>, name: &str, notes: &mut Vec<Diagnostic>) {
    let same = field.as_deref().zip(known.as_deref()).is_some_and(|(printed, known)| letters(printed).eq(letters(known)));
    if !same {
        fill(field, known, Severity::Info, name, notes);
    }
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// „Fraktion der AfD“ is a group, „Enrico Komning, MdB, AfD“ a member, „Bundesregierung“ an originator.
fn fill_people(paper: &mut Paper, known: &DipMetadata) {
    let group = |originator: &String| {
        let rest = originator.strip_prefix("Fraktion ").or_else(|| originator.strip_prefix("Gruppe "))?;
        Some(rest.strip_prefix("der ").or_else(|| rest.strip_prefix("des ")).unwrap_or(rest).to_owned())
    };
    let by_government = paper.inquiry.is_some() || paper.kind.as_deref() == Some("Antwort");
    // The title block of an answer names those who asked; DIP names those who answer.
    if !by_government {
        if paper.groups.is_empty() {
            paper.groups = known.originators.iter().filter_map(group).collect();
        }
        if paper.askers.is_empty() {
            let name = |author: &String| author.split(", MdB").next().unwrap_or(author).trim().to_owned();
            paper.askers = known.authors.iter().map(|author| Person { name: name(author) }).collect();
        }
        if paper.originators.is_empty() && paper.groups.is_empty() {
            paper.originators.clone_from(&known.originators);
        }
    } else if paper.ministry.is_none() {
        paper.ministry = known.ministries.first().cloned();
    }
}

/// „2025-07-23“.
fn date(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Companions, Source, parse};

    fn with(known: DipMetadata, set: impl FnOnce(&mut Paper)) -> Record {
        let mut record = parse(&Source::from_text("x", "Text").expect("small"), &Companions::default());
        record.paper = Paper::default();
        record.diagnostics.clear();
        record.status = Status::Complete;
        set(&mut record.paper);
        apply(&mut record, &known);
        record
    }

    fn known() -> DipMetadata {
        DipMetadata {
            number: Some("21/9".into()),
            date: Some("2025-07-23".into()),
            title: Some("Ausbau der „Netze“ – Stand".into()),
            originators: vec!["Fraktion der AfD".into()],
            authors: vec!["Erika Muster, MdB, AfD".into()],
            ..DipMetadata::default()
        }
    }

    #[test]
    fn a_source_with_metadata_is_read_with_it() {
        let source = Source::from_text("x", "Text").expect("small").with_metadata(known());
        let record = parse(&source, &Companions::default());
        assert_eq!(record.paper.number.map(|number| number.to_string()).as_deref(), Some("21/9"));
        assert_eq!(record.paper.date, Date::new(2025, 7, 23));
    }

    #[test]
    fn fills_what_the_text_lacks() {
        let record = with(known(), |_| {});
        assert_eq!(record.paper.number.map(|number| number.to_string()).as_deref(), Some("21/9"));
        assert_eq!((record.paper.date, record.paper.groups.join(",")), (Date::new(2025, 7, 23), "AfD".to_owned()));
        assert_eq!(record.paper.askers, [Person { name: "Erika Muster".into() }]);
        assert!(record.diagnostics.is_empty() && record.status == Status::Complete);
    }

    #[test]
    fn says_what_disagrees_and_keeps_the_print() {
        let record = with(known(), |paper| {
            paper.number = "21/8".parse().ok();
            paper.title = Some("Ausbau der \"Netze\" - Stand".into());
            paper.date = Date::new(2025, 7, 22);
        });
        assert_eq!(record.paper.number.map(|number| number.to_string()).as_deref(), Some("21/8"));
        let shown: Vec<_> = record.diagnostics.iter().map(|note| (note.severity, note.message.as_str())).collect();
        let number = (Severity::Warning, "the number is 21/8 in the text, 21/9 in DIP");
        assert_eq!(shown, [number, (Severity::Info, "the date is 2025-07-22 in the text, 2025-07-23 in DIP")]);
        assert_eq!(record.status, Status::Partial);
    }
}
