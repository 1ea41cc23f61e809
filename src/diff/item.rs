//! A report, laid out for comparison: rows of paragraphs, each with its words.
//!
//! Actions, sections and abbreviations are alike here: a [`Row`] with a title and a body. What
//! differs between them is put back when the merged report is built.

use crate::model::{Abbreviation, Field, Paragraph, ParagraphKind, Section};
use crate::source::Located;
use crate::text::Text;

use super::likeness::Bag;
use super::words::{Lexicon, Word};

/// A paragraph and what it is compared by.
#[derive(Debug)]
pub(super) struct Item {
    /// The paragraph as its version has it.
    pub(super) paragraph: Paragraph,
    /// Its words.
    pub(super) words: Vec<Word>,
    /// The same number for the same words.
    pub(super) id: u32,
    /// Its words for likeness.
    pub(super) bag: Bag,
}

/// An action, a section or an abbreviation.
#[derive(Debug)]
pub(super) struct Row {
    /// The index of the field it belongs to; 0 for sections and abbreviations.
    pub(super) parent: usize,
    /// Its index in there.
    pub(super) index: usize,
    /// Nr.
    pub(super) number: Option<String>,
    /// Aktion, heading of the section, or the short form.
    pub(super) title: Vec<Item>,
    /// Sachstand, text of the section, or the meaning.
    pub(super) body: Vec<Item>,
}

impl Row {
    /// The words of its title as one number; none without a title.
    pub(super) fn title_id(&self, lexicon: &mut Lexicon) -> Option<u32> {
        (!self.title.is_empty()).then(|| text_id(&self.title, lexicon))
    }

    /// The words of its body as one number.
    pub(super) fn body_id(&self, lexicon: &mut Lexicon) -> u32 {
        text_id(&self.body, lexicon)
    }
}

fn text_id(items: &[Item], lexicon: &mut Lexicon) -> u32 {
    lexicon.sequence(items.iter().flat_map(|item| &item.words))
}

/// The paragraphs as items; blank ones have nothing to compare and are left out.
pub(super) fn items(paragraphs: &[Paragraph], lexicon: &mut Lexicon) -> Vec<Item> {
    let visible = paragraphs.iter().filter(|paragraph| !paragraph.text.is_empty());
    visible.map(|paragraph| of(paragraph.clone(), lexicon)).collect()
}

/// One paragraph as an item.
pub(super) fn of(paragraph: Paragraph, lexicon: &mut Lexicon) -> Item {
    let words = lexicon.words(&paragraph.text);
    let (id, bag) = (lexicon.sequence(&words), Bag::of(&words));
    Item { paragraph, words, id, bag }
}

/// A text outside the tables as a paragraph.
pub(super) fn lone(text: &Located<Text>) -> Paragraph {
    Paragraph { kind: ParagraphKind::Plain, level: 0, text: text.value.clone(), at: text.at.clone() }
}

/// The actions of all fields, in order.
pub(super) fn actions(fields: &[Field], lexicon: &mut Lexicon) -> Vec<Row> {
    let mut rows = Vec::new();
    for (parent, field) in fields.iter().enumerate() {
        for (index, action) in field.actions.iter().enumerate() {
            let number = action.number.as_ref().map(|number| number.value.trim().to_owned());
            let (title, body) = (items(&action.title, lexicon), items(&action.status, lexicon));
            let number = number.filter(|number| !number.is_empty());
            rows.push(Row { parent, index, number, title, body });
        }
    }
    rows
}

/// The sections of running text.
pub(super) fn sections(sections: &[Section], lexicon: &mut Lexicon) -> Vec<Row> {
    let mut row = |(index, section): (usize, &Section)| {
        let (title, body) = (items(&[lone(&section.title)], lexicon), items(&section.paragraphs, lexicon));
        Row { parent: 0, index, number: None, title, body }
    };
    sections.iter().enumerate().map(&mut row).collect()
}

/// The list of abbreviations.
pub(super) fn abbreviations(list: &[Abbreviation], lexicon: &mut Lexicon) -> Vec<Row> {
    let mut row = |(index, entry): (usize, &Abbreviation)| {
        let (title, body) = (items(&[lone(&entry.short)], lexicon), items(&[lone(&entry.meaning)], lexicon));
        Row { parent: 0, index, number: None, title, body }
    };
    list.iter().enumerate().map(&mut row).collect()
}
