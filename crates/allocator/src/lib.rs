//! The allocator of the program: mimalloc 2, told to keep freed memory for a while, and to end the program with
//! words of its own where there is no more.
//!
//! A crate of its own, since this takes `unsafe`, which the program forbids. Why mimalloc, and what it brings:
//! »Allocator« in docs/performance.md.

use std::alloc::{GlobalAlloc, Layout};
use std::cell::Cell;
use std::ffi::{c_int, c_long};
use std::io::Write as _;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use mimalloc::MiMalloc;

/// `mi_option_purge_delay` in `mimalloc.h` of version 2: for how many milliseconds freed memory is kept before
/// the system gets it back. The crate has no name for it.
const PURGE_DELAY: c_int = 15;
/// Longer than most papers take: what one stage frees, the next one uses. A process that lives on gives it back;
/// whole regions after ten times as long.
const KEPT_MILLISECONDS: c_long = 1_000;

/// Mimalloc, which never says no: where the system has no more memory, the program ends.
#[derive(Debug)]
pub struct Allocator;

// SAFETY: mimalloc does the work, and what it gives is handed on as it is.
unsafe impl GlobalAlloc for Allocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promises are those that mimalloc asks for, here and below.
        given(unsafe { MiMalloc.alloc(layout) })
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: see above.
        given(unsafe { MiMalloc.alloc_zeroed(layout) })
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: see above.
        given(unsafe { MiMalloc.realloc(block, layout, size) })
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: see above.
        unsafe { MiMalloc.dealloc(block, layout) }
    }
}

/// What is said on standard error where there is no more memory, and the exit status.
static LAST_WORDS: OnceLock<(String, i32)> = OnceLock::new();

/// Keeps freed memory for a second, unless the environment (`MIMALLOC_PURGE_DELAY`) says for how long;
/// otherwise it goes back to the system after 10 ms, to be asked for and cleared again. Where there is no more,
/// `last_words` are said and the program ends with `status`.
pub fn set_up(last_words: String, status: i32) {
    // SAFETY: stores a number that mimalloc looks up when memory is freed; valid at any time, on any thread.
    unsafe { libmimalloc_sys::mi_option_set_default(PURGE_DELAY, KEPT_MILLISECONDS) }
    // Only the first ones count.
    let _ = LAST_WORDS.set((last_words, status));
}

#[inline]
fn given(block: *mut u8) -> *mut u8 {
    if block.is_null() {
        end();
    }
    block
}

/// Ends the program without asking for memory.
#[cold]
fn end() -> ! {
    thread_local! { static ENDING: Cell<bool> = const { Cell::new(false) } }
    static ENDED: AtomicBool = AtomicBool::new(false);
    if ENDING.replace(true) {
        // The way out asks for memory itself.
        std::process::abort();
    }
    while ENDED.swap(true, Ordering::SeqCst) {
        // Another thread ends the program.
        std::thread::sleep(Duration::from_secs(1));
    }
    let (words, status) = LAST_WORDS.get().map_or(("", 1), |(words, status)| (words.as_str(), *status));
    let _ = std::io::stderr().write_all(words.as_bytes());
    std::process::exit(status)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[global_allocator]
    static ALLOCATOR: Allocator = Allocator;

    /// The number is that of the right option: of all, only this one stands between those with these values.
    #[test]
    fn what_is_kept_for_ten_milliseconds_is_kept_for_a_second() {
        // SAFETY: reads a number.
        let of = |option| unsafe { libmimalloc_sys::mi_option_get(option) };
        assert_eq!([PURGE_DELAY - 1, PURGE_DELAY, PURGE_DELAY + 3].map(of), [1, 10, 100]);
        set_up(String::new(), 1);
        assert_eq!(of(PURGE_DELAY), 1_000);
    }
}
