//! What a service costs.

use serde::{Deserialize, Serialize};
use values::{Cents, Day, Text};

/// What one pays for with one amount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CostUnit {
    /// The whole service, once.
    #[default]
    Once,
    /// Each time.
    Session,
    /// Each day.
    Day,
    /// Each week.
    Week,
    /// Each month.
    Month,
    /// Each season or school year.
    Year,
}

/// One price. HSDS `cost_option`, with the unit and the income limit typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostOption {
    /// The amount; none when only described in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Cents>,
    /// What the amount pays for.
    #[serde(default)]
    pub unit: CostUnit,
    /// Who pays this price ("second child", "with an ISEE below …").
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub option: Text,
    /// Highest family income indicator (ISEE in Italy) for this price, cents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub income_up_to: Option<Cents>,
    /// First day of the price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Day>,
    /// Last day of the price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Day>,
}

impl CostOption {
    /// A plain price for everybody.
    pub fn of(amount: Cents, unit: CostUnit) -> CostOption {
        CostOption {
            amount: Some(amount),
            unit,
            ..CostOption::default()
        }
    }
}
