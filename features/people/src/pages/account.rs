//! One's account: ways in, sessions, who looked at the file, export, erasure.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use values::{Id, Refusal, Refuse};
use web::form::{Field, FormError, summary};
use web::{Answer, Page, Visit, show, show_with};

use super::enter::{encoded, frame};
use super::outside::{self, Offer};
use super::{Me, People, refused, session};
use crate::actions;
use crate::model::Credential;

/// A way in as it is listed.
struct WayLine {
    name: String,
    about: String,
    /// Roles do not hold with it before somebody has confirmed it.
    waits: bool,
    remove: Option<String>,
}

/// What a way in is called.
pub(super) fn way_name(page: &Page, way: &Credential) -> String {
    let kind = page.t(&format!("people-way-{}", way.method.as_str()));
    match way.label.is_empty() {
        true => kind,
        false => page.t2("people-way-named", "way", kind, "name", way.label.clone()),
    }
}

/// A session as it is listed.
struct SessionLine {
    device: String,
    about: String,
    here: bool,
    end: String,
}

#[derive(Template)]
#[template(path = "people/account.html")]
struct Account {
    page: Page,
    ways: Vec<WayLine>,
    /// None where no letters leave.
    mail: Option<Field>,
    errors: Vec<FormError>,
    sessions: Vec<SessionLine>,
    others: bool,
    sent: bool,
    /// True where passkeys work.
    passkeys: bool,
    label: Field,
    offers: Vec<Offer>,
    /// Where one shows again who one is, before ways in are added or taken away; none shortly after one has.
    prove: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    mail: String,
    sure: String,
}

async fn page(
    people: &People,
    visit: &Visit,
    me: &Me,
    typed: &str,
    sent: bool,
    wrong: &[Refusal],
) -> Answer {
    let (account, here) = me.oneself()?;
    let id = me.id();
    let (ways, sessions, roles) = people
        .look(move |c, ctx| {
            Ok((
                actions::ways(c, account)?,
                actions::sessions(c, account, ctx.now)?,
                !actions::of(c, id)?.is_empty(),
            ))
        })
        .await?;
    let page = frame(visit, "people-door-account").crumb(visit.tr().t("people-my-area"), "/my");
    let tr = page.tr();
    let zone = &people.0.city.zone;
    let only = ways.len() == 1;
    let proven = me.proven(people.0.clock.now()).is_ok();
    let prove = format!("/sign-in?again=1&to={}", encoded("/my/account"));
    let ways = ways
        .iter()
        .map(|w| WayLine {
            name: way_name(&page, w),
            waits: roles && !w.carries && w.method.is_strong(),
            about: match w.used_at {
                Some(at) => page.t1("people-used", "at", tr.moment(at, zone)),
                None => page.t1("people-made", "at", tr.moment(w.created_at, zone)),
            },
            remove: (!only && proven)
                .then(|| page.href(&format!("/my/account/ways/{}/remove", w.id))),
        })
        .collect();
    let sessions: Vec<SessionLine> = sessions
        .iter()
        .map(|s| SessionLine {
            device: match s.device.is_empty() {
                true => page.t("people-device-unknown"),
                false => s.device.clone(),
            },
            about: page.t2(
                "people-session-about",
                "way",
                page.t(&format!("people-way-{}", s.method.as_str())),
                "at",
                tr.moment(s.seen_at, zone),
            ),
            here: s.id == here,
            end: page.href(&format!("/my/account/sessions/{}/end", s.id)),
        })
        .collect();
    let mail = people.can_write(visit).then(|| {
        Field {
            autocomplete: "email",
            ..Field::text("mail", page.t("people-mail")).kind("email")
        }
        .required()
        .value(typed)
        .refused(tr, wrong)
    });
    let fields: Vec<&Field> = mail.iter().collect();
    let status = match wrong.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    show_with(
        status,
        &Account {
            errors: summary(tr, &fields, wrong),
            mail,
            ways,
            others: sessions.len() > 1,
            sessions,
            sent,
            passkeys: people.0.site.is_some(),
            label: Field::text("label", page.t("people-passkey-label"))
                .hint(page.t("people-passkey-label-hint")),
            offers: outside::offers(people, visit),
            prove: (!proven).then(|| visit.href(&prove)),
            page,
        },
    )
}

/// `GET /my/account`
pub(super) async fn show_account(State(people): State<People>, visit: Visit, me: Me) -> Answer {
    let typed: Sent = visit.typed("/my/account/mail").unwrap_or_default();
    page(&people, &visit, &me, &typed.mail, false, &[]).await
}

/// `POST /my/account/mail`: an address is added when the link sent to it is used.
pub(super) async fn add_mail(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Form(sent): Form<Sent>,
) -> Answer {
    let (account, _) = me.proven(people.0.clock.now())?;
    if !people.can_write(&visit) {
        return Err(web::Failure::NotFound);
    }
    match people
        .send_link(&visit, &sent.mail, Some(account), "/my/account")
        .await
    {
        Ok(()) => page(&people, &visit, &me, "", true, &[]).await,
        Err(error) => {
            let no = refused(error)?.refusal();
            page(&people, &visit, &me, &sent.mail, false, &[no]).await
        }
    }
}

/// `POST /my/account/ways/{id}/remove`
pub(super) async fn remove_way(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Path(way): Path<Id>,
) -> Answer {
    let (account, _) = me.proven(people.0.clock.now())?;
    people
        .carry(&visit, "/my/account", move |tx, ctx| {
            actions::take_way(tx, ctx, account, way)
        })
        .await
}

/// `POST /my/account/sessions/{id}/end`
pub(super) async fn end_session(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Path(ended): Path<Id>,
) -> Answer {
    let (account, here) = me.oneself()?;
    people
        .act(move |tx, ctx| actions::leave(tx, ctx, account, ended))
        .await?;
    if ended == here {
        let mut response: Response = Redirect::to(&visit.href("/")).into_response();
        session::clear(&mut response);
        return Ok(response);
    }
    visit.go("/my/account")
}

/// `POST /my/account/sessions/end-others`
pub(super) async fn end_others(State(people): State<People>, visit: Visit, me: Me) -> Answer {
    let (account, here) = me.oneself()?;
    people
        .carry(&visit, "/my/account", move |tx, ctx| {
            Ok(actions::leave_others(tx, ctx, account, here)?)
        })
        .await
}

/// A look of staff at the file.
struct LookLine {
    what: String,
    at: String,
    reason: Option<String>,
    emergency: bool,
}

#[derive(Template)]
#[template(path = "people/looks.html")]
struct Looks {
    page: Page,
    looks: Vec<LookLine>,
}

/// `GET /my/looks`
pub(super) async fn looks(State(people): State<People>, visit: Visit, me: Me) -> Answer {
    let id = me.id();
    let all = people
        .look(move |c, _| Ok(actions::accesses(c, id)?))
        .await?;
    let page = frame(&visit, "people-door-looks").crumb(visit.tr().t("people-my-area"), "/my");
    let looks = all
        .into_iter()
        .map(|a| LookLine {
            what: page.t(&format!("people-look-{}", a.what.replace(' ', "-"))),
            at: page.tr().moment(a.at, &people.0.city.zone),
            reason: a.reason,
            emergency: a.glass,
        })
        .collect();
    show(&Looks { looks, page })
}

#[derive(Template)]
#[template(path = "people/data.html")]
struct Data {
    page: Page,
    errors: Vec<FormError>,
    sure: Field,
}

fn data_page(visit: &Visit, wrong: &[Refusal]) -> Answer {
    let page = frame(visit, "people-door-data").crumb(visit.tr().t("people-my-area"), "/my");
    let sure = Field::choice("sure", "")
        .required()
        .option("yes", page.t("people-erase-sure"))
        .refused(page.tr(), wrong);
    let status = wrong
        .first()
        .and_then(|r| StatusCode::from_u16(r.status).ok())
        .unwrap_or(StatusCode::OK);
    show_with(
        status,
        &Data {
            errors: summary(page.tr(), &[&sure], wrong),
            sure,
            page,
        },
    )
}

/// `GET /my/data`
pub(super) async fn data(visit: Visit, _: Me) -> Answer {
    data_page(&visit, &[])
}

/// `GET /my/data/export`: everything, readable by a program.
pub(super) async fn export(State(people): State<People>, me: Me) -> Answer {
    let (id, belongings) = (me.id(), people.0.belongings.clone());
    let all = people
        .look(move |c, ctx| {
            let mut all = actions::export(c, &ctx.keys, id, ctx.today)?;
            for one in &belongings {
                all[one.name()] = one.export(c, &ctx.keys, id)?;
            }
            Ok(all)
        })
        .await?;
    let text = serde_json::to_string_pretty(&all).map_err(web::Failure::fault)?;
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"wishmi.json\"",
        ),
    ];
    Ok((headers, text).into_response())
}

/// `POST /my/data/erase`
pub(super) async fn erase(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Form(sent): Form<Sent>,
) -> Answer {
    if sent.sure != "yes" {
        let no = Refusal::new("people-no-sure", 422).field("sure");
        return data_page(&visit, &[no]);
    }
    let (doer, belongings) = (me.doer(), people.0.belongings.clone());
    let helped = me.helps().then_some(me.0.session.id);
    if let Err(error) = people
        .act(move |tx, ctx| {
            // Before the person: what is given up may still need to know them.
            for one in &belongings {
                one.erase(tx, ctx, doer.subject)?;
            }
            actions::erase(tx, ctx, doer)?;
            match helped {
                Some(session) => actions::stop_assisting(tx, ctx, doer, session),
                None => Ok(()),
            }
        })
        .await
    {
        return data_page(&visit, &[refused(error)?.refusal()]);
    }
    let mut response: Response = Redirect::to(&visit.href("/")).into_response();
    if !me.helps() {
        session::clear(&mut response);
    }
    Ok(response)
}
