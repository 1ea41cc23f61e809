//! Many papers in one run: how many a second, at the start and at the end, with one job and with two, in how much memory;
//! and how long a folder of very many workbooks says nothing.

use std::error::Error;
use std::path::{Path, PathBuf};

use super::measure::{Taken, Until, papers, run, said};
use super::options::Options;
use super::programs::{Program, Programs};
use super::table::{Runs, mib, middle, number, print, ratio, s};
use super::{Place, doing, words};
use crate::Done;

/// Papers after which caches are warm.
const WARM: usize = 10;
/// Papers over which a rate is measured.
const HUNDRED: usize = 100;

/// Prints what batches of small papers take.
pub(super) fn batch(place: &Place, options: &Options, programs: &Programs) -> Done {
    let (few, many) = (options.of(200, 40), options.of(1_000, 200));
    let [few_folder, many_folder] = [small(place, few)?, small(place, many)?];
    let rounds = options.of(3, 1);
    let jobs = ["1", "2"];
    doing(&format!("{few} papers with one job and with two, {rounds} rounds; {many} papers once"));
    let mut taken: Vec<[Vec<Taken>; 2]> = programs.own.iter().map(|_| Default::default()).collect();
    for _ in 0..rounds {
        for (program, taken) in programs.own.iter().zip(&mut taken) {
            for (jobs, taken) in jobs.iter().zip(taken) {
                taken.push(once(place, program, &few_folder, jobs, few)?);
            }
        }
    }
    let mut rows = Vec::new();
    for (program, [one, two]) in programs.own.iter().zip(&taken) {
        let long = once(place, program, &many_folder, "2", many)?;
        let rates = rates(&papers(&long));
        let rate = |rate: Option<f64>| number(rate, 1, "");
        rows.push([
            program.name.clone(),
            s(Runs(one).wall()),
            s(Runs(two).wall()),
            number(ratio(one, two), 2, ""),
            mib(Runs(one).peak()),
            mib(Runs(two).peak()),
            mib(Some(long.peak)),
            rate(rates.first().copied()),
            rate(middle(rates.iter().copied())),
            rate(rates.last().copied()),
        ]);
    }
    let title = format!(
        "{few} small papers with one job and with two, {rounds} rounds; {many} of them in one run with two jobs: papers \
         a second in the first hundred after {WARM}, in the middle one, in the last; peaks by papers and jobs"
    );
    let peaks = [(few, 1), (few, 2), (many, 2)].map(|(count, jobs)| format!("peak, {count}, {jobs}"));
    let [one, two, long] = peaks.each_ref().map(String::as_str);
    let heads = ["what", "1 job", "2 jobs", "times as fast", one, two, long, "first", "middle", "last"];
    print(&title, heads, &rows);
    Ok(())
}

/// Prints how long it takes until something is said of a folder of very many workbooks, and until its first paper.
pub(super) fn folder(place: &Place, options: &Options, programs: &Programs) -> Done {
    let count = options.of(10_000, 1_000);
    let folder = small(place, count)?;
    doing(&format!("a folder of {count} workbooks until its first paper"));
    let mut rows = Vec::new();
    for program in &programs.own {
        let output = place.empty("out-folder")?;
        // What is said of the inputs and of findings counts as well.
        let mut command = words(["sh", "-c", "exec \"$@\" 2>&1", "sh"]);
        command.extend(program.build(&[&folder], &output, &[]));
        let taken = run(&command, Until::FirstPaper, &place.scratch)?;
        let first = taken.lines.first().map(|(at, _)| *at);
        let paper = papers(&taken).first().copied();
        rows.push([program.name.clone(), s(first), s(paper), mib(Some(taken.peak))]);
    }
    let title = format!("A folder of {count} workbooks");
    print(&title, ["what", "first line", "first paper", "peak memory until then"], &rows);
    Ok(())
}

fn once(
    place: &Place,
    program: &Program,
    folder: &Path,
    jobs: &str,
    count: usize,
) -> Result<Taken, Box<dyn Error>> {
    let output = place.empty("out-batch")?;
    let taken = run(&program.build(&[folder], &output, &["--jobs", jobs]), Until::End, &place.scratch)?;
    match papers(&taken).len() {
        made if made == count => Ok(taken),
        made => {
            let said = said(&place.scratch);
            Err(format!("{} made {made} of {count} papers:\n{said}", program.name).into())
        }
    }
}

/// A folder with so many small papers, made anew.
fn small(place: &Place, count: usize) -> Result<PathBuf, Box<dyn Error>> {
    doing(&format!("writing {count} small workbooks"));
    let folder = place.empty(&format!("small-{count}"))?;
    super::papers::write_small(&folder, count)?;
    Ok(folder)
}

/// Papers a second in each hundred after the first few, given when each was finished; the last hundred is the last of
/// all.
fn rates(finished: &[f64]) -> Vec<f64> {
    let rate = |window: &[f64]| {
        let (first, last) = (window.first()?, window.last()?);
        Some((window.len() - 1) as f64 / (last - first))
    };
    let warm = finished.get(WARM - 1..).unwrap_or_default();
    let starts = (0..warm.len().saturating_sub(HUNDRED)).step_by(HUNDRED);
    let mut rates: Vec<f64> = starts.filter_map(|at| rate(warm.get(at..=at + HUNDRED)?)).collect();
    rates.extend(warm.len().checked_sub(HUNDRED + 1).and_then(|at| rate(warm.get(at..)?)));
    rates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_papers_do_not_count_and_the_last_hundred_is_the_last() {
        // A slow start, then 10 papers a second, and 5 in the last hundred.
        let mut at = 100.0;
        let step = |index: usize| match index {
            0..10 => 3.0,
            10..400 => 0.1,
            _ => 0.2,
        };
        let finished: Vec<f64> = (0..500)
            .map(|index| {
                at += step(index);
                at
            })
            .collect();
        let rates = rates(&finished);
        assert_eq!(rates.len(), 5);
        assert!((rates[0] - 10.0).abs() < 1e-6 && (rates[4] - 5.0).abs() < 1e-6, "{rates:?}");
        assert!(super::rates(&finished[..50]).is_empty());
    }
}
