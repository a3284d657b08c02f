//! Every address of the offices, asked by every role.

use testing::on_both;
use vouchers::pages::OFFICE_ROUTES;

use super::*;

fn filled(path: &str) -> String {
    let id = id("nothing").to_string();
    path.replace("{id}", &id).replace("{grant}", &id)
}

const TABLE: &[&[Role]] = &[
    &[Role::FundOfficer],
    &[Role::FundApprover],
    &[Role::FinancePreparer],
    &[Role::FinanceApprover],
];

on_both!(
    every_office_route_lets_in_whom_the_table_says,
    |db| async move {
        let s = Square::open(&db).await?;
        let knock = |who: String, verb: &'static str, path: &'static str| {
            let (s, path) = (&s, filled(path));
            async move {
                match (verb, path.ends_with("/list") || path == "/staff/bank") {
                    ("GET", _) => s.get(&who, &path).await,
                    (_, true) => s.upload(&who, &path, b"x").await,
                    _ => {
                        let any = id("nothing").to_string();
                        let form = [
                            ("organisation", any.as_str()),
                            ("call", any.as_str()),
                            ("kind", "pain001"),
                        ];
                        s.post(&who, &path, &form).await
                    }
                }
            }
        };
        for (verb, path, _) in OFFICE_ROUTES {
            let got = knock(String::new(), verb, path).await;
            assert!(got.to().contains("/sign-in"), "{verb} {path}");
        }
        let mut people = Vec::new();
        let names = ["role1", "role2", "role3", "role4"];
        for (name, roles) in names.iter().zip(TABLE) {
            people.push((s.staff(name, roles).await?.0, roles[0]));
        }
        let others: &'static [Role] = &[
            Role::Moderator,
            Role::CatalogueEditor,
            Role::Auditor,
            Role::Administrator,
        ];
        for (name, n) in ["other1", "other2", "other3", "other4"].iter().zip(0..) {
            people.push((s.staff(name, &others[n..=n]).await?.0, others[n]));
        }
        for (who, role) in people {
            for (verb, path, acts) in OFFICE_ROUTES {
                let got = knock(who.clone(), verb, path).await;
                let lets = acts.iter().any(|a| a.roles().contains(&role));
                assert_eq!(
                    got.status.as_u16() != 403,
                    lets,
                    "{verb} {path} {role:?}: {}",
                    got.status
                );
            }
        }
        Ok::<_, Failed>(())
    }
);

#[test]
fn the_table_of_office_routes_is_what_the_policy_says() {
    use std::fmt::Write as _;
    let mut text = String::from(
        "# Who of the city's offices may come to which page of vouchers\n\nMade from `features/vouchers/src/pages/office/mod.rs` (`ROUTES`) and `policy.rs` by a test; `UPDATE=1 cargo nextest run -p vouchers the_table` writes it anew. The test `every_office_route_lets_in_whom_the_table_says` sends every request of it with these roles and others.\nWho prepared something never approves it, whatever their roles; nobody decides about their own household or organisation. Other roles are refused everywhere here.\n\n| | fund officer | fund approver | finance preparer | finance approver |\n|---|---|---|---|---|\n",
    );
    for (verb, path, acts) in OFFICE_ROUTES {
        let _ = write!(text, "| {verb} `{path}` |");
        for roles in TABLE {
            let may = acts.iter().any(|a| a.roles().contains(&roles[0]));
            let _ = write!(text, " {} |", if may { "✓" } else { "" });
        }
        text.push('\n');
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../docs/generated/permissions-vouchers-office.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &text).expect("written");
    }
    assert_eq!(
        std::fs::read_to_string(&file).unwrap_or_default(),
        text,
        "docs/generated/permissions-vouchers-office.md is old"
    );
}
