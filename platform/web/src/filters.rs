//! Filters for templates: `use web::filters;` beside the template struct.
#![allow(
    missing_docs,
    reason = "askama::filter_fn makes items that cannot carry docs"
)]

/// A phone number for a `tel:` address: digits, and a plus sign in front.
#[askama::filter_fn]
pub fn tel(number: impl std::fmt::Display, _: &dyn askama::Values) -> askama::Result<String> {
    Ok(dialled(&number.to_string()))
}

/// The host of a web address, as people read it: `https://www.example.it/x` → `example.it`.
#[askama::filter_fn]
pub fn host(address: impl std::fmt::Display, _: &dyn askama::Values) -> askama::Result<String> {
    Ok(host_of(&address.to_string()))
}

pub(crate) fn dialled(number: &str) -> String {
    let number = number.trim();
    let plus = if number.starts_with('+') { "+" } else { "" };
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    format!("{plus}{digits}")
}

fn host_of(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, r)| r);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = host.rsplit_once('@').map_or(host, |(_, h)| h);
    host.strip_prefix("www.").unwrap_or(host).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_hosts() {
        assert_eq!(dialled("+39 02 0202"), "+39020202");
        assert_eq!(dialled("02/88.46-00"), "02884600");
        assert_eq!(host_of("https://www.example.it/x?y"), "example.it");
        assert_eq!(host_of("https://user@evil.example/"), "evil.example");
    }
}
