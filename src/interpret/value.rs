//! Cells → text. A cell of any kind comes out as [`CellText`]: characters with their fonts, lines
//! separated by `\n`, free of control characters; what was wrong with it is reported once, here.
//!
//! - What is no text is written the German way ([`Value::to_plain`]); a formula error and a formula
//!   never calculated are findings of severity error.
//! - Control characters, byte order marks and zero-width spaces are taken out; symbols of Word's
//!   and Excel's symbol fonts become the characters they show. Soft hyphens and no-break spaces stay.

use super::finding::cell as finding;
use crate::diag::Findings;
use crate::german;
use crate::grid::{Cell, Font, Row, Sheet, Value};
use crate::recognise::{Column, Head};
use crate::source::{Located, Location};
use crate::text::{RichText, links};

/// The text of a cell.
#[derive(Clone, Debug)]
pub(super) struct CellText {
    /// Its characters; lines end with `\n`. Not blank.
    pub(super) text: RichText<Font>,
    /// The web or mail address laid on the cell.
    pub(super) link: Option<String>,
    /// The cell.
    pub(super) at: Location,
}

impl CellText {
    /// The text of a cell; none where nothing is left of it.
    pub(super) fn read(sheet: &Sheet, cell: &Cell, findings: &mut Findings) -> Option<Self> {
        let at = sheet.at.cell(cell.at);
        let text = match &cell.value {
            Value::Text(text) => clean(text, &at, findings),
            value => RichText::from_iter([(value_text(value, &at, findings), cell.font)]),
        };
        let link = cell.link.as_deref().and_then(|link| allowed_link(link, &at, findings));
        (!text.is_blank()).then_some(Self { text, link, at })
    }

    /// A text of the program's own, standing for the cell.
    pub(super) fn stand_in(text: &str, at: Location) -> Self {
        Self { text: RichText::plain(text), link: None, at }
    }

    /// All of it in one line, single blanks between the words, whatever is struck.
    pub(super) fn plain(&self) -> String {
        squeeze(self.text.as_str())
    }

    /// Its lines as they count in a place without change marks: struck text is gone.
    pub(super) fn valid_lines(&self) -> Vec<String> {
        let valid = |line| {
            let runs = self.text.runs_in(line).filter(|run| !run.format.strike);
            squeeze(runs.map(|run| run.text).collect::<String>())
        };
        self.text.lines().map(valid).filter(|line| !line.is_empty()).collect()
    }

    /// [`Self::valid_lines`] in one line; reports struck text, for it is lost here.
    pub(super) fn valid(&self, findings: &mut Findings) -> String {
        self.report_struck(findings);
        self.valid_lines().join(" ")
    }

    /// [`Self::valid`] with its cell; none where nothing is left.
    pub(super) fn located(&self, findings: &mut Findings) -> Option<Located<String>> {
        let value = self.valid(findings);
        (!value.is_empty()).then(|| Located::new(value, self.at.clone()))
    }

    /// Reports struck text in a place that knows no change marks.
    pub(super) fn report_struck(&self, findings: &mut Findings) {
        let struck = self.text.runs().filter(|run| run.format.strike);
        let struck = squeeze(struck.map(|run| run.text).collect::<String>());
        if !struck.is_empty() {
            findings.push(finding::struck_left_out(&self.at, &struck));
        }
    }

    /// Puts itself as a label, in one line, before what it is about, and takes the place of that.
    pub(super) fn lead(&mut self, text: &Self) {
        self.text = self.text.joined(self.text.lines());
        let dash = if self.text.as_str().trim_end().ends_with([':', '–', '-']) { " " } else { " – " };
        self.text.push(dash, text.text.runs().next().map(|run| *run.format).unwrap_or_default());
        self.text.append(&text.text);
        self.at = text.at.clone();
        self.link = self.link.take().or_else(|| text.link.clone());
    }

    /// Appends another cell's text behind a blank.
    pub(super) fn append(&mut self, more: &Self) {
        self.text.push(" ", self.text.last_format().copied().unwrap_or_default());
        self.text.append(&more.text);
    }
}

/// The text of the cells of a row that stand under the head `key`, one line each.
pub(super) fn texts_under(
    sheet: &Sheet,
    row: &Row,
    head: &Head,
    key: Column,
    findings: &mut Findings,
) -> Vec<CellText> {
    let under = |cell: &&Cell| head.over(cell.at.column).is_some_and(|head| head.key == Some(key));
    row.cells.iter().filter(under).filter_map(|cell| CellText::read(sheet, cell, findings)).collect()
}

/// Single blanks between words, none at the ends. No-break spaces stay.
pub(super) fn squeeze(text: impl AsRef<str>) -> String {
    let words = text.as_ref().split([' ', '\t', '\n']).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").trim().to_owned()
}

fn value_text(value: &Value, at: &Location, findings: &mut Findings) -> String {
    match value {
        Value::Error(error) => findings.push(finding::formula_failed(at, error)),
        Value::Uncalculated => findings.push(finding::formula_uncalculated(at)),
        Value::Number { value, shown: Some(shown), .. } if shown.is_empty() && *value != 0.0 => {
            findings.push(finding::number_hidden(at, &german::general(*value)));
        }
        _ => {}
    }
    value.to_plain()
}

/// What Word's and Excel's symbol fonts (Symbol, Wingdings) show for characters of the private use
/// area U+F000–F0FF.
fn symbol(c: char) -> Option<char> {
    Some(match c {
        '\u{f0b7}' => '•',
        '\u{f0a7}' => '▪',
        '\u{f0d8}' => '➢',
        '\u{f076}' => '❖',
        '\u{f06f}' | '\u{f071}' | '\u{f0a8}' => '▫',
        '\u{f06e}' => '■',
        '\u{f06c}' => '●',
        '\u{f02d}' => '–',
        '\u{f0fc}' => '✓',
        '\u{f0fb}' => '✗',
        '\u{f0e0}' | '\u{f0ae}' => '→',
        '\u{f0f0}' => '⇒',
        _ => return None,
    })
}

fn is_refuse(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{feff}' | '\u{200b}' | '\u{fffe}' | '\u{ffff}' | '\u{fff9}'..='\u{fffc}')
}

fn clean(raw: &RichText<Font>, at: &Location, findings: &mut Findings) -> RichText<Font> {
    let mut text = RichText::default();
    let mut removed: Vec<char> = Vec::new();
    let mut replaced: Option<(char, char)> = None;
    let mut line_begins = true;
    for (_, c, font) in raw.chars() {
        let c = match c {
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
            c if is_refuse(c) => {
                removed.push(c);
                continue;
            }
            c => match symbol(c) {
                // At the start of a line it is Word's bullet, and as harmless as any other.
                Some(shown) if line_begins => shown,
                Some(shown) => {
                    replaced.get_or_insert((c, shown));
                    shown
                }
                None => c,
            },
        };
        line_begins = c == '\n' || (line_begins && c.is_whitespace());
        text.push(c.encode_utf8(&mut [0; 4]), *font);
    }
    if !removed.is_empty() {
        findings.push(finding::control_characters(at, &removed));
    }
    findings.extend(replaced.map(|(symbol, shown)| finding::symbol(at, symbol, shown)));
    report_damage(text.as_str(), at, findings);
    text
}

fn report_damage(text: &str, at: &Location, findings: &mut Findings) {
    let traces = ["\u{fffd}", "Ã¤", "Ã¶", "Ã¼", "ÃŸ", "Ã„", "Ã–", "Ãœ", "â€"];
    let trace = traces.into_iter().find(|trace| text.contains(trace));
    if let Some(word) = trace.and_then(|trace| text.split_whitespace().find(|word| word.contains(trace))) {
        findings.push(finding::damaged_characters(at, word));
    }
    /// The most characters Excel lets a cell hold.
    const FULL: usize = 32_767;
    if text.chars().count() >= FULL {
        findings.push(finding::cell_full(at));
    }
}

fn allowed_link(link: &str, at: &Location, findings: &mut Findings) -> Option<String> {
    let link = link.trim();
    let lower = link.to_lowercase();
    let is_web = ["https://", "http://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme));
    if is_web && link.chars().nth(links::LONGEST).is_some() {
        findings.push(finding::link_too_long(at, link));
        return None;
    }
    if is_web && link.len() > 8 {
        return Some(link.replace(' ', "%20"));
    }
    // A place in the same workbook leads nowhere from a paper, and nobody misses it.
    if link.is_empty() || link.starts_with('#') {
        return None;
    }
    findings.push(finding::link_refused(at, link));
    None
}
