//! The commands of the relay.

use std::{
    io::{IsTerminal, Write},
    process::ExitCode,
    sync::Arc,
    time::Duration,
};

use anyhow::{Context, ensure};
use clap::Parser;
use tokio::{net::TcpListener, runtime::Runtime, task::spawn_blocking, time::sleep};
use tracing_subscriber::EnvFilter;

use super::{
    Base, Source,
    args::{Cli, Command, ImportCommand, PublishArgs, ServeArgs, SourceArgs},
    clock::RelayClock,
    contract,
    demo::{Demo, DemoOptions},
    import::{self, ImportOptions},
    listen,
    plain::PublicUrl,
    publish::{Edition, publish},
    serve::{Relay, router},
    sites_file::SitesFile,
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
        Command::Import(command) => import_command(&command),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("relay: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn serve_command(args: &ServeArgs) -> anyhow::Result<()> {
    let app = args.app.load()?;
    let source = source(&args.source)?;
    let clock = RelayClock::new(args.now, args.speed);
    if let Some(app) = &app {
        app.compress();
    }
    let public_url = public_url(args.public_url.as_ref(), &Base::root())?;
    let relay = Arc::new(Relay::found_at(source, clock, app, Duration::from_secs(args.every), public_url));
    Runtime::new()?.block_on(async {
        let listener = TcpListener::bind(args.listen).await.with_context(|| format!("--listen {}", args.listen))?;
        let stop = listen::stop_signal()?;
        let address = listener.local_addr()?;
        // For programs that start this one. It may have been started without anybody reading along.
        let _ = writeln!(std::io::stdout(), "listening on http://{address}");
        tracing::info!("serving {} on http://{address}", args.describe());
        tokio::spawn(keep_fresh(Arc::clone(&relay)));
        listen::serve(listener, router(relay), stop).await;
        tracing::info!("stopped");
        Ok(())
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

fn publish_command(args: &PublishArgs) -> anyhow::Result<()> {
    let app = args.app.load()?;
    if let (Some(_), Ok(dist), Ok(out)) = (&app, args.app.dist.canonicalize(), args.out.canonicalize()) {
        ensure!(!out.starts_with(dist), "--out {}: it is the app's own folder", args.out.display());
    }
    let now = RelayClock::new(args.now, None).now();
    let public_url = public_url(args.public_url.as_ref(), &args.base)?;
    let documents = source(&args.source)?.documents(now);
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
    Ok(())
}

/// An address whose path is another than the deployment's would lead nowhere, once it is printed.
fn public_url(url: Option<&PublicUrl>, base: &Base) -> anyhow::Result<Option<PublicUrl>> {
    if let Some(url) = url {
        ensure!(url.base().as_ref() == Some(base), "--public-url {url}: its path is not {base}");
    }
    Ok(url.cloned())
}

/// Chooses where the documents come from.
fn source(args: &SourceArgs) -> anyhow::Result<Arc<dyn Source>> {
    let Some(file) = &args.kind.sites else {
        let misbehave = args.misbehave.iter().copied().collect();
        return Ok(Arc::new(Demo::new(DemoOptions { seed: args.seed, misbehave })));
    };
    let materials = contract::materials().iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
    let sites = SitesFile::open(file, args.time_zone)?.with_materials(materials);
    for problem in sites.problems().as_slice() {
        tracing::warn!("{}: {}: {}", file.display(), problem.place, problem.reason);
    }
    tracing::info!("{}: {} centres kept, {} records left out", file.display(), sites.kept(), sites.rejected());
    Ok(Arc::new(sites))
}

fn import_command(ImportCommand::Overpass(args): &ImportCommand) -> anyhow::Result<()> {
    let imported = import::overpass(&args.file, ImportOptions { time_zone: args.time_zone })?;
    import::write_sites(&args.out, &imported.sites).with_context(|| args.out.display().to_string())?;
    print!("{}", imported.report);
    Ok(())
}
