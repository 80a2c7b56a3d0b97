//! The first walk: which papers are there, and which of them does another one need?

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::glance::{Glance, glance, mentions};
use super::paper::{PaperPlace, papers};
use super::pipeline::{self, Jobs};
use super::{Options, Progress};
use crate::error::Result;
use crate::id::PaperNumber;
use crate::source::Source;
use crate::source::walk::Inputs;

/// The papers that others need.
#[derive(Debug, Default)]
pub(super) struct Needed {
    /// Inquiries, to be parsed first.
    pub inquiries: BTreeSet<PaperPlace>,
    /// Others.
    pub others: BTreeSet<PaperPlace>,
    /// The numbers of both.
    pub numbers: BTreeSet<PaperNumber>,
    /// Papers of which several editions are there.
    pub editions: BTreeSet<PaperNumber>,
}

/// A paper that is there.
struct Present {
    place: PaperPlace,
    edition: u32,
    is_inquiry: bool,
    several: bool,
}

/// What one text adds.
struct Seen {
    place: PaperPlace,
    glance: Glance,
    mentions: BTreeSet<PaperNumber>,
}

/// Looks at every text.
///
/// # Errors
/// None of its own; what cannot be read is reported by the walk that converts.
pub(super) fn survey(inputs: &Inputs, options: Options, jobs: &Jobs, progress: &Progress) -> Result<Needed> {
    let mut present: HashMap<PaperNumber, Present> = HashMap::new();
    let mut wanted: HashSet<PaperNumber> = HashSet::new();
    let look = |(place, paper): (PaperPlace, Result<Source>)| {
        let source = paper.ok()?;
        let glance = glance(&source);
        let mentions = if options.resolve { mentions(source.get(source.span()), &glance) } else { BTreeSet::new() };
        Some(Seen { place, glance, mentions })
    };
    let seen = |item| papers(item, inputs.encoding()).filter_map(look);
    let note = |all: Vec<Seen>| {
        for Seen { place, glance, mentions } in all {
            wanted.extend(mentions);
            if options.companions {
                wanted.extend(glance.inquiry);
            }
            let Some(number) = glance.number else { continue };
            let new = Present { place, edition: glance.edition, is_inquiry: glance.is_inquiry, several: false };
            present
                .entry(number)
                .and_modify(|old| {
                    let several = old.several || old.edition != new.edition;
                    // The newest edition; of two copies the first.
                    if new.edition > old.edition {
                        (old.place, old.edition, old.is_inquiry) = (new.place, new.edition, new.is_inquiry);
                    }
                    old.several = several;
                })
                .or_insert(new);
        }
        Ok(())
    };
    pipeline::walk(inputs, jobs, progress, &|_| true, |_, items| items.into_iter().flat_map(seen).collect::<Vec<_>>(), note)?;
    let mut needed = Needed::default();
    let there: BTreeMap<_, _> = present.into_iter().filter(|(number, _)| wanted.contains(number)).collect();
    for (number, paper) in there {
        let set = if paper.is_inquiry { &mut needed.inquiries } else { &mut needed.others };
        set.insert(paper.place);
        needed.numbers.insert(number);
        if paper.several {
            needed.editions.insert(number);
        }
    }
    Ok(needed)
}
