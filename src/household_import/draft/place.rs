//! A series of rows, all of which are there: their order, their grid, what their values are, and their intervals.

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::{
    Draft, Point, Series,
    days::{DAY_S, days_of, take_days},
    index, steps,
};
use crate::{
    domain::{
        Instant, Zone,
        household::{Basis, Choice, Evidence, Kind, Known, Question, Reason, ShortName, Stamps},
        short_decimal,
    },
    household_import::{
        evidence::{Sizes, Verdict, answered, decide},
        stamp::{Stamp, WallClock},
    },
};

/// Seconds below which nobody notices which end of its step a stamp is.
const SHORT_STEP_S: u32 = 300;

pub fn take(draft: &mut Draft, mut series: Series) {
    if !series.spans.is_empty() {
        take_spans(draft, &series);
    }
    let is_shuffled = order(&mut series.points, draft.zone);
    thin(&mut series.points);
    let Some(first) = series.points.first() else { return };
    draft.note_clock(first.time);
    let is_counter = series.claim.kind.is_some_and(|known| known.value == Kind::Counter);
    let days =
        days_of(&series.points, draft.zone, series.claim.kind.is_some_and(|known| known.value == Kind::MeanPower));
    let grid = if days.is_some() { Some(DAY_S) } else { typical_step(draft, &series.points) };
    let sizes = Sizes {
        hours: hours(&series.points, draft.zone),
        step_s: grid,
        is_days: days.is_some(),
        ..Sizes::of(series.points.iter().map(|point| point.value))
    };
    if sizes.count == 0 {
        return;
    }
    let Some((kind, scale)) = decided(draft, &series, &sizes) else { return };
    let step = match () {
        () if series.points.iter().any(|point| point.step.is_some()) || draft.declared_step.is_some() => {
            Evidence::Header
        }
        () if series.claim.kind.is_some_and(|known| known.by == Evidence::Signature) => Evidence::Signature,
        () => Evidence::Grid,
    };
    let mut basis = Basis {
        kind,
        scale,
        step,
        stamps: Known::new(Stamps::Index, kind.by),
        direction: series.claim.direction,
        header_differs: series.claim.header_differs,
    };
    match (kind.value, days) {
        (Kind::Counter, _) => {
            let counters = placed(draft, &series.points, is_shuffled);
            index::take(draft, &basis, counters, is_counter);
        }
        (_, Some(days)) => {
            basis.stamps = Known::new(Stamps::Day, Evidence::Grid);
            take_days(draft, &basis, &days);
        }
        (Kind::MeanPower | Kind::StepEnergy, None) if series.claim.holds => {
            basis.stamps = Known::new(Stamps::Start, Evidence::Signature);
            hold(draft, &basis, &series.points);
        }
        (Kind::MeanPower | Kind::StepEnergy, None) => take_points(draft, basis, &series, is_shuffled),
    }
}

/// What the values are; a question is noted where the evidence does not agree.
fn decided(
    draft: &mut Draft,
    series: &Series,
    sizes: &Sizes,
) -> Option<(Known<Kind>, Known<crate::domain::household::Scale>)> {
    let (shape, answers) = (draft.shape, draft.answers);
    match decide(&series.claim, sizes, |options| answered(answers, shape, options)) {
        Verdict::Known(kind, scale) => Some((kind, scale)),
        Verdict::Ask(options) => {
            note_question(draft, series, sizes.step_s, options);
            None
        }
        Verdict::Nothing => {
            draft.is_unlikely = true;
            None
        }
    }
}

fn note_question(draft: &mut Draft, series: &Series, step: Option<u32>, options: u8) {
    let zone = draft.zone;
    let all = || series.points.iter().chain(&series.spans).filter(|point| !point.value.is_nan());
    let Some(example) = all().find(|point| point.value > 0.0).or_else(|| all().next()) else { return };
    let (day, value) = (local(example.time, zone).date(), example.value);
    let value = ShortName::of(&short_decimal(value));
    draft.question.get_or_insert(Question { shape: draft.shape, value, day, step: step.unwrap_or(0), options });
}

fn take_spans(draft: &mut Draft, series: &Series) {
    let mut points = series.spans.clone();
    let is_shuffled = order(&mut points, draft.zone);
    thin(&mut points);
    draft.note_clock(points[0].time);
    let mut clock = WallClock::new(draft.zone, false).of_shuffled(is_shuffled);
    let mut spans: Vec<(Instant, u32, f64)> = Vec::with_capacity(points.len());
    for Point { time, end, value, step } in points {
        match (clock.instant(time), end) {
            _ if value.is_nan() => {}
            (Some(from), Some(end)) => match step.or_else(|| draft.length(from, time, end)) {
                Some(seconds) => spans.push((from, seconds, value)),
                None => draft.leave_out(Reason::NoStep, &time),
            },
            (..) => draft.leave_out(Reason::HourThatIsNot, &time),
        }
    }
    let seconds = most_frequent(spans.iter().map(|(_, seconds, _)| *seconds));
    let sizes = Sizes {
        step_s: seconds,
        is_days: seconds.is_some_and(|seconds| seconds >= 82_800),
        ..Sizes::of(spans.iter().map(|(.., value)| *value))
    };
    if sizes.count == 0 {
        return;
    }
    let Some((kind, scale)) = decided(draft, series, &sizes) else { return };
    let by = series.claim.stamps.map_or(Evidence::Header, |known| known.by);
    let basis = Basis {
        kind,
        scale,
        step: by,
        stamps: Known::new(Stamps::Both, by),
        direction: series.claim.direction,
        header_differs: series.claim.header_differs,
    };
    draft.note_basis(basis);
    draft.found_of(basis.direction.value).reserve(spans.len());
    for (from, seconds, value) in spans {
        draft.keep(&basis, (from, seconds), value, &Stamp::At(from));
    }
}

/// Of a file in which every row stands several times each is kept once. The clocks of autumn tell an hour twice, so that
/// what stands twice here and there is left as it is.
fn thin(points: &mut Vec<Point>) {
    if points.len() < 2 || !points[1].is_repeat_of(&points[0]) {
        return;
    }
    let runs = || points.chunk_by(|a, b| b.is_repeat_of(a)).map(<[Point]>::len);
    let times = runs().min().unwrap_or(1);
    if times > 1 && runs().all(|run| run % times == 0) {
        let mut place = 0;
        points.retain(|_| {
            place += 1;
            (place - 1) % times == 0
        });
    }
}

/// Brings rows into the order of their instants; whether they stood in none.
fn order(points: &mut [Point], zone: &Zone) -> bool {
    let is_sorted = |points: &[Point]| points.windows(2).all(|pair| !later(pair[0].time, pair[1].time, zone));
    if is_sorted(points) {
        return false;
    }
    points.reverse();
    if is_sorted(points) {
        return false;
    }
    // By the end, too: of two that begin at the same time of the repeated hour the one that ends earlier is the first. And by
    // the value: rows that stand several times lie beside each other.
    let key = |point: &Point| (local(point.time, zone), point.end.map(|end| local(end, zone)));
    points.sort_by(|a, b| key(a).cmp(&key(b)).then(a.value.total_cmp(&b.value)));
    true
}

/// Whether `a` is written as later than `b`.
fn later(a: Stamp, b: Stamp, zone: &Zone) -> bool {
    match (a, b) {
        (Stamp::At(a), Stamp::At(b)) => a > b,
        // An hour back may be the repeated one.
        (Stamp::Wall(a), Stamp::Wall(b)) => a > b && !(a - b <= Duration::hours(1) && is_repeated(b, zone)),
        (Stamp::Day(a), Stamp::Day(b)) => a > b,
        (Stamp::At(_) | Stamp::Wall(_) | Stamp::Day(_), _) => local(a, zone) > local(b, zone),
    }
}

/// Whether the clocks show a time twice.
fn is_repeated(wall: NaiveDateTime, zone: &Zone) -> bool {
    let first = zone.instant(wall);
    zone.local(first) == wall && zone.local(first + Duration::hours(1)) == wall
        || zone.local(first - Duration::hours(1)) == wall
}

fn local(stamp: Stamp, zone: &Zone) -> NaiveDateTime {
    match stamp {
        Stamp::At(instant) => zone.local(instant),
        Stamp::Wall(wall) => wall,
        Stamp::Day(day) => day.and_time(NaiveTime::MIN),
    }
}

fn hours(points: &[Point], zone: &Zone) -> f64 {
    let at = |point: Option<&Point>| point.map(|point| local(point.time, zone));
    let span = at(points.last()).zip(at(points.first())).map(|(last, first)| last - first);
    span.map_or(0.0, |span| span.num_seconds() as f64 / 3600.0)
}

fn most_frequent(all: impl Iterator<Item = u32>) -> Option<u32> {
    /// So many different ones have no common one.
    const MOST: usize = 64;
    let mut counted: Vec<(u32, usize)> = Vec::new();
    for one in all {
        if let Some((_, count)) = counted.iter_mut().find(|(known, _)| *known == one) {
            *count += 1;
        } else if counted.len() < MOST {
            counted.push((one, 1));
        }
    }
    counted.into_iter().max_by_key(|(seconds, count)| (*count, std::cmp::Reverse(*seconds))).map(|(seconds, _)| seconds)
}

/// The step that rows say, the head says, or that most of them have.
fn typical_step(draft: &Draft, points: &[Point]) -> Option<u32> {
    let zone = draft.zone;
    let distances = points.windows(2).filter_map(|pair| {
        let seconds = match (pair[0].time, pair[1].time) {
            (Stamp::At(a), Stamp::At(b)) => (b - a).num_seconds(),
            (a, b) => (local(b, zone) - local(a, zone)).num_seconds(),
        };
        u32::try_from(seconds).ok().filter(|seconds| *seconds > 0)
    });
    most_frequent(points.iter().filter_map(|point| point.step))
        .or(draft.declared_step)
        .or_else(|| most_frequent(distances))
}

/// The local day that a stamp at midnight means. In summer meters go on writing the midnight of winter.
pub(super) fn day_of(stamp: Stamp, zone: &Zone) -> Option<NaiveDate> {
    let of_wall = |wall: NaiveDateTime, at: Instant| match (wall.hour(), wall.minute(), wall.second()) {
        (0, 0, 0) => Some(wall.date()),
        (1, 0, 0) if is_summer(at, zone) => Some(wall.date()),
        _ => None,
    };
    match stamp {
        Stamp::Day(day) => Some(day),
        Stamp::Wall(wall) => of_wall(wall, zone.instant(wall)),
        Stamp::At(at) => of_wall(zone.local(at), at),
    }
}

/// Whether the clocks are an hour further than half a year before or after.
fn is_summer(at: Instant, zone: &Zone) -> bool {
    let half_a_year = Duration::days(182);
    let offset = zone.offset_at(at);
    offset == zone.offset_at(at - half_a_year).min(zone.offset_at(at + half_a_year)) + 60
}

/// Rows as instants for a counter; the midnight of winter in summer is the local one.
fn placed(draft: &mut Draft, points: &[Point], is_shuffled: bool) -> Vec<(Instant, f64)> {
    let zone = draft.zone;
    let days: Vec<NaiveDate> = points.iter().map_while(|point| day_of(point.time, zone)).collect();
    let is_daily = days.len() > 1 && days.len() == points.len() && days.windows(2).all(|pair| pair[0] <= pair[1]);
    let mut clock = WallClock::new(zone, true).of_shuffled(is_shuffled);
    let mut placed = Vec::with_capacity(points.len());
    for (row, point) in points.iter().enumerate().filter(|(_, point)| !point.value.is_nan()) {
        let at =
            if is_daily { Some(zone.instant(days[row].and_time(NaiveTime::MIN))) } else { clock.instant(point.time) };
        match at {
            Some(at) => placed.push((at, point.value)),
            None => draft.leave_out(Reason::HourThatIsNot, &point.time),
        }
    }
    placed
}

/// A state lasts until the next one.
fn hold(draft: &mut Draft, basis: &Basis, points: &[Point]) {
    /// A sensor that says nothing for longer may be gone, seconds.
    const LONGEST_S: i64 = 6 * 3600;
    draft.note_basis(*basis);
    for pair in points.windows(2) {
        let (Stamp::At(from), Stamp::At(until)) = (pair[0].time, pair[1].time) else { continue };
        let seconds = (until - from).num_seconds();
        if pair[0].value.is_nan() || seconds <= 0 {
            continue;
        }
        match u32::try_from(seconds).ok().filter(|_| seconds <= LONGEST_S) {
            Some(seconds) => draft.keep(basis, (from, seconds), pair[0].value, &pair[0].time),
            None => draft.leave_out(Reason::NoStep, &pair[0].time),
        }
    }
}

fn take_points(draft: &mut Draft, mut basis: Basis, series: &Series, is_shuffled: bool) {
    let points = &series.points;
    let Some(stamps) = stamps(draft, series) else { return };
    basis.stamps = stamps;
    draft.note_basis(basis);
    let at_end = stamps.value != Stamps::Start;
    let mut clock = WallClock::new(draft.zone, at_end).of_shuffled(is_shuffled);
    let (mut placed, mut moments) = (Vec::with_capacity(points.len()), Vec::with_capacity(points.len()));
    for point in points {
        match clock.instant(point.time) {
            Some(at) => {
                placed.push(point);
                moments.push(at);
            }
            None => draft.leave_out(Reason::HourThatIsNot, &point.time),
        }
    }
    if is_shuffled {
        // Sorted by what the clocks show, the two passes of the repeated hour stand one in the other.
        let mut both: Vec<(Instant, &Point)> = moments.into_iter().zip(placed).collect();
        both.sort_by_key(|(at, _)| *at);
        (moments, placed) = both.into_iter().unzip();
    }
    let steps = steps::steps(&moments, at_end, draft.declared_step);
    draft.found_of(basis.direction.value).reserve(placed.len());
    for ((point, at), step) in placed.into_iter().zip(moments).zip(steps) {
        let Some(seconds) = point.step.or(step) else {
            draft.leave_out(Reason::NoStep, &point.time);
            continue;
        };
        let from = if at_end { at - Duration::seconds(i64::from(seconds)) } else { at };
        draft.keep(&basis, (from, seconds), point.value, &point.time);
    }
}

/// Which moment of their step rows bear: as claimed, as the first and the last row of whole days show, or as answered. It is
/// asked only where it would move a day or a tariff.
fn stamps(draft: &mut Draft, series: &Series) -> Option<Known<Stamps>> {
    if let Some(known) = series.claim.stamps {
        return Some(known);
    }
    let zone = draft.zone;
    let step = typical_step(draft, &series.points);
    let second_of_day = |point: &Point| local(point.time, zone).time().num_seconds_from_midnight();
    let (first, last) = (second_of_day(series.points.first()?), second_of_day(series.points.last()?));
    let step_s = step.unwrap_or(0);
    let starts = u32::from(first == 0) + u32::from(last + step_s == DAY_S);
    let ends = u32::from(first == step_s) + u32::from(last == 0);
    match starts.cmp(&ends) {
        std::cmp::Ordering::Greater => return Some(Known::new(Stamps::Start, Evidence::Grid)),
        std::cmp::Ordering::Less => return Some(Known::new(Stamps::End, Evidence::Grid)),
        std::cmp::Ordering::Equal => {}
    }
    // Hours at which a day or the cheaper hours of a contract in France may begin or end.
    let is_border = |second: u32| !matches!(second / 3600, 9..=10 | 18..=19);
    if step_s < SHORT_STEP_S || !series.points.iter().any(|point| is_border(second_of_day(point))) {
        return Some(Known::new(Stamps::Start, Evidence::NotSaid));
    }
    let options = Question::options_of([Choice::Stamps(Stamps::Start), Choice::Stamps(Stamps::End)]);
    if let Some(Choice::Stamps(stamps)) = answered(draft.answers, draft.shape, options) {
        return Some(Known::new(stamps, Evidence::Answer));
    }
    note_question(draft, series, step, options);
    None
}
