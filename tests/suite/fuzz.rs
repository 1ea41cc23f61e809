//! What is fuzzed comes back on the seeds, and keeps in step with the library: `fuzz/` is built by cargo-fuzz alone.

#[allow(unreachable_pub, reason = "it is a library elsewhere")]
#[path = "../../fuzz/src/lib.rs"]
mod targets;

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
    for (name, target) in targets::TARGETS {
        target(b"");
        let is_of_words = matches!(*name, "uniform" | "compare" | "paper");
        for seed in if is_of_words { &tables } else { &books } {
            target(seed);
        }
    }
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
    assert!(zip::ZipArchive::new(std::io::Cursor::new(&data[..size])).is_ok_and(|zip| zip.len() > 5));
}
