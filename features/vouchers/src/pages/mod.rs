//! What people see of vouchers.
//!
//! | room | pages |
//! |---|---|
//! | `family` | the wallet: what is left, for what, until when; codes to show and to print; movements |
//! | `desk` | a provider's: take a code in, receipts, undo, practice, the printed list, statements |
//! | `means` | what the catalogue tells a reader of what their vouchers pay |
//! | `programs` | keys of an organisation's programs, where its systems are told, what became of it |
//! | `office` | the city's: funds, calls, awards, incidents, payments |

mod desk;
mod family;
mod means;
mod office;
mod programs;

use std::sync::Arc;

use axum::Router;
use catalogue::Catalogue;
use city::City;
use db::{Db, Read, Write};
use i18n::Tr;
use people::pages::Me;
use rand::Rng;
use rand::rngs::StdRng;
use seal::Chance;
use values::{Clock, Day, Id, Moment, Refusal, Refuse};
use web::form::worded;
use web::{Failure, Feature, Page, Visit};

use crate::actions::{Ctx, Error, Ground};
use crate::rules::Secret;

/// The feature's messages, one file a room and language.
pub const LOCALES: &[i18n::Source] = &[
    i18n::Source::new("vouchers", "it", include_str!("../../locales/it.ftl")),
    i18n::Source::new("vouchers", "en", include_str!("../../locales/en.ftl")),
    i18n::Source::new("vouchers", "ar", include_str!("../../locales/ar.ftl")),
    i18n::Source::new("vouchers", "zh", include_str!("../../locales/zh.ftl")),
    i18n::Source::new("vouchers", "es", include_str!("../../locales/es.ftl")),
    i18n::Source::new("vouchers", "fil", include_str!("../../locales/fil.ftl")),
    i18n::Source::new(
        "vouchers family",
        "it",
        include_str!("../../locales/family.it.ftl"),
    ),
    i18n::Source::new(
        "vouchers family",
        "en",
        include_str!("../../locales/family.en.ftl"),
    ),
    i18n::Source::new(
        "vouchers family",
        "ar",
        include_str!("../../locales/family.ar.ftl"),
    ),
    i18n::Source::new(
        "vouchers family",
        "zh",
        include_str!("../../locales/family.zh.ftl"),
    ),
    i18n::Source::new(
        "vouchers family",
        "es",
        include_str!("../../locales/family.es.ftl"),
    ),
    i18n::Source::new(
        "vouchers family",
        "fil",
        include_str!("../../locales/family.fil.ftl"),
    ),
    i18n::Source::new(
        "vouchers desk",
        "it",
        include_str!("../../locales/desk.it.ftl"),
    ),
    i18n::Source::new(
        "vouchers desk",
        "en",
        include_str!("../../locales/desk.en.ftl"),
    ),
    i18n::Source::new(
        "vouchers desk",
        "ar",
        include_str!("../../locales/desk.ar.ftl"),
    ),
    i18n::Source::new(
        "vouchers desk",
        "zh",
        include_str!("../../locales/desk.zh.ftl"),
    ),
    i18n::Source::new(
        "vouchers desk",
        "es",
        include_str!("../../locales/desk.es.ftl"),
    ),
    i18n::Source::new(
        "vouchers desk",
        "fil",
        include_str!("../../locales/desk.fil.ftl"),
    ),
    i18n::Source::new(
        "vouchers office",
        "it",
        include_str!("../../locales/office.it.ftl"),
    ),
    i18n::Source::new(
        "vouchers office",
        "en",
        include_str!("../../locales/office.en.ftl"),
    ),
    i18n::Source::new(
        "vouchers office",
        "ar",
        include_str!("../../locales/office.ar.ftl"),
    ),
    i18n::Source::new(
        "vouchers office",
        "zh",
        include_str!("../../locales/office.zh.ftl"),
    ),
    i18n::Source::new(
        "vouchers office",
        "es",
        include_str!("../../locales/office.es.ftl"),
    ),
    i18n::Source::new(
        "vouchers office",
        "fil",
        include_str!("../../locales/office.fil.ftl"),
    ),
    i18n::Source::new(
        "vouchers programs",
        "it",
        include_str!("../../locales/programs.it.ftl"),
    ),
    i18n::Source::new(
        "vouchers programs",
        "en",
        include_str!("../../locales/programs.en.ftl"),
    ),
    i18n::Source::new(
        "vouchers programs",
        "ar",
        include_str!("../../locales/programs.ar.ftl"),
    ),
    i18n::Source::new(
        "vouchers programs",
        "zh",
        include_str!("../../locales/programs.zh.ftl"),
    ),
    i18n::Source::new(
        "vouchers programs",
        "es",
        include_str!("../../locales/programs.es.ftl"),
    ),
    i18n::Source::new(
        "vouchers programs",
        "fil",
        include_str!("../../locales/programs.fil.ftl"),
    ),
];

pub use office::ROUTES as OFFICE_ROUTES;

/// Who may come to a page, for the table of routes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Everybody, also without signing in.
    Anybody,
    /// Whoever has come in, for what is theirs; also staff in somebody's name.
    SignedIn,
    /// The people of the organisation, nobody in somebody else's name.
    Desk,
    /// Its managers.
    Manager,
}

/// The routes of families and of desks: verb, path, who.
pub const ROUTES: &[&[(&str, &str, Who)]] = &[family::ROUTES, desk::ROUTES, programs::ROUTES];

/// What the pages stand on. Cheap to copy.
#[derive(Clone)]
pub struct Vouchers(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) db: Db,
    pub(crate) city: Arc<City>,
    pub(crate) ground: Ground,
    pub(crate) catalogue: Catalogue,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) chance: Chance,
    /// Organisations may be told on machines of one's own, over plain http: for tests only.
    pub(crate) private: bool,
}

impl Vouchers {
    /// `random` makes secrets and identifiers nobody can guess: seed it from the system.
    pub fn new(
        db: Db,
        (city, ground): (Arc<City>, Ground),
        catalogue: Catalogue,
        clock: Arc<dyn Clock>,
        random: StdRng,
    ) -> Vouchers {
        Vouchers(Arc::new(Inner {
            db,
            city,
            ground,
            catalogue,
            clock,
            chance: Chance::new(random),
            private: false,
        }))
    }

    /// With `private`, organisations may be told on machines of one's own and over plain http, too, as
    /// [`providers::fetch::Fetch::new`] has it.
    pub fn telling(mut self, private: bool) -> Vouchers {
        if let Some(inner) = Arc::get_mut(&mut self.0) {
            inner.private = private;
        }
        self
    }

    pub(crate) fn now(&self) -> Moment {
        self.0.clock.now()
    }

    pub(crate) fn today(&self) -> Day {
        self.0.ground.wallets.day(self.now())
    }

    pub(crate) fn zone(&self) -> &jiff::tz::TimeZone {
        &self.0.ground.wallets.zone
    }

    /// A key for a form: made before the first try, it makes two tries one.
    pub(crate) fn key(&self) -> Id {
        self.0.chance.turn(self.now()).0
    }

    /// A secret to be shown.
    pub(crate) fn secret(&self) -> Secret {
        let (mut long, mut short) = ([0; 16], [0; 5]);
        self.0.chance.with(|r| {
            r.fill_bytes(&mut long);
            r.fill_bytes(&mut short);
        });
        Secret::from_chance(long, short)
    }

    /// A PIN of six digits.
    pub(crate) fn pin(&self) -> String {
        let drawn = self.0.chance.with(|r| r.next_u64());
        format!("{:06}", drawn % 1_000_000)
    }

    pub(crate) fn ctx(&self, me: &Me) -> Ctx {
        let now = self.now();
        let (base, seed) = self.0.chance.turn(now);
        Ctx {
            actor: me.0.actor.clone(),
            seed,
            base,
            now,
        }
    }

    /// Runs an action of somebody in a transaction.
    pub(crate) async fn act<T: Send + 'static>(
        &self,
        me: &Me,
        job: impl Fn(&mut Write<'_>, &Ground, &Ctx) -> Result<T, Error> + Send + Sync + 'static,
    ) -> Result<T, Error> {
        let (ctx, ground) = (self.ctx(me), self.0.ground.clone());
        self.0.db.write(move |tx| job(tx, &ground, &ctx)).await
    }

    /// Looks something up for somebody.
    pub(crate) async fn look<T: Send + 'static>(
        &self,
        me: &Me,
        job: impl Fn(&mut Read<'_>, &Ground, &Ctx) -> Result<T, Error> + Send + Sync + 'static,
    ) -> Result<T, Error> {
        let (ctx, ground) = (self.ctx(me), self.0.ground.clone());
        self.0.db.read(move |c| job(c, &ground, &ctx)).await
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        match error {
            Error::Refused(refused) => refused.refusal().into(),
            Error::Fault(fault) => Failure::fault(fault),
            Error::Seal(error) => Failure::fault(error),
        }
    }
}

/// What is told at a form, in the reader's words. What is not there, or not for the reader, stays a page of
/// its own.
pub(crate) fn told(error: Error, tr: &Tr, zone: &jiff::tz::TimeZone) -> Result<Refusal, Failure> {
    match error {
        Error::Refused(refused) => match refused.refusal() {
            r if r.status == 403 || r.status == 404 => Err(r.into()),
            r => Ok(worded(r, tr, zone)),
        },
        other => Err(other.into()),
    }
}

/// A page in the middle of something: nothing of other features stands under it.
pub(crate) fn frame(visit: &Visit, key: &str) -> Page {
    titled(visit, visit.tr().t(key).into_owned())
}

/// The same, with a title of its own.
pub(crate) fn titled(visit: &Visit, title: String) -> Page {
    visit.page(title).unlisted().without_foot().current("/my")
}

/// The pages of the feature.
pub fn feature(vouchers: Vouchers) -> Feature {
    let pages = Router::new()
        .merge(family::routes())
        .merge(desk::routes())
        .merge(programs::routes())
        .merge(office::routes())
        .with_state(vouchers.clone());
    programs::FORMS
        .into_iter()
        .fold(Feature::new("vouchers"), Feature::form)
        .pages(pages)
        .root(family::root().with_state(vouchers.clone()))
        .root(crate::api::routes().with_state(vouchers))
        .locales(LOCALES)
        // What is wrong with lists, batches and files of banks.
        .locales(payments::LOCALES)
}
