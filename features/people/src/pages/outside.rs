//! Coming in with an identity of somebody else's: SPID, CIE, a city's own gateway, a staff directory.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use codes::FiscalCode;
use identity::{Advice, Ask, Callback, Go, Identity, Level, Taken};
use rand::seq::SliceRandom;
use serde::Deserialize;
use url::Url;
use values::{Lang, Refuse};
use web::{Answer, Caller, Failure, Page, Visit, show};

use super::enter::{frame, welcome, wish};
use super::{Me, People, refused, session};
use crate::actions::{self, Elsewhere, Way};
use crate::model::{Facts, Name, Proof};

/// Holds the handle of a sign-in that has begun elsewhere.
const COOKIE: &str = "__Host-outside";
/// Ways of proving oneself that are a second factor or hold one (RFC 8176).
const FACTORS: [&str; 4] = ["mfa", "otp", "hwk", "sc"];

/// Where SPID is explained, and where one gets it: the addresses the national button leads to.
const SPID: [&str; 2] = [
    "https://www.spid.gov.it",
    "https://www.spid.gov.it/cos-e-spid/come-attivare-spid/",
];
/// Where the electronic identity card is explained.
const CIE: &str = "https://www.cartaidentita.interno.gov.it";

/// A provider as it is offered.
#[derive(Clone)]
pub(super) struct Offer {
    pub(super) action: String,
    pub(super) issuer: String,
    pub(super) name: String,
    /// Its logo, from this host or in the address itself: browsers take no other picture here.
    pub(super) logo: Option<String>,
    group: String,
}

/// All whom one may choose, as the national rules draw them: SPID is one button that opens the list of its
/// providers, in an order that prefers none; CIE is a button; whoever else there is follows.
pub(super) struct Offers {
    pub(super) spid: Vec<Offer>,
    pub(super) cie: Vec<Offer>,
    pub(super) others: Vec<Offer>,
    pub(super) about_spid: &'static str,
    pub(super) no_spid: &'static str,
    pub(super) about_cie: &'static str,
}

impl Offers {
    pub(super) fn is_empty(&self) -> bool {
        self.spid.is_empty() && self.cie.is_empty() && self.others.is_empty()
    }
}

/// The offers of the sign-in page.
pub(super) fn buttons(people: &People, visit: &Visit) -> Offers {
    let of = |group: &str, mut all: Vec<Offer>| {
        all.retain(|o| o.group == group);
        all
    };
    let all = offers(people, visit);
    let mut spid = of("spid", all.clone());
    people.0.chance.with(|random| spid.shuffle(random));
    let others = all.iter().filter(|o| o.group != "spid" && o.group != "cie");
    Offers {
        others: others.cloned().collect(),
        cie: of("cie", all),
        spid,
        about_spid: SPID[0],
        no_spid: SPID[1],
        about_cie: CIE,
    }
}

/// A picture a page may show: of this host, or written out. Others would tell another host who reads.
fn own_picture(address: &str) -> bool {
    address.starts_with("data:image/") || (address.starts_with('/') && !address.starts_with("//"))
}

/// All whom one may choose.
pub(super) fn offers(people: &People, visit: &Visit) -> Vec<Offer> {
    let mut all = Vec::new();
    for provider in people.0.providers.all() {
        for choice in provider.choices() {
            all.push(Offer {
                action: visit.href(&format!("/sign-in/with/{}", provider.key())),
                issuer: choice.issuer,
                name: choice.name,
                logo: choice.logo.filter(|l| own_picture(l)),
                group: choice.group,
            });
        }
    }
    all
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Chosen {
    issuer: String,
    to: String,
    /// They have come in, and show again that it is they.
    again: String,
}

#[derive(Template)]
#[template(path = "people/continue.html")]
struct Continue {
    page: Page,
    action: String,
    /// Of a form that is sent; empty for an address that is opened.
    fields: Vec<(String, String)>,
}

/// `POST /sign-in/with/{key}`: off to the provider. The page that is answered leads there by itself: a
/// redirect after a form is stopped by browsers that mind our rule on where forms go.
pub(super) async fn begin(
    State(people): State<People>,
    visit: Visit,
    me: Option<Me>,
    caller: Caller,
    Path(key): Path<String>,
    Form(chosen): Form<Chosen>,
) -> Answer {
    let now = people.0.clock.now();
    people.0.tries.take(caller, now)?;
    let provider = people
        .0
        .providers
        .get(&key)
        .ok_or(Failure::NotFound)?
        .clone();
    let again = !chosen.again.is_empty();
    let adds_to = match &me {
        Some(me) if !again => Some(me.proven(now)?.0),
        _ => None,
    };
    let ask = Ask {
        issuer: Some(chosen.issuer).filter(|i| !i.is_empty()),
        purpose: visit.lang().to_string(),
        level: None,
        // Whoever shows again that it is they does it there too, not by a session they have there.
        fresh: again,
        language: Some(visit.tr().html_lang().to_string()),
    };
    let begun = match provider.begin(ask, now).await {
        Ok(begun) => begun,
        Err(no) => return Ok(wrong(visit.lang(), no.advice())),
    };
    let kept = begun.pending.keep();
    let there = Elsewhere {
        handle: kept.handle.clone(),
        body: kept.body,
        ends_at: kept.expires,
    };
    let to = match (adds_to, wish(&chosen.to)) {
        (Some(_), _) => Some("/my/account".to_string()),
        (None, to) => to.map(String::from),
    };
    people
        .act(move |tx, ctx| actions::go_outside(tx, ctx, &there, adds_to, to.as_deref()))
        .await?;
    let page = frame(&visit, "people-continue");
    let (action, fields) = match begun.go {
        Go::Redirect(to) => (to, Vec::new()),
        Go::Form { action, fields } => (action, fields),
    };
    let origin = Url::parse(&action).map_err(Failure::fault)?.origin();
    let posts = !fields.is_empty();
    let mut response = show(&Continue {
        page,
        action,
        fields,
    })?;
    if posts {
        let policy = web::CONTENT_SECURITY_POLICY.replace(
            "form-action 'self'",
            &format!("form-action 'self' {}", origin.ascii_serialization()),
        );
        if let Ok(value) = HeaderValue::from_str(&policy) {
            response
                .headers_mut()
                .insert(header::CONTENT_SECURITY_POLICY, value);
        }
    }
    response.headers_mut().insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    set(&mut response, &kept.handle, None);
    Ok(response)
}

fn set(response: &mut Response, handle: &str, age: Option<u32>) {
    let age = age.map_or(String::new(), |a| format!("; Max-Age={a}"));
    let text = format!("{COOKIE}={handle}; Path=/; Secure; HttpOnly; SameSite=Lax{age}");
    session::cookie(response, &text);
}

/// Back to the choice of ways in, with what one can do.
fn wrong(lang: &Lang, advice: Advice) -> Response {
    Redirect::to(&format!("/{lang}/sign-in?wrong={}", advice.key())).into_response()
}

/// `GET /sign-in/{key}/callback`: outside the languages, since providers know one address.
pub(super) async fn callback(
    State(people): State<People>,
    visit: Visit,
    me: Option<Me>,
    headers: HeaderMap,
    Path(key): Path<String>,
    Query(callback): Query<Callback>,
) -> Answer {
    let provider = people
        .0
        .providers
        .get(&key)
        .ok_or(Failure::NotFound)?
        .clone();
    let mut response = match visit.cookie(COOKIE).map(String::from) {
        None => wrong(visit.lang(), Advice::BeginAgain),
        Some(handle) => {
            let (mine, strong) = match &me {
                Some(me) => (Some(me.oneself()?.0), me.0.session.strong),
                None => (None, false),
            };
            let kept = people
                .act(move |tx, ctx| {
                    // Somebody may have come in elsewhere in this browser meanwhile.
                    match actions::back_from_outside(tx, ctx, &handle, mine)? {
                        Some((body, to)) => Ok(Some((body, to, mine))),
                        None => Ok(actions::back_from_outside(tx, ctx, &handle, None)?
                            .map(|(body, to)| (body, to, None))),
                    }
                })
                .await?;
            match kept {
                None => wrong(visit.lang(), Advice::BeginAgain),
                Some((body, to, adds_to)) => {
                    let now = people.0.clock.now();
                    let finished = match Taken::of_deleted(&body) {
                        Ok(taken) => provider.finish(callback, taken, now).await,
                        Err(no) => Err(no),
                    };
                    match finished {
                        Err(no) => wrong(visit.lang(), no.advice()),
                        Ok(identity) => {
                            let adds_to = adds_to.map(|account| (account, strong));
                            come(&people, &visit, &headers, identity, to, adds_to).await?
                        }
                    }
                }
            }
        }
    };
    set(&mut response, "", Some(0));
    Ok(response)
}

async fn come(
    people: &People,
    visit: &Visit,
    headers: &HeaderMap,
    identity: Identity,
    to: Option<String>,
    adds_to: Option<(values::Id, bool)>,
) -> Answer {
    let lang = identity
        .purpose
        .parse::<Lang>()
        .ok()
        .filter(|l| visit.site().tr(l.as_str()).is_some())
        .unwrap_or_else(|| visit.lang().clone());
    let way = way(identity, &lang);
    if let Some(adds_to) = adds_to {
        people
            .act(move |tx, ctx| actions::add_external(tx, ctx, adds_to, &way))
            .await?;
        return Ok(Redirect::to(&format!("/{lang}/my/account")).into_response());
    }
    let came = people
        .come_in(headers, move |tx, ctx| {
            actions::enter_by_external(tx, ctx, &way).map(Ok)
        })
        .await;
    match came {
        Ok(Ok((entered, secret))) => welcome(&lang, &entered, to.as_deref(), &secret),
        Ok(Err(no)) => Err(no.refusal().into()),
        Err(error) => Err(refused(error)?.refusal().into()),
    }
}

/// What a provider says of a person, as it is kept. Data of somebody recognised by two factors together
/// with their fiscal code come from a register behind the provider.
fn way(identity: Identity, lang: &Lang) -> Way {
    let firm = identity.level.is_some_and(|l| l >= Level::Substantial);
    let strong = firm || identity.amr.iter().any(|a| FACTORS.contains(&a.as_str()));
    let claims = identity.claims;
    let code = claims
        .tax_number
        .filter(|t| t.country == "IT")
        .and_then(|t| FiscalCode::parse(&t.number).ok());
    let proof = match firm && code.is_some() {
        true => Proof::Register,
        false => Proof::Declared,
    };
    let mail = claims.email.filter(|_| claims.email_verified);
    let given = claims
        .given_name
        .or_else(|| claims.family_name.clone())
        .or_else(|| mail.as_ref()?.split('@').next().map(String::from))
        .unwrap_or_else(|| "?".to_string());
    Way {
        issuer: identity.issuer,
        subject: identity.subject,
        strong,
        facts: Facts {
            name: Name {
                given,
                family: claims.family_name.unwrap_or_default(),
            },
            birth: claims.birth_date,
            code,
            mail,
            phone: None,
            lang: lang.clone(),
            proof,
        },
    }
}

/// `GET /.well-known/openid-federation`: who we are, signed.
pub(super) async fn statement(State(people): State<People>) -> Answer {
    let federation = people
        .0
        .providers
        .federation
        .as_ref()
        .ok_or(Failure::NotFound)?;
    let said = federation
        .entity_configuration(people.0.clock.now())
        .map_err(Failure::fault)?;
    Ok(([(header::CONTENT_TYPE, said.media_type)], said.body).into_response())
}

/// `GET /sign-in/{key}/keys`: the public keys of a client of a plain provider.
pub(super) async fn keys(State(people): State<People>, Path(key): Path<String>) -> Answer {
    use identity::IdentityProvider;
    let one = people.0.providers.oidc.iter().find(|o| o.key() == key);
    let keys = one.ok_or(Failure::NotFound)?.public_keys();
    Ok(axum::Json(keys).into_response())
}

/// The message of a refusal that stands in the address; only ours.
pub(super) fn advice(key: &str) -> Option<&'static str> {
    Advice::ALL.iter().map(|a| a.key()).find(|k| *k == key)
}
