//! Items in, results out, in order, in bounded memory.

use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::Progress;
use crate::error::{Error, Result};
use crate::source::walk::{Inputs, Item, Walked};

/// A chunk for several workers ends when it holds this many bytes, or this many items: enough that a long paper leaves
/// the others something to do, little enough that five chunks are no burden.
const CHUNK: (u64, usize) = (2 << 20, 256);

/// One worker takes item by item: what was just read is still near.
const CHUNK_OF_ONE: (u64, usize) = (0, 1);

/// Who works.
pub struct Jobs(Option<ThreadPool>);

impl Jobs {
    /// So many workers; one works in the calling thread, none means one for each core.
    ///
    /// # Errors
    /// [`Error::Usage`] if the system gives no threads.
    pub fn new(jobs: usize) -> Result<Self> {
        if jobs == 1 {
            return Ok(Self(None));
        }
        let pool = ThreadPoolBuilder::new().num_threads(jobs).build().map_err(|error| Error::Usage {
            message: format!("no threads to work with: {error}"),
            help: "try a smaller --jobs".to_owned(),
        })?;
        Ok(Self(Some(pool)))
    }

    /// Does `work` on each, in parallel; the results are in order.
    pub(super) fn map<T: Send, U: Send>(&self, all: Vec<T>, work: impl Fn(T) -> U + Sync + Send) -> Vec<U> {
        match &self.0 {
            None => all.into_iter().map(work).collect(),
            // One by one: a paper can take a thousand times as long as its neighbour.
            Some(pool) => pool.install(|| all.into_par_iter().with_max_len(1).map(work).collect()),
        }
    }
}

/// Walks over the inputs: `work` turns chunks of items into results in any order, `write` takes these in order again.
///
/// # Errors
/// The first one of `write`; it ends the walk.
pub(super) fn walk<T: Send>(
    inputs: &Inputs,
    jobs: &Jobs,
    progress: &Progress,
    work: impl Fn(Vec<Item>) -> T + Sync,
    write: impl FnMut(T) -> Result<()> + Send,
) -> Result<Walked> {
    walk_prepared(inputs, jobs, progress, |items| items, work, write)
}

/// The same, but `prepare` sees the chunks first, in order.
///
/// With one job all of it happens in this thread; else reading and writing have a thread each beside the workers, who begin
/// a chunk before they have ended the one before it: nobody waits for its longest paper.
///
/// # Errors
/// The first one of `write`; it ends the walk.
pub(super) fn walk_prepared<P: Send, T: Send>(
    inputs: &Inputs,
    jobs: &Jobs,
    progress: &Progress,
    mut prepare: impl FnMut(Vec<Item>) -> P,
    work: impl Fn(P) -> T + Sync,
    mut write: impl FnMut(T) -> Result<()> + Send,
) -> Result<Walked> {
    progress.begin_walk();
    let Some(pool) = &jobs.0 else {
        let mut result = Ok(());
        let walked = chunks(inputs, progress, CHUNK_OF_ONE, &mut |chunk| {
            result = write(work(prepare(chunk)));
            if result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        return result.map(|()| walked);
    };
    thread::scope(|scope| {
        let (to_work, chunks_read) = sync_channel::<Vec<Item>>(1);
        let (to_write, under_way) = sync_channel::<Receiver<T>>(1);
        let reader = scope.spawn(move || {
            chunks(inputs, progress, CHUNK, &mut |chunk| match to_work.send(chunk) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            })
        });
        let writer = scope.spawn(move || under_way.into_iter().map_while(|chunk| chunk.recv().ok()).try_for_each(&mut write));
        let work = &work;
        pool.in_place_scope(|workers| {
            for chunk in chunks_read {
                let prepared = prepare(chunk);
                let (done, result) = sync_channel(1);
                // The writer is gone if it failed; its error is the result.
                if to_write.send(result).is_err() {
                    break;
                }
                workers.spawn(move |_| {
                    let _ = done.send(work(prepared));
                });
            }
        });
        drop(to_write);
        let written = writer.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        let walked = reader.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        written.map(|()| walked)
    })
}

fn chunks(
    inputs: &Inputs,
    progress: &Progress,
    (bytes, items): (u64, usize),
    take: &mut dyn FnMut(Vec<Item>) -> ControlFlow<()>,
) -> Walked {
    let (mut chunk, mut held) = (Vec::new(), 0);
    let mut stopped = false;
    let walked = inputs.each(&mut |item| {
        progress.seen(item.weight);
        held += item.held();
        chunk.push(item);
        if held < bytes && chunk.len() < items {
            return ControlFlow::Continue(());
        }
        held = 0;
        let flow = take(std::mem::take(&mut chunk));
        stopped = flow.is_break();
        flow
    });
    if !stopped && !chunk.is_empty() {
        let _ = take(chunk);
    }
    walked
}
