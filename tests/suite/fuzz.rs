//! What is fuzzed comes back on the seeds, and keeps in step with the library: `fuzz/` is built by cargo-fuzz alone.

#[allow(unreachable_pub, reason = "it is a library elsewhere")]
#[path = "../../fuzz/src/lib.rs"]
mod targets;

use std::io::{Cursor, Read as _};

use crate::support::root;

#[test]
fn every_target_takes_its_seeds() {
    let files = |folder: &str| {
        let mut files: Vec<_> =
            std::fs::read_dir(root().join(folder)).unwrap().map(|it| it.unwrap().path()).collect();
        files.sort();
        files.into_iter().map(|file| std::fs::read(file).unwrap())
    };
    let tables: Vec<Vec<u8>> = files("fuzz/seeds").collect();
    let books: Vec<Vec<u8>> = files("tests/fixtures/read").collect();
    let seeds = |target: &str| match target {
        "uniform" | "compare" | "paper" => tables.clone(),
        "runs" => joined(&books, &["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]),
        "ods" => joined(&books, &["content.xml", "styles.xml"]),
        "xlsb" => {
            let sheets = books.iter().filter_map(|book| part(book, "xl/worksheets/sheet1.bin"));
            sheets.map(|sheet| [&[0], sheet.as_slice()].concat()).collect()
        }
        _ => books.clone(),
    };
    for (name, target) in targets::TARGETS {
        target(b"");
        let seeds = seeds(name);
        assert!(!seeds.is_empty(), "{name}");
        seeds.iter().for_each(|seed| target(seed));
    }
}

/// A part of a package.
fn part(book: &[u8], name: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut book = zip::ZipArchive::new(Cursor::new(book)).ok()?;
    book.by_name(name).ok()?.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// The parts of the books that have the first of them, a zero byte behind each, as `fuzz/run` makes them.
fn joined(books: &[Vec<u8>], parts: &[&str]) -> Vec<Vec<u8>> {
    let books = books.iter().filter(|book| part(book, parts[0]).is_some());
    let joined = books.map(|book| {
        parts.iter().flat_map(|name| [part(book, name).unwrap_or_default(), vec![0]].concat()).collect()
    });
    joined.collect()
}

#[test]
fn a_package_is_changed_inside() {
    let book = std::fs::read(root().join("tests/fixtures/read/rich.xlsx")).unwrap();
    let mut data = book.clone();
    data.resize(1 << 16, 0);
    let size = targets::changed_inside(&mut data, book.len(), 1 << 16, 1, |part, size, _| {
        part[..size].reverse();
        size
    });
    assert_ne!(data[..size], book);
    assert!(zip::ZipArchive::new(Cursor::new(&data[..size])).is_ok_and(|zip| zip.len() > 5));
}
