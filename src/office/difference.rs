//! Two workbooks compared, without a paper being made.

use super::{Host, Identity, versions};
use crate::diag::{Diagnostic, Error, grouped};
use crate::model::{Change, MarkOrigin, MarkSource, Report};
use crate::pipeline;
use crate::settings::Settings;

/// Two versions and what is between them.
#[derive(Debug)]
pub struct Difference {
    /// The older version.
    pub previous: Report,
    /// The newer version.
    pub current: Report,
    /// Where the change marks come from.
    pub marks: MarkOrigin,
    /// The changes in the order of the paper.
    pub changes: Vec<Change>,
    /// What was noticed about the workbooks, each on its own.
    pub noticed: Vec<Diagnostic>,
    /// What was noticed comparing them.
    pub findings: Vec<Diagnostic>,
}

/// Compares two workbooks, the older one first.
///
/// # Errors
/// Where one of them cannot be read or understood.
pub fn compare(
    host: &dyn Host,
    workbooks: [&str; 2],
    source: MarkSource,
    settings: &Settings,
) -> Result<Difference, Error> {
    let mut noticed = Vec::new();
    let mut read = |name: &str| -> Result<Report, Error> {
        let bytes = host.read(name).map_err(|error| error.at(name))?;
        let loaded = pipeline::load(&bytes, name, settings)?;
        noticed.extend(loaded.findings);
        Ok(loaded.report)
    };
    let [previous, current] = workbooks;
    let (previous, current) = (read(previous)?, read(current)?);
    let unfit = versions::unfit(&Identity::new(&previous.facts), &Identity::new(&current.facts));
    let mut findings = Vec::from_iter(unfit);
    let (comparison, marks) = pipeline::mark(&current, Some(&previous), source)?.noted_in(&mut findings);
    let (noticed, findings) = (grouped(noticed), grouped(findings));
    Ok(Difference { previous, current, marks, changes: comparison.changes, noticed, findings })
}
