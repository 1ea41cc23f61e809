//! Composes the paper: [`Report`] → [`Document`].
//!
//! In: a report, its texts carrying change marks where there are any, and what only the caller
//! knows (the previous version, the logo). Out: the finished tree, in the order of the paper:
//!
//! 1. cover, 2. contents, 3. Dokumentinformation, 4. texts before the tables, 5. what the tables
//!    show, with the legend, 6. one table per Handlungsfeld, 7. texts after the tables,
//! 8. list of abbreviations.
//!
//! The wording of the program's own that stands in a paper is in this module, except for what the
//! writers print beside the document: the page numbers and »Seite X von Y« in the footer.

mod blocks;
mod changes;
mod cover;
mod dropped;
mod fields;
mod information;
mod legend;
mod logo;
mod nonpublic;
mod sentence;

pub use changes::{change_place, described};
pub use logo::logo;

use std::collections::BTreeMap;

use icu_collator::CollatorBorrowed;
use icu_collator::options::CollatorOptions;
use jiff::civil::Date;

use crate::diag::head;
use crate::document::{Block, Document, Heading, Image, Look, Running, Shown, Table, TableKind};
use crate::german;
use crate::model::{Abbreviation, Area, Change, Edition, Facts, MarkOrigin, Position, Report, Version};
use crate::source::{Located, Location};
use crate::text::{Mark, Text};

use blocks::{body, located, nest, row, table};

/// The longest id in the footer, in characters: version and date stand behind it.
const LONGEST_ID: usize = 40;

/// The longest text that a file says of itself, in characters: PDF/A has room for 32,767 bytes (ISO 19005-2, 6.1.13).
const LONGEST_NAME: usize = 2_000;

/// What composing needs beyond the report.
#[derive(Clone, Debug, Default)]
pub struct ComposeOptions {
    /// Who is to read the paper.
    pub edition: Edition,
    /// Whether the paper may say that it names no persons.
    pub nameless: Nameless,
    /// The logo on the cover.
    pub logo: Option<Image>,
    /// Where the change marks come from, for the legend.
    pub marks: MarkOrigin,
    /// How changes are shown, for the legend.
    pub shown: Shown,
    /// How the texts are set.
    pub look: Look,
    /// The changes for the overview at the end; none for no overview.
    pub changes: Vec<Change>,
    /// The date both files carry as created, where it is not to be the paper's own
    /// (`SOURCE_DATE_EPOCH`).
    pub created: Option<Date>,
}

/// Whether persons stand in a paper by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Nameless {
    /// They may.
    #[default]
    No,
    /// Only those whose names are public: a mayor, say.
    ButPublic,
    /// None does.
    Yes,
}

/// Composes the paper of `report`.
pub fn compose(report: &Report, options: &ComposeOptions) -> Document {
    let mut paper = Paper::default();
    paper.blocks.push(Block::Contents { title: "Inhaltsverzeichnis".into() });
    information::add(&mut paper, report, options.edition);
    sections(&mut paper, report, Position::Before);
    fields::add(&mut paper, report, options);
    sections(&mut paper, report, Position::After);
    abbreviations(&mut paper, &report.abbreviations);
    (paper.blocks, paper.moved) = dropped::show(paper.blocks, options.look.dropped);
    changes::add(&mut paper, report, options);
    if options.shown == Shown::Tracked {
        mark_heads(&mut paper.blocks);
    }
    Document {
        properties: cover::properties(&report.facts, options),
        look: options.look,
        cover: cover::cover(&report.facts, options),
        running: running(&report.facts, options.edition),
        blocks: paper.blocks,
    }
}

/// The paper as it grows; it numbers the anchors of the headings.
#[derive(Default)]
struct Paper {
    blocks: Vec<Block>,
    headings: usize,
    /// The heading of each field and section by its index, and that of the abbreviations.
    anchors: BTreeMap<(Area, usize), String>,
    /// The anchors that are gone with dropped text, each with the one that stands for it.
    moved: dropped::Moved,
}

impl Paper {
    fn heading(&mut self, level: u8, text: impl Into<Text>, at: Option<&Location>) {
        self.headings += 1;
        self.blocks.push(Block::Heading(Heading {
            level,
            anchor: format!("h{}", self.headings),
            new_page: false,
            text: text.into(),
            at: at.cloned(),
        }));
    }

    /// The heading of a part of the report. One without a title goes on under the heading above.
    fn part(&mut self, level: u8, title: &Located<Text>, area: Area, index: usize) {
        if !title.value.is_blank() {
            self.heading(level, title.value.clone(), Some(&title.at));
        }
        self.names(area, index);
    }

    /// Remembers the last heading as that of a part of the report.
    fn names(&mut self, area: Area, index: usize) {
        self.anchors.insert((area, index), format!("h{}", self.headings));
    }

    /// A level 1 heading on a new page.
    fn chapter(&mut self, text: impl Into<Text>) {
        self.heading(1, text, None);
        if let Some(Block::Heading(heading)) = self.blocks.last_mut() {
            heading.new_page = true;
        }
    }
}

/// The head of a table comes and goes with its rows, and so does a heading of the program's own above it: no
/// revision leaves them behind alone.
fn mark_heads(blocks: &mut [Block]) {
    let mut heading = None;
    for block in blocks {
        let above = heading.take();
        match block {
            Block::Heading(it) if it.at.is_none() => heading = Some(&mut it.text),
            Block::Table(table) => {
                let Some(mark) = mark_of_rows(table) else { continue };
                table.header.iter_mut().chain(above).for_each(|text| *text = text.marked(mark));
            }
            _ => {}
        }
    }
}

/// The mark that all rows of a table bear, if they do.
fn mark_of_rows(table: &Table) -> Option<Mark> {
    let mut texts = Vec::new();
    table.rows.iter().for_each(|row| row.texts(&mut |_, words, _| texts.extend(words.formatted())));
    let mut marks = [Mark::Inserted, Mark::Deleted].into_iter();
    marks.find(|mark| !texts.is_empty() && texts.iter().all(|text| text.is_blank() || text.is_all(*mark)))
}

/// A text as a file or a part of it is named by it; in full it stands on the pages.
fn named(text: &str) -> String {
    head(text, LONGEST_NAME)
}

fn sections(paper: &mut Paper, report: &Report, position: Position) {
    for (index, section) in report.sections.iter().enumerate().filter(|(_, it)| it.position == position) {
        paper.part(1, &nonpublic::heading(section), Area::Section, index);
        if section.nonpublic && section.title.value.is_blank() {
            let label = nonpublic::line(&section.title.value);
            paper.blocks.extend(label.map(|label| body(label, Some(&section.title.at))));
        }
        paper.blocks.extend(nest(&section.paragraphs));
    }
}

/// The list of abbreviations in the order of German dictionaries (DIN 5007-1: ä as a, ß as ss).
fn abbreviations(paper: &mut Paper, list: &[Abbreviation]) {
    if list.is_empty() {
        return;
    }
    let mut sorted: Vec<&Abbreviation> = list.iter().collect();
    // The collator's data is compiled in; without it the order of the sheet is kept.
    if let Ok(collator) =
        CollatorBorrowed::try_new(icu_collator::CollatorPreferences::default(), CollatorOptions::default())
    {
        sorted.sort_by(|a, b| collator.compare(&a.short.value.to_plain(), &b.short.value.to_plain()));
    }
    let rows = sorted.into_iter().map(|entry| row([&entry.short, &entry.meaning].map(located)));
    paper.heading(1, "Abkürzungsverzeichnis", None);
    paper.names(Area::Abbreviations, 0);
    let columns = [("Abkürzung", 1), ("Bedeutung", 3)];
    paper.blocks.push(table(TableKind::Facts, "Abkürzungen und ihre Bedeutung", columns, rows));
}

fn running(facts: &Facts, edition: Edition) -> Running {
    let organisation = facts.organisation.as_ref();
    Running {
        header_left: organisation.map_or_else(String::new, |text| text.value.clone()),
        header_right: facts.title.value.clone(),
        footer_left: identity(&head(&facts.id.value, LONGEST_ID), facts, edition),
    }
}

/// The Vertraulichkeit, where it is that of this edition: one that is not for the public must not be
/// called public.
fn confidentiality(facts: &Facts, edition: Edition) -> Option<&Located<String>> {
    facts.confidentiality.as_ref().filter(|_| facts.edition() == Some(edition))
}

/// Id, version and date in one line, as far as they are known, and the edition.
fn identity(id: &str, facts: &Facts, edition: Edition) -> String {
    [vec![id.to_owned()], standing(facts), vec![edition.german().to_owned()]].concat().join(" · ")
}

/// Version and date of a paper, as far as they are known.
fn standing(facts: &Facts) -> Vec<String> {
    known(facts.version.as_ref().map(|version| &version.value), facts.date.as_ref().map(|date| date.value))
}

fn known(version: Option<&Version>, date: Option<Date>) -> Vec<String> {
    let version = version.map(|version| format!("Version\u{a0}{version}"));
    let date = date.map(|date| format!("Stand\u{a0}{}", german::date(date)));
    version.into_iter().chain(date).collect()
}
