//! The proof: pages that lose, double or alter a text are not let out.
//!
//! Every printed text is read off the laid-out pages, character by character, with the words for its
//! marks. Of what made the content nothing is used but the number of a text, which every glyph
//! carries, and those words. Allowed for are white space, what a line break adds or takes, and the
//! replacement for characters that no font has (a finding of their own).

use std::collections::BTreeSet;
use std::ops::Range;

use typst::layout::Abs;
use typst_layout::PagedDocument;
use unicode_segmentation::UnicodeSegmentation;

use crate::diag::Error;
use crate::document::{Block, Document, Kind, Look};
use crate::source::Location;
use crate::text::Words;

use super::super::fault;
use super::glyphs::{is_unseen, shown};
use super::places::{Places, Stretch};
use super::spoken;
use super::world::Fonts;

const FILE: &str = "die PDF-Datei";

/// Checks the pages against the document they were made of.
pub(super) fn prove(
    pages: &PagedDocument,
    places: &Places,
    document: &Document,
    fonts: &Fonts,
) -> Result<(), Error> {
    let contents = document.blocks.iter().any(|block| matches!(block, Block::Contents { .. }));
    let mut texts = Vec::new();
    document.texts(&mut |kind, words, at| {
        let times = match kind {
            Kind::Body | Kind::Label | Kind::Contents => Times::Exactly(1),
            Kind::Heading(_) => Times::Exactly(1 + usize::from(contents)),
            Kind::Head => Times::OnceAPage,
            Kind::Running => Times::Exactly(pages.pages().len().saturating_sub(1)),
            Kind::Property | Kind::Alternative | Kind::Anchor | Kind::PageOf(_) => return,
        };
        texts.push(Printed::new(words, at, times, (fonts, &document.look)));
    });
    let mut known = true;
    places.walk(pages, &mut |stretch| {
        let Some(number) = stretch.text else { return };
        match texts.get_mut(number) {
            Some(text) => text.read(stretch),
            None => known = false,
        }
    });
    match texts.iter().find(|text| !text.is_whole()) {
        Some(text) => Err(fault::differs(FILE, text.text, text.at)),
        None if known => Ok(()),
        None => Err(fault::broken(FILE, "ein Text steht zu viel darin", None)),
    }
}

/// How often a text must stand on the pages.
enum Times {
    Exactly(usize),
    /// Once on each page on which it stands at all.
    OnceAPage,
}

/// A text that must stand on the pages.
struct Printed<'a> {
    text: &'a str,
    at: Option<&'a Location>,
    times: Times,
    expected: Vec<char>,
    /// How often it was read, and on which pages.
    read: usize,
    pages: BTreeSet<usize>,
    /// What was read since it was last read to its end.
    rest: Vec<char>,
    /// Which bytes of the text the last stretch has, and where it ends: page, line and place in it.
    last: (Range<usize>, (usize, Abs, Abs)),
    /// Whether its characters may stand in another order on the line.
    reordered: bool,
}

impl<'a> Printed<'a> {
    fn new(words: Words<'a>, at: Option<&'a Location>, times: Times, (fonts, look): (&Fonts, &Look)) -> Self {
        let text = with_marks(words, look);
        let expected: Vec<char> = shown(&text, fonts).chars().filter(|c| !is_unseen(*c)).collect();
        let reordered = text.chars().any(runs_to_the_left);
        let (pages, rest, last) = (BTreeSet::new(), Vec::new(), Default::default());
        Self { text: words.as_str(), at, times, expected, read: 0, pages, rest, last, reordered }
    }

    fn read(&mut self, stretch: Stretch<'_>) {
        self.pages.insert(stretch.page);
        let characters = self.without_shared(&stretch);
        self.rest.extend(characters.chars().filter(|c| !is_unseen(*c)));
        let length = self.expected.len();
        while length > 0 && self.rest.len() >= length && self.is_read() {
            self.rest.drain(..length);
            self.read += 1;
        }
    }

    /// The characters of a stretch without those that the stretch before has shown already: a letter
    /// from one font and its accents from others are several stretches, each with all characters.
    fn without_shared<'s>(&mut self, stretch: &Stretch<'s>) -> &'s str {
        let Some(source) = &stretch.source else { return stretch.characters };
        let end = (stretch.page, stretch.baseline, stretch.reach.end);
        let (last, (page, line, end)) = std::mem::replace(&mut self.last, (source.clone(), end));
        // An accent may stand a little higher or lower than its letter.
        let is_on_line = page == stretch.page && (line - stretch.baseline).abs() < stretch.size;
        let is_beside = is_on_line && end.approx_eq(stretch.reach.start);
        let goes_on = is_beside && last.contains(&source.start);
        let again = if goes_on { last.end - source.start } else { 0 };
        match stretch.characters.split_at_checked(again) {
            Some((shared, rest)) if is_of_one_letter(shared) => rest,
            _ => stretch.characters,
        }
    }

    /// Whether what was read begins with the whole text.
    fn is_read(&self) -> bool {
        let read = self.rest.get(..self.expected.len()).unwrap_or_default();
        if !self.reordered {
            return read == self.expected;
        }
        let sorted = |text: &[char]| {
            let mut text = text.to_vec();
            text.sort_unstable();
            text
        };
        sorted(read) == sorted(&self.expected)
    }

    fn is_whole(&self) -> bool {
        let often_enough = match self.times {
            Times::Exactly(times) => self.read == times,
            Times::OnceAPage => (1..=self.pages.len()).contains(&self.read),
        };
        self.rest.is_empty() && (self.expected.is_empty() || often_enough)
    }
}

/// The text with the words that are read aloud for its marks.
fn with_marks(words: Words<'_>, look: &Look) -> String {
    let Words::Text(text) = words else { return words.as_str().to_owned() };
    let mut whole = String::new();
    let mut open = None;
    for run in text.runs() {
        let now = spoken::words(run.format.mark, look);
        if now != open {
            whole.extend(open.map(|[_, behind]| behind));
            whole.extend(now.map(|[before, _]| before));
        }
        open = now;
        whole.push_str(run.text);
    }
    whole.extend(open.map(|[_, behind]| behind));
    whole
}

/// Whether these are a letter with accents, or accents alone: what letters of several fonts share.
fn is_of_one_letter(characters: &str) -> bool {
    let whole = if characters.chars().count() > 1 { String::new() } else { "x".to_owned() };
    (whole + characters).graphemes(true).count() == 1
}

/// Whether a character makes a line run to the left, be it by its script (the blocks of Hebrew,
/// Arabic and their kin) or by a sign for the direction.
fn runs_to_the_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
        || matches!(c, '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        || matches!(c, '\u{200f}' | '\u{202b}' | '\u{202e}' | '\u{2067}')
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::{FontOptions, Typesetter, breaks::Breaks};
    use super::*;
    use crate::document::*;
    use crate::text::WordsMut;
    use crate::text::{Mark, Text};

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(Paragraph { role: Role::Body, text: text.into(), at: None, cells: Vec::new() })
    }

    fn document() -> Document {
        let line = |text: &str| Line { text: text.into(), at: None };
        let cell = |text: &str| vec![paragraph(text)];
        let row = |number| Row {
            anchor: None,
            cells: vec![cell("Baumkataster"), cell(&format!("Zeile {number}"))],
        };
        let item = |text: &str| Item { text: text.into(), at: None, blocks: Vec::new() };
        Document {
            look: Look::default(),
            properties: Properties {
                title: "Bericht".into(),
                author: String::new(),
                subject: String::new(),
                keywords: Vec::new(),
                date: date(2027, 3, 1),
            },
            cover: Cover {
                logo: None,
                summary: vec![line("Kurz gesagt")],
                as_of: None,
                title: line("Bericht über den Stadtwald"),
                id: line("SW-3"),
                organisation: Some(line("Stadt Beispielhausen")),
                facts: vec![("Gremium".into(), line("Umweltausschuss"))],
            },
            running: Running {
                header_left: "Stadt Beispielhausen".into(),
                header_right: "Stadtwald".into(),
                footer_left: "SW-3".into(),
            },
            blocks: vec![
                Block::Contents { title: "Inhalt".into() },
                Block::Heading(Heading {
                    level: 1,
                    anchor: "h1".into(),
                    new_page: false,
                    text: "Stand der Pflanzungen im Stadtwald".into(),
                    at: None,
                }),
                paragraph(&"Donaudampfschifffahrtsgesellschaft ".repeat(60)),
                paragraph("Mit\tTabulator, עברית ‏und 日 und H\u{2082}O, \u{202f}§\u{a0}5"),
                Block::List(vec![item("Buchen"), item("Eichen")]),
                Block::Table(Table {
                    summary: "Zeilen".into(),
                    kind: TableKind::Listing,
                    columns: vec![1, 9],
                    header: vec!["Kataster".into(), "Stand".into()],
                    rows: (1..80).map(row).collect(),
                }),
            ],
        }
    }

    /// Whether the pages of `set` are a proof of `document`.
    fn proves(set: &Document, document: &Document) -> bool {
        let typesetter = Typesetter::new(&FontOptions::default()).unwrap();
        let (pages, places) = typesetter.compile(set, &Breaks::default()).unwrap();
        prove(&pages, &places, document, &typesetter.shared.fonts).is_ok()
    }

    /// The document with every printed text changed that is `text`.
    fn with(text: &str, change: impl Fn(&Text) -> Text) -> Document {
        let mut document = document();
        let mut found = 0;
        document.texts_mut(&mut |_, words, _| match words {
            WordsMut::Text(it) if it.as_str() == text => {
                *it = change(it);
                found += 1;
            }
            WordsMut::Plain(it) if it == text => {
                *it = change(&Text::plain(&*it)).as_str().to_owned();
                found += 1;
            }
            _ => {}
        });
        assert!(found > 0, "no text is »{text}«");
        document
    }

    #[test]
    fn pages_hold_the_document_they_were_made_of() {
        let document = document();
        assert!(proves(&document, &document));
        let marked = with("Buchen", |text| text.marked(Mark::Deleted));
        assert!(proves(&marked, &marked));
    }

    #[test]
    fn a_text_that_is_lost_doubled_or_altered_is_noticed() {
        for text in [
            "Kurz gesagt",
            "Gremium",
            "SW-3",
            "Inhalt",
            "Buchen",
            "Eichen",
            "Kataster",
            "Zeile 79",
            "Stadtwald",
        ] {
            let lost = with(text, |_| Text::default());
            let doubled = with(text, |it| Text::plain(it.as_str().repeat(2)));
            let altered = with(text, |it| Text::plain(it.as_str().replacen(['e', 'S', 't'], "x", 1)));
            for wrong in [lost, doubled, altered] {
                assert!(!proves(&wrong, &document()), "{text}");
                assert!(!proves(&document(), &wrong), "{text}");
            }
        }
    }

    #[test]
    fn the_word_for_a_mark_is_part_of_its_text() {
        for mark in [Mark::Inserted, Mark::Deleted] {
            let marked = with("Eichen", |text| text.marked(mark));
            assert!(!proves(&document(), &marked));
            assert!(!proves(&marked, &document()));
        }
    }

    #[test]
    fn a_heading_must_stand_in_the_contents_too() {
        let mut without = document();
        without.blocks[0] = paragraph("Inhalt");
        assert!(!proves(&without, &document()));
        assert!(!proves(&document(), &without));
    }

    #[test]
    fn a_gap_is_drawn_between_what_is_struck_and_what_is_new() {
        let changed = with("Eichen", |_| {
            [("40", Mark::Deleted), ("65", Mark::Inserted), (" %", Mark::Kept)]
                .map(|(text, mark)| (text, mark.into()))
                .into_iter()
                .collect()
        });
        let typesetter = Typesetter::new(&FontOptions::default()).unwrap();
        let (pages, places) = typesetter.compile(&changed, &Breaks::default()).unwrap();
        let mut reaches = Vec::new();
        places.walk(&pages, &mut |stretch| {
            if ["40", "65"].contains(&stretch.characters) {
                reaches.push(stretch.reach);
            }
        });
        let [struck, new] = &reaches[..] else { panic!("{reaches:?}") };
        assert!(new.start - struck.end > Abs::pt(1.5), "{reaches:?}");
        assert!(proves(&changed, &changed));
    }
}
