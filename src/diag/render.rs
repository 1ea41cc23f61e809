//! Text forms of findings and errors, as a clerk reads them on a terminal.
//!
//! ```text
//! Fehler[datum-ungueltig]: »31.02.2020« ist kein Kalendertag
//!   --> input/krm_sachstand_1.14.xlsx › Sachstand!C17
//!    | … bis 31.02.2020 abgeschlossen …
//!    |       ^^^^^^^^^^
//!    = Hilfe: Datum in der Zelle berichtigen; der Text wurde unverändert übernommen
//! ```

use unicode_segmentation::UnicodeSegmentation;

use super::excerpt::{back, front};
use super::group::quoted;
use super::visible::{one_line, visible};
use super::{Diagnostic, Error, Excerpt, Place, Severity};

/// How many characters of a long cell are shown on each side of the stretch in question.
const CONTEXT: usize = 30;

/// A finding in several lines, the last one ended.
pub fn finding(finding: &Diagnostic) -> String {
    let (word, shown) = (severity_word(finding.severity()), finding.excerpt.as_ref().map(excerpt));
    let (id, help) = (finding.code.id(), help(finding.help.as_deref()));
    let (message, at) = (one_line(&finding.message), finding.at.to_string());
    let (at, shown) = (one_line(&at), shown.unwrap_or_default());
    format!("{word}[{id}]: {message}\n  --> {at}\n{shown}{}{help}", places(finding))
}

/// The further places of a finding: their cells where it says the same of all of them, else for each
/// cell what differs.
fn places(finding: &Diagnostic) -> String {
    let value = |place: &Place| quoted(&place.message).join(", ");
    let same = finding.more.iter().all(|place| place.message == finding.message);
    let by_cell = finding.more.chunk_by(|one, next| one.at == next.at);
    let lines: Vec<String> = match same {
        true => vec![
            by_cell.filter_map(|places| Some(places.first()?.at.inside())).collect::<Vec<_>>().join(", "),
        ],
        false => by_cell
            .filter_map(|places| {
                let values: Vec<String> = places.iter().map(value).filter(|it| !it.is_empty()).collect();
                let cell = places.first()?.at.inside();
                Some(if values.is_empty() { cell } else { format!("{cell}: {}", values.join(", ")) })
            })
            .collect(),
    };
    let lines: Vec<_> = lines.iter().map(|line| one_line(line)).collect();
    match lines.as_slice() {
        _ if finding.more.is_empty() => String::new(),
        [line] => format!("   = Ebenso: {line}\n"),
        lines => format!("   = Ebenso:\n     {}\n", lines.join("\n     ")),
    }
}

/// An error in the same form.
pub fn error(error: &Error) -> String {
    let at = error.file().map(|file| format!("  --> {}\n", one_line(file))).unwrap_or_default();
    let (id, message) = (error.kind().id(), one_line(error.message()));
    format!("Fehler[{id}]: {message}\n{at}{}", help(error.help_text()))
}

/// The German word for a severity.
pub fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Fehler",
        Severity::Warning => "Warnung",
    }
}

fn help(help: Option<&str>) -> String {
    help.map(|help| format!("   = Hilfe: {}\n", visible(help).replace('\n', "\n     "))).unwrap_or_default()
}

/// The text around the stretch, line breaks shown as `⏎`, and carets under it.
fn excerpt(Excerpt { text, mark }: &Excerpt) -> String {
    let part = |range: std::ops::Range<usize>| one_line(text.get(range).unwrap_or_default()).into_owned();
    let (before, inside, after) = (part(0..mark.start), part(mark.clone()), part(mark.end..text.len()));
    let lead = back(&before, CONTEXT).map_or(before.clone(), |text| format!("…{text}"));
    let tail = front(&after, CONTEXT).map_or(after.clone(), |text| format!("{text}…"));
    let carets = inside.graphemes(true).count().max(1);
    let indent = " ".repeat(lead.graphemes(true).count());
    format!("   | {lead}{inside}{tail}\n   | {indent}{}\n", "^".repeat(carets))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, ErrorKind};
    use crate::source::{CellRef, Location};

    #[test]
    fn a_finding_names_cell_stretch_and_help() {
        let at = Location::file("a.xlsx").sheet("Sachstand").cell(CellRef::new(17, 3));
        let text = "Die Ampel 🚦 steht auf Rot.";
        let start = text.find('🚦').unwrap();
        let found = Diagnostic::new(Code::CharacterMissing, at, "Das Zeichen »🚦« fehlt")
            .excerpt(text, start..start + '🚦'.len_utf8())
            .help("Zeichen ersetzen");
        assert_eq!(
            finding(&found),
            "Fehler[zeichen-fehlt]: Das Zeichen »🚦« fehlt\n  --> a.xlsx › Sachstand!C17\n   \
             | Die Ampel 🚦 steht auf Rot.\n   |           ^\n   = Hilfe: Zeichen ersetzen\n"
        );
    }

    #[test]
    fn further_places_are_named_with_what_differs() {
        let at = |row| Location::file("a.xlsx").sheet("Texte").cell(CellRef::new(row, 2));
        let place =
            |row, message: &str| Place { message: message.into(), at: at(row), excerpt: None, subject: None };
        let found = || Diagnostic::new(Code::FormulaError, at(2), "Fehler »#A!«").help("Mehrere\nZeilen");
        let shown = finding(&found().also([place(3, "Fehler »#A!«"), place(4, "Fehler »#A!«")]));
        assert!(
            shown.ends_with("Texte!B2\n   = Ebenso: Texte!B3, Texte!B4\n   = Hilfe: Mehrere\n     Zeilen\n"),
            "{shown}"
        );
        let shown = finding(&found().also([place(3, "»#B!«"), place(3, "»#C!«"), place(4, "»#A!«")]));
        assert!(
            shown.contains("   = Ebenso:\n     Texte!B3: »#B!«, »#C!«\n     Texte!B4: »#A!«\n   = Hilfe"),
            "{shown}"
        );
    }

    #[test]
    fn a_long_cell_is_cut_to_the_stretch() {
        let text = format!("{}\n31.02.2020{}", "davor ".repeat(20), " danach".repeat(20));
        let start = text.find("31").unwrap();
        let shown = excerpt(&Excerpt { text, mark: start..start + 10 });
        assert_eq!(shown.lines().count(), 2);
        assert!(shown.starts_with("   | …avor "), "{shown}");
        assert!(shown.contains("⏎31.02.2020 danach"));
    }

    #[test]
    fn an_error_names_file_and_help() {
        let shown = error(&Error::new(ErrorKind::Encrypted, "Kennwort nötig").at("a.xlsx").help("Entfernen"));
        assert_eq!(shown, "Fehler[kennwortschutz]: Kennwort nötig\n  --> a.xlsx\n   = Hilfe: Entfernen\n");
    }
}
