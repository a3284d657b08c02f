//! What only PostgreSQL has: connections that break.

use std::time::Duration;

use db::{Config, Db, Fault, params};

use crate::{COUNTER, SET_COUNTER, how_many, new_counter, tables};

db::statements! {
    /// Ends every other connection to this database, as a restart of the server would.
    CUT = "select count(pg_terminate_backend(pid)) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()";
    /// Ends the connection that runs it.
    CUT_MYSELF = "select cast(pg_terminate_backend(pg_backend_pid()) as text)";
    /// What jobs run under.
    SETTINGS = "select current_setting('transaction_isolation') as isolation,
        current_setting('transaction_read_only') as read_only,
        current_setting('statement_timeout') as timeout";
}

#[test]
fn broken_connections_are_opened_again() -> testing::Outcome {
    testing::run(async {
        let Some(db) = testing::postgres().await else {
            return Ok(());
        };
        tables(&db).await?;
        let mut changes = db.changes();
        let cut: i64 = db.read(|c| c.one(CUT, &[], |row| row.get(0))).await?;
        assert!(cut >= 3, "{cut}");
        for i in 0..12 {
            new_counter(&db, &format!("c{i}"), i).await?;
        }
        assert_eq!(how_many(&db).await?, 12);
        // A job whose own connection breaks each time is given up after a few tries.
        let e = db
            .write(|tx| tx.one(CUT_MYSELF, &[], |row| row.get::<String>(0)))
            .await
            .unwrap_err();
        assert!(matches!(e, Fault::Lost { .. }), "{e:?}");
        assert!(e.is_passing());
        // The listener was cut off, too, and says that it may have missed something.
        let wait = std::time::Duration::from_secs(20);
        let change = tokio::time::timeout(wait, changes.next()).await?;
        assert_eq!(change, Some(db::Change::Missed));
        Ok(())
    })
}

#[test]
fn jobs_are_serializable_and_limited() -> testing::Outcome {
    testing::run(async {
        let Some(db) = testing::postgres().await else {
            return Ok(());
        };
        let settings = |c: &mut db::Read<'_>| {
            c.one(SETTINGS, &[], |row| {
                Ok::<[String; 3], Fault>([row.get(0)?, row.get(1)?, row.get(2)?])
            })
        };
        assert_eq!(db.read(settings).await?, ["serializable", "on", "2min"]);
        assert_eq!(
            db.write(move |tx| settings(tx)).await?,
            ["serializable", "off", "1min"]
        );
        Ok(())
    })
}

#[test]
fn a_server_that_is_not_there_is_told() -> testing::Outcome {
    testing::run(async {
        // Port 9 (discard) of this machine: nobody listens.
        let url = "postgres://anna:secret@127.0.0.1:9/city".parse()?;
        let e = Db::open(&Config::new(url)).await.map(|_| ()).unwrap_err();
        let told = e.to_string();
        assert!(told.contains("postgres://anna@127.0.0.1:9/city"), "{told}");
        assert!(
            told.contains("refused") && !told.contains("secret"),
            "{told}"
        );
        Ok(())
    })
}

/// A server that answers the wish for encryption with this byte and then says nothing more.
fn half_a_server(answer: u8) -> std::io::Result<u16> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    let port = listener.local_addr()?.port();
    std::thread::spawn(move || {
        use std::io::{Read, Write};
        if let Ok((mut stream, _)) = listener.accept() {
            let mut wish = [0_u8; 8];
            let _ = stream.read_exact(&mut wish);
            let _ = stream.write_all(&[answer]);
        }
    });
    Ok(port)
}

#[test]
fn required_encryption_is_never_left_out() -> testing::Outcome {
    testing::run(async {
        // «No», and «yes» without a handshake after it.
        for answer in [b'N', b'S'] {
            let port = half_a_server(answer)?;
            let url = format!("postgres://anna:secret@127.0.0.1:{port}/city?sslmode=require");
            let e = Db::open(&Config::new(url.parse()?)).await.map(|_| ());
            let told = e.unwrap_err().to_string();
            // A machine without any trusted authority says so before it connects.
            assert!(
                told.contains("TLS") || told.contains("SSL_CERT_FILE"),
                "{told}"
            );
        }
        Ok(())
    })
}

/// A rush for one row: sixteen connections, jobs that take a moment, so that only one of sixteen can be the first.
/// Everybody gets it in the end, also with few tries.
#[test]
fn a_rush_for_one_row_is_served_whole() -> testing::Outcome {
    const PEOPLE: i64 = 200;
    testing::run(async {
        let Some(fresh) = testing::postgres().await else {
            return Ok(());
        };
        let mut config: Config = fresh.config();
        config.readers = 16;
        config.retries = 12;
        fresh.close().await;
        let db = Db::open(&config).await?;
        tables(&db).await?;
        new_counter(&db, "rush", 0).await?;
        let people: Vec<_> = (0..PEOPLE)
            .map(|_| {
                let db = db.clone();
                tokio::spawn(async move {
                    db.write::<_, Fault>(|tx| {
                        let n: i64 = tx.one(COUNTER, &params!["rush"], |row| row.get(0))?;
                        std::thread::sleep(Duration::from_millis(3));
                        tx.exec(SET_COUNTER, &params!["rush", n + 1]).map(drop)
                    })
                    .await
                })
            })
            .collect();
        for one in people {
            one.await??;
        }
        let n: i64 = db
            .read(|c| c.one(COUNTER, &params!["rush"], |row| row.get(0)))
            .await?;
        assert_eq!(n, PEOPLE);
        db.close().await;
        Ok(())
    })
}
