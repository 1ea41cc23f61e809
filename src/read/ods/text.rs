//! Text inside a cell (OpenDocument part 1, chapters 5 and 6): paragraphs, spans, spaces, links.

use super::styles::Styles;
use crate::diag::Error;
use crate::grid::Font;
use crate::limits::Budget;
use crate::ooxml::xml::{Item, Tag, Xml};
use crate::text::RichText;

/// The text of a cell as it is read, paragraph after paragraph.
pub(super) struct CellText<'s> {
    styles: &'s Styles,
    budget: &'s mut Budget,
    /// The text so far; between two paragraphs stands `\n`.
    pub(super) text: RichText<Font>,
    /// Characters that show, and how many of them lie inside links.
    visible: usize,
    linked: usize,
    /// The target of the links, where all have the same.
    target: Option<String>,
    /// Where in the text the paragraph begins that is being read.
    start: Option<usize>,
}

impl<'s> CellText<'s> {
    pub(super) fn new(styles: &'s Styles, budget: &'s mut Budget) -> Self {
        let text = RichText::default();
        Self { styles, budget, text, visible: 0, linked: 0, target: None, start: None }
    }

    /// Reads the paragraph that was opened last.
    pub(super) fn paragraph(&mut self, xml: &mut Xml<'_>, font: Font) -> Result<(), Error> {
        if self.start.is_some() {
            self.push("\n", font)?;
        }
        self.start = Some(self.text.as_str().len());
        self.inside(xml, font)
    }

    /// The target of the link that all of the text lies in.
    pub(super) fn link(&self) -> Option<&str> {
        self.target.as_deref().filter(|_| self.linked > 0 && self.linked == self.visible)
    }

    fn inside(&mut self, xml: &mut Xml<'_>, font: Font) -> Result<(), Error> {
        xml.nodes(|xml, item| match item {
            Item::Text(text) => self.characters(&text, font),
            Item::Child(tag) => self.element(xml, &tag, font),
        })
    }

    fn element(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>, font: Font) -> Result<(), Error> {
        match tag.name() {
            "text:s" => {
                // More spaces than a cell can hold characters are no text.
                let count = tag.number("text:c")?.unwrap_or(1).min(32_767) as usize;
                self.push(&" ".repeat(count), font)
            }
            "text:tab" => self.push("\t", font),
            "text:line-break" => self.push("\n", font),
            "text:span" => {
                let style = tag.attr("text:style-name")?.unwrap_or_default();
                self.inside(xml, self.styles.text_font(&style, font))
            }
            "text:a" => {
                let before = self.visible;
                self.inside(xml, font)?;
                let target = tag.attr("xlink:href")?;
                if self.linked == 0 || self.target == target {
                    self.target = target;
                    self.linked += self.visible - before;
                }
                Ok(())
            }
            // What is not text of the cell: comments, readings above characters, drawings.
            "office:annotation" | "text:ruby-text" | "text:note" => Ok(()),
            name if name.starts_with("draw:") => Ok(()),
            // Everything else (fields, bookmarks) shows the text inside it.
            _ => self.inside(xml, font),
        }
    }

    /// Characters as they stand, blanks too: LibreOffice writes several of them as they are, and
    /// indentation means something in a list. Only a line end in the XML is none of the text's: it
    /// comes from a writer that broke its lines, and with the blanks around it is one blank.
    fn characters(&mut self, text: &str, font: Font) -> Result<(), Error> {
        if !text.contains('\n') {
            return self.push(text, font);
        }
        let blank = |character: char| matches!(character, ' ' | '\t' | '\r' | '\n');
        let at_start = self.start == Some(self.text.as_str().len());
        let mut out = String::with_capacity(text.len());
        let characters: Vec<char> = text.chars().collect();
        for stretch in characters.chunk_by(|one, other| blank(*one) == blank(*other)) {
            match stretch.contains(&'\n') {
                true if out.is_empty() && at_start => {}
                true => out.push(' '),
                false => out.extend(stretch),
            }
        }
        self.push(&out, font)
    }

    fn push(&mut self, text: &str, font: Font) -> Result<(), Error> {
        self.visible += text.chars().filter(|character| !character.is_whitespace()).count();
        if !text.is_empty() && self.text.last_format() != Some(&font) {
            self.budget.text(0)?;
        }
        self.text.push(text, font);
        self.budget.bytes(text.len())
    }
}
