//! Traffic lights → words. Colours of cells, icons and coloured signs in a status table become text,
//! »● grün«, before anything else is made of the workbook: never is a colour alone what a paper says.
//!
//! - An icon of a conditional format says what it shows; beside it stays the number, where it is shown.
//! - The colour of a cell counts where the cell is blank or holds no more than a letter or digit, and
//!   where its column shows lights: its head says so, or its colours vary as lights do.
//! - Colours that whole rows have, as every other row of a striped table has, are no lights. Such that
//!   could mean something and stand in no paper are reported.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::lights as finding;
use crate::diag::{Findings, short};
use crate::grid::{Cell, Font, Icon, Look, Row, Sheet, Value, Workbook};
use crate::recognise::{Column, Head, Hue, Lights, Sheets, first_note};
use crate::source::{CellRef, Location};
use crate::text::RichText;

/// So many columns behind the table are looked at: the light's often has no head.
const BEHIND: u32 = 2;
/// And so many of the table.
const WIDEST: u32 = 64;
/// Signs that stand for lights; the first of them say nothing without their colour.
const SIGNS: &str = "●■▪◆⬤⚫•○□▲▼◊★☆☺😐☹";
const MUTE: usize = 7;

/// The workbook with the words of its lights in their cells; none where it has no lights.
pub(super) fn in_words(
    workbook: &Workbook,
    sheets: &Sheets<'_>,
    lights: &Lights,
    findings: &mut Findings,
) -> Option<Workbook> {
    let mut words: BTreeMap<Location, Vec<Cell>> = BTreeMap::new();
    for (table, head) in sheets.status().filter(|(table, _)| is_colored(table.sheet)) {
        let read = Table::new(table.sheet, head, lights).words(findings);
        words.insert(table.sheet.at.clone(), read);
    }
    words.retain(|_, words| !words.is_empty());
    if words.is_empty() {
        return None;
    }
    let mut workbook = workbook.clone();
    for sheet in &mut workbook.sheets {
        for cell in words.remove(&sheet.at).unwrap_or_default() {
            put(sheet, cell);
        }
    }
    Some(workbook)
}

fn is_colored(sheet: &Sheet) -> bool {
    !sheet.looks.is_empty() || sheet.rows.iter().flat_map(|row| &row.cells).any(is_sign)
}

/// Puts a cell into its row.
fn put(sheet: &mut Sheet, cell: Cell) {
    let Ok(row) = sheet.rows.binary_search_by_key(&cell.at.row, |row| row.number) else { return };
    let Some(row) = sheet.rows.get_mut(row) else { return };
    match row.cells.binary_search_by_key(&cell.at.column, |cell| cell.at.column) {
        Ok(at) => row.cells.splice(at..=at, [cell]).for_each(drop),
        Err(at) => row.cells.insert(at, cell),
    }
}

/// A status table while its lights are read.
struct Table<'a> {
    sheet: &'a Sheet,
    head: &'a Head,
    lights: &'a Lights,
    /// The rows that hold something in one of its two main columns.
    rows: Vec<&'a Row>,
    columns: std::ops::RangeInclusive<u32>,
}

/// What could be lights in a column: the cells with their colours.
type Colored = Vec<(CellRef, Hue)>;

impl<'a> Table<'a> {
    fn new(sheet: &'a Sheet, head: &'a Head, lights: &'a Lights) -> Self {
        let below = head.below(sheet);
        let body = below.get(..first_note(head, below)).unwrap_or(below);
        let is_filled =
            |row: &&Row| [Column::Action, Column::Status].iter().any(|key| head.cell(row, *key).is_some());
        let rows = body.iter().filter(is_filled).collect();
        let first = head.first_column();
        let columns = first..=(head.last_column() + BEHIND).min(first + WIDEST);
        Self { sheet, head, lights, rows, columns }
    }

    /// The cells of the lights, with their words.
    fn words(&self, findings: &mut Findings) -> Vec<Cell> {
        let mut words = Vec::new();
        let mut striped = BTreeSet::new();
        for column in self.columns.clone() {
            let mut colored = Colored::new();
            let mut bare = None;
            let mut behind = BTreeSet::new();
            let mut filled = 0;
            let key = self.head.over(column).and_then(|head| head.key);
            // Numbers and names are no lights, whatever lies behind them.
            use Column::{Attainment, Due, Other, StateLabel};
            let light = matches!(key, None | Some(StateLabel | Attainment | Due | Other));
            for row in &self.rows {
                let place = CellRef::new(row.number, column);
                let cell = row.cell(column);
                let look = self.sheet.looks.get(&place).copied().unwrap_or_default();
                if !light {
                    let hue = look.fill.and_then(Hue::of).filter(|hue| hue.is_light());
                    striped.extend(hue.filter(|_| matches!(key, Some(Column::Number | Column::Action))));
                } else if let (Some(cell), Some(icon)) = (cell, look.icon) {
                    words.push(self.cell(place, self.with_icon(cell, icon)));
                } else if let Some(hue) = ink(cell, look) {
                    words.push(self.cell(place, self.light(hue)));
                } else if let Some(sign) = cell.filter(|cell| is_mute(cell)) {
                    bare = bare.or(Some(sign));
                } else if let Some(hue) = look.fill.and_then(Hue::of) {
                    filled += 1;
                    if self.fills_row(place, row) {
                        striped.extend(hue.is_light().then_some(hue));
                    } else if cell.is_none_or(|cell| is_token(cell, hue)) {
                        colored.push((place, hue));
                    } else if cell.is_some_and(|cell| cell.value.text().is_none()) && hue.is_light() {
                        behind.insert(hue);
                    }
                }
            }
            if behind.len() > 1 && !Lights::lists(&self.lights.without, &self.head.name(column)) {
                let at = self.sheet.at.cell(CellRef::new(self.head.first_row, column));
                findings.push(finding::colors_behind(&at, &self.title(column), &names(&behind)));
            }
            let painted = filled == self.rows.len();
            words.extend(self.colors(column, &colored, painted, findings));
            findings.extend(bare.map(|sign| {
                finding::sign_alone(
                    &self.sheet.at.cell(sign.at),
                    sign.value.text().unwrap_or_default().trim(),
                    &self.title(column),
                )
            }));
        }
        if striped.len() > 1 {
            let at = self.sheet.at.cell(CellRef::new(self.head.first_row, self.head.first_column()));
            findings.push(finding::rows_colored(&at, &names(&striped)));
        }
        words
    }

    /// The lights of a column by the colours of its cells, where it shows lights. One that is `painted` from
    /// top to bottom in one colour is only made to look so.
    fn colors(&self, column: u32, colored: &Colored, painted: bool, findings: &mut Findings) -> Vec<Cell> {
        if colored.is_empty() {
            return Vec::new();
        }
        let (name, title) = (self.head.name(column), self.title(column));
        let hues: BTreeSet<Hue> = colored.iter().map(|(_, hue)| *hue).collect();
        let listed = Lights::lists(&self.lights.columns, &name);
        let at = self.sheet.at.cell(CellRef::new(self.head.first_row, column));
        if Lights::lists(&self.lights.without, &name) {
            return Vec::new();
        }
        if !listed && !self.shows_lights(column, colored, &hues) {
            let layout = painted && hues.len() == 1;
            findings.extend((!layout).then(|| finding::colors_left_out(&at, &title, &name, &names(&hues))));
            return Vec::new();
        }
        if !listed && hues.iter().any(|hue| self.lights.own(*hue).is_none()) {
            findings.push(finding::lights_assumed(&at, &title, &names(&hues)));
        }
        let word = |(place, hue): &(CellRef, Hue)| {
            let said = self.sheet.cell(*place).map(|cell| cell.value.to_plain()).unwrap_or_default();
            let said = said.trim();
            let light = self.light(*hue);
            let more = !said.is_empty() && !hue.is_said_by(said) && said.to_lowercase() != "x";
            self.cell(*place, if more { format!("{light} ({said})") } else { light })
        };
        colored.iter().map(word).collect()
    }

    /// Whether the colours of a column are lights: its head says so and one of them is a light's, or two
    /// are, in at least a third of the rows.
    fn shows_lights(&self, column: u32, colored: &Colored, hues: &BTreeSet<Hue>) -> bool {
        let lights = hues.iter().filter(|hue| hue.is_light()).count();
        let head = self.head.over(column);
        let named = head.is_some_and(|head| {
            Lights::names_lights(&head.label) || matches!(head.key, Some(Column::StateLabel))
        });
        (named && lights > 0) || (lights > 1 && colored.len() * 3 >= self.rows.len())
    }

    /// Whether most other cells of the row have the same colour.
    fn fills_row(&self, place: CellRef, row: &Row) -> bool {
        let fill =
            |column: u32| self.sheet.looks.get(&CellRef::new(row.number, column)).and_then(|look| look.fill);
        let own = fill(place.column);
        let others = self.head.first_column()..=self.head.last_column();
        let others: Vec<_> = others.filter(|column| *column != place.column).map(fill).collect();
        let same = others.iter().filter(|fill| **fill == own).count();
        same * 2 > others.len()
    }

    /// The column as findings name it.
    fn title(&self, column: u32) -> String {
        match self.head.over(column) {
            Some(head) => format!("Spalte »{}«", short(&head.label)),
            None => self.head.name(column),
        }
    }

    fn light(&self, hue: Hue) -> String {
        format!("{} {}", hue.shape(), self.lights.word(hue))
    }

    /// An icon in words: »● grün«, behind a number that says more than a rank »85 % (● grün)«.
    fn with_icon(&self, cell: &Cell, icon: Icon) -> String {
        let hue = Hue::named(icon.name);
        let word = hue.map_or(icon.name, |hue| self.lights.word(hue));
        let shape = icon.sign.or(hue.map(Hue::shape)).map(|sign| format!("{sign} ")).unwrap_or_default();
        let light = format!("{shape}{word}");
        let said = cell.value.to_plain();
        match said.trim() {
            "" => light,
            _ if icon.alone => light,
            rank if is_rank(&cell.value) => format!("{light} ({rank})"),
            said => format!("{said} ({light})"),
        }
    }

    fn cell(&self, at: CellRef, text: String) -> Cell {
        let value = Value::Text(RichText::from_iter([(text, Font::default())]));
        Cell { at, value, font: Font::default(), link: None }
    }
}

/// The colour of a sign that stands alone in its cell.
fn ink(cell: Option<&Cell>, look: Look) -> Option<Hue> {
    let cell = cell.filter(|cell| is_sign(cell))?;
    let Value::Text(text) = &cell.value else { return None };
    let own = text.runs().find(|run| !run.text.trim().is_empty()).and_then(|run| run.format.ink);
    look.ink.or(own).and_then(Hue::of).filter(|hue| *hue != Hue::Black)
}

/// Whether a cell holds one sign and nothing else.
fn is_sign(cell: &Cell) -> bool {
    let mut characters = cell.value.text().unwrap_or_default().trim().chars();
    characters.next().is_some_and(|sign| SIGNS.contains(sign)) && characters.next().is_none()
}

/// Whether a cell holds a sign that has no meaning of its own.
fn is_mute(cell: &Cell) -> bool {
    let sign = cell.value.text().unwrap_or_default().trim().chars().next();
    is_sign(cell) && SIGNS.chars().take(MUTE).any(|mute| Some(mute) == sign)
}

/// Whether a cell of this colour says hardly more than the colour: a letter for it, a cross, a rank.
fn is_token(cell: &Cell, hue: Hue) -> bool {
    let text = cell.value.text().map(str::trim);
    text.is_some_and(|text| hue.is_said_by(text) || text.chars().count() == 1)
        || is_rank(&cell.value)
        || cell.value.to_plain().trim().is_empty()
}

/// Whether a number is one of few steps.
fn is_rank(value: &Value) -> bool {
    matches!(value, Value::Number { value, percent: false, .. } if (0.0..10.0).contains(value) && value.fract() == 0.0)
}

fn names(hues: &BTreeSet<Hue>) -> String {
    hues.iter().map(|hue| hue.german()).collect::<Vec<_>>().join(", ")
}
