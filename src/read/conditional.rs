//! Conditional formats (ECMA-376 part 1, 18.3.1.10): which of their icons and colours a cell shows.
//!
//! In: the rules of a sheet, and its cells. Out: the looks of cells. What can be decided from the cells
//! themselves is decided: icon sets, comparisons with a value or with another cell, parts of a text.
//! Rules by other formulas, averages and ranks are passed over.

use std::collections::BTreeMap;

use crate::grid::{Cell, Icon, Look, Value};
use crate::limits;
use crate::source::{CellRange, CellRef};

/// A conditional format.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    /// The cells it is for.
    pub(super) ranges: Vec<CellRange>,
    /// The lower, the sooner it counts.
    pub(super) priority: i64,
    /// Where it applies, no later one counts.
    pub(super) last: bool,
    /// When it applies.
    pub(super) test: Test,
    /// What it shows then, beside icons.
    pub(super) look: Look,
}

/// When a rule applies.
#[derive(Clone, Debug)]
pub(super) enum Test {
    /// To every number; which icon depends on its size.
    Icons(IconSet),
    /// Where the cell's value, or another one's, compares so to another one.
    Compare(Operand, Comparison, Vec<Operand>),
    /// Where the text of the cell holds this one, in lower case.
    Text(Place, String),
}

/// How two values compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Between,
    NotBetween,
}

/// Where a part of a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Start,
    End,
    Inside,
    Nowhere,
}

/// What is compared.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Operand {
    /// The value of the cell itself.
    Own,
    Number(f64),
    /// In lower case.
    Text(String),
    /// Another cell, as seen from the first cell of the rule: columns and rows away, or fixed.
    Cell(Reach, Reach),
}

/// A row or column: fixed, or so many away.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Reach {
    Fixed(u32),
    Away(i64),
}

/// The icons of a rule from the lowest numbers to the highest, and where each begins.
#[derive(Clone, Debug)]
pub(super) struct IconSet {
    pub(super) icons: Vec<Option<Icon>>,
    pub(super) thresholds: Vec<Threshold>,
}

/// Where an icon begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Threshold {
    pub(super) kind: ThresholdKind,
    pub(super) value: f64,
    /// Whether the value itself belongs to it.
    pub(super) included: bool,
}

/// How a threshold is given (18.18.12 ST_CfvoType).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ThresholdKind {
    Number,
    Percent,
    Percentile,
    Least,
    Most,
}

/// The icons of a set by its name (18.18.42 ST_IconSetType), from the lowest to the highest.
pub(super) fn icons(set: &str, alone: bool) -> Vec<Icon> {
    const RED: (Option<char>, &str) = (None, "rot");
    const YELLOW: (Option<char>, &str) = (None, "gelb");
    const GREEN: (Option<char>, &str) = (None, "grün");
    const BLACK: (Option<char>, &str) = (None, "schwarz");
    const DOWN: (Option<char>, &str) = (Some('↓'), "abwärts");
    const LEVEL: (Option<char>, &str) = (Some('→'), "gleichbleibend");
    const UP: (Option<char>, &str) = (Some('↑'), "aufwärts");
    const FALLING: (Option<char>, &str) = (Some('↘'), "leicht abwärts");
    const RISING: (Option<char>, &str) = (Some('↗'), "leicht aufwärts");
    const CHECK: (Option<char>, &str) = (Some('✓'), "grün");
    const NOTE: (Option<char>, &str) = (Some('!'), "gelb");
    const CROSS: (Option<char>, &str) = (Some('✗'), "rot");
    let icons: &[(Option<char>, &str)] = match set {
        "3TrafficLights1" | "3TrafficLights2" | "3Signs" | "3Flags" | "" => &[RED, YELLOW, GREEN],
        "4TrafficLights" => &[BLACK, RED, YELLOW, GREEN],
        "4RedToBlack" => &[BLACK, (None, "grau"), (None, "rosa"), RED],
        "3Symbols" | "3Symbols2" => &[CROSS, NOTE, CHECK],
        "3Arrows" | "3ArrowsGray" => &[DOWN, LEVEL, UP],
        "4Arrows" | "4ArrowsGray" => &[DOWN, FALLING, RISING, UP],
        "5Arrows" | "5ArrowsGray" => &[DOWN, FALLING, LEVEL, RISING, UP],
        "3Triangles" => &[(Some('▼'), "abwärts"), (Some('–'), "gleichbleibend"), (Some('▲'), "aufwärts")],
        "3Stars" => &[(Some('☆'), "leer"), (Some('☆'), "halb"), (Some('★'), "voll")],
        "4Rating" => &[
            (None, "Stufe 1 von 4"),
            (None, "Stufe 2 von 4"),
            (None, "Stufe 3 von 4"),
            (None, "Stufe 4 von 4"),
        ],
        "5Rating" | "5Boxes" => &[
            (None, "Stufe 1 von 5"),
            (None, "Stufe 2 von 5"),
            (None, "Stufe 3 von 5"),
            (None, "Stufe 4 von 5"),
            (None, "Stufe 5 von 5"),
        ],
        "5Quarters" => {
            &[(None, "leer"), (None, "ein Viertel"), (None, "halb"), (None, "drei Viertel"), (None, "voll")]
        }
        _ => &[],
    };
    icons.iter().map(|(sign, name)| Icon { sign: *sign, name, alone }).collect()
}

type Cells = BTreeMap<CellRef, Cell>;

/// Lays the rules on the cells.
pub(super) fn apply(rules: &mut [Rule], cells: &Cells, looks: &mut BTreeMap<CellRef, Look>) {
    rules.sort_by_key(|rule| rule.priority);
    // What was settled for a cell by a rule: its look so far, and whether later ones count.
    let mut steps = limits::RULE_STEPS;
    let mut settled: BTreeMap<CellRef, (Look, bool)> = BTreeMap::new();
    for rule in rules.iter() {
        let start = rule.ranges.iter().map(|range| range.first).min();
        let Some(places) = inside(cells, &rule.ranges, &mut steps) else { break };
        let bounds = match &rule.test {
            Test::Icons(set) => set.bounds(&places, cells),
            _ => Vec::new(),
        };
        for place in places {
            let Some(cell) = cells.get(&place) else { continue };
            let (look, closed) = settled.entry(place).or_default();
            if *closed {
                continue;
            }
            if let Test::Icons(set) = &rule.test {
                if let Some(icon) = number(&cell.value).and_then(|number| set.icon(number, &bounds)) {
                    look.icon = look.icon.or(icon);
                    *closed |= rule.last;
                }
            } else if rule.test.holds(cell, start.unwrap_or(place), cells) {
                look.fill = look.fill.or(rule.look.fill);
                look.ink = look.ink.or(rule.look.ink);
                *closed |= rule.last;
            }
        }
    }
    for (place, (new, _)) in settled.into_iter().filter(|(_, (new, _))| *new != Look::default()) {
        let look = looks.entry(place).or_default();
        *look = Look { fill: new.fill.or(look.fill), ..new };
    }
}

/// The cells that are not blank in these rectangles; none where the search takes more than `steps`.
fn inside(cells: &Cells, ranges: &[CellRange], steps: &mut usize) -> Option<Vec<CellRef>> {
    let mut places = Vec::new();
    for range in ranges {
        for (place, _) in cells.range(range.first..=range.last) {
            *steps = steps.checked_sub(1)?;
            places.extend(range.contains(*place).then_some(*place));
        }
    }
    Some(places)
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number { value, .. } => Some(*value),
        _ => None,
    }
}

impl IconSet {
    /// Where the icons begin among the numbers of these cells.
    fn bounds(&self, places: &[CellRef], cells: &Cells) -> Vec<f64> {
        let values = places.iter().filter_map(|place| number(&cells.get(place)?.value));
        let mut sorted: Vec<f64> = values.collect();
        sorted.sort_by(f64::total_cmp);
        let (Some(least), Some(most)) = (sorted.first().copied(), sorted.last().copied()) else {
            return Vec::new();
        };
        let bound = |threshold: &Threshold| match threshold.kind {
            ThresholdKind::Number => threshold.value,
            ThresholdKind::Percent => least + (most - least) * threshold.value / 100.0,
            ThresholdKind::Least => least,
            ThresholdKind::Most => most,
            ThresholdKind::Percentile => {
                let at = (threshold.value / 100.0).clamp(0.0, 1.0) * (sorted.len() - 1) as f64;
                let value = |at: f64| sorted.get(at as usize).copied().unwrap_or(most);
                value(at.floor()) + (value(at.ceil()) - value(at.floor())) * at.fract()
            }
        };
        self.thresholds.iter().map(bound).collect()
    }

    /// The icon of a number; the inner none where the set shows none for it.
    fn icon(&self, number: f64, bounds: &[f64]) -> Option<Option<Icon>> {
        let reached = self
            .thresholds
            .iter()
            .zip(bounds)
            .skip(1)
            .filter(|(threshold, bound)| number > **bound || (threshold.included && number == **bound));
        self.icons.get(reached.count()).copied()
    }
}

impl Test {
    fn holds(&self, cell: &Cell, start: CellRef, cells: &Cells) -> bool {
        let own = || as_operand(&cell.value);
        match self {
            Self::Icons(_) => false,
            Self::Text(place, part) => {
                let text = cell.value.to_plain().to_lowercase();
                match place {
                    Place::Start => text.starts_with(part),
                    Place::End => text.ends_with(part),
                    Place::Inside => text.contains(part),
                    Place::Nowhere => !text.contains(part),
                }
            }
            Self::Compare(left, comparison, right) => {
                let value = |operand: &Operand| match operand {
                    Operand::Own => own(),
                    Operand::Cell(column, row) => {
                        let place = CellRef::new(
                            row.from(start.row, cell.at.row)?,
                            column.from(start.column, cell.at.column)?,
                        );
                        cells.get(&place).and_then(|cell| as_operand(&cell.value))
                    }
                    other => Some(other.clone()),
                };
                let right: Option<Vec<Operand>> = right.iter().map(value).collect();
                let (Some(left), Some(right)) = (value(left), right) else { return false };
                comparison.holds(&left, &right)
            }
        }
    }
}

impl Reach {
    /// The row or column for a cell in `own`, where the rule begins in `start`.
    fn from(self, start: u32, own: u32) -> Option<u32> {
        match self {
            Self::Fixed(at) => Some(at),
            Self::Away(at) => u32::try_from(at - i64::from(start) + i64::from(own)).ok(),
        }
    }
}

fn as_operand(value: &Value) -> Option<Operand> {
    match value {
        Value::Number { value, .. } => Some(Operand::Number(*value)),
        Value::Text(text) => Some(Operand::Text(text.as_str().trim().to_lowercase())),
        Value::Bool(truth) => Some(Operand::Text(if *truth { "true" } else { "false" }.into())),
        _ => None,
    }
}

impl Comparison {
    /// The comparison that a text begins with, and what stands behind it.
    pub(super) fn split(text: &str) -> Option<(Self, String)> {
        let signs = [
            ("<>", Self::NotEqual),
            ("<=", Self::LessOrEqual),
            (">=", Self::GreaterOrEqual),
            ("<", Self::Less),
            (">", Self::Greater),
            ("=", Self::Equal),
        ];
        let found = signs.into_iter().find_map(|(sign, it)| Some((it, text.trim().strip_prefix(sign)?)));
        found.map(|(comparison, rest)| (comparison, rest.to_owned()))
    }

    fn holds(self, left: &Operand, right: &[Operand]) -> bool {
        use std::cmp::Ordering::{Equal, Greater, Less};
        let order = |other: &Operand| match (left, other) {
            (Operand::Number(one), Operand::Number(two)) => one.partial_cmp(two),
            (Operand::Text(one), Operand::Text(two)) => Some(one.cmp(two)),
            // A text is greater than any number.
            (Operand::Text(_), Operand::Number(_)) => Some(Greater),
            (Operand::Number(_), Operand::Text(_)) => Some(Less),
            _ => None,
        };
        let orders: Option<Vec<_>> = right.iter().map(order).collect();
        match (self, orders.unwrap_or_default().as_slice()) {
            (Self::Equal, [order]) => *order == Equal,
            (Self::NotEqual, [order]) => *order != Equal,
            (Self::Less, [order]) => *order == Less,
            (Self::LessOrEqual, [order]) => *order != Greater,
            (Self::Greater, [order]) => *order == Greater,
            (Self::GreaterOrEqual, [order]) => *order != Less,
            (Self::Between, [first, last]) => *first != Less && *last != Greater,
            (Self::NotBetween, [first, last]) => *first == Less || *last == Greater,
            _ => false,
        }
    }
}

impl Operand {
    /// Reads a constant or a reference to a cell of the sheet.
    pub(super) fn parse(formula: &str) -> Option<Self> {
        let formula = formula.trim().trim_start_matches('=');
        if let Some(text) = formula.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            return (!text.contains('"')).then(|| Self::Text(text.trim().to_lowercase()));
        }
        if let Ok(number) = formula.parse() {
            return Some(Self::Number(number));
        }
        if matches!(formula.to_uppercase().as_str(), "TRUE" | "FALSE") {
            return Some(Self::Text(formula.to_lowercase()));
        }
        let place = CellRef::parse(&formula.replace('$', ""))?;
        let reach = |fixed: bool, at: u32| if fixed { Reach::Fixed(at) } else { Reach::Away(at.into()) };
        let letters = formula.trim_start_matches('$').trim_start_matches(|c: char| c.is_ascii_alphabetic());
        Some(Self::Cell(
            reach(formula.starts_with('$'), place.column),
            reach(letters.starts_with('$'), place.row),
        ))
    }
}

impl Test {
    /// Reads a formula that compares two things, `$D2="rot"`; none where it is another one.
    pub(super) fn formula(formula: &str) -> Option<Self> {
        let formula = formula.trim().trim_start_matches('=');
        let sign = formula.find(['<', '>', '='])?;
        let (comparison, right) = Comparison::split(formula.get(sign..)?)?;
        Some(Self::Compare(Operand::parse(formula.get(..sign)?)?, comparison, vec![Operand::parse(&right)?]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_of_one_comparison_are_understood() {
        assert_eq!(Operand::parse("\"Rot\""), Some(Operand::Text("rot".into())));
        assert_eq!(Operand::parse("$D2"), Some(Operand::Cell(Reach::Fixed(4), Reach::Away(2))));
        assert_eq!(Operand::parse("D$2"), Some(Operand::Cell(Reach::Away(4), Reach::Fixed(2))));
        assert!(Test::formula("$D2>=3").is_some());
        assert!(["AND(D2=1,E2=2)", "SUM(D2)>1", "D2"].iter().all(|it| Test::formula(it).is_none()));
    }
}
