//! The staff's pages: who may do what, the trail.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::Deserialize;
use values::{Day, Id, Moment, Refusal, Refuse};
use web::form::{Field, FormError, summary};
use web::{Answer, Page, Visit, show, show_with};

use super::enter::frame;
use super::{Me, People, refused};
use crate::actions::{self, Error, Wanted};
use crate::model::{Role, Scope};
use crate::policy::Act;
use crate::rules::Refused;

/// A door to a page of the staff.
struct Door {
    href: String,
    title: String,
    text: String,
}

#[derive(Template)]
#[template(path = "people/staff.html")]
struct Start {
    page: Page,
    roles: Vec<String>,
    doors: Vec<Door>,
}

fn role(page: &Page, role: Role) -> String {
    page.t(&format!("people-role-{}", role.as_str().replace('_', "-")))
}

fn scope(page: &Page, scope: &Scope) -> String {
    let (kind, of) = scope.parts();
    let name = page.t(&format!("people-scope-{kind}"));
    match of {
        "" => name,
        of => page.t2("people-scope-of", "kind", name, "of", of.to_string()),
    }
}

/// `GET /staff`
pub(super) async fn start(visit: Visit, me: Me) -> Answer {
    let roles = me.roles();
    if roles.is_empty() {
        return Err(Refused::Forbidden.refusal().into());
    }
    let page = frame(&visit, "people-staff").crumb(visit.tr().t("people-my-area"), "/my");
    let doors = [
        ("/desk", "people-desk", Act::FindFamily),
        ("/staff/roles", "people-roles", Act::GrantRoles),
        ("/staff/sessions", "people-ended", Act::EndSessions),
        ("/staff/emergency", "people-emergency", Act::BreakGlass),
        ("/staff/emergencies", "people-emergencies", Act::ReviewGlass),
        ("/staff/trail", "people-trail", Act::ReadTrail),
        ("/staff/jobs", "people-jobs", Act::TendJobs),
    ]
    .into_iter()
    .filter(|(_, _, act)| me.may_somewhere(*act).is_ok())
    .map(|(path, key, _)| Door {
        href: page.href(path),
        title: page.t(key),
        text: page.t(&format!("{key}-about")),
    })
    .collect::<Vec<_>>();
    // What features above this one add, where the site has them; their own policy lets in or not.
    let above = [
        (
            "/staff/admissions",
            "providers-admissions",
            &[Role::Moderator][..],
        ),
        (
            "/staff/changes",
            "providers-changes",
            &[Role::Moderator, Role::CatalogueEditor],
        ),
        (
            "/staff/duplicates",
            "providers-duplicates",
            &[Role::CatalogueEditor],
        ),
        (
            "/staff/imports",
            "providers-imports",
            &[Role::CatalogueEditor],
        ),
    ];
    let reports = (
        "/staff/reports",
        "voice-desk",
        &[Role::Moderator, Role::CatalogueEditor][..],
    );
    let money = [
        (
            "/staff/funds",
            "vouchers-office-funds",
            &[Role::FundOfficer, Role::FundApprover][..],
        ),
        (
            "/staff/calls",
            "vouchers-office-calls",
            &[Role::FundOfficer, Role::FundApprover],
        ),
        (
            "/staff/vouchers",
            "vouchers-office-search",
            &[Role::FundOfficer],
        ),
        (
            "/staff/payments",
            "vouchers-office-payments",
            &[Role::FinancePreparer, Role::FinanceApprover],
        ),
        (
            "/staff/incidents",
            "vouchers-office-incidents",
            &[
                Role::FundOfficer,
                Role::FundApprover,
                Role::FinancePreparer,
                Role::FinanceApprover,
            ],
        ),
    ];
    let pays = page.site().has("vouchers");
    let (has, hears) = (page.site().has("providers"), page.site().has("voice"));
    let above = above
        .into_iter()
        .filter(|_| has)
        .chain([reports].into_iter().filter(|_| hears))
        .chain(money.into_iter().filter(|_| pays));
    let more = above
        .filter(|(.., wanted)| wanted.iter().any(|w| roles.contains(w)))
        .map(|(path, key, _)| Door {
            href: page.href(path),
            title: page.t(key),
            text: page.t(&format!("{key}-about")),
        });
    let doors = doors.into_iter().chain(more).collect();
    show(&Start {
        roles: roles.into_iter().map(|r| role(&page, r)).collect(),
        doors,
        page,
    })
}

/// A role as it is listed.
struct GrantLine {
    name: String,
    role: String,
    scope: String,
    since: String,
    until: String,
    take: String,
}

/// A way in that waits for somebody to confirm it.
struct WayLine {
    name: String,
    way: String,
    made: String,
    confirm: String,
}

#[derive(Template)]
#[template(path = "people/roles.html")]
struct Roles {
    page: Page,
    grants: Vec<GrantLine>,
    ways: Vec<WayLine>,
    errors: Vec<FormError>,
    mail: Field,
    role: Field,
    kind: Field,
    of: Field,
    until: Field,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Given {
    mail: String,
    role: String,
    kind: String,
    of: String,
    until: String,
}

async fn roles_page(
    people: &People,
    visit: &Visit,
    me: &Me,
    sent: &Given,
    wrong: &[Refusal],
) -> Answer {
    me.may_somewhere(Act::GrantRoles)?;
    let (all, ways) = people
        .look(move |c, ctx| {
            let mut all = Vec::new();
            for grant in actions::all(c)? {
                let person = actions::person(c, &ctx.keys, grant.person)?;
                all.push((grant, person.map(|p| p.facts.name.whole())));
            }
            let mut ways = Vec::new();
            for (way, person) in actions::unconfirmed(c)? {
                let person = actions::person(c, &ctx.keys, person)?;
                ways.push((way, person.map(|p| p.facts.name.whole())));
            }
            Ok((all, ways))
        })
        .await?;
    let page = frame(visit, "people-roles").crumb(visit.tr().t("people-staff"), "/staff");
    let tr = page.tr();
    let today = me.0.today;
    let grants = all
        .into_iter()
        .filter(|(g, _)| g.until.is_none_or(|u| u >= today))
        .map(|(g, name)| GrantLine {
            name: name.unwrap_or_default(),
            role: role(&page, g.role),
            scope: scope(&page, &g.scope),
            since: tr.date(g.since),
            until: g.until.map(|u| tr.date(u)).unwrap_or_default(),
            take: page.href(&format!("/staff/roles/{}/take", g.id)),
        })
        .collect();
    let ways = ways
        .into_iter()
        .map(|(way, name)| WayLine {
            name: name.unwrap_or_default(),
            way: super::account::way_name(&page, &way),
            made: page.t1(
                "people-made",
                "at",
                tr.moment(way.created_at, &people.0.city.zone),
            ),
            confirm: page.href(&format!("/staff/ways/{}/confirm", way.id)),
        })
        .collect();
    let mail = Field::text("mail", page.t("people-roles-mail"))
        .kind("email")
        .hint(page.t("people-roles-mail-hint"))
        .required()
        .value(&*sent.mail)
        .refused(tr, wrong);
    let mut which = Field::choice("role", page.t("people-roles-role")).required();
    // Who acts for an organisation says the organisation itself (ADR 8).
    let given = |r: &&Role| !matches!(r, Role::ProviderManager | Role::ProviderOperator);
    for r in Role::ALL.iter().filter(given) {
        which = which.option(r.as_str(), role(&page, *r));
    }
    let mut kind = Field::choice("kind", page.t("people-roles-scope")).required();
    for k in ["city", "department", "hub", "district"] {
        kind = kind.option(k, page.t(&format!("people-scope-{k}")));
    }
    let of = Field::text("of", page.t("people-roles-of"))
        .hint(page.t("people-roles-of-hint"))
        .value(&*sent.of)
        .refused(tr, wrong);
    let until = Field::text("until", page.t("people-roles-until"))
        .kind("date")
        .value(&*sent.until)
        .refused(tr, wrong);
    let which = which.value(&*sent.role).refused(tr, wrong);
    let kind = kind.value(&*sent.kind).refused(tr, wrong);
    let errors = summary(tr, &[&mail, &which, &kind, &of, &until], wrong);
    let status = match wrong.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    show_with(
        status,
        &Roles {
            grants,
            ways,
            errors,
            mail,
            role: which,
            kind,
            of,
            until,
            page,
        },
    )
}

/// `GET /staff/roles`
pub(super) async fn roles(State(people): State<People>, visit: Visit, me: Me) -> Answer {
    let sent: Given = visit.typed("/staff/roles").unwrap_or_default();
    roles_page(&people, &visit, &me, &sent, &[]).await
}

/// `POST /staff/roles`
pub(super) async fn give(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Form(sent): Form<Given>,
) -> Answer {
    let by = me.may_somewhere(Act::GrantRoles)?;
    let mut wrong = Vec::new();
    let which = Role::read(&sent.role)
        .filter(|r| !matches!(r, Role::ProviderManager | Role::ProviderOperator));
    if which.is_none() {
        wrong.push(Refusal::new("people-no-role", 422).field("role"));
    }
    let of = sent.of.trim();
    let place = Scope::read(&sent.kind, if sent.kind == "city" { "" } else { of })
        .filter(|s| *s == Scope::City || !of.is_empty())
        .filter(|s| !matches!(s, Scope::Organisation(_)));
    if place.is_none() {
        wrong.push(Refusal::new("people-no-scope", 422).field("of"));
    }
    if let Some(Scope::District(id)) = &place
        && people.0.city.districts.get(&id.as_str().into()).is_none()
    {
        wrong.push(Refusal::new("people-no-scope", 422).field("of"));
    }
    if let Some(Scope::Department(key)) = &place
        && people.0.city.department(key).is_none()
    {
        wrong.push(Refusal::new("people-no-scope", 422).field("of"));
    }
    let until = match sent.until.trim() {
        "" => None,
        text => match text.parse::<Day>() {
            Ok(day) if day >= me.0.today => Some(day),
            _ => {
                wrong.push(Refusal::new("people-no-day", 422).field("until"));
                None
            }
        },
    };
    let (Some(which), Some(place), true) = (which, place, wrong.is_empty()) else {
        return roles_page(&people, &visit, &me, &sent, &wrong).await;
    };
    let mail = sent.mail.clone();
    let done = people
        .act(move |tx, ctx| {
            let found = actions::find(tx, ctx, by, &Wanted::Mail(mail.clone()))?;
            let [person] =
                <[_; 1]>::try_from(found).map_err(|_| Error::Refused(Refused::NotOne("mail")))?;
            actions::give(tx, ctx, by, person.id, (which, place.clone()), until)
        })
        .await;
    match done {
        Ok(_) => visit.go("/staff/roles"),
        Err(error) => {
            let no = refused(error)?.refusal();
            roles_page(&people, &visit, &me, &sent, &[no]).await
        }
    }
}

/// `POST /staff/ways/{id}/confirm`: the administrator knows that this way in is the person's own.
pub(super) async fn confirm(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Path(way): Path<Id>,
) -> Answer {
    let by = me.may_somewhere(Act::GrantRoles)?;
    people
        .carry(&visit, "/staff/roles", move |tx, ctx| {
            actions::confirm_way(tx, ctx, by, way)
        })
        .await
}

/// `POST /staff/roles/{id}/take`
pub(super) async fn take(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Path(grant): Path<Id>,
) -> Answer {
    let by = me.may_somewhere(Act::GrantRoles)?;
    people
        .carry(&visit, "/staff/roles", move |tx, ctx| {
            actions::take(tx, ctx, by, grant)
        })
        .await
}

/// An entry of the trail as it is read.
struct TrailLine {
    seq: i64,
    at: String,
    who: String,
    action: String,
    about: String,
    detail: String,
}

#[derive(Template)]
#[template(path = "people/trail.html")]
struct Trail {
    page: Page,
    lines: Vec<TrailLine>,
    whole: Option<bool>,
    older: Option<String>,
}

/// How many entries one page shows.
const ENTRIES: u32 = 50;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Before {
    before: Option<i64>,
}

/// `GET /staff/trail`: identifiers, never names: the trail holds no personal data.
pub(super) async fn trail(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Query(asked): Query<Before>,
) -> Answer {
    me.may_somewhere(Act::ReadTrail)?;
    let before = asked.before;
    let (kept, whole) = people
        .look(move |c, _| {
            let kept = audit::latest(c, before, ENTRIES)?;
            // The chain is walked once, at the first page.
            let whole = match before {
                None => Some(audit::verify(c)?.is_good()),
                Some(_) => None,
            };
            Ok((kept, whole))
        })
        .await?;
    let page = frame(&visit, "people-trail").crumb(visit.tr().t("people-staff"), "/staff");
    let zone = &people.0.city.zone;
    let at = |m: Moment| page.tr().moment(m, zone);
    let older = (kept.len() == usize::try_from(ENTRIES).unwrap_or(usize::MAX))
        .then(|| {
            kept.last()
                .map(|k| page.href(&format!("/staff/trail?before={}", k.seq)))
        })
        .flatten();
    let lines = kept
        .iter()
        .map(|k| TrailLine {
            seq: k.seq,
            at: at(k.entry.at),
            who: format!("{} {}", k.entry.actor.kind(), k.entry.actor.id()),
            action: k.entry.action.clone(),
            about: k.entry.subject.to_string(),
            detail: match &k.entry.detail {
                serde_json::Value::Object(o) if o.is_empty() => String::new(),
                other => other.to_string(),
            },
        })
        .collect();
    show(&Trail {
        page,
        lines,
        whole,
        older,
    })
}
