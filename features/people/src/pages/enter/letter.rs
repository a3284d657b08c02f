//! Coming in with a link sent to a mail address.

use super::*;

#[derive(Template)]
#[template(path = "people/confirm.html")]
struct Confirm {
    page: Page,
    action: String,
    text: String,
    button: String,
}

/// `POST /sign-in/mail`: the answer is the same whoever asks.
pub(in crate::pages) async fn ask(
    State(people): State<People>,
    visit: Visit,
    caller: Caller,
    Form(sent): Form<Sent>,
) -> Answer {
    if !people.can_write(&visit) {
        return Err(Failure::NotFound);
    }
    people.0.tries.take(caller, people.0.clock.now())?;
    let to = wish(&sent.to).unwrap_or("/my");
    if let Err(error) = people.send_link(&visit, &sent.mail, None, to).await {
        let no = refused(error)?.refusal();
        return choices_page(&people, &visit, to, &sent.mail, &[no]);
    }
    let page = frame(&visit, "people-link-sent");
    let mut texts = vec![
        page.t1("people-link-sent-text", "mail", sent.mail.trim()),
        page.t("people-link-sent-where"),
    ];
    if people.waits(&visit, to).is_some() {
        texts.push(page.t("people-typed-same-browser"));
    }
    let again = visit.href(&format!("/sign-in?to={}", encoded(to)));
    let next = Some((again, page.t("people-link-again")));
    show(&Said { page, texts, next })
}

/// `GET /sign-in/mail/{secret}`: programs that look into letters open links; only a person presses the
/// button.
pub(in crate::pages) async fn confirm(
    State(people): State<People>,
    visit: Visit,
    Path(secret): Path<String>,
) -> Answer {
    let known = secret.clone();
    let stands = people
        .look(move |c, ctx| actions::link_stands(c, ctx, &known))
        .await?;
    if !stands {
        return over(&visit);
    }
    let page = frame(&visit, "people-link-confirm");
    show(&Confirm {
        action: visit.href(&format!("/sign-in/mail/{secret}")),
        text: page.t("people-link-confirm-text"),
        button: page.t("people-enter"),
        page,
    })
}

/// A link that does not work any more, and what to do then.
fn over(visit: &Visit) -> Answer {
    let page = frame(visit, "people-link-over");
    let texts = vec![page.t("people-link-over-text")];
    let next = Some((visit.href("/sign-in"), page.t("people-link-again")));
    show_with(StatusCode::FORBIDDEN, &Said { page, texts, next })
}

/// `POST /sign-in/mail/{secret}`
pub(in crate::pages) async fn by_link(
    State(people): State<People>,
    visit: Visit,
    caller: Caller,
    headers: HeaderMap,
    Path(secret): Path<String>,
) -> Answer {
    people.0.tries.take(caller, people.0.clock.now())?;
    let lang = visit.lang().clone();
    let came = people
        .come_in(&headers, move |tx, ctx| {
            actions::enter_by_link(tx, ctx, &secret, &lang).map(Ok)
        })
        .await;
    match came {
        Ok(Ok((entered, secret))) => welcome(visit.lang(), &entered, None, &secret),
        Ok(Err(no)) => Err(no.refusal().into()),
        Err(error) => match refused(error)? {
            Refused::NoEntry => over(&visit),
            no => Err(no.refusal().into()),
        },
    }
}
