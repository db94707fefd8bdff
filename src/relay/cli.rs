//! The commands of the relay.

use std::{
    io::{IsTerminal, Write},
    panic,
    pin::pin,
    process::ExitCode,
    sync::Arc,
    time::Duration,
};

use anyhow::{Context, bail, ensure};
use axum::Router;
use chrono::TimeDelta;
use clap::Parser;
use tokio::{
    net::TcpListener,
    runtime::{Handle, Runtime},
    sync::watch,
    task::spawn_blocking,
    time::sleep,
};
use tracing_subscriber::EnvFilter;

use super::{
    Base, Documents, Source,
    args::{
        AppArgs, BacktestArgs, CheckArgs, Cli, Command, ImportCommand, PublishArgs, ServeArgs, SourceArgs, StatusArgs,
    },
    assets::App,
    backtest::{backtest, demo_waits},
    client_address::TrustedProxies,
    clock::RelayClock,
    config::Config,
    contract,
    count::count,
    demo::{Demo, DemoOptions},
    foreign::one_line,
    import::{self, ImportOptions},
    listen::{self, ListenOptions},
    log,
    neighbours::Neighbourhood,
    plain::PublicUrl,
    publish::{Account, Accounted, Place, Publisher},
    serve::{Relay, router_with},
    sites_file::SitesFile,
    station::{Station, check},
    status::ask_status,
    tasks::{Incidents, Supervised, Tasks},
};
use crate::domain::Instant;

/// How often whoever publishes once is taken to do it, which says how long caches keep what changes each time.
const EVERY: Duration = Duration::from_mins(1);

/// Longest error on the terminal, characters: other machines' words may be in it.
const LONGEST_ERROR: usize = 4000;
/// So many mistakes are said at once.
const MOST_LINES: usize = 100;

/// Runs the program. Whatever cannot be done is said on stderr, with exit code 2 as for wrong arguments.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info")))
        .fmt_fields(log::fields())
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
    let done = match cli.command {
        Command::Serve(args) => serve_command(*args),
        Command::Publish(args) => publish_command(&args),
        Command::Check(args) => check_command(&args),
        Command::Status(args) => status_command(&args),
        Command::Backtest(args) => backtest_command(&args),
        Command::Import(command) => import_command(&command),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            // Of a configuration all that is wrong is said, a line each.
            let said = format!("{error:#}");
            let lines: Vec<String> = said.lines().take(MOST_LINES).map(|line| one_line(line, LONGEST_ERROR)).collect();
            eprintln!("relay: {}", lines.join("\n"));
            ExitCode::from(2)
        }
    }
}

/// What is served, once all that it needs was read.
struct Prepared {
    origin: Origin,
    clock: RelayClock,
    relay: Arc<Relay>,
    publishing: Option<(Publisher, Arc<Account>)>,
    incidents: Arc<Incidents>,
}

fn serve_command(args: ServeArgs) -> anyhow::Result<ExitCode> {
    let runtime = Runtime::new()?;
    let done = runtime.block_on(serve(Arc::new(args)));
    // Work in the background that was cut short by the signal must not hold up the end.
    runtime.shutdown_background();
    done.map(|()| ExitCode::SUCCESS)
}

async fn serve(args: Arc<ServeArgs>) -> anyhow::Result<()> {
    // From here on whoever connects is kept waiting by the system, not refused, and a signal is heard.
    let listener = TcpListener::bind(args.listen).await.with_context(|| format!("--listen {}", args.listen))?;
    let stop = listen::stop_signal()?;
    let mut stop = pin!(stop);
    let preparing = Arc::clone(&args);
    let Prepared { origin, clock, relay, publishing, incidents } = tokio::select! {
        prepared = spawn_blocking(move || prepare(&preparing)) => prepared??,
        () = &mut stop => return Ok(()),
    };
    let mut trusted = TrustedProxies::new(&args.trusted_proxy);
    let mut tasks = Tasks::new(Arc::clone(&incidents), clock);
    let hooks = match &origin {
        Origin::Territory(station, neighbourhood, config) => {
            trusted = TrustedProxies::new(&config.network.trusted_proxies);
            station.count(relay.traffic());
            let hooks = station.start(config, clock, &mut tasks)?;
            if let Some(neighbourhood) = neighbourhood {
                neighbourhood.start(config, move || clock.now(), &mut tasks)?;
            }
            hooks
        }
        Origin::Plain(_) => Router::new(),
    };
    let address = listener.local_addr()?;
    // For programs that start this one. It may have been started without anybody reading along.
    let _ = writeln!(std::io::stdout(), "listening on http://{address}");
    tracing::info!("serving {} on http://{address}", args.describe());
    let (news, made) = watch::channel(None);
    let is_published = publishing.is_some();
    if let Some((publisher, account)) = publishing {
        let publisher = Arc::new(publisher);
        tasks.keep("publish", move |_| keep_published(Arc::clone(&publisher), Arc::clone(&account), made.clone()));
    }
    let (refreshing, news) = (Arc::clone(&relay), Arc::new(news));
    tasks.keep("refresh", move |_| keep_fresh(Arc::clone(&refreshing), Arc::clone(&news), is_published));
    let options = ListenOptions { trusted, ..ListenOptions::default() };
    listen::serve_with(listener, router_with(relay, hooks), options, stop).await;
    drop(tasks);
    if let Origin::Territory(station, ..) = &origin {
        station.note_service(clock.now());
        station.flush();
    }
    tracing::info!("stopped");
    Ok(())
}

/// Reads the app and the territory, and makes the first documents. Takes its time.
fn prepare(args: &ServeArgs) -> anyhow::Result<Prepared> {
    let app = args.app.load()?.map(Arc::new);
    if let Some(config) = &args.source.kind.config {
        // A mistake in it is said at once.
        Config::load(config)?;
    }
    if let Some(app) = &app {
        // Before the territory is read: the encoder takes as much as all else, and has given it back by then.
        app.compress();
    }
    let clock = RelayClock::new(args.now, args.speed);
    let origin = source(&args.source, clock)?;
    let every = Duration::from_secs(args.every);
    let public_url = public_url(args.public_url.as_ref(), &args.publish_base)?;
    let publisher = match &args.publish_to {
        Some(place) => {
            let place = ("--publish-to", place);
            Some(publisher(place, &args.app, app.as_ref(), &args.publish_base, public_url.as_ref(), every)?)
        }
        None => None,
    };
    let public_url = public_url.filter(|_| args.publish_base.is_root());
    let account = Arc::new(Account::default());
    let source = match &publisher {
        Some(_) => Arc::new(Accounted::new(origin.source(), Arc::clone(&account))) as Arc<dyn Source>,
        None => origin.source(),
    };
    let incidents = Arc::new(Incidents::default());
    let source = Arc::new(Supervised::new(source, Arc::clone(&incidents)));
    let relay = Arc::new(Relay::found_at(source, clock, app, every, public_url));
    let publishing = publisher.map(|publisher| (publisher, account));
    Ok(Prepared { origin, clock, relay, publishing, incidents })
}

/// Makes the documents anew each period, and now too where they are published from now on.
async fn keep_fresh(relay: Arc<Relay>, news: Arc<watch::Sender<Option<News>>>, is_due: bool) {
    let mut pause = if is_due { Duration::ZERO } else { relay.period() };
    loop {
        sleep(pause).await;
        pause = relay.period();
        let refreshing = Arc::clone(&relay);
        let made = spawn_blocking(move || refreshing.refresh()).await;
        // Where they could not be made, the last ones stay until this task was started again.
        let (documents, now) = made.unwrap_or_else(|error| panic::resume_unwind(error.into_panic()));
        // Nobody may listen.
        let _ = news.send(Some(Arc::new((documents, now))));
    }
}

/// What was made last, and when.
type News = Arc<(Documents, Instant)>;

/// Publishes what was made last, as often as the place allows: one that is slow holds nobody else up.
async fn keep_published(publisher: Arc<Publisher>, account: Arc<Account>, mut news: watch::Receiver<Option<News>>) {
    let mut was_well = true;
    while news.changed().await.is_ok() {
        let Some(made) = news.borrow_and_update().clone() else { continue };
        let (publisher, documents) = (Arc::clone(&publisher), Arc::clone(&made));
        // Pages are made, compressed and written for it: no work for those who answer.
        let task = spawn_blocking(move || Handle::current().block_on(publisher.publish(&documents.0, documents.1)));
        let done = task.await.unwrap_or_else(|error| panic::resume_unwind(error.into_panic()));
        account.note(&done, made.1);
        match &done {
            Ok(report) if was_well => tracing::debug!(files = report.files, changed = report.changed, "published"),
            Ok(_) => tracing::info!("published again"),
            Err(error) => tracing::error!("{error}; what was published before stays, and the next time goes on"),
        }
        was_well = done.is_ok();
    }
}

fn publish_command(args: &PublishArgs) -> anyhow::Result<ExitCode> {
    let app = args.app.load()?.map(Arc::new);
    let clock = RelayClock::new(args.now, None);
    let public_url = public_url(args.public_url.as_ref(), &args.base)?;
    let publisher = publisher(("--out", &args.out), &args.app, app.as_ref(), &args.base, public_url.as_ref(), EVERY)?;
    let origin = source(&args.source, clock)?;
    let runtime = Runtime::new()?;
    if let Origin::Territory(station, neighbourhood, config) = &origin {
        runtime.block_on(async {
            let theirs = async {
                match neighbourhood {
                    Some(neighbourhood) => neighbourhood.ask_once(config, clock.now()).await,
                    None => Ok(()),
                }
            };
            let (theirs, own) = tokio::join!(theirs, station.ask_once(config, clock));
            theirs?;
            own.map_err(anyhow::Error::from)
        })?;
        // An instant that was given is nobody's clock: what is old is for the next publish to say.
        if matches!(clock, RelayClock::Real) {
            station.clock_check().run_once();
            station.keep_and_prune(clock.now());
        }
    }
    let now = clock.now();
    let documents = origin.source().documents(now);
    if let Origin::Territory(station, ..) = &origin {
        station.flush();
    }
    let report = runtime.block_on(publisher.publish(&documents, now))?;
    tracing::info!(
        "published {} in {}: {}, {} changed, {} removed",
        args.source.describe(),
        args.out,
        count(report.files, "file"),
        report.changed,
        report.removed
    );
    Ok(ExitCode::SUCCESS)
}

/// What publishes there. The app's own folder is no place to publish.
fn publisher(
    (option, place): (&str, &Place),
    args: &AppArgs,
    app: Option<&Arc<App>>,
    base: &Base,
    public_url: Option<&PublicUrl>,
    every: Duration,
) -> anyhow::Result<Publisher> {
    if let Place::Folder(out) = place
        && let (Some(_), Ok(dist), Ok(out)) = (app, args.dist.canonicalize(), out.canonicalize())
    {
        ensure!(!out.starts_with(dist), "{option} {place}: it is the app's own folder");
    }
    Ok(Publisher::new(place, app.cloned(), base.clone(), public_url.cloned(), every)?)
}

/// Ends with 1 where residents read less than was written, and with 2 where the relay does not start.
fn check_command(args: &CheckArgs) -> anyhow::Result<ExitCode> {
    let checked = check(&args.config, RelayClock::new(args.now, None).now())?;
    println!("{checked}");
    Ok(if checked.is_well() { ExitCode::SUCCESS } else { ExitCode::from(1) })
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
    let max_age = TimeDelta::seconds(args.max_age.into());
    let now = RelayClock::new(args.now, None).now();
    let report = Runtime::new()?.block_on(ask_status(&args.relay, max_age, now));
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
    /// With sources that have to run, and perhaps neighbours that have to be asked.
    Territory(Arc<Station>, Option<Arc<Neighbourhood>>, Box<Config>),
}

impl Origin {
    fn source(&self) -> Arc<dyn Source> {
        match self {
            Self::Plain(source) => Arc::clone(source),
            Self::Territory(_, Some(neighbourhood), _) => Arc::clone(neighbourhood) as Arc<dyn Source>,
            Self::Territory(station, None, _) => Arc::clone(station) as Arc<dyn Source>,
        }
    }
}

/// Chooses where the documents come from.
fn source(args: &SourceArgs, clock: RelayClock) -> anyhow::Result<Origin> {
    if let Some(file) = &args.kind.config {
        let config = Config::load(file)?;
        let station = Station::open(&config, clock.now())?;
        let (centres, sources) = (count(station.sites(), "centre"), count(config.sources.len(), "source"));
        tracing::info!("{}: {centres}, {sources}", file.display());
        for fault in station.faults() {
            if fault.is_wrong() {
                tracing::warn!("{}: {fault}", file.display());
            } else {
                tracing::info!("{}: {fault:#}", file.display());
            }
        }
        let station = Arc::new(station);
        let own = Arc::clone(&station) as Arc<dyn Source>;
        let neighbourhood = (!config.neighbours.is_empty()).then(|| Arc::new(Neighbourhood::new(own, &config)));
        return Ok(Origin::Territory(station, neighbourhood, Box::new(config)));
    }
    let Some(file) = &args.kind.sites else {
        let misbehave = args.misbehave.iter().copied().collect();
        return Ok(Origin::Plain(Arc::new(Demo::new(DemoOptions { seed: args.seed, misbehave }))));
    };
    let materials: Vec<_> = contract::materials().iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
    let sites = SitesFile::open(file, args.time_zone)?.with_materials(&materials);
    for fault in sites.faults(clock.now()) {
        tracing::warn!("{}: {fault}", file.display());
    }
    for hint in sites.hints(clock.now()) {
        tracing::info!("{}: {hint}", file.display());
    }
    let (centres, records) = (count(sites.kept(), "centre"), count(sites.rejected(), "record"));
    tracing::info!("{}: {centres} kept, {records} left out", file.display());
    Ok(Origin::Plain(Arc::new(sites)))
}

fn import_command(ImportCommand::Overpass(args): &ImportCommand) -> anyhow::Result<ExitCode> {
    let imported = import::overpass(&args.file, ImportOptions { time_zone: args.time_zone })?;
    if let (false, Err(loss)) = (args.accept_loss, import::check_loss(&args.out, &imported)) {
        print!("{}", imported.report);
        bail!("{}: {loss}; it is left as it was, and --accept-loss writes it all the same", args.out.display());
    }
    import::write_sites(&args.out, &imported.sites).with_context(|| args.out.display().to_string())?;
    print!("{}", imported.report);
    Ok(ExitCode::SUCCESS)
}
