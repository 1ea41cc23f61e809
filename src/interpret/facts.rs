//! The sheet `Dokument` → [`Facts`]: keys in one column, values to the right of them.
//!
//! A blank column between both is fine, so are several values beside or below a key that takes
//! several (Empfänger, Kurzbeschreibung), two pairs in one row, and a table with the keys in its
//! first row and the values below. A key that is not known is kept as it stands.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::finding::facts as finding;
use super::parse::{date, from_file_name, version};
use super::value::CellText;
use super::yes_no::yes_no;
use crate::diag::Findings;
use crate::german::{Said, fold, said_by};
use crate::grid::{Cell, Sheet, Value};
use crate::model::{Facts, Version};
use crate::recognise::{FactKey, Likeness, Line, Vocabulary, begins_with, lines, tidy};
use crate::source::{Located, Location};

/// Reads the sheet; without one, everything comes from the file's name, and each stand-in is
/// reported.
pub(super) fn read(
    sheet: Option<&Sheet>,
    file: &Location,
    vocabulary: &Vocabulary<FactKey>,
    pivot: u8,
    findings: &mut Findings,
) -> Facts {
    let (values, labels) = (BTreeMap::new(), BTreeMap::new());
    let mut reader = Reader { sheet, values, others: Vec::new(), labels, vocabulary, pivot, findings };
    if let Some(sheet) = sheet {
        let read = |above, line| reader.line(sheet, line, above);
        lines(sheet, vocabulary).into_iter().fold(None, read);
    } else {
        reader.findings.push(finding::sheet_missing(file));
    }
    reader.finish(file)
}

/// A value with the cell it came from.
struct Found<'a> {
    cell: &'a Cell,
    text: CellText,
}

struct Reader<'a, 'f> {
    sheet: Option<&'a Sheet>,
    values: BTreeMap<FactKey, Vec<Found<'a>>>,
    others: Vec<(Located<String>, Located<String>)>,
    /// What the keys are called here.
    labels: BTreeMap<FactKey, String>,
    vocabulary: &'f Vocabulary<FactKey>,
    /// Two-digit years below this one lie in 20xx.
    pivot: u8,
    findings: &'f mut Findings,
}

impl<'a> Reader<'a, '_> {
    /// Takes a line below the key `above`; returns the key that stands above the next one.
    fn line(&mut self, sheet: &'a Sheet, line: Line<'a>, above: Option<Key>) -> Option<Key> {
        match line {
            Line::Pair(key, values) => {
                let key = CellText::read(sheet, key, self.findings)?;
                let name = tidy(&key.valid(self.findings));
                let found =
                    |cell| CellText::read(sheet, cell, self.findings).map(|text| Found { cell, text });
                let values = values.into_iter().filter_map(found).collect();
                Some(self.store(&name, key.at, values))
            }
            Line::Together(cell, key, value) => {
                let at = sheet.at.cell(cell.at);
                let text = CellText::stand_in(&value, at.clone());
                Some(self.store(&key, at, vec![Found { cell, text }]))
            }
            Line::Value(cell) => {
                if let Some(text) = CellText::read(sheet, cell, self.findings) {
                    self.keyless(Found { cell, text }, above.as_ref());
                }
                above
            }
            Line::Remark(cell) => {
                let text = CellText::read(sheet, cell, self.findings)?;
                self.findings.push(finding::no_fact(&text.at, &text.plain()));
                above
            }
        }
    }

    fn store(&mut self, name: &str, at: Location, values: Vec<Found<'a>>) -> Key {
        if let Some(left_out) = self.left_out(name, &at, &values) {
            return left_out;
        }
        let hit = self.vocabulary.find(name).first().copied();
        let Some(hit) = hit.filter(|hit| hit.whole) else {
            self.findings.push(finding::key_unknown(&at, name));
            self.keep(name, &at, &values);
            return Key::Other(name.to_owned(), at);
        };
        let key = hit.key;
        if hit.likeness != Likeness::Sure {
            self.findings.push(finding::key_assumed(&at, name, key));
        }
        let first = self.values.get(&key).and_then(|values| values.first()).filter(|_| !takes_several(key));
        if let Some(first) = first.map(|first| first.text.clone()) {
            self.twice(key, name, &at, &first, &values);
            return Key::Known(key);
        }
        self.labels.entry(key).or_insert_with(|| name.to_owned());
        for more in values.iter().skip(1).filter(|_| !takes_several(key)) {
            self.findings.push(finding::surplus_value(&more.text.at, key, &more.text.plain()));
        }
        self.values.entry(key).or_default().extend(values);
        Key::Known(key)
    }

    /// A row for the office alone (»Bemerkung intern«). What every paper must have, and what says who may read
    /// it, is taken whatever its key says.
    fn left_out(&mut self, name: &str, at: &Location, values: &[Found<'_>]) -> Option<Key> {
        use FactKey::{AnonymisedFrom, Confidentiality, Date, Id, Title, Version};
        let own = self.vocabulary.is_own(name);
        let said = if own { Said::Nothing } else { said_by(name) };
        let key = self.vocabulary.find(name).first().filter(|hit| hit.whole).map(|hit| hit.key);
        let answer = || values.first().is_some_and(|found| yes_no(&found.text.plain()).is_some());
        let needed = match key {
            Some(Confidentiality) => !matches!(said, Said::Working { .. }) || answer(),
            key => matches!(key, Some(Title | Id | Version | Date | AnonymisedFrom)),
        };
        if needed || said == Said::Nothing {
            return None;
        }
        let filled = !values.is_empty();
        self.findings.extend(filled.then(|| finding::key_left_out(at, name)));
        Some(Key::LeftOut)
    }

    /// A key that was given before: a contradiction, unless a synonym says something beside it.
    fn twice(&mut self, key: FactKey, name: &str, at: &Location, first: &CellText, values: &[Found<'_>]) {
        let Some(second) = values.first() else { return };
        let (one, other) = (first.valid_lines().join(" "), second.text.valid_lines().join(" "));
        if one == other {
            return;
        }
        let label = self.labels.get(&key).cloned().unwrap_or_default();
        let unique = matches!(key, FactKey::Title | FactKey::Id | FactKey::Version | FactKey::Date);
        if !unique && fold(&label) != fold(name) {
            self.findings.push(finding::same_meaning(at, name, key, &label, &one));
            return self.keep(name, at, values);
        }
        self.findings.push(finding::twice(&second.text.at, key, &one, &other));
    }

    /// Keeps a row as it stands.
    fn keep(&mut self, name: &str, at: &Location, values: &[Found<'_>]) {
        let text: Vec<String> = values.iter().map(|found| found.text.plain()).collect();
        let value_at = values.first().map_or(at, |found| &found.text.at).clone();
        self.others
            .push((Located::new(name.to_owned(), at.clone()), Located::new(text.join(", "), value_at)));
    }

    fn keyless(&mut self, found: Found<'a>, above: Option<&Key>) {
        let (name, at) = match above {
            Some(Key::Known(key)) if takes_several(*key) => {
                return self.values.entry(*key).or_default().push(found);
            }
            Some(Key::Known(key)) => (key.german(), &found.text.at),
            Some(Key::Other(name, at)) => (name.as_str(), at),
            Some(Key::LeftOut) => return,
            None => ("", &found.text.at),
        };
        self.findings.push(finding::value_without_key(&found.text.at, &found.text.plain()));
        self.keep(name, at, std::slice::from_ref(&found));
    }

    fn finish(mut self, file: &Location) -> Facts {
        let at = self.sheet.map_or(file, |sheet| &sheet.at);
        let (stem, named_version) = from_file_name(&file.file);
        Facts {
            title: self.required_text(FactKey::Title, at, &stem),
            id: self.required_text(FactKey::Id, at, &stem),
            version: self.required_version(at, named_version),
            date: self.required_date(at),
            creator: self.text(FactKey::Creator),
            document_status: self.text(FactKey::DocumentStatus),
            responsible: self.text(FactKey::Responsible),
            confidentiality: self.confidentiality(),
            recipients: self.lines(FactKey::Recipients),
            organisation: self.text(FactKey::Organisation),
            summary: self.lines(FactKey::Summary),
            logo: self.text(FactKey::Logo),
            submission: self.text(FactKey::Submission),
            committee: self.text(FactKey::Committee),
            session_date: self.date(FactKey::SessionDate),
            agenda_item: self.text(FactKey::AgendaItem),
            anonymised_from: self.version(FactKey::AnonymisedFrom),
            others: self.others,
        }
    }

    fn text(&mut self, key: FactKey) -> Option<Located<String>> {
        first(&self.values, key)?.text.located(self.findings)
    }

    /// Vertraulichkeit. »Nichtöffentlich: nein« says what »Vertraulichkeit: öffentlich« does.
    fn confidentiality(&mut self) -> Option<Located<String>> {
        let mut said = self.text(FactKey::Confidentiality)?;
        let label = self.labels.get(&FactKey::Confidentiality).map(|label| fold(label)).unwrap_or_default();
        let question = match () {
            () if label.contains("nichtoeffentlich") && label.starts_with("oeffentlich") => None,
            () if begins_with(&label, "oeffentlich") => Some(true),
            () if begins_with(&label, "nichtoeffentlich vertraulich intern nurintern") => Some(false),
            () => None,
        };
        if let (Some(public), Some(yes)) = (question, yes_no(&said.value)) {
            said.value = if public == yes { "öffentlich" } else { "nichtöffentlich" }.into();
        }
        Some(said)
    }

    fn lines(&mut self, key: FactKey) -> Vec<Located<String>> {
        let mut lines = Vec::new();
        for found in self.values.get(&key).into_iter().flatten() {
            found.text.report_struck(self.findings);
            let at = &found.text.at;
            let unmarked = |line: String| {
                let bare = line.trim_start_matches(['•', '-', '–', '·', '▪', '*']);
                if bare.starts_with(char::is_whitespace) { bare.trim_start().to_owned() } else { line }
            };
            let valid = found.text.valid_lines().into_iter();
            lines.extend(valid.map(|line| Located::new(unmarked(line), at.clone())));
        }
        lines
    }

    fn required_text(&mut self, key: FactKey, at: &Location, stand_in: &str) -> Located<String> {
        self.text(key).unwrap_or_else(|| {
            self.missing(key, at, &format!("ersatzweise gilt »{stand_in}« nach dem Dateinamen"));
            Located::new(stand_in.to_owned(), at.clone())
        })
    }

    /// Reports a fact that is not there; where the whole sheet is missing, that says enough.
    fn missing(&mut self, key: FactKey, at: &Location, meanwhile: &str) {
        let first = self.values.get(&key).and_then(|values| values.first());
        let at = first.map_or(at, |found| &found.text.at);
        self.findings.extend(self.sheet.map(|_| finding::missing(at, key, meanwhile)));
    }

    fn required_version(&mut self, at: &Location, named: Option<Version>) -> Option<Located<Version>> {
        if first(&self.values, FactKey::Version).is_some() {
            return self.version(FactKey::Version);
        }
        let meanwhile = match &named {
            Some(version) => format!("ersatzweise gilt »{version}« nach dem Dateinamen"),
            None => "der Bericht hat keine Versionsnummer".into(),
        };
        self.missing(FactKey::Version, at, &meanwhile);
        named.map(|version| Located::new(version, at.clone()))
    }

    fn version(&mut self, key: FactKey) -> Option<Located<Version>> {
        let found = first(&self.values, key)?;
        version(&found.cell.value, &found.text, self.findings)
    }

    fn required_date(&mut self, at: &Location) -> Option<Located<Date>> {
        if first(&self.values, FactKey::Date).is_none() {
            self.missing(FactKey::Date, at, "der Bericht hat kein Datum");
        }
        self.date(FactKey::Date)
    }

    fn date(&mut self, key: FactKey) -> Option<Located<Date>> {
        let found = first(&self.values, key)?;
        date(&found.cell.value, &found.text, self.pivot, self.findings)
    }
}

/// The key of the row above.
#[derive(Clone)]
enum Key {
    Known(FactKey),
    Other(String, Location),
    LeftOut,
}

fn takes_several(key: FactKey) -> bool {
    matches!(key, FactKey::Recipients | FactKey::Summary)
}

/// The value of a key that takes one, unless its formula failed.
fn first<'v, 'a>(values: &'v BTreeMap<FactKey, Vec<Found<'a>>>, key: FactKey) -> Option<&'v Found<'a>> {
    let failed = |found: &&Found<'_>| matches!(found.cell.value, Value::Error(_) | Value::Uncalculated);
    values.get(&key)?.first().filter(|found| !failed(found))
}
