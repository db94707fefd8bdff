//! What was understood of files, before it is taken.

use crate::{
    domain::household::{Clocks, Curve, Direction, FileReport, Gathered, NotRead, Part, ShortName, Summary, doubts},
    present::household::{assumptions, date_range, doubt_words, energy, grouped},
    state::{Contract, Household},
    views::bricks::{View, all, details, div, h3, items, maybe, none, p, summary, text},
};

/// Files above this number are listed one tap away.
const FEW: usize = 3;

pub fn report(home: Household, gathered: &Gathered) -> View {
    let t = home.t();
    let totals = Direction::ALL.iter().filter_map(|direction| Part::of(*direction, gathered.record(*direction)));
    let totals: Vec<View> = totals.map(|whole| part(home, &whole)).collect();
    let prm = maybe(gathered.prm.map(|prm| p("hint", (t.prm)(&prm.to_string()))));
    let refused: Vec<View> =
        gathered.files.iter().filter(|file| file.outcome.is_err()).map(|report| file(home, report)).collect();
    let read: Vec<View> =
        gathered.files.iter().filter(|file| file.outcome.is_ok()).map(|report| file(home, report)).collect();
    let is_many = read.len() > FEW;
    let read = items("files", read);
    let summaries = gathered.files.iter().filter_map(|file| file.outcome.as_ref().ok());
    let assumed = assumptions(t, summaries.flat_map(|summary| &summary.bases));
    all(vec![
        unlikely(home, gathered),
        div("totals", totals),
        items("assumed", assumed),
        prm,
        if refused.is_empty() { none() } else { items("files", refused) },
        if is_many { details("", [summary("", t.each_file), read]) } else { read },
    ])
}

/// What no home consumes, before anything is made of it.
fn unlikely(home: Household, gathered: &Gathered) -> View {
    let t = home.t();
    let (zone, kva) = (home.zone.get(), home.contract.with(Contract::own_kva));
    let found = doubts(&Curve::of(&gathered.consumption), kva, &zone);
    if found.is_empty() {
        return none();
    }
    let words = found.iter().map(|doubt| p("", doubt_words(t, doubt, &zone)));
    div("notice", words.chain([p("strong", t.doubt_way)]).collect::<Vec<_>>())
}

/// What is known in one direction.
fn part(home: Household, part: &Part) -> View {
    let t = home.t();
    let period = date_range(t, (part.from, part.until), &home.zone.get());
    let (low, high) = part.steps;
    let step = if low == high || (82_800 <= low && high <= 90_000) {
        (t.step_seconds)(low)
    } else {
        (t.steps_mixed)(&(t.step_seconds)(low), &(t.step_seconds)(high))
    };
    let rows = grouped(t, f64::from(part.rows));
    all(vec![
        p("", (t.part)((t.direction)(part.direction), &period, &rows, &step)),
        p("strong", (t.part_total)(&energy(t, part.total))),
    ])
}

fn file(home: Household, report: &FileReport) -> View {
    let t = home.t();
    let inside = match &report.outcome {
        Ok(summary) => understood(home, summary),
        Err(why) => {
            let (what, way) = (t.not_read)(*why);
            let what = match why {
                NotRead::UnknownUnit(unit) if *unit != ShortName::NONE => (t.unknown_unit)(&unit.to_string()),
                _ => what.to_owned(),
            };
            vec![p("refused", what), p("", way)]
        }
    };
    let mut views = vec![h3("file-name", report.name.clone())];
    views.extend(inside);
    all(views)
}

fn understood(home: Household, summary: &Summary) -> Vec<View> {
    let t = home.t();
    let clock = match summary.clocks {
        Clocks::Offset => t.clock_offset,
        Clocks::Wall => t.clock_wall,
    };
    let how = format!("{} · {} · {clock}", (t.form)(summary.form), (t.stamps)(summary.stamps));
    let mut views = vec![p("hint", how)];
    views.extend(summary.parts.iter().map(|of| part(home, of)));
    let left = summary.left_out.iter();
    let left: Vec<View> =
        left.map(|left| text((t.left_out)(left.rows, (t.reason)(left.reason), &left.first))).collect();
    views.push(if left.is_empty() { none() } else { items("left-out", left) });
    if !summary.unused.is_empty() {
        views.push(p("left-out", (t.unused)(&summary.unused.join(", "))));
    }
    views
}
