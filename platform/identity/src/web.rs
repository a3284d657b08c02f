//! Asking other servers: https only, no redirects, a limit of time and of bytes, and nothing taken
//! from the environment.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION};
use reqwest::redirect::Policy;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use serde::Deserialize;
use url::Url;

use crate::jose::Object;
use crate::refused::{Refused, What};

/// How other servers are asked.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WebSettings {
    /// Permit `http://` to this machine itself. For trying out and tests.
    pub loopback: bool,
    /// Seconds a single answer may take, from the connection to its last byte.
    pub seconds: u64,
    /// Bytes a single answer may have.
    pub most_bytes: usize,
    /// Address of a proxy for all requests, such as `http://proxy.city.example:3128`.
    pub proxy: Option<String>,
    /// PEM file with certificates of authorities to be trusted besides the system's.
    pub authorities: Option<PathBuf>,
}

impl Default for WebSettings {
    fn default() -> Self {
        WebSettings {
            loopback: false,
            seconds: 10,
            most_bytes: 256 * 1024,
            proxy: None,
            authorities: None,
        }
    }
}

/// Asks other servers. Cheap to clone; connections are shared.
#[derive(Clone, Debug)]
pub struct Web {
    client: reqwest::Client,
    loopback: bool,
    most_bytes: usize,
}

/// How a request proves who sends it.
pub(crate) enum Proof<'a> {
    None,
    /// `Authorization: Basic`, both parts form-encoded (RFC 6749, section 2.3.1).
    Basic(&'a str, &'a str),
    Bearer(&'a str),
}

/// An answer with its whole body.
pub(crate) struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
    pub host: String,
}

impl Web {
    /// Makes the client.
    ///
    /// # Errors
    /// When a proxy or the file of authorities cannot be used.
    pub fn new(settings: &WebSettings) -> Result<Web, Refused> {
        let ours = |why: String| Refused::Ours(why);
        let mut roots = RootCertStore::empty();
        let system = rustls_native_certs::load_native_certs();
        roots.add_parsable_certificates(system.certs);
        if let Some(path) = &settings.authorities {
            let said = |e| ours(format!("{}: {e}", path.display()));
            for certificate in CertificateDer::pem_file_iter(path).map_err(said)? {
                roots
                    .add(certificate.map_err(said)?)
                    .map_err(|e| ours(format!("{}: {e}", path.display())))?;
            }
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|e| ours(e.to_string()))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let mut client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .redirect(Policy::none())
            .no_proxy()
            .timeout(Duration::from_secs(settings.seconds))
            .user_agent("wishmi");
        if let Some(proxy) = &settings.proxy {
            client = client
                .proxy(reqwest::Proxy::all(proxy).map_err(|_| ours("the proxy's address".into()))?);
        }
        Ok(Web {
            client: client.build().map_err(|e| ours(e.to_string()))?,
            loopback: settings.loopback,
            most_bytes: settings.most_bytes,
        })
    }

    /// An address that may be asked: https, no user, no fragment; or http on this machine when that
    /// is permitted.
    pub(crate) fn address(&self, text: &str, what: What) -> Result<Url, Refused> {
        let url = Url::parse(text).map_err(|_| Refused::Insecure(what))?;
        let plain =
            url.username().is_empty() && url.password().is_none() && url.fragment().is_none();
        let here = match url.host() {
            Some(url::Host::Domain(name)) => name == "localhost",
            Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
            Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
            None => false,
        };
        let good = match url.scheme() {
            "https" => url.host().is_some(),
            "http" => self.loopback && here,
            _ => false,
        };
        match plain && good {
            true => Ok(url),
            false => Err(Refused::Insecure(what)),
        }
    }

    pub(crate) async fn get(
        &self,
        url: &Url,
        accept: &str,
        proof: Proof<'_>,
    ) -> Result<Answer, Refused> {
        let request = self.client.get(url.clone()).header(ACCEPT, accept);
        self.send(url, proven(request, proof)).await
    }

    pub(crate) async fn post(
        &self,
        url: &Url,
        form: &[(&str, String)],
        proof: Proof<'_>,
    ) -> Result<Answer, Refused> {
        let request = self
            .client
            .post(url.clone())
            .header(ACCEPT, "application/json")
            .form(form);
        self.send(url, proven(request, proof)).await
    }

    async fn send(&self, url: &Url, request: reqwest::RequestBuilder) -> Result<Answer, Refused> {
        let host = url.host_str().unwrap_or_default().to_string();
        let broken = |e: reqwest::Error| {
            let host = host.clone();
            if e.is_timeout() {
                return Refused::TimedOut { host };
            }
            // Never the address: its query may hold what nobody should read.
            let why = match e.is_connect() {
                true => "no connection",
                false => "the connection broke",
            };
            Refused::Unreachable {
                host,
                why: why.to_string(),
            }
        };
        let mut answer = request.send().await.map_err(broken)?;
        let status = answer.status();
        if status.is_redirection() {
            return Err(Refused::Redirected { host });
        }
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(broken)? {
            if body.len() + chunk.len() > self.most_bytes {
                let most = self.most_bytes;
                return Err(Refused::TooLarge { host, most });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Answer {
            status: status.as_u16(),
            body,
            host,
        })
    }
}

fn proven(request: reqwest::RequestBuilder, proof: Proof<'_>) -> reqwest::RequestBuilder {
    match proof {
        Proof::None => request,
        Proof::Bearer(token) => request.bearer_auth(token),
        Proof::Basic(user, secret) => {
            let coded = |text: &str| {
                url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>()
            };
            use base64::Engine;
            let both = format!("{}:{}", coded(user), coded(secret));
            let both = base64::engine::general_purpose::STANDARD.encode(both);
            request.header(AUTHORIZATION, format!("Basic {both}"))
        }
    }
}

impl Answer {
    /// The body of a successful answer.
    pub(crate) fn good(self, what: What) -> Result<Answer, Refused> {
        match self.status {
            200 => Ok(self),
            status => Err(Refused::Status {
                host: self.host,
                status,
                what,
            }),
        }
    }

    pub(crate) fn json(&self, what: What) -> Result<Object, Refused> {
        serde_json::from_slice(&self.body).map_err(|_| Refused::Json(what))
    }

    pub(crate) fn text(&self, what: What) -> Result<&str, Refused> {
        std::str::from_utf8(&self.body).map_err(|_| Refused::NotAToken(what))
    }
}
