//! From an entity up to a trust anchor of ours: statements are collected upward, and judged downward
//! with the anchor's keys, which the operator has on file (OpenID Federation 1.0, section 10).

use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;
use url::Url;
use values::Moment;

use super::policy::{Policy, overlaid};
use super::statement::{Constraints, Statement, configuration, subordinate};
use crate::jose::{Alg, JwkSet, Object, Signed, text};
use crate::refused::{Refused, What};
use crate::times;
use crate::web::Web;

const MARK: What = "a trust mark";
/// Statements fetched for one chain, its trust marks included.
const MOST_FETCHES: usize = 24;

/// A trust anchor of ours.
#[derive(Clone, Debug)]
pub(crate) struct Root {
    pub entity: String,
    /// Its keys, from the operator's file: never from the net.
    pub keys: JwkSet,
}

/// A chain that was judged good.
#[derive(Clone, Debug)]
pub(crate) struct Chain {
    /// From the entity to the anchor.
    pub path: Vec<String>,
    /// The entity's federation keys, as its superior attests them.
    pub keys: JwkSet,
    /// The metadata of the wanted kind, after all policies.
    pub metadata: Object,
    /// Types of the trust marks that are valid.
    pub marks: Vec<String>,
    /// When the first of the statements expires.
    pub expires: Moment,
}

/// What is said of an entity by its superior, and what the superior says of itself.
struct Step {
    said: Statement,
    superior: Statement,
}

/// How chains are judged.
pub(crate) struct Judge<'a> {
    pub web: &'a Web,
    pub roots: &'a [Root],
    /// Most intermediates between an entity and its anchor.
    pub most_steps: usize,
    pub skew: i64,
    pub now: Moment,
    fetches: AtomicUsize,
}

type Collected<'a> = Pin<Box<dyn Future<Output = Result<Vec<Step>, Refused>> + Send + 'a>>;

impl<'a> Judge<'a> {
    pub(crate) fn new(
        web: &'a Web,
        roots: &'a [Root],
        most_steps: usize,
        skew: i64,
        now: Moment,
    ) -> Self {
        Judge {
            web,
            roots,
            most_steps,
            skew,
            now,
            fetches: AtomicUsize::new(0),
        }
    }

    /// The chain of an entity, with its metadata of one kind.
    pub(crate) async fn chain(
        &self,
        entity: &str,
        kind: &str,
        demanded_marks: &[String],
    ) -> Result<Chain, Refused> {
        let own = self.configuration(entity).await?;
        let steps = self.climb(&own, vec![entity.to_string()]).await?;
        let (keys, expires) = self.descend(&own, &steps)?;
        let metadata = metadata(&own, &steps, kind)?;
        let marks = self.marks(&own, &steps).await;
        if let Some(absent) = demanded_marks.iter().find(|mark| !marks.contains(mark)) {
            return Err(Refused::TrustMark(absent.clone()));
        }
        let superiors = steps.iter().map(|step| step.superior.subject.clone());
        Ok(Chain {
            path: std::iter::once(entity.to_string())
                .chain(superiors)
                .collect(),
            keys,
            metadata,
            marks,
            expires,
        })
    }

    async fn configuration(&self, entity: &str) -> Result<Statement, Refused> {
        self.count()?;
        configuration(self.web, entity, self.now, self.skew).await
    }

    fn count(&self) -> Result<(), Refused> {
        match self.fetches.fetch_add(1, Ordering::Relaxed) < MOST_FETCHES {
            true => Ok(()),
            false => Err(Refused::ChainLength),
        }
    }

    fn root(&self, entity: &str) -> Option<&Root> {
        self.roots.iter().find(|root| root.entity == entity)
    }

    /// Collects the steps from an entity to an anchor; anchors are tried first. `seen` is the way so
    /// far.
    fn climb<'b>(&'b self, own: &'b Statement, seen: Vec<String>) -> Collected<'b> {
        Box::pin(async move {
            let mut hints = own.authority_hints();
            hints.sort_by_key(|hint| self.root(hint).is_none());
            // What is most telling of all that went wrong: anything but «no anchor there».
            let mut why = Refused::NoAnchor;
            for hint in hints {
                match self.step(own, &hint, &seen).await {
                    Ok(steps) => return Ok(steps),
                    Err(Refused::NoAnchor) => {}
                    Err(other) => why = other,
                }
            }
            Err(why)
        })
    }

    async fn step(
        &self,
        own: &Statement,
        hint: &str,
        seen: &[String],
    ) -> Result<Vec<Step>, Refused> {
        if seen.iter().any(|entity| entity == hint) {
            return Err(Refused::Loop);
        }
        // `seen` holds the entity itself and the intermediates so far.
        if self.root(hint).is_none() && seen.len() > self.most_steps {
            return Err(Refused::ChainLength);
        }
        let superior = self.configuration(hint).await?;
        self.count()?;
        let said = subordinate(self.web, &superior, &own.subject, self.now, self.skew).await?;
        let above = match self.root(hint) {
            Some(_) => Vec::new(),
            None => {
                let mut seen = seen.to_vec();
                seen.push(hint.to_string());
                self.climb(&superior, seen).await?
            }
        };
        let mut steps = vec![Step { said, superior }];
        steps.extend(above);
        Ok(steps)
    }

    /// Judges from the anchor down: every signature with the keys that the statement above attests,
    /// every constraint. Returns the entity's keys and when the first statement expires.
    fn descend(&self, own: &Statement, steps: &[Step]) -> Result<(JwkSet, Moment), Refused> {
        let top = steps.last().ok_or(Refused::NoAnchor)?;
        let root = self.root(&top.superior.subject).ok_or(Refused::NoAnchor)?;
        let mut keys = &root.keys;
        let mut expires = own.expires;
        for (between, step) in steps.iter().enumerate().rev() {
            step.superior.verify(keys)?;
            step.said.verify(keys)?;
            for statement in [&step.superior, &step.said] {
                let below = steps[..between].iter().map(|s| s.superior.subject.as_str());
                let below: Vec<&str> = below.chain([own.subject.as_str()]).collect();
                constrained(&statement.constraints()?, between, &below)?;
                expires = expires.min(statement.expires);
            }
            keys = &step.said.keys;
        }
        own.verify(keys)?;
        Ok((keys.clone(), expires))
    }

    /// Types of the entity's trust marks that are valid. A mark that is not is as good as none.
    async fn marks(&self, own: &Statement, steps: &[Step]) -> Vec<String> {
        let mut valid = Vec::new();
        let all = own.claims().get("trust_marks").and_then(Value::as_array);
        for mark in all.into_iter().flatten().take(16) {
            match self.mark(mark, own, steps).await {
                Ok(kind) => valid.push(kind),
                Err(why) => tracing::warn!(entity = own.subject, %why, "trust mark not valid"),
            }
        }
        valid
    }

    /// Section 7.3: the issuer must be one that the anchor names for this type.
    async fn mark(&self, mark: &Value, own: &Statement, steps: &[Step]) -> Result<String, Refused> {
        let token = mark
            .get("trust_mark")
            .and_then(Value::as_str)
            .ok_or(Refused::Json(MARK))?;
        let signed = Signed::read(token, MARK, &Alg::ALL)?;
        let claims = signed.unverified();
        // `id` is what the type was called before draft 41, and SPID still calls it so.
        let names = ["trust_mark_type", "trust_mark_id", "id"];
        let kind = names.iter().find_map(|name| text(claims, name));
        let kind = kind.ok_or(Refused::Json(MARK))?.to_string();
        let issuer = text(claims, "iss").ok_or(Refused::Json(MARK))?.to_string();
        if text(claims, "sub") != Some(&own.subject) {
            return Err(Refused::StatementSubject(MARK));
        }
        let ends = times::moment(claims, "exp");
        if ends.is_some_and(|end| self.now >= end.plus_seconds(self.skew)) {
            return Err(Refused::Expired(MARK));
        }
        let top = steps.last().ok_or(Refused::NoAnchor)?;
        let root = self.root(&top.superior.subject).ok_or(Refused::NoAnchor)?;
        if issuer == root.entity {
            signed.verified(&root.keys)?;
            return Ok(kind);
        }
        let allowed = top.superior.claims().get("trust_mark_issuers");
        let allowed = allowed
            .and_then(|all| all.get(&kind))
            .and_then(Value::as_array);
        // An empty list permits every issuer of the federation (section 3.1.3).
        if !allowed.is_some_and(|all| {
            all.is_empty() || all.iter().any(|one| one.as_str() == Some(&issuer))
        }) {
            return Err(Refused::Issuer(MARK));
        }
        let theirs = self.configuration(&issuer).await?;
        let up = self.climb(&theirs, vec![issuer.clone()]).await?;
        let (keys, _) = self.descend(&theirs, &up)?;
        signed.verified(&keys)?;
        Ok(kind)
    }
}

/// The metadata of one kind, as its superior completes it and as all superiors permit it.
fn metadata(own: &Statement, steps: &[Step], kind: &str) -> Result<Object, Refused> {
    let mut policy = Policy::default();
    for step in steps.iter().rev() {
        let claims = step.said.claims();
        let critical = claims.get("metadata_policy_crit").and_then(Value::as_array);
        let critical: Vec<&str> = critical
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let of_kind = claims.get("metadata_policy").and_then(|all| all.get(kind));
        let none = Object::new();
        policy.merge(
            of_kind.and_then(Value::as_object).unwrap_or(&none),
            &critical,
        )?;
        for statement in [&step.said, &step.superior] {
            if let Some(allowed) = statement.constraints()?.allowed_entity_types
                && !allowed.iter().any(|one| one == kind)
            {
                return Err(Refused::Constraint("allowed_entity_types"));
            }
        }
    }
    let plain = own
        .metadata(kind)
        .ok_or(Refused::Lacks("metadata of a provider"))?;
    let instead = steps.first().and_then(|step| step.said.metadata(kind));
    policy.apply(overlaid(plain, instead))
}

/// `between`: how many intermediates stand between who demands and the entity; `below`: all subjects
/// under who demands.
fn constrained(constraints: &Constraints, between: usize, below: &[&str]) -> Result<(), Refused> {
    if constraints
        .max_path_length
        .is_some_and(|most| between > most)
    {
        return Err(Refused::Constraint("max_path_length"));
    }
    let naming = &constraints.naming_constraints;
    for entity in below {
        let host = Url::parse(entity)
            .ok()
            .and_then(|url| url.host_str().map(str::to_string));
        let host = host.unwrap_or_default();
        let within = |name: &String| is_within(&host, name);
        let permitted = naming
            .permitted
            .as_ref()
            .is_none_or(|all| all.iter().any(within));
        if !permitted || naming.excluded.iter().any(within) {
            return Err(Refused::Constraint("naming_constraints"));
        }
    }
    Ok(())
}

/// RFC 5280, section 4.2.1.10: a name with a dot before it means everything under it, without one
/// that host alone. Some anchors write `https://` before it.
fn is_within(host: &str, name: &str) -> bool {
    let name = name.rsplit("://").next().unwrap_or(name);
    match name.strip_prefix('.') {
        Some(domain) => host
            .strip_suffix(domain)
            .is_some_and(|rest| rest.len() > 1 && rest.ends_with('.')),
        None => host == name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_within_a_domain() {
        assert!(is_within("a.example.com", ".example.com"));
        assert!(is_within("a.example.com", "https://.example.com"));
        assert!(!is_within("example.com", ".example.com"));
        assert!(!is_within("evilexample.com", ".example.com"));
        assert!(is_within("example.com", "example.com"));
        assert!(!is_within("a.example.com", "example.com"));
    }
}
