//! Plain OpenID Connect: a city's own gateway, a staff directory.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;
use url::Url;
use values::Moment;

use crate::cache::Cache;
use crate::chance::Chance;
use crate::claims::ClaimNames;
use crate::flow::{
    self, AssertionAudience, Auth, Client, Keys, SecondFactor, Server, UserinfoForm,
};
use crate::jose::{Alg, JwkSet, Object, PrivateKey, Signed, text};
use crate::provider::{
    Ask, Begun, Callback, Choice, Farewell, Identity, IdentityProvider, Later, Level, Taken,
};
use crate::refused::{Refused, What, noted};
use crate::settings::{KeyFrom, Secret, keys_of};
use crate::web::{Answer, Proof, Web};

const DESCRIPTION: What = "the provider's description";
const KEYS: What = "the provider's keys";
/// Seconds for which a description or keys are used before they are asked for again.
const GOOD_FOR: i64 = 3600;

/// A plain provider as the operator describes it. Every field is explained in
/// `docs/operate/sign-in.md`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OidcSettings {
    /// Short name in addresses: small letters, digits, `-`.
    pub key: String,
    /// What stands on the button.
    pub name: String,
    /// Address of a logo.
    #[serde(default)]
    pub logo: Option<String>,
    /// The provider's issuer address, exactly as it writes it.
    pub issuer: String,
    /// Our name there.
    pub client_id: String,
    /// `client_secret_basic`: where the secret is. Without one, `keys` prove who we are.
    #[serde(default)]
    pub secret: Option<Secret>,
    /// Our signing keys; the first one signs.
    #[serde(default)]
    pub keys: Vec<KeyFrom>,
    /// The RSA keys to which the provider encrypts.
    #[serde(default)]
    pub decryption_keys: Vec<KeyFrom>,
    /// Audience of our proof.
    #[serde(default)]
    pub assertion_audience: AssertionAudience,
    /// Put the request into a signed token.
    #[serde(default)]
    pub signed_request: bool,
    /// Send the request as a form instead of an address.
    #[serde(default)]
    pub by_form: bool,
    /// What is asked for.
    #[serde(default = "scopes")]
    pub scopes: Vec<String>,
    /// Claims asked for one by one, in the user information.
    #[serde(default)]
    pub ask_claims: Vec<String>,
    /// The form of the user information.
    #[serde(default)]
    pub userinfo: UserinfoForm,
    /// Signatures that are accepted.
    #[serde(default = "algorithms")]
    pub algorithms: Vec<Alg>,
    /// Levels asked for, in the provider's words.
    #[serde(default)]
    pub acr_values: Vec<String>,
    /// What the provider's words for levels mean.
    #[serde(default)]
    pub levels: BTreeMap<String, Level>,
    /// The least level.
    #[serde(default)]
    pub least: Option<Level>,
    /// What counts as a second factor; absent: none is demanded.
    #[serde(default)]
    pub second_factor: Option<SecondFactor>,
    /// Which claims hold what.
    #[serde(default)]
    pub claims: ClaimNames,
    /// Every answer must name its issuer (RFC 9207), even if the provider does not promise it.
    #[serde(default)]
    pub demands_issuer: bool,
    /// Seconds by which the clocks may differ (at most 300).
    #[serde(default = "skew")]
    pub skew_seconds: i64,
    /// Minutes a sign-in may take.
    #[serde(default = "minutes")]
    pub minutes: i64,
}

pub(crate) fn scopes() -> Vec<String> {
    ["openid", "profile", "email"].map(str::to_string).to_vec()
}

pub(crate) fn algorithms() -> Vec<Alg> {
    vec![Alg::Rs256, Alg::Ps256, Alg::Es256]
}

pub(crate) fn skew() -> i64 {
    60
}

pub(crate) fn minutes() -> i64 {
    15
}

/// The parameter `claims` (Core, section 5.5) for these claims of the user information.
pub(crate) fn claims_request(names: &[String]) -> Option<Value> {
    let wanted = || serde_json::json!({"essential": true});
    let all: Object = names.iter().map(|name| (name.clone(), wanted())).collect();
    (!all.is_empty()).then(|| serde_json::json!({ "userinfo": all }))
}

/// A plain OpenID Connect provider.
pub struct Oidc {
    client: Client,
    issuer: String,
    choice: Choice,
    web: Web,
    chance: Chance,
    found: Cache<Found>,
    keys: Cache<JwkSet>,
}

/// What the provider says of itself.
struct Found {
    server: Server,
    keys: Url,
}

impl Oidc {
    /// Prepares the provider; nothing is asked yet. `redirect` is the address of ours to which the
    /// browser comes back.
    ///
    /// # Errors
    /// [`Refused::Ours`] with what is wrong in the settings.
    pub fn new(
        settings: OidcSettings,
        redirect: String,
        web: Web,
        chance: Chance,
    ) -> Result<Oidc, Refused> {
        let wrong = |why: &str| Err(Refused::Ours(format!("provider {}: {why}", settings.key)));
        let signs = keys_of(&settings.keys)?;
        let opens = keys_of(&settings.decryption_keys)?;
        let auth = match &settings.secret {
            Some(secret) => Auth::Secret(secret.read()?),
            None if signs.is_empty() => return wrong("neither a secret nor keys"),
            None => Auth::Key(settings.assertion_audience),
        };
        if settings.signed_request && signs.is_empty() {
            return wrong("signed_request needs keys");
        }
        if settings.userinfo == UserinfoForm::Encrypted && opens.iter().all(|k| k.opens().is_none())
        {
            return wrong("encrypted user information needs an RSA key in decryption_keys");
        }
        if !(0..=300).contains(&settings.skew_seconds) {
            return wrong("skew_seconds must be between 0 and 300");
        }
        if settings.algorithms.is_empty() {
            return wrong("algorithms must name at least one");
        }
        if !settings.scopes.iter().any(|scope| scope == "openid") {
            return wrong("scopes must contain openid");
        }
        web.address(&settings.issuer, "the issuer")
            .map_err(|e| Refused::Ours(format!("provider {}: {e}", settings.key)))?;
        Ok(Oidc {
            choice: Choice {
                issuer: settings.issuer.clone(),
                name: settings.name,
                logo: settings.logo,
                group: settings.key.clone(),
            },
            issuer: settings.issuer,
            client: Client {
                key: settings.key,
                id: settings.client_id,
                redirect,
                auth,
                signs,
                opens,
                signed_request: settings.signed_request,
                by_form: settings.by_form,
                scopes: settings.scopes,
                acr_values: settings.acr_values,
                claims_request: claims_request(&settings.ask_claims),
                prompt: None,
                prompt_fresh: "login".to_string(),
                proves_fresh: true,
                userinfo: settings.userinfo,
                algorithms: settings.algorithms,
                levels: settings.levels,
                least: settings.least,
                second_factor: settings.second_factor,
                claims: settings.claims,
                skew: settings.skew_seconds,
                pending_seconds: settings.minutes * 60,
                demands_issuer: settings.demands_issuer,
            },
            web,
            chance,
            found: Cache::default(),
            keys: Cache::default(),
        })
    }

    /// Our public keys, for the provider to fetch or for the operator to paste there.
    pub fn public_keys(&self) -> JwkSet {
        let signs = self.client.signs.iter().map(PrivateKey::public);
        let opens = self.client.opens.iter();
        let opens = opens.map(|key| key.public_for_encryption("RSA-OAEP"));
        JwkSet {
            keys: signs.chain(opens).collect(),
        }
    }

    async fn found(&self, now: Moment) -> Result<Arc<Found>, Refused> {
        let fetch = async {
            let found = discover(&self.web, &self.issuer).await?;
            Ok((found, now.plus_seconds(GOOD_FOR)))
        };
        self.found.get(now, fetch).await
    }

    async fn start(&self, ask: Ask, now: Moment) -> Result<Begun, Refused> {
        if ask
            .issuer
            .as_ref()
            .is_some_and(|issuer| *issuer != self.issuer)
        {
            return Err(Refused::UnknownProvider);
        }
        let found = self.found(now).await?;
        flow::begin(&self.client, &found.server, ask, &self.chance, now)
    }

    async fn end(
        &self,
        callback: Callback,
        pending: Taken,
        now: Moment,
    ) -> Result<Identity, Refused> {
        let found = self.found(now).await?;
        let keys = KeysAt {
            web: &self.web,
            at: &found.keys,
            cache: &self.keys,
        };
        let road = flow::Road {
            web: &self.web,
            client: &self.client,
            server: &found.server,
            keys: &keys,
            chance: &self.chance,
            now,
        };
        road.finish(callback, pending).await
    }
}

/// OpenID Connect Discovery 1.0, section 4.
async fn discover(web: &Web, issuer: &str) -> Result<Found, Refused> {
    let base = web.address(issuer, "the issuer")?;
    let at = format!(
        "{}/.well-known/openid-configuration",
        base.as_str().trim_end_matches('/')
    );
    let at = web.address(&at, "the issuer")?;
    let answer = web.get(&at, "application/json", Proof::None).await?;
    let said = answer.good(DESCRIPTION)?.json(DESCRIPTION)?;
    if text(&said, "issuer") != Some(issuer) {
        return Err(Refused::Description);
    }
    Ok(Found {
        server: server(web, &said, issuer)?,
        keys: needed(web, &said, "jwks_uri", "keys")?,
    })
}

/// A provider's addresses out of its description or its metadata.
pub(crate) fn server(web: &Web, said: &Object, issuer: &str) -> Result<Server, Refused> {
    let optional = |name: &str, what: What| {
        let at = text(said, name).map(|at| web.address(at, what));
        at.transpose()
    };
    Ok(Server {
        issuer: issuer.to_string(),
        authorization: needed(
            web,
            said,
            "authorization_endpoint",
            "an authorization endpoint",
        )?,
        token: needed(web, said, "token_endpoint", "a token endpoint")?,
        userinfo: optional("userinfo_endpoint", "the user information endpoint")?,
        end_session: optional("end_session_endpoint", "the endpoint for signing out")?,
        says_issuer: said.get("authorization_response_iss_parameter_supported")
            == Some(&Value::Bool(true)),
    })
}

fn needed(web: &Web, said: &Object, name: &str, what: What) -> Result<Url, Refused> {
    web.address(text(said, name).ok_or(Refused::Lacks(what))?, what)
}

/// A set of keys out of an answer.
pub(crate) fn key_set(answer: Answer, what: What) -> Result<JwkSet, Refused> {
    serde_json::from_slice(&answer.good(what)?.body).map_err(|_| Refused::Json(what))
}

/// The keys at an address of the provider.
struct KeysAt<'a> {
    web: &'a Web,
    at: &'a Url,
    cache: &'a Cache<JwkSet>,
}

impl KeysAt<'_> {
    async fn fetch(&self, now: Moment) -> Result<(JwkSet, Moment), Refused> {
        let answer = self
            .web
            .get(self.at, "application/json", Proof::None)
            .await?;
        Ok((key_set(answer, KEYS)?, now.plus_seconds(GOOD_FOR)))
    }
}

impl Keys for KeysAt<'_> {
    fn keys<'a>(&'a self, signed: &'a Signed, now: Moment) -> Later<'a, Arc<JwkSet>> {
        Box::pin(async move {
            let known = self.cache.get(now, self.fetch(now)).await?;
            match signed.has_key_in(&known) {
                true => Ok(known),
                // The provider may have changed its keys.
                false => self.cache.again(now, self.fetch(now)).await,
            }
        })
    }
}

impl IdentityProvider for Oidc {
    fn key(&self) -> &str {
        &self.client.key
    }

    fn choices(&self) -> Vec<Choice> {
        vec![self.choice.clone()]
    }

    fn begin(&self, ask: Ask, now: Moment) -> Later<'_, Begun> {
        Box::pin(async move { noted(self.key(), self.start(ask, now).await) })
    }

    fn finish(&self, callback: Callback, pending: Taken, now: Moment) -> Later<'_, Identity> {
        Box::pin(async move { noted(self.key(), self.end(callback, pending, now).await) })
    }

    fn farewell(&self, farewell: &Farewell, back: Option<&str>) -> Option<String> {
        flow::farewell(&self.client.id, farewell, back)
    }
}
