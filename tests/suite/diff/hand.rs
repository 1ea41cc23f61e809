//! Marks set by hand: carried out before a comparison, taken as they are without one, and checked
//! against the computed ones.

use sachstand::diag::Severity;
use sachstand::diff::{audit, marks_from_cells};
use sachstand::model::Report;
use sachstand::text::Text;

use super::build::{action, compared, field, fields, kinds, outline};
use super::marked::parse;

/// A report of one action whose entries bear these marks.
fn marked(entries: &[&str]) -> Report {
    let mut report = fields([field("A: Verkehr", [action("Radachse Nord", &"x\n".repeat(entries.len()))])]);
    for (line, entry) in report.fields[0].actions[0].status.iter_mut().zip(entries) {
        line.paragraph_mut().unwrap().text = text(entry);
    }
    report
}

fn text(entry: &str) -> Text {
    parse(entry).into_iter().map(|(mark, text)| (text, mark.into())).collect()
}

#[test]
fn struck_text_is_no_text_of_its_version() {
    let previous = marked(&["Die [-alte -]Planung ruht.", "[-Längst entfallen.-]", "Bleibt stehen."]);
    let current = marked(&["Die Planung [-ruht.-]{+läuft.+}", "Bleibt stehen.", "[-Auch weg.-]"]);
    let merged = compared(&previous, &current).report;
    assert_eq!(outline(&merged)[2..], ["Die Planung [-ruht.-]{+läuft.+}", "Bleibt stehen."]);
}

#[test]
fn space_left_by_a_strike_is_no_change() {
    let previous = marked(&["Die Planung der Halle ruht."]);
    for entry in ["Die [-neue-] Planung der Halle ruht.", "[-Alt.-] Die Planung der Halle ruht [-weiter-]."] {
        assert!(compared(&previous, &marked(&[entry])).changes.is_empty(), "{entry}");
    }
}

#[test]
fn an_action_struck_as_a_whole_is_gone() {
    let mut current = marked(&["[-Alles weg.-]"]);
    current.fields[0].actions[0].title[0].text = text("[-Radachse Nord-]");
    let merged = compared(&marked(&["Alles weg."]), &current);
    assert_eq!(outline(&merged.report), ["## A: Verkehr", "# [-Radachse Nord-]", "[-Alles weg.-]"]);
    assert_eq!(kinds(&merged), ["Removed Radachse Nord"]);
}

#[test]
fn hand_marks_are_the_marks_without_a_previous_version() {
    let report = marked(&["Die Planung [-ruht.-]{+läuft.+}", "{+Neu.+}", "[-Alt.-]", "Gleich."]);
    let comparison = marks_from_cells(report.clone());
    assert_eq!(comparison.report, report);
    assert_eq!(
        kinds(&comparison),
        ["Reworded Radachse Nord", "Added Radachse Nord", "Removed Radachse Nord"]
    );
    assert!(comparison.changes[2].cells.current.is_none());
    assert!(comparison.changes.iter().all(|it| it.from.is_none() && it.to.is_none()));
}

fn findings(previous: &[&str], current: &[&str]) -> Vec<String> {
    let (previous, current) = (marked(previous), marked(current));
    let findings = audit(&compared(&previous, &current), &current);
    assert!(findings.iter().all(|it| it.help.is_some() && it.severity() == Severity::Warning));
    let line = |it: &sachstand::diag::Diagnostic| {
        let excerpt = it.excerpt.as_ref().unwrap();
        format!("{} {}", it.code.id(), &excerpt.text[excerpt.mark.clone()])
    };
    findings.iter().map(line).collect()
}

#[test]
fn marks_that_agree_give_no_finding() {
    for (previous, current) in [
        ("Baubeginn ist im Mai, wenn möglich.", "Baubeginn ist im [-Mai-]{+Juni+}, wenn möglich."),
        ("Sitzung im März und Oktober.", "Sitzung im [-März-]{+April+} und [-Oktober-]{+November+}."),
        ("Die Maßnahme ist fertig.", "Die Maßnahme{+n+} [-ist-]{+sind+} fertig."),
        ("Die Planung ruht.", "Die Planung ruht.{+ Der Bau folgt.+}"),
    ] {
        assert_eq!(findings(&[previous], &[current]), Vec::<String>::new(), "{current}");
    }
}

#[test]
fn a_workbook_without_any_mark_leaves_them_to_the_program() {
    assert!(findings(&["Die Planung ruht."], &["Der Bau läuft seit Mai."]).is_empty());
}

#[test]
fn each_passage_that_disagrees_is_one_finding() {
    let previous = ["Die Planung der Halle ruht seit dem Frühjahr.", "Gleich geblieben.", "Wird entfernt."];
    let current = [
        "Die Planung der {+großen +}Halle ruht seit dem langen Winter.",
        "{+Gleich geblieben.+}",
        "Ganz anders und neu hinzugekommen.",
        "[-Schon länger weg.-]",
    ];
    assert_eq!(
        findings(&previous, &current),
        [
            "aenderung-ohne-markierung langen Winter.",
            "aenderung-ohne-markierung Frühjahr.",
            "markierung-ohne-aenderung Gleich geblieben.",
            "aenderung-ohne-markierung Ganz anders und neu hinzugekommen.",
            "aenderung-ohne-markierung Wird entfernt.",
            "markierung-ohne-aenderung Schon länger weg.",
        ]
    );
}
