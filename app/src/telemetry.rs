//! Log lines and figures. Neither holds personal data: rooms log identifiers, counts and states.

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

use crate::settings::{LogFormat, Settings};

/// Begins to log to standard error.
///
/// # Errors
/// When the level cannot be read.
pub fn log(settings: &Settings) -> Result<(), String> {
    let filter = EnvFilter::try_new(&settings.log).map_err(|e| {
        format!(
            "--log {}: {e} (write info, debug, or info,db=debug)",
            settings.log
        )
    })?;
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    let begun = match settings.log_format {
        LogFormat::Text => lines.try_init(),
        LogFormat::Json => lines.json().flatten_event(true).try_init(),
    };
    begun.map_err(|e| e.to_string())
}

/// Begins to count. Histograms have fixed buckets, so that several nodes can be added up.
///
/// # Errors
/// When counting has begun already.
pub fn figures() -> Result<PrometheusHandle, String> {
    const SECONDS: [f64; 12] = [
        0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0,
    ];
    PrometheusBuilder::new()
        .set_buckets(&SECONDS)
        .map_err(|e| e.to_string())?
        .install_recorder()
        .map_err(|e| e.to_string())
}
