//! What stands in the right column of a status table: paragraphs, and the values of the optional
//! columns.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::Serialize;

use super::{Paragraph, ParagraphKind};
use crate::source::Location;
use crate::text::{Format, Mark, Style, Text};

/// A paragraph of the Sachstand, or the values of the optional columns of a row.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Entry {
    /// A paragraph or list item.
    Paragraph(Paragraph),
    /// The values of the optional columns.
    Details(Details),
}

/// The values of the optional columns of a row, in the order of the columns; never empty.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Details {
    /// Depth from 0, as that of a paragraph.
    pub level: u8,
    /// The values.
    pub values: Vec<Detail>,
}

/// The value of an optional column.
#[derive(Clone, Debug, Serialize)]
pub struct Detail {
    /// What the column is for.
    pub column: DetailColumn,
    /// Its head.
    pub label: Text,
    /// What the value means.
    pub value: DetailValue,
    /// What the cell says, one per line.
    pub lines: Vec<Text>,
    /// The column is kept out of the public edition.
    pub nonpublic: bool,
    /// The cell.
    pub at: Location,
}

impl PartialEq for Detail {
    /// By content; the place does not count, nor for which edition the column is.
    fn eq(&self, other: &Self) -> bool {
        (self.column, &self.label, &self.value, &self.lines)
            == (other.column, &other.label, &other.value, &other.lines)
    }
}

/// A line of details as it is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct DetailLine {
    /// Its text.
    pub text: Text,
    /// The cells it comes from, each with the byte from which on it is their text.
    pub cells: Vec<(usize, Location)>,
}

/// What an optional column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DetailColumn {
    /// Status: a word such as »in Umsetzung«.
    StateLabel,
    /// Zielerreichung.
    Attainment,
    /// Termin.
    Due,
    /// Zuständig.
    Responsible,
    /// The status as it stood before.
    Earlier,
    /// A column of the office's own.
    Other,
}

/// What the value of an optional column means, as far as that is known.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DetailValue {
    /// No more than its text.
    Text,
    /// A share, in percent points.
    Percent(f64),
    /// A day.
    Day(Date),
    /// A period, first and last day included.
    Period(Date, Date),
}

impl From<Paragraph> for Entry {
    fn from(paragraph: Paragraph) -> Self {
        Self::Paragraph(paragraph)
    }
}

impl Entry {
    /// Its depth from 0.
    pub fn level(&self) -> u8 {
        match self {
            Self::Paragraph(paragraph) => paragraph.level,
            Self::Details(details) => details.level,
        }
    }

    /// The kind of the paragraph; none for details.
    pub fn kind(&self) -> Option<ParagraphKind> {
        self.paragraph().map(|paragraph| paragraph.kind)
    }

    /// The paragraph, where it is one.
    pub fn paragraph(&self) -> Option<&Paragraph> {
        match self {
            Self::Paragraph(paragraph) => Some(paragraph),
            Self::Details(_) => None,
        }
    }

    /// The paragraph, where it is one.
    pub fn paragraph_mut(&mut self) -> Option<&mut Paragraph> {
        match self {
            Self::Paragraph(paragraph) => Some(paragraph),
            Self::Details(_) => None,
        }
    }

    /// What it says, in one line.
    pub fn text(&self) -> Cow<'_, Text> {
        match self {
            Self::Paragraph(paragraph) => Cow::Borrowed(&paragraph.text),
            Self::Details(details) => Cow::Owned(details.line()),
        }
    }

    /// Its cell; of details, that of the first.
    pub fn at(&self) -> Option<&Location> {
        match self {
            Self::Paragraph(paragraph) => Some(&paragraph.at),
            Self::Details(details) => details.values.first().map(|detail| &detail.at),
        }
    }

    /// The same with every text carrying `mark`.
    pub fn marked(&self, mark: Mark) -> Self {
        match self {
            Self::Paragraph(paragraph) => {
                Self::Paragraph(Paragraph { text: paragraph.text.marked(mark), ..paragraph.clone() })
            }
            Self::Details(details) => Self::Details(Details {
                values: details.values.iter().map(|detail| detail.marked(mark)).collect(),
                ..*details
            }),
        }
    }
}

impl Details {
    /// The values as they are printed: those of one line side by side, `Status: in Umsetzung · Termin:
    /// 31.12.2026`, each of several lines by itself, the labels bold.
    pub fn lines(&self) -> Vec<DetailLine> {
        let mut lines = Vec::new();
        for values in self.values.chunk_by(|one, next| one.lines.len().max(next.lines.len()) < 2) {
            let (first, more) = match values {
                [Detail { lines, .. }] => lines.split_at(lines.len().min(1)),
                _ => Default::default(),
            };
            let alone = values.first().map(|detail| Detail { lines: first.to_vec(), ..detail.clone() });
            let values = if more.is_empty() { values } else { alone.as_slice() };
            lines.push(Self::side_by_side(values));
            let at = values.first().map(|detail| &detail.at);
            lines.extend(more.iter().map(|text| DetailLine::of(text, at)));
        }
        lines
    }

    /// The values in one line.
    pub fn line(&self) -> Text {
        Self::side_by_side(&self.values).text
    }

    fn side_by_side(values: &[Detail]) -> DetailLine {
        let (mut line, mut cells) = (Text::default(), Vec::new());
        // Whether a value stands before this one, in the version before and in this one.
        let (mut was, mut is) = (false, false);
        for detail in values {
            let mark = detail.label.mark();
            let (in_previous, in_current) = (mark != Mark::Inserted, mark != Mark::Deleted);
            let separator = match (was && in_previous, is && in_current) {
                (true, true) => Some(Mark::Kept),
                (true, false) => Some(Mark::Deleted),
                (false, true) => Some(Mark::Inserted),
                (false, false) => None,
            };
            line.extend(separator.map(|mark| (" · ", Format::from(mark))));
            cells.push((line.as_str().len(), detail.at.clone()));
            detail.write(&mut line);
            (was, is) = (was || in_previous, is || in_current);
        }
        DetailLine { text: line, cells }
    }
}

impl DetailLine {
    fn of(text: &Text, at: Option<&Location>) -> Self {
        Self { text: text.clone(), cells: at.map(|at| (0, at.clone())).into_iter().collect() }
    }
}

impl Detail {
    /// The same with label and value carrying `mark`.
    pub fn marked(&self, mark: Mark) -> Self {
        let lines = self.lines.iter().map(|line| line.marked(mark)).collect();
        Self { label: self.label.marked(mark), lines, ..self.clone() }
    }

    /// Writes label and value; lines of the value are joined by semicolons.
    fn write(&self, line: &mut Text) {
        let bold = |mark| Format { style: Style::BOLD, mark, link: None };
        line.extend(self.label.runs().map(|run| (run.text, bold(run.format.mark))));
        line.push(":", bold(self.label.mark()));
        line.push(" ", self.label.mark().into());
        for (at, text) in self.lines.iter().enumerate() {
            if at > 0 {
                line.push("; ", text.mark().into());
            }
            line.append(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detail(label: &str, value: &str, mark: Mark) -> Detail {
        let detail = Detail {
            column: DetailColumn::Other,
            label: label.into(),
            value: DetailValue::Text,
            lines: vec![value.into()],
            nonpublic: false,
            at: Location::file("a.xlsx"),
        };
        detail.marked(mark)
    }

    #[test]
    fn both_versions_of_a_line_are_separated_as_they_were() {
        use Mark::{Deleted, Inserted, Kept};
        for (marks, previous, current) in [
            ([Kept, Kept, Kept], "A: 1 · B: 2 · C: 3", "A: 1 · B: 2 · C: 3"),
            ([Deleted, Inserted, Kept], "A: 1 · C: 3", "B: 2 · C: 3"),
            ([Kept, Deleted, Inserted], "A: 1 · B: 2", "A: 1 · C: 3"),
            ([Inserted, Kept, Deleted], "B: 2 · C: 3", "A: 1 · B: 2"),
            ([Deleted, Deleted, Inserted], "A: 1 · B: 2", "C: 3"),
        ] {
            let [a, b, c] = marks;
            let values = vec![detail("A", "1", a), detail("B", "2", b), detail("C", "3", c)];
            let line = Details { level: 0, values }.line();
            assert_eq!(line.previous().as_str(), previous, "{marks:?}");
            assert_eq!(line.current().as_str(), current, "{marks:?}");
        }
    }

    #[test]
    fn a_value_of_several_lines_stands_by_itself() {
        let several = |lines: &[&str]| Detail {
            lines: lines.iter().map(|line| Text::plain(*line)).collect(),
            ..detail("B", "", Mark::Kept)
        };
        for (values, expected) in [
            (vec![detail("A", "1", Mark::Kept), detail("C", "3", Mark::Kept)], &["A: 1 · C: 3"][..]),
            (
                vec![detail("A", "1", Mark::Kept), several(&["x", "– y", "z"]), detail("C", "3", Mark::Kept)],
                &["A: 1", "B: x", "– y", "z", "C: 3"],
            ),
            (vec![several(&["x", "y"]), several(&["z", "u"])], &["B: x", "y", "B: z", "u"]),
            (vec![several(&[])], &["B: "]),
        ] {
            let lines = Details { level: 0, values }.lines();
            assert_eq!(lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), expected);
        }
    }
}
