//! `sachstand.toml`: what it can say, and how a mistake in it is told.

use sachstand::recognise::{Column, SheetKind};
use sachstand::settings::Settings;

#[test]
fn umlauts_and_case_of_keys_do_not_matter() {
    let text = "\u{feff}[namen.Blätter]\r\n\"abkürzungen\" = [\"Kürzel\"]\r\n\r\n[Namen.spalten]\r\nZuständig = ['Wer = wer?']\r\n\
                [regeln]\r\njahrhundertgrenze = 100\r\nKeine-Abkürzungen = [\r\n  \"ÄB = x\",\r\n]\r\n";
    let settings = Settings::parse(text).unwrap();
    assert_eq!(settings.names.sheets[&SheetKind::Abbreviations], ["Kürzel"]);
    assert_eq!(settings.names.columns[&Column::Responsible], ["Wer = wer?"]);
    assert_eq!(settings.rules.pivot_year, 100);
    assert_eq!(settings.rules.stop_words, ["ÄB = x"]);
    assert_eq!(Settings::parse("").unwrap().fonts.docx, "Arial");
}

#[test]
fn a_mistake_names_the_line_what_may_stand_there_and_what_was_meant() {
    for (text, message, help) in [
        (
            "[regeln]\neinheitabstand = false",
            "Zeile 2: Die Einstellung »einheitabstand« gibt es unter [regeln] nicht",
            "Gemeint ist vermutlich »einheit-abstand«. Alle Einstellungen",
        ),
        ("\n[regel]\n", "Zeile 2: Die Einstellung »regel« gibt es nicht", "»[regeln]«. Möglich ist hier: "),
        ("datum = false", "Zeile 1: Die Einstellung »datum«", "»datum« gehört unter die Zeile [regeln]"),
        ("einheit-abstand = false", "»einheit-abstand« gibt es nicht", "gehört unter die Zeile [regeln]"),
        (
            "[schrift]\nschnitt = \"fett\"",
            "Zeile 2: Die Einstellung »schnitt« gibt es unter [schrift] nicht",
            "Möglich ist hier: dateien, docx",
        ),
        (
            "[regeln]\nquartal = true\ndatum = \"nein\"",
            "Zeile 3: »datum« hat keinen passenden Wert; nötig ist true (ja) oder false (nein)",
            "So schreiben: datum = false",
        ),
        (
            "[regeln]\njahrhundertgrenze = 150",
            "Zeile 2: »jahrhundertgrenze« hat keinen passenden Wert; nötig ist eine ganze Zahl von 0 bis 100",
            "So schreiben: jahrhundertgrenze = 50",
        ),
        ("[regeln]\njahrhundertgrenze = 99999999999999999999", "ganze Zahl von 0 bis 100", "= 50"),
        ("[regeln]\njahrhundertgrenze = -1", "ganze Zahl von 0 bis 100", "= 50"),
        (
            "[namen.spalten]\naktion = \"Arbeitspaket\"",
            "Zeile 2: »aktion« hat keinen passenden Wert; nötig ist eine Liste von Texten",
            "So schreiben: aktion = [\"Arbeitspaket\"]",
        ),
        ("[schrift]\ndateien = [1]", "nötig ist eine Liste von Texten", "dateien = [\"…\"]"),
        ("[schrift]\ndocx = true", "nötig ist ein Text in Anführungszeichen", "docx = \"…\""),
        ("regeln = true", "»regeln« hat keinen passenden Wert; nötig ist ein Abschnitt", "[regeln]"),
        ("[namen]\nspalten = 1", "nötig ist ein Abschnitt", "[namen.spalten]"),
        (
            "[namen.spalten]\naktion = [\"A\"]\naktion = [\"B\"]",
            "Zeile 3: »aktion« steht zweimal da",
            "Eine der beiden Zeilen löschen",
        ),
        (
            "[namen.spalten]\naktion = [Arbeitspaket]",
            "Zeile 2: »aktion = [Arbeitspaket]« ist so nicht lesbar",
            "Texte stehen in geraden Anführungszeichen",
        ),
        ("[schrift]\ndocx = „Haus“", "Zeile 2: »docx = „Haus“« ist so nicht lesbar", "geraden"),
        ("[schrift]\ndateien = [\"C:\\schrift.ttf\"]", "Zeile 2: ", "in Pfaden steht / statt \\"),
        ("[regeln]\nhalbjahr = 0\n[schrift]\nx = 1", "Zeile 2: »halbjahr«", "halbjahr = false"),
    ] {
        let wrong = Settings::parse(text).unwrap_err();
        assert!(wrong.message().contains(message), "{text}\n{}", wrong.message());
        assert!(wrong.help_text().unwrap().contains(help), "{text}\n{:?}", wrong.help_text());
    }
}
