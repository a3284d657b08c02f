//! What a request asks for, read with the table.

use super::*;

/// A value that was given.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Got {
    Words(String),
    Id(Id),
    Whole(u32),
    Number(f64),
    Flag(bool),
    Moment(Moment),
    Time(TimeOfDay),
    Day(Weekday),
    Ndjson(bool),
    Cursor(Cursor),
}

impl Got {
    /// As a query says it.
    fn text(&self) -> String {
        match self {
            Got::Words(w) => w.clone(),
            Got::Id(id) => id.to_string(),
            Got::Whole(n) => n.to_string(),
            Got::Number(n) => n.to_string(),
            Got::Flag(b) => b.to_string(),
            // to the microsecond: a rounded moment would be another list
            Got::Moment(m) => m.timestamp().to_string(),
            Got::Time(t) => t.to_string(),
            Got::Day(d) => d.code().to_string(),
            Got::Ndjson(true) => "ndjson".to_string(),
            Got::Ndjson(false) => "json".to_string(),
            Got::Cursor(c) => c.to_string(),
        }
    }
}

/// A request's parameters, read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ask(BTreeMap<&'static str, Got>);

macro_rules! getter {
    ($name:ident, $kind:ident, $out:ty) => {
        pub(in crate::api) fn $name(&self, name: &str) -> Option<$out> {
            match self.0.get(name)? {
                Got::$kind(v) => Some(*v),
                _ => None,
            }
        }
    };
}

impl Ask {
    getter!(id, Id, Id);
    getter!(whole, Whole, u32);
    getter!(number, Number, f64);
    getter!(moment, Moment, Moment);
    getter!(time, Time, TimeOfDay);
    getter!(day, Day, Weekday);

    pub(in crate::api) fn flag(&self, name: &str) -> bool {
        matches!(self.0.get(name), Some(Got::Flag(true)))
    }

    pub(in crate::api) fn words(&self, name: &str) -> Option<&str> {
        match self.0.get(name)? {
            Got::Words(w) if !w.is_empty() => Some(w),
            _ => None,
        }
    }

    pub(in crate::api) fn ndjson(&self) -> bool {
        matches!(self.0.get("format"), Some(Got::Ndjson(true)))
    }

    pub(in crate::api) fn cursor(&self) -> Option<&Cursor> {
        match self.0.get("cursor")? {
            Got::Cursor(c) => Some(c),
            _ => None,
        }
    }

    /// What decides which records are chosen, as one text: the same for all pages and forms.
    pub(in crate::api) fn filters(&self) -> String {
        let shape = [
            "page",
            "per_page",
            "cursor",
            "format",
            "minimal",
            "full",
            "full_service",
        ];
        let mut key = String::new();
        for (name, got) in self.0.iter().filter(|(n, _)| !shape.contains(n)) {
            key.push_str(&format!("{name}={got:?}&"));
        }
        key
    }

    /// The address of a page of the same list after a cursor.
    pub(in crate::api) fn address(&self, list: List, page: usize, cursor: &Cursor) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, got) in self
            .0
            .iter()
            .filter(|(n, _)| **n != "page" && **n != "cursor")
        {
            query.append_pair(name, &got.text());
        }
        query.append_pair("page", &page.to_string());
        query.append_pair("cursor", &cursor.to_string());
        format!("{}/{}?{}", super::super::ROOT, list.path(), query.finish())
    }

    fn put(
        &mut self,
        p: &Param,
        got: Result<Got, String>,
        place: &'static str,
    ) -> Result<(), Problem> {
        let got = got.map_err(|why| Problem::parameter(place, p.name, why))?;
        match self.0.insert(p.name, got) {
            None => Ok(()),
            Some(_) => Err(Problem::parameter(place, p.name, "given twice".into())),
        }
    }

    /// These parameters and others, which count where both are given.
    pub(in crate::api) fn with(mut self, others: Ask) -> Ask {
        self.0.extend(others.0);
        self
    }

    /// Reads a query or a form: `page=2&full=true`.
    ///
    /// # Errors
    /// The first parameter that is unknown, given twice or wrong, with what would be right.
    pub(in crate::api) fn form(
        &mut self,
        text: &str,
        known: &[&'static Param],
        place: &'static str,
    ) -> Result<(), Problem> {
        for (name, value) in form_urlencoded::parse(text.as_bytes()) {
            let p = find(known, &name, place)?;
            self.put(p, p.read(&value), place)?;
        }
        Ok(())
    }

    /// Reads a JSON object: `{"page": 2, "full": true}`.
    ///
    /// # Errors
    /// As [`Ask::form`].
    pub(in crate::api) fn json(
        &mut self,
        text: &[u8],
        known: &[&'static Param],
    ) -> Result<(), Problem> {
        let place = "body";
        let object = match serde_json::from_slice(text) {
            Ok(Value::Object(o)) => o,
            Ok(_) => return Err(Problem::body("the body is not a JSON object".into())),
            Err(e) => return Err(Problem::body(format!("the body is not JSON: {e}"))),
        };
        for (name, value) in &object {
            let p = find(known, name, place)?;
            self.put(p, p.read_json(value), place)?;
        }
        Ok(())
    }
}

fn find(
    known: &[&'static Param],
    name: &str,
    place: &'static str,
) -> Result<&'static Param, Problem> {
    known
        .iter()
        .copied()
        .find(|p| p.name == name)
        .ok_or_else(|| {
            let names: Vec<&str> = known.iter().map(|p| p.name).collect();
            let why = if names.is_empty() {
                "not known here: no parameter is".to_string()
            } else {
                format!("not known here; known are {}", names.join(", "))
            };
            Problem::parameter(place, &short(name), why)
        })
}
