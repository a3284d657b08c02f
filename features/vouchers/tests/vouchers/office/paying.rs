//! The whole settlement with every account right, and what does not add up.

use testing::on_both;

use super::*;

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
