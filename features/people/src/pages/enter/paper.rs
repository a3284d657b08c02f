//! Coming in with a code on paper and its PIN.

use super::*;

#[derive(Template)]
#[template(path = "people/paper.html")]
struct Paper {
    page: Page,
    to: String,
    code: Field,
    pin: Field,
    errors: Vec<FormError>,
}

fn paper_page(visit: &Visit, sent: &Sent, wrong: &[Refusal]) -> Answer {
    let page = frame(visit, "people-paper");
    let tr = visit.tr();
    let code = Field {
        autocomplete: "off",
        ..Field::text("code", page.t("people-paper-code")).hint(page.t("people-paper-code-hint"))
    }
    .required()
    .value(&*sent.code);
    let pin = Field {
        autocomplete: "off",
        inputmode: "numeric",
        ..Field::text("pin", page.t("people-pin"))
    }
    .required();
    let status = wrong
        .first()
        .and_then(|r| StatusCode::from_u16(r.status).ok())
        .unwrap_or(StatusCode::OK);
    show_with(
        status,
        &Paper {
            errors: summary(tr, &[&code, &pin], wrong),
            to: sent.to.clone(),
            code,
            pin,
            page,
        },
    )
}

/// `GET /sign-in/paper`: the QR code on the paper leads here with the code filled in.
pub(in crate::pages) async fn paper(visit: Visit, Query(wished): Query<Wish>) -> Answer {
    let sent = Sent {
        to: wished.to,
        code: wished.code,
        ..Sent::default()
    };
    paper_page(&visit, &sent, &[])
}

/// `POST /sign-in/paper`
pub(in crate::pages) async fn by_paper(
    State(people): State<People>,
    visit: Visit,
    caller: Caller,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Answer {
    people.0.tries.take(caller, people.0.clock.now())?;
    let (code, pin) = (sent.code.clone(), sent.pin.clone());
    let came = people
        .come_in(&headers, move |tx, ctx| {
            actions::enter_by_paper(tx, ctx, &code, &pin)
        })
        .await?;
    match came {
        Ok((entered, secret)) => welcome(visit.lang(), &entered, Some(&sent.to), &secret),
        Err(no) => paper_page(&visit, &sent, &[no.refusal()]),
    }
}
