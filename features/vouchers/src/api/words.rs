//! The vocabulary of the interface: every word a program can be answered with, once. Statuses, the schema,
//! the description, the page of errors and the guide are made from it.

use serde_json::{Map, Value, json};

/// What an argument of a word holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Whole cents.
    Cents,
    /// A day of the city.
    Day,
    /// A moment.
    Moment,
    /// A moment, where one is known.
    MaybeMoment,
    /// A number of days, where there is one.
    MaybeDays,
    /// Text.
    Text,
    /// One of these.
    OneOf(&'static [&'static str]),
}

impl Arg {
    fn schema(self) -> Value {
        match self {
            Arg::Cents => json!({"type": "integer", "minimum": 0, "description": "Cents."}),
            Arg::Day => json!({"type": "string", "format": "date"}),
            Arg::Moment | Arg::MaybeMoment => json!({"type": "string", "format": "date-time"}),
            Arg::MaybeDays => json!({"type": ["integer", "null"], "description": "Days."}),
            Arg::Text => json!({"type": "string"}),
            Arg::OneOf(all) => json!({"type": "string", "enum": all}),
        }
    }
}

/// Whether, and how, a call is sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// The same call with the same key.
    SameKey,
    /// Once it is mended; no key was used up.
    Mended,
    /// As a new call with a new key, when what the word says is otherwise.
    NewKey,
    /// It makes no sense.
    No,
}

impl Again {
    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Again::SameKey => "same_key",
            Again::Mended => "mended",
            Again::NewKey => "new_key",
            Again::No => "no",
        }
    }
}

/// One word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// What programs decide by.
    pub code: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// The answer is kept under the call's key: the same call again is answered the same, for ever.
    pub last: bool,
    /// Whether to send it again.
    pub again: Again,
    /// What it needs to be understood.
    pub args: &'static [(&'static str, Arg)],
    /// What it means.
    pub means: &'static str,
    /// What the program does.
    pub caller: &'static str,
    /// What the person in front of it is told.
    pub person: &'static str,
    /// The operations that can answer it.
    pub at: &'static [&'static str],
}

const ALL: &[&str] = &[
    "quote",
    "redeem",
    "undo",
    "receipts",
    "receipt",
    "statement",
    "sessions",
    "bookings",
    "confirmBooking",
    "refuseBooking",
    "rollCall",
    "me",
];
const POSTS: &[&str] = &[
    "quote",
    "redeem",
    "undo",
    "confirmBooking",
    "refuseBooking",
    "rollCall",
];
const KEYED: &[&str] = &[
    "redeem",
    "undo",
    "confirmBooking",
    "refuseBooking",
    "rollCall",
];
/// Those whose body is not read still take none without end.
const BODIES: &[&str] = &["quote", "redeem", "refuseBooking", "rollCall"];
const CODES: &[&str] = &["quote", "redeem"];

/// Why a voucher does not pay for an offer, as a desk can meet it.
const WHY: &[&str] = &[
    "theme",
    "district",
    "age",
    "time",
    "other_booking",
    "unknown_offer",
];

/// Every word.
pub const WORDS: [Word; 30] = [
    Word {
        code: "insufficient_balance",
        status: 409,
        last: true,
        again: Again::NewKey,
        args: &[("available", Arg::Cents)],
        means: "The voucher has less than that, or less is held for the booking. It is never said for a technical reason.",
        caller: "Ask for `available` at most, and let the family pay the rest, in a new call. Of an undo: the whole cannot be held again any more; the organisation gives the money back by the city's office.",
        person: "How much the voucher can pay, and what is left for the family.",
        at: &["redeem", "undo"],
    },
    Word {
        code: "voucher_ended",
        status: 409,
        last: true,
        again: Again::No,
        args: &[("on", Arg::Day)],
        means: "The voucher's last day has passed, or it was closed.",
        caller: "Take nothing with it. Of an undo: the money cannot go back to it; the city's office corrects the payment.",
        person: "The voucher has ended, and on which day.",
        at: &["quote", "redeem", "undo"],
    },
    Word {
        code: "voucher_suspended",
        status: 409,
        last: true,
        again: Again::NewKey,
        args: &[],
        means: "The city has suspended the voucher for now.",
        caller: "Take nothing with it today.",
        person: "The voucher cannot be used for now; the family finds the reason in its wallet and can ask the city.",
        at: CODES,
    },
    Word {
        code: "not_valid_for_offer",
        status: 422,
        last: true,
        again: Again::NewKey,
        args: &[("why", Arg::OneOf(WHY))],
        means: "The voucher does not pay for this: not one of its themes, not in its districts, not for this age, outside its days, the ticket of another booking or organisation, or an offer nobody knows.",
        caller: "Check `service`; another offer of the organisation may fit.",
        person: "The voucher cannot be used for this offer, and why.",
        at: CODES,
    },
    Word {
        code: "provider_not_admitted",
        status: 403,
        last: true,
        again: Again::NewKey,
        args: &[("state", Arg::OneOf(&["blocked", "unknown"]))],
        means: "The organisation takes no vouchers now.",
        caller: "Stop taking vouchers; a manager asks the city.",
        person: "Vouchers cannot be taken here for now; it is not the family's fault.",
        at: CODES,
    },
    Word {
        code: "offer_paused",
        status: 409,
        last: true,
        again: Again::NewKey,
        args: &[],
        means: "The offer takes nothing for now.",
        caller: "Nothing, until the organisation takes the offer up again.",
        person: "This offer takes no vouchers for now.",
        at: CODES,
    },
    Word {
        code: "limit_reached",
        status: 409,
        last: true,
        again: Again::NewKey,
        args: &[("limit", Arg::Cents), ("window", Arg::MaybeDays)],
        means: "More than one payment (`window` is null), or all of so many days together (`window`), may take.",
        caller: "Ask a quote: it says what can be taken now.",
        person: "The most the voucher pays at once, or within these days; it is not used up.",
        at: &["redeem"],
    },
    Word {
        code: "hold_already_resolved",
        status: 409,
        last: true,
        again: Again::No,
        args: &[("by", Arg::Text), ("at", Arg::MaybeMoment)],
        means: "Somebody was faster: the booking of this ticket was paid already (`by` is the receipt), or it was given up at this very moment (`by` is empty).",
        caller: "Read the receipt or the booking; take nothing more.",
        person: "It is paid already, with which receipt.",
        at: &["quote", "redeem", "refuseBooking"],
    },
    Word {
        code: "hold_ended",
        status: 409,
        last: true,
        again: Again::No,
        args: &[],
        means: "Nothing is held for the booking of this ticket any more: it was cancelled, or its time is over.",
        caller: "Take another code of the family, without the booking.",
        person: "The booking is not there any more; the voucher itself may still be used.",
        at: CODES,
    },
    Word {
        code: "price_changed",
        status: 409,
        last: true,
        again: Again::NewKey,
        args: &[("new", Arg::Cents)],
        means: "The price is above the one that is published, or agreed in the booking.",
        caller: "Ask for `new` at most, in a new call.",
        person: "The right price.",
        at: &["redeem"],
    },
    Word {
        code: "not_yet_redeemable",
        status: 409,
        last: true,
        again: Again::NewKey,
        args: &[("from", Arg::Day), ("at", Arg::MaybeMoment)],
        means: "Too early: the voucher's first day, the day of the booking, or (with `at`) the moment from which the roll of the lesson is called.",
        caller: "Call again from then on, with a new key.",
        person: "From which day it can be used.",
        at: &["quote", "redeem", "rollCall"],
    },
    Word {
        code: "key_reused",
        status: 409,
        last: false,
        again: Again::NewKey,
        args: &[],
        means: "`Idempotency-Key` belongs to another call, which may have been carried out. Nothing was done by this one.",
        caller: "Mend the program: one key, one call. Look among the receipts before a new key is made.",
        person: "Nothing yet: first see whether it was taken.",
        at: KEYED,
    },
    Word {
        code: "try_again",
        status: 503,
        last: false,
        again: Again::SameKey,
        args: &[],
        means: "A technical hitch that passes by itself. Nothing was done.",
        caller: "Send the same call with the same key after `Retry-After`, waiting longer each time.",
        person: "One moment, please.",
        at: ALL,
    },
    Word {
        code: "unknown_code",
        status: 404,
        last: true,
        again: Again::NewKey,
        args: &[],
        means: "No such code, or not any more: misread, over, or taken back. It is counted.",
        caller: "Have it read or typed once more, and send that with a new key.",
        person: "The code is not good; the family can show a new one.",
        at: CODES,
    },
    Word {
        code: "pin_wrong",
        status: 403,
        last: true,
        again: Again::NewKey,
        args: &[],
        means: "The PIN of a printed code is missing or wrong. A wrong one is counted, also for the paper.",
        caller: "Ask the family for the PIN, and send it with a new key.",
        person: "The PIN is asked for, or is not right.",
        at: CODES,
    },
    Word {
        code: "too_many_attempts",
        status: 429,
        last: false,
        again: Again::SameKey,
        args: &[("until", Arg::Moment)],
        means: "Too many wrong codes with this key of a program; no code is looked at until then.",
        caller: "Wait until `until`. If nobody has mistyped, take the key back: somebody may be guessing with it.",
        person: "Please wait, or pay otherwise today.",
        at: CODES,
    },
    Word {
        code: "second_use",
        status: 409,
        last: false,
        again: Again::SameKey,
        args: &[("number", Arg::Text), ("at", Arg::Moment)],
        means: "A question: the same voucher has paid here a moment ago. Nothing was done.",
        caller: "Ask the person. If it is right, send the same with the same key and `\"confirmed\": true`; if not, forget the key.",
        person: "«It has just paid: is this a second child, a second lesson?»",
        at: &["redeem"],
    },
    Word {
        code: "undo_over",
        status: 409,
        last: true,
        again: Again::No,
        args: &[("deadline", Arg::Moment)],
        means: "Only the key that took it undoes it, and only until `deadline`; a correction is not undone.",
        caller: "Give it back through the city's office.",
        person: "It cannot be undone here any more; the money can still be given back.",
        at: &["undo"],
    },
    Word {
        code: "wrong_amount",
        status: 422,
        last: true,
        again: Again::NewKey,
        args: &[("field", Arg::OneOf(&["price", "amount", "own", "own_by"]))],
        means: "Not an amount that can be paid: not from 1 cent to the price, `amount` and `own` are not the price, or `own_by` does not fit `own`.",
        caller: "Mend `field`, and send it with a new key.",
        person: "Nothing: it is the program's sum.",
        at: &["redeem"],
    },
    Word {
        code: "wrong_state",
        status: 409,
        last: true,
        again: Again::No,
        args: &[("state", Arg::Text)],
        means: "It stands where this cannot be done: a payment that has gone to a settlement or was corrected, a booking that is over, refused or not confirmed.",
        caller: "Read it anew and decide by `state`.",
        person: "How it stands.",
        at: &["undo", "confirmBooking", "refuseBooking", "rollCall"],
    },
    Word {
        code: "reason_needed",
        status: 422,
        last: true,
        again: Again::NewKey,
        args: &[],
        means: "`reason` is empty or longer than 300 signs.",
        caller: "Ask for words the family can read, and send them with a new key.",
        person: "A reason is needed: the family reads it.",
        at: &["refuseBooking"],
    },
    Word {
        code: "unauthorized",
        status: 401,
        last: false,
        again: Again::Mended,
        args: &[],
        means: "There is no key, or it is not good any more: over, or taken back.",
        caller: "Stop and say so; a manager makes a new key. What was under way is sent with the same `Idempotency-Key`.",
        person: "Vouchers cannot be taken for now; it is not the family's fault.",
        at: ALL,
    },
    Word {
        code: "read_only",
        status: 403,
        last: false,
        again: Again::No,
        args: &[],
        means: "The key may look things up and nothing else.",
        caller: "Use a key of the scope `operator`.",
        person: "Nothing: it is how the program is set up.",
        at: POSTS,
    },
    Word {
        code: "key_required",
        status: 400,
        last: false,
        again: Again::Mended,
        args: &[],
        means: "The header `Idempotency-Key` is missing, there twice, or no UUID.",
        caller: "Mend the program.",
        person: "Nothing.",
        at: KEYED,
    },
    Word {
        code: "malformed",
        status: 400,
        last: false,
        again: Again::Mended,
        args: &[],
        means: "The body or a parameter cannot be read, or has a field nobody knows; `detail` says where.",
        caller: "Mend the program. No key was used up.",
        person: "Nothing.",
        at: &[
            "quote",
            "redeem",
            "refuseBooking",
            "rollCall",
            "receipts",
            "statement",
        ],
    },
    Word {
        code: "unsupported_media_type",
        status: 415,
        last: false,
        again: Again::Mended,
        args: &[],
        means: "The body is not `application/json`.",
        caller: "Mend the program.",
        person: "Nothing.",
        at: BODIES,
    },
    Word {
        code: "too_large",
        status: 413,
        last: false,
        again: Again::Mended,
        args: &[],
        means: "The body is longer than 16 KiB.",
        caller: "Mend the program.",
        person: "Nothing.",
        at: POSTS,
    },
    Word {
        code: "too_many_calls",
        status: 429,
        last: false,
        again: Again::SameKey,
        args: &[],
        means: "More calls than a key may make in a minute, or too many wrong keys from where you call.",
        caller: "Wait for `Retry-After` seconds, then send the same with the same key.",
        person: "One moment, please.",
        at: ALL,
    },
    Word {
        code: "not_found",
        status: 404,
        last: true,
        again: Again::No,
        args: &[],
        means: "Nothing is here, or not for this organisation.",
        caller: "Check the identifier; look it up among the sessions, bookings or receipts.",
        person: "It was not found.",
        at: &[
            "undo",
            "receipt",
            "bookings",
            "confirmBooking",
            "refuseBooking",
            "rollCall",
        ],
    },
    Word {
        code: "fault",
        status: 500,
        last: false,
        again: Again::SameKey,
        args: &[],
        means: "A fault of ours. Nothing was done.",
        caller: "Send the same call with the same key, waiting longer each time. If it stays for an hour, tell the city's office the moment and the key.",
        person: "It does not work for now; nothing was taken.",
        at: ALL,
    },
];

/// The word of a code; none where programs never meet it.
pub fn word(code: &str) -> Option<&'static Word> {
    WORDS.iter().find(|w| w.code == code)
}

/// The words an operation can answer, in the order of the list.
pub(super) fn words_of(operation: &str) -> impl Iterator<Item = &'static Word> {
    WORDS.iter().filter(move |w| w.at.contains(&operation))
}

impl Word {
    /// The schema of its arguments.
    pub(super) fn schema(&self) -> Value {
        let properties: Map<String, Value> = self
            .args
            .iter()
            .map(|(name, arg)| ((*name).to_string(), arg.schema()))
            .collect();
        let required: Vec<&str> = self
            .args
            .iter()
            .filter(|(_, arg)| *arg != Arg::MaybeMoment)
            .map(|(name, _)| *name)
            .collect();
        json!({
            "type": "object",
            "required": required,
            "properties": properties,
            "additionalProperties": false,
        })
    }

    /// What the document says of it.
    pub(super) fn described(&self) -> Value {
        json!({
            "code": self.code,
            "status": self.status,
            "final": self.last,
            "again": self.again.as_str(),
            "about": self.means,
            "caller": self.caller,
            "person": self.person,
            "args": self.schema(),
            "operations": self.at,
        })
    }

    fn names(&self) -> Vec<String> {
        self.args.iter().map(|(n, _)| format!("`{n}`")).collect()
    }

    fn again_in_words(&self) -> &'static str {
        match self.again {
            Again::SameKey => "same key",
            Again::Mended => "once mended, same key",
            Again::NewKey => "as a new call, new key",
            Again::No => "no",
        }
    }
}

/// The table of the guide, in Markdown.
pub fn table() -> String {
    let mut text = String::from(
        "| code | status | kept | again | what it means | what the program does | what the person is told |\n|---|---|---|---|---|---|---|\n",
    );
    for w in &WORDS {
        let args = match w.args {
            [] => String::new(),
            _ => format!(" {}", w.names().join(", ")),
        };
        let kept = if w.last { "yes" } else { "no" };
        text.push_str(&format!(
            "| `{}`{args} | {} | {kept} | {} | {} | {} | {} |\n",
            w.code,
            w.status,
            w.again_in_words(),
            w.means,
            w.caller,
            w.person
        ));
    }
    text
}

/// The page to which `type` of a problem points.
pub(super) fn page() -> String {
    let mut text = String::from(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>Errors of the interface for vouchers and bookings</title>\n</head>\n<body>\n<main>\n<h1>Errors of the interface for vouchers and bookings</h1>\n<p>Decide by <code>code</code>. An answer that is kept is given to the same call again, for ever.</p>\n",
    );
    for w in &WORDS {
        let mut args = String::new();
        for (name, _) in w.args {
            args.push_str(&format!(" <code>{name}</code>"));
        }
        if args.is_empty() {
            args.push_str(" none");
        }
        let kept = if w.last { "yes" } else { "no" };
        text.push_str(&format!(
            "<section id=\"{code}\">\n<h2><code>{code}</code> ({status})</h2>\n<p>{means}</p>\n<dl>\n<dt>What the program does</dt><dd>{caller}</dd>\n<dt>What the person is told</dt><dd>{person}</dd>\n<dt>Kept under the key</dt><dd>{kept}</dd>\n<dt>Sent again</dt><dd>{again}</dd>\n<dt>Arguments</dt><dd>{args}</dd>\n<dt>Operations</dt><dd>{at}</dd>\n</dl>\n</section>\n",
            code = w.code,
            status = w.status,
            means = marked(w.means),
            caller = marked(w.caller),
            person = marked(w.person),
            again = w.again_in_words(),
            args = args.trim(),
            at = w.at.join(", "),
        ));
    }
    text.push_str("</main>\n</body>\n</html>\n");
    text
}

/// `code` between back-ticks, as HTML.
fn marked(text: &str) -> String {
    let text = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;");
    let parts = text.split('`').enumerate();
    parts
        .map(|(n, part)| match n % 2 {
            0 => part.to_string(),
            _ => format!("<code>{part}</code>"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_word_stands_once_and_says_everything() {
        let codes: BTreeSet<&str> = WORDS.iter().map(|w| w.code).collect();
        assert_eq!(codes.len(), WORDS.len());
        for w in &WORDS {
            assert!((400..600).contains(&w.status), "{}", w.code);
            for text in [w.means, w.caller, w.person] {
                assert!(text.ends_with(['.', '»']), "{}: {text}", w.code);
                assert_eq!(text.matches('`').count() % 2, 0, "{}: {text}", w.code);
            }
            assert!(!w.at.is_empty(), "{}", w.code);
            assert!(w.at.iter().all(|o| ALL.contains(o)), "{}", w.code);
            // What is kept is never worth the same key, and what is not kept never asks for more.
            assert!(!(w.last && w.again == Again::SameKey), "{}", w.code);
            assert!(!(w.last && w.again == Again::Mended), "{}", w.code);
        }
    }
}
