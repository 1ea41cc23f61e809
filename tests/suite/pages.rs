//! Whatever stands in a cell, the pages are whole: papers with texts of every length in every place,
//! their PDF read back by another program.
//!
//! `SACHSTAND_PAPERS` says how many papers there are; CI takes 200.

mod papers;

use sachstand::diag::{Code, Warned};
use sachstand::document::Shown;
use sachstand::model::{Edition, MarkSource};
use sachstand::pipeline::{self, Order, Paper};
use sachstand::settings::Settings;
use sachstand::write::typeset::forget;

use crate::support::{TYPESETTER, pdf_of, squeezed, stdout, temporary, tool};
use crate::traces::{letters, word};
use papers::{Random, previous, sheets, workbook};

/// How many papers there are where nothing else is said.
const PAPERS: u64 = 30;

/// A4 and its margins in points; what stands above and below is header and footer.
const LEFT: f64 = 70.9;
const RIGHT: f64 = 524.4;
const TOP: f64 = 85.0;
const BOTTOM: f64 = 771.0;
const EDGES: (f64, f64) = (15.0, 827.0);
/// Words less wide are there for screen readers, not to be seen.
const SEEN: f64 = 0.1;
/// Headings are higher than this, in parts of the size of running text.
const HEADING: f64 = 1.236;

/// A word on a page as poppler finds it, in points from the upper left corner.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    pub(crate) text: String,
    left: f64,
    top: f64,
    right: f64,
    pub(crate) bottom: f64,
}

impl Word {
    fn height(&self) -> f64 {
        self.bottom - self.top
    }

    fn is_body(&self) -> bool {
        self.bottom > TOP && self.top < BOTTOM
    }
}

/// The words of each page.
pub(crate) fn pages(pdf: &[u8]) -> Option<Vec<Vec<Word>>> {
    let (_folder, path) = temporary("paper.pdf", pdf);
    let boxes = stdout(tool("pdftotext", &["-bbox-layout", path.to_str().unwrap(), "-"])?);
    let word = regex::Regex::new(
        r#"<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</word>"#,
    )
    .unwrap();
    let number = |text: &str| text.parse::<f64>().unwrap();
    let words = |page: &str| {
        let words = word.captures_iter(page).map(|it| Word {
            left: number(&it[1]),
            top: number(&it[2]),
            right: number(&it[3]),
            bottom: number(&it[4]),
            text: it[5].to_owned(),
        });
        words.filter(|it| it.right - it.left > SEEN).collect()
    };
    Some(boxes.split("<page ").skip(1).map(words).collect())
}

/// What is wrong on the pages of a paper with running text of this size.
fn faults(pages: &[Vec<Word>], text_size: f64) -> Vec<String> {
    let mut faults = Vec::new();
    let heading = text_size * HEADING;
    let contents = pages.iter().position(|page| page.iter().any(|it| it.text == "Inhaltsverzeichnis"));
    for (number, words) in pages.iter().enumerate() {
        let mut tell =
            |what: &str, word: Option<&Word>| faults.push(format!("page {}: {what} {word:?}", number + 1));
        let outside = |it: &&Word| {
            let beside = it.left < LEFT - 5.0 || it.right > RIGHT + 5.0;
            beside || it.top < EDGES.0 || it.bottom > EDGES.1 || it.top < BOTTOM && it.bottom > BOTTOM + 8.0
        };
        words.iter().filter(outside).for_each(|it| tell("outside", Some(it)));
        words.iter().enumerate().for_each(|(at, one)| {
            let over = |other: &&Word| {
                let width = one.right.min(other.right) - one.left.max(other.left);
                let height = one.bottom.min(other.bottom) - one.top.max(other.top);
                width > 2.0 && height > 4.0
            };
            words[at + 1..]
                .iter()
                .filter(over)
                .for_each(|other| tell(&format!("over {:?}", one.text), Some(other)));
        });
        let body: Vec<&Word> = words.iter().filter(|it| it.is_body()).collect();
        let Some(last) = body.iter().max_by(|one, other| one.bottom.total_cmp(&other.bottom)) else {
            tell("empty", None);
            continue;
        };
        let first_of_next = pages.get(number + 1).and_then(|next| next.iter().find(|it| it.is_body()));
        let goes_on = first_of_next.is_none_or(|it| it.height() > heading) || body[0].height() > heading;
        if last.height() > heading && !goes_on && contents.is_some_and(|contents| number > contents) {
            tell("heading alone", Some(last));
        }
    }
    faults
}

/// The least part of a word that runs over the page.
const PART: usize = 8;

/// The words of the sheets that the pages do not show. A word that runs over pages shows in parts.
fn lost(sheets: &[papers::Sheet], pages: &[Vec<Word>]) -> Vec<String> {
    let all: String = pages.iter().flatten().map(|it| squeezed(&it.text)).collect();
    let shown = |word: &str| {
        let mut rest = word;
        loop {
            let ends: Vec<usize> = rest.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
            let count = ends.partition_point(|end| all.contains(&rest[..*end]));
            match count {
                count if count == ends.len() => break true,
                // Of two parts one may be short.
                count if count < PART.min(ends.len() - PART.min(ends.len() - 1)) => break false,
                count => rest = &rest[ends[count - 1]..],
            }
        }
    };
    // Known facts are named in the program's own words, or stand on the cover without a name.
    let cells = sheets.iter().flat_map(|(name, rows)| {
        let from = usize::from(*name == "Dokument");
        rows.iter().skip(1).flat_map(move |row| row.iter().skip(from))
    });
    let words = cells.flat_map(|cell| cell.split_whitespace()).map(squeezed);
    words.filter(|word| !word.is_empty() && !["vor", "nach"].contains(&&**word) && !shown(word)).collect()
}

/// The settings of a seed: half of the papers look as usual, the others in turns as an office may choose.
fn settings(seed: u64) -> Settings {
    let chosen = [
        "[satz]\nvorgabe = \"barrierefrei\"",
        "[satz]\nschriftgroesse = 14\nzeilenabstand = 1.5\nabsatzabstand = 12",
        "[aenderungen]\nentfallen = \"klammern\"",
        "[satz]\nschriftgroesse = 10\nzeilenabstand = 1\nabsatzabstand = 0\nsilbentrennung = false",
        "[aenderungen]\nentfallen = \"weglassen\"\nvorlesen = false",
    ];
    let text = chosen.get((seed / 2) as usize % (2 * chosen.len()) / 2).filter(|_| seed % 2 == 1);
    Settings::parse(text.copied().unwrap_or_default()).unwrap()
}

/// The sheets of a seed, those of the version before, and how the changes are shown.
fn versions(seed: u64) -> (Vec<papers::Sheet>, Option<Vec<papers::Sheet>>, Shown) {
    let mut random = Random(seed);
    let new = sheets(&mut random);
    let old = (random.below(2) == 0).then(|| previous(&mut random, &new));
    let shown = [Shown::Marked, Shown::Marked, Shown::Tracked, Shown::Unmarked][random.below(4)];
    (new, old, shown)
}

/// The sheets of a seed, and the paper made of them.
fn paper(seed: u64) -> (Vec<papers::Sheet>, Warned<Paper>) {
    let (new, old, shown) = versions(seed);
    let paper = made(seed, (&new, old.as_deref()), shown, Edition::Internal);
    (new, paper)
}

/// The paper of these sheets and those of the version before.
fn made(
    seed: u64,
    (new, old): (&[papers::Sheet], Option<&[papers::Sheet]>),
    shown: Shown,
    edition: Edition,
) -> Warned<Paper> {
    let settings = settings(seed);
    let load = |sheets: &[papers::Sheet]| {
        let loaded = pipeline::load(&workbook(sheets), "paper.xlsx", &settings);
        loaded.unwrap_or_else(|error| panic!("seed {seed}: {error:?}")).report
    };
    let (report, former) = (load(new), old.map(load));
    let order = Order {
        report: &report,
        previous: former.as_ref(),
        logo: None,
        unread: false,
        edition,
        // What looks like a person in random words is none.
        allow_unlisted: true,
        source: MarkSource::Auto,
        shown,
        change_list: true,
    };
    let paper = Paper::new(order, &TYPESETTER, &settings);
    paper.unwrap_or_else(|error| panic!("seed {seed}: {error:?}"))
}

/// Why there is no public edition of the paper of a seed in which nobody is named, and of the one with a
/// name in one of its texts, and where that name still stands.
fn leaks(seed: u64) -> Vec<String> {
    let (mut new, mut old, shown) = versions(seed);
    for sheets in [&mut new].into_iter().chain(&mut old) {
        let rows = [["Name", "Ersatz", "Öffentlich"], [papers::NAME, "die Projektleitung", "nein"]];
        sheets.push(("Personen", rows.map(|row| row.map(String::from).to_vec()).to_vec()));
    }
    let files = |new: &[papers::Sheet], old: Option<&[papers::Sheet]>| {
        let paper = made(seed, (new, old), shown, Edition::Public).value;
        let (_folder, path) = temporary("paper.pdf", &pdf_of(&paper)?);
        // What others than the gate read of long papers takes long, but for the text.
        let shown = tool("pdftotext", &["-raw", path.to_str().unwrap(), "-"]).map(stdout);
        Ok::<_, sachstand::diag::Error>([word(&paper.docx()?), shown.unwrap_or_default()])
    };
    let mut leaks: Vec<String> =
        files(&new, old.as_deref()).err().into_iter().map(|it| format!("without the name: {it:?}")).collect();
    // In this version, or in the one before, where it is struck as often as not.
    let mut random = Random(seed.wrapping_add(1 << 32));
    let place = match &mut old {
        Some(old) if random.below(2) == 0 => papers::name(&mut random, old),
        _ => papers::name(&mut random, &mut new),
    };
    match files(&new, old.as_deref()) {
        Ok(files) if files.iter().any(|text| letters(text).contains("wendemuth")) => {
            leaks.push(format!("named in {place}"));
        }
        Ok(_) => {}
        Err(error) => leaks.push(format!("with the name in {place}: {error:?}")),
    }
    leaks
}

/// What is wrong with the paper of a seed; none where poppler is missing.
fn wrong(seed: u64) -> Option<Vec<String>> {
    let (sheets, paper) = paper(seed);
    let told = paper
        .findings
        .iter()
        .filter(|finding| [Code::PageFaulty, Code::LayoutLoosened, Code::Overflow].contains(&finding.code));
    let mut wrong: Vec<String> = told.map(|finding| finding.message.clone()).collect();
    let (pdf, docx) = (pdf_of(&paper.value), paper.value.docx());
    wrong.extend([pdf.as_ref().err(), docx.as_ref().err()].into_iter().flatten().map(|it| format!("{it:?}")));
    let pages = pages(&pdf.ok()?)?;
    wrong.extend(faults(&pages, settings(seed).look().text_size));
    wrong.extend(lost(&sheets, &pages).into_iter().map(|word| format!("lost: {word}")));
    Some(wrong)
}

#[test]
fn libre_office_shows_every_word_of_the_word_file() {
    let folder = tempfile::tempdir().unwrap();
    let papers: Vec<_> = (500..504).map(|seed| (seed, paper(seed))).collect();
    let files: Vec<_> = papers
        .iter()
        .map(|(seed, (_, paper))| {
            let file = folder.path().join(format!("{seed}.docx"));
            std::fs::write(&file, paper.value.docx().unwrap()).unwrap();
            file.to_str().unwrap().to_owned()
        })
        .collect();
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profil").display());
    let mut arguments = vec![&*profile, "--headless", "--convert-to", "pdf", "--outdir"];
    arguments.push(folder.path().to_str().unwrap());
    arguments.extend(files.iter().map(|file| &**file));
    if tool("soffice", &arguments).is_none() {
        return;
    }
    for (seed, (sheets, paper)) in papers {
        let Some(pages) = pages(&std::fs::read(folder.path().join(format!("{seed}.pdf"))).unwrap()) else {
            return;
        };
        assert_eq!(lost(&sheets, &pages), [] as [String; 0], "seed {seed}");
        let (is, expected) = (pages.len(), paper.value.pages().total as usize);
        assert!(is.abs_diff(expected) <= 2 + expected / 5, "seed {seed}: {is} pages, not {expected}");
        let low = pages.iter().flatten().find(|it| it.top < BOTTOM - 2.0 && it.bottom > BOTTOM + 10.0);
        assert!(low.is_none(), "seed {seed}: {low:?} stands in the margin");
    }
}

#[test]
fn the_pages_are_whole_whatever_stands_in_a_cell() {
    tried(PAPERS, |seed| wrong(seed).unwrap_or_default());
}

#[test]
fn the_gate_holds_no_sound_paper_back_and_no_random_text_keeps_a_name() {
    tried(PAPERS / 10, leaks);
}

/// Tries so many seeds, or as many as the call says, on all cores.
fn tried(count: u64, wrong: impl Fn(u64) -> Vec<String> + Sync) {
    let count = std::env::var("SACHSTAND_PAPERS").ok().and_then(|it| it.parse().ok()).unwrap_or(count);
    let first = std::env::var("SACHSTAND_SEED").ok().and_then(|it| it.parse().ok()).unwrap_or(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    let wrong = &wrong;
    let papers_of = |thread: u64| {
        let seeds = (first..first + count).filter(move |seed| seed % threads == thread);
        let tried = seeds.map(|seed| {
            // What Typst remembers of hundreds of papers would fill the memory.
            forget();
            (seed, wrong(seed))
        });
        tried.filter(|(_, wrong)| !wrong.is_empty()).collect::<Vec<_>>()
    };
    let faults: Vec<(u64, Vec<String>)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|thread| scope.spawn(move || papers_of(thread))).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    let lines = faults.iter().map(|(seed, what)| {
        format!(
            "seed {seed}: {} faults\n  {}",
            what.len(),
            what.iter().take(6).cloned().collect::<Vec<_>>().join("\n  ")
        )
    });
    let lines: Vec<String> = lines.collect();
    assert!(lines.is_empty(), "{} of {count} papers\n{}", lines.len(), lines.join("\n"));
}
