//! What Typst sees: the template, the values, the fonts. Everything else is refused.

use std::sync::OnceLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt};

use crate::diag::{Error, ErrorKind};

/// The built-in faces; their licences lie beside them. DejaVu Sans has the symbols (✓ → ☐) and
/// scripts that Liberation Sans lacks.
const BUILT_IN: [&[u8]; 5] = [
    include_bytes!("../../../fonts/LiberationSans-Regular.ttf"),
    include_bytes!("../../../fonts/LiberationSans-Bold.ttf"),
    include_bytes!("../../../fonts/LiberationSans-Italic.ttf"),
    include_bytes!("../../../fonts/LiberationSans-BoldItalic.ttf"),
    include_bytes!("../../../fonts/DejaVuSans.ttf"),
];

/// The families of the built-in faces, in the order in which they are asked for a character.
const FAMILIES: [&str; 2] = ["Liberation Sans", "DejaVu Sans"];

/// The fonts, in a fixed order so that the same input gives the same bytes.
pub(super) struct Fonts {
    book: LazyHash<FontBook>,
    faces: Vec<Face>,
    /// Families in the order in which they are asked for a character.
    pub(super) families: Vec<String>,
}

/// A face, parsed when it is first needed.
struct Face {
    data: Bytes,
    index: u32,
    font: OnceLock<Option<Font>>,
}

impl Fonts {
    fn load(house: &[Vec<u8>]) -> Result<Self, Error> {
        let mut fonts =
            Self { book: LazyHash::new(FontBook::new()), faces: Vec::new(), families: Vec::new() };
        let mut book = FontBook::new();
        for file in house {
            let families = fonts.add(&mut book, Bytes::new(file.clone()));
            if families.is_empty() {
                return Err(Error::new(ErrorKind::Options, "Die Hausschrift ist keine lesbare Schriftdatei")
                    .help("Eine TrueType- oder OpenType-Datei (.ttf, .otf) angeben"));
            }
            fonts.families.extend(families);
        }
        for data in BUILT_IN {
            fonts.add(&mut book, Bytes::new(data));
        }
        fonts.families.extend(FAMILIES.map(String::from));
        fonts.families.dedup();
        fonts.book = LazyHash::new(book);
        Ok(fonts)
    }

    /// Adds the faces of a file and returns their families.
    fn add(&mut self, book: &mut FontBook, data: Bytes) -> Vec<String> {
        let mut families = Vec::new();
        for (index, info) in FontInfo::iter(&data).enumerate() {
            families.push(info.family.to_string());
            book.push(info);
            self.faces.push(Face { data: data.clone(), index: index as u32, font: OnceLock::new() });
        }
        families.dedup();
        families
    }

    /// Whether any of the fonts has a glyph for `character`.
    pub(super) fn cover(&self, character: char) -> bool {
        let covers = |index| self.book.info(index).is_some_and(|it| it.coverage.contains(character.into()));
        (0..self.faces.len()).any(covers)
    }
}

/// What all papers share.
pub(super) struct Shared {
    pub(super) fonts: Fonts,
    template: Source,
}

impl Shared {
    pub(super) fn new(house: &[Vec<u8>]) -> Result<Self, Error> {
        // `intern` gives the same id for the same path, whatever the order of papers.
        let path = VirtualPath::new("/report.typ")
            .map_err(|_| Error::new(ErrorKind::Internal, "Pfad der Vorlage ungültig"))?;
        let id = RootedPath::new(VirtualRoot::Project, path).intern();
        let template = Source::new(id, include_str!("report.typ").into());
        Ok(Self { fonts: Fonts::load(house)?, template })
    }
}

/// One paper's world.
pub(super) struct World {
    shared: std::sync::Arc<Shared>,
    library: LazyHash<Library>,
}

impl World {
    pub(super) fn new(shared: std::sync::Arc<Shared>, inputs: Dict) -> Self {
        // Row headers and table summaries sit behind this feature in Typst 0.15.
        let features = [Feature::A11yExtras].into_iter().collect();
        let library = Library::builder().with_inputs(inputs).with_features(features).build();
        Self { shared, library: LazyHash::new(library) }
    }
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.fonts.book
    }

    fn main(&self) -> FileId {
        self.shared.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() { Ok(self.shared.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        let face = self.shared.fonts.faces.get(index)?;
        face.font.get_or_init(|| Font::new(face.data.clone(), face.index)).clone()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
