//! What imports make of the districts: official boundaries and figures beside the city folder's.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::model::DistrictDraft;

/// What is kept of a district: every figure and the boundary from the best source that has it.
/// `said` is ordered by precedence, source numbers point into `sources`.
pub fn body(sources: &[(String, String)], said: &[(u16, DistrictDraft)]) -> Value {
    let mut boundary = Value::Null;
    let mut boundary_source = Value::Null;
    let mut figures: BTreeMap<&str, (f64, &str)> = BTreeMap::new();
    for (source, draft) in said {
        let name = sources
            .get(*source as usize)
            .map_or("", |(k, _)| k.as_str());
        if boundary.is_null()
            && let Some(b) = &draft.boundary
        {
            boundary = b.clone();
            boundary_source = Value::String(name.to_string());
        }
        for (key, value) in &draft.figures {
            figures.entry(key).or_insert((*value, name));
        }
    }
    let figures: Map<String, Value> = figures
        .into_iter()
        .map(|(k, (v, s))| (k.to_string(), json!({ "value": v, "source": s })))
        .collect();
    json!({ "boundary": boundary, "boundary_source": boundary_source, "figures": figures })
}
