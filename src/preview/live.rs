//! The live connection: what changed goes to the browser as soon as it did, with the page that it shows.

use super::list;
use super::panel::{Panel, panel};
use super::studio::Studio;
use axum::extract::WebSocketUpgrade;
use axum::extract::ws::{Message, Utf8Bytes, WebSocket};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::{MissedTickBehavior, interval};

/// So many browser windows are served at most.
const WINDOWS: usize = 128;

/// A browser says only which page it shows.
const LONGEST: usize = 4096;

/// How often one is asked whether it is still there.
const PULSE: Duration = Duration::from_secs(20);

static SEATS: Semaphore = Semaphore::const_new(WINDOWS);

/// What changed since a browser was told last.
#[derive(Serialize)]
struct News {
    run: u32,
    version: u64,
    /// Files of the site that changed.
    changed: Vec<String>,
    /// Whether the page that the browser shows is there no more.
    gone: bool,
    /// The page that the browser shows, if it changed.
    html: Option<String>,
    /// The panel, if it changed.
    panel: Option<Panel>,
    /// The list of societies, if it is shown.
    list: Option<String>,
}

/// What a browser knows.
struct Window {
    /// The society; none: the list.
    name: Option<String>,
    pages: u64,
    told: u64,
    /// The page that it shows.
    page: Option<String>,
}

/// Looks at a society as long as it lives.
struct Visit<'a>(&'a Studio, Option<String>);

impl Drop for Visit<'_> {
    fn drop(&mut self) {
        self.0.leave(self.1.as_deref());
    }
}

/// Tells of a society.
pub(super) fn society(upgrade: WebSocketUpgrade, studio: Arc<Studio>, name: String, since: u64) -> Response {
    open(upgrade, studio, Window { name: Some(name), pages: since, told: 0, page: None })
}

/// Tells of the list.
pub(super) fn list(upgrade: WebSocketUpgrade, studio: Arc<Studio>) -> Response {
    open(upgrade, studio, Window { name: None, pages: 0, told: 0, page: None })
}

fn open(upgrade: WebSocketUpgrade, studio: Arc<Studio>, window: Window) -> Response {
    let Ok(seat) = SEATS.try_acquire() else { return axum::http::StatusCode::SERVICE_UNAVAILABLE.into_response() };
    upgrade.max_message_size(LONGEST).max_frame_size(LONGEST).on_upgrade(move |socket| async move {
        tell(socket, &studio, window).await;
        drop(seat);
    })
}

/// Tells of every change until one of both ends goes. A browser that does not answer for a while is gone.
async fn tell(mut socket: WebSocket, studio: &Studio, mut window: Window) {
    let mut bell = studio.listen();
    let _visit = Visit(studio, window.name.clone());
    studio.enter(window.name.as_deref());
    if let Some(name) = &window.name {
        studio.look(name);
    }
    let mut pulse = interval(PULSE);
    pulse.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut silent = 0;
    loop {
        if let Some(news) = window.news(studio)
            && socket.send(Message::Text(Utf8Bytes::from(news))).await.is_err()
        {
            return;
        }
        tokio::select! {
            changed = bell.changed() => if changed.is_err() { return },
            said = socket.recv() => {
                silent = 0;
                match said {
                    Some(Ok(Message::Text(page))) => window.page = Some(page.to_string()),
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                    Some(Ok(_)) => {}
                }
            }
            _ = pulse.tick() => {
                silent += 1;
                if silent > 3 || socket.send(Message::Ping(axum::body::Bytes::new())).await.is_err() {
                    return;
                }
            }
        }
    }
}

impl Window {
    /// What there is to tell now; after that the browser knows it.
    fn news(&mut self, studio: &Studio) -> Option<String> {
        let state = studio.state();
        let mut news =
            News { run: std::process::id(), version: state.now, changed: Vec::new(), gone: false, html: None, panel: None, list: None };
        let Some(name) = &self.name else {
            if state.listed <= self.told {
                return None;
            }
            self.told = state.listed;
            news.list = Some(list::html(&state, studio.settings.lang));
            return serde_json::to_string(&news).ok();
        };
        let society = state.societies.get(name)?;
        if society.told > self.told {
            self.told = society.told;
            news.panel = Some(panel(&state, name, society, studio.settings.lang));
        }
        if let Some(made) = society.good.as_ref().filter(|made| made.version > self.pages) {
            news.changed = made.files.iter().filter(|(_, f)| f.since > self.pages).map(|(path, _)| path.clone()).collect();
            self.pages = made.version;
            news.gone = self.page.as_ref().is_some_and(|page| !made.files.contains_key(page));
            let page = self.page.as_ref().filter(|page| news.changed.contains(page)).and_then(|page| made.files.get(page));
            news.html = page.map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
        }
        drop(state);
        let any = news.panel.is_some() || news.gone || !news.changed.is_empty();
        any.then(|| serde_json::to_string(&news).ok()).flatten()
    }
}
