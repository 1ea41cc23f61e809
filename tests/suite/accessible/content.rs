//! What the pages of a PDF show: each piece of text with its place, size and colour, and whether it is tagged.
//!
//! Reads what Typst writes and fails on the rest: a reader that passes over what it does not know would let a
//! point of the checklist pass that nobody looked at.

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

/// Red, green and blue from 0 to 1.
pub(crate) type Colour = [f64; 3];

const BLACK: Colour = [0.0; 3];
const WHITE: Colour = [1.0; 3];

/// A page and what it shows.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) id: ObjectId,
    /// Left, bottom, right and top edge in points.
    pub(crate) edges: [f64; 4],
    /// In the order in which it is drawn.
    pub(crate) shown: Vec<Shown>,
    /// What is read for each marked content.
    pub(crate) marked: BTreeMap<i64, String>,
    /// The marked content that holds a picture.
    pub(crate) pictures: Vec<i64>,
}

/// A piece of text as one operator shows it.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    pub(crate) text: String,
    /// The number of the marked content that it is part of.
    pub(crate) marked: Option<i64>,
    /// Whether it is drawn as an artifact, which no screen reader reads.
    pub(crate) artifact: bool,
    /// How high its letters are, in points.
    pub(crate) size: f64,
    pub(crate) colour: Colour,
    /// What lies behind it.
    pub(crate) behind: Colour,
    /// How letters are drawn; 3 is not at all (ISO 32000-1, 9.3.6).
    pub(crate) mode: i64,
    /// Its left and right end and its base line, in points.
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) base: f64,
}

/// All pages of a document.
pub(crate) fn pages(document: &Document) -> Vec<Page> {
    document.get_pages().into_values().map(|id| page(document, id)).collect()
}

fn page(document: &Document, id: ObjectId) -> Page {
    let dictionary = document.get_dictionary(id).unwrap();
    let edges = inherited(document, dictionary, b"MediaBox").unwrap();
    let numbers = numbers(edges.as_array().unwrap());
    let mut drawing = Drawing {
        document,
        resources: inherited(document, dictionary, b"Resources").unwrap().as_dict().unwrap(),
        fonts: BTreeMap::new(),
        state: State::default(),
        saved: Vec::new(),
        text: Matrix::default(),
        line: Matrix::default(),
        marks: Vec::new(),
        path: Vec::new(),
        filled: Vec::new(),
        page: Page {
            id,
            edges: [numbers[0], numbers[1], numbers[2], numbers[3]],
            shown: Vec::new(),
            marked: BTreeMap::new(),
            pictures: Vec::new(),
        },
    };
    for operation in Content::decode(&document.get_page_content(id)).unwrap().operations {
        drawing.operate(&operation.operator, &operation.operands);
    }
    drawing.page
}

/// A value of a page or of what it is part of.
fn inherited<'d>(document: &'d Document, page: &'d Dictionary, key: &[u8]) -> Option<&'d Object> {
    if let Ok(value) = page.get_deref(key, document) {
        return Some(value);
    }
    let parent = page.get_deref(b"Parent", document).ok()?.as_dict().ok()?;
    inherited(document, parent, key)
}

fn number(object: &Object) -> f64 {
    match object {
        Object::Integer(number) => *number as f64,
        Object::Real(number) => f64::from(*number),
        other => panic!("{other:?} is no number"),
    }
}

fn numbers(objects: &[Object]) -> Vec<f64> {
    objects.iter().map(number).collect()
}

/// An affine map: six numbers as PDF writes them.
#[derive(Clone, Copy, Debug)]
struct Matrix([f64; 6]);

impl Default for Matrix {
    fn default() -> Self {
        Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0])
    }
}

impl Matrix {
    fn new(operands: &[Object]) -> Self {
        Self(numbers(operands).try_into().unwrap())
    }

    fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This map, then the other.
    fn then(self, other: Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, other.0);
        Self([
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + l,
        ])
    }

    fn point(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// How much it stretches what is high.
    fn height(self) -> f64 {
        let [_, _, c, d, ..] = self.0;
        c.hypot(d)
    }
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    mode: i64,
    rise: f64,
    letter: f64,
    leading: f64,
    wide: f64,
    colour: Colour,
}

impl Default for State {
    fn default() -> Self {
        let matrix = Matrix::default();
        Self {
            matrix,
            font: None,
            size: 0.0,
            mode: 0,
            rise: 0.0,
            letter: 0.0,
            leading: 0.0,
            wide: 1.0,
            colour: BLACK,
        }
    }
}

/// Marked content that is open.
struct Mark {
    number: Option<i64>,
    artifact: bool,
    /// What is read instead of what is shown.
    instead: Option<String>,
}

struct Drawing<'d> {
    document: &'d Document,
    resources: &'d Dictionary,
    fonts: BTreeMap<Vec<u8>, Rc<Font>>,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    marks: Vec<Mark>,
    /// The corners of the path that is being drawn.
    path: Vec<(f64, f64)>,
    /// The boxes of filled paths.
    filled: Vec<([f64; 4], Colour)>,
    page: Page,
}

impl<'d> Drawing<'d> {
    fn operate(&mut self, operator: &str, operands: &[Object]) {
        match operator {
            "q" => self.saved.push(self.state.clone()),
            "Q" => self.state = self.saved.pop().unwrap(),
            "cm" => self.state.matrix = Matrix::new(operands).then(self.state.matrix),
            "rg" | "g" | "k" | "sc" | "scn" => self.state.colour = colour(operands),
            // Another space of colours: black until one is chosen.
            "cs" => self.state.colour = BLACK,
            "m" | "l" | "c" | "v" | "y" | "re" => self.draw(operator, operands),
            "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" => self.fill(),
            "S" | "s" | "n" => self.path.clear(),
            "BT" => (self.text, self.line) = Default::default(),
            "Tf" => {
                self.state.font = Some(self.font(operands[0].as_name().unwrap()));
                self.state.size = number(&operands[1]);
            }
            "Tr" => self.state.mode = operands[0].as_i64().unwrap(),
            "Ts" => self.state.rise = number(&operands[0]),
            "Tc" => self.state.letter = number(&operands[0]),
            "TL" => self.state.leading = number(&operands[0]),
            "Tz" => self.state.wide = number(&operands[0]) / 100.0,
            "Td" => self.next_line(number(&operands[0]), number(&operands[1])),
            "TD" => {
                self.state.leading = -number(&operands[1]);
                self.next_line(number(&operands[0]), number(&operands[1]));
            }
            "T*" => self.next_line(0.0, -self.state.leading),
            "Tm" => (self.text, self.line) = (Matrix::new(operands), Matrix::new(operands)),
            "Tj" => self.show(operands),
            "TJ" => self.show(operands[0].as_array().unwrap()),
            "BMC" | "BDC" => self.open(operands),
            "EMC" => self.close(),
            "Do" => self.picture(operands[0].as_name().unwrap()),
            "gs" => self.graphics(operands[0].as_name().unwrap()),
            // Lines and their colours, clipping, flatness: no text and no ground.
            "w" | "J" | "j" | "M" | "d" | "i" | "W" | "W*" | "h" | "CS" | "SC" | "SCN" | "RG" | "G" | "K"
            | "ET" | "ri" => {}
            other => panic!("the operator {other} is unknown"),
        }
    }

    fn draw(&mut self, operator: &str, operands: &[Object]) {
        let mut numbers = numbers(operands);
        if operator == "re" {
            let [x, y, width, height] = numbers[..] else { panic!("a rectangle has four numbers") };
            numbers = vec![x, y, x + width, y, x + width, y + height, x, y + height];
        }
        let corners = numbers.chunks(2).map(|pair| self.state.matrix.point(pair[0], pair[1]));
        self.path.extend(corners);
    }

    fn fill(&mut self) {
        let least = |of: fn(&(f64, f64)) -> f64| self.path.iter().map(of).fold(f64::MAX, f64::min);
        let most = |of: fn(&(f64, f64)) -> f64| self.path.iter().map(of).fold(f64::MIN, f64::max);
        let edges = [least(|it| it.0), least(|it| it.1), most(|it| it.0), most(|it| it.1)];
        self.filled.push((edges, self.state.colour));
        self.path.clear();
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::shift(x, y).then(self.line);
        self.text = self.line;
    }

    fn font(&mut self, name: &[u8]) -> Rc<Font> {
        if let Some(font) = self.fonts.get(name) {
            return Rc::clone(font);
        }
        let fonts = self.resources.get_deref(b"Font", self.document).unwrap().as_dict().unwrap();
        let font = fonts.get_deref(name, self.document).unwrap().as_dict().unwrap();
        let font = Rc::new(Font::read(self.document, font));
        self.fonts.insert(name.to_vec(), Rc::clone(&font));
        font
    }

    /// Strings, and the gaps between them in thousandths of the size.
    fn show(&mut self, parts: &[Object]) {
        let font = Rc::clone(self.state.font.as_ref().unwrap());
        let State { size, rise, wide, letter, matrix, colour, mode, .. } = self.state;
        let start = self.place(rise, matrix);
        let height = self.text.then(matrix).height() * size;
        let mut text = String::new();
        for part in parts {
            let Object::String(codes, _) = part else {
                let gap = -number(part) / 1000.0 * size * wide;
                self.text = Matrix::shift(gap, 0.0).then(self.text);
                continue;
            };
            for code in codes.chunks(2) {
                let code = u16::from_be_bytes([code[0], code[1]]);
                text.push_str(font.texts.get(&code).map_or("\u{fffd}", String::as_str));
                let width = (font.width(code) / 1000.0 * size + letter) * wide;
                self.text = Matrix::shift(width, 0.0).then(self.text);
            }
        }
        let end = self.place(rise, matrix);
        let inside = |edges: &[f64; 4]| {
            let middle = ((start.0 + end.0) / 2.0, start.1 + height / 4.0);
            edges[0] <= middle.0 && middle.0 <= edges[2] && edges[1] <= middle.1 && middle.1 <= edges[3]
        };
        let behind = self.filled.iter().rev().find(|(edges, _)| inside(edges)).map_or(WHITE, |it| it.1);
        if self.marks.iter().all(|mark| mark.instead.is_none()) {
            self.read(&text);
        }
        let marked = self.marks.iter().rev().find_map(|mark| mark.number);
        let artifact = self.marks.iter().any(|mark| mark.artifact);
        let (left, right, base) = (start.0.min(end.0), start.0.max(end.0), start.1);
        self.page.shown.push(Shown {
            text,
            marked,
            artifact,
            size: height,
            colour,
            behind,
            mode,
            left,
            right,
            base,
        });
    }

    fn place(&self, rise: f64, matrix: Matrix) -> (f64, f64) {
        self.text.then(matrix).point(0.0, rise)
    }

    fn open(&mut self, operands: &[Object]) {
        let artifact = operands[0].as_name().unwrap() == b"Artifact";
        let properties = operands.get(1).map(|it| match it {
            Object::Name(name) => {
                let all = self.resources.get_deref(b"Properties", self.document).unwrap().as_dict().unwrap();
                all.get_deref(name, self.document).unwrap().as_dict().unwrap()
            }
            other => other.as_dict().unwrap(),
        });
        let number = properties.and_then(|it| it.get(b"MCID").ok()).map(|it| it.as_i64().unwrap());
        let instead = properties.and_then(|it| it.get(b"ActualText").ok());
        let instead = instead.map(|it| lopdf::decode_text_string(it).unwrap());
        self.marks.push(Mark { number, artifact, instead });
    }

    fn close(&mut self) {
        let mark = self.marks.pop().unwrap();
        if let Some(instead) = mark.instead {
            match mark.number {
                Some(number) => self.page.marked.entry(number).or_default().push_str(&instead),
                None => self.read(&instead),
            }
        }
    }

    /// Gives text to the innermost marked content that has a number.
    fn read(&mut self, text: &str) {
        if let Some(number) = self.marks.iter().rev().find_map(|mark| mark.number) {
            self.page.marked.entry(number).or_default().push_str(text);
        }
    }

    fn picture(&mut self, name: &[u8]) {
        let all = self.resources.get_deref(b"XObject", self.document).unwrap().as_dict().unwrap();
        let drawn = &all.get_deref(name, self.document).unwrap().as_stream().unwrap().dict;
        assert_eq!(drawn.get(b"Subtype").unwrap().as_name().unwrap(), b"Image", "a drawing may hold text");
        self.page.pictures.extend(self.marks.iter().rev().find_map(|mark| mark.number));
    }

    /// What is drawn half or not at all would be counted as seen.
    fn graphics(&self, name: &[u8]) {
        let all = self.resources.get_deref(b"ExtGState", self.document).unwrap().as_dict().unwrap();
        let state = all.get_deref(name, self.document).unwrap().as_dict().unwrap();
        for key in [b"ca".as_slice(), b"CA"] {
            let opaque = state.get(key).map_or(1.0, number);
            assert!(opaque > 0.99, "something is drawn with an opacity of {opaque}");
        }
    }
}

/// Grey, red-green-blue or cyan-magenta-yellow-black by the number of values.
fn colour(operands: &[Object]) -> Colour {
    match numbers(operands)[..] {
        [grey] => [grey; 3],
        [red, green, blue] => [red, green, blue],
        [cyan, magenta, yellow, black] => [cyan, magenta, yellow].map(|ink| (1.0 - ink) * (1.0 - black)),
        _ => panic!("{operands:?} is no colour"),
    }
}

/// A font with codes of two bytes.
struct Font {
    /// What each code stands for.
    texts: BTreeMap<u16, String>,
    /// In thousandths of the size.
    widths: BTreeMap<u16, f64>,
    usual: f64,
}

impl Font {
    fn read(document: &Document, font: &Dictionary) -> Self {
        assert_eq!(font.get(b"Subtype").unwrap().as_name().unwrap(), b"Type0", "the font is of another kind");
        let below = font.get_deref(b"DescendantFonts", document).unwrap().as_array().unwrap();
        let below = document.dereference(&below[0]).unwrap().1.as_dict().unwrap();
        let map = font.get_deref(b"ToUnicode", document).unwrap().as_stream().unwrap();
        let map = String::from_utf8(map.decompressed_content().unwrap()).unwrap();
        let usual = below.get(b"DW").map_or(1000.0, number);
        let listed = below.get_deref(b"W", document).ok().map(|it| it.as_array().unwrap().as_slice());
        Self { texts: texts(&map), widths: widths(document, listed.unwrap_or_default()), usual }
    }

    fn width(&self, code: u16) -> f64 {
        self.widths.get(&code).copied().unwrap_or(self.usual)
    }
}

/// `first [w …]` or `first last w` (ISO 32000-1, 9.7.4.3).
fn widths(document: &Document, mut listed: &[Object]) -> BTreeMap<u16, f64> {
    let mut widths = BTreeMap::new();
    while let [first, second, rest @ ..] = listed {
        let from = number(first) as u16;
        match document.dereference(second).unwrap().1 {
            Object::Array(each) => {
                widths.extend((from..).zip(numbers(each)));
                listed = rest;
            }
            last => {
                let all = number(&rest[0]);
                widths.extend((from..=number(last) as u16).map(|code| (code, all)));
                listed = &rest[1..];
            }
        }
    }
    widths
}

/// What the codes stand for, from the map of a font.
fn texts(map: &str) -> BTreeMap<u16, String> {
    let mut texts = BTreeMap::new();
    let code = |digits: &str| u16::from_str_radix(digits, 16).unwrap();
    let units = |digits: &str| -> Vec<u16> {
        let digits: Vec<char> = digits.chars().collect();
        digits.chunks(4).map(|it| code(&it.iter().collect::<String>())).collect()
    };
    let between = |start: &'static str, end: &'static str| {
        map.split(start).skip(1).filter_map(move |it| it.split(end).next())
    };
    let words = |block: &str| -> Vec<String> {
        let parts = block.split('<').skip(1).filter_map(|it| it.split('>').next());
        parts.map(|it| it.split_whitespace().collect()).collect()
    };
    for block in between("beginbfchar", "endbfchar") {
        for pair in words(block).chunks(2) {
            texts.insert(code(&pair[0]), String::from_utf16_lossy(&units(&pair[1])));
        }
    }
    for block in between("beginbfrange", "endbfrange") {
        assert!(!block.contains('['), "ranges with a list of texts are unknown");
        for triple in words(block).chunks(3) {
            let mut text = units(&triple[2]);
            for at in code(&triple[0])..=code(&triple[1]) {
                texts.insert(at, String::from_utf16_lossy(&text));
                *text.last_mut().unwrap() += 1;
            }
        }
    }
    texts
}
