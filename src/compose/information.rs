//! The chapter Dokumentinformation: facts about the paper and the history of its versions.

use jiff::civil::Date;

use crate::document::{Block, TableKind};
use crate::german;
use crate::model::{Edition, HistoryEntry, Report, Version};
use crate::source::Located;

use super::blocks::{body, located, row, table};
use super::{Paper, confidentiality};

pub(super) fn add(paper: &mut Paper, report: &Report, edition: Edition) {
    paper.chapter("Dokumentinformation");
    paper.blocks.push(facts(report, edition));
    if !report.history.is_empty() {
        paper.heading(2, "Versionen", None);
        paper.blocks.push(history(&report.history));
    }
}

fn facts(report: &Report, edition: Edition) -> Block {
    let facts = &report.facts;
    let known = [
        ("Titel", Some(located(&facts.title))),
        ("Dokument", Some(located(&facts.id))),
        ("Version", facts.version.as_ref().map(version)),
        ("Datum", facts.date.as_ref().map(date)),
        ("Ersteller", facts.creator.as_ref().map(located)),
        ("Status", facts.document_status.as_ref().map(located)),
        ("Verantwortlich", facts.responsible.as_ref().map(located)),
        ("Vertraulichkeit", confidentiality(facts, edition).map(located)),
        ("Ausgabe", Some(vec![body(edition.german(), None)])),
        ("Empfänger", Some(facts.recipients.iter().flat_map(located).collect())),
    ];
    let known = known.into_iter().filter_map(|(key, value)| Some((vec![body(key, None)], value?)));
    let known = known.filter(|(_, value)| !value.is_empty());
    let others = facts.others.iter().map(|(key, value)| (located(key), located(value)));
    let rows = known.chain(others).map(|(key, value)| row([key, value]));
    table(TableKind::Facts, "Angaben zum Dokument", [("Angabe", 1), ("Inhalt", 3)], rows)
}

fn history(entries: &[HistoryEntry]) -> Block {
    let blank = || vec![body("", None)];
    let rows = entries.iter().map(|entry| {
        row([
            version(&entry.version),
            entry.date.as_ref().map_or_else(blank, date),
            entry.remark.as_ref().map_or_else(blank, located),
        ])
    });
    let columns = [("Version", 2), ("Datum", 3), ("Bemerkung", 11)];
    table(TableKind::Facts, "Versionen des Dokuments", columns, rows)
}

fn version(version: &Located<Version>) -> Vec<Block> {
    vec![body(version.value.to_string(), Some(&version.at))]
}

fn date(date: &Located<Date>) -> Vec<Block> {
    vec![body(german::date(date.value), Some(&date.at))]
}
