//! How long one waits for the page: from the moment at which two workbooks of a paper of some 25 pages are dropped
//! until the picture of its first page is there, and the same when one cell was changed and the workbook is dropped
//! again. Beside it `sachstand build` of the same files to a PDF, as a process of its own.
//!
//! `cargo bench --bench page`; page and build take turns, each line gives the best and the middle time.

#![allow(missing_docs, reason = "a benchmark is no library")]
#![allow(clippy::print_stdout, reason = "its result is what it prints")]
#![allow(clippy::unwrap_used, reason = "without its program there is nothing to measure")]
#![allow(clippy::disallowed_methods, reason = "it measures time")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rust_xlsxwriter::Workbook;

const ROUNDS: usize = 9;
const PROGRAM: &str = env!("CARGO_BIN_EXE_sachstand");
/// So long an answer may take; then something is broken.
const DEADLINE: Duration = Duration::from_secs(120);

fn main() {
    let old = workbook("1.0", 0);
    let (mut first, mut cold, mut later, mut again) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for round in 1..=ROUNDS {
        let mut page = Page::open();
        for (change, shown, built) in
            [(2 * round, &mut first, &mut cold), (2 * round + 1, &mut later, &mut again)]
        {
            let new = workbook("1.1", change);
            let dropped = match change % 2 {
                0 => vec![("alt.xlsx", old.as_slice()), ("neu.xlsx", new.as_slice())],
                _ => vec![("neu.xlsx", new.as_slice())],
            };
            shown.push(timed(|| page.drop_files(&dropped)));
            page.finish();
            built.push(build(&old, &new));
        }
        if round == 1 {
            println!("{} pages", page.text().matches("seite.png?").count() / SIZES);
        }
    }
    report("both workbooks are dropped", first, cold);
    report("one cell has changed", later, again);
}

fn report(what: &str, shown: Vec<Duration>, built: Vec<Duration>) {
    println!("{what}");
    let shown = middle("until the first page is seen", shown);
    let built = middle("build to a PDF", built);
    println!("  the page needs {:.0} % of the build", shown.div_duration_f64(built) * 1e2);
}

/// Prints the best and the middle time, and returns the middle one.
fn middle(name: &str, mut times: Vec<Duration>) -> Duration {
    times.sort();
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let middle = times[times.len() / 2];
    println!("  {name:30} best {:7.1} ms   middle {:7.1} ms", ms(times[0]), ms(middle));
    middle
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// How long a process takes that makes the PDF.
fn build(old: &[u8], new: &[u8]) -> Duration {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("alt.xlsx"), old).unwrap();
    std::fs::write(folder.path().join("neu.xlsx"), new).unwrap();
    let mut program = Command::new(PROGRAM);
    let program = program.args(["build", ".", "-o", "output", "--format", "pdf", "--force"]);
    let program = program.current_dir(folder.path());
    let time = timed(|| assert!(program.output().unwrap().status.success()));
    assert!(written(&folder.path().join("output")), "no PDF was written");
    time
}

fn written(folder: &Path) -> bool {
    let is_pdf = |path: std::path::PathBuf| path.extension().is_some_and(|ending| ending == "pdf");
    std::fs::read_dir(folder).unwrap().any(|entry| is_pdf(entry.unwrap().path()))
}

// ---- the page ----

/// So many addresses of a picture stand in the page: `src`, and two in `srcset`.
const SIZES: usize = 3;

/// A page that is open, as a browser has it: it hears of every change.
struct Page {
    program: Child,
    authority: String,
    cookie: String,
    /// Everything is below it.
    folder: String,
    events: BufReader<TcpStream>,
    /// The picture of the first page that was seen last.
    seen: String,
}

impl Page {
    fn open() -> Self {
        let program = Command::new(PROGRAM).args(["serve", "--no-browser"]).stdout(Stdio::piped()).spawn();
        let mut program = program.unwrap();
        let mut address = String::new();
        BufReader::new(program.stdout.as_mut().unwrap()).read_line(&mut address).unwrap();
        let (authority, path) = address.trim().strip_prefix("http://").unwrap().split_once('/').unwrap();
        let (head, _) = answer(connect(authority, "", "GET", &format!("/{path}"), &[]));
        let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();
        let folder = format!("/{}", path.split('/').next().unwrap_or_default());
        let events = connect(authority, &cookie, "GET", &format!("{folder}/ereignisse"), &[]);
        let (authority, events) = (authority.to_owned(), BufReader::new(events));
        Self { program, authority, folder, cookie, events, seen: String::new() }
    }

    /// Drops files, and waits until the picture of the first page is there.
    fn drop_files(&mut self, files: &[(&str, &[u8])]) {
        for (number, (name, bytes)) in files.iter().enumerate() {
            let more = u8::from(number + 1 < files.len());
            let (head, _) = self.ask("POST", &format!("/dateien?name={name}&weitere={more}"), bytes);
            assert!(head.starts_with("HTTP/1.1 303"), "{head}");
        }
        loop {
            self.hear();
            let picture = self.first_picture().filter(|picture| *picture != self.seen);
            let Some(picture) = picture else { continue };
            let (_, bytes) = self.ask("GET", &picture, &[]);
            assert!(bytes.starts_with(b"\x89PNG"));
            self.seen = picture;
            return;
        }
    }

    /// Waits until all files are finished.
    fn finish(&mut self) {
        while !self.text().contains("Bericht ist fertig") {
            self.hear();
        }
    }

    /// Waits for a change.
    fn hear(&mut self) {
        let mut line = String::new();
        while !line.starts_with("data:") {
            line.clear();
            assert!(self.events.read_line(&mut line).unwrap() > 0, "the program has ended");
        }
    }

    fn text(&self) -> String {
        String::from_utf8(self.ask("GET", "/", &[]).1).unwrap()
    }

    /// The address of the first page's picture.
    fn first_picture(&self) -> Option<String> {
        let text = self.text();
        let (_, rest) = text.split_once("src=\"seite.png?")?;
        Some(format!("/seite.png?{}", rest.split('"').next()?.replace("&amp;", "&")))
    }

    fn ask(&self, method: &str, path: &str, body: &[u8]) -> (String, Vec<u8>) {
        answer(connect(&self.authority, &self.cookie, method, &format!("{}{path}", self.folder), body))
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// Sends a request, as the page's own.
fn connect(authority: &str, cookie: &str, method: &str, path: &str, body: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(authority).unwrap();
    stream.set_read_timeout(Some(DEADLINE)).unwrap();
    let length = body.len();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {authority}\r\nOrigin: http://{authority}\r\nCookie: {cookie}\r\n\
         Content-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(&[head.as_bytes(), body].concat()).unwrap();
    stream
}

/// The head and the body of an answer.
fn answer(mut stream: TcpStream) -> (String, Vec<u8>) {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let end = bytes.windows(4).position(|it| it == b"\r\n\r\n").unwrap();
    let body = bytes.split_off(end + 4);
    (String::from_utf8(bytes).unwrap(), body)
}

// ---- the workbooks ----

const FIELDS: usize = 9;
const ACTIONS: usize = 11;

/// A workbook of a paper of some 25 pages; every seventh action differs from that of change 0, and one says which
/// change this is.
fn workbook(version: &str, change: usize) -> Vec<u8> {
    let mut book = Workbook::new();
    let facts =
        [("Titel", "Bericht"), ("Dokument", "Schulen"), ("Version", version), ("Datum", "01.03.2026")];
    let sheet = book.add_worksheet().set_name("Dokument").unwrap();
    for ((key, value), row) in facts.into_iter().zip(0..) {
        sheet.write_row(row, 0, [key, value]).unwrap();
    }
    let sheet = book.add_worksheet().set_name("Sachstand").unwrap();
    sheet.write_row(0, 0, ["Handlungsfeld", "Aktion", "Sachstand"]).unwrap();
    for number in 0..FIELDS * ACTIONS {
        let cells = [
            format!("Handlungsfeld {}", number / ACTIONS + 1),
            format!("Vorhaben {number}"),
            status(number, change),
        ];
        sheet.write_row(u32::try_from(number).unwrap() + 1, 0, cells).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn status(number: usize, change: usize) -> String {
    let state = if change > 0 && number.is_multiple_of(7) { "erneut beraten" } else { "vorbereitet" };
    let last = if number == 40 { format!("Die Fassung trägt die Nummer {change}.") } else { String::new() };
    let entry = |entry: usize| {
        format!(
            "• Abschnitt {entry} des Vorhabens {number} wird {state}; die Verwaltung hat die Kosten geprüft und dem \
             Ausschuss einen Plan für die weiteren Schritte vorgelegt."
        )
    };
    [entry(1), entry(2), entry(3), last].join("\n").trim_end().to_owned()
}
