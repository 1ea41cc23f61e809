//! The five formats of one paper.

use super::dump::{dump, findings};
use sachstand::diag::Code;

use super::{fixture, package, parts, read};

const PAPER: &str = "\
[Sachstand]
verbunden A2:A3
A1 Handlungsfeld
B1 Aktion
C1 Sachstand
D1 Termin
E1 Zielerreichung
A2 Digitale Verwaltung
B2 Formularserver
C2 • Konzept liegt vor⏎• Auswahl läuft  (zwei Angebote)
D2 Tag 2020-05-01
E2 Prozent 0.6 »60 %«
B3 Breitband
C3 Ausbau von Straße & Schule – »Los 1« <A>
D3 Mai 2018
E3 Prozent 0.125 »12,5 %«
A4 Straßenbau
B4 Brücke
C4 Gesperrt seit
D4 Zeitpunkt 2021-03-04T14:30:00
E4 Zahl 12 »12 %«
C5 Öffnung
D5 Zeit 08:15:00
E5 Wahrheit true
C6 Summe
E6 Zahl 3
C7 Fehler
E7 Fehler #DIV/0!
C9 Netz -> https://www.beispielstadt.example/netz?a=1#teil
[Notizen] verborgen
A1 intern
";

#[test]
fn one_paper_reads_alike_in_all_five_formats() {
    for name in ["paper.lo.xlsx", "paper.xlsm", "paper.xlsb", "paper.xls", "paper.sheetjs.xls", "paper.ods"] {
        let book = read(&fixture(name)).unwrap();
        assert_eq!(dump(&book.value), PAPER, "{name}");
        assert_eq!(findings(&book.findings), "", "{name}");
    }
}

#[test]
fn a_formula_that_was_never_calculated_says_so() {
    let uncalculated =
        PAPER.replace("Zahl 3\n", "nicht berechnet\n").replace("Fehler #DIV/0!", "nicht berechnet");
    assert_eq!(dump(&read(&fixture("paper.xlsx")).unwrap().value), uncalculated);
}

#[test]
fn the_name_of_the_file_decides_nothing() {
    let book = sachstand::read::read(&fixture("paper.xls"), "falsch.xlsx").unwrap();
    assert_eq!(dump(&book.value), PAPER);
    assert_eq!(book.value.file.as_ref(), "falsch.xlsx");
    assert_eq!(book.value.sheets[0].at.to_string(), "falsch.xlsx › Sachstand");
}

#[test]
fn rich_text_and_what_is_hidden_survive_in_xlsx_xls_and_ods() {
    let expected = "\
[Texte]
verborgene Spalte 3
A1 <i>Der Ausbau </><s>beginnt </><bu>endet </><i>im Mai.</>
A2 <bs>ganz gestrichen</>
A3 <^>hoch</>
A4 <u_>tief</>
A6 (verborgen) verborgen
C6 (verborgen) verborgene Spalte
A7 mit Notiz
A11   Rand  ⏎⏎  Zeile
[Tief] verborgen
A1 sehr tief
";
    for name in ["rich.xlsx", "rich.xls", "rich.ods"] {
        let book = read(&fixture(name)).unwrap();
        // Formulas, links and escapes are what the programs make of them; LibreOffice turns the
        // chart sheet into an empty one.
        let same: String = dump(&book.value)
            .lines()
            .filter(|line| {
                !["A5 ", "A8 ", "A9 ", "A10 ", "[Diagramm]"].iter().any(|start| line.starts_with(start))
            })
            .map(|line| format!("{line}\n"))
            .collect();
        assert_eq!(same, expected, "{name}");
        assert_eq!(
            findings(&book.findings),
            "kommentare-ausgelassen Texte Das Blatt »Texte« enthält Kommentare oder Notizen\n",
            "{name}"
        );
    }
}

#[test]
fn the_1904_date_system_counts_from_another_day() {
    let expected = "[Daten]\nA1 Tag 2020-05-01\nA2 Zeitpunkt 2020-05-01T12:00:00\nA3 Zeit 12:00:00\n";
    for name in ["mac1904.xlsx", "mac1904.ods", "mac1904.xls"] {
        assert_eq!(dump(&read(&fixture(name)).unwrap().value), expected, "{name}");
    }
    // SheetJS stores the days of 1904 but not the flag that says so (MS-XLSB 2.4.822 BrtWbProp).
    let mut parts = parts(&fixture("mac1904.xlsb"));
    for (_, bytes) in parts.iter_mut().filter(|(name, _)| name == "xl/workbook.bin") {
        let flags = bytes.windows(2).position(|pair| pair == [0x99, 0x01]).unwrap() + 3;
        bytes[flags] |= 1;
    }
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    assert_eq!(dump(&read(&package(&parts)).unwrap().value), expected);
}

/// The built-in formats are German Excel's, and a time of day is written as one.
const SHOWN: [&str; 22] = [
    "33\u{a0}%",
    "1.234,50",
    "007",
    "12\u{a0}Stück",
    "2,5\u{a0}Mio.\u{a0}€",
    "-1.234,50\u{a0}€",
    "- €",
    "2,5\u{a0}Tsd.",
    "+5",
    "-5",
    "1,10",
    "33,33333333",
    "1,23E+04",
    "36:00",
    "12:00",
    "12:00 Uhr",
    "24.04.2026",
    "24.04.2026, 18:00 Uhr",
    "April 2026",
    "Freitag",
    "10.000",
    "Los Nord",
];

#[test]
fn numbers_read_as_their_cells_show_them_in_all_formats() {
    for name in ["shown.xlsx", "shown.xlsb", "shown.xls", "shown.ods"] {
        let book = read(&fixture(name)).unwrap().value;
        let rows = book.sheets[0].rows.iter();
        let shown: Vec<String> = rows.map(|row| row.cell(2).unwrap().value.to_plain()).collect();
        assert_eq!(shown, SHOWN, "{name}");
    }
}

#[test]
fn one_cell_far_away_does_not_keep_an_xls_from_being_read() {
    let shown = dump(&read(&fixture("stray.xls")).unwrap().value);
    assert_eq!(shown, "[Tabelle]\nA1 Aktion\nB1 Sachstand\nA2 Solar\nB2 läuft\nIV60000 Zahl 7\n");
}

/// What stands in the rows of a cut file before it ends, and whether that is said.
fn is_beginning(bytes: &[u8], whole: &str) -> usize {
    let book = read(bytes).unwrap();
    assert!(book.findings.iter().any(|finding| finding.code == Code::SheetCut));
    let shown = dump(&book.value);
    assert!(whole.starts_with(&shown), "{shown}");
    shown.lines().count()
}

#[test]
fn of_an_xls_that_ends_too_soon_the_whole_records_are_read() {
    let file = fixture("shown.xls");
    let whole = dump(&read(&file).unwrap().value);
    // MS-CFB 2.6.1: the size of a stream stands 120 bytes behind the start of its name.
    let name: Vec<u8> = "Workbook".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let entry = file.windows(name.len()).position(|window| window == name).unwrap();
    let size = u32::from_le_bytes(file[entry + 120..entry + 124].try_into().unwrap());
    let cut = |by: u32| {
        let mut file = file.clone();
        file[entry + 120..entry + 124].copy_from_slice(&(size - by).to_le_bytes());
        is_beginning(&file, &whole)
    };
    let lines: Vec<usize> = (1..size / 4).step_by(31).map(cut).collect();
    assert!(lines.iter().any(|lines| (5..whole.lines().count()).contains(lines)), "{lines:?}");
}

#[test]
fn of_an_xlsb_that_ends_too_soon_the_whole_records_are_read() {
    let parts = parts(&fixture("shown.xlsb"));
    let whole = dump(&read(&fixture("shown.xlsb")).unwrap().value);
    let sheet = parts.iter().position(|(name, _)| name.ends_with("sheet1.bin")).unwrap();
    let cut = |end: usize| {
        let mut parts: Vec<(&str, &[u8])> =
            parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        parts[sheet].1 = &parts[sheet].1[..end];
        is_beginning(&package(&parts), &whole)
    };
    let lines: Vec<usize> = (0..parts[sheet].1.len() - 3).step_by(29).map(cut).collect();
    assert!(lines.iter().any(|lines| (5..whole.lines().count()).contains(lines)), "{lines:?}");
}
