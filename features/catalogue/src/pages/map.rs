//! The districts drawn on the server: a picture whose areas are links. Whatever it shows, the table
//! beside it says too.

use web::Page;

use super::Now;

/// Fills from few to many offers; each differs from the next by lightness, not only by hue.
const FILLS: [&str; 5] = ["#eef4f4", "#c4dfe0", "#8fc3c6", "#4f9da2", "#17686d"];
/// The district a page is about.
const HERE: &str = "#b34100";

/// One district of the drawing.
pub(super) struct MapArea {
    pub href: String,
    pub path: String,
    pub label: String,
    pub fill: &'static str,
    pub here: bool,
}

/// One colour of the legend.
pub(super) struct MapStep {
    pub fill: &'static str,
    pub label: String,
}

/// The drawing.
pub(super) struct Map {
    pub width: i32,
    pub height: i32,
    pub areas: Vec<MapArea>,
    pub legend: Vec<MapStep>,
    /// True when the borders are only drawn from centre points.
    pub drawn: bool,
}

impl Map {
    /// The city with its districts coloured by offers; one of them may be the page's own.
    pub(super) fn of(page: &Page, now: &Now, here: Option<&str>) -> Map {
        let districts = &now.city().districts;
        let offered = |id: &str| now.digest.district(id).map_or(0, |d| d.offered);
        let steps = steps(
            districts
                .all()
                .iter()
                .map(|d| offered(d.id.as_str()))
                .collect(),
        );
        let view = districts.view_box();
        let areas = districts
            .shapes()
            .iter()
            .filter_map(|shape| {
                let d = districts.get(&shape.district)?;
                let n = offered(d.id.as_str());
                let is_here = here == Some(d.id.as_str());
                let count = page.t1("catalogue-offers", "count", n);
                Some(MapArea {
                    href: page.href(&format!("/district/{}", d.id)),
                    path: shape.path.clone(),
                    label: page.t2(
                        "catalogue-map-area",
                        "name",
                        d.label(page.lang()),
                        "count",
                        count,
                    ),
                    fill: if is_here {
                        HERE
                    } else {
                        FILLS[step_of(&steps, n)]
                    },
                    here: is_here,
                })
            })
            .collect();
        Map {
            width: view.width,
            height: view.height,
            areas,
            legend: legend(page, &steps),
            drawn: !districts.official(),
        }
    }
}

/// Upper ends of the first four of five groups of about equal size; zero is a group of its own.
fn steps(mut counts: Vec<usize>) -> [usize; 4] {
    counts.retain(|n| *n > 0);
    counts.sort_unstable();
    let at = |share: usize| {
        let i = (counts.len() * share / 4).saturating_sub(1);
        counts.get(i).copied().unwrap_or(0)
    };
    [0, at(1), at(2), at(3)]
}

fn step_of(steps: &[usize; 4], n: usize) -> usize {
    steps.iter().take_while(|top| n > **top).count()
}

fn legend(page: &Page, steps: &[usize; 4]) -> Vec<MapStep> {
    let number = |n: usize| page.number(&n);
    let mut out = Vec::new();
    for (i, fill) in FILLS.into_iter().enumerate() {
        let low = if i == 0 { 0 } else { steps[i - 1] + 1 };
        let label = match steps.get(i) {
            // Two groups of one size are one group.
            Some(top) if *top < low => continue,
            Some(top) if *top == low => number(low),
            Some(top) => page.t2(
                "catalogue-map-range",
                "from",
                number(low),
                "to",
                number(*top),
            ),
            None => page.t1("catalogue-map-more", "from", number(low)),
        };
        out.push(MapStep { fill, label });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_of_about_equal_size() {
        let s = steps(vec![0, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(s, [0, 2, 4, 6]);
        let of: Vec<usize> = [0, 1, 2, 3, 5, 7, 80]
            .iter()
            .map(|n| step_of(&s, *n))
            .collect();
        assert_eq!(of, [0, 1, 1, 2, 3, 4, 4]);
        assert_eq!(steps(vec![]), [0; 4]);
        assert_eq!(step_of(&steps(vec![3, 3, 3]), 3), 1);
    }
}
