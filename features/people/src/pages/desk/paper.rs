//! What somebody takes home from a desk: the receipt, and the code on paper with its PIN.

use super::*;

#[derive(Template)]
#[template(path = "people/receipt.html")]
struct ReceiptPage {
    page: Page,
    name: String,
    facts: Vec<(String, String)>,
    done: Vec<(String, String)>,
    paper: String,
}

/// `GET /desk/receipt/{id}`: what one has just done for somebody, to be printed for them.
pub(in crate::pages) async fn receipt(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Path(subject): Path<Id>,
) -> Answer {
    let staff = me.may_somewhere(Act::Assist)?;
    let (name, done) = people
        .look(move |c, ctx| actions::receipt(c, ctx, staff, subject))
        .await?;
    let page = frame(&visit, "people-receipt").crumb(visit.tr().t("people-desk"), "/desk");
    let tr = page.tr();
    let zone = &people.0.city.zone;
    let at = |d: &Done| tr.moment(d.at, zone);
    let begun = done.first().map(at).unwrap_or_default();
    let ended = done.last().map(at).unwrap_or_default();
    let facts = vec![
        (page.t("people-receipt-from"), begun),
        (page.t("people-receipt-to"), ended),
        (
            page.t("people-receipt-number"),
            done.first()
                .map(|d| d.number.to_string())
                .unwrap_or_default(),
        ),
    ];
    let lines = done
        .iter()
        .map(|d| (at(d), page.t(&format!("people-did-{}", d.what))))
        .collect();
    show(&ReceiptPage {
        name: name.whole(),
        facts,
        done: lines,
        paper: page.href(&format!("/desk/paper/{subject}")),
        page,
    })
}

#[derive(Template)]
#[template(path = "people/given.html")]
struct GivenPage {
    page: Page,
    name: String,
    code: String,
    pin: String,
    url: String,
    square: Markup,
}

/// `POST /desk/paper/{id}`: the code and its PIN are shown once, to be printed.
pub(in crate::pages) async fn paper(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Path(subject): Path<Id>,
) -> Answer {
    let staff = me.may_somewhere(Act::GivePaperCode)?;
    let given = people.0.chance.with(|r| {
        let mut chance = [0; 16];
        r.fill_bytes(&mut chance);
        GivenCode::from_chance(chance, r.next_u32())
    });
    let kept = given.clone();
    let name = people
        .act(move |tx, ctx| {
            // A code is a way into somebody's account: only for whom one has just helped.
            let (name, _) = actions::receipt(tx, ctx, staff, subject)?;
            actions::give_paper(tx, ctx, staff, subject, &kept)?;
            Ok(name)
        })
        .await?;
    let page = frame(&visit, "people-given-title").crumb(visit.tr().t("people-desk"), "/desk");
    let base = visit.site().settings().base_url.clone().unwrap_or_default();
    let path = format!("/sign-in/paper?code={}", encoded(&given.code));
    let url = format!("{base}{}", visit.href(&path));
    show(&GivenPage {
        name: name.whole(),
        square: square(&url)?,
        url: format!("{base}{}", visit.href("/sign-in/paper")),
        code: given.code.clone(),
        pin: given.pin.clone(),
        page,
    })
}
