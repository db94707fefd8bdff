//! The commands of the relay.

use std::{
    fs,
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
    Source,
    args::{Cli, Command, PublishArgs, ServeArgs, SourceArgs},
    clock::RelayClock,
    listen,
    publish::publish,
    serve::{Relay, router},
    stand_in::StandIn,
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
    let relay = Arc::new(Relay::new(source, clock, app, Duration::from_secs(args.every)));
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
    let documents = source(&args.source)?.documents(now);
    let report = publish(&documents, app.as_ref(), &args.base, &args.out)?;
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

/// Chooses where the documents come from.
fn source(args: &SourceArgs) -> anyhow::Result<Arc<dyn Source>> {
    match &args.kind.sites {
        Some(file) => {
            let bytes = fs::read(file).with_context(|| file.display().to_string())?;
            let sites = serde_json::from_slice(&bytes).with_context(|| file.display().to_string())?;
            Ok(Arc::new(StandIn(Some(sites))))
        }
        None => Ok(Arc::new(StandIn(None))),
    }
}
