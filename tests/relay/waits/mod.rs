//! What is told of waits against what happened: a gate whose every vehicle is known, seen by sensors that lose, delay,
//! repeat and miscount. `cargo test --test relay waits:: -- --nocapture` prints the figures.

mod arrival;
mod gate;
mod score;
mod sensors;

use bon_moment::relay::waits::{Gate, ServicePrior};

use self::{
    gate::Morning,
    score::{Row, Table, judge},
    sensors::{Faults, Instruments},
};

/// Mornings of one kind of centre, by the share of the gate's capacity that is asked for and the minutes a vehicle takes.
const CENTRES: [(f64, f64); 6] = [(0.55, 1.2), (0.75, 0.9), (0.9, 1.2), (1.0, 1.6), (1.1, 1.0), (0.7, 2.2)];
const DAYS: u64 = 12;
/// Sensors report before the gate opens, too.
const BEFORE: i32 = -30;

/// All mornings of all centres, judged as one. `stated` is how far off the territory's word on the gate is.
fn run(instruments: Instruments, faults: Faults, stated: f64) -> Table {
    let mut table = Table::default();
    for (i, (load, minutes)) in CENTRES.into_iter().enumerate() {
        let prior = ServicePrior { minutes: minutes * stated, weight: 6.0 };
        let gate = Gate { service: prior, ..Gate::default() };
        for day in 0..DAYS {
            let morning = Morning::of(1000 * i as u64 + day, load, minutes);
            table.add(judge(&morning, &gate, instruments, faults, day));
        }
    }
    table
}

fn shown(name: &str, table: &Table) -> Row {
    let row = table.row();
    println!("{name:<34} {row}");
    row
}

#[test]
fn the_wait_lies_in_what_is_told_and_what_is_told_is_narrow() {
    println!("{:<34} {}", "", Row::HEAD);
    let counted = Instruments { queue_every: Some(1), entries: true, arrivals: false, since: BEFORE };
    let slow = Instruments { queue_every: Some(5), ..counted };
    let queue_only = Instruments { entries: false, ..counted };
    let barriers = Instruments { queue_every: None, entries: true, arrivals: true, ..counted };
    let all = [
        ("queue and barrier, each minute", counted, Faults::NONE, 1.0),
        ("the same, stated gate off by half", counted, Faults::NONE, 1.5),
        ("queue and barrier, each 5 minutes", slow, Faults::NONE, 1.0),
        ("queue alone", queue_only, Faults::NONE, 1.0),
        ("barriers alone", barriers, Faults::NONE, 1.0),
        ("lost, late, twice, miscounted", counted, Faults::ORDINARY, 1.0),
        ("the same, each 5 minutes", slow, Faults::ORDINARY, 1.0),
        ("the same, barriers alone", barriers, Faults::ORDINARY, 1.0),
        ("silent for half of the time", counted, Faults::SILENT, 1.0),
    ];
    for (name, instruments, faults, stated) in all {
        let row = shown(name, &run(instruments, faults, stated));
        assert!(row.coverage >= 0.85, "{name}: {row}");
        assert!(row.told > 0.5, "{name}: {row}");
        // The interval score of simpler rules' points, with no interval around them, is what an interval must beat.
        assert!(row.score < row.last_count_score, "{name}: {row}");
        assert!(row.score < row.last_wait_score, "{name}: {row}");
    }
}

#[test]
fn a_queue_that_stood_there_before_anybody_counted_is_not_told_as_none() {
    for since in [30, 60] {
        let barriers = Instruments { queue_every: None, entries: true, arrivals: true, since };
        let row = shown(&format!("barriers alone, from minute {since} on"), &run(barriers, Faults::NONE, 1.0));
        assert!(row.coverage >= 0.85, "{row}");
        assert!(row.told > 0.1, "{row}");
    }
}

#[test]
fn the_middle_of_what_is_believed_errs_less_than_simpler_rules() {
    let counted = Instruments { queue_every: Some(1), entries: true, arrivals: false, since: BEFORE };
    let row = run(counted, Faults::NONE, 1.5).row();
    assert!(row.error < row.last_count_error, "{row}");
    assert!(row.error < row.last_wait_error, "{row}");
}
