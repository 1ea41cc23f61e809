//! The walk over a report: every string of it that can be printed or end in a file's properties.
//!
//! Whatever must reach all texts goes through here: making them uniform, settling marks, proofs,
//! keeping names out of a public paper. There are two walks with one body, one that reads and one
//! that changes. Every noun is taken apart without `..`, so that a new field that is not walked does
//! not compile.

use super::{
    Abbreviation, Action, Columns, Detail, Details, Entry, Facts, Field, HistoryEntry, Paragraph, Person,
    Report, Role, Section,
};
use crate::source::{Located, Location};
use crate::text::{Text, Words, WordsMut};

/// What a string of a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SpotKind {
    /// A fact of the sheet `Dokument`, by its key.
    Fact(&'static str),
    /// The key of a fact that is not known.
    FactKey,
    /// The head of a column of the status tables.
    ColumnHead,
    /// The title of a Handlungsfeld.
    FieldTitle,
    /// Nr.
    Number,
    /// A paragraph of an Aktion.
    ActionTitle,
    /// A paragraph of a Sachstand.
    Status,
    /// The head of an optional column, beside each of its values.
    DetailLabel,
    /// A line of the value of an optional column.
    DetailValue,
    /// The heading of a section of running text.
    SectionTitle,
    /// A paragraph of a section.
    SectionText,
    /// Abkürzung.
    Short,
    /// Bedeutung.
    Meaning,
    /// Schreibweise of an abbreviation; not printed.
    Variant,
    /// The name of a person on the sheet `Personen`; not printed.
    PersonName,
    /// What stands for that name in a public edition.
    PersonReplacement,
    /// Bemerkung of a version.
    Remark,
}

/// The part of a report in which a string stands, by its index there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct SpotPlace {
    /// Index of the field, section, abbreviation …
    pub index: usize,
    /// Index of the action in its field; 0 elsewhere.
    pub row: usize,
    /// Index of the paragraph among those of its kind in the same place.
    pub paragraph: usize,
}

/// One of the numbers of a place.
type Number = fn(&mut SpotPlace) -> &mut usize;
const INDEX: Number = |place| &mut place.index;
const ROW: Number = |place| &mut place.row;
const PARAGRAPH: Number = |place| &mut place.paragraph;

macro_rules! walk {
    ($doc:literal, $spot:ident, $words:ident, $walker:ident, $method:ident, $($mutable:tt)?) => {
        #[doc = concat!("A string of a report, ", $doc, ".")]
        #[derive(Debug)]
        pub struct $spot<'a> {
            /// What it is.
            pub kind: SpotKind,
            /// Where in the report it stands.
            pub place: SpotPlace,
            /// The string itself.
            pub words: $words<'a>,
            /// The cell it came from; none for a text of the program's own.
            pub at: Option<&'a Location>,
        }

        impl Report {
            #[doc = concat!("Every string of the report, ", $doc, ": facts, heads, fields, sections, \
                abbreviations, persons, history.")]
            pub fn $method(&$($mutable)? self) -> Vec<$spot<'_>> {
                let Report { file: _, facts, columns, fields, sections, abbreviations, persons, history } = self;
                $walker::part(|walker| {
                    walker.facts(facts);
                    walker.columns(columns);
                    walker.all(fields, INDEX, $walker::field);
                    walker.all(sections, INDEX, $walker::section);
                    walker.all(abbreviations, INDEX, $walker::abbreviation);
                    walker.all(persons, INDEX, $walker::person);
                    walker.all(history, INDEX, $walker::history);
                })
            }
        }

        struct $walker<'a> {
            place: SpotPlace,
            spots: Vec<$spot<'a>>,
        }

        impl<'a> $walker<'a> {
            fn part(walk: impl FnOnce(&mut Self)) -> Vec<$spot<'a>> {
                let mut walker = Self { place: SpotPlace::default(), spots: Vec::new() };
                walk(&mut walker);
                walker.spots
            }

            /// Walks `each` of the items, counting them in `number`.
            fn all<T>(
                &mut self,
                items: &'a $($mutable)? [T],
                number: Number,
                each: fn(&mut Self, &'a $($mutable)? T),
            ) {
                for (at, item) in items.into_iter().enumerate() {
                    *number(&mut self.place) = at;
                    each(self, item);
                }
                *number(&mut self.place) = 0;
            }

            fn push(&mut self, kind: SpotKind, words: $words<'a>, at: Option<&'a Location>) {
                self.spots.push($spot { kind, place: self.place, words, at });
            }

            fn text(&mut self, kind: SpotKind, text: &'a $($mutable)? Located<Text>) {
                let Located { value, at } = text;
                self.push(kind, $words::Text(value), Some(at));
            }

            fn plain(
                &mut self, kind: SpotKind, texts: impl IntoIterator<Item = &'a $($mutable)? Located<String>>,
            ) {
                for Located { value, at } in texts {
                    self.push(kind, $words::Plain(value), Some(at));
                }
            }

            fn paragraph(&mut self, kind: SpotKind, paragraph: &'a $($mutable)? Paragraph) {
                let Paragraph { kind: _, level: _, text, at } = paragraph;
                self.push(kind, $words::Text(text), Some(at));
            }

            fn details(&mut self, details: &'a $($mutable)? Details) {
                let Details { level: _, values } = details;
                for detail in values {
                    let Detail { column: _, label, value: _, lines, nonpublic: _, at } = detail;
                    self.push(SpotKind::DetailLabel, $words::Text(label), Some(at));
                    for line in lines {
                        self.push(SpotKind::DetailValue, $words::Text(line), Some(at));
                    }
                }
            }

            fn facts(&mut self, facts: &'a $($mutable)? Facts) {
                // Versions and days are printed too, but they are no strings: nothing but digits and
                // full stops fits into them.
                let Facts {
                    title, id, version: _, date: _, creator, document_status, responsible, confidentiality,
                    recipients, organisation, summary, logo, submission, committee, session_date: _,
                    agenda_item, anonymised_from: _, others,
                } = facts;
                self.plain(SpotKind::Fact("Titel"), [title]);
                self.plain(SpotKind::Fact("Kurzbeschreibung"), summary);
                self.plain(SpotKind::Fact("Dokument"), [id]);
                for (key, value) in [
                    ("Ersteller", creator), ("Status", document_status), ("Verantwortlich", responsible),
                    ("Vertraulichkeit", confidentiality), ("Organisation", organisation), ("Logo", logo),
                    ("Vorlagennummer", submission), ("Gremium", committee),
                    ("Tagesordnungspunkt", agenda_item),
                ] {
                    self.plain(SpotKind::Fact(key), value);
                }
                self.plain(SpotKind::Fact("Empfänger"), recipients);
                for (key, value) in others {
                    self.plain(SpotKind::FactKey, [key]);
                    self.plain(SpotKind::Fact(""), [value]);
                }
            }

            fn columns(&mut self, columns: &'a $($mutable)? Columns) {
                // Heads that are withheld stand in no paper.
                let Columns { action, status, withheld: _ } = columns;
                for head in [action, status] {
                    self.push(SpotKind::ColumnHead, $words::Plain(head), None);
                }
            }

            fn field(&mut self, field: &'a $($mutable)? Field) {
                let Field { title, actions } = field;
                self.text(SpotKind::FieldTitle, title);
                self.all(actions, ROW, Self::action);
            }

            fn action(&mut self, action: &'a $($mutable)? Action) {
                let Action { number, title, status, nonpublic: _, at: _ } = action;
                self.plain(SpotKind::Number, number);
                self.all(title, PARAGRAPH, |walker, it| walker.paragraph(SpotKind::ActionTitle, it));
                self.all(status, PARAGRAPH, |walker, entry| match entry {
                    Entry::Paragraph(paragraph) => walker.paragraph(SpotKind::Status, paragraph),
                    Entry::Details(details) => walker.details(details),
                });
            }

            fn section(&mut self, section: &'a $($mutable)? Section) {
                let Section { title, position: _, paragraphs, nonpublic: _ } = section;
                self.text(SpotKind::SectionTitle, title);
                self.all(paragraphs, PARAGRAPH, |walker, it| walker.paragraph(SpotKind::SectionText, it));
            }

            fn abbreviation(&mut self, entry: &'a $($mutable)? Abbreviation) {
                let Abbreviation { short, meaning, variants } = entry;
                self.text(SpotKind::Short, short);
                self.text(SpotKind::Meaning, meaning);
                for variant in variants {
                    self.push(SpotKind::Variant, $words::Plain(variant), None);
                }
            }

            fn person(&mut self, person: &'a $($mutable)? Person) {
                let Person { name, replacement, public: _ } = person;
                self.plain(SpotKind::PersonName, [name]);
                if let Some(Role { nominative, genitive, dative, accusative }) = replacement {
                    self.plain(SpotKind::PersonReplacement, [nominative]);
                    for case in [genitive, dative, accusative] {
                        self.plain(SpotKind::PersonReplacement, case);
                    }
                }
            }

            fn history(&mut self, entry: &'a $($mutable)? HistoryEntry) {
                let HistoryEntry { version: _, date: _, remark } = entry;
                self.plain(SpotKind::Remark, remark);
            }
        }
    };
}

walk!("to be read", Spot, Words, Walker, texts,);
walk!("to be changed", SpotMut, WordsMut, WalkerMut, texts_mut, mut);

macro_rules! parts {
    ($($noun:ident, $walk:ident;)+) => {
        $(impl $noun {
            /// Every string of it, to be read.
            pub fn texts(&self) -> Vec<Spot<'_>> {
                Walker::part(|walker| walker.$walk(self))
            }
        })+
    };
}

parts! {
    Action, action;
    Section, section;
    Abbreviation, abbreviation;
}
