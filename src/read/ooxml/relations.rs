//! Relationships between the parts of a package (ECMA-376 part 2, clause 8).

use std::collections::BTreeMap;

use super::super::limits;
use super::super::package::Package;
use super::super::xml::Xml;
use crate::diag::Error;

/// The relationships of one part, by id.
#[derive(Debug, Default)]
pub(in crate::read) struct Relations(BTreeMap<String, Relation>);

/// One relationship.
#[derive(Debug)]
pub(in crate::read) struct Relation {
    /// Its type, a URI of which only the end counts: the strict form has another beginning.
    pub(in crate::read) kind: String,
    /// The name of the part, or a URI where the target lies outside.
    pub(in crate::read) target: String,
    /// Whether the target lies outside the package.
    pub(in crate::read) external: bool,
}

/// The part that a package is about, such as `xl/workbook.xml`.
pub(in crate::read) fn main_part(package: &mut Package<'_>) -> Result<Option<String>, Error> {
    let relations = Relations::of(package, "")?;
    Ok(relations.target_of_kind("/officeDocument").map(str::to_owned))
}

impl Relations {
    /// Those of `part`; none where the package has no such list.
    pub(in crate::read) fn of(package: &mut Package<'_>, part: &str) -> Result<Self, Error> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let list = format!("{folder}/_rels/{name}.rels");
        let list = list.trim_start_matches('/');
        let Some(bytes) = package.part(list)? else { return Ok(Self::default()) };
        let mut relations = BTreeMap::new();
        let mut xml = Xml::new(list, &bytes);
        xml.root()?;
        xml.children(|xml, tag| {
            if let (Some(id), Some(kind), Some(target)) =
                (tag.attr("Id")?, tag.attr("Type")?, tag.attr("Target")?)
            {
                let external = tag.attr("TargetMode")?.is_some_and(|mode| mode == "External");
                let target = if external { target } else { resolve(folder, &target) };
                relations.insert(id, Relation { kind, target, external });
            }
            limits::table(relations.len(), "Verknüpfungen")?;
            xml.skip()
        })?;
        xml.finish()?;
        Ok(Self(relations))
    }

    /// The relationship with this id.
    pub(in crate::read) fn get(&self, id: &str) -> Option<&Relation> {
        self.0.get(id)
    }

    /// The part that the first relationship of a type with this end leads to.
    pub(in crate::read) fn target_of_kind(&self, end: &str) -> Option<&str> {
        let mut inside = self.0.values().filter(|relation| !relation.external);
        inside.find(|relation| relation.kind.ends_with(end)).map(|relation| relation.target.as_str())
    }
}

/// The name of the part that `target` means for a part in `folder`.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut steps: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').collect(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            name => steps.push(name),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}
