//! The arguments of the command line, and how their texts are read.

use std::{net::SocketAddr, path::PathBuf};

use chrono::{DateTime, Datelike};
use chrono_tz::Tz;
use clap::{Args, Parser, Subcommand};
use reqwest::Url;

use super::{
    Base,
    assets::{App, AppError},
    client_address::AddressRange,
    clock::MAX_SPEED,
    demo::Misbehaviour,
    plain::PublicUrl,
    publish::Place,
};
use crate::domain::Instant;

/// Makes the public API of a territory, and serves it or writes it as files.
#[derive(Parser)]
#[command(name = "relay", version)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Serve the app and the API over HTTP
    Serve(Box<ServeArgs>),
    /// Write the app and the API as files for a static host
    Publish(PublishArgs),
    /// Check a territory's configuration and its data, and say all that is wrong; ends with 1 where it runs all the same
    Check(CheckArgs),
    /// Ask a running relay how its sources fare
    Status(StatusArgs),
    /// Judge the forecast for arrival on what was told before, against simpler rules
    Backtest(BacktestArgs),
    /// Make a file of centres out of another program's data
    #[command(subcommand)]
    Import(ImportCommand),
}

#[derive(Subcommand)]
pub enum ImportCommand {
    /// Read an answer of OpenStreetMap's Overpass service, as JSON
    Overpass(ImportArgs),
}

#[derive(Args)]
pub struct ImportArgs {
    /// The file to read
    pub file: PathBuf,
    /// The file to write, in the form of the API's sites.json
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// The centres' time zone
    #[arg(long, value_name = "NAME", default_value = "Europe/Paris", value_parser = time_zone)]
    pub time_zone: Tz,
    /// Write what there is even if the answer is empty or broke off, or if most centres of the file would be gone
    #[arg(long)]
    pub accept_loss: bool,
}

#[derive(Args)]
pub struct CheckArgs {
    /// The configuration
    pub config: PathBuf,
    /// As of this instant instead of now, as 2026-11-21T14:05:00+01:00
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    pub now: Option<Instant>,
}

#[derive(Args)]
pub struct StatusArgs {
    /// Where the relay answers
    #[arg(value_name = "URL", default_value = "http://127.0.0.1:8080/")]
    pub relay: Url,
    /// Seconds after which its status is too old; more than what its --every says
    #[arg(long, value_name = "SECONDS", default_value_t = 600, value_parser = clap::value_parser!(u32).range(1..=604_800))]
    pub max_age: u32,
    /// By this clock instead of the computer's, as 2026-11-21T14:05:00+01:00: for a relay that was started with --now
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    pub now: Option<Instant>,
}

#[derive(Args)]
pub struct BacktestArgs {
    #[command(flatten)]
    pub kind: BacktestKind,
    /// How many days back
    #[arg(long, value_name = "DAYS", default_value_t = 84, value_parser = clap::value_parser!(i64).range(1..=1000))]
    pub days: i64,
    /// Up to this instant instead of now, as 2026-11-21T14:05:00+01:00
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    pub now: Option<Instant>,
}

#[derive(Args)]
#[group(required = true, multiple = false)]
pub struct BacktestKind {
    /// The demonstration territory's waits
    #[arg(long)]
    pub demo: bool,
    /// The history that a territory's configuration names
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

#[derive(Args)]
pub struct ServeArgs {
    #[command(flatten)]
    pub source: SourceArgs,
    #[command(flatten)]
    pub app: AppArgs,
    /// Start the clock at this instant instead of now, as 2026-11-21T14:05:00+01:00
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    pub now: Option<Instant>,
    /// Run the clock so many times as fast; 0 stands still
    #[arg(long, value_name = "FACTOR", value_parser = speed)]
    pub speed: Option<f64>,
    /// Address and port; port 0 takes any free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Reverse proxy whose X-Forwarded-For is believed, as an address or a range such as 10.0.0.0/8; a configuration names its own
    #[arg(long, value_name = "ADDRESS", value_delimiter = ',', conflicts_with = "config")]
    pub trusted_proxy: Vec<AddressRange>,
    /// Address under which people find this, as `https://dechetteries.example.fr/`, for codes on posters and links
    #[arg(long, value_name = "URL")]
    pub public_url: Option<PublicUrl>,
    /// Seconds between refreshes
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub every: u64,
    /// Publish at each refresh, too: a folder, or an object store such as `s3://bucket/path`; its keys come from the environment
    #[arg(long, value_name = "PLACE")]
    pub publish_to: Option<Place>,
    /// Path below which that place is served
    #[arg(long, value_name = "PATH", default_value = "/", requires = "publish_to")]
    pub publish_base: Base,
}

#[derive(Args)]
pub struct PublishArgs {
    #[command(flatten)]
    pub source: SourceArgs,
    #[command(flatten)]
    pub app: AppArgs,
    /// Write the documents of this instant instead of now, as 2026-11-21T14:05:00+01:00
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    pub now: Option<Instant>,
    /// Folder to write to, or an object store such as `s3://bucket/path`; its keys come from the environment
    #[arg(long, value_name = "PLACE")]
    pub out: Place,
    /// Path below which the host serves it
    #[arg(long, value_name = "PATH", default_value = "/")]
    pub base: Base,
    /// Address under which people find this, with the path of --base, for codes on posters and links
    #[arg(long, value_name = "URL")]
    pub public_url: Option<PublicUrl>,
}

/// Where the documents come from.
#[derive(Args)]
pub struct SourceArgs {
    #[command(flatten)]
    pub kind: SourceKind,
    /// Seed of the demonstration's chance
    #[arg(long, value_name = "NUMBER", default_value_t = 1, requires = "demo")]
    pub seed: u64,
    /// What goes wrong in the demonstration
    #[arg(long, value_name = "CASE", value_delimiter = ',', requires = "demo")]
    pub misbehave: Vec<Misbehaviour>,
    /// The territory's time zone; a configuration says its own
    #[arg(long, value_name = "NAME", default_value = "Europe/Paris", value_parser = time_zone)]
    pub time_zone: Tz,
}

#[derive(Args)]
#[group(required = true, multiple = false)]
pub struct SourceKind {
    /// The demonstration territory
    #[arg(long)]
    pub demo: bool,
    /// A file of centres, in the form of the API's sites.json
    #[arg(long, value_name = "FILE")]
    pub sites: Option<PathBuf>,
    /// A territory's configuration: its centres, its sources, its history
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

#[derive(Args)]
pub struct AppArgs {
    /// Folder of the built app
    #[arg(long, value_name = "FOLDER", default_value = "dist")]
    pub dist: PathBuf,
    /// Leave the app out
    #[arg(long, conflicts_with = "dist")]
    pub api_only: bool,
}

impl AppArgs {
    /// The app, unless it is to be left out.
    pub fn load(&self) -> Result<Option<App>, AppError> {
        Ok(if self.api_only { None } else { Some(App::load(&self.dist)?) })
    }
}

impl SourceArgs {
    /// For the log.
    pub fn describe(&self) -> String {
        let file = self.kind.sites.as_ref().or(self.kind.config.as_ref());
        file.map_or("the demonstration".to_owned(), |file| file.display().to_string())
    }
}

impl ServeArgs {
    /// For the log.
    pub fn describe(&self) -> String {
        let app = if self.app.api_only { "without the app" } else { "with the app" };
        format!("{} {app}", self.source.describe())
    }
}

fn time_zone(text: &str) -> Result<Tz, String> {
    text.parse().map_err(|_| "unknown time zone, expected a name such as Europe/Paris".to_owned())
}

fn instant(text: &str) -> Result<Instant, String> {
    // Calendars of holidays and time zones reach no further.
    let years = 2015..2100;
    DateTime::parse_from_rfc3339(text)
        .map(|at| at.to_utc())
        .ok()
        .filter(|at| years.contains(&at.year()))
        .ok_or_else(|| "expected an instant from 2015 to 2099 such as 2026-11-21T14:05:00+01:00".to_owned())
}

fn speed(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|speed| (0.0..=MAX_SPEED).contains(speed))
        .ok_or(format!("expected a number from 0 to {MAX_SPEED}"))
}
