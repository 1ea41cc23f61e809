//! The sheets `Abkürzungen`, `Personen` and `Versionen`: one row, one item.

use std::collections::BTreeMap;

use super::answer::Answer;
use super::facts;
use super::head::{Head, texts_under};
use super::names::{Column, fold};
use super::runs::{Layout, Source};
use super::value::{CellText, short};
use crate::diag::{Code, Diagnostic};
use crate::grid::{Row, Sheet, Value};
use crate::model::{Abbreviation, HistoryEntry, Person};
use crate::source::{CellRef, Located, Location};
use crate::text::{Format, Text};

/// The rows of a list with the header above them. Without a header, the columns count from the
/// left in the usual order.
pub(super) struct ListRows<'a> {
    sheet: &'a Sheet,
    head: Head,
    rows: Vec<&'a Row>,
}

impl<'a> ListRows<'a> {
    /// Prepares a sheet whose columns usually stand in the order `usual`.
    pub(super) fn new(
        sheet: &'a Sheet,
        head: Option<&Head>,
        usual: &[Column],
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        super::sheets::report_hidden_parts(sheet, findings);
        let head = match head {
            Some(head) => {
                head.report(sheet, findings);
                head.clone()
            }
            None => assumed(sheet, usual, findings),
        };
        let rows = sheet.rows.iter().filter(|row| row.number > head.last_row);
        let (repeated, rows): (Vec<&Row>, Vec<&Row>) = rows.partition(|row| head.is_repeated_by(row));
        for row in repeated {
            let at = sheet.locate(CellRef::new(row.number, head.first_column()));
            let message = format!("Kopfzeile ist in Zeile {} wiederholt", row.number);
            findings.push(
                Diagnostic::new(Code::HeaderRepeated, at, message)
                    .help("Zeile löschen; sie wurde übergangen"),
            );
        }
        let list = Self { sheet, head, rows };
        list.report_unknown(findings);
        list
    }

    /// The rows.
    pub(super) fn rows(&self) -> impl Iterator<Item = &'a Row> + use<'a, '_> {
        self.rows.iter().copied()
    }

    /// What stands in a row under a head, in one piece.
    pub(super) fn text(&self, row: &Row, key: Column, findings: &mut Vec<Diagnostic>) -> Option<CellText> {
        texts_under(self.sheet, row, &self.head, key, findings).into_iter().next()
    }

    /// The value of the cell of a row under a head.
    fn value(&self, row: &'a Row, key: Column) -> Option<&'a Value> {
        row.cell(self.head.of(key)?.first).map(|cell| &cell.value)
    }

    /// The cell of a row under a head, be it blank.
    pub(super) fn at(&self, row: &Row, key: Column) -> Location {
        let column = self.head.of(key).map_or(self.head.first_column(), |cell| cell.first);
        self.sheet.locate(CellRef::new(row.number, column))
    }

    fn report_unknown(&self, findings: &mut Vec<Diagnostic>) {
        let known = |column| self.head.over(column).is_some_and(|head| head.key.is_some());
        let mut columns: Vec<u32> = self
            .rows
            .iter()
            .flat_map(|row| row.cells.iter().map(|cell| cell.column))
            .filter(|column| !known(*column))
            .collect();
        columns.sort_unstable();
        columns.dedup();
        for column in columns {
            let label = self.head.over(column).map(|head| head.label.as_str()).unwrap_or_default();
            let name = super::head::column_name(label, column);
            let name = if label.is_empty() { name } else { format!("Spalte »{}«", short(&name)) };
            let message = format!("{name} wurde nicht übernommen");
            let at = self.sheet.locate(CellRef::new(self.head.last_row.max(1), column));
            findings.push(Diagnostic::new(Code::ColumnUnknown, at, message).help(
                "Spalte umbenennen, wenn ihr Inhalt ins Papier gehört; eigene Namen stehen in sachstand.toml unter \
                 [namen.spalten]",
            ));
        }
    }
}

fn assumed(sheet: &Sheet, usual: &[Column], findings: &mut Vec<Diagnostic>) -> Head {
    let names: Vec<&str> = usual.iter().map(|column| column.german()).collect();
    let message = format!("Blatt »{}« hat keine Kopfzeile", sheet.name);
    findings.push(Diagnostic::new(Code::HeaderMissing, sheet.at.clone(), message).help(format!(
        "Über die Liste die Spaltennamen setzen: {}; angenommen wurden sie in dieser Reihenfolge",
        names.join(", ")
    )));
    let first =
        sheet.rows.iter().filter_map(|row| row.cells.first()).map(|cell| cell.column).min().unwrap_or(1);
    let cells = usual.iter().zip(first..).map(|(key, column)| super::head::HeadCell {
        first: column,
        last: column,
        label: key.german().to_owned(),
        key: Some(*key),
        guess: None,
        rival: None,
    });
    Head { first_row: 0, last_row: 0, cells: cells.collect(), rank: (0, 0) }
}

/// Reads the sheet `Abkürzungen`.
pub(super) fn abbreviations(
    sheet: &Sheet,
    head: Option<&Head>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Abbreviation> {
    let list = ListRows::new(sheet, head, &[Column::Short, Column::Meaning, Column::Variants], findings);
    let mut found: Vec<Abbreviation> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for row in list.rows() {
        let short_form = list.text(row, Column::Short, findings);
        let meaning = list.text(row, Column::Meaning, findings);
        let variants =
            list.text(row, Column::Variants, findings).map(|text| text.valid_lines()).unwrap_or_default();
        if short_form.is_none() && meaning.is_none() && variants.is_empty() {
            continue;
        }
        let item = Abbreviation {
            short: Located::new(one_line(short_form.as_ref()), list.at(row, Column::Short)),
            meaning: Located::new(one_line(meaning.as_ref()), list.at(row, Column::Meaning)),
            variants: variants
                .iter()
                .flat_map(|line| line.split([',', ';']))
                .map(|variant| variant.trim().to_owned())
                .filter(|variant| !variant.is_empty())
                .collect(),
        };
        if incomplete(&item, findings) && item.short.value.is_blank() {
            // A meaning alone cannot stand in the list: it goes on in the row above, as where a
            // clerk broke a long one by hand.
            if let (Some(last), Some(meaning)) = (found.last_mut(), &meaning) {
                let more = one_line(Some(meaning));
                if !last.meaning.value.is_blank() {
                    last.meaning.value.push(" ", Format::default());
                }
                last.meaning.value.append(&more);
                continue;
            }
        }
        let next = found.len();
        let first = *known.entry(item.short.value.current().to_plain()).or_insert(next);
        if found.get(first).is_none_or(|first| !repeats(&item, first, findings)) {
            found.push(item);
        }
    }
    found
}

fn incomplete(item: &Abbreviation, findings: &mut Vec<Diagnostic>) -> bool {
    let (message, at, help) = if item.short.value.is_blank() {
        let meaning = item.meaning.value.to_plain();
        (
            format!("Bedeutung »{}« hat keine Abkürzung", short(&meaning)),
            &item.short.at,
            "Abkürzung ergänzen oder die Zeile löschen; der Text wurde an die Bedeutung darüber angehängt",
        )
    } else if item.meaning.value.is_blank() {
        (
            format!("Abkürzung »{}« hat keine Bedeutung", short(&item.short.value.to_plain())),
            &item.meaning.at,
            "Bedeutung ergänzen; im Verzeichnis steht die Abkürzung sonst allein",
        )
    } else {
        return false;
    };
    findings.push(Diagnostic::new(Code::AbbreviationIncomplete, at.clone(), message).help(help));
    true
}

/// Whether an item says nothing beyond the `first` of its abbreviation.
fn repeats(item: &Abbreviation, first: &Abbreviation, findings: &mut Vec<Diagnostic>) -> bool {
    let name = item.short.value.current().to_plain();
    let (one, two) = (first.meaning.value.current().to_plain(), item.meaning.value.current().to_plain());
    let at = item.short.at.clone();
    let place = first.short.at.inside();
    if fold(&one) == fold(&two) {
        let message = format!("Abkürzung »{}« steht zweimal in der Liste", short(&name));
        findings.push(Diagnostic::new(Code::AbbreviationRepeated, at, message).help(format!(
            "Eine der beiden Zeilen löschen (die erste ist {place}); sie steht einmal im Papier"
        )));
        return item.variants.iter().all(|variant| first.variants.contains(variant));
    }
    let message =
        format!("Abkürzung »{}« hat zwei Bedeutungen: »{}« und »{}«", short(&name), short(&one), short(&two));
    findings.push(Diagnostic::new(Code::AbbreviationTwice, at, message).help(format!(
        "Eine der beiden Zeilen löschen oder ändern (die erste ist {place}); beide stehen im Papier"
    )));
    false
}

/// A cell as one line, with formatting and marks.
pub(super) fn one_line(cell: Option<&CellText>) -> Text {
    let Some(cell) = cell else { return Text::default() };
    let bold = cell.text.all_visible(|font| font.bold);
    Source::new(cell, Layout { bold, underline: false }).one_line()
}

/// Reads the sheet `Personen`.
pub(super) fn persons(sheet: &Sheet, head: Option<&Head>, findings: &mut Vec<Diagnostic>) -> Vec<Person> {
    let list = ListRows::new(sheet, head, &[Column::Name, Column::Replacement, Column::Public], findings);
    let mut found: Vec<Person> = Vec::new();
    let mut known: BTreeMap<String, Location> = BTreeMap::new();
    for row in list.rows() {
        let replacement = list.text(row, Column::Replacement, findings);
        let replacement = replacement.map(|text| Located::new(text.valid(findings), text.at));
        let replacement = replacement.filter(|text| !text.value.is_empty());
        let public = list.text(row, Column::Public, findings);
        let name = list.text(row, Column::Name, findings).map(|text| Located::new(text.plain(), text.at));
        let Some(name) = name else {
            if replacement.is_some() || public.is_some() {
                let said = replacement.map(|text| text.value).unwrap_or_default();
                let message = format!("Zeile mit dem Ersatz »{}« hat keinen Namen", short(&said));
                findings.push(
                    Diagnostic::new(Code::PersonWithoutName, list.at(row, Column::Name), message)
                        .help("Namen ergänzen oder die Zeile löschen; sie blieb unberücksichtigt"),
                );
            }
            continue;
        };
        let public = public.is_some_and(|text| may_be_named(&text, &name.value, findings));
        let first = known.entry(fold(&name.value)).or_insert_with(|| name.at.clone());
        check_person(&name, replacement.as_ref(), public, first, findings);
        found.push(Person { name, replacement, public });
    }
    found
}

fn may_be_named(text: &CellText, name: &str, findings: &mut Vec<Diagnostic>) -> bool {
    let said = text.valid_lines().join(" ");
    let answer = match Answer::parse(&said) {
        Answer::Unclear => match Answer::nonpublic(&said) {
            Answer::Yes => Answer::No,
            Answer::No => Answer::Yes,
            Answer::Unclear => Answer::Unclear,
        },
        answer => answer,
    };
    if answer == Answer::Unclear {
        let message = format!("»{}« bei »{}« ist weder ja noch nein", short(&said), short(name));
        findings.push(
            Diagnostic::new(Code::PublicUnreadable, text.at.clone(), message)
                .help("In der Spalte »Öffentlich« ja oder nein eintragen; vorsichtshalber gilt nein"),
        );
    }
    answer == Answer::Yes
}

fn check_person(
    name: &Located<String>,
    replacement: Option<&Located<String>>,
    public: bool,
    first: &Location,
    findings: &mut Vec<Diagnostic>,
) {
    let quoted = short(&name.value);
    if *first != name.at {
        let message = format!("Person »{quoted}« steht zweimal in der Liste");
        findings.push(
            Diagnostic::new(Code::PersonTwice, name.at.clone(), message)
                .help(format!("Eine der beiden Zeilen löschen (die erste ist {})", first.inside())),
        );
    }
    match replacement {
        None if !public => {
            let message = format!("Person »{quoted}« ist nicht öffentlich und hat keinen Ersatz");
            findings.push(Diagnostic::new(Code::PersonWithoutReplacement, name.at.clone(), message).help(
                "In der Spalte »Ersatz« eine Funktion eintragen, etwa »die Projektleitung«, oder »Öffentlich« auf ja \
                 setzen",
            ));
        }
        Some(role) if !public && fold(&role.value).contains(&fold(&name.value)) => {
            let message = format!("Ersatz »{}« enthält den Namen selbst", short(&role.value));
            findings.push(Diagnostic::new(Code::PersonWithoutReplacement, role.at.clone(), message).help(
                "In der Spalte »Ersatz« eine Funktion ohne Namen eintragen, etwa »die Projektleitung«",
            ));
        }
        _ => {}
    }
    let letters = name.value.chars().filter(|c| c.is_alphabetic()).count();
    if name.value.contains([',', ';']) || letters < 3 {
        let message = format!("Name »{quoted}« kommt so in keinem Text vor");
        findings.push(Diagnostic::new(Code::PersonUnlikely, name.at.clone(), message).help(
            "Den Namen so eintragen, wie er in den Texten steht (»Vorname Nachname« oder »Nachname«), jede Person in \
             einer eigenen Zeile",
        ));
    }
}

/// Reads the sheet `Versionen`.
pub(super) fn history(
    sheet: &Sheet,
    head: Option<&Head>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<HistoryEntry> {
    let list = ListRows::new(sheet, head, &[Column::Version, Column::Date, Column::Remark], findings);
    let mut found: Vec<HistoryEntry> = Vec::new();
    let mut known: BTreeMap<Vec<u32>, Location> = BTreeMap::new();
    for row in list.rows() {
        let remark = list.text(row, Column::Remark, findings);
        let remark = remark
            .map(|text| Located::new(text.valid(findings), text.at))
            .filter(|text| !text.value.is_empty());
        let date = list.text(row, Column::Date, findings);
        let date = date.and_then(|text| facts::date(list.value(row, Column::Date)?, &text, findings));
        let Some(text) = list.text(row, Column::Version, findings) else {
            if remark.is_some() || date.is_some() {
                let said = remark.as_ref().map(|remark| remark.value.clone()).unwrap_or_default();
                let message = format!("Zeile »{}« hat keine Version", short(&said));
                findings.push(
                    Diagnostic::new(Code::HistoryIncomplete, list.at(row, Column::Version), message)
                        .help("Versionsnummer ergänzen oder die Zeile löschen; sie wurde nicht übernommen"),
                );
            }
            continue;
        };
        let version =
            list.value(row, Column::Version).and_then(|value| facts::version(value, &text, findings));
        let Some(version) = version else { continue };
        let first = known.entry(version.value.parts().to_vec()).or_insert_with(|| version.at.clone());
        if *first != version.at {
            let message = format!("Version »{}« steht zweimal in der Historie", version.value);
            findings.push(Diagnostic::new(Code::HistoryTwice, version.at.clone(), message).help(format!(
                "Eine der beiden Zeilen löschen oder berichtigen (die erste ist {})",
                first.inside()
            )));
        }
        found.push(HistoryEntry { version, date, remark });
    }
    found
}
