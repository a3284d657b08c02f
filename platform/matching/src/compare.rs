//! The judgement on one pair.

use crate::address::{AddressMatch, compare_addresses};
use crate::prepare::Prepared;
use crate::reason::{Code, Reason, Verdict, round};
use crate::settings::{Settings, Weights};
use crate::thing::{Kind, Thing};
use crate::words::{Conflict, Missing, Words};

mod signals;

use signals::{
    best_names, by_address, by_contacts, by_distance, by_limits, by_name, by_numbers, by_service,
    by_themes,
};

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

    /// True when both carry identifiers of one scheme that gives a thing one, and share none of it.
    pub(crate) fn different_ids(&self, a: &Prepared, b: &Prepared) -> bool {
        different_id(a, b).is_some() && a.ids.is_disjoint(&b.ids)
    }

    fn by_ids(&self, a: &Prepared, b: &Prepared) -> Ids {
        let same = a.ids.intersection(&b.ids).next().map(|(scheme, value, _)| {
            Reason::new(Code::SameId, 0.0)
                .with("scheme", scheme)
                .with("value", value)
        });
        let different = different_id(a, b).map(|(scheme, x, y)| {
            Reason::new(Code::DifferentId, 0.0)
                .with("scheme", scheme)
                .with("a", x)
                .with("b", y)
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

/// A scheme of which both have identifiers and share none, with one of each.
fn different_id<'p>(a: &'p Prepared, b: &'p Prepared) -> Option<(&'p str, &'p str, &'p str)> {
    a.ids
        .iter()
        .filter(|(_, _, unique)| *unique)
        .find_map(|(scheme, x, _)| {
            let of = |p: &'p Prepared| p.ids.iter().filter(move |(s, _, _)| s == scheme);
            let other = of(b).next()?;
            let shared = of(b).any(|theirs| a.ids.contains(theirs));
            (!shared).then_some((scheme.as_str(), x.as_str(), other.1.as_str()))
        })
}

enum Ids {
    Silent,
    Same(Reason),
    Different(Reason),
    Torn(Vec<Reason>),
}

#[cfg(test)]
mod tests;
