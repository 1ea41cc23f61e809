//! What a paper shows on a screen: pages as pictures, and where on them a cell stands.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use image::{GrayImage, imageops};
use sachstand::settings::Settings;
use sachstand::source::Location;

use crate::support::{Built, build, samples, stdout, temporary, tool};

/// The newer version of the first sample against the older one.
static PAPER: LazyLock<Built> = LazyLock::new(|| {
    let samples = samples();
    build(&samples[1], Some(samples[0].as_path()), &Settings::default())
});

/// A page as it is drawn, in shades of grey.
fn drawn(number: usize, pixels_per_point: f64) -> GrayImage {
    image::load_from_memory(&PAPER.paper.picture(number, pixels_per_point).unwrap()).unwrap().into_luma8()
}

/// How far apart two pictures are on average when they are looked at from afar, of 255.
fn distance(one: &GrayImage, other: &GrayImage) -> f64 {
    let [one, other] = [one, other].map(|it| imageops::thumbnail(it, 60, 85));
    let all: f64 = one.pixels().zip(other.pixels()).map(|(a, b)| f64::from(a[0].abs_diff(b[0]))).sum();
    all / f64::from(60 * 85)
}

#[test]
fn a_picture_shows_what_the_page_of_the_pdf_shows() {
    let (_folder, path) = temporary("paper.pdf", &PAPER.pdf);
    let total = PAPER.paper.pages().total as usize;
    for number in (1..=total).step_by(5) {
        let page = number.to_string();
        let arguments = ["-r", "72", "-gray", "-png", "-f", &page, "-l", &page, "-singlefile"];
        let file = path.with_extension("");
        let arguments = arguments.iter().copied().chain([path.to_str().unwrap(), file.to_str().unwrap()]);
        if tool("pdftoppm", &arguments.collect::<Vec<_>>()).is_none() {
            return;
        }
        let seen = image::open(path.with_extension("png")).unwrap().into_luma8();
        let (own, next) =
            (distance(&drawn(number, 1.0), &seen), distance(&drawn(number % total + 1, 1.0), &seen));
        assert!(own < 3.0 && own * 3.0 < next, "page {number}: {own}, another one {next}");
    }
}

#[test]
fn a_picture_is_as_fine_as_it_is_asked_for() {
    for (fineness, width) in [(1.0, 595), (3.0, 1786), (1e9, 1786), (-1.0, 149), (f64::NAN, 595)] {
        let picture = drawn(1, fineness);
        assert_eq!((picture.width(), picture.get_pixel(0, 0)[0]), (width, 255), "{fineness}");
    }
    let total = PAPER.paper.pages().total as usize;
    for number in [0, total + 1, usize::MAX] {
        assert!(PAPER.paper.picture(number, 1.0).is_none(), "{number}");
    }
}

/// The words of each page with their upper edge, in parts of the height of the page.
fn words(pdf: &[u8]) -> Option<Vec<Vec<(f64, String)>>> {
    let (_folder, path) = temporary("paper.pdf", pdf);
    let html = stdout(tool("pdftotext", &["-bbox", path.to_str().unwrap(), "-"])?);
    let word = regex::Regex::new(r#"yMin="([0-9.]+)".*>(.*)</word>"#).unwrap();
    let page = |text: &str| {
        let found = word.captures_iter(text);
        found.map(|it| (it[1].parse::<f64>().unwrap() / 841.89, it[2].to_owned())).collect()
    };
    Some(html.split("<page ").skip(1).map(page).collect())
}

#[test]
fn a_cell_is_found_on_the_page_and_line_that_print_it() {
    let Some(pages) = words(&PAPER.pdf) else { return };
    let cells = PAPER.paper.cells();
    let mut first: BTreeMap<Location, String> = BTreeMap::new();
    PAPER.paper.document().printed(&mut |_, words, places| {
        // A text that changed is that of two cells.
        let runs = words.formatted().map(|text| text.runs().map(|run| run.text).collect());
        let mut start = 0;
        for run in runs.unwrap_or_else(|| vec![words.as_str()]) {
            let begin = run.trim_start().chars().take_while(|c| c.is_alphanumeric()).take(3).collect();
            if let Some(at) = places.at(words, start).filter(|at| at.cell.is_some()) {
                first.entry(at.plain()).or_insert(begin);
            }
            start += run.len();
        }
    });
    let mut found = 0;
    for (at, begin) in first.iter().filter(|(_, begin)| begin.chars().count() == 3) {
        let on = cells.get(at).unwrap_or_else(|| panic!("{at} is on no page"));
        let is_there =
            |(top, word): &(f64, String)| (top - on.top).abs() < 0.01 && word.contains(begin.as_str());
        assert!(pages[on.page - 1].iter().any(is_there), "{at} »{begin}«: {on:?}");
        found += 1;
    }
    assert!(found > 150, "{found}");
}

#[test]
fn what_was_dropped_stands_by_its_cell_in_the_previous_version() {
    let own = PAPER.report.file.clone();
    let (now, before): (Vec<_>, Vec<_>) = PAPER.paper.cells().into_keys().partition(|at| at.file == own);
    assert!(now.len() > 150 && before.len() > 5, "{} {}", now.len(), before.len());
    assert!(before.iter().all(|at| *at.file == *"krm_sachstand_1.13.xlsx"), "{before:?}");
}
