//! The office run, with workbooks in memory instead of files.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::{Condvar, Mutex};
use std::time::Duration;

use sachstand::diag::{Code, Error, ErrorKind};
use sachstand::document::Shown;
use sachstand::model::{MarkOrigin, MarkSource};
use sachstand::office::{
    Compared, Digest, Editions, Event, FinishedPaper, Format, Host, Kit, Outcome, Placed, Previous, RunOrder,
    Status, run,
};
use sachstand::pipeline::LogoFile;
use sachstand::settings::Settings;

use crate::support::{TYPESETTER, book, workbook};

const OLD: &[(&str, &str)] = &[("Lüftung", "Die Anlage wird bis Mai geprüft.")];
const NEW: &[(&str, &str)] = &[("Lüftung", "Die Anlage wird bis Juni geprüft.")];

/// Workbooks by name; a name with several contents gives one after the other. It writes down what
/// it is asked for.
#[derive(Default)]
struct Memory {
    files: BTreeMap<String, Vec<Vec<u8>>>,
    calls: Mutex<Vec<String>>,
    full: bool,
}

impl Memory {
    fn new(files: &[(&str, Vec<u8>)]) -> Self {
        let mut memory = Self::default();
        for (name, bytes) in files {
            memory.files.entry((*name).to_owned()).or_default().push(bytes.clone());
        }
        memory
    }

    /// So many papers that no workbook is kept from the first reading.
    fn many() -> Self {
        let names = (10..20).map(|number| format!("{number}.xlsx"));
        let files: Vec<_> = names.map(|name| (name.clone(), workbook(&name, "1.0", OLD))).collect();
        Self::new(&files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect::<Vec<_>>())
    }

    fn calls(&self) -> Vec<String> {
        self.calls.lock().unwrap().clone()
    }
}

impl Host for Memory {
    fn read(&self, workbook: &str) -> Result<Vec<u8>, Error> {
        let mut calls = self.calls.lock().unwrap();
        let call = format!("read {workbook}");
        let before = calls.iter().filter(|other| **other == call).count();
        calls.push(call);
        let contents = self.files.get(workbook).and_then(|it| it.get(before).or(it.last()));
        contents.cloned().ok_or_else(|| Error::new(ErrorKind::Io, "nicht da"))
    }

    fn logo(&self, _: &str, _: &str) -> LogoFile {
        Err(std::io::ErrorKind::NotFound.into())
    }

    fn finish(&self, paper: FinishedPaper<'_>) -> Result<Placed, Error> {
        let stem = &paper.wanted.stem;
        self.calls.lock().unwrap().push(format!("finish {stem}"));
        if self.full {
            return Err(Error::new(ErrorKind::Io, "kein Platz"));
        }
        let written = paper.files.iter().map(|(format, _)| format!("{stem}.{}", format.ending())).collect();
        Ok(Placed { written, kept: Vec::new() })
    }
}

/// A host on which the program breaks.
struct Broken(Memory);

impl Host for Broken {
    fn read(&self, workbook: &str) -> Result<Vec<u8>, Error> {
        assert_ne!(workbook, "b", "reading breaks");
        self.0.read(workbook)
    }

    fn logo(&self, workbook: &str, name: &str) -> LogoFile {
        self.0.logo(workbook, name)
    }

    fn finish(&self, paper: FinishedPaper<'_>) -> Result<Placed, Error> {
        assert_ne!(paper.wanted.workbook, "a", "making breaks");
        self.0.finish(paper)
    }
}

#[test]
fn a_fault_of_the_program_keeps_no_other_paper_from_being_made() {
    let files = ["a", "b", "c"].map(|name| (name, workbook(name, "1.0", OLD)));
    let mut outcomes = Vec::new();
    tell(&Broken(Memory::new(&files)), &["a", "b", "c"], Call::default(), &mut |it| outcomes.push(it))
        .unwrap();
    let errors = outcomes.iter().map(|it| it.errors().next().map(|error| (error.kind(), error.file())));
    let fault = |file| Some((ErrorKind::Internal, Some(file)));
    assert_eq!(errors.collect::<Vec<_>>(), [fault("a"), fault("b"), None]);
    assert_eq!(outcomes[2].written().count(), 1);
}

/// How a run departs from the usual one.
#[derive(Clone, Copy, Default)]
struct Call<'a> {
    previous: Option<&'a str>,
    all_versions: bool,
}

/// Runs over all workbooks of `host` but the previous version that is named.
fn tell(host: &dyn Host, names: &[&str], call: Call<'_>, on: &mut dyn FnMut(Outcome)) -> Result<(), Error> {
    let previous = call.previous.map_or(Previous::Among(&[]), Previous::Named);
    tell_with(host, names, (previous, call.all_versions), on)
}

/// Runs over workbooks beside which others lie.
fn tell_beside(
    host: &dyn Host,
    names: &[&str],
    beside: &[String],
    on: &mut dyn FnMut(Outcome),
) -> Result<(), Error> {
    tell_with(host, names, (Previous::Among(beside), false), on)
}

fn tell_with(
    host: &dyn Host,
    names: &[&str],
    (previous, all_versions): (Previous<'_>, bool),
    on: &mut dyn FnMut(Outcome),
) -> Result<(), Error> {
    let workbooks: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let settings = Settings::default();
    let digest = Digest::default();
    let order = RunOrder {
        workbooks: &workbooks,
        previous,
        all_versions,
        editions: Editions::AsMarked,
        allow_unlisted: false,
        marks: MarkSource::Auto,
        shown: Shown::Marked,
        change_list: true,
        formats: &[Format::Docx],
        jobs: NonZeroUsize::MIN,
        kit: &|_| Ok(Kit { settings: &settings, typesetter: &TYPESETTER, digest: &digest }),
    };
    let mut only_done = |event| {
        if let Event::Done(outcome) = event {
            on(*outcome);
        }
    };
    run(host, &order, &mut only_done)
}

/// What the paper was compared with.
fn compared(outcome: &Outcome) -> Option<&Compared> {
    outcome.editions().find_map(|made| made.compared.as_ref())
}

fn try_outcomes(host: &Memory, call: Call<'_>) -> Result<Vec<Outcome>, Error> {
    let names: Vec<&str> =
        host.files.keys().map(String::as_str).filter(|it| Some(*it) != call.previous).collect();
    let mut outcomes = Vec::new();
    tell(host, &names, call, &mut |outcome| outcomes.push(outcome))?;
    outcomes.sort_by_key(|outcome| outcome.position);
    assert!(outcomes.iter().map(|outcome| outcome.position).eq(0..outcomes.len()));
    Ok(outcomes)
}

fn outcomes(host: &Memory, call: Call<'_>) -> Vec<Outcome> {
    try_outcomes(host, call).unwrap()
}

/// The one finding with this code, as text and place.
fn finding(outcome: &Outcome, code: Code) -> (String, String) {
    let found: Vec<_> = outcome.findings.iter().filter(|it| it.code == code).collect();
    assert_eq!(found.len(), 1, "{:?}", outcome.findings);
    (found[0].message.clone(), found[0].at.to_string())
}

fn previous(outcome: &Outcome) -> Option<&str> {
    compared(outcome).unwrap().previous.as_deref()
}

#[test]
fn a_paper_is_handed_over_before_the_next_workbook_is_read_for_making() {
    let host = Memory::many();
    let outcomes = outcomes(&host, Call::default());
    let names: Vec<&String> = host.files.keys().collect();
    let planning = names.iter().map(|name| format!("read {name}"));
    let making = names
        .iter()
        .flat_map(|name| [format!("read {name}"), format!("finish {name}_v1.0_nichtoeffentlich")]);
    assert_eq!(host.calls(), planning.chain(making).collect::<Vec<_>>());
    assert!(outcomes.iter().all(|outcome| outcome.status() == Status::Done));
    assert_eq!(outcomes[3].written().collect::<Vec<_>>(), ["13.xlsx_v1.0_nichtoeffentlich.docx"]);
}

/// A host that finishes its second paper only when the outcome of the first was heard of.
struct Patient {
    memory: Memory,
    heard: Mutex<usize>,
    more: Condvar,
}

impl Host for Patient {
    fn read(&self, workbook: &str) -> Result<Vec<u8>, Error> {
        self.memory.read(workbook)
    }

    fn logo(&self, workbook: &str, name: &str) -> LogoFile {
        self.memory.logo(workbook, name)
    }

    fn finish(&self, paper: FinishedPaper<'_>) -> Result<Placed, Error> {
        let done = self.memory.calls().iter().filter(|call| call.starts_with("finish")).count();
        let heard = self.heard.lock().unwrap();
        let wait = self.more.wait_timeout_while(heard, Duration::from_secs(20), |heard| *heard < done);
        assert!(!wait.unwrap().1.timed_out(), "the outcome of a finished paper was held back");
        self.memory.finish(paper)
    }
}

#[test]
fn outcomes_come_as_papers_finish() {
    let host = Patient { memory: Memory::many(), heard: Mutex::new(0), more: Condvar::new() };
    let names: Vec<&str> = host.memory.files.keys().take(3).map(String::as_str).collect();
    tell(&host, &names, Call::default(), &mut |_| {
        *host.heard.lock().unwrap() += 1;
        host.more.notify_all();
    })
    .unwrap();
    assert_eq!(*host.heard.lock().unwrap(), 3);
}

#[test]
fn a_few_workbooks_are_read_once() {
    let host = Memory::new(&[("a", workbook("Schulen", "1.1", NEW)), ("b", workbook("Schulen", "1.0", OLD))]);
    let outcomes = outcomes(&host, Call::default());
    assert_eq!(host.calls(), ["read a", "read b", "finish Schulen_v1.1_nichtoeffentlich"]);
    assert_eq!(outcomes.len(), 1, "an older version has no outcome");
    assert_eq!(previous(&outcomes[0]), Some("b"));
    assert_eq!(compared(&outcomes[0]).unwrap().changes, Some(1));
}

#[test]
fn a_workbook_that_changes_meanwhile_is_not_mixed_up() {
    let mut host = Memory::many();
    // Each of these is another one when it is read for making: a paper, and a previous version.
    for (name, id, version) in [("10.xlsx", "Bauhof", "2.0"), ("30.xlsx", "11.xlsx", "0.9")] {
        let now = workbook(id, version, NEW);
        host.files.entry(name.to_owned()).or_insert_with(|| vec![workbook(id, version, OLD)]).push(now);
    }
    let outcomes = outcomes(&host, Call::default());
    assert_eq!(outcomes.len(), 10);
    for (outcome, changed) in outcomes.iter().zip(["10.xlsx", "30.xlsx"]) {
        let error = outcome.errors().next().unwrap();
        assert!(error.message().contains("wurde geändert"), "{error}");
        assert_eq!((error.kind(), error.file()), (ErrorKind::Io, Some(changed)));
    }
    assert!(outcomes[2..].iter().all(|outcome| outcome.status() == Status::Done));
    assert_eq!(host.calls().iter().filter(|call| call.starts_with("finish")).count(), 8);
}

#[test]
fn the_newest_version_is_compared_with_the_one_before() {
    let versions = ["1.9", "1.10", "1.2"].map(|version| (version, workbook("Schulen", version, OLD)));
    let host = Memory::new(&versions);
    let newest = outcomes(&host, Call::default());
    assert_eq!(newest.iter().map(|it| it.file.as_str()).collect::<Vec<_>>(), ["1.10"]);
    assert_eq!(previous(&newest[0]), Some("1.9"));
    let all = outcomes(&host, Call { all_versions: true, ..Call::default() });
    let pairs: Vec<_> = all.iter().map(|it| (it.file.as_str(), previous(it))).collect();
    assert_eq!(pairs, [("1.10", Some("1.9")), ("1.2", None), ("1.9", Some("1.2"))]);
    assert_eq!(compared(&all[1]).unwrap().marks, MarkOrigin::None);
}

#[test]
fn a_version_whose_predecessor_is_lost_is_no_first_version() {
    let mut book = book("Schulen", "1.10", NEW);
    let history = book.add_worksheet().set_name("Versionen").unwrap();
    for (row, entry) in (0..).zip([["Version", "Bemerkung"], ["1.9", "Erste"], ["1.10", "Zweite"]]) {
        history.write_row(row, 0, entry).unwrap();
    }
    let current = ("b", book.save_to_buffer().unwrap());
    for (files, expected) in [
        (vec![current.clone()], "Die vorige Fassung von »Schulen« wurde nicht gefunden"),
        (
            vec![current.clone(), ("a", b"kaputt".to_vec())],
            "Die vorige Fassung von »Schulen« wurde nicht gefunden (nicht lesbar: a)",
        ),
    ] {
        let outcomes = outcomes(&Memory::new(&files), Call::default());
        let outcome = outcomes.last().unwrap();
        assert_eq!(compared(outcome).unwrap().marks, MarkOrigin::Missing);
        assert_eq!(
            finding(outcome, Code::PreviousMissing),
            (expected.to_owned(), "b › Dokument!B3".to_owned())
        );
    }
    let host = Memory::new(&[current, ("a", workbook("Schulen", "1.9", OLD))]);
    let found = outcomes(&host, Call::default());
    assert_eq!((previous(&found[0]), found[0].findings.len()), (Some("a"), 0));
}

#[test]
fn where_a_workbook_cannot_be_read_no_paper_calls_itself_the_first() {
    let broken = || b"kaputt".to_vec();
    let newest = || workbook("Schulen", "1.10", NEW);
    for (files, marks) in [
        (vec![("a", newest()), ("b", broken())], MarkOrigin::Missing),
        (vec![("schulen_1.11.xlsx", broken()), ("schulen_1.10.xlsx", newest())], MarkOrigin::Missing),
    ] {
        let outcomes = outcomes(&Memory::new(&files), Call::default());
        let paper = outcomes.iter().find(|it| compared(it).is_some()).unwrap();
        assert_eq!(compared(paper).unwrap().marks, marks);
        assert!(finding(paper, Code::VersionUnread).0.contains("Nicht lesbar"));
    }
    // Beside the workbook only one that is called like it counts, and none that merely holds no table.
    let beside = |name: &'static str, bytes: Vec<u8>| {
        let host = Memory::new(&[("o/schulen 1.10.xlsx", newest()), (name, bytes)]);
        let (others, mut found) = ([name.to_owned()], Vec::new());
        tell_beside(&host, &["o/schulen 1.10.xlsx"], &others, &mut |outcome| found.push(outcome)).unwrap();
        compared(&found[0]).unwrap().marks.clone()
    };
    assert_eq!(beside("o/Schulen_1.9.xlsx", broken()), MarkOrigin::Missing);
    assert_eq!(beside("o/Gehälter.xlsx", broken()), MarkOrigin::None);
    let mut empty = rust_xlsxwriter::Workbook::new();
    empty.add_worksheet().write_string(0, 0, "Adressen").unwrap();
    assert_eq!(beside("o/schulen.xlsx", empty.save_to_buffer().unwrap()), MarkOrigin::None);
}

#[test]
fn of_two_workbooks_with_one_version_the_first_counts() {
    let host = Memory::new(&[
        ("a", workbook("Schulen", "1.0", OLD)),
        ("b", workbook("schulen ", "v1", NEW)),
        ("c", workbook("Bauhof", "1.0", OLD)),
    ]);
    let outcomes = outcomes(&host, Call::default());
    assert_eq!(
        outcomes.iter().map(Outcome::status).collect::<Vec<_>>(),
        [Status::Done, Status::Failed, Status::Done]
    );
    let (message, at) = finding(&outcomes[1], Code::VersionTwice);
    assert_eq!(
        (message.as_str(), at.as_str()),
        ("»schulen«, Version 1 gibt es schon in »a«", "b › Dokument!B3")
    );
    assert_eq!(outcomes[1].errors().next().unwrap().file(), Some("b"));
    assert_eq!(host.calls().iter().filter(|call| call.starts_with("finish")).count(), 2);
}

#[test]
fn papers_whose_files_would_have_one_name_do_not_replace_each_other() {
    let host =
        Memory::new(&[("a", workbook("Amt 1/Bau", "1.0", OLD)), ("b", workbook("amt 1 bau", "1.0", NEW))]);
    let outcomes = outcomes(&host, Call::default());
    let (message, at) = finding(&outcomes[1], Code::OutputTwice);
    assert_eq!(message, "Die Dateien hießen »amt_1_bau_v1.0« wie die des Berichts aus »a«");
    assert_eq!(at, "b › Dokument!B2");
    assert_eq!(host.calls().last().unwrap(), "finish Amt_1_Bau_v1.0_nichtoeffentlich");
}

/// A workbook with this title and four actions.
fn titled(id: &str, version: &str, title: &str, actions: [&str; 4]) -> Vec<u8> {
    let rows: Vec<(&str, &str)> = actions.iter().map(|action| (*action, "Läuft.")).collect();
    let mut book = book(id, version, &rows);
    book.worksheet_from_name("Dokument").unwrap().write_string(0, 1, title).unwrap();
    book.save_to_buffer().unwrap()
}

const SCHOOLS: [&str; 4] = ["Lüftung", "Mensa", "Schulhof", "Fenster"];
const ROADS: [&str; 4] = ["Brücke", "Radweg", "Ampel", "Kreisel"];

#[test]
fn two_papers_with_one_id_are_not_two_versions_of_one() {
    let host = Memory::new(&[
        ("a", titled("Bericht", "1.0", "Sachstand Schulen", SCHOOLS)),
        ("b", titled("Bericht", "1.3", "Umsetzung Verkehrsplan", ROADS)),
        ("c", titled("Bericht", "1.1", "Sachstand Schulen Herbst", ["Lüftung", "Mensa", "Hort", "Dach"])),
    ]);
    let outcomes = outcomes(&host, Call::default());
    let made: Vec<_> = outcomes.iter().map(|it| (it.file.as_str(), previous(it))).collect();
    assert_eq!(made, [("b", None), ("c", Some("a"))]);
    let said = |at: usize| finding(&outcomes[at], Code::DocumentTwice).0;
    assert_eq!(said(0), "»a« hat dasselbe »Dokument«, ist aber ein anderer Bericht");
    assert_eq!(said(1), "»b« hat dasselbe »Dokument«, ist aber ein anderer Bericht");
}

#[test]
fn a_previous_version_of_another_paper_is_not_compared_with() {
    let host = Memory::new(&[
        ("a", titled("Verkehr", "1.0", "Umsetzung Verkehrsplan", ROADS)),
        ("b", titled("Schulen", "1.1", "Sachstand Schulen", SCHOOLS)),
    ]);
    let outcomes = outcomes(&host, Call { previous: Some("a"), ..Call::default() });
    assert_eq!(previous(&outcomes[0]), None);
    assert_eq!(
        finding(&outcomes[0], Code::PreviousForeign).0,
        "»a« ist ein anderer Bericht (»Verkehr«) und keine vorige Fassung"
    );
}

#[test]
fn a_previous_version_that_does_not_fit_is_said() {
    let current = ("b", workbook("Schulen", "1.1", NEW));
    for (id, version, expected) in [
        ("Schulen", "1.0", None),
        ("Schulen", "1.1", Some("»a« ist keine ältere Version")),
        ("Schulen", "2.0", Some("»a« ist keine ältere Version")),
        ("Bauhof", "1.0", Some("»a« ist ein anderes Dokument: »Bauhof«")),
    ] {
        let host = Memory::new(&[("a", workbook(id, version, OLD)), current.clone()]);
        let outcomes = outcomes(&host, Call { previous: Some("a"), ..Call::default() });
        assert_eq!(outcomes.len(), 1);
        let said = outcomes[0].findings.iter().find(|it| it.code == Code::PreviousUnfit);
        assert_eq!(said.map(|it| it.message.as_str()), expected);
        assert_eq!(previous(&outcomes[0]), Some("a"), "it was compared with it all the same");
    }
}

#[test]
fn a_previous_version_of_none_of_the_papers_stops_the_run() {
    let host = Memory::new(&[
        ("a", workbook("Schulen", "1.0", OLD)),
        ("b", workbook("Bauhof", "1.0", OLD)),
        ("c", workbook("Museum", "0.9", OLD)),
    ]);
    let error = try_outcomes(&host, Call { previous: Some("c"), ..Call::default() }).unwrap_err();
    assert_eq!((error.kind(), error.file()), (ErrorKind::Options, Some("c")));
    let error = try_outcomes(&host, Call { previous: Some("d"), ..Call::default() }).unwrap_err();
    assert_eq!((error.kind(), error.file()), (ErrorKind::Io, Some("d")));
    assert!(!host.calls().iter().any(|call| call.starts_with("finish")));
}

#[test]
fn what_fails_does_not_keep_the_others_from_being_made() {
    let mut host = Memory::new(&[("a", b"kein Excel".to_vec()), ("b", workbook("Bauhof", "1.0", OLD))]);
    let made = outcomes(&host, Call::default());
    assert!(made[0].identity.is_none() && compared(&made[0]).is_none());
    assert_eq!(made[0].errors().next().unwrap().file(), Some("a"));
    assert_eq!(made[1].written().collect::<Vec<_>>(), ["Bauhof_v1.0_nichtoeffentlich.docx"]);
    host.full = true;
    let full = outcomes(&host, Call::default());
    let error = full[1].errors().next().unwrap();
    assert_eq!((error.message(), error.file()), ("kein Platz", Some("b")));
    assert!(compared(&full[1]).is_some() && full[1].rewrites.is_empty());
}
