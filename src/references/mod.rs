//! What points where.

pub(crate) mod resolve;
