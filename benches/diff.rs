//! How long a comparison takes: a usual paper, one twenty times its size, and hostile pairs.
//!
//! `cargo bench --bench diff`; each line gives the best and the middle time of several runs.

#![allow(missing_docs, reason = "a benchmark is no library")]
#![allow(clippy::print_stdout, reason = "its result is what it prints")]
#![allow(clippy::disallowed_methods, reason = "it measures time")]

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use sachstand::diff::diff;
use sachstand::model::{Action, Columns, Entry, Facts, Field, Paragraph, ParagraphKind, Report};
use sachstand::source::{CellRef, Located, Location};
use sachstand::text::Text;

fn main() {
    let small = (paper(9, 5, 1), paper(9, 5, 2));
    let large = (paper(180, 5, 1), paper(180, 5, 2));
    let usual = measure("45 actions, 180 entries", &small.0, &small.1, 40);
    let twenty = measure("twenty times as much", &large.0, &large.1, 10);
    println!("{:40} {:10.1} times", "twenty times as much takes", twenty.as_secs_f64() / usual.as_secs_f64());
    measure("the same twice", &small.0, &small.0, 40);
    measure("every entry rewritten, × 20", &large.0, &renamed(&large.0), 3);
    for (name, word) in HOSTILE {
        let text =
            |seed: usize| one_cell(&(0..100_000).map(|at| word(at, seed)).collect::<Vec<_>>().join(" "));
        measure(name, &text(1), &text(2), 3);
    }
    let lines = |seed: usize| {
        let line = |at: usize| format!("Zeile{seed}x{at} ist neu.");
        status((0..20_000).map(line))
    };
    measure("one cell of 20,000 entries, all different", &lines(1), &lines(2), 3);
}

type Words = fn(usize, usize) -> String;

/// One cell of 100,000 words on either side.
const HOSTILE: [(&str, Words); 6] = [
    ("100,000 words, all different", |at, seed| format!("w{seed}x{at}")),
    ("… in sentences, all different", |at, seed| {
        format!("W{seed}x{at}{}", if at % 10 == 9 { "." } else { "" })
    }),
    ("… in sentences, every tenth word changed", |at, seed| match at % 10 {
        3 => format!("w{seed}x{at}"),
        9 => format!("w{at}."),
        0 => format!("W{at}"),
        _ => format!("w{at}"),
    }),
    ("… of two words in disorder", |at, seed| ["ja", "nein"][random(at * 7 + seed) % 2].to_owned()),
    ("… of 300 words in disorder", |at, seed| format!("wort{}", random(at * 7 + seed) % 300)),
    ("… the same sentences in disorder", |at, seed| {
        let sentence = (at / 10 * [1, 7919][seed - 1]) % 10_000;
        format!("W{}x{sentence}{}", at % 10, if at % 10 == 9 { "." } else { "" })
    }),
];

fn measure(name: &str, previous: &Report, current: &Report, runs: usize) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            let comparison = diff(black_box(previous), black_box(current));
            let time = start.elapsed();
            assert!(comparison.is_ok(), "{name}");
            time
        })
        .collect();
    times.sort_unstable();
    let middle = times[times.len() / 2];
    println!("{name:40} {:10.2} ms {:10.2} ms", millis(times[0]), millis(middle));
    middle
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn random(seed: usize) -> usize {
    let mut x = (seed as u64).wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (x ^ (x >> 31)) as usize
}

const WORDS: [&str; 24] = [
    "Planung",
    "Verwaltung",
    "wurde",
    "im",
    "und",
    "der",
    "die",
    "Ausschuss",
    "Förderung",
    "Abschnitt",
    "Kosten",
    "bis",
    "geprüft",
    "Beteiligung",
    "Schule",
    "Konzept",
    "zum",
    "vorgelegt",
    "Maßnahme",
    "nach",
    "Bericht",
    "wird",
    "Gebäude",
    "umgesetzt",
];

/// A paper of `fields` fields with `actions` actions of four entries of about 28 words. In version 2
/// every seventh sentence has a changed word, every thirtieth entry is gone, some are new or moved.
fn paper(fields: usize, actions: usize, version: usize) -> Report {
    let action = |field: usize, action: usize| {
        let id = field * actions + action;
        let mut entries: Vec<String> = (0..4).map(|entry| text(id * 4 + entry, version)).collect();
        if version == 2 && id % 8 == 3 {
            entries.remove(1);
        }
        if version == 2 && id % 6 == 1 {
            entries.push(text(id + 1_000_000, 1));
        }
        if version == 2 && id % 11 == 5 {
            entries.rotate_left(1);
        }
        let title = format!("{} {} Nummer {id}", WORDS[random(id) % 24], WORDS[random(id + 99) % 24]);
        Action {
            title: vec![paragraph(&title)],
            status: entries.iter().map(|it| paragraph(it).into()).collect(),
            ..empty()
        }
    };
    let field = |index: usize| Field {
        title: Located::new(Text::plain(format!("Handlungsfeld {index}")), cell()),
        actions: (0..actions).map(|it| action(index, it)).collect(),
    };
    Report { fields: (0..fields).map(field).collect(), ..report() }
}

fn text(entry: usize, version: usize) -> String {
    let sentence = |sentence: usize| {
        let seed = entry * 31 + sentence;
        let mut words: Vec<&str> = (0..14).map(|word| WORDS[random(seed * 17 + word) % 24]).collect();
        if version == 2 && seed.is_multiple_of(7) {
            words[6] = "erneut";
        }
        format!("Die {} {}.", words.join(" "), seed % 500)
    };
    format!("{} {}", sentence(0), sentence(1))
}

fn renamed(report: &Report) -> Report {
    let mut report = report.clone();
    let paragraphs = report.fields.iter_mut().flat_map(|it| &mut it.actions).flat_map(|it| &mut it.status);
    let paragraphs = paragraphs.filter_map(Entry::paragraph_mut);
    paragraphs.enumerate().for_each(|(at, it)| it.text = Text::plain(text(at + 5_000_000, 1)));
    report
}

fn one_cell(text: &str) -> Report {
    status([text.to_owned()])
}

fn status(entries: impl IntoIterator<Item = String>) -> Report {
    let status = entries.into_iter().map(|it| paragraph(&it).into()).collect();
    let actions = vec![Action { title: vec![paragraph("Aktion")], status, ..empty() }];
    Report { fields: vec![Field { title: Located::new(Text::plain("Feld"), cell()), actions }], ..report() }
}

fn paragraph(text: &str) -> Paragraph {
    Paragraph { kind: ParagraphKind::Bullet, level: 0, text: Text::plain(text), at: cell() }
}

fn cell() -> Location {
    Location::file("fassung.xlsx").sheet("Sachstand").cell(CellRef::new(3, 2))
}

fn empty() -> Action {
    Action { number: None, title: Vec::new(), status: Vec::new(), nonpublic: false, at: cell() }
}

fn report() -> Report {
    let at = Location::file("fassung.xlsx");
    let facts = Facts {
        title: Located::new("Sachstand".into(), at.clone()),
        id: Located::new("sachstand".into(), at),
        version: None,
        date: None,
        creator: None,
        document_status: None,
        responsible: None,
        confidentiality: None,
        recipients: Vec::new(),
        organisation: None,
        summary: Vec::new(),
        logo: None,
        submission: None,
        committee: None,
        session_date: None,
        agenda_item: None,
        anonymised_from: None,
        others: Vec::new(),
    };
    Report {
        file: Arc::from("fassung.xlsx"),
        facts,
        columns: Columns::default(),
        fields: Vec::new(),
        sections: Vec::new(),
        abbreviations: Vec::new(),
        persons: Vec::new(),
        history: Vec::new(),
    }
}
