//! Ctrl+C, heard from the moment on that is asked for.

use std::io;

/// Begins to hear it; inside a runtime of tokio.
///
/// # Errors
/// Where the system does not let a program hear it.
#[cfg(unix)]
pub(super) fn listen() -> io::Result<tokio::signal::unix::Signal> {
    tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt())
}

/// Likewise.
#[cfg(windows)]
pub(super) fn listen() -> io::Result<tokio::signal::windows::CtrlC> {
    tokio::signal::windows::ctrl_c()
}
