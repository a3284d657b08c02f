//! The authorization code flow as plain OpenID Connect and the federations share it: the request, the
//! exchange of the code, and every check of what comes back.

use std::collections::BTreeMap;
use std::sync::Arc;

use ring::digest::{SHA256, digest};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use subtle::ConstantTimeEq;
use url::Url;
use values::Moment;

use crate::chance::Chance;
use crate::claims::ClaimNames;
use crate::jose::{Alg, JwkSet, Object, PrivateKey, Signed, base64url, open, text};
use crate::provider::{
    Ask, Begun, Callback, Farewell, Go, Identity, Later, Level, Pending, PendingData, Taken,
};
use crate::refused::{Refused, What, shortened};
use crate::times;
use crate::web::{Answer, Proof, Web};

pub(crate) const ID_TOKEN: What = "the ID token";
pub(crate) const USERINFO: What = "the user information";
const TOKEN_ANSWER: What = "the answer of the token endpoint";

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

/// Begins: the request, and what is kept.
pub(crate) fn begin(
    client: &Client,
    server: &Server,
    ask: Ask,
    chance: &Chance,
    now: Moment,
) -> Result<Begun, Refused> {
    let data = PendingData {
        provider: client.key.clone(),
        issuer: server.issuer.clone(),
        state: chance.word(),
        nonce: chance.word(),
        verifier: chance.word(),
        redirect: client.redirect.clone(),
        purpose: ask.purpose,
        level: ask.level.max(client.least),
        fresh: ask.fresh,
        created: now,
        expires: now.plus_seconds(client.pending_seconds),
        handle: chance.word(),
    };
    let challenge = base64url(digest(&SHA256, data.verifier.as_bytes()).as_ref());
    let mut parameters = Map::new();
    let mut put = |name: &str, value: &str| parameters.insert(name.into(), value.into());
    put("client_id", &client.id);
    put("response_type", "code");
    put("scope", &client.scopes.join(" "));
    put("redirect_uri", &client.redirect);
    put("state", &data.state);
    put("nonce", &data.nonce);
    put("code_challenge", &challenge);
    put("code_challenge_method", "S256");
    let acr: Vec<&str> = client
        .acr_values
        .iter()
        // Only those that are firm enough; what the table does not know is the operator's wish.
        .filter(|acr| {
            client
                .levels
                .get(*acr)
                .is_none_or(|l| Some(*l) >= data.level)
        })
        .map(String::as_str)
        .collect();
    if !acr.is_empty() {
        put("acr_values", &acr.join(" "));
    }
    if ask.fresh {
        put("prompt", &client.prompt_fresh);
    } else if let Some(prompt) = &client.prompt {
        put("prompt", prompt);
    }
    if let Some(language) = &ask.language {
        put("ui_locales", language);
    }
    if ask.fresh && client.proves_fresh {
        parameters.insert("max_age".into(), 0.into());
    }
    if let Some(claims) = &client.claims_request {
        parameters.insert("claims".into(), claims.clone());
    }
    let parameters = match client.signed_request {
        true => signed_request(client, server, parameters, chance, now)?,
        false => parameters,
    };
    let fields: Vec<(String, String)> = parameters
        .into_iter()
        .map(|(name, value)| match value {
            Value::String(text) => (name, text),
            other => (name, other.to_string()),
        })
        .collect();
    let go = if client.by_form {
        Go::Form {
            action: server.authorization.to_string(),
            fields,
        }
    } else {
        let mut address = server.authorization.clone();
        address.query_pairs_mut().extend_pairs(fields);
        Go::Redirect(address.to_string())
    };
    Ok(Begun {
        go,
        pending: Pending(data),
    })
}

/// The parameters inside a signed token (OpenID Connect Core, section 6.1; RFC 9101), with those
/// that must be repeated outside.
fn signed_request(
    client: &Client,
    server: &Server,
    parameters: Object,
    chance: &Chance,
    now: Moment,
) -> Result<Object, Refused> {
    let key = signing(client)?;
    let mut outside = Map::new();
    for name in [
        "client_id",
        "response_type",
        "scope",
        "code_challenge",
        "code_challenge_method",
    ] {
        outside.insert(name.into(), parameters[name].clone());
    }
    let mut claims = parameters;
    let issued = times::seconds(now);
    claims.insert("iss".into(), client.id.clone().into());
    claims.insert("aud".into(), json!([server.issuer]));
    claims.insert("iat".into(), issued.into());
    claims.insert("exp".into(), (issued + 300).into());
    claims.insert("jti".into(), chance.word().into());
    let request = key.sign("oauth-authz-req+jwt", &Value::Object(claims))?;
    outside.insert("request".into(), request.into());
    Ok(outside)
}

fn signing(client: &Client) -> Result<&PrivateKey, Refused> {
    client
        .signs
        .first()
        .ok_or_else(|| Refused::Ours(format!("{} has no key that signs", client.key)))
}

/// Everything an answer is checked with.
pub(crate) struct Road<'a> {
    pub web: &'a Web,
    pub client: &'a Client,
    pub server: &'a Server,
    pub keys: &'a dyn Keys,
    pub chance: &'a Chance,
    pub now: Moment,
}

impl Road<'_> {
    /// Ends: everything that came back is checked, in the order in which it could have been forged.
    pub(crate) async fn finish(
        &self,
        callback: Callback,
        Taken(pending): Taken,
    ) -> Result<Identity, Refused> {
        let Road {
            web,
            client,
            server,
            keys,
            chance,
            now,
        } = *self;
        let code = answered(client, server, callback, &pending, now)?;
        let tokens = self.exchange(&code, &pending).await?;
        let token = |name: &str| {
            text(&tokens, name).ok_or_else(|| Refused::Claim {
                what: TOKEN_ANSWER,
                claim: name.to_string(),
            })
        };
        let (access, raw) = (token("access_token")?, token("id_token")?);
        if !text(&tokens, "token_type").is_some_and(|kind| kind.eq_ignore_ascii_case("bearer")) {
            return Err(Refused::Json(TOKEN_ANSWER));
        }
        let decrypted;
        let plain = match raw.split('.').count() {
            5 => {
                decrypted = open(raw, ID_TOKEN, &client.opens, chance)?;
                decrypted.as_str()
            }
            _ => raw,
        };
        let signed = Signed::read(plain, ID_TOKEN, &client.algorithms)?;
        let set = keys.keys(&signed, now).await?;
        let claims = signed.verified(&set)?;
        id_token(client, server, claims, &pending, now)?;
        if let Some(hash) = claims.get("at_hash") {
            let whole = digest(signed.alg.digest(), access.as_bytes());
            let half = base64url(&whole.as_ref()[..whole.as_ref().len() / 2]);
            if hash.as_str() != Some(half.as_str()) {
                return Err(Refused::AccessTokenHash);
            }
        }
        let subject = subject(claims, ID_TOKEN)?;
        let more = match (client.userinfo, &server.userinfo) {
            (UserinfoForm::None, _) => Object::new(),
            (_, None) => return Err(Refused::Lacks("user information")),
            (_, Some(at)) => {
                let accept = match client.userinfo {
                    UserinfoForm::Plain => "application/json",
                    _ => "application/jwt",
                };
                let answer = web
                    .get(at, accept, Proof::Bearer(access))
                    .await?
                    .good(USERINFO)?;
                let more = self.userinfo(&answer).await?;
                if text(&more, "sub") != Some(subject) {
                    return Err(Refused::Subject);
                }
                more
            }
        };
        Ok(Identity {
            provider: client.key.clone(),
            issuer: server.issuer.clone(),
            subject: subject.to_string(),
            level: level(client, claims),
            acr: text(claims, "acr").map(str::to_string),
            amr: amr(claims),
            authenticated: times::moment(claims, "auth_time"),
            claims: client.claims.read(&[&more, claims]),
            farewell: Farewell {
                end: server.end_session.as_ref().map(Url::to_string),
                hint: server.end_session.is_some().then(|| raw.to_string()),
            },
            purpose: pending.purpose,
        })
    }

    async fn exchange(&self, code: &str, pending: &PendingData) -> Result<Object, Refused> {
        let Road { client, server, .. } = self;
        let mut form = vec![
            ("grant_type", "authorization_code".to_string()),
            ("code", code.to_string()),
            ("redirect_uri", pending.redirect.clone()),
            ("code_verifier", pending.verifier.clone()),
        ];
        let proof = match &client.auth {
            Auth::Secret(secret) => Proof::Basic(&client.id, secret),
            Auth::Key(audience) => {
                form.push(("client_id", client.id.clone()));
                form.push((
                    "client_assertion_type",
                    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer".to_string(),
                ));
                let audience = match audience {
                    AssertionAudience::TokenEndpoint => server.token.as_str(),
                    AssertionAudience::Issuer => &server.issuer,
                };
                let issued = times::seconds(self.now);
                let claims = json!({
                    "iss": client.id, "sub": client.id, "aud": audience,
                    "iat": issued, "exp": issued + 120, "jti": self.chance.word(),
                });
                form.push(("client_assertion", signing(client)?.sign("JWT", &claims)?));
                Proof::None
            }
        };
        let answer = self.web.post(&server.token, &form, proof).await?;
        if (400..500).contains(&answer.status) {
            let said = answer.json(TOKEN_ANSWER).unwrap_or_default();
            let error = text(&said, "error").unwrap_or("no error name");
            return Err(Refused::Token(shortened(error)));
        }
        answer.good(TOKEN_ANSWER)?.json(TOKEN_ANSWER)
    }

    async fn userinfo(&self, answer: &Answer) -> Result<Object, Refused> {
        let Road {
            client,
            server,
            keys,
            chance,
            now,
            ..
        } = *self;
        let token = match client.userinfo {
            UserinfoForm::Encrypted => {
                let token = answer.text(USERINFO)?;
                open(token, USERINFO, &client.opens, chance)?
            }
            UserinfoForm::Signed => answer.text(USERINFO)?.to_string(),
            _ => return answer.json(USERINFO),
        };
        let signed = Signed::read(&token, USERINFO, &client.algorithms)?;
        // Not an ID token, and no proof of somebody else: only what may be user information.
        if signed
            .typ
            .as_deref()
            .is_some_and(|typ| !typ.eq_ignore_ascii_case("jwt"))
        {
            return Err(Refused::Type(USERINFO));
        }
        let set = keys.keys(&signed, now).await?;
        let claims = signed.verified(&set)?;
        // Both should be there (Core, section 5.3.2) but are not at every national provider.
        if claims
            .get("iss")
            .is_some_and(|iss| iss.as_str() != Some(&server.issuer))
        {
            return Err(Refused::Issuer(USERINFO));
        }
        if claims.contains_key("aud") {
            audience(claims, &client.id, USERINFO)?;
        }
        let end = times::moment(claims, "exp");
        if end.is_some_and(|end| now >= end.plus_seconds(client.skew)) {
            return Err(Refused::Expired(USERINFO));
        }
        Ok(claims.clone())
    }
}

/// The code of an answer that is ours.
fn answered(
    client: &Client,
    server: &Server,
    callback: Callback,
    pending: &PendingData,
    now: Moment,
) -> Result<String, Refused> {
    if pending.provider != client.key || pending.issuer != server.issuer {
        return Err(Refused::PendingOfAnother);
    }
    if now >= pending.expires {
        return Err(Refused::PendingExpired);
    }
    let state = callback.state.unwrap_or_default();
    if !bool::from(state.as_bytes().ct_eq(pending.state.as_bytes())) {
        return Err(Refused::State);
    }
    match callback.iss {
        Some(issuer) if issuer != server.issuer => return Err(Refused::MixedUpIssuer),
        // An error may come from a part of the provider that cannot say it.
        None if (server.says_issuer || client.demands_issuer) && callback.error.is_none() => {
            return Err(Refused::IssuerAbsent);
        }
        _ => {}
    }
    if let Some(error) = callback.error {
        let error = shortened(&error);
        // The last three are what SPID and CIE providers say when somebody stops.
        let stopped = [
            "access_denied",
            "consent_required",
            "rejected_by_user",
            "user_cancelled",
        ];
        return Err(match stopped.contains(&error.as_str()) {
            true => Refused::Cancelled(error),
            false => Refused::ProviderSaid(error),
        });
    }
    callback
        .code
        .filter(|code| !code.is_empty() && code.len() <= 4096)
        .ok_or(Refused::CodeAbsent)
}

/// OpenID Connect Core, section 3.1.3.7.
fn id_token(
    client: &Client,
    server: &Server,
    claims: &Object,
    pending: &PendingData,
    now: Moment,
) -> Result<(), Refused> {
    if text(claims, "iss") != Some(&server.issuer) {
        return Err(Refused::Issuer(ID_TOKEN));
    }
    audience(claims, &client.id, ID_TOKEN)?;
    let several = claims["aud"].as_array().is_some_and(|all| all.len() > 1);
    match claims.get("azp") {
        Some(party) if party.as_str() != Some(&client.id) => return Err(Refused::Party(ID_TOKEN)),
        None if several => return Err(Refused::Party(ID_TOKEN)),
        _ => {}
    }
    let (issued, _) = times::check(claims, ID_TOKEN, now, client.skew)?;
    if issued < pending.created.plus_seconds(-client.skew) {
        return Err(Refused::Old(ID_TOKEN));
    }
    let nonce = text(claims, "nonce").unwrap_or_default();
    if !bool::from(nonce.as_bytes().ct_eq(pending.nonce.as_bytes())) {
        return Err(Refused::Nonce);
    }
    if pending.level.is_some() && level(client, claims) < pending.level {
        return Err(Refused::Level);
    }
    if let Some(wanted) = &client.second_factor {
        let by_acr = text(claims, "acr").is_some_and(|acr| wanted.acr.iter().any(|a| a == acr));
        let by_amr = amr(claims).iter().any(|amr| wanted.amr.contains(amr));
        if !by_acr && !by_amr {
            return Err(Refused::SecondFactor);
        }
    }
    if pending.fresh && client.proves_fresh {
        let since = pending.created.plus_seconds(-client.skew);
        if times::moment(claims, "auth_time").is_none_or(|at| at < since) {
            return Err(Refused::NotFresh);
        }
    }
    Ok(())
}

/// `aud` is one text or several.
pub(crate) fn audience(claims: &Object, wanted: &str, what: What) -> Result<(), Refused> {
    let is_wanted = |value: &Value| value.as_str() == Some(wanted);
    let good = match claims.get("aud") {
        Some(Value::Array(all)) => all.iter().any(is_wanted),
        Some(one) => is_wanted(one),
        None => false,
    };
    if good {
        Ok(())
    } else {
        Err(Refused::Audience(what))
    }
}

fn subject(claims: &Object, what: What) -> Result<&str, Refused> {
    text(claims, "sub")
        // Core, section 2: at most 255 signs.
        .filter(|sub| !sub.is_empty() && sub.len() <= 255)
        .ok_or_else(|| Refused::Claim {
            what,
            claim: "sub".to_string(),
        })
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
