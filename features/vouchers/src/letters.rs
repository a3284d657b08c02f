//! Letters the clock causes: credit that ends soon, told in the reader's language.

use std::fmt;
use std::sync::Arc;

use i18n::{Catalog, args};
use mail::{Address, Letter, Outbox, Part};
use people::model::Person;

use crate::actions::Reminder;

/// How the clock writes to families. Cheap to copy.
#[derive(Clone)]
pub struct Mailroom {
    /// Where letters are posted.
    pub outbox: Outbox,
    /// The words in all languages ([`crate::pages::LOCALES`]).
    pub words: Arc<Catalog>,
    /// The site's own address; without it letters have no link.
    pub base: Option<String>,
}

impl fmt::Debug for Mailroom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mailroom")
    }
}

impl Mailroom {
    /// The letter of a reminder; none for who has no address. It names neither the child nor why there is
    /// a voucher.
    pub fn ends(&self, reminder: &Reminder, to: &Person) -> Option<Letter> {
        let address = Address::parse(to.facts.mail.as_deref()?).ok()?;
        let tr = self.words.tr(&to.facts.lang);
        let call = tr
            .best(&reminder.terms.name)
            .map(|said| said.text.to_string())
            .unwrap_or_default();
        let said = args![
            "call" => call.as_str(),
            "until" => tr.date_long(reminder.voucher.ends_on),
            "left" => tr.money_full(reminder.available),
        ];
        let mut parts = vec![Part::Paragraph(tr.plain("vouchers-told-ends", &said))];
        if let Some(base) = &self.base {
            parts.push(Part::Button {
                label: tr.t("vouchers-letter-ends-button").into_owned(),
                url: format!("{base}/{}/my/vouchers", tr.lang()),
            });
        }
        parts.push(Part::Small(tr.t("vouchers-letter-ends-why").into_owned()));
        Some(Letter {
            kind: "vouchers.reminder",
            to: address,
            lang: tr.lang().clone(),
            subject: tr.plain("vouchers-letter-ends-subject", &said),
            parts,
            send_before: None,
        })
    }
}
