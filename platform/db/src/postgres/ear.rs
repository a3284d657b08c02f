//! The listener of PostgreSQL's notifications: it hears all nodes, this one included.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, mpsc};
use tokio_postgres::{Client, Config as Server};

use super::dial::dial;
use super::session::{prepared_address, runtime};
use super::{CHANNEL, open_fault};
use crate::changes::{Change, Publisher};
use crate::config::describe;
use crate::fault::Fault;

/// How long to wait before the listener connects again.
const PAUSE: Duration = Duration::from_secs(1);

/// Listens on a thread of its own until it is stopped.
pub(crate) struct Ear {
    stop: Arc<Notify>,
}

type News = mpsc::UnboundedReceiver<String>;

impl Ear {
    pub(crate) fn new(server: &Server, changes: &Publisher) -> Result<Ear, Fault> {
        let server = prepared_address(server, "wishmi changes");
        let runtime = runtime()?;
        let line = runtime
            .block_on(listen(&server))
            .map_err(|why| open_fault(&server, why))?;
        let stop = Arc::new(Notify::new());
        let (stopped, changes) = (stop.clone(), changes.clone());
        std::thread::Builder::new()
            .name("db-changes".to_string())
            .spawn(move || {
                runtime.block_on(async {
                    tokio::select! {
                        () = stopped.notified() => {}
                        () = hear(&server, line, &changes) => {}
                    }
                });
            })
            .map_err(|e| Fault::Lost {
                message: e.to_string(),
            })?;
        Ok(Ear { stop })
    }

    pub(crate) fn stop(&self) {
        self.stop.notify_one();
    }
}

/// Connects and asks for the channel. The connection lives as long as the client.
async fn listen(server: &Server) -> Result<(Client, News), String> {
    let (tell, news) = mpsc::unbounded_channel();
    let client = dial(server, move |topic| {
        // Without a receiver the client goes, too, and the connection ends.
        let _ = tell.send(topic.to_string());
    })
    .await?;
    client
        .batch_execute(&format!("listen {CHANNEL}"))
        .await
        .map_err(|e| describe(&e))?;
    Ok((client, news))
}

async fn hear(server: &Server, mut line: (Client, News), changes: &Publisher) {
    loop {
        while let Some(topic) = line.1.recv().await {
            changes.publish(Change::Topic(topic.into()));
        }
        tracing::warn!("the connection of the change feed broke");
        line = loop {
            tokio::time::sleep(PAUSE).await;
            match listen(server).await {
                Ok(line) => break line,
                Err(e) => tracing::warn!(error = %e, "the change feed is still cut off"),
            }
        };
        // Whatever happened in between went unheard.
        changes.publish(Change::Missed);
    }
}
