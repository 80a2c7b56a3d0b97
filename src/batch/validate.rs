//! Records against the schema, for who wants to be sure (feature `validate`).

use crate::error::Result;
use crate::record::Record;

/// A check that is made once and shared by all workers.
pub(super) struct Check {
    #[cfg(feature = "validate")]
    validator: Option<jsonschema::Validator>,
}

#[cfg(feature = "validate")]
impl Check {
    pub(super) fn new(wanted: bool) -> Self {
        let schema = wanted.then(crate::record::schema);
        Self { validator: schema.and_then(|schema| jsonschema::draft202012::new(schema.as_value()).ok()) }
    }

    /// The first place where the record does not fit.
    pub(super) fn check(&self, record: &Record) -> Result<()> {
        use crate::error::Error;
        let Some(validator) = &self.validator else { return Ok(()) };
        let invalid = |at: String, message: String| Error::Invalid { place: record.source.name.clone(), at, message };
        let value = serde_json::to_value(record).map_err(|error| invalid(String::new(), error.to_string()))?;
        validator.validate(&value).map_err(|error| invalid(error.instance_path().to_string(), error.to_string()))
    }
}

#[cfg(not(feature = "validate"))]
impl Check {
    pub(super) const fn new(_wanted: bool) -> Self {
        Self {}
    }

    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "the same call with and without the feature")]
    pub(super) const fn check(&self, _record: &Record) -> Result<()> {
        Ok(())
    }
}
