//! The days of a week or a month, the months of a year.

use chrono::{Days, Weekday};

use super::{
    chart::{download, legend, or_dash},
    past::EnergyData,
};
use crate::{
    domain::{Energies, Measured, Month, School, upper},
    present::{
        full_day,
        schools::{BarOf, Column, EnergyBars, SchoolTexts, energies_csv},
    },
    state::{Schools, Span},
    views::{
        bricks::{View, all, none, p, text},
        parts::chart::{self, figures, grid, marks, plot, row},
    },
};

/// The sentence that names the drawing.
const NAME: &str = "bars-said";

pub fn drawn(schools: Schools, school: &School, span: Span, data: &EnergyData) -> View {
    let t = schools.t();
    let there = columns(t, data);
    let series: Vec<&Energies> = there.iter().map(|column| column.energies).collect();
    let Some(bars) = EnergyBars::of(&series) else { return p("", t.nothing_known) };
    // What is not over is no gap in the readings.
    let is_running = span.later(schools.today.get()).is_none();
    let over = bars.bars.len() - usize::from(is_running);
    let is_partial = bars.bars.iter().take(over).any(|bar| bar.partial);
    all(vec![
        chart::said(NAME, said(schools, school, span, data)),
        if is_partial { p("hint", t.partly_measured) } else { none() },
        if is_running { p("hint", t.still_running) } else { none() },
        drawing(schools, span, &there, &bars),
        table(schools, school, span, data, &there),
    ])
}

/// A series that is drawn and listed.
struct Shown<'a> {
    energies: &'a Energies,
    column: Column,
    /// Of its bars, and of those that are known in part.
    classes: [&'static str; 2],
    key: &'static str,
    /// In the legend, and at the head of the table.
    words: [&'static str; 2],
}

/// Those that there are, side by side: heat is never added to electricity.
fn columns<'a>(t: &SchoolTexts, data: &'a EnergyData) -> Vec<Shown<'a>> {
    let all = [
        Shown {
            energies: &data.production,
            column: Column::Sun,
            classes: ["sun", "sun partial"],
            key: "key full-sun",
            words: [t.production; 2],
        },
        Shown {
            energies: &data.consumption,
            column: Column::Use,
            classes: ["use", "use partial"],
            key: "key full-use",
            words: [t.consumption; 2],
        },
        Shown {
            energies: &data.thermal,
            column: Column::Heat,
            classes: ["heat", "heat partial"],
            key: "key full-heat",
            words: [t.thermal, t.table_heat],
        },
    ];
    all.into_iter().filter(|shown| !shown.energies.0.is_empty()).collect()
}

fn said(schools: Schools, school: &School, span: Span, data: &EnergyData) -> String {
    let t = schools.t();
    let mut words = Vec::new();
    words.extend(data.production.total().known().map(|sum| (t.produced)(&t.digits.energy(sum))));
    words.extend(data.thermal.total().known().map(|sum| (t.heated)(&t.digits.energy(sum))));
    words.extend(data.consumption.total().known().map(|sum| (t.consumed)(school.kind, &t.digits.energy(sum))));
    if let Some((i, most)) = data.production.best().filter(|(_, most)| most.0 > 0.0) {
        let most = t.digits.energy(most);
        words.push(match span {
            Span::Year(year) => (t.best_month)(&long_name(schools, Span::Year(year), i), &most),
            Span::Today | Span::Day(_) | Span::Week(_) | Span::Month(_) => {
                (t.best_day)(&long_name(schools, span, i), &most)
            }
        });
    }
    words.join(" ")
}

/// What the part number `i` of a stretch is called in full.
fn long_name(schools: Schools, span: Span, i: usize) -> String {
    let t = schools.t();
    let day = |first: chrono::NaiveDate| full_day(schools.app.t(), first + Days::new(i as u64));
    match span {
        Span::Week(monday) => day(monday),
        Span::Month(month) => day(month.first_day()),
        Span::Year(year) => month_of(year, i).map_or_else(String::new, t.month_name),
        Span::Today | Span::Day(_) => String::new(),
    }
}

fn month_of(year: i32, i: usize) -> Option<Month> {
    chrono::NaiveDate::from_ymd_opt(year, u32::try_from(i).ok()? + 1, 1).map(Month::of)
}

/// The name in a file: an ISO date or month.
fn file_name(span: Span, i: usize) -> String {
    match span {
        Span::Week(monday) => (monday + Days::new(i as u64)).to_string(),
        Span::Month(month) => (month.first_day() + Days::new(i as u64)).to_string(),
        Span::Year(year) => month_of(year, i).map_or_else(String::new, |month| month.to_string()),
        Span::Today | Span::Day(_) => String::new(),
    }
}

/// The mark below a bar: there is no room for each day of a month.
fn mark(schools: Schools, span: Span, i: usize) -> String {
    let t = schools.t();
    match span {
        Span::Week(_) => Weekday::try_from(i as u8).map_or("", t.short_weekday).to_owned(),
        Span::Month(_) if i.is_multiple_of(5) => (i + 1).to_string(),
        Span::Year(_) => (t.short_month)(i as u32 + 1).chars().take(1).map(upper).collect(),
        Span::Month(_) | Span::Today | Span::Day(_) => String::new(),
    }
}

fn drawing(schools: Schools, span: Span, there: &[Shown], bars: &EnergyBars) -> View {
    let t = schools.t();
    let size = (EnergyBars::WIDTH, EnergyBars::HEIGHT);
    let rect = |class: &'static str, x: u32, height: Option<u32>| {
        height.map_or_else(none, |height| chart::rect(class, (x, EnergyBars::HEIGHT - height), (bars.width, height)))
    };
    let bar = |bar: &BarOf| {
        let each = bar.heights.iter().zip(there).enumerate();
        let rects = each.map(|(i, (height, shown))| {
            rect(shown.classes[usize::from(bar.partial)], bar.x + bars.width * i as u32, *height)
        });
        all(rects.collect())
    };
    let mut inside = vec![grid(size, bars.scale.iter().map(|(height, _)| *height).collect())];
    inside.extend(bars.bars.iter().map(bar));
    let scale = bars.scale.iter().map(|(_, wh)| t.digits.round_energy(*wh)).collect();
    let below = marks("plot-marks even", (0..bars.bars.len()).map(|i| mark(schools, span, i)).collect());
    let entries = there.iter().map(|shown| (shown.key, shown.words[0])).collect();
    all(vec![plot(NAME, size, inside, scale, below), legend(entries)])
}

fn table(schools: Schools, school: &School, span: Span, data: &EnergyData, there: &[Shown]) -> View {
    let t = schools.t();
    let count = there.iter().map(|shown| shown.energies.0.len()).max().unwrap_or(0);
    let known = |parts: &Energies, i: usize| {
        or_dash(parts.0.get(i).copied().flatten().and_then(Measured::known).map(|wh| t.digits.energy(wh)))
    };
    let of =
        |i: usize| row(text(long_name(schools, span, i)), there.iter().map(|shown| known(shown.energies, i)).collect());
    let labels: Vec<String> = (0..count).map(|i| file_name(span, i)).collect();
    let own = [(Column::OwnUse, &data.self_consumed)].into_iter().filter(|(_, energies)| !energies.0.is_empty());
    let columns: Vec<_> = there.iter().map(|shown| (shown.column, shown.energies)).chain(own).collect();
    let first = labels.first().cloned().unwrap_or_default();
    let file = download(t.download, format!("{}-{first}.csv", school.id), &energies_csv(t, &labels, &columns));
    let head = match span {
        Span::Year(_) => t.table_month,
        Span::Today | Span::Day(_) | Span::Week(_) | Span::Month(_) => t.table_day,
    };
    let heads: Vec<&'static str> = std::iter::once(head).chain(there.iter().map(|shown| shown.words[1])).collect();
    figures(t.see_table, &heads, (0..count).map(of).collect(), file)
}
