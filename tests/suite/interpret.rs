//! Workbook → report: layouts, bullets, values, and the full text of the findings.
//!
//! The cases stand in `interpret/cases/*.txt`: `### name`, a workbook in the notation of
//! [`notation`], `---`, and what must come out: the tables, the facts and lists where the case has
//! sheets for them, and all findings with their help, marked `!`. A case without a sheet
//! `Dokument` gets a sound one. `SNAPSHOTS=overwrite` writes the results into the files, to be read
//! before they are committed.

#![allow(clippy::unwrap_used, reason = "a test that fails here says enough")]

#[path = "interpret/notation.rs"]
mod notation;

use std::path::PathBuf;

use proptest::prelude::*;
use sachstand::german::CENTURY_PIVOT;
use sachstand::grid::{Cell, Row, Sheet, Value, Workbook};
use sachstand::interpret::interpret;
use sachstand::model::{DetailColumn, DetailValue, Entry};
use sachstand::recognise::Names;
use sachstand::source::{CellRange, CellRef, Location};
use sachstand::text::RichText;

const SOUND: &str = "== Dokument
Titel | Sachstandsbericht
Dokument | KRM-SB
Version | 1.14
Datum | =2026-06-09
";

/// The folder of the cases.
fn cases() -> PathBuf {
    let root = std::env::var("SACHSTAND_ROOT").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
    PathBuf::from(root).join("tests/suite/interpret/cases")
}

/// What comes out of a case.
fn outcome(input: &str) -> String {
    let own_facts =
        input.contains("== Dok") || input.contains("== Deckblatt") || input.contains("(ohne Dokument)");
    let whole = if own_facts { input.to_owned() } else { format!("{SOUND}{input}") };
    let warned = match interpret(&notation::workbook(&whole), &Names::default(), CENTURY_PIVOT) {
        Ok(warned) => warned,
        Err(error) => return format!("!! {error}\n   {}\n", error.help_text().unwrap()),
    };
    for found in &warned.findings {
        let help = found.help.as_deref().unwrap();
        for text in [found.message.as_str(), help] {
            let plain = !text.starts_with(char::is_lowercase) && !text.ends_with('.');
            assert!(plain, "begins small or ends as a sentence: {text}");
        }
    }
    let mut out = notation::tables(&warned.value);
    if own_facts {
        out += &notation::facts(&warned.value);
    }
    out += &notation::lists(&warned.value);
    out += &notation::findings(&warned.findings);
    out
}

fn check(name: &str) {
    let path = cases().join(name).with_extension("txt");
    let text = std::fs::read_to_string(&path).unwrap();
    let mut fresh = String::new();
    let mut wrong = Vec::new();
    for case in text.split("### ").skip(1) {
        let (title, rest) = case.split_once('\n').unwrap();
        let (input, expected) = rest.split_once("---\n").unwrap_or((rest, ""));
        let result = outcome(input);
        if result.trim() != expected.trim() {
            wrong.push(format!("### {title}\n{input}--- expected\n{expected}--- found\n{result}"));
        }
        fresh += &format!("### {title}\n{}\n---\n{}\n\n", input.trim_end(), result.trim_end());
    }
    if std::env::var("SNAPSHOTS").is_ok_and(|mode| mode == "overwrite") {
        std::fs::write(&path, format!("{}\n", fresh.trim_end())).unwrap();
    } else {
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

macro_rules! case_files {
    ($($name:ident)+) => { $(#[test] fn $name() { check(stringify!($name)); })+ };
}

case_files!(layouts bullets values marks names facts lists texts mistakes audience);

#[test]
fn an_office_can_add_names_of_its_own() {
    let toml = "blaetter.personen = ['Wer ist wer']
        spalten.aktion = ['Arbeitsauftrag']
        spalten.sachstand = ['Was ist passiert?']
        angaben.vorlagennummer = ['RIS-Kennung']";
    let names: Names = toml::from_str(toml).unwrap();
    let input = "== Dokument
        RIS-Kennung | 12/2026
        == Netze
        Arbeitsauftrag | Was ist\\npassiert ?
        WLAN | läuft
        == Wer ist wer
        Name | Ersatz
        Jo Muster | die Leitung";
    let report = interpret(&notation::workbook(input), &names, CENTURY_PIVOT).unwrap().value;
    assert_eq!(notation::tables(&report), "# Netze\nWLAN\n  * läuft\n");
    assert_eq!(report.columns.action, "Arbeitsauftrag");
    assert_eq!(report.columns.status, "Was ist passiert ?");
    assert!(notation::facts(&report).contains("Vorlagennummer: 12/2026"));
    assert_eq!(notation::lists(&report), "Jo Muster → die Leitung (nein)\n");
}

#[test]
fn an_office_says_which_columns_every_edition_has() {
    let input = "== Netze
        Aktion | Sachstand | Rückfragen | Kosten | Ort | Wiedervorlage | Ort (intern)
        WLAN | läuft | Frau Muster | 5 | Rathaus | 2027 | Keller";
    let read = |toml: &str| {
        let names: Names = toml::from_str(toml).unwrap();
        let read = interpret(&notation::workbook(input), &names, CENTURY_PIVOT).unwrap();
        let codes = read.findings.iter().filter(|it| it.code.id().contains("spalte"));
        let codes = codes.map(|it| format!("{} {}", it.code.id(), it.at.inside())).collect::<Vec<_>>();
        (notation::tables(&read.value), codes)
    };
    let (tables, codes) = read("");
    assert!(tables.contains("**Rückfragen:** Frau Muster · **Kosten:** 5 · **Ort:** Rathaus\n"), "{tables}");
    assert_eq!(codes, ["arbeitsspalte Netze!F1", "arbeitsspalte Netze!G1", "spalte-unbekannt Netze!C1"]);
    let (tables, codes) = read(
        "nur-nichtoeffentlich = ['kosten']
        spalten.arbeitsspalte = ['Rückfragen']
        spalten.einzelangabe = ['Wiedervorlage', 'Ort']",
    );
    let expected = "**Kosten:** 5 · **Ort:** Rathaus · **Wiedervorlage:** 2027 (nö: Kosten)\n";
    assert!(tables.contains(expected), "{tables}");
    let expected = ["arbeitsspalte Netze!C1", "spalte-nichtoeffentlich Netze!D1", "arbeitsspalte Netze!G1"];
    assert_eq!(codes, expected);
}

#[test]
fn optional_columns_stay_typed_each_with_its_place() {
    let input = "== Netze
        Aktion | Sachstand | Status | Zielerreichung | Termin | Zuständig | Kosten
        WLAN | läuft | in Umsetzung | =60% | =2026-06-30 | FB 4 | 12.000 Euro
         | offen | | | 2. Quartal 2027 | |
         | offen | | | laufend | |";
    let report = interpret(&notation::workbook(input), &Names::default(), CENTURY_PIVOT).unwrap().value;
    let details = report.fields[0].actions[0].status.iter().filter_map(|entry| match entry {
        Entry::Paragraph(_) => None,
        Entry::Details(details) => Some(&details.values),
    });
    let read: Vec<_> =
        details.flatten().map(|it| (it.column, it.value, it.at.inside(), it.lines[0].to_plain())).collect();
    let day = |text: &str| text.parse().unwrap();
    let expected = [
        (DetailColumn::StateLabel, DetailValue::Text, "C2", "in Umsetzung"),
        (DetailColumn::Attainment, DetailValue::Percent(60.0), "D2", "60\u{a0}%"),
        (DetailColumn::Due, DetailValue::Day(day("2026-06-30")), "E2", "30.06.2026"),
        (DetailColumn::Responsible, DetailValue::Text, "F2", "FB 4"),
        (DetailColumn::Other, DetailValue::Text, "G2", "12.000 Euro"),
        (
            DetailColumn::Due,
            DetailValue::Period(day("2027-04-01"), day("2027-06-30")),
            "E3",
            "2. Quartal 2027",
        ),
        (DetailColumn::Due, DetailValue::Text, "E4", "laufend"),
    ];
    let expected =
        expected.map(|(column, value, cell, text)| (column, value, format!("Netze!{cell}"), text.to_owned()));
    assert_eq!(read, expected);
}

#[test]
fn short_years_of_dates_turn_at_the_pivot_of_the_office() {
    let input = "== Dokument
        Datum | 9.6.62
        Sitzungsdatum | 24. Juni 61
        == A
        Aktion | Sachstand
        WLAN | läuft
        == Versionen
        Version | Datum
        1.0 | 1.2.60";
    for (pivot, [date, session, version]) in [(CENTURY_PIVOT, [1962, 1961, 1960]), (62, [1962, 2061, 2060])] {
        let report = interpret(&notation::workbook(input), &Names::default(), pivot).unwrap().value;
        let days = [report.facts.date, report.facts.session_date, report.history[0].date.clone()];
        let years = days.map(|day| day.unwrap().value.year());
        assert_eq!(years, [date, session, version], "{pivot}");
    }
}

#[test]
fn misspelt_settings_are_refused() {
    for toml in ["blatt.personen = []", "spalten.aktionen = ['X']", "angaben.titel = 'X'"] {
        assert!(toml::from_str::<Names>(toml).is_err(), "{toml}");
    }
}

#[test]
fn the_usual_short_heads_become_the_usual_long_ones() {
    let heads = |input: &str| {
        let columns =
            interpret(&notation::workbook(input), &Names::default(), CENTURY_PIVOT).unwrap().value.columns;
        (columns.action, columns.status)
    };
    let usual = ("Aktion im Handlungsfeld".into(), "Darstellung des Sachstands / Zielerreichung".into());
    assert_eq!(heads("== A\nAKTION | Sachstand:\nx | y"), usual);
    assert_eq!(
        heads("== A\nMaßnahme* | Umsetzungs-\\nstand\nx | y"),
        ("Maßnahme".into(), "Umsetzungsstand".into())
    );
}

#[test]
fn a_cell_that_can_hold_no_more_is_reported() {
    let codes = |length: usize| {
        let text = "x".repeat(length);
        let input = format!("{SOUND}== Netze\nAktion | Sachstand\nWLAN | {text}");
        let findings =
            interpret(&notation::workbook(&input), &Names::default(), CENTURY_PIVOT).unwrap().findings;
        findings.iter().map(|found| format!("{} {}", found.code.id(), found.at.inside())).collect::<Vec<_>>()
    };
    assert_eq!(codes(32_767), ["zelle-voll Netze!B2"]);
    assert!(codes(32_766).is_empty());
}

/// A sheet of words that are all different, laid out at random under a random header.
fn any_sheet() -> impl Strategy<Value = Sheet> {
    let heads = ["Handlungsfeld", "Aktion", "Sachstand", "Nr", "Termin", "Nichtöffentlich", "Kosten"];
    let head = Just(heads.to_vec()).prop_shuffle().prop_map(|heads| heads[..5].to_vec());
    let signs = ["", "", "", "• ", "- ", "   – ", "-", "* ", "1. ", "Summe ", "Neu: ", "\n\n"];
    let cell = prop::option::weighted(0.6, (prop::sample::select(signs.to_vec()), 1..3_usize));
    let rows = prop::collection::vec((prop::collection::vec(cell, 5), 0..3_u32), 1..14);
    let merges = prop::collection::vec((0..14_u32, 1..6_u32, 0..3_u32, 0..5_u32), 0..6);
    (head, rows, merges).prop_map(|(head, rows, merges)| sheet(&head, rows, &merges))
}

type AnyCell = Option<(&'static str, usize)>;

fn sheet(head: &[&str], rows: Vec<(Vec<AnyCell>, u32)>, merges: &[(u32, u32, u32, u32)]) -> Sheet {
    let text = |row: u32, column: u32, text: String| Cell {
        at: CellRef::new(row, column),
        value: Value::Text(RichText::plain(text)),
        font: Default::default(),
        link: None,
    };
    let heads = (1..).zip(head).map(|(column, head)| text(1, column, (*head).into())).collect();
    let mut sheet = Sheet {
        at: Location::file("zufall.xlsx").sheet("Zufall"),
        name: "Zufall".into(),
        hidden: false,
        rows: vec![Row { number: 1, hidden: false, cells: heads }],
        merged: Vec::new(),
        hidden_columns: Vec::new(),
        looks: Default::default(),
        objects: Vec::new(),
    };
    let mut number = 1;
    for (cells, gap) in rows {
        number += 1 + gap / 2;
        let word = |column: u32, sign: &str, line: usize| format!("{sign}wort{number}x{column}x{line}q");
        let filled = (1..).zip(cells).filter_map(|(column, cell)| {
            let (sign, lines) = cell?;
            let lines: Vec<String> = (0..lines).map(|line| word(column, sign, line)).collect();
            Some(text(number, column, lines.join("\n")))
        });
        let cells: Vec<Cell> = filled.collect();
        if !cells.is_empty() {
            sheet.rows.push(Row { number, hidden: false, cells });
        }
    }
    for &(row, column, down, right) in merges {
        let first = CellRef::new(row + 2, column);
        let merged = CellRange { first, last: CellRef::new(row + 2 + down, column + right) };
        // As in a real file, only the upper left cell of a merged region holds a value.
        for row in &mut sheet.rows {
            row.cells.retain(|cell| cell.at == first || !merged.contains(cell.at));
        }
        sheet.rows.retain(|row| !row.cells.is_empty());
        if sheet.merged.iter().all(|other| !overlap(other, &merged)) {
            sheet.merged.push(merged);
        }
    }
    sheet
}

fn overlap(a: &CellRange, b: &CellRange) -> bool {
    a.first.row <= b.last.row
        && b.first.row <= a.last.row
        && a.first.column <= b.last.column
        && b.first.column <= a.last.column
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the layout, each word of the sheet is in the report or named in a finding.
    #[test]
    fn no_word_is_lost(sheet in any_sheet()) {
        let words: Vec<String> = sheet.rows.iter().flat_map(|row| &row.cells).flat_map(words).collect();
        let workbook = Workbook { file: "zufall.xlsx".into(), sheets: vec![sheet] };
        if let Ok(warned) = interpret(&workbook, &Names::default(), CENTURY_PIVOT) {
            let report = serde_json::to_string(&warned.value).unwrap();
            let findings = notation::findings(&warned.findings);
            for word in words {
                let found = report.contains(&word) || findings.contains(&word);
                prop_assert!(found, "{word} is lost\n{}\n{findings}", notation::tables(&warned.value));
            }
        }
    }
}

fn words(cell: &Cell) -> Vec<String> {
    let Value::Text(text) = &cell.value else { return Vec::new() };
    let text = text.as_str();
    let mut words = Vec::new();
    for part in text.split("wort").skip(1) {
        words.push(format!("wort{}q", part.split('q').next().unwrap_or_default()));
    }
    words
}

/// The tables and findings of a workbook of `tests/fixtures/read`.
fn of_fixture(name: &str, names: &Names) -> String {
    let path = crate::support::root().join("tests/fixtures/read").join(name);
    let workbook = sachstand::read::read(&std::fs::read(path).unwrap(), "probe").unwrap().value;
    let warned = interpret(&workbook, names, CENTURY_PIVOT).unwrap();
    notation::tables(&warned.value) + &notation::findings(&warned.findings)
}

/// What is said of colours, and the lines of values.
fn lights(name: &str, names: &Names) -> String {
    let all = of_fixture(name, names);
    let wanted =
        |line: &&str| ["  : ", "# ", "! ampel", "! farbe"].iter().any(|start| line.starts_with(start));
    all.lines().filter(wanted).map(|line| format!("{line}\n")).collect()
}

const LIGHTS: &str = "\
# Farben
  : **Ampel:** ■ rot · **RAG:** ■ rot · **Spalte E:** ■ rot · **Kosten:** 1000
  : **Ampel:** ▲ gelb · **RAG:** ▲ gelb · **Spalte E:** □ violett (2) · **Kosten:** 200
  : **Ampel:** ● grün · **RAG:** ● grün · **Spalte E:** ◊ orange · **Kosten:** 30
# Zeichen
  : **Status:** ■ rot · **Erledigt:** ✓ · **Trend:** ▲
  : **Status:** ● grün · **Erledigt:** ✗ · **Trend:** ▼
  : **Status:** ▲ gelb · **Erledigt:** □ · **Trend:** ●
# Symbole
  : **Ampel:** ● grün · **Fortschritt:** 90\u{a0}% (● grün) · **Trend:** ↓ abwärts · **Risiko:** ● grün (1) · **Lage:** gut
  : **Ampel:** ▲ gelb · **Fortschritt:** 50\u{a0}% (▲ gelb) · **Trend:** → gleichbleibend · **Risiko:** ▲ gelb (2) · **Lage:** mittel
  : **Ampel:** ■ rot · **Fortschritt:** 10\u{a0}% (■ rot) · **Trend:** ↑ aufwärts · **Risiko:** ■ rot (3) · **Lage:** schlecht
# Keine
  : **Bemerkung:** eins
  : **Bemerkung:** zwei
  : **Bemerkung:** drei
# Zeilen
  : **Ort:** Nord
  : **Ort:** West
  : **Ort:** Ost
# Weitere
  : **Termin:** 04.05.2026 · **Stimmung:** ■ rot
  : **Termin:** 04.05.2026 · **Stimmung:** ▲ gelb · **rot:** ■ rot
  : **Termin:** 04.05.2026 · **Stimmung:** ● grün
! ampel-angenommen Farben!C1: Farben in Spalte »Ampel« wurden als Ampel gelesen: grün, gelb, rot
! ampel-angenommen Farben!D1: Farben in Spalte »RAG« wurden als Ampel gelesen: grün, gelb, rot
! ampel-angenommen Farben!E1: Farben in Spalte E wurden als Ampel gelesen: orange, rot, violett
! farbe-ausgelassen Farben!F1: Farben hinter den Werten in Spalte »Kosten« (grün, gelb, rot) stehen nicht im Bericht
! ampel-angenommen Zeichen!E4: Zeichen »●« in Spalte »Trend« sagt nicht, was es bedeutet
! ampel-angenommen Symbole!F1: Farben in Spalte »Risiko« wurden als Ampel gelesen: grün, gelb, rot
! farbe-ausgelassen Keine!C1: Farbige Zellen ohne Text in Spalte »Q1« (blau) stehen nicht im Bericht
! farbe-ausgelassen Zeilen!A1: Zeilen der Tabelle sind farbig hinterlegt (grün, gelb, rot); die Farben stehen nicht im Bericht
! farbe-ausgelassen Weitere!C1: Farben hinter den Werten in Spalte »Termin« (grün, gelb, rot) stehen nicht im Bericht
! ampel-angenommen Weitere!F1: Farben in Spalte »rot« wurden als Ampel gelesen: rot
";

#[test]
fn traffic_lights_are_words_and_shapes() {
    assert_eq!(lights("lights.xlsx", &Names::default()), LIGHTS);
    // LibreOffice forgets that the arrows are turned round.
    let turned = LIGHTS.replace('↓', "|").replace('↑', "↓ ab").replace('|', "↑ auf");
    let turned = turned.replace("↓ ab aufwärts", "↓ abwärts").replace("↑ auf abwärts", "↑ aufwärts");
    assert_eq!(lights("lights.ods", &Names::default()), turned);
    // Conditional formats of the binary formats are not read: their numbers stand alone.
    let is_conditional = |line: &&str| line.contains("**Fortschritt") || line.contains("»Risiko«");
    let lines = |text: &str| -> Vec<String> {
        text.lines().filter(|it| !is_conditional(it)).map(str::to_owned).collect()
    };
    assert_eq!(lines(&lights("lights.xls", &Names::default())), lines(LIGHTS));
}

#[test]
fn an_office_says_what_its_colours_mean() {
    let settings = "[namen.ampel]\nspalten = [\"q1\"]\nohne = [\"RAG\"]\ngruen = \"im Plan\"\ngelb = \"verzögert\"\n\
                    rot = \"gefährdet\"\n";
    let names = sachstand::settings::Settings::parse(settings).unwrap().names;
    let found = lights("lights.xlsx", &names);
    for line in [
        "  : **Ampel:** ▲ verzögert · **RAG:** x · **Spalte E:** □ violett (2) · **Kosten:** 200",
        "  : **Ampel:** ● im Plan · **Fortschritt:** 90\u{a0}% (● im Plan) · **Trend:** ↓ abwärts · \
         **Risiko:** ● im Plan (1) · **Lage:** gut",
        "  : **Q1:** □ blau · **Bemerkung:** eins",
    ] {
        assert!(found.lines().any(|found| found == line), "{line}\n{found}");
    }
    assert!(!found.contains("»Ampel«") && !found.contains("Keine!"), "{found}");
}

/// The findings about what lies over cells, and the values that check boxes are.
#[test]
fn what_lies_over_a_table_is_said() {
    let said = [
        "  : **Erledigt:** ja",
        "  : **Erledigt:** nein",
        "! objekt-ausgelassen Objekte!B4: Bild »Lageplan« in der Tabelle steht nicht im Bericht",
        "! objekt-ausgelassen Objekte!B6: Textfeld »Achtung: Frist läuft ab!« in der Tabelle steht nicht im Bericht",
        "! objekt-ausgelassen Objekte!C5: Bild in der Tabelle steht nicht im Bericht",
        "! objekt-ausgelassen Objekte!C7: Diagramm in der Tabelle steht nicht im Bericht",
    ];
    let found = |name: &str| -> Vec<String> {
        let all = of_fixture(name, &Names::default());
        let mut lines: Vec<String> = all.lines().map(str::to_owned).collect();
        lines.retain(|line| line.starts_with("  : ") || line.starts_with("! objekt"));
        lines.sort();
        lines
    };
    assert_eq!(found("objects.xlsx"), said);
    // LibreOffice makes an error of a picture in a cell, as programs do that know none.
    let in_ods: Vec<String> =
        found("objects.ods").into_iter().filter(|line| !line.contains("#WERT!")).collect();
    assert_eq!(in_ods, said.into_iter().filter(|line| !line.contains("C5")).collect::<Vec<_>>());
}
