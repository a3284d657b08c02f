//! Opening a connection, encrypted or not.

use std::sync::{Arc, OnceLock};

use futures_util::{StreamExt, stream};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_postgres::config::SslMode;
use tokio_postgres::{AsyncMessage, Client, Config as Server, Connection, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::config::describe;

/// Connects and lets the connection advance whenever its runtime runs. `hear` gets the payload of
/// every notification. The connection ends when the client goes, and its end shows in the client.
///
/// With `sslmode=require` the server's certificate must be valid for its name and signed by an
/// authority this machine trusts; `SSL_CERT_FILE` names the file of a private one.
///
/// # Errors
/// A sentence.
pub(super) async fn dial(
    server: &Server,
    hear: impl FnMut(&str) + Send + 'static,
) -> Result<Client, String> {
    let told = |e: tokio_postgres::Error| describe(&e);
    if server.get_ssl_mode() == SslMode::Require {
        let (client, connection) = server.connect(tls()?).await.map_err(told)?;
        tokio::spawn(drive(connection, hear));
        Ok(client)
    } else {
        let (client, connection) = server.connect(NoTls).await.map_err(told)?;
        tokio::spawn(drive(connection, hear));
        Ok(client)
    }
}

async fn drive<S, T>(mut connection: Connection<S, T>, mut hear: impl FnMut(&str))
where
    S: AsyncRead + AsyncWrite + Unpin,
    T: AsyncRead + AsyncWrite + Unpin,
{
    let mut messages = stream::poll_fn(move |cx| connection.poll_message(cx));
    while let Some(Ok(message)) = messages.next().await {
        if let AsyncMessage::Notification(n) = message {
            hear(n.payload());
        }
    }
}

/// The machine's authorities are read once.
fn tls() -> Result<MakeRustlsConnect, String> {
    static TLS: OnceLock<Result<MakeRustlsConnect, String>> = OnceLock::new();
    TLS.get_or_init(|| {
        let found = rustls_native_certs::load_native_certs();
        let mut roots = RootCertStore::empty();
        let (added, _) = roots.add_parsable_certificates(found.certs);
        if added == 0 {
            return Err(
                "sslmode=require needs the certificates of the authorities to trust, and this \
                 machine has none: install ca-certificates or set SSL_CERT_FILE"
                    .to_string(),
            );
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|e| e.to_string())?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(MakeRustlsConnect::new(config))
    })
    .clone()
}
