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

/// What has been gathered on a pair.
struct Case<'w> {
    weights: &'w Weights,
    sum: f64,
    reasons: Vec<Reason>,
    veto: bool,
    /// A person must look, however strong the evidence.
    ask: bool,
}

impl Case<'_> {
    fn add(&mut self, reason: Reason) {
        self.sum += reason.points;
        self.reasons.push(reason);
    }

    fn veto(&mut self, reason: Reason) {
        self.veto = true;
        self.reasons.push(reason);
    }

    fn ask(&mut self, reason: Reason) {
        self.ask = true;
        self.add(reason);
    }

    fn verdict(self) -> Verdict {
        let score = round(1.0 / (1.0 + (-self.sum).exp()));
        let reasons = self.reasons;
        if self.veto {
            Verdict::Different {
                score: 0.0,
                reasons,
                veto: true,
            }
        } else if score >= self.weights.auto && !self.ask {
            Verdict::Same { score, reasons }
        } else if score >= self.weights.review {
            Verdict::Perhaps { score, reasons }
        } else {
            Verdict::Different {
                score,
                reasons,
                veto: false,
            }
        }
    }
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
        let (a, b) = if b.order < a.order { (b, a) } else { (a, b) };
        let mut case = Case {
            weights: self.settings.weights(a.kind),
            sum: self.settings.weights(a.kind).start,
            reasons: Vec::new(),
            veto: false,
            ask: false,
        };
        if a.kind != b.kind {
            case.veto(Reason::new(Code::OtherKind, 0.0));
            return case.verdict();
        }
        match self.by_ids(a, b) {
            Ids::Same(reason) => {
                return Verdict::Same {
                    score: 1.0,
                    reasons: vec![reason],
                };
            }
            // One register says the same, another says different: only a person can know.
            Ids::Torn(reasons) => {
                return Verdict::Perhaps {
                    score: 0.5,
                    reasons,
                };
            }
            Ids::Different(reason) => case.veto(reason),
            Ids::Silent => {}
        }
        let best = best_names(a, b);
        self.by_facts(a, b, best.as_ref(), &mut case);
        if case.veto {
            return case.verdict();
        }
        let w = case.weights;
        if let Some((x, y, m)) = &best {
            by_name(w, x, y, m, &mut case);
        }
        if a.kind == Kind::Service {
            by_service(w, a, b, &mut case);
        } else {
            by_address(w, a, b, &mut case);
            by_distance(w, a, b, &mut case);
        }
        by_contacts(w, a, b, &mut case);
        by_themes(w, a, b, &mut case);
        case.verdict()
    }

    /// Does a fact forbid that the two are one? The same vetoes as in [`Matcher::compare`], without
    /// the evidence.
    pub(crate) fn forbids(&self, a: &Prepared, b: &Prepared) -> bool {
        let (a, b) = if b.order < a.order { (b, a) } else { (a, b) };
        let mut case = Case {
            weights: self.settings.weights(a.kind),
            sum: 0.0,
            reasons: Vec::new(),
            veto: a.kind != b.kind,
            ask: false,
        };
        match self.by_ids(a, b) {
            Ids::Same(_) | Ids::Torn(_) => return case.veto,
            Ids::Different(_) => return true,
            Ids::Silent => {}
        }
        self.by_facts(a, b, best_names(a, b).as_ref(), &mut case);
        case.veto
    }

    fn by_ids(&self, a: &Prepared, b: &Prepared) -> Ids {
        let same = a.ids.intersection(&b.ids).next();
        let different = a
            .ids
            .iter()
            .filter(|(_, _, unique)| *unique)
            .find_map(|(scheme, x, _)| {
                let theirs = || b.ids.iter().filter(|(s, _, _)| s == scheme);
                let shared = theirs().any(|(_, y, _)| {
                    a.ids.iter().any(|(s, mine, _)| s == scheme && mine == y)
                });
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

    /// Facts that forbid, or that only a person may overrule.
    fn by_facts(
        &self,
        a: &Prepared,
        b: &Prepared,
        best: Option<&(&Name, &Name, NameMatch)>,
        case: &mut Case,
    ) {
        if let Some((x, y, m)) = best {
            numbers(a, b, x, y, m, case);
        }
        self.by_classes(a, b, case);
        let limit = case.weights.farthest_metres;
        if limit > 0.0
            && let (Some(p), Some(q)) = (a.point, b.point)
        {
            let metres = p.metres_to(q);
            if metres > limit {
                case.veto(
                    Reason::new(Code::TooFar, 0.0)
                        .with("metres", metres.round())
                        .with("limit", limit),
                );
            }
        }
        if a.kind == Kind::Service {
            service_facts(a, b, case);
        }
    }

    fn by_classes(&self, a: &Prepared, b: &Prepared, case: &mut Case) {
        let classes = |p: &Prepared, g: usize| -> Vec<usize> {
            p.classes.iter().filter(|c| c.0 == g).map(|c| c.1).collect()
        };
        for (g, table) in self.words.groups.iter().enumerate() {
            if let Some(other) = table.needs
                && (classes(a, other).is_empty() || classes(b, other).is_empty())
            {
                continue;
            }
            let (x, y) = (classes(a, g), classes(b, g));
            if x == y || x.iter().any(|c| y.contains(c)) {
                continue;
            }
            let names = |list: &[usize]| -> String {
                list.iter()
                    .filter_map(|c| table.classes.get(*c))
                    .cloned()
                    .collect::<Vec<_>>()
                    .join(", ")
            };
            let one_sided = x.is_empty() || y.is_empty();
            let code = if one_sided { Code::ClassUnknown } else { Code::ClassesDiffer };
            let reason = Reason::new(code, 0.0)
                .with("group", &table.code)
                .with("a", names(&x))
                .with("b", names(&y));
            match (one_sided, table.conflict, table.missing) {
                (false, Conflict::Veto, _) => case.veto(reason),
                (false, Conflict::Review, _) | (true, _, Missing::Review) => case.ask(reason),
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

fn numbers(a: &Prepared, b: &Prepared, x: &Name, y: &Name, m: &NameMatch, case: &mut Case) {
    let reason = |code| {
        let list = |n: &Name| {
            n.numbers
                .iter()
                .map(u32::to_string)
                .collect::<Vec<_>>()
                .join(", ")
        };
        Reason::new(code, 0.0).with("a", list(x)).with("b", list(y))
    };
    if m.numbers_differ {
        case.veto(reason(Code::NumbersDiffer));
        return;
    }
    // Clubs carry the year they were founded, schools the number of their house.
    let explained = |n: &u32, other: &Prepared| {
        (1800..2200).contains(n) || other.address.numbers.contains(n)
    };
    let more_a = x.numbers.difference(&y.numbers).any(|n| !explained(n, b));
    let more_b = y.numbers.difference(&x.numbers).any(|n| !explained(n, a));
    if more_a || more_b {
        case.ask(reason(Code::NumberMissing));
    }
}

fn by_name(w: &Weights, x: &Name, y: &Name, m: &NameMatch, case: &mut Case) {
    let named = |code, points| {
        Reason::new(code, points)
            .with("a", &x.shown)
            .with("b", &y.shown)
            .with("percent", (m.likeness * 100.0).round())
    };
    if !m.telling {
        // "Impianto sportivo" and "Impianto sportivo" agree a little; one side without a name of
        // its own says nothing about the other.
        if x.own == 0.0 && y.own == 0.0 && m.likeness > 0.99 {
            case.add(named(Code::NamesAlike, w.name_generic));
        } else {
            case.ask(named(Code::NameSilent, 0.0));
        }
        return;
    }
    // One short word in common proves less than two or three.
    let share = (w.name_one_word + (1.0 - w.name_one_word) * (m.matched - 1.0)).clamp(0.0, 1.0);
    let mut points = w.name.at(m.likeness);
    if points > 0.0 {
        points *= share;
    }
    let contained = m.contained && m.matched >= 0.6;
    let floor = w.name_contained * share;
    if contained && points < floor {
        points = floor;
        case.ask(named(Code::NameContained, points));
    } else if points >= 0.0 {
        case.add(named(Code::NamesAlike, points));
    } else {
        case.add(named(Code::NamesDiffer, points));
    }
    let both = m.extra_weight[0].min(m.extra_weight[1]);
    if both >= 0.6 {
        case.ask(
            Reason::new(Code::WordsDiffer, w.words_differ * both.min(2.0))
                .with("a", m.extra[0].join(" "))
                .with("b", m.extra[1].join(" ")),
        );
    }
}

fn by_address(w: &Weights, a: &Prepared, b: &Prepared, case: &mut Case) {
    let (code, points) = match compare_addresses(&a.address, &b.address) {
        AddressMatch::Unknown => return,
        AddressMatch::Same { sure } => (Code::SameAddress, w.address_same * sure),
        AddressMatch::SuffixDiffers => (Code::AddressSuffixDiffers, w.address_suffix),
        AddressMatch::Street => (Code::SameStreet, w.address_street),
        AddressMatch::NumberDiffers => (Code::NumberDiffers, w.address_number),
        AddressMatch::Differs => (Code::AddressDiffers, w.address_differs),
    };
    let reason = Reason::new(code, points)
        .with("a", &a.address.shown)
        .with("b", &b.address.shown);
    // A body may have moved or have a second seat: a person can tell, the machine cannot.
    if matches!(code, Code::NumberDiffers | Code::AddressDiffers) {
        case.ask(reason);
    } else {
        case.add(reason);
    }
    if let (Some(x), Some(y)) = (&a.postal_code, &b.postal_code) {
        case.add(if x == y {
            Reason::new(Code::SamePostalCode, w.postal_same).with("value", x)
        } else {
            Reason::new(Code::PostalCodeDiffers, w.postal_differs)
                .with("a", x)
                .with("b", y)
        });
    }
}

fn by_distance(w: &Weights, a: &Prepared, b: &Prepared, case: &mut Case) {
    if let (Some(p), Some(q)) = (a.point, b.point) {
        let metres = p.metres_to(q);
        let points = w.distance.at(metres);
        let code = if points >= 0.0 { Code::Near } else { Code::Apart };
        case.add(Reason::new(code, points).with("metres", metres.round()));
    }
}

fn by_contacts(w: &Weights, a: &Prepared, b: &Prepared, case: &mut Case) {
    if let Some(p) = a.phones.intersection(&b.phones).next() {
        case.add(Reason::new(Code::SamePhone, w.phone_same).with("value", p));
    } else if !a.phones.is_empty() && !b.phones.is_empty() && w.phone_differs != 0.0 {
        case.add(Reason::new(Code::PhonesDiffer, w.phone_differs));
    }
    if let Some(e) = a.emails.intersection(&b.emails).next() {
        case.add(Reason::new(Code::SameEmail, w.email_same).with("value", e));
    }
    if let Some(d) = a.domains.intersection(&b.domains).next()
        && w.domain_same != 0.0
    {
        case.add(Reason::new(Code::SameDomain, w.domain_same).with("value", d));
    }
}

fn by_themes(w: &Weights, a: &Prepared, b: &Prepared, case: &mut Case) {
    if a.themes.is_empty() || b.themes.is_empty() {
        return;
    }
    case.add(match a.themes.intersection(&b.themes).next() {
        Some(t) => Reason::new(Code::SharedTheme, w.theme_shared).with("value", t),
        None => Reason::new(Code::ThemesDiffer, w.themes_differ),
    });
}

fn service_facts(a: &Prepared, b: &Prepared, case: &mut Case) {
    match (a.parent, b.parent) {
        (Some(x), Some(y)) if x != y => case.veto(Reason::new(Code::OtherOrganization, 0.0)),
        (Some(_), Some(_)) => {}
        _ => case.ask(Reason::new(Code::OrganizationUnknown, 0.0)),
    }
    if let (Some(x), Some(y)) = (a.place, b.place)
        && x != y
    {
        case.veto(Reason::new(Code::OtherPlace, 0.0));
    }
    if let (Some((a0, a1)), Some((b0, b1))) = (a.ages, b.ages)
        && (a1 < b0 || b1 < a0)
    {
        case.veto(
            Reason::new(Code::AgesDisjoint, 0.0)
                .with("a", format!("{a0}-{a1}"))
                .with("b", format!("{b0}-{b1}")),
        );
    }
    if let (Some(x), Some(y)) = (a.weekdays, b.weekdays)
        && x & y == 0
    {
        case.veto(Reason::new(Code::WeekdaysDisjoint, 0.0));
    }
}

fn by_service(w: &Weights, a: &Prepared, b: &Prepared, case: &mut Case) {
    if let (Some(x), Some(y)) = (a.ages, b.ages) {
        case.add(if x == y {
            Reason::new(Code::SameAges, w.ages_same)
        } else {
            Reason::new(Code::AgesOverlap, w.ages_same / 4.0)
        });
    }
    if let (Some(x), Some(y)) = (a.weekdays, b.weekdays)
        && x == y
    {
        case.add(Reason::new(Code::SameWeekdays, w.weekdays_same));
    }
}
