//! The manual as a PDF by the program's own means: `docs/*.md` → [`Document`] → pages → PDF/UA-1 and PDF/A-2a.
//!
//! 1. [`markdown`] reads a file and makes blocks of it, or says what it does not know: nothing is left out unsaid;
//! 2. [`columns`] shares the width of a table among its columns;
//! 3. this file puts the manual and its appendices together behind a cover, and the library sets and proves them.

mod columns;
mod markdown;

pub use markdown::STAND_INS;

use std::error::Error;
use std::path::Path;

use jiff::civil::Date;
use sachstand::document::{Block, Cover, Document, Line, Look, Properties, Running};
use sachstand::source::Location;
use sachstand::text::Text;
use sachstand::write::pdf;
use sachstand::write::typeset::Typesetter;

use markdown::{Appendix, Markdown};

/// The manual itself.
pub const MANUAL: &str = "handbuch.md";
/// What it refers to and what stands behind it, in this order.
pub const APPENDICES: [&str; 3] = ["regeln.md", "meldungen.md", "barrierefreiheit.md"];

const PROGRAM: &str = "sachstand";

/// The font of code: what a program prints stands in columns. No paper needs it, so that it is no font of the program.
const CODE: &[u8] = include_bytes!("../fonts/LiberationMono-Regular.ttf");

/// The manual that lies in this folder, for this version of the program and with this date.
///
/// # Errors
/// Where a file cannot be read or holds what no paper has, and where the pages have a fault.
pub fn pdf(docs: &Path, version: &str, date: Date) -> Result<Vec<u8>, Box<dyn Error>> {
    let document = document(docs, version, date)?;
    let typesetter = Typesetter::with_fixed_pitch(CODE).map_err(|error| said(&error))?;
    let pages = typesetter.typeset(&document, &Location::file(MANUAL)).map_err(|error| said(&error))?;
    let faults: Vec<&str> = pages.findings.iter().map(|finding| finding.message.as_str()).collect();
    match faults.is_empty() {
        true => Ok(pdf::pdf(&pages.value).map_err(|error| said(&error))?),
        false => Err(faults.join("; ").into()),
    }
}

/// The manual with its appendices as a paper.
fn document(docs: &Path, version: &str, date: Date) -> Result<Document, Box<dyn Error>> {
    let read = |name: &str| {
        std::fs::read_to_string(docs.join(name)).map_err(|error| format!("docs/{name}: {error}"))
    };
    let texts = APPENDICES.iter().map(|name| Ok((*name, read(name)?))).collect::<Result<Vec<_>, String>>()?;
    let appendices: Vec<Appendix> =
        texts.iter().filter_map(|(name, text)| Appendix::of(name, text)).collect();
    let mut markdown = Markdown::new(&appendices);
    let mut blocks = vec![Block::Contents { title: "Inhalt".to_owned() }];
    blocks.extend(markdown.manual(&read(MANUAL)?).map_err(|error| format!("docs/{MANUAL}: {error}"))?);
    for (name, text) in &texts {
        blocks.extend(markdown.appendix(name, text).map_err(|error| format!("docs/{name}: {error}"))?);
    }
    let title = markdown.title.ok_or_else(|| format!("docs/{MANUAL} has no title"))?;
    Ok(around(&title, blocks, version, date))
}

/// Cover, header and footer around the blocks.
fn around(title: &str, blocks: Vec<Block>, version: &str, date: Date) -> Document {
    let line = |text: String| Line { text: Text::plain(text), at: None };
    let day = format!("{:02}.{:02}.{}", date.day(), date.month(), date.year());
    let identity = format!("{PROGRAM} {version} vom {day}");
    Document {
        properties: Properties {
            title: format!("{title} {PROGRAM}"),
            author: PROGRAM.to_owned(),
            subject: identity.clone(),
            keywords: vec![title.to_owned(), PROGRAM.to_owned()],
            date,
        },
        // What can be typed must not get hyphens; of what a program prints most lines stay whole.
        look: Look { hyphenation: false, details_size: 8.5, ..Look::default() },
        cover: Cover {
            logo: None,
            summary: vec![line("Von der Arbeitsmappe zum fertigen Bericht für den Ausschuss".to_owned())],
            as_of: Some(line(format!("Stand: {day}"))),
            title: line(title.to_owned()),
            id: line(format!("{PROGRAM}, Version {version}")),
            organisation: None,
            facts: Vec::new(),
        },
        running: Running {
            header_left: PROGRAM.to_owned(),
            header_right: title.to_owned(),
            footer_left: identity,
        },
        blocks,
    }
}

/// An error of the library as one line with its cause.
fn said(error: &sachstand::diag::Error) -> String {
    sachstand::diag::render::error(error).trim_end().to_owned()
}
