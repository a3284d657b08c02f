//! The answer: the exchange of the code, and every check of what comes back.

use ring::digest::digest;
use serde_json::{Value, json};
use subtle::ConstantTimeEq;
use url::Url;
use values::Moment;

use super::{AssertionAudience, Auth, Client, Keys, Server, UserinfoForm, amr, level, signing};
use crate::chance::Chance;
use crate::jose::{Object, Signed, base64url, open, text};
use crate::provider::{Callback, Farewell, Identity, PendingData, Taken};
use crate::refused::{Refused, What, shortened};
use crate::times;
use crate::web::{Answer, Proof, Web};

const ID_TOKEN: What = "the ID token";
const USERINFO: What = "the user information";
const TOKEN_ANSWER: What = "the answer of the token endpoint";

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
            let error = text(&said, "error").unwrap_or("unnamed");
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
fn audience(claims: &Object, wanted: &str, what: What) -> Result<(), Refused> {
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
