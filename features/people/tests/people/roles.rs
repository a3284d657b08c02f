use people::model::{Role, Scope};
use people::policy::{Act, Actor, may};
use testing::on_both;

use super::*;

on_both!(
    the_first_administrator_and_no_second_by_the_same_way,
    |db| async move {
        let (first, second) = (adult(&db, "first").await?, adult(&db, "second").await?);
        act(&db, "first", NOW, move |tx, ctx| {
            actions::first_administrator(tx, ctx, first)
        })
        .await?;
        let again = act(&db, "again", NOW, move |tx, ctx| {
            actions::first_administrator(tx, ctx, second)
        })
        .await;
        assert_eq!(no(again), Refused::Forbidden);
        let oneself = act(&db, "self", NOW, move |tx, ctx| {
            actions::give(tx, ctx, first, first, (Role::Auditor, Scope::City), None)
        })
        .await;
        assert_eq!(no(oneself), Refused::SamePerson);
        let scope = Scope::Hub("lorenteggio".into());
        let given = act(&db, "give", NOW, move |tx, ctx| {
            actions::give(
                tx,
                ctx,
                first,
                second,
                (Role::HubOperator, scope.clone()),
                Some(day("2026-12-31")),
            )
        })
        .await?;
        let grants = db.read(move |c| actions::of(c, second)).await?;
        let actor = Actor::Person {
            id: second,
            session: second,
            grants,
        };
        let here = Scope::Hub("lorenteggio".into());
        assert!(may(&actor, Act::Assist, &here, day("2026-12-31")).is_ok());
        assert!(may(&actor, Act::Assist, &here, day("2027-01-01")).is_err());
        act(&db, "take", NOW, move |tx, ctx| {
            actions::take(tx, ctx, first, given)
        })
        .await?;
        assert!(db.read(move |c| actions::of(c, second)).await?.is_empty());
        let own = db.read(move |c| actions::of(c, first)).await?[0].id;
        let last = act(&db, "last", NOW, move |tx, ctx| {
            actions::take(tx, ctx, second, own)
        })
        .await;
        assert_eq!(no(last), Refused::Forbidden, "the last administrator stays");
        Ok(())
    }
);

/// Every act and every role: the table that people read is the one that decides.
#[test]
fn the_table_of_permissions_is_what_the_policy_says() {
    use std::fmt::Write as _;
    let mut text = String::from(
        "# Who may do what with people\n\nMade from `features/people/src/policy.rs` by its test; `UPDATE=1 cargo nextest run -p people the_table` writes it anew.\nA mark means: with this role, within its scope and its days. Everybody who has come in may see and change what is their own.\n\n| |",
    );
    for role in Role::ALL {
        let _ = write!(text, " {} |", role.as_str().replace('_', " "));
    }
    let _ = write!(text, "\n|---|{}\n", "---|".repeat(Role::ALL.len()));
    let today = day("2026-06-01");
    for act in Act::ALL {
        let _ = write!(text, "| {act:?} |");
        for role in Role::ALL {
            let id = Id::named("t", "p");
            let grant = people::model::Grant {
                id,
                person: id,
                role: *role,
                scope: Scope::City,
                since: today,
                until: None,
                granted_by: None,
            };
            let actor = Actor::Person {
                id,
                session: id,
                grants: vec![grant],
            };
            let allowed = may(&actor, *act, &Scope::City, today).is_ok();
            assert_eq!(
                allowed,
                *act == Act::Own || act.roles().contains(role),
                "{act:?} {role:?}"
            );
            assert!(
                may(&Actor::Visitor, *act, &Scope::City, today).is_err(),
                "{act:?} by nobody"
            );
            let _ = write!(text, " {} |", if allowed { "✓" } else { "" });
        }
        text.push('\n');
    }
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../docs/generated/permissions.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &text).expect("written");
    }
    assert_eq!(
        std::fs::read_to_string(&file).unwrap_or_default(),
        text,
        "docs/generated/permissions.md is old"
    );
}
