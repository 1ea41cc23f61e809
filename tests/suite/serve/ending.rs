//! When the program ends: with the last page that is closed, or by Ctrl+C, and not before.

use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use super::page::Page;
use super::{empty_page, sample};
use crate::support::tool;

/// Closes a page as a browser does.
fn close(page: &Page, events: &TcpStream) {
    let answer = page.post("/ende", b"");
    assert_eq!(answer.status, 204);
    events.shutdown(Shutdown::Both).unwrap();
}

/// Longer than a page may be gone to be loaded anew.
const WHILE: Duration = Duration::from_secs(3);

#[test]
fn it_ends_with_the_last_page_and_not_with_the_first() {
    let (_folder, mut page) = empty_page();
    let (_, one) = page.listen();
    let (_, other) = page.listen();
    close(&page, &one);
    // What it says may also come after it is gone.
    page.post("/ende", b"");
    // Nothing is waited for: that it ends too early can be seen only in a while.
    std::thread::sleep(WHILE);
    assert!(page.runs() && page.seen().contains("<h1>"), "another page is open");
    close(&page, &other);
    assert_eq!(page.line(), "Die letzte Seite wurde geschlossen; das Programm ist beendet");
    assert_eq!(page.end().code(), Some(0));
}

#[test]
fn it_does_not_wait_for_the_papers_that_are_being_made() {
    let (_folder, mut page) = empty_page();
    let (_, events) = page.listen();
    let (name, bytes) = sample("krm_sachstand_1.14.xlsx");
    page.put(name, &bytes, false);
    close(&page, &events);
    assert_eq!(page.line(), "Die letzte Seite wurde geschlossen; das Programm ist beendet");
    assert_eq!(page.end().code(), Some(0));
}

#[cfg(unix)]
#[test]
fn it_ends_with_an_interrupt_and_says_so() {
    let (_folder, mut page) = empty_page();
    let (_, _events) = page.listen();
    let Some(run) = tool("kill", &["-INT", &page.id().to_string()]) else { return };
    assert!(run.status.success());
    assert_eq!(page.line(), "Mit Strg+C beendet; das Programm ist beendet");
    assert_eq!(page.end().code(), Some(0));
}

#[test]
fn a_page_hears_of_every_change() {
    use std::io::{BufRead as _, BufReader};
    let (_folder, page) = empty_page();
    let (_, events) = page.listen();
    let mut lines = BufReader::new(events).lines().map(Result::unwrap);
    let mut told = || lines.find_map(|line| line.strip_prefix("data: ")?.parse::<u64>().ok()).unwrap();
    let before = told();
    page.put("a.xlsx", b"kein Excel", true);
    assert!(told() > before);
}
