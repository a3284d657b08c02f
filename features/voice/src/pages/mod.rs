//! The forms visitors fill in: stars under every page, reports of mistakes, how to reach a person.

mod contacts;
mod feedback;
mod report;

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::routing::get;
use catalogue::Catalogue;
use db::Db;
use rand::Rng;
use rand::rngs::StdRng;
use values::{Clock, Id};
use web::{Caller, Failure, Feature, Limiter};

/// The feature's messages.
pub const LOCALES: &[i18n::Source] = &[
    i18n::Source::new("voice", "it", include_str!("../../locales/voice.it.ftl")),
    i18n::Source::new("voice", "en", include_str!("../../locales/voice.en.ftl")),
    i18n::Source::new("voice", "ar", include_str!("../../locales/voice.ar.ftl")),
    i18n::Source::new("voice", "zh", include_str!("../../locales/voice.zh.ftl")),
    i18n::Source::new("voice", "es", include_str!("../../locales/voice.es.ftl")),
    i18n::Source::new("voice", "fil", include_str!("../../locales/voice.fil.ftl")),
];

/// How often one address may send something in [`WINDOW`] seconds: more than a class does in a
/// library, where all share one, and less than a flood needs.
const MOST: u32 = 60;
/// See [`MOST`].
const WINDOW: u32 = 600;

/// What the pages stand on. Cheap to copy.
#[derive(Clone)]
pub struct Voice(Arc<Inner>);

struct Inner {
    db: Db,
    catalogue: Catalogue,
    clock: Arc<dyn Clock>,
    random: Mutex<StdRng>,
    limiter: Limiter,
    /// How many days an address for an answer is kept.
    keep_days: u16,
}

impl Voice {
    /// `random` makes identifiers nobody can guess: seed it from the system. An address for an
    /// answer is kept for `keep_days`.
    pub fn new(
        db: Db,
        catalogue: Catalogue,
        clock: Arc<dyn Clock>,
        mut random: StdRng,
        keep_days: u16,
    ) -> Voice {
        let mut secret = [0; 32];
        random.fill_bytes(&mut secret);
        Voice(Arc::new(Inner {
            db,
            catalogue,
            clock,
            random: Mutex::new(random),
            limiter: Limiter::new(MOST, WINDOW, secret),
            keep_days,
        }))
    }

    fn new_id(&self) -> Id {
        let mut random = self.0.random.lock().unwrap_or_else(PoisonError::into_inner);
        Id::new(self.0.clock.now(), &mut *random)
    }

    /// Counts what somebody sends.
    fn count(&self, caller: Caller) -> Result<(), Failure> {
        Ok(self.0.limiter.take(caller, self.0.clock.now())?)
    }
}

/// The feature as the shell sees it.
pub fn feature(voice: Voice) -> Feature {
    let pages = Router::new()
        .route("/feedback", get(feedback::form).post(feedback::send))
        .route("/feedback/{id}", get(feedback::next).post(feedback::more))
        .route(
            "/service/{id}/report",
            get(report::service).post(report::send_service),
        )
        .route(
            "/organization/{id}/report",
            get(report::organization).post(report::send_organization),
        )
        .route(
            "/place/{id}/report",
            get(report::place).post(report::send_place),
        )
        .route("/report", get(report::site).post(report::send_site))
        .route("/report/{id}", get(report::receipt))
        .route("/contacts", get(contacts::show))
        .with_state(voice);
    Feature::new("voice")
        .pages(pages)
        .foot(feedback::foot)
        .locales(LOCALES)
}
