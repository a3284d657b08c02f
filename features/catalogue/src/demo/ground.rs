//! The districts as the demo needs them: how they are called, how many minors live there, what is
//! near, and points inside them.
//!
//! Only sums, products and comparisons of floats are used: they give the same bits everywhere, which
//! sine and cosine do not promise.

use std::collections::BTreeMap;

use city::{City, Districts};
use values::{Lang, Point};

use super::DemoError;
use super::chance::Chance;
use super::files::Ground as Soil;
use super::materials::Materials;
use super::phrase::Words;

/// One district.
pub(super) struct Site {
    pub id: String,
    /// Its name by language.
    pub name: BTreeMap<Lang, String>,
    pub minors: u64,
    pub centre: Point,
    pub ground: Soil,
    /// "in …" by language.
    pub at: BTreeMap<Lang, String>,
    /// "of …" by language.
    pub of: BTreeMap<Lang, String>,
    /// All districts from the nearest (this one) to the farthest, with metres between centres.
    pub near: Vec<(usize, f64)>,
}

impl Site {
    /// Words for the gaps `{district}`, `{at}` and `{of}`.
    pub(super) fn words(&self) -> Words {
        Words::default()
            .each("district", self.name.clone())
            .each("at", self.at.clone())
            .each("of", self.of.clone())
    }
}

/// All districts.
pub(super) struct Ground<'a> {
    pub sites: Vec<Site>,
    /// The city's name in its default language.
    pub city: String,
    districts: &'a Districts,
}

/// Metres of one degree of latitude on the mean Earth.
const METRES_PER_DEGREE: f64 = 111_195.0;

impl<'a> Ground<'a> {
    /// The districts of the city with their forms from `districts.toml`.
    pub(super) fn new(city: &'a City, materials: &Materials) -> Result<Ground<'a>, DemoError> {
        let known = city.districts.all();
        if known.is_empty() {
            let problem = "the city has no districts; fill districts.csv first";
            return Err(DemoError::entry("districts.toml", "*", problem));
        }
        if let Some(id) = materials
            .districts
            .keys()
            .find(|id| known.iter().all(|d| d.id.as_str() != id.as_str()))
        {
            let problem = "is not the identifier of a district in the city's districts.csv";
            return Err(DemoError::entry("districts.toml", id, problem));
        }
        let mut sites: Vec<Site> = known
            .iter()
            .map(|d| {
                let entry = materials.districts.get(d.id.as_str());
                let name: BTreeMap<Lang, String> = materials
                    .languages()
                    .iter()
                    .map(|lang| {
                        let said = entry.map_or(d.name.as_str(), |e| e.name.as_str());
                        let own = d.names.get(lang).unwrap_or(said);
                        (lang.clone(), own.to_string())
                    })
                    .collect();
                let words = Words::default().each("district", name.clone());
                let mut site = Site {
                    id: d.id.to_string(),
                    minors: d.minors.unwrap_or(0),
                    centre: d.centre,
                    ground: entry.map_or_else(Soil::default, |e| e.ground),
                    at: BTreeMap::new(),
                    of: BTreeMap::new(),
                    near: Vec::new(),
                    name,
                };
                for (lang, general) in &materials.settings.forms {
                    let forms = entry.and_then(|e| e.forms.get(lang)).unwrap_or(general);
                    site.at
                        .insert(lang.clone(), words.fill_inside(&forms.at, lang));
                    site.of
                        .insert(lang.clone(), words.fill_inside(&forms.of, lang));
                }
                site
            })
            .collect();
        let centres: Vec<Point> = sites.iter().map(|s| s.centre).collect();
        for (i, site) in sites.iter_mut().enumerate() {
            let mut near: Vec<(usize, f64)> = centres
                .iter()
                .enumerate()
                .map(|(j, c)| (j, metres(centres[i], *c)))
                .collect();
            near.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
            site.near = near;
        }
        let name = city.name.get(&city.default_language).unwrap_or(&city.key);
        Ok(Ground {
            sites,
            city: name.to_string(),
            districts: &city.districts,
        })
    }

    /// A point inside the district, to a millionth of a degree.
    pub(super) fn point_in(&self, site: usize, chance: &mut Chance) -> Point {
        let s = &self.sites[site];
        let chance = &mut chance.branch();
        // As wide as the way to the next centre at first, narrower after each miss.
        let apart = s.near.get(1).map_or(1000.0, |(_, m)| *m);
        for tenths in [9, 9, 8, 8, 7, 6, 5, 4, 3, 2, 1] {
            let reach = apart * f64::from(tenths) / 10.0;
            let up = (reach / METRES_PER_DEGREE * 1e6) as i64;
            let across = (reach / METRES_PER_DEGREE / cosine(s.centre.lat()) * 1e6) as i64;
            let lat = micro(s.centre.lat()) + chance.between(-up, up);
            let lon = micro(s.centre.lon()) + chance.between(-across, across);
            if let Ok(point) = Point::new(lat as f64 / 1e6, lon as f64 / 1e6)
                && self
                    .districts
                    .at(point)
                    .is_some_and(|d| d.id.as_str() == s.id)
            {
                return point;
            }
        }
        s.centre
    }
}

/// Millionths of a degree.
fn micro(degrees: f64) -> i64 {
    (degrees * 1e6).round() as i64
}

/// Metres between two near points, good to a few in a thousand.
fn metres(a: Point, b: Point) -> f64 {
    let up = (b.lat() - a.lat()) * METRES_PER_DEGREE;
    let across = (b.lon() - a.lon()) * METRES_PER_DEGREE * cosine((a.lat() + b.lat()) / 2.0);
    (up * up + across * across).sqrt()
}

/// Cosine of a latitude in degrees by its power series, good to 1e-6 up to 70 degrees; never below
/// 0.05, so that one can divide by it near the poles.
fn cosine(degrees: f64) -> f64 {
    let x = degrees * std::f64::consts::PI / 180.0;
    let s = x * x;
    let series =
        1.0 - s / 2.0 * (1.0 - s / 12.0 * (1.0 - s / 30.0 * (1.0 - s / 56.0 * (1.0 - s / 90.0))));
    series.max(0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_agree_with_the_great_circle() {
        let a = Point::new(45.4642, 9.1900).unwrap();
        let b = Point::new(45.5042, 9.2500).unwrap();
        let ratio = metres(a, b) / a.metres_to(b);
        assert!((ratio - 1.0).abs() < 0.002, "{ratio}");
        for degrees in [0.0_f64, 38.0, 45.5, 60.0, -33.0] {
            assert!((cosine(degrees) - degrees.to_radians().cos()).abs() < 1e-5);
        }
        assert_eq!(cosine(90.0), 0.05);
    }
}
