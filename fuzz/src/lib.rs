//! What is fuzzed: each function takes any bytes and must come back. The targets of cargo-fuzz call them, and so do
//! the tests, with the seeds.
//!
//! 1. [`package`], [`runs`], [`xls`], [`xlsb`], [`ods`]: bytes of a file, or of a part of one, are read;
//! 2. [`uniform`]: a text by the rules, which find nothing more in what they made;
//! 3. [`compare`]: two versions, and the comparison proves itself;
//! 4. [`paper`]: a file or a [`table`] becomes both files of a paper.

mod table;

use std::io::{Cursor, Read as _, Write as _};
use std::sync::{LazyLock, OnceLock};

use sachstand::diag::{Error, ErrorKind};
use sachstand::document::Shown;
use sachstand::model::{Edition, MarkSource, Report};
use sachstand::normalize::{Glossary, Rules, normalize_text};
use sachstand::pipeline::{self, Order, Paper};
use sachstand::settings::Settings;
use sachstand::source::Location;
use sachstand::write::typeset::{self, FontOptions, Typesetter};
use zip::write::SimpleFileOptions;

/// Takes any bytes and comes back.
pub type Target = fn(&[u8]);

/// The targets by their names.
pub const TARGETS: &[(&str, Target)] = &[
    ("package", package),
    ("runs", runs),
    ("xls", xls),
    ("xlsb", xlsb),
    ("ods", ods),
    ("uniform", uniform),
    ("compare", compare),
    ("paper", paper),
];

/// A whole file of any format: the package, its relations, the format.
pub fn package(data: &[u8]) {
    settled(sachstand::read::read(data, "a.xlsx"));
}

/// A sheet of an xlsx, its shared strings and its styles, divided by zero bytes: cells, runs, merged cells, links,
/// conditional formats.
pub fn runs(data: &[u8]) {
    let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |kind: &str, target: &str| {
        format!("<Relationship Id=\"{kind}\" Type=\"{types}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |inside: String| format!("<Relationships>{inside}</Relationships>");
    let workbook = format!(
        "<workbook xmlns:r=\"{types}\"><sheets><sheet name=\"A\" r:id=\"worksheet\"/></sheets></workbook>"
    );
    let linked = relation("worksheet", "sheet.xml")
        + &relation("sharedStrings", "strings.xml")
        + &relation("styles", "styles.xml");
    let mut parts = data.split(|byte| *byte == 0);
    let mut part = || parts.next().unwrap_or_default();
    package(&packed(&[
        ("_rels/.rels", relations(relation("officeDocument", "xl/workbook.xml")).as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations(linked).as_bytes()),
        ("xl/sheet.xml", part()),
        ("xl/strings.xml", part()),
        ("xl/styles.xml", part()),
    ]));
}

/// A file that begins as an xls does: its sectors, then the records in them.
pub fn xls(data: &[u8]) {
    let mut file = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    file.extend(data.get(8..).unwrap_or_default());
    package(&file);
}

/// Which part of an xlsb, and the records that stand in place of it.
pub fn xlsb(data: &[u8]) {
    const PARTS: [&str; 4] =
        ["xl/worksheets/sheet1.bin", "xl/sharedStrings.bin", "xl/styles.bin", "xl/workbook.bin"];
    static BOOK: LazyLock<Vec<Part>> =
        LazyLock::new(|| unpacked(include_bytes!("../../tests/fixtures/read/paper.xlsb")));
    let Some((which, records)) = data.split_first() else { return };
    let chosen = PARTS[usize::from(*which) % PARTS.len()];
    let part = |(name, bytes): &'static Part| {
        (name.as_str(), if name == chosen { records } else { bytes.as_slice() })
    };
    package(&packed(&BOOK.iter().map(part).collect::<Vec<_>>()));
}

/// The content of an ods and its styles, divided by a zero byte.
pub fn ods(data: &[u8]) {
    let mut parts = data.split(|byte| *byte == 0);
    let mut part = || parts.next().unwrap_or_default();
    package(&packed(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", part()),
        ("styles.xml", part()),
    ]));
}

/// A text with formats, made uniform; a second pass finds nothing more.
pub fn uniform(data: &[u8]) {
    static RULES: LazyLock<Rules> = LazyLock::new(Rules::default);
    static GLOSSARY: LazyLock<Glossary> = LazyLock::new(|| {
        let row = |short: &str, long: &str, variant: &str| {
            (short.to_owned(), long.to_owned(), vec![variant.to_owned()])
        };
        let rows = [
            row("KGRZ", "Kommunales Gebietsrechenzentrum", "K.G.R.Z."),
            row("IT", "Informationstechnik", "EDV"),
        ];
        Glossary::of(rows, vec!["Musterfrau".to_owned()])
    });
    let at = Location::file("a.xlsx");
    let text = table::text(&String::from_utf8_lossy(data));
    let once = normalize_text(&text, &at, &RULES, &GLOSSARY);
    let twice = normalize_text(&once.text, &at, &RULES, &GLOSSARY);
    assert_eq!(twice.text, once.text, "a second pass changes something");
}

/// Two versions of a table, or one that is compared with itself: nothing is new in it.
pub fn compare(data: &[u8]) {
    let settings = Settings::default();
    let (current, previous) = versions(data);
    let Some(new) = understood(current, &settings) else { return };
    let old = previous.map(|previous| understood(previous, &settings));
    if old.as_ref().is_some_and(Option::is_none) {
        return;
    }
    let is_same = old.is_none();
    let old = old.flatten();
    let marked = pipeline::mark(&new, old.as_ref().or(Some(&new)), MarkSource::Computed);
    if let Some(marked) = settled(marked) {
        assert!(!is_same || marked.value.0.changes.is_empty(), "something is new in what is the same");
    }
}

/// A file, or else a table with or without the version before it, made into both files of its paper.
///
/// The number of bytes says of which edition it is, how its changes are shown, and how its texts are set.
pub fn paper(data: &[u8]) {
    static TYPESETTER: OnceLock<Option<Typesetter>> = OnceLock::new();
    const LOOKS: [&str; 3] = [
        "",
        "[satz]\nvorgabe = \"barrierefrei\"\n[aenderungen]\nentfallen = \"klammern\"",
        "[satz]\nschriftgroesse = 14\nabsatzabstand = 24\n[aenderungen]\nentfallen = \"weglassen\"",
    ];
    let settings = Settings::parse(LOOKS[data.len() / 12 % LOOKS.len()]).unwrap_or_default();
    let Some(typesetter) = TYPESETTER.get_or_init(|| Typesetter::new(&FontOptions::default()).ok()) else {
        return;
    };
    let is_file = [b"PK\x03\x04".as_slice(), b"\xD0\xCF\x11\xE0"].iter().any(|start| data.starts_with(start));
    let (report, previous) = match is_file {
        true => (settled(pipeline::load(data, "a.xlsx", &settings)).map(|done| done.report), None),
        false => {
            let (current, previous) = versions(data);
            (understood(current, &settings), previous.and_then(|previous| understood(previous, &settings)))
        }
    };
    let Some(report) = report else { return };
    let order = Order {
        report: &report,
        previous: previous.as_ref(),
        edition: [Edition::Internal, Edition::Public][data.len() % 2],
        allow_unlisted: data.len() / 2 % 2 == 1,
        logo: None,
        source: MarkSource::Auto,
        shown: [Shown::Marked, Shown::Tracked, Shown::Unmarked][data.len() / 4 % 3],
        change_list: true,
        unread: false,
    };
    if let Some(paper) = settled(Paper::new(order, typesetter, &settings)) {
        settled(paper.value.pdf());
        settled(paper.value.docx());
    }
    typeset::forget();
}

/// What was made, or nothing where it was refused; a bug is a panic.
fn settled<T>(made: Result<T, Error>) -> Option<T> {
    match made {
        Err(error) if matches!(error.kind(), ErrorKind::Internal | ErrorKind::Unproven) => {
            panic!("{error:#}")
        }
        made => made.ok(),
    }
}

/// The table of this version and that of the one before it, as far as it is there.
fn versions(data: &[u8]) -> (&[u8], Option<&[u8]>) {
    let mut versions = data.splitn(2, |byte| *byte == table::VERSION);
    (versions.next().unwrap_or_default(), versions.next())
}

/// The report of a table, its text made uniform.
fn understood(data: &[u8], settings: &Settings) -> Option<Report> {
    let workbook = table::workbook(&String::from_utf8_lossy(data));
    let report =
        settled(sachstand::interpret::interpret(&workbook, &settings.names, settings.rules.pivot_year))?;
    Some(sachstand::normalize::normalize(report.value, &settings.rules).report)
}

/// The name and the bytes of a part of a package.
type Part = (String, Vec<u8>);

/// Changes one part of a package by `change`: a changed byte of the package itself would do little more than break a
/// checksum. What is no package, or what does not fit then, is changed as it is, as is every eighth package.
pub fn changed_inside(
    data: &mut [u8],
    size: usize,
    max: usize,
    seed: u32,
    change: impl Fn(&mut [u8], usize, usize) -> usize,
) -> usize {
    let mut parts = if seed.is_multiple_of(8) { Vec::new() } else { unpacked(&data[..size]) };
    let which = (seed / 8) as usize % parts.len().max(1);
    if let Some((_, part)) = parts.get_mut(which) {
        let (old, most) = (part.len(), part.len() * 2 + 64);
        part.resize(most, 0);
        let new = change(part, old, most);
        part.truncate(new);
        let parts: Vec<(&str, &[u8])> =
            parts.iter().map(|(name, part)| (name.as_str(), part.as_slice())).collect();
        let package = packed(&parts);
        if package.len() <= max {
            data[..package.len()].copy_from_slice(&package);
            return package.len();
        }
    }
    change(data, size, max)
}

/// A zip package of these parts.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let large = parts.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() > 1 << 14;
    let method = if large { zip::CompressionMethod::Deflated } else { zip::CompressionMethod::Stored };
    let options =
        SimpleFileOptions::default().compression_method(method).compression_level(large.then_some(1));
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let _ = zip.start_file(*name, options).map(|()| zip.write_all(bytes));
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// The parts of a package, each as far as it can be read.
fn unpacked(bytes: &[u8]) -> Vec<Part> {
    /// More than any seed has; a bomb is not unpacked here.
    const MOST: u64 = 1 << 20;
    let Ok(mut zip) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Vec::new() };
    let mut part = |index| {
        let file = zip.by_index(index).ok()?;
        let name = file.name().ok()?.into_owned();
        let mut bytes = Vec::new();
        file.take(MOST).read_to_end(&mut bytes).ok()?;
        Some((name, bytes))
    };
    (0..).map_while(&mut part).collect()
}
