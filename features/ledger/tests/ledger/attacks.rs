//! Somebody speaks to the database past the program, with the program's own rights. Nothing that
//! would make or lose money goes through, and the books stay as they were.

use db::Engine;
use testing::{TestDb, on_both};

use super::*;

/// Runs SQL over a connection of its own; what the engine says when it refuses.
async fn attack(
    db: &TestDb,
    sql: &str,
) -> Result<Option<String>, Box<dyn std::error::Error + Send + Sync>> {
    match db.engine() {
        Engine::Sqlite => {
            let connection = rusqlite::Connection::open(db.url().path().ok_or("a file")?)?;
            // As every connection of the program has it.
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

/// A world with one open hold, and what its tables hold now.
async fn scene(db: &TestDb) -> Result<(Id, String), Box<dyn std::error::Error + Send + Sync>> {
    funded(db).await?;
    let hold = done(
        db,
        order("book", Act::Reserve, vec![held("anna", "pool", 4_000, 7)]),
        NOW,
    )
    .await?[0];
    Ok((hold, db.read(ledger::verify).await?.hash))
}

/// Everything an insert of a transfer says.
struct Forged {
    insert: &'static str,
    after: &'static str,
    dr: (Kind, &'static str, i64),
    cr: (Kind, &'static str, i64),
    phase: &'static str,
    posted: i64,
    pending: i64,
    hold: Option<(Id, i64)>,
    at: Moment,
    act: &'static str,
}

impl Forged {
    /// The next single transfer from Anna's voucher to the pool.
    fn spend(amount: i64) -> Forged {
        Forged {
            insert: "insert",
            after: "",
            dr: (Kind::Voucher, "anna", 3),
            cr: (Kind::Payable, "pool", 2),
            phase: "S",
            posted: amount,
            pending: 0,
            hold: None,
            at: NOW,
            act: "redeem",
        }
    }

    /// The operation it belongs to, and itself.
    fn sql(&self, db: &TestDb) -> String {
        let op = uuid(db, id("forged op"));
        let hash = match db.engine() {
            Engine::Sqlite => "zeroblob(32)",
            Engine::Postgres => "decode(repeat('00', 32), 'hex')",
        };
        let (hold, hold_phase, held) = match self.hold {
            None => ("null".to_string(), "null", "null".to_string()),
            Some((hold, held)) => (uuid(db, hold), "'H'", held.to_string()),
        };
        let until = if self.phase == "H" {
            self.at.0.to_string()
        } else {
            "null".to_string()
        };
        let [dr, cr] = [self.dr, self.cr].map(|(kind, owner, _)| uuid(db, at(kind, owner)));
        format!(
            "insert into ledger_op (id, kind, four_eyes, documented, body_hash, actor, outcome, result, at) values ({op}, 'redeem', false, false, {hash}, 'thief', 'done', '', {at});
             {insert} into ledger_transfer (id, op, n, act, outcome, at, unit, fund, dr, dr_kind, dr_move, cr, cr_kind, cr_move, phase, posted, pending, hold, hold_phase, held, hold_until, subject)
             values ({id}, {op}, 0, '{act}', 'done', {at}, 1, {fund}, {dr}, '{drk}', {drm}, {cr}, '{crk}', {crm}, '{phase}', {posted}, {pending}, {hold}, {hold_phase}, {held}, {until}, 'theft') {after}",
            at = self.at.0, insert = self.insert, id = uuid(db, id("forged")), fund = uuid(db, fund().id),
            drk = self.dr.0.as_str(), drm = self.dr.2, crk = self.cr.0.as_str(), crm = self.cr.2,
            act = self.act,
            phase = self.phase, posted = self.posted, pending = self.pending, after = self.after,
        )
    }
}

/// The attack is refused, with a word about why, and nothing has moved.
async fn fails(db: &TestDb, what: &str, sql: &str, before: &str) -> testing::Outcome {
    let said = attack(db, sql)
        .await?
        .ok_or_else(|| format!("{what}: it went through\n{sql}"))?;
    assert!(!said.is_empty(), "{what}");
    assert!(
        !said.contains("syntax") && !said.contains("no such") && !said.contains("does not exist"),
        "{what}: {said}"
    );
    let after = db.read(ledger::verify).await?;
    assert_eq!(
        (after.hash.as_str(), after.wrong),
        (before, Vec::new()),
        "{what}"
    );
    Ok(())
}

on_both!(a_right_transfer_does_go_through, |db| async move {
    // Else the refusals below would prove nothing.
    scene(&db).await?;
    assert_eq!(attack(&db, &Forged::spend(6_000).sql(&db)).await?, None);
    assert_eq!(see(&db, Kind::Voucher, "anna").await?.available(), 0);
    assert_eq!(see(&db, Kind::Payable, "pool").await?.balance(), 6_000);
    sound(&db).await
});

on_both!(no_forged_transfer_goes_through, |db| async move {
    let (hold, before) = scene(&db).await?;
    let post = |amount| Forged {
        phase: "P",
        posted: amount,
        pending: -4_000,
        hold: Some((hold, 4_000)),
        ..Forged::spend(amount)
    };
    let late = NOW.plus_seconds(60 * DAY);
    for (what, forged) in [
        ("more than is left", Forged::spend(6_001)),
        ("nothing", Forged::spend(0)),
        ("less than nothing", Forged::spend(-5)),
        ("more than one transfer moves", Forged::spend(2_000_000_000)),
        ("more than was held", post(4_001)),
        (
            "another hold's amount",
            Forged {
                pending: -5_000,
                hold: Some((hold, 5_000)),
                ..post(4_500)
            },
        ),
        (
            "a hold of other accounts",
            Forged {
                dr: (Kind::Voucher, "bilal", 2),
                ..post(4_000)
            },
        ),
        (
            "a resolution without a hold",
            Forged {
                phase: "P",
                pending: -10,
                hold: None,
                ..Forged::spend(10)
            },
        ),
        (
            "a hold that ends before",
            Forged {
                phase: "E",
                posted: 0,
                ..post(0)
            },
        ),
        (
            "after the hold's end",
            Forged {
                at: late,
                ..post(4_000)
            },
        ),
        (
            "after the voucher's end",
            Forged {
                at: late,
                ..Forged::spend(1)
            },
        ),
        (
            "a move that is not the next",
            Forged {
                dr: (Kind::Voucher, "anna", 4),
                ..Forged::spend(1)
            },
        ),
        (
            "a move that was made",
            Forged {
                dr: (Kind::Voucher, "anna", 2),
                ..Forged::spend(1)
            },
        ),
        (
            "to itself",
            Forged {
                cr: (Kind::Voucher, "anna", 4),
                ..Forged::spend(1)
            },
        ),
        (
            "from nowhere to a voucher",
            Forged {
                dr: (Kind::Appropriation, "", 2),
                cr: (Kind::Voucher, "anna", 3),
                ..Forged::spend(1)
            },
        ),
        (
            "money that comes in by an act for one pair of eyes",
            Forged {
                dr: (Kind::Appropriation, "", 2),
                cr: (Kind::Unallocated, "", 4),
                ..Forged::spend(5_000)
            },
        ),
        (
            "a transfer that says another act than its operation",
            Forged {
                dr: (Kind::Appropriation, "", 2),
                cr: (Kind::Unallocated, "", 4),
                act: "grant",
                ..Forged::spend(5_000)
            },
        ),
        (
            "a voucher called otherwise",
            Forged {
                dr: (Kind::Unallocated, "anna", 3),
                ..Forged::spend(1)
            },
        ),
    ] {
        fails(&db, what, &forged.sql(&db), &before).await?;
    }
    let replacing = match db.engine() {
        Engine::Sqlite => vec![
            Forged {
                insert: "insert or ignore",
                ..Forged::spend(6_001)
            },
            Forged {
                insert: "insert or replace",
                ..Forged::spend(6_001)
            },
            Forged {
                insert: "insert or replace",
                dr: (Kind::Voucher, "anna", 2),
                ..Forged::spend(1)
            },
        ],
        Engine::Postgres => vec![Forged {
            after: "on conflict do nothing",
            ..Forged::spend(6_001)
        }],
    };
    for forged in replacing {
        fails(&db, forged.insert, &forged.sql(&db), &before).await?;
    }
    Ok(())
});

on_both!(
    a_hold_is_resolved_once_also_past_the_program,
    |db| async move {
        let (hold, _) = scene(&db).await?;
        done(
            &db,
            order("void", Act::Release, vec![Line::Void { hold }]),
            NOW,
        )
        .await?;
        let before = db.read(ledger::verify).await?.hash;
        let again = Forged {
            phase: "P",
            pending: -4_000,
            hold: Some((hold, 4_000)),
            dr: (Kind::Voucher, "anna", 4),
            cr: (Kind::Payable, "pool", 3),
            ..Forged::spend(4_000)
        };
        fails(&db, "twice", &again.sql(&db), &before).await
    }
);

on_both!(nothing_kept_is_changed_or_deleted, |db| async move {
    let (hold, before) = scene(&db).await?;
    let (anna, hold) = (uuid(&db, at(Kind::Voucher, "anna")), uuid(&db, hold));
    for sql in [
        format!("update ledger_account set c_post = c_post + 100000 where id = {anna}"),
        format!(
            "update ledger_account set c_post = c_post + 100000, moves = moves + 1 where id = {anna}"
        ),
        // The last transfer once more.
        format!(
            "update ledger_account set d_pend = d_pend + 4000, moves = moves + 1 where id = {anna}"
        ),
        format!("update ledger_account set d_pend = 0 where id = {anna}"),
        format!("update ledger_account set guarded = false where id = {anna}"),
        format!("update ledger_account set ends_at = ends_at + 1000000 where id = {anna}"),
        format!("update ledger_account set ends_at = null where id = {anna}"),
        format!("update ledger_account set owner = 'me' where id = {anna}"),
        format!("delete from ledger_account where id = {anna}"),
        format!("update ledger_transfer set pending = 1 where id = {hold}"),
        format!("update ledger_transfer set subject = 'other' where id = {hold}"),
        format!("delete from ledger_transfer where id = {hold}"),
        "update ledger_op set actor = 'me'".to_string(),
        "delete from ledger_op".to_string(),
        "update ledger_fund set name = 'mine'".to_string(),
        "delete from ledger_fund".to_string(),
        "update ledger_pair set after_end = true".to_string(),
        "delete from ledger_pair".to_string(),
        "update ledger_act set four_eyes = false".to_string(),
        "delete from ledger_act".to_string(),
    ] {
        fails(&db, &sql, &sql, &before).await?;
    }
    if db.engine() == Engine::Postgres {
        for table in [
            "ledger_transfer",
            "ledger_op",
            "ledger_account",
            "ledger_fund",
            "ledger_term",
            "ledger_pair",
            "ledger_act",
        ] {
            let sql = format!("truncate {table} cascade");
            fails(&db, &sql, &sql, &before).await?;
        }
    }
    Ok(())
});

on_both!(an_account_begins_empty_and_once, |db| async move {
    let (_, before) = scene(&db).await?;
    let (fund, new, anna) = (
        uuid(&db, fund().id),
        uuid(&db, id("mine")),
        uuid(&db, at(Kind::Voucher, "anna")),
    );
    let insert = |verb: &str, id: &str, owner: &str, credit: i64, unit: i64| {
        format!(
            "{verb} into ledger_account (id, fund, unit, kind, owner, side, guarded, c_post, created_at) values ({id}, {fund}, {unit}, 'voucher', '{owner}', 'C', true, {credit}, 1)"
        )
    };
    fails(&db, "full", &insert("insert", &new, "me", 500, 1), &before).await?;
    fails(
        &db,
        "the same owner",
        &insert("insert", &new, "anna", 0, 1),
        &before,
    )
    .await?;
    fails(
        &db,
        "the same account",
        &insert("insert", &anna, "me", 0, 1),
        &before,
    )
    .await?;
    fails(
        &db,
        "another unit",
        &insert("insert", &new, "me", 0, 2),
        &before,
    )
    .await?;
    if db.engine() == Engine::Sqlite {
        fails(
            &db,
            "replaced",
            &insert("insert or replace", &anna, "anna", 0, 1),
            &before,
        )
        .await?;
    }
    Ok(())
});

on_both!(four_eyes_are_held_by_the_database, |db| async move {
    let (_, before) = scene(&db).await?;
    let hash = match db.engine() {
        Engine::Sqlite => "zeroblob(32)",
        Engine::Postgres => "decode(repeat('00', 32), 'hex')",
    };
    let op = |kind: &str, four: bool, documented: bool, approver: &str, document: &str| {
        format!(
            "insert into ledger_op (id, kind, four_eyes, documented, body_hash, actor, approver, document, outcome, result, at) values ({}, '{kind}', {four}, {documented}, {hash}, 'me', {approver}, {document}, 'done', '', 1)",
            uuid(&db, id("alone"))
        )
    };
    for (what, sql) in [
        ("alone", op("grant", true, true, "null", "'DD 1'")),
        ("with oneself", op("grant", true, true, "'me'", "'DD 1'")),
        (
            "without a document",
            op("grant", true, true, "'you'", "null"),
        ),
        (
            "as if one were enough",
            op("grant", false, true, "null", "'DD 1'"),
        ),
        (
            "something unheard of",
            op("gift", false, false, "null", "null"),
        ),
    ] {
        fails(&db, what, &sql, &before).await?;
    }
    Ok(())
});
