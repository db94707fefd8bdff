//! Activities for the classroom, on the last full day that was measured; they print on paper, the answers apart.

use chrono::Duration;

use super::{curve, frame::name, past};
use crate::{
    domain::School,
    platform::document,
    present::{
        full_day,
        schools::{Activity, SchoolView, activities},
    },
    state::{Schools, Span, follow},
    views::bricks::{View, all, button, details, div, element, h1, h2, h3, li, link, live, p, section, summary, text},
};

pub fn page(schools: Schools, school: School) -> View {
    let t = schools.t();
    let (wanted, of) = (school.clone(), school.clone());
    let yesterday = move || schools.today.get() - Duration::days(1);
    follow(move || schools.want(past::keys(&wanted, Span::Day(yesterday()), schools.today.get())));
    all(vec![
        p("back", link("", schools.href(&schools.page_of(&school, SchoolView::Data)), name(schools, &school))),
        h1(format!("{}\u{a0}: {}", t.class, name(schools, &school))),
        p("", t.class_intro),
        p("actions", button("", t.print, document::print)),
        live(move || sheet(schools, &of, yesterday())),
    ])
}

fn sheet(schools: Schools, school: &School, date: chrono::NaiveDate) -> View {
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
        div("class-curve", curve::bare(schools, date, &measured)),
    ];
    parts.extend(all_of_them.iter().enumerate().map(|(i, activity)| shown(i, activity)));
    let answers = all_of_them.iter().enumerate().map(|(i, activity)| p("", format!("{}. {}", i + 1, activity.answer)));
    parts.push(details("answers", [summary("", t.answers), div("", answers.collect::<Vec<_>>())]));
    all(parts)
}

fn shown(i: usize, activity: &Activity) -> View {
    let steps: Vec<View> = activity.steps.iter().map(|step| li("", text(step.as_str()))).collect();
    section("activity", [h3("", format!("{}. {}", i + 1, activity.title)), element("ol", "", steps), p("lines", "")])
}
