//! The workbook part and the tables on a sheet: what else must change when cells do.

use crate::diag::Error;
use crate::ooxml::part::{Edits, Part};
use crate::ooxml::xml::ElementRange;
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
pub(super) fn recalculated(part: &Part) -> Result<Option<(String, Vec<u8>)>, Error> {
    const FLAG: &str = "fullCalcOnLoad";
    let root = part.root()?;
    let children = part.children(&root)?;
    if let Some(calculation) = children.iter().find(|child| part.local(child) == "calcPr") {
        if part.tag(calculation).flag(FLAG)? {
            return Ok(None);
        }
        return part.edited(vec![part.set_attr(calculation, FLAG, "1")]).map(Some);
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

/// A table (18.5.1.2) in which new rows begin, or right below which they do, made to reach down to the last of
/// them; `rows` are their first and last cell in a column of it. `None` where the table lies elsewhere, holds
/// the rows already, or has a row of totals.
pub(super) fn reaching(part: &Part, rows: CellRange) -> Result<Option<(String, Vec<u8>)>, Error> {
    let root = part.root()?;
    let Some(old) = reference(part, &root)? else { return Ok(None) };
    let totals = part.tag(&root).number("totalsRowCount")?.unwrap_or(0) > 0;
    let (first, last) = (rows.first, rows.last);
    let begin = (old.first.row + 1..=old.last.row + 1).contains(&first.row)
        && old.contains(CellRef::new(old.last.row, first.column));
    if totals || !begin || last.row <= old.last.row {
        return Ok(None);
    }
    let filter = part.child(&root, "autoFilter")?;
    let mut edits = Edits::new();
    for element in std::iter::once(root).chain(filter) {
        if let Some(old) = reference(part, &element)? {
            let reach = CellRange { last: CellRef::new(last.row, old.last.column), ..old };
            edits.push(part.set_attr(&element, "ref", &reach.to_string()));
        }
    }
    part.edited(edits).map(Some)
}

/// The range that an element is about.
pub(super) fn reference(part: &Part, element: &ElementRange) -> Result<Option<CellRange>, Error> {
    Ok(part.tag(element).attr("ref")?.and_then(|reference| CellRange::parse(&reference)))
}
