//! Several managers, several senders, managers while messages are sent.

use super::*;

on_both!(five_hooks_are_the_most_also_at_once, |db| async move {
    let t = Arc::new(told(&db, true).await?);
    let mut tasks = Vec::new();
    for n in 0..8 {
        let t = t.clone();
        tasks.push(tokio::spawn(async move {
            t.put(&format!("many {n}"), secret_of(3)).await.map(drop)
        }));
    }
    let mut made = 0;
    for task in tasks {
        match task.await? {
            Ok(()) => made += 1,
            other => assert_eq!(no(other), state_of("too_many")),
        }
    }
    assert_eq!(made, a::MOST_HOOKS - 1);
    // A paused one counts.
    t.pause(actor("olga"), NOW).await?;
    let sixth = no(t.put("sixth", secret_of(3)).await.map(drop));
    assert_eq!(sixth, state_of("too_many"));
    t.end(actor("olga"), NOW).await?;
    t.put("after", secret_of(3)).await?;
    Ok(())
});

on_both!(managers_who_act_at_once_leave_one_truth, |db| async move {
    let t = Arc::new(told(&db, true).await?);
    // Of eight who change the secret they see, one does.
    let mut tasks = Vec::new();
    for n in 10..18_u8 {
        let t = t.clone();
        tasks.push(tokio::spawn(async move {
            let done = t.rotate(actor("olga"), 0, n, later(1)).await;
            done.map(|_| n)
        }));
    }
    let mut won = Vec::new();
    for task in tasks {
        match task.await? {
            Ok(n) => won.push(n),
            other => assert_eq!(no(other), state_of("hook_rotated")),
        }
    }
    assert_eq!(won.len(), 1);
    let hook = t.hook().await;
    assert_eq!((hook.revision, &hook.secret), (1, &secret_of(won[0])));
    assert_eq!(hook.earlier.len(), 1);
    // Pauses, ends of pauses, secrets and an end at once: it has ended, and nothing is sent any more.
    for n in 0..4 {
        t.w.pay(&format!("p{n}"), &t.code, 100 + n, later(2))
            .await?;
    }
    let mut tasks = Vec::new();
    for n in 0..9_u8 {
        let t = t.clone();
        tasks.push(tokio::spawn(async move {
            match n % 4 {
                0 => t.pause(actor("olga"), later(3)).await,
                1 => t.resume(actor("olga"), later(3)).await,
                2 => t.rotate(actor("olga"), 1, 30 + n, later(3)).await.map(drop),
                _ => t.end(actor("olga"), later(3)).await,
            }
        }));
    }
    for task in tasks {
        if let Err(Error::Refused(no)) = task.await? {
            assert!(
                no == state_of("hook_ended") || no == state_of("hook_rotated"),
                "{no:?}"
            );
        }
    }
    let hook = t.hook().await;
    assert_eq!(hook.state(), HookState::Ended);
    assert!(hook.earlier.is_empty());
    for at in [10, 1_000, 100_000] {
        assert!(t.come(later(at)).await?.is_empty());
    }
    assert!(t.messages().await.iter().all(|d| d.done_at.is_some()));
    Ok(())
});

on_both!(several_senders_send_each_message_once, |db| async move {
    let t = Arc::new(told(&db, true).await?);
    for n in 0..6 {
        t.w.pay(&format!("p{n}"), &t.code, 100 + n, later(n))
            .await?;
    }
    t.clock.set(later(10));
    let mut tasks = Vec::new();
    for _ in 0..4 {
        let t = t.clone();
        tasks.push(tokio::spawn(async move { send(&t.post).await }));
    }
    for task in tasks {
        task.await??;
    }
    // Whoever found the hook taken leaves the rest to the next round.
    let mut came = t.take();
    came.extend(t.come(later(11)).await?);
    assert_eq!(amounts(&came), (100..106).collect::<Vec<_>>());
    Ok(())
});

on_both!(a_manager_acts_while_messages_are_sent, |db| async move {
    let t = Arc::new(told(&db, true).await?);
    for n in 0..3 {
        t.w.pay(&format!("p{n}"), &t.code, 100 + n, later(n))
            .await?;
    }
    t.clock.set(later(10));
    t.receiver.slow.store(true, Ordering::SeqCst);
    let sending = |t: &Arc<Told>| {
        let t = t.clone();
        tokio::spawn(async move { send(&t.post).await })
    };
    // The first one is on its way: another sender leaves the hook alone, and nobody tries it by hand.
    let round = sending(&t);
    t.receiver.came.notified().await;
    send(&t.post).await?;
    let first = t.messages().await[0].id;
    let soon = no(t.again(actor("olga"), first, later(10)).await);
    assert_eq!(soon, state_of("message_soon"));
    // Paused and given another secret meanwhile: what is on its way arrives, the rest waits.
    t.pause(actor("olga"), later(11)).await?;
    t.rotate(actor("olga"), 0, 2, later(11)).await?;
    t.receiver.go.notify_one();
    round.await??;
    assert_eq!(amounts(&t.take()), [100]);
    t.resume(actor("olga"), later(12)).await?;
    t.clock.set(later(13));
    let round = sending(&t);
    t.receiver.came.notified().await;
    // Ended meanwhile: what is on its way arrives and is told so, the rest is given up.
    t.end(actor("olga"), later(14)).await?;
    t.receiver.go.notify_one();
    round.await??;
    let came = t.take();
    assert_eq!(amounts(&came), [101]);
    assert!(came[0].signed_by(&secret_of(2)));
    let all = t.messages().await;
    let stands: Vec<Stand> = all.iter().map(|d| d.stand(false)).collect();
    assert_eq!(stands, [Stand::Arrived, Stand::Arrived, Stand::Over]);
    t.receiver.slow.store(false, Ordering::SeqCst);
    assert!(t.come(later(DAY)).await?.is_empty());
    Ok(())
});

on_both!(a_long_queue_keeps_no_other_waiting, |db| async move {
    let t = told(&db, true).await?;
    t.pause(actor("olga"), NOW).await?;
    for n in 0..230_i64 {
        t.w.pay(&format!("p{n}"), &t.code, 1 + n % 7, later(n))
            .await?;
    }
    let choir = t.w.choir;
    let address = t.address.clone();
    let sung = secret_of(7);
    t.w.act(actor("carlo"), "choir", later(300), move |tx, g, ctx| {
        a::put_hook(tx, &g.wallets, ctx, choir, (&address, &sung))
    })
    .await
    .map(|_| ())?;
    t.resume(actor("olga"), later(300)).await?;
    let hooks =
        t.w.read(actor("carlo"), NOW, move |c, g, ctx| {
            a::hooks(c, &g.wallets, ctx, choir)
        })
        .await?;
    let other = hooks[0].id;
    t.w.act(actor("carlo"), "test", later(301), move |tx, g, ctx| {
        a::test_hook(tx, &g.wallets, ctx, other)
    })
    .await?;
    let came = t.come(later(302)).await?;
    assert!(came.iter().any(|c| c.event() == "webhook.test"));
    let mut ids: Vec<Id> = came.iter().map(|c| c.id).collect();
    for at in [303, 304] {
        ids.extend(t.come(later(at)).await?.iter().map(|c| c.id));
    }
    assert_eq!(ids.len(), 231);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 231);
    Ok(())
});
