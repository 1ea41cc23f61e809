//! What is to be made of the workbooks: which become papers, each compared with which.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::workbooks::Workbook;
use super::{Previous, RunOrder, versions};
use crate::diag::{Diagnostic, Error, ErrorKind};
use crate::model::Version;

/// A workbook and what is to be done about it.
pub(super) type Step<'a> = (&'a Workbook, Task<'a>);

pub(super) enum Task<'a> {
    /// It is not used, for this reason.
    LeaveOut(Diagnostic),
    /// Its paper is made, compared with this workbook; the finding is about that.
    Make(Option<&'a Workbook>, Option<Diagnostic>),
}

/// The versions of each paper.
type Papers<'a> = BTreeMap<String, BTreeMap<Option<&'a Version>, &'a Workbook>>;

/// Plans the papers of the workbooks: the newest version of each paper, or every one, against its
/// predecessor among them and the `others`, or against the one of the others that the user named. Of
/// two workbooks with the same id and version only the first counts.
///
/// # Errors
/// Where the version that was named belongs to none of the papers.
pub(super) fn plan<'a>(
    workbooks: &'a [Workbook],
    others: &'a [Workbook],
    order: &RunOrder<'_>,
) -> Result<Vec<Step<'a>>, Error> {
    let all = order.all_versions;
    let named = others.first().filter(|_| matches!(order.previous, Previous::Named(_)));
    let mut papers = Papers::new();
    for workbook in workbooks {
        let versions = papers.entry(workbook.identity.paper()).or_default();
        versions.entry(workbook.identity.number()).or_insert(workbook);
    }
    let count: usize = papers.values().map(|versions| if all { versions.len() } else { 1 }).sum();
    let fits = |it: &Workbook| named.filter(|named| count == 1 || named.identity.same_paper(&it.identity));
    let mut stems: BTreeMap<String, &Workbook> = BTreeMap::new();
    let mut steps = Vec::new();
    for workbook in workbooks {
        let identity = &workbook.identity;
        let Some(versions) = papers.get(&identity.paper()) else { continue };
        let newest = versions.range(identity.number()..).nth(1).is_none();
        let task = match versions.get(&identity.number()) {
            Some(first) if !std::ptr::eq(*first, workbook) => {
                Task::LeaveOut(versions::twice(identity, &first.identity))
            }
            _ if !all && !newest => continue,
            // File names that differ only in case are one name to Windows.
            _ => match stems.entry(identity.file_stem().to_lowercase()) {
                Entry::Occupied(first) => {
                    Task::LeaveOut(versions::name_taken(identity, &first.get().identity))
                }
                Entry::Vacant(free) => {
                    free.insert(workbook);
                    let older = versions.range(..identity.number()).map(|(_, it)| *it);
                    let beside = others.iter().filter(|it| it.identity.same_paper(identity));
                    let lower = beside.filter(|it| it.identity.number() < identity.number());
                    let newest = lower.chain(older).max_by_key(|it| it.identity.number());
                    match (order.previous, fits(workbook)) {
                        (Previous::Nothing, _) => Task::Make(None, None),
                        (_, Some(named)) => {
                            Task::Make(Some(named), versions::unfit(&named.identity, identity))
                        }
                        (_, None) => Task::Make(newest, None),
                    }
                }
            },
        };
        steps.push((workbook, task));
    }
    if let Some(Workbook { name, identity, .. }) = named
        && !stems.is_empty()
        && !stems.values().any(|it| fits(it).is_some())
    {
        return Err(Error::new(ErrorKind::Options, "Die vorige Fassung gehört zu keinem der Berichte")
            .at(name.as_str())
            .help(format!("Sie ist vom Dokument »{}«; eine Arbeitsmappe davon nennen", identity.id.value)));
    }
    Ok(steps)
}
