//! A sheet while it is being read: cells as they come, put in order at the end.

use std::collections::BTreeMap;
use std::ops::Range;

use super::conditional::{self, Rule};
use super::fault::{cell_covered, comments_left_out, sheet_cut};
use super::ranges::Ranges;
use crate::diag::{Diagnostic, Error};
use crate::grid::{Cell, Font, Look, Object, Rgb, Row, Sheet, Value};
use crate::limits::{self, Budget};
use crate::ooxml::fault;
use crate::source::{CellRange, CellRef, Location, MAX_COLUMNS};

/// What was read of a sheet so far.
#[derive(Debug, Default)]
pub(super) struct SheetBuilder {
    /// The name on the tab.
    pub(super) name: String,
    /// Whether the tab is hidden.
    pub(super) hidden: bool,
    cells: BTreeMap<CellRef, Cell>,
    links: Vec<(CellRange, String)>,
    merged: Vec<CellRange>,
    /// The hidden rows.
    hidden_rows: Ranges,
    hidden_columns: Ranges,
    /// Whether there are comments.
    pub(super) comments: bool,
    /// Whether the file ends in the middle of it.
    pub(super) cut: bool,
    /// What lies over the cells.
    pub(super) objects: Vec<Object>,
    /// The controls over cells, by the relationships that lead to them.
    pub(super) controls: Vec<(CellRef, String)>,
    looks: BTreeMap<CellRef, Look>,
    rules: Vec<Rule>,
}

impl SheetBuilder {
    /// A sheet without cells.
    pub(super) fn new(name: String, hidden: bool) -> Self {
        Self { name, hidden, ..Self::default() }
    }

    /// Puts a value into a cell with this font. A cell that comes twice is a damaged file: neither value may be
    /// dropped silently.
    pub(super) fn put(
        &mut self,
        at: CellRef,
        value: Value,
        font: Font,
        budget: &mut Budget,
    ) -> Result<(), Error> {
        budget.cell()?;
        if let Value::Text(runs) = &value {
            budget.cell_text(&self.name, at, runs.as_str())?;
            runs.runs().skip(1).try_for_each(|_| budget.text(0))?;
        }
        match self.cells.insert(at, Cell { at, value, font, link: None }) {
            None => Ok(()),
            Some(_) => Err(fault::damaged(format_args!("Die Zelle {at} kommt mehrfach vor"))),
        }
    }

    /// Fills cells with a colour. More than [`limits::LOOKS`] cells, or blank rows to the end of the sheet, are the
    /// layout of no table.
    pub(super) fn paint(&mut self, rows: Range<u32>, columns: Range<u32>, fill: Rgb) {
        if rows.len() > 1_000 || columns.len() > 1_000 {
            return;
        }
        let places = rows.flat_map(|row| columns.clone().map(move |column| CellRef::new(row, column)));
        let free = limits::LOOKS.saturating_sub(self.looks.len());
        self.looks
            .extend(places.take(free).map(|place| (place, Look { fill: Some(fill), ..Look::default() })));
    }

    /// Fills one cell.
    pub(super) fn paint_cell(&mut self, at: CellRef, fill: Option<Rgb>) {
        if let Some(fill) = fill {
            self.paint(at.row..at.row + 1, at.column..at.column + 1, fill);
        }
    }

    /// Adds a conditional format.
    pub(super) fn rule(&mut self, rule: Rule) -> Result<(), Error> {
        self.rules.push(rule);
        limits::table(self.rules.len(), "bedingte Formate")
    }

    /// Lays a check box over a cell. Where the cell holds nothing, the box is what stands there; else the
    /// cell mostly is the one that the box is linked to.
    pub(super) fn check_box(&mut self, at: CellRef, ticked: bool) {
        let font = Font::default();
        self.cells.entry(at).or_insert(Cell { at, value: Value::Bool(ticked), font, link: None });
    }

    /// Lays a link on cells.
    pub(super) fn link(&mut self, on: CellRange, target: String, budget: &mut Budget) -> Result<(), Error> {
        budget.text(target.len())?;
        self.links.push((on, target));
        Ok(())
    }

    /// Merges cells; a region of one cell is none.
    pub(super) fn merge(&mut self, region: CellRange) -> Result<(), Error> {
        if region.first != region.last {
            self.merged.push(region);
        }
        limits::table(self.merged.len(), "verbundene Zellen")
    }

    /// Hides columns.
    pub(super) fn hide_columns(&mut self, first: u32, last: u32) {
        self.hidden_columns.add(first.max(1), last.min(MAX_COLUMNS));
    }

    /// Hides rows.
    pub(super) fn hide_rows(&mut self, first: u32, last: u32) {
        self.hidden_rows.add(first, last);
    }

    /// The finished sheet at `at`, with what was noticed.
    pub(super) fn finish(
        mut self,
        at: &Location,
        budget: &mut Budget,
        findings: &mut Vec<Diagnostic>,
    ) -> Result<Sheet, Error> {
        let at = at.sheet(self.name.as_str());
        conditional::apply(&mut self.rules, &self.cells, &mut self.looks);
        self.lay_links(budget)?;
        self.drop_covered(&at, budget, findings)?;
        if self.cut && !self.hidden {
            findings.push(sheet_cut(&at, &self.name));
        }
        if self.comments && !self.hidden {
            findings.push(comments_left_out(&at, &self.name));
        }
        let hidden_rows = self.hidden_rows.sorted();
        let mut rows: Vec<Row> = Vec::new();
        for (CellRef { row: number, .. }, cell) in self.cells {
            match rows.last_mut() {
                Some(row) if row.number == number => row.cells.push(cell),
                _ => rows.push(Row { number, hidden: hidden_rows.contains(number), cells: vec![cell] }),
            }
        }
        Ok(Sheet {
            name: self.name.into(),
            at,
            hidden: self.hidden,
            objects: self.objects,
            looks: self.looks.into_iter().filter(|(place, _)| holds_something(&rows, place.row)).collect(),
            rows,
            merged: self.merged,
            hidden_columns: self.hidden_columns.sorted().numbers().collect(),
        })
    }

    fn lay_links(&mut self, budget: &mut Budget) -> Result<(), Error> {
        for (on, target) in std::mem::take(&mut self.links) {
            for (place, cell) in self.cells.range_mut(on.first..=on.last) {
                budget.steps(1)?;
                if on.contains(*place) {
                    budget.text(target.len())?;
                    cell.link = Some(target.clone());
                }
            }
        }
        Ok(())
    }

    /// Cells below a merged one keep their content in the file, but nobody sees it.
    fn drop_covered(
        &mut self,
        at: &Location,
        budget: &mut Budget,
        findings: &mut Vec<Diagnostic>,
    ) -> Result<(), Error> {
        for region in &self.merged {
            let mut places: Vec<CellRef> =
                self.cells.range(region.first..=region.last).map(|(place, _)| *place).collect();
            budget.steps(places.len())?;
            places.retain(|place| *place != region.first && region.contains(*place));
            for place in places {
                self.cells.remove(&place);
                findings.push(cell_covered(&at.cell(place), place, region.first));
            }
        }
        Ok(())
    }
}

fn holds_something(rows: &[Row], number: u32) -> bool {
    rows.binary_search_by_key(&number, |row| row.number).is_ok()
}
