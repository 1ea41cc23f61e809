//! How fast the rules run: German prose by the mebibyte, in paragraphs and in one piece, and strings
//! made to be hard. Times grow with the length, so the columns for one and four mebibytes must
//! differ by about four.
//!
//! `cargo bench --bench normalize`

#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a benchmark measures and says so")]

use std::time::{Duration, Instant};

use sachstand::normalize::{Glossary, Rules, normalize_text};
use sachstand::source::Location;
use sachstand::text::Text;

const MIB: usize = 1 << 20;

/// What a real paper looks like: a rewrite in every seventh sentence.
const SAMPLE: &str = include_str!("../tests/samples/krm_1.14.txt");

/// Sentences as they stand in a status cell, five of ten with something to mend.
const PROSE: &[&str] = &[
    "Die Verwaltung hat das Konzept überarbeitet und dem Ausschuss vorgelegt. ",
    "Die Beschaffung der Endgeräte für die Grundschulen wurde am 9.6.16 ausgeschrieben. ",
    "Für die Einführung der elektronischen Akte fehlen weiterhin zwei Stellen in der Informationstechnik. ",
    "Der Rat hat die Fortschreibung des Medienentwicklungsplans einstimmig beschlossen. ",
    "Im 4 Quartal 2018 beginnt die Schulung der Beschäftigten, z.B. in den Bürgerbüros. ",
    "Das Vorhaben wird gemeinsam mit dem Landkreis umgesetzt; die Kosten tragen beide zur Hälfte. ",
    "Nach Abschluss der Arbeiten am Netz können alle Standorte mit Glasfaser versorgt werden. ",
    "Die Förderung nach § 12 Abs. 3 beträgt 60% der Kosten - höchstens 250.000 € im Jahr. ",
    "Eine Abstimmung mit dem Personalrat steht noch aus. ",
    "Die Leitung (Frau A. Beispiel) berichtet dem \"Lenkungskreis\" über den Stand. ",
];

fn prose(size: usize) -> String {
    let mut text = String::with_capacity(size + 200);
    for sentence in PROSE.iter().cycle() {
        if text.len() >= size {
            break;
        }
        text.push_str(sentence);
    }
    text
}

/// The best of several runs over all `paragraphs`.
fn time(paragraphs: &[Text], glossary: &Glossary) -> Duration {
    let at = Location::file("a.xlsx");
    let rules = Rules::default();
    let run = || {
        let start = Instant::now();
        for text in paragraphs {
            std::hint::black_box(normalize_text(text, &at, &rules, glossary));
        }
        start.elapsed()
    };
    (0..5).map(|_| run()).min().unwrap_or_default()
}

fn report(name: &str, make: impl Fn(usize) -> Vec<Text>, glossary: &Glossary) {
    let (one, four) = (time(&make(MIB), glossary), time(&make(4 * MIB), glossary));
    let ratio = four.as_secs_f64() / one.as_secs_f64();
    println!(
        "{name:<34} 1 MiB {:>8.1} ms   4 MiB {:>8.1} ms   x {ratio:.1}",
        one.as_secs_f64() * 1e3,
        four.as_secs_f64() * 1e3
    );
}

fn main() {
    let row =
        |short: &str, variant: &str| (short.to_owned(), "Bedeutung".to_owned(), vec![variant.to_owned()]);
    let rows =
        ["KGRZ", "OZG", "BauGB", "DSGVO", "EDV", "ZGM", "MEP", "GIS"].map(|short| row(short, "K.G.R.Z."));
    let glossary = Glossary::of(rows, Vec::new());
    time(&[Text::plain("am 9.6.16")], &glossary);
    let paragraphs = |size| {
        let text = prose(size);
        let sentences: Vec<&str> = text.split_inclusive(". ").collect();
        sentences.chunks(4).map(|chunk| Text::plain(chunk.concat())).collect::<Vec<_>>()
    };
    let clean = |size| {
        let text = [PROSE[0], PROSE[2], PROSE[3], PROSE[5], PROSE[6], PROSE[8]].concat();
        vec![Text::plain(text.clone()); size / text.len()]
    };
    let sample = |size: usize| {
        let lines = SAMPLE.lines().map(str::trim).filter(|line| line.len() > 40);
        let length: usize = lines.clone().map(str::len).sum();
        let paper: Vec<Text> = lines.map(Text::plain).collect();
        (0..size / length).flat_map(|_| paper.clone()).collect()
    };
    report("the sample paper over and over", sample, &glossary);
    report("dense prose, paragraphs", paragraphs, &glossary);
    report("prose without anything to mend", clean, &glossary);
    report("dense prose, one paragraph", |size| vec![Text::plain(prose(size))], &glossary);
    for hard in [
        "1.", "1.1.", "9.6.16 ", "\"", " \"a", "'a' ", "A. ", "z.B.", "a-", "- ", "1", "(", "A (A", "`", "–",
        "1-1/", "\u{308}", "x_", "„", " ,", "19\" ",
    ] {
        report(
            &format!("{hard:?} repeated"),
            |size| vec![Text::plain(hard.repeat(size / hard.len()))],
            &glossary,
        );
    }
}
