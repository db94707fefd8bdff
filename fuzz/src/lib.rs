//! What must hold of every reader of foreign data, whatever bytes come: it ends, and what it lets through is sane.
//!
//! `make fuzz` runs each target for long with coverage as its guide; `tests/readers` runs all of them for a short time on
//! changed seeds, as one of the native tests. Where there are several readers, the first line of the bytes names one.

use std::{
    path::Path,
    sync::{Arc, LazyLock},
};

use bon_moment::{
    api::{Problems, Record, decode, read},
    domain::{
        Instant, Raw, WaitInterval, Zone,
        household::{Curve, Gathered, pack, unpack, unpack_terms},
    },
    household_import::{Gathering, read},
    relay::{
        config::{Config, Kind, Payload, SourceConfig},
        import::{self, ImportOptions},
        sources::{Batch, Message, messages, page, take},
        waits::Seen,
    },
};

pub type Target = fn(&[u8]);

pub const TARGETS: [(&str, Target); 8] = [
    ("household_file", household_file),
    ("household_archive", household_archive),
    ("household_kept", household_kept),
    ("source_answer", source_answer),
    ("sensor_message", sensor_message),
    ("configuration", configuration),
    ("overpass_answer", overpass_answer),
    ("api_document", api_document),
];

/// A file that a resident brings: Enedis' forms, and what is none of them.
pub fn household_file(bytes: &[u8]) {
    let Ok(reading) = read(bytes, &Zone::fixed(60)) else { return };
    for record in [&reading.consumption, &reading.production] {
        let curve = Curve::of(record);
        assert!(curve.intervals().windows(2).all(|pair| pair[0].end() <= pair[1].start), "intervals overlap");
        let mut twice = record.clone();
        twice.merge(record);
        assert_eq!(&twice, record, "the same file twice is the file once");
    }
    assert_eq!(read(bytes, &Zone::fixed(60)).ok(), Some(reading), "a reader has no memory");
}

/// An archive of such files: whatever is in it, each file is reported once, and what they say together can be handed on.
pub fn household_archive(bytes: &[u8]) {
    let mut gathering = Gathering::new(Zone::fixed(60), Gathered::default());
    gathering.add("a.zip", bytes);
    let gathered = gathering.finish();
    assert!((1..=600).contains(&gathered.files.len()), "{} reports", gathered.files.len());
    // Energies are handed on in thousandths: what was handed on once does not change any more.
    let packed = pack(&gathered);
    let again = unpack(&packed).expect("what is packed can be unpacked");
    assert_eq!((pack(&again), again.files), (packed, gathered.files));
}

/// What a device kept of a household, perhaps damaged or of another release.
pub fn household_kept(bytes: &[u8]) {
    let _ = unpack_terms(bytes);
    if let Some(gathered) = unpack(bytes) {
        let curve = Curve::of(&gathered.consumption);
        assert!(curve.intervals().windows(2).all(|pair| pair[0].end() <= pair[1].start), "intervals overlap");
        assert_eq!(unpack(&pack(&gathered)).as_ref(), Some(&gathered));
    }
}

/// What a polled source answers.
pub fn source_answer(bytes: &[u8]) {
    let (kind, body) = selected(bytes);
    for (_, source) in SOURCES.iter().filter(|(name, _)| kind.is_none_or(|kind| kind == *name)) {
        let mut records = Vec::new();
        let cut = page(&source.kind, Some("1"), body, now(), &mut |record| {
            records.extend(record);
            Ok(())
        });
        if cut.is_ok() {
            assert_sane(&take(&records, source, now()));
        }
    }
}

/// An uplink of a network of sensors, by broker or by webhook.
pub fn sensor_message(bytes: &[u8]) {
    let (kind, body) = selected(bytes);
    for (name, payload) in [("ttn", Payload::Ttn), ("chirpstack", Payload::Chirpstack), ("json", Payload::Json)] {
        if kind.is_some_and(|kind| kind != name) {
            continue;
        }
        for message in messages(payload, Some("n"), body).unwrap_or_default() {
            let Message::Report(record) = message else { continue };
            for (_, source) in SOURCES.iter() {
                assert_sane(&take(std::slice::from_ref(&record), source, now()));
            }
        }
    }
}

/// The relay's configuration: what is wrong is said with its line.
pub fn configuration(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Err(error) = Config::parse(Path::new("t.toml"), text) {
        let said = error.to_string();
        let line = said.split(':').nth(1).and_then(|line| line.parse::<usize>().ok()).expect(&said);
        assert!((1..=text.lines().count() + 1).contains(&line), "{said}");
    }
}

/// An answer of the Overpass API.
pub fn overpass_answer(bytes: &[u8]) {
    let Ok(imported) = import::read_overpass(Path::new("answer.json"), bytes, ImportOptions::default()) else { return };
    let mut problems = Problems::default();
    let kept = imported.sites.sites.len();
    let record = |record| read::site(&mut Record::new(record, "site", &mut problems));
    let sites: Vec<_> = imported.sites.sites.iter().filter_map(record).collect();
    assert_eq!((sites.len(), problems.len()), (kept, 0), "the app reads what was imported: {problems:?}");
}

/// A document of the public API, as the app reads it.
pub fn api_document(bytes: &[u8]) {
    let (name, body) = selected(bytes);
    let is = |document: &str| name.is_none_or(|name| name == document);
    let mut problems = Problems::default();
    macro_rules! documents {
        ($($name:literal: $reader:ident),+) => {$(
            if is($name) {
                let _ = decode(body, &mut problems, read::$reader);
            }
        )+};
    }
    documents! {
        "territory": territory, "sites": sites, "live": live, "profiles": profiles, "status": status,
        "schools": schools, "schools_live": schools_live, "day": day_series, "month": energy_series,
        "benchmarks": benchmarks, "tariffs": tariffs, "tempo": tempo, "weather": weather
    }
    assert!(problems.as_slice().iter().all(|problem| problem.reason.len() < 10_000), "a reason is a sentence");
}

/// The name in the first line, if it is short enough to be one, and the rest.
fn selected(bytes: &[u8]) -> (Option<&str>, &[u8]) {
    let end = bytes.iter().take(20).position(|byte| *byte == b'\n');
    let name = end.and_then(|end| std::str::from_utf8(&bytes[..end]).ok());
    name.map_or((None, bytes), |name| (Some(name), &bytes[name.len() + 1..]))
}

fn now() -> Instant {
    "2026-11-21T10:00:00Z".parse().expect("an instant")
}

/// A source of each kind that takes vehicles, a counter, a level, a wait and power out of whatever comes.
static SOURCES: LazyLock<Vec<(&str, SourceConfig)>> = LazyLock::new(|| {
    const HEAD: &str = "[territory]\nid = \"a\"\nname = \"A\"\ntime_zone = \"Europe/Paris\"\nsites = \"s.json\"\n";
    const MAPS: &str = "[[sources.map]]\nsite = \"a\"\nsees = \"queue\"\nfield = \"n\"\n\
        [[sources.map]]\nsite = \"a\"\nsees = \"entries_total\"\nfield = \"v\"\nlane = \"left\"\n\
        [[sources.map]]\nsite = \"a\"\nsees = \"level\"\nfield = \"value\"\n\
        [[sources.map]]\nsite = \"a\"\nsees = \"wait\"\nfield = \"value\"\n\
        [[sources.map]]\nmeter = \"s/m\"\nunit = \"kWh\"\nfield = \"v\"\n\
        [[sources.map]]\nmeter = \"s/c\"\ncounter = \"Wh\"\nfield = \"n\"\n";
    // Every way in which an instant may be written, at the beginning and at the end of a step.
    const TIMES: [&str; 5] = [
        "at_format = \"seconds\"",
        "at_format = \"milliseconds\"\nat_stamp = \"end\"",
        "at_format = \"rfc3339\"\nat_stamp = \"end\"",
        "at_format = \"%Y-%m-%d %H:%M:%S\"\nat_zone = \"Europe/Paris\"",
        "at_format = \"%d/%m/%Y %H:%M:%S %z\"\nat_stamp = \"end\"",
    ];
    let source = |kind: &'static str, time: &str, own: &str| {
        let at = format!("at_field = \"t\"\n{time}\nstep_s = 600");
        // A column of a CSV is never left out.
        let absent = if kind == "csv" { "" } else { "absent = \"zero\"\nrequires = [\"v\"]\n" };
        let maps = MAPS.replacen("field = \"n\"\n", &format!("field = \"n\"\n{absent}"), 1);
        let text = format!("{HEAD}[[sources]]\nid = \"x\"\nkind = \"{kind}\"\n{at}\n{own}\n{maps}");
        (
            kind,
            Arc::unwrap_or_clone(Config::parse(Path::new("t.toml"), &text).expect("a configuration").sources.remove(0)),
        )
    };
    let of_kind = |(n, kind): (usize, &'static str)| {
        let own: &[&str] = match kind {
            "mqtt" => &["broker = \"mqtt://x.example\"\ntopics = []\npayload = \"json\""],
            "webhook" => &["secret = { env = \"X\" }\npayload = \"ttn\""],
            "opendatasoft" | "opendatasoft-v1" => &["portal = \"https://x.example\"\ndataset = \"d\""],
            "csv" => &[
                "url = \"https://x.example/\"",
                "url = \"https://x.example/\"\nseparator = \";\"\ndecimal_comma = true",
            ],
            _ => &["url = \"https://x.example/\""],
        };
        // All of them where forms are the most general, one of them elsewhere: instants are read alike.
        let times = if ["csv", "json"].contains(&kind) { &TIMES[..] } else { &TIMES[n % TIMES.len()..][..1] };
        own.iter().flat_map(move |own| times.iter().map(move |time| source(kind, time, own)))
    };
    (0..).zip(Kind::NAMES).flat_map(of_kind).collect()
});

/// What no reader may let through.
fn assert_sane(batch: &Batch) {
    for observation in &batch.observations {
        match observation.seen {
            Seen::Queue(vehicles) => assert!(vehicles <= 500, "{vehicles} vehicles"),
            Seen::Wait(wait) => assert!(wait.low() <= WaitInterval::LONGEST, "{wait:?}"),
            Seen::Total(..) | Seen::Since(..) | Seen::Level(_) | Seen::State(_) | Seen::Alive => {}
        }
    }
    for reading in &batch.readings {
        match reading.raw {
            Raw::Power(watts) => assert!(watts.is_none_or(|watts| (0.0..=1e7).contains(&watts)), "{reading:?}"),
            Raw::Counter(watt_hours) => assert!((0.0..=1e13).contains(&watt_hours), "{reading:?}"),
        }
    }
    assert!(batch.rejected.iter().all(|rejection| rejection.reason.len() < 1000), "{:?}", batch.rejected);
}
