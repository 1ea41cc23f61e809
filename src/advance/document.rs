//! The sheet `Dokument`: version and date, and which struck text goes.

use std::collections::BTreeSet;

use super::cell::Marks;
use super::marks::shown;
use super::options::AdvanceOptions;
use super::sheet::{NewValue, Orders};
use crate::diag::{Code, Diagnostic, Error, ErrorKind, short};
use crate::grid::{Row, Sheet, Value};
use crate::model::{Facts, Version};
use crate::recognise::{FactKey, Sheets};
use crate::source::{CellRef, Located, Location};

/// The old and the new version, and the cells they and the date stand in.
#[derive(Debug)]
pub(super) struct NextVersion {
    /// The version of the old workbook.
    pub(super) previous: Version,
    /// The version of the new one.
    pub(super) version: Version,
    /// The cell of the version.
    pub(super) version_cell: CellRef,
    /// The cell of the date, where the sheet has one.
    pub(super) date_cell: Option<CellRef>,
}

impl NextVersion {
    /// Finds the cells and the next version.
    pub(super) fn new(facts: &Facts, sheets: &Sheets<'_>, options: &AdvanceOptions) -> Result<Self, Error> {
        let sheet = sheets.document.ok_or_else(|| {
            incomplete("Blatt »Dokument« fehlt", "Blatt »Dokument« mit den Zeilen Version und Datum anlegen")
        })?;
        let Some(previous) = facts.version.as_ref().map(|version| version.value.clone()) else {
            return Err(incomplete(
                "Die Version im Blatt »Dokument« fehlt oder ist nicht lesbar",
                "In die Zeile »Version« eine Nummer wie 1.14 eintragen; die Zelle dazu als Text formatieren",
            ));
        };
        let version_cell = cell_of(facts.version.as_ref(), sheet).or_else(|| sheets.fact(FactKey::Version));
        let Some(version_cell) = version_cell else {
            return Err(incomplete(
                "Das Blatt »Dokument« hat keine Zeile »Version«",
                "Zeile »Version« ergänzen; die Version stand bisher nur im Dateinamen",
            ));
        };
        let version = options.version.clone().map_or_else(|| super::version::next(&previous), Ok)?;
        if version <= previous {
            let message =
                format!("Version »{version}« ist nicht höher als die bisherige Version »{previous}«");
            return Err(Error::new(ErrorKind::Options, message)
                .help("Mit --version eine höhere Version angeben oder die Angabe weglassen"));
        }
        let date_cell = cell_of(facts.date.as_ref(), sheet).or_else(|| sheets.fact(FactKey::Date));
        if date_cell.is_none() && options.date.is_some() {
            return Err(incomplete(
                "Das Blatt »Dokument« hat keine Zeile »Datum«",
                "Zeile »Datum« ergänzen oder --date weglassen",
            ));
        }
        Ok(Self { previous, version, version_cell, date_cell })
    }

    /// The orders for the sheet.
    pub(super) fn orders(
        &self,
        sheet: &Sheet,
        options: &AdvanceOptions,
        findings: &mut Vec<Diagnostic>,
    ) -> Result<Orders<'static>, Error> {
        let mut orders = Orders::default();
        let (old, new) = (self.previous.to_string(), self.version.to_string());
        if let Some(Value::Number { .. }) = sheet.cell(self.version_cell).map(|cell| &cell.value) {
            let at = sheet.locate(self.version_cell);
            let message = format!("Version »{old}« war als Zahl eingegeben");
            findings.push(Diagnostic::new(Code::VersionNumber, at, message).help(format!(
                "Prüfen, ob »{new}« stimmt: Excel macht aus 1.10 die Zahl 1,1; die neue Version steht als Text in der \
                 Zelle"
            )));
        }
        orders.values.insert(self.version_cell, NewValue::Version { old, new });
        if let Some(at) = self.date_cell {
            match holds_its_key(sheet, at) {
                false => drop(orders.values.insert(at, NewValue::Date(options.date))),
                true if options.date.is_none() => findings.push(
                    Diagnostic::new(
                        Code::DateKept,
                        sheet.locate(at),
                        "Das Datum steht mit in der Zelle seines Schlüssels",
                    )
                    .help("Datum von Hand ändern und besser in eine eigene Zelle schreiben; es blieb stehen"),
                ),
                true => {
                    return Err(incomplete(
                        "Das Datum steht im Blatt »Dokument« mit in der Zelle seines Schlüssels",
                        "Das Datum in die Zelle daneben schreiben",
                    ));
                }
            }
        }
        let keys = sheet.first_column();
        let whole: BTreeSet<u32> =
            sheet.rows.iter().filter(|row| all_struck(row)).map(|row| row.number).collect();
        // A key that is struck alone would leave its value to the key above.
        orders.marks = Some(Box::new(move |at| Marks {
            strike: Some(at.column) != keys || whole.contains(&at.row),
            underline: false,
        }));
        Ok(orders)
    }
}

fn incomplete(message: &str, help: &str) -> Error {
    Error::new(ErrorKind::Incomplete, message).help(help)
}

/// The cell of a fact that was read from the sheet itself, not from the file's name.
fn cell_of<T>(fact: Option<&Located<T>>, sheet: &Sheet) -> Option<CellRef> {
    let at = &fact?.at;
    at.cell.filter(|_| at.sheet.as_deref() == Some(&*sheet.name))
}

/// Whether a cell says key and value in one: `Datum: 24.04.2026`.
fn holds_its_key(sheet: &Sheet, at: CellRef) -> bool {
    let alone = sheet.rows.iter().find(|row| row.number == at.row).is_some_and(|row| row.cells.len() == 1);
    let text = sheet.cell(at).map(shown).unwrap_or_default();
    alone && text.split_once(':').is_some_and(|(key, _)| key.chars().any(char::is_alphabetic))
}

fn all_struck(row: &Row) -> bool {
    row.cells.iter().all(|cell| match &cell.value {
        Value::Text(text) => text.all_visible(|font| font.strike),
        _ => false,
    })
}

/// Reports facts of the old version that the new one took over.
pub(super) fn report_carried_over(facts: &Facts, findings: &mut Vec<Diagnostic>) {
    let text = |key: &str, fact: &Option<Located<String>>| {
        fact.as_ref().map(|fact| (format!("{key} »{}«", short(&fact.value)), fact.at.clone()))
    };
    let session = facts
        .session_date
        .as_ref()
        .map(|day| (format!("Sitzungsdatum »{}«", crate::german::date(day.value)), day.at.clone()));
    let all = [
        text("Status", &facts.document_status),
        session,
        text("Vorlagennummer", &facts.submission),
        text("Tagesordnungspunkt", &facts.agenda_item),
    ];
    let all: Vec<_> = all.into_iter().flatten().collect();
    let Some((_, at)) = all.first() else { return };
    let list = all.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join(", ");
    findings.push(
        Diagnostic::new(
            Code::FactsCarriedOver,
            at.clone(),
            format!("Aus der alten Version übernommen: {list}"),
        )
        .help("Im Blatt »Dokument« prüfen, ob die Angaben für die neue Version noch stimmen"),
    );
}

/// Reports where else the old version stands: texts above the tables and in the sheet `Dokument`.
/// A formula will say the new one by itself.
pub(super) fn report_elsewhere(
    next: &NextVersion,
    sheets: &Sheets<'_>,
    formulas: &BTreeSet<Location>,
    findings: &mut Vec<Diagnostic>,
) {
    let old = next.previous.to_string();
    let document = sheets.document.map(|sheet| (sheet, u32::MAX));
    let above = sheets.status().map(|(table, head)| (table.sheet, head.last_row));
    for (sheet, end) in document.into_iter().chain(above) {
        for row in sheet.rows.iter().take_while(|row| row.number <= end) {
            for cell in &row.cells {
                let at = CellRef::new(row.number, cell.column);
                let own =
                    (end == u32::MAX && at == next.version_cell) || formulas.contains(&sheet.locate(at));
                let text = matches!(cell.value, Value::Text(_)).then(|| shown(cell)).unwrap_or_default();
                if own || !old.contains('.') || super::version::find(&text, &old).is_none() {
                    continue;
                }
                let message = format!("Die Version »{old}« steht auch in »{}«", short(&text));
                findings.push(
                    Diagnostic::new(Code::VersionElsewhere, sheet.locate(at), message)
                        .help("Von Hand ändern, wenn die Version des Berichts gemeint ist; die Zelle blieb, wie sie war"),
                );
            }
        }
    }
}
