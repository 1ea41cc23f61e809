//! Workbook → report: layouts, bullets, values, and the full text of the findings.

#[path = "interpret/notation.rs"]
mod notation;

use notation::{findings, read, tables};

#[test]
fn x() {
    let (report, found) = read(
        "== Dokument
        Titel | Bericht
        Dokument | KRM
        Version | 1.14
        Datum | =2026-06-09
        == Sachstand
        Handlungsfeld | Aktion | Sachstand | Termin
        Strategie | Konzept | A | =2026-01-01
         | | - a1 |
         | Ausbau | B __neu__ www.krz.example\\nC |
        Netz | WLAN | ~~alt~~",
    );
    println!("{}\n{}", tables(&report), findings(&found));
}
