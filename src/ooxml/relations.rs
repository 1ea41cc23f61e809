//! Relationships between the parts of a package (ECMA-376 part 2, clause 8).

use std::collections::BTreeMap;

use super::package::Package;
use super::xml::Xml;
use crate::diag::Error;
use crate::limits;

/// The relationships of one part, by id.
#[derive(Debug, Default)]
pub(crate) struct Relations(BTreeMap<String, Relation>);

/// One relationship.
#[derive(Debug)]
pub(crate) struct Relation {
    /// Its type, a URI of which only the end counts: the strict form has another beginning.
    pub(crate) kind: String,
    /// The name of the part, or a URI where the target lies outside.
    pub(crate) target: String,
    /// Whether the target lies outside the package.
    pub(crate) external: bool,
}

impl Relations {
    /// Those of `part`; none where the package has no such list.
    pub(crate) fn of(package: &mut Package<'_>, part: &str) -> Result<Self, Error> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let list = format!("{folder}/_rels/{name}.rels");
        let list = list.trim_start_matches('/');
        let Some(bytes) = package.part(list)? else { return Ok(Self::default()) };
        let mut relations = BTreeMap::new();
        Xml::read(list, &bytes, |_, tag| {
            if let (Some(id), Some(kind), Some(target)) =
                (tag.attr("Id")?, tag.attr("Type")?, tag.attr("Target")?)
            {
                let external = tag.attr("TargetMode")?.is_some_and(|mode| mode == "External");
                let target = if external { target } else { resolve(folder, &target) };
                relations.insert(id, Relation { kind, target, external });
            }
            limits::table(relations.len(), "Verknüpfungen")
        })?;
        Ok(Self(relations))
    }

    /// The relationship with this id.
    pub(crate) fn get(&self, id: &str) -> Option<&Relation> {
        self.0.get(id)
    }

    /// The part that the first relationship of a type with this end leads to.
    pub(crate) fn target_of_kind(&self, end: &str) -> Option<String> {
        let mut inside = self.0.values().filter(|relation| !relation.external);
        inside.find(|relation| relation.kind.ends_with(end)).map(|relation| relation.target.clone())
    }
}

/// The name of the part that `target` means for a part in `folder`.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let base = if target.starts_with('/') { "" } else { folder };
    let mut steps = Vec::new();
    for step in base.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            name => steps.push(name),
        }
    }
    steps.join("/")
}
