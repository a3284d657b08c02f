//! A mail server that takes everything, or refuses as it is told. It ends by itself after a number of
//! connections, and takes neither long lines nor long letters.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

/// What one connection does otherwise than a friendly server.
#[derive(Clone, Debug)]
pub(crate) enum Turn {
    /// Takes the letter.
    Take,
    /// Answers a step (`MAIL`, `RCPT`, `DATA`, `.`, `AUTH`, `EHLO`) with this line.
    Answer(&'static str, &'static str),
    /// Closes the connection instead of answering a step.
    Close(&'static str),
    /// Takes the letter and closes without an answer.
    TakeAndClose,
    /// Never answers a step.
    Silent(&'static str),
    /// Closes instead of saying good-bye, after the letter was taken.
    Rude,
}

/// A letter as the server got it.
#[derive(Clone, Debug)]
pub(crate) struct Heard {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) content: String,
    pub(crate) encrypted: bool,
    pub(crate) known: bool,
}

#[derive(Default)]
struct Shared {
    turns: VecDeque<Turn>,
    heard: Vec<Heard>,
}

pub(crate) struct Sink {
    pub(crate) port: u16,
    /// The certificate it shows (DER).
    pub(crate) certificate: Vec<u8>,
    shared: Arc<Mutex<Shared>>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Sink {
    fn drop(&mut self) {
        self.task.abort();
    }
}

const CONNECTIONS: usize = 50;
const LARGEST: usize = 200_000;

impl Sink {
    /// Each connection takes the next turn; further ones take letters. With `tls`, STARTTLS is offered.
    pub(crate) async fn open(turns: Vec<Turn>, tls: bool) -> Sink {
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(vec!["localhost".to_string()]).unwrap();
        let certificate = cert.der().to_vec();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(signing_key.serialize_der()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key)
            .unwrap();
        let acceptor = tls.then(|| TlsAcceptor::from(Arc::new(config)));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::new(Mutex::new(Shared {
            turns: turns.into(),
            heard: Vec::new(),
        }));
        let inside = shared.clone();
        let task = tokio::spawn(async move {
            for _ in 0..CONNECTIONS {
                let Ok((stream, _)) = listener.accept().await else {
                    return;
                };
                let turn = inside
                    .lock()
                    .unwrap()
                    .turns
                    .pop_front()
                    .unwrap_or(Turn::Take);
                let (shared, acceptor) = (inside.clone(), acceptor.clone());
                tokio::spawn(async move {
                    let stream = BufReader::new(stream);
                    let talk = Talk {
                        turn,
                        shared,
                        encrypted: false,
                        offers: acceptor.is_some(),
                    };
                    if let Some(stream) = talk.clone().run(stream).await
                        && let Some(acceptor) = acceptor
                        && let Ok(stream) = acceptor.accept(stream.into_inner()).await
                    {
                        let talk = Talk {
                            encrypted: true,
                            offers: false,
                            ..talk
                        };
                        talk.run(BufReader::new(stream)).await;
                    }
                });
            }
        });
        Sink {
            port,
            certificate,
            shared,
            task,
        }
    }

    pub(crate) fn heard(&self) -> Vec<Heard> {
        self.shared.lock().unwrap().heard.clone()
    }
}

#[derive(Clone)]
struct Talk {
    turn: Turn,
    shared: Arc<Mutex<Shared>>,
    encrypted: bool,
    offers: bool,
}

impl Talk {
    /// One conversation; the stream comes back when it is to be encrypted.
    async fn run<S: AsyncRead + AsyncWrite + Unpin>(
        &self,
        mut stream: BufReader<S>,
    ) -> Option<BufReader<S>> {
        let mut heard = Heard {
            from: String::new(),
            to: String::new(),
            content: String::new(),
            encrypted: self.encrypted,
            known: false,
        };
        if !self.encrypted {
            stream.write_all(b"220 sink ready\r\n").await.ok()?;
        }
        loop {
            let line = line(&mut stream).await?;
            let step = line
                .split([' ', ':'])
                .next()
                .unwrap_or("")
                .to_ascii_uppercase();
            if step == "STARTTLS" && self.offers {
                stream.write_all(b"220 go ahead\r\n").await.ok()?;
                return Some(stream);
            }
            let answer = match step.as_str() {
                "EHLO" => {
                    let more = if self.offers { "250-STARTTLS\r\n" } else { "" };
                    format!("250-sink\r\n{more}250-8BITMIME\r\n250 AUTH PLAIN\r\n")
                }
                "AUTH" => {
                    heard.known = line.ends_with("AGFubmEAc2VjcmV0"); // \0anna\0secret
                    "235 2.7.0 welcome\r\n".to_string()
                }
                "MAIL" => {
                    heard.from = inside(&line);
                    "250 ok\r\n".to_string()
                }
                "RCPT" => {
                    heard.to = inside(&line);
                    "250 ok\r\n".to_string()
                }
                "DATA" => "354 go on\r\n".to_string(),
                "QUIT" if matches!(self.turn, Turn::Rude) => return None,
                "QUIT" => {
                    let _ = stream.write_all(b"221 bye\r\n").await;
                    return None;
                }
                _ => "500 what?\r\n".to_string(),
            };
            if !self.say(&mut stream, &step, &answer).await? || step != "DATA" {
                continue;
            }
            loop {
                let line = line_of(&mut stream).await?;
                if line == "." {
                    break;
                }
                let plain = line.strip_prefix('.').unwrap_or(&line);
                heard.content += plain;
                heard.content += "\r\n";
                if heard.content.len() > LARGEST {
                    return None;
                }
            }
            let refuses = matches!(self.turn, Turn::Answer(".", _));
            if !refuses {
                self.shared.lock().unwrap().heard.push(heard.clone());
            }
            if matches!(self.turn, Turn::TakeAndClose) {
                return None;
            }
            self.say(&mut stream, ".", "250 2.0.0 taken\r\n").await?;
        }
    }

    /// Answers a step; false when it was refused.
    async fn say<S: AsyncWrite + Unpin>(
        &self,
        stream: &mut S,
        step: &str,
        usual: &str,
    ) -> Option<bool> {
        let answer = match &self.turn {
            Turn::Close(at) if *at == step => return None,
            Turn::Silent(at) if *at == step => {
                tokio::time::sleep(std::time::Duration::from_secs(20)).await;
                return None;
            }
            Turn::Answer(at, line) if *at == step => format!("{line}\r\n"),
            _ => usual.to_string(),
        };
        stream.write_all(answer.as_bytes()).await.ok()?;
        stream.flush().await.ok()?;
        Some(answer == usual)
    }
}

fn inside(line: &str) -> String {
    let rest = line.split_once('<').map_or("", |(_, rest)| rest);
    rest.split_once('>')
        .map_or("", |(address, _)| address)
        .to_string()
}

async fn line<S: AsyncRead + Unpin>(stream: &mut BufReader<S>) -> Option<String> {
    line_of(stream).await.filter(|line| line.len() < 2000)
}

async fn line_of<S: AsyncRead + Unpin>(stream: &mut BufReader<S>) -> Option<String> {
    let mut line = String::new();
    match stream.read_line(&mut line).await {
        Ok(n) if n > 0 => Some(line.trim_end_matches(['\r', '\n']).to_string()),
        _ => None,
    }
}
