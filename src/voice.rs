//! Who speaks in a preface: the askers or the government.

use crate::names::names;

names! {
    /// Whose preface.
    Voice:
    /// „Vorbemerkung der Fragesteller“.
    Askers => "askers",
    /// „Vorbemerkung der Bundesregierung“.
    Government => "government",
}
