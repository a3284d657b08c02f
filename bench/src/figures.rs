//! Figures as people read them, and tables that are also Markdown.

/// A number with thousands apart: `15,430`.
pub fn grouped(x: f64) -> String {
    let digits = format!("{x:.0}");
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// A ratio: `12.3×`, `0.85×`.
pub fn ratio(x: f64, yardstick: f64) -> String {
    let r = x / yardstick;
    match r {
        r if r >= 100.0 => format!("{}×", grouped(r)),
        r if r >= 10.0 => format!("{r:.1}×"),
        r => format!("{r:.2}×"),
    }
}

/// Microseconds as `850 µs` or `12.3 ms`.
pub fn time(micros: u64) -> String {
    match micros {
        0..1_000 => format!("{micros} µs"),
        _ => format!("{}.{} ms", micros / 1_000, micros % 1_000 / 100),
    }
}

/// Prints a table whose first column is text and whose others are figures.
pub fn table(head: &[&str], rows: &[Vec<String>]) {
    let width = |i: usize| {
        let cells = rows.iter().filter_map(|r| r.get(i)).map(String::as_str);
        let longest = cells.chain([head[i]]).map(|c| c.chars().count()).max();
        longest.unwrap_or(0)
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let line = |cells: Vec<&str>| {
        let padded: Vec<String> = cells
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(i, (cell, width))| match i {
                0 => format!("{cell:width$}"),
                _ => format!("{cell:>width$}"),
            })
            .collect();
        println!("| {} |", padded.join(" | "));
    };
    line(head.to_vec());
    let rule: Vec<String> = widths
        .iter()
        .enumerate()
        .map(|(i, w)| match i {
            0 => "-".repeat(*w),
            _ => format!("{}:", "-".repeat(w - 1)),
        })
        .collect();
    line(rule.iter().map(String::as_str).collect());
    for row in rows {
        line(row.iter().map(String::as_str).collect());
    }
}
