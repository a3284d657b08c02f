//! Writing somebody down at a desk.

use super::*;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::pages) struct Registered {
    presence: String,
    reason: String,
    given: String,
    family: String,
    birth: String,
    code: String,
    phone: String,
    lang: String,
}

fn new_page(visit: &Visit, sent: &Registered, wrong: &[Refusal]) -> Answer {
    let page = frame(visit, "people-desk-new").crumb(visit.tr().t("people-desk"), "/desk");
    let facts = Sent {
        given: sent.given.clone(),
        family: sent.family.clone(),
        birth: sent.birth.clone(),
        code: sent.code.clone(),
        phone: sent.phone.clone(),
        lang: sent.lang.clone(),
        ..Sent::default()
    };
    let fields = facts.fields(&page, Whose::Guest, wrong);
    let chosen = match sent.presence.as_str() {
        "" => Presence::Document.as_str(),
        said => said,
    };
    let (presence, reason) = proof_fields(&page, chosen, &sent.reason);
    let extra = vec![
        presence.refused(page.tr(), wrong),
        reason.refused(page.tr(), wrong),
    ];
    let all: Vec<&Field> = fields.iter().chain(&extra).collect();
    let errors = summary(page.tr(), &all, wrong);
    let status = match wrong.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    show_with(
        status,
        &crate::pages::my::FactsPage {
            lead: page.t("people-desk-new-lead"),
            action: page.href("/desk/new"),
            to: String::new(),
            errors,
            fields,
            extra,
            button: page.t("people-desk-register"),
            page,
        },
    )
}

/// `GET /desk/new`
pub(in crate::pages) async fn new(visit: Visit, me: Me) -> Answer {
    me.may_somewhere(Act::RegisterFamily)?;
    let sent: Registered = visit.typed("/desk/new").unwrap_or_default();
    new_page(&visit, &sent, &[])
}

/// `POST /desk/new`: writes somebody down and begins to act for them.
pub(in crate::pages) async fn register(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Form(sent): Form<Registered>,
) -> Answer {
    let staff = me.may_somewhere(Act::RegisterFamily)?;
    let session = me.0.session.id;
    let mut wrong = Vec::new();
    let presence = Presence::read(&sent.presence);
    if presence.is_none() {
        wrong.push(Refusal::new("people-no-presence", 422).field("presence"));
    }
    if sent.reason.trim().is_empty() {
        wrong.push(Refusal::new("people-no-reason", 422).field("reason"));
    }
    // What stands on a document that was seen is surer than what is said.
    let proof = match presence {
        Some(Presence::Document) => Proof::Document,
        _ => Proof::Declared,
    };
    let form = Sent {
        given: sent.given.clone(),
        family: sent.family.clone(),
        birth: sent.birth.clone(),
        code: sent.code.clone(),
        phone: sent.phone.clone(),
        lang: sent.lang.clone(),
        ..Sent::default()
    };
    let facts = form.read(&visit, Whose::Guest, proof);
    let (Ok(facts), Some(presence), true) = (&facts, presence, wrong.is_empty()) else {
        let mut all = facts.err().unwrap_or_default();
        all.extend(wrong);
        return new_page(&visit, &sent, &all);
    };
    let (facts, reason) = (facts.clone(), sent.reason.clone());
    let done = people
        .act(move |tx, ctx| {
            let id = actions::register(tx, ctx, staff, facts.clone())?;
            actions::assist(tx, ctx, (staff, session), id, presence, &reason)?;
            Ok(())
        })
        .await;
    match done {
        Ok(()) => visit.go("/my"),
        Err(error) => new_page(&visit, &sent, &[refused(error)?.refusal()]),
    }
}
