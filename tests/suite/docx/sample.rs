//! Papers built by hand: every kind of block, marks, links, hostile text.

use jiff::civil::date;
use sachstand::document::{
    Block, Cover, Document, Heading, Image, Item, Line, Look, PageNumbers, Paragraph, Properties, Role, Row,
    Running, Table, TableKind,
};
use sachstand::text::{Format, Mark, Style, Text};

pub(crate) fn run(text: &str, mark: Mark) -> (&str, Format) {
    (text, mark.into())
}

pub(crate) fn new(text: &str) -> Text {
    Text::from_iter([run(text, Mark::Inserted)])
}

pub(crate) fn dropped(text: &str) -> Text {
    Text::from_iter([run(text, Mark::Deleted)])
}

/// `before` was replaced by `after` in the middle of a sentence.
pub(crate) fn changed(start: &str, before: &str, after: &str, end: &str) -> Text {
    Text::from_iter([
        run(start, Mark::Kept),
        run(before, Mark::Deleted),
        run(after, Mark::Inserted),
        run(end, Mark::Kept),
    ])
}

fn linked<'a>(text: &'a str, target: &str) -> (&'a str, Format) {
    (text, Format { link: Some(target.into()), ..Format::default() })
}

fn styled(text: &str, style: Style) -> (&str, Format) {
    (text, style.into())
}

pub(crate) fn line(text: impl Into<Text>) -> Line {
    Line { text: text.into(), at: None }
}

pub(crate) fn heading(level: u8, anchor: &str, text: impl Into<Text>) -> Block {
    Block::Heading(Heading { level, anchor: anchor.to_owned(), new_page: false, text: text.into(), at: None })
}

pub(crate) fn paragraph(text: impl Into<Text>) -> Block {
    Block::Paragraph(Paragraph { role: Role::Body, text: text.into(), at: None, cells: Vec::new() })
}

pub(crate) fn details(text: impl Into<Text>) -> Block {
    Block::Paragraph(Paragraph { role: Role::Details, text: text.into(), at: None, cells: Vec::new() })
}

pub(crate) fn item(text: impl Into<Text>, blocks: Vec<Block>) -> Item {
    Item { text: text.into(), at: None, blocks }
}

pub(crate) fn list(items: Vec<Item>) -> Block {
    Block::List(items)
}

pub(crate) fn row(cells: Vec<Vec<Block>>) -> Row {
    Row { anchor: None, cells: cells.into_iter().collect() }
}

pub(crate) fn table(kind: TableKind, columns: &[u8], header: &[&str], rows: Vec<Row>) -> Block {
    let header = header.iter().map(|&text| Text::from(text)).collect();
    Block::Table(Table {
        summary: "Aktionen & ihr »Stand«".to_owned(),
        kind,
        columns: columns.to_vec(),
        header,
        rows,
    })
}

/// A paper of those blocks, every heading on page 2.
pub(crate) fn paper(blocks: Vec<Block>) -> (Document, PageNumbers) {
    let document = Document {
        look: Look::default(),
        properties: Properties {
            title: "Digitale Verwaltung – Sachstand".to_owned(),
            author: "Amt für Digitales".to_owned(),
            subject: "SB-07, Version 1.14, 09.06.2026".to_owned(),
            keywords: vec!["Sachstand".to_owned(), "Digitales".to_owned()],
            date: date(2026, 6, 9),
        },
        cover: Cover {
            logo: None,
            summary: vec![line("Bericht über den Stand der Umsetzung")],
            as_of: Some(line("Aktueller Stand: 09.06.2026")),
            title: line("Sachstandsbericht Digitale Verwaltung"),
            id: line("SB-07 · Version 1.14"),
            organisation: Some(line("Stadt Musterlingen")),
            facts: vec![
                ("Ersteller".to_owned(), line("Amt für Digitales")),
                ("Gremium".to_owned(), line("Hauptausschuss")),
            ],
        },
        running: Running {
            header_left: "Stadt Musterlingen".to_owned(),
            header_right: "Sachstandsbericht Digitale Verwaltung".to_owned(),
            footer_left: "SB-07 · 1.14 · 09.06.2026".to_owned(),
        },
        blocks,
    };
    let pages = pages(&document);
    (document, pages)
}

/// The first heading on page 3, each further one a page later.
fn pages(document: &Document) -> PageNumbers {
    let mut pages = PageNumbers { total: 12, ..PageNumbers::default() };
    for block in &document.blocks {
        if let Block::Heading(heading) = block {
            let page = 3 + pages.anchors.len() as u32;
            pages.anchors.insert(heading.anchor.clone(), page);
        }
    }
    pages
}

/// Every kind of block, lists three deep, links, marks, a logo, tables over several pages.
pub(crate) fn full() -> (Document, PageNumbers) {
    let status = |n: usize| {
        vec![list(vec![
            item(
                changed("Der Ausbau der Leitstelle ist ", "geplant", "im Gange", ", Abschluss im Quartal 4."),
                vec![
                    paragraph(
                        "Ein weiterer Absatz unter dem Punkt, der lang genug ist, um in der Spalte umzubrechen.",
                    ),
                    list(vec![
                        item(
                            "Zweite Ebene mit Donaudampfschifffahrtsgesellschaftskapitän",
                            vec![list(vec![
                                item("Dritte Ebene", vec![paragraph("Absatz der dritten Ebene")]),
                                item("Noch einmal dritte Ebene", vec![]),
                            ])],
                        ),
                        item(new("Neuer Unterpunkt"), vec![]),
                    ]),
                ],
            ),
            item(dropped("Dieser Punkt ist entfallen."), vec![]),
            item(format!("Punkt {n} mit E\u{2011}Akte, §\u{a0}5 und Silben\u{ad}trennung"), vec![]),
        ])]
    };
    let rows = (1..=14)
        .map(|n| {
            row(vec![
                vec![
                    paragraph(format!("Aktion {n}: InformationsSicherheitsManagement einführen")),
                    details("Status: offen · Termin: 31.12.2026"),
                ],
                status(n),
            ])
        })
        .collect();
    let formatted = Text::from_iter([
        run("Fläche in m", Mark::Kept),
        styled("2", Style { superscript: true, ..Style::default() }),
        run(", CO", Mark::Kept),
        styled("2", Style { subscript: true, ..Style::default() }),
        styled(" fett", Style::BOLD),
        styled(" fett und kursiv", Style { italic: true, ..Style::BOLD }),
        run(", siehe ", Mark::Kept),
        linked("Beschluss & Anlage", "https://beispiel.example/a?b=1&c=\"2\""),
        (" (neu verlinkt)", linked("", "https://beispiel.example/neu").1.marked(Mark::Inserted)),
        run(" und ", Mark::Kept),
        linked("Handlungsfeld 1", "#h3"),
        run(", nicht ", Mark::Kept),
        linked("dorthin", "javascript:alert(1)"),
    ]);
    let blocks = vec![
        Block::Contents { title: "Inhaltsverzeichnis".to_owned() },
        heading(1, "h1", "Dokumentinformation"),
        table(
            TableKind::Facts,
            &[1, 2],
            &["Angabe", "Inhalt"],
            vec![
                row(vec![vec![paragraph("Titel")], vec![paragraph("Sachstandsbericht")]]),
                row(vec![vec![paragraph("Empfänger")], vec![paragraph("Hauptausschuss"), paragraph("Rat")]]),
            ],
        ),
        heading(1, "h2", "Einleitung"),
        paragraph(formatted),
        paragraph("Die Stadt Musterlingen führt ihre Verwaltung in das digitale Zeitalter. ".repeat(6)),
        list(vec![
            item("Erster Punkt", vec![]),
            item("Zweiter Punkt", vec![list(vec![item("darunter", vec![])])]),
        ]),
        details("Stand der Einleitung"),
        heading(1, "h3", "Handlungsfelder"),
        heading(
            2,
            "h4",
            changed(
                "Strategie und ",
                "Planung",
                "Steuerung",
                " mit einer so langen Überschrift, dass sie im Inhaltsverzeichnis umbrechen muss",
            ),
        ),
        table(
            TableKind::Status,
            &[1, 2],
            &["Aktion im Handlungsfeld", "Darstellung des Sachstands / Zielerreichung"],
            rows,
        ),
        heading(2, "h5", dropped("Entfallenes Handlungsfeld")),
        paragraph(dropped("Hier stand etwas.")),
        heading(1, "h6", "Änderungsübersicht"),
        table(
            TableKind::Listing,
            &[2, 3, 3],
            &["Ort", "Bisher", "Neu"],
            vec![row(vec![vec![paragraph("Strategie")], vec![paragraph("Planung")], vec![]])],
        ),
        table(
            TableKind::Listing,
            &[1, 1],
            &["Abkürzung", "Bedeutung"],
            vec![row(vec![vec![paragraph("OZG")], vec![paragraph("Onlinezugangsgesetz")]])],
        ),
    ];
    let (mut document, pages) = paper(blocks);
    document.cover.logo = Some(logo());
    (document, pages)
}

/// Replaced, new and dropped paragraphs, items, rows and tables, at the start and end of what holds
/// them.
pub(crate) fn revised() -> Vec<Block> {
    let kept = |text: &str| paragraph(text);
    let status = |name: &str, blocks| row(vec![vec![paragraph(name)], blocks]);
    let columns = &["Aktion", "Stand"];
    vec![
        Block::Contents { title: "Inhalt".to_owned() },
        heading(1, "h1", dropped("Alt zuerst")),
        heading(1, "h2", "Bleibt"),
        kept("Text"),
        paragraph(new("Neuer Absatz")),
        table(
            TableKind::Status,
            &[1, 2],
            columns,
            vec![
                status("Ende neu", vec![list(vec![item("bleibt", vec![]), item(new("kommt"), vec![])])]),
                status("Ende weg", vec![list(vec![item("bleibt", vec![]), item(dropped("geht"), vec![])])]),
                status(
                    "Ersetzt",
                    vec![list(vec![item(dropped("geht"), vec![]), item(new("kommt"), vec![])])],
                ),
                status(
                    "Erst gefüllt",
                    vec![list(vec![item(new("kommt"), vec![paragraph(new("mit Absatz"))])])],
                ),
                status(
                    "Nun leer",
                    vec![list(vec![item(dropped("geht"), vec![list(vec![item(dropped("auch"), vec![])])])])],
                ),
                row(vec![
                    vec![paragraph(new("Neue Zeile"))],
                    vec![list(vec![item(new("ganz neu"), vec![])])],
                ]),
                row(vec![vec![paragraph(dropped("Alte Zeile"))], vec![]]),
            ],
        ),
        heading(2, "h3", new("Neue Überschrift")),
        paragraph(changed("Der Termin ist ", "Mai", "Juni", ".")),
        paragraph(dropped("Zum Schluss entfallen")),
    ]
}

/// A green square of 60 × 40 pixels.
fn logo() -> Image {
    let mut png = std::io::Cursor::new(Vec::new());
    let pixels = image::RgbImage::from_pixel(60, 40, image::Rgb([20, 110, 60]));
    pixels.write_to(&mut png, image::ImageFormat::Png).unwrap();
    Image {
        bytes: png.into_inner(),
        alternative: "Wappen \"Musterlingen\" & Umland".to_owned(),
        width: 60,
        height: 40,
    }
}
