//! The allocator of the program: mimalloc 2, told to keep freed memory for a while.
//!
//! A crate of its own, since telling it takes one `unsafe` call, which the program forbids. Why mimalloc, and
//! what it brings: »Allocator« in docs/performance.md.

use std::ffi::{c_int, c_long};

pub use mimalloc::MiMalloc;

/// `mi_option_purge_delay` in `mimalloc.h` of version 2: for how many milliseconds freed memory is kept before
/// the system gets it back. The crate has no name for it.
const PURGE_DELAY: c_int = 15;
/// Longer than most papers take: what one stage frees, the next one uses. A process that lives on gives it back.
const KEPT_MILLISECONDS: c_long = 1_000;

/// Keeps freed memory for a second, unless the environment (`MIMALLOC_PURGE_DELAY`) says for how long.
/// Otherwise it goes back to the system after 10 ms, to be asked for and cleared again.
pub fn keep_freed_memory() {
    // SAFETY: stores a number that mimalloc looks up when memory is freed; valid at any time, on any thread.
    unsafe { libmimalloc_sys::mi_option_set_default(PURGE_DELAY, KEPT_MILLISECONDS) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[global_allocator]
    static ALLOCATOR: MiMalloc = MiMalloc;

    /// The number is that of the right option: nothing else is 10 from the start.
    #[test]
    fn what_is_kept_for_ten_milliseconds_is_kept_for_a_second() {
        // SAFETY: reads a number.
        let kept = || unsafe { libmimalloc_sys::mi_option_get(PURGE_DELAY) };
        assert_eq!(kept(), 10);
        keep_freed_memory();
        assert_eq!(kept(), 1_000);
    }
}
