//! Persons put on the sheet `Personen`: the bytes of a workbook → the bytes of one with more rows on it, or with
//! that sheet.

use std::collections::BTreeMap;

use super::listing::Listing;
use super::person_rows::{self, PersonRows};
use super::{finding, new_sheet, proof, rewrite, sheet};
use crate::diag::{Diagnostic, Error, Findings, Warned};
use crate::grid::Workbook;
use crate::interpret::interpret;
use crate::model::Person;
use crate::ooxml::package::exchange;
use crate::ooxml::part::Part;
use crate::read::{self, Parts, SheetPart};
use crate::recognise::{Names, SheetKind, recognise};
use crate::source::Location;

/// Puts persons on the sheet `Personen` of a workbook, below those who stand there, or on a new sheet of that
/// name; `file` is the workbook's name as the user gave it. Everything else stays to the byte, but that Excel is
/// asked to calculate formulas anew where there are some. Whoever is listed already is not listed again; where
/// the list says something else of a person, a finding tells so.
///
/// # Errors
/// The workbook cannot be read or is none of the formats that can be changed in place; a person has no name
/// or no role; the sheet `Personen` lacks a column that cannot be added. Nothing is handed out that does not
/// read as the old workbook with these persons.
pub fn list_persons(
    bytes: &[u8],
    file: &str,
    persons: &[Listing],
    names: &Names,
    pivot_year: u8,
) -> Result<Warned<Vec<u8>>, Error> {
    let understand = |workbook: &Workbook| interpret(workbook, names, pivot_year).map(|report| report.value);
    let make = || {
        let workbook = read::read(bytes, file)?.value;
        let report = understand(&workbook)?;
        let mut findings = Vec::new();
        let wanted = unlisted(persons, &report.persons, &Location::file(file), &mut findings)?;
        if wanted.is_empty() {
            return Ok(Warned::new(bytes.to_vec(), findings));
        }
        let new = with_rows(bytes, &workbook, names, &wanted, &mut findings)?;
        let unreadable = |error: Error| finding::not_readable().because(error);
        let read = read::read(&new, file).map_err(unreadable)?.value;
        let listed: Vec<Person> = wanted.into_iter().map(|(_, person)| person).collect();
        proof::prove_same_cells(&workbook, &read)?;
        proof::prove_listed(report, understand(&read).map_err(unreadable)?, listed)?;
        Ok(Warned::new(new, findings))
    };
    make().map_err(|error: Error| error.at(file))
}

/// The persons who are not listed, each once, beside how they are to be read.
fn unlisted<'l>(
    persons: &'l [Listing],
    listed: &[Person],
    at: &Location,
    findings: &mut Vec<Diagnostic>,
) -> Result<Vec<(&'l Listing, Person)>, Error> {
    let mut known: BTreeMap<String, Person> = BTreeMap::new();
    for person in listed {
        known.entry(person.name.value.to_lowercase()).or_insert_with(|| person.clone());
    }
    let mut wanted = Vec::new();
    for listing in persons {
        let person = listing.person(at)?;
        match known.get(&person.name.value.to_lowercase()) {
            None => {
                known.insert(person.name.value.to_lowercase(), person.clone());
                wanted.push((listing, person));
            }
            Some(listed) if is_same(listed, &person) => {}
            Some(listed) => findings.push(finding::person_listed(&listed.name.at, &listed.name.value)),
        }
    }
    Ok(wanted)
}

/// Whether both are treated alike; what stands for a name that may stand does not matter.
fn is_same(one: &Person, other: &Person) -> bool {
    one.public == other.public && (one.public || one.replacement == other.replacement)
}

/// The new package.
fn with_rows(
    bytes: &[u8],
    workbook: &Workbook,
    names: &Names,
    wanted: &[(&Listing, Person)],
    findings: &mut Vec<Diagnostic>,
) -> Result<Vec<u8>, Error> {
    let mut parts = rewrite::open(bytes)?;
    let listings: Vec<&Listing> = wanted.iter().map(|(listing, _)| *listing).collect();
    let sheets = recognise(workbook, names, &mut Findings::muted());
    let table = sheets.tables.iter().find(|table| table.kind == SheetKind::Persons);
    let blank = workbook.sheets.iter().find(|sheet| {
        sheet.rows.is_empty() && sheet.name.to_lowercase() == SheetKind::Persons.german().to_lowercase()
    });
    let (at, rows) = match (table, blank) {
        (Some(table), _) => {
            let may_widen = !has_table_part(&mut parts, &table.sheet.name)?;
            (&table.sheet.at, person_rows::below(table, &listings, may_widen)?)
        }
        (None, Some(sheet)) => (&sheet.at, person_rows::on_blank(&listings)),
        (None, None) => return new_sheet::with_sheet(bytes, &mut parts, &listings),
    };
    let PersonRows { changes, range } = rows;
    let file = Location::file(at.file.clone());
    let name = at.sheet.as_deref().unwrap_or_default();
    let changes = BTreeMap::from([(name, changes)]);
    let done = rewrite::rewrite(&mut parts, &file, &changes, Some((at, range)))?;
    findings.extend(done.findings);
    exchange(bytes, &done.parts, &[]).map_err(finding::not_packed)
}

/// Whether a table made with Excel's »Als Tabelle formatieren« lies on the sheet: its columns are fixed.
fn has_table_part(parts: &mut Parts<'_>, sheet: &str) -> Result<bool, Error> {
    let Some(SheetPart { part, .. }) = parts.sheets.iter().find(|it| it.name == sheet).cloned() else {
        return Ok(false);
    };
    Ok(!sheet::tables(&Part::new(&part, parts.package.require(&part)?)?)?.is_empty())
}
