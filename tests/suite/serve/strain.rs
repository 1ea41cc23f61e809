//! Too much at once: told or done, within bounds, and the page answers afterwards.

use std::io::{Cursor, Write as _};
use std::net::Shutdown;

use super::http::{self, Answer};
use super::page::{Page, notice};
use super::{empty_page, sample, snapshot};
use crate::support::{missing, workbook};

/// The most memory that the program may take, in KiB.
const MEMORY: u64 = 512 << 10;

/// That the page answers, and has not taken too much memory so far.
fn assert_well(page: &mut Page, after: &str) {
    assert!(page.runs(), "{after}: it has ended");
    assert!(page.seen().contains("<h1>"), "{after}");
    match page.peak() {
        Some(peak) => assert!(peak < MEMORY, "{after}: {} MiB", peak >> 10),
        None => missing("this system does not tell how much memory a process has used"),
    }
    if std::env::var_os("SACHSTAND_HOSTILE_TOLD").is_some() {
        eprintln!("{after}: {} MiB", page.peak().unwrap_or_default() >> 10);
    }
}

/// Drops a file of so many bytes, sent little by little.
fn flood(page: &Page, name: &str, length: usize) -> Answer {
    let mut stream = upload(page, name, length);
    let piece = vec![0; 1 << 20];
    for begun in (0..length).step_by(piece.len()) {
        stream.write_all(&piece[..piece.len().min(length - begun)]).unwrap();
    }
    http::read(stream)
}

/// A connection on which a body of so many bytes is announced.
fn upload(page: &Page, name: &str, length: usize) -> std::net::TcpStream {
    let mut stream = http::connected(page.port);
    let own = page.own();
    let headers: Vec<_> = own.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let target = format!("/dateien?{}&weitere=0", http::form(&[("name", name)]));
    stream.write_all(http::head("POST", &page.at(&target), &headers, length).as_bytes()).unwrap();
    stream
}

fn small(number: usize) -> Vec<u8> {
    workbook(&format!("Amt {number}"), "1.0", &[("Dach", "Das Dach ist dicht.")])
}

#[test]
fn a_file_larger_than_any_workbook_is_refused_and_those_before_it_are_made() {
    let (folder, mut page) = empty_page();
    assert_eq!(page.put("klein.xlsx", &small(1), true).status, 303);
    let answer = flood(&page, "groß.xlsx", 200 << 20);
    assert_eq!((answer.status, answer.header("content-type")), (413, Some("text/plain; charset=utf-8")));
    assert!(answer.text().starts_with("»groß.xlsx« hat mehr als 100 MB"), "{}", answer.text());
    let seen = page.finished();
    assert!(notice(&seen).contains("»groß.xlsx« hat mehr als 100 MB"), "{}", notice(&seen));
    assert_eq!(page.papers("klein.xlsx").len(), 2);
    assert_well(&mut page, "a body of 200 MB");
    assert!(snapshot(folder.path()).is_empty());
}

#[test]
fn more_than_fits_on_the_page_is_refused() {
    let (_folder, mut page) = empty_page();
    page.take(&[("klein.xlsx", small(1))]);
    assert_eq!(flood(&page, "a.png", 99 << 20).status, 303);
    std::thread::scope(|scope| {
        let floods: Vec<_> = (0..4)
            .map(|number| (number, &page))
            .map(|(number, page)| scope.spawn(move || flood(page, &format!("{number}.png"), 99 << 20).status))
            .collect();
        floods.into_iter().for_each(|flood| assert_eq!(flood.join().unwrap(), 422));
    });
    let seen = page.finished();
    assert!(notice(&seen).contains("lägen mehr als 160 MB auf der Seite"), "{}", notice(&seen));
    assert_eq!(page.papers("klein.xlsx").len(), 2);
    assert_well(&mut page, "five files of 99 MB");
}

#[test]
fn a_hundred_workbooks_at_once_become_a_hundred_papers() {
    let (_folder, mut page) = empty_page();
    let files: Vec<_> = (0..100).map(|number| (format!("amt_{number:03}.xlsx"), small(number))).collect();
    std::thread::scope(|scope| {
        for part in files.chunks(files.len().div_ceil(8)) {
            let page = &page;
            scope.spawn(move || {
                part.iter().for_each(|(name, bytes)| assert_eq!(page.put(name, bytes, false).status, 303));
            });
        }
    });
    let seen = page.finished();
    assert!(
        super::page::status(&seen).starts_with("100 Berichte sind fertig"),
        "{}",
        super::page::status(&seen)
    );
    for (number, (name, _)) in files.iter().enumerate() {
        let papers = page.papers(name);
        let expected = ["docx", "pdf"].map(|kind| format!("Amt_{number}_v1.0_nichtoeffentlich.{kind}"));
        assert!(papers.keys().eq(expected.iter()), "{name}: {:?}", papers.keys());
    }
    assert_well(&mut page, "a hundred workbooks");
}

/// So many MB of blanks as a part of a package that is small.
fn bomb(part: &str, megabytes: usize) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file(part, options.compression_method(zip::CompressionMethod::Deflated)).unwrap();
    (0..megabytes).for_each(|_| zip.write_all(&[b' '; 1 << 20]).unwrap());
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_that_swells_is_refused_and_harms_no_other() {
    let (_folder, mut page) = empty_page();
    page.take(&[
        ("bombe.xlsx", bomb("_rels/.rels", 150)),
        ("bombe.ods", bomb("content.xml", 150)),
        ("klein.xlsx", small(1)),
    ]);
    let seen = page.at_rest();
    assert!(super::page::status(&seen).starts_with("1 von 3 Berichten ist fertig"));
    page.send("/zeigen", &[("bericht", "bombe.xlsx")]);
    page.at_rest();
    page.send("/naechste", &[("bericht", "bombe.xlsx")]);
    assert!(notice(&page.seen()).contains("Fehler: "));
    assert_eq!(page.get("/personen.datei?bericht=bombe.xlsx").status, 422);
    assert_eq!(page.papers("klein.xlsx").len(), 2);
    assert_well(&mut page, "a workbook that swells");
}

#[test]
fn a_picture_that_swells_is_no_logo() {
    let (_folder, mut page) = empty_page();
    let mut book = crate::support::book("Amt", "1.0", &[("Dach", "Das Dach ist dicht.")]);
    let sheet = book.worksheet_from_name("Dokument").unwrap();
    sheet.write_row(4, 0, ["Logo", "logo.png"]).unwrap();
    // A picture that says to have 60,000 pixels in width and in height.
    let head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xea\x60\0\0\xea\x60\x08\x06\0\0\0";
    page.take(&[("logo.png", head.to_vec()), ("amt.xlsx", book.save_to_buffer().unwrap())]);
    page.at_rest();
    assert_well(&mut page, "a picture that swells");
}

#[test]
fn connections_that_break_off_leave_nothing_behind() {
    let (_folder, mut page) = empty_page();
    page.take(&[("klein.xlsx", small(1))]);
    let before = page.papers("klein.xlsx");
    for length in [1, 100, 50 << 20] {
        for sent in [0, length / 2, length - 1] {
            let mut stream = upload(&page, "klein.xlsx", length);
            stream.write_all(&vec![0; sent]).unwrap();
            stream.shutdown(Shutdown::Both).unwrap();
        }
    }
    for _ in 0..20 {
        let (_, stream) = page.listen();
        stream.shutdown(Shutdown::Both).unwrap();
    }
    // Whatever was begun on those connections has ended: two at a time are taken.
    (0..4).for_each(|number| assert_eq!(page.put(&format!("{number}.png"), b"", number < 3).status, 303));
    page.at_rest();
    super::assert_same(&page.papers("klein.xlsx"), &before);
    assert!(!page.seen().contains("Fehler: "));
    assert_well(&mut page, "connections that break off");
}

#[test]
fn those_before_a_file_that_breaks_off_are_made() {
    let (_folder, page) = empty_page();
    assert_eq!(page.put("klein.xlsx", &small(1), true).status, 303);
    let stream = upload(&page, "letzte.xlsx", 1000);
    stream.shutdown(Shutdown::Both).unwrap();
    page.finished();
    assert_eq!(page.papers("klein.xlsx").len(), 2);
}

/// Two that stand still are as many as are taken at a time.
#[test]
fn uploads_that_stand_still_do_not_keep_the_page_from_being_seen() {
    let (_folder, mut page) = empty_page();
    page.take(&[("klein.xlsx", small(1))]);
    let still: Vec<_> = (0..20).map(|number| upload(&page, &format!("{number}.xlsx"), 1000)).collect();
    assert!(page.seen().contains("klein.xlsx"));
    assert_eq!(page.papers("klein.xlsx").len(), 2, "files are handed out");
    drop(still);
    assert_eq!(page.put("klein.xlsx", &small(1), false).status, 303);
    page.finished();
    assert_well(&mut page, "uploads that stand still");
}

#[test]
fn fifty_pictures_at_once_are_drawn() {
    let (_folder, mut page) = empty_page();
    page.take(&[sample("krm_sachstand_1.14.xlsx")]);
    let seen = page.finished();
    let pages = seen.matches("<li id=\"seite-").count();
    assert!(pages > 1, "{pages}");
    let edition = if seen.contains("ausgabe=nichtoeffentlich") { "nichtoeffentlich" } else { "oeffentlich" };
    std::thread::scope(|scope| {
        for number in 0..50 {
            let (page, number) = (&page, number % pages + 1);
            scope.spawn(move || {
                let answer = page.get(&format!("/seite.png?ausgabe={edition}&nummer={number}&fein=1e9"));
                assert_eq!(answer.status, 200);
                assert!(answer.body.starts_with(b"\x89PNG"));
            });
        }
    });
    assert_well(&mut page, "fifty pictures");
}
