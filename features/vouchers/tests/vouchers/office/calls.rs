//! Calls and the lists of other procedures.

use testing::on_both;

use super::*;

fn call(fund: Id) -> Vec<(&'static str, String)> {
    vec![
        ("code", "ARTE-27".into()),
        ("name-es", "Dote arte".into()),
        ("funds", fund.to_string()),
        ("min_age", "6".into()),
        ("max_age", "17".into()),
        ("spend_from", "2026-11-01".into()),
        ("spend_until", "2027-06-30".into()),
        ("renewal_days", "60".into()),
        ("ended_to", "unallocated".into()),
    ]
}

fn pairs<'a>(all: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    all.iter().map(|(k, v)| (*k, v.as_str())).collect()
}

on_both!(
    a_call_is_written_by_one_and_approved_by_another,
    |db| async move {
        let s = Square::open(&db).await?;
        let (officer, _) = s.staff("prima", OFFICER).await?;
        let (approver, _) = s.staff("seconda", APPROVER).await?;
        let (both, _) = s.staff("terza", BOTH).await?;
        let mut form = call(s.w.fund);
        form[5].1 = "ieri".into();
        let bad = s.post(&officer, "/staff/calls", &pairs(&form)).await;
        bad.is(422)
            .has("field-write-spend_from-error")
            .has("value=\"ARTE-27\"");
        form[5].1 = "2026-11-01".into();
        let path = s.post(&both, "/staff/calls", &pairs(&form)).await.to();
        // The same code twice is told at its field.
        s.post(&officer, "/staff/calls", &pairs(&form))
            .await
            .is(422)
            .has("field-write-code-error");
        s.post(&both, &format!("{path}/approve"), &[]).await.is(403);
        s.post(&officer, &format!("{path}/approve"), &[])
            .await
            .is(403);
        s.post(&approver, &format!("{path}/approve"), &[])
            .await
            .to();
        // One family: by identifier; a child of somebody else is refused at its field.
        let awards = format!("{path}/awards");
        let (mother, child) = (s.w.mother.to_string(), s.w.child.to_string());
        let stranger = id("stranger").to_string();
        let key = id("key").to_string();
        let mut give = vec![
            ("key", key.as_str()),
            ("holder", mother.as_str()),
            ("child", stranger.as_str()),
            ("amount", "100"),
            ("starts_on", "2026-11-01"),
            ("ends_on", "2027-06-30"),
            ("window", "2026/27"),
        ];
        s.post(&officer, &awards, &give)
            .await
            .is(422)
            .has("field-award-child-error");
        give[2].1 = child.as_str();
        let voucher = s.post(&officer, &awards, &give).await.to();
        // Sent twice it is given once.
        assert_eq!(s.post(&officer, &awards, &give).await.to(), voucher);
        assert_eq!(s.w.sum(Kind::Unallocated, "").await.0, 90_000);
        // The page shows initials, no name.
        let page = s.get(&officer, &voucher).await;
        page.is(200).has("N.R.");
        assert!(!page.body.contains("Nino") && !page.body.contains("Anna"));
        // Found again by its code and by its person.
        let code = page.body.split("ARTE-27-").nth(1).unwrap_or_default()[..10].to_string();
        let code = format!("ARTE-27-{code}");
        assert_eq!(
            s.post(&officer, "/staff/vouchers", &[("q", &code)])
                .await
                .to(),
            voucher
        );
        assert_eq!(
            s.post(&officer, "/staff/vouchers", &[("q", &child)])
                .await
                .to(),
            voucher
        );
        s.post(&officer, "/staff/vouchers", &[("q", "XX")])
            .await
            .is(422)
            .has("field-find-q-error");
        s.post(&approver, "/staff/vouchers", &[("q", &code)])
            .await
            .is(403);
        let reason = [("do", "suspend"), ("reason", "verifica")];
        s.post(&officer, &voucher, &reason).await.to();
        s.get(&officer, &voucher)
            .await
            .has("verifica")
            .has("sospeso");
        s.post(
            &officer,
            &voucher,
            &[("do", "resume"), ("reason", "tutto bene")],
        )
        .await
        .to();
        let replace = [
            ("do", "replace"),
            ("reason", "importo"),
            ("amount", "80"),
            ("ends_on", "2027-05-31"),
        ];
        let new = s.post(&officer, &voucher, &replace).await.to();
        assert_ne!(new, voucher);
        s.get(&officer, &voucher).await.has("sostituito");
        assert_eq!(s.w.sum(Kind::Unallocated, "").await.0, 92_000);
        s.w.sound().await;
        Ok::<_, Failed>(())
    }
);

const LIST: &str = "B-1;SPORT-26;01/11/2026;30/06/2027;Mario;Rossi;RSSMRA80A01F205X;CF;RSSLCU15A01F205Z;150,50;mario@example.org;3331234567\n\
                    B-2;SPORT-26;01/11/2026;30/06/2027;Mario;Rossi;RSSMRA80A01F205X;;;20;;\n";

on_both!(a_list_is_tried_and_then_imported_once, |db| async move {
    let s = Square::open(&db).await?;
    let (officer, _) = s.staff("prima", OFFICER).await?;
    let (payer, _) = s.staff("quarta", PAYER).await?;
    let path = at("/staff/calls/{}", s.w.terms);
    let up = format!("{path}/list");
    s.upload(&payer, &up, LIST.as_bytes()).await.is(403);
    // Every defect by row and column, nothing imported.
    let wrong = LIST
        .replace("B-2;SPORT-26", "B-1;ALTRO")
        .replace("150,50", "1.500,00");
    let told = s.upload(&officer, &up, wrong.as_bytes()).await;
    told.is(422)
        .has("Riga 1")
        .has("Riga 2")
        .has("field-list-file-error");
    for file in [&b""[..], b"\xff\xfea\0", b"no"] {
        s.upload(&officer, &up, file).await.is(422);
    }
    let others = LIST.replace("SPORT-26", "ALTRO");
    s.upload(&officer, &up, others.as_bytes())
        .await
        .is(422)
        .has("SPORT-26");
    let late = LIST.replace("30/06/2027", "30/06/2028");
    s.upload(&officer, &up, late.as_bytes()).await.is(422);
    assert_eq!(s.w.sum(Kind::Unallocated, "").await.0, 100_000);
    // Good: told what it would do; nothing is done before somebody confirms.
    let good = s.upload(&officer, &up, LIST.as_bytes()).await;
    good.is(200).has("170,50");
    assert_eq!(s.w.sum(Kind::Unallocated, "").await.0, 100_000);
    let import = good.link("/it/staff/lists/");
    let call = s.w.terms.to_string();
    s.post(&payer, &import, &[("call", &call)]).await.is(403);
    s.post(&officer, &import, &[("call", &call)]).await.to();
    assert_eq!(s.w.sum(Kind::Unallocated, "").await.0, 100_000 - 17_050);
    // Confirmed again, and uploaded again: nothing happens, and it is said.
    s.post(&officer, &import, &[("call", &call)])
        .await
        .is(422)
        .has("già stato importato");
    s.upload(&officer, &up, LIST.as_bytes())
        .await
        .is(422)
        .has("già stato importato");
    assert_eq!(s.w.sum(Kind::Unallocated, "").await.0, 100_000 - 17_050);
    // The same rows in another file are known by their codes.
    let other = format!("{LIST}\n");
    s.upload(&officer, &up, other.as_bytes())
        .await
        .is(422)
        .has("Riga 1");
    // The people are there, the holder proven by a register; the child is theirs.
    let code = codes::FiscalCode::parse("RSSMRA80A01F205X")?;
    let (holder, children) = s
        .w
        .db
        .read(move |c| {
            let found = people::actions::by_code(c, &Keys::demo(), &code)?;
            let holder = found.expect("written down");
            let family = people::actions::family(c, &Keys::demo(), holder.id, day("2026-11-28"))?;
            Ok::<_, people::actions::Error>((holder, family.children.len()))
        })
        .await?;
    assert_eq!((holder.facts.proof, children), (Proof::Register, 1));
    // What goes out is what came in, but the words nobody keeps.
    let out = s.post(&officer, &format!("{path}/export"), &[]).await;
    out.is(200).has("B-1;SPORT-26;01/11/2026;30/06/2027;Mario;Rossi;RSSMRA80A01F205X;CF;RSSLCU15A01F205Z;150,50");
    let again = payments::voucher_csv::read_vouchers(&out.bytes).map_err(|d| format!("{d:?}"))?;
    assert_eq!(again.len(), 2);
    s.post(&payer, &format!("{path}/export"), &[]).await.is(403);
    s.w.sound().await;
    Ok::<_, Failed>(())
});

on_both!(
    a_list_never_gives_to_whom_only_says_a_code,
    |db| async move {
        let s = Square::open(&db).await?;
        let (officer, person) = s.staff("prima", OFFICER).await?;
        let up = at("/staff/calls/{}/list", s.w.terms);
        let mother = s.w.mother;
        // The mother has written a code nobody has proven.
        s.w.db
            .write(move |tx| {
                let ctx = people::actions::Ctx {
                    keys: Keys::demo(),
                    seed: Seed::new(&mut StdRng::seed_from_u64(5)),
                    base: id("code"),
                    now: NOW,
                    today: day("2026-11-28"),
                };
                let mut known = facts("Anna", "1985-03-10");
                known.code = codes::FiscalCode::parse("RSSNNA85C50F205Z").ok();
                people::actions::change(tx, &ctx, Doer::oneself(mother), mother, known)
            })
            .await?;
        let list = LIST.replace("RSSMRA80A01F205X", "RSSNNA85C50F205Z");
        s.upload(&officer, &up, list.as_bytes())
            .await
            .is(422)
            .has("sportello");
        let _ = person;
        assert_eq!(s.w.sum(Kind::Unallocated, "").await.0, 100_000);
        Ok::<_, Failed>(())
    }
);
