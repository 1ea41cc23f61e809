//! The sheets `Abkürzungen`, `Personen` and `Versionen`: one row, one item.

use std::collections::BTreeMap;

use super::finding::lists as finding;
use super::parse;
use super::runs::{Decoration, one_line};
use super::value::{CellText, texts_under};
use super::yes_no::is_public;
use crate::diag::Findings;
use crate::german::fold;
use crate::grid::{Row, Sheet};
use crate::model::{Abbreviation, HistoryEntry, Person, Role, Version};
use crate::persons::is_common;
use crate::persons::name::{Surname, names};
use crate::recognise::{Column, Head, Table, report_hidden_parts};
use crate::source::{CellRef, Located, Location};
use crate::text::Format;

/// The rows of a list with the header above them. Without a header, the columns count from the
/// left in the usual order.
pub(super) struct ListRows<'a> {
    sheet: &'a Sheet,
    head: Head,
    /// The rows without those that repeat the header.
    pub(super) rows: Vec<&'a Row>,
}

impl<'a> ListRows<'a> {
    /// Prepares a sheet.
    pub(super) fn new(table: &Table<'a>, findings: &mut Findings) -> Self {
        let sheet = table.sheet;
        let head = table.head.clone().unwrap_or_else(|| {
            findings.push(finding::header_missing(&sheet.at, &sheet.name, table.kind.columns()));
            Head::assumed(sheet, table.kind)
        });
        report_hidden_parts(sheet, table.head.as_ref(), findings);
        head.report(sheet, findings);
        let rows = sheet.rows.iter().filter(|row| row.number > head.last_row);
        let (repeated, rows): (Vec<&Row>, Vec<&Row>) = rows.partition(|row| head.is_repeated_by(row));
        for row in repeated {
            let at = sheet.at.cell(CellRef::new(row.number, head.first_column()));
            findings.push(finding::header_repeated(&at, row.number));
        }
        let list = Self { sheet, head, rows };
        list.report_unknown(findings);
        list
    }

    /// What stands in a row under a head, in one piece.
    pub(super) fn text(&self, row: &Row, key: Column, findings: &mut Findings) -> Option<CellText> {
        texts_under(self.sheet, row, &self.head, key, findings).into_iter().next()
    }

    /// The cell of a row under a head, be it blank.
    pub(super) fn at(&self, row: &Row, key: Column) -> Location {
        let column = self.head.column(key).unwrap_or(self.head.first_column());
        self.sheet.at.cell(CellRef::new(row.number, column))
    }

    fn report_unknown(&self, findings: &mut Findings) {
        for column in self.head.unknown_columns(self.rows.iter().copied()) {
            let at = self.sheet.at.cell(CellRef::new(self.head.last_row.max(1), column));
            let has_head = self.head.over(column).is_some();
            findings.push(finding::column_unknown(&at, &self.head.name(column), has_head));
        }
    }
}

/// Reads the sheet `Abkürzungen`.
pub(super) fn abbreviations(table: &Table<'_>, findings: &mut Findings) -> Vec<Abbreviation> {
    let list = ListRows::new(table, findings);
    let mut found: Vec<Abbreviation> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut any_case: BTreeMap<String, Located<String>> = BTreeMap::new();
    for &row in &list.rows {
        let [short_form, meaning, variants] =
            [Column::Short, Column::Meaning, Column::Variants].map(|key| list.text(row, key, findings));
        let variants = variants.map(|text| text.valid_lines()).unwrap_or_default();
        if short_form.is_none() && meaning.is_none() && variants.is_empty() {
            continue;
        }
        let text = |cell: Option<CellText>, key| {
            Located::new(one_line(cell.as_ref(), Decoration::default()), list.at(row, key))
        };
        let item = Abbreviation {
            short: text(short_form, Column::Short),
            meaning: text(meaning, Column::Meaning),
            variants: variants
                .iter()
                .flat_map(|line| line.split([',', ';']))
                .map(|variant| variant.trim().to_owned())
                .filter(|variant| !variant.is_empty())
                .collect(),
        };
        let (short, meaning) = (&item.short, &item.meaning);
        if short.value.is_blank() {
            findings.push(finding::abbreviation_missing(&short.at, &meaning.value.to_plain()));
            // A meaning alone cannot stand in the list: it goes on in the row above, as where a
            // clerk broke a long one by hand.
            if let Some(last) = found.last_mut().filter(|_| !meaning.value.is_blank()) {
                if !last.meaning.value.is_blank() {
                    last.meaning.value.push(" ", Format::default());
                }
                last.meaning.value.append(&meaning.value);
                continue;
            }
        } else if meaning.value.is_blank() {
            findings.push(finding::meaning_missing(&meaning.at, &short.value.to_plain()));
        }
        let (name, at) = (item.short.value.current().to_plain(), item.short.at.clone());
        let other = any_case.entry(name.to_lowercase()).or_insert(Located::new(name.clone(), at.clone()));
        if other.value != name {
            findings.push(finding::case_differs(&at, &name, &other.value, &other.at));
        }
        let next = found.len();
        let first = *known.entry(item.short.value.current().to_plain()).or_insert(next);
        if found.get(first).is_none_or(|first| !repeats(&item, first, findings)) {
            found.push(item);
        }
    }
    found
}

/// Whether an item says nothing beyond the `first` of its abbreviation.
fn repeats(item: &Abbreviation, first: &Abbreviation, findings: &mut Findings) -> bool {
    let name = item.short.value.current().to_plain();
    let (one, two) = (first.meaning.value.current().to_plain(), item.meaning.value.current().to_plain());
    let (at, first_at) = (&item.short.at, &first.short.at);
    if fold(&one) == fold(&two) {
        findings.push(finding::abbreviation_repeated(at, &name, first_at));
        return item.variants.iter().all(|variant| first.variants.contains(variant));
    }
    findings.push(finding::two_meanings(at, &name, &one, &two, first_at));
    false
}

/// Reads the sheet `Personen`.
pub(super) fn persons(table: &Table<'_>, findings: &mut Findings) -> Vec<Person> {
    let list = ListRows::new(table, findings);
    let mut found: Vec<Person> = Vec::new();
    let mut known: BTreeMap<String, Location> = BTreeMap::new();
    for &row in &list.rows {
        let replacement = role(&list, row, findings);
        let public = list.text(row, Column::Public, findings);
        let name = list.text(row, Column::Name, findings).map(|text| Located::new(text.plain(), text.at));
        let Some(name) = name else {
            if replacement.is_some() || public.is_some() {
                let said = replacement.map(|role| role.nominative.value).unwrap_or_default();
                findings.push(finding::person_without_name(&list.at(row, Column::Name), &said));
            }
            continue;
        };
        let public = public.is_some_and(|text| may_be_named(&text, &name.value, findings));
        let first = known.entry(name_in_order(&name.value)).or_insert_with(|| name.at.clone());
        check_person(&name, replacement.as_ref(), public, first, findings);
        found.push(Person { name, replacement, public });
    }
    found
}

/// What stands for the name. A row that gives it in other cases alone has none: nothing could stand
/// where the case is not known.
fn role(list: &ListRows<'_>, row: &Row, findings: &mut Findings) -> Option<Role> {
    let mut said = |key| list.text(row, key, findings).and_then(|text| text.located(findings));
    let [genitive, dative, accusative] =
        [Column::ReplacementGenitive, Column::ReplacementDative, Column::ReplacementAccusative]
            .map(&mut said);
    Some(Role { nominative: said(Column::Replacement)?, genitive, dative, accusative })
}

fn may_be_named(text: &CellText, name: &str, findings: &mut Findings) -> bool {
    let said = text.valid_lines().join(" ");
    is_public(&said).unwrap_or_else(|| {
        findings.push(finding::public_unreadable(&text.at, &said, name));
        false
    })
}

fn check_person(
    name: &Located<String>,
    replacement: Option<&Role>,
    public: bool,
    first: &Location,
    findings: &mut Findings,
) {
    if *first != name.at {
        findings.push(finding::person_twice(&name.at, &name.value, first));
    }
    match replacement {
        None if !public => findings.push(finding::replacement_missing(&name.at, &name.value)),
        Some(role) if !public => {
            let named = role.cases().find(|said| names_person(&said.value, &name.value));
            findings.extend(named.map(|said| finding::replacement_names_person(&said.at, &said.value)));
        }
        _ => {}
    }
    let letters = name.value.chars().filter(|c| c.is_alphabetic()).count();
    if names(&name.value).len() != 1 || letters < 3 {
        findings.push(finding::person_unlikely(&name.at, &name.value));
    }
}

/// A name to be compared: »Muster, Jo« is »Jo Muster«.
fn name_in_order(name: &str) -> String {
    let words = names(name).into_iter().flat_map(|name| {
        let surnames: Vec<String> = name.surnames.iter().map(Surname::full).collect();
        name.first.into_iter().chain(surnames)
    });
    fold(&words.collect::<Vec<_>>().join(" "))
}

/// Whether what replaces a name holds it, or its surname.
fn names_person(said: &str, name: &str) -> bool {
    let words: Vec<String> = said.split(|c: char| !c.is_alphanumeric() && c != '-').map(fold).collect();
    let names = names(name);
    let mut surnames = names.iter().flat_map(|name| &name.surnames).map(|surname| surname.core.as_str());
    fold(said).contains(&fold(name))
        || surnames.any(|surname| !is_common(surname) && words.contains(&fold(surname)))
}

/// Reads the sheet `Versionen`; two-digit years below `pivot` lie in 20xx.
pub(super) fn history(table: &Table<'_>, pivot: u8, findings: &mut Findings) -> Vec<HistoryEntry> {
    let list = ListRows::new(table, findings);
    let mut found: Vec<HistoryEntry> = Vec::new();
    let mut known: BTreeMap<Version, Location> = BTreeMap::new();
    for &row in &list.rows {
        let remark = list.text(row, Column::Remark, findings);
        let remark = remark.and_then(|text| text.located(findings));
        let date = list.text(row, Column::Date, findings);
        let value = |key| list.head.cell(row, key).map(|cell| &cell.value);
        let date = date.and_then(|text| parse::date(value(Column::Date)?, &text, pivot, findings));
        let Some(text) = list.text(row, Column::Version, findings) else {
            if remark.is_some() || date.is_some() {
                let said = remark.as_ref().map(|remark| remark.value.clone()).unwrap_or_default();
                findings.push(finding::history_without_version(&list.at(row, Column::Version), &said));
            }
            continue;
        };
        let version = value(Column::Version).and_then(|value| parse::version(value, &text, findings));
        let Some(version) = version else { continue };
        let first = known.entry(version.value.clone()).or_insert_with(|| version.at.clone());
        if *first != version.at {
            findings.push(finding::history_twice(&version.at, &version.value, first));
        }
        found.push(HistoryEntry { version, date, remark });
    }
    found
}
