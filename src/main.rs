//! The program `sachstand`: arguments, files, terminal. Everything else is in the library.

mod cli;

use std::process::ExitCode;

/// See »Allocator« in docs/performance.md.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run(std::env::args_os())
}
