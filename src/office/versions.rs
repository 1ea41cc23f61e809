//! Which workbooks belong together: the versions of one paper.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use crate::diag::{Code, Diagnostic};
use crate::model::{Action, Edition, Facts, Report, Version};
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

    /// The name of a paper's files without their ending: `<Dokument>_v<Version>`, for the internal edition
    /// with `_nichtoeffentlich` behind it, made of characters that Windows allows in file names.
    pub fn file_stem(&self, edition: Edition) -> String {
        let safe = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' };
        let mut bytes = 0;
        let fits = |c: &char| {
            bytes += c.len_utf8();
            bytes <= LONGEST_NAME
        };
        let id: String = self.id.value.trim().chars().map(safe).take_while(fits).collect();
        let name = match self.number() {
            Some(version) => format!("{id}_v{version}"),
            None => id,
        };
        let name = name.trim_matches('.');
        let name =
            if name.is_empty() || is_device(name) { format!("Bericht_{name}") } else { name.to_owned() };
        match edition {
            Edition::Public => name,
            Edition::Internal => name + "_nichtoeffentlich",
        }
    }
}

/// Whether Windows gives this name to a device, whatever stands behind a full stop.
fn is_device(name: &str) -> bool {
    let name = name.split('.').next().unwrap_or_default().to_lowercase();
    match name.strip_prefix("com").or_else(|| name.strip_prefix("lpt")) {
        Some(number) => matches!(number.as_bytes(), [b'1'..=b'9']),
        None => ["con", "prn", "aux", "nul"].contains(&name.as_str()),
    }
}

/// The longest id in the name of a file, in bytes. File systems take 255, and version and ending stand
/// behind it.
const LONGEST_NAME: usize = 180;

/// What tells papers apart that call themselves the same: the words of the title, and the names of the
/// actions.
pub(super) struct Content {
    title: BTreeSet<String>,
    actions: BTreeSet<u64>,
}

/// So few actions say nothing about whether two papers are one.
const FEW: usize = 3;

impl Content {
    pub(super) fn new(report: &Report) -> Self {
        let words = |text: &str| -> BTreeSet<String> {
            let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
            words.map(str::to_lowercase).collect()
        };
        let hash = |action: &Action| {
            let title = action.title.iter().map(|line| line.text.current().to_plain());
            let words: Vec<String> = title.flat_map(|line| words(&line)).collect();
            let mut hasher = DefaultHasher::new();
            words.hash(&mut hasher);
            hasher.finish()
        };
        let actions = report.fields.iter().flat_map(|field| &field.actions).map(hash).collect();
        Self { title: words(&report.facts.title.value), actions }
    }

    /// Whether two workbooks can be versions of one paper: their titles share half of their words, and
    /// some actions are the same; with other titles, half of them.
    pub(super) fn is_akin(&self, other: &Self) -> bool {
        let share = |common: usize, one: usize, two: usize| common * 100 / one.min(two).max(1);
        let title = share(self.title.intersection(&other.title).count(), self.title.len(), other.title.len());
        let common = self.actions.intersection(&other.actions).count();
        let actions = share(common, self.actions.len(), other.actions.len());
        match (title >= 50, self.actions.len().min(other.actions.len()) < FEW) {
            (true, true) => true,
            (true, false) => actions >= 10,
            (false, _) => actions >= 50,
        }
    }
}

/// The finding where another paper has the same id.
pub(super) fn clash(current: &Identity, other: &Identity) -> Diagnostic {
    let message = format!("»{}« hat dasselbe »Dokument«, ist aber ein anderer Bericht", other.file());
    Diagnostic::new(Code::DocumentTwice, current.id.at.clone(), message).help(
        "Im Blatt »Dokument« einer der beiden Arbeitsmappen die Angabe »Dokument« ändern; sie wurden nicht \
         miteinander verglichen",
    )
}

/// The finding where `previous`, named by the user, has hardly a row in common with the paper of `current`.
pub(super) fn foreign(previous: &Identity, current: &Identity) -> Diagnostic {
    let message = format!(
        "»{}« ist ein anderer Bericht (»{}«) und keine vorige Fassung",
        previous.file(),
        previous.id.value
    );
    Diagnostic::new(Code::PreviousForeign, current.id.at.clone(), message).help(
        "Bei --previous eine Arbeitsmappe desselben Berichts nennen; der Bericht wurde ohne Vergleich erstellt",
    )
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
/// `unread` could have been it.
pub(super) fn missing(current: &Identity, unread: &[&str]) -> Diagnostic {
    let unread = match unread {
        [] => String::new(),
        names => format!(" (nicht lesbar: {})", names.join(", ")),
    };
    let message = format!("Die vorige Fassung von »{}« wurde nicht gefunden{unread}", current.id.value);
    let at: &Location = current.version.as_ref().map_or(&current.id.at, |version| &version.at);
    Diagnostic::new(Code::PreviousMissing, at.clone(), message).help(
        "Ihre Arbeitsmappe in denselben Ordner legen oder mit --previous nennen, oder --no-previous angeben; der \
         Bericht wurde ohne Vergleich erstellt",
    )
}

/// The finding where another version of a paper may be among workbooks that cannot be read.
pub(super) fn unread(current: &Identity, unread: &[&str], previous: Option<&str>) -> Diagnostic {
    let names = unread.iter().map(|name| format!("»{name}«")).collect::<Vec<_>>().join(", ");
    let message = format!("Nicht lesbar und vielleicht eine andere Fassung dieses Berichts: {names}");
    let done = match previous {
        Some(previous) => format!("verglichen wurde mit »{previous}«"),
        None => "der Bericht wurde ohne Vergleich erstellt".to_owned(),
    };
    Diagnostic::new(Code::VersionUnread, current.id.at.clone(), message).help(format!(
        "Die Arbeitsmappe in Excel öffnen und neu speichern oder, wenn sie nicht dazugehört, aus dem Ordner nehmen; {done}"
    ))
}

/// The finding where a workbook is the very file that `first` is.
pub(super) fn copy(current: &Identity, first: &Identity) -> Diagnostic {
    let message = format!("Die Arbeitsmappe ist dieselbe wie »{}«", first.file());
    Diagnostic::new(Code::WorkbookCopy, Location::file(current.file().clone()), message)
        .help("Der Bericht wurde einmal erstellt; eine der beiden Arbeitsmappen aus dem Ordner nehmen")
}

/// The finding where a workbook is the same version as `first`.
pub(super) fn twice(current: &Identity, first: &Identity) -> Diagnostic {
    let version = current.number().map_or_else(String::new, |version| format!(", Version {version}"));
    let at: &Location = current.version.as_ref().map_or(&current.id.at, |version| &version.at);
    let message = format!("»{}«{version} gibt es schon in »{}«", current.id.value, first.file());
    Diagnostic::new(Code::VersionTwice, at.clone(), message)
        .help(
            "Eine der beiden Arbeitsmappen entfernen oder die Version erhöhen; sind es zwei Berichte, bei einem die \
             Angabe »Dokument« ändern. Diese Arbeitsmappe wurde nicht verwendet",
        )
}

/// The finding where the files of a paper would replace those of the paper of `first`.
pub(super) fn name_taken(current: &Identity, first: &Identity) -> Diagnostic {
    let message = format!(
        "Die Dateien hießen »{}« wie die des Berichts aus »{}«",
        current.file_stem(Edition::Public),
        first.file()
    );
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
            (&long, Some("1.14"), &format!("{}_v1.14", "ä".repeat(90))),
        ] {
            let at = Location::file("a.xlsx");
            let version = version.map(|it| Located::new(it.parse().unwrap(), at.clone()));
            let identity = Identity { id: Located::new(id.to_owned(), at), version };
            assert_eq!(identity.file_stem(Edition::Public), stem);
        }
    }
}
