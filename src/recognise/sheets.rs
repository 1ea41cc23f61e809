//! Which sheet is what: by the name on its tab, else by what it holds.
//!
//! A hidden sheet is left out, with two exceptions, both reported: the only `Dokument` sheet, since
//! no paper can do without it, and `Personen`, since leaving it out could show a name that must not
//! be shown. So is one whose name says that it is the office's own (»Intern«, »Notizen«). A sheet nothing is made of is named in a finding; one without any content is not.

use std::collections::{BTreeMap, BTreeSet};

use super::assign::Rank;
use super::head::{Head, Nearest};
use super::labels::HeadCell;
use super::names::{COLUMNS, Column, FACTS, FactKey, Likeness, Names, SHEETS, SheetKind, Vocabulary};
use super::{finding, keys};
use crate::diag::Findings;
use crate::german::{Said, fold, is_nonpublic_title, is_working_sheet};
use crate::grid::{Row, Sheet, Workbook};
use crate::source::CellRef;

/// The sheets with a table.
const TABLES: [SheetKind; 5] =
    [SheetKind::Status, SheetKind::Texts, SheetKind::Abbreviations, SheetKind::Persons, SheetKind::Versions];

/// The sheets of a workbook by what they are for.
#[derive(Debug)]
pub(crate) struct Sheets<'a> {
    /// The sheet `Dokument`.
    pub(crate) document: Option<&'a Sheet>,
    /// The status tables in the order of their tabs, then the lists.
    pub(crate) tables: Vec<Table<'a>>,
    /// Hidden sheets with a status table, which are left out.
    pub(crate) hidden_tables: Vec<&'a Sheet>,
    /// Sheets with a status table that are for the office alone, which are left out too.
    pub(crate) working_tables: Vec<&'a Sheet>,
    /// What the keys of the sheet `Dokument` are called.
    pub(crate) keys: Vocabulary<FactKey>,
}

/// A sheet with a table.
#[derive(Debug)]
pub(crate) struct Table<'a> {
    /// What it is.
    pub(crate) kind: SheetKind,
    /// The sheet.
    pub(crate) sheet: &'a Sheet,
    /// Its header; a status table has one, a list need not.
    pub(crate) head: Option<Head>,
    /// The name on its tab, where it says more than that there is a table.
    pub(crate) title: Option<&'a str>,
    /// The name on its tab says that all of it is nonpublic.
    pub(crate) nonpublic: bool,
}

impl Table<'_> {
    /// The last row of the header; 0 where there is none.
    pub(crate) fn head_end(&self) -> u32 {
        self.head.as_ref().map_or(0, |head| head.last_row)
    }

    /// What the column means.
    pub(crate) fn key(&self, column: u32) -> Option<Column> {
        self.head.as_ref()?.over(column)?.key
    }

    /// The first column under the head with this meaning.
    pub(crate) fn column(&self, key: Column) -> Option<u32> {
        self.head.as_ref()?.column(key)
    }

    /// Whether a row belongs to the header or repeats it.
    pub(crate) fn is_head(&self, row: &Row) -> bool {
        self.head.as_ref().is_some_and(|head| {
            (head.first_row..=head.last_row).contains(&row.number)
                || (row.number > head.last_row && head.is_repeated_by(row))
        })
    }
}

/// Tells the sheets of a workbook apart, and the columns of their tables.
pub(crate) fn recognise<'a>(workbook: &'a Workbook, names: &Names, findings: &mut Findings) -> Sheets<'a> {
    let vocabularies = Vocabularies::new(names);
    let full = workbook.sheets.iter().filter(|sheet| !sheet.rows.is_empty());
    let known: Vec<(&Sheet, Option<Found>)> =
        full.map(|sheet| (sheet, vocabularies.recognise(sheet))).collect();
    let kind = |found: &Option<Found>| found.as_ref().map(|found| found.kind);
    let shown: Vec<_> = known.iter().filter(|(sheet, _)| !sheet.hidden).map(|(_, it)| kind(it)).collect();
    let keys = vocabularies.keys.clone();
    let (hidden_tables, working_tables) = (Vec::new(), Vec::new());
    let mut sheets = Sheets { document: None, tables: Vec::new(), hidden_tables, working_tables, keys };
    for (sheet, found) in known {
        if sheet.hidden {
            let kind = kind(&found);
            let needed = matches!(kind, Some(SheetKind::Document | SheetKind::Persons));
            let needed = needed && !shown.contains(&kind);
            let table = kind == Some(SheetKind::Status);
            sheets.hidden_tables.extend(table.then_some(sheet));
            findings.push(finding::sheet_hidden(&sheet.at, &sheet.name, needed, table));
            if !needed {
                continue;
            }
        }
        match found {
            Some(found) if vocabularies.keeps_back(sheet, &found) => {
                sheets.working_tables.extend((found.kind == SheetKind::Status).then_some(sheet));
                findings.push(match withheld(&found) {
                    Some(column) => finding::list_working(&sheet.at, &sheet.name, &column.label),
                    None => finding::sheet_working(&sheet.at, &sheet.name, found.kind),
                });
            }
            Some(found) => sheets.take(sheet, found, findings),
            None => findings.push(finding::sheet_unknown(&sheet.at, &sheet.name)),
        }
    }
    sheets.tables.sort_by_key(|table| table.kind != SheetKind::Status);
    sheets
}

impl<'a> Sheets<'a> {
    fn take(&mut self, sheet: &'a Sheet, found: Found, findings: &mut Findings) {
        let kind = found.kind;
        if found.guessed {
            findings.push(finding::sheet_assumed(&sheet.at, &sheet.name, kind));
        }
        let first = match kind {
            SheetKind::Status => None,
            SheetKind::Document => self.document,
            _ => self.tables.iter().find(|table| table.kind == kind).map(|table| table.sheet),
        };
        if let Some(first) = first {
            findings.push(finding::sheet_twice(&sheet.at, &sheet.name, kind, &first.name));
            return;
        }
        let nonpublic = kind == SheetKind::Status && is_nonpublic_title(&sheet.name);
        let table = |head, title| Table { kind, sheet, head, title, nonpublic };
        match (kind, found.head) {
            (SheetKind::Document, _) => self.document = Some(sheet),
            (SheetKind::Status, Some(head)) => {
                let title = (!found.generic).then(|| sheet.name.trim());
                self.tables.push(table(Some(head.with_numbers(sheet)), title));
            }
            (SheetKind::Status, None) => findings.push(finding::header_missing(&sheet.at, &sheet.name)),
            (_, head) => self.tables.push(table(head, None)),
        }
    }

    /// The same on a workbook with the same sheets, of which some cells are empty.
    pub(crate) fn on<'b>(self, workbook: &'b Workbook) -> Sheets<'b>
    where
        'a: 'b,
    {
        let same = |sheet: &'a Sheet| workbook.sheets.iter().find(|it| it.at == sheet.at).unwrap_or(sheet);
        let tables = self.tables.into_iter().map(|table| Table { sheet: same(table.sheet), ..table });
        Sheets { tables: tables.collect(), ..self }
    }

    /// The status tables with their headers, in the order of their tabs.
    pub(crate) fn status(&self) -> impl Iterator<Item = (&Table<'a>, &Head)> {
        let status = self.tables.iter().filter(|table| table.kind == SheetKind::Status);
        status.filter_map(|table| Some((table, table.head.as_ref()?)))
    }

    /// The cell for the value of a key of the sheet `Dokument`, be it blank.
    pub(crate) fn fact(&self, key: FactKey) -> Option<CellRef> {
        keys::value_cell(self.document?, key, &self.keys)
    }
}

/// What a sheet was recognised as.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) kind: SheetKind,
    pub(super) head: Option<Head>,
    guessed: bool,
    /// The tab has a name that says nothing of what is on it: `Tabelle1`, `Sachstand`.
    generic: bool,
}

/// Everything names are looked up in.
pub(super) struct Vocabularies {
    sheets: Vocabulary<SheetKind>,
    keys: Vocabulary<FactKey>,
    columns: BTreeMap<SheetKind, Vocabulary<Column>>,
}

impl Vocabularies {
    /// The built-in names with those of the configuration.
    pub(super) fn new(names: &Names) -> Self {
        let columns = |kind: SheetKind| {
            let choices = kind.choices();
            Vocabulary::new(COLUMNS, &names.columns, |column| choices.contains(&column))
                .without_in_public(&names.nonpublic_columns)
        };
        Self {
            sheets: Vocabulary::new(SHEETS, &names.sheets, |_| true),
            keys: Vocabulary::new(FACTS, &names.facts, |_| true),
            columns: TABLES.into_iter().map(|kind| (kind, columns(kind))).collect(),
        }
    }

    fn head(&self, kind: SheetKind, sheet: &Sheet) -> Option<(Head, Rank)> {
        Head::find(sheet, self.columns.get(&kind)?, kind)
    }

    /// The row that comes nearest to the header of a status table.
    pub(super) fn nearest(&self, sheet: &Sheet) -> Option<Nearest> {
        Head::nearest(sheet, self.columns.get(&SheetKind::Status)?)
    }

    /// Whether a sheet is for the office alone: the name on its tab says so, or the head of a column that a list
    /// must have. Facts and persons are needed whatever their tabs say.
    pub(super) fn keeps_back(&self, sheet: &Sheet, found: &Found) -> bool {
        let needed = matches!(found.kind, SheetKind::Document | SheetKind::Persons);
        let by_name = || is_working_sheet(&sheet.name) && !self.sheets.is_own(&sheet.name);
        !needed && (withheld(found).is_some() || by_name())
    }

    /// What a sheet is, by the name on its tab and by what it holds.
    pub(super) fn recognise(&self, sheet: &Sheet) -> Option<Found> {
        let status = self.head(SheetKind::Status, sheet);
        let likely = status.as_ref().is_some_and(|(_, rank)| rank.required.0 < Likeness::Weak);
        let holds_facts = || keys::count_keys(sheet, &self.keys) > 2;
        let hit = self.sheets.find(&sheet.name).into_iter().next().filter(|hit| hit.whole);
        let generic = hit.is_some() || is_generic(&sheet.name);
        let found = |kind, head: Option<(Head, Rank)>, guessed| {
            Some(Found { kind, head: head.map(|(head, _)| head), guessed, generic })
        };
        if let Some(hit) = hit.filter(|hit| hit.likeness != Likeness::Weak || status.is_none()) {
            let head = match hit.key {
                SheetKind::Status => status.clone(),
                kind => self.head(kind, sheet),
            };
            // A tab may be called »Bericht« or »Texte« and still hold a status table.
            let fits = match hit.key {
                SheetKind::Status => true,
                _ if !likely => true,
                SheetKind::Document => holds_facts(),
                _ => head.as_ref().is_some_and(|(_, rank)| rank.required.0 == Likeness::Sure),
            };
            if fits {
                let guessed = hit.likeness != Likeness::Sure && hit.key != SheetKind::Status;
                return found(hit.key, head, guessed);
            }
        }
        if !likely && holds_facts() {
            return found(SheetKind::Document, None, true);
        }
        if status.is_some() {
            return found(SheetKind::Status, status, false);
        }
        // What the office says of a head may leave a status table without a column it must have: no list then.
        let nearest = self.nearest(sheet);
        let given: Vec<Column> = nearest.iter().flat_map(Nearest::given).collect();
        let other = |kind: SheetKind| given.iter().any(|column| !kind.choices().contains(column));
        TABLES.into_iter().filter(|kind| !other(*kind)).find_map(|kind| {
            let head = self.head(kind, sheet)?;
            let sure = head.1.required.0 == Likeness::Sure && head.1.known > 1;
            sure.then(|| found(kind, Some(head), true))?
        })
    }
}

/// The column of a list that it must have, and that is for the office alone.
fn withheld(found: &Found) -> Option<&HeadCell> {
    let required = |cell: &HeadCell| cell.key.is_some_and(|key| found.kind.required_columns().contains(&key));
    let said = |cell: &HeadCell| matches!(cell.said, Said::Working { .. } | Said::Nonpublic { .. });
    let head = found.head.as_ref().filter(|_| found.kind != SheetKind::Status);
    head?.cells.iter().find(|cell| required(cell) && said(cell))
}

/// Names that spreadsheets give by themselves.
fn is_generic(name: &str) -> bool {
    let folded = fold(name);
    let bare = folded.trim_end_matches(|c: char| c.is_ascii_digit());
    ["tabelle", "tabellenblatt", "sheet", "blatt", "status", "bericht"].contains(&bare)
}

/// Reports hidden rows and columns of a sheet that is used: one finding each. Of a working column its `head`
/// says more.
pub(crate) fn report_hidden_parts(sheet: &Sheet, head: Option<&Head>, findings: &mut Findings) {
    let rows: Vec<u32> = sheet.rows.iter().filter(|row| row.hidden).map(|row| row.number).collect();
    if !rows.is_empty() {
        findings.push(finding::rows_hidden(&sheet.at, &rows));
    }
    let used: BTreeSet<u32> =
        sheet.rows.iter().flat_map(|row| row.cells.iter().map(|cell| cell.at.column)).collect();
    let key = |column| head.and_then(|head| head.over(column)?.key);
    let working = |column| key(column) == Some(Column::Working);
    let columns: Vec<u32> = sheet
        .hidden_columns
        .iter()
        .copied()
        .filter(|column| used.contains(column) && !working(*column))
        .collect();
    if !columns.is_empty() {
        findings.push(finding::columns_hidden(&sheet.at, &columns));
    }
}
