//! How far a run is: a bar on a terminal that also says what is being worked on, nothing elsewhere.

use std::collections::BTreeSet;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use sachstand::diag::one_line;

/// The bar.
pub(super) struct Progress {
    bar: ProgressBar,
    running: BTreeSet<String>,
}

impl Progress {
    /// A bar on standard error for so many workbooks; the style of nothing else is asked for.
    pub(super) fn new(shown: bool, count: usize) -> Self {
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(count as u64), target);
        if let Ok(style) = ProgressStyle::with_template("{bar:20} {pos}/{len} {wide_msg}") {
            bar.set_style(style);
        }
        Self { bar, running: BTreeSet::new() }
    }

    /// A workbook was read for the plan.
    pub(super) fn read(&self, workbook: &str) {
        self.bar.set_message(format!("gelesen: {}", plain(workbook)));
        self.bar.inc(1);
    }

    /// All are read; so many papers are to be made.
    pub(super) fn planned(&self, count: usize) {
        self.bar.set_length(count as u64);
        self.bar.set_position(0);
    }

    /// Work on a workbook begins.
    pub(super) fn begun(&mut self, workbook: &str) {
        self.running.insert(plain(workbook));
        self.show();
    }

    /// Work on a workbook is over.
    pub(super) fn done(&mut self, workbook: &str) {
        self.running.remove(&plain(workbook));
        self.bar.inc(1);
        self.show();
    }

    /// Says something without the bar in between.
    pub(super) fn pause(&self, say: impl FnOnce()) {
        self.bar.suspend(say);
    }

    fn show(&self) {
        let running: Vec<&str> = self.running.iter().map(String::as_str).collect();
        self.bar.set_message(running.join(", "));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// The name of a file without its folder, and without what a terminal would take for a command.
fn plain(workbook: &str) -> String {
    one_line(workbook.rsplit('/').next().unwrap_or_default()).into()
}
