//! The workbook part and the tables on a sheet: what else must change when cells do.

use crate::diag::Error;
use crate::ooxml::part::{Edits, Part, with_attr};
use crate::source::{CellRange, CellRef};

/// What stands before `calcPr` in the workbook part (18.2.27).
const BEFORE: [&str; 9] = [
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
];

/// The workbook part, asking Excel to calculate all formulas when it opens the file: the stored
/// results may depend on cells that have changed (18.2.2 calcPr). `None` where it says so already.
pub(super) fn recalculated(part: &Part) -> Result<Option<Vec<u8>>, Error> {
    const FLAG: &str = "fullCalcOnLoad";
    let root = part.root()?;
    let children = part.children(&root)?;
    if let Some(calculation) = children.iter().find(|child| part.local(child) == "calcPr") {
        if part.tag(calculation).flag(FLAG)? {
            return Ok(None);
        }
        let tag = with_attr(part.str(calculation.open.clone()), FLAG, Some("1"));
        return part.edited(vec![(calculation.open.clone(), tag)]).map(Some);
    }
    let before = children.iter().rfind(|child| BEFORE.contains(&part.local(child)));
    let at = before.map_or(root.inner.start, |element| element.end);
    let element = format!("<{}calcPr {FLAG}=\"1\"/>", part.prefix(&root));
    part.edited(vec![(at..at, element)]).map(Some)
}

/// Whether a worksheet part has formulas.
pub(super) fn has_formulas(bytes: &[u8]) -> bool {
    let starts_one = |window: &[u8]| matches!(window, [b'<' | b':', b'f', end] if b"> /\t\r\n".contains(end));
    bytes.windows(3).any(starts_one)
}

/// A table (18.5.1.2) that ends right above `row`, made to reach down to it. `None` where it lies
/// elsewhere, holds the row already, or has a row of totals.
pub(super) fn reaching(part: &Part, row: u32, column: u32) -> Result<Option<Vec<u8>>, Error> {
    let root = part.root()?;
    let tag = part.tag(&root);
    let range = |reference: Option<String>| reference.and_then(|reference| CellRange::parse(&reference));
    let Some(old) = range(tag.attr("ref")?) else { return Ok(None) };
    let totals = tag.number("totalsRowCount")?.unwrap_or(0) > 0;
    if totals || old.last.row + 1 != row || !old.contains(CellRef::new(old.last.row, column)) {
        return Ok(None);
    }
    let reach =
        |range: CellRange| CellRange { last: CellRef::new(row, range.last.column), ..range }.to_string();
    let mut edits: Edits =
        vec![(root.open.clone(), with_attr(part.str(root.open.clone()), "ref", Some(&reach(old))))];
    if let Some(filter) = part.child(&root, "autoFilter")?
        && let Some(old) = range(part.tag(&filter).attr("ref")?)
    {
        let tag = with_attr(part.str(filter.open.clone()), "ref", Some(&reach(old)));
        edits.push((filter.open.clone(), tag));
    }
    part.edited(edits).map(Some)
}
