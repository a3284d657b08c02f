//! The reader's handle: everything a page says goes through a [`Tr`].

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use fluent_bundle::{FluentArgs, FluentValue};
use jiff::civil::Time;
use jiff::tz::TimeZone;
use values::{Cents, Day, Lang, Moment, Refusal, Text};

use crate::catalog::{Catalog, Edition};
use crate::isolate;
use crate::langs;
use crate::style::Style;

/// A value that may stand in a message: a text or a number.
pub trait Arg {
    /// The value as Fluent takes it. Numbers choose plurals and are written in the language.
    fn to_value(&self) -> FluentValue<'static>;
}

macro_rules! numbers {
    ($($t:ty),*) => { $(
        impl Arg for $t {
            fn to_value(&self) -> FluentValue<'static> { FluentValue::from(*self) }
        }
    )* };
}
numbers!(u8, u16, u32, u64, usize, i8, i16, i32, i64, isize, f32, f64);

impl Arg for str {
    fn to_value(&self) -> FluentValue<'static> {
        FluentValue::from(self.to_string())
    }
}
impl Arg for String {
    fn to_value(&self) -> FluentValue<'static> {
        FluentValue::from(self.clone())
    }
}
impl Arg for Cow<'_, str> {
    fn to_value(&self) -> FluentValue<'static> {
        FluentValue::from(self.to_string())
    }
}
impl<T: Arg + ?Sized> Arg for &T {
    fn to_value(&self) -> FluentValue<'static> {
        (**self).to_value()
    }
}

/// A text of the data as one reader gets it: with the language it really is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said<'a> {
    /// The text.
    pub text: &'a str,
    /// Its language.
    pub lang: &'a Lang,
    /// True when it is not the reader's language, so that the page must mark it with `lang`.
    pub foreign: bool,
}

/// The languages one reader is answered in, in order.
pub(crate) struct Chain {
    lang: Lang,
    html: String,
    rtl: bool,
    style: Style,
    editions: Vec<Arc<Edition>>,
}

impl Chain {
    pub(crate) fn new(lang: &Lang, style: Style, editions: Vec<Arc<Edition>>) -> Arc<Chain> {
        Arc::new(Chain {
            lang: lang.clone(),
            html: langs::html_tag(lang),
            rtl: langs::is_rtl(lang),
            style,
            editions,
        })
    }
}

/// Says things in one language. Cheap to clone.
#[derive(Clone)]
pub struct Tr {
    catalog: Arc<Catalog>,
    chain: Arc<Chain>,
}

impl fmt::Debug for Tr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tr({})", self.chain.lang)
    }
}

impl Tr {
    pub(crate) fn new(catalog: Arc<Catalog>, chain: Arc<Chain>) -> Tr {
        Tr { catalog, chain }
    }

    /// The language.
    pub fn lang(&self) -> &Lang {
        &self.chain.lang
    }

    /// The tag for the HTML `lang` attribute.
    pub fn html_lang(&self) -> &str {
        &self.chain.html
    }

    /// True when the language is read from right to left.
    pub fn is_rtl(&self) -> bool {
        self.chain.rtl
    }

    /// `rtl` or `ltr`, for the HTML `dir` attribute.
    pub fn dir(&self) -> &'static str {
        if self.chain.rtl { "rtl" } else { "ltr" }
    }

    /// The catalogue this handle reads.
    pub fn catalog(&self) -> &Arc<Catalog> {
        &self.catalog
    }

    /// A message without arguments. `key.attribute` reads an attribute of a message. A key that no
    /// language has is shown as it is, and counted.
    pub fn t<'a>(&'a self, key: &'a str) -> Cow<'a, str> {
        self.find(key, None, |m| isolate::keep_needed(m, self.is_rtl()))
    }

    /// A message with arguments: `tr.with("found", &args!["count" => 12])`.
    pub fn with(&self, key: &str, args: &FluentArgs<'_>) -> String {
        self.find(key, Some(args), |m| isolate::keep_needed(m, self.is_rtl()))
            .into_owned()
    }

    /// As [`Tr::with`], but never with direction marks: for file names, mail subjects, JSON.
    pub fn plain(&self, key: &str, args: &FluentArgs<'_>) -> String {
        self.find(key, Some(args), isolate::strip).into_owned()
    }

    /// True when some language of the fallback chain has the key.
    pub fn has(&self, key: &str) -> bool {
        self.chain.editions.iter().any(|e| e.keys.contains_key(key))
    }

    /// What a refusal says. Arguments that are written as numbers choose plurals; codes that only could be
    /// read as one (`05428`, `1e3`, 32 digits) stay as they are.
    pub fn refusal(&self, refusal: &Refusal) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in &refusal.args {
            let value = match is_number(value) {
                true => FluentValue::try_number(value.as_str()),
                false => FluentValue::from(value.clone()),
            };
            args.set(name.as_str(), value);
        }
        self.with(&refusal.key, &args)
    }

    fn find<'a>(
        &'a self,
        key: &'a str,
        args: Option<&FluentArgs<'_>>,
        marks: impl Fn(&str) -> String,
    ) -> Cow<'a, str> {
        let (id, attribute) = match key.split_once('.') {
            Some((id, attribute)) => (id, Some(attribute)),
            None => (key, None),
        };
        for edition in &self.chain.editions {
            let Some(message) = edition.bundle.get_message(id) else {
                continue;
            };
            let pattern = match attribute {
                Some(name) => message.get_attribute(name).map(|a| a.value()),
                None => message.value(),
            };
            let Some(pattern) = pattern else { continue };
            if edition.lang.base() != self.chain.lang.base() {
                self.catalog.note_missed(&self.chain.lang, key);
            }
            // a variable that was not given shows as {$name}: tests of the pages find it
            let mut errors = Vec::new();
            let said = edition.bundle.format_pattern(pattern, args, &mut errors);
            return if said.contains(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}']) {
                Cow::Owned(marks(&said))
            } else {
                Cow::Owned(said.into_owned())
            };
        }
        self.catalog.note_missed(&self.chain.lang, key);
        Cow::Borrowed(key)
    }

    /// A text of the data in the best language for this reader, else in the default language, else
    /// in any; `None` when there is no text at all.
    pub fn best<'a>(&self, text: &'a Text) -> Option<Said<'a>> {
        let fallbacks = [self.catalog.default_lang().clone()];
        let (lang, text) = text.best(self.lang(), &fallbacks)?;
        Some(Said {
            text,
            lang,
            foreign: lang.base() != self.lang().base(),
        })
    }

    /// A whole number with the language's grouping.
    pub fn number(&self, value: i64) -> String {
        // counts of people and things are far below 2^53, where f64 is exact
        self.chain.style.number(value as f64, 0, 0, true)
    }

    /// A number with at most `digits` fraction digits.
    pub fn decimal(&self, value: f64, digits: usize) -> String {
        self.chain.style.number(value, 0, digits, true)
    }

    /// Money as people say it: `30 €`, `12,50 €`.
    pub fn money(&self, amount: Cents) -> String {
        self.chain.style.money(amount, false)
    }

    /// Money with its cents always written, for receipts and columns: `30,00 €`.
    pub fn money_full(&self, amount: Cents) -> String {
        self.chain.style.money(amount, true)
    }

    /// A distance: metres in steps of ten below one kilometre, then kilometres: `850 m`, `1,2 km`.
    pub fn distance(&self, metres: f64) -> String {
        if metres < 995.0 {
            let rounded = (metres.max(0.0) / 10.0).round() * 10.0;
            let n = self.chain.style.number(rounded, 0, 0, true);
            self.with("unit-metres", &crate::args!["n" => n])
        } else {
            let digits = usize::from(metres < 9_950.0);
            let n = self.chain.style.number(metres / 1000.0, 0, digits, true);
            self.with("unit-kilometres", &crate::args!["n" => n])
        }
    }

    /// The weekday's name, 1 = Monday … 7 = Sunday (ISO 8601).
    pub fn weekday(&self, iso: i8) -> String {
        self.t(&format!("weekday-{}", iso.clamp(1, 7))).into_owned()
    }

    /// The weekday's short name: `lun`, `Mon`.
    pub fn weekday_short(&self, iso: i8) -> String {
        self.t(&format!("weekday-short-{}", iso.clamp(1, 7)))
            .into_owned()
    }

    /// The month's name, 1 = January.
    pub fn month(&self, month: i8) -> String {
        self.t(&format!("month-{}", month.clamp(1, 12)))
            .into_owned()
    }

    /// `domenica 22 novembre 2026`
    pub fn date_long(&self, day: Day) -> String {
        self.date_in("date-long", day)
    }

    /// `22 novembre 2026`
    pub fn date(&self, day: Day) -> String {
        self.date_in("date-medium", day)
    }

    /// `22 nov 2026`
    pub fn date_short(&self, day: Day) -> String {
        self.date_in("date-short", day)
    }

    /// `dom 22 nov`: without the year, for lists of coming dates.
    pub fn date_near(&self, day: Day) -> String {
        self.date_in("date-near", day)
    }

    fn date_in(&self, key: &str, day: Day) -> String {
        let iso = day.weekday().to_monday_one_offset();
        let args = crate::args![
            "weekday" => self.weekday(iso),
            "weekdayShort" => self.weekday_short(iso),
            "day" => day.day().to_string(),
            "month" => self.month(day.month()),
            "monthShort" => self.t(&format!("month-short-{}", day.month())).into_owned(),
            "year" => day.year().to_string(),
        ];
        self.with(key, &args)
    }

    /// Time of day on the 24-hour clock, as timetables in the city have it: `16:30`.
    pub fn time(&self, time: Time) -> String {
        format!("{:02}:{:02}", time.hour(), time.minute())
    }

    /// From one time to another: `16:30–18:00`.
    pub fn time_range(&self, from: Time, to: Time) -> String {
        let args = crate::args!["from" => self.time(from), "to" => self.time(to)];
        self.with("time-range", &args)
    }

    /// Day and time of a moment in the city's time zone: `22 novembre 2026, 16:30`.
    pub fn moment(&self, moment: Moment, zone: &TimeZone) -> String {
        let local = moment.timestamp().to_zoned(zone.clone());
        let args = crate::args![
            "date" => self.date(local.date()),
            "time" => self.time(local.time()),
        ];
        self.with("date-and-time", &args)
    }

    /// `a`, `a e b`, `a, b e c`.
    pub fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        let Some((last, rest)) = items.split_last() else {
            return String::new();
        };
        let mut out = String::new();
        for (i, item) in rest.iter().enumerate() {
            if i > 0 {
                out.push_str(&self.t("list-comma"));
            }
            out.push_str(item.as_ref());
        }
        if rest.is_empty() {
            return last.as_ref().to_string();
        }
        let args = crate::args!["items" => out, "last" => last.as_ref()];
        self.with("list-and", &args)
    }

    /// A language's name in this language (`arabo`), or its own name when we have no word for it.
    pub fn lang_name(&self, lang: &Lang) -> String {
        let key = format!("language-{}", lang.as_str());
        if self.has(&key) {
            self.t(&key).into_owned()
        } else {
            langs::own_name(lang).to_string()
        }
    }
}

/// Whether a text is a number as we write them: no zeros before it, no exponent, few enough digits to be
/// kept exactly.
fn is_number(text: &str) -> bool {
    let plain = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = plain.split_once('.').unwrap_or((plain, "0"));
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    digits(whole) && digits(part) && plain.len() <= 15 && (whole == "0" || !whole.starts_with('0'))
}
