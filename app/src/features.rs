//! The list of features. Adding one is one line in each function.

use std::sync::Arc;

use catalogue::Catalogue;
use catalogue::pages::Sources;
use values::SystemClock;

/// Every statement of the program, for the test that prepares them all on both engines.
#[cfg(test)]
fn statements() -> Vec<&'static [db::Sql]> {
    vec![
        audit::store::STATEMENTS,
        jobs::STATEMENTS,
        catalogue::STATEMENTS,
        exchange::STATEMENTS,
    ]
}

/// What each feature shows, as far as the city has it switched on.
pub fn pages(catalogue: &Catalogue, sources: Sources) -> Vec<web::Feature> {
    let city = catalogue.view().city().clone();
    let clock = Arc::new(SystemClock);
    [catalogue::pages::feature(catalogue.clone(), clock, sources)]
        .into_iter()
        .filter(|f| city.is_on(f.name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::statements;

    // Every statement of the program is prepared on both engines against the migrated schema.
    testing::on_both!(every_statement_is_understood, |db| async move {
        for list in statements() {
            assert!(!list.is_empty());
            db.check(list).await?;
        }
        Ok(())
    });
}
