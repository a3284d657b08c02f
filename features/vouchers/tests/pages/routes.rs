//! Every route of families and desks, asked by everybody.

use std::fmt::Write as _;

use axum::http::StatusCode;
use people::model::{Role, Scope};
use providers::model::Role as Staff;
use values::Id;
use vouchers::pages::{ROUTES, Who};

use crate::town::{Got, NOW, Town, org, who};

/// Every route with its room's word.
fn all() -> impl Iterator<Item = &'static (&'static str, &'static str, Who)> {
    ROUTES.iter().flat_map(|room| room.iter())
}

async fn knock(town: &Town, cookie: &str, verb: &str, path: &str) -> Got {
    let nobody = who("nobody").to_string();
    let path = path
        .replace("{org}", &org().to_string())
        .replace("{id}", &nobody);
    match verb {
        "GET" => town.get(cookie, &format!("/it{path}")).await,
        _ => {
            town.post(cookie, &format!("/it{path}"), &[("key", &nobody)])
                .await
        }
    }
}

fn to_sign_in(got: &Got) -> bool {
    let there = got.headers.get("location").and_then(|v| v.to_str().ok());
    got.status == StatusCode::SEE_OTHER && there.is_some_and(|l| l.contains("/sign-in"))
}

testing::on_both!(every_route_lets_in_whom_the_table_says, |db| async move {
    let town = Town::open(db).await?;
    for (verb, path, may) in all() {
        let got = knock(&town, "", verb, path).await;
        assert_eq!(
            !to_sign_in(&got),
            *may == Who::Anybody,
            "{verb} {path}: {}",
            got.status
        );
    }
    // Somebody with one role of the city after the other, who is of no organisation.
    let cookie = town.enter("newcomer").await?;
    for role in Role::ALL {
        let base = who(&format!("role {}", role.as_str()));
        let ctx = move || people::actions::Ctx {
            keys: seal::Keys::demo(),
            seed: seal::Seed::new(&mut <rand::rngs::StdRng as rand::SeedableRng>::seed_from_u64(6)),
            base,
            now: NOW,
            today: NOW.day(&jiff::tz::TimeZone::UTC),
        };
        let (by, person) = (who("administrator"), who("newcomer"));
        let given: Id = town
            .db
            .write(move |tx| {
                let what = (*role, Scope::City);
                people::actions::give(tx, &ctx(), by, person, what, None)
            })
            .await?;
        for (verb, path, may) in all() {
            let got = knock(&town, &cookie, verb, path).await;
            assert!(!to_sign_in(&got), "{verb} {path} {role:?}");
            if matches!(may, Who::Desk | Who::Manager) {
                assert_eq!(got.status, StatusCode::NOT_FOUND, "{verb} {path} {role:?}");
            }
            if path.contains("/my/") && path.contains("{id}") {
                assert_eq!(got.status, StatusCode::NOT_FOUND, "{verb} {path} {role:?}");
            }
        }
        town.db
            .write(move |tx| people::actions::take(tx, &ctx(), by, given))
            .await?;
    }
    Ok(())
});

testing::on_both!(operators_take_codes_and_manage_nothing, |db| async move {
    let town = Town::open(db).await?;
    let operator = town.enter("applicant").await?;
    let houses = town.seats.providers.clone();
    town.db
        .write(move |tx| {
            let act = |key: &str| providers::actions::Act {
                by: who(key),
                at: NOW,
                seed: seal::Seed::new(
                    &mut <rand::rngs::StdRng as rand::SeedableRng>::seed_from_u64(6),
                ),
            };
            let secret = "a secret of an invitation";
            let invited = (org(), who("invitation"));
            let by = act("association");
            providers::actions::invite(tx, &houses, invited, Staff::Operator, secret, by)?;
            providers::actions::accept(tx, &houses, secret, act("applicant")).map(drop)
        })
        .await?;
    for (verb, path, may) in all().filter(|(_, p, _)| p.contains("{org}")) {
        let got = knock(&town, &operator, verb, path).await;
        let there = path.contains("{id}");
        match may {
            Who::Manager => assert_eq!(got.status, StatusCode::NOT_FOUND, "{verb} {path}"),
            _ if there => assert_eq!(got.status, StatusCode::NOT_FOUND, "{verb} {path}"),
            _ => assert_ne!(got.status, StatusCode::NOT_FOUND, "{verb} {path}"),
        }
    }
    town.get(&operator, &format!("/it/provider/org/{}", org()))
        .await
        .has("/redeem\"");
    Ok(())
});

/// The table people read is the one the tests above have knocked at.
#[test]
fn the_table_of_routes_is_what_the_rooms_say() {
    let mut text = String::from(
        "# Who may come to which page of vouchers: families and desks\n\nMade from the `ROUTES` of each room in `features/vouchers/src/pages/` by a test; `UPDATE=1 cargo nextest run -p vouchers the_table` writes it anew. `every_route_lets_in_whom_the_table_says` sends every request with every role.\nWhat is somebody else's is not there (404). Desk people and managers are rows of `providers_member`; no role of the city makes anybody one, and staff who help a family come to no desk.\n\n| | visitor | signed in, for what is theirs | staff helping a family | desk of the organisation | manager of the organisation |\n|---|---|---|---|---|---|\n",
    );
    for (verb, path, may) in all() {
        let marks = match may {
            Who::Anybody => [true; 5],
            Who::SignedIn => [false, true, true, true, true],
            Who::Desk => [false, false, false, true, true],
            Who::Manager => [false, false, false, false, true],
        };
        let _ = write!(text, "| {verb} `{path}` |");
        for mark in marks {
            let _ = write!(text, " {} |", if mark { "✓" } else { "" });
        }
        text.push('\n');
    }
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../docs/generated/permissions-vouchers.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &text).expect("written");
    }
    assert_eq!(
        std::fs::read_to_string(&file).unwrap_or_default(),
        text,
        "docs/generated/permissions-vouchers.md is old"
    );
}
