//! The same persons as text to be pasted into Excel.

use super::listing::Listing;
use crate::recognise::SheetKind;
use crate::text::is_formula;

/// The persons as lines with tabs between the cells, to be pasted into a sheet: the heads of the sheet `Personen`,
/// then a line for each. What Excel would take for a formula has an apostrophe in front.
pub fn persons_table(persons: &[Listing]) -> String {
    let heads = SheetKind::Persons.columns().iter().map(|key| key.german().to_owned()).collect();
    let rows = persons.iter().map(|person| person.cells().map(|(_, text)| pasted(&text)).to_vec());
    std::iter::once(heads).chain(rows).map(|cells: Vec<String>| cells.join("\t") + "\n").collect()
}

/// A cell. Excel takes a quotation mark in front for the begin of a cell in quotes.
fn pasted(text: &str) -> String {
    match text {
        text if is_formula(text) => format!("'{text}"),
        text if text.starts_with('"') => format!("\"{}\"", text.replace('"', "\"\"")),
        text => text.to_owned(),
    }
}
