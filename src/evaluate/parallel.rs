//! The same on several threads: one reads, some evaluate, this one writes.
//!
//! Batches are dealt to the workers in turn and collected in turn, so the order
//! stays. All queues are bounded, so that a slow reader of the output slows the
//! reading. The threads are not waited for where writing fails or a worker dies: the
//! reader may be waiting for input that never comes. So they are not scoped, and share
//! the pack in an `Arc`.

use std::{
    collections::VecDeque,
    io::{self, Read, Write},
    num::NonZeroUsize,
    panic,
    sync::{
        Arc,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread::{Builder, JoinHandle},
};

use super::{
    How, Tally, Verdicts,
    batches::{Batch, Batches},
    line::Evaluator,
};
use crate::pack::Pack;

/// How many batches may wait before a worker, and how many behind it.
const WAITING: usize = 2;
/// More threads than any machine has cores would only cost memory.
const MOST_WORKERS: usize = 1024;

/// Does what [`evaluate`](super::evaluate) does, with this many threads at work.
///
/// # Errors
/// When reading or writing fails, or no thread can be had.
pub fn evaluate_in_parallel(
    pack: &Arc<Pack>,
    how: impl Into<How>,
    jobs: NonZeroUsize,
    input: impl Read + Send + 'static,
    mut output: impl Write,
) -> io::Result<Tally> {
    let how = how.into();
    let started =
        (0..jobs.get().min(MOST_WORKERS)).map(|_| Worker::start(Arc::clone(pack), how.clone()));
    let (queues, mut workers): (Vec<_>, VecDeque<_>) =
        started.collect::<io::Result<Vec<_>>>()?.into_iter().unzip();
    let reader = Builder::new().spawn(move || deal(Batches::new(input), &queues))?;
    let mut tally = Tally::default();
    while let Some(worker) = workers.pop_front() {
        if let Ok(verdicts) = worker.verdicts.recv() {
            tally += verdicts?.write_to(&mut output)?;
            workers.push_back(worker);
        } else {
            // its queue has ended, or it died
            outcome(worker.thread);
        }
    }
    outcome(reader)?;
    Ok(tally)
}

/// Gives each worker a batch in turn, until the input ends or a worker has.
fn deal<R: Read>(mut batches: Batches<R>, queues: &[SyncSender<Batch>]) -> io::Result<()> {
    for queue in queues.iter().cycle() {
        let Some(batch) = batches.next() else { break };
        if queue.send(batch?).is_err() {
            break;
        }
    }
    Ok(())
}

struct Worker {
    verdicts: Receiver<io::Result<Verdicts>>,
    thread: JoinHandle<()>,
}

impl Worker {
    /// A worker, and the queue that it works off.
    fn start(pack: Arc<Pack>, how: How) -> io::Result<(SyncSender<Batch>, Self)> {
        let (queue, batches) = sync_channel::<Batch>(WAITING);
        let (done, verdicts) = sync_channel(WAITING);
        let thread = Builder::new().spawn(move || {
            let mut evaluator = Evaluator::new(&pack, how);
            for batch in batches {
                if done.send(Verdicts::on(&batch, &mut evaluator)).is_err() {
                    break;
                }
            }
        })?;
        Ok((queue, Self { verdicts, thread }))
    }
}

/// What a thread came to; a panic goes on here.
fn outcome<T>(thread: JoinHandle<T>) -> T {
    thread
        .join()
        .unwrap_or_else(|panicked| panic::resume_unwind(panicked))
}
