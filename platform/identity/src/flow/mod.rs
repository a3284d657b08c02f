//! The authorization code flow as plain OpenID Connect and the federations share it: the request, the
//! exchange of the code, and every check of what comes back.

mod begin;
mod finish;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;
use url::Url;
use values::Moment;

use crate::claims::ClaimNames;
use crate::jose::{Alg, JwkSet, Object, PrivateKey, Signed, text};
use crate::provider::{Farewell, Later, Level};
use crate::refused::Refused;

pub(crate) use begin::begin;
pub(crate) use finish::Road;

/// The form in which user information comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UserinfoForm {
    /// It is not asked for: all claims stand in the ID token.
    None,
    /// JSON.
    #[default]
    Plain,
    /// A signed token.
    Signed,
    /// A signed token, encrypted to us.
    Encrypted,
}

/// What counts as a second factor: one of these must be in the ID token.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SecondFactor {
    /// Values of `acr`.
    pub acr: Vec<String>,
    /// Values of `amr`, such as `mfa`, `otp`, `hwk` (RFC 8176).
    pub amr: Vec<String>,
}

/// To whom our own proof at the token endpoint is addressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssertionAudience {
    /// The token endpoint.
    #[default]
    TokenEndpoint,
    /// The issuer.
    Issuer,
}

/// How we prove who we are at the token endpoint.
pub(crate) enum Auth {
    /// `client_secret_basic`.
    Secret(String),
    /// `private_key_jwt`, with the first of [`Client::signs`].
    Key(AssertionAudience),
}

/// How we present ourselves to a provider, and what we accept from it.
pub(crate) struct Client {
    pub key: String,
    pub id: String,
    pub redirect: String,
    pub auth: Auth,
    /// The first one signs.
    pub signs: Vec<PrivateKey>,
    pub opens: Vec<PrivateKey>,
    pub signed_request: bool,
    pub by_form: bool,
    pub scopes: Vec<String>,
    pub acr_values: Vec<String>,
    /// The parameter `claims`.
    pub claims_request: Option<Value>,
    pub prompt: Option<String>,
    pub prompt_fresh: String,
    /// A fresh sign-in is proved by `auth_time`; otherwise only asked for.
    pub proves_fresh: bool,
    pub userinfo: UserinfoForm,
    pub algorithms: Vec<Alg>,
    pub levels: BTreeMap<String, Level>,
    pub least: Option<Level>,
    pub second_factor: Option<SecondFactor>,
    pub claims: ClaimNames,
    pub skew: i64,
    pub pending_seconds: i64,
    pub demands_issuer: bool,
}

/// Where a provider is.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    pub issuer: String,
    pub authorization: Url,
    pub token: Url,
    pub userinfo: Option<Url>,
    pub end_session: Option<Url>,
    /// It says `iss` in every answer (RFC 9207).
    pub says_issuer: bool,
}

/// The provider's keys for a token: fetched again when the token names a key that is not known.
pub(crate) trait Keys: Sync {
    fn keys<'a>(&'a self, signed: &'a Signed, now: Moment) -> Later<'a, Arc<JwkSet>>;
}

fn signing(client: &Client) -> Result<&PrivateKey, Refused> {
    client
        .signs
        .first()
        .ok_or_else(|| Refused::Ours(format!("{} has no key that signs", client.key)))
}

fn level(client: &Client, claims: &Object) -> Option<Level> {
    client.levels.get(text(claims, "acr")?).copied()
}

fn amr(claims: &Object) -> Vec<String> {
    let list = claims.get("amr").and_then(Value::as_array);
    list.into_iter()
        .flatten()
        .filter_map(|v| v.as_str().map(str::to_string))
        .take(20)
        .collect()
}

/// Where the browser signs out at the provider (OpenID Connect RP-Initiated Logout 1.0).
pub(crate) fn farewell(client_id: &str, farewell: &Farewell, back: Option<&str>) -> Option<String> {
    let mut address = Url::parse(farewell.end.as_deref()?).ok()?;
    {
        let mut query = address.query_pairs_mut();
        query.append_pair("client_id", client_id);
        if let Some(hint) = &farewell.hint {
            query.append_pair("id_token_hint", hint);
        }
        if let Some(back) = back {
            query.append_pair("post_logout_redirect_uri", back);
        }
    }
    Some(address.to_string())
}
