//! Records that may be the same thing, from different sources: an officer says whether they are.

use askama::Template;
use axum::Form;
use axum::extract::State;
use exchange::{Candidate, ImportError, Verdict};
use people::pages::Me;
use serde::Deserialize;
use values::{Id, Refusal};
use web::form::status;
use web::form::{FormError, summary};
use web::{Answer, Failure, Page, Visit, show_with};

use super::imports::failure;
use super::{Providers, frame, officer};
use crate::policy::Act;

/// How many pairs are shown at once: the most alike first.
const MOST: usize = 25;

/// One of the two.
struct Side {
    name: String,
    /// The source and the record in it.
    source: String,
    href: String,
}

/// Two that may be one.
struct Pair {
    n: usize,
    sides: [Side; 2],
    /// How alike, in hundredths.
    score: String,
    a: String,
    b: String,
}

#[derive(Template)]
#[template(path = "providers/duplicates.html")]
struct ListPage {
    page: Page,
    errors: Vec<FormError>,
    pairs: Vec<Pair>,
    /// How many more there are.
    more: usize,
}

/// The public page of a record.
fn public(page: &Page, kind: &str, id: Id) -> String {
    let room = match kind {
        "organization" => "organization",
        "location" => "place",
        _ => "service",
    };
    page.href(&format!("/{room}/{id}"))
}

fn pair(page: &Page, n: usize, candidate: Candidate) -> Option<Pair> {
    let kind = candidate.pair.kind;
    let [Some(one), Some(other)] = candidate.sides else {
        return None;
    };
    let hundredths = format!("{:.0}", candidate.pair.score * 100.0);
    let (a, b) = (one.draft.to_string(), other.draft.to_string());
    let side = |s: exchange::Side| Side {
        source: format!("{} {}", s.source, s.record),
        href: public(page, &kind, s.entity),
        name: s.name,
    };
    Some(Pair {
        n,
        sides: [side(one), side(other)],
        score: hundredths,
        a,
        b,
    })
}

async fn list_page(p: &Providers, visit: &Visit, wrong: &[Refusal]) -> Answer {
    let all = p.0.exchange.review().await.map_err(Failure::fault)?;
    let page = frame(visit, "providers-duplicates").crumb(visit.tr().t("people-staff"), "/staff");
    // One record can be on both sides already: then there is nothing to say any more.
    let open: Vec<Candidate> = all
        .into_iter()
        .filter(|c| c.pair.state == "open" && c.sides.iter().all(Option::is_some))
        .collect();
    let more = open.len().saturating_sub(MOST);
    let pairs = (1..)
        .zip(open.into_iter().take(MOST))
        .filter_map(|(n, c)| pair(&page, n, c))
        .collect();
    show_with(
        status(wrong),
        &ListPage {
            errors: summary(page.tr(), &[], wrong),
            pairs,
            more,
            page,
        },
    )
}

/// `GET /staff/duplicates`
pub(super) async fn list(State(p): State<Providers>, visit: Visit, me: Me) -> Answer {
    officer(&me, Act::Imports)?;
    list_page(&p, &visit, &[]).await
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Said {
    a: String,
    b: String,
    verdict: String,
}

/// `POST /staff/duplicates`: the decision is an import of its own, which can be taken back.
pub(super) async fn decide(
    State(p): State<Providers>,
    visit: Visit,
    me: Me,
    Form(said): Form<Said>,
) -> Answer {
    let by = officer(&me, Act::Imports)?;
    let verdict = match said.verdict.as_str() {
        "same" => Some(Verdict::Same),
        "different" => Some(Verdict::Different),
        _ => None,
    };
    let (Ok(a), Ok(b), Some(verdict)) = (said.a.parse::<Id>(), said.b.parse::<Id>(), verdict)
    else {
        let no = Refusal::new("providers-refused-pair", 422);
        return list_page(&p, &visit, &[no]).await;
    };
    let exchange = p.0.exchange.acting_as(by.to_string());
    match exchange.decide(a, b, verdict, &|_| ()).await {
        Ok(_) => visit.go("/staff/duplicates"),
        Err(ImportError::Pair(_)) => {
            let no = Refusal::new("providers-refused-pair", 422);
            list_page(&p, &visit, &[no]).await
        }
        Err(error) => match failure(error) {
            Failure::Refused(no) => list_page(&p, &visit, &[no]).await,
            other => Err(other),
        },
    }
}
