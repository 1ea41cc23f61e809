//! From the words of a file to grid values: text in runs, formula errors, hyperlink formulas.

use super::bytes::Bytes;
use super::symbols::shown;
use crate::diag::Error;
use crate::grid::{Font, Value};
use crate::ooxml::relations::Relation;
use crate::text::RichText;

/// A cell's text, or `None` where all of it is blank; letters of symbol fonts are what they show. Line ends become `\n`, also where one is split
/// over two runs.
pub(super) fn text(text: &RichText<Font>) -> Option<Value> {
    let mut uniform = RichText::default();
    let mut after_return = false;
    for run in text.runs() {
        let font = Font { symbols: None, ..*run.format };
        let symbols = run.format.symbols.map(|symbols| shown(run.text, symbols));
        for (index, part) in symbols.as_deref().unwrap_or(run.text).split('\r').enumerate() {
            let rest = if index > 0 || after_return { part.strip_prefix('\n').unwrap_or(part) } else { part };
            uniform.push(if index > 0 { "\n" } else { "" }, font);
            uniform.push(rest, font);
        }
        after_return = run.text.ends_with('\r');
    }
    let blank = uniform.as_str().chars().all(is_blank);
    (!blank).then_some(Value::Text(uniform))
}

/// Text in one font, or `None` where it is blank.
pub(super) fn plain(text: &str, font: Font) -> Option<Value> {
    self::text(&RichText::from_iter([(text, font)]))
}

/// White space, or a character that takes no place at all: the zero width space and the byte
/// order mark.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200B}' | '\u{FEFF}')
}

/// The errors of formulas in German, in English, and by their codes in the binary formats (MS-XLS 2.5.10
/// BErr), where these know them.
const ERRORS: [(&str, &str, Option<u8>); 19] = [
    ("#NULL!", "#NULL!", Some(0x00)),
    ("#DIV/0!", "#DIV/0!", Some(0x07)),
    ("#WERT!", "#VALUE!", Some(0x0F)),
    ("#BEZUG!", "#REF!", Some(0x17)),
    ("#NAME?", "#NAME?", Some(0x1D)),
    ("#ZAHL!", "#NUM!", Some(0x24)),
    ("#NV", "#N/A", Some(0x2A)),
    ("#NV", "#N/A!", None),
    ("#DATEN_ABRUFEN", "#GETTING_DATA", Some(0x2B)),
    ("#ÜBERLAUF!", "#SPILL!", None),
    ("#KALK!", "#CALC!", None),
    ("#FELD!", "#FIELD!", None),
    ("#BLOCKIERT!", "#BLOCKED!", None),
    ("#VERBINDEN!", "#CONNECT!", None),
    ("#UNBEKANNT!", "#UNKNOWN!", None),
    ("#BESCHÄFTIGT!", "#BUSY!", None),
    ("#EXTERN!", "#EXTERNAL!", None),
    ("#PYTHON!", "#PYTHON!", None),
    ("#TIMEOUT!", "#TIMEOUT!", None),
];

/// The word for an error that is newer than this program.
pub(super) const UNKNOWN_ERROR: &str = "#UNBEKANNT!";

/// A formula error in German Excel's word for it. Files carry the English one; LibreOffice shows
/// its own language, and numbers (`Err:502`, `Fehler:502`) for what Excel calls `#WERT!`. `None`
/// where the text is no error.
pub(super) fn error_word(text: &str) -> Option<&'static str> {
    let upper = text.trim().to_uppercase();
    let known = ERRORS.iter().find(|(german, english, _)| upper == *german || upper == *english);
    let numbered = upper.starts_with("ERR:") || upper.starts_with("FEHLER:");
    known.map(|(german, ..)| *german).or(numbered.then_some("#WERT!"))
}

/// The error behind a code of the binary formats.
pub(super) fn error_of_code(code: u8) -> &'static str {
    ERRORS.iter().find(|(.., own)| *own == Some(code)).map_or(UNKNOWN_ERROR, |(german, ..)| german)
}

/// The target of a formula `HYPERLINK("…";…)`, where it is written out in the formula.
pub(super) fn hyperlink_formula(formula: &str) -> Option<String> {
    let formula = formula.trim_start();
    let formula = formula.strip_prefix("of:").or(formula.strip_prefix("msoxl:")).unwrap_or(formula);
    let formula = formula.strip_prefix('=').unwrap_or(formula).trim_start();
    let head = formula.get(..10).filter(|head| head.eq_ignore_ascii_case("HYPERLINK("))?;
    let literal = formula.get(head.len()..)?.trim_start().strip_prefix('"')?;
    // A quotation mark inside is written twice.
    let literal = literal.replace("\"\"", "\0");
    let (target, rest) = literal.split_once('"')?;
    // Something joined to the literal (`"…" & A1`) would make half a target.
    let whole = rest.trim_start().starts_with([',', ';', ')']);
    (whole && is_external(target)).then(|| target.replace('\0', "\""))
}

/// Whether a target leads out of the workbook.
pub(super) fn is_external(target: &str) -> bool {
    !target.trim().is_empty() && !target.trim_start().starts_with('#')
}

/// The target of a link with this relationship, where it leads out of the workbook.
pub(super) fn link_target(relation: Option<&Relation>, place: &str) -> Option<String> {
    let relation = relation.filter(|relation| relation.external && is_external(&relation.target))?;
    Some(with_place(&relation.target, place))
}

/// A target with the place in it that stands apart, the part behind `#`.
pub(super) fn with_place(target: &str, place: &str) -> String {
    match place {
        "" => target.to_owned(),
        place => format!("{target}#{place}"),
    }
}

/// The number behind an RK value (MS-XLS 2.5.217): the upper 30 bits of a double or an integer,
/// perhaps times a hundred.
pub(super) fn rk(raw: u32) -> f64 {
    let number = match raw & 2 {
        0 => f64::from_bits(u64::from(raw & !3) << 32),
        _ => f64::from(raw.cast_signed() >> 2),
    };
    if raw & 1 == 0 { number } else { number / 100.0 }
}

/// A string of the binary formats, each run in its own font where it has one. `changes`: the UTF-16
/// unit from which on another font holds, and its number; ascending.
pub(super) fn numbered(text: &str, changes: &[(u16, u16)], fonts: &[Font]) -> RichText<Option<Font>> {
    let mut rich = RichText::default();
    let (mut unit, mut from, mut font) = (0, 0, None);
    let mut changes = changes.iter().peekable();
    for (at, character) in text.char_indices() {
        while let Some((_, other)) = changes.next_if(|(change, _)| usize::from(*change) <= unit) {
            rich.push(text.get(from..at).unwrap_or_default(), font);
            (from, font) = (at, fonts.get(usize::from(*other)).copied());
        }
        unit += character.len_utf16();
    }
    rich.push(text.get(from..).unwrap_or_default(), font);
    rich
}

/// A string as it looks in a cell with `font`.
pub(super) fn in_cell(text: &RichText<Option<Font>>, font: Font) -> RichText<Font> {
    text.map(|own| own.unwrap_or(font))
}

/// The attributes of a font from the flags of its record and what stands from the weight on; xls
/// (MS-XLS 2.4.122) and xlsb (MS-XLSB 2.4.149) have that in common.
pub(super) fn font_flags(flags: u16, data: &mut Bytes<'_>) -> Result<Font, Error> {
    let weight = data.u16()?;
    let place = data.u16()?;
    Ok(Font {
        bold: weight >= 600,
        italic: flags & 0x02 != 0,
        strike: flags & 0x08 != 0,
        underline: data.u8()? != 0,
        superscript: place == 1,
        subscript: place == 2,
        ..Font::default()
    })
}
