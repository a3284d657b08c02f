//! Who comes with the cookie. A session is a row; the cookie holds its secret and nothing else.

use askama::Template;
use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method as Verb, header};
use axum::response::{IntoResponse, Response};
use values::{Day, Id, Moment};
use web::{Failure, Guest, Markup, Visit};

use super::People;
use crate::actions::{self, Doer, Error};
use crate::model::{Role, Scope, Session};
use crate::policy::{self, Act, Actor};
use crate::rules::{Refused, lasts};

/// The cookie's name. Browsers take `__Host-` only over an encrypted connection (or on this machine
/// itself), for one host, and for its whole site (RFC 6265bis, 4.1.3.2).
pub const COOKIE: &str = "__Host-session";

/// A session that was used within this many seconds is not written down again.
const FRESH: i64 = 60;

/// What is known of who reads.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Who acts, and what they may do.
    pub actor: Actor,
    /// Their session.
    pub session: Session,
    /// The day in the city.
    pub today: Day,
}

#[derive(Template)]
#[template(path = "people/banner.html")]
struct Banner<'a> {
    visit: &'a Visit,
    name: &'a str,
    title: String,
    end: String,
}

/// Finds out who comes; notes that they did.
pub(super) async fn host(people: People, visit: Visit) -> Result<Option<Guest>, Failure> {
    let Some(secret) = visit.cookie(COOKIE).map(String::from) else {
        return Ok(None);
    };
    let found = people
        .look(move |c, ctx| {
            let Some((actor, session)) = actions::who(c, &ctx.keys, &secret, ctx.now, ctx.today)?
            else {
                return Ok(None);
            };
            // Who is helped stands in the header, so that nobody takes one family for another.
            let shown = actor.subject().unwrap_or(session.person);
            let person = actions::person(c, &ctx.keys, shown)?;
            let name = person
                .filter(|p| p.erased_at.is_none())
                .map(|p| p.facts.name);
            Ok(name.map(|name| (actor, session, name)))
        })
        .await?;
    let Some((actor, session, name)) = found else {
        return Ok(None);
    };
    let now = people.0.clock.now();
    let helping = matches!(actor, Actor::Assisting { .. });
    if session.seen_at.plus_seconds(FRESH) <= now || helping {
        let id = session.id;
        people
            .act(move |tx, ctx| Ok(actions::seen(tx, ctx, id, helping)?))
            .await?;
    }
    let banner = match helping {
        false => None,
        true => {
            let tr = visit.tr();
            let banner = Banner {
                name: &name.whole(),
                title: tr.t("people-banner").into_owned(),
                end: tr.t("people-banner-end").into_owned(),
                visit: &visit,
            };
            Some(Markup::of(&banner).map_err(Failure::fault)?)
        }
    };
    let today = now.day(&people.0.city.zone);
    let shown = name.given.clone();
    let hands = session.person.to_string();
    let guest = Guest::new(
        shown,
        Seen {
            actor,
            session,
            today,
        },
    )
    .id(hands)
    .way_out("/sign-out", "people-sign-out");
    Ok(Some(match banner {
        Some(banner) => guest.banner(banner),
        None => guest,
    }))
}

/// Somebody who has come in. A handler that asks for it sends everybody else to the sign-in page, and
/// back when they are in.
#[derive(Clone, Debug)]
pub struct Me(pub Seen);

impl Me {
    /// Whose hands act, and for whom.
    pub fn doer(&self) -> Doer {
        let own = self.0.session.person;
        Doer {
            hands: own,
            subject: self.0.actor.subject().unwrap_or(own),
        }
    }

    /// Whom it is about.
    pub fn id(&self) -> Id {
        self.doer().subject
    }

    /// True while staff acts for somebody.
    pub fn helps(&self) -> bool {
        matches!(self.0.actor, Actor::Assisting { .. })
    }

    /// Whether they may do something there.
    ///
    /// # Errors
    /// [`Refused::Forbidden`].
    pub fn may(&self, act: Act, scope: &Scope) -> Result<Id, Error> {
        Ok(policy::may(&self.0.actor, act, scope, self.0.today)?)
    }

    /// Whether they may do it anywhere at all: for what has no place, as families have none.
    ///
    /// # Errors
    /// [`Refused::Forbidden`].
    pub fn may_somewhere(&self, act: Act) -> Result<Id, Error> {
        Ok(policy::may_somewhere(&self.0.actor, act, self.0.today)?)
    }

    /// What belongs to the account itself (ways in, sessions) is not done by somebody else's hands.
    ///
    /// # Errors
    /// [`Refused::Forbidden`] while staff acts for somebody.
    pub fn oneself(&self) -> Result<(Id, Id), Error> {
        match self.helps() {
            true => Err(Refused::Forbidden.into()),
            false => Ok((self.0.session.account, self.0.session.id)),
        }
    }

    /// Something of the account changes (how one comes in), or a secret is given out, only shortly after one has come
    /// in: a device that was left open does not give it away (OWASP ASVS 7.5.1).
    ///
    /// # Errors
    /// [`Failure::SignIn`] when it is longer ago; while staff acts for somebody, a refusal.
    pub fn proven(&self, now: Moment) -> Result<(Id, Id), Failure> {
        let own = self.oneself()?;
        match self.0.session.created_at.plus_seconds(lasts::PROOF) >= now {
            true => Ok(own),
            false => Err(Failure::SignIn { again: true }),
        }
    }

    /// The roles one holds today, without those that are over.
    pub fn roles(&self) -> Vec<Role> {
        match &self.0.actor {
            Actor::Person { grants, .. } => grants.iter().map(|g| g.role).collect(),
            _ => Vec::new(),
        }
    }
}

/// True for a form of a family's own area that comes when helping them is over already.
fn lapsed(visit: &Visit, seen: &Seen) -> bool {
    let helping = matches!(seen.actor, Actor::Assisting { .. });
    let own = visit.path() == "/my" || visit.path().starts_with("/my/");
    own && seen.session.assists.is_some() && !helping
}

fn seen(parts: &Parts) -> Option<(Visit, Option<Seen>)> {
    let visit = parts.extensions.get::<Visit>()?.clone();
    let seen = visit.guest().and_then(|g| g.known::<Seen>()).cloned();
    Some((visit, seen))
}

impl<S: Send + Sync> FromRequestParts<S> for Me {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Me, Response> {
        match seen(parts) {
            None => Err(Failure::fault("the route is not behind web::router").into_response()),
            // Helping has ended by itself: what was typed in a family's name is not done in the operator's own.
            Some((visit, Some(seen))) if parts.method != Verb::GET && lapsed(&visit, &seen) => {
                Err(Failure::SignIn { again: false }.into_response())
            }
            Some((_, Some(seen))) => Ok(Me(seen)),
            Some((_, None)) => Err(Failure::SignIn { again: false }.into_response()),
        }
    }
}

impl<S: Send + Sync> OptionalFromRequestParts<S> for Me {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Me>, Response> {
        match seen(parts) {
            None => Err(Failure::fault("the route is not behind web::router").into_response()),
            Some((_, seen)) => Ok(seen.map(Me)),
        }
    }
}

/// The secret of the session this browser had.
pub(super) fn before(headers: &HeaderMap) -> Option<String> {
    let all = headers.get_all(header::COOKIE).into_iter();
    all.filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(';'))
        .find_map(|pair| {
            let (key, value) = pair.split_once('=')?;
            (key.trim() == COOKIE).then(|| value.trim().to_string())
        })
}

/// Sets the cookie of a new session.
pub(super) fn set(response: &mut Response, secret: &str) {
    let text = format!("{COOKIE}={secret}; Path=/; Secure; HttpOnly; SameSite=Lax");
    cookie(response, &text);
}

/// Takes the cookie away.
pub(super) fn clear(response: &mut Response) {
    cookie(
        response,
        &format!("{COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"),
    );
}

pub(super) fn cookie(response: &mut Response, text: &str) {
    if let Ok(value) = HeaderValue::from_str(text) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}
