//! To a mail server, step by step, so that it is known who refuses what.

use std::fmt;
use std::time::Duration;

use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{
    AsyncSmtpConnection, Certificate, TlsParameters, TlsParametersBuilder,
};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{Error, extension};

use crate::message::Ready;
use crate::way::Trouble;

/// How long one step of the conversation may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long the answer to the content may take: servers examine it before they answer.
const LONG_PATIENCE: Duration = Duration::from_secs(120);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Protection {
    /// TLS from the first byte.
    Whole,
    /// TLS asked for with STARTTLS, and insisted on.
    Start,
    /// None.
    Off,
}

/// A mail server.
#[derive(Clone)]
pub struct Smtp {
    host: String,
    port: u16,
    protection: Protection,
    credentials: Option<Credentials>,
    trusted: Vec<Certificate>,
    patience: Duration,
}

/// The address of a mail server cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SmtpError {
    /// It cannot be read.
    #[error(
        "WISHMI_MAIL: the server's address cannot be read; write smtps://user:password@host, special signs of the password as %XX"
    )]
    Address,
    /// A parameter nobody knows.
    #[error(
        "WISHMI_MAIL: the only parameter is ?tls=off, for a server on this machine or in a protected network"
    )]
    Parameter,
    /// A password in the clear.
    #[error(
        "WISHMI_MAIL: a password is not sent without encryption; leave out ?tls=off, or user and password"
    )]
    Password,
    /// A certificate that is none.
    #[error("the certificate cannot be read")]
    Certificate,
}

impl Smtp {
    /// Reads `smtps://[user:password@]host[:465]` (encrypted) or `smtp://[user:password@]host[:587]`
    /// (encryption is asked for, and nothing is sent without it); with `?tls=off` not encrypted, port 25.
    ///
    /// # Errors
    /// See [`SmtpError`].
    pub fn read(text: &str) -> Result<Smtp, SmtpError> {
        let url = url::Url::parse(text).map_err(|_| SmtpError::Address)?;
        let host = url.host_str().filter(|h| !h.is_empty());
        let host = host.ok_or(SmtpError::Address)?;
        // The square brackets of an IPv6 address belong to the URL alone.
        let host = host
            .trim_start_matches('[')
            .trim_end_matches(']')
            .to_string();
        let parameters: Vec<_> = url.query_pairs().collect();
        let protection = match (url.scheme(), parameters.as_slice()) {
            ("smtps", []) => Protection::Whole,
            ("smtp", []) => Protection::Start,
            ("smtp", [(name, value)]) if name == "tls" && value == "off" => Protection::Off,
            _ => return Err(SmtpError::Parameter),
        };
        let credentials = match (decoded(url.username()), url.password().and_then(decoded)) {
            (Some(user), Some(password)) => Some(Credentials::new(user, password)),
            _ if url.username().is_empty() && url.password().is_none() => None,
            _ => return Err(SmtpError::Address),
        };
        if protection == Protection::Off && credentials.is_some() {
            return Err(SmtpError::Password);
        }
        let usual = match protection {
            Protection::Whole => 465,
            Protection::Start => 587,
            Protection::Off => 25,
        };
        Ok(Smtp {
            host,
            port: url.port().unwrap_or(usual),
            protection,
            credentials,
            trusted: Vec::new(),
            patience: PATIENCE,
        })
    }

    /// Trusts one more authority (DER), besides those of the machine.
    ///
    /// # Errors
    /// [`SmtpError::Certificate`].
    pub fn trusting(mut self, certificate: Vec<u8>) -> Result<Smtp, SmtpError> {
        let read = Certificate::from_der(certificate).map_err(|_| SmtpError::Certificate)?;
        self.trusted.push(read);
        Ok(self)
    }

    /// Another patience with each step than half a minute.
    pub fn patience(mut self, patience: Duration) -> Smtp {
        self.patience = patience;
        self
    }

    pub(crate) async fn send(&self, greeting: &str, ready: Ready) -> Result<(), Trouble> {
        let mut server = within(self.patience, self.connect(greeting)).await?;
        let sent = self.hand_over(&mut server, ready).await;
        // What was accepted stays accepted, whatever the server says to a good-bye.
        let _ = tokio::time::timeout(Duration::from_secs(5), server.abort()).await;
        sent
    }

    /// Connected, encrypted, known. What goes wrong until here says nothing about the letter.
    async fn connect(&self, greeting: &str) -> Result<AsyncSmtpConnection, Trouble> {
        let hello = ClientId::Domain(greeting.to_string());
        let tls = match self.protection {
            Protection::Off => None,
            Protection::Whole | Protection::Start => Some(self.tls()?),
        };
        let first = tls.clone().filter(|_| self.protection == Protection::Whole);
        let address = (self.host.as_str(), self.port);
        let mut server =
            AsyncSmtpConnection::connect_tokio1(address, Some(self.patience), &hello, first, None)
                .await
                .map_err(|e| ours("the greeting", &e))?;
        if let (Protection::Start, Some(tls)) = (self.protection, tls) {
            if !server.can_starttls() {
                return Err(Trouble::Again(
                    "the server offers no encryption (STARTTLS)".to_string(),
                ));
            }
            let started = server.starttls(tls, &hello).await;
            started.map_err(|e| ours("STARTTLS", &e))?;
        }
        if let Some(credentials) = &self.credentials {
            let known = server
                .auth(&[Mechanism::Plain, Mechanism::Login], credentials)
                .await;
            known.map_err(|e| ours("user and password", &e))?;
        }
        Ok(server)
    }

    fn tls(&self) -> Result<TlsParameters, Trouble> {
        let mut tls: TlsParametersBuilder = TlsParameters::builder(self.host.clone());
        for certificate in &self.trusted {
            tls = tls.add_root_certificate(certificate.clone());
        }
        tls.build_rustls()
            .map_err(|e| ours("the machine's certificates", &e))
    }

    /// Envelope and content. A refusal of the sender is ours, of the recipient the address's, of the
    /// content the letter's.
    async fn hand_over(
        &self,
        server: &mut AsyncSmtpConnection,
        ready: Ready,
    ) -> Result<(), Trouble> {
        let step = self.patience;
        let eight = !ready.bytes.is_ascii()
            && server
                .server_info()
                .supports_feature(extension::Extension::EightBitMime);
        let options = match eight {
            true => vec![extension::MailParameter::Body(
                extension::MailBodyParameter::EightBitMime,
            )],
            false => Vec::new(),
        };
        let mail = server.command(Mail::new(Some(ready.from), options));
        within(step, async {
            mail.await.map_err(|e| ours("MAIL FROM", &e))
        })
        .await?;
        let recipient = server.command(Rcpt::new(ready.to, Vec::new()));
        within(step, async {
            recipient.await.map_err(|e| theirs("RCPT TO", &e, true))
        })
        .await?;
        let data = server.command(Data);
        within(step, async {
            data.await.map_err(|e| theirs("DATA", &e, false))
        })
        .await?;
        let message = server.message(&ready.bytes);
        within(LONG_PATIENCE.min(step * 4), async {
            message.await.map_err(|e| theirs("the content", &e, false))
        })
        .await?;
        Ok(())
    }
}

async fn within<T>(
    patience: Duration,
    step: impl Future<Output = Result<T, Trouble>>,
) -> Result<T, Trouble> {
    tokio::time::timeout(patience, step)
        .await
        .unwrap_or_else(|_| {
            Err(Trouble::Again(
                "the server did not answer in time".to_string(),
            ))
        })
}

/// A trouble that says nothing about letter or address: our account, the network, the server's day.
fn ours(step: &str, e: &Error) -> Trouble {
    Trouble::Again(said(step, e))
}

/// A trouble that may be for good.
fn theirs(step: &str, e: &Error, about_address: bool) -> Trouble {
    let said = said(step, e);
    if !e.is_permanent() {
        return Trouble::Again(said);
    }
    // RFC 3463: 5.1.x addresses, 5.2.1 mailbox closed. Full mailboxes (5.2.2) empty again, policies
    // (5.7.x) are about us, and so is a 530 for a missing log-in.
    let enhanced = enhanced(&e.to_string());
    let code = e.status().map(u16::from);
    if matches!(code, Some(530 | 535 | 538)) {
        return Trouble::Again(said);
    }
    let gone = match &enhanced {
        Some(code) => code.starts_with("5.1.") || code == "5.2.1",
        None => matches!(code, Some(550 | 551 | 553)),
    };
    match about_address && gone {
        true => Trouble::Gone(said),
        false => Trouble::Refused(said),
    }
}

/// Step and codes. The server's words often repeat the address: they are left out.
fn said(step: &str, e: &Error) -> String {
    let codes: Vec<String> = e
        .status()
        .map(|code| code.to_string())
        .into_iter()
        .chain(enhanced(&e.to_string()))
        .collect();
    let kind = if e.is_tls() {
        "encryption failed"
    } else if e.is_timeout() {
        "no answer in time"
    } else if e.is_client() {
        "the server lacks what is needed"
    } else {
        "the connection failed or was lost"
    };
    match codes.is_empty() {
        true => format!("{step}: {kind}"),
        false => format!("{step}: {}", codes.join(" ")),
    }
}

/// The first enhanced code (`5.1.1`) in an answer.
pub(crate) fn enhanced(words: &str) -> Option<String> {
    words
        .split(|c: char| !(c.is_ascii_digit() || c == '.'))
        .find(|word| {
            let parts: Vec<&str> = word.split('.').collect();
            let number = |p: &str| (1..=3).contains(&p.len());
            parts.len() == 3
                && matches!(parts[0], "2" | "4" | "5")
                && parts.iter().all(|p| number(p))
        })
        .map(str::to_string)
}

/// A part of a URL without its percent signs; none when it is empty or no text.
fn decoded(part: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |b: Option<u8>| char::from(b?).to_digit(16);
        let value = digit(rest.next())? * 16 + digit(rest.next())?;
        bytes.push(u8::try_from(value).ok()?);
    }
    String::from_utf8(bytes)
        .ok()
        .filter(|text| !text.is_empty())
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Smtp({}:{}, {:?})",
            self.host, self.port, self.protection
        )
    }
}
