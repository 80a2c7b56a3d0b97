//! The last way of a record: checked, told of, and rendered as it is wanted.

use super::Options;
use super::validate::Check;
use crate::error::{Error, Result};
use crate::output::render::{Rendered, Shape, render};
use crate::record::Record;
use crate::record::facts::Facts;
use crate::source::Source;

/// Who hears of what happens.
pub struct Listener<'a> {
    /// Of each paper without a record, in order.
    pub failed: &'a (dyn Fn(&Error) + Sync),
    /// Of each record, in any order and from any thread.
    pub record: &'a (dyn Fn(&Record) + Sync),
}

/// A record on its last way: what is wanted of it, as bytes.
pub(super) struct Finisher<'a> {
    listener: &'a Listener<'a>,
    pub(super) options: Options,
    shape: Shape,
    check: Check,
}

impl<'a> Finisher<'a> {
    pub(super) fn new(listener: &'a Listener<'a>, options: Options, shape: Shape) -> Self {
        Self { listener, options, shape, check: Check::new(options.validate) }
    }

    pub(super) fn finish(&self, mut record: Record, source: &Source) -> Result<(Rendered, Facts)> {
        if !self.options.ledger {
            record.ledger = None;
        }
        self.check.check(&record)?;
        (self.listener.record)(&record);
        Ok((render(&record, source, self.shape), Facts::of(&record)))
    }
}
