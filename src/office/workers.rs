//! Work shared among threads.

use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError, mpsc};

/// Does `work` on every item, on as many threads as there are `jobs`, and hands each result to `done` as it comes.
///
/// Plain threads, each with a pool of its own, which has more than one thread only where there are fewer
/// items than threads: as jobs of one rayon pool, a worker that waits inside Typst would pick up whole other
/// papers and hold them all in memory.
pub(super) fn in_parallel<I, T: Send>(
    jobs: NonZeroUsize,
    items: impl ExactSizeIterator<Item = I> + Send,
    work: impl Fn(I) -> T + Sync,
    done: impl FnMut(T),
) {
    let threads = jobs.get().min(items.len());
    let each = jobs.get() / threads.max(1);
    let items = Mutex::new(items);
    let next = || items.lock().unwrap_or_else(PoisonError::into_inner).next();
    let (sender, results) = mpsc::channel();
    let worker = |sender: mpsc::Sender<T>| {
        while let Some(item) = next() {
            // The results are taken until the last sender is gone.
            let _ = sender.send(work(item));
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let sender = sender.clone();
            scope.spawn(|| match rayon::ThreadPoolBuilder::new().num_threads(each).build() {
                Ok(pool) => pool.install(|| worker(sender)),
                Err(_) => worker(sender),
            });
        }
        drop(sender);
        results.into_iter().for_each(done);
    });
}
