//! What the page can be asked: every answer is HTML, a picture or a file; whatever changes something answers with
//! the page as it is then.

use std::convert::Infallible;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, HttpBody as _};
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use sachstand::diag::Error;
use sachstand::office::Format;
use sachstand::office::rewrites::{TableForm, table};
use sachstand::read::LARGEST_FILE;
use serde::Deserialize;
use tokio::sync::Semaphore;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt as _};

use super::super::files::ending;
use super::actions::{self, Action};
use super::source::too_large;
use super::state::{Desk, State as PageState};
use super::visitors::{Visit, Visitors};
use super::{view, ways};

/// Pictures that are drawn at the same time: each takes some megabytes.
const AT_ONCE: usize = 2;

/// What all requests share.
#[derive(Clone)]
pub(super) struct Shared {
    pub(super) state: Arc<PageState>,
    pub(super) visitors: Visitors,
    room: Arc<Semaphore>,
    /// What changes something is done one after the other.
    turn: Arc<Semaphore>,
    /// Files that are taken wait for each other: one can have the size of a hundred pictures.
    gate: Arc<Semaphore>,
}

impl Shared {
    pub(super) fn new(state: Arc<PageState>, visitors: Visitors) -> Self {
        let [room, turn, gate] = [AT_ONCE, 1, 1].map(|count| Arc::new(Semaphore::new(count)));
        Self { state, visitors, room, turn, gate }
    }

    /// Does what takes a while on a thread of its own, not too much of it at once.
    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&PageState) -> T + Send + 'static,
    ) -> Option<T> {
        let _room = self.room.acquire().await.ok()?;
        let state = self.state.clone();
        tokio::task::spawn_blocking(move || work(&state)).await.ok()
    }
}

/// Every address of the page, below the folder that only its browser knows.
pub(super) fn routes(folder: &str) -> Router<Shared> {
    let at = |name: &str| format!("{folder}{name}");
    Router::new()
        .route(&at("/"), get(page))
        .route(&at("/stil.css"), get(|| asset("text/css; charset=utf-8", include_str!("assets/stil.css"))))
        .route(
            &at("/seite.js"),
            get(|| asset("text/javascript; charset=utf-8", include_str!("assets/seite.js"))),
        )
        .route(&at("/zeichen.svg"), get(|| asset("image/svg+xml", include_str!("assets/zeichen.svg"))))
        .route(&at("/ereignisse"), get(events))
        .route(&at("/ende"), post(leave))
        .route(&at("/dateien"), post(take))
        .route(&at("/dateien-alle"), post(change::<actions::NoMore>))
        .route(&at("/entfernen"), post(change::<actions::Remove>))
        .route(&at("/ordner"), post(change::<actions::OpenFolder>))
        .route(&at("/schliessen"), post(change::<actions::CloseFolder>))
        .route(&at("/vorige"), post(change::<actions::ChoosePrevious>))
        .route(&at("/wahl"), post(change::<actions::Choose>))
        .route(&at("/zeigen"), post(change::<actions::Show>))
        .route(&at("/spalte"), post(change::<actions::ChooseColumn>))
        .route(&at("/einstellungen"), post(change::<actions::SaveSettings>))
        .route(&at("/einstellungen-verwerfen"), post(change::<actions::DropSettings>))
        .route(&at("/person"), post(change::<actions::Decide>))
        .route(&at("/person-zurueck"), post(change::<actions::Undo>))
        .route(&at("/personen-verwenden"), post(change::<actions::UseListed>))
        .route(&at("/personen.datei"), get(listed))
        .route(&at("/arbeitsmappe"), get(workbook))
        .route(&at("/naechste"), post(change::<actions::Advance>))
        .route(&at("/muster"), post(change::<actions::TakeOver>))
        .route(&at("/angelegt"), get(made))
        .route(&at("/vorlage.xlsx"), get(template))
        .route(&at("/sachstand.toml"), get(settings))
        .route(&at("/seite.png"), get(picture))
        .route(&at("/datei"), get(file))
        .route(&at("/vereinheitlichungen.xlsx"), get(rewrites))
        .fallback(|| async { missing() })
}

async fn page(State(shared): State<Shared>, headers: HeaderMap) -> Response {
    // The script of an open page asks for it as well.
    if headers.get("sec-fetch-mode").is_some_and(|mode| mode == "navigate") {
        shared.visitors.comes();
    }
    shared.state.look(view::page).into_response()
}

async fn asset(kind: &'static str, text: &'static str) -> Response {
    ([(CONTENT_TYPE, kind)], text).into_response()
}

fn missing() -> Response {
    (
        StatusCode::NOT_FOUND,
        view::refused("Das gibt es hier nicht", "Zurück zur Seite mit der Adresse ohne Zusatz"),
    )
        .into_response()
}

/// A file to be taken along.
fn attachment(name: &str, kind: &'static str, bytes: impl Into<Body>) -> Response {
    // RFC 6266 with RFC 8187: names may have umlauts.
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let ascii: String = name.chars().map(|c| if plain(c) { c } else { '_' }).collect();
    let encoded: String = name
        .bytes()
        .map(
            |byte| {
                if plain(char::from(byte)) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
            },
        )
        .collect();
    let disposition = format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{encoded}");
    ([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, disposition)], bytes.into()).into_response()
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

fn workbook_kind(name: &str) -> &'static str {
    match ending(Path::new(name)).as_str() {
        "xlsx" => XLSX,
        "xlsm" => "application/vnd.ms-excel.sheet.macroEnabled.12",
        _ => "application/octet-stream",
    }
}

fn kind(format: Format) -> &'static str {
    match format {
        Format::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Format::Pdf => "application/pdf",
    }
}

// ---- pages that are open ----

/// Tells of every change, as long as the page is open.
async fn events(State(shared): State<Shared>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let visit = shared.visitors.visit();
    let changes = WatchStream::new(shared.state.changes());
    Sse::new(changes.map(move |number| told(number, &visit))).keep_alive(KeepAlive::default())
}

fn told(number: u64, _open: &Visit) -> Result<Event, Infallible> {
    Ok(Event::default().data(number.to_string()))
}

async fn leave(State(shared): State<Shared>) -> StatusCode {
    shared.visitors.leaves();
    StatusCode::NO_CONTENT
}

// ---- what changes something ----

async fn change<A: Action + for<'de> Deserialize<'de>>(
    State(shared): State<Shared>,
    form: Result<Form<A>, FormRejection>,
) -> Response {
    let action = match form {
        Ok(Form(action)) => action,
        Err(wrong) => return not_understood(wrong.status()),
    };
    // One after the other, and not behind pictures.
    let Ok(_turn) = shared.turn.acquire().await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let state = shared.state.clone();
    let done = tokio::task::spawn_blocking(move || {
        let state = &*state;
        state.change(Desk::begin_anew);
        let failed = action.carry_out(state).err();
        if let Some(error) = failed {
            state.change(|desk| desk.fail(error));
        }
    });
    match done.await {
        Ok(()) => Redirect::to("./").into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn not_understood(status: StatusCode) -> Response {
    let page = view::refused("Die Anfrage ist nicht verständlich", "Die Seite im Browser neu laden");
    (status, page).into_response()
}

#[derive(Deserialize)]
struct Taken {
    name: String,
    /// Others come right after this one.
    #[serde(default)]
    weitere: u8,
}

/// Takes a file that was dropped: its body are the bytes.
async fn take(State(shared): State<Shared>, Query(taken): Query<Taken>, body: Body) -> Response {
    let Ok(turn) = shared.gate.clone().acquire_owned().await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let bytes = match read(body).await {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) => {
            shared.state.change(|desk| {
                desk.one_of_some(taken.weitere == 0);
                // Those that came before wait for the last one.
                if taken.weitere == 0 {
                    desk.make_again();
                }
            });
            Err((StatusCode::PAYLOAD_TOO_LARGE, too_large(&taken.name)))
        }
        // The page was closed in the middle: what came before is all there is.
        Err(_) => {
            shared.state.change(Desk::make_again);
            return StatusCode::BAD_REQUEST.into_response();
        }
    };
    let dropped = bytes.and_then(|bytes| {
        let dropped = actions::take(&shared.state, &taken.name, bytes, taken.weitere == 0);
        dropped.map_err(|error| (StatusCode::UNPROCESSABLE_ENTITY, error))
    });
    drop(turn);
    match dropped {
        Ok(()) => Redirect::to("./").into_response(),
        Err((status, error)) => {
            let text = format!("{}. {}", error.message(), error.help_text().unwrap_or_default());
            shared.state.change(|desk| desk.fail(error));
            (status, [(CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
        }
    }
}

/// The bytes of a body; none where it is larger than any workbook. It is read to its end all the same: a browser
/// that is cut off in the middle shows no answer.
async fn read(body: Body) -> Result<Option<Vec<u8>>, axum::Error> {
    // A buffer that grows by itself would be twice as large, and there twice while it does.
    let length = body.size_hint().lower().min(LARGEST_FILE as u64) as usize;
    let mut chunks = body.into_data_stream();
    let mut bytes = Some(Vec::with_capacity(length));
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk?;
        bytes = bytes.filter(|bytes: &Vec<u8>| bytes.len() + chunk.len() <= LARGEST_FILE);
        if let Some(bytes) = &mut bytes {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok(bytes)
}

// ---- what is taken along ----

#[derive(Deserialize)]
struct Picture {
    ausgabe: String,
    nummer: usize,
    fein: f64,
}

async fn picture(State(shared): State<Shared>, Query(wanted): Query<Picture>) -> Response {
    let edition = ways::edition_named(&wanted.ausgabe);
    let drawn = shared.work(move |state| {
        let paper = state.look(|desk| Some(desk.laid.get(&edition?)?.paper.clone()))?;
        paper.picture(wanted.nummer, wanted.fein)
    });
    match drawn.await.flatten() {
        Some(bytes) => ([(CONTENT_TYPE, "image/png")], bytes).into_response(),
        None => missing(),
    }
}

#[derive(Deserialize)]
struct Wanted {
    bericht: String,
    ausgabe: String,
    art: String,
}

async fn file(State(shared): State<Shared>, Query(wanted): Query<Wanted>) -> Response {
    let format = Format::ALL.into_iter().find(|format| format.ending() == wanted.art);
    let found = ways::edition_named(&wanted.ausgabe).zip(format).and_then(|(edition, format)| {
        shared.state.look(|desk| Some((format, desk.file(&wanted.bericht, edition, format)?)))
    });
    match found {
        Some((format, (name, bytes))) => attachment(&name, kind(format), bytes.to_vec()),
        None => missing(),
    }
}

#[derive(Deserialize)]
struct OfPaper {
    bericht: String,
}

async fn rewrites(State(shared): State<Shared>, Query(of): Query<OfPaper>) -> Response {
    let made = shared.work(move |state| {
        let rewrites = state.look(|desk| Some(desk.paper(&of.bericht)?.outcome.rewrites.clone()))?;
        Some(table(rewrites.iter(), TableForm::Xlsx))
    });
    match made.await.flatten() {
        Some(Ok(bytes)) => attachment("Vereinheitlichungen.xlsx", XLSX, bytes),
        Some(Err(error)) => failed(&error),
        None => missing(),
    }
}

/// The workbook with the persons that were decided about.
async fn listed(State(shared): State<Shared>, Query(of): Query<OfPaper>) -> Response {
    let name = of.bericht.clone();
    match shared.work(move |state| actions::listed(state, &of.bericht)).await {
        Some(Ok(listed)) => attachment(file_name(&name), workbook_kind(&name), listed.value),
        Some(Err(error)) => failed(&error),
        None => missing(),
    }
}

/// A workbook as it lies on the page.
async fn workbook(State(shared): State<Shared>, Query(of): Query<OfPaper>) -> Response {
    let name = of.bericht.clone();
    let source = shared.state.look(|desk| desk.source.clone());
    match shared.work(move |_| source.read(&of.bericht)).await {
        Some(Ok(bytes)) => attachment(file_name(&name), workbook_kind(&name), bytes),
        Some(Err(_)) | None => missing(),
    }
}

/// The name of a file without its folder.
fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

fn failed(error: &Error) -> Response {
    let page = view::refused(error.message(), error.help_text().unwrap_or_default());
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// The workbook that was made last.
async fn made(State(shared): State<Shared>) -> Response {
    match shared.state.look(|desk| desk.made.clone()) {
        Some(made) => attachment(&made.name, workbook_kind(&made.name), made.bytes.to_vec()),
        None => missing(),
    }
}

/// An empty workbook to begin with.
async fn template(State(shared): State<Shared>) -> Response {
    match shared.work(|_| actions::template()).await {
        Some(Ok(bytes)) => attachment("Sachstand.xlsx", XLSX, bytes),
        Some(Err(error)) => failed(&error),
        None => missing(),
    }
}

async fn settings(State(shared): State<Shared>) -> Response {
    match shared.state.look(|desk| desk.drafts.values().next().map(|draft| draft.text.clone())) {
        Some(text) => attachment("sachstand.toml", "application/toml", text),
        None => missing(),
    }
}
