//! Requests as bytes, against the real server: what a library would not let one send.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::*;

/// Everything the server answers to these bytes until it closes, or for five seconds.
async fn say(address: std::net::SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // a server that has seen enough may close while we still write
    let _ = stream.write_all(bytes).await;
    let _ = stream.shutdown().await;
    let mut answer = Vec::new();
    let reading = stream.read_to_end(&mut answer);
    let _ = tokio::time::timeout(std::time::Duration::from_secs(5), reading).await;
    String::from_utf8_lossy(&answer).into_owned()
}

async fn with_server(test: impl AsyncFnOnce(std::net::SocketAddr)) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let serving = tokio::spawn(web::serve(listener, site(), async {
        let _ = stopped.await;
    }));
    test(address).await;
    let _ = stop.send(());
    serving.await.unwrap().unwrap();
}

/// The statuses in an answer, one after the other.
fn statuses(answer: &str) -> Vec<&str> {
    answer.split("HTTP/1.1 ").skip(1).map(|a| &a[..3]).collect()
}

#[tokio::test]
async fn where_a_request_ends_is_never_in_doubt() {
    with_server(async |address| {
        // Both lengths: the chunks count, and the connection ends with the answer (RFC 9112, 6.1), so
        // that whatever follows is nobody's request.
        let both = say(
            address,
            b"POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\
              Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n\
              GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        )
        .await;
        assert_eq!(statuses(&both), ["200"], "{both}");
        assert!(both.ends_with("\r\n\r\nhello"), "{both}");
        // What leaves a doubt is refused, and nothing after it is read as a request.
        for doubtful in [
            "Content-Length: 5\r\nContent-Length: 6",
            "Content-Length: +5",
            "Content-Length: 5, 6",
            "Content-Length : 5",
            "Content-Length: 5\r\n Transfer-Encoding: chunked",
            "Transfer-Encoding: xchunked",
            "Transfer-Encoding: chunked, identity",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
            "X-Told: a\rb",
            "X-Told: a\0b",
        ] {
            let bytes = format!(
                "POST /api/echo HTTP/1.1\r\nHost: a\r\n{doubtful}\r\n\r\nhello\
                 GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            );
            let answer = say(address, bytes.as_bytes()).await;
            assert_eq!(statuses(&answer), ["400"], "{doubtful:?}: {answer}");
        }
    })
    .await;
}

#[tokio::test]
async fn addresses_and_headers_have_a_largest_size() {
    with_server(async |address| {
        let long = "a".repeat(1024 * 1024);
        let address_too_long = format!("GET /it/{long} HTTP/1.1\r\nHost: a\r\n\r\n");
        let header_too_long = format!("GET /it/ HTTP/1.1\r\nHost: a\r\nX-Long: {long}\r\n\r\n");
        let many: String = (0..5_000).map(|n| format!("X-{n}: a\r\n")).collect();
        let too_many = format!("GET /it/ HTTP/1.1\r\nHost: a\r\n{many}\r\n");
        for bytes in [address_too_long, header_too_long, too_many] {
            let answer = say(address, bytes.as_bytes()).await;
            let told = statuses(&answer);
            // closed without a word while we still wrote, or told
            assert!(
                told.is_empty() || told == ["414"] || told == ["431"],
                "{}: {told:?}",
                &bytes[..20]
            );
        }
        let well = say(
            address,
            b"GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        )
        .await;
        assert_eq!(statuses(&well), ["200"], "and the server goes on: {well}");
    })
    .await;
}
