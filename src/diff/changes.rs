//! The merged report → the list of its changes, in the order of the paper.

use std::borrow::Cow;

use crate::model::{
    Action, Area, Cells, Change, ChangeKind, ChangeRun, Detail, Details, Entry, Field, Paragraph,
    ParagraphKind, Part, Place, Position, Report, Target, ValueChange, WordCounts,
};
use crate::source::Location;
use crate::text::{Mark, Text};

use super::build::{FieldTrace, RowTrace, Trace};
use super::merge::{Origin, ParagraphTrace};
use super::tokenized;

/// Lists the changes. `previous` is the previous version without hand marks; none where the marks
/// were set by hand.
pub(super) fn list(merged: &Report, trace: &Trace, previous: Option<&Report>) -> Vec<Change> {
    let mut lister = Lister { merged, trace, former: previous.map(Former::new), changes: Vec::new() };
    lister.sections(|position| position != Position::After);
    merged.fields.iter().zip(&trace.fields).enumerate().for_each(|(at, (field, trace))| {
        lister.field(at, field, trace);
    });
    lister.sections(|position| position == Position::After);
    lister.abbreviations();
    lister.changes
}

struct Lister<'a> {
    merged: &'a Report,
    trace: &'a Trace,
    former: Option<Former<'a>>,
    changes: Vec<Change>,
}

/// The previous version, its rows and sections with the positions and cells of their paragraphs.
struct Former<'a> {
    report: &'a Report,
    rows: Vec<FormerRow<'a>>,
    sections: Vec<Numbered<'a>>,
}

struct FormerRow<'a> {
    field: usize,
    action: usize,
    body: Numbered<'a>,
}

/// The position and the cell of every paragraph of a cell.
type Numbered<'a> = Vec<(usize, Option<&'a Location>)>;

impl<'a> Former<'a> {
    fn new(report: &'a Report) -> Self {
        let rows = report.fields.iter().enumerate().flat_map(|(field, it)| {
            it.actions.iter().enumerate().map(move |(action, row)| {
                let body = numbered(row.status.iter().map(|entry| (entry.kind(), entry.at())));
                FormerRow { field, action, body }
            })
        });
        let sections = report.sections.iter().map(|section| {
            numbered(section.paragraphs.iter().map(|paragraph| (Some(paragraph.kind), Some(&paragraph.at))))
        });
        Self { report, rows: rows.collect(), sections: sections.collect() }
    }
}

fn numbered<'a>(
    entries: impl Iterator<Item = (Option<ParagraphKind>, Option<&'a Location>)>,
) -> Numbered<'a> {
    let mut positions = Positions::default();
    let number = |(kind, at)| {
        let position = positions.of(kind);
        positions.pass(kind, true);
        (position, at)
    };
    entries.map(number).collect()
}

/// What a change is about, before its texts are known.
struct Subject<'a> {
    area: Area,
    field: &'a str,
    action: &'a str,
    target: Target,
}

/// What a change says beside its text: the places, cells and values of both sides.
#[derive(Default)]
struct Sides {
    from: Option<Place>,
    to: Option<Place>,
    origin: Option<Target>,
    cells: Cells,
    values: Vec<ValueChange>,
}

impl<'a> Lister<'a> {
    fn previous(&self) -> Option<&'a Report> {
        self.former.as_ref().map(|former| former.report)
    }

    fn add(&mut self, subject: &Subject<'_>, kind: ChangeKind, runs: Vec<ChangeRun>, sides: Sides) {
        if runs.is_empty() {
            return;
        }
        let moved = matches!(kind, ChangeKind::Moved | ChangeKind::MovedReworded);
        self.changes.push(Change {
            area: subject.area,
            field: subject.field.to_owned(),
            action: subject.action.to_owned(),
            kind,
            from: sides.from.filter(|_| moved),
            to: sides.to.filter(|_| moved),
            origin: sides.origin.filter(|_| moved),
            values: sides.values,
            words: WordCounts::count(&runs),
            runs,
            cells: sides.cells,
            target: subject.target,
        });
    }

    fn field(&mut self, index: usize, field: &Field, trace: &FieldTrace) {
        let title = &field.title;
        let name = reading(&title.value);
        let gone = field_is_gone(field);
        let target = Target { part: Part::Whole, index, row: None, paragraph: None };
        let subject = Subject { area: Area::Field, field: &name, action: "", target };
        let former = trace.origin.previous.and_then(|at| Some((at, self.previous()?.fields.get(at)?)));
        if let Some(kind) = row_kind(trace.origin, gone, title.value.is_marked()) {
            let position = self.merged.fields[..index].iter().filter(|it| !field_is_gone(it)).count();
            let cells = cells(kind, former.map(|(_, field)| &field.title.at), &title.at);
            // Its present name: what was renamed as well has not come out of another field.
            let from = former.map(|(at, _)| place(name.clone(), at));
            let to = Some(place(name.clone(), position));
            let sides = Sides { from, to, cells, ..Sides::default() };
            self.add(&subject, kind, ChangeRun::lines([&title.value]), sides);
        }
        let mut position = 1;
        for (row, (action, trace)) in field.actions.iter().zip(&trace.actions).enumerate() {
            self.action((index, row, position), &name, action, trace);
            position += usize::from(!action_is_gone(action));
        }
    }

    fn action(
        &mut self,
        (index, row, position): (usize, usize, usize),
        field: &str,
        action: &Action,
        trace: &RowTrace,
    ) {
        let name = title(&action.title);
        let target = Target { part: Part::Whole, index, row: Some(row), paragraph: None };
        let subject = Subject { area: Area::Field, field, action: &name, target };
        let titles = action.title.iter().map(|it| &it.text);
        let gone = action_is_gone(action);
        let renamed = titles.clone().any(Text::is_marked);
        let former = trace.origin.previous.and_then(|at| self.former_action(at, index, field));
        let kind = row_kind(trace.origin, gone, renamed);
        let whole = matches!(kind, Some(ChangeKind::Added | ChangeKind::Removed));
        if let Some(kind) = kind {
            let body = own(kind, &action.status, &trace.body);
            let to = Place { field: field.to_owned(), action: String::new(), position };
            let from = former.as_ref().map(|(place, _)| place.clone());
            let cells = cells(kind, former.as_ref().map(|(_, at)| at), &action.at);
            let origin = trace.origin.previous.and_then(|row| self.field_of(row));
            let runs = ChangeRun::lines(titles.chain(body.iter().map(Cow::as_ref)));
            let sides = Sides { from, to: Some(to), origin, cells, ..Sides::default() };
            self.add(&subject, kind, runs, sides);
        }
        self.paragraphs(&subject, (&action.status, &trace.body), whole);
    }

    /// The changes inside a cell. Where its row came or went as a whole, only those paragraphs are
    /// told that did not come or go with it.
    fn paragraphs(
        &mut self,
        subject: &Subject<'_>,
        (entries, trace): (&[Entry], &[ParagraphTrace]),
        whole: bool,
    ) {
        let mut positions = Positions::default();
        let (mut next_group, mut is_told) = (0, false);
        for (at, (entry, trace)) in entries.iter().zip(trace).enumerate() {
            if at >= next_group {
                next_group = at + trace.group.1.max(1);
                let group = entries.get(at..next_group).unwrap_or_default();
                is_told = !whole && self.is_regrouped(subject, group, *trace);
                if is_told {
                    let target = Target { part: Part::Status, paragraph: Some(at), ..subject.target };
                    self.group(&Subject { target, ..*subject }, group, *trace);
                }
            }
            let text = entry.text();
            let gone = is_gone(&text);
            let position = positions.of(entry.kind());
            let by_itself = !whole || (trace.previous.is_some() && !gone && !reads_new(&text));
            if !is_told && by_itself {
                let target = Target { part: Part::Status, paragraph: Some(at), ..subject.target };
                let subject = Subject { target, ..*subject };
                self.paragraph(&subject, position, (entry, *trace));
            }
            positions.pass(entry.kind(), !gone);
        }
    }

    /// Whether the items of a list were more or fewer before, divided at the end of a sentence: a line break
    /// elsewhere divides nothing.
    fn is_regrouped(&self, subject: &Subject<'_>, group: &[Entry], trace: ParagraphTrace) -> bool {
        let (before, now) = trace.group;
        let is_item = |entry: &Entry| entry.kind() == Some(ParagraphKind::Bullet);
        let former = || {
            let (row, at) = trace.previous?;
            let FormerRow { field, action, .. } = *self.former.as_ref()?.rows.get(row)?;
            let status = &self.previous()?.fields.get(field)?.actions.get(action)?.status;
            status.get(at..at + before)
        };
        before != now
            && group.len() == now
            && subject.area == Area::Field
            && group.iter().all(is_item)
            && former().is_some_and(|former| {
                let pieces = if before > now { former } else { group };
                let ends =
                    |entry: &Entry| entry.text().as_str().trim_end().ends_with(['.', '!', '?', ':', ';']);
                former.iter().all(is_item) && pieces.iter().rev().skip(1).all(ends)
            })
    }

    /// Paragraphs that were divided otherwise before.
    fn group(&mut self, subject: &Subject<'_>, entries: &[Entry], trace: ParagraphTrace) {
        let texts: Vec<Cow<'_, Text>> = entries.iter().map(Entry::text).collect();
        let kind = if trace.group.1 > 1 { ChangeKind::Split } else { ChangeKind::Joined };
        let former = trace.previous.and_then(|(row, at)| self.former_paragraph(subject, row, at));
        let Some(own) = entries.first().and_then(Entry::at) else { return };
        let cells = cells(kind, former.as_ref().map(|(_, at)| at), own);
        let runs = ChangeRun::lines(texts.iter().map(Cow::as_ref));
        self.add(subject, kind, runs, Sides { cells, ..Sides::default() });
    }

    fn paragraph(
        &mut self,
        subject: &Subject<'_>,
        position: usize,
        (entry, trace): (&Entry, ParagraphTrace),
    ) {
        let text = &*entry.text();
        let kind = match (trace.moved, text.is_marked()) {
            _ if is_gone(text) => ChangeKind::Removed,
            _ if reads_new(text) => ChangeKind::Added,
            (true, true) => ChangeKind::MovedReworded,
            (true, false) => ChangeKind::Moved,
            (false, true) => ChangeKind::Reworded,
            (false, false) => return,
        };
        let former = trace.previous.and_then(|(row, at)| self.former_paragraph(subject, row, at));
        let to = Place { field: subject.field.to_owned(), action: subject.action.to_owned(), position };
        let Some(own) = entry.at() else { return };
        let (before, own) = match (entry, former.as_ref().map(|(_, at)| at)) {
            (Entry::Details(details), former) => changed_cells(details).unwrap_or((former, own)),
            (Entry::Paragraph(_), former) => (former, own),
        };
        let cells = cells(kind, before, own);
        let origin = trace.previous.and_then(|(row, _)| self.target_of(subject.area, row));
        let from = former.map(|(place, _)| place);
        let sides = Sides { from, to: Some(to), origin, cells, values: changed_values(entry) };
        self.add(subject, kind, ChangeRun::lines([text]), sides);
    }

    fn sections(&mut self, wanted: fn(Position) -> bool) {
        let (merged, trace) = (self.merged, self.trace);
        for (index, (section, trace)) in merged.sections.iter().zip(&trace.sections).enumerate() {
            if !wanted(section.position) {
                continue;
            }
            let name = reading(&section.title.value);
            let entries = tokenized::entries(&section.paragraphs);
            let target = Target { part: Part::Whole, index, row: None, paragraph: None };
            let subject = Subject { area: Area::Section, field: &name, action: "", target };
            let gone = is_gone_whole(&section.title.value, &section.paragraphs);
            let kind = row_kind(trace.origin, gone, section.title.value.is_marked());
            let whole = matches!(kind, Some(ChangeKind::Added | ChangeKind::Removed));
            if let Some(kind) = kind {
                let former =
                    trace.origin.previous.and_then(|at| Some((at, self.previous()?.sections.get(at)?)));
                let from = former.map(|(at, _)| place(name.clone(), at));
                let to = Some(place(name.clone(), index));
                let cells = cells(kind, former.map(|(_, it)| &it.title.at), &section.title.at);
                let body = own(kind, &entries, &trace.body);
                let title = std::iter::once(&section.title.value);
                let runs = ChangeRun::lines(title.chain(body.iter().map(Cow::as_ref)));
                self.add(&subject, kind, runs, Sides { from, to, cells, ..Sides::default() });
            }
            self.paragraphs(&subject, (&entries, &trace.body), whole);
        }
    }

    fn abbreviations(&mut self) {
        for (index, (entry, trace)) in
            self.merged.abbreviations.iter().zip(&self.trace.abbreviations).enumerate()
        {
            let (short, meaning) = (&entry.short.value, &entry.meaning.value);
            let gone = is_gone(short) && (is_gone(meaning) || meaning.is_blank());
            let (kind, part) = match row_kind(trace.origin, gone, short.is_marked()) {
                None if meaning.is_marked() => (ChangeKind::Reworded, Part::Status),
                None => continue,
                Some(kind) => (kind, Part::Whole),
            };
            let name = reading(short);
            let target = Target { part, index, row: None, paragraph: None };
            let subject = Subject { area: Area::Abbreviations, field: "", action: &name, target };
            let former = trace.origin.previous.and_then(|at| self.previous()?.abbreviations.get(at));
            let cells = cells(kind, former.map(|it| &it.short.at), &entry.short.at);
            self.add(&subject, kind, ChangeRun::lines([short, meaning]), Sides { cells, ..Sides::default() });
        }
    }

    /// Where in the merged report a row or section of the previous version is.
    fn target_of(&self, area: Area, row: usize) -> Option<Target> {
        let is_it = |trace: &RowTrace| trace.origin.previous == Some(row);
        let target = |index, row| Target { part: Part::Whole, index, row, paragraph: None };
        match area {
            Area::Field => {
                self.trace.fields.iter().enumerate().find_map(|(index, field)| {
                    Some(target(index, Some(field.actions.iter().position(is_it)?)))
                })
            }
            Area::Section => Some(target(self.trace.sections.iter().position(is_it)?, None)),
            Area::Abbreviations => None,
        }
    }

    /// Where in the merged report the field is in which a row of the previous version stood.
    fn field_of(&self, row: usize) -> Option<Target> {
        let field = self.former.as_ref()?.rows.get(row)?.field;
        let index = self.trace.fields.iter().position(|trace| trace.origin.previous == Some(field))?;
        Some(Target { part: Part::Whole, index, row: None, paragraph: None })
    }

    /// The place and cell of an action in the previous version. Where its field at `index` is the
    /// one it was in, that goes by its present name.
    fn former_action(&self, row: usize, index: usize, name: &str) -> Option<(Place, Location)> {
        let former = self.former.as_ref()?;
        let FormerRow { field, action, .. } = *former.rows.get(row)?;
        let at = former.report.fields.get(field)?.actions.get(action)?.at.clone();
        Some((place(self.field_name(field, index, name)?, action), at))
    }

    /// The place and cell of a paragraph in the previous version. Where field and action are those
    /// of `subject`, they go by their present names.
    fn former_paragraph(&self, subject: &Subject<'_>, row: usize, at: usize) -> Option<(Place, Location)> {
        let index = subject.target.index;
        let former = self.former.as_ref()?;
        let (field, action, body) = match subject.area {
            Area::Field => {
                let FormerRow { field, action, body } = former.rows.get(row)?;
                let traces = self.trace.fields.get(index)?;
                let trace = subject.target.row.and_then(|row| traces.actions.get(row));
                let same = trace.is_some_and(|trace| trace.origin.previous == Some(row));
                let action = former.report.fields.get(*field)?.actions.get(*action)?;
                let name = if same { subject.action.to_owned() } else { title(&action.title) };
                (self.field_name(*field, index, subject.field)?, name, body)
            }
            _ => {
                let section = former.report.sections.get(row)?;
                let same = self.trace.sections.get(index).is_some_and(|it| it.origin.previous == Some(row));
                let name = if same { subject.field.to_owned() } else { reading(&section.title.value) };
                (name, String::new(), former.sections.get(row)?)
            }
        };
        let (position, at) = *body.get(at)?;
        Some((Place { field, action, position }, at?.clone()))
    }

    /// The name of the field `former` of the previous version, as seen from the field at `index`
    /// of this one, which has the name `name`.
    fn field_name(&self, former: usize, index: usize, name: &str) -> Option<String> {
        let same = self.trace.fields.get(index)?.origin.previous == Some(former);
        let title = &self.previous()?.fields.get(former)?.title.value;
        Some(if same { name.to_owned() } else { reading(title) })
    }
}

/// Counts the paragraphs of a cell, each kind for itself: a reader counts the bullets and neither
/// the details above them nor the line that leads in to them.
#[derive(Default)]
struct Positions(Vec<(Option<ParagraphKind>, usize)>);

impl Positions {
    /// The position of the paragraph that comes next, from 1; `kind` is none for details.
    fn of(&self, kind: Option<ParagraphKind>) -> usize {
        1 + self.0.iter().find(|(own, _)| *own == kind).map_or(0, |(_, count)| *count)
    }

    /// Goes past a paragraph; `counts`: it is there for the reader to count.
    fn pass(&mut self, kind: Option<ParagraphKind>, counts: bool) {
        match self.0.iter_mut().find(|(own, _)| *own == kind) {
            Some((_, count)) => *count += usize::from(counts),
            None => self.0.push((kind, usize::from(counts))),
        }
    }
}

/// The texts that came or went with their row.
fn own<'a>(kind: ChangeKind, entries: &'a [Entry], trace: &[ParagraphTrace]) -> Vec<Cow<'a, Text>> {
    let came = |(text, trace): &(Cow<'_, Text>, &ParagraphTrace)| match kind {
        ChangeKind::Added => trace.previous.is_none() || reads_new(text),
        ChangeKind::Removed => true,
        _ => false,
    };
    entries.iter().map(Entry::text).zip(trace).filter(came).map(|(text, _)| text).collect()
}

fn place(field: String, index: usize) -> Place {
    Place { field, action: String::new(), position: index + 1 }
}

/// What happened to a field or row.
fn row_kind(origin: Origin, gone: bool, renamed: bool) -> Option<ChangeKind> {
    match (origin.moved, renamed) {
        _ if gone => Some(ChangeKind::Removed),
        _ if origin.previous.is_none() => Some(ChangeKind::Added),
        (true, true) => Some(ChangeKind::MovedReworded),
        (true, false) => Some(ChangeKind::Moved),
        (false, true) => Some(ChangeKind::Renamed),
        (false, false) => None,
    }
}

/// The cell that a thing has is that of the version it is shown from: the previous one where it is
/// gone.
fn cells(kind: ChangeKind, former: Option<&Location>, own: &Location) -> Cells {
    match kind {
        ChangeKind::Removed => Cells { previous: Some(former.unwrap_or(own).clone()), current: None },
        _ => Cells { previous: former.cloned(), current: Some(own.clone()) },
    }
}

fn is_changed(detail: &Detail) -> bool {
    detail.label.is_marked() || detail.lines.iter().any(Text::is_marked)
}

/// The values that changed among details.
fn changed_values(entry: &Entry) -> Vec<ValueChange> {
    let Entry::Details(details) = entry else { return Vec::new() };
    let change = |detail: &Detail| {
        let lines = |side: fn(&Text) -> Text| -> String {
            let lines = detail.lines.iter().map(|line| side(line).as_str().trim().to_owned());
            lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" / ")
        };
        ValueChange { label: reading(&detail.label), from: lines(Text::previous), to: lines(Text::current) }
    };
    details.values.iter().filter(|it| is_changed(it)).map(change).collect()
}

/// The cells of the first value that changed among details, in the previous version and in this one.
fn changed_cells(details: &Details) -> Option<(Option<&Location>, &Location)> {
    let changed = details.values.iter().find(|it| is_changed(it))?;
    let stays = details.values.iter().find(|detail| !is_gone(&detail.label)).unwrap_or(changed);
    Some(match (is_gone(&changed.label), reads_new(&changed.label)) {
        (true, _) => (Some(&changed.at), &stays.at),
        (false, true) => (None, &changed.at),
        (false, false) => (Some(changed.at.former()), &changed.at),
    })
}

/// A title as it reads now, or as it read where it is gone.
fn reading(text: &Text) -> String {
    match text.current() {
        current if current.is_blank() => text.to_plain(),
        current => current.to_plain(),
    }
}

fn title(paragraphs: &[Paragraph]) -> String {
    let now: Vec<String> = paragraphs.iter().map(|it| it.text.current().to_plain()).collect();
    let now: Vec<String> = now.into_iter().filter(|text| !text.trim().is_empty()).collect();
    match now.is_empty() {
        true => paragraphs.iter().map(|it| it.text.to_plain()).collect::<Vec<_>>().join(" "),
        false => now.join(" "),
    }
}

/// Whether there is text, and none of it in the current version.
fn is_gone(text: &Text) -> bool {
    text.is_all(Mark::Deleted)
}

/// Whether there is text, and none of it in the previous version.
fn reads_new(text: &Text) -> bool {
    text.is_all(Mark::Inserted)
}

fn is_gone_whole<'a>(title: &'a Text, paragraphs: &'a [Paragraph]) -> bool {
    let texts = || std::iter::once(title).chain(paragraphs.iter().map(|it| &it.text));
    texts().all(|text| text.is_blank() || is_gone(text)) && texts().any(is_gone)
}

fn action_is_gone(action: &Action) -> bool {
    let titles = action.title.iter().map(|it| Cow::Borrowed(&it.text));
    let texts: Vec<Cow<'_, Text>> = titles.chain(action.status.iter().map(Entry::text)).collect();
    texts.iter().all(|text| text.is_blank() || is_gone(text)) && texts.iter().any(|text| is_gone(text))
}

fn field_is_gone(field: &Field) -> bool {
    is_gone(&field.title.value) && field.actions.iter().all(action_is_gone)
}
