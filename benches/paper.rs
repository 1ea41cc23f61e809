//! How long one paper takes and how much memory it needs: the sample of 25 pages, from the bytes of
//! its workbook to the bytes of both files, compared with its previous version.
//!
//! `cargo bench --bench paper`; each line gives the best and the middle time of several runs. The
//! first run of all is cold: fonts are parsed and nothing is memoised.

#![allow(missing_docs, reason = "a benchmark is no library")]
#![allow(clippy::print_stdout, reason = "its result is what it prints")]
#![allow(clippy::unwrap_used, reason = "without its samples there is nothing to measure")]
#![allow(clippy::disallowed_methods, reason = "it measures time")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use sachstand::document::Shown;
use sachstand::gate::{self, Secrets};
use sachstand::model::{Edition, MarkSource, Report};
use sachstand::persons::{Form, forms};
use sachstand::pipeline::{self, Order, Paper};
use sachstand::settings::Settings;
use sachstand::write::typeset::{FontOptions, Typesetter, forget};

const RUNS: usize = 15;

fn main() {
    let settings = Settings::default();
    let workbook = |version: &str| {
        let path = format!("{}/input/krm_sachstand_{version}.xlsx", env!("CARGO_MANIFEST_DIR"));
        std::fs::read(path).unwrap()
    };
    let (old, new) = (workbook("1.13"), workbook("1.14"));
    let load = |bytes: &[u8]| pipeline::load(bytes, "paper.xlsx", &settings).unwrap().report;
    let (previous, report) = (load(&old), load(&new));

    let start = Instant::now();
    let typesetter = Typesetter::new(&FontOptions::default()).unwrap();
    let make = || {
        let order = Order {
            report: &report,
            previous: Some(&previous),
            logo: None,
            edition: Edition::Internal,
            allow_unlisted: false,
            source: MarkSource::Auto,
            shown: Shown::Marked,
            change_list: true,
            unread: false,
        };
        Paper::new(order, &typesetter, &settings).unwrap().value
    };
    let paper = make();
    let (pdf, docx) = (paper.pdf().unwrap(), paper.docx().unwrap());
    println!("first paper, cold: {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    println!("{} pages, PDF {} KB, DOCX {} KB", paper.pages().total, pdf.len() / 1024, docx.len() / 1024);

    measure("read, interpret, make uniform", || load(&new));
    measure("compare", || pipeline::mark(&report, Some(&previous), MarkSource::Auto).unwrap());
    measure("compare, compose, lay out", || {
        forget();
        make()
    });
    measure("export the PDF", || paper.pdf().unwrap());
    measure("write the DOCX", || paper.docx().unwrap());
    let (barred, texts) = (persons(), texts(&report));
    let withheld =
        [&texts[0], "Von diesem Satz steht in der öffentlichen Fassung kein einziges Wort."].join("\n");
    let gate = measure("read both files back", || {
        let secrets = Secrets::new(&barred, &[], std::slice::from_ref(&withheld), &texts);
        (gate::pdf(&pdf, &secrets).unwrap(), gate::docx(&docx, &secrets).unwrap())
    });
    let rest = measure("all of it but that", || {
        forget();
        black_box(load(&old));
        black_box(load(&new));
        let paper = make();
        (paper.pdf().unwrap(), paper.docx().unwrap())
    });
    println!("reading back takes {:.1} % of a public paper", gate.div_duration_f64(gate + rest) * 1e2);
    if let Some(peak) = peak_memory() {
        println!("peak memory of the process: {peak}");
    }
}

/// The forms of twenty persons of whom none is in the paper.
fn persons() -> Vec<Form> {
    let first = ["Ottokar", "Sieglinde", "Jürgen", "Wilhelmine"];
    let last = ["Wendemuth", "Groß-Lüdern", "Kaltwasser", "Öttinghaus", "Szymański"];
    let names = last.iter().flat_map(|last| first.iter().map(move |first| format!("{first} {last}")));
    names.flat_map(|name| forms(&name)).collect()
}

/// All texts of a paper.
fn texts(report: &Report) -> Vec<String> {
    report.texts().iter().map(|spot| spot.words.as_str().to_owned()).collect()
}

/// Prints the best and the middle time of several runs, and returns the middle one.
fn measure<T>(name: &str, mut work: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            black_box(work());
            start.elapsed()
        })
        .collect();
    times.sort();
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    println!("{name:32} best {:7.1} ms   middle {:7.1} ms", ms(times[0]), ms(times[RUNS / 2]));
    times[RUNS / 2]
}

/// The high-water mark of this process; Linux only.
fn peak_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| Some(line.strip_prefix("VmHWM:")?.trim().to_owned()))
}
