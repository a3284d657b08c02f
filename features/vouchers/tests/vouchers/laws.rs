//! Laws that hold whatever is done.

use proptest::prelude::*;
use testing::on_both;

use super::*;

on_both!(splitting_and_scaling_change_nothing, |db| async move {
    let w = world(&db).await?;
    let all = w
        .voucher_of("all", Who::Group("1".into()), 9_000, "2027-06-30")
        .await?
        .id;
    let parts = w
        .voucher_of("parts", Who::Group("2".into()), 9_000, "2027-06-30")
        .await?
        .id;
    let tenth = w
        .voucher_of("tenth", Who::Group("3".into()), 900, "2027-06-30")
        .await?
        .id;
    let (a1, p1, t1) = (
        w.show(all, "all", NOW).await?.secret,
        w.show(parts, "parts", NOW).await?.secret,
        w.show(tenth, "tenth", NOW).await?.secret,
    );
    w.pay("all", &a1, 6_000, NOW).await?;
    for (n, amount) in [1_000, 2_500, 500, 2_000].into_iter().enumerate() {
        w.pay(&format!("part {n}"), &p1, amount, NOW).await?;
        w.pay(&format!("tenth {n}"), &t1, amount / 10, NOW).await?;
    }
    assert_eq!(w.left(all).await, w.left(parts).await);
    assert_eq!(w.left(all).await, 10 * w.left(tenth).await);
    // Refunds, too.
    w.refund("r", "all", 3_000, (false, later(60))).await?;
    w.refund("r1", "part 1", 2_500, (false, later(60))).await?;
    w.refund("r2", "part 2", 500, (false, later(60))).await?;
    assert_eq!(w.left(all).await, w.left(parts).await);
    w.sound().await;
    Ok(())
});

/// What is asked again and again, in any order.
#[derive(Clone, Copy, Debug)]
enum Do {
    Pay(u8),
    Undo(u8),
    Refund(u8),
    Sweep,
    Tell,
}

fn doing() -> impl Strategy<Value = Do> {
    prop_oneof![
        4 => (0..4u8).prop_map(Do::Pay),
        1 => (0..4u8).prop_map(Do::Undo),
        1 => (0..4u8).prop_map(Do::Refund),
        1 => Just(Do::Sweep),
        1 => Just(Do::Tell),
    ]
}

/// Every order in a sequence, each asked up to four times wherever it stands: the books are those of a
/// small model in which each is done once.
async fn run(
    w: &World,
    code: &str,
    v: Id,
    names: [&'static str; 4],
    doings: &[Do],
) -> Result<(), Failed> {
    let (mut left, mut paid, mut gone) = (10_000_i64, [None::<bool>; 4], [false; 4]);
    let mut back = [0_i64; 4];
    for d in doings {
        match *d {
            Do::Pay(n) => {
                let n = usize::from(n);
                let amount = 2_000 + 1_000 * i64::try_from(n)?;
                let mut r = w.ask(names[n], code, amount);
                r.confirmed = true;
                let said = w.redeem(r, NOW).await?;
                let before = *paid[n].get_or_insert(left >= amount);
                assert_eq!(said.is_ok(), before, "{d:?}");
                if before && !gone[n] {
                    gone[n] = true;
                    left -= amount;
                    back[n] = amount;
                }
            }
            Do::Undo(n) => {
                let (n, name) = (usize::from(n), names[usize::from(n)]);
                let full = 2_000 + 1_000 * i64::try_from(n)?;
                let done = w
                    .act(actor("olga"), "u", later(10), move |tx, g, ctx| {
                        a::undo(tx, g, ctx, id(name))
                    })
                    .await;
                if done.is_ok() && back[n] == full {
                    left += full;
                    back[n] = 0;
                }
            }
            Do::Refund(n) => {
                let name = names[usize::from(n)];
                let n = usize::from(n);
                let full = 2_000 + 1_000 * i64::try_from(n)?;
                let base = format!("refund {name}");
                let done = w.refund(&base, name, 500, (false, later(20))).await;
                if done.is_ok() && back[n] == full {
                    left += 500;
                    back[n] -= 500;
                }
            }
            Do::Sweep => {
                assert_eq!(w.sweep(later(30)).await?, a::Swept::default());
            }
            Do::Tell => {
                w.act(actor("x"), "t", later(30), |tx, g, ctx| {
                    a::tell_spends(tx, &g.wallets, ctx.seed, ctx.now, 100)
                })
                .await?;
            }
        }
        assert_eq!(w.left(v).await, left, "after {d:?} of {doings:?}");
    }
    Ok(())
}

on_both!(each_order_is_done_once_in_any_order, |db| async move {
    const NAMES: [[&str; 4]; 6] = [
        ["a0", "a1", "a2", "a3"],
        ["b0", "b1", "b2", "b3"],
        ["c0", "c1", "c2", "c3"],
        ["d0", "d1", "d2", "d3"],
        ["e0", "e1", "e2", "e3"],
        ["f0", "f1", "f2", "f3"],
    ];
    let w = world(&db).await?;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for (n, names) in NAMES.into_iter().enumerate() {
        let strategy = proptest::collection::vec(doing(), 8..28);
        let tree = strategy.new_tree(&mut runner).map_err(|e| e.to_string())?;
        let doings = proptest::strategy::ValueTree::current(&tree);
        let group = Who::Group(names[0].into());
        let v = w
            .voucher_of(names[0], group, 10_000, "2027-06-30")
            .await?
            .id;
        let code = w.show(v, &format!("code {n}"), NOW).await?.secret;
        run(&w, &code, v, names, &doings).await?;
    }
    w.sound().await;
    Ok(())
});

// Two providers, every subset of a batch's lines comes back, one batch after the other: a file's sum is the sum
// of its lines and what the payables fell by; exactly what came back is owed again, and goes out with the next.
on_both!(any_part_of_a_batch_may_come_back, |db| async move {
    let w = world(&db).await?;
    w.shelf.put(w.sing, offer("sport", w.choir));
    w.payee(w.pool).await?;
    w.payee(w.choir).await?;
    let v = w.voucher("v", 40_000).await?.id;
    let both = [w.pool, w.choir];
    let (mut due, mut paid) = ([0_i64; 2], 0_i64);
    for round in 0..5_usize {
        let now = later(i64::try_from(round)? * 600);
        let code = w.show(v, &format!("code {round}"), now).await?.secret;
        for (n, who) in ["olga", "carlo"].into_iter().enumerate() {
            let amount = [3_000, 2_000][n] + i64::try_from(round)?;
            let mut r = w.ask(&format!("{who} {round}"), &code, amount);
            r.confirmed = true;
            if n == 1 {
                (r.organisation, r.service) = (w.choir, Some(w.sing));
            }
            w.act(actor(who), "desk", now, move |tx, g, ctx| {
                a::redeem(tx, g, ctx, &r)
            })
            .await??;
            due[n] += amount;
        }
        let now = now.plus_seconds(30);
        let (batch, lines) = w.send(&format!("batch {round}"), now).await?;
        let sum: i64 = lines.iter().map(|l| l.amount.0).sum();
        assert_eq!(sum, due[0] + due[1]);
        let sent = w.sum(Kind::InPayment, &batch.to_string()).await;
        assert_eq!(sent, (sum, 0));
        for (n, organisation) in both.into_iter().enumerate() {
            assert_eq!(w.sum(Kind::Payable, &organisation.to_string()).await.0, 0);
            let line = lines.iter().find(|l| l.organisation == organisation);
            let line = line.ok_or("no line")?.clone();
            assert_eq!(line.amount, Cents(due[n]), "{round}");
            let back = round & (1 << n) != 0;
            w.act(actor("payer"), "bank", now, move |tx, g, ctx| match back {
                true => a::returned(tx, &g.wallets, ctx, line.id, ("pain.002", "AC04")),
                false => a::confirm(tx, &g.wallets, ctx, line.id, "camt.054"),
            })
            .await?;
            if !back {
                paid += due[n];
                due[n] = 0;
            }
        }
        for (n, organisation) in both.into_iter().enumerate() {
            let owed = w.sum(Kind::Payable, &organisation.to_string()).await.0;
            assert_eq!(owed, due[n], "round {round}, provider {n}");
        }
        assert_eq!(w.sum(Kind::InPayment, &batch.to_string()).await.0, 0);
        assert_eq!(w.sum(Kind::Paid, "").await.0, paid);
        w.sound().await;
    }
    assert_eq!(due, [0, 0]);
    Ok(())
});
