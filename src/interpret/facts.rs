//! The sheet `Dokument` → [`Facts`]: keys in one column, values to the right of them.
//!
//! A blank column between both is fine, so are several values beside or below a key that takes
//! several (Empfänger, Kurzbeschreibung), two pairs in one row, and a table with the keys in its
//! first row and the values below. A key that is not known is kept as it stands.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::head;
use super::names::{FactKey, Likeness, Vocabulary};
use super::value::{CellText, number, short};
use crate::diag::{Code, Diagnostic};
use crate::grid::{Cell, Row, Sheet, Value};
use crate::model::{Facts, Version, parse_date};
use crate::source::{CellRef, Located, Location};

/// How many cells of the first column (or first row) are keys.
pub(super) fn count_keys(sheet: &Sheet, vocabulary: &Vocabulary<FactKey>) -> usize {
    let known = |cell: &&Cell| label(cell).and_then(|text| vocabulary.sure(&text)).is_some();
    let down = sheet.rows.iter().filter(|row| row.cells.len() > 1);
    let down = down.filter(|row| row.cells.first().as_ref().is_some_and(known)).count();
    down.max(across(&sheet.rows, vocabulary))
}

/// The number of keys in the first row, where the values stand below.
fn across(rows: &[Row], vocabulary: &Vocabulary<FactKey>) -> usize {
    let known = |cell: &&Cell| label(cell).and_then(|text| vocabulary.sure(&text)).is_some();
    let first = rows.first().map_or(0, |row| row.cells.iter().filter(known).count());
    let all = rows.first().is_some_and(|row| row.cells.len() == first);
    if all && first > 2 && rows.len() > 1 { first } else { 0 }
}

fn label(cell: &Cell) -> Option<String> {
    match &cell.value {
        Value::Text(runs) => Some(head::tidy(&runs.iter().map(|run| run.text.as_str()).collect::<String>())),
        _ => None,
    }
}

/// Reads the sheet; without one, everything comes from the file's name, and each stand-in is
/// reported.
pub(super) fn read(
    sheet: Option<&Sheet>,
    file: &Location,
    vocabulary: &Vocabulary<FactKey>,
    findings: &mut Vec<Diagnostic>,
) -> Facts {
    let mut reader = Reader { values: BTreeMap::new(), others: Vec::new(), vocabulary, findings };
    match sheet {
        Some(sheet) => reader.sheet(sheet),
        None => reader.findings.push(
            Diagnostic::new(Code::SheetMissing, file.clone(), "Blatt »Dokument« fehlt").help(
                "Blatt »Dokument« anlegen, in Spalte A Titel, Dokument, Version, Datum und so weiter, in Spalte B \
                 die Angaben; ersatzweise gilt der Dateiname",
            ),
        ),
    }
    let at = sheet.map_or(file, |sheet| &sheet.at);
    reader.finish(at, file, sheet.is_some())
}

/// A value with the cell it came from.
struct Found<'a> {
    cell: &'a Cell,
    text: CellText,
}

struct Reader<'a, 'f> {
    values: BTreeMap<FactKey, Vec<Found<'a>>>,
    others: Vec<(Located<String>, Located<String>)>,
    vocabulary: &'f Vocabulary<FactKey>,
    findings: &'f mut Vec<Diagnostic>,
}

impl<'a> Reader<'a, '_> {
    fn sheet(&mut self, sheet: &'a Sheet) {
        if across(&sheet.rows, self.vocabulary) > 0 {
            return self.table(sheet);
        }
        let mut above: Option<Key> = None;
        for row in &sheet.rows {
            for pair in self.pairs(sheet, row) {
                above = self.pair(sheet, row, pair, above);
            }
        }
    }

    /// Keys in the first row, values below.
    fn table(&mut self, sheet: &'a Sheet) {
        let Some((keys, rows)) = sheet.rows.split_first() else { return };
        for key in &keys.cells {
            let cells: Vec<(u32, &Cell)> =
                rows.iter().filter_map(|row| Some((row.number, row.cell(key.column)?))).collect();
            let at = sheet.locate(CellRef::new(keys.number, key.column));
            self.known(sheet, &label(key).unwrap_or_default(), at, cells);
        }
        let under = |column: u32| keys.cells.iter().any(|key| key.column == column);
        for row in rows {
            for cell in row.cells.iter().filter(|cell| !under(cell.column)) {
                self.keyless(sheet, row.number, cell, None);
            }
        }
    }

    /// The pairs of a row: its first cell is the key; a further key begins a further pair where a
    /// value follows it.
    fn pairs(&self, sheet: &Sheet, row: &'a Row) -> Vec<&'a [Cell]> {
        let first_column =
            sheet.rows.iter().filter_map(|row| row.cells.first()).map(|cell| cell.column).min();
        let is_key = |cell: &Cell| label(cell).and_then(|text| self.vocabulary.sure(&text)).is_some();
        let mut starts = vec![0];
        for at in 2..row.cells.len().saturating_sub(1) {
            let after_value = starts.last().is_some_and(|start| at - start > 1);
            if after_value && is_key(&row.cells[at]) && Some(row.cells[0].column) == first_column {
                starts.push(at);
            }
        }
        starts.push(row.cells.len());
        starts.windows(2).filter_map(|pair| row.cells.get(pair[0]..pair[1])).collect()
    }

    fn pair(&mut self, sheet: &'a Sheet, row: &'a Row, cells: &'a [Cell], above: Option<Key>) -> Option<Key> {
        let (first, rest) = cells.split_first()?;
        let first_column =
            sheet.rows.iter().filter_map(|row| row.cells.first()).map(|cell| cell.column).min()?;
        let at = sheet.locate(CellRef::new(row.number, first.column));
        if first.column > first_column
            && above.is_some()
            && row.cells.first().map(|cell| cell.column) == Some(first.column)
        {
            // No key: the value belongs to the key above where that one takes several.
            for cell in cells {
                self.keyless(sheet, row.number, cell, above.as_ref());
            }
            return above;
        }
        let text = CellText::read(sheet, row.number, first, self.findings)?.valid(self.findings);
        let name = head::tidy(&text);
        // `Titel: Sachstandsbericht` in one cell.
        if rest.is_empty()
            && let Some((key, value)) = text.split_once(':')
            && self.vocabulary.sure(key).is_some()
            && !value.trim().is_empty()
        {
            let text = CellText::stand_in(value.trim(), at.clone());
            return Some(self.store(key.trim(), at, vec![Found { cell: first, text }]));
        }
        if rest.is_empty() && self.vocabulary.sure(&name).is_none() {
            // A heading such as »Angaben zum Dokument«.
            let heading = super::names::fold(&name);
            if row.number > sheet.rows.first().map_or(1, |row| row.number) && !heading.is_empty() {
                self.unknown(&name, &at, None);
            }
            return above;
        }
        let cells = rest.iter().map(|cell| (row.number, cell)).collect();
        Some(self.known(sheet, &name, at, cells))
    }

    fn known(&mut self, sheet: &'a Sheet, name: &str, at: Location, cells: Vec<(u32, &'a Cell)>) -> Key {
        let mut values = Vec::new();
        for (row, cell) in cells {
            let text = CellText::read(sheet, row, cell, self.findings);
            values.extend(text.map(|text| Found { cell, text }));
        }
        self.store(name, at, values)
    }

    fn store(&mut self, name: &str, at: Location, values: Vec<Found<'a>>) -> Key {
        let hit = self.vocabulary.find(name).first().copied();
        let Some(hit) = hit.filter(|hit| hit.whole) else {
            self.unknown(name, &at, Some(&values));
            return Key::Other(name.to_owned(), at);
        };
        let key = hit.key;
        if hit.likeness != Likeness::Sure {
            let german = key.german();
            let message = format!("Angabe »{}« wurde als »{german}« verstanden", short(name));
            self.findings.push(Diagnostic::new(Code::NameAssumed, at.clone(), message).help(format!(
                "In der Zelle »{german}« schreiben, wenn das stimmt, sonst den Namen in sachstand.toml unter \
                 [namen.angaben] eintragen"
            )));
        }
        if let Some(first) =
            self.values.get(&key).and_then(|values| values.first()).filter(|_| !takes_several(key))
        {
            if let Some(second) = values.first() {
                let (one, other) = (first.text.plain(), second.text.plain());
                if one != other {
                    let message = format!(
                        "{} ist zweimal angegeben: »{}« und »{}«",
                        key.german(),
                        short(&one),
                        short(&other)
                    );
                    self.findings.push(
                        Diagnostic::new(Code::FactTwice, second.text.at.clone(), message).help(format!(
                            "Eine der beiden Angaben löschen; verwendet wurde »{}«",
                            short(&one)
                        )),
                    );
                }
            }
            return Key::Known(key);
        }
        if !takes_several(key) {
            self.surplus(key, &values);
        }
        self.values.entry(key).or_default().extend(values);
        Key::Known(key)
    }

    /// More values than a key takes.
    fn surplus(&mut self, key: FactKey, values: &[Found<'_>]) {
        for value in values.iter().skip(1) {
            let message =
                format!("{} hat mehr als einen Wert: »{}«", key.german(), short(&value.text.plain()));
            self.findings.push(Diagnostic::new(Code::FactWithoutKey, value.text.at.clone(), message).help(
                "Wert löschen oder mit einem eigenen Schlüssel in Spalte A versehen; verwendet wurde der erste",
            ));
        }
    }

    fn unknown(&mut self, name: &str, at: &Location, values: Option<&[Found<'_>]>) {
        let text =
            values.map(|values| values.iter().map(|found| found.text.plain()).collect::<Vec<_>>().join(", "));
        let text = text.unwrap_or_default();
        let message = format!("Angabe »{}« ist nicht bekannt", short(name));
        self.findings.push(Diagnostic::new(Code::FactUnknown, at.clone(), message).help(
            "Schreibweise prüfen; die Zeile steht so in der Dokumentinformation. Eigene Namen stehen in \
             sachstand.toml unter [namen.angaben]",
        ));
        let value_at = values.and_then(|values| values.first()).map_or(at, |found| &found.text.at).clone();
        self.others.push((Located::new(name.to_owned(), at.clone()), Located::new(text, value_at)));
    }

    fn keyless(&mut self, sheet: &'a Sheet, row: u32, cell: &'a Cell, above: Option<&Key>) {
        let Some(text) = CellText::read(sheet, row, cell, self.findings) else { return };
        match above {
            Some(Key::Known(key)) if takes_several(*key) => {
                self.values.entry(*key).or_default().push(Found { cell, text });
            }
            _ => {
                let message = format!("Wert »{}« hat keinen Schlüssel", short(&text.plain()));
                self.findings.push(Diagnostic::new(Code::FactWithoutKey, text.at.clone(), message).help(
                    "In Spalte A ergänzen, was der Wert bedeutet, oder ihn löschen; er steht in der \
                     Dokumentinformation unter dem Schlüssel darüber",
                ));
                let (name, at) = match above {
                    Some(Key::Known(key)) => (key.german().to_owned(), text.at.clone()),
                    Some(Key::Other(name, at)) => (name.clone(), at.clone()),
                    None => (String::new(), text.at.clone()),
                };
                let value = Located::new(text.plain(), text.at.clone());
                self.others.push((Located::new(name, at), value));
            }
        }
    }

    fn finish(mut self, at: &Location, file: &Location, has_sheet: bool) -> Facts {
        let (stem, named_version) = from_file_name(&file.file);
        let title = self.required_text(FactKey::Title, at, &stem, has_sheet);
        let id = self.required_text(FactKey::Id, at, &stem, has_sheet);
        Facts {
            title,
            id,
            version: self.version_of(at, named_version, has_sheet),
            date: self.required_date(at, has_sheet),
            creator: self.text(FactKey::Creator),
            status: self.text(FactKey::Status),
            responsible: self.text(FactKey::Responsible),
            confidentiality: self.text(FactKey::Confidentiality),
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

    fn first(&self, key: FactKey) -> Option<&Found<'a>> {
        self.values.get(&key)?.first().filter(|found| !is_failed(&found.cell.value))
    }

    fn text(&mut self, key: FactKey) -> Option<Located<String>> {
        let text = self.first(key)?.text.clone();
        let value = text.valid(self.findings);
        (!value.is_empty()).then(|| Located::new(value, text.at))
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
            lines.extend(
                found.text.valid_lines().into_iter().map(|line| Located::new(unmarked(line), at.clone())),
            );
        }
        lines
    }

    fn required_text(
        &mut self,
        key: FactKey,
        at: &Location,
        stand_in: &str,
        report: bool,
    ) -> Located<String> {
        if let Some(text) = self.text(key) {
            return text;
        }
        if report {
            self.missing(key, at, &format!("ersatzweise gilt »{stand_in}« nach dem Dateinamen"));
        }
        Located::new(stand_in.to_owned(), at.clone())
    }

    fn missing(&mut self, key: FactKey, at: &Location, meanwhile: &str) {
        let german = key.german();
        let at = self.values.get(&key).and_then(|values| values.first()).map_or(at, |found| &found.text.at);
        let message = format!("Angabe »{german}« fehlt");
        self.findings.push(
            Diagnostic::new(Code::FactMissing, at.clone(), message).help(format!(
                "Im Blatt Dokument eine Zeile »{german}« mit ihrem Wert ergänzen; {meanwhile}"
            )),
        );
    }

    fn version_of(
        &mut self,
        at: &Location,
        named: Option<Version>,
        report: bool,
    ) -> Option<Located<Version>> {
        let given = self.first(FactKey::Version).is_some();
        if let Some(version) = self.version(FactKey::Version) {
            return Some(version);
        }
        if report && !given {
            let meanwhile = match &named {
                Some(version) => format!("ersatzweise gilt »{version}« nach dem Dateinamen"),
                None => "das Papier hat keine Versionsnummer".into(),
            };
            self.missing(FactKey::Version, at, &meanwhile);
        }
        named.filter(|_| !given).map(|version| Located::new(version, at.clone()))
    }

    fn version(&mut self, key: FactKey) -> Option<Located<Version>> {
        let found = self.first(key)?;
        let (value, text) = (found.cell.value.clone(), found.text.clone());
        version(&value, &text, self.findings)
    }

    fn required_date(&mut self, at: &Location, report: bool) -> Option<Located<Date>> {
        if self.first(FactKey::Date).is_none() && report {
            self.missing(FactKey::Date, at, "das Papier hat kein Datum");
        }
        self.date(FactKey::Date)
    }

    fn date(&mut self, key: FactKey) -> Option<Located<Date>> {
        let found = self.first(key)?;
        let (value, text) = (found.cell.value.clone(), found.text.clone());
        date(&value, &text, self.findings)
    }
}

/// The key of the row above.
#[derive(Clone)]
enum Key {
    Known(FactKey),
    Other(String, Location),
}

fn takes_several(key: FactKey) -> bool {
    matches!(key, FactKey::Recipients | FactKey::Summary)
}

fn is_failed(value: &Value) -> bool {
    matches!(value, Value::Error(_) | Value::Uncalculated)
}

/// Reads a version, reporting what Excel did to it.
pub(super) fn version(
    value: &Value,
    text: &CellText,
    findings: &mut Vec<Diagnostic>,
) -> Option<Located<Version>> {
    let at = text.at.clone();
    let read = |text: &str| text.parse::<Version>().ok();
    match value {
        Value::Number { value, .. } => {
            let written = number(*value).replace(',', ".");
            let version = read(&written)?;
            let message = format!("Version »{written}« ist als Zahl eingegeben");
            findings.push(Diagnostic::new(Code::VersionNumber, at.clone(), message).help(format!(
                "Zelle als Text formatieren und die Version neu eingeben: Excel macht aus 1.10 die Zahl 1,1; \
                 übernommen wurde »{written}«"
            )));
            return Some(Located::new(version, at));
        }
        Value::Date(date) => {
            let meant = format!("{}.{:02}", date.month(), date.year().rem_euclid(100));
            let message = format!("Version »{}« ist ein Datum", text.plain());
            findings.push(Diagnostic::new(Code::VersionUnreadable, at, message).help(format!(
                "Zelle als Text formatieren und die Version neu eingeben: Excel macht aus »{meant}« oder »{}.{}« \
                 ein Datum; das Papier hat so keine Versionsnummer",
                date.day(),
                date.month()
            )));
            return None;
        }
        _ => {}
    }
    let written = text.valid(findings);
    if let Some(version) = read(&written) {
        return Some(Located::new(version, at));
    }
    let dotted = written.replace(',', ".");
    let word =
        dotted.split_whitespace().map(|word| word.trim_matches(['(', ')', '.', ';', ':'])).find_map(read);
    if let Some(version) = read(&dotted).or(word) {
        let message = format!("Version »{}« wurde als »{version}« gelesen", short(&written));
        findings.push(
            Diagnostic::new(Code::VersionAssumed, at.clone(), message)
                .help("Nur die Nummer mit Punkten angeben, etwa 1.14"),
        );
        return Some(Located::new(version, at));
    }
    let message = format!("»{}« ist keine Versionsnummer", short(&written));
    findings.push(
        Diagnostic::new(Code::VersionUnreadable, at, message)
            .help("Eine Nummer aus Ziffern und Punkten angeben, etwa 1.14; die Angabe wurde weggelassen"),
    );
    None
}

/// Reads a date.
pub(super) fn date(value: &Value, text: &CellText, findings: &mut Vec<Diagnostic>) -> Option<Located<Date>> {
    let at = text.at.clone();
    match value {
        Value::Date(date) => return Some(Located::new(*date, at)),
        Value::DateTime(moment) => return Some(Located::new(moment.date(), at)),
        _ => {}
    }
    let written = text.valid(findings);
    // `Stand: 09.06.2026`, `Dienstag, den 9. Juni 2026`
    let bare =
        written.trim_start_matches(|c: char| !c.is_ascii_digit()).trim_end_matches(['.', ')', ';', ',']);
    let words_before = written.len() - written.trim_start_matches(|c: char| !c.is_ascii_digit()).len();
    let harmless = words_before < 24 && !written.starts_with(['-', '+']);
    let text_value = matches!(value, Value::Text(_));
    if let Some(date) = parse_date(bare).filter(|_| harmless && text_value) {
        return Some(Located::new(date, at));
    }
    let message = format!("»{}« ist kein Datum", short(&written));
    findings.push(Diagnostic::new(Code::DateUnreadable, at, message).help(
        "Ein Datum in der Form TT.MM.JJJJ eingeben (die Zelle als Datum formatieren); die Angabe wurde weggelassen",
    ));
    None
}

/// Title and version out of a file name: `input/krz_sachstand_1.14.xlsx`.
fn from_file_name(file: &str) -> (String, Option<Version>) {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let parts = stem.rsplit_once(['_', ' ', '-']);
    let version = parts
        .and_then(|(rest, last)| Some((rest, last.parse::<Version>().ok().filter(|_| last.contains('.'))?)));
    match version {
        Some((rest, version)) => (rest.trim_end_matches(['_', ' ', '-']).to_owned(), Some(version)),
        None => (stem.to_owned(), None),
    }
}
