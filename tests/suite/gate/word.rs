//! Word files with a name in one place alone.

use std::io::{Cursor, Write as _};

use sachstand::gate;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{doubt, refusal, secrets};

/// The parts of a small Word file, in order.
pub(super) type Parts = Vec<(String, Vec<u8>)>;

/// A Word file whose body is `body`.
pub(super) fn parts(body: &str) -> Parts {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"w\" xmlns:r=\"r\"><w:body>{body}</w:body></w:document>"
    );
    let part = |name: &str, text: &str| (name.to_owned(), text.as_bytes().to_vec());
    vec![
        part("[Content_Types].xml", "<Types/>"),
        part("_rels/.rels", "<Relationships/>"),
        part("word/document.xml", &document),
    ]
}

/// The same as a file.
pub(super) fn zipped(parts: &Parts) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A file with a text of one run.
pub(super) fn saying(text: &str) -> Vec<u8> {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let paragraphs: String =
        text.split('\n').map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).collect();
    zipped(&parts(&paragraphs))
}

fn with(body: &str, name: &str, part: &str) -> Vec<u8> {
    let mut parts = parts(body);
    parts.push((name.to_owned(), part.as_bytes().to_vec()));
    zipped(&parts)
}

fn paragraph(runs: &str) -> Vec<u8> {
    zipped(&parts(&format!("<w:p>{runs}</w:p>")))
}

/// Every place in which a name can stand, by what the refusal says of it. `{}` is the name, `{1}` and `{2}` are
/// its halves.
const CHANNELS: &[(&str, &str)] = &[
    ("im Text", "<w:r><w:t>{}</w:t></w:r>"),
    ("im Text", "<w:r><w:t>{1}</w:t></w:r><w:proofErr/><w:r><w:rPr><w:b/></w:rPr><w:t>{2}</w:t></w:r>"),
    ("im Text", "<w:hyperlink><w:r><w:t>{1}</w:t></w:r></w:hyperlink><w:r><w:t>{2}</w:t></w:r>"),
    ("im Text", "<w:r><w:t>{1}</w:t><w:softHyphen/><w:t>{2}</w:t></w:r>"),
    ("im Text", "<w:r><w:t>{1}</w:t><w:noBreakHyphen/><w:br/><w:t>{2}</w:t></w:r>"),
    ("im Text", "<w:r><w:t>Frank</w:t><w:tab/><w:t>{}</w:t></w:r>"),
    ("im Text", "<w:del><w:r><w:delText>{}</w:delText></w:r></w:del>"),
    (
        "im Text",
        "<w:r><w:t>{1}</w:t></w:r><w:del><w:r><w:delText>xx</w:delText></w:r></w:del><w:r><w:t>{2}</w:t></w:r>",
    ),
    ("im Text", "<w:r><w:t>{1}</w:t></w:r><w:ins><w:r><w:t>xx</w:t></w:r></w:ins><w:r><w:t>{2}</w:t></w:r>"),
    ("im Text", "<w:r><w:sym w:font=\"Symbol\" w:char=\"F04D\"/><w:t>üller</w:t></w:r>"),
    ("im Text", "<w:r><w:t>M&#xFC;ller</w:t></w:r><w:r><w:t> M<![CDATA[üller]]></w:t></w:r>"),
    ("im Text", "<w:r><w:drawing><a:t>{}</a:t></w:drawing></w:r>"),
    (
        "in einem Feld",
        "<w:r><w:instrText>AUTHOR {1}</w:instrText></w:r><w:r><w:instrText>{2}</w:instrText></w:r>",
    ),
    ("in einem Feld", "<w:fldSimple w:instr=\"AUTHOR {}\"/>"),
    ("in einem Lesezeichen", "<w:bookmarkStart w:id=\"1\" w:name=\"zu_mueller\"/>"),
    ("in einem Sprungziel", "<w:hyperlink w:anchor=\"zu_mueller\"/>"),
    (
        "in einem Alternativtext",
        "<w:drawing><wp:docPr id=\"1\" name=\"Logo\" descr=\"{} am Rathaus\"/></w:drawing>",
    ),
    ("in einem Alternativtext", "<w:tblPr><w:tblCaption w:val=\"Aufgaben {}\"/></w:tblPr>"),
    ("in einem Kommentar", "<w:ins w:id=\"1\" w:author=\"{}\"/>"),
    ("im Aufbau der Datei", "<w:sdtPr><w:tag w:val=\"{}\"/></w:sdtPr>"),
    ("im Aufbau der Datei", "<!-- {} -->"),
    ("im Aufbau der Datei", "<?notiz {}?>"),
];

fn filled(channel: &str, name: &str) -> String {
    let (first, second) = name.split_at(name.char_indices().nth(3).unwrap().0);
    channel.replace("{}", name).replace("{1}", first).replace("{2}", second)
}

#[test]
fn a_name_is_found_in_every_place_of_the_text() {
    for (place, channel) in CHANNELS {
        let told = refusal(gate::docx(&paragraph(&filled(channel, "Müller")), &secrets()));
        assert!(told.as_ref().is_some_and(|told| told.contains(place)), "{channel}: {told:?}");
        let other = channel
            .replace("ueller", "eier")
            .replace("üller", "eier")
            .replace("F04D", "F04E")
            .replace("#xFC", "#x65");
        let told = gate::docx(&paragraph(&filled(&other, "Meinert")), &secrets());
        assert!(told.is_ok(), "{channel}: {told:?}");
    }
}

#[test]
fn a_name_may_be_broken_over_paragraphs_of_a_cell() {
    let cell = |first: &str, second: &str| {
        let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
        zipped(&parts(&format!(
            "<w:tbl><w:tr><w:tc>{}{}</w:tc></w:tr></w:tbl>",
            paragraph(first),
            paragraph(second)
        )))
    };
    assert!(refusal(gate::docx(&cell("Frau Sabine", "Koch"), &secrets())).is_some());
    assert!(refusal(gate::docx(&cell("Mül", "ler"), &secrets())).is_some());
    assert!(refusal(gate::docx(&cell("Mül-", "ler"), &secrets())).is_some());
    assert!(refusal(gate::docx(&cell("der erste Stein", "er wurde"), &secrets())).is_none());
}

#[test]
fn marked_changes_part_no_name() {
    let marked = |format: &str| {
        let run = |format: &str, text: &str| format!("<w:r><w:rPr>{format}</w:rPr><w:t>{text}</w:t></w:r>");
        let runs = [run("", "Sabine "), run(format, "Meier "), run("", "Koch")].concat();
        refusal(gate::docx(&paragraph(&runs), &secrets()))
    };
    assert!(marked("<w:strike/>").is_some());
    assert!(marked("<w:u w:val=\"single\"/>").is_some());
    assert_eq!(marked("<w:u w:val=\"none\"/><w:strike w:val=\"0\"/>"), None);
    assert_eq!(marked(""), None);
}

#[test]
fn a_name_is_found_in_every_part() {
    let properties = "<p:coreProperties><dc:creator>{}</dc:creator></p:coreProperties>";
    let link =
        "<Relationships><Relationship Id=\"r1\" Target=\"{}\" TargetMode=\"External\"/></Relationships>";
    let text = "<w:x><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:x>";
    let cases = [
        ("docProps/core.xml", properties, "Müller", "in den Eigenschaften"),
        (
            "docProps/app.xml",
            "<Properties><Manager>{}</Manager></Properties>",
            "Müller",
            "in den Eigenschaften",
        ),
        (
            "docProps/custom.xml",
            "<Properties><property name=\"{}\"/></Properties>",
            "Müller",
            "in den Eigenschaften",
        ),
        ("word/header1.xml", text, "Müller", "in der Kopfzeile"),
        ("word/footer12.xml", text, "Müller", "in der Fußzeile"),
        ("word/footnotes.xml", text, "Müller", "in einer Fußnote"),
        ("word/comments.xml", text, "Müller", "in einem Kommentar"),
        (
            "word/styles.xml",
            "<w:styles><w:style w:styleId=\"{}\"/></w:styles>",
            "Müller",
            "in einer Formatvorlage",
        ),
        ("word/numbering.xml", "<w:x><w:lvlText w:val=\"%1 {}\"/></w:x>", "Müller", "in einer Formatvorlage"),
        (
            "word/settings.xml",
            "<w:x><w:docVar w:name=\"x\" w:val=\"{}\"/></w:x>",
            "Müller",
            "im Aufbau der Datei",
        ),
        ("word/_rels/document.xml.rels", link, "https://stadt.example/team/m%C3%BCller", "in einem Link"),
        ("word/_rels/document.xml.rels", link, "https://stadt.example/?wer=frank+m%FCller", "in einem Link"),
        ("word/_rels/document.xml.rels", link, "https://xn--mller-kva.example/", "in einem Link"),
        ("word/_rels/document.xml.rels", link, "mailto:f.mueller@stadt.example", "in einem Link"),
        ("word/media/image1.png", "{}", "", ""),
    ];
    for (name, part, secret, place) in cases.iter().filter(|case| !case.2.is_empty()) {
        let told = refusal(gate::docx(&with("", name, &part.replace("{}", secret)), &secrets()));
        assert!(told.as_ref().is_some_and(|told| told.contains(place)), "{name}: {told:?}");
        assert!(
            gate::docx(&with("", name, &part.replace("{}", "https://stadt.example/amt")), &secrets()).is_ok(),
            "{name}"
        );
    }
    let named = with("", "word/header1.xml", "<w:hdr/>");
    assert!(gate::docx(&named, &secrets()).is_ok());
}

/// A PNG file with one more chunk.
fn png(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let chunk = |name: &[u8; 4], data: &[u8]| {
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&length[..], name, data, &[0; 4]].concat()
    };
    [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &[0; 13]), &chunk(name, data), &chunk(b"IEND", &[])].concat()
}

fn deflated(text: &str) -> Vec<u8> {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(text.as_bytes()).unwrap();
    packed.finish().unwrap()
}

#[test]
fn pictures_say_no_names() {
    let picture = |bytes: Vec<u8>| {
        let mut parts = parts("");
        parts.push(("word/media/image1.png".into(), bytes));
        gate::docx(&zipped(&parts), &secrets())
    };
    let jpeg = |marker: u8, text: &[u8]| {
        let length = u16::try_from(text.len() + 2).unwrap().to_be_bytes();
        [&b"\xff\xd8\xff"[..], &[marker], &length, text, b"\xff\xda\x00\x03\x01\x12\xff\x00\x34\xff\xd9"]
            .concat()
    };
    let texts = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let latin = name.chars().map(|c| c as u8).collect::<Vec<_>>();
        vec![
            png(b"tEXt", format!("Author\0{name}").as_bytes()),
            png(b"tEXt", &[b"Author\0".to_vec(), latin].concat()),
            png(b"iTXt", format!("Author\0\0\0de\0Autor\0{name}").as_bytes()),
            png(b"iTXt", &[b"Author\0\x01\0de\0Autor\0".to_vec(), deflated(name)].concat()),
            png(b"zTXt", &[b"Author\0\0".to_vec(), deflated(name)].concat()),
            png(b"iCCP", &[b"Profil\0\0".to_vec(), deflated(name)].concat()),
            png(b"eXIf", &[b"MM\0\x2a".to_vec(), wide.clone()].concat()),
            jpeg(0xfe, name.as_bytes()),
            jpeg(0xe1, &[b"Exif\0\0".to_vec(), wide].concat()),
        ]
    };
    for (index, bytes) in texts("Frank Müller").into_iter().enumerate() {
        let told = refusal(picture(bytes));
        assert!(told.as_ref().is_some_and(|told| told.contains("in einem Bild")), "{index}: {told:?}");
    }
    for (index, bytes) in texts("Rathaus Nordheim").into_iter().enumerate() {
        assert!(picture(bytes).is_ok(), "{index}");
    }
    let mut named = parts("");
    named.push(("word/media/mueller.png".into(), png(b"tEXt", b"a\0b")));
    assert!(
        refusal(gate::docx(&zipped(&named), &secrets())).unwrap().contains("im Namen eines Bestandteils")
    );
    for bytes in [png(b"prVt", b""), [png(b"tEXt", b"a\0b"), b"x".to_vec()].concat(), b"GIF89a".to_vec()] {
        assert!(doubt(picture(bytes)).is_some());
    }
}

#[test]
fn nothing_lies_beside_the_parts() {
    let sound = saying("Die Halle wird gebaut.");
    assert!(gate::docx(&sound, &secrets()).is_ok());
    let refused = |bytes: &[u8]| doubt(gate::docx(bytes, &secrets())).unwrap();

    assert!(refused(&[&sound[..], b"x"].concat()).contains("gehört"));
    assert!(refused(&[b"x", &sound[..]].concat()).contains("gehört"));
    assert!(refused(&sound[..sound.len() / 2]).contains("gehört"));
    assert!(refused(b"").contains("gehört"));
    assert!(
        refused(&with("", "customXml/item1.xml", "<x/>")).contains("»customXml/item1.xml« ist nicht bekannt")
    );
    for part in [
        "<w:p>",
        "<!DOCTYPE x [<!ENTITY e \"x\">]><x/>",
        "<x>&e;</x>",
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?><x/>",
    ] {
        assert!(doubt(gate::docx(&with("", "word/header1.xml", part), &secrets())).is_some(), "{part}");
    }
    let deep = "<x>".repeat(300) + &"</x>".repeat(300);
    assert!(refused(&with("", "word/header1.xml", &deep)).contains("verschachtelt"));

    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.set_comment("Müller").unwrap();
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(b"<w:document/>").unwrap();
    assert!(refused(&zip.finish().unwrap().into_inner()).contains("gehört"));

    // Two entries of one name, the second renamed by hand: the crate writes no such file.
    let mut parts = parts("");
    parts.push(("word/documenx.xml".into(), b"<w:document/>".to_vec()));
    let text = zipped(&parts);
    let mut twice = text.clone();
    for at in 0..twice.len() - 17 {
        if twice[at..].starts_with(b"word/documenx.xml") {
            twice[at + 12] = b't';
        }
    }
    assert!(doubt(gate::docx(&twice, &secrets())).is_some());

    // Between two entries, everything behind moved on.
    let second = sound.windows(4).enumerate().filter(|(_, four)| four == b"PK\x03\x04").nth(1).unwrap().0;
    let between = [&sound[..second], b"Herr", &sound[second..]].concat();
    assert!(doubt(gate::docx(&between, &secrets())).is_some());
}
