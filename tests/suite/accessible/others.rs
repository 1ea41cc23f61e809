//! What programs of others say of the sample papers; every finding is fixed or answered.
//!
//! An answer says why a finding is none. `docs/barrierefreiheit.md` has the answers in German, under the same names.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{SAMPLES, Sample, document};
use crate::support::{python, temporary};

/// A finding that is answered: the rule, and what its message holds.
type Answer = (&'static str, &'static str);

/// docx-plus, a linter for Word files.
const LINT: &[Answer] = &[
    // The gaps of the cover shrink as its texts grow, and what follows the contents starts a page.
    ("style-drift", "overrides space before directly"),
    ("style-drift", "overrides space after, line spacing directly"),
    ("style-drift", "overrides page break before directly"),
    ("style-drift", "overrides space before, page break before directly"),
    // What Word needs between two tables keeps their distance.
    ("style-drift", "overrides space after directly, deviating from Abstandshalter"),
    // A text that leads in to its list stays with it, and the end of a list has the gap of a paragraph.
    ("style-drift", "overrides keep with next directly"),
    ("style-drift", "overrides space after directly, deviating from List Bullet"),
    // An address is no language.
    ("mixed-language", "Run is tagged zxx"),
    // A mark is a style, and the run says it as well: some readers know no styles of characters.
    ("redundant-direct-formatting", "Run sets underline directly"),
    ("redundant-direct-formatting", "Run sets strike directly"),
    // It reads revisions without what is new or dropped, so spaces of both versions meet, and the headings of
    // the overview of changes, all of them new, have no text.
    ("double-space", ""),
    ("trailing-whitespace", ""),
    ("empty-heading", ""),
];

/// What of [`LINT`] is answered in files with revisions alone.
const REVISED: &[&str] = &["double-space", "trailing-whitespace", "empty-heading"];

/// openxml-audit, a validator of Office Open XML.
const AUDIT: &[Answer] = &[];

/// outloud, a checker of tagged PDF.
const ALOUD: &[Answer] = &[
    // It takes the texts of an element before those of the elements inside it, such as the span of a mark between
    // two of them; the point pdf-reihenfolge of the checklist compares both orders one by one.
    ("ORD-001", "paint tagged content out of tag-tree order"),
    // It counts head cells: two tables have a head in each row, as is meant.
    ("TBL-010", "header cells look shredded"),
    // It asks on each page for a table that begins there, or covers half of its lines; ours run over pages.
    ("TBL-014", "that no /Table covers"),
];

/// The findings that nobody answered, with the paper in which they are, and the answers to none.
fn open(
    answers: &[Answer],
    tool: impl Fn(&Sample) -> Option<Vec<(String, String)>>,
) -> Option<BTreeSet<String>> {
    let mut open = BTreeSet::new();
    let mut unasked: BTreeSet<&Answer> = answers.iter().collect();
    for sample in SAMPLES.iter() {
        for (rule, message) in tool(sample)? {
            let tracked = sample.name.contains("Tracked");
            let answer = answers.iter().find(|(answered, part)| {
                *answered == rule && message.contains(part) && (tracked || !REVISED.contains(answered))
            });
            match answer {
                Some(answer) => drop(unasked.remove(answer)),
                None => drop(open.insert(format!("{}: {rule}: {message}", sample.name))),
            }
        }
    }
    open.extend(unasked.into_iter().map(|(rule, part)| format!("answered, yet not found: {rule}: {part}")));
    Some(open)
}

/// Runs a module of Python over a file and reads what it prints as JSON.
fn json(module: &str, arguments: &[&str], name: &str, bytes: &[u8]) -> Option<Value> {
    let (_folder, path) = temporary(name, bytes);
    let output = python(module, &[arguments, &[path.to_str().unwrap()]].concat())?;
    let printed = String::from_utf8_lossy(&output.stdout);
    let start = printed.find(['{', '[']).unwrap_or(0);
    let mut values = serde_json::Deserializer::from_str(&printed[start..]).into_iter();
    let value = values.next().and_then(Result::ok);
    Some(value.unwrap_or_else(|| panic!("{module}: {printed}{}", String::from_utf8_lossy(&output.stderr))))
}

fn texts(finding: &Value, keys: [&str; 2]) -> (String, String) {
    let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    (text(keys[0]), text(keys[1]))
}

#[test]
fn docx_plus_finds_nothing_that_is_not_answered() {
    let arguments = ["-m", "docx_plus.cli", "lint", "--no-profile", "--json"];
    let open = open(LINT, |sample| {
        // The paper that holds everything was not written with care for its spaces.
        if sample.name.starts_with("full") {
            return Some(Vec::new());
        }
        let found = json("docx_plus", &arguments, "paper.docx", &sample.docx)?;
        Some(found.as_array().unwrap().iter().map(|it| texts(it, ["rule", "message"])).collect())
    });
    let Some(open) = open else { return };
    assert!(open.is_empty(), "{open:#?}");
}

#[test]
fn openxml_audit_finds_nothing_that_is_not_answered() {
    let open = open(AUDIT, |sample| {
        let found =
            json("openxml_audit", &["-m", "openxml_audit", "-o", "json"], "paper.docx", &sample.docx)?;
        let errors = found[0]["errors"].as_array().unwrap();
        Some(errors.iter().map(|it| texts(it, ["type", "description"])).collect())
    });
    let Some(open) = open else { return };
    assert!(open.is_empty(), "{open:#?}");
}

#[test]
fn outloud_finds_nothing_that_is_not_answered() {
    let open = open(ALOUD, |sample| {
        // Whether revisions are tracked makes no other PDF.
        if sample.name.contains("Tracked") {
            return Some(Vec::new());
        }
        let arguments = ["-m", "outloud.cli", "--fail-on", "never", "--json", "-"];
        let found = json("outloud", &arguments, "paper.pdf", &sample.pdf)?;
        let findings = found["results"][0]["findings"].as_array().unwrap();
        Some(findings.iter().map(|it| texts(it, ["rule", "message"])).collect())
    });
    let Some(open) = open else { return };
    assert!(open.is_empty(), "{open:#?}");
}

#[test]
fn every_answer_stands_in_the_document() {
    let document = document();
    let rules = [LINT, AUDIT, ALOUD].concat().into_iter().map(|(rule, _)| rule);
    let unsaid: BTreeSet<_> = rules.filter(|rule| !document.contains(&format!("`{rule}`"))).collect();
    assert_eq!(unsaid, BTreeSet::new());
}
