//! The order of children the schema asks for (ECMA-376 part 1, annex A.1, `wml.xsd`), as data.
//!
//! Word calls a file damaged whose children stand in another order. Listed are the elements whose
//! children form a sequence and that docx-rs may write out of order.

use crate::ooxml::tree::{Element, Node};

/// Children in order by the name of their parent, all in the namespace `w`.
const ORDER: &[(&str, &str)] = &[
    (
        "w:pPr",
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr \
         shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE \
         autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents \
         suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr \
         sectPr pPrChange",
    ),
    (
        "w:rPr",
        "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow \
         emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs \
         highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    ),
    ("w:numPr", "ilvl numId numberingChange ins"),
    ("w:pBdr", "top left bottom right between bar"),
    (
        "w:tblPr",
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc \
         tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription \
         tblPrChange",
    ),
    ("w:tbl", "tblPr tblGrid tr"),
    ("w:tr", "tblPrEx trPr tc"),
    (
        "w:trPr",
        "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing \
         jc hidden ins del trPrChange",
    ),
    (
        "w:tcPr",
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign \
         hideMark",
    ),
    (
        "w:sectPr",
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders \
         lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter \
         docGrid printerSettings",
    ),
];

/// Puts the children of `element` and of everything in it into order. The sort is stable, so what
/// may stand several times keeps its order.
pub(super) fn sort(element: &mut Element) {
    element.elements_mut().for_each(sort);
    let Some((_, order)) = ORDER.iter().find(|(name, _)| *name == element.name) else { return };
    element.children.sort_by_key(|node| rank(node, order));
}

/// What the schema does not name goes to the end.
fn rank(node: &Node, order: &str) -> usize {
    let Node::Element(child) = node else { return usize::MAX };
    let local = child.name.strip_prefix("w:");
    order.split(' ').position(|name| Some(name) == local).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_are_sorted_at_every_depth_and_equal_ones_keep_their_order() {
        let mut root = Element::parse("a.xml",
            b"<w:tbl><w:tr w:n='1'/><w:tr w:n='2'><w:trPr><w:ins/><w:cantSplit/></w:trPr></w:tr><w:tblPr/></w:tbl>",
        )
        .unwrap();
        sort(&mut root);
        let sorted = String::from_utf8(root.part()).unwrap();
        let expected = r#"<w:tbl><w:tblPr/><w:tr w:n="1"/><w:tr w:n="2"><w:trPr><w:cantSplit/><w:ins/></w:trPr></w:tr></w:tbl>"#;
        assert!(sorted.ends_with(expected), "{sorted}");
    }
}
