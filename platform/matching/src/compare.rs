//! The judgement on one pair.

use crate::address::{AddressMatch, compare_addresses};
use crate::name::{Name, NameMatch, compare_names};
use crate::prepare::Prepared;
use crate::reason::{Code, Reason, Verdict, round};
use crate::settings::{Settings, Weights};
use crate::thing::{Kind, Thing};
use crate::words::{Conflict, Missing, Words};

/// Compares things. Building one reads the language packs, so keep it and use it often; it holds no
/// state between calls, and the same things always get the same answer.
#[derive(Clone, Debug)]
pub struct Matcher {
    pub(crate) settings: Settings,
    pub(crate) words: Words,
}

impl Default for Matcher {
    fn default() -> Self {
        Matcher::new(Settings::default())
    }
}

/// The answer without its reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Same,
    Perhaps,
    Different,
    Veto,
}

/// What has been gathered on a pair.
struct Case<'w> {
    weights: &'w Weights,
    sum: f64,
    /// Reasons, unless only the answer is wanted.
    reasons: Option<Vec<Reason>>,
    veto: bool,
    /// A person must look, however strong the evidence.
    ask: bool,
    /// Something besides the name speaks for it: address, point, telephone or mail.
    backed: bool,
}

impl<'w> Case<'w> {
    fn new(weights: &'w Weights, explain: bool) -> Case<'w> {
        Case {
            weights,
            sum: weights.start,
            reasons: explain.then(Vec::new),
            veto: false,
            ask: false,
            backed: false,
        }
    }

    /// Adds points; the arguments are worked out only when reasons are wanted.
    fn add(&mut self, code: Code, points: f64, args: impl FnOnce(Reason) -> Reason) {
        self.sum += round(points);
        if let Some(reasons) = &mut self.reasons {
            reasons.push(args(Reason::new(code, points)));
        }
    }

    fn veto(&mut self, code: Code, args: impl FnOnce(Reason) -> Reason) {
        self.veto = true;
        self.add(code, 0.0, args);
    }

    fn ask(&mut self, code: Code, points: f64, args: impl FnOnce(Reason) -> Reason) {
        self.ask = true;
        self.add(code, points, args);
    }

    /// Nothing that is still to be seen can change the answer, and nobody wants to know more.
    fn settled(&self) -> bool {
        self.veto && self.reasons.is_none()
    }

    fn answer(&self) -> (Answer, f64) {
        let score = round(1.0 / (1.0 + (-self.sum).exp()));
        if self.veto {
            (Answer::Veto, 0.0)
        } else if score >= self.weights.auto && !self.ask {
            (Answer::Same, score)
        } else if score >= self.weights.review {
            (Answer::Perhaps, score)
        } else {
            (Answer::Different, score)
        }
    }
}

fn verdict((answer, score): (Answer, f64), reasons: Vec<Reason>) -> Verdict {
    match answer {
        Answer::Same => Verdict::Same { score, reasons },
        Answer::Perhaps => Verdict::Perhaps { score, reasons },
        Answer::Different | Answer::Veto => Verdict::Different {
            score,
            reasons,
            veto: answer == Answer::Veto,
        },
    }
}

/// For signals whose reason needs no arguments.
fn bare(reason: Reason) -> Reason {
    reason
}

impl Matcher {
    /// A matcher with these settings.
    pub fn new(settings: Settings) -> Matcher {
        let words = Words::new(&settings.packs, &settings.generic_words);
        Matcher { settings, words }
    }

    /// The settings in use.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Are these two the same thing? The order of the two does not matter.
    pub fn compare(&self, a: &Thing, b: &Thing) -> Verdict {
        self.compare_prepared(&self.prepare(a), &self.prepare(b))
    }

    pub(crate) fn prepare(&self, t: &Thing) -> Prepared {
        Prepared::new(t, &self.words, &self.settings)
    }

    pub(crate) fn compare_prepared(&self, a: &Prepared, b: &Prepared) -> Verdict {
        let (answer, reasons) = self.judge(a, b, true);
        verdict(answer, reasons)
    }

    /// The answer and the score, without reasons.
    pub(crate) fn answer(&self, a: &Prepared, b: &Prepared) -> (Answer, f64) {
        self.judge(a, b, false).0
    }

    fn judge(&self, a: &Prepared, b: &Prepared, explain: bool) -> ((Answer, f64), Vec<Reason>) {
        let (a, b) = if b.order < a.order { (b, a) } else { (a, b) };
        let mut case = Case::new(self.settings.weights(a.kind), explain);
        if a.kind != b.kind {
            case.veto(Code::OtherKind, bare);
            return (case.answer(), case.reasons.unwrap_or_default());
        }
        match self.by_ids(a, b) {
            Ids::Same(reason) => return ((Answer::Same, 1.0), vec![reason]),
            // One register says the same, another says different: only a person can know.
            Ids::Torn(reasons) => return ((Answer::Perhaps, 0.5), reasons),
            Ids::Different(reason) => case.veto(Code::DifferentId, |_| reason),
            Ids::Silent => {}
        }
        self.by_classes(a, b, &mut case);
        by_limits(a, b, &mut case);
        let best = if case.settled() {
            None
        } else {
            best_names(a, b)
        };
        if let Some((x, y, m)) = &best {
            by_numbers(a, b, x, y, m, &mut case);
        }
        if !case.veto {
            let w = case.weights;
            if let Some((x, y, m)) = &best {
                by_name(w, x, y, m, &mut case);
            }
            if a.kind == Kind::Service {
                by_service(w, a, b, &mut case);
            } else {
                by_address(w, a, b, self.addresses(a, b), &mut case);
                by_distance(w, a, b, &mut case);
            }
            by_contacts(w, a, b, &mut case);
            by_themes(w, a, b, &mut case);
            if !case.backed && a.kind != Kind::Service {
                case.ask(Code::NameOnly, w.name_only, bare);
            }
        }
        (case.answer(), case.reasons.unwrap_or_default())
    }

    /// May the two not be in one group that no person has made? True for vetoes, and for what makes
    /// the machine ask on its own account: each name has words the other lacks, or the addresses
    /// differ. Else a record without an address would join all that bear its name.
    pub(crate) fn clash(&self, a: &Prepared, b: &Prepared) -> bool {
        if a.kind != b.kind {
            return true;
        }
        let (a, b) = if b.order < a.order { (b, a) } else { (a, b) };
        match self.by_ids(a, b) {
            Ids::Same(_) | Ids::Torn(_) => return false,
            Ids::Different(_) => return true,
            Ids::Silent => {}
        }
        let mut case = Case::new(self.settings.weights(a.kind), false);
        self.by_classes(a, b, &mut case);
        by_limits(a, b, &mut case);
        if case.veto {
            return true;
        }
        if let Some((x, y, m)) = best_names(a, b) {
            by_numbers(a, b, x, y, &m, &mut case);
            if case.veto || m.words_differ() {
                return true;
            }
        }
        a.kind != Kind::Service
            && matches!(
                self.addresses(a, b),
                AddressMatch::NumberDiffers | AddressMatch::Differs
            )
    }

    /// The addresses compared; a street under the postal code of another area is another street.
    fn addresses(&self, a: &Prepared, b: &Prepared) -> AddressMatch {
        let area = |p: &Prepared| -> Option<String> {
            let code = p.postal_code.as_deref()?;
            Some(code.chars().take(self.words.postal_area).collect())
        };
        match compare_addresses(&a.address, &b.address) {
            AddressMatch::Unknown => AddressMatch::Unknown,
            _ if area(a).zip(area(b)).is_some_and(|(x, y)| x != y) => AddressMatch::Differs,
            found => found,
        }
    }

    fn by_ids(&self, a: &Prepared, b: &Prepared) -> Ids {
        let same = a.ids.intersection(&b.ids).next();
        let different = a
            .ids
            .iter()
            .filter(|(_, _, unique)| *unique)
            .find_map(|(scheme, x, _)| {
                let theirs = || b.ids.iter().filter(|(s, _, _)| s == scheme);
                let shared = theirs()
                    .any(|(_, y, _)| a.ids.iter().any(|(s, mine, _)| s == scheme && mine == y));
                let other = theirs().next().filter(|_| !shared)?;
                Some(
                    Reason::new(Code::DifferentId, 0.0)
                        .with("scheme", scheme)
                        .with("a", x)
                        .with("b", &other.1),
                )
            });
        let same = same.map(|(scheme, value, _)| {
            Reason::new(Code::SameId, 0.0)
                .with("scheme", scheme)
                .with("value", value)
        });
        match (same, different) {
            (Some(s), Some(d)) => Ids::Torn(vec![s, d]),
            (Some(s), None) => Ids::Same(s),
            (None, Some(d)) => Ids::Different(d),
            (None, None) => Ids::Silent,
        }
    }

    fn by_classes(&self, a: &Prepared, b: &Prepared, case: &mut Case) {
        for (g, table) in self.words.groups.iter().enumerate() {
            let (x, y) = (a.classes[g], b.classes[g]);
            if x & y != 0 || (x | y == 0 && table.unsaid == Missing::Ignore) {
                continue;
            }
            if let Some((other, needed)) = table.needs
                && (a.classes[other] & needed == 0 || b.classes[other] & needed == 0)
            {
                continue;
            }
            let args = |r: Reason| {
                r.with("group", &table.code)
                    .with("a", table.named(x).join(", "))
                    .with("b", table.named(y).join(", "))
            };
            match (x == 0 || y == 0, table.conflict, table.missing) {
                (false, Conflict::Veto, _) => case.veto(Code::ClassesDiffer, args),
                (false, Conflict::Review, _) => case.ask(Code::ClassesDiffer, 0.0, args),
                (true, _, Missing::Review) => case.ask(Code::ClassUnknown, 0.0, args),
                (true, _, Missing::Ignore) => {}
            }
        }
    }
}

enum Ids {
    Silent,
    Same(Reason),
    Different(Reason),
    Torn(Vec<Reason>),
}

/// The pair of names that are most alike; a pair whose numbers differ only when no other is close.
fn best_names<'p>(a: &'p Prepared, b: &'p Prepared) -> Option<(&'p Name, &'p Name, NameMatch)> {
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
fn by_limits(a: &Prepared, b: &Prepared, case: &mut Case) {
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

fn by_numbers(a: &Prepared, b: &Prepared, x: &Name, y: &Name, m: &NameMatch, case: &mut Case) {
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

fn by_name(w: &Weights, x: &Name, y: &Name, m: &NameMatch, case: &mut Case) {
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

fn by_address(w: &Weights, a: &Prepared, b: &Prepared, found: AddressMatch, case: &mut Case) {
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

fn by_distance(w: &Weights, a: &Prepared, b: &Prepared, case: &mut Case) {
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

fn by_contacts(w: &Weights, a: &Prepared, b: &Prepared, case: &mut Case) {
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

fn by_themes(w: &Weights, a: &Prepared, b: &Prepared, case: &mut Case) {
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

fn by_service(w: &Weights, a: &Prepared, b: &Prepared, case: &mut Case) {
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

#[cfg(test)]
mod tests;
