//! `wishmi settings`.

use clap::Args;

use super::Stop;
use crate::settings::{self, Settings};

/// List every setting with its variable, default and present value
#[derive(Args)]
pub struct List {
    /// As a Markdown table, for the documentation
    #[arg(long)]
    markdown: bool,
}

/// Prints the list. Present values that may hold a secret are not shown.
///
/// # Errors
/// None: the list is always there.
pub fn run(_: &Settings, list: List) -> Result<(), Stop> {
    let all = settings::all();
    if list.markdown {
        println!("| option | variable | default | what for |\n|---|---|---|---|");
        for s in all {
            println!(
                "| {} | `{}` | {} | {} |",
                code(&s.option),
                s.variable,
                code(&s.default),
                s.help
            );
        }
        return Ok(());
    }
    for s in all {
        let now = match std::env::var(&s.variable) {
            Ok(_) if settings::SECRET.contains(&s.variable.as_str()) => {
                "set (not shown)".to_string()
            }
            Ok(v) => v,
            Err(_) if s.default.is_empty() => "not set".to_string(),
            Err(_) => format!("{} (default)", s.default),
        };
        let names = match s.option.is_empty() {
            true => s.variable,
            false => format!("{} / {}", s.option, s.variable),
        };
        println!("{names}\n    {}\n    now: {now}\n", s.help);
    }
    Ok(())
}

fn code(default: &str) -> String {
    if default.is_empty() {
        String::new()
    } else {
        format!("`{default}`")
    }
}
