//! Providers of other people, started for a test and gone with it.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// A running peer: it ends when its standard input does, which is when this is dropped.
pub struct Peer {
    child: Child,
    /// What it said when it was ready.
    pub said: String,
}

impl Drop for Peer {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

fn sources(peer: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/peers")
        .join(peer)
}

/// Where `scripts/test` puts the packages of a peer.
fn packages(peer: &str) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target"),
        PathBuf::from,
    );
    target.join("peers").join(peer)
}

/// True when exactly the packages are there that `list` names; otherwise the test is skipped.
fn is_there(peer: &str, list: &str) -> bool {
    let read = |path: PathBuf| std::fs::read(path).ok();
    let wanted = read(sources(peer).join(list));
    if wanted.is_some() && wanted == read(packages(peer).join("installed")) {
        return true;
    }
    testing::skip(
        &testing::test_name(),
        &format!("the packages of the peer «{peer}» are not there (scripts/test fetches them)"),
    );
    false
}

/// `oidc-provider` with these clients; `said` is its issuer.
pub fn oidc(clients: Value) -> Option<Peer> {
    if !is_there("oidc", "package-lock.json") {
        return None;
    }
    let asked = serde_json::json!({
        "modules": packages("oidc").join("node_modules"),
        "clients": clients,
    });
    let mut command = Command::new("node");
    command
        .arg(sources("oidc").join("server.mjs"))
        .arg(asked.to_string());
    Some(start(command))
}

/// `spid-cie-oidc`, its provider like one of `spid` or `cie`; `said` is JSON.
pub fn federation(
    folder: &Path,
    entity: &str,
    keys: Value,
    (profile, enc): (&str, &str),
) -> Option<Peer> {
    if !is_there("federation", "requirements.txt") {
        return None;
    }
    let asked = serde_json::json!({
        "folder": folder, "entity": entity, "keys": keys, "profile": profile, "enc": enc,
    });
    let mut command = Command::new(packages("federation").join("bin/python"));
    command
        .arg(sources("federation").join("peer.py"))
        .arg(asked.to_string())
        .env("PYTHONDONTWRITEBYTECODE", "1");
    Some(start(command))
}

fn start(mut command: Command) -> Peer {
    // Never through a proxy of the environment: this is loopback.
    for proxy in [
        "http_proxy",
        "https_proxy",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "all_proxy",
        "ALL_PROXY",
    ] {
        command.env_remove(proxy);
    }
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the peer starts");
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let said = loop {
        let line = lines
            .next()
            .expect("the peer says that it is ready")
            .expect("a line");
        if let Some(said) = line.strip_prefix("ready ") {
            break said.to_string();
        }
    };
    // What else it says is read, so that it never waits for us.
    std::thread::spawn(move || lines.for_each(drop));
    Peer { child, said }
}
