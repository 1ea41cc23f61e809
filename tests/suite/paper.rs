//! The finished files of the sample workbooks, looked at from outside.

use std::sync::LazyLock;

use sachstand::document::Block;
use sachstand::settings::Settings;
use sachstand::write::pdf::{FontOptions, Typesetter};

use crate::support::{Built, build, python, samples, squeezed, stdout, temporary, tool};

static PAPERS: LazyLock<Vec<Built>> =
    LazyLock::new(|| samples().iter().map(|sample| build(sample, &Settings::default())).collect());

/// All printed texts after the cover and contents, in order.
fn texts(built: &Built) -> Vec<String> {
    let mut texts = Vec::new();
    built.paper.document().visit(&mut |text, _| texts.push(text.to_owned()));
    texts.truncate(texts.len() - 3); // header and footer
    texts.retain(|text| !text.trim().is_empty());
    texts
}

/// Finds every text after the one before it. The contents list prints the headings first, so a
/// text may be met there; what counts is that the order holds to the end.
fn assert_in_order(texts: &[String], haystack: &str, what: &str) {
    let haystack = squeezed(haystack);
    let mut from = 0;
    for text in texts {
        let needle = squeezed(text);
        match haystack[from..].find(&needle) {
            Some(at) => from += at + needle.len(),
            None => panic!("{what}: »{text}« is missing or out of order"),
        }
    }
}

#[test]
fn the_pdf_read_by_its_structure_holds_every_text_in_order() {
    for built in PAPERS.iter() {
        let (_folder, path) = temporary("paper.pdf", &built.pdf);
        let Some(output) = tool("pdfinfo", &["-struct-text", path.to_str().unwrap()]) else { return };
        // Only the quoted lines are text; the others name the tags.
        let quoted = |line: &str| Some(line.trim().strip_prefix('"')?.strip_suffix('"')?.to_owned());
        let text: String = stdout(output).lines().filter_map(quoted).collect();
        assert_in_order(&texts(built), &text, &built.report.file);
    }
}

#[test]
fn the_pages_of_the_pdf_show_every_text() {
    for built in PAPERS.iter() {
        let (_folder, path) = temporary("paper.pdf", &built.pdf);
        let Some(output) = tool("pdftotext", &["-raw", path.to_str().unwrap(), "-"]) else { return };
        let page_words = stdout(output);
        let page_text = squeezed(&page_words);
        for text in texts(built) {
            // A page break may part a text, with footer, header and table head between.
            let shown = |part: &str| page_text.contains(&squeezed(part));
            let whole = shown(&text) || text.split_whitespace().all(shown);
            assert!(whole, "{}: »{text}« is not on the pages", built.report.file);
        }
    }
}

#[test]
fn the_docx_holds_every_text_in_order() {
    const SCRIPT: &str = "import sys, docx\n\
        d = docx.Document(sys.argv[1])\n\
        for e in d.element.body.iter():\n    \
            if e.tag.endswith('}t') or e.tag.endswith('}delText'): sys.stdout.write(e.text or '')\n    \
            elif e.tag.endswith('}p'): sys.stdout.write('\\n')\n    \
            elif e.tag.endswith('}noBreakHyphen'): sys.stdout.write('-')\n";
    for built in PAPERS.iter() {
        let (_folder, path) = temporary("paper.docx", &built.docx);
        let Some(output) = python("docx", &["-c", SCRIPT, path.to_str().unwrap()]) else { return };
        assert_in_order(&texts(built), &stdout(output), &built.report.file);
    }
}

#[test]
fn every_heading_stands_on_the_page_the_contents_name() {
    for built in PAPERS.iter() {
        let (_folder, path) = temporary("paper.pdf", &built.pdf);
        let path = path.to_str().unwrap();
        let page = |number: u32| {
            let number = number.to_string();
            tool("pdftotext", &["-raw", "-f", &number, "-l", &number, path, "-"]).map(stdout)
        };
        let Some(contents) = page(2).zip(page(3)).map(|(second, third)| squeezed(&(second + &third))) else {
            return;
        };
        let mut headings = 0;
        for block in &built.paper.document().blocks {
            let Block::Heading(heading) = block else { continue };
            let number = built.paper.pages().headings[&heading.anchor];
            let title = squeezed(&heading.text.to_plain());
            assert!(squeezed(&page(number).unwrap()).contains(&title), "{title} is not on page {number}");
            let entry = contents
                .split(&title)
                .skip(1)
                .any(|rest| rest.trim_start_matches('.').starts_with(&number.to_string()));
            assert!(entry, "the contents do not name page {number} for »{title}«:\n{contents}");
            headings += 1;
        }
        assert!(headings >= 6, "too few headings to be true: {headings}");
    }
}

#[test]
fn the_word_file_prefills_its_contents_with_the_pages_of_the_pdf() {
    for built in PAPERS.iter() {
        let xml = part(&built.docx, "word/document.xml");
        for block in &built.paper.document().blocks {
            let Block::Heading(heading) = block else { continue };
            let number = built.paper.pages().headings[&heading.anchor];
            let title = squeezed(&heading.text.to_plain());
            let entries = paragraphs_of_style(&xml, ["TOC1", "TOC2"]);
            let expected = format!("{title}{number}");
            assert!(
                entries.iter().any(|entry| squeezed(entry) == expected),
                "{expected} not in {entries:#?}"
            );
        }
    }
}

/// The texts of all paragraphs in one of these styles, field instructions left out.
fn paragraphs_of_style(xml: &str, styles: [&str; 2]) -> Vec<String> {
    let document = roxmltree::Document::parse(xml).unwrap();
    let named = |node: &roxmltree::Node, name: &str| node.tag_name().name() == name;
    let value = |node: roxmltree::Node| {
        node.attributes().find(|it| it.name() == "val").map(|it| it.value().to_owned())
    };
    let in_style = |p: &roxmltree::Node| {
        let style = p.descendants().find(|node| named(node, "pStyle")).and_then(value);
        style.is_some_and(|style| styles.contains(&style.as_str()))
    };
    let text = |p: roxmltree::Node| {
        p.descendants()
            .filter(|node| named(node, "t"))
            .filter_map(|node| node.text().map(String::from))
            .collect()
    };
    document.descendants().filter(|node| named(node, "p")).filter(in_style).map(text).collect()
}

fn part(docx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}

#[test]
fn the_pdf_is_sound_tagged_and_says_what_it_is() {
    for built in PAPERS.iter() {
        let (_folder, path) = temporary("paper.pdf", &built.pdf);
        let path = path.to_str().unwrap();
        if let Some(checked) = tool("qpdf", &["--check", path]) {
            assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
        }
        if let Some(info) = tool("pdfinfo", &[path]) {
            let info = stdout(info);
            let title = format!("Title:           {}", built.report.facts.title.value);
            assert!(info.contains(&title), "{info}");
            assert!(info.contains("Tagged:          yes"), "{info}");
            assert!(info.contains("PDF subtype:     PDF/A-2a"), "{info}");
        }
    }
}

#[test]
fn the_pdf_passes_the_checks_of_pdf_ua() {
    for built in PAPERS.iter() {
        let (_folder, path) = temporary("paper.pdf", &built.pdf);
        let Some(checked) = python("pdfua", &["-m", "pdfua", "check", path.to_str().unwrap()]) else {
            return;
        };
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
    }
}

#[test]
fn the_tag_tree_has_headings_tables_and_lists() {
    let built = PAPERS.last().unwrap();
    let (_folder, path) = temporary("paper.pdf", &built.pdf);
    let Some(output) = tool("pdfinfo", &["-struct", path.to_str().unwrap()]) else { return };
    let tree = stdout(output);
    let count = |tag: &str| tree.lines().filter(|line| line.trim().split(' ').next() == Some(tag)).count();
    let document = built.paper.document();
    let tables = document.blocks.iter().filter(|block| matches!(block, Block::Table(_))).count();
    assert_eq!(count("Table"), tables);
    assert_eq!(count("THead"), tables);
    for tag in ["H1", "H2", "TH", "TD", "L", "LI", "Lbl", "LBody", "TOC", "TOCI", "Link"] {
        assert!(count(tag) > 0, "no {tag} in the tag tree");
    }
}

#[test]
fn the_same_workbook_gives_the_same_bytes_in_any_order() {
    let samples = samples();
    let settings = Settings::default();
    for (first, sample) in PAPERS.iter().zip(&samples).rev() {
        let again = build(sample, &settings);
        assert!(again.pdf == first.pdf, "the PDF of {} differs", sample.display());
        assert!(again.docx == first.docx, "the DOCX of {} differs", sample.display());
    }
    // A typesetter of its own shares nothing with the first one.
    let fresh = Typesetter::new(&FontOptions::default()).unwrap();
    let laid_out =
        fresh.layout(PAPERS[0].paper.document(), &sachstand::source::Location::file("a.xlsx")).unwrap();
    assert!(laid_out.value.pdf().unwrap() == PAPERS[0].pdf);
}

#[test]
fn libre_office_opens_the_word_file_and_needs_as_many_pages() {
    for built in PAPERS.iter() {
        let (folder, path) = temporary("paper.docx", &built.docx);
        let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
        let out = folder.path().to_str().unwrap();
        let arguments =
            [&*profile, "--headless", "--convert-to", "pdf", "--outdir", out, path.to_str().unwrap()];
        let Some(output) = tool("soffice", &arguments) else { return };
        stdout(output);
        let info = stdout(tool("pdfinfo", &[folder.path().join("paper.pdf").to_str().unwrap()]).unwrap());
        let pages: i64 =
            info.lines().find_map(|line| line.strip_prefix("Pages:")?.trim().parse().ok()).unwrap();
        let expected = i64::from(built.paper.pages().total);
        assert!((pages - expected).abs() <= 2, "{pages} pages in LibreOffice, {expected} in the PDF");
    }
}
