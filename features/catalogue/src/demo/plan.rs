//! How many of what, where: every district gets its share, every domain, and every sort of service
//! is used at least once.

use super::chance::Chance;
use super::files::Archetype;
use super::ground::Site;

/// One service to be made: which sort, in which district (both by place in their lists).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub sort: usize,
    pub site: usize,
}

/// What the plan needs to know of a sort of service.
pub(super) struct Offer<'a> {
    pub what: &'a Archetype,
    /// The domain of its first theme, as a number.
    pub domain: usize,
}

/// How many services each district gets: the minimum, and the rest by its number of minors.
pub(super) fn shares(sites: &[Site], minimum: usize, total: usize) -> Vec<usize> {
    let minors: u64 = sites.iter().map(|s| s.minors).sum();
    let rest = total.saturating_sub(minimum * sites.len()) as u64;
    let mut given: Vec<usize> = sites
        .iter()
        .map(|s| minimum + (rest * s.minors).checked_div(minors).unwrap_or(0) as usize)
        .collect();
    // What rounding left over goes to the districts with most minors.
    let mut order: Vec<usize> = (0..sites.len()).collect();
    order.sort_by_key(|i| (std::cmp::Reverse(sites[*i].minors), *i));
    let left = total.saturating_sub(given.iter().sum());
    for i in order
        .iter()
        .cycle()
        .take(if sites.is_empty() { 0 } else { left })
    {
        given[*i] += 1;
    }
    given
}

/// Draws the steps. `growth` widens the limits of demos larger than the folder was written for.
pub(super) fn draw(
    offers: &[Offer<'_>],
    sites: &[Site],
    minimum: usize,
    total: usize,
    growth: usize,
    chance: &mut Chance,
) -> Vec<Step> {
    let at_home = |o: &&Offer<'_>| !o.what.remote;
    let weights: u64 = offers.iter().map(|o| o.what.weight).sum();
    let remote_weight: u64 = offers
        .iter()
        .filter(|o| o.what.remote)
        .map(|o| o.what.weight)
        .sum();
    let remote = (total as u64 * remote_weight)
        .checked_div(weights)
        .unwrap_or(0) as usize;
    let local = total.saturating_sub(remote);
    let left = shares(sites, minimum.min(local / sites.len().max(1)), local);
    let domains = offers
        .iter()
        .filter(at_home)
        .map(|o| o.domain + 1)
        .max()
        .unwrap_or(0);
    let mut plan = Plan {
        offers,
        sites,
        growth,
        weights,
        total,
        domains,
        left,
        made: vec![0; offers.len()],
        here: vec![vec![0; offers.len()]; sites.len()],
        steps: Vec::with_capacity(total),
    };
    plan.every_sort_once(chance);
    for site in 0..sites.len() {
        for domain in 0..domains {
            plan.fill(site, Some(domain), chance);
        }
    }
    let mut slots: Vec<usize> = (0..sites.len())
        .flat_map(|s| std::iter::repeat_n(s, plan.left[s]))
        .collect();
    chance.mix(&mut slots);
    for site in slots {
        plan.fill(site, None, chance);
    }
    for _ in 0..remote {
        plan.online(chance);
    }
    plan.steps
}

struct Plan<'a> {
    offers: &'a [Offer<'a>],
    sites: &'a [Site],
    growth: usize,
    weights: u64,
    total: usize,
    domains: usize,
    /// How many services each district may still get.
    left: Vec<usize>,
    /// How many of each sort there are.
    made: Vec<usize>,
    /// How many of each sort there are in each district.
    here: Vec<Vec<usize>>,
    steps: Vec<Step>,
}

impl Plan<'_> {
    fn fits(&self, sort: usize, site: usize) -> bool {
        let what = self.offers[sort].what;
        !what.remote
            && what.setting.fits(self.sites[site].ground)
            && self.here[site][sort] < what.most * self.growth
    }

    fn put(&mut self, sort: usize, site: usize) {
        self.left[site] = self.left[site].saturating_sub(1);
        self.made[sort] += 1;
        self.here[site][sort] += 1;
        self.steps.push(Step { sort, site });
    }

    fn every_sort_once(&mut self, chance: &mut Chance) {
        for sort in 0..self.offers.len() {
            let room: Vec<u64> = (0..self.sites.len())
                .map(|s| {
                    // Room is kept in each district for the domains it lacks.
                    let free = (self.left[s] + 1).saturating_sub(self.domains) as u64;
                    if self.fits(sort, s) { free } else { 0 }
                })
                .collect();
            if let Some(site) = chance.weighted(&room) {
                self.put(sort, site);
            }
        }
    }

    /// Puts one service into a district: of a domain it does not have yet, or of any.
    fn fill(&mut self, site: usize, missing: Option<usize>, chance: &mut Chance) {
        if let Some(domain) = missing
            && (0..self.offers.len())
                .any(|i| self.offers[i].domain == domain && self.here[site][i] > 0)
        {
            return;
        }
        if self.left[site] == 0 {
            return;
        }
        let weights: Vec<u64> = (0..self.offers.len())
            .map(|i| {
                let offer = &self.offers[i];
                let wanted = missing.is_none_or(|d| d == offer.domain);
                if wanted && self.fits(i, site) {
                    // What is behind its share of the city, and not here yet, comes first.
                    let share = self.total as u64 * offer.what.weight / self.weights.max(1);
                    let behind = share.saturating_sub(self.made[i] as u64);
                    (behind * 12 + 1) * 60 / (1 + 4 * self.here[site][i] as u64)
                } else {
                    0
                }
            })
            .collect();
        if let Some(sort) = chance.weighted(&weights) {
            self.put(sort, site);
        }
    }

    /// One service that has no place; its organisation sits in some district with houses.
    fn online(&mut self, chance: &mut Chance) {
        let sorts: Vec<u64> = self
            .offers
            .iter()
            .map(|o| if o.what.remote { o.what.weight } else { 0 })
            .collect();
        let homes: Vec<u64> = self
            .sites
            .iter()
            .map(|s| {
                if s.ground == super::files::Ground::Town {
                    s.minors
                } else {
                    0
                }
            })
            .collect();
        if let (Some(sort), Some(site)) = (chance.weighted(&sorts), chance.weighted(&homes)) {
            self.made[sort] += 1;
            self.steps.push(Step { sort, site });
        }
    }
}
