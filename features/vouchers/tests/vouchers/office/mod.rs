//! The offices' pages: four eyes everywhere, wrong files, the whole settlement with every account right.

use testing::on_both;

use super::square::Square;
use super::*;

mod calls;
mod paying;
mod routes;

const OFFICER: &[Role] = &[Role::FundOfficer];
const APPROVER: &[Role] = &[Role::FundApprover];
const PAYER: &[Role] = &[Role::FinancePreparer];
const CHECKER: &[Role] = &[Role::FinanceApprover];
const BOTH: &[Role] = &[
    Role::FundOfficer,
    Role::FundApprover,
    Role::FinancePreparer,
    Role::FinanceApprover,
];

fn at(path: &str, id: Id) -> String {
    path.replace("{}", &id.to_string())
}

on_both!(a_grant_needs_a_second_person, |db| async move {
    let s = Square::open(&db).await?;
    let (officer, _) = s.staff("prima", OFFICER).await?;
    let (approver, _) = s.staff("seconda", APPROVER).await?;
    let (both, _) = s.staff("terza", BOTH).await?;
    let fund = s
        .post(&officer, "/staff/funds", &[("name", "Fondo 2")])
        .await
        .to();
    s.get(&officer, "/staff/funds").await.is(200).has("Fondo 2");
    let path = format!("{fund}/grants");
    // Bad input comes back at its field with what was typed.
    let bad = s
        .post(
            &officer,
            &path,
            &[("amount", "tanto"), ("document", "DD 7")],
        )
        .await;
    bad.is(422)
        .has("field-grant-amount-error")
        .has("value=\"tanto\"")
        .has("value=\"DD 7\"");
    let none = s
        .post(&officer, &path, &[("amount", "10,00"), ("document", " ")])
        .await;
    none.is(422).has("field-grant-document-error");
    let good = [("amount", "1000,50"), ("document", "DD 7/2026")];
    assert_eq!(s.post(&officer, &path, &good).await.to(), fund);
    // Nothing stands on the account before another person has agreed.
    let page = s.get(&approver, &fund).await;
    page.is(200).has("DD 7/2026").has("0,00");
    let approve = page.link(&format!("{fund}/grants/"));
    s.post(&officer, &approve, &[]).await.is(403);
    assert_eq!(s.post(&approver, &approve, &[]).await.to(), fund);
    s.get(&approver, &fund).await.has("1.000,50");
    // Approved twice by the same person it is approved once.
    assert_eq!(s.post(&approver, &approve, &[]).await.to(), fund);
    // Somebody with both roles does not approve what they prepared.
    s.post(&both, &path, &good).await.to();
    let page = s.get(&both, &fund).await;
    let own = page.link(&format!("{fund}/grants/"));
    let ids: Vec<&str> = page
        .body
        .split(&format!("{fund}/grants/"))
        .skip(1)
        .collect();
    assert_eq!(ids.len(), 1, "only what waits has a button: {own}");
    s.post(&both, &own, &[]).await.is(403);
    Ok::<_, Failed>(())
});

on_both!(funds_close_step_by_step, |db| async move {
    let s = Square::open(&db).await?;
    let (officer, _) = s.staff("prima", OFFICER).await?;
    let (approver, _) = s.staff("seconda", APPROVER).await?;
    let (both, _) = s.staff("terza", BOTH).await?;
    let fund = at("/staff/funds/{}", s.w.fund);
    let v = s.w.voucher("v", 5_000).await?;
    for _ in 0..1 {
        s.post(&officer, &format!("{fund}/move"), &[]).await.to();
    }
    // A voucher lives: spending cannot be closed, and the page says what is missing.
    s.get(&officer, &fund).await.has("buoni non finiti");
    s.post(&officer, &format!("{fund}/move"), &[]).await.is(422);
    let close = [("do", "close"), ("reason", "")];
    let voucher = at("/staff/vouchers/{}", v.id);
    s.post(&officer, &voucher, &close)
        .await
        .is(422)
        .has("field-close-reason-error");
    let close = [("do", "close"), ("reason", "rinuncia")];
    s.post(&officer, &voucher, &close).await.to();
    for _ in 0..2 {
        s.post(&officer, &format!("{fund}/move"), &[]).await.to();
    }
    s.post(&approver, &format!("{fund}/closed"), &[])
        .await
        .is(422);
    s.post(&officer, &format!("{fund}/close"), &[("document", "DD 99")])
        .await
        .to();
    s.post(&both, &format!("{fund}/close"), &[("document", "DD 100")])
        .await
        .to();
    s.post(&both, &format!("{fund}/closed"), &[]).await.is(403);
    s.get(&approver, &fund).await.has("DD 100");
    s.post(&approver, &format!("{fund}/closed"), &[]).await.to();
    assert_eq!(s.w.sum(Kind::ClosedOut, "").await.0, 100_000);
    assert_eq!(s.w.sum(Kind::Unallocated, "").await.0, 0);
    s.w.sound().await;
    Ok::<_, Failed>(())
});

on_both!(an_incident_shows_every_account_first, |db| async move {
    let s = Square::open(&db).await?;
    let (officer, _) = s.staff("prima", OFFICER).await?;
    let (approver, _) = s.staff("seconda", APPROVER).await?;
    let (both, _) = s.staff("terza", BOTH).await?;
    let v = s.w.voucher("v", 20_000).await?.id;
    let code = s.w.show(v, "code", NOW).await?.secret;
    let receipt = s.w.pay("a", &code, 5_000, NOW).await?;
    s.clock.advance_seconds(200);
    let number =
        s.w.read(actor("payer"), NOW, |c, _, _| a::item(c, id("a")))
            .await?
            .map(|i| i.number)
            .unwrap_or_default();
    let _ = receipt;
    let mut form = vec![
        ("number", "NIENTE"),
        ("kind", "wrong_amount"),
        ("amount", "10,00"),
        ("reason", "battuto due volte"),
    ];
    s.post(&both, "/staff/incidents", &form)
        .await
        .is(422)
        .has("field-open-number-error");
    form[0].1 = number.as_str();
    form[2].1 = "90,00";
    s.post(&both, "/staff/incidents", &form)
        .await
        .is(422)
        .has("field-open-amount-error");
    form[2].1 = "10,00";
    s.post(&approver, "/staff/incidents", &form).await.is(403);
    let path = s.post(&both, "/staff/incidents", &form).await.to();
    s.post(&approver, &format!("{path}/approve"), &[])
        .await
        .is(422);
    s.post(&officer, &format!("{path}/calculate"), &[])
        .await
        .to();
    let page = s.get(&approver, &path).await;
    page.is(200)
        .has("50,00")
        .has("40,00")
        .has("150,00")
        .has("160,00");
    assert_eq!(s.w.left(v).await, 15_000);
    s.post(&both, &format!("{path}/approve"), &[]).await.is(403);
    s.post(&approver, &format!("{path}/approve"), &[])
        .await
        .to();
    assert_eq!(s.w.left(v).await, 16_000);
    s.post(&approver, &format!("{path}/approve"), &[])
        .await
        .is(422);
    s.w.sound().await;
    assert_eq!(s.w.db.read(vouchers::verify).await?, Vec::<String>::new());
    Ok::<_, Failed>(())
});

on_both!(nobody_gives_to_their_own_household, |db| async move {
    let s = Square::open(&db).await?;
    let (officer, person) = s.staff("prima", OFFICER).await?;
    let path = at("/staff/calls/{}/awards", s.w.terms);
    let me = person.to_string();
    let give = [
        ("holder", me.as_str()),
        ("child", ""),
        ("amount", "100"),
        ("starts_on", "2026-11-01"),
        ("ends_on", "2027-06-30"),
        ("window", "2026/27"),
    ];
    s.post(&officer, &path, &give).await.is(403);
    assert_eq!(s.w.sum(Kind::Unallocated, "").await.0, 100_000);
    Ok::<_, Failed>(())
});
