//! Sessions of a service out of files and calendars, as their provider sees it.

use std::io::{Cursor, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::StatusCode;
use catalogue::model::{Kind, Schedule, Service};
use jobs::{Handlers, Pace, Worker};
use providers::fetch::Fetch;
use providers::jobs::{Feeds, Runs, read_feeds};
use providers::rules::sessions::{self, Sort};
use rand::SeedableRng;
use rand::rngs::StdRng;
use seal::Seed;
use values::{Clock, HandClock, Id, Moment};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::square::{Got, Square, Trouble, demo, id, profiles};
use crate::town::{NOW, ground};

const OK: StatusCode = StatusCode::OK;
const WRONG: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

impl Square {
    /// Runs the jobs that are due so many seconds after [`NOW`].
    pub async fn work(&self, seconds: i64) -> Result<Vec<jobs::Outcome>, Trouble> {
        let clock: Arc<dyn Clock> = Arc::new(HandClock::at(NOW.plus_seconds(seconds)));
        let seed = || Seed::new(&mut StdRng::seed_from_u64(5));
        let rooms = (self.db.db(), self.exchange.clone());
        let handlers = providers::jobs::handlers(
            Handlers::default(),
            rooms,
            ground(),
            clock.clone(),
            seed,
            None,
        );
        let runs = Runs {
            db: self.db.db(),
            exchange: self.exchange.clone(),
            clock: clock.clone(),
            profiles: profiles(),
        };
        let handlers =
            providers::jobs::importing(handlers, self.feeds(NOW.plus_seconds(seconds)), runs);
        let worker = Worker::new(self.db.db(), clock, "test", handlers, Pace::default())
            .expect("good names");
        let mut all = Vec::new();
        while let Some(outcome) = worker.step().await? {
            all.push(outcome);
        }
        Ok(all)
    }

    fn feeds(&self, at: Moment) -> Feeds {
        Feeds {
            db: self.db.db(),
            ground: ground(),
            clock: Arc::new(HandClock::at(at)),
            fetch: Fetch::new(true).expect("a client"),
            chance: Box::new(|| Seed::new(&mut StdRng::seed_from_u64(6))),
        }
    }

    /// Sends a form with files: field, name of the file, content.
    pub async fn files(
        &self,
        who: &str,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Got {
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!(
                    "--xx\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
                )
                .bytes(),
            );
        }
        for (field, name, content) in files {
            body.extend(format!("--xx\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: text/html\r\n\r\n").bytes());
            body.extend(*content);
            body.extend(b"\r\n");
        }
        body.extend(b"--xx--\r\n");
        self.send(who, path, "multipart/form-data; boundary=xx", body)
            .await
    }

    async fn sailing(&self) -> Result<Service, Trouble> {
        let record = id("sailing");
        let image = self
            .db
            .read(move |c| catalogue::actions::image(c, Kind::Service, record))
            .await?;
        Ok(image.ok_or("the service is gone")?.record()?)
    }

    async fn times(&self) -> Result<Vec<String>, Trouble> {
        let all: Vec<Schedule> = self.sailing().await?.schedules;
        Ok(all
            .iter()
            .map(|s| {
                let day = s.dtstart.map(|d| d.to_string()).unwrap_or_default();
                let at = s.opens_at.map(|t| t.to_string()).unwrap_or_default();
                format!("{day} {at}")
            })
            .collect())
    }
}

fn room() -> String {
    format!(
        "/it/provider/org/{}/sessions/{}",
        demo("admitted"),
        id("sailing")
    )
}

fn to(got: &Got) -> String {
    assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.body);
    got.header("location").to_string()
}

/// Two mistakes: a day that is none, and an end before the beginning.
const BAD: &str = "Data;Dalle ore;Alle ore;Nota;Colore\n12/03/2027;17.30;18:30;gruppo dei piccoli;blu\n31/02/2027;17:30;18:30;;\n14/03/2027;17:30;16:30;;\n";
const GOOD: &str = "Data;Dalle ore;Alle ore;Nota;Colore\n12/03/2027;17.30;18:30;gruppo dei piccoli;blu\n28/02/2027;17:30;18:30;;\n14/03/2027;17:30;18:30;;\n";

testing::on_both!(a_file_is_mended_taken_and_taken_back, |db| async move {
    let town = Square::open(db).await?;
    let mine = town.enter("association").await?;
    let before = serde_json::to_value(town.sailing().await?)?;
    town.get(&mine, &room())
        .await
        .has("Scarica il foglio")
        .has("Dalle ore");
    town.get(&mine, &format!("/it/provider/org/{}", demo("admitted")))
        .await
        .has(&room());
    let tried = to(&town
        .files(
            &mine,
            &room(),
            &[],
            &[("file", "incontri.csv", BAD.as_bytes())],
        )
        .await);
    let page = town.get(&mine, &tried).await;
    page.has("Riga 3 · Data")
        .has("«31/02/2027» non è un giorno")
        .has("Riga 4 · Alle ore")
        .has("Finisce prima di cominciare: 17:30–16:30")
        .has("La colonna «Colore» non la usiamo")
        .has("venerdì 12 marzo 2027")
        .has("gruppo dei piccoli")
        .has("(2): 3 e 4");
    // Nothing is taken while a row is wrong.
    let no = town.post(&mine, &tried, &[("do", "take")]).await;
    assert_eq!(no.status, WRONG);
    no.has("Ci sono righe da correggere (2)");
    assert_eq!(town.times().await?, Vec::<String>::new());
    // Mended, it is taken whole.
    let tried = to(&town
        .files(
            &mine,
            &room(),
            &[],
            &[("file", "incontri.csv", GOOD.as_bytes())],
        )
        .await);
    let page = town.get(&mine, &tried).await;
    page.has("Incontri nuovi");
    assert!(!page.body.contains("Che cosa correggere"), "{}", page.body);
    let taken = town.post(&mine, &tried, &[("do", "take")]).await;
    assert_eq!(to(&taken), tried);
    let early = town.post(&mine, &tried, &[("do", "undo")]).await;
    assert_eq!(early.status, WRONG, "it is still on its way");
    early.has("aspetta un minuto");
    assert_eq!(
        town.post(&mine, &tried, &[("do", "take")]).await.status,
        WRONG,
        "once only"
    );
    town.work(10).await?;
    assert_eq!(
        town.times().await?,
        ["2027-02-28 17:30", "2027-03-12 17:30", "2027-03-14 17:30"]
    );
    town.get(&mine, &tried).await.has("Annulla questo file");
    // It came as an import of the organisation's own source.
    let newest = &town.exchange.imports().await?[0];
    assert_eq!(newest.source, format!("provider:{}", demo("admitted")));
    // The same file twice changes nothing.
    let again = to(&town
        .files(&mine, &room(), &[], &[("file", "x", GOOD.as_bytes())])
        .await);
    let page = town.get(&mine, &again).await;
    page.has("Questo file non cambia niente");
    assert!(!page.body.contains("value=\"take\""), "{}", page.body);
    // Another file: one changes, one goes, one comes.
    let other = "Date,Starts at,Ends at,Note\n2027-03-12,18:00,19:00,gruppo dei piccoli\n2027-02-28,17:30,18:30,\n2027-03-20,10:00,,\n";
    let next = to(&town
        .files(&mine, &room(), &[], &[("file", "x", other.as_bytes())])
        .await);
    town.get(&mine, &next)
        .await
        .has("id=\"new\"")
        .has("id=\"changed\"")
        .has("id=\"gone\"");
    to(&town.post(&mine, &next, &[("do", "take")]).await);
    town.work(20).await?;
    assert_eq!(
        town.times().await?,
        ["2027-02-28 17:30", "2027-03-12 18:00", "2027-03-20 10:00"]
    );
    // The first cannot be taken back before the second.
    let late = town.post(&mine, &tried, &[("do", "undo")]).await;
    assert_eq!(late.status, WRONG);
    late.has("Prima vanno annullate");
    for file in [&next, &tried] {
        assert_eq!(to(&town.post(&mine, file, &[("do", "undo")]).await), *file);
        town.get(&mine, file).await.has("Annullato");
    }
    assert_eq!(
        serde_json::to_value(town.sailing().await?)?,
        before,
        "all is as it was"
    );
    town.get(&mine, &room()).await.has("Annullato");
    Ok(())
});

testing::on_both!(wrong_rows_are_left_out_when_asked, |db| async move {
    let town = Square::open(db).await?;
    let mine = town.enter("association").await?;
    let tried = to(&town
        .files(&mine, &room(), &[], &[("file", "x.csv", BAD.as_bytes())])
        .await);
    to(&town.post(&mine, &tried, &[("do", "leave-out")]).await);
    town.work(10).await?;
    assert_eq!(town.times().await?, ["2027-03-12 17:30"]);
    town.get(&mine, &tried)
        .await
        .has("Lasciate fuori")
        .has("Riga 3");
    // Words with a link wait for a moderator; taking the file back takes them back, too.
    let link = "Data;Dalle ore;Nota\n12/03/2027;17:30;iscrizioni su altrove.example\n";
    let tried = to(&town
        .files(&mine, &room(), &[], &[("file", "x.csv", link.as_bytes())])
        .await);
    to(&town.post(&mine, &tried, &[("do", "take")]).await);
    town.work(20).await?;
    town.get(&mine, &tried).await.has("Aspetta");
    assert_eq!(
        town.times().await?,
        ["2027-03-12 17:30"],
        "nobody reads it yet"
    );
    to(&town.post(&mine, &tried, &[("do", "undo")]).await);
    town.get(&mine, &tried).await.has("Annullato");
    Ok(())
});

/// A workbook that says it is small and is not.
fn bomb() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("xl/workbook.xml", SimpleFileOptions::default())
        .expect("a part");
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..80 {
        zip.write_all(&zeros).expect("written");
    }
    zip.finish().expect("an end").into_inner()
}

testing::on_both!(wrong_files_are_told_at_their_field, |db| async move {
    let town = Square::open(db).await?;
    let mine = town.enter("association").await?;
    let many = "Data;Dalle ore\n".to_string() + &"12/03/2027;17:30\n".repeat(50_000);
    let sessions: String = (0..500)
        .map(|n| {
            format!(
                "{}/{}/20{};17:30\n",
                n % 28 + 1,
                n / 28 % 12 + 1,
                27 + n / 336
            )
        })
        .collect();
    let sessions = format!("Data;Dalle ore\n{sessions}");
    let bomb = bomb();
    assert!(bomb.len() < 500_000, "{}", bomb.len());
    let long = vec![b'x'; 5_000_001];
    let cases: [(&[u8], &str); 11] = [
        (b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff", "Non è una tabella"),
        (b"%PDF-1.7 x", "Non è una tabella"),
        (b"<html><script>alert(1)</script>", "Non è una tabella"),
        (b"", "vuoto"),
        (b"   \n", "vuoto"),
        (b"Data;Dalle ore\n", "non c’è nessun incontro"),
        (&bomb, "troppo grande"),
        (b"PK\x03\x04 broken", "rovinato"),
        (many.as_bytes(), "Troppe righe: al massimo 5.000"),
        (sessions.as_bytes(), "al massimo 400"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:2027", "rovinato"),
    ];
    for (content, said) in cases {
        let got = town
            .files(&mine, &room(), &[], &[("file", "incontri.csv", content)])
            .await;
        assert_eq!(got.status, WRONG, "{said}");
        got.has("field-file-error").has(said);
    }
    let got = town
        .files(&mine, &room(), &[], &[("file", "x.csv", &long)])
        .await;
    assert!(
        [WRONG, StatusCode::PAYLOAD_TOO_LARGE].contains(&got.status),
        "{}",
        got.status
    );
    // Text of an older Windows, and UTF-16, are read; lost letters are told by their row.
    let text = "Data;Dalle ore;Nota\n12/03/2027;17:30;perché sì\n";
    let mut wide = vec![0xff, 0xfe];
    wide.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    let narrow: Vec<u8> = text.chars().map(|c| c as u32 as u8).collect();
    for content in [narrow, wide] {
        let tried = to(&town
            .files(&mine, &room(), &[], &[("file", "x", &content)])
            .await);
        town.get(&mine, &tried).await.has("perché sì");
    }
    let lost = "Data;Dalle ore;Nota\n12/03/2027;17:30;perch\u{fffd}\n";
    let tried = to(&town
        .files(&mine, &room(), &[], &[("file", "x", lost.as_bytes())])
        .await);
    town.get(&mine, &tried)
        .await
        .has("Riga 2")
        .has("si sono perse delle lettere");
    // No column of days: nothing can be taken, not even by leaving rows out.
    let tried = to(&town
        .files(
            &mine,
            &room(),
            &[],
            &[("file", "x", b"Nome;Cognome\nA;B\n")],
        )
        .await);
    let page = town.get(&mine, &tried).await;
    page.has("Non troviamo la colonna «Data»")
        .has("Nome, Cognome");
    assert_eq!(
        town.post(&mine, &tried, &[("do", "leave-out")])
            .await
            .status,
        WRONG
    );
    // What is in a file is text, never a page.
    let evil =
        "Data;Dalle ore;Nota\n<script>alert(1)</script>;17:30;<img src=x onerror=alert(1)>\n";
    let tried = to(&town
        .files(&mine, &room(), &[], &[("file", "x", evil.as_bytes())])
        .await);
    let page = town.get(&mine, &tried).await;
    assert!(
        !page.body.contains("<script>alert") && !page.body.contains("<img src=x"),
        "{}",
        page.body
    );
    assert_eq!(town.times().await?, Vec::<String>::new());
    Ok(())
});

testing::on_both!(nobody_else_reads_or_writes_them, |db| async move {
    let town = Square::open(db).await?;
    let (mine, other) = (
        town.enter("association").await?,
        town.enter("family").await?,
    );
    let officer = town.enter("moderator").await?;
    let tried = to(&town
        .files(&mine, &room(), &[], &[("file", "x", GOOD.as_bytes())])
        .await);
    for who in [&other, &officer] {
        assert_eq!(town.get(who, &room()).await.status, StatusCode::NOT_FOUND);
        assert_eq!(town.get(who, &tried).await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            town.get(who, &format!("{}/template", room())).await.status,
            StatusCode::NOT_FOUND
        );
        for word in ["take", "leave-out", "undo"] {
            assert_eq!(
                town.post(who, &tried, &[("do", word)]).await.status,
                StatusCode::NOT_FOUND,
                "{word}"
            );
        }
        let sent = town
            .files(who, &room(), &[], &[("file", "x", GOOD.as_bytes())])
            .await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND);
        let feed = town
            .post(
                who,
                &format!("{}/feed", room()),
                &[("address", "https://a.example/")],
            )
            .await;
        assert_eq!(feed.status, StatusCode::NOT_FOUND);
    }
    // A service that is not theirs, and a file under another service.
    let strange = format!(
        "/it/provider/org/{}/sessions/{}",
        demo("admitted"),
        id("nothing")
    );
    assert_eq!(
        town.get(&mine, &strange).await.status,
        StatusCode::NOT_FOUND
    );
    let sent = town
        .files(&mine, &strange, &[], &[("file", "x", GOOD.as_bytes())])
        .await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND);
    let file: Id = tried.rsplit('/').next().unwrap_or_default().parse()?;
    assert_eq!(
        town.get(&mine, &format!("{strange}/{file}")).await.status,
        StatusCode::NOT_FOUND
    );
    Ok(())
});

testing::on_both!(the_template_is_in_the_readers_language, |db| async move {
    let town = Square::open(db).await?;
    let mine = town.enter("association").await?;
    for (lang, heads) in [("it", "Data"), ("en", "Date"), ("ar", "التاريخ")] {
        let path = format!("{}/template", room()).replacen("/it/", &format!("/{lang}/"), 1);
        let response = town.raw(&mine, &path).await;
        assert!(
            response.headers["content-disposition"]
                .to_str()?
                .contains("attachment")
        );
        assert_eq!(response.headers["x-content-type-options"], "nosniff");
        assert_eq!(
            sessions::take(&response.bytes).map_err(|no| no.key)?,
            Sort::Xlsx
        );
        let options = records::Options {
            kind: Some(records::Kind::Xlsx),
            header: records::Header::Line(1),
            ..Default::default()
        };
        let mut reader = records::from_read(Cursor::new(response.bytes.clone()), "x", &options)?;
        assert!(
            reader.next().is_none(),
            "no examples that would be taken for sessions"
        );
        assert_eq!(
            reader.facts().columns.first().map(String::as_str),
            Some(heads)
        );
        // As it is, it says nothing.
        let got = town
            .files(&mine, &room(), &[], &[("file", "x.xlsx", &response.bytes)])
            .await;
        assert_eq!(got.status, WRONG);
    }
    Ok(())
});

/// A calendar on this machine that says something else each time: the answers come one after the other,
/// the last again and again.
async fn calendar(answers: Vec<(StatusCode, String)>) -> Result<String, Trouble> {
    let at = Arc::new(AtomicUsize::new(0));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = format!("http://{}/calendar.ics", listener.local_addr()?);
    let app = axum::Router::new().fallback(move || {
        let n = at.fetch_add(1, Ordering::SeqCst).min(answers.len() - 1);
        let (status, body) = answers[n].clone();
        async move {
            let location = if status.is_redirection() {
                body.clone()
            } else {
                String::new()
            };
            (status, [("location", location)], body)
        }
    });
    tokio::spawn(async move { axum::serve(listener, app).await });
    Ok(address)
}

fn events(all: &[(&str, &str)]) -> String {
    let mut out = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
    for (uid, start) in all {
        out += &format!(
            "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART;TZID=Europe/Rome:{start}\r\nSUMMARY:Vela\r\nEND:VEVENT\r\n"
        );
    }
    out + "END:VCALENDAR\r\n"
}

testing::on_both!(a_calendar_is_read_again_every_night, |db| async move {
    let town = Square::open(db).await?;
    let mine = town.enter("association").await?;
    let feed = format!("{}/feed", room());
    for bad in [
        "",
        "nessuno",
        "ftp://a.example/x",
        "https://me:secret@a.example/",
    ] {
        let got = town.post(&mine, &feed, &[("address", bad)]).await;
        assert_eq!(got.status, WRONG, "{bad}");
        got.has("field-address-error");
    }
    for (answers, said) in [
        (
            vec![(StatusCode::NOT_FOUND, String::new())],
            "un errore (404)",
        ),
        (
            vec![(StatusCode::FOUND, "file:///etc/passwd".into())],
            "Scrivi un indirizzo intero",
        ),
        (
            vec![(StatusCode::FOUND, "/again".into())],
            "troppi altri indirizzi",
        ),
        (vec![(OK, "x".repeat(5_000_001))], "troppo grande"),
        (vec![(OK, "<html>".into())], "Non è una tabella"),
    ] {
        let address = calendar(answers).await?;
        let got = town.post(&mine, &feed, &[("address", &address)]).await;
        assert_eq!(got.status, WRONG, "{said}");
        got.has(said).has(&address);
    }
    let address = calendar(vec![
        (StatusCode::FOUND, "/moved.ics".into()),
        (
            OK,
            events(&[("a", "20270312T173000"), ("b", "20270313T173000")]),
        ),
        (
            OK,
            events(&[("a", "20270312T180000"), ("c", "20270320T100000")]),
        ),
        (StatusCode::SERVICE_UNAVAILABLE, String::new()),
        (
            OK,
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:domani\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
                .into(),
        ),
    ])
    .await?;
    let tried = to(&town.post(&mine, &feed, &[("address", &address)]).await);
    town.get(&mine, &tried)
        .await
        .has("si legge di nuovo ogni notte");
    to(&town.post(&mine, &tried, &[("do", "take")]).await);
    town.work(10).await?;
    // The small town is an hour behind Rome.
    assert_eq!(
        town.times().await?,
        ["2027-03-12 16:30", "2027-03-13 16:30"]
    );
    town.get(&mine, &room())
        .await
        .has("Si legge ogni notte")
        .has(&address);
    // Before the next night nothing is asked.
    read_feeds(&town.feeds(NOW.plus_seconds(3600)))
        .await
        .map_err(|e| format!("{e:?}"))?;
    let day = 24 * 3600;
    read_feeds(&town.feeds(NOW.plus_seconds(day)))
        .await
        .map_err(|e| format!("{e:?}"))?;
    town.work(day + 10).await?;
    assert_eq!(
        town.times().await?,
        ["2027-03-12 17:00", "2027-03-20 09:00"]
    );
    // What goes wrong is told, and changes nothing.
    for (night, said) in [(2, "un errore (503)"), (3, "righe da correggere (1)")] {
        read_feeds(&town.feeds(NOW.plus_seconds(night * day)))
            .await
            .map_err(|e| format!("{e:?}"))?;
        town.work(night * day + 10).await?;
        town.get(&mine, &room())
            .await
            .has("ultima lettura non è riuscita")
            .has(said);
        assert_eq!(
            town.times().await?,
            ["2027-03-12 17:00", "2027-03-20 09:00"]
        );
    }
    to(&town.post(&mine, &feed, &[("do", "stop")]).await);
    town.get(&mine, &room()).await.has("Non si legge più");
    Ok(())
});
