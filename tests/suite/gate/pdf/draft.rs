//! PDF files under construction.

use std::io::Write as _;

/// A PDF file under construction: objects by their numbers, and what stands behind them.
#[derive(Clone)]
pub(super) struct Draft {
    objects: Vec<Vec<u8>>,
    trailer: String,
}

impl Draft {
    /// A file of one page whose content is `content`, in Latin-1; U+0002 is a blank that says »[neu]«.
    pub(super) fn page(content: &str) -> Self {
        let map = "begincmap 1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfrange <20> <7e> <0020> <a0> <ff> \
                   <00a0> endbfrange 1 beginbfchar <02> <005b006e00650075005d> endbfchar endcmap";
        let mut draft = Self { objects: Vec::new(), trailer: "/Root 1 0 R/Info 7 0 R/ID[(a)(b)]".into() };
        draft.add("<</Type/Catalog/Pages 2 0 R>>");
        draft.add("<</Type/Pages/Kids[3 0 R]/Count 1/Resources<</Font<</F 4 0 R>>>>>>");
        draft.add("<</Type/Page/Parent 2 0 R/Contents 6 0 R>>");
        draft.add("<</Type/Font/Subtype/TrueType/BaseFont/Sans/ToUnicode 5 0 R>>");
        draft.stream("/Type/CMap", map.as_bytes());
        draft.packed("", &latin(content));
        draft.add("<</Producer(sachstand)>>");
        draft
    }

    pub(super) fn showing(text: &str) -> Self {
        Self::page(&format!("BT /F 10 Tf ({text}) Tj ET"))
    }

    /// Adds an object, the next in number.
    pub(super) fn add(&mut self, object: &str) {
        self.objects.push(latin(object));
    }

    pub(super) fn stream(&mut self, dict: &str, data: &[u8]) {
        self.objects.push(stream(dict, data));
    }

    pub(super) fn packed(&mut self, dict: &str, data: &[u8]) {
        self.objects.push(packed(dict, data));
    }

    pub(super) fn with(mut self, object: &str) -> Self {
        self.add(object);
        self
    }

    pub(super) fn with_stream(mut self, dict: &str, data: &str) -> Self {
        self.packed(dict, &latin(data));
        self
    }

    /// Puts another object in the place of one.
    pub(super) fn set(mut self, number: usize, object: &str) -> Self {
        self.objects[number - 1] = latin(object);
        self
    }

    /// The same with another text in one of its objects.
    pub(super) fn edited(mut self, from: &str, to: &str) -> Self {
        let place = self.objects.iter_mut().find_map(|object| Some((find(object, from)?, object)));
        let (at, object) = place.unwrap_or_else(|| panic!("{from} stands nowhere"));
        object.splice(at..at + from.len(), latin(to));
        self
    }

    pub(super) fn file(&self) -> Vec<u8> {
        self.built(|_| {}, |_| {})
    }

    /// The file with another object stream or another table.
    pub(super) fn built(&self, pack: impl Fn(&mut [Packed]), enter: impl Fn(&mut Table)) -> Vec<u8> {
        let mut file = b"%PDF-1.7\n%\x80\x80\x80\x80\n".to_vec();
        let mut table = Table::new(&self.trailer);
        let mut packed: Vec<Packed> = Vec::new();
        let streams = self.objects.len() + 1;
        for (object, number) in self.objects.iter().zip(1..) {
            if object.ends_with(b"endstream") {
                table.entries.push((1, file.len(), 0));
                file.extend(indirect(number, object));
                continue;
            }
            if packed.last().is_none_or(|stream| stream.index.len() == PACKED) {
                packed.push(Packed::default());
            }
            let (stream, last) = (packed.len() - 1, packed.last_mut().unwrap());
            table.entries.push((2, streams + stream, last.index.len()));
            last.index.push((number, last.values.len()));
            last.values.extend([object, &b"\n"[..]].concat());
        }
        packed.iter_mut().for_each(Packed::count);
        pack(&mut packed);
        for (stream, number) in packed.iter().zip(streams..) {
            table.entries.push((1, file.len(), 0));
            file.extend(indirect(number, &stream.object()));
        }
        table.entries.push((1, file.len(), 0));
        (table.number, table.start) = (table.entries.len() - 1, file.len());
        table.dict.push_str(&format!("/Size {}", table.entries.len()));
        enter(&mut table);
        file.extend(indirect(table.number, &table.object()));
        file.extend(format!("startxref\n{}\n%%EOF", table.start).bytes());
        file
    }
}

/// Objects in an object stream; a file of several has several streams.
const PACKED: usize = 3;

/// An object stream under construction.
#[derive(Default)]
pub(super) struct Packed {
    pub(super) dict: String,
    /// Numbers and offsets.
    pub(super) index: Vec<(usize, usize)>,
    /// What stands behind the index.
    pub(super) gap: String,
    pub(super) values: Vec<u8>,
}

impl Packed {
    /// Says what is in it.
    pub(super) fn count(&mut self) {
        self.dict = format!("/Type/ObjStm/N {}/First {}", self.index.len(), self.head().len());
    }

    fn head(&self) -> String {
        self.index.iter().map(|(number, offset)| format!("{number} {offset} ")).collect::<String>()
            + &self.gap
    }

    fn object(&self) -> Vec<u8> {
        packed(&self.dict, &[self.head().as_bytes(), &self.values].concat())
    }
}

/// A cross-reference stream under construction.
pub(super) struct Table {
    pub(super) number: usize,
    pub(super) dict: String,
    /// Type, offset or number of an object stream, index.
    pub(super) entries: Vec<(u8, usize, usize)>,
    /// What stands in front of each entry.
    pub(super) predictor: u8,
    /// What stands behind the last one.
    pub(super) behind: Vec<u8>,
    pub(super) start: usize,
}

impl Table {
    fn new(trailer: &str) -> Self {
        let dict = format!("/Type/XRef/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>{trailer}");
        Self { number: 0, dict, entries: vec![(0, 0, 0)], predictor: 2, behind: Vec::new(), start: 0 }
    }

    fn object(&self) -> Vec<u8> {
        let mut rows = Vec::new();
        let mut above = [0; 7];
        for (kind, place, index) in &self.entries {
            let fields = ((u64::from(*kind) << 48) + ((*place as u64) << 16) + *index as u64).to_be_bytes();
            rows.push(self.predictor);
            rows.extend(fields[1..].iter().zip(above).map(|(field, above)| field.wrapping_sub(above)));
            above.copy_from_slice(&fields[1..]);
        }
        rows.extend(&self.behind);
        packed(&self.dict, &rows)
    }
}

fn indirect(number: usize, object: &[u8]) -> Vec<u8> {
    [format!("{number} 0 obj\n").as_bytes(), object, b"\nendobj\n"].concat()
}

fn stream(dict: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<</Length {}{dict}>>stream\n", data.len());
    [&latin(&head), data, b"\nendstream"].concat()
}

fn packed(dict: &str, data: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(data).unwrap();
    stream(&format!("/Filter/FlateDecode{dict}"), &packed.finish().unwrap())
}

pub(super) fn find(bytes: &[u8], text: &str) -> Option<usize> {
    let text = latin(text);
    bytes.windows(text.len()).position(|window| window == text)
}

pub(super) fn latin(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}
