//! Two versions of a table → one table with marks: every row and paragraph in its place.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::{Detail, Details, Entry, Paragraph, ParagraphKind};
use crate::text::{Mark, Text};

use super::assignment::{Assignment, Slot, in_place, merged};
use super::lcs;
use super::markup::mark_up;
use super::paragraphs::{Match, Paragraphs, align_paragraphs};
use super::text_alignment::align_text;
use super::tokenized::{self, Tokenized, TokenizedRow};
use super::words::{Interner, Word};

/// A row of the merged table.
#[derive(Debug)]
pub(super) struct MergedRow {
    /// Which row of which version, by its index among all rows.
    pub(super) slot: Slot,
    /// Where it came from.
    pub(super) origin: Origin,
    /// Aktion, heading or short form.
    pub(super) title: Vec<MergedEntry>,
    /// Sachstand, text or meaning.
    pub(super) body: Vec<MergedEntry>,
}

/// What a row or field of the merged report was.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Origin {
    /// Its index among all of the previous version; none where it is new.
    pub(super) previous: Option<usize>,
    /// Whether it stood in another place.
    pub(super) moved: bool,
}

/// A paragraph or the details of the merged table, with marks, and what it was.
pub(super) type MergedEntry = (Entry, ParagraphTrace);

/// What a paragraph was.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ParagraphTrace {
    /// Where it stood: the row among all rows of its table in the previous version, and the paragraph
    /// in there, the first of them where several were joined.
    pub(super) previous: Option<(usize, usize)>,
    /// Whether it stood in another place.
    pub(super) moved: bool,
    /// Of how many paragraphs it was made, and how many were made of them: itself and those behind it.
    pub(super) group: (usize, usize),
}

/// The rows of both versions with all their texts compared.
pub(super) struct MergedTable {
    links: Assignment,
    previous: Vec<Vec<usize>>,
    current: Vec<Vec<usize>>,
    rows: Vec<(Vec<MergedEntry>, Vec<MergedEntry>)>,
    gone: Vec<(Vec<MergedEntry>, Vec<MergedEntry>)>,
}

impl MergedTable {
    /// Compares the rows along `links`.
    /// Where `single` is set, a body is one text rather than a list of paragraphs.
    pub(super) fn new(
        previous: &[TokenizedRow],
        current: &[TokenizedRow],
        links: Assignment,
        single: bool,
        interner: &mut Interner,
    ) -> Self {
        let titles = AlignedColumn::new((previous, current), |row| &row.title, &links, true);
        let bodies = AlignedColumn::new((previous, current), |row| &row.body, &links, single);
        let rows = (0..current.len())
            .map(|row| (titles.current(row, interner), bodies.current(row, interner)))
            .collect();
        let gone = links.open_previous().into_iter();
        let mut struck: Vec<_> = previous.iter().map(|_| Default::default()).collect();
        gone.for_each(|row| struck[row] = (titles.gone(row), bodies.gone(row)));
        Self { rows, gone: struck, previous: children(previous), current: children(current), links }
    }

    /// The merged rows of a current field that was `former`.
    pub(super) fn field(&mut self, field: usize, former: Option<usize>) -> Vec<MergedRow> {
        let rows = self.current.get(field).cloned().unwrap_or_default();
        let before = former.and_then(|former| self.previous.get(former)).cloned().unwrap_or_default();
        let place = |row: &usize| {
            let at = self.links.previous(*row)?;
            before.binary_search(&at).ok()
        };
        let places: Vec<_> = rows.iter().map(place).collect();
        let open = (0..before.len()).filter(|at| self.links.current(before[*at]).is_none());
        let stay = in_place(&places);
        let slots = merged(&places, &open.collect::<Vec<_>>(), |_, _| false);
        let row = |slot| match slot {
            Slot::Current(at) => self.row(rows[at], !stay[at]),
            Slot::Gone(at) => self.struck(before[at]),
        };
        slots.into_iter().map(row).collect()
    }

    /// The rows that went away with the field they stood in.
    pub(super) fn gone_field(&mut self, field: usize) -> Vec<MergedRow> {
        let rows = self.previous.get(field).cloned().unwrap_or_default();
        let open = rows.into_iter().filter(|row| self.links.current(*row).is_none());
        open.collect::<Vec<_>>().into_iter().map(|row| self.struck(row)).collect()
    }

    fn row(&mut self, row: usize, moved: bool) -> MergedRow {
        let (title, body) = std::mem::take(&mut self.rows[row]);
        let previous = self.links.previous(row);
        let origin = Origin { previous, moved: moved && previous.is_some() };
        MergedRow { slot: Slot::Current(row), origin, title, body }
    }

    fn struck(&mut self, row: usize) -> MergedRow {
        let (title, body) = std::mem::take(&mut self.gone[row]);
        let origin = Origin { previous: Some(row), moved: false };
        MergedRow { slot: Slot::Gone(row), origin, title, body }
    }
}

/// The rows of each field, ascending.
fn children(rows: &[TokenizedRow]) -> Vec<Vec<usize>> {
    let mut lists = vec![Vec::new(); rows.iter().map(|row| row.parent + 1).max().unwrap_or(0)];
    rows.iter().enumerate().for_each(|(at, row)| lists[row.parent].push(at));
    lists
}

/// One column of the table: the paragraphs of every row in both versions, aligned.
struct AlignedColumn<'a> {
    previous: Vec<Paragraphs<'a>>,
    current: Vec<Paragraphs<'a>>,
    /// The matches of each current row, in its order.
    matches: Vec<Vec<Match>>,
    /// Which paragraphs of each previous row became others.
    matched: Vec<Vec<bool>>,
    partners: Vec<Option<usize>>,
}

impl<'a> AlignedColumn<'a> {
    fn new(
        rows: (&'a [TokenizedRow], &'a [TokenizedRow]),
        cell: fn(&TokenizedRow) -> &Vec<Tokenized>,
        links: &Assignment,
        title: bool,
    ) -> Self {
        let lists =
            |rows: &'a [TokenizedRow]| rows.iter().map(|row| cell(row).as_slice()).collect::<Vec<_>>();
        let (previous, current) = (lists(rows.0), lists(rows.1));
        let mut matches = vec![Vec::new(); current.len()];
        let mut matched: Vec<_> = previous.iter().map(|list| vec![false; list.len()]).collect();
        for found in align_paragraphs(&previous, &current, |row| links.previous(row), title) {
            found.previous.range.clone().for_each(|at| matched[found.previous.list][at] = true);
            matches[found.current.list].push(found);
        }
        matches.iter_mut().for_each(|list| list.sort_by_key(|found| found.current.range.start));
        let partners = (0..current.len()).map(|row| links.previous(row)).collect();
        Self { previous, current, matches, matched, partners }
    }

    /// The merged cell of a current row.
    fn current(&self, row: usize, interner: &mut Interner) -> Vec<MergedEntry> {
        let partner = self.partners[row];
        let units = self.units(row);
        let here = |unit: &Unit<'_>| {
            let found = unit.found?;
            (Some(found.previous.list) == partner).then_some(found.previous.range.start)
        };
        let places: Vec<_> = units.iter().map(here).collect();
        let gone = partner.map(|partner| self.open(partner)).unwrap_or_default();
        let level = |list: Paragraphs<'_>, at: usize| list.get(at).map_or(0, |item| item.entry.level());
        let nested = |gone: usize, unit: usize| {
            let former = partner.map_or(0, |partner| level(self.previous[partner], gone));
            level(self.current[row], units[unit].range.start) > former
        };
        let stay = in_place(&places);
        let mut cell = Vec::new();
        for slot in merged(&places, &gone, nested) {
            match slot {
                Slot::Current(unit) => {
                    cell.extend(self.merged_entries(row, &units[unit], !stay[unit], interner))
                }
                Slot::Gone(at) => cell.extend(partner.map(|partner| self.struck(partner, at))),
            }
        }
        cell
    }

    /// What is left of a row that went away.
    fn gone(&self, row: usize) -> Vec<MergedEntry> {
        self.open(row).into_iter().map(|at| self.struck(row, at)).collect()
    }

    fn open(&self, row: usize) -> Vec<usize> {
        let matched = &self.matched[row];
        (0..matched.len()).filter(|at| !matched[*at]).collect()
    }

    fn struck(&self, row: usize, at: usize) -> MergedEntry {
        let trace = ParagraphTrace { previous: Some((row, at)), ..ParagraphTrace::default() };
        (self.previous[row][at].entry.marked(Mark::Deleted), trace)
    }

    /// The paragraphs of a current row, those of one match taken together.
    fn units(&self, row: usize) -> Vec<Unit<'_>> {
        let mut units = Vec::new();
        let mut at = 0;
        for found in &self.matches[row] {
            let range = found.current.range.clone();
            units.extend((at..range.start).map(|at| Unit { range: at..at + 1, found: None }));
            at = range.end;
            units.push(Unit { range, found: Some(found) });
        }
        units.extend((at..self.current[row].len()).map(|at| Unit { range: at..at + 1, found: None }));
        units
    }

    fn merged_entries(
        &self,
        row: usize,
        unit: &Unit<'_>,
        moved: bool,
        interner: &mut Interner,
    ) -> Vec<MergedEntry> {
        let new = &self.current[row][unit.range.clone()];
        let Some(found) = unit.found else {
            let mark = |item: &Tokenized| item.entry.marked(Mark::Inserted);
            return new.iter().map(|item| (mark(item), ParagraphTrace::default())).collect();
        };
        let former = &found.previous;
        let old = &self.previous[former.list][former.range.clone()];
        let group = (old.len(), new.len());
        let trace = ParagraphTrace { previous: Some((former.list, former.range.start)), moved, group };
        compared(old, new, interner).into_iter().map(|entry| (entry, trace)).collect()
    }
}

/// Paragraphs of a current cell: a match, or a new one.
struct Unit<'a> {
    range: Range<usize>,
    found: Option<&'a Match>,
}

/// A single text with what changed in it.
pub(super) fn text(old: &Tokenized, new: &Tokenized, interner: &mut Interner) -> Text {
    let paragraphs = compared(std::slice::from_ref(old), std::slice::from_ref(new), interner);
    paragraphs.first().map(|entry| entry.text().into_owned()).unwrap_or_default()
}

/// The current paragraphs with what changed in them.
fn compared(old: &[Tokenized], new: &[Tokenized], interner: &mut Interner) -> Vec<Entry> {
    if let ([old], [new]) = (old, new)
        && old.id == new.id
    {
        return vec![new.entry.clone()];
    }
    if let ([Tokenized { entry: Entry::Details(old), .. }], [Tokenized { entry: Entry::Details(new), .. }]) =
        (old, new)
    {
        return vec![Entry::Details(details(old, new, interner))];
    }
    let (before, after) = (words(old), words(new));
    let pairs = align_text(&before, &after, interner);
    let texts = mark_up(&before, &after, &pairs);
    let former = old.first().and_then(|item| item.entry.at());
    let entry = |(item, text): (&Tokenized, Text)| match &item.entry {
        Entry::Paragraph(paragraph) => {
            let at = former.map_or_else(|| paragraph.at.clone(), |former| paragraph.at.after(former));
            Entry::Paragraph(Paragraph { text, at, ..paragraph.clone() })
        }
        Entry::Details(details) => Entry::Details(details.clone()),
    };
    new.iter().zip(texts).map(entry).collect()
}

fn words(items: &[Tokenized]) -> Cow<'_, [Word]> {
    match items {
        [item] => Cow::Borrowed(&item.words),
        _ => Cow::Owned(items.iter().flat_map(|item| item.words.iter().cloned()).collect()),
    }
}

/// The values of the optional columns with what changed in them: column by column, what is gone in
/// its old place.
fn details(old: &Details, new: &Details, interner: &mut Interner) -> Details {
    let mut columns = |details: &Details| -> Vec<u32> {
        let words: Vec<Vec<Word>> = details.values.iter().map(|it| interner.words(&it.label)).collect();
        words.iter().map(|words| interner.sequence(words)).collect()
    };
    let (before, after) = (columns(old), columns(new));
    let kept = lcs::heaviest_common(&before, &after, &|_| 1);
    let mut values = Vec::new();
    for ((struck, inserted), pair) in lcs::gaps(&kept, 0..before.len(), 0..after.len()) {
        values.extend(old.values[struck].iter().map(|detail| detail.marked(Mark::Deleted)));
        values.extend(new.values[inserted].iter().map(|detail| detail.marked(Mark::Inserted)));
        values.extend(pair.map(|(i, j)| detail(&old.values[i], &new.values[j], interner)));
    }
    Details { level: new.level, values }
}

/// One value with what changed in its lines.
fn detail(old: &Detail, new: &Detail, interner: &mut Interner) -> Detail {
    let mut tokenized = |detail: &Detail| -> Vec<Tokenized> {
        let at = &detail.at;
        let paragraph = |text: &Text| Paragraph {
            kind: ParagraphKind::Plain,
            level: 0,
            text: text.clone(),
            at: at.clone(),
        };
        detail.lines.iter().map(|line| tokenized::entry(paragraph(line).into(), interner)).collect()
    };
    let (before, after) = (tokenized(old), tokenized(new));
    let lines = match after.is_empty() {
        true => old.lines.iter().map(|line| line.marked(Mark::Deleted)).collect(),
        false => compared(&before, &after, interner).iter().map(|line| line.text().into_owned()).collect(),
    };
    Detail { lines, at: new.at.after(&old.at), ..new.clone() }
}
