//! A column's meaning written into the text of `sachstand.toml`: the clerk's choice → the same text with one
//! entry more, or less, in `[namen.spalten]`.
//!
//! ```toml
//! [namen.spalten]
//! aktion = ["Arbeitspaket"] # seit 2024
//! ```
//!
//! Everything else stays to the byte: comments, order, line ends, keys as the user wrote them. No library that
//! keeps comments can read those (`Zuständig = …` is no TOML), so the text is read with plain keys and
//! changed where it says the same. What comes out is read anew and must mean what was wanted, and nothing else
//! may mean anything new.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Settings;
use super::check::plain_keys;
use crate::diag::{Error, errors};
use crate::german::fold;
use crate::recognise::{Column, tidy};

errors! {
    /// There is nothing by which the column could be known again.
    head_blank() Options:
        "Eine Spalte ohne Überschrift lässt sich nicht zuordnen",
        "In der Arbeitsmappe eine Überschrift über die Spalte schreiben";

    /// The file is written in a way that cannot be changed safely.
    not_added(head: &str, key: &str) Options:
        format!("Die Spalte »{head}« ließ sich in sachstand.toml nicht eintragen"),
        format!("sachstand.toml im Editor öffnen und unter [namen.spalten] eintragen: {key} = [{}]", quoted(head));

    /// Likewise.
    not_removed(head: &str) Options:
        format!("Die Spalte »{head}« ließ sich in sachstand.toml nicht streichen"),
        "sachstand.toml im Editor öffnen und die Überschrift in den Listen unter [namen.spalten] löschen";
}

/// The text of `sachstand.toml` by which columns with the head `head` have this meaning, and no other. Heads
/// are compared as everywhere: case, umlauts, blanks, line breaks and punctuation do not matter.
///
/// # Errors
/// Where there is a mistake in the text (that of [`Settings::parse`]), where the head is blank, and where the
/// text is written in a way that cannot be changed safely; the help says what to write by hand.
pub fn with_column(text: &str, head: &str, meaning: Column) -> Result<String, Error> {
    edited(text, head, Some(meaning))
}

/// The text of `sachstand.toml` that says nothing of columns with the head `head`: the program goes by what it
/// knows itself.
///
/// # Errors
/// As [`with_column`].
pub fn without_column(text: &str, head: &str) -> Result<String, Error> {
    edited(text, head, None)
}

fn edited(text: &str, head: &str, meaning: Option<Column>) -> Result<String, Error> {
    let head = tidy(head);
    if fold(&head).is_empty() {
        return Err(head_blank());
    }
    let before = Settings::parse(text)?;
    let bare = text.trim_start_matches('\u{feff}');
    let mark = text.get(..text.len() - bare.len()).unwrap_or_default();
    let key = meaning.map(Column::key);
    let failed = || match key {
        Some(key) => not_added(&head, key),
        None => not_removed(&head),
    };
    let mut new = bare.to_owned();
    while let Some(edits) = removal(&new, &head, key) {
        let shorter = apply(&new, edits);
        if shorter.len() >= new.len() {
            return Err(failed());
        }
        new = shorter;
    }
    if let Some(edits) = key.and_then(|key| addition(&new, &head, key)) {
        new = apply(&new, edits);
    }
    let new = format!("{mark}{new}");
    let after = Settings::parse(&new).map_err(|error| failed().because(error))?;
    match says(before, &head, meaning) == told(after) {
        true => Ok(new),
        false => Err(failed()),
    }
}

/// All that settings say, the lists of columns that hold something apart.
type Told = (Vec<(Column, Vec<String>)>, Option<toml::Table>);

fn told(mut settings: Settings) -> Told {
    let columns = std::mem::take(&mut settings.names.columns);
    let columns = columns.into_iter().filter(|(_, heads)| !heads.is_empty()).collect();
    (columns, toml::Table::try_from(settings).ok())
}

/// The same, once the head has this meaning.
fn says(mut settings: Settings, head: &str, meaning: Option<Column>) -> Told {
    for (column, heads) in &mut settings.names.columns {
        heads.retain(|it| meaning == Some(*column) || !is_same(it, head));
    }
    if let Some(column) = meaning {
        let heads = settings.names.columns.entry(column).or_default();
        if !heads.iter().any(|it| is_same(it, head)) {
            heads.push(head.to_owned());
        }
    }
    told(settings)
}

fn is_same(one: &str, other: &str) -> bool {
    fold(one) == fold(other)
}

/// Stretches to replace, which do not overlap.
type Edits = Vec<(Range<usize>, String)>;

fn apply(text: &str, mut edits: Edits) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let mut new = text.to_owned();
    for (range, with) in edits.into_iter().rev().filter(|(range, _)| text.get(range.clone()).is_some()) {
        new.replace_range(range, &with);
    }
    new
}

/// What takes the head out of a list of another key than `kept`; nothing where it stands in none.
fn removal(text: &str, head: &str, kept: Option<&str>) -> Option<Edits> {
    let Columns { home, lists } = Columns::of(text)?;
    let others = lists.iter().filter(|list| Some(&*list.key) != kept);
    let mut found =
        others.filter_map(|list| Some((list, list.items.iter().position(|it| is_same(&it.1, head))?)));
    let (list, at) = found.next()?;
    if list.items.iter().any(|(_, it)| !is_same(it, head)) {
        return Some(vec![(list.stretch(text, at), String::new())]);
    }
    Some(match home {
        Home::Inline { .. } => vec![(list.value.clone(), "[]".to_owned())],
        Home::Lines { .. } | Home::Missing => {
            vec![(line_start(text, list.start)..next_line(text, list.value.end), String::new())]
        }
    })
}

/// What puts the head into the list of this key; nothing where it stands there.
fn addition(text: &str, head: &str, key: &str) -> Option<Edits> {
    let Columns { home, lists } = Columns::of(text)?;
    let item = quoted(head);
    if let Some(list) = lists.iter().find(|list| list.key == key) {
        let known = list.items.iter().any(|(_, it)| is_same(it, head));
        return (!known).then(|| list.longer(text, &item));
    }
    let entry = format!("{key} = [{item}]");
    let last = lists.iter().max_by_key(|list| list.value.end);
    Some(vec![match (home, last) {
        (Home::Inline { last: Some(end), wrap, .. }, _) => (end..end, format!(", {}", wrapped(&entry, wrap))),
        (Home::Inline { open, wrap, .. }, _) => (open..open, format!(" {} ", wrapped(&entry, wrap))),
        (Home::Lines { .. }, Some(list)) => {
            below(text, list.value.end, &format!("{}{entry}", list.lead(text)))
        }
        (Home::Lines { header }, None) => below(text, header, &entry),
        (Home::Missing, _) => {
            let gap = if text.is_empty() { "" } else { line_break(text) };
            below(text, text.len(), &format!("{gap}[namen.spalten]{}{entry}", line_break(text)))
        }
    }])
}

fn wrapped(entry: &str, wrap: bool) -> String {
    if wrap { format!("spalten = {{ {entry} }}") } else { entry.to_owned() }
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    let escaped = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_control() => format!("\\u{:04X}", u32::from(c)),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}

/// The line end that the text uses.
fn line_break(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |line_break| line_break + 1)
}

/// The start of the line behind that of `at`.
fn next_line(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|behind| behind.find('\n')).map_or(text.len(), |line_break| at + line_break + 1)
}

/// A new line below that of `at`. The last line of a file may lack its end; then the new one does too.
fn below(text: &str, at: usize, line: &str) -> (Range<usize>, String) {
    let (next, line_break) = (next_line(text, at), line_break(text));
    let ended = text.get(..next).is_none_or(|before| before.is_empty() || before.ends_with('\n'));
    (next..next, if ended { format!("{line}{line_break}") } else { format!("{line_break}{line}") })
}

/// What a text says in `[namen.spalten]`, by its places.
struct Columns {
    home: Home,
    lists: Vec<List>,
}

/// Where its entries stand.
enum Home {
    /// In lines of their own; `header` is a place in the line that begins the section.
    Lines { header: usize },
    /// Between braces: the place behind the first one, and the end of the last entry. `wrap`: these are the
    /// braces of `namen`, which has no columns yet.
    Inline { open: usize, last: Option<usize>, wrap: bool },
    /// Nowhere.
    Missing,
}

/// An entry: a key and its list.
struct List {
    /// In plain letters.
    key: String,
    /// A place in the line in which its key stands.
    start: usize,
    value: Range<usize>,
    items: Vec<(Range<usize>, String)>,
}

impl Columns {
    /// Reads a text without mistakes; none where it has some.
    fn of(text: &str) -> Option<Self> {
        let plain = plain_keys(text);
        let written = DeTable::parse(&plain).ok()?;
        let places = Places { text, plain: &plain };
        let names = written.get_ref().get("namen");
        let Some(columns) = names.and_then(|names| names.get_ref().get("spalten")) else {
            let home = names.and_then(|names| places.braces(names, true)).unwrap_or(Home::Missing);
            return Some(Self { home, lists: Vec::new() });
        };
        let header = Home::Lines { header: places.written(columns.span().end) };
        let home = places.braces(columns, false).unwrap_or(header);
        let lists = columns.get_ref().as_table()?.iter();
        let lists = lists.filter_map(|(key, value)| places.list(key.get_ref(), key.span().start, value));
        Some(Self { home, lists: lists.collect() })
    }
}

/// The text as written beside the one with plain keys: line by line they say the same.
struct Places<'t> {
    text: &'t str,
    plain: &'t str,
}

impl Places<'_> {
    /// The place that a place of the plain text has in the one as written, counted from the end of its line:
    /// only what stands in front of it in the line may be spelled in another way.
    fn written(&self, at: usize) -> usize {
        let line = self.plain.get(..at).unwrap_or_default().matches('\n').count();
        let end = |text: &str, from: usize| {
            from + text.get(from..).and_then(|it| it.find('\n')).unwrap_or(text.len() - from)
        };
        let before: usize = self.text.split_inclusive('\n').take(line).map(str::len).sum();
        let behind = end(self.plain, at) - at;
        end(self.text, before).saturating_sub(behind).max(before)
    }

    fn range(&self, range: Range<usize>) -> Range<usize> {
        self.written(range.start)..self.written(range.end)
    }

    /// The braces in which a table is written; none where it has lines.
    fn braces(&self, table: &Spanned<DeValue<'_>>, wrap: bool) -> Option<Home> {
        let braces = self.plain.get(table.span()).is_some_and(|it| it.starts_with('{'));
        let entries = table.get_ref().as_table().filter(|_| braces)?;
        let last = entries.values().map(|value| self.written(value.span().end)).max();
        Some(Home::Inline { open: self.written(table.span().start) + 1, last, wrap })
    }

    fn list(&self, key: &str, start: usize, value: &Spanned<DeValue<'_>>) -> Option<List> {
        let items = value.get_ref().as_array()?.iter();
        let items = items.filter_map(|it| Some((self.range(it.span()), it.get_ref().as_str()?.to_owned())));
        let (start, value) = (self.written(start), self.range(value.span()));
        Some(List { key: key.to_owned(), start, value, items: items.collect() })
    }
}

impl List {
    /// What stands in front of the key: the indent, and the names before it (`spalten.aktion = …`).
    fn lead<'t>(&self, text: &'t str) -> &'t str {
        let line = text.get(line_start(text, self.start)..).unwrap_or_default();
        let path = line.split('=').next().unwrap_or_default();
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        line.get(..path.rfind('.').map_or(indent, |dot| dot + 1)).unwrap_or_default()
    }

    /// What goes with an item: its line where it has one of its own, else the comma beside it.
    fn stretch(&self, text: &str, at: usize) -> Range<usize> {
        let range = |at: Option<usize>| at.and_then(|at| self.items.get(at)).map(|(range, _)| range.clone());
        let own = range(Some(at)).unwrap_or_default();
        if stands_alone(text, &own) {
            return line_start(text, own.start)..next_line(text, own.end);
        }
        match (range(Some(at + 1)), range(at.checked_sub(1))) {
            (Some(next), _) => own.start..next.start,
            (None, Some(previous)) => previous.end..own.end,
            (None, None) => own,
        }
    }

    /// The list with one item more, behind the others and set like the last of them.
    fn longer(&self, text: &str, item: &str) -> Edits {
        let Some((last, _)) = self.items.last() else {
            return vec![(self.value.clone(), format!("[{item}]"))];
        };
        if !stands_alone(text, last) {
            return vec![(last.end..last.end, format!(", {item}"))];
        }
        let start = line_start(text, last.start);
        let indent = text.get(start..last.start).unwrap_or_default();
        let comma = (!behind(text, last.end).starts_with(',')).then(|| (last.end..last.end, ",".to_owned()));
        comma.into_iter().chain([below(text, last.end, &format!("{indent}{item},"))]).collect()
    }
}

/// What stands behind a place in its line.
fn behind(text: &str, at: usize) -> &str {
    text.get(at..next_line(text, at)).unwrap_or_default().trim()
}

/// Whether an item of a list has its lines to itself, but for a comment.
fn stands_alone(text: &str, item: &Range<usize>) -> bool {
    let before = text.get(line_start(text, item.start)..item.start).unwrap_or_default();
    let behind = behind(text, item.end).trim_start_matches(',').trim_start();
    before.trim().is_empty() && (behind.is_empty() || behind.starts_with('#'))
}
