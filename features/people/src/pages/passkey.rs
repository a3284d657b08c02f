//! Passkeys: coming in with one, adding one. The script asks for options, the form brings the answer.

use axum::Form;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use values::Refuse;
use web::{Answer, Caller, Failure, Visit};

use super::enter::{choices_page, wish};
use super::{Me, People, enter};
use crate::actions;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    to: String,
    label: String,
    response: String,
}

fn json(options: String) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], options).into_response()
}

/// `POST /sign-in/passkey/options`
pub(super) async fn ask(
    State(people): State<People>,
    caller: Caller,
    Form(sent): Form<Sent>,
) -> Answer {
    people.0.tries.take(caller, people.0.clock.now())?;
    let site = people.0.site.clone().ok_or(Failure::NotFound)?;
    let to = wish(&sent.to).map(String::from);
    let options = people
        .act(move |tx, ctx| actions::ask_passkey(tx, ctx, &site, to.as_deref()))
        .await?;
    Ok(json(options))
}

/// `POST /sign-in/passkey`
pub(super) async fn come_in(
    State(people): State<People>,
    visit: Visit,
    caller: Caller,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Answer {
    people.0.tries.take(caller, people.0.clock.now())?;
    let site = people.0.site.clone().ok_or(Failure::NotFound)?;
    let response = sent.response;
    let came = people
        .come_in(&headers, move |tx, ctx| {
            actions::enter_by_passkey(tx, ctx, &site, &response)
        })
        .await?;
    match came {
        Ok((entered, secret)) => enter::welcome(visit.lang(), &entered, None, &secret),
        Err(no) => {
            let to = wish(&sent.to).unwrap_or("/my");
            choices_page(&people, &visit, to, "", &[no.refusal()])
        }
    }
}

/// `POST /my/account/passkeys/options`
pub(super) async fn begin(State(people): State<People>, me: Me) -> Answer {
    let (account, _) = me.proven(people.0.clock.now())?;
    let site = people.0.site.clone().ok_or(Failure::NotFound)?;
    let options = people
        .act(move |tx, ctx| actions::begin_passkey(tx, ctx, &site, account))
        .await?;
    Ok(json(options))
}

/// `POST /my/account/passkeys`
pub(super) async fn add(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Form(sent): Form<Sent>,
) -> Answer {
    let (account, _) = me.proven(people.0.clock.now())?;
    let strong = me.0.session.strong;
    let site = people.0.site.clone().ok_or(Failure::NotFound)?;
    let done = people
        .act(move |tx, ctx| {
            actions::add_passkey(
                tx,
                ctx,
                &site,
                (account, strong),
                &sent.response,
                &sent.label,
            )
        })
        .await?;
    match done {
        Ok(_) => visit.go("/my/account"),
        Err(no) => Err(no.refusal().into()),
    }
}
