//! What an inquiry's record says to its answer.

use super::Record;
use crate::structure::Inquiry;

impl Inquiry {
    /// What an inquiry's record says that is evidence for its answer; `None` for another kind of paper, or one without
    /// questions.
    ///
    /// ```
    /// use drucksachen::{Companions, Inquiry, Source, parse};
    ///
    /// # let inquiry = "Deutscher Bundestag Drucksache 22/1501\n22. Wahlperiode 04.05.2027\nKleine Anfrage\nder Fraktion der FDP\nObstsorten\n\
    /// #     Wir fragen die Bundesregierung:\n 1. Welche Sorten werden gefördert?\nBerlin, den 4. Mai 2027\nTorben Kallmeyer und Fraktion\n";
    /// # let answer = "Deutscher Bundestag Drucksache 22/1622\n22. Wahlperiode 04.06.2027\nAntwort\nder Bundesregierung\n\
    /// #     auf die Kleine Anfrage der Fraktion der FDP\n– Drucksache 22/1501 –\nObstsorten\n 1. Welche Sorten werden gefördert?\nKeine.\n";
    /// let inquiry = parse(&Source::from_text("22_1501.txt", inquiry)?, &Companions::default());
    /// let companions = Companions { inquiry: Inquiry::of(&inquiry) };
    ///
    /// let record = parse(&Source::from_text("22_1622.txt", answer)?, &companions);
    /// assert_eq!(record.source.companions, ["22/1501".parse()?]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn of(record: &Record) -> Option<Self> {
        let number = record.paper.number?;
        let is_inquiry = record.paper.kind.as_deref().is_some_and(|kind| kind == "Kleine Anfrage" || kind == "Große Anfrage");
        let questions = record.questions.iter().map(|question| (question.id, question.text.clone()));
        (is_inquiry && !record.questions.is_empty()).then(|| Self { number, questions: questions.collect() })
    }
}
