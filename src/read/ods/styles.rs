//! Cell, text and table styles of OpenDocument (part 1, chapter 16), with what they inherit.

use std::collections::BTreeMap;

use super::super::number::NumberFormat;
use crate::diag::Error;
use crate::grid::Font;
use crate::ooxml::limits;
use crate::ooxml::xml::{Tag, Xml};

/// How many ancestors a style may have; a circle of parents has no end.
const GENERATIONS: usize = 20;

/// All styles of a document by their names. Names of different families may be the same.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// By family and name.
    styles: BTreeMap<(&'static str, String), Style>,
    numbers: BTreeMap<String, NumberFormat>,
}

/// The families that matter.
const CELL: &str = "table-cell";
const TEXT: &str = "text";
const TABLE: &str = "table";

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    number: Option<String>,
    font: PartialFont,
    hidden: bool,
}

/// The attributes that a style sets itself; the others come from its parent.
#[derive(Clone, Copy, Debug, Default)]
struct PartialFont {
    bold: Option<bool>,
    italic: Option<bool>,
    underline: Option<bool>,
    strike: Option<bool>,
    /// Raised (1), lowered (-1) or neither (0).
    place: Option<i8>,
}

impl PartialFont {
    fn over(&self, parent: Font) -> Font {
        Font {
            bold: self.bold.unwrap_or(parent.bold),
            italic: self.italic.unwrap_or(parent.italic),
            underline: self.underline.unwrap_or(parent.underline),
            strike: self.strike.unwrap_or(parent.strike),
            superscript: self.place.map_or(parent.superscript, |place| place > 0),
            subscript: self.place.map_or(parent.subscript, |place| place < 0),
        }
    }
}

impl Styles {
    /// Reads the styles inside the element that was opened last.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), Error> {
        xml.children(|xml, tag| {
            limits::table(self.styles.len() + self.numbers.len(), "Formatvorlagen")?;
            let format = match tag.name() {
                "style:style" => return self.style(xml, &tag),
                "number:date-style" | "number:time-style" => date_format(xml)?,
                "number:number-style" | "number:currency-style" => self.number_format(xml)?,
                _ => return Ok(()),
            };
            self.numbers.insert(tag.attr("style:name")?.unwrap_or_default(), format);
            Ok(())
        })
    }

    /// Whether a table with this style is hidden.
    pub(super) fn hides_table(&self, name: &str) -> bool {
        self.get(TABLE, name).is_some_and(|style| style.hidden)
    }

    /// The font of a cell with this style.
    pub(super) fn cell_font(&self, name: &str) -> Font {
        self.font(CELL, name, Font::default())
    }

    /// The font of a stretch of text with this style inside text with the font `around`.
    pub(super) fn text_font(&self, name: &str, around: Font) -> Font {
        self.font(TEXT, name, around)
    }

    /// How a date in a cell with this style is shown.
    pub(super) fn number(&self, name: &str) -> Option<NumberFormat> {
        let number = self.line(CELL, name).find_map(|style| style.number.as_ref())?;
        self.numbers.get(number).copied()
    }

    fn get(&self, family: &'static str, name: &str) -> Option<&Style> {
        self.styles.get(&(family, name.to_owned()))
    }

    /// The style and its ancestors, the nearest first.
    fn line<'s>(&'s self, family: &'static str, name: &str) -> impl Iterator<Item = &'s Style> {
        let parent = move |style: &&'s Style| self.get(family, style.parent.as_deref()?);
        std::iter::successors(self.get(family, name), parent).take(GENERATIONS)
    }

    fn font(&self, family: &'static str, name: &str, around: Font) -> Font {
        let line: Vec<&Style> = self.line(family, name).collect();
        line.into_iter().rev().fold(around, |font, style| style.font.over(font))
    }

    fn style(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<(), Error> {
        let family = tag.attr("style:family")?.unwrap_or_default();
        let Some(family) = [CELL, TEXT, TABLE].into_iter().find(|known| *known == family) else {
            return Ok(());
        };
        let mut style = Style {
            parent: tag.attr("style:parent-style-name")?,
            number: tag.attr("style:data-style-name")?,
            ..Style::default()
        };
        xml.children(|_, tag| {
            match tag.name() {
                "style:text-properties" => style.font = font(&tag)?,
                "style:table-properties" => {
                    style.hidden = tag.attr("table:display")?.as_deref() == Some("false");
                }
                _ => {}
            }
            Ok(())
        })?;
        let name = tag.attr("style:name")?.unwrap_or_default();
        self.styles.insert((family, name), style);
        Ok(())
    }

    /// Which unit an amount has, and how its digits are shown, as the code of Excel's says it.
    fn number_format(&self, xml: &mut Xml<'_>) -> Result<NumberFormat, Error> {
        const MOST_DECIMALS: usize = 9;
        let mut code = String::new();
        let mut positive = None;
        xml.children(|xml, tag| match tag.name() {
            // The style of what is above zero stands before the one that refers to it.
            "style:map" => {
                if tag.attr("style:condition")?.is_some_and(|condition| condition.starts_with("value()>")) {
                    positive = tag.attr("style:apply-style-name")?;
                }
                Ok(())
            }
            "number:number" if tag.attr("number:display-factor")?.is_none() => {
                let grouped = tag.attr("number:grouping")?.as_deref() == Some("true");
                let decimals = tag.number("number:decimal-places")?.unwrap_or_default() as usize;
                code.push_str(if grouped { "#,##0" } else { "0" });
                if decimals > 0 {
                    code.push('.');
                    code.push_str(&"0".repeat(decimals.min(MOST_DECIMALS)));
                }
                Ok(())
            }
            "number:text" | "number:currency-symbol" => {
                let text = xml.text()?.replace('"', "");
                code.push_str(&format!("\"{text}\""));
                Ok(())
            }
            _ => Ok(()),
        })?;
        let positive = positive.and_then(|name| self.numbers.get(&name).copied());
        Ok(positive.unwrap_or_else(|| NumberFormat::parse(&code)))
    }
}

/// Only which parts of a date are shown matters; the code of Excel's says the same.
fn date_format(xml: &mut Xml<'_>) -> Result<NumberFormat, Error> {
    let mut code = String::new();
    xml.children(|_, tag| {
        code.push_str(match tag.name() {
            "number:day" | "number:day-of-week" => "d ",
            "number:month" => "mmm ",
            "number:year" => "yyyy ",
            "number:hours" => "h:",
            "number:minutes" => "mm:",
            "number:seconds" => "ss ",
            _ => "",
        });
        Ok(())
    })?;
    Ok(NumberFormat::parse(&code))
}

fn font(tag: &Tag<'_>) -> Result<PartialFont, Error> {
    let is = |name: &str, off: &[&str]| -> Result<Option<bool>, Error> {
        Ok(tag.attr(name)?.map(|value| !off.contains(&value.as_str())))
    };
    // `super`, `sub`, or a percentage of the font size by which the text is raised.
    let place = tag.attr("style:text-position")?.map(|value| match value.split(' ').next() {
        Some("super") => 1,
        Some("sub") => -1,
        Some(percent) if percent.starts_with('-') => -1,
        Some(percent) => i8::from(percent.contains(|digit| matches!(digit, '1'..='9'))),
        None => 0,
    });
    Ok(PartialFont {
        bold: is("fo:font-weight", &["normal", "100", "200", "300", "400", "500"])?,
        italic: is("fo:font-style", &["normal"])?,
        underline: is("style:text-underline-style", &["none"])?,
        strike: is("style:text-line-through-style", &["none"])?
            .or(is("style:text-line-through-type", &["none"])?),
        place,
    })
}
