//! Many at once: one wins, and the others are told the truth.

use testing::on_both;

use super::*;

on_both!(sixteen_desks_and_one_voucher, |db| async move {
    let w = world(&db).await?;
    let v = w.voucher("v", 10_000).await?.id;
    let code = w.show(v, "code", NOW).await?.secret;
    let mut tasks = Vec::new();
    for n in 0..16 {
        let (w, code) = (w.clone(), code.clone());
        tasks.push(tokio::spawn(async move {
            let mut r = w.ask(&format!("r{n}"), &code, 900);
            r.confirmed = true;
            w.redeem(r, NOW).await
        }));
    }
    let mut through = 0;
    for task in tasks {
        match task.await?? {
            Ok(_) => through += 1,
            Err(Refused::InsufficientBalance { available }) => assert_eq!(available, Cents(100)),
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(through, 11);
    assert_eq!(w.left(v).await, 100);
    assert_eq!(w.sum(Kind::Payable, &w.pool.to_string()).await.0, 9_900);
    w.sound().await;
    Ok(())
});

on_both!(the_same_order_from_eight_is_one, |db| async move {
    let w = world(&db).await?;
    let v = w.voucher("v", 10_000).await?.id;
    let code = w.show(v, "code", NOW).await?.secret;
    let mut tasks = Vec::new();
    for _ in 0..8 {
        let (w, code) = (w.clone(), code.clone());
        tasks.push(tokio::spawn(async move {
            let r = w.ask("one", &code, 900);
            w.redeem(r, NOW).await
        }));
    }
    let mut numbers = BTreeSet::new();
    for task in tasks {
        numbers.insert(task.await???.number);
    }
    assert_eq!(numbers.len(), 1);
    assert_eq!(w.left(v).await, 9_100);
    w.sound().await;
    Ok(())
});

on_both!(one_of_four_gets_a_hold, |db| async move {
    let w = world(&db).await?;
    let v = w.voucher("v", 50_000).await?.id;
    for round in 0..4_i64 {
        let name = format!("round {round}");
        let begins = (round + 2) * DAY;
        let booking = w.booked(&name, begins, (1_000, 1_000), v, NOW).await?;
        let ticket = w.ticket(v, booking, &name).await?.secret;
        let at = later(begins - HOUR);
        let (a1, a2, a3, a4) = (w.clone(), w.clone(), w.clone(), w.clone());
        let r = w.ask(&format!("redeem {round}"), &ticket, 1_000);
        let mut r2 = r.clone();
        r2.key = id(&format!("other {round}"));
        let redeem = tokio::spawn(async move { a1.redeem(r, at).await });
        let second = tokio::spawn(async move { a4.redeem(r2, at).await });
        let cancel = tokio::spawn(async move { a2.cancelled(booking, at).await });
        let sweep = tokio::spawn(async move { a3.sweep(at).await });
        let (redeem, second, cancel) = (redeem.await??, second.await??, cancel.await?);
        sweep.await??;
        let won = usize::from(redeem.is_ok()) + usize::from(second.is_ok());
        assert!(won <= 1, "{redeem:?} {second:?}");
        for no in [redeem, second].into_iter().filter_map(Result::err) {
            let honest = matches!(
                no,
                Refused::HoldAlreadyResolved { .. }
                    | Refused::HoldEnded
                    | Refused::WrongState { .. }
            );
            assert!(honest, "{no:?}");
        }
        // Cancelling comes before or after: either way the money is where it belongs.
        cancel?;
        assert_eq!(w.left(v).await, 50_000, "{round}");
        assert_eq!(w.sum(Kind::Payable, &w.pool.to_string()).await, (0, 0));
        w.sound().await;
    }
    Ok(())
});

on_both!(two_batches_take_no_item_twice, |db| async move {
    let w = world(&db).await?;
    w.payee(w.pool).await?;
    let v = w.voucher("v", 50_000).await?.id;
    let code = w.show(v, "code", NOW).await?.secret;
    for n in 0..5 {
        w.pay(&format!("r{n}"), &code, 1_000, later(n * 70)).await?;
    }
    let mut tasks = Vec::new();
    for n in 0..4 {
        let w = w.clone();
        tasks.push(tokio::spawn(async move {
            w.act(
                actor("payer"),
                &format!("b{n}"),
                later(400),
                |tx, g, ctx| a::draft(tx, &g.wallets, ctx, day("2026-11-28")).map(|(b, _)| b.id),
            )
            .await
        }));
    }
    let mut made = 0;
    for task in tasks {
        match task.await? {
            Ok(_) => made += 1,
            Err(Error::Refused(no)) => assert_eq!(no, Refused::NothingToPay),
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!(made, 1);
    Ok(())
});
