//! The sheet `Texte` → sections of running text.
//!
//! A blank Abschnitt continues the section above. The section named `Handlungsfelder` stands above
//! the tables, whatever its Position. Where Position is blank, a section that is usually at the end
//! (Ausblick, Fazit …) stands behind the tables and every other before them; this is reported.

use super::finding::lists as finding;
use super::lines::{Mode, Outline};
use super::lists::ListRows;
use super::runs::{Decoration, one_line};
use super::value::CellText;
use super::yes_no::{is_nonpublic, is_public};
use crate::diag::Findings;
use crate::german::{begins_nonpublic, is_nonpublic_title};
use crate::grid::Row;
use crate::model::{Position, Section};
use crate::recognise::{Column, Table, begins_with, is_one_of};
use crate::source::{Located, Location};

/// How sections that stand at the end begin.
const LAST: &str = "ausblick fazit schluss weiteresvorgehen naechsteschritte anlage anhang ergebnis \
                    zusammenfassungundausblick";

struct Open {
    title: Option<CellText>,
    at: Location,
    position: Option<Position>,
    outline: Outline,
    nonpublic: bool,
}

/// Reads the sheet.
pub(super) fn read(table: &Table<'_>, findings: &mut Findings) -> Vec<Section> {
    let list = ListRows::new(table, findings);
    let mut sections: Vec<Open> = Vec::new();
    for &row in &list.rows {
        let [title, text, said] =
            [Column::Section, Column::Text, Column::Position].map(|key| list.text(row, key, findings));
        let position = said.and_then(|text| position(&text, findings));
        let nonpublic = nonpublic(&list, row, findings);
        if title.is_none() && text.is_none() && position.is_none() {
            continue;
        }
        let differs = |open: &Open| matches!((position, open.position), (Some(one), Some(two)) if one != two);
        let goes_on = sections.last().is_some_and(|open| {
            let name = open.title.as_ref().map(CellText::plain);
            title.as_ref().is_none_or(|title| Some(title.plain()) == name && !differs(open))
        });
        if !goes_on {
            let at = title.as_ref().map_or_else(|| list.at(row, Column::Section), |title| title.at.clone());
            sections.push(Open { title, at, position, outline: Outline::default(), nonpublic: false });
        }
        if let Some(open) = sections.last_mut() {
            if differs(open) {
                findings.push(finding::position_differs(&list.at(row, Column::Position)));
            }
            open.position = open.position.or(position);
            // A section is one text: where a part of it is not for the public, none is.
            open.nonpublic |= nonpublic;
            if let Some(text) = &text {
                if !open.nonpublic && text.plain().lines().any(begins_nonpublic) {
                    findings.push(finding::section_nonpublic_by_text(&text.at, &text.plain()));
                    open.nonpublic = true;
                }
                open.outline.cell(text, Mode::Running, Decoration::default());
            }
        }
    }
    sections.into_iter().map(|open| close(open, findings)).collect()
}

fn close(open: Open, findings: &mut Findings) -> Section {
    let title = one_line(open.title.as_ref(), Decoration::default());
    let paragraphs = open.outline.paragraphs();
    let name = title.to_plain();
    if paragraphs.is_empty() {
        findings.push(finding::section_without_text(&open.at, &name));
    } else if title.is_blank() {
        let text = paragraphs.first().map(|paragraph| paragraph.text.to_plain()).unwrap_or_default();
        findings.push(finding::text_without_section(&open.at, &text));
    }
    let position = match open.position {
        _ if is_one_of(&name, "handlungsfelder") => Position::Tables,
        Some(position) => position,
        None => {
            let position = if begins_with(&name, LAST) { Position::After } else { Position::Before };
            findings.push(finding::position_missing(&open.at, &name, position));
            position
        }
    };
    let by_title = is_nonpublic_title(&name);
    if by_title && !open.nonpublic {
        findings.push(finding::section_nonpublic_by_title(&open.at, &name));
    }
    Section {
        title: Located::new(title, open.at),
        position,
        paragraphs,
        nonpublic: open.nonpublic || by_title,
    }
}

/// Whether a row says that it is not for the public; in doubt it does.
fn nonpublic(list: &ListRows<'_>, row: &Row, findings: &mut Findings) -> bool {
    let mut says = |key, answer: fn(&str) -> Option<bool>| {
        let Some(text) = list.text(row, key, findings) else { return false };
        let said = text.plain();
        answer(&said).unwrap_or_else(|| {
            findings.push(finding::section_nonpublic_unreadable(&text.at, &said));
            true
        })
    };
    let by_public = says(Column::Public, |said| is_public(said).map(|public| !public));
    says(Column::Nonpublic, is_nonpublic) || by_public
}

fn position(text: &CellText, findings: &mut Findings) -> Option<Position> {
    let said = text.valid_lines().join(" ");
    let before = "vor davor oben anfang amanfang beginn zubeginn start zuerst";
    let after = "nach danach hinter hinten dahinter unten ende amende schluss amschluss zuletzt zumschluss";
    if is_one_of(&said, "v") || begins_with(&said, before) {
        return Some(Position::Before);
    }
    if is_one_of(&said, "n") || begins_with(&said, after) {
        return Some(Position::After);
    }
    findings.push(finding::position_unreadable(&text.at, &said));
    None
}
