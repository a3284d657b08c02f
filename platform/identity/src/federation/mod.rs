//! OpenID Connect federation as a relying party, as SPID and CIE use it: we publish who we are, and
//! believe a provider because a chain of statements leads from it to an anchor the operator trusts.
//! Nothing is registered at any provider (automatic registration, OpenID Federation 1.0, section 12.1).

mod chain;
mod own;
mod policy;
mod settings;
mod statement;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;
use url::Url;
use values::Moment;

use crate::cache::Cache;
use crate::chance::Chance;
use crate::flow::{self, AssertionAudience, Auth, Client, Keys, Server, UserinfoForm};
use crate::jose::{Alg, JwkSet, PrivateKey, Signed, text};
use crate::oidc::{claims_request, key_set, server};
use crate::provider::{
    Ask, Begun, Callback, Choice, Farewell, Identity, IdentityProvider, Later, Taken,
};
use crate::refused::{Refused, What, noted};
use crate::settings::keys_of;
use crate::web::{Proof, Web};

use chain::{Chain, Judge, Root};
pub use own::Published;
pub use settings::{Anchor, FederationSettings, Member, TrustMark};
use statement::{configuration, well_known};

const KIND: &str = "openid_provider";
const KEYS: What = "the provider's keys";
/// Seconds for which keys at an address of the provider are used.
const KEYS_GOOD_FOR: i64 = 3600;

/// Membership in one or more federations, under one entity of ours.
pub struct Federation {
    client: Client,
    settings: FederationSettings,
    own_keys: Vec<PrivateKey>,
    roots: Vec<Root>,
    members: BTreeMap<String, Cache<Found>>,
    web: Web,
    chance: Chance,
}

/// A provider whose chain was judged good.
struct Found {
    chain: Chain,
    server: Server,
    keys: KeySource,
}

/// Where a provider's keys are (OpenID Federation 1.0, section 5.2.1).
enum KeySource {
    Here(Arc<JwkSet>),
    At(Url, Cache<JwkSet>),
    /// Signed with the provider's federation keys.
    SignedAt(Url, Cache<JwkSet>),
}

impl Federation {
    /// Prepares the membership; nothing is asked yet. `redirect` is the address of ours to which the
    /// browser comes back.
    ///
    /// # Errors
    /// [`Refused::Ours`] with what is wrong in the settings.
    pub fn new(
        settings: FederationSettings,
        redirect: String,
        web: Web,
        chance: Chance,
    ) -> Result<Federation, Refused> {
        let wrong = |why: String| Refused::Ours(format!("federation {}: {why}", settings.key));
        let own_keys = keys_of(&settings.federation_keys)?;
        let signs = keys_of(&settings.keys)?;
        let opens = keys_of(&settings.decryption_keys)?;
        for (name, keys) in [("federation_keys", &own_keys), ("keys", &signs)] {
            if keys.is_empty() {
                return Err(wrong(format!("{name} is empty")));
            }
        }
        let encrypted = settings.userinfo == UserinfoForm::Encrypted;
        if encrypted && opens.iter().all(|key| key.opens().is_none()) {
            return Err(wrong("decryption_keys needs an RSA key".to_string()));
        }
        if !(0..=300).contains(&settings.skew_seconds) {
            return Err(wrong("skew_seconds must be between 0 and 300".to_string()));
        }
        if settings.algorithms.is_empty() {
            return Err(wrong("algorithms must name at least one".to_string()));
        }
        if !settings.scopes.iter().any(|scope| scope == "openid") {
            return Err(wrong("scopes must contain openid".to_string()));
        }
        let addresses = [&settings.entity]
            .into_iter()
            .chain(&settings.authority_hints);
        let anchors = settings.anchors.iter().map(|anchor| &anchor.entity);
        let members = settings.providers.iter().map(|member| &member.issuer);
        for address in addresses.chain(anchors).chain(members) {
            web.address(address, "an entity")
                .map_err(|_| wrong(format!("«{address}» is no https address")))?;
        }
        let mut roots = Vec::new();
        for anchor in &settings.anchors {
            roots.push(Root {
                entity: anchor.entity.clone(),
                keys: anchor.read()?,
            });
        }
        if roots.is_empty() {
            return Err(wrong("no trust anchor".to_string()));
        }
        let members = settings.providers.iter();
        Ok(Federation {
            client: Client {
                key: settings.key.clone(),
                id: settings.entity.clone(),
                redirect,
                auth: Auth::Key(AssertionAudience::TokenEndpoint),
                signs,
                opens,
                signed_request: true,
                by_form: settings.by_form,
                scopes: settings.scopes.clone(),
                acr_values: settings.acr_values.clone(),
                claims_request: claims_request(&settings.ask_claims),
                prompt: settings.prompt.clone(),
                prompt_fresh: settings.prompt_fresh.clone(),
                // These providers hand out no `auth_time`: `prompt` must do.
                proves_fresh: false,
                userinfo: settings.userinfo,
                algorithms: settings.algorithms.clone(),
                levels: settings.levels.clone(),
                least: settings.least,
                second_factor: None,
                claims: settings.claims.clone(),
                skew: settings.skew_seconds,
                pending_seconds: settings.minutes * 60,
                demands_issuer: settings.demands_issuer,
            },
            members: members
                .map(|m| (m.issuer.clone(), Cache::default()))
                .collect(),
            own_keys,
            roots,
            settings,
            web,
            chance,
        })
    }

    fn judge(&self, now: Moment) -> Judge<'_> {
        let settings = &self.settings;
        Judge::new(
            &self.web,
            &self.roots,
            settings.most_steps,
            settings.skew_seconds,
            now,
        )
    }

    async fn resolve(&self, issuer: &str, now: Moment) -> Result<(Found, Moment), Refused> {
        let judge = self.judge(now);
        let chain = judge
            .chain(issuer, KIND, &self.settings.demanded_marks)
            .await?;
        if text(&chain.metadata, "issuer").is_some_and(|named| named != issuer) {
            return Err(Refused::Description);
        }
        let server = server(&self.web, &chain.metadata, issuer)?;
        let at = |name: &str| {
            let at = text(&chain.metadata, name).map(|at| self.web.address(at, KEYS));
            at.transpose()
        };
        let keys = match (
            chain.metadata.get("jwks"),
            at("signed_jwks_uri")?,
            at("jwks_uri")?,
        ) {
            (Some(keys), _, _) => {
                let keys = serde_json::from_value(keys.clone()).map_err(|_| Refused::Json(KEYS))?;
                KeySource::Here(Arc::new(keys))
            }
            (None, Some(at), _) => KeySource::SignedAt(at, Cache::default()),
            (None, None, Some(at)) => KeySource::At(at, Cache::default()),
            (None, None, None) => return Err(Refused::Lacks("keys")),
        };
        let longest = now.plus_seconds(self.settings.chain_hours * 3600);
        let until = chain.expires.min(longest);
        tracing::info!(issuer, path = ?chain.path, marks = ?chain.marks, until = until.rfc3339(), "trust chain");
        let found = Found {
            chain,
            server,
            keys,
        };
        Ok((found, until))
    }

    fn member(&self, issuer: &str) -> Result<&Cache<Found>, Refused> {
        self.members.get(issuer).ok_or(Refused::UnknownProvider)
    }

    async fn found(&self, issuer: &str, now: Moment) -> Result<Arc<Found>, Refused> {
        self.member(issuer)?
            .get(now, self.resolve(issuer, now))
            .await
    }

    /// Resolves the chain of a provider now, for an operator who tries a setting: the path to the
    /// anchor, the valid trust marks, and when the chain expires.
    ///
    /// # Errors
    /// Why the provider is not believed.
    pub async fn examine(&self, issuer: &str, now: Moment) -> Result<Examined, Refused> {
        let found = self.found(issuer, now).await?;
        Ok(Examined {
            path: found.chain.path.clone(),
            marks: found.chain.marks.clone(),
            expires: found.chain.expires,
        })
    }

    /// The providers that the anchors list, for an operator who writes the settings. Nothing is
    /// believed about them.
    ///
    /// # Errors
    /// When an anchor does not answer, or not with a list signed and addressed as it must be.
    pub async fn listed(&self, now: Moment) -> Result<Vec<String>, Refused> {
        const LIST: What = "the anchor's list";
        let mut all = Vec::new();
        for root in &self.roots {
            let skew = self.settings.skew_seconds;
            let anchor = configuration(&self.web, &root.entity, now, skew).await?;
            anchor.verify(&root.keys)?;
            let mut at =
                anchor.endpoint(&self.web, "federation_list_endpoint", "a list endpoint")?;
            at.query_pairs_mut().append_pair("entity_type", KIND);
            let answer = self.web.get(&at, "application/json", Proof::None).await?;
            let answer = answer.good(LIST)?;
            let list: Vec<String> =
                serde_json::from_slice(&answer.body).map_err(|_| Refused::Json(LIST))?;
            all.extend(
                list.into_iter()
                    .filter(|one| self.web.address(one, LIST).is_ok()),
            );
        }
        all.sort();
        all.dedup();
        Ok(all)
    }

    async fn start(&self, mut ask: Ask, now: Moment) -> Result<Begun, Refused> {
        // The standard wants a text with spaces, the reference provider of SPID and CIE refuses anything but
        // a list: these providers ask their people themselves.
        ask.language = None;
        let only = match &self.settings.providers[..] {
            [only] => Some(only.issuer.clone()),
            _ => None,
        };
        let issuer = ask.issuer.clone().or(only);
        let issuer = issuer.ok_or(Refused::UnknownProvider)?;
        let found = self.found(&issuer, now).await?;
        flow::begin(&self.client, &found.server, ask, &self.chance, now)
    }

    async fn end(
        &self,
        callback: Callback,
        pending: Taken,
        now: Moment,
    ) -> Result<Identity, Refused> {
        let issuer = pending.0.issuer.clone();
        let found = self.found(&issuer, now).await?;
        let keys = MemberKeys {
            federation: self,
            issuer: &issuer,
            found: &found,
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

    /// Our public keys for signing and encryption.
    fn core_keys(&self) -> JwkSet {
        let signs = self.client.signs.iter().map(PrivateKey::public);
        let wrap = self.settings.encryption.name();
        let opens = self.client.opens.iter();
        JwkSet {
            keys: signs
                .chain(opens.map(|key| key.public_for_encryption(wrap)))
                .collect(),
        }
    }
}

/// See [`Federation::examine`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examined {
    /// From the provider to the anchor.
    pub path: Vec<String>,
    /// Types of valid trust marks.
    pub marks: Vec<String>,
    /// When the first of the statements expires.
    pub expires: Moment,
}

/// The keys of a member: out of its metadata or from its addresses.
struct MemberKeys<'a> {
    federation: &'a Federation,
    issuer: &'a str,
    found: &'a Found,
}

impl MemberKeys<'_> {
    async fn fetch(
        &self,
        at: &Url,
        signed: bool,
        now: Moment,
    ) -> Result<(JwkSet, Moment), Refused> {
        let web = &self.federation.web;
        let good = now.plus_seconds(KEYS_GOOD_FOR);
        if !signed {
            let answer = web.get(at, "application/json", Proof::None).await?;
            return Ok((key_set(answer, KEYS)?, good));
        }
        let answer = web
            .get(at, "application/jwk-set+jwt", Proof::None)
            .await?
            .good(KEYS)?;
        let token = Signed::read(answer.text(KEYS)?, KEYS, &Alg::ALL)?;
        let claims = token.verified(&self.found.chain.keys)?;
        if text(claims, "sub").or(text(claims, "iss")) != Some(self.issuer) {
            return Err(Refused::Issuer(KEYS));
        }
        let keys = serde_json::from_value(Value::Object(claims.clone()));
        Ok((keys.map_err(|_| Refused::Json(KEYS))?, good))
    }
}

impl Keys for MemberKeys<'_> {
    fn keys<'a>(&'a self, signed: &'a Signed, now: Moment) -> Later<'a, Arc<JwkSet>> {
        Box::pin(async move {
            let (at, cache, is_signed) = match &self.found.keys {
                KeySource::At(at, cache) => (at, cache, false),
                KeySource::SignedAt(at, cache) => (at, cache, true),
                KeySource::Here(keys) if signed.has_key_in(keys) => return Ok(keys.clone()),
                // The provider may have changed its keys since: only a new chain can say so.
                KeySource::Here(_) => {
                    let federation = self.federation;
                    let anew = federation.resolve(self.issuer, now);
                    let found = federation.member(self.issuer)?.again(now, anew).await?;
                    return match &found.keys {
                        KeySource::Here(keys) => Ok(keys.clone()),
                        _ => Err(Refused::Key(KEYS)),
                    };
                }
            };
            let known = cache.get(now, self.fetch(at, is_signed, now)).await?;
            match signed.has_key_in(&known) {
                true => Ok(known),
                false => cache.again(now, self.fetch(at, is_signed, now)).await,
            }
        })
    }
}

impl IdentityProvider for Federation {
    fn key(&self) -> &str {
        &self.client.key
    }

    fn choices(&self) -> Vec<Choice> {
        let members = self.settings.providers.iter();
        let choice = |member: &Member| Choice {
            issuer: member.issuer.clone(),
            name: member.name.clone(),
            logo: member.logo.clone(),
            group: member.group.clone(),
        };
        members.map(choice).collect()
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
