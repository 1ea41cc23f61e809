//! `sachstand serve`: the page for the office, in the browser of this machine and nowhere else.
//!
//! 1. [`guard`]: who may ask; 2. [`routes`]: what can be asked, [`actions`] for what changes something;
//! 3. [`state`]: what lies on the page, from a [`source`]; 4. [`worker`]: makes the papers by the office run;
//! 5. [`view`]: the state as HTML; 6. [`visitors`]: with the last open page the program ends.

mod actions;
mod guard;
mod routes;
mod source;
mod state;
mod view;
mod visitors;
mod ways;
mod worker;

use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::middleware::from_fn_with_state;
use sachstand::diag::{Error, ErrorKind};
use sachstand::office::Status;
use tokio::net::TcpListener;

use super::args::ServeArgs;
use super::folder::{self, Folder, Look};
use super::interrupt;
use super::output::{self, Output};
use guard::{Access, guard};
use routes::{Shared, routes};
use source::Source;
use state::State;
use visitors::Visitors;

/// Threads on which pictures are drawn and files read.
const THREADS: usize = 4;

/// Serves the page until the last one is closed.
pub(super) fn run(args: &ServeArgs, output: &Output) -> Result<Status, Error> {
    let state = Arc::new(State::new(args.calm.config.clone()));
    if let Some(folder) = &args.folder {
        actions::open(&state, &source::plain_folder(folder))?;
    }
    background(&state, worker::work)?;
    background(&state, watch)?;
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(THREADS).build();
    let runtime = runtime.map_err(not_served)?;
    runtime.block_on(serve(state, args, output))?;
    // Requests that are still being answered keep nobody waiting.
    runtime.shutdown_background();
    Ok(Status::Done)
}

fn not_served(error: std::io::Error) -> Error {
    Error::new(ErrorKind::Io, "Die Seite kann auf diesem Rechner nicht angeboten werden")
        .help("»sachstand build« erstellt die Berichte ohne die Seite")
        .because(error)
}

/// Does this beside everything else, as long as the program runs.
fn background(state: &Arc<State>, work: fn(&State)) -> Result<(), Error> {
    let state = state.clone();
    std::thread::Builder::new().spawn(move || work(&state)).map(drop).map_err(not_served)
}

async fn serve(state: Arc<State>, args: &ServeArgs, output: &Output) -> Result<(), Error> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(not_served)?;
    let port = listener.local_addr().map_err(not_served)?.port();
    let (access, visitors) = (Arc::new(Access::new(port)?), Visitors::new());
    let shared = Shared::new(state, visitors.clone());
    let router = routes(access.folder()).with_state(shared).layer(from_fn_with_state(access.clone(), guard));
    let mut stop = interrupt::listen().map_err(not_served)?;
    invite(&access.address(), args.no_browser, output);
    let why = tokio::select! {
        served = axum::serve(listener, router) => return served.map_err(not_served),
        () = visitors.gone(args.no_browser) => match visitors.any() {
            true => "Die letzte Seite wurde geschlossen",
            false => "Es wurde keine Seite geöffnet",
        },
        _ = stop.recv() => "Mit Strg+C beendet",
    };
    output.text(&format!("{why}; das Programm ist beendet\n"));
    Ok(())
}

/// Says where the page is, and opens it.
fn invite(address: &str, no_browser: bool, output: &Output) {
    // Also where it is to be quiet: without it nobody gets in.
    output::to_stdout(&format!("{address}\n"));
    if no_browser {
        return;
    }
    let opened = open::that_detached(address).is_ok();
    output.text(match opened {
        true => "Die Seite öffnet sich im Browser. Dieses Fenster bitte offen lassen: Das Programm endet, wenn Sie die Seite \
                 schließen, oder mit Strg+C\n",
        false => "Es wurde kein Browser gefunden: Öffnen Sie die Adresse bitte selbst, sie gilt einmal. Das Programm endet, \
                  wenn Sie die Seite schließen, oder mit Strg+C\n",
    });
}

/// Looks at the folder of the page, where one is open, and has the papers made anew when something was saved.
fn watch(state: &State) {
    let mut watched: Option<Folder> = None;
    loop {
        std::thread::sleep(watched.as_ref().map_or(folder::PAUSE, Folder::pause));
        let path = state.look(|desk| match &desk.source {
            Source::Folder(folder) => Some(folder.path.clone()),
            Source::Dropped(_) => None,
        });
        look(state, &mut watched, path);
    }
}

fn look(state: &State, watched: &mut Option<Folder>, path: Option<PathBuf>) {
    let Some(path) = path else {
        *watched = None;
        return;
    };
    if watched.as_ref().is_none_or(|folder| folder.path() != path) {
        // What has changed since it was opened is seen now, and not before it is at rest.
        *watched = state.look(|desk| match &desk.source {
            Source::Folder(folder) if folder.path == path => Some(Folder::told(&path, folder.seen.clone())),
            Source::Folder(_) | Source::Dropped(_) => None,
        });
    }
    let Some(folder) = watched else { return };
    if !matches!(folder.look(), Look::Same) {
        refresh(state, folder, &path);
    }
}

/// Puts on the page what lies in the folder now, unless another one was opened meanwhile.
fn refresh(state: &State, folder: &Folder, path: &Path) {
    let now = actions::in_folder(path, folder.seen());
    state.change(|desk| match &mut desk.source {
        Source::Folder(before) if before.path == path => {
            let is_opened_alone = before.seen.has_same_files(&now.seen);
            *before = now;
            if !is_opened_alone {
                desk.make_again();
            }
        }
        Source::Folder(_) | Source::Dropped(_) => {}
    });
}
