//! The commands of the relay.

use std::{
    io::{IsTerminal, Write},
    process::ExitCode,
    sync::Arc,
    time::Duration,
};

use anyhow::{Context, ensure};
use axum::Router;
use clap::Parser;
use tokio::{net::TcpListener, runtime::Runtime, task::spawn_blocking, time::sleep};
use tracing_subscriber::EnvFilter;

use super::{
    Base, Source,
    args::{BacktestArgs, CheckArgs, Cli, Command, ImportCommand, PublishArgs, ServeArgs, SourceArgs, StatusArgs},
    backtest::{backtest, demo_waits},
    clock::RelayClock,
    config::Config,
    contract,
    demo::{Demo, DemoOptions},
    import::{self, ImportOptions},
    listen,
    plain::PublicUrl,
    publish::{Edition, publish},
    serve::{Relay, router_with},
    sites_file::SitesFile,
    station::{Station, check},
    status::ask_status,
};

/// Runs the program. Whatever cannot be done is said on stderr, with exit code 2 as for wrong arguments.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info")))
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
    let done = match cli.command {
        Command::Serve(args) => serve_command(&args),
        Command::Publish(args) => publish_command(&args),
        Command::Check(args) => check_command(&args),
        Command::Status(args) => status_command(&args),
        Command::Backtest(args) => backtest_command(&args),
        Command::Import(command) => import_command(&command),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("relay: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn serve_command(args: &ServeArgs) -> anyhow::Result<ExitCode> {
    let app = args.app.load()?;
    let clock = RelayClock::new(args.now, args.speed);
    let origin = source(&args.source, clock)?;
    if let Some(app) = &app {
        app.compress();
    }
    let public_url = public_url(args.public_url.as_ref(), &Base::root())?;
    let relay = Arc::new(Relay::found_at(origin.source(), clock, app, Duration::from_secs(args.every), public_url));
    Runtime::new()?.block_on(async {
        let listener = TcpListener::bind(args.listen).await.with_context(|| format!("--listen {}", args.listen))?;
        let stop = listen::stop_signal()?;
        let (running, hooks) = match &origin {
            Origin::Territory(station, config) => {
                let (running, hooks) = station.start(config, clock)?;
                (Some(running), hooks)
            }
            Origin::Plain(_) => (None, Router::new()),
        };
        let address = listener.local_addr()?;
        // For programs that start this one. It may have been started without anybody reading along.
        let _ = writeln!(std::io::stdout(), "listening on http://{address}");
        tracing::info!("serving {} on http://{address}", args.describe());
        tokio::spawn(keep_fresh(Arc::clone(&relay)));
        listen::serve(listener, router_with(relay, hooks), stop).await;
        drop(running);
        if let Origin::Territory(station, _) = &origin {
            station.flush();
        }
        tracing::info!("stopped");
        Ok(ExitCode::SUCCESS)
    })
}

async fn keep_fresh(relay: Arc<Relay>) {
    loop {
        sleep(relay.period()).await;
        let refreshing = Arc::clone(&relay);
        if let Err(error) = spawn_blocking(move || refreshing.refresh()).await {
            tracing::error!(%error, "the documents could not be made; the last ones stay");
        }
    }
}

fn publish_command(args: &PublishArgs) -> anyhow::Result<ExitCode> {
    let app = args.app.load()?;
    if let (Some(_), Ok(dist), Ok(out)) = (&app, args.app.dist.canonicalize(), args.out.canonicalize()) {
        ensure!(!out.starts_with(dist), "--out {}: it is the app's own folder", args.out.display());
    }
    let clock = RelayClock::new(args.now, None);
    let public_url = public_url(args.public_url.as_ref(), &args.base)?;
    let origin = source(&args.source, clock)?;
    if let Origin::Territory(station, config) = &origin {
        Runtime::new()?.block_on(station.ask_once(config, clock))?;
    }
    let now = clock.now();
    let documents = origin.source().documents(now);
    if let Origin::Territory(station, _) = &origin {
        station.flush();
    }
    let edition =
        Edition { documents: &documents, app: app.as_ref(), base: &args.base, public_url: public_url.as_ref(), now };
    let report = publish(&edition, &args.out)?;
    tracing::info!(
        "published {} in {}: {} files, {} changed, {} removed",
        args.source.describe(),
        args.out.display(),
        report.files,
        report.changed,
        report.removed
    );
    Ok(ExitCode::SUCCESS)
}

fn check_command(args: &CheckArgs) -> anyhow::Result<ExitCode> {
    println!("{}", check(&args.config, RelayClock::Real.now())?);
    Ok(ExitCode::SUCCESS)
}

fn backtest_command(args: &BacktestArgs) -> anyhow::Result<ExitCode> {
    let now = RelayClock::new(args.now, None).now();
    let (waits, calendar, zone) = match &args.kind.config {
        None => demo_waits(&Demo::new(DemoOptions::default()), now, args.days),
        Some(file) => Station::open(&Config::load(file)?, now)?.told(now, args.days)?,
    };
    print!("{}", backtest(&waits, &calendar, &zone));
    Ok(ExitCode::SUCCESS)
}

/// Ends with 1 where there is something to look at, so that a watching program notices.
fn status_command(args: &StatusArgs) -> anyhow::Result<ExitCode> {
    let report = Runtime::new()?.block_on(ask_status(&args.relay, RelayClock::Real.now()));
    let report = report.with_context(|| args.relay.host_str().unwrap_or_default().to_owned())?;
    print!("{}", report.text);
    Ok(if report.is_well { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// An address whose path is another than the deployment's would lead nowhere, once it is printed.
fn public_url(url: Option<&PublicUrl>, base: &Base) -> anyhow::Result<Option<PublicUrl>> {
    if let Some(url) = url {
        ensure!(url.base().as_ref() == Some(base), "--public-url {url}: its path is not {base}");
    }
    Ok(url.cloned())
}

/// Where the documents come from.
enum Origin {
    Plain(Arc<dyn Source>),
    /// With sources that have to run.
    Territory(Arc<Station>, Box<Config>),
}

impl Origin {
    fn source(&self) -> Arc<dyn Source> {
        match self {
            Self::Plain(source) => Arc::clone(source),
            Self::Territory(station, _) => Arc::clone(station) as Arc<dyn Source>,
        }
    }
}

/// Chooses where the documents come from.
fn source(args: &SourceArgs, clock: RelayClock) -> anyhow::Result<Origin> {
    if let Some(file) = &args.kind.config {
        let config = Config::load(file)?;
        let station = Station::open(&config, clock.now())?;
        tracing::info!("{}: {} centres, {} sources", file.display(), station.sites(), config.sources.len());
        return Ok(Origin::Territory(Arc::new(station), Box::new(config)));
    }
    let Some(file) = &args.kind.sites else {
        let misbehave = args.misbehave.iter().copied().collect();
        return Ok(Origin::Plain(Arc::new(Demo::new(DemoOptions { seed: args.seed, misbehave }))));
    };
    let materials = contract::materials().iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
    let sites = SitesFile::open(file, args.time_zone)?.with_materials(materials);
    for problem in sites.problems().as_slice() {
        tracing::warn!("{}: {}: {}", file.display(), problem.place, problem.reason);
    }
    tracing::info!("{}: {} centres kept, {} records left out", file.display(), sites.kept(), sites.rejected());
    Ok(Origin::Plain(Arc::new(sites)))
}

fn import_command(ImportCommand::Overpass(args): &ImportCommand) -> anyhow::Result<ExitCode> {
    let imported = import::overpass(&args.file, ImportOptions { time_zone: args.time_zone })?;
    import::write_sites(&args.out, &imported.sites).with_context(|| args.out.display().to_string())?;
    print!("{}", imported.report);
    Ok(ExitCode::SUCCESS)
}
