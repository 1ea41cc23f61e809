//! What is to be made of the workbooks: which become papers, each compared with which.

use std::collections::BTreeMap;

use super::workbooks::Workbook;
use super::{Host, Identity, Previous, RunOrder, versions};
use crate::diag::{Diagnostic, Error, ErrorKind};
use crate::model::{Edition, Version};

/// A workbook and what is to be done about it.
pub(super) type Step<'a> = (&'a Workbook<'a>, Task<'a>);

pub(super) enum Task<'a> {
    /// It is not used, for this reason.
    LeaveOut(Diagnostic),
    /// It is a mere copy of another one.
    Copy(Diagnostic),
    /// Its paper is made, compared with this workbook; the finding is about that.
    Make(Option<&'a Workbook<'a>>, Option<Diagnostic>),
}

/// The versions of a paper.
type Versions<'a> = BTreeMap<Option<&'a Version>, &'a Workbook<'a>>;

/// The papers of some workbooks: those with the same id that can be versions of each other.
#[derive(Default)]
struct Papers<'a> {
    all: Vec<Versions<'a>>,
    /// For each workbook the index of its paper.
    own: Vec<usize>,
    /// The papers that have the same id, by their workbooks.
    by_id: BTreeMap<String, Vec<(usize, Vec<&'a Workbook<'a>>)>>,
}

impl<'a> Papers<'a> {
    fn new(workbooks: &'a [Workbook<'a>]) -> Self {
        let mut papers = Self::default();
        for workbook in workbooks {
            let same = papers.by_id.entry(workbook.identity.paper()).or_default();
            let known = same.iter_mut().find(|(_, all)| all.iter().any(|it| is_version(it, workbook)));
            let at = match known {
                Some((at, all)) => {
                    all.push(workbook);
                    *at
                }
                None => {
                    same.push((papers.all.len(), vec![workbook]));
                    papers.all.push(Versions::new());
                    papers.all.len() - 1
                }
            };
            papers.own.push(at);
            papers.all[at].entry(workbook.identity.number()).or_insert(workbook);
        }
        papers
    }

    /// A workbook of another paper with the same id.
    fn namesake(&self, at: usize, identity: &Identity) -> Option<&'a Workbook<'a>> {
        let same = self.by_id.get(&identity.paper())?;
        same.iter().find(|(other, _)| *other != at).and_then(|(_, all)| all.first()).copied()
    }
}

/// Where the files of each edition of a paper go. Names that differ only in case are one to Windows.
fn places(host: &dyn Host, workbook: &Workbook<'_>) -> Vec<(String, String)> {
    let folder = host.folder(&workbook.name).to_lowercase();
    let stem = |edition: &Edition| workbook.identity.file_stem(*edition).to_lowercase();
    workbook.editions.iter().map(|edition| (folder.clone(), stem(edition))).collect()
}

/// Whether two workbooks can be versions of one paper.
fn is_version(one: &Workbook<'_>, other: &Workbook<'_>) -> bool {
    one.identity.same_paper(&other.identity) && one.content.is_akin(&other.content)
}

/// Plans the papers of the workbooks: the newest version of each paper, or every one, against its
/// predecessor among them and the `others`, or against the one of the others that the user named. Of
/// two workbooks with the same id and version only the first counts.
///
/// # Errors
/// Where the version that was named belongs to none of the papers.
pub(super) fn plan<'a>(
    host: &dyn Host,
    workbooks: &'a [Workbook<'a>],
    others: &'a [Workbook<'a>],
    order: &RunOrder<'_>,
) -> Result<Vec<Step<'a>>, Error> {
    let all = order.all_versions;
    let named = others.first().filter(|_| matches!(order.previous, Previous::Named(_)));
    let papers = Papers::new(workbooks);
    let count: usize = papers.all.iter().map(|versions| if all { versions.len() } else { 1 }).sum();
    let fits =
        |it: &Workbook<'_>| named.filter(|named| count == 1 || named.identity.same_paper(&it.identity));
    let compared = |workbook: &Workbook<'a>, versions: &Versions<'a>, at| {
        let identity = &workbook.identity;
        let older = versions.range(..identity.number()).map(|(_, it)| *it);
        let beside = others.iter().filter(|it| is_version(it, workbook));
        let lower = beside.filter(|it| it.identity.number() < identity.number());
        let newest = lower.chain(older).max_by_key(|it| it.identity.number());
        match (order.previous, fits(workbook)) {
            (Previous::Nothing, _) => Task::Make(None, None),
            (_, Some(named)) if !named.content.is_akin(&workbook.content) => {
                Task::Make(None, Some(versions::foreign(&named.identity, identity)))
            }
            (_, Some(named)) => Task::Make(Some(named), versions::unfit(&named.identity, identity)),
            (_, None) => {
                let clash = papers.namesake(at, identity).map(|it| versions::clash(identity, &it.identity));
                Task::Make(newest, clash)
            }
        }
    };
    let mut taken: BTreeMap<(String, String), &Workbook<'_>> = BTreeMap::new();
    let mut steps = Vec::new();
    for (workbook, &at) in workbooks.iter().zip(&papers.own) {
        let identity = &workbook.identity;
        let Some(versions) = papers.all.get(at) else { continue };
        let newest = versions.range(identity.number()..).nth(1).is_none();
        let task = match versions.get(&identity.number()) {
            Some(first) if !std::ptr::eq(*first, workbook) && first.digest == workbook.digest => {
                if !all && !newest {
                    continue;
                }
                Task::Copy(versions::copy(identity, &first.identity))
            }
            Some(first) if !std::ptr::eq(*first, workbook) => {
                Task::LeaveOut(versions::twice(identity, &first.identity))
            }
            _ if !all && !newest => continue,
            _ => {
                let places = places(host, workbook);
                match places.iter().find_map(|place| taken.get(place)) {
                    Some(first) => Task::LeaveOut(versions::name_taken(identity, &first.identity)),
                    None => {
                        taken.extend(places.into_iter().map(|place| (place, workbook)));
                        compared(workbook, versions, at)
                    }
                }
            }
        };
        steps.push((workbook, task));
    }
    if let Some(Workbook { name, identity, .. }) = named
        && !taken.is_empty()
        && !taken.values().any(|it| fits(it).is_some())
    {
        return Err(Error::new(ErrorKind::Options, "Die vorige Fassung gehört zu keinem der Berichte")
            .at(name.as_str())
            .help(format!("Sie ist vom Dokument »{}«; eine Arbeitsmappe davon nennen", identity.id.value)));
    }
    Ok(steps)
}
