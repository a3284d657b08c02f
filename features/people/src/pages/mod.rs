//! What people see: coming in, their own area, the desk, the staff's pages.
//!
//! | room | pages |
//! |---|---|
//! | `session` | who comes with the cookie, for every feature ([`Me`]) |
//! | `typed` | a form goes on where it was when somebody has come in |
//! | `enter`, `passkey`, `outside` | coming in: by letter and code on paper, with a passkey, with SPID, CIE or a directory; going out |
//! | `my`, `child` | one's family |
//! | `account` | ways in, sessions, who looked, export, erasure |
//! | `desk`, `acts` | finding, writing down and helping families; acts that were seen |
//! | `staff`, `glass` | roles, the trail; emergencies |
//! | `tend` | jobs and letters, for the administrator |

mod account;
mod acts;
mod child;
mod desk;
mod ended;
mod enter;
mod fields;
mod glass;
mod letters;
mod my;
mod outside;
mod passkey;
mod session;
mod square;
mod staff;
mod tend;
mod typed;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use city::City;
use db::{Db, Read, Write};
use identity::Providers;
use mail::Outbox;
use rand::Rng;
use rand::rngs::StdRng;
use seal::{Chance, Keys};
use values::{Clock, Refuse};
use web::{Failure, Feature, Limiter, NavItem, Visit};

use crate::actions::{Ctx, Error};
use crate::belongings::Belongings;
use crate::rules::Refused;

pub use session::{COOKIE, Me, Seen};
pub use square::square;

/// The feature's messages.
pub const LOCALES: &[i18n::Source] = &[
    i18n::Source::new("people", "it", include_str!("../../locales/people.it.ftl")),
    i18n::Source::new(
        "people",
        "it-easy",
        include_str!("../../locales/people.it-easy.ftl"),
    ),
    i18n::Source::new("people", "en", include_str!("../../locales/people.en.ftl")),
    i18n::Source::new("people", "ar", include_str!("../../locales/people.ar.ftl")),
    i18n::Source::new("people", "zh", include_str!("../../locales/people.zh.ftl")),
    i18n::Source::new("people", "es", include_str!("../../locales/people.es.ftl")),
    i18n::Source::new(
        "people",
        "fil",
        include_str!("../../locales/people.fil.ftl"),
    ),
    i18n::Source::new(
        "people desk",
        "it",
        include_str!("../../locales/desk.it.ftl"),
    ),
    i18n::Source::new(
        "people desk",
        "en",
        include_str!("../../locales/desk.en.ftl"),
    ),
    i18n::Source::new(
        "people desk",
        "ar",
        include_str!("../../locales/desk.ar.ftl"),
    ),
    i18n::Source::new(
        "people desk",
        "zh",
        include_str!("../../locales/desk.zh.ftl"),
    ),
    i18n::Source::new(
        "people desk",
        "es",
        include_str!("../../locales/desk.es.ftl"),
    ),
    i18n::Source::new(
        "people desk",
        "fil",
        include_str!("../../locales/desk.fil.ftl"),
    ),
];

/// How often one network address may try to come in within [`WINDOW`] seconds: a class in a library
/// shares one address, a machine that guesses needs thousands.
const TRIES: u32 = 60;
/// See [`TRIES`].
const WINDOW: u32 = 600;

/// What the pages stand on. Cheap to copy.
#[derive(Clone)]
pub struct People(Arc<Inner>);

struct Inner {
    db: Db,
    city: Arc<City>,
    keys: Keys,
    outbox: Outbox,
    clock: Arc<dyn Clock>,
    chance: Chance,
    tries: Limiter,
    /// What strangers may have kept of what they typed.
    typing: Limiter,
    /// Where passkeys work; none where the site has no address of its own.
    site: Option<passkeys::Site>,
    /// Other parties who tell us who somebody is.
    providers: Providers,
    /// What other features keep about people.
    belongings: Vec<Arc<dyn Belongings>>,
    /// Invented people can be tried.
    demo: bool,
}

impl People {
    /// `random` makes secrets and identifiers nobody can guess: seed it from the system.
    pub fn new(
        db: Db,
        city: Arc<City>,
        keys: Keys,
        outbox: Outbox,
        clock: Arc<dyn Clock>,
        mut random: StdRng,
    ) -> People {
        let mut secret = [0; 32];
        random.fill_bytes(&mut secret);
        let mut other = [0; 32];
        random.fill_bytes(&mut other);
        People(Arc::new(Inner {
            db,
            city,
            keys,
            outbox,
            clock,
            chance: Chance::new(random),
            tries: Limiter::new(TRIES, WINDOW, secret),
            typing: Limiter::new(TRIES, WINDOW, other),
            site: None,
            providers: Providers::default(),
            belongings: Vec::new(),
            demo: false,
        }))
    }

    /// Changes what one of them stands on; only before it is shared.
    fn with(self, change: impl FnOnce(Inner) -> Inner) -> People {
        match Arc::try_unwrap(self.0) {
            Ok(inner) => People(Arc::new(change(inner))),
            Err(shared) => People(shared),
        }
    }

    /// Offers passkeys.
    pub fn with_passkeys(self, site: passkeys::Site) -> People {
        self.with(|inner| Inner {
            site: Some(site),
            ..inner
        })
    }

    /// Offers identities of others.
    pub fn with_providers(self, providers: Providers) -> People {
        self.with(|inner| Inner { providers, ..inner })
    }

    /// Adds what another feature keeps about people: to what they take away, and to what is erased.
    pub fn with_belongings(self, one: Arc<dyn Belongings>) -> People {
        self.with(|mut inner| {
            inner.belongings.push(one);
            inner
        })
    }

    /// Lets everybody come in as one of the invented people: for a demo, and for nothing else.
    pub fn with_demo(self) -> People {
        self.with(|inner| Inner {
            demo: true,
            ..inner
        })
    }

    /// What an action needs, for one request.
    pub fn ctx(&self) -> Ctx {
        let now = self.0.clock.now();
        let (base, seed) = self.0.chance.turn(now);
        Ctx {
            keys: self.0.keys.clone(),
            seed,
            base,
            now,
            today: now.day(&self.0.city.zone),
        }
    }

    /// Runs an action in a transaction.
    async fn act<T: Send + 'static>(
        &self,
        job: impl Fn(&mut Write<'_>, &Ctx) -> Result<T, Error> + Send + Sync + 'static,
    ) -> Result<T, Error> {
        let ctx = self.ctx();
        self.0.db.write(move |tx| job(tx, &ctx)).await
    }

    /// Carries out what a form asks for, and leads to another page, so that nothing is sent twice. A no is
    /// told on a page of its own.
    async fn carry<T: Send + 'static>(
        &self,
        visit: &Visit,
        to: &str,
        job: impl Fn(&mut Write<'_>, &Ctx) -> Result<T, Error> + Send + Sync + 'static,
    ) -> web::Answer {
        self.act(job).await?;
        visit.go(to)
    }

    /// Looks something up.
    async fn look<T: Send + 'static>(
        &self,
        job: impl Fn(&mut Read<'_>, &Ctx) -> Result<T, Error> + Send + Sync + 'static,
    ) -> Result<T, Error> {
        let ctx = self.ctx();
        self.0.db.read(move |c| job(c, &ctx)).await
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        match error {
            Error::Refused(refused) => refused.refusal().into(),
            Error::Trouble(trouble) => Failure::fault(trouble),
        }
    }
}

/// An expected no stays what it is; everything else is a fault of ours.
fn refused(error: Error) -> Result<Refused, Failure> {
    match error {
        Error::Refused(refused) => Ok(refused),
        Error::Trouble(trouble) => Err(Failure::fault(trouble)),
    }
}

/// The pages of the feature.
pub fn feature(people: People) -> Feature {
    let pages = Router::new()
        .route("/sign-in", get(enter::choices))
        .route("/sign-in/mail", post(enter::ask))
        .route(
            "/sign-in/mail/{secret}",
            get(enter::confirm).post(enter::by_link),
        )
        .route("/sign-in/paper", get(enter::paper).post(enter::by_paper))
        .route("/sign-in/passkey", post(passkey::come_in))
        .route("/sign-in/passkey/options", post(passkey::ask))
        .route("/sign-in/with/{key}", post(outside::begin))
        .route("/sign-in/demo", get(enter::demo).post(enter::as_demo))
        .route("/sign-in/typed/forget", post(typed::forget))
        .route("/sign-out", post(enter::out))
        .route("/my", get(my::overview))
        .route("/my/facts", get(my::facts).post(my::change))
        .route("/my/messages", get(my::messages).post(my::read))
        .route("/my/consents", get(my::consents).post(my::consent))
        .route("/my/children/new", get(child::new).post(child::add))
        .route("/my/children/{id}", get(child::show_child))
        .route(
            "/my/children/{id}/facts",
            get(child::facts).post(child::change),
        )
        .route("/my/children/{id}/invite", post(child::invite))
        .route("/my/children/{id}/wait", post(child::wait))
        .route("/my/children/{id}/leave", post(child::leave))
        .route("/my/children/{id}/consents", post(child::consent))
        .route("/my/blocks/{id}/lift", post(child::lift))
        .route("/my/invitations/{id}/withdraw", post(child::withdraw))
        .route("/invited/{secret}", get(child::invited).post(child::accept))
        .route("/my/account", get(account::show_account))
        .route("/my/account/mail", post(account::add_mail))
        .route("/my/account/passkeys", post(passkey::add))
        .route("/my/account/passkeys/options", post(passkey::begin))
        .route("/my/account/ways/{id}/remove", post(account::remove_way))
        .route("/my/account/sessions/{id}/end", post(account::end_session))
        .route("/my/account/sessions/end-others", post(account::end_others))
        .route("/my/looks", get(account::looks))
        .route("/my/data", get(account::data))
        .route("/my/data/export", get(account::export))
        .route("/my/data/erase", post(account::erase))
        .route("/desk", get(desk::start).post(desk::find))
        .route("/desk/new", get(desk::new).post(desk::register))
        .route("/desk/assist/{id}", post(desk::assist))
        .route("/desk/end", post(desk::end))
        .route("/desk/receipt/{id}", get(desk::receipt))
        .route("/desk/paper/{id}", post(desk::paper))
        .route(
            "/desk/guardian",
            get(acts::guardian).post(acts::add_guardian),
        )
        .route("/desk/blocks/{id}/settle", post(desk::settle))
        .route(
            "/staff/emergency",
            get(glass::emergency).post(glass::break_glass),
        )
        .route("/staff", get(staff::start))
        .route("/staff/roles", get(staff::roles).post(staff::give))
        .route("/staff/roles/{id}/take", post(staff::take))
        .route("/staff/ways/{id}/confirm", post(staff::confirm))
        .route("/staff/sessions", get(ended::page).post(ended::end))
        .route("/staff/emergencies", get(glass::emergencies))
        .route("/staff/emergencies/{id}", post(glass::review))
        .route("/staff/trail", get(staff::trail))
        .route("/staff/jobs", get(tend::show_jobs))
        .route("/staff/jobs/{id}/revive", post(tend::revive))
        .with_state(people.clone());
    let root = Router::new()
        .route("/sign-in/{key}/callback", get(outside::callback))
        .route("/sign-in/{key}/keys", get(outside::keys))
        .route("/.well-known/openid-federation", get(outside::statement))
        .with_state(people.clone());
    let keeper = people.clone();
    typed::FORMS
        .into_iter()
        .fold(Feature::new("people"), Feature::form)
        .keeper(keeper)
        .pages(pages)
        .root(root)
        .host(move |visit| session::host(people.clone(), visit))
        .nav(NavItem {
            key: "people-my-area",
            path: "/my",
            element: "personal-area-login",
            order: 90,
        })
        .locales(LOCALES)
        .locales(identity::LOCALES)
}
