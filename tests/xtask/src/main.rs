//! The project's own commands, run as `cargo xtask <command>`:
//!
//! - `check`: format, lints, tests, documentation, licences and sources of all crates (where cargo-deny is
//!   installed), nothing generated differs;
//! - `review`: writes the snapshots anew and shows which ones changed;
//! - `samples`: makes the workbooks in `input/` from the texts in `tests/samples/`;
//! - `names`: makes the lists in `src/persons/lists/` from two unpacked packages;
//! - `archive`: packs what is handed out: the program with manual, samples, licences and checksums;
//! - `sbom`: prints what the program is made of, as CycloneDX;
//! - `figures`: measures the program against others and prints what `docs/performance.md` quotes.

mod archive;
mod check;
mod figures;
mod names;
mod samples;
mod sbom;
mod words;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  check     format, lints, tests and documentation; stops at the first failure
  review    writes the snapshots anew and shows which ones changed
  samples   makes the workbooks in input/ from the texts in tests/samples/
  names     makes the lists in src/persons/lists/ from the unpacked packages faker (PyPI) and
            @faker-js/faker (npm), whose folders it is given
  archive   packs the program with manual, samples, licences and checksums into target/archive/;
            »archive --help« shows what it can be told
  sbom      prints the crates that the program is made of (CycloneDX, JSON)
  figures   measures the program against others; »figures --help« shows what it can be told";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let command = arguments.first();
    let done = match command.map(String::as_str) {
        Some("check") => check::check(&root()),
        Some("review") => check::review(&root()),
        Some("samples") => samples::make(&root()),
        Some("archive") => archive::make(&root(), &arguments[1..]),
        Some("sbom") => sbom::print(&root()),
        Some("figures") => figures::print(&root(), &arguments[1..]),
        Some(figures::MEASURE) => figures::measure(&arguments[1..]),
        Some("names") => names::make(&root(), &arguments[1..]),
        Some("help" | "--help" | "-h") => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(format!("unknown command »{}«\n\n{HELP}", other.unwrap_or_default()).into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What every command returns: it is done, or the one message that says why not.
type Done = Result<(), Box<dyn Error>>;

/// The top folder of the project: two above this package.
fn root() -> PathBuf {
    let here = std::env::var_os("SACHSTAND_ROOT").map(PathBuf::from);
    here.unwrap_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")))
}
