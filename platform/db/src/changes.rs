//! The change feed: news that something has changed, for whoever keeps a copy in memory.

use std::sync::Arc;

use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

/// News from the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Something about this topic has changed ([`crate::Write::notify`]).
    Topic(Arc<str>),
    /// Some news may have been missed (a slow listener, a lost connection): treat every topic as
    /// changed.
    Missed,
}

impl Change {
    /// True when a copy of this topic's data may be out of date.
    pub fn touches(&self, topic: &str) -> bool {
        match self {
            Change::Topic(name) => &**name == topic,
            Change::Missed => true,
        }
    }
}

/// A listener of the change feed; hears what happens after its creation.
pub struct Changes(broadcast::Receiver<Change>);

impl Changes {
    /// Waits for the next news; `None` when the last handle of the database is gone.
    pub async fn next(&mut self) -> Option<Change> {
        match self.0.recv().await {
            Ok(change) => Some(change),
            Err(RecvError::Lagged(_)) => Some(Change::Missed),
            Err(RecvError::Closed) => None,
        }
    }
}

/// How many news a listener may be behind before it is told [`Change::Missed`].
const BACKLOG: usize = 256;

#[derive(Clone)]
pub(crate) struct Publisher(broadcast::Sender<Change>);

impl Publisher {
    pub(crate) fn new() -> Publisher {
        Publisher(broadcast::channel(BACKLOG).0)
    }

    pub(crate) fn listen(&self) -> Changes {
        Changes(self.0.subscribe())
    }

    pub(crate) fn publish(&self, change: Change) {
        // Without a listener there is nobody to tell.
        let _ = self.0.send(change);
    }
}
