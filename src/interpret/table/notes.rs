//! What stands around a table and is none of its rows: titles above it, notes below it.

use crate::diag::Findings;
use crate::german;
use crate::grid::{Row, Sheet};
use crate::model::{Facts, Paragraph, ParagraphKind};
use crate::recognise::{Head, is_date_line, is_one_of, is_sentence};
use crate::text::{Format, Text};

use super::super::finding::table as finding;
use super::super::runs::{Decoration, one_line};
use super::super::value::CellText;
use crate::german::{Said, fold, is_nonpublic_title, is_working_sheet, said_by};

/// What labels the title of a field.
const FIELD: &str = "handlungsfeld themenfeld bereich";

/// The title above a table without a column Handlungsfeld: the text nearest above the header that
/// is no date and no label. Everything else above is reported, unless the facts say it too. And whether
/// something there says that the table is not for everybody.
pub(super) fn above(
    sheet: &Sheet,
    head: &Head,
    titled: bool,
    facts: &Facts,
    findings: &mut Findings,
) -> (Option<CellText>, bool) {
    let mut title = None;
    let mut left = Vec::new();
    for row in head.above(sheet).iter().rev() {
        let mut rest: Vec<CellText> = row_texts(sheet, row, findings);
        rest.retain(|text| !is_one_of(&text.plain(), FIELD));
        if titled && title.is_none() {
            let at = rest.iter().position(|text| is_title(&text.plain()) && !is_known(&text.plain(), facts));
            title = at.map(|at| rest.remove(at));
            // `Handlungsfeld 3 | Netze`
            let numbered = title.as_ref().is_some_and(|title| is_numbered_label(&title.plain()));
            if let Some(title) = title.as_mut().filter(|_| numbered && !rest.is_empty()) {
                title.append(&rest.remove(0));
            }
        }
        left.extend(rest.into_iter().rev());
    }
    left.reverse();
    let mut secret = false;
    for text in left.iter().filter(|text| !is_known(&text.plain(), facts)) {
        let keeps_back = keeps_table_back(&text.plain());
        secret |= keeps_back;
        findings.push(match keeps_back {
            true => finding::table_nonpublic_by_text(&text.at, &text.plain()),
            false => finding::text_above(&text.at, &text.plain()),
        });
    }
    (title.map(without_label), secret)
}

/// Whether a text above a table, or above some of its columns, says that not everybody may read it.
fn keeps_table_back(text: &str) -> bool {
    is_nonpublic_title(text) || matches!(said_by(text), Said::Working { .. }) && is_working_sheet(text)
}

/// A row that is none of the table's: its cells as one line of text.
pub(super) fn read(sheet: &Sheet, row: &Row, findings: &mut Findings) -> Option<Paragraph> {
    let mut text = Text::default();
    let mut first = None;
    for cell in row_texts(sheet, row, findings) {
        if first.is_some() {
            text.push(" ", Format::default());
        }
        text.append(&one_line(Some(&cell), Decoration::default()));
        first.get_or_insert(cell.at);
    }
    let at = first?;
    findings.push(finding::row_after(&at, &text.to_plain()));
    Some(Paragraph { kind: ParagraphKind::Plain, level: 0, text, at })
}

fn row_texts(sheet: &Sheet, row: &Row, findings: &mut Findings) -> Vec<CellText> {
    let read = |cell| CellText::read(sheet, cell, findings);
    row.cells.iter().filter_map(read).collect()
}

/// Whether a text above a table can be its title: no date, no sentence.
fn is_title(text: &str) -> bool {
    !is_date_line(text) && !is_sentence(text) && !fold(text).starts_with("bitte")
}

/// `Handlungsfeld 3`, with nothing behind it.
fn is_numbered_label(text: &str) -> bool {
    let folded = fold(text);
    let number = folded.strip_prefix("handlungsfeld").or_else(|| folded.strip_prefix("hf"));
    number.is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
}

/// `Handlungsfeld: Personal` → `Personal`.
fn without_label(mut title: CellText) -> CellText {
    if let Some((label, _)) = title.text.as_str().split_once(':')
        && is_one_of(label, FIELD)
        && label.chars().all(|c| !c.is_ascii_digit())
    {
        title.text = title.text.slice(label.len() + 1..title.text.as_str().len());
    }
    title
}

/// Whether the facts say a text too, so that nothing is lost.
fn is_known(text: &str, facts: &Facts) -> bool {
    let said = [Some(&facts.title), Some(&facts.id), facts.organisation.as_ref(), facts.committee.as_ref()];
    let said = said.into_iter().flatten().map(|fact| fold(&fact.value));
    let date = facts.date.as_ref().map(|date| fold(&german::date(date.value)));
    let version = facts.version.as_ref().map(|version| fold(&version.value.to_string()));
    let parts = said.chain(date).chain(version).filter(|part| !part.is_empty());
    let rest = parts.fold(fold(text), |rest, part| rest.replace(&part, ""));
    let labels = "stand datum version sachstand sachstandsbericht standvom versionstand";
    rest.is_empty() || is_one_of(&rest, labels)
}
