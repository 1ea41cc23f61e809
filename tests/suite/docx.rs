//! The Word writer, by reading its files back.

#[path = "docx/contents.rs"]
mod contents;
#[path = "docx/order.rs"]
mod order;
#[path = "docx/outside.rs"]
mod outside;
#[path = "docx/package.rs"]
mod package;
#[path = "docx/sample.rs"]
pub(crate) mod sample;
#[path = "docx/text.rs"]
mod text;

use package::{Version, paragraphs, part, parts};
use sachstand::document::{Block, Document, PageNumbers, Shown, TableKind};
use sachstand::text::{Format, Mark, Text};
use sachstand::write::docx::{DocxOptions, docx};
use sample::*;

fn build((document, pages): &(Document, PageNumbers), changes: Shown) -> Vec<u8> {
    docx(document, pages, &DocxOptions { changes, ..DocxOptions::default() }).unwrap()
}

fn marked(paper: &(Document, PageNumbers)) -> Vec<u8> {
    build(paper, Shown::Marked)
}

#[test]
fn the_package_has_these_parts() {
    let docx = marked(&full());
    let names: Vec<_> = parts(&docx).into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "docProps/app.xml",
            "word/document.xml",
            "word/_rels/document.xml.rels",
            "word/styles.xml",
            "word/numbering.xml",
            "word/settings.xml",
            "word/fontTable.xml",
            "word/theme/theme1.xml",
            "word/header1.xml",
            "word/footer1.xml",
            "word/media/logo.png",
        ]
    );
}

#[test]
fn the_same_paper_gives_the_same_bytes_after_any_other() {
    let (small, large) = (paper(vec![paragraph(new("Nur ein Absatz"))]), full());
    for changes in [Shown::Marked, Shown::Tracked] {
        let first = (build(&small, changes), build(&large, changes));
        let second = (build(&large, changes), build(&small, changes));
        assert!(first == (second.1, second.0), "{changes:?}");
    }
}

#[test]
fn relationships_lead_to_parts_and_every_reference_has_one() {
    let docx = marked(&full());
    let names: Vec<_> = parts(&docx).into_iter().map(|(name, _)| name).collect();
    let relationships = part(&docx, "word/_rels/document.xml.rels");
    let mut ids: Vec<_> = relationships.children.iter().map(|tag| tag.attribute("Id").unwrap()).collect();
    for relationship in &relationships.children {
        if relationship.attribute("TargetMode") != Some("External") {
            let target = format!("word/{}", relationship.attribute("Target").unwrap());
            assert!(names.contains(&target), "{target}");
        }
    }
    let document = part(&docx, "word/document.xml");
    let used =
        document.walk().into_iter().flat_map(|tag| ["r:id", "r:embed"].map(|name| tag.attribute(name)));
    for id in used.flatten() {
        assert!(ids.contains(&id), "{id}");
    }
    ids.sort_unstable();
    assert!(ids.windows(2).all(|pair| pair[0] != pair[1]));
}

#[test]
fn links_are_coloured_never_underlined_and_lead_only_where_a_paper_may_link() {
    let docx = marked(&full());
    let targets: Vec<_> = part(&docx, "word/_rels/document.xml.rels")
        .children
        .iter()
        .filter(|tag| tag.attribute("TargetMode") == Some("External"))
        .map(|tag| tag.attribute("Target").unwrap().to_owned())
        .collect();
    assert_eq!(targets, ["https://beispiel.example/a?b=1&c=%222%22", "https://beispiel.example/neu"]);
    let styles = part(&docx, "word/styles.xml");
    let link = styles.all("w:style").into_iter().find(|tag| tag.attribute("w:styleId") == Some("Hyperlink"));
    assert!(link.unwrap().all("w:u").is_empty());
    let document = part(&docx, "word/document.xml");
    let inside = document.all("w:hyperlink").into_iter().filter(|tag| tag.attribute("r:id").is_none());
    let bookmarks: Vec<_> =
        document.all("w:bookmarkStart").iter().filter_map(|tag| tag.attribute("w:name")).collect();
    for link in inside {
        assert!(bookmarks.contains(&link.attribute("w:anchor").unwrap()));
    }
}

#[test]
fn the_contents_are_a_filled_in_field_and_word_is_not_asked_to_update_it() {
    let docx = marked(&full());
    let all = paragraphs(&part(&docx, "word/document.xml"), Version::All);
    let entries: Vec<_> = all
        .iter()
        .filter(|read| read.style.starts_with("TOC"))
        .map(|read| (&*read.style, &*read.text))
        .collect();
    assert_eq!(
        entries,
        [
            ("TOCHeading", "Inhaltsverzeichnis"),
            ("TOC1", "Dokumentinformation\t3"),
            ("TOC1", "Einleitung\t4"),
            ("TOC1", "Handlungsfelder\t5"),
            (
                "TOC2",
                "Strategie und PlanungSteuerung mit einer so langen Überschrift, dass sie im Inhaltsverzeichnis umbrechen muss\t6"
            ),
            ("TOC2", "Entfallenes Handlungsfeld\t7"),
            ("TOC1", "Änderungsübersicht\t8"),
        ]
    );
    let document = part(&docx, "word/document.xml");
    let instructions: Vec<_> = document.all("w:instrText").iter().map(|tag| tag.text.trim()).collect();
    assert_eq!(instructions[0], r#"TOC \o "1-2" \h \z \u"#);
    assert_eq!(instructions[1], r"PAGEREF _Toc100000001 \h");
    let kinds = |kind| {
        document.all("w:fldChar").iter().filter(|tag| tag.attribute("w:fldCharType") == Some(kind)).count()
    };
    assert_eq!([kinds("begin"), kinds("separate"), kinds("end")], [7; 3]);
    let settings = part(&docx, "word/settings.xml");
    assert!(settings.all("w:updateFields").is_empty());
    assert!(document.all("w:fldChar").iter().all(|tag| tag.attribute("w:dirty").is_none()));
}

#[test]
fn a_dropped_heading_is_struck_through_in_the_contents() {
    let document = part(&marked(&full()), "word/document.xml");
    let struck = |style: &str| {
        let paragraphs = document.all("w:p").into_iter();
        let mut of_style = paragraphs.filter(|tag| {
            tag.path(&["w:pPr", "w:pStyle"]).and_then(|tag| tag.attribute("w:val")) == Some(style)
                && tag.all("w:t").iter().any(|text| text.text == "Entfallenes Handlungsfeld")
        });
        let runs = of_style.next().unwrap().all("w:rStyle");
        runs.iter().any(|tag| tag.attribute("w:val") == Some("Gestrichen"))
    };
    assert!(struck("Heading2") && struck("TOC2"));
}

#[test]
fn a_heading_without_a_page_is_an_error() {
    let (document, mut pages) = full();
    pages.anchors.remove("h2");
    let error = docx(&document, &pages, &DocxOptions::default()).unwrap_err();
    assert_eq!(error.message(), "Für die Stelle »h2« ist keine Seitenzahl bekannt");
}

#[test]
fn tables_have_fixed_columns_a_repeated_head_and_a_description() {
    let document = part(&marked(&full()), "word/document.xml");
    for table in document.all("w:tbl") {
        let widths = |tags: Vec<&package::Tag>| -> usize {
            tags.iter().map(|tag| tag.attribute("w:w").unwrap().parse::<usize>().unwrap()).sum()
        };
        assert_eq!(widths(table.all("w:gridCol")), 9071);
        let rows: Vec<_> = table.children.iter().filter(|tag| tag.name == "w:tr").collect();
        for (index, row) in rows.iter().enumerate() {
            assert_eq!(widths(row.all("w:tcW")), 9071);
            assert_eq!(row.all("w:tblHeader").len(), usize::from(index == 0));
        }
        let together: Vec<usize> = rows.iter().map(|row| row.all("w:cantSplit").len()).collect();
        assert_eq!(together[0], 1, "a head row never breaks");
        assert!(together[1..].windows(2).all(|pair| pair[0] == pair[1]), "{together:?}");
        let value = |name: &str| table.path(&["w:tblPr", name]).and_then(|tag| tag.attribute("w:val"));
        assert_eq!(value("w:tblStyle"), Some("Sachstandstabelle"));
        assert_eq!(value("w:tblCaption"), Some("Aktionen & ihr »Stand«"));
    }
}

#[test]
fn only_the_rows_of_a_status_table_run_over_pages() {
    for (kind, together) in [(TableKind::Status, 0), (TableKind::Facts, 1), (TableKind::Listing, 1)] {
        let rows = vec![row(vec![vec![paragraph("Text")]])];
        let document = part(&marked(&paper(vec![table(kind, &[1], &["Kopf"], rows)])), "word/document.xml");
        let rows = document.all("w:tr");
        assert_eq!(rows[1].all("w:cantSplit").len(), together, "{kind:?}");
    }
}

#[test]
fn two_tables_never_touch_and_the_body_ends_with_a_paragraph() {
    for changes in [Shown::Marked, Shown::Tracked] {
        let empty = || table(TableKind::Listing, &[1], &["A"], vec![]);
        let blocks = vec![empty(), empty(), heading(2, "h1", dropped("Weg")), empty()];
        let document = part(&build(&paper(blocks), changes), "word/document.xml");
        let body: Vec<_> = document.children[0].children.iter().map(|tag| tag.name.as_str()).collect();
        assert!(!body.windows(2).any(|pair| pair == ["w:tbl", "w:tbl"]), "{body:?}");
        assert_eq!(body[body.len() - 2..], ["w:p", "w:sectPr"]);
        // The dropped heading may go: something must stay between its tables.
        let spare = body.windows(4).any(|four| four == ["w:tbl", "w:p", "w:p", "w:tbl"]);
        assert_eq!(spare, changes == Shown::Tracked);
    }
}

#[test]
fn lists_hang_in_one_multi_level_list_tied_to_words_styles() {
    let docx = marked(&full());
    let numbering = part(&docx, "word/numbering.xml");
    let levels = numbering.all("w:lvl");
    assert_eq!(levels.len(), 9);
    let bullets: Vec<_> =
        levels.iter().take(3).map(|level| level.child("w:lvlText").unwrap().attribute("w:val")).collect();
    assert_eq!(bullets, [Some("•"), Some("–"), Some("▪")]);
    let styles = part(&docx, "word/styles.xml");
    let number = numbering.all("w:num")[0].attribute("w:numId");
    for level in levels.iter().filter(|level| level.child("w:pStyle").is_some()) {
        let id = level.child("w:pStyle").unwrap().attribute("w:val");
        let style =
            styles.all("w:style").into_iter().find(|style| style.attribute("w:styleId") == id).unwrap();
        let property = style.path(&["w:pPr", "w:numPr"]).unwrap();
        assert_eq!(property.child("w:ilvl").unwrap().attribute("w:val"), level.attribute("w:ilvl"));
        assert_eq!(property.child("w:numId").unwrap().attribute("w:val"), number);
    }
    let read: Vec<_> = paragraphs(&part(&docx, "word/document.xml"), Version::All);
    let style = |text: &str| read.iter().find(|read| read.text == text).map(|read| read.style.as_str());
    assert_eq!(style("Erster Punkt"), Some("ListBullet"));
    assert_eq!(style("Dritte Ebene"), Some("ListBullet3"));
    assert_eq!(style("Absatz der dritten Ebene"), Some("ListContinue3"));
}

#[test]
fn lists_deeper_than_words_styles_keep_their_level() {
    let deep = (0..12).rev().fold(vec![], |inner, level| {
        let blocks = if inner.is_empty() { vec![] } else { vec![list(inner)] };
        vec![item(format!("Ebene {level}"), blocks)]
    });
    let document = part(&marked(&paper(vec![list(deep)])), "word/document.xml");
    let levels: Vec<_> =
        document.all("w:ilvl").iter().map(|tag| tag.attribute("w:val").unwrap().to_owned()).collect();
    assert_eq!(levels, ["5", "6", "7", "8", "8", "8", "8"]);
}

#[test]
fn every_style_in_use_is_defined_and_normal_is_the_default() {
    for changes in [Shown::Marked, Shown::Tracked] {
        let docx = build(&full(), changes);
        let styles = part(&docx, "word/styles.xml");
        let ids: Vec<_> =
            styles.all("w:style").iter().map(|tag| tag.attribute("w:styleId").unwrap()).collect();
        for name in [
            "word/document.xml",
            "word/header1.xml",
            "word/footer1.xml",
            "word/styles.xml",
            "word/numbering.xml",
        ] {
            let part = part(&docx, name);
            for tag in part.walk() {
                if matches!(
                    &*tag.name,
                    "w:pStyle" | "w:rStyle" | "w:tblStyle" | "w:basedOn" | "w:next" | "w:link"
                ) {
                    let id = tag.attribute("w:val").unwrap();
                    assert!(ids.contains(&id), "{id} in {name}");
                }
            }
        }
        let normal =
            styles.all("w:style").into_iter().find(|tag| tag.attribute("w:styleId") == Some("Normal"));
        assert_eq!(normal.unwrap().attribute("w:default"), Some("1"));
        assert_eq!(styles.all("w:lang")[0].attribute("w:val"), Some("de-DE"));
    }
}

#[test]
fn header_and_footer_stand_on_every_page_but_the_cover() {
    let docx = marked(&full());
    let read = |name| paragraphs(&part(&docx, name), Version::All).remove(0).text;
    assert_eq!(read("word/header1.xml"), "Stadt Musterlingen\tSachstandsbericht Digitale Verwaltung");
    assert_eq!(read("word/footer1.xml"), "SB-07 · 1.14 · 09.06.2026\tSeite 2 von 12");
    let document = part(&docx, "word/document.xml");
    assert_eq!(document.all("w:titlePg").len(), 1);
    assert_eq!(document.all("w:headerReference")[0].attribute("w:type"), Some("default"));
}

#[test]
fn core_properties_and_alternative_text_are_those_of_the_document() {
    let docx = marked(&full());
    let core = part(&docx, "docProps/core.xml");
    let values: Vec<_> = core.children.iter().map(|tag| (&*tag.name, &*tag.text)).collect();
    assert_eq!(
        values,
        [
            ("dc:title", "Digitale Verwaltung – Sachstand"),
            ("dc:subject", "SB-07, Version 1.14, 09.06.2026"),
            ("dc:creator", "Amt für Digitales"),
            ("cp:keywords", "Sachstand, Digitales"),
            ("cp:lastModifiedBy", "Amt für Digitales"),
            ("cp:revision", "1"),
            ("dcterms:created", "2026-06-09T00:00:00Z"),
            ("dcterms:modified", "2026-06-09T00:00:00Z"),
            ("dc:language", "de-DE"),
        ]
    );
    let document = part(&docx, "word/document.xml");
    assert_eq!(document.all("wp:docPr")[0].attribute("descr"), Some("Wappen \"Musterlingen\" & Umland"));
}

#[test]
fn the_font_is_the_one_asked_for_whatever_its_name() {
    let (document, pages) = full();
    let font = "Haus & \"Hof\" <Sans>";
    let options = DocxOptions { font: font.to_owned(), ..DocxOptions::default() };
    let docx = docx(&document, &pages, &options).unwrap();
    let fonts = part(&docx, "word/styles.xml");
    assert_eq!(fonts.all("w:rFonts")[0].attribute("w:ascii"), Some(font));
    assert_eq!(part(&docx, "word/fontTable.xml").children[0].attribute("w:name"), Some(font));
}

#[test]
fn revisions_carry_author_date_and_ids_of_their_own() {
    let mut full = full();
    full.0.properties.author = "A & \"B\" <C>".to_owned();
    let document = part(&build(&full, Shown::Tracked), "word/document.xml");
    let revisions: Vec<_> =
        document.walk().into_iter().filter(|tag| matches!(&*tag.name, "w:ins" | "w:del")).collect();
    assert!(revisions.len() > 20);
    let mut ids: Vec<_> =
        document.all("w:bookmarkStart").iter().map(|tag| tag.attribute("w:id").unwrap()).collect();
    for revision in revisions {
        assert_eq!(revision.attribute("w:author"), Some("A & \"B\" <C>"));
        assert_eq!(revision.attribute("w:date"), Some("2026-06-09T00:00:00Z"));
        ids.push(revision.attribute("w:id").unwrap());
    }
    ids.sort_unstable();
    assert!(ids.windows(2).all(|pair| pair[0] != pair[1]));
    assert!(document.all("w:rStyle").iter().all(|tag| tag.attribute("w:val") == Some("Hyperlink")));
}

#[test]
fn the_body_and_what_follows_the_contents_start_a_page() {
    let contents = || Block::Contents { title: "Inhalt".to_owned() };
    let bullets = || list(vec![item("Punkt", vec![paragraph("darunter")])]);
    let rows = || vec![row(vec![vec![paragraph("Zelle")]])];
    for next in [bullets(), table(TableKind::Listing, &[1], &["Kopf"], rows()), paragraph("Absatz")] {
        let document = part(&marked(&paper(vec![contents(), next, paragraph("Ende")])), "word/document.xml");
        let body = document.child("w:body").unwrap();
        let breaks = |tag: &package::Tag| !tag.all("w:pageBreakBefore").is_empty();
        let at: Vec<_> = (0..body.children.len()).filter(|&index| breaks(&body.children[index])).collect();
        // The cover has seven paragraphs.
        assert_eq!(at, [7, 8]);
    }
}

#[test]
fn marks_are_styles_and_a_marked_link_keeps_its_colour() {
    let link =
        ("neu", Format { link: Some("https://a.example".into()), mark: Mark::Inserted, ..Format::default() });
    let document = part(&marked(&paper(vec![paragraph(Text::from_iter([link]))])), "word/document.xml");
    let run = document.all("w:hyperlink")[0].child("w:r").unwrap();
    assert_eq!(run.path(&["w:rPr", "w:rStyle"]).unwrap().attribute("w:val"), Some("Neu"));
    assert_eq!(run.path(&["w:rPr", "w:color"]).unwrap().attribute("w:val"), Some("0B60C8"));
    assert!(document.all("w:ins").is_empty());
}
