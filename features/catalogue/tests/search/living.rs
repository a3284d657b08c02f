//! A changed catalogue is found within a moment, and the index changes only where it must.

use std::time::{Duration, Instant};

use catalogue::actions::{publish, put, remove};
use catalogue::model::{Kind, Service};
use catalogue::search::Query;
use testing::{Outcome, run};
use values::{Id, Text};

use crate::fixture::{lang, open, row};

fn words(words: &str) -> Query {
    Query {
        words: words.into(),
        ..Query::all(lang("es"))
    }
}

#[test]
fn a_change_is_found_within_a_second_and_the_old_view_stays() -> Outcome {
    run(async {
        let folder = tempfile::tempdir()?;
        let (catalogue, db) = open("portofiaba", Some(folder.path().into())).await?;
        let follower = tokio::spawn(catalogue.clone().follow(std::future::pending()));
        let before = catalogue.view();
        let total = before.search(&Query::all(lang("es")))?.total;
        let first = before.snapshot().services()[0].record.clone();
        let mut changed = first.clone();
        changed.name = Text::new(&lang("es"), "Zarabanda submarina");
        let new = Service::new(
            Id::named("living", "new"),
            first.organization_id,
            Text::new(&lang("es"), "Zarabanda nueva"),
        );
        let images = vec![row(&changed), row(&new)];
        db.write(move |tx| {
            put(tx, &images)?;
            publish(tx)
        })
        .await?;
        let begun = Instant::now();
        while catalogue.view().snapshot().generation() == before.snapshot().generation() {
            assert!(
                begun.elapsed() < Duration::from_secs(1),
                "not seen within a second"
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let now = catalogue.view();
        assert_eq!(now.search(&words("zarabanda"))?.total, 2);
        assert_eq!(now.search(&Query::all(lang("es")))?.total, total + 1);
        assert_eq!(now.verify(), Vec::<String>::new());
        // Whoever began with the old view still reads it.
        assert_eq!(before.search(&words("zarabanda submarina"))?.total, 0);
        assert_eq!(before.search(&Query::all(lang("es")))?.total, total);
        let (id, organization) = (new.id, first.organization_id);
        db.write(move |tx| {
            remove(tx, &[(Kind::Service, id)])?;
            publish(tx)
        })
        .await?;
        catalogue.refresh().await?;
        let view = catalogue.view();
        assert_eq!(view.search(&words("zarabanda"))?.total, 1);
        assert_eq!(view.verify(), Vec::<String>::new());
        // What is said of the organisation is found with its services.
        let mut renamed = view
            .snapshot()
            .organization(organization)
            .map(|h| h.record.clone())
            .ok_or("no organisation")?;
        renamed.name = "Xilofono azul".into();
        let images = vec![row(&renamed)];
        db.write(move |tx| {
            put(tx, &images)?;
            publish(tx)
        })
        .await?;
        catalogue.refresh().await?;
        let services = catalogue
            .view()
            .snapshot()
            .services_of(organization)
            .count();
        assert_eq!(catalogue.view().search(&words("xilofono"))?.total, services);
        follower.abort();
        // The index on disk is that of the last generation: it is used again as it is.
        assert_eq!(catalogue::index_trouble(folder.path()), None);
        let again = catalogue::Catalogue::open(
            db.db(),
            crate::fixture::city("portofiaba"),
            Some(folder.path().into()),
        )
        .await?;
        assert_eq!(again.view().search(&words("xilofono"))?.total, services);
        Ok(())
    })
}

#[test]
fn an_index_that_cannot_be_written_is_made_in_memory() -> Outcome {
    run(async {
        let folder = tempfile::tempdir()?;
        let (catalogue, db) = open("portofiaba", Some(folder.path().into())).await?;
        std::fs::remove_dir_all(folder.path())?;
        let first = catalogue.view().snapshot().services()[0].record.clone();
        let mut changed = first;
        changed.name = Text::new(&lang("es"), "Zarabanda submarina");
        let images = vec![row(&changed)];
        db.write(move |tx| {
            put(tx, &images)?;
            publish(tx)
        })
        .await?;
        catalogue.refresh().await?;
        assert_eq!(catalogue.view().search(&words("zarabanda"))?.total, 1);
        Ok(())
    })
}
