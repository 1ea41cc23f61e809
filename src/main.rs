//! The program `sachstand`: arguments, files, terminal. Everything else is in the library.

mod cli;

use std::process::ExitCode;

use sachstand_allocator::{MiMalloc, keep_freed_memory};

/// See »Allocator« in docs/performance.md.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    keep_freed_memory();
    cli::run(std::env::args_os())
}
