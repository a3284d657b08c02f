//! What the shape of a profile alone cannot assure.

use super::{Expr, Profile, Step, Template, When, Words};

/// Figures a district may have; others are refused, so that a slip of the pen makes no new figure.
const FIGURES: &[&str] = &[
    "year",
    "residents",
    "minors",
    "foreign",
    "families",
    "births",
    "single_person_families",
    "over_65",
];

impl Profile {
    /// Checks what refers to what and prepares patterns.
    pub(super) fn check(&mut self) -> Result<(), String> {
        let key = &self.source.key;
        if key.is_empty()
            || !key
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        {
            return Err(format!(
                "[source] key = «{key}»: only small letters, digits and hyphens are possible"
            ));
        }
        let hsds = self.file.kind == Some(records::Kind::Hsds);
        let mapped = self.organization.is_some()
            || self.location.is_some()
            || self.service.is_some()
            || self.district.is_some();
        if hsds && mapped {
            return Err("an HSDS file maps itself: leave out [organization], [location], [service] and [district]".into());
        }
        if !hsds && !mapped {
            return Err("the profile says nothing to make: it needs [organization], [location], [service] or [district]".into());
        }
        if !hsds && self.record.id.is_none() && self.group.is_none() {
            return Err("[record] needs id = \"{COLUMN}\": without it the same record cannot be known again in the next file (with [group], `by` is enough)".into());
        }
        if self.service.is_some() && self.organization.is_none() {
            return Err("[service] needs [organization]: every service is offered by somebody (write id and name as plain texts if it is always the same)".into());
        }
        if self.parent.as_ref().is_some_and(|p| p.id.is_none()) {
            return Err("[parent] needs its own id".into());
        }
        if self.service_at_location.is_some() && (self.service.is_none() || self.location.is_none())
        {
            return Err("[service_at_location] needs both [service] and [location]".into());
        }
        if let Some(d) = &self.district
            && let Some(name) = d.figures.keys().find(|f| !FIGURES.contains(&f.as_str()))
        {
            return Err(format!(
                "[district.figures] «{name}» is not known; known are: {}",
                FIGURES.join(", ")
            ));
        }
        let mut names: Vec<&str> = self.inputs().iter().map(|i| i.name).collect();
        names.sort_unstable();
        if let Some(twin) = names.windows(2).find(|w| w[0] == w[1]) {
            return Err(format!("two second files are called «{}»", twin[0]));
        }
        for e in self.expressions() {
            for template in &e.0 {
                self.check_template(template)?;
            }
        }
        for when in self.conditions() {
            let known = |n: &&String| self.joins.iter().all(|j| j.name != **n);
            if let Some(name) = when.present.iter().chain(&when.absent).find(known) {
                return Err(format!("«{name}» in a condition is no [[join]]"));
            }
        }
        for when in self.conditions_mut() {
            let test = when.is.is_some()
                || when.is_not.is_some()
                || when.matches.is_some()
                || when.empty.is_some();
            if test != when.value.is_some() {
                return Err(
                    "a condition has `value` and one of is, is_not, matches, empty – or neither"
                        .into(),
                );
            }
            if !test && when.present.is_empty() && when.absent.is_empty() {
                return Err("a condition says nothing: use value, present or absent".into());
            }
            if let Some(pattern) = &when.matches {
                let pattern = pattern.clone();
                when.pattern = Some(
                    regex::RegexBuilder::new(&pattern)
                        .case_insensitive(true)
                        .size_limit(1 << 20)
                        .build()
                        .map_err(|e| format!("the pattern «{pattern}» is wrong: {e}"))?,
                );
            }
        }
        Ok(())
    }

    fn check_template(&self, template: &Template) -> Result<(), String> {
        for value in template.values() {
            for step in &value.steps {
                if let Step::Map(name) = step
                    && !self.maps.contains_key(name)
                {
                    let known: Vec<&str> = self.maps.keys().map(String::as_str).collect();
                    return Err(format!(
                        "in «{template}»: there is no [maps.{name}]; there are: {}",
                        known.join(", ")
                    ));
                }
            }
        }
        Ok(())
    }

    fn conditions(&self) -> Vec<&When> {
        let mut all: Vec<&When> = self.skips.iter().map(|s| &s.when).collect();
        all.extend(self.rules.iter().map(|r| &r.when));
        let organizations = [&self.parent, &self.organization];
        all.extend(
            organizations
                .iter()
                .filter_map(|o| o.as_ref()?.when.as_ref()),
        );
        all.extend(self.location.iter().filter_map(|l| l.when.as_ref()));
        all.extend(self.service.iter().filter_map(|s| s.when.as_ref()));
        all
    }

    fn conditions_mut(&mut self) -> Vec<&mut When> {
        let mut all: Vec<&mut When> = self.skips.iter_mut().map(|s| &mut s.when).collect();
        all.extend(self.rules.iter_mut().map(|r| &mut r.when));
        let organizations = [&mut self.parent, &mut self.organization];
        for o in organizations.into_iter().flatten() {
            all.extend(o.when.as_mut());
        }
        all.extend(self.location.iter_mut().filter_map(|l| l.when.as_mut()));
        all.extend(self.service.iter_mut().filter_map(|s| s.when.as_mut()));
        all
    }

    /// Every value of the main file's rows the profile speaks of, for checks of columns and maps.
    pub(crate) fn expressions(&self) -> Vec<&Expr> {
        let mut out: Vec<&Expr> = Vec::new();
        out.extend(&self.record.id);
        out.extend(self.group.as_ref().map(|g| &g.by));
        out.extend(self.joins.iter().map(|j| &j.with));
        out.extend(self.conditions().iter().filter_map(|w| w.value.as_ref()));
        for rule in &self.rules {
            out.extend(&rule.status);
            out.extend(&rule.active);
            out.extend(&rule.reason);
            words(&mut out, &rule.alert);
        }
        for o in [&self.parent, &self.organization].into_iter().flatten() {
            out.push(&o.name);
            for e in [
                &o.id,
                &o.alternate_name,
                &o.email,
                &o.website,
                &o.phones,
                &o.nature,
                &o.legal_status,
                &o.active,
            ] {
                out.extend(e);
            }
            words(&mut out, &o.description);
            out.extend(o.identifiers.iter().map(|i| &i.value));
        }
        if let Some(l) = &self.location {
            out.push(&l.name);
            for e in [
                &l.id,
                &l.alternate_name,
                &l.kind,
                &l.phones,
                &l.url,
                &l.accessibility,
                &l.hours,
            ] {
                out.extend(e);
            }
            words(&mut out, &l.description);
            words(&mut out, &l.transportation);
            out.extend(l.identifiers.iter().map(|i| &i.value));
            out.extend(l.declared.iter().map(|d| &d.value));
            if let Some(p) = &l.point {
                out.extend(&p.lat);
                out.extend(&p.lon);
            }
            if let Some(a) = &l.address {
                out.extend([&a.street, &a.city]);
                for e in [&a.extra, &a.province, &a.postal_code, &a.country] {
                    out.extend(e);
                }
            }
        }
        self.service_expressions(&mut out);
        if let Some(d) = &self.district {
            out.push(&d.id);
            out.extend(&d.area);
            out.extend(d.figures.values());
        }
        out
    }

    fn service_expressions<'a>(&'a self, out: &mut Vec<&'a Expr>) {
        if let Some(s) = &self.service {
            words_of(out, &s.name);
            for e in [
                &s.id,
                &s.status,
                &s.themes,
                &s.needs,
                &s.wellbeing,
                &s.accessibility,
                &s.languages,
                &s.rhythm,
                &s.hours,
                &s.free,
                &s.adult_needed,
                &s.remote,
                &s.places,
                &s.email,
                &s.url,
                &s.phones,
            ] {
                out.extend(e);
            }
            for w in [
                &s.alternate_name,
                &s.description,
                &s.eligibility,
                &s.fees,
                &s.application,
                &s.alert,
            ] {
                words(out, w);
            }
            for d in &s.documents {
                words_of(out, d);
            }
            out.extend(s.identifiers.iter().map(|i| &i.value));
            for c in &s.cost {
                out.push(&c.amount);
                out.extend(&c.unit);
                words(out, &c.option);
            }
            match &s.ages {
                Some(super::AgesSpec::Range(e)) => out.push(e),
                Some(super::AgesSpec::Ends(e)) => {
                    for e in [&e.from_years, &e.to_years, &e.from_months, &e.to_months] {
                        out.extend(e);
                    }
                }
                None => {}
            }
            if let Some(e) = &s.event {
                out.push(&e.starts);
                for e in [&e.ends, &e.zone, &e.rule, &e.except] {
                    out.extend(e);
                }
            }
        }
        let monthly = [
            self.location.as_ref().and_then(|l| l.monthly.as_ref()),
            self.service_at_location
                .as_ref()
                .and_then(|t| t.monthly.as_ref()),
        ];
        for m in monthly.into_iter().flatten() {
            out.extend([&m.month, &m.opens, &m.closes]);
            out.extend(&m.note);
        }
        if let Some(t) = &self.service_at_location {
            out.extend(&t.hours);
            out.extend(&t.phones);
            words(out, &t.description);
        }
    }
}

fn words<'a>(out: &mut Vec<&'a Expr>, words: &'a Option<Words>) {
    if let Some(w) = words {
        words_of(out, w);
    }
}

fn words_of<'a>(out: &mut Vec<&'a Expr>, words: &'a Words) {
    match words {
        Words::One(e) => out.push(e),
        Words::Each(map) => out.extend(map.values()),
    }
}
