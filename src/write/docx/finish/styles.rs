//! Completes styles and lists.

use super::super::style;
use super::super::styles::raw_styles;
use crate::ooxml::tree::{Element, Node};

/// The paper's language.
pub(super) const LANGUAGE: &str = "de-DE";

/// Language, default style, what docx-rs cannot say about a style, the styles it cannot write.
pub(super) fn styles(root: &mut Element) {
    let language = Element::val("w:lang", LANGUAGE).with("w:eastAsia", LANGUAGE).with("w:bidi", "ar-SA");
    let defaults = root.child_mut("w:docDefaults");
    defaults.child_mut("w:rPrDefault").child_mut("w:rPr").push(language);
    without_run_properties(defaults.child_mut("w:pPrDefault"));
    root.elements_mut().filter(|element| element.name == "w:style").for_each(complete);
    root.children.extend(raw_styles().into_iter().map(Node::Element));
}

fn complete(element: &mut Element) {
    let id = element.attribute("w:styleId").unwrap_or_default().to_owned();
    if id == style::NORMAL {
        element.set("w:default", 1);
    }
    if style::CUSTOM.contains(&&*id) {
        element.set("w:customStyle", 1);
    }
    if style::UNHYPHENATED.contains(&&*id) {
        element.child_mut("w:pPr").push(Element::new("w:suppressAutoHyphens"));
    }
    without_run_properties(element);
    element.children.retain(|node| !is_empty(node));
}

/// Our list alone, as a multi-level one.
pub(super) fn numbering(root: &mut Element) {
    // docx-rs always writes a numbered list of its own, with the id 1.
    root.children.retain(|node| {
        let Node::Element(list) = node else { return true };
        list.attribute("w:abstractNumId").or(list.attribute("w:numId")) != Some("1")
    });
    for list in root.elements_mut().filter(|element| element.name == "w:abstractNum") {
        list.push(Element::val("w:multiLevelType", "multilevel"));
        for level in list.elements_mut().filter(|element| element.name == "w:lvl") {
            without_run_properties(level);
            level.children.retain(|node| !is_empty(node));
        }
    }
}

/// The paragraph properties of a style or a level have no place for a paragraph mark
/// (`CT_PPrGeneral`), which docx-rs writes.
fn without_run_properties(parent: &mut Element) {
    for properties in parent.elements_mut().filter(|element| element.name == "w:pPr") {
        properties.children.retain(|node| !matches!(node, Node::Element(child) if child.name == "w:rPr"));
    }
}

fn is_empty(node: &Node) -> bool {
    matches!(node, Node::Element(element)
        if element.children.is_empty() && matches!(element.name.as_str(), "w:pPr" | "w:rPr" | "w:tblPr" | "w:tcPr"))
}
