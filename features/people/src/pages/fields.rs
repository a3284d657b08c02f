//! The form about a person: oneself, a child, somebody at a desk.

use codes::FiscalCode;
use serde::Deserialize;
use values::{Day, Lang, Refusal, Refuse};
use web::form::Field;
use web::{Page, Visit};

use crate::model::{Facts, Name, Proof};
use crate::rules::Refused;

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    pub(super) given: String,
    pub(super) family: String,
    pub(super) birth: String,
    pub(super) code: String,
    pub(super) phone: String,
    pub(super) lang: String,
    /// Where the journey goes on afterwards.
    pub(super) to: String,
    /// What somebody is to a child.
    pub(super) title: String,
    /// The declaration was made.
    pub(super) declared: String,
}

/// Whose facts are asked for: it decides what must be told, and what is not asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// One's own.
    Own,
    /// A child's: it needs a day of birth and has no telephone of its own.
    Child,
    /// Somebody's at a desk.
    Guest,
}

impl Sent {
    /// What is known already.
    pub(super) fn of(facts: &Facts) -> Sent {
        Sent {
            given: facts.name.given.clone(),
            family: facts.name.family.clone(),
            birth: facts.birth.map(|b| b.to_string()).unwrap_or_default(),
            code: facts
                .code
                .as_ref()
                .map(|c| c.as_str().to_string())
                .unwrap_or_default(),
            phone: facts.phone.clone().unwrap_or_default(),
            lang: facts.lang.to_string(),
            ..Sent::default()
        }
    }

    /// The facts, or everything that cannot be read.
    pub(super) fn read(
        &self,
        visit: &Visit,
        whose: Whose,
        proof: Proof,
    ) -> Result<Facts, Vec<Refusal>> {
        let mut wrong = Vec::new();
        let birth = match self.birth.trim() {
            "" if whose == Whose::Child => {
                wrong.push(Refused::BirthNeeded.refusal());
                None
            }
            "" => None,
            text => match text.parse::<Day>() {
                Ok(day) => Some(day),
                Err(_) => {
                    wrong.push(Refused::BirthWrong.refusal());
                    None
                }
            },
        };
        let code = match self.code.trim() {
            "" => None,
            text => match FiscalCode::parse(text) {
                Ok(code) => Some(code),
                Err(no) => {
                    wrong.push(no.refusal().field("code"));
                    None
                }
            },
        };
        let lang = self
            .lang
            .parse::<Lang>()
            .ok()
            .filter(|l| visit.site().tr(l.as_str()).is_some())
            .unwrap_or_else(|| visit.lang().clone());
        let facts = Facts {
            name: Name {
                given: self.given.clone(),
                family: self.family.clone(),
            },
            birth,
            code,
            mail: None,
            phone: Some(self.phone.clone()).filter(|p| !p.trim().is_empty()),
            lang,
            proof,
        };
        // A missing name is told together with what could not be read, not at the next try.
        if facts.name.given.trim().is_empty() {
            wrong.insert(0, Refused::NameWrong("given").refusal());
        }
        match wrong.is_empty() {
            true => Ok(facts),
            false => Err(wrong),
        }
    }

    /// The fields, as they were sent.
    pub(super) fn fields(&self, page: &Page, whose: Whose, wrong: &[Refusal]) -> Vec<Field> {
        let own = whose == Whose::Own;
        let tr = page.tr();
        let auto = |name: &'static str| if own { name } else { "off" };
        let mut fields = vec![
            Field {
                autocomplete: auto("given-name"),
                ..Field::text("given", page.t("people-given"))
            }
            .required()
            .value(&*self.given),
            Field {
                autocomplete: auto("family-name"),
                ..Field::text("family", page.t("people-family")).hint(page.t("people-family-hint"))
            }
            .value(&*self.family),
        ];
        let birth = Field {
            autocomplete: auto("bday"),
            ..Field::text("birth", page.t("people-birth")).kind("date")
        }
        .value(&*self.birth);
        fields.push(match whose {
            Whose::Child => birth.required().hint(page.t("people-birth-child-hint")),
            _ => birth,
        });
        fields.push(
            Field {
                autocomplete: "off",
                ..Field::text("code", page.t("people-code")).hint(page.t("people-code-hint"))
            }
            .value(&*self.code),
        );
        if whose != Whose::Child {
            fields.push(
                Field {
                    autocomplete: auto("tel"),
                    inputmode: "tel",
                    ..Field::text("phone", page.t("people-phone")).kind("tel")
                }
                .value(&*self.phone),
            );
            let mut lang = Field::choice("lang", page.t("people-lang"));
            for tr in page.site().offered() {
                lang = lang.option(tr.lang().to_string(), i18n::own_name(tr.lang()));
            }
            let chosen = match self.lang.is_empty() {
                true => page.lang().to_string(),
                false => self.lang.clone(),
            };
            fields.push(lang.value(chosen));
        }
        fields.into_iter().map(|f| f.refused(tr, wrong)).collect()
    }
}
