//! Text inside a cell (OpenDocument part 1, chapters 5 and 6): paragraphs, spans, spaces, links.

use super::styles::Styles;
use crate::diag::Error;
use crate::grid::Font;
use crate::ooxml::limits::Budget;
use crate::ooxml::xml::{Item, Tag, Xml};
use crate::text::RichText;

/// The text of a cell as it is read, paragraph after paragraph.
pub(super) struct CellText<'s> {
    styles: &'s Styles,
    /// The text so far; between two paragraphs stands `\n`.
    pub(super) text: RichText<Font>,
    /// Characters that show, and how many of them lie inside links.
    visible: usize,
    linked: usize,
    /// The target of the links, where all have the same.
    target: Option<String>,
    paragraphs: usize,
    /// Whether the paragraph has no text yet.
    at_start: bool,
}

impl<'s> CellText<'s> {
    pub(super) fn new(styles: &'s Styles) -> Self {
        Self {
            styles,
            text: RichText::default(),
            visible: 0,
            linked: 0,
            target: None,
            paragraphs: 0,
            at_start: true,
        }
    }

    /// Reads the paragraph that was opened last.
    pub(super) fn paragraph(
        &mut self,
        xml: &mut Xml<'_>,
        font: Font,
        budget: &mut Budget,
    ) -> Result<(), Error> {
        if self.paragraphs > 0 {
            self.push("\n", font, budget)?;
        }
        self.paragraphs += 1;
        self.at_start = true;
        self.inside(xml, font, budget)
    }

    /// The target of the link that all of the text lies in.
    pub(super) fn link(&self) -> Option<&str> {
        self.target.as_deref().filter(|_| self.linked > 0 && self.linked == self.visible)
    }

    fn inside(&mut self, xml: &mut Xml<'_>, font: Font, budget: &mut Budget) -> Result<(), Error> {
        xml.nodes(|xml, item| match item {
            Item::Text(text) => self.characters(&text, font, budget),
            Item::Child(tag) => self.element(xml, &tag, font, budget),
        })
    }

    fn element(
        &mut self,
        xml: &mut Xml<'_>,
        tag: &Tag<'_>,
        font: Font,
        budget: &mut Budget,
    ) -> Result<(), Error> {
        match tag.name() {
            "text:s" => {
                // More spaces than a cell can hold characters are no text.
                let count = tag.number("text:c")?.unwrap_or(1).min(32_767) as usize;
                self.push(&" ".repeat(count), font, budget)?;
                xml.skip()
            }
            "text:tab" => {
                self.push("\t", font, budget)?;
                xml.skip()
            }
            "text:line-break" => {
                self.push("\n", font, budget)?;
                xml.skip()
            }
            "text:span" => {
                let style = tag.attr("text:style-name")?.unwrap_or_default();
                self.inside(xml, self.styles.text_font(&style, font), budget)
            }
            "text:a" => {
                let before = self.visible;
                self.inside(xml, font, budget)?;
                let target = tag.attr("xlink:href")?;
                if self.linked == 0 || self.target == target {
                    self.target = target;
                    self.linked += self.visible - before;
                }
                Ok(())
            }
            // What is not text of the cell: comments, readings above characters, drawings.
            "office:annotation" | "text:ruby-text" | "text:note" => xml.skip(),
            name if name.starts_with("draw:") => xml.skip(),
            // Everything else (fields, bookmarks) shows the text inside it.
            _ => self.inside(xml, font, budget),
        }
    }

    /// Characters as they stand, blanks too: LibreOffice writes several of them as they are, and
    /// indentation means something in a list. Only a line end in the XML is none of the text's: it
    /// comes from a writer that broke its lines, and with the blanks around it is one blank.
    fn characters(&mut self, text: &str, font: Font, budget: &mut Budget) -> Result<(), Error> {
        if !text.contains('\n') {
            return self.push(text, font, budget);
        }
        let blank = |character: char| matches!(character, ' ' | '\t' | '\r' | '\n');
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(character) = rest.chars().next() {
            let gap = rest.find(|character| !blank(character)).unwrap_or(rest.len());
            let (space, after) = rest.split_at(gap.max(character.len_utf8()));
            match space.contains('\n') {
                true if out.is_empty() && self.at_start => {}
                true => out.push(' '),
                false => out.push_str(space),
            }
            rest = after;
        }
        self.push(&out, font, budget)
    }

    fn push(&mut self, text: &str, font: Font, budget: &mut Budget) -> Result<(), Error> {
        self.at_start &= text.is_empty();
        self.visible += text.chars().filter(|character| !character.is_whitespace()).count();
        if !text.is_empty() && self.text.last_format() != Some(&font) {
            budget.text(0)?;
        }
        self.text.push(text, font);
        budget.bytes(text.len())
    }
}
