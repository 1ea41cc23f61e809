//! The least that makes a Word file and a PDF of a status workbook: calamine reads it, docx-rs and genpdf write it.
//!
//! `rival WORKBOOK FONTS OUTPUT` writes `paper.docx` and `paper.pdf`: the title, the sections as paragraphs, and for
//! each Handlungsfeld a heading and a table of two columns. No comparison, no uniform text, no contents, no styles: a
//! yardstick for speed, not a product.

use std::error::Error;
use std::fs::File;
use std::path::Path;

use calamine::{Data, Range, Reader, open_workbook_auto};
use docx_rs::{Docx, Paragraph, Run, Table, TableCell, TableRow};
use genpdf::Element as _;
use genpdf::elements::{self, Break, FrameCellDecorator, TableLayout};
use genpdf::style::Style;

type Done = Result<(), Box<dyn Error>>;

/// What is written of a workbook.
struct Paper {
    title: String,
    /// Headings with their paragraphs.
    sections: Vec<(String, Vec<String>)>,
    /// Headings with their rows: Aktion and the lines of its Sachstand.
    fields: Vec<(String, Vec<Action>)>,
}

/// An Aktion and its lines.
type Action = (String, Vec<String>);

fn main() -> Done {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [workbook, fonts, output] = arguments.as_slice() else {
        return Err("rival WORKBOOK FONTS OUTPUT".into());
    };
    let paper = read(Path::new(workbook))?;
    let output = Path::new(output);
    std::fs::create_dir_all(output)?;
    docx(&paper, &output.join("paper.docx"))?;
    pdf(&paper, Path::new(fonts), &output.join("paper.pdf"))
}

fn read(workbook: &Path) -> Result<Paper, Box<dyn Error>> {
    let mut workbook = open_workbook_auto(workbook)?;
    let mut sheet = |name: &str| workbook.worksheet_range(name);
    let (facts, texts, status) = (sheet("Dokument")?, sheet("Texte")?, sheet("Sachstand")?);
    let title = facts.rows().find(|row| text(row, 0) == "Titel").map(|row| text(row, 1));
    let mut sections: Vec<(String, Vec<String>)> = Vec::new();
    for (heading, row) in grouped(&texts) {
        if let Some(heading) = heading {
            sections.push((heading, Vec::new()));
        }
        if let Some((_, lines)) = sections.last_mut() {
            lines.extend(lines_of(&text(row, 1)));
        }
    }
    let mut fields: Vec<(String, Vec<Action>)> = Vec::new();
    for (heading, row) in grouped(&status) {
        if let Some(heading) = heading {
            fields.push((heading, Vec::new()));
        }
        let Some((_, actions)) = fields.last_mut() else { continue };
        let action = text(row, 1);
        if !action.is_empty() || actions.is_empty() {
            actions.push((action, Vec::new()));
        }
        if let Some((_, lines)) = actions.last_mut() {
            lines.extend(lines_of(&text(row, 2)));
        }
    }
    Ok(Paper { title: title.unwrap_or_default(), sections, fields })
}

/// The rows below the head, each with the text of its first cell where it has one.
fn grouped(sheet: &Range<Data>) -> impl Iterator<Item = (Option<String>, &[Data])> {
    sheet.rows().skip(1).map(|row| (Some(text(row, 0)).filter(|it| !it.is_empty()), row))
}

fn text(row: &[Data], column: usize) -> String {
    row.get(column).map(ToString::to_string).unwrap_or_default()
}

fn lines_of(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

fn docx(paper: &Paper, path: &Path) -> Done {
    let plain = |text: &str| Paragraph::new().add_run(Run::new().add_text(text));
    let heading = |text: &str, size| Paragraph::new().add_run(Run::new().add_text(text).size(size).bold());
    let cell =
        |lines: &[String]| lines.iter().fold(TableCell::new(), |cell, line| cell.add_paragraph(plain(line)));
    let mut docx = Docx::new().add_paragraph(heading(&paper.title, 40));
    for (title, lines) in &paper.sections {
        docx = docx.add_paragraph(heading(title, 28));
        docx = lines.iter().fold(docx, |docx, line| docx.add_paragraph(plain(line)));
    }
    for (title, actions) in &paper.fields {
        let row =
            |(action, lines): &Action| TableRow::new(vec![cell(std::slice::from_ref(action)), cell(lines)]);
        let table = Table::new(actions.iter().map(row).collect()).set_grid(vec![2500, 6500]);
        docx = docx.add_paragraph(heading(title, 28)).add_table(table);
    }
    docx.build().pack(File::create(path)?)?;
    Ok(())
}

fn pdf(paper: &Paper, fonts: &Path, path: &Path) -> Done {
    let fonts = genpdf::fonts::from_files(fonts, "LiberationSans", None)?;
    let mut document = genpdf::Document::new(fonts);
    document.set_title(&paper.title);
    document.set_font_size(10);
    let mut decorator = genpdf::SimplePageDecorator::new();
    decorator.set_margins(20);
    document.set_page_decorator(decorator);
    let heading = |text: &str, size| {
        let style = Style::new().bold().with_font_size(size);
        elements::Paragraph::new("").styled_string(text, style)
    };
    document.push(heading(&paper.title, 20));
    for (title, lines) in &paper.sections {
        document.push(Break::new(1));
        document.push(heading(title, 14));
        lines.iter().for_each(|line| document.push(elements::Paragraph::new(line)));
    }
    for (title, actions) in &paper.fields {
        document.push(Break::new(1));
        document.push(heading(title, 14));
        let mut table = TableLayout::new(vec![5, 13]);
        table.set_cell_decorator(FrameCellDecorator::new(true, true, false));
        for (action, lines) in actions {
            let mut cell = elements::LinearLayout::vertical();
            lines.iter().for_each(|line| cell.push(elements::Paragraph::new(line)));
            table.row().element(elements::Paragraph::new(action).padded(1)).element(cell.padded(1)).push()?;
        }
        document.push(table);
    }
    document.render_to_file(path)?;
    Ok(())
}
