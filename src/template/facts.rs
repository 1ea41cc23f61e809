//! The facts of a report → the sheet `Dokument`: every key that there is, with or without its value.

use super::cell::Cell;
use super::sheet::{Head, Role, Row, Sheet};
use crate::model::{Facts, Version};
use crate::recognise::{FactKey, SheetKind};
use crate::source::Located;

/// Above the keys and above their values: a row that reading knows for a header.
const HEADS: [(&str, Role); 2] = [("Angabe", Role::Key), ("Wert", Role::Fact)];

/// The sheet; behind the usual keys stand those that the office has of its own.
pub(super) fn sheet(facts: &Facts) -> Sheet {
    let heads = HEADS.map(|(label, role)| Head { label: label.to_owned(), role });
    let known = FactKey::ALL.iter().map(|key| row(key.german(), value(facts, *key), Some(*key)));
    let own = facts.others.iter().map(|(key, said)| row(&key.value, Cell::plain(&said.value), None));
    Sheet { kind: SheetKind::Document, heads: heads.into(), rows: known.chain(own).collect() }
}

fn row(key: &str, value: Cell, known: Option<FactKey>) -> Row {
    Row { cells: vec![Cell::plain(key), value], key: known }
}

fn value(facts: &Facts, key: FactKey) -> Cell {
    match key {
        FactKey::Title => Cell::plain(&facts.title.value),
        FactKey::Id => Cell::plain(&facts.id.value),
        FactKey::Version => version(facts.version.as_ref()),
        FactKey::Date => facts.date.as_ref().map(|date| Cell::day(date.value)).unwrap_or_default(),
        FactKey::Creator => text(facts.creator.as_ref()),
        FactKey::DocumentStatus => text(facts.document_status.as_ref()),
        FactKey::Responsible => text(facts.responsible.as_ref()),
        FactKey::Confidentiality => text(facts.confidentiality.as_ref()),
        FactKey::Recipients => lines(&facts.recipients),
        FactKey::Organisation => text(facts.organisation.as_ref()),
        FactKey::Summary => lines(&facts.summary),
        FactKey::Logo => text(facts.logo.as_ref()),
        FactKey::Submission => text(facts.submission.as_ref()),
        FactKey::Committee => text(facts.committee.as_ref()),
        FactKey::SessionDate => {
            facts.session_date.as_ref().map(|date| Cell::day(date.value)).unwrap_or_default()
        }
        FactKey::AgendaItem => text(facts.agenda_item.as_ref()),
        FactKey::AnonymisedFrom => version(facts.anonymised_from.as_ref()),
    }
}

fn text(fact: Option<&Located<String>>) -> Cell {
    fact.map(|fact| Cell::plain(&fact.value)).unwrap_or_default()
}

fn lines(facts: &[Located<String>]) -> Cell {
    let lines: Vec<&str> = facts.iter().map(|line| line.value.as_str()).collect();
    Cell::plain(lines.join("\n"))
}

/// A version as it was written: 1.10 is not 1.1.
fn version(version: Option<&Located<Version>>) -> Cell {
    version.map(|version| Cell::plain(version.value.to_string())).unwrap_or_default()
}
