//! A report, laid out for comparison: rows of paragraphs, each with its words.
//!
//! Actions, sections and abbreviations are alike here: a [`TokenizedRow`] with a title and a body. What
//! differs between them is put back when the merged report is built.

use crate::model::{Abbreviation, Entry, Field, Paragraph, ParagraphKind, Section};
use crate::source::Located;
use crate::text::Text;

use super::similarity::Stems;
use super::words::{Interner, Word};

/// A paragraph, or the details of a row, and what it is compared by.
#[derive(Debug)]
pub(super) struct Tokenized {
    /// The paragraph or the details as the version has them.
    pub(super) entry: Entry,
    /// Its words.
    pub(super) words: Vec<Word>,
    /// The same number for the same words; details never have that of a paragraph.
    pub(super) id: u32,
    /// Its words for similarity.
    pub(super) stems: Stems,
    /// What it is about, where it is an entry such as `2019 -> 450.000 Euro`.
    pub(super) key: Option<Key>,
}

/// The front of an entry that says what its value belongs to.
#[derive(Debug)]
pub(super) struct Key {
    /// The same number for the same words.
    pub(super) id: u32,
    /// Whether it counts or dates: another number is another thing.
    pub(super) is_number: bool,
    /// The words of the value, for similarity.
    pub(super) value: Stems,
}

/// A key has at most this many words.
const LONGEST_KEY: usize = 3;

impl Key {
    fn of(words: &[Word], interner: &mut Interner) -> Option<Self> {
        let ends = |word: &Word| word.text().ends_with(':');
        let joins = |word: &Word| matches!(word.text(), "->" | "→" | "=>" | "=" | ":" | "–" | "-");
        let front = words.get(..=LONGEST_KEY).unwrap_or(words);
        let end = front.iter().position(|word| ends(word) || joins(word))?;
        let (key, value) = if joins(&words[end]) { (end, end + 1) } else { (end + 1, end + 1) };
        let (key, value) = (words.get(..key)?, words.get(value..)?);
        let is_number = key.iter().any(|word| word.text().contains(|c: char| c.is_ascii_digit()));
        // A dash behind a word goes on with the sentence more often than not.
        let is_dash = matches!(words[end].text(), "–" | "-");
        (!key.is_empty() && !value.is_empty() && (is_number || !is_dash)).then(|| Self {
            id: interner.sequence(key),
            is_number,
            value: Stems::of(value),
        })
    }
}

/// An action, a section or an abbreviation.
#[derive(Debug)]
pub(super) struct TokenizedRow {
    /// The index of the field it belongs to; 0 for sections and abbreviations.
    pub(super) parent: usize,
    /// Its index in there.
    pub(super) index: usize,
    /// Nr.
    pub(super) number: Option<String>,
    /// Aktion, heading of the section, or the short form.
    pub(super) title: Vec<Tokenized>,
    /// Sachstand, text of the section, or the meaning.
    pub(super) body: Vec<Tokenized>,
}

impl TokenizedRow {
    /// A row that stands in no field and has no number.
    fn new(index: usize, title: &[Entry], body: &[Entry], interner: &mut Interner) -> Self {
        let (title, body) = (tokenized(title, interner), tokenized(body, interner));
        Self { parent: 0, index, number: None, title, body }
    }

    /// The words of its title as one number; none without a title.
    pub(super) fn title_id(&self, interner: &mut Interner) -> Option<u32> {
        (!self.title.is_empty()).then(|| text_id(&self.title, interner))
    }

    /// The words of its body as one number.
    pub(super) fn body_id(&self, interner: &mut Interner) -> u32 {
        text_id(&self.body, interner)
    }
}

fn text_id(items: &[Tokenized], interner: &mut Interner) -> u32 {
    interner.sequence(items.iter().flat_map(|item| &item.words))
}

impl Tokenized {
    /// Whether it is the details of a row.
    pub(super) fn is_details(&self) -> bool {
        matches!(self.entry, Entry::Details(_))
    }
}

/// Paragraphs as the entries of a cell.
pub(super) fn entries(paragraphs: &[Paragraph]) -> Vec<Entry> {
    paragraphs.iter().cloned().map(Entry::from).collect()
}

/// The entries with their words; blank ones have nothing to compare and are left out.
fn tokenized(entries: &[Entry], interner: &mut Interner) -> Vec<Tokenized> {
    let visible = entries.iter().filter(|entry| !entry.text().is_empty());
    visible.map(|it| entry(it.clone(), interner)).collect()
}

/// One entry with its words.
pub(super) fn entry(entry: Entry, interner: &mut Interner) -> Tokenized {
    let words = interner.words(&entry.text());
    let id = match &entry {
        Entry::Paragraph(_) => interner.sequence(&words),
        Entry::Details(_) => interner.marked_sequence(&words),
    };
    let stems = Stems::of(&words);
    let key = matches!(entry, Entry::Paragraph(_)).then(|| Key::of(&words, interner)).flatten();
    Tokenized { entry, words, id, stems, key }
}

/// A text outside the tables as a paragraph.
pub(super) fn lone(text: &Located<Text>) -> Entry {
    let (text, at) = (text.value.clone(), text.at.clone());
    Paragraph { kind: ParagraphKind::Plain, level: 0, text, at }.into()
}

/// The actions of all fields, in order.
pub(super) fn actions(fields: &[Field], interner: &mut Interner) -> Vec<TokenizedRow> {
    let mut rows = Vec::new();
    for (parent, field) in fields.iter().enumerate() {
        for (index, action) in field.actions.iter().enumerate() {
            let number = action.number.as_ref().map(|number| number.value.trim().to_owned());
            let number = number.filter(|number| !number.is_empty());
            let row = TokenizedRow::new(index, &entries(&action.title), &action.status, interner);
            rows.push(TokenizedRow { parent, number, ..row });
        }
    }
    rows
}

/// The sections of running text.
pub(super) fn sections(sections: &[Section], interner: &mut Interner) -> Vec<TokenizedRow> {
    let row = |(index, section): (usize, &Section)| {
        TokenizedRow::new(index, &[lone(&section.title)], &entries(&section.paragraphs), interner)
    };
    sections.iter().enumerate().map(row).collect()
}

/// The list of abbreviations.
pub(super) fn abbreviations(list: &[Abbreviation], interner: &mut Interner) -> Vec<TokenizedRow> {
    let row = |(index, entry): (usize, &Abbreviation)| {
        TokenizedRow::new(index, &[lone(&entry.short)], &[lone(&entry.meaning)], interner)
    };
    list.iter().enumerate().map(row).collect()
}
