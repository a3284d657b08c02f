//! How pages of offices are put together: parts with facts, a table, forms.

use askama::Template;
use i18n::Tr;
use values::Refusal;
use web::form::{Field, FormError, summary};
use web::form::{Sent, status};
use web::{Answer, Page, show_with};

/// How a field is drawn.
pub(super) enum Shape {
    Line,
    Text,
    Select,
    Checks,
}

#[derive(Default)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) href: String,
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell {
            text,
            href: String::new(),
        }
    }
}

/// A cell that leads somewhere.
pub(super) fn link(href: String, text: impl Into<String>) -> Cell {
    Cell {
        text: text.into(),
        href,
    }
}

/// The heads of a table, by their words.
pub(super) fn cols(page: &Page, names: &[&str]) -> Vec<String> {
    let head = |name: &&str| page.t(&format!("vouchers-office-col-{name}"));
    names.iter().map(head).collect()
}

#[derive(Default)]
pub(super) struct Table {
    pub(super) heads: Vec<String>,
    pub(super) rows: Vec<Vec<Cell>>,
}

pub(super) struct Button {
    value: &'static str,
    label: String,
    first: bool,
}

/// A form: its word tells which one of a page was sent.
pub(super) struct Form {
    word: String,
    action: String,
    title: String,
    text: Vec<String>,
    hidden: Vec<(String, String)>,
    fields: Vec<(Shape, Field)>,
    buttons: Vec<Button>,
    upload: bool,
}

impl Form {
    pub(super) fn new(word: impl Into<String>, action: String) -> Form {
        Form {
            word: word.into(),
            action,
            title: String::new(),
            text: Vec::new(),
            hidden: Vec::new(),
            fields: Vec::new(),
            buttons: Vec::new(),
            upload: false,
        }
    }

    pub(super) fn title(mut self, title: impl Into<String>) -> Form {
        self.title = title.into();
        self
    }

    pub(super) fn text(mut self, text: impl Into<String>) -> Form {
        self.text.push(text.into());
        self
    }

    pub(super) fn hidden(mut self, name: &str, value: impl ToString) -> Form {
        self.hidden.push((name.to_string(), value.to_string()));
        self
    }

    pub(super) fn field(mut self, shape: Shape, field: Field) -> Form {
        self.upload |= field.kind == "file";
        self.fields.push((shape, field));
        self
    }

    /// The first button is the one that is meant.
    pub(super) fn button(mut self, value: &'static str, label: impl Into<String>) -> Form {
        let first = self.buttons.is_empty();
        self.buttons.push(Button {
            value,
            label: label.into(),
            first,
        });
        self
    }
}

/// A part of a page.
#[derive(Default)]
pub(super) struct Part {
    id: &'static str,
    title: String,
    pub(super) text: Vec<String>,
    pub(super) facts: Vec<(String, String)>,
    pub(super) table: Option<Table>,
    pub(super) forms: Vec<Form>,
    pub(super) links: Vec<(String, String)>,
}

impl Part {
    pub(super) fn new(id: &'static str, title: impl Into<String>) -> Part {
        Part {
            id,
            title: title.into(),
            ..Part::default()
        }
    }

    pub(super) fn form(mut self, form: Form) -> Part {
        self.forms.push(form);
        self
    }

    pub(super) fn table(mut self, heads: Vec<String>, rows: Vec<Vec<Cell>>) -> Part {
        self.table = (!rows.is_empty()).then_some(Table { heads, rows });
        self
    }
}

/// What a form has sent and what is wrong with it; nothing on a page that is only looked at.
#[derive(Default)]
pub(super) struct Told<'a> {
    word: String,
    sent: Option<&'a Sent>,
    pub(super) wrong: Vec<Refusal>,
}

impl<'a> Told<'a> {
    pub(super) fn new(word: impl Into<String>, sent: &'a Sent, wrong: Vec<Refusal>) -> Told<'a> {
        Told {
            word: word.into(),
            sent: Some(sent),
            wrong,
        }
    }

    /// Wrong without anything typed, as after an upload.
    pub(super) fn only(word: impl Into<String>, wrong: Vec<Refusal>) -> Told<'a> {
        Told {
            word: word.into(),
            sent: None,
            wrong,
        }
    }

    fn fill(&self, tr: &Tr, form: &mut Form) {
        for (_, field) in &mut form.fields {
            let name = field.name.clone();
            field.id = format!("field-{}-{name}", form.word);
            if self.word != form.word {
                continue;
            }
            if let Some(sent) = self.sent.filter(|_| field.kind != "file") {
                let taken = std::mem::take(field);
                let all: Vec<&str> = sent.all(&name).collect();
                let several = taken.choices.iter().any(|c| c.chosen) || all.len() > 1;
                *field = match taken.choices.is_empty() || !several {
                    true => taken.value(sent.get(&name)),
                    false => taken.values(&all),
                };
            }
            let taken = std::mem::take(field);
            *field = taken.refused(tr, &self.wrong);
        }
    }
}

#[derive(Template)]
#[template(path = "vouchers/office-page.html")]
struct Sheet {
    page: Page,
    lead: Vec<String>,
    errors: Vec<FormError>,
    parts: Vec<Part>,
}

/// Shows a page; with 422 when something is wrong with what was sent.
pub(super) fn show(page: Page, lead: Vec<String>, mut parts: Vec<Part>, told: &Told<'_>) -> Answer {
    let tr = page.tr();
    for form in parts.iter_mut().flat_map(|p| &mut p.forms) {
        told.fill(tr, form);
    }
    let fields: Vec<&Field> = parts
        .iter()
        .flat_map(|p| &p.forms)
        .filter(|f| f.word == told.word)
        .flat_map(|f| f.fields.iter().map(|(_, field)| field))
        .collect();
    let errors = summary(tr, &fields, &told.wrong);
    show_with(
        status(&told.wrong),
        &Sheet {
            lead,
            errors,
            parts,
            page,
        },
    )
}
