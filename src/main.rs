//! The program `sachstand`: arguments, files, terminal. Everything else is in the library.

mod cli;

use std::process::ExitCode;

use sachstand_allocator::Allocator;

/// See »Allocator« in docs/performance.md.
#[global_allocator]
static ALLOCATOR: Allocator = Allocator;

fn main() -> ExitCode {
    sachstand_allocator::set_up(cli::out_of_memory(), cli::FAILED.into());
    cli::run(std::env::args_os())
}
