//! The roll of a lesson: by name, by code, with the camera; and cancelling the lesson.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::HeaderValue;
use people::pages::Me;
use providers::model::Role;
use serde::Deserialize;
use values::{Id, Refusal};
use web::form::{Field, FormError, summary};
use web::form::{Sent, status};
use web::{Answer, Failure, Page, Visit, show_with};

use super::desk::{called, known, may};
use super::{Bookings, frame, told, when};
use crate::actions as a;
use crate::model::{Presence, State as Stand};

/// One in the roll.
struct Called {
    field: String,
    name: String,
    state: &'static str,
}

#[derive(Template)]
#[template(path = "bookings/roll.html")]
struct Roll {
    page: Page,
    title: String,
    when: String,
    all: Vec<Called>,
    /// What a code has come to, and how it is coloured.
    marked: Option<(String, &'static str)>,
    code: Field,
    early: bool,
    off: bool,
    errors: Vec<FormError>,
    reason: Field,
    action: String,
    manager: bool,
}

/// What was typed on the roll's page, and what a code has come to.
#[derive(Default)]
struct Typed {
    reason: String,
    code: String,
    marked: Option<Marked>,
}

/// Who was marked, as the address tells it after a code was read.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Marked {
    done: String,
    again: String,
}

/// Elsewhere no page may use the camera; this one may, when its reader lets it.
const CAMERA: &str = "accelerometer=(), camera=(self), display-capture=(), geolocation=(), \
gyroscope=(), microphone=(), payment=(), usb=(), browsing-topics=()";

async fn roll_page(
    b: &Bookings,
    visit: &Visit,
    me: &Me,
    (org, id, n): (Id, Id, u16),
    typed: &Typed,
    wrong: &[Refusal],
) -> Answer {
    let manager = may(b, me, org, false).await? == Role::Manager;
    let s = known(b, org, id).await?;
    let lesson = s
        .lessons
        .iter()
        .find(|l| l.n == n)
        .cloned()
        .ok_or(Failure::NotFound)?;
    let (all, roll) = b
        .look(move |c, ground, _| {
            let mut all = Vec::new();
            for booking in a::of_session(c, id)? {
                if booking.state == Stand::Confirmed {
                    let name = called(c, &ground.providers.keys, &booking)?;
                    all.push((booking.id, name));
                }
            }
            all.sort_by(|a, b| a.1.cmp(&b.1));
            Ok((all, a::roll_of(c, id, n)?))
        })
        .await?;
    let page = frame(visit, "bookings-roll")
        .crumb(visit.tr().t("providers-mine"), "/provider")
        .crumb(
            s.title.clone(),
            &format!("/provider/org/{org}/bookings/{id}"),
        );
    let reason = Field::text("reason", page.t("bookings-reason"))
        .hint(page.t("bookings-reason-hint"))
        .value(&typed.reason)
        .refused(page.tr(), wrong);
    let mut code = Field::text("code", page.t("bookings-roll-code-field"))
        .hint(page.t("bookings-roll-code-hint"))
        .required()
        .value(&typed.code)
        .refused(page.tr(), wrong);
    code.autocomplete = "off";
    let errors = summary(page.tr(), &[&code, &reason], wrong);
    let marked = typed.marked.as_ref().and_then(|m| {
        let found = |text: &str| {
            let booking: Id = text.parse().ok()?;
            let (_, name) = all.iter().find(|(id, _)| *id == booking)?;
            (roll.get(&booking) == Some(&Presence::Attended)).then(|| name.clone())
        };
        match (found(&m.done), found(&m.again)) {
            (Some(name), _) => Some((page.t1("bookings-roll-marked", "name", name), "success")),
            (None, Some(name)) => Some((page.t1("bookings-roll-again", "name", name), "warning")),
            (None, None) => None,
        }
    });
    let all = all
        .into_iter()
        .map(|(id, name)| Called {
            field: format!("p-{id}"),
            name,
            state: roll.get(&id).map_or("", |p| p.as_str()),
        })
        .collect();
    let mut answer = show_with(
        status(wrong),
        &Roll {
            marked,
            code,
            title: s.title.clone(),
            when: when(&page, b.zone(), lesson.starts_at, lesson.ends_at),
            all,
            early: b.now().plus_seconds(3600) < lesson.starts_at,
            off: lesson.cancelled.is_some(),
            errors,
            reason,
            action: page.href(&format!("/provider/org/{org}/bookings/{id}/lessons/{n}")),
            manager,
            page,
        },
    )?;
    let camera = HeaderValue::from_static(CAMERA);
    answer.headers_mut().insert("permissions-policy", camera);
    Ok(answer)
}

/// `GET /provider/org/{org}/bookings/{id}/lessons/{n}`
pub(super) async fn roll(
    State(b): State<Bookings>,
    visit: Visit,
    me: Me,
    Path(of): Path<(Id, Id, u16)>,
    Query(marked): Query<Marked>,
) -> Answer {
    let typed = Typed {
        marked: Some(marked),
        ..Typed::default()
    };
    roll_page(&b, &visit, &me, of, &typed, &[]).await
}

/// `POST /provider/org/{org}/bookings/{id}/lessons/{n}/code`: whoever shows it is there.
pub(super) async fn scan(
    State(b): State<Bookings>,
    visit: Visit,
    me: Me,
    Path((org, id, n)): Path<(Id, Id, u16)>,
    sent: Sent,
) -> Answer {
    may(&b, &me, org, false).await?;
    known(&b, org, id).await?;
    let typed = Typed {
        code: sent.get("code").to_string(),
        ..Typed::default()
    };
    let text = typed.code.clone();
    let answer = b
        .act(&me, move |tx, ground, act| {
            a::scan(tx, ground, act, (id, n), &text)
        })
        .await?;
    match answer {
        Ok(done) => {
            let word = match done.already {
                true => "again",
                false => "done",
            };
            let page = format!("/provider/org/{org}/bookings/{id}/lessons/{n}");
            visit.go(&format!("{page}?{word}={}", done.booking))
        }
        Err(no) => {
            let mut no = told(no.into(), visit.tr(), b.zone())?;
            no = no.field("code");
            roll_page(&b, &visit, &me, (org, id, n), &typed, &[no]).await
        }
    }
}

/// What comes of a form of the page: done, one goes on; else the page again, with what was typed.
async fn after(
    b: &Bookings,
    visit: &Visit,
    me: &Me,
    of: (Id, Id, u16),
    (done, to): (Result<(), a::No>, &str),
    typed: &Typed,
) -> Answer {
    match done {
        Ok(()) => visit.go(to),
        Err(no) => {
            let no = told(no, visit.tr(), b.zone())?;
            roll_page(b, visit, me, of, typed, &[no]).await
        }
    }
}

/// `POST /provider/org/{org}/bookings/{id}/lessons/{n}`: the roll, all at once.
pub(super) async fn call(
    State(b): State<Bookings>,
    visit: Visit,
    me: Me,
    Path((org, id, n)): Path<(Id, Id, u16)>,
    sent: Sent,
) -> Answer {
    may(&b, &me, org, false).await?;
    known(&b, org, id).await?;
    let said: Vec<(Id, Presence)> = sent
        .fields()
        .iter()
        .filter_map(|(name, value)| {
            let id = name.strip_prefix("p-")?.parse().ok()?;
            Some((id, Presence::read(value)?))
        })
        .collect();
    let done = b
        .act(&me, move |tx, _, act| {
            for (booking, presence) in &said {
                let here = a::booking(tx, *booking)?.is_some_and(|b| b.session == id);
                if here {
                    a::call(tx, act, *booking, n, *presence)?;
                }
            }
            Ok::<_, a::No>(())
        })
        .await;
    let to = format!("/provider/org/{org}/bookings/{id}/lessons/{n}");
    after(
        &b,
        &visit,
        &me,
        (org, id, n),
        (done, &to),
        &Typed::default(),
    )
    .await
}

/// `POST /provider/org/{org}/bookings/{id}/lessons/{n}/cancel`
pub(super) async fn cancel_lesson(
    State(b): State<Bookings>,
    visit: Visit,
    me: Me,
    Path((org, id, n)): Path<(Id, Id, u16)>,
    sent: Sent,
) -> Answer {
    may(&b, &me, org, true).await?;
    known(&b, org, id).await?;
    let why = sent.get("reason").to_string();
    let typed = why.clone();
    let done = b
        .act(&me, move |tx, ground, act| {
            a::cancel_lesson(tx, ground, act, id, n, &why)
        })
        .await;
    let typed = Typed {
        reason: typed,
        ..Typed::default()
    };
    let to = format!("/provider/org/{org}/bookings/{id}");
    after(&b, &visit, &me, (org, id, n), (done, &to), &typed).await
}
