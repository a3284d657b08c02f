//! What waits for a child, what its guardians agree to, and leaving it.

use super::*;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::pages) struct Asked {
    what: String,
    purpose: String,
    agree: String,
    assent: String,
}

/// `POST /my/children/{id}/wait`
pub(in crate::pages) async fn wait(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Path(child): Path<Id>,
    Form(sent): Form<Asked>,
) -> Answer {
    let what = Matter::read(&sent.what).ok_or(Failure::NotFound)?;
    let doer = me.doer();
    people
        .carry(&visit, &format!("/my/children/{child}"), move |tx, ctx| {
            actions::ask_to_wait(tx, ctx, doer, child, what)
        })
        .await
}

/// `POST /my/blocks/{id}/lift`
pub(in crate::pages) async fn lift(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Path(block): Path<Id>,
) -> Answer {
    let doer = me.doer();
    people
        .carry(&visit, "/my", move |tx, ctx| {
            actions::go_on(tx, ctx, doer, block, false)
        })
        .await
}

/// `POST /my/children/{id}/leave`
pub(in crate::pages) async fn leave(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Path(child): Path<Id>,
) -> Answer {
    let r = relation(&people, &me, child).await?;
    let (doer, tie) = (me.doer(), r.guardianship.id);
    people
        .carry(&visit, "/my", move |tx, ctx| {
            actions::leave_child(tx, ctx, doer, tie)
        })
        .await
}

/// `POST /my/children/{id}/consents`: a guardian agrees for a child, who was asked, too.
pub(in crate::pages) async fn consent(
    State(people): State<People>,
    visit: Visit,
    me: Me,
    Path(child): Path<Id>,
    Form(sent): Form<Asked>,
) -> Answer {
    let purpose = Purpose::read(&sent.purpose).ok_or(Failure::NotFound)?;
    let (doer, agree, assent) = (me.doer(), sent.agree == "yes", sent.assent == "yes");
    people
        .carry(
            &visit,
            &format!("/my/children/{child}"),
            move |tx, ctx| match agree {
                true => actions::agree(tx, ctx, doer, child, purpose, assent),
                false => actions::revoke(tx, ctx, doer, child, purpose),
            },
        )
        .await
}
