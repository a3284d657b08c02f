//! A child: its facts, who else may act for it, what waits.

mod matters;
mod together;

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use values::{Id, Refusal, Refuse};
use web::form::{Field, FormError, summary};
use web::{Answer, Failure, Markup, Page, Visit, show, show_with};

use super::enter::frame;
use super::fields::{Sent, Whose};
use super::my::{FactsPage, age, title};
use super::square::square;
use super::{Me, People, refused};
use crate::actions::{self, Relation};
use crate::model::{Consent, Evidence, Matter, Proof, Purpose, Title};
pub(super) use matters::{consent, leave, lift, wait};
pub(super) use together::{accept, invite, invited, withdraw};

/// The titles of the form; all but the first need an act, seen at a desk.
const TITLES: [Title; 5] = [
    Title::Parent,
    Title::Guardian,
    Title::Foster,
    Title::VoluntaryTutor,
    Title::SocialWorker,
];

fn new_page(visit: &Visit, sent: &Sent, wrong: &[Refusal]) -> Answer {
    let page = frame(visit, "people-child-new");
    let fields = sent.fields(&page, Whose::Child, wrong);
    let mut who = Field::choice("title", page.t("people-child-title")).required();
    for t in TITLES {
        who = who.option(t.as_str(), title(&page, t));
    }
    let who = who
        .value(match sent.title.as_str() {
            "" => Title::Parent.as_str(),
            said => said,
        })
        .hint(page.t("people-child-title-hint"))
        .refused(page.tr(), wrong);
    let declared = Field::choice("declared", "")
        .required()
        .option("yes", page.t("people-child-declare"))
        .value(&*sent.declared)
        .refused(page.tr(), wrong);
    let extra = vec![who, declared];
    let all: Vec<&Field> = fields.iter().chain(&extra).collect();
    let errors = summary(page.tr(), &all, wrong);
    let status = match wrong.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    show_with(
        status,
        &FactsPage {
            lead: page.t("people-child-new-lead"),
            action: page.href("/my/children/new"),
            to: sent.to.clone(),
            errors,
            fields,
            extra,
            button: page.t("people-child-add"),
            page: page.crumb(visit.tr().t("people-my-area"), "/my"),
        },
    )
}

/// `GET /my/children/new`
pub(super) async fn new(visit: Visit, _: Me) -> Answer {
    let sent: Sent = visit.typed("/my/children/new").unwrap_or_default();
    new_page(&visit, &sent, &[])
}

/// `POST /my/children/new`
pub(super) async fn add(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Form(sent): Form<Sent>,
) -> Answer {
    let mut wrong = Vec::new();
    let facts = sent.read(&visit, Whose::Child, Proof::Declared);
    let as_what = Title::read(&sent.title);
    if as_what.is_none() {
        wrong.push(Refusal::new("people-no-title", 422).field("title"));
    }
    if sent.declared != "yes" {
        wrong.push(Refusal::new("people-no-declaration", 422).field("declared"));
    }
    let (facts, as_what) = match (facts, as_what) {
        (Ok(facts), Some(as_what)) if wrong.is_empty() => (facts, as_what),
        (facts, _) => {
            let mut all = facts.err().unwrap_or_default();
            all.extend(wrong);
            return new_page(&visit, &sent, &all);
        }
    };
    let doer = me.doer();
    let done = people
        .act(move |tx, ctx| {
            actions::add_child(
                tx,
                ctx,
                doer,
                facts.clone(),
                (as_what, Evidence::Declaration),
            )
        })
        .await;
    match done {
        Ok(child) => visit.go(&format!("/my/children/{child}")),
        Err(error) => new_page(&visit, &sent, &[refused(error)?.refusal()]),
    }
}

/// Somebody else who may act for the child.
struct Other {
    name: String,
    title: String,
}

/// What somebody asked to wait with.
struct Waiting {
    text: String,
    /// Where one's own is lifted.
    lift: Option<String>,
}

/// An invitation that can still be used.
struct Open {
    text: String,
    withdraw: String,
}

/// What one agreed to for the child.
struct Agreed {
    key: &'static str,
    title: String,
    since: Option<String>,
}

#[derive(Template)]
#[template(path = "people/child.html")]
struct ChildPage {
    page: Page,
    about: String,
    facts: Vec<(String, String)>,
    base: String,
    others: Vec<Other>,
    waits: Vec<Waiting>,
    open: Vec<Open>,
    matters: Field,
    may_leave: bool,
    consents: Vec<Agreed>,
}

/// The child of this family with this identifier.
async fn relation(people: &People, me: &Me, child: Id) -> Result<Relation, Failure> {
    let id = me.id();
    let family = people
        .look(move |c, ctx| actions::family(c, &ctx.keys, id, ctx.today))
        .await?;
    family
        .children
        .into_iter()
        .find(|r| r.child.id == child)
        .ok_or(Failure::NotFound)
}

/// `GET /my/children/{id}`
pub(super) async fn show_child(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Path(child): Path<Id>,
) -> Answer {
    let r = relation(&people, &me, child).await?;
    let id = me.id();
    let (invitations, given): (_, Vec<Consent>) = people
        .look(move |c, ctx| {
            Ok((
                actions::invitations(c, id)?,
                actions::consents(c, child, ctx.now)?,
            ))
        })
        .await?;
    let name = r.child.facts.name.whole();
    let page = visit
        .page(name)
        .unlisted()
        .without_foot()
        .current("/my")
        .crumb(visit.tr().t("people-my-area"), "/my");
    let tr = page.tr();
    let zone = &people.0.city.zone;
    let f = &r.child.facts;
    let mut facts = Vec::new();
    if let Some(birth) = f.birth {
        facts.push((page.t("people-birth"), tr.date(birth)));
    }
    if let Some(code) = &f.code {
        facts.push((page.t("people-code"), code.as_str().to_string()));
    }
    facts.push((
        page.t("people-proof"),
        page.t(&format!("people-proof-{}", f.proof.as_str())),
    ));
    let now = people.0.clock.now();
    let open = invitations
        .iter()
        .filter(|i| i.minor == child && i.used_at.is_none() && i.withdrawn_at.is_none())
        .filter(|i| i.ends_at > now)
        .map(|i| Open {
            text: page.t1(
                "people-invitation-open",
                "until",
                tr.moment(i.ends_at, zone),
            ),
            withdraw: page.href(&format!("/my/invitations/{}/withdraw", i.id)),
        })
        .collect();
    let waits = r
        .blocks
        .iter()
        .map(|b| Waiting {
            text: page.t1(
                "people-waits",
                "what",
                page.t(&format!("people-matter-{}", b.what.as_str())),
            ),
            lift: (b.by == id).then(|| page.href(&format!("/my/blocks/{}/lift", b.id))),
        })
        .collect();
    let mut matters = Field::choice("what", page.t("people-wait-what")).required();
    for m in Matter::ALL {
        matters = matters.option(m.as_str(), page.t(&format!("people-matter-{}", m.as_str())));
    }
    let consents = Purpose::ALL
        .iter()
        .filter(|p| p.is_for_children())
        .map(|p| Agreed {
            key: p.as_str(),
            title: page.t(&format!("people-consent-child-{}", p.as_str())),
            since: given
                .iter()
                .find(|c| c.purpose == *p)
                .map(|c| tr.moment(c.given_at, zone)),
        })
        .collect();
    show(&ChildPage {
        about: page.t2(
            "people-child-about",
            "age",
            age(&page, f.birth, me.0.today),
            "title",
            title(&page, r.guardianship.title),
        ),
        facts,
        base: page.href(&format!("/my/children/{child}")),
        others: r
            .others
            .iter()
            .map(|(p, g)| Other {
                name: p.facts.name.whole(),
                title: title(&page, g.title),
            })
            .collect(),
        waits,
        open,
        matters: matters.value(Matter::Bookings.as_str()),
        may_leave: !r.others.is_empty(),
        consents,
        page,
    })
}

fn facts_page(visit: &Visit, child: Id, sent: &Sent, wrong: &[Refusal]) -> Answer {
    let page = frame(visit, "people-child-facts");
    let fields = sent.fields(&page, Whose::Child, wrong);
    let errors = summary(page.tr(), &fields.iter().collect::<Vec<_>>(), wrong);
    let status = match wrong.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    show_with(
        status,
        &FactsPage {
            lead: page.t("people-child-facts-lead"),
            action: page.href(&format!("/my/children/{child}/facts")),
            to: String::new(),
            errors,
            fields,
            extra: Vec::new(),
            button: page.t("people-save"),
            page: page
                .crumb(visit.tr().t("people-my-area"), "/my")
                .crumb(sent.given.clone(), &format!("/my/children/{child}")),
        },
    )
}

/// `GET /my/children/{id}/facts`
pub(super) async fn facts(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Path(child): Path<Id>,
) -> Answer {
    let r = relation(&people, &me, child).await?;
    let typed: Option<Sent> = visit.typed(visit.path());
    let sent = typed.unwrap_or_else(|| Sent::of(&r.child.facts));
    facts_page(&visit, child, &sent, &[])
}

/// `POST /my/children/{id}/facts`
pub(super) async fn change(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Path(child): Path<Id>,
    Form(sent): Form<Sent>,
) -> Answer {
    let facts = match sent.read(&visit, Whose::Child, Proof::Declared) {
        Ok(facts) => facts,
        Err(wrong) => return facts_page(&visit, child, &sent, &wrong),
    };
    let doer = me.doer();
    let done = people
        .act(move |tx, ctx| actions::change(tx, ctx, doer, child, facts.clone()))
        .await;
    match done {
        Ok(()) => visit.go(&format!("/my/children/{child}")),
        Err(error) => match refused(error)? {
            no if no.refusal().field.is_some() => facts_page(&visit, child, &sent, &[no.refusal()]),
            no => Err(no.refusal().into()),
        },
    }
}
