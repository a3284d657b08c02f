//! Coming in by a letter or a code on paper, and going out.

mod demo;
mod letter;
mod paper;

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use mail::Address;
use serde::Deserialize;
use values::{Id, Lang, Refusal, Refuse};
use web::form::{Field, FormError, summary};
use web::{Answer, Caller, Failure, Page, Visit, show, show_with};

use super::outside::{self, Offers};
use super::{Me, People, letters, refused, session, typed};
use crate::actions::{self, Asked, Ctx, Entered, Error};
use crate::rules::Refused;
pub(super) use demo::{as_demo, demo};
pub(super) use letter::{ask, by_link, confirm};
pub(super) use paper::{by_paper, paper};

/// Where the journey goes on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wish {
    to: String,
    code: String,
    /// They have come in, and show again that it is they.
    again: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    to: String,
    mail: String,
    code: String,
    pin: String,
    who: String,
    again: String,
}

#[derive(Template)]
#[template(path = "people/sign-in.html")]
struct Choices {
    page: Page,
    to: String,
    /// None where no letters leave.
    mail: Option<Field>,
    errors: Vec<FormError>,
    paper: String,
    /// Where invented people are tried, in a demo.
    demo: Option<String>,
    /// True where passkeys work.
    passkeys: bool,
    offers: Offers,
    /// Why a sign-in elsewhere did not end well.
    advice: Option<String>,
    /// What was typed waits.
    waits: Option<String>,
    /// They have come in, and show again that it is they.
    again: bool,
}

#[derive(Template)]
#[template(path = "people/said.html")]
struct Said {
    page: Page,
    texts: Vec<String>,
    /// Address and label of what can be done next.
    next: Option<(String, String)>,
}

/// A page in the middle of something: nothing of other features stands under it.
pub(super) fn frame(visit: &Visit, key: &str) -> Page {
    let title = visit.tr().t(key).into_owned();
    visit.page(title).unlisted().without_foot().current("/my")
}

/// A part of an address.
pub(super) fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// The page to which a form belongs whose sender is not signed in any more.
pub(super) fn page_of(path: &str) -> &str {
    [
        "/my/children/new",
        "/my/facts",
        "/my/account",
        "/invited/",
        "/my",
        "/desk",
        "/staff",
    ]
    .into_iter()
    .find(|p| path.starts_with(p))
    .map_or("/my", |p| if p == "/invited/" { path } else { p })
}

/// Only paths of this site.
pub(super) fn wish(to: &str) -> Option<&str> {
    Some(to).filter(|t| actions::is_own_path(t))
}

pub(super) fn choices_page(
    people: &People,
    visit: &Visit,
    to: &str,
    sent: &str,
    wrong: &[Refusal],
) -> Answer {
    let asked = visit.query().unwrap_or_default();
    let advice = url::form_urlencoded::parse(asked.as_bytes())
        .find(|(name, _)| name == "wrong")
        .and_then(|(_, key)| outside::advice(&key));
    let page = frame(visit, "people-sign-in");
    let tr = visit.tr();
    let mail = people.can_write(visit).then(|| {
        Field {
            autocomplete: "email",
            ..Field::text("mail", page.t("people-mail"))
                .kind("email")
                .hint(page.t("people-mail-hint"))
        }
        .required()
        .value(sent)
        .refused(tr, wrong)
    });
    let fields: Vec<&Field> = mail.iter().collect();
    let status = wrong
        .first()
        .and_then(|r| StatusCode::from_u16(r.status).ok())
        .unwrap_or(StatusCode::OK);
    let errors = summary(tr, &fields, wrong);
    let paper = visit.href(&format!("/sign-in/paper?to={}", encoded(to)));
    let demo = people
        .0
        .demo
        .then(|| visit.href(&format!("/sign-in/demo?to={}", encoded(to))));
    show_with(
        status,
        &Choices {
            to: to.to_string(),
            mail,
            errors,
            paper,
            demo,
            passkeys: people.0.site.is_some(),
            offers: outside::buttons(people, visit),
            advice: advice.map(|key| page.t(key)),
            waits: people.waits(visit, to),
            again: visit.guest().is_some(),
            page,
        },
    )
}

/// `GET /sign-in`
pub(super) async fn choices(
    State(people): State<People>,
    visit: Visit,
    me: Option<Me>,
    Query(wished): Query<Wish>,
) -> Answer {
    let to = wish(&wished.to).unwrap_or("/my");
    let now = people.0.clock.now();
    match me {
        // Whoever came in just now has shown it.
        Some(me) if wished.again.is_empty() || me.proven(now).is_ok() => {
            Ok(Redirect::to(&visit.href(to)).into_response())
        }
        _ => choices_page(&people, &visit, to, "", &[]),
    }
}

impl People {
    /// True where a letter with a link can be sent: mail is on, and the site knows its own address. The
    /// host a request names is not believed: it would let strangers choose where a letter leads.
    pub(super) fn can_write(&self, visit: &Visit) -> bool {
        self.0.outbox.is_on() && visit.site().settings().base_url.is_some()
    }

    /// Sends a link, unless there were enough.
    pub(super) async fn send_link(
        &self,
        visit: &Visit,
        mail: &str,
        adds_to: Option<Id>,
        resume: &str,
    ) -> Result<(), Error> {
        let secret = self.0.chance.secret();
        let base = visit.site().settings().base_url.clone().unwrap_or_default();
        let url = format!("{base}{}", visit.href(&format!("/sign-in/mail/{secret}")));
        let (mail, resume) = (mail.to_string(), wish(resume).map(String::from));
        let (outbox, visit) = (self.0.outbox.clone(), visit.clone());
        self.act(move |tx, ctx| {
            let asked = actions::ask_link(tx, ctx, &mail, &secret, adds_to, resume.as_deref())?;
            if let Asked::Send { mail } = asked {
                let to = Address::parse(&mail).map_err(|_| Refused::MailWrong)?;
                let letter = letters::link(visit.tr(), to, &url, adds_to.is_some(), ctx.now);
                outbox.post(tx, ctx.id("letter"), &letter, ctx.seed, ctx.now)?;
            }
            Ok(())
        })
        .await
    }
}

impl People {
    /// Lets somebody in and begins their session. The first failure undoes all; the second is an answer
    /// that is kept.
    pub(super) async fn come_in(
        &self,
        headers: &HeaderMap,
        way: impl Fn(&mut db::Write<'_>, &Ctx) -> Result<Result<Entered, Refused>, Error>
        + Send
        + Sync
        + 'static,
    ) -> Result<Result<(Entered, String), Refused>, Error> {
        let (secret, device) = (self.0.chance.secret(), device(headers));
        let before = session::before(headers);
        self.act(move |tx, ctx| {
            let entered = match way(tx, ctx)? {
                Ok(entered) => entered,
                Err(no) => return Ok(Err(no)),
            };
            // The browser forgets the cookie it had: that session is over too (OWASP ASVS 7.2.4).
            if let Some(before) = &before {
                actions::leave_before(tx, ctx, before)?;
            }
            actions::enter(tx, ctx, &entered, &device, &secret)?;
            Ok(Ok((entered, secret.clone())))
        })
        .await
    }
}

/// Somebody is in: on with the journey; who is new says their name first.
pub(super) fn welcome(lang: &Lang, entered: &Entered, to: Option<&str>, secret: &str) -> Answer {
    let to = to
        .and_then(wish)
        .or(entered.resume.as_deref())
        .unwrap_or("/my");
    let path = match entered.new {
        true => format!("/my/facts?to={}", encoded(to)),
        false => to.to_string(),
    };
    let mut response = Redirect::to(&format!("/{lang}{path}")).into_response();
    session::set(&mut response, secret);
    Ok(response)
}

/// `POST /sign-out`
pub(super) async fn out(State(people): State<People>, visit: Visit, me: Option<Me>) -> Answer {
    if let Some(Me(seen)) = me {
        let (account, session) = (seen.session.account, seen.session.id);
        people
            .act(move |tx, ctx| actions::leave(tx, ctx, account, session))
            .await?;
    }
    people.forget_typed(&visit).await?;
    let mut response: Response = Redirect::to(&visit.href("/")).into_response();
    session::clear(&mut response);
    if visit.cookie(typed::COOKIE).is_some() {
        typed::clear(&mut response);
    }
    // The browser forgets what it has kept of this site's pages.
    response.headers_mut().insert(
        header::HeaderName::from_static("clear-site-data"),
        header::HeaderValue::from_static("\"cache\""),
    );
    Ok(response)
}

/// Browser and system, roughly, as one recognises one's own in a list.
fn device(headers: &HeaderMap) -> String {
    let agent = headers
        .get(header::USER_AGENT)
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default();
    let first = |names: &[(&str, &str)]| {
        names
            .iter()
            .find(|(sign, _)| agent.contains(sign))
            .map(|(_, name)| (*name).to_string())
    };
    let browser = first(&[
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Chrome/", "Chrome"),
        ("CriOS/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("CrOS", "ChromeOS"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    [browser, system]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_of_somebody_who_is_out_leads_to_its_page() {
        assert_eq!(page_of("/my/children/new"), "/my/children/new");
        assert_eq!(page_of("/my/account/mail"), "/my/account");
        assert_eq!(page_of("/my/data/erase"), "/my");
        assert_eq!(page_of("/desk/end"), "/desk");
        assert_eq!(page_of("/invited/abc"), "/invited/abc");
    }

    #[test]
    fn devices_are_told_roughly() {
        let mut headers = HeaderMap::new();
        assert_eq!(device(&headers), "");
        let agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36";
        headers.insert(header::USER_AGENT, agent.parse().unwrap());
        assert_eq!(device(&headers), "Chrome · Android");
    }
}
