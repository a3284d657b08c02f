//! From a migration file to the statements of one engine.

use crate::config::Engine;
use crate::fault::Fault;

/// The portable types and what they are in a STRICT table of SQLite. `{}` is the column.
const TYPES: [(&str, &str); 6] = [
    ("bigint", "integer"),
    ("double precision", "real"),
    ("text", "text"),
    ("boolean", "integer check ({} in (0, 1))"),
    ("uuid", "blob check (length({}) = 16)"),
    ("bytea", "blob"),
];

/// The statements of a file for one engine; what is left out leaves its empty lines behind, so
/// that line numbers in messages are those of the file.
pub(super) fn for_engine(file: &str, text: &str, engine: Engine) -> Result<String, Fault> {
    let wrong =
        |line: usize, why: &str| Err(Fault::Migration(format!("{file} line {line}: {why}")));
    let mut out = String::with_capacity(text.len());
    let mut portable = String::new();
    let mut portable_from = 1;
    let mut block: Option<(Engine, usize)> = None;
    for (n, line) in (1..).zip(text.split_inclusive('\n')) {
        let opens = match line.trim() {
            "-- @sqlite" => Some(Engine::Sqlite),
            "-- @postgres" => Some(Engine::Postgres),
            "-- @end" => {
                if block.take().is_none() {
                    return wrong(
                        n,
                        "«-- @end» without «-- @sqlite» or «-- @postgres» before it",
                    );
                }
                out.push('\n');
                portable_from = n + 1;
                continue;
            }
            mark if mark.starts_with("-- @") => {
                return wrong(n, "a mark is «-- @sqlite», «-- @postgres» or «-- @end»");
            }
            _ => None,
        };
        match (opens, block) {
            (Some(_), Some(_)) => return wrong(n, "a block inside a block: «-- @end» is missing"),
            (Some(engine_of_block), None) => {
                out.push_str(&translated(file, portable_from, &portable, engine)?);
                portable.clear();
                out.push('\n');
                block = Some((engine_of_block, n));
            }
            (None, None) => portable.push_str(line),
            (None, Some((of, _))) if of == engine => out.push_str(line),
            (None, Some(_)) => out.push('\n'),
        }
    }
    if let Some((_, n)) = block {
        return wrong(n, "the block that begins here has no «-- @end»");
    }
    out.push_str(&translated(file, portable_from, &portable, engine)?);
    Ok(out)
}

fn translated(file: &str, first: usize, text: &str, engine: Engine) -> Result<String, Fault> {
    // Both engines go through the same check, so that a wrong type is found on either.
    let sqlite = to_sqlite(text)
        .map_err(|(line, why)| Fault::Migration(format!("{file} line {}: {why}", first + line)))?;
    Ok(match engine {
        Engine::Sqlite => sqlite,
        Engine::Postgres => text.to_string(),
    })
}

/// Where the reader is inside a statement.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// Anywhere types do not occur.
    Elsewhere,
    /// The next word names a column, or begins a rule of the table.
    Column,
    /// The next word is the type of the column that the token with this number names.
    Type(usize),
}

/// Translates portable statements. An error has the number of lines before it.
fn to_sqlite(text: &str) -> Result<String, (usize, String)> {
    let tokens = tokens(text);
    let mut out = String::with_capacity(text.len() + 64);
    let mut head: Vec<String> = Vec::new();
    let mut place = Place::Elsewhere;
    let mut depth = 0usize;
    let mut skip_to = 0;
    for (i, token) in tokens.iter().enumerate() {
        if i < skip_to {
            continue;
        }
        if token.kind == Sort::Blank {
            out.push_str(token.text);
            continue;
        }
        let word = token.text.to_ascii_lowercase();
        let creates = starts(&head, &["create", "table"]);
        let adds = starts(&head, &["alter", "table"]);
        match word.as_str() {
            "(" => {
                depth += 1;
                if creates && depth == 1 {
                    place = Place::Column;
                }
            }
            ")" => depth = depth.saturating_sub(1),
            "," if creates && depth == 1 => place = Place::Column,
            ";" => {
                if creates {
                    out.push_str(" strict");
                }
                head.clear();
                place = Place::Elsewhere;
                depth = 0;
                out.push(';');
                continue;
            }
            _ => match place {
                Place::Column => {
                    let rule = ["constraint", "primary", "unique", "check", "foreign"]
                        .contains(&word.as_str());
                    place = match (rule, adds && word == "column") {
                        (true, _) => Place::Elsewhere,
                        (_, true) => Place::Column,
                        _ => Place::Type(i),
                    };
                }
                Place::Type(column) => {
                    let (portable, last) = match word.as_str() {
                        "double" => match next_word(&tokens, i) {
                            Some((j, next)) if next.eq_ignore_ascii_case("precision") => {
                                ("double precision", j)
                            }
                            _ => ("double", i),
                        },
                        other => (other, i),
                    };
                    let Some((_, sqlite)) = TYPES.iter().find(|(name, _)| *name == portable) else {
                        return Err((
                            lines_before(&tokens, i),
                            format!(
                                "«{portable}» is not one of the portable types (bigint, double \
                                 precision, text, boolean, uuid, bytea)"
                            ),
                        ));
                    };
                    out.push_str(&sqlite.replace("{}", tokens[column].text));
                    place = Place::Elsewhere;
                    skip_to = last + 1;
                    head.push(word);
                    continue;
                }
                Place::Elsewhere if adds && word == "add" && depth == 0 => place = Place::Column,
                Place::Elsewhere => {}
            },
        }
        head.push(word);
        out.push_str(token.text);
    }
    if starts(&head, &["create", "table"]) {
        return Err((
            lines_before(&tokens, tokens.len()),
            "the last statement has no semicolon".to_string(),
        ));
    }
    Ok(out)
}

fn starts(head: &[String], with: &[&str]) -> bool {
    head.len() >= with.len() && head.iter().zip(with).all(|(a, b)| a == b)
}

fn lines_before(tokens: &[Token<'_>], i: usize) -> usize {
    tokens[..i]
        .iter()
        .map(|t| t.text.matches('\n').count())
        .sum()
}

fn next_word<'t>(tokens: &[Token<'t>], i: usize) -> Option<(usize, &'t str)> {
    tokens
        .iter()
        .enumerate()
        .skip(i + 1)
        .find(|(_, t)| t.kind != Sort::Blank)
        .map(|(j, t)| (j, t.text))
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Sort {
    /// White space and comments.
    Blank,
    /// A word, a number, quoted text or a sign.
    Solid,
}

struct Token<'t> {
    kind: Sort,
    text: &'t str,
}

/// Cuts SQL into tokens whose texts, put together, are the text again.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut list = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let until = |end: &str, from: usize| {
            rest[from..]
                .find(end)
                .map_or(rest.len(), |i| from + i + end.len())
        };
        let while_ = |is: fn(char) -> bool| rest.find(|c| !is(c)).unwrap_or(rest.len());
        let (kind, length) = if rest.starts_with("--") {
            (Sort::Blank, until("\n", 0))
        } else if rest.starts_with("/*") {
            (Sort::Blank, until("*/", 2))
        } else if c.is_whitespace() {
            (Sort::Blank, while_(char::is_whitespace))
        } else if c == '\'' || c == '"' {
            // A doubled quote ends one text and begins the next, which comes to the same here.
            (Sort::Solid, until(if c == '"' { "\"" } else { "'" }, 1))
        } else if c.is_alphanumeric() || c == '_' {
            (Sort::Solid, while_(|c| c.is_alphanumeric() || c == '_'))
        } else {
            (Sort::Solid, c.len_utf8())
        };
        let (text, after) = rest.split_at(length);
        list.push(Token { kind, text });
        rest = after;
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sqlite(text: &str) -> String {
        for_engine("f.sql", text, Engine::Sqlite).unwrap()
    }

    #[test]
    fn types_become_those_of_strict_tables() {
        assert_eq!(
            sqlite(
                "create table t (\n  id uuid primary key, -- a uuid, and text\n  \"on\" boolean not \
                 null default true,\n  x Double  Precision, b bytea, n bigint check (n in (1, 2)),\n  \
                 s text default 'uuid; boolean',\n  unique (id, n)\n);\n"
            ),
            "create table t (\n  id blob check (length(id) = 16) primary key, -- a uuid, and text\n  \
             \"on\" integer check (\"on\" in (0, 1)) not null default true,\n  x real, b blob, n \
             integer check (n in (1, 2)),\n  s text default 'uuid; boolean',\n  unique (id, n)\n) \
             strict;\n"
        );
        assert_eq!(
            sqlite("alter table t add column z boolean; alter table t add y uuid;"),
            "alter table t add column z integer check (z in (0, 1)); \
             alter table t add y blob check (length(y) = 16);"
        );
        let other = "create index i on t (id); insert into t (x) values ('create table');";
        assert_eq!(sqlite(other), other);
    }

    #[test]
    fn blocks_belong_to_one_engine_and_lines_keep_their_numbers() {
        let text = "create table a (x bigint);\n-- @sqlite\none integer;\n-- @end\n-- @postgres\n\
                    two serial;\n-- @end\ncreate table b (y text);\n";
        assert_eq!(
            sqlite(text),
            "create table a (x integer) strict;\n\none integer;\n\n\n\n\ncreate table b (y text) strict;\n"
        );
        assert_eq!(
            for_engine("f.sql", text, Engine::Postgres).unwrap(),
            "create table a (x bigint);\n\n\n\n\ntwo serial;\n\ncreate table b (y text);\n"
        );
    }

    #[test]
    fn what_is_not_portable_is_refused_with_its_line() {
        for (text, wanted) in [
            (
                "create table a (\n  x varchar(10)\n);",
                "f.sql line 2: «varchar»",
            ),
            ("create table a (x integer);", "f.sql line 1: «integer»"),
            ("create table a (x double);", "«double»"),
            (
                "\nalter table a add column x timestamptz;",
                "f.sql line 2: «timestamptz»",
            ),
            (
                "-- @sqlite\n-- @end\n\ncreate table a (x json);",
                "f.sql line 4: «json»",
            ),
            ("-- @sqlite\n-- @postgres\n", "f.sql line 2: a block inside"),
            ("-- @end\n", "f.sql line 1: «-- @end» without"),
            ("-- @mysql\n", "f.sql line 1: a mark is"),
            ("create table a (x text)", "no semicolon"),
        ] {
            for engine in [Engine::Sqlite, Engine::Postgres] {
                let e = for_engine("f.sql", text, engine).unwrap_err().to_string();
                assert!(e.contains(wanted), "{text}: {e}");
            }
        }
    }
}
