//! `wishmi admin`.

use clap::{Args, Subcommand};
use people::actions::{self, Ctx};
use people::model::{Facts, Name, Proof};
use seal::Chance;
use values::{Clock, SystemClock};

use super::Stop;
use super::serve::chance;
use crate::opened;
use crate::settings::Settings;

/// Make the first administrator
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct Admin {
    #[command(subcommand)]
    task: Task,
}

const EXAMPLES: &str = "\
Examples:
  wishmi admin create --mail luca@city.example --given Luca --family Brambilla

Prints a link that works once and for 10 minutes. It leads to «Access and devices»: add a passkey there,
and come in with it: roles hold only for who comes in with a passkey or with the city's own directory.
All other roles are given in the browser.";

#[derive(Subcommand)]
enum Task {
    /// Make the first administrator, and print the link to come in
    Create {
        /// Their address
        #[arg(long)]
        mail: String,
        /// Given name
        #[arg(long)]
        given: String,
        /// Family name
        #[arg(long, default_value = "")]
        family: String,
    },
}

/// Makes the first administrator.
///
/// # Errors
/// When there is one already, when something is wrong with the name or the address, when the site does
/// not know its own address, or from the database.
pub async fn run(settings: &Settings, admin: Admin) -> Result<(), Stop> {
    let Task::Create {
        mail,
        given,
        family,
    } = admin.task;
    let city = opened::city(settings)?;
    let Some(base) = settings.base_url.clone() else {
        return Err(Stop::refused(
            "--base-url (WISHMI_BASE_URL) is not set: the link would lead nowhere",
        ));
    };
    let keys = opened::needed_keys()?;
    let db = opened::database(settings, "admin").await?;
    let chance = Chance::new(chance());
    let now = SystemClock.now();
    let (id, seed) = chance.turn(now);
    let ctx = Ctx {
        keys,
        seed,
        base: id,
        now,
        today: now.day(&city.zone),
    };
    let secret = chance.secret();
    let lang = city.default_language.clone();
    let facts = Facts {
        name: Name { given, family },
        birth: None,
        code: None,
        mail: None,
        phone: None,
        lang: lang.clone(),
        proof: Proof::Declared,
    };
    let kept = secret.clone();
    db.write(move |tx| {
        actions::create_administrator(tx, &ctx, facts.clone(), &mail, &kept).map(|_| ())
    })
    .await
    .map_err(|error| match error {
        actions::Error::Refused(people::rules::Refused::Forbidden) => Stop::refused(
            "there is an administrator already: roles are given in the browser, under «Roles»",
        ),
        actions::Error::Refused(people::rules::Refused::MailWrong) => {
            Stop::refused("--mail: write a whole address, such as luca@city.example")
        }
        actions::Error::Refused(no) => Stop::refused(format!("--given, --family: {no:?}")),
        actions::Error::Trouble(trouble) => Stop::failed(trouble),
    })?;
    println!("{base}/{lang}/sign-in/mail/{secret}");
    println!("The link works once, within 10 minutes. Add a passkey, then come in with it.");
    db.close().await;
    Ok(())
}
