//! Conditional formats of a worksheet (ECMA-376 part 1, 18.3.1.10), those of Excel 2010 and later among
//! them (MS-XLSX 2.6.30 CT_ConditionalFormatting), which may mix the icons of several sets.

use super::super::conditional::{
    Comparison, IconSet, Operand, Place, Rule, Test, Threshold, ThresholdKind, icons,
};
use super::super::styles::CellFormats;
use super::styles;
use crate::diag::Error;
use crate::grid::{Icon, Look};
use crate::ooxml::xml::{Tag, Xml};
use crate::source::CellRange;

/// Reads the element `conditionalFormatting` that was opened last.
pub(super) fn read(xml: &mut Xml<'_>, tag: &Tag<'_>, formats: &CellFormats) -> Result<Vec<Rule>, Error> {
    let mut ranges = tag.attr("sqref")?.map(|list| ranges_of(&list)).unwrap_or_default();
    let mut rules = Vec::new();
    xml.children(|xml, tag| {
        match tag.local() {
            "cfRule" => rules.extend(rule(xml, &tag, formats)?),
            "sqref" => ranges = ranges_of(&xml.text()?),
            _ => {}
        }
        Ok(())
    })?;
    rules.iter_mut().for_each(|rule| rule.ranges.clone_from(&ranges));
    Ok(rules)
}

fn ranges_of(list: &str) -> Vec<CellRange> {
    list.split_whitespace().filter_map(CellRange::parse).collect()
}

/// A rule; none where it cannot be decided.
fn rule(xml: &mut Xml<'_>, tag: &Tag<'_>, formats: &CellFormats) -> Result<Option<Rule>, Error> {
    let conditional = tag.number("dxfId")?.and_then(|id| formats.conditional.get(id as usize)).copied();
    let mut look = conditional.unwrap_or_default();
    let (mut formulas, mut icon_set) = (Vec::new(), None);
    xml.children(|xml, tag| {
        match tag.local() {
            "formula" | "f" => formulas.push(xml.text()?),
            "iconSet" => icon_set = read_icons(xml, &tag)?,
            "dxf" => look = styles::conditional(xml, &formats.palette)?,
            _ => {}
        }
        Ok(())
    })?;
    let text = tag.attr("text")?.map(|text| text.to_lowercase());
    let place = |place| text.clone().map(|text| Test::Text(place, text));
    let test = match tag.attr("type")?.as_deref() {
        Some("iconSet") => icon_set.map(Test::Icons),
        Some("cellIs") => {
            let comparison = tag.attr("operator")?.as_deref().and_then(comparison);
            let operands: Option<Vec<Operand>> = formulas.iter().map(|it| Operand::parse(it)).collect();
            comparison.zip(operands).map(|(comparison, right)| Test::Compare(Operand::Own, comparison, right))
        }
        Some("containsText") => place(Place::Inside),
        Some("notContainsText") => place(Place::Nowhere),
        Some("beginsWith") => place(Place::Start),
        Some("endsWith") => place(Place::End),
        Some("expression") => formulas.first().and_then(|formula| Test::formula(formula)),
        _ => None,
    };
    let priority = tag.attr("priority")?.and_then(|number| number.parse().ok()).unwrap_or(i64::MAX);
    let last = tag.flag("stopIfTrue")?;
    let shows = look != Look::default() || last;
    let of = |test| Rule { ranges: Vec::new(), priority, last, test, look };
    Ok(test.filter(|test| shows || matches!(test, Test::Icons(_))).map(of))
}

/// 18.18.15 ST_ConditionalFormattingOperator.
fn comparison(operator: &str) -> Option<Comparison> {
    Some(match operator {
        "equal" => Comparison::Equal,
        "notEqual" => Comparison::NotEqual,
        "lessThan" => Comparison::Less,
        "lessThanOrEqual" => Comparison::LessOrEqual,
        "greaterThan" => Comparison::Greater,
        "greaterThanOrEqual" => Comparison::GreaterOrEqual,
        "between" => Comparison::Between,
        "notBetween" => Comparison::NotBetween,
        _ => return None,
    })
}

/// The icons of a rule (18.3.1.49 iconSet); none where a formula says where one begins.
fn read_icons(xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<Option<IconSet>, Error> {
    let off = |name| Ok::<_, Error>(matches!(tag.attr(name)?.as_deref(), Some("0" | "false")));
    let alone = off("showValue")?;
    let set = tag.attr("iconSet")?.unwrap_or_default();
    let (mut thresholds, mut own): (Vec<Option<Threshold>>, Vec<Option<Icon>>) = (Vec::new(), Vec::new());
    xml.children(|xml, tag| {
        match tag.local() {
            "cfvo" => thresholds.push(threshold(xml, &tag)?),
            "cfIcon" => {
                let id = tag.number("iconId")?.unwrap_or(0) as usize;
                own.push(icons(&tag.attr("iconSet")?.unwrap_or_default(), alone).get(id).copied());
            }
            _ => {}
        }
        Ok(())
    })?;
    let mut all = if own.is_empty() { icons(&set, alone).into_iter().map(Some).collect() } else { own };
    if tag.flag("reverse")? {
        all.reverse();
    }
    let thresholds: Option<Vec<Threshold>> = thresholds.into_iter().collect();
    Ok(thresholds.filter(|it| it.len() == all.len()).map(|thresholds| IconSet { icons: all, thresholds }))
}

fn threshold(xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<Option<Threshold>, Error> {
    let mut written = tag.attr("val")?.unwrap_or_default();
    let (kind, included) = (tag.attr("type")?, !matches!(tag.attr("gte")?.as_deref(), Some("0" | "false")));
    xml.children(|xml, tag| {
        if tag.local() == "f" {
            written = xml.text()?;
        }
        Ok(())
    })?;
    let kind = match kind.as_deref() {
        Some("num") => ThresholdKind::Number,
        Some("percent") => ThresholdKind::Percent,
        Some("percentile") => ThresholdKind::Percentile,
        Some("min") => ThresholdKind::Least,
        Some("max") => ThresholdKind::Most,
        _ => return Ok(None),
    };
    let value = written.trim().parse().ok();
    let bare = matches!(kind, ThresholdKind::Least | ThresholdKind::Most).then_some(0.0);
    Ok(value.or(bare).map(|value| Threshold { kind, value, included }))
}
