//! Papers that are read alike but for their answers.

/// Whether a paper has answers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mode {
    /// Questions with answers.
    Answered,
    /// An inquiry: questions only.
    Asked,
}
