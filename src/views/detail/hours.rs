//! The hours of the week, with today marked and closures announced.

use crate::{
    domain::{Context, Site},
    present::{HoursRow, Texts, closures_ahead, days_ahead, week_rows},
    views::bricks::{
        View, all, caption, h2, h3, items, maybe, none, p, section as section_brick, strong, table, tbody, td, text,
        th, thead, tr,
    },
};

/// `dated` names the week on pages that no script keeps true; there today is not marked.
pub fn section(t: &Texts, site: &Site, context: Context, dated: Option<&str>) -> View {
    let today = context.zone.local(context.now).date();
    let row = |row: HoursRow| {
        let is_today = row.is_today && dated.is_none();
        let mark = if is_today { all(vec![text(" "), strong("today", t.today_mark)]) } else { none() };
        tr(if is_today { "is-today" } else { "" }, [th("row", [text(row.day), mark]), td("", row.hours)])
    };
    let week = site.hours.is_some().then(|| {
        let rows: Vec<View> = week_rows(t, site, context, today).into_iter().map(row).collect();
        table(
            "hours",
            [
                caption("visually-hidden", dated.unwrap_or(t.hours_caption)),
                thead("visually-hidden", tr("", [th("col", t.day), th("col", t.hours)])),
                tbody("", rows),
            ],
        )
    });
    let as_written =
        site.hours_text.as_ref().map(|text| all(vec![p("", t.hours_as_written), p("quoted", text.as_str())]));
    let unknown = site.hours.is_none() && site.hours_text.is_none();
    let holidays = match site.closed_on_public_holidays {
        Some(true) => p("", t.holiday_note_closed),
        None => p("", t.holiday_note_unknown),
        Some(false) => none(),
    };
    let closures = closures_ahead(t, site, context);
    let special = days_ahead(t, site, context, today);
    section_brick(
        "",
        [
            h2("", t.hours_title),
            maybe(week),
            maybe(as_written),
            if unknown { p("", format!("{}.", t.hours_unknown)) } else { none() },
            maybe(site.last_entry.filter(|margin| margin.0 > 0).map(|margin| p("", (t.last_entry_note)(margin)))),
            holidays,
            if closures.is_empty() { none() } else { all(vec![h3("", t.closures_ahead), items("", closures)]) },
            if special.is_empty() { none() } else { all(vec![h3("", t.days_ahead), items("", special)]) },
        ],
    )
}
