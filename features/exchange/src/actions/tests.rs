//! What cannot be reached from outside: a failure after the decision.

use std::path::Path;

use catalogue::model::{Kind, Organization};
use values::{HandClock, Moment};

use super::*;
use crate::model::{Draft, RecordDraft};

fn incoming(name: &'static str) -> Incoming {
    Incoming {
        source: SourceRow {
            key: "clubs".into(),
            name: "Clubs".into(),
            publisher: "Test".into(),
            licence: "CC0-1.0".into(),
            url: String::new(),
            class: "municipality".into(),
            complete: true,
            profile: String::new(),
        },
        gone_after: 1,
        files: Vec::new(),
        produce: Box::new(move |take| {
            let club = Organization::new(Id::named("clubs", "organization:1"), name);
            let draft = RecordDraft {
                kind: Kind::Organization,
                id: club.id,
                body: serde_json::to_value(&club).map_err(|e| e.to_string())?,
                paths: Default::default(),
            };
            let mapped = Mapped {
                record: "1".into(),
                drafts: vec![Draft::Record(draft)],
                findings: Vec::new(),
            };
            take(mapped).map_err(|_| "stopped".to_string())?;
            Ok(Vec::new())
        }),
        dry_run: false,
        approve: false,
        leave_out_errors: false,
        same: Vec::new(),
        expects: Vec::new(),
    }
}

// `import` discards whatever fails. When it fails after the decision, the log must stay: without it
// the import could be neither finished nor taken back.
testing::on_both!(a_decided_import_keeps_its_log, |db| async move {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/portofiaba");
    let city = Arc::new(City::load(&folder).expect("the city folder is good"));
    let clock = Arc::new(HandClock::at(Moment(1_790_000_000_000_000)));
    let exchange = Exchange::new(db.db(), city, clock, "test");
    let outcome = exchange.import(incoming("Club"), &|_| {}).await?;
    let id = outcome.import.id;
    assert_eq!(outcome.import.state, State::Applied);
    let refused = exchange.discard(id, "failed", &Counts::default()).await;
    assert!(
        matches!(refused, Err(ImportError::WrongState { .. })),
        "{refused:?}"
    );
    assert!(db.read(move |c| store::last_change(c, id)).await? >= 0);
    let undone = exchange.undo(outcome.import.number, &|_| {}).await?;
    assert_eq!(undone.state, State::Undone);
    let left = db
        .read(move |c| {
            let club = Id::named("clubs", "organization:1");
            catalogue::actions::image(c, Kind::Organization, club)
        })
        .await?;
    assert_eq!(left, None);
    Ok(())
});

// A process dies while its decision is on the way into the database. The next one, started at once,
// finds the import undecided: whichever of the two comes first, the import is whole or nothing.
testing::on_both!(a_late_decision_meets_a_recovery, |db| async move {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/portofiaba");
    let city = Arc::new(City::load(&folder).expect("the city folder is good"));
    let clock = Arc::new(HandClock::at(Moment(1_790_000_000_000_000)));
    let exchange = Exchange::new(db.db(), city, clock, "test");
    // Staged and not decided: an import without a rest, whose turn is taken.
    let undecided = async || {
        let source = incoming("Club").source;
        let import = exchange
            .begin(source, documents::Documents::Text("clubs", "Club".into()))
            .await?;
        Ok::<_, ImportError>((import.id, import.number))
    };
    let none = Counts::default();
    let decide = |id| exchange.step(id, State::Staging, State::Committed, "", &none, 0);
    let (id, number) = undecided().await?;
    exchange.recover(true).await?;
    let late = decide(id).await;
    assert!(matches!(late, Err(ImportError::Stopped(_))), "{late:?}");
    assert_eq!(
        exchange.numbered(number).await?.import.state,
        State::Discarded
    );
    for _ in 0..8 {
        let (id, number) = undecided().await?;
        let (decided, recovered) = tokio::join!(decide(id), exchange.recover(true));
        recovered?;
        // Recovered before the import was there to be seen is not possible: it was committed first.
        let state = exchange.numbered(number).await?.import.state;
        match decided {
            Ok(()) => assert_eq!(state, State::Applied),
            Err(_) => assert_eq!(state, State::Discarded),
        }
    }
    Ok(())
});

// A process dies while it reads a document: nothing was made from it, so nothing is wrong, and the next
// one forgets the piece. A piece that is missing of what an import was made from is told.
testing::on_both!(a_document_read_in_part_is_forgotten, |db| async move {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cities/portofiaba");
    let city = Arc::new(City::load(&folder).expect("the city folder is good"));
    let clock = Arc::new(HandClock::at(Moment(1_790_000_000_000_000)));
    let exchange = Exchange::new(db.db(), city, clock.clone(), "test");
    let begun = async || {
        let now = clock.now();
        db.write::<_, Fault>(move |tx| {
            store::put_document(tx, "half", "half.csv", 1_000, now)?;
            store::put_part(tx, "half", 0, b"name;")
        })
        .await
    };
    let there = async || {
        db.read(|c| Ok::<_, Fault>(store::short(c)?.len() == 1))
            .await
    };
    begun().await?;
    assert_eq!(db.read(store::verify).await?, Vec::<String>::new());
    // Somebody else may be reading it: not for hours.
    exchange.recover(false).await?;
    assert!(there().await?);
    exchange.recover(true).await?;
    assert!(!there().await?);
    begun().await?;
    clock.advance_seconds(7 * 3600);
    exchange.recover(false).await?;
    assert!(!there().await?);

    let source = incoming("Club").source;
    let text = documents::Documents::Text("clubs", "Club".into());
    let import = exchange.begin(source, text).await?;
    let hash = import.document.clone();
    let key = hash.clone();
    db.write::<_, Fault>(move |tx| {
        tx.exec(store::DROP_PARTS, &db::params![key.as_str()])
            .map(|_| ())
    })
    .await?;
    let told = format!("raw document {hash} is not complete");
    assert_eq!(db.read(store::verify).await?, [told]);
    exchange.recover(true).await?;
    assert!(
        there().await?,
        "what an import was made from is never forgotten"
    );
    Ok(())
});
