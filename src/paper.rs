//! Who asks, who answers and when: what the head of a paper says, and the heads of its questions.

use schemars::JsonSchema;
use serde::Serialize;

use crate::date::Date;
use crate::id::PaperNumber;

/// What the title block and the transmittal note say. Null where they do not.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// „21/971“ (DIP: dokumentnummer).
    pub number: Option<PaperNumber>,
    /// „neu“ for a „(neu)“ edition.
    pub edition: Option<String>,
    /// DIP: wahlperiode.
    pub legislative_period: Option<u16>,
    /// Of the title block (DIP: datum).
    pub date: Option<Date>,
    /// DIP's own word (DIP: drucksachetyp): „Antwort“, „Kleine Anfrage“, „Schriftliche Fragen“ …
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// DIP: titel.
    pub title: Option<String>,
    /// The paper that this one answers.
    pub inquiry: Option<InquiryInfo>,
    /// The members who ask, or bring the paper in, as printed, without „weiterer Abgeordneter“.
    pub askers: Vec<Person>,
    /// Fraktionen and Gruppen as printed.
    pub groups: Vec<String>,
    /// The ministry that answers, in the nominative.
    pub ministry: Option<String>,
    /// When the answer was transmitted.
    pub transmitted: Option<Date>,
    /// Who else brings a paper in: „Bundesregierung“, a committee (DIP: urheber). Empty for questions and answers.
    pub originators: Vec<String>,
}

/// The paper that an answer answers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InquiryInfo {
    /// „Kleine Anfrage“ or „Große Anfrage“.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its number as printed.
    pub number: Option<PaperNumber>,
}

/// A member of the Bundestag.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// As printed, town in brackets included.
    pub name: String,
}

/// Who asks a question of a collection.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Asker {
    /// As printed.
    pub name: String,
    /// Fraktion or Gruppe as printed, line end undone.
    pub group: Option<String>,
}

/// Who answers a question of a collection.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answerer {
    /// As printed.
    pub name: String,
    /// In the nominative: „Parlamentarischer Staatssekretär“.
    pub office: String,
}
