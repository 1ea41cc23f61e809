//! Reads the text of a Word file as Word shows it, with its marks.

use super::{Printed, push};
use crate::diag::Error;
use crate::ooxml::package::Package;
use crate::ooxml::xml::{Tag, Xml};
use crate::text::Mark;

/// The paragraphs of text, header and footer.
pub(super) fn paragraphs(file: &[u8]) -> Result<Vec<Printed>, Error> {
    let mut package = Package::open(file)?;
    let mut paragraphs = Vec::new();
    for name in ["word/document.xml", "word/header1.xml", "word/footer1.xml"] {
        let bytes = package.require(name)?;
        let mut xml = Xml::new(name, &bytes);
        let mut part = Part::default();
        let root = xml.root()?;
        part.element(&mut xml, &root, Mark::Kept)?;
        if part.fields != 0 {
            return Err(xml.damaged("hat ein Feld ohne Ende"));
        }
        xml.finish()?;
        paragraphs.extend(part.done);
    }
    Ok(paragraphs)
}

/// What is open at a place in a part.
#[derive(Default)]
struct Part {
    done: Vec<Printed>,
    open: Printed,
    /// How many fields are open; whether the place is in the instruction of one, which is not shown.
    fields: i32,
    instruction: bool,
    /// The mark that the run's look shows; none outside a run.
    look: Option<Mark>,
}

impl Part {
    /// Reads the element that was opened last; `revision` is the mark of the revisions around it.
    fn element(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>, mut revision: Mark) -> Result<(), Error> {
        let on = || Ok(!matches!(tag.attr("w:val")?.as_deref(), Some("0" | "false" | "none" | "off")));
        match tag.name() {
            "w:ins" => revision = revision.max(Mark::Inserted),
            "w:del" => revision = Mark::Deleted,
            "w:r" => self.look = Some(Mark::Kept),
            "w:u" if on()? => self.look = self.look.and(Some(Mark::Inserted)),
            "w:strike" if on()? => self.look = self.look.and(Some(Mark::Deleted)),
            // Each counts on its own side of a deletion alone.
            name @ ("w:t" | "w:delText") if (name == "w:delText") == (revision == Mark::Deleted) => {
                let preserved = tag.attr("xml:space")?.is_some_and(|space| space == "preserve");
                let text = xml.text()?;
                self.push(if preserved { &text } else { text.trim() }, revision);
                return Ok(());
            }
            "w:tab" => self.push("\t", revision),
            "w:br" => self.push("\n", revision),
            "w:softHyphen" => self.push("\u{ad}", revision),
            "w:noBreakHyphen" => self.push("\u{2011}", revision),
            "w:fldChar" => self.field(tag.attr("w:fldCharType")?.as_deref()),
            _ => {}
        }
        xml.children(|xml, tag| self.element(xml, &tag, revision))?;
        match tag.name() {
            "w:r" => self.look = None,
            "w:p" => self.done.push(std::mem::take(&mut self.open)),
            _ => {}
        }
        Ok(())
    }

    fn field(&mut self, kind: Option<&str>) {
        self.instruction = kind == Some("begin");
        match kind {
            Some("begin") => self.fields += 1,
            Some("end") => self.fields -= 1,
            _ => {}
        }
    }

    fn push(&mut self, text: &str, revision: Mark) {
        if let Some(look) = self.look.filter(|_| !self.instruction) {
            push(&mut self.open, text, if revision == Mark::Kept { look } else { revision });
        }
    }
}
