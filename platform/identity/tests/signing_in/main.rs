//! Signing in for real at other people's providers, and everything that must be refused.

mod browser;
mod chains;
mod fake;
mod federation;
mod oidc_provider;
mod peers;
mod refusals;
mod roads;
mod settings;

use std::path::{Path, PathBuf};

use identity::jose::{KeyKind, PrivateKey};
use identity::{Callback, Chance, Go, Pending, Taken, Web, WebSettings};
use values::{Clock, Moment, SystemClock};

/// The present moment: these tests talk to programs that look at the machine's clock.
fn now() -> Moment {
    SystemClock.now()
}

fn chance() -> Chance {
    // Seeded by the clock: peers remember what they have seen.
    Chance::seeded(now().0 as u64)
}

fn web() -> Web {
    web_with(|_| {})
}

/// Asks servers of this machine.
fn web_with(change: impl FnOnce(&mut WebSettings)) -> Web {
    let mut settings = WebSettings {
        loopback: true,
        ..WebSettings::default()
    };
    change(&mut settings);
    Web::new(&settings).expect("a client")
}

/// A new key in a file of the folder.
fn key_file(folder: &Path, name: &str, kind: KeyKind) -> PathBuf {
    let pem = PrivateKey::generate(kind, &chance()).expect("a key");
    let path = folder.join(name);
    std::fs::write(&path, pem).expect("a file");
    path
}

/// As a caller does it: kept, and taken back when the browser is there again.
fn taken(pending: Pending) -> Taken {
    Taken::of_deleted(&pending.keep().body).expect("what was kept")
}

/// The address of a redirect.
fn address(go: &Go) -> String {
    match go {
        Go::Redirect(address) => address.clone(),
        Go::Form { .. } => panic!("a redirect was expected"),
    }
}

/// A parameter of an address.
fn parameter(address: &str, name: &str) -> Option<String> {
    let url = url::Url::parse(address).expect("an address");
    let found = url.query_pairs().find(|(key, _)| key == name);
    found.map(|(_, value)| value.into_owned())
}

/// What the browser brings back.
fn callback(address: &str) -> Callback {
    Callback {
        state: parameter(address, "state"),
        code: parameter(address, "code"),
        iss: parameter(address, "iss"),
        error: parameter(address, "error"),
        error_description: parameter(address, "error_description"),
    }
}
