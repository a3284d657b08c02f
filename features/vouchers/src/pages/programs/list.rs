//! All keys and addresses of an organisation; new ones.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use askama::Template;
use axum::extract::{Path, State};
use i18n::args;
use people::pages::Me;
use rand::Rng;
use values::{Id, Moment, Refusal};
use web::form::{Field, FormError, Sent, status, summary};
use web::{Answer, Page, Visit, show_with};

use super::super::Vouchers;
use super::super::desk::may;
use super::hook::{Acts, acts, state_tone};
use super::{frame, home, keyed, name_of, no, prove, proven, shown, worded};
use crate::actions as a;
use crate::model::{Hook, Key, Scope};
use crate::rules;

/// The life of a key that the form begins with, in days.
const DAYS: i64 = 180;

/// A key as it stands.
struct KeyRow {
    name: String,
    state: String,
    tone: &'static str,
    scope: String,
    made: String,
    used: String,
    ends: String,
    /// Where it is taken back; none when it is good no more.
    withdraw: Option<String>,
}

/// An address as it stands.
struct HookRow {
    href: String,
    address: String,
    state: String,
    tone: &'static str,
    why: String,
    arrived: String,
    waiting: Option<String>,
    acts: Option<Acts>,
}

#[derive(Template)]
#[template(path = "vouchers/programs.html")]
struct List {
    page: Page,
    errors: Vec<FormError>,
    prove: Option<String>,
    keys: Vec<KeyRow>,
    keys_over: Vec<KeyRow>,
    new_key: String,
    /// Makes two tries one.
    key: Id,
    name: Field,
    scope: Field,
    days: Field,
    hooks: Vec<HookRow>,
    hooks_over: Vec<HookRow>,
    new_hook: String,
    address: Field,
    events: Vec<(String, String)>,
    document: String,
}

/// What was sent and what is wrong with it; nothing on a page that is only looked at.
#[derive(Default)]
struct Told {
    key: Sent,
    hook: Sent,
    wrong: Vec<Refusal>,
}

/// What is shown of a key.
fn key_row(page: &Page, v: &Vouchers, org: Id, key: Key, by: &str) -> KeyRow {
    let tr = page.tr();
    let now = v.now();
    let moment = |at: Moment| tr.moment(at, v.zone());
    let (word, tone) = match (key.revoked_at, key.is_good(now)) {
        (Some(_), _) => ("withdrawn", "secondary"),
        (None, true) => ("good", "success"),
        (None, false) => ("over", "secondary"),
    };
    KeyRow {
        state: page.t(&format!("vouchers-programs-key-{word}")),
        tone,
        scope: page.t(&format!("vouchers-programs-scope-{}", key.scope.as_str())),
        made: page.t2(
            "vouchers-programs-made-by",
            "name",
            by.to_string(),
            "at",
            moment(key.made_at),
        ),
        used: match key.last_used_at {
            Some(at) => moment(at),
            None => page.t("vouchers-programs-never-used"),
        },
        ends: match key.revoked_at {
            Some(at) => page.t1("vouchers-programs-withdrawn-at", "at", moment(at)),
            None => moment(key.ends_at),
        },
        withdraw: key
            .is_good(now)
            .then(|| page.href(&format!("{}/keys/{}/withdraw", home(org), key.id))),
        name: key.name,
    }
}

fn hook_row(page: &Page, v: &Vouchers, hook: Hook, told: a::Told, form: Id) -> HookRow {
    let tr = page.tr();
    let state = hook.state();
    let n = i64::try_from(told.waiting).unwrap_or(i64::MAX);
    HookRow {
        href: page.href(&format!("{}/hooks/{}", home(hook.organisation), hook.id)),
        state: page.t(&format!("vouchers-programs-hook-{}", state.as_str())),
        tone: state_tone(state),
        why: super::hook::why(page, v, &hook),
        arrived: match told.arrived_at {
            Some(at) => tr.moment(at, v.zone()),
            None => page.t("vouchers-programs-never-arrived"),
        },
        waiting: (n > 0).then(|| tr.with("vouchers-programs-waiting", &args!["n" => n])),
        acts: acts(page, &hook, form),
        address: hook.address,
    }
}

async fn list_page(v: &Vouchers, visit: &Visit, me: &Me, org: Id, told: Told) -> Answer {
    may(v, me, org, true).await?;
    let (keys, names, hooks, heard) = v
        .look(me, move |c, g, ctx| {
            let keys = a::keys(c, ctx, org)?;
            let mut names: BTreeMap<Id, Option<String>> = BTreeMap::new();
            for key in &keys {
                if let Entry::Vacant(new) = names.entry(key.made_by) {
                    new.insert(name_of(c, &g.wallets.keys, key.made_by)?);
                }
            }
            let hooks = a::hooks(c, &g.wallets, ctx, org)?;
            Ok((keys, names, hooks, a::told(c, ctx, org)?))
        })
        .await?;
    let page = frame(visit, org, "vouchers-programs");
    let tr = page.tr();
    let form = v.key();
    let (mut good, mut over) = (Vec::new(), Vec::new());
    for key in keys {
        let by = names.get(&key.made_by).cloned().flatten();
        let by = by.unwrap_or_else(|| page.t("vouchers-programs-somebody"));
        let row = key_row(&page, v, org, key, &by);
        match row.withdraw.is_some() {
            true => good.push(row),
            false => over.push(row),
        }
    }
    let (mut live, mut ended) = (Vec::new(), Vec::new());
    for hook in hooks {
        let (id, over) = (hook.id, hook.ended_at.is_some());
        let row = hook_row(
            &page,
            v,
            hook,
            heard.get(&id).copied().unwrap_or_default(),
            form,
        );
        match over {
            true => ended.push(row),
            false => live.push(row),
        }
    }
    let typed = |sent: &Sent, name: &str, first: &str| match sent.fields().is_empty() {
        true => first.to_string(),
        false => sent.get(name).to_string(),
    };
    let mut name = Field::text("name", page.t("vouchers-programs-name"))
        .hint(page.t("vouchers-programs-name-hint"))
        .required()
        .value(typed(&told.key, "name", ""))
        .refused(tr, &told.wrong);
    name.autocomplete = "off";
    let mut scope = Field::choice("scope", page.t("vouchers-programs-scope")).required();
    for one in Scope::ALL {
        let label = page.t(&format!("vouchers-programs-scope-{}", one.as_str()));
        scope = scope.option(one.as_str(), label);
    }
    let scope = scope
        .value(typed(&told.key, "scope", Scope::Read.as_str()))
        .refused(tr, &told.wrong);
    let most = args!["days" => rules::KEY_DAYS];
    let mut days = Field::text("days", page.t("vouchers-programs-days"))
        .hint(tr.with("vouchers-programs-days-hint", &most))
        .required()
        .value(typed(&told.key, "days", &DAYS.to_string()))
        .refused(tr, &told.wrong);
    days.inputmode = "numeric";
    days.autocomplete = "off";
    let mut address = Field::text("address", page.t("vouchers-programs-address"))
        .kind("url")
        .hint(page.t("vouchers-programs-address-hint"))
        .required()
        .value(typed(&told.hook, "address", ""))
        .refused(tr, &told.wrong);
    address.autocomplete = "off";
    let errors = summary(tr, &[&name, &scope, &days, &address], &told.wrong);
    let events = a::hook_events()
        .map(|event| (page.t(&event_key(event)), event.to_string()))
        .to_vec();
    let at = |room: &str| page.href(&format!("{}/{room}", home(org)));
    show_with(
        status(&told.wrong),
        &List {
            errors,
            prove: prove(v, me, &page, &home(org)),
            keys: good,
            keys_over: over,
            new_key: at("keys"),
            key: form,
            name,
            scope,
            days,
            hooks: live,
            hooks_over: ended,
            new_hook: at("hooks"),
            address,
            events,
            document: format!("{}/openapi.json", crate::api::ROOT),
            page,
        },
    )
}

/// The words of an event.
pub(super) fn event_key(event: &str) -> String {
    format!("vouchers-programs-event-{}", event.replace('.', "-"))
}

/// `GET /provider/org/{org}/programs`
pub(super) async fn list(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(org): Path<Id>,
) -> Answer {
    let told = Told {
        key: visit
            .typed(&format!("{}/keys", home(org)))
            .unwrap_or_default(),
        hook: visit
            .typed(&format!("{}/hooks", home(org)))
            .unwrap_or_default(),
        wrong: Vec::new(),
    };
    list_page(&v, &visit, &me, org, told).await
}

/// `POST /provider/org/{org}/programs/keys`: its secret is the answer.
pub(super) async fn make_key(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(org): Path<Id>,
    sent: Sent,
) -> Answer {
    proven(&v, &me, org).await?;
    let name = sent.get("name").to_string();
    let days = rules::whole(sent.get("days"));
    let scope = Scope::read(sent.get("scope"));
    let mut wrong: Vec<Refusal> = rules::wrong_key(&name, days)
        .iter()
        .filter_map(worded)
        .collect();
    if scope.is_none() {
        let field = "scope".to_string();
        wrong.extend(worded(&rules::Refused::Wrong { field }));
    }
    if let (Some(scope), Some(days), true) = (scope, days, wrong.is_empty()) {
        let mut bytes = [0; 32];
        v.0.chance.with(|r| r.fill_bytes(&mut bytes));
        let secret = a::key_secret(bytes);
        let kept = secret.clone();
        let done = keyed(&v, &me, &sent, move |tx, g, ctx| {
            let what = (name.as_str(), scope, days);
            a::make_key(tx, &g.wallets, ctx, org, what, &kept)
        })
        .await;
        match done {
            Ok(key) => {
                let tr = visit.tr();
                let until = tr.moment(key.ends_at, v.zone());
                let said = args!["name" => key.name.as_str(), "until" => until];
                let next = tr.with("vouchers-programs-made-key-next", &said);
                return shown(&visit, org, "key", (secret, next), &home(org));
            }
            Err(error) => wrong.push(no(&v, visit.tr(), error)?),
        }
    }
    let told = Told {
        key: not_made(sent, &wrong),
        wrong,
        ..Told::default()
    };
    list_page(&v, &visit, &me, org, told).await
}

/// `POST /provider/org/{org}/programs/keys/{id}/withdraw`
pub(super) async fn withdraw(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path((org, id)): Path<(Id, Id)>,
) -> Answer {
    proven(&v, &me, org).await?;
    let done = v
        .act(&me, move |tx, _, ctx| {
            // Under this organisation's address only its own keys are found.
            match a::keys(tx, ctx, org)?.iter().any(|k| k.id == id) {
                true => a::revoke_key(tx, ctx, id),
                false => Err(rules::Refused::Unknown.into()),
            }
        })
        .await;
    match done {
        Ok(()) => visit.go(&home(org)),
        Err(error) => Err(no(&v, visit.tr(), error)?.into()),
    }
}

/// `POST /provider/org/{org}/programs/hooks`: its secret is the answer.
pub(super) async fn put_hook(
    State(v): State<Vouchers>,
    visit: Visit,
    me: Me,
    Path(org): Path<Id>,
    sent: Sent,
) -> Answer {
    proven(&v, &me, org).await?;
    let wrong = match address(&v, sent.get("address")) {
        Err(no) => no,
        Ok(address) => {
            let mut bytes = [0; 32];
            v.0.chance.with(|r| r.fill_bytes(&mut bytes));
            let secret = a::hook_secret(bytes);
            let kept = secret.clone();
            let done = keyed(&v, &me, &sent, move |tx, g, ctx| {
                a::put_hook(tx, &g.wallets, ctx, org, (&address, &kept))
            })
            .await;
            match done {
                Ok(hook) => {
                    let said = args!["address" => hook.address.as_str()];
                    let next = visit.tr().with("vouchers-programs-made-hook-next", &said);
                    let back = format!("{}/hooks/{}", home(org), hook.id);
                    return shown(&visit, org, "hook", (secret, next), &back);
                }
                Err(error) => no(&v, visit.tr(), error)?,
            }
        }
    };
    let wrong = vec![wrong];
    let told = Told {
        hook: not_made(sent, &wrong),
        wrong,
        ..Told::default()
    };
    list_page(&v, &visit, &me, org, told).await
}

/// What was typed; nothing of what was made already, so that nobody makes it once more without wanting to.
fn not_made(sent: Sent, wrong: &[Refusal]) -> Sent {
    match wrong.iter().any(|no| no.key.ends_with("-made")) {
        true => Sent::default(),
        false => sent,
    }
}

/// The address where messages may be sent: https, and never a machine of ours. Where its name leads is looked
/// at again whenever something is sent ([`providers::fetch`]).
fn address(v: &Vouchers, text: &str) -> Result<String, Refusal> {
    let said = |word: &str| {
        let key = format!("vouchers-programs-no-{word}");
        Refusal::new(key, 422).field("address")
    };
    if text.to_ascii_lowercase().starts_with("webcal:") {
        return Err(said("address"));
    }
    match providers::fetch::address(text, v.0.private) {
        Ok(url) => Ok(url.to_string()),
        Err(no) if no.key == "providers-refused-feed-private" => Err(said("private")),
        Err(_) => Err(said("address")),
    }
}
