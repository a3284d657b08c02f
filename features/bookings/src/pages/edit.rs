//! A session written by its organisation: one form, for a phone. A course is the same hour every week.

use askama::Template;
use axum::extract::{Path, State};
use jiff::ToSpan;
use jiff::civil::Time;
use people::pages::Me;
use values::{Cents, Day, Id, Moment, Refusal, Refuse, Text};
use web::form::{Field, FormError, summary};
use web::form::{Sent, amount, status};
use web::{Answer, Failure, Page, Visit, show_with};

use super::{Bookings, frame};
use crate::actions::{self as a, No};
use crate::model::{Answer as Kind, Lesson, Question, Session, SessionState, Terms};

/// Most questions the form offers.
const ASKED: usize = 3;

#[derive(Template)]
#[template(path = "bookings/edit.html")]
struct Edit {
    page: Page,
    errors: Vec<FormError>,
    what: Vec<Field>,
    when: Vec<Field>,
    /// Said instead of the times when somebody has booked.
    fixed: Option<String>,
    who: Vec<Field>,
    rules: Vec<Field>,
    checks: Vec<Field>,
    choices: Vec<Field>,
    questions: Vec<Field>,
    action: String,
    revision: i64,
    key: Id,
}

/// What a form starts with.
fn typed(b: &Bookings, s: &Session) -> Vec<(String, String)> {
    let zone = b.zone();
    let local = |m: Moment| m.timestamp().to_zoned(zone.clone());
    let first = s.lessons.first();
    let time = |m: Moment| local(m).strftime("%H:%M").to_string();
    let mut all = vec![
        ("title".to_string(), s.title.clone()),
        ("place".into(), s.place.clone()),
        ("places".into(), s.places.to_string()),
        ("price".into(), s.price.to_string()),
        ("weeks".into(), s.lessons.len().max(1).to_string()),
        ("opens".into(), s.opens_at.day(zone).to_string()),
        ("closes".into(), s.closes_at.day(zone).to_string()),
        ("cancel_hours".into(), s.terms.cancel_hours.to_string()),
        ("late_percent".into(), s.terms.late_percent.to_string()),
        ("absent_percent".into(), s.terms.absent_percent.to_string()),
        (
            "confirm".into(),
            s.terms.confirm_hours.map_or("0".into(), |h| h.to_string()),
        ),
        (
            "min_age".into(),
            s.min_age.map_or(String::new(), |n| n.to_string()),
        ),
        (
            "max_age".into(),
            s.max_age.map_or(String::new(), |n| n.to_string()),
        ),
    ];
    if let Some(l) = first {
        all.push(("day".into(), l.starts_at.day(zone).to_string()));
        all.push(("from".into(), time(l.starts_at)));
        all.push(("until".into(), time(l.ends_at)));
    }
    for (name, on) in [
        ("list", s.terms.offer_hours.is_some()),
        ("ill_back", s.terms.ill_back),
        ("groups", s.groups),
    ] {
        if on {
            all.push((name.into(), "yes".into()));
        }
    }
    for (n, q) in s.questions.iter().enumerate() {
        let said = q.label.iter().next().map(|(_, t)| t.to_string());
        all.push((format!("question{}", n + 1), said.unwrap_or_default()));
    }
    all
}

fn blank(b: &Bookings) -> Vec<(String, String)> {
    let today = b.ctx().today;
    [
        ("weeks", "1".to_string()),
        ("opens", today.to_string()),
        ("confirm", "0".into()),
        ("cancel_hours", "24".into()),
        ("late_percent", "0".into()),
        ("absent_percent", "100".into()),
        ("list", "yes".into()),
        ("price", "0".into()),
    ]
    .map(|(n, v)| (n.to_string(), v))
    .into()
}

fn edit_page(
    b: &Bookings,
    visit: &Visit,
    (org, service, session): (Id, Id, Option<(Id, i64, bool)>),
    sent: &Sent,
    wrong: &[Refusal],
) -> Answer {
    let key = match session {
        Some(_) => "bookings-edit",
        None => "bookings-new",
    };
    let page = frame(visit, key)
        .crumb(visit.tr().t("providers-mine"), "/provider")
        .crumb(
            visit.tr().t("bookings-sessions"),
            &format!("/provider/org/{org}/bookings"),
        );
    let tr = page.tr();
    let label = |name: &str| page.t(&format!("bookings-field-{}", name.replace('_', "-")));
    let text = |name: &str| {
        Field::text(name, label(name))
            .value(sent.get(name))
            .refused(tr, wrong)
    };
    let hinted = |field: Field, name: &str| {
        field.hint(page.t(&format!("bookings-field-{}-hint", name.replace('_', "-"))))
    };
    let number = |name: &str, min: u32, max: u32| text(name).kind("number").between(min, max);
    let mut price = text("price");
    price.inputmode = "decimal";
    let what = vec![text("title").required(), hinted(text("place"), "place")];
    let booked = session.is_some_and(|(_, _, booked)| booked);
    let when = match booked {
        true => Vec::new(),
        false => vec![
            text("day").kind("date").required(),
            text("from").kind("time").required(),
            text("until").kind("time").required(),
            hinted(number("weeks", 1, 60), "weeks"),
            hinted(text("skip"), "skip"),
        ],
    };
    let who = vec![
        number("places", 1, 100_000).required(),
        hinted(price, "price"),
        number("min_age", 0, 25),
        number("max_age", 0, 25),
    ];
    let choice = |name: &str, all: &[(&str, String)]| {
        all.iter()
            .fold(Field::choice(name, label(name)), |f, (value, said)| {
                f.option(*value, said.clone())
            })
            .value(sent.get(name))
            .refused(tr, wrong)
    };
    let hours = |n: i64| page.t1("bookings-hours", "hours", n);
    let percent = |n: i64| page.t1("bookings-percent", "percent", n);
    let choices = vec![
        choice(
            "confirm",
            &[
                ("0", page.t("bookings-at-once")),
                ("24", hours(24)),
                ("48", hours(48)),
                ("72", hours(72)),
            ],
        ),
        choice(
            "cancel_hours",
            &[
                ("0", hours(0)),
                ("24", hours(24)),
                ("48", hours(48)),
                ("72", hours(72)),
                ("168", hours(168)),
            ],
        ),
        hinted(
            choice(
                "late_percent",
                &[("0", percent(0)), ("20", percent(20)), ("50", percent(50))],
            ),
            "late_percent",
        ),
        choice(
            "absent_percent",
            &[
                ("0", percent(0)),
                ("50", percent(50)),
                ("100", percent(100)),
            ],
        ),
    ];
    let rules = vec![
        text("opens").kind("date").required(),
        hinted(text("closes").kind("date"), "closes"),
    ];
    let check = |name: &str| {
        Field::choice(name, label(name))
            .option("yes", label(name))
            .value(sent.get(name))
            .refused(tr, wrong)
    };
    let checks = vec![check("list"), check("ill_back"), check("groups")];
    let questions: Vec<Field> = (1..=ASKED)
        .map(|n| {
            let name = format!("question{n}");
            Field::text(&name, page.t1("bookings-field-question", "n", n))
                .value(sent.get(&name))
                .refused(tr, wrong)
        })
        .collect();
    let fields: Vec<&Field> = what
        .iter()
        .chain(&when)
        .chain(&who)
        .chain(&rules)
        .chain(&choices)
        .chain(&checks)
        .chain(&questions)
        .collect();
    let errors = summary(tr, &fields, wrong);
    let action = match session {
        Some((id, ..)) => format!("/provider/org/{org}/bookings/{id}/edit"),
        None => format!("/provider/org/{org}/bookings/new/{service}"),
    };
    show_with(
        status(wrong),
        &Edit {
            errors,
            what,
            when,
            fixed: booked.then(|| page.t("bookings-times-fixed")),
            who,
            rules,
            checks,
            choices,
            questions,
            action: page.href(&action),
            revision: session.map_or(0, |(_, revision, _)| revision),
            key: sent.id("key").unwrap_or_else(|_| b.key()),
            page,
        },
    )
}

/// The form as a session, or what cannot be read of it.
fn read(
    b: &Bookings,
    sent: &Sent,
    (id, org, service): (Id, Id, Id),
    old: Option<&Session>,
    lang: &values::Lang,
) -> Result<Session, Vec<Refusal>> {
    let mut wrong = Vec::new();
    let no =
        |field: &str, key: &str| Refusal::new(format!("bookings-refused-{key}"), 422).field(field);
    let zone = b.zone();
    let moment = |day: Day, time: Time| {
        // an hour the clocks skip is the one after it; of one that comes twice it is the first
        day.to_datetime(time)
            .to_zoned(zone.clone())
            .map(|z| Moment(z.timestamp().as_microsecond()))
            .ok()
    };
    let day = |name: &str| day_of(sent.get(name));
    let time = |name: &str| time_of(sent.get(name));
    let mut lessons = Vec::new();
    match old {
        Some(old) if sent.get("day").is_empty() => lessons = old.lessons.clone(),
        _ => match (day("day"), time("from"), time("until")) {
            (Some(first), Some(from), Some(until)) => {
                let weeks = sent.get("weeks").parse::<i32>().unwrap_or(0);
                if !(1..=60).contains(&weeks) {
                    wrong.push(no("weeks", "weeks"));
                }
                let mut skip = Vec::new();
                for part in sent.get("skip").split([',', ';', '\n']) {
                    match (part.trim(), day_of(part.trim())) {
                        ("", _) => {}
                        (_, Some(day)) => skip.push(day),
                        _ => wrong.push(no("skip", "day")),
                    }
                }
                let mut at = first;
                while lessons.len() < usize::try_from(weeks.clamp(0, 60)).unwrap_or(0) {
                    if !skip.contains(&at)
                        && let (Some(starts_at), Some(ends_at)) =
                            (moment(at, from), moment(at, until))
                    {
                        lessons.push(Lesson {
                            n: u16::try_from(lessons.len() + 1).unwrap_or(u16::MAX),
                            starts_at,
                            ends_at,
                            cancelled: None,
                        });
                    }
                    match at.checked_add(1.week()) {
                        Ok(next) if skip.len() < 200 => at = next,
                        _ => break,
                    }
                }
            }
            (d, f, u) => {
                if d.is_none() {
                    wrong.push(no("day", "day"));
                }
                if f.is_none() {
                    wrong.push(no("from", "time"));
                }
                if u.is_none() {
                    wrong.push(no("until", "time"));
                }
            }
        },
    }
    let whole = |name: &str| sent.get(name).parse::<u32>().ok();
    let age = |name: &str, wrong: &mut Vec<Refusal>| match sent.get(name) {
        "" => None,
        text => match text.parse::<u8>() {
            Ok(n) if n <= 25 => Some(n),
            _ => {
                wrong.push(no(name, "age"));
                None
            }
        },
    };
    let places = whole("places").unwrap_or_default();
    let price = amount(sent.get("price")).unwrap_or(Cents(-1));
    let (min_age, max_age) = (age("min_age", &mut wrong), age("max_age", &mut wrong));
    let midnight = Time::midnight();
    let opens_at = day("opens").and_then(|d| moment(d, midnight));
    if opens_at.is_none() {
        wrong.push(no("opens", "day"));
    }
    let starts = lessons.first().map(|l| l.starts_at);
    let closes_at = match sent.get("closes") {
        "" => starts,
        text => {
            let end = day_of(text)
                .and_then(|d| d.checked_add(1.day()).ok())
                .and_then(|d| moment(d, midnight));
            if end.is_none() {
                wrong.push(no("closes", "day"));
            }
            // the day it begins on closes when it begins
            end.map(|end| starts.map_or(end, |s| end.min(s)))
        }
    };
    let questions = (1..=ASKED)
        .filter_map(|n| {
            let said = sent.get(&format!("question{n}"));
            (!said.is_empty()).then(|| Question {
                key: format!("q{n}"),
                label: Text::new(lang, said),
                kind: Kind::Line,
                required: false,
            })
        })
        .collect();
    let small = |name: &str| u16::try_from(whole(name).unwrap_or(999)).unwrap_or(999);
    let percent = |name: &str| u8::try_from(whole(name).unwrap_or(255)).unwrap_or(255);
    let confirm = small("confirm");
    let s = Session {
        id,
        service,
        organisation: org,
        title: sent.get("title").to_string(),
        place: sent.get("place").to_string(),
        lessons,
        places,
        price,
        opens_at: opens_at.unwrap_or(Moment(0)),
        closes_at: closes_at.unwrap_or(Moment(1)),
        terms: Terms {
            confirm_hours: (confirm > 0).then_some(confirm),
            offer_hours: (sent.get("list") == "yes").then_some(24),
            cancel_hours: small("cancel_hours"),
            late_percent: percent("late_percent"),
            absent_percent: percent("absent_percent"),
            ill_back: sent.get("ill_back") == "yes",
        },
        min_age,
        max_age,
        groups: sent.get("groups") == "yes",
        questions,
        state: old.map_or(SessionState::Open, |s| s.state),
        revision: sent.get("revision").parse().unwrap_or(0),
    };
    match wrong.is_empty() {
        true => Ok(s),
        false => Err(wrong),
    }
}

/// A day as people and browsers write it.
fn day_of(text: &str) -> Option<Day> {
    if let Ok(day) = text.parse() {
        return Some(day);
    }
    let parts: Vec<i16> = text
        .split(['/', '.', '-'])
        .map_while(|p| p.trim().parse().ok())
        .collect();
    match parts.as_slice() {
        [d, m, y] => Day::new(*y, i8::try_from(*m).ok()?, i8::try_from(*d).ok()?).ok(),
        _ => None,
    }
}

/// A time as people and browsers write it: `17:30`, `17.30`.
fn time_of(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once([':', '.']).unwrap_or((text, "0"));
    Time::new(hour.trim().parse().ok()?, minute.trim().parse().ok()?, 0, 0).ok()
}

fn refusals(all: Vec<No>) -> Result<Vec<Refusal>, Failure> {
    all.into_iter()
        .map(|no| match no {
            No::Refused(refused) => match refused.refusal() {
                r if r.status == 404 => Err(r.into()),
                r => Ok(r),
            },
            other => Err(other.into()),
        })
        .collect()
}

/// The service of the organisation whose session it will be.
async fn service_of(b: &Bookings, me: &Me, org: Id, service: Id) -> Result<String, Failure> {
    super::desk::services(b, me, org)
        .await?
        .into_iter()
        .find(|(id, _)| *id == service)
        .map(|(_, name)| name)
        .ok_or(Failure::NotFound)
}

/// `GET /provider/org/{org}/bookings/new/{service}`
pub(super) async fn new(
    State(b): State<Bookings>,
    visit: Visit,
    me: Me,
    Path((org, service)): Path<(Id, Id)>,
) -> Answer {
    let name = service_of(&b, &me, org, service).await?;
    let typed: Option<Sent> = visit.typed(&format!("/provider/org/{org}/bookings/new/{service}"));
    let start = typed.unwrap_or_else(|| {
        let mut start = blank(&b);
        start.push(("title".into(), name));
        Sent::of(start)
    });
    edit_page(&b, &visit, (org, service, None), &start, &[])
}

/// `POST /provider/org/{org}/bookings/new/{service}`
pub(super) async fn open(
    State(b): State<Bookings>,
    visit: Visit,
    me: Me,
    Path((org, service)): Path<(Id, Id)>,
    sent: Sent,
) -> Answer {
    service_of(&b, &me, org, service).await?;
    let id = sent.id("key")?;
    let s = match read(&b, &sent, (id, org, service), None, visit.lang()) {
        Ok(s) => s,
        Err(wrong) => return edit_page(&b, &visit, (org, service, None), &sent, &wrong),
    };
    let done = b
        .act(&me, move |tx, _, act| {
            a::open_session(tx, act, &s).map_err(Many)
        })
        .await;
    match done {
        Ok(()) => visit.go(&format!("/provider/org/{org}/bookings/{id}")),
        Err(Many(all)) => {
            let wrong = refusals(all)?;
            edit_page(&b, &visit, (org, service, None), &sent, &wrong)
        }
    }
}

/// Several at once, through a transaction.
struct Many(Vec<No>);

impl From<db::Fault> for Many {
    fn from(fault: db::Fault) -> Many {
        Many(vec![fault.into()])
    }
}

async fn known(b: &Bookings, me: &Me, org: Id, id: Id) -> Result<(Session, bool), Failure> {
    super::desk::may(b, me, org, true).await?;
    let found = b
        .look(move |c, _, _| {
            let Some(s) = a::session(c, id)? else {
                return Ok(None);
            };
            let booked = !a::of_session(c, id)?.is_empty();
            Ok(Some((s, booked)))
        })
        .await?;
    found
        .filter(|(s, _)| s.organisation == org)
        .ok_or(Failure::NotFound)
}

/// `GET /provider/org/{org}/bookings/{id}/edit`
pub(super) async fn form(
    State(b): State<Bookings>,
    visit: Visit,
    me: Me,
    Path((org, id)): Path<(Id, Id)>,
) -> Answer {
    let (s, booked) = known(&b, &me, org, id).await?;
    let kept: Option<Sent> = visit.typed(&format!("/provider/org/{org}/bookings/{id}/edit"));
    let start = kept.unwrap_or_else(|| Sent::of(typed(&b, &s)));
    let of = (org, s.service, Some((id, s.revision, booked)));
    edit_page(&b, &visit, of, &start, &[])
}

/// `POST /provider/org/{org}/bookings/{id}/edit`
pub(super) async fn change(
    State(b): State<Bookings>,
    visit: Visit,
    me: Me,
    Path((org, id)): Path<(Id, Id)>,
    sent: Sent,
) -> Answer {
    let (old, booked) = known(&b, &me, org, id).await?;
    let of = (org, old.service, Some((id, old.revision, booked)));
    let s = match read(&b, &sent, (id, org, old.service), Some(&old), visit.lang()) {
        Ok(s) => s,
        Err(wrong) => return edit_page(&b, &visit, of, &sent, &wrong),
    };
    let done = b
        .act(&me, move |tx, ground, act| {
            a::change_session(tx, ground, act, &s).map_err(Many)
        })
        .await;
    match done {
        Ok(()) => visit.go(&format!("/provider/org/{org}/bookings/{id}")),
        Err(Many(all)) => {
            let wrong = refusals(all)?;
            edit_page(&b, &visit, of, &sent, &wrong)
        }
    }
}
