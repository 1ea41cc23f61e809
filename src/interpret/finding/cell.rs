//! What is wrong with the characters, the formula or the link of a cell.

use crate::diag::{Code, Diagnostic, short};
use crate::source::Location;

/// A formula that failed.
pub(crate) fn formula_failed(at: &Location, error: &str) -> Diagnostic {
    Diagnostic::new(Code::FormulaError, at.clone(), format!("Formel ergibt den Fehler »{error}«")).help(
        "Formel in der Zelle berichtigen oder durch ihren Wert ersetzen; der Fehlerwert steht sonst so im Papier",
    )
}

/// A formula whose result the file does not carry.
pub(crate) fn formula_uncalculated(at: &Location) -> Diagnostic {
    let message = "Formel wurde nie berechnet, die Datei enthält kein Ergebnis";
    Diagnostic::new(Code::FormulaUncalculated, at.clone(), message).help(
        "Arbeitsmappe in Excel öffnen, mit F9 berechnen und speichern; im Papier steht sonst »[Formel nicht \
         berechnet]«",
    )
}

/// Invisible characters that were taken out, at least one.
pub(crate) fn control_characters(at: &Location, removed: &[char]) -> Diagnostic {
    let first = removed.first().map_or(0, |c| u32::from(*c));
    let message = match removed.len() {
        1 => format!("Zelle enthält ein unsichtbares Steuerzeichen (»U+{first:04X}«)"),
        count => format!("Zelle enthält {count} unsichtbare Steuerzeichen (»U+{first:04X}«)"),
    };
    Diagnostic::new(Code::ControlCharacters, at.clone(), message)
        .help("Text in der Zelle neu eingeben; die Zeichen wurden entfernt, der übrige Text blieb")
}

/// A character of a symbol font, and what it shows.
pub(crate) fn symbol(at: &Location, symbol: char, shown: char) -> Diagnostic {
    let message = format!("Zeichen »U+{:04X}« einer Symbolschrift mitten im Text", u32::from(symbol));
    Diagnostic::new(Code::SymbolCharacter, at.clone(), message)
        .help(format!("Zeichen in der Zelle durch ein gewöhnliches ersetzen; im Papier steht »{shown}«"))
}

/// A word whose umlauts were damaged.
pub(crate) fn damaged_characters(at: &Location, word: &str) -> Diagnostic {
    let message = format!("Verfälschte Zeichen in »{word}«");
    Diagnostic::new(Code::DamagedCharacters, at.clone(), message).help(
        "Wort in der Zelle neu schreiben (beim Kopieren wurden Umlaute verfälscht); der Text wurde unverändert \
         übernommen",
    )
}

/// A cell that can hold no further character.
pub(crate) fn cell_full(at: &Location) -> Diagnostic {
    Diagnostic::new(Code::CellFull, at.clone(), "Zelle ist bis zum letzten Zeichen voll").help(
        "Prüfen, ob das Ende des Textes fehlt (Excel schneidet nach 32 767 Zeichen ab), und den Text auf mehrere \
         Zeilen der Tabelle verteilen",
    )
}

/// A link to something else than a web page or mail address.
pub(crate) fn link_refused(at: &Location, link: &str) -> Diagnostic {
    let message = format!("Hyperlink auf »{}« führt nicht ins Internet", short(link));
    Diagnostic::new(Code::LinkRefused, at.clone(), message).help(
        "Eine Adresse mit https://, http:// oder mailto: angeben oder den Hyperlink entfernen; der Text wurde ohne \
         Hyperlink übernommen",
    )
}

/// Struck text in a place that knows no change marks.
pub(crate) fn struck_left_out(at: &Location, struck: &str) -> Diagnostic {
    let message = format!("Durchgestrichenes »{}« wurde weggelassen", short(struck));
    Diagnostic::new(Code::StruckLeftOut, at.clone(), message).help(
        "Gestrichenes in der Zelle löschen; Änderungen werden hier nicht gekennzeichnet, nur in Tabellen und Texten",
    )
}
