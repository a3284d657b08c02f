//! What people see: an organisation's way in, its own area, the officers' desks.
//!
//! | room | pages |
//! |---|---|
//! | `start` | one's organisations, the admission of one: where it stands |
//! | `wizard`, `papers` | the steps of a case, its documents |
//! | `area` | an organisation's records, what waits, what could be better |
//! | `editor`, `fields` | editing one record part by part, and the preview |
//! | `texts` | its translations: how they stand, writing one |
//! | `members` | who acts for an organisation, invitations |
//! | `claims` | showing that a record is one's own |
//! | `reports` | what visitors report about an organisation's records |
//! | `admissions`, `changes`, `duplicates`, `imports` | the officers' |
//! | `sessions` | sessions of a service out of a file or from an address |
//! | `runs` | imports that officers start |
//! | `sheet` | the spreadsheet that is filled in |
//! | `letters` | what leaves by mail |

mod admissions;
mod area;
mod changes;
mod claims;
mod duplicates;
mod editor;
mod fields;
mod imports;
mod letters;
mod members;
mod papers;
mod reports;
mod runs;
mod sessions;
mod sheet;
mod start;
mod texts;
mod upload;
mod wizard;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use catalogue::Catalogue;
use db::{Db, Read, Write};
use exchange::{Exchange, Known};
use mail::Outbox;
use people::pages::Me;
use rand::rngs::StdRng;
use seal::Chance;
use values::{Clock, Day, Id, Moment, Refusal};
use web::{Failure, Feature, Page, Visit};

pub use upload::Upload;

use crate::actions::{Act, Ground, No};
use crate::fetch::Fetch;
use crate::policy;

/// What the pages stand on. Cheap to copy.
#[derive(Clone)]
pub struct Providers(Arc<Inner>);

struct Inner {
    db: Db,
    ground: Ground,
    catalogue: Catalogue,
    exchange: Exchange,
    outbox: Outbox,
    clock: Arc<dyn Clock>,
    chance: Chance,
    profiles: Arc<BTreeMap<String, Known>>,
    fetch: Option<Fetch>,
}

/// What one transaction of the pages is given: who acts, and identifiers that are the same when it is
/// run again.
#[derive(Clone, Copy)]
struct Turn {
    act: Act,
    base: Id,
}

impl Turn {
    /// The identifier of one thing that is made.
    fn id(&self, what: &str) -> Id {
        Id::named("providers", &format!("{} {what}", self.base))
    }
}

impl Providers {
    /// `random` makes secrets and identifiers nobody can guess: seed it from the system.
    pub fn new(
        db: Db,
        ground: Ground,
        (catalogue, exchange): (Catalogue, Exchange),
        outbox: Outbox,
        clock: Arc<dyn Clock>,
        random: StdRng,
    ) -> Providers {
        Providers(Arc::new(Inner {
            db,
            ground,
            catalogue,
            exchange,
            outbox,
            clock,
            chance: Chance::new(random),
            profiles: Arc::default(),
            fetch: None,
        }))
    }

    /// The same, with the mapping profiles officers can import with and the reader of addresses. Before
    /// it is cloned; afterwards it changes nothing.
    pub fn importing(
        mut self,
        profiles: Arc<BTreeMap<String, Known>>,
        fetch: Option<Fetch>,
    ) -> Providers {
        if let Some(inner) = Arc::get_mut(&mut self.0) {
            inner.profiles = profiles;
            inner.fetch = fetch;
        }
        self
    }

    fn now(&self) -> Moment {
        self.0.clock.now()
    }

    fn today(&self) -> Day {
        self.now().day(&self.0.ground.city.zone)
    }

    fn turn(&self, by: Id) -> Turn {
        let at = self.now();
        let (base, seed) = self.0.chance.turn(at);
        Turn {
            act: Act { by, at, seed },
            base,
        }
    }

    /// Runs an action of somebody in a transaction.
    async fn act<T: Send + 'static>(
        &self,
        by: Id,
        job: impl Fn(&mut Write<'_>, &Ground, Turn) -> Result<T, No> + Send + Sync + 'static,
    ) -> Result<T, No> {
        let (turn, ground) = (self.turn(by), self.0.ground.clone());
        self.0.db.write(move |tx| job(tx, &ground, turn)).await
    }

    /// Looks something up for somebody.
    async fn look<T: Send + 'static>(
        &self,
        by: Id,
        job: impl Fn(&mut Read<'_>, &Ground, Act) -> Result<T, No> + Send + Sync + 'static,
    ) -> Result<T, No> {
        let (act, ground) = (self.turn(by).act, self.0.ground.clone());
        self.0.db.read(move |c| job(c, &ground, act)).await
    }
}

impl From<No> for Failure {
    fn from(no: No) -> Failure {
        match no {
            No::Refused(all) => match all.into_iter().next() {
                Some(refusal) => refusal.into(),
                None => Failure::fault("refused without a reason"),
            },
            No::Db(fault) => Failure::fault(fault),
        }
    }
}

/// What is told at a form. What is not there, or not for the reader, stays a page of its own.
fn told(no: No) -> Result<Vec<Refusal>, Failure> {
    match no {
        No::Refused(all) if all.iter().all(|r| r.status != 403 && r.status != 404) => Ok(all),
        other => Err(other.into()),
    }
}

/// The officer who may do it.
fn officer(me: &Me, act: policy::Act) -> Result<Id, Failure> {
    Ok(policy::may(&me.0.actor, act, me.0.today)?)
}

/// Somebody who acts for an organisation.
fn own(me: &Me) -> Result<Id, Failure> {
    Ok(policy::own(&me.0.actor)?)
}

/// A page in the middle of something: nothing of other features stands under it.
fn frame(visit: &Visit, key: &str) -> Page {
    titled(visit, visit.tr().t(key).into_owned())
}

/// The same, with a title of its own.
fn titled(visit: &Visit, title: String) -> Page {
    visit.page(title).unlisted().without_foot().current("/my")
}

/// Every address of the feature with its method, and who may come: the routes are made here and the
/// test of permissions walks this list.
pub const ROUTES: &[(&str, &str, Who)] = &[
    ("GET", "/provider", Who::SignedIn),
    ("POST", "/provider/begin", Who::SignedIn),
    ("GET", "/provider/cases/{id}", Who::Manager),
    ("GET", "/provider/cases/{id}/steps/{step}", Who::Manager),
    ("POST", "/provider/cases/{id}/steps/{step}", Who::Manager),
    ("POST", "/provider/cases/{id}/documents", Who::Manager),
    ("GET", "/provider/cases/{id}/send", Who::Manager),
    ("POST", "/provider/cases/{id}/send", Who::Manager),
    ("POST", "/provider/cases/{id}/withdraw", Who::Manager),
    ("POST", "/provider/cases/{id}/renew", Who::Manager),
    ("GET", "/provider/documents/{id}", Who::Manager),
    ("POST", "/provider/documents/{id}/remove", Who::Manager),
    ("GET", "/provider/org/{org}", Who::Member),
    ("POST", "/provider/org/{org}/begin", Who::Manager),
    (
        "GET",
        "/provider/org/{org}/edit/{kind}/{record}",
        Who::Manager,
    ),
    (
        "POST",
        "/provider/org/{org}/edit/{kind}/{record}",
        Who::Manager,
    ),
    (
        "GET",
        "/provider/org/{org}/preview/{kind}/{record}",
        Who::Manager,
    ),
    (
        "POST",
        "/provider/org/{org}/send/{kind}/{record}",
        Who::Manager,
    ),
    (
        "POST",
        "/provider/org/{org}/resolve/{kind}/{record}",
        Who::Manager,
    ),
    (
        "POST",
        "/provider/org/{org}/drop/{kind}/{record}",
        Who::Manager,
    ),
    (
        "POST",
        "/provider/org/{org}/confirm/{kind}/{record}",
        Who::Manager,
    ),
    (
        "GET",
        "/provider/org/{org}/edit/{kind}/{record}/{part}",
        Who::Manager,
    ),
    (
        "POST",
        "/provider/org/{org}/edit/{kind}/{record}/{part}",
        Who::Manager,
    ),
    (
        "GET",
        "/provider/org/{org}/texts/{kind}/{record}",
        Who::Manager,
    ),
    (
        "GET",
        "/provider/org/{org}/texts/{kind}/{record}/{lang}",
        Who::Manager,
    ),
    (
        "POST",
        "/provider/org/{org}/texts/{kind}/{record}/{lang}",
        Who::Manager,
    ),
    (
        "POST",
        "/provider/org/{org}/retire/{kind}/{record}",
        Who::Manager,
    ),
    ("POST", "/provider/parcels/{id}/take-back", Who::Manager),
    ("GET", "/provider/org/{org}/people", Who::Manager),
    ("POST", "/provider/org/{org}/people", Who::Manager),
    ("POST", "/provider/org/{org}/people/{person}", Who::Manager),
    ("POST", "/provider/org/{org}/invitations/{id}", Who::Manager),
    ("POST", "/provider/org/{org}/leave", Who::Member),
    ("GET", "/provider/join/{secret}", Who::SignedIn),
    ("POST", "/provider/join/{secret}", Who::SignedIn),
    ("GET", "/provider/org/{org}/claim", Who::Manager),
    ("POST", "/provider/org/{org}/claim", Who::Manager),
    ("POST", "/provider/org/{org}/claims/{id}", Who::Manager),
    ("GET", "/provider/org/{org}/reports", Who::Manager),
    ("GET", "/provider/org/{org}/reports/{number}", Who::Manager),
    ("POST", "/provider/org/{org}/reports/{number}", Who::Manager),
    ("GET", "/staff/admissions", Who::Officer(policy::Act::Admit)),
    (
        "GET",
        "/staff/admissions/{id}",
        Who::Officer(policy::Act::Admit),
    ),
    (
        "POST",
        "/staff/admissions/{id}",
        Who::Officer(policy::Act::Admit),
    ),
    (
        "GET",
        "/staff/documents/{id}",
        Who::Officer(policy::Act::Admit),
    ),
    (
        "POST",
        "/staff/claims/{id}",
        Who::Officer(policy::Act::Admit),
    ),
    ("GET", "/staff/changes", Who::Officer(policy::Act::Moderate)),
    (
        "GET",
        "/staff/changes/{id}",
        Who::Officer(policy::Act::Moderate),
    ),
    (
        "POST",
        "/staff/changes/{id}",
        Who::Officer(policy::Act::Moderate),
    ),
    (
        "GET",
        "/staff/duplicates",
        Who::Officer(policy::Act::Imports),
    ),
    (
        "POST",
        "/staff/duplicates",
        Who::Officer(policy::Act::Imports),
    ),
    ("GET", "/staff/imports", Who::Officer(policy::Act::Imports)),
    (
        "GET",
        "/staff/imports/{number}",
        Who::Officer(policy::Act::Imports),
    ),
    (
        "POST",
        "/staff/imports/{number}/undo",
        Who::Officer(policy::Act::Imports),
    ),
    ("GET", "/provider/org/{org}/sessions/{record}", Who::Manager),
    (
        "POST",
        "/provider/org/{org}/sessions/{record}",
        Who::Manager,
    ),
    (
        "GET",
        "/provider/org/{org}/sessions/{record}/template",
        Who::Manager,
    ),
    (
        "POST",
        "/provider/org/{org}/sessions/{record}/feed",
        Who::Manager,
    ),
    (
        "GET",
        "/provider/org/{org}/sessions/{record}/{id}",
        Who::Manager,
    ),
    (
        "POST",
        "/provider/org/{org}/sessions/{record}/{id}",
        Who::Manager,
    ),
    (
        "GET",
        "/staff/imports/start",
        Who::Officer(policy::Act::Imports),
    ),
    (
        "POST",
        "/staff/imports/start",
        Who::Officer(policy::Act::Imports),
    ),
    (
        "GET",
        "/staff/imports/runs/{id}",
        Who::Officer(policy::Act::Imports),
    ),
    (
        "POST",
        "/staff/imports/runs/{id}",
        Who::Officer(policy::Act::Imports),
    ),
    (
        "GET",
        "/staff/imports/{number}/findings.csv",
        Who::Officer(policy::Act::Imports),
    ),
    (
        "POST",
        "/staff/imports/{number}/approve",
        Who::Officer(policy::Act::Imports),
    ),
    (
        "POST",
        "/staff/imports/{number}/reject",
        Who::Officer(policy::Act::Imports),
    ),
];

/// Who may come to an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Everybody who has come in.
    SignedIn,
    /// Everybody of the organisation.
    Member,
    /// Its managers.
    Manager,
    /// Officers who may do this.
    Officer(policy::Act),
}

/// The pages of the feature.
pub fn feature(providers: Providers) -> Feature {
    let most = usize::try_from(providers.0.ground.checklist.most_bytes).unwrap_or(usize::MAX);
    let uploads = DefaultBodyLimit::max(most.saturating_add(20_000));
    let organisation = Router::new()
        .route("/provider", get(start::mine))
        .route("/provider/begin", post(start::begin))
        .route("/provider/cases/{id}", get(start::case))
        .route(
            "/provider/cases/{id}/steps/{step}",
            get(wizard::step).post(wizard::keep),
        )
        .route(
            "/provider/cases/{id}/documents",
            post(papers::add).layer(uploads),
        )
        .route(
            "/provider/cases/{id}/send",
            get(wizard::summary).post(wizard::send),
        )
        .route("/provider/cases/{id}/withdraw", post(start::withdraw))
        .route("/provider/cases/{id}/renew", post(start::renew))
        .route("/provider/documents/{id}", get(papers::download))
        .route("/provider/documents/{id}/remove", post(papers::remove))
        .route("/provider/org/{org}", get(area::show_area))
        .route("/provider/org/{org}/begin", post(editor::begin))
        .route(
            "/provider/org/{org}/edit/{kind}/{record}",
            get(editor::edit).post(editor::keep),
        )
        .route(
            "/provider/org/{org}/preview/{kind}/{record}",
            get(editor::preview),
        )
        .route(
            "/provider/org/{org}/send/{kind}/{record}",
            post(editor::send),
        )
        .route(
            "/provider/org/{org}/resolve/{kind}/{record}",
            post(editor::resolve),
        )
        .route(
            "/provider/org/{org}/drop/{kind}/{record}",
            post(editor::throw),
        )
        .route(
            "/provider/org/{org}/confirm/{kind}/{record}",
            post(editor::confirm),
        )
        .route(
            "/provider/org/{org}/edit/{kind}/{record}/{part}",
            get(editor::edit_part).post(editor::keep_part),
        )
        .route(
            "/provider/org/{org}/texts/{kind}/{record}",
            get(texts::list),
        )
        .route(
            "/provider/org/{org}/texts/{kind}/{record}/{lang}",
            get(texts::write).post(texts::keep),
        )
        .route(
            "/provider/org/{org}/retire/{kind}/{record}",
            post(editor::retire),
        )
        .route("/provider/parcels/{id}/take-back", post(area::take_back))
        .route(
            "/provider/org/{org}/people",
            get(members::list).post(members::invite),
        )
        .route("/provider/org/{org}/people/{person}", post(members::change))
        .route(
            "/provider/org/{org}/invitations/{id}",
            post(members::withdraw),
        )
        .route("/provider/org/{org}/leave", post(members::leave))
        .route(
            "/provider/join/{secret}",
            get(members::invited).post(members::join),
        )
        .route(
            "/provider/org/{org}/claim",
            get(claims::choose).post(claims::begin),
        )
        .route("/provider/org/{org}/claims/{id}", post(claims::code))
        .route("/provider/org/{org}/reports", get(reports::list))
        .route(
            "/provider/org/{org}/reports/{number}",
            get(reports::one).post(reports::say),
        );
    let staff = Router::new()
        .route("/staff/admissions", get(admissions::queue))
        .route(
            "/staff/admissions/{id}",
            get(admissions::case).post(admissions::decide),
        )
        .route("/staff/documents/{id}", get(papers::read))
        .route("/staff/claims/{id}", post(admissions::claim))
        .route("/staff/changes", get(changes::queue))
        .route(
            "/staff/changes/{id}",
            get(changes::look).post(changes::decide),
        )
        .route(
            "/staff/duplicates",
            get(duplicates::list).post(duplicates::decide),
        )
        .route("/staff/imports", get(imports::list))
        .route("/staff/imports/{number}", get(imports::one))
        .route("/staff/imports/{number}/undo", post(imports::undo));
    let files = DefaultBodyLimit::max(crate::rules::sessions::MOST_BYTES + 20_000);
    let large = DefaultBodyLimit::max(runs::MOST_BYTES + 20_000);
    let from_files = Router::new()
        .route(
            "/provider/org/{org}/sessions/{record}",
            get(sessions::show_room).post(sessions::send).layer(files),
        )
        .route(
            "/provider/org/{org}/sessions/{record}/template",
            get(sessions::template),
        )
        .route(
            "/provider/org/{org}/sessions/{record}/feed",
            post(sessions::feed),
        )
        .route(
            "/provider/org/{org}/sessions/{record}/{id}",
            get(sessions::show_file).post(sessions::decide),
        )
        .route(
            "/staff/imports/start",
            get(runs::start).post(runs::begin).layer(large),
        )
        .route(
            "/staff/imports/runs/{id}",
            get(runs::show_run).post(runs::for_real),
        )
        .route(
            "/staff/imports/{number}/findings.csv",
            get(imports::findings),
        )
        .route("/staff/imports/{number}/approve", post(imports::approve))
        .route("/staff/imports/{number}/reject", post(imports::reject));
    let pages = organisation.merge(staff).merge(from_files);
    Feature::new("providers")
        .pages(pages.with_state(providers))
        .locales(crate::LOCALES)
        // What is said of a file stands on the pages of imports.
        .locales(exchange::report::LOCALES)
}
