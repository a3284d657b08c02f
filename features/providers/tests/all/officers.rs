//! Imports that officers start in the browser.

use axum::http::StatusCode;
use exchange::model::State;

use crate::square::{Got, Square};

const OK: StatusCode = StatusCode::OK;
const WRONG: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const START: &str = "/it/staff/imports/start";

fn to(got: &Got) -> String {
    assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.body);
    got.header("location").to_string()
}

fn clubs(n: usize) -> String {
    let mut out = String::from("id,name\n");
    for i in 1..=n {
        out += &format!(
            "{i},Circolo numero {i} di {}\n",
            ["pesca", "scacchi", "vela", "danza", "coro"][i % 5]
        );
    }
    out
}

/// Tries a file; the page of the trial.
async fn try_file(town: &Square, who: &str, file: &str) -> String {
    let fields = [("profile", "clubs")];
    to(&town
        .files(
            who,
            START,
            &fields,
            &[("file", "elenco 2027.csv", file.as_bytes())],
        )
        .await)
}

testing::on_both!(an_officer_tries_imports_and_takes_back, |db| async move {
    let town = Square::open(db).await?;
    let officer = town.enter("moderator").await?;
    town.get(&officer, "/it/staff/imports").await.has(START);
    town.get(&officer, START)
        .await
        .has("Elenco delle associazioni")
        .has("Mai importata");
    town.get(&officer, &format!("{START}?profile=clubs"))
        .await
        .has("enctype=\"multipart/form-data\"")
        .has("CC BY 4.0");
    let empty = town
        .files(&officer, START, &[("profile", "clubs")], &[])
        .await;
    assert_eq!(empty.status, WRONG);
    empty.has("field-file-error");
    let none = town
        .files(
            &officer,
            START,
            &[("profile", "other")],
            &[("file", "a", b"x")],
        )
        .await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    // A trial changes nothing.
    let trial = try_file(&town, &officer, &clubs(10)).await;
    town.get(&officer, &trial)
        .await
        .has("In attesa del suo turno")
        .has("Aggiorna")
        .has("elenco_2027.csv");
    town.get(&officer, "/it/staff/imports")
        .await
        .has("Al lavoro adesso");
    town.work(10).await?;
    let page = town.get(&officer, &trial).await;
    page.has("Prova finita: niente è cambiato")
        .has("value=\"import\"");
    let all = town.exchange.imports().await?;
    assert_eq!(
        (all[0].state, all[0].counts.written),
        (State::Discarded, 10),
        "{:?}",
        all[0]
    );
    // For real, with the same file.
    let real = to(&town.post(&officer, &trial, &[("do", "import")]).await);
    town.work(20).await?;
    town.get(&officer, &real).await.has("Fatta");
    let number = town.exchange.imports().await?[0].number;
    assert_eq!(town.exchange.imports().await?[0].state, State::Applied);
    let again = town.post(&officer, &trial, &[("do", "import")]).await;
    assert_eq!(again.status, WRONG, "its file went into the import");
    again.has("mandalo di nuovo");
    // The same file again says nothing new.
    let trial = try_file(&town, &officer, &clubs(10)).await;
    town.work(30).await?;
    let real = to(&town.post(&officer, &trial, &[("do", "import")]).await);
    town.work(40).await?;
    town.get(&officer, &real).await.has("Niente di nuovo");
    // A later one stands on it: it must be undone first.
    let changed = clubs(10).replace("Circolo numero 1 ", "Circolo numero uno ");
    let trial = try_file(&town, &officer, &changed).await;
    town.work(50).await?;
    to(&town.post(&officer, &trial, &[("do", "import")]).await);
    town.work(60).await?;
    let later = town.exchange.imports().await?[0].number;
    let at = |n: i64| format!("/it/staff/imports/{n}");
    let no = town
        .post(&officer, &format!("{}/undo", at(number)), &[])
        .await;
    assert_eq!(no.status, WRONG);
    no.has(&format!("Prima vanno annullate le importazioni più recenti che hanno cambiato le stesse schede: {later}"));
    for n in [later, number] {
        assert_eq!(
            to(&town.post(&officer, &format!("{}/undo", at(n)), &[]).await),
            at(n)
        );
        town.get(&officer, &at(n)).await.has("Annullata");
    }
    let twice = town
        .post(&officer, &format!("{}/undo", at(number)), &[])
        .await;
    assert_eq!(twice.status, WRONG);
    assert_eq!(town.db.read(exchange::verify).await?, Vec::<String>::new());
    assert_eq!(
        town.db.read(catalogue::actions::verify).await?,
        Vec::<String>::new()
    );
    Ok(())
});

testing::on_both!(what_loses_many_waits_for_a_word, |db| async move {
    let town = Square::open(db).await?;
    let officer = town.enter("moderator").await?;
    let mut seconds = 0;
    for (n, then) in [(20, ""), (10, "reject"), (10, "approve")] {
        let trial = try_file(&town, &officer, &clubs(n)).await;
        seconds += 10;
        town.work(seconds).await?;
        let real = to(&town.post(&officer, &trial, &[("do", "import")]).await);
        seconds += 10;
        town.work(seconds).await?;
        let newest = town.exchange.imports().await?[0].clone();
        if then.is_empty() {
            assert_eq!(newest.state, State::Applied);
            continue;
        }
        assert_eq!(newest.state, State::Waiting);
        town.get(&officer, &real).await.has("Aspetta un sì");
        let at = format!("/it/staff/imports/{}", newest.number);
        town.get(&officer, &at)
            .await
            .has("ha perso molte schede")
            .has("/approve")
            .has("/reject");
        assert_eq!(
            to(&town.post(&officer, &format!("{at}/{then}"), &[]).await),
            at
        );
        let state = town.exchange.findings(newest.number).await?.0.state;
        let wanted = if then == "approve" {
            State::Applied
        } else {
            State::Discarded
        };
        assert_eq!(state, wanted);
        let late = town.post(&officer, &format!("{at}/{then}"), &[]).await;
        assert_eq!(late.status, WRONG, "once only");
    }
    Ok(())
});

testing::on_both!(findings_are_paged_and_downloaded, |db| async move {
    let town = Square::open(db).await?;
    let officer = town.enter("moderator").await?;
    // 250 rows without the name that is needed, and one good.
    let mut file = String::from("id,name\n0,Circolo del porto\n");
    for i in 1..=250 {
        file += &format!("=cmd{i},\n");
    }
    let trial = try_file(&town, &officer, &file).await;
    town.work(10).await?;
    let page = town.get(&officer, &trial).await;
    page.has("value=\"leave-out\"").has("(250)");
    assert!(
        !page.body.contains("value=\"import\""),
        "with errors nothing is imported whole"
    );
    let number = town.exchange.imports().await?[0].number;
    let at = format!("/it/staff/imports/{number}");
    let all = town.exchange.findings(number).await?.1.len();
    assert!(all >= 250, "{all}");
    let first = town.get(&officer, &at).await;
    assert!(!first.body.contains("finding-"), "a finding has no words");
    first.has("?page=2#findings").has("findings.csv");
    let second = town.get(&officer, &format!("{at}?page=2")).await;
    assert_ne!(first.body, second.body);
    for page in ["0", "-1", "99999999999999999999", "x"] {
        assert_eq!(
            town.get(&officer, &format!("{at}?page={page}"))
                .await
                .status,
            OK,
            "{page}"
        );
    }
    let csv = town.get(&officer, &format!("{at}/findings.csv")).await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    assert!(csv.header("content-disposition").contains("attachment"));
    assert_eq!(csv.body.lines().count(), all + 1);
    assert!(
        !csv.body.lines().any(|l| l
            .split("\",\"")
            .any(|c| c.trim_matches('"').starts_with('='))),
        "a formula"
    );
    // Left out, the good one comes in.
    to(&town.post(&officer, &trial, &[("do", "leave-out")]).await);
    town.work(20).await?;
    let newest = town.exchange.imports().await?[0].clone();
    assert_eq!(
        (newest.state, newest.counts.rejected),
        (State::Applied, 250)
    );
    assert!(newest.counts.new >= 1, "{:?}", newest.counts);
    Ok(())
});

testing::on_both!(wrong_files_of_officers_are_told, |db| async move {
    let town = Square::open(db).await?;
    let officer = town.enter("moderator").await?;
    let mut seconds = 0;
    // Fifty thousand take a PostgreSQL in a debug build minutes: it reads fewer, the same way.
    let rows = match town.db.db().engine() {
        db::Engine::Sqlite => 50_000,
        db::Engine::Postgres => 2_000,
    };
    let many = clubs(rows);
    for (content, said) in [
        (&b"MZ\x90\0\x03\0\0\0"[..], "non è un file di dati"),
        (b"", "vuoto"),
        (b"id,name\n", "nessuna riga"),
        (b"nome;cognome\nA;B\n", "danger"),
        (b"PK\x03\x04 broken", "danger"),
        (many.as_bytes(), "Prova finita"),
    ] {
        let sent = town
            .files(
                &officer,
                START,
                &[("profile", "clubs")],
                &[("file", "x.csv", content)],
            )
            .await;
        if sent.status == WRONG {
            sent.has("field-file-error").has(said);
            continue;
        }
        let trial = to(&sent);
        seconds += 10;
        town.work(seconds).await?;
        let page = town.get(&officer, &trial).await;
        assert_eq!(page.status, OK);
        page.has(said);
        let real = page.body.contains("value=\"import\"");
        assert_eq!(real, said == "Prova finita", "{said}");
    }
    assert!(
        town.exchange
            .imports()
            .await?
            .iter()
            .all(|i| i.source == "register" || i.state == State::Discarded)
    );
    // Who may not, does not: an organisation's manager, a family.
    for who in ["association", "family"] {
        let who = town.enter(who).await?;
        for path in [START, "/it/staff/imports/1/findings.csv"] {
            assert_eq!(
                town.get(&who, path).await.status,
                StatusCode::FORBIDDEN,
                "{path}"
            );
        }
        let sent = town
            .files(
                &who,
                START,
                &[("profile", "clubs")],
                &[("file", "x.csv", b"id,name\n1,A\n")],
            )
            .await;
        assert_eq!(sent.status, StatusCode::FORBIDDEN);
        for deed in ["approve", "reject", "undo"] {
            let got = town
                .post(&who, &format!("/it/staff/imports/1/{deed}"), &[])
                .await;
            assert_eq!(got.status, StatusCode::FORBIDDEN, "{deed}");
        }
    }
    Ok(())
});
