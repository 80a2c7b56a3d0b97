//! Many papers.
