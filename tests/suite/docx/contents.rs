//! The Word file as LibreOffice lays it out, against the PDF: the page numbers in its contents, and its cover. A
//! heading at the edge of a page may stand on another one; most must not.

use std::collections::BTreeMap;
use std::fs;

use sachstand::document::{Document, Kind};
use sachstand::model::{MarkSource, Report};
use sachstand::pipeline::{Order, Paper};
use sachstand::settings::Settings;

use crate::pages::pages;
use crate::support::{TYPESETTER, load, python, root, samples, stdout, tool};

/// So many papers are laid out.
const PAPERS: usize = 20;
/// So many of a hundred entries must be right at least.
const RIGHT: usize = 95;
/// So far apart, in points, a line of both covers may stand.
const APART: f64 = 3.0;

/// The headings with the pages that the contents say.
fn said(paper: &Paper) -> Vec<(String, u32)> {
    let document: &Document = paper.document();
    let (mut anchor, mut said) = (String::new(), Vec::new());
    document.texts(&mut |kind, words, _| match kind {
        Kind::Anchor => anchor = words.as_str().to_owned(),
        Kind::Heading(_) => said.push((words.as_str().to_owned(), paper.pages().anchors[&anchor])),
        _ => {}
    });
    said
}

/// A report of its own from another one: fewer actions, in another order, each with less to say.
fn varied(report: &Report, number: usize) -> Report {
    let mut report = report.clone();
    let fields = report.fields.len();
    report.fields.rotate_left(number % fields);
    for (at, field) in report.fields.iter_mut().enumerate() {
        let mut row = 0;
        field.actions.retain(|_| {
            row += 1;
            !(row + at + number).is_multiple_of(2 + number % 4)
        });
        for action in &mut field.actions {
            let kept = action.status.len() - action.status.len() * (number % 3) / 4;
            action.status.truncate(kept.max(1));
        }
    }
    report.fields.retain(|field| !field.actions.is_empty());
    report
}

#[test]
fn libreoffice_puts_headings_on_the_pages_that_the_contents_say() {
    let settings = Settings::default();
    let reports: Vec<Report> = samples().iter().map(|path| load(path, &settings).report).collect();
    let folder = tempfile::tempdir().unwrap();
    let (mut all, mut covers) = (BTreeMap::new(), BTreeMap::new());
    for number in 0..PAPERS {
        // The newest of the long paper, compared with the one before, and the short one in turns.
        let (report, previous) = match number % 3 {
            0 => (varied(&reports[2], number), None),
            _ => (varied(&reports[1], number), Some(&reports[0])),
        };
        let order = Order {
            report: &report,
            previous,
            edition: Default::default(),
            allow_unlisted: true,
            logo: None,
            source: MarkSource::Auto,
            shown: Default::default(),
            change_list: number % 2 == 0,
            unread: false,
        };
        let look =
            ["", "", "", "[satz]\nvorgabe = \"barrierefrei\"", "[satz]\nschriftgroesse = 14"][number % 5];
        let look = Settings::parse(look).unwrap();
        let paper = Paper::new(order, &TYPESETTER, &look).unwrap().value;
        let file = folder.path().join(format!("{number:02}.docx"));
        fs::write(&file, paper.docx().unwrap()).unwrap();
        covers.insert(file.clone(), paper.pdf().unwrap());
        all.insert(file, said(&paper));
    }
    let path = |path: &std::path::Path| path.to_str().unwrap().to_owned();
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profil").display());
    let mut arguments = vec![profile, "--headless".into(), "--convert-to".into(), "pdf".into()];
    arguments.extend(["--outdir".into(), path(folder.path())]);
    arguments.extend(all.keys().map(|file| path(file)));
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let Some(_) = tool("soffice", &arguments).map(stdout) else { return };
    for (file, pdf) in &covers {
        let [Some(one), Some(other)] =
            [pdf.clone(), fs::read(file.with_extension("pdf")).unwrap()].map(|pdf| pages(&pdf))
        else {
            return;
        };
        for (one, other) in one[0].iter().zip(&other[0]) {
            let apart = (one.bottom - other.bottom).abs();
            assert!(one.text == other.text && apart < APART, "{file:?}: {one:?}, {other:?} in the Word file");
        }
    }
    let script = path(&root().join("tests/tools/bookmarks.py"));
    let pdfs = all.keys().map(|file| path(&file.with_extension("pdf")));
    let arguments: Vec<String> = [script].into_iter().chain(pdfs).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let Some(found) = python("pikepdf", &arguments).map(stdout) else { return };
    let (mut entries, mut wrong) = (0, Vec::new());
    for (file, said) in &all {
        let pdf = path(&file.with_extension("pdf"));
        let found = found.lines().filter_map(|line| {
            let mut parts = line.splitn(3, '\t');
            (parts.next()? == pdf).then_some(())?;
            Some((parts.next()?.parse::<u32>().ok()?, parts.next()?.to_owned()))
        });
        let found: Vec<_> = found.filter(|(_, title)| title != "Inhaltsverzeichnis").collect();
        assert_eq!(found.len(), said.len(), "{pdf}: {found:?} {said:?}");
        entries += said.len();
        for ((title, page), (laid_out, _)) in said.iter().zip(&found) {
            if page != laid_out {
                wrong.push(format!("{pdf}: {title}: {page}, laid out on {laid_out}"));
            }
        }
    }
    let right = entries - wrong.len();
    assert!(right * 100 >= entries * RIGHT, "{right} of {entries}:\n{}", wrong.join("\n"));
    println!("{right} of {entries} entries are right:\n{}", wrong.join("\n"));
}
