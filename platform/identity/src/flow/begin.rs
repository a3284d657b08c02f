//! The request.

use ring::digest::{SHA256, digest};
use serde_json::{Map, Value, json};
use values::Moment;

use super::{Client, Server, signing};
use crate::chance::Chance;
use crate::jose::{Object, base64url};
use crate::provider::{Ask, Begun, Go, Pending, PendingData};
use crate::refused::Refused;
use crate::times;

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
