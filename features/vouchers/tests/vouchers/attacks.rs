//! Somebody speaks to the database past the program, with the program's own rights.

use db::Engine;
use testing::{TestDb, on_both};

use super::*;

/// Runs SQL over a connection of its own; what the engine says when it refuses.
pub(super) async fn attack(db: &TestDb, sql: &str) -> Result<Option<String>, Failed> {
    match db.engine() {
        Engine::Sqlite => {
            let connection = rusqlite::Connection::open(db.url().path().ok_or("a file")?)?;
            connection.execute_batch("pragma foreign_keys = on; pragma recursive_triggers = on")?;
            Ok(connection.execute_batch(sql).err().map(|e| e.to_string()))
        }
        Engine::Postgres => {
            let (client, connection) =
                tokio_postgres::connect(&db.url().to_string(), tokio_postgres::NoTls).await?;
            let open = tokio::spawn(connection);
            let said = client.batch_execute(sql).await.err();
            drop(client);
            open.await??;
            Ok(said.map(|e| {
                e.as_db_error()
                    .map_or(e.to_string(), |d| d.message().to_string())
            }))
        }
    }
}

fn uuid(db: &TestDb, id: Id) -> String {
    match db.engine() {
        Engine::Sqlite => format!("x'{}'", id.to_string().replace('-', "")),
        Engine::Postgres => format!("'{id}'"),
    }
}

on_both!(nothing_is_changed_past_the_program, |db| async move {
    let w = world(&db).await?;
    w.payee(w.pool).await?;
    let v = w.voucher("v", 20_000).await?.id;
    let code = w.show(v, "code", NOW).await?.secret;
    w.pay("a", &code, 5_000, NOW).await?;
    let (b, lines) = w.send("1", later(100)).await?;
    w.pay("b", &code, 1_000, later(200)).await?;
    let before = (w.books(v, b).await, db.read(ledger::verify).await?.hash);
    let (mine, item, fresh) = (uuid(&db, v), uuid(&db, id("a")), uuid(&db, id("b")));
    let (batch, line) = (uuid(&db, b), uuid(&db, lines[0].id));
    let stranger = uuid(&db, id("thief"));
    let payer = uuid(&db, id("payer"));
    let attacks = [
        format!("update vouchers_spend set amount = 9000 where id = {item}"),
        format!("update vouchers_spend set organisation = {stranger} where id = {item}"),
        format!("update vouchers_spend set state = 'paid' where id = {fresh}"),
        format!("update vouchers_spend set state = 'batched' where id = {item}"),
        "delete from vouchers_spend".into(),
        format!("update vouchers_voucher set amount = 99999 where id = {mine}"),
        format!("update vouchers_voucher set ends_on = '2026-12-01' where id = {mine}"),
        format!("update vouchers_voucher set state = 'issued' where id = {mine}"),
        "delete from vouchers_voucher".into(),
        "update vouchers_event set reason = 'x'".into(),
        "delete from vouchers_event".into(),
        "insert into vouchers_step (kind, from_state, to_state, event) values ('item', 'new', 'new', 'x'); update vouchers_step set to_state = 'paid'".into(),
        "delete from vouchers_step".into(),
        format!("update vouchers_line set amount = gross - netted + 1 where id = {line}"),
        format!("update vouchers_line set organisation = {stranger} where id = {line}"),
        format!("update vouchers_line set state = 'waiting' where id = {line}"),
        "delete from vouchers_line".into(),
        format!("update vouchers_batch set total = 1 where id = {batch}"),
        format!("update vouchers_batch set approved_by = {stranger} where id = {batch}"),
        format!("update vouchers_batch set state = 'draft' where id = {batch}"),
        "delete from vouchers_batch".into(),
        format!("update vouchers_batch_item set item = {fresh} where batch = {batch}"),
        "delete from vouchers_batch_item".into(),
        // One item more into a batch that was sent; the same into another draft.
        format!("insert into vouchers_batch_item (batch, item, line, was, live) values ({batch}, {fresh}, {line}, 'accrued', true)"),
        format!("insert into vouchers_batch (id, state, until_on, made_by, made_at) values ({stranger}, 'approved', '2026-12-01', {payer}, 1)"),
        "update vouchers_terms set cap_each = 1".into(),
        "update vouchers_terms set state = 'draft'".into(),
        format!("update vouchers_terms set approved_by = {stranger}"),
        "update vouchers_grant set amount = 1".into(),
        "delete from vouchers_grant".into(),
        "update vouchers_payee set changed_by = verified_by".into(),
        "delete from vouchers_payee".into(),
        "update vouchers_fund set state = 'closed'".into(),
    ];
    for sql in attacks {
        let said = attack(&db, &sql)
            .await?
            .ok_or_else(|| format!("it went through: {sql}"))?;
        assert!(!said.is_empty());
        assert_eq!(
            (w.books(v, b).await, db.read(ledger::verify).await?.hash),
            before,
            "{sql}"
        );
    }
    // Rows that are left out or put in the place of others.
    let columns = "id, op, number, kind, owed, voucher, fund, organisation, operator, price, amount, own, own_by, at, undo_until, state, body_hash";
    let empty = match db.engine() {
        Engine::Sqlite => "x''",
        Engine::Postgres => "''::bytea",
    };
    let (fund, pool) = (uuid(&db, w.fund), uuid(&db, w.pool));
    let values = format!(
        "{item}, {item}, 'XXXX', 'payment', false, {mine}, {fund}, {pool}, 'thief', 9000, 9000, 0, 'nobody', 1, 1, 'accrued', {empty}"
    );
    let insert = format!("into vouchers_spend ({columns}) values ({values})");
    let tries = match db.engine() {
        Engine::Sqlite => vec![
            format!("insert or ignore {insert}"),
            format!("insert or replace {insert}"),
        ],
        Engine::Postgres => vec![
            format!("insert {insert} on conflict do nothing"),
            format!("insert {insert} on conflict (id) do update set amount = 9000"),
            "truncate vouchers_spend cascade".into(),
            "truncate vouchers_event".into(),
            "truncate vouchers_step".into(),
        ],
    };
    for sql in tries {
        let said = attack(&db, &sql).await?;
        let kept = w
            .read(actor("x"), NOW, |c, _, _| a::item(c, id("a")))
            .await?
            .ok_or("kept")?;
        assert_eq!(
            (kept.amount, kept.operator.as_str()),
            (Cents(5_000), id("olga").to_string().as_str()),
            "{sql}: {said:?}"
        );
    }
    w.sound().await;
    Ok(())
});

on_both!(
    an_account_changed_past_the_program_is_found,
    |db| async move {
        let w = world(&db).await?;
        w.payee(w.pool).await?;
        let v = w.voucher("v", 20_000).await?.id;
        let code = w.show(v, "code", NOW).await?.secret;
        w.pay("a", &code, 5_000, NOW).await?;
        let b = w
            .act(actor("payer"), "b", later(100), |tx, g, ctx| {
                let b = a::draft(tx, &g.wallets, ctx, day("2026-11-28"))?.0.id;
                a::seal(tx, &g.wallets, ctx, b)
            })
            .await?
            .id;
        let lines = w
            .read(actor("payer"), NOW, move |c, g, ctx| {
                a::lines(c, &g.wallets, ctx, b)
            })
            .await?;
        // Somebody with the installation's keys, even: sealed rightly, and not what was sealed.
        let line = lines[0].id;
        let column = vouchers::columns()
            .into_iter()
            .find(|c| c.full_name() == "vouchers_line.iban")
            .ok_or("a column")?;
        let seed = Seed::new(&mut StdRng::seed_from_u64(1));
        let forged = Keys::demo().seal(&column, line, b"IT40S0542811101000000123457", seed);
        let bytes: String = forged
            .as_bytes()
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect();
        let bytes = match db.engine() {
            Engine::Sqlite => format!("x'{bytes}'"),
            Engine::Postgres => format!("decode('{bytes}', 'hex')"),
        };
        let sql = format!(
            "update vouchers_line set iban = {bytes} where id = {}",
            uuid(&db, line)
        );
        // The rotation of keys must be able to do this: no trigger stops it.
        assert_eq!(attack(&db, &sql).await?, None);
        let approve = w
            .act(actor("checker"), "x", later(200), move |tx, g, ctx| {
                a::approve(tx, &g.wallets, ctx, b)
            })
            .await;
        assert_eq!(no(approve), Refused::BatchChanged);
        assert_eq!(
            w.books(v, b).await,
            [80_000, 15_000, 0, 5_000, 0, 0, 0, 0, 0]
        );
        Ok(())
    }
);

on_both!(
    an_item_put_back_by_hand_is_not_paid_twice,
    |db| async move {
        let w = world(&db).await?;
        w.payee(w.pool).await?;
        let v = w.voucher("v", 20_000).await?.id;
        let code = w.show(v, "code", NOW).await?.secret;
        w.pay("a", &code, 5_000, NOW).await?;
        let (b, _) = w.send("1", later(100)).await?;
        // Giving up an approved batch goes this way, so the step is there.
        let item = uuid(&db, id("a"));
        let sql = format!("update vouchers_spend set state = 'accrued' where id = {item}");
        assert_eq!(attack(&db, &sql).await?, None);
        let again = w
            .act(actor("payer"), "2", later(200), |tx, g, ctx| {
                a::draft(tx, &g.wallets, ctx, day("2026-11-28")).map(drop)
            })
            .await;
        assert!(
            matches!(&again, Err(Error::Fault(f)) if f.is_unique_violation()),
            "{again:?}"
        );
        // Taken out of its batch, too: the books have nothing to send.
        let sql = format!("update vouchers_batch_item set live = false where item = {item}");
        assert_eq!(attack(&db, &sql).await?, None);
        let b2 = w
            .act(actor("payer"), "3", later(300), |tx, g, ctx| {
                let b = a::draft(tx, &g.wallets, ctx, day("2026-11-28"))?.0.id;
                a::seal(tx, &g.wallets, ctx, b)
            })
            .await?
            .id;
        let approve = w
            .act(actor("checker"), "3", later(400), move |tx, g, ctx| {
                a::approve(tx, &g.wallets, ctx, b2)
            })
            .await;
        let none = Refused::InsufficientBalance {
            available: Cents(0),
        };
        assert_eq!(no(approve), none);
        assert_eq!(
            w.books(v, b).await,
            [80_000, 15_000, 0, 0, 0, 5_000, 0, 0, 0]
        );
        w.sound().await;
        Ok(())
    }
);

on_both!(nothing_shown_stands_in_the_clear, |db| async move {
    let w = world(&db).await?;
    w.payee(w.pool).await?;
    let v = w.voucher("v", 20_000).await?.id;
    let shown = w.show(v, "code", NOW).await?;
    w.pay("a", &shown.code, 5_000, NOW).await?;
    w.send("1", later(100)).await?;
    if db.engine() == Engine::Sqlite {
        let connection = rusqlite::Connection::open(db.url().path().ok_or("a file")?)?;
        connection.query_row("pragma wal_checkpoint(full)", [], |_| Ok(()))?;
        let bytes = std::fs::read(db.url().path().ok_or("a file")?)?;
        for secret in [
            shown.secret.as_str(),
            &shown.code,
            "IT60X0542811101000000123456",
            "ASD Nuoto",
            "Nino",
        ] {
            let found = bytes.windows(secret.len()).any(|w| w == secret.as_bytes());
            assert!(!found, "{secret}");
        }
    }
    Ok(())
});
