use super::{
    super::{Target, When, WhenFormat},
    *,
};

const HEAD: &str = r#"[territory]
id = "lorient"
name = "Lorient Agglomération"
time_zone = "Europe/Paris"
sites = "sites.json"
"#;
const MQTT: &str = r#"
[[sources]]
id = "lorawan"
kind = "mqtt"
broker = "mqtts://broker.example.org:8883"
topics = ["v3/+/devices/+/up"]
payload = "ttn"
password = { env = "KEY" }
[[sources.map]]
key = "loop"
site = "riantec"
sees = "queue"
field = "count"
f_port = 2
absent = "zero"
"#;

fn parse(text: &str) -> Result<Config, String> {
    Config::parse(Path::new("t.toml"), text).map_err(|error| error.to_string())
}
/// What is wrong once `old` has become `new`.
fn wrong(old: &str, new: &str) -> String {
    let text = format!("{HEAD}{MQTT}");
    assert!(text.contains(old), "{old}");
    parse(&text.replacen(old, new, 1)).unwrap_err()
}
fn source(text: &str) -> Result<Config, String> {
    parse(&format!("{HEAD}{text}"))
}

#[test]
fn a_territory_needs_a_head_alone() {
    let config = parse(HEAD).unwrap();
    assert_eq!(config.territory.id.as_str(), "lorient");
    assert!(config.sources.is_empty() && config.history.is_none());
}

#[test]
fn a_source_is_read_with_what_is_usual() {
    let config = parse(&format!("{HEAD}{MQTT}")).unwrap();
    let source = &config.sources[0];
    assert_eq!((source.every, source.timeout), (USUAL_EVERY, USUAL_TIMEOUT));
    let When::Field { path, format, .. } = &source.when else { panic!("{:?}", source.when) };
    assert_eq!((path.as_str(), format), ("received_at", &WhenFormat::Rfc3339));
    assert_eq!(config.secrets().len(), 1);
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    assert_eq!(wrong("topics", "topcs"), "t.toml:11: unknown key \"topcs\"; did you mean \"topics\"?");
    assert_eq!(
        wrong("payload", "every"),
        "t.toml:7: missing field `payload`\nt.toml:12: unknown key \"every\"; did you mean \"every_s\"?"
    );
    assert_eq!(wrong("\"mqtt\"", "\"mqt\""), "t.toml:9: unknown kind \"mqt\"; did you mean \"mqtt\"?");
    assert_eq!(wrong("\"ttn\"", "\"ttm\""), "t.toml:12: unknown value \"ttm\"; did you mean \"ttn\"?");
    assert_eq!(
        wrong("time_zone = \"Europe/Paris\"", "time_zone = \"Paris\""),
        "t.toml:4: \"Paris\" is no time zone; expected a name such as Europe/Paris"
    );
    assert_eq!(wrong("[[sources]]", "[[source]]"), "t.toml:7: unknown key \"source\"; did you mean \"sources\"?");
    assert_eq!(
        wrong("site = \"riantec\"", "site = \"Riantec\""),
        "t.toml:14: \"Riantec\" is not an identifier [a-z0-9-]{1,64}"
    );
    assert_eq!(
        wrong("sees = \"queue\"\n", ""),
        "t.toml:14: sees is missing: queue, entries_total, level, wait, state or another"
    );
    assert_eq!(
        wrong("broker = \"mqtts", "broker = \"https"),
        "t.toml:10: \"https://broker.example.org:8883\" does not begin with mqtts:// or mqtt://"
    );
    assert!(wrong("name = \"", "name = ").starts_with("t.toml:3: "), "{}", wrong("name = \"", "name = "));
    assert_eq!(wrong("sites = \"sites.json\"\n", ""), "t.toml:1: missing field `sites`");
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let text = format!("{HEAD}{MQTT}")
        .replace("time_zone = \"Europe/Paris\"", "time_zone = \"Paris\"")
        .replace("topics", "topcs")
        .replace("\"ttn\"", "\"ttm\"")
        .replace("f_port = 2", "f_port = 0\nabsnt = 1\nvalues = { a = \"b\" }");
    let more = "[[sources.map]]\nkey = \"b\"\nsite = \"Riantec\"\nsees = \"queue\"\nfield = \"n\"\n\
        [[sources]]\nid = \"x\"\nkind = \"jsn\"\n[[sources]]\nid = \"y\"\nkind = \"json\"\nurl = \"https://x.example/\"\nevery_s = 1\n\
        [[sources.map]]\nsite = \"a\"\nsees = \"queue\"\n";
    let said = parse(&format!("{text}{more}")).unwrap_err();
    let expected = [
        "t.toml:4: \"Paris\" is no time zone",
        "t.toml:11: unknown key \"topcs\"; did you mean \"topics\"?",
        "t.toml:12: unknown value \"ttm\"",
        "t.toml:19: f_port is a port from 1 to 255",
        "t.toml:20: unknown key \"absnt\"; did you mean \"absent\"?",
        "\"Riantec\" is not an identifier",
        "unknown kind \"jsn\"; did you mean \"json\"?",
        "when were the values seen?",
        "every_s = 1 is not between 5 and 86400",
        "a field is missing",
    ];
    for words in expected {
        assert!(said.contains(words), "{words} is missing in\n{said}");
    }
    let lines: Vec<usize> = said.lines().map(|line| line.split(':').nth(1).unwrap().parse().unwrap()).collect();
    assert!(lines.is_sorted() && lines.len() >= 10, "{said}");
}

#[test]
fn a_secret_in_the_file_is_refused_without_repeating_it() {
    let refused = wrong("{ env = \"KEY\" }", "\"hunter2\"");
    assert!(refused.starts_with("t.toml:13: a secret is not written here"), "{refused}");
    assert!(!refused.contains("hunter2"));
}

#[test]
fn two_sources_of_one_name_are_one_too_many() {
    assert_eq!(source(&format!("{MQTT}{MQTT}")).unwrap_err(), "t.toml:22: there are two sources \"lorawan\"");
}

#[test]
fn times_are_stated_not_guessed() {
    let json = |when: &str| {
        let map = "[[sources.map]]\nsite = \"riantec\"\nsees = \"queue\"\nfield = \"n\"\n";
        let text = format!("\n[[sources]]\nid = \"x\"\nkind = \"json\"\nurl = \"https://x.example/\"\n{when}\n{map}");
        source(&text).map(|config| config.sources[0].when.clone())
    };
    assert!(json("").unwrap_err().contains("when were the values seen?"));
    assert_eq!(json("at_received = true").unwrap(), When::Received);
    assert!(json("at_field = \"t\"").unwrap_err().contains("at_format"));
    assert!(json("at_field = \"t\"\nat_format = \"%Y-%m-%d %H:%M:%S\"").unwrap_err().contains("at_zone"));
    assert!(
        json("at_field = \"t\"\nat_format = \"rfc3339\"\nat_zone = \"Europe/Paris\"").unwrap_err().contains("zone")
    );
    assert!(json("at_field = \"t\"\nat_format = \"%Q\"\nat_zone = \"Europe/Paris\"").unwrap_err().contains("%Q"));
    assert!(json("at_field = \"t\"\nat_format = \"seconds\"\nat_stamp = \"end\"").unwrap_err().contains("step_s"));
    let paris = json("at_field = \"t\"\nat_format = \"%Y-%m-%d %H:%M:%S\"\nat_zone = \"Europe/Paris\"").unwrap();
    let pattern = WhenFormat::Pattern("%Y-%m-%d %H:%M:%S".to_owned(), Some(chrono_tz::Europe::Paris));
    assert!(matches!(paris, When::Field { format, .. } if format == pattern));
}

#[test]
fn what_is_mapped_must_make_sense() {
    let map = |map: &str| {
        let text = "\n[[sources]]\nid = \"x\"\nkind = \"json\"\nurl = \"https://x.example/\"\nat_received = true\n";
        source(&format!("{text}[[sources.map]]\n{map}")).map(|config| config.sources[0].map[0].clone())
    };
    assert!(map("field = \"a\"").unwrap_err().contains("either site (with sees) or meter (with unit)"));
    assert!(map("site = \"a\"\nsees = \"queue\"").unwrap_err().contains("a field is missing"));
    assert!(map("site = \"a\"\nsees = \"alive\"").is_ok());
    assert!(map("meter = \"kermelo\"\nunit = \"W\"\nfield = \"p\"").unwrap_err().contains("school/meter"));
    assert!(map("meter = \"kermelo/pv\"\nfield = \"p\"").unwrap_err().contains("unit is missing"));
    assert!(map("meter = \"kermelo/pv\"\nfield = \"p\"\nunit = \"kWh\"").unwrap_err().contains("step_s"));
    assert!(map("meter = \"kermelo/pv\"\nfield = \"p\"\ncounter = \"kWh\"").is_ok());
    let counter =
        |more: &str| map(&format!("meter = \"kermelo/pv\"\nfield = \"p\"\ncounter = \"Wh\"\n{more}")).unwrap_err();
    assert!(counter("unit = \"W\"").contains("either unit"), "{}", counter("unit = \"W\""));
    assert!(counter("factor = -1.0").contains("only grows") && counter("negative = \"zero\"").contains("only grows"));
    assert!(map("site = \"a\"\nsees = \"wait\"\nfield = \"p\"\nlane = \"left\"").unwrap_err().contains("a lane has"));
    assert!(map("meter = \"kermelo/pv\"\nfield = \"p\"\nunit = \"kW\"\nfactor = -1.0").is_ok());
    assert!(
        map("site = \"a\"\nsees = \"level\"\nfield = \"p\"\nvalues = { RED = \"full\" }")
            .unwrap_err()
            .contains("none of fluid")
    );
    assert!(
        map("site = \"a\"\nsees = \"wait\"\nfield = \"p\"\nvalues = { \"2\" = \"5-10\", \"9\" = \"30-\" }").is_ok()
    );
    assert!(
        map("site = \"a\"\nsees = \"wait\"\nfield = \"p\"\nvalues = { \"2\" = \"10-5\" }")
            .unwrap_err()
            .contains("no wait")
    );
}

#[test]
fn lanes_tell_apart_what_one_record_says_twice() {
    let two = |first: &str, second: &str| {
        let map = |field: &str, more: &str| {
            format!(
                "[[sources.map]]\nkey = \"a\"\nsite = \"riantec\"\nsees = \"entries_total\"\nfield = \"{field}\"\n{more}\n"
            )
        };
        let own = "payload = \"ttn\"\nsecret = { env = \"X\" }\n";
        source(&format!(
            "[[sources]]\nid = \"x\"\nkind = \"webhook\"\n{own}{}{}",
            map("in1", first),
            map("in2", second)
        ))
    };
    let lane = |config: Config, n: usize| match &config.sources[0].map[n].target {
        Target::Site(site) => site.lane.clone().map(|lane| lane.to_string()),
        Target::Meter(_) => None,
    };
    assert_eq!(lane(two("lane = \"left\"", "lane = \"right\"").unwrap(), 1).as_deref(), Some("right"));
    let refused = two("", "").unwrap_err();
    assert!(refused.starts_with("t.toml:17: two fields of one record are the same of \"riantec\""), "{refused}");
    assert!(two("lane = \"left\"", "lane = \"left\"").is_err());
    assert!(two("lane = \"Left#1\"", "").unwrap_err().contains("is not an identifier"));
}

#[test]
fn a_missing_field_is_zero_only_in_records_of_its_kind() {
    let refused = wrong("f_port = 2\n", "");
    assert!(
        refused.starts_with(
            "t.toml:14: absent = \"zero\" needs f_port = 2, the port that \"count\" comes on, or requires"
        ),
        "{refused}"
    );
    assert!(wrong("f_port = 2", "requires = [\"count\"]").contains("requires names \"count\" itself"));
    for (ports, expected) in [("2", vec![2]), ("[3, 2]", vec![2, 3])] {
        let config = parse(&format!("{HEAD}{MQTT}").replace("f_port = 2", &format!("f_port = {ports}"))).unwrap();
        assert_eq!(config.sources[0].map[0].ports.iter().copied().collect::<Vec<_>>(), expected);
    }
    for ports in ["0", "256", "[]", "\"2\"", "[2, 300]"] {
        let refused = wrong("f_port = 2", &format!("f_port = {ports}"));
        assert!(refused.starts_with("t.toml:") && refused.contains("f_port is a port from 1 to 255"), "{refused}");
    }
    let config = parse(&format!("{HEAD}{MQTT}").replace("f_port = 2", "requires = [\"speed\"]")).unwrap();
    assert_eq!(config.sources[0].map[0].requires, ["speed"]);
    let asked = |kind: &str, map: &str| {
        let own = format!("id = \"x\"\nkind = \"{kind}\"\nurl = \"https://x.example/\"\nat_received = true\n");
        source(&format!("[[sources]]\n{own}[[sources.map]]\nsite = \"a\"\nsees = \"queue\"\nfield = \"n\"\n{map}\n"))
    };
    let refused = asked("json", "absent = \"zero\"").unwrap_err();
    assert!(refused.contains("needs requires = [\"…\"]") && !refused.contains("f_port"), "{refused}");
    assert!(asked("json", "absent = \"zero\"\nrequires = [\"t\"]").is_ok());
    assert!(asked("json", "f_port = 2").unwrap_err().contains("f_port is of uplinks"));
    assert!(
        asked("csv", "absent = \"zero\"\nrequires = [\"t\"]").unwrap_err().contains("a row of CSV has every column")
    );
    assert!(asked("fronius", "absent = \"zero\"").is_ok(), "its answers are all of one kind");
}

#[test]
fn one_device_may_send_the_same_on_two_ports() {
    let map = |port: &str| {
        format!("[[sources.map]]\nkey = \"a\"\nsite = \"riantec\"\nsees = \"queue\"\nfield = \"n\"\nf_port = {port}\n")
    };
    let own = "id = \"x\"\nkind = \"webhook\"\npayload = \"ttn\"\nsecret = { env = \"X\" }\n";
    let two = |a: &str, b: &str| source(&format!("[[sources]]\n{own}{}{}", map(a), map(b)));
    assert!(two("2", "[3, 4]").is_ok());
    assert!(two("2", "[2, 3]").unwrap_err().contains("two fields of one record"));
}

#[test]
fn a_person_has_a_form_of_its_own() {
    let person = |own: &str, map: &str| {
        source(&format!(
            "[[sources]]\nid = \"gate\"\nkind = \"webhook\"\npayload = \"person\"\n{own}\n[[sources.map]]\nsite = \"queven\"\n{map}\n"
        ))
    };
    let secret = "secret = { env = \"X\" }";
    let config = person(secret, "sees = \"wait\"").unwrap();
    let map = &config.sources[0].map[0];
    assert_eq!((map.key.as_deref(), map.field.as_deref()), (Some("queven"), Some("wait")));
    assert_eq!(config.sources[0].when, When::Received);
    assert!(person("loopback = true", "sees = \"state\"").unwrap().secrets().is_empty());
    assert!(person("", "sees = \"wait\"").unwrap_err().contains("secret is missing"));
    let refused = person(secret, "sees = \"queue\"").unwrap_err();
    assert_eq!(refused, "t.toml:11: a person tells wait and state of a site, nothing else");
    assert!(person(secret, "sees = \"wait\"\nfield = \"w\"").unwrap_err().contains("its own key and fields"));
    assert!(person(&format!("{secret}\nkey = \"k\""), "sees = \"wait\"").unwrap_err().contains("no key"));
    assert!(wrong("payload = \"ttn\"", "payload = \"ttn\"\nloopback = true").contains("unknown key"));
}

#[test]
fn every_kind_has_its_keys() {
    for kind in Kind::NAMES {
        let own = match kind {
            "mqtt" | "webhook" => continue,
            "opendatasoft" | "opendatasoft-v1" => "portal = \"https://x.example/\"\ndataset = \"d\"",
            _ => "url = \"https://x.example/\"",
        };
        let map = "[[sources.map]]\nsite = \"riantec\"\nsees = \"queue\"\nfield = \"n\"\n";
        let text = format!("\n[[sources]]\nid = \"x\"\nkind = \"{kind}\"\nat_received = true\n{own}\n{map}");
        assert!(source(&text).is_ok(), "{kind}: {:?}", source(&text).err());
    }
}

#[test]
fn numbers_have_bounds() {
    let every = |s: &str| wrong("payload = \"ttn\"", &format!("payload = \"ttn\"\nevery_s = {s}"));
    assert!(every("1").contains("every_s = 1 is not between 5 and 86400"), "{}", every("1"));
    let gate = |text: &str| source(&format!("\n[[gates]]\nsite = \"riantec\"\n{text}\n"));
    assert!(gate("minutes_per_vehicle = 0").unwrap_err().starts_with("t.toml:9: 0 is not between 0.05 and 60"));
    let kept = source("\n[history]\nfile = \"h.sqlite\"\nobservations_days = 1\n");
    assert!(kept.clone().unwrap_err().contains("1 is not between 2 and 20000"), "{kept:?}");
    assert!(gate("levels = { fluid = [0, 5], dense = [5, 20], saturated = [20] }").is_ok());
    assert!(
        gate("levels = { fluid = [5, 0], dense = [5, 20], saturated = [20] }")
            .unwrap_err()
            .contains("no wait in minutes")
    );
}

#[test]
fn a_day_may_be_written_with_or_without_quotes_and_a_wrong_one_is_told_with_its_key() {
    let with = |days: &str| {
        let text = format!(
            "[territory]\nid = \"a\"\nname = \"A\"\ntime_zone = \"Europe/Paris\"\nsites = \"s.json\"\n{days}\n"
        );
        Config::parse(Path::new("t.toml"), &text).map_err(|error| error.to_string())
    };
    let config = with("public_holidays = [{ date = 2026-12-25 }, { date = \"2026-12-26\" }]").unwrap();
    let dates: Vec<_> = config.territory.public_holidays.iter().map(|day| day.date.to_string()).collect();
    assert_eq!(dates, ["2026-12-25", "2026-12-26"]);
    for (days, said) in [
        (
            "public_holidays = [{ date = \"2026-13-45\" }]\nschool_holidays = [{ from = \"x\", until = \"y\" }]",
            "t.toml:6: date: \"2026-13-45\" is no day; expected one such as \"2026-12-25\"\n\
             t.toml:7: from: \"x\" is no day; expected one such as \"2026-12-25\"; \
             until: \"y\" is no day; expected one such as \"2026-12-25\"",
        ),
        (
            "school_holidays = [{ from = 2026-12-19, until = 2026-12-20T10:00:00 }]",
            "t.toml:6: until: 2026-12-20T10:00:00 is no day; expected one such as \"2026-12-25\"",
        ),
        (
            "licence = 2026-12-25",
            "t.toml:6: licence: 2026-12-25 is a date without quotes; write it as a text: \"2026-12-25\"",
        ),
    ] {
        assert_eq!(with(days).unwrap_err(), said);
    }
    let no_day = with("public_holidays = [{ date = 2026-02-30 }]").unwrap_err();
    assert!(no_day.starts_with("t.toml:6: date: ") && no_day.ends_with("such as \"2026-12-25\""), "{no_day}");
}
