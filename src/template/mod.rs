//! A workbook to begin with → the bytes of an xlsx: an empty one with examples to be written over, or one
//! that takes over what another workbook says.
//!
//! All six sheets of the manual, with their heads and keys as [`recognise`](mod@crate::recognise) knows
//! them, laid out for the clerk who keeps them: lists to choose from, hints beside the cells, versions as
//! text, days as days, heads that stay in sight and come again on every printed page. Both workbooks are
//! made from a [`Report`] in the same way:
//!
//! 1. [`example`] is the report of the empty one; [`prepare`] gives what has no place in the sheets one.
//! 2. [`facts`], [`status`] with [`heads`], [`rows`], [`lines`], and [`lists`]: report → [`sheet`]s of
//!    [`cell`]s, so that reading them gives the same report; [`pieces`] cuts what no cell can hold.
//! 3. [`book`] with [`hints`] and [`heights`]: sheets → bytes, the only place here that knows rust_xlsxwriter.
//! 4. [`proof`]: the new workbook is read and compared with the report. Nothing that was withheld may be
//!    public; what reads otherwise is a finding.
//!
//! Not taken over: what stands in no paper. The contents of working columns and sheets, comments, pictures
//! over a table and the layout of the old workbook; reading it tells of each. Like `advance`, this module
//! uses other stages for its proof: `read::read` and `interpret::interpret`, nothing else.

mod book;
mod cell;
mod example;
mod facts;
mod finding;
mod heads;
mod heights;
mod hints;
mod lines;
mod lists;
mod pieces;
mod prepare;
mod proof;
mod rows;
mod sheet;
mod status;

use jiff::civil::Date;

use crate::diag::{Diagnostic, Error, Warned};
use crate::german::CENTURY_PIVOT;
use crate::interpret::interpret;
use crate::model::Report;
use crate::read::read;
use crate::recognise::Names;
use heads::Form;

/// How a workbook is made.
#[derive(Clone, Debug)]
pub struct TemplateOptions {
    /// The date of an empty workbook; without it, the date is left blank.
    pub date: Option<Date>,
    /// The office's own names of sheets, columns and keys, by which the new workbook will be read.
    pub names: Names,
    /// Two-digit years below this one lie in 20xx, the others in 19xx.
    pub pivot_year: u8,
}

impl Default for TemplateOptions {
    fn default() -> Self {
        Self { date: None, names: Names::default(), pivot_year: CENTURY_PIVOT }
    }
}

/// An empty workbook, version 1.0, with examples to be written over.
///
/// # Errors
/// Where it cannot be made: a bug.
pub fn empty(options: &TemplateOptions) -> Result<Vec<u8>, Error> {
    made(&example::report(options.date), FORMS[0], &mut Vec::new())
}

/// A workbook that says what `report` says, whose texts are as they were typed; the findings tell what is
/// not or not in the same way taken over, by the places in the old workbook.
///
/// # Errors
/// Where a text or a sheet does not fit into what Excel allows, or the new workbook would show what was
/// withheld.
pub fn from_report(report: &Report, options: &TemplateOptions) -> Result<Warned<Vec<u8>>, Error> {
    make(report, options).map_err(|error| error.at(report.file.to_string()))
}

fn make(report: &Report, options: &TemplateOptions) -> Result<Warned<Vec<u8>>, Error> {
    let mut findings = Vec::new();
    let report = prepare::prepared(report, &mut findings);
    let mut best: Option<Attempt> = None;
    let mut failed = None;
    for form in FORMS {
        match attempt(&report, form, options) {
            Ok(made) if best.as_ref().is_none_or(|best| made.differences < best.differences) => {
                best = Some(made)
            }
            Ok(_) => {}
            Err(error) => failed = failed.or(Some(error)),
        }
        if best.as_ref().is_some_and(|best| best.differences == (false, 0)) {
            break;
        }
    }
    let best = best.ok_or_else(|| failed.unwrap_or_else(finding::not_readable))?;
    findings.extend(best.findings);
    Ok(Warned::new(best.bytes, findings))
}

/// The forms of the status table in the order in which they are tried: heads say less where what stood
/// beside them in the old table is gone, and a usual head may be taken for one that the office calls so.
const FORMS: [Form; 4] = [
    Form { own: true, usual: true },
    Form { own: true, usual: false },
    Form { own: false, usual: true },
    Form { own: false, usual: false },
];

/// A workbook in one of these forms.
struct Attempt {
    bytes: Vec<u8>,
    findings: Vec<Diagnostic>,
    /// How much reads otherwise: first whether fields and actions are others, then in how many places.
    differences: (bool, usize),
}

fn attempt(report: &Report, form: Form, options: &TemplateOptions) -> Result<Attempt, Error> {
    let mut findings = Vec::new();
    let bytes = made(report, form, &mut findings)?;
    let new = understood(&bytes, report, options)?;
    let differing = proof::differences(report, &new)?;
    let mut differences = (!proof::have_same_shape(report, &new), differing.len());
    findings.extend(differing);
    let heads = |report: &Report| [report.columns.action.clone(), report.columns.status.clone()];
    let [action, status] = heads(report);
    if heads(report) != heads(&new) {
        differences.1 += usize::from(form.own);
        findings.push(finding::heads_plain(&report.facts.title.at, &action, &status));
    }
    Ok(Attempt { bytes, findings, differences })
}

/// The workbook of a report.
fn made(report: &Report, form: Form, findings: &mut Vec<Diagnostic>) -> Result<Vec<u8>, Error> {
    let status = status::sheet(report, form, findings);
    let mut sheets = vec![facts::sheet(&report.facts), status];
    sheets.extend(lists::sheets(report, findings));
    book::bytes(&report.facts.title.value, &sheets)
}

/// What the new workbook says, under the name of the old one.
fn understood(bytes: &[u8], report: &Report, options: &TemplateOptions) -> Result<Report, Error> {
    let new = read(bytes, &report.file).map_err(|error| finding::not_readable().because(error))?;
    let new = interpret(&new.value, &options.names, options.pivot_year);
    Ok(new.map_err(|error| finding::not_readable().because(error))?.value)
}
