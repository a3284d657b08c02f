//! The offices' pages: four eyes everywhere, wrong files, the whole settlement with every account right.

use testing::on_both;
use vouchers::pages::OFFICE_ROUTES;

use super::square::Square;
use super::*;

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

fn camt(entries: &str, message: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\"><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>{message}</MsgId><CreDtTm>2026-12-05T08:00:00</CreDtTm></GrpHdr><Ntfctn><Id>N1</Id><CreDtTm>2026-12-05T08:00:00</CreDtTm><Acct><Id><IBAN>IT60X0542811101000000123456</IBAN></Id></Acct>{entries}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>"
    )
}

fn entry(end_to_end: &str, amount: &str, side: &str, more: &str) -> String {
    format!(
        "<Ntry><Amt Ccy=\"EUR\">{amount}</Amt><CdtDbtInd>{side}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-12-04</Dt></BookgDt><ValDt><Dt>2026-12-05</Dt></ValDt><AcctSvcrRef>REF-7</AcctSvcrRef><BkTxCd><Prtry><Cd>48</Cd></Prtry></BkTxCd><NtryDtls><TxDtls><Refs><EndToEndId>{end_to_end}</EndToEndId></Refs><Amt Ccy=\"EUR\">{amount}</Amt><CdtDbtInd>{side}</CdtDbtInd>{more}</TxDtls></NtryDtls></Ntry>"
    )
}

const RETURNED: &str =
    "<RtrInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>conto estinto</AddtlInf></RtrInf>";

impl Square {
    /// The account of the pool, written by one and verified by another.
    async fn account(&self, payer: &str, checker: &str, iban: &str) -> Result<(), Failed> {
        let pool = self.w.pool.to_string();
        let form = [
            ("organisation", pool.as_str()),
            ("iban", iban),
            ("holder", "ASD Nuoto"),
        ];
        self.post(payer, "/staff/payees", &form).await.to();
        let page = self.get(checker, "/staff/payments").await;
        let verify = page.link("/it/staff/payees/");
        assert!(verify.len() > 20, "{}", page.body);
        self.post(payer, &verify, &[]).await.is(403);
        self.post(checker, &verify, &[]).await.to();
        Ok(())
    }

    /// Drafted, sealed, approved by another person, taken. The batch's address, and the file.
    async fn pay_all(&self, payer: &str, checker: &str) -> Result<(String, Vec<u8>), Failed> {
        let today = [("until", "2026-12-31")];
        let batch = self.post(payer, "/staff/payments", &today).await.to();
        self.post(payer, &format!("{batch}/approve"), &[])
            .await
            .is(403);
        self.post(checker, &format!("{batch}/approve"), &[])
            .await
            .is(422);
        self.post(payer, &format!("{batch}/seal"), &[]).await.to();
        self.post(payer, &format!("{batch}/approve"), &[])
            .await
            .is(403);
        // Nothing is taken before another person has approved.
        let kind = [("kind", "pain001")];
        self.post(payer, &format!("{batch}/export"), &kind)
            .await
            .is(422);
        let shown = self.get(checker, &batch).await;
        self.post(checker, &format!("{batch}/approve"), &[])
            .await
            .to();
        let file = self.post(payer, &format!("{batch}/export"), &kind).await;
        file.is(200);
        // The approver was shown the hash of this very file, and a second one is the same.
        shown.has(&payments::content_hash(&file.bytes));
        let again = self.post(checker, &format!("{batch}/export"), &kind).await;
        assert_eq!(again.bytes, file.bytes);
        self.post(
            payer,
            &format!("{batch}/export"),
            &[("kind", "liquidation-csv")],
        )
        .await
        .is(422);
        Ok((batch, file.bytes.clone()))
    }
}

on_both!(a_settlement_with_a_line_that_comes_back, |db| async move {
    let s = Square::open(&db).await?;
    let (payer, _) = s.staff("quarta", PAYER).await?;
    let (checker, _) = s.staff("quinta", CHECKER).await?;
    let (both, _) = s.staff("terza", BOTH).await?;
    let v = s.w.voucher("v", 20_000).await?.id;
    let code = s.w.show(v, "code", NOW).await?.secret;
    s.w.pay("a", &code, 5_000, NOW).await?;
    s.w.pay("b", &code, 3_000, later(100)).await?;
    s.clock.advance_seconds(200);
    s.get(&payer, "/staff/payments")
        .await
        .is(200)
        .has("80,00")
        .has("da verificare");
    let until = [("until", "2026-11-28")];
    s.post(&payer, "/staff/payments", &until).await.is(422);
    let pool = s.w.pool.to_string();
    let bad = [
        ("organisation", pool.as_str()),
        ("iban", "IT00"),
        ("holder", "ASD"),
    ];
    s.post(&payer, "/staff/payees", &bad)
        .await
        .is(422)
        .has("field-payee-iban-error");
    // One with both roles verifies nothing they wrote.
    let good = [
        ("organisation", pool.as_str()),
        ("iban", "IT60X0542811101000000123456"),
        ("holder", "ASD"),
    ];
    s.post(&both, "/staff/payees", &good).await.to();
    let verify = s
        .get(&both, "/staff/payments")
        .await
        .link("/it/staff/payees/");
    s.post(&both, &verify, &[]).await.is(403);
    s.account(&payer, &checker, "IT60X0542811101000000123456")
        .await?;
    let (path, file) = s.pay_all(&payer, &checker).await?;
    let batch: Id = path.rsplit('/').next().unwrap_or_default().parse()?;
    assert_eq!(
        s.w.books(v, batch).await,
        [80_000, 12_000, 0, 0, 0, 8_000, 0, 0, 0]
    );
    let text = String::from_utf8(file)?;
    let payout = text.split("<EndToEndId>").nth(1).unwrap_or_default()[..32].to_string();
    // Files of banks: damaged, of others, with another currency: refused as a whole.
    for wrong in [
        "",
        "<x/>",
        &camt(&entry(&payout, "80.00", "CRDT", RETURNED), "B")[..300],
        &camt(&entry(&payout, "80.00", "DBIT", ""), "B").replace("EUR", "USD"),
    ] {
        s.upload(&payer, "/staff/bank", wrong.as_bytes())
            .await
            .is(422)
            .has("field-take-file-error");
    }
    let back = camt(
        &(entry(&payout, "80.00", "CRDT", RETURNED) + &entry("DI-ALTRI", "12.34", "DBIT", "")),
        "BANK-1",
    );
    s.upload(&checker, "/staff/bank", back.as_bytes())
        .await
        .is(403);
    s.upload(&payer, "/staff/bank", back.as_bytes()).await.to();
    s.upload(&payer, "/staff/bank", back.as_bytes())
        .await
        .is(422);
    // The line is owed again, flagged «bank data»; the stranger's entry waits for a person.
    assert_eq!(
        s.w.books(v, batch).await,
        [80_000, 12_000, 0, 8_000, 0, 0, 0, 0, 0]
    );
    let queue = s.get(&payer, "/staff/bank").await;
    queue.has("DI-ALTRI").has("12,34");
    let entry_path = queue.link("/it/staff/bank/");
    s.post(&payer, &entry_path, &[("reason", "")]).await.is(422);
    s.post(&payer, &entry_path, &[("reason", "spese di tenuta conto")])
        .await
        .to();
    assert!(!s.get(&payer, "/staff/bank").await.body.contains("DI-ALTRI"));
    let flags = s.get(&payer, "/staff/incidents").await;
    flags.has("Dati bancari").has("AC04");
    let flag = flags.link("/it/staff/flags/");
    s.post(&payer, &flag, &[("do", "corrected"), ("reason", "")])
        .await
        .is(422);
    // The account is mended, and the next batch pays.
    s.account(&payer, &checker, "DE89370400440532013000")
        .await
        .ok();
    s.post(
        &payer,
        &flag,
        &[("do", "corrected"), ("reason", "nuovo conto")],
    )
    .await
    .to();
    let (path, file) = s.pay_all(&payer, &checker).await?;
    let second: Id = path.rsplit('/').next().unwrap_or_default().parse()?;
    let text = String::from_utf8(file)?;
    let payout = text.split("<EndToEndId>").nth(1).unwrap_or_default()[..32].to_string();
    let paid = camt(&entry(&payout, "80.00", "DBIT", ""), "BANK-2");
    s.upload(&payer, "/staff/bank", paid.as_bytes()).await.to();
    assert_eq!(
        s.w.books(v, second).await,
        [80_000, 12_000, 0, 0, 0, 0, 8_000, 0, 0]
    );
    s.get(&payer, &path).await.has("conclusa");
    // The list of movements has provider, account and dates, and nothing a spreadsheet takes for a formula.
    let moves = s
        .post(
            &checker,
            "/staff/movements",
            &[("from", "2026-11-01"), ("to", "2026-11-30")],
        )
        .await;
    moves
        .is(200)
        .has("Polisportiva olga")
        .has("12345678903")
        .has("28/11/2026")
        .has("50,00");
    s.w.sound().await;
    assert_eq!(s.w.db.read(vouchers::verify).await?, Vec::<String>::new());
    Ok::<_, Failed>(())
});

on_both!(
    what_was_sealed_is_never_approved_by_its_maker,
    |db| async move {
        let s = Square::open(&db).await?;
        let (both, _) = s.staff("terza", BOTH).await?;
        let (payer, _) = s.staff("quarta", PAYER).await?;
        let (checker, _) = s.staff("quinta", CHECKER).await?;
        let v = s.w.voucher("v", 20_000).await?.id;
        let code = s.w.show(v, "code", NOW).await?.secret;
        s.w.pay("a", &code, 5_000, NOW).await?;
        s.clock.advance_seconds(200);
        s.account(&payer, &checker, "IT60X0542811101000000123456")
            .await?;
        let until = [("until", "2026-11-28")];
        let batch = s.post(&both, "/staff/payments", &until).await.to();
        s.post(&both, &format!("{batch}/seal"), &[]).await.to();
        s.post(&both, &format!("{batch}/approve"), &[])
            .await
            .is(403);
        // Two officers at once: one draft takes the items, the other finds nothing.
        s.post(&payer, "/staff/payments", &until).await.is(422);
        // Given up with a reason, its items are free.
        s.post(&payer, &format!("{batch}/void"), &[("reason", "")])
            .await
            .is(422);
        s.post(&payer, &format!("{batch}/void"), &[("reason", "doppia")])
            .await
            .to();
        s.post(&checker, &format!("{batch}/approve"), &[])
            .await
            .is(422);
        let (one, two) = tokio::join!(
            s.post(&payer, "/staff/payments", &until),
            s.post(&both, "/staff/payments", &until)
        );
        let mut both_of = [one.status.as_u16(), two.status.as_u16()];
        both_of.sort_unstable();
        assert_eq!(both_of, [303, 422]);
        assert_eq!(s.w.db.read(vouchers::verify).await?, Vec::<String>::new());
        Ok::<_, Failed>(())
    }
);

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

on_both!(verify_finds_what_does_not_add_up, |db| async move {
    let w = world(&db).await?;
    let v = w.voucher("v", 20_000).await?.id;
    let code = w.show(v, "code", NOW).await?.secret;
    w.pay("a", &code, 5_000, NOW).await?;
    w.payee(w.pool).await?;
    w.send("d", later(200)).await?;
    assert_eq!(db.read(vouchers::verify).await?, Vec::<String>::new());
    // What the database lets pass and the check must find: an item whose state left its batch.
    db.write(|tx| {
        const BREAK: db::Sql = db::Sql::new("t", "update vouchers_batch_item set live = false");
        tx.exec(BREAK, &[])
    })
    .await?;
    let wrong = db.read(vouchers::verify).await?;
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    Ok::<_, Failed>(())
});

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
