//! PDF files with a name in one place alone, and files that are none.

mod draft;
mod packed;

use std::io::Write as _;

use sachstand::gate;

use super::{doubt, refusal, secrets};
use draft::{Draft, find, latin};

fn told(draft: &Draft) -> Option<String> {
    refusal(gate::pdf(&draft.file(), &secrets()))
}

fn doubted(file: &[u8]) -> String {
    doubt(gate::pdf(file, &secrets())).unwrap()
}

/// Pages that show a name in other ways than the last.
const SHOWN: &[&str] = &[
    "(Frank M\\374ller)Tj",
    "<4672616e6b204dfc6c6c6572>Tj",
    "[(M)-20(\u{fc})30(ller)]TJ",
    "[(Frank)-300(Koch)]TJ [(Sabine)-300(Koch)]TJ",
    "[(bei)-300(M\u{fc}ller)]TJ",
    "(M)Tj /F 8 Tf (\u{fc}ller)Tj",
    "(M\u{fc})Tj 1 0 0 1 12 0 Tm (ller)Tj",
    "(Frank)Tj 1 0 0 1 300 0 Tm (M\u{fc}ller)Tj",
    "/P<</MCID 0>>BDC (M\u{fc})Tj EMC /P<</MCID 1>>BDC (ller)Tj EMC",
    "/Span<</ActualText(M\u{fc}l)>>BDC (xxx)Tj EMC (ler)Tj",
    "/Span<</ActualText(x)>>BDC (M\u{fc}l)Tj EMC (ler)Tj",
    "/Span<</ActualText<feff004d00fc>>>BDC EMC (ller)Tj",
    "14 TL (Sabine)Tj T* (Koch)Tj",
    "14 TL (M\u{fc}l-)Tj T* (ler)Tj",
    "14 TL (M\u{fc}l)Tj T* (ler)Tj",
    "14 TL (Frau Sabine)Tj (Koch)'",
    "14 TL (Frau Sabine)Tj 1 1 (Koch)\"",
    "0 -14 TD (M\u{fc}l)Tj /Span<</ActualText<feff00ad>>>BDC (-)Tj EMC 0 -14 Td (ler)Tj",
    "/Artifact BMC (M\u{fc}ller)Tj EMC",
    "3 Tr (M\u{fc}ller)Tj",
    "q 1 0 0 1 0 500 cm (M\u{fc}ller)Tj Q",
];

#[test]
fn a_name_is_found_however_a_page_shows_it() {
    for shown in SHOWN {
        let page = |shown: &str| Draft::page(&format!("BT /F 10 Tf {shown} ET"));
        let message = told(&page(shown));
        assert!(
            message.as_ref().is_some_and(|it| it.contains("im Text der Seite 1")),
            "{shown}: {message:?}"
        );
        let other = shown
            .replace("Sabine", "Simone")
            .replace("4dfc6c", "4df66c")
            .replace("\\374", "\\366")
            .replace("00fc", "00f6")
            .replace('\u{fc}', "\u{f6}");
        assert_eq!(told(&page(&other)), None, "{shown}");
    }
}

#[test]
fn columns_and_words_of_others_are_no_names() {
    for shown in [
        "(Stein)Tj 1 0 0 1 300 0 Tm (er)Tj",
        "14 TL (der erste Stein)Tj T* (er liegt)Tj",
        "14 TL (M\u{fc}ller-)Tj T* (stra\u{df}e)Tj",
        "(Petra M\u{fc}ller)Tj",
        "14 TL (Petra)Tj T* (M\u{fc}ller)Tj",
        "(M\u{fc}llerei)Tj",
    ] {
        assert_eq!(told(&Draft::page(&format!("BT /F 10 Tf {shown} ET"))), None, "{shown}");
    }
}

/// Objects with a name as `{}`, and what is said of it. They are not reached from the trailer.
const OBJECTS: &[(&str, &str)] = &[
    ("in einem Lesezeichen", "<</Title({})/Dest 2 0 R>>"),
    ("in einem Lesezeichen", "<</Title<{hex}>/Dest 2 0 R>>"),
    ("in den Eigenschaften", "<</Author({})/Creator(x)>>"),
    ("in den Eigenschaften", "<</Fach({})/Producer(x)>>"),
    ("in einem Alternativtext", "<</Type/StructElem/Alt({})>>"),
    ("in einem Alternativtext", "<</Type/StructElem/ActualText({})>>"),
    ("in einem Alternativtext", "<</Type/StructElem/E({})>>"),
    ("in einem Alternativtext", "<</Type/StructElem/T({})>>"),
    ("im Aufbau der Datei", "<</Type/StructElem/ID(zu_{small})>>"),
    ("in einem Sprungziel", "<</Dests<</Names[(zu-{small})2 0 R]>>>>"),
    ("im Aufbau der Datei", "<</Dests<</{small}[2 0 R]>>>>"),
    ("im Aufbau der Datei", "<</Dests<</M#fcller[2 0 R]/Moller 3 0 R>>>>"),
    ("in einer Anmerkung", "<</Type/Annot/Subtype/Link/Contents({})>>"),
    ("in einem Link", "<</S/URI/URI(https://stadt.example/M%C3%BCller)>>"),
    ("in einem Link", "<</S/URI/URI(mailto:frank.{small}@stadt.example)>>"),
    ("in einer Seitenbezeichnung", "<</Nums[0<</P({} )/S/D>>]>>"),
    ("im Namen einer Ebene", "<</Type/OCG/Name({})>>"),
    ("in einem Anhang", "<</Type/Filespec/F({}.txt)>>"),
    ("im Aufbau der Datei", "[[({})]]"),
    ("im Aufbau der Datei", "({})"),
    ("im Aufbau der Datei", "<</A 1 % {}\n>>"),
    ("im Aufbau der Datei", "<</Type/Font/BaseFont/ABCDEF+{small}>>"),
];

#[test]
fn a_name_is_found_in_every_object() {
    for (place, object) in OBJECTS {
        let filled = |name: &str, small: &str| {
            let wide: String = name.encode_utf16().map(|unit| format!("{unit:04x}")).collect();
            object.replace("{}", name).replace("{small}", small).replace("{hex}", &format!("feff{wide}"))
        };
        let draft = Draft::showing("Text").with(&filled("Müller", "mueller"));
        let message = told(&draft);
        assert!(message.as_ref().is_some_and(|it| it.contains(place)), "{object}: {message:?}");
        let other = filled("Möller", "moeller")
            .replace("#fc", "#f6")
            .replace("%C3%BC", "%C3%B6")
            .replace("/Moller 3 0 R", "");
        assert_eq!(told(&Draft::showing("Text").with(&other)), None, "{object}");
    }
}

#[test]
fn a_name_is_found_in_every_stream() {
    let texts = "/Resources<</Font<</F 4 0 R>>>>";
    let cases = [
        ("in den Eigenschaften", "/Type/Metadata/Subtype/XML", "<x><dc:creator>{}</dc:creator></x>", ""),
        ("in den Eigenschaften", "/Type/Metadata/Subtype/XML", "<x about='{}'/>", ""),
        ("in einem Anhang", "/Type/EmbeddedFile", "Von Frank {}", ""),
        ("in einer Zeichnung", &format!("/Type/XObject/Subtype/Form{texts}"), "BT /F 9 Tf ({})Tj ET", ""),
        ("im Aufbau der Datei", "", "font {} font", "<</FontFile2 8 0 R>>"),
        ("im Aufbau der Datei", "", "profile {} ", "[/ICCBased 8 0 R]"),
        ("im Aufbau der Datei", "/Type/CMap", "% {}", "<</ToUnicode 8 0 R>>"),
    ];
    for (place, dict, data, referrer) in cases {
        let draft = |name: &str| {
            let name = if dict.contains("XML") || dict.contains("Embedded") {
                latin_as_utf_8(name)
            } else {
                name.to_owned()
            };
            let draft = Draft::showing("Text").with_stream(dict, &data.replace("{}", &name));
            if referrer.is_empty() { draft } else { draft.with(referrer) }
        };
        let message = told(&draft("Müller"));
        assert!(message.as_ref().is_some_and(|it| it.contains(place)), "{dict} {data}: {message:?}");
        assert_eq!(told(&draft("Möller")), None, "{dict} {data}");
    }
    let jpeg = |text: &str| {
        let mut draft = Draft::showing("Text");
        let length = u16::try_from(text.len() + 2).unwrap().to_be_bytes();
        let data = [b"\xff\xd8\xff\xfe", &length[..], text.as_bytes(), b"\xff\xd9"].concat();
        draft.stream("/Subtype/Image/Filter/DCTDecode", &data);
        told(&draft)
    };
    assert!(jpeg("Foto: Frank Mueller").unwrap().contains("in einem Bild"));
    assert_eq!(jpeg("Foto: Rathaus"), None);
}

/// So that writing it as Latin-1 makes it UTF-8.
fn latin_as_utf_8(text: &str) -> String {
    text.bytes().map(char::from).collect()
}

#[test]
fn drawings_and_their_names_are_read_where_they_are_drawn() {
    let drawn = |text: &str| {
        let resources = "<</Font<</F 4 0 R>>/XObject<</X 8 0 R>>/Properties<</P 9 0 R>>>>";
        Draft::page("/Span/P BDC /X Do EMC BT /F 9 Tf (ler)Tj ET")
            .set(2, &format!("<</Type/Pages/Kids[3 0 R]/Count 1/Resources{resources}>>"))
            .with_stream("/Subtype/Form", &format!("BT /F 9 Tf ({text})Tj ET"))
            .with("<</ActualText(Text)>>")
    };
    assert!(told(&drawn("M\u{fc}ller")).unwrap().contains("im Text der Seite 1"));
    assert_eq!(told(&drawn("M\u{f6}l")), None);
}

#[test]
fn the_structure_joins_what_pages_part() {
    let tagged = |name: &str, kids: &str| {
        let page = format!(
            "BT /F 9 Tf /P<</MCID 0>>BDC (Frau Sabine)Tj EMC 0 -20 Td /P<</MCID 1>>BDC (Andere Zelle)Tj EMC 0 -20 Td \
             /P<</MCID 2>>BDC ({name})Tj EMC ET"
        );
        Draft::page(&page)
            .set(1, "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 8 0 R>>")
            .with("<</Type/StructTreeRoot/K[9 0 R 10 0 R]>>")
            .with(&format!("<</S/P/Pg 3 0 R/K[{kids}]>>"))
            .with("<</S/P/Pg 3 0 R/K 1>>")
    };
    assert!(told(&tagged("Koch", "0 2")).unwrap().contains("»Sabine Koch« im Text der Seite 1"));
    assert!(told(&tagged("Koch", "0<</Type/MCR/Pg 3 0 R/MCID 2>>")).is_some());
    assert_eq!(told(&tagged("Koch", "2 0")), None);
    let marked = |words: &str, decoration: &str| {
        let page = format!(
            "BT /F 9 Tf /P<</MCID 0>>BDC (Frau Sabine )Tj EMC /P<</MCID 1>>BDC ({words})Tj EMC /P<</MCID 2>>BDC (Koch)Tj EMC ET"
        );
        Draft::page(&page)
            .set(1, "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 8 0 R>>")
            .with("<</Type/StructTreeRoot/K 9 0 R>>")
            .with(&format!("<</S/P/Pg 3 0 R/K[0<</S/Span/A<</TextDecorationType/{decoration}>>/K 1>>2]>>"))
    };
    assert!(told(&marked("Meier ", "LineThrough")).is_some());
    assert!(told(&marked("Meier ", "Underline")).is_some());
    assert_eq!(told(&marked("Meier ", "None")), None);
    // A word that is read aloud for a mark stands between no two words.
    assert!(told(&marked("\u{2}", "None")).is_some());
    assert_eq!(told(&marked("[neu] ", "None")), None);
    assert!(doubted(&tagged("Koch", "9 0 R").file()).contains("beschädigt"));
}

#[test]
fn what_cannot_be_read_is_refused() {
    let sound = Draft::showing("Text");
    assert_eq!(told(&sound), None);
    let file = sound.file();
    let changed = |from: &str, to: &str| {
        let at = find(&file, from).unwrap();
        [&file[..at], &latin(to), &file[at + from.len()..]].concat()
    };
    for broken in [
        [&file[..], b"\n% Herr"].concat(),
        [&file[..], &file[..]].concat(),
        [&file[..], b"\nxref\n0 0\ntrailer\n<<>>\nstartxref\n0\n%%EOF"].concat(),
        file[..file.len() - 5].to_vec(),
        file[9..].to_vec(),
        b"%PDF-1.7".to_vec(),
        b"%PDF-1.7\nstartxref\n9\n%%EOF".to_vec(),
        Vec::new(),
        changed("endobj", "endobj (x)"),
        changed("endobj", "endobj 7"),
        changed("startxref", "20 0 obj\n(x)\nendobj\nstartxref"),
        changed("startxref", "xref\n0 0\ntrailer\n<<>>\nstartxref"),
        changed("5 0 obj", "5 1 obj"),
        changed("5 0 obj", "5.0 0 obj"),
        changed("/FlateDecode", "/FancyDecode"),
        changed("/Filter", "/DecodeParms<<>>/Filter"),
        changed("endbfrange", "endbfranke"),
        sound.clone().edited("/Count 1", "/Count 1/Count 2").file(),
        sound.clone().edited("/ToUnicode 5 0 R", "/FromUnicode 5 0 R").file(),
        sound.clone().edited("/Subtype/TrueType", "/Subtype/Type3000").file(),
        sound.clone().edited("/Kids[3 0 R]", "/Kids[2 0 R]").file(),
    ] {
        let message = doubt(gate::pdf(&broken, &secrets()));
        assert!(message.is_some(), "{}", String::from_utf8_lossy(&broken));
    }
    for content in
        ["(a", "<4G>Tj", "BT /F 9 Tf (\u{1})Tj", "/G 9 Tf", "Q", "EMC", "BI /W 1 ID x EI", "[[[", ")"]
    {
        assert!(doubt(gate::pdf(&Draft::page(content).file(), &secrets())).is_some(), "{content}");
    }
    for object in ["<<", "[", "(", "<</A>>", "<</A 1/A 2>>", "R", "1 0 R 2 0 R", &"[".repeat(100_000)] {
        assert!(doubt(gate::pdf(&sound.clone().with(object).file(), &secrets())).is_some(), "{object:.20}");
    }
    assert!(doubted(&sound.clone().with_stream("", "(x)").file()).contains("nicht bekannt"));
    let mut zeros = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    (0..100).for_each(|_| zeros.write_all(&[b' '; 1 << 20]).unwrap());
    let mut bomb = sound.clone();
    bomb.stream("/Type/Metadata/Filter/FlateDecode", &zeros.finish().unwrap());
    assert!(doubted(&bomb.file()).contains("entpacken"));
    // Each of them may be so large, but not both.
    let bombs = (90..92).fold(sound.clone(), |mut draft, number| {
        let data = [format!("{number} 0 ").into_bytes(), vec![b' '; 40 << 20], b"0\n".to_vec()].concat();
        draft.packed("/Type/ObjStm/N 1/First 5", &data);
        draft
    });
    assert!(doubted(&bombs.file()).contains("entpacken"));
}

#[test]
fn drawings_that_draw_themselves_come_to_an_end() {
    let resources = "/Resources<</XObject<</X 8 0 R>>>>";
    let page = Draft::page("/X Do").set(2, &format!("<</Type/Pages/Kids[3 0 R]{resources}>>"));
    let endless = page.with_stream(&format!("/Subtype/Form{resources}"), &"/X Do ".repeat(20));
    assert!(doubted(&endless.file()).contains("verschachtelt"));
}
