//! What holds for any two reports: both come back out of the comparison, nothing is lost or doubled.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use sachstand::diff::marks_from_cells;
use sachstand::model::{
    Abbreviation, Action, Detail, DetailColumn, DetailValue, Details, Entry, Field, Paragraph, ParagraphKind,
    Report, Section, Spot, SpotKind,
};
use sachstand::source::Located;
use sachstand::text::{Format, Mark, Style, Text, Words};

use super::build::{compared, outline, report};
use super::marked::cell;

/// A few words only, so that texts resemble and repeat each other.
const WORDS: &[&str] = &[
    "Die",
    "Planung",
    "der",
    "Schule",
    "wird",
    "im",
    "Mai",
    "Juni",
    "geprüft.",
    "Der",
    "Bau",
    "beginnt",
    "am",
    "8.",
    "z.B.",
    "z. B.",
    "10%",
    "10 %",
    "und",
    "die",
    "Kita",
    "Kosten,",
    "(Stand",
    "2026).",
    "–",
    "Ver\u{ad}waltung",
    "Verwaltung",
    "§5",
    "Abs.",
    "abgeschlossen.",
    "\u{ad}",
    "Es",
    "folgt",
    "nichts.",
];

/// A word in its format.
type Word = (String, Format);

fn word() -> impl Strategy<Value = Word> {
    let style = prop_oneof![9 => Just(Style::default()), 1 => Just(Style { bold: true, ..Style::default() })];
    let mark = prop_oneof![12 => Just(Mark::Kept), 1 => Just(Mark::Deleted), 1 => Just(Mark::Inserted)];
    let space = prop_oneof![12 => Just(" "), 1 => Just("\u{a0}"), 1 => Just("  "), 1 => Just("")];
    (select(WORDS), space, style, mark)
        .prop_map(|(word, space, style, mark)| (format!("{word}{space}"), Format { style, mark, link: None }))
}

/// The runs of a text.
fn words(text: &Text) -> Vec<Word> {
    text.runs().map(|run| (run.text.to_owned(), run.format.clone())).collect()
}

fn text(words: impl Into<proptest::collection::SizeRange>) -> impl Strategy<Value = Text> {
    prop::collection::vec(word(), words).prop_map(|runs| runs.into_iter().collect())
}

fn paragraph() -> impl Strategy<Value = Paragraph> {
    let kind = select(&[ParagraphKind::Plain, ParagraphKind::Bullet][..]);
    (text(1..14), kind, 0_u8..3).prop_map(|(text, kind, level)| Paragraph {
        kind,
        level,
        text,
        at: cell(3, 2),
    })
}

fn detail() -> impl Strategy<Value = Detail> {
    let label = select(&["Status", "Termin", "Zuständig", "Kosten"][..]).prop_map(Text::plain);
    (label, prop::collection::vec(text(1..5), 0..3)).prop_map(|(label, lines)| Detail {
        column: DetailColumn::Other,
        label,
        value: DetailValue::Text,
        lines,
        nonpublic: false,
        at: cell(3, 4),
    })
}

fn entry() -> impl Strategy<Value = Entry> {
    let details = (prop::collection::vec(detail(), 1..4), 0_u8..2);
    prop_oneof![
        3 => paragraph().prop_map(Entry::from),
        1 => details.prop_map(|(values, level)| Entry::Details(Details { level, values })),
    ]
}

/// The texts of an entry that can change.
fn changing(entry: &mut Entry) -> Vec<&mut Text> {
    match entry {
        Entry::Paragraph(paragraph) => vec![&mut paragraph.text],
        Entry::Details(details) => details.values.iter_mut().flat_map(|it| &mut it.lines).collect(),
    }
}

fn action() -> impl Strategy<Value = Action> {
    let title = prop::collection::vec(text(1..4), 0..3);
    let status = prop::collection::vec(entry(), 0..5);
    let number = prop::option::weighted(0.3, select(&["1", "2", "3"][..]));
    (number, title, status, any::<bool>()).prop_map(|(number, title, status, nonpublic)| {
        let plain = |text| Paragraph { kind: ParagraphKind::Plain, level: 0, text, at: cell(3, 1) };
        let number = number.map(|number| Located::new(number.to_owned(), cell(3, 1)));
        Action { number, title: title.into_iter().map(plain).collect(), status, nonpublic, at: cell(3, 1) }
    })
}

fn field() -> impl Strategy<Value = Field> {
    (text(0..3), prop::collection::vec(action(), 0..5))
        .prop_map(|(title, actions)| Field { title: Located::new(title, cell(1, 1)), actions })
}

fn section() -> impl Strategy<Value = Section> {
    (text(0..3), prop::collection::vec(paragraph(), 0..4)).prop_map(|(title, paragraphs)| Section {
        title: Located::new(title, cell(1, 1)),
        position: sachstand::model::Position::Before,
        paragraphs,
        nonpublic: false,
    })
}

fn abbreviation() -> impl Strategy<Value = Abbreviation> {
    (text(0..2), text(0..5)).prop_map(|(short, meaning)| Abbreviation {
        short: Located::new(short, cell(2, 1)),
        meaning: Located::new(meaning, cell(2, 2)),
        variants: Vec::new(),
    })
}

/// A report that shows itself in the notation when a test fails.
#[derive(Clone)]
struct Paper(Report);

impl std::fmt::Debug for Paper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:#?}", outline(&self.0))
    }
}

fn any_report() -> impl Strategy<Value = Paper> {
    let list = |count| 0..count;
    (
        prop::collection::vec(field(), list(4)),
        prop::collection::vec(section(), list(3)),
        prop::collection::vec(abbreviation(), list(4)),
    )
        .prop_map(|(fields, sections, abbreviations)| {
            Paper(Report { fields, sections, abbreviations, ..report() })
        })
}

/// One step of an editor.
#[derive(Clone)]
enum Step {
    Replace(Index, Index, Word),
    Insert(Index, Index, Word),
    Remove(Index, Index),
    RemoveParagraph(Index),
    MoveParagraph(Index, Index, Index),
    SplitParagraph(Index, Index),
    MoveAction(Index, Index),
    AddAction(Index, Action),
    SwapFields(Index, Index),
}

impl std::fmt::Debug for Step {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = match self {
            Self::Replace(_, _, run) => return write!(f, "Replace({})", run.0),
            Self::Insert(_, _, run) => return write!(f, "Insert({})", run.0),
            Self::Remove(..) => "Remove",
            Self::RemoveParagraph(..) => "RemoveParagraph",
            Self::MoveParagraph(..) => "MoveParagraph",
            Self::SplitParagraph(..) => "SplitParagraph",
            Self::MoveAction(..) => "MoveAction",
            Self::AddAction(..) => "AddAction",
            Self::SwapFields(..) => "SwapFields",
        };
        f.write_str(name)
    }
}

fn step() -> impl Strategy<Value = Step> {
    let at = any::<Index>;
    prop_oneof![
        3 => (at(), at(), word()).prop_map(|(a, b, run)| Step::Replace(a, b, run)),
        3 => (at(), at(), word()).prop_map(|(a, b, run)| Step::Insert(a, b, run)),
        3 => (at(), at()).prop_map(|(a, b)| Step::Remove(a, b)),
        1 => at().prop_map(Step::RemoveParagraph),
        1 => (at(), at(), at()).prop_map(|(a, b, c)| Step::MoveParagraph(a, b, c)),
        1 => (at(), at()).prop_map(|(a, b)| Step::SplitParagraph(a, b)),
        1 => (at(), at()).prop_map(|(a, b)| Step::MoveAction(a, b)),
        1 => (at(), action()).prop_map(|(a, action)| Step::AddAction(a, action)),
        1 => (at(), at()).prop_map(|(a, b)| Step::SwapFields(a, b)),
    ]
}

fn edited(mut report: Report, steps: &[Step]) -> Report {
    steps.iter().for_each(|step| apply(&mut report, step));
    report
}

fn apply(report: &mut Report, step: &Step) {
    let mut cells: Vec<&mut Vec<Entry>> = report
        .fields
        .iter_mut()
        .flat_map(|field| &mut field.actions)
        .map(|action| &mut action.status)
        .collect();
    let cells_of = |cells: &mut Vec<&mut Vec<Entry>>| cells.retain(|cell| !cell.is_empty());
    match step {
        Step::Replace(at, word, _) | Step::Insert(at, word, _) | Step::Remove(at, word) => {
            cells_of(&mut cells);
            let mut texts: Vec<&mut Text> = cells.into_iter().flatten().flat_map(changing).collect();
            if texts.is_empty() {
                return;
            }
            let count = texts.len();
            let text = &mut texts[at.index(count)];
            let mut runs = words(text);
            let at = word.index(runs.len().max(1)).min(runs.len());
            match step {
                Step::Replace(_, _, run) if at < runs.len() => runs[at] = run.clone(),
                Step::Insert(_, _, run) => runs.insert(at, run.clone()),
                _ if at < runs.len() => drop(runs.remove(at)),
                _ => {}
            }
            **text = runs.into_iter().collect();
        }
        Step::RemoveParagraph(at) => {
            cells_of(&mut cells);
            if !cells.is_empty() {
                let count = cells.len();
                cells[at.index(count)].remove(0);
            }
        }
        Step::MoveParagraph(from, to, place) => {
            let count = cells.len();
            if count == 0 || cells[from.index(count)].is_empty() {
                return;
            }
            let paragraph = cells[from.index(count)].remove(0);
            let target = &mut cells[to.index(count)];
            target.insert(place.index(target.len() + 1), paragraph);
        }
        Step::SplitParagraph(at, word) => {
            cells_of(&mut cells);
            if cells.is_empty() {
                return;
            }
            let count = cells.len();
            let cell = &mut cells[at.index(count)];
            let Some(first) = cell[0].paragraph_mut() else { return };
            let runs = words(&first.text);
            let (head, tail) = runs.split_at(word.index(runs.len() + 1));
            let tail = Paragraph { text: tail.iter().cloned().collect(), ..first.clone() };
            first.text = head.iter().cloned().collect();
            cell.insert(1, tail.into());
        }
        Step::MoveAction(from, to) => {
            let count = report.fields.len();
            if count > 0 && !report.fields[from.index(count)].actions.is_empty() {
                let action = report.fields[from.index(count)].actions.remove(0);
                report.fields[to.index(count)].actions.push(action);
            }
        }
        Step::AddAction(at, action) => {
            let count = report.fields.len();
            if count > 0 {
                report.fields[at.index(count)].actions.push(action.clone());
            }
        }
        Step::SwapFields(one, other) => {
            let count = report.fields.len();
            if count > 0 {
                report.fields.swap(one.index(count), other.index(count));
            }
        }
    }
}

/// Every text of a report that can bear marks, of those kinds.
fn texts_of<'a>(report: &'a Report, wanted: impl Fn(SpotKind) -> bool) -> Vec<&'a Text> {
    let text = |spot: Spot<'a>| match spot.words {
        Words::Text(text) if wanted(spot.kind) => Some(text),
        _ => None,
    };
    report.texts().into_iter().filter_map(text).collect()
}

fn texts(report: &Report) -> Vec<&Text> {
    texts_of(report, |_| true)
}

/// Every text that is printed as it stands: all but the details, which share a line.
fn others(report: &Report) -> Vec<&Text> {
    texts_of(report, |kind| !matches!(kind, SpotKind::DetailLabel | SpotKind::DetailValue))
}

/// How often each character occurs, white space and soft hyphens aside.
fn characters(texts: impl IntoIterator<Item = Text>) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for text in texts {
        for c in text.to_plain().chars().filter(|c| !c.is_whitespace() && *c != '\u{ad}') {
            *counts.entry(c).or_default() += 1;
        }
    }
    counts
}

fn visible(text: &Text) -> String {
    text.to_plain().chars().filter(|c| !c.is_whitespace() && *c != '\u{ad}').collect()
}

fn check(previous: &Report, current: &Report) {
    let comparison = compared(previous, current);
    let merged = texts(&comparison.report);
    let old = characters(merged.iter().map(|it| it.previous()));
    assert_eq!(old, characters(texts(previous).into_iter().map(Text::current)));
    let lines = |texts: &[&Text]| -> Vec<String> {
        texts.iter().map(|it| visible(&it.current())).filter(|it| !it.is_empty()).collect()
    };
    assert_eq!(lines(&merged), lines(&texts(current)));
    let marked = merged.iter().any(|it| it.is_marked());
    assert!(!marked || !comparison.changes.is_empty());
    let runs = comparison.changes.iter().flat_map(|it| &it.runs);
    let told =
        |op| runs.clone().filter(|it| it.op == op).map(|it| Text::plain(&*it.text)).collect::<Vec<_>>();
    let details = comparison.report.fields.iter().flat_map(|it| &it.actions).flat_map(|it| &it.status);
    let lines: Vec<Text> =
        details.filter(|it| it.kind().is_none()).map(|it| it.text().into_owned()).collect();
    let set = |mark| {
        let printed = others(&comparison.report).into_iter().chain(&lines);
        let runs = printed.flat_map(|it| it.runs()).filter(|it| it.format.mark == mark);
        runs.map(|it| Text::plain(it.text)).collect::<Vec<_>>()
    };
    for mark in [Mark::Inserted, Mark::Deleted] {
        assert_eq!(characters(told(mark)), characters(set(mark)), "the list tells all of {mark:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]

    #[test]
    fn edited_reports_come_back(Paper(report) in any_report(), steps in prop::collection::vec(step(), 0..12)) {
        let current = edited(report.clone(), &steps);
        check(&report, &current);
        check(&current, &report);
    }

    #[test]
    fn strangers_come_back(Paper(previous) in any_report(), Paper(current) in any_report()) {
        check(&previous, &current);
    }

    #[test]
    fn the_same_twice_is_no_change(Paper(report) in any_report()) {
        let comparison = compared(&report, &report);
        prop_assert!(!comparison.report.is_marked());
        prop_assert_eq!(comparison.changes, Vec::new());
    }

    #[test]
    fn a_sort_sets_no_mark(Paper(report) in any_report(), order in any::<u64>()) {
        let mut current = report.clone();
        current.fields.iter_mut().for_each(|it| it.actions.sort_by_key(|it| shuffled(order, &it.title)));
        prop_assert!(!compared(&report, &current).report.is_marked());
    }

    #[test]
    fn struck_text_is_gone_one_version_later(
        Paper(first) in any_report(),
        steps in prop::collection::vec(step(), 0..8),
        more in prop::collection::vec(step(), 0..8),
    ) {
        let second = compared(&first, &edited(first.clone(), &steps)).report;
        let third = edited(second.clone(), &more);
        check(&second, &third);
        prop_assert!(!compared(&second, &second).report.is_marked());
        let kept = compared(&second, &second).report;
        prop_assert_eq!(outline(&compared(&kept, &second).report), outline(&kept));
    }

    #[test]
    fn hand_marks_are_listed(Paper(report) in any_report()) {
        let comparison = marks_from_cells(report.clone());
        prop_assert_eq!(&comparison.report, &report);
    }
}

/// A different order for each seed.
fn shuffled(seed: u64, title: &[Paragraph]) -> u64 {
    let text: String = title.iter().map(|it| it.text.to_plain()).collect();
    text.bytes().fold(seed, |sum, byte| sum.wrapping_mul(0x0100_0000_01b3) ^ u64::from(byte))
}

/// How many cases to try; `PROPTEST_CASES` asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(64)
}
