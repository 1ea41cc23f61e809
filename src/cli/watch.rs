//! `sachstand watch`: makes the papers anew whenever a workbook of a folder is saved.

use std::path::PathBuf;
use std::sync::mpsc;

use sachstand::diag::{Error, ErrorKind};
use sachstand::office::Status;

use super::args::WatchArgs;
use super::folder::{Folder, Look};
use super::output::Output;
use super::{build, files, interrupt, output, papers};

/// Makes the papers of the folder until it is ended.
pub(super) fn run(args: &WatchArgs, output: &Output) -> Result<Status, Error> {
    let path = args.folder.clone().unwrap_or_else(|| PathBuf::from(papers::INPUT));
    let mut folder = Folder::new(&path)?;
    let shown = files::shown(&path);
    end_with_ctrl_c(args.is_quiet())?;
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
    loop {
        std::thread::sleep(folder.pause());
        if let Look::Changed = folder.look() {
            make(&folder);
        }
    }
}

/// Has the program end with Ctrl+C, whatever it is doing then: files are put in place as a whole. It returns once
/// that is so.
fn end_with_ctrl_c(quiet: bool) -> Result<(), Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(not_watched)?;
    let (listening, wait) = mpsc::channel();
    let listen = async move {
        let Ok(mut stop) = interrupt::listen() else { return };
        let _ = listening.send(());
        if stop.recv().await.is_some() {
            if !quiet {
                output::to_stdout("Mit Strg+C beendet\n");
            }
            std::process::exit(0);
        }
    };
    std::thread::Builder::new().spawn(move || runtime.block_on(listen)).map_err(not_watched)?;
    // Where it cannot be heard, Ctrl+C ends the program as it does any other.
    let _ = wait.recv();
    Ok(())
}

fn not_watched(error: std::io::Error) -> Error {
    Error::new(ErrorKind::Io, "Der Ordner kann auf diesem Rechner nicht beobachtet werden")
        .help("»sachstand build« erstellt die Berichte einmal")
        .because(error)
}
