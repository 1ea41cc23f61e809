//! What is said of colours in a status table.

use crate::diag::{findings, short};

findings! {
    /// The colours of a column were taken for lights.
    lights_assumed(column: &str, hues: &str) LightsAssumed:
        format!("Farben in {column} wurden als Ampel gelesen: {hues}"),
        "Prüfen, ob die Wörter im Bericht stimmen; was eine Farbe bedeutet, steht in sachstand.toml unter \
         [namen.ampel], etwa: gruen = \"im Plan\"";

    /// Colours of cells without text, in a column that shows no lights.
    colors_left_out(column: &str, head: &str, hues: &str) ColorsLeftOut:
        format!("Farbige Zellen ohne Text in {column} ({hues}) stehen nicht im Bericht"),
        format!("Bedeuten die Farben etwas, Wörter in die Zellen schreiben oder in sachstand.toml unter \
                 [namen.ampel] eintragen: spalten = [\"{0}\"]; sonst: ohne = [\"{0}\"]", short(head));

    /// Colours of a light behind dates or numbers.
    colors_behind(column: &str, hues: &str) ColorsLeftOut:
        format!("Farben hinter den Werten in {column} ({hues}) stehen nicht im Bericht"),
        "Bedeuten die Farben etwas, eine Spalte »Ampel« mit Wörtern anlegen; sonst ist nichts zu tun";

    /// A sign without a colour, in a column of such.
    sign_alone(sign: &str, column: &str) LightsAssumed:
        format!("Zeichen »{sign}« in {column} sagt nicht, was es bedeutet"),
        "Ein Wort in die Zelle schreiben oder dem Zeichen die Farbe der Ampel geben; im Bericht steht nur das Zeichen";

    /// Whole rows in the colours of a light.
    rows_colored(hues: &str) ColorsLeftOut:
        format!("Zeilen der Tabelle sind farbig hinterlegt ({hues}); die Farben stehen nicht im Bericht"),
        "Bedeuten die Farben etwas, eine Spalte »Ampel« mit Wörtern anlegen; sonst ist nichts zu tun";
}
