//! Other programs open the Word file. Where one is missing, its test says so and passes.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use sachstand::document::Shown;

use super::build;
use super::sample::full;
use crate::support::{self, missing, stdout};

/// Runs a program; none where it is not installed.
fn run(command: &mut Command) -> Option<Output> {
    let program = command.get_program().to_string_lossy().into_owned();
    command.output().map_err(|error| missing(&format!("{program} is missing: {error}"))).ok()
}

fn python(script: &str, file: &Path, module: &str) -> Option<String> {
    support::python(module, &["-c", script, file.to_str().unwrap()]).map(stdout)
}

#[test]
fn python_docx_reads_headings_tables_and_properties() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("papier.docx");
    fs::write(&file, build(&full(), Shown::Marked)).unwrap();
    let script = "import docx, sys
d = docx.Document(sys.argv[1])
print([p.text for p in d.paragraphs if p.style.name == 'Heading 1'])
print([t.style.name for t in d.tables], d.core_properties.title, d.core_properties.language)
print(d.tables[0].cell(1, 0).text, d.tables[1].cell(1, 1).paragraphs[0].style.name)";
    let Some(printed) = python(script, &file, "docx") else { return };
    let expected = "['Dokumentinformation', 'Einleitung', 'Handlungsfelder', 'Änderungsübersicht']
['Sachstandstabelle', 'Sachstandstabelle', 'Sachstandstabelle', 'Sachstandstabelle'] Digitale Verwaltung – Sachstand de-DE
Titel List Bullet
";
    assert_eq!(printed, expected);
}

#[test]
fn libreoffice_lays_out_every_page() {
    let folder = tempfile::tempdir().unwrap();
    for (name, changes) in [("markiert", Shown::Marked), ("verfolgt", Shown::Tracked)] {
        let file = folder.path().join(name).with_extension("docx");
        fs::write(&file, build(&full(), changes)).unwrap();
        let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profil").display());
        let mut soffice = Command::new("soffice");
        soffice
            .args([&*profile, "--headless", "--convert-to", "pdf", "--outdir"])
            .arg(folder.path())
            .arg(&file);
        if run(&mut soffice).is_none() {
            return;
        }
        let pdf = fs::read(file.with_extension("pdf")).unwrap();
        assert!(pdf.starts_with(b"%PDF"));
        let Some(text) =
            run(Command::new("pdftotext").args(["-layout"]).arg(file.with_extension("pdf")).arg("-"))
        else {
            return;
        };
        let text = String::from_utf8(text.stdout).unwrap();
        let pages: Vec<_> = text.split('\u{c}').collect();
        assert!(!pages[0].contains("Seite 1"), "the cover has no footer");
        assert!(pages[1].contains("Dokumentinformation") && pages[1].contains("Seite 2 von"));
        // The head of the long table stands on each of its pages.
        let heads = pages.iter().filter(|page| page.contains("Darstellung des Sachstands")).count();
        assert!(heads >= 4, "{heads}");
    }
}
