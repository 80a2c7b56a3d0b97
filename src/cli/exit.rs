//! What the exit status says.

use std::process::ExitCode;

/// | status | meaning |
/// |---|---|
/// | 0 | every paper has its record |
/// | 1 | some papers have no record; the others are written |
/// | 2 | wrong usage, nothing readable, or the output cannot be written |
/// | 3 | denied by `--deny` or `--fail-on`; everything is written nevertheless |
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    /// 0
    AllWritten,
    /// 1
    SomeFailed,
    /// 2
    Unusable,
    /// 3
    Denied,
}

impl Exit {
    /// As the system takes it.
    pub fn code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::AllWritten => 0,
            Self::SomeFailed => 1,
            Self::Unusable => 2,
            Self::Denied => 3,
        })
    }
}
