//! The finished files of the sample workbooks, looked at from outside.

use std::sync::LazyLock;

use sachstand::document::{Block, TableKind};
use sachstand::settings::Settings;
use sachstand::write::pdf::pdf;
use sachstand::write::typeset::{FontOptions, Typesetter};

use crate::support::{Built, build, python, root, samples, squeezed, stdout, temporary, tool};

/// Every sample as a first version, and the newer version of the first paper against the older one.
static PAPERS: LazyLock<Vec<Built>> = LazyLock::new(|| {
    let samples = samples();
    let settings = Settings::default();
    let first = samples.iter().map(|sample| build(sample, None, &settings));
    first.chain([build(&samples[1], Some(samples[0].as_path()), &settings)]).collect()
});

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
        let Some(tree) = structure(&built.pdf) else { return };
        let text: String =
            tree.lines().filter_map(|line| line.split_once('\t')).map(|(_, text)| text).collect();
        assert_in_order(&texts(built), &without_spoken(&text), &built.report.file);
    }
}

/// The structure tree of a PDF, a line per element: its tag, a tab, its text.
fn structure(pdf: &[u8]) -> Option<String> {
    let (_folder, path) = temporary("paper.pdf", pdf);
    let script = root().join("tests/tools/reading_order.py");
    python("pikepdf", &[script.to_str().unwrap(), path.to_str().unwrap()]).map(stdout)
}

#[test]
fn the_pages_of_the_pdf_show_every_text() {
    for built in PAPERS.iter() {
        let Some(pages) = pages(&built.pdf) else { return };
        let page_text: String = pages.iter().map(|page| without_frame(page, built)).collect();
        for text in texts(built) {
            let shown = page_text.contains(&squeezed(&text));
            assert!(
                shown || parted(&text, &page_text),
                "{}: »{text}« is not on the pages",
                built.report.file
            );
        }
    }
}

/// The pages of a PDF as poppler reads them, in the order in which they were drawn.
fn pages(pdf: &[u8]) -> Option<Vec<String>> {
    let (_folder, path) = temporary("paper.pdf", pdf);
    let text = stdout(tool("pdftotext", &["-raw", path.to_str().unwrap(), "-"])?);
    Some(text.split_terminator('\u{c}').map(|page| without_spoken(&squeezed(page))).collect())
}

/// A text without the words that say to a screen reader what is new and what is gone.
fn without_spoken(text: &str) -> String {
    let words = ["[neu]", "[Ende neu]", "[Endeneu]", "[entfallen]", "[Ende entfallen]", "[Endeentfallen]"];
    words.iter().fold(text.to_owned(), |text, word| text.replace(word, ""))
}

/// A page without header, footer and the heads of tables, which part what runs over several pages.
fn without_frame(page: &str, built: &Built) -> String {
    let document = built.paper.document();
    let running = &document.running;
    let mut page = page.replace(&squeezed(&(running.header_left.clone() + &running.header_right)), "");
    if let Some(at) = page.rfind(&squeezed(&running.footer_left)) {
        page.truncate(at);
    }
    for block in &document.blocks {
        let Block::Table(table) = block else { continue };
        let head: String = table.header.iter().map(|head| squeezed(&head.to_plain())).collect();
        page = page.replacen(&head, "", if page.starts_with(&head) { 1 } else { 0 });
    }
    page
}

/// Whether a text stands in two parts: a row ran over the page, and the text of the other column
/// lies between.
fn parted(text: &str, pages: &str) -> bool {
    let text = squeezed(text);
    let mut cuts = text.char_indices().map(|(at, _)| at).skip(1);
    cuts.any(|at| pages.contains(&text[..at]) && pages.contains(&text[at..]) && at > 3 && text.len() - at > 3)
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
        let Some(pages) = pages(&built.pdf) else { return };
        let contents = pages[1].clone() + &pages[2];
        let mut headings = 0;
        for block in &built.paper.document().blocks {
            let Block::Heading(heading) = block else { continue };
            let number = built.paper.pages().anchors[&heading.anchor];
            let title = squeezed(&heading.text.to_plain());
            assert!(pages[number as usize - 1].contains(&title), "{title} is not on page {number}");
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
            let number = built.paper.pages().anchors[&heading.anchor];
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
        let xmp = String::from_utf8_lossy(&built.pdf);
        for claim in ["<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"] {
            assert!(xmp.contains(claim), "the metadata lack {claim}");
        }
        if let Some(info) = tool("pdfinfo", &[path]) {
            let info = stdout(info);
            let says = |key: &str, value: &str| {
                info.lines()
                    .filter_map(|line| line.split_once(':'))
                    .any(|it| it.0 == key && it.1.trim() == value)
            };
            assert!(says("Title", &built.report.facts.title.value), "{info}");
            assert!(says("Tagged", "yes"), "{info}");
        }
    }
}

#[test]
fn what_is_no_stream_lies_packed_in_the_pdf() {
    let ends = |pdf: &[u8], end: &[u8]| pdf.windows(end.len()).filter(|it| *it == end).count();
    for built in PAPERS.iter() {
        let objects = ends(&built.pdf, b"\nendobj\n");
        assert_eq!(ends(&built.pdf, b"\nendstream\nendobj\n"), objects, "{}", built.report.file);
        assert!(ends(&built.pdf, b"<</Type/ObjStm/") >= 1 && objects > 10, "{}", built.report.file);
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
    for built in PAPERS.iter() {
        let Some(tree) = structure(&built.pdf) else { return };
        let count =
            |tag: &str| tree.lines().filter(|line| line.trim_start().split('\t').next() == Some(tag)).count();
        let document = built.paper.document();
        let of_kind =
            |wanted: fn(&Block) -> bool| document.blocks.iter().filter(|block| wanted(block)).count();
        let tables = of_kind(|block| matches!(block, Block::Table(_)));
        let with_row_heads =
            of_kind(|block| matches!(block, Block::Table(it) if it.kind == TableKind::Facts));
        // Typst writes no THead where rows have header cells of their own; the TH carry the scope.
        assert_eq!((count("Table"), count("THead")), (tables, tables - with_row_heads));
        let headings = of_kind(|block| matches!(block, Block::Heading(_)));
        assert_eq!(count("H1") + count("H2"), headings + 1, "the headings and that of the contents");
        assert_eq!(count("TOCI"), headings);
        let items = tree.matches("LBody").count();
        assert!(items > 20 && count("L") > 5 && count("TH") >= 2 * tables, "{tree}");
    }
}

#[test]
fn the_same_workbook_gives_the_same_bytes_in_any_order() {
    let samples = samples();
    let settings = Settings::default();
    for (first, sample) in PAPERS.iter().zip(&samples).rev() {
        let again = build(sample, None, &settings);
        assert!(again.pdf == first.pdf, "the PDF of {} differs", sample.display());
        assert!(again.docx == first.docx, "the DOCX of {} differs", sample.display());
    }
    // A typesetter of its own shares nothing with the first one.
    let fresh = Typesetter::new(&FontOptions::default()).unwrap();
    let laid_out =
        fresh.typeset(PAPERS[0].paper.document(), &sachstand::source::Location::file("a.xlsx")).unwrap();
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        assert!(pool.install(|| pdf(&laid_out.value)).unwrap() == PAPERS[0].pdf, "{threads} threads");
    }
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
