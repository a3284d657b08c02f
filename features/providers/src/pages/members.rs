//! Who acts for an organisation: members, roles, links that expire.

use askama::Template;
use axum::extract::{Path, State};
use mail::Address;
use people::pages::{Me, square};
use values::{Id, Refusal};
use web::form::{Field, FormError, summary};
use web::form::{Sent, status};
use web::{Answer, Markup, Page, Visit, show, show_with};

use super::start::named;
use super::{Providers, frame, letters, own, told};
use crate::actions::{self as a, No};
use crate::model::Role;

/// A member as it is listed.
struct MemberLine {
    name: String,
    role: String,
    manager: bool,
    since: String,
    action: String,
    me: bool,
}

/// A link that still works.
struct LinkLine {
    text: String,
    action: String,
}

/// A link that was just made: shown once.
struct Made {
    href: String,
    code: Markup,
    text: String,
}

#[derive(Template)]
#[template(path = "providers/members.html")]
struct MembersPage {
    page: Page,
    errors: Vec<FormError>,
    members: Vec<MemberLine>,
    links: Vec<LinkLine>,
    made: Option<Made>,
    role: Field,
    mail: Option<Field>,
    action: String,
    leave: String,
}

fn role(page: &Page, role: Role) -> String {
    page.t(&format!("providers-role-{}", role.as_str()))
}

async fn members_page(
    p: &Providers,
    visit: &Visit,
    by: Id,
    org: Id,
    made: Option<(String, Role)>,
    typed: (&str, &str),
    wrong: &[Refusal],
) -> Answer {
    let (name, members, links) = p
        .look(by, move |c, ground, act| {
            let members = a::members(c, org, by)?;
            let links = a::invitations(c, org, act)?;
            let name = a::organisation(c, org)?.map(|o| o.name).unwrap_or_default();
            let mut all = Vec::new();
            for member in members {
                let person = people::actions::person(c, &ground.keys, member.person)
                    .map_err(|e| {
                        a::No::Db(db::Fault::Column {
                            statement: "people",
                            column: "person".into(),
                            why: e.to_string(),
                        })
                    })?
                    .filter(|p| p.erased_at.is_none());
                all.push((member, person.map(|p| p.facts.name.whole())));
            }
            Ok((name, all, links))
        })
        .await?;
    let page = frame(visit, "providers-people").crumb(visit.tr().t("providers-mine"), "/provider");
    let name = named(&page, &name);
    let page = page.crumb(name, &format!("/provider/org/{org}"));
    let tr = page.tr();
    let zone = &p.0.ground.city.zone;
    let members = members
        .into_iter()
        .map(|(m, name)| MemberLine {
            name: name.unwrap_or_else(|| page.t("providers-somebody")),
            role: role(&page, m.role),
            manager: m.role == Role::Manager,
            since: page.t1("providers-since", "day", tr.date(m.since.day(zone))),
            action: page.href(&format!("/provider/org/{org}/people/{}", m.person)),
            me: m.person == by,
        })
        .collect();
    let links = links
        .into_iter()
        .map(|i| LinkLine {
            text: page.t2(
                "providers-link-open",
                "role",
                role(&page, i.role),
                "until",
                tr.moment(i.expires_at, zone),
            ),
            action: page.href(&format!("/provider/org/{org}/invitations/{}", i.id)),
        })
        .collect();
    let made = match made {
        None => None,
        Some((secret, as_what)) => {
            let href = page.absolute(&page.href(&format!("/provider/join/{secret}")));
            Some(Made {
                code: square(&href)?,
                text: page.t2(
                    "providers-link-made",
                    "role",
                    role(&page, as_what),
                    "days",
                    a::INVITATION_DAYS,
                ),
                href,
            })
        }
    };
    let mut as_what = Field::choice("role", page.t("providers-invite-role"));
    for r in [Role::Operator, Role::Manager] {
        as_what = as_what.option(
            r.as_str(),
            page.t(&format!("providers-role-{}-about", r.as_str())),
        );
    }
    let as_what = as_what
        .value(if typed.0.is_empty() {
            "operator"
        } else {
            typed.0
        })
        .refused(tr, wrong);
    let sends = p.0.outbox.is_on() && page.site().settings().base_url.is_some();
    let mail = sends.then(|| {
        Field::text("mail", page.t("providers-invite-mail"))
            .kind("email")
            .hint(page.t("providers-invite-mail-hint"))
            .value(typed.1)
            .refused(tr, wrong)
    });
    let fields: Vec<&Field> = std::iter::once(&as_what).chain(&mail).collect();
    let errors = summary(tr, &fields, wrong);
    show_with(
        status(wrong),
        &MembersPage {
            errors,
            members,
            links,
            made,
            role: as_what,
            mail,
            action: page.href(&format!("/provider/org/{org}/people")),
            leave: page.href(&format!("/provider/org/{org}/leave")),
            page,
        },
    )
}

/// `GET /provider/org/{org}/people`
pub(super) async fn list(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(org): Path<Id>,
) -> Answer {
    members_page(&p, &visit, own(&me)?, org, None, ("", ""), &[]).await
}

/// `POST /provider/org/{org}/people`: makes a link; it is shown once, and sent where an address was
/// given.
pub(super) async fn invite(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(org): Path<Id>,
    sent: Sent,
) -> Answer {
    let by = own(&me)?;
    let typed = (sent.get("role"), sent.get("mail").trim());
    let as_what = Role::parse(typed.0).unwrap_or(Role::Operator);
    let to = match typed.1 {
        "" => None,
        text => match Address::parse(text) {
            Ok(to) => Some(to),
            Err(_) => {
                let no = Refusal::new("providers-refused-mail", 422).field("mail");
                return members_page(&p, &visit, by, org, None, typed, &[no]).await;
            }
        },
    };
    let secret = p.0.chance.secret();
    let (kept, outbox, site) = (secret.clone(), p.0.outbox.clone(), visit.site().clone());
    let lang = visit.lang().clone();
    let done = p
        .act(by, move |tx, ground, turn| {
            let ids = (org, turn.id("invitation"));
            let invitation = a::invite(tx, ground, ids, as_what, &kept, turn.act)?;
            let base = site.settings().base_url.clone();
            if let (Some(to), Some(base)) = (&to, base) {
                // In the language of who is invited where it is known, else of who invites.
                let known = people::actions::language_of(tx, &ground.keys, to.as_str())
                    .map_err(|trouble| No::Db(trouble.fault()))?;
                let known = known.unwrap_or_else(|| lang.clone());
                let tr = site.tr(known.as_str()).unwrap_or_else(|| site.default_tr());
                let url = format!("{base}/{}/provider/join/{kept}", tr.lang());
                let name = a::organisation(tx, org)?
                    .map(|o| o.name)
                    .unwrap_or_default();
                let letter =
                    letters::invitation(tr, to.clone(), &name, &url, invitation.expires_at);
                outbox.post(tx, turn.id("letter"), &letter, turn.act.seed, turn.act.at)?;
            }
            Ok(())
        })
        .await;
    match done {
        Ok(()) => members_page(&p, &visit, by, org, Some((secret, as_what)), ("", ""), &[]).await,
        Err(no) => members_page(&p, &visit, by, org, None, typed, &told(no)?).await,
    }
}

/// `POST /provider/org/{org}/people/{person}`: another role, or out.
pub(super) async fn change(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path((org, person)): Path<(Id, Id)>,
    sent: Sent,
) -> Answer {
    let by = own(&me)?;
    let what = sent.get("do").to_string();
    let done = p
        .act(by, move |tx, _, turn| match Role::parse(&what) {
            Some(role) => a::set_role(tx, (org, person), role, turn.act),
            None => a::leave(tx, (org, person), turn.act),
        })
        .await;
    match done {
        Ok(()) => visit.go(&format!("/provider/org/{org}/people")),
        Err(no) => {
            let wrong = told(no)?;
            members_page(&p, &visit, by, org, None, ("", ""), &wrong).await
        }
    }
}

/// `POST /provider/org/{org}/invitations/{id}`: takes a link back.
pub(super) async fn withdraw(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path((org, id)): Path<(Id, Id)>,
) -> Answer {
    p.act(own(&me)?, move |tx, _, turn| {
        a::take_back_invitation(tx, (org, id), turn.act)
    })
    .await?;
    visit.go(&format!("/provider/org/{org}/people"))
}

/// `POST /provider/org/{org}/leave`
pub(super) async fn leave(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(org): Path<Id>,
) -> Answer {
    let by = own(&me)?;
    p.act(by, move |tx, _, turn| a::leave(tx, (org, by), turn.act))
        .await?;
    visit.go("/provider")
}

#[derive(Template)]
#[template(path = "providers/join.html")]
struct JoinPage {
    page: Page,
    action: String,
}

/// `GET /provider/join/{secret}`: programs that look into letters open links; only a person presses
/// the button.
pub(super) async fn invited(visit: Visit, me: Me, Path(secret): Path<String>) -> Answer {
    own(&me)?;
    let page = frame(&visit, "providers-join");
    show(&JoinPage {
        action: page.href(&format!("/provider/join/{secret}")),
        page,
    })
}

/// `POST /provider/join/{secret}`
pub(super) async fn join(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(secret): Path<String>,
) -> Answer {
    let (org, _) = p
        .act(own(&me)?, move |tx, ground, turn| {
            a::accept(tx, ground, &secret, turn.act)
        })
        .await?;
    visit.go(&format!("/provider/org/{org}"))
}
