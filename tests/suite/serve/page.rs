//! A page that is served for a test, and the browser that has it open.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Seek as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use super::Papers;
use super::http::{self, Answer, HANGS, ask, form};
use crate::support;

/// The program while it serves its page; ended when dropped.
pub(super) struct Page {
    child: Child,
    lines: Mutex<Receiver<String>>,
    stderr: File,
    pub(super) port: u16,
    /// »/4f1c…«: the folder below which everything is.
    pub(super) folder: String,
    /// The token of the address.
    pub(super) token: String,
    /// »sachstand-49152=…«; empty until the token was exchanged.
    pub(super) cookie: String,
}

impl Page {
    /// Starts the page in this folder; nobody has opened it yet.
    pub(super) fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sachstand"));
        command.args(["serve", "--no-browser"]).args(arguments).current_dir(folder);
        Self::run(command)
    }

    /// Runs a call that serves the page.
    pub(super) fn run(mut command: Command) -> Self {
        let stderr = tempfile::tempfile().unwrap();
        // Without it a fault on one of the program's threads is not told.
        let command = command.env("RUST_BACKTRACE", "1").stderr(stderr.try_clone().unwrap());
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            let said = out.lines().map_while(Result::ok);
            said.map_while(|line| sender.send(line).ok()).for_each(drop);
        });
        let lines = Mutex::new(lines);
        let mut page = Self {
            child,
            lines,
            stderr,
            port: 0,
            folder: String::new(),
            token: String::new(),
            cookie: String::new(),
        };
        let address = page.line();
        let (place, token) = address
            .strip_prefix("http://127.0.0.1:")
            .and_then(|rest| rest.split_once("/?zugang="))
            .unwrap_or_else(|| panic!("no address: {address}"));
        let (port, folder) = place.split_once('/').unwrap_or_else(|| panic!("no folder: {address}"));
        (page.port, page.folder, page.token) =
            (port.parse().unwrap(), format!("/{folder}"), token.to_owned());
        page
    }

    /// Starts the page in this folder and opens it.
    pub(super) fn open(folder: &Path) -> Self {
        let mut page = Self::start(folder, &[]);
        page.enter();
        page
    }

    /// Exchanges the token for the cookie.
    pub(super) fn enter(&mut self) -> Answer {
        let address = format!("/?zugang={}", self.token);
        let answer = ask(self.port, "GET", &self.at(&address), &[("Host", &self.host())], b"");
        let cookie = answer.header("set-cookie").unwrap_or_else(|| panic!("no cookie: {}", answer.status));
        self.cookie = cookie.split(';').next().unwrap().to_owned();
        answer
    }

    pub(super) fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub(super) fn origin(&self) -> String {
        format!("http://{}", self.host())
    }

    /// The next line that the program says.
    pub(super) fn line(&self) -> String {
        self.lines
            .lock()
            .unwrap()
            .recv_timeout(HANGS)
            .unwrap_or_else(|why| panic!("the program says nothing: {why}"))
    }

    /// An address below its folder.
    pub(super) fn at(&self, target: &str) -> String {
        format!("{}{target}", self.folder)
    }

    // ---- what its browser asks ----

    pub(super) fn get(&self, target: &str) -> Answer {
        let headers = [("Host", self.host()), ("Cookie", self.cookie.clone())];
        ask(
            self.port,
            "GET",
            &self.at(target),
            &headers.each_ref().map(|(name, value)| (*name, value.as_str())),
            b"",
        )
    }

    /// The headers of its forms.
    pub(super) fn own(&self) -> Vec<(&'static str, String)> {
        vec![
            ("Host", self.host()),
            ("Cookie", self.cookie.clone()),
            ("Origin", self.origin()),
            ("Sec-Fetch-Site", "same-origin".into()),
            ("Content-Type", "application/x-www-form-urlencoded".into()),
        ]
    }

    pub(super) fn post(&self, target: &str, body: &[u8]) -> Answer {
        let own = self.own();
        let headers: Vec<_> = own.iter().map(|(name, value)| (*name, value.as_str())).collect();
        ask(self.port, "POST", &self.at(target), &headers, body)
    }

    /// Sends a form, which leads back to the page.
    pub(super) fn send(&self, target: &str, pairs: &[(&str, &str)]) {
        let answer = self.post(target, form(pairs).as_bytes());
        assert_eq!((answer.status, answer.header("location")), (303, Some("./")), "{target}");
    }

    /// Drops a file onto the page.
    pub(super) fn put(&self, name: &str, bytes: &[u8], more: bool) -> Answer {
        self.post(&format!("/dateien?{}&weitere={}", form(&[("name", name)]), u8::from(more)), bytes)
    }

    /// Drops files and waits for their papers.
    pub(super) fn take(&self, files: &[(&str, Vec<u8>)]) -> String {
        for (number, (name, bytes)) in files.iter().enumerate() {
            assert_eq!(self.put(name, bytes, number + 1 < files.len()).status, 303, "{name}");
        }
        self.at_rest()
    }

    /// The page as it is.
    pub(super) fn seen(&self) -> String {
        let answer = self.get("/");
        assert_eq!(answer.status, 200);
        answer.text()
    }

    /// The page once it is as wanted.
    pub(super) fn until(&self, what: &str, wanted: impl Fn(&str) -> bool) -> String {
        until(what, || Some(self.seen()).filter(|page| wanted(page)))
    }

    /// The page once nothing is being made any more.
    pub(super) fn at_rest(&self) -> String {
        self.until("the papers are made", |page| !page.contains("data-arbeit"))
    }

    /// The page once its papers are finished.
    pub(super) fn finished(&self) -> String {
        let page = self.at_rest();
        assert!(status(&page).contains("fertig: "), "{}", status(&page));
        page
    }

    /// The answer about a file of a paper.
    pub(super) fn file(&self, workbook: &str, edition: &str, kind: &str) -> Answer {
        let asked = [("bericht", workbook), ("ausgabe", edition), ("art", kind)];
        self.get(&format!("/datei?{}", form(&asked)))
    }

    /// The finished files of a workbook.
    pub(super) fn papers(&self, workbook: &str) -> Papers {
        let kinds = [("oeffentlich", "docx"), ("oeffentlich", "pdf"), ("nichtoeffentlich", "docx")];
        let kinds = kinds.into_iter().chain([("nichtoeffentlich", "pdf")]);
        let answers = kinds.map(|(edition, kind)| self.file(workbook, edition, kind));
        let ready = answers.filter(|answer| answer.status != 404);
        ready.map(|it| (it.file_name().unwrap(), it.body)).collect()
    }

    /// Sends the choices about papers and waits for them.
    pub(super) fn choose(&self, edition: &str, changes: &str, overview: bool) -> String {
        let mut pairs = vec![("ausgabe", edition), ("aenderungen", changes)];
        if overview {
            pairs.push(("uebersicht", "ja"));
        }
        self.send("/wahl", &pairs);
        self.at_rest()
    }

    /// An open page: it hears of every change.
    pub(super) fn listen(&self) -> (Answer, TcpStream) {
        let mut stream = http::connected(self.port);
        let own = self.own();
        let headers: Vec<_> = own[..2].iter().map(|(name, value)| (*name, value.as_str())).collect();
        stream.write_all(http::head("GET", &self.at("/ereignisse"), &headers, 0).as_bytes()).unwrap();
        let answer = http::read_head(&mut stream);
        (answer, stream)
    }

    // ---- the program ----

    pub(super) fn id(&self) -> u32 {
        self.child.id()
    }

    pub(super) fn runs(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// How the program ended.
    pub(super) fn end(&mut self) -> ExitStatus {
        until("the program ends", || self.child.try_wait().unwrap())
    }

    /// The most memory that it has used, in KiB; none where the system does not tell it.
    pub(super) fn peak(&self) -> Option<u64> {
        support::peak(self.id())
    }
}

impl Drop for Page {
    /// Whatever a test has done to the page: it was no fault of the program.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let mut said = String::new();
        let _ = self.stderr.rewind();
        let _ = self.stderr.read_to_string(&mut said);
        match std::thread::panicking() {
            true => eprintln!("{said}"),
            false => assert!(!said.contains("panicked"), "{said}"),
        }
    }
}

/// Asks again and again until there is an answer.
#[allow(clippy::disallowed_methods, reason = "whether something never happens can be told by a clock alone")]
pub(super) fn until<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(begun.elapsed() < HANGS, "never: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// What the page says about its work.
pub(super) fn status(page: &str) -> &str {
    let rest = page.split_once("data-teil=\"stand\"").unwrap_or_else(|| panic!("no status: {page}")).1;
    rest.split_once('>').unwrap().1.split_once('<').unwrap().0
}

/// What the page says about what was done last.
pub(super) fn notice(page: &str) -> &str {
    let rest = page.split_once("data-teil=\"hinweis\">").unwrap_or_else(|| panic!("no notice: {page}")).1;
    rest.split_once("<section").unwrap().0
}
