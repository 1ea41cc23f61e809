//! Two workbooks compared, without a paper being made.

use super::{Editions, Host, Identity, versions};
use crate::diag::{Diagnostic, Error, grouped};
use crate::model::{Change, Edition, MarkOrigin, MarkSource, Report};
use crate::pipeline;
use crate::settings::Settings;

/// Two versions and what is between them.
#[derive(Debug)]
pub struct Difference {
    /// The edition that is compared.
    pub edition: Edition,
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

/// Compares two workbooks, the older one first, once for each edition of the newer one that is wanted.
///
/// # Errors
/// Where one of them cannot be read or understood.
pub fn compare(
    host: &dyn Host,
    workbooks: [&str; 2],
    (editions, allow_unlisted): (Editions, bool),
    source: MarkSource,
    settings: &Settings,
) -> Result<Vec<Difference>, Error> {
    let mut noticed = Vec::new();
    let mut read = |name: &str| -> Result<Report, Error> {
        let bytes = host.read(name).map_err(|error| error.at(name))?;
        let loaded = pipeline::load(&bytes, name, settings)?;
        noticed.extend(loaded.findings);
        Ok(loaded.report)
    };
    let [previous, current] = workbooks;
    let (previous, current) = (read(previous)?, read(current)?);
    let noticed = grouped(noticed);
    let unfit = versions::unfit(&Identity::new(&previous.facts), &Identity::new(&current.facts));
    let compare = |edition| {
        let mut findings = Vec::from_iter(unfit.clone());
        let (previous, current) = match edition {
            Edition::Internal => (previous.clone(), current.clone()),
            Edition::Public => {
                let public =
                    pipeline::publish(&current, Some(&previous), allow_unlisted).noted_in(&mut findings);
                (public.previous.unwrap_or_else(|| previous.clone()), public.report)
            }
        };
        let (comparison, marks) = pipeline::mark(&current, Some(&previous), source)?.noted_in(&mut findings);
        let (noticed, findings) = (noticed.clone(), grouped(findings));
        Ok(Difference { edition, previous, current, marks, changes: comparison.changes, noticed, findings })
    };
    editions.of(&current.facts).into_iter().map(compare).collect()
}
