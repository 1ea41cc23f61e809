//! From the words of a file to grid values: text in runs, formula errors, hyperlink formulas.

use super::bytes::Bytes;
use crate::diag::Error;
use crate::grid::{Font, GridRun, Value};

/// Text of several runs, or `None` where all of it is blank. Line ends become `\n`, also where
/// one is split over two runs, and neighbours in the same font become one run.
pub(super) fn text(runs: impl IntoIterator<Item = GridRun>) -> Option<Value> {
    let mut merged: Vec<GridRun> = Vec::new();
    let mut after_return = false;
    for run in runs {
        let mut uniform = String::with_capacity(run.text.len());
        for character in run.text.chars() {
            match character {
                '\n' if after_return => {}
                '\r' => uniform.push('\n'),
                other => uniform.push(other),
            }
            after_return = character == '\r';
        }
        match merged.last_mut() {
            _ if uniform.is_empty() => {}
            Some(last) if last.font == run.font => last.text.push_str(&uniform),
            _ => merged.push(GridRun { text: uniform, font: run.font }),
        }
    }
    let blank = merged.iter().all(|run| run.text.chars().all(is_blank));
    (!blank).then_some(Value::Text(merged))
}

/// Text in one font, or `None` where it is blank.
pub(super) fn plain(text: impl Into<String>, font: Font) -> Option<Value> {
    self::text([GridRun { text: text.into(), font }])
}

/// White space, or a character that takes no place at all: the zero width space and the byte
/// order mark.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200B}' | '\u{FEFF}')
}

/// A formula error in German Excel's word for it. Files carry the English one; LibreOffice shows
/// its own language, and numbers (`Err:502`, `Fehler:502`) for what Excel calls `#WERT!`. `None`
/// where the text is no error.
pub(super) fn error_word(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let word = match text.to_uppercase().as_str() {
        "#REF!" | "#BEZUG!" => "#BEZUG!",
        "#N/A" | "#NV" | "#N/A!" => "#NV",
        "#DIV/0!" => "#DIV/0!",
        "#NAME?" => "#NAME?",
        "#NULL!" => "#NULL!",
        "#VALUE!" | "#WERT!" => "#WERT!",
        "#NUM!" | "#ZAHL!" => "#ZAHL!",
        "#SPILL!" | "#ÜBERLAUF!" => "#ÜBERLAUF!",
        "#CALC!" | "#KALK!" => "#KALK!",
        "#GETTING_DATA" | "#DATEN_ABRUFEN" => "#DATEN_ABRUFEN",
        "#FIELD!" | "#FELD!" => "#FELD!",
        "#BLOCKED!" | "#BLOCKIERT!" => "#BLOCKIERT!",
        "#CONNECT!" | "#VERBINDEN!" => "#VERBINDEN!",
        "#UNKNOWN!" | "#UNBEKANNT!" => "#UNBEKANNT!",
        "#BUSY!" | "#BESCHÄFTIGT!" => "#BESCHÄFTIGT!",
        "#EXTERNAL!" | "#EXTERN!" => "#EXTERN!",
        "#PYTHON!" => "#PYTHON!",
        "#TIMEOUT!" => "#TIMEOUT!",
        other if other.starts_with("ERR:") || other.starts_with("FEHLER:") => "#WERT!",
        _ => return None,
    };
    Some(word)
}

/// The error behind a code of the binary formats (MS-XLS 2.5.10 BErr).
pub(super) fn error_of_code(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#WERT!",
        0x17 => "#BEZUG!",
        0x1D => "#NAME?",
        0x24 => "#ZAHL!",
        0x2A => "#NV",
        0x2B => "#DATEN_ABRUFEN",
        _ => "#UNBEKANNT!",
    }
}

/// The target of a formula `HYPERLINK("…";…)`, where it is written out in the formula.
pub(super) fn hyperlink_formula(formula: &str) -> Option<String> {
    let formula = formula.trim_start();
    let formula = formula.strip_prefix("of:").or(formula.strip_prefix("msoxl:")).unwrap_or(formula);
    let formula = formula.strip_prefix('=').unwrap_or(formula).trim_start();
    let head = formula.get(..10).filter(|head| head.eq_ignore_ascii_case("HYPERLINK("))?;
    let literal = formula.get(head.len()..)?.trim_start().strip_prefix('"')?;
    let mut target = String::new();
    let mut characters = literal.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if characters.peek() == Some(&'"') => {
                characters.next();
                target.push('"');
            }
            '"' => {
                // Something joined to the literal (`"…" & A1`) would make half a target.
                let rest = characters.collect::<String>();
                let whole = rest.trim_start().starts_with([',', ';', ')']);
                return (whole && is_external(&target)).then_some(target);
            }
            other => target.push(other),
        }
    }
    None
}

/// Whether a target leads out of the workbook.
pub(super) fn is_external(target: &str) -> bool {
    !target.trim().is_empty() && !target.trim_start().starts_with('#')
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

/// A string of the binary formats, with the fonts of its parts.
#[derive(Clone, Debug, Default)]
pub(super) struct RichText {
    /// The characters.
    pub(super) text: String,
    /// The UTF-16 unit from which on another font holds, and the number of that font; ascending.
    pub(super) changes: Vec<(u16, u16)>,
}

impl RichText {
    /// The runs as they look in a cell with `font`.
    pub(super) fn runs(&self, font: Font, fonts: &[Font]) -> Vec<GridRun> {
        let mut runs = vec![GridRun { text: String::new(), font }];
        let (mut unit, mut changes) = (0, self.changes.iter().peekable());
        for character in self.text.chars() {
            while let Some((_, other)) = changes.next_if(|(from, _)| usize::from(*from) <= unit) {
                let font = fonts.get(usize::from(*other)).copied().unwrap_or(font);
                runs.push(GridRun { text: String::new(), font });
            }
            unit += character.len_utf16();
            if let Some(run) = runs.last_mut() {
                run.text.push(character);
            }
        }
        runs
    }
}

/// The attributes of a font from the flags of its record and what stands from the weight on; xls
/// (MS-XLS 2.4.122) and xlsb (MS-XLSB 2.4.149) have that in common.
pub(super) fn look(flags: u16, data: &mut Bytes<'_>) -> Result<Font, Error> {
    let weight = data.u16()?;
    let place = data.u16()?;
    Ok(Font {
        bold: weight >= 600,
        italic: flags & 0x02 != 0,
        strike: flags & 0x08 != 0,
        underline: data.u8()? != 0,
        superscript: place == 1,
        subscript: place == 2,
    })
}
