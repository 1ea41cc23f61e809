//! The chapter Dokumentinformation: facts about the paper and the history of its versions.

use crate::document::{Block, Cell, Row, Table, TableKind};
use crate::german;
use crate::model::{HistoryEntry, Report};
use crate::source::{Located, Location};
use crate::text::Text;

use super::Paper;
use super::blocks::body;

pub(super) fn add(paper: &mut Paper, report: &Report) {
    paper.chapter("Dokumentinformation");
    paper.blocks.push(facts(report));
    if !report.history.is_empty() {
        paper.heading(2, "Versionen", None);
        paper.blocks.push(history(&report.history));
    }
}

fn facts(report: &Report) -> Block {
    let facts = &report.facts;
    let version = facts.version.as_ref().map(|it| (it.value.to_string(), &it.at));
    let date = facts.date.as_ref().map(|it| (german::date(it.value), &it.at));
    let text = |it: &Option<Located<String>>| it.as_ref().map(|it| (it.value.clone(), it.at.clone()));
    let known = [
        ("Titel", Some((facts.title.value.clone(), facts.title.at.clone()))),
        ("Dokument", Some((facts.id.value.clone(), facts.id.at.clone()))),
        ("Version", version.map(|(text, at)| (text, at.clone()))),
        ("Datum", date.map(|(text, at)| (text, at.clone()))),
        ("Ersteller", text(&facts.creator)),
        ("Status", text(&facts.document_status)),
        ("Verantwortlich", text(&facts.responsible)),
        ("Vertraulichkeit", text(&facts.confidentiality)),
    ];
    let mut rows: Vec<Row> =
        known.into_iter().filter_map(|(key, value)| Some(fact_row(key, None, &[value?]))).collect();
    if !facts.recipients.is_empty() {
        let lines: Vec<_> = facts.recipients.iter().map(|it| (it.value.clone(), it.at.clone())).collect();
        rows.push(fact_row("Empfänger", None, &lines));
    }
    for (key, value) in &facts.others {
        rows.push(fact_row(&key.value, Some(&key.at), &[(value.value.clone(), value.at.clone())]));
    }
    Block::Table(Table {
        summary: "Angaben zum Dokument".into(),
        kind: TableKind::Facts,
        columns: vec![1, 3],
        header: vec!["Angabe".into(), "Inhalt".into()],
        rows,
    })
}

fn fact_row(key: &str, key_at: Option<&Location>, lines: &[(String, Location)]) -> Row {
    let lines = lines.iter().map(|(text, at)| body(text.as_str(), Some(at)));
    Row {
        anchor: None,
        cells: vec![Cell { blocks: vec![body(key, key_at)] }, Cell { blocks: lines.collect() }],
    }
}

fn history(entries: &[HistoryEntry]) -> Block {
    let cell = |text: Option<(String, &Location)>| {
        let (text, at) = text.map_or_else(Default::default, |(text, at)| (text, Some(at)));
        Cell { blocks: vec![body(Text::plain(text), at)] }
    };
    let row = |entry: &HistoryEntry| Row {
        anchor: None,
        cells: vec![
            cell(Some((entry.version.value.to_string(), &entry.version.at))),
            cell(entry.date.as_ref().map(|date| (german::date(date.value), &date.at))),
            cell(entry.remark.as_ref().map(|remark| (remark.value.clone(), &remark.at))),
        ],
    };
    Block::Table(Table {
        summary: "Versionen des Dokuments".into(),
        kind: TableKind::Facts,
        columns: vec![2, 3, 11],
        header: vec!["Version".into(), "Datum".into(), "Bemerkung".into()],
        rows: entries.iter().map(row).collect(),
    })
}
