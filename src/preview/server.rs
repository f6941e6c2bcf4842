//! The server: connections, how many of them, and for how long; and its end.

use super::answer::answer;
use super::port::Door;
use super::studio::Studio;
use axum::Router;
use axum::extract::Request;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;
use tokio::sync::Semaphore;
use tokio::time::sleep;

/// So many connections at once; more wait until one is free.
const CONNECTIONS: usize = 512;

/// So long a connection may be silent, or take to say what it asks for.
const PATIENCE: Duration = Duration::from_secs(15);

/// So much room for what a request says of itself.
const HEAD: usize = 32 * 1024;

/// So many files are read or sheets typeset at once.
const SLOW: usize = 4;

/// Answers until the process is asked to end.
pub(super) fn run(door: Door, studio: &Arc<Studio>) -> io::Result<()> {
    let runtime = Builder::new_current_thread().enable_all().max_blocking_threads(SLOW).build()?;
    let ended = runtime.block_on(async {
        door.listener.set_nonblocking(true)?;
        let listener = TcpListener::from_std(door.listener)?;
        let (end, at) = (ended()?, door.at);
        tokio::select! {
            () = accept(&listener, at, studio) => {}
            () = end => {}
        }
        Ok(())
    });
    // What is typeset just now is not waited for.
    runtime.shutdown_background();
    ended
}

async fn accept(listener: &TcpListener, at: SocketAddr, studio: &Arc<Studio>) {
    let seats = Arc::new(Semaphore::new(CONNECTIONS));
    let shared = Arc::clone(studio);
    let router: Router = Router::new().fallback(move |request: Request| answer(Arc::clone(&shared), at, request));
    loop {
        let Ok(seat) = Arc::clone(&seats).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) => {
                let router = router.clone();
                tokio::spawn(async move {
                    serve(stream, router).await;
                    drop(seat);
                });
            }
            // Too many open files: some will be closed.
            Err(_) => sleep(Duration::from_millis(50)).await,
        }
    }
}

/// One connection. Whatever goes wrong with it concerns nobody else.
async fn serve(stream: TcpStream, router: Router) {
    stream.set_nodelay(true).ok();
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .max_buf_size(HEAD)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router))
        .with_upgrades();
    connection.await.ok();
}

/// Ends when the user presses Ctrl-C, or the system asks for it.
#[cfg(unix)]
fn ended() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn ended() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        tokio::signal::ctrl_c().await.ok();
    })
}
