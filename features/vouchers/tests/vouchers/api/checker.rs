//! Every answer of the interface is held against its description.

use jsonschema::{Draft, Validator};

use super::*;

/// What is answered is held against the document, and remembered: operation and word.
pub(super) struct Checker {
    document: Value,
    problem: Validator,
    reached: Mutex<BTreeSet<(String, String)>>,
}

impl Checker {
    pub(super) fn new() -> Checker {
        let document = vouchers::api::document();
        let mut root = document.clone();
        root["$ref"] = json!("#/components/schemas/Problem");
        let problem = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .should_validate_formats(true)
            .build(&root)
            .expect("a schema");
        Checker {
            document,
            problem,
            reached: Mutex::default(),
        }
    }

    /// The operation of a method and a path after the root.
    fn operation(&self, method: &str, path: &str) -> Option<&Value> {
        let path = format!("{ROOT}{}", path.split('?').next().unwrap_or_default());
        let fits = |template: &str| {
            let (a, b): (Vec<&str>, Vec<&str>) =
                (template.split('/').collect(), path.split('/').collect());
            a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| a.starts_with('{') || a == b)
        };
        let mut all = self.document["paths"].as_object()?.iter();
        all.find(|(template, _)| fits(template))
            .map(|(_, item)| &item[method])
    }

    pub(super) fn check(&self, (method, path): (&str, &str), said: &Said) {
        let operation = self.operation(method, path).expect("a described call");
        let name = operation["operationId"].as_str().expect("a name");
        let answers = &operation["responses"][said.status.to_string()];
        assert!(
            answers.is_object(),
            "{name}: {} is not described",
            said.status
        );
        if said.status < 400 {
            return;
        }
        let body = said.json();
        let wrong: Vec<String> = self
            .problem
            .iter_errors(&body)
            .map(|e| e.to_string())
            .collect();
        assert_eq!(wrong, Vec::<String>::new(), "{}", said.text);
        let code = body["code"].as_str().expect("a code").to_string();
        let kind = &answers["content"]["application/problem+json"]["schema"]["allOf"][1];
        let listed = kind["properties"]["code"]["enum"]
            .as_array()
            .expect("words");
        assert!(listed.contains(&json!(code)), "{name} answers {code}");
        let link = body["type"].as_str().expect("a link");
        assert_eq!(link, format!("{ROOT}/errors#{code}"));
        self.reached
            .lock()
            .expect("no panic")
            .insert((name.to_string(), code));
    }

    pub(super) fn reached(&self) -> BTreeSet<(String, String)> {
        self.reached.lock().expect("no panic").clone()
    }
}
