//! The hostile workbooks, each with what becomes of it.

mod broken;
mod large;
mod odd;
mod pictures;

use std::path::Path;

/// What becomes of a workbook.
#[derive(Clone, Copy)]
pub(super) enum Expected {
    /// A paper.
    Paper,
    /// A paper, and a finding of this code.
    PaperWith(&'static str),
    /// No paper, and this error.
    Refused(&'static str),
}

/// Makes the bytes of a workbook; further files are put into the folder.
type Make = Box<dyn Fn(&Path) -> Vec<u8> + Send + Sync>;

/// A workbook.
pub(super) struct Case {
    pub(super) name: &'static str,
    /// The name of the file.
    pub(super) file: &'static str,
    /// Whether it takes long enough to be left out of a quick run.
    pub(super) large: bool,
    pub(super) expected: Expected,
    pub(super) make: Make,
}

impl Case {
    fn new(
        name: &'static str,
        file: &'static str,
        expected: Expected,
        make: impl Fn(&Path) -> Vec<u8> + Send + Sync + 'static,
    ) -> Self {
        Self { name, file, large: false, expected, make: Box::new(make) }
    }

    /// An xlsx.
    fn xlsx(
        name: &'static str,
        expected: Expected,
        make: impl Fn() -> super::package::Xlsx + Send + Sync + 'static,
    ) -> Self {
        Self::new(name, "arbeit.xlsx", expected, move |_| make().bytes())
    }

    fn large(self) -> Self {
        Self { large: true, ..self }
    }
}

/// All of them.
pub(super) fn all() -> Vec<Case> {
    [broken::cases(), odd::cases(), large::cases(), pictures::cases()].into_iter().flatten().collect()
}
