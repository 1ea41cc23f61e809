//! What a reader sees, held fast: the document as text, the tag tree of the PDF, parts of the Word
//! file, the findings. `cargo xtask review` writes them anew; read the difference before a commit.

use rust_xlsxwriter::{ExcelDateTime, Format, FormatUnderline, Workbook};
use sachstand::diag::render;
use sachstand::document::{Block, Document, Role};
use sachstand::settings::Settings;
use sachstand::text::{Mark, Text};

use crate::support::{Built, build, python, root, stdout, temporary};

/// A small workbook with a bit of everything, saved by a library that writes what Excel writes.
fn small() -> Built {
    let mut book = Workbook::new();
    let (bold, struck) = (Format::new().set_bold(), Format::new().set_font_strikethrough());
    let underlined = Format::new().set_underline(FormatUnderline::Single);
    let plain = Format::new();
    let date = Format::new().set_num_format("dd.mm.yyyy");

    let facts = book.add_worksheet().set_name("Dokument").unwrap();
    for (row, (key, value)) in [
        ("Titel", "Sachstand Friedhofswesen"),
        ("Dokument", "FH"),
        ("Version", "2.0"),
        ("Ersteller", "Friedhofsamt"),
        ("Organisation", "Stadt Beispielhausen"),
        ("Empfänger", "Rat\nPresse"),
        ("Vertraulichkeit", "öffentlich"),
    ]
    .into_iter()
    .enumerate()
    {
        facts.write_string(row as u32, 0, key).unwrap().write_string(row as u32, 1, value).unwrap();
    }
    let day = ExcelDateTime::from_ymd(2026, 3, 17).unwrap();
    facts.write_string(7, 0, "Datum").unwrap().write_datetime_with_format(7, 1, &day, &date).unwrap();

    let table = book.add_worksheet().set_name("Sachstand").unwrap();
    for (column, head) in ["Nr", "Handlungsfeld", "Aktion", "Sachstand", "Termin"].into_iter().enumerate() {
        table.write_string_with_format(0, column as u16, head, &bold).unwrap();
    }
    table.write_row(1, 0, ["1.1", "Grünpflege", "Wegebau & Entwässerung"]).unwrap();
    table.write_string(1, 3, "Stand:\n• Los 1: fertig\n  – Abnahme z.B. am 9.6.26\n• Los 2 läuft").unwrap();
    table.write_datetime_with_format(1, 4, &day, &date).unwrap();
    table.write_row(2, 0, ["1.2", "", "Trauerhalle"]).unwrap();
    let marked = [(&plain, "Öffnung im "), (&struck, "Mai"), (&underlined, "Juni"), (&plain, " 2026")];
    table.write_rich_string(2, 3, &marked).unwrap();
    table.write_url(3, 3, "https://www.beispielhausen.example/friedhof").unwrap();

    let short = book.add_worksheet().set_name("Abkürzungen").unwrap();
    short.write_row(0, 0, ["Abkürzung", "Bedeutung"]).unwrap();
    short.write_row(1, 0, ["FH", "Friedhof"]).unwrap();
    let (_folder, path) = temporary("friedhof.xlsx", &book.save_to_buffer().unwrap());
    build(&path, None, &Settings::default())
}

#[test]
fn the_document_as_text() {
    insta::assert_snapshot!(outline(small().paper.document()));
}

#[test]
fn the_tag_tree_of_the_pdf() {
    let (_folder, path) = temporary("paper.pdf", &small().pdf);
    let script = root().join("tests/tools/reading_order.py");
    let tree = python("pikepdf", &[script.to_str().unwrap(), path.to_str().unwrap()]);
    if let Some(tree) = tree {
        insta::assert_snapshot!(stdout(tree));
    }
}

#[test]
fn the_parts_of_the_word_file() {
    let built = small();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&built.docx)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    insta::assert_snapshot!("word_parts", names.join("\n"));
    for (part, name) in [("word/document.xml", "word_document"), ("docProps/core.xml", "word_properties")] {
        let xml = std::io::read_to_string(archive.by_name(part).unwrap()).unwrap();
        insta::assert_snapshot!(name, xml.replace("><", ">\n<"));
    }
}

#[test]
fn the_findings() {
    let shown: Vec<String> = small().findings.iter().map(render::finding).collect();
    let shown = shown.join("\n");
    let shown = regex::Regex::new(r"--> .*friedhof\.xlsx")
        .unwrap()
        .replace_all(&shown, "--> friedhof.xlsx")
        .into_owned();
    insta::assert_snapshot!(shown);
}

/// The document, a line per text; `[-gone-]` and `{+new+}`.
fn outline(document: &Document) -> String {
    let mut lines = Vec::new();
    let cover = &document.cover;
    lines
        .extend(cover.summary.iter().chain(&cover.as_of).map(|line| format!("cover: {}", shown(&line.text))));
    lines.push(format!("title: {}", shown(&cover.title.text)));
    lines.push(format!("id: {}", shown(&cover.id.text)));
    lines.extend(cover.organisation.iter().map(|line| format!("cover: {}", shown(&line.text))));
    lines.extend(cover.facts.iter().map(|(label, line)| format!("cover: {label}: {}", shown(&line.text))));
    let running = &document.running;
    lines.push(format!(
        "running: {} | {} | {}",
        running.header_left, running.header_right, running.footer_left
    ));
    blocks(&document.blocks, 0, &mut lines);
    lines.join("\n")
}

fn blocks(blocks: &[Block], depth: usize, lines: &mut Vec<String>) {
    let indent = "  ".repeat(depth);
    for block in blocks {
        match block {
            Block::Contents { title } => lines.push(format!("{indent}contents: {title}")),
            Block::Page { anchor, .. } => lines.push(format!("{indent}page of {anchor}")),
            Block::Heading(it) => {
                lines.push(format!("{indent}h{} #{}: {}", it.level, it.anchor, shown(&it.text)))
            }
            Block::Paragraph(it) => {
                let role = if it.role == Role::Details { "details: " } else { "" };
                lines.push(format!("{indent}{role}{}", shown(&it.text)));
            }
            Block::List(items) => {
                for item in items {
                    lines.push(format!("{indent}• {}", shown(&item.text)));
                    self::blocks(&item.blocks, depth + 1, lines);
                }
            }
            Block::Table(table) => {
                let heads: Vec<String> = table.header.iter().map(shown).collect();
                lines.push(format!(
                    "{indent}table {:?}: {} ({})",
                    table.kind,
                    heads.join(" | "),
                    table.summary
                ));
                for row in &table.rows {
                    lines.push(format!("{indent}  row"));
                    for cell in &row.cells {
                        lines.push(format!("{indent}    cell"));
                        self::blocks(cell, depth + 3, lines);
                    }
                }
            }
        }
    }
}

fn shown(text: &Text) -> String {
    let run = |run: sachstand::text::Run<'_, sachstand::text::Format>| {
        let text = run.text.replace('\u{a0}', "~");
        let text = if run.format.style.bold { format!("**{text}**") } else { text };
        let text = run.format.link.as_ref().map_or(text.clone(), |link| format!("<{text}>({link})"));
        match run.format.mark {
            Mark::Kept => text,
            Mark::Inserted => format!("{{+{text}+}}"),
            Mark::Deleted => format!("[-{text}-]"),
        }
    };
    text.runs().map(run).collect()
}
