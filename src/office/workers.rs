//! Work shared among threads.

use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError, mpsc};

use crate::diag::{Error, ErrorKind};

/// Does `work` on every item, on as many threads as there are `jobs`, and hands what it sends to `done` as
/// it comes.
///
/// Plain threads, each with a pool of its own, which has more than one thread only where there are fewer
/// items than threads: as jobs of one rayon pool, a worker that waits inside Typst would pick up whole other
/// papers and hold them all in memory. Where the system gives no thread, the work is done on this one.
pub(super) fn in_parallel<I, T: Send>(
    jobs: NonZeroUsize,
    items: impl ExactSizeIterator<Item = I> + Send,
    work: impl Fn(I, &mut dyn FnMut(T)) + Sync,
    mut done: impl FnMut(T),
) {
    let threads = jobs.get().min(items.len());
    // More threads than cores make no paper faster.
    let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let each = (jobs.get() / threads.max(1)).min(cores);
    let items = Mutex::new(items);
    let next = || items.lock().unwrap_or_else(PoisonError::into_inner).next();
    let (sender, results) = mpsc::channel();
    let worker = |sender: mpsc::Sender<T>| {
        while let Some(item) = next() {
            // The results are taken until the last sender is gone.
            work(item, &mut |result| drop(sender.send(result)));
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let sender = sender.clone();
            let started = std::thread::Builder::new().spawn_scoped(scope, || {
                // The thread itself is one of its pool. Without a pool the work is done all the same.
                let pool = rayon::ThreadPoolBuilder::new().num_threads(each).use_current_thread().build();
                worker(sender);
                drop(pool);
            });
            if started.is_err() {
                break;
            }
        }
        drop(sender);
        results.into_iter().for_each(&mut done);
    });
    let mut left = std::iter::from_fn(next).peekable();
    // The pool of all threads, which would be asked for else, cannot be had either.
    let _alone =
        left.peek().map(|_| rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build());
    left.for_each(|item| work(item, &mut done));
}

/// Does the work on one workbook. A panic in it is a fault of the program, told like any other error:
/// it keeps no other paper from being made.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    let fault =
        |_| Err(Error::new(ErrorKind::Internal, "Bei dieser Arbeitsmappe ist das Programm gescheitert"));
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(fault)
}
