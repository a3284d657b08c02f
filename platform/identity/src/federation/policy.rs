//! Metadata policies (OpenID Federation 1.0, section 6.1): what superiors demand of the metadata of
//! those below them.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::jose::Object;
use crate::refused::{Refused, shortened};

/// The standard operators. Others are passed over unless declared critical.
const KNOWN: [&str; 7] = [
    "value",
    "add",
    "default",
    "one_of",
    "subset_of",
    "superset_of",
    "essential",
];

/// The policies of a chain for one kind of entity, merged from the anchor down.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Policy(BTreeMap<String, Object>);

impl Policy {
    /// Adds the policy of the next superior below. `critical` are the operators it declares so.
    pub(crate) fn merge(&mut self, below: &Object, critical: &[&str]) -> Result<(), Refused> {
        if let Some(unknown) = critical.iter().find(|op| !KNOWN.contains(op)) {
            return Err(Refused::Policy(shortened(unknown)));
        }
        for (parameter, operators) in below {
            let broken = || Refused::PolicyConflict(shortened(parameter));
            let operators = operators.as_object().ok_or_else(broken)?;
            let merged = self.0.entry(parameter.clone()).or_default();
            for (operator, given) in operators {
                if !KNOWN.contains(&operator.as_str()) {
                    continue;
                }
                let value = match merged.get(operator) {
                    None => given.clone(),
                    Some(above) => both(operator, above, given).ok_or_else(broken)?,
                };
                merged.insert(operator.clone(), value);
            }
        }
        Ok(())
    }

    /// Applies the policy to metadata, operator by operator in the order of the standard.
    pub(crate) fn apply(&self, mut metadata: Object) -> Result<Object, Refused> {
        for (parameter, operators) in &self.0 {
            let wrong = || Refused::Policy(shortened(parameter));
            // A text of words, such as `scope`, is judged as a list (section 6.1.3.1).
            let words =
                parameter == "scope" && !matches!(metadata.get(parameter), Some(Value::Array(_)));
            let mut value = metadata.remove(parameter).filter(|value| !value.is_null());
            if words {
                value = value.map(|value| match value {
                    Value::String(text) => text.split_whitespace().collect::<Vec<_>>().into(),
                    other => other,
                });
            }
            let essential = operators.get("essential") == Some(&Value::Bool(true));
            if let Some(fixed) = operators.get("value") {
                value = Some(fixed.clone()).filter(|fixed| !fixed.is_null());
            }
            if let Some(more) = operators.get("add") {
                value = Some(union(value.as_ref().unwrap_or(&Value::Null), more));
            }
            if value.is_none() {
                value = operators.get("default").cloned();
            }
            if let (Some(one), Some(allowed)) = (&value, operators.get("one_of"))
                && !list(allowed).contains(one)
            {
                return Err(wrong());
            }
            if let (Some(some), Some(allowed)) = (&value, operators.get("subset_of")) {
                let left = intersection(some, allowed);
                value = (!list(&left).is_empty()).then_some(left);
                if value.is_none() && essential {
                    return Err(wrong());
                }
            }
            if let (Some(some), Some(demanded)) = (&value, operators.get("superset_of"))
                && !list(demanded).iter().all(|one| list(some).contains(one))
            {
                return Err(wrong());
            }
            match value {
                Some(Value::Array(list)) if words => {
                    let list: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
                    metadata.insert(parameter.clone(), list.join(" ").into());
                }
                Some(value) => {
                    metadata.insert(parameter.clone(), value);
                }
                None if essential => return Err(wrong()),
                None => {}
            }
        }
        Ok(metadata)
    }
}

/// One operator of two superiors; `None` when they contradict each other (section 6.1.3.1.8).
fn both(operator: &str, above: &Value, below: &Value) -> Option<Value> {
    match operator {
        "add" | "superset_of" => Some(union(above, below)),
        "one_of" | "subset_of" => {
            let common = intersection(above, below);
            let usable = operator == "subset_of" || !list(&common).is_empty();
            usable.then_some(common)
        }
        "essential" => Some((above == &Value::Bool(true) || below == &Value::Bool(true)).into()),
        _ => (above == below).then(|| above.clone()),
    }
}

fn list(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(list) => list.clone(),
        Value::Null => Vec::new(),
        one => vec![one.clone()],
    }
}

fn union(one: &Value, other: &Value) -> Value {
    let mut all = list(one);
    for value in list(other) {
        if !all.contains(&value) {
            all.push(value);
        }
    }
    all.into()
}

fn intersection(one: &Value, other: &Value) -> Value {
    let other = list(other);
    let both = list(one).into_iter().filter(|value| other.contains(value));
    both.collect::<Vec<_>>().into()
}

/// Metadata of the entity, with what its immediate superior says instead (section 6.1.4.1).
pub(crate) fn overlaid(own: &Object, instead: Option<&Object>) -> Object {
    let mut all: Map<String, Value> = own.clone();
    for (name, value) in instead.into_iter().flatten() {
        all.insert(name.clone(), value.clone());
    }
    all
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn object(value: Value) -> Object {
        value.as_object().cloned().unwrap_or_default()
    }

    fn applied(policies: &[Value], metadata: Value) -> Result<Value, Refused> {
        let mut all = Policy::default();
        for policy in policies {
            all.merge(&object(policy.clone()), &[])?;
        }
        all.apply(object(metadata)).map(Value::Object)
    }

    #[test]
    fn each_operator_does_its_work() {
        let one = |policy: Value, metadata: Value| applied(&[json!({ "p": policy })], metadata);
        let p = |value: Value| Ok(json!({ "p": value }));
        let no = || Err(Refused::Policy("p".to_string()));
        assert_eq!(
            one(json!({"value": ["a"]}), json!({"p": ["b"]})),
            p(json!(["a"]))
        );
        assert_eq!(
            one(json!({"value": null}), json!({"p": ["b"]})),
            Ok(json!({}))
        );
        assert_eq!(
            one(json!({"add": ["a"]}), json!({"p": ["b"]})),
            p(json!(["b", "a"]))
        );
        assert_eq!(one(json!({"add": "a"}), json!({})), p(json!(["a"])));
        assert_eq!(one(json!({"default": 3}), json!({})), p(json!(3)));
        assert_eq!(one(json!({"default": 3}), json!({"p": 4})), p(json!(4)));
        assert_eq!(
            one(json!({"one_of": ["a", "b"]}), json!({"p": "b"})),
            p(json!("b"))
        );
        assert_eq!(one(json!({"one_of": ["a"]}), json!({"p": "b"})), no());
        assert_eq!(one(json!({"one_of": ["a"]}), json!({})), Ok(json!({})));
        assert_eq!(
            one(json!({"subset_of": ["a", "b"]}), json!({"p": ["b", "c"]})),
            p(json!(["b"]))
        );
        assert_eq!(
            one(json!({"subset_of": ["a"]}), json!({"p": ["c"]})),
            Ok(json!({}))
        );
        assert_eq!(
            one(
                json!({"subset_of": ["a"], "essential": true}),
                json!({"p": ["c"]})
            ),
            no()
        );
        assert_eq!(
            one(json!({"superset_of": ["a"]}), json!({"p": ["a", "c"]})),
            p(json!(["a", "c"]))
        );
        assert_eq!(
            one(json!({"superset_of": ["a"]}), json!({"p": ["c"]})),
            no()
        );
        assert_eq!(one(json!({"essential": true}), json!({})), no());
        assert_eq!(
            one(json!({"nobody knows": 1}), json!({"p": 1})),
            p(json!(1))
        );
    }

    #[test]
    fn words_are_judged_as_a_list_and_stay_words() {
        let policy =
            json!({"scope": {"subset_of": ["openid", "email"], "superset_of": ["openid"]}});
        assert_eq!(
            applied(&[policy], json!({"scope": "openid profile"})),
            Ok(json!({"scope": "openid"}))
        );
    }

    #[test]
    fn superiors_are_merged_from_above() {
        let above = json!({"p": {"subset_of": ["a", "b"], "superset_of": ["a"]}});
        let below = json!({"p": {"subset_of": ["a", "c"], "essential": true}});
        assert_eq!(
            applied(&[above.clone(), below], json!({"p": ["a", "b", "c"]})),
            Ok(json!({"p": ["a"]}))
        );
        let conflict = Err(Refused::PolicyConflict("p".to_string()));
        let values = [json!({"p": {"value": 1}}), json!({"p": {"value": 2}})];
        assert_eq!(applied(&values, json!({})), conflict);
        let ones = [json!({"p": {"one_of": [1]}}), json!({"p": {"one_of": [2]}})];
        assert_eq!(applied(&ones, json!({})), conflict);
    }

    #[test]
    fn critical_operators_must_be_known() {
        let mut policy = Policy::default();
        assert_eq!(policy.merge(&Object::new(), &["value"]), Ok(()));
        assert_eq!(
            policy.merge(&Object::new(), &["regexp"]),
            Err(Refused::Policy("regexp".to_string()))
        );
    }
}
