//! One paper as whole cold processes: against others, and against itself ten times as long.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::measure::{Taken, Until, run, said};
use super::options::Options;
use super::programs::{Program, Programs};
use super::table::{Runs, mib, ms, number, print, ratio, times};
use super::{Place, doing, markdown, papers, skipped, words};
use crate::Done;
use crate::samples;
use crate::samples::source::Paper;
use crate::samples::workbook;

/// The sample paper and the version before it.
const VERSIONS: [&str; 2] = ["1.14", "1.13"];

/// The name of the yardstick.
const OFFICE: &str = "pandoc + LibreOffice";

/// What takes part in a run that takes turns.
struct Contender {
    name: String,
    command: Vec<String>,
    /// The folder that the command writes into; it is emptied before each run.
    output: PathBuf,
    /// How many files it is to write there.
    files: usize,
}

/// Prints what one paper takes, compared with its previous version where the program can do that.
pub(super) fn compare(place: &Place, options: &Options, programs: &Programs) -> Done {
    let inputs = VERSIONS.map(|version| place.root.join(format!("input/krm_sachstand_{version}.xlsx")));
    let mut contenders = Vec::new();
    for program in &programs.own {
        let mut variants = vec![("", vec![]), (", --jobs 1", vec!["--jobs", "1"])];
        if program.knows.edition {
            variants.push((", internal edition", vec!["--edition", "internal"]));
        }
        for (name, further) in variants {
            contenders.push(own(place, contenders.len(), program, name, &inputs, &further));
        }
    }
    contenders.extend(office(place)?);
    if let Some(rival) = &programs.rival {
        let output = place.scratch.join("out-rival");
        let [rival, input, fonts, folder] =
            [rival, &inputs[0], &place.root.join("fonts"), &output].map(|it| it.display().to_string());
        let command = vec![rival, input, fonts, folder];
        contenders.push(Contender { name: "docx-rs + genpdf, no extras".into(), command, output, files: 2 });
    }
    let rounds = options.rounds();
    doing(&format!("one paper, {} contenders, {rounds} rounds", contenders.len()));
    let taken = in_turns(place, &contenders, rounds)?;
    let yardstick = contenders.iter().position(|it| it.name == OFFICE).and_then(|at| taken.get(at));
    let rows = contenders.iter().zip(&taken).map(|(contender, taken)| {
        let runs = Runs(taken);
        let of = yardstick.and_then(|yardstick| ratio(taken, yardstick));
        let name = contender.name.clone();
        [name, ms(runs.best()), ms(runs.wall()), times(of), ms(runs.cpu()), mib(runs.peak())]
    });
    let title = format!("One paper, both files, whole cold processes in turns, {rounds} rounds");
    let heads = ["what", "best", "middle", "of pandoc + LibreOffice", "computing time", "peak memory"];
    print(&title, heads, &rows.collect::<Vec<_>>());
    Ok(())
}

/// Prints what the paper takes with ten times its actions, and how many times the time that is.
pub(super) fn ten_times(place: &Place, options: &Options, programs: &Programs) -> Done {
    let folder = place.empty("ten-times")?;
    let pairs =
        [saved(place, &folder, "once", |paper| paper)?, saved(place, &folder, "ten", papers::longer)?];
    let rounds = options.of(5, 2);
    doing(&format!("the paper and ten times the paper, {rounds} rounds"));
    let mut contenders = Vec::new();
    for program in &programs.own {
        for inputs in &pairs {
            contenders.push(own(place, contenders.len(), program, "", inputs, &[]));
        }
    }
    let taken = in_turns(place, &contenders, rounds)?;
    let rows = programs.own.iter().zip(taken.chunks(2)).filter_map(|(program, taken)| {
        let [once, ten] = taken else { return None };
        let [short, long] = [Runs(once), Runs(ten)];
        let (name, ratio) = (program.name.clone(), number(ratio(ten, once), 1, ""));
        Some([name, ms(short.wall()), ms(long.wall()), ratio, mib(short.peak()), mib(long.peak())])
    });
    let title = format!("Ten times the paper, {rounds} rounds, middle times");
    let heads = ["what", "the paper", "ten times", "times as long", "peak of the paper", "of ten times"];
    print(&title, heads, &rows.collect::<Vec<_>>());
    Ok(())
}

/// Both versions of the sample paper, changed in the same way and saved as workbooks.
fn saved(
    place: &Place,
    folder: &Path,
    name: &str,
    change: impl Fn(Paper) -> Paper,
) -> Result<[PathBuf; 2], Box<dyn Error>> {
    let paths = VERSIONS.map(|version| folder.join(format!("{name}_{version}.xlsx")));
    for (version, path) in VERSIONS.iter().zip(&paths) {
        let paper = samples::read(&place.root.join("tests/samples"), &format!("krm_{version}.txt"))?;
        std::fs::write(path, workbook::write(&change(paper))?)?;
    }
    Ok(paths)
}

/// A paper by a program of ours.
fn own(
    place: &Place,
    number: usize,
    program: &Program,
    name: &str,
    [input, previous]: &[PathBuf; 2],
    further: &[&str],
) -> Contender {
    let output = place.scratch.join(format!("out-{number}"));
    let mut command = program.build(&[input], &output, further);
    command.extend(["--previous".to_owned(), previous.display().to_string()]);
    Contender { name: format!("{}{name}", program.name), command, output, files: 2 }
}

/// What an office would script: the text of the paper as Markdown, to Word with pandoc, from there to PDF with
/// LibreOffice. Its profile is there and used once; the Markdown is not measured.
fn office(place: &Place) -> Result<Option<Contender>, Box<dyn Error>> {
    let is_there = |program: &str| Command::new(program).arg("--version").output().is_ok();
    if let Some(missing) = ["pandoc", "soffice"].into_iter().find(|it| !is_there(it)) {
        skipped(&format!("{OFFICE}: {missing} cannot be started"));
        return Ok(None);
    }
    let paper = samples::read(&place.root.join("tests/samples"), &format!("krm_{}.txt", VERSIONS[0]))?;
    let text = place.scratch.join("paper.md");
    std::fs::write(&text, markdown::markdown(&paper))?;
    let profile = place.empty("profile")?;
    let output = place.scratch.join("out-office");
    let script = "pandoc --toc \"$1\" -o \"$2/paper.docx\" && \
                  soffice \"-env:UserInstallation=file://$3\" --headless --convert-to pdf --outdir \"$2\" \"$2/paper.docx\"";
    let mut command = words(["sh", "-c", script, "sh"]);
    command.extend([&text, &output, &profile].map(|it| it.display().to_string()));
    Ok(Some(Contender { name: OFFICE.into(), command, output, files: 2 }))
}

/// What each contender took in each round; the first round, which fills caches, is not among them. What ran just before
/// makes a difference: each round begins with another contender, and every second one goes backwards.
fn in_turns(
    place: &Place,
    contenders: &[Contender],
    rounds: usize,
) -> Result<Vec<Vec<Taken>>, Box<dyn Error>> {
    let mut taken = vec![Vec::new(); contenders.len()];
    for round in 0..=rounds {
        let mut order: Vec<usize> = (0..contenders.len()).collect();
        order.rotate_left(round % contenders.len().max(1));
        if round % 2 == 1 {
            order.reverse();
        }
        for at in order {
            let once = once(place, &contenders[at])?;
            if round > 0 {
                taken[at].push(once);
            }
        }
    }
    Ok(taken)
}

fn once(place: &Place, contender: &Contender) -> Result<Taken, Box<dyn Error>> {
    if contender.output.exists() {
        std::fs::remove_dir_all(&contender.output)?;
    }
    std::fs::create_dir_all(&contender.output)?;
    let taken = run(&contender.command, Until::End, &place.scratch)?;
    match written(&contender.output)? {
        count if count == contender.files => Ok(taken),
        count => Err(format!("{} wrote {count} files:\n{}", contender.name, said(&place.scratch)).into()),
    }
}

/// How many papers are in a folder.
fn written(folder: &Path) -> Result<usize, Box<dyn Error>> {
    let entries = std::fs::read_dir(folder)?.filter_map(Result::ok);
    let is_paper = |path: PathBuf| path.extension().is_some_and(|it| it == "docx" || it == "pdf");
    Ok(entries.filter(|entry| is_paper(entry.path())).count())
}
