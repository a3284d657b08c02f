//! A form goes on where it was: what was typed before somebody came in waits for them in this browser.
//!
//! The cookie holds a random handle, the row what was typed, sealed ([`crate::actions::keep_typed`]). The
//! address to which the journey leads bears until when it waits, so that a letter opened in another browser
//! can say where that is. Nothing is sent by itself.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use i18n::Tr;
use values::{Id, Moment};
use web::{Answer, Failure, Keeper, KeptForm, Page, Resumed, TurnedAway, Typed, Visit, show_with};

use super::enter::{encoded, frame, page_of};
use super::session::{self, Seen};
use super::{Me, People};
use crate::actions::{self, Error, Waiting};
use crate::rules::{self, lasts};

/// Holds the handle of what was typed in this browser.
pub(super) const COOKIE: &str = "__Host-typed";
/// What the cookie holds when what was typed has been sent.
const SENT: &str = "sent";
/// The part of an address that says until when something waits, in seconds.
const MARK: &str = "typed";
/// The mark of what could not be kept.
const NOT_KEPT: &str = "no";

/// The forms of this feature that go on after coming in. PINs are never kept.
pub(super) const FORMS: [KeptForm; 10] = [
    KeptForm::at("/my/facts"),
    KeptForm::at("/my/children/new"),
    KeptForm::at("/my/children/{id}/facts"),
    KeptForm::at("/my/account/mail").on("/my/account"),
    KeptForm::at("/desk").without(&["pin"]),
    KeptForm::at("/desk/new").without(&["pin"]),
    KeptForm::at("/desk/guardian"),
    KeptForm::at("/staff/roles"),
    KeptForm::at("/staff/sessions"),
    KeptForm::at("/staff/emergency"),
];

/// What an address says of something that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// It waits until then.
    Until(Moment),
    /// It could not be kept.
    NotKept,
}

/// Reads the mark of a path with its query.
pub(super) fn mark(to: &str) -> Option<Mark> {
    let (_, query) = to.split_once('?')?;
    let mut parts = url::form_urlencoded::parse(query.as_bytes());
    let (_, value) = parts.find(|(name, _)| name == MARK)?;
    match &*value {
        NOT_KEPT => Some(Mark::NotKept),
        text => {
            let seconds: i64 = text.parse().ok()?;
            // Whatever stands there, it is a moment the page can tell.
            (0..=253_402_300_799)
                .contains(&seconds)
                .then(|| Mark::Until(Moment(seconds * 1_000_000)))
        }
    }
}

fn with_mark(page: &str, mark: Mark) -> String {
    match mark {
        Mark::Until(at) => format!("{page}?{MARK}={}", at.0.div_euclid(1_000_000)),
        Mark::NotKept => format!("{page}?{MARK}={NOT_KEPT}"),
    }
}

impl People {
    fn time(&self, tr: &Tr, at: Moment) -> String {
        tr.moment(at, &self.0.city.zone)
    }

    /// What is told where people come in, when something they typed waits.
    pub(super) fn waits(&self, visit: &Visit, to: &str) -> Option<String> {
        let tr = visit.tr();
        Some(match mark(to)? {
            Mark::NotKept => tr.t("people-typed-unkept").into_owned(),
            Mark::Until(at) if at <= self.0.clock.now() => tr.t("people-typed-over").into_owned(),
            Mark::Until(at) => {
                let until = self.time(tr, at);
                tr.with("people-typed-kept", &i18n::args!["until" => until])
            }
        })
    }

    /// What waits in this browser.
    async fn waiting(&self, visit: &Visit) -> Result<Option<Waiting>, Error> {
        let Some(handle) = visit.cookie(COOKIE).filter(|h| *h != SENT) else {
            return Ok(None);
        };
        let handle = handle.to_string();
        self.look(move |c, ctx| actions::typed(c, &ctx.keys, &handle, ctx.now))
            .await
    }

    /// Forgets what waits in this browser.
    pub(super) async fn forget_typed(&self, visit: &Visit) -> Result<(), Error> {
        let Some(handle) = visit.cookie(COOKIE).filter(|h| *h != SENT) else {
            return Ok(());
        };
        let handle = handle.to_string();
        self.act(move |tx, ctx| actions::drop_typed(tx, &ctx.keys, &handle, ctx.now))
            .await
    }

    /// About whom it was typed: the session goes on, or was there until now.
    async fn about(&self, visit: &Visit) -> Result<Option<Id>, Error> {
        if let Some(seen) = visit.guest().and_then(|g| g.known::<Seen>()) {
            let helped = seen.session.assists.as_ref().map(|a| a.subject);
            return Ok(Some(helped.unwrap_or(seen.session.person)));
        }
        let Some(secret) = visit.cookie(session::COOKIE).map(String::from) else {
            return Ok(None);
        };
        self.look(move |c, ctx| Ok(actions::once(c, &ctx.keys, &secret)?))
            .await
    }

    async fn keep(&self, visit: &Visit, typed: Typed) -> Result<(String, Moment), Error> {
        let person = self.about(visit).await?;
        let handle = self.0.chance.secret();
        let before = visit.cookie(COOKIE).map(String::from);
        let kept = handle.clone();
        let until = self
            .act(move |tx, ctx| {
                actions::keep_typed(tx, ctx, (&kept, before.as_deref()), &typed, person)
            })
            .await?;
        Ok((handle, until))
    }

    async fn turn_away(self, visit: Visit, from: TurnedAway) -> Answer {
        let again = if from.again { "&again=1" } else { "" };
        let door = |to: &str| visit.href(&format!("/sign-in?to={}{again}", encoded(to)));
        let page = match (&from.typed, from.form) {
            (Some(typed), _) => typed.page().to_string(),
            (None, true) => page_of(visit.path()).to_string(),
            (None, false) => match visit.query() {
                Some(query) => format!("{}?{query}", visit.path()),
                None => visit.path().to_string(),
            },
        };
        let typed = match from.typed {
            Some(typed) if !typed.fields().is_empty() => typed,
            _ if from.unkept => {
                let to = door(&with_mark(&page, Mark::NotKept));
                return Ok(Redirect::to(&to).into_response());
            }
            _ => return Ok(Redirect::to(&door(&page)).into_response()),
        };
        let now = self.0.clock.now();
        let large = typed.fields().len() > rules::TYPED;
        if large || self.0.typing.take(from.caller, now).is_err() {
            return hold(&visit, &typed, door(&page));
        }
        let (handle, until) = self.keep(&visit, typed).await?;
        let to = door(&with_mark(&page, Mark::Until(until)));
        let mut response = Redirect::to(&to).into_response();
        set(&mut response, &handle);
        Ok(response)
    }

    async fn found(self, visit: Visit) -> Result<Option<Resumed>, Failure> {
        let told = |key: &str| Resumed {
            typed: None,
            text: visit.tr().t(key).into_owned(),
            forget: None,
        };
        let asked = format!("?{}", visit.query().unwrap_or_default());
        let waits = self.waiting(&visit).await?;
        let here = waits.filter(|w| w.typed.page() == visit.path());
        let Some(waits) = here else {
            return Ok(match mark(&asked) {
                // It has been sent already: whoever goes back is told nothing wrong.
                Some(_) if visit.cookie(COOKIE) == Some(SENT) => None,
                Some(Mark::NotKept) => Some(told("people-typed-unkept")),
                Some(Mark::Until(at)) if at <= self.0.clock.now() => {
                    Some(told("people-typed-over"))
                }
                Some(Mark::Until(at)) => {
                    // Longer than it can be: somebody wrote it.
                    let most = self.0.clock.now().plus_seconds(lasts::TYPED);
                    let until = self.time(visit.tr(), at.min(most));
                    let args = i18n::args!["until" => until];
                    Some(Resumed {
                        text: visit.tr().with("people-typed-elsewhere", &args),
                        ..told("people-typed-over")
                    })
                }
                None => None,
            });
        };
        let known = visit.guest().and_then(|g| g.known::<Seen>());
        let reads = known.and_then(|seen| seen.actor.subject());
        if waits.person.is_some() && waits.person != reads {
            return Ok(Some(told("people-typed-another")));
        }
        let forget = visit.href("/sign-in/typed/forget");
        Ok(Some(Resumed {
            typed: Some(waits.typed),
            forget: Some((forget, visit.tr().t("people-typed-forget").into_owned())),
            ..told("people-typed-here")
        }))
    }

    async fn was_sent(self, visit: Visit) -> Result<Option<HeaderValue>, Failure> {
        let waits = self.waiting(&visit).await?;
        if waits.is_none_or(|w| w.typed.action() != visit.path()) {
            return Ok(None);
        }
        self.forget_typed(&visit).await?;
        Ok(HeaderValue::from_str(&cookie(SENT)).ok())
    }
}

fn cookie(value: &str) -> String {
    let age = lasts::TYPED;
    format!("{COOKIE}={value}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={age}")
}

fn set(response: &mut Response, value: &str) {
    session::cookie(response, &cookie(value));
}

/// Takes the cookie away.
pub(super) fn clear(response: &mut Response) {
    set(response, SENT);
}

#[derive(Template)]
#[template(path = "people/hold.html")]
struct Hold {
    page: Page,
    door: String,
    action: String,
    fields: Vec<(String, String)>,
}

/// What is too large to be kept stays in the page: somebody comes in beside it, and then sends it.
fn hold(visit: &Visit, typed: &Typed, door: String) -> Answer {
    show_with(
        StatusCode::FORBIDDEN,
        &Hold {
            page: frame(visit, "people-hold"),
            action: visit.href(typed.action()),
            fields: typed.pairs(),
            door,
        },
    )
}

impl Keeper for People {
    fn turn_away(&self, visit: Visit, from: TurnedAway) -> BoxFuture<'static, Response> {
        let people = self.clone();
        async move {
            let answer = People::turn_away(people, visit, from).await;
            answer.unwrap_or_else(IntoResponse::into_response)
        }
        .boxed()
    }

    fn find(&self, visit: Visit) -> BoxFuture<'static, Result<Option<Resumed>, Failure>> {
        self.clone().found(visit).boxed()
    }

    fn sent(&self, visit: Visit) -> BoxFuture<'static, Result<Option<HeaderValue>, Failure>> {
        self.clone().was_sent(visit).boxed()
    }
}

/// `POST /sign-in/typed/forget`: begins with the empty form.
pub(super) async fn forget(State(people): State<People>, visit: Visit, _: Me) -> Answer {
    let waits = people.waiting(&visit).await?;
    people.forget_typed(&visit).await?;
    let page = waits.map_or_else(|| "/my".to_string(), |w| w.typed.page().to_string());
    let mut response = Redirect::to(&visit.href(&page)).into_response();
    clear(&mut response);
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_back_and_bear_anything() {
        let at = Moment(1_780_315_200_000_000);
        for one in [Mark::Until(at), Mark::NotKept] {
            assert_eq!(mark(&with_mark("/my", one)), Some(one));
        }
        for odd in [
            "/my",
            "/my?typed=",
            "/my?typed=-1",
            "/my?typed=9e99",
            "/my?typed=99999999999999999999",
        ] {
            assert_eq!(mark(odd), None, "{odd}");
        }
    }
}
