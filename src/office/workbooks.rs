//! The workbooks of a run: read once for the plan, and again when a paper is made.

use std::sync::Arc;

use super::versions::Content;
use super::{Digest, Editions, Event, Host, Identity, Kit, RunOrder, rewrites, workers};
use crate::diag::{Error, ErrorKind, errors};
use crate::german;
use crate::model::{Edition, Report};
use crate::normalize::Normalized;
use crate::pipeline;
use crate::settings::Settings;

/// A run over so few workbooks keeps what the first reading found; with more of them each is read
/// again, since memory must not grow with their number.
const KEPT: usize = 8;

/// What the plan knows of a workbook.
pub(super) struct Workbook<'a> {
    /// Its index among the workbooks of the run.
    pub(super) index: usize,
    pub(super) name: String,
    pub(super) identity: Identity,
    pub(super) content: Content,
    /// What counts for it; it was read by these settings.
    pub(super) kit: Kit<'a>,
    /// The editions of its paper, and the logo that it names, for the fingerprint.
    pub(super) editions: Vec<Edition>,
    pub(super) logo: Option<String>,
    /// The hash of its bytes.
    pub(super) digest: Digest,
    kept: Option<Arc<Normalized>>,
}

/// The workbooks with some names that can be read, and the indices of the others.
pub(super) type Readings<'a> = (Vec<Workbook<'a>>, Vec<(usize, Error)>);

/// The first reading of the workbooks with these names, and of those `beside` them.
pub(super) fn read<'a>(
    host: &dyn Host,
    order: &RunOrder<'a>,
    beside: &[String],
    on: &mut dyn FnMut(Event),
) -> (Readings<'a>, Readings<'a>) {
    let lists = [order.workbooks, beside];
    let names = lists.iter().zip([false, true]).flat_map(|(names, beside)| {
        let keep = names.len() <= KEPT;
        names.iter().enumerate().map(move |(index, name)| (beside, index, name, keep))
    });
    let names: Vec<_> = names.collect();
    let mut readings = (Readings::default(), Readings::default());
    let read = |(beside, index, name, keep): (bool, usize, &String, bool), send: &mut dyn FnMut(_)| {
        let read = workers::guarded(|| {
            Workbook::read(host, index, name, ((order.kit)(name)?, order.editions, keep))
        });
        send((beside, name.clone(), read.map_err(|error| (index, error.at(name.as_str())))));
    };
    workers::in_parallel(order.jobs, names.into_iter(), read, |(beside, name, result)| {
        if !beside {
            on(Event::Read(name));
        }
        let (workbooks, unreadable) = if beside { &mut readings.1 } else { &mut readings.0 };
        match result {
            Ok(workbook) => workbooks.push(workbook),
            Err(failed) => unreadable.push(failed),
        }
    });
    for (workbooks, unreadable) in [&mut readings.0, &mut readings.1] {
        workbooks.sort_by_key(|workbook| workbook.index);
        unreadable.sort_by_key(|(index, _)| *index);
    }
    readings
}

/// Workbooks that cannot be read: nobody knows whose versions they are.
pub(super) struct Unread {
    /// Among those that become papers.
    pub(super) named: Vec<String>,
    /// Beside them.
    pub(super) beside: Vec<String>,
}

impl Unread {
    /// Those that are called like the workbook of this name, but for numbers.
    pub(super) fn akin(&self, name: &str) -> Vec<&str> {
        self.all().filter(|other| letters(other) == letters(name)).collect()
    }

    /// Those that may be a version of the workbook of this name: of the named ones any, of the others
    /// those that are called like it.
    pub(super) fn possible(&self, name: &str) -> Vec<&str> {
        let akin = self.akin(name);
        let named = self.named.iter().map(String::as_str);
        named.clone().chain(akin.into_iter().filter(|it| !named.clone().any(|other| other == *it))).collect()
    }

    fn all(&self) -> impl Iterator<Item = &str> {
        self.named.iter().chain(&self.beside).map(String::as_str)
    }
}

/// The letters in the name of a file, without its folder, its ending and the names of months.
fn letters(name: &str) -> String {
    let file = name.rsplit('/').next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_lowercase();
    let words = stem.split(|c: char| !c.is_alphabetic());
    words
        .filter(|word| german::month(word).is_none() && !matches!(*word, "v" | "version" | "fassung"))
        .collect()
}

/// Which workbooks could not be read for a reason other than that they hold no status table.
pub(super) fn damaged(names: &[String], errors: &[(usize, Error)]) -> Vec<String> {
    let damaged =
        errors.iter().filter(|(_, error)| !matches!(error.kind(), ErrorKind::Incomplete | ErrorKind::Unused));
    damaged.filter_map(|(index, _)| names.get(*index).cloned()).collect()
}

impl<'a> Workbook<'a> {
    /// Reads a workbook; with `keep` all that its paper needs, else only what the plan needs.
    ///
    /// # Errors
    /// Where it cannot be read or understood; the error names it.
    pub(super) fn read(
        host: &dyn Host,
        index: usize,
        name: &str,
        (kit, editions, keep): (Kit<'a>, Editions, bool),
    ) -> Result<Self, Error> {
        let bytes = host.read(name).map_err(|error| error.at(name))?;
        let settings = kit.settings;
        let known = |report: &Report| {
            let (identity, content) = (Identity::new(&report.facts), Content::new(report));
            let logo = report.facts.logo.as_ref().map(|logo| logo.value.clone());
            (identity, content, editions.of(&report.facts), logo)
        };
        let failed = |error: Error| match error.kind() {
            ErrorKind::Incomplete if is_own_list(&bytes, name, settings) => own_list(),
            _ => error,
        };
        let ((identity, content, editions, logo), kept) = if keep {
            let loaded = pipeline::load(&bytes, name, settings).map_err(failed)?;
            (known(&loaded.report), Some(Arc::new(loaded)))
        } else {
            (known(&pipeline::understand(&bytes, name, settings).map_err(failed)?.value), None)
        };
        let digest = Digest::of([bytes.as_slice()]);
        Ok(Self { index, name: name.to_owned(), identity, content, kit, editions, logo, digest, kept })
    }

    /// What the workbook says by these settings.
    ///
    /// # Errors
    /// Where it cannot be read any more, or is not what it was when the run was planned.
    pub(super) fn load(&self, host: &dyn Host, settings: &Settings) -> Result<Arc<Normalized>, Error> {
        if let Some(kept) = self.kept.as_ref().filter(|_| std::ptr::eq(settings, self.kit.settings)) {
            return Ok(kept.clone());
        }
        let bytes = host.read(&self.name).map_err(|error| error.at(self.name.as_str()))?;
        if Digest::of([bytes.as_slice()]) != self.digest {
            let message = "Die Arbeitsmappe wurde geändert, während die Berichte erstellt wurden";
            return Err(Error::new(ErrorKind::Io, message)
                .at(self.name.as_str())
                .help("Die Arbeitsmappe speichern und schließen und den Aufruf wiederholen"));
        }
        pipeline::load(&bytes, &self.name, settings).map(Arc::new)
    }
}

fn is_own_list(bytes: &[u8], name: &str, settings: &Settings) -> bool {
    pipeline::columns(bytes, name, settings).is_ok_and(|sheets| rewrites::is_table(&sheets))
}

errors! {
    /// A list of rewrites, written by an earlier run among the workbooks.
    own_list() Unused:
        "Die Datei ist eine Liste von Vereinheitlichungen",
        "Eine Arbeitsmappe mit einem Bericht nennen";
}
