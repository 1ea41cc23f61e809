//! A worksheet part (ECMA-376 part 1, 18.3): cells, hidden rows and columns, merged cells, links.

use jiff::civil::Time;

use super::super::builder::SheetBuilder;
use super::super::drawing;
use super::super::number::{Kind, in_font, moment};
use super::super::parts::Shared;
use super::super::value::{UNKNOWN_ERROR, error_word, hyperlink_formula, in_cell, link_target, text};
use super::rules;
use crate::diag::{Error, short};
use crate::grid::{Object, ObjectKind, Value};
use crate::limits::{self, Budget};
use crate::ooxml::escape::unescape;
use crate::ooxml::relations::Relations;
use crate::ooxml::rich;
use crate::ooxml::xml::{Tag, Xml};
use crate::source::{CellRange, CellRef, MAX_COLUMNS, MAX_ROWS};
use crate::text::RichText;

/// Reads a worksheet.
pub(super) fn read(
    part: &str,
    bytes: &[u8],
    shared: &Shared,
    links: &Relations,
    to: &mut SheetBuilder,
    budget: &mut Budget,
) -> Result<(), Error> {
    let mut cells = Cells { shared, to, budget, next: CellRef::new(1, 1) };
    Xml::read(part, bytes, |xml, tag| match tag.local() {
        "cols" => xml.children(|_, tag| {
            if tag.flag("hidden")? {
                let first = tag.number("min")?.unwrap_or(1);
                cells.to.hide_columns(first, tag.number("max")?.unwrap_or(first));
            }
            Ok(())
        }),
        "sheetData" => cells.read(xml),
        "mergeCells" => {
            xml.children(|xml, tag| range(xml, &tag)?.map_or(Ok(()), |region| cells.to.merge(region)))
        }
        "conditionalFormatting" => {
            let rules = rules::read(xml, &tag, &shared.formats)?;
            rules.into_iter().try_for_each(|rule| cells.to.rule(rule))
        }
        "extLst" => xml.children(|xml, _| {
            xml.children(|xml, tag| match tag.local() {
                "conditionalFormattings" => xml.children(|xml, tag| {
                    let rules = rules::read(xml, &tag, &shared.formats)?;
                    rules.into_iter().try_for_each(|rule| cells.to.rule(rule))
                }),
                _ => Ok(()),
            })
        }),
        "controls" | "AlternateContent" => controls(xml, &mut cells.to.controls),
        "hyperlinks" => xml.children(|xml, tag| {
            // The part behind `#` stands apart.
            let place = tag.attr("location")?.unwrap_or_default();
            let target = link_target(tag.relation("id")?.and_then(|id| links.get(&id)), &place);
            match (range(xml, &tag)?, target) {
                (Some(on), Some(target)) => cells.to.link(on, target, cells.budget),
                _ => Ok(()),
            }
        }),
        _ => Ok(()),
    })
}

/// The controls over cells (18.3.1.21), each with a substitute for older programs that is passed over.
fn controls(xml: &mut Xml<'_>, to: &mut Vec<(CellRef, String)>) -> Result<(), Error> {
    xml.children(|xml, tag| match tag.local() {
        "control" => {
            let id = tag.relation("id")?;
            let at = corner(xml)?;
            to.extend(at.zip(id));
            limits::table(to.len(), "Steuerelemente")
        }
        "AlternateContent" | "Choice" | "controls" => controls(xml, to),
        _ => Ok(()),
    })
}

/// The cell under the upper left corner of the control that was opened last.
fn corner(xml: &mut Xml<'_>) -> Result<Option<CellRef>, Error> {
    let mut at = None;
    xml.children(|xml, tag| {
        at = match tag.local() {
            "from" => drawing::place(xml)?,
            "controlPr" | "anchor" => corner(xml)?,
            _ => None,
        }
        .or(at);
        Ok(())
    })?;
    Ok(at)
}

/// The cells named by the attribute `ref`: `B2` or `B2:C3`.
fn range(xml: &Xml<'_>, tag: &Tag<'_>) -> Result<Option<CellRange>, Error> {
    let Some(reference) = tag.attr("ref")? else { return Ok(None) };
    let range = CellRange::parse(&reference);
    let bad = || xml.damaged(&format!("nennt einen ungültigen Zellbereich »{}«", short(&reference)));
    range.ok_or_else(bad).map(Some)
}

/// The rows of a sheet while they are read.
struct Cells<'r> {
    shared: &'r Shared,
    to: &'r mut SheetBuilder,
    budget: &'r mut Budget,
    /// Where a row or cell stands that does not say so.
    next: CellRef,
}

impl Cells<'_> {
    fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        xml.children(|xml, tag| {
            if tag.local() != "row" {
                return Ok(());
            }
            if let Some(number) = tag.attr("r")? {
                let row = number.trim().parse().unwrap_or(0);
                self.next = CellRef::new(row, 1);
            }
            if !(1..=MAX_ROWS).contains(&self.next.row) {
                return Err(xml.damaged("nennt eine ungültige Zeile"));
            }
            if tag.flag("hidden")? {
                self.to.hide_rows(self.next.row, self.next.row);
            }
            xml.children(|xml, tag| if tag.local() == "c" { self.cell(xml, &tag) } else { Ok(()) })?;
            self.next = CellRef::new(self.next.row + 1, 1);
            Ok(())
        })
    }

    fn cell(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<(), Error> {
        let at = match tag.attr("r")? {
            Some(reference) => CellRef::parse(reference.trim())
                .filter(|at| at.row == self.next.row)
                .ok_or_else(|| xml.damaged(&format!("nennt eine ungültige Zelle »{}«", short(&reference))))?,
            None if self.next.column <= MAX_COLUMNS => self.next,
            None => return Err(xml.damaged("hat eine Zeile mit zu vielen Zellen")),
        };
        self.next.column = at.column + 1;
        let style = tag.number("s")?.unwrap_or(0) as usize;
        let kind = tag.attr("t")?.unwrap_or_default();
        // What stands for a picture in the cell, for programs that know none, is an error.
        let picture = kind == "e" && tag.attr("vm")?.is_some();

        let (mut formula, mut stored, mut inline) = (None, None, None);
        xml.children(|xml, tag| {
            match tag.local() {
                "f" => formula = Some(xml.text()?),
                "v" => stored = Some(xml.text()?),
                "is" => inline = Some(rich::runs(xml, self.budget, rich::font)?),
                _ => {}
            }
            Ok(())
        })?;

        if let Some(target) = formula.as_deref().and_then(hyperlink_formula) {
            self.to.link(CellRange { first: at, last: at }, target, self.budget)?;
        }
        let (font, format) = self.shared.formats.get(style);
        self.to.paint_cell(at, self.shared.formats.fill(style));
        let value = match (inline, stored) {
            (Some(runs), _) => text(&format.text(in_cell(&runs, font), font)),
            (None, Some(stored)) if kind == "str" || !stored.trim().is_empty() => {
                let bad = || {
                    xml.damaged(&format!("hat in der Zelle {at} einen ungültigen Wert »{}«", short(&stored)))
                };
                self.value(&kind, &stored, style).ok_or_else(bad)?
            }
            // openpyxl writes formulas without a result, or with an empty one.
            _ => formula.map(|_| Value::Uncalculated),
        };
        if picture {
            self.to.objects.push(Object { at, kind: ObjectKind::Picture, text: String::new() });
            return Ok(());
        }
        value.map_or(Ok(()), |value| self.to.put(at, value, font, self.budget))
    }

    /// The value of the text in `v` for the cell type `kind` (18.18.11 ST_CellType). The outer
    /// `None` says that it is invalid, the inner one that it is blank.
    fn value(&self, kind: &str, stored: &str, style: usize) -> Option<Option<Value>> {
        let (font, format) = self.shared.formats.get(style);
        match kind {
            "s" => {
                let runs = self.shared.strings.get(stored.trim().parse::<usize>().ok()?)?;
                Some(text(&format.text(in_cell(runs, font), font)))
            }
            "str" | "inlineStr" => {
                Some(text(&format.text(RichText::from_iter([(unescape(stored), font)]), font)))
            }
            "b" => match stored.trim() {
                "1" | "true" => Some(Some(Value::Bool(true))),
                "0" | "false" => Some(Some(Value::Bool(false))),
                _ => None,
            },
            "e" => Some(Some(Value::Error(error_word(stored).unwrap_or(UNKNOWN_ERROR)))),
            // A date that is stored as one is a date whatever the cell's number format.
            "d" => {
                // openpyxl stores a time of day without its day.
                if let Ok(time) = stored.trim().trim_end_matches('Z').parse::<Time>()
                    && !stored.contains('-')
                {
                    return Some(Some(Value::Time(time)));
                }
                let kind = if format.kind.is_date() { format.kind } else { Kind::DateTime };
                Some(Some(in_font(kind.dated(moment(stored)?), font)))
            }
            _ => {
                let number: f64 = stored.trim().parse().ok()?;
                number.is_finite().then(|| Some(in_font(format.value(number, self.shared.epoch), font)))
            }
        }
    }
}
