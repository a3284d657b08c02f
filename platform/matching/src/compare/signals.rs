//! The signals of a pair, one function each: what each adds to the case.

use super::{Case, bare};
use crate::address::AddressMatch;
use crate::name::{Name, NameMatch, compare_names};
use crate::prepare::Prepared;
use crate::reason::Code;
use crate::reason::Reason;
use crate::settings::Weights;
use crate::thing::Kind;

/// The pair of names that are most alike; a pair whose numbers differ only when no other is close.
pub(super) fn best_names<'p>(
    a: &'p Prepared,
    b: &'p Prepared,
) -> Option<(&'p Name, &'p Name, NameMatch)> {
    let mut best: Option<(f64, &Name, &Name, NameMatch)> = None;
    for x in &a.names {
        for y in &b.names {
            let m = compare_names(x, y);
            // A differing number outweighs a somewhat better likeness.
            let rank = m.likeness - if m.numbers_differ { 0.3 } else { 0.0 };
            if best.as_ref().is_none_or(|(r, ..)| rank > *r) {
                best = Some((rank, x, y, m));
            }
        }
    }
    best.map(|(_, x, y, m)| (x, y, m))
}

/// Facts other than names and words that forbid it.
pub(super) fn by_limits(a: &Prepared, b: &Prepared, case: &mut Case) {
    let limit = case.weights.farthest_metres;
    if limit > 0.0
        && let (Some(p), Some(q)) = (a.point, b.point)
    {
        let metres = p.metres_to(q);
        if metres > limit {
            case.veto(Code::TooFar, |r| {
                r.with("metres", metres.round()).with("limit", limit)
            });
        }
    }
    if a.kind == Kind::Service {
        service_limits(a, b, case);
    }
}

pub(super) fn by_numbers(
    a: &Prepared,
    b: &Prepared,
    x: &Name,
    y: &Name,
    m: &NameMatch,
    case: &mut Case,
) {
    let args = |r: Reason| {
        let list = |n: &Name| {
            n.numbers
                .iter()
                .map(u32::to_string)
                .collect::<Vec<_>>()
                .join(", ")
        };
        r.with("a", list(x)).with("b", list(y))
    };
    if m.numbers_differ {
        case.veto(Code::NumbersDiffer, args);
        return;
    }
    // Clubs carry the year they were founded, schools the number of their house.
    let explained =
        |n: &u32, other: &Prepared| (1800..2200).contains(n) || other.address.numbers.contains(n);
    let more_a = x.numbers.difference(&y.numbers).any(|n| !explained(n, b));
    let more_b = y.numbers.difference(&x.numbers).any(|n| !explained(n, a));
    if more_a || more_b {
        case.ask(Code::NumberMissing, 0.0, args);
    }
}

pub(super) fn by_name(w: &Weights, x: &Name, y: &Name, m: &NameMatch, case: &mut Case) {
    let named = |r: Reason| {
        r.with("a", &x.shown)
            .with("b", &y.shown)
            .with("percent", (m.likeness * 100.0).round())
    };
    if !m.telling {
        // "Impianto sportivo" and "Impianto sportivo" agree a little; one side without a name of
        // its own says nothing about the other.
        if x.own == 0.0 && y.own == 0.0 && m.likeness > 0.99 {
            case.add(Code::NamesAlike, w.name_generic, named);
        } else {
            case.ask(Code::NameSilent, 0.0, named);
        }
        return;
    }
    // One short word in common proves less than two or three.
    let share = (w.name_one_word + (1.0 - w.name_one_word) * (m.matched - 1.0)).clamp(0.0, 1.0);
    let mut points = w.name.at(m.likeness);
    if points > 0.0 {
        points *= share;
    }
    let whole = m.contained && m.matched >= 0.6;
    let more = m.extra_weight[0].max(m.extra_weight[1]) > 0.0;
    let floor = w.name_contained * share;
    if whole && !more {
        // All words of their own agree; years, initials and kinds of thing are looked at elsewhere.
        points = points.max(w.name.at(0.85) * share);
    }
    if whole && more && points < floor {
        case.ask(Code::NameContained, floor, named);
    } else if points >= 0.0 {
        case.add(Code::NamesAlike, points, named);
    } else {
        case.add(Code::NamesDiffer, points, named);
    }
    if m.words_differ() {
        let both = m.extra_weight[0].min(m.extra_weight[1]);
        case.ask(Code::WordsDiffer, w.words_differ * both.min(2.0), |r| {
            let [a, b] = m.extra_words(x, y);
            r.with("a", a).with("b", b)
        });
    }
}

pub(super) fn by_address(
    w: &Weights,
    a: &Prepared,
    b: &Prepared,
    found: AddressMatch,
    case: &mut Case,
) {
    let (code, points) = match found {
        AddressMatch::Unknown => return,
        AddressMatch::Same { sure } => (Code::SameAddress, w.address_same * sure),
        AddressMatch::SuffixDiffers => (Code::AddressSuffixDiffers, w.address_suffix),
        AddressMatch::Street => (Code::SameStreet, w.address_street),
        AddressMatch::NumberDiffers => (Code::NumberDiffers, w.address_number),
        AddressMatch::Differs => (Code::AddressDiffers, w.address_differs),
    };
    let args = |r: Reason| r.with("a", &a.address.shown).with("b", &b.address.shown);
    // A body may have moved or have a second seat: a person can tell, the machine cannot.
    case.backed |= matches!(code, Code::SameAddress | Code::AddressSuffixDiffers);
    if matches!(code, Code::NumberDiffers | Code::AddressDiffers) {
        case.ask(code, points, args);
    } else {
        case.add(code, points, args);
    }
    if let (Some(x), Some(y)) = (&a.postal_code, &b.postal_code) {
        if x == y {
            case.add(Code::SamePostalCode, w.postal_same, |r| r.with("value", x));
        } else {
            case.add(Code::PostalCodeDiffers, w.postal_differs, |r| {
                r.with("a", x).with("b", y)
            });
        }
    }
}

pub(super) fn by_distance(w: &Weights, a: &Prepared, b: &Prepared, case: &mut Case) {
    if let (Some(p), Some(q)) = (a.point, b.point) {
        let metres = p.metres_to(q);
        let points = w.distance.at(metres);
        case.backed |= points > 0.0;
        let code = if points >= 0.0 {
            Code::Near
        } else {
            Code::Apart
        };
        case.add(code, points, |r| r.with("metres", metres.round()));
    }
}

pub(super) fn by_contacts(w: &Weights, a: &Prepared, b: &Prepared, case: &mut Case) {
    if let Some(p) = a.phones.intersection(&b.phones).next() {
        case.backed = true;
        case.add(Code::SamePhone, w.phone_same, |r| r.with("value", p));
    } else if !a.phones.is_empty() && !b.phones.is_empty() && w.phone_differs != 0.0 {
        case.add(Code::PhonesDiffer, w.phone_differs, bare);
    }
    if let Some(e) = a.emails.intersection(&b.emails).next() {
        case.backed = true;
        case.add(Code::SameEmail, w.email_same, |r| r.with("value", e));
    }
    if let Some(d) = a.domains.intersection(&b.domains).next()
        && w.domain_same != 0.0
    {
        case.add(Code::SameDomain, w.domain_same, |r| r.with("value", d));
    }
}

pub(super) fn by_themes(w: &Weights, a: &Prepared, b: &Prepared, case: &mut Case) {
    if a.themes.is_empty() || b.themes.is_empty() {
        return;
    }
    match a.themes.intersection(&b.themes).next() {
        Some(t) => case.add(Code::SharedTheme, w.theme_shared, |r| r.with("value", t)),
        None => case.add(Code::ThemesDiffer, w.themes_differ, bare),
    }
}

fn service_limits(a: &Prepared, b: &Prepared, case: &mut Case) {
    match (a.parent, b.parent) {
        (Some(x), Some(y)) if x != y => case.veto(Code::OtherOrganization, bare),
        (Some(_), Some(_)) => {}
        _ => case.ask(Code::OrganizationUnknown, 0.0, bare),
    }
    if let (Some(x), Some(y)) = (a.place, b.place)
        && x != y
    {
        case.veto(Code::OtherPlace, bare);
    }
    if let (Some((a0, a1)), Some((b0, b1))) = (a.ages, b.ages)
        && (a1 < b0 || b1 < a0)
    {
        case.veto(Code::AgesDisjoint, |r| {
            r.with("a", format!("{a0}-{a1}"))
                .with("b", format!("{b0}-{b1}"))
        });
    }
    if let (Some(x), Some(y)) = (a.weekdays, b.weekdays)
        && x & y == 0
    {
        case.veto(Code::WeekdaysDisjoint, bare);
    }
}

pub(super) fn by_service(w: &Weights, a: &Prepared, b: &Prepared, case: &mut Case) {
    if let (Some(x), Some(y)) = (a.ages, b.ages) {
        if x == y {
            case.add(Code::SameAges, w.ages_same, bare);
        } else {
            case.add(Code::AgesOverlap, w.ages_same / 4.0, bare);
        }
    }
    if let (Some(x), Some(y)) = (a.weekdays, b.weekdays)
        && x == y
    {
        case.add(Code::SameWeekdays, w.weekdays_same, bare);
    }
}
