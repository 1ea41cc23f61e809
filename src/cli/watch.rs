//! `sachstand watch`: makes the papers anew whenever a workbook of a folder is saved.

use std::path::PathBuf;

use sachstand::diag::{Error, ErrorKind};
use sachstand::office::Status;

use super::args::WatchArgs;
use super::folder::{Folder, Look};
use super::output::Output;
use super::{build, files, papers};

/// Makes the papers of the folder until it is ended.
pub(super) fn run(args: &WatchArgs, output: &Output) -> Result<Status, Error> {
    let path = args.folder.clone().unwrap_or_else(|| PathBuf::from(papers::INPUT));
    let mut folder = Folder::new(&path)?;
    let shown = files::shown(&path);
    output.text(&format!("Der Ordner »{shown}« wird beobachtet; Strg+C beendet das Programm\n"));
    let build = args.build(path);
    let make = |folder: &Folder| {
        if folder.seen().workbooks().next().is_none() {
            output.text(&format!("Im Ordner »{shown}« liegt noch keine Arbeitsmappe\n"));
        } else if let Err(error) = build::run(&build, output) {
            // The next time it may be mended.
            output.error(&error);
        }
    };
    make(&folder);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(not_watched)?;
    runtime.block_on(async {
        loop {
            tokio::select! {
                ended = tokio::signal::ctrl_c() => return ended.map_err(not_watched),
                () = tokio::time::sleep(folder.pause()) => {}
            }
            if let Look::Changed = folder.look() {
                make(&folder);
            }
        }
    })?;
    output.text("Mit Strg+C beendet\n");
    Ok(Status::Done)
}

fn not_watched(error: std::io::Error) -> Error {
    Error::new(ErrorKind::Io, "Der Ordner kann auf diesem Rechner nicht beobachtet werden")
        .help("»sachstand build« erstellt die Berichte einmal")
        .because(error)
}
