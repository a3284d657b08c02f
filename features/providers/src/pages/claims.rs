//! Showing that a record of the catalogue is one's own: by a code sent to the address the record
//! publishes, or by asking an officer.

use askama::Template;
use axum::extract::{Path, Query, State};
use mail::Address;
use people::pages::Me;
use serde::Deserialize;
use values::{Id, Refusal, fold};
use web::form::{Field, FormError, summary};
use web::form::{Sent, status};
use web::{Answer, Page, Visit, show_with};

use super::start::named;
use super::{Providers, frame, letters, own, told};
use crate::actions as a;
use crate::model::{ClaimState, Way};

/// How many records are offered.
const MOST: usize = 20;

/// A record that may be theirs.
struct Found {
    id: Id,
    name: String,
    about: String,
    mail: bool,
}

/// A claim as it stands.
struct ClaimLine {
    name: String,
    state: String,
    tone: &'static str,
    code: Option<String>,
}

#[derive(Template)]
#[template(path = "providers/claim.html")]
struct ClaimPage {
    page: Page,
    errors: Vec<FormError>,
    claims: Vec<ClaimLine>,
    q: Field,
    found: Option<Vec<Found>>,
    action: String,
}

/// The words that are looked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    q: String,
}

async fn claim_page(
    p: &Providers,
    visit: &Visit,
    by: Id,
    org: Id,
    q: &str,
    wrong: &[Refusal],
) -> Answer {
    let (name, claims) = p
        .look(by, move |c, _, _| {
            let claims = a::claims(c, org, by)?;
            let name = a::organisation(c, org)?.map(|o| o.name).unwrap_or_default();
            Ok((name, claims))
        })
        .await?;
    let page = frame(visit, "providers-claim").crumb(visit.tr().t("providers-mine"), "/provider");
    let name = named(&page, &name);
    let page = page.crumb(name, &format!("/provider/org/{org}"));
    let view = p.0.catalogue.view();
    let snapshot = view.snapshot();
    let claims = claims
        .iter()
        .map(|c| ClaimLine {
            name: snapshot
                .organization(c.record)
                .map(|h| h.record.name.clone())
                .unwrap_or_default(),
            state: page.t(&format!(
                "providers-claim-{}-{}",
                c.way.as_str(),
                c.state.as_str()
            )),
            tone: match c.state {
                ClaimState::Open => "warning",
                ClaimState::Proven => "success",
                ClaimState::Refused | ClaimState::Spent => "danger",
            },
            code: (c.way == Way::Mail && c.state == ClaimState::Open)
                .then(|| page.href(&format!("/provider/org/{org}/claims/{}", c.id))),
        })
        .collect();
    let words: Vec<String> = fold(q).split_whitespace().map(String::from).collect();
    let found = (!words.is_empty()).then(|| {
        snapshot
            .organizations()
            .iter()
            .filter(|h| {
                let name = fold(&h.record.name);
                words.iter().all(|w| name.contains(w.as_str()))
            })
            .take(MOST)
            .map(|h| Found {
                id: h.record.id,
                name: h.record.name.clone(),
                about: page.t1(
                    "providers-claim-services",
                    "count",
                    snapshot.services_of(h.record.id).count(),
                ),
                mail: h.record.email.is_some() && p.0.outbox.is_on(),
            })
            .collect()
    });
    let q = Field::text("q", page.t("providers-claim-q"))
        .kind("search")
        .value(q);
    let errors = summary(page.tr(), &[&q], wrong);
    show_with(
        status(wrong),
        &ClaimPage {
            errors,
            claims,
            q,
            found,
            action: page.href(&format!("/provider/org/{org}/claim")),
            page,
        },
    )
}

/// `GET /provider/org/{org}/claim`
pub(super) async fn choose(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(org): Path<Id>,
    Query(wanted): Query<Wanted>,
) -> Answer {
    claim_page(&p, &visit, own(&me)?, org, &wanted.q, &[]).await
}

/// `POST /provider/org/{org}/claim`: begins. Where a code goes is shown to nobody but by the record
/// itself.
pub(super) async fn begin(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path(org): Path<Id>,
    sent: Sent,
) -> Answer {
    let by = own(&me)?;
    let record: Id = sent
        .get("record")
        .parse()
        .map_err(|_| web::Failure::NotFound)?;
    let by_mail = sent.get("way") == "mail";
    let code = p.0.chance.with(crate::rules::claim::code);
    let (outbox, site) = (p.0.outbox.clone(), visit.site().clone());
    let lang = p.0.ground.city.default_language.clone();
    let view = p.0.catalogue.view();
    let called = view
        .snapshot()
        .organization(record)
        .map(|h| h.record.name.clone())
        .unwrap_or_default();
    let done = p
        .act(by, move |tx, ground, turn| {
            let ids = (org, record, turn.id("claim"));
            if !by_mail {
                return a::claim_by_document(tx, ground, ids, turn.act).map(|_| ());
            }
            let (_, to) = a::claim_by_mail(tx, ground, ids, &code, turn.act)?;
            let name = a::organisation(tx, org)?
                .map(|o| o.name)
                .unwrap_or_default();
            if let (Ok(to), Some(tr)) = (Address::parse(&to), site.tr(lang.as_str())) {
                let letter = letters::code(tr, to, &name, &called, &code);
                outbox.post(tx, turn.id("letter"), &letter, turn.act.seed, turn.act.at)?;
            }
            Ok(())
        })
        .await;
    match done {
        Ok(()) => visit.go(&format!("/provider/org/{org}/claim")),
        Err(no) => claim_page(&p, &visit, by, org, sent.get("q"), &told(no)?).await,
    }
}

/// `POST /provider/org/{org}/claims/{id}`: gives the code.
pub(super) async fn code(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Path((org, id)): Path<(Id, Id)>,
    sent: Sent,
) -> Answer {
    let by = own(&me)?;
    let typed = sent.get("code").to_string();
    let state = p
        .act(by, move |tx, ground, turn| {
            a::give_code(tx, ground, id, &typed, turn.act)
        })
        .await?;
    match state {
        ClaimState::Open => {
            let no = Refusal::new("providers-refused-code", 422);
            claim_page(&p, &visit, by, org, "", &[no]).await
        }
        _ => visit.go(&format!("/provider/org/{org}/claim")),
    }
}
