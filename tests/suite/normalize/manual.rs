//! The manual's page of rules, made from the same table as the tests: `UPDATE_DOCS=1` writes it.

use std::fmt::Write;

use sachstand::normalize::Rule;

use crate::normalize::table::{Case, Expected, Table, root, show, text};

const HEAD: &str = "\
# Regeln für einheitlichen Text

Diese Seite wird aus den Prüffällen des Programms erzeugt (`tests/rules/cases.txt`). Bitte nicht von Hand ändern.

Was viele Personen in eine Arbeitsmappe schreiben, sieht im Bericht aus wie aus einer Hand: nach DIN 5008 und Duden. Die \
Arbeitsmappe selbst wird dabei nie geändert. `sachstand pruefen --rewrites` zeigt jede Änderung mit Blatt und Zelle. Wo eine \
Regel nicht sicher ist, bleibt der Text, wie er ist.

In den Beispielen steht `␣` für ein geschütztes Leerzeichen: Dort bricht keine Zeile um.

Jede Regel lässt sich in `sachstand.toml` abschalten:

```toml
[regeln]
datum = false              # diese Regel nicht anwenden
jahrhundertgrenze = 50     # zweistellige Jahre 00–49 gehören zu 20xx, 50–99 zu 19xx
keine-abkuerzungen = [\"OK\"]             # braucht keinen Eintrag im Verzeichnis
weitere-abkuerzungen = [\"Kita\"]         # braucht einen, obwohl man es nicht sieht
mehrteilige-abkuerzungen = [\"i. Z. m.\"] # wird mit Abständen geschrieben
abkuerzungen-ergaenzen = true           # Vorschläge aus dem Text in das Verzeichnis aufnehmen
```
";

const FOOT: &str = "
## Was nie geändert wird

Internetadressen, E-Mail-Adressen, Dateinamen und Kennungen mit Unterstrich, Versionen (`1.14`), Abschnittsnummern \
(`3.1.2`, `Kap. 2.3.20`), IP-Adressen, Telefonnummern, Aktenzeichen (`10-2/2020`), Beträge (`1.200`), Uhrzeiten, Verhältnisse \
(`2/3`), `7x24`, Hausnummern, Text zwischen zwei Gravis-Zeichen und alles, was hoch- oder tiefgestellt ist.

## Was nur gemeldet wird

| Code | Meldung | abschalten mit |
|---|---|---|
| `datum-ungueltig` | Den Tag gibt es nicht (`31.02.2020`) | `datum-pruefen` |
| `datum-mehrdeutig` | Das Datum lässt sich auf zwei Arten lesen (`05/06/2020`) | `datum-pruefen` |
| `zeitraum-rueckwaerts` | Der Zeitraum endet, bevor er beginnt | `datum-pruefen` |
| `wochentag-falsch` | Der Wochentag passt nicht zum Datum | `wochentag-pruefen` |
| `anfuehrungszeichen-unpaarig` | Zu einem Anführungszeichen fehlt das zweite | `anfuehrungszeichen-pruefen` |
| `schreibweise-unklar` | Der Punkt einer Abkürzung kann das Ende des Satzes sein | `schreibweise` |
| `abkuerzung-fehlt` | Eine verwendete Abkürzung fehlt im Verzeichnis | `abkuerzungen-pruefen` |
| `abkuerzung-ergaenzt` | Eine Abkürzung wurde als Vorschlag aufgenommen | `abkuerzungen-ergaenzen` |
| `abkuerzung-unbenutzt` | Eine Abkürzung des Verzeichnisses kommt nicht vor | `abkuerzungen-pruefen` |
| `abkuerzung-abweichend` | Der Text erklärt eine Abkürzung anders als das Verzeichnis | `abkuerzungen-pruefen` |
";

fn page() -> String {
    let table = Table::read("cases.txt");
    let mut page = HEAD.to_owned();
    for rule in Rule::ALL {
        let cases: Vec<&Case> =
            table.cases.iter().filter(|case| case.shown && case.rule == rule.code()).collect();
        let (rewritten, kept): (Vec<&Case>, Vec<&Case>) =
            cases.into_iter().partition(|case| matches!(case.expected, Expected::Rewritten(_)));
        write!(
            page,
            "\n## {}\n\nSchalter: `{}`\n\n| im Blatt | im Bericht |\n|---|---|\n",
            rule.title(),
            rule.code()
        )
        .unwrap();
        for case in rewritten {
            writeln!(page, "| {} | {} |", shown(&case.input), shown(case.output())).unwrap();
        }
        let kept: Vec<String> = kept.iter().map(|case| shown(&case.input)).collect();
        if !kept.is_empty() {
            write!(page, "\nUnverändert bleibt: {}\n", kept.join(" · ")).unwrap();
        }
    }
    page + FOOT
}

/// Code for Markdown: spaces that count are seen, what cannot be seen is named.
fn shown(notation: &str) -> String {
    let plain = show(&text(notation)).replace('~', "␣").replace('\u{7}', "␇").replace('\u{308}', "◌\u{308}");
    let (open, close) = if plain.contains('`') { ("`` ", " ``") } else { ("`", "`") };
    format!("{open}{}{close}", plain.replace('|', "\\|"))
}

#[test]
fn the_page_of_rules_is_up_to_date() {
    let path = root().join("docs/regeln.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, page()).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(written == page(), "docs/regeln.md ist veraltet: mit UPDATE_DOCS=1 neu schreiben");
}
