//! How each part of a record is packed. Records name all their fields: a new field that is not named
//! here does not compile, and a changed list is another [`SHAPE`], so that no older file is believed.

use values::{Cents, Day, Id, Lang, Moment, Point, Text, Uuid};

use super::bytes::{Pack, Reader, Writer};
use crate::model::{
    Address, Ages, Assurance, Attending, ByDay, Capacity, CostOption, CostUnit, Freq, Identifier,
    Location, LocationType, Nature, Organization, Period, Phone, Rhythm, Schedule, ScheduleUse,
    Service, ServiceAtLocation, Status, TimeOfDay, Weekday,
};

macro_rules! records {
    ($($name:ident { $($field:ident),* $(,)? })*) => {
        $(impl Pack for $name {
            fn put(&self, to: &mut Writer) {
                let $name { $($field),* } = self;
                $($field.put(to);)*
            }
            fn take(from: &mut Reader<'_>) -> Option<$name> {
                $(let $field = Pack::take(from)?;)*
                Some($name { $($field),* })
            }
        })*
        const RECORDS: &str = concat!($(stringify!($name { $($field),* }),)*);
    };
}

macro_rules! choices {
    ($($name:ident { $($choice:ident),* $(,)? })*) => {
        $(impl Pack for $name {
            fn put(&self, to: &mut Writer) {
                to.byte(match self { $($name::$choice => Choice::$choice as u8),* });
            }
            fn take(from: &mut Reader<'_>) -> Option<$name> {
                let b = from.byte()?;
                $(if b == Choice::$choice as u8 {
                    return Some($name::$choice);
                })*
                None
            }
        })*
        const CHOICES: &str = concat!($(stringify!($name { $($choice),* }),)*);
    };
}

/// Every word of every list of choices, with its byte.
#[derive(Clone, Copy)]
enum Choice {
    Public,
    ThirdSector,
    Profit,
    Unknown,
    Physical,
    Postal,
    Virtual,
    Active,
    Inactive,
    Defunct,
    TemporarilyClosed,
    OneOff,
    Weekly,
    Camp,
    AlwaysOpen,
    Daily,
    Monthly,
    Yearly,
    OperatingHours,
    Events,
    Always,
    Term,
    Holidays,
    InPerson,
    Online,
    Phone,
    Once,
    Session,
    Day,
    Week,
    Month,
    Year,
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

choices! {
    Nature { Public, ThirdSector, Profit, Unknown }
    LocationType { Physical, Postal, Virtual }
    Status { Active, Inactive, Defunct, TemporarilyClosed }
    Rhythm { OneOff, Weekly, Camp, AlwaysOpen }
    Freq { Daily, Weekly, Monthly, Yearly }
    ScheduleUse { OperatingHours, Events }
    Period { Always, Term, Holidays }
    Attending { InPerson, Online, Phone }
    CostUnit { Once, Session, Day, Week, Month, Year }
    Weekday { Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday }
}

records! {
    Phone { number, description }
    Identifier { scheme, value }
    Assurance { on, by }
    Address { address_1, address_2, city, state_province, postal_code, country }
    Ages { from, to }
    Capacity { places, available }
    CostOption { amount, unit, option, income_up_to, valid_from, valid_to }
    ByDay { nth, day }
    Schedule {
        used_as, freq, interval, byday, bymonthday, bymonth, dtstart, until, count, opens_at,
        closes_at, valid_from, valid_to, period, attending, except, description,
    }
    Organization {
        id, name, alternate_name, description, email, website, phones, identifiers, nature,
        legal_status, parent_organization_id, active, assured, demo,
    }
    Location {
        id, name, alternate_name, description, location_type, point, address, district,
        organization_id, phones, url, transportation, accessibility, schedules, identifiers,
        assured, demo,
    }
    Service {
        id, organization_id, name, alternate_name, description, status, ages, eligibility, themes,
        needs, wellbeing, accessibility, languages, rhythm, schedules, cost_options, fees,
        application_process, required_documents, adult_needed, remote, capacity, alert, email, url,
        phones, identifiers, assured, demo,
    }
    ServiceAtLocation { id, service_id, location_id, description, schedules, phones }
}

/// Says how records are packed: whoever changes how a value below is written changes the number.
pub(crate) const SHAPE: [&str; 3] = ["1", RECORDS, CHOICES];

impl Pack for bool {
    fn put(&self, to: &mut Writer) {
        to.byte(u8::from(*self));
    }
    fn take(from: &mut Reader<'_>) -> Option<bool> {
        match from.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

macro_rules! unsigned {
    ($($name:ty),*) => {
        $(impl Pack for $name {
            fn put(&self, to: &mut Writer) {
                to.number(u64::from(*self));
            }
            fn take(from: &mut Reader<'_>) -> Option<$name> {
                from.number()?.try_into().ok()
            }
        })*
    };
}
unsigned!(u8, u16, u32, u64);

macro_rules! signed {
    ($($name:ty),*) => {
        $(impl Pack for $name {
            fn put(&self, to: &mut Writer) {
                // The sign last, so that small numbers stay short.
                let n = i64::from(*self);
                to.number(((n << 1) ^ (n >> 63)) as u64);
            }
            fn take(from: &mut Reader<'_>) -> Option<$name> {
                let n = from.number()?;
                let n = (n >> 1) as i64 ^ -((n & 1) as i64);
                n.try_into().ok()
            }
        })*
    };
}
signed!(i8, i16, i64);

impl Pack for f32 {
    fn put(&self, to: &mut Writer) {
        to.fixed(self.to_le_bytes());
    }
    fn take(from: &mut Reader<'_>) -> Option<f32> {
        from.fixed().map(f32::from_le_bytes)
    }
}

impl Pack for f64 {
    fn put(&self, to: &mut Writer) {
        to.fixed(self.to_le_bytes());
    }
    fn take(from: &mut Reader<'_>) -> Option<f64> {
        from.fixed().map(f64::from_le_bytes)
    }
}

impl<A: Pack, B: Pack> Pack for (A, B) {
    fn put(&self, to: &mut Writer) {
        self.0.put(to);
        self.1.put(to);
    }
    fn take(from: &mut Reader<'_>) -> Option<(A, B)> {
        Some((A::take(from)?, B::take(from)?))
    }
}

impl<T: Pack> Pack for Option<T> {
    fn put(&self, to: &mut Writer) {
        self.is_some().put(to);
        if let Some(value) = self {
            value.put(to);
        }
    }
    fn take(from: &mut Reader<'_>) -> Option<Option<T>> {
        Some(match bool::take(from)? {
            true => Some(T::take(from)?),
            false => None,
        })
    }
}

impl<T: Pack> Pack for Vec<T> {
    fn put(&self, to: &mut Writer) {
        to.number(self.len() as u64);
        self.iter().for_each(|value| value.put(to));
    }
    fn take(from: &mut Reader<'_>) -> Option<Vec<T>> {
        let len = from.count()?;
        let mut all = Vec::with_capacity(len);
        for _ in 0..len {
            all.push(T::take(from)?);
        }
        Some(all)
    }
}

impl Pack for String {
    fn put(&self, to: &mut Writer) {
        to.text(self);
    }
    fn take(from: &mut Reader<'_>) -> Option<String> {
        from.text().map(str::to_string)
    }
}

impl Pack for Lang {
    fn put(&self, to: &mut Writer) {
        to.text(self.as_str());
    }
    fn take(from: &mut Reader<'_>) -> Option<Lang> {
        from.text()?.parse().ok()
    }
}

impl Pack for Text {
    fn put(&self, to: &mut Writer) {
        to.number(self.iter().count() as u64);
        for (lang, text) in self.iter() {
            lang.put(to);
            to.text(text);
        }
    }
    fn take(from: &mut Reader<'_>) -> Option<Text> {
        let len = from.count()?;
        let mut all = Vec::with_capacity(len);
        for _ in 0..len {
            all.push((Lang::take(from)?, Box::from(from.text()?)));
        }
        Some(Text::of_parts(all))
    }
}

impl Pack for Id {
    fn put(&self, to: &mut Writer) {
        to.fixed(*self.0.as_bytes());
    }
    fn take(from: &mut Reader<'_>) -> Option<Id> {
        from.fixed().map(|bytes| Id(Uuid::from_bytes(bytes)))
    }
}

impl Pack for Moment {
    fn put(&self, to: &mut Writer) {
        self.0.put(to);
    }
    fn take(from: &mut Reader<'_>) -> Option<Moment> {
        i64::take(from).map(Moment)
    }
}

impl Pack for Cents {
    fn put(&self, to: &mut Writer) {
        self.0.put(to);
    }
    fn take(from: &mut Reader<'_>) -> Option<Cents> {
        i64::take(from).map(Cents)
    }
}

impl Pack for Day {
    fn put(&self, to: &mut Writer) {
        self.year().put(to);
        self.month().put(to);
        self.day().put(to);
    }
    fn take(from: &mut Reader<'_>) -> Option<Day> {
        Day::new(Pack::take(from)?, Pack::take(from)?, Pack::take(from)?).ok()
    }
}

impl Pack for TimeOfDay {
    fn put(&self, to: &mut Writer) {
        self.minutes().put(to);
    }
    fn take(from: &mut Reader<'_>) -> Option<TimeOfDay> {
        let minutes = u16::take(from)?;
        TimeOfDay::new(minutes / 60, minutes % 60)
    }
}

impl Pack for Point {
    fn put(&self, to: &mut Writer) {
        self.lat().put(to);
        self.lon().put(to);
    }
    fn take(from: &mut Reader<'_>) -> Option<Point> {
        Point::new(Pack::take(from)?, Pack::take(from)?).ok()
    }
}
