//! How many pages are open: with the last one the program ends.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::timeout;

/// After a page was closed, so long another may be on its way: it is loaded anew.
const RELOAD: Duration = Duration::from_secs(4);
/// A page may be gone without a word: the browser has put it to sleep, or is gone itself.
const ASLEEP: Duration = Duration::from_secs(600);
/// So long the first page may take.
const FIRST: Duration = Duration::from_secs(600);

/// The open pages.
#[derive(Clone)]
pub(super) struct Visitors(Arc<watch::Sender<Pages>>);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Pages {
    open: usize,
    /// Whether one was ever open.
    any: bool,
    /// How many have said that they are being closed, and are open still; with none open, whether the last one has.
    said: usize,
}

/// A page that is open as long as this is there.
pub(super) struct Visit(Visitors);

impl Visitors {
    pub(super) fn new() -> Self {
        Self(Arc::new(watch::Sender::new(Pages::default())))
    }

    /// A page was opened.
    pub(super) fn visit(&self) -> Visit {
        self.0.send_modify(|pages| *pages = Pages { open: pages.open + 1, any: true, said: 0 });
        Visit(self.clone())
    }

    /// A page is on its way to somebody: what was said before counts for another one.
    pub(super) fn comes(&self) {
        self.0.send_modify(|pages| pages.said = pages.said.saturating_sub(1));
    }

    /// A page says that it is being closed.
    pub(super) fn leaves(&self) {
        self.0.send_modify(|pages| pages.said += 1);
    }

    /// Waits until the last page is closed, or the first never opened; with `patient` it may take as long as
    /// it wants to.
    pub(super) async fn gone(&self, patient: bool) {
        let mut changes = self.0.subscribe();
        loop {
            let now = *changes.borrow_and_update();
            let wait = match now {
                Pages { open: 1.., .. } => None,
                Pages { any: false, .. } if patient => None,
                Pages { any: false, .. } => Some(FIRST),
                Pages { said: 1.., .. } => Some(RELOAD),
                Pages { said: 0, .. } => Some(ASLEEP),
            };
            let waited = match wait {
                None => changes.changed().await.map_err(drop),
                Some(wait) => timeout(wait, changes.changed()).await.map_err(drop).map(drop),
            };
            if waited.is_err() {
                return;
            }
        }
    }

    /// Whether a page was ever open.
    pub(super) fn any(&self) -> bool {
        self.0.borrow().any
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        self.0.0.send_modify(|pages| {
            pages.open = pages.open.saturating_sub(1);
            // A browser that is closed says so for all of its pages before the first one is gone.
            if pages.open > 0 {
                pages.said = pages.said.saturating_sub(1);
            }
        });
    }
}
