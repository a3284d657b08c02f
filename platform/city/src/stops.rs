//! Places people give as landmarks: stops of the underground, the tram, the train.

use serde::Serialize;
use values::Point;

/// A stop of public transport.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stop {
    /// Identifier, unique in the city; it stands in addresses.
    pub id: String,
    /// Its name as people say it.
    pub name: String,
    /// Where it is.
    pub point: Point,
    /// The lines that stop there, as people call them, such as `M1`.
    pub lines: Vec<String>,
    /// Other names.
    pub aliases: Vec<String>,
}
