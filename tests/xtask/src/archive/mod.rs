//! `archive`: one zip file with all that an office needs, for Linux and Windows alike.
//!
//! In: the sources, and the program for the system on which the command runs (or the one that is named). Out:
//! `sachstand-<version>-<target>.zip` with a folder of program, manual, samples, licences, list of crates and
//! checksums, and its own checksum beside it. [`options`] is what the command can be told, [`day`] when the version
//! was made, [`build`] runs Cargo, [`licences`] and [`readme`] write their texts, [`pack`] makes the zip. No clock and
//! no path of this machine: the same sources and the same program give the same bytes.

mod build;
mod day;
mod licences;
mod options;
mod pack;
mod readme;

use std::error::Error;
use std::path::{Path, PathBuf};

use crate::Done;
use crate::sbom::{self, Made, PROGRAM, text};
use options::Options;
use pack::Entry;

type Found<T> = Result<T, Box<dyn Error>>;

/// Makes the archive and says where it is.
pub(crate) fn make(root: &Path, arguments: &[String]) -> Done {
    let Some(options) = Options::parse(arguments)? else {
        println!("{}", options::HELP);
        return Ok(());
    };
    let root = plain(root).map_err(|error| format!("{}: {error}", root.display()))?;
    let target = build::target()?;
    let made = Made::of(&sbom::metadata(&root, Some(&target))?)?;
    let version = text(made.program(), "version").to_owned();
    let day = day::of(&root, &version)?;
    let to = options.to.unwrap_or_else(|| root.join("target/archive"));
    std::fs::create_dir_all(&to).map_err(|error| format!("{}: {error}", to.display()))?;

    let program = match &options.program {
        Some(program) => program.clone(),
        None => build::program(&root, &target)?,
    };
    build::is_version(&program, &version)?;
    let mut entries = samples(&root)?;
    entries.extend([
        Entry::program(format!("{PROGRAM}{}", std::env::consts::EXE_SUFFIX), read(&program)?),
        Entry::file("Handbuch.pdf", build::manual(&root, &to, &version, day)?),
        Entry::text("LIESMICH.txt", &readme::text(&version, day)),
        Entry::text("Lizenzen.txt", &licences::text(&root, &made)?),
        Entry::file(format!("{PROGRAM}.cdx.json"), format!("{:#}\n", sbom::list(&root, &made)?).into_bytes()),
    ]);
    let name = format!("{PROGRAM}-{version}-{target}.zip");
    let zip = pack::zip(&format!("{PROGRAM}-{version}"), entries, day)?;
    let sum = pack::line(&zip, &name);
    write(&to.join(format!("{name}.sha256")), sum.as_bytes())?;
    write(&to.join(&name), &zip)?;
    println!("{}", to.join(name).display());
    Ok(())
}

/// The path as Cargo and the compiler write it: on Windows not in the form that long paths have.
fn plain(path: &Path) -> std::io::Result<PathBuf> {
    if cfg!(windows) { std::path::absolute(path) } else { path.canonicalize() }
}

/// The workbooks and pictures in `input/`.
fn samples(root: &Path) -> Found<Vec<Entry>> {
    let folder = root.join("input");
    let files = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let paths = files.map(|file| Ok(file?.path())).collect::<Found<Vec<_>>>()?;
    // A program that has one open may leave a file of its own beside it.
    let is_sample = |path: &&PathBuf| {
        path.extension().is_some_and(|it| ["xlsx", "ods", "png"].iter().any(|ending| it == *ending))
    };
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let entry = |path: &PathBuf| Ok(Entry::file(format!("Beispiel/{}", name(path)), read(path)?));
    paths.iter().filter(is_sample).map(entry).collect()
}

fn read(path: &Path) -> Found<Vec<u8>> {
    Ok(std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?)
}

fn write(path: &Path, bytes: &[u8]) -> Done {
    Ok(std::fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))?)
}
