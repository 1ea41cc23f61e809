//! The notation of the tables in `tests/rules`, explained at the top of `cases.txt`.

use std::path::PathBuf;

use sachstand::normalize::{Glossary, NormalizedText, Rules, normalize_text};
use sachstand::source::{CellRef, Location};
use sachstand::text::{Format, Mark, Text};

/// What a case expects.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expected {
    /// The text as rewritten.
    Rewritten(String),
    /// Nothing: a trap.
    Same,
    /// Nothing is changed, and a finding of this code.
    Finding(String),
}

/// One line of a table.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) line: usize,
    /// The code of its section.
    pub(crate) rule: String,
    pub(crate) input: String,
    pub(crate) expected: Expected,
    /// A phrase, to be tried at the start, in the middle and at the end of sentences and so on.
    pub(crate) phrase: bool,
    /// Shown in the manual.
    pub(crate) shown: bool,
}

/// A table with its list of abbreviations.
pub(crate) struct Table {
    pub(crate) cases: Vec<Case>,
    rows: Vec<(String, String, Vec<String>)>,
}

pub(crate) fn root() -> PathBuf {
    std::env::var_os("SACHSTAND_ROOT").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from)
}

impl Table {
    pub(crate) fn read(name: &str) -> Self {
        let text = std::fs::read_to_string(root().join("tests/rules").join(name)).unwrap();
        let mut table = Self { cases: Vec::new(), rows: Vec::new() };
        let mut rule = String::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim_end();
            if let Some(code) = line.strip_prefix("## ") {
                rule = code.to_owned();
            } else if let Some(row) = line.strip_prefix("@ ") {
                let mut parts = row.split('|').map(|part| part.trim().to_owned());
                let mut next = || parts.next().unwrap_or_default();
                let (short, meaning, variants) = (next(), next(), next());
                table.rows.push((
                    short,
                    meaning,
                    variants.split(',').map(|part| part.trim().to_owned()).collect(),
                ));
            } else if !line.is_empty() && !line.starts_with('#') {
                table.cases.push(Case::parse(line, index + 1, &rule));
            }
        }
        table
    }

    pub(crate) fn glossary(&self) -> Glossary {
        Glossary::of(self.rows.clone(), ["Erika Musterfrau".to_owned()])
    }
}

impl Case {
    fn parse(line: &str, number: usize, rule: &str) -> Self {
        let (shown, line) = line.strip_prefix("* ").map_or((false, line), |rest| (true, rest));
        let (phrase, line) = line.strip_prefix("+ ").map_or((false, line), |rest| (true, rest));
        let (input, expected) = if let Some(trap) = line.strip_prefix("= ") {
            (trap, Expected::Same)
        } else if let Some(finding) = line.strip_prefix("? ") {
            let (code, text) = finding.split_once(": ").unwrap();
            (text, Expected::Finding(code.to_owned()))
        } else {
            let (before, after) =
                line.split_once(" => ").unwrap_or_else(|| panic!("line {number}: no => in {line}"));
            (before, Expected::Rewritten(after.to_owned()))
        };
        Self { line: number, rule: rule.to_owned(), input: input.to_owned(), expected, phrase, shown }
    }

    /// The notation of the text expected.
    pub(crate) fn output(&self) -> &str {
        match &self.expected {
            Expected::Rewritten(after) => after,
            Expected::Same | Expected::Finding(_) => &self.input,
        }
    }
}

/// Reads the notation into a text.
pub(crate) fn text(notation: &str) -> Text {
    let mut text = Text::default();
    let mut format = Format::default();
    let mut rest = notation.chars().peekable();
    while let Some(c) = rest.next() {
        let shown = match c {
            '\\' => match rest.next().unwrap() {
                'u' => {
                    let code: String = rest.by_ref().take(4).collect();
                    char::from_u32(u32::from_str_radix(&code, 16).unwrap())
                }
                other => Some(other),
            },
            '~' => Some('\u{a0}'),
            '|' => {
                format.style.bold = !format.style.bold;
                None
            }
            '^' => {
                format.style.superscript = !format.style.superscript;
                None
            }
            '{' | '}' => {
                let mark = if rest.peek() == Some(&'+') { Mark::Inserted } else { Mark::Deleted };
                format.mark = if c == '{' { mark } else { Mark::Kept };
                if c == '{' {
                    rest.next();
                }
                None
            }
            '<' => {
                let target: String = rest.by_ref().take_while(|c| *c != ' ').collect();
                format.link = Some(target.into());
                None
            }
            '>' if format.link.is_some() => {
                format.link = None;
                None
            }
            c => Some(c),
        };
        text.extend(shown.map(|c| (c.to_string(), format.clone())));
    }
    text
}

/// The notation of the plain characters.
pub(crate) fn show(text: &Text) -> String {
    text.to_plain().replace('\u{a0}', "~")
}

pub(crate) fn cell() -> Location {
    Location::file("a.xlsx").sheet("Sachstand").cell(CellRef::new(2, 3))
}

pub(crate) fn run(notation: &str, glossary: &Glossary) -> NormalizedText {
    normalize_text(&text(notation), &cell(), &Rules::default(), glossary)
}
