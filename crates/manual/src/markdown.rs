//! Markdown → blocks of a paper. What a paper does not have is mapped to what comes nearest:
//!
//! | Markdown | paper |
//! |---|---|
//! | headings of the manual below its title, those of an appendix | headings of two levels, deeper ones as the second |
//! | numbered lists | paragraphs with their numbers |
//! | code in the line; blocks of code | bold; a line of code for each line, its blanks kept |
//! | tables of two columns; of more | facts; listings |
//! | links to files beside it | links to the appendix, else text |
//! | pictures | their alternative texts |
//!
//! Whatever else there is, is an error.

use std::iter::Peekable;
use std::sync::Arc;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use sachstand::document::{Block, Heading, Item, Paragraph, Role, Row, Table, TableKind};
use sachstand::text::{Format, Mark, Style, Text};

use crate::columns::widths;

/// What stands for characters that no font of the papers has.
pub const STAND_INS: [(&str, &str); 2] = [("\u{1f6a6}", "[Verkehrsampel]"), ("\u{2407}", "[Klingelzeichen]")];

/// A file behind the manual, to which texts can refer.
pub(crate) struct Appendix {
    file: String,
    title: String,
}

impl Appendix {
    /// The file of this name; none where it has no title.
    pub(crate) fn of(file: &str, text: &str) -> Option<Self> {
        let title = text.lines().find_map(|line| line.strip_prefix("# "))?;
        Some(Self { file: file.to_owned(), title: title.trim().to_owned() })
    }
}

/// The place of a file in the paper, as links name it.
fn anchor(file: &str) -> String {
    file.trim_end_matches(".md").to_owned()
}

/// What is read, file after file.
pub(crate) struct Markdown<'a> {
    appendices: &'a [Appendix],
    /// The title of the manual, once it is read.
    pub(crate) title: Option<String>,
    headings: usize,
    /// The text of the heading that came last: what tables below it are about.
    about: String,
}

type Found<T> = Result<T, String>;

impl<'a> Markdown<'a> {
    pub(crate) fn new(appendices: &'a [Appendix]) -> Self {
        Self { appendices, title: None, headings: 0, about: String::new() }
    }

    /// The blocks of the manual. Its title is none of them.
    pub(crate) fn manual(&mut self, text: &str) -> Found<Vec<Block>> {
        File::new(self, text, None).all()
    }

    /// The blocks of an appendix, its title first.
    pub(crate) fn appendix(&mut self, file: &str, text: &str) -> Found<Vec<Block>> {
        File::new(self, text, Some(anchor(file))).all()
    }
}

/// A file that is being read.
struct File<'m, 'a, 't> {
    all: &'m mut Markdown<'a>,
    events: Peekable<Parser<'t>>,
    /// The name of the place of an appendix.
    appendix: Option<String>,
}

impl<'m, 'a, 't> File<'m, 'a, 't> {
    fn new(all: &'m mut Markdown<'a>, text: &'t str, appendix: Option<String>) -> Self {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        Self { all, events: Parser::new_ext(text, options).peekable(), appendix }
    }

    fn all(mut self) -> Found<Vec<Block>> {
        let mut blocks = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(tag) => self.block(tag, &mut blocks)?,
                other => return Err(unknown(&other)),
            }
        }
        Ok(blocks)
    }

    /// The block that begins with this tag.
    fn block(&mut self, tag: Tag<'t>, blocks: &mut Vec<Block>) -> Found<()> {
        match tag {
            Tag::Heading { level, .. } => {
                let text = self.text(&TagEnd::Heading(level))?;
                blocks.extend(self.heading(level, text));
            }
            Tag::Paragraph => blocks.push(paragraph(Role::Body, self.text(&TagEnd::Paragraph)?)),
            Tag::List(None) => blocks.push(Block::List(self.items()?)),
            Tag::List(Some(first)) => {
                for (number, item) in (first..).zip(self.items()?) {
                    blocks.push(paragraph(Role::Body, numbered(number, &item.text)));
                    blocks.extend(item.blocks);
                }
            }
            Tag::CodeBlock(_) => blocks.extend(self.code()?),
            Tag::Table(_) => blocks.push(Block::Table(self.table()?)),
            other => return Err(unknown(&Event::Start(other))),
        }
        Ok(())
    }

    /// A heading; none of the title of the manual, which stands on the cover.
    fn heading(&mut self, level: HeadingLevel, text: Text) -> Option<Block> {
        let title = level == HeadingLevel::H1;
        if title && self.appendix.is_none() {
            self.all.title = Some(text.to_plain());
            return None;
        }
        self.all.headings += 1;
        self.all.about = text.to_plain();
        let level = (level as u8 - u8::from(self.appendix.is_none())).min(2);
        let own = format!("h{}", self.all.headings);
        let anchor = self.appendix.clone().filter(|_| title).unwrap_or(own);
        Some(Block::Heading(Heading { level, anchor, new_page: title, text, at: None }))
    }

    /// The items of a list that has begun.
    fn items(&mut self) -> Found<Vec<Item>> {
        let mut items = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => items.push(self.item()?),
                Event::End(TagEnd::List(_)) => break,
                other => return Err(unknown(&other)),
            }
        }
        Ok(items)
    }

    /// An item; where blank lines are between items, its text is a paragraph.
    fn item(&mut self) -> Found<Item> {
        let text = match self.events.next_if(|event| *event == Event::Start(Tag::Paragraph)) {
            Some(_) => self.text(&TagEnd::Paragraph)?,
            None => self.text_before_blocks()?,
        };
        let mut blocks = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::End(TagEnd::Item) => break,
                Event::Start(tag) => self.block(tag, &mut blocks)?,
                other => return Err(unknown(&other)),
            }
        }
        Ok(Item { text, at: None, blocks })
    }

    /// The lines of a block of code.
    fn code(&mut self) -> Found<Vec<Block>> {
        let mut code = String::new();
        for event in self.events.by_ref() {
            match event {
                Event::Text(text) => code.push_str(&text),
                Event::End(TagEnd::CodeBlock) => break,
                other => return Err(unknown(&other)),
            }
        }
        let lines = code.lines().filter(|line| !line.trim().is_empty());
        Ok(lines.map(|line| paragraph(Role::Code, Text::plain(spaced(&shown(line))))).collect())
    }

    fn table(&mut self) -> Found<Table> {
        let mut rows = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(self.cells()?),
                Event::End(TagEnd::Table) => break,
                other => return Err(unknown(&other)),
            }
        }
        let plain = |row: &Vec<Text>| row.iter().map(Text::to_plain).collect::<Vec<_>>();
        let columns = widths(&rows.iter().map(plain).collect::<Vec<_>>());
        let header = rows.remove(0);
        let heads: Vec<String> = plain(&header);
        Ok(Table {
            summary: format!("{}: {}", self.all.about, heads.join(", ")),
            kind: if columns.len() > 2 { TableKind::Listing } else { TableKind::Facts },
            columns,
            header,
            rows: rows.into_iter().map(row).collect(),
        })
    }

    fn cells(&mut self) -> Found<Vec<Text>> {
        let mut cells = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => cells.push(self.text(&TagEnd::TableCell)?),
                Event::End(TagEnd::TableHead | TagEnd::TableRow) => break,
                other => return Err(unknown(&other)),
            }
        }
        Ok(cells)
    }

    /// The text up to this end.
    fn text(&mut self, end: &TagEnd) -> Found<Text> {
        let mut line = Words::default();
        for event in self.events.by_ref() {
            match event {
                Event::End(found) if found == *end => return Ok(line.text),
                other => line.add(other, self.all.appendices)?,
            }
        }
        Err("it ends within a text".to_owned())
    }

    /// The text of an item in front of its blocks or its end.
    fn text_before_blocks(&mut self) -> Found<Text> {
        let mut line = Words::default();
        let is_inside = |event: &Event<'_>| match event {
            Event::Start(tag) => {
                !matches!(tag, Tag::Paragraph | Tag::List(_) | Tag::CodeBlock(_) | Tag::Table(_))
            }
            Event::End(end) => *end != TagEnd::Item,
            _ => true,
        };
        while let Some(event) = self.events.next_if(is_inside) {
            line.add(event, self.all.appendices)?;
        }
        Ok(line.text)
    }
}

/// A text that is being read.
#[derive(Default)]
struct Words {
    text: Text,
    format: Format,
    /// The formats around the present one.
    outer: Vec<Format>,
    /// The title that stands for the name of a file.
    instead: Option<String>,
}

impl Words {
    fn add(&mut self, event: Event<'_>, appendices: &[Appendix]) -> Found<()> {
        match event {
            Event::Text(text) => self.push(&text, self.format.clone()),
            Event::Code(code) => {
                let format = Format { style: Style::BOLD, ..self.format.clone() };
                self.push(&unbroken(&spaced(&code)), format);
            }
            Event::SoftBreak | Event::HardBreak => self.push(" ", self.format.clone()),
            Event::Start(tag) => self.start(tag, appendices)?,
            Event::End(_) => self.format = self.outer.pop().unwrap_or_default(),
            Event::InlineHtml(html) if &*html == "<u>" => {
                self.begin(Format { mark: Mark::Inserted, ..self.format.clone() })
            }
            Event::InlineHtml(html) if &*html == "</u>" => self.format = self.outer.pop().unwrap_or_default(),
            other => return Err(unknown(&other)),
        }
        Ok(())
    }

    fn push(&mut self, text: &str, format: Format) {
        match self.instead.take() {
            Some(title) => self.text.push(&title, format),
            None => self.text.push(&shown(text), format),
        }
    }

    fn begin(&mut self, format: Format) {
        self.outer.push(std::mem::replace(&mut self.format, format));
    }

    fn start(&mut self, tag: Tag<'_>, appendices: &[Appendix]) -> Found<()> {
        let mut format = self.format.clone();
        match tag {
            Tag::Strong => format.style.bold = true,
            Tag::Emphasis => format.style.italic = true,
            Tag::Strikethrough => format.mark = Mark::Deleted,
            Tag::Link { dest_url, .. } => {
                let appendix = appendices.iter().find(|it| *it.file == *dest_url);
                self.instead = appendix.map(|it| format!("»{}«", it.title));
                format.link = match appendix {
                    Some(appendix) => Some(Arc::from(format!("#{}", anchor(&appendix.file)))),
                    None => dest_url.contains(':').then(|| Arc::from(&*dest_url)),
                };
            }
            // Its alternative text comes as text.
            Tag::Image { .. } => {}
            other => return Err(unknown(&Event::Start(other))),
        }
        self.begin(format);
        Ok(())
    }
}

fn paragraph(role: Role, text: Text) -> Block {
    Block::Paragraph(Paragraph { role, text, at: None, cells: Vec::new() })
}

/// A text with its number in front.
fn numbered(number: u64, text: &Text) -> Text {
    let mut numbered = Text::plain(format!("{number}. "));
    numbered.append(text);
    numbered
}

fn row(cells: Vec<Text>) -> Row {
    let cell = |text: Text| if text.is_blank() { Vec::new() } else { vec![paragraph(Role::Body, text)] };
    Row { anchor: None, cells: cells.into_iter().map(cell).collect() }
}

/// Code with its blanks: those at its beginning and those that follow each other do not go away at the end of
/// a line.
fn spaced(code: &str) -> String {
    let mut before = true;
    let mut spaced = String::new();
    for character in code.chars() {
        let blank = character == ' ';
        spaced.push(if blank && before { '\u{a0}' } else { character });
        before = blank;
    }
    spaced
}

/// Code whose options stand on one line: no break behind their hyphens. The pages lose these characters again.
fn unbroken(code: &str) -> String {
    let words = code.split_inclusive(' ').map(|word| match word.starts_with('-') {
        true => word.replace('-', "-\u{2060}"),
        false => word.to_owned(),
    });
    words.collect()
}

/// A text as the fonts of the papers can show it.
fn shown(text: &str) -> String {
    STAND_INS.iter().fold(text.to_owned(), |text, (character, words)| text.replace(character, words))
}

fn unknown(event: &Event<'_>) -> String {
    format!("what it says with {event:?} has no place in a paper")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Found<Vec<Block>> {
        let appendices = [Appendix::of("regeln.md", "# Die Regeln\n").unwrap()];
        Markdown::new(&appendices).manual(text)
    }

    fn only_text(text: &str) -> Text {
        match &blocks(text).unwrap()[..] {
            [Block::Paragraph(paragraph)] => paragraph.text.clone(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn links_lead_to_appendices_and_out_of_the_house_and_to_no_other_file() {
        let text = only_text("[diese](regeln.md), [json.md](json.md), [dort](https://musterstadt.example)");
        assert_eq!(text.as_str(), "»Die Regeln«, json.md, dort");
        let links: Vec<_> =
            text.runs().filter_map(|run| Some((run.text, run.format.link.as_deref()?))).collect();
        assert_eq!(links, [("»Die Regeln«", "#regeln"), ("dort", "https://musterstadt.example")]);
    }

    #[test]
    fn headings_have_two_levels_numbers_are_text_and_pictures_are_their_words() {
        let found =
            blocks("# T\n\n## Eins\n\n### Zwei\n\n#### Drei\n\n3. a\n4. b\n   - c\n\n![Ein Bild](x.png)")
                .unwrap();
        let shown = found.iter().map(|block| match block {
            Block::Heading(it) => format!("{}{}", it.level, it.text.as_str()),
            Block::Paragraph(it) => it.text.to_plain(),
            Block::List(items) => format!("list of {}", items.len()),
            other => panic!("{other:?}"),
        });
        assert_eq!(
            shown.collect::<Vec<_>>(),
            ["1Eins", "2Zwei", "2Drei", "3. a", "4. b", "list of 1", "Ein Bild"]
        );
    }

    #[test]
    fn code_keeps_its_blanks_and_its_options_whole() {
        let found = blocks("    a  b\n\n      c").unwrap();
        let lines = found.iter().map(|block| match block {
            Block::Paragraph(it) => it.text.to_plain(),
            other => panic!("{other:?}"),
        });
        assert_eq!(lines.collect::<Vec<_>>(), ["a \u{a0}b", "\u{a0}\u{a0}c"]);
        assert_eq!(only_text("`ab-c --d-e`").as_str(), "ab-c -\u{2060}-\u{2060}d-\u{2060}e");
    }

    #[test]
    fn what_no_paper_has_is_said_and_not_left_out() {
        for text in ["> Zitat", "---", "<table>", "vor <b>fett</b>"] {
            assert!(blocks(text).is_err(), "{text}");
        }
    }
}
