//! One's own data as files: what is read elsewhere, and here again.

use super::{Direction, Gathered, Interval};
use crate::domain::{Instant, Zone, short_decimal};

/// What our own JSON says that it is.
pub const OWN_FORMAT: &str = "bon-moment-household";

/// Rows of begin, end, direction and energy, with local times and their offsets. The PRM is masked.
pub fn to_csv(gathered: &Gathered, zone: &Zone) -> String {
    let mut text = String::from("\u{feff}");
    if let Some(prm) = gathered.prm {
        text.extend(["# PRM ", &prm.to_string(), "\r\n"]);
    }
    text.push_str("start;end;direction;Wh\r\n");
    for direction in Direction::ALL {
        for interval in gathered.record(direction).intervals() {
            let [start, end] = [interval.start, interval.end()].map(|at| local(at, zone));
            let energy = short_decimal(interval.energy.0).replace('.', ",");
            text.extend([&start, ";", &end, ";", word(direction), ";", &energy, "\r\n"]);
        }
    }
    text
}

/// The same as runs of steps that follow each other.
pub fn to_json(gathered: &Gathered) -> String {
    let prm = gathered.prm.map_or_else(|| "null".to_owned(), |prm| format!("\"{prm}\""));
    let mut runs = Vec::new();
    for direction in Direction::ALL {
        let intervals = gathered.record(direction).intervals();
        let follow = |a: &Interval, b: &Interval| a.end() == b.start && a.seconds == b.seconds;
        for run in intervals.chunk_by(follow) {
            let values: Vec<String> = run.iter().map(|interval| short_decimal(interval.energy.0)).collect();
            runs.push(format!(
                "{{\"direction\":\"{}\",\"start\":\"{}\",\"step_s\":{},\"wh\":[{}]}}",
                word(direction),
                local(run[0].start, &Zone::fixed(0)),
                run[0].seconds,
                values.join(",")
            ));
        }
    }
    format!("{{\"format\":\"{OWN_FORMAT}\",\"version\":1,\"prm\":{prm},\"runs\":[\n{}\n]}}\n", runs.join(",\n"))
}

const fn word(direction: Direction) -> &'static str {
    match direction {
        Direction::Consumption => "consumption",
        Direction::Production => "production",
    }
}

/// RFC 3339 with the offset of the place.
fn local(at: Instant, zone: &Zone) -> String {
    let minutes = zone.offset_at(at);
    let wall = zone.local(at);
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
    format!("{}T{}{sign}{hours:02}:{minutes:02}", wall.date(), wall.time())
}
