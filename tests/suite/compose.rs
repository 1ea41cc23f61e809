//! Composing: what a logo file may be, what stands in header and footer.

use std::io::{Cursor, Error, ErrorKind};

use sachstand::compose::{ComposeOptions, compose, logo};
use sachstand::diag::{Code, Severity};
use sachstand::model::Facts;
use sachstand::settings::Settings;
use sachstand::source::{Located, Location};

use crate::support::{TYPESETTER, exported, load, samples, stdout, temporary, tool};

/// The facts of a sample, with a logo from cell B14.
fn facts() -> Facts {
    let mut facts = load(&samples()[0], &Settings::default()).report.facts;
    let at = Location::file("a.xlsx").sheet("Dokument").cell(sachstand::source::CellRef::new(14, 2));
    facts.logo = Some(Located::new("wappen.png".to_owned(), at));
    facts
}

fn picture(format: image::ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image::RgbImage::from_pixel(30, 20, image::Rgb([9, 90, 9])).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

#[test]
fn a_png_or_jpeg_becomes_the_logo() {
    for format in [image::ImageFormat::Png, image::ImageFormat::Jpeg] {
        let read = logo(&facts(), Ok(picture(format)));
        assert_eq!(read.findings, []);
        let image = read.value.unwrap();
        assert_eq!((image.width, image.height), (30, 20));
        assert!(image.bytes.starts_with(b"\x89PNG") && image.alternative.starts_with("Logo: "));
    }
}

#[test]
fn an_unusable_logo_is_a_finding_at_its_cell() {
    let cut = picture(image::ImageFormat::Png)[..40].to_vec();
    for (file, problem) in [
        (Err(Error::from(ErrorKind::NotFound)), "gibt es nicht"),
        (Err(Error::from(ErrorKind::PermissionDenied)), "kann nicht gelesen werden"),
        (Ok(b"GIF89a".to_vec()), "ist kein lesbares Bild"),
        (Ok(Vec::new()), "ist kein lesbares Bild"),
        (Ok(cut), "ist kein lesbares Bild"),
    ] {
        let facts = facts();
        let read = logo(&facts, file);
        assert!(read.value.is_none());
        let [finding] = &read.findings[..] else { panic!("{:#?}", read.findings) };
        assert_eq!((finding.code, finding.severity()), (Code::LogoUnusable, Severity::Warning));
        assert_eq!(finding.message, format!("Die Logo-Datei »wappen.png« {problem}"));
        assert_eq!(finding.at, facts.logo.unwrap().at);
    }
}

#[test]
fn a_file_that_no_cell_names_is_no_logo() {
    let facts = Facts { logo: None, ..facts() };
    let read = logo(&facts, Ok(picture(image::ImageFormat::Png)));
    assert!(read.value.is_none() && read.findings.is_empty());
}

#[test]
fn header_and_footer_are_two_lines_at_most_whatever_the_title() {
    let edges = regex::Regex::new(r#"yMin="([\d.-]+)" xMax="[\d.-]+" yMax="([\d.-]+)""#).unwrap();
    let words = |word: &str| word.repeat(60).trim().to_owned();
    for text in [
        words("Fortschreibung der Maßnahmen im Stadtgebiet "),
        words("MWMW "),
        words("im Tal "),
        "W".repeat(500),
        format!("im {}", "mw".repeat(200)),
        "Amt\u{a0}für\u{a0}Grün\u{a0}".repeat(40),
    ] {
        let mut report = load(&samples()[0], &Settings::default()).report;
        let at = report.facts.title.at.clone();
        report.facts.title.value.clone_from(&text);
        report.facts.organisation = Some(Located::new(text.clone(), at.clone()));
        report.facts.id.value.clone_from(&text);
        let document = TYPESETTER.fitted(compose(&report, &ComposeOptions::default()));
        let running = &document.running;
        for shown in [&running.header_left, &running.header_right] {
            let kept = shown.strip_suffix(" …").unwrap_or_else(|| panic!("{shown}"));
            assert!(text.starts_with(kept) && kept.chars().count() > 25, "{shown}");
        }
        let (id, standing) = running.footer_left.split_once(" … · Version\u{a0}").unwrap();
        assert!(text.starts_with(id) && standing.contains("Stand\u{a0}"), "{}", running.footer_left);
        assert_eq!(document.cover.title.text.as_str(), text);
        let set = TYPESETTER.typeset(&document, &at).unwrap();
        assert_eq!(set.findings, []);
        let (_folder, path) = temporary("paper.pdf", &exported(&set.value).unwrap());
        let boxes = ["-bbox", path.to_str().unwrap(), "-f", "3", "-l", "3", "-"];
        let Some(words) = tool("pdftotext", &boxes).map(stdout) else { return };
        let mut lines: Vec<(f64, f64)> = edges
            .captures_iter(&words)
            .map(|edge| (edge[1].parse().unwrap(), edge[2].parse().unwrap()))
            .collect();
        assert!(lines.iter().all(|(top, bottom)| *top > 14.0 && *bottom < 842.0 - 14.0), "{lines:?}");
        lines.retain(|(top, bottom)| *bottom < 85.0 || *top > 771.0);
        lines.sort_by(|one, other| one.0.total_cmp(&other.0));
        lines.dedup_by(|one, other| one.0 - other.0 < 3.0);
        assert!(lines.len() <= 4, "{text}: {lines:?}");
    }
}

#[test]
fn a_title_of_usual_length_stands_in_the_header_as_it_is() {
    let report = load(&samples()[0], &Settings::default()).report;
    let running = TYPESETTER.fitted(compose(&report, &ComposeOptions::default())).running;
    assert_eq!(running.header_right, report.facts.title.value);
}
