//! A second guardian is invited, and accepts.

use super::*;

#[derive(Template)]
#[template(path = "people/invite.html")]
struct InvitePage {
    page: Page,
    url: String,
    square: Markup,
    until: String,
    back: String,
}

/// `POST /my/children/{id}/invite`: the link is shown once, to be sent or printed.
pub(in crate::pages) async fn invite(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Path(child): Path<Id>,
) -> Answer {
    let (doer, secret) = (me.doer(), people.0.chance.secret());
    let kept = secret.clone();
    let invitation = people
        .act(move |tx, ctx| actions::invite(tx, ctx, doer, child, Title::Parent, &kept))
        .await?;
    let page = frame(&visit, "people-invite").crumb(visit.tr().t("people-my-area"), "/my");
    let base = visit.site().settings().base_url.clone().unwrap_or_default();
    let url = format!("{base}{}", visit.href(&format!("/invited/{secret}")));
    show(&InvitePage {
        square: square(&url)?,
        until: page.tr().moment(invitation.ends_at, &people.0.city.zone),
        back: page.href(&format!("/my/children/{child}")),
        url,
        page,
    })
}

/// `POST /my/invitations/{id}/withdraw`
pub(in crate::pages) async fn withdraw(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Path(invitation): Path<Id>,
) -> Answer {
    let doer = me.doer();
    people
        .carry(&visit, "/my", move |tx, ctx| {
            actions::withdraw(tx, ctx, doer, invitation)
        })
        .await
}

#[derive(Template)]
#[template(path = "people/invited.html")]
struct InvitedPage {
    page: Page,
    text: String,
    action: String,
    errors: Vec<FormError>,
    declared: Field,
}

async fn invited_page(people: &People, visit: &Visit, secret: &str, wrong: &[Refusal]) -> Answer {
    let asked = secret.to_string();
    let (_, by, child) = people
        .look(move |c, ctx| actions::open_invitation(c, &ctx.keys, &asked, ctx.now))
        .await?;
    let page = frame(visit, "people-invited");
    let declared = Field::choice("declared", "")
        .required()
        .option("yes", page.t("people-child-declare"))
        .refused(page.tr(), wrong);
    let status = match wrong.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    show_with(
        status,
        &InvitedPage {
            text: page.t2("people-invited-text", "by", by, "child", child),
            action: visit.href(&format!("/invited/{secret}")),
            errors: summary(page.tr(), &[&declared], wrong),
            declared,
            page,
        },
    )
}

/// `GET /invited/{secret}`
pub(in crate::pages) async fn invited(
    State(people): State<People>,
    visit: Visit,
    _: Me,
    Path(secret): Path<String>,
) -> Answer {
    invited_page(&people, &visit, &secret, &[]).await
}

/// `POST /invited/{secret}`
pub(in crate::pages) async fn accept(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Path(secret): Path<String>,
    Form(sent): Form<Sent>,
) -> Answer {
    if sent.declared != "yes" {
        let no = Refusal::new("people-no-declaration", 422).field("declared");
        return invited_page(&people, &visit, &secret, &[no]).await;
    }
    let doer = me.doer();
    let child = people
        .act(move |tx, ctx| actions::accept(tx, ctx, doer, &secret))
        .await?;
    visit.go(&format!("/my/children/{child}"))
}
