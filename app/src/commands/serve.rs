//! `wishmi serve`.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use bookings::pages::Bookings;
use catalogue::Catalogue;
use catalogue::pages::{SourceName, Sources};
use city::City;
use db::Db;
use people::pages::People;
use providers::pages::Providers;
use rand::SeedableRng;
use rand::rngs::StdRng;
use seal::Keys;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;
use values::{Clock, Lang, SystemClock, Text};
use voice::Voice;
use vouchers::pages::Vouchers;

use super::Stop;
use crate::features::Rooms;
use crate::settings::{KEYS, MetricsListen, Settings};
use crate::{features, opened, telemetry, workers};

/// Serves until a stop signal comes.
///
/// # Errors
/// When the city, the database or an address cannot be opened.
pub async fn run(settings: &Settings) -> Result<(), Stop> {
    let city = opened::city(settings)?;
    let db = opened::database(settings, "serve").await?;
    opened::exchange(settings, &db, &city).await?;
    if settings.base_url.is_none() {
        tracing::warn!(
            "--base-url (WISHMI_BASE_URL) is not set: calendars, printed pages and open data cannot name the site's address"
        );
    }
    serve(settings, city, db, opened::keys()?, false, |_| {}).await
}

/// Serves an opened installation, with its keys as far as it has some; in a `demo` everybody can come in as
/// somebody invented. `open` is told the site's address once it answers. A base address
/// with port 0 gets the port that was found free.
///
/// # Errors
/// When an address cannot be opened, or the site cannot be put together.
pub async fn serve(
    settings: &Settings,
    city: Arc<City>,
    db: Db,
    keys: Option<Keys>,
    demo: bool,
    open: impl FnOnce(&str),
) -> Result<(), Stop> {
    let listener = listen(settings.listen, "--listen").await?;
    let address = listener.local_addr()?;
    let mut settings = settings.clone();
    settings.base_url = settings.base_url.map(|base| match base.strip_suffix(":0") {
        Some(host) => format!("{host}:{}", address.port()),
        None => base,
    });
    let settings = &settings;
    let metrics = match settings.metrics_listen {
        // Nothing is counted that nobody can fetch: durations are kept one by one until they are.
        MetricsListen::Off => None,
        MetricsListen::On(at) => {
            let listener = listen(at, "--metrics-listen").await?;
            Some((listener, telemetry::figures().map_err(Stop::failed)?))
        }
    };
    let catalogue =
        Catalogue::open(db.clone(), city.clone(), Some(settings.index_folder())).await?;
    let workers = workers::all(settings, &city, &catalogue, &db, keys.clone()).await?;
    let (stop, stopping) = watch::channel(false);
    let follower = tokio::spawn(catalogue.clone().follow(until(stopping.clone())));
    let exchange = exchange::Exchange::new(
        db.clone(),
        city.clone(),
        Arc::new(SystemClock),
        "wishmi serve",
    );
    let sources = Sources::default();
    tokio::spawn(follow_sources(
        db.clone(),
        exchange.clone(),
        city.default_language.clone(),
        sources.clone(),
    ));
    tokio::spawn(finish_interrupted(exchange));
    let leaving = Arc::new(AtomicBool::new(false));
    let mut rooms = rooms(settings, &city, &db, &catalogue, keys)?;
    if demo {
        rooms.people = rooms.people.map(People::with_demo);
    }
    if let Some(bookings) = &rooms.bookings {
        bookings.look_around().await?;
        tokio::spawn(bookings.clone().follow(until(stopping.clone())));
    }
    let router = site(
        settings,
        &city,
        &db,
        &catalogue,
        sources,
        rooms,
        leaving.clone(),
    )?;
    let mut working: JoinSet<usize> = workers
        .into_iter()
        .map(|(worker, schedules)| worker.run(schedules, stopping.clone()))
        .collect();
    if let Some((listener, figures)) = metrics {
        let upkeep = figures.clone();
        let router = Router::new().route("/metrics", get(async move || figures.render()));
        tokio::spawn(web::serve(listener, router, until(stopping.clone())));
        tokio::spawn(async move {
            // Sixteen bytes a request wait to be put into their buckets.
            let mut tick = tokio::time::interval(Duration::from_secs(1));
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
    let ended = async {
        while let Some(ended) = working.join_next().await {
            if let Err(e) = ended {
                tracing::error!(error = %e, "a worker of the jobs ended by itself");
            }
        }
    };
    if tokio::time::timeout(patience, ended).await.is_err() {
        tracing::warn!("a job did not end in time; it comes back at the next start");
    }
    follower.abort();
    catalogue.keep().await;
    db.close().await;
    Ok(())
}

/// The whole site.
pub(crate) fn site(
    settings: &Settings,
    city: &Arc<City>,
    db: &Db,
    catalogue: &Catalogue,
    sources: Sources,
    rooms: Rooms,
    leaving: Arc<AtomicBool>,
) -> Result<Router, Stop> {
    let features = features::pages(db, catalogue, sources, rooms)?;
    let site = web::Site::new(about(settings, city, catalogue), &features)?;
    Ok(web::router(site, features, move || {
        if leaving.load(Ordering::SeqCst) {
            Err("stopping".to_string())
        } else {
            Ok(())
        }
    }))
}

/// What the features' pages stand on. Without keys nobody can be kept, so nobody signs in.
///
/// # Errors
/// Settings of mail that cannot be used.
pub(crate) fn rooms(
    settings: &Settings,
    city: &Arc<City>,
    db: &Db,
    catalogue: &Catalogue,
    keys: Option<Keys>,
) -> Result<Rooms, Stop> {
    let mut voice = Voice::new(
        db.clone(),
        catalogue.clone(),
        Arc::new(SystemClock),
        chance(),
        settings.keep_reply_days,
    )
    .answering_within(settings.answer_report_days);
    if let Some(keys) = &keys {
        let sending = opened::sending(settings)?;
        voice = voice.with_outbox(mail::Outbox::new(keys.clone(), sending.is_some()));
    }
    let kept = keys.clone();
    let people = match (city.is_on("people"), keys) {
        (false, _) => None,
        (true, None) => {
            tracing::warn!(
                "{KEYS} is not set, so nobody can sign in: make a key with «wishmi keys new»"
            );
            None
        }
        (true, Some(keys)) => {
            let sending = opened::sending(settings)?;
            let outbox = mail::Outbox::new(keys.clone(), sending.is_some());
            let clock = Arc::new(SystemClock);
            let mut people = People::new(db.clone(), city.clone(), keys, outbox, clock, chance());
            if let Some(base) = &settings.base_url {
                let name = city.name.get(&city.default_language).unwrap_or("Wish Mi");
                match passkeys::Site::of(base, name) {
                    Ok(site) => people = people.with_passkeys(site),
                    Err(no) => tracing::warn!("no passkeys: {no}"),
                }
            }
            if let Some(file) = &settings.sign_in {
                let by_chance = identity::Chance::new(chance());
                people = people.with_providers(opened::providers(settings, file, &by_chance)?);
            }
            Some(people)
        }
    };
    // What families take away, and what is erased, is whole with what the other features keep.
    let people = match (people, &kept) {
        (Some(mut people), Some(keys)) => {
            if with_bookings(city) {
                let ground = opened::bookings(settings, city, catalogue, keys.clone())?;
                people = people.with_belongings(Arc::new(bookings::belongings::Kept(ground)));
            }
            if with_vouchers(city) {
                people = people.with_belongings(Arc::new(vouchers::belongings::Kept));
            }
            Some(people)
        }
        (people, _) => people,
    };
    let bookings = match (with_bookings(city) && people.is_some(), &kept) {
        (true, Some(keys)) => Some(Bookings::new(
            db.clone(),
            opened::bookings(settings, city, catalogue, keys.clone())?,
            catalogue.clone(),
            Arc::new(SystemClock),
            chance(),
        )),
        _ => None,
    };
    let vouchers = match (with_vouchers(city) && bookings.is_some(), &kept) {
        (true, Some(keys)) => {
            let vouchers = Vouchers::new(
                db.clone(),
                (
                    city.clone(),
                    opened::vouchers(settings, city, catalogue, keys.clone())?,
                ),
                catalogue.clone(),
                Arc::new(SystemClock),
                chance(),
            );
            Some(vouchers.telling(settings.feeds_private))
        }
        _ => None,
    };
    let providers = match (city.is_on("providers") && people.is_some(), kept) {
        (true, Some(keys)) => {
            let sending = opened::sending(settings)?;
            let clock = Arc::new(SystemClock);
            let exchange = opened::served_exchange(settings, db, city, "wishmi serve")?;
            let providers = Providers::new(
                db.clone(),
                opened::ground(settings, city, keys.clone())?,
                (catalogue.clone(), exchange),
                mail::Outbox::new(keys, sending.is_some()),
                clock,
                chance(),
            );
            let fetch = opened::fetch(settings)?;
            Some(providers.importing(opened::profiles(settings)?, Some(fetch)))
        }
        _ => None,
    };
    Ok(Rooms {
        voice,
        people,
        providers,
        bookings,
        vouchers,
    })
}

/// Vouchers pay for bookings, too: without them there are none.
pub(crate) fn with_vouchers(city: &City) -> bool {
    city.is_on("vouchers") && with_bookings(city)
}

/// Sessions are organisations': without them there are none.
pub(crate) fn with_bookings(city: &City) -> bool {
    city.is_on("bookings") && city.is_on("providers")
}

/// A random generator seeded by the system.
#[allow(
    clippy::disallowed_methods,
    reason = "the one place that takes randomness from the system"
)]
pub(crate) fn chance() -> StdRng {
    StdRng::from_rng(&mut rand::rng())
}

fn about(settings: &Settings, city: &City, catalogue: &Catalogue) -> web::Settings {
    let named = |f: &dyn Fn(&Lang, &str) -> String| -> Text {
        city.name
            .iter()
            .map(|(l, n)| (l.clone(), f(l, n)))
            .collect()
    };
    let mut about = web::Settings::new(
        named(&|_, n| format!("Wish Mi {n}")),
        city.default_language.clone(),
    );
    about.owner = city.contact.body.clone();
    about.languages = city.languages.clone();
    about.helpline = Some(web::Helpline {
        name: city.helpline.name.clone(),
        phone: city.helpline.phone.clone(),
        hours: city.helpline.hours.clone(),
    });
    about.base_url = settings.base_url.clone();
    about.currency = city.currency.clone();
    about.demo = catalogue.view().snapshot().has_demo();
    about.legal = legal(city);
    about.behind_proxy = settings.behind_proxy;
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

/// The footer's links to the pages of text the city has.
fn legal(city: &City) -> Vec<web::LegalLink> {
    let pages = [
        ("web-legal-about", "about", ""),
        ("web-legal-faq", "faq", "faq"),
        ("web-legal-privacy", "privacy", "privacy-policy-link"),
        ("web-legal-notes", "legal", "legal-notes"),
        (
            "web-legal-accessibility",
            "accessibility",
            "accessibility-link",
        ),
    ];
    let there: Vec<&str> = city.texts.names().collect();
    let asked = [
        ("web-legal-contacts", "contacts", "contacts"),
        ("web-legal-report", "report", "report-inefficiency"),
    ];
    let asked = asked.into_iter().filter(|_| city.is_on("voice"));
    let open_data = web::LegalLink {
        key: "exchange-open-data".to_string(),
        href: exchange::pages::OPEN_DATA.to_string(),
        element: String::new(),
    };
    let has_open_data = city.is_on("exchange") && city.open_data.is_some();
    pages
        .into_iter()
        .filter(|(_, name, _)| there.contains(name))
        .chain(asked)
        .map(|(key, name, element)| web::LegalLink {
            key: key.to_string(),
            href: format!("/{name}"),
            element: element.to_string(),
        })
        .chain(has_open_data.then_some(open_data))
        .collect()
}

/// Keeps the names of the sources as they are in the database.
async fn follow_sources(db: Db, exchange: exchange::Exchange, lang: Lang, names: Sources) {
    let mut news = db.changes();
    loop {
        match exchange.sources().await {
            Ok(list) => names.replace(list.into_iter().map(|s| {
                let name = if s.publisher.is_empty() {
                    s.name
                } else {
                    format!("{}: {}", s.publisher, s.name)
                };
                let url = Some(s.url).filter(|u| !u.is_empty());
                (
                    s.key,
                    SourceName {
                        name: Text::new(&lang, name),
                        url,
                    },
                )
            })),
            Err(e) => tracing::warn!(error = %e, "names of sources not read"),
        }
        loop {
            match news.next().await {
                Some(change) if change.touches(catalogue::actions::TOPIC) => break,
                Some(_) => {}
                None => return,
            }
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
