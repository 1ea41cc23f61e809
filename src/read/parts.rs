//! The parts of an xlsx, xlsm or xlsb: which there are, and their bytes within the limits.

use super::builder::SheetBuilder;
use super::drawing;
use super::styles::CellFormats;
use crate::diag::Error;
use crate::german::Epoch;
use crate::grid::Font;
use crate::limits;
use crate::ooxml::color::Palette;
use crate::ooxml::fault;
use crate::ooxml::package::Package;
use crate::ooxml::relations::Relations;
use crate::text::RichText;

/// The parts of a workbook.
pub(crate) struct Parts<'a> {
    pub(crate) package: Package<'a>,
    /// The part that lists the sheets.
    pub(crate) workbook: String,
    /// The worksheets, in the order of the tabs.
    pub(crate) sheets: Vec<SheetPart>,
    /// The shared strings.
    pub(crate) strings: Option<String>,
    /// The styles.
    pub(crate) styles: Option<String>,
    /// The theme.
    theme: Option<String>,
    /// Day zero of the serial days.
    pub(crate) epoch: Epoch,
}

/// A worksheet.
#[derive(Clone, Debug)]
pub(crate) struct SheetPart {
    /// The name on the tab.
    pub(crate) name: String,
    hidden: bool,
    /// Its part.
    pub(crate) part: String,
}

/// A sheet as the workbook lists it.
pub(super) struct BoundSheet {
    pub(super) name: String,
    pub(super) hidden: bool,
    /// The relationship that leads to its part.
    pub(super) relation: Option<String>,
}

/// What all sheets of a workbook share.
#[derive(Default)]
pub(super) struct Shared {
    pub(super) strings: Strings,
    pub(super) formats: CellFormats,
    pub(super) epoch: Epoch,
}

/// The shared strings by number, each run with a font where it has one of its own.
pub(super) type Strings = Vec<RichText<Option<Font>>>;

impl<'a> Parts<'a> {
    /// The parts of the package whose workbook part is `workbook` and lists these sheets.
    pub(super) fn new(
        mut package: Package<'a>,
        workbook: String,
        listed: Vec<BoundSheet>,
        epoch: Epoch,
    ) -> Result<Self, Error> {
        let relations = Relations::of(&mut package, &workbook)?;
        let mut sheets = Vec::new();
        for BoundSheet { name, hidden, relation } in listed {
            let relation = relation.as_deref().and_then(|id| relations.get(id));
            let relation = relation.ok_or_else(|| missing(&name))?;
            // Chart sheets, dialog sheets and macro sheets hold no cells.
            if relation.kind.ends_with("/worksheet") {
                sheets.push(SheetPart { name, hidden, part: relation.target.clone() });
            }
        }
        let strings = relations.target_of_kind("/sharedStrings");
        let styles = relations.target_of_kind("/styles");
        let theme = relations.target_of_kind("/theme");
        Ok(Self { package, workbook, sheets, strings, styles, theme, epoch })
    }

    /// Reads what the sheets share, where the package has it: `styles` and `strings` are given the name
    /// of a part and its bytes.
    pub(super) fn read_shared(
        &mut self,
        styles: impl FnOnce(&str, &[u8], Palette) -> Result<CellFormats, Error>,
        strings: impl FnOnce(&str, &[u8], &CellFormats) -> Result<Strings, Error>,
    ) -> Result<Shared, Error> {
        let mut shared = Shared { epoch: self.epoch, ..Shared::default() };
        if let Some(part) = self.styles.clone() {
            let mut palette = Palette::default();
            if let Some(theme) = self.theme.clone()
                && let Some(bytes) = self.package.part(&theme)?
            {
                palette.read_theme(&theme, &bytes)?;
            }
            shared.formats = styles(&part, &self.package.require(&part)?, palette)?;
        }
        if let Some(part) = self.strings.clone() {
            shared.strings = strings(&part, &self.package.require(&part)?, &shared.formats)?;
        }
        Ok(shared)
    }

    /// Reads the worksheets: `read` is given the name of a part, its bytes and its relationships.
    pub(super) fn read_sheets(
        &mut self,
        mut read: impl FnMut(&str, &[u8], &Relations, &mut SheetBuilder) -> Result<(), Error>,
    ) -> Result<Vec<SheetBuilder>, Error> {
        let mut sheets = Vec::new();
        for SheetPart { name, hidden, part } in std::mem::take(&mut self.sheets) {
            let bytes = self.package.part(&part)?.ok_or_else(|| missing(&name))?;
            let relations = Relations::of(&mut self.package, &part)?;
            let mut sheet = SheetBuilder::new(name, hidden);
            sheet.comments =
                ["/comments", "/threadedComment"].iter().any(|end| relations.target_of_kind(end).is_some());
            read(&part, &bytes, &relations, &mut sheet)?;
            self.read_objects(&relations, &mut sheet)?;
            sheets.push(sheet);
        }
        Ok(sheets)
    }

    /// Reads what lies over the cells of a sheet.
    fn read_objects(&mut self, relations: &Relations, sheet: &mut SheetBuilder) -> Result<(), Error> {
        if let Some(part) = relations.target_of_kind("/drawing")
            && let Some(bytes) = self.package.part(&part)?
        {
            sheet.objects.extend(drawing::read(&part, &bytes)?);
        }
        for (at, id) in std::mem::take(&mut sheet.controls) {
            let Some(relation) = relations.get(&id) else { continue };
            let Some(bytes) = self.package.part(&relation.target)? else { continue };
            if let Some(ticked) = drawing::check_box(&relation.target, &bytes)? {
                sheet.check_box(at, ticked);
            }
        }
        limits::table(sheet.objects.len(), "Bilder")
    }

    /// The part that `part` refers to by this relationship.
    pub(crate) fn related(&mut self, part: &str, id: &str) -> Result<Option<String>, Error> {
        let relations = Relations::of(&mut self.package, part)?;
        let inside = relations.get(id).filter(|relation| !relation.external);
        Ok(inside.map(|relation| relation.target.clone()))
    }
}

fn missing(sheet: &str) -> Error {
    fault::damaged(format_args!("Der Inhalt des Blatts »{sheet}« fehlt"))
}
