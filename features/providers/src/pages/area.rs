//! An organisation's own area: how it stands, its records and how good they are, what waits and why.

use askama::Template;
use axum::extract::{Path, Query, State};
use catalogue::model::{Assurance, Kind, Service};
use catalogue::snapshot::Snapshot;
use people::pages::Me;
use serde::Deserialize;
use values::{Day, Id};
use web::{Answer, Page, Visit, show};

use super::changes::Difference;
use super::fields::{label, part_of, words};
use super::start::{named, state, tone};
use super::{Providers, own, titled};
use crate::actions::{self as a, Bookings};
use crate::model::{Case, Claim, ClaimState, Draft, Parcel, ParcelState, Role};
use crate::rules::admission::days_between;
use crate::rules::edit::{Quality, Weight, organization_quality, place_quality, quality, weigh};

/// After so many days without a check an organisation is asked whether all is still right.
const ASK_DAYS: i64 = 90;
/// How many parcels are listed.
const PARCELS: u32 = 30;
/// How many mends stand at a record.
const MENDS: usize = 3;

/// A record as it is listed.
struct Record {
    kind: &'static str,
    id: Id,
    name: String,
    public: Option<String>,
    checked: String,
    old: bool,
    score: u32,
    mends: Vec<MendLine>,
    confirm: String,
    /// Where sessions come from a file; services only.
    sessions: Option<String>,
    /// Where a place is taken out of use.
    retire: Option<String>,
}

/// Something that would make a record better.
struct MendLine {
    label: String,
    /// The part of the guide where it is written; none for what is confirmed with one press.
    part: Option<&'static str>,
}

/// Something that was sent.
struct ParcelLine {
    name: String,
    state: String,
    tone: &'static str,
    at: String,
    reason: Option<String>,
    differences: Vec<Difference>,
    take_back: Option<String>,
}

/// A draft that was not sent yet.
struct DraftLine {
    href: String,
    name: String,
    at: String,
}

#[derive(Template)]
#[template(path = "providers/area.html")]
struct AreaPage {
    page: Page,
    notice: Option<String>,
    state: String,
    tone: &'static str,
    until: Option<String>,
    lapsed: Vec<String>,
    case: Option<String>,
    admitted: bool,
    records: Vec<Record>,
    /// How many records nobody has confirmed for long.
    old: usize,
    /// The record services are added to.
    above: Option<Id>,
    drafts: Vec<DraftLine>,
    parcels: Vec<ParcelLine>,
    begin: String,
    claim: String,
    people: String,
    /// The desk of vouchers, where the city has them.
    redeem: String,
    /// Programs of the organisation, where the city has vouchers.
    programs: String,
    /// What visitors report about the records.
    reports: String,
    /// How many of the reports wait for an answer.
    heard: usize,
}

#[derive(Template)]
#[template(path = "providers/operator.html")]
struct OperatorPage {
    page: Page,
    leave: String,
    /// The desk of vouchers, where the city has them.
    redeem: String,
}

/// What was just done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Done {
    sent: String,
    confirmed: String,
}

/// What a manager's page is made of.
struct Found {
    cases: Vec<Case>,
    bookings: Bookings,
    claims: Vec<Claim>,
    drafts: Vec<Draft>,
    parcels: Vec<Parcel>,
    /// Reports of visitors that are not over.
    heard: usize,
}

/// `GET /provider/org/{org}`
pub(super) async fn show_area(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(org): Path<Id>,
    Query(done): Query<Done>,
) -> Answer {
    let by = own(&me)?;
    let today = p.today();
    let (name, found) = p
        .look(by, move |c, ground, _| {
            let role = a::organisations_of(c, by)?
                .into_iter()
                .find(|(id, _)| *id == org)
                .map(|(_, role)| role);
            let name = a::organisation(c, org)?.map(|o| o.name).unwrap_or_default();
            if role == Some(Role::Operator) {
                return Ok((name, None));
            }
            // Strangers are refused here.
            let cases = a::cases(c, ground, org, by)?;
            let heard = match cases.iter().any(|c| c.state.in_force()) {
                true => a::reports(c, ground, org, super::reports::MOST, by)?,
                false => Vec::new(),
            };
            let found = Found {
                heard: heard.iter().filter(|f| !f.state.is_over()).count(),
                cases,
                bookings: a::blocks_new_bookings_of(c, ground, org, today)?,
                claims: a::claims(c, org, by)?,
                drafts: a::drafts(c, org, by)?,
                parcels: a::parcels(c, org, by, PARCELS)?,
            };
            Ok((name, Some(found)))
        })
        .await?;
    let title = named(&super::frame(&visit, "providers-area"), &name);
    let page = titled(&visit, title).crumb(visit.tr().t("providers-mine"), "/provider");
    let Some(found) = found else {
        return show(&OperatorPage {
            leave: page.href(&format!("/provider/org/{org}/leave")),
            redeem: page.href(&format!("/provider/org/{org}/redeem")),
            page,
        });
    };
    let current = found
        .cases
        .iter()
        .find(|c| c.state.in_force())
        .or(found.cases.first());
    let view = p.0.catalogue.view();
    let records = records(&page, view.snapshot(), &found, org, today);
    let notice = match (done.sent.as_str(), done.confirmed.as_str()) {
        ("yes", _) => Some(page.t("providers-sent")),
        (_, "yes") => Some(page.t("providers-confirmed")),
        _ => None,
    };
    let lapsed = match &found.bookings {
        Bookings::Lapsed(items) => items.iter().map(|i| page.say_plain(&i.label)).collect(),
        _ => Vec::new(),
    };
    let at = |room: &str| page.href(&format!("/provider/org/{org}/{room}"));
    let tr = page.tr();
    let drafts = found
        .drafts
        .iter()
        .map(|d| DraftLine {
            href: page.href(&format!(
                "/provider/org/{org}/edit/{}/{}",
                d.target.kind.as_str(),
                d.target.record
            )),
            name: draft_name(&page, &p, d),
            at: tr.moment(d.edited_at, &p.0.ground.city.zone),
        })
        .collect();
    let parcels = found
        .parcels
        .iter()
        .filter(|x| x.state != ParcelState::Withdrawn)
        .map(|x| parcel(&page, &p, view.snapshot(), x))
        .collect();
    show(&AreaPage {
        notice,
        state: current.map(|c| state(&page, c.state)).unwrap_or_default(),
        tone: current.map_or("secondary", |c| tone(c.state)),
        until: current
            .filter(|c| c.state.in_force())
            .and_then(|c| c.valid_until)
            .map(|d| tr.date_long(d)),
        lapsed,
        case: current.map(|c| page.href(&format!("/provider/cases/{}", c.id))),
        admitted: current.is_some_and(|c| c.state.in_force()),
        old: records.iter().filter(|r| r.old).count(),
        above: records
            .iter()
            .find(|r| r.kind == "organization")
            .map(|r| r.id),
        records,
        drafts,
        parcels,
        begin: at("begin"),
        claim: at("claim"),
        people: at("people"),
        redeem: at("redeem"),
        programs: at("programs"),
        reports: at("reports"),
        heard: found.heard,
        page,
    })
}

/// The organisation's records in the catalogue: those it has shown to be its own, those it has made,
/// and their services.
fn records(page: &Page, snapshot: &Snapshot, found: &Found, org: Id, today: Day) -> Vec<Record> {
    let proven = found
        .claims
        .iter()
        .filter(|c| c.state == ClaimState::Proven)
        .map(|c| c.record);
    let made = found.parcels.iter().filter(|x| {
        x.target.fresh && x.target.kind == Kind::Organization && x.state == ParcelState::Published
    });
    let mut own: Vec<Id> = Vec::new();
    for id in proven.chain(made.map(|x| x.target.record)) {
        if !own.contains(&id) {
            own.push(id);
        }
    }
    let mut all = Vec::new();
    for id in own {
        let Some(held) = snapshot.organization(id) else {
            continue;
        };
        let o = &held.record;
        let about = (Kind::Organization, id);
        let good = organization_quality(o, today);
        all.push(record(page, org, about, &o.name, (&o.assured, today), good));
        for held in snapshot.services_of(id) {
            let s: &Service = &held.record;
            let name = page.say_plain(&s.name);
            let timed = !s.schedules.is_empty()
                || snapshot
                    .places_of(s.id)
                    .any(|(at, _)| !at.record.schedules.is_empty());
            let placed = s.remote || snapshot.places_of(s.id).next().is_some();
            let about = (Kind::Service, s.id);
            let good = quality(s, timed, placed, today);
            let mut line = record(page, org, about, &name, (&s.assured, today), good);
            line.public = Some(page.href(&format!("/service/{}", s.id)));
            all.push(line);
        }
        for held in snapshot.locations_of(id) {
            let l = &held.record;
            let about = (Kind::Location, l.id);
            let good = place_quality(l, today);
            let mut line = record(page, org, about, &l.name, (&l.assured, today), good);
            line.public = Some(page.href(&format!("/place/{}", l.id)));
            line.retire = Some(page.href(&format!("/provider/org/{org}/retire/location/{}", l.id)));
            all.push(line);
        }
    }
    all
}

fn record(
    page: &Page,
    org: Id,
    (kind, id): (Kind, Id),
    name: &str,
    (assured, today): (&Option<Assurance>, Day),
    good: Quality,
) -> Record {
    let old = assured
        .as_ref()
        .is_none_or(|a| days_between(a.on, today) > ASK_DAYS);
    let mends = good
        .mends
        .iter()
        // The day of the last check is old later than the question is asked: its button is there.
        .filter(|m| m.field != "assured" || old)
        .take(MENDS)
        .map(|m| MendLine {
            label: page.t2(
                "providers-mend",
                "field",
                label(page, m.field),
                "points",
                m.points,
            ),
            part: (m.field != "assured").then(|| part_of(kind, m.field)),
        })
        .collect();
    let kind = kind.as_str();
    Record {
        kind,
        id,
        name: name.to_string(),
        public: None,
        checked: match assured {
            Some(a) => page.t1("providers-checked", "day", page.tr().date(a.on)),
            None => page.t("providers-checked-never"),
        },
        old,
        score: good.score,
        mends,
        confirm: page.href(&format!("/provider/org/{org}/confirm/{kind}/{id}")),
        sessions: (kind == "service")
            .then(|| page.href(&format!("/provider/org/{org}/sessions/{id}"))),
        retire: None,
    }
}

fn draft_name(page: &Page, p: &Providers, d: &Draft) -> String {
    let name = d.wanted.get("name").cloned().unwrap_or_default();
    let name = words(page, &p.0.ground.city, "name", &name);
    match name.as_str() {
        "—" => page.t("providers-nameless-record"),
        _ => name.lines().next().unwrap_or_default().to_string(),
    }
}

fn parcel(page: &Page, p: &Providers, snapshot: &Snapshot, x: &Parcel) -> ParcelLine {
    let city = &p.0.ground.city;
    let t = x.target;
    let wanted = x.changes.iter().find(|c| c.field == "name").map(|c| &c.to);
    let name = match t.kind {
        Kind::Organization => snapshot
            .organization(t.record)
            .map(|h| h.record.name.clone()),
        Kind::Location => snapshot.location(t.record).map(|h| h.record.name.clone()),
        _ => snapshot
            .service(t.record)
            .map(|h| page.say_plain(&h.record.name)),
    };
    let differences = x
        .changes
        .iter()
        .filter(|c| !c.field.ends_with("_id"))
        .map(|c| Difference {
            label: label(page, &c.field),
            from: words(page, city, &c.field, &c.from),
            to: words(page, city, &c.field, &c.to),
            why: match (x.state, weigh(t.kind, t.fresh, c)) {
                (ParcelState::Waiting, Weight::Waits(why)) => {
                    page.t(&format!("providers-why-{why}"))
                }
                _ => String::new(),
            },
            now: None,
        })
        .collect();
    ParcelLine {
        name: name
            .or_else(|| wanted.map(|v| words(page, city, "name", v)))
            .unwrap_or_else(|| page.t("providers-nameless-record")),
        state: page.t(&format!("providers-parcel-{}", x.state.as_str())),
        tone: match x.state {
            ParcelState::Waiting => "warning",
            ParcelState::Publishing => "primary",
            ParcelState::Published => "success",
            ParcelState::Failed | ParcelState::Refused => "danger",
            ParcelState::Withdrawn => "secondary",
        },
        at: page.tr().moment(x.sent_at, &city.zone),
        // Why publishing failed is for operators; a refusal's reason is for the organisation.
        reason: x.reason.clone().filter(|_| x.state == ParcelState::Refused),
        differences,
        take_back: (x.state == ParcelState::Waiting)
            .then(|| page.href(&format!("/provider/parcels/{}/take-back", x.id))),
    }
}

/// `POST /provider/parcels/{id}/take-back`
pub(super) async fn take_back(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(id): Path<Id>,
) -> Answer {
    let org = p
        .act(own(&me)?, move |tx, ground, turn| {
            a::take_back(tx, id, turn.act)?;
            Ok(a::look(tx, ground, id)?.parcel.target.organisation)
        })
        .await?;
    visit.go(&format!("/provider/org/{org}"))
}
