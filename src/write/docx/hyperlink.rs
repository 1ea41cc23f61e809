//! Links: to bookmarks of this document, and through relationships to addresses outside.

use std::collections::BTreeMap;

use docx_rs::{Hyperlink, HyperlinkData, HyperlinkType, ParagraphChild};

use crate::write::uri;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// To a place in this document: its bookmark.
    Inside(String),
    /// Out of the document: the id of the relationship.
    Outside(String),
}

/// A link around `children`.
pub(super) fn hyperlink(target: Target, children: Vec<ParagraphChild>) -> Hyperlink {
    let mut hyperlink = Hyperlink::new("", HyperlinkType::Anchor);
    hyperlink.link = match target {
        Target::Inside(anchor) => HyperlinkData::Anchor { anchor },
        Target::Outside(rid) => HyperlinkData::External { rid, path: String::new() },
    };
    hyperlink.children = children;
    hyperlink
}

/// The targets outside the document, each once, in the order of their first use.
#[derive(Debug, Default)]
pub(super) struct Relationships {
    targets: Vec<String>,
    ids: BTreeMap<String, String>,
}

impl Relationships {
    /// The id of the relationship to `link`; none where a paper may not link there.
    pub(super) fn id(&mut self, link: &str) -> Option<String> {
        let target = uri::target(link)?;
        if let Some(id) = self.ids.get(&target) {
            return Some(id.clone());
        }
        self.targets.push(target.clone());
        let id = id(self.targets.len());
        self.ids.insert(target, id.clone());
        Some(id)
    }

    /// Ids and targets.
    pub(super) fn iter(&self) -> impl Iterator<Item = (String, &str)> {
        self.targets.iter().enumerate().map(|(index, target)| (id(index + 1), target.as_str()))
    }
}

fn id(number: usize) -> String {
    format!("rIdLink{number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_has_one_relationship() {
        let mut links = Relationships::default();
        let first = links.id("https://a.example");
        assert_ne!(links.id("https://b.example"), first);
        assert_eq!(links.id("https://a.example"), first);
        assert_eq!(links.iter().count(), 2);
    }
}
