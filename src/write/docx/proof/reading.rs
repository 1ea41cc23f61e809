//! Reads the text of a Word file as Word shows it, with its marks.

use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::Printed;
use crate::text::Mark;

/// The paragraphs of text, header and footer; none where the file cannot be read.
pub(super) fn paragraphs(file: &[u8]) -> Option<Vec<Printed>> {
    let mut archive = ZipArchive::new(Cursor::new(file)).ok()?;
    let mut paragraphs = Vec::new();
    for name in ["word/document.xml", "word/header1.xml", "word/footer1.xml"] {
        let mut part = String::new();
        archive.by_name(name).ok()?.read_to_string(&mut part).ok()?;
        paragraphs.extend(Part::default().read(&part)?);
    }
    Some(paragraphs)
}

/// What is open at a place in a part.
#[derive(Default)]
struct Part {
    done: Vec<Printed>,
    open: Printed,
    /// How many elements enclose the place; how many of them are revisions that insert or delete.
    elements: usize,
    inserted: usize,
    deleted: usize,
    /// How many fields are open; whether the place is in the instruction of one, which is not shown.
    fields: i32,
    instruction: bool,
    /// The mark that the run's look shows; none outside a run.
    look: Option<Mark>,
    /// A text and whether its outer white space counts.
    text: Option<(String, bool)>,
}

impl Part {
    fn read(mut self, part: &str) -> Option<Vec<Printed>> {
        let mut reader = Reader::from_str(part);
        reader.config_mut().expand_empty_elements = true;
        loop {
            match reader.read_event().ok()? {
                Event::Start(start) => self.start(&start),
                Event::End(end) => self.end(end.name().as_ref()),
                Event::Text(text) => self.characters(&text),
                Event::GeneralRef(name) => self.characters(&unescape(&format!("&{};", &*name)).ok()?),
                Event::Eof => break,
                _ => {}
            }
        }
        (self.elements == 0 && self.fields == 0).then_some(self.done)
    }

    fn start(&mut self, start: &BytesStart<'_>) {
        self.elements += 1;
        let value = |name: &str| {
            let attribute = start.try_get_attribute(name).ok().flatten();
            attribute.map(|attribute| attribute.value.into_owned()).unwrap_or_default()
        };
        let off = || matches!(&*value("w:val"), "0" | "false" | "none" | "off");
        match start.name().as_ref() {
            "w:ins" => self.inserted += 1,
            "w:del" => self.deleted += 1,
            "w:r" => self.look = Some(Mark::Kept),
            "w:u" if self.look.is_some() && !off() => self.look = Some(Mark::Inserted),
            "w:strike" if self.look.is_some() && !off() => self.look = Some(Mark::Deleted),
            "w:t" if self.deleted == 0 => self.text = Some((String::new(), value("xml:space") == "preserve")),
            "w:delText" if self.deleted > 0 => {
                self.text = Some((String::new(), value("xml:space") == "preserve"));
            }
            "w:tab" => self.push("\t"),
            "w:br" => self.push("\n"),
            "w:softHyphen" => self.push("\u{ad}"),
            "w:noBreakHyphen" => self.push("\u{2011}"),
            "w:fldChar" => self.field(&value("w:fldCharType")),
            _ => {}
        }
    }

    fn field(&mut self, kind: &str) {
        self.instruction = kind == "begin";
        match kind {
            "begin" => self.fields += 1,
            "end" => self.fields -= 1,
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        self.elements -= 1;
        match name {
            "w:ins" => self.inserted -= 1,
            "w:del" => self.deleted -= 1,
            "w:r" => self.look = None,
            "w:t" | "w:delText" => {
                if let Some((text, preserved)) = self.text.take() {
                    self.push(if preserved { &text } else { text.trim() });
                }
            }
            "w:p" => self.done.push(std::mem::take(&mut self.open)),
            _ => {}
        }
    }

    fn characters(&mut self, characters: &str) {
        if let Some((text, _)) = &mut self.text {
            text.push_str(characters);
        }
    }

    fn push(&mut self, text: &str) {
        let Some(look) = self.look.filter(|_| !self.instruction) else { return };
        let mark = match (self.deleted, self.inserted) {
            (0, 0) => look,
            (0, _) => Mark::Inserted,
            _ => Mark::Deleted,
        };
        self.open.push(mark, text);
    }
}
