//! The catalogue as it is served: the snapshot and its search index, swapped together whenever the
//! database tells of a change. Readers hold what they have until they are done.

use std::path::PathBuf;
use std::sync::Arc;

use arc_swap::ArcSwap;
use city::City;
use db::{Db, Fault};
use values::Id;

use crate::model::{Image, Kind};
use crate::search::{self, Columns, IndexFault, Query, Results, TextIndex};
use crate::snapshot::Snapshot;

/// One generation of the catalogue, ready to be read and searched.
pub struct View {
    snapshot: Snapshot,
    columns: Columns,
    index: TextIndex,
    city: Arc<City>,
}

/// The view could not be built.
#[derive(Debug, thiserror::Error)]
pub enum ViewFault {
    /// From the database.
    #[error(transparent)]
    Db(#[from] Fault),
    /// From the search index.
    #[error(transparent)]
    Index(#[from] IndexFault),
    /// An import was being written into place for longer than anybody waits.
    #[error(
        "an import is being written into place, or was interrupted: wait for it, or start `wishmi serve`, which finishes it"
    )]
    Settling,
    /// The thread that built it ended.
    #[error("the catalogue's builder stopped: {0}")]
    Stopped(String),
}

impl View {
    /// A view of a snapshot. The index is taken from or kept in the folder when one is given.
    pub fn of(
        snapshot: Snapshot,
        city: Arc<City>,
        folder: Option<&std::path::Path>,
    ) -> Result<View, IndexFault> {
        let city = match crate::districts::with_boundaries(&city.districts, snapshot.districts()) {
            Ok(Some(districts)) => {
                let mut city = City::clone(&city);
                city.districts = districts;
                Arc::new(city)
            }
            Ok(None) => city,
            Err(errors) => {
                tracing::warn!(
                    errors = errors.len(),
                    "imported boundaries are incomplete and not used"
                );
                city
            }
        };
        Ok(View {
            columns: Columns::of(&snapshot, &city),
            index: TextIndex::of(&snapshot, &city, folder)?,
            snapshot,
            city,
        })
    }

    /// The records.
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// The city they belong to.
    pub fn city(&self) -> &Arc<City> {
        &self.city
    }

    /// Finds services.
    pub fn search(&self, query: &Query) -> Result<Results, IndexFault> {
        search::run(query, &self.snapshot, &self.columns, &self.index)
    }

    /// What is wrong with the index, in words; empty when it holds every service once.
    pub fn verify(&self) -> Vec<String> {
        let (has, wants) = (self.index.len(), self.snapshot.services().len() as u64);
        if has == wants {
            Vec::new()
        } else {
            vec![format!(
                "the search index holds {has} services, the catalogue {wants}: delete the index folder, it is built again at the next start"
            )]
        }
    }
}

/// The living catalogue: a handle that is cheap to copy.
#[derive(Clone)]
pub struct Catalogue {
    db: Db,
    city: Arc<City>,
    folder: Option<PathBuf>,
    view: Arc<ArcSwap<View>>,
}

impl Catalogue {
    /// Loads the catalogue. Indexes are kept in `folder`, one a generation; without it in memory.
    pub async fn open(
        db: Db,
        city: Arc<City>,
        folder: Option<PathBuf>,
    ) -> Result<Catalogue, ViewFault> {
        let snapshot = settled(&db).await?;
        let view = build(snapshot, city.clone(), folder.clone()).await?;
        Ok(Catalogue {
            db,
            city,
            folder,
            view: Arc::new(ArcSwap::from_pointee(view)),
        })
    }

    /// What is to be read now.
    pub fn view(&self) -> Arc<View> {
        self.view.load_full()
    }

    /// A row as it is stored, also of a record that has gone: what the view no longer holds.
    ///
    /// # Errors
    /// From the database.
    pub async fn stored(&self, kind: Kind, id: Id) -> Result<Option<Image>, Fault> {
        self.db
            .read(move |c| crate::actions::image(c, kind, id))
            .await
    }

    /// Brings the view to the present generation; true when it was behind.
    pub async fn refresh(&self) -> Result<bool, ViewFault> {
        let old = self.view();
        let from = old.snapshot.clone();
        let snapshot = self.db.read(move |c| from.advanced(c)).await?;
        if snapshot.generation() == old.snapshot.generation() {
            return Ok(false);
        }
        let view = build(snapshot, self.city.clone(), self.folder.clone()).await?;
        self.view.store(Arc::new(view));
        Ok(true)
    }

    /// Follows the database's news until `stop` resolves. A failed refresh is logged and tried again
    /// with the next news; meanwhile the last good view is served.
    pub async fn follow(self, stop: impl Future<Output = ()>) {
        let mut news = self.db.changes();
        let mut stop = std::pin::pin!(stop);
        loop {
            tokio::select! {
                () = &mut stop => return,
                change = news.next() => match change {
                    Some(change) if change.touches(crate::actions::TOPIC) => {}
                    Some(_) => continue,
                    None => return,
                },
            }
            match self.refresh().await {
                Ok(true) => {
                    tracing::info!(
                        generation = self.view().snapshot.generation(),
                        "catalogue refreshed"
                    );
                }
                Ok(false) => {}
                Err(e) => tracing::error!(error = %e, "catalogue not refreshed"),
            }
        }
    }
}

/// The catalogue as it is between two imports; waits up to half a minute for the end of one.
///
/// # Errors
/// From the database, and [`ViewFault::Settling`].
pub async fn settled(db: &Db) -> Result<Snapshot, ViewFault> {
    for _ in 0..150 {
        if let Some(snapshot) = db.read(Snapshot::load).await? {
            return Ok(snapshot);
        }
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
    Err(ViewFault::Settling)
}

async fn build(
    snapshot: Snapshot,
    city: Arc<City>,
    folder: Option<PathBuf>,
) -> Result<View, ViewFault> {
    let work = move || {
        // Each generation has its own folder, so that the index in use is never touched.
        let own = folder
            .as_ref()
            .map(|f| f.join(format!("g{}", snapshot.generation())));
        let view = View::of(snapshot, city, own.as_deref());
        if let (Ok(_), Some(folder), Some(own)) = (&view, &folder, &own) {
            tidy(folder, own);
        }
        view
    };
    let built = tokio::task::spawn_blocking(work)
        .await
        .map_err(|e| ViewFault::Stopped(e.to_string()))?;
    Ok(built?)
}

/// What is wrong with the index kept in the folder of a served installation: one of another
/// generation is stale (the server builds it anew), a broken one is reported.
pub fn index_trouble(folder: &std::path::Path, view: &View) -> Option<String> {
    let own = folder.join(format!("g{}", view.snapshot.generation()));
    if !own.exists() {
        return None;
    }
    TextIndex::examine(&own).err().map(|e| {
        format!(
            "{e}: delete the folder {}, it is built again at the next start",
            own.display()
        )
    })
}

/// Removes index folders of other generations; those still open live on until they are closed.
fn tidy(folder: &std::path::Path, keep: &std::path::Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let ours = entry.file_name().to_string_lossy().starts_with('g');
        if ours && path != keep && path.is_dir() {
            let _ = std::fs::remove_dir_all(path);
        }
    }
}
