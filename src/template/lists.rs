//! Sections, abbreviations, persons and history of a report → the sheets `Texte`, `Abkürzungen`, `Personen`
//! and `Versionen`.

use super::cell::Cell;
use super::lines;
use super::rows::rows;
use super::sheet::{Row, Sheet};
use super::status::{linked, with_link};
use crate::diag::Diagnostic;
use crate::model::{Abbreviation, Entry, HistoryEntry, Person, Position, Report, Role, Section};
use crate::recognise::{Column, SheetKind};
use crate::source::Located;
use crate::text::Text;

/// The four lists, in the order of the manual.
pub(super) fn sheets(report: &Report, findings: &mut Vec<Diagnostic>) -> [Sheet; 4] {
    let mut texts = Sheet::list(SheetKind::Texts, &[Column::Public]);
    let [mut abbreviations, mut persons, mut versions] =
        [SheetKind::Abbreviations, SheetKind::Persons, SheetKind::Versions]
            .map(|kind| Sheet::list(kind, &[]));
    texts.rows = report.sections.iter().flat_map(|it| section(it, findings)).collect();
    abbreviations.rows = report.abbreviations.iter().map(|it| abbreviation(it, findings)).collect();
    persons.rows = report.persons.iter().map(person).collect();
    versions.rows = report.history.iter().map(history).collect();
    [texts, abbreviations, persons, versions]
}

/// A section; of a long one, further rows without a title go on with it.
fn section(section: &Section, findings: &mut Vec<Diagnostic>) -> Vec<Row> {
    let entries: Vec<Entry> = section.paragraphs.iter().cloned().map(Entry::Paragraph).collect();
    let position = match section.position {
        Position::Before => "vor",
        Position::After => "nach",
        Position::Tables => "",
    };
    let nonpublic = if section.nonpublic { "ja" } else { "" };
    let mut made: Vec<Row> = Vec::new();
    for row in rows(&entries, findings) {
        let first = made.is_empty();
        let title = if first { title(&section.title, findings) } else { Cell::default() };
        let text = linked(&row.paragraphs, lines::lines(&row.paragraphs), &section.title.at, findings);
        let position = Cell::plain(if first { position } else { "" });
        made.push(vec![title, text, position, Cell::plain(nonpublic)].into());
    }
    made
}

fn title(title: &Located<Text>, findings: &mut Vec<Diagnostic>) -> Cell {
    with_link(&[&title.value], Cell::text(title.value.clone()), &title.at, findings)
}

fn abbreviation(entry: &Abbreviation, findings: &mut Vec<Diagnostic>) -> Row {
    let Abbreviation { short, meaning, variants } = entry;
    vec![title(short, findings), title(meaning, findings), Cell::plain(variants.join("; "))].into()
}

fn person(person: &Person) -> Row {
    let said = |text: Option<&Located<String>>| text.map(|it| Cell::plain(&it.value)).unwrap_or_default();
    let role = person.replacement.as_ref();
    let case = |case: fn(&Role) -> Option<&Located<String>>| said(role.and_then(case));
    vec![
        Cell::plain(&person.name.value),
        case(|role| Some(&role.nominative)),
        case(|role| role.genitive.as_ref()),
        case(|role| role.dative.as_ref()),
        case(|role| role.accusative.as_ref()),
        Cell::plain(if person.public { "ja" } else { "nein" }),
    ]
    .into()
}

fn history(entry: &HistoryEntry) -> Row {
    let date = entry.date.as_ref().map(|date| Cell::day(date.value)).unwrap_or_default();
    let remark = entry.remark.as_ref().map(|remark| Cell::plain(&remark.value)).unwrap_or_default();
    vec![Cell::plain(entry.version.value.to_string()), date, remark].into()
}
