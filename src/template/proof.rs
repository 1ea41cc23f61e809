//! The proof: the new workbook reads as the report that it was made of.
//!
//! In: the report, and the new workbook as it is understood. Out: an error where anything that was withheld
//! would be public, and a finding for every place that reads otherwise, in the old workbook's words.

use std::collections::BTreeSet;

use super::finding;
use crate::diag::{Diagnostic, Error, short};
use crate::model::{Action, Detail, Entry, Field, Paragraph, Report, Section};
use crate::source::Location;
use crate::text::Text;

/// Compares both; what reads otherwise.
///
/// # Errors
/// Where anything that was withheld would be public.
pub(super) fn differences(old: &Report, new: &Report) -> Result<Vec<Diagnostic>, Error> {
    secrecy(old, new)?;
    let file = Location::file(old.file.clone());
    let mut findings = Vec::new();
    let mut differs = |same: bool, at: &Location, what: &str| {
        findings.extend((!same).then(|| finding::differs(at, what)));
    };
    differs(old.facts == new.facts, &old.facts.title.at, "Das Blatt »Dokument«");
    for (same, what) in [
        (old.sections == new.sections, "Das Blatt »Texte«"),
        (old.abbreviations == new.abbreviations, "Das Blatt »Abkürzungen«"),
        (old.persons == new.persons, "Das Blatt »Personen«"),
        (old.history == new.history, "Das Blatt »Versionen«"),
        (have_same_shape(old, new), "Die Gliederung in Handlungsfelder und Aktionen"),
    ] {
        differs(same, &file, what);
    }
    for (one, other) in old.fields.iter().zip(&new.fields) {
        differs(one.title == other.title, &one.title.at, "Der Titel des Handlungsfelds");
        for (one, other) in one.actions.iter().zip(&other.actions) {
            let name = one.title.first().map(|title| title.text.to_plain()).unwrap_or_default();
            let what = format!("Die Aktion »{}«", short(&name));
            differs(is_same(one, other), &one.at, &what);
        }
    }
    Ok(findings)
}

/// Whether both have as many fields and actions.
pub(super) fn have_same_shape(old: &Report, new: &Report) -> bool {
    shape(old) == shape(new)
}

/// How many actions each field has.
fn shape(report: &Report) -> Vec<usize> {
    report.fields.iter().map(|field| field.actions.len()).collect()
}

fn is_same(one: &Action, other: &Action) -> bool {
    one.number == other.number
        && one.title == other.title
        && one.nonpublic == other.nonpublic
        && printed(one) == printed(other)
}

fn printed(action: &Action) -> Vec<Said<'_>> {
    action.status.iter().flat_map(said).collect()
}

/// What an entry says in the paper.
#[derive(PartialEq)]
enum Said<'r> {
    Paragraph(&'r Paragraph),
    Detail(u8, Text, bool),
}

fn said(entry: &Entry) -> Vec<Said<'_>> {
    match entry {
        Entry::Paragraph(paragraph) => vec![Said::Paragraph(paragraph)],
        Entry::Details(details) => {
            let lines = details.lines().into_iter().map(|line| line.text);
            let kept_back = details.values.iter().any(|value| value.nonpublic);
            lines.map(|line| Said::Detail(details.level, line, kept_back)).collect()
        }
    }
}

/// Whether all that was withheld is withheld.
fn secrecy(old: &Report, new: &Report) -> Result<(), Error> {
    if !old.keeps_back() {
        return Ok(());
    }
    if old.facts.edition() != new.facts.edition() {
        return Err(finding::would_publish("der ganze Bericht"));
    }
    let heads = |report: &Report| -> Vec<String> {
        report.columns.withheld.iter().map(|column| column.head.value.clone()).collect()
    };
    let (known, now) = (heads(old), heads(new));
    let gone = known.iter().find(|head| !now.iter().any(|now| now.starts_with(head.as_str())));
    if let Some(head) = gone.filter(|head| !head.is_empty()) {
        return Err(finding::would_publish(&format!("die Spalte »{}«", short(head))));
    }
    // A text that was divided is none of those below any more.
    if withheld(old).into_iter().zip(withheld(new)).any(|(then, now)| now < then) {
        return Err(finding::would_publish(
            "eine nichtöffentliche Aktion oder ein nichtöffentlicher Abschnitt",
        ));
    }
    let (public, now_public) = (texts(old, false), texts(new, false));
    let open = texts(old, true).into_iter().find(|text| now_public.contains(text) && !public.contains(text));
    open.map_or(Ok(()), |text| Err(finding::would_publish(&format!("»{}«", short(&text)))))
}

/// How many actions and sections only the nonpublic edition has.
fn withheld(report: &Report) -> [usize; 2] {
    let actions = report.fields.iter().flat_map(|field| &field.actions).filter(|action| action.nonpublic);
    [actions.count(), report.sections.iter().filter(|section| section.nonpublic).count()]
}

/// The texts of tables and sections that only the nonpublic edition has (`secret`), or that everybody may read.
fn texts(report: &Report, secret: bool) -> BTreeSet<String> {
    let actions = report.fields.iter().flat_map(|field: &Field| &field.actions);
    let tables = actions.flat_map(|action| of_action(action, secret));
    let sections = report.sections.iter().filter(|section| section.nonpublic == secret);
    tables.chain(sections.flat_map(of_section)).collect()
}

fn of_section(section: &Section) -> impl Iterator<Item = String> {
    section.paragraphs.iter().map(|paragraph| paragraph.text.to_plain())
}

fn of_action(action: &Action, secret: bool) -> Vec<String> {
    let is_open = |nonpublic: bool| (action.nonpublic || nonpublic) == secret;
    let title = action.title.iter().filter(|_| is_open(false)).map(|paragraph| paragraph.text.to_plain());
    let entries = action.status.iter().flat_map(|entry| match entry {
        Entry::Paragraph(paragraph) => {
            is_open(false).then(|| paragraph.text.to_plain()).into_iter().collect::<Vec<_>>()
        }
        Entry::Details(details) => {
            details.values.iter().filter(|value| is_open(value.nonpublic)).flat_map(value_texts).collect()
        }
    });
    title.chain(entries).collect()
}

fn value_texts(value: &Detail) -> Vec<String> {
    value.lines.iter().map(Text::to_plain).collect()
}
