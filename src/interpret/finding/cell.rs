//! What is wrong with the characters, the formula or the link of a cell.

use crate::diag::{findings, short};
use crate::text::links;

findings! {
    /// A formula that failed.
    formula_failed(error: &str) FormulaError:
        format!("Formel ergibt den Fehler »{error}«"),
        "Formel in der Zelle berichtigen oder durch ihren Wert ersetzen; der Fehlerwert steht sonst so im \
         Bericht";

    /// A formula whose result the file does not carry.
    formula_uncalculated() FormulaUncalculated:
        "Formel wurde nie berechnet, die Datei enthält kein Ergebnis",
        "Arbeitsmappe in Excel öffnen, mit F9 berechnen und speichern; im Bericht steht sonst »[Formel nicht \
         berechnet]«";

    /// A number other than zero that its format shows nowhere.
    number_hidden(number: &str) NumberHidden:
        format!("Zahl »{number}« ist durch ihr Zahlenformat unsichtbar"),
        "Soll sie in den Bericht, der Zelle ein anderes Zahlenformat geben; sie wurde nicht übernommen";

    /// Invisible characters that were taken out, at least one.
    control_characters(removed: &[char]) ControlCharacters:
        {
            let first = removed.first().map_or(0, |c| u32::from(*c));
            match removed.len() {
                1 => format!("Zelle enthält ein unsichtbares Steuerzeichen (»U+{first:04X}«)"),
                count => format!("Zelle enthält {count} unsichtbare Steuerzeichen (»U+{first:04X}«)"),
            }
        },
        "Text in der Zelle neu eingeben; die Zeichen wurden entfernt, der übrige Text blieb";

    /// A character of a symbol font, and what it shows.
    symbol(symbol: char, shown: char) SymbolCharacter:
        format!("Zeichen »U+{:04X}« einer Symbolschrift mitten im Text", u32::from(symbol)),
        format!("Zeichen in der Zelle durch ein gewöhnliches ersetzen; im Bericht steht »{shown}«");

    /// A word whose umlauts were damaged.
    damaged_characters(word: &str) DamagedCharacters:
        format!("Verfälschte Zeichen in »{word}«"),
        "Wort in der Zelle neu schreiben (beim Kopieren wurden Umlaute verfälscht); der Text wurde \
         unverändert übernommen";

    /// A cell that can hold no further character.
    cell_full() CellFull:
        "Zelle ist bis zum letzten Zeichen voll",
        "Prüfen, ob das Ende des Textes fehlt (Excel schneidet nach 32 767 Zeichen ab), und den Text auf \
         mehrere Zeilen der Tabelle verteilen";

    /// A link to something else than a web page or mail address.
    link_refused(link: &str) LinkRefused:
        format!("Hyperlink auf »{}« führt nicht ins Internet", short(link)),
        "Eine Adresse mit https://, http:// oder mailto: angeben oder den Hyperlink entfernen; der Text \
         wurde ohne Hyperlink übernommen";

    /// A hyperlink with an address that no browser opens.
    link_too_long(link: &str) LinkRefused:
        format!("Die Adresse des Hyperlinks »{}« hat mehr als {} Zeichen", short(link), links::LONGEST),
        "Eine kürzere Adresse angeben oder den Hyperlink entfernen; der Text wurde ohne Hyperlink übernommen";

    /// Underlined heads inside cells, so many of them.
    run_in_heads(count: usize) RunInHeads:
        format!("Unterstrichene Zwischentitel gelten nicht als Änderung (Zellen: {count})"),
        "Ist ein Zwischentitel wirklich neu, die ganze Zeile unterstreichen; die Unterstreichung wurde \
         weggelassen, der Text blieb";

    /// Struck text in a place that knows no change marks.
    struck_left_out(struck: &str) StruckLeftOut:
        format!("Durchgestrichenes »{}« wurde weggelassen", short(struck)),
        "Gestrichenes in der Zelle löschen; Änderungen werden hier nicht gekennzeichnet, nur in Tabellen und \
         Texten";
}
