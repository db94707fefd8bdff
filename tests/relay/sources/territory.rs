//! A territory in a folder of its own.

use std::{fs, sync::Arc, time::Duration};

use bon_moment::{
    domain::Instant,
    relay::{Source, clock::RelayClock, config::Config, station::Station, tasks::Tasks},
};
use serde_json::Value;
use tempfile::TempDir;

use super::NOW;

/// Groix does not say when it is open.
pub const SITES: &str = r#"{"version":1,"sites":[
    {"id":"riantec","lat":47.7114,"lon":-3.3117,"hours":[{"from":"01-01","until":"12-31","days":[1,2,3,4,5,6,7],"open":[["00:00","24:00"]]}]},
    {"id":"queven","lat":47.789,"lon":-3.415,"hours":[{"from":"01-01","until":"12-31","days":[1,2,3,4,5,6,7],"open":[["00:00","24:00"]]}]},
    {"id":"groix","lat":47.64,"lon":-3.45}]}"#;

pub const SCHOOLS: &str = r#"{"version":1,"schools":[{"id":"kermelo","name":"École de Kermélo","commune":"Larmor-Plage",
    "lat":47.708,"lon":-3.385,"pv_peak_w":36000,"since":"2026-11","meters":[{"id":"pv","kind":"pv_production","step_s":600},
                {"id":"grid","kind":"grid_import","step_s":3600}]}]}"#;

pub const HEAD: &str = r#"
[territory]
id = "lorient"
name = "Lorient Agglomération"
time_zone = "Europe/Paris"
sites = "sites.json"
schools = "schools.json"
[network]
allow_private = ["127.0.0.1"]
[history]
file = "history.sqlite"
[[gates]]
site = "riantec"
minutes_per_vehicle = 1.0
vehicles_timed = 60
"#;

pub struct Territory {
    pub folder: TempDir,
    pub config: Config,
    pub station: Arc<Station>,
    pub clock: RelayClock,
}

impl Territory {
    /// On a clock that stands still at [`NOW`].
    pub fn of(sources: &str) -> Self {
        Self::on(RelayClock::new(Some(now()), Some(0.0)), sources)
    }

    pub fn on(clock: RelayClock, sources: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("sites.json"), SITES).unwrap();
        fs::write(folder.path().join("schools.json"), SCHOOLS).unwrap();
        fs::write(folder.path().join("secret"), "s3cret-of-16-signs\n").unwrap();
        let file = folder.path().join("territory.toml");
        fs::write(&file, format!("{HEAD}{sources}")).unwrap();
        let config = Config::load(&file).map_err(|error| error.to_string()).unwrap();
        let station = Arc::new(Station::open(&config, clock.now()).unwrap());
        Self { folder, config, station, clock }
    }

    pub async fn ask_once(&self) {
        self.station.ask_once(&self.config, self.clock).await.unwrap();
    }

    pub fn start(&self) -> (Tasks, axum::Router) {
        let mut tasks = Tasks::new(Arc::default(), self.clock);
        let router = self.station.start(&self.config, self.clock, &mut tasks).unwrap();
        (tasks, router)
    }

    pub fn document(&self, name: &str) -> Value {
        serde_json::from_slice(self.station.documents(self.clock.now()).get(name).unwrap()).unwrap()
    }

    /// A source's entry in `status.json`.
    pub fn status(&self, source: &str) -> Value {
        let status = self.document("status.json");
        status["sources"].as_array().unwrap().iter().find(|entry| entry["id"] == source).unwrap().clone()
    }

    pub fn error(&self, source: &str) -> String {
        self.status(source)["last_error"].as_str().unwrap_or_default().to_owned()
    }

    /// A site's reading in `live.json`.
    pub fn reading(&self, site: &str) -> Option<Value> {
        let live = self.document("live.json");
        live["sites"].as_array().unwrap().iter().find(|entry| entry["id"] == site).cloned()
    }

    /// Waits for something that another task does.
    pub async fn until(&self, what: &str, is_so: impl Fn(&Self) -> bool) {
        for _ in 0..300 {
            if is_so(self) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{what} did not happen; {}", self.document("status.json"));
    }
}

pub fn now() -> Instant {
    NOW.parse().unwrap()
}
