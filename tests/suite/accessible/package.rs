//! A finished Word file: its parts, its styles and what they come to, read without anything of the program.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use roxmltree::{Document, Node};
use zip::ZipArchive;

use super::content::Colour;

/// The parts of a Word file by name.
pub(crate) struct Word {
    pub(crate) parts: BTreeMap<String, Vec<u8>>,
}

impl Word {
    pub(crate) fn read(docx: &[u8]) -> Self {
        let mut zip = ZipArchive::new(Cursor::new(docx)).unwrap();
        let parts = (0..zip.len()).map(|at| {
            let mut part = zip.by_index(at).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        });
        Self { parts: parts.collect() }
    }

    /// The XML of a part; nothing where there is no such part.
    pub(crate) fn xml(&self, name: &str) -> Document<'_> {
        let text = self.parts.get(name).map_or("<none/>", |bytes| std::str::from_utf8(bytes).unwrap());
        Document::parse(text).unwrap()
    }

    /// The text, header and footer.
    pub(crate) fn stories(&self) -> Vec<(&str, Document<'_>)> {
        let is_story = |name: &&String| {
            ["word/document", "word/header", "word/footer"].iter().any(|start| name.starts_with(start))
        };
        self.parts.keys().filter(is_story).map(|name| (&**name, self.xml(name))).collect()
    }
}

/// The children of that name, whatever its prefix.
pub(crate) fn children<'n>(node: Node<'n, 'n>, name: &'static str) -> impl Iterator<Item = Node<'n, 'n>> {
    node.children().filter(move |it| it.tag_name().name() == name)
}

/// The first one.
pub(crate) fn child<'n>(node: Node<'n, 'n>, name: &'static str) -> Option<Node<'n, 'n>> {
    children(node, name).next()
}

/// All elements of that name in a node.
pub(crate) fn all<'n>(node: Node<'n, 'n>, name: &'static str) -> impl Iterator<Item = Node<'n, 'n>> {
    node.descendants().filter(move |it| it.tag_name().name() == name)
}

/// An attribute, whatever its prefix.
pub(crate) fn attribute<'n>(node: Node<'n, 'n>, name: &str) -> Option<&'n str> {
    node.attributes().find(|it| it.name() == name).map(|it| it.value())
}

/// The `w:val` of a child.
pub(crate) fn value<'n>(node: Node<'n, 'n>, name: &'static str) -> Option<&'n str> {
    child(node, name).and_then(|it| attribute(it, "val"))
}

/// Whether a switch such as `w:b` is on.
pub(crate) fn switch(node: Node<'_, '_>, name: &'static str) -> Option<bool> {
    let found = node.children().find(|it| it.tag_name().name() == name)?;
    Some(!matches!(attribute(found, "val"), Some("0" | "false" | "off" | "none")))
}

/// What is read of a node: texts, tabs and breaks, no instructions of fields, nothing deleted.
pub(crate) fn text(node: Node<'_, '_>) -> String {
    let parts = node.descendants().filter(|it| !it.ancestors().any(|up| up.tag_name().name() == "del"));
    parts
        .filter_map(|it| match it.tag_name().name() {
            "t" => it.text(),
            // A tab of a run; that of a style is a stop.
            "tab" if it.parent_element()?.tag_name().name() == "r" => Some("\t"),
            "br" => Some("\n"),
            "noBreakHyphen" => Some("\u{2011}"),
            _ => None,
        })
        .collect()
}

/// The style of a paragraph.
pub(crate) fn style<'n>(paragraph: Node<'n, 'n>) -> &'n str {
    child(paragraph, "pPr").and_then(|it| value(it, "pStyle")).unwrap_or("Normal")
}

/// The nearest element of that name around a node.
pub(crate) fn around<'n>(node: Node<'n, 'n>, name: &str) -> Option<Node<'n, 'n>> {
    node.ancestors().skip(1).find(|it| it.tag_name().name() == name)
}

/// How letters look; none where nothing says so.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Look {
    pub(crate) colour: Option<Colour>,
    /// In points.
    pub(crate) size: Option<f64>,
    pub(crate) bold: Option<bool>,
    pub(crate) underlined: Option<bool>,
    pub(crate) struck: Option<bool>,
    pub(crate) hidden: Option<bool>,
}

impl Look {
    /// What the properties of a run say.
    fn of(properties: Node<'_, '_>) -> Self {
        let colour = value(properties, "color").filter(|it| *it != "auto").map(rgb);
        let size = value(properties, "sz").map(|it| it.parse::<f64>().unwrap() / 2.0);
        Self {
            colour,
            size,
            bold: switch(properties, "b"),
            underlined: switch(properties, "u"),
            struck: switch(properties, "strike"),
            hidden: switch(properties, "vanish").or(switch(properties, "webHidden")),
        }
    }

    /// This, and where it says nothing the other.
    fn or(self, other: Self) -> Self {
        Self {
            colour: self.colour.or(other.colour),
            size: self.size.or(other.size),
            bold: self.bold.or(other.bold),
            underlined: self.underlined.or(other.underlined),
            struck: self.struck.or(other.struck),
            hidden: self.hidden.or(other.hidden),
        }
    }
}

/// `RRGGBB`.
pub(crate) fn rgb(digits: &str) -> Colour {
    let part = |at: usize| f64::from(u8::from_str_radix(&digits[at..at + 2], 16).unwrap()) / 255.0;
    [part(0), part(2), part(4)]
}

/// The styles of a file.
pub(crate) struct Styles<'x> {
    root: Node<'x, 'x>,
}

impl<'x> Styles<'x> {
    pub(crate) fn new(xml: &'x Document<'x>) -> Self {
        Self { root: xml.root_element() }
    }

    pub(crate) fn get(&self, id: &str) -> Option<Node<'x, 'x>> {
        children(self.root, "style").find(|it| attribute(*it, "styleId") == Some(id))
    }

    /// A style and those on which it is based.
    pub(crate) fn chain(&self, id: &str) -> Vec<Node<'x, 'x>> {
        let mut chain: Vec<Node<'x, 'x>> = Vec::new();
        let mut next = self.get(id);
        while let Some(style) = next.filter(|it| !chain.contains(it)) {
            chain.push(style);
            next = value(style, "basedOn").and_then(|id| self.get(id));
        }
        chain
    }

    fn look_of_style(&self, id: &str) -> Look {
        let looks = self.chain(id).into_iter().filter_map(|style| child(style, "rPr")).map(Look::of);
        looks.fold(Look::default(), Look::or)
    }

    /// How a run looks.
    pub(crate) fn look(&self, run: Node<'_, '_>) -> Look {
        let own = child(run, "rPr");
        let styled = own.and_then(|it| value(it, "rStyle")).map(|id| self.look_of_style(id));
        own.map(Look::of).unwrap_or_default().or(styled.unwrap_or_default()).or(self.look_of_paragraph(run))
    }

    /// How the paragraph around a run looks where nothing is said of the run.
    pub(crate) fn look_of_paragraph(&self, run: Node<'_, '_>) -> Look {
        let paragraph = around(run, "p").map(|it| self.look_of_style(style(it))).unwrap_or_default();
        let table = self.in_head_row(run).map(|style| {
            children(style, "tblStylePr")
                .filter(|it| attribute(*it, "type") == Some("firstRow"))
                .filter_map(|it| child(it, "rPr"))
                .map(Look::of)
                .fold(Look::default(), Look::or)
        });
        paragraph.or(table.unwrap_or_default()).or(self.usual())
    }

    /// How texts look where no style says anything.
    pub(crate) fn usual(&self) -> Look {
        let defaults = child(self.root, "docDefaults").and_then(|it| child(it, "rPrDefault"));
        defaults.and_then(|it| child(it, "rPr")).map(Look::of).unwrap_or_default()
    }

    /// The style of the table in whose head row a node stands.
    fn in_head_row(&self, node: Node<'_, '_>) -> Option<Node<'x, 'x>> {
        let (row, table) = (around(node, "tr")?, around(node, "tbl")?);
        let first = child(table, "tr") == Some(row);
        let style = child(table, "tblPr").and_then(|it| value(it, "tblStyle"))?;
        first.then(|| self.get(style)).flatten()
    }

    /// What lies behind a node: the shading of its run, paragraph or cell, or of the head row.
    pub(crate) fn ground(&self, run: Node<'_, '_>) -> Colour {
        fn shading(properties: Node<'_, '_>) -> Option<Colour> {
            let fill = child(properties, "shd").and_then(|it| attribute(it, "fill"));
            fill.filter(|it| *it != "auto").map(rgb)
        }
        let own = child(run, "rPr").and_then(shading);
        let paragraph = around(run, "p").and_then(|it| child(it, "pPr")).and_then(shading);
        let cell = around(run, "tc").and_then(|it| child(it, "tcPr")).and_then(shading);
        let head = self.in_head_row(run).and_then(|style| {
            let parts = children(style, "tblStylePr").filter(|it| attribute(*it, "type") == Some("firstRow"));
            parts.filter_map(|it| child(it, "tcPr")).find_map(shading)
        });
        own.or(paragraph).or(cell).or(head).unwrap_or([1.0; 3])
    }
}
