//! The catalogue as it is served: the snapshot and its search index, swapped together whenever the
//! database tells of a change. Readers hold what they have until they are done.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use arc_swap::ArcSwap;
use city::City;
use db::{Db, Fault};
use values::{Day, Id, Lang};

use crate::gaps::{Gap, Gaps};
use crate::kept;
use crate::model::{Image, Kind};
use crate::search::{
    self, Calendar, Columns, Filter, Hours, IndexFault, Lexis, Matches, Memory, Query, Reason,
    Results, TextIndex, Understood,
};
use crate::snapshot::{Snapshot, State};

/// One generation of the catalogue, ready to be read and searched.
pub struct View {
    snapshot: Snapshot,
    columns: Arc<Columns>,
    index: Arc<TextIndex>,
    city: Arc<City>,
    lexis: Arc<Lexis>,
    calendar: Arc<Calendar>,
    memory: Arc<Memory>,
}

/// The city with the boundaries that were imported, when they are whole.
fn with_boundaries(snapshot: &Snapshot, city: Arc<City>) -> Arc<City> {
    match crate::districts::with_boundaries(&city.districts, snapshot.districts()) {
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
    }
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
        folder: Option<&Path>,
    ) -> Result<View, IndexFault> {
        View::with(snapshot, None, city, folder)
    }

    /// The same; the columns are those that were kept, when some were.
    fn with(
        snapshot: Snapshot,
        columns: Option<Columns>,
        city: Arc<City>,
        folder: Option<&Path>,
    ) -> Result<View, IndexFault> {
        let lexis = Arc::new(Lexis::new(&city));
        let city = with_boundaries(&snapshot, city);
        let index = TextIndex::of(&snapshot, &city, &lexis, folder)?;
        let columns = columns.unwrap_or_else(|| Columns::of(&snapshot, &city));
        Ok(View::put_together(snapshot, columns, city, lexis, index))
    }

    /// The same view with everything packed that readers have unpacked.
    fn packed_again(&self) -> View {
        View {
            snapshot: self.snapshot.again(),
            columns: Arc::clone(&self.columns),
            index: Arc::clone(&self.index),
            city: Arc::clone(&self.city),
            lexis: Arc::clone(&self.lexis),
            calendar: Arc::clone(&self.calendar),
            memory: Arc::clone(&self.memory),
        }
    }

    /// The view of a later snapshot: the index changes only where the catalogue did. `city` is the
    /// city as its folder has it.
    fn next(&self, snapshot: Snapshot, city: Arc<City>) -> Result<View, IndexFault> {
        let city = with_boundaries(&snapshot, city);
        let index = self
            .index
            .updated(&self.snapshot, &snapshot, &city, &self.lexis);
        let index = index.or_else(|e| {
            // Somebody else writes in the folder, or it is gone: memory always works.
            tracing::warn!(error = %e, "search index built anew in memory");
            TextIndex::of(&snapshot, &city, &self.lexis, None)
        })?;
        let columns = Columns::of(&snapshot, &city);
        Ok(View::put_together(
            snapshot,
            columns,
            city,
            Arc::clone(&self.lexis),
            index,
        ))
    }

    fn put_together(
        snapshot: Snapshot,
        columns: Columns,
        city: Arc<City>,
        lexis: Arc<Lexis>,
        index: TextIndex,
    ) -> View {
        View {
            columns: Arc::new(columns),
            index: Arc::new(index),
            snapshot,
            city,
            lexis,
            calendar: Arc::default(),
            memory: Arc::default(),
        }
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
        search::run(query, self)
    }

    /// Reads the filters that a question says in words; those in `not` are passed over. `now` is
    /// day and minute in the city.
    pub fn understand(
        &self,
        words: &str,
        lang: &Lang,
        now: Option<(Day, u16)>,
        not: &[Filter],
    ) -> Understood {
        search::understand(words, lang, &self.lexis, now, not)
    }

    /// Which words of a question were found where in a service.
    pub fn why(&self, words: &str, lang: &Lang, service: Id) -> Result<Vec<Reason>, IndexFault> {
        let (snapshot, city) = (&self.snapshot, &self.city);
        search::why(
            words,
            lang,
            service,
            snapshot,
            city,
            &self.lexis,
            &self.index,
        )
    }

    /// The theme that words name, when they name one.
    pub fn theme(&self, words: &str, lang: &Lang) -> Result<Option<String>, IndexFault> {
        search::theme(words, lang, &self.lexis, &self.index)
    }

    pub(crate) fn columns(&self) -> &Columns {
        &self.columns
    }

    /// The services that match words; worked out once a generation.
    pub(crate) fn matches(&self, words: &str, lang: &Lang) -> Result<Arc<Matches>, IndexFault> {
        self.memory.get(words, lang, || {
            let services = self.snapshot.services().len();
            search::search_words(words, lang, &self.lexis, &self.index, services)
        })
    }

    /// What is open on a day.
    pub(crate) fn hours(&self, day: Day) -> Arc<Hours> {
        self.calendar
            .hours(&self.snapshot, &self.city, &self.columns, day)
    }

    /// In how many days services next take place, by number.
    pub(crate) fn next_days(&self, today: Day) -> Arc<Vec<u16>> {
        self.calendar.next(&self.snapshot, &self.city, today)
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
    view: Arc<ArcSwap<View>>,
    /// One refresh at a time: each begins where the last one ended.
    turn: Arc<tokio::sync::Mutex<()>>,
    gaps: Gaps,
    /// Where index and view are kept.
    folder: Option<Arc<Path>>,
    /// The state that was last kept; who holds it writes the file.
    kept: Arc<tokio::sync::Mutex<Option<State>>>,
}

impl Catalogue {
    /// Loads the catalogue. The index is kept in `folder`; without it in memory.
    pub async fn open(
        db: Db,
        city: Arc<City>,
        folder: Option<PathBuf>,
    ) -> Result<Catalogue, ViewFault> {
        let (snapshot, columns) = match found(&db, &city, folder.as_deref()).await? {
            Some((snapshot, columns)) => (snapshot, Some(columns)),
            None => (settled(&db).await?, None),
        };
        let kept = columns.as_ref().map(|_| snapshot.state);
        let own = city.clone();
        let own_folder = folder.clone();
        let view = apart(move || {
            let index = own_folder.as_ref().map(|f| f.join(INDEX));
            let view = View::with(snapshot, columns, own, index.as_deref());
            own_folder.iter().for_each(|f| tidy(f));
            view
        })
        .await??;
        let catalogue = Catalogue {
            gaps: Gaps::begin(db.clone()),
            db,
            city,
            view: Arc::new(ArcSwap::from_pointee(view)),
            turn: Arc::default(),
            folder: folder.map(Arc::from),
            kept: Arc::new(tokio::sync::Mutex::new(kept)),
        };
        catalogue.keep().await;
        Ok(catalogue)
    }

    /// Writes the view beside the index for the next start, unless it is there already. Without it
    /// the next start takes longer, so that a failure is only logged.
    pub async fn keep(&self) {
        let Some(folder) = self.folder.clone() else {
            return;
        };
        let mut kept = self.kept.lock().await;
        let view = self.view();
        let state = view.snapshot.state;
        if *kept == Some(state) {
            return;
        }
        // The city as its folder has it: that is what the next start has at first.
        let city = self.city.clone();
        let written = apart(move || kept::write(&folder, &view.snapshot, &view.columns, &city));
        match written.await {
            Ok(Ok(())) => *kept = Some(state),
            Ok(Err(e)) => tracing::warn!(error = %e, "the view is not kept"),
            Err(e) => tracing::warn!(error = %e, "the view is not kept"),
        }
    }

    /// Lets go of the unpacked records when there are many: readers have them as long as they need.
    async fn tidy_memory(&self) {
        if self.view().snapshot.opened() < OPENED {
            return;
        }
        let _turn = self.turn.lock().await;
        let old = self.view();
        let again = tokio::task::spawn_blocking(move || old.packed_again()).await;
        if let Ok(view) = again {
            self.view.store(Arc::new(view));
        }
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

    /// Notes what was sought in vain; it is written behind the answer.
    pub(crate) fn missed(&self, gap: Gap) {
        self.gaps.note(gap);
    }

    /// What was sought in vain since a day, with how often.
    ///
    /// # Errors
    /// From the database.
    pub async fn gaps_since(&self, day: Day) -> Result<Vec<(Gap, i64)>, Fault> {
        let day = day.to_string();
        self.db
            .read(move |c| crate::store::gaps_since(c, &day))
            .await
    }

    /// Brings the view to the present generation; true when it was behind.
    pub async fn refresh(&self) -> Result<bool, ViewFault> {
        let _turn = self.turn.lock().await;
        let old = self.view();
        let from = old.snapshot.clone();
        let snapshot = self.db.read(move |c| from.advanced(c)).await?;
        if snapshot.generation() == old.snapshot.generation() {
            return Ok(false);
        }
        let city = self.city.clone();
        let view = apart(move || old.next(snapshot, city)).await??;
        self.view.store(Arc::new(view));
        Ok(true)
    }

    /// Follows the database's news until `stop` resolves. A failed refresh is logged and tried again
    /// with the next news; meanwhile the last good view is served.
    pub async fn follow(self, stop: impl Future<Output = ()>) {
        let mut news = self.db.changes();
        let mut stop = std::pin::pin!(stop);
        let mut tick = tokio::time::interval(QUIET);
        loop {
            tokio::select! {
                () = &mut stop => return,
                _ = tick.tick() => {
                    self.tidy_memory().await;
                    // Beside the news: a change is seen at once also while the file is written.
                    let own = self.clone();
                    tokio::spawn(async move { own.keep().await });
                    continue;
                }
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

/// The view that was kept, when it is the one of the database's present state.
async fn found(
    db: &Db,
    city: &Arc<City>,
    folder: Option<&Path>,
) -> Result<Option<(Snapshot, Columns)>, ViewFault> {
    let Some(folder) = folder.map(Path::to_path_buf) else {
        return Ok(None);
    };
    let state = db.read(|c| match crate::store::settling(c)? {
        true => Ok::<_, Fault>(None),
        false => crate::store::state(c).map(Some),
    });
    let Some(state) = state.await? else {
        return Ok(None);
    };
    let city = city.clone();
    apart(move || kept::read(&folder, state, &city)).await
}

/// Work that would keep others waiting, on a thread of its own.
async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ViewFault> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|e| ViewFault::Stopped(e.to_string()))
}

/// How long after a change the view is kept, at most, and unpacked records are looked after.
const QUIET: std::time::Duration = std::time::Duration::from_secs(10);

/// How many packed bytes may lie unpacked; unpacked they take several times as much memory.
const OPENED: usize = 8_000_000;

/// The index's own folder inside the one that is given.
const INDEX: &str = "text";

/// What is wrong with the index kept in the folder of a served installation: one of another
/// generation is stale (the server builds it anew), a broken one is reported.
pub fn index_trouble(folder: &Path) -> Option<String> {
    if let Some(trouble) = kept::trouble(folder) {
        return Some(format!(
            "{trouble}: delete it, it is written again at the next start"
        ));
    }
    let own = folder.join(INDEX);
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

/// Removes the folders of earlier versions of this program, which kept one a generation (`g12`).
fn tidy(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let number = name.strip_prefix('g').map(str::parse::<i64>);
        if matches!(number, Some(Ok(_))) && entry.path().is_dir() {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}
