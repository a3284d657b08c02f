//! A form with a file in it (`multipart/form-data`, RFC 7578), read whole: the route says how large it
//! may be. Names of files and the types browsers give are not kept.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use values::Refusal;
use web::Failure;

/// Most fields of one form.
const FIELDS: usize = 40;

/// Longest name of a file that is kept.
const NAME: usize = 80;

/// One field: its name, the name of its file (empty for a field that is none), what came.
type Part = (String, String, Vec<u8>);

/// What was sent, name by name.
pub struct Upload(Vec<Part>);

impl Upload {
    /// A field as text; empty when it is not there or no text.
    pub fn text(&self, name: &str) -> &str {
        std::str::from_utf8(self.bytes(name)).unwrap_or_default()
    }

    /// A field as it came.
    pub fn bytes(&self, name: &str) -> &[u8] {
        self.0
            .iter()
            .find(|(n, ..)| n == name)
            .map_or(&[], |(.., bytes)| bytes)
    }

    /// The name of a field's file, as a name that is safe everywhere: letters, digits, `.`, `-`, `_`;
    /// `file` when nothing of it is.
    pub fn file_name(&self, name: &str) -> String {
        let sent = self.0.iter().find(|(n, ..)| n == name);
        safe_name(sent.map_or("", |(_, file, _)| file))
    }
}

/// The last part of a path of any system, with only signs that mean nothing to any.
fn safe_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut kept: String = last
        .chars()
        .map(|c| match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '-' | '_' => c,
            _ => '_',
        })
        .collect();
    if kept.len() > NAME {
        kept = kept.split_off(kept.len() - NAME);
    }
    let kept = kept.trim_start_matches('.');
    match kept.chars().any(char::is_alphanumeric) {
        true => kept.to_string(),
        false => "file".to_string(),
    }
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Upload, Response> {
        let kind = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default()
            .to_string();
        let unreadable =
            || Failure::from(Refusal::new("providers-refused-upload", 400)).into_response();
        let body =
            Bytes::from_request(request, state)
                .await
                .map_err(|no| match no.status().as_u16() {
                    413 => Failure::from(Refusal::new("providers-refused-upload-long", 413))
                        .into_response(),
                    _ => unreadable(),
                })?;
        read(&kind, &body).map(Upload).ok_or_else(unreadable)
    }
}

fn find(in_what: &[u8], what: &[u8]) -> Option<usize> {
    in_what.windows(what.len()).position(|w| w == what)
}

/// A parameter of a header (`; name="item"`); quotes around it are taken off.
fn parameter<'h>(header: &'h str, name: &str) -> Option<&'h str> {
    header.split(';').skip(1).find_map(|part| {
        let (key, value) = part.trim().split_once('=')?;
        key.eq_ignore_ascii_case(name)
            .then(|| value.trim().trim_matches('"'))
    })
}

/// The fields of a body, or none when it is not such a form.
fn read(kind: &str, body: &[u8]) -> Option<Vec<Part>> {
    if !kind.to_ascii_lowercase().starts_with("multipart/form-data") {
        return None;
    }
    let boundary = parameter(kind, "boundary").filter(|b| (1..=70).contains(&b.len()))?;
    let first = format!("--{boundary}");
    let between = format!("\r\n--{boundary}");
    let mut rest = &body[find(body, first.as_bytes())? + first.len()..];
    let mut all = Vec::new();
    while !rest.starts_with(b"--") {
        rest = rest.strip_prefix(b"\r\n")?;
        let head = find(rest, b"\r\n\r\n")?;
        let headers = std::str::from_utf8(&rest[..head]).ok()?;
        rest = &rest[head + 4..];
        let told = headers.split("\r\n").find(|line| {
            line.to_ascii_lowercase()
                .starts_with("content-disposition:")
        })?;
        let name = parameter(told, "name")?;
        let file = parameter(told, "filename").unwrap_or_default();
        let end = find(rest, between.as_bytes())?;
        all.push((name.to_string(), file.to_string(), rest[..end].to_vec()));
        rest = &rest[end + between.len()..];
        if all.len() > FIELDS {
            return None;
        }
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KIND: &str = "multipart/form-data; boundary=----x";

    #[test]
    fn fields_and_files_are_read_as_browsers_send_them() {
        let body = b"------x\r\nContent-Disposition: form-data; name=\"item\"\r\n\r\nstatute\r\n------x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a;b.pdf\"\r\nContent-Type: text/html\r\n\r\n%PDF-\r\n\r\n--\r\n------x--\r\n";
        let sent = Upload(read(KIND, body).unwrap());
        assert_eq!(sent.text("item"), "statute");
        assert_eq!(sent.bytes("file"), b"%PDF-\r\n\r\n--");
        assert_eq!(sent.bytes("other"), b"");
        for broken in [&body[..40], &body[..body.len() - 12], b"", b"------x"] {
            assert!(read(KIND, broken).is_none());
        }
        assert!(read("text/plain", body).is_none());
        assert!(read("multipart/form-data", body).is_none());
    }

    #[test]
    fn names_of_files_lead_nowhere() {
        for (sent, kept) in [
            ("scuole 2027.csv", "scuole_2027.csv"),
            ("../../etc/passwd", "passwd"),
            ("C:\\dati\\è.xlsx", "_.xlsx"),
            ("..", "file"),
            (".bashrc", "bashrc"),
            ("", "file"),
        ] {
            assert_eq!(safe_name(sent), kept, "{sent}");
        }
        assert_eq!(safe_name(&format!("{}.csv", "x".repeat(500))).len(), NAME);
    }

    proptest! {
        #[test]
        fn any_bytes_may_be_sent(kind in ".*", body in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&kind, &body);
            let _ = read(KIND, &body);
        }

        #[test]
        fn what_is_sent_arrives(file in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assume!(find(&file, b"\r\n------x").is_none());
            let mut body = b"------x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n".to_vec();
            body.extend(&file);
            body.extend(b"\r\n------x--\r\n");
            prop_assert_eq!(read(KIND, &body).unwrap(), vec![("file".to_string(), String::new(), file)]);
        }
    }
}
