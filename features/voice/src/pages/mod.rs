//! The forms visitors fill in: stars under every page, reports of mistakes, how to reach a person; the
//! receipts of reports; the officers' queue.

mod contacts;
mod desk;
mod feedback;
mod receipt;
mod report;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use catalogue::Catalogue;
use db::{Db, Write};
use mail::Outbox;
use rand::Rng;
use rand::rngs::StdRng;
use seal::Chance;
use values::{Clock, Id};
use web::{Caller, Failure, Feature, Limiter, Visit};

use crate::actions::{self, No, Post};
use crate::letters;
use crate::model::{Filed, Side, Subject};
use crate::rules::ticket::Act;

/// The feature's messages.
pub const LOCALES: &[i18n::Source] = &[
    i18n::Source::new("voice", "it", include_str!("../../locales/voice.it.ftl")),
    i18n::Source::new("voice", "en", include_str!("../../locales/voice.en.ftl")),
    i18n::Source::new("voice", "ar", include_str!("../../locales/voice.ar.ftl")),
    i18n::Source::new("voice", "zh", include_str!("../../locales/voice.zh.ftl")),
    i18n::Source::new("voice", "es", include_str!("../../locales/voice.es.ftl")),
    i18n::Source::new("voice", "fil", include_str!("../../locales/voice.fil.ftl")),
    i18n::Source::new(
        "voice tickets",
        "it",
        include_str!("../../locales/tickets.it.ftl"),
    ),
    i18n::Source::new(
        "voice tickets",
        "en",
        include_str!("../../locales/tickets.en.ftl"),
    ),
    i18n::Source::new(
        "voice tickets",
        "ar",
        include_str!("../../locales/tickets.ar.ftl"),
    ),
    i18n::Source::new(
        "voice tickets",
        "zh",
        include_str!("../../locales/tickets.zh.ftl"),
    ),
    i18n::Source::new(
        "voice tickets",
        "es",
        include_str!("../../locales/tickets.es.ftl"),
    ),
    i18n::Source::new(
        "voice tickets",
        "fil",
        include_str!("../../locales/tickets.fil.ftl"),
    ),
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
    chance: Chance,
    limiter: Limiter,
    /// How many days an address for an answer is kept.
    keep_days: u16,
    /// Within how many days a report should have its answer.
    answer_days: u16,
    /// Where answers are posted; none where the installation has no keys.
    outbox: Option<Outbox>,
}

/// Within how many days a report should have its answer, unless the installation says otherwise.
const ANSWER_DAYS: u16 = 14;

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
            limiter: Limiter::new(MOST, WINDOW, secret),
            chance: Chance::new(random),
            keep_days,
            answer_days: ANSWER_DAYS,
            outbox: None,
        }))
    }

    /// Changes what it stands on; only before it is shared.
    fn with(self, change: impl FnOnce(Inner) -> Inner) -> Voice {
        match Arc::try_unwrap(self.0) {
            Ok(inner) => Voice(Arc::new(change(inner))),
            Err(shared) => Voice(shared),
        }
    }

    /// Answers are sent by mail to those who want one.
    pub fn with_outbox(self, outbox: Outbox) -> Voice {
        self.with(|inner| Inner {
            outbox: Some(outbox),
            ..inner
        })
    }

    /// A report should have its answer within so many days.
    pub fn answering_within(self, answer_days: u16) -> Voice {
        self.with(|inner| Inner {
            answer_days,
            ..inner
        })
    }

    fn new_id(&self) -> Id {
        self.0.chance.turn(self.0.clock.now()).0
    }

    /// Does something with a report; its writer is written to.
    async fn act(
        &self,
        visit: &Visit,
        (number, seen): (i64, Option<i64>),
        side: Side,
        act: Act,
    ) -> Result<Filed, No> {
        let now = self.0.clock.now();
        let (id, seed) = self.0.chance.turn(now);
        let (outbox, site) = (self.0.outbox.clone(), visit.site().clone());
        let view = self.0.catalogue.view();
        let job = move |tx: &mut Write<'_>| {
            let letter = |filed: &Filed, act: &Act| {
                let tr = site.tr(filed.report.lang.as_str());
                let tr = tr.unwrap_or_else(|| site.default_tr());
                let name = name_of(view.snapshot(), tr, filed.report.subject).unwrap_or_default();
                letters::letter(tr, filed, act, &name, site.settings().base_url.as_deref())
            };
            let post = outbox.as_ref().map(|outbox| Post {
                outbox,
                id,
                seed,
                letter: &letter,
            });
            actions::act(tx, (number, seen), &side, &act, post.as_ref(), now)
        };
        self.0.db.write(job).await
    }

    /// Counts what somebody sends.
    fn count(&self, caller: Caller) -> Result<(), Failure> {
        Ok(self.0.limiter.take(caller, self.0.clock.now())?)
    }
}

impl From<No> for Failure {
    fn from(no: No) -> Failure {
        match no {
            No::Refused(refusal) => refusal.into(),
            No::Db(fault) => Failure::fault(fault),
        }
    }
}

/// The name of what a report is about; empty for the site, none when it is not there.
pub fn name_of(
    snapshot: &catalogue::snapshot::Snapshot,
    tr: &i18n::Tr,
    subject: Subject,
) -> Option<String> {
    match subject {
        Subject::Service(id) => {
            let held = snapshot.service(id)?;
            let name = tr.best(&held.record.name);
            Some(name.map(|s| s.text.to_string()).unwrap_or_default())
        }
        Subject::Organization(id) => Some(snapshot.organization(id)?.record.name.clone()),
        Subject::Location(id) => Some(snapshot.location(id)?.record.name.clone()),
        Subject::Site => Some(String::new()),
    }
}

/// The words for what is wrong with something.
pub fn wrong_of(tr: &i18n::Tr, subject: Subject, what: &str) -> String {
    let group = match subject {
        Subject::Site => "voice-site-",
        _ => "voice-wrong-",
    };
    tr.t(&format!("{group}{what}")).into_owned()
}

/// Every address of the officers with its method: the test of permissions walks this list.
pub const STAFF_ROUTES: &[(&str, &str)] = &[
    ("GET", "/staff/reports"),
    ("GET", "/staff/reports/{number}"),
    ("POST", "/staff/reports/{number}"),
];

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
        .route("/report/{key}", get(receipt::look).post(receipt::send))
        .route("/receipt", get(receipt::ask).post(receipt::find))
        .route("/staff/reports", get(desk::queue))
        .route("/staff/reports/{number}", get(desk::one).post(desk::decide))
        .route("/contacts", get(contacts::show))
        .with_state(voice);
    Feature::new("voice")
        .pages(pages)
        .foot(feedback::foot)
        .locales(LOCALES)
}
