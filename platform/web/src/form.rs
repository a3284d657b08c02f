//! Form fields with their labels, hints and errors, drawn by the macros of `parts/form.html`.

use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use i18n::Tr;
use jiff::tz::TimeZone;
use values::{Cents, Day, Id, Moment, Refusal};

use crate::failure::Failure;

/// One choice of a select, of radio buttons or of check boxes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Language of the label when it is not the reader's, for `lang`.
    pub lang: Option<String>,
    /// True when it is chosen.
    pub chosen: bool,
}

/// A field of a form.
#[derive(Clone, Debug, Default)]
pub struct Field {
    /// Name it is sent under.
    pub name: String,
    /// Element id; `field-` and the name unless set, for two forms on one page.
    pub id: String,
    /// Label.
    pub label: String,
    /// Value as it was sent, or as it is now.
    pub value: String,
    /// Help under the field.
    pub hint: Option<String>,
    /// What is wrong with it.
    pub error: Option<String>,
    /// `type` of an input: `text`, `search`, `email`, `tel`, `number`, `date` …
    pub kind: &'static str,
    /// `autocomplete` value; empty for none.
    pub autocomplete: &'static str,
    /// `inputmode`; empty for none.
    pub inputmode: &'static str,
    /// True when it must be filled in.
    pub required: bool,
    /// Smallest value (`min`), as written in HTML.
    pub min: Option<String>,
    /// Largest value (`max`).
    pub max: Option<String>,
    /// Choices of a select, radio or check box group.
    pub choices: Vec<Choice>,
}

impl Field {
    /// A text field.
    pub fn text(name: &str, label: impl Into<String>) -> Field {
        Field {
            name: name.to_string(),
            id: format!("field-{name}"),
            label: label.into(),
            kind: "text",
            ..Field::default()
        }
    }

    /// A choice among several: draw it with `form::select`, `form::radios` or `form::checks`.
    pub fn choice(name: &str, label: impl Into<String>) -> Field {
        Field::text(name, label)
    }

    /// Another `type` of input.
    pub fn kind(mut self, kind: &'static str) -> Field {
        self.kind = kind;
        self
    }

    /// The value shown. For choices it chooses the one that has it.
    pub fn value(mut self, value: impl Into<String>) -> Field {
        self.value = value.into();
        for choice in &mut self.choices {
            choice.chosen = choice.value == self.value;
        }
        self
    }

    /// Chooses every choice whose value is among these (check boxes).
    pub fn values<S: AsRef<str>>(mut self, values: &[S]) -> Field {
        for choice in &mut self.choices {
            choice.chosen = values.iter().any(|v| v.as_ref() == choice.value);
        }
        self
    }

    /// Adds a choice.
    pub fn option(mut self, value: impl Into<String>, label: impl Into<String>) -> Field {
        let value = value.into();
        self.choices.push(Choice {
            chosen: value == self.value,
            value,
            label: label.into(),
            lang: None,
        });
        self
    }

    /// Help under the field.
    pub fn hint(mut self, hint: impl Into<String>) -> Field {
        self.hint = Some(hint.into());
        self
    }

    /// The field must be filled in.
    pub fn required(mut self) -> Field {
        self.required = true;
        self
    }

    /// Smallest and largest value.
    pub fn between(mut self, min: impl ToString, max: impl ToString) -> Field {
        self.min = Some(min.to_string());
        self.max = Some(max.to_string());
        self
    }

    /// Takes its error from the refusals that name it.
    pub fn refused(mut self, tr: &Tr, refusals: &[Refusal]) -> Field {
        self.error = refusals
            .iter()
            .find(|r| r.field.as_deref() == Some(self.name.as_str()))
            .map(|r| tr.refusal(r));
        self
    }

    /// Ids of the texts that describe the field, for `aria-describedby`.
    pub fn described_by(&self) -> String {
        let mut ids = Vec::new();
        if self.error.is_some() {
            ids.push(format!("{}-error", self.id));
        }
        if self.hint.is_some() {
            ids.push(format!("{}-hint", self.id));
        }
        ids.join(" ")
    }
}

/// One line of the summary above a form with errors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormError {
    /// Id of the field it leads to; empty when it is about the whole form.
    pub target: String,
    /// What is wrong.
    pub message: String,
}

/// The summary above the form: one line per refusal, leading to its field. A refusal whose field is
/// not in the form is shown without a link.
pub fn summary(tr: &Tr, fields: &[&Field], refusals: &[Refusal]) -> Vec<FormError> {
    refusals
        .iter()
        .map(|r| FormError {
            target: fields
                .iter()
                .find(|f| r.field.as_deref() == Some(f.name.as_str()))
                .map(|f| f.id.clone())
                .unwrap_or_default(),
            message: tr.refusal(r),
        })
        .collect()
}

/// What a form has sent, in order; a name may come more than once.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(transparent)]
pub struct Sent(Vec<(String, String)>);

impl Sent {
    /// Fields as a form would send them: what a page begins with.
    pub fn of(fields: Vec<(String, String)>) -> Sent {
        Sent(fields)
    }

    /// The first value of a name without the blanks around it; empty when it was not sent.
    pub fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(n, _)| n == name);
        found.map_or("", |(_, v)| v.trim())
    }

    /// Every value of a name, as it was sent.
    pub fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s str> + 's {
        let all = self.0.iter().filter(move |(n, _)| n == name);
        all.map(|(_, v)| v.as_str())
    }

    /// An identifier that one of our own pages put into the form.
    ///
    /// # Errors
    /// [`Failure::NotFound`] when it is none.
    pub fn id(&self, name: &str) -> Result<Id, Failure> {
        self.get(name).parse().map_err(|_| Failure::NotFound)
    }

    /// The number a form was shown with (`revision`); 0 fits nothing.
    pub fn revision(&self) -> i64 {
        self.get("revision").parse().unwrap_or(0)
    }

    /// All fields, as they were sent.
    pub fn fields(&self) -> &[(String, String)] {
        &self.0
    }
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Sent, Response> {
        axum::Form::<Vec<(String, String)>>::from_request(request, state)
            .await
            .map(|axum::Form(all)| Sent(all))
            .map_err(IntoResponse::into_response)
    }
}

/// A form is shown anew with 422 when something is wrong with it.
pub fn status(wrong: &[Refusal]) -> StatusCode {
    match wrong.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// An amount as people write it, with a comma or a point; an empty field is nothing.
pub fn amount(text: &str) -> Option<Cents> {
    match text.trim() {
        "" => Some(Cents(0)),
        text => text.replace(',', ".").parse().ok(),
    }
}

/// Moments, days and amounts of a refusal as the reader writes them.
pub fn worded(mut refusal: Refusal, tr: &Tr, zone: &TimeZone) -> Refusal {
    for (name, value) in &mut refusal.args {
        if let Some(said) = said(name, value, tr, zone) {
            *value = said;
        }
    }
    refusal
}

/// An argument of a message as the reader writes it: moments (RFC 3339), days (ISO 8601), and amounts
/// (`12.50`), which are told by their names. Nothing for what is said as it stands.
pub fn said(name: &str, value: &str, tr: &Tr, zone: &TimeZone) -> Option<String> {
    const AMOUNTS: [&str; 7] = [
        "amount",
        "own",
        "available",
        "limit",
        "new",
        "left",
        "cents",
    ];
    if AMOUNTS.contains(&name) {
        return value.parse().ok().map(|cents: Cents| tr.money_full(cents));
    }
    let moment = value.parse::<jiff::Timestamp>().ok();
    moment
        .map(|at| tr.moment(Moment::from(at), zone))
        .or_else(|| value.parse().ok().map(|day: Day| tr.date(day)))
}
