//! A new sheet `Personen` for a workbook that has none: a worksheet part, and the three places that name it
//! (content types, relationships of the workbook, list of sheets). It is the last sheet, so that every number by
//! which others are named (18.2.5 localSheetId, 18.2.30 activeTab) stays right.

use super::cell_text::CellText;
use super::finding;
use super::listing::Listing;
use crate::diag::Error;
use crate::ooxml::escape::escape;
use crate::ooxml::package::exchange;
use crate::ooxml::part::{Part, opened, with_attr};
use crate::read::Parts;
use crate::recognise::SheetKind;
use crate::source::CellRef;

/// What the tab is called, the first name that is free; each is known to the reader.
const TITLES: [&str; 3] = ["Personen", "Personenliste", "Personenverzeichnis"];

/// The type of a worksheet part (ECMA-376 part 1, 12.3.24).
const WORKSHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";

/// The list of the content types (ECMA-376 part 2, 7.2.3.4.1).
const TYPES: &str = "[Content_Types].xml";

/// The package `bytes`, whose parts are `parts`, with a sheet that lists these persons.
pub(super) fn with_sheet(
    bytes: &[u8],
    parts: &mut Parts<'_>,
    persons: &[&Listing],
) -> Result<Vec<u8>, Error> {
    let workbook = Part::new(&parts.workbook, parts.package.require(&parts.workbook)?)?;
    let (folder, file) = parts.workbook.rsplit_once('/').unwrap_or(("", &parts.workbook));
    let inside = |name: &str| format!("{folder}/{name}").trim_start_matches('/').to_owned();
    let numbers = (1..).map(|number| format!("worksheets/sheet{number}.xml"));
    let Some(target) = numbers.into_iter().find(|target| !parts.package.has(&inside(target))) else {
        return Err(workbook.damaged());
    };
    let (part, relations) = (inside(&target), inside(&format!("_rels/{file}.rels")));
    let types = Part::new(TYPES, parts.package.require(TYPES)?)?;
    let relations = Part::new(&relations, parts.package.require(&relations)?)?;
    let (id, relations) = with_relation(&relations, &target)?;
    let changed = [with_type(&types, &part)?, relations, with_entry(&workbook, &id)?];
    let sheet = (part, worksheet(&namespace(&workbook)?, persons).into_bytes());
    exchange(bytes, &changed, &[sheet]).map_err(finding::not_packed)
}

/// A part with one element more at its end: `element` is its local name and its attributes.
fn with_last(part: &Part, element: &str) -> Result<(String, Vec<u8>), Error> {
    let root = part.root()?;
    let element = format!("<{}{element}/>", part.prefix(&root));
    part.edited(part.with_content(&root, part.str(root.open.clone()), root.inner.end, &element))
}

fn with_type(types: &Part, part: &str) -> Result<(String, Vec<u8>), Error> {
    with_last(types, &format!("Override PartName=\"/{}\" ContentType=\"{WORKSHEET}\"", escape(part)))
}

/// The relationships with one that leads to the new part, and its id. Its type begins as those of the
/// other sheets do: the strict form has another beginning.
fn with_relation(relations: &Part, target: &str) -> Result<(String, (String, Vec<u8>)), Error> {
    let (mut ids, mut kind) = (Vec::new(), None);
    for relation in relations.children(&relations.root()?)? {
        let tag = relations.tag(&relation);
        ids.extend(tag.attr("Id")?.map(|id| id.to_lowercase()));
        kind = kind.or(tag.attr("Type")?.filter(|kind| kind.ends_with("/worksheet")));
    }
    let kind = kind.ok_or_else(|| relations.damaged())?;
    let new = (1..).map(|number| format!("rId{number}")).find(|id| !ids.contains(&id.to_lowercase()));
    let id = new.ok_or_else(|| relations.damaged())?;
    let element = format!("Relationship Id=\"{id}\" Type=\"{}\" Target=\"{target}\"", escape(&kind));
    Ok((id, with_last(relations, &element)?))
}

/// The workbook part with the new sheet behind all others, whose entry is made of the last one: it has the
/// prefixes that the part uses.
fn with_entry(workbook: &Part, id: &str) -> Result<(String, Vec<u8>), Error> {
    let list = workbook.child(&workbook.root()?, "sheets")?.ok_or_else(|| workbook.damaged())?;
    let sheets = workbook.children_named(&list, "sheet")?;
    let last = sheets.last().ok_or_else(|| workbook.damaged())?;
    let (mut titles, mut highest) = (Vec::new(), 0);
    for sheet in &sheets {
        let tag = workbook.tag(sheet);
        titles.extend(tag.attr("name")?.map(|name| name.to_lowercase()));
        highest = highest.max(tag.number("sheetId")?.unwrap_or(0));
    }
    let title = TITLES.iter().find(|title| !titles.contains(&title.to_lowercase()));
    let title = title.ok_or_else(finding::person_sheet_taken)?;
    let attributes = workbook.tag(last).attributes()?;
    let relation = attributes.iter().find(|(name, _)| name.split_once(':').is_some_and(|(_, it)| it == "id"));
    let (relation, _) = relation.ok_or_else(|| workbook.damaged())?;
    let tag = with_attr(workbook.str(last.open.clone()), "state", None);
    let tag = with_attr(&tag, "name", Some(title));
    let tag = with_attr(&tag, "sheetId", Some(&(highest + 1).to_string()));
    let tag = with_attr(&tag, relation, Some(id));
    let entry = format!("{}</{}>", opened(&tag), workbook.name_of(last));
    workbook.edited(vec![(last.end..last.end, entry)])
}

/// The namespace of the workbook part, which is that of its sheets.
fn namespace(workbook: &Part) -> Result<String, Error> {
    let root = workbook.root()?;
    let prefix = workbook.prefix(&root).trim_end_matches(':');
    let name = if prefix.is_empty() { "xmlns".to_owned() } else { format!("xmlns:{prefix}") };
    workbook.tag(&root).attr(&name)?.ok_or_else(|| workbook.damaged())
}

/// The worksheet part: a row of heads that stays in sight, and a row for each person. All texts stand in their
/// cells.
fn worksheet(namespace: &str, persons: &[&Listing]) -> String {
    let heads = SheetKind::Persons.columns().iter().map(|key| key.german().to_owned());
    let rows = persons.iter().map(|person| person.cells().map(|(_, text)| text).to_vec());
    let rows = std::iter::once(heads.collect()).chain(rows).zip(1..);
    let rows: String = rows.map(|(cells, number)| row(number, &cells)).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"{}\">\
         <dimension ref=\"A1:F{}\"/><sheetViews><sheetView workbookViewId=\"0\">\
         <pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>\
         <cols><col min=\"1\" max=\"5\" width=\"30\" customWidth=\"1\"/></cols>\
         <sheetData>{rows}</sheetData></worksheet>",
        escape(namespace),
        persons.len() + 1,
    )
}

fn row(number: u32, cells: &[String]) -> String {
    let cells = cells.iter().zip(1..).filter(|(text, _)| !text.is_empty());
    let cell = |(text, column): (&String, u32)| {
        let at = CellRef::new(number, column);
        format!("<c r=\"{at}\" t=\"inlineStr\">{}</c>", CellText::plain(text).to_xml("", "is"))
    };
    format!("<row r=\"{number}\">{}</row>", cells.map(cell).collect::<String>())
}
