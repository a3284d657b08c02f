//! What is known about languages themselves.

use values::Lang;

/// Languages written from right to left.
const RTL: &[&str] = &[
    "ar", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi",
];

/// True when the language is read from right to left.
pub fn is_rtl(lang: &Lang) -> bool {
    RTL.contains(&lang.base().as_str())
}

/// The language's name in the language itself, as a language menu shows it; the tag when unknown.
pub fn own_name(lang: &Lang) -> &str {
    match lang.as_str() {
        "it" => "Italiano",
        "it-easy" => "Italiano facile",
        "en" => "English",
        "ar" => "العربية",
        "zh" => "中文",
        "es" => "Español",
        "fil" => "Filipino",
        "ro" => "Română",
        "uk" => "Українська",
        "si" => "සිංහල",
        "bn" => "বাংলা",
        "fr" => "Français",
        "sq" => "Shqip",
        "de" => "Deutsch",
        "pt" => "Português",
        "pl" => "Polski",
        "ru" => "Русский",
        "ur" => "اردو",
        "pa" => "ਪੰਜਾਬੀ",
        "hi" => "हिन्दी",
        "fa" => "فارسی",
        "tr" => "Türkçe",
        "sl" => "Slovenščina",
        tag => tag,
    }
}

/// The tag for the HTML `lang` attribute. Our `it-easy` is a private variant, which BCP 47 writes
/// `it-x-easy`.
pub fn html_tag(lang: &Lang) -> String {
    match lang.as_str().split_once('-') {
        Some((base, "easy")) => format!("{base}-x-easy"),
        _ => lang.as_str().to_string(),
    }
}
