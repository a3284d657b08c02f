//! Letters the clock causes: ends that come near, records to be checked, new reports of visitors. Each
//! reader is written to in their own language, and told inside the site.

use std::fmt;
use std::sync::Arc;

use db::{Fault, Write};
use i18n::{Catalog, Tr, args};
use mail::{Letter, Outbox, Part};
use seal::Seed;
use values::{Id, Moment};

use crate::actions::{About, Ground, Notice, Reader, readers, tell};

/// How the clock writes to people. Cheap to copy.
#[derive(Clone)]
pub struct Mailroom {
    /// Where letters are posted.
    pub outbox: Outbox,
    /// The words in all languages ([`crate::LOCALES`]).
    pub words: Arc<Catalog>,
    /// The site's own address; without it letters have no link.
    pub base: Option<String>,
    /// New identifiers nobody can guess, and seeds.
    pub chance: Arc<dyn Fn(Moment) -> (Id, Seed) + Send + Sync>,
}

impl fmt::Debug for Mailroom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mailroom")
    }
}

impl Mailroom {
    /// Writes to everybody who is to know, in the transaction that has caused it. Returns how many
    /// letters were posted.
    ///
    /// # Errors
    /// From the database or the keys.
    pub fn send(
        &self,
        tx: &mut Write<'_>,
        ground: &Ground,
        notice: &Notice,
        now: Moment,
    ) -> Result<u64, Fault> {
        let (base, seed) = (self.chance)(now);
        let path = path(notice);
        let mut posted = 0;
        for (n, reader) in readers(tx, ground, notice.organisation)?.iter().enumerate() {
            let tr = self.words.tr(&reader.lang);
            if let Some(person) = reader.person {
                let args = [("text", said(&tr, notice))];
                let key = "providers-told-reminder";
                let id = Id::named("providers notice", &format!("{base} {n}"));
                tell(tx, ground, person, (key, &args), &path, (id, seed, now))?;
            }
            if let Some(letter) = letter(&tr, reader, notice, self.base.as_deref(), &path) {
                let id = Id::named("providers letter", &format!("{base} {n}"));
                let sent = self.outbox.post(tx, id, &letter, seed, now)?;
                posted += u64::from(sent == mail::Posted::Yes);
            }
        }
        Ok(posted)
    }
}

/// Where it leads.
fn path(notice: &Notice) -> String {
    match &notice.about {
        About::Ends(case, ..) | About::Ended(case) | About::Document(case, ..) => {
            format!("/provider/cases/{case}")
        }
        About::Stale(..) => format!("/provider/org/{}", notice.organisation),
        About::Reports(_) => format!("/provider/org/{}/reports", notice.organisation),
    }
}

/// What it is called: of messages and of translations.
fn key(notice: &Notice) -> &'static str {
    match notice.about {
        About::Ends(..) => "ends",
        About::Ended(_) => "ended",
        About::Document(..) => "document",
        About::Stale(..) => "stale",
        About::Reports(_) => "reports",
    }
}

/// The sentence that says it.
fn said(tr: &Tr, notice: &Notice) -> String {
    let name = notice.name.as_str();
    let key = format!("providers-remind-{}", key(notice));
    let args = match &notice.about {
        About::Ends(_, on, left) => {
            args!["name" => name, "day" => tr.date_long(*on), "days" => *left]
        }
        About::Ended(_) => args!["name" => name],
        About::Document(_, item, on, left) => {
            let item = tr
                .best(item)
                .map(|s| s.text.to_string())
                .unwrap_or_default();
            args!["name" => name, "item" => item, "day" => tr.date_long(*on), "days" => *left]
        }
        About::Stale(count, _) | About::Reports(count) => {
            let count = i64::try_from(*count).unwrap_or(i64::MAX);
            args!["name" => name, "count" => count]
        }
    };
    tr.plain(&key, &args)
}

fn letter(
    tr: &Tr,
    reader: &Reader,
    notice: &Notice,
    base: Option<&str>,
    path: &str,
) -> Option<Letter> {
    let to = reader.mail.clone()?;
    let what = key(notice);
    let subject = tr.plain(
        &format!("providers-remind-{what}-subject"),
        &args!["name" => notice.name.as_str()],
    );
    let mut parts = vec![Part::Paragraph(said(tr, notice))];
    if let About::Stale(_, names) = &notice.about {
        let names = names.iter().filter_map(|n| tr.best(n));
        parts.push(Part::List(names.map(|s| s.text.to_string()).collect()));
    }
    parts.push(Part::Paragraph(
        tr.t(&format!("providers-remind-{what}-do")).into_owned(),
    ));
    if let Some(base) = base {
        parts.push(Part::Button {
            label: tr
                .t(&format!("providers-remind-{what}-button"))
                .into_owned(),
            url: format!("{base}/{}{path}", tr.lang()),
        });
    }
    parts.push(Part::Small(tr.t("providers-remind-why").into_owned()));
    Some(Letter {
        kind: "providers.reminder",
        to,
        lang: tr.lang().clone(),
        subject,
        parts,
        send_before: None,
    })
}
