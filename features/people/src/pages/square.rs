//! A square code that a camera reads (ISO/IEC 18004), as a drawing.

use askama::Template;
use qrcode::{Color, QrCode};
use web::{Failure, Markup};

/// Light squares around the code, as the standard asks.
const QUIET: usize = 4;

#[derive(Template)]
#[template(path = "people/square.html")]
struct Square {
    size: usize,
    path: String,
}

/// Draws a text. What it says must stand beside it in words.
///
/// # Errors
/// A text too long for a code.
pub fn square(text: &str) -> Result<Markup, Failure> {
    let code = QrCode::new(text).map_err(Failure::fault)?;
    let width = code.width();
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let (x, y) = (at % width + QUIET, at / width + QUIET);
            path.push_str(&format!("M{x} {y}h1v1h-1z"));
        }
    }
    let square = Square {
        size: width + 2 * QUIET,
        path,
    };
    Markup::of(&square).map_err(Failure::fault)
}
