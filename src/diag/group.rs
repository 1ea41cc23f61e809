//! One finding per cause: what the stages notice place by place, as the user wants to be told.

use std::collections::{BTreeMap, BTreeSet};

use super::{Code, Diagnostic, Place};
use crate::source::CellRef;

/// Findings of one run, one for each cause: those that say the same of several places of a file become
/// one, where the first of them stood, and those that only follow from another are dropped.
pub fn grouped(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let told: BTreeSet<_> = findings.iter().map(|finding| (finding.code, finding.at.file.clone())).collect();
    let follows = |finding: &Diagnostic| {
        causes(finding.code).iter().any(|cause| told.contains(&(*cause, finding.at.file.clone())))
    };
    let mut all: Vec<Diagnostic> = Vec::new();
    let mut first: BTreeMap<_, usize> = BTreeMap::new();
    for finding in findings.into_iter().filter(|finding| !follows(finding)) {
        let help = finding.help.as_deref().map(pattern);
        let kind = (finding.code, finding.at.file.clone(), pattern(&finding.message), help);
        let at = *first.entry(kind).or_insert(all.len());
        match all.get_mut(at) {
            None => all.push(finding),
            Some(group) => {
                let Diagnostic { message, at, excerpt, subject, more, .. } = finding;
                group.more.push(Place { message, at, excerpt, subject });
                group.more.extend(more);
            }
        }
    }
    all
}

/// The errors after which a finding says nothing new: a text that is not there uses no abbreviation.
fn causes(code: Code) -> &'static [Code] {
    match code {
        Code::AbbreviationUnused => {
            &[Code::FormulaError, Code::FormulaUncalculated, Code::HeaderMissing, Code::DamagedCharacters]
        }
        _ => &[],
    }
}

/// A message without what differs from place to place: quoted values, numbers and cells.
fn pattern(message: &str) -> String {
    let mut bare = String::new();
    let mut depth = 0_usize;
    for c in message.chars() {
        match c {
            '»' => depth += 1,
            '«' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    let is_value = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        CellRef::parse(word.rsplit('!').next().unwrap_or(word)).is_some()
            || word.starts_with(|c: char| c.is_ascii_digit())
    };
    bare.split(' ').map(|word| if is_value(word) { "" } else { word }).collect::<Vec<_>>().join(" ")
}

/// The values that a message quotes, outermost ones only.
pub(super) fn quoted(message: &str) -> Vec<&str> {
    let (mut values, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (at, c) in message.char_indices() {
        match c {
            '»' => {
                if depth == 0 {
                    start = at;
                }
                depth += 1;
            }
            '«' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    values.extend(message.get(start..at + c.len_utf8()));
                }
            }
            _ => {}
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Location;

    fn finding(code: Code, cell: &str, message: &str) -> Diagnostic {
        let at = Location::file("a.xlsx").sheet("Sachstand").cell(CellRef::parse(cell).unwrap());
        Diagnostic::new(code, at, message)
    }

    #[test]
    fn what_is_said_of_several_places_is_said_once() {
        let found = grouped(vec![
            finding(Code::ColumnUnknown, "F1", "Spalte »Kosten« ist nicht bekannt"),
            finding(
                Code::CellCovered,
                "B4",
                "Der Inhalt der Zelle B4 ist von der verbundenen Zelle B3 verdeckt",
            ),
            finding(Code::ColumnUnknown, "G1", "Spalte »Wer »führt«?« ist nicht bekannt"),
            finding(Code::ColumnUnknown, "H1", "Spalte »H« hat keine Überschrift"),
            finding(
                Code::CellCovered,
                "C9",
                "Der Inhalt der Zelle C9 ist von der verbundenen Zelle C8 verdeckt",
            ),
        ]);
        let shape = |it: &Diagnostic| {
            let more: Vec<_> = it.more.iter().map(|place| place.at.inside()).collect();
            format!("{} {}", it.at.inside(), more.join(" "))
        };
        let shapes: Vec<_> = found.iter().map(shape).collect();
        assert_eq!(shapes, ["Sachstand!F1 Sachstand!G1", "Sachstand!B4 Sachstand!C9", "Sachstand!H1 "]);
        assert_eq!(quoted(&found[0].more[0].message), ["»Wer »führt«?«"]);
    }

    #[test]
    fn where_other_things_are_to_be_done_there_are_two_findings() {
        let found = |name: &str, help: &str| {
            finding(Code::AbbreviationUnused, "A2", &format!("»{name}« steht in der Liste")).help(help)
        };
        let both = |one: &str, other: &str| grouped(vec![found("HJ", one), found("Q", other)]).len();
        assert_eq!(both("(die erste ist Abkürzungen!A2)", "(die erste ist Abkürzungen!B10)"), 1);
        assert_eq!(both("halbjahr = false setzen", "quartal = false setzen"), 2);
    }

    #[test]
    fn what_follows_from_an_error_is_not_said() {
        let unused = || finding(Code::AbbreviationUnused, "A2", "»KGRZ« kommt in keinem Text vor");
        let broken = || finding(Code::FormulaError, "C2", "Formel ergibt den Fehler »#BEZUG!«");
        assert_eq!(grouped(vec![unused()]).len(), 1);
        assert_eq!(grouped(vec![unused(), broken()]), [broken()]);
        let elsewhere = Diagnostic { at: Location::file("b.xlsx"), ..broken() };
        assert_eq!(grouped(vec![unused(), elsewhere]).len(), 2);
    }
}
