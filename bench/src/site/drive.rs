//! A closed loop of clients: each asks, waits for the whole answer, asks again. Plain HTTP/1.1 over
//! kept connections, without compression, so that the driver costs as little as it can.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use hdrhistogram::Histogram;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

type Fault = Box<dyn std::error::Error + Send + Sync>;

/// What a load gave.
#[derive(Default)]
pub struct Load {
    latency: Option<Histogram<u64>>,
    bytes: u64,
    took: Duration,
}

impl Load {
    /// Adds another turn.
    pub fn add(&mut self, other: Load) {
        match (&mut self.latency, other.latency) {
            // Both have the same bounds.
            (Some(mine), Some(theirs)) => drop(mine.add(&theirs)),
            (mine, theirs) => *mine = theirs.or(mine.take()),
        }
        self.bytes += other.bytes;
        self.took += other.took;
    }

    /// How many answers came.
    pub fn answers(&self) -> u64 {
        self.latency.as_ref().map_or(0, Histogram::len)
    }

    /// Answers a second.
    pub fn per_second(&self) -> f64 {
        self.answers() as f64 / self.took.as_secs_f64().max(1e-9)
    }

    /// Microseconds within which this share of the answers came.
    pub fn quantile(&self, share: f64) -> u64 {
        self.latency
            .as_ref()
            .map_or(0, |l| l.value_at_quantile(share))
    }

    /// Mean size of an answer's body.
    pub fn mean_bytes(&self) -> u64 {
        self.bytes / self.answers().max(1)
    }
}

/// What is asked at which turn, as it goes over the wire.
pub type Requests = Arc<dyn Fn(usize) -> String + Send + Sync>;

/// Drives the paths in turn from several clients for a time. Every answer must be a 200.
pub async fn run(
    address: SocketAddr,
    paths: Arc<[String]>,
    clients: usize,
    time: Duration,
) -> Result<Load, Fault> {
    let asked = move |n: usize| {
        let path = &paths[n % paths.len()];
        format!("GET {path} HTTP/1.1\r\nhost: bench\r\n\r\n")
    };
    send(
        address,
        Arc::new(asked),
        &AtomicUsize::new(0).into(),
        clients,
        time,
    )
    .await
}

/// Drives requests from several clients for a time, each of them once: `next` is the first that was not
/// sent yet. Every answer must be a success.
pub async fn send(
    address: SocketAddr,
    requests: Requests,
    next: &Arc<AtomicUsize>,
    clients: usize,
    time: Duration,
) -> Result<Load, Fault> {
    let begun = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|_| {
            tokio::spawn(client(
                address,
                requests.clone(),
                next.clone(),
                begun + time,
            ))
        })
        .collect();
    let mut load = Load::default();
    for task in tasks {
        let one = task.await??;
        load.add(one);
    }
    load.took = begun.elapsed();
    Ok(load)
}

async fn client(
    address: SocketAddr,
    requests: Requests,
    next: Arc<AtomicUsize>,
    until: Instant,
) -> Result<Load, Fault> {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let mut buffer = Vec::with_capacity(256 * 1024);
    // Microseconds up to a minute, three digits.
    let mut latency = Histogram::new_with_max(60_000_000, 3)?;
    let mut sum = 0;
    while Instant::now() < until {
        let request = requests(next.fetch_add(1, Ordering::Relaxed));
        let begun = Instant::now();
        stream.write_all(request.as_bytes()).await?;
        let bytes = answer(&mut stream, &mut buffer)
            .await
            .map_err(|e| format!("{}: {e}", request.lines().next().unwrap_or_default()))?;
        let took = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
        latency.saturating_record(took);
        sum += bytes as u64;
    }
    Ok(Load {
        latency: Some(latency),
        bytes: sum,
        took: Duration::ZERO,
    })
}

/// Reads one answer; the size of its body.
async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Result<usize, Fault> {
    buffer.clear();
    loop {
        if stream.read_buf(buffer).await? == 0 {
            return Err("the connection was closed".into());
        }
        let Some(end) = find(buffer, b"\r\n\r\n") else {
            continue;
        };
        let head = std::str::from_utf8(&buffer[..end])?.to_ascii_lowercase();
        let status = head.split(' ').nth(1).unwrap_or_default().to_string();
        let length = head
            .lines()
            .find_map(|l| l.strip_prefix("content-length:"))
            .ok_or("no content-length")?
            .trim()
            .parse::<usize>()?;
        while buffer.len() < end + 4 + length {
            if stream.read_buf(buffer).await? == 0 {
                return Err("the connection was closed".into());
            }
        }
        if !status.starts_with('2') {
            let said = String::from_utf8_lossy(&buffer[end + 4..]);
            return Err(format!("status {status}: {said}").into());
        }
        return Ok(length);
    }
}

fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).position(|w| w == needle)
}
