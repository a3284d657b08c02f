//! Pages of a list.

/// One link of the page bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A page number and its address.
    Number(usize, String),
    /// The page being shown.
    Here(usize),
    /// Pages left out.
    Gap,
}

/// Which page of a list is shown, and the links to the others. Pages count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// The page shown.
    pub page: usize,
    /// How many pages there are, at least 1.
    pub pages: usize,
    /// Records in the whole list.
    pub total: usize,
    /// First record shown, from 1; 0 when the list is empty.
    pub from: usize,
    /// Last record shown.
    pub to: usize,
    /// Address of the page before.
    pub previous: Option<String>,
    /// Address of the page after.
    pub next: Option<String>,
    /// The numbered links: first, last, and those around this page.
    pub steps: Vec<Step>,
}

impl Paging {
    /// The page bar for `total` records shown `size` at a time. A page beyond the last is the last.
    /// `href` gives the address of a page number.
    pub fn new(page: usize, size: usize, total: usize, href: impl Fn(usize) -> String) -> Paging {
        let size = size.max(1);
        let pages = total.div_ceil(size).max(1);
        let page = page.clamp(1, pages);
        let mut steps = Vec::new();
        let mut last = 0;
        for n in 1..=pages {
            let near = n.abs_diff(page) <= 1 || n == 1 || n == pages;
            // a gap of one page is shown as that page
            let bridge = (n == 2 && page == 4) || (n + 1 == pages && page + 3 == pages);
            if !(near || bridge) {
                continue;
            }
            if n > last + 1 {
                steps.push(Step::Gap);
            }
            steps.push(if n == page {
                Step::Here(n)
            } else {
                Step::Number(n, href(n))
            });
            last = n;
        }
        Paging {
            page,
            pages,
            total,
            from: if total == 0 { 0 } else { (page - 1) * size + 1 },
            to: (page * size).min(total),
            previous: (page > 1).then(|| href(page - 1)),
            next: (page < pages).then(|| href(page + 1)),
            steps,
        }
    }

    /// The records of this page in a list held in memory.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.from.saturating_sub(1)..self.to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(page: usize, pages: usize) -> String {
        Paging::new(page, 1, pages, |n| format!("?{n}"))
            .steps
            .iter()
            .map(|s| match s {
                Step::Number(n, _) => n.to_string(),
                Step::Here(n) => format!("[{n}]"),
                Step::Gap => "…".to_string(),
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn the_bar_is_short_and_never_hides_a_single_page() {
        assert_eq!(bar(1, 1), "[1]");
        assert_eq!(bar(1, 3), "[1] 2 3");
        assert_eq!(bar(1, 20), "[1] 2 … 20");
        assert_eq!(bar(4, 20), "1 2 3 [4] 5 … 20");
        assert_eq!(bar(10, 20), "1 … 9 [10] 11 … 20");
        assert_eq!(bar(17, 20), "1 … 16 [17] 18 19 20");
        assert_eq!(bar(99, 20), "1 … 19 [20]");
    }

    #[test]
    fn ranges_fit_the_list() {
        let p = Paging::new(3, 20, 45, |n| n.to_string());
        assert_eq!((p.from, p.to, p.range()), (41, 45, 40..45));
        let none = Paging::new(7, 20, 0, |n| n.to_string());
        assert_eq!((none.page, none.pages, none.range()), (1, 1, 0..0));
    }
}
