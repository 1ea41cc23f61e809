//! What lies over the cells of a sheet: pictures, text boxes, charts (ECMA-376 part 1, 20.5), and check
//! boxes (18.3.1.19 control).

use crate::diag::Error;
use crate::grid::{Object, ObjectKind};
use crate::ooxml::xml::Xml;
use crate::source::{CellRef, MAX_COLUMNS, MAX_ROWS};

/// Reads a drawing part.
pub(super) fn read(part: &str, bytes: &[u8]) -> Result<Vec<Object>, Error> {
    let mut objects = Vec::new();
    Xml::read(part, bytes, |xml, tag| match tag.local() {
        "twoCellAnchor" | "oneCellAnchor" => {
            objects.extend(anchored(xml)?);
            Ok(())
        }
        _ => Ok(()),
    })?;
    Ok(objects)
}

/// The object of the anchor that was opened last; a shape without text is decoration.
fn anchored(xml: &mut Xml<'_>) -> Result<Option<Object>, Error> {
    let (mut at, mut kind, mut text) = (None, None, String::new());
    xml.children(|xml, tag| {
        let found = match tag.local() {
            "from" => {
                at = place(xml)?;
                return Ok(());
            }
            "pic" => ObjectKind::Picture,
            "sp" | "grpSp" => ObjectKind::TextBox,
            "graphicFrame" => ObjectKind::Chart,
            _ => return Ok(()),
        };
        kind = Some(found);
        collect(xml, found, &mut text)
    })?;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let says_something = !text.is_empty() || kind != Some(ObjectKind::TextBox);
    Ok(at.zip(kind).filter(|_| says_something).map(|(at, kind)| Object { at, kind, text }))
}

/// The words of a text box, and what describes a picture or chart.
fn collect(xml: &mut Xml<'_>, kind: ObjectKind, text: &mut String) -> Result<(), Error> {
    xml.children(|xml, tag| match tag.local() {
        "cNvPr" if kind != ObjectKind::TextBox => {
            text.push_str(&tag.attr("descr")?.unwrap_or_default());
            Ok(())
        }
        "t" if kind == ObjectKind::TextBox => {
            text.push_str(&xml.text()?);
            Ok(())
        }
        "p" => {
            text.push(' ');
            collect(xml, kind, text)
        }
        _ => collect(xml, kind, text),
    })
}

/// The cell of an anchor's corner (20.5.2.5 from), the element that was opened last.
pub(super) fn place(xml: &mut Xml<'_>) -> Result<Option<CellRef>, Error> {
    let (mut row, mut column) = (None, None);
    xml.children(|xml, tag| {
        let number = |text: String| text.trim().parse::<u32>().ok();
        match tag.local() {
            "row" => row = number(xml.text()?),
            "col" => column = number(xml.text()?),
            _ => {}
        }
        Ok(())
    })?;
    let place = row.filter(|row| *row < MAX_ROWS).zip(column.filter(|column| *column < MAX_COLUMNS));
    Ok(place.map(|(row, column)| CellRef::new(row + 1, column + 1)))
}

/// Whether a control is a check box, and whether it is ticked (18.3.1.25 formControlPr).
pub(super) fn check_box(part: &str, bytes: &[u8]) -> Result<Option<bool>, Error> {
    let mut xml = Xml::new(part, bytes);
    let root = xml.root()?;
    let is_box = root.attr("objectType")?.as_deref() == Some("CheckBox");
    let ticked = root.attr("checked")?.as_deref() == Some("Checked");
    Ok(is_box.then_some(ticked))
}
