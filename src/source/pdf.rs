//! The text of a PDF.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::{Error, Result};

/// The text, page after page. The extractor panics on odd files; that costs this paper and no other.
///
/// # Errors
/// [`Error::Pdf`] with what the extractor said.
pub(super) fn text(bytes: &[u8], place: &str) -> Result<String> {
    let failed = |message: String| Error::Pdf { place: place.to_owned(), message };
    match catch_unwind(AssertUnwindSafe(|| pdf_extract::extract_text_from_mem(bytes))) {
        Ok(Ok(text)) => Ok(text),
        Ok(Err(error)) => Err(failed(format!("the PDF does not read: {error}"))),
        Err(_) => Err(failed("the PDF does not read: its extractor gave up".to_owned())),
    }
}
