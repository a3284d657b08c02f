//! Entity statements (OpenID Federation 1.0, section 3): what an entity says of itself, and what a
//! superior says of it.

use serde::Deserialize;
use serde_json::Value;
use url::Url;
use values::Moment;

use crate::jose::{Alg, JwkSet, Object, Signed, text};
use crate::refused::{Refused, What};
use crate::times;
use crate::web::{Proof, Web};

pub(crate) const CONFIGURATION: What = "the entity configuration";
pub(crate) const SUBORDINATE: What = "the subordinate statement";
/// The type of these tokens, and with `application/` before it their media type.
pub(crate) const TYPE: &str = "entity-statement+jwt";
/// Most superiors of one entity that are looked at.
const MOST_HINTS: usize = 8;
/// Claims that a statement may declare critical, because we heed them.
const HEEDED: [&str; 3] = ["constraints", "metadata_policy", "trust_marks"];

/// A statement whose signature is not checked yet.
#[derive(Debug)]
pub(crate) struct Statement {
    what: What,
    signed: Signed,
    pub issuer: String,
    pub subject: String,
    /// The subject's federation keys, as the issuer states them.
    pub keys: JwkSet,
    pub expires: Moment,
}

/// What a statement demands of everything below its issuer (section 6.2).
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Constraints {
    pub max_path_length: Option<usize>,
    #[serde(default)]
    pub naming_constraints: Naming,
    pub allowed_entity_types: Option<Vec<String>>,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Naming {
    pub permitted: Option<Vec<String>>,
    #[serde(default)]
    pub excluded: Vec<String>,
}

impl Statement {
    /// Takes a statement apart and checks everything but its signature and its subject.
    pub(crate) fn read(
        token: &str,
        what: What,
        now: Moment,
        skew: i64,
    ) -> Result<Statement, Refused> {
        let signed = Signed::read(token, what, &Alg::ALL)?;
        if signed.typ.as_deref() != Some(TYPE) {
            return Err(Refused::Type(what));
        }
        let claims = signed.unverified();
        let needed = |name: &str| {
            text(claims, name)
                .map(str::to_string)
                .ok_or_else(|| Refused::Claim {
                    what,
                    claim: name.to_string(),
                })
        };
        let (issuer, subject) = (needed("iss")?, needed("sub")?);
        let (_, expires) = times::check(claims, what, now, skew)?;
        let critical = claims.get("crit").map(|crit| {
            let names = crit.as_array().into_iter().flatten();
            names
                .map(|n| n.as_str().unwrap_or_default())
                .all(|n| HEEDED.contains(&n))
        });
        if critical == Some(false) {
            return Err(Refused::Critical(what));
        }
        let keys = claims.get("jwks").cloned().unwrap_or_default();
        let keys = serde_json::from_value(keys).map_err(|_| Refused::Json(what))?;
        Ok(Statement {
            what,
            signed,
            issuer,
            subject,
            keys,
            expires,
        })
    }

    /// Checks the signature with the keys a superior attests.
    pub(crate) fn verify(&self, keys: &JwkSet) -> Result<(), Refused> {
        self.signed.verified(keys).map(drop)
    }

    pub(crate) fn claims(&self) -> &Object {
        self.signed.unverified()
    }

    /// The superiors the entity names.
    pub(crate) fn authority_hints(&self) -> Vec<String> {
        let hints = self
            .claims()
            .get("authority_hints")
            .and_then(Value::as_array);
        hints
            .into_iter()
            .flatten()
            .filter_map(|hint| hint.as_str().map(str::to_string))
            .take(MOST_HINTS)
            .collect()
    }

    pub(crate) fn constraints(&self) -> Result<Constraints, Refused> {
        match self.claims().get("constraints") {
            Some(constraints) => serde_json::from_value(constraints.clone())
                .map_err(|_| Refused::Json("the constraints of a superior")),
            None => Ok(Constraints::default()),
        }
    }

    /// Metadata of one kind of entity.
    pub(crate) fn metadata(&self, kind: &str) -> Option<&Object> {
        self.claims().get("metadata")?.get(kind)?.as_object()
    }

    /// An endpoint among the entity's own federation metadata.
    pub(crate) fn endpoint(&self, web: &Web, name: &str, what: What) -> Result<Url, Refused> {
        let at = self
            .metadata("federation_entity")
            .and_then(|all| text(all, name));
        web.address(at.ok_or(Refused::Lacks(what))?, what)
    }

    /// The statement is of `issuer` about `subject`.
    pub(crate) fn is_of(&self, issuer: &str, subject: &str) -> Result<(), Refused> {
        if self.issuer != issuer {
            return Err(Refused::Issuer(self.what));
        }
        match self.subject == subject {
            true => Ok(()),
            false => Err(Refused::StatementSubject(self.what)),
        }
    }
}

/// The address at which an entity speaks of itself (section 9).
pub(crate) fn well_known(entity: &str) -> String {
    format!(
        "{}/.well-known/openid-federation",
        entity.trim_end_matches('/')
    )
}

/// Fetches what an entity says of itself. It is signed with the keys it states, which proves nothing
/// but that it is whole.
pub(crate) async fn configuration(
    web: &Web,
    entity: &str,
    now: Moment,
    skew: i64,
) -> Result<Statement, Refused> {
    let at = web.address(&well_known(entity), CONFIGURATION)?;
    let found = fetch(web, &at, CONFIGURATION, now, skew).await?;
    found.is_of(entity, entity)?;
    found.verify(&found.keys)?;
    Ok(found)
}

/// Fetches what a superior says of an entity (section 8.1).
pub(crate) async fn subordinate(
    web: &Web,
    superior: &Statement,
    entity: &str,
    now: Moment,
    skew: i64,
) -> Result<Statement, Refused> {
    let mut at = superior.endpoint(web, "federation_fetch_endpoint", "a fetch endpoint")?;
    at.query_pairs_mut().append_pair("sub", entity);
    let found = fetch(web, &at, SUBORDINATE, now, skew).await?;
    found.is_of(&superior.subject, entity)?;
    Ok(found)
}

async fn fetch(
    web: &Web,
    at: &Url,
    what: What,
    now: Moment,
    skew: i64,
) -> Result<Statement, Refused> {
    let answer = web
        .get(at, "application/entity-statement+jwt", Proof::None)
        .await?;
    // The token's own type is what is checked; older entities serve it under other media types.
    let answer = answer.good(what)?;
    Statement::read(answer.text(what)?, what, now, skew)
}
