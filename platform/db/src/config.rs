//! Where the data are kept and how much the database may take for itself.

use std::fmt;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use tokio_postgres::config::{Host, SslMode};

/// The two engines. The same SQL runs on both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Engine {
    /// SQLite, inside this process.
    Sqlite,
    /// A PostgreSQL server.
    Postgres,
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Engine::Sqlite => "SQLite",
            Engine::Postgres => "PostgreSQL",
        })
    }
}

/// The address of a database: `sqlite:/path/file.db` or `postgres://user@host/name`.
///
/// Printing it never shows a password.
#[derive(Clone, PartialEq)]
pub struct Url(Place);

#[derive(Clone, PartialEq)]
pub(crate) enum Place {
    Sqlite(PathBuf),
    Postgres(Box<tokio_postgres::Config>),
}

/// The text is not the address of a database.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the database address is wrong: {0}; write sqlite:/path/file.db or postgres://user@host/name"
)]
pub struct UrlError(String);

impl Url {
    /// The address of an SQLite file.
    pub fn sqlite(path: impl Into<PathBuf>) -> Url {
        Url(Place::Sqlite(path.into()))
    }

    pub(crate) fn postgres(server: tokio_postgres::Config) -> Url {
        Url(Place::Postgres(Box::new(server)))
    }

    /// Which engine the address belongs to.
    pub fn engine(&self) -> Engine {
        match self.0 {
            Place::Sqlite(_) => Engine::Sqlite,
            Place::Postgres(_) => Engine::Postgres,
        }
    }

    /// The file of an SQLite database; `None` for PostgreSQL.
    pub fn path(&self) -> Option<&Path> {
        match &self.0 {
            Place::Sqlite(path) => Some(path),
            Place::Postgres(_) => None,
        }
    }

    pub(crate) fn place(&self) -> &Place {
        &self.0
    }
}

impl FromStr for Url {
    type Err = UrlError;

    fn from_str(text: &str) -> Result<Url, UrlError> {
        let wrong = |why: &str| Err(UrlError(why.to_string()));
        let text = text.trim();
        if let Some(path) = text.strip_prefix("sqlite:") {
            // `sqlite://relative` would silently be read as a host name elsewhere: two slashes are
            // refused, `sqlite:///absolute` is the usual long form of an absolute path.
            let path = match path.strip_prefix("//") {
                Some(rest) if rest.starts_with('/') => rest,
                Some(_) => {
                    return wrong("after «sqlite:» comes a path, not a host (one slash or none)");
                }
                None => path,
            };
            return match path {
                "" => wrong("there is no file name after «sqlite:»"),
                ":memory:" => wrong("a database in memory cannot be shared by the readers"),
                _ if path.contains(['?', '\0']) => wrong("an SQLite address takes no parameters"),
                _ if path.ends_with('/') => wrong("the path names a folder, not a file"),
                _ => Ok(Url::sqlite(path)),
            };
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            let config: tokio_postgres::Config = match text.parse() {
                Ok(config) => config,
                // The parser's message names the wrong part; the text itself may hold a password.
                Err(e) => return wrong(&describe(&e)),
            };
            if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
                return wrong("there is no host after «postgres://»");
            }
            if config.get_dbname().is_none_or(str::is_empty) {
                return wrong("there is no database name after the host");
            }
            // «prefer», the usual default, would fall back to plain text without a word.
            if config.get_ssl_mode() == SslMode::Prefer && !stays_here(&config) {
                return wrong(
                    "the server is another machine, so say whether the connection is encrypted: \
                     add ?sslmode=require (with a certificate this machine trusts), or \
                     ?sslmode=disable on a network that is protected otherwise",
                );
            }
            return Ok(Url(Place::Postgres(Box::new(config))));
        }
        match text {
            "" => wrong("it is empty"),
            _ => wrong("it begins neither with «sqlite:» nor with «postgres://»"),
        }
    }
}

/// True when nothing leaves this machine.
fn stays_here(config: &tokio_postgres::Config) -> bool {
    if !config.get_hostaddrs().is_empty() {
        return config.get_hostaddrs().iter().all(IpAddr::is_loopback);
    }
    config.get_hosts().iter().all(|host| match host {
        Host::Tcp(name) => {
            name == "localhost" || name.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
        }
        #[cfg(unix)]
        Host::Unix(_) => true,
    })
}

/// An error and its causes in one line.
pub(crate) fn describe(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(e) = cause {
        let more = e.to_string();
        if !text.contains(&more) {
            text.push_str(": ");
            text.push_str(&more);
        }
        cause = e.source();
    }
    text
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Place::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Place::Postgres(config) => {
                let host = match config.get_hosts().first() {
                    Some(Host::Tcp(name)) => name.clone(),
                    #[cfg(unix)]
                    Some(Host::Unix(path)) => path.display().to_string(),
                    None => config
                        .get_hostaddrs()
                        .first()
                        .map(ToString::to_string)
                        .unwrap_or_default(),
                };
                let port = config.get_ports().first().copied().unwrap_or(5432);
                let name = config.get_dbname().unwrap_or_default();
                match config.get_user() {
                    Some(user) => write!(f, "postgres://{user}@{host}:{port}/{name}"),
                    None => write!(f, "postgres://{host}:{port}/{name}"),
                }
            }
        }
    }
}

impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What this process may do with the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Read and write. On SQLite only one process at a time can have it.
    Full,
    /// Read only, beside a running server: for `backup` and `verify`.
    ReadOnly,
}

/// How to open a database. [`Config::new`] gives the usual values.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where it is.
    pub url: Url,
    /// How many readers work at the same time: threads on SQLite, connections (which also write)
    /// on PostgreSQL. At least one.
    pub readers: usize,
    /// Reading and writing, or reading only.
    pub access: Access,
    /// Who opens it, for the message another process gets: `wishmi serve`.
    pub owner: String,
    /// A read job that takes longer is stopped.
    pub read_limit: Duration,
    /// A write job that takes longer is stopped and undone.
    pub write_limit: Duration,
    /// SQLite: at most this many waiting jobs share one durable commit. 1 turns grouping off.
    pub group_jobs: usize,
    /// SQLite: no further job joins a group that is this old.
    pub group_time: Duration,
    /// PostgreSQL: how often a job is run again after a serialization failure or deadlock.
    pub retries: u32,
}

impl Config {
    /// Four readers, full access, 1,024 jobs or 20 ms a group, limits of two minutes for reading
    /// and one minute for writing, 30 retries.
    pub fn new(url: Url) -> Config {
        Config {
            url,
            readers: 4,
            access: Access::Full,
            owner: "wishmi".to_string(),
            read_limit: Duration::from_secs(120),
            write_limit: Duration::from_secs(60),
            group_jobs: 1024,
            group_time: Duration::from_millis(20),
            retries: 30,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_printed_without_the_password() {
        let url: Url = "sqlite:/var/lib/wishmi/city.db".parse().unwrap();
        assert_eq!(url.path().unwrap(), Path::new("/var/lib/wishmi/city.db"));
        let url: Url = "sqlite:///var/city.db".parse().unwrap();
        assert_eq!(url.to_string(), "sqlite:/var/city.db");
        let url: Url = "sqlite:city.db".parse().unwrap();
        assert_eq!(url.path().unwrap(), Path::new("city.db"));
        let url: Url = "postgres://anna:secret@db.example:5433/city?sslmode=require"
            .parse()
            .unwrap();
        assert_eq!(url.engine(), Engine::Postgres);
        assert_eq!(
            format!("{url} {url:?}"),
            "postgres://anna@db.example:5433/city postgres://anna@db.example:5433/city"
        );
    }

    #[test]
    fn a_server_on_this_machine_needs_no_encryption() {
        for text in [
            "postgres://anna@localhost/x",
            "postgres://anna@127.0.0.1:5433/x",
            "postgres://anna@[::1]/x",
            "postgresql://anna@%2Fvar%2Frun%2Fpostgresql/x",
            "postgres://anna@far.example/x?sslmode=disable",
        ] {
            assert!(text.parse::<Url>().is_ok(), "{text}");
        }
    }

    #[test]
    fn wrong_addresses_say_what_is_wrong_and_how_to_write_them() {
        for (text, word) in [
            ("", "empty"),
            ("city.db", "begins neither"),
            ("mysql://x/y", "begins neither"),
            ("sqlite:", "no file name"),
            ("sqlite://city.db", "path, not a host"),
            ("sqlite:/var/lib/", "folder"),
            ("sqlite::memory:", "memory"),
            ("sqlite:/a.db?mode=ro", "no parameters"),
            ("postgres://anna@host:99999/x", "port"),
            ("postgres://anna@host", "no database name"),
            ("postgres:///x", "no host"),
            ("postgres://anna:secret@host/x", "?sslmode=require"),
            (
                "postgres://anna@10.0.0.7/x?sslmode=prefer",
                "?sslmode=disable",
            ),
            ("postgres://anna:secret@host/x?colour=red", "colour"),
        ] {
            let error = text.parse::<Url>().unwrap_err().to_string();
            assert!(error.contains(word), "{text}: {error}");
            assert!(error.contains("write sqlite:/path/file.db"), "{error}");
            assert!(!error.contains("secret"), "{error}");
        }
    }
}
