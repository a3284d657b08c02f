//! Programs that are measured: the product itself, and the bare handler it is held against.

use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::Path as InPath;
use axum::routing::get;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

type Fault = Box<dyn std::error::Error + Send + Sync>;

/// A running server.
pub struct Program {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Program {
    /// The product on a data folder, once it says that it is ready.
    pub async fn wishmi(city: &Path, data: &Path) -> Result<Program, Fault> {
        let mut command = Program::command(city, data)?;
        command.arg("serve");
        Program::start(command).await
    }

    /// The demo on a data folder and a database of its own, once it says that it is ready.
    pub async fn demo(city: &Path, data: &Path, database: &str) -> Result<Program, Fault> {
        let mut command = Program::command(city, data)?;
        command.args(["--database", database, "demo"]);
        Program::start(command).await
    }

    /// Loads the demo, and ends.
    pub async fn load_demo(city: &Path, data: &Path, database: &str) -> Result<(), Fault> {
        let mut command = Program::command(city, data)?;
        command.args(["--database", database, "demo", "--load-only"]);
        let out = command.output().await?;
        match out.status.success() {
            true => Ok(()),
            false => Err(String::from_utf8_lossy(&out.stderr).into_owned().into()),
        }
    }

    fn command(city: &Path, data: &Path) -> Result<Command, Fault> {
        let here = std::env::current_exe()?;
        let program = here.with_file_name("wishmi");
        if !program.exists() {
            return Err(format!(
                "{} is not built: cargo build --release --bin wishmi",
                program.display()
            )
            .into());
        }
        let mut command = Command::new(program);
        command
            .args([
                "--listen",
                "127.0.0.1:0",
                "--metrics-listen",
                "off",
                "--log",
                "warn",
            ])
            .arg("--city")
            .arg(city)
            .arg("--data")
            .arg(data);
        Ok(command)
    }

    /// The bare handler.
    pub async fn bare() -> Result<Program, Fault> {
        Program::bare_on("").await
    }

    /// The bare handler, with a database into which it can put rows.
    pub async fn bare_on(database: &str) -> Result<Program, Fault> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args([BARE, database]);
        Program::start(command).await
    }

    async fn start(mut command: Command) -> Result<Program, Fault> {
        let mut child = command.stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
        let out = child.stdout.take().ok_or("no output")?;
        let mut lines = BufReader::new(out).lines();
        while let Some(line) = lines.next_line().await? {
            if let Some(address) = line.strip_prefix("listening on http://") {
                let address = address.trim().parse()?;
                // What it prints later must find a reader.
                tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
                return Ok(Program { child, address });
            }
        }
        Err(format!(
            "the server ended before it listened: {}",
            child.wait().await?
        )
        .into())
    }

    /// Resident memory in megabytes, as the system counts it.
    pub fn resident(&self) -> f64 {
        let status = |pid: u32| std::fs::read_to_string(format!("/proc/{pid}/status"));
        let text = self.child.id().and_then(|pid| status(pid).ok());
        line(&text.unwrap_or_default(), "VmRSS:")
    }

    /// Ends it.
    pub async fn stop(mut self) -> Result<(), Fault> {
        if let Some(pid) = self.child.id() {
            Command::new("kill").arg(pid.to_string()).status().await?;
        }
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(20) {
            if self.child.try_wait()?.is_some() {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        self.child.kill().await?;
        Ok(())
    }
}

/// The most memory this process has ever had, in megabytes.
pub fn peak() -> f64 {
    line(
        &std::fs::read_to_string("/proc/self/status").unwrap_or_default(),
        "VmHWM:",
    )
}

/// A line of /proc/…/status in megabytes; 0 where the system does not tell.
fn line(text: &str, name: &str) -> f64 {
    text.lines()
        .find_map(|l| l.strip_prefix(name))
        .and_then(|rest| rest.split_whitespace().next()?.parse::<f64>().ok())
        .unwrap_or(0.0)
        / 1024.0
}

/// The hidden argument under which this program is the bare handler.
const BARE: &str = "--bare";

/// Serves bytes and nothing else, when this process was started for it.
pub fn serve_bare() -> Option<crate::Outcome> {
    (std::env::args().nth(1).as_deref() == Some(BARE)).then(|| {
        tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()?
            .block_on(async {
                let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
                println!("listening on http://{}", listener.local_addr()?);
                let mut router = Router::new().route(
                    "/bytes/{n}",
                    get(async |InPath(n): InPath<usize>| vec![b'x'; n.min(10_000_000)]),
                );
                if let Some(database) = std::env::args().nth(2).filter(|d| !d.is_empty()) {
                    router = router.merge(crate::money::bare::router(&database).await?);
                }
                axum::serve(listener, router).await?;
                Ok(())
            })
    })
}
