//! What can only be seen once the whole report is there: facts that contradict each other.

use super::answer::Answer;
use crate::diag::{Code, Diagnostic};
use crate::model::{Report, german_date};

/// Compares facts, history and tables with each other.
pub(super) fn check(report: &Report, findings: &mut Vec<Diagnostic>) {
    confidentiality(report, findings);
    history(report, findings);
    session(report, findings);
}

fn confidentiality(report: &Report, findings: &mut Vec<Diagnostic>) {
    let Some(said) = &report.facts.confidentiality else { return };
    if Answer::nonpublic(&said.value) != Answer::No {
        return;
    }
    let actions = || report.fields.iter().flat_map(|field| &field.actions);
    let mut nonpublic = actions().filter(|action| action.nonpublic);
    if let Some(first) = nonpublic.next() {
        let count = 1 + nonpublic.count();
        let noun = if count == 1 { "Aktion ist" } else { "Aktionen sind" };
        let message = format!("Vertraulichkeit ist »{}«, aber {count} {noun} nichtöffentlich", said.value);
        findings.push(Diagnostic::new(Code::PublicMismatch, said.at.clone(), message).help(format!(
            "Vertraulichkeit auf »nichtöffentlich« setzen oder die Spalte »Nichtöffentlich« prüfen (zuerst {})",
            first.at.inside()
        )));
    }
}

fn history(report: &Report, findings: &mut Vec<Diagnostic>) {
    let Some(version) = &report.facts.version else { return };
    let Some(newest) = report.history.iter().max_by(|a, b| a.version.value.cmp(&b.version.value)) else {
        return;
    };
    let Some(own) = report.history.iter().find(|entry| entry.version.value == version.value) else {
        let message = format!("Version »{}« steht nicht in der Historie", version.value);
        findings.push(Diagnostic::new(Code::HistoryMismatch, version.at.clone(), message).help(format!(
            "Im Blatt Versionen eine Zeile ergänzen oder die Version im Blatt Dokument berichtigen; die neueste dort \
             ist »{}«",
            newest.version.value
        )));
        return;
    };
    if newest.version.value > version.value {
        let message = format!("Historie kennt die neuere Version »{}«", newest.version.value);
        findings.push(Diagnostic::new(Code::HistoryMismatch, newest.version.at.clone(), message).help(
            format!(
                "Im Blatt Dokument die Version erhöhen oder die Zeile löschen; das Papier trägt »{}«",
                version.value
            ),
        ));
    }
    if let (Some(date), Some(listed)) = (&report.facts.date, &own.date)
        && date.value != listed.value
    {
        let message = format!(
            "Datum »{}« der Version »{}« weicht vom Blatt Dokument ab (»{}«)",
            german_date(listed.value),
            version.value,
            german_date(date.value)
        );
        findings.push(
            Diagnostic::new(Code::DateMismatch, listed.at.clone(), message)
                .help("Eines der beiden Daten berichtigen; als Stand gilt das Datum aus dem Blatt Dokument"),
        );
    }
}

fn session(report: &Report, findings: &mut Vec<Diagnostic>) {
    if let (Some(date), Some(session)) = (&report.facts.date, &report.facts.session_date)
        && session.value < date.value
    {
        let message = format!(
            "Sitzungsdatum »{}« liegt vor dem Stand »{}«",
            german_date(session.value),
            german_date(date.value)
        );
        findings.push(
            Diagnostic::new(Code::DateMismatch, session.at.clone(), message)
                .help("Eines der beiden Daten berichtigen; beide stehen so im Papier"),
        );
    }
}
