//! What is forgotten, and when; what lives, and what money stands on, is not touched.

use db::params;
use testing::{TestDb, on_both};
use vouchers::jobs::night;
use vouchers::model::Scope as KeyScope;

use super::*;
use crate::attacks::attack;

db::statements! {
    /// Every table that is forgotten of, and the links that are left.
    COUNTS = "select (select count(*) from vouchers_token) as tokens, (select count(*) from vouchers_attempt) as attempts, (select count(*) from vouchers_reminded) as reminders, (select count(*) from vouchers_call) as calls, (select count(*) from vouchers_delivery) as deliveries, (select count(*) from vouchers_hook) as hooks, (select count(*) from vouchers_key) as keys, (select count(*) from vouchers_voucher where forgotten_at is null) as named";
    /// A message that was never sent to its end.
    DELIVERY = "insert into vouchers_delivery (id, hook, event, body, made_at, next_at, attempts, arrived) values ($1, $2, 'voucher.redeemed', '{}', $3, $3, 1, false)";
    /// A hook that failed too long.
    END = "update vouchers_hook set ended_at = $2 where id = $1";
    /// An answer to a program.
    CALL = "insert into vouchers_call (key, program, body_hash, status, answer, money, at) values ($1, $2, $3, 200, '{}', $4, $5)";
    /// A reminder.
    REMINDER = "insert into vouchers_reminded (voucher, ends_on, days, at) values ($1, '2026-12-31', 7, $2)";
    /// Whose a voucher is.
    WHOSE = "select child, group_name, holder, amount, code, state, forgotten_at from vouchers_voucher where id = $1";
    /// Hands and words of what happened to a voucher.
    STEPS = "select actor, reason from vouchers_event where voucher = $1 order by n";
    /// What is known of a key.
    KEY = "select name, made_by, revoked_by, forgotten_at from vouchers_key where id = $1";
    /// The reports in the trail.
    REPORTS = "select detail from audit_entries where action = 'vouchers.forget' order by seq";
}

type Counts = [i64; 8];

async fn counts(db: &Db) -> Result<Counts, Failed> {
    Ok(db
        .read(|c| {
            c.one(COUNTS, &[], |r| {
                let mut all = [0; 8];
                for (n, one) in all.iter_mut().enumerate() {
                    *one = r.get(n)?;
                }
                Ok(all)
            })
        })
        .await?)
}

type Whose = (Option<Id>, Option<String>, Id, i64, String, Option<Moment>);

async fn whose(db: &Db, voucher: Id) -> Result<Whose, Failed> {
    Ok(db
        .read(move |c| {
            c.one(WHOSE, &params![voucher], |r| {
                Ok((
                    r.get("child")?,
                    r.get("group_name")?,
                    r.get("holder")?,
                    r.get("amount")?,
                    r.get("code")?,
                    r.get("forgotten_at")?,
                ))
            })
        })
        .await?)
}

async fn reports(db: &Db) -> Result<Vec<serde_json::Value>, Failed> {
    let all: Vec<String> = db
        .read(|c| c.all(REPORTS, &[], |r| r.get("detail")))
        .await?;
    Ok(all
        .iter()
        .map(|t| serde_json::from_str(t))
        .collect::<Result<_, _>>()?)
}

/// What the vouchers' own check and a replay of the books say.
async fn sound(w: &World) -> Result<String, Failed> {
    assert_eq!(w.db.read(a::verify).await?, Vec::<String>::new());
    let replayed = w.db.read(ledger::verify).await?;
    assert_eq!(replayed.wrong, Vec::<String>::new());
    Ok(replayed.hash)
}

/// A night at a moment.
async fn at(w: &World, now: Moment) -> Result<a::Forgotten, Failed> {
    Ok(night(&w.room(&Hands::at(now))).await?)
}

struct Over {
    spent: Id,
    unspent: Id,
    live: Id,
    money_key: Id,
}

/// A voucher that has paid and ended, one that ended unspent, one that lives; keys, a hook, messages.
async fn over(w: &World) -> Result<Over, Failed> {
    w.payee(w.pool).await?;
    let spent = w.voucher("spent", 10_000).await?.id;
    let code = w.show(spent, "spent", NOW).await?.secret;
    w.pay("paid", &code, 4_000, NOW).await?;
    let (_, lines) = w.send("batch", later(100)).await?;
    w.confirm(lines[0].id, "camt.054 1", later(200)).await?;
    let group = Who::Group("3B di via Verdi".into());
    let unspent = w
        .voucher_of("unspent", group, 1_000, "2027-06-30")
        .await?
        .id;
    for (id, reason) in [(spent, "trasferita"), (unspent, "classe sciolta")] {
        let base = format!("close {id}");
        w.act(actor("officer"), &base, later(300), move |tx, g, ctx| {
            a::close(tx, &g.wallets, ctx, id, reason)
        })
        .await?;
    }
    let live = w
        .voucher_of("live", Who::Group("viva".into()), 1_000, "2027-06-30")
        .await?
        .id;
    let paper = secret("live paper");
    w.act(somebody(w.mother), "live paper", NOW, move |tx, g, ctx| {
        a::print(tx, &g.wallets, ctx, live, (&paper, "123456"))
    })
    .await?;
    let plain = w.key("olga", w.pool, KeyScope::Read, NOW).await.id;
    let money_key = w.key("olga", w.pool, KeyScope::Operator, NOW).await.id;
    let (pool, secret) = (w.pool, a::hook_secret([7; 32]));
    for name in ["ended", "works"] {
        let secret = secret.clone();
        let hook = w
            .act(actor("olga"), name, NOW, move |tx, g, ctx| {
                let to = ("https://hooks.example/x", secret.as_str());
                a::put_hook(tx, &g.wallets, ctx, pool, to)
            })
            .await?
            .id;
        w.db.write(move |tx| {
            let waits = id(&format!("message {name}"));
            tx.exec(DELIVERY, &params![waits, hook, NOW])?;
            if name == "ended" {
                tx.exec(END, &params![hook, later(400)])?;
            }
            Ok::<_, db::Fault>(())
        })
        .await?;
    }
    w.db.write(move |tx| {
        let hash = vec![1_u8];
        for (name, key, money) in [("a", plain, false), ("b", money_key, true)] {
            let call = id(&format!("call {name}"));
            tx.exec(CALL, &params![call, key, hash.clone(), money, NOW])?;
        }
        tx.exec(REMINDER, &params![spent, NOW])?;
        Ok::<_, db::Fault>(())
    })
    .await?;
    // Somebody has mistyped.
    let mistyped = w.redeem(w.ask("mistyped", "ABCD2345", 100), NOW).await?;
    assert!(mistyped.is_err());
    Ok(Over {
        spent,
        unspent,
        live,
        money_key,
    })
}

async fn everything(db: TestDb) -> Result<(), Failed> {
    let w = world(&db).await?;
    let o = over(&w).await?;
    let all = counts(&db).await?;
    assert_eq!(all, [2, 1, 1, 2, 2, 2, 2, 3]);
    let (books, live) = (sound(&w).await?, whose(&db, o.live).await?);
    let days = |n: i64| later(300 + n * DAY);
    // On the same day only the wrong codes are over.
    let gone = at(&w, days(0).plus_seconds(HOUR)).await?;
    let nothing = a::Forgotten::default();
    assert_eq!(
        gone,
        a::Forgotten {
            attempts: 1,
            ..nothing
        }
    );
    // A day after its end the code goes; the paper of what lives stays.
    let gone = at(&w, days(2)).await?;
    assert_eq!(
        gone,
        a::Forgotten {
            codes: 1,
            ..nothing
        }
    );
    // The reminder is of an end in December; answers, and messages to what has ended, go after thirty days.
    let gone = at(&w, days(29)).await?;
    assert_eq!(gone, nothing);
    let gone = at(&w, days(35)).await?;
    let wanted = a::Forgotten {
        reminders: 1,
        answers: 1,
        messages: 1,
        ..nothing
    };
    assert_eq!(gone, wanted);
    assert_eq!(counts(&db).await?, [1, 0, 0, 1, 1, 2, 2, 3]);
    // The mother's live voucher ends, is not swept yet, and is not touched however old.
    let gone = at(&w, days(729)).await?;
    assert_eq!(
        (gone.links, gone.keys, gone.hooks, gone.codes),
        (0, 0, 0, 1)
    );
    let gone = at(&w, days(731)).await?;
    let wanted = a::Forgotten {
        links: 1,
        hooks: 1,
        ..nothing
    };
    assert_eq!(gone, wanted);
    let (child, group, holder, amount, code, at_) = whose(&db, o.unspent).await?;
    assert_eq!(
        (child, group.as_deref(), holder, amount, at_),
        (None, Some(""), a::nobody(), 1_000, Some(days(731)))
    );
    assert!(!code.is_empty());
    let unspent = o.unspent;
    let steps: Vec<(String, Option<String>)> = db
        .read(move |c| {
            c.all(STEPS, &params![unspent], |r| {
                Ok((r.get("actor")?, r.get("reason")?))
            })
        })
        .await?;
    assert!(steps.len() >= 2, "{steps:?}");
    for (who, why) in &steps {
        let nobodys = who == "forgotten" || who.starts_with("job:");
        assert!(nobodys && why.is_none(), "{who} {why:?}");
    }
    // Keys were good for thirty days: two years later one goes, the other has answered about money.
    let gone = at(&w, days(30 + 731)).await?;
    assert_eq!(gone, a::Forgotten { keys: 2, ..nothing });
    let key = o.money_key;
    let (name, made_by): (String, Id) = db
        .read(move |c| {
            c.one(KEY, &params![key], |r| {
                Ok((r.get("name")?, r.get("made_by")?))
            })
        })
        .await?;
    assert_eq!((name.as_str(), made_by), ("-", a::nobody()));
    // What has paid names its child for ten years after it ended.
    let gone = at(&w, days(3652)).await?;
    assert_eq!(gone, nothing);
    assert_eq!(whose(&db, o.spent).await?.0, Some(w.child));
    let gone = at(&w, days(3654)).await?;
    assert_eq!(
        gone,
        a::Forgotten {
            links: 1,
            ..nothing
        }
    );
    let (child, group, holder, amount, ..) = whose(&db, o.spent).await?;
    assert_eq!(
        (child, group.as_deref(), holder, amount),
        (None, Some(""), a::nobody(), 10_000)
    );
    assert_eq!(counts(&db).await?, [0, 0, 0, 1, 1, 1, 1, 1]);
    // Again it does nothing, and nothing of what lives and of the books has changed.
    assert_eq!(at(&w, days(3654)).await?, nothing);
    assert_eq!(whose(&db, o.live).await?, live);
    assert_eq!(sound(&w).await?, books);
    let told = reports(&db).await?;
    let sum = |kind: &str| -> u64 { told.iter().filter_map(|t| t[kind].as_u64()).sum() };
    assert_eq!(
        (sum("links"), sum("codes"), sum("keys"), sum("messages")),
        (2, 2, 2, 1)
    );
    assert_eq!(told.len(), 7, "a night of nothing says nothing");
    assert!(!format!("{told:?}").contains(&w.child.to_string()));
    Ok(())
}

on_both!(what_is_over_is_forgotten_in_its_time, |db| async move {
    everything(db).await
});

on_both!(pieces_are_bounded_and_lose_nothing, |db| async move {
    let w = world(&db).await?;
    for n in 0..7 {
        let name = format!("g{n}");
        let who = Who::Group(name.clone());
        let v = w.voucher_of(&name, who, 100, "2027-06-30").await?.id;
        w.show(v, &name, NOW).await?;
        w.act(actor("officer"), &name, later(1), move |tx, g, ctx| {
            a::close(tx, &g.wallets, ctx, v, "chiuso")
        })
        .await?;
    }
    let mut pieces = Vec::new();
    loop {
        let now = later(800 * DAY);
        let gone = w
            .act(actor("clock"), "night", now, |tx, g, ctx| {
                a::forget(tx, &g.wallets, ctx.now, KEEP, 3)
            })
            .await?;
        if gone.is_nothing() {
            break;
        }
        pieces.push((gone.codes, gone.links));
    }
    // The codes of those whose link was cut went with it.
    assert_eq!(pieces.iter().map(|p| p.1).collect::<Vec<_>>(), [3, 3, 1]);
    assert!(pieces.iter().all(|p| p.0 <= 3), "{pieces:?}");
    assert_eq!(counts(&db).await?[0], 0);
    Ok(())
});

on_both!(
    the_database_lets_nothing_else_be_forgotten,
    |db| async move {
        let w = world(&db).await?;
        let o = over(&w).await?;
        sound(&w).await?;
        let attacks = [
        // Of what lives; without the moment; another child; hands and words before their time.
        "update vouchers_voucher set child = null, group_name = '', forgotten_at = 1 where state <> 'ended' and child is not null".to_string(),
        "update vouchers_voucher set child = null, group_name = '' where state = 'ended' and child is not null".into(),
        "update vouchers_voucher set child = holder, forgotten_at = 1 where state = 'ended' and child is not null".into(),
        "update vouchers_event set reason = null, actor = 'forgotten'".into(),
        "update vouchers_event set reason = 'x'".into(),
        "delete from vouchers_event".into(),
        "delete from vouchers_call where money".into(),
    ];
        let alive = w
            .voucher_of("child", Who::Child(w.child), 100, "2027-06-30")
            .await?
            .id;
        for sql in &attacks {
            assert!(attack(&db, sql).await?.is_some(), "it went through: {sql}");
        }
        assert_eq!(whose(&db, alive).await?.0, Some(w.child));
        at(&w, later(3_700 * DAY)).await?;
        let after = [
            "update vouchers_voucher set forgotten_at = 2 where forgotten_at is not null",
            "update vouchers_voucher set group_name = 'x' where forgotten_at is not null",
            "update vouchers_event set actor = 'somebody', reason = null where actor = 'forgotten'",
            "update vouchers_event set at = 1, reason = null where actor = 'forgotten'",
        ];
        for sql in after {
            assert!(attack(&db, sql).await?.is_some(), "it went through: {sql}");
        }
        assert_eq!(whose(&db, o.spent).await?.0, None);
        assert_eq!(db.read(a::verify).await?, Vec::<String>::new());
        Ok(())
    }
);
