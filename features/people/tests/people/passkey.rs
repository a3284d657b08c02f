//! Passkeys as a way in: what is kept, what is used once, what is refused.

use passkeys::Site;
use people::actions::Entered;
use testing::{Device, DeviceKind, TestDb, on_both};

use super::*;

const HERE: &str = "https://mi.example.org";

fn site() -> Site {
    Site::of(HERE, "Wish Mi").expect("a site")
}

/// The account of somebody.
async fn account(db: &TestDb, given: &'static str) -> Result<(Id, Id), Error> {
    let person = adult(db, given).await?;
    let secret = format!("another secret of {given}");
    let entered = act(db, &format!("account {given}"), NOW, move |tx, ctx| {
        let mail = format!("{given}@example.org");
        actions::ask_link(tx, ctx, &mail, &secret, None, None)?;
        actions::enter_by_link(tx, ctx, &secret, &"it".parse().expect("a language"))
    })
    .await?;
    assert_eq!(entered.person, person);
    Ok((person, entered.account))
}

async fn begin(db: &TestDb, name: &str, account: Id, now: Moment) -> Result<String, Error> {
    act(db, name, now, move |tx, ctx| {
        actions::begin_passkey(tx, ctx, &site(), account)
    })
    .await
}

async fn finish(
    db: &TestDb,
    name: &str,
    account: Id,
    response: String,
    now: Moment,
) -> Result<Result<Id, Refused>, Error> {
    act(db, name, now, move |tx, ctx| {
        actions::add_passkey(
            tx,
            ctx,
            &site(),
            (account, true),
            &response,
            " My\ntelephone ",
        )
    })
    .await
}

/// Adds a device's passkey.
async fn add(
    db: &TestDb,
    name: &str,
    account: Id,
    device: &mut Device,
) -> Result<Result<Id, Refused>, Error> {
    let options = begin(db, &format!("begin {name}"), account, NOW).await?;
    let response = device.create(&options, HERE);
    finish(db, name, account, response, NOW).await
}

async fn ask(db: &TestDb, name: &str, now: Moment) -> Result<String, Error> {
    act(db, &format!("ask {name}"), now, |tx, ctx| {
        actions::ask_passkey(tx, ctx, &site(), Some("/my?x=1"))
    })
    .await
}

async fn come(
    db: &TestDb,
    name: &str,
    response: String,
    now: Moment,
) -> Result<Result<Entered, Refused>, Error> {
    act(db, name, now, move |tx, ctx| {
        actions::enter_by_passkey(tx, ctx, &site(), &response)
    })
    .await
}

/// Asks and comes in at once.
async fn enter(
    db: &TestDb,
    name: &str,
    device: &mut Device,
) -> Result<Result<Entered, Refused>, Error> {
    let options = ask(db, name, NOW).await?;
    come(db, name, device.get(&options, HERE), NOW).await
}

fn telephone() -> Device {
    Device::new(DeviceKind::Es256, "telephone")
}

mod store {
    db::statements! {
        pub(super) KEPT = "select about, passkey from people_credential where kind = 'passkey'";
        pub(super) GOING_ON = "select count(*) as n from people_ceremony";
        pub(super) NOTED = "select count(*) as n from audit_entries where action = $1";
    }
}

async fn going_on(db: &TestDb) -> Result<i64, db::Fault> {
    db.read(|c| c.one(store::GOING_ON, &db::params![], |r| r.get("n")))
        .await
}

on_both!(
    a_passkey_of_a_weak_session_carries_no_roles,
    |db| async move {
        let (_, account) = account(&db, "anna").await?;
        let mut device = telephone();
        let options = begin(&db, "begin", account, NOW).await?;
        let response = device.create(&options, HERE);
        let way = act(&db, "add", NOW, move |tx, ctx| {
            actions::add_passkey(tx, ctx, &site(), (account, false), &response, "")
        })
        .await?
        .expect("added");
        assert!(!enter(&db, "in", &mut device).await?.expect("in").strong);
        // Somebody else confirms it: from then on it carries them.
        let admin = Id::named("test", "the administrator");
        act(&db, "confirm", NOW, move |tx, ctx| {
            actions::confirm_way(tx, ctx, admin, way)
        })
        .await?;
        assert!(
            enter(&db, "in again", &mut device)
                .await?
                .expect("in")
                .strong
        );
        Ok(())
    }
);

on_both!(a_passkey_is_added_and_comes_in, |db| async move {
    let (person, account) = account(&db, "anna").await?;
    let mut device = telephone();
    let way = add(&db, "add", account, &mut device).await?.expect("added");
    let ways = db.read(move |c| actions::ways(c, account)).await?;
    let made = ways.iter().find(|w| w.id == way).expect("the way in");
    assert_eq!(
        (made.method, made.label.as_str()),
        (Method::Passkey, "Mytelephone")
    );
    assert_eq!(made.used_at, None);
    let entered = enter(&db, "in", &mut device).await?.expect("in");
    let wanted = Entered {
        account,
        person,
        method: Method::Passkey,
        strong: true,
        new: false,
        resume: Some("/my?x=1".into()),
    };
    assert_eq!(entered, wanted);
    // A session can be begun with it, and the way in shows that it was used.
    let session = act(&db, "session", NOW, move |tx, ctx| {
        actions::enter(tx, ctx, &entered, "Firefox", "cookie")
    })
    .await?;
    assert_eq!(session.method, Method::Passkey);
    let who = db
        .read(|c| actions::who(c, &Keys::demo(), "cookie", NOW, day("2026-06-01")))
        .await?;
    assert_eq!(who.expect("Anna").1.method, Method::Passkey);
    let ways = db.read(move |c| actions::ways(c, account)).await?;
    assert!(ways.iter().any(|w| w.id == way && w.used_at == Some(NOW)));
    // Nothing goes on any more, and nothing stands in the clear.
    assert_eq!(going_on(&db).await?, 0);
    let kept = db
        .read(|c| {
            c.all(store::KEPT, &db::params![], |r| {
                Ok((r.get::<Vec<u8>>("about")?, r.get::<Vec<u8>>("passkey")?))
            })
        })
        .await?;
    assert_eq!(kept.len(), 1);
    let handle = device.handle.clone().expect("a handle");
    for bytes in [&kept[0].0, &kept[0].1] {
        for part in [&device.id[..16], &handle[..16]] {
            assert!(!bytes.windows(16).any(|w| w == part));
        }
    }
    // Taken away it is unknown.
    act(&db, "take", NOW, move |tx, ctx| {
        actions::take_way(tx, ctx, account, way)
    })
    .await?;
    let gone = enter(&db, "gone", &mut device).await?;
    assert_eq!(gone, Err(Refused::PasskeyUnknown));
    // And can be made again.
    add(&db, "again", account, &mut device)
        .await?
        .expect("added");
    enter(&db, "back", &mut device).await?.expect("in");
    Ok(())
});

on_both!(an_answer_is_good_once_and_in_time, |db| async move {
    let (_, account) = account(&db, "anna").await?;
    let mut device = telephone();
    let late = NOW.plus_seconds(passkeys::LASTS + 1);
    let options = begin(&db, "slow", account, NOW).await?;
    let response = device.create(&options, HERE);
    let slow = finish(&db, "slow", account, response.clone(), late).await?;
    assert_eq!(slow, Err(Refused::PasskeyOver));
    // What was late is gone, even for a clock that goes back.
    let back = finish(&db, "back", account, response, NOW).await?;
    assert_eq!(back, Err(Refused::PasskeyOver));
    let options = begin(&db, "add", account, NOW).await?;
    let response = device.create(&options, HERE);
    let just = NOW.plus_seconds(passkeys::LASTS);
    finish(&db, "add", account, response.clone(), just)
        .await?
        .expect("in time");
    let twice = finish(&db, "twice", account, response, NOW).await?;
    assert_eq!(twice, Err(Refused::PasskeyOver));

    let response = device.get(&ask(&db, "a", NOW).await?, HERE);
    come(&db, "a", response.clone(), just)
        .await?
        .expect("in time");
    let replayed = come(&db, "replayed", response, NOW).await?;
    assert_eq!(replayed, Err(Refused::PasskeyOver));
    let response = device.get(&ask(&db, "b", NOW).await?, HERE);
    let slow = come(&db, "b", response, late).await?;
    assert_eq!(slow, Err(Refused::PasskeyOver));
    // A challenge nobody gave.
    let options = ask(&db, "c", NOW).await?;
    device.challenge = Some("AAAAAAAAAAAAAAAAAAAAAA".into());
    let made_up = come(&db, "c", device.get(&options, HERE), NOW).await?;
    assert_eq!(made_up, Err(Refused::PasskeyOver));
    device.challenge = None;
    // A wrong answer uses the ceremony up: the right one comes too late.
    let options = ask(&db, "d", NOW).await?;
    let wrong = come(&db, "d", device.get(&options, "https://evil.example"), NOW).await?;
    assert_eq!(wrong, Err(Refused::PasskeyWrong));
    let right = come(&db, "e", device.get(&options, HERE), NOW).await?;
    assert_eq!(right, Err(Refused::PasskeyOver));
    // What is for adding is not for coming in.
    let options = begin(&db, "f", account, NOW).await?;
    let challenge: serde_json::Value = serde_json::from_str(&options)?;
    device.challenge = challenge["challenge"].as_str().map(String::from);
    let options = ask(&db, "g", NOW).await?;
    let mixed = come(&db, "g", device.get(&options, HERE), NOW).await?;
    assert_eq!(mixed, Err(Refused::PasskeyOver));
    device.challenge = None;
    enter(&db, "at last", &mut device).await?.expect("in");
    // What nobody ended is forgotten.
    assert!(going_on(&db).await? >= 3);
    db.write(move |tx| actions::sweep(tx, NOW.plus_seconds(passkeys::LASTS), 30))
        .await?;
    assert!(going_on(&db).await? >= 3);
    db.write(move |tx| actions::sweep(tx, late, 30)).await?;
    assert_eq!(going_on(&db).await?, 0);
    Ok(())
});

on_both!(what_is_not_right_is_refused, |db| async move {
    let (_, account) = account(&db, "anna").await?;
    let mut device = telephone();
    add(&db, "add", account, &mut device).await?.expect("added");
    // Another page, another site, nobody asked.
    let options = ask(&db, "page", NOW).await?;
    let page = come(
        &db,
        "page",
        device.get(&options, "https://mi.example.com"),
        NOW,
    )
    .await?;
    assert_eq!(page, Err(Refused::PasskeyWrong));
    device.site = Some("example.org".into());
    let other = enter(&db, "site", &mut device).await?;
    assert_eq!(other, Err(Refused::PasskeyWrong));
    device.site = None;
    device.verifies = false;
    let unverified = enter(&db, "unverified", &mut device).await?;
    assert_eq!(unverified, Err(Refused::PasskeyUnverified));
    device.verifies = true;
    // Another device with the same identifier has another key.
    let mut thief = telephone();
    thief.handle.clone_from(&device.handle);
    thief.counter = 100;
    let stolen = enter(&db, "thief", &mut thief).await?;
    assert_eq!(stolen, Err(Refused::PasskeyWrong));
    // A device nobody has added.
    let mut stranger = Device::new(DeviceKind::EdDsa, "stranger");
    stranger.handle.clone_from(&device.handle);
    let unknown = enter(&db, "stranger", &mut stranger).await?;
    assert_eq!(unknown, Err(Refused::PasskeyUnknown));
    for text in ["", "{}", "nonsense"] {
        let none = come(&db, "none", text.into(), NOW).await?;
        assert_eq!(none, Err(Refused::PasskeyWrong));
        let none = finish(&db, "none", account, text.into(), NOW).await?;
        assert_eq!(none, Err(Refused::PasskeyWrong));
    }
    enter(&db, "in", &mut device).await?.expect("in");
    // Wrong answers to the options of adding add nothing.
    let before = db.read(move |c| actions::ways(c, account)).await?.len();
    let mut second = Device::new(DeviceKind::EdDsa, "second");
    for (name, page, site, verifies, wanted) in [
        (
            "1",
            "https://evil.example",
            None,
            true,
            Refused::PasskeyWrong,
        ),
        ("2", HERE, Some("example.org"), true, Refused::PasskeyWrong),
        ("3", HERE, None, false, Refused::PasskeyUnverified),
    ] {
        second.site = site.map(String::from);
        second.verifies = verifies;
        let options = begin(&db, name, account, NOW).await?;
        let answer = finish(&db, name, account, second.create(&options, page), NOW).await?;
        assert_eq!(answer, Err(wanted), "{name}");
    }
    let after = db.read(move |c| actions::ways(c, account)).await?.len();
    assert_eq!(after, before);
    Ok(())
});

on_both!(a_copied_passkey_is_refused_and_noted, |db| async move {
    let (_, account) = account(&db, "anna").await?;
    let mut device = telephone();
    add(&db, "add", account, &mut device).await?.expect("added");
    for name in ["1", "2", "3"] {
        enter(&db, name, &mut device).await?.expect("in");
    }
    assert_eq!(device.counter, 3);
    let noted = || {
        db.read(|c| {
            c.one(store::NOTED, &db::params!["people.passkey_copied"], |r| {
                r.get::<i64>("n")
            })
        })
    };
    assert_eq!(noted().await?, 0);
    // A copy counts from where it was taken.
    device.counter = 1;
    let copied = enter(&db, "copy", &mut device).await?;
    assert_eq!(copied, Err(Refused::PasskeyCopied));
    assert_eq!(noted().await?, 1, "although it was refused");
    device.counter = 3;
    enter(&db, "right", &mut device).await?.expect("in");
    Ok(())
});

on_both!(a_passkey_belongs_to_one_account, |db| async move {
    let (_, of_anna) = account(&db, "anna").await?;
    let (_, of_marco) = account(&db, "marco").await?;
    let mut device = telephone();
    add(&db, "anna", of_anna, &mut device)
        .await?
        .expect("added");
    let handle = device.handle.clone();
    // Marco's options do not name Anna's passkeys: the device would make another one. One that answers
    // with the same identifier is refused.
    let taken = add(&db, "marco", of_marco, &mut device).await?;
    assert_eq!(taken, Err(Refused::PasskeyTwice));
    assert_ne!(
        device.handle, handle,
        "each account has a handle of its own"
    );
    device.handle = handle.clone();
    assert_eq!(
        enter(&db, "in", &mut device).await?.expect("in").account,
        of_anna
    );
    // A ceremony that Anna began is not Marco's to end, and she can still end it.
    let mut second = Device::new(DeviceKind::EdDsa, "second");
    let options = begin(&db, "second", of_anna, NOW).await?;
    let response = second.create(&options, HERE);
    assert_eq!(
        second.handle, handle,
        "all passkeys of an account have one handle"
    );
    let stolen = finish(&db, "stolen", of_marco, response.clone(), NOW).await?;
    assert_eq!(stolen, Err(Refused::PasskeyOver));
    finish(&db, "second", of_anna, response, NOW)
        .await?
        .expect("added");
    let ways = db.read(move |c| actions::ways(c, of_anna)).await?;
    assert_eq!(
        ways.iter().filter(|w| w.method == Method::Passkey).count(),
        2
    );
    // A device that has one is told so: its options name both.
    let options: serde_json::Value =
        serde_json::from_str(&begin(&db, "third", of_anna, NOW).await?)?;
    assert_eq!(
        options["excludeCredentials"].as_array().map(Vec::len),
        Some(2)
    );
    Ok(())
});

on_both!(who_is_erased_has_no_passkeys, |db| async move {
    let (person, account) = account(&db, "anna").await?;
    let mut device = telephone();
    add(&db, "add", account, &mut device).await?.expect("added");
    let open = begin(&db, "open", account, NOW).await?;
    act(&db, "erase", NOW, move |tx, ctx| {
        actions::erase(tx, ctx, Doer::oneself(person))
    })
    .await?;
    assert_eq!(going_on(&db).await?, 0);
    let gone = enter(&db, "in", &mut device).await?;
    assert_eq!(gone, Err(Refused::PasskeyUnknown));
    let mut second = Device::new(DeviceKind::EdDsa, "second");
    let late = finish(&db, "late", account, second.create(&open, HERE), NOW).await?;
    assert_eq!(late, Err(Refused::PasskeyOver));
    assert_eq!(
        no(begin(&db, "again", account, NOW).await),
        Refused::NoEntry
    );
    Ok(())
});

on_both!(
    a_passkey_outlives_the_keys_it_was_kept_with,
    |db| async move {
        const OLD: &str = "old:1f2e3d4c5b6a79880716253443526170f0e1d2c3b4a5968778695a4b3c2d1e0f";
        const NEW: &str = "new:00112233445566778899aabbccddeeff0123456789abcdeffedcba9876543210";
        let ring = |text: &str| Keys::read(text).expect("keys");
        let under = |keys: Keys, name: &'static str| Ctx {
            keys,
            ..ctx(name, NOW)
        };
        let now = under(ring(OLD), "begin");
        let (account, options) = db
            .write(move |tx| {
                actions::ask_link(tx, &now, "anna@example.org", "secret", None, None)?;
                let lang = "it".parse().expect("a language");
                let account = actions::enter_by_link(tx, &now, "secret", &lang)?.account;
                let options = actions::begin_passkey(tx, &now, &site(), account)?;
                Ok::<_, Error>((account, options))
            })
            .await?;
        let mut device = telephone();
        let response = device.create(&options, HERE);
        let now = under(ring(OLD), "add");
        db.write(move |tx| actions::add_passkey(tx, &now, &site(), (account, true), &response, ""))
            .await?
            .expect("added");
        // A ceremony that began before a new key came in front is ended under it.
        let both = format!("{NEW} {OLD}");
        let now = under(ring(OLD), "second");
        let options = db
            .write(move |tx| actions::begin_passkey(tx, &now, &site(), account))
            .await?;
        let mut second = Device::new(DeviceKind::EdDsa, "second");
        let response = second.create(&options, HERE);
        let now = under(ring(&both), "add second");
        db.write(move |tx| actions::add_passkey(tx, &now, &site(), (account, true), &response, ""))
            .await?
            .expect("added");
        let mut random = StdRng::seed_from_u64(8);
        let seed = Seed::new(&mut random);
        let report = seal::rotate(&db, &ring(&both), people::COLUMNS, 7, seed, &|_, _| {}).await?;
        assert!(report.is_whole(people::COLUMNS), "{report:?}");
        let done = report
            .columns
            .iter()
            .find(|c| c.column == "people_credential.passkey");
        assert_eq!(done.map(|c| c.renewed), Some(1), "the first one's");
        // Now without the old key.
        for (n, device) in [&mut device, &mut second].into_iter().enumerate() {
            let now = under(ring(NEW), ["ask 1", "ask 2"][n]);
            let options = db
                .write(move |tx| actions::ask_passkey(tx, &now, &site(), None))
                .await?;
            let response = device.get(&options, HERE);
            let now = under(ring(NEW), "in");
            let entered = db
                .write(move |tx| actions::enter_by_passkey(tx, &now, &site(), &response))
                .await?
                .expect("in");
            assert_eq!(entered.account, account);
        }
        Ok(())
    }
);
