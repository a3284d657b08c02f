//! Imports on both databases: whole or not at all, twice the same is nothing, undo gives back every
//! byte, many losses wait, two sources meet in one record.

mod common;

use catalogue::model::Kind;
use catalogue::snapshot::Former;
use common::{Town, library, service_of};

use exchange::model::{Finding, Severity, State};
use exchange::{ImportError, PairError, Progress, Verdict};

testing::on_both!(the_same_file_twice_changes_nothing, |db| async move {
    let town = Town::open(&db).await;
    let first = town
        .bring(
            "libraries",
            &[
                library("1", "Biblioteca Sormani"),
                library("2", "Biblioteca Sicilia"),
            ],
        )
        .await;
    assert_eq!(first.import.state, State::Applied);
    assert_eq!(
        (first.import.counts.new, first.import.counts.written),
        (2, 8)
    );
    let before = town.export().await;
    assert!(before.contains("Biblioteca Sicilia"));
    let second = town
        .bring(
            "libraries",
            &[
                library("1", "Biblioteca Sormani"),
                library("2", "Biblioteca Sicilia"),
            ],
        )
        .await;
    assert_eq!(second.import.state, State::Unchanged);
    assert_eq!(
        (second.import.counts.unchanged, second.import.counts.written),
        (2, 0)
    );
    assert_eq!(town.export().await, before);
    Ok(())
});

testing::on_both!(undo_gives_back_every_byte, |db| async move {
    let town = Town::open(&db).await;
    let empty = town.export().await;
    town.bring(
        "libraries",
        &[
            library("1", "Biblioteca Sormani"),
            library("2", "Biblioteca Sicilia"),
            library("3", "Biblioteca Baggio"),
        ],
    )
    .await;
    let one = town.export().await;
    town.later(60);
    let second = town
        .bring(
            "libraries",
            &[
                library("1", "Biblioteca Centrale Sormani"),
                library("2", "Biblioteca Sicilia"),
                library("3", "Biblioteca Baggio"),
                library("4", "Biblioteca Affori"),
            ],
        )
        .await;
    assert_eq!(
        (
            second.import.counts.new,
            second.import.counts.changed,
            second.import.counts.unchanged
        ),
        (1, 1, 2)
    );
    assert_ne!(town.export().await, one);
    // The older one cannot go first: the newer changed one of its records.
    match town.exchange.undo(1, &|_| {}).await {
        Err(ImportError::Later { number: 1, later }) => assert_eq!(later, [2]),
        other => panic!("{other:?}"),
    }
    let undone = town.exchange.undo(2, &|_| {}).await.unwrap();
    assert_eq!(undone.state, State::Undone);
    assert_eq!(town.export().await, one);
    town.exchange.undo(1, &|_| {}).await.unwrap();
    assert_eq!(town.export().await, empty);
    match town.exchange.undo(1, &|_| {}).await {
        Err(ImportError::WrongState { number: 1, .. }) => {}
        other => panic!("{other:?}"),
    }
    assert_eq!(town.verify().await, Vec::<String>::new());
    // And it can come again.
    let again = town
        .bring("libraries", &[library("1", "Biblioteca Sormani")])
        .await;
    assert_eq!(again.import.state, State::Applied);
    Ok(())
});

testing::on_both!(a_dry_run_only_tells, |db| async move {
    let town = Town::open(&db).await;
    let before = town.export().await;
    let mut incoming = town.incoming("libraries", &[library("1", "Biblioteca Sormani")]);
    incoming.dry_run = true;
    let outcome = town.exchange.import(incoming, &|_| {}).await.unwrap();
    assert_eq!(outcome.import.state, State::Discarded);
    assert_eq!(
        (outcome.import.counts.new, outcome.import.counts.written),
        (1, 4)
    );
    assert_eq!(town.export().await, before);
    // The turn is free again.
    assert_eq!(
        town.bring("libraries", &[library("1", "Biblioteca Sormani")])
            .await
            .import
            .state,
        State::Applied
    );
    Ok(())
});

testing::on_both!(
    one_bad_row_refuses_the_file_unless_left_out,
    |db| async move {
        let town = Town::open(&db).await;
        let mut bad = library("2", "");
        bad.findings.push(Finding {
            code: "required".into(),
            severity: Severity::Error,
            row: Some(3),
            column: Some("nome".into()),
            record: Some("2".into()),
            args: Default::default(),
        });
        let rows = [
            library("1", "Biblioteca Sormani"),
            bad,
            library("1", "Biblioteca Sormani again"),
        ];
        let outcome = town.bring("libraries", &rows).await;
        assert_eq!(outcome.import.state, State::Discarded);
        assert_eq!(outcome.import.counts.rejected, 2);
        let codes: Vec<&str> = outcome.findings.iter().map(|f| f.code.as_str()).collect();
        assert!(
            codes.contains(&"required") && codes.contains(&"repeated-record"),
            "{codes:?}"
        );
        assert!(!town.export().await.contains("Sormani"));
        let (_, kept) = town.exchange.findings(1).await.unwrap();
        assert_eq!(kept, outcome.findings);
        let mut incoming = town.incoming("libraries", &rows);
        incoming.leave_out_errors = true;
        let outcome = town.exchange.import(incoming, &|_| {}).await.unwrap();
        assert_eq!(
            (outcome.import.state, outcome.import.counts.written),
            (State::Applied, 4)
        );
        Ok(())
    }
);

testing::on_both!(a_file_that_loses_many_waits, |db| async move {
    let town = Town::open(&db).await;
    let all: Vec<_> = (0..10)
        .map(|n| library(&n.to_string(), &format!("Biblioteca numero {n}")))
        .collect();
    town.bring("libraries", &all).await;
    let full = town.export().await;
    // Two of ten may go without asking.
    let outcome = town.bring("libraries", &all[..8]).await;
    assert_eq!(
        (outcome.import.state, outcome.import.counts.gone),
        (State::Applied, 2)
    );
    let view = town.snapshot().await;
    let gone = service_of("libraries", "9");
    assert!(view.service(gone).is_none());
    assert!(matches!(
        view.former(Kind::Service, gone),
        Some(Former::Gone(_))
    ));
    town.exchange.undo(2, &|_| {}).await.unwrap();
    assert_eq!(town.export().await, full);
    // Three of ten wait, and change nothing while they wait.
    let outcome = town.bring("libraries", &all[..7]).await;
    assert_eq!(outcome.import.state, State::Waiting);
    assert_eq!(town.export().await, full);
    assert_eq!(
        town.exchange.reject(3).await.unwrap().state,
        State::Discarded
    );
    let outcome = town.bring("libraries", &all[..7]).await;
    assert_eq!(outcome.import.state, State::Waiting);
    assert_eq!(
        town.exchange.approve(4, &|_| {}).await.unwrap().state,
        State::Applied
    );
    assert!(!town.export().await.contains("numero 9\",\"organization"));
    assert_eq!(town.snapshot().await.services().len(), 7);
    // What is gone comes back with the next full file, under the same identifier.
    town.bring("libraries", &all).await;
    assert!(town.snapshot().await.service(gone).is_some());
    assert_eq!(town.verify().await, Vec::<String>::new());
    Ok(())
});

testing::on_both!(two_sources_meet_in_one_record, |db| async move {
    let town = Town::open(&db).await;
    town.bring(
        "city",
        &[
            library("a", "Biblioteca Sicilia"),
            library("b", "Biblioteca Baggio"),
        ],
    )
    .await;
    let alone = town.export().await;
    let outcome = town
        .bring("registry", &[library("x", "Biblioteca comunale Sicilia")])
        .await;
    assert_eq!(outcome.import.state, State::Applied);
    assert!(
        outcome.import.counts.linked > 0,
        "{:?}",
        outcome.import.counts
    );
    let view = town.snapshot().await;
    assert_eq!(view.locations().len(), 2, "the place is one");
    let place = town.location_of("city", "a");
    assert!(view.location(place).is_some());
    let provenance = view.location(place).unwrap().provenance();
    assert_eq!(provenance["name"].source, "city");
    town.exchange.undo(2, &|_| {}).await.unwrap();
    assert_eq!(town.export().await, alone);
    Ok(())
});

testing::on_both!(only_one_works_at_a_time, |db| async move {
    let town = Town::open(&db).await;
    let rows: Vec<_> = (0..600)
        .map(|n| library(&n.to_string(), &format!("Biblioteca numero {n}")))
        .collect();
    let (a, b) = tokio::join!(
        town.exchange.import(town.incoming("one", &rows), &|_| {}),
        town.exchange.import(town.incoming("two", &rows), &|_| {}),
    );
    let busy = |r: &Result<_, ImportError>| matches!(r, Err(ImportError::Busy(_)));
    assert!(
        a.is_ok() != b.is_ok(),
        "one works, the other is told to wait"
    );
    assert!(busy(&a) || busy(&b));
    Ok(())
});

testing::on_both!(an_interrupted_import_is_whole_or_nothing, |db| async move {
    let town = Town::open(&db).await;
    town.bring(
        "libraries",
        &(0..100)
            .map(|n| library(&n.to_string(), "Biblioteca di prima"))
            .collect::<Vec<_>>(),
    )
    .await;
    let before = town.export().await;
    let rows: Vec<_> = (0..120)
        .map(|n| library(&n.to_string(), &format!("Biblioteca numero {n}")))
        .collect();
    // What a whole run gives, to compare with.
    town.later(3600);
    town.bring("libraries", &rows).await;
    let after = town.export().await;
    town.exchange.undo(2, &|_| {}).await.unwrap();
    let mut seen = (0, 0);
    for stop_after in 1..=24 {
        let (tell, told) = tokio::sync::oneshot::channel();
        let tell = std::sync::Mutex::new((0, Some(tell)));
        let exchange = town.exchange.clone();
        let incoming = town.incoming("libraries", &rows);
        let task = tokio::spawn(async move {
            let progress = |_: Progress| {
                let mut at = tell.lock().unwrap();
                at.0 += 1;
                if at.0 == stop_after
                    && let Some(tell) = at.1.take()
                {
                    let _ = tell.send(());
                    // Long enough for the test to drop this task at its next waiting point.
                    std::thread::sleep(std::time::Duration::from_millis(30));
                }
            };
            exchange.import(incoming, &progress).await.map(|_| ())
        });
        let stopped = told.await.is_ok();
        task.abort();
        let _ = task.await;
        town.exchange.recover(true).await.unwrap();
        let now = town.export().await;
        if now == before {
            seen.0 += 1;
        } else {
            assert_eq!(now, after, "after {stop_after} steps");
            seen.1 += 1;
            let newest = town.exchange.imports().await.unwrap()[0].number;
            town.exchange.undo(newest, &|_| {}).await.unwrap();
            assert_eq!(town.export().await, before);
        }
        assert_eq!(town.verify().await, Vec::<String>::new());
        if !stopped {
            break;
        }
    }
    assert!(
        seen.0 > 0 && seen.1 > 0,
        "some runs before the decision, some after it: {seen:?}"
    );
    Ok(())
});

testing::on_both!(raw_documents_are_kept, |db| async move {
    let town = Town::open(&db).await;
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("libraries.csv");
    let content: Vec<u8> = (0..1_300_000u32).map(|n| (n % 251) as u8).collect();
    std::fs::write(&file, &content).unwrap();
    let mut incoming = town.incoming("libraries", &[library("1", "Biblioteca Sormani")]);
    incoming.files = vec![file.clone()];
    let outcome = town.exchange.import(incoming, &|_| {}).await.unwrap();
    assert_eq!(outcome.import.file, "libraries.csv");
    assert_eq!(
        town.exchange
            .document(&outcome.import.document)
            .await
            .unwrap()
            .unwrap(),
        content
    );
    assert_eq!(town.verify().await, Vec::<String>::new());
    let mut incoming = town.incoming("libraries", &[]);
    incoming.files = vec![dir.path().join("absent.csv")];
    match town.exchange.import(incoming, &|_| {}).await {
        Err(ImportError::File { file, .. }) => assert!(file.ends_with("absent.csv")),
        other => panic!("{other:?}"),
    }
    Ok(())
});

/// The same files on SQLite and on PostgreSQL give the same catalogue, byte for byte.
#[test]
fn both_engines_give_the_same_answers() -> testing::Outcome {
    testing::run(async {
        let Some(postgres) = testing::postgres().await else {
            return Ok(());
        };
        let sqlite = testing::sqlite().await;
        let mut exports = Vec::new();
        for db in [sqlite, postgres] {
            let town = Town::open(&db).await;
            let all: Vec<_> = (0..40)
                .map(|n| library(&n.to_string(), &format!("Biblioteca numero {n}")))
                .collect();
            town.bring("city", &all).await;
            town.later(10);
            town.bring(
                "registry",
                &[
                    library("x", "Biblioteca comunale Sicilia"),
                    library("3", "Biblioteca numero 3"),
                ],
            )
            .await;
            town.later(10);
            town.bring("city", &all[..35]).await;
            exports.push((town.export().await, town.exchange.review().await?));
        }
        assert_eq!(exports[0], exports[1]);
        Ok(())
    })
}

// What people say about pairs wins over the machine, holds for later files, and is taken back whole.
testing::on_both!(people_decide_about_pairs, |db| async move {
    let town = Town::open(&db).await;
    town.bring(
        "city",
        &[
            library("a", "Biblioteca Sicilia"),
            library("5", "Biblioteca Baggio"),
        ],
    )
    .await;
    town.bring("registry", &[library("x", "Biblioteca comunale Sicilia")])
        .await;
    let joined = town.export().await;
    let (a, x) = (
        town.location_of("city", "a"),
        town.location_of("registry", "x"),
    );
    let decide = async |a, b, verdict| town.exchange.decide(a, b, verdict, &|_| {}).await;

    // The machine joined the two; somebody knows better.
    let first = decide(x, a, Verdict::Different).await?;
    assert_eq!((first.number, first.state), (3, State::Applied));
    assert_eq!(town.snapshot().await.locations().len(), 3);
    let apart = town.export().await;
    let review = town.exchange.review().await?;
    let told = review
        .iter()
        .find(|c| c.pair.state == "different")
        .expect("the decision is listed");
    let names = told.sides.clone().map(|s| s.expect("there").name);
    assert!(
        names.contains(&"Biblioteca Sicilia".to_string()),
        "{names:?}"
    );
    assert_eq!(told.pair.decided_by.as_deref(), Some("test"));
    assert!(
        !review
            .iter()
            .any(|c| c.pair.state == "open" && c.pair.kind == "location"),
        "who has decided is not asked again"
    );
    let again = decide(a, x, Verdict::Different).await?;
    assert_eq!(again.state, State::Unchanged);

    // It holds when the file comes again with something else changed.
    town.later(60);
    town.bring(
        "registry",
        &[
            library("x", "Biblioteca comunale Sicilia"),
            library("7", "Biblioteca Affori"),
        ],
    )
    .await;
    assert_eq!(town.snapshot().await.locations().len(), 4);
    town.exchange.undo(5, &|_| {}).await?;
    assert_eq!(town.export().await, apart);

    // Two that no machine would join, named by their catalogue records; then a change of mind.
    let b = town.location_of("city", "5");
    let same = decide(b, x, Verdict::Same).await?;
    assert_eq!(same.state, State::Applied);
    let view = town.snapshot().await;
    assert_eq!(view.locations().len(), 2);
    assert!(matches!(
        view.former(Kind::Location, x),
        Some(Former::MergedInto(into)) if into == b
    ));
    // b is x, and x is not a: b cannot be a.
    match decide(a, b, Verdict::Same).await {
        Err(ImportError::Pair(PairError::Contradicts { .. })) => {}
        other => panic!("{other:?}"),
    }
    assert_eq!(town.snapshot().await.locations().len(), 2);
    let mind = decide(a, x, Verdict::Same).await;
    assert!(mind.is_ok(), "the decision itself can be changed: {mind:?}");
    assert_eq!(town.snapshot().await.locations().len(), 1);

    // All of it back, newest first.
    for import in town.exchange.imports().await? {
        if import.number > 2 && import.state == State::Applied {
            town.exchange.undo(import.number, &|_| {}).await?;
        }
    }
    assert_eq!(town.export().await, joined);
    assert_eq!(town.verify().await, Vec::<String>::new());
    Ok(())
});

testing::on_both!(wrong_pairs_are_refused_with_the_reason, |db| async move {
    let town = Town::open(&db).await;
    town.bring("city", &[library("a", "Biblioteca Sicilia")])
        .await;
    let before = town.export().await;
    let a = town.location_of("city", "a");
    let decide = async |a, b| town.exchange.decide(a, b, Verdict::Same, &|_| {}).await;
    let nobody = town.location_of("city", "z");
    match decide(a, nobody).await {
        Err(ImportError::Pair(PairError::Unknown(id))) => assert_eq!(id, nobody),
        other => panic!("{other:?}"),
    }
    match decide(a, a).await {
        Err(ImportError::Pair(PairError::One(id))) => assert_eq!(id, a),
        other => panic!("{other:?}"),
    }
    match decide(a, service_of("city", "a")).await {
        Err(ImportError::Pair(PairError::Kinds { .. })) => {}
        other => panic!("{other:?}"),
    }
    assert_eq!(town.export().await, before);
    // A refusal does not keep the turn.
    let next = town
        .bring("city", &[library("a", "Biblioteca Sicilia, nuova")])
        .await;
    assert_eq!(next.import.state, State::Applied);
    Ok(())
});

testing::on_both!(
    what_is_known_to_be_the_same_is_not_left_to_the_matcher,
    |db| async move {
        let town = Town::open(&db).await;
        town.bring("libraries", &[library("1", "Biblioteca Sormani")])
            .await;
        let entity = service_of("libraries", "1");
        // A name and a place that nobody would take for the same.
        let own = library("7", "Sala di lettura del parco");
        let mut incoming = town.incoming("own", std::slice::from_ref(&own));
        incoming.same = vec![(service_of("own", "7"), entity)];
        incoming.expects = vec![("7".into(), None)];
        let outcome = town.exchange.import(incoming, &|_| {}).await?;
        assert_eq!(outcome.import.state, State::Applied);
        let link = db
            .read(move |c| exchange::spoken::by(c, "own", entity))
            .await?
            .expect("it speaks of the same record");
        assert_eq!((link.entity, link.record.as_str()), (entity, "7"));
        // Who has read what is no longer so is refused, and nothing is changed.
        let before = town.export().await;
        let mut late = town.incoming("own", &[library("7", "Un altro nome")]);
        late.expects = vec![("7".into(), None)];
        let no = town.exchange.import(late, &|_| {}).await;
        assert!(matches!(no, Err(ImportError::Moved(r)) if r == "7"));
        assert_eq!(town.export().await, before);
        let said = db
            .read(|c| exchange::spoken::said(c, "own", "7"))
            .await?
            .expect("said");
        assert!(said.body(service_of("own", "7")).is_some());
        let mut good = town.incoming("own", &[library("7", "Un altro nome")]);
        good.expects = vec![("7".into(), Some(said.hash))];
        let outcome = town.exchange.import(good, &|_| {}).await?;
        assert_eq!(outcome.import.state, State::Applied);
        // Taken back, the two are two again, and no decision is left.
        for number in [outcome.import.number, 2] {
            town.exchange.undo(number, &|_| {}).await?;
        }
        let link = db
            .read(move |c| exchange::spoken::by(c, "own", entity))
            .await?;
        assert_eq!(link, None);
        assert_eq!(town.exchange.review().await?.len(), 0);
        assert_eq!(town.verify().await, Vec::<String>::new());
        Ok(())
    }
);
