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

const CLOSED: &str = "Die letzte Seite wurde geschlossen; das Programm ist beendet";

/// Longer than the four seconds for which a page may be gone to be loaded anew.
const WHILE: Duration = Duration::from_secs(6);

/// That it goes on. Nothing is waited for: that it ends too early can be seen only in a while.
fn assert_stays(page: &mut Page, why: &str) {
    std::thread::sleep(WHILE);
    assert!(page.runs() && page.seen().contains("<h1>"), "{why}");
}

fn assert_ends(page: &mut Page) {
    assert_eq!(page.line(), CLOSED);
    assert_eq!(page.end().code(), Some(0));
}

#[test]
fn it_ends_with_the_last_page_and_not_with_the_first() {
    let (_folder, mut page) = empty_page();
    let (_, one) = page.listen();
    let (_, other) = page.listen();
    close(&page, &one);
    // What it says may also come after it is gone.
    page.post("/ende", b"");
    assert_stays(&mut page, "another page is open");
    close(&page, &other);
    assert_ends(&mut page);
}

/// A browser that is closed with all its windows: each page says so before the first connection is gone.
#[test]
fn pages_that_are_closed_at_once_end_it() {
    let (_folder, mut page) = empty_page();
    let all: Vec<TcpStream> = (0..3).map(|_| page.listen().1).collect();
    all.iter().for_each(|_| assert_eq!(page.post("/ende", b"").status, 204));
    all.iter().for_each(|events| events.shutdown(Shutdown::Both).unwrap());
    assert_ends(&mut page);
}

#[test]
fn a_page_that_says_so_after_it_is_gone_ends_it() {
    let (_folder, mut page) = empty_page();
    page.listen().1.shutdown(Shutdown::Both).unwrap();
    assert_eq!(page.post("/ende", b"").status, 204);
    assert_ends(&mut page);
}

#[test]
fn a_page_that_is_loaded_anew_goes_on() {
    let (_folder, mut page) = empty_page();
    let (_, before) = page.listen();
    close(&page, &before);
    let (_, after) = page.listen();
    assert_stays(&mut page, "it was loaded anew");
    close(&page, &after);
    assert_ends(&mut page);
}

/// Of the pages that are gone only one has said that it is closed.
#[test]
fn a_page_that_the_browser_puts_to_sleep_ends_nothing() {
    let (_folder, mut page) = empty_page();
    let (closed, asleep) = (page.listen().1, page.listen().1);
    close(&page, &closed);
    // Whoever looks at the page is answered after what came before.
    page.seen();
    asleep.shutdown(Shutdown::Both).unwrap();
    assert_stays(&mut page, "the other page may come back");
}

#[test]
fn it_does_not_wait_for_the_papers_that_are_being_made() {
    let (_folder, mut page) = empty_page();
    let (_, events) = page.listen();
    let (name, bytes) = sample("krm_sachstand_1.14.xlsx");
    page.put(name, &bytes, false);
    close(&page, &events);
    assert_ends(&mut page);
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
