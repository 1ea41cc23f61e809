//! Cell, text and table styles of OpenDocument (part 1, chapter 16), with what they inherit.

use std::collections::BTreeMap;

use super::super::number::NumberFormat;
use crate::diag::Error;
use crate::grid::{Font, Rgb, Symbols};
use crate::limits;
use crate::ooxml::color::{hexadecimal, is_chromatic};
use crate::ooxml::xml::{Tag, Xml};

/// How many ancestors a style may have; a circle of parents has no end.
const GENERATIONS: usize = 20;

/// All styles of a document by their names. Names of different families may be the same.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// By family and name.
    styles: BTreeMap<(&'static str, String), Style>,
    /// Formats of numbers and dates, as codes of Excel's.
    numbers: BTreeMap<String, String>,
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
    /// The colour of a cell; none where the parent's counts.
    fill: Option<Option<Rgb>>,
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
    ink: Option<Option<Rgb>>,
    symbols: Option<Option<Symbols>>,
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
            ink: self.ink.unwrap_or(parent.ink),
            symbols: self.symbols.unwrap_or(parent.symbols),
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
                "number:date-style" | "number:time-style" => date_code(xml, &tag)?,
                "number:number-style"
                | "number:currency-style"
                | "number:percentage-style"
                | "number:text-style" => self.number_format(xml, tag.name() == "number:percentage-style")?,
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

    /// The colour that a cell with this style is filled with.
    pub(super) fn cell_fill(&self, name: &str) -> Option<Rgb> {
        self.line(CELL, name).find_map(|style| style.fill).flatten()
    }

    /// The font of a stretch of text with this style inside text with the font `around`.
    pub(super) fn text_font(&self, name: &str, around: Font) -> Font {
        self.font(TEXT, name, around)
    }

    /// How a number or a date in a cell with this style is shown.
    pub(super) fn number(&self, name: &str) -> Option<NumberFormat> {
        let number = self.line(CELL, name).find_map(|style| style.number.as_ref())?;
        self.numbers.get(number).map(|code| NumberFormat::parse(code))
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
                "style:table-cell-properties" => {
                    let fill = tag.attr("fo:background-color")?;
                    style.fill = fill.map(|color| hexadecimal(&color).filter(|fill| fill.0 != [255; 3]));
                }
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

    /// How numbers are shown, as the code of Excel's says it (16.27 number:number-style and those that
    /// follow).
    fn number_format(&self, xml: &mut Xml<'_>, percentage: bool) -> Result<String, Error> {
        let mut code = String::new();
        // Styles for some of the numbers stand before the one that refers to them.
        let mut others = Vec::new();
        xml.children(|xml, tag| {
            match tag.name() {
                "style:map" => {
                    let condition = tag.attr("style:condition")?.unwrap_or_default();
                    let name = tag.attr("style:apply-style-name")?.unwrap_or_default();
                    if let (Some(condition), Some(other)) =
                        (condition.strip_prefix("value()"), self.numbers.get(&name))
                    {
                        let condition = condition.replace("!=", "<>");
                        others.push(format!("[{condition}]{other}"));
                    }
                }
                "number:number" => code.push_str(&number_code(&tag)?),
                "number:scientific-number" => {
                    code.push_str(&format!("{}E+00", number_code(&tag)?));
                }
                "number:fraction" => code.push_str("# ??/??"),
                "number:text-content" => code.push('@'),
                "number:text" | "number:currency-symbol" => {
                    let text = xml.text()?.replace('"', "");
                    // The percent sign stands among the text and means something.
                    let sign = if percentage { "\"%\"" } else { "%" };
                    code.push_str(&format!("\"{}\"", text.replace('%', sign)));
                }
                _ => {}
            }
            Ok(())
        })?;
        others.push(code);
        Ok(others.join(";"))
    }
}

/// The digits of a number: `#,##0.00`, with commas behind them for a factor by which what is stored is
/// divided.
fn number_code(tag: &Tag<'_>) -> Result<String, Error> {
    const MOST: u32 = 15;
    let count = |name| Ok::<_, Error>(tag.number(name)?.map(|count| count.min(MOST) as usize));
    let whole = count("number:min-integer-digits")?.unwrap_or(1);
    let grouped = tag.attr("number:grouping")?.as_deref() == Some("true");
    let decimals = count("number:decimal-places")?;
    let factor = tag.attr("number:display-factor")?.and_then(|factor| factor.parse::<f64>().ok());
    if decimals.is_none() && !grouped && factor.is_none() && whole <= 1 {
        return Ok("General".to_owned());
    }
    let decimals = decimals.unwrap_or_default();
    let least = count("number:min-decimal-places")?.unwrap_or(decimals).min(decimals);
    let mut code = "0".repeat(whole);
    if grouped {
        let filled = format!("{}{code}", "#".repeat(4_usize.saturating_sub(whole)));
        let (front, back) = filled.split_at(filled.len() - 3);
        code = format!("{front},{back}");
    } else if whole == 0 {
        code.push('#');
    }
    if decimals > 0 {
        code.push_str(&format!(".{}{}", "0".repeat(least), "#".repeat(decimals - least)));
    }
    let thousands = factor.map_or(0, |factor| (factor.log10() / 3.0).round().clamp(0.0, 4.0) as usize);
    Ok(code + &",".repeat(thousands))
}

/// Only which parts of a date are shown matters; the code of Excel's says the same.
fn date_code(xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<String, Error> {
    let elapsed = tag.attr("number:truncate-on-overflow")?.as_deref() == Some("false");
    let mut code = String::new();
    xml.children(|_, tag| {
        code.push_str(match tag.name() {
            "number:day" => "d ",
            "number:day-of-week" => "ddd ",
            "number:month" => "mmm ",
            "number:year" => "yyyy ",
            "number:hours" if elapsed => "[h]:",
            "number:hours" => "h:",
            "number:minutes" => "mm:",
            "number:seconds" => "ss ",
            _ => "",
        });
        Ok(())
    })?;
    Ok(code)
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
        ink: tag.attr("fo:color")?.map(|color| hexadecimal(&color).filter(|ink| is_chromatic(*ink))),
        symbols: tag
            .attr("style:font-name")?
            .or(tag.attr("fo:font-family")?)
            .map(|name| Symbols::named(name.trim_matches(['\'', '"']))),
    })
}
