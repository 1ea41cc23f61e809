//! Conditional formats of a table. OpenDocument has none of this kind; LibreOffice keeps them in elements of
//! its own (`calcext:conditional-format`).

use super::super::builder::SheetBuilder;
use super::super::conditional::{
    Comparison, IconSet, Operand, Place, Rule, Test, Threshold, ThresholdKind, icons,
};
use super::styles::Styles;
use crate::diag::Error;
use crate::grid::Look;
use crate::ooxml::xml::{Tag, Xml};
use crate::source::CellRange;

/// Reads the element `calcext:conditional-formats` that was opened last.
pub(super) fn read(xml: &mut Xml<'_>, styles: &Styles, to: &mut SheetBuilder) -> Result<(), Error> {
    let mut priority = 0;
    xml.children(|xml, tag| {
        let ranges = tag.attr("calcext:target-range-address")?.unwrap_or_default();
        let ranges: Vec<CellRange> = ranges.split_whitespace().filter_map(range).collect();
        xml.children(|xml, tag| {
            let (test, look) = match tag.local() {
                "icon-set" => (icon_set(xml, &tag)?.map(Test::Icons), Look::default()),
                "condition" => {
                    let style = stored_name(&tag.attr("calcext:apply-style-name")?.unwrap_or_default());
                    let look = Look {
                        fill: styles.cell_fill(&style),
                        ink: styles.cell_font(&style).ink,
                        icon: None,
                    };
                    (condition(&tag.attr("calcext:value")?.unwrap_or_default()), look)
                }
                _ => (None, Look::default()),
            };
            priority += 1;
            let Some(test) = test else { return Ok(()) };
            to.rule(Rule { ranges: ranges.clone(), priority, last: false, test, look })
        })
    })
}

/// The name by which a style is stored, of the one that is shown: what no name in XML may hold stands as
/// its number.
fn stored_name(shown: &str) -> String {
    let stored = |character: char| match character.is_alphanumeric() || matches!(character, '-' | '.') {
        true => character.to_string(),
        false => format!("_{:x}_", u32::from(character)),
    };
    shown.chars().map(stored).collect()
}

/// `Sachstand.D2:Sachstand.D40`.
fn range(address: &str) -> Option<CellRange> {
    let cells: Vec<&str> = address.split(':').map(|cell| cell.rsplit('.').next().unwrap_or(cell)).collect();
    CellRange::parse(&cells.join(":"))
}

/// A condition such as `="rot"`, `>=3`, `between(1,2)`, `contains-text("x")`, `formula-is([.$D2]=1)`.
fn condition(written: &str) -> Option<Test> {
    let call = written.strip_suffix(')').and_then(|call| call.split_once('('));
    if let Some((function, arguments)) = call {
        let text = || Some(arguments.trim().strip_prefix('"')?.strip_suffix('"')?.to_lowercase());
        let operands = || arguments.split(',').map(Operand::parse).collect::<Option<Vec<_>>>();
        return match function {
            "between" => Some(Test::Compare(Operand::Own, Comparison::Between, operands()?)),
            "not-between" => Some(Test::Compare(Operand::Own, Comparison::NotBetween, operands()?)),
            "contains-text" => Some(Test::Text(Place::Inside, text()?)),
            "not-contains-text" => Some(Test::Text(Place::Nowhere, text()?)),
            "begins-with" => Some(Test::Text(Place::Start, text()?)),
            "ends-with" => Some(Test::Text(Place::End, text()?)),
            "formula-is" => Test::formula(&arguments.replace(['[', ']', '.'], "")),
            _ => None,
        };
    }
    let (comparison, rest) = Comparison::split(&written.replace("!=", "<>"))?;
    Some(Test::Compare(Operand::Own, comparison, vec![Operand::parse(&rest)?]))
}

fn icon_set(xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<Option<IconSet>, Error> {
    let mut alone = false;
    let mut thresholds = Vec::new();
    xml.children(|_, tag| {
        alone |= tag.attr("calcext:show-value")?.as_deref() == Some("false");
        let kind = match tag.attr("calcext:type")?.as_deref() {
            Some("number") => ThresholdKind::Number,
            Some("percent") => ThresholdKind::Percent,
            Some("percentile") => ThresholdKind::Percentile,
            Some("minimum" | "auto-minimum") => ThresholdKind::Least,
            Some("maximum" | "auto-maximum") => ThresholdKind::Most,
            _ => return Ok(()),
        };
        let value = tag.attr("calcext:value")?.and_then(|value| value.parse().ok()).unwrap_or(0.0);
        thresholds.push(Threshold { kind, value, included: true });
        Ok(())
    })?;
    let set = icons(&tag.attr("calcext:icon-set-type")?.unwrap_or_default(), alone);
    let icons: Vec<_> = set.into_iter().map(Some).collect();
    Ok((icons.len() == thresholds.len()).then_some(IconSet { icons, thresholds }))
}
