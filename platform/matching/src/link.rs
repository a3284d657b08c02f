//! Groups of records that are one thing, for a whole catalogue.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::compare::{Answer, Matcher};
use crate::index::Index;
use crate::prepare::Prepared;
use crate::reason::{Code, Reason};
use crate::thing::{Kind, Thing};

/// What a person has said about two records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// They are the same thing.
    Same,
    /// They are not.
    Different,
}

/// The outcome for a set of things. Every list is in a fixed order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Links {
    /// Groups of two or more things that are one, by their smallest key. A thing in no group stands
    /// alone.
    pub groups: Vec<Group>,
    /// What a person should look at, the likeliest first; one pair for two groups.
    pub review: Vec<Pair>,
    /// Decisions that cannot all be followed; of these, "different" was.
    pub contradictions: Vec<Contradiction>,
}

/// Things that are one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Their kind.
    pub kind: Kind,
    /// Their keys, ascending.
    pub members: Vec<u64>,
    /// The links that hold the group together, one fewer than members.
    pub links: Vec<Link>,
}

/// One link of a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The smaller key.
    pub a: u64,
    /// The larger key.
    pub b: u64,
    /// Strength of the evidence, 0 to 1; 1 for a person's decision.
    pub score: f64,
    /// What was seen.
    pub reasons: Vec<Reason>,
    /// True when a person made the link.
    pub decided: bool,
}

/// Two things a person should compare.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// Their kind.
    pub kind: Kind,
    /// The smaller key.
    pub a: u64,
    /// The larger key.
    pub b: u64,
    /// Strength of the evidence, 0 to 1.
    pub score: f64,
    /// What was seen.
    pub reasons: Vec<Reason>,
}

/// "`a` and `b` are the same" could not be followed, because `apart` were said to be different.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contradiction {
    /// The smaller key.
    pub a: u64,
    /// The larger key.
    pub b: u64,
    /// The two that a person said are different.
    pub apart: (u64, u64),
}

impl Matcher {
    /// Links things to groups. Organisations and places first, then services, for which
    /// organisations and places in one group count as one. Neither the order of the things nor that
    /// of the decisions matters. A decision about things not given is passed over; where a key comes
    /// twice, one of the two things is used.
    pub fn link(&self, things: &[Thing], decided: &[(u64, u64, Decision)]) -> Links {
        let mut out = Links::default();
        // The key of the group (its smallest member) for everything that is in one.
        let mut group_key: HashMap<u64, u64> = HashMap::new();
        for kind in [Kind::Organization, Kind::Place, Kind::Service] {
            let mut list: Vec<Prepared> = things
                .iter()
                .filter(|t| t.kind == kind)
                .map(|t| {
                    let mut p = self.prepare(t);
                    let one = |k: Option<u64>| k.map(|k| *group_key.get(&k).unwrap_or(&k));
                    (p.parent, p.place) = (one(t.parent), one(t.place));
                    p
                })
                .collect();
            list.sort_by(|a, b| (a.key, &a.order).cmp(&(b.key, &b.order)));
            list.dedup_by_key(|p| p.key);
            let from = out.groups.len();
            Run::new(self, &list, decided).finish(kind, &mut out);
            for g in &out.groups[from..] {
                for m in &g.members {
                    group_key.insert(*m, g.members[0]);
                }
            }
        }
        out.groups.sort_by_key(|g| (g.kind, g.members[0]));
        out.review.sort_by(|x, y| {
            y.score
                .total_cmp(&x.score)
                .then((x.a, x.b).cmp(&(y.a, y.b)))
        });
        out
    }
}

/// A pair that is, or may be, one thing.
struct Found {
    x: usize,
    y: usize,
    score: f64,
    same: bool,
    /// The pair because of which the two must stay apart all the same.
    against: Option<(usize, usize)>,
}

/// One kind of things being linked. Things are spoken of by their position in `list`, which is
/// sorted by key.
struct Run<'r> {
    matcher: &'r Matcher,
    list: &'r [Prepared],
    same: Vec<(usize, usize)>,
    apart: HashSet<(usize, usize)>,
    group_of: Vec<usize>,
    members: Vec<Vec<usize>>,
    links: Vec<Link>,
}

impl<'r> Run<'r> {
    fn new(matcher: &'r Matcher, list: &'r [Prepared], decided: &[(u64, u64, Decision)]) -> Self {
        let at = |key: u64| list.binary_search_by_key(&key, |p| p.key).ok();
        let mut same = Vec::new();
        let mut apart = HashSet::new();
        for &(a, b, decision) in decided {
            let (Some(x), Some(y)) = (at(a), at(b)) else {
                continue;
            };
            let pair = (x.min(y), x.max(y));
            match decision {
                Decision::Same if x != y => same.push(pair),
                Decision::Different if x != y => {
                    apart.insert(pair);
                }
                _ => {}
            }
        }
        same.sort_unstable();
        same.dedup();
        Run {
            matcher,
            list,
            same,
            apart,
            group_of: (0..list.len()).collect(),
            members: (0..list.len()).map(|i| vec![i]).collect(),
            links: Vec::new(),
        }
    }

    fn finish(mut self, kind: Kind, out: &mut Links) {
        let same = std::mem::take(&mut self.same);
        for &(x, y) in &same {
            self.join_as_decided(x, y, out);
        }
        let decided: HashSet<(usize, usize)> = same.into_iter().chain(self.apart.clone()).collect();
        let mut found: Vec<Found> = self
            .pairs()
            .into_iter()
            .filter(|pair| !decided.contains(pair))
            .filter_map(|(x, y)| {
                let (answer, score) = self.matcher.answer(&self.list[x], &self.list[y]);
                let same = answer == Answer::Same;
                (same || answer == Answer::Perhaps).then_some(Found {
                    x,
                    y,
                    score,
                    same,
                    against: None,
                })
            })
            .collect();
        found.sort_by(|v, w| {
            (w.same.cmp(&v.same))
                .then(w.score.total_cmp(&v.score))
                .then((v.x, v.y).cmp(&(w.x, w.y)))
        });
        let mut ask: Vec<Found> = Vec::new();
        for mut f in found {
            if f.same {
                f.against = self.join(&f);
            }
            if !f.same || f.against.is_some() {
                ask.push(f);
            }
        }
        self.report(kind, ask, out);
    }

    /// Pairs worth comparing, each once.
    fn pairs(&self) -> Vec<(usize, usize)> {
        let mut index = Index::default();
        for p in self.list {
            index.insert_prepared(self.matcher, p);
        }
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (x, p) in self.list.iter().enumerate() {
            // Records a register keeps apart must not take the places of likelier ones.
            let keep = |y: u32| !self.matcher.different_ids(p, &self.list[y as usize]);
            for y in index.find(self.matcher, p, keep) {
                let y = y as usize;
                pairs.push((x.min(y), x.max(y)));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    fn key(&self, at: usize) -> u64 {
        self.list[at].key
    }

    fn join_as_decided(&mut self, x: usize, y: usize, out: &mut Links) {
        let (g, h) = (self.group_of[x], self.group_of[y]);
        if g == h {
            return;
        }
        if let Some((p, q)) = self.said_apart(g, h) {
            out.contradictions.push(Contradiction {
                a: self.key(x),
                b: self.key(y),
                apart: (self.key(p), self.key(q)),
            });
            return;
        }
        self.merge(g, h);
        self.links.push(Link {
            a: self.key(x),
            b: self.key(y),
            score: 1.0,
            reasons: vec![Reason::new(Code::DecidedSame, 0.0)],
            decided: true,
        });
    }

    /// Joins the groups of two things, or gives the pair that stands against it.
    fn join(&mut self, f: &Found) -> Option<(usize, usize)> {
        let (g, h) = (self.group_of[f.x], self.group_of[f.y]);
        if g == h {
            return None;
        }
        let large = self.members[g].len() + self.members[h].len()
            > self.matcher.settings.blocking.largest_group;
        let against = self
            .said_apart(g, h)
            .or_else(|| large.then_some((f.x, f.y)))
            .or_else(|| self.clashing(g, h));
        if against.is_none() {
            self.merge(g, h);
            self.links.push(Link {
                a: self.key(f.x),
                b: self.key(f.y),
                score: f.score,
                reasons: self.reasons(f),
                decided: false,
            });
        }
        against
    }

    fn reasons(&self, f: &Found) -> Vec<Reason> {
        let verdict = self
            .matcher
            .compare_prepared(&self.list[f.x], &self.list[f.y]);
        let mut reasons = verdict.reasons().to_vec();
        if let Some((p, q)) = f.against {
            reasons.push(
                Reason::new(Code::KeptApart, 0.0)
                    .with("a", self.key(p))
                    .with("b", self.key(q)),
            );
        }
        reasons
    }

    fn merge(&mut self, g: usize, h: usize) {
        let (keep, gone) = if self.members[g].len() >= self.members[h].len() {
            (g, h)
        } else {
            (h, g)
        };
        let moved = std::mem::take(&mut self.members[gone]);
        for &m in &moved {
            self.group_of[m] = keep;
        }
        self.members[keep].extend(moved);
        self.members[keep].sort_unstable();
    }

    /// A pair across two groups that a person said is different.
    fn said_apart(&self, g: usize, h: usize) -> Option<(usize, usize)> {
        if self.apart.is_empty() {
            return None;
        }
        self.across(g, h).find(|pair| self.apart.contains(pair))
    }

    /// A pair across two groups that the machine must not put together.
    fn clashing(&self, g: usize, h: usize) -> Option<(usize, usize)> {
        self.across(g, h)
            .find(|&(x, y)| self.matcher.clash(&self.list[x], &self.list[y]))
    }

    fn across(&self, g: usize, h: usize) -> impl Iterator<Item = (usize, usize)> {
        self.members[g]
            .iter()
            .flat_map(move |&x| self.members[h].iter().map(move |&y| (x.min(y), x.max(y))))
    }

    fn report(self, kind: Kind, ask: Vec<Found>, out: &mut Links) {
        let groups_of = |x: usize, y: usize| {
            let (g, h) = (self.group_of[x], self.group_of[y]);
            (g.min(h), g.max(h))
        };
        let apart: HashSet<(usize, usize)> =
            self.apart.iter().map(|&(x, y)| groups_of(x, y)).collect();
        let mut best: BTreeMap<(usize, usize), Found> = BTreeMap::new();
        for f in ask {
            let groups = groups_of(f.x, f.y);
            // Who has said that two groups are different is not asked again.
            if groups.0 == groups.1 || apart.contains(&groups) {
                continue;
            }
            if best.get(&groups).is_none_or(|b| f.score > b.score) {
                best.insert(groups, f);
            }
        }
        for f in best.into_values() {
            out.review.push(Pair {
                kind,
                a: self.key(f.x),
                b: self.key(f.y),
                score: f.score,
                reasons: self.reasons(&f),
            });
        }
        let mut links: BTreeMap<usize, Vec<Link>> = BTreeMap::new();
        for link in self.links {
            if let Ok(at) = self.list.binary_search_by_key(&link.a, |p| p.key) {
                links.entry(self.group_of[at]).or_default().push(link);
            }
        }
        for (g, members) in self.members.iter().enumerate() {
            if members.len() >= 2 {
                let mut links = links.remove(&g).unwrap_or_default();
                links.sort_by_key(|l| (l.a, l.b));
                out.groups.push(Group {
                    kind,
                    members: members.iter().map(|&m| self.list[m].key).collect(),
                    links,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests;
