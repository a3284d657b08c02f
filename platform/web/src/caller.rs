//! Who asks, as far as it takes to keep one machine from flooding a form. Addresses are never
//! logged or stored: a [`Limiter`] holds salted hashes in memory and forgets them with each window.

use std::collections::HashMap;
use std::convert::Infallible;
use std::fmt;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::{Mutex, PoisonError};

use axum::extract::{ConnectInfo, FromRequestParts};
use http::request::Parts;
use http::{Extensions, HeaderMap};
use sha2::{Digest, Sha256};
use values::{Moment, Refusal};

/// The address a request came from. An extractor; it prints nothing of itself.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Caller(Option<IpAddr>);

impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a caller")
    }
}

impl Caller {
    /// The caller with this address.
    pub fn at(address: IpAddr) -> Caller {
        Caller(Some(whole(address)))
    }

    /// The other end of the connection; behind a proxy what the proxy says in the last entry of
    /// `X-Forwarded-For` (the entries before it are whatever the caller has sent).
    pub(crate) fn of(extensions: &Extensions, headers: &HeaderMap, behind_proxy: bool) -> Caller {
        let said = headers
            .get_all("x-forwarded-for")
            .iter()
            .next_back()
            .filter(|_| behind_proxy)
            .and_then(|v| v.to_str().ok())
            .and_then(|v| v.rsplit(',').next())
            .and_then(|v| v.trim().parse::<IpAddr>().ok());
        let peer = extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map(|ConnectInfo(peer)| peer.ip());
        said.or(peer).map_or(Caller(None), Caller::at)
    }
}

/// What one household or one machine has: of an IPv6 address only the network.
fn whole(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => match six.to_ipv4_mapped() {
            Some(four) => IpAddr::V4(four),
            None => IpAddr::V6(Ipv6Addr::from_bits(six.to_bits() & (u128::MAX << 64))),
        },
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(parts.extensions.get().copied().unwrap_or_default())
    }
}

/// Lets each caller do something so many times in a window of time. What it remembers are hashes
/// that are salted anew for each window and forgotten with it.
pub struct Limiter {
    most: u32,
    /// In microseconds.
    window: i64,
    secret: [u8; 32],
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    window: i64,
    counts: HashMap<[u8; 16], u32>,
}

impl fmt::Debug for Limiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at most {}", self.most)
    }
}

impl Limiter {
    /// At most `most` times in `seconds`; both are at least 1. `secret` is random and lives only in
    /// memory.
    pub fn new(most: u32, seconds: u32, secret: [u8; 32]) -> Limiter {
        Limiter {
            most: most.max(1),
            window: i64::from(seconds.max(1)) * 1_000_000,
            secret,
            held: Mutex::default(),
        }
    }

    /// Counts one more time. Callers whose address is not known count as one.
    ///
    /// # Errors
    /// A refusal with status 429 when it was too often; `seconds` says when to try again.
    pub fn take(&self, caller: Caller, now: Moment) -> Result<(), Refusal> {
        let window = now.0.div_euclid(self.window);
        let mut hash = Sha256::new();
        hash.update(self.secret);
        hash.update(window.to_be_bytes());
        match caller.0 {
            Some(IpAddr::V4(a)) => hash.update(a.octets()),
            Some(IpAddr::V6(a)) => hash.update(a.octets()),
            None => {}
        }
        let mut key = [0; 16];
        key.copy_from_slice(&hash.finalize()[..16]);
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.window != window {
            *held = Held {
                window,
                counts: HashMap::new(),
            };
        }
        let count = held.counts.entry(key).or_default();
        if *count >= self.most {
            let left = (window + 1) * self.window - now.0;
            return Err(
                Refusal::new("web-refused-too-often", 429).arg("seconds", left / 1_000_000 + 1)
            );
        }
        *count += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caller(text: &str) -> Caller {
        Caller::at(text.parse().unwrap())
    }

    #[test]
    fn each_caller_has_its_own_count_and_a_new_window_begins_at_nothing() {
        let limiter = Limiter::new(2, 60, [7; 32]);
        let at = |s: i64| Moment(s * 1_000_000);
        let (a, b) = (caller("192.0.2.1"), caller("192.0.2.2"));
        assert!(limiter.take(a, at(0)).is_ok() && limiter.take(a, at(59)).is_ok());
        let no = limiter.take(a, at(50)).unwrap_err();
        assert_eq!((no.status, no.args[0].1.as_str()), (429, "11"));
        assert!(limiter.take(b, at(59)).is_ok());
        assert!(limiter.take(a, at(60)).is_ok());
        let held = limiter.held.lock().unwrap();
        assert_eq!(held.counts.len(), 1, "the last window is forgotten");
    }

    #[test]
    fn one_network_is_one_caller() {
        assert_eq!(caller("2001:db8:1:2::1"), caller("2001:db8:1:2:ffff::9"));
        assert_ne!(caller("2001:db8:1:2::1"), caller("2001:db8:1:3::1"));
        assert_eq!(caller("::ffff:192.0.2.1"), caller("192.0.2.1"));
    }

    #[test]
    fn only_a_proxy_is_believed() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "10.0.0.1, 192.0.2.9".parse().unwrap());
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 5))));
        assert_eq!(Caller::of(&extensions, &headers, true), caller("192.0.2.9"));
        assert_eq!(
            Caller::of(&extensions, &headers, false),
            caller("127.0.0.1")
        );
        headers.insert("x-forwarded-for", "nonsense".parse().unwrap());
        assert_eq!(Caller::of(&extensions, &headers, true), caller("127.0.0.1"));
        assert_eq!(
            Caller::of(&Extensions::new(), &HeaderMap::new(), false),
            Caller::default()
        );
    }
}
