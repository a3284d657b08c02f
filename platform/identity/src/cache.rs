//! Something fetched, kept until it expires. One fetch at a time; after a failure nobody asks again
//! for a while, so that many sign-ins at once do not hammer a server that is down.

use std::sync::Arc;

use tokio::sync::Mutex;
use values::Moment;

use crate::refused::Refused;

/// Seconds after a failure, or after a forced fetch, during which no new fetch is made.
pub(crate) const PAUSE: i64 = 15;

pub(crate) struct Cache<T> {
    kept: Mutex<Kept<T>>,
}

struct Kept<T> {
    value: Option<(Arc<T>, Moment)>,
    fetched: Option<Moment>,
    failed: Option<(Refused, Moment)>,
}

impl<T> Default for Cache<T> {
    fn default() -> Self {
        Cache {
            kept: Mutex::new(Kept {
                value: None,
                fetched: None,
                failed: None,
            }),
        }
    }
}

impl<T> Cache<T> {
    /// What is kept, or what `fetch` brings with the moment until which it is good.
    pub(crate) async fn get(
        &self,
        now: Moment,
        fetch: impl Future<Output = Result<(T, Moment), Refused>>,
    ) -> Result<Arc<T>, Refused> {
        let mut kept = self.kept.lock().await;
        if let Some((value, until)) = &kept.value
            && now < *until
        {
            return Ok(value.clone());
        }
        kept.bring(now, fetch).await
    }

    /// What `fetch` brings although something is kept: a key that is not known may be new. At most
    /// once in [`PAUSE`] seconds; otherwise what is kept.
    pub(crate) async fn again(
        &self,
        now: Moment,
        fetch: impl Future<Output = Result<(T, Moment), Refused>>,
    ) -> Result<Arc<T>, Refused> {
        let mut kept = self.kept.lock().await;
        if let Some((value, _)) = &kept.value
            && kept.fetched.is_some_and(|at| now < at.plus_seconds(PAUSE))
        {
            return Ok(value.clone());
        }
        kept.bring(now, fetch).await
    }
}

impl<T> Kept<T> {
    async fn bring(
        &mut self,
        now: Moment,
        fetch: impl Future<Output = Result<(T, Moment), Refused>>,
    ) -> Result<Arc<T>, Refused> {
        if let Some((why, at)) = &self.failed
            && now < at.plus_seconds(PAUSE)
        {
            return Err(why.clone());
        }
        self.fetched = Some(now);
        match fetch.await {
            Ok((value, until)) => {
                let value = Arc::new(value);
                self.value = Some((value.clone(), until));
                self.failed = None;
                Ok(value)
            }
            Err(why) => {
                self.failed = Some((why.clone(), now));
                Err(why)
            }
        }
    }
}
