//! Link targets: which are let through, and how they are written.

use std::collections::BTreeMap;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// To a place in this document: its bookmark.
    Inside(String),
    /// Out of the document: the id of the relationship.
    Outside(String),
}

/// The targets outside the document, each once, in the order of their first use.
#[derive(Debug, Default)]
pub(super) struct Links {
    targets: Vec<String>,
    ids: BTreeMap<String, String>,
}

/// Schemes a paper may link to. Others (`javascript:`, `file:` …) stay plain text.
const SCHEMES: [&str; 3] = ["https:", "http:", "mailto:"];

impl Links {
    /// The id of the relationship to `link`; none where a paper may not link there.
    pub(super) fn id(&mut self, link: &str) -> Option<String> {
        let target = target(link)?;
        if let Some(id) = self.ids.get(&target) {
            return Some(id.clone());
        }
        self.targets.push(target.clone());
        let id = id(self.targets.len());
        self.ids.insert(target, id.clone());
        Some(id)
    }

    /// Ids and targets.
    pub(super) fn relationships(&self) -> impl Iterator<Item = (String, &str)> {
        self.targets.iter().enumerate().map(|(index, target)| (id(index + 1), target.as_str()))
    }
}

fn id(number: usize) -> String {
    format!("rIdLink{number}")
}

/// `link` as a URI (RFC 3986): Word calls a file damaged whose links are none.
fn target(link: &str) -> Option<String> {
    let link = link.trim();
    let scheme = SCHEMES
        .iter()
        .find(|scheme| link.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))?;
    let rest = link.get(scheme.len()..)?;
    let rest = if *scheme == "mailto:" { rest } else { rest.strip_prefix("//")? };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.is_empty() || host.contains(char::is_whitespace) {
        return None;
    }
    let slashes = if *scheme == "mailto:" { "" } else { "//" };
    Some(format!("{scheme}{slashes}{}", encode(rest)))
}

/// Writes every character a URI cannot hold in its percent form.
fn encode(rest: &str) -> String {
    let mut out = String::with_capacity(rest.len());
    let mut fragment = false;
    for (at, c) in rest.char_indices() {
        let plain = match c {
            '#' => !std::mem::replace(&mut fragment, true),
            '%' => {
                rest.as_bytes().get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit))
            }
            _ => c.is_ascii_alphanumeric() || "-._~:/?@!$&'()*+,;=".contains(c),
        };
        if plain {
            out.push(c);
        } else {
            c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_uris_of_the_allowed_schemes() {
        for (link, expected) in [
            ("https://beispiel.example/a?b=c&d#e", Some("https://beispiel.example/a?b=c&d#e")),
            ("HTTP://beispiel.example", Some("http://beispiel.example")),
            (
                "https://beispiel.example/ä b#1#2%20%zz",
                Some("https://beispiel.example/%C3%A4%20b#1%232%20%25zz"),
            ),
            ("mailto:amt@beispiel.example", Some("mailto:amt@beispiel.example")),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
            ("https:", None),
            ("https:// beispiel", None),
            ("", None),
        ] {
            assert_eq!(target(link).as_deref(), expected, "{link}");
        }
    }

    #[test]
    fn a_target_has_one_relationship() {
        let mut links = Links::default();
        let first = links.id("https://a.example");
        assert_ne!(links.id("https://b.example"), first);
        assert_eq!(links.id("https://a.example"), first);
        assert_eq!(links.relationships().count(), 2);
    }
}
