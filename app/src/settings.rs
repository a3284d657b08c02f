//! Every setting of the program: its name on the command line, its variable, its default. The list
//! that `wishmi settings` prints and the one in docs/generated come from here.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, CommandFactory, ValueEnum};

/// Settings that every command understands. What stands on the command line wins over the variable,
/// the variable over the default.
#[derive(Args, Clone, Debug)]
pub struct Settings {
    /// Folder of the city
    #[arg(
        long,
        global = true,
        env = "WISHMI_CITY",
        default_value = "cities/milano",
        value_name = "FOLDER",
        help_heading = "Settings"
    )]
    pub city: PathBuf,
    /// Folder in which this installation keeps its data (database, search index)
    #[arg(
        long,
        global = true,
        env = "WISHMI_DATA_DIR",
        default_value = "data",
        value_name = "FOLDER",
        help_heading = "Settings"
    )]
    pub data: PathBuf,
    /// Database: `sqlite:/path/file.db` or `postgres://user:password@host/name` [default: wishmi.db in the data folder]
    #[arg(
        long,
        global = true,
        env = "WISHMI_DATABASE",
        value_name = "ADDRESS",
        hide_env_values = true,
        help_heading = "Settings"
    )]
    pub database: Option<String>,
    /// How many readers of the database work at the same time
    #[arg(long, global = true, env = "WISHMI_READERS", default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=256), value_name = "N", help_heading = "Settings")]
    pub readers: u16,
    /// Address on which pages are served
    #[arg(
        long,
        global = true,
        env = "WISHMI_LISTEN",
        default_value = "127.0.0.1:8080",
        value_name = "ADDRESS",
        help_heading = "Settings"
    )]
    pub listen: SocketAddr,
    /// Address on which figures for Prometheus are served, or `off`
    #[arg(
        long,
        global = true,
        env = "WISHMI_METRICS_LISTEN",
        default_value = "127.0.0.1:9464",
        value_name = "ADDRESS",
        help_heading = "Settings"
    )]
    pub metrics_listen: MetricsListen,
    /// Address under which people see the site, such as https://wishmi.example (for canonical links)
    #[arg(
        long,
        global = true,
        env = "WISHMI_BASE_URL",
        value_name = "URL",
        help_heading = "Settings"
    )]
    pub base_url: Option<String>,
    /// File that describes how people sign in with identities of others (docs/operate/sign-in.md)
    #[arg(
        long,
        global = true,
        env = "WISHMI_SIGN_IN",
        value_name = "FILE",
        help_heading = "Settings"
    )]
    pub sign_in: Option<std::path::PathBuf>,
    /// Believe `X-Forwarded-For`: only when every request comes through a proxy that sets it
    #[arg(
        long,
        global = true,
        env = "WISHMI_BEHIND_PROXY",
        default_value_t = false,
        value_name = "true|false",
        action = clap::ArgAction::Set,
        help_heading = "Settings"
    )]
    pub behind_proxy: bool,
    /// How many days the e-mail address of somebody who reports a mistake is kept for the answer
    #[arg(long, global = true, env = "WISHMI_KEEP_REPLY_DAYS", default_value_t = 60, value_parser = clap::value_parser!(u16).range(1..=365), value_name = "DAYS", help_heading = "Settings")]
    pub keep_reply_days: u16,
    /// Within how many days a report of a mistake should have its answer; afterwards it is shown as late
    #[arg(long, global = true, env = "WISHMI_ANSWER_REPORT_DAYS", default_value_t = 14, value_parser = clap::value_parser!(u16).range(1..=365), value_name = "DAYS", help_heading = "Settings")]
    pub answer_report_days: u16,
    /// How many days sessions that ended can be seen in one's own data
    #[arg(long, global = true, env = "WISHMI_KEEP_SESSION_DAYS", default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=365), value_name = "DAYS", help_heading = "Settings")]
    pub keep_session_days: u16,
    /// How many days a person can read again what they were told
    #[arg(long, global = true, env = "WISHMI_KEEP_MESSAGE_DAYS", default_value_t = 730, value_parser = clap::value_parser!(u16).range(30..=3650), value_name = "DAYS", help_heading = "Settings")]
    pub keep_message_days: u16,
    /// How many days a person can see who of the staff looked at their file
    #[arg(long, global = true, env = "WISHMI_KEEP_LOOK_DAYS", default_value_t = 1825, value_parser = clap::value_parser!(u16).range(365..=3650), value_name = "DAYS", help_heading = "Settings")]
    pub keep_look_days: u16,
    /// How many days who acted for a child is kept after that ended and after the child's eighteenth birthday, whichever is later
    #[arg(long, global = true, env = "WISHMI_KEEP_GUARDIANSHIP_DAYS", default_value_t = 365, value_parser = clap::value_parser!(u16).range(30..=3650), value_name = "DAYS", help_heading = "Settings")]
    pub keep_guardianship_days: u16,
    /// How many days an account that was closed, and its person without a name, are kept
    #[arg(long, global = true, env = "WISHMI_KEEP_ACCOUNT_DAYS", default_value_t = 365, value_parser = clap::value_parser!(u16).range(30..=3650), value_name = "DAYS", help_heading = "Settings")]
    pub keep_account_days: u16,
    /// How many days after the end of a session who was there, what was answered and who waited are kept
    #[arg(long, global = true, env = "WISHMI_KEEP_ATTENDANCE_DAYS", default_value_t = 180, value_parser = clap::value_parser!(u16).range(30..=3650), value_name = "DAYS", help_heading = "Settings")]
    pub keep_attendance_days: u16,
    /// How many days after the end of a session a booking without a voucher names who had the place
    #[arg(long, global = true, env = "WISHMI_KEEP_BOOKING_DAYS", default_value_t = 730, value_parser = clap::value_parser!(u16).range(30..=3650), value_name = "DAYS", help_heading = "Settings")]
    pub keep_booking_days: u16,
    /// How many days after the end of a session a booking that a voucher was to pay for names who had the place: as long as accounts of public money
    #[arg(long, global = true, env = "WISHMI_KEEP_PAID_BOOKING_DAYS", default_value_t = 3653, value_parser = clap::value_parser!(u16).range(365..=7305), value_name = "DAYS", help_heading = "Settings")]
    pub keep_paid_booking_days: u16,
    /// How many days a code of a voucher is kept, as a keyed hash, after its end or after it was taken back
    #[arg(long, global = true, env = "WISHMI_KEEP_VOUCHER_CODE_DAYS", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=90), value_name = "DAYS", help_heading = "Settings")]
    pub keep_voucher_code_days: u16,
    /// How many days answers to programs of organisations that moved no money, and messages to their systems, are kept
    #[arg(long, global = true, env = "WISHMI_KEEP_ANSWER_DAYS", default_value_t = 30, value_parser = clap::value_parser!(u16).range(30..=3650), value_name = "DAYS", help_heading = "Settings")]
    pub keep_answer_days: u16,
    /// How many days after their end keys of programs of organisations and addresses for messages are kept: in them who took something by which program can be told
    #[arg(long, global = true, env = "WISHMI_KEEP_PROGRAM_DAYS", default_value_t = 730, value_parser = clap::value_parser!(u16).range(30..=3650), value_name = "DAYS", help_heading = "Settings")]
    pub keep_program_days: u16,
    /// How many days after its end a voucher that paid nothing names whose it was
    #[arg(long, global = true, env = "WISHMI_KEEP_UNSPENT_VOUCHER_DAYS", default_value_t = 730, value_parser = clap::value_parser!(u16).range(365..=7305), value_name = "DAYS", help_heading = "Settings")]
    pub keep_unspent_voucher_days: u16,
    /// How many days after its end a voucher that has paid names whose it was: as long as accounts of public money
    #[arg(long, global = true, env = "WISHMI_KEEP_SPENT_VOUCHER_DAYS", default_value_t = 3653, value_parser = clap::value_parser!(u16).range(1826..=7305), value_name = "DAYS", help_heading = "Settings")]
    pub keep_spent_voucher_days: u16,
    /// Let calendars of providers be read, and their systems be told, over plain http and on machines of one's own: for tests, never where others can reach the installation
    #[arg(
        long,
        global = true,
        env = "WISHMI_FEEDS_PRIVATE",
        default_value_t = false,
        value_name = "true|false",
        action = clap::ArgAction::Set,
        help_heading = "Settings"
    )]
    pub feeds_private: bool,
    /// Where letters go: `smtps://user:password@host`, `smtp://user:password@host:587`, `file:FOLDER`, or `off` [default: off; the demo writes them into a folder]
    #[arg(
        long,
        global = true,
        env = "WISHMI_MAIL",
        value_name = "ADDRESS",
        hide_env_values = true,
        help_heading = "Settings"
    )]
    pub mail: Option<String>,
    /// Who letters come from: `Wish Mi <noreply@city.example>`
    #[arg(
        long,
        global = true,
        env = "WISHMI_MAIL_FROM",
        value_name = "SENDER",
        help_heading = "Settings"
    )]
    pub mail_from: Option<String>,
    /// Where bounces go, such as bounces@city.example; that server must take bounces+…@city.example, too [default: to the sender]
    #[arg(
        long,
        global = true,
        env = "WISHMI_MAIL_BOUNCES",
        value_name = "ADDRESS",
        help_heading = "Settings"
    )]
    pub mail_bounces: Option<String>,
    /// How many letters a minute one server sends at most
    #[arg(long, global = true, env = "WISHMI_MAIL_PER_MINUTE", default_value_t = 60, value_parser = clap::value_parser!(u16).range(1..=6000), value_name = "N", help_heading = "Settings")]
    pub mail_per_minute: u16,
    /// How many days it is kept that a letter was sent, and to whom
    #[arg(long, global = true, env = "WISHMI_KEEP_MAIL_DAYS", default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..=365), value_name = "DAYS", help_heading = "Settings")]
    pub keep_mail_days: u16,
    /// How many seconds running requests may take after a stop signal
    #[arg(long, global = true, env = "WISHMI_SHUTDOWN_SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u16).range(0..=600), value_name = "SECONDS", help_heading = "Settings")]
    pub shutdown_seconds: u16,
    /// What is logged: error, warn, info, debug, or rules such as `info,db=debug`
    #[arg(
        long,
        global = true,
        env = "WISHMI_LOG",
        default_value = "info",
        value_name = "LEVEL",
        help_heading = "Settings"
    )]
    pub log: String,
    /// How it is logged
    #[arg(
        long,
        global = true,
        env = "WISHMI_LOG_FORMAT",
        default_value = "text",
        value_name = "FORMAT",
        help_heading = "Settings"
    )]
    pub log_format: LogFormat,
}

/// Where figures for Prometheus are served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetricsListen {
    /// Nowhere.
    Off,
    /// On this address.
    On(SocketAddr),
}

impl std::str::FromStr for MetricsListen {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, String> {
        if s.eq_ignore_ascii_case("off") {
            return Ok(MetricsListen::Off);
        }
        s.parse()
            .map(MetricsListen::On)
            .map_err(|_| "write an address with port such as 127.0.0.1:9464, or off".to_string())
    }
}

/// How log lines are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

impl Settings {
    /// The database's address.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn database_url(&self) -> Result<db::Url, db::UrlError> {
        match &self.database {
            Some(text) => text.parse(),
            None => Ok(db::Url::sqlite(self.data.join("wishmi.db"))),
        }
    }

    /// The folder into which bounces are laid for the server to read.
    pub fn bounces_folder(&self) -> PathBuf {
        self.data.join("bounces")
    }

    /// The folder of the search index.
    pub fn index_folder(&self) -> PathBuf {
        self.data.join("index")
    }
}

/// The variable of the keys. It has no option: what stands on a command line can be read by everybody
/// on the machine.
pub const KEYS: &str = "WISHMI_KEYS";

/// Variables whose content is never shown.
pub const SECRET: [&str; 3] = ["WISHMI_DATABASE", "WISHMI_MAIL", KEYS];

/// One setting, as it is listed.
pub struct Described {
    /// The option on the command line; empty when there is only the variable.
    pub option: String,
    /// The environment variable.
    pub variable: String,
    /// The default, empty when there is none.
    pub default: String,
    /// What it is for.
    pub help: String,
}

/// All settings in order.
pub fn all() -> Vec<Described> {
    #[derive(clap::Parser)]
    struct Only {
        #[command(flatten)]
        _settings: Settings,
    }
    let command = Only::command();
    command
        .get_arguments()
        .filter_map(|a| {
            let variable = a.get_env()?.to_string_lossy().into_owned();
            let defaults: Vec<String> = a
                .get_default_values()
                .iter()
                .map(|d| d.to_string_lossy().into_owned())
                .collect();
            Some(Described {
                option: format!("--{}", a.get_long()?),
                variable,
                default: defaults.join(" "),
                help: a.get_help().map(ToString::to_string).unwrap_or_default(),
            })
        })
        .chain([Described {
            option: String::new(),
            variable: KEYS.to_string(),
            default: String::new(),
            help: "Keys for what is kept sealed: `name:key`, the current one first; `wishmi keys new` makes one".to_string(),
        }])
        .collect()
}
