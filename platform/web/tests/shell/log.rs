//! What the log and the figures tell.

use super::*;

/// Everything logged, as one text.
#[derive(Clone, Default)]
struct Log(Arc<std::sync::Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn log_and_metrics_tell_the_route_and_nothing_about_the_reader() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let recorder = metrics_exporter_prometheus::PrometheusBuilder::new().build_recorder();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    let headers = [
        ("x-forwarded-for", "203.0.113.7"),
        ("user-agent", "Mozilla/5.0"),
    ];
    // for the whole process: a subscriber of one thread misses what other tests met first
    tracing::subscriber::set_global_default(subscriber).unwrap();
    metrics::with_local_recorder(&recorder, || {
        runtime.block_on(async {
            let site = site();
            ask(&site, "GET", "/it/search?q=epilessia", &headers).await;
            // lines that somebody would like to write into our log
            let lines = "/it/x%0A2026-01-01%20ERROR%20forged?q=%0D%0Aforged%1B%5B2J";
            ask(
                &site,
                "GET",
                lines,
                &[("x-request-id", "forged"), ("accept-language", "forged")],
            )
            .await;
            ask(&site, "GET", "/it/nobody/knows", &headers).await;
            ask(&site, "BREW", "/it/", &headers).await;
            ask(&site, "GET", "/api/broken", &headers).await;
        });
    });
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let figures = recorder.handle().render();
    for secret in ["epilessia", "203.0.113.7", "Mozilla", "nobody", "forged"] {
        assert!(!log.contains(secret), "{secret} in {log}");
        assert!(!figures.contains(secret), "{secret} in {figures}");
    }
    assert!(log.contains("route=\"/{lang}/search\""), "{log}");
    assert!(log.contains("fault") && log.contains("disk full"), "{log}");
    for line in [
        r#"http_requests_total{method="GET",route="/{lang}/search",status="200"} 1"#,
        r#"http_requests_total{method="GET",route="none",status="404"} 2"#,
        r#"http_requests_total{method="other",route="/{lang}/",status="405"} 1"#,
        r#"http_requests_total{method="GET",route="/api/broken",status="500"} 1"#,
    ] {
        assert!(figures.contains(line), "{line} in {figures}");
    }
    assert!(figures.contains("http_request_duration_seconds"));
}

#[test]
fn who_was_refused_what_is_in_the_log() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    // Tests run in a process each; where they do not, the other one has set it.
    if tracing::subscriber::set_global_default(subscriber).is_err() {
        return;
    }
    let pages = Router::new().route(
        "/secret",
        axum::routing::get(async || {
            web::Failure::from(values::Refusal::new("web-refused-other-site", 403))
        }),
    );
    let feature = web::Feature::new("guests")
        .pages(pages)
        .host(async |visit: web::Visit| {
            let guest = visit
                .cookie("c")
                .map(|c| web::Guest::new("Ada Lovelace", ()).id(format!("id-of-{c}")));
            Ok(guest)
        });
    let site = Site::new(sample::settings(), std::slice::from_ref(&feature)).unwrap();
    let site = web::router(site, vec![feature], || Ok(()));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    runtime.block_on(async {
        ask(
            &site,
            "GET",
            "/it/secret?q=epilessia",
            &[("cookie", "c=ada")],
        )
        .await;
        ask(&site, "GET", "/it/secret", &[]).await;
    });
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let refused: Vec<&str> = log.lines().filter(|l| l.contains(" refused: ")).collect();
    assert_eq!(refused.len(), 1, "{log}");
    for part in ["id-of-ada", "/{lang}/secret", "403"] {
        assert!(refused[0].contains(part), "{log}");
    }
    // Nobody known: the line of the request alone.
    assert_eq!(log.matches("status=403").count(), 3, "{log}");
    assert!(
        !log.contains("Lovelace") && !log.contains("epilessia"),
        "{log}"
    );
}
