//! The merged tables → the merged [`Report`], and beside it what everything in it was.

use std::collections::BTreeMap;

use crate::model::{
    Abbreviation, Action, Entry, Field, Lineage, Paragraph, Report, Section, SpotKind, SpotPlace,
};
use crate::source::{Located, Location};
use crate::text::{Mark, Text};

use super::assignment::{Assignment, Slot, in_place, merged};
use super::merge::{MergedEntry, MergedRow, MergedTable, Origin, ParagraphTrace};
use super::rows::{FieldAlignment, align_rows};
use super::tokenized::{self, Tokenized, TokenizedRow};
use super::words::Interner;

/// What everything in a merged report was, in the same order.
#[derive(Debug, Default)]
pub(super) struct Trace {
    /// The fields.
    pub(super) fields: Vec<FieldTrace>,
    /// The sections.
    pub(super) sections: Vec<RowTrace>,
    /// The abbreviations.
    pub(super) abbreviations: Vec<RowTrace>,
}

impl Trace {
    /// The row of the previous version in which a paragraph stood, and the paragraph in there.
    pub(super) fn former(&self, kind: SpotKind, place: SpotPlace) -> Option<(usize, usize)> {
        let SpotPlace { index, row, paragraph } = place;
        let action = || self.fields.get(index)?.actions.get(row);
        let trace = match kind {
            SpotKind::FieldTitle => return Some((self.fields.get(index)?.origin.previous?, 0)),
            SpotKind::ActionTitle => action()?.title.get(paragraph),
            SpotKind::Status | SpotKind::DetailLabel | SpotKind::DetailValue => action()?.body.get(paragraph),
            SpotKind::SectionTitle => self.sections.get(index)?.title.first(),
            SpotKind::SectionText => self.sections.get(index)?.body.get(paragraph),
            SpotKind::Short => self.abbreviations.get(index)?.title.first(),
            SpotKind::Meaning => self.abbreviations.get(index)?.body.first(),
            _ => None,
        };
        trace?.previous
    }
}

/// What a field was.
#[derive(Debug, Default)]
pub(super) struct FieldTrace {
    /// The field.
    pub(super) origin: Origin,
    /// Its actions.
    pub(super) actions: Vec<RowTrace>,
}

/// What a row was.
#[derive(Debug, Default)]
pub(super) struct RowTrace {
    /// The row.
    pub(super) origin: Origin,
    /// The paragraphs of its title.
    pub(super) title: Vec<ParagraphTrace>,
    /// The paragraphs of its body.
    pub(super) body: Vec<ParagraphTrace>,
}

/// Merges two versions without hand marks.
pub(super) fn build(previous: &Report, current: &Report) -> (Report, Trace) {
    let interner = &mut Interner::default();
    let (fields, field_traces) = fields(previous, current, interner);
    let (sections, section_traces) = sections(previous, current, interner);
    let (abbreviations, abbreviation_traces) = abbreviations(previous, current, interner);
    let report = Report { fields, sections, abbreviations, ..current.clone() };
    let trace = Trace { fields: field_traces, sections: section_traces, abbreviations: abbreviation_traces };
    (report, trace)
}

/// What the actions and sections of `previous` became in `current`.
pub(super) fn lineage(previous: &Report, current: &Report) -> Lineage {
    let interner = &mut Interner::default();
    let actions = |report: &Report| -> Vec<Location> {
        report.fields.iter().flat_map(|field| &field.actions).map(|action| action.at.clone()).collect()
    };
    let sections = |report: &Report| -> Vec<Location> {
        report.sections.iter().map(|section| section.title.at.clone()).collect()
    };
    let mut fields = FieldAlignment::new((&titles(previous, interner), &titles(current, interner)));
    let before = tokenized::actions(&previous.fields, interner);
    let after = tokenized::actions(&current.fields, interner);
    let of_actions = align_rows(&before, &after, &mut fields, interner);
    let before = tokenized::sections(&previous.sections, interner);
    let after = tokenized::sections(&current.sections, interner);
    let of_sections = align_rows(&before, &after, &mut FieldAlignment::one(), interner);
    Lineage {
        actions: successors(&actions(previous), &actions(current), &of_actions),
        sections: successors(&sections(previous), &sections(current), &of_sections),
    }
}

fn successors(
    previous: &[Location],
    current: &[Location],
    links: &Assignment,
) -> BTreeMap<Location, Location> {
    let linked = current
        .iter()
        .enumerate()
        .filter_map(|(at, current)| Some((previous.get(links.previous(at)?)?.clone(), current.clone())));
    linked.collect()
}

fn fields(previous: &Report, current: &Report, interner: &mut Interner) -> (Vec<Field>, Vec<FieldTrace>) {
    let (old, new) = (titles(previous, interner), titles(current, interner));
    let (before, after) =
        (tokenized::actions(&previous.fields, interner), tokenized::actions(&current.fields, interner));
    let mut aligned = FieldAlignment::new((&old, &new));
    let links = align_rows(&before, &after, &mut aligned, interner);
    let mut table = MergedTable::new(&before, &after, links, false, interner);
    let places: Vec<_> = (0..new.len()).map(|field| aligned.links.previous(field)).collect();
    let stay = in_place(&places);
    let action = |row: MergedRow| {
        let base = match row.slot {
            Slot::Current(at) => original(&current.fields, &after[at]),
            Slot::Gone(at) => original(&previous.fields, &before[at]),
        };
        restored(base, row)
    };
    let mut merged_fields = Vec::new();
    for slot in merged(&places, &aligned.links.open_previous(), |_, _| false) {
        let (title, origin, rows) = match slot {
            Slot::Current(at) => {
                let former = places[at];
                let origin = Origin { previous: former, moved: former.is_some() && !stay[at] };
                let own = &current.fields[at].title;
                let title = match former {
                    Some(former) => super::merge::text(&old[former], &new[at], interner),
                    None => own.value.marked(Mark::Inserted),
                };
                let before = former.map(|former| &previous.fields[former].title.at);
                let at_both = before.map_or_else(|| own.at.clone(), |before| own.at.after(before));
                (Located::new(title, at_both), origin, table.field(at, former))
            }
            Slot::Gone(at) => {
                let own = &previous.fields[at].title;
                let title = Located::new(own.value.marked(Mark::Deleted), own.at.clone());
                (title, Origin { previous: Some(at), moved: false }, table.gone_field(at))
            }
        };
        let (actions, traces) = rows.into_iter().filter_map(action).unzip();
        merged_fields.push((Field { title, actions }, FieldTrace { origin, actions: traces }));
    }
    merged_fields.into_iter().unzip()
}

/// The titles of the fields, blank ones included.
fn titles(report: &Report, interner: &mut Interner) -> Vec<Tokenized> {
    let item = |field: &Field| tokenized::entry(tokenized::lone(&field.title), interner);
    report.fields.iter().map(item).collect()
}

fn original<'a>(fields: &'a [Field], row: &TokenizedRow) -> Option<&'a Action> {
    fields.get(row.parent)?.actions.get(row.index)
}

fn restored(base: Option<&Action>, row: MergedRow) -> Option<(Action, RowTrace)> {
    let (title, title_trace) = paragraphs(row.title);
    let (status, body) = row.body.into_iter().unzip();
    let action = Action { title, status, ..base?.clone() };
    Some((action, RowTrace { origin: row.origin, title: title_trace, body }))
}

/// A cell that holds nothing but paragraphs.
fn paragraphs(cell: Vec<MergedEntry>) -> (Vec<Paragraph>, Vec<ParagraphTrace>) {
    let paragraphs = cell.into_iter().filter_map(|(entry, trace)| match entry {
        Entry::Paragraph(paragraph) => Some((paragraph, trace)),
        Entry::Details(_) => None,
    });
    paragraphs.unzip()
}

fn sections(previous: &Report, current: &Report, interner: &mut Interner) -> (Vec<Section>, Vec<RowTrace>) {
    let before = tokenized::sections(&previous.sections, interner);
    let after = tokenized::sections(&current.sections, interner);
    let rows = list(&before, &after, false, interner);
    let section = |row: MergedRow| {
        let base = match row.slot {
            Slot::Current(at) => current.sections.get(at),
            Slot::Gone(at) => previous.sections.get(at),
        }?;
        let (title, title_trace) = single(&base.title, row.title);
        let (paragraphs, body) = paragraphs(row.body);
        let section = Section { title, paragraphs, position: base.position, nonpublic: base.nonpublic };
        Some((section, RowTrace { origin: row.origin, title: title_trace, body }))
    };
    rows.into_iter().filter_map(section).unzip()
}

fn abbreviations(
    previous: &Report,
    current: &Report,
    interner: &mut Interner,
) -> (Vec<Abbreviation>, Vec<RowTrace>) {
    let before = tokenized::abbreviations(&previous.abbreviations, interner);
    let after = tokenized::abbreviations(&current.abbreviations, interner);
    let rows = list(&before, &after, true, interner);
    let entry = |row: MergedRow| {
        let base = match row.slot {
            Slot::Current(at) => current.abbreviations.get(at),
            Slot::Gone(at) => previous.abbreviations.get(at),
        }?;
        let (short, title) = single(&base.short, row.title);
        let (meaning, body) = single(&base.meaning, row.body);
        let entry = Abbreviation { short, meaning, variants: base.variants.clone() };
        // The list is printed sorted: its order on the sheet says nothing.
        let origin = Origin { moved: false, ..row.origin };
        Some((entry, RowTrace { origin, title, body }))
    };
    rows.into_iter().filter_map(entry).unzip()
}

/// Merges rows that stand in no field.
fn list(
    before: &[TokenizedRow],
    after: &[TokenizedRow],
    single: bool,
    interner: &mut Interner,
) -> Vec<MergedRow> {
    let mut one = FieldAlignment::one();
    let links = align_rows(before, after, &mut one, interner);
    MergedTable::new(before, after, links, single, interner).field(0, Some(0))
}

/// A cell that holds one text: its paragraphs in one, the gone one before the new one.
fn single(base: &Located<Text>, cell: Vec<MergedEntry>) -> (Located<Text>, Vec<ParagraphTrace>) {
    let (paragraphs, trace) = paragraphs(cell);
    let mut text = Text::default();
    paragraphs.iter().for_each(|paragraph| text.append(&paragraph.text));
    let former = paragraphs.iter().map(|paragraph| paragraph.at.former()).find(|at| at.file != base.at.file);
    let at = former.map_or_else(|| base.at.clone(), |former| base.at.after(former));
    (Located::new(text, at), trace)
}
