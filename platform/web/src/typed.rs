//! A form that was begun before somebody had come in, and goes on afterwards.
//!
//! # How a feature uses it
//!
//! 1. Name the form when the feature is handed in. Only forms that are named are kept; what is secret or
//!    would be too much to keep for a while is left out.
//!
//!    ```ignore
//!    Feature::new("bookings")
//!        .form(KeptForm::at("/book/{id}"))                           // page and form at one address
//!        .form(KeptForm::at("/my/account/mail").on("/my/account"))   // the form stands on another page
//!        .form(KeptForm::at("/desk/new").without(&["pin"]))          // never this field
//!    ```
//!
//! 2. Ask for somebody who has come in as always (`people::pages::Me`), or answer [`Failure::SignIn`]. The
//!    shell then hands what was typed to the site's [`Keeper`], and leads to the page where people come in.
//!
//! 3. In the handler of the page (`GET`), begin with what was typed:
//!
//!    ```ignore
//!    let sent: Sent = visit.typed("/book/42").unwrap_or_default();
//!    ```
//!
//!    The frame says above the page that nothing was sent yet. Nothing is ever sent by itself: whoever has
//!    come in reads it over and presses the button. Once they have, the shell has it forgotten.
//!
//! Files are never kept, nor forms larger than the keeper takes; the reader is told which it is. A form that
//! another site sends is refused before any of this: nobody can fill in a form in somebody else's browser.

use std::fmt;

use axum::body::{Body, Bytes};
use axum::extract::{Query, Request};
use axum::response::Response;
use futures_util::future::BoxFuture;
use http::{HeaderMap, HeaderValue, Uri, header};
use http_body_util::{BodyExt, Limited};
use serde::de::DeserializeOwned;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::visit::Visit;

/// The largest form that is read before it is known whether somebody has come in, bytes. What is larger goes
/// to its handler unread, as if it were not named.
const READ: usize = 256 * 1024;

/// A form whose content outlives a sign-in.
#[derive(Clone, Copy, Debug)]
pub struct KeptForm {
    action: &'static str,
    page: &'static str,
    secret: &'static [&'static str],
}

impl KeptForm {
    /// The form that is sent to this route (`/my/children/{id}/facts`), from a page at the same address.
    pub const fn at(action: &'static str) -> KeptForm {
        KeptForm {
            action,
            page: action,
            secret: &[],
        }
    }

    /// The page it stands on. Parts in braces are those of the route it is sent to.
    pub const fn on(mut self, page: &'static str) -> KeptForm {
        self.page = page;
        self
    }

    /// Fields that are never kept: PINs, codes that open something.
    pub const fn without(mut self, secret: &'static [&'static str]) -> KeptForm {
        self.secret = secret;
        self
    }

    /// The page a form belongs to that was sent to this path; none when it is another form.
    fn page_of(&self, path: &str) -> Option<String> {
        let mut parts = Vec::new();
        let (mut wanted, mut found) = (self.action.split('/'), path.split('/'));
        loop {
            match (wanted.next(), found.next()) {
                (None, None) => break,
                (Some(w), Some(f)) if w.starts_with('{') && !f.is_empty() => parts.push((w, f)),
                (Some(w), Some(f)) if w == f => {}
                _ => return None,
            }
        }
        let page = self.page.split('/').map(|step| {
            let found = parts.iter().find(|(name, _)| *name == step);
            found.map_or(step, |(_, value)| *value)
        });
        Some(page.collect::<Vec<_>>().join("/"))
    }

    /// True for the address of the page it stands on.
    fn stands_on(&self, path: &str) -> bool {
        let (mut wanted, mut found) = (self.page.split('/'), path.split('/'));
        loop {
            match (wanted.next(), found.next()) {
                (None, None) => return true,
                (Some(w), Some(f)) if w.starts_with('{') || w == f => {}
                _ => return false,
            }
        }
    }
}

/// What somebody typed into a form.
#[derive(Clone, PartialEq, Eq)]
pub struct Typed {
    action: String,
    page: String,
    fields: String,
}

impl fmt::Debug for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Typed({}, {} bytes)", self.action, self.fields.len())
    }
}

impl Typed {
    /// What was typed, from where it was kept: the path the form is sent to, its page, and the fields as forms
    /// send them (`application/x-www-form-urlencoded`).
    pub fn new(action: String, page: String, fields: String) -> Typed {
        Typed {
            action,
            page,
            fields,
        }
    }

    /// The path the form is sent to, without the language.
    pub fn action(&self) -> &str {
        &self.action
    }

    /// The path of the page it stands on, without the language.
    pub fn page(&self) -> &str {
        &self.page
    }

    /// The fields as forms send them.
    pub fn fields(&self) -> &str {
        &self.fields
    }

    /// The fields one by one, in their order; a name may stand there several times.
    pub fn pairs(&self) -> Vec<(String, String)> {
        read(&self.fields).unwrap_or_default()
    }

    /// Reads them as a handler does that takes `axum::Form<T>`; none where they do not fit.
    pub fn read<T: DeserializeOwned>(&self) -> Option<T> {
        read(&self.fields)
    }
}

/// Reads what a form sends. The reader of queries is the one of forms; an address bears 64 KiB.
fn read<T: DeserializeOwned>(fields: &str) -> Option<T> {
    let mut parts = http::uri::Parts::default();
    parts.path_and_query = Some(format!("/?{fields}").parse().ok()?);
    let uri = Uri::from_parts(parts).ok()?;
    Query::try_from_uri(&uri).ok().map(|Query(read)| read)
}

/// Leaves the secret fields out.
fn without(fields: &str, secret: &[&str]) -> String {
    fields
        .split('&')
        .filter(|one| !one.is_empty())
        .filter(|one| {
            let names: Vec<(String, String)> = read(one).unwrap_or_default();
            // What cannot be read cannot be told from a secret.
            !names.is_empty() && names.iter().all(|(n, _)| !secret.contains(&n.as_str()))
        })
        .collect::<Vec<_>>()
        .join("&")
}

/// What is told above a page to somebody whose journey goes on there.
#[derive(Clone, Debug)]
pub struct Resumed {
    /// What they had typed; none where it cannot be shown, which `text` explains.
    pub typed: Option<Typed>,
    /// What has become of it, in the reader's language.
    pub text: String,
    /// Address of a form (without fields) that forgets it, with its button's words.
    pub forget: Option<(String, String)>,
}

/// A request that somebody must come in for first.
#[derive(Debug)]
pub struct TurnedAway {
    /// They have come in, but so long ago that they must show once more that it is they.
    pub again: bool,
    /// What was typed, where the form is named with [`KeptForm`].
    pub typed: Option<Typed>,
    /// A named form was sent that cannot be kept: it brings files, or is far too large.
    pub unkept: bool,
    /// It came from this address.
    pub caller: Caller,
    /// It was a form, not the opening of a page.
    pub form: bool,
}

/// Keeps what people typed until they have come in. One feature is it ([`crate::Feature::keeper`]).
pub trait Keeper: Send + Sync + 'static {
    /// Keeps what was typed, bound to this browser, and leads to the page where people come in. Keep it
    /// sealed and for a short time.
    fn turn_away(&self, visit: Visit, from: TurnedAway) -> BoxFuture<'static, Response>;

    /// What has become of what was typed in this browser, for a page on which a named form stands.
    fn find(&self, visit: Visit) -> BoxFuture<'static, Result<Option<Resumed>, Failure>>;

    /// The form was sent by somebody who has come in: what was kept of it is over. Says which cookie to set.
    fn sent(&self, visit: Visit) -> BoxFuture<'static, Result<Option<HeaderValue>, Failure>>;
}

/// What the shell knows of a named form before its handler runs.
pub(crate) enum Before {
    /// No form that is named.
    Nothing,
    /// What was typed.
    Form(Typed),
    /// It cannot be kept.
    Unkept,
}

/// All named forms.
pub(crate) struct Forms(pub(crate) Vec<KeptForm>);

impl Forms {
    /// True for the address of a page on which a named form stands.
    pub(crate) fn on(&self, path: &str) -> bool {
        self.0.iter().any(|f| f.stands_on(path))
    }

    /// Reads a form that is being sent, and gives the request back whole.
    pub(crate) async fn before(&self, path: &str, request: Request) -> (Request, Before) {
        let found = self.0.iter().find_map(|f| Some((f, f.page_of(path)?)));
        let Some((form, page)) = found else {
            return (request, Before::Nothing);
        };
        if !is_small_form(request.headers()) {
            return (request, Before::Unkept);
        }
        let (parts, body) = request.into_parts();
        let (body, bytes) = whole(body).await;
        let request = Request::from_parts(parts, body);
        let text = bytes.and_then(|b| String::from_utf8(b.to_vec()).ok());
        let before = match text {
            Some(text) => Before::Form(Typed::new(path.into(), page, without(&text, form.secret))),
            None => Before::Unkept,
        };
        (request, before)
    }
}

/// True for fields without files that are not said to be far too long.
fn is_small_form(headers: &HeaderMap) -> bool {
    let header = |name| headers.get(name).and_then(|v| v.to_str().ok());
    let kind = header(header::CONTENT_TYPE).unwrap_or_default();
    let length = header(header::CONTENT_LENGTH).and_then(|l| l.parse::<usize>().ok());
    kind.starts_with("application/x-www-form-urlencoded") && length.is_none_or(|l| l <= READ)
}

/// Reads a body to its end. Of one that breaks off or is too long nothing is left: its handler is told so by
/// an empty body that ends with the same error.
async fn whole(body: Body) -> (Body, Option<Bytes>) {
    match Limited::new(body, READ).collect().await {
        Ok(read) => {
            let bytes = read.to_bytes();
            (Body::from(bytes.clone()), Some(bytes))
        }
        Err(error) => {
            let broken = futures_util::stream::once(async move { Err::<Bytes, _>(error) });
            (Body::from_stream(broken), None)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_leads_to_its_page() {
        let form = KeptForm::at("/my/children/{id}/wait").on("/my/children/{id}");
        assert_eq!(
            form.page_of("/my/children/7/wait").as_deref(),
            Some("/my/children/7")
        );
        for other in [
            "/my/children/7",
            "/my/children//wait",
            "/my/children/7/wait/x",
            "/",
        ] {
            assert_eq!(form.page_of(other), None, "{other}");
        }
        assert!(form.stands_on("/my/children/7"));
        assert!(!form.stands_on("/my/children/7/wait"));
    }

    #[test]
    fn secrets_are_left_out_however_their_name_is_written() {
        let sent = "given=Ada&pin=1234&p%69n=5678&family=+Rossi%26&pin&=&x=%FF";
        let kept = without(sent, &["pin"]);
        assert!(!kept.contains("1234") && !kept.contains("5678"), "{kept}");
        let typed = Typed::new("/a".into(), "/a".into(), kept);
        assert_eq!(typed.pairs()[0], ("given".into(), "Ada".into()));
        assert!(typed.pairs().contains(&("family".into(), " Rossi&".into())));
        assert!(!format!("{typed:?}").contains("Ada"));
    }
}
