//! Reads an address somebody typed: https only, never a machine of ours, little and not for long.
//!
//! Where a name leads is found out here, and the connection goes to exactly that address: a name that
//! leads to us on the second asking (DNS rebinding) finds nobody. Redirects are followed by hand, each
//! looked at like the first address.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::LOCATION;
use reqwest::redirect::Policy;
use rustls::{ClientConfig, RootCertStore};
use url::{Host, Url};
use values::Refusal;

use crate::rules::sessions::MOST_BYTES;

/// Longest address, in characters.
const LONGEST: usize = 1_000;
/// How many times an address may lead to another.
const REDIRECTS: usize = 3;
/// How long somebody who is told something may take to answer.
const ANSWER: Duration = Duration::from_secs(10);
/// How long one reading may take.
const TIME: Duration = Duration::from_secs(20);

/// Reads addresses. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Fetch {
    client: reqwest::Client,
    private: bool,
}

/// Why the client could not be made.
#[derive(Debug, thiserror::Error)]
#[error("reading feeds: {0}")]
pub struct FetchError(String);

fn no(key: &str) -> Refusal {
    Refusal::new(key, 422).field("address")
}

impl Fetch {
    /// Makes the client. With `private`, plain http and machines of one's own may be asked, too: for
    /// tests, never for an installation others can reach.
    ///
    /// # Errors
    /// When the system has no certificates that can be used.
    pub fn new(private: bool) -> Result<Fetch, FetchError> {
        let said = |e: &dyn std::fmt::Display| FetchError(e.to_string());
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|e| said(&e))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .redirect(Policy::none())
            .no_proxy()
            .timeout(TIME)
            .dns_resolver(Arc::new(Careful { private }))
            .user_agent("wishmi")
            .build()
            .map_err(|e| said(&e))?;
        Ok(Fetch { client, private })
    }

    /// The address, if it may be asked. `webcal:` is another word for https.
    ///
    /// # Errors
    /// At the field `address`.
    pub fn address(&self, text: &str) -> Result<Url, Refusal> {
        address(text, self.private)
    }

    /// What an address gives.
    ///
    /// # Errors
    /// At the field `address`: where it may not be asked, does not answer, or gives too much.
    pub async fn get(&self, address: &str) -> Result<Vec<u8>, Refusal> {
        // One clock for all redirects together.
        match tokio::time::timeout(TIME, self.follow(address)).await {
            Ok(result) => result,
            Err(_) => Err(no("providers-refused-feed-slow")),
        }
    }

    /// Sends something to an address and tells the status of the answer. Nothing is followed: what was
    /// signed for one receiver is given to no other.
    ///
    /// # Errors
    /// At the field `address`: where it may not be asked, or does not answer.
    pub async fn post(
        &self,
        address: &str,
        headers: Vec<(&'static str, String)>,
        body: String,
    ) -> Result<u16, Refusal> {
        let mut request = self.client.post(self.address(address)?).body(body);
        for (name, value) in headers {
            request = request.header(name, value);
        }
        let answer = request.timeout(ANSWER).send().await.map_err(|e| told(&e))?;
        Ok(answer.status().as_u16())
    }

    async fn follow(&self, address: &str) -> Result<Vec<u8>, Refusal> {
        let mut url = self.address(address)?;
        for _ in 0..=REDIRECTS {
            let mut answer = self
                .client
                .get(url.clone())
                .send()
                .await
                .map_err(|e| told(&e))?;
            let status = answer.status();
            if status.is_redirection() {
                let to = answer.headers().get(LOCATION).and_then(|v| v.to_str().ok());
                let to = to.and_then(|t| url.join(t).ok());
                let to = to.ok_or_else(|| {
                    no("providers-refused-feed-answer").arg("status", status.as_u16())
                })?;
                url = self.address(to.as_str())?;
                continue;
            }
            if status.as_u16() != 200 {
                return Err(no("providers-refused-feed-answer").arg("status", status.as_u16()));
            }
            let mut body = Vec::new();
            while let Some(chunk) = answer.chunk().await.map_err(|e| told(&e))? {
                if body.len() + chunk.len() > MOST_BYTES {
                    return Err(
                        no("providers-refused-feed-long").arg("megabytes", MOST_BYTES / 1_000_000)
                    );
                }
                body.extend_from_slice(&chunk);
            }
            return Ok(body);
        }
        Err(no("providers-refused-feed-redirects"))
    }
}

/// The address, if it may be asked; with `private` also plain http and machines of one's own. `webcal:` is
/// another word for https. Where a name leads is looked at when it is asked.
///
/// # Errors
/// At the field `address`.
pub fn address(text: &str, private: bool) -> Result<Url, Refusal> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > LONGEST {
        return Err(no("providers-refused-feed-address"));
    }
    let text = match text.strip_prefix("webcal://") {
        Some(rest) => format!("https://{rest}"),
        None => text.to_string(),
    };
    let mut url = Url::parse(&text).map_err(|_| no("providers-refused-feed-address"))?;
    url.set_fragment(None);
    let scheme = url.scheme() == "https" || (private && url.scheme() == "http");
    if !scheme || !url.username().is_empty() || url.password().is_some() {
        return Err(no("providers-refused-feed-address"));
    }
    let foreign = match url.host() {
        Some(Host::Ipv4(ip)) => is_foreign(IpAddr::V4(ip)),
        Some(Host::Ipv6(ip)) => is_foreign(IpAddr::V6(ip)),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            name.contains('.')
                && ![".localhost", ".local", ".internal", ".home.arpa"]
                    .iter()
                    .any(|end| name.to_ascii_lowercase().ends_with(end))
        }
        None => false,
    };
    match foreign || private {
        true => Ok(url),
        false => Err(no("providers-refused-feed-private")),
    }
}

fn told(error: &reqwest::Error) -> Refusal {
    if error.is_timeout() {
        return no("providers-refused-feed-slow");
    }
    // The resolver's own «no» is at the bottom of what went wrong.
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    while let Some(e) = cause {
        if e.is::<Ours>() {
            return no("providers-refused-feed-private");
        }
        cause = e.source();
    }
    no("providers-refused-feed-silent")
}

/// A name that leads to a machine of ours.
#[derive(Debug, thiserror::Error)]
#[error("the name leads to an address that is not public")]
struct Ours;

/// Finds out where a name leads, and gives only addresses of the public network.
#[derive(Debug)]
struct Careful {
    private: bool,
}

impl Resolve for Careful {
    fn resolve(&self, name: Name) -> Resolving {
        let private = self.private;
        Box::pin(async move {
            let all: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            // One that is ours among others is no mistake: it is meant for us.
            if !private && all.iter().any(|a| !is_foreign(a.ip())) {
                return Err(Ours.into());
            }
            let addrs: Addrs = Box::new(all.into_iter());
            Ok(addrs)
        })
    }
}

/// True for addresses of the public network: not this machine, not the network it stands in, nothing
/// that is set aside (RFC 6890).
fn is_foreign(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_foreign_4(ip),
        IpAddr::V6(ip) => is_foreign_6(ip),
    }
}

fn is_foreign_4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    !(ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_broadcast()
        || ip.is_documentation()
        || ip.is_multicast()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b == 18 || b == 19)))
}

fn is_foreign_6(ip: Ipv6Addr) -> bool {
    let s = ip.segments();
    if let Some(v4) = ip.to_ipv4_mapped() {
        return is_foreign_4(v4);
    }
    // Only 2000::/3 is given out; in it 6to4, Teredo, documentation lead elsewhere.
    (0x2000..0x4000).contains(&s[0])
        && s[0] != 0x2002
        && !(s[0] == 0x2001 && s[1] < 0x0200)
        && !(s[0] == 0x2001 && s[1] == 0x0db8)
        && !(s[0] == 0x3fff && s[1] < 0x1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_are_foreign() {
        for ours in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "255.255.255.255",
            "224.0.0.1",
            "192.0.2.1",
            "198.18.0.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "ff02::1",
            "::ffff:10.0.0.1",
            "::ffff:127.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
        ] {
            assert!(!is_foreign(ours.parse().unwrap()), "{ours}");
        }
        for foreign in [
            "8.8.8.8",
            "93.184.216.34",
            "2606:2800:220:1::1",
            "::ffff:8.8.8.8",
        ] {
            assert!(is_foreign(foreign.parse().unwrap()), "{foreign}");
        }
    }

    #[test]
    fn what_may_not_be_asked_is_told() {
        let fetch = Fetch::new(false).unwrap();
        let key = |text: &str| {
            fetch
                .address(text)
                .map(|u| u.to_string())
                .map_err(|no| no.key)
        };
        for text in [
            "",
            "x",
            "http://calendar.example/a.ics",
            "ftp://a.example/x",
            "file:///etc/passwd",
            "https://me:secret@a.example/",
        ] {
            assert_eq!(
                key(text),
                Err("providers-refused-feed-address".into()),
                "{text}"
            );
        }
        for text in [
            "https://localhost/a",
            "https://127.0.0.1/a",
            "https://[::1]/a",
            "https://0x7f.1/",
            "https://2130706433/",
            "https://169.254.169.254/latest",
            "https://printer.local/",
            "https://intranet/",
            "https://a.localhost./",
        ] {
            assert_eq!(
                key(text),
                Err("providers-refused-feed-private".into()),
                "{text}"
            );
        }
        assert_eq!(
            key("webcal://calendar.example/a.ics#x"),
            Ok("https://calendar.example/a.ics".into())
        );
    }
}
