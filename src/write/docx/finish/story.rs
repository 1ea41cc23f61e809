//! Completes the parts that hold text: what docx-rs has no word for, and ids that depend on nothing
//! but the document.

use std::collections::BTreeSet;
use std::slice;

use super::super::context::Context;
use super::super::style;
use super::package::{FOOTER_ID, HEADER_ID, LOGO_ID};
use crate::document::{Table, TableKind};
use crate::ooxml::tree::{Element, Node};
use crate::write::uri;

/// U+00AD: Word prints it as a hyphen wherever it stands; its own element only breaks there.
const SOFT_HYPHEN: char = '\u{ad}';

/// The pass over document, header and footer.
pub(super) struct Story<'a> {
    tables: slice::Iter<'a, &'a Table>,
    /// Author and date of all revisions.
    author: &'a str,
    date: String,
    /// The next revision's id; bookmarks have the ids before.
    revision: usize,
    /// The logo's alternative text.
    alternative: &'a str,
    /// The bookmarks of the headings that need not keep with what follows.
    loose: BTreeSet<&'a str>,
}

impl<'a> Story<'a> {
    pub(super) fn new(context: &'a Context<'_>) -> Self {
        let document = context.document;
        let loose = context.bookmarks.values().filter(|it| it.runs_over && !it.begins_page);
        Self {
            tables: context.tables.iter(),
            author: &document.properties.author,
            date: super::package::timestamp(document.properties.date),
            revision: context.bookmarks.len() + 1,
            loose: loose.map(|it| it.name.as_str()).collect(),
            alternative: document.cover.logo.as_ref().map_or("", |logo| logo.alternative.as_str()),
        }
    }

    /// Completes a part.
    pub(super) fn finish(&mut self, root: &mut Element) {
        self.element(root, false);
    }

    /// `deleted`: inside a revision that deletes.
    fn element(&mut self, element: &mut Element, deleted: bool) {
        match element.name.as_str() {
            // Ids of paragraphs come from a counter of the process and are optional.
            "w:p" => {
                element.unset("w14:paraId");
                self.let_go(element);
            }
            "w:ins" | "w:del" => self.revision(element),
            "w:tbl" => self.table(element),
            "w:r" => {
                split_soft_hyphens(element);
                unhyphenated(element);
            }
            "w:gridCol" => element.unset("w:type"),
            "w:fldChar" => element.unset("w:dirty"),
            "w:instrText" => element.set("xml:space", "preserve"),
            "w:sectPr" => without(element, "w:docGrid"),
            "w:trPr" => beside_a_revision(element),
            "w:headerReference" => element.set("r:id", HEADER_ID),
            "w:footerReference" => element.set("r:id", FOOTER_ID),
            "a:blip" => element.set("r:embed", LOGO_ID),
            "wp:docPr" | "pic:cNvPr" => self.logo(element),
            _ => {}
        }
        if deleted {
            rename_deleted(element);
        }
        let deleted = deleted || element.name == "w:del";
        element.elements_mut().for_each(|child| self.element(child, deleted));
        element.children.retain(|node| !matches!(node, Node::Element(child) if is_empty_container(child)));
    }

    /// LibreOffice keeps a heading with the whole first row of its table, and would leave a page for it that runs
    /// over the page anyway. Where it does in the PDF there is room for the heading above it.
    fn let_go(&self, paragraph: &mut Element) {
        let is_loose = |it: &Element| it.attribute("w:name").is_some_and(|name| self.loose.contains(name));
        if paragraph.children.iter().any(|node| matches!(node, Node::Element(it) if is_loose(it))) {
            paragraph.child_mut("w:pPr").push(Element::val("w:keepNext", "off"));
        }
    }

    fn revision(&mut self, element: &mut Element) {
        element.set("w:id", self.revision);
        element.set("w:author", self.author);
        element.set("w:date", &self.date);
        self.revision += 1;
    }

    fn logo(&self, element: &mut Element) {
        element.set("id", 1);
        element.set("name", "Logo");
        element.set("descr", self.alternative);
    }

    /// Style, fixed columns and description; the first row repeats on every page.
    fn table(&mut self, table: &mut Element) {
        let Some(source) = self.tables.next() else { return };
        let first_column = source.kind == TableKind::Facts;
        let columns = table.child_mut("w:tblGrid").elements_mut();
        let width: u32 = columns.filter_map(|column| column.attribute("w:w")?.parse::<u32>().ok()).sum();
        let look = Element::new("w:tblLook")
            .with("w:val", if first_column { "06A0" } else { "0620" })
            .with("w:firstRow", 1)
            .with("w:lastRow", 0)
            .with("w:firstColumn", u8::from(first_column))
            .with("w:lastColumn", 0)
            .with("w:noHBand", 1)
            .with("w:noVBand", 1);
        let properties = table.child_mut("w:tblPr");
        *properties = Element::new("w:tblPr").children([
            Element::val("w:tblStyle", style::TABLE),
            Element::new("w:tblW").with("w:w", width).with("w:type", "dxa"),
            Element::new("w:tblLayout").with("w:type", "fixed"),
            look,
        ]);
        if !source.summary.trim().is_empty() {
            properties.push(Element::val("w:tblCaption", &source.summary));
        }
        table.child_mut("w:tr").child_mut("w:trPr").push(Element::new("w:tblHeader"));
    }
}

/// The schema wants a property of the row beside its revision (`CT_TrPrBase`): that it may break
/// across pages, which it may anyway.
fn beside_a_revision(properties: &mut Element) {
    let is_revision =
        |node: &Node| matches!(node, Node::Element(child) if matches!(&*child.name, "w:ins" | "w:del"));
    if !properties.children.is_empty() && properties.children.iter().all(is_revision) {
        properties.push(Element::val("w:cantSplit", "off"));
    }
}

fn without(element: &mut Element, name: &str) {
    element.children.retain(|node| !matches!(node, Node::Element(child) if child.name == name));
}

/// Deleted text has elements of its own (ECMA-376 part 1, 17.3.3.7 and 17.16.13).
fn rename_deleted(element: &mut Element) {
    match element.name.as_str() {
        "w:t" => element.name = "w:delText".to_owned(),
        "w:instrText" => element.name = "w:delInstrText".to_owned(),
        _ => {}
    }
}

/// docx-rs writes containers even where there is nothing in them.
fn is_empty_container(element: &Element) -> bool {
    element.children.is_empty()
        && element.attributes.is_empty()
        && matches!(element.name.as_str(), "w:rPr" | "w:pPr" | "w:trPr" | "w:tcPr")
}

/// An address is no word of a language: without one, and unproofed, Word and LibreOffice do not hyphenate it.
fn unhyphenated(run: &mut Element) {
    let texts = run.children.iter().filter_map(|node| match node {
        Node::Element(child) if child.name == "w:t" => Some(content(child)),
        _ => None,
    });
    let text: String = texts.collect();
    let text = text.trim();
    let is_address = uri::is_web(text) || uri::is_mail(text);
    if is_address && !text.contains(char::is_whitespace) {
        let properties = run.child_mut("w:rPr");
        properties.push(Element::new("w:noProof"));
        properties.push(Element::val("w:lang", "zxx"));
    }
}

fn split_soft_hyphens(run: &mut Element) {
    let children = std::mem::take(&mut run.children);
    for child in children {
        match child {
            Node::Element(text) if text.name == "w:t" => run.children.extend(split(text)),
            other => run.children.push(other),
        }
    }
}

/// The characters of an element with nothing but text.
fn content(text: &Element) -> String {
    text.children.iter().map(|node| if let Node::Text(text) = node { text } else { "" }).collect()
}

fn split(text: Element) -> Vec<Node> {
    let content = content(&text);
    let mut nodes = Vec::new();
    for (index, part) in content.split(SOFT_HYPHEN).enumerate() {
        if index > 0 {
            nodes.push(Node::Element(Element::new("w:softHyphen")));
        }
        if !part.is_empty() {
            let part = vec![Node::Text(part.to_owned())];
            nodes.push(Node::Element(Element { children: part, ..text.clone() }));
        }
    }
    nodes
}
