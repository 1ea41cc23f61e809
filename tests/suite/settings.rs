//! `sachstand.toml`: what it can say, and how a mistake in it is told.

use sachstand::recognise::{Column, SheetKind};
use sachstand::settings::{Settings, with_column, without_column};

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

/// What becomes of a text when the head »Stand (neu)« is to mean the status.
fn edited(text: &str) -> String {
    let new = with_column(text, "Stand (neu)", Column::Status).unwrap();
    let names = |text: &str| Settings::parse(text).unwrap().names;
    assert!(names(&new).columns[&Column::Status].contains(&"Stand (neu)".to_owned()), "{new}");
    let again = with_column(&new, "stand neu", Column::Status).unwrap();
    assert_eq!(again, new);
    let gone = names(&without_column(&new, "STAND\nNEU").unwrap()).columns;
    assert!(gone.values().flatten().all(|head| !head.to_lowercase().starts_with("stand")), "{gone:?}");
    new
}

#[test]
fn a_column_is_named_and_nothing_else_changes() {
    for (text, new) in [
        ("", "[namen.spalten]\nsachstand = [\"Stand (neu)\"]\n"),
        (
            "# Haus\n[schrift]\ndocx = \"Arial\" # wie immer",
            "# Haus\n[schrift]\ndocx = \"Arial\" # wie immer\n\n[namen.spalten]\nsachstand = [\"Stand (neu)\"]",
        ),
        (
            "\u{feff}[Namen.Spalten] # unsere\r\n\r\n[regeln]\r\ndatum = true\r\n",
            "\u{feff}[Namen.Spalten] # unsere\r\nsachstand = [\"Stand (neu)\"]\r\n\r\n[regeln]\r\ndatum = true\r\n",
        ),
        (
            "[namen.spalten]\n  Zuständig = ['Wer = wer?'] # x\n# Ende\n",
            "[namen.spalten]\n  Zuständig = ['Wer = wer?'] # x\n  sachstand = [\"Stand (neu)\"]\n# Ende\n",
        ),
        (
            "[namen]\nSpalten.Termin = [\n\t\"Frist\",\n]\nblätter.personen = [\"Leute\"]\n",
            "[namen]\nSpalten.Termin = [\n\t\"Frist\",\n]\nSpalten.sachstand = [\"Stand (neu)\"]\nblätter.personen = [\"Leute\"]\n",
        ),
        (
            "[namen.spalten]\nSachstand = [\"Lage\", 'Bericht'] # zwei\n",
            "[namen.spalten]\nSachstand = [\"Lage\", 'Bericht', \"Stand (neu)\"] # zwei\n",
        ),
        (
            "[namen.spalten]\nSachstand = [\n    \"Lage\", # alt\n    'Bericht' # neu\n]\n",
            "[namen.spalten]\nSachstand = [\n    \"Lage\", # alt\n    'Bericht', # neu\n    \"Stand (neu)\",\n]\n",
        ),
        (
            "namen = { spalten = { termin = [\"Frist\"] } }\n",
            "namen = { spalten = { termin = [\"Frist\"], sachstand = [\"Stand (neu)\"] } }\n",
        ),
        ("namen = {}\n", "namen = { spalten = { sachstand = [\"Stand (neu)\"] } }\n"),
        (
            "namen = { nur-nichtoeffentlich = [\"stand neu\"] }\n",
            "namen = { nur-nichtoeffentlich = [\"stand neu\"], spalten = { sachstand = [\"Stand (neu)\"] } }\n",
        ),
        ("[namen.spalten]\nsachstand = []\n", "[namen.spalten]\nsachstand = [\"Stand (neu)\"]\n"),
    ] {
        assert_eq!(edited(text), new);
    }
}

#[test]
fn a_head_that_means_something_else_now_goes_from_the_other_lists() {
    for (text, new) in [
        (
            "[namen.spalten]\n# von früher\nTermin = [\"STAND NEU:\"] # weg\naktion = [\"Baustein\"]\n",
            "[namen.spalten]\n# von früher\naktion = [\"Baustein\"]\nsachstand = [\"Stand (neu)\"]\n",
        ),
        (
            "[namen.spalten]\nZuständig = [\"Wer\", \"Stand neu\", \"Amt\"]\ntermin = [\"Frist\", \"Stand-Neu\"]\nsachstand = [\"Lage\"]\n",
            "[namen.spalten]\nZuständig = [\"Wer\", \"Amt\"]\ntermin = [\"Frist\"]\nsachstand = [\"Lage\", \"Stand (neu)\"]\n",
        ),
        (
            "[namen.spalten]\ntermin = [\n  \"Frist\", # bleibt\n  \"Stand neu\" # geht\n]\n",
            "[namen.spalten]\ntermin = [\n  \"Frist\", # bleibt\n]\nsachstand = [\"Stand (neu)\"]\n",
        ),
        (
            "namen = { spalten = { termin = [\"Stand neu\"] } }\n",
            "namen = { spalten = { termin = [], sachstand = [\"Stand (neu)\"] } }\n",
        ),
    ] {
        assert_eq!(edited(text), new);
    }
    let text = "# a\r\n[namen.spalten]\r\ntermin = [\"Frist\", \"Bis\"] # b";
    assert_eq!(without_column(text, "bis:").unwrap(), "# a\r\n[namen.spalten]\r\ntermin = [\"Frist\"] # b");
    assert_eq!(without_column(text, "Anderes").unwrap(), text);
}

#[test]
fn heads_of_any_form_are_written_so_that_they_are_read_again() {
    for head in
        ["Stand \"neu\" \\ alt", "Umsetzungs-\nstand\n2025", "Änderung\t= [x]", "# 5 %", "Ziel\u{7f}wert"]
    {
        let text = with_column("[regeln]\ndatum = true\n", head, Column::Other).unwrap();
        let names = Settings::parse(&text).unwrap().names;
        assert_eq!(names.columns.keys().collect::<Vec<_>>(), [&Column::Other]);
        assert_eq!(text.lines().count(), 5, "{text}");
    }
}

#[test]
fn what_cannot_be_changed_says_why() {
    let wrong = with_column("[regeln]\ndatum = 1", "Stand", Column::Status).unwrap_err();
    assert_eq!(wrong.message(), Settings::parse("[regeln]\ndatum = 1").unwrap_err().message());
    let blank = with_column("", " *: ", Column::Status).unwrap_err();
    assert!(blank.message().contains("ohne Überschrift"), "{blank}");
    // A comma on a line of its own is where no entry can be put safely.
    let odd = "[namen.spalten]\nsachstand = [\n\"Lage\"\n, # Komma\n]\n";
    let refused = with_column(odd, "Stand", Column::Status).unwrap_err();
    assert!(refused.help_text().unwrap().contains("sachstand = [\"Stand\"]"), "{refused:?}");
}
