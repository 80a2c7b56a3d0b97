//! Answers that say nothing of their own.

use std::ops::Range;

use crate::grammar::pointing::{REFERENCE, only_points};

/// Whether a text only points elsewhere: each of its sentences is one of pointing, whose only verb points and whose
/// object is one of the `references` (ranges of `text`, in order).
#[must_use]
pub(crate) fn refers_only(text: &str, references: &[Range<usize>]) -> bool {
    if references.is_empty() {
        return false;
    }
    only_points(&mask(text, references))
}

/// The text with one letter for each reference, and without note marks.
fn mask(text: &str, references: &[Range<usize>]) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    let copy = |from: usize, to: usize, masked: &mut String| {
        text.get(from..to).unwrap_or_default().split(['*', '¹', '²', '³']).for_each(|words| masked.push_str(words));
    };
    for range in references.iter().filter(|range| range.start < range.end) {
        if range.start < at {
            continue;
        }
        copy(at, range.start, &mut masked);
        masked.push(REFERENCE);
        at = range.end;
    }
    copy(at, text.len(), &mut masked);
    masked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::references::find::in_text;

    fn says_nothing(text: &str) -> bool {
        let ranges: Vec<_> = in_text(text).into_iter().map(|(range, _)| range).collect();
        refers_only(text, &ranges)
    }

    #[test]
    fn sentences_that_only_point() {
        for text in [
            "Es wird auf die Antwort zu Frage 3 verwiesen.",
            "Auf die Antwort zu den Fragen 3 bis 5 wird verwiesen.",
            "Siehe Antwort zu Frage 3.",
            "Vgl. Antwort zu 3a.",
            "Auf die Vorbemerkung der Bundesregierung wird verwiesen.",
            "Es wird auf die Vorbemerkung der Bundesregierung und die Antwort zu Frage 2 verwiesen.",
            "Es wird auf die Antwort zu Frage 3 verwiesen. Im Übrigen wird auf die Vorbemerkung der Bundesregierung hingewiesen.",
            "Insoweit wird auf die Antwort der Bundesregierung zu Frage 4 der Kleinen Anfrage der Fraktion der Mitte auf Bundestagsdrucksache 19/12 verwiesen.",
            "Die Bundesregierung verweist auf ihre Antwort zu Frage 1.",
            "Hierzu verweist die Bundesregierung auf die Antwort zu Frage 1.",
            "Zu den Kosten wird auf die Antwort zu Frage 9 verwiesen.",
            "Hinsichtlich der Förderung wird auf die Antwort zu Frage 9 verwiesen.*",
            "Es wird auf Bundestagsdrucksache 20/17, S. 4 verwiesen.",
            "Es wird auf die Antworten zu den Fragen 1 und 2 sowie auf die Antwort zu Frage 7 verwiesen.",
            "Es auf die Antwort zu Frage 12 verwiesen.",
            "Die erfragten Angaben können der Anlage 2 entnommen werden.*",
            "Die Antwort ergibt sich aus Anlage 1.",
            "Auf die Antwort zu Frage 2, zweiter Spiegelstrich, wird verwiesen.",
            "Es wird auf den Bericht auf Bundestagsdrucksache 20/17 verwiesen",
            "Es wird auf die Antwort der Bundesregierung auf die Kleine Anfrage der Fraktion der Mitte auf Bundestagsdrucksache 19/12 verwiesen.",
        ] {
            assert!(says_nothing(text), "{text}");
        }
    }

    #[test]
    fn sentences_that_say_something() {
        for text in [
            "Ja. Es wird auf die Antwort zu Frage 3 verwiesen.",
            "Ja, es wird auf die Antwort zu Frage 3 verwiesen.",
            "Nein. Siehe Antwort zu Frage 3.",
            "Es wird auf die Antwort zu Frage 3 verwiesen. Die Brücke bleibt gesperrt.",
            "Es wird auf die Antwort zu Frage 3 verwiesen, wonach die Brücke gesperrt bleibt.",
            "Da keine Zahlen vorliegen, wird auf die Antwort zu Frage 3 verwiesen.",
            "Die Bundesregierung plant dies und verweist auf die Antwort zu Frage 1.",
            "Wie in der Antwort zu Frage 3 dargelegt, ist die Brücke gesperrt.",
            "Es wird auf die Internetseite des Ministeriums verwiesen.",
            "Der Bundesregierung liegen keine Erkenntnisse vor.",
            "Es werden 40 Brücken gebaut, im Übrigen wird auf die Antwort zu Frage 3 verwiesen.",
            "",
        ] {
            assert!(!says_nothing(text), "{text}");
        }
    }
}
