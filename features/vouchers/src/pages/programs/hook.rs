//! One address where an organisation is told: how it stands, what managers do with it, the last messages.

use askama::Template;
use axum::extract::{Path, State};
use i18n::args;
use people::pages::Me;
use rand::Rng;
use values::{Id, Moment, Refusal};
use web::form::{FormError, Sent, status, summary};
use web::{Answer, Failure, Page, Visit, show_with};

use super::super::Vouchers;
use super::super::desk::may;
use super::list::event_key;
use super::{frame, home, keyed, name_of, no, prove, proven, shown};
use crate::actions as a;
use crate::model::{Delivery, Hook, HookState, Stand};
use crate::rules::Refused;

/// What can be done with an address that has not ended.
pub(super) struct Acts {
    pub(super) name: String,
    pub(super) paused: bool,
    pub(super) pause: String,
    pub(super) resume: String,
    pub(super) rotate: String,
    pub(super) test: String,
    pub(super) end: String,
    /// Which secret was seen.
    pub(super) revision: i64,
    /// Makes two tries one.
    pub(super) key: Id,
}

/// What can be done with it.
pub(super) fn acts(page: &Page, hook: &Hook, key: Id) -> Option<Acts> {
    let base = format!("{}/hooks/{}", home(hook.organisation), hook.id);
    let at = |act: &str| page.href(&format!("{base}/{act}"));
    hook.ended_at.is_none().then(|| Acts {
        name: hook.address.clone(),
        paused: hook.paused_at.is_some(),
        pause: at("pause"),
        resume: at("resume"),
        rotate: at("rotate"),
        test: at("test"),
        end: at("end"),
        revision: hook.revision,
        key,
    })
}

/// The colour of a state.
pub(super) fn state_tone(state: HookState) -> &'static str {
    match state {
        HookState::Live => "success",
        HookState::Paused => "warning",
        HookState::Ended => "secondary",
        HookState::Failed | HookState::Forgotten => "danger",
    }
}

/// Why it stands like this, and since when; nothing where there is nothing to say.
pub(super) fn why(page: &Page, v: &Vouchers, hook: &Hook) -> String {
    let moment = |at: Moment| page.tr().moment(at, v.zone());
    let said = |word: &str, at: Option<Moment>| {
        let key = format!("vouchers-programs-why-{word}");
        at.map(|at| page.t1(&key, "at", moment(at)))
            .unwrap_or_default()
    };
    match hook.state() {
        HookState::Live => said("failing", hook.failing_since),
        HookState::Paused => {
            let until = |at: Moment| at.plus_seconds(a::PAUSED_DAYS * 24 * 3600);
            hook.paused_at
                .map(|at| {
                    page.t2(
                        "vouchers-programs-why-paused",
                        "at",
                        moment(at),
                        "until",
                        moment(until(at)),
                    )
                })
                .unwrap_or_default()
        }
        HookState::Ended => said("ended", hook.ended_at),
        HookState::Failed => said("failed", hook.ended_at),
        HookState::Forgotten => said("forgotten", hook.ended_at),
    }
}

/// A message as it stands.
struct Row {
    id: Id,
    event: String,
    word: String,
    at: String,
    state: String,
    tone: &'static str,
    tries: String,
    outcome: String,
    next: String,
    body: String,
    again: bool,
}

#[derive(Template)]
#[template(path = "vouchers/programs-hook.html")]
struct One {
    page: Page,
    errors: Vec<FormError>,
    prove: Option<String>,
    address: String,
    state: String,
    tone: &'static str,
    why: String,
    facts: Vec<(String, String)>,
    acts: Option<Acts>,
    rows: Vec<Row>,
    again: String,
    here: String,
}

/// What came of the last try, in words.
fn outcome(page: &Page, d: &Delivery) -> String {
    let status = d.status.map(|s| s.to_string());
    match (d.fault, status) {
        (Some(fault), _) => page.t(&format!("vouchers-programs-fault-{}", fault.as_str())),
        (None, Some(status)) if d.arrived => {
            page.t1("vouchers-programs-answered-yes", "status", status)
        }
        (None, Some(status)) => page.t1("vouchers-programs-answered-no", "status", status),
        (None, None) => String::new(),
    }
}

fn row(page: &Page, v: &Vouchers, hook: &Hook, d: Delivery) -> Row {
    let tr = page.tr();
    let now = v.now();
    let moment = |at: Moment| tr.moment(at, v.zone());
    let test = d.event == a::TEST;
    let paused = hook.paused_at.is_some();
    let stand = d.stand(paused && !test);
    let just = |at: Moment| at.plus_seconds(a::AGAIN_AFTER) > now;
    let busy = d.taken_until.is_some_and(|u| u > now) || d.tried_at.is_some_and(just);
    let open = hook.ended_at.is_none() && (!paused || test);
    Row {
        again: open && !d.arrived && d.attempts > 0 && !busy,
        event: page.t(&event_key(&d.event)),
        at: moment(d.made_at),
        state: page.t(&format!("vouchers-programs-message-{}", stand.as_str())),
        tone: match stand {
            Stand::Arrived => "success",
            Stand::New | Stand::Held => "secondary",
            Stand::Again => "warning",
            Stand::Over => "danger",
        },
        tries: match (d.attempts, d.tried_at) {
            (0, _) => page.t("vouchers-programs-not-tried"),
            (n, None) => tr.with("vouchers-programs-tries", &args!["n" => i64::from(n)]),
            (n, Some(at)) => tr.with(
                "vouchers-programs-tries-at",
                &args!["n" => i64::from(n), "at" => moment(at)],
            ),
        },
        outcome: outcome(page, &d),
        next: match stand {
            Stand::Again if d.next_at > now => {
                page.t1("vouchers-programs-next", "at", moment(d.next_at))
            }
            Stand::Again | Stand::New => page.t("vouchers-programs-next-now"),
            Stand::Held => page.t("vouchers-programs-next-held"),
            Stand::Arrived | Stand::Over => String::new(),
        },
        body: d.body,
        word: d.event,
        id: d.id,
    }
}

async fn hook_page(
    v: &Vouchers,
    visit: &Visit,
    me: &Me,
    (org, id): (Id, Id),
    wrong: &[Refusal],
) -> Answer {
    may(v, me, org, true).await?;
    let found = v
        .look(me, move |c, g, ctx| {
            let hook = a::hook(c, &g.wallets, ctx, id)?;
            if hook.organisation != org {
                return Err(Refused::Unknown.into());
            }
            let by = name_of(c, &g.wallets.keys, hook.made_by)?;
            let told = a::told(c, ctx, org)?.get(&id).copied().unwrap_or_default();
            Ok((by, told, a::deliveries(c, &g.wallets, ctx, id)?, hook))
        })
        .await;
    let (by, told, messages, hook) = match found {
        Ok(found) => found,
        Err(error) => return Err(no(v, visit.tr(), error)?.into()),
    };
    let page = frame(visit, org, "vouchers-programs-hook");
    let tr = page.tr();
    let moment = |at: Moment| tr.moment(at, v.zone());
    let by = by.unwrap_or_else(|| page.t("vouchers-programs-somebody"));
    let mut facts = vec![(
        page.t("vouchers-programs-made"),
        page.t2(
            "vouchers-programs-made-by",
            "name",
            by,
            "at",
            moment(hook.made_at),
        ),
    )];
    facts.push((
        page.t("vouchers-programs-arrived"),
        told.arrived_at
            .map_or_else(|| page.t("vouchers-programs-never-arrived"), moment),
    ));
    if told.waiting > 0 {
        let n = i64::try_from(told.waiting).unwrap_or(i64::MAX);
        let said = tr.with("vouchers-programs-waiting", &args!["n" => n]);
        facts.push((page.t("vouchers-programs-waits"), said));
    }
    if let Some(at) = hook.rotated_at {
        let now = v.now();
        let until = hook.earlier.iter().map(|(_, until)| *until).max();
        let said = match until.filter(|u| *u >= now) {
            Some(until) => page.t2(
                "vouchers-programs-rotated-until",
                "at",
                moment(at),
                "until",
                moment(until),
            ),
            None => moment(at),
        };
        facts.push((page.t("vouchers-programs-rotated"), said));
    }
    let state = hook.state();
    let base = format!("{}/hooks/{id}", home(org));
    let rows = messages
        .into_iter()
        .map(|d| row(&page, v, &hook, d))
        .collect();
    show_with(
        status(wrong),
        &One {
            errors: summary(tr, &[], wrong),
            prove: prove(v, me, &page, &base),
            state: page.t(&format!("vouchers-programs-hook-{}", state.as_str())),
            tone: state_tone(state),
            why: why(&page, v, &hook),
            facts,
            acts: acts(&page, &hook, v.key()),
            rows,
            again: page.href(&format!("{base}/again")),
            here: page.href(&base),
            address: hook.address,
            page,
        },
    )
}

/// `GET /provider/org/{org}/programs/hooks/{id}`
pub(super) async fn one(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(at): Path<(Id, Id)>,
) -> Answer {
    hook_page(&v, &visit, &me, at, &[]).await
}

/// What a manager does with an address: under its organisation's address only its own are found.
type Act = fn(&mut db::Write<'_>, &a::Wallets, &a::Ctx, Id) -> Result<(), a::Error>;

async fn act(
    v: &Vouchers,
    visit: &Visit,
    me: &Me,
    (org, id): (Id, Id),
    sent: &Sent,
    job: Act,
) -> Answer {
    proven(v, me, org).await?;
    let done = keyed(v, me, sent, move |tx, g, ctx| {
        of(tx, g, ctx, (org, id))?;
        job(tx, &g.wallets, ctx, id)
    })
    .await;
    after(v, visit, me, (org, id), done).await
}

/// Refuses what is another organisation's.
fn of(
    c: &mut db::Read<'_>,
    g: &a::Ground,
    ctx: &a::Ctx,
    (org, id): (Id, Id),
) -> Result<(), a::Error> {
    match a::hook(c, &g.wallets, ctx, id)?.organisation == org {
        true => Ok(()),
        false => Err(Refused::Unknown.into()),
    }
}

async fn after(
    v: &Vouchers,
    visit: &Visit,
    me: &Me,
    (org, id): (Id, Id),
    done: Result<(), a::Error>,
) -> Answer {
    match done {
        Ok(()) => visit.go(&format!("{}/hooks/{id}", home(org))),
        Err(error) => {
            let wrong = no(v, visit.tr(), error)?;
            hook_page(v, visit, me, (org, id), &[wrong]).await
        }
    }
}

/// `POST /provider/org/{org}/programs/hooks/{id}/pause`
pub(super) async fn pause(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(at): Path<(Id, Id)>,
    sent: Sent,
) -> Answer {
    act(&v, &visit, &me, at, &sent, a::pause_hook).await
}

/// `POST /provider/org/{org}/programs/hooks/{id}/resume`
pub(super) async fn resume(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(at): Path<(Id, Id)>,
    sent: Sent,
) -> Answer {
    act(&v, &visit, &me, at, &sent, a::resume_hook).await
}

/// `POST /provider/org/{org}/programs/hooks/{id}/test`
pub(super) async fn test(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(at): Path<(Id, Id)>,
    sent: Sent,
) -> Answer {
    act(&v, &visit, &me, at, &sent, a::test_hook).await
}

/// `POST /provider/org/{org}/programs/hooks/{id}/end`
pub(super) async fn end(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(at): Path<(Id, Id)>,
    sent: Sent,
) -> Answer {
    act(&v, &visit, &me, at, &sent, a::end_hook).await
}

/// `POST /provider/org/{org}/programs/hooks/{id}/again`: a message is tried once more.
pub(super) async fn again(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path((org, id)): Path<(Id, Id)>,
    sent: Sent,
) -> Answer {
    proven(&v, &me, org).await?;
    let message: Id = sent.id("message")?;
    let done = v
        .act(&me, move |tx, g, ctx| {
            of(tx, g, ctx, (org, id))?;
            a::again(tx, &g.wallets, ctx, (id, message))
        })
        .await;
    after(&v, &visit, &me, (org, id), done).await
}

/// `POST /provider/org/{org}/programs/hooks/{id}/rotate`: the new secret is the answer. The form says which one
/// was seen, so that the same form again changes nothing.
pub(super) async fn rotate(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path((org, id)): Path<(Id, Id)>,
    sent: Sent,
) -> Answer {
    proven(&v, &me, org).await?;
    let seen: i64 = sent
        .get("revision")
        .parse()
        .map_err(|_| Failure::NotFound)?;
    let mut bytes = [0; 32];
    v.0.chance.with(|r| r.fill_bytes(&mut bytes));
    let secret = a::hook_secret(bytes);
    let kept = secret.clone();
    let done = v
        .act(&me, move |tx, g, ctx| {
            of(tx, g, ctx, (org, id))?;
            a::rotate_hook(tx, &g.wallets, ctx, (id, seen), &kept)
        })
        .await;
    match done {
        Ok(hook) => {
            let until = hook.earlier.iter().map(|(_, until)| *until).max();
            let until = until.map(|u| visit.tr().moment(u, v.zone()));
            let said = args![
                "address" => hook.address.as_str(), "until" => until.unwrap_or_default(),
            ];
            let next = visit.tr().with("vouchers-programs-made-secret-next", &said);
            let back = format!("{}/hooks/{id}", home(org));
            shown(&visit, org, "secret", (secret, next), &back)
        }
        Err(error) => after(&v, &visit, &me, (org, id), Err(error)).await,
    }
}
