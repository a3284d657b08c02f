//! What leaves by mail about bookings: posted in the transaction that causes it, to each reader in their
//! own language.
//!
//! Subjects say that there is news of a booking, not of which, nor who pays. A family's letter says what,
//! when, where, and has the first letter of who takes part, so that two children of one family can be told
//! apart; an organisation's letter has nothing of a child at all. Who has no address reads the same inside
//! the site.

use std::fmt;
use std::sync::Arc;

use city::City;
use db::{Fault, Write};
use i18n::{Catalog, FluentArgs, Tr, args};
use jiff::tz::TimeZone;
use mail::{Address, Letter, Outbox, Part};
use seal::Seed;
use values::{Cents, Id, Moment, words};

use crate::model::Session;

/// How bookings write to people. Cheap to copy.
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

words! {
    /// What is told: a message inside the site, and a letter of the same name.
    What {
        /// It is booked.
        Booked = "booked",
        /// The organisation has to answer.
        Asked = "asked",
        /// The organisation has said no.
        Refused = "refused",
        /// The organisation has not answered in time.
        NoAnswer = "no-answer",
        /// Somebody of the family gave it up.
        Cancelled = "cancelled",
        /// The organisation gave it up.
        Off = "off",
        /// One lesson will not be held.
        LessonOff = "lesson-off",
        /// Day, time or place are others.
        Moved = "moved",
        /// They wait for a place.
        Waiting = "waiting",
        /// A place is kept for them.
        Offer = "offer",
        /// The offer is over.
        OfferOver = "offer-over",
        /// What they wait for will not be.
        ListOver = "list-over",
        /// It begins soon.
        Soon = "soon",
        /// They were written down as absent.
        Missed = "missed",
        /// The city has decided a dispute.
        Settled = "settled",
        /// To the organisation: somebody asks for a place.
        Request = "request",
        /// To the organisation: a family gave a place up.
        GivenUp = "given-up",
    }
}

impl What {
    /// The sentence inside the site.
    pub fn told(self) -> String {
        format!("bookings-told-{}", self.as_str())
    }

    /// Whether it matters enough for a letter: who has put themselves on a list knows it.
    fn is_written(self) -> bool {
        self != What::Waiting
    }

    /// Whether the place is theirs, so that it can be cancelled and put into a calendar.
    fn is_theirs(self) -> bool {
        matches!(
            self,
            What::Booked | What::Asked | What::Moved | What::Soon | What::LessonOff
        )
    }
}

/// What is told of a session.
#[derive(Clone, Debug)]
pub struct News<'a> {
    /// What.
    pub what: What,
    /// Of which session.
    pub session: &'a Session,
    /// The booking; none for a waiting list or several bookings.
    pub booking: Option<Id>,
    /// First letters of who takes part, or what a group is called; empty for organisations.
    pub who: Vec<String>,
    /// The moment the sentence names: a beginning, the end of an offer.
    pub at: Option<Moment>,
    /// The organisation's or the city's words.
    pub reason: Option<&'a str>,
    /// What is not due any more, or comes back: of vouchers and of own money together.
    pub back: Option<Cents>,
}

impl<'a> News<'a> {
    /// With nothing besides the session.
    pub fn of(what: What, session: &'a Session) -> News<'a> {
        News {
            what,
            session,
            booking: None,
            who: Vec::new(),
            at: None,
            reason: None,
            back: None,
        }
    }

    /// Of a booking.
    pub fn booking(mut self, id: Id) -> News<'a> {
        self.booking = Some(id);
        self
    }

    /// With a moment.
    pub fn at(mut self, at: Moment) -> News<'a> {
        self.at = Some(at);
        self
    }

    /// With somebody's words.
    pub fn reason(mut self, reason: &'a str) -> News<'a> {
        self.reason = Some(reason);
        self
    }

    /// With what comes back.
    pub fn back(mut self, back: Cents) -> News<'a> {
        self.back = Some(back);
        self
    }

    /// What the message inside the site is made of; moments and amounts become words where it is read.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        let mut all = vec![("title", self.session.title.clone())];
        all.extend(self.at.map(|at| ("at", at.rfc3339())));
        all.extend(self.reason.map(|why| ("reason", why.to_string())));
        all
    }
}

/// A reader: where letters go, and in which language.
#[derive(Clone, Debug)]
pub(crate) struct Reader {
    pub(crate) to: Address,
    pub(crate) lang: values::Lang,
}

impl Mailroom {
    /// Posts a letter in the caller's transaction; one identifier is one letter. Returns whether there
    /// was anything to post.
    ///
    /// # Errors
    /// From the database.
    pub(crate) fn post(
        &self,
        tx: &mut Write<'_>,
        city: &City,
        (id, reader): (Id, &Reader),
        news: &News<'_>,
        (seed, now): (Seed, Moment),
    ) -> Result<bool, Fault> {
        if !news.what.is_written() {
            return Ok(false);
        }
        let letter = self.letter(city, reader, news, now);
        self.outbox.post(tx, id, &letter, seed, now)?;
        Ok(true)
    }

    /// The letter for one reader.
    pub(crate) fn letter(
        &self,
        city: &City,
        reader: &Reader,
        news: &News<'_>,
        now: Moment,
    ) -> Letter {
        let lang = match city.languages.contains(&reader.lang) {
            true => &reader.lang,
            false => &city.default_language,
        };
        let tr = self.words.tr(lang);
        let what = news.what.as_str();
        let say = |key: &str| tr.t(key).into_owned();
        let mut parts = vec![Part::Paragraph(sentence(&tr, &city.zone, news))];
        let facts = facts(&tr, &city.zone, news, now);
        if !facts.is_empty() {
            parts.push(Part::Facts(facts));
        }
        let house = matches!(news.what, What::Request | What::GivenUp);
        if let Some(base) = &self.base {
            let at = |path: &str| format!("{base}/{}{path}", tr.lang());
            let s = news.session;
            let (label, path) = match (house, news.booking) {
                (true, _) => (
                    "bookings-letter-look-house",
                    format!("/provider/org/{}/bookings/{}", s.organisation, s.id),
                ),
                (false, Some(id)) => ("bookings-letter-look", format!("/my/bookings/{id}")),
                (false, None) => ("bookings-letter-look", "/my/bookings".to_string()),
            };
            parts.push(Part::Button {
                label: say(label),
                url: at(&path),
            });
            if let Some(id) = news.booking.filter(|_| news.what.is_theirs()) {
                parts.push(Part::Button {
                    label: say("bookings-calendar"),
                    url: at(&format!("/my/bookings/{id}/calendar.ics")),
                });
            }
        }
        parts.push(Part::Small(say(match house {
            true => "bookings-letter-why-house",
            false => "bookings-letter-why",
        })));
        Letter {
            kind: "bookings.news",
            to: reader.to.clone(),
            lang: tr.lang().clone(),
            subject: say(&format!("bookings-letter-{what}")),
            parts,
            // A reminder after the beginning, an offer after its end are of no use to anybody.
            send_before: match news.what {
                What::Soon | What::Offer => news.at,
                _ => None,
            },
        }
    }
}

/// The sentence that says it, as inside the site; who has given up themselves is told so.
fn sentence(tr: &Tr, zone: &TimeZone, news: &News<'_>) -> String {
    let mut said = args!["title" => news.session.title.as_str()];
    if let Some(at) = news.at {
        said.set("at", tr.moment(at, zone));
    }
    said.set("reason", news.reason.unwrap_or_default().to_string());
    let key = match news.what {
        What::Cancelled => "bookings-letter-cancelled-said".to_string(),
        what => what.told(),
    };
    tr.plain(&key, &said).trim_end().to_string()
}

/// When, where, who, until when one cancels, what comes back.
fn facts(tr: &Tr, zone: &TimeZone, news: &News<'_>, now: Moment) -> Vec<(String, String)> {
    let s = news.session;
    let mut all = Vec::new();
    let mut fact = |key: &str, said: String| all.push((tr.t(key).into_owned(), said));
    let house = matches!(news.what, What::Request | What::GivenUp);
    fact("bookings-fact-when", dates(tr, zone, s, Tr::plain));
    if !s.place.is_empty() && !house {
        fact("bookings-fact-where", s.place.clone());
    }
    if !news.who.is_empty() {
        fact("bookings-fact-who", news.who.join(", "));
    }
    let until = crate::rules::free_until(s);
    if news.what.is_theirs() && now <= until {
        fact("bookings-letter-free-until", tr.moment(until, zone));
    }
    if let Some(back) = news.back.filter(|b| b.0 > 0) {
        fact("bookings-letter-back", tr.money_full(back));
    }
    all
}

/// How a message becomes words: with marks of direction for pages, without them for letters.
pub(crate) type Say = fn(&Tr, &str, &FluentArgs<'_>) -> String;

/// From when to when, as one says it.
pub(crate) fn when(tr: &Tr, zone: &TimeZone, (from, until): (Moment, Moment), say: Say) -> String {
    let (from, until) = (
        from.timestamp().to_zoned(zone.clone()),
        until.timestamp().to_zoned(zone.clone()),
    );
    let said = args![
        "day" => tr.date_long(from.date()),
        "hours" => tr.time_range(from.time(), until.time()),
    ];
    say(tr, "bookings-when", &said)
}

/// When a session is: its one date, or how many lessons from when to when.
pub(crate) fn dates(tr: &Tr, zone: &TimeZone, s: &Session, say: Say) -> String {
    let held: Vec<_> = s.lessons.iter().filter(|l| l.cancelled.is_none()).collect();
    match held.as_slice() {
        [] => tr.t("bookings-no-lessons").into_owned(),
        [one] => when(tr, zone, (one.starts_at, one.ends_at), say),
        [first, .., last] => {
            let begins = first.starts_at.timestamp().to_zoned(zone.clone());
            let ends = first.ends_at.timestamp().to_zoned(zone.clone());
            let said = args![
                "count" => held.len(),
                "from" => tr.date(first.starts_at.day(zone)),
                "until" => tr.date(last.ends_at.day(zone)),
                "hours" => tr.time_range(begins.time(), ends.time()),
            ];
            say(tr, "bookings-course", &said)
        }
    }
}
