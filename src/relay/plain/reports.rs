//! The report of a year out of a moment.

use super::{render::Renderer, split::fits};
use crate::{
    domain::{Lang, SiteYear},
    present::{
        plain::{PlainRoute, report_page},
        site_name, texts,
    },
    views::plain as views,
};

/// `None` of a year without a report.
pub fn page(renderer: &Renderer, lang: Lang, year: i32) -> Option<String> {
    let steady = &renderer.moment.steady;
    let report = steady.past.reports.iter().find(|report| report.year == year)?;
    // A centre that is gone keeps its identifier.
    let name = |of: &SiteYear| {
        let site = steady.site(of.site.as_str());
        site.map_or_else(|| of.site.to_string(), |site| site_name(texts(lang), site))
    };
    let page = report_page(lang, report, name);
    let frame = renderer.of_schools(PlainRoute::Report { year }, lang, page.title.clone());
    let whole = views::report(&frame, &page, true);
    Some(if fits(&whole) { whole } else { views::report(&frame, &page, false) })
}
