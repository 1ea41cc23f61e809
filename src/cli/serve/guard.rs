//! Who may talk to the page: the browser that was started with its address, and no other page in it.
//!
//! The address has a token that can be used once. It becomes a cookie that no script sees and no other site
//! sends along. Against names that lead here (DNS rebinding) stands the check of `Host`, against other pages
//! of the browser that of `Origin` and `Sec-Fetch-Site` (Fetch Metadata, W3C). A cookie counts for all ports of
//! a machine, so that whoever serves a page on another one would be sent it, on a terminal server even somebody
//! else: ours counts only below a folder with a random name, for which no other page knows how to ask.

use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, COOKIE, HOST, LOCATION, ORIGIN, REFERRER_POLICY, SET_COOKIE,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use sachstand::diag::{Error, ErrorKind};

use super::view;

/// What every answer says: nothing but what comes from here is loaded, no script stands in the page, nothing
/// is kept, no other page shows it.
const HEADERS: [(HeaderName, &str); 7] = [
    (
        CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (CACHE_CONTROL, "no-store"),
    // With none at all a browser would not say either from where a form was sent (Fetch, 3.2).
    (REFERRER_POLICY, "same-origin"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// What the browser must know.
pub(super) struct Access {
    /// »127.0.0.1:49152«
    authority: String,
    cookie: String,
    session: String,
    /// »/4f1c…«: below it are all addresses.
    folder: String,
    /// None once it was used.
    token: Mutex<Option<String>>,
}

impl Access {
    /// For a server on this port.
    ///
    /// # Errors
    /// Where the system has no random numbers.
    pub(super) fn new(port: u16) -> Result<Self, Error> {
        Ok(Self {
            authority: format!("127.0.0.1:{port}"),
            cookie: format!("sachstand-{port}"),
            session: random()?,
            folder: format!("/{}", random()?),
            token: Mutex::new(Some(random()?)),
        })
    }

    /// The address for the browser, which can be used once.
    pub(super) fn address(&self) -> String {
        let token = self.token.lock().unwrap_or_else(PoisonError::into_inner);
        format!("http://{}{}/?zugang={}", self.authority, self.folder, token.as_deref().unwrap_or_default())
    }

    /// The folder below which all addresses are, without a slash at its end.
    pub(super) fn folder(&self) -> &str {
        &self.folder
    }

    /// Whether a request comes from here and not from another site.
    fn is_own(&self, method: &Method, headers: &HeaderMap) -> bool {
        let is = |name: HeaderName, wanted: &str| headers.get(name).is_some_and(|it| it == wanted);
        let origin = format!("http://{}", self.authority);
        let site = HeaderName::from_static("sec-fetch-site");
        let same_site = match headers.get(&site) {
            Some(_) => is(site.clone(), "same-origin") || is(site, "none"),
            None => true,
        };
        let same_origin = match headers.get(ORIGIN) {
            Some(_) => is(ORIGIN, &origin),
            None => method.is_safe(),
        };
        is(HOST, &self.authority) && same_site && same_origin
    }

    fn is_known(&self, headers: &HeaderMap) -> bool {
        let cookies = headers.get_all(COOKIE).iter().filter_map(|it| it.to_str().ok());
        let mut pairs = cookies.flat_map(|it| it.split(';')).filter_map(|it| it.trim().split_once('='));
        pairs.any(|(name, value)| name == self.cookie && is_same(value, &self.session))
    }

    /// Whether this is the token of the address; then it is used up.
    fn takes(&self, given: &str) -> bool {
        let mut token = self.token.lock().unwrap_or_else(PoisonError::into_inner);
        token.take_if(|token| is_same(given, token)).is_some()
    }

    /// The page without the token in its address, and with the cookie.
    fn welcome(&self) -> Response {
        let page = format!("{}/", self.folder);
        let cookie = format!("{}={}; HttpOnly; SameSite=Strict; Path={page}", self.cookie, self.session);
        (StatusCode::SEE_OTHER, [(LOCATION, page), (SET_COOKIE, cookie)]).into_response()
    }
}

/// Compares all characters, however early they differ: the time tells nothing.
fn is_same(one: &str, other: &str) -> bool {
    let differs = one.bytes().zip(other.bytes()).fold(0, |all, (one, other)| all | (one ^ other));
    one.len() == other.len() && differs == 0
}

/// 128 random bits.
fn random() -> Result<String, Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| {
        Error::new(ErrorKind::Internal, "Das System gibt keine Zufallszahlen").because(error.to_string())
    })?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Lets only requests through that may be answered.
pub(super) async fn guard(State(access): State<Arc<Access>>, request: Request, next: Next) -> Response {
    let (method, headers) = (request.method(), request.headers());
    let token = request.uri().query().and_then(|query| query.strip_prefix("zugang="));
    let mut response = if !access.is_own(method, headers) {
        refused("Diese Seite nimmt nur Anfragen aus ihrem eigenen Fenster an")
    } else if access.is_known(headers) {
        match token {
            // Opened once more with the address of the first time.
            Some(_) => access.welcome(),
            None => next.run(request).await,
        }
    } else {
        match token {
            Some(token) if method == Method::GET && access.takes(token) => access.welcome(),
            Some(_) => refused("Die Adresse wurde schon benutzt"),
            None => refused(
                "Ohne den Zugang aus der Adresse, die das Programm nennt, öffnet sich die Seite nicht",
            ),
        }
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn refused(why: &str) -> Response {
    let help = "Das Programm »sachstand« noch einmal starten; es öffnet die Seite selbst";
    (StatusCode::FORBIDDEN, view::refused(why, help)).into_response()
}
