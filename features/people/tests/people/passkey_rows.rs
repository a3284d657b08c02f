//! Migration 0015 makes two tables anew: what stood in them stays, and is still checked.

use std::path::Path;

use db::{Config, Db, Migrations, Url, params};
use testing::Outcome;
use values::Id;

mod store {
    db::statements! {
        pub(super) PERSON = "insert into people_person (id, facts, lang, conflict, proof, created_at, changed_at) values ($1, $2, 'it', false, 'declared', 1, 1)";
        pub(super) ACCOUNT = "insert into people_account (id, person, created_at) values ($1, $1, 1)";
        pub(super) WAY = "insert into people_credential (id, account, kind, about, about_hash, misses, label, created_at, used_at) values ($1, $2, 'mail', $3, $4, 0, 'at work', 7, 8)";
        pub(super) SESSION = "insert into people_session (id, secret_hash, account, person, method, device, created_at, seen_at, ends_at) values ($1, $2, $3, $3, 'mail', 'Firefox', 1, 2, 3)";
        pub(super) KEPT = "select c.label, c.about, c.passkey, c.used_at, s.device, s.seen_at from people_credential c join people_session s on s.account = c.account";
        pub(super) NO_KEY = "insert into people_credential (id, account, kind, about, about_hash, misses, label, created_at) values ($1, $2, 'passkey', $3, $4, 0, '', 7)";
    }
}

fn id(n: &str) -> Id {
    Id::named("rows", n)
}

async fn goes_over(db: &Db) -> Outcome {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations");
    let mut before = Vec::new();
    for file in std::fs::read_dir(folder)? {
        let file = file?;
        let name = file.file_name().to_string_lossy().into_owned();
        if name.as_str() < "0015" {
            before.push((name, std::fs::read_to_string(file.path())?));
        }
    }
    let list = Migrations::from_texts(before.clone())?;
    let applied = db.migrate_with(list).await?.applied;
    assert_eq!(applied.last().map(String::as_str), Some("0014_people"));
    db.write(|tx| {
        tx.exec(store::PERSON, &params![id("anna"), vec![1_u8]])?;
        tx.exec(store::ACCOUNT, &params![id("anna")])?;
        let (about, hash) = (vec![2_u8], vec![3_u8]);
        tx.exec(store::WAY, &params![id("way"), id("anna"), about, hash])?;
        tx.exec(store::SESSION, &params![id("s"), vec![4_u8], id("anna")])
    })
    .await?;
    let text = include_str!("../../../../migrations/0015_passkeys.sql");
    before.push(("0015_passkeys.sql".to_string(), text.to_string()));
    let applied = db
        .migrate_with(Migrations::from_texts(before)?)
        .await?
        .applied;
    assert_eq!(applied, ["0015_passkeys"]);
    let kept = db
        .read(|c| {
            c.all(store::KEPT, &params![], |r| {
                let way: (String, Vec<u8>) = (r.get("label")?, r.get("about")?);
                let new: Option<Vec<u8>> = r.get("passkey")?;
                let used: i64 = r.get("used_at")?;
                let session: (String, i64) = (r.get("device")?, r.get("seen_at")?);
                Ok((way, new, used, session))
            })
        })
        .await?;
    let way = ("at work".to_string(), vec![2]);
    assert_eq!(kept, [(way, None, 8, ("Firefox".to_string(), 2))]);
    // The same address twice, and a passkey without its key.
    let twice = db.write(|tx| {
        let (about, hash) = (vec![2_u8], vec![3_u8]);
        tx.exec(store::WAY, &params![id("again"), id("anna"), about, hash])
    });
    assert!(twice.await.is_err_and(|e| e.is_unique_violation()));
    let bare = db.write(|tx| {
        let (about, hash) = (vec![5_u8], vec![6_u8]);
        tx.exec(store::NO_KEY, &params![id("bare"), id("anna"), about, hash])
    });
    assert!(bare.await.is_err_and(|e| e.is_check_violation()));
    let nobody = db.write(|tx| {
        let (about, hash) = (vec![7_u8], vec![8_u8]);
        tx.exec(store::WAY, &params![id("x"), id("nobody"), about, hash])
    });
    assert!(nobody.await.is_err());
    Ok(())
}

#[test]
fn sqlite() -> Outcome {
    testing::run(async {
        let beside = testing::sqlite().await;
        let file = beside.folder().expect("a folder").join("empty.db");
        let db = Db::open(&Config::new(Url::sqlite(&file))).await?;
        goes_over(&db).await?;
        db.close().await;
        Ok(())
    })
}

#[test]
fn postgres() -> Outcome {
    testing::run(async {
        match testing::postgres_empty().await {
            Some(db) => goes_over(&db).await,
            None => Ok(()),
        }
    })
}
