//! `wishmi serve`.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use catalogue::Catalogue;
use city::City;
use db::Db;
use tokio::net::TcpListener;
use tokio::sync::watch;
use values::{Clock, Lang, SystemClock, Text};

use super::Stop;
use crate::settings::{MetricsListen, Settings};
use crate::{features, opened, telemetry};

/// Serves until a stop signal comes.
///
/// # Errors
/// When the city, the database or an address cannot be opened.
pub async fn run(settings: &Settings) -> Result<(), Stop> {
    let city = opened::city(settings)?;
    let db = opened::database(settings, "serve").await?;
    opened::exchange(settings, &db, &city).await?;
    serve(settings, city, db, |_| {}).await
}

/// Serves an opened installation; `open` is told the site's address once it answers.
///
/// # Errors
/// When an address cannot be opened, or the site cannot be put together.
pub async fn serve(
    settings: &Settings,
    city: Arc<City>,
    db: Db,
    open: impl FnOnce(&str),
) -> Result<(), Stop> {
    let figures = telemetry::figures().map_err(Stop::failed)?;
    let listener = listen(settings.listen, "--listen").await?;
    let address = listener.local_addr()?;
    let metrics = match settings.metrics_listen {
        MetricsListen::Off => None,
        MetricsListen::On(at) => Some(listen(at, "--metrics-listen").await?),
    };
    let catalogue = Catalogue::open(db.clone(), city.clone(), Some(settings.index_folder())).await?;
    let (stop, stopping) = watch::channel(false);
    let follower = tokio::spawn(catalogue.clone().follow(until(stopping.clone())));
    tokio::spawn(finish_interrupted(exchange::Exchange::new(
        db.clone(),
        city.clone(),
        Arc::new(SystemClock),
        "wishmi serve",
    )));
    let leaving = Arc::new(AtomicBool::new(false));
    let router = site(settings, &city, &catalogue, leaving.clone())?;
    if let Some(listener) = metrics {
        let upkeep = figures.clone();
        let router = Router::new().route("/metrics", get(async move || figures.render()));
        tokio::spawn(web::serve(listener, router, until(stopping.clone())));
        tokio::spawn(async move {
            let mut tick = tokio::time::interval(Duration::from_secs(5));
            loop {
                tick.tick().await;
                upkeep.run_upkeep();
            }
        });
    }
    let served = tokio::spawn(web::serve(listener, router, until(stopping)));
    let site = format!("http://{address}");
    println!("listening on {site}");
    open(&site);
    signal().await;
    // Load balancers see "not ready" first; running requests then have their time.
    leaving.store(true, Ordering::SeqCst);
    tracing::info!("stopping");
    let _ = stop.send(true);
    let patience = Duration::from_secs(u64::from(settings.shutdown_seconds));
    match tokio::time::timeout(patience, served).await {
        Ok(Ok(ended)) => ended?,
        Ok(Err(e)) => return Err(Stop::failed(e)),
        Err(_) => tracing::warn!("some requests did not end in time"),
    }
    follower.abort();
    db.close().await;
    Ok(())
}

/// The whole site.
fn site(
    settings: &Settings,
    city: &Arc<City>,
    catalogue: &Catalogue,
    leaving: Arc<AtomicBool>,
) -> Result<Router, Stop> {
    let features = features::pages(catalogue);
    let site = web::Site::new(about(settings, city, catalogue), &features)?;
    Ok(web::router(site, features, move || {
        if leaving.load(Ordering::SeqCst) {
            Err("stopping".to_string())
        } else {
            Ok(())
        }
    }))
}

fn about(settings: &Settings, city: &City, catalogue: &Catalogue) -> web::Settings {
    let named = |f: &dyn Fn(&Lang, &str) -> String| -> Text {
        city.name.iter().map(|(l, n)| (l.clone(), f(l, n))).collect()
    };
    let mut about = web::Settings::new(named(&|_, n| format!("Wish Mi {n}")), city.default_language.clone());
    about.owner = city.contact.body.clone();
    about.languages = city.languages.clone();
    about.helpline = Some(web::Helpline {
        name: city.helpline.name.clone(),
        phone: city.helpline.phone.clone(),
        hours: city.helpline.hours.clone(),
    });
    about.base_url = settings.base_url.clone();
    about.currency = city.currency.clone();
    about.demo = catalogue.view().snapshot().services().iter().any(|s| s.record.demo);
    about.legal = catalogue::pages::legal_links(city);
    about.run = SystemClock.now().0.unsigned_abs();
    about
}

/// Finishes what another node has left in the middle.
async fn finish_interrupted(exchange: exchange::Exchange) {
    let mut tick = tokio::time::interval(Duration::from_secs(60));
    loop {
        tick.tick().await;
        if let Err(e) = exchange.recover(false).await {
            tracing::warn!(error = %e, "interrupted imports not looked after");
        }
    }
}

async fn listen(at: std::net::SocketAddr, option: &str) -> Result<TcpListener, Stop> {
    TcpListener::bind(at)
        .await
        .map_err(|e| Stop::failed(format!("cannot listen on {at} ({option}): {e}")))
}

async fn until(mut stopping: watch::Receiver<bool>) {
    let _ = stopping.wait_for(|stop| *stop).await;
}

async fn signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}
