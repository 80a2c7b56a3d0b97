//! Items in, results out, in order, in bounded memory.

use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, channel, sync_channel};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::Progress;
use crate::error::{Error, Result};
use crate::source::walk::{Inputs, Item, Walked};

/// A chunk for one of several workers ends when it holds this many bytes, or this many items: enough that handing it over
/// costs nothing beside the work, little enough that all workers end at about the same time.
const CHUNK: (u64, usize) = (128 << 10, 64);

/// One worker takes item by item: what was just read is still near.
const CHUNK_OF_ONE: (u64, usize) = (0, 1);

/// For each worker so many bytes may be read and not yet written: while one has a paper of some megabytes the others go
/// on, and what they have done waits for it.
const UNDER_WAY: u64 = 8 << 20;

/// No machine has more cores than this; so many more threads would only starve it.
const MOST_JOBS: usize = 1024;

/// Who works.
pub struct Jobs(Option<ThreadPool>);

impl Jobs {
    /// So many workers; one works in the calling thread, none means one for each core.
    ///
    /// # Errors
    /// [`Error::Usage`] if there are too many, or the system gives no threads.
    pub fn new(jobs: usize) -> Result<Self> {
        if jobs > MOST_JOBS {
            return Err(Error::Usage {
                message: format!("{jobs} workers are too many: at most {MOST_JOBS} can be had"),
                help: "--jobs 0 takes one for each core; more are seldom faster".to_owned(),
            });
        }
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

/// Walks over the inputs: `work` turns chunks of items into results in any order, `write` takes these in order again. `work`
/// is told the chunk's place in the order, for [`InTurn`]. Items that are not `wanted`, by their ordinal, are not read.
///
/// With one job all of it happens in this thread; else this thread reads and one beside the workers writes.
///
/// # Errors
/// The first one of `write`; it ends the walk.
pub(super) fn walk<T: Send>(
    inputs: &Inputs,
    jobs: &Jobs,
    progress: &Progress,
    wanted: &dyn Fn(u64) -> bool,
    work: impl Fn(u64, Vec<Item>) -> T + Sync,
    mut write: impl FnMut(T) -> Result<()> + Send,
) -> Result<Walked> {
    progress.begin_walk();
    let mut turns = 0..;
    let Some(pool) = &jobs.0 else {
        let mut result = Ok(());
        let walked = chunks(inputs, progress, wanted, CHUNK_OF_ONE, &mut |chunk, _| {
            result = turns.next().map_or(Ok(()), |turn| write(work(turn, chunk)));
            if result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        return result.map(|()| walked);
    };
    let most = UNDER_WAY * pool.current_num_threads() as u64;
    thread::scope(|scope| {
        let (to_write, under_way) = channel::<(u64, Receiver<T>)>();
        let (written, made_room) = channel::<u64>();
        let writer = scope.spawn(move || {
            let mut done = under_way.into_iter().map_while(|(bytes, chunk)| Some((bytes, chunk.recv().ok()?)));
            done.try_for_each(|(bytes, result)| {
                write(result)?;
                // Nobody waits for room when all is read.
                let _ = written.send(bytes);
                Ok(())
            })
        });
        let work = &work;
        // Chunks are begun in their order, so that a worker who waits for an earlier one's turn does not wait for ever.
        let walked = pool.in_place_scope_fifo(|workers| {
            let mut held = 0;
            chunks(inputs, progress, wanted, CHUNK, &mut |chunk, bytes| {
                held -= made_room.try_iter().sum::<u64>();
                while held > 0 && held + bytes > most {
                    // The writer is gone if it failed; its error is the result.
                    let Ok(room) = made_room.recv() else { return ControlFlow::Break(()) };
                    held -= room;
                }
                held += bytes;
                let (done, result) = sync_channel(1);
                let Some(turn) = turns.next().filter(|_| to_write.send((bytes, result)).is_ok()) else {
                    return ControlFlow::Break(());
                };
                workers.spawn_fifo(move |_| {
                    let _ = done.send(work(turn, chunk));
                });
                ControlFlow::Continue(())
            })
        });
        drop(to_write);
        let written = writer.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        written.map(|()| walked)
    })
}

/// What workers do in the order of the input though they work in any.
pub(super) struct InTurn<S> {
    state: Mutex<(u64, S)>,
    moved: Condvar,
}

impl<S> InTurn<S> {
    pub(super) fn new(state: S) -> Self {
        Self { state: Mutex::new((0, state)), moved: Condvar::new() }
    }

    /// Waits until all turns before this one are over. Each must come, and `act` must not panic.
    pub(super) fn at<T>(&self, turn: u64, act: impl FnOnce(&mut S) -> T) -> T {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut state = self.moved.wait_while(state, |(next, _)| *next != turn).unwrap_or_else(PoisonError::into_inner);
        let done = act(&mut state.1);
        state.0 += 1;
        self.moved.notify_all();
        done
    }
}

fn chunks(
    inputs: &Inputs,
    progress: &Progress,
    wanted: &dyn Fn(u64) -> bool,
    (bytes, items): (u64, usize),
    take: &mut dyn FnMut(Vec<Item>, u64) -> ControlFlow<()>,
) -> Walked {
    let (mut chunk, mut held) = (Vec::new(), 0);
    let mut stopped = false;
    let walked = inputs.each(wanted, &mut |item| {
        progress.seen(item.weight);
        held += item.held();
        chunk.push(item);
        if held < bytes && chunk.len() < items {
            return ControlFlow::Continue(());
        }
        let flow = take(std::mem::take(&mut chunk), std::mem::take(&mut held));
        stopped = flow.is_break();
        flow
    });
    if !stopped && !chunk.is_empty() {
        let _ = take(chunk, held);
    }
    walked
}
