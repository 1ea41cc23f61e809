//! What Typst sees: the template, the values, the fonts. Everything else is refused.

use std::sync::{Arc, OnceLock};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration};
use typst::layout::Abs;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Coverage, Font, FontBook, FontInfo, FontInstance, FontVariant, FontVariations};
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
    /// The family in which lines of code are set, if it is another one.
    pub(super) fixed: Option<String>,
    /// Which of the characters before [`COMMON_END`] have a glyph: nearly every text has no others.
    common: OnceLock<Vec<bool>>,
}

const COMMON_END: char = '\u{2200}';

/// A face, parsed when it is first needed.
struct Face {
    data: Bytes,
    index: u32,
    font: OnceLock<Option<Font>>,
}

impl Fonts {
    fn load(house: &[Vec<u8>], fixed: Option<&[u8]>) -> Result<Self, Error> {
        let mut fonts = Self {
            book: LazyHash::new(FontBook::new()),
            faces: Vec::new(),
            families: Vec::new(),
            fixed: None,
            common: OnceLock::new(),
        };
        let mut book = FontBook::new();
        for file in house {
            let families = fonts.add(&mut book, Bytes::new(file.clone()));
            fonts.families.extend(readable(families)?);
        }
        if let Some(file) = fixed {
            fonts.fixed = readable(fonts.add(&mut book, Bytes::new(file.to_vec())))?.pop();
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
        for (index, mut info) in (0..).zip(FontInfo::iter(&data)) {
            families.push(info.family.to_string());
            info.coverage = with_glyphs(&info.coverage, &data, index);
            book.push(info);
            self.faces.push(Face { data: data.clone(), index, font: OnceLock::new() });
        }
        families.dedup();
        families
    }

    /// Whether a family has a glyph for `character` in all of its faces, bold and italic ones included.
    pub(super) fn cover(&self, character: char) -> bool {
        let common = self.common.get_or_init(|| self.common());
        common.get(character as usize).copied().unwrap_or_else(|| self.has_glyph(character))
    }

    /// The regular face of the first family.
    pub(super) fn regular(&self) -> Option<FontInstance> {
        let family = self.families.first()?.to_lowercase();
        let index = self.book.select(&family, FontVariant::default())?;
        let font = self.face(index)?;
        Some(font.instantiate(FontVariant::default(), Abs::pt(1.0), &FontVariations::default()))
    }

    fn face(&self, index: usize) -> Option<Font> {
        let face = self.faces.get(index)?;
        face.font.get_or_init(|| Font::new(face.data.clone(), face.index)).clone()
    }

    /// The widths of their characters.
    pub(super) fn widths(&self) -> Widths<'_> {
        let of_family = |family: &String| {
            let faces = self.faces.iter().enumerate();
            let faces =
                faces.filter(|(index, _)| self.book.info(*index).is_some_and(|it| it.family == *family));
            faces.filter_map(|(_, face)| ttf_parser::Face::parse(&face.data, face.index).ok()).collect()
        };
        Widths(self.families.iter().map(of_family).collect())
    }

    fn has_glyph(&self, character: char) -> bool {
        self.families.iter().any(|family| {
            let mut faces = self.infos(family).peekable();
            faces.peek().is_some() && faces.all(|info| info.coverage.contains(character.into()))
        })
    }

    /// The same for all characters before [`COMMON_END`]: to go through what a face covers takes no longer
    /// than to ask it once.
    fn common(&self) -> Vec<bool> {
        let mut common = vec![false; COMMON_END as usize];
        for family in &self.families {
            let mut faces = vec![0; common.len()];
            for info in self.infos(family) {
                let covered = info.coverage.iter().map(|code| code as usize);
                for code in covered.take_while(|code| *code < common.len()) {
                    faces[code] += 1;
                }
            }
            let all = self.infos(family).count();
            for (common, faces) in common.iter_mut().zip(faces) {
                *common |= all > 0 && faces == all;
            }
        }
        common
    }

    /// The faces of a family.
    fn infos<'a>(&'a self, family: &'a str) -> impl Iterator<Item = &'a FontInfo> {
        let infos = (0..self.faces.len()).filter_map(|index| self.book.info(index));
        infos.filter(move |info| info.family == family)
    }
}

/// The families of a font file; an error where it has none.
fn readable(families: Vec<String>) -> Result<Vec<String>, Error> {
    match families.is_empty() {
        false => Ok(families),
        true => Err(Error::new(ErrorKind::Options, "Die Hausschrift ist keine lesbare Schriftdatei")
            .help("Eine TrueType- oder OpenType-Datei (.ttf, .otf) angeben")),
    }
}

/// How wide characters are: the faces of each family, in the order in which families are asked.
pub(super) struct Widths<'a>(Vec<Vec<ttf_parser::Face<'a>>>);

impl Widths<'_> {
    /// How wide a text is on one line, in parts of its size: in the widest of the faces. A character
    /// that no font has counts as wide as it is high.
    pub(super) fn of(&self, text: &str) -> f64 {
        text.chars().map(|character| self.of_character(character)).sum()
    }

    fn of_character(&self, character: char) -> f64 {
        let of_face = |face: &ttf_parser::Face<'_>| {
            let advance = face.glyph_hor_advance(face.glyph_index(character)?)?;
            Some(f64::from(advance) / f64::from(face.units_per_em()))
        };
        let of_family = |faces: &Vec<_>| faces.iter().filter_map(of_face).max_by(f64::total_cmp);
        self.0.iter().find_map(of_family).unwrap_or(1.0)
    }
}

/// The characters of a face that have a glyph. Typst counts whole ranges of the character map, and in
/// DejaVu Sans the ranges have holes: ✅ is in none of its glyphs.
fn with_glyphs(claimed: &Coverage, data: &[u8], index: u32) -> Coverage {
    let Ok(face) = ttf_parser::Face::parse(data, index) else { return claimed.clone() };
    let has_glyph = |code: &u32| {
        let glyph = char::from_u32(*code).and_then(|character| face.glyph_index(character));
        glyph.is_some_and(|glyph| glyph.0 != 0)
    };
    Coverage::from_vec(claimed.iter().filter(has_glyph).collect())
}

/// The template, and what stands for the blocks of the document in it.
const TEMPLATE: &str = include_str!("report.typ");
const BLOCKS: &str = "#d.blocks";
/// The same for blocks that are laid out ahead.
const AHEAD: &str = "#d.ahead";

/// What all papers share.
pub(super) struct Shared {
    pub(super) fonts: Fonts,
    template: Source,
    /// The template for the blocks that are laid out ahead. Its file has the same id: the styles must be
    /// the same, and they know where they were set.
    ahead: Source,
}

impl Shared {
    pub(super) fn new(house: &[Vec<u8>], fixed: Option<&[u8]>) -> Result<Self, Error> {
        // `intern` gives the same id for the same path, whatever the order of papers.
        let path = VirtualPath::new("/report.typ")
            .map_err(|_| Error::new(ErrorKind::Internal, "Pfad der Vorlage ungültig"))?;
        let id = RootedPath::new(VirtualRoot::Project, path).intern();
        let template = Source::new(id, TEMPLATE.into());
        let ahead = Source::new(id, TEMPLATE.replace(BLOCKS, AHEAD));
        Ok(Self { fonts: Fonts::load(house, fixed)?, template, ahead })
    }
}

/// One paper's world.
#[derive(Clone)]
pub(super) struct World {
    shared: Arc<Shared>,
    library: Arc<LazyHash<Library>>,
    is_ahead: bool,
}

impl World {
    pub(super) fn new(shared: Arc<Shared>, inputs: Dict) -> Self {
        // Row headers and table summaries sit behind this feature in Typst 0.15.
        let features = [Feature::A11yExtras].into_iter().collect();
        let library = Library::builder().with_inputs(inputs).with_features(features).build();
        Self { shared, library: Arc::new(LazyHash::new(library)), is_ahead: false }
    }

    /// The world in which the blocks that are laid out ahead stand for those of the document.
    pub(super) fn ahead(&self) -> Self {
        Self { is_ahead: true, ..self.clone() }
    }

    fn template(&self) -> &Source {
        if self.is_ahead { &self.shared.ahead } else { &self.shared.template }
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
        self.template().id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main() { Ok(self.template().clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.face(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
