//! The list of features. Adding one is one line in each function.

use catalogue::Catalogue;
use db::Sql;

/// Every statement of the program, for the test that prepares them all on both engines.
pub fn statements() -> Vec<&'static [Sql]> {
    vec![
        audit::store::STATEMENTS,
        jobs::STATEMENTS,
        catalogue::STATEMENTS,
        exchange::STATEMENTS,
    ]
}

/// What each feature shows, as far as the city has it switched on.
pub fn pages(catalogue: &Catalogue) -> Vec<web::Feature> {
    let city = catalogue.view().city().clone();
    [catalogue::pages::feature(catalogue.clone())]
        .into_iter()
        .filter(|f| city.is_on(f.name))
        .collect()
}
