//! What people see: booking, one's own bookings, the organisation's sessions, disputes.
//!
//! | room | pages |
//! |---|---|
//! | `offer` | the sessions of a service, who shall come, the waiting list |
//! | `checkout` | questions, what pays, booking |
//! | `code` | a booking's code for the roll call |
//! | `mine` | one's bookings: cancelling, illness, the calendar |
//! | `desk` | an organisation's sessions: who comes, answering, cancelling |
//! | `roll` | who was there: by name, by code, with the camera |
//! | `edit` | a session written by the organisation |
//! | `disputes` | the officers' |
//! | `shelf` | what is said on the catalogue's sheets |

mod checkout;
mod code;
mod desk;
mod disputes;
mod edit;
mod mine;
mod offer;
mod roll;
mod shelf;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use catalogue::Catalogue;
use db::{Db, Read, Write};
use i18n::Tr;
use people::actions::Ctx;
use people::pages::Me;
use rand::Rng;
use rand::rngs::StdRng;
use seal::Chance;
use values::{Clock, Id, Moment, Refusal, Refuse};
use web::form::worded;
use web::{Failure, Feature, KeptForm, Page, Visit};

use crate::actions::{Act, Ground, No};
use crate::codes::Secret;
use crate::letters;
use crate::model::Session;
use crate::rules;

/// The feature's messages.
pub const LOCALES: &[i18n::Source] = &[
    i18n::Source::new("bookings", "it", include_str!("../../locales/it.ftl")),
    i18n::Source::new("bookings", "en", include_str!("../../locales/en.ftl")),
    i18n::Source::new("bookings", "ar", include_str!("../../locales/ar.ftl")),
    i18n::Source::new("bookings", "zh", include_str!("../../locales/zh.ftl")),
    i18n::Source::new("bookings", "es", include_str!("../../locales/es.ftl")),
    i18n::Source::new("bookings", "fil", include_str!("../../locales/fil.ftl")),
];

/// What the pages stand on. Cheap to copy.
#[derive(Clone)]
pub struct Bookings(Arc<Inner>);

struct Inner {
    db: Db,
    ground: Ground,
    catalogue: Catalogue,
    clock: Arc<dyn Clock>,
    chance: Chance,
    shelf: shelf::Shelf,
}

impl Bookings {
    /// `random` makes identifiers nobody can guess: seed it from the system.
    pub fn new(
        db: Db,
        ground: Ground,
        catalogue: Catalogue,
        clock: Arc<dyn Clock>,
        random: StdRng,
    ) -> Bookings {
        Bookings(Arc::new(Inner {
            db,
            ground,
            catalogue,
            clock,
            chance: Chance::new(random),
            shelf: shelf::Shelf::default(),
        }))
    }

    fn now(&self) -> Moment {
        self.0.clock.now()
    }

    fn zone(&self) -> &jiff::tz::TimeZone {
        &self.0.ground.city.zone
    }

    fn ctx(&self) -> Ctx {
        let now = self.now();
        let (base, seed) = self.0.chance.turn(now);
        Ctx {
            keys: self.0.ground.providers.keys.clone(),
            seed,
            base,
            now,
            today: now.day(self.zone()),
        }
    }

    /// A key for a form: made before the first try, it makes two tries one.
    fn key(&self) -> Id {
        self.0.chance.turn(self.now()).0
    }

    /// A secret to be shown.
    fn secret(&self) -> Secret {
        let (mut long, mut short) = ([0; 16], [0; 5]);
        self.0.chance.with(|r| {
            r.fill_bytes(&mut long);
            r.fill_bytes(&mut short);
        });
        Secret::from_chance(long, short)
    }

    /// Runs an action of somebody in a transaction.
    async fn act<T: Send + 'static, E: From<db::Fault> + Send + 'static>(
        &self,
        me: &Me,
        job: impl Fn(&mut Write<'_>, &Ground, &Act) -> Result<T, E> + Send + Sync + 'static,
    ) -> Result<T, E> {
        let (act, ground) = (Act::by(self.ctx(), me.doer()), self.0.ground.clone());
        self.0.db.write(move |tx| job(tx, &ground, &act)).await
    }

    /// Looks something up.
    async fn look<T: Send + 'static>(
        &self,
        job: impl Fn(&mut Read<'_>, &Ground, &Ctx) -> Result<T, No> + Send + Sync + 'static,
    ) -> Result<T, No> {
        let (ctx, ground) = (self.ctx(), self.0.ground.clone());
        self.0.db.read(move |c| job(c, &ground, &ctx)).await
    }
}

impl From<No> for Failure {
    fn from(no: No) -> Failure {
        match no {
            No::Refused(refused) => refused.refusal().into(),
            No::Fault(fault) => Failure::fault(fault),
            No::People(error) => error.into(),
        }
    }
}

/// What is told at a form, in the reader's words. What is not there stays a page of its own.
fn told(no: No, tr: &Tr, zone: &jiff::tz::TimeZone) -> Result<Refusal, Failure> {
    match no {
        No::Refused(refused) => {
            let refusal = refused.refusal();
            match refusal.status {
                404 => Err(refusal.into()),
                _ => Ok(worded(refusal, tr, zone)),
            }
        }
        other => Err(other.into()),
    }
}

/// A page in the middle of something: nothing of other features stands under it.
fn frame(visit: &Visit, key: &str) -> Page {
    titled(visit, visit.tr().t(key).into_owned())
}

/// The same, with a title of its own.
fn titled(visit: &Visit, title: String) -> Page {
    visit.page(title).unlisted().without_foot().current("/my")
}

/// From when to when, as one says it.
fn when(page: &Page, zone: &jiff::tz::TimeZone, from: Moment, until: Moment) -> String {
    letters::when(page.tr(), zone, (from, until), Tr::with)
}

/// When a session is: its one date, or how many lessons from when to when.
fn dates(page: &Page, zone: &jiff::tz::TimeZone, s: &Session) -> String {
    letters::dates(page.tr(), zone, s, Tr::with)
}

/// What is said before one books: until when one cancels freely, what is due afterwards.
fn terms(page: &Page, zone: &jiff::tz::TimeZone, s: &Session, now: Moment) -> Vec<String> {
    let until = rules::free_until(s);
    let at = page.tr().moment(until, zone);
    let mut said = vec![match now <= until {
        true => page.t1("bookings-terms-free", "at", at),
        false => page.t1("bookings-terms-over", "at", at),
    }];
    if s.terms.late_percent > 0 {
        said.push(page.t1(
            "bookings-terms-late",
            "percent",
            i64::from(s.terms.late_percent),
        ));
    }
    said.push(page.t("bookings-terms-ill"));
    if s.terms.absent_percent > 0 {
        said.push(page.t1(
            "bookings-terms-absent",
            "percent",
            i64::from(s.terms.absent_percent),
        ));
    }
    if let Some(hours) = s.terms.confirm_hours {
        said.push(page.t1("bookings-terms-confirm", "hours", i64::from(hours)));
    }
    said
}

/// Who may come to an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Everybody.
    Everybody,
    /// Everybody who has come in; what is not theirs does not exist for them.
    SignedIn,
    /// Everybody of the organisation.
    Member,
    /// Its managers.
    Manager,
    /// Officers of the city with this role.
    Officer(people::model::Role),
}

/// Every address of the feature with its method, and who may come: the test of permissions walks this list.
pub const ROUTES: &[(&str, &str, Who)] = &[
    ("GET", "/book/{service}", Who::Everybody),
    ("GET", "/book/session/{id}", Who::Everybody),
    ("POST", "/book/session/{id}", Who::SignedIn),
    ("POST", "/book/session/{id}/wait", Who::SignedIn),
    ("GET", "/book/checkout/{key}", Who::SignedIn),
    ("POST", "/book/checkout/{key}", Who::SignedIn),
    ("POST", "/book/checkout/{key}/drop", Who::SignedIn),
    ("GET", "/my/bookings", Who::SignedIn),
    ("GET", "/my/bookings/{id}", Who::SignedIn),
    ("POST", "/my/bookings/{id}/cancel", Who::SignedIn),
    ("POST", "/my/bookings/{id}/ill", Who::SignedIn),
    ("POST", "/my/bookings/{id}/dispute", Who::SignedIn),
    ("POST", "/my/bookings/{id}/code", Who::SignedIn),
    ("GET", "/my/bookings/{id}/calendar.ics", Who::SignedIn),
    ("POST", "/my/waiting/{id}/accept", Who::SignedIn),
    ("POST", "/my/waiting/{id}/decline", Who::SignedIn),
    ("POST", "/my/waiting/{id}/leave", Who::SignedIn),
    ("GET", "/provider/org/{org}/bookings", Who::Member),
    (
        "GET",
        "/provider/org/{org}/bookings/new/{service}",
        Who::Manager,
    ),
    (
        "POST",
        "/provider/org/{org}/bookings/new/{service}",
        Who::Manager,
    ),
    ("GET", "/provider/org/{org}/bookings/{id}", Who::Member),
    (
        "GET",
        "/provider/org/{org}/bookings/{id}/edit",
        Who::Manager,
    ),
    (
        "POST",
        "/provider/org/{org}/bookings/{id}/edit",
        Who::Manager,
    ),
    (
        "POST",
        "/provider/org/{org}/bookings/{id}/state",
        Who::Manager,
    ),
    (
        "POST",
        "/provider/org/{org}/bookings/{id}/cancel",
        Who::Manager,
    ),
    (
        "GET",
        "/provider/org/{org}/bookings/{id}/lessons/{n}",
        Who::Member,
    ),
    (
        "POST",
        "/provider/org/{org}/bookings/{id}/lessons/{n}",
        Who::Member,
    ),
    (
        "POST",
        "/provider/org/{org}/bookings/{id}/lessons/{n}/code",
        Who::Member,
    ),
    (
        "POST",
        "/provider/org/{org}/bookings/{id}/lessons/{n}/cancel",
        Who::Manager,
    ),
    (
        "POST",
        "/provider/org/{org}/bookings/of/{booking}",
        Who::Member,
    ),
    (
        "GET",
        "/staff/disputes",
        Who::Officer(people::model::Role::FundOfficer),
    ),
    (
        "POST",
        "/staff/disputes/{id}",
        Who::Officer(people::model::Role::FundOfficer),
    ),
];

/// The pages of the feature.
pub fn feature(bookings: Bookings) -> Feature {
    let families = Router::new()
        .route("/book/{service}", get(offer::sessions))
        .route("/book/session/{id}", get(offer::choose).post(offer::lease))
        .route("/book/session/{id}/wait", post(offer::wait))
        .route(
            "/book/checkout/{key}",
            get(checkout::form).post(checkout::send),
        )
        .route("/book/checkout/{key}/drop", post(checkout::drop_it))
        .route("/my/bookings", get(mine::list))
        .route("/my/bookings/{id}", get(mine::one))
        .route("/my/bookings/{id}/cancel", post(mine::cancel))
        .route("/my/bookings/{id}/ill", post(mine::ill))
        .route("/my/bookings/{id}/dispute", post(mine::dispute))
        .route("/my/bookings/{id}/code", post(code::show_code))
        .route("/my/bookings/{id}/calendar.ics", get(mine::calendar))
        .route("/my/waiting/{id}/accept", post(mine::accept))
        .route("/my/waiting/{id}/decline", post(mine::decline))
        .route("/my/waiting/{id}/leave", post(mine::leave));
    let organisations = Router::new()
        .route("/provider/org/{org}/bookings", get(desk::list))
        .route(
            "/provider/org/{org}/bookings/new/{service}",
            get(edit::new).post(edit::open),
        )
        .route("/provider/org/{org}/bookings/{id}", get(desk::one))
        .route(
            "/provider/org/{org}/bookings/{id}/edit",
            get(edit::form).post(edit::change),
        )
        .route("/provider/org/{org}/bookings/{id}/state", post(desk::state))
        .route(
            "/provider/org/{org}/bookings/{id}/cancel",
            post(desk::cancel_all),
        )
        .route(
            "/provider/org/{org}/bookings/{id}/lessons/{n}",
            get(roll::roll).post(roll::call),
        )
        .route(
            "/provider/org/{org}/bookings/{id}/lessons/{n}/code",
            post(roll::scan),
        )
        .route(
            "/provider/org/{org}/bookings/{id}/lessons/{n}/cancel",
            post(roll::cancel_lesson),
        )
        .route(
            "/provider/org/{org}/bookings/of/{booking}",
            post(desk::decide),
        );
    let staff = Router::new()
        .route("/staff/disputes", get(disputes::list))
        .route("/staff/disputes/{id}", post(disputes::settle));
    let (beside, edition) = (bookings.clone(), bookings.clone());
    // What was typed while the session ran out is there again after coming in.
    [
        "/book/session/{id}",
        "/book/checkout/{key}",
        "/provider/org/{org}/bookings/new/{service}",
        "/provider/org/{org}/bookings/{id}/edit",
    ]
    .into_iter()
    .fold(Feature::new("bookings"), |feature, at| {
        feature.form(KeptForm::at(at))
    })
    .pages(
        families
            .merge(organisations)
            .merge(staff)
            .with_state(bookings),
    )
    .beside(move |page, what| beside.beside(page, what))
    .edition(move || edition.0.shelf.turn())
    .locales(LOCALES)
}
