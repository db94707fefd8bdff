//! The shape of weeks, what runs all night, and peaks.

use chrono::{Timelike, Weekday};

use super::{frame, part::part, seasons};
use crate::{
    domain::{
        WattHours, Watts,
        household::{BaseLoad, Peaks, TypicalWeek},
    },
    present::household::{HouseholdPage, about_euros, busy_words, clock_minutes, date_range, energy, heat, power},
    state::Household,
    views::{
        bricks::{View, all, live, none, p, select, span, text},
        parts::chart::{figures, marks, plot, rect, row, said},
    },
};

/// Powers that one can subscribe to, kVA.
const KVA: [u32; 9] = [3, 6, 9, 12, 15, 18, 24, 30, 36];
const DAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
/// Width and height of an hour in the drawing.
const CELL: (u32, u32) = (10, 24);
const LEVELS: [&str; 6] = ["heat-0", "heat-1", "heat-2", "heat-3", "heat-4", "heat-5"];

pub fn page(home: Household) -> View {
    all(vec![
        frame::title(home, HouseholdPage::Habits),
        live(move || frame::without_consumption(home)),
        live(move || week(home)),
        live(move || base(home)),
        live(move || peaks(home)),
        live(move || seasons::heating(home)),
        live(move || seasons::years(home)),
        live(move || seasons::others(home)),
    ])
}

pub fn week(home: Household) -> View {
    let t = home.t();
    let week = home.last_year().and_then(|span| TypicalWeek::of(&home.consumption.get(), span, &home.zone.get()));
    let Some((week, busy)) = week.and_then(|week| week.busy_time().map(|busy| (week, busy))) else {
        return part(home, t.week_title, vec![p("", t.week_none)], t.week_method);
    };
    let words = busy_words(t, &busy);
    let cells = heat(&week).into_iter().map(|cell| {
        let class = if cell.power.is_none() { "heat-unknown" } else { LEVELS[cell.level.min(5) as usize] };
        rect(class, (cell.hour * CELL.0, cell.day * CELL.1), (CELL.0 - 1, CELL.1 - 2))
    });
    // From the bottom up.
    let days = DAYS.iter().rev().map(|day| (t.weekday_short)(*day).to_owned()).collect();
    let hours = (0..24).map(|hour| if hour % 6 == 0 { clock_minutes(t, hour * 60) } else { String::new() }).collect();
    let at = |hour: usize| {
        let cells = week.hours.iter().map(|day| day[hour].map_or_else(|| "–".to_owned(), |watts| power(t, watts)));
        row(text(clock_minutes(t, hour as u16 * 60)), cells.collect())
    };
    let heads: Vec<&'static str> =
        std::iter::once(t.head_when).chain(DAYS.iter().map(|day| (t.weekday_short)(*day))).collect();
    let legend = p(
        "hint legend",
        [
            span("", t.week_low),
            span("key heat-0", ""),
            span("key heat-2", ""),
            span("key heat-4", ""),
            span("key heat-5", ""),
            span("", t.week_high),
        ],
    );
    let drawing = plot("week-said", (CELL.0 * 24, CELL.1 * 7), cells.collect(), days, marks("plot-marks", hours));
    part(
        home,
        t.week_title,
        vec![said("week-said", words), drawing, legend, figures(t.table, &heads, (0..24).map(at).collect(), none())],
        t.week_method,
    )
}

/// Less than this is told as nothing.
pub(super) const LEAST_BASE: Watts = Watts(1.0);

fn base(home: Household) -> View {
    let t = home.t();
    let inside = match BaseLoad::of(&home.consumption.get(), &home.zone.get()) {
        None => vec![p("", t.base_none)],
        Some(base) if base.power < LEAST_BASE => vec![p("said", t.base_nothing)],
        Some(base) => {
            let year = base.per_year();
            vec![
                p("said", (t.base_sentence)(&power(t, base.power))),
                p("", (t.base_year)(&energy(t, year), &cost_of_year(home, year))),
                p("", t.base_usual),
            ]
        }
    };
    part(home, t.base_title, inside, t.base_method)
}

/// What an energy that is spread evenly over the year costs, in words that go on a sentence; nothing where no price is known.
pub fn cost_of_year(home: Household, energy: WattHours) -> String {
    let t = home.t();
    let Some(price) = home.tariff().and_then(|tariff| tariff.mean_price()) else { return String::new() };
    (t.about_euros)(&about_euros(t, price.per_kilowatt_hour(energy)))
}

pub fn peaks(home: Household) -> View {
    let t = home.t();
    let kva = home.contract.with(|contract| contract.kva);
    let limit = Watts(f64::from(kva) * 1000.0);
    let found = home.last_year().and_then(|span| Some((span, Peaks::of(&home.consumption.get(), span, Some(limit))?)));
    let inside = match found {
        None => vec![p("", t.week_none)],
        Some((span, peaks)) => {
            let period = date_range(t, span, &home.zone.get());
            let wall = home.zone.get().local(peaks.highest.start);
            let when = format!("{}, {}", (t.day)(wall.date()), (t.hour)(wall.hour() as u16, wall.minute() as u16));
            let fits = match peaks {
                Peaks { above: 0, near: 0, .. } => (t.peak_fits)(kva),
                Peaks { above: 0, near, .. } => (t.peak_near)(near, kva),
                Peaks { above, .. } => (t.peak_above)(above, kva),
            };
            let options = KVA.iter().map(|of| (of.to_string(), (t.kva)(*of), *of == kva)).collect();
            let choose = move |key: String| {
                if let Ok(kva) = key.parse() {
                    home.agree(|contract| contract.kva = kva);
                }
            };
            vec![
                p("said", (t.peak_sentence)(&period, &power(t, peaks.highest.power()), &when)),
                p("", fits),
                select("kva", t.peak_label, options, choose),
            ]
        }
    };
    part(home, t.peak_title, inside, t.peak_method)
}
