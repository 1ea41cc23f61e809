//! What pages show: their streams, and those they draw, in the order in which they are drawn.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::file::File;
use super::font::Font;
use super::lex;
use super::matrix::Matrix;
use super::strings::Strings;
use super::value::{DAMAGED, Parser, Value};
use crate::gate::fold::RUN;
use crate::gate::hits::Unreadable;
use crate::gate::place::{Flow, Place};

/// Drawings inside drawings.
const DEPTH: usize = 8;
/// Streams that are drawn, each time counted: a drawing may draw another many times.
const DRAWN: usize = 10_000;
/// States that are saved and marks that are open at a time.
const OPEN: usize = 1_000;

/// The texts of pages.
#[derive(Debug, Default)]
pub(super) struct Texts {
    /// Every character that is shown.
    pub(super) shown: Flow,
    /// What is read aloud and has no place in the structure.
    pub(super) spoken: Flow,
    /// The same by the page's object number and the number of the marked content, for the structure.
    pub(super) marked: BTreeMap<(u32, usize), Marked>,
    /// The strings in the streams that are no text shown.
    pub(super) strings: Strings,
}

impl Texts {
    fn append(&mut self, more: Self) {
        self.shown.append(&more.shown);
        self.spoken.append(&more.spoken);
        // Each page is read in one part.
        self.marked.extend(more.marked);
        self.strings.append(more.strings);
    }
}

/// The text of marked content.
#[derive(Debug, Default)]
pub(super) struct Marked {
    /// As seen: without the words that are read aloud for marks.
    pub(super) seen: String,
    /// As read aloud.
    pub(super) spoken: String,
}

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// The texts.
    pub(super) texts: Texts,
    /// The numbers of the streams.
    pub(super) streams: BTreeSet<u32>,
    drawn: usize,
}

impl Read {
    /// Adds what another one has read.
    pub(super) fn append(&mut self, more: Self) {
        let Self { texts, streams, drawn } = more;
        self.texts.append(texts);
        self.streams.extend(streams);
        self.drawn += drawn;
    }
}

/// Reads streams.
pub(super) struct Reader<'f> {
    /// Whose they are.
    pub(super) file: &'f File<'f>,
    fonts: BTreeMap<u32, Rc<Font>>,
    /// What was read so far.
    pub(super) done: Read,
}

/// Where a stream is drawn.
#[derive(Clone, Copy)]
pub(super) struct Spot<'s, 'f> {
    /// The page's object number, and its number from 1; none for what no page draws.
    pub(super) page: Option<(u32, usize)>,
    /// Its resources, the nearest first.
    pub(super) resources: &'s [&'f Value<'f>],
    depth: usize,
}

impl<'s, 'f> Spot<'s, 'f> {
    /// On a page or on none, with these resources.
    pub(super) fn new(page: Option<(u32, usize)>, resources: &'s [&'f Value<'f>]) -> Self {
        Self { page, resources, depth: 0 }
    }

    fn place(&self) -> Place {
        self.page.map_or(Place::Drawing, |(_, number)| Place::Page(number))
    }
}

impl<'f> Reader<'f> {
    /// Reads streams of `file`.
    pub(super) fn new(file: &'f File<'f>) -> Self {
        Self { file, fonts: BTreeMap::new(), done: Read::default() }
    }

    /// Reads a stream that is drawn at `spot`.
    pub(super) fn read(&mut self, stream: &[u8], spot: Spot<'_, 'f>) -> Result<(), Unreadable> {
        self.done.drawn += 1;
        if self.done.drawn > DRAWN || spot.depth > DEPTH {
            return Err("Zeichnungen sind zu tief verschachtelt".into());
        }
        Drawing::new(self, spot).read(stream)
    }

    fn font(&mut self, value: &'f Value<'f>) -> Result<Rc<Font>, Unreadable> {
        let font = self.file.resolve(value).ok_or(DAMAGED)?;
        let Value::Reference(number) = value else { return Font::read(self.file, font).map(Rc::new) };
        if let Some(font) = self.fonts.get(number) {
            return Ok(Rc::clone(font));
        }
        let font = Rc::new(Font::read(self.file, font)?);
        self.fonts.insert(*number, Rc::clone(&font));
        Ok(font)
    }
}

/// A stream while it is read.
struct Drawing<'r, 's, 'f> {
    reader: &'r mut Reader<'f>,
    spot: Spot<'s, 'f>,
    state: State,
    saved: Vec<State>,
    /// Those chosen so far, by their names in the resources.
    fonts: BTreeMap<Vec<u8>, Rc<Font>>,
    /// Text matrix and line matrix.
    text: Matrix,
    line: Matrix,
    marks: Vec<Mark>,
    /// Where the text shown last began, how high it is and how many characters it has.
    last: Option<(f64, f64, f64, usize)>,
    /// Whether the next text is placed anew.
    moved: bool,
}

#[derive(Clone, Default)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    leading: f64,
}

/// Marked content (ISO 32000-1, 14.6).
struct Mark {
    artifact: bool,
    number: Option<usize>,
    /// What is read aloud instead; none once it was.
    instead: Option<Option<String>>,
}

impl<'r, 's, 'f> Drawing<'r, 's, 'f> {
    fn new(reader: &'r mut Reader<'f>, spot: Spot<'s, 'f>) -> Self {
        let state = State::default();
        let (text, line) = (Matrix::default(), Matrix::default());
        Self {
            reader,
            spot,
            state,
            saved: Vec::new(),
            fonts: BTreeMap::new(),
            text,
            line,
            marks: Vec::new(),
            last: None,
            moved: true,
        }
    }

    fn read(mut self, stream: &[u8]) -> Result<(), Unreadable> {
        let mut parser = Parser::new(stream);
        let mut operands = Vec::new();
        while let Some(operator) = parser.operator(&mut operands)? {
            self.operate(operator, &operands)?;
        }
        for comment in parser.comments {
            self.reader.done.texts.strings.add(Place::Structure, comment);
        }
        self.new_line();
        Ok(())
    }

    fn operate(&mut self, operator: &[u8], operands: &[Value<'_>]) -> Result<(), Unreadable> {
        match operator {
            b"q" => {
                if self.saved.len() > OPEN {
                    return Err(DAMAGED.into());
                }
                self.saved.push(self.state.clone());
            }
            b"Q" => self.state = self.saved.pop().ok_or(DAMAGED)?,
            b"cm" => self.state.matrix = matrix(operands)?.then(&self.state.matrix),
            b"BT" => self.place(Matrix::default()),
            b"Tm" => self.place(matrix(operands)?),
            b"Tf" => self.choose(operands)?,
            b"TL" => self.state.leading = number(operands, 0)?,
            b"Td" => self.place_after(number(operands, 0)?, number(operands, 1)?),
            b"TD" => {
                self.state.leading = -number(operands, 1)?;
                self.place_after(number(operands, 0)?, number(operands, 1)?);
            }
            b"T*" => self.place_after(0.0, -self.state.leading),
            b"Tj" | b"TJ" => self.show_all(operands)?,
            b"'" | b"\"" => {
                self.place_after(0.0, -self.state.leading);
                self.show_all(operands)?;
            }
            b"BMC" | b"BDC" => self.mark(operands)?,
            b"EMC" => self.unmark()?,
            b"MP" | b"DP" => self.strings(operands),
            b"Do" => self.draw(operands)?,
            b"gs" => self.set(operands)?,
            b"BI" => return Err("ein Bild liegt im Text einer Seite".into()),
            _ => self.strings(operands),
        }
        Ok(())
    }

    /// Takes strings and names that no text operator shows.
    fn strings(&mut self, operands: &[Value<'_>]) {
        for operand in operands {
            self.reader.done.texts.strings.take(operand);
        }
    }

    fn place(&mut self, matrix: Matrix) {
        (self.text, self.line) = (matrix, matrix);
        self.moved = true;
    }

    fn place_after(&mut self, x: f64, y: f64) {
        self.place(Matrix::moved(x, y).then(&self.line));
    }

    fn resource(&self, kind: &[u8], operands: &[Value<'_>]) -> Result<&'f Value<'f>, Unreadable> {
        let name = operands.first().and_then(Value::name).ok_or(DAMAGED)?;
        let file = self.reader.file;
        let mut kinds = self.spot.resources.iter().filter_map(|resources| file.get(resources, kind));
        Ok(kinds.find_map(|entries| entries.get(name)).ok_or(DAMAGED)?)
    }

    fn choose(&mut self, operands: &[Value<'_>]) -> Result<(), Unreadable> {
        let name = operands.first().and_then(Value::name).ok_or(DAMAGED)?;
        // The same few fonts are chosen before every word.
        if !self.fonts.contains_key(name) {
            let font = self.resource(b"Font", operands)?;
            self.fonts.insert(name.to_vec(), self.reader.font(font)?);
        }
        self.state.font = self.fonts.get(name).cloned();
        self.state.size = number(operands, 1)?;
        Ok(())
    }

    fn set(&mut self, operands: &[Value<'_>]) -> Result<(), Unreadable> {
        let state = self.resource(b"ExtGState", operands)?;
        let chooses_font = self.reader.file.get(state, b"Font").is_some();
        if chooses_font { Err("eine Schrift wird auf unbekannte Weise gewählt".into()) } else { Ok(()) }
    }

    fn show_all(&mut self, operands: &[Value<'_>]) -> Result<(), Unreadable> {
        let font = self.state.font.clone().ok_or(DAMAGED)?;
        let (mut text, mut seen) = (String::new(), String::new());
        for value in operands.last().map(Value::items).unwrap_or_default() {
            match value {
                Value::String(codes) => font.text(codes, &mut text, &mut seen)?,
                // Wide enough for a space, as other programs set it; letters are moved by less.
                Value::Number(move_) if move_.abs() > 180.0 => {
                    text.push(RUN);
                    seen.push(RUN);
                }
                Value::Number(_) => {}
                _ => return Err(DAMAGED.into()),
            }
        }
        self.show(&text, &seen);
        Ok(())
    }

    /// Shows a text, of which this is seen.
    fn show(&mut self, text: &str, seen: &str) {
        let between = self.between(seen);
        let place = self.spot.place();
        let artifact = self.marks.iter().any(|mark| mark.artifact);
        let number = self.marks.iter().rev().find_map(|mark| mark.number);
        let instead = self.marks.iter_mut().find_map(|mark| mark.instead.as_mut());
        let spoken = instead.map_or(Some(Cow::Borrowed(text)), |instead| instead.take().map(Cow::Owned));
        let texts = &mut self.reader.done.texts;
        texts.shown.push(place, between);
        texts.shown.push(place, text);
        let spoken = spoken.filter(|_| !artifact);
        let spoken = spoken.as_deref().map_or(["", ""], |spoken| [between, spoken]);
        match self.spot.page.map(|(page, _)| page).zip(number) {
            Some(key) => {
                let marked = texts.marked.entry(key).or_default();
                marked.seen.extend([between, seen]);
                marked.spoken.extend(spoken);
            }
            None => spoken.iter().for_each(|text| texts.spoken.push(place, text)),
        }
    }

    /// What stands between the text shown last and this one: nothing where it goes on, the end of a line
    /// where it begins elsewhere, else both may be.
    fn between(&mut self, text: &str) -> &'static str {
        if !std::mem::take(&mut self.moved) {
            return RUN_TEXT;
        }
        let matrix = self.text.then(&self.state.matrix);
        let (x, y) = matrix.origin();
        let height = self.state.size.abs() * matrix.height();
        let count = text.chars().count();
        let last = self.last.replace((x, y, height, count));
        let Some((last_x, last_y, last_height, last_count)) = last else { return "\n" };
        let same_line = (y - last_y).abs() < 0.5 * height.max(last_height);
        // No character is much wider than high: what begins further right is another column.
        let widest = (last_count as f64 + 1.0) * last_height * 1.1;
        if same_line && (0.0..=widest).contains(&(x - last_x)) { RUN_TEXT } else { "\n" }
    }

    fn new_line(&mut self) {
        let place = self.spot.place();
        self.reader.done.texts.shown.push(place, "\n");
        self.reader.done.texts.spoken.push(place, "\n");
    }

    fn mark(&mut self, operands: &[Value<'_>]) -> Result<(), Unreadable> {
        self.strings(operands);
        let named = |name: &Value<'_>| match name {
            Value::Name(_) => self.resource(b"Properties", std::slice::from_ref(name)).map(Some),
            _ => Ok(None),
        };
        let direct = operands.get(1);
        let named = direct.map_or(Ok(None), named)?;
        let file = self.reader.file;
        let entry = |key: &[u8]| match named {
            Some(named) => file.get(named, key),
            None => direct.and_then(|properties| properties.get(key)),
        };
        let instead = match entry(b"ActualText") {
            Some(Value::String(text)) => Some(Some(lex::text(text))),
            _ => None,
        };
        let artifact = operands.first().and_then(Value::name) == Some(b"Artifact");
        let number = entry(b"MCID").and_then(|number| number.count());
        if self.marks.len() > OPEN {
            return Err(DAMAGED.into());
        }
        self.marks.push(Mark { artifact, number, instead });
        Ok(())
    }

    fn unmark(&mut self) -> Result<(), Unreadable> {
        // Text that is read aloud without anything being shown.
        if self.marks.last().is_some_and(|mark| matches!(mark.instead, Some(Some(_)))) {
            self.show("", "");
        }
        self.marks.pop().map(drop).ok_or_else(|| DAMAGED.into())
    }

    fn draw(&mut self, operands: &[Value<'_>]) -> Result<(), Unreadable> {
        let Value::Reference(number) = self.resource(b"XObject", operands)? else {
            return Err(DAMAGED.into());
        };
        let file = self.reader.file;
        let object = file.objects.get(number).ok_or(DAMAGED)?;
        if object.value.name_of(b"Subtype") != Some(b"Form") {
            return Ok(());
        }
        self.reader.done.streams.insert(*number);
        let data = object.data()?;
        let own = file.get(&object.value, b"Resources");
        let resources: Vec<_> = own.into_iter().chain(self.spot.resources.iter().copied()).collect();
        let spot = Spot { page: self.spot.page, resources: &resources, depth: self.spot.depth + 1 };
        self.reader.read(&data, spot)
    }
}

const RUN_TEXT: &str = "\u{1f}";

fn number(operands: &[Value<'_>], index: usize) -> Result<f64, Unreadable> {
    operands.get(index).and_then(Value::number).ok_or_else(|| DAMAGED.into())
}

fn matrix(operands: &[Value<'_>]) -> Result<Matrix, Unreadable> {
    let mut numbers = [0.0; 6];
    for (index, entry) in numbers.iter_mut().enumerate() {
        *entry = number(operands, index)?;
    }
    Ok(Matrix(numbers))
}
