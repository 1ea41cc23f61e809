//! Which workbooks belong together: the versions of one paper.

use std::sync::Arc;

use crate::diag::{Code, Diagnostic};
use crate::model::{Facts, Version};
use crate::source::{Located, Location};

/// Which paper a workbook is, and which version of it.
#[derive(Clone, Debug)]
pub struct Identity {
    /// The id.
    pub id: Located<String>,
    /// The version, where the workbook has one.
    pub version: Option<Located<Version>>,
}

impl Identity {
    /// The identity among the facts of a paper.
    pub fn new(facts: &Facts) -> Self {
        Self { id: facts.id.clone(), version: facts.version.clone() }
    }

    /// The name of the workbook.
    pub(super) fn file(&self) -> &Arc<str> {
        &self.id.at.file
    }

    /// What all versions of one paper have in common: the id, whatever its case.
    pub(super) fn paper(&self) -> String {
        self.id.value.trim().to_lowercase()
    }

    pub(super) fn same_paper(&self, other: &Self) -> bool {
        self.paper() == other.paper()
    }

    /// The number of the version.
    pub fn number(&self) -> Option<&Version> {
        self.version.as_ref().map(|version| &version.value)
    }

    /// The name of a paper's files without their ending: `<Dokument>_v<Version>`, made of characters
    /// that Windows allows in file names.
    pub fn file_stem(&self) -> String {
        let name = match self.number() {
            Some(version) => format!("{}_v{version}", self.id.value),
            None => self.id.value.clone(),
        };
        let safe = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' };
        let name: String = name.trim().chars().map(safe).take(120).collect();
        let name = name.trim_matches('.');
        // Windows gives these names to devices, whatever their ending.
        let device = ["con", "prn", "aux", "nul"].contains(&name.to_lowercase().as_str());
        if name.is_empty() || device { format!("Bericht_{name}") } else { name.to_owned() }
    }
}

/// A finding where `previous`, named by the user, is no older version of the paper of `current`.
pub(super) fn unfit(previous: &Identity, current: &Identity) -> Option<Diagnostic> {
    let newer = previous.version.is_some() && previous.number() >= current.number();
    let problem = match (previous.same_paper(current), newer) {
        (false, _) => format!("»{}« ist ein anderes Dokument: »{}«", previous.file(), previous.id.value),
        (true, true) => format!("»{}« ist keine ältere Version", previous.file()),
        (true, false) => return None,
    };
    let help = "Prüfen, ob die richtige vorige Fassung genannt ist; es wurde mit ihr verglichen";
    Some(Diagnostic::new(Code::PreviousUnfit, current.id.at.clone(), problem).help(help))
}

/// The finding where the history of a paper tells of lower versions, and none is at hand; those that are
/// `damaged` could have been it.
pub(super) fn missing(current: &Identity, damaged: &[String]) -> Diagnostic {
    let damaged = match damaged {
        [] => String::new(),
        names => format!(" (nicht lesbar: {})", names.join(", ")),
    };
    let message = format!("Die vorige Fassung von »{}« wurde nicht gefunden{damaged}", current.id.value);
    let at: &Location = current.version.as_ref().map_or(&current.id.at, |version| &version.at);
    Diagnostic::new(Code::PreviousMissing, at.clone(), message).help(
        "Ihre Arbeitsmappe in denselben Ordner legen oder mit --previous nennen, oder --no-previous angeben; der \
         Bericht wurde ohne Vergleich erstellt",
    )
}

/// The finding where a workbook is the same version as `first`.
pub(super) fn twice(current: &Identity, first: &Identity) -> Diagnostic {
    let version = current.number().map_or_else(String::new, |version| format!(", Version {version}"));
    let at: &Location = current.version.as_ref().map_or(&current.id.at, |version| &version.at);
    let message = format!("»{}«{version} gibt es schon in »{}«", current.id.value, first.file());
    Diagnostic::new(Code::VersionTwice, at.clone(), message)
        .help("Eine der beiden Arbeitsmappen entfernen oder die Version erhöhen; diese wurde nicht verwendet")
}

/// The finding where the files of a paper would replace those of the paper of `first`.
pub(super) fn name_taken(current: &Identity, first: &Identity) -> Diagnostic {
    let message =
        format!("Die Dateien hießen »{}« wie die des Berichts aus »{}«", current.file_stem(), first.file());
    Diagnostic::new(Code::OutputTwice, current.id.at.clone(), message).help(
        "Im Blatt »Dokument« einer der beiden Arbeitsmappen die Angabe »Dokument« ändern; dieser Bericht wurde \
         nicht erstellt",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_safe_on_every_system() {
        let long = "ä".repeat(200);
        for (id, version, stem) in [
            ("KRM_Sachstand", Some("1.10"), "KRM_Sachstand_v1.10"),
            (" Amt 1/Bau: \"A\" ", None, "Amt_1_Bau___A_"),
            ("..\\..", None, "_"),
            ("Con", None, "Bericht_Con"),
            ("...", None, "Bericht_"),
            (&long, Some("1"), &"ä".repeat(120)),
        ] {
            let at = Location::file("a.xlsx");
            let version = version.map(|it| Located::new(it.parse().unwrap(), at.clone()));
            let identity = Identity { id: Located::new(id.to_owned(), at), version };
            assert_eq!(identity.file_stem(), stem);
        }
    }
}
