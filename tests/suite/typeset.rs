//! Typesetting: what is too wide, where it stands, what a cell's text may and may not do.

use std::io::Read as _;

use sachstand::diag::{Code, Diagnostic, ErrorKind};
use sachstand::document::{Block, Document, Item, Paragraph, Role, TableKind};
use sachstand::source::{CellRef, Location};
use sachstand::text::{Format, Mark, Text};
use sachstand::write::docx::{DocxOptions, docx};
use sachstand::write::typeset::Pages;

use crate::docx::sample::{changed, details, heading, item, list, paper, paragraph, row, run, table};
use crate::support::{TYPESETTER, exported as pdf, squeezed, stdout, temporary, tool};

fn typeset(document: &Document) -> (Pages, Vec<Diagnostic>) {
    let laid_out = TYPESETTER.typeset(document, &Location::file("a.xlsx")).unwrap();
    (laid_out.value, laid_out.findings)
}

/// The text of a PDF, page after page.
fn text(pdf: &[u8]) -> Option<String> {
    let (_folder, path) = temporary("paper.pdf", pdf);
    Some(stdout(tool("pdftotext", &["-raw", path.to_str().unwrap(), "-"])?))
}

/// What lies in the object streams of a PDF.
fn objects(pdf: &[u8]) -> String {
    let after = |at: usize, word: &[u8]| {
        let place = pdf[at..].windows(word.len()).position(|it| it == word);
        place.map(|place| at + place + word.len())
    };
    let (mut objects, mut at) = (String::new(), 0);
    while let Some(stream) = after(at, b"/Type/ObjStm") {
        at = after(stream, b"stream\n").unwrap();
        flate2::read::ZlibDecoder::new(&pdf[at..]).read_to_string(&mut objects).unwrap();
    }
    objects
}

fn cell(a1: &str) -> Location {
    Location::file("a.xlsx").sheet("Sachstand").cell(CellRef::parse(a1).unwrap())
}

fn in_cell(a1: &str, text: impl Into<Text>) -> Block {
    Block::Paragraph(Paragraph { role: Role::Body, text: text.into(), at: Some(cell(a1)), cells: Vec::new() })
}

/// A paper with a bit of everything and `text` in a column of some 50 points.
fn with_narrow_cell(text: impl Into<Text>) -> Document {
    let bullets = list(vec![
        item("Erster Punkt", vec![list(vec![item("Zweite Ebene", vec![])])]),
        item(changed("Fertig im ", "Mai", "Juni", " 2027"), vec![paragraph("Darunter")]),
    ]);
    let mut rows = vec![row(vec![vec![in_cell("B2", text)], vec![bullets]])];
    rows[0].anchor = Some("r1".to_owned());
    let blocks = vec![
        Block::Contents { title: "Inhalt".to_owned() },
        heading(1, "h1", "Bericht"),
        paragraph("Vor der Tabelle"),
        table(TableKind::Status, &[1, 6], &["Wer", "Stand"], rows),
        table(
            TableKind::Facts,
            &[1, 3],
            &["Wo", "Was"],
            vec![row(vec![
                vec![Block::Page { anchor: "r1".to_owned(), mark: Mark::Kept }],
                vec![paragraph("Zeile")],
            ])],
        ),
    ];
    paper(blocks).0
}

/// Every name that a document's parts have anywhere in the program.
const NAMES: &[&str] = &[
    "list",
    "paragraph",
    "table",
    "heading",
    "contents",
    "page",
    "details",
    "body",
    "inserted",
    "deleted",
    "kept",
    "status",
    "facts",
    "listing",
    "neu",
    "entfallen",
    "Ende",
    "document",
    "text",
    "r1",
    "h1",
    "true",
];

#[test]
fn a_word_that_is_too_wide_changes_nothing_but_its_own_text() {
    for name in NAMES {
        let (pages, findings) = typeset(&with_narrow_cell(format!("888888888\u{a0}{name}")));
        assert_eq!(findings, [], "{name}");
        let anchors = pages.numbers().anchors;
        assert_eq!((anchors.get("h1"), anchors.get("r1")), (Some(&3), Some(&3)), "{name}");
        let Some(text) = text(&pdf(&pages).unwrap()) else { return };
        let text = squeezed(&text);
        for part in ["VorderTabelle", "•ErsterPunkt", "–ZweiteEbene", "•Fertigim", "Darunter", "Bericht"]
        {
            assert!(text.contains(part), "{name}: {part} is not in {text}");
        }
        for mark in ["[entfallen]Mai[Endeentfallen]", "[neu]Juni[Endeneu]", "Wer", "3Zeile"] {
            assert!(text.contains(mark), "{name}: {mark} is not in {text}");
        }
        assert!(text.contains(&format!("888888888{name}")), "{name}: {text}");
    }
}

#[test]
fn words_joined_by_no_break_spaces_part_there_first() {
    let (pages, findings) = typeset(&with_narrow_cell("Amt\u{a0}für\u{a0}Grün\u{a0}und\u{a0}Wald"));
    assert_eq!(findings, []);
    let Some(text) = text(&pdf(&pages).unwrap()) else { return };
    for word in ["Amt", "für", "Grün", "und", "Wald"] {
        assert!(
            text.split(|c: char| c.is_whitespace() || c == '\u{200b}').any(|it| it == word),
            "{word} is torn: {text}"
        );
    }
}

/// No line of `text` may be parted but at hyphens: a word of 200 letters without one.
fn endless(letter: &str) -> String {
    letter.repeat(200)
}

#[test]
fn a_word_wider_than_its_column_breaks_anywhere_and_stays_whole() {
    let long = endless("Q");
    let bold = (&*long, Format::bold());
    let in_item = Item { text: Text::plain(&*long), at: Some(cell("C2")), blocks: Vec::new() };
    let (mut document, _) = paper(vec![
        heading(1, "h1", &*long),
        paragraph(&*long),
        list(vec![in_item]),
        paragraph(Text::from_iter([("vor ", Format::default()), bold, (&*long, Format::default())])),
        table(
            TableKind::Listing,
            &[1, 1],
            &[&*long, "Kopf"],
            vec![row(vec![
                vec![paragraph(Text::from_iter([run(&long, Mark::Deleted), run(&long, Mark::Inserted)]))],
                vec![paragraph("kurz")],
            ])],
        ),
    ]);
    document.cover.title.text = Text::plain(&*long);
    document.properties.title.clone_from(&long);
    let (pages, findings) = typeset(&document);
    assert_eq!(findings, []);
    let Some(text) = text(&pdf(&pages).unwrap()) else { return };
    assert_eq!(squeezed(&text).matches('Q').count(), 9 * 200);
}

#[test]
fn what_is_still_too_wide_is_reported_at_its_own_cell() {
    let former = Location::file("alt.xlsx").sheet("Sachstand").cell(CellRef::parse("E9").unwrap());
    let struck = Text::from_iter([run("Amt ", Mark::Kept), run("Tat", Mark::Deleted)]);
    let line = Block::Paragraph(Paragraph {
        role: Role::Details,
        text: struck,
        at: Some(cell("D5")),
        cells: vec![(4, cell("E5").after(&former))],
    });
    // In columns of less than a millimetre not even a letter fits.
    let rows = vec![
        row(vec![vec![in_cell("B2", "Amt")], vec![in_cell("C2", "Das Amt im Wort Amtsleitung")]]),
        row(vec![vec![in_cell("B3", "Amt")], vec![in_cell("C3", "Amt")]]),
        row(vec![vec![in_cell("B4", "")], vec![in_cell("C4", "Amt")]]),
        row(vec![vec![line], vec![in_cell("C5", "Amt")]]),
    ];
    let (document, _) = paper(vec![table(TableKind::Status, &[1, 250], &["", "Stand"], rows)]);
    let (_, findings) = typeset(&document);
    let mut at: Vec<_> = findings.iter().map(|it| it.at.clone()).collect();
    at.dedup();
    assert_eq!(at, [cell("B2"), cell("B3"), cell("D5"), former], "{findings:#?}");
    assert!(findings.iter().all(|it| it.code == Code::Overflow), "{findings:#?}");
    assert!(
        findings.iter().all(|it| "»A« »m« »t« »T« »a«".contains(it.message.split_once(' ').unwrap().0)),
        "{findings:#?}"
    );
}

/// A text that leads to `target`.
fn linked(text: &str, target: &str) -> Text {
    Text::from_iter([(text, Format { link: Some(target.into()), ..Format::default() })])
}

#[test]
fn link_targets_are_never_altered_for_display() {
    for (target, expected) in [
        (
            "https://www.beispiel.example/ein-sehr-langer-pfad",
            "https://www.beispiel.example/ein-sehr-langer-pfad",
        ),
        ("mailto:verwaltung@beispiel.example", "mailto:verwaltung@beispiel.example"),
        ("https://例え.jp/", "https://xn--r8jz45g.jp/"),
        ("https://[2001:db8::7]/ä", "https://[2001:db8::7]/%C3%A4"),
        ("https://beispiel.example/\u{202e}pfad", "https://beispiel.example/pfad"),
    ] {
        let (pages, _) = typeset(&with_narrow_cell(linked(target, target)));
        let file = pdf(&pages).unwrap();
        let objects: String = objects(&file).split_ascii_whitespace().collect();
        assert!(objects.contains(&format!("/URI({expected})")), "{expected} is no target");
    }
}

#[test]
fn a_target_that_is_none_leaves_the_text() {
    for target in ["javascript:alert(1)", "https://", "", "#", "file:///etc/passwd"] {
        let (pages, findings) = typeset(&with_narrow_cell(linked("Ziel", target)));
        let file = pdf(&pages).unwrap();
        assert_eq!(findings, []);
        let Some(text) = text(&file) else { return };
        assert!(text.contains("Ziel"), "{target}");
    }
}

#[test]
fn an_error_of_the_typesetter_speaks_german() {
    // Headings that skip a level are a fault of the program: PDF/UA-1 forbids them.
    let (document, _) = paper(vec![heading(2, "h1", "Zweite Ebene zuerst")]);
    let error = pdf(&typeset(&document).0).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Internal);
    assert_eq!(error.message(), "Die PDF-Datei erfüllt PDF/UA-1 oder PDF/A-2a nicht");
    assert!(std::error::Error::source(&error).is_some());
}

#[test]
fn a_text_of_any_length_is_set() {
    let sentence = "Ein Satz mit Umlauten für öde Flächen. ";
    let (document, _) = paper(vec![paragraph(sentence.repeat(2_000))]);
    let (pages, findings) = typeset(&document);
    assert_eq!(findings, []);
    let Some(text) = text(&pdf(&pages).unwrap()) else { return };
    // Header and footer part some of them.
    assert!(squeezed(&text).matches(&squeezed(sentence)[..]).count() > 1_900);
}

/// The lines of a page as poppler finds them: text and top edge in points.
fn lines(pdf: &[u8]) -> Option<Vec<(usize, f64, String)>> {
    let (_folder, path) = temporary("paper.pdf", pdf);
    let boxes = stdout(tool("pdftotext", &["-bbox-layout", path.to_str().unwrap(), "-"])?);
    let line = regex::Regex::new(r#"(?s)<line[^>]*yMin="([\d.-]+)"[^>]*>(.*?)</line>"#).unwrap();
    let tag = regex::Regex::new("<[^>]*>").unwrap();
    let pages = boxes.split("<page ").skip(1).enumerate();
    let lines = pages.flat_map(|(number, page)| {
        let found = line.captures_iter(page);
        found
            .map(|it| (number, it[1].parse().unwrap(), squeezed(&tag.replace_all(&it[2], ""))))
            .collect::<Vec<(usize, f64, String)>>()
    });
    Some(lines.collect())
}

#[test]
fn details_longer_than_a_page_run_on_like_other_text() {
    let long = "Zuständig: Amt für öffentliche Ordnung, Grün und Gewässer. ".repeat(150);
    let cells = vec![vec![details(&*long), paragraph("Danach")], vec![details(&*long), paragraph("Danach")]];
    let rows = vec![row(cells), row(vec![vec![paragraph("Nächste")], vec![paragraph("Zeile")]])];
    let (document, _) =
        paper(vec![details(&*long), table(TableKind::Status, &[1, 2], &["Aktion", "Stand"], rows)]);
    let file = pdf(&typeset(&document).0).unwrap();
    let Some(mut lines) = lines(&file) else { return };
    let (header, footer) = (80.0, 772.0);
    lines.retain(|(_, top, _)| (header..footer).contains(top));
    assert!(lines.len() > 300, "{}", lines.len());
    let last = lines.iter().position(|it| it.2.contains("Nächste")).unwrap();
    let (page, top, _) = lines[last];
    for (other, at, text) in lines.iter().filter(|it| it.2.contains("Zuständig")) {
        assert!((*other, *at) < (page, top), "»{text}« stands below the row after it");
    }
}

#[test]
fn a_letter_with_an_accent_from_another_font_is_one_letter() {
    let text = "vor \u{1c4}\u{301} nach, q\u{301} x\u{301} \u{3a9}\u{301} →\u{301} m\u{308} ✓\u{301} Ende";
    let paper = paper(vec![
        paragraph(text),
        list(vec![item(changed("alt ", text, "neu", " Ende"), vec![])]),
        heading(1, "h1", text),
    ]);
    let typeset = TYPESETTER.typeset(&paper.0, &Location::file("a.xlsx"));
    assert!(typeset.is_ok(), "{:?}", typeset.err());
}

/// Arabic vowel signs without a letter stand on a space from another font.
#[test]
fn a_heading_from_right_to_left_is_read_in_the_contents_too() {
    let text = "\u{647} \u{649} \u{64a} \u{64b} \u{64c} \u{64d} \u{64e} ";
    let contents = Block::Contents { title: "Inhalt".to_owned() };
    let paper =
        paper(vec![contents, heading(2, "h2", text), heading(2, "h3", changed(text, "alt", text, "x"))]);
    let typeset = TYPESETTER.typeset(&paper.0, &Location::file("a.xlsx"));
    assert!(typeset.is_ok(), "{:?}", typeset.err());
}

#[test]
fn a_break_before_the_first_character_of_a_run_takes_none_of_it_away() {
    let long = "x".repeat(120);
    let link = Format { link: Some("https://beispiel.example".into()), ..Format::default() };
    let texts = [
        Text::from_iter([(&*format!("{long}*"), Format::default()), ("www.beispiel.example/pfad", link)]),
        Text::from_iter([
            (&*long, Format::default()),
            ("\u{301}½", Format::bold()),
            (&*long, Format::default()),
        ]),
    ];
    for text in texts {
        let paper = paper(vec![list(vec![item(text.clone(), vec![paragraph(text)])])]);
        let typeset = TYPESETTER.typeset(&paper.0, &Location::file("a.xlsx"));
        assert!(typeset.is_ok(), "{:?}", typeset.err());
    }
}

/// Every assigned character of the basic plane, and the pictographs: signs, emoji and their parts.
fn assigned_characters() -> Vec<char> {
    let unassigned = regex::Regex::new(r"^\p{Cn}$").unwrap();
    let codes = (0..0x1_0000).chain(0x1_f000..0x1_fb00).filter_map(char::from_u32);
    codes.filter(|c| !unassigned.is_match(c.encode_utf8(&mut [0; 4]))).collect()
}

/// A text as clerks and the comparison format it: plain, bold, linked, new, gone.
fn in_every_format(text: &str) -> Vec<Text> {
    let link = Format { link: Some("https://beispiel.example".into()), ..Format::default() };
    let formats = [Format::default(), Format::bold(), link, Mark::Inserted.into(), Mark::Deleted.into()];
    formats.into_iter().map(|format| Text::from_iter([(text, format)])).collect()
}

/// Makes both files of a paper with that text in every format and as a heading. What is said of it.
fn made_of(text: &str) -> Vec<Diagnostic> {
    let what = || text.chars().take(3).map(|c| format!("U+{:04X} ", u32::from(c))).collect::<String>();
    let mut blocks: Vec<Block> = in_every_format(text).into_iter().map(|text| in_cell("B2", text)).collect();
    blocks.push(Block::Contents { title: "Inhalt".to_owned() });
    blocks.push(heading(2, "h2", text));
    let document = paper(blocks).0;
    let laid_out = TYPESETTER.typeset(&document, &Location::file("a.xlsx"));
    let laid_out = laid_out.unwrap_or_else(|error| panic!("from {}: {error}", what()));
    let exported = pdf(&laid_out.value);
    assert!(exported.is_ok(), "from {}: {:?}", what(), exported.err());
    let word = docx(&document, &laid_out.value.numbers(), &DocxOptions::default());
    assert!(word.is_ok(), "from {}: {:?}", what(), word.err());
    laid_out.findings
}

#[test]
fn any_character_makes_a_paper_and_is_there_or_told() {
    let all = assigned_characters();
    assert!(all.len() > 55_000, "{}", all.len());
    for characters in all.chunks(1_500) {
        let text: String = characters.iter().flat_map(|c| [*c, ' ']).collect();
        for finding in made_of(&text) {
            assert!([Code::CharacterMissing, Code::CharacterReplaced].contains(&finding.code), "{finding:?}");
        }
    }
}

/// Signs of several characters, and those that stand alone where they need another.
#[test]
fn any_cluster_makes_a_paper() {
    let clusters = [
        "👨\u{200d}👩\u{200d}👧\u{200d}👦",
        "🏳\u{fe0f}\u{200d}🌈",
        "👍🏽",
        "🇩🇪🇫🇷🇪",
        "1\u{fe0f}\u{20e3}",
        "❤\u{fe0f}❤\u{fe0e}",
        "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
        "\u{301}Anfang",
        "\u{20e3}",
        "\u{200d}\u{200d}",
        "\u{fe0f}x",
        "\u{e0100}",
        "e\u{301}\u{302}\u{303}\u{304}",
        "ᄒ\u{1161}\u{11ab}",
        "क\u{94d}ष",
        "שׁ\u{5b0}ל\u{202e}abc\u{202c}",
        "\u{2066}a\u{2069}\u{feff}",
        "\u{10ffff}\u{f0000}",
    ];
    for cluster in clusters {
        for text in [cluster.to_owned(), format!("vor {cluster} nach"), cluster.repeat(60)] {
            made_of(&text);
        }
    }
}

#[test]
fn a_sign_that_no_font_has_is_printed_as_one_that_says_the_same() {
    let (pages, findings) =
        typeset(&paper(vec![in_cell("B2", "A ✅ B 🟢 C 🔴 D ✓ E 🚒 F ✅ G 🚑 \u{e012}")]).0);
    let told: Vec<_> = findings.iter().map(|it| (it.code, it.at.clone(), &*it.message)).collect();
    let missing = "Zeichen, die es in keiner der Schriften gibt: »🚒 🚑 U+E012«";
    let replaced = "Für Zeichen, die es in keiner der Schriften gibt, stehen andere: \
                    »✅ als ✓, 🟢 als ● grün, 🔴 als ● rot«";
    let expected =
        [(Code::CharacterMissing, cell("B2"), missing), (Code::CharacterReplaced, cell("B2"), replaced)];
    assert_eq!(told, expected);
    let Some(text) = text(&pdf(&pages).unwrap()) else { return };
    assert!(text.contains("A ✓ B ● grün C ● rot D ✓ E \u{fffd}"), "{text}");
}
