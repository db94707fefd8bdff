//! Activities for the classroom, on the last school day that was measured or on another one; they print on paper, the answers
//! apart.

use chrono::{Days, NaiveDate};

use super::{curve, frame::name, past};
use crate::{
    domain::{Energies, Month, School},
    platform::document,
    present::{
        full_day,
        schools::{Activity, SchoolView, activities, day_for_class},
    },
    state::{Choices, Derived, Schools, Span, follow},
    views::bricks::{
        View, all, button, details, div, element, h1, h2, h3, input, label, li, link, live, none, p, section, summary,
        text,
    },
};

/// How many days back powers are published.
const DAYS: u64 = 40;
/// The day in the address.
const DAY: &str = "jour";

pub fn page(schools: Schools, school: School) -> View {
    let t = schools.t();
    let chosen = schools.class_day;
    let id = school.id.to_string();
    if chosen.with_untracked(|chosen| chosen.as_ref().is_none_or(|(of, _)| *of != id)) {
        let asked = document::query_parameter(DAY).and_then(|day| day.parse::<NaiveDate>().ok());
        chosen.set(asked.map(|day| (id.clone(), day)));
    }
    follow(move || name_day(schools, &id));
    let (of, wanted, shown, at) = (school.clone(), school.clone(), school.clone(), school.id.to_string());
    let day =
        Derived::new(move || chosen_day(schools).filter(|day| is_past(schools, *day)).or_else(|| usual(schools, &of)));
    follow(move || {
        let mut keys: Vec<_> = months(schools)
            .into_iter()
            .flat_map(|month| past::keys(&wanted, Span::Month(month), schools.today.get()))
            .collect();
        if let Some(day) = day.get() {
            keys.extend(past::keys(&wanted, Span::Day(day), schools.today.get()));
        }
        schools.want(keys);
    });
    all(vec![
        p("back", link("", schools.href(&schools.page_of(&school, SchoolView::Data)), name(schools, &school))),
        h1(format!("{}\u{a0}: {}", t.class, name(schools, &school))),
        p("", t.class_intro),
        live(move || other_day(schools, day, &at)),
        p("actions", button("", t.print, document::print)),
        live(move || match day.get() {
            Some(day) => sheet(schools, &shown, day),
            None => p("", schools.app.t().loading),
        }),
    ])
}

/// The day that the teacher chose.
fn chosen_day(schools: Schools) -> Option<NaiveDate> {
    schools.class_day.get().map(|(_, day)| day)
}

/// Keeps the chosen day in the address, whatever else changes there: the language, light mode.
fn name_day(schools: Schools, of: &str) {
    let query = schools.app.choices.with(Choices::to_query);
    if let Some((_, day)) = schools.class_day.get().filter(|(school, _)| school == of) {
        let joint = if query.is_empty() { "?" } else { "&" };
        document::replace_address(&format!("{}{query}{joint}{DAY}={day}", document::current_path()));
    }
}

fn is_past(schools: Schools, day: NaiveDate) -> bool {
    let today = schools.today.get();
    (today - Days::new(DAYS)..today).contains(&day)
}

/// The months of the days that may be chosen.
fn months(schools: Schools) -> Vec<Month> {
    let last = schools.today.get() - Days::new(1);
    let first = Month::of(schools.today.get() - Days::new(DAYS));
    std::iter::successors(Some(Month::of(last)), |month| (*month > first).then(|| month.previous())).collect()
}

/// The last school day that has enough data, by the energies of the months; `None` while they are on their way.
fn usual(schools: Schools, school: &School) -> Option<NaiveDate> {
    const NEARLY_WHOLE: f64 = 0.9;
    let months: Vec<(Month, past::EnergyData)> = months(schools)
        .into_iter()
        .map(|month| past::months_data(schools, school, month).map(|data| (month, data)))
        .collect::<Option<_>>()?;
    let is_whole = |energies: &Energies, i: usize| {
        energies.0.get(i).copied().flatten().is_some_and(|part| part.coverage.share() >= NEARLY_WHOLE)
    };
    let measured = months.iter().flat_map(|(month, data)| {
        let all = [&data.production, &data.consumption, &data.thermal];
        let whole = move |i: usize| all.iter().filter(|energies| !energies.0.is_empty()).all(|one| is_whole(one, i));
        month.days().enumerate().filter(move |(i, day)| is_past(schools, *day) && whole(*i)).map(|(_, day)| day)
    });
    let moment = schools.moment();
    let yesterday = schools.today.get() - Days::new(1);
    Some(day_for_class(measured, moment.context().calendar).unwrap_or(yesterday))
}

/// The teacher may take another day; the address says which.
fn other_day(schools: Schools, day: Derived<Option<NaiveDate>>, school: &str) -> View {
    let today = schools.today.get();
    let field = input("", none()).attr("id", "class-day").attr("type", "date");
    let field =
        field.attr("min", (today - Days::new(DAYS)).to_string()).attr("max", (today - Days::new(1)).to_string());
    let field = field.showing(move || day.get().map_or_else(String::new, |day| day.to_string()));
    let of = school.to_owned();
    let choose = move |typed: String| {
        if let Ok(day) = typed.parse::<NaiveDate>() {
            schools.class_day.set(Some((of.clone(), day)));
        }
    };
    div(
        "row other-day",
        [
            label("", schools.t().class_other_day).attr("for", "class-day"),
            field.on("change", move |event| choose(leptos::prelude::event_target_value(&event))),
        ],
    )
}

fn sheet(schools: Schools, school: &School, date: NaiveDate) -> View {
    let t = schools.t();
    let measured = past::day_data(schools, school, date);
    let clock = |at| {
        let moment = schools.moment();
        (schools.app.t().time)(moment.context().zone.local(at).time())
    };
    let (day, used, before) = (measured.production.as_ref(), measured.consumption.as_ref(), measured.before.as_ref());
    let all_of_them = activities(t, day, used, before, &clock);
    if all_of_them.is_empty() {
        return p("", if past::is_waiting(schools, school, date) { schools.app.t().loading } else { t.class_none });
    }
    let mut parts = vec![
        h2("", (t.class_day)(&full_day(schools.app.t(), date))),
        div("class-curve", curve::bare(schools, school, date, &measured)),
    ];
    parts.extend(all_of_them.iter().enumerate().map(|(i, activity)| shown(i, activity)));
    parts.push(details("answers", [summary("", t.answers), answers(&all_of_them)]));
    parts.push(section("answers-on-paper", [h2("", t.answers), answers(&all_of_them)]));
    all(parts)
}

fn answers(activities: &[Activity]) -> View {
    let answers = activities.iter().enumerate().map(|(i, activity)| p("", format!("{}. {}", i + 1, activity.answer)));
    div("", answers.collect::<Vec<_>>())
}

fn shown(i: usize, activity: &Activity) -> View {
    let steps: Vec<View> = activity.steps.iter().map(|step| li("", text(step.as_str()))).collect();
    section("activity", [h3("", format!("{}. {}", i + 1, activity.title)), element("ol", "", steps), p("lines", "")])
}
