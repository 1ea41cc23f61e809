//! Which sheet is what: by the name on its tab, else by what it holds.
//!
//! A hidden sheet is left out, with two exceptions, both reported: the only `Dokument` sheet, since
//! no paper can do without it, and `Personen`, since leaving it out could show a name that must not
//! be shown. A sheet nothing is made of is named in a finding; one without any content is not.

use super::facts;
use super::head::Head;
use super::names::{COLUMNS, Column, FACTS, FactKey, Likeness, Names, SHEETS, SheetKind, Vocabulary, fold};
use crate::diag::{Code, Diagnostic};
use crate::grid::{Sheet, Workbook};

/// Everything names are looked up in.
#[derive(Debug)]
pub(super) struct Vocabularies {
    sheets: Vocabulary<SheetKind>,
    /// Keys of the sheet `Dokument`.
    pub(super) facts: Vocabulary<FactKey>,
    status: Vocabulary<Column>,
    texts: Vocabulary<Column>,
    abbreviations: Vocabulary<Column>,
    persons: Vocabulary<Column>,
    versions: Vocabulary<Column>,
}

impl Vocabularies {
    /// The built-in names with those of the configuration.
    pub(super) fn new(names: &Names) -> Self {
        let columns =
            |wanted: &[Column]| Vocabulary::new(COLUMNS, &names.columns, |key| wanted.contains(&key));
        use Column as C;
        Self {
            sheets: Vocabulary::new(SHEETS, &names.sheets, |_| true),
            facts: Vocabulary::new(FACTS, &names.facts, |_| true),
            status: columns(&[
                C::Action,
                C::Report,
                C::Field,
                C::Number,
                C::Status,
                C::Goal,
                C::Due,
                C::Responsible,
                C::Nonpublic,
                C::Public,
            ]),
            texts: columns(&[C::Section, C::Text, C::Position]),
            abbreviations: columns(&[C::Short, C::Meaning, C::Variants]),
            persons: columns(&[C::Name, C::Replacement, C::Public]),
            versions: columns(&[C::Version, C::Date, C::Remark]),
        }
    }

    /// The header of a sheet of this kind.
    pub(super) fn head(&self, kind: SheetKind, sheet: &Sheet) -> Option<Head> {
        let (vocabulary, required): (_, &[Column]) = match kind {
            SheetKind::Document => return None,
            SheetKind::Status => (&self.status, &[Column::Action, Column::Report]),
            SheetKind::Texts => (&self.texts, &[Column::Text]),
            SheetKind::Abbreviations => (&self.abbreviations, &[Column::Short, Column::Meaning]),
            SheetKind::Persons => (&self.persons, &[Column::Name]),
            SheetKind::Versions => (&self.versions, &[Column::Version]),
        };
        Head::find(sheet, vocabulary, required)
    }
}

/// A sheet with a status table.
#[derive(Debug)]
pub(super) struct StatusTable<'a> {
    /// The sheet.
    pub(super) sheet: &'a Sheet,
    /// Its header.
    pub(super) head: Head,
    /// The name on its tab, where it says more than that there is a table.
    pub(super) title: Option<&'a str>,
}

/// The sheets of a workbook by what they are for.
#[derive(Debug, Default)]
pub(super) struct Sheets<'a> {
    /// The facts.
    pub(super) document: Option<&'a Sheet>,
    /// The status tables with their headers, in the order of their tabs.
    pub(super) status: Vec<StatusTable<'a>>,
    /// The lists, with their headers where they have one.
    pub(super) lists: Vec<(SheetKind, &'a Sheet, Option<Head>)>,
}

impl<'a> Sheets<'a> {
    /// Tells the sheets apart.
    pub(super) fn sort(
        workbook: &'a Workbook,
        vocabularies: &Vocabularies,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let full = || workbook.sheets.iter().filter(|sheet| !sheet.rows.is_empty());
        let known: Vec<(&Sheet, Option<Found>)> =
            full().map(|sheet| (sheet, recognise(sheet, vocabularies))).collect();
        let mut sheets = Sheets::default();
        for (sheet, found) in &known {
            let kind = found.as_ref().map(|found| found.kind);
            if sheet.hidden {
                let only = !known
                    .iter()
                    .any(|(other, found)| !other.hidden && found.as_ref().map(|found| found.kind) == kind);
                let needed = only && matches!(kind, Some(SheetKind::Document | SheetKind::Persons));
                findings.push(hidden(sheet, needed));
                if !needed {
                    continue;
                }
            }
            match found {
                Some(found) => sheets.take(sheet, found, findings),
                None => findings.push(unknown(sheet)),
            }
        }
        sheets
    }

    fn take(&mut self, sheet: &'a Sheet, found: &Found, findings: &mut Vec<Diagnostic>) {
        let kind = found.kind;
        if found.guessed {
            let german = kind.german();
            let message = format!("Blatt »{}« wurde als »{german}« verstanden", sheet.name);
            findings.push(Diagnostic::new(Code::NameAssumed, sheet.at.clone(), message).help(format!(
                "Blatt »{german}« nennen, wenn das stimmt, sonst umbenennen oder den Namen in sachstand.toml \
                 unter [namen.blaetter] eintragen"
            )));
        }
        let first = match kind {
            SheetKind::Status => None,
            SheetKind::Document => self.document,
            _ => self.lists.iter().find(|(other, ..)| *other == kind).map(|(_, sheet, _)| *sheet),
        };
        if let Some(first) = first {
            let message = format!("Zwei Blätter »{}«: »{}« und »{}«", kind.german(), first.name, sheet.name);
            findings.push(Diagnostic::new(Code::SheetTwice, sheet.at.clone(), message).help(format!(
                "Eines der beiden löschen oder umbenennen; verwendet wurde »{}«, »{}« blieb unberücksichtigt",
                first.name, sheet.name
            )));
            return;
        }
        match (kind, &found.head) {
            (SheetKind::Document, _) => self.document = Some(sheet),
            (SheetKind::Status, Some(head)) => {
                let title = (!found.generic).then(|| sheet.name.trim());
                self.status.push(StatusTable { sheet, head: head.clone(), title });
            }
            (SheetKind::Status, None) => findings.push(headless(sheet)),
            _ => self.lists.push((kind, sheet, found.head.clone())),
        }
    }
}

#[derive(Debug)]
struct Found {
    kind: SheetKind,
    head: Option<Head>,
    guessed: bool,
    /// The tab has a name that says nothing of what is on it: `Tabelle1`, `Sachstand`.
    generic: bool,
}

const LISTS: [SheetKind; 4] =
    [SheetKind::Texts, SheetKind::Abbreviations, SheetKind::Persons, SheetKind::Versions];

fn recognise(sheet: &Sheet, vocabularies: &Vocabularies) -> Option<Found> {
    let status = vocabularies.head(SheetKind::Status, sheet);
    let status_rank = status.as_ref().map_or(0, |head| head.rank.0);
    let hit = vocabularies.sheets.find(&sheet.name).first().copied();
    let generic = hit.is_some_and(|hit| hit.whole) || is_generic(&sheet.name);
    let found = |kind, head, guessed| Some(Found { kind, head, guessed, generic });
    if let Some(hit) = hit.filter(|hit| hit.whole && (hit.likeness != Likeness::Weak || status_rank == 0)) {
        let guessed = hit.likeness != Likeness::Sure;
        let head = vocabularies.head(hit.key, sheet);
        // A tab may be called »Bericht« or »Texte« and still hold a status table.
        let fits = match hit.key {
            SheetKind::Status => true,
            SheetKind::Document => status_rank < 2 || facts::count_keys(sheet, &vocabularies.facts) > 2,
            _ => status_rank < 2 || head.as_ref().is_some_and(|head| head.rank.0 > 2),
        };
        if fits {
            return found(hit.key, head, guessed && hit.key != SheetKind::Status);
        }
    }
    if status_rank >= 1 {
        return found(SheetKind::Status, status, false);
    }
    if facts::count_keys(sheet, &vocabularies.facts) > 2 {
        return found(SheetKind::Document, None, true);
    }
    LISTS.into_iter().find_map(|kind| {
        let head = vocabularies.head(kind, sheet).filter(|head| head.rank.0 > 2 && head.rank.1 > 1)?;
        found(kind, Some(head), true)
    })
}

/// Names that spreadsheets give by themselves.
fn is_generic(name: &str) -> bool {
    let folded = fold(name);
    let bare = folded.trim_end_matches(|c: char| c.is_ascii_digit());
    ["tabelle", "tabellenblatt", "sheet", "blatt", "status", "bericht"].contains(&bare)
}

fn hidden(sheet: &Sheet, needed: bool) -> Diagnostic {
    let message = format!("Blatt »{}« ist ausgeblendet", sheet.name);
    let help = if needed {
        "Blatt einblenden oder löschen; weil das Papier es braucht, wurde es trotzdem berücksichtigt"
    } else {
        "Blatt einblenden, wenn es ins Papier gehört, sonst löschen; es wurde nicht übernommen"
    };
    Diagnostic::new(Code::SheetHidden, sheet.at.clone(), message).help(help)
}

fn unknown(sheet: &Sheet) -> Diagnostic {
    let message = format!("Blatt »{}« wurde nicht übernommen", sheet.name);
    Diagnostic::new(Code::SheetUnknown, sheet.at.clone(), message).help(
        "Wenn es ins Papier gehört: für eine Tabelle Spalten »Aktion« und »Sachstand« überschreiben, sonst das \
         Blatt Dokument, Texte, Abkürzungen, Personen oder Versionen nennen; eigene Namen stehen in \
         sachstand.toml unter [namen]",
    )
}

fn headless(sheet: &Sheet) -> Diagnostic {
    let message = format!("Blatt »{}« hat keine Kopfzeile mit »Aktion« und »Sachstand«", sheet.name);
    Diagnostic::new(Code::HeaderMissing, sheet.at.clone(), message).help(
        "Über die Tabelle eine Zeile mit den Spaltennamen setzen (Handlungsfeld, Aktion, Sachstand); eigene Namen \
         stehen in sachstand.toml unter [namen.spalten]; das Blatt wurde nicht übernommen",
    )
}

/// Reports hidden rows and columns of a sheet that is used: one finding each.
pub(super) fn report_hidden_parts(sheet: &Sheet, findings: &mut Vec<Diagnostic>) {
    let rows: Vec<u32> = sheet.rows.iter().filter(|row| row.hidden).map(|row| row.number).collect();
    if let Some(list) = list(&rows, |row| row.to_string()) {
        let (noun, verb) = if rows.len() == 1 { ("Zeile", "ist") } else { ("Zeilen", "sind") };
        let message = format!("{noun} {list} {verb} ausgeblendet");
        findings.push(Diagnostic::new(Code::RowsHidden, sheet.at.clone(), message).help(
            "Filter aufheben oder Zeilen einblenden und prüfen; sie stehen trotzdem im Papier, was nicht \
             hineingehört, bitte löschen",
        ));
    }
    let mut used: Vec<u32> =
        sheet.rows.iter().flat_map(|row| row.cells.iter().map(|cell| cell.column)).collect();
    used.sort_unstable();
    used.dedup();
    let columns: Vec<u32> =
        sheet.hidden_columns.iter().copied().filter(|column| used.binary_search(column).is_ok()).collect();
    if let Some(list) = list(&columns, crate::source::column_letters) {
        let (noun, verb) = if columns.len() == 1 { ("Spalte", "ist") } else { ("Spalten", "sind") };
        let message = format!("{noun} {list} {verb} ausgeblendet");
        findings.push(Diagnostic::new(Code::ColumnsHidden, sheet.at.clone(), message).help(
            "Spalten einblenden und prüfen; ihr Inhalt wurde trotzdem berücksichtigt, was nicht ins Papier \
             gehört, bitte löschen",
        ));
    }
}

/// `3, 5–7, 9`.
pub(super) fn list(numbers: &[u32], show: impl Fn(u32) -> String) -> Option<String> {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for &number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => ranges.push((number, number)),
        }
    }
    let shown: Vec<String> = ranges
        .into_iter()
        .map(|(first, last)| match last - first {
            0 => show(first),
            1 => format!("{}, {}", show(first), show(last)),
            _ => format!("{}–{}", show(first), show(last)),
        })
        .collect();
    (!shown.is_empty()).then(|| shown.join(", "))
}
