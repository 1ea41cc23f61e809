//! Where the parts of an xlsx or xlsm lie, for the one module that writes workbooks (`advance`).
//!
//! In: bytes that [`read`](crate::read::read) has accepted. Out: the names of the parts, and their
//! bytes inflated within the same limits.

use super::super::number::NumberFormat;
use super::super::package::Package;
use super::super::recognise::{Format, recognise};
use super::relations::Relations;
use crate::diag::Error;
use crate::german::Epoch;

/// The format of a workbook file.
#[derive(Debug)]
pub(crate) enum Opened<'a> {
    /// xlsx or xlsm.
    Xlsx(Box<Parts<'a>>),
    /// xlsb.
    Xlsb,
    /// xls.
    Xls,
    /// ods.
    Ods,
}

/// The parts of an xlsx or xlsm.
pub(crate) struct Parts<'a> {
    package: Package<'a>,
    /// The part that lists the sheets.
    pub(crate) workbook: String,
    /// Name on the tab and part of each worksheet, in the order of the tabs.
    pub(crate) sheets: Vec<(String, String)>,
    /// The shared strings.
    pub(crate) strings: Option<String>,
    /// The styles.
    pub(crate) styles: Option<String>,
    /// Day zero of the serial days.
    pub(crate) epoch: Epoch,
}

impl std::fmt::Debug for Parts<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Parts").field("sheets", &self.sheets).finish_non_exhaustive()
    }
}

/// Opens a workbook file.
pub(crate) fn open(bytes: &[u8]) -> Result<Opened<'_>, Error> {
    Ok(match recognise(bytes)? {
        Format::Xlsx { package, main } => Opened::Xlsx(Box::new(Parts::new(package, main)?)),
        Format::Xlsb { .. } => Opened::Xlsb,
        Format::Xls { .. } => Opened::Xls,
        Format::Ods { .. } => Opened::Ods,
    })
}

impl<'a> Parts<'a> {
    fn new(mut package: Package<'a>, workbook: String) -> Result<Self, Error> {
        let (listed, epoch) = super::workbook(&workbook, &package.require(&workbook)?)?;
        let relations = Relations::of(&mut package, &workbook)?;
        let mut sheets = Vec::new();
        for entry in listed {
            let relation = entry.relation.as_deref().and_then(|id| relations.get(id));
            if let Some(relation) = relation.filter(|relation| relation.kind.ends_with("/worksheet")) {
                sheets.push((entry.name, relation.target.clone()));
            }
        }
        let of_kind = |end: &str| relations.target_of_kind(end).map(str::to_owned);
        let (strings, styles) = (of_kind("/sharedStrings"), of_kind("/styles"));
        Ok(Self { package, workbook, sheets, strings, styles, epoch })
    }

    /// The names of all parts, in lower case.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.package.names()
    }

    /// The bytes of a part.
    pub(crate) fn bytes(&mut self, part: &str) -> Result<Vec<u8>, Error> {
        self.package.require(part)
    }

    /// The part that `part` refers to by this relationship.
    pub(crate) fn related(&mut self, part: &str, id: &str) -> Result<Option<String>, Error> {
        let relations = Relations::of(&mut self.package, part)?;
        let inside = relations.get(id).filter(|relation| !relation.external);
        Ok(inside.map(|relation| relation.target.clone()))
    }
}

/// Whether a number format shows a day, a month or a year.
pub(crate) fn shows_date(id: u32, code: Option<&str>) -> bool {
    use NumberFormat as F;
    let format = code.map(F::parse).or_else(|| F::builtin(id)).unwrap_or_default();
    matches!(format, F::Date | F::DateTime | F::MonthYear | F::Month | F::Year)
}
