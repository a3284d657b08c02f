//! The neighbourhoods of a city: what they are called, where they lie, who lies beside whom.

mod drawn;
mod near;
mod outline;
mod shapes;

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::OnceLock;

use geo::MultiPolygon;
use serde::{Deserialize, Serialize};
use values::{Lang, Point, Text, fold};

use outline::{Outline, Plane};
pub use shapes::{MapPoint, Shape, ViewBox};

/// The identifier of a district as its city writes it: `44`, `casco-viejo`. Letters, digits, `-`, `_`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DistrictId(pub String);

impl DistrictId {
    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for DistrictId {
    fn from(s: &str) -> Self {
        DistrictId(s.to_string())
    }
}

impl fmt::Display for DistrictId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A neighbourhood.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct District {
    /// Identifier, unique in the city.
    pub id: DistrictId,
    /// Official name.
    pub name: String,
    /// Name in other languages or scripts, where there is one.
    pub names: Text,
    /// Identifier of the [`Area`] it lies in, where the city has areas.
    pub area: Option<String>,
    /// Residents, when known.
    pub residents: Option<u64>,
    /// Residents under 18, when known.
    pub minors: Option<u64>,
    /// A point inside the district.
    pub centre: Point,
    /// Other names and numbers under which sources know it.
    pub aliases: Vec<String>,
}

impl District {
    /// The name for a reader of this language: its own, or else the official one.
    pub fn label(&self, wished: &Lang) -> &str {
        own_or(&self.names, wished, &self.name)
    }
}

/// A part of the city above the districts: a municipio, a borough.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Area {
    /// Identifier, unique among the areas.
    pub id: String,
    /// Official name.
    pub name: String,
    /// Name in other languages or scripts, where there is one.
    pub names: Text,
}

impl Area {
    /// The name for a reader of this language: its own, or else the official one.
    pub fn label(&self, wished: &Lang) -> &str {
        own_or(&self.names, wished, &self.name)
    }
}

fn own_or<'a>(names: &'a Text, wished: &Lang, official: &'a str) -> &'a str {
    names
        .get(wished)
        .or_else(|| names.get(&wished.base()))
        .unwrap_or(official)
}

/// Why boundaries cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BoundaryError {
    /// No district has this identifier.
    #[error(
        "district «{0}» of the boundaries is not a district of the city: check the identifier's column, or add the district to districts.csv"
    )]
    Unknown(DistrictId),
    /// Two boundaries for one district.
    #[error("district «{0}» has two boundaries: join them into one multipolygon")]
    Twice(DistrictId),
    /// A district without boundary.
    #[error(
        "district «{0}» has no boundary: add it to the boundaries, or remove the district from districts.csv"
    )]
    Missing(DistrictId),
    /// The boundary encloses nothing.
    #[error("the boundary of district «{0}» encloses nothing: a ring needs three different points")]
    Empty(DistrictId),
    /// The coordinates are no degrees.
    #[error(
        "the boundary of district «{0}» is not in degrees of longitude and latitude (WGS 84): convert it first"
    )]
    NotOnEarth(DistrictId),
}

/// The districts of a city with their boundaries: official ones once given, until then drawn from
/// the centre points (each point belongs to the nearest centre, up to the city's edge).
#[derive(Clone, Debug)]
pub struct Districts {
    list: Vec<District>,
    areas: Vec<Area>,
    index: HashMap<DistrictId, usize>,
    names: HashMap<String, usize>,
    plane: Plane,
    outlines: Vec<Outline>,
    official: bool,
    neighbours: OnceLock<Vec<Vec<usize>>>,
    drawing: OnceLock<(ViewBox, Vec<Shape>)>,
}

impl Districts {
    /// Districts with boundaries drawn from their centres; the city's edge runs `reach` metres
    /// outside the convex hull of the centres. The list is already checked: identifiers and
    /// centres differ, and no name belongs to two districts.
    pub(crate) fn drawn(list: Vec<District>, areas: Vec<Area>, reach: f64) -> Districts {
        let plane = Plane::around(list.iter().map(|d| d.centre));
        let centres: Vec<_> = list.iter().map(|d| plane.metres(d.centre)).collect();
        let outlines = drawn::cells(&centres, reach)
            .into_iter()
            .map(|ring| Outline::new(vec![ring.into_iter().map(|p| plane.degrees(p)).collect()]))
            .collect();
        let index = list
            .iter()
            .enumerate()
            .map(|(i, d)| (d.id.clone(), i))
            .collect();
        let mut names = HashMap::new();
        for (i, d) in list.iter().enumerate() {
            for name in spoken_names(d) {
                names.entry(squashed(name)).or_insert(i);
            }
        }
        Districts {
            list,
            areas,
            index,
            names,
            plane,
            outlines,
            official: false,
            neighbours: OnceLock::new(),
            drawing: OnceLock::new(),
        }
    }

    /// The same districts with official boundaries, in degrees (x longitude, y latitude, WGS 84).
    ///
    /// # Errors
    /// Everything that is wrong with the boundaries, at once: each district needs exactly one.
    pub fn with_boundaries(
        &self,
        boundaries: Vec<(DistrictId, MultiPolygon<f64>)>,
    ) -> Result<Districts, Vec<BoundaryError>> {
        let mut errors = Vec::new();
        let mut given: BTreeMap<usize, Outline> = BTreeMap::new();
        for (id, polygons) in boundaries {
            let Some(&i) = self.index.get(&id) else {
                errors.push(BoundaryError::Unknown(id));
                continue;
            };
            let rings: Vec<Vec<(f64, f64)>> = polygons
                .0
                .iter()
                .flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()))
                .map(|ring| ring.0.iter().map(|c| (c.x, c.y)).collect())
                .collect();
            let on_earth = |(x, y): &(f64, f64)| Point::new(*y, *x).is_ok();
            if !rings.iter().flatten().all(on_earth) {
                errors.push(BoundaryError::NotOnEarth(id));
                continue;
            }
            let outline = Outline::new(rings);
            if outline.is_empty() {
                errors.push(BoundaryError::Empty(id));
            } else if given.insert(i, outline).is_some() {
                errors.push(BoundaryError::Twice(id));
            }
        }
        for (i, d) in self.list.iter().enumerate() {
            let named = |e: &BoundaryError| matches!(e, BoundaryError::Empty(id) | BoundaryError::NotOnEarth(id) if *id == d.id);
            if !given.contains_key(&i) && !errors.iter().any(named) {
                errors.push(BoundaryError::Missing(d.id.clone()));
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(Districts {
            outlines: given.into_values().collect(),
            official: true,
            neighbours: OnceLock::new(),
            drawing: OnceLock::new(),
            ..self.clone()
        })
    }

    /// True once official boundaries are set.
    pub fn official(&self) -> bool {
        self.official
    }

    /// All districts in the order of the city's file.
    pub fn all(&self) -> &[District] {
        &self.list
    }

    /// The areas above the districts; empty when the city has none.
    pub fn areas(&self) -> &[Area] {
        &self.areas
    }

    /// The area with this identifier.
    pub fn area(&self, id: &str) -> Option<&Area> {
        self.areas.iter().find(|a| a.id == id)
    }

    /// The districts of an area, in order.
    pub fn in_area<'a>(&'a self, area: &'a str) -> impl Iterator<Item = &'a District> {
        self.list
            .iter()
            .filter(move |d| d.area.as_deref() == Some(area))
    }

    /// The district with this identifier.
    pub fn get(&self, id: &DistrictId) -> Option<&District> {
        self.index.get(id).and_then(|i| self.list.get(*i))
    }

    /// Residents of all districts whose number is known.
    pub fn residents(&self) -> u64 {
        self.list.iter().filter_map(|d| d.residents).sum()
    }

    /// Residents under 18 of all districts whose number is known.
    pub fn minors(&self) -> u64 {
        self.list.iter().filter_map(|d| d.minors).sum()
    }

    /// The district a point lies in; none outside the city. A point on a common border belongs to
    /// exactly one of the two.
    pub fn at(&self, point: Point) -> Option<&District> {
        self.outlines
            .iter()
            .position(|o| o.contains(point))
            .and_then(|i| self.list.get(i))
    }

    /// The district a source means by a number or a name: its identifier (also as `44.0` or
    /// `044`), its name in any language or an alias, whatever the accents, capitals, spaces and
    /// punctuation.
    pub fn resolve(&self, written: &str) -> Option<&District> {
        let written = written.trim();
        if let Some(d) = self.get(&DistrictId::from(written)) {
            return Some(d);
        }
        // Spreadsheets turn the number 44 into 44.0, registers into 044.
        let whole = written.strip_suffix(".0").unwrap_or(written);
        if !whole.is_empty() && whole.chars().all(|c| c.is_ascii_digit()) {
            let short = match whole.trim_start_matches('0') {
                "" => "0",
                short => short,
            };
            return self
                .get(&DistrictId::from(short))
                .or_else(|| self.named(whole));
        }
        self.named(written)
    }

    fn named(&self, name: &str) -> Option<&District> {
        self.names
            .get(&squashed(name))
            .and_then(|i| self.list.get(*i))
    }

    /// The districts that share a border with this one (a common corner is not enough), in the
    /// order of the file; empty for an unknown identifier.
    pub fn neighbours(&self, id: &DistrictId) -> Vec<&District> {
        let all = self
            .neighbours
            .get_or_init(|| near::neighbours(&self.outlines, &self.plane));
        self.index
            .get(id)
            .and_then(|i| all.get(*i))
            .into_iter()
            .flatten()
            .filter_map(|i| self.list.get(*i))
            .collect()
    }

    /// The shapes of all districts for a drawing on the server, in the order of the file:
    /// simplified and small enough to stand inside a page.
    pub fn shapes(&self) -> &[Shape] {
        &self.drawing().1
    }

    /// The drawing's size: the numbers of an SVG `viewBox`.
    pub fn view_box(&self) -> ViewBox {
        self.drawing().0
    }

    /// Where a point falls in the drawing; it may lie outside the view box.
    pub fn on_map(&self, point: Point) -> MapPoint {
        self.drawing().0.project(point)
    }

    fn drawing(&self) -> &(ViewBox, Vec<Shape>) {
        self.drawing
            .get_or_init(|| shapes::draw(&self.list, &self.outlines))
    }
}

/// Everything a district is called, its identifier apart.
pub(crate) fn spoken_names(d: &District) -> impl Iterator<Item = &str> {
    std::iter::once(d.name.as_str())
        .chain(d.names.iter().map(|(_, n)| n))
        .chain(d.aliases.iter().map(String::as_str))
}

/// Folded and without spaces, so that "QT 8" and "qt8" are one.
pub(crate) fn squashed(name: &str) -> String {
    fold(name).replace(' ', "")
}
