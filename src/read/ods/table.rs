//! A table of OpenDocument (part 1, chapter 9): rows, cells and what they repeat.

use super::super::builder::SheetBuilder;
use super::super::number::{Kind, NumberFormat, elapsed, in_font, moment, time_of_day};
use super::super::value::{error_word, hyperlink_formula, is_external, plain, text};
use super::rules;
use super::styles::Styles;
use super::text::CellText;
use crate::diag::Error;
use crate::german::Epoch;
use crate::grid::{Object, ObjectKind, Value};
use crate::limits::Budget;
use crate::ooxml::fault;
use crate::ooxml::xml::{Item, Tag, Xml};
use crate::source::{CellRange, CellRef, MAX_COLUMNS, MAX_ROWS};

/// Reads the table that was opened last.
pub(super) fn read(
    xml: &mut Xml<'_>,
    styles: &Styles,
    to: &mut SheetBuilder,
    budget: &mut Budget,
) -> Result<(), Error> {
    Table { styles, to, budget, next: CellRef::new(1, 1), next_column: 1, columns: Vec::new() }.rows(xml)
}

struct Table<'t> {
    styles: &'t Styles,
    to: &'t mut SheetBuilder,
    budget: &'t mut Budget,
    /// Where the next row or cell stands.
    next: CellRef,
    /// The column that the next column element describes.
    next_column: u32,
    /// Default cell styles of columns: the last column each is for, ascending.
    columns: Vec<(u32, String)>,
}

/// The value and the link of a cell.
type Content = (Option<Value>, Option<String>);

impl Table<'_> {
    /// Rows and columns, which may be grouped to any depth.
    fn rows(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        xml.children(|xml, tag| match tag.name().strip_prefix("table:table-").unwrap_or_default() {
            "header-rows" | "rows" | "row-group" | "header-columns" | "columns" | "column-group" => {
                self.rows(xml)
            }
            "column" => self.column(&tag),
            "row" => self.row(xml, &tag),
            _ if tag.name() == "calcext:conditional-formats" => rules::read(xml, self.styles, self.to),
            _ => Ok(()),
        })
    }

    fn column(&mut self, tag: &Tag<'_>) -> Result<(), Error> {
        let repeated = count(tag, "table:number-columns-repeated")?;
        let first = self.next_column;
        self.next_column = first.saturating_add(repeated);
        let last = self.next_column.saturating_sub(1).min(MAX_COLUMNS);
        if is_hidden(tag)? {
            self.to.hide_columns(first, last);
        }
        if first <= last {
            let style = tag.attr("table:default-cell-style-name")?.unwrap_or_default();
            self.columns.push((last, style));
        }
        Ok(())
    }

    fn row(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<(), Error> {
        let repeated = count(tag, "table:number-rows-repeated")?;
        let hidden = is_hidden(tag)?;
        let style = tag.attr("table:default-cell-style-name")?;
        let first = self.next.row;
        let rows = first..first.saturating_add(repeated).min(MAX_ROWS + 1);
        xml.children(|xml, tag| match tag.name() {
            // Covered cells keep content that nobody sees: it counts, and is reported, like Excel's.
            "table:table-cell" | "table:covered-table-cell" => {
                self.cell(xml, &tag, style.as_deref(), rows.clone())
            }
            _ => Ok(()),
        })?;
        if hidden {
            self.to.hide_rows(first, rows.end.saturating_sub(1));
        }
        self.next = CellRef::new(rows.end.max(first), 1);
        Ok(())
    }

    fn cell(
        &mut self,
        xml: &mut Xml<'_>,
        tag: &Tag<'_>,
        row_style: Option<&str>,
        rows: std::ops::Range<u32>,
    ) -> Result<(), Error> {
        let repeated = count(tag, "table:number-columns-repeated")?;
        let first = self.next.column;
        let columns = first..first.saturating_add(repeated).min(MAX_COLUMNS + 1);
        self.next.column = first.saturating_add(repeated);

        let style = tag.attr("table:style-name")?;
        let style = style.as_deref().or(row_style).unwrap_or_else(|| self.column_style(first)).to_owned();
        let (value, link) = self.content(xml, tag, &style, first)?;
        let inside = !rows.is_empty() && !columns.is_empty();
        let down = count(tag, "table:number-rows-spanned")?;
        let right = count(tag, "table:number-columns-spanned")?;
        if inside && (down, right) != (1, 1) {
            let at = CellRef::new(rows.start, first);
            let last = CellRef::new(
                at.row.saturating_add(down - 1).min(MAX_ROWS),
                at.column.saturating_add(right - 1).min(MAX_COLUMNS),
            );
            self.to.merge(CellRange { first: at, last })?;
        }
        if let Some(fill) = self.styles.cell_fill(&style) {
            self.to.paint(rows.clone(), columns.clone(), fill);
        }
        let Some(value) = value else { return Ok(()) };
        if !inside {
            return Err(fault::damaged("Der Teil »content.xml« hat Zellen außerhalb des Blatts"));
        }
        let font = self.styles.cell_font(&style);
        for row in rows {
            for column in columns.clone() {
                let at = CellRef::new(row, column);
                self.to.put(at, value.clone(), font, self.budget)?;
                if let Some(target) = &link {
                    self.to.link(CellRange { first: at, last: at }, target.clone(), self.budget)?;
                }
            }
        }
        Ok(())
    }

    /// The value (19.385 office:value-type and those that follow) and link of the cell element that was
    /// opened last.
    fn content(
        &mut self,
        xml: &mut Xml<'_>,
        tag: &Tag<'_>,
        style: &str,
        column: u32,
    ) -> Result<Content, Error> {
        let font = self.styles.cell_font(style);
        let mut objects = Vec::new();
        let mut shown = CellText::new(self.styles, self.budget);
        xml.children(|xml, tag| match tag.name() {
            "text:p" | "text:h" => shown.paragraph(xml, font),
            "office:annotation" => {
                self.to.comments = true;
                Ok(())
            }
            "draw:frame" => {
                objects.push(object(xml)?);
                Ok(())
            }
            "draw:custom-shape" => {
                let text = words(xml)?;
                objects
                    .push((!text.trim().is_empty()).then(|| (ObjectKind::TextBox, text.trim().to_owned())));
                Ok(())
            }
            _ => Ok(()),
        })?;
        let at = CellRef::new(self.next.row, column);
        let objects = objects.into_iter().flatten();
        self.to.objects.extend(objects.map(|(kind, text)| Object { at, kind, text }));
        let formula = tag.attr("table:formula")?;
        let link = formula.as_deref().and_then(hyperlink_formula);
        let link = link.or_else(|| shown.link().filter(|target| is_external(target)).map(str::to_owned));
        let shown = shown.text;
        let kind = tag.attr("office:value-type")?;
        let value = match kind.as_deref() {
            kind if let Some(word) = error(tag, kind, formula.is_some(), shown.as_str())? => {
                Some(Value::Error(word))
            }
            None | Some("void") if shown.is_empty() => formula.map(|_| Value::Uncalculated),
            None | Some("void" | "string") => match tag.attr("office:string-value")? {
                // The attribute overrides the paragraphs (19.389).
                Some(stored) if shown.is_empty() => plain(&stored, font),
                _ => text(&shown),
            },
            // LibreOffice stores a truth value that came out of an xlsx as the number it counts as.
            Some("float") if let Some(truth) = truth(shown.as_str()) => Some(Value::Bool(truth)),
            Some(kind) => match value(tag, kind, self.styles.number(style))? {
                Some(value) => Some(in_font(value, font)),
                // What was shown is better than nothing.
                None => text(&shown),
            },
        };
        Ok((value, link))
    }

    /// The default style of the cells of a column.
    fn column_style(&self, column: u32) -> &str {
        let at = self.columns.partition_point(|(last, _)| *last < column);
        self.columns.get(at).map_or("", |(_, style)| style)
    }
}

/// The words in the shape that was opened last, whatever their formatting.
fn words(xml: &mut Xml<'_>) -> Result<String, Error> {
    let mut all = String::new();
    xml.nodes(|xml, item| {
        match item {
            Item::Text(text) => all.push_str(&text),
            Item::Child(tag) => {
                all.push_str(if tag.name() == "text:p" { " " } else { "" });
                all.push_str(&words(xml)?);
            }
        }
        Ok(())
    })?;
    Ok(all)
}

/// What is in the frame that was opened last, and what describes it. A chart has a picture beside it for
/// programs that know none.
fn object(xml: &mut Xml<'_>) -> Result<Option<(ObjectKind, String)>, Error> {
    let (mut kind, mut text) = (None, String::new());
    xml.children(|xml, tag| {
        match tag.name() {
            "draw:object" => kind = Some(ObjectKind::Chart),
            "draw:image" => kind = kind.or(Some(ObjectKind::Picture)),
            "svg:desc" => text = xml.text()?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(kind.map(|kind| (kind, text)))
}

/// The formula error that a cell shows. OpenDocument has no type for it: LibreOffice marks it in a
/// namespace of its own, and others store a number and show the error.
fn error(
    tag: &Tag<'_>,
    kind: Option<&str>,
    formula: bool,
    shown: &str,
) -> Result<Option<&'static str>, Error> {
    if tag.attr("calcext:value-type")?.as_deref() == Some("error") {
        return Ok(Some(error_word(shown).unwrap_or("#WERT!")));
    }
    let number = matches!(kind, Some("float" | "percentage" | "currency"));
    Ok(error_word(shown).filter(|_| formula && number))
}

/// The value of a cell of the type `kind` that is not text; `None` where it makes no sense.
fn value(tag: &Tag<'_>, kind: &str, format: Option<NumberFormat>) -> Result<Option<Value>, Error> {
    let stored = |name| Ok(tag.attr(name)?.unwrap_or_default().trim().to_owned());
    Ok(match kind {
        "float" | "currency" | "percentage" => {
            let number = stored("office:value")?.parse().ok().filter(|value: &f64| value.is_finite());
            number.map(|value| match format.filter(|format| format.kind == Kind::Number) {
                Some(format) => format.value(value, Epoch::default()),
                None => Value::Number { value, percent: kind == "percentage", shown: None },
            })
        }
        "boolean" => stored("office:boolean-value")?.parse().ok().map(Value::Bool),
        "date" => moment(&stored("office:date-value")?).map(|moment| {
            match format.map_or(Kind::DateTime, |format| format.kind) {
                // A time alone is a time on day zero.
                Kind::Time => Value::Time(moment.time()),
                shown => shown.dated(moment),
            }
        }),
        "time" => duration(&stored("office:time-value")?).map(|seconds| {
            let elapsed_time = format.is_some_and(|format| format.kind == Kind::Elapsed);
            time_of_day(seconds).filter(|_| !elapsed_time).map_or_else(|| elapsed(seconds), Value::Time)
        }),
        _ => None,
    })
}

/// A truth value as LibreOffice shows it in English or German.
fn truth(shown: &str) -> Option<bool> {
    match shown.trim() {
        "TRUE" | "WAHR" => Some(true),
        "FALSE" | "FALSCH" => Some(false),
        _ => None,
    }
}

/// The seconds of a duration such as `PT14H30M00S` (XML Schema part 2, 3.2.6), days included.
fn duration(written: &str) -> Option<i64> {
    let mut seconds = 0.0;
    for part in written.strip_prefix('P')?.split_inclusive(|c: char| c.is_ascii_alphabetic()) {
        let (number, unit) = part.split_at_checked(part.len() - 1)?;
        let unit = match unit {
            "T" if number.is_empty() => continue,
            "D" => 86_400.0,
            "H" => 3_600.0,
            "M" => 60.0,
            "S" => 1.0,
            _ => return None,
        };
        seconds += number.parse::<f64>().ok().filter(|_| !number.starts_with(['+', '-']))? * unit;
    }
    (0.0..1e9).contains(&seconds).then_some(seconds.round() as i64)
}

/// How often something comes or how far it reaches: once where nothing is said.
fn count(tag: &Tag<'_>, name: &str) -> Result<u32, Error> {
    Ok(tag.number(name)?.unwrap_or(1).max(1))
}

/// Hidden by hand (`collapse`) or by a filter.
fn is_hidden(tag: &Tag<'_>) -> Result<bool, Error> {
    Ok(matches!(tag.attr("table:visibility")?.as_deref(), Some("collapse" | "filter")))
}
