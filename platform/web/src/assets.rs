//! Styles, scripts, fonts and pictures, built by `frontend/build.mjs` and embedded in the binary.
//! Their names hold a hash of their content, so browsers may keep them for a year.

use std::borrow::Cow;
use std::collections::BTreeMap;

use axum::body::Body;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::failure::Failure;

#[derive(rust_embed::RustEmbed)]
#[folder = "../../frontend/dist"]
struct Dist;

/// Which file each asset's plain name stands for.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    names: BTreeMap<String, String>,
}

impl Assets {
    /// The assets built into this binary; none (and a warning) when the front end was not built.
    pub fn embedded() -> Assets {
        let names = Dist::get("manifest.json")
            .and_then(|file| serde_json::from_slice(&file.data).ok())
            .unwrap_or_default();
        let assets = Assets { names };
        if assets.names.is_empty() {
            tracing::warn!(
                "no styles and scripts: build them with «cd frontend && npm ci && node build.mjs»"
            );
        }
        assets
    }

    /// The address of an asset by its plain name (`app.css`); of a missing one, an address that
    /// answers 404.
    pub fn href(&self, name: &str) -> String {
        let file = self.names.get(name).map_or(name, String::as_str);
        format!("/assets/{file}")
    }

    /// True when the asset was built.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains_key(name)
    }

    /// Plain names of all assets.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }
}

/// `GET /assets/{file}`: the file, in the smallest form the browser takes. The forms were made at
/// build time, so that no processor time is spent here.
pub(crate) async fn serve(Path(file): Path<String>, headers: HeaderMap) -> Response {
    // the compressed forms are not addresses of their own; a name with a way in it («..%2F») is none
    if file.ends_with(".br") || file.ends_with(".gz") || file.contains(['/', '\\']) {
        return Failure::NotFound.into_response();
    }
    let accepted = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default();
    let path = format!("assets/{file}");
    let found = [("br", ".br"), ("gzip", ".gz")]
        .into_iter()
        .filter(|(encoding, _)| accepts(accepted, encoding))
        .find_map(|(encoding, end)| Some((Dist::get(&format!("{path}{end}"))?, Some(encoding))))
        .or_else(|| Some((Dist::get(&path)?, None)));
    let Some((found, encoding)) = found else {
        return Failure::NotFound.into_response();
    };
    let kind = mime_guess::from_path(&file).first_or_octet_stream();
    let kind = match kind.type_() {
        mime_guess::mime::TEXT => format!("{}; charset=utf-8", kind.essence_str()),
        _ => kind.essence_str().to_string(),
    };
    let body = match found.data {
        Cow::Borrowed(bytes) => Body::from(bytes),
        Cow::Owned(bytes) => Body::from(bytes),
    };
    let mut response = (StatusCode::OK, body).into_response();
    let h = response.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(&kind) {
        h.insert(header::CONTENT_TYPE, kind);
    }
    h.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    h.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        h.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// True when an `Accept-Encoding` header allows an encoding.
fn accepts(header: &str, encoding: &str) -> bool {
    header.split(',').any(|part| {
        let mut pieces = part.split(';');
        let name = pieces.next().unwrap_or_default().trim();
        let refused = pieces.any(|p| {
            p.trim()
                .strip_prefix("q=")
                .is_some_and(|q| q.trim().parse() == Ok(0.0f32))
        });
        name.eq_ignore_ascii_case(encoding) && !refused
    })
}

#[cfg(test)]
mod tests {
    use super::accepts;

    #[test]
    fn encodings_are_read_with_their_refusals() {
        assert!(accepts("gzip, deflate, br", "br"));
        assert!(accepts("br;q=0.5", "br"));
        assert!(!accepts("br;q=0, gzip", "br"));
        assert!(!accepts("", "gzip"));
    }
}
