//! Answers: what a browser gets for a path.

use super::address::{self, Asked, file_of, type_of};
use super::guard::{self, Refusal};
#[cfg(feature = "pdf")]
use super::paper::{self, Sheet};
use super::studio::{Known, Made, Studio};
use super::{live, place, shell};
use crate::fs;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequestParts, Request, WebSocketUpgrade};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::task::spawn_blocking;

/// What the pages of the preview's own may do: load their style and script, show the site, and hear of changes.
const OWN_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The pages of the site bring a policy of their own; here is only said who may show them.
const SITE_POLICY: &str = "frame-ancestors 'self'";

/// What every answer says: it is of this moment, for this server's pages alone, and nothing else than it says.
const ALWAYS: [(HeaderName, &str); 5] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// The answer to a request.
pub(super) async fn answer(studio: Arc<Studio>, at: SocketAddr, request: Request) -> Response {
    let mut response = match guard::look(request.method(), request.headers(), at) {
        Ok(()) => find(&studio, request).await,
        Err(refusal) => refused(&studio, refusal),
    };
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(SITE_POLICY));
    response
}

fn refused(studio: &Studio, refusal: Refusal) -> Response {
    let (status, text) = match refusal {
        Refusal::Host => (StatusCode::MISDIRECTED_REQUEST, "refused"),
        Refusal::Origin => (StatusCode::FORBIDDEN, "refused"),
        Refusal::Method => (StatusCode::METHOD_NOT_ALLOWED, "method"),
    };
    let mut response = page(status, shell::word(studio.settings.lang, "refused_title", text, &[]));
    if refusal == Refusal::Method {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}

async fn find(studio: &Arc<Studio>, request: Request) -> Response {
    match address::read(request.uri().path()) {
        None => missing(studio),
        Some(Asked::Own(path)) => own(studio, &path, request).await,
        Some(Asked::Bare(path)) => bare(studio, &path).await,
        Some(Asked::Around(path)) => around(studio, &path).await,
    }
}

/// What is of the preview itself.
async fn own(studio: &Arc<Studio>, path: &str, request: Request) -> Response {
    if let Some(text) = shell::asset(path) {
        return typed(StatusCode::OK, type_of(path), Bytes::from_static(text.as_bytes()));
    }
    let (what, rest) = path.split_once('/').unwrap_or((path, ""));
    match what {
        "live" => listen(studio, rest, request).await,
        "place" => located(studio, rest),
        _ => missing(studio),
    }
}

/// `live/VERSION/NAME` tells of a society since a version, `live` of the list.
async fn listen(studio: &Arc<Studio>, rest: &str, request: Request) -> Response {
    let (mut parts, _) = request.into_parts();
    let upgrade = match WebSocketUpgrade::from_request_parts(&mut parts, &()).await {
        Ok(upgrade) => upgrade,
        Err(refusal) => return refusal.into_response(),
    };
    let Some((since, name)) = rest.split_once('/') else { return live::list(upgrade, Arc::clone(studio)) };
    match since.parse() {
        Ok(since) if studio.state().societies.contains_key(name) => live::society(upgrade, Arc::clone(studio), name.to_owned(), since),
        _ => missing(studio),
    }
}

/// `place/NUMBER/PATH`: where the value with a number on a page is written.
fn located(studio: &Studio, rest: &str) -> Response {
    let asked = rest.split_once('/').and_then(|(number, path)| Some((number.parse().ok()?, path)));
    let Some((number, path)) = asked else { return missing(studio) };
    let (name, path) = split(studio, path);
    let found = match studio.look(name) {
        Known::Yes(Some(made)) if made.files.contains_key(&file_of(path)) => place::locate(&made, &file_of(path), number),
        _ => None,
    };
    match found {
        Some(place) => typed(StatusCode::OK, "text/plain; charset=utf-8", Bytes::from(place)),
        None => missing(studio),
    }
}

/// The society and the path in its site.
fn split<'a>(studio: &Studio, path: &'a str) -> (&'a str, &'a str) {
    if studio.state().many { path.split_once('/').unwrap_or((path, "")) } else { ("", path) }
}

/// A page with the panel beside it; files that are no pages come as they are.
async fn around(studio: &Arc<Studio>, path: &str) -> Response {
    let many = studio.state().many;
    if many && path.is_empty() {
        return own_page(StatusCode::OK, shell::index(studio));
    }
    let (name, inside) = split(studio, path);
    if many && !path.contains('/') {
        let known = studio.state().societies.contains_key(name);
        return if known { moved(&format!("{path}/")) } else { missing(studio) };
    }
    let file = file_of(inside);
    let status = match studio.await_look(name).await {
        Known::No | Known::Soon => return missing(studio),
        Known::Yes(None) => StatusCode::OK,
        Known::Yes(Some(made)) if made.files.contains_key(&file) => StatusCode::OK,
        Known::Yes(Some(made)) if made.files.contains_key(&format!("{file}/index.html")) => return moved(&format!("{path}/")),
        Known::Yes(Some(_)) => StatusCode::NOT_FOUND,
    };
    let is_page = file.ends_with(".html") || file.ends_with(".htm") || !file.rsplit('/').next().is_some_and(|last| last.contains('.'));
    if is_page { own_page(status, shell::around(studio, name, inside)) } else { bare(studio, path).await }
}

/// A file of a site as it is.
async fn bare(studio: &Arc<Studio>, path: &str) -> Response {
    let (name, inside) = split(studio, path);
    let lang = studio.settings.lang;
    let made = match studio.await_look(name).await {
        Known::No | Known::Soon => return missing(studio),
        Known::Yes(None) => return page(StatusCode::SERVICE_UNAVAILABLE, shell::word(lang, "broken", "no_page", &[])),
        Known::Yes(Some(made)) => made,
    };
    let file = file_of(inside);
    if let Some(found) = made.files.get(&file) {
        return typed(StatusCode::OK, type_of(&file), found.bytes.clone());
    }
    if made.files.contains_key(&format!("{file}/index.html")) {
        return moved(&format!("{}/site/{path}/", address::OWN));
    }
    if made.copies.contains(&file) {
        return copied(studio, made, file).await;
    }
    if file.ends_with(".pdf") {
        return printed(studio, made, file).await;
    }
    not_found(studio, &made)
}

/// A file of the society's own, read from its folder.
async fn copied(studio: &Studio, made: Arc<Made>, file: String) -> Response {
    let (path, kind) = (made.folder.join(&file), type_of(&file));
    // A pipe could keep one waiting for ever.
    let read = move || fs::is_file(&path).then(|| fs::read(&path).ok()).flatten();
    match spawn_blocking(read).await.ok().flatten() {
        Some(bytes) => typed(StatusCode::OK, kind, Bytes::from(bytes)),
        None => not_found(studio, &made),
    }
}

/// Without the print room.
#[cfg(not(feature = "pdf"))]
async fn printed(studio: &Studio, _: Arc<Made>, _: String) -> Response {
    page(StatusCode::NOT_FOUND, shell::word(studio.settings.lang, "no_print_title", "no_print", &[]))
}

/// A printed sheet, typeset now if nobody asked for it before.
#[cfg(feature = "pdf")]
async fn printed(studio: &Arc<Studio>, made: Arc<Made>, file: String) -> Response {
    let lang = studio.settings.lang;
    let work = {
        let studio = Arc::clone(studio);
        move || paper::print(&studio, &made, &file)
    };
    match spawn_blocking(work).await.unwrap_or(Sheet::None) {
        Sheet::Pdf(bytes) => typed(StatusCode::OK, "application/pdf", bytes),
        Sheet::Faulty(problems) => {
            let texts: Vec<String> = problems.into_iter().map(|p| p.text).collect();
            page(StatusCode::INTERNAL_SERVER_ERROR, shell::word(lang, "faulty_title", "faulty", &texts))
        }
        Sheet::None => page(StatusCode::NOT_FOUND, shell::word(lang, "missing_title", "no_paper", &[])),
    }
}

/// The page of the site for what is not there.
fn not_found(studio: &Studio, made: &Made) -> Response {
    match made.files.get("404.html") {
        Some(own) => typed(StatusCode::NOT_FOUND, type_of("404.html"), own.bytes.clone()),
        None => missing(studio),
    }
}

fn missing(studio: &Studio) -> Response {
    let text = if studio.state().many { "no_society" } else { "missing" };
    own_page(StatusCode::NOT_FOUND, shell::word(studio.settings.lang, "missing_title", text, &[]))
}

/// A folder is written with its border, or links on its page would lead astray.
fn moved(path: &str) -> Response {
    let to = HeaderValue::try_from(format!("/{}", address::encoded(path))).unwrap_or(HeaderValue::from_static("/"));
    let mut response = StatusCode::TEMPORARY_REDIRECT.into_response();
    response.headers_mut().insert(header::LOCATION, to);
    response
}

/// A page of the preview's own that stands around others.
fn own_page(status: StatusCode, html: String) -> Response {
    let mut response = page(status, html);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(OWN_POLICY));
    response
}

/// A page of the preview's own that may stand within one.
fn page(status: StatusCode, html: String) -> Response {
    let mut response = typed(status, "text/html; charset=utf-8", Bytes::from(html));
    let policy = OWN_POLICY.replace("frame-ancestors 'none'", SITE_POLICY);
    if let Ok(policy) = HeaderValue::try_from(policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

fn typed(status: StatusCode, kind: &'static str, bytes: Bytes) -> Response {
    let mut response = (status, Body::from(bytes)).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}
